//! What it was, when, and how long: a line of words while one writes, fields when they are wanted.

use egui::{ComboBox, RichText, Ui};

use super::Editor;
use crate::domain::when::{self, Sense};
use crate::domain::{Minutes, Role, Verb};
use crate::ui::context::Ctx;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, space};
use crate::ui::widgets::{caption_ui, chip_ui, line_ui};

/// Lengths of time that are chosen most.
const USUAL_MINUTES: [u32; 6] = [10, 15, 30, 45, 60, 90];

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
            if buttons::marked_ui(ui, Look::Quiet, icon, word).on_hover_text("Day, time, place, how it was used").clicked() {
                self.fields.details = !self.fields.details;
            }
        });
        if self.fields.details {
            theme::card_frame(ui.ctx()).show(ui, |ui| {
                self.when_ui(ui, cx);
                ui.add_space(space::M);
                self.spent_ui(ui);
                ui.add_space(space::M);
                self.where_ui(ui, cx);
                ui.add_space(space::M);
                self.used_ui(ui);
            });
        }
    }

    fn kind_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        let kind = cx.catalogue.kind_label(&self.draft.kind).to_owned();
        let combo = ComboBox::from_id_salt("kind").selected_text(kind).height(440.0).show_ui(ui, |ui| {
            for kind in &cx.catalogue.kinds {
                ui.selectable_value(&mut self.draft.kind, kind.id.clone(), &kind.label).on_hover_text(&kind.help);
            }
        });
        combo.response.accessible_name("Kind");
    }

    fn when_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        ui.horizontal_top(|ui| {
            if let Some(Some(day)) = self.fields.date.show_ui(ui, "Day", Some(self.draft.date), cx.today(), Sense::Past) {
                self.draft.date = day;
            }
            if let Some(time) = self.fields.time.show_ui(ui, "Began at", self.draft.time) {
                self.draft.time = time;
                if time.is_some() && self.draft.zone.is_empty() {
                    self.draft.zone = crate::journal::Clock::zone();
                }
            }
            if self.draft.time.is_some() {
                ui.vertical(|ui| {
                    caption_ui(ui, "Zone");
                    ui.label(&self.draft.zone);
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
        ui.horizontal_top(|ui| {
            for (field, name, part) in [
                (&mut self.fields.taking_part, "Taking part", &mut spent.taking_part),
                (&mut self.fields.preparing, "Preparing", &mut spent.preparing),
                (&mut self.fields.reading, "Reading after", &mut spent.reading),
                (&mut self.fields.reflecting, "Reflecting", &mut spent.reflecting),
            ] {
                if let Some(minutes) = field.show_ui(ui, name, *part) {
                    *part = minutes;
                }
            }
        });
        ui.horizontal_top(|ui| {
            if let Some(minutes) = self.fields.interactive.show_ui(ui, "With others", spent.interactive) {
                spent.interactive = minutes;
            }
            line_ui(ui, "How, in one line", &mut self.draft.how, "answered Q2, asked about dosage");
        });
        if spent.interactive > spent.total() {
            let text = format!("{} with others is more than {} in all; it is saved once that fits.", spent.interactive, spent.total());
            ui.label(RichText::new(text).small().color(palette.warn.text));
        }
    }

    fn where_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                caption_ui(ui, "Community");
                let known = self.draft.community.and_then(|id| cx.community(id));
                let shown = known.map_or_else(|| "None".to_owned(), |community| community.draft.name.clone());
                let combo = ComboBox::from_id_salt("community").selected_text(shown).show_ui(ui, |ui| {
                    ui.selectable_value(&mut self.draft.community, None, "None");
                    for community in cx.snapshot.communities.iter() {
                        ui.selectable_value(&mut self.draft.community, Some(community.id), &community.draft.name);
                    }
                });
                combo.response.accessible_name("Community");
            });
            ui.scope(|ui| {
                ui.set_max_width(140.0);
                line_ui(ui, "Platform", &mut self.draft.platform, "X, Mastodon, YouTube");
            });
            ui.scope(|ui| {
                ui.set_max_width(140.0);
                line_ui(ui, "Hashtag", &mut self.draft.hashtag, "#physiotalk");
            });
            line_ui(ui, "Host or author", &mut self.draft.handle, "@name");
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
