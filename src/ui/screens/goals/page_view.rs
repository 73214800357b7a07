//! A goal's page: a bar, its title and where it stands, and one of its two sides: what was done for it, or what is written about it.

use egui::{CentralPanel, Frame, Margin, Panel, RichText, ScrollArea, TextEdit, Ui};

use super::Goals;
use super::closing::Closing;
use super::page::{GoalPage, Side};
use super::picker::{Pick, Picker};
use super::view::{WIDTH, due_line, mark_of};
use crate::domain::{Goal, GoalId, GoalState, text};
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, size, space};
use crate::ui::widgets::{ends_ui, measure_ui, segments_ui, sentence};

/// With less room the bar has two lines.
const BAR: f32 = 460.0;

/// With less room the choice of the side and the button stand below each other.
const HEAD: f32 = 420.0;

/// Characters of another goal's title.
pub(super) const SHOWN: usize = 90;

impl Goals {
    pub(super) fn goal_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let Some(page) = &mut self.page else { return };
        let mut leave = false;
        let mut link = false;
        let before = page.draft.clone();
        page.written_in = false;
        let bar = theme::screen_frame(ui.ctx()).inner_margin(Margin::symmetric(24, 8));
        Panel::top("goal bar").show_separator_line(false).frame(bar).show(ui, |ui| leave = page.bar_ui(ui, cx));
        page.ask_for_story(cx);
        CentralPanel::default().frame(theme::screen_frame(ui.ctx()).inner_margin(Margin::symmetric(24, 0))).show(ui, |ui| {
            ScrollArea::vertical().id_salt(("goal", page.id)).auto_shrink(false).show(ui, |ui| {
                // The scroll bar has its own room where there is little.
                let width = WIDTH.min(ui.available_width() - space::L);
                measure_ui(ui, width, |ui| {
                    if page.versions.is_some() {
                        page.versions_ui(ui, cx);
                        return;
                    }
                    ui.add_enabled_ui(!cx.read_only(), |ui| page.head_ui(ui, cx));
                    link = page.sides_ui(ui, cx);
                    match page.side {
                        Side::Story => page.story_ui(ui, cx),
                        Side::Words => {
                            ui.add_enabled_ui(!cx.read_only(), |ui| page.words_ui(ui, cx));
                            page.versions_link_ui(ui, cx);
                        }
                    }
                    ui.add_space(space::XXXL);
                });
            });
        });
        page.after(&before, cx.desk.stepped(), cx.now);
        if let Some(request) = page.due(cx.now) {
            cx.send(request);
        }
        if let Some(seconds) = page.due_in(cx.now) {
            ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(seconds + 0.01));
        }
        if link {
            self.picker = Some(Picker::new(Pick::Goal(page.id)));
        }
        self.leaving |= leave;
        if self.leaving && self.may_leave(cx) {
            self.page = None;
            self.leaving = false;
        }
    }
}

/// The goal that this one goes on as.
pub(super) fn successor<'a>(cx: &Ctx<'a>, id: GoalId) -> Option<&'a Goal> {
    cx.snapshot.goals.iter().find(|goal| goal.carried_from == Some(id))
}

impl GoalPage {
    /// Whether the page is to be left.
    fn bar_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) -> bool {
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
                if cx.read_only() || (open && self.closing.is_some()) || self.reopening {
                    return;
                }
                let (icon, word) = if open { (Icon::Flag, "Close the goal…") } else { (Icon::Restore, "Open it again") };
                change = buttons::marked_ui(ui, Look::Quiet, icon, word).clicked();
            },
        );
        match (change, open) {
            (true, true) => self.closing = Some(Closing::of(&self.draft, cx.today())),
            (true, false) if successor(cx, self.id).is_some() => {
                self.reopening = true;
                // The question stands above both sides.
                self.versions = None;
            }
            (true, false) => self.open_again(ui.ctx(), cx),
            (false, _) => {}
        }
        leave
    }

    /// The title, where the goal stands, and what goes before and after it.
    fn head_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
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
        self.written_in |= ui.add(title).accessible_name("Title").has_focus();
        let (due, late) = due_line(self.draft.due, cx.today());
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::XS;
            let (icon, state_colour) = mark_of(self.draft.state, palette);
            icon.mark_ui(ui, size::ICON, state_colour);
            ui.label(RichText::new(self.draft.state.label()).color(palette.text_muted));
            if self.draft.state == GoalState::Open {
                ui.label(RichText::new(format!("· {due}")).color(if late { palette.warn.text } else { palette.text_muted }));
            }
            let mut serves = format!("· {} · {}", sentence(self.draft.purpose.label()), self.draft.kind.label());
            if !self.draft.plan.trim().is_empty() {
                serves.push_str(&format!(" · plan {}", text::excerpt(&self.draft.plan, 40)));
            }
            ui.label(RichText::new(serves).color(palette.text_muted));
        });
        let before = cx.goal(self.id).and_then(|goal| goal.carried_from).and_then(|id| cx.goal(id));
        let after = successor(cx, self.id);
        let others = [("Goes on from", before), ("Goes on as", after)].into_iter().filter_map(|(word, goal)| Some((word, goal?)));
        for (word, goal) in others.map(|(word, goal)| (word, goal.clone())).collect::<Vec<_>>() {
            ui.horizontal_wrapped(|ui| {
                Icon::ArrowRight.mark_ui(ui, size::ICON, palette.info.text);
                ui.label(RichText::new(word).color(palette.text_muted));
                if buttons::link_ui(ui, &format!("“{}”", text::excerpt(&goal.draft.title, SHOWN))).clicked() {
                    cx.actions.push(Action::OpenGoal(goal.id));
                }
            });
        }
        ui.add_space(space::M);
        self.end_ui(ui, cx);
    }

    /// Which side is shown; whether entries are to be linked.
    fn sides_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) -> bool {
        let mut link = false;
        let read_only = cx.read_only();
        ends_ui(
            ui,
            HEAD,
            |ui| {
                let at = usize::from(self.side == Side::Words);
                match segments_ui(ui, "What to see of the goal", &["Story", "What is written"], at) {
                    Some(0) => self.side = Side::Story,
                    Some(_) => self.side = Side::Words,
                    None => {}
                }
            },
            |ui| {
                link = !read_only && buttons::marked_ui(ui, Look::Standard, Icon::Link, "Link entries…").clicked();
            },
        );
        ui.add_space(space::M);
        link
    }

    /// What is written about it, to be written on.
    fn words_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        let palette = theme::palette(ui.ctx());
        for need in cx.snapshot.needs.iter().filter(|need| need.draft.goal == Some(self.id)) {
            let text = format!("It grew out of: {} · {}", need.draft.kind.label(), text::excerpt(&need.draft.text, 160));
            ui.add(egui::Label::new(RichText::new(text).color(palette.text_muted)).wrap());
            ui.add_space(space::S);
        }
        self.written_in |= self.fields.show_ui(ui, cx, &mut self.draft);
    }
}
