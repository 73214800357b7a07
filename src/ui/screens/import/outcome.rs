//! What came of a file, or why nothing did.

use std::path::Path;

use egui::{Align, Label, Rect, RichText, Ui, pos2};

use super::preview::{quiet_ui, warnings_ui};
use super::view::{link_ui, name_of};
use super::{Import, Outcome};
use crate::journal::TakenIn;
use crate::ui::action::{Action, Route};
use crate::ui::context::Ctx;
use crate::ui::notices::sentence;
use crate::ui::theme::buttons;
use crate::ui::theme::{self, Icon};
use crate::ui::widgets::{bring_into_sight, count_text, news_ui, notice_ui};
use crate::worker::Opening;

impl Import {
    pub(super) fn outcome_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let Some(outcome) = &mut self.outcome else { return };
        let palette = theme::palette(ui.ctx());
        let (mut again, mut leave) = (None, false);
        let fresh = std::mem::take(&mut self.fresh);
        let top = ui.cursor().min;
        match outcome {
            Outcome::Taken { name, done, warnings } => {
                let tone = if done.batch.is_some() { palette.success } else { palette.info };
                news_ui(ui, tone, Icon::CheckCircle, &done_words(name, done), |ui| {
                    if done.duplicates > 0 {
                        let are = count_text(done.duplicates, "entry or record was", "entries and records were");
                        quiet_ui(ui, &format!("{are} here already, and stay as they are."));
                    }
                    ui.horizontal_wrapped(|ui| {
                        let undo = format!("Import {name}");
                        if done.batch.is_some() && cx.snapshot.undo.as_deref() == Some(undo.as_str()) && ui.button("Undo").clicked() {
                            cx.actions.push(Action::UndoStep);
                            leave = true;
                        }
                        let journal = (done.entries > 0).then(|| link_ui(ui, "Show the journal"));
                        let close = link_ui(ui, "Close");
                        if fresh {
                            journal.as_ref().unwrap_or(&close).request_focus();
                        }
                        if journal.is_some_and(|response| response.clicked()) {
                            cx.go(Route::Journal);
                        }
                        leave |= close.clicked();
                    });
                });
                warnings_ui(ui, &done.warnings, warnings);
            }
            Outcome::Back { name } => {
                let words = format!("What came from {name} was taken back");
                news_ui(ui, palette.info, Icon::CheckCircle, &words, |ui| leave = link_ui(ui, "Close").clicked());
            }
            Outcome::Failed { path, .. } if is_journal(path) => {
                let words = format!("{} is a journal", name_of(path));
                news_ui(ui, palette.info, Icon::Database, &words, |ui| {
                    quiet_ui(ui, "A journal is opened, not taken in. The one that is open now stays as it is; nothing in it has changed.");
                    ui.horizontal_wrapped(|ui| {
                        let open = ui.button("Open this journal");
                        if fresh {
                            open.request_focus();
                        }
                        if open.clicked() {
                            cx.actions.push(Action::OpenJournal { path: path.clone(), opening: Opening::Existing });
                        }
                        leave = link_ui(ui, "Close").clicked();
                    });
                });
            }
            Outcome::Failed { path, why } => {
                news_ui(ui, palette.danger, Icon::WarningCircle, &sentence(&why.title), |ui| {
                    for line in why.details.iter().chain(std::iter::once(&why.hint)).filter(|line| !line.is_empty()) {
                        ui.add(Label::new(RichText::new(sentence(line)).small().color(palette.text)).wrap());
                    }
                    quiet_ui(ui, "Nothing was taken in, and nothing in your journal has changed.");
                    ui.horizontal_wrapped(|ui| {
                        if ui.button("Read it again").clicked() {
                            again = Some(path.clone());
                        }
                        let close = link_ui(ui, "Close");
                        if fresh {
                            close.request_focus();
                        }
                        leave = close.clicked();
                    });
                });
            }
        }
        if fresh {
            // From the words on: what has the keyboard stands below them.
            bring_into_sight(ui, Rect::from_min_max(top, pos2(ui.max_rect().right(), ui.cursor().top())), Some(Align::TOP));
        }
        if let Some(path) = again {
            let rest = std::mem::take(&mut self.waiting);
            let request = self.take_paths(std::iter::once(path).chain(rest).collect(), cx.tickets);
            if let Some(request) = request {
                cx.send(request);
            }
        } else if leave {
            self.leave();
        }
    }

    /// What waits to be read after this one.
    pub(super) fn waiting_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let busy = self.reading.is_some() || self.taking.is_some() || self.preview.is_some();
        if self.waiting.is_empty() || busy {
            return;
        }
        let words = format!("{} to look at", count_text(self.waiting.len(), "more file is there", "more files are there"));
        let mut next = false;
        notice_ui(ui, theme::palette(ui.ctx()).info, Icon::File, &words, |ui| {
            next = buttons::primary_ui(ui, "Read the next one").clicked();
        });
        if next {
            self.leave();
            let request = self.next(cx.tickets);
            if let Some(request) = request {
                cx.send(request);
            }
        }
    }
}

/// Whether a file is called as journals are: there is nothing in one that could be taken in.
fn is_journal(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("cpd"))
}

fn done_words(name: &str, done: &TakenIn) -> String {
    if done.batch.is_none() {
        return format!("Nothing new in {name}: your journal is as it was");
    }
    let parts = [
        (done.entries, "entry", "entries"),
        (done.records, "record", "records"),
        (done.goals, "goal", "goals"),
        (done.others, "other thing", "other things"),
    ];
    let parts: Vec<String> =
        parts.iter().filter(|(count, ..)| *count > 0).map(|(count, one, many)| count_text(*count, one, many)).collect();
    format!("Took in {} from {name}", parts.join(", "))
}
