//! Every entry that would leave, one a line; only those in view are laid out.

use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{Align2, Color32, FontId, Id, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::summary::EntryLine;
use crate::domain::{Minutes, when};
use crate::ui::context::Ctx;
use crate::ui::theme::{self, buttons, radius, size, space, type_size};
use crate::ui::widgets::rows_ui;

/// The height of an entry's line.
const ROW: f32 = 34.0;

/// The room for a day, a kind and a time.
const DAY: f32 = 92.0;
const KIND: f32 = 132.0;
const TIME: f32 = 76.0;

/// Below this the kinds are left out.
const KINDS_FROM: f32 = 520.0;

/// Shows them, oldest first, as in the document. Pressing one opens it.
pub(super) fn entries_ui(ui: &mut Ui, cx: &mut Ctx<'_>, entries: &[EntryLine], why_none: &str) {
    if entries.is_empty() {
        let palette = theme::palette(ui.ctx());
        ui.add(egui::Label::new(egui::RichText::new(why_none).color(palette.text_muted)).wrap());
        return;
    }
    let mut pressed = None;
    rows_ui(ui, ROW, entries.len(), |ui, rows| {
        for entry in rows.filter_map(|at| entries.get(at)) {
            if line_ui(ui, entry) {
                pressed = Some(entry.uid);
            }
        }
    });
    let id = pressed.and_then(|uid| cx.snapshot.entries.iter().find(|entry| entry.uid == uid)).map(|entry| entry.id);
    if let Some(id) = id {
        cx.open(id);
    }
}

fn line_ui(ui: &mut Ui, entry: &EntryLine) -> bool {
    let p = theme::palette(ui.ctx());
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    // By its entry, not by its place among the rows in view: the keyboard stays with it while the list scrolls.
    let response = ui.interact(rect, Id::unique(("entry that leaves", entry.uid)), Sense::click());
    let day = when::shown(entry.date);
    let time = if entry.minutes > Minutes::ZERO { entry.minutes.to_string() } else { String::new() };
    let enabled = ui.is_enabled();
    response.widget_info(|| {
        let draft = if entry.draft { ", draft" } else { "" };
        WidgetInfo::labeled(Role::Button, enabled, format!("{day}, {}, {}, {time}{draft}", entry.title, entry.kind))
    });
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if ui.is_rect_visible(rect) {
        let painter = ui.painter();
        if response.hovered() {
            painter.rect_filled(rect.expand2(vec2(space::S, 0.0)), radius::CONTROL, p.hover);
        }
        painter.hline(rect.x_range(), rect.bottom(), egui::Stroke::new(size::HAIRLINE, p.line));
        let small = FontId::proportional(type_size::CAPTION);
        let middle = rect.center().y;
        let short = entry.date.format("%-d %b %Y");
        painter.text(pos2(rect.left(), middle), Align2::LEFT_CENTER, short, small.clone(), p.text_muted);
        painter.text(pos2(rect.right(), middle), Align2::RIGHT_CENTER, time, small.clone(), p.text_muted);
        let kinds = rect.width() >= KINDS_FROM;
        let title_end = rect.right() - TIME - if kinds { KIND + space::S } else { 0.0 };
        let title = Rect::from_min_max(pos2(rect.left() + DAY, rect.top()), pos2(title_end, rect.bottom()));
        let name = if entry.draft { format!("{} (draft)", entry.title) } else { entry.title.clone() };
        cut(ui, title, name, FontId::proportional(type_size::BODY), p.text);
        if kinds {
            let room = Rect::from_min_max(pos2(title_end + space::S, rect.top()), pos2(rect.right() - TIME, rect.bottom()));
            cut(ui, room, entry.kind.clone(), small, p.text_muted);
        }
        buttons::focus_ring(ui, &response);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}

/// Paints one line in the middle of its room, cut off where it ends.
fn cut(ui: &Ui, room: Rect, text: String, font: FontId, colour: Color32) {
    let mut job = LayoutJob::simple_singleline(text, font, colour);
    job.wrap = TextWrapping::truncate_at_width(room.width());
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let at = pos2(room.left(), room.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, Arc::clone(&galley), colour);
}
