//! The dialog: the line, what was read, the choices, and what the keys do.

use std::sync::Arc;

use egui::{Align2, Event, EventFilter, Key, Margin, Modal, Modifiers, RichText, TextEdit, Ui};

use super::pasted::Paste;
use super::rows::{self, Row};
use super::said::Span;
use super::{QuickLog, Then};
use crate::ui::context::Ctx;
use crate::ui::dialogs::Ask;
use crate::ui::theme::{self, Icon, buttons, size, space};
use crate::ui::widgets::{caption_ui, chip_ui};

/// The dialog's width, where the window is wide enough: most kinds of activity on three lines.
const WIDTH: f32 = 720.0;

/// Height of what stands around the choices, with some air.
const CHROME: f32 = 232.0;

/// In a window lower than this, in points, the whole dialog scrolls.
const LOW: f32 = 360.0;

/// How far below the window's upper edge the dialog begins, as a part of the window: it must not jump while a card appears below the line.
const TOP: f32 = 0.07;

/// Width of the names of the rows.
const NAMES: f32 = 92.0;

/// With less room than this, in points, the names stand above the choices.
const NAMES_ABOVE: f32 = 420.0;

/// The height of a chip.
const CHIP: f32 = 26.0;

impl QuickLog {
    /// Shows it over the page; `false` when it is to close with nothing kept. `ticket` is a number for what it sends in this frame.
    pub fn show_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, ticket: u64) -> bool {
        self.refresh(cx);
        self.used.refresh(cx);
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
        if !self.is_sent() {
            self.take_pastes(ui, cx, ticket);
        }
        if down {
            self.move_row(1, cx);
        }
        if up {
            self.move_row(-1, cx);
        }
        let mut save = enter;
        let window = ui.ctx().content_rect().size();
        let margin = if window.x < size::DIALOG || window.y < LOW { 12_i8 } else { 24 };
        let around = 2.0 * (f32::from(margin) + space::S);
        let top = if window.y < LOW { space::S } else { (window.y * TOP).max(space::S) };
        let id = egui::Id::unique("log something");
        let area = Modal::default_area(id).anchor(Align2::CENTER_TOP, egui::vec2(0.0, top));
        let frame = theme::dialog_frame(ui.ctx()).inner_margin(Margin::same(margin));
        let modal = Modal::new(id).area(area).frame(frame).show(ui.ctx(), |ui| {
            ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                node.set_role(egui::Role::Dialog);
                node.set_label("Log something");
            });
            ui.set_width(WIDTH.min(window.x - around));
            if window.y < LOW {
                // Too little room for choices that scroll between what stays: everything scrolls.
                egui::ScrollArea::vertical().id_salt("all").max_height(window.y - around).show(ui, |ui| {
                    self.title_ui(ui, cx);
                    self.below_ui(ui, cx);
                    save |= save_ui(ui);
                });
            } else {
                self.title_ui(ui, cx);
                let room = (window.y - CHROME - top).max(80.0);
                // An area is as high as it was: without the second number it would never grow when a card appears.
                egui::ScrollArea::vertical().max_height(room).min_scrolled_height(room).show(ui, |ui| self.below_ui(ui, cx));
                save |= save_ui(ui);
            }
        });
        if self.is_sent() {
            return true;
        }
        self.keys(ui, cx);
        self.hold_keyboard(ui);
        let leave = escape || modal.should_close();
        if self.is_blank() {
            self.waiting = None;
            return !leave;
        }
        if leave {
            self.waiting = Some(Then::Stay);
        } else if save {
            self.waiting = Some(Then::Write);
        }
        // A pasted text is read in a moment: then what it proposes is kept with it.
        let reading = self.pasted.iter().chain(&self.earlier).any(|pasted| pasted.is_being_read());
        if let Some(then) = self.waiting.filter(|_| !reading) {
            let request = self.send(ticket, then);
            cx.send(request);
        }
        true
    }

    /// Several pasted lines are a text of their own, never squeezed into the title; one line goes where the cursor is, or into the title.
    fn take_pastes(&mut self, ui: &Ui, cx: &mut Ctx<'_>, ticket: u64) {
        let in_title = self.row == Row::Title;
        let mut pasted: Vec<Paste> = Vec::new();
        ui.input_mut(|input| {
            input.events.retain_mut(|event| {
                let (Event::Paste(text) | Event::MiddleClickPaste { text, .. }) = event else { return true };
                match Paste::of(text) {
                    Paste::Line(line) if in_title => {
                        // A blank that was copied with it may be wanted; line ends are not.
                        if text.contains(['\n', '\r']) {
                            *text = line;
                        }
                        true
                    }
                    paste => {
                        pasted.push(paste);
                        false
                    }
                }
            });
        });
        for paste in pasted {
            match paste {
                Paste::Line(line) => self.line.append(&line),
                Paste::Text(text) => {
                    // Two texts in one frame come from a script; the second waits for nothing, it is kept unread.
                    let first = !self.pasted.as_ref().is_some_and(|one| one.is_being_read());
                    let request = self.take_text(Arc::from(text), None, ticket);
                    if first {
                        cx.send(request);
                    } else if let Some(pasted) = &mut self.pasted {
                        pasted.give_up_reading();
                    }
                }
            }
        }
        self.refresh(cx);
    }

    fn title_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let palette = theme::palette(ui.ctx());
        let heading = RichText::new("What did you learn from?").text_style(theme::section_style());
        let name = ui
            .horizontal(|ui| {
                let name = ui.label(heading);
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    if buttons::icon_ui(ui, Icon::Paperclip, "Attach files").clicked() {
                        cx.ask(Ask::AttachToNew);
                    }
                });
                name
            })
            .inner;
        let field = TextEdit::singleline(&mut self.line.text)
            .font(theme::writing_style())
            .hint_text(RichText::new("#physiotalk on pacing, or a link").color(palette.text_faint))
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
        if response.changed() {
            self.line.read(self.today, self.zone);
        }
        self.called_ui(ui);
        self.with_it_ui(ui);
    }

    fn below_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        self.link_ui(ui, cx);
        self.pasted_ui(ui);
        self.choices_ui(ui, cx);
    }

    fn choices_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        row_ui(ui, Row::Kind, self.row, |ui| {
            for kind in &cx.catalogue.kinds {
                let (chosen, from_link) = self.kind();
                let on = chosen == Some(kind.id.as_str());
                let label = if on && from_link { format!("{}, from the link", kind.label) } else { kind.label.clone() };
                if chip_ui(ui, &label, on, kind.key).on_hover_text(&kind.help).clicked() {
                    self.kind = if on && self.kind.is_some() { None } else { Some(kind.id.clone()) };
                }
            }
        });
        row_ui(ui, Row::Day, self.row, |ui| {
            let chosen = self.day();
            for (day, label, key) in self.day_choices() {
                if chip_ui(ui, &label, chosen == day, key).clicked() {
                    self.day = Some(day);
                }
            }
        });
        row_ui(ui, Row::Minutes, self.row, |ui| {
            let chosen = self.span();
            for (span, label, key) in self.span_choices() {
                let on = chosen == span;
                if chip_ui(ui, &label, on, Some(key)).clicked() {
                    self.minutes = Some(if on { Span::Open } else { span });
                }
            }
        });
        self.communities_ui(ui, cx);
        let goals: Vec<_> = rows::goals(cx).collect();
        if !goals.is_empty() {
            row_ui(ui, Row::Goal, self.row, |ui| {
                for (at, goal) in goals.iter().enumerate() {
                    let on = self.goals.contains(&goal.id);
                    let label = crate::domain::text::excerpt(&goal.draft.title, 44);
                    if chip_ui(ui, &label, on, rows::number(at)).clicked() {
                        self.switch_goal(goal.id);
                    }
                }
            });
        }
        row_ui(ui, Row::Files, self.row, |ui| self.files_ui(ui, cx));
    }

    fn communities_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        if self.used.communities.is_empty() {
            return;
        }
        // The one that the words name is shown, also when it is not among those with a key.
        let other = self.community().filter(|id| !self.used.communities.contains(id));
        let shown: Vec<_> = self.used.communities.iter().copied().enumerate().map(|(at, id)| (id, rows::number(at))).collect();
        row_ui(ui, Row::Community, self.row, |ui| {
            for (id, key) in shown.into_iter().chain(other.map(|id| (id, None))) {
                let Some(community) = cx.community(id) else { continue };
                let label = crate::domain::text::excerpt(&community.draft.name, 36);
                if chip_ui(ui, &label, self.community() == Some(id), key).clicked() {
                    self.switch_community(id);
                }
            }
        });
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
}

fn row_ui(ui: &mut Ui, row: Row, keyboard: Row, content: impl FnOnce(&mut Ui)) {
    let (name, here) = (row.label(), row == keyboard);
    let palette = theme::palette(ui.ctx());
    ui.add_space(2.0);
    let frame = egui::Frame::new().inner_margin(Margin::same(6)).corner_radius(theme::radius::CONTROL);
    let shown = frame.fill(if here { palette.control } else { palette.raised }).show(ui, |ui| {
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
        shown.response.scroll_to_me(None);
    }
}

fn chips_ui(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    ui.scope(|ui| {
        // Before the first row is begun, which is as high as anything that can be pressed otherwise.
        chip_spacing(ui);
        ui.horizontal_wrapped(content);
    });
}

/// Chips stand close, and are lower than buttons.
pub(super) fn chip_spacing(ui: &mut Ui) {
    let spacing = ui.spacing_mut();
    spacing.item_spacing = egui::vec2(space::XS, space::XS);
    spacing.button_padding = egui::vec2(10.0, 2.0);
    spacing.interact_size.y = CHIP;
}

/// The button, and what the keys do; below it where there is no room beside it.
fn save_ui(ui: &mut Ui) -> bool {
    let palette = theme::palette(ui.ctx());
    let next = crate::ui::command::Command::MarkReady.key_text(ui.ctx());
    let help =
        RichText::new(format!("Enter saves it to write · Esc keeps it in the inbox · {next} keeps it and begins the next · Tab: choices"))
            .small()
            .color(palette.text_muted);
    ui.add_space(space::M);
    if ui.available_width() < size::DIALOG {
        let pressed = buttons::primary_ui(ui, "Save and write").clicked();
        ui.add(egui::Label::new(help).wrap());
        return pressed;
    }
    ui.horizontal(|ui| {
        let pressed = buttons::primary_ui(ui, "Save and write").clicked();
        ui.add(egui::Label::new(help).wrap());
        pressed
    })
    .inner
}
