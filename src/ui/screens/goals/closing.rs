//! How a goal ends: achieved, dropped, or carried over to the next plan, with what came of it.

use chrono::{Months, NaiveDate};
use egui::{Label, RichText, Ui};

use super::fields::{long_ui, plans_ui};
use super::page::GoalPage;
use super::page_view::{SHOWN, successor};
use crate::domain::when::Sense;
use crate::domain::{Goal, GoalDraft, GoalState, goal, text};
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::theme::{self, buttons, space};
use crate::ui::widgets::{DayField, chip_ui, line_ui};
use crate::worker::{PlanRequest, Request};

/// How a goal can end.
const ENDS: [GoalState; 3] = [GoalState::Achieved, GoalState::CarriedOver, GoalState::Dropped];

/// A goal that is about to be closed.
#[derive(Debug)]
pub(super) struct Closing {
    end: GoalState,
    /// What is carried over, as far as it is not as before.
    title: String,
    due: Option<NaiveDate>,
    due_field: DayField,
    plan: String,
    /// As it was proposed.
    before: (String, Option<NaiveDate>, String),
    /// It is on its way, under this number.
    pub(super) sent: Option<u64>,
    focus: bool,
}

impl Closing {
    /// A year later than it was to be, in the plan after its own.
    pub(super) fn of(draft: &GoalDraft, today: NaiveDate) -> Self {
        let later = |day: NaiveDate| day.checked_add_months(Months::new(12)).unwrap_or(day);
        let now = goal::plan_of(today);
        let due = Some(later(draft.due.filter(|due| *due > today).unwrap_or(today)));
        let plan = if draft.plan == now { goal::plan_of(later(today)) } else { now };
        Self {
            end: GoalState::Achieved,
            title: draft.title.clone(),
            due,
            due_field: DayField::default(),
            before: (draft.title.clone(), due, plan.clone()),
            plan,
            sent: None,
            focus: true,
        }
    }

    /// Whether something is written in it that nobody else has. What came of the goal is one of its own texts.
    pub(super) fn is_changed(&self) -> bool {
        let (title, due, plan) = &self.before;
        self.title != *title || self.due != *due || self.plan != *plan
    }
}

impl GoalPage {
    /// How the goal ended; while it is open, only when that is asked.
    pub(super) fn end_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        if self.draft.state == GoalState::Open {
            if let Some(closing) = self.closing.take() {
                self.closing = self.closing_ui(ui, cx, closing);
                ui.add_space(space::L);
            }
            return;
        }
        if self.reopening {
            self.reopening_ui(ui, cx);
        }
        theme::card_frame(ui.ctx()).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(RichText::new("How it ended").font(theme::bold(theme::type_size::BODY)));
            ui.horizontal_wrapped(|ui| {
                for end in ENDS {
                    if chip_ui(ui, end.label(), self.draft.state == end, None).clicked() {
                        self.draft.state = end;
                    }
                }
            });
            ui.add_space(space::S);
            self.written_in |= long_ui(ui, cx, "What came of it", &mut self.draft.outcome, OUTCOME, 2).has_focus();
        });
        ui.add_space(space::L);
    }

    /// Whether a goal that goes on as another is to be opened beside it.
    fn reopening_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let Some(title) = successor(cx, self.id).map(|goal| text::excerpt(&goal.draft.title, SHOWN)) else {
            self.reopening = false;
            return;
        };
        let (mut open, mut leave) = (false, false);
        theme::card_frame(ui.ctx()).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add(Label::new(format!("It goes on as “{title}”. Open this one as well?")).wrap());
            ui.horizontal_wrapped(|ui| {
                open = buttons::primary_ui(ui, "Open it").clicked();
                leave = buttons::quiet_ui(ui, "Leave it").clicked();
            });
        });
        ui.add_space(space::S);
        if open {
            self.open_again(ui.ctx(), cx);
        } else if leave {
            self.reopening = false;
        }
    }

    /// The goal is open again, and how that is taken back is said.
    pub(super) fn open_again(&mut self, ctx: &egui::Context, cx: &mut Ctx<'_>) {
        self.draft.state = GoalState::Open;
        self.reopening = false;
        // A step of its own, however soon it is taken back.
        cx.desk.step();
        let undo = Command::Undo.key_text(ctx);
        cx.say(format!("Opened “{}” again; {undo} takes it back", text::excerpt(&self.draft.title, SHOWN)));
    }

    /// What is left of it for the next frame.
    fn closing_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, mut closing: Closing) -> Option<Closing> {
        let (mut close, mut not_yet) = (false, false);
        theme::card_frame(ui.ctx()).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add_enabled_ui(closing.sent.is_none(), |ui| {
                ui.label(RichText::new("How did it end?").font(theme::bold(theme::type_size::BODY)));
                ui.horizontal_wrapped(|ui| {
                    for end in ENDS {
                        let chip = chip_ui(ui, end.label(), closing.end == end, None);
                        if std::mem::take(&mut closing.focus) {
                            chip.request_focus();
                            chip.scroll_to_me(None);
                        }
                        if chip.clicked() {
                            closing.end = end;
                        }
                    }
                });
                ui.add_space(space::S);
                let carried = closing.end == GoalState::CarriedOver;
                let name = if carried { "What came of it so far" } else { "What came of it" };
                self.written_in |= long_ui(ui, cx, name, &mut self.draft.outcome, OUTCOME, 2).has_focus();
                ui.add_space(space::S);
                if carried {
                    next_ui(ui, cx, &mut closing);
                }
                ui.horizontal_wrapped(|ui| {
                    let ready = !carried || !closing.title.trim().is_empty();
                    let word = if carried { "Carry it over" } else { "Close the goal" };
                    close = ui.add_enabled_ui(ready, |ui| buttons::primary_ui(ui, word)).inner.clicked();
                    not_yet = buttons::quiet_ui(ui, "Not yet").clicked();
                });
            });
        });
        if not_yet {
            return None;
        }
        if close && closing.end == GoalState::CarriedOver {
            if let (Some(goal), None) = (cx.goal(self.id).cloned(), closing.sent) {
                let ticket = cx.ticket();
                closing.sent = Some(ticket);
                let request = self.carry_over(&goal, &closing, ticket);
                self.hold();
                cx.send(request);
            }
        } else if close {
            self.draft.state = closing.end;
            return None;
        }
        Some(closing)
    }

    fn carry_over(&self, goal: &Goal, closing: &Closing, ticket: u64) -> Request {
        let now = self.stored();
        let next = GoalDraft { title: closing.title.clone(), due: closing.due, plan: closing.plan.clone(), ..now.clone() };
        let outcome = now.outcome.clone();
        let goal = Box::new(Goal { draft: now, ..goal.clone() });
        Request::Plan(PlanRequest::CarryOver { ticket, goal, outcome, next: Box::new(next) })
    }
}

const OUTCOME: &str = "What is different now, for you and for others.";

/// What is new about the goal in the next plan.
fn next_ui(ui: &mut Ui, cx: &Ctx<'_>, closing: &mut Closing) {
    let text = "The goal goes on in the next plan and keeps what is written about it. This one is closed, with its entries and reviews.";
    ui.label(RichText::new(text).small().color(theme::palette(ui.ctx()).text_muted));
    ui.add_space(space::S);
    line_ui(ui, "In the next plan", &mut closing.title, "");
    ui.add_space(space::S);
    if let Some(day) = closing.due_field.show_ui(ui, "Now by", closing.due, cx.today(), Sense::Future) {
        closing.due = day;
    }
    ui.add_space(space::S);
    line_ui(ui, "Name of the next plan", &mut closing.plan, "");
    plans_ui(ui, cx, &mut closing.plan);
    ui.add_space(space::S);
}
