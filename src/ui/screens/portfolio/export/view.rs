//! Where all of it stands: choices, what would leave, and what leaves with the button, beside each other as far as there is room.

use egui::{CentralPanel, Frame, Margin, Panel, RichText, ScrollArea, Ui};

use super::choice::Whom;
use super::pages::Scene;
use super::{Export, Side};
use crate::journal::{Selection, Under};
use crate::ui::action::Action;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::notices::sentence;
use crate::ui::theme::{self, Icon, space};
use crate::ui::widgets::{empty_ui, notice_ui, scroll_by_keys, segments_ui};
use crate::worker::{LeavingRequest, PortfolioRequest, Request};

/// From this width on, choices, document and list stand beside each other.
const THREE: f32 = 960.0;

/// From this width on, the list stands beside the rest.
const TWO: f32 = 620.0;

/// The room for the choices, and for the list.
const CHOICES: f32 = 316.0;
const LEAVES: f32 = 272.0;

impl Export {
    /// Shows the page.
    pub fn show_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let nothing = cx.snapshot.entries.is_empty() && cx.snapshot.records.is_empty();
        if nothing && cx.snapshot.complete {
            CentralPanel::default().frame(theme::screen_frame(ui.ctx())).show(ui, |ui| {
                let what_for = "Here your entries become a document for a regulator or an appraiser: all of them, a year, or what belongs to one goal. \
                                You see everything before it leaves.";
                if empty_ui(ui, Icon::Portfolio, "Nothing to export yet", what_for, Some("Log something")) {
                    cx.actions.push(Action::Run(Command::LogSomething));
                }
            });
            return;
        }
        let selection = self.choice.selection(cx, self.earlier.as_deref());
        self.ask(cx, &selection);
        let wide = ui.available_width();
        let desk = Frame::new().fill(theme::palette(ui.ctx()).sidebar);
        if wide >= THREE {
            let frame = theme::screen_frame(ui.ctx()).inner_margin(Margin { left: 32, right: 16, top: 8, bottom: 16 });
            Panel::left("choices").resizable(false).exact_size(CHOICES).show_separator_line(false).frame(frame).show(ui, |ui| {
                ScrollArea::vertical().id_salt("choices").auto_shrink(false).show(ui, |ui| {
                    // So that round edges are not cut off.
                    Frame::new().inner_margin(Margin { left: 2, right: 8, top: 0, bottom: 0 }).show(ui, |ui| {
                        self.choices_ui(ui, cx, &selection);
                    });
                });
            });
        }
        if wide >= TWO {
            let frame = theme::screen_frame(ui.ctx()).inner_margin(Margin { left: 16, right: 16, top: 16, bottom: 16 });
            let list = Panel::right("what leaves").resizable(false).exact_size(LEAVES).show_separator_line(false).frame(frame);
            if wide >= THREE {
                list.show(ui, |ui| self.beside_ui(ui, cx, &selection));
                CentralPanel::default().frame(desk.inner_margin(Margin { left: 20, right: 12, top: 12, bottom: 0 })).show(ui, |ui| {
                    self.side_bar_ui(ui, &selection);
                    ScrollArea::vertical().id_salt("preview").auto_shrink(false).show(ui, |ui| {
                        ui.set_max_width(ui.available_width() - space::S);
                        self.side_ui(ui, cx, &selection, true);
                    });
                });
                return;
            }
            list.show(ui, |ui| self.beside_ui(ui, cx, &selection));
        }
        CentralPanel::default().frame(theme::screen_frame(ui.ctx())).show(ui, |ui| {
            ScrollArea::vertical().id_salt("portfolio").auto_shrink(false).show(ui, |ui| {
                self.choices_ui(ui, cx, &selection);
                ui.add_space(space::L);
                if wide < TWO {
                    self.leaves_ui(ui);
                    ui.add_space(space::L);
                    self.export_ui(ui, cx, &selection);
                    ui.add_space(space::L);
                }
                self.side_bar_ui(ui, &selection);
                self.side_ui(ui, cx, &selection, false);
            });
        });
    }

    /// How the export goes, and which side of the document is in sight.
    fn side_bar_ui(&mut self, ui: &mut Ui, selection: &Selection) {
        let open = if self.current { self.confidentiality.open(selection) } else { 0 };
        let findings = if open > 0 { format!("Confidentiality · {open}") } else { "Confidentiality".to_owned() };
        let sides = [Side::Pages, Side::Words, Side::Findings];
        let chosen = sides.iter().position(|side| *side == self.side).unwrap_or(0);
        let pressed = segments_ui(ui, "What is shown of it", &["Page by page", "In words", &findings], chosen);
        if let Some(side) = pressed.and_then(|at| sides.get(at)) {
            self.side = *side;
        }
        if self.side == Side::Pages && self.unseen.is_none() {
            self.pages.bar_ui(ui);
        }
        ui.add_space(space::S);
    }

    /// The side that is in sight; `is_alone` when nothing else is in what scrolls.
    fn side_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, selection: &Selection, is_alone: bool) {
        self.outcome_ui(ui, cx);
        if let Some(why) = &self.unseen {
            let palette = theme::palette(ui.ctx());
            notice_ui(ui, palette.danger, Icon::WarningCircle, &sentence(&why.title), |ui| {
                for line in why.details.iter().chain(std::iter::once(&why.hint)).filter(|line| !line.is_empty()) {
                    ui.add(egui::Label::new(RichText::new(sentence(line)).small().color(palette.text_muted)).wrap());
                }
            });
            return;
        }
        match self.side {
            Side::Pages => {
                let entries = self.looked.as_ref().map_or(0, |looked| looked.summary.entries.len());
                let is_empty = self.looked.as_ref().is_none_or(|looked| looked.summary.is_empty());
                let (is_ready, is_empty) = (self.current && !is_empty, self.current && is_empty);
                let scene = Scene { seq: self.seq, selection, is_ready, is_empty, entries, format: self.choice.format, is_alone };
                self.pages.show_ui(ui, cx, &scene);
                if !is_alone {
                    scroll_by_keys(ui);
                }
            }
            Side::Words => {
                scroll_by_keys(ui);
                self.words_ui(ui, cx);
            }
            Side::Findings => {
                self.confidentiality.show_ui(ui, cx, selection);
            }
        }
        ui.add_space(space::XXL);
    }

    /// Asks what would leave, once for each change of the journal or of the choices.
    fn ask(&mut self, cx: &mut Ctx<'_>, selection: &Selection) {
        if matches!(self.choice.whom, Whom::One(_, number) if number != 0) && self.earlier_asked != Some(cx.snapshot.revision) {
            self.earlier_asked = Some(cx.snapshot.revision);
            cx.send(Request::Portfolio(PortfolioRequest::Stands(-1)));
        }
        // The days of a cycle are found by whoever puts it together: that they become known here changes nothing.
        let under_one = matches!(selection.under, Under::One(..));
        let asked = Selection { cycle: selection.cycle.filter(|_| !under_one), ..selection.clone() };
        let question = (cx.snapshot.revision, asked);
        if self.asked.as_ref() != Some(&question) {
            self.current = false;
            self.unseen = None;
            self.seq = cx.ticket();
            cx.send(Request::Leaving(LeavingRequest::Look { selection: Box::new(selection.clone()), seq: self.seq }));
            self.asked = Some(question);
        }
    }
}
