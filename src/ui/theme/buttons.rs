//! The kinds of buttons, and the ring around what has the keyboard.
//!
//! A screen has at most one primary button. Most buttons are quiet: they are words until the pointer or
//! the keyboard comes to them.

use egui::{Button, Color32, IntoAtoms, Response, RichText, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, vec2};

use super::{Icon, Palette, palette, radius, size, space};

/// The one thing to do next.
pub fn primary_ui<'a>(ui: &mut Ui, content: impl IntoAtoms<'a>) -> Response {
    let p = palette(ui);
    filled_ui(ui, content, p.accent, p.accent_hover, p.on_accent)
}

/// What cannot be taken back.
pub fn danger_ui<'a>(ui: &mut Ui, content: impl IntoAtoms<'a>) -> Response {
    let p = palette(ui);
    filled_ui(ui, content, p.danger.text, p.danger.text, p.danger.soft)
}

/// A button that is only words until it is wanted.
pub fn quiet_ui<'a>(ui: &mut Ui, content: impl IntoAtoms<'a>) -> Response {
    ui.scope(|ui| {
        // Under the pointer a ground is enough; an edge would make it jump forward.
        ui.visuals_mut().widgets.hovered.bg_stroke.color = Color32::TRANSPARENT;
        ui.add(Button::new(content).frame_when_inactive(false))
    })
    .inner
}

/// Any of the buttons with an icon before its word. Only the word is read out.
pub fn marked_ui(ui: &mut Ui, look: Look, icon: Icon, word: &str) -> Response {
    let content = (icon.text(size::ICON), word);
    let response = match look {
        Look::Primary => primary_ui(ui, content),
        Look::Standard => ui.add(Button::new(content)),
        Look::Quiet => quiet_ui(ui, content),
        Look::Danger => danger_ui(ui, content),
    };
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, enabled, word));
    response
}

/// How much a button asks to be pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// The one thing to do next.
    Primary,
    /// As egui's own.
    Standard,
    /// Only words until it is wanted.
    Quiet,
    /// What cannot be taken back.
    Danger,
}

/// Text in the accent's colour that can be pressed, as in “Show all”.
pub fn link_ui(ui: &mut Ui, word: &str) -> Response {
    let color = palette(ui).accent_text;
    quiet_ui(ui, RichText::new(word).color(color))
}

/// A button that shows an icon only; `name` is read out and shown under the pointer.
pub fn icon_ui(ui: &mut Ui, icon: Icon, name: &str) -> Response {
    let color = palette(ui).text_muted;
    let response = ui
        .scope(|ui| {
            ui.spacing_mut().button_padding = Vec2::splat(space::XS);
            quiet_ui(ui, icon.text(size::ICON).color(color))
        })
        .inner
        .on_hover_text(name);
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, enabled, name));
    response
}

/// A place in the sidebar: an icon and a word over the whole width, filled in when it is open.
pub fn place_ui(ui: &mut Ui, icon: Icon, word: &str, place: Place) -> Response {
    let p = palette(ui);
    let here = place == Place::Open;
    let wide = vec2(ui.available_width(), size::TARGET + space::XS);
    let (rect, response) = ui.allocate_exact_size(wide, Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(egui::Role::Button, enabled, here, word));
    if ui.is_rect_visible(rect) {
        let ground = match (here, response.hovered()) {
            (true, _) => p.accent_soft,
            (false, true) => p.hover,
            (false, false) => Color32::TRANSPARENT,
        };
        let (ink, picture) = if here { (p.accent_text, icon.filled_font(size::ICON)) } else { (p.text, icon.font(size::ICON)) };
        let icon_ink = if here { p.accent_text } else { p.text_muted };
        let painter = ui.painter();
        painter.rect_filled(rect, radius::CONTROL, ground);
        let at = rect.left_center() + vec2(space::S, 0.0);
        painter.text(at, egui::Align2::LEFT_CENTER, icon.char(), picture, icon_ink);
        let font = egui::TextStyle::Button.resolve(ui.style());
        let at = at + vec2(size::ICON + space::S, 0.0);
        ui.painter().with_clip_rect(rect.intersect(ui.clip_rect())).text(at, egui::Align2::LEFT_CENTER, word, font, ink);
        focus_ring(ui, &response);
    }
    response
}

/// Whether a place in the sidebar is the one that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// It is shown.
    Open,
    /// It can be gone to.
    Elsewhere,
}

/// Draws the ring around something that has the keyboard; for everything that is painted by hand.
pub fn focus_ring(ui: &Ui, response: &Response) {
    if response.has_focus() {
        let ring = Stroke::new(size::FOCUS_RING, palette(ui).focus);
        ui.painter().rect_stroke(response.rect, radius::CONTROL, ring, StrokeKind::Inside);
    }
}

fn filled_ui<'a>(ui: &mut Ui, content: impl IntoAtoms<'a>, ground: Color32, hover: Color32, ink: Color32) -> Response {
    let p: &Palette = palette(ui);
    let response = ui
        .scope(|ui| {
            let widgets = &mut ui.visuals_mut().widgets;
            for (state, ground) in [(&mut widgets.inactive, ground), (&mut widgets.hovered, hover), (&mut widgets.active, hover)] {
                state.weak_bg_fill = ground;
                state.bg_stroke = Stroke::NONE;
                state.fg_stroke.color = ink;
            }
            ui.add(Button::new(content))
        })
        .inner;
    if response.has_focus() {
        // On a coloured ground a ring at the edge would drown, so it stands a little off.
        let ring = Stroke::new(size::FOCUS_RING, p.focus);
        let around = response.rect.expand(size::FOCUS_RING);
        ui.painter().rect_stroke(around, radius::CONTROL + 2, ring, StrokeKind::Outside);
    }
    response
}
