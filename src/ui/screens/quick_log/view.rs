//! The line and its choices.

use chrono::Days;
use egui::{Event, EventFilter, Key, Margin, Modal, Modifiers, RichText, TextEdit, Ui};

use super::{QuickLog, Row, Then};
use crate::domain::{GoalState, Minutes, when};
use crate::ui::context::Ctx;
use crate::ui::theme::{self, buttons, size, space};
use crate::ui::widgets::{caption_ui, chip_ui};

/// Lengths of time with their keys.
const MINUTES: [(char, u32); 7] = [('1', 10), ('2', 15), ('3', 20), ('4', 30), ('5', 45), ('6', 60), ('7', 90)];

/// Days back that have a key; 0 is today.
const DAYS: u64 = 7;

/// Height of what stands around the choices, with some air.
const CHROME: f32 = 240.0;

/// In a window lower than this, in points, the whole dialog scrolls.
const LOW: f32 = 360.0;

/// Width of the names of the rows.
const NAMES: f32 = 84.0;

/// With less room than this, in points, the names stand above the choices.
const NAMES_ABOVE: f32 = 420.0;

/// The height of a chip.
const CHIP: f32 = 26.0;

/// Goals that have a key.
const GOALS: usize = 9;

impl QuickLog {
    /// Shows it over the page; `false` when it is to close with nothing kept. `ticket` is the number to send it under.
    pub fn show_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, ticket: u64) -> bool {
        let none = Modifiers::NONE;
        let (enter, escape, up, down) = ui.input_mut(|input| {
            (
                input.consume_key(none, Key::Enter),
                input.consume_key(none, Key::Escape),
                // Before Tab alone, which would take it as well.
                input.consume_key(none, Key::ArrowUp) || input.consume_key(Modifiers::SHIFT, Key::Tab),
                input.consume_key(none, Key::ArrowDown) || input.consume_key(none, Key::Tab),
            )
        });
        if down {
            self.row = self.row.moved(1);
            self.focused = false;
        }
        if up {
            self.row = self.row.moved(-1);
            self.focused = false;
        }
        let mut save = enter;
        let window = ui.ctx().content_rect().size();
        let margin = if window.x < size::DIALOG || window.y < LOW { 12_i8 } else { 24 };
        let around = 2.0 * (f32::from(margin) + space::S);
        let frame = theme::dialog_frame(ui.ctx()).inner_margin(Margin::same(margin));
        let modal = Modal::new(egui::Id::unique("log something")).frame(frame).show(ui.ctx(), |ui| {
            ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                node.set_role(egui::Role::Dialog);
                node.set_label("Log something");
            });
            ui.set_width(size::MEASURE.min(window.x - around));
            if window.y < LOW {
                // Too little room for choices that scroll between what stays: everything scrolls.
                egui::ScrollArea::vertical().id_salt("all").max_height(window.y - around).show(ui, |ui| {
                    self.title_ui(ui);
                    self.choices_ui(ui, cx);
                    save |= save_ui(ui);
                });
            } else {
                self.title_ui(ui);
                let room = window.y - CHROME;
                egui::ScrollArea::vertical().max_height(room.max(80.0)).show(ui, |ui| self.choices_ui(ui, cx));
                save |= save_ui(ui);
            }
        });
        self.keys(ui, cx);
        self.hold_keyboard(ui);
        if self.is_sent() {
            return true;
        }
        let blank = self.title.trim().is_empty();
        if escape || modal.should_close() {
            if blank {
                return false;
            }
            let request = self.send(ticket, Then::Stay);
            cx.send(request);
        } else if save && !blank {
            let request = self.send(ticket, Then::Write);
            cx.send(request);
        }
        true
    }

    fn title_ui(&mut self, ui: &mut Ui) {
        let palette = theme::palette(ui.ctx());
        let name = ui.label(RichText::new("What did you learn from?").text_style(theme::section_style()));
        let field = TextEdit::singleline(&mut self.title)
            .font(theme::writing_style())
            .hint_text(RichText::new("#physiotalk on pacing").color(palette.text_faint))
            .margin(Margin::symmetric(12, 10))
            .event_filter(EventFilter { tab: true, ..EventFilter::default() })
            .desired_width(f32::INFINITY);
        let response = ui.add(field).labelled_by(name.id);
        if response.gained_focus() || response.clicked() {
            self.row = Row::Title;
        }
        if !std::mem::replace(&mut self.focused, true) {
            if self.row == Row::Title {
                response.request_focus();
            } else {
                response.surrender_focus();
            }
        }
    }

    fn choices_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        row_ui(ui, "Kind", self.row == Row::Kind, |ui| {
            for kind in &cx.catalogue.kinds {
                let on = self.kind.as_ref() == Some(&kind.id);
                if chip_ui(ui, &kind.label, on, kind.key).on_hover_text(&kind.help).clicked() {
                    self.kind = if on { None } else { Some(kind.id.clone()) };
                }
            }
        });
        row_ui(ui, "Day", self.row == Row::Day, |ui| {
            for ago in 0..DAYS {
                let (label, key) = day_text(self, ago);
                if chip_ui(ui, &label, self.days_ago == ago, key).clicked() {
                    self.days_ago = ago;
                }
            }
        });
        row_ui(ui, "Time spent", self.row == Row::Minutes, |ui| {
            for (key, minutes) in MINUTES {
                let value = Minutes(minutes);
                let on = self.minutes == Some(value);
                if chip_ui(ui, &value.to_string(), on, Some(key)).clicked() {
                    self.minutes = if on { None } else { Some(value) };
                }
            }
        });
        let goals: Vec<_> = cx.snapshot.goals.iter().filter(|goal| goal.draft.state == GoalState::Open).take(GOALS).collect();
        if !goals.is_empty() {
            row_ui(ui, "Goal", self.row == Row::Goal, |ui| {
                for (at, goal) in goals.iter().enumerate() {
                    let on = self.goals.contains(&goal.id);
                    let key = u32::try_from(at + 1).ok().and_then(|n| char::from_digit(n, 10));
                    let label = crate::domain::text::excerpt(&goal.draft.title, 44);
                    if chip_ui(ui, &label, on, key).clicked() {
                        self.switch_goal(goal.id);
                    }
                }
            });
        }
    }

    fn switch_goal(&mut self, id: crate::domain::GoalId) {
        if self.goals.contains(&id) {
            self.goals.retain(|goal| *goal != id);
        } else {
            self.goals.push(id);
        }
    }

    /// While a row of choices has the keyboard, nothing else may take it: otherwise Tab would wander off into the chips.
    fn hold_keyboard(&self, ui: &Ui) {
        if self.row == Row::Title {
            return;
        }
        let id = egui::Id::unique("choices of log something");
        let response = ui.interact(egui::Rect::NOTHING, id, egui::Sense::focusable_noninteractive());
        let name = self.row.label();
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Group, true, name));
        ui.memory_mut(|memory| {
            memory.request_focus(id);
            let filter = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
            memory.set_focus_lock_filter(id, filter);
        });
    }

    /// Single keys choose in the row that has the keyboard, and go on to the next.
    fn keys(&mut self, ui: &Ui, cx: &Ctx<'_>) {
        if self.row == Row::Title {
            return;
        }
        let typed: Vec<char> = ui.input(|input| {
            input.events.iter().filter_map(|event| if let Event::Text(text) = event { text.chars().next() } else { None }).collect()
        });
        for key in typed.into_iter().flat_map(char::to_lowercase) {
            let taken = match self.row {
                Row::Title => false,
                Row::Kind => match cx.catalogue.kinds.iter().find(|kind| kind.key == Some(key)) {
                    Some(kind) => {
                        self.kind = Some(kind.id.clone());
                        true
                    }
                    None => false,
                },
                Row::Day => match (0..DAYS).find(|ago| day_text(self, *ago).1 == Some(key)) {
                    Some(ago) => {
                        self.days_ago = ago;
                        true
                    }
                    None => false,
                },
                Row::Minutes => match MINUTES.iter().find(|(name, _)| *name == key) {
                    Some((_, minutes)) => {
                        self.minutes = Some(Minutes(*minutes));
                        true
                    }
                    None => false,
                },
                Row::Goal => {
                    let mut open = cx.snapshot.goals.iter().filter(|goal| goal.draft.state == GoalState::Open).take(GOALS);
                    let at = key.to_digit(10).and_then(|n| usize::try_from(n).ok()).and_then(|n| n.checked_sub(1));
                    if let Some(goal) = at.and_then(|at| open.nth(at)) {
                        let id = goal.id;
                        self.switch_goal(id);
                    }
                    false
                }
            };
            if taken {
                self.row = self.row.moved(1);
                ui.ctx().request_repaint();
            }
        }
    }
}

/// “Today” (t), “Yesterday” (y), then days of the week with the number of days back.
fn day_text(log: &QuickLog, ago: u64) -> (String, Option<char>) {
    match ago {
        0 => ("Today".to_owned(), Some('t')),
        1 => ("Yesterday".to_owned(), Some('y')),
        _ => {
            let day = log.today.checked_sub_days(Days::new(ago)).unwrap_or(log.today);
            let key = u32::try_from(ago).ok().and_then(|n| char::from_digit(n, 10));
            (when::weekday_name(chrono::Datelike::weekday(&day)).to_owned(), key)
        }
    }
}

fn row_ui(ui: &mut Ui, name: &str, here: bool, content: impl FnOnce(&mut Ui)) {
    let palette = theme::palette(ui.ctx());
    ui.add_space(2.0);
    let frame = egui::Frame::new().inner_margin(Margin::same(6)).corner_radius(theme::radius::CONTROL);
    let row = frame.fill(if here { palette.control } else { palette.raised }).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        if ui.available_width() < NAMES_ABOVE {
            caption_ui(ui, name);
            chips_ui(ui, content);
            return;
        }
        ui.horizontal_top(|ui| {
            // In the middle of the first row of chips.
            let column = egui::Layout::top_down(egui::Align::Min);
            ui.allocate_ui_with_layout(egui::vec2(NAMES, CHIP), column, |ui| {
                ui.set_min_width(NAMES);
                let line = ui.text_style_height(&egui::TextStyle::Small);
                ui.add_space(((CHIP - line) / 2.0).max(0.0));
                caption_ui(ui, name);
            });
            chips_ui(ui, content);
        });
    });
    // The row that the keyboard has come to is in sight.
    let id = ui.scope_id().with((name, "here"));
    let before: bool = ui.data_mut(|data| std::mem::replace(data.get_temp_mut_or_default(id), here));
    if here && !before {
        row.response.scroll_to_me(None);
    }
}

fn chips_ui(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    ui.horizontal_wrapped(|ui| {
        let spacing = ui.spacing_mut();
        spacing.item_spacing = egui::vec2(space::XS, space::XS);
        spacing.button_padding = egui::vec2(10.0, 2.0);
        spacing.interact_size.y = CHIP;
        content(ui);
    });
}

/// The button, and what the keys do; below it where there is no room beside it.
fn save_ui(ui: &mut Ui) -> bool {
    let palette = theme::palette(ui.ctx());
    let help = RichText::new("Enter saves · Esc keeps it in the inbox · Tab goes to the choices").small().color(palette.text_muted);
    ui.add_space(space::M);
    if ui.available_width() < size::DIALOG + NAMES {
        let pressed = buttons::primary_ui(ui, "Save and write").clicked();
        ui.add(egui::Label::new(help).wrap());
        return pressed;
    }
    ui.horizontal(|ui| {
        let pressed = buttons::primary_ui(ui, "Save and write").clicked();
        ui.label(help);
        pressed
    })
    .inner
}
