//! A category as a chip: chosen, not chosen, or meant by something else until one is chosen.

use egui::epaint::RoundedRect;
use egui::epaint::tessellator::path;
use egui::{Color32, Response, Role, Shape, Stroke, StrokeKind, Ui, WidgetInfo};

use crate::ui::theme::{self, radius, size};
use crate::ui::widgets::chip_ui;

/// The length of a dash and of the gap after it, in points.
const DASH: (f32, f32) = (4.0, 3.0);

/// How a category stands to an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Chip {
    Chosen,
    /// It follows from the kind of activity, or from having been planned.
    Meant,
    Off,
}

/// The chip of a category; `single` when it takes the place of the others in its group.
pub(super) fn category_ui(ui: &mut Ui, label: &str, chip: Chip, single: bool) -> Response {
    let chosen = chip == Chip::Chosen;
    let response = chip_ui(ui, label, chosen, None);
    let enabled = ui.is_enabled();
    let role = if single { Role::RadioButton } else { Role::CheckBox };
    let name = if chip == Chip::Meant { format!("{label}, until you choose") } else { label.to_owned() };
    response.widget_info(|| WidgetInfo::selected(role, enabled, chosen, &name));
    if chip == Chip::Meant && !response.has_focus() {
        dashes(ui, &response);
    }
    response
}

/// Dashes along the edge, in the place of its line.
fn dashes(ui: &Ui, response: &Response) {
    let palette = theme::palette(ui.ctx());
    let rect = response.rect;
    let ground = Stroke::new(size::HAIRLINE + 1.0, palette.raised);
    ui.painter().rect(rect, radius::PILL, Color32::TRANSPARENT, ground, StrokeKind::Inside);
    let mut edge = Vec::new();
    path::rounded_rectangle(&mut edge, RoundedRect::new(rect.shrink(size::HAIRLINE), egui::CornerRadius::same(radius::PILL)));
    edge.extend(edge.first().copied());
    let (dash, gap) = DASH;
    ui.painter().extend(Shape::dashed_line(&edge, Stroke::new(size::HAIRLINE + 0.5, palette.accent), dash, gap));
}
