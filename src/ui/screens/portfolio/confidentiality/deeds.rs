//! What a key or a button does.

use super::pause::Pause;
use super::words::flat;
use super::{Confidentiality, Doing, Key, SENT};
use crate::domain::Uid;
use crate::dossier::Of;
use crate::journal::{Found, Selection};
use crate::ui::action::{Action, Go};
use crate::ui::context::Ctx;
use crate::ui::widgets::count_text;
use crate::worker::{LeavingRequest, Request};

/// What somebody wants of the findings.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Wish {
    /// Look at this one.
    LookAt(Key),
    /// So many on, or back.
    Step(isize),
    /// Put what is typed or proposed in place of this one.
    Mend(Key),
    /// The same for all of these.
    MendAll(Vec<Key>),
    /// Write what is to stand there instead.
    Write,
    /// Ask for the reason why it is fine.
    AskReason,
    /// These are fine, because of this.
    Settle(Vec<Key>, String),
    Unsettle(Vec<Key>),
    /// Take out what a picture tells of its maker and place.
    Strip(Key),
    Open(Key),
    TakeBack,
    Acknowledge(bool),
}

/// The beginnings of what the steps are called that are taken here.
const STEPS: [&str; 4] = ["Generalise ", "Say that it is fine", "Ask again", "Redact "];

impl Confidentiality {
    pub(super) fn carry_out(&mut self, wish: Wish, selection: &Selection, cx: &mut Ctx<'_>) {
        let writes = matches!(
            wish,
            Wish::Mend(_)
                | Wish::MendAll(_)
                | Wish::Write
                | Wish::AskReason
                | Wish::Settle(..)
                | Wish::Unsettle(_)
                | Wish::Strip(_)
                | Wish::TakeBack
        );
        if writes && cx.read_only() {
            cx.say("This journal can only be read");
            return;
        }
        match wish {
            Wish::LookAt(key) => {
                self.current = Some(key);
                self.fine = None;
                self.go_to = true;
            }
            Wish::Step(by) => self.step(selection, by),
            Wish::Mend(key) => self.mend(key, cx),
            Wish::MendAll(keys) => {
                let mends: Vec<(Found, String)> = keys.iter().filter_map(|key| self.mended(*key)).collect();
                if !mends.is_empty() {
                    let words = format!("Changed in your journal: {}. U takes it back.", count_text(mends.len(), "place", "places"));
                    cx.send(Request::Leaving(LeavingRequest::Mend(mends)));
                    self.note_sent(&keys, cx.now);
                    self.doing = Some(Doing { keys, words, until: cx.now + SENT });
                }
            }
            Wish::Write => self.write = true,
            Wish::AskReason => self.ask_reason(),
            Wish::Settle(keys, reason) => {
                let found = self.all(&keys);
                if !found.is_empty() {
                    let places = count_text(found.len(), "place", "places");
                    let words = format!("Said to be fine: {places}; nothing was changed there. U takes it back.");
                    self.doing = Some(Doing { keys: keys.clone(), words, until: cx.now + SENT });
                    cx.send(Request::Leaving(LeavingRequest::Settle { found, reason: reason.clone() }));
                    self.note_sent(&keys, cx.now);
                    self.fine = None;
                    self.reason = reason;
                }
            }
            Wish::Unsettle(keys) => {
                let found = self.all(&keys);
                // It comes back into the list, and is looked at then.
                self.done.push(keys);
                cx.send(Request::Leaving(LeavingRequest::Unsettle(found)));
            }
            Wish::Strip(key) => {
                if let Some(uid) = self.one(key).and_then(|found| found.place.uid.parse().ok()) {
                    cx.send(Request::Leaving(LeavingRequest::Strip(uid)));
                }
            }
            Wish::Open(key) => {
                if let Some(found) = self.one(key) {
                    open(found, cx);
                }
            }
            Wish::TakeBack => {
                (self.doing, self.did) = (None, None);
                let ours = cx.snapshot.undo.as_deref().is_some_and(|undo| STEPS.iter().any(|step| undo.starts_with(step)));
                if ours {
                    cx.actions.push(Action::UndoStep);
                } else {
                    cx.say("Nothing of this list is to be taken back: the latest step was something else");
                }
            }
            Wish::Acknowledge(on) => self.acknowledge(selection, on),
        }
    }

    /// Looks at the one so many further on.
    pub(super) fn step(&mut self, selection: &Selection, by: isize) {
        let open = self.open_now(selection);
        self.settle_on(&open);
        let to = self.place.saturating_add_signed(by).min(open.len().saturating_sub(1));
        let key = open.get(to).and_then(|at| self.findings.get(*at)).map(|one| one.key);
        if key != self.current {
            self.fine = None;
        }
        (self.current, self.place, self.go_to) = (key, to, true);
    }

    /// Notes that these are on their way: the next one is looked at meanwhile.
    pub(super) fn note_sent(&mut self, keys: &[Key], now: f64) {
        self.sent.extend(keys.iter().map(|key| (*key, now + SENT)));
        self.done.push(keys.to_vec());
        self.pause = Some(Pause::after(now));
        self.go_to = true;
    }

    pub(super) fn acknowledge(&mut self, selection: &Selection, on: bool) {
        let open = || self.findings.iter().filter(|one| super::is_open(&one.found, selection)).map(|one| one.key).collect();
        self.acknowledged = on.then(open);
        self.holds.set(on);
    }

    fn all(&self, keys: &[Key]) -> Vec<Found> {
        self.findings.iter().filter(|one| keys.contains(&one.key)).map(|one| one.found.clone()).collect()
    }

    /// A finding with what is to stand there instead.
    fn mended(&self, key: Key) -> Option<(Found, String)> {
        let one = self.findings.iter().find(|one| one.key == key).filter(|one| is_writable(&one.found))?;
        let instead = self.instead(one);
        (!instead.trim().is_empty()).then(|| (one.found.clone(), instead.trim().to_owned()))
    }

    fn mend(&mut self, key: Key, cx: &mut Ctx<'_>) {
        let Some(found) = self.one(key) else { return };
        if !is_writable(found) {
            let words = match found.place.of {
                Of::Cover => "The note and the title are changed where they are written: under what is exported",
                _ => "What stands in a file is changed there: open the entry to cover or replace it, or say that it is fine",
            };
            cx.say(words);
            return;
        }
        match self.mended(key) {
            Some(mend) => {
                let (found, instead) = &mend;
                let place = if found.title.is_empty() { String::new() } else { format!(" in “{}”", flat(&found.title)) };
                let words = format!("Changed{place}: “{}” stands there now. U takes it back.", flat(instead));
                cx.send(Request::Leaving(LeavingRequest::Mend(vec![mend])));
                self.note_sent(&[key], cx.now);
                self.doing = Some(Doing { keys: vec![key], words, until: cx.now + SENT });
            }
            // Only the writer can tell what could stand there.
            None => self.write = true,
        }
    }
}

/// Whether the words stand in a text that can be changed from here.
pub(super) fn is_writable(found: &Found) -> bool {
    found.is_writable()
}

/// What a button that opens it says; nothing where there is no page for it.
pub(super) fn opens(found: &Found) -> Option<&'static str> {
    match found.place.of {
        _ if found.entry.is_some() => {
            Some(if found.place.of == Of::Content { "Open the entry with the file" } else { "Open the entry there" })
        }
        Of::Goal | Of::Review => Some("Open the goal there"),
        Of::Record => Some("Open the record there"),
        _ => None,
    }
}

fn open(found: &Found, cx: &mut Ctx<'_>) {
    let uid: Option<Uid> = found.place.uid.parse().ok();
    let action = match found.place.of {
        _ if found.entry.is_some() => {
            let entry = cx.snapshot.entries.iter().find(|entry| Some(entry.uid) == found.entry).map(|entry| entry.id);
            entry.map(Action::OpenEntry)
        }
        Of::Goal => cx.snapshot.goals.iter().find(|goal| Some(goal.uid) == uid).map(|goal| Action::OpenGoal(goal.id)),
        Of::Review => cx.snapshot.reviews.iter().find(|one| Some(one.uid) == uid).map(|one| Action::OpenGoal(one.goal)),
        Of::Record => uid.map(|uid| Action::OpenPortfolio(Go::Record(uid))),
        _ => None,
    };
    let Some(action) = action else {
        cx.say("It is not in the journal any more");
        return;
    };
    cx.actions.push(action);
    if found.place.of != Of::Content {
        cx.desk.show_words(&found.text, found.chars.clone(), cx.now);
    }
}
