//! What came of something that was just done, asked for below it; nothing of it has to be said.

use egui::{Label, RichText, Ui};

use crate::domain::text::{clean, clean_line};
use crate::domain::{Action, ActionDraft, ActionId, Effect, EntryId};
use crate::ui::autosave::Autosave;
use crate::ui::context::Ctx;
use crate::ui::theme::{self, space, tone_frame};
use crate::ui::widgets::{EffectFields, effect_ui};
use crate::worker::{Event, PlanRequest, Request};

/// The fields for one action, while they are open, or until what was typed in them is in the journal.
#[derive(Debug)]
pub(super) struct After {
    pub(super) id: ActionId,
    entry: EntryId,
    /// As typed.
    draft: ActionDraft,
    /// As the journal had it last.
    base: ActionDraft,
    autosave: Autosave,
    /// On its way, as it will be stored: under which ticket, and as which change.
    sent: Option<(u64, u64, ActionDraft)>,
    /// The journal did not take it.
    failed: bool,
    /// The action is not in the journal, or its entry is in the bin: nothing can be kept with it until it is back.
    gone: bool,
    fields: EffectFields,
    /// *What I changed* and *Who benefited* of the entry, once they are read.
    there: Option<(String, String)>,
    /// The entry was asked for.
    asked: bool,
    /// What it would add to the entry was brought into view.
    proposed: bool,
    /// The day on which it was shared was filled in here.
    day_filled: bool,
}

impl After {
    pub(super) fn new(action: &Action) -> Self {
        let (draft, base) = (action.draft.clone(), action.draft.clone());
        let (autosave, fields) = (Autosave::default(), EffectFields::default());
        Self {
            id: action.id,
            entry: action.entry,
            draft,
            base,
            autosave,
            sent: None,
            failed: false,
            gone: false,
            fields,
            there: None,
            asked: false,
            proposed: false,
            day_filled: false,
        }
    }

    /// Takes the keyboard to the first field.
    pub(super) fn focus(&mut self) {
        self.fields.focus();
    }

    /// Says that it is done on this day, or not after all.
    pub(super) fn tick(&mut self, done: Option<chrono::NaiveDate>, now: f64) {
        self.draft.done = done;
        self.autosave.changed(now);
    }

    /// What is to be sent now, as `when` decides.
    pub(super) fn save(&mut self, when: impl Fn(&mut Autosave) -> Option<u64>, tickets: &mut u64) -> Option<Request> {
        if self.gone {
            return None;
        }
        let seq = when(&mut self.autosave)?;
        *tickets += 1;
        let draft = stored(&self.draft);
        self.sent = Some((*tickets, seq, draft.clone()));
        let wish = Request::SaveAction { id: self.id, draft: Box::new(draft) };
        Some(Request::WithAnswer { ticket: *tickets, wish: Box::new(wish) })
    }

    /// Whether something is not in the journal that could be.
    pub(super) fn is_dirty(&self) -> bool {
        !self.gone && self.autosave.is_dirty()
    }

    /// Whether something is not in the journal.
    pub(super) fn is_needed(&self) -> bool {
        self.autosave.is_dirty()
    }

    pub(super) fn has_failed(&self) -> bool {
        self.failed
    }

    /// In how many seconds it is due to be sent.
    pub(super) fn due_in(&self, now: f64) -> Option<f64> {
        if self.gone { None } else { self.autosave.due_in(now) }
    }

    pub(super) fn on_event(&mut self, event: &Event, now: f64) {
        match event {
            Event::Loaded(entry) if entry.id == self.entry => {
                self.there = Some((entry.draft.changed.clone(), entry.draft.benefit.clone()));
            }
            Event::Renewed(snapshot) => {
                // The entry may have been written in meanwhile.
                self.asked = false;
                let action = snapshot.actions.iter().find(|action| action.id == self.id);
                self.gone = snapshot.complete && action.is_none();
                if let Some(action) = action {
                    self.take_in(&action.draft);
                }
            }
            Event::Kept { ticket } => {
                if let Some((_, seq, draft)) = self.sent.take_if(|(sent, ..)| sent == ticket) {
                    self.autosave.saved(seq);
                    self.base = draft;
                    self.failed = false;
                }
            }
            Event::Failed(failure) if self.sent.take_if(|(sent, ..)| failure.ticket == Some(*sent)).is_some() => {
                self.autosave.failed(now);
                self.failed = true;
            }
            _ => {}
        }
    }

    /// Takes in the action as the journal has it now. What is being written is never replaced.
    fn take_in(&mut self, kept: &ActionDraft) {
        if self.sent.is_some() {
            // What is there now is older than what is on its way.
            return;
        }
        let mine = stored(&self.draft);
        macro_rules! take {
            ($($field:ident),+) => {
                let ActionDraft { $($field),+ } = kept;
                $(
                    // Taken back, or changed elsewhere, and not written in here.
                    if *$field != self.base.$field && mine.$field == self.base.$field {
                        self.draft.$field.clone_from($field);
                    }
                )+
            };
        }
        take!(what, due, shared_with, shared_on, done, effect, effect_service, effect_people);
        self.base.clone_from(kept);
    }

    /// Shows the fields, and what they would add to the entry; `false` when they are done with.
    pub(super) fn show_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) -> bool {
        if !std::mem::replace(&mut self.asked, true) {
            cx.send(Request::Load(self.entry));
        }
        let palette = theme::palette(ui.ctx());
        ui.label(RichText::new("What came of it? All of this can stay empty.").color(palette.text_muted));
        let before = (!self.draft.shared_with.trim().is_empty(), self.draft.shared_on);
        let typed = self.fields.show_ui(ui, cx.desk, &mut self.draft, cx.today());
        if typed.changed {
            self.fill_day(before, cx.today());
            self.autosave.changed(cx.now);
            ui.ctx().request_repaint();
        }
        if typed.left {
            self.send(cx);
        }
        let effect = match &self.there {
            Some((changed, benefit)) => self.draft.effect_for(changed, benefit),
            None => Effect::default(),
        };
        let mut open = true;
        if effect.is_empty() {
            self.proposed = false;
            if ui.button("That is all").clicked() {
                open = false;
            }
        } else {
            let rect = self.proposal_ui(ui, cx, &effect, &mut open);
            let first = !std::mem::replace(&mut self.proposed, true);
            if first || typed.changed {
                // It grows with what is typed above it, and what is typed stays in view, too.
                let field = ui.memory(egui::Memory::focused).and_then(|id| ui.ctx().read_response(id));
                let both = field.map_or(rect, |field| rect.union(field.rect));
                let fits = both.height() <= ui.clip_rect().height();
                if fits || first {
                    ui.scroll_to_rect(if fits { both } else { rect }, None);
                }
            }
        }
        if !open {
            self.send(cx);
        }
        open
    }

    /// Sends at once what is typed and not on its way.
    pub(super) fn send(&mut self, cx: &mut Ctx<'_>) {
        if let Some(request) = self.save(Autosave::flush, cx.tickets) {
            cx.send(request);
        }
    }

    /// Whoever says with whom it was shared mostly shared it today. A day that was chosen, or taken out again, stays as it is.
    fn fill_day(&mut self, (shared, day): (bool, Option<chrono::NaiveDate>), today: chrono::NaiveDate) {
        if self.draft.shared_on != day {
            self.day_filled = false;
            return;
        }
        match (shared, !self.draft.shared_with.trim().is_empty()) {
            (false, true) if day.is_none() => {
                self.draft.shared_on = Some(today);
                self.day_filled = true;
            }
            (true, false) if std::mem::take(&mut self.day_filled) => self.draft.shared_on = None,
            _ => {}
        }
    }

    /// What could stand in the entry, and where it is; not `open` any more when it was decided.
    fn proposal_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, effect: &Effect, open: &mut bool) -> egui::Rect {
        let palette = theme::palette(ui.ctx());
        let name = cx.entry(self.entry).map_or_else(|| "the entry".to_owned(), |entry| crate::domain::text::excerpt(&entry.name, 60));
        let frame = tone_frame(palette.info).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let text = format!("This could stand in “{name}”, too:");
            ui.add(Label::new(RichText::new(text).color(palette.text)).wrap());
            effect_ui(ui, effect);
            ui.add_space(space::XS);
            ui.horizontal_wrapped(|ui| {
                if ui.button("Add to the entry").clicked() {
                    self.send(cx);
                    cx.send(Request::Plan(PlanRequest::TakeEffect { action: self.id, effect: effect.clone() }));
                    cx.say(format!("Added to “{name}”; Undo takes it out again"));
                    *open = false;
                }
                if theme::buttons::quiet_ui(ui, "Not now").clicked() {
                    *open = false;
                }
            });
        });
        frame.response.rect
    }
}

/// An action as the journal stores it.
fn stored(draft: &ActionDraft) -> ActionDraft {
    ActionDraft {
        what: clean_line(&draft.what),
        shared_with: clean_line(&draft.shared_with),
        effect: clean(&draft.effect),
        effect_service: clean(&draft.effect_service),
        effect_people: clean(&draft.effect_people),
        ..draft.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Uid;

    fn action(shared_with: &str, effect: &str) -> Action {
        let [shared_with, effect] = [shared_with, effect].map(str::to_owned);
        let draft = ActionDraft { what: "Tell".to_owned(), shared_with, effect, ..ActionDraft::default() };
        Action { id: ActionId::from_row(1), uid: Uid::new(1, [1; 10]), entry: EntryId::from_row(1), draft }
    }

    #[test]
    fn what_is_typed_is_never_replaced() {
        let mut after = After::new(&action("", ""));
        after.draft.effect = "I ask ".to_owned();
        after.autosave.changed(1.0);
        // Another field was changed elsewhere meanwhile.
        after.take_in(&action("The ward", "").draft);
        assert_eq!((after.draft.effect.as_str(), after.draft.shared_with.as_str()), ("I ask ", "The ward"));
        let mut tickets = 0;
        assert!(after.save(Autosave::flush, &mut tickets).is_some());
        after.draft.effect.push_str("first");
        after.autosave.changed(2.0);
        // The journal is behind, then it has what was sent.
        for kept in ["", "I ask "] {
            after.take_in(&action("The ward", kept).draft);
            assert_eq!(after.draft.effect, "I ask first");
        }
        after.on_event(&Event::Kept { ticket: tickets }, 3.0);
        assert!(after.is_dirty(), "more was typed since");
        assert!(after.save(Autosave::flush, &mut tickets).is_some());
        after.on_event(&Event::Kept { ticket: tickets }, 3.0);
        assert!(!after.is_dirty());
        // Taken back.
        after.take_in(&action("The ward", "").draft);
        assert_eq!(after.draft.effect, "");
    }
}
