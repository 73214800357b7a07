//! The words of a call: chats, people, the timer and small items.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// `again`
#[derive(Debug, Args)]
pub struct AgainArgs {
    /// The community, by name or hashtag [default: the one whose chat has just been]
    pub community: Option<String>,
}

/// `rollup`
#[derive(Debug, Args)]
pub struct RollUpArgs {
    /// The items: ids, the beginnings of ids, or unambiguous parts of titles
    #[arg(required_unless_present = "undo", value_name = "UID")]
    pub items: Vec<String>,
    /// What to call the claim
    #[arg(long, value_name = "T")]
    pub title: Option<String>,
    /// Take this claim apart again
    #[arg(long, value_name = "UID", conflicts_with_all = ["items", "title"])]
    pub undo: Option<String>,
}

/// `timer …`
#[derive(Debug, Subcommand)]
pub enum TimerCommand {
    /// Start it for an entry
    #[command(after_help = "Example:\n  cpd-journal timer start 0198c7 --part preparing")]
    Start {
        /// The entry's id, or an unambiguous part of its title
        uid: String,
        /// preparing, taking_part, reading, reflecting
        #[arg(long, default_value = "taking_part", value_name = "PART")]
        part: String,
    },
    /// What it says now
    #[command(after_help = "Example:\n  cpd-journal timer status --json")]
    Status,
    /// Stop it, and say how much counts
    #[command(
        after_help = "Examples:\n  cpd-journal timer stop --present\n  cpd-journal timer stop --all --with-away\n  cpd-journal timer stop --count \"50 min\"\n\nMore than ten minutes without a sign of you are time away: nobody knows whether they were spent on it. `timer status` tells how many there are."
    )]
    Stop {
        /// So much counts
        #[arg(long, value_name = "M", conflicts_with_all = ["all", "present"])]
        count: Option<String>,
        /// All of it counts; when there is time away it must be confirmed by --with-away
        #[arg(long, conflicts_with = "present")]
        all: bool,
        /// The time away was spent on it, too
        #[arg(long, requires = "all")]
        with_away: bool,
        /// All but the time away counts
        #[arg(long)]
        present: bool,
    },
    /// Stop it; nothing counts
    #[command(after_help = "Example:\n  cpd-journal timer drop")]
    Drop,
}

/// What is known of a chat.
#[derive(Debug, Default, Args)]
pub struct ChatArgs {
    /// The community, by name or hashtag
    #[arg(long, value_name = "C")]
    pub community: Option<String>,
    /// 2026-03-31, next Monday
    #[arg(long, value_name = "D")]
    pub date: Option<String>,
    /// When it begins: 20:00, 8pm
    #[arg(long, value_name = "HH:MM")]
    pub time: Option<String>,
    /// The zone that the time is in, like Europe/London [default: this computer's]
    #[arg(long, value_name = "ZONE")]
    pub zone: Option<String>,
    /// How long it takes
    #[arg(long, value_name = "M")]
    pub length: Option<String>,
    /// Its web address
    #[arg(long, value_name = "URL")]
    pub address: Option<String>,
}

/// `chat …`
#[derive(Debug, Subcommand)]
pub enum ChatCommand {
    /// List the chats of the next weeks: usual slots, and those of certain days
    #[command(after_help = "Example:\n  cpd-journal chat list --days 14")]
    List {
        /// How far to look ahead
        #[arg(long, default_value_t = 21, value_name = "N")]
        days: u32,
    },
    /// Add a chat of a certain day
    #[command(after_help = "Example:\n  cpd-journal chat add \"Pacing\" --community \"#physiotalk\" --date \"next Monday\" --time 8pm")]
    Add {
        /// What it is about
        title: String,
        #[command(flatten)]
        chat: ChatArgs,
    },
    /// Change a chat
    #[command(after_help = "Example:\n  cpd-journal chat edit pacing --time 8.30pm")]
    Edit {
        /// Its id, or an unambiguous part of its title
        uid: String,
        /// What it is about
        #[arg(long, value_name = "TEXT")]
        title: Option<String>,
        #[command(flatten)]
        chat: ChatArgs,
    },
    /// Take a chat away; undo brings it back
    #[command(after_help = "Example:\n  cpd-journal chat remove pacing")]
    Remove {
        /// Its id, or an unambiguous part of its title
        uid: String,
    },
}

/// `calendar …`
#[derive(Debug, Subcommand)]
pub enum CalendarCommand {
    /// Write usual slots and coming chats as a calendar file
    #[command(after_help = "Example:\n  cpd-journal calendar save chats.ics")]
    Save {
        /// The file to write
        out: PathBuf,
        /// Replace what is there
        #[arg(long)]
        force: bool,
    },
    /// Take chats from a calendar file
    #[command(
        after_help = "Examples:\n  cpd-journal calendar read chats.ics --preview\n  cpd-journal calendar read chats.ics --select 1,3"
    )]
    Read {
        /// The file to read
        file: PathBuf,
        /// Only show what it would bring
        #[arg(long, conflicts_with = "select")]
        preview: bool,
        /// Which to take: numbers of the preview with commas between, or all
        #[arg(long, default_value = "all", value_name = "N,N")]
        select: String,
    },
}

/// What is known of somebody.
#[derive(Debug, Default, Args)]
pub struct PersonArgs {
    /// Name on social media
    #[arg(long, value_name = "H")]
    pub handle: Option<String>,
    /// Their profession
    #[arg(long, value_name = "P")]
    pub profession: Option<String>,
    /// Country or town
    #[arg(long, value_name = "P")]
    pub place: Option<String>,
    /// Where they work
    #[arg(long, value_name = "O")]
    pub organisation: Option<String>,
}

/// `person …`
#[derive(Debug, Subcommand)]
pub enum PersonCommand {
    /// List everybody, with the number of entries that name them
    #[command(after_help = "Example:\n  cpd-journal person list --json")]
    List,
    /// Add somebody
    #[command(after_help = "Example:\n  cpd-journal person add \"Ann Owen\" --handle @annowen --profession Nurse --place Wales")]
    Add {
        /// The name, as entries have it
        name: String,
        #[command(flatten)]
        person: PersonArgs,
    },
    /// Change what is known of somebody; entries follow a new name
    #[command(after_help = "Example:\n  cpd-journal person edit @annowen --profession Midwife")]
    Edit {
        /// Id, name or handle
        uid: String,
        /// The name, as entries have it
        #[arg(long, value_name = "TEXT")]
        name: Option<String>,
        #[command(flatten)]
        person: PersonArgs,
    },
    /// Forget what is known of somebody; entries keep the name
    #[command(after_help = "Example:\n  cpd-journal person remove @annowen")]
    Remove {
        /// Id, name or handle
        uid: String,
    },
}
