//! The list of all that would leave this computer, what stays, and the button.

use std::collections::BTreeSet;

use egui::{Label, RichText, ScrollArea, Ui};

use super::format::{Format, suggested};
use super::group::caption_ui;
use super::{Export, Looked, Plan, Side, State};
use crate::exporters::Form;
use crate::journal::{Leaves, Selection};
use crate::ui::context::Ctx;
use crate::ui::dialogs::Ask;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, size, space, type_size};
use crate::ui::widgets::{Pages, count_text, notice_ui};

/// So many single names are shown at once.
const NAMES: usize = 12;

/// Of which lines the single names are shown, and how many of them.
#[derive(Debug, Default)]
pub(super) struct Unfolded {
    lines: BTreeSet<String>,
    more: std::collections::BTreeMap<String, Pages>,
}

impl Export {
    /// The list with the button below it, in a room of its own: both stay in sight.
    pub(super) fn beside_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, selection: &Selection) {
        let room = (ui.available_height() - self.foot.max(size::TARGET) - space::M).max(size::TARGET);
        ScrollArea::vertical().id_salt("what leaves").auto_shrink(false).max_height(room).show(ui, |ui| self.leaves_ui(ui));
        ui.add_space(space::S);
        let foot = ui.scope(|ui| self.export_ui(ui, cx, selection)).response.rect.height();
        if (foot - self.foot).abs() > 0.5 {
            self.foot = foot;
            ui.ctx().request_repaint();
        }
    }

    /// Everything that leaves, and apart from it what stays.
    pub(super) fn leaves_ui(&mut self, ui: &mut Ui) {
        let palette = theme::palette(ui.ctx());
        ui.spacing_mut().item_spacing.y = space::XS;
        ui.horizontal(|ui| {
            Icon::Export.mark_ui(ui, size::ICON, palette.accent_text);
            ui.label(RichText::new("Leaves this computer").font(theme::bold(type_size::BODY)));
        });
        let Some(looked) = &self.looked else {
            let words = if self.unseen.is_some() { "Nothing: it could not be put together" } else { "Looking…" };
            caption_ui(ui, words);
            return;
        };
        if !self.current {
            caption_ui(ui, "Looking again…");
        }
        for line in looked.leaves.iter().filter(|line| !line.stays) {
            line_ui(ui, line, &mut self.unfolded);
        }
        let stays: Vec<&Leaves> = looked.leaves.iter().filter(|line| line.stays).collect();
        if stays.is_empty() {
            return;
        }
        ui.add_space(space::M);
        theme::tone_frame(palette.info).show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.horizontal(|ui| {
                Icon::Lock.mark_ui(ui, size::ICON, palette.info.text);
                ui.label(RichText::new("Stays here").font(theme::bold(type_size::BODY)).color(palette.info.text));
            });
            for line in stays {
                line_ui(ui, line, &mut self.unfolded);
            }
        });
    }

    /// How many findings are open that nobody has acknowledged.
    fn held_back_by(&self, selection: &Selection) -> usize {
        if self.confidentiality.acknowledged() { 0 } else { self.confidentiality.open(selection) }
    }

    /// The button, and beside it what it would do or why it cannot.
    pub(super) fn export_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, selection: &Selection) {
        let palette = theme::palette(ui.ctx());
        ui.spacing_mut().item_spacing.y = space::XS;
        let held = if self.current { self.held_back_by(selection) } else { 0 };
        if held > 0 {
            let words = format!("{} could tell who somebody is", count_text(held, "place", "places"));
            notice_ui(ui, palette.warn, Icon::Shield, &words, |ui| {
                if self.side != Side::Findings && buttons::link_ui(ui, "Look at them first").clicked() {
                    self.side = Side::Findings;
                }
            });
        }
        let entries = self.looked.as_ref().map_or(0, |looked| looked.summary.entries.len());
        let is_empty = self.looked.as_ref().is_none_or(|looked| looked.summary.is_empty());
        let running = matches!(self.state, State::Running { .. });
        let ready = self.current && !is_empty && !self.choice.period.is_upside_down() && !running;
        let format = self.choice.format.of(selection);
        let button = ui.add_enabled_ui(ready, |ui| buttons::marked_ui(ui, Look::Primary, Icon::Export, "Export…")).inner;
        if button.clicked() {
            // What could tell who somebody is is looked at before anything leaves.
            if held > 0 { self.side = Side::Findings } else { self.choose_target(cx, selection, format) }
        }
        let words = if running {
            "One export is on its way".to_owned()
        } else if self.current && is_empty {
            "No entry is in this choice".to_owned()
        } else if self.current {
            format!("{} as {}", count_text(entries, "entry", "entries"), format.name())
        } else {
            String::new()
        };
        caption_ui(ui, &words);
    }

    fn choose_target(&mut self, cx: &mut Ctx<'_>, selection: &Selection, format: Format) {
        let Some(exporter) = format.exporter() else { return };
        let name = suggested(&cx.snapshot.profile.name, cx.today(), format);
        let selection = Selection { seen: self.confidentiality.seen(selection), ..selection.clone() };
        let open = |looked: &Looked| {
            let open = looked.findings.iter().filter(|found| found.settled.is_none() && !found.is_decided(&selection));
            open.map(|found| (found.text.clone(), found.title.clone())).collect()
        };
        let knowingly = self.looked.as_ref().map(open).unwrap_or_default();
        self.planned = Some(Plan { selection, format, name: name.clone(), knowingly });
        cx.ask(match format.form {
            Form::File => Ask::SaveExport { name, label: exporter.label(), extension: exporter.extension() },
            Form::Folder => Ask::ExportFolder,
        });
    }
}

/// A line, with its single names on demand.
fn line_ui(ui: &mut Ui, line: &Leaves, unfolded: &mut Unfolded) {
    let palette = theme::palette(ui.ctx());
    let tone = if line.stays { palette.text_muted } else { palette.text };
    let Leaves { what, how_much, names, .. } = line;
    let words = if how_much.is_empty() { what.clone() } else { format!("{what}: {how_much}") };
    if names.is_empty() {
        ui.horizontal_top(|ui| {
            // In line with those that open.
            if !line.stays {
                ui.add_space(size::ICON + ui.spacing().item_spacing.x);
            }
            ui.add(Label::new(RichText::new(words).color(tone)).wrap());
        });
        return;
    }
    let open = unfolded.lines.contains(what);
    let response = ui
        .scope_builder(egui::UiBuilder::new().id_salt(("leaves", what)).sense(egui::Sense::click()), |ui| {
            ui.set_min_width(ui.available_width());
            ui.horizontal_top(|ui| {
                let caret = if open { Icon::CaretDown } else { Icon::CaretRight };
                caret.mark_ui(ui, size::ICON, palette.text_muted);
                ui.add(Label::new(RichText::new(&words).color(tone)).wrap().selectable(false));
            });
        })
        .response
        .on_hover_cursor(egui::CursorIcon::PointingHand);
    let enabled = ui.is_enabled();
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, enabled, &words));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(open));
    buttons::focus_ring(ui, &response);
    if response.clicked() {
        if open {
            unfolded.lines.remove(what);
        } else {
            unfolded.lines.insert(what.clone());
        }
    }
    if open {
        let more = unfolded.more.entry(what.clone()).or_default();
        ui.indent(("names", what), |ui| {
            for name in names.iter().take(more.shown(NAMES)) {
                caption_ui(ui, name);
            }
            more.more_ui(ui, NAMES, names.len(), "names");
        });
    }
}
