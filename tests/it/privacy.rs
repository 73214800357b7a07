//! The rules of confidentiality on prose: how often they cry wolf, and how much they find. All of it is invented: nobody in it is real, and nothing
//! in it happened where it says, whichever places it names.
//!
//! Every third sentence of the first two texts was kept unseen while the rules were tuned; its figures are told apart. The second two texts were
//! written before anybody who wrote them had seen the rules or the lists, in three parts; what they showed was mended in general ways. At first
//! sight 74, 86 and 91 of a hundred sentences of their three parts were found, so of what others write as freely, nine in ten can be hoped for.
//!
//! The third two are about chats, podcasts, blogs and articles, whose words once hid the people of one's own circle: at first sight 45 of a hundred
//! were found of their first sixty sentences with identifiers, and after that was mended 87 of a hundred of the last thirty. The first sixty
//! without were clean from the start (but for handles of people, which always count, and are in none of them now); of the last fifty, which are
//! mostly first names of hosts and theorists near a patient, twelve were flagged at first sight.
//!
//! The fourth two were written by eight people of many professions and all four nations, in eight parts, each before its writer had seen anything
//! of the rules; in the first three parts half of the sentences were meant to be hard. At first sight 54 to 66 of a hundred were found in the first
//! seven parts and up to ten were flagged (in the part that is full of public people). That was mended in general ways three times, each time on
//! parts that were read then. Of the last part, at first sight, 88 of a hundred were found and 0.7 flagged.

use std::fs;
use std::ops::Range;
use std::path::Path;

use cpd_journal::privacy::{Known, check};

/// Of sentences without identifiers, at most so many of a hundred may be flagged.
const MOST_FLAGGED: f64 = 2.0;
/// The same of sentences full of hosts and authors, some of whom stand right beside a patient.
const MOST_FLAGGED_NEAR_SOURCES: f64 = 3.0;
/// Of sentences with identifiers, at least so many of a hundred must be found.
const LEAST_FOUND: f64 = 95.0;
/// The same of the third that was kept unseen: a floor, so that tuning on the rest cannot go on at its cost.
const LEAST_FOUND_UNSEEN: f64 = 95.0;
/// The same of sentences of which a third was written to be hard.
const LEAST_FOUND_OF_THE_HARD: f64 = 94.0;

fn lines(name: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/privacy").join(name);
    fs::read_to_string(path).expect("a text").lines().map(str::to_owned).collect()
}

/// How many of a hundred sentences fit: of all, of those the rules were tuned on, and of those kept unseen.
fn shares(fits: &[bool]) -> [f64; 3] {
    let share = |keep: fn(usize) -> bool| {
        let kept: Vec<bool> = fits.iter().enumerate().filter(|(at, _)| keep(*at)).map(|(_, fits)| *fits).collect();
        100.0 * kept.iter().filter(|fits| **fits).count() as f64 / kept.len() as f64
    };
    [share(|_| true), share(|at| at % 3 != 2), share(|at| at % 3 == 2)]
}

#[test]
fn professional_prose_is_left_alone() {
    let sentences = lines("clean.txt");
    assert!(sentences.len() >= 1_000, "{} sentences", sentences.len());
    let mut flagged = Vec::new();
    for (at, sentence) in sentences.iter().enumerate() {
        let findings = check(sentence, &Known::default());
        for finding in &findings {
            println!("{} {}: “{}” in {sentence}", at % 3, finding.rule, &sentence[finding.range.clone()]);
        }
        flagged.push(!findings.is_empty());
    }
    let [all, tuned, unseen] = shares(&flagged);
    println!("flagged: {all:.1} % of all, {tuned:.1} % of those tuned on, {unseen:.1} % of those unseen");
    assert!(all <= MOST_FLAGGED && unseen <= MOST_FLAGGED, "{all:.1} % of all and {unseen:.1} % of the unseen are flagged");
}

#[test]
fn identifiers_are_found() {
    let sentences = lines("identifying.tsv");
    assert!(sentences.len() >= 400, "{} sentences", sentences.len());
    let (mut found, mut whole) = (Vec::new(), Vec::new());
    for (at, line) in sentences.iter().enumerate() {
        let (kinds, sentence) = line.split_once('\t').expect("kinds and a sentence");
        for kind in kinds.split(',') {
            assert!(cpd_journal::privacy::rule(kind).is_some(), "no rule is called {kind}: {line}");
        }
        let findings = check(sentence, &Known::default());
        let has = |kind: &str| findings.iter().any(|finding| finding.rule == kind);
        found.push(kinds.split(',').any(has));
        whole.push(kinds.split(',').all(has));
        if !kinds.split(',').all(has) {
            let got: Vec<_> = findings.iter().map(|finding| (finding.rule, &sentence[finding.range.clone()])).collect();
            println!("{} {line}: {got:?}", at % 3);
        }
    }
    for (what, fits) in [("one of the kinds", &found), ("every kind", &whole)] {
        let [all, tuned, unseen] = shares(fits);
        println!("{what} found: {all:.1} % of all, {tuned:.1} % of those tuned on, {unseen:.1} % of those unseen");
        assert!(all >= LEAST_FOUND && unseen >= LEAST_FOUND_UNSEEN, "{what}: {all:.1} % of all and {unseen:.1} % of the unseen are found");
    }
}

#[test]
fn the_whole_of_the_prose_is_as_clean_as_its_sentences() {
    // Paragraphs, because rules look at neighbouring sentences as well.
    let sentences = lines("clean.txt");
    let paragraphs: Vec<String> = sentences.chunks(4).map(|four| four.join(" ")).collect();
    let flagged = paragraphs.iter().filter(|text| !check(text, &Known::default()).is_empty()).count();
    for text in &paragraphs {
        for finding in check(text, &Known::default()) {
            println!("{}: “{}” in {text}", finding.rule, &text[finding.range.clone()]);
        }
    }
    assert!(flagged * 100 <= paragraphs.len() * 8, "{flagged} of {} paragraphs of four sentences are flagged", paragraphs.len());
}

#[test]
fn what_others_wrote_is_told_apart_as_well() {
    let share = |name: &str, least: usize| {
        let sentences = lines(name);
        assert!(sentences.len() >= least, "{} sentences in {name}", sentences.len());
        let mut found = 0;
        for sentence in &sentences {
            let findings = check(sentence, &Known::default());
            found += usize::from(!findings.is_empty());
            if findings.is_empty() == name.starts_with("identifying") {
                let got: Vec<_> = findings.iter().map(|finding| (finding.rule, &sentence[finding.range.clone()])).collect();
                println!("{name}: {sentence}: {got:?}");
            }
        }
        100.0 * found as f64 / sentences.len() as f64
    };
    let (flagged, found) = (share("clean_second.txt", 600), share("identifying_second.txt", 440));
    println!("second texts: {flagged:.1} % flagged, {found:.1} % found");
    assert!(flagged <= MOST_FLAGGED && found >= LEAST_FOUND, "{flagged:.1} % are flagged, {found:.1} % are found");
}

/// What is flagged in each sentence where anything is.
fn flagged(sentences: &[String]) -> Vec<String> {
    let told = |sentence: &String| {
        let findings = check(sentence, &Known::default());
        let words: Vec<String> = findings.iter().map(|one| format!("{}: “{}”", one.rule, &sentence[one.range.clone()])).collect();
        (!words.is_empty()).then(|| format!("{} in {sentence}", words.join(", ")))
    };
    sentences.iter().filter_map(told).collect()
}

/// The lines in which nothing is found of what is to be found there, where `is_found` says whether a finding is of these words.
fn missed(lines: &[String], is_found: impl Fn(&Range<usize>, &Range<usize>) -> bool) -> Vec<&String> {
    let is_hit = |line: &String| {
        let (wanted, sentence) = line.split_once('\t').expect("what is to be found, and a sentence");
        let findings = check(sentence, &Known::default());
        wanted.split(" | ").any(|words| {
            assert!(sentence.contains(words), "{line}");
            let mut places = sentence.match_indices(words).map(|(at, _)| at..at + words.len());
            places.any(|place| findings.iter().any(|finding| is_found(&finding.range, &place)))
        })
    };
    lines.iter().filter(|line| !is_hit(line)).collect()
}

fn share(part: usize, of: usize) -> f64 {
    100.0 * part as f64 / of as f64
}

#[test]
fn many_hands_from_many_places_are_read_as_well() {
    let (clean, with) = (lines("clean_fourth.txt"), lines("identifying_fourth.txt"));
    assert!(clean.len() >= 1_600 && with.len() >= 1_000, "{} and {} sentences", clean.len(), with.len());
    let alarms = flagged(&clean);
    // Any part of the words that tell who it is.
    let misses = missed(&with, |finding, words| finding.start < words.end && words.start < finding.end);
    println!("{alarms:#?}\nnot found: {misses:#?}");
    let (flagged, found) = (share(alarms.len(), clean.len()), 100.0 - share(misses.len(), with.len()));
    println!("fourth texts: {flagged:.1} % flagged, {found:.1} % found");
    assert!(flagged <= MOST_FLAGGED && found >= LEAST_FOUND_OF_THE_HARD, "{flagged:.1} % are flagged, {found:.1} % are found");
}

#[test]
fn words_of_social_media_hide_nobody_and_name_hosts_and_authors() {
    let (clean, with) = (lines("clean_third.txt"), lines("identifying_third.txt"));
    assert!(clean.len() >= 110 && with.len() >= 90, "{} and {} sentences", clean.len(), with.len());
    let alarms = flagged(&clean);
    // Not anything: the very words that tell who it is.
    let misses = missed(&with, |finding, words| finding.start <= words.start && words.end <= finding.end);
    println!("{alarms:#?}\nnot found: {misses:#?}");
    let (flagged, found) = (share(alarms.len(), clean.len()), 100.0 - share(misses.len(), with.len()));
    println!("third texts: {flagged:.1} % flagged, {found:.1} % found");
    assert!(flagged <= MOST_FLAGGED_NEAR_SOURCES && found >= LEAST_FOUND, "{flagged:.1} % are flagged, {found:.1} % are found");
}
