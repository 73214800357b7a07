//! Somebody on the way: where they stand, what they decided, and what the worker is asked for ahead of them.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;

use egui::{Key, Modifiers, Popup, Ui};

use super::way::{Place, Way};
use crate::domain::walk::Decision;
use crate::domain::{EntryId, GoalId, Walk, WalkId};
use crate::journal::{Snapshot, Walked};
use crate::ui::context::Ctx;
use crate::ui::widgets::Markdown;
use crate::worker::{Event, Request, ReviewRequest};

/// So many entries are read ahead.
const AHEAD: usize = 2;

/// So many entries are kept that were read.
const KEPT: usize = 40;

/// Whoever takes longer over an entry was doing something else, in seconds.
const LONGEST: f64 = 180.0;

/// A pace is told when so many decisions were measured.
const MEASURED: usize = 8;

/// Nobody reads an entry and decides in less, in seconds: keys that follow each other faster promise nothing for those that are left.
const SHORTEST: f64 = 5.0;

/// Only the latest decisions tell the pace.
const LATEST: usize = 30;

/// What is wished for at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    Decide(Decision),
    TakeBack,
    Back,
    On,
    /// The entry in the Journal.
    Open,
    Leave,
    End,
}

/// An open walk.
#[derive(Debug)]
pub(super) struct Walking {
    pub(super) id: WalkId,
    pub(super) at: Option<Place>,
    /// Decisions that are on their way to the journal.
    said: Vec<(EntryId, Option<Decision>)>,
    /// Bare goals that were looked at.
    seen: HashSet<GoalId>,
    /// Entries in which something was decided in this sitting, the latest last.
    trail: Vec<EntryId>,
    read: HashMap<EntryId, Arc<Walked>>,
    /// Of which revision each was asked for.
    asked: HashMap<EntryId, u64>,
    way: Option<(u64, Arc<Way>)>,
    /// When the last decision was taken, and how many seconds each took.
    decided_at: Option<f64>,
    paces: VecDeque<f64>,
    /// Another place is shown: it gets the keyboard, from its top.
    pub(super) fresh: bool,
    pub(super) markdown: Markdown,
}

impl Walking {
    pub(super) fn new(id: WalkId) -> Self {
        Self {
            id,
            at: None,
            said: Vec::new(),
            seen: HashSet::new(),
            trail: Vec::new(),
            read: HashMap::new(),
            asked: HashMap::new(),
            way: None,
            decided_at: None,
            paces: VecDeque::new(),
            fresh: true,
            markdown: Markdown::default(),
        }
    }

    pub(super) fn on_event(&mut self, event: &Event) {
        match event {
            Event::Walked { walk, walked } if *walk == self.id => {
                if self.read.len() >= KEPT {
                    self.read.clear();
                    self.asked.clear();
                }
                self.read.insert(walked.entry.id, Arc::new((**walked).clone()));
            }
            // What is in the journal is said there.
            Event::Renewed(snapshot) => {
                if let Some(walk) = snapshot.walks.iter().find(|walk| walk.id == self.id) {
                    self.said.retain(|(entry, decision)| walk.decision(*entry) != *decision);
                }
            }
            Event::Undone(_) | Event::Redone(_) | Event::Failed(_) => self.said.clear(),
            _ => {}
        }
    }

    /// The way as it is now, worked out once for each revision.
    pub(super) fn way(&mut self, walk: &Walk, snapshot: &Snapshot) -> Arc<Way> {
        if let Some((revision, way)) = &self.way
            && *revision == snapshot.revision
        {
            return Arc::clone(way);
        }
        let way = Arc::new(Way::of(walk, snapshot));
        self.way = Some((snapshot.revision, Arc::clone(&way)));
        way
    }

    /// What was decided of an entry, whether the journal has it already or not.
    pub(super) fn decision(&self, way: &Way, entry: EntryId) -> Option<Decision> {
        let said = self.said.iter().rev().find(|(one, _)| *one == entry);
        said.map_or_else(|| way.state.decisions.get(&entry).copied(), |(_, decision)| *decision)
    }

    /// How many entries of the way are decided.
    pub(super) fn decided(&self, way: &Way) -> usize {
        let fresh = self.said.iter().filter(|(entry, decision)| decision.is_some() && !way.state.decisions.contains_key(entry)).count();
        let gone = self.said.iter().filter(|(entry, decision)| decision.is_none() && way.state.decisions.contains_key(entry)).count();
        (way.state.decided + fresh).saturating_sub(gone)
    }

    /// How many entries of the way are to use, and how many to improve.
    pub(super) fn tally(&self, way: &Way) -> [usize; 2] {
        let [used, improve, ..] = way.state.counts;
        [(Decision::Use, used), (Decision::Improve, improve)].map(|(wanted, count)| {
            let said = || self.said.iter().map(|(entry, now)| (*now == Some(wanted), way.state.decisions.get(entry) == Some(&wanted)));
            let (more, fewer) = (said().filter(|(now, was)| *now && !was).count(), said().filter(|(now, was)| *was && !now).count());
            (count + more).saturating_sub(fewer)
        })
    }

    /// How many entries of the stop of a place are left.
    pub(super) fn left_here(&self, way: &Way, place: Place) -> usize {
        let entries = way.stop_of(place).map(|stop| stop.entries.as_slice()).unwrap_or_default();
        entries.iter().filter(|id| self.decision(way, **id).is_none()).count()
    }

    /// Where one stands; the first time, where one goes on.
    pub(super) fn stand(&mut self, way: &Way) -> Option<Place> {
        if self.at.is_none_or(|at| !way.has(at)) {
            let last = way.last.map(Place::Entry);
            if let Some(last) = last {
                self.seen.extend(way.bare_before(last));
            }
            self.at = way.next(last, |id| self.decision(way, id).is_some(), &self.seen).or_else(|| way.places.last().copied());
            self.fresh = true;
        }
        self.at
    }

    pub(super) fn go(&mut self, to: Place) {
        if self.at != Some(to) {
            self.at = Some(to);
            self.fresh = true;
        }
    }

    /// Goes on to what is to be done next; `false` when nothing is.
    fn go_on(&mut self, way: &Way) -> bool {
        let next = way.next(self.at, |id| self.decision(way, id).is_some(), &self.seen);
        if let Some(next) = next {
            self.go(next);
        }
        next.is_some()
    }

    /// Decides what becomes of the entry at which one stands, and goes on; `false` when that was the last one.
    pub(super) fn decide(&mut self, cx: &mut Ctx<'_>, way: &Way, decision: Decision) -> bool {
        let Some(Place::Entry(entry)) = self.at else { return true };
        if way.finished {
            refuse(cx);
            return true;
        }
        if self.decision(way, entry) != Some(decision) {
            self.say(cx, entry, Some(decision));
            self.trail.retain(|one| *one != entry);
            self.trail.push(entry);
        }
        if let Some(before) = self.decided_at.replace(cx.now)
            && (0.0..LONGEST).contains(&(cx.now - before))
        {
            self.paces.push_back(cx.now - before);
            if self.paces.len() > LATEST {
                self.paces.pop_front();
            }
        }
        self.go_on(way)
    }

    /// Takes the decision at this place back; where there is none, the one before it, and goes there.
    pub(super) fn take_back(&mut self, cx: &mut Ctx<'_>, way: &Way) {
        if way.finished {
            refuse(cx);
            return;
        }
        let here = match self.at {
            Some(Place::Entry(entry)) if self.decision(way, entry).is_some() => Some(entry),
            _ => None,
        };
        self.trail.retain(|entry| Some(*entry) != here);
        let Some(entry) = here.or_else(|| self.trail.pop()).or(way.last) else {
            cx.say("Nothing is decided yet");
            return;
        };
        self.say(cx, entry, None);
        self.go(Place::Entry(entry));
    }

    fn say(&mut self, cx: &mut Ctx<'_>, entry: EntryId, decision: Option<Decision>) {
        self.said.retain(|(one, _)| *one != entry);
        self.said.push((entry, decision));
        cx.send(Request::Review(ReviewRequest::Decide { walk: self.id, entry, decision }));
    }

    /// Goes one place back or on. Whoever goes on from the last place is at the end: `false`.
    pub(super) fn step(&mut self, way: &Way, ahead: bool) -> bool {
        let Some(at) = self.at else { return true };
        if let Place::Bare(goal) = at {
            self.seen.insert(goal);
        }
        match way.beside(at, ahead) {
            Some(to) => self.go(to),
            None => return !ahead,
        }
        true
    }

    /// How long it would go on at one's own pace, in whole minutes; nothing before it was measured.
    pub(super) fn minutes_left(&self, left: usize) -> Option<u64> {
        if self.paces.len() < MEASURED || left == 0 {
            return None;
        }
        let mut sorted: Vec<f64> = self.paces.iter().copied().collect();
        sorted.sort_by(f64::total_cmp);
        let middle = sorted.get(sorted.len() / 2).copied()?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some minutes, not negative")]
        let minutes = (middle.max(SHORTEST) * left as f64 / 60.0).ceil() as u64;
        Some(minutes.max(1))
    }

    /// The entry of a place, as far as it was read; asks for it, and for those after it.
    pub(super) fn read(&mut self, cx: &mut Ctx<'_>, way: &Way, place: Place) -> Option<Arc<Walked>> {
        let revision = cx.snapshot.revision;
        if let Place::Entry(entry) = place {
            // What is seen is always of now.
            if self.asked.get(&entry) != Some(&revision) {
                self.ask(cx, entry, revision);
            }
        }
        let mut after = place;
        for _ in 0..AHEAD {
            let seen = &self.seen;
            let Some(next) = way.next(Some(after), |id| self.decision(way, id).is_some(), seen) else { break };
            after = next;
            if let Place::Entry(entry) = next
                && !self.asked.contains_key(&entry)
            {
                self.ask(cx, entry, revision);
            }
        }
        match place {
            Place::Entry(entry) => self.read.get(&entry).cloned(),
            Place::Bare(_) => None,
        }
    }

    fn ask(&mut self, cx: &mut Ctx<'_>, entry: EntryId, revision: u64) {
        self.asked.insert(entry, revision);
        cx.send(Request::Review(ReviewRequest::Walked { walk: self.id, entry }));
    }
}

/// What was shown of a finished walk stays what it was.
fn refuse(cx: &mut Ctx<'_>) {
    cx.say("This walk is finished: go on with it at its end to decide again");
}

/// The keys of the walk; none while somebody types, or something lies over the page.
pub(super) fn pressed(ui: &Ui, has_keyboard: bool, bare: bool) -> Option<Wish> {
    let over = ui.memory(|memory| !memory.allows_interaction(ui.layer_id())) || Popup::is_any_open(ui.ctx());
    if over || ui.text_edit_focused() {
        return None;
    }
    // While another control has the keyboard, arrows lead from one to the next.
    let free = has_keyboard || ui.memory(|memory| memory.focused().is_none());
    ui.input_mut(|input| {
        for (key, decision) in [Key::Num1, Key::Num2, Key::Num3, Key::Num4].into_iter().zip(Decision::ALL) {
            if !bare && input.consume_key(Modifiers::NONE, key) {
                return Some(Wish::Decide(*decision));
            }
        }
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        match () {
            () if pressed(Key::U) => Some(Wish::TakeBack),
            () if pressed(Key::E) => Some(Wish::Open),
            () if pressed(Key::PageUp) => Some(Wish::Back),
            () if pressed(Key::PageDown) => Some(Wish::On),
            () if free && pressed(Key::ArrowLeft) => Some(Wish::Back),
            () if free && pressed(Key::ArrowRight) => Some(Wish::On),
            () if free && bare && pressed(Key::Enter) => Some(Wish::On),
            () if pressed(Key::Escape) => Some(Wish::Leave),
            () => None,
        }
    })
}
