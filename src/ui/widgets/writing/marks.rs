//! Wrong words in what can be seen of a text, and the places that were looked for.

use std::ops::Range;

use egui::text::CharIndex;
use egui::{Color32, Galley, Id, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, pos2, vec2};

use super::Desk;
use super::place::{char_of, chars_of};
use super::sheet::Sheet;
use crate::ui::theme::{self, radius};
use crate::writing::spelling::Slip;

/// Of a longer paragraph only what can be seen is checked, in bytes.
const LONG: usize = 4_000;

/// The line under a misspelt word: half of a wave, and its height, in points.
const HALF_WAVE: f32 = 2.0;
const WAVE: f32 = 1.5;

/// A text as it stands on the screen.
pub(super) struct Shown<'a> {
    pub galley: &'a Galley,
    pub at: Pos2,
    pub text: &'a str,
}

/// Rows of one paragraph, of which some can be seen.
struct InView {
    /// Bytes of the paragraph in the text.
    bytes: Range<usize>,
    /// Its first character.
    first: usize,
    /// The rows that can be seen, each with its first character in the text.
    rows: Vec<(usize, usize)>,
}

impl Shown<'_> {
    /// Paragraphs of which something can be seen in `clip`.
    fn in_view(&self, clip: Rect) -> Vec<InView> {
        let (top, bottom) = (clip.top() - self.at.y, clip.bottom() - self.at.y);
        let mut found: Vec<InView> = Vec::new();
        let mut paragraphs = self.text.split('\n');
        let mut byte = 0;
        let mut paragraph = 0..paragraphs.next().unwrap_or_default().len();
        let (mut character, mut first) = (0, 0);
        let mut rows = Vec::new();
        for (index, row) in self.galley.rows.iter().enumerate() {
            if row.max_y() >= top && row.min_y() <= bottom {
                rows.push((index, character));
            }
            character += row.char_count_including_newline().0;
            if row.ends_with_newline {
                if !rows.is_empty() {
                    found.push(InView { bytes: paragraph.clone(), first, rows: std::mem::take(&mut rows) });
                }
                if row.min_y() > bottom {
                    return found;
                }
                byte = paragraph.end.max(byte) + 1;
                paragraph = byte..byte + paragraphs.next().unwrap_or_default().len();
                first = character;
            }
        }
        if !rows.is_empty() {
            found.push(InView { bytes: paragraph, first, rows });
        }
        found
    }

    /// The boxes of characters on the rows that can be seen.
    fn boxes(&self, view: &InView, characters: &Range<usize>) -> Vec<Rect> {
        let mut boxes = Vec::new();
        for (index, first) in &view.rows {
            let Some(row) = self.galley.rows.get(*index) else { continue };
            let last = first + row.char_count_excluding_newline().0;
            let (from, to) = (characters.start.max(*first), characters.end.min(last));
            if from < to {
                let left = row.pos.x + row.x_offset(CharIndex(from - first));
                let right = row.pos.x + row.x_offset(CharIndex(to - first));
                let base = row.glyphs.get(from - first).map_or(row.size.y, |glyph| glyph.pos.y);
                let ascent = row.glyphs.get(from - first).map_or(row.size.y, |glyph| glyph.font_ascent);
                let top = row.pos.y + (base - ascent).max(0.0);
                boxes.push(Rect::from_min_max(pos2(left, top), pos2(right, row.pos.y + base)).translate(self.at.to_vec2()));
            }
        }
        boxes
    }

    /// Where characters stand on the screen, also where they cannot be seen.
    pub fn rect_of(&self, characters: &Range<usize>) -> Rect {
        let cursors = super::place::cursors(characters);
        let [start, end] = cursors.sorted_cursors();
        let (start, end) = (self.galley.pos_from_cursor(start), self.galley.pos_from_cursor(end));
        let rect = if start.center().y < end.center().y { start } else { start.union(end) };
        rect.translate(self.at.to_vec2())
    }
}

/// Draws a wave under each wrong word that can be seen. The word whose end the caret stands at is still being typed.
pub(super) fn spelling_ui(ui: &Ui, desk: &Desk, id: Id, sheet: &mut Sheet, shown: &Shown<'_>, caret: Option<usize>) {
    let Some(speller) = desk.inside().speller.clone() else { return };
    let colour = theme::palette(ui.ctx()).danger.text;
    let painter = ui.painter();
    for view in shown.in_view(ui.clip_rect()) {
        let (part, first) = checked(shown, &view);
        let Some(words) = shown.text.get(part) else { continue };
        let marks = {
            let inside = desk.inside();
            sheet.marks(words, &speller, inside.revision, &|word| inside.passes(id, word))
        };
        for mark in marks.iter() {
            let characters = chars_of(words, &mark.range);
            let characters = first + characters.start..first + characters.end;
            if caret == Some(characters.end) {
                continue;
            }
            for place in shown.boxes(&view, &characters) {
                painter.add(wave(place, colour));
            }
        }
    }
}

/// What of a paragraph is checked, in bytes of the text, and its first character: all of it, or of a long one what can be seen.
fn checked(shown: &Shown<'_>, view: &InView) -> (Range<usize>, usize) {
    let all = (view.bytes.clone(), view.first);
    if view.bytes.len() <= LONG {
        return all;
    }
    let (Some(paragraph), Some((_, first)), Some((last, from))) = (shown.text.get(view.bytes.clone()), view.rows.first(), view.rows.last())
    else {
        return all;
    };
    let end = from + shown.galley.rows.get(*last).map_or(0, |row| row.char_count_excluding_newline().0);
    let mut characters = paragraph.char_indices();
    let start = characters.nth(first - view.first).map_or(paragraph.len(), |(at, _)| at);
    let end = characters.nth((end - first).saturating_sub(1)).map_or(paragraph.len(), |(at, _)| at);
    let (before, after) = (paragraph.get(..start).unwrap_or_default(), paragraph.get(end..).unwrap_or_default());
    // Whole words only.
    let start = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let start = if paragraph.is_char_boundary(start) { start } else { before.len() };
    let end = end + after.find(char::is_whitespace).unwrap_or(after.len());
    (view.bytes.start + start..view.bytes.start + end, view.first + char_of(paragraph, start))
}

/// A wave under a word: seen without its colour, too.
fn wave(word: Rect, colour: Color32) -> Shape {
    let middle = word.bottom() + WAVE + 1.0;
    let mut points = Vec::new();
    let (mut x, mut up) = (word.left(), false);
    while x < word.right() {
        points.push(pos2(x, if up { middle - WAVE } else { middle + WAVE }));
        (x, up) = (x + HALF_WAVE, !up);
    }
    Shape::line(points, Stroke::new(1.25, colour))
}

/// Draws a frame around each place that was looked for and can be seen; around the one that is shown now, a strong one.
pub(super) fn places_ui(ui: &Ui, sheet: &Sheet, shown: &Shown<'_>, now: Option<usize>) {
    let palette = theme::palette(ui.ctx());
    let now = now.and_then(|at| sheet.found().get(at)).cloned();
    for view in shown.in_view(ui.clip_rect()) {
        for place in sheet.found() {
            if place.end <= view.bytes.start || place.start > view.bytes.end {
                continue;
            }
            let from = place.start.max(view.bytes.start);
            let Some(words) = shown.text.get(view.bytes.clone()) else { continue };
            let inner = from - view.bytes.start..place.end.min(view.bytes.end).saturating_sub(view.bytes.start);
            let characters = chars_of(words, &inner);
            let strong = now.as_ref() == Some(place);
            for rect in shown.boxes(&view, &(view.first + characters.start..view.first + characters.end)) {
                let rect = rect.expand2(vec2(1.0, 2.0));
                if strong {
                    ui.painter().rect_filled(rect, radius::SMALL, palette.accent.gamma_multiply(0.22));
                }
                let edge = Stroke::new(if strong { 2.0 } else { 1.0 }, palette.focus);
                ui.painter().rect_stroke(rect, radius::SMALL, edge, StrokeKind::Outside);
            }
        }
    }
}

/// Shows what is selected in a text that does not have the keyboard just now.
pub(super) fn selection_ui(ui: &Ui, shown: &Shown<'_>, characters: &Range<usize>) {
    let ground = theme::palette(ui.ctx()).focus.gamma_multiply(0.25);
    let range = characters.start.min(characters.end)..characters.start.max(characters.end);
    for view in shown.in_view(ui.clip_rect()) {
        for rect in shown.boxes(&view, &range) {
            ui.painter().rect_filled(rect.expand2(vec2(0.0, 2.0)), 0, ground);
        }
    }
}

/// The wrong word at a byte.
pub(super) fn slip_at(desk: &Desk, id: Id, text: &str, byte: usize) -> Option<Slip> {
    let inside = desk.inside();
    let speller = inside.speller.clone()?;
    let (before, after) = text.split_at_checked(byte)?;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let end = byte + after.find('\n').unwrap_or(after.len());
    let slips = speller.slips(text.get(start..end)?, &|word| inside.passes(id, word));
    slips.iter().map(|slip| behind(start, slip)).find(|slip| slip.range.start <= byte && byte <= slip.range.end)
}

fn behind(start: usize, slip: &Slip) -> Slip {
    Slip { range: start + slip.range.start..start + slip.range.end, twice: slip.twice }
}

/// The wrong word that comes next after a byte, and from the beginning when none comes.
pub(super) fn next_slip(desk: &Desk, id: Id, text: &str, from: usize) -> Option<Slip> {
    let inside = desk.inside();
    let speller = inside.speller.clone()?;
    let passes = |word: &str| inside.passes(id, word);
    let mut first = None;
    let mut start = 0;
    for paragraph in text.split('\n') {
        let end = start + paragraph.len();
        if end >= from || first.is_none() {
            for slip in speller.slips(paragraph, &passes) {
                let slip = behind(start, &slip);
                if slip.range.start >= from {
                    return Some(slip);
                }
                first.get_or_insert(slip);
            }
        }
        start = end + 1;
    }
    first
}
