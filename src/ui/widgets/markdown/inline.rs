//! Words in bold, italics, code and links, as one text that flows.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align, Color32, CursorIcon, FontFamily, FontId, Galley, Id, OpenUrl, Pos2, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
};

use super::tree::{Look, Text};
use super::words::View;
use crate::prefs::TextFont;
use crate::ui::theme::{self, Emphasis, Palette, radius, size, type_size};

/// How words look where nothing else is said about them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Base {
    pub(super) size: f32,
    pub(super) bold: bool,
    pub(super) colour: Color32,
    pub(super) font: TextFont,
    /// From one line of what is read at length to the next, as a part of its size.
    pub(super) leading: f32,
    /// The writer's size beside the usual one.
    pub(super) scale: f32,
}

impl Base {
    /// What is read at length.
    pub(super) fn writing(ui: &Ui, palette: &Palette) -> Self {
        let size = theme::writing_size(ui);
        let leading = theme::writing_line_height(ui) / size;
        Self { size, bold: false, colour: palette.text, font: theme::writing(ui).font, leading, scale: size / type_size::WRITING }
    }

    /// The same, as large beside it as `size` is beside the usual size of writing.
    pub(super) fn sized(self, size: f32) -> Self {
        Self { size: (size * self.scale).round(), ..self }
    }

    /// From one line to the next.
    pub(super) fn line(self) -> f32 {
        let headline = self.bold && self.size > type_size::WRITING * self.scale;
        (self.size * if headline { self.leading.min(1.3) } else { self.leading }).round()
    }

    fn format(self, look: Look, palette: &Palette) -> TextFormat {
        let (family, italics) = match (look.bold || self.bold, look.italic) {
            (true, true) => theme::family(self.font, Emphasis::BoldItalic),
            (true, false) => theme::family(self.font, Emphasis::Bold),
            (false, true) => theme::family(self.font, Emphasis::Italic),
            (false, false) if look.code => (FontFamily::Monospace, false),
            (false, false) => theme::family(self.font, Emphasis::Plain),
        };
        TextFormat {
            font_id: FontId::new(self.size, family),
            line_height: Some(self.line()),
            italics,
            color: self.colour,
            background: if look.code { palette.control } else { Color32::TRANSPARENT },
            expand_bg: 2.0,
            strikethrough: if look.struck { Stroke::new(size::HAIRLINE, self.colour) } else { Stroke::NONE },
            ..TextFormat::default()
        }
    }
}

/// The text as egui lays it out, in lines of at most `width` points.
pub(super) fn job(text: &Text, base: Base, width: f32, palette: &Palette) -> LayoutJob {
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    if is_right_to_left(&text.words) {
        job.halign = Align::RIGHT;
    }
    for (words, run) in text.pieces() {
        let mut format = base.format(run.look, palette);
        if run.link.is_some() {
            format.color = palette.accent_text;
            format.underline = Stroke::new(size::HAIRLINE, palette.accent_text);
        }
        job.append(words, 0.0, format);
    }
    job
}

/// Words that all look the same.
pub(super) fn plain(words: String, base: Base, look: Look, width: f32, palette: &Palette) -> LayoutJob {
    let mut job = LayoutJob::single_section(words, TextFormat { background: Color32::TRANSPARENT, ..base.format(look, palette) });
    job.wrap.max_width = width;
    job
}

/// A link, and where its words are: a rectangle for each of its lines.
#[derive(Debug)]
pub(super) struct Spot {
    address: String,
    name: String,
    lines: Vec<Rect>,
}

/// The links of a text that stands at `pos`.
pub(super) fn spots(text: &Text, galley: &Galley, pos: Pos2) -> Vec<Spot> {
    if text.links.is_empty() {
        return Vec::new();
    }
    let mut spots: Vec<Spot> =
        text.links.iter().map(|address| Spot { address: address.clone(), name: String::new(), lines: Vec::new() }).collect();
    let mut links = text.pieces().flat_map(|(words, run)| words.chars().map(|_| run.link));
    for row in &galley.rows {
        // The link of the letter before in this line.
        let mut last = None;
        for glyph in &row.glyphs {
            let link = links.next().flatten();
            if !glyph.chr.is_whitespace() || link == last {
                let left = pos.x + row.pos.x + glyph.pos.x;
                let top = pos.y + row.pos.y;
                let rect = Rect::from_x_y_ranges(left..=left + glyph.advance_width, top..=top + row.size.y);
                if let Some(spot) = link.and_then(|link| spots.get_mut(link)) {
                    match spot.lines.last_mut() {
                        Some(line) if link == last => *line = line.union(rect),
                        _ => spot.lines.push(rect),
                    }
                }
                last = link;
            }
        }
        if row.ends_with_newline {
            links.next();
        }
    }
    for (words, run) in text.pieces() {
        if let Some(spot) = run.link.and_then(|link| spots.get_mut(link)) {
            spot.name.push_str(words);
        }
    }
    spots
}

impl Spot {
    /// Lets the link be pressed, and shows what has the keyboard.
    pub(super) fn show_ui(&self, ui: &Ui, view: &View, id: Id) {
        let (origin, palette) = (view.origin, view.palette);
        let mut lines = self.lines.iter().map(|line| line.translate(origin.to_vec2()));
        let Some(first) = lines.next() else { return };
        let mut response = ui.interact(first, id, Sense::click());
        if response.gained_focus() {
            response.scroll_to_me(None);
        }
        // Tab goes also to those that are not in view, which is all there is to do for them.
        if !view.told && !std::iter::once(first).chain(lines.clone()).any(|line| ui.is_rect_visible(line)) {
            return;
        }
        let enabled = ui.is_enabled();
        response.widget_info(|| WidgetInfo::labeled(Role::Link, enabled, &self.name));
        ui.ctx().accesskit_node_builder(id, |node| node.set_url(self.address.as_str()));
        let focused = response.has_focus();
        // Only the first line can have the keyboard: a link is one thing to go to.
        for (at, line) in lines.clone().enumerate() {
            response |= ui.interact(line, id.with(("line", at)), Sense::click() - Sense::FOCUSABLE);
        }
        if focused {
            for line in std::iter::once(first).chain(lines) {
                let ring = Stroke::new(size::FOCUS_RING, palette.focus);
                ui.painter().rect_stroke(line, radius::SMALL, ring, StrokeKind::Outside);
            }
        }
        if response.clicked_with_open_in_background() {
            ui.open_url(OpenUrl::new_tab(&self.address));
        } else if response.clicked() {
            ui.open_url(OpenUrl::same_tab(&self.address));
        }
        response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(&self.address);
    }
}

/// Lays a text out.
pub(super) fn galley(ui: &Ui, job: &LayoutJob) -> Arc<Galley> {
    ui.fonts_mut(|fonts| fonts.layout_job(job.clone()))
}

/// Whether the first letter with a direction runs from right to left.
fn is_right_to_left(words: &str) -> bool {
    let first = words.chars().find(|c| c.is_alphabetic());
    first.is_some_and(|c| matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'))
}
