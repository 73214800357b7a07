//! What stays in sight at the end of the page: the button, how much it would write, and what it waits for; while it writes, how far that is.

use std::sync::Arc;

use egui::accesskit::Live;
use egui::{Label, RichText, Ui};

use super::format::{Format, suggested};
use super::{Export, Known, Looked, Plan, Side, State};
use crate::exporters::{Form, Phase};
use crate::journal::Selection;
use crate::ui::context::Ctx;
use crate::ui::dialogs::Ask;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, size, space};
use crate::ui::widgets::count_text;
use crate::worker::Request;

/// What is said while something that was shown is not known to be true any more.
pub(super) const AGAIN: &str = "Being looked at again…";

/// What is said before anything is known.
pub(super) const FIRST: &str = "Looking through what would leave…";

/// With less room, what can be done about something does not stand beside it: the button, or a notice, leads there as well.
const BESIDE: f32 = 520.0;

/// The room for what can be done about something.
const DEED: f32 = 120.0;

/// How much room there is for the button and its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Room {
    /// A narrow column: the words stand below the button.
    Column,
    /// A bar: they stand beside it.
    Bar,
    /// A bar as high as the button, in a window in which there is room for nothing else.
    Low,
}

/// What the button waits for, before it can write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Waits {
    /// Somebody to choose days in their order.
    Days,
    /// The first look, another one, or one that goes well.
    Look,
    Again,
    Failed,
    /// Something to be in the choice.
    Choice,
    /// So many findings to be decided.
    Decided(usize),
}

impl Waits {
    fn words(self) -> String {
        match self {
            Self::Days => "The first day is after the last: choose the days anew".to_owned(),
            Self::Look => FIRST.to_owned(),
            Self::Again => AGAIN.to_owned(),
            Self::Failed => "It could not be looked through, and nothing leaves unseen".to_owned(),
            Self::Choice => "Nothing is in this choice: choose a longer period, or let drafts leave".to_owned(),
            Self::Decided(1) => "1 finding is not decided yet: decide or acknowledge it".to_owned(),
            Self::Decided(count) => format!("{} are not decided yet: decide or acknowledge them", count_text(count, "finding", "findings")),
        }
    }
}

impl Export {
    /// The button or, while it writes, how far that is; with the words that belong to it.
    pub(super) fn foot_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, selection: &Selection, room: Room) {
        ui.spacing_mut().item_spacing.y = space::XS;
        if room == Room::Column {
            self.foot_parts_ui(ui, cx, selection, room);
        } else {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::M;
                self.foot_parts_ui(ui, cx, selection, room);
            });
        }
    }

    fn foot_parts_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, selection: &Selection, room: Room) {
        if let State::Running { phase, stopping, .. } = &self.state {
            let (phase, stopping) = (*phase, *stopping);
            self.running_ui(ui, cx, phase, stopping, room);
            return;
        }
        let waits = self.waits(selection);
        let held = matches!(waits, Some(Waits::Decided(_)));
        let said = waits.map(Waits::words);
        let is_wide = room == Room::Column || ui.available_width() >= BESIDE;
        let button = ui.add_enabled_ui(waits.is_none() || held, |ui| buttons::marked_ui(ui, Look::Primary, Icon::Export, "Export…")).inner;
        if std::mem::take(&mut self.back) {
            button.request_focus();
        }
        if let Some(said) = &said {
            ui.ctx().accesskit_node_builder(button.id, |node| node.set_description(said.as_str()));
        }
        if button.clicked() {
            // What could tell who somebody is is looked at before anything leaves.
            if held && self.side == Side::Findings {
                self.confidentiality.seek_acknowledgement();
                ui.ctx().request_repaint();
            } else if held {
                self.side = Side::Findings;
            } else {
                self.by_keys = button.has_focus();
                self.choose_target(cx, selection);
            }
        }
        let deed = match waits {
            Some(Waits::Decided(1)) if self.side != Side::Findings => Some("Look at it"),
            Some(Waits::Decided(_)) if self.side != Side::Findings => Some("Look at them"),
            Some(Waits::Failed) => Some("Look again"),
            _ => None,
        };
        let format = format!("It leaves as {}", self.choice.format.of(selection).name());
        let (first, second) = match (self.amounts(selection), &said) {
            (Some(amounts), Some(said)) => (amounts, said.clone()),
            (Some(amounts), None) => (amounts, format),
            // So that nothing moves when it is known.
            (None, said) => (said.clone().unwrap_or_default(), format),
        };
        if let Some(deed) = deed.filter(|_| is_wide && room != Room::Low) {
            let mut pressed = false;
            let lines = |ui: &mut Ui| lines_ui(ui, &first, &second, room);
            if room == Room::Column {
                lines(ui);
                pressed = buttons::link_ui(ui, deed).clicked();
            } else {
                // In order of reading the words come first; the room for what comes after them is kept free.
                let width = ui.available_width() - DEED;
                ui.scope(|ui| {
                    ui.set_max_width(width);
                    lines(ui);
                });
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| pressed = buttons::link_ui(ui, deed).clicked());
            }
            if pressed {
                match self.unseen {
                    Some(_) => self.look_again(),
                    None => self.side = Side::Findings,
                }
                ui.ctx().request_repaint();
            }
        } else {
            lines_ui(ui, &first, &second, room);
        }
    }

    fn running_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, phase: Option<Phase>, stopping: bool, room: Room) {
        let words = match (stopping, phase) {
            (true, _) => "Stopping".to_owned(),
            (false, None) => "Looking through what leaves".to_owned(),
            (false, Some(phase)) => phase.said(),
        };
        let button = ui.add_enabled_ui(!stopping, |ui| buttons::marked_ui(ui, Look::Standard, Icon::Stop, "Cancel")).inner;
        // Whoever pressed the button by keys can stop it by keys.
        if std::mem::take(&mut self.fresh) && self.by_keys {
            button.request_focus();
        }
        if button.clicked() {
            if let State::Running { stopping, .. } = &mut self.state {
                *stopping = true;
            }
            cx.send(Request::CancelExport);
        }
        let more = if stopping { "Nothing of it is kept" } else { "You can go on writing meanwhile" };
        lines_ui(ui, &format!("{words}…"), more, room);
    }

    /// What must come first, if anything must.
    fn waits(&self, selection: &Selection) -> Option<Waits> {
        if self.choice.period.is_upside_down() {
            return Some(Waits::Days);
        }
        match self.known() {
            Known::NotYet => Some(Waits::Look),
            Known::Again => Some(Waits::Again),
            Known::Failed => Some(Waits::Failed),
            Known::Now if self.looked.as_ref().is_none_or(|looked| looked.summary.is_empty()) => Some(Waits::Choice),
            Known::Now => Some(self.held_back_by(selection)).filter(|held| *held > 0).map(Waits::Decided),
        }
    }

    /// “14 entries, 2 files, 3 undecided”; nothing while that is not known.
    fn amounts(&self, selection: &Selection) -> Option<String> {
        let looked = self.looked.as_ref().filter(|_| self.known() == Known::Now)?;
        let files = if self.choice.takes_files() { looked.summary.files.len() } else { 0 };
        let mut amounts = vec![count_text(looked.summary.entries.len(), "entry", "entries")];
        if looked.summary.records > 0 {
            amounts.push(count_text(looked.summary.records, "record", "records"));
        }
        amounts.push(count_text(files, "file", "files"));
        let open = self.confidentiality.open(selection);
        let open_said = crate::domain::text::number(open);
        match (open, self.confidentiality.acknowledged()) {
            (0, true) => {}
            (_, true) => amounts.push(format!("{open_said} let go knowingly")),
            (_, false) => amounts.push(format!("{open_said} undecided")),
        }
        Some(amounts.join(", "))
    }

    /// How many findings are open that nobody has acknowledged.
    pub(super) fn held_back_by(&self, selection: &Selection) -> usize {
        // Whether all of them were seen is known when they have been counted.
        let open = self.confidentiality.open(selection);
        if self.confidentiality.acknowledged() { 0 } else { open }
    }

    fn choose_target(&mut self, cx: &mut Ctx<'_>, selection: &Selection) {
        let format: Format = self.choice.format.of(selection);
        let (Some(exporter), Some(looked)) = (format.exporter(), &self.looked) else { return };
        let name = suggested(&cx.snapshot.profile.name, cx.today(), format);
        let selection = Selection { seen: self.confidentiality.seen(selection), ..selection.clone() };
        let open = looked.findings.iter().filter(|found| found.settled.is_none() && !found.is_decided(&selection));
        let knowingly = open.map(|found| (found.text.clone(), found.title.clone())).collect();
        let looked: Arc<Looked> = Arc::clone(looked);
        self.planned = Some(Plan { selection, format, name: name.clone(), knowingly, looked });
        cx.ask(match format.form {
            Form::File => Ask::SaveExport { name, label: exporter.label(), extension: exporter.extension() },
            Form::Folder => Ask::ExportFolder,
        });
    }
}

/// The two lines of words, told when they change.
fn lines_ui(ui: &mut Ui, first: &str, second: &str, room: Room) {
    let palette = theme::palette(ui.ctx());
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (words, is_first) in [(first, true), (second, false)] {
            let ink = if is_first { palette.text } else { palette.text_muted };
            let text = RichText::new(words).color(ink);
            let text = if is_first && room != Room::Low { text } else { text.small() };
            let label = Label::new(text);
            let response = ui.add(if room == Room::Low { label.truncate() } else { label.wrap() });
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
        }
    });
}

/// Says in what is shown there that it may not be true any more; nothing moves by it.
pub(super) fn outdated_ui(ui: &mut Ui, room: egui::Rect, place: egui::Align2, words: &str) {
    let palette = theme::palette(ui.ctx());
    let font = egui::TextStyle::Small.resolve(ui.style());
    let galley = ui.painter().layout_no_wrap(words.to_owned(), font, palette.info.text);
    let wide = galley.size() + egui::vec2(2.0 * space::S + size::ICON, 2.0 * space::XS);
    let place = place.align_size_within_rect(wide, room.shrink(space::S));
    let ground = palette.info.soft;
    let edge = egui::Stroke::new(size::HAIRLINE, palette.info.text);
    ui.painter().rect(place, theme::radius::CONTROL, ground, edge, egui::StrokeKind::Inside);
    let icon = place.left_center() + egui::vec2(space::XS + size::ICON / 2.0, 0.0);
    ui.painter().text(icon, egui::Align2::CENTER_CENTER, Icon::Hourglass.char(), Icon::Hourglass.font(size::ICON - 4.0), palette.info.text);
    let words_at = place.with_min_x(place.left() + size::ICON + space::XS).shrink2(egui::vec2(space::XS, space::XS));
    ui.painter().galley(words_at.min, galley, palette.info.text);
    let response = ui.interact(place, ui.scope_id().with(("outdated", words)), egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, words));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
}
