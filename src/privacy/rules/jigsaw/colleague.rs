//! A colleague told by a post in a named place, of whom something is told that ends in a hearing: “The chief pharmacist at Rookby Hospital was
//! found taking codeine”. Who holds a post, what they taught and that they retired may be said.

use super::role::Told;
use crate::privacy::happening::has_source_in_part;
use crate::privacy::placing::place_behind;
use crate::privacy::reading::{Join, Reading};
use crate::privacy::vocabulary::{is_determiner, is_misdeed, is_workmate};

/// A post with its place, at this word.
pub(super) fn colleague(reading: &Reading<'_>, at: usize) -> Option<Told> {
    let token = reading.get(at).filter(|token| is_workmate(&token.bare) && token.join == Join::Blank)?;
    let led = matches!(reading.bare_after(at, 1), "at" | "of" | "in" | "on" | "from");
    let last = place_behind(reading, at).filter(|_| led)?;
    let first = (1..=3).find(|back| matches!(reading.bare_before(at, *back), "the" | "our" | "their")).map(|back| at - back)?;
    let found = |on: usize| {
        let word = reading.bare_after(last, on);
        // “found asleep”, “found crying”
        let state = word == "found" && (reading.bare_after(last, on + 1).ends_with("ing") || reading.bare_after(last, on + 1) == "asleep");
        is_misdeed(word) || state || (word == "signed" && reading.bare_after(last, on + 1) == "off")
    };
    let done = (1..=6).any(found);
    let plain = !token.tagged && !is_determiner(&token.bare);
    (plain && done && !has_source_in_part(reading, first)).then(|| (first, last, "a colleague".to_owned()))
}

#[cfg(test)]
mod tests {
    use crate::privacy::rules::tests::{check_finds, check_leaves};

    #[test]
    fn told_by_a_post() {
        check_finds(
            "jigsaw",
            &[
                ("The lead nurse at Rookby Hospital was suspended on Friday.", "The lead nurse at Rookby Hospital"),
                ("The chief pharmacist of Rookby General was found taking diazepam.", "The chief pharmacist of Rookby General"),
                ("Our registrar at St Finan's came in drunk.", "Our registrar at St Finan's"),
                ("We all know that the matron at Fernhill is signed off.", "the matron at Fernhill"),
                ("Their consultant from Fernhill has been arrested.", "Their consultant from Fernhill"),
                ("The porter at Fernhill was caught stealing and I cannot believe it.", "The porter at Fernhill"),
                ("The night manager at Fernhill Lodge was found asleep.", "The night manager at Fernhill Lodge"),
                ("The GP in Rookby has been accused of it again.", "The GP in Rookby"),
                ("The theatre technician at Fernhill was sacked.", "The theatre technician at Fernhill"),
                ("The chaplain at Fernhill was found crying.", "The chaplain at Fernhill"),
                ("I heard the dietitian at Fernhill was dismissed.", "the dietitian at Fernhill"),
                ("The senior physio at Fernhill is suspected.", "The senior physio at Fernhill"),
            ],
        );
    }

    #[test]
    fn left_alone() {
        check_leaves(
            "jigsaw",
            &[
                "The chief pharmacist at Rookby Hospital gave the lecture.",
                "The lead nurse at Rookby Hospital retired on Friday.",
                "The consultant at Fernhill found the course useful.",
                "A podcast with the matron at Fernhill who was suspended for speaking up.",
                "A nurse in Practice was suspended.",
                "The nurse at the front was found crying.",
                "The manager of the year was caught by surprise.",
                "The registrar in Rookby is taking part.",
                "Nurses at Fernhill were suspended between shifts by a harness.",
                "A consultant from Deloitte charmed us.",
                "The doctor on call was drunk in the play.",
                "The physio at Fernhill found a way.",
            ],
        );
    }
}
