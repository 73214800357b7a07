//! Entries and records of a file as rows with a box each.

use egui::text::{LayoutJob, TextWrapping};
use egui::{Align2, FontId, Rect, Role, Sense, Stroke, StrokeKind, TextFormat, Ui, WidgetInfo, pos2, vec2};

use crate::domain::when;
use crate::journal::{Known, Proposal};
use crate::ui::context::Ctx;
use crate::ui::theme::{self, Icon, buttons, radius, size, space, type_size};

/// The height of a row, in points.
pub(super) const ROW: f32 = 52.0;

/// What this journal makes of it; nothing where it is new.
pub(super) const fn known_text(known: Known) -> &'static str {
    match known {
        Known::New => "",
        Known::Same => "here already",
        Known::Differs => "here already, and says something else: yours stays",
        Known::Binned => "here in the bin: it stays there",
    }
}

/// Shows one; `true` when its box was pressed.
pub(super) fn row_ui(ui: &mut Ui, one: &Proposal, on: bool, cx: &Ctx<'_>) -> bool {
    let palette = theme::palette(ui.ctx());
    let rect = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), ROW));
    let new = one.known == Known::New;
    let response = ui.interact(rect, ui.make_persistent_id(("proposal", one.n)), if new { Sense::click() } else { Sense::hover() });
    ui.advance_cursor_after_rect(rect);
    let kind = if one.is_record {
        cx.catalogue.record_kind(&one.kind).map_or(one.kind.as_str(), |kind| kind.label.as_str())
    } else {
        cx.catalogue.kinds.iter().find(|kind| kind.id == one.kind).map_or(one.kind.as_str(), |kind| kind.label.as_str())
    };
    let mut about = format!("{} · {kind}", when::shown(one.date));
    if one.minutes.0 > 0 {
        about.push_str(&format!(" · {}", one.minutes));
    }
    if !new {
        about.push_str(&format!(" · {}", known_text(one.known)));
    }
    let enabled = ui.is_enabled();
    let spoken = format!("{}, {about}", one.title);
    response.widget_info(|| {
        if new { WidgetInfo::selected(Role::CheckBox, enabled, on, &spoken) } else { WidgetInfo::labeled(Role::ListItem, enabled, &spoken) }
    });
    if ui.is_rect_visible(rect) {
        if response.hovered() && new {
            ui.painter().rect_filled(rect, radius::CONTROL, palette.hover);
        }
        let mark = Rect::from_center_size(pos2(rect.left() + space::S + size::ICON / 2.0, rect.center().y), vec2(size::ICON, size::ICON));
        mark_ui(ui, mark, one.known, on);
        let left = mark.right() + space::M;
        let room = (rect.right() - space::S - left).max(0.0);
        let ink = if new { palette.text } else { palette.text_muted };
        let mut first = LayoutJob::default();
        first.append(&one.title, 0.0, TextFormat::simple(FontId::proportional(type_size::BODY), ink));
        let mut second = LayoutJob::default();
        second.append(&about, 0.0, TextFormat::simple(FontId::proportional(type_size::CAPTION), palette.text_muted));
        for (mut job, y) in [(first, 7.0), (second, 29.0)] {
            job.wrap = TextWrapping::truncate_at_width(room);
            job.break_on_newline = false;
            let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
            ui.painter().galley(pos2(left, rect.top() + y), galley, ink);
        }
        buttons::focus_ring(ui, &response);
    }
    response.clicked()
}

/// The box of a new one; what is here already has a quiet mark.
fn mark_ui(ui: &Ui, rect: Rect, known: Known, on: bool) {
    let palette = theme::palette(ui.ctx());
    let paint = |icon: Icon, size: f32, ink| {
        ui.painter().text(rect.center(), Align2::CENTER_CENTER, icon.char(), icon.font(size), ink);
    };
    let inside = rect.shrink(1.0);
    match known {
        Known::New if on => {
            ui.painter().rect_filled(inside, 3.0, palette.accent);
            paint(Icon::Check, size::ICON - 6.0, palette.on_accent);
        }
        Known::New => {
            ui.painter().rect_stroke(inside, 3.0, Stroke::new(size::HAIRLINE, palette.outline), StrokeKind::Inside);
        }
        Known::Same => paint(Icon::Check, size::ICON, palette.text_faint),
        Known::Differs => paint(Icon::Info, size::ICON, palette.info.text),
        Known::Binned => paint(Icon::Bin, size::ICON, palette.text_faint),
    }
}
