//! The words of a call: the personal development plan.

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
