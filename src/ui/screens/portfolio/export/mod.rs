//! The part Export of the portfolio: what leaves this computer is chosen, seen, and then written.
//!
//! What is shown is made by the worker from the same selection that is exported. It must not know how a format looks; it asks the list of
//! exporters what there is.

mod choices;
mod entries;
mod outcome;
mod period;
mod preview;
mod summary;
mod view;

use std::path::{Path, PathBuf};

use self::period::Period;
use self::summary::Summary;
use crate::domain::GoalId;
use crate::error::Explanation;
use crate::exporters::{self, Exported, Exporter, Form, Phase, Replace};
use crate::journal::{Chosen, Selection, SelectionCount};
use crate::ui::action::Action;
use crate::ui::widgets::{DayField, Markdown};
use crate::worker::{Event, Request};

/// What the page remembers.
#[derive(Default)]
pub struct Export {
    period: Period,
    from: DayField,
    to: DayField,
    goal: Option<GoalId>,
    with_drafts: bool,
    /// What was chosen on a walk: only that.
    chosen: Option<Box<Chosen>>,
    /// The names of people whom one learnt with leave, too.
    people: bool,
    /// What it adds up to is shown in charts, too.
    charts: bool,
    format: Format,
    /// The note for the reader, as it reads.
    note: Markdown,
    /// What the preview was asked for: a revision of the journal and a selection.
    asked: Option<(u64, Selection)>,
    /// The answer; `None` while it is awaited.
    summary: Option<Summary>,
    /// The answer to the newest question is here.
    current: bool,
    /// How many drafts there are, and for what.
    drafts: Option<((u64, Selection), SelectionCount)>,
    /// What the file dialog was opened for.
    planned: Option<Plan>,
    state: State,
}

/// An exporter, and what it is to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Format {
    id: &'static str,
    form: Form,
}

impl Default for Format {
    fn default() -> Self {
        Self { id: exporters::ALL.first().map_or("", |exporter| exporter.id()), form: Form::File }
    }
}

impl Format {
    fn exporter(self) -> Option<&'static dyn Exporter> {
        exporters::find(self.id)
    }

    /// As part of a sentence: “PDF”, “a folder of Markdown”.
    fn name(self) -> String {
        let label = self.exporter().map_or("", |exporter| exporter.label());
        match self.form {
            Form::File => label.to_owned(),
            Form::Folder => format!("a folder of {label}"),
        }
    }

    /// Whether the files that prove something leave as well, not only their names.
    fn holds_evidence(self) -> bool {
        !(self.id == "markdown" && self.form == Form::File)
    }
}

/// Whether an exporter can make a folder of many files as well as one file.
fn has_folder(exporter: &dyn Exporter) -> bool {
    exporter.form(Path::new("cpd")) == Form::Folder
}

/// What is to be written, as it was chosen when the button was pressed.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Plan {
    selection: Selection,
    format: Format,
    /// What the file or folder is to be called.
    name: String,
}

/// Where the export is.
#[derive(Debug, Default)]
enum State {
    #[default]
    Idle,
    Running {
        phase: Option<Phase>,
        /// It was asked to stop.
        stopping: bool,
        request: Sent,
    },
    Done {
        exported: Box<Exported>,
        form: Form,
    },
    Failed {
        why: Box<Explanation>,
        request: Sent,
    },
    Cancelled,
}

/// An export that was sent, so that it can be sent again.
#[derive(Clone, Debug)]
struct Sent {
    plan: Plan,
    target: PathBuf,
}

impl Sent {
    fn request(&self, replace: Replace) -> Request {
        let Self { plan, target } = self;
        Request::Export { selection: plan.selection.clone(), format: plan.format.id, target: target.clone(), replace }
    }
}

impl Export {
    /// Takes in what the worker tells.
    pub fn on_event(&mut self, event: &Event) {
        match event {
            // An answer to an older question is let pass; the one that belongs to this comes after it.
            Event::Preview(report) if self.asked.as_ref().is_some_and(|(_, selection)| summary::belongs(report, selection)) => {
                self.summary = Some(Summary::of(report));
                self.current = true;
            }
            Event::Exporting(now) => {
                if let State::Running { phase, .. } = &mut self.state {
                    *phase = Some(*now);
                }
            }
            Event::Exported(exported) => {
                if let State::Running { request, .. } = &self.state {
                    self.state = State::Done { exported: exported.clone(), form: request.plan.format.form };
                }
            }
            Event::Failed(failure) if failure.export => {
                self.state = match std::mem::take(&mut self.state) {
                    State::Running { .. } if failure.why.code == "cancelled" => State::Cancelled,
                    State::Running { request, .. } => State::Failed { why: Box::new(failure.why.clone()), request },
                    other => other,
                };
            }
            _ => {}
        }
    }

    /// Only what was chosen on a walk leaves, and all of it: nothing else takes from it.
    pub fn take_chosen(&mut self, chosen: Chosen) {
        self.chosen = Some(Box::new(chosen));
        self.period = Period::All;
        self.goal = None;
        self.with_drafts = true;
        self.asked = None;
    }

    /// The page was gone to: what it shows is asked for again.
    pub fn arrived(&mut self) {
        self.asked = None;
    }

    /// The file dialog named where to write.
    pub fn on_target(&mut self, target: PathBuf) -> Vec<Action> {
        let Some(plan) = self.planned.take() else { return Vec::new() };
        let (target, replace) = landing(&plan, target);
        self.send(Sent { plan, target }, replace).into_iter().collect()
    }

    /// Sends an export, unless one is on its way.
    fn send(&mut self, sent: Sent, replace: Replace) -> Option<Action> {
        if matches!(self.state, State::Running { .. }) {
            return None;
        }
        let request = sent.request(replace);
        self.state = State::Running { phase: None, stopping: false, request: sent };
        Some(Action::Send(request))
    }
}

impl std::fmt::Debug for Export {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Export")
            .field("period", &self.period)
            .field("format", &self.format)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

/// Where to write, from what the dialog gave. It has asked about a file that is there already, but only about the very name that it gave:
/// a name that is completed here, or made in a folder, must not replace anything unasked.
fn landing(plan: &Plan, chosen: PathBuf) -> (PathBuf, Replace) {
    if plan.format.form == Form::Folder {
        return (chosen.join(&plan.name), Replace::Refuse);
    }
    let wanted = plan.format.exporter().map_or("", |exporter| exporter.extension());
    if chosen.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(wanted)) {
        return (chosen, Replace::Allow);
    }
    let mut name = chosen.into_os_string();
    name.push(".");
    name.push(wanted);
    (PathBuf::from(name), Replace::Refuse)
}

/// A name for the file or folder: `cpd-bronwen-hartley-2026-11-22`, with the ending that a file needs.
fn suggested(registrant: &str, today: chrono::NaiveDate, format: Format) -> String {
    let mut name = "cpd".to_owned();
    for word in registrant.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').filter(|word| !word.is_empty()).take(4) {
        name.push('-');
        name.extend(word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(24));
    }
    name.push_str(&format!("-{today}"));
    if let (Form::File, Some(exporter)) = (format.form, format.exporter()) {
        name.push('.');
        name.push_str(exporter.extension());
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    const PDF: Format = Format { id: "pdf", form: Form::File };
    const FOLDER: Format = Format { id: "markdown", form: Form::Folder };

    fn plan(format: Format) -> Plan {
        Plan { selection: Selection::default(), format, name: suggested("Bronwen Hartley", day(), format) }
    }

    fn day() -> chrono::NaiveDate {
        chrono::NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day")
    }

    #[test]
    fn names_that_say_whose_and_when() {
        for (registrant, format, want) in [
            ("Bronwen Hartley", PDF, "cpd-bronwen-hartley-2026-11-22.pdf"),
            ("Siân O’Neill / ../etc", PDF, "cpd-siân-oneill-etc-2026-11-22.pdf"),
            ("", FOLDER, "cpd-2026-11-22"),
            ("Łukasz Żak", Format { id: "markdown", form: Form::File }, "cpd-łukasz-żak-2026-11-22.md"),
        ] {
            assert_eq!(suggested(registrant, day(), format), want);
        }
    }

    #[test]
    fn nothing_is_replaced_that_nobody_was_asked_about() {
        for (format, chosen, want, replace) in [
            (PDF, "/tmp/a.PDF", "/tmp/a.PDF", Replace::Allow),
            (PDF, "/tmp/a", "/tmp/a.pdf", Replace::Refuse),
            (PDF, "/tmp/a.v2", "/tmp/a.v2.pdf", Replace::Refuse),
            (FOLDER, "/tmp", "/tmp/cpd-bronwen-hartley-2026-11-22", Replace::Refuse),
        ] {
            assert_eq!(landing(&plan(format), PathBuf::from(chosen)), (PathBuf::from(want), replace));
        }
    }

    #[test]
    fn one_export_at_a_time() {
        let mut page = Export::default();
        assert!(page.on_target(PathBuf::from("/tmp/a.pdf")).is_empty(), "nobody asked for it");
        page.planned = Some(plan(PDF));
        assert_eq!(page.on_target(PathBuf::from("/tmp/a.pdf")).len(), 1);
        page.planned = Some(plan(PDF));
        assert!(page.on_target(PathBuf::from("/tmp/b.pdf")).is_empty(), "one is running");
        page.on_event(&Event::Exporting(Phase::LayingOut));
        assert!(matches!(page.state, State::Running { phase: Some(Phase::LayingOut), .. }));
    }

    #[test]
    fn folders_are_offered_where_there_are_any() {
        let folders: Vec<&str> = exporters::ALL.iter().filter(|exporter| has_folder(**exporter)).map(|exporter| exporter.id()).collect();
        assert_eq!(folders, ["markdown"]);
    }
}
