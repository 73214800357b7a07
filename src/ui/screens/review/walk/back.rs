//! The way back: while an entry of the walk is open in the Journal, a bar above leads back to the place where somebody stood.

use egui::{Margin, Panel, Ui};

use super::AppraisalWalk;
use crate::domain::text;
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::screens::review::{Go, Tab};
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon};

impl AppraisalWalk {
    /// Shows the bar when it is wanted; to be called before the Journal is shown.
    pub fn way_back_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        if !self.away {
            return;
        }
        let id = self.walking.as_ref().map(|walking| walking.id);
        let Some(walk) = cx.snapshot.walks.iter().find(|walk| Some(walk.id) == id) else {
            self.away = false;
            return;
        };
        let word = format!("Back to the walk “{}”", text::excerpt(&walk.draft.title, 60));
        let tone = theme::palette(ui.ctx()).info;
        let frame = theme::screen_frame(ui.ctx()).fill(tone.soft).inner_margin(Margin::symmetric(16, 4));
        Panel::top("way back to the walk").resizable(false).show_separator_line(false).frame(frame).show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                if buttons::marked_ui(ui, Look::Standard, Icon::ArrowLeft, &word).clicked() {
                    cx.actions.push(Action::OpenReview(Go::To(Tab::Walk)));
                }
                if buttons::icon_ui(ui, Icon::Close, "Stay in the Journal").clicked() {
                    self.away = false;
                }
            });
        });
    }
}
