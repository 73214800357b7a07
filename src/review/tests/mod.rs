//! The *See* pages, by journals of a few lines. What they have in common with other tests of this room is [`Held`].

mod days;
mod sums;

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, NaiveTime};
use proptest::prelude::*;

use super::{Days, Material};
use crate::domain::entry::Verb;
use crate::domain::standing::Facts;
use crate::domain::{
    Community, CommunityDraft, CommunityId, EntryHeader, EntryId, EntryState, Goal, GoalDraft, GoalId, Kind, Minutes, Profile, Uid,
};

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().expect(text)
}

pub(super) fn days(from: &str, to: &str) -> Days {
    Days { from: Some(day(from)), to: Some(day(to)) }
}

/// A ready entry of a day, with nothing else said.
pub(super) fn entry(id: i64, date: NaiveDate, minutes: u32) -> EntryHeader {
    EntryHeader {
        id: EntryId::from_row(id),
        uid: Uid::from_text(&format!("entry {id}")),
        name: format!("Entry {id}"),
        kind: "peal".to_owned(),
        date,
        time: None,
        zone: String::new(),
        total: Minutes(minutes),
        taking_part: Minutes(minutes),
        interactive: Minutes::ZERO,
        state: EntryState::Ready,
        community: None,
        excerpt: String::new(),
        reflected: false,
        learnt: false,
        goals: Vec::new(),
        tags: Vec::new(),
        evidence: 0,
        rolled_into: None,
        items: 0,
        parked: None,
        platform: String::new(),
        people: Vec::new(),
        standards: Vec::new(),
        used: Vec::new(),
        role: None,
        actions: 0,
        changed: false,
        benefit: false,
        linked: false,
        verdict: None,
    }
}

/// At a time of day, by the clocks of London.
pub(super) fn timed(mut entry: EntryHeader, time: &str) -> EntryHeader {
    entry.time = NaiveTime::parse_from_str(time, "%H:%M").ok();
    "Europe/London".clone_into(&mut entry.zone);
    entry
}

/// Everything that is looked back on.
pub(super) struct Held {
    pub(super) entries: Vec<Arc<EntryHeader>>,
    pub(super) facts: HashMap<EntryId, Arc<Facts>>,
    pub(super) goals: Vec<Goal>,
    pub(super) communities: Vec<Community>,
    pub(super) kinds: Vec<Kind>,
    profile: Profile,
    pub(super) today: NaiveDate,
}

impl Held {
    /// Of entries in any order, on 22 November 2026.
    pub(super) fn of(mut entries: Vec<EntryHeader>) -> Self {
        entries.sort_by_key(|entry| std::cmp::Reverse((entry.date, entry.id)));
        Self {
            entries: entries.into_iter().map(Arc::new).collect(),
            facts: HashMap::new(),
            goals: (1..=3).map(goal).collect(),
            communities: (1..=2).map(community).collect(),
            kinds: ["peal", "touch"].map(kind).to_vec(),
            profile: Profile::default(),
            today: day("2026-11-22"),
        }
    }

    pub(super) fn material(&self) -> Material<'_> {
        Material {
            entries: &self.entries,
            facts: &self.facts,
            goals: &self.goals,
            actions: &[],
            communities: &self.communities,
            people: &[],
            records: &[],
            look_backs: &[],
            registrations: &[],
            profile: &self.profile,
            kinds: &self.kinds,
            today: self.today,
            zone: chrono_tz::Europe::London,
        }
    }
}

pub(super) fn goal(number: i64) -> Goal {
    let at = DateTime::from_timestamp(1_700_000_000, 0).expect("an instant");
    let draft = GoalDraft { title: format!("Goal {number}"), ..GoalDraft::default() };
    Goal {
        id: GoalId::from_row(number),
        uid: Uid::from_text(&format!("goal {number}")),
        draft,
        carried_from: None,
        created: at,
        changed: at,
    }
}

fn community(number: i64) -> Community {
    let draft = CommunityDraft { name: format!("Tower {number}"), ..CommunityDraft::default() };
    Community { id: CommunityId::from_row(number), uid: Uid::from_text(&format!("community {number}")), draft }
}

fn kind(id: &str) -> Kind {
    Kind {
        id: id.to_owned(),
        label: format!("A {id}"),
        help: String::new(),
        icon: "other".to_owned(),
        order: 0,
        key: None,
        with_others: false,
        also: Vec::new(),
    }
}

/// Some entries of about three years, some in the bin, some at the same time, and some in claims, whose minutes are those of their items.
pub(super) fn some_entries() -> impl Strategy<Value = Vec<EntryHeader>> {
    let one = (0_u64..1_000, 0_u32..24 * 60, 0_u32..200, 0_u32..200, 0_usize..2, 0_i64..3, 0_u8..8, 0_u8..12, 0_u8..4);
    proptest::collection::vec(one, 0..60).prop_map(|list| {
        let start = day("2024-03-01");
        let mut all: Vec<EntryHeader> = Vec::new();
        let claim_id = |at: u8| EntryId::from_row(1_000 + i64::from(at));
        for (at, (after, minute, minutes, with, kind, community, bits, claim, bin)) in list.into_iter().enumerate() {
            let date = start + chrono::Days::new(after);
            let mut one = entry(i64::try_from(at).expect("few") + 1, date, minutes);
            one.kind = ["peal", "strange"][kind].to_owned();
            one.interactive = Minutes(with.min(minutes));
            one.community = (community > 0).then(|| CommunityId::from_row(community));
            one.goals = (1..=3).filter(|goal| bits & (1 << (goal - 1)) != 0).map(GoalId::from_row).collect();
            one.used =
                Verb::ALL.iter().copied().enumerate().filter(|(nth, _)| bits & (1 << (nth % 3)) != 0).map(|(_, verb)| verb).collect();
            one.platform = ["", "X", "x", "Mastodon"][usize::from(bits % 4)].to_owned();
            one.evidence = u32::from(bits % 3);
            one.reflected = bits % 2 == 0;
            if minute % 3 > 0 {
                one = timed(one, &format!("{:02}:{:02}", minute / 60, minute % 60));
            }
            if bin == 0 {
                one.state = EntryState::Binned { at: DateTime::from_timestamp(1_700_000_000, 0).expect("an instant") };
            }
            // The first three claims are made of what is drawn for them.
            if claim < 3 {
                one.rolled_into = Some(claim_id(claim));
            }
            all.push(one);
        }
        for at in 0..3 {
            let items: Vec<&EntryHeader> =
                all.iter().filter(|one| one.rolled_into == Some(claim_id(at)) && !one.state.is_binned()).collect();
            let Some(last) = items.iter().map(|item| item.date).max() else { continue };
            let sum = crate::domain::overlap::sum(items.iter().copied());
            let mut claim = entry(claim_id(at).row(), last, sum.total.0);
            claim.interactive = sum.interactive;
            claim.items = u32::try_from(items.len()).expect("few");
            let mut goals: Vec<GoalId> = items.iter().flat_map(|item| item.goals.clone()).collect();
            goals.sort_unstable();
            goals.dedup();
            claim.goals = goals;
            all.push(claim);
        }
        // An item whose claim is not there counts for itself, as the store tells it.
        let there: Vec<EntryId> = all.iter().filter(|one| one.items > 0).map(|one| one.id).collect();
        for one in &mut all {
            one.rolled_into = one.rolled_into.filter(|claim| there.contains(claim));
        }
        all
    })
}
