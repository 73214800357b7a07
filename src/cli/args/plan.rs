//! The words of a call: the personal development plan.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// What is written about a goal.
#[derive(Debug, Default, Args)]
pub struct GoalArgs {
    /// Why it matters
    #[arg(long, value_name = "T")]
    pub why: Option<String>,
    /// How you will know that it is reached
    #[arg(long, value_name = "T")]
    pub measure: Option<String>,
    /// How you will go about it: the steps
    #[arg(long, value_name = "T")]
    pub how: Option<String>,
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
    /// The plan that it belongs to, as you call it: 2026–27
    #[arg(long, value_name = "P")]
    pub plan: Option<String>,
}

/// `goal …`
#[derive(Debug, Subcommand)]
pub enum GoalCommand {
    /// Add a goal
    #[command(after_help = "Example:\n  cpd-journal goal add \"Persistent pain\" --due 2027-03-31 --for role")]
    Add {
        /// What it is about, in a few words
        title: String,
        #[command(flatten)]
        goal: GoalArgs,
    },
    /// List all goals
    #[command(after_help = "Examples:\n  cpd-journal goal list --json\n  cpd-journal goal list --without-entries")]
    List {
        /// Only open ones that nothing was done for yet
        #[arg(long)]
        without_entries: bool,
    },
    /// Show a goal with its story: what was done for it, and what came of it
    #[command(after_help = "Example:\n  cpd-journal goal show pain")]
    Show {
        /// Its id, or an unambiguous part of its title
        uid: String,
    },
    /// Look at a goal: how far it is, what helps, what is to be changed
    #[command(after_help = "Example:\n  cpd-journal goal review pain \"Half way; the diaries help\"")]
    Review {
        /// Its id, or an unambiguous part of its title
        uid: String,
        /// What you find, in your words
        note: String,
        /// On which day [default: today]
        #[arg(long, value_name = "D")]
        date: Option<String>,
    },
    /// Go on with a goal in the next plan: it is closed as carried over, and a new one knows it
    #[command(after_help = "Example:\n  cpd-journal goal carry pain --outcome \"Diaries in use\" --plan 2027–28 --due 31/3/28")]
    Carry {
        /// Its id, or an unambiguous part of its title
        uid: String,
        /// What came of it so far
        #[arg(long, value_name = "T")]
        outcome: String,
        /// What to call the new one [default: the same]
        #[arg(long, value_name = "T")]
        title: Option<String>,
        /// Until when the new one is due
        #[arg(long, value_name = "D")]
        due: Option<String>,
        /// The plan of the new one
        #[arg(long, value_name = "P")]
        plan: Option<String>,
    },
    /// Link entries to a goal
    #[command(after_help = "Example:\n  cpd-journal goal link pain 0198c7 0198c9")]
    Link {
        /// Its id, or an unambiguous part of its title
        uid: String,
        /// Their ids, or unambiguous parts of their titles
        #[arg(required = true, value_name = "ENTRY")]
        entries: Vec<String>,
    },
    /// Take entries out of a goal
    #[command(after_help = "Example:\n  cpd-journal goal unlink pain 0198c7")]
    Unlink {
        /// Its id, or an unambiguous part of its title
        uid: String,
        /// Their ids, or unambiguous parts of their titles
        #[arg(required = true, value_name = "ENTRY")]
        entries: Vec<String>,
    },
    /// Change a goal
    #[command(after_help = "Example:\n  cpd-journal goal edit pain --due \"31 March\"")]
    Edit {
        /// Its id, or an unambiguous part of its title
        uid: String,
        /// What it is about, in a few words
        #[arg(long, value_name = "TEXT")]
        title: Option<String>,
        #[command(flatten)]
        goal: GoalArgs,
        /// What came of it
        #[arg(long, value_name = "T")]
        outcome: Option<String>,
        /// open, achieved, carried_over, dropped
        #[arg(long, value_name = "STATE")]
        state: Option<String>,
    },
    /// Close a goal with what came of it
    #[command(after_help = "Example:\n  cpd-journal goal close pain --outcome \"Pacing diaries are now routine\"")]
    Close {
        /// Its id, or an unambiguous part of its title
        uid: String,
        /// What came of it
        #[arg(long, value_name = "T")]
        outcome: String,
        /// achieved, carried_over, dropped
        #[arg(long, default_value = "achieved", value_name = "STATE")]
        state: String,
    },
}

/// What came of an action.
#[derive(Debug, Default, Args)]
pub struct EffectArgs {
    /// What it changed in your own work
    #[arg(long, value_name = "T")]
    pub effect: Option<String>,
    /// What it changed in the service
    #[arg(long, value_name = "T")]
    pub effect_service: Option<String>,
    /// What it changed for the people who use the service
    #[arg(long, value_name = "T")]
    pub effect_people: Option<String>,
    /// With whom it was shared
    #[arg(long, value_name = "T")]
    pub share_with: Option<String>,
    /// On which day it was shared
    #[arg(long, value_name = "D")]
    pub shared_on: Option<String>,
}

/// `action …`
#[derive(Debug, Subcommand)]
pub enum ActionCommand {
    /// Add an action to an entry
    #[command(after_help = "Example:\n  cpd-journal action add 0198c7 \"Try pacing diaries\" --by 31/3/27 --share-with \"band 5s\"")]
    Add {
        /// The entry's id, or an unambiguous part of its title
        uid: String,
        /// What is to be done
        what: String,
        /// Until when
        #[arg(long, value_name = "D")]
        by: Option<String>,
        /// With whom it is to be shared
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
    /// Say that an action is done, and what came of it
    #[command(
        after_help = "Examples:\n  cpd-journal action done 0198c7 --effect \"I ask about sleep first\"\n  cpd-journal action done diaries --effect-people \"Fewer flare-ups\" --add-to-entry"
    )]
    Done {
        /// Its id, or an unambiguous part of what is to be done
        uid: String,
        #[command(flatten)]
        effect: EffectArgs,
        /// On which day [default: today]
        #[arg(long, value_name = "D")]
        on: Option<String>,
        /// Add what it changed to its entry, under what you changed and who benefited
        #[arg(long)]
        add_to_entry: bool,
    },
    /// Change an action
    #[command(after_help = "Example:\n  cpd-journal action edit diaries --by \"in 2 weeks\"")]
    Edit {
        /// Its id, or an unambiguous part of what is to be done
        uid: String,
        /// What is to be done
        #[arg(long, value_name = "TEXT")]
        what: Option<String>,
        /// Until when; empty for no day
        #[arg(long, value_name = "D")]
        by: Option<String>,
        #[command(flatten)]
        effect: EffectArgs,
        /// On which day it was done
        #[arg(long, value_name = "D", conflicts_with = "not_done")]
        on: Option<String>,
        /// It is not done after all
        #[arg(long)]
        not_done: bool,
    },
    /// Save actions for a calendar program
    #[command(after_help = "Examples:\n  cpd-journal action ics --out actions.ics\n  cpd-journal action ics --out one.ics diaries")]
    Ics {
        /// Their ids, or unambiguous parts of what is to be done [default: all open ones with a day]
        #[arg(value_name = "UID")]
        uids: Vec<String>,
        /// The file to write; `-` is standard output
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// Replace what is there
        #[arg(long)]
        force: bool,
    },
    /// Take an action away; undo brings it back
    #[command(after_help = "Example:\n  cpd-journal action remove diaries")]
    Remove {
        /// Its id, or an unambiguous part of what is to be done
        uid: String,
    },
}
