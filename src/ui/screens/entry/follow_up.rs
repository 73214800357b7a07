//! What is taken back to work and what came of it, and what proves it.

use chrono::NaiveDate;
use egui::{Id, RichText, Ui};

use super::Editor;
use super::leave::Words;
use crate::domain::when::{self, Sense};
use crate::domain::{Action, ActionDraft, ActionId, EntryId, Found, LookBack, LookBackId};
use crate::ui::context::Ctx;
use crate::ui::theme::{self, Icon, buttons, size, space};
use crate::ui::widgets::{DayField, EffectFields, caption_ui, effect_ui, line_ui, section_ui};
use crate::worker::{PlanRequest, Request};

/// What the fields for something to do remember, beside what it is and by when.
#[derive(Debug, Default)]
pub(super) struct Rest {
    /// With whom it is shared, when it was done, and what it changed.
    draft: ActionDraft,
    fields: EffectFields,
    done: DayField,
    /// These fields are shown though they are empty.
    open: bool,
}

impl Editor {
    pub(super) fn follow_up_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        section_ui(ui, "Back to work", |_| {});
        self.actions_ui(ui, cx);
        self.evidence_ui(ui, cx);
        self.left_alone_ui(ui, cx);
    }

    fn actions_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let snapshot = std::sync::Arc::clone(&cx.snapshot.actions);
        let id = self.id;
        for action in snapshot.iter().filter(|action| action.entry == id) {
            self.action_ui(ui, cx, action);
            self.proposal_ui(ui, cx, action);
        }
        self.new_action_ui(ui, cx);
    }

    /// One action: to tick, to change, to take away.
    fn action_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, action: &Action) {
        let palette = theme::palette(ui.ctx());
        let today = cx.today();
        let room = ui.available_width();
        ui.horizontal_top(|ui| {
            let mut done = action.draft.done.is_some();
            if ui.checkbox(&mut done, "").on_hover_text("Done").accessible_name(&action.draft.what).changed() {
                let done = done.then_some(today);
                if self.is_editing(action.id) {
                    self.fields.action_rest.draft.done = done;
                }
                let draft = ActionDraft { done, ..action.draft.clone() };
                cx.send(Request::SaveAction { id: action.id, draft: Box::new(draft) });
            }
            let text = (room - 3.0 * (size::TARGET + space::S)).max(80.0);
            ui.allocate_ui(egui::vec2(text, 0.0), |ui| {
                ui.vertical(|ui| {
                    ui.set_width(text);
                    ui.add(egui::Label::new(&action.draft.what).wrap());
                    let small = |text: &str| RichText::new(text).small().color(palette.text_muted);
                    let when = when_text(action);
                    if !when.is_empty() {
                        ui.add(egui::Label::new(small(&when)).wrap());
                    }
                    let ActionDraft { effect, effect_service, effect_people, .. } = &action.draft;
                    for (whom, text) in
                        [("For me", effect), ("In the service", effect_service), ("For the people who use it", effect_people)]
                    {
                        if !text.trim().is_empty() {
                            ui.add(egui::Label::new(small(&format!("{whom}: {}", text.trim()))).wrap());
                        }
                    }
                });
            });
            if buttons::icon_ui(ui, Icon::Edit, &format!("Change action {}", action.draft.what)).clicked() {
                self.change_action(cx, action);
            }
            if buttons::icon_ui(ui, Icon::Close, &format!("Remove action {}", action.draft.what)).clicked() {
                cx.send(Request::RemoveAction(Box::new(action.clone())));
            }
        });
    }

    /// Takes an action into the fields. What stands there is kept first.
    fn change_action(&mut self, cx: &mut Ctx<'_>, action: &Action) {
        if let Some(lacks) = self.lacks() {
            cx.say(lacks);
            return;
        }
        if self.has_action()
            && let Some(typed) = self.take_action()
        {
            self.send_words(cx, Words::Action(Box::new(typed)));
        }
        self.fields.action.clone_from(&action.draft.what);
        self.fields.action_day = action.draft.due;
        self.fields.action_rest = Rest { draft: action.draft.clone(), open: true, ..Rest::default() };
        self.fields.action_edited = Some(action.clone());
    }

    fn is_editing(&self, id: ActionId) -> bool {
        self.fields.action_edited.as_ref().is_some_and(|edited| edited.id == id)
    }

    /// What an action that is done would add to the texts above, until they say it or it is put away.
    fn proposal_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, action: &Action) {
        let effect = action.draft.effect_for(&self.draft.changed, &self.draft.benefit);
        let put_away = Id::unique(("effect put away", action.id));
        // Other words are another proposal.
        let words = format!("{}\n{}", effect.changed, effect.benefit);
        let is_away = ui.data(|data| data.get_temp::<String>(put_away)).is_some_and(|away| away == words);
        if effect.is_empty() || is_away || cx.read_only() || self.is_editing(action.id) {
            return;
        }
        let palette = theme::palette(ui.ctx());
        ui.push_id(put_away, |ui| {
            theme::tone_frame(palette.info).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.label(RichText::new("This could stand in this entry, too:").color(palette.text));
                effect_ui(ui, &effect);
                ui.add_space(space::XS);
                ui.horizontal_wrapped(|ui| {
                    // As if it were typed: one history, and saved with the rest.
                    if ui.button("Add to the entry").clicked() {
                        effect.add_to(&mut self.draft.changed, &mut self.draft.benefit);
                        cx.desk.step();
                    }
                    if buttons::quiet_ui(ui, "Not now").clicked() {
                        ui.data_mut(|data| data.insert_temp(put_away, words));
                    }
                });
            });
        });
    }

    /// What is to be done, until when, and on demand the rest; kept by Enter or the button, so that all can be given in any order.
    fn new_action_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let today = cx.today();
        let hint = "One thing to do at work because of this";
        let what = line_ui(ui, "Something to do", &mut self.fields.action, hint);
        let mut add = what.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        let blank = self.fields.action.trim().is_empty();
        let editing = self.fields.action_edited.is_some();
        if blank && !editing {
            // What was written about nothing stays until there is something.
            self.fields.action_rest.open &= !self.fields.action_rest.is_blank();
        }
        let mut more = false;
        ui.horizontal_top(|ui| {
            if let Some(day) = self.fields.action_due.show_ui(ui, "By", self.fields.action_day, today, Sense::Future) {
                self.fields.action_day = day;
            }
            if !self.fields.action_rest.open {
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = space::XS;
                    caption_ui(ui, "");
                    ui.horizontal(|ui| {
                        add |= ui.add_enabled(!blank, egui::Button::new("Add")).clicked();
                        more = !blank && buttons::quiet_ui(ui, "Sharing and effect…").clicked();
                    });
                });
            }
        });
        self.fields.action_rest.open |= more;
        if self.fields.action_rest.open {
            let Rest { draft, fields, done, .. } = &mut self.fields.action_rest;
            ui.spacing_mut().item_spacing.y = space::S;
            if let Some(day) = done.show_ui(ui, "Done on", draft.done, today, Sense::Past) {
                draft.done = day;
            }
            fields.show_ui(ui, cx.desk, draft, today);
            if self.has_effect_of_nothing() {
                let ink = theme::palette(ui.ctx()).warn.text;
                ui.label(RichText::new("Kept as soon as it is said what there is to do").small().color(ink));
            }
            ui.horizontal_wrapped(|ui| {
                add |= ui.add_enabled(!blank, egui::Button::new(if editing { "Change" } else { "Add" })).clicked();
                if editing && buttons::quiet_ui(ui, "Leave it as it was").clicked() {
                    self.take_action();
                }
            });
        }
        if add && !blank {
            if let Some(typed) = self.take_action() {
                self.send_words(cx, Words::Action(Box::new(typed)));
            }
            what.request_focus();
        }
    }

    /// The entry was to be left alone, for good or until a day: it can be asked about again.
    fn left_alone_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        if cx.read_only() {
            return;
        }
        let today = cx.today();
        let mine: Vec<&LookBack> = cx.snapshot.look_backs.iter().filter(|look| look.entry == self.id).collect();
        let never: Vec<LookBackId> = mine.iter().filter(|look| look.draft.found == Found::Never).map(|look| look.id).collect();
        let later = mine.iter().filter(|look| look.draft.found == Found::Later && look.draft.until.is_some_and(|until| until > today));
        let later: Vec<(LookBackId, Option<NaiveDate>)> = later.map(|look| (look.id, look.draft.until)).collect();
        let (said, word, ids) = match later.iter().filter_map(|(_, until)| *until).max() {
            _ if !never.is_empty() => ("Today does not ask what this entry changed.".to_owned(), "Let it ask", never),
            Some(until) => (format!("Asked again on {}", when::shown(until)), "Ask now", later.iter().map(|(id, _)| *id).collect()),
            None => return,
        };
        ui.horizontal_wrapped(|ui| {
            let palette = theme::palette(ui.ctx());
            ui.label(RichText::new(said).small().color(palette.text_muted));
            if buttons::link_ui(ui, word).clicked() {
                for id in ids {
                    cx.send(Request::Plan(PlanRequest::RemoveLookBack(id)));
                }
            }
        });
    }
}

impl Rest {
    fn is_blank(&self) -> bool {
        let ActionDraft { what: _, due: _, shared_with, shared_on, done, effect, effect_service, effect_people } = &self.draft;
        let texts = [shared_with, effect, effect_service, effect_people];
        texts.into_iter().all(|text| text.trim().is_empty()) && shared_on.is_none() && done.is_none()
    }
}

/// What stands in the fields for something to do.
#[derive(Clone, Debug)]
pub(super) struct TypedAction {
    draft: ActionDraft,
    /// The action that is changed.
    of: Option<Action>,
}

impl TypedAction {
    /// Keeps it with its entry.
    pub(super) fn request(self, entry: EntryId) -> Request {
        let Self { draft, of } = self;
        match of {
            Some(old) => Request::SaveAction { id: old.id, draft: Box::new(draft) },
            None => Request::AddAction { entry, draft: Box::new(draft) },
        }
    }
}

impl Editor {
    /// What the fields say.
    fn typed_action(&self) -> ActionDraft {
        ActionDraft { what: self.fields.action.clone(), due: self.fields.action_day, ..self.fields.action_rest.draft.clone() }
    }

    /// Whether something to do is typed and not kept: in an action that is being changed, something else than it says.
    pub(super) fn has_action(&self) -> bool {
        let typed = ActionDraft { what: self.fields.action.trim().to_owned(), ..self.typed_action() };
        let as_kept = |old: &Action| old.draft == typed;
        !typed.what.is_empty() && !self.fields.action_edited.as_ref().is_some_and(as_kept)
    }

    /// Whether sharing or an effect is written down, and not what was done: so it cannot be kept.
    pub(super) fn has_effect_of_nothing(&self) -> bool {
        let rest = &self.fields.action_rest;
        let as_kept = |old: &Action| old.draft == rest.draft;
        self.fields.action.trim().is_empty() && !rest.is_blank() && !self.fields.action_edited.as_ref().is_some_and(as_kept)
    }

    /// Takes what stands in the fields, as Enter does.
    pub(super) fn take_action(&mut self) -> Option<TypedAction> {
        if self.fields.action.trim().is_empty() {
            return None;
        }
        let draft = self.typed_action();
        self.fields.action.clear();
        self.fields.action_day = None;
        self.fields.action_rest = Rest::default();
        Some(TypedAction { draft, of: self.fields.action_edited.take() })
    }

    /// Puts it back where it was typed.
    pub(super) fn put_back_action(&mut self, typed: TypedAction) {
        if self.fields.action.trim().is_empty() {
            let TypedAction { draft, of } = typed;
            self.fields.action.clone_from(&draft.what);
            self.fields.action_day = draft.due;
            self.fields.action_rest = Rest { draft, ..Rest::default() };
            self.fields.action_rest.open = of.is_some() || !self.fields.action_rest.is_blank();
            self.fields.action_edited = of;
        } else {
            self.fields.action = format!("{}; {}", typed.draft.what.trim(), self.fields.action.trim());
        }
    }
}

fn when_text(action: &Action) -> String {
    let ActionDraft { due, shared_with, shared_on, done, .. } = &action.draft;
    let mut parts = Vec::new();
    match (done, due) {
        (Some(done), _) => parts.push(format!("done {}", when::shown(*done))),
        (None, Some(due)) => parts.push(format!("by {}", when::shown(*due))),
        (None, None) => {}
    }
    let on = |day: Option<NaiveDate>| day.map(|day| format!(" on {}", when::shown(day))).unwrap_or_default();
    if !shared_with.is_empty() {
        parts.push(format!("shared with {shared_with}{}", on(*shared_on)));
    } else if shared_on.is_some() {
        parts.push(format!("shared{}", on(*shared_on)));
    }
    parts.join(" · ")
}
