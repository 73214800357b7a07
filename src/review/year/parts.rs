//! The parts of the sheet, each left out where there is nothing to tell.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{Calling, Page, capital};
use crate::domain::chart::Measure;
use crate::domain::counting::Share;
use crate::domain::sheet::Block;
use crate::domain::story::Link;
use crate::domain::text::{excerpt, folded, number, plain, words};
use crate::domain::{EntryId, Goal, GoalId, GoalState};
use crate::review::chains::{Chain, ChainLink, Source};
use crate::review::claims::claims;
use crate::review::mirror::{Aspect, mirror};
use crate::review::network::{KnownHere, network};
use crate::review::network_charts::bars;
use crate::review::occasions::{listed, number_of, plain_day, quoted};

/// The most rows of what was learnt most about.
const MOST_TOPICS: usize = 6;

/// The most rows of goals.
const GOALS: usize = 4;

/// How many quotes there are.
const QUOTES: usize = 2;

/// The most lines of what changed: the latest.
const CHANGES: usize = 4;

/// The most goals, and the most actions, of what comes next.
const NEXT: usize = 3;

/// Characters of a line at most: the sheet is one page, the journal has the rest.
const LINE: usize = 100;

/// Characters of a quote at most.
const QUOTE: usize = 220;

impl<'m> Page<'m, '_> {
    pub(super) fn topics(&self) -> Vec<Block> {
        let mut shown: HashMap<String, &'m str> = HashMap::new();
        for tag in self.material.entries.iter().flat_map(|entry| &entry.tags) {
            shown.entry(folded(tag)).or_insert(tag);
        }
        let tags = self.most(|entry| entry.tags.iter().map(|tag| folded(tag)).collect());
        let kinds = self.most(|entry| vec![entry.kind.as_str()]);
        let label =
            |id: &str| self.material.kinds.iter().find(|kind| kind.id == id).map_or_else(|| id.to_owned(), |kind| kind.label.clone());
        let mut blocks = Vec::new();
        if !tags.is_empty() {
            let line = |(tag, share): &(String, Share)| {
                let name = shown.get(tag).map_or(tag.as_str(), |name| name);
                vec![name.to_owned(), number(share.entries), share.total.to_string()]
            };
            blocks.push(Block::Table {
                title: "By tag".to_owned(),
                heads: ["Tag", "Entries", "Time"].map(str::to_owned).to_vec(),
                lines: tags.iter().take(MOST_TOPICS).map(line).collect(),
            });
        }
        if let Some((most, share)) = kinds.first() {
            let says = format!("Most often: {}, in {}.", label(most), number_of(share.entries, "entry", "entries"));
            let rows = kinds.iter().take(MOST_TOPICS).map(|(kind, share)| (label(kind), u32::try_from(share.entries).unwrap_or(u32::MAX)));
            blocks.push(Block::Chart(bars("Entries by kind", says, Measure::Count, "Kind", rows)));
        }
        if !blocks.is_empty() {
            blocks.insert(0, Block::Heading("What I learnt most about".to_owned()));
        }
        blocks
    }

    pub(super) fn quotes(&self) -> Vec<Block> {
        let mut quotes: Vec<Block> = Vec::new();
        let mut told: Vec<EntryId> = Vec::new();
        for link in [Link::Feedback, Link::Benefit, Link::Change] {
            for chain in self.chains() {
                if quotes.len() == QUOTES || told.contains(&chain.entry) {
                    continue;
                }
                // What leaves unasked names nobody, and says more than a label.
                let is_own =
                    |one: &ChainLink| words(&one.text) >= 4 && !matches!(one.source, Source::Shared(_)) && !self.names.are_in(&one.text);
                let mut links = chain.links.iter().filter(|one| one.link == link && self.days.has(one.day) && is_own(one));
                if let Some(one) = links.next() {
                    told.push(chain.entry);
                    quotes.push(quote(chain, one.day, &one.text));
                }
            }
        }
        if !quotes.is_empty() {
            quotes.insert(0, Block::Heading("In my own words".to_owned()));
        }
        quotes
    }

    /// Goals that had a part in these days, and what their entries add up to.
    pub(super) fn goals_of_the_year(&self) -> Vec<(&'m Goal, Share)> {
        let sums: HashMap<GoalId, Share> = self.most(|entry| entry.goals.clone()).into_iter().collect();
        let has_part = |goal: &Goal, share: Share| {
            let closed = goal.draft.state != GoalState::Open && self.days.has(goal.changed.with_timezone(&self.material.zone).date_naive());
            share.entries > 0 || closed || goal.draft.due.is_some_and(|due| self.days.has(due))
        };
        let all = self.material.goals.iter().map(|goal| (goal, sums.get(&goal.id).copied().unwrap_or_default()));
        let mut all: Vec<(&Goal, Share)> = all.filter(|(goal, share)| has_part(goal, *share)).collect();
        all.sort_by_key(|(goal, share)| (goal.draft.state == GoalState::Open, std::cmp::Reverse((share.entries, share.total)), goal.id));
        all
    }

    pub(super) fn goals(&self) -> Vec<Block> {
        let mut goals = self.goals_of_the_year();
        // Those with most first, to be the ones that stay; then again those that came to an end before those that are open.
        goals.sort_by_key(|(goal, share)| std::cmp::Reverse((share.entries, share.total, goal.draft.state != GoalState::Open)));
        let left = goals.len().saturating_sub(GOALS);
        goals.truncate(GOALS);
        goals.sort_by_key(|(goal, _)| goal.draft.state == GoalState::Open);
        let lines: Vec<Vec<String>> = goals
            .into_iter()
            .map(|(goal, share)| {
                vec![
                    goal.draft.title.clone(),
                    goal.draft.state.label().to_owned(),
                    number(share.entries),
                    share.total.to_string(),
                    shortened(&plain(&goal.draft.outcome), LINE),
                ]
            })
            .collect();
        if lines.is_empty() {
            return Vec::new();
        }
        let heads = ["Goal", "Where it stands", "Entries", "Time", "What came of it"].map(str::to_owned).to_vec();
        let mut blocks =
            vec![Block::Heading("My goals".to_owned()), Block::Table { title: "Goals and what came of them".to_owned(), heads, lines }];
        if left > 0 {
            blocks.push(Block::Text(format!("And {}.", number_of(left, "more goal", "more goals"))));
        }
        blocks
    }

    pub(super) fn changes(&self) -> Vec<Block> {
        let mut lines: Vec<(NaiveDate, String)> = Vec::new();
        for chain in self.chains() {
            for link in chain.links.iter().filter(|link| link.link == Link::Change && self.days.has(link.day)) {
                lines.push((link.day, shortened(&plain(&link.text), LINE)));
            }
        }
        lines.sort_by_key(|(day, _)| *day);
        if lines.is_empty() {
            return Vec::new();
        }
        let left = lines.len().saturating_sub(CHANGES);
        let mut list: Vec<String> =
            lines.iter().rev().take(CHANGES).rev().map(|(day, text)| format!("{}: {text}", plain_day(*day))).collect();
        if left > 0 {
            list.push(format!("and {} more before these", number(left)));
        }
        vec![Block::Heading("What I changed".to_owned()), Block::List(list)]
    }

    pub(super) fn leaned_on(&self, known: &[KnownHere], calling: Calling) -> Vec<Block> {
        let whom = network(self.material, known, self.days, chrono::DateTime::UNIX_EPOCH);
        let mut list = Vec::new();
        let communities: Vec<String> = whom
            .communities
            .iter()
            .filter(|one| one.spent.entries > 0)
            .take(5)
            .map(|one| format!("{} ({})", one.name, one.spent.minutes))
            .collect();
        if !communities.is_empty() {
            list.push(format!("Communities: {}", listed(&communities)));
        }
        match calling {
            Calling::Names => {
                let people: Vec<String> = whom
                    .people
                    .iter()
                    .take(5)
                    .map(|met| format!("{} ({})", met.name, number_of(met.entries, "entry", "entries")))
                    .collect();
                if !people.is_empty() {
                    list.push(format!("People: {}", listed(&people)));
                }
            }
            Calling::Professions => {
                let groups: Vec<String> = whom
                    .professions
                    .iter()
                    .take(8)
                    .map(|group| format!("{} ({})", group.name, number_of(group.people, "person", "people")))
                    .collect();
                let others = match whom.professions_unknown {
                    0 => String::new(),
                    n if groups.is_empty() => number_of(n, "colleague", "colleagues"),
                    n => format!(", and {}", number_of(n, "other", "others")),
                };
                if !whom.people.is_empty() {
                    list.push(format!("People: {}{others}", groups.join(", ")));
                }
            }
        }
        let mirror = mirror(self.material, known, self.days);
        list.extend(mirror.facets.iter().filter(|facet| facet.aspect == Aspect::Own && facet.known() > 0).map(|facet| facet.says.clone()));
        let claims = claims(self.material, self.days);
        if claims.never().count() < claims.taken.len() {
            list.push(claims.says());
        }
        if list.is_empty() {
            return Vec::new();
        }
        vec![Block::Heading("On whom I leaned".to_owned()), Block::List(list)]
    }

    /// What comes next, as of today: what was due before it is counted and not listed.
    pub(super) fn next(&self) -> Vec<Block> {
        let mut list = Vec::new();
        let is_ahead = |due: Option<NaiveDate>| due.is_none_or(|due| due >= self.material.today);
        let all: Vec<&Goal> = self.material.goals.iter().filter(|goal| goal.draft.state == GoalState::Open).collect();
        let (mut open, late): (Vec<&Goal>, Vec<&Goal>) = all.into_iter().partition(|goal| is_ahead(goal.draft.due));
        open.sort_by_key(|goal| (goal.draft.due.unwrap_or(NaiveDate::MAX), goal.id));
        let due = |day: Option<NaiveDate>| day.map(|day| format!(", due {}", plain_day(day))).unwrap_or_default();
        list.extend(open.iter().take(NEXT).map(|goal| format!("Goal: {}{}", goal.draft.title, due(goal.draft.due))));
        let all = self.material.actions.iter().filter(|one| one.draft.done.is_none() && one.draft.due.is_some());
        let (mut actions, older): (Vec<_>, Vec<_>) = all.partition(|action| is_ahead(action.draft.due));
        actions.sort_by_key(|action| (action.draft.due, action.id));
        let line = |what: &str, day| format!("Action: {}{}", shortened(&plain(what), LINE), due(day));
        list.extend(actions.iter().take(NEXT).map(|action| line(&action.draft.what, action.draft.due)));
        let counted = [
            (open.len().saturating_sub(NEXT), "more goal is open", "more goals are open"),
            (actions.len().saturating_sub(NEXT), "more action is planned", "more actions are planned"),
            (late.len(), "older goal is still open", "older goals are still open"),
            (older.len(), "older action is still open", "older actions are still open"),
        ];
        let rest: Vec<String> =
            counted.into_iter().filter(|(count, ..)| *count > 0).map(|(count, one, many)| number_of(count, one, many)).collect();
        if !rest.is_empty() {
            list.push(capital(&listed(&rest)));
        }
        if list.is_empty() {
            return Vec::new();
        }
        vec![Block::Heading("What comes next".to_owned()), Block::List(list)]
    }
}

fn quote(chain: &Chain, day: NaiveDate, text: &str) -> Block {
    let from = if day == chain.date {
        format!("{}, {}", chain.name, plain_day(day))
    } else {
        format!("{} ({}), written {}", chain.name, plain_day(chain.date), plain_day(day))
    };
    // Plain where it is cut: half of an emphasis would show its marks.
    let words = if text.chars().count() > QUOTE { shortened(&plain(text), QUOTE) } else { quoted(text) };
    Block::Quote { words, from, entry: Some(chain.entry) }
}

/// A text of so many characters at most: up to the end of a sentence where one ends late enough, else of a word. “…” says that more follows.
fn shortened(text: &str, most: usize) -> String {
    let whole = excerpt(text, usize::MAX);
    let Some(kept) = excerpt(&whole, most).strip_suffix('…').filter(|kept| kept.len() < whole.len()).map(str::to_owned) else {
        return whole;
    };
    if excerpt(&whole, most) == whole {
        return whole;
    }
    let ends = [". ", "? ", "! ", ".” ", "?” ", "!” "];
    let sentence = ends.iter().filter_map(|end| kept.rfind(end).map(|at| at + end.trim_end().len())).max();
    match (sentence.filter(|at| *at * 2 > kept.len()), kept.rfind(' ')) {
        (Some(at), _) => format!("{} …", kept.get(..at).unwrap_or_default()),
        (None, Some(at)) => format!("{}…", kept.get(..at).unwrap_or_default().trim_end_matches([',', ';', ':', ' ', '–'])),
        (None, None) => format!("{kept}…"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_end_with_a_sentence_or_a_word() {
        for (text, most, want) in [
            ("Short enough.", 20, "Short enough."),
            ("It ends so…", 11, "It ends so…"),
            ("It was long. Then it went on", 20, "It was long. …"),
            ("It. Then it went on and on, and on", 28, "It. Then it went on and on…"),
            ("Onewordthatneverends", 8, "Onewordt…"),
        ] {
            assert_eq!(shortened(text, most), want, "{text}");
        }
    }
}
