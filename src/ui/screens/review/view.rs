//! The parts of the page above, and the one that is shown below.

use egui::{CentralPanel, Margin, Panel, ScrollArea, Ui};

use super::{Review, Tab, tabs};
use crate::ui::context::Ctx;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{measure_ui, scroll_by_keys};

/// With less room the name of the page is not shown above its parts; the side bar says it, too.
const LOW: f32 = 560.0;

impl Review {
    /// Shows the page.
    pub fn show_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        self.keep(cx);
        // An entry of the walk has the page for itself.
        if !self.is_walking() {
            self.tabs_ui(ui);
        }
        match self.tab {
            Tab::Overview => self.overview.show_ui(ui, cx, &mut self.period),
            Tab::Calendar => self.calendar.show_ui(ui, cx),
            Tab::Timeline => self.timeline.show_ui(ui, cx),
            Tab::Coverage => self.coverage.show_ui(ui, cx),
            Tab::Charts => self.charts.show_ui(ui, cx, &mut self.period),
            Tab::Changed => self.changed.show_ui(ui, cx),
            Tab::Walk => self.walk.show_ui(ui, cx),
            Tab::Compare => self.compare.show_ui(ui, cx),
            Tab::AsItStood => self.as_it_stood.show_ui(ui, cx),
            Tab::Year => self.year.show_ui(ui, cx),
            Tab::Impact => self.impact.show_ui(ui, cx),
        }
    }

    /// Whether an entry of the walk has the window for itself.
    pub fn is_walking(&self) -> bool {
        self.tab == Tab::Walk && self.walk.is_on_the_way()
    }

    fn tabs_ui(&mut self, ui: &mut Ui) {
        let low = ui.available_height() < LOW;
        let margin = Margin { left: 24, right: 24, top: if low { 4 } else { 16 }, bottom: 0 };
        let frame = theme::screen_frame(ui.ctx()).inner_margin(margin);
        Panel::top("review parts").resizable(false).frame(frame).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            if !low {
                // In line with the words of the tabs.
                ui.horizontal(|ui| {
                    ui.add_space(space::S);
                    ui.heading("Review");
                });
            }
            if let Some(tab) = tabs::tabs_ui(ui, self.tab, low) {
                self.tab = tab;
            }
        });
    }
}

/// A part below the tabs, in one scrolling column of at most `width` points. The keyboard scrolls it where nothing in it wants the key.
pub(super) fn part_ui(ui: &mut Ui, salt: &str, width: f32, content: impl FnOnce(&mut Ui)) {
    let margin = Margin { left: 32, right: 20, top: 0, bottom: 0 };
    CentralPanel::default().frame(theme::screen_frame(ui.ctx()).inner_margin(margin)).show(ui, |ui| {
        ScrollArea::vertical().id_salt(salt).auto_shrink(false).show(ui, |ui| {
            let width = width.min(ui.available_width() - space::M);
            measure_ui(ui, width, |ui| {
                ui.add_space(space::L);
                content(ui);
                ui.add_space(space::XXXL);
            });
            scroll_by_keys(ui);
        });
    });
}
