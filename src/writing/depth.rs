//! A mirror of how deep a reflection goes: words that describe, ask why, tell of a change and of who gains. It shows them and says why, and it
//! asks; it never marks, counts or ranks. What it looks for is data, `assets/depth/en.toml`.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;
use unicode_segmentation::UnicodeSegmentation as _;

use super::lines::part;
use crate::embedded;

/// What words do in a reflection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Depth {
    Description,
    Analysis,
    Change,
    Benefit,
}

/// Words that were found, and why they are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub what: Depth,
    /// Only of a change: intended, not made.
    pub ahead: bool,
    /// Where in the text, in bytes.
    pub range: Range<usize>,
    /// A plain reason: “Says why, or what it means.”
    pub because: String,
}

/// What is in a text, and at most three kind questions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mirror {
    pub found: Vec<Found>,
    pub says: Vec<String>,
}

/// Shorter texts (in words) are not asked anything.
const FEWEST_WORDS: usize = 8;

/// How many words before a phrase can turn its sense around.
const REACH: usize = 3;

/// How many words `...` stands for at most.
const GAP: usize = 3;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    not: Vec<String>,
    maybe: Vec<String>,
    marks: Vec<Marks>,
    questions: Questions,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Marks {
    what: Depth,
    #[serde(default)]
    ahead: bool,
    because: String,
    turned: Turned,
    phrases: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Turned {
    Keep,
    Drop,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Questions {
    nothing_yet: String,
    only_description: String,
    no_analysis: String,
    no_change: String,
    only_ahead: String,
    no_benefit: String,
    benefit_alone: String,
    all: String,
}

/// A place in a phrase.
#[derive(Debug)]
enum Slot {
    /// One of these words; `true` where any ending fits.
    Word(Vec<(String, bool)>),
    Gap,
}

struct Phrase {
    slots: Vec<Slot>,
    /// Which of the marks it belongs to.
    marks: usize,
}

struct Looks {
    data: Data,
    phrases: Vec<Phrase>,
    /// Which phrases may begin with a word: by the word, and by the beginning of a word where any ending fits.
    whole: HashMap<String, Vec<usize>>,
    open: HashMap<String, Vec<usize>>,
    /// Those that begin with any word.
    any: Vec<usize>,
}

impl Looks {
    fn of(data: Data) -> Self {
        let groups = data.marks.iter().enumerate();
        let phrases: Vec<Phrase> =
            groups.flat_map(|(marks, group)| group.phrases.iter().map(move |text| Phrase { slots: slots(text), marks })).collect();
        let (mut whole, mut open, mut any) = (HashMap::<String, Vec<usize>>::new(), HashMap::<String, Vec<usize>>::new(), Vec::new());
        for (at, phrase) in phrases.iter().enumerate() {
            let Some(Slot::Word(ways)) = phrase.slots.first() else {
                any.push(at);
                continue;
            };
            for (way, is_open) in ways {
                let index = if *is_open { &mut open } else { &mut whole };
                index.entry(way.clone()).or_default().push(at);
            }
        }
        Self { data, phrases, whole, open, any }
    }

    /// The phrases that may begin with a word, each once.
    fn begun_by(&self, word: &str) -> Vec<usize> {
        let mut found = self.any.clone();
        found.extend(self.whole.get(word).into_iter().flatten());
        let ends = word.char_indices().map(|(at, c)| at + c.len_utf8());
        found.extend(ends.filter_map(|end| self.open.get(part(word, 0..end))).flatten());
        found.sort_unstable();
        found.dedup();
        found
    }
}

static LOOKS: LazyLock<Looks> = LazyLock::new(|| {
    let data: Data = embedded::text("depth/en.toml").and_then(|text| toml::from_str(&text).ok()).unwrap_or_default();
    Looks::of(data)
});

fn slots(text: &str) -> Vec<Slot> {
    let word = |word: &str| match word.strip_suffix('*') {
        Some(start) => (start.to_owned(), true),
        None => (word.to_owned(), false),
    };
    text.split_whitespace().map(|slot| if slot == "..." { Slot::Gap } else { Slot::Word(slot.split('/').map(word).collect()) }).collect()
}

/// A word of the text.
struct Word {
    text: String,
    range: Range<usize>,
    /// A sign or a “but” stands before it: a new thought begins.
    begins: bool,
    /// A sentence begins.
    sentence: bool,
}

fn words(text: &str) -> Vec<Word> {
    let mut at = 0;
    let mut found: Vec<Word> = Vec::new();
    for (start, word) in text.unicode_word_indices() {
        let between = part(text, at..start);
        at = start + word.len();
        let sentence = between.contains(['.', '!', '?', '\n']) || found.is_empty();
        let lower = word.replace('’', "'").to_lowercase();
        let begins = sentence || between.contains([',', ';', ':', '(', ')', '–', '—']) || lower == "but";
        found.push(Word { text: lower, range: start..at, begins, sentence });
    }
    found
}

/// Looks into texts that belong together, as the answers of one reflection do. The places are those in each text; the second value says what is
/// there over all of them.
pub fn mirrors(texts: &[&str]) -> (Vec<Vec<Found>>, Vec<String>) {
    let words: Vec<Vec<Word>> = texts.iter().map(|text| words(text)).collect();
    let all: Vec<Vec<Found>> = words.iter().map(|words| found(words)).collect();
    let length = words.iter().map(Vec::len).sum();
    let says = says(&all.iter().flatten().collect::<Vec<_>>(), length);
    (all, says)
}

/// Looks into one text.
pub fn mirror(text: &str) -> Mirror {
    let (mut all, says) = mirrors(&[text]);
    Mirror { found: all.pop().unwrap_or_default(), says }
}

fn found(words: &[Word]) -> Vec<Found> {
    let mut all: Vec<(usize, usize, usize)> = Vec::new();
    // Every word is looked up once, however often it is written.
    let mut begun: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, word) in words.iter().enumerate() {
        let phrases = begun.entry(&word.text).or_insert_with(|| LOOKS.begun_by(&word.text));
        for phrase in phrases.iter().filter_map(|phrase| LOOKS.phrases.get(*phrase)) {
            let Some(end) = matched(&phrase.slots, words, at, true) else { continue };
            let turned =
                LOOKS.data.marks.get(phrase.marks).is_some_and(|marks| marks.turned == Turned::Drop && is_turned(words, at, marks.what));
            if !turned {
                all.push((at, end, phrase.marks));
            }
        }
    }
    // The longest phrase at a place counts.
    all.sort_by_key(|(start, end, marks)| (*start, usize::MAX - *end, *marks));
    let mut found: Vec<Found> = Vec::new();
    let mut free = 0;
    for (start, end, marks) in all {
        if start < free {
            continue;
        }
        let (Some(marks), Some(first), Some(last)) = (LOOKS.data.marks.get(marks), words.get(start), words.get(end.saturating_sub(1)))
        else {
            continue;
        };
        found.push(Found {
            what: marks.what,
            ahead: marks.ahead,
            range: first.range.start..last.range.end,
            because: marks.because.clone(),
        });
        free = end;
    }
    found
}

/// Where a phrase that begins at a word ends; inside one sentence.
fn matched(slots: &[Slot], words: &[Word], at: usize, is_first: bool) -> Option<usize> {
    let Some((slot, rest)) = slots.split_first() else { return Some(at) };
    match slot {
        Slot::Gap => (0..=GAP).find_map(|skip| {
            let within = words.get(at..at + skip)?.iter().all(|word| !word.sentence);
            if within { matched(rest, words, at + skip, false) } else { None }
        }),
        Slot::Word(ways) => {
            let word = words.get(at).filter(|word| is_first || !word.sentence)?;
            let fits = ways.iter().any(|(way, open)| word.text == *way || (*open && word.text.starts_with(way.as_str())));
            if fits { matched(rest, words, at + 1, false) } else { None }
        }
    }
}

/// Whether the words before turn the sense around: “nothing changed”, “if we had introduced”.
fn is_turned(words: &[Word], at: usize, what: Depth) -> bool {
    let mut place = at;
    for _ in 0..REACH {
        if words.get(place).is_none_or(|word| word.begins) {
            return false;
        }
        place -= 1;
        let Some(word) = words.get(place) else { return false };
        let next = words.get(place + 1).map_or("", |word| word.text.as_str());
        let is_not = (LOOKS.data.not.contains(&word.text) || word.text.ends_with("n't")) && !matches!(next, "only" | "just");
        let is_maybe = LOOKS.data.maybe.contains(&word.text) && matches!(what, Depth::Change | Depth::Benefit);
        if is_not || is_maybe {
            return true;
        }
    }
    false
}

/// At most three sentences; none for a text that has only begun.
fn says(found: &[&Found], length: usize) -> Vec<String> {
    if length < FEWEST_WORDS {
        return Vec::new();
    }
    let has = |what: Depth| found.iter().any(|found| found.what == what && !found.ahead);
    let ahead = found.iter().any(|found| found.ahead);
    let (why, change, gain) = (has(Depth::Analysis), has(Depth::Change), has(Depth::Benefit));
    let ask = &LOOKS.data.questions;
    let mut says = Vec::new();
    if !why && !change && !gain && !ahead {
        says.push(if has(Depth::Description) { &ask.only_description } else { &ask.nothing_yet });
    } else if why && change && gain {
        says.push(&ask.all);
    } else {
        if !why {
            says.push(&ask.no_analysis);
        }
        if !change && ahead {
            says.push(&ask.only_ahead);
        } else if !change {
            says.push(if gain { &ask.benefit_alone } else { &ask.no_change });
        }
        if change && !gain {
            says.push(&ask.no_benefit);
        }
    }
    says.into_iter().take(3).cloned().collect()
}
