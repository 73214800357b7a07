//! What a report has beside entries when it is made for a regulator: what is asked for and how it was counted, forms filled in, records,
//! and who wrote it when. All of it is words already; exporters only set them.

use chrono::NaiveDate;

use super::Uid;

/// How much of each entry is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Depth {
    /// Everything that was taken in.
    #[default]
    Full,
    /// A line each: day, title, time, goals.
    Summary,
}

/// What becomes of the files that prove something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum EvidenceAs {
    /// Pictures and pages are shown in an appendix, and the files go with the document.
    #[default]
    Appendix,
    /// The files go with the document.
    Attachment,
    /// Only their names and digests.
    Index,
}

/// What becomes of the handles of other people in texts and transcripts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Handles {
    #[default]
    Keep,
    /// The same participant is the same letter everywhere: “participant A”.
    Pseudonym,
    /// “a participant”.
    Remove,
}

/// What is taken in beside the plain list of entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Parts {
    /// Answers to models of reflection.
    pub reflections: bool,
    /// What was learnt, what changed, who benefited, what was found later.
    pub learning: bool,
    pub actions: bool,
    pub goals: bool,
    /// Records of practice hours.
    pub hours: bool,
    /// Records of feedback.
    pub feedback: bool,
    /// All other records: accounts, discussions, declarations.
    pub records: bool,
    /// What is asked for and how it was counted.
    pub requirements: bool,
    /// Forms, filled in.
    pub forms: bool,
    /// Details of somebody else that are kept apart, in the forms that ask for them, and nowhere else.
    pub details_of_others: bool,
    /// Who wrote it when, from the history.
    pub authorship: bool,
    pub evidence: EvidenceAs,
}

impl Default for Parts {
    fn default() -> Self {
        Self {
            reflections: true,
            learning: true,
            actions: true,
            goals: true,
            hours: true,
            feedback: true,
            records: true,
            requirements: true,
            forms: true,
            details_of_others: false,
            authorship: true,
            evidence: EvidenceAs::default(),
        }
    }
}

/// Under which rules a report stands: one registration in one cycle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportStanding {
    /// Name of the framework: “Revalidation”.
    pub framework: String,
    /// Name of the regulator.
    pub regulator: String,
    /// Which edition of its rules was counted by.
    pub edition: String,
    /// The day on which these rules were last looked up.
    pub checked_on: NaiveDate,
    /// Whether that was too long ago for the day of the report.
    pub is_old: bool,
    /// What must be said with it: that this is not official.
    pub disclaimer: String,
    /// First and last day of the cycle.
    pub cycle: (NaiveDate, NaiveDate),
    /// What was chosen, label and value: “Registered as”, “nurse”.
    pub chosen: Vec<(String, String)>,
    pub requirements: Vec<ReportRequirement>,
    /// What must be known to read it, and what is wrong with it: whole sentences.
    pub notes: Vec<String>,
    /// Where the rules were read: title and address.
    pub sources: Vec<(String, String)>,
    /// In the regulator's order and words.
    pub forms: Vec<ReportForm>,
}

/// A requirement as it was counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportRequirement {
    pub label: String,
    /// “35 hours”; empty where the rule sets no number.
    pub needed: String,
    /// “41.5 hours”.
    pub counted: String,
    /// `None` where that may not be said: check with the regulator.
    pub met: Option<bool>,
    /// How it was counted, as whole sentences.
    pub how: Vec<String>,
    /// What counted: its day and name, and how much.
    pub items: Vec<(String, String)>,
    /// Why something did not count, and how many things that were, the most frequent reason first; few of them by name.
    pub left_out: Vec<(String, String)>,
    /// Years, pairs of years, categories that it is looked at by: label, counted, needed, enough.
    pub parts: Vec<(String, String, String, bool)>,
}

/// A form with what goes into its fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportForm {
    /// Official words.
    pub label: String,
    pub help: String,
    /// What it is filled in from, if it is one thing: “Record of practice: Ward 3”. May be empty.
    pub about: String,
    pub fields: Vec<ReportField>,
}

/// A field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportField {
    /// Official words.
    pub label: String,
    /// Markdown.
    pub text: String,
    /// It is filled in by hand: a signature, a date.
    pub by_hand: bool,
    /// There are details of somebody else for it, which stay out.
    pub kept_apart: bool,
    /// What is wrong with its length: “312 words; at most 300”. Mostly empty.
    pub too_long: String,
}

/// Records of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportRecords {
    /// Id of the kind: `practice-hours`.
    pub kind: String,
    /// “Practice hours”.
    pub label: String,
    /// What they add up to, where that makes sense: “462 hours”. May be empty.
    pub sum: String,
    /// The earliest first.
    pub records: Vec<ReportRecord>,
}

/// A record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportRecord {
    pub uid: Uid,
    /// “Feedback: The exercise sheet …”.
    pub title: String,
    pub date: NaiveDate,
    pub until: Option<NaiveDate>,
    /// Labels and texts, as Markdown, in the order of the kind's fields; details of others are not among them.
    pub fields: Vec<(String, String)>,
    /// Days and names of what it refers to.
    pub refers: Vec<String>,
}

/// A record that somebody else can fill in who reads the report: a discussion, a confirmation, feedback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportAsk {
    /// Id of the kind of record: `feedback`.
    pub kind: String,
    /// “A piece of feedback”.
    pub label: String,
    pub help: String,
    /// In their order; those of whoever fills it in (name, registration number) are marked as [`super::record::FieldSpec::apart`].
    pub fields: Vec<super::record::FieldSpec>,
}

/// Who wrote what leaves, and when, as the history of the journal tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Authorship {
    /// Days on which the entries of the report were written or edited, the first and the last of them.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// On how many different days.
    pub on_days: usize,
    /// One for each entry, in their order.
    pub entries: Vec<Written>,
    /// What the end of the history of the journal is: SHA-256 over all steps up to now.
    pub history: String,
    /// Whether the chain of the history holds.
    pub whole: bool,
}

/// When an entry was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub entry: Uid,
    pub title: String,
    /// The day on which it was first written, as far as the history goes back; of what was taken in, as it said itself.
    pub first: NaiveDate,
    /// Later days on which its words, its date or its time were changed here.
    pub edited: Vec<NaiveDate>,
    /// How artificial intelligence helped with it, in the registrant's words. Mostly empty.
    pub ai_help: String,
    /// The day on which it came from another journal or file.
    pub taken_in: Option<NaiveDate>,
}
