//! Text that is there to be copied: a command, a path, a digest.

use egui::{Frame, Label, Margin, Response, RichText, Ui};

use crate::ui::theme::{self, Icon, buttons, radius, space};

/// Shows the text on a ground of its own, with a button that copies it. `what` names it, as in “Copy the command”.
pub fn copyable_ui(ui: &mut Ui, what: &str, text: &str) -> Response {
    let palette = theme::palette(ui.ctx());
    let frame =
        Frame::new().fill(palette.control).corner_radius(radius::CONTROL).inner_margin(Margin { left: 12, right: 4, top: 4, bottom: 4 });
    frame
        .show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let button = theme::size::TARGET;
                let room = ui.available_width() - button - space::S;
                ui.vertical(|ui| {
                    ui.set_width(room);
                    // As high as the button, so that a single line stands in its middle.
                    ui.add_space(5.0);
                    ui.add(Label::new(RichText::new(text).color(palette.text)).wrap().selectable(true));
                    ui.add_space(5.0);
                });
                copy_ui(ui, what, text)
            })
            .inner
        })
        .inner
}

/// A button that copies a text, and says that it did for as long as the pointer stays.
fn copy_ui(ui: &mut Ui, what: &str, text: &str) -> Response {
    let name = format!("Copy {what}");
    let id = ui.make_persistent_id(("copied", what));
    let copied = ui.data(|data| data.get_temp::<bool>(id)).unwrap_or(false);
    let response = buttons::icon_ui(ui, if copied { Icon::Check } else { Icon::Copy }, &name);
    if response.clicked() {
        ui.ctx().copy_text(text.to_owned());
        ui.data_mut(|data| data.insert_temp(id, true));
    } else if copied && !response.hovered() && !response.has_focus() {
        ui.data_mut(|data| data.insert_temp(id, false));
    }
    response
}
