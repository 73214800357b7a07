//! An appraisal walk that is not finished: one press goes on with it.

use egui::{Label, RichText, Ui};

use crate::domain::{text, when};
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::screens::review::Go;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, space, type_size};
use crate::ui::widgets::{count_text, panel_ui, section_ui};

/// Walks that are shown; the others are in Review.
const SHOWN: usize = 2;

/// A card for each walk that is begun and not finished.
pub(super) fn walks_ui(ui: &mut Ui, cx: &mut Ctx<'_>) {
    let open: Vec<_> = cx.snapshot.walks.iter().filter(|walk| walk.finished.is_none()).take(SHOWN).collect();
    if open.is_empty() {
        return;
    }
    let palette = theme::palette(ui.ctx());
    section_ui(ui, "Appraisal walk", |_| {});
    for walk in open {
        panel_ui(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            let title = text::excerpt(&walk.draft.title, 90);
            ui.add(Label::new(RichText::new(&title).font(theme::bold(type_size::BODY))).wrap());
            let last = walk.decided.iter().map(|one| one.at).max().map(|at| at.with_timezone(&cx.snapshot.zone).date_naive());
            let words = match last {
                Some(day) => format!("{} decided, last on {}", count_text(walk.decided.len(), "entry", "entries"), when::shown(day)),
                None => "Nothing is decided yet".to_owned(),
            };
            ui.add(Label::new(RichText::new(words).small().color(palette.text_muted)).wrap());
            let go = buttons::marked_ui(ui, Look::Standard, Icon::ArrowRight, "Go on");
            go.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Go on with the walk “{title}”")));
            if go.clicked() {
                cx.actions.push(Action::OpenReview(Go::Walk(walk.id)));
            }
        });
        ui.add_space(space::S);
    }
}
