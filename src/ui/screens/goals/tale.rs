//! The story of a goal at a glance: figures, one line of time, how the time grew, what was planned and what was found on the way, and what
//! was taken back to work.

use std::collections::HashSet;
use std::sync::Arc;

use egui::{FontId, Label, RichText, Role, Sense, Ui, WidgetInfo, vec2};

use super::page::GoalPage;
use crate::domain::story::{Happened, Part, Sums};
use crate::domain::{Action as ToDo, EntryHeader, EntryId, Minutes, Story, text, when};
use crate::journal::Linked;
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, radius, size, space, type_size};
use crate::ui::widgets::{
    Lack, Pages, Span, ago_text, burn_up_table_ui, burn_up_ui, chain_ui, count_text, due_text, entry_row_ui, figures_ui, in_words,
    items_text, link_mark_at, panel_ui, rows_card_ui, section_ui, segments_ui, sentence,
};
use crate::worker::{PlanRequest, Request};

/// Links of the chain that are listed at first, and with each press more.
const LINKS: usize = 8;

/// With no more links than this all are listed at first; otherwise what came of it.
const FEW: usize = 12;

/// Links at the same place that are told below the line.
const TOGETHER: usize = 6;

/// Entries and actions that are shown at first.
const PIECE: usize = 6;

/// With less room the two lists stand below each other.
const BESIDE: f32 = 640.0;

/// What is known of the story, and how it is looked at.
#[derive(Default)]
pub(super) struct Tale {
    /// Of which revision of the journal it was asked for.
    asked: Option<u64>,
    pub(super) story: Option<Arc<Story>>,
    /// The link of the line that is looked at.
    chosen: Option<usize>,
    /// All links are listed, or only what came of it.
    all: Option<bool>,
    links: Pages,
    as_table: bool,
    planned: Pages,
    unplanned: Pages,
    actions: Pages,
}

impl Tale {
    /// Takes in the story as it is now.
    pub(super) fn take_in(&mut self, story: &Story) {
        if self.story.as_ref().is_some_and(|old| old.happened != story.happened) {
            self.chosen = None;
        }
        self.story = Some(Arc::new(story.clone()));
    }
}

impl GoalPage {
    /// Asks for the story once for each state of the journal, while it is looked at.
    pub(super) fn ask_for_story(&mut self, cx: &mut Ctx<'_>) {
        if self.side == super::page::Side::Story && self.tale.asked != Some(cx.snapshot.revision) {
            self.tale.asked = Some(cx.snapshot.revision);
            cx.send(Request::Plan(PlanRequest::Story(self.id)));
        }
    }

    pub(super) fn story_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let Some(story) = self.tale.story.clone() else { return };
        let sums = story.sums();
        figures_ui(ui, &figures(&story, &sums));
        if story.happened.is_empty() {
            ui.add_space(space::M);
            let text =
                "Nothing is linked to this goal yet. Link what you have learnt already, or choose the goal when you log the next thing.";
            ui.add(Label::new(RichText::new(text).color(theme::palette(ui.ctx()).text_muted)).wrap());
        } else {
            self.chain_ui(ui, cx, &story);
            self.growth_ui(ui, cx, &story);
            self.entries_ui(ui, cx, &story, &sums);
        }
        self.actions_ui(ui, cx, &story);
        self.reviews_ui(ui, cx, &story);
        self.lives_ui(ui, cx, &story);
    }

    /// The line of time, what is looked at on it, and the same as a list.
    fn chain_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, story: &Story) {
        section_ui(ui, "From activity to feedback", |_| {});
        let open = self.draft.state == crate::domain::GoalState::Open;
        let end = story.happened.last().map(|one| one.day).filter(|_| !open).unwrap_or(cx.today());
        panel_ui(ui, |ui| {
            let here = chain_ui(ui, &story.happened, end, &mut self.tale.chosen);
            for one in here.iter().take(TOGETHER).filter_map(|at| story.happened.get(*at)) {
                happened_ui(ui, cx, one);
            }
            if here.len() > TOGETHER {
                let more = format!("and {} more at this place, in the list below", here.len() - TOGETHER);
                ui.label(RichText::new(more).small().color(theme::palette(ui.ctx()).text_muted));
            }
        });
        ui.add_space(space::S);
        let fruits = story.happened.iter().filter(|one| one.link.is_fruit()).count();
        let mut all = self.tale.all.unwrap_or(story.happened.len() <= FEW || fruits == 0);
        if fruits > 0 && fruits < story.happened.len() {
            let fruit = format!("What came of it ({})", text::number(fruits));
            let every = format!("Everything ({})", text::number(story.happened.len()));
            if let Some(at) = segments_ui(ui, "What the list holds", &[&fruit, &every], usize::from(all)) {
                all = at == 1;
                self.tale.all = Some(all);
                self.tale.links = Pages::default();
            }
        }
        let listed: Vec<&Happened> = story.happened.iter().filter(|one| all || one.link.is_fruit()).collect();
        rows_card_ui(ui, |ui| {
            for one in listed.iter().take(self.tale.links.shown(LINKS)) {
                happened_ui(ui, cx, one);
            }
            self.tale.links.more_ui(ui, LINKS, listed.len(), "links");
        });
    }

    /// How the time grew.
    fn growth_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, story: &Story) {
        if story.burn_up.is_empty() {
            return;
        }
        let word = if self.tale.as_table { "Show as a picture" } else { "Show as a table" };
        section_ui(ui, "Time so far", |ui| {
            if buttons::link_ui(ui, word).clicked() {
                self.tale.as_table = !self.tale.as_table;
            }
        });
        let set = cx.goal(self.id).map_or(cx.today(), |goal| goal.created.with_timezone(&cx.snapshot.zone).date_naive());
        panel_ui(ui, |ui| {
            if self.tale.as_table {
                burn_up_table_ui(ui, &story.burn_up);
            } else {
                burn_up_ui(ui, &story.burn_up, Span { set, due: self.draft.due, today: cx.today() });
            }
        });
    }

    /// What was planned before it was learnt, and what came unplanned.
    fn entries_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, story: &Story, sums: &Sums) {
        let planned: HashSet<EntryId> = story.chapters.iter().filter(|chapter| chapter.planned).map(|chapter| chapter.entry).collect();
        let entries = self.entries(cx.snapshot);
        let (before, after): (Vec<Arc<EntryHeader>>, Vec<Arc<EntryHeader>>) =
            entries.iter().cloned().partition(|entry| planned.contains(&entry.id));
        let goal = self.id;
        let Tale { planned, unplanned, .. } = &mut self.tale;
        let mut lists = [
            ("Planned before it was learnt", "Linked to the goal before the day.", before, sums.planned, planned),
            ("Found on the way", "Came unplanned, and belongs here all the same.", after, sums.unplanned(), unplanned),
        ];
        ui.add_space(space::L);
        if ui.available_width() < BESIDE {
            for (title, help, entries, part, pages) in lists {
                list_ui(ui, cx, goal, (title, help), &entries, part, pages);
                ui.add_space(space::M);
            }
            return;
        }
        ui.columns_const(|columns: &mut [Ui; 2]| {
            for (column, (title, help, entries, part, pages)) in columns.iter_mut().zip(&mut lists) {
                // Columns would set their text justified.
                column.vertical(|ui| list_ui(ui, cx, goal, (title, help), entries, *part, pages));
            }
        });
    }

    /// What was taken back to work.
    fn actions_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, story: &Story) {
        if story.actions.is_empty() {
            return;
        }
        section_ui(ui, "Taken back to work", |_| {});
        rows_card_ui(ui, |ui| {
            for action in story.actions.iter().take(self.tale.actions.shown(PIECE)) {
                action_ui(ui, cx, action);
            }
            self.tale.actions.more_ui(ui, PIECE, story.actions.len(), "actions");
        });
    }
}

fn figures(story: &Story, sums: &Sums) -> Vec<(String, &'static str)> {
    let number = |n: usize| text::number(n);
    let mut all = vec![
        (sums.all.minutes.to_string(), "of learning"),
        (number(sums.all.entries), if sums.all.entries == 1 { "entry" } else { "entries" }),
    ];
    if sums.all.entries > 0 {
        all.push((format!("{} of {}", sums.planned.entries, sums.all.entries), "planned"));
    }
    if !story.actions.is_empty() {
        all.push((format!("{} of {}", sums.actions_done, story.actions.len()), "actions done"));
    }
    if sums.evidence > 0 {
        all.push((number(sums.evidence), if sums.evidence == 1 { "piece of evidence" } else { "pieces of evidence" }));
    }
    if sums.standards > 0 {
        all.push((number(sums.standards), if sums.standards == 1 { "standard touched" } else { "standards touched" }));
    }
    all
}

/// A list of entries under its title, with their time.
fn list_ui(
    ui: &mut Ui,
    cx: &mut Ctx<'_>,
    goal: crate::domain::GoalId,
    (title, help): (&str, &str),
    entries: &[Arc<EntryHeader>],
    part: Part,
    pages: &mut Pages,
) {
    let palette = theme::palette(ui.ctx());
    ui.label(RichText::new(title).text_style(theme::section_style()));
    let sum = if part.entries == 0 {
        "None".to_owned()
    } else if part.minutes == Minutes::ZERO {
        count_text(part.entries, "entry", "entries")
    } else {
        format!("{} · {}", count_text(part.entries, "entry", "entries"), part.minutes)
    };
    ui.add(Label::new(RichText::new(format!("{sum}. {help}")).small().color(palette.text_muted)).wrap());
    ui.add_space(space::XS);
    if entries.is_empty() {
        return;
    }
    let read_only = cx.read_only();
    rows_card_ui(ui, |ui| {
        for entry in entries.iter().take(pages.shown(PIECE)) {
            let note = if Lack::Words.is_in(entry) && entry.items == 0 { Lack::Words.label() } else { "" };
            let response = entry_row_ui(ui, cx.catalogue, entry, note, |ui| {
                if !read_only && buttons::icon_ui(ui, Icon::Close, &format!("Unlink “{}”", entry.name)).clicked() {
                    cx.actions.push(Action::Send(Request::Link { entry: entry.id, goal, linked: Linked::No }));
                }
            });
            let response = if entry.items > 0 { response.on_hover_text(items_text(entry.items)) } else { response };
            if response.clicked() {
                cx.open(entry.id);
            }
        }
        pages.more_ui(ui, PIECE, entries.len(), "entries");
    });
}

/// A link of the chain as a row that opens its entry: its mark, what was said, which link it is and when.
fn happened_ui(ui: &mut Ui, cx: &mut Ctx<'_>, one: &Happened) {
    let about = format!("{} · {}", one.link.label(), when::shown(one.day));
    let mark = |ui: &Ui, at| link_mark_at(ui, one.link, at);
    if told_ui(ui, &in_words(one), &one.text, &about, mark).clicked() {
        cx.open(one.entry);
    }
}

/// An action as a row that opens its entry.
fn action_ui(ui: &mut Ui, cx: &mut Ctx<'_>, action: &ToDo) {
    let palette = theme::palette(ui.ctx());
    let draft = &action.draft;
    let late = draft.done.is_none() && draft.due.is_some_and(|due| due < cx.today());
    let (icon, colour) = match draft.done {
        Some(_) => (Icon::CheckCircle, palette.success.text),
        None if late => (Icon::WarningCircle, palette.warn.text),
        None => (Icon::Circle, palette.text_faint),
    };
    let mut about = match (draft.done, draft.due) {
        (Some(done), _) => format!("Done {}", when::shown(done)),
        (None, Some(due)) => sentence(&due_text(due, cx.today())),
        (None, None) => "Open".to_owned(),
    };
    if !draft.shared_with.trim().is_empty() {
        let on = draft.shared_on.map(|on| format!(", {}", ago_text(on, cx.today()))).unwrap_or_default();
        about.push_str(&format!(" · shared with {}{on}", text::excerpt(&draft.shared_with, 60)));
    }
    let paint = |ui: &Ui, at| {
        ui.painter().text(at, egui::Align2::CENTER_CENTER, icon.char(), icon.font(size::ICON), colour);
    };
    if told_ui(ui, &format!("{}, {about}", draft.what), &draft.what, &about, paint).clicked() {
        cx.open(action.entry);
    }
}

/// A row of words that wrap, with a line about them below and a mark before them; read out as `name`.
fn told_ui(ui: &mut Ui, name: &str, words: &str, about: &str, mark: impl FnOnce(&Ui, egui::Pos2)) -> egui::Response {
    let palette = theme::palette(ui.ctx());
    let left = space::S + 20.0 + space::M;
    let room = (ui.available_width() - left - space::S).max(40.0);
    let lay = |text: &str, points: f32, ink| ui.fonts_mut(|fonts| fonts.layout(text.to_owned(), FontId::proportional(points), ink, room));
    let words = lay(words, type_size::BODY, palette.text);
    let about = lay(about, type_size::CAPTION, palette.text_muted);
    let high = words.size().y + about.size().y + 2.0 * 6.0;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), high), Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    if ui.is_rect_visible(rect) {
        if response.hovered() {
            ui.painter().rect_filled(rect, radius::CONTROL, palette.hover);
        }
        mark(ui, rect.left_top() + vec2(space::S + 10.0, 6.0 + 11.0));
        let at = rect.left_top() + vec2(left, 6.0);
        let below = at + vec2(0.0, words.size().y);
        ui.painter().galley(at, words, palette.text);
        ui.painter().galley(below, about, palette.text_muted);
        buttons::focus_ring(ui, &response);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// Adding and closing are quiet buttons with an icon.
pub(super) fn small_ui(ui: &mut Ui, icon: Icon, word: &str) -> bool {
    buttons::marked_ui(ui, Look::Quiet, icon, word).clicked()
}
