//! What came of something that was just done, asked for below it; nothing of it has to be said.

use egui::{Label, RichText, Ui};

use crate::domain::{Action, ActionDraft, ActionId, Effect, EntryId};
use crate::ui::autosave::Autosave;
use crate::ui::context::Ctx;
use crate::ui::theme::{self, space, tone_frame};
use crate::ui::widgets::{EffectFields, effect_ui};
use crate::worker::{Event, PlanRequest, Request};

/// The fields for one action, while they are open.
#[derive(Debug)]
pub(super) struct After {
    pub(super) id: ActionId,
    entry: EntryId,
    /// As typed.
    draft: ActionDraft,
    /// As the journal had it last.
    base: ActionDraft,
    autosave: Autosave,
    fields: EffectFields,
    /// *What I changed* and *Who benefited* of the entry, once they are read.
    there: Option<(String, String)>,
    /// The entry was asked for.
    asked: bool,
}

impl After {
    pub(super) fn new(action: &Action, draft: ActionDraft) -> Self {
        let (base, fields) = (draft.clone(), EffectFields::default());
        Self { id: action.id, entry: action.entry, draft, base, autosave: Autosave::default(), fields, there: None, asked: false }
    }

    /// What is typed and not on its way yet.
    pub(super) fn flush(&mut self) -> Option<Request> {
        let seq = self.autosave.flush()?;
        self.autosave.saved(seq);
        self.base = self.draft.clone();
        Some(Request::SaveAction { id: self.id, draft: Box::new(self.draft.clone()) })
    }

    pub(super) fn draft(&self) -> &ActionDraft {
        &self.draft
    }

    pub(super) fn on_event(&mut self, event: &Event) {
        match event {
            Event::Loaded(entry) if entry.id == self.entry => {
                self.there = Some((entry.draft.changed.clone(), entry.draft.benefit.clone()));
            }
            // The entry may have been written in meanwhile.
            Event::Renewed(_) => self.asked = false,
            _ => {}
        }
    }

    /// Shows the fields, and what they would add to the entry; `false` when they are done with.
    pub(super) fn show_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, kept: &ActionDraft) -> bool {
        if !self.autosave.is_dirty() && *kept != self.base && *kept != self.draft {
            // Taken back, or changed elsewhere.
            (self.draft, self.base) = (kept.clone(), kept.clone());
        }
        if !std::mem::replace(&mut self.asked, true) {
            cx.send(Request::Load(self.entry));
        }
        let palette = theme::palette(ui.ctx());
        ui.label(RichText::new("What came of it? All of this can stay empty.").color(palette.text_muted));
        let typed = self.fields.show_ui(ui, cx.desk, &mut self.draft, cx.today());
        if typed.changed {
            self.autosave.changed(cx.now);
        }
        match self.autosave.due_in(cx.now) {
            Some(seconds) if typed.left || seconds <= 0.0 => self.flush().into_iter().for_each(|request| cx.send(request)),
            Some(seconds) => ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(seconds.clamp(0.05, 5.0))),
            None => {}
        }
        let effect = match &self.there {
            Some((changed, benefit)) => self.draft.effect_for(changed, benefit),
            None => Effect::default(),
        };
        let mut open = true;
        if effect.is_empty() {
            if ui.button("That is all").clicked() {
                open = false;
            }
        } else {
            open = self.proposal_ui(ui, cx, &effect);
        }
        if !open {
            self.flush().into_iter().for_each(|request| cx.send(request));
        }
        open
    }

    /// What could stand in the entry; `false` when it was decided.
    fn proposal_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, effect: &Effect) -> bool {
        let palette = theme::palette(ui.ctx());
        let name = cx.entry(self.entry).map_or_else(|| "the entry".to_owned(), |entry| crate::domain::text::excerpt(&entry.name, 60));
        let mut open = true;
        tone_frame(palette.info).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let text = format!("This could stand in “{name}”, too:");
            ui.add(Label::new(RichText::new(text).color(palette.text)).wrap());
            effect_ui(ui, effect);
            ui.add_space(space::XS);
            ui.horizontal_wrapped(|ui| {
                if ui.button("Add to the entry").clicked() {
                    self.flush().into_iter().for_each(|request| cx.send(request));
                    cx.send(Request::Plan(PlanRequest::TakeEffect { action: self.id, effect: effect.clone() }));
                    cx.say(format!("Added to “{name}”; Undo takes it out again"));
                    open = false;
                }
                if theme::buttons::quiet_ui(ui, "Not now").clicked() {
                    open = false;
                }
            });
        });
        open
    }
}
