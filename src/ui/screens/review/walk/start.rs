//! What the next walk is about: a registration in its current cycle, or some days.

use chrono::{Months, NaiveDate};
use egui::{RichText, Ui};

use crate::domain::when::Sense;
use crate::domain::{RegistrationId, WalkDraft, counting, goal};
use crate::ui::context::Ctx;
use crate::ui::theme::{self, buttons, space};
use crate::ui::widgets::{DayField, chip_ui, count_text, line_ui, section_ui};
use crate::worker::{Event, Request, ReviewRequest};

/// A walk that is about to be begun.
#[derive(Debug)]
pub(super) struct Start {
    draft: WalkDraft,
    /// What is proposed was asked for, and is not here yet.
    waits: Option<RegistrationId>,
    from: DayField,
    until: DayField,
    /// How many entries these days have, of which revision.
    count: Option<(u64, NaiveDate, NaiveDate, usize)>,
    pub(super) sent: Option<u64>,
}

impl Start {
    pub(super) fn new(cx: &mut Ctx<'_>) -> Self {
        let mut start = Self {
            draft: year_until(cx.today()),
            waits: None,
            from: DayField::default(),
            until: DayField::default(),
            count: None,
            sent: None,
        };
        let first = cx.snapshot.registrations.first().map(|registration| registration.id);
        start.choose(cx, first);
        start
    }

    fn choose(&mut self, cx: &mut Ctx<'_>, registration: Option<RegistrationId>) {
        let found = cx.snapshot.registrations.iter().find(|one| Some(one.id) == registration).cloned();
        self.draft = WalkDraft { registration, ..year_until(cx.today()) };
        self.waits = registration;
        if let Some(registration) = found {
            cx.send(Request::Review(ReviewRequest::WalkFor(Box::new(registration))));
        }
    }

    pub(super) fn on_event(&mut self, event: &Event) {
        match event {
            Event::WalkFor { registration, draft } if self.waits == Some(*registration) => {
                self.waits = None;
                self.draft = (**draft).clone();
            }
            Event::Failed(failure) if failure.ticket.is_some() && failure.ticket == self.sent => self.sent = None,
            _ => {}
        }
    }

    /// Whether it is to stay.
    pub(super) fn show_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) -> bool {
        let palette = theme::palette(ui.ctx());
        section_ui(ui, "Begin a walk", |_| {});
        let mut chosen = None;
        if !cx.snapshot.registrations.is_empty() {
            ui.label(RichText::new("About").small().color(palette.text_muted));
            ui.horizontal_wrapped(|ui| {
                for registration in cx.snapshot.registrations.iter() {
                    let code = registration.draft.framework.as_str();
                    let name = cx.catalogue.framework(code).map_or(code, |framework| framework.name.as_str());
                    if chip_ui(ui, name, self.draft.registration == Some(registration.id), None).clicked() {
                        chosen = Some(Some(registration.id));
                    }
                }
                if chip_ui(ui, "Only a period", self.draft.registration.is_none(), None).clicked() {
                    chosen = Some(None);
                }
            });
            ui.add_space(space::S);
        }
        if let Some(registration) = chosen.filter(|one| *one != self.draft.registration) {
            self.choose(cx, registration);
        }
        line_ui(ui, "Title", &mut self.draft.title, "Appraisal");
        ui.add_space(space::S);
        ui.horizontal_wrapped(|ui| {
            if let Some(Some(day)) = self.from.show_ui(ui, "First day", Some(self.draft.from), cx.today(), Sense::Past) {
                self.draft.from = day;
            }
            if let Some(Some(day)) = self.until.show_ui(ui, "Last day", Some(self.draft.until), cx.today(), Sense::Past) {
                self.draft.until = day;
            }
        });
        let count = self.count(cx);
        let words = if self.draft.until < self.draft.from {
            "The first day is after the last".to_owned()
        } else {
            format!("{} on these days", count_text(count, "entry", "entries"))
        };
        ui.label(RichText::new(words).small().color(palette.text_muted));
        ui.add_space(space::S);
        line_ui(ui, "Name of the next plan", &mut self.draft.next_plan, "");
        ui.label(RichText::new("Goals that are carried over at the end belong to it").small().color(palette.text_muted));
        ui.add_space(space::M);
        let mut stays = true;
        ui.horizontal_wrapped(|ui| {
            let ready = self.sent.is_none() && !self.draft.title.trim().is_empty() && self.draft.from <= self.draft.until;
            if ui.add_enabled_ui(ready, |ui| buttons::primary_ui(ui, "Begin the walk")).inner.clicked() {
                let ticket = cx.ticket();
                self.sent = Some(ticket);
                cx.send(Request::Review(ReviewRequest::StartWalk { ticket, draft: Box::new(self.draft.clone()) }));
            }
            stays = !buttons::quiet_ui(ui, "Not now").clicked();
        });
        stays
    }

    fn count(&mut self, cx: &Ctx<'_>) -> usize {
        let (from, until) = (self.draft.from, self.draft.until);
        match self.count {
            Some((revision, one, other, count)) if (revision, one, other) == (cx.snapshot.revision, from, until) => count,
            _ => {
                let inside = cx.snapshot.entries.iter().filter(|entry| counting::counts(entry) && (from..=until).contains(&entry.date));
                let count = inside.count();
                self.count = Some((cx.snapshot.revision, from, until, count));
                count
            }
        }
    }
}

/// The twelve months until a day.
fn year_until(today: NaiveDate) -> WalkDraft {
    let from = today.checked_sub_months(Months::new(12)).and_then(|day| day.succ_opt()).unwrap_or(today);
    WalkDraft {
        title: format!("Appraisal, {}", today.format("%B %Y")),
        registration: None,
        from,
        until: today,
        note: String::new(),
        next_plan: goal::plan_of(today.checked_add_months(Months::new(12)).unwrap_or(today)),
    }
}
