//! The words of a call: export, confidentiality, import.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// What becomes of handles of others.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum HandlesArg {
    /// They stay as they are
    Keep,
    /// The same participant is the same letter everywhere: participant A
    Pseudonym,
    /// They become “a participant”
    Remove,
}

/// What becomes of files that prove something.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum EvidenceArg {
    /// Pictures and pages in the document, and the files with it
    Appendix,
    /// The files with the document
    Attachment,
    /// Only names and SHA-256
    Index,
}

/// What can be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PartArg {
    Reflections,
    Learning,
    Actions,
    Goals,
    Hours,
    Feedback,
    Records,
    Requirements,
    Forms,
    Authorship,
}

/// `export`
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// pdf, markdown, html, docx, csv, csv-semicolon, json or pack; may be left out when the name of --out tells it (.pdf .md .html .docx .csv .json .zip)
    #[arg(long, value_name = "F")]
    pub format: Option<String>,
    /// The file to write; for Markdown and CSV a folder when the name has no ending
    #[arg(long, value_name = "PATH", required_unless_present = "list")]
    pub out: Option<PathBuf>,
    /// For this registration: its cycle, requirements, forms and records
    #[arg(long, value_name = "ID")]
    pub framework: Option<String>,
    /// Which cycle: 0 is the one that today is in, -1 the one before
    #[arg(long, value_name = "N", default_value_t = 0, allow_negative_numbers = true, requires = "framework")]
    pub cycle: i32,
    /// Only entries that count towards one of its requirements
    #[arg(long, requires = "framework")]
    pub only_counted: bool,
    /// From this day on
    #[arg(long, value_name = "D")]
    pub from: Option<String>,
    /// Up to this day
    #[arg(long, value_name = "D")]
    pub to: Option<String>,
    /// Only what belongs to this goal
    #[arg(long, value_name = "G")]
    pub goal: Option<String>,
    /// Only what these words find
    #[arg(long, value_name = "Q")]
    pub query: Option<String>,
    /// Only what was chosen on a walk: the one with this id or title, or else the one that was finished last (begun last when none is)
    #[arg(long, value_name = "WALK", num_args = 0..=1, default_missing_value = "")]
    pub walk: Option<String>,
    /// Leave drafts out
    #[arg(long)]
    pub without_drafts: bool,
    /// A line for each entry instead of all of it
    #[arg(long)]
    pub summary: bool,
    /// Leave this out; may be repeated
    #[arg(long, value_name = "PART", value_delimiter = ',')]
    pub without: Vec<PartArg>,
    /// With charts of what it adds up to, by month, goal, kind, community and use, each with its table
    #[arg(long)]
    pub charts: bool,
    /// What becomes of evidence
    #[arg(long, value_name = "HOW", default_value = "appendix")]
    pub evidence: EvidenceArg,
    /// With the names of people whom you learnt with; a copy for yourself (Markdown, JSON) has them anyway
    #[arg(long, conflicts_with = "without_people")]
    pub with_people: bool,
    /// Without their names, only their professions; other formats leave them out anyway
    #[arg(long)]
    pub without_people: bool,
    /// With details of others that are kept apart, in the forms that ask for them
    #[arg(long)]
    pub with_details: bool,
    /// What becomes of handles of others, in texts, transcripts and lists of evidence
    #[arg(long, value_name = "HOW")]
    pub handles: Option<HandlesArg>,
    /// Let it leave although something in it could tell who somebody is: `cpd-journal privacy` shows what
    #[arg(long)]
    pub acknowledge_findings: bool,
    /// One PDF for each year, and one for what belongs to all, in a folder
    #[arg(long)]
    pub volumes: bool,
    /// Parts of a pack smaller than this: 10MB
    #[arg(long, value_name = "SIZE")]
    pub split_at: Option<String>,
    /// Only tell what would leave, and write nothing
    #[arg(long)]
    pub list: bool,
    /// Replace what is there
    #[arg(long)]
    pub force: bool,
}

/// `privacy`
#[derive(Debug, Args)]
pub struct PrivacyArgs {
    /// Only of this entry, goal, record or piece of evidence
    #[arg(value_name = "UID")]
    pub uid: Option<String>,
    /// Also what was said to be fine
    #[arg(long)]
    pub all: bool,
    /// Also details of others that are kept apart, which leave only with `export --with-details`
    #[arg(long)]
    pub with_details: bool,
    /// Put what is proposed in its place: these findings, or all of them
    #[arg(long, value_name = "ID", num_args = 1.., conflicts_with_all = ["fine", "ask_again"])]
    pub mend: Vec<String>,
    /// With --mend of one finding: these words instead
    #[arg(long, value_name = "TEXT", requires = "mend")]
    pub with: Option<String>,
    /// These findings are fine, because of what --because says: they are not asked again
    #[arg(long, value_name = "ID", num_args = 1.., requires = "because", conflicts_with = "ask_again")]
    pub fine: Vec<String>,
    /// Why they are fine
    #[arg(long, value_name = "REASON")]
    pub because: Option<String>,
    /// Ask again about these findings that were said to be fine
    #[arg(long, value_name = "ID", num_args = 1..)]
    pub ask_again: Vec<String>,
    /// The rules that are looked by
    #[arg(long, conflicts_with_all = ["uid", "mend", "fine", "ask_again"])]
    pub rules: bool,
    /// What has left so far
    #[arg(long, conflicts_with_all = ["uid", "mend", "fine", "ask_again", "rules"])]
    pub left: bool,
}

/// `import`
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// What this program exported (PDF, Markdown, JSON, pack), or the answer to an HTML export
    #[arg(value_name = "PATH", required_unless_present_any = ["undo", "batches"])]
    pub paths: Vec<PathBuf>,
    /// pdf, markdown, json, pack or answer; told by the file itself otherwise
    #[arg(long, value_name = "F")]
    pub format: Option<String>,
    /// Only tell what is in it, and take in nothing
    #[arg(long)]
    pub preview: bool,
    /// Only the entries and records with these numbers of the preview, or all
    #[arg(long, value_name = "N,N|all", value_delimiter = ',')]
    pub select: Vec<String>,
    /// Take back what this import brought
    #[arg(long, value_name = "BATCH", conflicts_with_all = ["preview", "select", "format", "paths"])]
    pub undo: Option<String>,
    /// What was taken in so far
    #[arg(long, conflicts_with_all = ["preview", "select", "format", "paths", "undo"])]
    pub batches: bool,
}
