//! What all rules are held to, and how each rule's own cases are looked at.

use crate::privacy::{ALL, Finding, Known, Prose, check, rule};

/// What a rule finds in a text, with nobody known.
fn found(id: &str, text: &str, known: &Known) -> Vec<(String, Option<String>)> {
    let hits = rule(id).unwrap_or_else(|| panic!("no rule {id}")).in_text(&Prose::of(text), known);
    hits.into_iter().map(|hit| (text[hit.range].to_owned(), hit.instead)).collect()
}

/// Each text with the one thing that the rule finds in it.
#[track_caller]
pub(super) fn check_finds(id: &str, cases: &[(&str, &str)]) {
    assert!(cases.len() >= 12);
    for (text, wanted) in cases {
        let found = found(id, text, &Known::default());
        assert_eq!(found.iter().map(|(what, _)| what.as_str()).collect::<Vec<_>>(), [*wanted], "{text}");
    }
}

/// Texts in which the rule finds nothing.
#[track_caller]
pub(super) fn check_leaves(id: &str, cases: &[&str]) {
    assert!(cases.len() >= 12);
    for text in cases {
        assert_eq!(found(id, text, &Known::default()), [], "{text}");
    }
}

/// What the rule finds when these are known.
pub(super) fn check_with(id: &str, text: &str, known: &Known) -> Vec<String> {
    found(id, text, known).into_iter().map(|(what, _)| what).collect()
}

/// Each text with what it is when all that the rule suggests is taken.
#[track_caller]
pub(super) fn check_mends(id: &str, cases: &[(&str, &str)]) {
    for (text, wanted) in cases {
        let mut mended = (*text).to_owned();
        let hits = rule(id).unwrap_or_else(|| panic!("no rule {id}")).in_text(&Prose::of(text), &Known::default());
        for hit in hits.into_iter().rev() {
            mended.replace_range(hit.range, &hit.instead.unwrap_or_default());
        }
        assert_eq!(mended, *wanted, "{text}");
    }
}

#[test]
fn every_rule_finds_its_example_and_says_why() {
    let mut ids: Vec<&str> = ALL.iter().map(|rule| rule.id()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), ALL.len(), "two rules of one id");
    for rule in ALL {
        let (id, example) = (rule.id(), rule.example());
        assert!(!rule.label().is_empty() && rule.why().ends_with('.'), "{id}");
        // A contact is only known from a journal; a rule for files has no text.
        if !example.is_empty() && id != "contact" {
            assert!(!rule.in_text(&Prose::of(example), &Known::default()).is_empty(), "{id} does not find “{example}”");
        }
    }
}

#[test]
fn of_findings_that_overlap_the_longest_stays() {
    let text = "Write to 943.476.5919@example.org or 07700 900123, or @sian_r.";
    let found: Vec<(&str, &str)> =
        check(text, &Known::default()).into_iter().map(|Finding { rule, range, .. }| (rule, &text[range])).collect();
    assert_eq!(found, [("email", "943.476.5919@example.org"), ("telephone", "07700 900123"), ("handle", "@sian_r")]);
}

#[test]
fn hostile_texts_take_no_longer_than_others_and_nothing_panics() {
    // A megabyte of one character; of what many rules stop at, what is a long entry many times over.
    let of = |part: &str| part.repeat(if part.chars().count() == 1 { 1 << 20 } else { 1 << 16 } / part.len());
    let texts = [
        of("x"),
        of("9"),
        of("9 "),
        of("@"),
        of("a@"),
        of("a@b.cc "),
        of("@a "),
        of("943 476 5919 "),
        of("0"),
        of("07700 900123 "),
        of("A"),
        of("LS6 2AB "),
        of("."),
        of("http://"),
        of("://"),
        of("(at)"),
        of(" "),
        of("\n"),
        of("\u{202e}"),
        of("\0"),
        of("👩🏽‍⚕️"),
        of("e\u{301}"),
        of("\u{301}"),
        of("dob "),
        of("born "),
        of("ninety "),
        of("12 High Street "),
        of("MRN "),
        of("Mrs Patel "),
        of("patient John "),
        of("ward 7B patient "),
        of("-"),
        of("1-"),
        of("+44"),
        of("x.com/a/"),
        of("AB12 CDE "),
        of("93-year-old "),
        of("12/3/1950 "),
        of("/"),
        of("“"),
        of("[at] "),
        of("Mr "),
        of("J.S. "),
        of("J."),
        // One sentence without an end, full of what every rule looks round from.
        of("my patient John, who told me, from Rookby "),
        of("told Grace in the side room "),
        of("the vicar of Rookby with Huntington's "),
        of("Ward 7 at Rookby Hospital, 12 March 1950, "),
        of("Bell and Nowak "),
        of("K.P. J. Bell "),
        of("the only Thai family in Rookby "),
        of("flat 3b, 60 rookby rd "),
    ];
    for text in texts {
        let began = std::time::Instant::now();
        let findings = check(&text, &Known::default());
        assert!(findings.iter().all(|one| text.get(one.range.clone()).is_some()));
        // Debug builds take under a second; what grows with the square of the length takes hours.
        assert!(began.elapsed().as_secs() < 30, "{} takes {:?}", text.chars().take(20).collect::<String>(), began.elapsed());
    }
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn findings_are_in_order_apart_and_on_borders_of_characters(text in "([a-zA-Z0-9@./: -]{0,6}|\\PC{0,3}|943 476 5919|DOB 1/2/50|aged 93|LS6 2AB|@a){0,12}") {
            let findings = check(&text, &Known::default());
            for (one, next) in findings.iter().zip(findings.iter().skip(1)) {
                prop_assert!(one.range.end <= next.range.start);
            }
            for one in findings {
                prop_assert!(!one.range.is_empty() && text.get(one.range).is_some());
            }
        }
    }
}
