//! The finding that is looked at, whole: its words, why it matters, what could stand there, and what can be done.

use egui::text::LayoutJob;
use egui::{Key as Press, Label, Margin, RichText, TextEdit, Ui};

use super::deeds::{Wish, opens};
use super::fine::Fine;
use super::view::key_ui;
use super::{Confidentiality, row, words};
use crate::dossier::Of;
use crate::journal::Found;
use crate::privacy;
use crate::ui::context::Ctx;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, space};
use crate::ui::widgets::{caption_ui, panel_ui};

/// With less room the button stands below the field.
const BESIDE: f32 = 340.0;

impl Confidentiality {
    pub(super) fn card_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, at: usize, open: &[usize], wishes: &mut Vec<Wish>) {
        let Some((key, found)) = self.findings.get(at).map(|one| (one.key, one.found.clone())) else { return };
        ui.add_space(space::XS);
        ui.push_id(("finding", key), |ui| {
            panel_ui(ui, |ui| {
                ui.spacing_mut().item_spacing.y = space::S;
                said_ui(ui, &found);
                self.why_ui(ui, &found);
                ui.add_enabled_ui(!cx.read_only(), |ui| {
                    if self.can_write(at) {
                        self.instead_ui(ui, at, wishes);
                    } else if found.place.of == Of::Cover {
                        quiet_ui(ui, "The note and the title are changed where they are written, under what is exported.");
                    }
                });
                // Where nothing can be written that is said when it is pressed: a scope of their own would keep these from the next row.
                ui.horizontal_wrapped(|ui| {
                    if key_ui(ui, Look::Standard, Icon::CheckCircle, "Fine, because…", "F") {
                        wishes.push(Wish::AskReason);
                    }
                    if can_be_stripped(&found, cx) {
                        let hover = "A copy without what the camera or the program wrote into it takes the place of the file";
                        if buttons::marked_ui(ui, Look::Standard, Icon::Image, "Take its details out").on_hover_text(hover).clicked() {
                            wishes.push(Wish::Strip(key));
                        }
                    }
                    if let Some(word) = opens(&found)
                        && key_ui(ui, Look::Standard, Icon::Edit, word, "O")
                    {
                        wishes.push(Wish::Open(key));
                    }
                });
                self.fine_ui(ui, &found, open, wishes);
            });
        });
        ui.add_space(space::S);
    }

    fn why_ui(&mut self, ui: &mut Ui, found: &Found) {
        let Some(rule) = privacy::rule(found.finding.rule) else { return };
        let word = if self.why { "Why it matters: hide" } else { "Why it matters" };
        let response = buttons::link_ui(ui, word);
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(self.why));
        if response.clicked() {
            self.why = !self.why;
        }
        if self.why {
            quiet_ui(ui, rule.why());
        }
    }

    /// What is to stand there instead, to be changed before it does.
    fn instead_ui(&mut self, ui: &mut Ui, at: usize, wishes: &mut Vec<Wish>) {
        let Some(one) = self.findings.get(at) else { return };
        let (key, mut text) = (one.key, self.instead(one));
        let proposed = one.found.finding.instead.is_some();
        let mut mend = false;
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            let caption = caption_ui(ui, "Instead");
            let beside = ui.available_width() >= BESIDE;
            let mut field = |ui: &mut Ui, width: f32| {
                let hint = RichText::new(if proposed { "" } else { "Words that tell nobody who it is" })
                    .color(theme::palette(ui.ctx()).text_faint);
                let response =
                    ui.add(TextEdit::singleline(&mut text).hint_text(hint).desired_width(width).margin(Margin::symmetric(10, 7)));
                response.labelled_by(caption.id)
            };
            let response = if beside {
                ui.horizontal(|ui| {
                    let response = field(ui, ui.available_width() - 130.0);
                    mend = key_ui(ui, Look::Primary, Icon::Check, "Mend", "M");
                    response
                })
                .inner
            } else {
                let response = field(ui, f32::INFINITY);
                mend = key_ui(ui, Look::Primary, Icon::Check, "Mend", "M");
                response
            };
            if response.changed() {
                self.typed.insert(key, text.clone());
            }
            if std::mem::take(&mut self.write) {
                response.request_focus();
            }
            if response.lost_focus() {
                let (enter, escape) = ui.input(|input| (input.key_pressed(Press::Enter), input.key_pressed(Press::Escape)));
                mend |= enter && !text.trim().is_empty();
                // Back to the list, where the other keys are.
                self.go_to |= enter || escape;
            }
        });
        if mend {
            wishes.push(Wish::Mend(key));
        }
    }

    pub(super) fn ask_reason(&mut self) {
        self.fine = self.current.map(|of| Fine::new(of, &self.reason));
    }
}

/// The words with those before and after them; of a file, what is wrong with it.
fn said_ui(ui: &mut Ui, found: &Found) {
    let palette = theme::palette(ui.ctx());
    let (before, after) = &found.around;
    let mut job = LayoutJob::default();
    // Where there is more of the text than is shown, that is told.
    let begun = if found.chars.start > before.chars().count() { "…" } else { "" };
    let before = format!("{begun}{}", words::flat(before));
    let goes_on = if after.chars().count() >= MUCH { "…" } else { "" };
    let after = format!("{}{goes_on}", words::flat(after));
    row::append_marked(&mut job, palette, (&before, &words::flat(&found.text), &after));
    ui.add(Label::new(job).wrap().selectable(true));
}

/// So many letters after the words: there are more than these.
const MUCH: usize = 60;

pub(super) fn quiet_ui(ui: &mut Ui, text: &str) {
    ui.add(Label::new(RichText::new(text).small().color(theme::palette(ui.ctx()).text_muted)).wrap());
}

/// Whether a copy of a picture without its details could stand in its place.
fn can_be_stripped(found: &Found, cx: &Ctx<'_>) -> bool {
    let uid = &found.place.uid;
    found.place.of == Of::Content
        && found.place.field == "file"
        && found.finding.rule.starts_with("file-")
        && cx.snapshot.evidence.iter().find(|one| one.uid.to_string() == *uid).is_some_and(|one| one.media_type.starts_with("image/"))
}
