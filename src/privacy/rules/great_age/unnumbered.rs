//! Great ages that are told without a number: “a centenarian”, “her centenary”, “the card from the King”.

use super::THINGS;
use crate::privacy::reading::Reading;
use crate::privacy::vocabulary::{is_named_thing, is_source_word};
use crate::privacy::{Hit, Prose};

/// Every one of them in a text.
pub(super) fn ages(text: &Prose<'_>) -> Vec<Hit> {
    (0..text.words.len()).filter_map(|at| centenarian(text, at).or_else(|| centenary(text, at)).or_else(|| greeting(text, at))).collect()
}

fn folded<'p>(text: &'p Prose<'_>, at: usize) -> &'p str {
    text.words.get(at).map_or("", |word| word.folded.as_str())
}

/// “a centenarian”, “our oldest centenarian”; not “centenarians” and “a centenarian study”.
fn centenarian(text: &Prose<'_>, at: usize) -> Option<Hit> {
    let word = text.words.get(at).filter(|word| matches!(word.folded.as_str(), "centenarian" | "supercentenarian"))?;
    let next = folded(text, at + 1);
    let of_study = text.gap(at) == " " && (is_named_thing(next) || is_source_word(next) || THINGS.contains(&next) || next == "population");
    let mut one = text.before(word.range.start).take(3).map(|word| word.folded.as_str());
    let one = one.any(|word| matches!(word, "a" | "the" | "our" | "my" | "one" | "this" | "another" | "oldest" | "frail"));
    (one && !of_study).then(|| Hit { range: word.range.clone(), instead: Some("person aged 90 or over".to_owned()) })
}

/// “since her centenary”; of a person, not of a college.
fn centenary(text: &Prose<'_>, at: usize) -> Option<Hit> {
    let word = text.words.get(at).filter(|word| word.folded == "centenary")?;
    let someones = at.checked_sub(1).is_some_and(|before| matches!(folded(text, before), "her" | "his" | "patient's" | "resident's"));
    let reading = Reading::once(text);
    let in_source = reading.has_source_beside(reading.at_byte(word.range.start));
    (someones && !in_source).then(|| Hit { range: word.range.clone(), instead: Some("special birthday".to_owned()) })
}

/// “the card from the King”, “a telegram from the Queen”: who has one is a hundred years old, or has been married for sixty.
fn greeting(text: &Prose<'_>, at: usize) -> Option<Hit> {
    let card = text.words.get(at).filter(|word| matches!(word.folded.as_str(), "card" | "telegram"))?;
    let the = usize::from(folded(text, at + 2) == "the");
    let last = at + 2 + the;
    let sender = matches!(folded(text, last), "king" | "queen" | "palace" | "president") && folded(text, at + 1) == "from";
    // “from the Queen’s Nursing Institute” is from no queen.
    let plain = sender && !text.words.get(last + 1).is_some_and(|next| text.gap(last) == " " && next.text.starts_with(char::is_uppercase));
    let range = card.range.start..text.words.get(last)?.range.end;
    (plain && Reading::once(text).is_near_one(range.start)).then(|| Hit { range, instead: Some("birthday card".to_owned()) })
}
