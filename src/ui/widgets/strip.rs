//! A strip of small bars: time by month at a glance.

use egui::{Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::domain::Minutes;
use crate::ui::theme::{self, radius};

/// Time by month, oldest first, as bars; read out as `name` and the sum.
pub fn strip_ui(ui: &mut Ui, name: &str, months: &[Minutes], width: f32, height: f32) {
    let palette = theme::palette(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let sum = months.iter().fold(Minutes::ZERO, |sum, month| sum.plus(*month));
    let name = format!("{name}: {sum}");
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
    let response = response.on_hover_text(name);
    if !ui.is_rect_visible(response.rect) || months.is_empty() {
        return;
    }
    let most = months.iter().map(|month| month.0).max().unwrap_or(0).max(1) as f32;
    let step = rect.width() / months.len() as f32;
    let bar = (step - 3.0).max(2.0);
    for (at, month) in months.iter().enumerate() {
        let left = rect.left() + step * at as f32 + (step - bar);
        let tall = if month.0 == 0 { 2.0 } else { (rect.height() * month.0 as f32 / most).max(4.0) };
        let colour = if month.0 == 0 { palette.line } else { palette.accent };
        let bar = Rect::from_min_max(pos2(left, rect.bottom() - tall), pos2(left + bar, rect.bottom()));
        ui.painter().rect_filled(bar, radius::SMALL.min(2), colour);
    }
}
