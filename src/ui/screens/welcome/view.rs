//! The first page as it looks.

use std::time::Duration;

use egui::{CentralPanel, Label, RichText, ScrollArea, Ui};

use super::{Offer, Refused, Way, Welcome};
use crate::ui::notices::sentence;
use crate::ui::theme::{self, Icon, buttons, size, space};
use crate::ui::widgets::{Choice, choices_ui, measure_ui, notice_ui, scroll_by_keys};

/// As wide as three cards read well.
const WIDTH: f32 = 880.0;

/// Seconds after which opening is worth a word.
const PATIENCE: f64 = 0.3;

const WHAT_IT_DOES: &str = "Turn the chats, threads, podcasts and webinars you learn from into evidence of your professional development: \
     one line tonight, a reflection tomorrow, a portfolio when somebody asks.";

impl Welcome {
    /// Shows the page.
    pub fn show_ui(&mut self, ui: &mut Ui, offer: &mut Offer<'_>) {
        CentralPanel::default().frame(theme::screen_frame(ui.ctx())).show(ui, |ui| {
            if offer.opening {
                self.opening_ui(ui);
                return;
            }
            self.opening_since = None;
            ScrollArea::vertical().id_salt("welcome").auto_shrink(false).show(ui, |ui| {
                scroll_by_keys(ui);
                let spare = ui.available_height() - if offer.refused.is_some() { 640.0 } else { 520.0 };
                ui.add_space((spare * 0.4).max(0.0));
                measure_ui(ui, WIDTH, |ui| {
                    head_ui(ui);
                    if let Some(refused) = offer.refused {
                        refused_ui(ui, refused);
                        ui.add_space(space::XL);
                    }
                    ways_ui(ui, offer);
                    ui.add_space(space::XL);
                    keeping_ui(ui);
                    ui.add_space(space::XL);
                });
            });
        });
    }

    fn opening_ui(&mut self, ui: &mut Ui) {
        let now = ui.input(|input| input.time);
        let waited = now - *self.opening_since.get_or_insert(now);
        if waited < PATIENCE {
            ui.ctx().request_repaint_after(Duration::from_secs_f64(PATIENCE - waited));
            return;
        }
        let palette = theme::palette(ui.ctx());
        ui.vertical_centered(|ui| {
            ui.add_space(ui.available_height() * 0.4);
            ui.label(RichText::new("Opening…").color(palette.text_muted));
        });
    }
}

fn head_ui(ui: &mut Ui) {
    let palette = theme::palette(ui.ctx());
    ui.horizontal(|ui| {
        Icon::Journal.mark_ui(ui, size::ICON_LARGE, palette.accent_text);
        ui.label(RichText::new("CPD Journal").text_style(theme::title_style()));
    });
    ui.add_space(space::S);
    ui.scope(|ui| {
        ui.set_max_width(size::MEASURE.min(ui.available_width()));
        ui.add(Label::new(RichText::new(WHAT_IT_DOES).text_style(theme::writing_style()).color(palette.text_muted)).wrap());
    });
    ui.add_space(space::XL);
}

fn ways_ui(ui: &mut Ui, offer: &mut Offer<'_>) {
    let place = format!("It will lie here: {}", offer.default_path.display());
    let choices = [
        Choice {
            icon: Icon::Note,
            title: "Start my journal",
            text: "Your first entry is a line away. Settings can wait, and nothing asks for an account.",
            note: &place,
            usual: true,
        },
        Choice {
            icon: Icon::Eye,
            title: "Explore a sample",
            text: "Look round three years of a fictional physiotherapist’s learning. It never mixes with your own.",
            note: "",
            usual: false,
        },
        Choice {
            icon: Icon::FolderOpen,
            title: "Open a file…",
            text: "Go on with a journal that is on this computer already, or a copy of one.",
            note: "",
            usual: false,
        },
    ];
    let mut elsewhere = false;
    let chosen = choices_ui(ui, &choices, |ui, at| {
        if at == 0 {
            elsewhere = buttons::link_ui(ui, "choose another place…").clicked();
        }
    });
    let way = match chosen {
        Some(0) => Some(Way::Start),
        Some(1) => Some(Way::Sample),
        Some(_) => Some(Way::File),
        None => elsewhere.then_some(Way::Elsewhere),
    };
    if let Some(way) = way {
        offer.take(way);
    }
}

/// Where words are kept and who can read them: said before anything is written.
fn keeping_ui(ui: &mut Ui) {
    let palette = theme::palette(ui.ctx());
    ui.horizontal_top(|ui| {
        Icon::Lock.mark_ui(ui, size::ICON, palette.accent_text);
        let text =
            "Your words are kept in one file on this computer; nothing is ever sent. Whoever can open that file can read it, and nobody else.";
        ui.add(Label::new(RichText::new(text).color(palette.text_muted)).wrap());
    });
}

fn refused_ui(ui: &mut Ui, refused: &Refused) {
    let palette = theme::palette(ui.ctx());
    let title = sentence(&refused.why.title);
    notice_ui(ui, palette.warn, Icon::Warning, &title, |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        let path = refused.path.display().to_string();
        let details = refused.why.details.iter().filter(|line| **line != path);
        for line in std::iter::once(&path).chain(details) {
            ui.add(Label::new(RichText::new(line).small().color(palette.text)).wrap().selectable(true));
        }
        let mut rest = "The file was not touched.".to_owned();
        if !refused.why.hint.is_empty() {
            rest.push(' ');
            rest.push_str(&sentence(&refused.why.hint));
        }
        ui.add(Label::new(RichText::new(rest).small().color(palette.text)).wrap());
    });
}
