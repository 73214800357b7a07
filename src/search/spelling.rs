//! Other ways to write a word: British and American, one and many. The rules are data (`assets/search/spelling.toml`).
//!
//! Whichever was typed finds the others. A way that no text has costs next to nothing, so the rules are generous.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::embedded;

/// The file, read once. It is ours and tested; were it unreadable, words would find only themselves.
static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::of(embedded::text("search/spelling.toml").as_deref().unwrap_or_default()));

/// So many ways beside the word itself are made at most.
const MOST: usize = 8;

/// Of fewer letters no beginning is written another way: `paed` may become `paediatric`, but also nothing of the kind.
const SHORTEST_BEGINNING: usize = 4;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    start: Vec<[String; 2]>,
    inside: Vec<[String; 2]>,
    end: Vec<[String; 2]>,
    whole: Vec<Vec<String>>,
    never: Vec<[String; 2]>,
}

#[derive(Debug, Default)]
struct Rules {
    file: File,
    /// Places in `file.whole` by word.
    whole: HashMap<String, Vec<usize>>,
}

impl Rules {
    fn of(text: &str) -> Self {
        let file: File = toml::from_str(text).unwrap_or_default();
        let mut whole: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, words) in file.whole.iter().enumerate() {
            for word in words {
                whole.entry(word.clone()).or_default().push(at);
            }
        }
        Self { file, whole }
    }

    /// Whether nobody who wrote one means the other.
    fn apart(&self, one: &str, other: &str) -> bool {
        self.file.never.iter().any(|[a, b]| (a == one && b == other) || (a == other && b == one))
    }

    /// What one rule makes of a word, each rule both ways.
    fn once(&self, word: &str, is_whole: bool) -> Vec<String> {
        let mut made = Vec::new();
        if is_whole {
            for at in self.whole.get(word).into_iter().flatten() {
                made.extend(self.file.whole.get(*at).into_iter().flatten().cloned());
            }
        }
        for (from, to) in both(&self.file.start) {
            // “counsel” begins “counsell”, too: what is so already stays so.
            if let Some(rest) = word.strip_prefix(from)
                && !(to.starts_with(from) && word.starts_with(to))
            {
                made.push(format!("{to}{rest}"));
            }
        }
        for (from, to) in both(&self.file.inside) {
            if word.contains(from) && !(to.contains(from) && word.contains(to)) {
                made.push(word.replacen(from, to, 1));
            }
        }
        if is_whole {
            for (from, to) in both(&self.file.end) {
                if let Some(stem) = word.strip_suffix(from)
                    // “centre” is a word by itself, and “ise” is none.
                    && (stem.chars().count() > 1 || (stem.is_empty() && from.len() > 4))
                    && !(to.ends_with(from) && word.ends_with(to))
                {
                    made.push(format!("{stem}{to}"));
                }
            }
        }
        made.retain(|other| other != word && !self.apart(word, other));
        made
    }

    /// Everything that one or two rules make of a word.
    fn all(&self, word: &str, is_whole: bool) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        let first = self.once(word, is_whole);
        let second: Vec<String> = first.iter().flat_map(|made| self.once(made, is_whole)).collect();
        for made in first.into_iter().chain(second) {
            if made != word && !all.contains(&made) && !self.apart(word, &made) && all.len() < MOST {
                all.push(made);
            }
        }
        all
    }
}

/// Each rule both ways.
fn both(pairs: &[[String; 2]]) -> impl Iterator<Item = (&str, &str)> {
    pairs.iter().flat_map(|[a, b]| [(a.as_str(), b.as_str()), (b.as_str(), a.as_str())])
}

/// Other ways to write a word (small letters, plain); without the word itself.
pub(super) fn of(word: &str) -> Vec<String> {
    RULES.all(word, true)
}

/// The same of a word that may go on.
pub(super) fn of_beginning(word: &str) -> Vec<String> {
    if word.chars().count() < SHORTEST_BEGINNING { Vec::new() } else { RULES.all(word, false) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_can_be_read() {
        let text = embedded::text("search/spelling.toml").expect("the file");
        let file: File = toml::from_str(&text).expect("rules");
        let all = file.start.iter().chain(&file.inside).chain(&file.end).chain(&file.never).flatten();
        for word in all.chain(file.whole.iter().flatten()) {
            assert_eq!(*word, crate::search::plain(word), "small letters");
            assert!(!word.is_empty());
        }
        assert!(file.whole.iter().all(|words| words.len() > 1));
    }

    #[test]
    fn each_finds_the_other() {
        for (one, other) in [
            ("paediatrics", "pediatrics"),
            ("haemoglobin", "hemoglobin"),
            ("anaesthetist", "anesthetist"),
            ("anaesthetise", "anesthetize"),
            ("oedema", "edema"),
            ("lymphoedema", "lymphedema"),
            ("oesophagus", "esophagus"),
            ("foetal", "fetal"),
            ("diarrhoea", "diarrhea"),
            ("dyspnoea", "dyspnea"),
            ("gynaecology", "gynecology"),
            ("orthopaedic", "orthopedic"),
            ("leukaemia", "leukemia"),
            ("anaemia", "anemia"),
            ("hypoglycaemia", "hypoglycemia"),
            ("ischaemic", "ischemic"),
            ("tumours", "tumors"),
            ("behavioural", "behavioral"),
            ("colour", "color"),
            ("favourite", "favorite"),
            ("labour", "labor"),
            ("centre", "center"),
            ("fibre", "fiber"),
            ("millilitre", "milliliter"),
            ("mobilise", "mobilize"),
            ("mobilisation", "mobilization"),
            ("analyse", "analyze"),
            ("practise", "practice"),
            ("programme", "program"),
            ("catalogue", "catalog"),
            ("dialogue", "dialog"),
            ("judgement", "judgment"),
            ("counselling", "counseling"),
            ("counsellor", "counselor"),
            ("travelling", "traveling"),
            ("ageing", "aging"),
            ("learnt", "learned"),
            ("grey", "gray"),
            ("sulphate", "sulfate"),
            ("licence", "license"),
            ("defence", "defense"),
            ("child", "children"),
            ("diagnosis", "diagnoses"),
            ("analysis", "analyses"),
            ("foot", "feet"),
            ("criterion", "criteria"),
            ("vertebra", "vertebrae"),
            ("bursa", "bursae"),
            ("prosthesis", "prostheses"),
            ("metastasis", "metastases"),
            ("midwife", "midwives"),
        ] {
            assert!(of(one).contains(&other.to_owned()), "{one}: {:?}", of(one));
            assert!(of(other).contains(&one.to_owned()), "{other}: {:?}", of(other));
        }
        for (one, other) in [("prize", "prise"), ("size", "sise"), ("pain", "pane"), ("singing", "singeing")] {
            assert!(!of(one).contains(&other.to_owned()), "{one}: {:?}", of(one));
        }
        assert!(of_beginning("paedia").contains(&"pedia".to_owned()));
        assert_eq!(of_beginning("pae"), Vec::<String>::new());
    }

    proptest::proptest! {
        #[test]
        fn no_word_is_too_much(word in "\\PC{0,24}|(aem|ise|counsel|oedema|colour|log){0,8}") {
            proptest::prop_assert!(of(&word).len() <= MOST);
            proptest::prop_assert!(!of(&word).contains(&word));
        }
    }
}
