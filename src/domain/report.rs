//! A report: the document that every exporter prints. Selected, ordered and resolved; private notes never get here.
//!
//! Exporters decide only *how* it looks. Everything is text as the user typed it; `learnt`, `changed`, `benefit`, answers, `why` and
//! the other long texts are Markdown, all other strings are plain.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use super::entry::TimeSpent;
use super::evidence::Proof;
use super::framework::Amount;
use super::portfolio::{Authorship, Depth, Handles, Parts, ReportAsk, ReportRecords, ReportStanding};
use super::{ClaimCheck, Digest, EntryState, Found, GoalKind, GoalState, Minutes, Profile, Purpose, Role, Uid, Verb};

/// The whole document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The same for the same journal and the same selection.
    pub id: Uid,
    /// “CPD record of Bronwen Hartley”.
    pub title: String,
    pub registrant: Profile,
    pub period: Period,
    /// Restricts the report to one goal, by its title.
    pub only_goal: Option<String>,
    /// What was searched for, when the selection is a query.
    pub only_query: Option<String>,
    /// The appraisal walk on which its entries were chosen, by its title.
    pub only_walk: Option<String>,
    /// Whether only entries are in it that count towards a requirement of the registration.
    pub only_counted: bool,
    /// A note for whoever reads it. Markdown; mostly empty.
    pub note: String,
    /// The day it was made on: from the journal's clock, so that the same day gives the same bytes.
    pub made_on: NaiveDate,
    /// BCP 47: `en-GB`.
    pub language: String,
    /// Oldest first.
    pub entries: Vec<ReportEntry>,
    /// Goals that any of the entries belongs to, and open ones of the period; by due date.
    pub goals: Vec<ReportGoal>,
    /// Every file that proves one of the entries, each once, in order of first use.
    pub evidence: Vec<ReportEvidence>,
    /// What it adds up to in pictures, each with its table; none unless somebody asked for them.
    pub charts: Vec<super::Chart>,
    /// How much of each entry is set.
    pub depth: Depth,
    /// What was taken in; what was not is not in the other fields either.
    pub parts: Parts,
    pub handles: Handles,
    /// Under which rules it stands; none when it is for no regulator.
    pub standings: Vec<ReportStanding>,
    /// Records by kind, in the order of kinds.
    pub records: Vec<ReportRecords>,
    /// Records that a reader can fill in and send back.
    pub asks: Vec<ReportAsk>,
    /// Who wrote it when; nothing when that was not asked for.
    pub authorship: Option<Authorship>,
    /// One document for each year, with one for what belongs to all.
    pub volumes: bool,
    /// A pack is split into parts that are smaller than this, in bytes.
    pub split_at: Option<u64>,
    /// Minutes that are in the sums more than once, because entries are at the same time.
    pub twice: Minutes,
    /// Where names leave although nobody asked for them.
    pub names_left: super::names::NamesLeft,
}

/// The days covered; an open end is the first or last entry's day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
}

/// One entry with everything it refers to written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportEntry {
    pub uid: Uid,
    /// Never empty.
    pub title: String,
    pub kind_id: String,
    pub kind: String,
    pub date: NaiveDate,
    pub time: Option<NaiveTime>,
    pub zone: String,
    pub minutes: TimeSpent,
    pub how: String,
    pub platform: String,
    pub url: String,
    pub handle: String,
    pub hashtag: String,
    pub community: String,
    pub learnt: String,
    pub changed: String,
    pub benefit: String,
    /// Label of the template in use.
    pub template: String,
    /// Stable id of the template in use.
    pub template_id: String,
    /// Answers in the order of the template's prompts, then those given to other templates.
    pub answers: Vec<ReportAnswer>,
    /// Titles.
    pub goals: Vec<LinkedGoal>,
    pub actions: Vec<super::ActionDraft>,
    pub tags: Vec<String>,
    /// Names; none unless somebody asked for them.
    pub people: Vec<String>,
    /// Professions of people whose names stay out, each once.
    pub learnt_with: Vec<String>,
    /// What they are called in the words of their regulators; their codes where these are not known.
    pub standards: Vec<String>,
    /// Points and certified hours that were typed for a framework, by code.
    pub amounts: std::collections::BTreeMap<String, Amount>,
    pub used: Vec<Verb>,
    pub role: Option<Role>,
    /// What was found when somebody came back to it, the earliest first; never when to ask again.
    pub found_later: Vec<FoundLater>,
    /// A claim that was looked at before it was taken on.
    pub claim: ClaimCheck,
    /// How artificial intelligence helped with it, as a statement; mostly empty.
    pub ai_help: String,
    /// What it is made of, when it is a claim made of small items.
    pub made_of: Option<MadeOf>,
    /// The claim that it is an item of, when that is not in the bin: its minutes count there, and nowhere else.
    pub item_of: Option<ItemOf>,
    /// Of a claim in a report of one goal: what its items add up to that belong to this goal. Only that counts in the sums.
    pub share: Option<TimeSpent>,
    /// Places in [`Report::evidence`].
    pub evidence: Vec<usize>,
    pub state: EntryState,
    pub created: DateTime<Utc>,
    pub changed_at: DateTime<Utc>,
}

/// What an entry changed, as found later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundLater {
    pub date: NaiveDate,
    /// After how many months it was asked; 0 when nobody asked.
    pub month: u32,
    pub found: Found,
    /// Markdown. May be empty.
    pub text: String,
}

/// The items of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeOf {
    /// Oldest first.
    pub items: Vec<ReportItem>,
    /// How the sum was made, as a whole sentence.
    pub sum: String,
}

/// One item of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportItem {
    pub uid: Uid,
    pub date: NaiveDate,
    pub title: String,
    pub minutes: Minutes,
    pub interactive: Minutes,
}

/// The claim of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemOf {
    pub uid: Uid,
    pub title: String,
    /// The day of the claim, on which the item's minutes count.
    pub date: NaiveDate,
    /// The claim is in the same report.
    pub counted_there: bool,
}

/// An answer with the words it was asked with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportAnswer {
    pub prompt_id: String,
    /// “So what?”; for another template than the one in use “from Gibbs: Feelings”.
    pub label: String,
    pub text: String,
}

/// A goal as an entry refers to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedGoal {
    pub uid: Uid,
    pub title: String,
    /// Linked on an earlier day than the activity: planned learning.
    pub planned: bool,
}

/// A goal with what was done for it in this report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportGoal {
    pub uid: Uid,
    pub title: String,
    pub why: String,
    pub measure: String,
    /// How one goes about it: the steps.
    pub how: String,
    pub due: Option<NaiveDate>,
    pub support: String,
    pub barriers: String,
    pub purpose: Purpose,
    pub kind: GoalKind,
    pub state: GoalState,
    pub outcome: String,
    /// The plan that it belongs to, as its writer calls it.
    pub plan: String,
    /// Title of the goal of an earlier plan that it goes on from.
    pub carried_from: Option<String>,
    /// Looks at it, the earliest first.
    pub reviews: Vec<ReportReview>,
    /// How many entries that count in this report belong to it; for a claim its items, as [`super::counting`] says.
    pub entries: usize,
    pub minutes: Minutes,
}

/// A look at a goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportReview {
    pub date: NaiveDate,
    /// Markdown.
    pub note: String,
}

/// A file that proves something. Its content is read by digest while exporting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportEvidence {
    pub uid: Uid,
    pub digest: Digest,
    pub name: String,
    pub media_type: String,
    /// Size in bytes.
    pub bytes: u64,
    pub caption: String,
    pub alt: String,
    pub captured: DateTime<Utc>,
    pub source_url: String,
    /// What somebody said that it is.
    pub proves: Option<Proof>,
}

impl ReportEntry {
    /// Whether its minutes count in the sums of the report: those of an item count in its claim, and in no other report than that one's.
    pub fn counts(&self) -> bool {
        self.item_of.is_none()
    }

    /// Its minutes, as far as they count in the sums of the report.
    pub fn counting(&self) -> TimeSpent {
        if self.counts() { self.share.unwrap_or(self.minutes) } else { TimeSpent::default() }
    }
}

impl Report {
    /// All time spent.
    pub fn total(&self) -> Minutes {
        self.entries.iter().fold(Minutes::ZERO, |sum, entry| sum.plus(entry.counting().total()))
    }

    /// Of it, learning with others.
    pub fn interactive(&self) -> Minutes {
        self.entries.iter().fold(Minutes::ZERO, |sum, entry| sum.plus(entry.counting().interactive))
    }

    /// The first and last day that the report really covers.
    pub fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        let first = self.period.from.or_else(|| self.entries.iter().map(|entry| entry.date).min())?;
        let last = self.period.to.or_else(|| self.entries.iter().map(|entry| entry.date).max())?;
        Some((first, last))
    }
}
