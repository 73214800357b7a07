//! Reads a chat or thread that somebody pasted: who spoke, when, the questions and their answers, links and hashtags, and what can be
//! proposed from them for an entry. It recognises the layouts of `layouts` by trying each of them on the first lines.
//!
//! Pure: text in, values out. It knows no file, clock, network or database, gives nothing up as an error, and **loses no line**: every
//! line of the input is in exactly one post or one leftover, and each leftover says why.

mod assemble;
mod clock;
mod layouts;
mod lines;
mod model;
mod propose;
mod questions;
mod shape;
mod social;
mod stamp;
mod tokens;

use std::collections::HashMap;

use crate::domain::text::folded;

pub use model::{
    Confidence, Counted, Hints, Leftover, Person, Post, Proposal, Question, Recognised, Sitting, Speaker, Transcript, When, Why,
};

/// The part of a text that some of its lines make up, line ends included, for showing what a post or leftover was read from.
///
/// ```
/// use cpd_journal::capture::transcript::lines_of;
/// assert_eq!(lines_of("one\r\ntwo\nthree", &(0..2)), "one\r\ntwo\n");
/// ```
pub fn lines_of<'t>(text: &'t str, range: &std::ops::Range<usize>) -> &'t str {
    lines::bytes_of(text, range).and_then(|bytes| text.get(bytes)).unwrap_or_default()
}

/// Reads a pasted text. Every text has a reading: where no layout is recognised, there are no posts and the text is one leftover.
pub fn read(text: &str, hints: &Hints) -> Transcript {
    let lines = lines::split(text);
    let Some((layout, found, confidence)) = layouts::recognise(&lines) else {
        return finish(&lines, None, assemble::nothing(&lines, hints), hints);
    };
    let recognised = Recognised { id: layout.id, label: layout.label, confidence };
    finish(&lines, Some(recognised), assemble::assemble(&lines, layout, found, hints), hints)
}

fn finish(lines: &[lines::Line<'_>], layout: Option<Recognised>, built: assemble::Built, hints: &Hints) -> Transcript {
    let assemble::Built { mut posts, leftover, notes, heading } = built;
    let questions = questions::read(&mut posts, &leftover);
    let people = people(&posts);
    let proposal = propose::propose(&posts, &people, heading, hints);
    let (hashtags, links) = counted(&posts, &leftover);
    Transcript { layout, posts, leftover, people, questions, hashtags, links, proposal, notes, line_count: lines.len() }
}

/// Everybody who spoke, in order of their first post.
fn people(posts: &[Post]) -> Vec<Person> {
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut people: Vec<Person> = Vec::new();
    for (at, post) in posts.iter().enumerate() {
        let said = if post.speaker.handle.is_empty() { &post.speaker.name } else { &post.speaker.handle };
        if said.is_empty() {
            continue;
        }
        let place = *known.entry(folded(said)).or_insert(people.len());
        match people.get_mut(place) {
            Some(person) => {
                person.posts += 1;
                person.own |= post.own;
            }
            None => people.push(Person { speaker: post.speaker.clone(), posts: 1, own: post.own, first_post: at }),
        }
    }
    people
}

/// Hashtags by how often they were used, and each link once. Headings and unread lines count, too.
fn counted(posts: &[Post], leftover: &[Leftover]) -> (Vec<Counted>, Vec<String>) {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut tags: Vec<Counted> = Vec::new();
    let mut known_links = std::collections::HashSet::new();
    let mut links = Vec::new();
    let mut take = |hashtags: &[String], found: &[String]| {
        for tag in hashtags {
            let place = *places.entry(folded(tag)).or_insert(tags.len());
            match tags.get_mut(place) {
                Some(counted) => counted.times += 1,
                None => tags.push(Counted { text: tag.clone(), times: 1 }),
            }
        }
        for link in found {
            if known_links.insert(link.clone()) {
                links.push(link.clone());
            }
        }
    };
    for left in leftover.iter().filter(|left| matches!(left.why, Why::BeforeFirstPost | Why::NoLayout | Why::NoSpeaker)) {
        let found = tokens::read(&left.text);
        take(&found.hashtags, &found.links);
    }
    for post in posts {
        take(&post.hashtags, &post.links);
    }
    tags.sort_by_key(|tag| std::cmp::Reverse(tag.times));
    (tags, links)
}
