//! An answer that was just given to what comes back, and its words: on the way to the journal, and as it has them.

use crate::domain::text::clean;
use crate::domain::{EntryId, Found, LookBack, LookBackDraft, LookBackId};
use crate::journal::Snapshot;
use crate::ui::autosave::Autosave;
use crate::worker::{Event, PlanRequest, Request};

/// How far the answer itself has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// The journal does not have it: it is about to be sent, or was not taken.
    New,
    /// On its way. Until it is there, its words wait: sent twice, it would be kept twice.
    Sent,
    There(LookBackId),
}

/// An answer with the words that are added to it.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) entry: EntryId,
    stage: Stage,
    /// What the journal had about this entry before.
    known: Vec<LookBackId>,
    /// As the journal had it last; before it has it, as it was answered.
    base: LookBackDraft,
    /// As typed.
    pub(super) text: String,
    pub(super) autosave: Autosave,
    /// On its way, as it will be stored: under which ticket, and as which change.
    sent: Option<(u64, u64, LookBackDraft)>,
    /// The journal did not take it.
    failed: bool,
    /// It was taken back, or removed elsewhere.
    gone: bool,
    /// The keyboard goes to the words: no key of the card is meant before they are left.
    pub(super) to_words: bool,
}

impl Said {
    /// An answer that is to be sent.
    pub(super) fn new(entry: EntryId, answer: LookBackDraft, snapshot: &Snapshot, now: f64) -> Self {
        let known = snapshot.look_backs.iter().filter(|look| look.entry == entry).map(|look| look.id).collect();
        let mut autosave = Autosave::default();
        autosave.changed(now);
        let (stage, text) = (Stage::New, answer.text.clone());
        Self { entry, stage, known, base: answer, text, autosave, sent: None, failed: false, gone: false, to_words: false }
    }

    pub(super) fn found(&self) -> Found {
        self.base.found
    }

    pub(super) fn is_in_journal(&self) -> bool {
        matches!(self.stage, Stage::There(_))
    }

    pub(super) fn has_failed(&self) -> bool {
        self.failed
    }

    pub(super) fn is_gone(&self) -> bool {
        self.gone
    }

    pub(super) fn is_dirty(&self) -> bool {
        !self.gone && self.autosave.is_dirty()
    }

    /// In how many seconds it is due to be sent.
    pub(super) fn due_in(&self, now: f64) -> Option<f64> {
        if self.stage == Stage::Sent { None } else { self.autosave.due_in(now) }
    }

    /// What is to be sent now, as `when` decides.
    pub(super) fn save(&mut self, when: impl Fn(&mut Autosave) -> Option<u64>, tickets: &mut u64) -> Option<Request> {
        if self.gone || self.stage == Stage::Sent {
            return None;
        }
        let seq = when(&mut self.autosave)?;
        *tickets += 1;
        let draft = LookBackDraft { text: stored(&self.text), ..self.base.clone() };
        self.sent = Some((*tickets, seq, draft.clone()));
        let wish = match self.stage {
            Stage::There(id) => PlanRequest::SaveLookBack { id, draft },
            Stage::New | Stage::Sent => {
                self.stage = Stage::Sent;
                PlanRequest::LookBack { entry: self.entry, draft }
            }
        };
        Some(Request::WithAnswer { ticket: *tickets, wish: Box::new(Request::Plan(wish)) })
    }

    pub(super) fn on_event(&mut self, event: &Event, now: f64) {
        match event {
            // Told before it is said that the save is done.
            Event::Renewed(snapshot) if snapshot.complete => self.take_in(&snapshot.look_backs, now),
            Event::Kept { ticket } => {
                if let Some((_, seq, draft)) = self.sent.take_if(|(sent, ..)| sent == ticket) {
                    self.autosave.saved(seq);
                    self.base = draft;
                    self.failed = false;
                }
            }
            Event::Failed(failure) if self.sent.take_if(|(sent, ..)| failure.ticket == Some(*sent)).is_some() => {
                self.autosave.failed(now);
                self.failed = true;
                if self.stage == Stage::Sent {
                    self.stage = Stage::New;
                }
            }
            _ => {}
        }
    }

    /// Takes in what the journal has now. Words that are being written are never replaced.
    fn take_in(&mut self, looks: &[LookBack], now: f64) {
        let id = match self.stage {
            Stage::New => return,
            Stage::Sent => {
                let is_it =
                    |look: &&LookBack| look.entry == self.entry && look.draft.found == self.base.found && !self.known.contains(&look.id);
                let Some(look) = looks.iter().rev().find(is_it) else { return };
                self.stage = Stage::There(look.id);
                look.id
            }
            Stage::There(id) => id,
        };
        let Some(look) = looks.iter().find(|look| look.id == id) else {
            if self.autosave.is_dirty() {
                // Removed while its words were being written: with them, it is kept again.
                (self.stage, self.failed) = (Stage::New, true);
                self.known = looks.iter().filter(|look| look.entry == self.entry).map(|look| look.id).collect();
            } else {
                self.gone = true;
            }
            return;
        };
        if self.sent.is_some() {
            // What is there now is older than what is on its way.
            return;
        }
        let theirs = &look.draft.text;
        if *theirs != self.base.text {
            let mine = stored(&self.text);
            if mine == self.base.text {
                self.text.clone_from(theirs);
            } else if mine != *theirs {
                let new = mine.strip_prefix(self.base.text.as_str()).unwrap_or(&mine).trim();
                self.text = [theirs.as_str(), new].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n");
                self.autosave.changed(now);
            }
        }
        self.base = look.draft.clone();
    }
}

/// Words as the journal stores them.
fn stored(text: &str) -> String {
    clean(text).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Uid;

    fn look(id: i64, text: &str) -> LookBack {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
        let draft = LookBackDraft { month: 1, day, found: Found::Change, text: text.to_owned(), until: None };
        LookBack { id: LookBackId::from_row(id), uid: Uid::new(1, [1; 10]), entry: EntryId::from_row(1), draft }
    }

    /// An answer that the journal has, with these words.
    fn there(text: &str) -> Said {
        let base = look(1, text).draft;
        let (entry, stage, text) = (EntryId::from_row(1), Stage::There(LookBackId::from_row(1)), text.to_owned());
        let autosave = Autosave::default();
        Said { entry, stage, known: Vec::new(), base, text, autosave, sent: None, failed: false, gone: false, to_words: false }
    }

    fn write(said: &mut Said, text: &str) {
        said.text.push_str(text);
        said.autosave.changed(1.0);
    }

    #[test]
    fn what_was_written_elsewhere_stays_beside_what_is_written_here() {
        for (base, typed, theirs, text) in [
            ("", "", "from the entry", "from the entry"),
            ("we ask", " first ", "we ask", "we ask first "),
            ("we ask", " first", "they ask", "they ask\n\nfirst"),
            ("we ask", "", "", ""),
            ("", "mine", "theirs", "theirs\n\nmine"),
            ("we ask", " first", "we ask first", "we ask first"),
        ] {
            let mut said = there(base);
            if !typed.is_empty() {
                write(&mut said, typed);
            }
            said.take_in(&[look(1, theirs)], 2.0);
            assert_eq!(said.text, text, "{base:?} + {typed:?} meets {theirs:?}");
            assert_eq!(said.is_dirty(), !typed.is_empty());
            let sent = said.save(Autosave::flush, &mut 0);
            assert_eq!(sent.is_some(), !typed.is_empty());
        }
    }

    #[test]
    fn an_answer_is_sent_once_and_its_words_after_it() {
        let mut tickets = 0;
        let mut said = Said { stage: Stage::New, ..there("") };
        said.autosave.changed(0.0);
        assert!(said.save(Autosave::flush, &mut tickets).is_some());
        write(&mut said, "words");
        assert!(said.save(Autosave::flush, &mut tickets).is_none(), "not twice");
        // One that was there before is not taken for it.
        said.known = vec![LookBackId::from_row(1)];
        said.take_in(&[look(1, "another")], 1.0);
        assert!(!said.is_in_journal());
        said.take_in(&[look(1, "another"), look(2, "")], 1.0);
        said.on_event(&Event::Kept { ticket: tickets }, 1.0);
        assert!(said.is_in_journal() && said.is_dirty());
        let Some(Request::WithAnswer { wish, .. }) = said.save(Autosave::flush, &mut tickets) else { panic!("sent") };
        let Request::Plan(PlanRequest::SaveLookBack { id, draft }) = *wish else { panic!("{wish:?}") };
        assert_eq!((id, draft.text.as_str()), (LookBackId::from_row(2), "words"));
        said.on_event(&Event::Kept { ticket: tickets }, 1.0);
        assert!(!said.is_dirty());
        // Taken back.
        said.take_in(&[], 2.0);
        assert!(said.is_gone());
    }

    #[test]
    fn removed_elsewhere_while_it_is_written_it_is_kept_again() {
        let mut said = there("we ask");
        write(&mut said, " first");
        said.take_in(&[], 2.0);
        assert!(!said.is_gone() && said.has_failed());
        let Some(Request::WithAnswer { wish, .. }) = said.save(Autosave::flush, &mut 0) else { panic!("sent") };
        let Request::Plan(PlanRequest::LookBack { draft, .. }) = *wish else { panic!("{wish:?}") };
        assert_eq!(draft.text, "we ask first");
    }
}
