//! Handles of other people.
//!
//! *What*: `@name` and `@name@server.example`, unless they are the registrant's own or a community's. *Why*: a handle leads to everything that somebody
//! writes in public; that somebody took part in a discussion is theirs to tell. *Example*: see [`Rule::example`].

use std::ops::Range;

use crate::privacy::{Hit, Known, Prose, Rule};

pub(super) static RULE: Handle = Handle;

/// See the [module](self).
pub(super) struct Handle;

/// The longest that a network allows, with its server.
const LONGEST: usize = 254;

/// What is said with an `@` without being anybody.
const WORDS: &[&str] =
    &["home", "work", "night", "everyone", "all", "here", "channel", "school", "media", "least", "present", "the", "mention", "mentions"];

impl Rule for Handle {
    fn id(&self) -> &'static str {
        "handle"
    }

    fn label(&self) -> &'static str {
        "Handle of somebody"
    }

    fn why(&self) -> &'static str {
        "A handle leads to everything that somebody writes in public, under their name or not."
    }

    fn example(&self) -> &'static str {
        "The best point came from @mair_gwynedd."
    }

    fn in_text(&self, text: &Prose<'_>, known: &Known) -> Vec<Hit> {
        let handles = text.text.match_indices('@').filter_map(|(at, _)| handle(text, at));
        let others = handles
            .filter(|range| !text.is_in_link(range.start) && text.text.get(range.clone()).is_some_and(|handle| is_others(handle, known)));
        let instead = |range: &Range<usize>| {
            // “the mother tweets as @…”
            let under = text.before(range.start).next().is_some_and(|word| word.folded == "as");
            if under { "[handle]".to_owned() } else { text.fitted(range.start, crate::domain::names::A_COLLEAGUE) }
        };
        others.map(|range| Hit { instead: Some(instead(&range)), range }).collect()
    }
}

/// Whether a handle (with or without its `@` and its server) is neither the registrant's nor a community's.
pub(super) fn is_others(handle: &str, known: &Known) -> bool {
    let local = handle.trim_start_matches('@').split('@').next().unwrap_or_default();
    ![handle, local].iter().any(|name| known.is_own(name) || known.is_community(name))
}

/// The handle that begins at an `@`.
fn handle(text: &Prose<'_>, at: usize) -> Option<Range<usize>> {
    if text.char_before(at).is_some_and(|c| c.is_alphanumeric() || matches!(c, '@' | '_' | '.' | '-' | '/')) {
        return None;
    }
    let rest = text.text.get(at + 1..)?;
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-');
    let run = |text: &str| text.chars().take(LONGEST).take_while(|c| is_part(*c)).map(char::len_utf8).sum::<usize>();
    let name = rest.get(..run(rest))?.trim_end_matches(['.', '-']);
    if name.chars().count() < 2 || !name.contains(char::is_alphabetic) || !name.starts_with(|c: char| c.is_alphanumeric() || c == '_') {
        return None;
    }
    let folded = name.to_lowercase();
    // `@5pm`, `@10mg`
    let measured = name.starts_with(|c: char| c.is_ascii_digit())
        && folded.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').chars().count() <= 3;
    if measured || WORDS.contains(&folded.as_str()) {
        return None;
    }
    let server = rest.get(name.len()..).and_then(|after| after.strip_prefix('@')).and_then(|after| after.get(..run(after)));
    let server =
        server.map(|server| server.trim_end_matches(['.', '-'])).filter(|server| server.contains('.')).map_or(0, |server| server.len() + 1);
    Some(at..at + 1 + name.len() + server)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check_finds, check_leaves, check_mends, check_with};
    use crate::privacy::Known;

    #[test]
    fn found() {
        check_finds(
            "handle",
            &[
                ("Thanks to @mair_gwynedd!", "@mair_gwynedd"),
                ("@SianRees: see below", "@SianRees"),
                ("(@dr.okafor)", "@dr.okafor"),
                ("@lena@health.example wrote", "@lena@health.example"),
                ("“@tomasz-k”", "@tomasz-k"),
                ("@gurpreet’s slide", "@gurpreet"),
                ("RT @nurse1990.", "@nurse1990"),
                ("*@aoife*", "@aoife"),
                ("by @Łukasz", "@Łukasz"),
                ("@99physio", "@99physio"),
                ("so @dai_ot said", "@dai_ot"),
                ("@_ann_", "@_ann_"),
                ("\u{202e}@ola", "@ola"),
            ],
        );
    }

    #[test]
    fn left() {
        check_leaves(
            "handle",
            &[
                "m.okafor@example.org",
                "Hospital@Home",
                "meet @5pm or @ 10 am",
                "2 @ 10mg",
                "@10mg",
                "@home with the family",
                "@",
                "@@",
                "@ everyone",
                "@a",
                "https://social.example/@sian",
                "https://x.example/?q=@sian",
                "@12345",
                "#physiotalk at 8pm",
            ],
        );
    }

    #[test]
    fn ones_own_and_communities_are_left() {
        let known = Known { own: vec!["@bron".into()], communities: vec!["@PhysioTalk".into(), "#OTalk".into()], ..Known::default() };
        assert_eq!(check_with("handle", "@Bron @bron@a.example @physiotalk @otalk @sian @bronwen", &known), ["@sian", "@bronwen"]);
    }

    #[test]
    fn what_is_said_instead() {
        check_mends(
            "handle",
            &[
                ("A point of @sian's", "A point of a colleague's"),
                ("@sian asked why. @ola@a.example knew.", "A colleague asked why. A colleague knew."),
            ],
        );
    }
}
