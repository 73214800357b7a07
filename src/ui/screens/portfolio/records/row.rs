//! A record in a list: its name, a line about it, and a quiet mark where something that is wanted is missing.

use egui::text::{LayoutJob, TextWrapping};
use egui::{Align, FontId, Layout, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::ui::theme::{self, Icon, buttons, radius, size, space, type_size};

/// The height of a row, in points.
const ROW: f32 = 54.0;

/// So much room a button at the end of a row has.
const BUTTON: f32 = 132.0;

/// With less room for the name, no button stands beside it.
const LEAST_NAME: f32 = 160.0;

/// What a row says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said<'a> {
    pub(super) icon: Icon,
    pub(super) name: &'a str,
    pub(super) about: &'a str,
    /// What is missing; empty when nothing is.
    pub(super) missing: &'a str,
    /// It can be chosen among several, and whether it is.
    pub(super) mark: Option<bool>,
}

/// Shows a row; `true` with the response when the button called `word` at its end was pressed, if there is one.
pub(super) fn row_ui(
    ui: &mut Ui,
    salt: impl std::hash::Hash + std::fmt::Debug,
    said: Said<'_>,
    button: Option<(Icon, &str)>,
) -> (Response, bool) {
    let palette = theme::palette(ui.ctx());
    let width = ui.available_width();
    let id = ui.make_persistent_id(("record row", salt));
    let rect = Rect::from_min_size(ui.cursor().min, vec2(width, ROW));
    let response = ui.interact(rect, id, Sense::click());
    let enabled = ui.is_enabled();
    let mut name = format!("{}, {}", said.name, said.about);
    if !said.missing.is_empty() {
        name.push_str(&format!(", {}", said.missing));
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, &name));
    if response.hovered() {
        ui.painter().rect_filled(rect, radius::CONTROL, palette.hover);
    }
    let mut inside = rect.shrink2(vec2(space::S, 0.0));
    let mut pressed = false;
    if let Some((icon, word)) = button {
        let mut end = ui.new_child(UiBuilder::new().id_salt(id).max_rect(inside).layout(Layout::right_to_left(Align::Center)));
        let narrow = width - BUTTON < LEAST_NAME;
        let button =
            if narrow { buttons::icon_ui(&mut end, icon, word) } else { buttons::marked_ui(&mut end, buttons::Look::Quiet, icon, word) };
        button.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, format!("{word}: {}", said.name)));
        pressed = button.clicked();
        inside.set_right(end.min_rect().left() - space::S);
    }
    if let Some(on) = said.mark {
        let corner = pos2(inside.right() - size::ICON, rect.center().y - size::ICON / 2.0);
        check_box(ui, Rect::from_min_size(corner, vec2(size::ICON, size::ICON)), on);
        inside.set_right(corner.x - space::S);
    }
    ui.advance_cursor_after_rect(rect);
    if ui.is_rect_visible(rect) {
        let at = pos2(inside.left() + size::ICON / 2.0, rect.top() + ROW / 2.0);
        ui.painter().text(at, egui::Align2::CENTER_CENTER, said.icon.char(), said.icon.font(size::ICON), palette.accent_text);
        let left = inside.left() + size::ICON + space::M;
        let room = (inside.right() - left).max(0.0);
        let small = FontId::proportional(type_size::CAPTION);
        let first = LayoutJob::simple_singleline(said.name.to_owned(), theme::bold(type_size::BODY), palette.text);
        let mut second = LayoutJob::simple_singleline(said.about.to_owned(), small.clone(), palette.text_muted);
        if !said.missing.is_empty() {
            second.append(&format!(" · {}", said.missing), 0.0, egui::TextFormat::simple(small, palette.warn.text));
        }
        for (mut job, y) in [(first, 7.0), (second, 29.0)] {
            job.wrap = TextWrapping::truncate_at_width(room);
            job.break_on_newline = false;
            let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
            ui.painter().galley(pos2(left, rect.top() + y), galley, palette.text);
        }
    }
    buttons::focus_ring(ui, &response);
    (response.on_hover_cursor(egui::CursorIcon::PointingHand), pressed)
}

/// Paints a box with or without a tick: several may be chosen.
pub(super) fn check_box(ui: &Ui, rect: Rect, on: bool) {
    let palette = theme::palette(ui.ctx());
    let inside = rect.shrink(1.0);
    if on {
        ui.painter().rect_filled(inside, 3.0, palette.accent);
        ui.painter().text(
            inside.center(),
            egui::Align2::CENTER_CENTER,
            Icon::Check.char(),
            Icon::Check.font(size::ICON - 6.0),
            palette.on_accent,
        );
    } else {
        ui.painter().rect_stroke(inside, 3.0, Stroke::new(size::HAIRLINE, palette.outline), StrokeKind::Inside);
    }
}
