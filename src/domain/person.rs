//! People and sources that one learns with or from: typed once, offered afterwards.

use super::{PersonId, Uid};

/// What is known of somebody. Everything but a name or a handle may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonDraft {
    pub name: String,
    /// Name on social media, with its `@`.
    pub handle: String,
    pub profession: String,
    /// Country or town.
    pub place: String,
    pub organisation: String,
}

impl PersonDraft {
    /// As it is kept: single lines, trimmed, the handle with its `@`. What is not a handle of one word (`r/physiotherapy`) gets none.
    #[must_use]
    pub fn tidied(self) -> Self {
        use super::text::clean_line;
        let Self { name, handle, profession, place, organisation } = self;
        let handle = clean_line(&handle);
        let bare = handle.trim_start_matches('@');
        let handle = if bare.is_empty() || bare.contains('/') { bare.to_owned() } else { format!("@{bare}") };
        let [name, profession, place, organisation] = [name, profession, place, organisation].map(|text| clean_line(&text));
        Self { name, handle, profession, place, organisation }
    }

    /// What entries call them: the name, or else the handle.
    pub fn shown(&self) -> &str {
        if self.name.is_empty() { &self.handle } else { &self.name }
    }

    /// Whether a name in an entry means this person: by name or by handle, whatever the case.
    pub fn is_called(&self, name: &str) -> bool {
        let bare = |text: &str| super::text::folded(text.trim().trim_start_matches('@'));
        let wanted = bare(name);
        !wanted.is_empty() && (bare(&self.name) == wanted || bare(&self.handle) == wanted)
    }
}

/// Somebody of this journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub id: PersonId,
    pub uid: Uid,
    pub draft: PersonDraft,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles_get_their_at() {
        for (typed, kept) in [
            ("sian", "@sian"),
            (" @sian ", "@sian"),
            ("@@sian", "@sian"),
            ("sian@social.example", "@sian@social.example"),
            ("r/physio", "r/physio"),
            ("@", ""),
            ("", ""),
        ] {
            let draft = PersonDraft { handle: typed.to_owned(), name: " Siân\n Rees ".to_owned(), ..PersonDraft::default() }.tidied();
            assert_eq!((draft.handle.as_str(), draft.name.as_str()), (kept, "Siân  Rees"));
        }
    }

    #[test]
    fn called_by_name_or_handle() {
        let draft = PersonDraft { name: "Siân Rees".to_owned(), handle: "@sianrees".to_owned(), ..PersonDraft::default() };
        for (name, is) in
            [("siân rees", true), ("Sian Rees", true), ("@SianRees", true), ("sianrees", true), ("Sian", false), ("", false), ("@", false)]
        {
            assert_eq!(draft.is_called(name), is, "{name}");
        }
        assert!(!PersonDraft::default().is_called(""));
    }
}
