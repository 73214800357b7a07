//! The words of a call: the network, the year, what changed, impact stories.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::DaysArgs;

/// `network`
#[derive(Debug, Args)]
pub struct NetworkArgs {
    #[command(flatten)]
    pub days: DaysArgs,
}

/// `changed`
#[derive(Debug, Args)]
pub struct ChangedArgs {
    #[command(flatten)]
    pub days: DaysArgs,
}

/// Where a sheet is written to.
#[derive(Debug, Default, Args)]
pub struct SheetArgs {
    /// Write it to this file, whose name ends in .pdf or .md
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Replace what is there
    #[arg(long, requires = "out")]
    pub force: bool,
}

/// `year`
#[derive(Debug, Args)]
pub struct YearArgs {
    /// From January to December of this year; without it and without days, of the year that it is
    #[arg(value_name = "YEAR", conflicts_with_all = ["from", "to"])]
    pub year: Option<i32>,
    #[command(flatten)]
    pub days: DaysArgs,
    /// With the names of people whom you learnt with; without it only their professions
    #[arg(long)]
    pub with_people: bool,
    #[command(flatten)]
    pub sheet: SheetArgs,
}

/// `impact …`
#[derive(Debug, Subcommand)]
pub enum ImpactCommand {
    /// List impact stories, the latest first
    #[command(after_help = "Example:\n  cpd-journal impact list")]
    List,
    /// Write an impact story
    #[command(after_help = "Example:\n  cpd-journal impact add \"What tweetchats did for us\" --reader \"My manager\" --entry 0198c7")]
    Add {
        /// What it is called
        #[arg(value_name = "TITLE")]
        title: String,
        #[command(flatten)]
        story: ImpactArgs,
    },
    /// Change one; --entry replaces the list of entries
    #[command(after_help = "Example:\n  cpd-journal impact edit \"back class\" --add-entry 0198e0 --closing \"An hour a month.\"")]
    Edit {
        /// Its id, or part of its title
        #[arg(value_name = "IMPACT")]
        uid: String,
        /// Another title
        #[arg(long, value_name = "T")]
        title: Option<String>,
        /// Tell the chain of this entry as well
        #[arg(long = "add-entry", value_name = "UID")]
        add_entry: Vec<String>,
        /// Do not tell the chain of this entry
        #[arg(long = "remove-entry", value_name = "UID")]
        remove_entry: Vec<String>,
        #[command(flatten)]
        story: ImpactArgs,
    },
    /// Show one as it is read, and what it lacks; or write it to a file
    #[command(after_help = "Examples:\n  cpd-journal impact show \"back class\"\n  cpd-journal impact show \"back class\" --out story.pdf")]
    Show {
        /// Its id, or part of its title
        #[arg(value_name = "IMPACT")]
        uid: String,
        #[command(flatten)]
        sheet: SheetArgs,
    },
    /// Entries that it could tell: those with the most complete chains from activity to benefit
    #[command(after_help = "Example:\n  cpd-journal impact suggest")]
    Suggest {
        /// Leave out what this story tells already: its id, or part of its title
        #[arg(value_name = "IMPACT")]
        uid: Option<String>,
    },
    /// Take one away
    #[command(after_help = "Example:\n  cpd-journal impact remove \"back class\"")]
    Remove {
        /// Its id, or part of its title
        #[arg(value_name = "IMPACT")]
        uid: String,
    },
}

/// What is said of an impact story. What is not given stays as it is; an empty text takes it away.
#[derive(Debug, Args)]
pub struct ImpactArgs {
    /// To whom it is told
    #[arg(long, value_name = "R")]
    pub reader: Option<String>,
    /// What stands before the stories of the entries
    #[arg(long, value_name = "TEXT")]
    pub opening: Option<String>,
    /// What you ask for, or what comes next
    #[arg(long, value_name = "TEXT")]
    pub closing: Option<String>,
    /// An entry whose chain is told; may be repeated, in the order of the story
    #[arg(long = "entry", value_name = "UID")]
    pub entries: Vec<String>,
    /// Figures from this day on; all without it
    #[arg(long, value_name = "D")]
    pub from: Option<String>,
    /// Figures up to this day
    #[arg(long, value_name = "D")]
    pub to: Option<String>,
}
