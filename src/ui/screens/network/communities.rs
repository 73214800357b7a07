//! Communities as cards, side by side where there is room.

use std::sync::Arc;

use egui::{Align, Label, Layout, Rect, RichText, Ui, UiBuilder, pos2, vec2};

use super::catalogue::CatalogueDialog;
use super::form::Form;
use super::{Joined, Network};
use crate::domain::{Community, CommunityDraft, Slot};
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, size, space};
use crate::ui::widgets::{ago_text, card_ui, count_text, empty_ui, ends_ui};

/// With less room the buttons stand below the line about the network.
const HEAD: f32 = 600.0;

/// With so much room cards stand in two columns.
const TWO_COLUMNS: f32 = 620.0;

/// The height of what a card holds, so that those beside each other are level.
const CARD: f32 = 148.0;

impl Network {
    /// The communities of this journal.
    pub(super) fn communities_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let communities = Arc::clone(&cx.snapshot.communities);
        let joined = self.joined(cx.snapshot);
        if communities.is_empty() {
            let text = "Chats, groups and hashtags that you learn in. Add one with its usual time, and see how often you were there and what you took home.";
            let first = (!cx.read_only()).then_some("Choose from the catalogue");
            if empty_ui(ui, Icon::Network, "Who do you learn with?", text, first) {
                self.catalogue = Some(CatalogueDialog::new(cx));
            }
            if !cx.read_only() {
                let add =
                    ui.vertical_centered(|ui| buttons::link_ui(ui, "Add a community").on_hover_text("One that is not in the catalogue"));
                if add.inner.clicked() {
                    self.form = Some(Form::new(cx));
                }
            }
            return;
        }
        self.head_ui(ui, cx, communities.len());
        let columns = if ui.available_width() < TWO_COLUMNS { 1 } else { 2 };
        let gap = space::L;
        let width = ((ui.available_width() - gap * (columns - 1) as f32) / columns as f32).floor();
        for row in communities.chunks(columns) {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = gap;
                for community in row {
                    ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                        ui.set_width(width);
                        ui.spacing_mut().item_spacing.x = space::S;
                        self.community_ui(ui, cx, community, joined.get(&community.id).copied());
                    });
                }
            });
            ui.add_space(space::S);
        }
    }

    fn head_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, count: usize) {
        let palette = theme::palette(ui.ctx());
        let text = format!("You learn in {}", count_text(count, "community", "communities"));
        ends_ui(
            ui,
            HEAD,
            |ui| {
                ui.label(RichText::new(text).color(palette.text_muted));
            },
            |ui| {
                if cx.read_only() {
                    return;
                }
                if buttons::marked_ui(ui, Look::Primary, Icon::Add, "Add a community…").clicked() {
                    self.form = Some(Form::new(cx));
                }
                if buttons::marked_ui(ui, Look::Standard, Icon::Search, "From the catalogue…").clicked() {
                    self.catalogue = Some(CatalogueDialog::new(cx));
                }
            },
        );
        ui.add_space(space::S);
    }

    fn community_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, community: &Community, joined: Option<Joined>) {
        let palette = theme::palette(ui.ctx());
        let draft = &community.draft;
        let slot = draft.slot();
        let (times, more) = match joined {
            Some(Joined { times, total, last }) => {
                (count_text(times, "time", "times"), format!("{total} · last {}", ago_text(last, cx.today())))
            }
            None => ("Not yet".to_owned(), String::new()),
        };
        let name = format!("{}, {slot}, joined {times}, {more}", draft.name);
        let read_only = cx.read_only();
        let mut edit = false;
        let response = card_ui(ui, &name, |ui| {
            let top = ui.cursor().min;
            let room = ui.available_width();
            ui.spacing_mut().item_spacing.y = space::XS;
            ui.scope(|ui| {
                // The pencil has the corner for itself.
                ui.set_max_width(room - size::TARGET);
                let title = RichText::new(&draft.name).text_style(theme::section_style());
                ui.add(Label::new(title).truncate());
                ui.horizontal(|ui| {
                    if !draft.hashtag.is_empty() {
                        ui.add(Label::new(RichText::new(&draft.hashtag).color(palette.accent_text)).truncate());
                    }
                    ui.add(Label::new(RichText::new(&draft.platform).color(palette.text_muted)).truncate());
                });
            });
            if !slot.is_empty() {
                ui.horizontal(|ui| {
                    Icon::Clock.mark_ui(ui, size::ICON, palette.text_muted);
                    ui.add(Label::new(RichText::new(&slot).color(palette.text_muted)).truncate());
                });
            }
            if let Some(note) = note(draft) {
                ui.add(Label::new(RichText::new(note).small().color(palette.text_faint)).truncate());
            }
            let used = ui.cursor().min.y - top.y;
            ui.add_space((CARD - used - size::TARGET).max(0.0));
            ui.horizontal(|ui| {
                ui.label(RichText::new(&times).font(theme::bold(theme::type_size::BODY)));
                ui.add(Label::new(RichText::new(&more).color(palette.text_muted)).truncate());
            });
            if !read_only {
                let corner = Rect::from_min_size(pos2(top.x + room - size::TARGET, top.y - space::XS), vec2(size::TARGET, size::TARGET));
                let mut corner = ui.new_child(UiBuilder::new().max_rect(corner).layout(Layout::right_to_left(Align::Center)));
                edit = buttons::icon_ui(&mut corner, Icon::Edit, &format!("Change “{}”", draft.name)).clicked();
            }
        });
        if edit {
            self.form = Some(Form::of(community));
        } else if response.on_hover_text("Find what you logged there").clicked() {
            let words = if draft.hashtag.is_empty() { &draft.name } else { &draft.hashtag };
            cx.actions.push(Action::Find(words.clone()));
        }
    }
}

/// Why chats of a community are not among those that come.
fn note(draft: &CommunityDraft) -> Option<&'static str> {
    if draft.unlisted {
        return Some("Its chats are not listed on Today");
    }
    match Slot::of(draft) {
        Some(slot) if !slot.is_counted() => Some("Say a day on which one takes place, and they are listed"),
        _ => None,
    }
}
