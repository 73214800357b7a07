//! The part Export of the portfolio: what leaves this computer is decided, seen, and then written.
//!
//! | file | what |
//! |---|---|
//! | `choice` | everything that is chosen, and the selection that it makes |
//! | `choices` `group` `which` `period` `taken` `format` | the choices, in groups that open |
//! | `leaves` | the list of all that would leave |
//! | `foot` | the button with what it waits for, and how far the writing is |
//! | `pages` `turning` | the document page by page |
//! | `words` `summary` `entries` | the same in words |
//! | `outcome` | what came of an export |
//! | `view` | where all of it stands |
//!
//! What is shown is made by the worker from the same selection that is exported. It must not know how a format looks; it asks the list of
//! exporters what there is.

mod choice;
mod choices;
mod entries;
mod foot;
mod format;
mod group;
mod leaves;
mod outcome;
mod pages;
mod period;
mod summary;
mod taken;
mod turning;
mod view;
mod which;
mod words;

use std::path::PathBuf;
use std::sync::Arc;

use self::choice::Choice;
use self::choices::Groups;
use self::format::{Format, landing};
use self::leaves::Unfolded;
use self::pages::Pages;
use self::summary::Summary;
use super::confidentiality::{Confidentiality, Known};

use crate::error::Explanation;
use crate::exporters::{Exported, Form, Phase, Replace};
use crate::journal::{Chosen, Found, Leaves, Selection, SelectionCount, Stand};
use crate::ui::action::Action;
use crate::ui::widgets::Markdown;
use crate::worker::{Event, Request};

/// What the page remembers.
#[derive(Default)]
pub struct Export {
    choice: Choice,
    groups: Groups,
    side: Side,
    /// Where one stood in the cycle before, and of which revision of the journal.
    earlier: Option<Vec<Stand>>,
    earlier_asked: Option<u64>,
    /// The note for the reader, as it reads.
    note: Markdown,
    /// What was asked last: a revision of the journal and a selection, and under which number.
    asked: Option<(u64, Selection)>,
    seq: u64,
    /// The answer; `None` while it is awaited.
    looked: Option<Arc<Looked>>,
    /// The answer to the newest question is here.
    current: bool,
    /// Why there is none.
    unseen: Option<Box<Explanation>>,
    unfolded: Unfolded,
    pages: Pages,
    confidentiality: Confidentiality,
    /// How many drafts there are, and for what.
    drafts: Option<((u64, Selection), SelectionCount)>,
    /// The height of the button with its words, in points.
    foot: f32,
    /// What the file dialog was opened for.
    planned: Option<Plan>,
    state: State,
    /// An export has just begun, or come to something: that is to be seen.
    fresh: bool,
    /// The button was pressed by keys: the keyboard stays with what comes of it.
    by_keys: bool,
    /// The button is to get the keyboard back.
    back: bool,
}

/// What is in sight, of what cannot all be in sight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Side {
    /// Where they stand beside the rest: what comes after them.
    #[default]
    Choices,
    /// The list of what leaves; where it stands beside the rest, the pages.
    Leaves,
    Pages,
    Words,
    Findings,
}

/// What was found out about a selection.
#[derive(Debug, PartialEq, Eq)]
struct Looked {
    summary: Summary,
    leaves: Vec<Leaves>,
    findings: Vec<Found>,
}

/// What is to be written, as it was chosen when the button was pressed.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Plan {
    selection: Selection,
    format: Format,
    /// What the file or folder is to be called.
    name: String,
    /// What leaves although it could tell who somebody is: its words, and what they stand in.
    knowingly: Vec<(String, String)>,
    /// What somebody saw when the button was pressed: nothing else is written.
    looked: Arc<Looked>,
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
        knowingly: Vec<(String, String)>,
    },
    Failed {
        why: Box<Explanation>,
        request: Sent,
    },
    Cancelled,
    /// What would leave has changed while the dialog was open: nothing was written.
    Changed,
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
        self.pages.on_event(event);
        match event {
            // An answer to an older question is let pass; the one that belongs to this comes after it.
            Event::Leaving { seq, leaves, findings, report } if *seq == self.seq => {
                self.confidentiality.take(findings.clone());
                let looked = Looked { summary: Summary::of(report), leaves: leaves.clone(), findings: findings.clone() };
                self.looked = Some(Arc::new(looked));
                self.current = true;
                self.unseen = None;
            }
            Event::Stands { number: -1, stands } => self.earlier = Some(stands.clone()),
            Event::Exporting(now) => {
                if let State::Running { phase, .. } = &mut self.state {
                    *phase = Some(*now);
                }
            }
            Event::Exported(exported) => {
                if let State::Running { request, .. } = &self.state {
                    let Plan { format, knowingly, .. } = &request.plan;
                    self.state = State::Done { exported: exported.clone(), form: format.form, knowingly: knowingly.clone() };
                    self.fresh = true;
                }
            }
            Event::Failed(failure) if failure.export => {
                self.state = match std::mem::take(&mut self.state) {
                    State::Running { .. } if failure.why.code == "cancelled" => State::Cancelled,
                    State::Running { request, .. } => {
                        if failure.why.code == "held_back" {
                            self.side = Side::Findings;
                        }
                        State::Failed { why: Box::new(failure.why.clone()), request }
                    }
                    other => other,
                };
                self.fresh = true;
            }
            Event::Failed(failure) if self.awaits_ticket(failure.ticket) => {
                self.unseen = Some(Box::new(failure.why.clone()));
                self.looked = None;
            }
            Event::Failed(_) => self.confidentiality.failed(),
            _ => {}
        }
    }

    fn awaits_ticket(&self, ticket: Option<u64>) -> bool {
        ticket.is_some_and(|ticket| self.awaits(ticket))
    }

    /// Whether the page tells itself why this could not be seen.
    pub fn awaits(&self, ticket: u64) -> bool {
        self.asked.is_some() && ticket == self.seq
    }

    /// Only what was chosen on a walk leaves, and all of it: nothing else takes from it.
    pub fn take_chosen(&mut self, chosen: Chosen) {
        self.choice.take_chosen(chosen);
        self.asked = None;
    }

    /// Shows what could tell who somebody is.
    pub fn show_findings(&mut self) {
        self.side = Side::Findings;
    }

    /// The page was gone to: what it shows is asked for again.
    pub fn arrived(&mut self) {
        self.asked = None;
    }

    /// How much is known of what would leave.
    fn known(&self) -> Known {
        match (&self.unseen, self.current && self.choice.is_settled(), &self.looked) {
            (Some(_), ..) => Known::Failed,
            (None, true, Some(_)) => Known::Now,
            (None, _, Some(_)) => Known::Again,
            (None, _, None) => Known::NotYet,
        }
    }

    /// Asks again what would leave.
    fn look_again(&mut self) {
        self.asked = None;
    }

    /// The file dialog named where to write.
    pub fn on_target(&mut self, target: PathBuf) -> Vec<Action> {
        let Some(plan) = self.planned.take() else { return Vec::new() };
        let (target, replace) = landing(plan.format, &plan.name, target);
        self.send(Sent { plan, target }, replace).into_iter().collect()
    }

    /// Sends an export, unless one is on its way. What was seen when the button was pressed is written, and nothing that was not.
    fn send(&mut self, sent: Sent, replace: Replace) -> Option<Action> {
        if matches!(self.state, State::Running { .. }) {
            return None;
        }
        self.fresh = true;
        let is_seen = self.known() == Known::Now && self.looked.as_ref().is_some_and(|looked| *looked == sent.plan.looked);
        if !is_seen {
            self.state = State::Changed;
            return None;
        }
        let request = sent.request(replace);
        self.state = State::Running { phase: None, stopping: false, request: sent };
        Some(Action::Send(request))
    }
}

impl std::fmt::Debug for Export {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Export").field("choice", &self.choice).field("state", &self.state).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::{Clock, Journal};
    use crate::worker::Failure;

    const ANSWERED: u64 = 7;

    /// A page that has asked, and has the answer.
    fn page(title: &str) -> Export {
        let mut page = Export { asked: Some((1, Selection::default())), seq: ANSWERED, ..Export::default() };
        page.on_event(&leaving(ANSWERED, title));
        page
    }

    fn leaving(seq: u64, title: &str) -> Event {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
        let journal = Journal::in_memory(Clock::Fixed(day)).expect("a journal");
        let mut report = journal.leaving(&Selection::default()).expect("a report").report;
        title.clone_into(&mut report.title);
        Event::Leaving { seq, leaves: Vec::new(), findings: Vec::new(), report: Box::new(report) }
    }

    fn plan(page: &Export) -> Plan {
        let looked = page.looked.clone().expect("it was looked at");
        Plan { selection: Selection::default(), format: Format::default(), name: "cpd.pdf".to_owned(), knowingly: Vec::new(), looked }
    }

    #[test]
    fn one_export_at_a_time() {
        let mut page = page("A year");
        assert!(page.on_target(PathBuf::from("/tmp/a.pdf")).is_empty(), "nobody asked for it");
        page.planned = Some(plan(&page));
        assert_eq!(page.on_target(PathBuf::from("/tmp/a.pdf")).len(), 1);
        page.planned = Some(plan(&page));
        assert!(page.on_target(PathBuf::from("/tmp/b.pdf")).is_empty(), "one is running");
        page.on_event(&Event::Exporting(Phase::LayingOut));
        assert!(matches!(page.state, State::Running { phase: Some(Phase::LayingOut), .. }));
    }

    #[test]
    fn what_nobody_has_seen_is_not_written() {
        let mut page = page("A year");
        let seen = plan(&page);
        // Something changes while the dialog is open.
        page.current = false;
        page.seq += 1;
        page.planned = Some(seen.clone());
        assert!(page.on_target(PathBuf::from("/tmp/a.pdf")).is_empty());
        assert!(matches!(page.state, State::Changed));
        let again = Sent { plan: seen.clone(), target: PathBuf::from("/tmp/a.pdf") };
        assert!(page.send(again, Replace::Allow).is_none(), "nor in place of what lies there");
        // What leaves is something else now.
        page.on_event(&leaving(ANSWERED + 1, "Another year"));
        page.planned = Some(seen.clone());
        assert!(page.on_target(PathBuf::from("/tmp/a.pdf")).is_empty());
        // It was looked at again, and is as it was seen.
        page.on_event(&leaving(ANSWERED + 1, "A year"));
        page.planned = Some(seen);
        assert_eq!(page.on_target(PathBuf::from("/tmp/a.pdf")).len(), 1);
        // Words that are being typed are not what was looked at.
        page.state = State::Idle;
        page.planned = Some(plan(&page));
        page.choice.query.push_str("pacing");
        assert_eq!(page.known(), Known::Again);
        assert!(page.on_target(PathBuf::from("/tmp/a.pdf")).is_empty());
    }

    #[test]
    fn not_known_is_told_from_nothing() {
        let mut page = Export::default();
        assert_eq!(page.known(), Known::NotYet);
        page = self::page("A year");
        assert_eq!(page.known(), Known::Now);
        page.current = false;
        assert_eq!(page.known(), Known::Again);
        let why = crate::error::Explanation {
            title: "the disk is gone".to_owned(),
            details: Vec::new(),
            hint: String::new(),
            your_text: crate::error::YourText::Safe,
            exit: 1,
            code: "disk",
        };
        page.on_event(&Event::Failed(Failure { why, save: None, ticket: Some(ANSWERED), export: false }));
        assert_eq!(page.known(), Known::Failed);
        // An answer to an older question changes nothing.
        page.on_event(&leaving(ANSWERED - 1, "A year"));
        assert_eq!(page.known(), Known::Failed);
        page.look_again();
        assert!(page.asked.is_none(), "it is asked again when it is shown");
    }
}
