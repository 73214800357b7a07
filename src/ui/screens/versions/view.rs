//! The page of earlier versions.

use chrono_tz::Tz;
use egui::text::{LayoutJob, TextFormat};
use egui::{ComboBox, Label, RichText, Stroke, Ui, WidgetInfo};

use super::{Compared, Versions, Wish};
use crate::domain::{Moment, TextThen, when};
use crate::ui::context::Ctx;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, space};
use crate::ui::widgets::caption_ui;
use crate::writing::compare::{Kind, Paragraph};

/// The moments to choose from are at most this wide, in points.
const CHOICE: f32 = 340.0;

impl Versions {
    /// Shows the page; `now` are the texts as they stand on the screen.
    pub fn show_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, now: &[TextThen]) -> Option<Wish> {
        let palette = theme::palette(ui.ctx());
        let mut wish = None;
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

    /// Which two moments are compared.
    fn choose_ui(&mut self, ui: &mut Ui, zone: Tz) {
        let Some(moments) = &self.moments else { return };
        let (mut from, mut to) = (self.from, self.to);
        ui.horizontal_wrapped(|ui| {
            let (earlier, later) = (from.checked_sub(1), Some(from + 1).filter(|at| *at < moments.len()));
            ui.add_enabled_ui(earlier.is_some(), |ui| {
                if buttons::icon_ui(ui, Icon::CaretLeft, "Earlier moment").clicked() {
                    from = earlier.unwrap_or(from);
                }
            });
            moment_ui(ui, "From", moments.get(from).map(|moment| named(moment, zone)), |ui| {
                for (at, moment) in moments.iter().enumerate().rev() {
                    if ui.selectable_label(at == from, named(moment, zone)).clicked() {
                        from = at;
                    }
                }
            });
            ui.add_enabled_ui(later.is_some(), |ui| {
                if buttons::icon_ui(ui, Icon::CaretRight, "Later moment").clicked() {
                    from = later.unwrap_or(from);
                }
            });
        });
        ui.horizontal_wrapped(|ui| {
            let shown = to.and_then(|to| moments.get(to)).map_or_else(|| "Now".to_owned(), |moment| named(moment, zone));
            moment_ui(ui, "To", Some(shown), |ui| {
                if ui.selectable_label(to.is_none(), "Now").clicked() {
                    to = None;
                }
                for (at, moment) in moments.iter().enumerate().rev() {
                    if ui.selectable_label(to == Some(at), named(moment, zone)).clicked() {
                        to = Some(at);
                    }
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

fn moment_ui(ui: &mut Ui, name: &str, shown: Option<String>, content: impl FnOnce(&mut Ui)) {
    caption_ui(ui, name);
    let width = CHOICE.min(ui.available_width() - space::XXL).max(80.0);
    let combo = ComboBox::from_id_salt(("moment", name)).selected_text(shown.unwrap_or_default()).width(width).truncate();
    combo.show_ui(ui, content).response.accessible_name(format!("{name} which moment"));
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
    for piece in &paragraph.pieces {
        let mut format = TextFormat::simple(font.clone(), palette.text);
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
