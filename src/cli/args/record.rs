//! The words of a call: records that regulators want beside learning.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// What is said of a record.
#[derive(Debug, Default, Args)]
pub struct RecordArgs {
    /// The day, or the first one: 2026-03-31, 31/3/26, yesterday [default: today]
    #[arg(long, value_name = "D")]
    pub date: Option<String>,
    /// The last day of what lasts
    #[arg(long, value_name = "D")]
    pub until: Option<String>,
    /// A field and what it is to say (see `record kinds`); may be given several times
    #[arg(long = "field", value_name = "K=V")]
    pub fields: Vec<String>,
    /// What it is about: an entry or another record, by id or an unambiguous part of its title
    #[arg(long, value_name = "UID")]
    pub refers: Vec<String>,
}

/// `record …`
#[derive(Debug, Subcommand)]
pub enum RecordCommand {
    /// Add a record
    #[command(
        after_help = "Examples:\n  cpd-journal record add feedback --field source=colleagues --field content=\"Clear on pacing\"\n  cpd-journal record add practice-hours --date 1/4/25 --until 31/3/26 --field hours=450\n  cpd-journal record add reflective-account --refers \"pacing\""
    )]
    Add {
        /// Its kind (see `record kinds`)
        #[arg(required_unless_present = "from_json")]
        kind: Option<String>,
        #[command(flatten)]
        record: RecordArgs,
        /// Read records as `record list --json` prints them; `-` is standard input
        #[arg(long, value_name = "FILE", conflicts_with_all = ["kind", "date", "until", "fields", "refers"])]
        from_json: Option<PathBuf>,
    },
    /// List records, the latest first
    #[command(after_help = "Examples:\n  cpd-journal record list feedback\n  cpd-journal record list --binned")]
    List {
        /// Only this kind
        kind: Option<String>,
        /// What is in the bin
        #[arg(long)]
        binned: bool,
    },
    /// Show one record whole
    #[command(after_help = "Example:\n  cpd-journal record show 0198c7")]
    Show {
        /// Its id, the beginning of it, or an unambiguous part of its name
        uid: String,
        /// With what is kept apart: names and contacts of others
        #[arg(long)]
        apart: bool,
    },
    /// Change a record; --field K= empties a field, --refers replaces the list
    #[command(after_help = "Example:\n  cpd-journal record edit 0198c7 --field influence=\"I draw it now\" --add-refers pacing")]
    Edit {
        /// Its id, the beginning of it, or an unambiguous part of its name
        uid: String,
        #[command(flatten)]
        change: RecordArgs,
        /// About one thing more
        #[arg(long, value_name = "UID")]
        add_refers: Vec<String>,
        /// About one thing less
        #[arg(long, value_name = "UID")]
        remove_refers: Vec<String>,
    },
    /// Put a record out of sight; unbin brings it back
    #[command(after_help = "Example:\n  cpd-journal record bin 0198c7")]
    Bin {
        /// Its id, the beginning of it, or an unambiguous part of its name
        uid: String,
    },
    /// Take a record out of the bin
    #[command(after_help = "Example:\n  cpd-journal record unbin 0198c7")]
    Unbin {
        /// Its id, the beginning of it, or an unambiguous part of its name
        uid: String,
    },
    /// Erase for good what is kept apart for a record: names and contacts of others
    #[command(after_help = "Examples:\n  cpd-journal record erase 0198c7 --for-good\n  cpd-journal record erase --orphans --for-good")]
    Erase {
        /// Its id, the beginning of it, or an unambiguous part of its name
        #[arg(required_unless_present = "orphans")]
        uid: Option<String>,
        /// What belongs to no record (any more): the adding of theirs was undone
        #[arg(long, conflicts_with = "uid")]
        orphans: bool,
        /// It cannot be taken back: say that you know
        #[arg(long)]
        for_good: bool,
    },
    /// List the kinds of records, or the fields of one
    #[command(after_help = "Examples:\n  cpd-journal record kinds\n  cpd-journal record kinds feedback")]
    Kinds {
        /// Only this kind
        kind: Option<String>,
    },
}
