//! Which entries a query finds, and how good a find each is: the words asked of the index, the rest of the headers.

use std::borrow::Borrow;
use std::collections::{HashMap, HashSet};

use crate::domain::{EntryHeader, EntryId};
use crate::search::{Problem, Resolved, Words};
use crate::store::{Ranked, Reader, StoreError, Texts};

/// The words of a query as they are asked of the index.
pub(super) struct Asked {
    /// In the places of [`Resolved::words`].
    pub(super) words: Vec<Words>,
    pub(super) private: bool,
    /// Said when something is found.
    pub(super) widened: Option<Problem>,
    /// Said anyway.
    pub(super) notes: Vec<Problem>,
}

impl Asked {
    fn texts(&self, wanted: &[Vec<usize>], unwanted: &[usize]) -> Texts {
        let of = |places: &[usize]| {
            let mut seen = HashSet::new();
            let words = places.iter().filter_map(|at| self.words.get(*at)).filter(|words| seen.insert((*words).clone()));
            words.cloned().collect::<Vec<Words>>()
        };
        let mut seen = HashSet::new();
        let wanted = wanted.iter().map(|any| of(any)).filter(|any| seen.insert(any.clone())).collect();
        Texts { wanted, unwanted: of(unwanted), private: self.private }
    }
}

/// Entries that were found, best first.
pub(super) struct Best {
    pub(super) list: Vec<Ranked>,
    /// What marks the words in them.
    pub(super) texts: Texts,
    pub(super) asked: Asked,
    pub(super) bin: bool,
}

/// A word that no entry has stands for the beginnings of words: whoever types “physio” means “physiotherapy” when nothing else is there. It is
/// so for what is excluded, too, or the same word would both find and not exclude an entry. What is in the bin is asked last, whatever the query
/// says about the bin: a query and its opposite are to read a word alike.
fn asked(read: &Reader<'_>, resolved: &Resolved) -> Result<Asked, StoreError> {
    let mut asked = Asked { words: resolved.words().to_vec(), private: resolved.private(), widened: None, notes: Vec::new() };
    let positive: HashSet<usize> = resolved.positive().into_iter().collect();
    let mut readings: HashMap<Words, Reading> = HashMap::new();
    for (at, words) in asked.words.iter_mut().enumerate().filter(|(_, words)| words.may_begin()) {
        let reading = match readings.get(words) {
            Some(reading) => *reading,
            None => reading_of(read, words, asked.private)?,
        };
        readings.insert(words.clone(), reading);
        let Reading::Begins { live } = reading else { continue };
        if !live && !resolved.bin() {
            // Nobody sees what is in the bin: there is nothing to tell.
        } else if positive.contains(&at) {
            asked.widened = Some(Problem::new("nothing has exactly these words", "words beginning so are shown"));
        } else {
            asked.notes.push(Problem::new(format!("nothing has exactly “{}”", words.text), "what has words beginning so is left out"));
        }
        words.prefix = true;
    }
    Ok(asked)
}

/// How a word is read.
#[derive(Clone, Copy)]
enum Reading {
    AsItIs,
    /// As the beginning of words, which entries have that are not in the bin, or else only those in it.
    Begins {
        live: bool,
    },
}

fn reading_of(read: &Reader<'_>, words: &Words, private: bool) -> Result<Reading, StoreError> {
    let wider = Words { prefix: true, ..words.clone() };
    for bin in [false, true] {
        if read.any_has(words, private, bin)? {
            return Ok(Reading::AsItIs);
        }
        if read.any_has(&wider, private, bin)? {
            return Ok(Reading::Begins { live: !bin });
        }
    }
    Ok(Reading::AsItIs)
}

/// Those of all entries that are to be ranked by themselves, unless they are so many that to name them takes longer than to rank all.
fn alone<'a, H>(wanted: &'a [EntryId], all: &[H]) -> Option<&'a [EntryId]> {
    (wanted.len() < all.len() / 2).then_some(wanted)
}

/// The entries that a query finds, best first.
pub(super) fn best<H: Borrow<EntryHeader>>(read: &Reader<'_>, resolved: &Resolved, entries: &[H]) -> Result<Best, StoreError> {
    let asked = asked(read, resolved)?;
    let bin = resolved.bin();
    if let Some(conjunction) = resolved.conjunction() {
        let texts = asked.texts(&conjunction.wanted, &conjunction.unwanted);
        let mut list = if resolved.has_filters() {
            let passing = entries.iter().map(Borrow::borrow).filter(|entry| resolved.holds_beside(entry));
            let passing: Vec<EntryId> = passing.map(|entry| entry.id).collect();
            let mut list = read.ranked(&texts, bin, alone(&passing, entries))?;
            let passing: HashSet<EntryId> = passing.into_iter().collect();
            list.retain(|one| passing.contains(&one.entry));
            list
        } else {
            read.ranked(&texts, bin, None)?
        };
        list.sort_unstable_by(better);
        return Ok(Best { list, texts, asked, bin });
    }
    // Each text by itself, and every entry asked.
    let places: HashMap<EntryId, usize> = entries.iter().enumerate().map(|(at, entry)| (entry.borrow().id, at)).collect();
    let mut has: Vec<Vec<bool>> = Vec::with_capacity(asked.words.len());
    for words in &asked.words {
        let mut with = vec![false; entries.len()];
        for id in read.entries_with(words, asked.private)? {
            if let Some(one) = places.get(&id).and_then(|at| with.get_mut(*at)) {
                *one = true;
            }
        }
        has.push(with);
    }
    let holding = entries
        .iter()
        .map(Borrow::borrow)
        .enumerate()
        .filter(|(at, entry)| resolved.holds(entry, &|words| has.get(words).and_then(|with| with.get(*at)).copied().unwrap_or(false)));
    let holding: Vec<EntryId> = holding.map(|(_, entry)| entry.id).collect();
    let texts = asked.texts(&[resolved.positive()].into_iter().filter(|any| !any.is_empty()).collect::<Vec<_>>(), &[]);
    let ranked = read.ranked(&texts, bin, alone(&holding, entries))?;
    let ranks: HashMap<EntryId, f64> = ranked.into_iter().map(|one| (one.entry, one.rank)).collect();
    let mut list: Vec<Ranked> =
        holding.into_iter().map(|entry| Ranked { entry, rank: ranks.get(&entry).copied().unwrap_or(0.0) }).collect();
    // Without words the newest stay first.
    list.sort_by(|a, b| a.rank.total_cmp(&b.rank));
    Ok(Best { list, texts, asked, bin })
}

fn better(a: &Ranked, b: &Ranked) -> std::cmp::Ordering {
    a.rank.total_cmp(&b.rank).then(b.entry.cmp(&a.entry))
}

#[cfg(test)]
mod tests {
    use crate::domain::{EntryDraft, EntryState};
    use crate::journal::{Clock, Journal, Together};
    use crate::search::Query;

    const PIECES: &str = "kind:podcast|kind:podcats|tag:tendon|tag:tendno|tag:nobodyhasit|person:sian|is:draft|is:binned|no:tag|has:tag|date:2025\
        |date:2025-99|minutes:>1 hour|minutes:>x|pain|tendon|tend|handwr|phys|sleep|or|\\||NOT|-|\\(|\\)|\"| | | ";

    fn journal() -> Journal {
        let today = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).expect("a day");
        let mut journal = Journal::in_memory(Clock::Fixed(today)).expect("a journal");
        for (title, tag, binned) in [
            ("Physiotherapy for pain", "tendon", false),
            ("Handwriting and sleep", "", false),
            ("Tendons, sleep, pain", "pain", false),
            ("handwr", "", true),
            ("phys pain", "tendon", true),
            ("Sleepless", "sleep", true),
        ] {
            let tags = Some(tag.to_owned()).filter(|tag| !tag.is_empty()).into_iter().collect();
            let draft = EntryDraft { title: title.to_owned(), kind: "podcast".to_owned(), tags, ..EntryDraft::on(today) };
            let id = journal.log(draft, EntryState::Draft, &Together::default()).expect("an entry").value.id;
            if binned {
                journal.bin(id).expect("binned");
            }
        }
        journal
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { cases: 400, ..Default::default() })]

        #[test]
        fn a_query_and_its_opposite_share_nothing(
            text in proptest::string::string_regex(&format!("({PIECES}){{1,8}}")).expect("a pattern"),
            typing: bool,
        ) {
            thread_local!(static JOURNAL: Journal = journal());
            JOURNAL.with(|journal| {
                let (query, _) = Query::parse(&text, typing);
                let ask = |query: &Query| journal.find(query, usize::MAX).expect("an answer").entries;
                let (found, opposite) = (ask(&query), ask(&query.opposite()));
                let both: Vec<_> = found.iter().filter(|id| opposite.contains(id)).collect();
                proptest::prop_assert!(both.is_empty(), "“{}”: {:?}", text, both);
                Ok(())
            })?;
        }
    }
}
