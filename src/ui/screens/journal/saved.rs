//! Searches that are kept under a name: a list beside the box, and a dialog for the name.

use egui::{Button, Popup, PopupCloseBehavior, RichText, Ui, WidgetInfo};

use super::Journal;
use super::asking::Over;
use crate::domain::{SavedSearch, SavedSearchDraft, SavedSearchId, text};
use crate::ui::context::Ctx;
use crate::ui::theme::{self, Icon, buttons, size, space};
use crate::ui::widgets::{Leave, dialog_ui, line_ui};
use crate::worker::{Event, FindingRequest, Request};

/// The width of the list, in points.
const WIDE: f32 = 300.0;

/// A name is shown up to so many letters.
const LETTERS: usize = 34;

/// What was pressed in the list.
enum Pressed {
    Use(String),
    Keep,
    Change(SavedSearch),
    Remove(SavedSearch),
}

impl Journal {
    /// The button beside the box with what it opens.
    pub(super) fn saved_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let button = buttons::icon_ui(ui, Icon::Bookmark, "Kept searches");
        let query = self.whole_query(cx);
        if std::mem::take(&mut self.show_kept) {
            Popup::open_id(ui.ctx(), Popup::default_response_id(&button));
        }
        let mut pressed = None;
        Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside).width(WIDE).show(|ui| {
            pressed = list_ui(ui, cx, &query);
            if pressed.is_some() {
                ui.close();
            }
        });
        match pressed {
            Some(Pressed::Use(query)) => self.search_for(cx, &query),
            Some(Pressed::Keep) => self.over = Some(Over::Keep(Keep::new(query))),
            Some(Pressed::Change(search)) => self.over = Some(Over::Keep(Keep::of(search))),
            Some(Pressed::Remove(search)) => {
                cx.send(Request::Finding(FindingRequest::RemoveSearch { id: search.id, name: search.draft.name }));
            }
            None => {}
        }
    }
}

fn list_ui(ui: &mut Ui, cx: &Ctx<'_>, query: &str) -> Option<Pressed> {
    let palette = theme::palette(ui.ctx());
    let mut pressed = None;
    let writes = !cx.read_only();
    ui.add_enabled_ui(!query.is_empty() && writes, |ui| {
        let response = buttons::marked_ui(ui, buttons::Look::Quiet, Icon::Add, "Keep this search…");
        if response.on_disabled_hover_text("Search for something first").clicked() {
            pressed = Some(Pressed::Keep);
        }
    });
    if cx.snapshot.saved_searches.is_empty() {
        ui.label(
            RichText::new("Nothing is kept yet. Search for something, then keep it here under a name.").small().color(palette.text_muted),
        );
    }
    egui::ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
        for search in cx.snapshot.saved_searches.iter() {
            ui.horizontal(|ui| {
                let draft = &search.draft;
                let two = 2.0 * (size::TARGET + space::XS);
                let button = Button::new(text::excerpt(&draft.name, LETTERS))
                    .frame_when_inactive(false)
                    .truncate()
                    .min_size(egui::vec2((ui.available_width() - two).max(80.0), 0.0));
                let response = ui.add(button).on_hover_text(&draft.query);
                response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("Search: {}", draft.name)));
                if response.clicked() {
                    pressed = Some(Pressed::Use(draft.query.clone()));
                }
                if writes && buttons::icon_ui(ui, Icon::Edit, &format!("Change the search {}", draft.name)).clicked() {
                    pressed = Some(Pressed::Change(search.clone()));
                }
                if writes && buttons::icon_ui(ui, Icon::Bin, &format!("Let the search {} go", draft.name)).clicked() {
                    pressed = Some(Pressed::Remove(search.clone()));
                }
            });
        }
    });
    pressed
}

/// The dialog for the name of a search.
pub(super) struct Keep {
    /// The one that is changed; none for a new one.
    of: Option<SavedSearchId>,
    draft: SavedSearchDraft,
    focused: bool,
    /// What was asked for and is not answered yet.
    ticket: Option<u64>,
    refused: Option<String>,
}

impl Keep {
    fn new(query: String) -> Self {
        Self { of: None, draft: SavedSearchDraft { name: String::new(), query }, focused: false, ticket: None, refused: None }
    }

    fn of(search: SavedSearch) -> Self {
        Self { of: Some(search.id), draft: search.draft, focused: false, ticket: None, refused: None }
    }

    /// Takes in what the worker tells; `false` when the search is kept.
    pub(super) fn on_event(&mut self, event: &Event) -> bool {
        match event {
            Event::Kept { ticket } if self.ticket == Some(*ticket) => return false,
            Event::Failed(failure) if failure.ticket.is_some() && failure.ticket == self.ticket => {
                self.ticket = None;
                self.refused = Some(crate::ui::notices::sentence(&failure.why.title));
            }
            _ => {}
        }
        true
    }

    /// Shows it; `None` when it is left.
    pub(super) fn show_ui(mut self, ui: &Ui, cx: &mut Ctx<'_>) -> Option<Self> {
        let title = if self.of.is_some() { "Change a kept search" } else { "Keep this search" };
        let mut decided = false;
        let leave = dialog_ui(ui.ctx(), title, size::DIALOG, |ui| {
            let name = line_ui(ui, "Name", &mut self.draft.name, "Podcasts without a goal");
            if !std::mem::replace(&mut self.focused, true) {
                name.request_focus();
            }
            ui.add_space(space::S);
            let query = line_ui(ui, "Looks for", &mut self.draft.query, "kind:podcast no:goal");
            let enter = (name.lost_focus() || query.lost_focus()) && ui.input(|input| input.key_pressed(egui::Key::Enter));
            if let Some(refused) = &self.refused {
                ui.label(RichText::new(refused).color(theme::palette(ui.ctx()).danger.text));
            }
            ui.add_space(space::M);
            let whole = !self.draft.name.trim().is_empty() && !self.draft.query.trim().is_empty();
            ui.horizontal_wrapped(|ui| {
                ui.add_enabled_ui(whole, |ui| decided = buttons::primary_ui(ui, "Keep").clicked() || (enter && whole));
                if ui.button("Cancel").clicked() {
                    ui.close();
                }
            });
        });
        if decided && self.ticket.is_none() {
            let ticket = cx.ticket();
            let draft = self.draft.clone();
            let wish = match self.of {
                Some(id) => FindingRequest::ChangeSearch { id, draft },
                None => FindingRequest::AddSearch(draft),
            };
            (self.ticket, self.refused) = (Some(ticket), None);
            cx.send(Request::WithAnswer { ticket, wish: Box::new(Request::Finding(wish)) });
            return Some(self);
        }
        (leave == Leave::No).then_some(self)
    }
}
