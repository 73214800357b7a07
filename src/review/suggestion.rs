//! Suggestions to widen the network, drawn from what the journal and the communities' data tell. At most three, each with its reason, what it
//! rests on and a next step; none where there is too little to tell.

use chrono::{DateTime, Offset as _, TimeZone as _, Utc};
use chrono_tz::Tz;

use super::faces::Faces;
use super::mirror::{Whom, is_same_profession};
use super::network::{KnownHere, next_chat, since};
use super::occasions::{number_of, occasions, plain_day};
use super::{Days, Material};
use crate::domain::goal::tokens;
use crate::domain::text::folded;
use crate::domain::when::weekday_name;
use crate::domain::{CommunityDraft, CommunityId, EntryHeader, Occurrence, Role, Verb, slot};

/// The most suggestions at a time: nobody does more.
const MOST: usize = 3;

/// Fewer entries than this tell nothing of a habit.
const ENOUGH: usize = 6;

/// Somebody who was this often in a community has been at home there.
const AT_HOME: usize = 3;

/// A chat by clocks that are so many hours apart is held somewhere else.
const FAR: i32 = 3;

tokens! {
    /// What made a suggestion.
    Cue {
        OwnProfession = "own_profession", "Only your own profession";
        LongAgo = "long_ago", "A community not visited for long";
        OnlyListening = "only_listening", "Only listening";
        OnePlatform = "one_platform", "One platform";
        OnePlace = "one_place", "One place";
    }
}

/// Something that could be tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    pub cue: Cue,
    /// What is so: “Nothing from outside your own profession in six months”.
    pub title: String,
    /// On what data that rests.
    pub rests_on: String,
    /// What to do next.
    pub next: String,
    /// The community that it is about, when that is one of the journal.
    pub community: Option<CommunityId>,
    /// The name of one that comes with the program and is not in the journal.
    pub not_yet: Option<String>,
    /// The chat that is meant, by its usual slot.
    pub chat: Option<Occurrence>,
}

/// What could be tried, at most three. `known` are the communities that come with the program.
pub fn suggestions(material: &Material<'_>, known: &[KnownHere], now: DateTime<Utc>) -> Vec<Suggestion> {
    let look = Look { material, known, whom: Whom::of(material, known), now };
    let half = look.last(6);
    let year = look.last(12);
    let all =
        [look.own_profession(&half), look.long_ago(&year), look.only_listening(&year), look.one_platform(&year), look.one_place(&year)];
    all.into_iter().flatten().take(MOST).collect()
}

struct Look<'m, 'k> {
    material: &'m Material<'m>,
    known: &'k [KnownHere],
    whom: Whom<'k>,
    now: DateTime<Utc>,
}

/// A community to go to: its data, whom it is for, whether it is one of the journal.
struct Place<'p> {
    draft: &'p CommunityDraft,
    professions: &'p [String],
    id: Option<CommunityId>,
}

impl Cue {
    fn suggests(self, title: String, rests_on: String, place: Option<&(Place<'_>, Option<Occurrence>)>, next: String) -> Suggestion {
        Suggestion {
            cue: self,
            title,
            rests_on,
            next,
            community: place.and_then(|(place, _)| place.id),
            not_yet: place.filter(|(place, _)| place.id.is_none()).map(|(place, _)| place.draft.name.clone()),
            chat: place.and_then(|(_, chat)| *chat),
        }
    }
}

impl<'m> Look<'m, '_> {
    /// Occasions of the months until today.
    fn last(&self, months: u32) -> Vec<&'m EntryHeader> {
        let today = self.material.today;
        occasions(self.material, Days { from: since(today, months).succ_opt(), to: Some(today) })
    }

    /// Communities that one could go to, those of the journal first, each group with the soonest chat first.
    fn places(&self) -> Vec<(Place<'_>, Option<Occurrence>)> {
        let own = self.material.communities.iter().filter(|one| !one.draft.unlisted).map(|one| {
            let professions = self.known.iter().find(|known| known.is(&one.draft)).map(|known| known.professions.as_slice());
            Place { draft: &one.draft, professions: professions.unwrap_or_default(), id: Some(one.id) }
        });
        let is_new = |known: &&KnownHere| !self.material.communities.iter().any(|one| known.is(&one.draft));
        let new = self.known.iter().filter(is_new).map(|known| Place { draft: &known.draft, professions: &known.professions, id: None });
        let mut all: Vec<(Place<'_>, Option<Occurrence>)> = own
            .chain(new)
            .map(|place| {
                let chat = next_chat(place.draft, self.now);
                (place, chat)
            })
            .collect();
        all.sort_by_key(|(place, chat)| (chat.is_none(), place.id.is_none(), chat.map(|chat| chat.start)));
        all
    }

    /// “#OTalk is usually on Tuesday at 20:00, next on 24 Nov 2026: look whether it takes place”.
    fn invitation(&self, place: &Place<'_>, chat: Option<Occurrence>) -> String {
        let name = if place.draft.hashtag.is_empty() { &place.draft.name } else { &place.draft.hashtag };
        match chat {
            Some(chat) => {
                let here = chat.start.with_timezone(&self.material.zone);
                let day = here.date_naive();
                format!(
                    "{name} is usually on {} at {}, next on {}",
                    weekday_name(chrono::Datelike::weekday(&day)),
                    here.format("%H:%M"),
                    plain_day(day)
                )
            }
            None if place.draft.platform.trim().is_empty() => format!("look into {name}"),
            None => format!("look into {name} ({})", place.draft.platform.trim()),
        }
    }

    fn own_profession(&self, entries: &[&EntryHeader]) -> Option<Suggestion> {
        let profession = self.material.profile.profession.trim();
        if profession.is_empty() {
            return None;
        }
        let faces = Faces::of(self.material);
        let met = faces.met(entries);
        let of_people: std::collections::HashMap<_, Vec<&str>> = met
            .iter()
            .map(|(entry, met)| {
                let known = met.iter().filter_map(|(who, _)| faces.person(who)).map(|person| person.draft.profession.trim());
                (entry.id, known.filter(|name| !name.is_empty()).collect())
            })
            .collect();
        let mut telling = 0;
        for entry in entries {
            let named = of_people.get(&entry.id).filter(|named| !named.is_empty()).cloned();
            let met = named.unwrap_or_else(|| self.whom.of_community(entry.community));
            if met.iter().any(|other| !is_same_profession(other, profession)) {
                return None;
            }
            telling += usize::from(!met.is_empty());
        }
        if telling < ENOUGH {
            return None;
        }
        let places = self.places();
        let place = places.iter().find(|(place, _)| {
            !place.professions.is_empty() && !place.professions.iter().any(|other| is_same_profession(other, profession))
        })?;
        let next = format!("{}. It is for: {}.", self.invitation(&place.0, place.1), place.0.professions.join(", "));
        Some(Cue::OwnProfession.suggests(
            format!("Nothing from outside your own profession ({profession}) in six months"),
            format!(
                "In {} of the last six months it is known with which profession you learnt, and it was always yours; of {} it is not known.",
                number_of(telling, "entry", "entries"),
                number_of(entries.len() - telling, "other", "others")
            ),
            Some(place),
            capital(&next),
        ))
    }

    fn long_ago(&self, year: &[&EntryHeader]) -> Option<Suggestion> {
        if year.len() < ENOUGH {
            return None;
        }
        let half = since(self.material.today, 6);
        let mut times: std::collections::HashMap<CommunityId, (usize, chrono::NaiveDate)> = std::collections::HashMap::new();
        for entry in occasions(self.material, Days::default()).into_iter().filter(|entry| entry.date <= self.material.today) {
            if let Some(community) = entry.community {
                let one = times.entry(community).or_insert((0, entry.date));
                one.0 += 1;
                one.1 = one.1.max(entry.date);
            }
        }
        let left = self.material.communities.iter().filter(|one| !one.draft.unlisted).filter_map(|one| {
            let (count, last) = times.get(&one.id).copied()?;
            (count >= AT_HOME && last <= half).then_some((count, last, one))
        });
        let (count, last, community) = left.max_by_key(|(count, last, one)| (*count, *last, one.id))?;
        let chat = next_chat(&community.draft, self.now);
        let place = (Place { draft: &community.draft, professions: &[], id: Some(community.id) }, chat);
        let next = match chat {
            Some(_) => format!("{}: go there once more, or take it off the list of chats that come.", self.invitation(&place.0, chat)),
            None => format!("Look whether {} still goes on, and go there once more.", community.draft.name),
        };
        Some(Cue::LongAgo.suggests(
            format!("You have not been in {} since {}", community.draft.name, plain_day(last)),
            format!("You were there {} before.", number_of(count, "time", "times")),
            Some(&place),
            capital(&next),
        ))
    }

    fn only_listening(&self, year: &[&EntryHeader]) -> Option<Suggestion> {
        let gives = |verb: &Verb| matches!(verb, Verb::Publishing | Verb::Discussing | Verb::Collaborating);
        let telling: Vec<&&EntryHeader> = year.iter().filter(|entry| entry.role.is_some()).collect();
        let listens = |entry: &&&EntryHeader| entry.role == Some(Role::Listener) && !entry.used.iter().any(gives);
        if telling.len() < ENOUGH || !telling.iter().all(listens) || year.iter().any(|entry| entry.used.iter().any(gives)) {
            return None;
        }
        // Where one has been most often is where a first word is easiest.
        let often = |place: &Place<'_>| year.iter().filter(|entry| place.id.is_some() && entry.community == place.id).count();
        let places = self.places();
        let place = places.iter().filter(|(place, chat)| chat.is_some() && often(place) > 0).max_by_key(|(place, _)| often(place));
        let next = match place {
            Some((place, chat)) => format!("{}: write one answer of your own there.", self.invitation(place, *chat)),
            None => "Answer one question, or say in one line what you took from something.".to_owned(),
        };
        Some(Cue::OnlyListening.suggests(
            "You have listened all year, and not joined in yet".to_owned(),
            format!(
                "{} of the last twelve months say what part you had, each time that of a listener; {} nothing of it.",
                number_of(telling.len(), "entry", "entries"),
                number_of(year.len() - telling.len(), "other says", "others say")
            ),
            place,
            capital(&next),
        ))
    }

    fn one_platform(&self, year: &[&EntryHeader]) -> Option<Suggestion> {
        let telling: Vec<&str> = year.iter().map(|entry| entry.platform.trim()).filter(|name| !name.is_empty()).collect();
        let only = folded(telling.first()?);
        if telling.len() < ENOUGH || telling.iter().any(|name| folded(name) != only) {
            return None;
        }
        let profession = self.material.profile.profession.trim();
        let fits =
            |place: &Place<'_>| place.professions.is_empty() || place.professions.iter().any(|one| is_same_profession(one, profession));
        let elsewhere = |place: &Place<'_>| {
            let mut platforms = place.draft.platform.split(',').map(str::trim).filter(|name| !name.is_empty()).peekable();
            platforms.peek().is_some() && platforms.any(|name| folded(name) != only)
        };
        let places = self.places();
        let mut there = places.iter().filter(|(place, _)| elsewhere(place));
        let place = there.clone().find(|(place, _)| fits(place)).or_else(|| there.next())?;
        let draft = place.0.draft;
        let others: Vec<&str> = draft.platform.split(',').map(str::trim).filter(|name| !name.is_empty() && folded(name) != only).collect();
        let name = if draft.hashtag.is_empty() { &draft.name } else { &draft.hashtag };
        let next = format!("Look into {name}, which is on {}.", others.join(", "));
        Some(Cue::OnePlatform.suggests(
            format!("All that you learnt this year came from {}", telling.first().copied().unwrap_or_default()),
            format!(
                "{} of the last twelve months name a platform, always the same; {} none. Platforms come and go.",
                number_of(telling.len(), "entry", "entries"),
                number_of(year.len() - telling.len(), "other names", "others name")
            ),
            Some(place),
            next,
        ))
    }

    fn one_place(&self, year: &[&EntryHeader]) -> Option<Suggestion> {
        let faces = Faces::of(self.material);
        let mut people = std::collections::BTreeSet::new();
        let (mut known, mut entries) = (Vec::new(), 0);
        for (_, met) in faces.met(year) {
            let before = known.len();
            for (who, _) in met {
                let place = faces.person(&who).map(|person| person.draft.place.trim()).filter(|place| !place.is_empty());
                if let Some(place) = place {
                    known.push(place);
                    people.insert(who);
                }
            }
            entries += usize::from(known.len() > before);
        }
        let only = folded(known.first()?);
        if people.len() < AT_HOME || entries < ENOUGH || known.iter().any(|place| folded(place) != only) {
            return None;
        }
        let hours = |zone: Tz| zone.offset_from_utc_datetime(&self.now.naive_utc()).fix().local_minus_utc() / 3600;
        let far = |place: &Place<'_>| {
            let zone = slot::zone(&place.draft.zone).filter(|_| !place.draft.zone.trim().is_empty());
            zone.is_some_and(|zone| (hours(zone) - hours(self.material.zone)).abs() >= FAR)
        };
        let places = self.places();
        let place = places.iter().find(|(place, _)| far(place))?;
        let next = format!("{}, by your clock. It is held in the time of {}.", self.invitation(&place.0, place.1), place.0.draft.zone);
        Some(Cue::OnePlace.suggests(
            format!("All people of whom you noted a place are from {}", known.first().copied().unwrap_or_default()),
            format!(
                "{} of the last twelve months name {} whose place is known.",
                number_of(entries, "entry", "entries"),
                number_of(people.len(), "person", "people")
            ),
            Some(place),
            capital(&next),
        ))
    }
}

/// With a capital letter at its beginning.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
