//! Characters and bytes: egui counts the one, the craft of writing the other.

use std::ops::Range;

use egui::text::{CCursor, CCursorRange, CharIndex};
use egui::text_edit::TextEditState;
use egui::{Context, Id};

/// The byte at which a character begins; the end of the text for one behind it.
pub(super) fn byte_of(text: &str, character: usize) -> usize {
    if text.is_ascii() {
        return character.min(text.len());
    }
    text.char_indices().nth(character).map_or(text.len(), |(at, _)| at)
}

/// How many characters stand before a byte.
pub(super) fn char_of(text: &str, byte: usize) -> usize {
    text.get(..byte).unwrap_or(text).chars().count()
}

/// A range of characters as bytes, in its order.
pub(super) fn bytes_of(text: &str, characters: &Range<usize>) -> Range<usize> {
    let (start, end) = (characters.start.min(characters.end), characters.start.max(characters.end));
    byte_of(text, start)..byte_of(text, end)
}

pub(super) fn chars_of(text: &str, bytes: &Range<usize>) -> Range<usize> {
    let start = char_of(text, bytes.start);
    start..start + text.get(bytes.clone()).unwrap_or_default().chars().count()
}

/// Selects characters in a text that is shown by egui: from the anchor to the caret.
pub(super) fn select(ctx: &Context, id: Id, characters: &Range<usize>) {
    let mut state = TextEditState::load(ctx, id).unwrap_or_default();
    state.cursor.set_char_range(Some(cursors(characters)));
    state.store(ctx, id);
}

/// What is selected there, from the anchor to the caret.
pub(super) fn selected(ctx: &Context, id: Id) -> Option<Range<usize>> {
    let range = TextEditState::load(ctx, id)?.cursor.char_range()?;
    Some(range.secondary.index.0..range.primary.index.0)
}

pub(super) fn cursors(characters: &Range<usize>) -> CCursorRange {
    CCursorRange::two(CCursor::new(CharIndex(characters.start)), CCursor::new(CharIndex(characters.end)))
}

/// The word at a place, in bytes: letters, digits, and apostrophes and hyphens inside it.
pub(super) fn word_at(text: &str, at: usize) -> Option<Range<usize>> {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
    let (before, after) = text.split_at_checked(at)?;
    let start = before.char_indices().rev().take_while(|(_, c)| inside(*c)).last().map_or(at, |(at, _)| at);
    let end = after.find(|c| !inside(c)).map_or(text.len(), |to| at + to);
    let word = text.get(start..end)?;
    let trimmed = word.trim_matches(['\'', '’']);
    let start = start + (word.len() - word.trim_start_matches(['\'', '’']).len());
    (!trimmed.is_empty()).then(|| start..start + trimmed.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_and_bytes_agree() {
        for text in ["", "plain", "naïve café", "👩‍⚕️ é", "Siân’s"] {
            for (character, (byte, _)) in text.char_indices().enumerate() {
                assert_eq!((byte_of(text, character), char_of(text, byte)), (byte, character), "{text}");
            }
            let all = 0..text.chars().count();
            assert_eq!(chars_of(text, &bytes_of(text, &all)), all, "{text}");
            assert_eq!(byte_of(text, 99), text.len());
        }
    }

    #[test]
    fn a_word_is_found_from_anywhere_in_it() {
        for (text, at, want) in [
            ("one two", 0, Some("one")),
            ("one two", 3, Some("one")),
            ("one  two", 4, None),
            ("the patient's view", 8, Some("patient's")),
            ("‘quoted’", 6, Some("quoted")),
            ("", 0, None),
            ("naïve", 6, Some("naïve")),
        ] {
            assert_eq!(word_at(text, at).and_then(|range| text.get(range)), want, "{text} at {at}");
        }
    }
}
