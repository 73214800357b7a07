//! The list of small items, what those that are chosen add up to, and the claim's title.

use egui::text::{LayoutJob, TextWrapping};
use egui::{FontId, Key, Label, Margin, Modifiers, Response, RichText, ScrollArea, Sense, TextEdit, Ui, WidgetInfo, pos2, vec2};

use super::{MOST, RollUpPage, Since};
use crate::domain::text::number;
use crate::domain::{EntryHeader, Minutes, when};
use crate::ui::context::Ctx;
use crate::ui::theme::{self, Icon, buttons, radius, size, space, type_size};
use crate::ui::widgets::{Leave, dialog_ui, icon_of_kind, line_ui, segments_ui};
use crate::worker::{CaptureRequest, Request};

/// Times that a small thing usually takes, in minutes.
const GIVEN: [u32; 3] = [2, 5, 10];

/// The height of a row, in points.
const ROW: f32 = 46.0;

/// Room for what stands above and below the list.
const AROUND: f32 = 430.0;

/// The list is no lower than this, and no higher than the next.
const LEAST: f32 = 96.0;
const MOST_HIGH: f32 = 330.0;

/// In a window that is lower, the list has the room of the words about it.
const LOW: f32 = 560.0;

/// With less room the words and the days stand below each other.
const BESIDE: f32 = 440.0;

impl RollUpPage {
    /// Shows it over the page; `false` when it is to close. `ticket` is taken when the claim is asked for.
    pub fn show_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, ticket: u64) -> bool {
        let mut cancel = false;
        let mut make = None;
        let leave = dialog_ui(ui.ctx(), "Roll up small items", size::MEASURE, |ui| {
            ui.add_enabled_ui(self.sent.is_none(), |ui| {
                let palette = theme::palette(ui.ctx());
                if ui.ctx().content_rect().height() >= LOW {
                    let text = "Polls, threads and short videos add up. Choose some: they become one claim that names each of them, and count there.";
                    ui.add(Label::new(RichText::new(text).color(palette.text_muted)).wrap());
                }
                self.filters_ui(ui);
                self.list_ui(ui, cx);
                self.untimed_ui(ui, cx);
                ui.add_space(space::S);
                let sum = self.sum(cx.snapshot);
                let said = match sum.items.len() {
                    0 => "Nothing is chosen yet: two items or more make a claim.".to_owned(),
                    1 => format!("{} One more makes a claim.", sum.sentence()),
                    _ => sum.sentence(),
                };
                let total = ui.add(Label::new(RichText::new(&said).font(theme::bold(type_size::BODY))).wrap());
                total.widget_info(|| WidgetInfo::labeled(egui::Role::Status, true, &said));
                let proposed = if sum.items.is_empty() { String::new() } else { sum.title() };
                let mut title = self.typed.clone().unwrap_or(proposed);
                let field = line_ui(ui, "Title of the claim", &mut title, "Small items of November");
                if field.changed() {
                    // An emptied field goes back to the proposal.
                    self.typed = (!title.trim().is_empty()).then(|| title.clone());
                }
                let ready = self.chosen.len() > 1 && !title.trim().is_empty();
                let enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
                ui.add_space(space::M);
                ui.horizontal_wrapped(|ui| {
                    let pressed = ui.add_enabled_ui(ready, |ui| buttons::primary_ui(ui, "Make one claim")).inner.clicked();
                    cancel = buttons::quiet_ui(ui, "Cancel").clicked();
                    if ready && (pressed || enter) {
                        make = Some(title);
                    }
                });
            });
        });
        if let Some(title) = make {
            let request = self.send(ticket, title);
            cx.send(request);
            return true;
        }
        // A slip of the pointer does not cost what was chosen.
        let close = cancel || leave == Leave::Asked || (leave == Leave::Beside && self.chosen.is_empty());
        !(close && self.sent.is_none())
    }

    fn filters_ui(&mut self, ui: &mut Ui) {
        let palette = theme::palette(ui.ctx());
        let words = |ui: &mut Ui, text: &mut String, width: f32| {
            let hint = RichText::new("Words of the title").color(palette.text_faint);
            let field = TextEdit::singleline(text).hint_text(hint).desired_width(width).margin(Margin::symmetric(10, 7));
            ui.add(field).accessible_name("Find items by name");
        };
        let labels = Since::ALL.map(Since::label);
        let place = Since::ALL.iter().position(|since| *since == self.since).unwrap_or(0);
        let mut chosen = None;
        if ui.available_width() < BESIDE {
            words(ui, &mut self.words, f32::INFINITY);
            chosen = segments_ui(ui, "How far back", &labels, place);
        } else {
            ui.horizontal(|ui| {
                words(ui, &mut self.words, 240.0);
                chosen = segments_ui(ui, "How far back", &labels, place);
            });
        }
        if let Some(since) = chosen.and_then(|at| Since::ALL.get(at)) {
            self.since = *since;
        }
    }

    /// Small things are often logged without a time: it is given here to all of them at once.
    fn untimed_ui(&self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let untimed = self.untimed();
        if untimed.is_empty() {
            return;
        }
        let palette = theme::palette(ui.ctx());
        ui.horizontal_wrapped(|ui| {
            let text = format!("{} here have no time yet. Give each:", crate::ui::widgets::count_text(untimed.len(), "entry", "entries"));
            ui.label(RichText::new(text).small().color(palette.text_muted));
            for minutes in GIVEN {
                if buttons::link_ui(ui, &Minutes(minutes).to_string()).clicked() {
                    let entries = untimed.to_vec();
                    cx.send(Request::Capture(CaptureRequest::GiveMinutes { entries, minutes: Minutes(minutes) }));
                }
            }
        });
    }

    fn list_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        let palette = theme::palette(ui.ctx());
        let (entries, total) = self.shown(cx.snapshot);
        let left = entries.iter().any(|entry| !self.chosen.contains(&entry.id));
        ui.horizontal_wrapped(|ui| {
            let text = match total {
                0 => "No entry of up to 30 minutes is free here".to_owned(),
                _ if total > MOST => format!("The newest {MOST} of {}", number(total)),
                _ => format!("{} to choose from", crate::ui::widgets::count_text(total, "item", "items")),
            };
            ui.label(RichText::new(text).small().color(palette.text_muted));
            if left && buttons::link_ui(ui, "Choose all of them").clicked() {
                self.chosen.extend(entries.iter().map(|entry| entry.id));
            }
            if !self.chosen.is_empty() && buttons::link_ui(ui, "Choose none").clicked() {
                self.chosen.clear();
            }
        });
        let (down, up) =
            ui.input_mut(|input| (input.consume_key(Modifiers::NONE, Key::ArrowDown), input.consume_key(Modifiers::NONE, Key::ArrowUp)));
        if down || up {
            // Arrows go through this list only.
            ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
            // From anywhere else the first press comes to the row where one was.
            let here = ui
                .memory(|memory| memory.focused())
                .is_some_and(|focused| entries.get(self.at).is_some_and(|entry| row_id(entry) == focused));
            self.at = match (here, down) {
                (false, _) => self.at,
                (true, true) => (self.at + 1).min(entries.len().saturating_sub(1)),
                (true, false) => self.at.saturating_sub(1),
            };
            self.focus = true;
        }
        let high = (ui.ctx().content_rect().height() - AROUND).clamp(LEAST, MOST_HIGH);
        let focus = std::mem::take(&mut self.focus);
        let area = ScrollArea::vertical().id_salt("items").auto_shrink([false, true]).max_height(high).min_scrolled_height(high);
        area.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for (at, entry) in entries.iter().enumerate() {
                let on = self.chosen.contains(&entry.id);
                let response = row_ui(ui, cx, entry, on, at == self.at);
                if focus && at == self.at {
                    response.request_focus();
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    self.at = at;
                    self.switch(entry.id);
                }
            }
        });
    }
}

fn row_id(entry: &EntryHeader) -> egui::Id {
    egui::Id::unique(("item to roll up", entry.id))
}

/// One item with its tick. Only the row where the keyboard is can be come to with Tab.
fn row_ui(ui: &mut Ui, cx: &Ctx<'_>, entry: &EntryHeader, on: bool, here: bool) -> Response {
    let p = theme::palette(ui.ctx());
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width() - space::S, ROW), Sense::hover());
    let response = ui.interact(rect, row_id(entry), if here { Sense::click() } else { Sense::CLICK });
    let kind = cx.catalogue.kind(&entry.kind);
    let label = kind.map_or(entry.kind.as_str(), |kind| &kind.label);
    let mut about = format!("{} · {label} · {}", when::shown(entry.date), entry.total);
    if entry.interactive > Minutes::ZERO {
        about.push_str(&format!(", {} interactive", entry.interactive));
    }
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(egui::Role::CheckBox, enabled, on, format!("{}, {about}", entry.name)));
    if ui.is_rect_visible(rect) {
        if on {
            ui.painter().rect_filled(rect, radius::CONTROL, p.accent_soft);
        } else if response.hovered() {
            ui.painter().rect_filled(rect, radius::CONTROL, p.hover);
        }
        let (tick, ink) = if on { (Icon::CheckCircle, p.accent_text) } else { (Icon::Circle, p.text_faint) };
        let middle = rect.center().y;
        let mut left = rect.left() + space::S + size::ICON / 2.0;
        ui.painter().text(pos2(left, middle), egui::Align2::CENTER_CENTER, tick.char(), tick.font(size::ICON), ink);
        left += size::ICON + space::S;
        let icon = icon_of_kind(kind.map_or("", |kind| &kind.icon));
        ui.painter().text(pos2(left, middle), egui::Align2::CENTER_CENTER, icon.char(), icon.font(16.0), p.text_muted);
        left += size::ICON / 2.0 + space::S;
        let room = rect.right() - space::S - left;
        let line = |text: &str, font: FontId, ink| {
            let mut job = LayoutJob::simple_singleline(text.to_owned(), font, ink);
            job.wrap = TextWrapping::truncate_at_width(room.max(0.0));
            job.break_on_newline = false;
            ui.fonts_mut(|fonts| fonts.layout_job(job))
        };
        let name = line(&entry.name, FontId::proportional(type_size::BODY), p.text);
        let about = line(&about, FontId::proportional(type_size::CAPTION), p.text_muted);
        ui.painter().galley(pos2(left, rect.top() + 4.0), name, p.text);
        ui.painter().galley(pos2(left, rect.top() + 25.0), about, p.text_muted);
    }
    buttons::focus_ring(ui, &response);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}
