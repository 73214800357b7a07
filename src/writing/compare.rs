//! Two moments of a text, side by side: word by word, and paragraph by paragraph, so that one can be brought back.

use std::collections::HashSet;
use std::hash::{BuildHasher as _, RandomState};
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation as _;

use super::lines::{lines, part};

/// What became of words or of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    Same,
    /// Only in the old text.
    Gone,
    /// Only in the new text.
    New,
    /// Only of paragraphs: there in both, with other words.
    Changed,
}

/// Words of one kind. Those that are not new, put together, are the old text; those that are not gone, the new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub kind: Kind,
    pub text: String,
}

/// A paragraph of the old text, of the new one, or of both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    pub kind: Kind,
    pub old: String,
    pub new: String,
    /// The words, one by one.
    pub pieces: Vec<Piece>,
    /// Which paragraph of the old text it is, counted from 0, for [`bring_back`]; `None` for a new one.
    pub old_place: Option<usize>,
}

/// More words and blanks than that, between those that stayed at the beginning and at the end, are gone and new as a whole: nobody reads the
/// difference of ten pages word by word, and finding it takes seconds.
const MOST_WORDS: usize = 12_000;

/// Paragraphs between two that stayed, which are compared each with each. Many more are paired in their order.
const MOST_PAIRS: usize = 2_500;

/// More words than that to look at, for all these pairs together, and paragraphs are compared by the words that follow each other only.
const MOST_LOOKED_AT: usize = 30_000;

/// Texts of more words than this are long: what is shown of them must not wait.
const LONG_TEXT: usize = 5_000;

/// A changed paragraph of a long text is gone and new as a whole when it has more words than this.
const LONG_PARAGRAPH: usize = 1_000;

/// A paragraph of which so much stayed (in words of the longer one) has been changed; otherwise one is gone, and another new.
const ALIKE: f64 = 0.4;

/// Word by word. A few words that stayed between many that did not are shown as gone and new too, because a sentence is easier to read
/// whole.
pub fn words(old: &str, new: &str) -> Vec<Piece> {
    let (old, new) = (tokens(old), tokens(new));
    let mut runs: Vec<Run> = Vec::new();
    for op in ops(&old, &new) {
        let take = |all: &[&str], range: Range<usize>| all.get(range).unwrap_or_default().concat();
        let run = match op {
            DiffOp::Equal { old_index, len, .. } => Run::same(take(&old, old_index..old_index + len)),
            _ => Run::changed(take(&old, op.old_range()), take(&new, op.new_range())),
        };
        push(&mut runs, run);
    }
    while let Some(calmer) = calmed(&runs) {
        runs = calmer;
    }
    let mut pieces: Vec<Piece> = Vec::new();
    for run in runs {
        let parts = if run.is_same { vec![(Kind::Same, run.gone)] } else { vec![(Kind::Gone, run.gone), (Kind::New, run.new)] };
        pieces.extend(parts.into_iter().filter(|(_, text)| !text.is_empty()).map(|(kind, text)| Piece { kind, text }));
    }
    pieces
}

/// Everything went, and everything came.
fn as_a_whole(old: &str, new: &str) -> Vec<Piece> {
    let pieces = [(Kind::Gone, old), (Kind::New, new)].into_iter().filter(|(_, text)| !text.is_empty());
    pieces.map(|(kind, text)| Piece { kind, text: text.to_owned() }).collect()
}

/// Words and blanks. A word keeps its apostrophe.
fn tokens(text: &str) -> Vec<&str> {
    text.split_word_bounds().collect()
}

fn ops(old: &[&str], new: &[&str]) -> Vec<DiffOp> {
    let start = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let rest = |all: &[&str]| all.len() - start;
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count().min(rest(old)).min(rest(new));
    let (old_len, new_len) = (rest(old) - end, rest(new) - end);
    if old_len + new_len <= MOST_WORDS {
        return capture_diff_slices(Algorithm::Patience, old, new);
    }
    vec![
        DiffOp::Equal { old_index: 0, new_index: 0, len: start },
        DiffOp::Replace { old_index: start, old_len, new_index: start, new_len },
        DiffOp::Equal { old_index: old.len() - end, new_index: new.len() - end, len: end },
    ]
}

/// Words that stayed, or words that went and came at one place.
#[derive(Debug, Clone)]
struct Run {
    is_same: bool,
    /// The same words, or those that went.
    gone: String,
    new: String,
}

impl Run {
    fn same(text: String) -> Self {
        Self { is_same: true, gone: text, new: String::new() }
    }

    fn changed(gone: String, new: String) -> Self {
        Self { is_same: false, gone, new }
    }

    fn weight(&self) -> usize {
        let words = |text: &str| text.unicode_words().count();
        words(&self.gone).max(words(&self.new))
    }
}

fn push(runs: &mut Vec<Run>, run: Run) {
    match runs.last_mut() {
        Some(last) if last.is_same == run.is_same => {
            last.gone.push_str(&run.gone);
            last.new.push_str(&run.new);
        }
        _ => runs.push(run),
    }
}

/// The runs without small islands between bigger changes; `None` when there is none.
fn calmed(runs: &[Run]) -> Option<Vec<Run>> {
    let mut out: Vec<Run> = Vec::new();
    let mut found = false;
    for (at, run) in runs.iter().enumerate() {
        let beside = |at: Option<usize>| at.and_then(|at| runs.get(at)).filter(|run| !run.is_same).map(Run::weight);
        let (before, after) = (beside(at.checked_sub(1)), beside(Some(at + 1)));
        let is_island = run.is_same
            && !run.gone.contains('\n')
            && before.zip(after).is_some_and(|(before, after)| {
                let words = run.weight();
                words == 0 || (words <= before && words <= after && words < 4)
            });
        if is_island {
            found = true;
            push(&mut out, Run::changed(run.gone.clone(), run.gone.clone()));
        } else {
            push(&mut out, run.clone());
        }
    }
    found.then_some(out)
}

/// The paragraphs of a text: between blank lines; a block of code between fences is one.
fn split(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open: Option<Range<usize>> = None;
    let mut fence: Option<&str> = None;
    for line in lines(text) {
        let words = part(text, line.clone());
        if words.trim().is_empty() && fence.is_none() {
            found.extend(open.take());
            continue;
        }
        let start = words.trim_start();
        fence = match fence {
            Some(sign) if start.starts_with(sign) => None,
            Some(sign) => Some(sign),
            None => ["```", "~~~"].into_iter().find(|sign| start.starts_with(sign)),
        };
        open = Some(open.map_or(line.start, |open| open.start)..line.end);
    }
    found.extend(open);
    found
}

/// A paragraph of either text or both, by its places in the lists of paragraphs.
type Pair = (Option<usize>, Option<usize>);

fn pairs(old: &[&str], new: &[&str]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        match op {
            DiffOp::Equal { old_index, new_index, len } => pairs.extend((0..len).map(|n| (Some(old_index + n), Some(new_index + n)))),
            _ => pairs.extend(between(old, new, op.old_range(), op.new_range())),
        }
    }
    pairs
}

/// The best way to pair paragraphs that are not the same, in their order.
fn between(old: &[&str], new: &[&str], olds: Range<usize>, news: Range<usize>) -> Vec<Pair> {
    let many = look_at(old, &olds) * news.len() + look_at(new, &news) * olds.len() > MOST_LOOKED_AT;
    let couples = many.then(|| Couples::of(old, new));
    let alike = |a: usize, b: usize| match &couples {
        Some(couples) => couples.likeness(a, b),
        None => old.get(a).zip(new.get(b)).map_or(0.0, |(a, b)| likeness(a, b)),
    };
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    if olds.len() * news.len() <= MOST_PAIRS {
        // The best sum of likenesses from each place on, from the end.
        let columns = news.len() + 1;
        let mut best = vec![0.0_f64; (olds.len() + 1) * columns];
        let mut likenesses = vec![0.0_f64; olds.len() * news.len()];
        let value = |best: &[f64], a: usize, b: usize| best.get(a * columns + b).copied().unwrap_or_default();
        for a in (0..olds.len()).rev() {
            for b in (0..news.len()).rev() {
                let likeness = alike(olds.start + a, news.start + b);
                let paired = if likeness >= ALIKE { likeness + value(&best, a + 1, b + 1) } else { 0.0 };
                let most = paired.max(value(&best, a + 1, b)).max(value(&best, a, b + 1));
                if let Some(place) = best.get_mut(a * columns + b) {
                    *place = most;
                }
                if let Some(place) = likenesses.get_mut(a * news.len() + b) {
                    *place = likeness;
                }
            }
        }
        let (mut a, mut b) = (0, 0);
        while a < olds.len() && b < news.len() {
            let likeness = likenesses.get(a * news.len() + b).copied().unwrap_or_default();
            let here = value(&best, a, b);
            if likeness >= ALIKE && likeness + value(&best, a + 1, b + 1) >= here {
                pairs.push((olds.start + a, news.start + b));
                a += 1;
                b += 1;
            } else if value(&best, a + 1, b) >= value(&best, a, b + 1) {
                a += 1;
            } else {
                b += 1;
            }
        }
    } else {
        pairs.extend(olds.clone().zip(news.clone()).filter(|(a, b)| alike(*a, *b) >= ALIKE));
    }
    let mut out: Vec<Pair> = Vec::new();
    let (mut a, mut b) = (olds.start, news.start);
    for (next_a, next_b) in pairs.into_iter().chain([(olds.end, news.end)]) {
        out.extend((a..next_a).map(|a| (Some(a), None)));
        out.extend((b..next_b).map(|b| (None, Some(b))));
        if next_a < olds.end && next_b < news.end {
            out.push((Some(next_a), Some(next_b)));
        }
        (a, b) = (next_a + 1, next_b + 1);
    }
    out
}

/// The words of these paragraphs.
fn look_at(all: &[&str], range: &Range<usize>) -> usize {
    all.get(range.clone()).unwrap_or_default().iter().map(|text| text.unicode_words().count()).sum()
}

/// The words that follow each other in each paragraph of both texts, as sorted numbers: a quick look at how much of a paragraph stayed.
struct Couples {
    old: Vec<Vec<u64>>,
    new: Vec<Vec<u64>>,
}

impl Couples {
    fn of(old: &[&str], new: &[&str]) -> Self {
        let state = RandomState::new();
        let couples = |text: &&str| {
            let words: Vec<&str> = text.unicode_words().collect();
            let mut all: Vec<u64> = words.windows(2).map(|couple| state.hash_one(couple)).collect();
            all.sort_unstable();
            all
        };
        Self { old: old.iter().map(couples).collect(), new: new.iter().map(couples).collect() }
    }

    /// About what [`likeness`] is: where of every word so much stayed, a couple of them stayed so often times so often.
    fn likeness(&self, a: usize, b: usize) -> f64 {
        let (Some(a), Some(b)) = (self.old.get(a), self.new.get(b)) else { return 0.0 };
        let longer = a.len().max(b.len());
        if longer == 0 {
            return 0.0;
        }
        let (mut rest, mut shared) = (b.iter().peekable(), 0_usize);
        for couple in a {
            while rest.next_if(|other| *other < couple).is_some() {}
            shared += usize::from(rest.next_if_eq(&couple).is_some());
        }
        (shared as f64 / longer as f64).sqrt()
    }
}

/// How many words of the longer of two paragraphs are in the other, too, from 0 to 1.
fn likeness(a: &str, b: &str) -> f64 {
    let (a, b): (Vec<&str>, Vec<&str>) = (a.unicode_words().collect(), b.unicode_words().collect());
    let longer = a.len().max(b.len());
    if longer == 0 {
        return 0.0;
    }
    // Quick, before the order is looked at.
    let set: HashSet<&str> = a.iter().copied().collect();
    let shared = b.iter().filter(|word| set.contains(*word)).count();
    if (shared as f64) < ALIKE * longer as f64 {
        return 0.0;
    }
    if a.len() + b.len() > MOST_WORDS {
        return shared as f64 / longer as f64;
    }
    let ops = capture_diff_slices(Algorithm::Myers, &a, &b);
    let same: usize = ops.iter().map(|op| if let DiffOp::Equal { len, .. } = op { *len } else { 0 }).sum();
    same as f64 / longer as f64
}

/// Paragraph by paragraph, in the order of both texts.
pub fn paragraphs(old: &str, new: &str) -> Vec<Paragraph> {
    let texts = |text| split(text).into_iter().map(|range| part(text, range)).collect::<Vec<_>>();
    let (olds, news) = (texts(old), texts(new));
    let count = |text: &str| text.unicode_words().count();
    let long = count(old).max(count(new)) > LONG_TEXT;
    pairs(&olds, &news)
        .into_iter()
        .map(|(a, b)| {
            let old = a.and_then(|a| olds.get(a)).copied();
            let new = b.and_then(|b| news.get(b)).copied();
            let kind = match (old, new) {
                (Some(old), Some(new)) if old == new => Kind::Same,
                (Some(_), Some(_)) => Kind::Changed,
                (Some(_), None) => Kind::Gone,
                _ => Kind::New,
            };
            let (old, new) = (old.unwrap_or_default(), new.unwrap_or_default());
            let whole = long && kind == Kind::Changed && count(old).max(count(new)) > LONG_PARAGRAPH;
            let pieces = if whole { as_a_whole(old, new) } else { words(old, new) };
            Paragraph { kind, old: old.to_owned(), new: new.to_owned(), pieces, old_place: a }
        })
        .collect()
}

/// The current text with the old text's paragraph (counted from 0) where it was: in the place of its changed form, or behind the nearest
/// paragraph before it that is still there. Nothing else is changed. A paragraph that there is not changes nothing.
pub fn bring_back(current: &str, old: &str, paragraph: usize) -> String {
    let (olds, news) = (split(old), split(current));
    let a: Vec<&str> = olds.iter().map(|range| part(old, range.clone())).collect();
    let b: Vec<&str> = news.iter().map(|range| part(current, range.clone())).collect();
    let Some(words) = a.get(paragraph).copied() else { return current.to_owned() };
    let pairs = pairs(&a, &b);
    let there = |n: usize| pairs.iter().find_map(|(old, new)| (*old == Some(n)).then_some(*new).flatten()).and_then(|new| news.get(new));
    if let Some(place) = there(paragraph) {
        return [part(current, 0..place.start), words, part(current, place.end..current.len())].concat();
    }
    let end = if current.contains("\r\n") { "\r\n" } else { "\n" };
    let gap = end.repeat(2);
    if let Some(before) = (0..paragraph).rev().find_map(there) {
        return [part(current, 0..before.end), &gap, words, part(current, before.end..current.len())].concat();
    }
    match news.first() {
        Some(first) => [part(current, 0..first.start), words, &gap, part(current, first.start..current.len())].concat(),
        None if current.is_empty() => words.to_owned(),
        None => [current.trim_end_matches([' ', '\t']), words].concat(),
    }
}
