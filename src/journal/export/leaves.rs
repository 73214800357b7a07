//! The list of all that would leave this computer, for somebody who decides whether it should.

use std::collections::BTreeSet;

use super::parts::kept;
use super::{HeldBack, Leaving};
use crate::domain::EntryState;
use crate::domain::portfolio::{Depth, EvidenceAs, Handles};
use crate::domain::text::number;
use crate::dossier;

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaves {
    /// “Entries”.
    pub what: String,
    /// “60, 12 of them drafts”.
    pub how_much: String,
    /// Names of the single things, where they are few enough to be told; may be empty.
    pub names: Vec<String>,
    /// It stays here: told because one might think that it leaves.
    pub stays: bool,
    /// It is on no page: it leaves only in formats that are a record as well, see [`crate::exporters::Exporter::has_record`].
    pub as_data: bool,
}

fn leaves(what: &str, how_much: String) -> Leaves {
    Leaves { what: what.to_owned(), how_much, names: Vec::new(), stays: false, as_data: false }
}

/// What no page tells of.
fn as_data(what: &str, how_much: &str) -> Leaves {
    Leaves { as_data: true, ..leaves(what, format!("{how_much}, in the record for taking in again")) }
}

fn stays(what: &str, why: &str) -> Leaves {
    Leaves { what: what.to_owned(), how_much: why.to_owned(), names: Vec::new(), stays: true, as_data: false }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(count), if count == 1 { one } else { many })
}

impl Leaving {
    /// Everything that would leave, and below it what stays.
    pub fn leaves(&self) -> Vec<Leaves> {
        let (report, dossier) = (&self.report, &self.dossier);
        let mut list = Vec::new();
        let profile = &report.registrant;
        let own = [
            ("name", &profile.name),
            ("profession", &profile.profession),
            ("registrations", &profile.registrations),
            ("employer", &profile.employer),
            ("handles", &dossier.registrant.handles),
        ];
        let own: Vec<&str> = own.into_iter().filter(|(_, text)| !text.trim().is_empty()).map(|(label, _)| label).collect();
        if !own.is_empty() {
            list.push(leaves("About you", own.join(", ")));
        }
        let drafts = report.entries.iter().filter(|entry| entry.state == EntryState::Draft).count();
        let mut entries = counted(report.entries.len(), "entry", "entries");
        if drafts > 0 {
            entries.push_str(&format!(", {} of them {}", number(drafts), if drafts == 1 { "a draft" } else { "drafts" }));
        }
        if report.depth == Depth::Summary {
            entries.push_str(", a line each");
        }
        list.push(Leaves { names: report.entries.iter().map(|entry| entry.title.clone()).collect(), ..leaves("Entries", entries) });
        let HeldBack { drafts, not_counting } = self.held_back;
        if drafts > 0 {
            list.push(stays("Drafts", &counted(drafts, "entry that is not ready", "entries that are not ready")));
        }
        if not_counting > 0 {
            list.push(stays("What does not count", &counted(not_counting, "entry", "entries")));
        }
        let answers: usize = report.entries.iter().map(|entry| entry.answers.len()).sum();
        if answers > 0 {
            list.push(leaves("Reflections", counted(answers, "answer", "answers")));
        }
        let actions: usize = report.entries.iter().map(|entry| entry.actions.len()).sum();
        if actions > 0 {
            list.push(leaves("Actions", counted(actions, "action taken back to work", "actions taken back to work")));
        }
        self.goals(&mut list);
        for standing in &report.standings {
            let forms = counted(standing.forms.len(), "form filled in", "forms filled in");
            let requirements = counted(standing.requirements.len(), "requirement", "requirements");
            list.push(leaves(&standing.framework, format!("{requirements}, {forms}")));
        }
        for group in &report.records {
            let names = group.records.iter().map(|record| record.title.clone()).collect();
            list.push(Leaves { names, ..leaves(&group.label, counted(group.records.len(), "record", "records")) });
        }
        let told: usize = report.records.iter().map(|group| group.records.len()).sum();
        if let Some(more) = dossier.records.len().checked_sub(told).filter(|more| *more > 0) {
            list.push(as_data("Records beside these", &counted(more, "record", "records")));
        }
        self.registrations(&mut list);
        self.communities(&mut list);
        self.people(&mut list);
        self.evidence(&mut list);
        let beside = [
            ("Needs and strengths", dossier.needs.len()),
            ("Guidance read", dossier.waymarks.len()),
            ("Appraisal walks", dossier.walks.len()),
            ("Impact stories", dossier.impacts.len()),
            ("Kept searches", dossier.saved_searches.len()),
            ("Your own words for the spelling", dossier.words.len()),
        ];
        for (what, count) in beside.into_iter().filter(|(_, count)| *count > 0) {
            list.push(as_data(what, &number(count)));
        }
        if report.authorship.is_some() {
            list.push(leaves("Authorship", "on which days the entries were written and edited".to_owned()));
        }
        list.push(as_data("The same as data", "all of it"));
        self.stays(&mut list);
        list
    }

    /// Parts that were left out, and what never leaves.
    fn stays(&self, list: &mut Vec<Leaves>) {
        let report = &self.report;
        let parts = report.parts;
        let (reflections, learning, actions) = kept(parts, report.depth);
        let parts = [
            ("reflections", reflections),
            ("learning", learning),
            ("actions", actions),
            ("goals", parts.goals),
            ("practice hours", parts.hours),
            ("feedback", parts.feedback),
            ("other records", parts.records),
            ("requirements", parts.requirements),
            ("forms", parts.forms),
            ("authorship", parts.authorship),
        ];
        let left: Vec<&str> = parts.into_iter().filter(|(_, taken)| !taken).map(|(what, _)| what).collect();
        if !left.is_empty() {
            list.push(stays("Left out", &left.join(", ")));
        }
        list.push(stays("Private notes", "they never leave"));
        if !report.parts.details_of_others {
            list.push(stays("Details of others", "kept apart from records: names, addresses, numbers"));
        }
    }

    /// Those of the document, and those that come with them as data: see [`super::dossier`].
    fn goals(&self, list: &mut Vec<Leaves>) {
        let told: BTreeSet<String> = self.report.goals.iter().map(|goal| goal.uid.to_string()).collect();
        if !told.is_empty() {
            let names = self.report.goals.iter().map(|goal| goal.title.clone()).collect();
            list.push(Leaves { names, ..leaves("Goals", counted(told.len(), "goal", "goals")) });
        }
        let goals = &self.dossier.goals;
        let goes_on = |uid: &str| goals.iter().any(|goal| goal.carried_from.as_deref() == Some(uid));
        let name = |goal: &dossier::Goal| {
            if goes_on(&goal.uid) { format!("{} (another goes on from it)", goal.title) } else { goal.title.clone() }
        };
        let names: Vec<String> = goals.iter().filter(|goal| !told.contains(&goal.uid)).map(name).collect();
        if !names.is_empty() {
            let how_much = counted(names.len(), "goal", "goals");
            list.push(Leaves { names, ..as_data("Goals beside these", &how_much) });
        }
    }

    /// The registrations themselves, as data: also those that the document does not tell of.
    fn registrations(&self, list: &mut Vec<Leaves>) {
        let all = &self.dossier.registrations;
        if all.len() > self.report.standings.len() {
            let names = all.iter().map(|one| one.framework.clone()).collect();
            let how_much = counted(all.len(), "registration", "registrations");
            list.push(Leaves { names, ..as_data("Your registrations", &how_much) });
        }
    }

    fn communities(&self, list: &mut Vec<Leaves>) {
        let all = &self.dossier.communities;
        if all.is_empty() {
            return;
        }
        let names = all.iter().map(|one| if one.name.is_empty() { one.hashtag.clone() } else { one.name.clone() }).collect();
        let how_much = counted(all.len(), "community", "communities");
        let with_more = all.iter().any(|one| *one != one.clone().by_name());
        let more = if with_more { "with when and where they meet" } else { "by name" };
        list.push(Leaves { names, ..leaves("Communities", format!("{how_much}, {more}")) });
    }

    fn people(&self, list: &mut Vec<Leaves>) {
        let people: BTreeSet<String> = self.report.entries.iter().flat_map(|entry| entry.people.iter().cloned()).collect();
        let handles = self.report.handles;
        let turned = match handles {
            Handles::Keep => None,
            Handles::Pseudonym => Some("they become participant A, B …"),
            Handles::Remove => Some("they are left out"),
        };
        if people.is_empty() {
            match turned {
                None => list.push(stays("People you learnt with", "their professions leave instead")),
                Some(turned) => list.push(stays("Names and handles of others", turned)),
            }
        } else {
            let how_much = counted(people.len(), "name", "names");
            list.push(Leaves { names: people.into_iter().collect(), ..leaves("People you learnt with", how_much) });
            list.extend(turned.map(|turned| stays("Handles of others", turned)));
        }
        if turned.is_none() {
            list.push(leaves("Handles of others", "as they are".to_owned()));
        }
        let known = &self.dossier.people;
        if !known.is_empty() {
            let name = |one: &dossier::Person| if one.name.is_empty() { one.handle.clone() } else { one.name.clone() };
            let how_much = format!("{}, with handles, professions and places", counted(known.len(), "person", "people"));
            list.push(Leaves { names: known.iter().map(name).collect(), ..as_data("People you know", &how_much) });
        }
    }

    fn evidence(&self, list: &mut Vec<Leaves>) {
        let evidence = &self.report.evidence;
        if evidence.is_empty() {
            return;
        }
        let names = evidence.iter().map(|one| one.name.clone()).collect();
        let files = counted(evidence.len(), "file", "files");
        if self.report.parts.evidence == EvidenceAs::Index {
            list.push(Leaves { names, ..leaves("Evidence", format!("names and digests of {files}")) });
            list.push(stays("The files themselves", "only their names and digests leave"));
        } else {
            let bytes: u64 = evidence.iter().map(|one| one.bytes).sum();
            list.push(Leaves {
                names,
                ..leaves("Evidence", format!("{files}, {} kB", number(usize::try_from(bytes.div_ceil(1000)).unwrap_or(usize::MAX))))
            });
        }
    }
}
