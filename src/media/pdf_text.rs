//! The text of a PDF. The file only says where each letter stands; words and lines are told from the gaps between them.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::time::Instant;

use hayro::hayro_interpret::font::Glyph;
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint, PathDrawMode, SoftMask,
    interpret_page,
};
use hayro::hayro_syntax::{Pdf, page::Page};
use hayro::vello_cpu::kurbo::{Affine, BezPath, Point, Rect, Vec2};
use unicode_normalization::UnicodeNormalization as _;

use super::pdf::TextLimits;
use super::text::Text;
use crate::domain::text::clean;

/// A gap that parts words, in parts of the type size. Blanks are 0.2 to 0.3; letters are pushed about by less than 0.1.
const WORD_GAP: f64 = 0.16;

/// How far a letter may stand above or below its line, in parts of the type size: raised numbers are 0.3 to 0.5 up.
const LINE_SLACK: f64 = 0.55;

/// How far back a letter may begin before the end of the one before it, in parts of the type size: accents, and letters that overhang.
const BACK: f64 = 0.6;

/// What a letter takes when its font does not tell, in parts of the type size.
const USUAL_WIDTH: f64 = 0.5;

/// After how many drawings the clock is looked at.
const CLOCK_EVERY: u32 = 256;

pub(super) fn read(pdf: &Pdf, limits: &TextLimits) -> Text {
    let until = Instant::now().checked_add(limits.time);
    let mut reader = Reader { until, most: limits.bytes, ..Reader::default() };
    let cache = InterpreterCache::new();
    let mut complete = true;
    for (at, page) in pdf.pages().iter().enumerate() {
        if at >= limits.pages || reader.is_done() {
            complete = false;
            break;
        }
        // A page that fails half-way has given what it has; the cache holds nothing half done but fonts not yet in it.
        complete &= catch_unwind(AssertUnwindSafe(|| show(pdf, page, &cache, &mut reader))).is_ok();
        reader.end_page();
    }
    cut_off(&reader, limits, complete)
}

/// The text of a page of this file.
pub(super) fn read_page<'a>(pdf: &'a Pdf, page: &Page<'a>, limits: &TextLimits) -> Text {
    let until = Instant::now().checked_add(limits.time);
    let mut reader = Reader { until, most: limits.bytes, ..Reader::default() };
    let complete = catch_unwind(AssertUnwindSafe(|| show(pdf, page, &InterpreterCache::new(), &mut reader))).is_ok();
    reader.end_page();
    cut_off(&reader, limits, complete)
}

fn cut_off(reader: &Reader, limits: &TextLimits, mut complete: bool) -> Text {
    let mut text = clean(&reader.text).trim_end().to_owned();
    let cut = text.floor_char_boundary(limits.bytes);
    complete &= cut == text.len();
    text.truncate(cut);
    Text { text, complete }
}

fn show<'a>(pdf: &'a Pdf, page: &Page<'a>, cache: &InterpreterCache<'a>, reader: &mut Reader) {
    let (width, height) = page.render_dimensions();
    let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let upright = Affine::new(page.initial_transform(true).as_coeffs());
    let mut context = Context::new(upright, area, cache, pdf.xref(), InterpreterSettings::default());
    interpret_page(page, &mut context, reader);
}

/// The letter before.
#[derive(Clone, Copy)]
struct Letter {
    start: Point,
    end: Point,
    /// Along the line, of length 1.
    along: Vec2,
    size: f64,
}

#[derive(Default)]
struct Reader {
    text: String,
    last: Option<Letter>,
    until: Option<Instant>,
    most: usize,
    drawings: u32,
}

impl Reader {
    fn is_done(&self) -> bool {
        self.text.len() >= self.most || self.until.is_some_and(|until| Instant::now() >= until)
    }

    /// Leaves the interpreter when there is enough: it has no other way to be stopped. No hook is called, nothing is written.
    fn count(&mut self) {
        self.drawings = self.drawings.wrapping_add(1);
        if self.drawings.is_multiple_of(CLOCK_EVERY) && self.is_done() {
            resume_unwind(Box::new("enough"));
        }
    }

    fn end_line(&mut self) {
        while self.text.ends_with(' ') {
            self.text.pop();
        }
        // A soft hyphen at the end of a line parts a word that is one.
        if self.text.ends_with('\u{AD}') {
            self.text.pop();
        } else if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    fn end_page(&mut self) {
        self.end_line();
        if self.text.ends_with('\n') && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
        self.last = None;
    }

    /// What the letters before and after make of a hyphen between them.
    fn mend_hyphen(&mut self, next: &str) {
        let goes_on = next.starts_with(char::is_lowercase);
        if let Some(line) = self.text.strip_suffix("-\n").or_else(|| self.text.strip_suffix("\u{2010}\n"))
            && line.ends_with(char::is_lowercase)
            && goes_on
        {
            // Most such words were broken by the typesetter; the few that have a hyphen of their own lose it.
            self.text.truncate(line.len());
        } else if let Some(line) = self.text.strip_suffix('\u{AD}') {
            // Within a line it is a hyphen that one sees.
            self.text.truncate(line.len());
            self.text.push('-');
        }
    }

    fn letter(&mut self, meant: &str, letter: Letter) {
        if let Some(last) = self.last {
            let gap = letter.start - last.end;
            let size = last.size.max(letter.size);
            let (ahead, aside) = (gap.dot(last.along), gap.cross(last.along).abs());
            let twice = (letter.start - last.start).hypot() < 0.02 * size && self.text.ends_with(meant);
            if twice {
                // Filled, then outlined.
                return;
            }
            if aside > LINE_SLACK * size || ahead < -BACK * size || letter.along.dot(last.along) < 0.9 {
                self.end_line();
            } else if ahead > WORD_GAP * size && !self.text.ends_with([' ', '\n']) {
                self.text.push(' ');
            }
        }
        self.mend_hyphen(meant);
        for c in meant.chars() {
            match c {
                // Ligatures as the letters that people search for.
                '\u{FB00}'..='\u{FB06}' => self.text.extend(std::iter::once(c).nfkc()),
                c if c.is_whitespace() => {
                    if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                        self.text.push(' ');
                    }
                }
                c => self.text.push(c),
            }
        }
        self.last = Some(letter);
    }
}

impl<'a> Device<'a> for Reader {
    fn draw_glyph(&mut self, glyph: &Glyph<'a>, transform: Affine, glyph_transform: Affine, _: &Paint<'a>, _: &GlyphDrawMode) {
        self.count();
        let Some(meant) = glyph.as_unicode() else { return };
        let meant = match meant {
            BfString::Char(c) => c.to_string(),
            BfString::String(text) => text,
        };
        // A thousand units are one type size.
        let place = transform * glyph_transform;
        let width = match glyph {
            Glyph::Outline(outline) => outline.advance_width().map(f64::from),
            Glyph::Type3(_) => None,
        };
        let start = place * Point::ZERO;
        let end = place * Point::new(width.unwrap_or(USUAL_WIDTH * 1000.0), 0.0);
        let size = (place * Point::new(0.0, 1000.0) - start).hypot();
        let along = place * Point::new(1000.0, 0.0) - start;
        let along = along / along.hypot();
        if start.is_finite() && end.is_finite() && along.is_finite() && size.is_finite() {
            self.letter(&meant, Letter { start, end, along, size });
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'a>, _: &PathDrawMode) {
        self.count();
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: Affine) {
        self.count();
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
