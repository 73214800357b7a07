//! Dictionaries and suggestions. Loading takes a fraction of a second and a suggestion may take as long, so both have a thread of their own.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};

use super::Event;
use crate::writing::spelling::Speller;

/// Wishes of whoever writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WritingRequest {
    /// Loads the dictionaries: British English, and the second one whose rules (`.aff`) lie there.
    Load { second: Option<PathBuf> },
    /// What could be meant by a word.
    Suggest(String),
}

/// The dictionaries of this process without any files of its own, loaded once: every window has the same.
static BRITISH: Mutex<Option<Arc<Speller>>> = Mutex::new(None);

/// Checks spelling.
pub(super) struct Spelling {
    /// Where the registrant may have put a newer dictionary.
    own_folder: PathBuf,
    speller: Option<Arc<Speller>>,
}

impl Spelling {
    pub fn new(own_folder: &Path) -> Self {
        Self { own_folder: own_folder.to_owned(), speller: None }
    }

    /// Does what is asked for; `None` when there is nothing to tell.
    pub fn answer(&mut self, request: WritingRequest) -> Option<Event> {
        match request {
            WritingRequest::Load { second } => {
                let (speller, problem) = self.load(second.as_deref());
                let speller = speller?;
                self.speller = Some(Arc::clone(&speller));
                Some(Event::Speller { speller, problem })
            }
            WritingRequest::Suggest(word) => {
                let words = self.speller.as_ref().map(|speller| speller.suggest(&word)).unwrap_or_default();
                Some(Event::Suggested { word, words })
            }
        }
    }

    /// The dictionaries, and what is wrong with those that could not be read.
    fn load(&self, second: Option<&Path>) -> (Option<Arc<Speller>>, Option<String>) {
        let own = Some(&*self.own_folder).filter(|folder| !folder.as_os_str().is_empty() && folder.is_dir());
        let (first, mut problem) = match own.map(|own| Speller::british(Some(own))) {
            Some(Ok(speller)) => (Some(Arc::new(speller)), None),
            Some(Err(error)) => (bundled(), Some(error.to_string())),
            None => (bundled(), None),
        };
        let Some(first) = first else { return (None, problem) };
        let Some(second) = second else { return (Some(first), problem) };
        // A broken one of their own does not take the second language along.
        let own = own.filter(|_| problem.is_none());
        match Speller::british(own).and_then(|speller| speller.with_second(second)) {
            Ok(both) => (Some(Arc::new(both)), problem),
            Err(error) => {
                let both = problem.into_iter().chain([error.to_string()]).collect::<Vec<_>>();
                problem = Some(both.join("; "));
                (Some(first), problem)
            }
        }
    }
}

/// British English as it comes with the program.
fn bundled() -> Option<Arc<Speller>> {
    let mut british = BRITISH.lock().unwrap_or_else(PoisonError::into_inner);
    if british.is_none() {
        *british = Speller::british(None).ok().map(Arc::new);
    }
    british.clone()
}

/// Answers until nobody asks any more. Of suggestions that wait, only the last is still wanted.
pub(super) fn spelling_thread(requests: &Receiver<WritingRequest>, own_folder: &Path, tell: &dyn Fn(Event)) {
    let mut spelling = Spelling::new(own_folder);
    while let Ok(first) = requests.recv() {
        let mut waiting = vec![first];
        waiting.extend(requests.try_iter());
        let last = waiting.iter().rposition(|request| matches!(request, WritingRequest::Suggest(_)));
        for (at, request) in waiting.into_iter().enumerate() {
            if matches!(request, WritingRequest::Suggest(_)) && Some(at) != last {
                continue;
            }
            if let Some(event) = spelling.answer(request) {
                tell(event);
            }
        }
    }
}

/// A thread that is begun when somebody writes for the first time.
pub(super) type ToSpelling = Sender<WritingRequest>;

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_broken_dictionary_leaves_the_others() {
        let folder = tempfile::tempdir().expect("a folder");
        let own = folder.path().join("dictionaries");
        fs::create_dir(&own).expect("a folder");
        fs::write(own.join("en_GB.aff"), "SET UTF-8\n").expect("rules without words");
        let second = folder.path().join("cy.aff");
        fs::write(&second, "SET UTF-8\n").expect("rules");
        let spelling = Spelling::new(folder.path());
        let (speller, problem) = spelling.load(Some(&second));
        let speller = speller.expect("British as it comes with the program");
        assert!(speller.knows("colour") && !speller.knows("cŵn"));
        let problem = problem.expect("told");
        assert!(problem.contains("en_GB") && problem.contains("cy."), "both are told: {problem}");
        fs::write(second.with_extension("dic"), "1\ncŵn\n").expect("words");
        let (speller, problem) = spelling.load(Some(&second));
        let speller = speller.expect("both");
        assert!(speller.knows("colour") && speller.knows("cŵn"));
        assert!(problem.is_some_and(|problem| problem.contains("en_GB") && !problem.contains("cy.")));
    }
}
