//! Reflection by a model: its prompts to write to, and what was answered to others, which is never lost.

use egui::text::{LayoutJob, TextFormat};
use egui::{ComboBox, Response, RichText, TextStyle, TextWrapMode, Ui, WidgetInfo};

use super::Editor;
use crate::domain::reflection::{About, offered};
use crate::domain::text::excerpt;
use crate::domain::{ActionDraft, GoalKind, Stage, Template};
use crate::ui::context::Ctx;
use crate::ui::theme::{self, buttons, space};
use crate::ui::widgets::{Writing, count_text, ends_ui};
use crate::worker::Request;

/// The title and the model stand beside each other from this width on.
const SIDE_BY_SIDE: f32 = 280.0;

/// Models that are offered as buttons.
const OFFERED: usize = 3;

/// Characters of something to do that is taken from an answer.
const TO_DO: usize = 160;

/// The width of the list of models: their help fits into two lines.
const HELP: f32 = 320.0;

impl Editor {
    pub(super) fn reflect_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let palette = theme::palette(ui.ctx());
        let chosen = cx.catalogue.template(&self.draft.reflection.template);
        let goals: Vec<GoalKind> = self.draft.goals.iter().filter_map(|id| cx.goal(*id)).map(|goal| goal.draft.kind).collect();
        let registers = registers(cx);
        let about = About {
            kind: &self.draft.kind,
            goals: &goals,
            registrations: &registers,
            last: cx.snapshot.last_models.get(&self.draft.kind).map(String::as_str),
        };
        let offered = offered(&cx.catalogue.templates, &about);
        let mut wanted = None;
        ui.add_space(space::L);
        let shown = chosen.map_or("Choose a model", |template| &template.label);
        let title = RichText::new("Reflection").text_style(theme::section_style()).color(palette.text);
        let model = &self.draft.reflection.template;
        let was_open = std::mem::take(&mut self.fields.models_open);
        let open = &mut self.fields.models_open;
        let combo = |ui: &mut Ui| {
            let width = ui.spacing().combo_width.min(ui.available_width());
            let combo = ComboBox::from_id_salt("template").selected_text(shown).width(width).truncate().show_ui(ui, |ui| {
                *open = true;
                // Always in the same order: a list is found again by where things stand in it.
                for template in &cx.catalogue.templates {
                    let response = model_ui(ui, model, template);
                    // It begins at the one in use, for the eye and for the keyboard.
                    if !was_open && *model == template.id {
                        response.scroll_to_me(Some(egui::Align::Center));
                        response.request_focus();
                    }
                    if response.clicked() {
                        wanted = Some(template).filter(|template| *model != template.id);
                        ui.close();
                    }
                }
            });
            combo.response.accessible_name("Model of reflection");
        };
        ends_ui(ui, SIDE_BY_SIDE, |ui| drop(ui.label(title)), combo);
        self.kept_ui(ui, cx, chosen);
        match chosen {
            Some(template) => self.prompts_ui(ui, cx, template),
            None => {
                ui.horizontal_wrapped(|ui| {
                    ui.label(RichText::new("Begin with").color(palette.text_muted));
                    for template in offered.iter().take(OFFERED) {
                        if ui.button(&template.label).on_hover_text(&template.help).clicked() {
                            wanted = Some(template);
                        }
                    }
                });
            }
        }
        self.elsewhere_ui(ui, cx, chosen);
        if let Some(template) = wanted {
            self.fields.begin_model = true;
            self.draft.reflection.change_model(template, &cx.catalogue.templates);
            cx.desk.step();
        }
    }

    fn prompts_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, template: &Template) {
        let palette = theme::palette(ui.ctx());
        ui.label(RichText::new(&template.help).small().color(palette.text_muted));
        let mut begin = std::mem::take(&mut self.fields.begin_model);
        for prompt in &template.prompts {
            ui.add_space(space::S);
            // A prompt is answered in a copy, so that an empty answer is not made by being looked at.
            let mut text = self.draft.reflection.answer(&template.id, &prompt.id).map(|answer| answer.text.clone()).unwrap_or_default();
            // The question itself, and how an answer could begin.
            let hint = [prompt.help.as_str(), &prompt.starter].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
            let writing = Writing::new(&prompt.label).hint(&hint).length(prompt.length);
            let response = writing.show(ui, cx.desk, &mut text);
            if std::mem::take(&mut begin) {
                response.request_focus();
            }
            if prompt.stage == Stage::NowWhat {
                self.to_work_ui(ui, cx, &text);
            }
            self.written_in |= response.has_focus();
            if response.changed() {
                *self.draft.reflection.answer_mut(&template.id, prompt) = text;
            }
        }
    }

    /// What is meant to be done can be taken back to work without writing it twice.
    fn to_work_ui(&self, ui: &mut Ui, cx: &mut Ctx<'_>, text: &str) {
        let what = excerpt(text, TO_DO);
        let known = |action: &crate::domain::Action| action.entry == self.id && action.draft.what == what;
        if what.is_empty() || cx.read_only() || cx.snapshot.actions.iter().any(known) {
            return;
        }
        let link = buttons::link_ui(ui, "Take it back to work")
            .on_hover_text("It becomes something to do, listed under Back to work and on Today");
        if link.clicked() {
            let draft = Box::new(ActionDraft { what, ..ActionDraft::default() });
            cx.send(Request::AddAction { entry: self.id, draft });
            cx.say("It is under Back to work now; add a day there");
        }
    }

    /// Says at once that answers to another model are not lost.
    fn kept_ui(&self, ui: &mut Ui, cx: &Ctx<'_>, chosen: Option<&Template>) {
        let mut models: Vec<(&str, usize)> = Vec::new();
        for answer in self.draft.reflection.beside(chosen) {
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

    /// Answers to other models, each with the way into one of the prompts in use.
    fn elsewhere_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, chosen: Option<&Template>) {
        let palette = theme::palette(ui.ctx());
        let others: Vec<_> = self.draft.reflection.beside(chosen).cloned().collect();
        let mut moved = None;
        for answer in others {
            let from = cx.catalogue.template(&answer.template).map_or(answer.template.as_str(), |template| &template.label);
            ui.add_space(space::S);
            theme::card_frame(ui.ctx()).show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                ui.label(RichText::new(format!("from {from}: {}", answer.label)).small().color(palette.text_muted));
                ui.label(&answer.text);
                let Some(template) = chosen else { return };
                let button = ui.menu_button("Put it into…", |ui| {
                    for prompt in &template.prompts {
                        if ui.button(&prompt.label).clicked() {
                            moved = Some((answer.clone(), template, prompt));
                        }
                    }
                });
                let name = format!("Put “{}” into a question of {}", answer.label, template.label);
                button.response.accessible_name(name).on_hover_text("It becomes a paragraph of the answer there");
            });
        }
        if let Some((answer, template, prompt)) = moved {
            self.draft.reflection.put_into(answer.place(), template, prompt);
            cx.desk.step();
        }
    }
}

/// Under whose rules somebody keeps the journal: as the profile has it, and what the registrations' frameworks are called.
fn registers(cx: &Ctx<'_>) -> String {
    let mut all = cx.snapshot.profile.registrations.clone();
    for registration in cx.snapshot.registrations.iter() {
        if let Some(framework) = cx.catalogue.framework(&registration.draft.framework) {
            for name in [&framework.name, &framework.scheme, &framework.regulator] {
                all.push('\n');
                all.push_str(name);
            }
        }
    }
    all
}

/// One model in the list of them: its name, and below it what it is for.
fn model_ui(ui: &mut Ui, chosen: &str, template: &Template) -> Response {
    let palette = theme::palette(ui.ctx());
    let on = chosen == template.id;
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
    response
}
