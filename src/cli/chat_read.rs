//! What was read of a pasted chat, for people and for scripts: what is not understood is said.

use serde_json::{Value, json};

use crate::capture::transcript::Transcript;

/// Sentences about how it was read.
pub(super) fn notes(read: &Transcript) -> Vec<String> {
    let mut notes = Vec::new();
    match &read.layout {
        Some(layout) => notes.push(format!("read as {}: {} posts by {} people", layout.label, read.posts.len(), read.people.len())),
        None => notes.push("nobody could be told apart in it: it is kept as text".to_owned()),
    }
    let proposal = &read.proposal;
    notes.extend([&proposal.minutes_how, &proposal.interactive_how].into_iter().filter(|how| !how.is_empty()).cloned());
    notes.extend(read.notes.iter().cloned());
    let mut unread: Vec<(&str, usize)> = Vec::new();
    for left in read.leftover.iter().filter(|left| !left.why.is_understood()) {
        let lines = left.lines.len();
        match unread.iter_mut().find(|(why, _)| *why == left.why.sentence()) {
            Some((_, count)) => *count += lines,
            None => unread.push((left.why.sentence(), lines)),
        }
    }
    notes.extend(
        unread.into_iter().map(|(why, lines)| format!("{lines} {} in no post. {why}", if lines == 1 { "line is" } else { "lines are" })),
    );
    notes
}

/// The same for scripts.
pub(super) fn json(read: &Transcript) -> Value {
    let questions: Vec<Value> = read
        .questions
        .iter()
        .map(|question| json!({ "number": question.number, "text": question.text, "answers": question.answers.len() }))
        .collect();
    json!({
        "layout": read.layout.map(|layout| layout.id),
        "posts": read.posts.len(),
        "posts_mine": read.proposal.own_posts,
        "people": read.people.len(),
        "questions": questions,
        "hashtags": read.hashtags.iter().map(|tag| &tag.text).collect::<Vec<_>>(),
        "links": read.links,
        "lines": read.line_count,
        "lines_unread": read.leftover.iter().filter(|left| !left.why.is_understood()).map(|left| left.lines.len()).sum::<usize>(),
        "notes": notes(read),
    })
}
