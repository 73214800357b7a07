//! What is asked for only when somebody wants it: a claim that was looked at, and a statement on help by artificial intelligence.

use egui::{Button, RichText, Ui, WidgetInfo};

use super::Editor;
use crate::domain::Verdict;
use crate::ui::theme::{self, Icon, size, space};
use crate::ui::widgets::{Desk, Writing, caption_ui, chip_ui, section_ui};

/// Statements on help by artificial intelligence, to begin from. Our own words; what an appraiser wants to know is what was used for
/// what, that the thinking is one's own, and that nobody's details went into it.
const AI_STATEMENTS: [(&str, &str); 3] = [
    (
        "Wording only",
        "I wrote this entry and its reflection myself. I used an AI tool to improve spelling and wording, and checked that it still says what I mean. No details of patients, people who use services or colleagues were put into it.",
    ),
    (
        "A summary of the source",
        "I used an AI tool to summarise what I read or heard, and checked the summary against the source. What I learnt from it, and the reflection, are my own. No details of patients, people who use services or colleagues were put into it.",
    ),
    (
        "Questions to think with",
        "I used an AI tool to suggest questions for my reflection. The answers, and the decisions that came of them, are my own. No details of patients, people who use services or colleagues were put into it.",
    ),
];

impl Editor {
    /// Two things behind a button each, open when there is something in them.
    pub(super) fn more_ui(&mut self, ui: &mut Ui, desk: &Desk) {
        ui.add_space(space::M);
        ui.horizontal_wrapped(|ui| {
            if self.draft.claim.is_blank() {
                opener_ui(ui, &mut self.fields.claim, "Check a claim", "Who says it, on what evidence, does it hold here");
            }
            if self.draft.ai_help.is_empty() {
                opener_ui(ui, &mut self.fields.ai_help, "Say how AI helped", "A statement for an appraiser");
            }
        });
        if self.fields.claim || !self.draft.claim.is_blank() {
            self.claim_ui(ui, desk);
        }
        if self.fields.ai_help || !self.draft.ai_help.is_empty() {
            self.ai_help_ui(ui, desk);
        }
    }

    fn claim_ui(&mut self, ui: &mut Ui, desk: &Desk) {
        section_ui(ui, "Claim check", |_| {});
        let claim = &mut self.draft.claim;
        let who = Writing::new("What is claimed, and who says it").rows(1).show(ui, desk, &mut claim.who);
        ui.add_space(space::S);
        let evidence = Writing::new("On what evidence").hint("A trial, a guideline, one case, nothing but a view").rows(1);
        let evidence = evidence.show(ui, desk, &mut claim.evidence);
        ui.add_space(space::S);
        let holds = Writing::new("Does it hold for those I care for").rows(1).show(ui, desk, &mut claim.holds);
        self.written_in |= who.has_focus() || evidence.has_focus() || holds.has_focus();
        ui.add_space(space::S);
        ui.horizontal_wrapped(|ui| {
            caption_ui(ui, "So I");
            for verdict in Verdict::ALL {
                let on = claim.verdict == Some(*verdict);
                if chip_ui(ui, verdict.label(), on, None).clicked() {
                    claim.verdict = if on { None } else { Some(*verdict) };
                }
            }
        });
    }

    fn ai_help_ui(&mut self, ui: &mut Ui, desk: &Desk) {
        let palette = theme::palette(ui.ctx());
        section_ui(ui, "Help by AI", |_| {});
        if self.draft.ai_help.is_empty() {
            ui.label(RichText::new("Begin with the statement that is true, and change it until it is all true:").color(palette.text_muted));
            ui.horizontal_wrapped(|ui| {
                for (label, statement) in AI_STATEMENTS {
                    if ui.button(label).on_hover_text(statement).clicked() {
                        statement.clone_into(&mut self.draft.ai_help);
                    }
                }
            });
        }
        let response = Writing::new("Statement, as it is exported").hint("Nothing is said when this is empty");
        let response = response.show(ui, desk, &mut self.draft.ai_help);
        self.written_in |= response.has_focus();
    }
}

/// A quiet button that opens and closes something below.
fn opener_ui(ui: &mut Ui, open: &mut bool, word: &str, hover: &str) {
    let icon = if *open { Icon::CaretUp } else { Icon::CaretDown };
    // Not a button of its own scope, which would not go to the next row.
    let response = ui.add(Button::new((icon.text(size::ICON), word)).frame_when_inactive(false)).on_hover_text(hover);
    let (enabled, is_open) = (ui.is_enabled(), *open);
    response.widget_info(|| WidgetInfo::selected(egui::Role::Button, enabled, is_open, word));
    if response.clicked() {
        *open = !*open;
    }
}
