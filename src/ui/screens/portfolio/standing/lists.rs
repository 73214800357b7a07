//! What counted for a requirement, and what did not, by reason: rows that lead to the entry or record, with what makes it count below them.

use std::collections::{HashMap, HashSet};

use egui::{CursorIcon, Label, Response, RichText, Role, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use super::card::{Card, Line, Scene};
use super::detail::title_ui;
use super::mend::{Because, Reason, Remedy, reasons, remedy};
use super::{mending, small_ui, words, wrapped_ui};
use crate::domain::framework::Framework;
use crate::domain::framework::requirement::RequirementKind;
use crate::domain::standing::{Counted, Item, WhyNot};
use crate::domain::{GoalId, Minutes, Record, when};
use crate::ui::action::Action;
use crate::ui::screens::portfolio::Go;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, radius, size, space, type_size};
use crate::ui::widgets::{Pages, amount_text, article, entry_row_ui, sentence};

/// Rows that are shown at first: of what counted, of what can be mended, and of what is only told.
const COUNTED: usize = 8;
const TO_MEND: usize = 5;
const TOLD: usize = 8;

/// How much of each list is shown.
#[derive(Debug, Default)]
pub(super) struct Lists {
    counted: Pages,
    pages: HashMap<Because, Pages>,
    /// Reasons that nobody can do anything about are folded away, until somebody wants to see them.
    unfolded: HashSet<Because>,
    /// What is mostly done alone is folded away where time with others is missing.
    alone: HashSet<Because>,
    alone_pages: Pages,
}

/// Something with the reason why it is listed.
type Listed = (Item, Because);

impl Card {
    /// Shows all lists; the requirement that is gone to.
    pub(super) fn lists_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_, '_>, line: Line<'_>) -> Option<String> {
        let mut gone_to = None;
        let reasons = reasons(line.requirement, line.progress);
        let (to_mend, told): (Vec<&Reason>, Vec<&Reason>) = reasons.iter().partition(|reason| reason.because.is_mendable());
        // What keeps something from counting, then what counts, then what is lacking all the same.
        let (keeping, wanting): (Vec<&Reason>, Vec<&Reason>) =
            to_mend.into_iter().partition(|reason| matches!(reason.because, Because::Not(_)));
        for reason in keeping {
            gone_to = ui.push_id(("reason", reason.because), |ui| self.mendable_ui(ui, scene, line, reason)).inner.or(gone_to);
        }
        ui.push_id("counted", |ui| self.counted_rows_ui(ui, scene, line));
        for reason in wanting {
            ui.push_id(("reason", reason.because), |ui| self.mendable_ui(ui, scene, line, reason));
        }
        for reason in told {
            ui.push_id(("told", reason.because), |ui| self.told_ui(ui, scene, line, reason));
        }
        gone_to
    }

    fn counted_rows_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_, '_>, line: Line<'_>) {
        let items = &line.progress.items;
        title_ui(ui, &format!("What counted ({})", items.len()));
        if items.is_empty() {
            small_ui(ui, "Nothing yet");
            return;
        }
        for counted in items.iter().rev().take(self.lists.counted.shown(COUNTED)) {
            let note = counts(line, counted);
            item_ui(ui, scene, counted.item, &note);
        }
        self.lists.counted.more_ui(ui, COUNTED, items.len(), "");
    }

    /// A reason that something can be done about.
    fn mendable_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_, '_>, line: Line<'_>, reason: &Reason) -> Option<String> {
        let palette = theme::palette(ui.ctx());
        ui.add_space(space::S);
        ui.horizontal_top(|ui| {
            let all_the_same = matches!(reason.because, Because::Wants(_));
            let (icon, ink) = if all_the_same { (Icon::Info, palette.info.text) } else { (Icon::WarningCircle, palette.warn.text) };
            icon.mark_ui(ui, size::ICON, ink);
            let title = format!("{} ({})", in_words(scene, line, reason.because), reason.items.len());
            ui.add(Label::new(RichText::new(title).font(theme::bold(type_size::BODY))).wrap());
        });
        let first = reason.items.first().and_then(|(item, because)| remedy(line.sheet.framework, line.requirement, *because, *item));
        if let Some(hint) = first.as_ref().and_then(|one| hint(line.sheet.framework, one)).filter(|_| !scene.cx.read_only()) {
            small_ui(ui, &hint);
        }
        if let Some(Remedy::Whole(of)) = &first {
            // What is mended there counts here: there is nothing to do one by one.
            let word = format!("Look at “{}”", words::requirement_label(line.sheet.framework, of));
            return wrapped_ui(ui, Look::Standard, Icon::ArrowRight, &word).clicked().then(|| of.clone());
        }
        let others = matches!(first, Some(Remedy::Interactive));
        let (alone, mended): (Vec<Listed>, Vec<Listed>) = reason.items.iter().partition(|(item, _)| others && is_alone(scene, *item));
        let pages = self.lists.pages.entry(reason.because).or_default();
        rows_ui(ui, scene, line, pages, &mended);
        if alone.is_empty() {
            return None;
        }
        let open = self.lists.alone.contains(&reason.because);
        let word = format!("Mostly done alone ({})", alone.len());
        if wrapped_ui(ui, Look::Quiet, if open { Icon::CaretUp } else { Icon::CaretDown }, &word).clicked()
            && !self.lists.alone.remove(&reason.because)
        {
            self.lists.alone.insert(reason.because);
        }
        if open {
            ui.push_id("alone", |ui| rows_ui(ui, scene, line, &mut self.lists.alone_pages, &alone));
        }
        None
    }

    /// A reason that is only told.
    fn told_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_, '_>, line: Line<'_>, reason: &Reason) {
        let open = self.lists.unfolded.contains(&reason.because);
        let icon = if open { Icon::CaretUp } else { Icon::CaretDown };
        let word = format!("Did not count: {} ({})", not_sentence(&in_words(scene, line, reason.because)), reason.items.len());
        if wrapped_ui(ui, Look::Quiet, icon, &word).clicked() {
            if open {
                self.lists.unfolded.remove(&reason.because);
            } else {
                self.lists.unfolded.insert(reason.because);
            }
        }
        if !open {
            return;
        }
        let pages = self.lists.pages.entry(reason.because).or_default();
        for (item, because) in reason.items.iter().take(pages.shown(TOLD)) {
            let note = match because {
                Because::Not(WhyNot::RolledUp(claim)) => {
                    scene.index.get(claim).map(|claim| format!("in “{}”", claim.name)).unwrap_or_default()
                }
                _ => String::new(),
            };
            let Some(row) = item_ui(ui, scene, *item, &note) else { continue };
            let place = mending::Place { line, because: *because, item: *item, next: None };
            ui.push_id(("mend", item), |ui| mending::strip_ui(ui, scene, place, &row));
        }
        pages.more_ui(ui, TOLD, reason.items.len(), "");
    }
}

/// Rows with what makes each count.
fn rows_ui(ui: &mut Ui, scene: &mut Scene<'_, '_>, line: Line<'_>, pages: &mut Pages, items: &[Listed]) {
    for (at, (item, because)) in items.iter().enumerate().take(pages.shown(TO_MEND)) {
        let Some(row) = item_ui(ui, scene, *item, "") else { continue };
        let next = items.get(at + 1).or_else(|| at.checked_sub(1).and_then(|before| items.get(before)));
        let place = mending::Place { line, because: *because, item: *item, next: next.map(|(item, _)| *item) };
        ui.push_id(("mend", item), |ui| mending::strip_ui(ui, scene, place, &row));
    }
    pages.more_ui(ui, TO_MEND, items.len(), "");
}

/// Whether something is of a kind that people mostly do alone, and nobody has said otherwise of it.
fn is_alone(scene: &Scene<'_, '_>, item: Item) -> bool {
    let Item::Entry(id) = item else { return false };
    scene.index.get(&id).is_some_and(|entry| {
        entry.interactive == Minutes::ZERO && scene.cx.catalogue.kind(&entry.kind).is_some_and(|kind| !kind.with_others)
    })
}

/// Why, as a sentence: “Has no theme of the Code”.
fn in_words(scene: &Scene<'_, '_>, line: Line<'_>, because: Because) -> String {
    let (framework, kinds) = (line.sheet.framework, &scene.cx.catalogue.record_kinds);
    match because {
        Because::Not(why) => sentence(&why.in_words(line.requirement, framework, kinds, |_| None)),
        Because::Wants(_) => because.condition(line.requirement).map_or_else(
            || "Counts, and lacks something".to_owned(),
            |condition| format!("Counts all the same, but has {}", condition.missing_words(framework, kinds)),
        ),
    }
}

/// With a small letter at its beginning, to go on with.
fn not_sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// How to mend it, in a few words.
fn hint(framework: &Framework, remedy: &Remedy) -> Option<String> {
    match remedy {
        Remedy::Categories(all) => {
            let code = all.first().and_then(|one| framework.own_code(&one.code));
            let one = code.and_then(|code| framework.category(code)).map_or("category", |(group, _)| &group.one);
            Some(format!("Choose {} {one}. With the keyboard on a row, its number does the same.", article(one)))
        }
        Remedy::Interactive => Some("Say how long you dealt with others, and how. With the keyboard on a row, M does the same.".to_owned()),
        Remedy::Amount { .. } => Some("Write it as it stands on the certificate. With the keyboard on a row, M does the same.".to_owned()),
        _ => None,
    }
}

/// How much something counts: “counts 1 h 30 min”; nothing where each thing is one.
fn counts(line: Line<'_>, counted: &Counted) -> String {
    use RequirementKind::{Hours, Points, Share};
    match line.progress.kind {
        Hours | Points => format!("counts {}", amount_text(line.requirement, counted.amount)),
        Share => format!("counts {}", counted.amount.shown()),
        _ => String::new(),
    }
}

/// An entry, a record or a goal as a row that leads to it; `None` when it is not there any more.
pub(super) fn item_ui(ui: &mut Ui, scene: &mut Scene<'_, '_>, item: Item, note: &str) -> Option<Response> {
    match item {
        Item::Entry(id) => {
            let entry = scene.index.get(&id)?;
            let response = entry_row_ui(ui, scene.cx.catalogue, entry, note, |_| {});
            if response.clicked() {
                scene.cx.open(id);
            }
            Some(response)
        }
        Item::Record(id) => {
            let record = scene.cx.snapshot.records.iter().find(|record| record.id == id)?;
            let response = record_ui(ui, scene, record, note);
            if response.clicked() {
                scene.go = Some(Go::Record(record.uid));
            }
            Some(response)
        }
        Item::Goal(id) => goal_ui(ui, scene, id, note),
    }
}

fn record_ui(ui: &mut Ui, scene: &Scene<'_, '_>, record: &Record, note: &str) -> Response {
    let kind = scene.cx.catalogue.record_kind(&record.draft.kind);
    let days = match record.draft.until.filter(|_| kind.is_some_and(|kind| kind.lasts)) {
        Some(until) => words::days(crate::domain::framework::Span { start: record.draft.date, end: until }),
        None => when::shown(record.draft.date),
    };
    let about = if note.is_empty() { days } else { format!("{days} · {note}") };
    thing_ui(ui, ("record", record.id), Icon::Archive, &record.draft.name(kind), &about)
}

fn goal_ui(ui: &mut Ui, scene: &mut Scene<'_, '_>, id: GoalId, note: &str) -> Option<Response> {
    let goal = scene.cx.goal(id)?;
    let due = goal.draft.due.map(|due| format!("by {}", when::shown(due))).unwrap_or_default();
    let about = [due.as_str(), note].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let response = thing_ui(ui, ("goal", id), Icon::Goals, &goal.draft.title, &about);
    if response.clicked() {
        scene.cx.actions.push(Action::OpenGoal(id));
    }
    Some(response)
}

/// Something in a list: its picture, its name, and a line about it.
fn thing_ui(ui: &mut Ui, salt: impl std::hash::Hash + std::fmt::Debug, icon: Icon, name: &str, about: &str) -> Response {
    let builder = UiBuilder::new().id_salt(salt).sense(Sense::click());
    let response = ui
        .scope_builder(builder, |ui| {
            let palette = theme::palette(ui.ctx());
            let (response, ground) = (ui.response(), ui.painter().add(egui::Shape::Noop));
            let top = ui.cursor().min;
            ui.spacing_mut().item_spacing = vec2(space::M, 0.0);
            // As wide as its line, whatever it says.
            ui.set_min_width(ui.available_width());
            ui.add_space(6.0);
            ui.horizontal_top(|ui| {
                ui.add_space(space::S);
                icon.mark_ui(ui, size::ICON, palette.accent_text);
                ui.vertical(|ui| {
                    ui.add(Label::new(RichText::new(name).font(theme::bold(type_size::BODY)).color(palette.text)).truncate());
                    if !about.is_empty() {
                        ui.add(Label::new(RichText::new(about).small().color(palette.text_muted)).truncate());
                    }
                });
            });
            ui.add_space(6.0);
            if response.hovered() {
                let rect = egui::Rect::from_min_max(top, egui::pos2(ui.max_rect().right(), ui.min_rect().bottom()));
                ui.painter().set(ground, egui::Shape::rect_filled(rect, radius::CONTROL, palette.hover));
            }
        })
        .response
        .on_hover_cursor(CursorIcon::PointingHand);
    let enabled = ui.is_enabled();
    let said = if about.is_empty() { name.to_owned() } else { format!("{name}, {about}") };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, &said));
    buttons::focus_ring(ui, &response);
    response
}
