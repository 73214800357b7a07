//! The frame around the pages: side bar, page, what lies over it.

use std::path::Path;

use egui::{Panel, RichText, ScrollArea, Ui};

use super::{App, Session};
use crate::ui::action::{Action, Route};
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::screens::welcome::Offer;
use crate::ui::theme::buttons::{self, Look, Place};
use crate::ui::theme::{self, Icon, size, space};
use crate::worker::Opening;

/// The picture of a place.
fn icon(route: Route) -> Icon {
    match route {
        Route::Today => Icon::Today,
        Route::Journal => Icon::Journal,
        Route::Goals => Icon::Goals,
        Route::Network => Icon::Network,
        Route::Review => Icon::Review,
        Route::Portfolio => Icon::Portfolio,
        Route::Import => Icon::Import,
        Route::Settings => Icon::Settings,
        Route::Help => Icon::Question,
    }
}

impl App {
    pub(super) fn view_ui(&mut self, ui: &mut Ui) {
        let now = ui.input(|input| input.time);
        let title = if self.title.is_empty() { "CPD Journal" } else { &self.title };
        ui.ctx().accesskit_node_builder(egui::accesskit_root_id(), |node| node.set_label(title));
        let Session::Open(open) = &self.session else {
            let (refused, opening) = match &self.session {
                Session::Welcome { refused } => (refused.as_ref(), false),
                Session::Opening { .. } | Session::Open(_) => (None, true),
            };
            let mut offer =
                Offer { default_path: &self.default_path, sample_path: &self.sample_path, refused, opening, actions: &mut self.actions };
            self.screens.welcome.show_ui(ui, &mut offer);
            self.notices.show_ui(ui, now);
            return;
        };
        if self.switching {
            // What is written now would have no journal to go to.
            ui.disable();
        }
        let sample = (open.path.as_ref() == Some(&self.sample_path)).then_some(&*self.default_path);
        // An entry of the walk has the window for itself.
        let walking = self.route == Route::Review && self.screens.review.is_walking();
        if !self.is_focused() && !walking {
            sidebar_ui(ui, self.route, &self.session, sample, &mut self.actions);
        }
        self.desk.begin(&open.snapshot.words);
        let mut cx = Ctx {
            snapshot: &open.snapshot,
            catalogue: &open.catalogue,
            path: open.path.as_deref(),
            now,
            actions: &mut self.actions,
            desk: &self.desk,
            tickets: &mut self.tickets,
        };
        match self.route {
            Route::Today => self.screens.today.show_ui(ui, &mut cx),
            Route::Journal => {
                if !self.screens.journal.is_focused() {
                    self.screens.review.way_back_ui(ui, &mut cx);
                }
                self.screens.journal.show_ui(ui, &mut cx);
            }
            Route::Goals => self.screens.goals.show_ui(ui, &mut cx),
            Route::Network => {
                let ticket = cx.ticket();
                self.screens.network.show_ui(ui, &mut cx, ticket);
            }
            Route::Review => self.screens.review.show_ui(ui, &mut cx),
            Route::Portfolio => self.screens.portfolio.show_ui(ui, &mut cx),
            Route::Import => self.screens.import.show_ui(ui, &mut cx),
            Route::Settings => self.screens.settings.show_ui(ui, &mut cx),
            Route::Help => self.screens.help.show_ui(ui, &mut cx),
        }
        if let Some(quick) = &mut self.quick_log {
            let ticket = cx.ticket();
            if !quick.show_ui(ui, &mut cx, ticket) {
                self.quick_log = None;
            }
        }
        if let Some(page) = &mut self.roll_up {
            let ticket = cx.ticket();
            if !page.show_ui(ui, &mut cx, ticket) {
                self.roll_up = None;
            }
        }
        let decided = self.timer.as_mut().and_then(|dialog| dialog.show_ui(ui, &cx));
        if let Some(palette) = &mut self.palette
            && !palette.show_ui(ui, &mut cx)
        {
            self.palette = None;
        }
        self.desk.search_ui(ui);
        self.actions.extend(self.desk.take_actions());
        for request in self.desk.take_requests() {
            self.worker.send(request);
        }
        if self.notices.show_with_undo_ui(ui, now, open.snapshot.undo.as_deref()) {
            self.actions.push(Action::UndoStep);
        }
        if let Some(decided) = decided {
            self.timer = None;
            self.timer_decided(decided);
        }
    }
}

/// Whether the pointer asks what is under it: not while somebody types with the pointer left lying there.
fn is_hinted(ui: &Ui) -> bool {
    let typing = egui::Id::unique("keys since the pointer moved");
    let (key, moved) = ui.input(|input| {
        let key = input.events.iter().any(|event| matches!(event, egui::Event::Key { pressed: true, .. } | egui::Event::Text(_)));
        (key, input.pointer.delta() != egui::Vec2::ZERO)
    });
    let before: bool = ui.data(|data| data.get_temp(typing)).unwrap_or_default();
    let now = key || (before && !moved);
    ui.data_mut(|data| data.insert_temp(typing, now));
    !now
}

fn sidebar_ui(ui: &mut Ui, route: Route, session: &Session, sample: Option<&Path>, actions: &mut Vec<Action>) {
    let palette = theme::palette(ui.ctx());
    let narrow = ui.available_width() < size::NARROW_BELOW;
    let width = if narrow { size::SIDEBAR_NARROW } else { size::SIDEBAR };
    Panel::left("places").resizable(false).exact_size(width).show_separator_line(false).frame(theme::sidebar_frame(ui.ctx())).show(
        ui,
        |ui| {
            ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                node.set_role(egui::Role::Navigation);
                node.set_label("Places");
            });
            ui.spacing_mut().item_spacing.y = space::XS;
            if narrow {
                if buttons::icon_ui(ui, Icon::Add, Command::LogSomething.label()).clicked() {
                    actions.push(Action::Run(Command::LogSomething));
                }
            } else {
                ui.label(RichText::new("CPD Journal").text_style(theme::section_style()).color(palette.accent_text));
                ui.add_space(space::M);
                let hint = Command::LogSomething.key_text(ui.ctx());
                // As wide as the places below it.
                let (wide, layout) = (ui.available_width(), egui::Layout::top_down_justified(egui::Align::Center));
                ui.allocate_ui_with_layout(egui::vec2(wide, size::TARGET), layout, |ui| {
                    if buttons::marked_ui(ui, Look::Primary, Icon::Add, "Log something").on_hover_text(hint).clicked() {
                        actions.push(Action::Run(Command::LogSomething));
                    }
                });
            }
            super::timer::indicator_ui(ui, session, narrow, actions);
            ui.add_space(space::L);
            let hinted = is_hinted(ui);
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                for place in Route::ALL {
                    if place == Route::Import {
                        ui.add_space(space::L);
                    }
                    let state = if place == route { Place::Open } else { Place::Elsewhere };
                    let word = if narrow { "" } else { place.label() };
                    let response = buttons::place_ui(ui, icon(place), word, state);
                    if narrow {
                        response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, place == route, place.label()));
                    }
                    let key = Command::Go(place).key_text(ui.ctx());
                    let hint = if narrow { format!("{}  {key}", place.label()) } else { key };
                    let response = if hinted { response.on_hover_text(hint) } else { response };
                    if response.clicked() {
                        actions.push(Action::Go(place));
                    }
                }
                if let Some(own) = sample {
                    sample_ui(ui, own, actions);
                }
                if !narrow && let Some(why) = session.open().and_then(|open| open.snapshot.read_only.as_ref()) {
                    ui.add_space(space::L);
                    theme::tone_frame(palette.warn).show(ui, |ui| {
                        ui.label(RichText::new(format!("This journal can only be read: {why}.")).small().color(palette.text));
                    });
                }
            });
        },
    );
}

/// Says that this is the fictional journal, and leads to one's own.
fn sample_ui(ui: &mut Ui, own: &Path, actions: &mut Vec<Action>) {
    let palette = theme::palette(ui.ctx());
    ui.add_space(space::L);
    theme::tone_frame(palette.info).show(ui, |ui| {
        ui.label(RichText::new("This is the sample: nobody’s journal.").small().color(palette.text));
        if buttons::link_ui(ui, "Open my own").clicked() {
            actions.push(Action::OpenJournal { path: own.to_owned(), opening: Opening::New });
        }
    });
}
