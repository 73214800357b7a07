//! What is being written about a file, until the journal has it.

use crate::domain::text::{clean, clean_line};
use crate::domain::{Evidence, EvidenceId};
use crate::worker::{EvidenceRequest, Request};

/// Caption, words for those who cannot see it, source: as the journal keeps them.
type Kept = [String; 3];

fn kept(one: &Evidence) -> Kept {
    [one.caption.clone(), one.alt.clone(), one.source_url.clone()]
}

/// What is being written about a file.
#[derive(Clone, Debug)]
pub(super) struct Words {
    /// The file as the journal has it.
    of: Evidence,
    pub(super) caption: String,
    pub(super) alt: String,
    pub(super) source: String,
    /// What the journal had when a field agreed with it last.
    base: Kept,
    /// What is on its way of a field.
    sent: [Option<String>; 3],
    /// It could not be kept: it is sent again when somebody does something, and not by itself.
    failed: bool,
}

impl Words {
    pub(super) fn of(one: &Evidence) -> Self {
        Self {
            of: one.clone(),
            caption: one.caption.clone(),
            alt: one.alt.clone(),
            source: one.source_url.clone(),
            base: kept(one),
            sent: [const { None }; 3],
            failed: false,
        }
    }

    pub(super) fn id(&self) -> EvidenceId {
        self.of.id
    }

    /// What somebody has written, as the journal would keep it; nothing of a field that is as it was.
    fn written(&self) -> [Option<String>; 3] {
        let mut written = [clean_line(&self.caption), clean(&self.alt), clean_line(&self.source)].map(Some);
        for ((field, base), sent) in written.iter_mut().zip(&self.base).zip(&self.sent) {
            field.take_if(|now| *now == *base && sent.as_ref().is_none_or(|sent| sent == now));
        }
        written
    }

    /// What the journal is to have: of the fields that nobody has written in, what it has already.
    fn wanted(&self) -> Kept {
        let mut wanted = kept(&self.of);
        for (field, written) in wanted.iter_mut().zip(self.written()) {
            if let Some(written) = written {
                *field = written;
            }
        }
        wanted
    }

    /// Takes in what the journal has now.
    pub(super) fn renew(&mut self, one: &Evidence) {
        if self.of != *one {
            self.of.clone_from(one);
        }
        let written = self.written();
        for (((base, sent), written), there) in self.base.iter_mut().zip(&mut self.sent).zip(written).zip(kept(&self.of)) {
            if written.is_none() {
                *sent = None;
            } else if written.as_ref() == Some(&there) || sent.as_ref() == Some(&there) {
                (*base, *sent) = (there, None);
            }
        }
        self.failed &= self.is_dirty();
    }

    /// Shows what another window or an undo changed, in fields that nobody has written in.
    pub(super) fn show_what_is_there(&mut self) {
        let (written, there) = (self.written(), kept(&self.of));
        let fields = [&mut self.caption, &mut self.alt, &mut self.source];
        for (((field, base), written), there) in fields.into_iter().zip(&mut self.base).zip(written).zip(there) {
            if written.is_none() && *base != there {
                field.clone_from(&there);
                *base = there;
            }
        }
    }

    /// Whether something is written that the journal does not have.
    pub(super) fn is_dirty(&self) -> bool {
        self.wanted() != kept(&self.of)
    }

    /// Whether that could not be kept.
    pub(super) fn is_stuck(&self) -> bool {
        self.failed && self.is_dirty()
    }

    /// Something could not be done: what is on its way may be lost, and is sent again.
    pub(super) fn may_have_failed(&mut self) {
        for sent in &mut self.sent {
            self.failed |= sent.take().is_some();
        }
    }

    /// The wish to keep what is written, unless it is kept or on its way.
    pub(super) fn taken_to_send(&mut self) -> Option<Request> {
        let written = self.written();
        let is_on_its_way = written.iter().zip(&self.sent).all(|(written, sent)| written.is_none() || written == sent);
        if is_on_its_way || !self.is_dirty() {
            return None;
        }
        let [caption, alt, source_url] = self.wanted();
        for (sent, written) in self.sent.iter_mut().zip(written) {
            if written.is_some() {
                *sent = written;
            }
        }
        Some(Request::Evidence(EvidenceRequest::Describe { evidence: Box::new(self.of.clone()), caption, alt, source_url }))
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::domain::{Digest, Uid};

    fn file() -> Evidence {
        Evidence {
            id: EvidenceId::from_row(1),
            uid: Uid::new(1, [1; 10]),
            digest: Digest([7; 32]),
            name: "shot.png".to_owned(),
            media_type: "image/png".to_owned(),
            bytes: 9,
            caption: String::new(),
            alt: String::new(),
            captured: DateTime::UNIX_EPOCH,
            source_url: String::new(),
            proves: None,
            entries: Vec::new(),
        }
    }

    fn sent(words: &mut Words) -> Option<[String; 3]> {
        match words.taken_to_send()? {
            Request::Evidence(EvidenceRequest::Describe { caption, alt, source_url, .. }) => Some([caption, alt, source_url]),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_fails_stays_to_be_sent_and_what_is_kept_does_not() {
        let mut words = Words::of(&file());
        assert!(!words.is_dirty() && sent(&mut words).is_none());
        words.caption = " Answers\u{7} ".to_owned();
        let wanted = ["Answers".to_owned(), String::new(), String::new()];
        assert_eq!(sent(&mut words).as_ref(), Some(&wanted), "as the journal keeps it");
        assert!(sent(&mut words).is_none(), "it is on its way");
        assert!(words.is_dirty() && !words.is_stuck(), "and not there yet");
        words.may_have_failed();
        assert!(words.is_stuck());
        assert_eq!(sent(&mut words), Some(wanted));
        let there = Evidence { caption: "Answers".to_owned(), ..file() };
        words.renew(&there);
        words.show_what_is_there();
        assert!(!words.is_dirty() && !words.is_stuck() && sent(&mut words).is_none());
        assert_eq!(words.caption, " Answers\u{7} ", "what is the same stays as it was typed");
        // Undone, or written by another program.
        words.renew(&file());
        assert!(!words.is_dirty());
        words.show_what_is_there();
        assert_eq!(words.caption, "");
    }

    #[test]
    fn what_another_wrote_stands_beside_what_is_being_written() {
        let mut words = Words::of(&file());
        words.alt = "A table".to_owned();
        let theirs = Evidence { caption: "Theirs".to_owned(), alt: "A list".to_owned(), ..file() };
        words.renew(&theirs);
        words.show_what_is_there();
        assert_eq!((words.caption.as_str(), words.alt.as_str()), ("Theirs", "A table"));
        assert_eq!(sent(&mut words), Some(["Theirs".to_owned(), "A table".to_owned(), String::new()]));
        // Taken back by hand while it was on its way.
        words.alt = "A list".to_owned();
        words.renew(&Evidence { alt: "A table".to_owned(), ..theirs.clone() });
        words.show_what_is_there();
        assert_eq!(sent(&mut words), Some(["Theirs".to_owned(), "A list".to_owned(), String::new()]));
        words.renew(&theirs);
        words.alt = String::new();
        words.show_what_is_there();
        assert_eq!(sent(&mut words), Some(["Theirs".to_owned(), String::new(), String::new()]));
    }
}
