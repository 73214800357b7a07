//! People and sources that one learns with or from, in a table.

use std::collections::HashMap;
use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{Align, FontId, Label, Layout, Margin, Rect, Response, RichText, Role, Sense, TextEdit, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::Network;
use super::person_form::PersonForm;
use crate::domain::text::folded;
use crate::domain::{Person, PersonDraft};
use crate::journal::Snapshot;
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, radius, size, space, type_size};
use crate::ui::widgets::{Pages, chip_ui, count_text, empty_ui, ends_ui, rows_card_ui, section_ui};
use crate::worker::{CaptureRequest, Request};

/// People that are shown at first.
const PIECE: usize = 50;

/// Names that are offered at first.
const NAMES: usize = 24;

/// With so many people there is a field to find somebody.
const MANY: usize = 8;

/// With less room a row has a name, and a line about it.
const COLUMNS: f32 = 640.0;

/// The height of a row, in points.
const ROW: f32 = 44.0;
const ROW_STACKED: f32 = 56.0;

/// The room for the count and the buttons at the end of a row.
const END: f32 = 160.0;
const END_STACKED: f32 = 84.0;

/// What the table remembers.
#[derive(Debug, Default)]
pub(super) struct People {
    words: String,
    shown: Pages,
    names: Pages,
    derived: Option<(u64, Arc<Derived>)>,
}

/// Everybody with the number of entries that name them, and the names that nobody described.
#[derive(Debug)]
struct Derived {
    people: Vec<Known>,
    others: Vec<(String, u32)>,
}

/// Somebody, as entries name them.
#[derive(Debug)]
struct Known {
    person: Person,
    entries: u32,
    /// What entries call them most often; nothing when none does.
    named: Option<String>,
}

/// A name as it is compared: see [`PersonDraft::is_called`].
fn bare(name: &str) -> String {
    folded(name.trim().trim_start_matches('@'))
}

impl Derived {
    fn of(snapshot: &Snapshot) -> Self {
        // The most often named come first.
        let mut counts: HashMap<String, (u32, &String)> = HashMap::new();
        for (name, count) in snapshot.named.iter() {
            counts.entry(bare(name)).or_insert((0, name)).0 += count;
        }
        let mut described: Vec<String> = Vec::with_capacity(snapshot.people.len() * 2);
        let people = snapshot.people.iter().map(|person| {
            let mut names = vec![bare(&person.draft.name), bare(&person.draft.handle)];
            names.retain(|name| !name.is_empty());
            names.dedup();
            let found = names.iter().filter_map(|name| counts.get(name));
            let entries = found.clone().map(|(count, _)| count).sum();
            let named = found.max_by_key(|(count, _)| *count).map(|(_, name)| (*name).clone());
            described.extend(names);
            Known { person: person.clone(), entries, named }
        });
        let people = people.collect();
        described.sort_unstable();
        let others = snapshot.named.iter().filter(|(name, _)| described.binary_search(&bare(name)).is_err()).cloned().collect();
        Self { people, others }
    }
}

impl People {
    fn derived(&mut self, snapshot: &Snapshot) -> Arc<Derived> {
        match &self.derived {
            Some((of, derived)) if *of == snapshot.revision => Arc::clone(derived),
            _ => {
                let derived = Arc::new(Derived::of(snapshot));
                self.derived = Some((snapshot.revision, Arc::clone(&derived)));
                derived
            }
        }
    }
}

impl Network {
    /// People and sources.
    pub(super) fn people_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let derived = self.people.derived(cx.snapshot);
        if derived.people.is_empty() && derived.others.is_empty() {
            let text = "Whom you learn with and from: typed once, offered wherever you name somebody, and found again with all that they taught you.";
            let first = (!cx.read_only()).then_some("Add a person or source");
            if empty_ui(ui, Icon::People, "Who taught you something?", text, first) {
                self.person = Some(PersonForm::new(""));
            }
            return;
        }
        let palette = theme::palette(ui.ctx());
        ends_ui(
            ui,
            COLUMNS,
            |ui| {
                let text = count_text(derived.people.len(), "person or source", "people and sources");
                ui.label(RichText::new(text).color(palette.text_muted));
            },
            |ui| {
                if !cx.read_only() && buttons::marked_ui(ui, Look::Primary, Icon::Add, "Add a person or source…").clicked() {
                    self.person = Some(PersonForm::new(""));
                }
            },
        );
        ui.add_space(space::XS);
        self.table_ui(ui, cx, &derived);
        self.others_ui(ui, cx, &derived);
    }

    fn table_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, derived: &Derived) {
        if derived.people.is_empty() {
            return;
        }
        let palette = theme::palette(ui.ctx());
        if derived.people.len() >= MANY {
            let hint = RichText::new("Name, handle, profession, place").color(palette.text_faint);
            let field = TextEdit::singleline(&mut self.people.words).hint_text(hint).desired_width(280.0).margin(Margin::symmetric(12, 8));
            ui.add(field).accessible_name("Find somebody");
        }
        let folded_words = folded(&self.people.words);
        let words: Vec<&str> = folded_words.split_whitespace().collect();
        let found: Vec<&Known> = derived.people.iter().filter(|known| has(&known.person.draft, &words)).collect();
        if found.is_empty() {
            ui.label(RichText::new("Nobody has these words").color(palette.text_muted));
            return;
        }
        rows_card_ui(ui, |ui| {
            let builder = UiBuilder::new().id_salt("people").accessibility_role(Role::Table).accessibility_label("People and sources");
            ui.scope_builder(builder, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                head_ui(ui);
                for known in found.iter().take(self.people.shown.shown(PIECE)) {
                    self.person_ui(ui, cx, known);
                }
            });
            self.people.shown.more_ui(ui, PIECE, found.len(), "people");
        });
    }

    fn person_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, known: &Known) {
        let Known { person, entries, named } = known;
        let draft = &person.draft;
        let entries = count_text(*entries as usize, "entry", "entries");
        let (response, end) = row_ui(ui, person, &entries);
        let mut buttons_ui =
            ui.new_child(UiBuilder::new().id_salt(("person", person.id)).max_rect(end).layout(Layout::right_to_left(Align::Center)));
        let (mut edit, mut remove) = (false, false);
        if !cx.read_only() {
            remove = buttons::icon_ui(&mut buttons_ui, Icon::Bin, &format!("Remove “{}”", draft.shown())).clicked();
            edit = buttons::icon_ui(&mut buttons_ui, Icon::Edit, &format!("Change “{}”", draft.shown())).clicked();
        }
        if edit {
            self.person = Some(PersonForm::of(person));
        } else if remove {
            cx.send(Request::Capture(CaptureRequest::RemovePerson(Box::new(person.clone()))));
            cx.say(format!("“{}” is forgotten here; entries keep the name, and Undo brings the rest back", draft.shown()));
        } else if response.on_hover_text("Find the entries that name them").clicked() {
            match named {
                Some(name) => cx.actions.push(Action::Find(quoted(name))),
                None => cx.say(format!("No entry names “{}” yet", draft.shown())),
            }
        }
    }

    /// Names that entries have, and nobody described yet.
    fn others_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, derived: &Derived) {
        if derived.others.is_empty() || cx.read_only() {
            return;
        }
        let palette = theme::palette(ui.ctx());
        section_ui(ui, "Named in entries", |_| {});
        ui.add(Label::new(RichText::new("Press a name to say who that is.").color(palette.text_muted)).wrap());
        ui.horizontal_wrapped(|ui| {
            for (name, count) in derived.others.iter().take(self.people.names.shown(NAMES)) {
                let word = format!("{} · {count}", crate::domain::text::excerpt(name, 40));
                let chip = chip_ui(ui, &word, false, None);
                chip.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Describe “{name}”")));
                if chip.clicked() {
                    self.person = Some(PersonForm::new(name));
                }
            }
        });
        self.people.names.more_ui(ui, NAMES, derived.others.len(), "names");
    }
}

fn has(draft: &PersonDraft, words: &[&str]) -> bool {
    let all = folded(&format!("{} {} {} {} {}", draft.name, draft.handle, draft.profession, draft.place, draft.organisation));
    words.iter().all(|word| all.contains(word))
}

/// A name as the search understands it: words that belong together.
fn quoted(name: &str) -> String {
    if name.contains(char::is_whitespace) { format!("\"{}\"", name.replace('"', " ")) } else { name.to_owned() }
}

/// The left edges of the columns, as shares of the room that they have.
const SHARES: [f32; 4] = [0.0, 0.34, 0.58, 0.76];

fn head_ui(ui: &mut Ui) {
    let width = ui.available_width();
    if width < COLUMNS {
        return;
    }
    let palette = theme::palette(ui.ctx());
    let (rect, _) = ui.allocate_exact_size(vec2(width, 26.0), Sense::hover());
    let room = width - END - space::S;
    for (share, name) in SHARES.iter().zip(["Name and handle", "Profession", "Place", "Organisation"]) {
        let at = pos2(rect.left() + space::S + share * room, rect.center().y);
        ui.painter().text(at, egui::Align2::LEFT_CENTER, name, FontId::proportional(type_size::CAPTION), palette.text_muted);
    }
    let at = pos2(rect.right() - END, rect.center().y);
    ui.painter().text(at, egui::Align2::LEFT_CENTER, "Entries", FontId::proportional(type_size::CAPTION), palette.text_muted);
}

/// One row, which is one large button; and the room for smaller ones at its end.
fn row_ui(ui: &mut Ui, person: &Person, entries: &str) -> (Response, Rect) {
    let p = theme::palette(ui.ctx());
    let draft = &person.draft;
    let wide = ui.available_width() >= COLUMNS;
    let high = if wide { ROW } else { ROW_STACKED };
    let end = if wide { END } else { END_STACKED };
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), high), Sense::hover());
    let response = ui.interact(rect, ui.make_persistent_id(("person row", person.id)), Sense::click());
    let parts = [&draft.name, &draft.handle, &draft.profession, &draft.place, &draft.organisation];
    let mut said: Vec<&str> = parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    said.push(entries);
    let name = said.join(", ");
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, &name));
    if ui.is_rect_visible(rect) {
        if response.hovered() {
            ui.painter().rect_filled(rect, radius::CONTROL, p.hover);
        }
        let body = FontId::proportional(type_size::BODY);
        let small = FontId::proportional(type_size::CAPTION);
        let line = |text: &str, font: &FontId, ink, room: f32, x: f32, y: f32| {
            let mut job = LayoutJob::simple_singleline(text.to_owned(), font.clone(), ink);
            job.wrap = TextWrapping::truncate_at_width(room.max(0.0));
            job.break_on_newline = false;
            let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
            let y = y - galley.size().y / 2.0;
            ui.painter().galley(pos2(x, y), galley, ink);
        };
        let left = rect.left() + space::S;
        let room = rect.width() - end - space::S;
        let bold = theme::bold(type_size::BODY);
        if wide {
            let [_, second, third, fourth] = SHARES.map(|share| left + share * room);
            let gap = space::S;
            let middle = rect.center().y;
            if draft.name.is_empty() || draft.handle.is_empty() {
                line(draft.shown(), &bold, p.text, second - left - gap, left, middle);
            } else {
                line(&draft.name, &bold, p.text, second - left - gap, left, middle - 9.0);
                line(&draft.handle, &small, p.accent_text, second - left - gap, left, middle + 10.0);
            }
            line(&draft.profession, &body, p.text, third - second - gap, second, middle);
            line(&draft.place, &body, p.text, fourth - third - gap, third, middle);
            line(&draft.organisation, &body, p.text, left + room - fourth - gap, fourth, middle);
            line(entries, &body, p.text_muted, END - size::TARGET * 2.0 - space::S * 2.0, rect.right() - END, middle);
        } else {
            line(draft.shown(), &bold, p.text, room, left, rect.top() + 18.0);
            let about = said.get(1..).unwrap_or_default().join(" · ");
            line(&about, &small, p.text_muted, room, left, rect.top() + 40.0);
        }
    }
    buttons::focus_ring(ui, &response);
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    (response, rect.with_min_x(rect.right() - size::TARGET * 2.0 - space::S))
}
