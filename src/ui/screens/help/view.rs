//! The help page as it looks.

use egui::{Align, Frame, Label, Layout, Margin, RichText, Stroke, Ui, vec2};

use super::{Group, Help, texts};
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::theme::{self, radius, size, space};
use crate::ui::widgets::{Deed, page_ui, panel_ui, scroll_by_keys, section_ui};

/// As wide as two cards of keys, or a Markdown sample and how it reads.
const WIDTH: f32 = 820.0;

/// Below this the cards stand below each other.
const TWO_COLUMNS: f32 = 620.0;

/// How wide the names of things are where an explanation stands beside them.
const NAMES: f32 = 104.0;

impl Help {
    /// Shows the page.
    pub fn show_ui(&mut self, ui: &mut Ui, _cx: &mut Ctx<'_>) {
        page_ui(ui, "Help", WIDTH, |ui| {
            scroll_by_keys(ui);
            lead_ui(ui);
            section_ui(ui, "Ready, steady, go, gear up", |_| {});
            steps_ui(ui);
            section_ui(ui, "Keys", |_| {});
            keys_ui(ui);
            section_ui(ui, "Inside a text", |_| {});
            panel_ui(ui, |ui| {
                for deed in Deed::WITH_KEYS {
                    let key = deed.key_text(ui.ctx());
                    explained_ui(ui, deed.label().trim_end_matches('…'), |ui| key_ui(ui, &key));
                }
                for (key, does) in texts::IN_LISTS {
                    explained_ui(ui, does, |ui| key_ui(ui, key));
                }
            });
            for (title, keys) in [
                ("Inside Log something", &texts::LOGGING[..]),
                ("Stopping the timer", &texts::STOPPING),
                ("Rolling up small items", &texts::ROLLING),
            ] {
                section_ui(ui, title, |_| {});
                panel_ui(ui, |ui| {
                    for (key, does) in keys {
                        explained_ui(ui, does, |ui| key_ui(ui, key));
                    }
                });
            }
            section_ui(ui, "Chats, people and small items", |_| {});
            chats_ui(ui);
            section_ui(ui, "Good to know", |_| {});
            for (question, answer) in texts::ANSWERS {
                panel_ui(ui, |ui| {
                    ui.label(RichText::new(question).font(theme::bold(theme::type_size::BODY)));
                    wrapped_ui(ui, answer);
                });
                ui.add_space(space::XS);
            }
            section_ui(ui, "Markdown in your texts", |_| {});
            self.markdown_ui(ui);
        });
    }

    /// What is typed at the left, how it reads at the right.
    fn markdown_ui(&mut self, ui: &mut Ui) {
        let palette = theme::palette(ui.ctx());
        for (name, typed) in texts::MARKDOWN {
            panel_ui(ui, |ui| {
                ui.label(RichText::new(name).small().color(palette.text_muted));
                pair_ui(ui, |ui, at| {
                    if at == 0 {
                        let ground =
                            Frame::new().fill(palette.control).corner_radius(radius::CONTROL).inner_margin(Margin::symmetric(12, 8));
                        ground.show(ui, |ui| {
                            ui.set_min_width(ui.available_width());
                            ui.add(Label::new(typed).wrap().selectable(true));
                        });
                    } else {
                        ui.push_id(name, |ui| self.markdown.show_ui(ui, typed));
                    }
                });
            });
            ui.add_space(space::XS);
        }
    }
}

fn lead_ui(ui: &mut Ui) {
    let palette = theme::palette(ui.ctx());
    let text = format!(
        "{} logs something from anywhere. {} shows everything that the program can do.",
        Command::LogSomething.key_text(ui.ctx()),
        Command::Palette.key_text(ui.ctx())
    );
    ui.add(Label::new(RichText::new(text).color(palette.text_muted)).wrap());
}

/// What each is for, with its key.
fn chats_ui(ui: &mut Ui) {
    for (command, title, text) in texts::CHATS {
        panel_ui(ui, |ui| {
            ui.horizontal(|ui| {
                ui.label(RichText::new(title).font(theme::bold(theme::type_size::BODY)));
                if let Some(command) = command {
                    let key = command.key_text(ui.ctx());
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| key_ui(ui, &key));
                }
            });
            wrapped_ui(ui, text);
        });
        ui.add_space(space::XS);
    }
}

fn steps_ui(ui: &mut Ui) {
    let palette = theme::palette(ui.ctx());
    panel_ui(ui, |ui| {
        for (name, text) in texts::STEPS {
            explained_ui(ui, text, |ui| {
                ui.label(RichText::new(name).font(theme::bold(theme::type_size::BODY)).color(palette.accent_text));
            });
        }
    });
}

/// Two columns of cards where there is room, made from the table of commands.
fn keys_ui(ui: &mut Ui) {
    let [writing, rest @ ..] = Group::ALL;
    if ui.available_width() < TWO_COLUMNS {
        for group in Group::ALL {
            group_ui(ui, group);
            ui.add_space(space::XS);
        }
        return;
    }
    let [places, journal, view] = rest;
    pair_ui(ui, |ui, at| {
        let groups = if at == 0 { [writing, view] } else { [places, journal] };
        for group in groups {
            group_ui(ui, group);
            ui.add_space(space::XS);
        }
    });
}

fn group_ui(ui: &mut Ui, group: Group) {
    let palette = theme::palette(ui.ctx());
    panel_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        // Nothing here is pressed, so rows may be closer than targets.
        ui.spacing_mut().interact_size.y = 0.0;
        ui.label(RichText::new(group.label()).small().color(palette.text_muted));
        for command in group.commands() {
            ui.horizontal(|ui| {
                ui.label(command.label().trim_end_matches('…'));
                let key = command.key_text(ui.ctx());
                if !key.is_empty() {
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| key_ui(ui, &key));
                }
            });
        }
    });
}

/// A key as it looks on a keyboard.
fn key_ui(ui: &mut Ui, key: &str) {
    let palette = theme::palette(ui.ctx());
    let edge = Stroke::new(size::HAIRLINE, palette.line);
    Frame::new().fill(palette.control).stroke(edge).corner_radius(radius::SMALL).inner_margin(Margin::symmetric(7, 1)).show(ui, |ui| {
        ui.label(RichText::new(key).small().color(palette.text));
    });
}

/// Something short at the left, what it means beside it.
fn explained_ui(ui: &mut Ui, text: &str, name: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        ui.allocate_ui_with_layout(vec2(NAMES, 0.0), Layout::left_to_right(Align::Min), |ui| {
            ui.set_min_width(NAMES);
            name(ui);
        });
        wrapped_ui(ui, text);
    });
}

fn wrapped_ui(ui: &mut Ui, text: &str) {
    let palette = theme::palette(ui.ctx());
    ui.add(Label::new(RichText::new(text).color(palette.text_muted)).wrap());
}

/// Two columns of the same width; below each other where there is little room.
fn pair_ui(ui: &mut Ui, mut column: impl FnMut(&mut Ui, usize)) {
    if ui.available_width() < TWO_COLUMNS / 1.3 {
        column(ui, 0);
        column(ui, 1);
        return;
    }
    let width = ((ui.available_width() - space::L) / 2.0).floor();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::L;
        for at in 0..2 {
            ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.x = space::S;
                column(ui, at);
            });
        }
    });
}
