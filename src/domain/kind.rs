//! Kinds of activity: a tweetchat, a podcast, a journal club. They are data (`assets/kinds/*.toml` and the user's own).

/// One kind of activity that somebody learns by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    /// Stable name, as stored with entries and typed on the command line: `tweetchat`.
    pub id: String,
    /// What a reader sees: “Tweetchat”.
    pub label: String,
    /// One line on what belongs here.
    pub help: String,
    /// Name of a picture in the icon family, `other` when it is not known.
    pub icon: String,
    /// Where it stands in lists; smaller first.
    pub order: u32,
    /// The single key that chooses it while logging.
    pub key: Option<char>,
    /// Whether this kind usually means taking part with other people, so that the editor asks for interactive minutes.
    /// It never fills them in: only what somebody did counts.
    pub with_others: bool,
    /// Other words that mean this kind when typed.
    pub also: Vec<String>,
}

impl Kind {
    /// Whether a typed word names this kind: id, label, or one of its other words, ignoring case and accents.
    pub fn is_called(&self, word: &str) -> bool {
        let word = simplified(word);
        !word.is_empty() && std::iter::once(&self.id).chain([&self.label]).chain(&self.also).any(|name| simplified(name) == word)
    }
}

fn simplified(text: &str) -> String {
    super::text::folded(text).chars().filter(|c| c.is_alphanumeric()).collect()
}
