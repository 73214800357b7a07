//! Reflection by a model: its prompts to write to, and what was answered to others, which is never lost.

use egui::{ComboBox, RichText, Ui};

use super::Editor;
use crate::domain::Template;
use crate::ui::context::Ctx;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{section_ui, writing_ui};

impl Editor {
    pub(super) fn reflect_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        let palette = theme::palette(ui.ctx());
        let chosen = cx.catalogue.template(&self.draft.reflection.template);
        section_ui(ui, "Reflection", |ui| {
            let shown = chosen.map_or("Choose a model", |template| &template.label);
            let combo = ComboBox::from_id_salt("template").selected_text(shown).show_ui(ui, |ui| {
                for template in &cx.catalogue.templates {
                    ui.selectable_value(&mut self.draft.reflection.template, template.id.clone(), &template.label)
                        .on_hover_text(&template.help);
                }
            });
            combo.response.accessible_name("Model of reflection");
        });
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
            if response.changed() {
                *self.draft.reflection.answer_mut(&template.id, prompt) = text;
            }
        }
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
