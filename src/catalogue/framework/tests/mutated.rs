use proptest::prelude::*;

use super::BELLS;
use crate::catalogue::{Catalogue, Part};
use crate::embedded;

/// What is put in by chance: signs that mean something in such files, long numbers, days that are none, letters of several bytes.
const CRUMBS: [&str; 24] = [
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "=",
    ",",
    ".",
    "\n",
    "\r",
    "#",
    "\\",
    ":",
    " or ",
    "[[",
    "99999999999999999999",
    "-0.001",
    "9999-12-31",
    "é",
    "\u{202E}",
    "\0",
    "1e308",
    "true",
];

/// Takes lines out and doubles them, and puts crumbs in.
fn mutated(text: &str, changes: &[(u8, usize, usize)]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for (deed, at, what) in changes {
        if lines.is_empty() {
            break;
        }
        let at = at % lines.len();
        match deed % 4 {
            0 => drop(lines.remove(at)),
            1 => lines.insert(at, lines[what % lines.len()].clone()),
            2 => {
                let letters: Vec<char> = lines[at].chars().collect();
                let place = what % (letters.len() + 1);
                let crumb = CRUMBS[what % CRUMBS.len()];
                lines[at] = letters[..place].iter().collect::<String>() + crumb + &letters[place..].iter().collect::<String>();
            }
            _ => {
                let letters: Vec<char> = lines[at].chars().collect();
                let place = what % (letters.len() + 1);
                lines[at] = letters.iter().enumerate().filter(|(n, _)| *n != place).map(|(_, c)| c).collect();
            }
        }
    }
    lines.join("\n")
}

/// Reads it as both parts, and sees that what is told has a place in it.
fn is_told(catalogue: &Catalogue, text: &str) {
    for part in [Part::Frameworks, Part::Records] {
        for problem in catalogue.check_beside(part, "mutated.toml", text) {
            assert!(problem.line >= 1 && problem.line <= text.matches('\n').count() + 1, "{problem}\n{text}");
            assert!(problem.column >= 1 && !problem.mend.is_empty() && !problem.what.is_empty(), "{problem}");
        }
    }
}

#[test]
fn no_file_makes_it_panic() {
    let catalogue = Catalogue::bundled();
    let mut texts = vec![BELLS.to_owned()];
    texts.extend(["frameworks", "records"].into_iter().flat_map(embedded::list).filter_map(|path| embedded::text(&path)));
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(192);
    let strategy = (0..texts.len(), proptest::collection::vec((any::<u8>(), 0..5_000_usize, 0..5_000_usize), 1..6));
    proptest!(ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }, |((which, changes) in strategy)| {
        is_told(&catalogue, &mutated(&texts[which], &changes));
    });
}

#[test]
fn every_line_may_be_missing() {
    let catalogue = Catalogue::bundled();
    let lines: Vec<&str> = BELLS.lines().collect();
    for missing in 0..lines.len() {
        let rest: Vec<&str> = lines.iter().enumerate().filter(|(at, _)| *at != missing).map(|(_, line)| *line).collect();
        is_told(&catalogue, &rest.join("\n"));
    }
    for end in (0..BELLS.len()).step_by(97).filter(|end| BELLS.is_char_boundary(*end)) {
        is_told(&catalogue, &BELLS[..end]);
    }
}

#[test]
fn a_file_made_to_take_long_does_not() {
    let catalogue = Catalogue::bundled();
    let top = super::edition("long", "2026-01-01");
    let many = |each: &dyn Fn(usize) -> String, from: usize| {
        (from..)
            .map(each)
            .take_while({
                let mut size = 0;
                move |text| {
                    size += text.len();
                    size < 240_000
                }
            })
            .collect::<String>()
    };
    let start = std::time::Instant::now();
    for text in [
        many(&|n| format!("[[requirements]]\nid = \"a{n}\"\nof = \"a{}\"\n", n + 1), 0),
        format!(
            "[[groups]]\nid = \"g\"\nlabel = \"G\"\none = \"g\"\n{}",
            many(&|n| format!("[[groups.categories]]\ncode = \"a{n}\"\nlabel = \"A\"\n"), 0)
        ),
        many(&|n| format!("[[choices]]\nid = \"a{}\"\ndefault = \"x{n}\"\n", n % 9), 0),
        many(&|n| format!("[[warnings]]\nid = \"w{n}\"\ngroup = \"g{n}\"\nlook = \"lacks\"\ncondition = \"code:a{n}\"\n"), 0),
        many(&|n| format!("unknown{n} = 1\n"), 0),
    ] {
        let text = if text.starts_with("unknown") { text + &top } else { top.clone() + &text };
        is_told(&catalogue, &text);
    }
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}
