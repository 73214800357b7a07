//! A fictional journal to look round in and to measure with. A pure room: it is told which day it is, reads the data under
//! `assets/sample/`, and hands back drafts; it knows no store, no files and no clock.
//!
//! The first entries, sixty of the default, were written by hand. Beyond them entries are composed from a bank of subjects and sentences,
//! each one from its own stream of chance, so that the same arguments always give the same content.

mod bank;
mod bank_schema;
mod days;
mod records;
mod rng;
mod schema;
mod slots;
mod written;

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::record::Apart;
use crate::domain::{
    ActionDraft, CommunityDraft, EntryDraft, EntryState, GoalDraft, LookBackDraft, NeedDraft, PersonDraft, Profile, RecordDraft,
    RegistrationDraft, ReviewDraft,
};

/// How many entries a sample has when nobody says.
pub const DEFAULT_ENTRIES: usize = 60;

/// The profession whose sample is made when nobody says.
pub const DEFAULT_PROFESSION: &str = "physiotherapist";

/// A whole fictional journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleJournal {
    pub profile: Profile,
    pub communities: Vec<CommunityDraft>,
    pub goals: Vec<SampleGoal>,
    pub needs: Vec<SampleNeed>,
    pub registrations: Vec<RegistrationDraft>,
    pub records: Vec<SampleRecord>,
    /// People whom entries name, as far as it is known what they do and where.
    pub people: Vec<PersonDraft>,
    /// Oldest first.
    pub entries: Vec<SampleEntry>,
}

/// A goal of the fictional development plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleGoal {
    pub draft: GoalDraft,
    /// The goal of an earlier plan that it goes on from, which comes before it in the list.
    pub carried_from: Option<usize>,
    pub reviews: Vec<ReviewDraft>,
    pub created: DateTime<Utc>,
    pub changed: DateTime<Utc>,
}

/// Where a goal came from, or may come from. `draft.goal` and `draft.entry` are empty, since ids belong to a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleNeed {
    pub draft: NeedDraft,
    /// The goal that it grew into, by its place in the list.
    pub goal: Option<usize>,
    /// The title of the entry that it was noticed in.
    pub entry: Option<String>,
}

/// A record beside learning. `draft.refers` is empty, since ids belong to a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleRecord {
    pub draft: RecordDraft,
    /// Titles of the entries that it refers to; a small sample may not have them all.
    pub entries: Vec<String>,
    /// The records before it in the list that it refers to.
    pub records: Vec<usize>,
    /// Details of a fictional somebody else, which are kept apart.
    pub apart: Apart,
    pub created: DateTime<Utc>,
}

/// An entry. `draft.community` and `draft.goals` are empty, since ids belong to a store: [`Self::community`] and
/// [`Self::goals`] count into the lists of the journal instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleEntry {
    pub draft: EntryDraft,
    pub community: Option<usize>,
    /// Each goal with the instant when it was linked; before the activity for planned learning.
    pub goals: Vec<(usize, DateTime<Utc>)>,
    pub state: EntryState,
    pub created: DateTime<Utc>,
    pub changed: DateTime<Utc>,
    pub actions: Vec<ActionDraft>,
    pub look_backs: Vec<LookBackDraft>,
}

/// Why no sample could be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SampleError {
    #[error("there is no sample journal of the profession “{asked}”; there is one of: {}", .known.join(", "))]
    UnknownProfession { asked: String, known: Vec<String> },
    #[error("{what}, in {file}")]
    Data { what: String, file: String },
}

impl SampleError {
    fn data(file: &str, what: impl Into<String>) -> Self {
        Self::Data { what: what.into(), file: file.to_owned() }
    }
}

/// The professions that a sample can be made of, sorted.
pub fn professions() -> Vec<String> {
    schema::professions()
}

/// A fictional journal of `n` entries that ends the day before `today`.
///
/// # Errors
/// The profession is not known, or its data files are not as they should be.
pub fn journal(n: usize, seed: u64, profession: &str, today: NaiveDate) -> Result<SampleJournal, SampleError> {
    let sample = Sample::new(n, seed, profession, today)?;
    let entries = sample.entries().collect();
    let Sample { profile, communities, goals, needs, registrations, records, people, .. } = sample;
    Ok(SampleJournal { profile, communities, goals, needs, registrations, records, people, entries })
}

/// The same as [`journal`] with the entries made one at a time, for journals that need not be in memory whole.
#[derive(Debug)]
pub struct Sample {
    pub profile: Profile,
    pub communities: Vec<CommunityDraft>,
    pub goals: Vec<SampleGoal>,
    pub needs: Vec<SampleNeed>,
    pub registrations: Vec<RegistrationDraft>,
    pub records: Vec<SampleRecord>,
    /// People whom entries name, as far as it is known what they do and where.
    pub people: Vec<PersonDraft>,
    /// What was written by hand, as far as it is wanted, oldest first.
    written: Vec<SampleEntry>,
    bank: bank::Bank,
    /// What is composed, oldest first.
    plan: Vec<bank::Planned>,
}

impl Sample {
    /// Prepares a sample of `n` entries.
    ///
    /// # Errors
    /// As [`journal`].
    pub fn new(n: usize, seed: u64, profession: &str, today: NaiveDate) -> Result<Self, SampleError> {
        let known = professions();
        if !known.iter().any(|name| name == profession) {
            return Err(SampleError::UnknownProfession { asked: profession.to_owned(), known });
        }
        let source = schema::read(profession)?;
        let person = written::Person::new(&source.person, profession, today)?;
        let registrations = source.person.registration.iter().map(|given| records::registration(given, today)).collect();
        let titles: Vec<&str> = source.entries.iter().map(|entry| entry.title.trim()).collect();
        let people = source.person.colleague.iter().map(colleague).collect();
        let records = records::records(&source.person.record, &titles, today, &person.file)?;
        let written = written::latest(person.entries(&source.entries, seed)?, n);
        let bank = bank::Bank::new(source, &person, seed);
        let plan = bank.plan(n - written.len(), &written);
        let written::Person { profile, communities, goals, needs, .. } = person;
        Ok(Self { profile, communities, goals, needs, registrations, records, people, written, bank, plan })
    }

    /// The entries, oldest first.
    pub fn entries(&self) -> impl Iterator<Item = SampleEntry> + '_ {
        let mut written = self.written.iter().cloned().peekable();
        let mut composed = self.bank.compose(&self.plan).peekable();
        std::iter::from_fn(move || match (written.peek(), composed.peek()) {
            (Some(by_hand), Some(other)) if by_hand.draft.date > other.draft.date => composed.next(),
            (None, _) => composed.next(),
            _ => written.next(),
        })
    }
}

fn colleague(given: &schema::Colleague) -> PersonDraft {
    let schema::Colleague { handle, profession, place } = given;
    PersonDraft { handle: handle.clone(), profession: profession.clone(), place: place.clone(), ..PersonDraft::default() }
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use super::*;
    use crate::domain::{GoalState, entry::KIND_UNSAID};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect(text)
    }

    fn make_of(profession: &str, n: usize) -> SampleJournal {
        journal(n, 1, profession, day("2026-11-22")).expect(profession)
    }

    fn make(n: usize) -> SampleJournal {
        make_of(DEFAULT_PROFESSION, n)
    }

    /// How many entries were written by hand.
    fn by_hand(profession: &str) -> usize {
        schema::read(profession).expect(profession).entries.len()
    }

    /// Everything in an entry that its writer wrote, in pieces.
    fn texts(entry: &SampleEntry) -> Vec<&str> {
        let draft = &entry.draft;
        let mut texts = vec![draft.learnt.as_str(), &draft.changed, &draft.benefit, &draft.how, &draft.private_note];
        texts.extend(draft.reflection.answers.iter().map(|answer| answer.text.as_str()));
        texts.extend(
            entry.actions.iter().flat_map(|action| [action.what.as_str(), &action.effect, &action.effect_service, &action.effect_people]),
        );
        texts.extend(entry.look_backs.iter().map(|look| look.text.as_str()));
        texts.retain(|text| !text.is_empty());
        texts
    }

    fn words(entry: &SampleEntry) -> usize {
        let draft = &entry.draft;
        let answers = draft.reflection.answers.iter().map(|answer| answer.text.as_str());
        answers.chain([draft.learnt.as_str(), &draft.changed, &draft.benefit]).map(|text| text.split_whitespace().count()).sum()
    }

    fn sentences(text: &str) -> impl Iterator<Item = String> + '_ {
        text.split(['.', '!', '?', '\n', '|'])
            .map(|sentence| sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>())
            .filter(|words| words.len() > 2)
            .map(|words| words.join(" ").to_lowercase())
    }

    /// What holds for every sample.
    fn check(sample: &SampleJournal, n: usize, today: NaiveDate) {
        assert_eq!(sample.entries.len(), n);
        assert!(sample.entries.is_sorted_by_key(|entry| entry.draft.date), "oldest first");
        for entry in &sample.entries {
            let draft = &entry.draft;
            let title = &draft.title;
            assert_eq!(draft.clone().tidied().as_ref(), Ok(draft), "as it would be stored");
            assert!(draft.minutes.interactive <= draft.minutes.total(), "{title}");
            assert!(draft.minutes.interactive.0 == 0 || !draft.how.is_empty(), "{title}");
            assert!(draft.date < today && entry.created <= entry.changed, "{title}");
            assert!(entry.changed < today.and_time(chrono::NaiveTime::MIN).and_utc(), "{title}");
            assert!(entry.community.is_none_or(|at| at < sample.communities.len()), "{title}");
            assert!(entry.goals.iter().all(|(at, _)| *at < sample.goals.len()), "{title}");
            for action in &entry.actions {
                assert!(action.done.is_none_or(|done| done >= draft.date && done <= today), "{title}");
                assert!(action.effect.is_empty() || action.done.is_some(), "{title}");
                assert!(action.shared_on.is_none_or(|day| day >= draft.date && day <= today), "{title}");
            }
            for look in &entry.look_backs {
                assert!(look.day > draft.date && look.day <= today && look.found.is_said(), "{title}");
            }
            if let EntryState::Submitted { on } = entry.state {
                assert!(on > draft.date && on <= today, "{title}");
            }
            assert!(!texts(entry).iter().any(|text| text.contains(['{', '}'])) && !title.contains('{'), "an unfilled slot: {title}");
            if let Some(slot) = entry.community.and_then(|at| sample.communities.get(at)).and_then(|community| community.day) {
                assert_eq!(chrono::Datelike::weekday(&draft.date), slot, "{title}");
            }
        }
    }

    #[test]
    fn every_size() {
        for profession in professions() {
            let written = by_hand(&profession);
            for n in [0, 1, 5, written - 1, written, written + 1, 60, 2_000] {
                check(&make_of(&profession, n), n, day("2026-11-22"));
            }
            for today in ["2024-02-29", "2026-03-30", "2026-11-24", "2031-10-27"].map(day) {
                check(&journal(200, 9, &profession, today).expect("a sample"), 200, today);
            }
        }
    }

    #[test]
    fn the_same_for_the_same_arguments() {
        for profession in professions() {
            let first = make_of(&profession, 300);
            assert_eq!(first, make_of(&profession, 300));
            let other = journal(300, 2, &profession, day("2026-11-22")).expect("a sample");
            assert_ne!(first.entries, other.entries);
            let sample = Sample::new(300, 1, &profession, day("2026-11-22")).expect("a sample");
            assert_eq!(sample.entries().collect::<Vec<_>>(), first.entries);
        }
    }

    #[test]
    fn no_two_alike_among_those_written_by_hand() {
        for profession in professions() {
            let sample = make_of(&profession, by_hand(&profession));
            let mut titles = HashSet::new();
            let mut said: HashMap<String, &str> = HashMap::new();
            for entry in &sample.entries {
                let title = entry.draft.title.as_str();
                assert!(titles.insert(title), "{title}");
                for sentence in texts(entry).into_iter().flat_map(sentences).chain([title.to_lowercase()]) {
                    let before = said.insert(sentence.clone(), title);
                    assert_eq!(before, None, "“{sentence}” again in {title}");
                }
            }
        }
    }

    #[test]
    fn the_sixty_cover_what_there_is() {
        let sample = make(60);
        let used: HashSet<&str> = sample.entries.iter().map(|entry| entry.draft.kind.as_str()).collect();
        let kinds: Vec<String> = crate::embedded::list("kinds")
            .iter()
            .filter_map(|path| Some(path.strip_prefix("kinds/")?.strip_suffix(".toml")?.to_owned()))
            .collect();
        assert!(!kinds.is_empty() && kinds.iter().all(|kind| used.contains(kind.as_str())), "{kinds:?}");
        assert!(used.contains(KIND_UNSAID));
        let templates: HashSet<&str> = sample.entries.iter().map(|entry| entry.draft.reflection.template.as_str()).collect();
        assert!(["three-lines", "driscoll", "gibbs", "free"].into_iter().all(|id| templates.contains(id)) && templates.len() >= 5);
        let with = |state: fn(&EntryState) -> bool| sample.entries.iter().filter(|entry| state(&entry.state)).count();
        assert_eq!((with(|state| *state == EntryState::Draft), with(|state| matches!(state, EntryState::Submitted { .. }))), (5, 6));
        let goals = |state: GoalState| sample.goals.iter().filter(|goal| goal.draft.state == state).count();
        assert_eq!((goals(GoalState::Achieved), goals(GoalState::CarriedOver), goals(GoalState::Open)), (2, 1, 2));
        for at in 0..sample.goals.len() {
            assert!(sample.entries.iter().any(|entry| entry.goals.iter().any(|(goal, _)| *goal == at)), "goal {at} has entries");
        }
        assert!(sample.entries.iter().any(|entry| entry.goals.iter().any(|(_, linked)| linked.date_naive() < entry.draft.date)), "planned");
        let markdown = |mark: &str| sample.entries.iter().any(|entry| texts(entry).iter().any(|text| text.contains(mark)));
        assert!(["\n- ", "\n1. ", "**", "|---|", "> ", "ô", "🙂"].into_iter().filter(|mark| markdown(mark)).count() >= 6);
    }

    #[test]
    fn the_plan_is_alive() {
        for profession in professions() {
            let sample = make_of(&profession, 60);
            for later in &sample.goals {
                let Some(earlier) = later.carried_from.map(|at| &sample.goals[at]) else { continue };
                assert_eq!((earlier.draft.state, later.draft.state), (GoalState::CarriedOver, GoalState::Open));
                assert!(earlier.changed <= later.created && !earlier.draft.outcome.is_empty() && !earlier.reviews.is_empty());
            }
            assert!(sample.goals.iter().filter(|goal| goal.draft.state == GoalState::Open).count() >= 2, "{profession}");
            assert!(sample.goals.iter().all(|goal| goal.reviews.iter().all(|look| look.day > goal.created.date_naive())), "{profession}");
            assert!(sample.needs.iter().any(|need| need.goal.is_some()) && sample.needs.iter().any(|need| need.goal.is_none()));
            for title in sample.needs.iter().filter_map(|need| need.entry.as_ref()) {
                assert!(sample.entries.iter().any(|entry| entry.draft.title == *title), "{title}");
            }
            for at in 0..sample.goals.len() {
                assert!(sample.entries.iter().any(|entry| entry.goals.iter().any(|(goal, _)| *goal == at)), "{profession}: goal {at}");
            }
            assert!(sample.entries.iter().any(|entry| !entry.look_backs.is_empty()), "{profession}");
        }
        let sample = make(60);
        let kinds: HashSet<_> = sample.needs.iter().map(|need| need.draft.kind).collect();
        assert_eq!(kinds.len(), crate::domain::NeedKind::ALL.len());
        assert!(sample.goals.iter().any(|goal| goal.carried_from.is_some()));
        let looks = |entry: &&SampleEntry| !entry.look_backs.is_empty();
        assert!(sample.entries.iter().filter(looks).count() >= 5);
    }

    #[test]
    fn a_small_sample_is_not_an_inbox_only() {
        assert_eq!(make(5).entries.iter().filter(|entry| entry.state == EntryState::Draft).count(), 0);
        assert_eq!(make(12).entries.iter().filter(|entry| entry.state == EntryState::Draft).count(), 2);
    }

    #[test]
    fn composed_ones_read_like_entries() {
        for profession in professions() {
            let written = by_hand(&profession);
            let sample = make_of(&profession, 5_000);
            let said: Vec<Vec<&str>> = sample.entries.iter().map(texts).filter(|texts| !texts.is_empty()).collect();
            let distinct: HashSet<&Vec<&str>> = said.iter().collect();
            assert_eq!(distinct.len(), said.len(), "{profession}");
            let by_hand: HashSet<String> = make_of(&profession, written).entries.into_iter().map(|entry| entry.draft.title).collect();
            let composed: Vec<usize> = sample.entries.iter().filter(|entry| !by_hand.contains(&entry.draft.title)).map(words).collect();
            let mean = composed.iter().sum::<usize>() / composed.len();
            assert!((80..=130).contains(&mean), "{profession}: {mean} words on average");
            assert_eq!((composed.len(), by_hand.len()), (5_000 - written, written), "{profession}");
            assert!(composed.iter().all(|words| (40..=350).contains(words)), "{profession}");
        }
    }

    #[test]
    fn addresses_are_nobodys() {
        for profession in professions() {
            let sample = make_of(&profession, 500);
            for entry in &sample.entries {
                let url = &entry.draft.url;
                assert!(url.is_empty() || url.starts_with("https://example.org/") || url.starts_with("https://example.com/"), "{url}");
                assert!(entry.draft.people.iter().all(|person| person.starts_with("@example_")), "{:?}", entry.draft.people);
            }
            let named: HashSet<&String> = sample.entries.iter().flat_map(|entry| &entry.draft.people).collect();
            let is_named = |person: &PersonDraft| named.contains(&person.handle) && person.name.is_empty();
            assert!(sample.people.len() > 9 && sample.people.iter().all(is_named), "{profession}: {:?}", sample.people);
            assert!(sample.communities.iter().all(|community| community.address.starts_with("https://example.org/")), "{profession}");
        }
    }

    #[test]
    fn an_unknown_profession_names_the_known() {
        let error = journal(1, 1, "alchemist", day("2026-11-22")).expect_err("no alchemists");
        assert!(error.to_string().contains("physiotherapist"), "{error}");
        for name in ["", "../physiotherapist", "physiotherapist/entries-1"] {
            assert!(matches!(journal(1, 1, name, day("2026-11-22")), Err(SampleError::UnknownProfession { .. })), "{name}");
        }
    }
}
