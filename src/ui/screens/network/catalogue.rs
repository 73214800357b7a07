//! Communities that come with the program, to be taken into the journal with one press. What is said of their times was stated once; that
//! they still take place is not claimed.

use egui::{ComboBox, Label, Margin, RichText, ScrollArea, TextEdit, Ui, WidgetInfo};

use super::Network;
use crate::catalogue::{Catalogue, KnownCommunity};
use crate::domain::Community;
use crate::domain::text::folded;
use crate::ui::context::Ctx;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, size, space};
use crate::ui::widgets::{Leave, count_text, dialog_ui, ends_ui, panel_ui};
use crate::worker::Request;

/// Room for what stands above and below the list.
const AROUND: f32 = 320.0;

/// The list is no lower than this, and no higher than the next, so that the dialog does not jump while somebody types.
const LEAST: f32 = 160.0;
const MOST_HIGH: f32 = 480.0;

/// With less room the button stands below the name.
const BESIDE: f32 = 400.0;

/// What is looked for.
#[derive(Debug)]
pub(super) struct CatalogueDialog {
    words: String,
    /// Whom they are for; everybody when it is not said.
    profession: Option<String>,
    focused: bool,
}

impl CatalogueDialog {
    /// For the profession of the journal's keeper, where the catalogue has something for it.
    pub(super) fn new(cx: &Ctx<'_>) -> Self {
        let own = folded(&cx.snapshot.profile.profession);
        let profession =
            professions(cx.catalogue).into_iter().filter(|one| !own.is_empty() && own.contains(&folded(one))).max_by_key(|one| one.len());
        Self { words: String::new(), profession: profession.map(str::to_owned), focused: false }
    }

    fn takes(&self, known: &KnownCommunity, words: &[&str]) -> bool {
        if self.profession.as_ref().is_some_and(|profession| !known.is_for(profession)) {
            return false;
        }
        let draft = &known.draft;
        let all = folded(&format!("{} {} {} {}", draft.name, draft.hashtag, draft.platform, known.about));
        words.iter().all(|word| all.contains(word))
    }
}

/// Every profession that a community of the catalogue is for, each once.
fn professions(catalogue: &Catalogue) -> Vec<&str> {
    let mut all: Vec<&str> = catalogue.communities.iter().flat_map(|known| known.professions.iter().map(String::as_str)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Whether the journal has it already: by its name, or by its hashtag.
fn is_here(known: &KnownCommunity, communities: &[Community]) -> bool {
    let (name, hashtag) = (folded(&known.draft.name), folded(&known.draft.hashtag));
    communities
        .iter()
        .any(|community| folded(&community.draft.name) == name || (!hashtag.is_empty() && folded(&community.draft.hashtag) == hashtag))
}

impl Network {
    pub(super) fn catalogue_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let Some(dialog) = &mut self.catalogue else { return };
        let mut done = false;
        let leave = dialog_ui(ui.ctx(), "Add from the catalogue", size::MEASURE, |ui| {
            let palette = theme::palette(ui.ctx());
            ui.horizontal_wrapped(|ui| {
                let hint = RichText::new("Name, hashtag or subject").color(palette.text_faint);
                let wide = 260.0_f32.min(ui.available_width() - 24.0);
                let field = TextEdit::singleline(&mut dialog.words).hint_text(hint).desired_width(wide).margin(Margin::symmetric(12, 8));
                let field = ui.add(field).accessible_name("Find a community");
                if !std::mem::replace(&mut dialog.focused, true) {
                    field.request_focus();
                }
                const EVERYBODY: &str = "All professions";
                ui.spacing_mut().combo_width = 220.0;
                let shown = dialog.profession.clone().unwrap_or_else(|| EVERYBODY.to_owned());
                let combo = ComboBox::from_id_salt("profession").selected_text(shown).truncate().height(320.0).show_ui(ui, |ui| {
                    ui.selectable_value(&mut dialog.profession, None, EVERYBODY);
                    for profession in professions(cx.catalogue) {
                        ui.selectable_value(&mut dialog.profession, Some(profession.to_owned()), profession);
                    }
                });
                combo.response.accessible_name("Profession");
            });
            let folded_words = folded(&dialog.words);
            let words: Vec<&str> = folded_words.split_whitespace().collect();
            let catalogue = cx.catalogue;
            let found: Vec<&KnownCommunity> = catalogue.communities.iter().filter(|known| dialog.takes(known, &words)).collect();
            let text = if found.is_empty() {
                "None is known by these words: add your own, with its usual time".to_owned()
            } else {
                format!("{}. Times are as they were stated; check with the community.", count_text(found.len(), "community", "communities"))
            };
            ui.add(Label::new(RichText::new(text).small().color(palette.text_muted)).wrap());
            ui.add_space(space::XS);
            let high = (ui.ctx().content_rect().height() - AROUND).clamp(LEAST, MOST_HIGH);
            let area = ScrollArea::vertical().id_salt("known communities").auto_shrink(false).max_height(high).min_scrolled_height(high);
            area.show(ui, |ui| {
                for known in found {
                    known_ui(ui, cx, known);
                }
            });
            ui.add_space(space::M);
            done = buttons::primary_ui(ui, "Done").clicked();
        });
        if done || leave != Leave::No {
            self.catalogue = None;
        }
    }
}

/// One community of the catalogue.
fn known_ui(ui: &mut Ui, cx: &mut Ctx<'_>, known: &KnownCommunity) {
    let palette = theme::palette(ui.ctx());
    let draft = &known.draft;
    let here = is_here(known, &cx.snapshot.communities);
    let read_only = cx.read_only();
    let mut add = false;
    panel_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        let room = ui.available_width();
        ends_ui(
            ui,
            BESIDE,
            |ui| {
                ui.vertical(|ui| {
                    ui.set_max_width(if room < BESIDE { room } else { room - 110.0 });
                    ui.add(Label::new(RichText::new(&draft.name).font(theme::bold(theme::type_size::BODY))).truncate());
                    let mut line = draft.platform.clone();
                    if !draft.hashtag.is_empty() {
                        line = format!("{} · {line}", draft.hashtag);
                    }
                    ui.add(Label::new(RichText::new(line).color(palette.accent_text)).truncate());
                });
            },
            |ui| {
                if here {
                    ui.label(RichText::new("Here already").small().color(palette.text_muted));
                    Icon::CheckCircle.mark_ui(ui, size::ICON, palette.success.text);
                } else if !read_only {
                    let button = buttons::marked_ui(ui, Look::Standard, Icon::Add, "Add");
                    button.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("Add “{}”", draft.name)));
                    add = button.clicked();
                }
            },
        );
        if !known.about.is_empty() {
            ui.add(Label::new(&known.about).wrap());
        }
        let slot = draft.slot();
        if !slot.is_empty() {
            ui.add(Label::new(RichText::new(format!("Usual slot: {slot}")).color(palette.text_muted)).wrap());
        }
        if !known.stated.is_empty() {
            ui.add(Label::new(RichText::new(&known.stated).small().color(palette.text_faint)).wrap());
        }
        if !known.source.is_empty() {
            ui.add(
                Label::new(RichText::new(format!("Stated at {}", known.source)).small().color(palette.text_faint)).wrap().selectable(true),
            );
        }
    });
    ui.add_space(space::XS);
    if add {
        cx.send(Request::AddCommunity(Box::new(draft.clone())));
        cx.say(format!("“{}” is in your network", draft.name));
    }
}
