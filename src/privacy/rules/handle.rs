//! Handles of other people.
//!
//! *What*: `@name` and `@name@server.example`, also [without the `@`](unsigned) beside words for accounts (“her insta, cerys_knits”, “posting as
//! tiredmam77”), unless they are the registrant's own, a community's, or [say themselves](public) that they are an organisation's or a chat's. *Why*: a
//! handle leads to everything that somebody writes in public; that somebody took part in a discussion is theirs to tell. *Example*: see
//! [`Rule::example`].

mod public;
mod unsigned;

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
        let handles = handles.chain(unsigned::handles(text));
        let is_somebodys = |at: usize, handle: &str| is_others(handle, known) && !public::is_public(text, at, handle);
        let others = handles.filter(|range| {
            let handle = text.text.get(range.clone());
            !text.is_in_link(range.start) && handle.is_some_and(|handle| is_somebodys(range.start, handle))
        });
        let instead = |range: &Range<usize>| {
            // “the mother tweets as @…”
            let under = text.before(range.start).next().is_some_and(|word| word.folded == "as");
            // “his insta (…)”: without its `@` it stands for the account, not for its owner.
            if under || text.char_at(range.start) != Some('@') {
                "[handle]".to_owned()
            } else {
                text.fitted(range.start, crate::domain::names::A_COLLEAGUE)
            }
        };
        let mut hits: Vec<Hit> = others.map(|range| Hit { instead: Some(instead(&range)), range }).collect();
        hits.sort_by_key(|hit| hit.range.start);
        hits
    }
}

/// Whether a handle (with or without its `@` and its server) is neither the registrant's nor a community's.
pub(super) fn is_others(handle: &str, known: &Known) -> bool {
    let local = handle.trim_start_matches('@').trim_start_matches("u/").split('@').next().unwrap_or_default();
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
                ("u/stoma_dad_taff posted our ward round", "u/stoma_dad_taff"),
                ("her insta (megan_knits_on) is a diary", "megan_knits_on"),
                ("DMs from angry.son.74 all night", "angry.son.74"),
                ("tagged as bethan.and.bump on Instagram", "bethan.and.bump"),
                ("a DM on tiktok, from gwil_99", "gwil_99"),
                ("his profile is rhys.walks2 now", "rhys.walks2"),
                ("she goes by tired_mam on reddit", "tired_mam"),
                ("her Instagram: seren.bakes", "seren.bakes"),
                ("@nhs_sian", "@nhs_sian"),
                ("she posts as gwen.hips on insta", "gwen.hips"),
                ("his YouTube is PegTubePaul19", "PegTubePaul19"),
                ("a long reply by somebody posting as tiredmam77", "tiredmam77"),
                ("He writes online as grumpyhip1951 and I knew the hip.", "grumpyhip1951"),
                ("She goes by wheelie_wren on the forum.", "wheelie_wren"),
                ("Her sourdough page, crumbs_by_ffion, had my pen in it.", "crumbs_by_ffion"),
                ("Found his dad’s channel, taff.on.dialysis, by chance", "taff.on.dialysis"),
                ("the comment signed as LimpingLeah88", "LimpingLeah88"),
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
                "final_essay_v3 and then Facebook",
                "a field next_of_kin, and a profile tab",
                "says @MindCharity",
                "@RCNi and the Twitter of OpenEvidence",
                "run from @WeAHPs and @WeNurses",
                "by @RCNLibrary and @nhs_england",
                "Q1 of #stomachat, from @stomachat",
                "u/s of her abdomen, u/o 30 ml, and/or",
                "Instagram posts by the team, e.g. reels",
                "read GAD_7 and learning_log.docx",
                "my twitter learning_log_2024.pdf",
                "see nice.org.uk on Facebook",
                "tagged nhs_lothian_official on Instagram",
                "I saw it on insta.then I slept",
                "tweeted at 19.30 on Twitter",
                "Facebook said v1.2.3 is out",
                "Posted as draft_essay and signed as version2",
                "the page next_of_kin and her page, then page 12",
                "logged as covid19, coded as news2",
                "writing as 2024 ends, known as SARS2",
                "her page on learning_log.docx",
                "known as level2 and grade3 care",
            ],
        );
    }

    #[test]
    fn ones_own_and_communities_are_left() {
        let known = Known { own: vec!["@bron".into()], communities: vec!["@PhysioTalk".into(), "#OTalk".into()], ..Known::default() };
        assert_eq!(check_with("handle", "@Bron @bron@a.example @physiotalk @otalk @sian @bronwen", &known), ["@sian", "@bronwen"]);
        assert_eq!(check_with("handle", "insta: bron_1 u/bron u/sian_99, reddit", &known), ["bron_1", "u/sian_99"]);
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
