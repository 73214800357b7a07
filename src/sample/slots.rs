//! Fills the slots of a sentence from the bank: `{topic}`, `{who}`, `{few}`. Knows nothing of entries.

use super::bank_schema::{Phrases, Topic};
use super::rng::Rng;

/// Fills sentences about one subject.
pub(super) struct Filler<'a> {
    pub(super) rng: Rng,
    phrases: &'a Phrases,
    topic: &'a Topic,
    /// Which person is spoken of next, so that no one meets themselves.
    who: usize,
}

impl<'a> Filler<'a> {
    pub(super) fn new(mut rng: Rng, phrases: &'a Phrases, topic: &'a Topic) -> Self {
        let who = rng.place(phrases.who.len());
        Self { rng, phrases, topic, who }
    }

    /// One sentence of a list, filled.
    pub(super) fn one_of(&mut self, list: &[String]) -> String {
        let text = self.rng.say(list);
        self.fill(text)
    }

    /// The same in so many cases out of a hundred, else nothing.
    pub(super) fn maybe(&mut self, percent: u32, list: &[String]) -> String {
        if self.rng.chance(percent) { self.one_of(list) } else { String::new() }
    }

    /// A text with its slots filled. What is not a slot stays as it is.
    pub(super) fn fill(&mut self, text: &str) -> String {
        let mut filled = String::with_capacity(text.len() + 24);
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let Some((slot, after)) = after.split_once('}') else {
                filled.push('{');
                rest = after;
                continue;
            };
            match self.value(&slot.to_lowercase()) {
                Some(value) if slot.starts_with(char::is_uppercase) => filled.push_str(&capital(value)),
                Some(value) => filled.push_str(value),
                None => {
                    filled.push('{');
                    filled.push_str(slot);
                    filled.push('}');
                }
            }
            rest = after;
        }
        filled.push_str(rest);
        filled
    }

    fn value(&mut self, slot: &str) -> Option<&'a str> {
        let phrases = self.phrases;
        Some(match slot {
            "topic" => &self.topic.name,
            "few" => self.rng.say(&phrases.few),
            "dozens" => self.rng.say(&phrases.dozens),
            "span" => self.rng.say(&phrases.span),
            "day" => self.rng.say(&phrases.day),
            "where" => self.rng.say(&phrases.place),
            "who" => {
                self.who = (self.who + 1).checked_rem(phrases.who.len())?;
                phrases.who.get(self.who)?
            }
            _ => return None,
        })
    }
}

/// The text with its first letter made large.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Sentences one after the other; empty ones leave no gap.
pub(super) fn joined(sentences: &[&str]) -> String {
    let mut text = String::new();
    for sentence in sentences.iter().filter(|sentence| !sentence.is_empty()) {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(sentence);
    }
    text
}
