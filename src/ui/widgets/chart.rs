//! A chart on the screen: its drawing in the colours of the theme, gone over by pointer and arrow keys, and its table behind a switch.

use std::sync::Arc;

use egui::{
    Align2, EventFilter, FontId, Key, Modifiers, Pos2, Rect, Response, RichText, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
    pos2, vec2,
};

use super::chart_paint::{self, Painted};
use super::chart_table;
use crate::domain::chart::{Chart, Form};
use crate::drawing::{self, Anchor, Place, Point, Shape, Spot, TEXT_SIZE};
use crate::ui::theme::{self, Icon, Palette, buttons, size, space};

/// What one looks at in a chart, and how: kept by the page that shows it, one for each chart.
#[derive(Clone, Debug, Default)]
pub struct ChartState {
    /// Where the keyboard is, or what was pressed last.
    pub cursor: Option<Place>,
    /// Shows the table in place of the picture.
    pub as_table: bool,
    painted: Option<Painted>,
}

/// What was done with a chart in this frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChartResponse {
    /// A number was chosen, by a click or by Enter: its entries are wanted.
    pub chosen: Option<Place>,
}

/// Room for a button beside the title, in points.
const BUTTON: f32 = 96.0;

/// Shows a chart under its title, over the whole width there is.
pub fn chart_ui(ui: &mut Ui, chart: &Chart, state: &mut ChartState) -> ChartResponse {
    ui.push_id(("chart", &chart.title), |ui| {
        head_ui(ui, chart, state);
        if state.as_table {
            let (heads, lines) = chart.table();
            chart_table::chart_table_ui(ui, &chart.title, &heads, &lines);
            return ChartResponse::default();
        }
        picture_ui(ui, chart, state)
    })
    .inner
}

/// The title, what there is to see, and the switch to the table.
fn head_ui(ui: &mut Ui, chart: &Chart, state: &mut ChartState) {
    let palette = theme::palette(ui.ctx());
    ui.horizontal_top(|ui| {
        let buttons = BUTTON * if state.as_table { 2.0 } else { 1.0 };
        ui.vertical(|ui| {
            ui.set_width((ui.available_width() - buttons - space::M).max(96.0));
            // As high as the button, so that one line stands in its middle.
            ui.add_space(6.0);
            ui.label(RichText::new(&chart.title).font(theme::bold(theme::type_size::BODY)).color(palette.text));
        });
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
            let table = ui.add(egui::Button::new("Table").selected(state.as_table));
            let name = format!("Table of {}", chart.title);
            table.widget_info(|| WidgetInfo::selected(Role::Button, true, state.as_table, &name));
            if table.on_hover_text("The same numbers as a table").clicked() {
                state.as_table = !state.as_table;
            }
            if state.as_table {
                copy_ui(ui, chart);
            }
        });
    });
    if !chart.says.is_empty() {
        ui.label(RichText::new(&chart.says).small().color(palette.text_muted));
    }
    ui.add_space(space::XS);
}

/// Copies the table, and says that it did for as long as the pointer or the keyboard stays.
fn copy_ui(ui: &mut Ui, chart: &Chart) {
    let id = ui.make_persistent_id("table copied");
    let is_copied = ui.data(|data| data.get_temp::<bool>(id)).unwrap_or(false);
    let content = (if is_copied { Icon::Check } else { Icon::Copy }.text(size::ICON), if is_copied { "Copied" } else { "Copy" });
    let response = buttons::quiet_ui(ui, content);
    let name = format!("Copy the table of {}", chart.title);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.clicked() {
        ui.copy_text(chart.table_text());
        ui.data_mut(|data| data.insert_temp(id, true));
    } else if is_copied && !response.hovered() && !response.has_focus() {
        ui.data_mut(|data| data.insert_temp(id, false));
    }
}

fn picture_ui(ui: &mut Ui, chart: &Chart, state: &mut ChartState) -> ChartResponse {
    let width = ui.available_width().floor();
    let measured = Painted::of(ui, chart, width, state.painted.take());
    let (rect, response) = ui.allocate_exact_size(vec2(width.max(drawing::LEAST_WIDTH), measured.drawing.height), Sense::click());
    let painted = state.painted.insert(measured);
    let drawing = Arc::clone(&painted.drawing);
    let ppp = ui.pixels_per_point();
    let origin = pos2((rect.left() * ppp).round() / ppp, (rect.top() * ppp).round() / ppp);
    let under = |pos: Pos2| drawing.at(Point { x: pos.x - origin.x, y: pos.y - origin.y });
    let hovered = response.hover_pos().and_then(under);
    let mut chosen = None;
    if response.clicked()
        && let Some(place) = response.interact_pointer_pos().and_then(under)
    {
        state.cursor = Some(place);
        chosen = Some(place);
        response.request_focus();
    }
    state.cursor = state.cursor.filter(|place| place.row < chart.rows.len() && place.series < chart.series.len());
    if let Some(moved) = take_keys(ui, &response, chart, state.cursor) {
        match moved {
            Moved::To(place) => {
                state.cursor = Some(place);
                if let Some(spot) = drawing.spot(place) {
                    ui.scroll_to_rect(seen(spot, origin).expand(space::L), None);
                }
            }
            Moved::Chosen(place) => chosen = Some(place),
        }
    }
    describe(ui, &response, chart, state.cursor);
    if ui.is_rect_visible(rect) {
        let palette = theme::palette(ui.ctx());
        let painter = ui.painter();
        painter.add(painted.mesh_at(origin));
        words_painted(ui, palette, &drawing, origin);
        let ring = |place: Place, stroke: Stroke| {
            if let Some(spot) = drawing.spot(place) {
                painter.rect_stroke(seen(spot, origin).expand(2.0), 2, stroke, StrokeKind::Inside);
            }
        };
        if let Some(place) = hovered {
            ring(place, Stroke::new(1.5, palette.outline));
        }
        if let Some(place) = state.cursor {
            let ink = if response.has_focus() { palette.text } else { palette.outline };
            ring(place, Stroke::new(2.0, ink));
        }
        if response.has_focus() {
            let ring = Stroke::new(size::FOCUS_RING, palette.focus);
            painter.rect_stroke(rect.expand(space::XS), theme::radius::CONTROL, ring, StrokeKind::Inside);
        }
    }
    if let Some(place) = hovered {
        response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text_at_pointer(in_words(chart, place));
    }
    ChartResponse { chosen }
}

/// “Mar 2026, With others: 1 h 30 min”
fn in_words(chart: &Chart, place: Place) -> String {
    let row = chart.rows.get(place.row);
    let label = row.map_or("", |row| row.label.as_str());
    let value = row.and_then(|row| row.values.get(place.series).copied().flatten());
    let value = value.map_or_else(|| "nothing to say".to_owned(), |value| chart.measure.text(value));
    match chart.series.get(place.series).map_or("", String::as_str) {
        "" => format!("{label}: {value}"),
        series => format!("{label}, {series}: {value}"),
    }
}

/// At least so large that a ring around it is seen.
fn seen(spot: &Spot, origin: Pos2) -> Rect {
    let area = spot.area;
    let rect = Rect::from_min_size(origin + vec2(area.x, area.y), vec2(area.width, area.height));
    rect.expand2(vec2((4.0 - area.width).max(0.0) / 2.0, (4.0 - area.height).max(0.0) / 2.0))
}

enum Moved {
    To(Place),
    Chosen(Place),
}

/// How many rows a page key goes.
const PAGE: usize = 10;

fn take_keys(ui: &Ui, response: &Response, chart: &Chart, cursor: Option<Place>) -> Option<Moved> {
    if !response.has_focus() || chart.rows.is_empty() || chart.series.is_empty() {
        return None;
    }
    let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if let Some(place) = cursor
        && (pressed(Key::Enter) || pressed(Key::Space))
    {
        return Some(Moved::Chosen(place));
    }
    // Which way the rows go: down the page, or along it.
    let (back, on, lower, upper) = match chart.form {
        Form::Bars | Form::Matrix => (Key::ArrowUp, Key::ArrowDown, Key::ArrowLeft, Key::ArrowRight),
        Form::Columns => (Key::ArrowLeft, Key::ArrowRight, Key::ArrowDown, Key::ArrowUp),
        Form::Lines => (Key::ArrowLeft, Key::ArrowRight, Key::ArrowUp, Key::ArrowDown),
    };
    let (last_row, last_series) = (chart.rows.len() - 1, chart.series.len() - 1);
    let start = Place { row: 0, series: 0 };
    let Place { row, series } = cursor.unwrap_or(start);
    let step = |to: Place| Some(Moved::To(if cursor.is_none() { start } else { to }));
    if pressed(on) {
        return step(Place { row: (row + 1).min(last_row), series });
    }
    if pressed(back) {
        return step(Place { row: row.saturating_sub(1), series });
    }
    if pressed(upper) {
        return step(Place { row, series: (series + 1).min(last_series) });
    }
    if pressed(lower) {
        return step(Place { row, series: series.saturating_sub(1) });
    }
    let row = if pressed(Key::Home) {
        0
    } else if pressed(Key::End) {
        last_row
    } else if pressed(Key::PageDown) {
        (row + PAGE).min(last_row)
    } else if pressed(Key::PageUp) {
        row.saturating_sub(PAGE)
    } else {
        return None;
    };
    Some(Moved::To(Place { row, series }))
}

/// What is read out: what there is to see, and the number under the cursor.
fn describe(ui: &Ui, response: &Response, chart: &Chart, cursor: Option<Place>) {
    let name = format!("{}. {}", chart.title.trim_end_matches('.'), chart.says);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name.trim_end()));
    if let Some(place) = cursor {
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_value(in_words(chart, place)));
    }
}

/// The words of a drawing; those out of sight cost nothing.
fn words_painted(ui: &Ui, palette: &Palette, drawing: &drawing::Drawing, origin: Pos2) {
    let painter = ui.painter();
    let visible = ui.clip_rect().expand(drawing::LINE_HEIGHT);
    for mark in &drawing.marks {
        let Shape::Text { at, anchor, text, ink } = &mark.shape else { continue };
        let at = origin + Vec2::new(at.x, at.y);
        if !visible.y_range().contains(at.y) {
            continue;
        }
        let align = match anchor {
            Anchor::Start => Align2::LEFT_CENTER,
            Anchor::Middle => Align2::CENTER_CENTER,
            Anchor::End => Align2::RIGHT_CENTER,
        };
        painter.text(at, align, text, FontId::proportional(TEXT_SIZE), chart_paint::colour(palette, *ink));
    }
}
