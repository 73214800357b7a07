//! The page of earlier versions.

use chrono_tz::Tz;
use egui::text::{LayoutJob, TextFormat};
use egui::{Align, ComboBox, Key, Label, Layout, Modifiers, Popup, RichText, Stroke, Ui, WidgetInfo, vec2};

use super::{Compared, Versions, Wish};
use crate::domain::{Moment, TextThen, when};
use crate::ui::context::Ctx;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, space};
use crate::ui::widgets::caption_ui;
use crate::writing::compare::{Kind, Paragraph};

/// The moments to choose from are at most this wide, in points.
const CHOICE: f32 = 340.0;

/// The column of their names, so that both lists begin at one place.
const NAME: f32 = 36.0;

/// Room for the two arrows at the right of a list.
const ARROWS: f32 = 88.0;

/// The list of them is at most so high; the others are scrolled to.
const LIST: f32 = 320.0;

impl Versions {
    /// Shows the page; `now` are the texts as they stand on the screen.
    pub fn show_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, now: &[TextThen]) -> Option<Wish> {
        let palette = theme::palette(ui.ctx());
        let mut wish = self.escaped(ui).then_some(Wish::Leave);
        ui.horizontal_wrapped(|ui| {
            if buttons::marked_ui(ui, Look::Quiet, Icon::ArrowLeft, "Back to writing").clicked() {
                wish = Some(Wish::Leave);
            }
        });
        ui.label(RichText::new("Earlier versions").text_style(theme::title_style()));
        let Some(moments) = &self.moments else {
            ui.label(RichText::new("Looking them up…").color(palette.text_muted));
            return wish;
        };
        if moments.is_empty() {
            ui.label(RichText::new("Nothing was written yet").color(palette.text_muted));
            return wish;
        }
        ui.label(
            RichText::new("Every text is kept as it was. Nothing is asked for it, and nothing is lost by looking.")
                .color(palette.text_muted),
        );
        ui.add_space(space::M);
        self.choose_ui(ui, cx.snapshot.zone);
        ui.add_space(space::M);
        let compared = self.compared(now);
        let differing = compared.iter().filter(|one| !one.is_same());
        let mut any = false;
        for (at, one) in differing.enumerate() {
            any = true;
            ui.push_id(("compared", at), |ui| {
                if let Some(paragraph) = compared_ui(ui, one) {
                    let (field, label, old) = (one.field.clone(), one.label.clone(), one.old.clone());
                    wish = Some(Wish::BringBack { field, label, old, paragraph });
                }
            });
        }
        let same: Vec<&str> = compared.iter().filter(|one| one.is_same()).map(|one| one.label.as_str()).collect();
        if !any {
            ui.label("Between these two moments no word was changed.");
        } else if !same.is_empty() {
            ui.add_space(space::M);
            ui.label(RichText::new(format!("Unchanged: {}", same.join(", "))).small().color(palette.text_muted));
        }
        wish
    }

    /// Whether Esc was pressed and meant for nothing that lies over the page or stands beside it.
    fn escaped(&mut self, ui: &Ui) -> bool {
        let elsewhere = std::mem::replace(&mut self.elsewhere, ui.text_edit_focused());
        let covered = Popup::is_any_open(ui.ctx()) || ui.memory(|memory| memory.top_modal_layer().is_some());
        !elsewhere && !covered && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
    }

    /// Which two moments are compared.
    fn choose_ui(&mut self, ui: &mut Ui, zone: Tz) {
        let Some(moments) = &self.moments else { return };
        let (mut from, mut to) = (self.from, self.to);
        ui.horizontal(|ui| {
            let (earlier, later) = (from.checked_sub(1), Some(from + 1).filter(|at| *at < moments.len()));
            moment_ui(ui, "From", moments.get(from).map(|moment| named(moment, zone)), |ui, opened| {
                if let Some(at) = list_ui(ui, moments, zone, Some(from), opened) {
                    from = at;
                }
            });
            ui.add_enabled_ui(earlier.is_some(), |ui| {
                if buttons::icon_ui(ui, Icon::CaretLeft, "Earlier moment").clicked() {
                    from = earlier.unwrap_or(from);
                }
            });
            ui.add_enabled_ui(later.is_some(), |ui| {
                if buttons::icon_ui(ui, Icon::CaretRight, "Later moment").clicked() {
                    from = later.unwrap_or(from);
                }
            });
        });
        ui.horizontal(|ui| {
            let shown = to.and_then(|to| moments.get(to)).map_or_else(|| "Now".to_owned(), |moment| named(moment, zone));
            moment_ui(ui, "To", Some(shown), |ui, opened| {
                let now = ui.selectable_label(to.is_none(), "Now").clicked();
                let chosen = list_ui(ui, moments, zone, to, opened);
                if now || chosen.is_some() {
                    to = chosen;
                }
            });
        });
        (self.from, self.to) = (from, to);
    }
}

/// “22 November 2026, 20:15 · Edit ‘#physiotalk on pacing’”.
fn named(moment: &Moment, zone: Tz) -> String {
    let at = moment.at.with_timezone(&zone);
    format!("{}, {} · {}", when::shown(at.date_naive()), at.format("%H:%M"), crate::domain::text::excerpt(&moment.label, 48))
}

/// The moments, the newest first; the one that was pressed. When the list has just been `opened`, the chosen one is in sight.
fn list_ui(ui: &mut Ui, moments: &[Moment], zone: Tz, chosen: Option<usize>, opened: bool) -> Option<usize> {
    let mut pressed = None;
    for (at, moment) in moments.iter().enumerate().rev() {
        let row = ui.selectable_label(chosen == Some(at), named(moment, zone));
        if opened && chosen == Some(at) {
            row.scroll_to_me(Some(egui::Align::Center));
        }
        if row.clicked() {
            pressed = Some(at);
        }
    }
    pressed
}

/// A choice of moments; what it holds is told whether it has just been opened.
fn moment_ui(ui: &mut Ui, name: &str, shown: Option<String>, content: impl FnOnce(&mut Ui, bool)) {
    let high = ui.spacing().interact_size.y;
    ui.allocate_ui_with_layout(vec2(NAME, high), Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_width(NAME);
        caption_ui(ui, name);
    });
    let width = CHOICE.min(ui.available_width() - ARROWS).max(80.0);
    let salt = ("moment", name);
    let combo = ComboBox::from_id_salt(salt).selected_text(shown.unwrap_or_default()).width(width).height(LIST).truncate();
    // A long name is cut off there: the choice takes all the width that it is given.
    ui.allocate_ui_with_layout(vec2(width, high), Layout::left_to_right(Align::Center), |ui| {
        ui.set_max_width(width);
        let was_open = ComboBox::is_open(ui.ctx(), ui.make_persistent_id(salt));
        combo.show_ui(ui, |ui| content(ui, !was_open)).response.accessible_name(format!("{name} which moment"));
    });
}

/// One text with what went and what came; the paragraph that is to be brought back.
fn compared_ui(ui: &mut Ui, one: &Compared) -> Option<usize> {
    let palette = theme::palette(ui.ctx());
    let mut wanted = None;
    ui.add_space(space::M);
    ui.label(RichText::new(&one.label).text_style(theme::section_style()));
    for (at, paragraph) in one.paragraphs.iter().enumerate() {
        if paragraph.kind == Kind::Same {
            ui.add(Label::new(RichText::new(&paragraph.new).text_style(theme::writing_style()).color(palette.text_muted)).wrap());
            continue;
        }
        theme::card_frame(ui.ctx()).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let words = ui.add(Label::new(job(ui, paragraph)).wrap());
            words.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, spoken(paragraph)));
            if let Some(place) = paragraph.old_place {
                let button = buttons::marked_ui(ui, Look::Quiet, Icon::Restore, "Bring this paragraph back");
                let name = format!("Bring paragraph {} of “{}” back", at + 1, one.label);
                button.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name));
                if button.clicked() {
                    wanted = Some(place);
                }
            }
        });
    }
    wanted
}

/// What went is struck through, what came is underlined: told apart without colour.
fn job(ui: &Ui, paragraph: &Paragraph) -> LayoutJob {
    let palette = theme::palette(ui.ctx());
    let font = theme::writing_style().resolve(ui.style());
    let mut job = LayoutJob::default();
    // Backgrounds are as high as their lines, and painted line by line: grown by even a point, as they are unless told otherwise, that of the
    // next line lies over the underline of this one.
    let expand_bg = -1.0;
    for piece in &paragraph.pieces {
        let mut format = TextFormat { expand_bg, ..TextFormat::simple(font.clone(), palette.text) };
        match piece.kind {
            Kind::Gone => {
                format.color = palette.danger.text;
                format.background = palette.danger.soft;
                format.strikethrough = Stroke::new(1.0, palette.danger.text);
            }
            Kind::New => {
                format.color = palette.success.text;
                format.background = palette.success.soft;
                format.underline = Stroke::new(1.0, palette.success.text);
            }
            Kind::Same | Kind::Changed => {}
        }
        job.append(&piece.text, 0.0, format);
    }
    job
}

/// The same for somebody who hears it.
fn spoken(paragraph: &Paragraph) -> String {
    let part = |piece: &crate::writing::compare::Piece| match piece.kind {
        Kind::Gone => format!(" taken out: {}; ", piece.text.trim()),
        Kind::New => format!(" put in: {}; ", piece.text.trim()),
        Kind::Same | Kind::Changed => piece.text.clone(),
    };
    paragraph.pieces.iter().map(part).collect()
}
