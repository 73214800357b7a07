//! A goal's page: a bar, what is written about it, and what was done for it.

use egui::{CentralPanel, Frame, Margin, Panel, RichText, ScrollArea, TextEdit, Ui};

use super::Goals;
use super::form::serves_ui;
use super::page::GoalPage;
use super::picker::Picker;
use super::view::{done_text, due_line, mark_of};
use crate::domain::GoalState;
use crate::domain::when::Sense;
use crate::journal::Linked;
use crate::ui::context::Ctx;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, size, space};
use crate::ui::widgets::{Lack, chip_ui, ends_ui, entry_row_ui, measure_ui, rows_card_ui, section_ui, writing_ui};
use crate::worker::Request;

/// Entries that are shown at first.
const ENTRIES: usize = 12;

/// With less room the bar has two lines.
const BAR: f32 = 460.0;

/// How a goal can end.
const ENDS: [GoalState; 3] = [GoalState::Achieved, GoalState::CarriedOver, GoalState::Dropped];

impl Goals {
    pub(super) fn goal_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let Some(page) = &mut self.page else { return };
        let mut leave = false;
        let before = page.draft.clone();
        let bar = theme::screen_frame(ui.ctx()).inner_margin(Margin::symmetric(24, 8));
        Panel::top("goal bar").show_separator_line(false).frame(bar).show(ui, |ui| leave = page.bar_ui(ui, cx));
        CentralPanel::default().frame(theme::screen_frame(ui.ctx()).inner_margin(Margin::symmetric(24, 0))).show(ui, |ui| {
            ScrollArea::vertical().id_salt(("goal", page.id)).auto_shrink(false).show(ui, |ui| {
                measure_ui(ui, size::MEASURE, |ui| {
                    ui.add_enabled_ui(!cx.read_only(), |ui| page.write_ui(ui, cx));
                    page.entries_ui(ui, cx);
                    ui.add_space(space::XXXL);
                });
            });
        });
        page.picker_ui(ui, cx);
        page.after(&before, cx.now);
        let request = if leave { page.flush() } else { page.due(cx.now) };
        if let Some(request) = request {
            cx.send(request);
        }
        if let Some(seconds) = page.due_in(cx.now) {
            ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(seconds + 0.01));
        }
        if leave {
            self.page = None;
        }
    }
}

impl GoalPage {
    /// Whether the page is to be left.
    fn bar_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) -> bool {
        let palette = theme::palette(ui.ctx());
        let state = self.save_state();
        let open = self.draft.state == GoalState::Open;
        let mut leave = false;
        let mut change = false;
        ends_ui(
            ui,
            BAR,
            |ui| {
                leave = buttons::marked_ui(ui, Look::Quiet, Icon::ArrowLeft, "All goals").clicked();
                let (tone, icon) = match state {
                    "Saved" => (palette.text_muted, Icon::CheckCircle),
                    "Saving…" => (palette.text_muted, Icon::CircleDashed),
                    _ => (palette.warn.text, Icon::WarningCircle),
                };
                icon.mark_ui(ui, size::ICON, tone);
                ui.label(RichText::new(state).small().color(tone));
            },
            |ui| {
                if cx.read_only() || (open && self.closing.is_some()) {
                    return;
                }
                let (icon, word) = if open { (Icon::Flag, "Close the goal…") } else { (Icon::Restore, "Open it again") };
                change = buttons::marked_ui(ui, Look::Quiet, icon, word).clicked();
            },
        );
        match (change, open) {
            (true, true) => self.closing = Some(GoalState::Achieved),
            (true, false) => self.draft.state = GoalState::Open,
            (false, _) => {}
        }
        leave
    }

    fn write_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        let palette = theme::palette(ui.ctx());
        ui.add_space(space::S);
        let hint = RichText::new("What do you want to be able to do?").color(palette.text_faint);
        // It wraps, but has no lines of its own: Enter does nothing here.
        let title = TextEdit::multiline(&mut self.draft.title)
            .font(theme::title_style())
            .hint_text(hint)
            .frame(Frame::NONE)
            .desired_rows(1)
            .return_key(None)
            .desired_width(f32::INFINITY);
        ui.add(title).accessible_name("Title");
        let (due, late) = due_line(self.draft.due, cx.today());
        let done = cx.goal(self.id).map(|goal| done_text(cx, goal, None)).unwrap_or_default();
        ui.horizontal_wrapped(|ui| {
            if self.draft.state == GoalState::Open {
                ui.label(RichText::new(due).color(if late { palette.warn.text } else { palette.text_muted }));
            } else {
                let (icon, colour) = mark_of(self.draft.state, palette);
                icon.mark_ui(ui, size::ICON, colour);
                ui.label(RichText::new(self.draft.state.label()).color(palette.text_muted));
            }
            ui.label(RichText::new(format!("· {done}")).color(palette.text_muted));
        });
        ui.add_space(space::M);
        self.end_ui(ui);
        writing_ui(ui, "Why it matters", &mut self.draft.why, "To you, to the people you treat, to the service", 2);
        ui.add_space(space::M);
        writing_ui(ui, "How I will know", &mut self.draft.measure, "What will be different, and how you can tell", 2);
        ui.add_space(space::M);
        if let Some(day) = self.due.show_ui(ui, "By", self.draft.due, cx.today(), Sense::Future) {
            self.draft.due = day;
        }
        ui.add_space(space::S);
        serves_ui(ui, &mut self.draft);
        ui.add_space(space::M);
        writing_ui(ui, "What will help", &mut self.draft.support, "People, time, money, courses", 1);
        ui.add_space(space::M);
        writing_ui(ui, "What may be in the way", &mut self.draft.barriers, "And what you could do about it", 1);
    }

    /// How the goal ended; while it is open, only when that is asked.
    fn end_ui(&mut self, ui: &mut Ui) {
        let open = self.draft.state == GoalState::Open;
        if open && self.closing.is_none() {
            return;
        }
        theme::card_frame(ui.ctx()).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(RichText::new(if open { "How did it end?" } else { "How it ended" }).font(theme::bold(theme::type_size::BODY)));
            ui.horizontal_wrapped(|ui| {
                for end in ENDS {
                    let on = if open { self.closing == Some(end) } else { self.draft.state == end };
                    if chip_ui(ui, end.label(), on, None).clicked() {
                        if open {
                            self.closing = Some(end);
                        } else {
                            self.draft.state = end;
                        }
                    }
                }
            });
            ui.add_space(space::S);
            writing_ui(ui, "What came of it", &mut self.draft.outcome, "What is different now, for you and for others", 2);
            if !open {
                return;
            }
            ui.add_space(space::S);
            ui.horizontal_wrapped(|ui| {
                if buttons::primary_ui(ui, "Close the goal").clicked()
                    && let Some(end) = self.closing.take()
                {
                    self.draft.state = end;
                }
                if buttons::quiet_ui(ui, "Not yet").clicked() {
                    self.closing = None;
                }
            });
        });
        ui.add_space(space::L);
    }

    fn entries_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let entries = self.entries(cx.snapshot);
        let read_only = cx.read_only();
        section_ui(ui, "Entries", |ui| {
            if !read_only && buttons::marked_ui(ui, Look::Standard, Icon::Link, "Link entries…").clicked() {
                self.picker = Some(Picker::default());
            }
        });
        if entries.is_empty() {
            let text =
                "Nothing is linked to this goal yet. Link what you have learnt already, or choose the goal when you log the next thing.";
            ui.label(RichText::new(text).color(theme::palette(ui.ctx()).text_muted));
            return;
        }
        let goal = self.id;
        rows_card_ui(ui, |ui| {
            for entry in entries.iter().take(self.pages.shown(ENTRIES)) {
                let note = if Lack::Words.is_in(entry) { Lack::Words.label() } else { "" };
                let response = entry_row_ui(ui, cx.catalogue, entry, note, |ui| {
                    if !read_only && buttons::icon_ui(ui, Icon::Close, &format!("Unlink “{}”", entry.name)).clicked() {
                        let request = Request::Link { entry: entry.id, goal, linked: Linked::No };
                        cx.actions.push(crate::ui::action::Action::Send(request));
                    }
                });
                if response.clicked() {
                    cx.actions.push(crate::ui::action::Action::OpenEntry(entry.id));
                }
            }
            self.pages.more_ui(ui, ENTRIES, entries.len(), "entries");
        });
    }
}
