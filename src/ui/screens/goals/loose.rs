//! What is not linked yet: entries without a goal, and goals without entries, with one key for each link.

use std::sync::Arc;

use chrono::NaiveDate;
use egui::{Key, Label, Modifiers, Popup, Response, RichText, Ui};

use super::Goals;
use super::picker::{Pick, Picker};
use super::view::due_line;
use crate::domain::{EntryHeader, EntryId, Goal, GoalId, GoalState, text};
use crate::journal::{Linked, Snapshot};
use crate::ui::action::Action;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::theme::{self, Icon, buttons, size, space};
use crate::ui::widgets::{count_text, entry_row_ui, panel_ui, rows_ui, section_ui};
use crate::worker::Request;

/// A row with its distance to the next.
const ROW: f32 = 54.0;

/// With less room goals stand above entries.
const BESIDE: f32 = 680.0;

/// The column of goals.
const GOALS: f32 = 264.0;

/// A key as it is shown.
const KEY: f32 = 22.0;

/// Characters of names in buttons and menus.
const SHOWN: usize = 48;

/// The keys that link, in the order of the goals.
const KEYS: [Key; 9] = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];

/// What is known of it.
#[derive(Default)]
pub(super) struct Loose {
    /// Of which revision and day, and what was found.
    found: Option<(u64, NaiveDate, Found)>,
    /// The row that gets the keyboard, since the one before it was linked.
    next: Option<EntryId>,
}

/// What is not linked.
#[derive(Clone)]
struct Found {
    /// Newest first.
    entries: Arc<Vec<Arc<EntryHeader>>>,
    goals: Arc<Vec<Goal>>,
    /// Open goals, to which entries can be linked.
    open: Arc<Vec<(GoalId, String)>>,
}

impl Loose {
    /// Found again only when the journal or the day has changed.
    fn found(&mut self, snapshot: &Snapshot) -> Found {
        if let Some((revision, day, found)) = &self.found
            && *revision == snapshot.revision
            && *day == snapshot.today
        {
            return found.clone();
        }
        let free = |entry: &&Arc<EntryHeader>| {
            !entry.state.is_binned() && entry.goals.is_empty() && entry.rolled_into.is_none() && !entry.is_parked(snapshot.today)
        };
        let used: std::collections::HashSet<GoalId> =
            snapshot.entries.iter().filter(|entry| !entry.state.is_binned()).flat_map(|entry| entry.goals.iter().copied()).collect();
        let open = || snapshot.goals.iter().filter(|goal| goal.draft.state == GoalState::Open);
        let found = Found {
            entries: Arc::new(snapshot.entries.iter().filter(free).cloned().collect()),
            goals: Arc::new(open().filter(|goal| !used.contains(&goal.id)).cloned().collect()),
            open: Arc::new(open().map(|goal| (goal.id, text::excerpt(&goal.draft.title, SHOWN))).collect()),
        };
        self.found = Some((snapshot.revision, snapshot.today, found.clone()));
        found
    }
}

impl Goals {
    pub(super) fn loose_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let found = self.loose.found(cx.snapshot);
        if ui.available_width() < BESIDE {
            self.bare_goals_ui(ui, cx, &found);
            self.free_entries_ui(ui, cx, &found);
            return;
        }
        let room = ui.available_width() - GOALS - space::XL;
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(room);
                self.free_entries_ui(ui, cx, &found);
            });
            ui.add_space(space::XL - ui.spacing().item_spacing.x * 2.0);
            ui.vertical(|ui| {
                ui.set_width(GOALS);
                self.bare_goals_ui(ui, cx, &found);
            });
        });
    }

    fn free_entries_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, found: &Found) {
        let palette = theme::palette(ui.ctx());
        section_ui(ui, "Entries without a goal", |_| {});
        let muted = |text: &str| Label::new(RichText::new(text).color(palette.text_muted)).wrap();
        if found.entries.is_empty() {
            ui.add(muted("Every entry belongs to a goal, or waits in the bin or for another day."));
            return;
        }
        let count = count_text(found.entries.len(), "entry", "entries");
        if found.open.is_empty() {
            ui.add(muted(&format!("{count}, and no open goal to link them to. Not everything needs one.")));
        } else {
            ui.add(muted(&format!("{count}. With an entry chosen, a number links it. Not everything needs a goal.")));
            ui.add_space(space::XS);
            for ((_, title), at) in found.open.iter().zip(1..=KEYS.len()) {
                ui.horizontal(|ui| {
                    ui.spacing_mut().interact_size.y = KEY;
                    key_ui(ui, at);
                    ui.add(Label::new(title).truncate());
                });
            }
        }
        ui.add_space(space::S);
        let mut link = None;
        let next = self.loose.next;
        let mut reached = false;
        let read_only = cx.read_only();
        rows_ui(ui, ROW, found.entries.len(), |ui, range| {
            for at in range {
                let Some(entry) = found.entries.get(at) else { continue };
                let response = entry_row_ui(ui, cx.catalogue, entry, "", |ui| {
                    Icon::Link.mark_ui(ui, size::ICON, theme::palette(ui.ctx()).text_faint);
                });
                if next == Some(entry.id) {
                    response.request_focus();
                    reached = true;
                }
                let goal = if read_only { None } else { key_pressed(ui, &response, &found.open) };
                match goal.map(Chosen::Goal).or_else(|| menu_ui(&response, found, read_only)) {
                    Some(Chosen::Goal(goal)) => link = Some((at, goal)),
                    Some(Chosen::Open) => cx.open(entry.id),
                    None => {}
                }
            }
        });
        if reached {
            self.loose.next = None;
        }
        if let Some((at, goal)) = link {
            self.link(ui, cx, found, at, goal);
        }
    }

    /// Links an entry; the keyboard goes to the one after it, so that the list can be worked off.
    fn link(&mut self, ui: &Ui, cx: &mut Ctx<'_>, found: &Found, at: usize, goal: GoalId) {
        let Some(entry) = found.entries.get(at) else { return };
        let after = found.entries.get(at + 1).or_else(|| found.entries.get(at.checked_sub(1)?));
        self.loose.next = after.map(|entry| entry.id);
        let title = found.open.iter().find(|(id, _)| *id == goal).map(|(_, title)| title.as_str()).unwrap_or_default();
        let undo = Command::Undo.key_text(ui.ctx());
        cx.send(Request::Link { entry: entry.id, goal, linked: Linked::Yes });
        cx.say(format!("Linked “{}” to “{title}”; {undo} takes it back", text::excerpt(&entry.name, SHOWN)));
    }

    fn bare_goals_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, found: &Found) {
        let palette = theme::palette(ui.ctx());
        section_ui(ui, "Goals without entries", |_| {});
        if found.goals.is_empty() {
            let text = if found.open.is_empty() { "No goal is open at the moment." } else { "Every open goal has at least one entry." };
            ui.add(Label::new(RichText::new(text).color(palette.text_muted)).wrap());
            return;
        }
        let read_only = cx.read_only();
        for goal in found.goals.iter() {
            let title = text::excerpt(&goal.draft.title, SHOWN);
            let named = |response: &Response, word: &str| {
                response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("{word} “{title}”")));
            };
            panel_ui(ui, |ui| {
                ui.add(Label::new(RichText::new(text::excerpt(&goal.draft.title, 120)).font(theme::bold(theme::type_size::BODY))).wrap());
                let (due, late) = due_line(goal.draft.due, cx.today());
                ui.label(RichText::new(due).small().color(if late { palette.warn.text } else { palette.text_muted }));
                ui.horizontal_wrapped(|ui| {
                    if !read_only {
                        let button = ui.button("Link entries…");
                        named(&button, "Link entries to");
                        if button.clicked() {
                            self.picker = Some(Picker::new(Pick::Goal(goal.id)));
                        }
                        let button = ui.button("Log something for it");
                        named(&button, "Log something for");
                        if button.clicked() {
                            cx.actions.push(Action::LogFor(goal.id));
                        }
                    }
                    let button = buttons::link_ui(ui, "Open it");
                    named(&button, "Open");
                    if button.clicked() {
                        cx.actions.push(Action::OpenGoal(goal.id));
                    }
                });
            });
            ui.add_space(space::XS);
        }
    }
}

/// What was chosen for an entry.
enum Chosen {
    Goal(GoalId),
    /// To be opened.
    Open,
}

/// A number as a key.
fn key_ui(ui: &mut Ui, at: usize) {
    let palette = theme::palette(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(egui::vec2(KEY, KEY), egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, format!("Key {at}")));
    let edge = egui::Stroke::new(size::HAIRLINE, palette.outline);
    ui.painter().rect(rect, theme::radius::SMALL, palette.control, edge, egui::StrokeKind::Inside);
    let font = egui::FontId::proportional(theme::type_size::CAPTION);
    ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, at.to_string(), font, palette.text);
}

/// The goal whose key was pressed while the row had the keyboard, or its menu, which shows the keys, was open.
fn key_pressed(ui: &Ui, row: &Response, open: &[(GoalId, String)]) -> Option<GoalId> {
    let menu = Popup::default_response_id(row);
    let is_open = Popup::is_id_open(ui.ctx(), menu);
    if !row.has_focus() && !is_open {
        return None;
    }
    let key = KEYS.iter().position(|key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, *key)))?;
    let (goal, _) = open.get(key)?;
    if is_open {
        Popup::close_id(ui.ctx(), menu);
    }
    Some(*goal)
}

/// The same by mouse, or by Enter and the arrows. The row has the keyboard from the click on, and again after Esc.
fn menu_ui(row: &Response, found: &Found, read_only: bool) -> Option<Chosen> {
    let mut chosen = None;
    let left = Popup::is_id_open(&row.ctx, Popup::default_response_id(row)) && row.ctx.input(|input| input.key_pressed(Key::Escape));
    if row.clicked() || left {
        row.request_focus();
    }
    Popup::menu(row).show(|ui| {
        ui.set_max_width(360.0);
        if !read_only {
            for ((goal, title), at) in found.open.iter().zip(1..) {
                let key = if at <= KEYS.len() { at.to_string() } else { String::new() };
                let button = ui.add(egui::Button::new(title.as_str()).shortcut_text(key).truncate());
                button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Link to “{title}”")));
                if button.clicked() {
                    chosen = Some(Chosen::Goal(*goal));
                }
            }
            ui.separator();
        }
        if ui.button("Open the entry").clicked() {
            chosen = Some(Chosen::Open);
        }
    });
    chosen
}
