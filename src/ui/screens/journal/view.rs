//! The Journal's page: search and list at the left, the open entry at the right.

use egui::{CentralPanel, ComboBox, Margin, Panel, RichText, ScrollArea, Ui, UiBuilder, vec2};

use super::Journal;
use super::rows::{Filter, StateFilter};
use crate::domain::GoalState;
use crate::ui::action::Action;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::theme::{self, Icon, buttons, size, space};
use crate::ui::widgets::empty_ui;

/// With less room than this, in points, only the list or only the open entry is shown.
const TWO_PANES: f32 = 760.0;

/// A window this wide, in points, has a list in which most titles fit.
const WIDE_WINDOW: f32 = 1200.0;

/// The width of that list.
const LIST_WIDE: f32 = 380.0;

/// The list is never narrower.
const LIST_LEAST: f32 = 220.0;

/// A column lower than this, in points, scrolls as a whole.
const LOW: f32 = 260.0;

/// What an empty journal says.
const EMPTY: &str = "Your journal is empty";

/// How one begins.
const EMPTY_FIRST: &str =
    "Log the first thing that you learnt: a chat, a podcast, a thread. A title is enough; the rest can wait until tomorrow.";

impl Journal {
    /// Shows the page.
    pub fn show_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        self.pages_ui(ui, cx);
        self.do_wanted(cx);
        self.over_ui(ui, cx);
    }

    fn pages_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        if let Some(editor) = &mut self.editor {
            editor.set_focus(self.focus);
            if self.focus {
                editor.show_ui(ui, cx);
                // The entries before and after are those of the list, though it is not shown.
                let _ = self.shown(cx.snapshot);
                return;
            }
        }
        let wide = ui.available_width();
        if wide < TWO_PANES {
            self.one_pane_ui(ui, cx);
            return;
        }
        let list = if ui.ctx().content_rect().width() >= WIDE_WINDOW { LIST_WIDE } else { size::LIST.min(wide * 0.42) };
        let frame = theme::screen_frame(ui.ctx()).inner_margin(Margin { left: 16, right: 8, top: 16, bottom: 0 });
        // A width that somebody has dragged belongs to the zoom and the kind of window in which it was dragged.
        let salt = ("entries", ui.ctx().zoom_factor().to_bits(), list.to_bits());
        Panel::left(salt).resizable(true).default_size(list).size_range(LIST_LEAST..=wide * 0.55).frame(frame).show(ui, |ui| {
            self.column_ui(ui, cx);
        });
        match &mut self.editor {
            Some(editor) => editor.show_ui(ui, cx),
            None => {
                CentralPanel::default().frame(theme::screen_frame(ui.ctx())).show(ui, |ui| {
                    let (title, what_for) = if cx.snapshot.entries.is_empty() {
                        (EMPTY, EMPTY_FIRST)
                    } else {
                        ("No entry is open", "Choose one from the list, or log something new.")
                    };
                    if empty_ui(ui, Icon::Journal, title, what_for, Some("Log something")) {
                        cx.actions.push(Action::Run(Command::LogSomething));
                    }
                });
            }
        }
    }

    /// Where there is no room for both: the open entry, or else the list.
    fn one_pane_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        // Who searches wants to see what is found.
        let searched = ui.unique_id().with("searched");
        let before: String = ui.data(|data| data.get_temp(searched)).unwrap_or_default();
        let changed = self.search != before;
        let asked = changed && !self.search.is_empty();
        if changed {
            ui.data_mut(|data| data.insert_temp(searched, self.search.clone()));
        }
        if self.editor.is_some() && (self.focus_search || asked) {
            self.leave(cx);
        }
        if let Some(editor) = &mut self.editor {
            let back = editor.show_alone_ui(ui, cx);
            // The entries before and after are those of the list, though it is not shown.
            let _ = self.shown(cx.snapshot);
            if back {
                self.leave(cx);
            }
            return;
        }
        let frame = theme::screen_frame(ui.ctx()).inner_margin(Margin { left: 16, right: 8, top: 16, bottom: 0 });
        CentralPanel::default().frame(frame).show(ui, |ui| {
            if cx.snapshot.entries.is_empty() && cx.snapshot.complete {
                if empty_ui(ui, Icon::Journal, EMPTY, EMPTY_FIRST, Some("Log something")) {
                    cx.actions.push(Action::Run(Command::LogSomething));
                }
            } else {
                self.column_ui(ui, cx);
            }
        });
    }

    /// Closes the open entry and shows the list; what is not on the disk yet is kept until it is.
    fn leave(&mut self, cx: &mut Ctx<'_>) {
        self.awaited = None;
        self.write_at_once = false;
        let Some(mut editor) = self.editor.take() else { return };
        if let Some(request) = editor.flush() {
            cx.send(request);
        }
        self.scroll_to = Some(editor.id);
        if editor.is_needed() {
            self.parked.push(editor);
        }
    }

    /// Search, filters and list. What stands in the column never decides how wide it is.
    fn column_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let room = ui.available_rect_before_wrap();
        let mut column = ui.new_child(UiBuilder::new().id_salt("column").max_rect(room));
        column.shrink_clip_rect(room.expand(size::FOCUS_RING));
        if room.height() < LOW {
            // Search and filters would leave no room for the list: all of it scrolls.
            ScrollArea::vertical().id_salt("low").auto_shrink(false).show(&mut column, |ui| {
                self.search_ui(ui, cx);
                self.filters_ui(ui, cx);
                ui.allocate_ui(vec2(ui.available_width(), LOW), |ui| self.list_ui(ui, cx));
            });
        } else {
            self.search_ui(&mut column, cx);
            self.filters_ui(&mut column, cx);
            self.list_ui(&mut column, cx);
        }
        ui.advance_cursor_after_rect(room);
    }

    fn filters_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let before = self.filter.clone();
        ui.add_space(space::XS);
        ui.horizontal_wrapped(|ui| {
            let spacing = ui.spacing_mut();
            spacing.combo_width = 40.0;
            spacing.button_padding = egui::vec2(space::S, 2.0);
            spacing.item_spacing = egui::vec2(space::XS, space::XS);
            spacing.icon_width = 12.0;
            spacing.interact_size.y = 26.0;
            let kind = self.filter.kind.as_ref().map_or("All kinds", |kind| cx.catalogue.kind_label(kind)).to_owned();
            let combo = ComboBox::from_id_salt("kind filter").selected_text(RichText::new(kind).small()).height(440.0).truncate().show_ui(
                ui,
                |ui| {
                    ui.selectable_value(&mut self.filter.kind, None, "All kinds");
                    for kind in &cx.catalogue.kinds {
                        ui.selectable_value(&mut self.filter.kind, Some(kind.id.clone()), &kind.label);
                    }
                },
            );
            combo.response.accessible_name("Filter by kind");
            let state = self.filter.state.label();
            let combo = ComboBox::from_id_salt("state filter").selected_text(RichText::new(state).small()).truncate().show_ui(ui, |ui| {
                for state in StateFilter::ALL {
                    ui.selectable_value(&mut self.filter.state, state, state.label());
                }
            });
            combo.response.accessible_name("Filter by state");
            if !cx.snapshot.goals.is_empty() {
                let goal = self.filter.goal.and_then(|id| cx.goal(id)).map_or("All goals", |goal| &goal.draft.title);
                let shown = crate::domain::text::excerpt(goal, 18);
                let combo =
                    ComboBox::from_id_salt("goal filter").selected_text(RichText::new(shown).small()).truncate().show_ui(ui, |ui| {
                        ui.selectable_value(&mut self.filter.goal, None, "All goals");
                        for goal in cx.snapshot.goals.iter() {
                            let mark = if goal.draft.state == GoalState::Open { "" } else { " (closed)" };
                            ui.selectable_value(&mut self.filter.goal, Some(goal.id), format!("{}{mark}", goal.draft.title));
                        }
                    });
                combo.response.accessible_name("Filter by goal");
            }
            if self.filter != Filter::default() && buttons::icon_ui(ui, Icon::CloseCircle, "Show all entries").clicked() {
                self.filter = Filter::default();
            }
        });
        self.refiltered(&before, cx);
        self.count_ui(ui, cx);
    }
}
