//! From what was written by hand to drafts of the domain, with every name checked. Composes nothing.

use chrono::{DateTime, NaiveDate, Utc};

use super::days::{self, ZONE};
use super::rng::Rng;
use super::schema::{self, Written};
use super::{SampleEntry, SampleError, SampleGoal, SampleNeed};
use crate::catalogue::Catalogue;
use crate::domain::entry::TimeSpent;
use crate::domain::framework::Amount;
use crate::domain::{
    ActionDraft, Answer, CommunityDraft, EntryDraft, EntryState, Found, GoalDraft, GoalKind, GoalState, LookBackDraft, Minutes, NeedDraft,
    NeedKind, Profile, Prompt, Purpose, Reflection, ReviewDraft, Role, Template, Verb, goal,
};

/// The fictional person, with dates counted from today.
#[derive(Debug)]
pub(super) struct Person {
    pub(super) profile: Profile,
    pub(super) communities: Vec<CommunityDraft>,
    pub(super) goals: Vec<SampleGoal>,
    pub(super) needs: Vec<SampleNeed>,
    pub(super) community_keys: Vec<String>,
    pub(super) goal_keys: Vec<String>,
    pub(super) today: NaiveDate,
    /// The models of reflection that entries may be written in.
    pub(super) templates: Vec<Template>,
    /// Where it was read.
    pub(super) file: String,
}

impl Person {
    pub(super) fn new(from: &schema::Person, profession: &str, today: NaiveDate) -> Result<Self, SampleError> {
        let file = format!("sample/{profession}.toml");
        let schema::PersonProfile { name, profession, registrations, employer, handles } = &from.profile;
        let communities = from.community.iter().map(|community| CommunityDraft {
            name: community.name.clone(),
            platform: community.platform.clone(),
            hashtag: community.hashtag.clone(),
            address: community.url.clone(),
            day: community.weekday,
            time: community.time,
            zone: community.zone.clone(),
            length: community.length.map(Minutes),
            ..CommunityDraft::default()
        });
        let goal_keys: Vec<String> = from.goal.iter().map(|goal| goal.key.clone()).collect();
        Ok(Self {
            profile: Profile {
                name: name.clone(),
                profession: profession.clone(),
                registrations: registrations.clone(),
                employer: employer.clone(),
                handles: handles.join("\n"),
            },
            communities: communities.collect(),
            goals: from.goal.iter().map(|given| goal_of(given, &goal_keys, today, &file)).collect::<Result<_, _>>()?,
            needs: from.need.iter().map(|given| need_of(given, &goal_keys, today, &file)).collect::<Result<_, _>>()?,
            community_keys: from.community.iter().map(|community| community.key.clone()).collect(),
            goal_keys,
            today,
            templates: Catalogue::bundled().templates,
            file,
        })
    }

    /// All entries that were written by hand, oldest first.
    pub(super) fn entries(&self, from: &[Written], seed: u64) -> Result<Vec<SampleEntry>, SampleError> {
        let mut entries: Vec<SampleEntry> =
            from.iter().zip(0..).map(|(written, stream)| self.entry(written, &mut Rng::new(seed, stream))).collect::<Result<_, _>>()?;
        entries.sort_by_key(|entry| (entry.draft.date, entry.draft.time));
        Ok(entries)
    }

    fn entry(&self, from: &Written, rng: &mut Rng) -> Result<SampleEntry, SampleError> {
        let wrong = |what: &str| SampleError::data(&self.file, format!("{what} in the entry “{}”", from.title));
        let date = days::back_to(days::before(self.today, from.ago.max(1)), from.on);
        let community = match &from.community {
            Some(key) => Some(place(&self.community_keys, key).ok_or_else(|| wrong("an unknown community"))?),
            None => None,
        };
        let minutes = TimeSpent {
            preparing: Minutes(from.minutes.preparing),
            taking_part: Minutes(from.minutes.taking_part),
            reading: Minutes(from.minutes.reading),
            reflecting: Minutes(from.minutes.reflecting),
            interactive: Minutes(from.minutes.interactive),
        };
        let state = match (from.state.as_str(), from.submitted) {
            ("draft", None) => EntryState::Draft,
            ("ready", None) => EntryState::Ready,
            ("submitted", Some(ago)) => EntryState::Submitted { on: days::before(self.today, ago.max(0)) },
            _ => return Err(wrong("an unknown state")),
        };
        let written = self.written(date, from, minutes, rng);
        let created = match from.planned {
            Some(ahead) => days::instant(days::before(date, ahead), days::clock(12, rng.between(31, 59))),
            None => written,
        };
        let goals = from.goals.iter().map(|key| {
            let at = place(&self.goal_keys, key).ok_or_else(|| wrong("an unknown goal"))?;
            Ok::<_, SampleError>((at, self.goals.get(at).map_or(created, |goal| goal.created.max(created))))
        });
        Ok(SampleEntry {
            community,
            goals: goals.collect::<Result<_, SampleError>>()?,
            state,
            created,
            changed: written.max(created),
            actions: from.action.iter().map(|action| self.action(action, date)).collect(),
            look_backs: from
                .look_back
                .iter()
                .map(|look| self.look_back(look, date))
                .collect::<Option<_>>()
                .ok_or_else(|| wrong("an unknown finding"))?,
            draft: EntryDraft {
                title: from.title.trim().to_owned(),
                kind: from.kind.clone(),
                time: from.time,
                zone: if from.time.is_some() { ZONE.to_owned() } else { String::new() },
                minutes,
                how: from.how.trim().to_owned(),
                platform: from.platform.clone(),
                url: from.url.clone(),
                hashtag: from.hashtag.clone(),
                learnt: from.learnt.trim().to_owned(),
                changed: from.changed.trim().to_owned(),
                benefit: from.benefit.trim().to_owned(),
                reflection: reflection(from, &self.templates).ok_or_else(|| wrong("an unknown template or prompt"))?,
                private_note: from.private.trim().to_owned(),
                tags: from.tags.clone(),
                standards: from.standards.clone(),
                amounts: from.hundredths.iter().map(|(code, hundredths)| (code.clone(), Amount::of_hundredths(*hundredths))).collect(),
                people: from.people.clone(),
                used: from
                    .used
                    .iter()
                    .map(|token| Verb::from_token(token))
                    .collect::<Option<_>>()
                    .ok_or_else(|| wrong("an unknown verb"))?,
                role: match &from.role {
                    Some(token) => Some(Role::from_token(token).ok_or_else(|| wrong("an unknown role"))?),
                    None => None,
                },
                ..EntryDraft::on(date)
            },
        })
    }

    /// When it was written down: directly afterwards, or in the evening of a later day.
    fn written(&self, date: NaiveDate, from: &Written, minutes: TimeSpent, rng: &mut Rng) -> DateTime<Utc> {
        let evening = days::clock(rng.between(19, 21), rng.between(0, 59));
        let instant = match (from.written_after, from.time) {
            (0, Some(time)) => days::later(days::instant(date, time), minutes.total().0.saturating_add(rng.between(2, 14))),
            (after, _) => days::instant(days::before(date, -after), evening),
        };
        instant.min(days::last_minute(self.today))
    }

    fn action(&self, from: &schema::WrittenAction, date: NaiveDate) -> ActionDraft {
        ActionDraft {
            what: from.what.clone(),
            due: from.by.map(|after| days::before(date, -after)),
            shared_with: from.share_with.clone(),
            done: from.done.map(|after| days::before(date, -after).min(self.today)),
            effect: from.effect.clone(),
            effect_service: from.effect_service.clone(),
            effect_people: from.effect_people.clone(),
            shared_on: from.shared.map(|after| days::before(date, -after).min(self.today)),
        }
    }

    fn look_back(&self, from: &schema::WrittenLookBack, date: NaiveDate) -> Option<LookBackDraft> {
        let day = days::before(date, -from.after).min(self.today);
        Some(LookBackDraft { month: from.month, day, found: Found::from_token(&from.found)?, text: from.text.clone(), until: None })
    }
}

/// The latest `n` in their order; few of them unfinished, so that a small sample is not an inbox only.
pub(super) fn latest(entries: Vec<SampleEntry>, n: usize) -> Vec<SampleEntry> {
    let (mut drafts, mut left) = (n / 6, n);
    let mut kept: Vec<SampleEntry> = Vec::with_capacity(entries.len().min(n));
    for entry in entries.into_iter().rev() {
        let budget = if entry.state == EntryState::Draft { &mut drafts } else { &mut left };
        if kept.len() < n && *budget > 0 {
            *budget -= 1;
            kept.push(entry);
        }
    }
    kept.reverse();
    kept
}

fn goal_of(from: &schema::PersonGoal, keys: &[String], today: NaiveDate, file: &str) -> Result<SampleGoal, SampleError> {
    let wrong = |what: &str| SampleError::data(file, format!("an unknown {what} of the goal “{}”", from.title));
    let set = days::before(today, from.set);
    let created = days::instant(set, days::clock(16, 40));
    let carried_from = match &from.carried_from {
        Some(key) => Some(place(keys, key).ok_or_else(|| wrong("earlier goal"))?),
        None => None,
    };
    let review = |review: &schema::PersonReview| ReviewDraft { day: days::before(today, review.ago), note: review.note.trim().to_owned() };
    Ok(SampleGoal {
        carried_from,
        reviews: from.review.iter().map(review).collect(),
        created,
        changed: from.closed.map_or(created, |ago| days::instant(days::before(today, ago), days::clock(17, 5))),
        draft: GoalDraft {
            title: from.title.clone(),
            why: from.why.trim().to_owned(),
            measure: from.measure.trim().to_owned(),
            due: Some(days::before(today, from.due)),
            support: from.support.trim().to_owned(),
            barriers: from.barriers.trim().to_owned(),
            purpose: Purpose::from_token(&from.purpose).ok_or_else(|| wrong("purpose"))?,
            kind: GoalKind::from_token(&from.kind).ok_or_else(|| wrong("kind"))?,
            state: GoalState::from_token(&from.state).ok_or_else(|| wrong("state"))?,
            outcome: from.outcome.trim().to_owned(),
            how: from.how.trim().to_owned(),
            plan: goal::plan_of(set),
        },
    })
}

fn need_of(from: &schema::PersonNeed, goals: &[String], today: NaiveDate, file: &str) -> Result<SampleNeed, SampleError> {
    let wrong = |what: &str| SampleError::data(file, format!("an unknown {what} of the need “{}”", from.text));
    let goal = match &from.goal {
        Some(key) => Some(place(goals, key).ok_or_else(|| wrong("goal"))?),
        None => None,
    };
    Ok(SampleNeed {
        draft: NeedDraft {
            kind: NeedKind::from_token(&from.kind).ok_or_else(|| wrong("kind"))?,
            text: from.text.trim().to_owned(),
            day: days::before(today, from.ago),
            goal: None,
            entry: None,
        },
        goal,
        entry: from.entry.clone(),
    })
}

/// The answers in the order of the template's prompts; `None` when one is to a prompt that there is not.
fn reflection(from: &Written, templates: &[Template]) -> Option<Reflection> {
    let template = if from.template.is_empty() { None } else { Some(templates.iter().find(|known| known.id == from.template)?) };
    let prompts = template.map(|template| template.prompts.as_slice()).unwrap_or_default();
    let answers: Vec<Answer> =
        prompts.iter().filter_map(|prompt| Some(answer(&from.template, prompt, from.answers.get(&prompt.id)?.trim()))).collect();
    (answers.len() == from.answers.len()).then(|| Reflection { template: from.template.clone(), answers })
}

/// An answer to one prompt.
pub(super) fn answer(template: &str, prompt: &Prompt, text: &str) -> Answer {
    Answer { template: template.to_owned(), prompt: prompt.id.clone(), label: prompt.label.clone(), text: text.to_owned(), home: None }
}

fn place(keys: &[String], key: &str) -> Option<usize> {
    keys.iter().position(|known| known == key)
}
