//! What a piece of evidence is, as regulators ask for it: as somebody said, or as its name makes it look.

use egui::{ComboBox, RichText, Ui};

use crate::domain::Evidence;
use crate::domain::evidence::Proof;
use crate::ui::theme;
use crate::ui::widgets::caption_ui;
use crate::worker::{PortfolioRequest, Request};

/// The width of the list, in points.
const WIDTH: f32 = 220.0;

/// What is shown where nothing was said.
const UNSAID: &str = "Not said";

/// Shows what it is, with a list to say it; the wish when something else was chosen.
pub(super) fn proof_ui(ui: &mut Ui, one: &Evidence) -> Option<Request> {
    let palette = theme::palette(ui.ctx());
    let guess = if one.proves.is_none() { one.proof() } else { None };
    let mut chosen = one.proves;
    ui.horizontal_wrapped(|ui| {
        caption_ui(ui, "What it is");
        let shown = one.proof().map_or(UNSAID, Proof::label);
        let width = WIDTH.min(ui.max_rect().width());
        let combo = ComboBox::from_id_salt(("proof", one.id)).selected_text(shown).width(width).truncate().show_ui(ui, |ui| {
            ui.selectable_value(&mut chosen, None, UNSAID);
            for proof in Proof::ALL {
                ui.selectable_value(&mut chosen, Some(*proof), proof.label());
            }
        });
        combo.response.accessible_name(format!("What {} is", one.name)).on_hover_text("Some requirements want evidence of a sort");
        if let Some(guess) = guess {
            let by_name = Evidence::taken_for(None, &one.name, "").is_some();
            let by = if by_name { "name" } else { "caption" };
            let text = format!("taken for a {} by its {by}", guess.label().to_lowercase());
            ui.label(RichText::new(text).small().color(palette.text_muted));
        }
    });
    (chosen != one.proves).then(|| Request::Portfolio(PortfolioRequest::SetProof { evidence: Box::new(one.clone()), proves: chosen }))
}
