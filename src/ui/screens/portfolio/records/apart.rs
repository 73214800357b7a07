//! Somebody else's details in a record: shown only on demand, and erased for good.

use egui::{Label, RichText, Ui};

use super::Records;
use super::fields::{Row, field_ui};
use super::kinds::Asked;
use super::page::{Details, RecordPage};
use crate::domain::record::{Apart, FieldSpec};
use crate::domain::{RecordKind, text};
use crate::journal::RecordProblem;
use crate::ui::context::Ctx;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, size, space};
use crate::ui::widgets::{dialog_ui, ends_ui, notice_ui, panel_ui};
use crate::worker::{PortfolioRequest, Request};

/// Labels that are listed by name in the question.
const NAMED: usize = 8;

/// With less room what erases stands below the title.
const HEAD: f32 = 460.0;

impl RecordPage {
    /// Shows the box of what is kept apart. Nothing for a kind without such fields.
    pub(super) fn details_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, kind: &RecordKind, asked: &Asked, problems: &[RecordProblem]) {
        let fields: Vec<&FieldSpec> = kind.fields.iter().filter(|field| field.apart).collect();
        if fields.is_empty() {
            return;
        }
        let palette = theme::palette(ui.ctx());
        let has = self.kept().is_some_and(|record| record.has_apart);
        ui.add_space(space::M);
        panel_ui(ui, |ui| {
            // Showing and hiding stay in one place; what erases is nowhere near it, whatever comes and goes below.
            let shown = matches!(&self.details, Details::Shown { apart, .. } if apart.values().any(|text| !text.trim().is_empty()));
            let there = has || shown && self.kept().is_some();
            let mut erase = false;
            ends_ui(
                ui,
                HEAD,
                |ui| {
                    Icon::Lock.mark_ui(ui, size::ICON, palette.text_muted);
                    ui.label(RichText::new("Details of others").font(theme::bold(theme::type_size::BODY)));
                },
                |ui| {
                    let word = "Erase the details of others…";
                    erase = there && !cx.read_only() && buttons::marked_ui(ui, Look::Quiet, Icon::Bin, word).clicked();
                },
            );
            self.erasing |= erase;
            let about = "Kept apart from the record: not in exports, not in the history, and only read when you ask to see them. Undo does not \
                         bring them back.";
            ui.add(Label::new(RichText::new(about).small().color(palette.text_muted)).wrap());
            ui.add_space(space::XS);
            if self.kept().is_some_and(|record| asked.is_past(record, Some(kind)) && record.has_apart) {
                let proposal = "The cycle of this record is over. When nobody will ask for these details any more, erase them";
                notice_ui(ui, palette.info, Icon::Shield, proposal, |_| {});
            }
            let mut hide = false;
            match &mut self.details {
                Details::Hidden => {
                    let word = if has { "Show the details of others" } else { "Add the details of others" };
                    let icon = if has { Icon::Eye } else { Icon::Add };
                    if (has || !cx.read_only()) && buttons::marked_ui(ui, Look::Quiet, icon, word).clicked() {
                        match (has, self.uid()) {
                            (true, Some(uid)) => {
                                self.details = Details::Asked;
                                cx.send(Request::Portfolio(PortfolioRequest::Apart(uid)));
                            }
                            _ => self.show(Apart::new()),
                        }
                    }
                }
                Details::Asked => {
                    ui.label(RichText::new("Reading…").color(palette.text_muted));
                }
                Details::Shown { apart, .. } => {
                    hide = buttons::marked_ui(ui, Look::Quiet, Icon::EyeSlash, "Hide the details of others").clicked();
                    self.onward |= std::mem::take(&mut self.fresh);
                    ui.push_id(("apart", self.showing), |ui| {
                        ui.add_enabled_ui(!cx.read_only(), |ui| {
                            let mut row = Row { onward: &mut self.onward, days: &mut self.days };
                            for field in &fields {
                                let text = apart.entry(field.id.clone()).or_default();
                                let wrong = problems.iter().find(|problem| problem.field == field.id).map(|problem| problem.mend.as_str());
                                field_ui(ui, cx, field, text, wrong, &mut row);
                                ui.add_space(space::XS);
                            }
                        });
                    });
                }
            }
            self.hiding |= hide;
        });
    }
}

impl Records {
    /// Asks whether the details of others are to be erased, and does it.
    pub(super) fn erase_ui(&mut self, ui: &Ui, cx: &mut Ctx<'_>) {
        let Some(page) = self.page.as_mut().filter(|page| page.erasing) else { return };
        let Some(record) = page.kept().cloned() else { return };
        let kind = page.kind.clone();
        let labels: Vec<&str> =
            kind.iter().flat_map(|kind| &kind.fields).filter(|field| field.apart).map(|field| field.label.as_str()).collect();
        let (mut erase, mut keep) = (false, false);
        let leave = dialog_ui(ui.ctx(), "Erase the details of others?", size::DIALOG, |ui| {
            let palette = theme::palette(ui.ctx());
            let listed = labels.iter().take(NAMED).map(|label| text::excerpt(label, 40)).collect::<Vec<_>>().join(", ");
            let name = record.draft.name(kind.as_deref());
            let lines = [
                (format!("Erased for good from this file, and not to be brought back by Undo: {listed}."), palette.text),
                (format!("What stays: “{}” with its days, its texts and what it is about.", text::excerpt(&name, 80)), palette.text),
                ("Copies of the journal that were made before, such as backups, still hold them.".to_owned(), palette.text_muted),
            ];
            for (line, colour) in lines {
                ui.add(Label::new(RichText::new(line).color(colour)).wrap());
                ui.add_space(space::XS);
            }
            ui.add_space(space::S);
            ui.horizontal_wrapped(|ui| {
                erase = buttons::danger_ui(ui, "Erase for good").clicked();
                keep = buttons::quiet_ui(ui, "Keep them").clicked();
            });
        });
        if erase {
            // What is typed of them is not sent any more; all the rest is.
            page.hide();
            if let Some(request) = page.flush(cx.tickets) {
                cx.send(request);
            }
            cx.send(Request::Portfolio(PortfolioRequest::EraseApart(Box::new(record))));
            cx.say("The details of others are erased for good");
        }
        if erase || keep || leave != crate::ui::widgets::Leave::No {
            page.erasing = false;
        }
    }
}
