//! Names that no pattern gives away, but the words around all together: “Frank would not eat until I sat down”, “told nisha to do the obs”,
//! “A. Bell refused his insulin”, “Family meeting (Kowalczyk) went well”.
//!
//! Everything that speaks for somebody of one's own circle has points, and everything that speaks for an author, a host or a thing takes some
//! away; who has [`ENOUGH`] is named. The points were set by hand, on texts of both kinds.

mod candidate;
mod evidence;

use candidate::candidate;
use evidence::{has_a_role, points};

use super::acting;
use crate::privacy::Hit;
use crate::privacy::reading::Reading;
use crate::privacy::someone::age_after;

/// From so many points on somebody is named.
const ENOUGH: i32 = 3;

/// What could be a name: its first and last word.
struct Mention {
    first: usize,
    last: usize,
    /// How sure it is that it is somebody's name at all, in points.
    sure: i32,
}

/// Where such a name stands, its last word, and what to say instead.
pub(super) fn hits(reading: &Reading<'_>) -> Vec<(Hit, usize)> {
    (0..reading.tokens.len()).filter_map(|at| mentioned(reading, at)).collect()
}

fn mentioned(reading: &Reading<'_>, at: usize) -> Option<(Hit, usize)> {
    let mention = candidate(reading, at)?;
    (mention.sure + points(reading, &mention) >= ENOUGH).then(|| said(reading, &mention))
}

/// What is said instead.
fn said(reading: &Reading<'_>, mention: &Mention) -> (Hit, usize) {
    let (mut hit, last) = acting::said(reading, mention.first, mention.last, age_after(reading, mention.last));
    if has_a_role(reading, mention) {
        hit.instead = hit.instead.map(|instead| instead.replace("a patient", "a colleague").replace("A patient", "A colleague"));
    }
    (hit, last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::privacy::Prose;

    fn named(text: &str) -> Vec<&str> {
        let prose = Prose::of(text);
        let mut found: Vec<_> = hits(Reading::once(&prose)).into_iter().map(|(hit, _)| hit.range).collect();
        found.sort_by_key(|range| range.start);
        found.into_iter().filter_map(|range| text.get(range)).collect()
    }

    #[test]
    fn the_words_around_tell_who_is_somebody() {
        for (text, want) in [
            ("Rose would not drink until her sister came.", vec!["Rose"]),
            ("I told Frank that his scan was clear.", vec!["Frank"]),
            ("asked faith to sit out, she was breathless", vec!["faith"]),
            ("told oluwaseun (hca) to weigh everybody", vec!["oluwaseun"]),
            ("After the webinar I apologised to Bronwen, our band 6, for snapping.", vec!["Bronwen"]),
            ("P. Adeyemi refused the cannula and I let him.", vec!["P. Adeyemi"]),
            ("Gurpreet S. laughed when I showed her the splint.", vec!["Gurpreet S."]),
            ("Nowak, Zofia, hip precautions: she slept in the chair.", vec!["Nowak, Zofia"]),
            ("Best interests meeting (Olszewski) overran and the son left in tears.", vec!["Olszewski"]),
            ("I cut Joy's nails again.", vec!["Joy's"]),
            ("Hope in the side room asked me for her glasses.", vec!["Hope"]),
            ("Wee Davie bit me and his mum laughed.", vec!["Wee Davie"]),
        ] {
            assert_eq!(named(text), want, "{text}");
        }
    }

    #[test]
    fn authors_hosts_months_and_virtues_are_nobody_here() {
        for text in [
            "Adeyemi argues that we listen too little to him who is in pain.",
            "I read Olszewski and Nowak on grief, and my practice changed.",
            "As Kowalczyk writes, I should ask her first.",
            "Tom and Priya on The Night Round made me laugh about my own handovers.",
            "In May I asked our manager for her view, and by June we had it.",
            "Hope is what she needed and I could not give her any.",
            "We will mark the day; grace under pressure is what my team showed her.",
            "I met the physiotherapist Yetunde Balogun's argument in a review.",
            "Compared with Montgomery my consent notes for her are thin.",
            "We teach in Kerry and my students love it; she does too.",
            "In 1854 Mary Seacole nursed on the front, and I tell my students about her.",
        ] {
            assert_eq!(named(text), Vec::<&str>::new(), "{text}");
        }
    }
}
