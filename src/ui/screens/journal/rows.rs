//! Which rows the list has: all entries, those of a kind, state and goal, or what a search found; and how many there are, in words.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::Journal;
use crate::domain::text::folded;
use crate::domain::{EntryHeader, EntryId, GoalId};
use crate::journal::{MARKS, Snapshot};
use crate::search::{Found, Hit, HitWhat};
use crate::ui::widgets::count_text;

/// Something that stands in a list and may be an entry.
pub(super) trait Listed {
    fn entry(&self) -> Option<EntryId>;
}

/// A row of the list.
#[derive(Clone, Debug)]
pub(super) enum Row {
    /// An entry, and by which hit of the search it was found.
    Entry(Arc<EntryHeader>, Option<usize>),
    /// A goal, an action, a record or a piece of evidence: which hit it is.
    Other(usize),
}

impl Listed for Row {
    fn entry(&self) -> Option<EntryId> {
        match self {
            Self::Entry(entry, _) => Some(entry.id),
            Self::Other(_) => None,
        }
    }
}

/// What a search found, and for which words in the box.
pub(super) struct Hits {
    pub(super) seq: u64,
    pub(super) found: Found,
    /// Every word that was found, folded: what is marked in titles.
    pub(super) words: HashSet<String>,
}

impl Hits {
    pub(super) fn new(seq: u64, found: Found) -> Self {
        let words = found.hits.iter().flat_map(|hit| found_words(&hit.snippet)).collect();
        Self { seq, found, words }
    }

    pub(super) fn hit(&self, at: Option<usize>) -> Option<&Hit> {
        self.found.hits.get(at?)
    }
}

/// The words between marks, folded.
fn found_words(snippet: &str) -> impl Iterator<Item = String> {
    let [begin, end] = MARKS;
    snippet.split(begin).skip(1).filter_map(move |piece| piece.split_once(end)).map(|(word, _)| folded(word))
}

/// The rows, and for what they were worked out.
pub(super) struct Shown {
    of: ShownFor,
    pub(super) rows: Arc<Vec<Row>>,
    /// “14 entries, 2 goals”
    pub(super) count: String,
}

/// What the rows depend on.
#[derive(Clone, Debug, PartialEq, Eq)]
struct ShownFor {
    revision: u64,
    found: Option<u64>,
    filter: Filter,
}

/// Which entries are shown when nothing is searched, or among those found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    pub(super) kind: Option<String>,
    pub(super) goal: Option<GoalId>,
    pub(super) state: StateFilter,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum StateFilter {
    #[default]
    All,
    Drafts,
    /// What is set aside until a day that is still to come: no draft until then.
    Aside,
    Ready,
    Submitted,
    Bin,
}

impl StateFilter {
    pub(super) const ALL: [Self; 6] = [Self::All, Self::Drafts, Self::Aside, Self::Ready, Self::Submitted, Self::Bin];

    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::All => "All states",
            Self::Drafts => "Drafts",
            Self::Aside => "Set aside",
            Self::Ready => "Ready",
            Self::Submitted => "Submitted",
            Self::Bin => "In the bin",
        }
    }

    /// The same in the search language.
    const fn words(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Drafts => "is:draft -is:parked",
            Self::Aside => "is:parked",
            Self::Ready => "is:ready",
            Self::Submitted => "is:submitted",
            Self::Bin => "is:binned",
        }
    }
}

impl Filter {
    /// The same in the search language, to stand before a query; empty when everything is shown.
    pub(super) fn words(&self, snapshot: &Snapshot) -> String {
        let goal = self.goal.and_then(|id| snapshot.goals.iter().find(|goal| goal.id == id));
        let quoted = |title: &str| title.replace(['"', '“', '”'], "");
        let parts = [
            self.kind.as_ref().map(|kind| format!("kind:{kind}")).unwrap_or_default(),
            goal.map(|goal| format!("goal:\"{}\"", quoted(&goal.draft.title))).unwrap_or_default(),
            self.state.words().to_owned(),
        ];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// Whether an entry passes. One that was searched for may be in the bin: the query says whether those are wanted.
    fn takes(&self, entry: &EntryHeader, today: chrono::NaiveDate, searched: bool) -> bool {
        use crate::domain::EntryState as State;
        let state = match (self.state, entry.state) {
            (StateFilter::Bin, state) => state.is_binned(),
            (StateFilter::All, _) if searched => true,
            (_, State::Binned { .. }) => false,
            (StateFilter::Aside, _) => entry.is_parked(today),
            (StateFilter::Drafts, state) => state == State::Draft && !entry.is_parked(today),
            (StateFilter::All, _) | (StateFilter::Ready, State::Ready) | (StateFilter::Submitted, State::Submitted { .. }) => true,
            _ => false,
        };
        state && self.kind.as_ref().is_none_or(|kind| entry.kind == *kind) && self.goal.is_none_or(|goal| entry.goals.contains(&goal))
    }
}

impl Journal {
    /// The rows to show, worked out again only when something they depend on has changed.
    pub(super) fn shown(&mut self, snapshot: &Snapshot) -> Arc<Vec<Row>> {
        let of = ShownFor { revision: snapshot.revision, found: self.found.as_ref().map(|found| found.seq), filter: self.filter.clone() };
        if let Some(shown) = &self.shown
            && shown.of == of
        {
            return Arc::clone(&shown.rows);
        }
        let rows: Vec<Row> = match &self.found {
            Some(found) => found_rows(&found.found, &self.filter, snapshot),
            None => {
                let taken = snapshot.entries.iter().filter(|entry| self.filter.takes(entry, snapshot.today, false));
                taken.map(|entry| Row::Entry(Arc::clone(entry), None)).collect()
            }
        };
        let mut count = match &self.found {
            Some(found) => found_text(&rows, &found.found),
            None => count_text(rows.len(), "entry", "entries"),
        };
        if !snapshot.complete {
            count.push_str(", reading the rest…");
        }
        let rows = Arc::new(rows);
        self.shown = Some(Shown { of, rows: Arc::clone(&rows), count });
        rows
    }
}

/// What was found, best first: every entry, with its hit where it has one, and after them other things, as long as nothing but all entries is
/// wanted.
fn found_rows(found: &Found, filter: &Filter, snapshot: &Snapshot) -> Vec<Row> {
    let places: HashMap<EntryId, usize> = found.entries.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let (mut hits, mut others) = (HashMap::new(), Vec::new());
    for (at, hit) in found.hits.iter().enumerate() {
        match hit.what {
            HitWhat::Entry(id) => {
                hits.insert(id, at);
            }
            _ if *filter == Filter::default() => others.push(Row::Other(at)),
            _ => {}
        }
    }
    let entries = snapshot.entries.iter().filter(|entry| filter.takes(entry, snapshot.today, true));
    let mut found: Vec<(usize, &Arc<EntryHeader>)> = entries.filter_map(|entry| Some((*places.get(&entry.id)?, entry))).collect();
    found.sort_unstable_by_key(|(at, _)| *at);
    let rows = found.into_iter().map(|(_, entry)| Row::Entry(Arc::clone(entry), hits.get(&entry.id).copied()));
    rows.chain(others).collect()
}

/// “14 entries, 2 goals”; “14 entries, 5 actions, 32 more things” where not all is listed.
fn found_text(rows: &[Row], found: &Found) -> String {
    let mut counts = [0_usize; 5];
    for row in rows {
        let sort = match row {
            Row::Entry(..) => 0,
            Row::Other(at) => match found.hits.get(*at).map(|hit| hit.what) {
                Some(HitWhat::Goal(_)) => 1,
                Some(HitWhat::Action(_)) => 2,
                Some(HitWhat::Record(_)) => 3,
                _ => 4,
            },
        };
        if let Some(count) = counts.get_mut(sort) {
            *count += 1;
        }
    }
    let words = [
        ("entry", "entries"),
        ("goal", "goals"),
        ("action", "actions"),
        ("record", "records"),
        ("piece of evidence", "pieces of evidence"),
    ];
    let shown: usize = counts.into_iter().skip(1).sum();
    let counted = counts.into_iter().zip(words).filter(|(count, _)| *count > 0);
    let mut parts: Vec<String> = counted.map(|(count, (one, many))| count_text(count, one, many)).collect();
    if shown > 0 && found.others > shown {
        parts.push(count_text(found.others - shown, "more thing", "more things"));
    }
    if parts.is_empty() { "Nothing found".to_owned() } else { parts.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{ActionId, EntryDraft, EntryState, EvidenceId, RecordId, Uid};
    use crate::journal::{Clock, Together};
    use crate::search::Query;

    fn hit(what: HitWhat) -> Hit {
        let uid = Uid::from_text("one");
        Hit { what, uid, title: String::new(), date: None, snippet: String::new(), place: None, entry: None, rank: 0.0 }
    }

    #[test]
    fn every_entry_that_is_found_has_a_row() {
        let today = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).expect("a day");
        let mut journal = crate::journal::Journal::in_memory(Clock::Fixed(today)).expect("a journal");
        for n in 0..5 {
            let draft = EntryDraft { title: format!("Pacing {n}"), ..EntryDraft::on(today) };
            journal.log(draft, EntryState::Draft, &Together::default()).expect("an entry");
        }
        let found = journal.find(&Query::parse("pacing", false).0, 2).expect("an answer");
        let rows = found_rows(&found, &Filter::default(), &journal.snapshot().expect("a snapshot"));
        let shown: Vec<Option<usize>> = rows.iter().map(|row| if let Row::Entry(_, hit) = row { *hit } else { None }).collect();
        assert_eq!(shown, [Some(0), Some(1), None, None, None], "only the best with the words around");
        assert_eq!(rows.iter().filter_map(Row::entry).collect::<Vec<_>>(), found.entries, "all of them can be chosen, best first");
        assert_eq!(found_text(&rows, &found), "5 entries");
    }

    #[test]
    fn hits_are_counted_in_words() {
        let goal = HitWhat::Goal(GoalId::from_row(1));
        let hits: Vec<Hit> = [
            goal,
            HitWhat::Action(ActionId::from_row(1)),
            goal,
            HitWhat::Record(RecordId::from_row(1)),
            HitWhat::Evidence(EvidenceId::from_row(1)),
        ]
        .map(hit)
        .into();
        let found = Found { hits, ..Found::default() };
        let rows: Vec<Row> = (0..5).map(Row::Other).collect();
        assert_eq!(found_text(&rows, &found), "2 goals, 1 action, 1 record, 1 piece of evidence");
        assert_eq!(found_text(&rows[..2], &found), "1 goal, 1 action");
        assert_eq!(found_text(&[], &found), "Nothing found");
        let found = Found { others: 1_205, ..found };
        assert_eq!(found_text(&rows[..2], &found), "1 goal, 1 action, 1,203 more things");
    }
}
