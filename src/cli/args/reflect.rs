//! The words of a call: setting aside, coming back, where goals come from, the way in, own words, texts over time.

use clap::{Args, Subcommand};

/// `park`
#[derive(Debug, Args)]
pub struct ParkArgs {
    /// The entry's id, the beginning of it, or an unambiguous part of its title
    pub uid: String,
    /// Until when nothing asks for it
    #[arg(long, value_name = "D")]
    pub until: String,
}

/// `depth`
#[derive(Debug, Args)]
pub struct DepthArgs {
    /// The entry's id, the beginning of it, or an unambiguous part of its title
    pub uid: String,
}

/// What was found, as `look-back add` says it.
#[derive(Debug, Args)]
pub struct FoundArgs {
    /// nothing, change, benefit, feedback
    #[arg(long, value_name = "WHAT")]
    pub found: String,
    /// In your words
    pub text: Option<String>,
    /// On which day [default: today]
    #[arg(long, value_name = "D")]
    pub date: Option<String>,
}

/// `look-back …`
#[derive(Debug, Subcommand)]
pub enum LookBackCommand {
    /// List what is asked today, and what was found later
    #[command(after_help = "Example:\n  cpd-journal look-back list --due")]
    List {
        /// Only what is asked today
        #[arg(long)]
        due: bool,
    },
    /// Say what an entry changed
    #[command(
        after_help = "Examples:\n  cpd-journal look-back add 0198c7 --found benefit \"Two people sleep through\"\n  cpd-journal look-back add 0198c7 --found nothing"
    )]
    Add {
        /// The entry's id, the beginning of it, or an unambiguous part of its title
        uid: String,
        #[command(flatten)]
        found: FoundArgs,
    },
    /// Ask again on another day
    #[command(after_help = "Example:\n  cpd-journal look-back later 0198c7 --until \"in 3 weeks\"")]
    Later {
        /// The entry's id, the beginning of it, or an unambiguous part of its title
        uid: String,
        /// Until when [default: in 2 weeks]
        #[arg(long, value_name = "D")]
        until: Option<String>,
    },
    /// Never ask about an entry
    #[command(after_help = "Example:\n  cpd-journal look-back never 0198c7")]
    Never {
        /// The entry's id, the beginning of it, or an unambiguous part of its title
        uid: String,
    },
    /// Ask after one, three and six months; a choice, and no step of the history
    #[command(after_help = "Example:\n  cpd-journal look-back on")]
    On,
    /// Ask about no entry at all; a choice, and no step of the history
    #[command(after_help = "Example:\n  cpd-journal look-back off")]
    Off,
    /// Take away what was said; undo brings it back
    #[command(after_help = "Example:\n  cpd-journal look-back remove 0198c7")]
    Remove {
        /// Its id, as `look-back list` shows it
        uid: String,
    },
}

/// `need …`
#[derive(Debug, Subcommand)]
pub enum NeedCommand {
    /// Note a strength, a weakness or a need
    #[command(
        after_help = "Examples:\n  cpd-journal need add unmet \"Asked about sleep, could not say\" --entry 0198c7\n  cpd-journal need add strength \"People tell me things\""
    )]
    Add {
        /// strength, weakness, opportunity, threat, unmet, learning
        kind: String,
        /// In your words; they leave in no export
        text: String,
        /// On which day [default: today]
        #[arg(long, value_name = "D")]
        date: Option<String>,
        /// The entry that it was noticed in
        #[arg(long, value_name = "UID")]
        entry: Option<String>,
    },
    /// List them, the latest first
    #[command(after_help = "Example:\n  cpd-journal need list --json")]
    List,
    /// Change one
    #[command(after_help = "Example:\n  cpd-journal need edit sleep --kind learning")]
    Edit {
        /// Its id, or an unambiguous part of its text
        uid: String,
        /// strength, weakness, opportunity, threat, unmet, learning
        #[arg(long, value_name = "KIND")]
        kind: Option<String>,
        /// In your words
        #[arg(long, value_name = "TEXT")]
        text: Option<String>,
        /// On which day
        #[arg(long, value_name = "D")]
        date: Option<String>,
        /// The entry that it was noticed in; empty for none
        #[arg(long, value_name = "UID")]
        entry: Option<String>,
    },
    /// Take one away; undo brings it back
    #[command(after_help = "Example:\n  cpd-journal need remove sleep")]
    Remove {
        /// Its id, or an unambiguous part of its text
        uid: String,
    },
    /// Make a goal of it
    #[command(after_help = "Example:\n  cpd-journal need goal sleep --title \"Advise on sleep\"")]
    Goal {
        /// Its id, or an unambiguous part of its text
        uid: String,
        /// What to call the goal, as exports show it [default: the words of the note, which leave with it then]
        #[arg(long, value_name = "T")]
        title: Option<String>,
    },
}

/// `path`
#[derive(Debug, Args)]
pub struct PathArgs {
    #[command(subcommand)]
    pub command: Option<PathCommand>,
}

/// `path …`
#[derive(Debug, Subcommand)]
pub enum PathCommand {
    /// Say which policy or guidance on social media you have read
    #[command(
        disable_version_flag = true,
        after_help = "Examples:\n  cpd-journal path read employer --title \"Social media policy\" --version 3.1\n  cpd-journal path read regulator --title \"Guidance on social media\" --on 1/3/26"
    )]
    Read {
        /// employer, regulator, body
        what: String,
        /// What it is called
        #[arg(long, value_name = "T")]
        title: String,
        /// Its version or its date, as it says itself
        #[arg(long, value_name = "V")]
        version: Option<String>,
        /// On which day [default: today]
        #[arg(long, value_name = "D")]
        on: Option<String>,
        /// More about it
        #[arg(long, value_name = "T")]
        note: Option<String>,
    },
    /// Say that an example of benefit was told to colleagues, or a policy influenced
    #[command(after_help = "Example:\n  cpd-journal path note told --title \"Pacing diaries, at the team meeting\"")]
    Note {
        /// told, policy
        what: String,
        /// What it was, in a few words
        #[arg(long, value_name = "T")]
        title: String,
        /// On which day [default: today]
        #[arg(long, value_name = "D")]
        on: Option<String>,
        /// More about it
        #[arg(long, value_name = "T")]
        note: Option<String>,
    },
    /// Take a mark away; undo brings it back
    #[command(after_help = "Example:\n  cpd-journal path remove 0198c7")]
    Remove {
        /// Its id, or an unambiguous part of its title
        uid: String,
    },
}

/// `words …`
#[derive(Debug, Subcommand)]
pub enum WordsCommand {
    /// List them
    #[command(after_help = "Example:\n  cpd-journal words list")]
    List,
    /// Take words as known
    #[command(after_help = "Example:\n  cpd-journal words add tendinopathy Physiotalk")]
    Add {
        /// Each one word of letters, hyphens and apostrophes
        #[arg(required = true, value_name = "WORD")]
        words: Vec<String>,
    },
    /// Forget words
    #[command(after_help = "Example:\n  cpd-journal words remove Physiotalk")]
    Remove {
        /// As `words list` shows them
        #[arg(required = true, value_name = "WORD")]
        words: Vec<String>,
    },
}

/// `history`
#[derive(Debug, Args)]
pub struct HistoryArgs {
    /// Only of this entry
    pub uid: Option<String>,
    /// Of this goal; its texts only
    #[arg(long, value_name = "G", conflicts_with = "uid")]
    pub goal: Option<String>,
    /// At most so many
    #[arg(long, default_value_t = 50, value_name = "N")]
    pub limit: usize,
    /// How the texts stood after each step that changed one
    #[arg(long)]
    pub texts: bool,
    /// Word by word: the texts after step N, and after step M or now
    #[arg(long, value_name = "N", num_args = 1..=2, conflicts_with = "texts")]
    pub compare: Vec<i64>,
    /// Only this text: learnt, changed, benefit, why, … as --texts names it
    #[arg(long, value_name = "F")]
    pub field: Option<String>,
    /// Bring one paragraph back as it stood after step N
    #[arg(long, value_name = "N", requires_all = ["field", "paragraph"], conflicts_with_all = ["texts", "compare"])]
    pub bring_back: Option<i64>,
    /// Which paragraph of that text, counted from 1
    #[arg(long, value_name = "P")]
    pub paragraph: Option<usize>,
    /// With the private note
    #[arg(long)]
    pub private: bool,
}
