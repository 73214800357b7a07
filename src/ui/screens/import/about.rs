//! What a file is, in words: what wrote it, from whom and of which day it is, what it holds and what was left out of it.

use crate::domain::text::{excerpt, folded};
use crate::domain::{Profile, when};
use crate::importers::Warning;
use crate::journal::Snapshot;
use crate::ui::widgets::count_text;
use crate::worker::ReadFile;

/// The format of answers: they come from somebody else.
const ANSWER: &str = "answer";

/// So many letters of a text are shown.
const LONGEST: usize = 280;

/// What is told of a file.
#[derive(Debug, Default)]
pub(super) struct About {
    pub(super) title: String,
    /// Names with their values, in the order shown.
    pub(super) facts: Vec<(&'static str, String)>,
    pub(super) warnings: Vec<Warning>,
    /// It is what somebody else has filled in.
    pub(super) is_answer: bool,
    /// The records of an answer: kind, day and what they say.
    pub(super) records: Vec<Said>,
    /// It holds something beside entries and records.
    pub(super) has_more: bool,
    /// Who it is from.
    registrant: Profile,
}

/// A record of an answer.
#[derive(Debug)]
pub(super) struct Said {
    /// Id of its kind.
    pub(super) kind: String,
    pub(super) day: String,
    /// Who it is from, as they say; may be empty.
    pub(super) by: String,
    /// Ids of its fields with what stands in them.
    pub(super) fields: Vec<(String, String)>,
}

impl About {
    pub(super) fn of(read: &ReadFile) -> Self {
        let dossier = &read.taken.dossier;
        let is_answer = read.format == ANSWER;
        let counts = [
            (dossier.entries.len(), "entry", "entries"),
            (dossier.records.len(), "record", "records"),
            (dossier.goals.len(), "goal", "goals"),
            (dossier.registrations.len(), "registration", "registrations"),
            (dossier.communities.len(), "community", "communities"),
            (dossier.people.len(), "person", "people"),
            (dossier.evidence.len(), "piece of evidence", "pieces of evidence"),
            (dossier.walks.len(), "appraisal walk", "appraisal walks"),
            (dossier.impacts.len(), "impact story", "impact stories"),
            (
                dossier.needs.len() + dossier.waymarks.len() + dossier.saved_searches.len() + dossier.words.len(),
                "other thing",
                "other things",
            ),
        ];
        let holds: Vec<String> =
            counts.iter().filter(|(count, ..)| *count > 0).map(|(count, one, many)| count_text(*count, one, many)).collect();
        let who = [dossier.registrant.name.trim(), dossier.registrant.profession.trim()];
        let who: Vec<&str> = who.into_iter().filter(|text| !text.is_empty()).collect();
        let without = dossier.evidence.iter().filter(|one| !read.taken.contents.contains_key(&one.sha256)).count();
        let files = if without > 0 { format!("contents of {}", count_text(without, "file", "files")) } else { String::new() };
        let left_out: Vec<&str> = dossier
            .left_out
            .iter()
            .map(String::as_str)
            .filter(|words| files.is_empty() || *words != "evidence contents")
            .chain([files.as_str()])
            .filter(|text| !text.is_empty())
            .collect();
        let facts = [
            ("What it is", format!("{} ({})", read.label, read.name)),
            (if is_answer { "Filled in" } else { "From" }, if is_answer { day(&dossier.made_on) } else { who.join(", ") }),
            ("Made on", if is_answer { String::new() } else { day(&dossier.made_on) }),
            ("Holds", holds.join(", ")),
            ("Not in it", left_out.join(", ")),
        ];
        let said = |record: &crate::dossier::Record| {
            let fields = record.fields.iter().map(|(id, text)| (id.clone(), excerpt(text, LONGEST)));
            let by: Vec<String> = record.details.values().map(|text| excerpt(text, 80)).collect();
            Said { kind: record.kind.clone(), day: day(&record.date), by: by.join(", "), fields: fields.collect() }
        };
        Self {
            title: if dossier.title.trim().is_empty() { read.name.clone() } else { dossier.title.clone() },
            facts: facts.into_iter().filter(|(_, value)| !value.is_empty()).collect(),
            warnings: read.taken.warnings.clone(),
            is_answer,
            records: if is_answer { dossier.records.iter().map(said).collect() } else { Vec::new() },
            has_more: counts.iter().skip(2).any(|(count, ..)| *count > 0),
            registrant: (&dossier.registrant).into(),
        }
    }

    /// What of the profile comes with all of it, in words: only what is empty here, and name and handles of nobody else.
    pub(super) fn comes_into_profile(&self, snapshot: &Snapshot) -> Vec<&'static str> {
        let (here, there) = (&snapshot.profile, &self.registrant);
        let is_same = if here.name.trim().is_empty() {
            snapshot.entries.is_empty() && snapshot.records.is_empty()
        } else {
            folded(&here.name) == folded(&there.name)
        };
        let fields = [("name", is_same), ("profession", true), ("registrations", true), ("employer", true), ("handles", is_same)];
        let comes = |field: &str| {
            here.field(field).is_some_and(|text| text.trim().is_empty()) && there.field(field).is_some_and(|text| !text.trim().is_empty())
        };
        fields.into_iter().filter(|(field, may)| *may && comes(field)).map(|(field, _)| field).collect()
    }
}

/// A day as a reader writes it; as it stands where it is none.
fn day(text: &str) -> String {
    let date = text.get(..10).unwrap_or(text);
    date.parse().map_or_else(|_| excerpt(text, 40), when::shown)
}
