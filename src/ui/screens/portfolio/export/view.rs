//! How the page is laid out: choices beside the preview, or above it where there is little room.

use egui::{CentralPanel, Frame, Margin, Panel, ScrollArea, Ui};

use super::Export;
use crate::journal::{Selection, SelectionCount};
use crate::ui::action::Action;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::theme::{self, Icon, space};
use crate::ui::widgets::{empty_ui, scroll_by_keys};
use crate::worker::Request;

/// Below this width the choices stand above the preview.
const BESIDE: f32 = 800.0;

/// The room for the choices beside the preview.
const CHOICES: f32 = 344.0;

/// The room below the choices for the button and the line under it.
const FOOT: f32 = 80.0;

impl Export {
    /// Shows the page.
    pub fn show_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        if cx.snapshot.entries.is_empty() && cx.snapshot.complete {
            CentralPanel::default().frame(theme::screen_frame(ui.ctx())).show(ui, |ui| {
                let what_for = "Here your entries become a document for a regulator or an appraiser: all of them, a year, or what belongs to one goal. \
                                You see everything before it leaves.";
                if empty_ui(ui, Icon::Portfolio, "Nothing to export yet", what_for, Some("Log something")) {
                    cx.actions.push(Action::Run(Command::LogSomething));
                }
            });
            return;
        }
        let selection = self.selection(cx);
        self.ask(cx, &selection);
        let wide = ui.available_width();
        let desk = Frame::new().fill(theme::palette(ui.ctx()).sidebar);
        if wide >= BESIDE {
            let frame = theme::screen_frame(ui.ctx()).inner_margin(Margin { left: 32, right: 20, top: 16, bottom: 20 });
            Panel::left("choices").resizable(false).exact_size(CHOICES).show_separator_line(false).frame(frame).show(ui, |ui| {
                // No panel of its own: that would come before the choices, also for the keyboard.
                let room = ui.available_height() - FOOT;
                let inset = Frame::new().inner_margin(Margin { left: 2, ..Margin::ZERO });
                ScrollArea::vertical().id_salt("choices").auto_shrink(false).max_height(room).show(ui, |ui| {
                    // So that round edges are not cut off at the left.
                    inset.show(ui, |ui| {
                        self.choices_ui(ui, cx, &selection);
                    });
                });
                ui.add_space(space::S);
                inset.show(ui, |ui| self.export_ui(ui, cx, &selection));
            });
            CentralPanel::default().frame(desk.inner_margin(Margin { left: 24, right: 12, top: 0, bottom: 0 })).show(ui, |ui| {
                ScrollArea::vertical().id_salt("preview").auto_shrink(false).show(ui, |ui| {
                    scroll_by_keys(ui);
                    ui.set_max_width(ui.available_width() - space::M);
                    ui.add_space(space::XL);
                    self.outcome_ui(ui, cx);
                    self.preview_ui(ui, cx);
                    ui.add_space(space::XXXL);
                });
            });
        } else {
            CentralPanel::default().frame(theme::screen_frame(ui.ctx())).show(ui, |ui| {
                ScrollArea::vertical().id_salt("portfolio").auto_shrink(false).show(ui, |ui| {
                    scroll_by_keys(ui);
                    self.choices_ui(ui, cx, &selection);
                    ui.add_space(space::L);
                    self.export_ui(ui, cx, &selection);
                    ui.add_space(space::XL);
                    self.outcome_ui(ui, cx);
                    self.preview_ui(ui, cx);
                    ui.add_space(space::XXXL);
                });
            });
        }
    }

    /// What is chosen now.
    fn selection(&mut self, cx: &Ctx<'_>) -> Selection {
        // A goal can go, by undo for example.
        self.goal = self.goal.filter(|id| cx.goal(*id).is_some());
        let (from, to) = self.period.days(cx.today());
        Selection {
            from,
            to,
            goal: self.goal,
            query: None,
            chosen: self.chosen.clone(),
            without_drafts: !self.with_drafts,
            people: self.people,
            charts: self.charts,
        }
    }

    /// Asks for the preview, once for each change of the journal or of the choices.
    fn ask(&mut self, cx: &mut Ctx<'_>, selection: &Selection) {
        let question = (cx.snapshot.revision, selection.clone());
        if self.asked.as_ref() != Some(&question) {
            self.current = false;
            self.asked = Some(question);
            cx.send(Request::Preview(selection.clone()));
        }
    }

    /// What the choices amount to with drafts in, and how many of it are drafts; counted once for each change.
    pub(super) fn count(&mut self, cx: &Ctx<'_>, selection: &Selection) -> SelectionCount {
        let key = (cx.snapshot.revision, Selection { without_drafts: false, ..selection.clone() });
        if let Some((of, count)) = &self.drafts
            && *of == key
        {
            return *count;
        }
        let count = key.1.count(cx.snapshot.entries.iter().map(|entry| &**entry));
        self.drafts = Some((key, count));
        count
    }
}
