//! The journal as it stood on an earlier day, to be looked at only.

mod diff;
mod view;

use std::sync::Arc;

use chrono::{Months, NaiveDate};
use egui::{Label, RichText, Ui};

use super::view::part_ui;
use crate::domain::when::{self, Sense};
use crate::domain::{Entry, Step};
use crate::journal::{Look, Seen, Snapshot};
use crate::ui::context::Ctx;
use crate::ui::theme::{self, buttons, space};
use crate::ui::widgets::{DayField, Markdown, Pages, chip_ui, count_text, section_ui};
use crate::worker::{Event, Request, ReviewRequest};

use super::asking::Asking;
use diff::Since;

/// The page is no wider than this.
const WIDTH: f32 = 820.0;

/// Days of the history that are listed at first, and with each press more.
const DAYS: usize = 8;

/// The journal of a day.
#[derive(Debug)]
struct Then {
    day: NaiveDate,
    snapshot: Box<Snapshot>,
    /// What has happened since, of which revision.
    since: Option<(u64, Arc<Since>)>,
    find: String,
    found: Pages,
    lists: [Pages; 3],
    /// An entry of that day that is read.
    entry: Option<Box<Entry>>,
}

/// What the page remembers.
#[derive(Debug, Default)]
pub struct AsItStood {
    day: Option<NaiveDate>,
    field: DayField,
    /// A journal is on its way.
    waits: bool,
    then: Option<Then>,
    since: Asking,
    /// Days on which something was written, the latest first, with how much and what was last.
    history: Option<Vec<(NaiveDate, usize, String)>>,
    asked: Option<u64>,
    /// Where the registrant is.
    zone: Option<chrono_tz::Tz>,
    days: Pages,
    markdown: Markdown,
}

impl AsItStood {
    /// Shows the page.
    pub fn show_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        part_ui(ui, "as it stood", WIDTH, |ui| {
            if let Some(mut then) = self.then.take() {
                self.since.want(cx, Look::Since(then.day));
                let back = self.then_ui(ui, cx, &mut then);
                if back {
                    cx.send(Request::Review(ReviewRequest::LeaveThen));
                } else {
                    self.then = Some(then);
                }
                return;
            }
            self.choose_ui(ui, cx);
        });
    }

    fn choose_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let palette = theme::palette(ui.ctx());
        let text = "Your journal as it was at the end of a day: what it said, and where you stood. It is for reading; nothing in it can be changed.";
        ui.add(Label::new(RichText::new(text).color(palette.text_muted)).wrap());
        ui.add_space(space::M);
        let mut chosen = None;
        ui.horizontal_wrapped(|ui| {
            for (word, day) in quick(cx) {
                if chip_ui(ui, &word, false, None).on_hover_text(when::shown(day)).clicked() {
                    chosen = Some(day);
                }
            }
        });
        ui.add_space(space::S);
        if let Some(day) = self.field.show_ui(ui, "Day", self.day, cx.today(), Sense::Past) {
            self.day = day;
        }
        let late = self.day.is_some_and(|day| day > cx.today());
        if late {
            ui.label(RichText::new("That day is still to come").small().color(palette.warn.text));
        }
        ui.add_space(space::S);
        let ready = self.day.is_some() && !late && !self.waits;
        if ui.add_enabled_ui(ready, |ui| buttons::primary_ui(ui, "Show the journal of that day")).inner.clicked() {
            chosen = self.day;
        }
        if self.waits {
            ui.label(RichText::new("Turning back…").color(palette.text_muted));
        }
        self.history_ui(ui, cx, &mut chosen);
        if let Some(day) = chosen.filter(|_| !self.waits) {
            self.day = Some(day);
            self.waits = true;
            cx.send(Request::Review(ReviewRequest::AsItStood(day)));
        }
    }

    fn history_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, chosen: &mut Option<NaiveDate>) {
        if self.asked != Some(cx.snapshot.revision) {
            self.asked = Some(cx.snapshot.revision);
            self.zone = Some(cx.snapshot.zone);
            cx.send(Request::History(None));
        }
        let Some(history) = self.history.as_ref().filter(|days| !days.is_empty()) else { return };
        section_ui(ui, "Days on which something was written", |_| {});
        for (day, count, label) in history.iter().take(self.days.shown(DAYS)) {
            let words = format!("{} · {}, last: {label}", when::shown(*day), count_text(*count, "step", "steps"));
            if buttons::link_ui(ui, &crate::domain::text::excerpt(&words, 100)).clicked() {
                *chosen = Some(*day);
            }
        }
        self.days.more_ui(ui, DAYS, history.len(), "days");
    }

    /// Takes in what the worker tells.
    pub fn on_event(&mut self, event: &Event) {
        match event {
            Event::Opened { .. } => *self = Self::default(),
            Event::AsItStood { day, snapshot } => {
                self.waits = false;
                self.then = Some(Then {
                    day: *day,
                    snapshot: snapshot.clone(),
                    since: None,
                    find: String::new(),
                    found: Pages::default(),
                    lists: [Pages::default(); 3],
                    entry: None,
                });
            }
            Event::EntryThen { day, entry } => {
                if let Some(then) = self.then.as_mut().filter(|then| then.day == *day) {
                    then.entry = Some(entry.clone());
                }
            }
            Event::History(steps) if self.asked.is_some() => self.history = Some(by_day(steps, self.zone)),
            Event::Failed(_) => self.waits = false,
            _ => {}
        }
        self.since.on_event(event);
    }

    /// What has happened since that day, worked out once for each revision.
    fn since(&self, cx: &Ctx<'_>, then: &mut Then) -> Option<Arc<Since>> {
        let seen = self.since.seen();
        let Some(Seen::Since(changed)) = seen.as_deref() else { return None };
        match &then.since {
            Some((revision, since)) if *revision == cx.snapshot.revision => Some(Arc::clone(since)),
            _ => {
                let since = Arc::new(Since::of(&then.snapshot.entries, &cx.snapshot.entries, changed));
                then.since = Some((cx.snapshot.revision, Arc::clone(&since)));
                Some(since)
            }
        }
    }
}

/// Days that are often wanted.
fn quick(cx: &Ctx<'_>) -> Vec<(String, NaiveDate)> {
    let today = cx.today();
    let back = |months| today.checked_sub_months(Months::new(months)).unwrap_or(today);
    let mut days = vec![("A month ago".to_owned(), back(1)), ("Half a year ago".to_owned(), back(6)), ("A year ago".to_owned(), back(12))];
    let walked = cx.snapshot.walks.iter().filter_map(|walk| walk.finished.or_else(|| walk.decided.iter().map(|one| one.at).max())).max();
    days.extend(walked.map(|at| ("The day of the last walk".to_owned(), at.with_timezone(&cx.snapshot.zone).date_naive())));
    for stand in cx.snapshot.stands.iter() {
        if let Ok(standing) = &stand.counted {
            let name = cx.catalogue.framework(&standing.framework).map_or("", |framework| framework.name.as_str());
            days.push((format!("Start of the cycle, {name}"), standing.cycle.span.start));
        }
    }
    days
}

/// Steps that stand, by day.
fn by_day(steps: &[Step], zone: Option<chrono_tz::Tz>) -> Vec<(NaiveDate, usize, String)> {
    let zone = zone.unwrap_or(chrono_tz::Tz::UTC);
    let mut days: Vec<(NaiveDate, usize, String)> = Vec::new();
    for step in steps.iter().filter(|step| !step.taken_back) {
        let day = step.at.with_timezone(&zone).date_naive();
        match days.last_mut() {
            Some((last, count, _)) if *last == day => *count += 1,
            _ => days.push((day, 1, step.label.clone())),
        }
    }
    days
}
