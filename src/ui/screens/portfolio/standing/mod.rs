//! The part “Where I stand” of the portfolio: a card per registration with every requirement of its regulator, how it was counted, what did not
//! count and why, and one press or key to mend it. It knows no regulator: all that it says comes from a framework's data.
//!
//! | file | question |
//! |---|---|
//! | `choose`, `form` | Under whose rules, and since when? |
//! | `card`, `head` | Where in the cycle, and what is asked for? |
//! | `row`, `words` | How does one requirement stand? |
//! | `detail`, `how`, `lists` | How was it counted, from what, and what did not count? |
//! | `mend`, `mending`, `typed` | What makes it count? |
//! | `about` | What is to be known beside: warnings, notes, sources |

mod about;
mod card;
mod choose;
mod detail;
mod form;
mod head;
mod how;
mod lists;
mod mend;
mod mending;
mod row;
mod typed;
pub(in crate::ui::screens) mod words;

use std::collections::HashMap;
use std::sync::Arc;

use egui::{AtomExt as _, Button, CentralPanel, Margin, Response, RichText, ScrollArea, Ui, WidgetInfo};

use super::Go;
use crate::domain::{EntryHeader, EntryId, Registration, RegistrationId};
use crate::journal::{Snapshot, Stand};
use crate::ui::context::Ctx;
use crate::ui::theme::buttons::Look;
use crate::ui::theme::{self, Icon, size, space};
use crate::ui::widgets::{measure_ui, scroll_by_keys};
use crate::worker::{Event, PortfolioRequest, Request};

use card::Card;
use choose::Chooser;
use form::Form;
use mending::Mending;

/// The page is no wider than this.
const WIDTH: f32 = 860.0;

/// What it remembers.
#[derive(Debug, Default)]
pub struct Standing {
    page: Page,
    cards: HashMap<RegistrationId, Card>,
    /// Where one stands in other cycles than the current one.
    cycles: HashMap<i32, Other>,
    mending: Mending,
    index: Option<(u64, Index)>,
    /// The registration that was just added or changed: it is shown.
    fresh: Option<RegistrationId>,
}

/// What is shown.
#[derive(Debug, Default)]
enum Page {
    #[default]
    Cards,
    Choose(Chooser),
    Form(Box<Form>),
}

/// Another cycle.
#[derive(Debug, Default)]
struct Other {
    /// Asked for when the journal had this revision.
    asked: Option<u64>,
    stands: Option<Vec<Stand>>,
}

/// Entries by their ids.
type Index = Arc<HashMap<EntryId, Arc<EntryHeader>>>;

impl Standing {
    /// Shows the part.
    pub fn show_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) -> Option<Go> {
        let mut go = None;
        if let Page::Form(form) = &self.page
            && form.is_done()
        {
            self.page = Page::Cards;
        }
        let frame = theme::screen_frame(ui.ctx()).inner_margin(Margin { left: 24, right: 12, top: 0, bottom: 0 });
        CentralPanel::default().frame(frame).show(ui, |ui| {
            // Each page begins at its top.
            let salt = match &self.page {
                Page::Cards => "cards",
                Page::Choose(_) => "choose",
                Page::Form(_) => "form",
            };
            ScrollArea::vertical().id_salt(("where I stand", salt)).auto_shrink(false).show(ui, |ui| {
                scroll_by_keys(ui);
                let width = WIDTH.min(ui.available_width() - space::M);
                measure_ui(ui, width, |ui| {
                    ui.add_space(space::L);
                    go = self.page_ui(ui, cx);
                    ui.add_space(space::XXXL);
                });
            });
        });
        go
    }

    fn page_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) -> Option<Go> {
        let none_yet = cx.snapshot.registrations.is_empty();
        match &mut self.page {
            Page::Cards if none_yet => {
                if cx.read_only() {
                    muted_ui(ui, "No registration is in this journal, which can only be read.");
                } else {
                    self.page = Page::Choose(Chooser::new(true));
                    ui.ctx().request_discard("the first page");
                }
                None
            }
            Page::Cards => self.cards_ui(ui, cx),
            Page::Choose(chooser) => {
                if !none_yet && chooser.is_first() {
                    // One came by undo, or from the command line.
                    self.page = Page::Cards;
                    return None;
                }
                match chooser.show_ui(ui, cx) {
                    Some(choose::Chosen::Framework(id)) => {
                        self.page = Page::Form(Box::new(Form::new(id)));
                        ui.ctx().request_repaint();
                    }
                    Some(choose::Chosen::Back) => self.page = Page::Cards,
                    None => {}
                }
                None
            }
            Page::Form(form) => {
                if form.show_ui(ui, cx) == form::Leave::Back {
                    self.page = if form.is_new() { Page::Choose(Chooser::new(none_yet)) } else { Page::Cards };
                }
                None
            }
        }
    }

    fn cards_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) -> Option<Go> {
        let mut go = None;
        if cx.snapshot.stands.is_empty() {
            muted_ui(ui, "Counting…");
            return None;
        }
        let index = self.index(cx.snapshot);
        let stands = Arc::clone(&cx.snapshot.stands);
        let mut deed = None;
        for stand in stands.iter() {
            let id = stand.registration.id;
            let number = self.cards.get(&id).map_or(0, Card::number);
            let other = (number != 0).then(|| self.other(cx, number, id)).flatten();
            let shown = if number == 0 { Some(stand) } else { other.as_ref() };
            let card = self.cards.entry(id).or_default();
            let top = ui.cursor().min;
            ui.push_id(("registration", id), |ui| {
                let mut scene = card::Scene { cx, index: &index, mending: &mut self.mending, go: None };
                deed = card.show_ui(ui, &mut scene, &stand.registration, shown).or(deed.take());
                go = scene.go.take().or(go.take());
            });
            if self.fresh == Some(id) {
                self.fresh = None;
                ui.scroll_to_rect(egui::Rect::from_min_size(top, egui::vec2(ui.available_width(), 1.0)), Some(egui::Align::Min));
            }
            ui.add_space(space::L);
        }
        if !cx.read_only() && wrapped_ui(ui, Look::Standard, Icon::Add, "Add another registration").clicked() {
            self.page = Page::Choose(Chooser::new(false));
        }
        match deed {
            Some(card::Deed::Edit(registration)) => self.page = Page::Form(Box::new(Form::of(&registration))),
            Some(card::Deed::Remove(registration)) => self.remove(cx, &registration),
            None => {}
        }
        go
    }

    fn remove(&mut self, cx: &mut Ctx<'_>, registration: &Registration) {
        let name = name_of(cx, registration);
        cx.send(Request::Portfolio(PortfolioRequest::RemoveRegistration(Box::new(registration.clone()))));
        cx.say(format!("Removed {name}; Undo brings it back. Entries and records stay as they are"));
        self.cards.remove(&registration.id);
    }

    /// Where one stands in another cycle, asked for once for each state of the journal.
    fn other(&mut self, cx: &mut Ctx<'_>, number: i32, id: RegistrationId) -> Option<Stand> {
        let other = self.cycles.entry(number).or_default();
        if other.asked != Some(cx.snapshot.revision) {
            other.asked = Some(cx.snapshot.revision);
            cx.send(Request::Portfolio(PortfolioRequest::Stands(number)));
        }
        other.stands.as_ref()?.iter().find(|stand| stand.registration.id == id).cloned()
    }

    /// Entries by id, put together again only when the journal has changed.
    fn index(&mut self, snapshot: &Snapshot) -> Index {
        if let Some((of, index)) = &self.index
            && *of == snapshot.revision
        {
            return Arc::clone(index);
        }
        let index: Index = Arc::new(snapshot.entries.iter().map(|entry| (entry.id, Arc::clone(entry))).collect());
        self.index = Some((snapshot.revision, Arc::clone(&index)));
        index
    }

    /// Takes in what the worker tells.
    pub fn on_event(&mut self, event: &Event) {
        match event {
            Event::Registered { ticket, registration } => {
                if let Page::Form(form) = &mut self.page
                    && form.answered(*ticket)
                {
                    self.fresh = Some(registration.id);
                    // Its dates may be others now.
                    self.cycles.clear();
                }
            }
            Event::Failed(failure) => {
                if let (Page::Form(form), Some(ticket)) = (&mut self.page, failure.ticket) {
                    form.failed(ticket, &failure.why);
                }
            }
            Event::Stands { number, stands } => self.cycles.entry(*number).or_default().stands = Some(stands.clone()),
            Event::Standards { entry, suggested } => self.mending.suggested(*entry, suggested),
            Event::Renewed(snapshot) => {
                self.mending.renewed();
                self.cards.retain(|id, _| snapshot.registrations.iter().any(|registration| registration.id == *id));
            }
            _ => {}
        }
    }

    /// Whether a form here tells itself why it was not kept.
    pub fn awaits(&self, ticket: u64) -> bool {
        matches!(&self.page, Page::Form(form) if form.awaits(ticket))
    }

    /// Shows a requirement of a registration, opened.
    pub fn open(&mut self, registration: RegistrationId, requirement: String) {
        self.page = Page::Cards;
        self.cards.entry(registration).or_default().open(requirement);
    }
}

/// What to call a registration.
fn name_of(cx: &Ctx<'_>, registration: &Registration) -> String {
    let id = &registration.draft.framework;
    cx.catalogue.framework(id).map_or_else(|| id.clone(), |framework| framework.name.clone())
}

/// A button whose word goes on in a second line where there is no room. Only the word is read out.
fn wrapped_ui(ui: &mut Ui, look: Look, icon: Icon, word: &str) -> Response {
    let quiet = look == Look::Quiet;
    // The word gives way, not the icon.
    let button = Button::new((icon.text(size::ICON), RichText::new(word).atom_shrink(true))).frame_when_inactive(!quiet).wrap();
    let response = ui.add(button);
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, enabled, word));
    response
}

/// Text beside what is read first.
fn muted_ui(ui: &mut Ui, text: &str) {
    ui.add(egui::Label::new(RichText::new(text).color(theme::palette(ui.ctx()).text_muted)).wrap());
}

/// Small text beside what is read first.
fn small_ui(ui: &mut Ui, text: &str) {
    ui.add(egui::Label::new(RichText::new(text).small().color(theme::palette(ui.ctx()).text_muted)).wrap());
}
