//! What was promised at work: when it is due, and what came of it.

use egui::{Checkbox, Response, RichText, TextWrapMode, Ui, WidgetInfo};

use super::Today;
use super::after::After;
use super::derived::{Derived, Due, When};
use super::view::{counted_ui, end_link_ui};
use crate::domain::when;
use crate::ui::context::Ctx;
use crate::ui::dialogs::Ask;
use crate::ui::theme::{self, Icon, buttons, space};
use crate::ui::widgets::{due_text, panel_ui, sentence};

/// Actions that are shown at first.
const PIECE: usize = 6;

/// A link in a line of small text is at least this high.
const LINK: f32 = 24.0;

/// A check box and the room after it.
const BESIDE_BOX: f32 = 26.0;

impl Today {
    pub(super) fn actions_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, derived: &Derived) {
        let shown = self.actions.shown(PIECE);
        let is_shown = |after: &After| derived.actions.iter().any(|due| due.action.id == after.id);
        if self.after.as_ref().is_some_and(|after| !is_shown(after)) {
            self.close_after(cx);
        }
        if self.after.is_none()
            && let Some(at) = self.left.iter().position(|after| after.has_failed() && is_shown(after))
        {
            // Back where it was typed.
            self.after = Some(self.left.remove(at));
        }
        if derived.actions.is_empty() {
            return;
        }
        let open = derived.actions.iter().filter(|due| due.when != When::DoneToday).count();
        let dated = derived.actions.iter().any(|due| due.when != When::DoneToday && due.action.draft.due.is_some());
        counted_ui(ui, "Back to work", open, |ui| {
            if dated && end_link_ui(ui, "Add to my calendar…") {
                cx.ask(Ask::SaveActions(Vec::new()));
            }
        });
        let mut placed: Vec<(When, &Due)> = derived.actions.iter().map(|due| (self.stands(due), due)).collect();
        placed.sort_by_key(|(when, due)| due.place(*when));
        panel_ui(ui, |ui| {
            for (n, when) in When::ALL.into_iter().enumerate() {
                let of_these = placed.iter().take(shown).filter(|(of, _)| *of == when);
                for (at, (_, due)) in of_these.enumerate() {
                    if at == 0 {
                        let colour = theme::palette(ui.ctx());
                        let colour = if when == When::Overdue { colour.warn.text } else { colour.text_muted };
                        if n > 0 && placed.first().is_some_and(|(first, _)| *first != when) {
                            ui.add_space(space::S);
                        }
                        ui.label(RichText::new(when.label()).small().color(colour));
                    }
                    self.action_ui(ui, cx, due);
                }
            }
            self.actions.more_ui(ui, PIECE, derived.actions.len(), "actions");
        });
    }

    fn action_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, due: &Due) {
        let palette = theme::palette(ui.ctx());
        let draft = &due.action.draft;
        let today = cx.today();
        let here = self.after.as_ref().is_some_and(|after| after.id == due.action.id);
        ui.push_id(due.action.id, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let mut done = draft.done.is_some();
            let mut what = RichText::new(&draft.what);
            if done {
                what = what.color(palette.text_muted).strikethrough();
            }
            ui.scope(|ui| {
                ui.style_mut().wrap_mode = Some(TextWrapMode::Wrap);
                let tick = ui.add_enabled(!cx.read_only(), Checkbox::new(&mut done, what));
                if tick.changed() {
                    self.tick(cx, due, done);
                    // Who ticks with the pointer may be on the way to the next one.
                    if let Some(after) = self.after.as_mut().filter(|_| done && !tick.clicked_by(egui::PointerButton::Primary)) {
                        after.focus();
                    }
                }
            });
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                ui.spacing_mut().interact_size.y = LINK;
                ui.add_space(BESIDE_BOX);
                if let (Some(day), false) = (draft.due, draft.done.is_some()) {
                    let text = format!("{} · {}  ", sentence(&due_text(day, today)), when::shown(day));
                    ui.label(RichText::new(text).small().color(palette.text_muted));
                }
                if !due.entry.is_empty() {
                    let name = crate::domain::text::excerpt(&due.entry, 48);
                    let link = link_ui(ui, &name, &format!("Open “{}”", due.entry)).on_hover_text("Open the entry that it came from");
                    if link.clicked() {
                        cx.open(due.action.entry);
                    }
                }
                let name = crate::domain::text::excerpt(&draft.what, 60);
                if draft.due.is_some() && draft.done.is_none() {
                    ui.add_space(space::S);
                    if buttons::icon_ui(ui, Icon::Calendar, &format!("Add “{name}” to my calendar…")).clicked() {
                        cx.ask(Ask::SaveActions(vec![due.action.id]));
                    }
                }
                if draft.done.is_some() && !here && !cx.read_only() {
                    ui.add_space(space::M);
                    if link_ui(ui, "What came of it", &format!("What came of “{name}”")).clicked() {
                        self.close_after(cx);
                        self.after = Some(self.left_after(due));
                    }
                }
            });
            if here && draft.done.is_some() {
                let margin = egui::Margin { left: 26, right: 0, top: 4, bottom: 8 };
                egui::Frame::new().inner_margin(margin).show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = space::S;
                    if let Some(after) = &mut self.after
                        && !after.show_ui(ui, cx)
                    {
                        self.close_after(cx);
                    }
                });
            }
        });
    }

    /// Among which it is shown: what was just ticked stays where it was.
    fn stands(&self, due: &Due) -> When {
        let ticked = self.ticked.iter().find(|(id, _)| *id == due.action.id && due.when == When::DoneToday);
        ticked.map_or(due.when, |(_, when)| *when)
    }

    /// Done, or not after all. What was typed about it stays with it.
    fn tick(&mut self, cx: &mut Ctx<'_>, due: &Due, done: bool) {
        let open = self.after.take_if(|after| after.id == due.action.id);
        let mut after = open.unwrap_or_else(|| self.left_after(due));
        after.tick(done.then_some(cx.today()), cx.now);
        after.send(cx);
        if done {
            self.ticked.retain(|(id, _)| *id != due.action.id);
            self.ticked.push((due.action.id, due.when));
            self.close_after(cx);
            self.after = Some(after);
        } else {
            self.left.push(after);
        }
    }

    /// The fields for an action; with what was typed into them, when that is not in the journal yet.
    fn left_after(&mut self, due: &Due) -> After {
        let at = self.left.iter().position(|after| after.id == due.action.id);
        at.map_or_else(|| After::new(&due.action), |at| self.left.remove(at))
    }

    /// Closes the fields; what was typed stays at hand until the journal has it.
    fn close_after(&mut self, cx: &mut Ctx<'_>) {
        if let Some(mut after) = self.after.take() {
            after.send(cx);
            if after.is_needed() {
                self.left.push(after);
            }
        }
    }
}

/// A small link in a line of small text.
fn link_ui(ui: &mut Ui, word: &str, name: &str) -> Response {
    let palette = theme::palette(ui.ctx());
    let link = ui.add(egui::Button::new(RichText::new(word).small().color(palette.accent_text)).frame(false));
    link.widget_info(|| WidgetInfo::labeled(egui::Role::Link, true, name));
    buttons::focus_ring(ui, &link);
    link
}
