//! The texts of an entry or a goal over time: two moments compared word by word, and a paragraph brought back.
//!
//! It shows and asks; whoever owns the texts carries a wish out, so that it is undone and saved like anything else that is written.

mod view;

use crate::domain::{Moment, Subject, TextThen};
use crate::worker::Event;
use crate::writing::compare::{self, Kind, Paragraph};

/// What somebody wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Back to writing.
    Leave,
    /// A paragraph of an earlier text is to stand in the text of today again.
    BringBack { field: String, label: String, old: String, paragraph: usize },
}

/// The page of one subject.
pub struct Versions {
    of: Subject,
    /// The earliest first; not known until the journal tells.
    moments: Option<Vec<Moment>>,
    /// The place of the moment that is compared.
    from: usize,
    /// The place of the moment it is compared with; `None` is the text as it stands now.
    to: Option<usize>,
    /// What was compared, and with which texts.
    compared: Option<(Key, Vec<Compared>)>,
    /// A text field beside the page had the keyboard in the last frame: Esc is meant for it.
    elsewhere: bool,
}

/// From, to, and the texts of now.
type Key = (usize, Option<usize>, Vec<TextThen>);

/// One text, compared.
struct Compared {
    field: String,
    label: String,
    old: String,
    paragraphs: Vec<Paragraph>,
}

impl Compared {
    fn is_same(&self) -> bool {
        self.paragraphs.iter().all(|paragraph| paragraph.kind == Kind::Same)
    }
}

impl Versions {
    /// Of an entry or a goal; its moments are still to be asked for with [`crate::worker::Request::Moments`].
    pub fn of(of: Subject) -> Self {
        Self { of, moments: None, from: 0, to: None, compared: None, elsewhere: false }
    }

    /// Takes in what the worker tells.
    pub fn on_event(&mut self, event: &Event) {
        let Event::Moments { of, moments } = event else { return };
        if *of != self.of {
            return;
        }
        if self.moments.is_none() {
            // What was changed last is what one looks for most.
            self.from = moments.len().saturating_sub(2);
        }
        self.from = self.from.min(moments.len().saturating_sub(1));
        self.to = self.to.filter(|to| *to < moments.len());
        self.compared = None;
        self.moments = Some(moments.clone());
    }

    /// Every text that there is at either moment, compared; worked out again only when something else is looked at.
    fn compared(&mut self, now: &[TextThen]) -> &[Compared] {
        let moments = self.moments.as_deref().unwrap_or_default();
        let key = (self.from, self.to, now.to_vec());
        if self.compared.as_ref().is_none_or(|(of, _)| *of != key) {
            let old = moments.get(self.from).map(|moment| moment.texts.as_slice()).unwrap_or_default();
            let new = self.to.and_then(|to| moments.get(to)).map_or(now, |moment| &moment.texts);
            self.compared = Some((key, compare_all(old, new)));
        }
        self.compared.as_ref().map(|(_, compared)| compared.as_slice()).unwrap_or_default()
    }
}

/// Texts by their field: those of the old moment in their order, then those that came later.
fn compare_all(old: &[TextThen], new: &[TextThen]) -> Vec<Compared> {
    let find = |list: &[TextThen], field: &str| list.iter().find(|then| then.field == field).map(|then| then.text.clone());
    let later = new.iter().filter(|then| old.iter().all(|other| other.field != then.field));
    let both = old.iter().chain(later).map(|then| {
        let (before, after) = (find(old, &then.field).unwrap_or_default(), find(new, &then.field).unwrap_or_default());
        let label = new.iter().find(|other| other.field == then.field).unwrap_or(then).label.clone();
        Compared { field: then.field.clone(), label, paragraphs: compare::paragraphs(&before, &after), old: before.to_string() }
    });
    both.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn then(field: &str, text: &str) -> TextThen {
        TextThen { field: field.to_owned(), label: field.to_uppercase(), text: text.into() }
    }

    #[test]
    fn texts_are_compared_by_their_field() {
        let old = [then("title", "Chat"), then("learnt", "Rest.\n\nPace."), then("gone", "Once")];
        let new = [then("learnt", "Pace."), then("title", "Chat"), then("new", "Now")];
        let compared = compare_all(&old, &new);
        let told: Vec<(&str, bool)> = compared.iter().map(|one| (one.field.as_str(), one.is_same())).collect();
        assert_eq!(told, [("title", true), ("learnt", false), ("gone", false), ("new", false)]);
    }
    /// `words` words in paragraphs of `each`, of which every tenth is another when `other`.
    fn long(words: usize, each: usize, other: bool) -> String {
        let word = |n: usize| if other && n.is_multiple_of(10) { format!("other{}", n % 7) } else { format!("word{}", n * 7919 % 499) };
        let all: Vec<String> = (0..words).map(word).collect();
        all.chunks(each).map(|some| some.join(" ")).collect::<Vec<_>>().join("\n\n")
    }

    #[test]
    fn long_texts_are_compared_at_once() {
        for (each, whole) in [(400, false), (2_000, true)] {
            let (before, after) = (long(20_000, each, false), long(20_000, each, true));
            let began = std::time::Instant::now();
            let compared = compare_all(&[then("learnt", &before)], &[then("learnt", &after)]);
            // Word by word, each paragraph with each, it took many times as long.
            assert!(began.elapsed().as_secs() < 3, "{:?}", began.elapsed());
            for paragraph in &compared[0].paragraphs {
                assert_eq!((paragraph.kind, paragraph.pieces.len() == 2), (Kind::Changed, whole), "{each}");
                let side =
                    |not: Kind| paragraph.pieces.iter().filter(|one| one.kind != not).map(|one| one.text.as_str()).collect::<String>();
                assert_eq!((side(Kind::New), side(Kind::Gone)), (paragraph.old.clone(), paragraph.new.clone()));
            }
        }
    }
}
