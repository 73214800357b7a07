//! What the entry changed, as found later: kept with its day, under what was thought at first.

use egui::{RichText, Ui};

use super::Editor;
use super::leave::Words;
use crate::domain::look_back::MONTHS;
use crate::domain::{EntryId, EntryState, Found, LookBack, LookBackDraft, when};
use crate::ui::context::Ctx;
use crate::ui::theme::buttons::{self};
use crate::ui::theme::{self, Icon, space};
use crate::ui::widgets::{chip_ui, line_ui, section_ui};
use crate::worker::{PlanRequest, Request};

/// Something found, while it is written.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    /// The one that is changed, as it was; a new one otherwise.
    of: Option<LookBack>,
    draft: LookBackDraft,
}

impl Finding {
    /// Whether it says something that the journal does not.
    pub(super) fn has_words(&self) -> bool {
        match &self.of {
            Some(look) => look.draft != self.draft,
            None => !self.draft.text.trim().is_empty(),
        }
    }

    /// Keeps it with its entry.
    pub(super) fn request(&self, entry: EntryId) -> Request {
        let draft = self.draft.clone();
        Request::Plan(match &self.of {
            Some(look) => PlanRequest::SaveLookBack { id: look.id, draft },
            None => PlanRequest::LookBack { entry, draft },
        })
    }
}

/// What can be found; the others only say when to ask.
const FOUND: [Found; 4] = [Found::Change, Found::Benefit, Found::Feedback, Found::Nothing];

impl Editor {
    /// Everything found since, and a place for more. Nothing is shown of an entry that is only begun and of which nothing was found.
    pub(super) fn later_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        self.finding = self.finding.take().or_else(|| self.findings.pop());
        let mine = |look: &&LookBack| look.entry == self.id && look.draft.found.is_said();
        let looks: Vec<LookBack> = cx.snapshot.look_backs.iter().filter(mine).cloned().collect();
        if looks.is_empty() && self.finding.is_none() && matches!(self.state, EntryState::Draft) {
            return;
        }
        section_ui(ui, "Found later", |_| {});
        let palette = theme::palette(ui.ctx());
        for look in &looks {
            if self.finding.as_ref().is_some_and(|finding| finding.of.as_ref().is_some_and(|of| of.id == look.id)) {
                continue;
            }
            let LookBackDraft { month, day, found, text, .. } = &look.draft;
            theme::card_frame(ui.ctx()).show(ui, |ui| {
                ui.set_width(ui.available_width());
                let asked = if *month > 0 { format!(" · asked after {}", months(*month)) } else { String::new() };
                ui.horizontal_wrapped(|ui| {
                    ui.label(RichText::new(found.label()).strong());
                    ui.label(RichText::new(format!("{}{asked}", when::shown(*day))).small().color(palette.text_muted));
                });
                if !text.is_empty() {
                    ui.label(text);
                }
                ui.horizontal_wrapped(|ui| {
                    let name = format!("Change what was found on {}", when::shown(*day));
                    if buttons::icon_ui(ui, Icon::Edit, &name).clicked() {
                        // What is being written about another one waits until this is done.
                        self.findings.extend(self.finding.take().filter(Finding::has_words));
                        self.finding = Some(Finding { of: Some(look.clone()), draft: look.draft.clone() });
                    }
                    if buttons::icon_ui(ui, Icon::Bin, &format!("Remove what was found on {}", when::shown(*day))).clicked() {
                        cx.send(Request::Plan(PlanRequest::RemoveLookBack(look.id)));
                    }
                });
            });
        }
        if self.finding.is_some() {
            self.finding_ui(ui, cx);
        } else if buttons::link_ui(ui, "Add what it changed since").clicked() {
            let draft = LookBackDraft { month: 0, day: cx.today(), found: Found::Change, text: String::new(), until: None };
            self.finding = Some(Finding { of: None, draft });
        }
    }

    fn finding_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let Some(Finding { of, mut draft }) = self.finding.take() else { return };
        let mut keep = true;
        theme::card_frame(ui.ctx()).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_wrapped(|ui| {
                for found in FOUND {
                    if chip_ui(ui, found.label(), draft.found == found, None).clicked() {
                        draft.found = found;
                    }
                }
            });
            ui.add_space(space::S);
            line_ui(ui, "In a few words", &mut draft.text, "What is different, for whom, and how you know");
            ui.add_space(space::S);
            ui.horizontal_wrapped(|ui| {
                if buttons::primary_ui(ui, "Keep it").clicked() {
                    self.send_words(cx, Words::Finding(Finding { of: of.clone(), draft: draft.clone() }));
                    keep = false;
                }
                if ui.button("Leave it").clicked() {
                    keep = false;
                }
            });
        });
        if keep {
            self.finding = Some(Finding { of, draft });
        }
    }
}

/// “three months”.
fn months(month: u32) -> String {
    match MONTHS.iter().position(|known| *known == month) {
        Some(0) => "one month".to_owned(),
        Some(1) => "three months".to_owned(),
        Some(2) => "six months".to_owned(),
        _ => format!("{month} months"),
    }
}
