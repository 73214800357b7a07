//! What changed: the chain from an activity to learning, change, benefit and feedback, entry by entry, in the registrant's own words.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::network_charts::bars;
use super::occasions::number_of;
use super::{Days, Material};
use crate::domain::chart::{Chart, Measure};
use crate::domain::goal::tokens;
use crate::domain::story::Link;
use crate::domain::{Action, ActionId, EntryHeader, EntryId, Found, GoalId, LookBack, LookBackId, Minutes, Uid};

/// What an entry says of itself, as far as chains tell it; of long texts the beginning. Markdown. The private note is not among it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub entry: EntryId,
    /// What was learnt, or else what was answered to the model of reflection.
    pub learnt: String,
    pub changed: String,
    pub benefit: String,
}

tokens! {
    /// To whom something happened.
    Whom {
        Me = "me", "Me";
        Service = "service", "My service";
        People = "people", "The people who use it";
    }
}

/// Where a link of a chain is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    Entry,
    /// An action that was done, and what it changed.
    Action(ActionId),
    /// An action that was shared; with whom may be a name.
    Shared(ActionId),
    LookBack(LookBackId),
}

/// Something that is told, on its day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainLink {
    pub day: NaiveDate,
    pub link: Link,
    /// Of changes and benefits.
    pub whom: Option<Whom>,
    /// In whole, as it was written: Markdown. Of an activity its name.
    pub text: String,
    pub source: Source,
}

/// The chain of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    pub entry: EntryId,
    /// The claim that it is an item of, or else the entry itself: a claim and its items are one piece of learning where pieces are counted.
    pub piece: EntryId,
    pub uid: Uid,
    pub name: String,
    pub date: NaiveDate,
    /// Id of its kind.
    pub kind: String,
    pub minutes: Minutes,
    pub goals: Vec<GoalId>,
    /// The activity first, then by day and in the order of the chain.
    pub links: Vec<ChainLink>,
}

impl Chain {
    /// Whether it has a link of this sort.
    pub fn has(&self, link: Link) -> bool {
        self.links.iter().any(|one| one.link == link)
    }

    /// How many of the five sorts of links it has.
    pub fn length(&self) -> usize {
        Link::ALL.iter().filter(|link| self.has(**link)).count()
    }

    /// Whether all five are there.
    pub fn is_complete(&self) -> bool {
        self.length() == Link::ALL.len()
    }

    /// The first link that is missing; none in a complete chain.
    pub fn missing(&self) -> Option<Link> {
        Link::ALL.iter().copied().find(|link| !self.has(*link))
    }

    /// How far it goes, in a few words: “changed; nobody is named yet who benefited”.
    pub fn stops(&self) -> &'static str {
        match self.missing() {
            None => "From the activity to feedback, all told",
            Some(Link::Activity | Link::Learning) => "What was learnt is not written yet",
            Some(Link::Change) if self.has(Link::Benefit) => "Somebody benefited; what was changed is not written yet",
            Some(Link::Change) if self.has(Link::Feedback) => "There was feedback; what was changed is not written yet",
            Some(Link::Change) => "Learnt, nothing changed yet",
            Some(Link::Benefit) => "Changed; who benefited is not written yet",
            Some(Link::Feedback) => "Somebody benefited; no feedback on it yet",
        }
    }

    /// The day on which the latest of it happened.
    pub fn latest(&self) -> NaiveDate {
        self.links.iter().map(|link| link.day).max().unwrap_or(self.date)
    }
}

/// What came of learning, on some days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    pub days: Days,
    /// Of every entry of which something came, the most complete first, those of the same length with the latest first.
    pub chains: Vec<Chain>,
    /// Entries in which something is written, and of which nothing came yet; the newest first.
    pub learnt_only: Vec<EntryId>,
    /// Entries in which nothing is written.
    pub unwritten: usize,
}

impl Changed {
    /// Those with all five links.
    pub fn complete(&self) -> usize {
        self.chains.iter().filter(|chain| chain.is_complete()).count()
    }

    /// What there is to see, in a sentence or two.
    pub fn says(&self) -> String {
        if self.chains.is_empty() {
            return "No entry tells yet of a change, a benefit or feedback.".to_owned();
        }
        let with = |link| self.chains.iter().filter(|chain| chain.has(link)).count();
        let learnt = match self.learnt_only.len() {
            0 => String::new(),
            n => format!(" {}: nothing changed yet.", number_of(n, "more was written about", "more were written about")),
        };
        format!(
            "Something came of {}: {}, {} and {}.{learnt}",
            number_of(self.chains.len(), "entry", "entries"),
            number_of(with(Link::Change), "tells of a change", "tell of a change"),
            number_of(with(Link::Benefit), "says who benefited", "say who benefited"),
            number_of(with(Link::Feedback), "has feedback", "have feedback"),
        )
    }

    /// How many entries get to each link.
    pub fn chart(&self) -> Chart {
        let learnt = self.chains.iter().filter(|chain| chain.has(Link::Learning)).count() + self.learnt_only.len();
        let rows = Link::ALL.iter().map(|link| {
            let count = match link {
                Link::Activity => self.chains.len() + self.learnt_only.len() + self.unwritten,
                Link::Learning => learnt,
                _ => self.chains.iter().filter(|chain| chain.has(*link)).count(),
            };
            (link.label().to_owned(), u32::try_from(count).unwrap_or(u32::MAX))
        });
        bars("From activity to feedback", self.says(), Measure::Count, "Link", rows)
    }
}

/// The entries whose texts [`changed`] needs: those of which something came. All others are told by their headers.
pub fn of_which_something_came(material: &Material<'_>) -> Vec<EntryId> {
    let fruitful = fruitful(material);
    let some = |entry: &&EntryHeader| !entry.state.is_binned() && (entry.changed || entry.benefit || fruitful.contains(&entry.id));
    material.entries.iter().map(|entry| &**entry).filter(some).map(|entry| entry.id).collect()
}

/// Entries with an action that was done or shared, or a look back that found something.
fn fruitful(material: &Material<'_>) -> HashSet<EntryId> {
    let actions = material.actions.iter().filter(|one| one.draft.done.is_some() || one.draft.shared_on.is_some()).map(|one| one.entry);
    let looks = material.look_backs.iter().filter(|look| of_look_back(look).is_some()).map(|look| look.entry);
    actions.chain(looks).collect()
}

/// What came of learning. `told` are the texts of [`of_which_something_came`]. An entry belongs to these days when it is on one of them, or
/// something came of it on one of them.
pub fn changed(material: &Material<'_>, told: &[Told], days: Days) -> Changed {
    let told: HashMap<EntryId, &Told> = told.iter().map(|told| (told.entry, told)).collect();
    let beside = Beside::of(material);
    let mut chains = Vec::new();
    let (mut learnt_only, mut unwritten) = (Vec::new(), 0);
    for entry in material.entries.iter().filter(|entry| !entry.state.is_binned()) {
        let chain = told.get(&entry.id).map(|told| beside.chain(entry, told));
        match chain.filter(|chain| chain.links.iter().any(|link| link.link.is_fruit())) {
            Some(chain) if chain.links.iter().any(|link| days.has(link.day)) => chains.push(chain),
            Some(_) => {}
            // Items and claims alike: each has words of its own.
            None if !days.has(entry.date) => {}
            None if entry.excerpt.is_empty() && !entry.reflected => unwritten += 1,
            None => learnt_only.push(entry.id),
        }
    }
    chains.sort_by_cached_key(|chain| std::cmp::Reverse((chain.length(), chain.latest(), chain.entry)));
    Changed { days, chains, learnt_only, unwritten }
}

/// The chains of some entries, in their order, whether something came of them or not. Those of which nothing is told are left out.
pub fn of_entries(material: &Material<'_>, told: &[Told], entries: &[EntryId]) -> Vec<Chain> {
    let told: HashMap<EntryId, &Told> = told.iter().map(|told| (told.entry, told)).collect();
    let wanted: HashSet<EntryId> = entries.iter().copied().collect();
    let headers: HashMap<EntryId, &EntryHeader> =
        material.entries.iter().filter(|entry| wanted.contains(&entry.id)).map(|entry| (entry.id, &**entry)).collect();
    let beside = Beside::of(material);
    entries.iter().filter_map(|id| Some(beside.chain(headers.get(id)?, told.get(id)?))).collect()
}

/// Actions and look backs by entry.
struct Beside<'m> {
    actions: HashMap<EntryId, Vec<&'m Action>>,
    looks: HashMap<EntryId, Vec<&'m LookBack>>,
}

impl<'m> Beside<'m> {
    fn of(material: &Material<'m>) -> Self {
        let (mut actions, mut looks): (HashMap<_, Vec<_>>, HashMap<_, Vec<_>>) = (HashMap::new(), HashMap::new());
        for action in material.actions {
            actions.entry(action.entry).or_default().push(action);
        }
        for look in material.look_backs {
            looks.entry(look.entry).or_default().push(look);
        }
        Self { actions, looks }
    }

    fn chain(&self, entry: &EntryHeader, told: &Told) -> Chain {
        let actions = self.actions.get(&entry.id).map(Vec::as_slice).unwrap_or_default();
        let done: Vec<&Action> = actions.iter().copied().filter(|action| action.draft.done.is_some()).collect();
        let mut links = of_entry(entry, told, &done);
        links.extend(actions.iter().flat_map(|action| of_action(action)));
        links.extend(self.looks.get(&entry.id).into_iter().flatten().filter_map(|look| of_look_back(look)));
        links.sort_by_key(|link| (link.link != Link::Activity, link.day, link.link));
        Chain {
            entry: entry.id,
            piece: entry.rolled_into.unwrap_or(entry.id),
            uid: entry.uid,
            name: entry.name.clone(),
            date: entry.date,
            kind: entry.kind.clone(),
            minutes: entry.total,
            goals: entry.goals.clone(),
            links,
        }
    }
}

/// What an entry itself says: that it was, what was learnt, what was changed and who benefited. What was taken over from an action that is
/// `done` is told by that action, on the day on which it was done.
pub fn of_entry(entry: &EntryHeader, told: &Told, done: &[&Action]) -> Vec<ChainLink> {
    let effects: Vec<&str> = done
        .iter()
        .flat_map(|action| [&action.draft.effect, &action.draft.effect_service, &action.draft.effect_people])
        .flat_map(|effect| paragraphs(effect))
        .collect();
    let own = |text: &str| paragraphs(text).filter(|paragraph| !effects.contains(paragraph)).collect::<Vec<_>>().join("\n\n");
    let all = [
        (Link::Activity, None, entry.name.clone()),
        (Link::Learning, None, told.learnt.trim().to_owned()),
        (Link::Change, Some(Whom::Me), own(&told.changed)),
        (Link::Benefit, Some(Whom::People), own(&told.benefit)),
    ];
    let said = all.into_iter().filter(|(link, _, text)| *link == Link::Activity || !text.trim().is_empty());
    said.map(|(link, whom, text)| ChainLink { day: entry.date, link, whom, text, source: Source::Entry }).collect()
}

fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty())
}

/// What came of an action on the day on which it was done, and with whom it was shared.
pub fn of_action(action: &Action) -> Vec<ChainLink> {
    let draft = &action.draft;
    let source = Source::Action(action.id);
    let one = |day, link, whom, text: &str| ChainLink { day, link, whom: Some(whom), text: text.trim().to_owned(), source };
    let mut all = Vec::new();
    if let Some(day) = draft.done {
        let effects = [(Whom::Me, &draft.effect), (Whom::Service, &draft.effect_service)];
        all.extend(effects.iter().filter(|(_, text)| !text.trim().is_empty()).map(|(whom, text)| one(day, Link::Change, *whom, text)));
        if all.is_empty() {
            all.push(one(day, Link::Change, Whom::Me, &draft.what));
        }
        if !draft.effect_people.trim().is_empty() {
            all.push(one(day, Link::Benefit, Whom::People, &draft.effect_people));
        }
    }
    if let Some(day) = draft.shared_on {
        let shared = draft.shared_with.trim();
        let with = if shared.is_empty() { String::new() } else { format!(" with {shared}") };
        let text = format!("Shared{with}: {}", draft.what.trim());
        all.push(ChainLink { source: Source::Shared(action.id), ..one(day, Link::Change, Whom::Service, &text) });
    }
    all
}

/// What was found later; nothing where nothing came of it.
pub fn of_look_back(look: &LookBack) -> Option<ChainLink> {
    let (link, whom) = match look.draft.found {
        Found::Change => (Link::Change, Some(Whom::Me)),
        Found::Benefit => (Link::Benefit, Some(Whom::People)),
        Found::Feedback => (Link::Feedback, None),
        Found::Nothing | Found::Later | Found::Never => return None,
    };
    let text = look.draft.text.trim();
    let text = if text.is_empty() { look.draft.found.label() } else { text };
    Some(ChainLink { day: look.draft.day, link, whom, text: text.to_owned(), source: Source::LookBack(look.id) })
}
