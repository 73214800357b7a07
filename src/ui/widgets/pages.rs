//! A long list shown a piece at a time, so that a page stays light however much there is.

use egui::Ui;

use crate::ui::theme::buttons;

/// How much of a list is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pages(usize);

impl Pages {
    /// How many rows to show, of which the first piece has `piece`.
    pub fn shown(self, piece: usize) -> usize {
        piece * (self.0 + 1)
    }

    /// Offers the next piece of what there is many of, when there is one.
    pub fn more_ui(&mut self, ui: &mut Ui, piece: usize, total: usize, many: &str) {
        let left = total.saturating_sub(self.shown(piece));
        if left > 0 {
            let word = if left == 1 { "Show one more".to_owned() } else { format!("Show {} more {many}", left.min(piece)) };
            if buttons::link_ui(ui, &word).on_hover_text(format!("{left} of {total} are not shown")).clicked() {
                self.0 += 1;
            }
        }
    }
}
