//! What lies over the Journal: how to search, the name of a kept search, all tags, and what is asked before a selection is changed.

use std::collections::HashMap;

use chrono::{Days, Months, NaiveDate};
use egui::{Button, Key, RichText, ScrollArea, Ui};

use super::saved::Keep;
use super::standards::Choosing;
use super::tags::Tags;
use crate::domain::text::{folded, number};
use crate::domain::when::Sense;
use crate::domain::{EntryHeader, EntryId, GoalId, GoalState};
use crate::journal::BulkChange;
use crate::ui::context::Ctx;
use crate::ui::theme::{self, buttons, size, space};
use crate::ui::widgets::{DayField, Leave, chip_ui, count_text, dialog_ui, line_ui};
use crate::worker::{Event, FindingRequest, Request};

/// So many tags are offered to be pressed.
const OFFERED: usize = 24;

/// What lies over the page.
pub(super) enum Over {
    HowTo,
    Keep(Keep),
    Tags(Box<Tags>),
    Bulk(Asked),
}

impl Over {
    /// Takes in what the worker tells; `false` when it is to close.
    pub(super) fn on_event(&mut self, event: &Event) -> bool {
        match self {
            Self::Keep(keep) => keep.on_event(event),
            Self::HowTo | Self::Tags(_) | Self::Bulk(_) => true,
        }
    }
}

/// Tags with how many entries have each.
type Counted = Vec<(String, usize)>;

/// What is asked before a selection is changed.
pub(super) enum Asked {
    /// With the tags of a revision.
    Tag {
        typed: String,
        focused: bool,
        known: Option<(u64, Counted)>,
    },
    /// With the tags of the chosen entries in a revision.
    Untag(Option<(u64, Counted)>),
    /// With how many of the chosen entries serve each goal in a revision.
    Goal(Option<(u64, HashMap<GoalId, usize>)>),
    Aside {
        until: NaiveDate,
        day: Box<DayField>,
    },
    Standards(Choosing),
}

impl Asked {
    pub(super) fn tag() -> Self {
        Self::Tag { typed: String::new(), focused: false, known: None }
    }

    pub(super) fn aside(today: NaiveDate) -> Self {
        Self::Aside { until: today.checked_add_days(Days::new(7)).unwrap_or(today), day: Box::default() }
    }

    const fn title(&self) -> &'static str {
        match self {
            Self::Tag { .. } => "Tag them",
            Self::Untag(_) => "Take a tag away",
            Self::Goal(_) => "Link to a goal",
            Self::Aside { .. } => "Set them aside",
            Self::Standards(_) => "Set standards",
        }
    }

    /// Shows what is asked about these entries; `None` when it is answered or left.
    pub(super) fn show_ui(mut self, ui: &Ui, cx: &mut Ctx<'_>, entries: &[EntryId]) -> Option<Self> {
        if entries.is_empty() {
            return None;
        }
        let mut decided = None;
        let leave = dialog_ui(ui.ctx(), self.title(), size::DIALOG, |ui| {
            let count = count_text(entries.len(), "entry is chosen", "entries are chosen");
            ui.label(RichText::new(count).small().color(theme::palette(ui.ctx()).text_muted));
            ui.add_space(space::S);
            decided = match &mut self {
                Self::Tag { typed, focused, known } => {
                    let live = || cx.snapshot.entries.iter().map(|entry| &**entry).filter(|entry| !entry.state.is_binned());
                    tag_ui(ui, of_revision(known, cx, || tags_of(live())).as_slice(), typed, focused)
                }
                Self::Untag(known) => untag_ui(ui, of_revision(known, cx, || tags_of(chosen_headers(cx, entries))).as_slice(), entries),
                Self::Goal(linked) => goal_ui(ui, cx, of_revision(linked, cx, || links(chosen_headers(cx, entries))), entries),
                Self::Aside { until, day } => aside_ui(ui, cx.today(), until, day),
                Self::Standards(choosing) => choosing.show_ui(ui, cx),
            };
            ui.add_space(space::S);
            if buttons::quiet_ui(ui, "Cancel").clicked() {
                ui.close();
            }
        });
        if let Some(change) = decided {
            send(cx, entries.to_vec(), change);
            return None;
        }
        (leave == Leave::No).then_some(self)
    }
}

/// Asks for one change of many entries.
pub(super) fn send(cx: &mut Ctx<'_>, entries: Vec<EntryId>, change: BulkChange) {
    cx.send(Request::Finding(FindingRequest::Bulk { entries, changes: vec![change] }));
}

/// Tags of the entries that are not in the bin with how many have each, the most used first; those that fold alike are one.
pub(super) fn tags_of<'e>(entries: impl Iterator<Item = &'e EntryHeader>) -> Vec<(String, usize)> {
    let mut uses: HashMap<String, HashMap<&str, usize>> = HashMap::new();
    for tag in entries.flat_map(|entry| &entry.tags) {
        *uses.entry(folded(tag)).or_default().entry(tag).or_default() += 1;
    }
    let named = |spellings: HashMap<&str, usize>| {
        let count = spellings.values().sum();
        let most = spellings.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(a.0)));
        most.map(|(spelling, _)| (spelling.to_owned(), count))
    };
    let mut tags: Vec<(String, usize)> = uses.into_values().filter_map(named).collect();
    tags.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| folded(&a.0).cmp(&folded(&b.0))).then_with(|| a.0.cmp(&b.0)));
    tags
}

/// What was counted, again only when the journal has changed.
fn of_revision<'k, T>(known: &'k mut Option<(u64, T)>, cx: &Ctx<'_>, count: impl FnOnce() -> T) -> &'k T {
    let revision = cx.snapshot.revision;
    if known.as_ref().is_some_and(|(of, _)| *of != revision) {
        *known = None;
    }
    &known.get_or_insert_with(|| (revision, count())).1
}

/// How many of the entries serve each goal.
fn links<'e>(entries: impl Iterator<Item = &'e EntryHeader>) -> HashMap<GoalId, usize> {
    let mut linked: HashMap<GoalId, usize> = HashMap::new();
    for goal in entries.flat_map(|entry| &entry.goals) {
        *linked.entry(*goal).or_default() += 1;
    }
    linked
}

fn tag_ui(ui: &mut Ui, known: &[(String, usize)], typed: &mut String, focused: &mut bool) -> Option<BulkChange> {
    let field = line_ui(ui, "Tag", typed, "pain");
    if !std::mem::replace(focused, true) {
        field.request_focus();
    }
    let mut chosen = (field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))).then(|| typed.clone());
    let wanted = folded(typed.trim().trim_start_matches('#'));
    ui.add_space(space::S);
    ui.horizontal_wrapped(|ui| {
        for (tag, _) in known.iter().filter(|(tag, _)| folded(tag).contains(&wanted)).take(OFFERED) {
            if chip_ui(ui, tag, false, None).clicked() {
                chosen = Some(tag.clone());
            }
        }
    });
    ui.add_space(space::M);
    let named = crate::domain::tag::tidy(typed).is_some();
    ui.add_enabled_ui(named, |ui| {
        if buttons::primary_ui(ui, "Add the tag").clicked() {
            chosen = Some(typed.clone());
        }
    });
    chosen.filter(|tag| crate::domain::tag::tidy(tag).is_some()).map(BulkChange::AddTag)
}

fn chosen_headers<'c>(cx: &'c Ctx<'_>, entries: &[EntryId]) -> impl Iterator<Item = &'c EntryHeader> {
    let chosen: std::collections::HashSet<EntryId> = entries.iter().copied().collect();
    cx.snapshot.entries.iter().map(|entry| &**entry).filter(move |entry| chosen.contains(&entry.id))
}

fn untag_ui(ui: &mut Ui, tags: &[(String, usize)], entries: &[EntryId]) -> Option<BulkChange> {
    if tags.is_empty() {
        ui.label("None of them has a tag.");
    }
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        for (tag, count) in tags {
            let shown = if *count == entries.len() { tag.clone() } else { format!("{tag} ({})", number(*count)) };
            if chip_ui(ui, &shown, false, None).clicked() {
                chosen = Some(BulkChange::RemoveTag(tag.clone()));
            }
        }
    });
    chosen
}

fn goal_ui(ui: &mut Ui, cx: &Ctx<'_>, linked: &HashMap<GoalId, usize>, entries: &[EntryId]) -> Option<BulkChange> {
    let mut chosen = None;
    let palette = theme::palette(ui.ctx());
    if cx.snapshot.goals.is_empty() {
        ui.label("There is no goal yet.");
    }
    ScrollArea::vertical().max_height(340.0).show(ui, |ui| {
        let (open, closed): (Vec<_>, Vec<_>) = cx.snapshot.goals.iter().partition(|goal| goal.draft.state == GoalState::Open);
        for goal in open.into_iter().chain(closed) {
            let count = linked.get(&goal.id).copied().unwrap_or(0);
            ui.horizontal_wrapped(|ui| {
                let mark = if goal.draft.state == GoalState::Open { "" } else { " (closed)" };
                ui.add_enabled_ui(count < entries.len(), |ui| {
                    let button = Button::new(format!("{}{mark}", goal.draft.title)).wrap().frame_when_inactive(false);
                    if ui.add(button).clicked() {
                        chosen = Some(BulkChange::Link(goal.id));
                    }
                });
                if count > 0 {
                    let said = if count == entries.len() { "all linked".to_owned() } else { format!("{} linked", number(count)) };
                    ui.label(RichText::new(said).small().color(palette.text_muted));
                    let word = RichText::new("Unlink").small().color(palette.accent_text);
                    let unlink = ui.add(Button::new(word).frame_when_inactive(false));
                    unlink.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Unlink from {}", goal.draft.title)));
                    if unlink.clicked() {
                        chosen = Some(BulkChange::Unlink(goal.id));
                    }
                }
            });
        }
    });
    chosen
}

fn aside_ui(ui: &mut Ui, today: NaiveDate, until: &mut NaiveDate, field: &mut DayField) -> Option<BulkChange> {
    ui.label("What is written is safe, and stays in the Journal. Nothing asks for it until that day.");
    ui.add_space(space::S);
    let months = |n| today.checked_add_months(Months::new(n));
    ui.horizontal_wrapped(|ui| {
        for (label, day) in [("A week", today.checked_add_days(Days::new(7))), ("A month", months(1)), ("Three months", months(3))] {
            if let Some(day) = day
                && chip_ui(ui, label, *until == day, None).clicked()
            {
                *until = day;
            }
        }
    });
    ui.add_space(space::S);
    if let Some(Some(day)) = field.show_ui(ui, "Until", Some(*until), today, Sense::Future) {
        *until = day;
    }
    ui.add_space(space::M);
    let mut decided = None;
    ui.horizontal_wrapped(|ui| {
        ui.add_enabled_ui(*until > today, |ui| {
            if buttons::primary_ui(ui, "Set aside").clicked() {
                decided = Some(BulkChange::Park(Some(*until)));
            }
        });
        if ui.button("Take up again").clicked() {
            decided = Some(BulkChange::Park(None));
        }
    });
    decided
}
