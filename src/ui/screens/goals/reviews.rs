//! Looks at a goal on certain days, and its earlier lives in plans before.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use egui::{Id, Label, RichText, Ui};

use super::fields::long_ui;
use super::page::GoalPage;
use super::tale::small_ui;
use super::view::mark_of;
use crate::domain::when::{self, Sense};
use crate::domain::{GoalId, Review, ReviewDraft, ReviewId, Story, text};
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, size, space};
use crate::ui::widgets::{DayField, Markdown, Pages, count_text, panel_ui, section_ui};
use crate::worker::{PlanRequest, Request};

/// Reviews that are shown at first.
const PIECE: usize = 5;

/// What is being written, and what is unfolded.
#[derive(Default)]
pub(super) struct Reviews {
    writing: Option<Writing>,
    pages: Pages,
    /// Earlier lives that are unfolded.
    open: HashSet<GoalId>,
    /// Notes and outcomes as they are shown, by what they belong to.
    shown: HashMap<Id, Markdown>,
}

/// A look that is being written down.
struct Writing {
    /// The one that is changed; none for a new one.
    of: Option<ReviewId>,
    day: NaiveDate,
    day_field: DayField,
    note: String,
    /// As it was when it was opened.
    before: ReviewDraft,
    /// It is on its way, under this number.
    sent: Option<u64>,
    focused: bool,
}

impl Writing {
    fn new(of: Option<ReviewId>, draft: ReviewDraft) -> Self {
        Self { of, day: draft.day, day_field: DayField::default(), note: draft.note.clone(), before: draft, sent: None, focused: false }
    }

    fn draft(&self) -> ReviewDraft {
        ReviewDraft { day: self.day, note: self.note.clone() }
    }

    /// Whether it says something that the journal does not have.
    fn has_words(&self) -> bool {
        !self.note.trim().is_empty() && self.draft() != self.before
    }

    /// The one that was changed is no longer there: the words become a new one.
    fn make_new(&mut self) {
        self.of = None;
        self.before.note.clear();
    }

    /// Whether it is done with: kept or not.
    fn show_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) -> Option<bool> {
        let mut answer = None;
        let response = long_ui(ui, cx, "How far is it?", &mut self.note, "What has moved, what helps, what you will change.", 3);
        if !std::mem::replace(&mut self.focused, true) {
            response.request_focus();
        }
        ui.add_space(space::S);
        if let Some(Some(day)) = self.day_field.show_ui(ui, "Reviewed on", Some(self.day), cx.today(), Sense::Past) {
            self.day = day;
        }
        ui.add_space(space::S);
        ui.horizontal_wrapped(|ui| {
            let ready = !self.note.trim().is_empty();
            if ui.add_enabled_ui(ready, |ui| buttons::primary_ui(ui, "Keep the review")).inner.clicked() {
                answer = Some(true);
            }
            if buttons::quiet_ui(ui, "Cancel").clicked() {
                answer = Some(false);
            }
        });
        answer
    }
}

impl GoalPage {
    /// The looks at the goal, the newest first.
    pub(super) fn reviews_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, story: &Story) {
        let read_only = cx.read_only();
        if let Some(writing) = &mut self.reviews.writing
            && writing.sent.is_none()
            && writing.of.is_some_and(|id| cx.snapshot.reviews.iter().all(|review| review.id != id))
        {
            writing.make_new();
        }
        let free = self.reviews.writing.is_none() && !read_only;
        section_ui(ui, "Reviews", |ui| {
            if free && small_ui(ui, Icon::Add, "Add a review") {
                self.reviews.writing = Some(Writing::new(None, ReviewDraft { day: cx.today(), note: String::new() }));
            }
        });
        if self.reviews.writing.as_ref().is_some_and(|writing| writing.of.is_none()) {
            panel_ui(ui, |ui| self.writing_review_ui(ui, cx));
            ui.add_space(space::XS);
        }
        if story.reviews.is_empty() && self.reviews.writing.is_none() {
            let text = "A short look now and then keeps a goal alive: how far it is, what helps, what is to change.";
            ui.add(Label::new(RichText::new(text).color(theme::palette(ui.ctx()).text_muted)).wrap());
        }
        for review in story.reviews.iter().rev().take(self.reviews.pages.shown(PIECE)) {
            panel_ui(ui, |ui| {
                if self.reviews.writing.as_ref().is_some_and(|writing| writing.of == Some(review.id)) {
                    self.writing_review_ui(ui, cx);
                } else {
                    self.review_ui(ui, cx, review, free);
                }
            });
            ui.add_space(space::XS);
        }
        self.reviews.pages.more_ui(ui, PIECE, story.reviews.len(), "reviews");
    }

    fn review_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, review: &Review, free: bool) {
        let day = when::shown(review.draft.day);
        ui.horizontal(|ui| {
            ui.label(RichText::new(&day).font(theme::bold(theme::type_size::BODY)));
            if free {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    if buttons::icon_ui(ui, Icon::Close, &format!("Remove the review of {day}")).clicked() {
                        cx.send(Request::Plan(PlanRequest::RemoveReview(review.id)));
                        cx.say("Removed the review; Undo brings it back");
                    }
                    if buttons::icon_ui(ui, Icon::Edit, &format!("Change the review of {day}")).clicked() {
                        self.reviews.writing = Some(Writing::new(Some(review.id), review.draft.clone()));
                    }
                });
            }
        });
        self.reviews.note_ui(ui, Id::unique(("review", review.id)), &review.draft.note);
    }

    fn writing_review_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let Some(writing) = &mut self.reviews.writing else { return };
        let enabled = writing.sent.is_none();
        let Some(keep) = ui.add_enabled_ui(enabled, |ui| writing.show_ui(ui, cx)).inner else { return };
        if !keep {
            self.reviews.writing = None;
        } else if let Some(request) = self.send_review(cx.ticket()) {
            cx.send(request);
        }
    }

    /// Sends the review that is being written under this ticket; it stays until the journal has it. One that says nothing new goes away.
    pub(super) fn send_review(&mut self, ticket: u64) -> Option<Request> {
        let writing = self.reviews.writing.as_mut().filter(|writing| writing.sent.is_none())?;
        if !writing.has_words() {
            self.reviews.writing = None;
            return None;
        }
        writing.sent = Some(ticket);
        let draft = writing.draft();
        let wish = match writing.of {
            Some(id) => PlanRequest::SaveReview { id, draft },
            None => PlanRequest::AddReview { goal: Box::new(self.kept.clone()), draft },
        };
        Some(Request::WithAnswer { ticket, wish: Box::new(Request::Plan(wish)) })
    }

    /// The goal in the plans before this one.
    pub(super) fn lives_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, story: &Story) {
        if story.before.is_empty() {
            return;
        }
        let palette = theme::palette(ui.ctx());
        section_ui(ui, "Its earlier life", |_| {});
        for earlier in &story.before {
            let goal = &earlier.goal;
            let open = self.reviews.open.contains(&goal.id);
            let title = text::excerpt(&goal.draft.title, 120);
            panel_ui(ui, |ui| {
                ui.add(Label::new(RichText::new(&title).font(theme::bold(theme::type_size::BODY))).wrap());
                ui.horizontal_wrapped(|ui| {
                    let (icon, colour) = mark_of(goal.draft.state, palette);
                    icon.mark_ui(ui, size::ICON, colour);
                    let set = when::shown(goal.created.with_timezone(&cx.snapshot.zone).date_naive());
                    let totals = cx.snapshot.totals.get(&goal.id).copied().unwrap_or_default();
                    let plan = if goal.draft.plan.is_empty() {
                        String::new()
                    } else {
                        format!("plan {} · ", text::excerpt(&goal.draft.plan, 40))
                    };
                    let done = format!("{} · {}", count_text(totals.entries, "entry", "entries"), totals.minutes);
                    ui.label(
                        RichText::new(format!("{} · {plan}set {set} · {done}", goal.draft.state.label())).small().color(palette.text_muted),
                    );
                });
                if open {
                    ui.add_space(space::S);
                    self.reviews.told_ui(ui, "What came of it", &goal.draft.outcome, Id::unique(("outcome", goal.id)));
                    for review in earlier.reviews.iter().rev() {
                        let name = format!("Reviewed {}", when::shown(review.draft.day));
                        self.reviews.told_ui(ui, &name, &review.draft.note, Id::unique(("review", review.id)));
                    }
                } else {
                    let outcome = text::excerpt(&goal.draft.outcome, 160);
                    if !outcome.is_empty() {
                        ui.add(Label::new(RichText::new(outcome).color(palette.text)).wrap());
                    }
                }
                ui.horizontal_wrapped(|ui| {
                    let (icon, word) = if open { (Icon::CaretUp, "Show less of") } else { (Icon::CaretDown, "Show all of") };
                    let button = buttons::marked_ui(ui, Look::Quiet, icon, if open { "Show less" } else { "Show all" });
                    let enabled = ui.is_enabled();
                    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, enabled, format!("{word} “{title}”")));
                    if button.clicked() && !self.reviews.open.remove(&goal.id) {
                        self.reviews.open.insert(goal.id);
                    }
                    let button = buttons::link_ui(ui, "Open it");
                    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, enabled, format!("Open the goal “{title}”")));
                    if button.clicked() {
                        cx.actions.push(Action::OpenGoal(goal.id));
                    }
                });
            });
            ui.add_space(space::XS);
        }
    }
}

impl Reviews {
    pub(super) fn is_sent(&self) -> bool {
        self.writing.as_ref().is_some_and(|writing| writing.sent.is_some())
    }

    pub(super) fn has_words(&self) -> bool {
        self.writing.as_ref().is_some_and(Writing::has_words)
    }

    pub(super) fn awaits(&self, ticket: u64) -> bool {
        self.writing.as_ref().is_some_and(|writing| writing.sent == Some(ticket))
    }

    /// The journal has what was sent under this ticket.
    pub(super) fn kept(&mut self, ticket: u64) {
        self.writing.take_if(|writing| writing.sent == Some(ticket));
    }

    /// The journal did not take it: the words stay.
    pub(super) fn not_kept(&mut self, ticket: u64) -> bool {
        let mine = self.writing.as_mut().filter(|writing| writing.sent == Some(ticket));
        mine.map(|writing| writing.sent = None).is_some()
    }

    /// A name, and what is said under it; nothing where nothing is said.
    fn told_ui(&mut self, ui: &mut Ui, name: &str, text: &str, id: Id) {
        if text.trim().is_empty() {
            return;
        }
        ui.label(RichText::new(name).small().color(theme::palette(ui.ctx()).text_muted));
        self.note_ui(ui, id, text);
        ui.add_space(space::S);
    }

    fn note_ui(&mut self, ui: &mut Ui, id: Id, text: &str) {
        let markdown = self.shown.entry(id).or_default();
        ui.push_id(id, |ui| markdown.show_ui(ui, text));
    }
}
