//! The fields of a record, each as its kind of field wants it. What does not fit is told beside, and kept as it was typed.

use chrono::NaiveDate;
use egui::{Key, Label, Margin, Response, RichText, Role, TextEdit, Ui, UiBuilder, WidgetInfo, vec2};

use crate::domain::record::{FieldKind, FieldSpec};
use crate::domain::reflection::{Length, Unit};
use crate::domain::when::Sense;
use crate::ui::context::Ctx;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{DayField, Writing, caption_ui, chip_ui, drop_down_ui, line_ui};

/// More values than this are in a list that opens.
const BESIDE: usize = 6;

/// Values with longer words than this stand below each other.
const SHORT: usize = 24;

/// The width of a field for a number.
const NUMBER: f32 = 140.0;

/// What fields share while they are shown one after the other.
pub(super) struct Row<'p> {
    /// The next field gets the keyboard.
    pub(super) onward: &'p mut bool,
    pub(super) days: &'p mut Vec<(String, DayField)>,
}

impl Row<'_> {
    /// A field was shown: it gets the keyboard when its turn has come, and hands it on at Enter.
    pub(super) fn passed(&mut self, ui: &Ui, response: &Response) {
        if std::mem::take(self.onward) {
            response.request_focus();
            response.scroll_to_me(None);
        } else if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
            *self.onward = true;
        }
    }
}

/// Shows a field that is no list of codes. `wrong` says how to mend what does not fit.
pub(super) fn field_ui(ui: &mut Ui, cx: &Ctx<'_>, field: &FieldSpec, text: &mut String, wrong: Option<&str>, row: &mut Row<'_>) {
    match field.kind {
        FieldKind::Text => {
            let length = field.most_words.map(|most| Length { unit: Unit::Words, most, limit: true });
            let response = Writing::new(&field.label).rows(2).length(length).show(ui, cx.desk, text);
            row.passed(ui, &response);
        }
        FieldKind::Line | FieldKind::Codes => {
            // What is kept by its id is read by its label, and stays as it is until somebody writes another thing.
            let known = field.values.iter().find(|value| value.id == *text);
            let mut shown = known.map_or_else(|| text.clone(), |value| value.label.clone());
            let response = line_ui(ui, &field.label, &mut shown, "");
            if response.changed() {
                *text = shown;
            }
            row.passed(ui, &response);
            proposals_ui(ui, field, text, row);
        }
        FieldKind::Choice => choice_ui(ui, field, text, row),
        FieldKind::YesNo => yes_no_ui(ui, field, text, row),
        FieldKind::Day => day_ui(ui, cx, field, text, row),
        FieldKind::Number | FieldKind::Hours | FieldKind::WeeklyHours | FieldKind::WeeksAway => {
            // Its name may be longer than a number is wide.
            let caption = caption_ui(ui, &field.label);
            let line = TextEdit::singleline(text).desired_width(NUMBER.min(ui.available_width() - 20.0)).margin(Margin::symmetric(10, 7));
            let response = ui.add(line).labelled_by(caption.id);
            row.passed(ui, &response);
        }
    }
    below_ui(ui, &field.help, wrong);
}

/// What helps with a field, and what is wrong with it.
pub(super) fn below_ui(ui: &mut Ui, help: &str, wrong: Option<&str>) {
    let palette = theme::palette(ui.ctx());
    for (text, colour) in [(wrong.unwrap_or_default(), palette.warn.text), (help, palette.text_faint)] {
        if !text.is_empty() {
            ui.add(Label::new(RichText::new(text).small().color(colour)).wrap());
        }
    }
}

/// What is proposed for a free line.
fn proposals_ui(ui: &mut Ui, field: &FieldSpec, text: &mut String, row: &mut Row<'_>) {
    if field.values.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::XS, space::XS);
        for value in &field.values {
            let on = *text == value.label || *text == value.id;
            if chip_ui(ui, &value.label, on, None).clicked() {
                *text = if on { String::new() } else { value.label.clone() };
                *row.onward = !on;
            }
        }
    });
}

/// One of several, named by the field for those who hear it.
fn group_ui<R>(ui: &mut Ui, name: &str, content: impl FnOnce(&mut Ui) -> R) -> R {
    let builder = UiBuilder::new().id_salt(name).accessibility_role(Role::RadioGroup).accessibility_label(name);
    ui.scope_builder(builder, content).inner
}

fn choice_ui(ui: &mut Ui, field: &FieldSpec, text: &mut String, row: &mut Row<'_>) {
    caption_ui(ui, &field.label);
    let is = |value: &crate::domain::record::FieldValue, text: &str| value.id == text;
    if field.values.len() > BESIDE {
        let chosen = field.values.iter().find(|value| is(value, text));
        let shown = chosen.map_or(if text.is_empty() { "Choose…" } else { text.as_str() }, |value| &value.label).to_owned();
        let wide = 420.0_f32.min(ui.available_width());
        let at = if text.is_empty() { Some(0) } else { field.values.iter().position(|value| is(value, text)).map(|at| at + 1) };
        let all = std::iter::once("Not said").chain(field.values.iter().map(|value| value.label.as_str())).map(|label| (label, ""));
        let (picked, response) = drop_down_ui(ui, &field.id, &shown, wide, at, all);
        if let Some(at) = picked {
            *text = at.checked_sub(1).and_then(|at| field.values.get(at)).map(|value| value.id.clone()).unwrap_or_default();
        }
        let response = response.accessible_name(&field.label);
        if std::mem::take(row.onward) {
            response.request_focus();
        }
        return;
    }
    let beside = field.values.iter().all(|value| value.label.chars().count() <= SHORT);
    let mut radios = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing = vec2(space::L, space::XS);
        for value in &field.values {
            radio_ui(ui, &value.label, &value.label, &value.id, text, row);
        }
    };
    group_ui(ui, &field.label, |ui| if beside { ui.horizontal_wrapped(|ui| radios(ui)).inner } else { radios(ui) });
}

/// One way; pressing it once more takes it back.
fn radio_ui(ui: &mut Ui, word: &str, name: &str, id: &str, text: &mut String, row: &mut Row<'_>) {
    let on = text.trim() == id;
    let response = ui.radio(on, word);
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, enabled, on, name));
    if std::mem::take(row.onward) {
        response.request_focus();
    }
    if response.clicked() {
        *text = if on { String::new() } else { id.to_owned() };
    }
}

fn yes_no_ui(ui: &mut Ui, field: &FieldSpec, text: &mut String, row: &mut Row<'_>) {
    caption_ui(ui, &field.label);
    group_ui(ui, &field.label, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            for (word, id) in [("Yes", "yes"), ("No", "no")] {
                radio_ui(ui, word, &format!("{}: {word}", field.label), id, text, row);
            }
        });
    });
}

fn day_ui(ui: &mut Ui, cx: &Ctx<'_>, field: &FieldSpec, text: &mut String, row: &mut Row<'_>) {
    let day = text.trim().parse::<NaiveDate>().ok();
    if day.is_none() && !text.trim().is_empty() {
        // What somebody wrote in another way is not thrown away.
        let response = line_ui(ui, &field.label, text, "");
        row.passed(ui, &response);
        return;
    }
    let at = row.days.iter().position(|(id, _)| *id == field.id).unwrap_or_else(|| {
        row.days.push((field.id.clone(), DayField::default()));
        row.days.len() - 1
    });
    let Some((_, typed)) = row.days.get_mut(at) else { return };
    if let Some(day) = typed.show_ui(ui, &field.label, day, cx.today(), Sense::Future) {
        *text = day.map(|day| day.to_string()).unwrap_or_default();
    }
}
