//! How the forms look: which form, filled in for what, and its fields.

use egui::{CentralPanel, ComboBox, Label, Margin, RichText, ScrollArea, Ui};

use super::Forms;
use crate::domain::framework::{Form, FormOf};
use crate::domain::{Framework, Registration};
use crate::journal::{FilledField, FilledForm};
use crate::ui::action::Action;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::screens::portfolio::Go;
use crate::ui::theme::{self, Icon, Tone, buttons, space};
use crate::ui::widgets::{caption_ui, copyable_ui, count_text, empty_ui, measure_ui, notice_ui, scroll_by_keys, section_ui, segments_ui};

/// The page is no wider than this.
const WIDTH: f32 = 760.0;

/// Fillings of one form that are listed before the rest is asked for by name.
const LISTED: usize = 200;

/// What is said instead of the details of others.
const KEPT_APART: &str = "Kept apart";

impl Forms {
    pub(super) fn page_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) -> Option<Go> {
        let frame = theme::screen_frame(ui.ctx()).inner_margin(Margin { left: 24, right: 12, top: 0, bottom: 0 });
        let mut go = None;
        CentralPanel::default().frame(frame).show(ui, |ui| {
            let Some(registration) = self.registration.and_then(|id| cx.snapshot.registrations.iter().find(|one| one.id == id)) else {
                let what_for = "The forms of your regulator, filled in from your journal and ready to be copied field by field. \
                                Say under Where I stand who your regulator is.";
                empty_ui(ui, Icon::Portfolio, "No forms yet", what_for, None);
                return;
            };
            let registration = registration.clone();
            ScrollArea::vertical().id_salt("forms").auto_shrink(false).show(ui, |ui| {
                scroll_by_keys(ui);
                let width = WIDTH.min(ui.available_width() - space::M);
                measure_ui(ui, width, |ui| {
                    ui.add_space(space::L);
                    go = self.content_ui(ui, cx, &registration);
                    ui.add_space(space::XXXL);
                });
            });
        });
        go
    }

    fn content_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, registration: &Registration) -> Option<Go> {
        self.registrations_ui(ui, cx);
        // Another edition may be in force in this cycle.
        let stand = cx.snapshot.stands.iter().find(|stand| stand.registration.id == registration.id);
        let edition = stand.and_then(|stand| stand.counted.as_ref().ok()).map(|standing| standing.framework.clone());
        let framework = cx.catalogue.framework(edition.as_deref().unwrap_or(&registration.draft.framework)).cloned();
        let Some(framework) = framework else {
            let sentence = "The rules of this registration are not installed, so its forms are not known. Nothing of yours is lost.";
            notice_ui(ui, theme::palette(ui.ctx()).warn, Icon::Warning, sentence, |_| ());
            return None;
        };
        if framework.forms.is_empty() {
            empty_ui(ui, Icon::Portfolio, "No forms", &format!("{} has no forms that are known here.", framework.name), None);
            return None;
        }
        let cycles = ["Current cycle", "The one before"];
        if let Some(chosen) = segments_ui(ui, "Cycle", &cycles, usize::from(self.number != 0)) {
            (self.number, self.open, self.with_apart) = (if chosen == 0 { 0 } else { -1 }, None, false);
        }
        ui.add_space(space::M);
        let form = framework.forms.iter().find(|form| Some(&form.id) == self.form.as_ref()).or_else(|| framework.forms.first())?;
        self.which_form_ui(ui, &framework, form);
        about_ui(ui, &framework, form);
        let filled = match &self.filled {
            // While the details of others come or go, those that were there before are shown: never with what is to be hidden.
            Some(((of, number, with_apart), forms))
                if *of == registration.id && *number == self.number && (self.with_apart || !with_apart) =>
            {
                forms
            }
            _ => {
                ui.label(RichText::new("Being filled in…").color(theme::palette(ui.ctx()).text_muted));
                return None;
            }
        };
        let filled: Vec<FilledForm> = filled.iter().filter(|one| one.form == form.id).cloned().collect();
        self.others_ui(ui, &filled);
        self.fillings_ui(ui, cx, form, &filled)
    }

    /// Shows the details of others, or hides them again; nothing where there are none.
    fn others_ui(&mut self, ui: &mut Ui, filled: &[FilledForm]) {
        let (icon, word) = if self.with_apart {
            (Icon::EyeSlash, "Hide the details of others")
        } else if filled.iter().flat_map(|one| &one.fields).any(|field| field.kept_apart) {
            (Icon::Eye, "Show the details of others")
        } else {
            return;
        };
        if buttons::marked_ui(ui, buttons::Look::Quiet, icon, word).clicked() {
            self.with_apart = !self.with_apart;
        }
        ui.add_space(space::S);
    }

    fn registrations_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        let all = &cx.snapshot.registrations;
        if all.len() < 2 {
            return;
        }
        let names: Vec<&str> = all
            .iter()
            .map(|one| cx.catalogue.framework(&one.draft.framework).map_or(one.draft.framework.as_str(), |framework| &framework.name))
            .collect();
        let at = all.iter().position(|one| Some(one.id) == self.registration).unwrap_or(0);
        if let Some(chosen) = segments_ui(ui, "Registration", &names, at).and_then(|at| all.get(at)) {
            self.choose(chosen.id);
        }
        ui.add_space(space::S);
    }

    fn which_form_ui(&mut self, ui: &mut Ui, framework: &Framework, form: &Form) {
        caption_ui(ui, "Form");
        let mut chosen = form.id.clone();
        let combo = ComboBox::from_id_salt("which form").width(ui.available_width().min(420.0)).selected_text(&form.label);
        let response = combo.show_ui(ui, |ui| {
            for one in &framework.forms {
                ui.selectable_value(&mut chosen, one.id.clone(), &one.label);
            }
        });
        response.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, format!("Form: {}", form.label)));
        if chosen != form.id {
            (self.form, self.open, self.with_apart) = (Some(chosen), None, false);
        }
        ui.add_space(space::S);
    }

    fn fillings_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, form: &Form, filled: &[FilledForm]) -> Option<Go> {
        let palette = theme::palette(ui.ctx());
        match filled {
            [] => nothing_ui(ui, cx, form),
            [only] if form.of == FormOf::Cycle => {
                fields_ui(ui, only);
                None
            }
            _ => {
                section_ui(ui, &count_text(filled.len(), "is filled in", "are filled in"), |_| ());
                let mut go = None;
                for (at, one) in filled.iter().enumerate().take(LISTED) {
                    let open = self.open == Some(at);
                    let name = format!("{}. {}", at + 1, one.about);
                    let mark = if open { Icon::CaretDown } else { Icon::CaretRight };
                    let response = buttons::marked_ui(ui, buttons::Look::Quiet, mark, &name);
                    ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(open));
                    if response.clicked() {
                        self.open = (!open).then_some(at);
                    }
                    if open {
                        ui.indent(("filled", at), |ui| {
                            fields_ui(ui, one);
                            if buttons::quiet_ui(ui, "Open what it is filled in from").clicked() {
                                go = opened(cx, form, one);
                            }
                            ui.add_space(space::M);
                        });
                    }
                }
                if filled.len() > LISTED {
                    let more = format!("and {} more: the command line lists them all", filled.len() - LISTED);
                    ui.label(RichText::new(more).color(palette.text_muted));
                }
                go
            }
        }
    }
}

/// Opens the entry or the record that a form is filled in from.
fn opened(cx: &mut Ctx<'_>, form: &Form, filled: &FilledForm) -> Option<Go> {
    let uid = filled.uid?;
    match &form.of {
        FormOf::Records { .. } => Some(Go::Record(uid)),
        FormOf::Entries { .. } | FormOf::Cycle => {
            let entry = cx.snapshot.entries.iter().find(|entry| entry.uid == uid).map(|entry| entry.id);
            if let Some(entry) = entry {
                cx.open(entry);
            }
            None
        }
    }
}

/// What the form is, and that this is not the form itself.
fn about_ui(ui: &mut Ui, framework: &Framework, form: &Form) {
    let palette = theme::palette(ui.ctx());
    if !form.help.is_empty() {
        ui.add(Label::new(RichText::new(&form.help).color(palette.text_muted)).wrap());
    }
    let whose = if framework.regulator.is_empty() { "anybody" } else { framework.regulator.as_str() };
    let text = format!("Content laid out for the form, in its order; not the form of {whose} itself. Copy each field over.");
    ui.add(Label::new(RichText::new(text).small().color(palette.text_muted)).wrap());
    ui.add_space(space::S);
}

/// Nothing there is fills the form in yet.
fn nothing_ui(ui: &mut Ui, cx: &mut Ctx<'_>, form: &Form) -> Option<Go> {
    let palette = theme::palette(ui.ctx());
    match &form.of {
        FormOf::Records { kind } => {
            let kind = cx.catalogue.record_kind(kind)?;
            ui.add(Label::new(RichText::new(format!("There is no {} in this cycle yet.", kind.one)).color(palette.text_muted)).wrap());
            ui.add_space(space::S);
            ui.button(format!("Add: {}", kind.one)).clicked().then(|| Go::Records(kind.id.clone()))
        }
        FormOf::Entries { .. } | FormOf::Cycle => {
            let text = "No entry of this cycle counts here yet. Where I stand tells why.";
            ui.add(Label::new(RichText::new(text).color(palette.text_muted)).wrap());
            ui.add_space(space::S);
            if ui.button("Log something").clicked() {
                cx.actions.push(Action::Run(Command::LogSomething));
            }
            None
        }
    }
}

fn fields_ui(ui: &mut Ui, filled: &FilledForm) {
    for (at, field) in filled.fields.iter().enumerate() {
        ui.push_id(at, |ui| field_ui(ui, field));
    }
}

fn field_ui(ui: &mut Ui, field: &FilledField) {
    let palette = theme::palette(ui.ctx());
    ui.add_space(space::S);
    ui.add(Label::new(RichText::new(&field.label).strong()).wrap());
    if field.by_hand {
        ui.add(Label::new(RichText::new("To be written on the form itself").color(palette.text_muted)).wrap());
    } else if field.text.trim().is_empty() && field.kept_apart {
        ui.add(Label::new(RichText::new(KEPT_APART).color(palette.text_muted)).wrap());
    } else if field.text.trim().is_empty() {
        ui.add(Label::new(RichText::new("Nothing yet").color(palette.text_muted)).wrap());
    } else {
        copyable_ui(ui, &field.label, &field.text);
        if field.kept_apart {
            ui.add(Label::new(RichText::new(KEPT_APART).small().color(palette.text_muted)).wrap());
        }
    }
    if let Some(length) = length_of(field) {
        let tone: Tone = if field.is_too_long() { palette.warn } else { palette.success };
        let colour = if field.is_too_long() { tone.text } else { palette.text_muted };
        ui.label(RichText::new(length).small().color(colour));
    }
}

/// “312 of 500 words”, and that it is too long; `None` where there is no limit.
fn length_of(field: &FilledField) -> Option<String> {
    let count = match (field.most_words, field.most_chars) {
        (Some(most), _) => format!("{} of {most} words", field.words),
        (None, Some(most)) => format!("{} of {most} characters", field.chars),
        (None, None) => return None,
    };
    Some(if field.is_too_long() { format!("Too long: {count}. Shorten it where it is written.") } else { count })
}
