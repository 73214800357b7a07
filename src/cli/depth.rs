//! `depth`: what the words of a reflection do. It shows and asks; it never marks.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::args::DepthArgs;
use super::output::{Said, visible};
use crate::error::Error;
use crate::journal::Journal;
use crate::writing::depth::{Depth, Found, mirrors};

pub(super) fn depth(journal: &Journal, args: &DepthArgs) -> Result<Said, Error> {
    let entry = journal.entry(journal.find_entry(&args.uid)?)?;
    let draft = &entry.draft;
    let own = [("What I learnt", &draft.learnt), ("What I changed", &draft.changed), ("Who benefited", &draft.benefit)];
    let answers = draft.reflection.answers.iter().map(|answer| (answer.label.as_str(), &answer.text));
    let [learnt, rest @ ..] = own;
    let texts: Vec<(&str, &str)> = std::iter::once(learnt)
        .chain(answers)
        .chain(rest)
        .map(|(label, text)| (label, text.as_str()))
        .filter(|(_, text)| !text.trim().is_empty())
        .collect();
    let (found, says) = mirrors(&texts.iter().map(|(_, text)| *text).collect::<Vec<_>>());
    let mut page = String::new();
    let mut shown: Vec<Value> = Vec::new();
    for ((label, text), found) in texts.iter().zip(&found) {
        let words = |one: &Found| text.get(one.range.clone()).unwrap_or_default().to_owned();
        if !found.is_empty() {
            let _ = writeln!(page, "{}", visible(label));
        }
        for one in found {
            let _ = writeln!(page, "  “{}”: {}", visible(&words(one)), one.because);
        }
        let found: Vec<Value> = found
            .iter()
            .map(|one| {
                let Found { what, ahead, range, because } = one;
                json!({ "what": token(*what), "ahead": ahead, "words": words(one), "start": range.start, "end": range.end, "because": because })
            })
            .collect();
        shown.push(json!({ "label": label, "found": found }));
    }
    if texts.is_empty() {
        page.push_str("Nothing is written yet\n");
    }
    for sentence in &says {
        let _ = writeln!(page, "{sentence}");
    }
    Ok(Said { text: page, json: json!({ "uid": entry.uid.to_string(), "texts": shown, "says": says }) })
}

const fn token(what: Depth) -> &'static str {
    match what {
        Depth::Description => "description",
        Depth::Analysis => "analysis",
        Depth::Change => "change",
        Depth::Benefit => "benefit",
    }
}
