//! What a short line looks like: a name, a handle, a counter, a button.

use super::stamp::Stamp;

/// At the start of a line: a handle with its `@`, and the rest of the line.
pub(super) fn handle(text: &str) -> Option<(&str, &str)> {
    let after = text.strip_prefix('@').filter(|after| after.starts_with(|c: char| c.is_alphanumeric() || c == '_'))?;
    let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '@');
    // Bounded, as no handle is longer.
    let length = after.char_indices().take(121).find(|(_, c)| !part(*c)).map_or(after.len().min(121), |(at, _)| at);
    let handle = text.get(..=length)?.trim_end_matches(['.', '-', '@']);
    (2..=100).contains(&handle.len()).then(|| (handle, text.get(handle.len()..).unwrap_or_default()))
}

/// A name as people write their own: few words with capitals, or one word. Sentences are none.
pub(super) fn is_name(text: &str) -> bool {
    const SMALL: &[&str] = &[
        "de", "van", "der", "den", "von", "da", "das", "dos", "del", "di", "al", "el", "bin", "bint", "ibn", "la", "le", "du", "ap",
        "ferch", "and", "of", "for", "the", "y", "o", "te", "ter", "at",
    ];
    if !is_short(text) || text.starts_with(['@', '#', '[', '<', '>', '-', '•', '·', '"', '“', '(', '*']) {
        return false;
    }
    if text.ends_with(['.', '!', '?', ':', ';', ',', '…']) && !text.ends_with("r.") {
        return false;
    }
    if text.contains(": ") || text.contains("://") || text.contains("? ") || text.contains("! ") {
        return false;
    }
    let mut words = 0;
    let mut letters = false;
    let mut bracket = false;
    for word in text.split_whitespace() {
        bracket |= word.starts_with(['(', '[', '{']);
        if bracket {
            bracket = !word.ends_with([')', ']', '}']);
            continue;
        }
        words += 1;
        let Some(first) = word.chars().find(|c| c.is_alphabetic()) else { continue };
        letters = true;
        let small = SMALL.contains(&word) || word.contains(['/', '\'', '’']);
        if words > 1 && first.is_lowercase() && !small {
            return false;
        }
    }
    let first = text.chars().find(|c| c.is_alphanumeric());
    letters && (1..=6).contains(&words) && (words == 1 || first.is_some_and(|c| !c.is_lowercase()))
}

/// Short enough for a display name of any kind.
pub(super) fn is_short(text: &str) -> bool {
    !text.is_empty() && text.len() <= 200 && text.chars().count() <= 70
}

/// `12`, `1,234`, `3.4K`
pub(super) fn is_counter(text: &str) -> bool {
    text.len() <= 12
        && text.starts_with(|c: char| c.is_ascii_digit())
        && text.trim_end_matches(['K', 'k', 'M', 'm', '+']).chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
}

/// A line that is only dots or strokes between parts.
pub(super) fn is_separator(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| matches!(c, '·' | '•' | '|' | '-' | '–' | '—' | '_' | '*' | '=' | ' '))
}

/// A number and one of these words: `3 replies`.
pub(super) fn counts(text: &str, things: &[&str]) -> bool {
    text.split_once(' ').is_some_and(|(number, thing)| {
        is_counter(number) && things.iter().any(|wanted| thing.trim().trim_end_matches(['s', '…']).eq_ignore_ascii_case(wanted))
    })
}

/// One of these lines, whatever its capitals.
pub(super) fn is_one_of(text: &str, wanted: &[&str]) -> bool {
    text.len() <= 80 && wanted.iter().any(|one| one.eq_ignore_ascii_case(text))
}

/// Without the word “edited” at either end.
pub(super) fn unedited(text: &str) -> &str {
    let mut text = text.trim();
    for word in ["(edited)", "Edited", "edited"] {
        text = text.strip_suffix(word).or_else(|| text.strip_prefix(word)).unwrap_or(text).trim();
    }
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '·' | '•'))
}

/// A day with its year and a time that a text begins with, and the rest of it.
pub(super) fn dated(text: &str) -> Option<(Stamp<'_>, &str)> {
    if !text.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '[' | '(')) {
        return None;
    }
    let ends = text.char_indices().take(40).filter(|(_, c)| c.is_whitespace() || matches!(c, ']' | ')')).map(|(at, _)| at);
    let read = |end: usize| {
        let part = text.get(..end)?.trim_start_matches(['[', '(']).trim_end_matches([':', '-', '–', ',', '·', ' ']);
        Some((Stamp::parse(part).filter(|stamp| stamp.is_clock() && stamp.says_year())?, end))
    };
    // The longest, so that no “PM” is left to the text.
    let (stamp, end) = ends.filter_map(read).last()?;
    Some((stamp, text.get(end..)?.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ']' | ')' | '-' | '–' | '·' | ':' | '|'))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_sentences() {
        for name in [
            "Sarah Okafor",
            "Siân Ŵyr",
            "Okafor, Sarah (NHS Trust)",
            "Ana de la Cruz",
            "sarah_ot",
            "李娜",
            "Dr Ben O'Neill 🩺",
            "Ann (she/her)",
        ] {
            assert!(is_name(name), "{name}");
        }
        for text in ["", "One thing I learned", "Thanks!", "see you", "@ann", "https://a.b/c", "Why? Because", "12", "#hello", "Note: this"]
        {
            assert!(!is_name(text), "{text}");
        }
    }

    #[test]
    fn handles() {
        assert_eq!(handle("@ann hi"), Some(("@ann", " hi")));
        assert_eq!(handle("@ann@social.example: hi"), Some(("@ann@social.example", ": hi")));
        assert_eq!(handle("@ann."), Some(("@ann", ".")));
        assert_eq!(handle("@ hi"), None);
        assert_eq!(handle("ann"), None);
    }

    #[test]
    fn counters() {
        assert!(is_counter("12") && is_counter("1,234") && is_counter("3.4K"));
        assert!(!is_counter("12 mmHg") && !is_counter("") && !is_counter("K"));
        assert!(counts("3 replies", &["replie"]) && counts("1 boost", &["boost"]));
    }
}
