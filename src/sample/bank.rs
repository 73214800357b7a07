//! Composes entries beyond those written by hand, each from its own stream of chance. Never two alike.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use super::bank_schema::{Phrases, Piece, Topic, Way};
use super::days::{self, ZONE};
use super::rng::Rng;
use super::schema::{PersonCommunity, Source};
use super::slots::{Filler, joined};
use super::{SampleEntry, written};
use crate::domain::entry::TimeSpent;
use crate::domain::{ActionDraft, EntryDraft, EntryState, Minutes, Reflection, Role, Template, Verb};

/// How many composed entries fall on a day on average, once there are enough to fill more than three years.
const ENTRIES_A_DAY: i64 = 4;
/// The days that composed entries are spread over, at least and at most.
const LEAST_DAYS: i64 = 1_086;
const MOST_DAYS: i64 = 5_475;
/// The fewest words of a composed entry.
const LEAST_WORDS: usize = 40;
/// Streams of chance of the hand-written entries come before this one.
const FIRST_STREAM: u64 = 1 << 32;

/// Subjects, sentences, and who tells them.
#[derive(Debug)]
pub(super) struct Bank {
    seed: u64,
    today: NaiveDate,
    topics: Vec<Topic>,
    phrases: Phrases,
    communities: Vec<PersonCommunity>,
    templates: Vec<Template>,
    goals: Vec<Window>,
}

/// When a goal was worked on.
#[derive(Debug)]
struct Window {
    key: String,
    from: NaiveDate,
    until: NaiveDate,
}

/// A composed entry before its words: what decides the order.
#[derive(Debug)]
pub(super) struct Planned {
    date: NaiveDate,
    stream: u64,
    way: usize,
    kind: String,
    community: Option<usize>,
}

impl Bank {
    pub(super) fn new(source: Source, person: &written::Person, seed: u64) -> Self {
        let today = person.today;
        let goals = source.person.goal.into_iter().map(|goal| Window {
            key: goal.key,
            from: days::before(today, goal.set),
            until: days::before(today, goal.closed.unwrap_or(0)),
        });
        Self {
            seed,
            today,
            topics: source.topics,
            phrases: source.phrases,
            communities: source.person.community,
            templates: person.templates.clone(),
            goals: goals.collect(),
        }
    }

    /// Plans `count` entries, oldest first; no chat twice on one evening, nor one that is in `written`.
    pub(super) fn plan(&self, count: usize, written: &[SampleEntry]) -> Vec<Planned> {
        let mut held: HashSet<(NaiveDate, usize)> = written.iter().filter_map(|entry| Some((entry.draft.date, entry.community?))).collect();
        let spread = (i64::try_from(count).unwrap_or(i64::MAX) / ENTRIES_A_DAY).clamp(LEAST_DAYS, MOST_DAYS);
        let spread = u32::try_from(spread).unwrap_or(u32::MAX);
        let mut plan: Vec<Planned> = (0..count).zip(FIRST_STREAM..).map(|(_, stream)| self.planned(stream, spread, &mut held)).collect();
        plan.sort_by_key(|planned| (planned.date, planned.stream));
        plan
    }

    fn planned(&self, stream: u64, spread: u32, held: &mut HashSet<(NaiveDate, usize)>) -> Planned {
        let mut rng = Rng::new(self.seed, stream);
        let way = self.way(&mut rng);
        let kind = self.phrases.way.get(way).map_or("", |way| rng.say(&way.kinds)).to_owned();
        let mut date = days::before(self.today, i64::from(rng.between(1, spread)));
        let places: Vec<usize> = (0..).zip(&self.communities).filter(|(_, community)| community.kind == kind).map(|(at, _)| at).collect();
        let mut community = None;
        for _ in 0..4 {
            let Some(at) = rng.pick(&places).copied() else { break };
            let slot = self.communities.get(at).and_then(|community| community.weekday);
            let day = days::back_to(date, slot);
            if slot.is_none() || held.insert((day, at)) {
                (date, community) = (day, Some(at));
                break;
            }
            date = days::before(self.today, i64::from(rng.between(1, spread)));
        }
        Planned { date, stream, way, kind, community }
    }

    /// One of the ways, by their shares.
    fn way(&self, rng: &mut Rng) -> usize {
        let mut left = rng.below(self.phrases.way.iter().map(|way| way.share).sum());
        for (at, way) in self.phrases.way.iter().enumerate() {
            if left < way.share {
                return at;
            }
            left -= way.share;
        }
        0
    }

    /// Writes the planned entries, in their order.
    pub(super) fn compose<'a>(&'a self, plan: &'a [Planned]) -> impl Iterator<Item = SampleEntry> + 'a {
        let mut seen = HashSet::with_capacity(plan.len());
        plan.iter().filter_map(move |planned| {
            let way = self.phrases.way.get(planned.way)?;
            let mut attempts = (0..8).filter_map(|attempt| self.entry(planned, way, attempt));
            let first = attempts.next()?;
            if seen.insert(fingerprint(&first.draft)) {
                return Some(first);
            }
            Some(attempts.find(|entry| seen.insert(fingerprint(&entry.draft))).unwrap_or(first))
        })
    }

    fn entry(&self, planned: &Planned, way: &Way, attempt: u64) -> Option<SampleEntry> {
        let mut rng = Rng::new(self.seed ^ 0x5EED, planned.stream ^ (attempt << 48));
        let topic = rng.pick(&self.topics)?;
        let mut filler = Filler::new(rng, &self.phrases, topic);
        let community = planned.community.and_then(|at| self.communities.get(at));
        let date = planned.date;
        let mut draft = EntryDraft { kind: planned.kind.clone(), ..EntryDraft::on(date) };
        let tail = filler.one_of(&self.phrases.title_tails);
        draft.title = filler.one_of(&way.titles) + &tail;
        self.circumstances(&mut draft, planned, way, community, &mut filler);
        let spare_will = words(&mut draft, (&self.phrases, &self.templates), topic, way, &mut filler);

        let written = self.written(&draft, &mut filler.rng);
        let goal = topic.goal.as_ref().and_then(|key| self.goals.iter().position(|goal| goal.key == *key));
        let goal = goal.filter(|at| self.goals.get(*at).is_some_and(|goal| goal.from <= date && date <= goal.until));
        let ahead = i64::from(filler.rng.between(2, 9));
        let planned_ahead = goal.is_some() && filler.rng.chance(self.phrases.planned_ahead);
        let created = if planned_ahead { days::instant(days::before(date, ahead), days::clock(13, 2)) } else { written };
        let state = self.state(date, &mut filler.rng);
        let actions = if filler.rng.chance(15) { vec![self.action(&spare_will, date, &mut filler)] } else { Vec::new() };
        Some(SampleEntry {
            draft,
            community: planned.community,
            goals: goal.map(|goal| (goal, created)).into_iter().collect(),
            state,
            created,
            changed: written.max(created),
            actions,
            look_backs: Vec::new(),
        })
    }

    /// Where, when, how long and with whom.
    fn circumstances(
        &self,
        draft: &mut EntryDraft,
        planned: &Planned,
        way: &Way,
        community: Option<&PersonCommunity>,
        filler: &mut Filler<'_>,
    ) {
        let minutes = |filler: &mut Filler<'_>, [least, most]: [u32; 2]| filler.rng.between(least / 5, most / 5) * 5;
        let taking_part = community.and_then(|community| community.length).unwrap_or_else(|| minutes(filler, way.taking_part));
        let interactive = if way.hows.is_empty() { 0 } else { minutes(filler, way.interactive).min(taking_part) };
        draft.minutes = TimeSpent {
            preparing: Minutes(if filler.rng.chance(30) { minutes(filler, [5, 20]) } else { 0 }),
            taking_part: Minutes(taking_part),
            reading: Minutes(minutes(filler, way.reading)),
            reflecting: Minutes(minutes(filler, [5, 30])),
            interactive: Minutes(interactive),
        };
        if interactive > 0 {
            draft.how = filler.one_of(&way.hows);
            draft.used = way.used.iter().filter_map(|token| Verb::from_token(token)).collect();
            draft.people = (0..filler.rng.below(3)).map(|_| filler.rng.say(&self.phrases.people).to_owned()).collect();
            draft.people.dedup();
        }
        draft.role = Some(if interactive > 0 { Role::Contributor } else { Role::Listener });
        draft.time = match community.and_then(|community| community.time) {
            Some(time) => Some(time),
            None => filler.rng.chance(70).then(|| time_of_day(&mut filler.rng)),
        };
        draft.zone = if draft.time.is_some() { ZONE.to_owned() } else { String::new() };
        draft.platform = match (community, self.phrases.platforms.get(&planned.kind)) {
            (Some(community), _) => community.platform.clone(),
            (None, Some(platforms)) => filler.rng.say(platforms).to_owned(),
            (None, None) => String::new(),
        };
        draft.hashtag = community.map(|community| community.hashtag.clone()).unwrap_or_default();
        let subject: String =
            filler.fill("{topic}").chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
        draft.url = format!("https://example.org/{}/{subject}-{}", planned.kind, planned.stream - FIRST_STREAM + 1);
    }

    /// When it was written down, within a few days of the activity.
    fn written(&self, draft: &EntryDraft, rng: &mut Rng) -> DateTime<Utc> {
        let (after, hour, minute) = (rng.below(4), rng.between(19, 21), rng.below(60));
        let instant = match (after, draft.time) {
            (0, Some(time)) => days::later(days::instant(draft.date, time), draft.minutes.total().0 + rng.between(2, 20)),
            _ => days::instant(days::before(draft.date, -i64::from(after)), days::clock(hour, minute)),
        };
        instant.min(days::last_minute(self.today))
    }

    fn state(&self, date: NaiveDate, rng: &mut Rng) -> EntryState {
        let ago = self.today.signed_duration_since(date).num_days();
        if ago <= 14 && rng.chance(25) {
            EntryState::Draft
        } else if ago > 300 && rng.chance(6) {
            EntryState::Submitted { on: days::before(date, -i64::from(rng.between(60, 280))) }
        } else {
            EntryState::Ready
        }
    }

    fn action(&self, what: &str, date: NaiveDate, filler: &mut Filler<'_>) -> ActionDraft {
        let due = days::before(date, -i64::from(filler.rng.between(7, 70)));
        let done = days::before(due, i64::from(filler.rng.below(7)));
        let done = (done < self.today && filler.rng.chance(75)).then_some(done);
        ActionDraft {
            what: what.trim_end_matches('.').to_owned(),
            due: Some(due),
            shared_with: filler.maybe(40, &self.phrases.share_with),
            effect: if done.is_some() { filler.one_of(&self.phrases.effects) } else { String::new() },
            done,
            ..ActionDraft::default()
        }
    }
}

/// Writes the texts. Returns something to do that is not in them.
fn words(
    draft: &mut EntryDraft,
    (phrases, templates): (&Phrases, &[Template]),
    topic: &Topic,
    way: &Way,
    filler: &mut Filler<'_>,
) -> String {
    let mut deal = |list: &[String]| {
        let order: Vec<String> = filler.rng.shuffled(list).into_iter().map(str::to_owned).collect();
        let mut order = order.into_iter().map(|text| filler.fill(&text)).collect::<Vec<_>>().into_iter();
        move || order.next().unwrap_or_default()
    };
    let (mut learnt, mut matters, mut will, mut changed) =
        (deal(&topic.learnt), deal(&topic.matters), deal(&topic.will), deal(&topic.changed));
    let opening = filler.one_of(&way.openings);
    let context = filler.one_of(&phrases.context);
    let closer = filler.one_of(&phrases.closers);
    let (template, texts): (&str, Vec<String>) = match filler.rng.below(100) {
        0..22 => {
            let (second, before) =
                (if filler.rng.chance(50) { learnt() } else { String::new() }, if filler.rng.chance(60) { &*context } else { "" });
            ("three-lines", vec![joined(&[&opening, &learnt(), &second]), joined(&[before, &matters()]), joined(&[&will(), &closer])])
        }
        22..52 => {
            let check = filler.maybe(50, &phrases.check);
            (
                "driscoll",
                vec![joined(&[&opening, &context, &learnt()]), joined(&[&matters(), &learnt(), &check]), joined(&[&will(), &closer])],
            )
        }
        52..68 => {
            let feelings = filler.one_of(&phrases.feelings);
            let evaluation = joined(&[&filler.one_of(&phrases.good), &filler.one_of(&phrases.less_good)]);
            let analysis = joined(&[&matters(), &learnt(), &filler.one_of(&phrases.check)]);
            let conclusion = joined(&[&learnt(), &matters()]);
            ("gibbs", vec![joined(&[&opening, &context]), feelings, evaluation, analysis, conclusion, joined(&[&will(), &closer])])
        }
        68..80 => {
            let mut made = |piece: Piece| match piece {
                Piece::Opening => opening.clone(),
                Piece::Context => context.clone(),
                Piece::Learnt => learnt(),
                Piece::Matters => matters(),
                Piece::Will => will(),
                Piece::Changed => changed(),
                Piece::Check => filler.one_of(&phrases.check),
                Piece::Tried => filler.one_of(&phrases.tried),
                Piece::Effect => filler.maybe(50, &phrases.effects),
                Piece::Closer => closer.clone(),
                Piece::Benefit => filler.fill(&topic.benefit),
            };
            let answers = phrases.form.answers.iter().map(|pieces| {
                let pieces: Vec<String> = pieces.iter().map(|piece| made(*piece)).collect();
                joined(&pieces.iter().map(String::as_str).collect::<Vec<_>>())
            });
            (&phrases.form.template, answers.collect())
        }
        80..87 => {
            let list = format!("{}\n\n- {}\n- {}\n- {}", joined(&[&opening, &context]), learnt(), learnt(), will());
            ("free", vec![list])
        }
        _ => ("free", vec![joined(&[&opening, &context, &learnt(), &matters(), &will(), &closer])]),
    };
    let prompts = templates.iter().find(|known| known.id == template).map(|known| known.prompts.as_slice()).unwrap_or_default();
    let answers = prompts.iter().zip(&texts).map(|(prompt, text)| written::answer(template, prompt, text)).collect();
    draft.reflection = Reflection { template: template.to_owned(), answers };
    let told = template == phrases.form.template && phrases.form.answers.iter().flatten().any(|piece| *piece == Piece::Benefit);
    if filler.rng.chance(65) {
        draft.learnt = learnt();
    }
    if filler.rng.chance(60) {
        draft.changed = joined(&[&changed(), &filler.maybe(40, &phrases.tried), &filler.maybe(30, &phrases.shared)]);
    }
    if !told && filler.rng.chance(50) {
        draft.benefit = filler.fill(&topic.benefit);
    }
    if filler.rng.chance(4) {
        draft.private_note = filler.one_of(&phrases.private);
    }
    draft.tags.clone_from(&topic.tags);
    if word_count(draft) < LEAST_WORDS {
        draft.changed = joined(&[&draft.changed, &filler.one_of(&phrases.tried), &filler.one_of(&phrases.effects)]);
    }
    if word_count(draft) < LEAST_WORDS {
        draft.learnt = joined(&[&draft.learnt, &filler.one_of(&phrases.check)]);
    }
    will()
}

/// A time in the week of somebody who works: early, at lunch, or in the evening.
fn time_of_day(rng: &mut Rng) -> NaiveTime {
    let hour = rng.pick(&[7, 12, 13, 17, 18, 19, 20, 21]).copied().unwrap_or(20);
    days::clock(hour, rng.below(12) * 5)
}

fn texts(draft: &EntryDraft) -> impl Iterator<Item = &str> {
    let answers = draft.reflection.answers.iter().map(|answer| answer.text.as_str());
    answers.chain([draft.learnt.as_str(), &draft.changed, &draft.benefit])
}

fn word_count(draft: &EntryDraft) -> usize {
    texts(draft).map(|text| text.split_whitespace().count()).sum()
}

/// Two drafts of the same words have the same.
fn fingerprint(draft: &EntryDraft) -> u64 {
    let mut hasher = DefaultHasher::new();
    texts(draft).for_each(|text| text.hash(&mut hasher));
    hasher.finish()
}
