//! Reflection by a model: its prompts to write to, and what was answered to others, which is never lost.

use egui::text::{LayoutJob, TextFormat};
use egui::{ComboBox, RichText, TextStyle, TextWrapMode, Ui, WidgetInfo};

use super::Editor;
use crate::domain::Template;
use crate::ui::context::Ctx;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{count_text, ends_ui, writing_ui};

/// The title and the model stand beside each other from this width on.
const SIDE_BY_SIDE: f32 = 280.0;

/// The width of the list of models: their help fits into two lines.
const HELP: f32 = 320.0;

impl Editor {
    pub(super) fn reflect_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        let palette = theme::palette(ui.ctx());
        let chosen = cx.catalogue.template(&self.draft.reflection.template);
        ui.add_space(space::L);
        let shown = chosen.map_or("Choose a model", |template| &template.label);
        let title = RichText::new("Reflection").text_style(theme::section_style()).color(palette.text);
        let model = &mut self.draft.reflection.template;
        let combo = |ui: &mut Ui| {
            let width = ui.spacing().combo_width.min(ui.available_width());
            let combo = ComboBox::from_id_salt("template").selected_text(shown).width(width).truncate().show_ui(ui, |ui| {
                for template in &cx.catalogue.templates {
                    model_ui(ui, model, template);
                }
            });
            combo.response.accessible_name("Model of reflection");
        };
        ends_ui(ui, SIDE_BY_SIDE, |ui| drop(ui.label(title)), combo);
        self.kept_ui(ui, cx);
        match chosen {
            Some(template) => self.prompts_ui(ui, template),
            None => {
                ui.horizontal_wrapped(|ui| {
                    ui.label(RichText::new("Three lines are enough:").color(palette.text_muted));
                    for template in cx.catalogue.templates.iter().take(3) {
                        if ui.button(&template.label).on_hover_text(&template.help).clicked() {
                            template.id.clone_into(&mut self.draft.reflection.template);
                        }
                    }
                });
            }
        }
        self.elsewhere_ui(ui, cx);
    }

    fn prompts_ui(&mut self, ui: &mut Ui, template: &Template) {
        let palette = theme::palette(ui.ctx());
        ui.label(RichText::new(&template.help).small().color(palette.text_muted));
        for prompt in &template.prompts {
            ui.add_space(space::S);
            // A prompt is answered in a copy, so that an empty answer is not made by being looked at.
            let mut text = self.draft.reflection.answer(&template.id, &prompt.id).map(|answer| answer.text.clone()).unwrap_or_default();
            let hint = if prompt.starter.is_empty() { &prompt.help } else { &prompt.starter };
            let response = writing_ui(ui, &prompt.label, &mut text, hint, 2).on_hover_text(&prompt.help);
            self.written_in |= response.has_focus();
            if response.changed() {
                *self.draft.reflection.answer_mut(&template.id, prompt) = text;
            }
        }
    }

    /// Says at once that answers to another model are not lost.
    fn kept_ui(&self, ui: &mut Ui, cx: &Ctx<'_>) {
        let mut models: Vec<(&str, usize)> = Vec::new();
        for answer in self.draft.reflection.from_elsewhere().filter(|answer| !answer.text.trim().is_empty()) {
            match models.iter_mut().find(|(model, _)| *model == answer.template) {
                Some((_, count)) => *count += 1,
                None => models.push((&answer.template, 1)),
            }
        }
        let all: usize = models.iter().map(|(_, count)| count).sum();
        if all == 0 {
            return;
        }
        let names = models.iter().map(|(model, _)| cx.catalogue.template(model).map_or(*model, |template| &template.label));
        let names: Vec<&str> = names.collect();
        let verb = if all == 1 { "is" } else { "are" };
        let text = format!("{} from {} {verb} kept below", count_text(all, "answer", "answers"), names.join(" and "));
        ui.label(RichText::new(text).small().color(theme::palette(ui.ctx()).text_muted));
    }

    fn elsewhere_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        let palette = theme::palette(ui.ctx());
        let others: Vec<_> = self.draft.reflection.from_elsewhere().cloned().collect();
        for answer in others {
            let from = cx.catalogue.template(&answer.template).map_or(answer.template.as_str(), |template| &template.label);
            ui.add_space(space::S);
            theme::card_frame(ui.ctx()).show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                ui.label(RichText::new(format!("from {from}: {}", answer.label)).small().color(palette.text_muted));
                ui.label(&answer.text);
            });
        }
    }
}

/// One model in the list of them: its name, and below it what it is for.
fn model_ui(ui: &mut Ui, chosen: &mut String, template: &Template) {
    let palette = theme::palette(ui.ctx());
    let on = *chosen == template.id;
    let mut text = LayoutJob::default();
    let format = |style: &TextStyle, colour| TextFormat::simple(style.resolve(ui.style()), colour);
    text.append(&template.label, 0.0, format(&TextStyle::Button, palette.text));
    if !template.help.is_empty() {
        text.append(&format!("\n{}", template.help), 0.0, format(&TextStyle::Small, palette.text_muted));
    }
    let room = (ui.ctx().content_rect().width() - space::XXXL).min(HELP);
    ui.set_max_width(room);
    let response = ui.add(egui::Button::selectable(on, text).wrap_mode(TextWrapMode::Wrap));
    response.widget_info(|| WidgetInfo::selected(egui::Role::Button, true, on, &template.label));
    if response.clicked() && !on {
        template.id.clone_into(chosen);
    }
}
