//! What the preview shows of a report: light, so that the report itself need not be held.

use chrono::NaiveDate;

use crate::domain::{EntryState, GoalState, Minutes, Profile, Report, Uid};

/// What would leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Summary {
    pub(super) title: String,
    pub(super) registrant: Profile,
    /// A note for whoever reads it, and whether that is an appraiser. Markdown; mostly empty.
    pub(super) note: String,
    pub(super) for_appraiser: bool,
    /// The first and the last day that it really covers.
    pub(super) days: Option<(NaiveDate, NaiveDate)>,
    pub(super) total: Minutes,
    pub(super) interactive: Minutes,
    /// Minutes that are in the total more than once, because entries are at the same time.
    pub(super) twice: Minutes,
    pub(super) entries: Vec<EntryLine>,
    pub(super) goals: Vec<GoalLine>,
    pub(super) files: Vec<FileLine>,
    /// What its charts are called.
    pub(super) charts: Vec<String>,
    /// Sentences about names that leave although nobody asked for them: in words alone, and with the files.
    pub(super) names: Vec<String>,
    pub(super) names_with_files: Vec<String>,
    /// The sizes of all files together.
    pub(super) bytes: u64,
    /// Records of any kind.
    pub(super) records: usize,
}

/// An entry of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct EntryLine {
    pub(super) uid: Uid,
    pub(super) date: NaiveDate,
    pub(super) title: String,
    pub(super) kind: String,
    pub(super) minutes: Minutes,
    pub(super) draft: bool,
}

/// A goal of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct GoalLine {
    pub(super) title: String,
    pub(super) state: GoalState,
    pub(super) entries: usize,
    pub(super) minutes: Minutes,
}

/// A file of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FileLine {
    pub(super) name: String,
    pub(super) media_type: String,
    pub(super) bytes: u64,
}

impl Summary {
    pub(super) fn of(report: &Report) -> Self {
        Self {
            title: report.title.clone(),
            registrant: report.registrant.clone(),
            note: report.note.trim().to_owned(),
            for_appraiser: report.only_walk.is_some(),
            days: report.days(),
            total: report.total(),
            interactive: report.interactive(),
            twice: report.twice,
            entries: report
                .entries
                .iter()
                .map(|entry| EntryLine {
                    uid: entry.uid,
                    date: entry.date,
                    title: entry.title.clone(),
                    kind: entry.kind.clone(),
                    minutes: entry.minutes.total(),
                    draft: entry.state == EntryState::Draft,
                })
                .collect(),
            goals: report
                .goals
                .iter()
                .map(|goal| GoalLine { title: goal.title.clone(), state: goal.state, entries: goal.entries, minutes: goal.minutes })
                .collect(),
            files: report
                .evidence
                .iter()
                .map(|one| FileLine { name: one.name.clone(), media_type: one.media_type.clone(), bytes: one.bytes })
                .collect(),
            charts: report.charts.iter().map(|chart| chart.title.clone()).collect(),
            names: report.names_told(false),
            names_with_files: report.names_told(true),
            bytes: report.evidence.iter().fold(0, |sum, one| sum.saturating_add(one.bytes)),
            records: report.records.iter().map(|group| group.records.len()).sum(),
        }
    }

    /// Whether there is nothing that anybody wants to read.
    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.records == 0
    }
}

/// A size as people read it.
pub(super) fn bytes_text(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{:.1} MB", bytes as f64 / 1_000_000.0),
    }
}
