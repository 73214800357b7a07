//! The words of a call.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};

mod capture;
mod data;
mod entry;
mod evidence;
mod finding;
mod leaving;
mod outward;
mod plan;
mod record;
mod reflect;
mod regulators;
mod review;
mod walk;

pub use capture::{AgainArgs, CalendarCommand, ChatArgs, ChatCommand, PersonArgs, PersonCommand, RollUpArgs, TimerCommand};
pub use data::{CommunityArgs, CommunityCommand, DataCommand, ProfileCommand};
pub use entry::{EditArgs, EntryArgs, ListArgs, LogArgs, SearchArgs, ShowArgs, UidArg};
pub use evidence::EvidenceCommand;
pub use finding::{BulkArgs, SavedCommand, TagCommand};
pub use leaving::{EvidenceArg, ExportArgs, HandlesArg, ImportArgs, PartArg, PrivacyArgs};
pub use outward::{ChangedArgs, ImpactArgs, ImpactCommand, NetworkArgs, SheetArgs, YearArgs};
pub use plan::{ActionCommand, EffectArgs, GoalArgs, GoalCommand};
pub use record::{RecordArgs, RecordCommand};
pub use reflect::{DepthArgs, FoundArgs, HistoryArgs, LookBackCommand, NeedCommand, ParkArgs, PathArgs, PathCommand, WordsCommand};
pub use regulators::{DrillArgs, FormsArgs, FrameworksArgs, FrameworksCommand, RegistrationArgs, RegistrationCommand, StatusArgs};
pub use review::{CoverageArgs, DaysArgs, StatsArgs};
pub use walk::{AsOfArgs, WalkCommand, WalkStartArgs};

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

/// The years that may count as this one.
const TODAYS: (i32, i32) = (1900, 2200);

fn iso_day(text: &str) -> Result<NaiveDate, String> {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|_| text.len() == 10);
    let day = day.ok_or_else(|| "a day is written like 2026-03-31".to_owned())?;
    let (first, last) = TODAYS;
    if (first..=last).contains(&chrono::Datelike::year(&day)) { Ok(day) } else { Err(format!("years from {first} to {last} are taken")) }
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
    /// Log the chat that has just been, like last time
    #[command(after_help = "Examples:\n  cpd-journal again\n  cpd-journal again \"#physiotalk\"")]
    Again(AgainArgs),
    /// Make one claim of several small items, or take it apart again
    #[command(
        after_help = "Examples:\n  cpd-journal rollup 0198c7 0198c9 0198d2 --title \"Polls and threads in March\"\n  cpd-journal rollup --undo 0198e0"
    )]
    Rollup(RollUpArgs),
    /// Measure how long something takes; it counts only what you say
    #[command(subcommand, after_help = "Examples:\n  cpd-journal timer start 0198c7\n  cpd-journal timer stop --all")]
    Timer(TimerCommand),
    /// Change an entry; a list option replaces its list, --add-… and --remove-… change one
    #[command(after_help = "Example:\n  cpd-journal edit 0198c7 --minutes 90 --add-tag pacing --state ready")]
    Edit(Box<EditArgs>),
    /// Put an entry out of sight; unbin brings it back
    #[command(after_help = "Example:\n  cpd-journal bin 0198c7")]
    Bin(UidArg),
    /// Take an entry out of the bin
    #[command(after_help = "Example:\n  cpd-journal unbin 0198c7")]
    Unbin(UidArg),
    /// Set an entry aside until a day: nothing asks for it until then
    #[command(after_help = "Example:\n  cpd-journal park 0198c7 --until \"in 2 weeks\"")]
    Park(ParkArgs),
    /// Take up again what was set aside
    #[command(after_help = "Example:\n  cpd-journal unpark 0198c7")]
    Unpark(UidArg),
    /// Which words of a reflection describe, ask why, or tell of a change; no marks are given
    #[command(
        after_help = "Example:\n  cpd-journal depth 0198c7\n\nWith --json each place has `words`, and `start` and `end` in its text in bytes of UTF-8."
    )]
    Depth(DepthArgs),
    /// Show one entry whole
    #[command(after_help = "Example:\n  cpd-journal show 0198c7 --json")]
    Show(ShowArgs),
    /// List entries, newest first
    #[command(
        after_help = "Examples:\n  cpd-journal list --limit 20\n  cpd-journal list \"pacing -surgery\"\n  cpd-journal list --without-goal"
    )]
    List(ListArgs),
    /// Find entries, goals, actions, records and evidence, best first
    #[command(
        after_help = "Examples:\n  cpd-journal search '\"back pain\" pac*' --limit 5\n  cpd-journal search 'kind:podcast tendon loading before:june'\n  cpd-journal search 'no:goal minutes:>30 -is:draft'\n  cpd-journal search --complete 'kind:po'\n\nKeys: kind goal tag community person platform standard has no is date after before minutes interactive used role.\nWhat is not understood is told beside what is found."
    )]
    Search(SearchArgs),
    /// The personal development plan
    #[command(subcommand, after_help = "Example:\n  cpd-journal goal add \"Persistent pain\" --why \"half my caseload\" --due 2027-03-31")]
    Goal(GoalCommand),
    /// What is taken back to work
    #[command(subcommand, after_help = "Example:\n  cpd-journal action add 0198c7 \"Try pacing diaries\" --by \"in 2 weeks\"")]
    Action(ActionCommand),
    /// What entries changed, as found one, three and six months later
    #[command(
        subcommand,
        after_help = "Examples:\n  cpd-journal look-back list --due\n  cpd-journal look-back add 0198c7 --found change \"I ask about sleep first\""
    )]
    LookBack(LookBackCommand),
    /// Strengths, weaknesses and needs: where goals come from; they leave in no export
    #[command(subcommand, after_help = "Example:\n  cpd-journal need add learning \"How to read a funnel plot\"")]
    Need(NeedCommand),
    /// The way into social media at work: ready, steady, go, move up a gear
    #[command(after_help = "Examples:\n  cpd-journal path\n  cpd-journal path read employer --title \"Social media policy\"")]
    Path(PathArgs),
    /// Words that the spelling takes as known
    #[command(subcommand, after_help = "Example:\n  cpd-journal words add tendinopathy")]
    Words(WordsCommand),
    /// Communities that you learn in
    #[command(
        subcommand,
        after_help = "Example:\n  cpd-journal community add Physiotalk --hashtag \"#physiotalk\" --day monday --time 20:00"
    )]
    Community(CommunityCommand),
    /// Chats that come
    #[command(
        subcommand,
        after_help = "Examples:\n  cpd-journal chat list\n  cpd-journal chat add \"Pacing\" --community \"#physiotalk\" --date \"next Monday\" --time 8pm"
    )]
    Chat(ChatCommand),
    /// Chats to and from a calendar program
    #[command(subcommand, after_help = "Examples:\n  cpd-journal calendar save chats.ics\n  cpd-journal calendar read chats.ics --preview")]
    Calendar(CalendarCommand),
    /// People and sources that you learn with or from
    #[command(
        subcommand,
        after_help = "Example:\n  cpd-journal person add \"Ann Owen\" --handle @annowen --profession Nurse --place Wales"
    )]
    Person(PersonCommand),
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
    /// Under which regulators' rules you keep the journal
    #[command(
        subcommand,
        after_help = "Examples:\n  cpd-journal registration add generic --cycle-start 2026-01-01\n  cpd-journal registration list"
    )]
    Registration(RegistrationCommand),
    /// Where you stand: every requirement, what counts towards it, what does not and why
    #[command(
        after_help = "Examples:\n  cpd-journal status\n  cpd-journal status --framework generic --cycle -1\n\n✓ is met, ✗ is missing; · is advice, which is counted and not judged: check with your regulator."
    )]
    Status(StatusArgs),
    /// The rules of regulators that are known, in their editions
    #[command(
        after_help = "Examples:\n  cpd-journal frameworks\n  cpd-journal frameworks show generic\n  cpd-journal frameworks check our-college.toml"
    )]
    Frameworks(FrameworksArgs),
    /// What regulators want beside learning: feedback, hours of practice, accounts, discussions, declarations
    #[command(
        subcommand,
        after_help = "Examples:\n  cpd-journal record kinds\n  cpd-journal record add feedback --field source=colleagues --field content=\"Clear on pacing\""
    )]
    Record(RecordCommand),
    /// Practise an audit: what would be drawn, until when it would be wanted, and what is missing
    #[command(
        after_help = "Examples:\n  cpd-journal drill generic\n  cpd-journal drill generic --status\n  cpd-journal drill generic --done"
    )]
    Drill(DrillArgs),
    /// Standards that an entry may be about, by its words; nothing is set
    #[command(after_help = "Example:\n  cpd-journal suggest 0198c7")]
    Suggest(UidArg),
    /// A regulator's forms, filled in from the journal field by field, to be copied from
    #[command(after_help = "Examples:\n  cpd-journal forms generic\n  cpd-journal forms generic --cycle -1 --json")]
    Forms(FormsArgs),
    /// Walk through a period before an appraisal, entry by entry: what is shown, what is improved, what becomes of the goals
    #[command(
        subcommand,
        after_help = "Examples:\n  cpd-journal walk start --framework generic\n  cpd-journal walk next\n  cpd-journal walk decide 0198c7 use\n  cpd-journal walk finish\n  cpd-journal export --walk --out portfolio.pdf"
    )]
    Walk(WalkCommand),
    /// The journal as it stood at the end of a past day, to be looked at only; without the details of others that are kept apart
    #[command(
        after_help = "Examples:\n  cpd-journal as-of 2026-03-31 list\n  cpd-journal as-of \"3 months ago\" show 0198c7\n  cpd-journal as-of 2026-03-31 status"
    )]
    AsOf(AsOfArgs),
    /// Write the evidence for somebody else to read
    #[command(
        after_help = "Examples:\n  cpd-journal export --format pdf --out evidence.pdf --from 2025-04-01 --to 2026-03-31\n  cpd-journal export --format markdown --out evidence/"
    )]
    Export(Box<ExportArgs>),
    /// What could tell who somebody is, in everything that could leave: shown, mended, or said to be fine
    #[command(
        after_help = "Examples:\n  cpd-journal privacy\n  cpd-journal privacy --mend 4f1c22a0\n  cpd-journal privacy --fine 4f1c --because \"the author of the guideline\"\n  cpd-journal privacy --rules"
    )]
    Privacy(PrivacyArgs),
    /// Take in what this program once exported, or the answer to an HTML export; what is here already stays as it is
    #[command(
        after_help = "Examples:\n  cpd-journal import evidence.pdf --preview\n  cpd-journal import evidence/ --select 1,4\n  cpd-journal import cpd-answer.json\n  cpd-journal import --undo 0198c7"
    )]
    Import(ImportArgs),
    /// Which goals were served in which categories of a registration, and where there is nothing; without one by kinds of activity
    #[command(
        after_help = "Examples:\n  cpd-journal coverage\n  cpd-journal coverage --framework generic --from 2025-04-01 --to 2026-03-31"
    )]
    Coverage(CoverageArgs),
    /// Where the time went: by month, kind, community, way of use, platform and goal, against what is asked for and the time before
    #[command(after_help = "Examples:\n  cpd-journal stats\n  cpd-journal stats --from 2025-04-01 --to 2026-03-31 --json")]
    Stats(StatsArgs),
    /// Communities, platforms and people that you learn with; a mirror of professions, places and platforms; claims that nobody checked
    #[command(after_help = "Examples:\n  cpd-journal network\n  cpd-journal network --from 2025-04-01 --to 2026-03-31 --json")]
    Network(NetworkArgs),
    /// What changed: the chains from each activity to learning, change, benefit and feedback
    #[command(after_help = "Examples:\n  cpd-journal changed\n  cpd-journal changed --from 2025-04-01")]
    Changed(ChangedArgs),
    /// Your year in learning on one sheet, made only from this journal
    #[command(
        after_help = "Examples:\n  cpd-journal year\n  cpd-journal year 2025 --out year.pdf\n  cpd-journal year --from 2025-04-01 --to 2026-03-31"
    )]
    Year(YearArgs),
    /// Impact stories: what taking part brought you, your service and the people who use it, to be shown to somebody who doubts it
    #[command(
        subcommand,
        after_help = "Examples:\n  cpd-journal impact suggest\n  cpd-journal impact add \"What tweetchats did for us\" --reader \"My manager\" --entry 0198c7"
    )]
    Impact(ImpactCommand),
    /// Look whether the file, its history, its index and its evidence are whole
    #[command(after_help = "Example:\n  cpd-journal verify")]
    Verify,
    /// Take the latest step back
    #[command(after_help = "Example:\n  cpd-journal undo")]
    Undo,
    /// Do the step again that was taken back last
    #[command(after_help = "Example:\n  cpd-journal redo")]
    Redo,
    /// Change all entries that a search finds, as one step: tags, goals, standards, state, bin
    #[command(
        after_help = "Examples:\n  cpd-journal bulk \"kind:podcast no:goal\" --goal pain --dry-run\n  cpd-journal bulk \"tag:draft date:2025\" --remove-tag draft --ready\n  cpd-journal bulk --entry 0198c7 --entry 0198c9 --add-tag pacing"
    )]
    Bulk(Box<BulkArgs>),
    /// Tags: what they are used for; rename, merge or take them away
    #[command(subcommand, after_help = "Examples:\n  cpd-journal tag list\n  cpd-journal tag merge back backs --into \"back pain\"")]
    Tag(TagCommand),
    /// Searches that are kept under a name
    #[command(
        subcommand,
        after_help = "Examples:\n  cpd-journal saved add \"Podcasts without a goal\" \"kind:podcast no:goal\"\n  cpd-journal list --saved podcasts"
    )]
    Saved(SavedCommand),
    /// What was done, newest first; and how texts stood, word by word
    #[command(
        after_help = "Examples:\n  cpd-journal history 0198c7\n  cpd-journal history 0198c7 --texts --field learnt\n  cpd-journal history 0198c7 --compare 12 --field learnt\n  cpd-journal history 0198c7 --bring-back 12 --field learnt --paragraph 2\n  cpd-journal history --goal pain --texts"
    )]
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
    /// Another number, other entries beyond those written by hand
    #[arg(long, default_value_t = 1, value_name = "S")]
    pub seed: u64,
    /// Whose journal
    #[arg(long, default_value = crate::sample::DEFAULT_PROFESSION, value_name = "P")]
    pub profession: String,
}

fn entry_count(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|n| *n <= 100_000).ok_or_else(|| "a number up to 100000".to_owned())
}

/// `tour`
#[derive(Debug, Args)]
pub struct TourArgs {
    /// The folder to draw into; made if it is not there
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}
