//! The words of a call: an entry.

use std::path::PathBuf;

use clap::Args;

/// What can be said of an entry; `None` leaves it as it is.
#[derive(Debug, Default, Args)]
pub struct EntryArgs {
    /// tweetchat, podcast, video, live-webinar, article, … (see `kind list`)
    #[arg(long, value_name = "K")]
    pub kind: Option<String>,
    /// 2026-03-31, 31/3/26, yesterday, last Monday [default: today]
    #[arg(long, value_name = "D")]
    pub date: Option<String>,
    /// When it began: 20:00, 8pm
    #[arg(long, value_name = "HH:MM")]
    pub time: Option<String>,
    /// The zone that the time is in, like Europe/London [default: this computer's]
    #[arg(long, value_name = "ZONE")]
    pub zone: Option<String>,
    /// Time taking part: 90, 1h 30, 1.5h, an hour
    #[arg(long, value_name = "M")]
    pub minutes: Option<String>,
    /// Of all the time, how much was with other people
    #[arg(long, value_name = "M")]
    pub interactive: Option<String>,
    /// Time preparing, on top of --minutes
    #[arg(long, value_name = "M")]
    pub preparing: Option<String>,
    /// Time reading afterwards, on top of --minutes
    #[arg(long, value_name = "M")]
    pub reading: Option<String>,
    /// Time reflecting, on top of --minutes
    #[arg(long, value_name = "M")]
    pub reflecting: Option<String>,
    /// One line on how you took part with others
    #[arg(long, value_name = "TEXT")]
    pub how: Option<String>,
    /// X, Mastodon, YouTube, …
    #[arg(long, value_name = "P")]
    pub platform: Option<String>,
    /// Its web address
    #[arg(long, value_name = "U")]
    pub url: Option<String>,
    /// The host's or author's name on the platform
    #[arg(long, value_name = "H")]
    pub handle: Option<String>,
    /// The hashtag of the chat: #physiotalk
    #[arg(long, value_name = "TAG")]
    pub hashtag: Option<String>,
    /// The community, by name or hashtag; a new name makes a new one
    #[arg(long, value_name = "C")]
    pub community: Option<String>,
    /// What you learnt
    #[arg(long, value_name = "TEXT")]
    pub learnt: Option<String>,
    /// What you changed
    #[arg(long, value_name = "TEXT")]
    pub changed: Option<String>,
    /// Who benefited
    #[arg(long, value_name = "TEXT")]
    pub benefit: Option<String>,
    /// Set it aside until this day: nothing asks for it until then
    #[arg(long, value_name = "D")]
    pub park: Option<String>,
    /// A note for yourself: in no export
    #[arg(long, value_name = "TEXT")]
    pub private: Option<String>,
    /// The model to reflect by (see `templates list`); what is written moves along where it answers the same question
    #[arg(long, value_name = "T")]
    pub template: Option<String>,
    /// An answer to a prompt of that model, or of the one in use
    #[arg(long = "answer", value_name = "PROMPT=TEXT")]
    pub answers: Vec<String>,
    /// A goal, by id or an unambiguous part of its title
    #[arg(long = "goal", value_name = "G")]
    pub goals: Vec<String>,
    /// A word to find it by again
    #[arg(long = "tag", value_name = "T")]
    pub tags: Vec<String>,
    /// Somebody you learnt with or from
    #[arg(long = "person", value_name = "NAME")]
    pub people: Vec<String>,
    /// A standard's code, with its framework's (see `frameworks show`)
    #[arg(long = "standard", value_name = "CODE")]
    pub standards: Vec<String>,
    /// Points or certified hours for one framework: scheme.points=2.5; scheme.points= takes it away
    #[arg(long = "amount", value_name = "CODE=NUMBER")]
    pub amounts: Vec<String>,
    /// publishing, sharing, messaging, discussing, collaborating, networking
    #[arg(long = "used", value_name = "VERB")]
    pub used: Vec<String>,
    /// host, contributor, listener
    #[arg(long, value_name = "ROLE")]
    pub role: Option<String>,
    /// Of a claim: who says it
    #[arg(long, value_name = "TEXT")]
    pub claim_who: Option<String>,
    /// Of a claim: on what evidence
    #[arg(long, value_name = "TEXT")]
    pub claim_evidence: Option<String>,
    /// Of a claim: whether it holds for those you care for
    #[arg(long, value_name = "TEXT")]
    pub claim_holds: Option<String>,
    /// Of a claim: adopt, adapt, ignore, find_out_more
    #[arg(long, value_name = "VERDICT")]
    pub verdict: Option<String>,
    /// How artificial intelligence helped, as a statement
    #[arg(long, value_name = "TEXT")]
    pub ai_help: Option<String>,
    /// A chat or thread as text; it is kept as evidence, and fills in what you leave out; `-` is standard input
    #[arg(long, value_name = "FILE")]
    pub transcript: Option<PathBuf>,
    /// draft, ready, submitted
    #[arg(long, value_name = "STATE")]
    pub state: Option<String>,
    /// A file that proves it; may be given several times
    #[arg(long = "attach", value_name = "F")]
    pub attach: Vec<PathBuf>,
}

/// `log`
#[derive(Debug, Args)]
pub struct LogArgs {
    /// A few words to recognise it by
    #[arg(required_unless_present_any = ["from_json", "url", "transcript"])]
    pub title: Option<String>,
    /// Read entries as `show --json` prints them; `-` is standard input
    #[arg(long, value_name = "FILE", conflicts_with = "title")]
    pub from_json: Option<PathBuf>,
    #[command(flatten)]
    pub entry: EntryArgs,
}

/// `edit`
#[derive(Debug, Args)]
pub struct EditArgs {
    /// The entry's id, the beginning of it, or an unambiguous part of its title
    pub uid: String,
    /// A few words to recognise it by
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    #[command(flatten)]
    pub entry: EntryArgs,
    /// Take up again what was set aside
    #[arg(long, conflicts_with = "park")]
    pub unpark: bool,
    /// One goal more
    #[arg(long, value_name = "G")]
    pub add_goal: Vec<String>,
    /// One goal less
    #[arg(long, value_name = "G")]
    pub remove_goal: Vec<String>,
    /// One tag more
    #[arg(long, value_name = "T")]
    pub add_tag: Vec<String>,
    /// One tag less
    #[arg(long, value_name = "T")]
    pub remove_tag: Vec<String>,
    /// One more whom you learnt with or from
    #[arg(long, value_name = "NAME")]
    pub add_person: Vec<String>,
    /// One less
    #[arg(long, value_name = "NAME")]
    pub remove_person: Vec<String>,
    /// One standard more
    #[arg(long, value_name = "CODE")]
    pub add_standard: Vec<String>,
    /// One standard less
    #[arg(long, value_name = "CODE")]
    pub remove_standard: Vec<String>,
    /// One more way of using social media
    #[arg(long, value_name = "VERB")]
    pub add_used: Vec<String>,
    /// One way less
    #[arg(long, value_name = "VERB")]
    pub remove_used: Vec<String>,
}

/// An entry's id.
#[derive(Debug, Args)]
pub struct UidArg {
    /// The entry's id, the beginning of it, or an unambiguous part of its title
    pub uid: String,
}

/// `show`
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// The entry's id, the beginning of it, or an unambiguous part of its title
    pub uid: String,
    /// With the private note
    #[arg(long)]
    pub private: bool,
}

/// `list`
#[derive(Debug, Args)]
pub struct ListArgs {
    /// Words, "phrases", prefix*, -not, one or other, kind:podcast, date:2025-03.. (see `search`)
    #[arg(allow_hyphen_values = true)]
    pub query: Option<String>,
    /// Those that a kept search finds, by its name (see `saved`)
    #[arg(long, value_name = "NAME")]
    pub saved: Option<String>,
    /// At most so many
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Only what belongs to no goal
    #[arg(long)]
    pub without_goal: bool,
    /// What is in the bin
    #[arg(long)]
    pub binned: bool,
    /// Every entry whole, as `show` tells it; with --json that is what `log --from-json` reads
    #[arg(long)]
    pub full: bool,
}

/// `search`
#[derive(Debug, Args)]
pub struct SearchArgs {
    /// Words, "phrases", prefix*, -not, one or other, (groups), key:value
    #[arg(allow_hyphen_values = true, required_unless_present_any = ["complete", "saved"])]
    pub query: Option<String>,
    /// What a kept search finds, by its name (see `saved`)
    #[arg(long, value_name = "NAME")]
    pub saved: Option<String>,
    /// At most so many entries; of goals, actions, records and evidence never more than five each
    #[arg(long, default_value_t = 50, value_name = "N")]
    pub limit: usize,
    /// Look in private notes, too
    #[arg(long)]
    pub private: bool,
    /// What may come next after these words, instead of a search
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, conflicts_with_all = ["query", "saved"])]
    pub complete: Option<String>,
}
