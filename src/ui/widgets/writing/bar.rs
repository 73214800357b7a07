//! The line above a text: its name, how long it is, and while one writes the buttons for how words look.
//!
//! It is as high with the buttons as without them, so that nothing moves when a text gets the keyboard.

use egui::{Align, Id, Layout, Popup, Response, RichText, Sense, Ui, Vec2, WidgetInfo, vec2};

use super::deed::Deed;
use crate::domain::{Length, Unit};
use crate::ui::theme::{self, Icon, radius, size, space};

/// The height of the line, and of its buttons, in points.
const HEIGHT: f32 = 26.0;
const BUTTON: f32 = 26.0;

/// The name, and what was wished for.
pub(super) struct Above {
    pub name: Id,
    pub deed: Option<Deed>,
}

/// What the line shows.
pub(super) struct Line<'a> {
    pub name: &'a str,
    pub count: Option<Count>,
    pub length: Option<Length>,
    /// The buttons are shown.
    pub buttons: bool,
}

/// How long a text is.
#[derive(Clone, Copy)]
pub(super) struct Count {
    pub much: usize,
    pub unit: Unit,
}

pub(super) fn above_ui(ui: &mut Ui, line: &Line<'_>, on: &dyn Fn(Deed) -> bool) -> Above {
    let palette = theme::palette(ui.ctx());
    let wide = ui.available_width();
    let mut above = Above { name: Id::NULL, deed: None };
    ui.allocate_ui_with_layout(vec2(wide, HEIGHT), Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_height(HEIGHT);
        ui.spacing_mut().item_spacing.x = space::S;
        ui.spacing_mut().interact_size.y = HEIGHT;
        let buttons = BUTTON * Deed::FORMATS.len() as f32;
        let name = RichText::new(line.name).strong().color(palette.text);
        let taken = width(ui, name.clone());
        above.name = ui.add(egui::Label::new(name).truncate()).id;
        let left = wide - taken - space::S;
        let said = line.count.map(|count| (said(count, line.length), is_over(count, line.length)));
        if let Some((words, over)) = said {
            let tone = if over { palette.warn.text } else { palette.text_muted };
            let text = RichText::new(&words).small().color(tone);
            let room = left - if line.buttons { BUTTON + space::S } else { 0.0 };
            if width(ui, text.clone()) <= room {
                if over {
                    Icon::Warning.mark_ui(ui, size::ICON, tone);
                }
                ui.label(text);
            }
        }
        if line.buttons {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                if ui.available_width() >= buttons {
                    for deed in Deed::FORMATS.into_iter().rev() {
                        if button_ui(ui, deed, on(deed)).clicked() {
                            above.deed = Some(deed);
                        }
                    }
                } else if ui.available_width() >= BUTTON {
                    let dots = icon_ui(ui, Icon::TextSize, "How words look", false);
                    Popup::menu(&dots).show(|ui| {
                        for deed in Deed::FORMATS {
                            if ui.selectable_label(on(deed), deed.label()).clicked() {
                                above.deed = Some(deed);
                            }
                        }
                    });
                }
            });
        }
    });
    above
}

/// The width of words in one line, in points.
fn width(ui: &Ui, text: RichText) -> f32 {
    egui::WidgetText::from(text).into_galley(ui, Some(egui::TextWrapMode::Extend), f32::INFINITY, egui::TextStyle::Body).size().x
}

fn button_ui(ui: &mut Ui, deed: Deed, on: bool) -> Response {
    let key = deed.key_text(ui.ctx());
    icon_ui(ui, deed.icon(), deed.label().trim_end_matches('…'), on).on_hover_text(format!("{}  {key}", deed.label()))
}

/// A small button. Tab does not stop at it: everything here has a key, and stands in the menu of the text.
fn icon_ui(ui: &mut Ui, icon: Icon, name: &str, on: bool) -> Response {
    let palette = theme::palette(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(BUTTON), Sense::CLICK);
    response.widget_info(|| WidgetInfo::selected(egui::Role::Button, true, on, name));
    if ui.is_rect_visible(rect) {
        let ground = match (on, response.hovered()) {
            (true, _) => palette.accent_soft,
            (false, true) => palette.hover,
            (false, false) => egui::Color32::TRANSPARENT,
        };
        ui.painter().rect_filled(rect.shrink(1.0), radius::SMALL, ground);
        let ink = if on { palette.accent_text } else { palette.text_muted };
        ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, icon.char(), icon.font(size::ICON), ink);
        if on {
            // Seen without the colour, too.
            let edge = egui::Stroke::new(size::HAIRLINE, palette.accent_text);
            ui.painter().rect_stroke(rect.shrink(1.0), radius::SMALL, edge, egui::StrokeKind::Inside);
        }
    }
    response
}

/// “42 of about 150 words”, “510 of at most 500 characters”, “42 words”.
fn said(count: Count, length: Option<Length>) -> String {
    let Count { much, unit } = count;
    let one = |number: u64| match (unit, number) {
        (Unit::Words, 1) => "word",
        (Unit::Words, _) => "words",
        (Unit::Characters, 1) => "character",
        (Unit::Characters, _) => "characters",
    };
    match length {
        None => format!("{} {}", grouped(much as u64), one(much as u64)),
        Some(Length { most, limit, .. }) => {
            let of = if limit { "at most" } else { "about" };
            format!("{} of {of} {} {}", grouped(much as u64), grouped(u64::from(most)), one(u64::from(most)))
        }
    }
}

/// A number as it is read: 12,500.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Whether a limit that a regulator sets is passed.
fn is_over(count: Count, length: Option<Length>) -> bool {
    length.is_some_and(|length| length.limit && count.much as u64 > u64::from(length.most))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_said_as_people_say_them() {
        let length = |unit, most, limit| Some(Length { unit, most, limit });
        for (much, unit, length, want, over) in [
            (1, Unit::Words, None, "1 word", false),
            (20_000, Unit::Words, None, "20,000 words", false),
            (42, Unit::Words, length(Unit::Words, 150, false), "42 of about 150 words", false),
            (420, Unit::Words, length(Unit::Words, 150, false), "420 of about 150 words", false),
            (1, Unit::Characters, length(Unit::Characters, 500, true), "1 of at most 500 characters", false),
            (500, Unit::Characters, length(Unit::Characters, 500, true), "500 of at most 500 characters", false),
            (501, Unit::Characters, length(Unit::Characters, 500, true), "501 of at most 500 characters", true),
        ] {
            let count = Count { much, unit };
            assert_eq!((said(count, length).as_str(), is_over(count, length)), (want, over));
        }
    }
}
