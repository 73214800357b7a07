//! What an entry would support, and what it lacks: in words, beside it.

use egui::{Label, RichText, Ui};

use super::entry::Seen;
use crate::ui::context::Ctx;
use crate::ui::theme::{self, Icon, Tone, size, space, type_size};
use crate::ui::widgets::{count_text, panel_ui, sentence};

impl Seen<'_> {
    pub(super) fn beside_ui(&self, ui: &mut Ui, cx: &Ctx<'_>) {
        let Some(walked) = self.read else { return };
        let palette = theme::palette(ui.ctx());
        panel_ui(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            title_ui(ui, "What it would support");
            for line in &walked.supports {
                line_ui(ui, Icon::CheckCircle, palette.success, &sentence(line));
            }
            for standard in &walked.standards {
                line_ui(ui, Icon::Standard, palette.info, standard);
            }
            for goal in walked.entry.draft.goals.iter().filter_map(|id| cx.goal(*id)) {
                line_ui(ui, Icon::Goals, palette.info, &goal.draft.title);
            }
            if walked.evidence > 0 {
                line_ui(ui, Icon::Paperclip, palette.info, &count_text(walked.evidence, "piece of evidence", "pieces of evidence"));
            }
            let nothing = walked.supports.is_empty() && walked.standards.is_empty() && walked.entry.draft.goals.is_empty();
            if nothing {
                let text = if self.walk.draft.registration.is_some() {
                    "No requirement, standard or goal yet"
                } else {
                    "No goal yet; the walk is about no registration"
                };
                ui.add(Label::new(RichText::new(text).color(palette.text_muted)).wrap());
            }
        });
        ui.add_space(space::M);
        panel_ui(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            title_ui(ui, "What it lacks");
            for gap in &walked.gaps {
                line_ui(ui, Icon::CircleDashed, palette.warn, gap.label());
            }
            for why in &walked.why_not {
                line_ui(ui, Icon::Info, palette.info, &sentence(why));
            }
            if walked.gaps.is_empty() && walked.why_not.is_empty() {
                line_ui(ui, Icon::CheckCircle, palette.success, "Nothing that this program looks for");
            }
        });
    }
}

fn title_ui(ui: &mut Ui, title: &str) {
    ui.label(RichText::new(title).font(theme::bold(type_size::BODY)));
}

fn line_ui(ui: &mut Ui, icon: Icon, tone: Tone, words: &str) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        icon.mark_ui(ui, size::ICON, tone.text);
        ui.add(Label::new(RichText::new(words).small().color(theme::palette(ui.ctx()).text)).wrap());
    });
}
