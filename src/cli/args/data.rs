//! The words of a call: the data around.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// What is known of a community.
#[derive(Debug, Default, Args)]
pub struct CommunityArgs {
    /// Where it meets: X, Mastodon, …
    #[arg(long, value_name = "P")]
    pub platform: Option<String>,
    /// Its hashtag
    #[arg(long, value_name = "TAG")]
    pub hashtag: Option<String>,
    /// Its web address
    #[arg(long, value_name = "URL")]
    pub address: Option<String>,
    /// Usual day of the week
    #[arg(long, value_name = "DAY")]
    pub day: Option<String>,
    /// When a chat begins: 20:00, 8pm
    #[arg(long, value_name = "HH:MM")]
    pub time: Option<String>,
    /// The zone that the time is in, like Europe/London
    #[arg(long, value_name = "ZONE")]
    pub zone: Option<String>,
    /// How long a chat takes
    #[arg(long, value_name = "M")]
    pub length: Option<String>,
    /// weekly, fortnightly, monthly
    #[arg(long, value_name = "RHYTHM")]
    pub rhythm: Option<String>,
    /// A day on which a chat takes place: fortnights and months are counted from it
    #[arg(long, value_name = "D")]
    pub anchor: Option<String>,
    /// The usual kind of activity (see `kind list`)
    #[arg(long, value_name = "K")]
    pub kind: Option<String>,
    /// What to prepare
    #[arg(long, value_name = "TEXT")]
    pub prepare: Option<String>,
    /// Whether its chats are listed among those that come
    #[arg(long, value_name = "yes|no")]
    pub listed: Option<String>,
}

/// `community …`
#[derive(Debug, Subcommand)]
pub enum CommunityCommand {
    /// List all communities
    #[command(after_help = "Example:\n  cpd-journal community list")]
    List,
    /// List communities that health and care professionals use, to take from
    #[command(after_help = "Example:\n  cpd-journal community known midwives")]
    Known {
        /// Only those with these words
        words: Option<String>,
    },
    /// Add communities that are known
    #[command(after_help = "Example:\n  cpd-journal community take physiotalk otalk")]
    Take {
        /// Their ids, hashtags or names, as `community known` lists them
        #[arg(required = true)]
        ids: Vec<String>,
    },
    /// Look whether a file of your own is as it should be
    #[command(after_help = "Example:\n  cpd-journal community check our-journal-club.toml")]
    Check {
        /// The file
        file: PathBuf,
    },
    /// Add a community
    #[command(after_help = "Example:\n  cpd-journal community add Physiotalk --hashtag \"#physiotalk\" --day monday --time 20:00")]
    Add {
        /// What it is called
        name: String,
        #[command(flatten)]
        community: CommunityArgs,
    },
    /// Change a community
    #[command(after_help = "Example:\n  cpd-journal community edit \"#physiotalk\" --time 8.30pm")]
    Edit {
        /// Its id, hashtag or name
        uid: String,
        /// What it is called
        #[arg(long, value_name = "TEXT")]
        name: Option<String>,
        #[command(flatten)]
        community: CommunityArgs,
    },
}

/// `profile …`
#[derive(Debug, Subcommand)]
pub enum ProfileCommand {
    /// Show it
    #[command(after_help = "Example:\n  cpd-journal profile show --json")]
    Show,
    /// Set fields: name, profession, registrations, employer, handles
    #[command(after_help = "Example:\n  cpd-journal profile set name=\"Bronwen Hartley\" profession=Physiotherapist")]
    Set {
        /// A field and what it is to say
        #[arg(required = true, value_name = "K=V")]
        fields: Vec<String>,
    },
}

/// `kind …` and `templates …`
#[derive(Debug, Subcommand)]
pub enum DataCommand {
    /// List all, the user's own included
    #[command(after_help = "Examples:\n  cpd-journal kind list\n  cpd-journal templates list\n  cpd-journal templates list --json")]
    List,
    /// Look whether a file of your own is as it should be
    #[command(after_help = "Examples:\n  cpd-journal kind check ward-round.toml\n  cpd-journal templates check our-model.toml")]
    Check {
        /// The file
        file: PathBuf,
    },
}
