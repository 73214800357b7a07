//! Today's page: on a wide window what waits at the left, and what has been at the right.

use chrono::Datelike as _;
use egui::{Align, Layout, RichText, Ui, vec2};

use super::Today;
use super::derived::{Derived, MONTHS};
use crate::domain::{EntryState, when};
use crate::ui::action::{Action, Route};
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, size, space};
use crate::ui::widgets::{
    Lack, card_ui, count_text, due_text, entry_row_ui, figures_ui, page_ui, rows_card_ui, section_ui, sentence, strip_ui,
};
use crate::worker::Request;

/// The page is no wider than this.
const WIDTH: f32 = 940.0;

/// The same while the journal is empty.
const NEW_WIDTH: f32 = 660.0;

/// The right column, where there is one.
const ASIDE: f32 = 288.0;

/// Below this width there is one column.
const TWO_COLUMNS: f32 = 780.0;

/// Drafts that are shown at first.
const INBOX: usize = 6;

impl Today {
    /// Shows the page.
    pub fn show_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        if let Some(id) = self.prepared.take() {
            cx.open(id);
        }
        let frame = ui.ctx().cumulative_frame_nr();
        if self.seen.replace((frame, cx.today())).is_none_or(|(last, day)| last + 1 < frame || day != cx.today()) {
            // The page was left, or it is another day: what was done has its own place now.
            self.ticked.clear();
        }
        let derived = self.derived(cx.snapshot);
        self.mark_ui(ui, cx);
        let new = derived.steps.is_some_and(|steps| !steps.logged && !steps.policy && !steps.goal);
        page_ui(ui, "Today", if new { NEW_WIDTH } else { WIDTH }, |ui| {
            greeting_ui(ui, cx);
            ui.add_space(space::S);
            if let Some(steps) = derived.steps {
                super::running::running_ui(ui, cx);
                super::coming::just_been_ui(ui, cx);
                self.steps_ui(ui, cx, steps);
                if new {
                    self.coming_ui(ui, cx);
                    return;
                }
            } else {
                prompt_ui(ui, cx);
                super::running::running_ui(ui, cx);
                super::coming::just_been_ui(ui, cx);
            }
            let width = ui.available_width();
            if width < TWO_COLUMNS {
                self.waiting_ui(ui, cx, &derived);
                self.aside_ui(ui, cx, &derived);
                recent_ui(ui, cx, &derived);
                self.coming_back.asking_ui(ui, cx);
                return;
            }
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                column_ui(ui, width - ASIDE - space::XXL, |ui| {
                    self.waiting_ui(ui, cx, &derived);
                    recent_ui(ui, cx, &derived);
                    self.coming_back.asking_ui(ui, cx);
                });
                ui.add_space(space::XXL);
                column_ui(ui, ASIDE, |ui| self.aside_ui(ui, cx, &derived));
            });
        });
    }

    /// What waits: what was set aside until today, one question, the inbox, what was promised at work, and the way in.
    fn waiting_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, derived: &Derived) {
        self.set_aside_ui(ui, cx, derived);
        self.coming_back_ui(ui, cx);
        super::walk::walks_ui(ui, cx);
        self.inbox_ui(ui, cx, derived);
        small_ui(ui, cx, derived);
        self.actions_ui(ui, cx, derived);
        self.way_ui(ui, cx, derived);
    }

    /// This month, where one stands, the chats that come, and the goals that come near.
    fn aside_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, derived: &Derived) {
        month_ui(ui, cx, derived);
        super::standing::standing_ui(ui, cx);
        self.coming_ui(ui, cx);
        self.on_this_day_ui(ui, cx);
        goals_ui(ui, cx, derived);
    }

    fn inbox_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, derived: &Derived) {
        if derived.inbox.is_empty() && derived.steps.is_some() {
            return;
        }
        counted_ui(ui, "Inbox", derived.inbox.len(), |_| {});
        if derived.inbox.is_empty() {
            quiet_line_ui(ui, Icon::CheckCircle, "Nothing waits to be finished");
            return;
        }
        let read_only = cx.read_only();
        let shown = self.inbox.shown(INBOX);
        rows_card_ui(ui, |ui| {
            for entry in derived.inbox.iter().take(shown) {
                let lacks = Lack::all_in(entry);
                let response = entry_row_ui(ui, cx.catalogue, entry, &lacks, |ui| {
                    if read_only {
                        return;
                    }
                    if buttons::icon_ui(ui, Icon::Bin, &format!("Put “{}” in the bin", entry.name)).clicked() {
                        cx.actions.push(Action::Send(Request::Bin(entry.id)));
                        cx.actions.push(Action::Say(format!("“{}” is in the bin", entry.name)));
                    }
                    if lacks.is_empty() {
                        let mark = buttons::marked_ui(ui, Look::Quiet, Icon::Check, "Mark ready");
                        mark.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Mark “{}” ready", entry.name)));
                        if mark.clicked() {
                            cx.actions.push(Action::Send(Request::SetState { id: entry.id, state: EntryState::Ready }));
                        }
                    }
                });
                if response.clicked() {
                    cx.actions.push(Action::OpenEntry(entry.id));
                }
            }
            self.inbox.more_ui(ui, INBOX, derived.inbox.len(), "drafts");
        });
    }
}

/// A column of this width.
fn column_ui(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.x = space::S;
        content(ui);
    });
}

/// “Hello Bronwen. It is Sunday 22 November.”
fn greeting_ui(ui: &mut Ui, cx: &Ctx<'_>) {
    let palette = theme::palette(ui.ctx());
    let today = cx.today();
    let day = format!("{} {}", when::weekday_name(today.weekday()), today.format("%-d %B"));
    let hello = match first_name(&cx.snapshot.profile.name) {
        Some(name) => format!("Hello {name}. It is {day}."),
        None => format!("Hello. It is {day}."),
    };
    ui.label(RichText::new(hello).color(palette.text_muted));
}

/// The name that a friend would use.
fn first_name(name: &str) -> Option<&str> {
    let is_title =
        |word: &str| matches!(word.trim_end_matches('.'), "Dr" | "Mr" | "Mrs" | "Ms" | "Miss" | "Mx" | "Prof" | "Professor" | "Sister");
    name.split_whitespace().find(|word| !is_title(word))
}

/// The way to log something, as an invitation.
fn prompt_ui(ui: &mut Ui, cx: &mut Ctx<'_>) {
    if cx.read_only() {
        return;
    }
    const PROMPT: &str = "What did you learn from today?";
    let palette = theme::palette(ui.ctx());
    let key = Command::LogSomething.key_text(ui.ctx());
    let response = card_ui(ui, PROMPT, |ui| {
        ui.horizontal(|ui| {
            Icon::Add.mark_ui(ui, 20.0, palette.accent_text);
            ui.add(egui::Label::new(RichText::new(PROMPT).text_style(theme::writing_style()).color(palette.text_muted)).truncate());
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.label(RichText::new(key).small().color(palette.text_faint));
            });
        });
    });
    if response.on_hover_text("Log something: a line is enough").clicked() {
        cx.actions.push(Action::Run(Command::LogSomething));
    }
}

/// So few small items make no claim yet.
const FEW: usize = 3;

/// “7 small items, 48 min: roll them up”.
fn small_ui(ui: &mut Ui, cx: &mut Ctx<'_>, derived: &Derived) {
    if cx.read_only() || derived.small.count < FEW {
        return;
    }
    let text = format!("{} small items, {}: roll them up", derived.small.count, derived.small.total);
    if buttons::link_ui(ui, &text).on_hover_text("They become one claim that names each of them").clicked() {
        cx.actions.push(Action::Run(Command::RollUp));
    }
}

/// A section of so many things, with something before their number.
pub(super) fn counted_ui(ui: &mut Ui, title: &str, count: usize, before: impl FnOnce(&mut Ui)) {
    let palette = theme::palette(ui.ctx());
    section_ui(ui, title, |ui| {
        if count > 0 {
            ui.label(RichText::new(count.to_string()).color(palette.text_muted));
        }
        before(ui);
    });
}

/// A link at the end of a section's title, level with the edge below it.
pub(super) fn end_link_ui(ui: &mut Ui, word: &str) -> bool {
    ui.spacing_mut().button_padding.x = space::XS;
    buttons::link_ui(ui, word).clicked()
}

fn quiet_line_ui(ui: &mut Ui, icon: Icon, text: &str) {
    let palette = theme::palette(ui.ctx());
    ui.horizontal(|ui| {
        icon.mark_ui(ui, size::ICON, palette.success.text);
        ui.label(RichText::new(text).color(palette.text_muted));
    });
}

/// What this month has brought.
fn month_ui(ui: &mut Ui, cx: &Ctx<'_>, derived: &Derived) {
    section_ui(ui, &cx.today().format("%B").to_string(), |_| {});
    theme::card_frame(ui.ctx()).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let month = derived.month;
        let entries = if month.entries == 1 { "entry" } else { "entries" };
        figures_ui(ui, &[(month.entries.to_string(), entries), (month.total.to_string(), "of learning")]);
        if month.interactive.0 > 0 {
            ui.label(RichText::new(format!("{} of it with others", month.interactive)).small().color(theme::palette(ui.ctx()).text_muted));
        }
        ui.add_space(space::S);
        let width = ui.available_width();
        strip_ui(ui, &format!("Learning in the last {MONTHS} months"), &derived.months, width, 36.0);
        ui.label(RichText::new("Last twelve months").small().color(theme::palette(ui.ctx()).text_faint));
    });
}

/// The goals that come near.
fn goals_ui(ui: &mut Ui, cx: &mut Ctx<'_>, derived: &Derived) {
    section_ui(ui, "Goals", |ui| {
        if end_link_ui(ui, "All goals") {
            cx.actions.push(Action::Go(Route::Goals));
        }
    });
    if derived.goals.is_empty() {
        ui.label(RichText::new("No goal is open").color(theme::palette(ui.ctx()).text_muted));
    }
    for id in &derived.goals {
        let Some(goal) = cx.goal(*id) else { continue };
        let total = cx.snapshot.totals.get(id).copied().unwrap_or_default();
        let palette = theme::palette(ui.ctx());
        let due = goal.draft.due.map_or_else(|| "No day yet".to_owned(), |due| sentence(&due_text(due, cx.today())));
        let late = goal.draft.due.is_some_and(|due| due < cx.today());
        let progress = format!("{} · {}", count_text(total.entries, "entry", "entries"), total.minutes);
        let name = format!("{}, {due}, {progress}", goal.draft.title);
        let response = card_ui(ui, &name, |ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            ui.label(RichText::new(crate::domain::text::excerpt(&goal.draft.title, 90)).font(theme::bold(theme::type_size::BODY)));
            ui.label(RichText::new(due).small().color(if late { palette.warn.text } else { palette.text_muted }));
            ui.label(RichText::new(progress).small().color(palette.text_muted));
        });
        if response.clicked() {
            cx.actions.push(Action::OpenGoal(*id));
        }
    }
}

fn recent_ui(ui: &mut Ui, cx: &mut Ctx<'_>, derived: &Derived) {
    if derived.recent.is_empty() {
        return;
    }
    section_ui(ui, "Finished lately", |ui| {
        if end_link_ui(ui, "All entries") {
            cx.actions.push(Action::Go(Route::Journal));
        }
    });
    rows_card_ui(ui, |ui| {
        for entry in &derived.recent {
            if entry_row_ui(ui, cx.catalogue, entry, "", |_| {}).clicked() {
                cx.actions.push(Action::OpenEntry(entry.id));
            }
        }
    });
}
