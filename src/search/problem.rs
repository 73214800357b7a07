//! What in a query was not understood, and the mend.

/// Something in the query that was not understood, and what was done about it. Never an error: everything else was searched.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Problem {
    /// Begins with a small letter, without a full stop.
    pub what: String,
    /// What was done instead, or what to write.
    pub mend: String,
    /// The whole query, mended: for one click.
    pub instead: Option<String>,
}

impl Problem {
    /// A problem that nobody can mend by one click.
    pub fn new(what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { what: what.into(), mend: mend.into(), instead: None }
    }
}

/// How alike two words must be for one to be meant by the other: two letters of five may be wrong.
const ALIKE: f64 = 0.6;

/// So many candidates are compared at most, and the rest is not: whoever mistyped wants an answer now.
const MOST_COMPARED: usize = 20_000;

/// The candidate most like what was typed; both folded. Of candidates that are equally alike, the first.
pub(super) fn nearest<'c>(typed: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let letters = typed.chars().count();
    if letters < 2 {
        return None;
    }
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates.into_iter().take(MOST_COMPARED) {
        if candidate.chars().count().abs_diff(letters) > 3 {
            continue;
        }
        let likeness = strsim::normalized_damerau_levenshtein(typed, candidate);
        if likeness >= ALIKE && best.is_none_or(|(most, _)| likeness > most) {
            best = Some((likeness, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}
