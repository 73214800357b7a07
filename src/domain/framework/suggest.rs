//! Standards that an entry may be about, by its words: offline, explained by the very words, and never set by themselves.

use super::Framework;
use crate::domain::EntryDraft;
use crate::domain::text::folded;

/// A standard that is proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// As entries have it: `scheme.code`.
    pub code: String,
    /// Id of its group.
    pub group: String,
    pub label: String,
    /// The words of the entry that speak for it, each once, in their order.
    pub because: Vec<String>,
}

/// The most that are proposed of one group.
const MOST: usize = 3;

/// Words that are told as reasons.
const MOST_WORDS: usize = 5;

/// The texts of an entry that are looked at: what it is called, what was written on it, and its tags; never the private note.
pub fn texts_of(draft: &EntryDraft) -> Vec<&str> {
    let mut texts = vec![draft.title.as_str(), &draft.learnt, &draft.changed, &draft.benefit, &draft.how];
    texts.extend(draft.reflection.answers.iter().map(|answer| answer.text.as_str()));
    texts.extend(draft.tags.iter().map(String::as_str));
    texts
}

/// What the words of these texts speak for, the strongest first; codes in `known` are not proposed again.
pub fn suggestions(framework: &Framework, texts: &[&str], known: &[String]) -> Vec<Suggestion> {
    let words: Vec<(&str, String)> = texts
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '’' && c != '\''))
        .filter(|word| !word.is_empty())
        .map(|word| (word, folded(word)))
        .collect();
    let mut all = Vec::new();
    for group in &framework.groups {
        let mut found: Vec<(usize, Suggestion)> = Vec::new();
        for category in &group.categories {
            let code = framework.code_of(category);
            if known.contains(&code) {
                continue;
            }
            // Each beginning speaks once, however often its words come.
            let mut because: Vec<String> = Vec::new();
            let mut spoke = 0;
            for begins in &category.words {
                let mut speaks = words.iter().filter(|(_, word)| word.starts_with(begins.as_str())).map(|(word, _)| *word);
                if let Some(word) = speaks.next() {
                    spoke += 1;
                    if because.len() < MOST_WORDS && !because.iter().any(|known| folded(known) == folded(word)) {
                        because.push(word.to_owned());
                    }
                }
            }
            if spoke > 0 {
                found.push((spoke, Suggestion { code, group: group.id.clone(), label: category.label.clone(), because }));
            }
        }
        found.sort_by_key(|(spoke, _)| std::cmp::Reverse(*spoke));
        // One word alone is weak beside several others.
        let best = found.first().map_or(0, |(spoke, _)| *spoke);
        all.extend(found.into_iter().filter(|(spoke, _)| spoke * 3 >= best).take(MOST).map(|(_, suggestion)| suggestion));
    }
    all
}
