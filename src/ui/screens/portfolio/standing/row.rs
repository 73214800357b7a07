//! A requirement as one row: a sign with its word, what is asked for, how much there is, and when it is enough at this pace.

use chrono::NaiveDate;
use egui::{CursorIcon, Label, Rect, Response, RichText, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::card::Line;
use super::words::{self, Sign};
use crate::domain::standing::Judged;
use crate::ui::theme::{self, Icon, buttons, radius, size, space, type_size};
use crate::ui::widgets::sentence;

/// With less room the word of the sign stands below the label.
const BESIDE: f32 = 460.0;

/// Between the edge of a row and what it says.
const PADDING: f32 = space::S;

/// A bar is no wider than this.
const MOST_BAR: f32 = 360.0;

/// With less room than this for the bar, the words stand below it.
const LEAST_BAR: f32 = 120.0;

/// How high a bar is.
const BAR: f32 = 10.0;

/// Shows the row; pressing it opens or closes it, which is the caller's to do.
pub(super) fn row_ui(ui: &mut Ui, line: Line<'_>, today: NaiveDate, open: bool) -> Response {
    let Line { requirement, progress, sheet } = line;
    let sign = words::sign(requirement, progress);
    let amount = words::amount(sheet.framework, requirement, progress);
    let (label, more) = (sentence(&requirement.label), more(line, today));
    let salt = ("row", &requirement.id);
    let builder = UiBuilder::new().id_salt(salt).sense(Sense::click());
    let response = ui
        .scope_builder(builder, |ui| {
            let response = ui.response();
            let palette = theme::palette(ui.ctx());
            let top = ui.cursor().min;
            // The ground under the pointer lies under the words, whose height is known only after them.
            let ground = ui.painter().add(egui::Shape::Noop);
            ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
            ui.add_space(PADDING);
            ui.horizontal_top(|ui| {
                ui.add_space(PADDING);
                sign.icon.mark_ui(ui, size::ICON + 4.0, sign.meaning.tone(palette).text);
                let room = ui.available_width() - size::ICON - PADDING - space::S;
                ui.vertical(|ui| {
                    ui.set_width(room);
                    head_ui(ui, &label, &sign, room);
                    amount_ui(ui, line, &amount, &sign);
                    if !more.is_empty() {
                        ui.add(Label::new(RichText::new(&more).small().color(palette.text_muted)).wrap());
                    }
                });
                let caret = if open { Icon::CaretUp } else { Icon::CaretDown };
                caret.mark_ui(ui, size::ICON, palette.text_muted);
            });
            ui.add_space(PADDING);
            if response.hovered() {
                let rect = Rect::from_min_max(top, pos2(ui.max_rect().right(), ui.min_rect().bottom()));
                ui.painter().set(ground, egui::Shape::rect_filled(rect, radius::CONTROL, palette.hover));
            }
        })
        .response
        .on_hover_cursor(CursorIcon::PointingHand);
    let enabled = ui.is_enabled();
    let said = [&label, &sign.word, &amount, &more].into_iter().filter(|part| !part.is_empty()).fold(String::new(), |mut all, part| {
        // What the word says already is not said twice.
        if !all.contains(part.as_str()) {
            all.push_str(if all.is_empty() { "" } else { ", " });
            all.push_str(part);
        }
        all
    });
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, &said));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(open));
    buttons::focus_ring(ui, &response);
    response
}

/// The label, and the sign's word at its end.
fn head_ui(ui: &mut Ui, label: &str, sign: &Sign, room: f32) {
    let palette = theme::palette(ui.ctx());
    let title = RichText::new(label).font(theme::bold(type_size::BODY)).color(palette.text);
    let word = RichText::new(&sign.word).font(theme::bold(type_size::BODY)).color(sign.meaning.tone(palette).text);
    if room < BESIDE {
        ui.add(Label::new(title).wrap());
        ui.add(Label::new(word).wrap());
        return;
    }
    ui.horizontal_top(|ui| {
        let wide = ui.fonts_mut(|fonts| {
            let galley = fonts.layout_no_wrap(sign.word.clone(), theme::bold(type_size::BODY), palette.text);
            galley.size().x.ceil()
        });
        let wide = wide.min(room * 0.5);
        ui.vertical(|ui| {
            ui.set_width(room - wide - space::S);
            ui.add(Label::new(title).wrap());
        });
        ui.add(Label::new(word).wrap());
    });
}

/// How much there is: a bar where there is an amount, and always the words.
fn amount_ui(ui: &mut Ui, line: Line<'_>, amount: &str, sign: &Sign) {
    let palette = theme::palette(ui.ctx());
    // Nothing is said twice.
    if sign.word == amount {
        return;
    }
    let words = RichText::new(amount).color(palette.text);
    let Some(share) = words::share(line.progress) else {
        ui.add(Label::new(words).wrap());
        return;
    };
    let font = egui::FontId::proportional(type_size::BODY);
    let beside = ui.fonts_mut(|fonts| fonts.layout_no_wrap(amount.to_owned(), font, palette.text).size().x.ceil());
    let room = ui.available_width() - beside - space::S - 1.0;
    let ink = if line.progress.judged == Judged::Advice { palette.text_muted } else { palette.accent };
    if room < LEAST_BAR {
        bar_ui(ui, MOST_BAR.min(ui.available_width()), share, ink);
        ui.add(Label::new(words).wrap());
    } else {
        ui.horizontal(|ui| {
            // Bars are as long as each other where the words allow it.
            let half = (room + beside) * 0.5;
            bar_ui(ui, MOST_BAR.min(room).min(half.max(LEAST_BAR)), share, ink);
            ui.label(words);
        });
    }
}

fn bar_ui(ui: &mut Ui, wide: f32, share: f32, ink: egui::Color32) {
    let (rect, _) = ui.allocate_exact_size(vec2(wide, 20.0), Sense::hover());
    let bar = Rect::from_center_size(rect.center(), vec2(wide, BAR));
    ui.painter().rect_filled(bar, radius::PILL, theme::palette(ui.ctx()).pressed);
    if share > 0.0 {
        let full = Rect::from_min_size(bar.min, vec2((bar.width() * share).max(BAR), BAR));
        ui.painter().rect_filled(full, radius::PILL, ink);
    }
}

/// What else a row says: the forecast, what would do now, and that nothing is judged.
fn more(line: Line<'_>, today: NaiveDate) -> String {
    let Line { requirement, progress, sheet } = line;
    let end = sheet.standing.cycle.span.end;
    let mut parts = Vec::new();
    let forecast = words::forecast(progress, end, today);
    if !forecast.is_empty() {
        parts.push(forecast);
    }
    let would_do = words::would_do(requirement, progress);
    if !would_do.is_empty() && today <= end {
        parts.push(would_do);
    }
    if progress.judged == Judged::Advice {
        parts.push(words::CHECK.to_owned());
    }
    parts.join(" · ")
}
