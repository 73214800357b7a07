//! The words of a call: what is done with what was found.

use clap::{ArgGroup, Args, Subcommand};

/// `bulk`
#[derive(Debug, Args)]
#[command(group(
    ArgGroup::new("change").required(true).multiple(true).args([
        "add_tag", "remove_tag", "goal", "no_goal", "add_standard", "remove_standard", "ready", "draft", "submitted", "bin", "unbin", "park",
        "unpark",
    ])
))]
pub struct BulkArgs {
    /// Which entries: words and filters, as for `search`; every part of it must be understood
    #[arg(required_unless_present = "entries")]
    pub query: Option<String>,
    /// This entry, too; by its id, the beginning of it, or an unambiguous part of its title
    #[arg(long = "entry", value_name = "UID")]
    pub entries: Vec<String>,
    /// One tag more
    #[arg(long, value_name = "T")]
    pub add_tag: Vec<String>,
    /// One tag less
    #[arg(long, value_name = "T")]
    pub remove_tag: Vec<String>,
    /// Link them to this goal
    #[arg(long, value_name = "G")]
    pub goal: Vec<String>,
    /// Take them out of this goal
    #[arg(long, value_name = "G")]
    pub no_goal: Vec<String>,
    /// One standard more, by its code
    #[arg(long, value_name = "CODE")]
    pub add_standard: Vec<String>,
    /// One standard less
    #[arg(long, value_name = "CODE")]
    pub remove_standard: Vec<String>,
    /// Mark them ready
    #[arg(long)]
    pub ready: bool,
    /// Back to drafts
    #[arg(long, conflicts_with = "ready")]
    pub draft: bool,
    /// Handed in on this day
    #[arg(long, value_name = "D", conflicts_with_all = ["ready", "draft"])]
    pub submitted: Option<String>,
    /// Put them out of sight
    #[arg(long)]
    pub bin: bool,
    /// Take them out of the bin; `is:binned` finds what is in it
    #[arg(long, conflicts_with = "bin")]
    pub unbin: bool,
    /// Set them aside until this day: nothing asks for them until then
    #[arg(long, value_name = "D")]
    pub park: Option<String>,
    /// Take up again what was set aside
    #[arg(long, conflicts_with = "park")]
    pub unpark: bool,
    /// Only tell which entries would change
    #[arg(long)]
    pub dry_run: bool,
}

/// `tag …`
#[derive(Debug, Subcommand)]
pub enum TagCommand {
    /// All tags, the most used first
    #[command(after_help = "Example:\n  cpd-journal tag list")]
    List,
    /// Give a tag another name, on every entry and in every saved search; also only other capitals
    #[command(after_help = "Examples:\n  cpd-journal tag rename \"low back\" \"back pain\"\n  cpd-journal tag rename pain Pain")]
    Rename {
        /// The tag, however its capitals and accents are written
        old: String,
        /// What it is to be called; the name of another tag makes one of the two
        new: String,
    },
    /// Make one tag of several
    #[command(after_help = "Example:\n  cpd-journal tag merge back \"low back\" backs --into \"back pain\"")]
    Merge {
        /// The tags
        #[arg(required = true)]
        old: Vec<String>,
        /// What they are to be called
        #[arg(long, value_name = "NEW")]
        into: String,
    },
    /// Take a tag away from every entry; undo brings it back
    #[command(after_help = "Example:\n  cpd-journal tag remove backs")]
    Remove {
        /// The tag
        tag: String,
    },
}

/// `saved …`
#[derive(Debug, Subcommand)]
pub enum SavedCommand {
    /// All searches that are kept under a name
    #[command(after_help = "Examples:\n  cpd-journal saved list\n  cpd-journal search --saved \"Podcasts without a goal\"")]
    List,
    /// Keep a search under a name
    #[command(after_help = "Example:\n  cpd-journal saved add \"Podcasts without a goal\" \"kind:podcast no:goal\"")]
    Add {
        /// What to call it
        name: String,
        /// What to look for, as for `search`
        #[arg(allow_hyphen_values = true)]
        query: String,
    },
    /// Call it something else, or look for something else
    #[command(after_help = "Example:\n  cpd-journal saved edit podcasts --query \"kind:podcast no:goal minutes:>20\"")]
    Edit {
        /// Its name, or an unambiguous part of it
        saved: String,
        /// What to call it
        #[arg(long, value_name = "TEXT")]
        name: Option<String>,
        /// What to look for
        #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
        query: Option<String>,
    },
    /// Let it go; undo brings it back
    #[command(after_help = "Example:\n  cpd-journal saved remove podcasts")]
    Remove {
        /// Its name, or an unambiguous part of it
        name: String,
    },
}
