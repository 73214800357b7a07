//! A dialog over the page: a title, and what is asked for. It scrolls where the window is small.

use egui::{Context, Id, Modal, RichText, Role, ScrollArea, Ui};

use crate::ui::theme::{self, space};

/// Room for the dialog's edges and title, and a little of the page around it.
const AROUND: f32 = 148.0;

/// Whether and how somebody wants to leave a dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    No,
    /// By a press beside it, which may be a slip.
    Beside,
    /// By its own button, or by Esc.
    Asked,
}

/// Shows a dialog of at most `width` points; [`Ui::close`] inside of it leaves it.
pub fn dialog_ui(ctx: &Context, title: &str, width: f32, content: impl FnOnce(&mut Ui)) -> Leave {
    let room = ctx.content_rect();
    let modal = Modal::new(Id::unique(("dialog", title))).frame(theme::dialog_frame(ctx)).show(ctx, |ui| {
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_role(Role::Dialog);
            node.set_label(title);
        });
        ui.set_width(width.min(room.width() - space::XXXL * 2.0));
        ui.label(RichText::new(title).text_style(theme::section_style()));
        ui.add_space(space::S);
        let high = (room.height() - AROUND).max(120.0);
        // An area is as high as it was: without the second number it would never grow with what it holds.
        ScrollArea::vertical().max_height(high).min_scrolled_height(high).show(ui, |ui| {
            // The ring around a field at the edge is not cut off.
            egui::Frame::new().inner_margin(egui::Margin::symmetric(2, 2)).show(ui, content);
        });
    });
    let beside = modal.backdrop_response.clicked();
    match (modal.should_close(), beside) {
        (false, _) => Leave::No,
        (true, true) => Leave::Beside,
        (true, false) => Leave::Asked,
    }
}
