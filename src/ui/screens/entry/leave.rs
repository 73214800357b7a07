//! The entry is left, or the window closed, while something stands in a small field: it counts as if Enter had been pressed.

use std::sync::Arc;

use super::follow_up::TypedAction;
use super::later::Finding;
use super::{Editor, links};
use crate::domain::EntryId;
use crate::ui::context::Ctx;
use crate::worker::{CaptureRequest, Request};

/// Words that are on their way to the journal.
pub(super) enum Words {
    Action(Box<TypedAction>),
    Chat(String),
    Finding(Finding),
}

impl Words {
    /// What takes them into the journal.
    fn request(&self, entry: EntryId) -> Request {
        match self {
            Self::Action(typed) => typed.clone().request(entry),
            Self::Chat(text) => Request::Capture(CaptureRequest::ApplyTranscript { entry, text: Arc::from(text.as_str()) }),
            Self::Finding(finding) => finding.request(entry),
        }
    }
}

impl Editor {
    /// Takes the tag and the person that are typed.
    pub(super) fn take_typed(&mut self, now: f64) {
        let before = self.draft.clone();
        if let Some(words) = links::typed(&std::mem::take(&mut self.fields.tag)) {
            self.add_tags(&words);
        }
        if let Some(name) = links::typed(&std::mem::take(&mut self.fields.person)) {
            self.add_person(name);
        }
        if self.draft != before {
            self.changed(now);
        }
    }

    /// Takes what is typed into small fields and into the dialog for a chat. What is no part of the text is sent, each under a ticket of its
    /// own, and comes back when the journal cannot take it.
    pub fn leave(&mut self, now: f64, tickets: &mut u64) -> Vec<Request> {
        self.take_typed(now);
        let action = if self.has_action() { self.take_action() } else { None };
        let chat = self.fields.chat.take().filter(|text| !text.trim().is_empty());
        let finding = self.finding.take_if(|finding| finding.has_words());
        let findings = std::mem::take(&mut self.findings).into_iter().chain(finding);
        let words = action.map(|action| Words::Action(Box::new(action))).into_iter().chain(chat.map(Words::Chat));
        let words: Vec<Words> = words.chain(findings.map(Words::Finding)).collect();
        words.into_iter().map(|words| self.sent(words, tickets)).collect()
    }

    /// Sends words at once; they come back when the journal cannot take them.
    pub(super) fn send_words(&mut self, cx: &mut Ctx<'_>, words: Words) {
        let request = self.sent(words, cx.tickets);
        cx.send(request);
    }

    fn sent(&mut self, words: Words, tickets: &mut u64) -> Request {
        *tickets += 1;
        let wish = words.request(self.id);
        self.leaving.push((*tickets, words));
        Request::WithAnswer { ticket: *tickets, wish: Box::new(wish) }
    }

    /// What was sent under this ticket is in the journal.
    pub fn kept(&mut self, ticket: u64) {
        self.leaving.retain(|(sent, _)| *sent != ticket);
    }

    /// It is not: the words are back where they were typed.
    pub fn not_kept(&mut self, ticket: u64) {
        let Some(at) = self.leaving.iter().position(|(sent, _)| *sent == ticket) else { return };
        match self.leaving.remove(at).1 {
            Words::Action(typed) => self.put_back_action(*typed),
            Words::Finding(finding) => self.findings.push(finding),
            Words::Chat(text) => {
                let typed = self.fields.chat.take().unwrap_or_default();
                self.fields.chat = Some(if typed.is_empty() { text } else { format!("{text}\n{typed}") });
            }
        }
    }

    /// Why something that is typed cannot be kept yet.
    pub fn lacks(&self) -> Option<&'static str> {
        self.has_effect_of_nothing()
            .then_some("What you wrote about sharing and effect is not kept: its entry asks first what there is to do")
    }

    /// Whether it has to stay at hand though another entry is opened.
    pub fn is_needed(&self) -> bool {
        self.is_dirty() || self.is_stuck() || self.lacks().is_some()
    }

    /// Whether something is typed that is neither in the text nor in the journal.
    pub(super) fn has_words(&self) -> bool {
        let typed = links::typed(&self.fields.tag).or(links::typed(&self.fields.person)).is_some();
        let chat = self.fields.chat.as_ref().is_some_and(|text| !text.trim().is_empty());
        let finding = self.findings.iter().chain(&self.finding).any(Finding::has_words);
        typed || chat || finding || self.has_action() || !self.leaving.is_empty()
    }
}
