//! Links to what participants wrote: where a participant is not to be named, the address goes as a whole, for what would be left of it
//! leads nowhere. The words of a Markdown link stay.

use std::borrow::Cow;
use std::ops::Range;

use super::participants::SOMEBODY;
use crate::domain::names::Names;
use crate::privacy::Prose;

/// A text without names, and without the addresses that name somebody. `instead` says what stands for each person.
pub(super) fn without_names<'t>(names: &Names, instead: &[String], text: &'t str) -> Cow<'t, str> {
    if !text.contains(['/', ':']) || !names.are_in(text) {
        return names.replaced(text);
    }
    let mut without = String::with_capacity(text.len());
    let mut from = 0;
    for link in Prose::of(text).links {
        let link = only_target(text, link);
        let address = text.get(link.clone()).unwrap_or_default();
        let Some(who) = names.whom(address).first().copied() else { continue };
        let who = instead.get(who).map_or(SOMEBODY, String::as_str);
        let placed = placed(text, &link);
        // Two links on one target: it went with the first.
        let Some(before) = text.get(from..placed.whole.start) else { continue };
        without.push_str(&names.replaced(before));
        match placed.words {
            Some(words) => without.push_str(&without_names(names, instead, words)),
            None if placed.is_in_brackets => without.push_str(&format!("link to {who}’s {}", what(names, address))),
            None => without.push_str(&format!("(link to {who}’s {})", what(names, address))),
        }
        from = placed.whole.end;
    }
    if from == 0 {
        return names.replaced(text);
    }
    without.push_str(&names.replaced(text.get(from..).unwrap_or_default()));
    Cow::Owned(without)
}

/// The target of a Markdown link whose words are an address as well.
fn only_target(text: &str, link: Range<usize>) -> Range<usize> {
    let cut = text.get(link.clone()).and_then(|address| address.rfind("]("));
    cut.map_or(link.clone(), |cut| link.start + cut + 2..link.end)
}

/// How a link stands in a text.
struct Placed<'t> {
    /// All of it, with what makes a link of it.
    whole: Range<usize>,
    /// The words of a Markdown link.
    words: Option<&'t str>,
    /// It has round brackets of its own.
    is_in_brackets: bool,
}

fn placed<'t>(text: &'t str, link: &Range<usize>) -> Placed<'t> {
    let (before, after) = (text.get(..link.start).unwrap_or_default(), text.get(link.end..).unwrap_or_default());
    let target = before.strip_suffix("](").or_else(|| before.strip_suffix("](<"));
    if let Some((words, end)) = target.and_then(|before| Some((words_of(before)?, end_of_target(after)?))) {
        let is_picture = text.get(..words.start - 1).is_some_and(|before| before.ends_with('!'));
        let start = words.start - 1 - usize::from(is_picture);
        return Placed { whole: start..link.end + end, words: text.get(words), is_in_brackets: false };
    }
    let whole = if before.ends_with('<') && after.starts_with('>') { link.start - 1..link.end + 1 } else { link.clone() };
    Placed { is_in_brackets: before.ends_with('(') && after.starts_with(')'), whole, words: None }
}

/// Where the words of a link stand, of which this is all up to their closing bracket.
fn words_of(before: &str) -> Option<Range<usize>> {
    let mut open = 1_u32;
    for (at, c) in before.char_indices().rev() {
        match c {
            ']' => open += 1,
            '[' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return Some(at + 1..before.len());
        }
    }
    None
}

/// How far it is to the end of a link: a title may follow its target.
fn end_of_target(after: &str) -> Option<usize> {
    let rest = after.strip_prefix('>').unwrap_or(after);
    let end = rest.find([')', '\n'])?;
    let (title, closing) = rest.split_at_checked(end)?;
    let title = title.trim();
    let is_title = title.is_empty() || title.starts_with(['"', '\'']) && title.len() > 1 && title.ends_with(['"', '\'']);
    (is_title && closing.starts_with(')')).then(|| after.len() - rest.len() + end + 1)
}

/// What an address leads to: something that somebody wrote, or where all of theirs is.
fn what(names: &Names, address: &str) -> &'static str {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let mut parts = path.split('/').skip(1).skip_while(|part| names.whom(&format!("a.b/{part}")).is_empty());
    match (parts.next(), parts.any(|part| !part.is_empty())) {
        (Some(_), false) => "profile",
        _ => "post",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_broken_link_is_left() {
        let instead = ["participant A".to_owned(), "participant B".to_owned()];
        let people = [(vec!["@kofi"], instead[0].as_str()), (vec!["Ann Owen", "@ann_owen"], instead[1].as_str())];
        let names = Names::instead_of(people, &["@bronwen".to_owned()]);
        for (text, wanted) in [
            ("See https://x.com/kofi/status/1.", "See (link to participant A’s post)."),
            ("https://x.com/kofi", "(link to participant A’s profile)"),
            ("x.com/kofi?s=20 and www.example.org", "(link to participant A’s profile) and www.example.org"),
            ("https://social.example/@ann_owen/112, said @kofi", "(link to participant B’s post), said participant A"),
            ("(https://x.com/kofi/status/1)", "(link to participant A’s post)"),
            ("<https://x.com/kofi/status/1> and", "(link to participant A’s post) and"),
            ("[what Ann Owen said](https://x.com/ann_owen/status/2)!", "what participant B said!"),
            ("[this [one]](https://x.com/kofi \"his own\") and", "this [one] and"),
            ("[a](<https://x.com/kofi>)", "a"),
            ("![a picture](https://x.com/kofi/photo.png)", "a picture"),
            ("[https://x.com/kofi](https://x.com/kofi)", "(link to participant A’s profile)"),
            ("https://x.com/bronwen/status/1 is mine", "https://x.com/bronwen/status/1 is mine"),
            ("https://e.org/a and @kofi: 1/2", "https://e.org/a and participant A: 1/2"),
            ("Nobody: https://e.org/a", "Nobody: https://e.org/a"),
        ] {
            assert_eq!(without_names(&names, &instead, text), wanted, "{text}");
        }
    }
}
