//! Large cards to choose one way from several, side by side where there is room.

use std::sync::Arc;

use egui::{Align, Color32, FontId, Galley, Layout, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use crate::ui::theme::{self, Icon, Palette, buttons, radius, size, space, type_size};

/// One way to go.
#[derive(Clone, Copy, Debug)]
pub struct Choice<'a> {
    pub icon: Icon,
    pub title: &'a str,
    pub text: &'a str,
    /// A quiet line at the bottom: a path, for example. Empty for none.
    pub note: &'a str,
    /// The way that most people want.
    pub usual: bool,
}

/// Between the edge of a card and what it says.
const PADDING: f32 = 20.0;

/// The round ground of a card's icon.
const DISC: f32 = 44.0;

/// A card is no narrower than this; with less room the cards stand below each other.
const LEAST: f32 = 220.0;

/// A card with its texts laid out.
struct Laid {
    title: Arc<Galley>,
    text: Arc<Galley>,
    note: Option<Arc<Galley>>,
}

/// Shows the cards; the place of the one that was pressed. `below` adds something under a card.
pub fn choices_ui(ui: &mut Ui, choices: &[Choice<'_>], mut below: impl FnMut(&mut Ui, usize)) -> Option<usize> {
    let gaps = choices.len().saturating_sub(1) as f32 * space::L;
    let beside = ui.available_width() - gaps >= LEAST * choices.len() as f32;
    let width = if beside { ((ui.available_width() - gaps) / choices.len().max(1) as f32).floor() } else { ui.available_width() };
    let laid: Vec<Laid> = choices.iter().map(|choice| Laid::of(ui, choice, width - 2.0 * PADDING, beside)).collect();
    let tallest = laid.iter().map(|laid| laid.height(beside)).fold(0.0, f32::max);
    let mut chosen = None;
    let mut card = |ui: &mut Ui, at: usize, choice: &Choice<'_>, laid: &Laid| {
        let height = if beside { tallest } else { laid.height(beside) };
        if card_ui(ui, choice, laid, vec2(width, height), beside).clicked() {
            chosen = Some(at);
        }
        below(ui, at);
    };
    if beside {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            for (at, (choice, laid)) in choices.iter().zip(&laid).enumerate() {
                ui.allocate_ui_with_layout(vec2(width, tallest), Layout::top_down(Align::Min), |ui| card(ui, at, choice, laid));
            }
        });
    } else {
        for (at, (choice, laid)) in choices.iter().zip(&laid).enumerate() {
            card(ui, at, choice, laid);
            ui.add_space(space::XS);
        }
    }
    chosen
}

impl Laid {
    fn of(ui: &Ui, choice: &Choice<'_>, width: f32, beside: bool) -> Self {
        let p = theme::palette(ui.ctx());
        let width = if beside { width } else { width - DISC - space::L };
        let lay = |text: &str, font: FontId, colour: Color32| ui.fonts_mut(|fonts| fonts.layout(text.to_owned(), font, colour, width));
        Self {
            title: lay(choice.title, theme::bold(type_size::SECTION), p.text),
            text: lay(choice.text, FontId::proportional(type_size::BODY), p.text_muted),
            note: (!choice.note.is_empty()).then(|| lay(choice.note, FontId::proportional(type_size::CAPTION), p.text_muted)),
        }
    }

    fn height(&self, beside: bool) -> f32 {
        let note = self.note.as_ref().map_or(0.0, |note| note.size().y + space::M);
        let words = self.title.size().y + space::S + self.text.size().y + note;
        let inside = if beside { DISC + space::L + words } else { words.max(DISC) };
        inside + 2.0 * PADDING
    }
}

fn card_ui(ui: &mut Ui, choice: &Choice<'_>, laid: &Laid, room: egui::Vec2, beside: bool) -> Response {
    let p = theme::palette(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(room, Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, enabled, choice.title));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(choice.text));
    if ui.is_rect_visible(rect) {
        paint(ui, p, choice, laid, rect, &response, beside);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

fn paint(ui: &Ui, p: &Palette, choice: &Choice<'_>, laid: &Laid, rect: Rect, response: &Response, beside: bool) {
    let pointed = response.hovered() || response.is_pointer_button_down_on();
    let (ground, edge) = match (choice.usual, pointed) {
        (true, false) => (p.accent_soft, Stroke::new(size::HAIRLINE, p.accent)),
        (true, true) => (p.accent_soft, Stroke::new(size::FOCUS_RING, p.accent_hover)),
        (false, false) => (p.raised, Stroke::new(size::HAIRLINE, p.line)),
        (false, true) => (p.raised, Stroke::new(size::FOCUS_RING, p.outline)),
    };
    let painter = ui.painter();
    painter.rect(rect, radius::CARD, ground, edge, StrokeKind::Inside);
    let inside = rect.shrink(PADDING);
    let disc = Rect::from_min_size(inside.min, vec2(DISC, DISC));
    let (round, ink) = if choice.usual { (p.accent, p.on_accent) } else { (p.control, p.accent_text) };
    painter.circle_filled(disc.center(), DISC / 2.0, round);
    painter.text(disc.center(), egui::Align2::CENTER_CENTER, choice.icon.char(), choice.icon.font(22.0), ink);
    let mut at = if beside { inside.min + vec2(0.0, DISC + space::L) } else { inside.min + vec2(DISC + space::L, 0.0) };
    painter.galley(at, Arc::clone(&laid.title), p.text);
    at.y += laid.title.size().y + space::S;
    painter.galley(at, Arc::clone(&laid.text), p.text_muted);
    if let Some(note) = &laid.note {
        // At the bottom, so that the notes of cards beside each other stand on one line.
        at.y = if beside { inside.bottom() - note.size().y } else { at.y + laid.text.size().y + space::M };
        painter.galley(at, Arc::clone(note), p.text_muted);
    }
    if response.has_focus() {
        buttons::focus_ring(ui, response);
    }
}
