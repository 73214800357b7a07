//! The first steps of a new journal.

use egui::{RichText, Ui};

use super::Today;
use super::derived::Steps;
use super::mark::MarkForm;
use crate::domain::WaymarkKind;
use crate::ui::action::{Action, Route};
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, space};
use crate::ui::widgets::section_ui;

impl Today {
    /// What a journal begins with, in any order.
    pub(super) fn steps_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, steps: Steps) {
        if steps_ui(ui, cx, steps) {
            self.mark = Some(MarkForm::new(WaymarkKind::Employer, cx));
        }
    }
}

/// Shows the steps; whether the reading of the policy is to be noted.
fn steps_ui(ui: &mut Ui, cx: &mut Ctx<'_>, steps: Steps) -> bool {
    let palette = theme::palette(ui.ctx());
    if !steps.logged && !steps.policy && !steps.goal {
        ui.add_space(space::L);
        ui.label(RichText::new("This is your journal").text_style(theme::title_style()));
        let text = "You already learn from what you read, hear and discuss. Put it down here in a minute, and it will be there when somebody asks for it. Nothing leaves this computer unless you send it.";
        ui.label(RichText::new(text).text_style(theme::writing_style()).color(palette.text_muted));
    }
    section_ui(ui, "First steps", |_| {});
    let log = "A chat, a podcast, a thread. One line is enough; the rest can wait until tomorrow.";
    if step_ui(ui, cx, "Log the first thing", log, steps.logged, Look::Primary, Icon::Note, "Log the first thing…") {
        cx.actions.push(Action::Run(Command::LogSomething));
    }
    let goal = "One that matters to you is enough. What you log can then be linked to it, before or after.";
    if step_ui(ui, cx, "Set a goal", goal, steps.goal, Look::Standard, Icon::Goals, "Set a goal…") {
        cx.go(Route::Goals);
    }
    let policy = "Ready, steady, go: read once what your employer and your regulator say about social media, and you can take part with an easy mind.";
    let (title, button) = ("Know your employer’s social-media policy", "Note that I have read it…");
    let read = step_ui(ui, cx, title, policy, steps.policy, Look::Standard, Icon::Shield, button);
    let rules = "Your regulator’s, or your own. What you log is then counted against them, and you see what is missing.";
    if step_ui(ui, cx, "Say whose rules you keep to", rules, steps.rules, Look::Standard, Icon::Standard, "Choose your regulator…") {
        cx.go(Route::Portfolio);
    }
    read
}

/// One step; whether its button was pressed.
#[expect(clippy::too_many_arguments, reason = "a step is one line of the list above")]
fn step_ui(ui: &mut Ui, cx: &Ctx<'_>, title: &str, text: &str, done: bool, look: Look, icon: Icon, button: &str) -> bool {
    let palette = theme::palette(ui.ctx());
    if done {
        // What is done takes one line, so that the day's work moves up.
        ui.horizontal(|ui| {
            ui.add_space(space::L);
            Icon::CheckCircle.mark_ui(ui, theme::size::ICON, palette.success.text);
            ui.label(RichText::new(title).color(palette.text_muted));
        });
        return false;
    }
    let mut pressed = false;
    theme::card_frame(ui.ctx()).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_top(|ui| {
            icon.mark_ui(ui, 24.0, palette.accent_text);
            ui.add_space(space::S);
            ui.vertical(|ui| {
                ui.label(RichText::new(title).font(theme::bold(theme::type_size::BODY)));
                ui.label(RichText::new(text).color(palette.text_muted));
                ui.add_space(space::XS);
                ui.add_enabled_ui(!cx.read_only(), |ui| {
                    pressed = if look == Look::Primary { buttons::primary_ui(ui, button) } else { ui.button(button) }.clicked();
                });
            });
        });
    });
    pressed
}
