//! The plan at a glance: open goals as cards, the others folded away below.

use chrono::NaiveDate;
use egui::{RichText, Ui};

use super::form::Form;
use super::page::{GoalPage, Side};
use super::{Activity, Goals};
use crate::domain::{Goal, GoalState, text, when};
use crate::ui::context::Ctx;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, size, space};
use crate::ui::widgets::{
    ago_text, card_ui, count_text, due_text, empty_ui, ends_ui, page_ui, section_ui, segments_ui, sentence, strip_ui,
};

/// The page is no wider than this.
pub(super) const WIDTH: f32 = 760.0;

/// A part of the room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Part {
    /// The goals themselves.
    #[default]
    Plan,
    /// Entries without a goal, and goals without entries.
    Loose,
    /// Where goals come from.
    Starts,
}

impl Part {
    const ALL: [Self; 3] = [Self::Plan, Self::Loose, Self::Starts];
}

/// So much of why and how is shown on a card.
const EXCERPT: usize = 200;

/// The strip of bars on a card.
const STRIP: f32 = 132.0;

/// With less room the button stands below the line about the plan.
const HEAD: f32 = 400.0;

/// With less room there is no strip.
const NO_STRIP: f32 = 480.0;

impl Goals {
    /// Shows the page.
    pub fn show_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        (self.now, self.today) = (cx.now, Some(cx.today()));
        // One that was added a moment ago comes with the next snapshot.
        if let Some(goal) = self.wanted.and_then(|id| cx.goal(id)).cloned() {
            self.open(&goal, cx);
        }
        if self.page.is_some() {
            self.goal_ui(ui, cx);
        } else {
            self.room_ui(ui, cx);
        }
        self.picker_ui(ui, cx);
        self.need_form_ui(ui, cx);
    }

    /// Shows a goal alone, as soon as what was written about another is in the journal.
    fn open(&mut self, goal: &Goal, cx: &mut Ctx<'_>) {
        let shown = self.page.as_ref().is_some_and(|page| page.id == goal.id);
        if !shown && !self.may_leave(cx) {
            self.wanted = Some(goal.id);
            return;
        }
        self.wanted = None;
        self.leaving = false;
        if shown {
            return;
        }
        // A goal that nothing was done for has no story yet.
        let begun = cx.snapshot.totals.contains_key(&goal.id)
            || goal.carried_from.is_some()
            || cx.snapshot.reviews.iter().any(|review| review.goal == goal.id);
        let mut page = GoalPage::new(goal, if begun { Side::Story } else { Side::Words });
        page.closing = self.aside.remove(&goal.id);
        self.page = Some(page);
    }

    /// The room while no goal is shown alone.
    fn room_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let mut pressed = None;
        page_ui(ui, "Goals", WIDTH, |ui| {
            let at = Part::ALL.iter().position(|part| *part == self.part).unwrap_or_default();
            if let Some(part) =
                segments_ui(ui, "Part of the plan", &["My plan", "To link", "Starting points"], at).and_then(|at| Part::ALL.get(at))
            {
                self.part = *part;
            }
            ui.add_space(space::S);
            match self.part {
                Part::Plan => pressed = self.plan_ui(ui, cx),
                Part::Loose => self.loose_ui(ui, cx),
                Part::Starts => self.starts_ui(ui, cx),
            }
        });
        if let Some(goal) = pressed {
            self.open(&goal, cx);
        }
    }

    /// The goals; the one that was pressed.
    fn plan_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) -> Option<Goal> {
        let goals = std::sync::Arc::clone(&cx.snapshot.goals);
        let activity = self.activity(cx.snapshot);
        let mut pressed = None;
        {
            if goals.is_empty() && self.form.is_none() {
                let text = "What do you want to be able to do in a year? Write it down, and link what you learn to it: before, and it is planned learning; after, and it is a happy find.";
                let first = (!cx.read_only()).then_some("Add a goal");
                if empty_ui(ui, Icon::Goals, "Your plan is empty", text, first) {
                    self.form = Some(Form::default());
                }
                return None;
            }
            let open: Vec<&Goal> = goals.iter().filter(|goal| goal.draft.state == GoalState::Open).collect();
            let closed: Vec<&Goal> = goals.iter().filter(|goal| goal.draft.state != GoalState::Open).collect();
            self.head_ui(ui, cx, open.len());
            self.form_ui(ui, cx);
            for goal in &open {
                if goal_card_ui(ui, cx, goal, activity.get(&goal.id)) {
                    pressed = Some(*goal);
                }
                ui.add_space(space::XS);
            }
            if closed.is_empty() {
                return pressed.cloned();
            }
            section_ui(ui, "Closed", |ui| {
                let word = if self.closed_shown { "Hide" } else { "Show" };
                let icon = if self.closed_shown { Icon::CaretUp } else { Icon::CaretDown };
                let name = format!("{word} {}", count_text(closed.len(), "closed goal", "closed goals"));
                if buttons::marked_ui(ui, Look::Quiet, icon, &name).clicked() {
                    self.closed_shown = !self.closed_shown;
                }
            });
            for goal in closed.iter().filter(|_| self.closed_shown) {
                if closed_card_ui(ui, cx, goal) {
                    pressed = Some(*goal);
                }
                ui.add_space(space::XS);
            }
        }
        pressed.cloned()
    }

    fn head_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, open: usize) {
        let palette = theme::palette(ui.ctx());
        let text = match open {
            0 => "No goal is open at the moment".to_owned(),
            _ => format!("Your development plan has {}", count_text(open, "open goal", "open goals")),
        };
        let adds = self.form.is_none() && !cx.read_only();
        ends_ui(
            ui,
            HEAD,
            |ui| {
                ui.label(RichText::new(text).color(palette.text_muted));
            },
            |ui| {
                if adds && buttons::marked_ui(ui, Look::Primary, Icon::Add, "Add a goal").clicked() {
                    self.form = Some(Form::default());
                }
            },
        );
        ui.add_space(space::S);
    }
}

/// Whether the card was pressed.
fn goal_card_ui(ui: &mut Ui, cx: &Ctx<'_>, goal: &Goal, activity: Option<&Activity>) -> bool {
    let palette = theme::palette(ui.ctx());
    let draft = &goal.draft;
    let done = done_text(cx, goal, activity.map(|activity| activity.last));
    let (due, late) = due_line(draft.due, cx.today());
    let name = format!("{}, {due}, {done}", draft.title);
    let response = card_ui(ui, &name, |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        ui.label(RichText::new(text::excerpt(&draft.title, EXCERPT)).text_style(theme::section_style()));
        ui.horizontal_wrapped(|ui| {
            let colour = if late { palette.warn.text } else { palette.text_muted };
            Icon::Calendar.mark_ui(ui, size::ICON, colour);
            ui.label(RichText::new(due).color(colour));
        });
        for (label, text) in [("Why", &draft.why), ("I will know by", &draft.measure)] {
            let text = text::excerpt(text, EXCERPT);
            if !text.is_empty() {
                ui.add_space(space::S);
                ui.label(RichText::new(label).small().color(palette.text_muted));
                ui.label(text);
            }
        }
        ui.add_space(space::M);
        ui.horizontal(|ui| {
            let strip = ui.available_width() > NO_STRIP;
            let room = ui.available_width() - if strip { STRIP + space::L } else { 0.0 };
            ui.vertical(|ui| {
                ui.set_width(room);
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.label(RichText::new(done).font(theme::bold(theme::type_size::BODY)));
                ui.label(RichText::new(serves(goal)).small().color(palette.text_muted));
            });
            if strip && let Some(activity) = activity {
                strip_ui(ui, "Learning for this goal in the last 12 months", &activity.months, STRIP, 32.0);
            }
        });
    });
    response.clicked()
}

fn closed_card_ui(ui: &mut Ui, cx: &Ctx<'_>, goal: &Goal) -> bool {
    let palette = theme::palette(ui.ctx());
    let done = done_text(cx, goal, None);
    let state = goal.draft.state;
    let name = format!("{}, {}, {done}", goal.draft.title, state.label());
    let response = card_ui(ui, &name, |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        ui.label(RichText::new(text::excerpt(&goal.draft.title, EXCERPT)).font(theme::bold(theme::type_size::BODY)));
        ui.horizontal_wrapped(|ui| {
            let (icon, colour) = mark_of(state, palette);
            icon.mark_ui(ui, size::ICON, colour);
            ui.label(RichText::new(format!("{} · {done}", state.label())).color(palette.text_muted));
        });
        let outcome = text::excerpt(&goal.draft.outcome, EXCERPT);
        if !outcome.is_empty() {
            ui.label(outcome);
        }
    });
    response.clicked()
}

/// The picture of a state.
pub(super) fn mark_of(state: GoalState, palette: &theme::Palette) -> (Icon, egui::Color32) {
    match state {
        GoalState::Open => (Icon::Circle, palette.accent_text),
        GoalState::Achieved => (Icon::CheckCircle, palette.success.text),
        GoalState::CarriedOver => (Icon::ArrowRight, palette.info.text),
        GoalState::Dropped => (Icon::Minus, palette.text_muted),
    }
}

/// “Due in 5 weeks · Fri 5 Feb 2027”, and whether that is over.
pub(super) fn due_line(due: Option<NaiveDate>, today: NaiveDate) -> (String, bool) {
    match due {
        Some(due) => (format!("{} · {}", sentence(&due_text(due, today)), when::shown(due)), due < today),
        None => ("No day set".to_owned(), false),
    }
}

/// “9 entries · 27 h · last 3 weeks ago”
pub(super) fn done_text(cx: &Ctx<'_>, goal: &Goal, last: Option<NaiveDate>) -> String {
    let total = cx.snapshot.totals.get(&goal.id).copied().unwrap_or_default();
    if total.entries == 0 {
        return "No entry yet".to_owned();
    }
    let mut text = format!("{} · {}", count_text(total.entries, "entry", "entries"), total.minutes);
    if let Some(last) = last {
        text.push_str(&format!(" · last {}", ago_text(last, cx.today())));
    }
    text
}

/// “Personal development plan · CPD”
fn serves(goal: &Goal) -> String {
    let serves = format!("{} · {}", goal.draft.purpose.label(), goal.draft.kind.label());
    if goal.draft.plan.is_empty() { serves } else { format!("{serves} · plan {}", text::excerpt(&goal.draft.plan, 40)) }
}
