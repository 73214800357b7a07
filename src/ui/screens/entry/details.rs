//! What it was, when, and how long: a line of words while one writes, fields when they are wanted.

use egui::{Button, ComboBox, RichText, Ui, WidgetInfo, vec2};

use super::Editor;
use crate::domain::when::{self, Sense};
use crate::domain::{Minutes, Role, Verb};
use crate::ui::action::Action;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::theme::{self, Icon, size, space};
use crate::ui::widgets::{caption_ui, chip_ui, line_ui};

/// Lengths of time that are chosen most.
const USUAL_MINUTES: [u32; 6] = [10, 15, 30, 45, 60, 90];

/// The height of a field under its name, in points.
const FIELD: f32 = 52.0;

/// A field of words is no narrower, in points.
const LEAST: f32 = 120.0;

impl Editor {
    pub(super) fn details_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let palette = theme::palette(ui.ctx());
        ui.horizontal_wrapped(|ui| {
            self.kind_ui(ui, cx);
            ui.label(RichText::new(when::shown(self.draft.date)).color(palette.text_muted));
            let spent = self.draft.minutes;
            let mut words = if spent.total() == Minutes::ZERO { "no time yet".to_owned() } else { spent.total().to_string() };
            if spent.interactive > Minutes::ZERO {
                words.push_str(&format!(", {} with others", spent.interactive));
            }
            ui.label(RichText::new(format!("· {words}")).color(palette.text_muted));
            let (icon, word) = if self.fields.details { (Icon::CaretUp, "Fewer details") } else { (Icon::CaretDown, "Details") };
            // Not a button of its own scope, which would not go to the next row.
            let link = ui.add(Button::new((icon.text(size::ICON), word)).frame_when_inactive(false));
            let enabled = ui.is_enabled();
            link.widget_info(|| WidgetInfo::labeled(egui::Role::Button, enabled, word));
            if link.on_hover_text("Day, time, place, how it was used").clicked() {
                self.fields.details = !self.fields.details;
            }
            let timer = ui.add(Button::new((Icon::Timer.text(size::ICON), "Timer")).frame_when_inactive(false));
            if timer.on_hover_text(Command::Timer.key_text(ui.ctx())).clicked() {
                cx.actions.push(Action::Run(Command::Timer));
            }
        });
        if self.fields.details {
            theme::card_frame(ui.ctx()).show(ui, |ui| {
                ui.set_width(ui.available_width());
                self.when_ui(ui, cx);
                ui.add_space(space::M);
                // A claim's minutes are those of its items.
                let own = cx.entry(self.id).is_none_or(|entry| entry.items == 0);
                ui.add_enabled_ui(own, |ui| self.spent_ui(ui));
                ui.add_space(space::M);
                self.where_ui(ui, cx);
                ui.add_space(space::M);
                self.used_ui(ui);
            });
        }
    }

    fn kind_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        let kind = cx.catalogue.kind_label(&self.draft.kind).to_owned();
        let width = ui.spacing().combo_width.min(ui.available_width());
        let combo = ComboBox::from_id_salt("kind").selected_text(kind).width(width).height(440.0).truncate().show_ui(ui, |ui| {
            for kind in &cx.catalogue.kinds {
                ui.selectable_value(&mut self.draft.kind, kind.id.clone(), &kind.label).on_hover_text(&kind.help);
            }
        });
        combo.response.accessible_name("Kind");
    }

    fn when_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        row_ui(ui, |ui| {
            let day = cell_ui(ui, 212.0, |ui| self.fields.date.show_ui(ui, "Day", Some(self.draft.date), cx.today(), Sense::Past));
            if let Some(Some(day)) = day {
                self.draft.date = day;
            }
            if let Some(time) = cell_ui(ui, 104.0, |ui| self.fields.time.show_ui(ui, "Began at", self.draft.time)) {
                self.draft.time = time;
                if time.is_some() && self.draft.zone.is_empty() {
                    self.draft.zone = crate::journal::Clock::zone();
                }
            }
            if self.draft.time.is_some() {
                cell_ui(ui, 120.0, |ui| {
                    caption_ui(ui, "Zone");
                    ui.add(egui::Label::new(&self.draft.zone).wrap());
                });
            }
        });
    }

    fn spent_ui(&mut self, ui: &mut Ui) {
        let palette = theme::palette(ui.ctx());
        ui.horizontal_wrapped(|ui| {
            caption_ui(ui, "Time taking part");
            for minutes in USUAL_MINUTES {
                let value = Minutes(minutes);
                if chip_ui(ui, &value.to_string(), self.draft.minutes.taking_part == value, None).clicked() {
                    self.draft.minutes.taking_part = value;
                }
            }
        });
        let spent = &mut self.draft.minutes;
        row_ui(ui, |ui| {
            for (field, name, part) in [
                (&mut self.fields.taking_part, "Taking part", &mut spent.taking_part),
                (&mut self.fields.preparing, "Preparing", &mut spent.preparing),
                (&mut self.fields.reading, "Reading after", &mut spent.reading),
                (&mut self.fields.reflecting, "Reflecting", &mut spent.reflecting),
            ] {
                if let Some(minutes) = cell_ui(ui, 116.0, |ui| field.show_ui(ui, name, *part)) {
                    *part = minutes;
                }
            }
        });
        row_ui(ui, |ui| {
            if let Some(minutes) = cell_ui(ui, 116.0, |ui| self.fields.interactive.show_ui(ui, "With others", spent.interactive)) {
                spent.interactive = minutes;
            }
            rest_ui(ui, 116.0, |ui| line_ui(ui, "How, in one line", &mut self.draft.how, "answered Q2, asked about dosage"));
        });
        if spent.interactive > spent.total() {
            let text = format!("{} with others is more than {} in all; it is saved once that fits.", spent.interactive, spent.total());
            ui.label(RichText::new(text).small().color(palette.warn.text));
        }
    }

    fn where_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        row_ui(ui, |ui| {
            cell_ui(ui, 160.0, |ui| {
                ui.spacing_mut().item_spacing.y = space::XS;
                caption_ui(ui, "Community");
                let known = self.draft.community.and_then(|id| cx.community(id));
                let shown = known.map_or_else(|| "None".to_owned(), |community| community.draft.name.clone());
                let combo = ComboBox::from_id_salt("community").selected_text(shown).width(ui.available_width()).truncate();
                let combo = combo.show_ui(ui, |ui| {
                    ui.selectable_value(&mut self.draft.community, None, "None");
                    for community in cx.snapshot.communities.iter() {
                        ui.selectable_value(&mut self.draft.community, Some(community.id), &community.draft.name);
                    }
                });
                combo.response.accessible_name("Community");
            });
            cell_ui(ui, 128.0, |ui| line_ui(ui, "Platform", &mut self.draft.platform, "X, Mastodon, YouTube"));
            cell_ui(ui, 128.0, |ui| line_ui(ui, "Hashtag", &mut self.draft.hashtag, "#physiotalk"));
            rest_ui(ui, 160.0 + 2.0 * (128.0 + space::S), |ui| line_ui(ui, "Host or author", &mut self.draft.handle, "@name"));
        });
        line_ui(ui, "Link", &mut self.draft.url, "https://…");
    }

    fn used_ui(&mut self, ui: &mut Ui) {
        ui.horizontal_wrapped(|ui| {
            caption_ui(ui, "How I used it");
            for verb in Verb::ALL {
                let on = self.draft.used.contains(verb);
                if chip_ui(ui, verb.label(), on, None).clicked() {
                    if on {
                        self.draft.used.retain(|other| other != verb);
                    } else {
                        self.draft.used.push(*verb);
                    }
                }
            }
        });
        ui.horizontal_wrapped(|ui| {
            caption_ui(ui, "My part");
            for role in Role::ALL {
                let on = self.draft.role == Some(*role);
                if chip_ui(ui, role.label(), on, None).clicked() {
                    self.draft.role = if on { None } else { Some(*role) };
                }
            }
        });
    }
}

/// Fields beside each other, which go on below where there is no room.
fn row_ui(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let layout = egui::Layout::left_to_right(egui::Align::Min).with_main_wrap(true);
    ui.allocate_ui_with_layout(vec2(ui.available_width(), FIELD), layout, content);
}

/// A field of so many points, or of all the room when there is less, in a row that goes on below.
fn cell_ui<R>(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui) -> R) -> R {
    let width = width.min(ui.max_rect().width());
    let layout = egui::Layout::top_down(egui::Align::Min);
    ui.allocate_ui_with_layout(vec2(width, FIELD), layout, |ui| {
        ui.set_width(width);
        content(ui)
    })
    .inner
}

/// The last field of a row, which takes what the others have left (they are `taken` points wide), or a row of its own.
fn rest_ui<R>(ui: &mut Ui, taken: f32, content: impl FnOnce(&mut Ui) -> R) -> R {
    let all = ui.max_rect().width();
    let left = all - taken - ui.spacing().item_spacing.x;
    cell_ui(ui, if left < LEAST { all } else { left.floor() }, content)
}
