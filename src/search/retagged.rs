//! A query that names a tag, when that tag is called something else.

use std::ops::Range;

use super::Query;
use super::key::Key;
use super::known::name_of;
use super::query::{Node, quoted, with_instead};
use crate::domain::tag::tidy;

impl Query {
    /// A query with another tag wherever it asks for one of these by its whole name: `tag:old` becomes `tag:new`. Without a new one, as it
    /// was. `None` when it names none of them.
    ///
    /// Of a text that is too long for a search only the part that is searched is changed; the rest stays as it is.
    pub fn retagged(text: &str, old: &[String], new: Option<&str>) -> Option<String> {
        let old: Vec<String> = old.iter().map(|tag| name_of(tag)).collect();
        let read = Self::parse(text, false).0;
        let mut places = Vec::new();
        places_of(&read.all, &old, &mut places);
        // What the end of the part cuts may be the beginning of another tag.
        places.retain(|place| read.text.len() == text.len() || place.end < read.text.len());
        if places.is_empty() {
            return None;
        }
        let Some(new) = new.map(quoted) else { return Some(text.to_owned()) };
        // From the end, so that the places before stay where they are.
        places.sort_unstable_by_key(|place| std::cmp::Reverse(place.start));
        places.iter().try_fold(text.to_owned(), |text, place| with_instead(&text, place, &new))
    }
}

fn places_of(nodes: &[Node], tags: &[String], places: &mut Vec<Range<usize>>) {
    for node in nodes {
        match node {
            Node::All(nodes) | Node::Any(nodes) => places_of(nodes, tags, places),
            Node::Not(node) => places_of(std::slice::from_ref(node), tags, places),
            Node::Filter(filter) if filter.key == Key::Tag => {
                let named = filter.values.iter().filter(|value| tidy(&value.text).is_some_and(|tag| tags.contains(&name_of(&tag))));
                places.extend(named.map(|value| value.at.clone()));
            }
            Node::Filter(_) | Node::Words(_) | Node::Unknown => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_renamed_tag_is_followed() {
        let retag = |text: &str, new: Option<&str>| Query::retagged(text, &["Low back".into(), "ache".into()], new);
        for (text, new, want) in [
            ("pacing tag:ache", "pain", Some("pacing tag:pain")),
            ("-tag:ACHE or (tag:\"low  back\" minutes:>30)", "back pain", Some("-tag:\"back pain\" or (tag:\"back pain\" minutes:>30)")),
            ("tag:sleep,ache,#ache tag:ächë", "pain", Some("tag:sleep,pain,pain tag:pain")),
            ("tag:aches tag:ach* ache \"tag:ache\" goal:ache", "pain", None),
            ("tag:ache", "a\"b, c", Some("tag:\"ab, c\"")),
            ("tags:ache", "pain", Some("tags:pain")),
            ("tag:ache", "a|b", Some("tag:\"a|b\"")),
            ("", "pain", None),
        ] {
            assert_eq!(retag(text, Some(new)).as_deref(), want, "{text}");
        }
        assert_eq!(retag("tag:ache x", None).as_deref(), Some("tag:ache x"));
        assert_eq!(retag("x", None), None);
        // Its quotation marks stand in no query.
        let marked = ["say \"none\" ok".to_owned()];
        assert_eq!(Query::retagged("tag:\"say none ok\"", &marked, Some("said")).as_deref(), Some("tag:said"));
        // Whatever is too long for a search is kept.
        let long = format!("tag:ache {}", "pacing ".repeat(3_000));
        assert_eq!(retag(&long, Some("pain")), Some(long.replacen("ache", "pain", 1)));
        let cut = format!("{}tag:aches", " ".repeat(8_000 - "tag:ache".len()));
        assert_eq!(retag(&cut, Some("pain")), None, "another tag");
    }
}
