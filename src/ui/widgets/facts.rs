//! Names with their values, and what is said with a meaning.

use egui::accesskit::Live;
use egui::{Label, RichText, Ui, vec2};

use crate::ui::theme::{self, Icon, Tone, size};

/// How wide the names of facts are.
const NAMES: f32 = 128.0;

/// A name and its value on one line; the value may take several.
pub fn fact_ui(ui: &mut Ui, name: &str, value: &str) {
    let palette = theme::palette(ui.ctx());
    ui.horizontal_top(|ui| {
        ui.allocate_ui_with_layout(vec2(NAMES, 0.0), egui::Layout::top_down(egui::Align::Min), |ui| {
            ui.set_width(NAMES);
            ui.label(RichText::new(name).color(palette.text_muted));
        });
        ui.add(Label::new(value).wrap().selectable(true));
    });
}

/// A calm notice: an icon, one sentence in the text's colour, and whatever else belongs to it.
pub fn notice_ui<R>(ui: &mut Ui, tone: Tone, icon: Icon, sentence: &str, more: impl FnOnce(&mut Ui) -> R) -> R {
    told_ui(ui, (tone, icon), sentence, Live::Off, more)
}

/// The same for what has just come of something: it is read out when it comes.
pub fn news_ui<R>(ui: &mut Ui, tone: Tone, icon: Icon, sentence: &str, more: impl FnOnce(&mut Ui) -> R) -> R {
    told_ui(ui, (tone, icon), sentence, Live::Polite, more)
}

fn told_ui<R>(ui: &mut Ui, (tone, icon): (Tone, Icon), sentence: &str, live: Live, more: impl FnOnce(&mut Ui) -> R) -> R {
    let palette = theme::palette(ui.ctx());
    theme::tone_frame(tone)
        .show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.horizontal_top(|ui| {
                icon.mark_ui(ui, size::ICON, tone.text);
                ui.vertical(|ui| {
                    let response = ui.add(Label::new(RichText::new(sentence).color(palette.text)).wrap());
                    if live != Live::Off {
                        ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(live));
                    }
                    more(ui)
                })
                .inner
            })
            .inner
        })
        .inner
}
