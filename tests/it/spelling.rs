//! Spelling: word lists that must be known, misspellings that must be caught and put right, texts without a false alarm, a second language,
//! and what holds for any text.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use cpd_journal::writing::spelling::{Speller, SpellingError, doubled};
use proptest::prelude::*;

static SPELLER: LazyLock<Speller> = LazyLock::new(|| Speller::british(None).expect("the bundled dictionary"));

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn pairs(text: &'static str) -> Vec<(&'static str, &'static str)> {
    lines(text).map(|line| line.split_once('\t').expect("two cells")).collect()
}

fn misspelt(text: &str) -> Vec<&str> {
    SPELLER.misspelt(text, &|_| false).into_iter().map(|range| &text[range]).collect()
}

fn all_known(list: &'static str, at_least: usize) {
    let words: Vec<&str> = lines(list).flat_map(str::split_whitespace).collect();
    let unknown: Vec<&&str> = words.iter().filter(|word| !SPELLER.knows(word)).collect();
    assert!(unknown.is_empty(), "not known: {unknown:?}");
    assert!(words.len() >= at_least, "{} words", words.len());
}

/// All are caught; the right word is among the first three for this many of a hundred.
fn all_put_right(list: &'static str, at_least: usize, hundredths: usize) {
    let pairs = pairs(list);
    let passed: Vec<&str> = pairs.iter().map(|(wrong, _)| *wrong).filter(|wrong| misspelt(wrong) != [*wrong]).collect();
    assert!(passed.is_empty(), "not caught: {passed:?}");
    // Without optimisation a suggestion takes a tenth of a second: every twelfth is asked for then, all of them in a release build.
    let step = if cfg!(debug_assertions) { 12 } else { 1 };
    let asked = pairs.len().div_ceil(step);
    let missed: Vec<(&str, Vec<String>)> = pairs
        .iter()
        .step_by(step)
        .map(|(wrong, right)| (wrong, right, SPELLER.suggest(wrong)))
        .filter(|(_, right, found)| !found.iter().take(3).any(|word| word == *right))
        .map(|(wrong, _, found)| (*wrong, found))
        .collect();
    assert!(missed.len() * 100 <= asked * (100 - hundredths), "{} of {asked} missed: {missed:?}", missed.len());
    assert!(pairs.len() >= at_least, "{} pairs", pairs.len());
}

#[test]
fn british_spellings_are_known() {
    all_known(include_str!("../fixtures/spelling/british.txt"), 300);
}

#[test]
fn health_words_are_known() {
    all_known(include_str!("../fixtures/spelling/health.txt"), 200);
}

#[test]
fn misspellings_are_caught_and_put_right() {
    all_put_right(include_str!("../fixtures/spelling/misspelt.tsv"), 400, 95);
}

#[test]
fn misspellings_of_a_second_list_are_caught_and_put_right() {
    all_put_right(include_str!("../fixtures/spelling/other.tsv"), 350, 95);
}

#[test]
fn american_spellings_are_flagged_and_the_british_is_offered() {
    all_put_right(include_str!("../fixtures/spelling/american.tsv"), 100, 97);
}

#[test]
fn our_own_lists_hold_no_american_spelling_and_are_in_order() {
    let health = include_str!("../../assets/dictionaries/health.txt");
    let american = pairs(include_str!("../fixtures/spelling/american.tsv"));
    let wrong: Vec<&str> = american.iter().map(|(word, _)| *word).filter(|word| health.lines().any(|line| line == *word)).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    assert!(health.lines().count() >= 2500);
    for list in [health, include_str!("../../assets/dictionaries/common.txt")] {
        let keys: Vec<(String, &str)> = list.lines().map(|line| (line.to_lowercase(), line)).collect();
        assert!(keys.windows(2).all(|two| two[0] < two[1]), "sorted, each once");
        assert!(keys.iter().all(|(_, line)| !line.contains(char::is_whitespace) && SPELLER.knows(line)));
    }
}

#[test]
fn what_is_no_word_is_left_alone() {
    let alarms: Vec<(&str, Vec<&str>)> = lines(include_str!("../fixtures/spelling/not-words.txt"))
        .map(|line| (line, misspelt(line)))
        .filter(|(_, found)| !found.is_empty())
        .collect();
    assert!(alarms.is_empty(), "{alarms:#?}");
}

#[test]
fn reflections_raise_no_false_alarm() {
    let all = include_str!("../fixtures/spelling/sentences.txt");
    let alarms: Vec<(&str, Vec<&str>)> = lines(all).map(|line| (line, misspelt(line))).filter(|(_, found)| !found.is_empty()).collect();
    assert!(alarms.is_empty(), "{alarms:#?}");
    assert!(lines(all).count() >= 60);
    assert_eq!(misspelt(all), Vec::<&str>::new(), "as one text, too");
    assert_eq!(SPELLER.slips(all, &|_| false), [], "and none written twice");
}

#[test]
fn misspelt_words_are_found_among_what_is_none() {
    for (text, want) in [
        ("I recieved a *referal* from @WeNurses", vec!["recieved", "referal"]),
        ("[a mispelt link](https://example.org/recieve)", vec!["mispelt"]),
        ("```\nrecieve\n```\n\nrecieve `recieve`", vec!["recieve"]),
        ("a well-beeing hub and a recieve-only line", vec!["beeing", "recieve"]),
        ("RECIEVED, Recieved; (recieved)", vec!["RECIEVED", "Recieved", "recieved"]),
        ("the patiant’s notes", vec!["patiant’s"]),
        ("“diarhoea” and ‘oedma’", vec!["diarhoea", "oedma"]),
        ("re**ciev**ed", vec!["re**ciev**ed"]),
        ("caf\u{65}\u{301} na\u{69}\u{308}ve recieve", vec!["recieve"]),
        ("# Heding\n\n- itme one\n- [ ] tsak two\n\n> qoute", vec!["Heding", "itme", "tsak", "qoute"]),
        ("| colum | two |\n|---|---|\n| celll | b |", vec!["colum", "celll"]),
    ] {
        assert_eq!(misspelt(text), want, "{text}");
    }
}

#[test]
fn the_users_own_words_pass() {
    let text = "Okonkwo's team met Okonkwo at the Zzyzx clinic";
    let own = |word: &str| word == "Okonkwo" || word == "Zzyzx";
    assert_eq!(SPELLER.misspelt(text, &own), Vec::<std::ops::Range<usize>>::new());
}

#[test]
fn suggestions_keep_the_capitals_and_the_possessive() {
    for (wrong, right) in [
        ("Hte", "The"),
        ("HAEMOGLOBN", "HAEMOGLOBIN"),
        ("Recieve", "Receive"),
        ("nhs", "NHS"),
        ("alzheimers", "Alzheimer's"),
        ("patiant's", "patient's"),
        ("patiant’s", "patient's"),
        ("Color", "Colour"),
        ("well-beeing", "well-being"),
    ] {
        assert_eq!(SPELLER.suggest(wrong).first().map(String::as_str), Some(right), "{wrong}");
    }
    assert!(SPELLER.suggest("xqzvwkjxq").is_empty());
    assert!(SPELLER.suggest("").is_empty());
    assert!(SPELLER.suggest(&"ab".repeat(500)).is_empty());
    assert!(SPELLER.knows("fetus"));
}

#[test]
fn words_written_twice_are_found() {
    let one = |place: std::ops::Range<usize>| Vec::from([place]);
    for (text, want) in [
        ("I saw the the patient", one(10..13)),
        ("The\nthe patient", one(4..7)),
        ("she had had it", vec![]),
        ("the, the", vec![]),
        ("the `x` the", vec![]),
        ("the\n\nthe", vec![]),
        ("it *it* is", one(4..6)),
        ("@the the", vec![]),
        ("10 10", vec![]),
        ("a song of Duran Duran", vec![]),
    ] {
        assert_eq!(doubled(text), want, "{text}");
    }
}

#[test]
fn slips_are_misspelt_words_and_words_written_twice() {
    let found = |text: &str, passes: &dyn Fn(&str) -> bool| -> Vec<(String, bool)> {
        SPELLER.slips(text, passes).into_iter().map(|slip| (text[slip.range].to_owned(), slip.twice)).collect()
    };
    let slip = |word: &str, twice| (word.to_owned(), twice);
    assert_eq!(found("I saw the the recieved form", &|_| false), [slip("the", true), slip("recieved", false)]);
    assert_eq!(found("recieve recieve", &|_| false), [slip("recieve", false), slip("recieve", false)], "one slip at a place");
    assert_eq!(found("the the", &|words| words == "the the"), [], "ignored here");
    assert_eq!(found("it *it* is, and t**h**e the", &|_| false), [slip("the", true)], "no marks are left over");
    assert_eq!(found("the t**h**e form", &|_| false), []);
}

fn pair(folder: &Path, name: &str, aff: &[u8], dic: &[u8]) -> std::path::PathBuf {
    let path = folder.join(format!("{name}.aff"));
    fs::write(&path, aff).expect("rules");
    fs::write(path.with_extension("dic"), dic).expect("words");
    path
}

#[test]
fn a_second_language_in_any_encoding_is_known_beside_british() {
    let folder = tempfile::tempdir().expect("a folder");
    let latin = pair(folder.path(), "de", b"SET ISO8859-1\nSFX \xe4 Y 1\nSFX \xe4 0 en .\n", b"2\nGef\xfchl/\xe4\nPr\xfcfung\n");
    let polish = pair(folder.path(), "pl", b"SET ISO8859-2\n", b"1\nzdr\xf3wko\xb6\xe6\n");
    let welsh = pair(folder.path(), "cy", "\u{feff}SET UTF-8\r\n".as_bytes(), "1\r\ncŵn\r\n".as_bytes());
    for (path, words) in [(latin, vec!["Gefühl", "Gefühlen", "Prüfung"]), (polish, vec!["zdrówkość"]), (welsh, vec!["cŵn", "Cŵn"])]
    {
        for path in [path.clone(), path.with_extension("dic")] {
            let both = Speller::british(None).and_then(|british| british.with_second(&path)).expect("two languages");
            assert!(words.iter().all(|word| both.knows(word)), "{words:?}");
            assert!(both.knows("haemoptysis") && !both.knows("recieve"));
        }
        assert!(!words.iter().any(|word| SPELLER.knows(word)));
    }
    let both = Speller::british(None).and_then(|british| british.with_second(&folder.path().join("de.aff"))).expect("two languages");
    assert!(both.suggest("recieve").contains(&"receive".to_owned()));
    assert!(both.suggest("Prüfng").contains(&"Prüfung".to_owned()), "the second one suggests, too");
}

#[test]
fn broken_dictionaries_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let alone = at.join("alone.aff");
    fs::write(&alone, "SET UTF-8\n").expect("rules");
    let long = format!("1\n{}\n", "a".repeat(100_000));
    let huge = at.join("huge.dic");
    fs::write(at.join("huge.aff"), "").expect("rules");
    fs::File::create(&huge).and_then(|file| file.set_len(60 << 20)).expect("a large file");
    for (path, want) in [
        (at.join("notes.docx"), "choose one of them"),
        (at.join("nothing.aff"), "put the missing one"),
        (alone, "put the missing one"),
        (huge, "choose another"),
        (pair(at, "a", b"SET ISCII-DEVANAGARI\n", b"1\na\n"), "save both files as UTF-8"),
        (pair(at, "b", b"SET UTF-8\n", b"1\nna\xefve\n"), "it is not UTF-8"),
        (pair(at, "c", b"SET UTF-8\n", b""), "it holds no words"),
        (pair(at, "d", b"SET UTF-8\n", b"words\nhello\n"), "fetch it again"),
        (pair(at, "e", b"SET UTF-8\n", long.as_bytes()), "a line is too long"),
        (pair(at, "f", b"SET UTF-8\nFLAG num\n", b"1\nhello/world\n"), "fetch it again"),
        (pair(at, "g", b"SET UTF-8\nSFX A Y 99999999999\nSFX A 0 s .\n", b"1\nhello/A\n"), "fetch it again"),
        (pair(at, "h", b"PK\x03\x04\x00\x00", b"PK\x03\x04\x00\x00\n\x00\xffabc"), "fetch it again"),
    ] {
        let error = Speller::british(None).expect("British").with_second(&path).expect_err("a broken dictionary");
        assert!(error.to_string().contains(want), "{error}");
    }
}

#[test]
fn the_users_own_british_dictionary_is_read_instead() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(Speller::british(Some(folder.path())).expect("none of their own").knows("colour"));
    let own = folder.path().join("dictionaries");
    fs::create_dir(&own).expect("a folder");
    let path = pair(&own, "en_GB", b"SET UTF-8\n", b"1\nzzyzx\n");
    let speller = Speller::british(Some(folder.path())).expect("their own");
    assert!(speller.knows("zzyzx") && speller.knows("haemoptysis") && !speller.knows("colour"));
    assert_eq!(speller.suggest("zzyyx").first().map(String::as_str), Some("zzyzx"));
    fs::remove_file(path.with_extension("dic")).expect("removed");
    assert!(matches!(Speller::british(Some(folder.path())), Err(SpellingError::Missing(_))));
}

/// Text with what makes trouble: marks of Markdown, accents, apostrophes, signs of addresses.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[a-zA-Z'’*_`@#\\[\\]()<>&;:./~\\-\u{301}\u{ad}éß 0-9\n|]{0,80}",
        prop::collection::vec(
            prop::sample::select(vec![
                "recieve", "the", "**", "_", "`", "@", "#", "&eacute;", "&amp;", "’", "-", " ", "\n", "\n\n", "x.org", "😀", "    ",
                "[a](b)", "<b>", "~~", "\\"
            ]),
            0..40
        )
        .prop_map(|parts| parts.concat()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn places_are_whole_characters_in_order_and_apart(text in text()) {
        for places in [SPELLER.misspelt(&text, &|_| false), doubled(&text)] {
            let mut end = 0;
            for place in places {
                prop_assert!(place.start >= end && place.start < place.end);
                prop_assert!(text.get(place.clone()).is_some());
                end = place.end;
            }
        }
    }

    #[test]
    fn no_word_makes_it_panic(word in any::<String>()) {
        SPELLER.knows(&word);
        SPELLER.misspelt(&word, &|_| true);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn suggestions_are_at_most_five_words_that_are_known(word in "[a-zéA-Z'-]{0,14}") {
        let found = SPELLER.suggest(&word);
        prop_assert!(found.len() <= 5);
        for one in found {
            prop_assert!(one.split(' ').all(|part| SPELLER.knows(part)), "{word} {one}");
        }
    }

    #[test]
    fn no_dictionary_makes_it_panic(aff in "(SET UTF-8\n)?((SFX|PFX|REP|FLAG|AF|COMPOUNDRULE|BREAK|MAP) [A-Z0-9/\\[\\]^.* ]{0,20}\n){0,6}", dic in "[0-9]{1,3}\n([a-z]{1,8}(/[A-Z0-9,]{0,5})?\n){0,8}") {
        let folder = tempfile::tempdir().expect("a folder");
        let path = pair(folder.path(), "x", aff.as_bytes(), dic.as_bytes());
        let own = folder.path().join("dictionaries");
        fs::create_dir(&own).expect("a folder");
        pair(&own, "en_GB", aff.as_bytes(), dic.as_bytes());
        if let Ok(speller) = Speller::british(Some(folder.path())).and_then(|british| british.with_second(&path)) {
            speller.misspelt("some recieved words", &|_| false);
            speller.suggest("wrods");
        }
    }
}
