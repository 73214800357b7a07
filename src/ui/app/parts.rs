//! Commands that lead to a part of a page.

use std::sync::Arc;

use egui::Context;

use super::App;
use crate::ui::action::{Action, ReviewGo, ReviewTab, Route};
use crate::ui::command::Command;

impl App {
    /// Leads to the part that a command names.
    pub(super) fn go_to_part(&mut self, ctx: &Context, command: Command, now: f64) {
        match command {
            Command::Review(tab) => self.apply(ctx, Action::OpenReview(ReviewGo::To(tab)), now),
            Command::Network(part) => self.apply(ctx, Action::OpenNetwork(part), now),
            Command::GoOnWalk => {
                let walks = self.session.open().map(|open| Arc::clone(&open.snapshot.walks));
                let open = walks.iter().flat_map(|walks| walks.iter()).filter(|walk| walk.finished.is_none()).max_by_key(|walk| walk.id);
                let to = open.map_or(ReviewGo::To(ReviewTab::Walk), |walk| ReviewGo::Walk(walk.id));
                self.apply(ctx, Action::OpenReview(to), now);
            }
            Command::Tags => {
                self.go(Route::Journal, now);
                self.screens.journal.show_tags();
            }
            Command::KeptSearches => {
                self.go(Route::Journal, now);
                self.screens.journal.show_kept_searches();
            }
            Command::Findings => self.apply(ctx, Action::OpenPortfolio(crate::ui::screens::portfolio::Go::Findings), now),
            _ => {}
        }
    }
}
