//! Which entries a story tells, and in which order: those with the most complete chains are proposed.

use egui::{CursorIcon, Label, RichText, Role, Sense, Shape, Ui, UiBuilder, WidgetInfo};

use super::Open;
use crate::domain::text::{excerpt, folded};
use crate::domain::{Uid, when};
use crate::review::chains::{Chain, Changed};
use crate::review::impact::proposed;
use crate::ui::context::Ctx;
use crate::ui::theme::{self, Icon, buttons, radius, size, space};
use crate::ui::widgets::{line_ui, panel_ui, section_ui};

/// Entries that are found and listed at first, and with each press more.
const PIECE: usize = 8;

/// Characters of a name in a button.
const SHOWN: usize = 70;

impl Open {
    pub(super) fn chains_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, changed: Option<&Changed>) {
        let palette = theme::palette(ui.ctx());
        section_ui(ui, "What is told", |_| {});
        self.chosen_ui(ui, cx, changed);
        let Some(changed) = changed else { return };
        line_ui(ui, "Find an entry of which something came", &mut self.find, "A word of it");
        ui.add_space(space::XS);
        let words: Vec<String> = folded(&self.find).split_whitespace().map(str::to_owned).collect();
        let chosen = self.draft.draft.chosen.clone();
        let offered: Vec<&Chain> = if words.is_empty() {
            let ids = proposed(changed, &chosen);
            ids.iter().filter_map(|id| changed.chains.iter().find(|chain| chain.entry == *id)).collect()
        } else {
            let has = |chain: &&Chain| {
                let text = std::iter::once(chain.name.as_str()).chain(chain.links.iter().map(|link| link.text.as_str()));
                let text = folded(&text.collect::<Vec<_>>().join(" "));
                !chosen.contains(&chain.uid) && words.iter().all(|word| text.contains(word.as_str()))
            };
            changed.chains.iter().filter(has).collect()
        };
        let title = if words.is_empty() { "The most complete" } else { "Found" };
        if offered.is_empty() {
            let text = match (words.is_empty(), changed.chains.is_empty()) {
                (_, true) => {
                    "No entry tells yet of a change, a benefit or feedback. Write what you changed and who benefited, and it can be told here."
                }
                (true, false) => "No other entry says both what changed and who benefited; find others by their words",
                (false, false) => "No other entry of which something came has these words",
            };
            ui.add(Label::new(RichText::new(text).small().color(palette.text_muted)).wrap());
            return;
        }
        ui.label(RichText::new(title).small().color(palette.text_muted));
        for chain in offered.iter().take(self.found.shown(PIECE)) {
            if chain_ui(ui, chain) {
                self.draft.draft.chosen.push(chain.uid);
            }
        }
        self.found.more_ui(ui, PIECE, offered.len(), "entries");
    }

    /// What is chosen, in its order, each to be moved or left out.
    fn chosen_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, changed: Option<&Changed>) {
        enum Wish {
            Up(usize),
            Down(usize),
            Out(usize),
        }
        let chosen: Vec<Uid> = self.draft.draft.chosen.clone();
        if chosen.is_empty() {
            let text = "Choose entries whose story is told: what you learnt, what changed, who benefited";
            ui.add(Label::new(RichText::new(text).color(theme::palette(ui.ctx()).text_muted)).wrap());
            ui.add_space(space::S);
            return;
        }
        let mut wish = None;
        panel_ui(ui, |ui| {
            for (at, uid) in chosen.iter().enumerate() {
                let found = cx.snapshot.entries.iter().find(|entry| entry.uid == *uid && !entry.state.is_binned());
                let name = found.map_or("An entry that is in the bin or gone", |entry| entry.name.as_str());
                let short = excerpt(name, SHOWN);
                ui.push_id(*uid, |ui| {
                    ui.horizontal_top(|ui| {
                        ui.label(RichText::new(format!("{}.", at + 1)).font(theme::bold(theme::type_size::BODY)));
                        let room = (ui.available_width() - 3.0 * (theme::size::TARGET + space::S)).max(80.0);
                        ui.vertical(|ui| {
                            ui.set_width(room);
                            ui.spacing_mut().item_spacing.y = 0.0;
                            ui.add(Label::new(&short).wrap());
                            if let Some(chain) = changed.and_then(|changed| changed.chains.iter().find(|chain| chain.uid == *uid)) {
                                let ink = theme::palette(ui.ctx()).text_muted;
                                ui.add(Label::new(RichText::new(chain.stops()).small().color(ink)).wrap());
                            }
                        });
                        let up =
                            ui.add_enabled_ui(at > 0, |ui| buttons::icon_ui(ui, Icon::ArrowUp, &format!("Tell “{short}” earlier"))).inner;
                        if up.clicked() {
                            wish = Some(Wish::Up(at));
                        }
                        let last = at + 1 == chosen.len();
                        let down =
                            ui.add_enabled_ui(!last, |ui| buttons::icon_ui(ui, Icon::ArrowDown, &format!("Tell “{short}” later"))).inner;
                        if down.clicked() {
                            wish = Some(Wish::Down(at));
                        }
                        if buttons::icon_ui(ui, Icon::Close, &format!("Leave “{short}” out")).clicked() {
                            wish = Some(Wish::Out(at));
                        }
                    });
                });
            }
        });
        ui.add_space(space::S);
        let order = &mut self.draft.draft.chosen;
        match wish {
            Some(Wish::Up(at)) if at > 0 => order.swap(at, at - 1),
            Some(Wish::Down(at)) if at + 1 < order.len() => order.swap(at, at + 1),
            Some(Wish::Out(at)) if at < order.len() => {
                order.remove(at);
            }
            _ => {}
        }
    }
}

/// An entry that can be told, all of it one button; whether it was pressed.
fn chain_ui(ui: &mut Ui, chain: &Chain) -> bool {
    let builder = UiBuilder::new().id_salt(("chain to tell", chain.uid)).sense(Sense::click());
    let response = ui
        .scope_builder(builder, |ui| {
            let palette = theme::palette(ui.ctx());
            let hovered = ui.response().hovered();
            // The ground under the pointer lies under the words, whose height is known only after them.
            let ground = ui.painter().add(Shape::Noop);
            ui.set_width(ui.available_width());
            ui.add_space(space::XS);
            ui.horizontal_top(|ui| {
                ui.add_space(space::XS);
                Icon::AddCircle.mark_ui(ui, size::ICON, palette.accent_text);
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    ui.add(Label::new(&chain.name).wrap());
                    let about = format!("{} · {}", when::shown(chain.date), chain.stops());
                    ui.add(Label::new(RichText::new(about).small().color(palette.text_muted)).wrap());
                });
            });
            ui.add_space(space::XS);
            if hovered {
                ui.painter().set(ground, Shape::rect_filled(ui.min_rect(), radius::CONTROL, palette.hover));
            }
        })
        .response
        .on_hover_cursor(CursorIcon::PointingHand);
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, format!("Tell “{}”", excerpt(&chain.name, SHOWN))));
    buttons::focus_ring(ui, &response);
    response.clicked()
}
