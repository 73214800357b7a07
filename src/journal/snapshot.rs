//! What the window shows of a journal: immutable, shared, renewed in parts.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use super::look_back::asked_of;
use super::standings::Material;
use super::{Area, Coming, DrillState, Journal, JournalError, Stand, Touched};
use crate::domain::counting::{Counting, counts};
use crate::domain::drill::Drill;
use crate::domain::look_back::Asked;
use crate::domain::standing::Facts;
use crate::domain::timer::Measured;
use crate::domain::{
    Action, Chat, Community, EntryHeader, EntryId, Evidence, Goal, GoalId, Impact, LookBack, Minutes, Need, Person, Profile, Record,
    Registration, Review, SavedSearch, Timer, Walk, Waymark,
};
use crate::store::Which;

/// How far the list of coming chats looks ahead, in days.
const COMING_DAYS: u32 = 21;

/// A journal as of one moment. Cloning it is cheap.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// All entries, newest day first, those in the bin included.
    pub entries: Arc<Vec<Arc<EntryHeader>>>,
    /// Whether [`Self::entries`] holds all, or only the first screen while the rest is read.
    pub complete: bool,
    pub goals: Arc<Vec<Goal>>,
    pub totals: Arc<HashMap<GoalId, GoalTotals>>,
    pub actions: Arc<Vec<Action>>,
    pub communities: Arc<Vec<Community>>,
    pub evidence: Arc<Vec<Evidence>>,
    pub profile: Arc<Profile>,
    /// People and sources, by name.
    pub people: Arc<Vec<Person>>,
    /// Names that entries have for people, the most often named first.
    pub named: Arc<Vec<(String, u32)>>,
    /// Looks at goals, the earliest first.
    pub reviews: Arc<Vec<Review>>,
    /// Where goals come from, the latest first.
    pub needs: Arc<Vec<Need>>,
    /// Marks on the way into social media at work, the latest first.
    pub waymarks: Arc<Vec<Waymark>>,
    /// What entries changed, as found later, the earliest first.
    pub look_backs: Arc<Vec<LookBack>>,
    /// What is to be asked today, the latest question first: did it change anything?
    pub asked: Arc<Vec<Asked>>,
    /// Whether that is asked at all.
    pub asking: bool,
    /// The registrant's own words, which the spelling knows.
    pub words: Arc<Vec<String>>,
    /// The model of reflection chosen last, by the kind of activity.
    pub last_models: Arc<HashMap<String, String>>,
    /// Chats of certain days, the earliest first.
    pub chats: Arc<Vec<Chat>>,
    /// Chats of the next weeks, the earliest first.
    pub coming: Arc<Vec<Coming>>,
    /// The slot that has just been and is not logged yet.
    pub just_been: Option<Coming>,
    /// The timer that runs.
    pub timer: Option<Timer>,
    /// When this was so, at most a minute ago: what a running timer says is reckoned from it.
    pub now: DateTime<Utc>,
    /// The zone that this computer is in, in which times of chats are shown.
    pub zone: Tz,
    /// Under whose rules the journal is kept, in the order in which they were added.
    pub registrations: Arc<Vec<Registration>>,
    /// What regulators want beside learning, the latest first; those in the bin included.
    pub records: Arc<Vec<Record>>,
    /// Where one stands with each registration; empty until everything is read.
    pub stands: Arc<Vec<Stand>>,
    /// Practised audits, the latest first.
    pub drills: Arc<Vec<Drill>>,
    /// How far those are whose clock runs.
    pub practising: Arc<Vec<DrillState>>,
    /// Appraisal walks, the latest first.
    pub walks: Arc<Vec<Walk>>,
    /// Searches kept under a name, in the order in which they were kept.
    pub saved_searches: Arc<Vec<SavedSearch>>,
    /// Impact stories, the latest first.
    pub impacts: Arc<Vec<Impact>>,
    /// What [`Self::stands`] are counted from beside; empty without a registration.
    pub(crate) facts: Arc<HashMap<EntryId, Arc<Facts>>>,
    /// What undo would take back, and redo do again.
    pub undo: Option<String>,
    pub redo: Option<String>,
    pub today: NaiveDate,
    pub read_only: Option<String>,
    /// Goes up with every renewal: what is derived from a snapshot is stale when this has moved.
    pub revision: u64,
}

/// What the entries of a goal add up to, as [`crate::domain::counting`] says: items of a claim each count for their own goals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GoalTotals {
    pub entries: usize,
    pub minutes: Minutes,
}

impl Journal {
    /// The newest entries only, for the first screen.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn first_screen(&self, most: usize) -> Result<Snapshot, JournalError> {
        self.snapshot_of(Which::Newest(most), false)
    }

    /// All of it.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn snapshot(&self) -> Result<Snapshot, JournalError> {
        self.snapshot_of(Which::All, true)
    }

    fn snapshot_of(&self, which: Which<'_>, complete: bool) -> Result<Snapshot, JournalError> {
        let read = self.store.read();
        let entries: Vec<Arc<EntryHeader>> = read.headers(which)?.into_iter().map(Arc::new).collect();
        let (look_backs, asking) = (read.look_backs()?, self.is_asking()?);
        let registrations = read.registrations()?;
        let facts = if complete && !registrations.is_empty() { self.facts_of(Which::All)? } else { HashMap::new() };
        let mut snapshot = Snapshot {
            totals: Arc::new(totals(&entries)),
            complete,
            goals: Arc::new(read.goals()?),
            registrations: Arc::new(registrations),
            records: Arc::new(read.records()?),
            drills: Arc::new(read.drills()?),
            walks: Arc::new(read.walks()?),
            saved_searches: Arc::new(read.saved_searches()?),
            impacts: Arc::new(read.impacts()?),
            stands: Arc::default(),
            practising: Arc::default(),
            facts: Arc::new(facts),
            actions: Arc::new(read.actions()?),
            communities: Arc::new(read.communities()?),
            evidence: Arc::new(read.evidence()?),
            profile: Arc::new(read.profile()?),
            people: Arc::new(read.people()?),
            // What asks every entry waits for the whole, which is read next.
            named: Arc::new(if complete { read.named_people()? } else { Vec::new() }),
            reviews: Arc::new(read.reviews()?),
            needs: Arc::new(read.needs()?),
            waymarks: Arc::new(read.waymarks()?),
            asked: Arc::new(if complete && asking {
                asked_of(headers_of(&entries), &look_backs, self.today(), self.here())
            } else {
                Vec::new()
            }),
            asking,
            look_backs: Arc::new(look_backs),
            words: Arc::new(read.words()?),
            last_models: Arc::new(read.last_models()?),
            entries: Arc::new(entries),
            chats: Arc::new(read.chats()?),
            coming: Arc::new(if complete { self.coming(COMING_DAYS)? } else { Vec::new() }),
            just_been: if complete { self.just_been()? } else { None },
            timer: read.timer()?,
            now: self.now(),
            zone: self.here(),
            undo: read.undo_label()?,
            redo: read.redo_label()?,
            today: self.today(),
            read_only: self.read_only().map(str::to_owned),
            revision: 1,
        };
        if complete {
            self.count(&mut snapshot);
        }
        Ok(snapshot)
    }

    /// Counts where one stands, anew.
    fn count(&self, snapshot: &mut Snapshot) {
        let Snapshot { entries, facts, records, goals, .. } = &*snapshot;
        let stands = self.stands_of(&snapshot.registrations, Material { entries, facts, records, goals }, 0);
        let mut practising = Vec::new();
        for drill in snapshot.drills.iter().filter(|drill| drill.draft.ended.is_none()) {
            if let Some(stand) = stands.iter().find(|stand| stand.registration.id == drill.draft.registration)
                && stand.counted.is_ok()
                && let Ok(state) = self.drill_state_with(drill, stand)
            {
                practising.push(state);
            }
        }
        (snapshot.stands, snapshot.practising) = (Arc::new(stands), Arc::new(practising));
    }

    /// Whether another minute has begun since a snapshot.
    pub fn is_later(&self, than: &Snapshot) -> bool {
        let minute = |at: DateTime<Utc>| at.timestamp().div_euclid(60);
        minute(self.now()) != minute(than.now)
    }

    /// The same snapshot with what was touched read again, and everything else shared.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn renewed(&self, old: &Snapshot, touched: &Touched) -> Result<Snapshot, JournalError> {
        let read = self.store.read();
        let has = |area| touched.areas.contains(&area);
        let mut new = old.clone();
        new.revision += 1;
        new.today = self.today();
        new.now = self.now();
        // What belongs to an entry in the bin is not shown. What is not loaded yet is not known.
        let mut live_changed = !old.complete && has(Area::Entries);
        // What records refer to goes with an entry.
        let mut gone = false;
        if !touched.entries.is_empty() {
            let ids: Vec<EntryId> = touched.entries.iter().copied().collect();
            let fresh = read.headers(Which::Only(&ids))?;
            gone = fresh.len() < ids.len();
            new.entries = Arc::new(merged(&old.entries, &touched.entries, fresh));
            live_changed |= live(&old.entries, &touched.entries) != live(&new.entries, &touched.entries);
        }
        if has(Area::Entries) {
            new.totals = Arc::new(totals(&new.entries));
        }
        if has(Area::Goals) {
            new.goals = Arc::new(read.goals()?);
        }
        if has(Area::Actions) || live_changed {
            new.actions = Arc::new(read.actions()?);
        }
        if has(Area::Communities) || has(Area::Entries) || touched.areas.is_empty() {
            new.coming = Arc::new(self.coming(COMING_DAYS)?);
            new.just_been = self.just_been()?;
        }
        if has(Area::Communities) {
            new.communities = Arc::new(read.communities()?);
            new.chats = Arc::new(read.chats()?);
        }
        if has(Area::People) {
            new.people = Arc::new(read.people()?);
            new.named = Arc::new(read.named_people()?);
        }
        if has(Area::Timer) || has(Area::Entries) {
            new.timer = read.timer()?;
        }
        if has(Area::Evidence) {
            new.evidence = Arc::new(read.evidence()?);
        }
        if has(Area::Profile) {
            new.profile = Arc::new(read.profile()?);
        }
        if has(Area::Plan) {
            new.reviews = Arc::new(read.reviews()?);
            new.needs = Arc::new(read.needs()?);
            new.waymarks = Arc::new(read.waymarks()?);
        }
        if has(Area::Settings) {
            new.words = Arc::new(read.words()?);
            new.last_models = Arc::new(read.last_models()?);
            new.asking = self.is_asking()?;
        }
        if has(Area::LookBacks) || live_changed {
            new.look_backs = Arc::new(read.look_backs()?);
        }
        if has(Area::LookBacks) || has(Area::Entries) || has(Area::Settings) || new.today != old.today {
            let asked = if new.asking { asked_of(headers_of(&new.entries), &new.look_backs, new.today, self.here()) } else { Vec::new() };
            new.asked = Arc::new(asked);
        }
        if has(Area::Records) || gone {
            new.records = Arc::new(read.records()?);
        }
        if has(Area::Review) || gone {
            new.walks = Arc::new(read.walks()?);
            new.saved_searches = Arc::new(read.saved_searches()?);
            new.impacts = Arc::new(read.impacts()?);
        }
        if has(Area::Registrations) {
            new.registrations = Arc::new(read.registrations()?);
            new.drills = Arc::new(read.drills()?);
        }
        if new.complete {
            if new.registrations.is_empty() || old.registrations.is_empty() || !old.complete {
                let facts = if new.registrations.is_empty() { HashMap::new() } else { self.facts_of(Which::All)? };
                new.facts = Arc::new(facts);
            } else if !touched.entries.is_empty() {
                // What is said of an item is said of its claim.
                let items = new.entries.iter().filter(|entry| touched.entries.contains(&entry.id));
                let claims: Vec<EntryId> = items.filter_map(|entry| entry.rolled_into).collect();
                let ids: BTreeSet<EntryId> = touched.entries.iter().copied().chain(claims).collect();
                let facts = Arc::make_mut(&mut new.facts);
                facts.retain(|id, _| !ids.contains(id));
                let ids: Vec<EntryId> = ids.into_iter().collect();
                facts.extend(self.facts_of(Which::Only(&ids))?);
            }
            let counted = [Area::Entries, Area::Goals, Area::Evidence, Area::Records, Area::Registrations, Area::Actions];
            if counted.into_iter().any(has) || new.today != old.today {
                self.count(&mut new);
            }
        }
        if has(Area::History) {
            new.undo = read.undo_label()?;
            new.redo = read.redo_label()?;
        }
        Ok(new)
    }
}

impl Snapshot {
    /// What the timer says; `None` when none runs.
    pub fn measured(&self) -> Option<Measured> {
        self.timer.map(|timer| timer.measured(self.now))
    }
}

/// The old list without what was touched, and what is fresh in its place by day.
fn merged(old: &[Arc<EntryHeader>], touched: &BTreeSet<EntryId>, fresh: Vec<EntryHeader>) -> Vec<Arc<EntryHeader>> {
    let key = |header: &EntryHeader| std::cmp::Reverse((header.date, header.id));
    let mut list: Vec<Arc<EntryHeader>> = Vec::with_capacity(old.len() + fresh.len());
    let mut fresh = fresh.into_iter().map(Arc::new).peekable();
    for header in old.iter().filter(|header| !touched.contains(&header.id)) {
        while fresh.peek().is_some_and(|new| key(new) < key(header)) {
            list.extend(fresh.next());
        }
        list.push(Arc::clone(header));
    }
    list.extend(fresh);
    list
}

/// Those of some entries that are there and not in the bin.
fn live(list: &[Arc<EntryHeader>], of: &BTreeSet<EntryId>) -> BTreeSet<EntryId> {
    list.iter().filter(|header| of.contains(&header.id) && !header.state.is_binned()).map(|header| header.id).collect()
}

fn headers_of(entries: &[Arc<EntryHeader>]) -> impl Iterator<Item = &EntryHeader> {
    entries.iter().map(|entry| &**entry)
}

fn totals(entries: &[Arc<EntryHeader>]) -> HashMap<GoalId, GoalTotals> {
    let mut totals: HashMap<GoalId, GoalTotals> = HashMap::new();
    let counting = Counting::of(entries.iter().map(|entry| &**entry));
    for entry in entries.iter().filter(|entry| counts(entry)) {
        for (goal, share) in counting.shares(entry, |entry| entry.goals.iter().copied()) {
            let total = totals.entry(goal).or_default();
            total.entries += share.entries;
            total.minutes = total.minutes.plus(share.total);
        }
    }
    totals
}
