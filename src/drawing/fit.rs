//! Words made to fit where they stand: shortened in their middle, because titles of a kind begin and end alike, or on a few lines.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::domain::text;

/// More of a label is never measured: nobody reads it in a chart, and its table has all of it.
const LONGEST: usize = 240;

/// A label on one line, with nothing in it that cannot be seen.
pub(super) fn clean(label: &str) -> String {
    // A word of a megabyte is cut before anything looks at it letter by letter.
    let label = match label.char_indices().nth(LONGEST * 8) {
        Some((at, _)) => label.get(..at).unwrap_or_default(),
        None => label,
    };
    let line = text::clean_line(label);
    let line: String = line.chars().filter(|c| !c.is_control()).collect();
    if line.len() <= LONGEST { line } else { shortened(&line.graphemes(true).collect::<Vec<_>>(), LONGEST) }
}

/// The text, or as much of its beginning and end as a width takes, with “…” between; nothing where not even that fits.
pub fn fitted(text: &str, width: f32, wide: &dyn Fn(&str) -> f32) -> String {
    if wide(text) <= width {
        return text.to_owned();
    }
    let letters: Vec<&str> = text.graphemes(true).collect();
    // The most letters that fit: with one more it would be too wide.
    let (mut fits, mut many) = (0, letters.len());
    while fits + 1 < many {
        let middle = usize::midpoint(fits, many);
        if wide(&shortened(&letters, middle)) <= width {
            fits = middle;
        } else {
            many = middle;
        }
    }
    let text = shortened(&letters, fits);
    if wide(&text) <= width { text } else { String::new() }
}

/// So many letters of a text, from its beginning and its end.
fn shortened(letters: &[&str], kept: usize) -> String {
    if kept >= letters.len() {
        return letters.concat();
    }
    let (first, last) = (kept.div_ceil(2), kept / 2);
    let begin = letters.get(..first).unwrap_or_default().concat();
    let end = letters.get(letters.len() - last..).unwrap_or_default().concat();
    format!("{}…{}", begin.trim_end(), end.trim_start())
}

/// The text on at most so many lines; what is too long for them is shortened in the middle of the last one.
pub(super) fn wrapped(text: &str, width: f32, lines: usize, wide: &dyn Fn(&str) -> f32) -> Vec<String> {
    let mut done: Vec<String> = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        if wide(rest) <= width || done.len() + 1 >= lines.max(1) {
            done.push(fitted(rest, width, wide));
            break;
        }
        let mut line = "";
        for (at, _) in rest.match_indices(' ').chain(std::iter::once((rest.len(), ""))) {
            let Some(longer) = rest.get(..at) else { break };
            if wide(longer) > width {
                break;
            }
            line = longer;
        }
        if line.trim().is_empty() {
            // Its first word alone is too long: shortened, so that what follows it is not lost.
            let word = rest.split(' ').next().unwrap_or_default();
            done.push(fitted(word, width, wide));
            rest = rest.get(word.len()..).unwrap_or_default().trim_start();
        } else {
            done.push(line.trim_end().to_owned());
            rest = rest.get(line.len()..).unwrap_or_default().trim_start();
        }
    }
    done.retain(|line| !line.is_empty());
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[expect(clippy::unnecessary_wraps, reason = "the shape of a measure")]
    fn letters(text: &str) -> Option<f32> {
        Some(text.graphemes(true).count() as f32)
    }

    fn wide(text: &str) -> f32 {
        letters(text).unwrap_or_default()
    }

    #[test]
    fn what_is_too_long_loses_its_middle() {
        for (width, want) in
            [(40.0, "Walking in the dark"), (19.0, "Walking in the dark"), (12.0, "Walkin…dark"), (3.0, "W…k"), (1.0, "…"), (0.5, "")]
        {
            assert_eq!(fitted("Walking in the dark", width, &wide), want, "{width}");
        }
    }

    #[test]
    fn words_go_to_the_next_line() {
        assert_eq!(wrapped("one two three four", 9.0, 3, &wide), ["one two", "three", "four"]);
        assert_eq!(wrapped("one two three four", 9.0, 2, &wide), ["one two", "thre…four"]);
        assert_eq!(wrapped("electroencephalography one", 9.0, 2, &wide), ["elec…aphy", "one"]);
        assert_eq!(wrapped("", 9.0, 2, &wide), Vec::<String>::new());
    }

    #[test]
    fn labels_are_cleaned_and_never_endless() {
        assert_eq!(clean("a\u{0}\nb\u{7}"), "a b");
        assert!(clean(&"x".repeat(1_000_000)).graphemes(true).count() <= LONGEST + 1);
    }
}
