//! The list of all that would leave this computer, and what stays.

use std::collections::BTreeSet;

use egui::{Align2, Label, RichText, ScrollArea, Ui};

use super::foot::{AGAIN, FIRST, Room, outdated_ui};
use super::group::caption_ui;
use super::{Export, Known};
use crate::journal::{Leaves, Selection};
use crate::ui::context::Ctx;
use crate::ui::theme::{self, Icon, buttons, size, space, type_size};
use crate::ui::widgets::{Pages, follow_keyboard};

/// So many single names are shown at once.
const NAMES: usize = 12;

/// The button with its words is about so high.
const FOOT: f32 = 76.0;

/// How much is seen of what may not be true any more.
pub(super) const OUTDATED: f32 = 0.5;

/// Of which lines the single names are shown, and how many of them.
#[derive(Debug, Default)]
pub(super) struct Unfolded {
    lines: BTreeSet<String>,
    more: std::collections::BTreeMap<String, Pages>,
}

impl Export {
    /// The list with the button below it, in a room of its own: both stay in sight.
    pub(super) fn beside_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, selection: &Selection) {
        let room = (ui.available_height() - self.foot.max(FOOT) - space::M).max(size::TARGET);
        self.list_ui(ui, room);
        ui.add_space(space::S);
        self.measured_foot_ui(ui, cx, selection, Room::Column);
    }

    /// The button with its words; how high they are is remembered, to keep room for them.
    pub(super) fn measured_foot_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, selection: &Selection, room: Room) {
        let foot = ui.scope(|ui| self.foot_ui(ui, cx, selection, room)).response.rect.height();
        if (foot - self.foot).abs() > 0.5 {
            self.foot = foot;
            ui.ctx().request_repaint();
        }
    }

    /// The list, as high as there is room.
    pub(super) fn list_ui(&mut self, ui: &mut Ui, high: f32) {
        let area = ScrollArea::vertical().id_salt("what leaves").auto_shrink(false).max_height(high);
        let shown = area.show(ui, |ui| {
            self.leaves_ui(ui);
            follow_keyboard(ui);
        });
        if self.known() == Known::Again {
            outdated_ui(ui, shown.inner_rect, Align2::CENTER_BOTTOM, AGAIN);
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
        let known = self.known();
        let Some(looked) = self.looked.clone().filter(|_| known != Known::Failed) else {
            caption_ui(ui, if known == Known::Failed { "That is not known: it could not be looked through" } else { FIRST });
            return;
        };
        if known == Known::Again {
            ui.multiply_opacity(OUTDATED);
        }
        let has_record = self.choice.format.has_record();
        for line in looked.leaves.iter().filter(|line| !line.stays && (has_record || !line.as_data)) {
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
