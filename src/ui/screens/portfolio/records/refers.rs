//! What a record refers to: chips that open it, and the way to choose more.

use egui::{AtomExt as _, Button, Frame, Margin, RichText, Ui, WidgetInfo};

use super::Wanted;
use super::page::RecordPage;
use super::picker::{Pick, Picker};
use super::taking::is_offered;
use crate::domain::record::{RecordKind, Refers};
use crate::domain::{Uid, text};
use crate::ui::context::Ctx;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, radius, size, space};
use crate::ui::widgets::caption_ui;
use crate::worker::Request;

/// Characters of a name on a chip.
const SHOWN: usize = 80;

/// With less room the two ways to choose stand below each other.
const BESIDE: f32 = 360.0;

/// What was pressed.
pub(super) enum Pressed {
    Nothing,
    Pick(Picker),
    Turn(Wanted),
}

/// What something that is referred to is called, and where it is.
struct Named {
    name: String,
    icon: Icon,
    /// The record, when it is one.
    record: Option<Uid>,
}

impl RecordPage {
    /// Shows what it refers to. Nothing for a kind that refers to nothing.
    pub(super) fn refers_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, kind: &RecordKind) -> Pressed {
        let to_records = !kind.refers_to_records.is_empty();
        if !kind.refers_to_entries && !to_records && self.draft.refers.is_empty() {
            return Pressed::Nothing;
        }
        let mut pressed = Pressed::Nothing;
        let mut gone = None;
        let spacing = ui.spacing().item_spacing;
        caption_ui(ui, "It is about");
        ui.spacing_mut().item_spacing.y = space::XS;
        for to in &self.draft.refers {
            let named = named(cx, *to);
            let (open, remove) = chip_ui(ui, &named);
            if remove {
                gone = Some(*to);
            }
            match (open, to) {
                (true, Refers::Entry(id)) => cx.open(*id),
                (true, Refers::Record(_)) => {
                    if let Some(uid) = named.record {
                        pressed = Pressed::Turn(Wanted::Record(uid));
                    }
                }
                (false, _) => {}
            }
        }
        let mut choose = |ui: &mut Ui| {
            if kind.refers_to_entries && buttons::marked_ui(ui, Look::Quiet, Icon::Link, "Choose an entry…").clicked() {
                pressed = Pressed::Pick(Picker::new(Pick::Entries));
            }
            if to_records && buttons::marked_ui(ui, Look::Quiet, Icon::Link, "Choose a record…").clicked() {
                pressed = Pressed::Pick(Picker::new(Pick::Records(kind.refers_to_records.clone())));
            }
        };
        if ui.available_width() < BESIDE {
            choose(ui);
        } else {
            ui.horizontal(|ui| choose(ui));
        }
        if let Some(gone) = gone {
            self.draft.refers.retain(|to| *to != gone);
        }
        if is_offered(kind, cx.catalogue, &self.together) {
            self.taking_ui(ui, cx);
        }
        ui.spacing_mut().item_spacing = spacing;
        ui.add_space(space::S);
        pressed
    }

    /// Offers the words of the entries that it is about.
    fn taking_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let entries: Vec<_> = self
            .draft
            .refers
            .iter()
            .filter_map(|to| if let Refers::Entry(id) = to { cx.entry(*id).map(|entry| (*id, entry.name.clone())) } else { None })
            .collect();
        let one = entries.len() == 1;
        for (id, name) in entries {
            let word = if one {
                "Take the words from the entry".to_owned()
            } else {
                format!("Take the words from “{}”", text::excerpt(&name, SHOWN))
            };
            let help = "Copies what you wrote there into the texts below that are still empty";
            if buttons::marked_ui(ui, Look::Quiet, Icon::Copy, &word).on_hover_text(help).clicked() {
                self.taking = Some(id);
                cx.send(Request::Load(id));
            }
        }
    }
}

fn named(cx: &Ctx<'_>, to: Refers) -> Named {
    let in_the_bin = |name: String, binned: bool| if binned { format!("{name} (in the bin)") } else { name };
    match to {
        Refers::Entry(id) => match cx.entry(id) {
            Some(entry) => {
                Named { name: in_the_bin(text::excerpt(&entry.name, SHOWN), entry.state.is_binned()), icon: Icon::Journal, record: None }
            }
            None => Named { name: "An entry that is gone".to_owned(), icon: Icon::Journal, record: None },
        },
        Refers::Record(id) => match cx.snapshot.records.iter().find(|record| record.id == id) {
            Some(record) => {
                let name = record.draft.name(cx.catalogue.record_kind(&record.draft.kind));
                Named {
                    name: in_the_bin(text::excerpt(&name, SHOWN), record.binned.is_some()),
                    icon: Icon::FileText,
                    record: Some(record.uid),
                }
            }
            None => Named { name: "A record that is gone".to_owned(), icon: Icon::FileText, record: None },
        },
    }
}

/// Whether it was opened, and whether it was taken away.
fn chip_ui(ui: &mut Ui, named: &Named) -> (bool, bool) {
    let palette = theme::palette(ui.ctx());
    let enabled = ui.is_enabled();
    // A pill as wide as its name, where there is room for that: its edges, the icon and the cross.
    let wide = ui.available_width() - 8.0;
    Frame::new()
        .fill(palette.control)
        .corner_radius(radius::PILL)
        .inner_margin(Margin { left: 4, right: 4, top: 0, bottom: 0 })
        .show(ui, |ui| {
            ui.set_max_width(wide);
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                // The name gives way where there is little room, not the icon.
                let name = RichText::new(&named.name).color(palette.text).atom_shrink(true);
                let word = (named.icon.text(size::ICON).color(palette.accent_text), name);
                let room = wide - size::TARGET - space::XS;
                let button = Button::new(word).frame_when_inactive(false).corner_radius(radius::PILL).truncate();
                let open = ui.scope(|ui| {
                    ui.set_max_width(room);
                    ui.add(button)
                });
                let open = open.inner;
                open.widget_info(|| WidgetInfo::labeled(egui::Role::Button, enabled, format!("Open {}", named.name)));
                let remove = buttons::icon_ui(ui, Icon::Close, &format!("Take away {}", named.name));
                (open.clicked(), remove.clicked())
            })
            .inner
        })
        .inner
}
