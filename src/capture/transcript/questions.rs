//! The numbered questions of a chat: `Q1` puts one, `A1` answers it.

use std::collections::{BTreeMap, HashMap};

use crate::domain::text::folded;

use super::model::{Leftover, Post, Question, Why};

/// Whether a word is `Q1` or `A1`.
pub(super) fn is_marker(word: &str) -> bool {
    matches!(word.as_bytes(), [b'Q' | b'q' | b'A' | b'a', digits @ ..] if (1..=2).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Question,
    Answer,
}

struct Marker<'t> {
    kind: Kind,
    number: u8,
    /// The text behind the marker.
    after: &'t str,
    /// Words before it.
    words_before: usize,
}

/// The first marker among the first or the last words of a text.
fn marker(text: &str) -> Option<Marker<'_>> {
    const LOOK_AT: usize = 12;
    let mut words_before = 0;
    let mut rest = text;
    while words_before < LOOK_AT {
        let start = rest.find(|c: char| c.is_alphanumeric() || c == '@').unwrap_or(rest.len());
        let tagged = rest.get(..start).is_some_and(|gap| gap.ends_with('#'));
        rest = rest.get(start..)?;
        if rest.is_empty() {
            return None;
        }
        let length = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '@'))).unwrap_or(rest.len());
        let word = rest.get(..length)?;
        let after = rest.get(length..)?;
        if let Some(found) = one(word, after) {
            let (kind, number, after) = found;
            return Some(Marker {
                kind,
                number,
                after: after.trim_start_matches(|c: char| !(c.is_alphanumeric() || matches!(c, '@' | '#' | '"' | '“'))),
                words_before,
            });
        }
        // Tags and people addressed do not count as words of the sentence.
        words_before += usize::from(!word.starts_with('@') && !tagged);
        rest = after;
    }
    None
}

/// `Q1`, `Q 1`, `Question 1`, `Answer 1`
fn one<'t>(word: &str, after: &'t str) -> Option<(Kind, u8, &'t str)> {
    if is_marker(word) {
        let kind = if word.starts_with(['q', 'Q']) { Kind::Question } else { Kind::Answer };
        let number = word.get(1..)?.parse().ok().filter(|n| *n > 0)?;
        return Some((kind, number, after));
    }
    let kind = match word {
        "Q" | "Question" | "QUESTION" | "question" => Kind::Question,
        "Answer" | "ANSWER" => Kind::Answer,
        _ => return None,
    };
    let spaced = after.strip_prefix([' ', '.', '#']).unwrap_or(after);
    let digits = spaced.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let number = spaced.get(..digits)?.parse().ok().filter(|n| (1..=99).contains(n))?;
    let rest = spaced.get(digits..)?;
    (!rest.starts_with(char::is_alphanumeric)).then_some((kind, number, rest))
}

/// Marks the posts that put or answer a question, and lists the questions.
pub(super) fn read(posts: &mut [Post], leftover: &[Leftover]) -> Vec<Question> {
    let mut found: BTreeMap<u8, Question> = BTreeMap::new();
    let mut asker: HashMap<u8, String> = HashMap::new();
    let blank = |number| Question { number, text: String::new(), post: None, answers: Vec::new() };
    for (at, post) in posts.iter_mut().enumerate() {
        let Some(Marker { kind, number, after, words_before }) = marker(&post.text) else { continue };
        let speaker = folded(if post.speaker.handle.is_empty() { &post.speaker.name } else { &post.speaker.handle });
        if kind == Kind::Answer {
            post.answers_to = Some(number);
            found.entry(number).or_insert_with(|| blank(number)).answers.push(at);
            continue;
        }
        let sentence: String = after.split("\n\n").next().unwrap_or_default().trim().to_owned();
        match asker.get(&number) {
            Some(known) if *known == speaker => post.question = Some(number),
            // Somebody else names it: their answer, where it stands at the beginning; in passing, it says nothing.
            Some(_) if words_before <= 3 => {
                post.answers_to = Some(number);
                found.entry(number).or_insert_with(|| blank(number)).answers.push(at);
            }
            None if words_before == 0 || sentence.contains('?') => {
                post.question = Some(number);
                asker.insert(number, speaker);
                let question = found.entry(number).or_insert_with(|| blank(number));
                question.text = sentence;
                question.post = Some(at);
            }
            Some(_) | None => {}
        }
    }
    // Questions announced in a heading, for chats where nobody repeats them.
    for line in leftover
        .iter()
        .filter(|left| matches!(left.why, Why::BeforeFirstPost | Why::NoLayout | Why::NoSpeaker))
        .flat_map(|left| left.text.lines())
    {
        if let Some(Marker { kind: Kind::Question, number, after, words_before: 0 }) = marker(line)
            && !after.trim().is_empty()
        {
            let question = found.entry(number).or_insert_with(|| blank(number));
            if question.text.is_empty() {
                after.trim().clone_into(&mut question.text);
            }
        }
    }
    found.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers() {
        let shown = |text: &str| marker(text).map(|m| format!("{:?} {} {}", m.kind, m.number, m.after)).unwrap_or_default();
        for (text, want) in [
            ("Q1: What helps? #WeNurses", "Question 1 What helps? #WeNurses"),
            ("#WeNurses Q2. And you?", "Question 2 And you?"),
            ("Question 3 - why", "Question 3 why"),
            ("Q 4) how", "Question 4 how"),
            ("@ann A1 rest", "Answer 1 rest"),
            ("Great chat! #A2 sleep", "Answer 2 sleep"),
            ("HbA1c was 48", ""),
            ("A1c of 48", ""),
            ("Quality first", ""),
            ("the A&E team", ""),
            ("Q0 none", ""),
            ("", ""),
        ] {
            assert_eq!(shown(text), want, "{text}");
        }
    }
}
