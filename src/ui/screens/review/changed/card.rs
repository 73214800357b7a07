//! A chain as a card: what was learnt, changed, and who benefited, in the registrant's own words, one below the other.

use egui::{Label, RichText, Ui, pos2, vec2};

use crate::domain::story::Link;
use crate::domain::text::excerpt;
use crate::domain::when;
use crate::review::chains::{Chain, ChainLink};
use crate::ui::context::Ctx;
use crate::ui::theme::{self, size, space, type_size};
use crate::ui::widgets::{card_ui, link_mark_at};

/// So much of what was written stands on the card, in letters.
const MOST: usize = 260;

/// So many links stand on the card.
const LINKS: usize = 8;

/// Room for the mark of a link, in points.
const MARK: f32 = 32.0;

/// Shows it; whether it was pressed.
pub(super) fn chain_card_ui(ui: &mut Ui, cx: &Ctx<'_>, chain: &Chain) -> bool {
    let about = format!("{} · {}", when::shown(chain.date), cx.catalogue.kind_label(&chain.kind));
    let name = format!("{}, {about}: {}", chain.name, chain.stops());
    card_ui(ui, &name, |ui| {
        let palette = theme::palette(ui.ctx());
        ui.spacing_mut().item_spacing.y = space::XS;
        ui.add(Label::new(RichText::new(&chain.name).font(theme::bold(type_size::BODY))).wrap().selectable(false));
        ui.add(Label::new(RichText::new(about).small().color(palette.text_muted)).wrap().selectable(false));
        ui.add_space(space::XS);
        let told = || chain.links.iter().filter(|link| link.link != Link::Activity);
        for link in told().take(LINKS) {
            link_ui(ui, chain, link);
        }
        let more = told().count().saturating_sub(LINKS);
        let stops = if more > 0 { format!("{} · {more} more in the entry", chain.stops()) } else { chain.stops().to_owned() };
        let ink = if chain.is_complete() { palette.success.text } else { palette.text_muted };
        ui.add(Label::new(RichText::new(stops).small().color(ink)).wrap().selectable(false));
    })
    .clicked()
}

fn link_ui(ui: &mut Ui, chain: &Chain, link: &ChainLink) {
    let palette = theme::palette(ui.ctx());
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(MARK, size::ICON + space::XS), egui::Sense::hover());
        if ui.is_rect_visible(rect) {
            link_mark_at(ui, link.link, pos2(rect.left() + MARK / 2.0, rect.center().y));
        }
        let room = ui.available_width();
        ui.vertical(|ui| {
            ui.set_width(room);
            ui.spacing_mut().item_spacing.y = 0.0;
            let mut what = link.link.label().to_owned();
            if let Some(whom) = link.whom {
                what.push_str(&format!(" · {}", whom.label()));
            }
            if link.day != chain.date {
                what.push_str(&format!(" · {}", when::shown(link.day)));
            }
            ui.add(Label::new(RichText::new(what).small().color(palette.text_muted)).wrap().selectable(false));
            ui.add(Label::new(RichText::new(excerpt(&link.text, MOST)).color(palette.text)).wrap().selectable(false));
        });
    });
}
