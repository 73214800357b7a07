//! The words of a call: the appraisal walk, and the journal as it stood.

use std::ffi::OsString;

use clap::{Args, Subcommand};

/// Days, or a registration.
#[derive(Debug, Args)]
pub struct WalkStartArgs {
    /// Its current cycle, and its requirements on the way; by framework or id
    #[arg(long, value_name = "ID", conflicts_with_all = ["from", "to"])]
    pub framework: Option<String>,
    /// From this day on
    #[arg(long, value_name = "D")]
    pub from: Option<String>,
    /// Up to this day; today when it is left out
    #[arg(long, value_name = "D", requires = "from")]
    pub to: Option<String>,
    /// What it is called
    #[arg(long, value_name = "T")]
    pub title: Option<String>,
    /// What the next plan is called
    #[arg(long, value_name = "P")]
    pub next_plan: Option<String>,
}

/// Which walk.
#[derive(Debug, Args)]
pub struct WhichWalk {
    /// The walk, by id or a part of its title; the one that is not finished when it is left out
    #[arg(long, value_name = "W")]
    pub walk: Option<String>,
}

/// `walk …`
#[derive(Debug, Subcommand)]
pub enum WalkCommand {
    /// Begin a walk through a cycle or some days; one that was begun the same way goes on, in a cycle until today
    #[command(
        after_help = "Examples:\n  cpd-journal walk start --framework generic\n  cpd-journal walk start --from 2025-04-01 --to 2026-03-31"
    )]
    Start(WalkStartArgs),
    /// The next entry that nothing was decided of, what it would support and what it lacks
    #[command(after_help = "Example:\n  cpd-journal walk next --json")]
    Next {
        /// The one after this entry
        #[arg(long, value_name = "UID")]
        after: Option<String>,
        #[command(flatten)]
        which: WhichWalk,
    },
    /// Decide what becomes of an entry: use, improve, park, not; or undecided
    #[command(after_help = "Example:\n  cpd-journal walk decide 0198c7 use")]
    Decide {
        /// The entry
        uid: String,
        /// use, improve, park, not; undecided takes it back
        decision: String,
        #[command(flatten)]
        which: WhichWalk,
    },
    /// Say what becomes of a goal when the walk is finished: keep, achieved, carry-over, dropped; or undecided
    #[command(after_help = "Example:\n  cpd-journal walk goal pain carry-over --outcome \"Two classes run; the third is next\"")]
    Goal {
        /// The goal, by id or a part of its title
        goal: String,
        /// keep, achieved, carry-over, dropped; undecided takes it back
        fate: String,
        /// What came of it
        #[arg(long, value_name = "T", default_value = "")]
        outcome: String,
        /// How it is called in the next plan
        #[arg(long, value_name = "T", default_value = "")]
        title: String,
        #[command(flatten)]
        which: WhichWalk,
    },
    /// Write the note for the appraiser
    #[command(after_help = "Example:\n  cpd-journal walk note \"The year was about persistent pain.\"")]
    Note {
        /// The note; it takes the place of what was written before
        text: String,
        #[command(flatten)]
        which: WhichWalk,
    },
    /// How far it is: what was chosen, what is to be improved, gaps in the requirements, what becomes of the goals
    #[command(after_help = "Example:\n  cpd-journal walk status")]
    Status {
        #[command(flatten)]
        which: WhichWalk,
    },
    /// Finish it: what becomes of the goals is written to them, in one step
    #[command(after_help = "Example:\n  cpd-journal walk finish\n  cpd-journal export --walk --out portfolio.pdf")]
    Finish {
        #[command(flatten)]
        which: WhichWalk,
    },
    /// Take a finished walk up again; what became of the goals stays
    #[command(after_help = "Example:\n  cpd-journal walk reopen")]
    Reopen {
        /// The walk, by id or a part of its title; the one that was finished last when it is left out
        #[arg(long, value_name = "W")]
        walk: Option<String>,
    },
    /// All walks, the latest first
    #[command(after_help = "Example:\n  cpd-journal walk list")]
    List,
    /// Take a walk away; undo brings it back
    #[command(after_help = "Example:\n  cpd-journal walk remove \"Appraisal 2026\"")]
    Remove {
        /// The walk, by id or a part of its title
        walk: String,
    },
}

/// `as-of DAY …`: somebody else's details of a record are not shown, because nothing tells how they stood.
#[derive(Debug, Args)]
pub struct AsOfArgs {
    /// The day
    #[arg(value_name = "DAY")]
    pub day: String,
    /// What to show of the journal as it stood at the end of that day, as a call of its own: list, search, show, status, coverage, stats,
    /// network, year, changed; goal, action, record, evidence, registration or tag list
    #[arg(value_name = "COMMAND", required = true, trailing_var_arg = true, allow_hyphen_values = true)]
    pub words: Vec<OsString>,
    /// The same, read.
    #[arg(skip)]
    pub command: Option<Box<super::Command>>,
}
