//! Types of the domain as a dossier says them.

use chrono::{DateTime, NaiveDate, NaiveTime, SecondsFormat, Utc};

use super::{
    Action, Answer, Claim, Community, Decided, Entry, Evidence, Fate, Goal, GoalLink, Impact, LookBack, Need, Person, Record, Refers,
    Reflection, Registrant, Registration, Review, SavedSearch, Spent, Walk, Waymark,
};
use crate::domain::evidence::Proof;
use crate::domain::record::Apart;
use crate::domain::{self, EntryState, Uid, Verdict};

/// An instant as a dossier says it.
pub fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Nanos, true)
}

fn day(day: Option<NaiveDate>) -> Option<String> {
    day.map(|day| day.to_string())
}

fn time(time: Option<NaiveTime>) -> Option<String> {
    time.map(|time| time.format("%H:%M").to_string())
}

/// Finds the names by which things refer to each other.
pub trait Named {
    fn entry(&self, id: domain::EntryId) -> Option<Uid>;
    fn goal(&self, id: domain::GoalId) -> Option<Uid>;
    fn community(&self, id: domain::CommunityId) -> Option<Uid>;
    fn record(&self, id: domain::RecordId) -> Option<Uid>;
    fn registration(&self, id: domain::RegistrationId) -> Option<Uid>;
}

impl From<&domain::Profile> for Registrant {
    fn from(profile: &domain::Profile) -> Self {
        let domain::Profile { name, profession, registrations, employer, handles } = profile.clone();
        Self { name, profession, registrations, employer, handles }
    }
}

impl Entry {
    /// An entry without what other tables say of it: actions, look backs, evidence, items.
    pub fn of(entry: &domain::Entry, named: &dyn Named) -> Self {
        let domain::Entry { id: _, uid, draft, state, created, changed, linked } = entry;
        let domain::EntryDraft {
            title,
            kind,
            date,
            time: at,
            zone,
            minutes,
            how,
            platform,
            url,
            handle,
            hashtag,
            community,
            learnt,
            changed: changed_text,
            benefit,
            reflection,
            private_note: _,
            goals: _,
            tags,
            people,
            standards,
            used,
            role,
            claim,
            ai_help,
            amounts,
            parked,
        } = draft.clone();
        Self {
            uid: uid.to_string(),
            title,
            kind,
            date: date.to_string(),
            time: time(at),
            zone,
            minutes: Spent {
                preparing: minutes.preparing.0,
                taking_part: minutes.taking_part.0,
                reading: minutes.reading.0,
                reflecting: minutes.reflecting.0,
                interactive: minutes.interactive.0,
            },
            how,
            platform,
            url,
            handle,
            hashtag,
            community: community.and_then(|id| named.community(id)).map(|uid| uid.to_string()),
            goals: linked
                .iter()
                .filter_map(|(goal, at)| Some(GoalLink { uid: named.goal(*goal)?.to_string(), linked_at: instant(*at) }))
                .collect(),
            tags,
            people,
            standards,
            amounts: amounts.into_iter().map(|(code, amount)| (code, f64::from(amount.hundredths()) / 100.0)).collect(),
            used: used.iter().map(|verb| verb.token().to_owned()).collect(),
            role: role.map(|role| role.token().to_owned()),
            reflection: Reflection {
                template: reflection.template,
                answers: reflection
                    .answers
                    .into_iter()
                    .map(|domain::Answer { template, prompt, label, text, home }| Answer { template, prompt, label, text, home })
                    .collect(),
            },
            learnt,
            changed: changed_text,
            benefit,
            claim: (!claim.is_blank()).then(|| {
                let domain::ClaimCheck { who, evidence, holds, verdict } = claim;
                Claim { who, evidence, holds, verdict: verdict.map(|verdict| Verdict::token(verdict).to_owned()) }
            }),
            ai_help,
            parked: day(parked),
            state: state.token().to_owned(),
            submitted_on: match state {
                EntryState::Submitted { on } => Some(on.to_string()),
                EntryState::Draft | EntryState::Ready | EntryState::Binned { .. } => None,
            },
            created: instant(*created),
            changed_at: instant(*changed),
            actions: Vec::new(),
            look_backs: Vec::new(),
            evidence: Vec::new(),
            items: Vec::new(),
        }
    }
}

impl From<&domain::Action> for Action {
    fn from(action: &domain::Action) -> Self {
        let domain::ActionDraft { what, due, shared_with, shared_on, done, effect, effect_service, effect_people } = action.draft.clone();
        let uid = action.uid.to_string();
        Self { uid, what, due: day(due), shared_with, shared_on: day(shared_on), done: day(done), effect, effect_service, effect_people }
    }
}

impl From<&domain::LookBack> for LookBack {
    fn from(look: &domain::LookBack) -> Self {
        let domain::LookBackDraft { month, day: on, found, text, until } = look.draft.clone();
        Self { uid: look.uid.to_string(), month, date: on.to_string(), found: found.token().to_owned(), text, until: day(until) }
    }
}

impl Goal {
    /// A goal with its reviews out of `reviews`.
    pub fn of(goal: &domain::Goal, reviews: &[domain::Review], named: &dyn Named) -> Self {
        let domain::GoalDraft { title, why, measure, how, due, support, barriers, purpose, kind, state, outcome, plan } =
            goal.draft.clone();
        let review = |review: &domain::Review| Review {
            uid: review.uid.to_string(),
            date: review.draft.day.to_string(),
            note: review.draft.note.clone(),
        };
        Self {
            uid: goal.uid.to_string(),
            title,
            why,
            measure,
            how,
            due: day(due),
            support,
            barriers,
            purpose: purpose.token().to_owned(),
            kind: kind.token().to_owned(),
            state: state.token().to_owned(),
            outcome,
            plan,
            carried_from: goal.carried_from.and_then(|id| named.goal(id)).map(|uid| uid.to_string()),
            created: instant(goal.created),
            changed_at: instant(goal.changed),
            reviews: reviews.iter().filter(|one| one.goal == goal.id).map(review).collect(),
        }
    }
}

impl From<&domain::Registration> for Registration {
    fn from(registration: &domain::Registration) -> Self {
        let domain::RegistrationDraft { framework, cycle_start, chosen, joined } = registration.draft.clone();
        let options = chosen.into_iter().collect();
        Self { uid: registration.uid.to_string(), framework, cycle_start: day(cycle_start), joined: day(joined), options }
    }
}

impl Record {
    /// A record; `details` of others only when they were asked for.
    pub fn of(record: &domain::Record, details: Apart, named: &dyn Named) -> Self {
        let domain::RecordDraft { kind, date, until, fields, refers } = record.draft.clone();
        let refers = refers.into_iter().filter_map(|refers| {
            Some(match refers {
                domain::record::Refers::Entry(id) => Refers::Entry(named.entry(id)?.to_string()),
                domain::record::Refers::Record(id) => Refers::Record(named.record(id)?.to_string()),
            })
        });
        Self {
            uid: record.uid.to_string(),
            kind,
            date: date.to_string(),
            until: day(until),
            fields,
            refers: refers.collect(),
            details,
            created: instant(record.created),
            changed_at: instant(record.changed),
        }
    }
}

impl From<&domain::Community> for Community {
    fn from(community: &domain::Community) -> Self {
        let domain::CommunityDraft {
            name,
            platform,
            hashtag,
            address,
            day: on,
            time: at,
            zone,
            length,
            rhythm,
            anchor,
            kind,
            prepare,
            unlisted,
        } = community.draft.clone();
        Self {
            uid: community.uid.to_string(),
            name,
            platform,
            hashtag,
            address,
            day: on.and_then(|on| u8::try_from(on.num_days_from_monday()).ok()),
            time: time(at),
            zone,
            length: length.map(|length| length.0),
            rhythm: rhythm.token().to_owned(),
            anchor: day(anchor),
            kind,
            prepare,
            listed: !unlisted,
        }
    }
}

impl Community {
    /// Only what it is called: enough for whoever reads what was learnt there.
    #[must_use]
    pub fn by_name(self) -> Self {
        let Self { uid, name, hashtag, listed, .. } = self;
        let hashtag = if name.is_empty() { hashtag } else { String::new() };
        Self { uid, name, hashtag, listed, ..Self::default() }
    }
}

impl From<&domain::Person> for Person {
    fn from(person: &domain::Person) -> Self {
        let domain::PersonDraft { name, handle, profession, place, organisation } = person.draft.clone();
        Self { uid: person.uid.to_string(), name, handle, profession, place, organisation }
    }
}

impl From<&domain::Evidence> for Evidence {
    fn from(one: &domain::Evidence) -> Self {
        let domain::Evidence { id: _, uid, digest, name, media_type, bytes, caption, alt, captured, source_url, proves, entries: _ } =
            one.clone();
        Self {
            uid: uid.to_string(),
            sha256: digest.to_string(),
            name,
            media_type,
            bytes,
            caption,
            alt,
            captured: instant(captured),
            source_url,
            proves: proves.map(|proves| Proof::token(proves).to_owned()),
            file: None,
            content: None,
        }
    }
}

impl Need {
    /// A need with what it led to.
    pub fn of(need: &domain::Need, named: &dyn Named) -> Self {
        let domain::NeedDraft { kind, text, day: on, goal, entry } = need.draft.clone();
        Self {
            uid: need.uid.to_string(),
            kind: kind.token().to_owned(),
            text,
            date: on.to_string(),
            goal: goal.and_then(|id| named.goal(id)).map(|uid| uid.to_string()),
            entry: entry.and_then(|id| named.entry(id)).map(|uid| uid.to_string()),
        }
    }
}

impl From<&domain::Waymark> for Waymark {
    fn from(waymark: &domain::Waymark) -> Self {
        let domain::WaymarkDraft { kind, title, version, day: on, note } = waymark.draft.clone();
        Self { uid: waymark.uid.to_string(), kind: kind.token().to_owned(), title, version, date: on.to_string(), note }
    }
}

impl From<&domain::Impact> for Impact {
    fn from(impact: &domain::Impact) -> Self {
        let domain::ImpactDraft { title, reader, opening, closing, chosen, from, until } = impact.draft.clone();
        let entries = chosen.iter().map(ToString::to_string).collect();
        Self { uid: impact.uid.to_string(), title, reader, opening, closing, entries, from: day(from), to: day(until) }
    }
}

impl Walk {
    /// A walk with what was decided on it.
    pub fn of(walk: &domain::Walk, named: &dyn Named) -> Self {
        let domain::WalkDraft { title, registration, from, until, note, next_plan } = walk.draft.clone();
        let decided = walk.decided.iter().filter_map(|one| {
            let entry = named.entry(one.entry)?.to_string();
            Some(Decided { entry, decision: one.decision.token().to_owned(), at: instant(one.at) })
        });
        let fates = walk.fates.iter().filter_map(|one| {
            let domain::walk::GoalFate { goal, fate, outcome, next_title } = one.clone();
            Some(Fate { goal: named.goal(goal)?.to_string(), fate: fate.token().to_owned(), outcome, next_title })
        });
        Self {
            uid: walk.uid.to_string(),
            title,
            registration: registration.and_then(|id| named.registration(id)).map(|uid| uid.to_string()),
            from: from.to_string(),
            to: until.to_string(),
            note,
            next_plan,
            begun: instant(walk.begun),
            finished: walk.finished.map(instant),
            decided: decided.collect(),
            fates: fates.collect(),
        }
    }
}

impl From<&domain::SavedSearch> for SavedSearch {
    fn from(search: &domain::SavedSearch) -> Self {
        Self { uid: search.uid.to_string(), name: search.draft.name.clone(), query: search.draft.query.clone() }
    }
}
