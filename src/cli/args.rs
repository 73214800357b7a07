//! The words of a call.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};

/// A private CPD journal. Without a command it opens the window; with only the name of a file, on that journal.
#[derive(Debug, Parser)]
#[command(name = "cpd-journal", version, about, propagate_version = true, disable_help_subcommand = true)]
#[command(
    after_help = "Examples:\n  cpd-journal new\n  cpd-journal log \"#physiotalk on pacing\" --kind tweetchat --minutes 1h --goal pain\n  cpd-journal search pacing\n  cpd-journal export --format pdf --out evidence.pdf --from 2025-04-01\n\nEverything stays in one file on this computer; nothing is sent anywhere."
)]
pub struct Cli {
    /// Which journal [env: CPD_JOURNAL] [default: journal.cpd in your data folder]
    #[arg(long, global = true, value_name = "FILE")]
    pub journal: Option<PathBuf>,

    /// Fix the day that counts as today, so that a call can be repeated
    #[arg(long, global = true, value_name = "YYYY-MM-DD", value_parser = iso_day)]
    pub today: Option<NaiveDate>,

    /// Print one JSON document and nothing else
    #[arg(long, global = true)]
    pub json: bool,

    /// Say nothing when all went well
    #[arg(short, long, global = true)]
    pub quiet: bool,

    /// Say more
    #[arg(short, long, global = true, action = ArgAction::Count)]
    pub verbose: u8,

    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub color: Colour,

    /// How the window is drawn
    #[arg(long, value_enum, default_value_t = Renderer::Auto, hide = true)]
    pub renderer: Renderer,

    #[command(subcommand)]
    pub command: Option<Command>,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    Auto,
    Always,
    Never,
}

/// How the window is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Renderer {
    Auto,
    Opengl,
    Software,
}

fn iso_day(text: &str) -> Result<NaiveDate, String> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .ok()
        .filter(|day| (1900..=2200).contains(&chrono::Datelike::year(day)) && text.len() == 10)
        .ok_or_else(|| "a day is written like 2026-03-31".to_owned())
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make an empty journal
    #[command(after_help = "Example:\n  cpd-journal --journal mine.cpd new")]
    New,
    /// Make a fictional journal to look round in
    #[command(after_help = "Example:\n  cpd-journal --journal sample.cpd sample --entries 60")]
    Sample(SampleArgs),
    /// Log something that you learnt from
    #[command(
        after_help = "Examples:\n  cpd-journal log \"#physiotalk on pacing\" --kind tweetchat --date yesterday --time 8pm\n  cpd-journal log \"Pain podcast\" --minutes 1h --learnt \"Pacing is not rest\" --goal pain\n  cpd-journal log \"Journal club\" --minutes 45 --interactive 20 --how \"asked about the trial\""
    )]
    Log(Box<LogArgs>),
    /// Change an entry; a list option replaces its list, --add-… and --remove-… change one
    #[command(after_help = "Example:\n  cpd-journal edit 0198c7 --minutes 90 --add-tag pacing --state ready")]
    Edit(Box<EditArgs>),
    /// Put an entry out of sight; unbin brings it back
    #[command(after_help = "Example:\n  cpd-journal bin 0198c7")]
    Bin(UidArg),
    /// Take an entry out of the bin
    #[command(after_help = "Example:\n  cpd-journal unbin 0198c7")]
    Unbin(UidArg),
    /// Show one entry whole
    #[command(after_help = "Example:\n  cpd-journal show 0198c7 --json")]
    Show(ShowArgs),
    /// List entries, newest first
    #[command(after_help = "Examples:\n  cpd-journal list --limit 20\n  cpd-journal list \"pacing -surgery\"")]
    List(ListArgs),
    /// Find entries by their words, best first
    #[command(after_help = "Example:\n  cpd-journal search '\"back pain\" pac*' --limit 5")]
    Search(SearchArgs),
    /// The personal development plan
    #[command(subcommand, after_help = "Example:\n  cpd-journal goal add \"Persistent pain\" --why \"half my caseload\" --due 2027-03-31")]
    Goal(GoalCommand),
    /// What is taken back to work
    #[command(subcommand, after_help = "Example:\n  cpd-journal action add 0198c7 \"Try pacing diaries\" --by \"in 2 weeks\"")]
    Action(ActionCommand),
    /// Communities that you learn in
    #[command(
        subcommand,
        after_help = "Example:\n  cpd-journal community add Physiotalk --hashtag \"#physiotalk\" --day monday --time 20:00"
    )]
    Community(CommunityCommand),
    /// Who keeps this journal
    #[command(subcommand, after_help = "Example:\n  cpd-journal profile set name=\"Bronwen Hartley\" profession=Physiotherapist")]
    Profile(ProfileCommand),
    /// Kinds of activity
    #[command(subcommand, after_help = "Example:\n  cpd-journal kind list")]
    Kind(DataCommand),
    /// Models of reflection
    #[command(subcommand, after_help = "Example:\n  cpd-journal templates list")]
    Templates(DataCommand),
    /// Files that prove something
    #[command(
        subcommand,
        after_help = "Example:\n  cpd-journal evidence add 0198c7 certificate.pdf --caption \"Certificate of attendance\""
    )]
    Evidence(EvidenceCommand),
    /// Write the evidence for somebody else to read
    #[command(
        after_help = "Examples:\n  cpd-journal export --format pdf --out evidence.pdf --from 2025-04-01 --to 2026-03-31\n  cpd-journal export --format markdown --out evidence/"
    )]
    Export(ExportArgs),
    /// Look whether the file, its history, its index and its evidence are whole
    #[command(after_help = "Example:\n  cpd-journal verify")]
    Verify,
    /// Take the latest step back
    #[command(after_help = "Example:\n  cpd-journal undo")]
    Undo,
    /// Do the step again that was taken back last
    #[command(after_help = "Example:\n  cpd-journal redo")]
    Redo,
    /// What was done, newest first
    #[command(after_help = "Example:\n  cpd-journal history 0198c7")]
    History(HistoryArgs),
    /// Draw every page of the window on a sample journal, without any display
    #[command(after_help = "Example:\n  cpd-journal tour pictures")]
    Tour(TourArgs),
}

/// `sample`
#[derive(Debug, Args)]
pub struct SampleArgs {
    /// How many entries
    #[arg(long, default_value_t = crate::sample::DEFAULT_ENTRIES, value_name = "N", value_parser = entry_count)]
    pub entries: usize,
    /// Another number, other entries beyond the first sixty
    #[arg(long, default_value_t = 1, value_name = "S")]
    pub seed: u64,
    /// Whose journal
    #[arg(long, default_value = crate::sample::DEFAULT_PROFESSION, value_name = "P")]
    pub profession: String,
}

fn entry_count(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|n| *n <= 100_000).ok_or_else(|| "a number up to 100000".to_owned())
}

/// What can be said of an entry; `None` leaves it as it is.
#[derive(Debug, Default, Args)]
pub struct EntryArgs {
    /// tweetchat, podcast, video, live-webinar, article, … (see `kind list`)
    #[arg(long, value_name = "K")]
    pub kind: Option<String>,
    /// 2026-03-31, 31/3/26, yesterday, last Monday [default: today]
    #[arg(long, value_name = "D")]
    pub date: Option<String>,
    /// When it began: 20:00, 8pm
    #[arg(long, value_name = "HH:MM")]
    pub time: Option<String>,
    /// The zone that the time is in, like Europe/London [default: this computer's]
    #[arg(long, value_name = "ZONE")]
    pub zone: Option<String>,
    /// Time taking part: 90, 1h 30, 1.5h, an hour
    #[arg(long, value_name = "M")]
    pub minutes: Option<String>,
    /// Of all the time, how much was with other people
    #[arg(long, value_name = "M")]
    pub interactive: Option<String>,
    /// Time preparing, on top of --minutes
    #[arg(long, value_name = "M")]
    pub preparing: Option<String>,
    /// Time reading afterwards, on top of --minutes
    #[arg(long, value_name = "M")]
    pub reading: Option<String>,
    /// Time reflecting, on top of --minutes
    #[arg(long, value_name = "M")]
    pub reflecting: Option<String>,
    /// One line on how you took part with others
    #[arg(long, value_name = "TEXT")]
    pub how: Option<String>,
    /// X, Mastodon, YouTube, …
    #[arg(long, value_name = "P")]
    pub platform: Option<String>,
    /// Its web address
    #[arg(long, value_name = "U")]
    pub url: Option<String>,
    /// The host's or author's name on the platform
    #[arg(long, value_name = "H")]
    pub handle: Option<String>,
    #[arg(long, value_name = "TAG")]
    pub hashtag: Option<String>,
    /// The community, by name or hashtag; a new name makes a new one
    #[arg(long, value_name = "C")]
    pub community: Option<String>,
    /// What you learnt
    #[arg(long, value_name = "TEXT")]
    pub learnt: Option<String>,
    /// What you changed
    #[arg(long, value_name = "TEXT")]
    pub changed: Option<String>,
    /// Who benefited
    #[arg(long, value_name = "TEXT")]
    pub benefit: Option<String>,
    /// A note for yourself: in no export
    #[arg(long, value_name = "TEXT")]
    pub private: Option<String>,
    /// The model to reflect by (see `templates list`)
    #[arg(long, value_name = "T")]
    pub template: Option<String>,
    /// An answer to one of its prompts
    #[arg(long = "answer", value_name = "PROMPT=TEXT")]
    pub answers: Vec<String>,
    /// A goal, by id or an unambiguous part of its title
    #[arg(long = "goal", value_name = "G")]
    pub goals: Vec<String>,
    #[arg(long = "tag", value_name = "T")]
    pub tags: Vec<String>,
    /// Somebody you learnt with or from
    #[arg(long = "person", value_name = "NAME")]
    pub people: Vec<String>,
    /// A standard's code, with its framework
    #[arg(long = "standard", value_name = "CODE")]
    pub standards: Vec<String>,
    /// publishing, sharing, messaging, discussing, collaborating, networking
    #[arg(long = "used", value_name = "VERB")]
    pub used: Vec<String>,
    /// host, contributor, listener
    #[arg(long, value_name = "ROLE")]
    pub role: Option<String>,
    /// draft, ready, submitted
    #[arg(long, value_name = "STATE")]
    pub state: Option<String>,
    /// A file that proves it; may be given several times
    #[arg(long = "attach", value_name = "F")]
    pub attach: Vec<PathBuf>,
}

/// `log`
#[derive(Debug, Args)]
pub struct LogArgs {
    /// A few words to recognise it by
    #[arg(required_unless_present = "from_json")]
    pub title: Option<String>,
    /// Read entries as `show --json` prints them; `-` is standard input
    #[arg(long, value_name = "FILE", conflicts_with = "title")]
    pub from_json: Option<PathBuf>,
    #[command(flatten)]
    pub entry: EntryArgs,
}

/// `edit`
#[derive(Debug, Args)]
pub struct EditArgs {
    /// The entry's id, the beginning of it, or an unambiguous part of its title
    pub uid: String,
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    #[command(flatten)]
    pub entry: EntryArgs,
    #[arg(long, value_name = "G")]
    pub add_goal: Vec<String>,
    #[arg(long, value_name = "G")]
    pub remove_goal: Vec<String>,
    #[arg(long, value_name = "T")]
    pub add_tag: Vec<String>,
    #[arg(long, value_name = "T")]
    pub remove_tag: Vec<String>,
    #[arg(long, value_name = "NAME")]
    pub add_person: Vec<String>,
    #[arg(long, value_name = "NAME")]
    pub remove_person: Vec<String>,
    #[arg(long, value_name = "CODE")]
    pub add_standard: Vec<String>,
    #[arg(long, value_name = "CODE")]
    pub remove_standard: Vec<String>,
    #[arg(long, value_name = "VERB")]
    pub add_used: Vec<String>,
    #[arg(long, value_name = "VERB")]
    pub remove_used: Vec<String>,
}

/// An entry's id.
#[derive(Debug, Args)]
pub struct UidArg {
    /// The entry's id, the beginning of it, or an unambiguous part of its title
    pub uid: String,
}

/// `show`
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// The entry's id, the beginning of it, or an unambiguous part of its title
    pub uid: String,
    /// With the private note
    #[arg(long)]
    pub private: bool,
}

/// `list`
#[derive(Debug, Args)]
pub struct ListArgs {
    /// Only entries with these words
    pub query: Option<String>,
    /// At most so many
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// What is in the bin
    #[arg(long)]
    pub binned: bool,
}

/// `search`
#[derive(Debug, Args)]
pub struct SearchArgs {
    /// Words, "phrases", prefix*, -not
    pub query: String,
    /// At most so many
    #[arg(long, default_value_t = 50, value_name = "N")]
    pub limit: usize,
    /// Look in private notes, too
    #[arg(long)]
    pub private: bool,
}

/// What is written about a goal.
#[derive(Debug, Default, Args)]
pub struct GoalArgs {
    /// Why it matters
    #[arg(long, value_name = "T")]
    pub why: Option<String>,
    /// How you will know that it is reached
    #[arg(long, value_name = "T")]
    pub measure: Option<String>,
    /// Until when
    #[arg(long, value_name = "D")]
    pub due: Option<String>,
    /// What or who helps
    #[arg(long, value_name = "T")]
    pub support: Option<String>,
    /// What stands in the way
    #[arg(long, value_name = "T")]
    pub barriers: Option<String>,
    /// role, service, pdp
    #[arg(long = "for", value_name = "FOR")]
    pub purpose: Option<String>,
    /// cpd, service_improvement
    #[arg(long, value_name = "K")]
    pub kind: Option<String>,
}

/// `goal …`
#[derive(Debug, Subcommand)]
pub enum GoalCommand {
    /// Add a goal
    #[command(after_help = "Example:\n  cpd-journal goal add \"Persistent pain\" --due 2027-03-31 --for role")]
    Add {
        title: String,
        #[command(flatten)]
        goal: GoalArgs,
    },
    /// List all goals
    #[command(after_help = "Example:\n  cpd-journal goal list --json")]
    List,
    /// Change a goal
    #[command(after_help = "Example:\n  cpd-journal goal edit pain --due \"31 March\"")]
    Edit {
        /// Its id, or an unambiguous part of its title
        uid: String,
        #[arg(long, value_name = "TEXT")]
        title: Option<String>,
        #[command(flatten)]
        goal: GoalArgs,
        /// open, achieved, carried_over, dropped
        #[arg(long, value_name = "STATE")]
        state: Option<String>,
    },
    /// Close a goal with what came of it
    #[command(after_help = "Example:\n  cpd-journal goal close pain --outcome \"Pacing diaries are now routine\"")]
    Close {
        /// Its id, or an unambiguous part of its title
        uid: String,
        #[arg(long, value_name = "T")]
        outcome: String,
        /// achieved, carried_over, dropped
        #[arg(long, default_value = "achieved", value_name = "STATE")]
        state: String,
    },
}

/// `action …`
#[derive(Debug, Subcommand)]
pub enum ActionCommand {
    /// Add an action to an entry
    #[command(after_help = "Example:\n  cpd-journal action add 0198c7 \"Try pacing diaries\" --by 31/3/27 --share-with \"band 5s\"")]
    Add {
        /// The entry's id, or an unambiguous part of its title
        uid: String,
        what: String,
        /// Until when
        #[arg(long, value_name = "D")]
        by: Option<String>,
        #[arg(long, value_name = "T")]
        share_with: Option<String>,
    },
    /// List actions, the most urgent first
    #[command(after_help = "Example:\n  cpd-journal action list --due-by \"in 2 weeks\"")]
    List {
        /// Only open ones that are due by then
        #[arg(long, value_name = "D")]
        due_by: Option<String>,
    },
    /// Say that an action is done
    #[command(after_help = "Example:\n  cpd-journal action done 0198c7 --effect \"Two fewer flare-ups a month\"")]
    Done {
        /// Its id, or an unambiguous part of what is to be done
        uid: String,
        /// What it changed
        #[arg(long, value_name = "T")]
        effect: Option<String>,
        /// On which day [default: today]
        #[arg(long, value_name = "D")]
        on: Option<String>,
    },
}

/// What is known of a community.
#[derive(Debug, Default, Args)]
pub struct CommunityArgs {
    #[arg(long, value_name = "P")]
    pub platform: Option<String>,
    #[arg(long, value_name = "TAG")]
    pub hashtag: Option<String>,
    /// Its web address
    #[arg(long, value_name = "URL")]
    pub address: Option<String>,
    /// Usual day of the week
    #[arg(long, value_name = "DAY")]
    pub day: Option<String>,
    #[arg(long, value_name = "HH:MM")]
    pub time: Option<String>,
    /// The zone that the time is in, like Europe/London
    #[arg(long, value_name = "ZONE")]
    pub zone: Option<String>,
    /// How long a chat takes
    #[arg(long, value_name = "M")]
    pub length: Option<String>,
}

/// `community …`
#[derive(Debug, Subcommand)]
pub enum CommunityCommand {
    /// List all communities
    #[command(after_help = "Example:\n  cpd-journal community list")]
    List,
    /// Add a community
    #[command(after_help = "Example:\n  cpd-journal community add Physiotalk --hashtag \"#physiotalk\" --day monday --time 20:00")]
    Add {
        name: String,
        #[command(flatten)]
        community: CommunityArgs,
    },
    /// Change a community
    #[command(after_help = "Example:\n  cpd-journal community edit \"#physiotalk\" --time 8.30pm")]
    Edit {
        /// Its id, hashtag or name
        uid: String,
        #[arg(long, value_name = "TEXT")]
        name: Option<String>,
        #[command(flatten)]
        community: CommunityArgs,
    },
}

/// `profile …`
#[derive(Debug, Subcommand)]
pub enum ProfileCommand {
    /// Show it
    #[command(after_help = "Example:\n  cpd-journal profile show --json")]
    Show,
    /// Set fields: name, profession, registrations, employer, handles
    #[command(after_help = "Example:\n  cpd-journal profile set name=\"Bronwen Hartley\" profession=Physiotherapist")]
    Set {
        #[arg(required = true, value_name = "K=V")]
        fields: Vec<String>,
    },
}

/// `kind …` and `templates …`
#[derive(Debug, Subcommand)]
pub enum DataCommand {
    /// List all, the user's own included
    #[command(after_help = "Examples:\n  cpd-journal kind list\n  cpd-journal templates list --json")]
    List,
    /// Look whether a file of your own is as it should be
    #[command(after_help = "Example:\n  cpd-journal kind check ward-round.toml")]
    Check { file: PathBuf },
}

/// `evidence …`
#[derive(Debug, Subcommand)]
pub enum EvidenceCommand {
    /// Keep files as evidence of an entry
    #[command(after_help = "Example:\n  cpd-journal evidence add 0198c7 certificate.pdf --caption \"Certificate of attendance\"")]
    Add {
        /// The entry's id, or an unambiguous part of its title
        uid: String,
        #[arg(required = true)]
        files: Vec<PathBuf>,
        #[arg(long, value_name = "T")]
        caption: Option<String>,
        /// What a picture shows, for those who cannot see it
        #[arg(long, value_name = "T")]
        alt: Option<String>,
        #[arg(long, value_name = "U")]
        source_url: Option<String>,
    },
    /// List evidence, of one entry or all
    #[command(after_help = "Example:\n  cpd-journal evidence list 0198c7")]
    List { uid: Option<String> },
    /// Save a copy outside the journal
    #[command(after_help = "Example:\n  cpd-journal evidence save 3f2a9c certificate.pdf")]
    Save { hash: String, out: PathBuf },
    /// Take a piece of evidence from an entry; undo brings it back
    #[command(after_help = "Example:\n  cpd-journal evidence remove 0198c7 3f2a9c")]
    Remove { uid: String, hash: String },
}

/// `export`
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// pdf, markdown (or md); may be left out when --out ends in .pdf or .md
    #[arg(long, value_name = "F")]
    pub format: Option<String>,
    /// The file to write; for Markdown a name ending in .md, or else a folder
    #[arg(long, value_name = "PATH")]
    pub out: PathBuf,
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
    /// Leave drafts out
    #[arg(long)]
    pub without_drafts: bool,
    /// Replace what is there
    #[arg(long)]
    pub force: bool,
}

/// `history`
#[derive(Debug, Args)]
pub struct HistoryArgs {
    /// Only of this entry
    pub uid: Option<String>,
    /// At most so many
    #[arg(long, default_value_t = 50, value_name = "N")]
    pub limit: usize,
}

/// `tour`
#[derive(Debug, Args)]
pub struct TourArgs {
    /// The folder to draw into; made if it is not there
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}
