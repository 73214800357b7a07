//! What is offered when a search finds nothing: the word of the journal that was probably meant, days and kinds that were typed as words, and
//! what is found without the words that stand in the way. Each is the whole query, mended.

use std::collections::HashMap;
use std::sync::Arc;

use super::find::Over;
use super::nearest_word::{SHORTEST, days, near};
use super::{Journal, JournalError};
use crate::domain::EntryHeader;
use crate::domain::text::{folded, number};
use crate::search::{Known, Problem, Query, Words};
use crate::store::{Reader, StoreError, Which};

/// So many words of a query are looked at; who types more has pasted a page.
const MOST: usize = 12;

/// Words of speech: the first to go when a query asks too much.
const SMALL: &[&str] = &[
    "a",
    "about",
    "again",
    "all",
    "an",
    "and",
    "any",
    "are",
    "as",
    "at",
    "before",
    "by",
    "did",
    "do",
    "for",
    "from",
    "had",
    "have",
    "how",
    "i",
    "in",
    "is",
    "it",
    "last",
    "me",
    "my",
    "of",
    "on",
    "one",
    "our",
    "since",
    "some",
    "something",
    "that",
    "the",
    "there",
    "thing",
    "this",
    "to",
    "until",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "which",
    "with",
];

/// A part of the query that may stay or go.
struct Part {
    /// As typed.
    typed: String,
    /// As it is to stand in the new query.
    write: String,
    /// Which entries it finds, in the places of the list.
    finds: Vec<bool>,
    small: bool,
    /// The word that was put in the place of one that nothing has, and in how many entries it is.
    meant: Option<(String, usize)>,
    /// It was typed as words, and means days or a kind.
    read: bool,
}

/// What a query comes to when its words are taken one by one.
struct Taken {
    /// Keys and what excludes: it stays as it is.
    kept: Vec<String>,
    parts: Vec<Part>,
    /// Which entries what is kept lets pass.
    passing: Vec<bool>,
}

impl Journal {
    /// What to search for instead of a query that finds nothing.
    pub(super) fn instead_of(&self, query: &Query, over: Over<'_>) -> Result<Vec<Problem>, JournalError> {
        // Quotation marks, parentheses and alternatives are meant as they are.
        let joined = |word: &str| matches!(word, "or" | "Or" | "OR" | "|" | "||" | "NOT");
        if query.text.contains(['"', '“', '”', '„', '(', ')']) || query.text.split_whitespace().any(joined) {
            return Ok(Vec::new());
        }
        let read = self.store.read();
        if over.entries.is_empty() {
            let entries: Vec<Arc<EntryHeader>> = read.headers(Which::All)?.into_iter().map(Arc::new).collect();
            let known = self.known()?;
            return Ok(offers(&read, query, &entries, &known)?);
        }
        Ok(offers(&read, query, over.entries, over.known)?)
    }
}

fn offers(read: &Reader<'_>, query: &Query, entries: &[Arc<EntryHeader>], known: &Known) -> Result<Vec<Problem>, StoreError> {
    let taken = taken(read, query, entries, known)?;
    let mut problems = Vec::new();
    let all: Vec<bool> = vec![true; taken.parts.len()];
    for part in &taken.parts {
        if let Some((word, count)) = &part.meant {
            problems.push(Problem {
                what: format!("nothing has “{}”", part.typed),
                mend: format!("the nearest word is “{word}”, {}", entries_text(*count)),
                instead: Some(written(&taken, &|at| taken.parts.get(at).is_some_and(|part| part.meant.is_some()), &all)),
            });
        }
    }
    let kept = best_kept(&taken);
    let dropped: Vec<&str> = taken.parts.iter().zip(&kept).filter(|(_, kept)| !**kept).map(|(part, _)| part.typed.as_str()).collect();
    let readings: Vec<String> = taken
        .parts
        .iter()
        .zip(&kept)
        .filter(|(part, kept)| **kept && part.read)
        .map(|(part, _)| format!("“{}” read as {}", part.typed, part.write))
        .collect();
    let any = taken.parts.iter().zip(&kept).any(|(part, kept)| *kept && !part.small);
    if any && (!dropped.is_empty() || !readings.is_empty()) {
        let count = found(&taken, &kept).into_iter().filter(|one| *one).count();
        let without = if dropped.is_empty() { String::new() } else { format!("without: {}", dropped.join(", ")) };
        let how: Vec<String> = readings.into_iter().chain((!without.is_empty()).then_some(without)).collect();
        problems.push(Problem {
            what: "nothing has all of this".to_owned(),
            mend: format!("{}: {}", entries_text(count), how.join("; ")),
            instead: Some(written(&taken, &|_| true, &kept)),
        });
    }
    Ok(problems)
}

fn entries_text(count: usize) -> String {
    if count == 1 { "1 entry".to_owned() } else { format!("{} entries", number(count)) }
}

/// The query with the parts that are kept, mended where `mended` says so.
fn written(taken: &Taken, mended: &dyn Fn(usize) -> bool, kept: &[bool]) -> String {
    let parts = taken.parts.iter().enumerate().filter(|(at, _)| kept.get(*at).copied().unwrap_or(false));
    let parts = parts.map(|(at, part)| if mended(at) { part.write.as_str() } else { part.typed.as_str() });
    taken.kept.iter().map(String::as_str).chain(parts).collect::<Vec<_>>().join(" ")
}

/// Which entries all of the kept parts find.
fn found(taken: &Taken, kept: &[bool]) -> Vec<bool> {
    let mut found = taken.passing.clone();
    for (part, _) in taken.parts.iter().zip(kept).filter(|(_, kept)| **kept) {
        narrow(&mut found, &part.finds);
    }
    found
}

fn narrow(found: &mut [bool], by: &[bool]) {
    for (one, other) in found.iter_mut().zip(by) {
        *one &= *other;
    }
}

/// As many parts as find something together: from each part on in turn, words of speech last; the choice with the most other words wins.
fn best_kept(taken: &Taken) -> Vec<bool> {
    let mut order: Vec<usize> = (0..taken.parts.len()).collect();
    order.sort_by_key(|at| taken.parts.get(*at).is_none_or(|part| part.small));
    let mut best: (usize, usize, Vec<bool>) = (0, 0, vec![false; taken.parts.len()]);
    for first in &order {
        let mut found = taken.passing.clone();
        let mut kept = vec![false; taken.parts.len()];
        let (mut telling, mut all) = (0, 0);
        for at in std::iter::once(first).chain(order.iter().filter(|at| *at != first)) {
            let (Some(part), Some(keeps)) = (taken.parts.get(*at), kept.get_mut(*at)) else { continue };
            let mut narrower = found.clone();
            narrow(&mut narrower, &part.finds);
            if narrower.contains(&true) {
                found = narrower;
                *keeps = true;
                telling += usize::from(!part.small);
                all += 1;
            }
        }
        if (telling, all) > (best.0, best.1) {
            best = (telling, all, kept);
        }
    }
    best.2
}

fn taken(read: &Reader<'_>, query: &Query, entries: &[Arc<EntryHeader>], known: &Known) -> Result<Taken, StoreError> {
    let tokens: Vec<&str> = query.text.split_whitespace().collect();
    let is_word = |token: &str| !token.starts_with(['-', '−']) && !token.contains(':') && token.contains(char::is_alphanumeric);
    let kept: Vec<String> = tokens.iter().filter(|token| !is_word(token)).map(|token| (*token).to_owned()).collect();
    let passing = match passing(&kept.join(" "), entries, known) {
        Some(passing) => passing,
        None => entries.iter().map(|entry| !entry.state.is_binned()).collect(),
    };
    let mut taken = Taken { kept, parts: Vec::new(), passing };
    let words: Vec<&str> = tokens.into_iter().filter(|token| is_word(token)).collect();
    if words.len() > MOST {
        return Ok(taken);
    }
    let places: HashMap<_, _> = entries.iter().enumerate().map(|(at, entry)| (entry.id, at)).collect();
    let having = |words: &Words| -> Result<Vec<bool>, StoreError> {
        let mut has = vec![false; entries.len()];
        for id in read.entries_with(words, query.private)? {
            if let Some(one) = places.get(&id).and_then(|at| has.get_mut(*at)) {
                *one = true;
            }
        }
        Ok(has)
    };
    let mut at = 0;
    while let Some(word) = words.get(at) {
        if let Some((range, filter)) = days(&words, at)
            && let Some(finds) = self::passing(&filter, entries, known)
        {
            let typed = words.get(range.clone()).unwrap_or_default().join(" ");
            taken.parts.push(Part { typed, write: filter, finds, small: false, meant: None, read: true });
            at = range.end;
            continue;
        }
        at += 1;
        taken.parts.push(word_part(read, word, entries, known, &having)?);
    }
    Ok(taken)
}

/// What a word finds; where it names a kind that there are entries of, those; where nothing has it, what the nearest word finds.
fn word_part(
    read: &Reader<'_>,
    word: &str,
    entries: &[Arc<EntryHeader>],
    known: &Known,
    having: &dyn Fn(&Words) -> Result<Vec<bool>, StoreError>,
) -> Result<Part, StoreError> {
    let bare = word.trim_end_matches('*');
    let small = SMALL.contains(&folded(bare).as_str());
    let part = |write: String, finds, meant, read| Part { typed: word.to_owned(), write, finds, small, meant, read };
    if !small && bare.chars().count() >= SHORTEST && bare.chars().all(char::is_alphabetic) {
        let kind = format!("kind:{}", bare.to_lowercase());
        if let Some(finds) = passing(&kind, entries, known).filter(|finds| finds.contains(&true)) {
            return Ok(part(kind, finds, None, true));
        }
    }
    let mut finds = Vec::new();
    for prefix in [false, true] {
        finds = having(&Words { text: bare.to_owned(), prefix, phrase: false })?;
        if finds.contains(&true) {
            return Ok(part(word.to_owned(), finds, None, false));
        }
    }
    if !small && let Some(near) = near(read, bare)? {
        let with = having(&Words { text: near.clone(), prefix: false, phrase: false })?;
        let count = with.iter().zip(entries).filter(|(has, entry)| **has && !entry.state.is_binned()).count();
        if count > 0 {
            return Ok(part(near.clone(), with, Some((near, count)), false));
        }
    }
    Ok(part(word.to_owned(), finds, None, false))
}

/// Which entries a query of filters alone finds; none when there is nothing in it, or it is not understood.
fn passing(filters: &str, entries: &[Arc<EntryHeader>], known: &Known) -> Option<Vec<bool>> {
    let (query, mut problems) = Query::parse(filters, false);
    if query.is_empty() {
        return None;
    }
    let (resolved, unknown) = query.resolved(known);
    problems.extend(unknown);
    // Words that are excluded are not asked here: they only make fewer of what is offered.
    (problems.is_empty() && !resolved.is_nothing()).then(|| entries.iter().map(|entry| resolved.holds(entry, &|_| false)).collect())
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::domain::{EntryDraft, EntryState};
    use crate::journal::{Clock, Together};

    #[test]
    fn a_search_that_finds_nothing_is_mended() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let mut journal = Journal::in_memory(Clock::Fixed(day("2026-11-22"))).expect("journal");
        for (date, kind, title, learnt) in [
            ("2026-03-14", "podcast", "Rebuilding the Achilles", "Tendon loading: heavy and slow."),
            ("2026-09-02", "podcast", "Gluteal questions", "Tendon loading again."),
            ("2026-04-20", "tweetchat", "Runners", "Tendon loading in runners, that is all."),
            ("2026-05-11", "live-webinar", "Sleep", "Sleep before exercise."),
        ] {
            let mut draft = EntryDraft::on(day(date));
            (draft.title, draft.kind, draft.learnt) = (title.into(), kind.into(), learnt.into());
            journal.log(draft, EntryState::Ready, &Together::default()).expect(title);
        }
        for (text, told, mended) in [
            ("tendno", "the nearest word is “tendon”, 3 entries", "tendon"),
            ("kind:podcast tendno", "the nearest word is “tendon”, 3 entries", "kind:podcast tendon"),
            (
                "that podcast on tendon loading from before the summer",
                "1 entry: “podcast” read as kind:podcast; “before the summer” read as before:summer; without: that, on, from",
                "kind:podcast tendon loading before:summer",
            ),
            ("tendon zebra", "3 entries: without: zebra", "tendon"),
            (
                "tendon loading before the summer gluteal",
                "2 entries: “before the summer” read as before:summer; without: gluteal",
                "tendon loading before:summer",
            ),
        ] {
            let (query, _) = Query::parse(text, false);
            let found = journal.find(&query, 10).expect("found");
            assert_eq!(found.total, 0, "{text}");
            let offered: Vec<_> = found.problems.iter().filter_map(|one| Some((one.mend.as_str(), one.instead.as_deref()?))).collect();
            assert!(offered.contains(&(told, mended)), "{text}: {offered:?}");
            let (query, problems) = Query::parse(mended, false);
            assert_eq!(problems, []);
            assert!(journal.find(&query, 10).expect("found").total > 0, "{mended}");
        }
        let (query, _) = Query::parse("\"no such phrase\"", false);
        assert_eq!(journal.find(&query, 10).expect("found").problems, []);
    }
}
