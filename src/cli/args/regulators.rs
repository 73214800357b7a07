//! The words of a call: registrations, where one stands with them, frameworks, drills, forms.

use std::path::PathBuf;

use clap::{Args, Subcommand, value_parser};

/// What is said of a registration.
#[derive(Debug, Default, Args)]
pub struct RegistrationArgs {
    /// The first day of your current cycle, or of any; not needed where it is the same for everybody
    #[arg(long, value_name = "D")]
    pub cycle_start: Option<String>,
    /// The day on which you joined, when that was in the middle of a cycle
    #[arg(long, value_name = "D")]
    pub joined: Option<String>,
    /// What the framework lets you choose (see `frameworks show`); may be given several times
    #[arg(long = "option", value_name = "K=V")]
    pub options: Vec<String>,
}

/// `registration …`
#[derive(Debug, Subcommand)]
pub enum RegistrationCommand {
    /// Register under a framework
    #[command(
        after_help = "Examples:\n  cpd-journal registration add generic --cycle-start 2026-01-01\n  cpd-journal registration add FRAMEWORK --cycle-start 1/4/25 --option registration=VALUE\n\n`frameworks` lists what FRAMEWORK can be, and `frameworks show FRAMEWORK` its options."
    )]
    Add {
        /// The framework, by id, name or regulator
        #[arg(required_unless_present = "from_json")]
        framework: Option<String>,
        #[command(flatten)]
        registration: RegistrationArgs,
        /// Read registrations as `registration list --json` prints them; `-` is standard input
        #[arg(long, value_name = "FILE", conflicts_with_all = ["framework", "cycle_start", "joined", "options"])]
        from_json: Option<PathBuf>,
    },
    /// List all registrations with their cycles
    #[command(after_help = "Example:\n  cpd-journal registration list --json")]
    List,
    /// Change a registration; an empty value takes a day or an option away
    #[command(
        after_help = "Examples:\n  cpd-journal registration edit generic --cycle-start 2026-04-01\n  cpd-journal registration edit 0198c7 --joined \"\""
    )]
    Edit {
        /// Its id, or its framework
        registration: String,
        #[command(flatten)]
        change: RegistrationArgs,
    },
    /// Take a registration away; entries and records stay, and undo brings it back
    #[command(after_help = "Example:\n  cpd-journal registration remove generic")]
    Remove {
        /// Its id, or its framework
        registration: String,
    },
}

/// `status`
#[derive(Debug, Args)]
pub struct StatusArgs {
    /// Only this registration, by its framework or id
    #[arg(long, value_name = "ID")]
    pub framework: Option<String>,
    /// Which cycle: 0 is the current one, -1 the one before
    #[arg(long, value_name = "N", default_value_t = 0, allow_negative_numbers = true, value_parser = value_parser!(i32).range(-100..=100))]
    pub cycle: i32,
}

/// `frameworks …`
#[derive(Debug, Args)]
pub struct FrameworksArgs {
    #[command(subcommand)]
    pub command: Option<FrameworksCommand>,
}

/// `frameworks …`
#[derive(Debug, Subcommand)]
pub enum FrameworksCommand {
    /// List all, the user's own included
    #[command(after_help = "Example:\n  cpd-journal frameworks list --json")]
    List,
    /// Show one whole: what it asks for, how sure that is and where it was read, its categories, options and forms
    #[command(after_help = "Example:\n  cpd-journal frameworks show generic")]
    Show {
        /// Its id, name or regulator
        framework: String,
    },
    /// Look whether a file of your own is as it should be
    #[command(after_help = "Example:\n  cpd-journal frameworks check our-college.toml")]
    Check {
        /// The file
        file: PathBuf,
    },
}

/// `drill`
#[derive(Debug, Args)]
pub struct DrillArgs {
    /// The registration, by its framework or id
    pub framework: String,
    /// Stop the clock
    #[arg(long, conflicts_with = "status")]
    pub done: bool,
    /// Only look how far it is; nothing is started
    #[arg(long)]
    pub status: bool,
}

/// `forms`
#[derive(Debug, Args)]
pub struct FormsArgs {
    /// The registration, by its framework or id
    pub framework: String,
    /// Which cycle: 0 is the current one, -1 the one before
    #[arg(long, value_name = "N", default_value_t = 0, allow_negative_numbers = true, value_parser = value_parser!(i32).range(-100..=100))]
    pub cycle: i32,
    /// Only this form, by its id
    #[arg(long, value_name = "ID")]
    pub form: Option<String>,
    /// With what is kept apart: names and contacts of others
    #[arg(long)]
    pub apart: bool,
}
