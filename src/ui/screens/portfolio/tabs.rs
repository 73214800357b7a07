//! The parts of the page as tabs: gone to by a press, or with the arrow keys, Home and End while one of them has the keyboard.

use std::sync::Arc;

use egui::{EventFilter, FontId, Galley, Key, Modifiers, Response, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::Tab;
use crate::ui::theme::{self, Icon, buttons, radius, size, space, type_size};

/// The line under the part that is shown.
const LINE: f32 = 3.0;

/// How high a tab is.
const HIGH: f32 = size::TARGET + space::S;

impl Tab {
    const fn icon(self) -> Icon {
        match self {
            Self::Standing => Icon::Standard,
            Self::Records => Icon::Archive,
            Self::Forms => Icon::FileText,
            Self::Drill => Icon::Hourglass,
            Self::Export => Icon::Export,
        }
    }
}

/// Shows the tabs under the name that is read out; the one that is gone to.
pub(super) fn tabs_ui(ui: &mut Ui, name: &str, open: Tab) -> Option<Tab> {
    let builder = UiBuilder::new().id_salt(name).accessibility_role(Role::TabList).accessibility_label(name);
    ui.scope_builder(builder, |ui| {
        let mut tabs: Vec<(Tab, Response)> = Vec::new();
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::XS, 0.0);
            for tab in Tab::ALL {
                let response = tab_ui(ui, tab, tab == open);
                tabs.push((tab, response));
            }
        });
        let pressed = tabs.iter().find(|(_, response)| response.clicked()).map(|(tab, _)| *tab);
        pressed.or_else(|| by_key(ui, &tabs)).filter(|tab| *tab != open)
    })
    .inner
}

fn tab_ui(ui: &mut Ui, tab: Tab, on: bool) -> Response {
    let palette = theme::palette(ui.ctx());
    let ink = if on { palette.accent_text } else { palette.text_muted };
    let font = if on { theme::bold(type_size::BODY) } else { FontId::proportional(type_size::BODY) };
    let word = lay(ui, tab.label(), font);
    // As wide as when it is open: the others do not move when one is gone to.
    let wide = lay(ui, tab.label(), theme::bold(type_size::BODY)).size().x + size::ICON + space::XS + 2.0 * space::S;
    let (rect, response) = ui.allocate_exact_size(vec2(wide, HIGH), Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(Role::Tab, enabled, on, tab.label()));
    if ui.is_rect_visible(rect) {
        let ground = rect.with_max_y(rect.bottom() - LINE);
        if response.hovered() {
            ui.painter().rect_filled(ground, radius::CONTROL, palette.hover);
        }
        let icon = if on { tab.icon().filled_font(size::ICON) } else { tab.icon().font(size::ICON) };
        let at = pos2(ground.left() + space::S, ground.center().y);
        ui.painter().text(at, egui::Align2::LEFT_CENTER, tab.icon().char(), icon, ink);
        let at = pos2(at.x + size::ICON + space::XS, ground.center().y - word.size().y / 2.0);
        ui.painter().galley_with_override_text_color(at, word, ink);
        if on {
            let line =
                egui::Rect::from_min_max(pos2(rect.left() + space::S, rect.bottom() - LINE), pos2(rect.right() - space::S, rect.bottom()));
            ui.painter().rect_filled(line, 2, palette.accent);
        }
        buttons::focus_ring(ui, &response);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

fn lay(ui: &Ui, text: &str, font: FontId) -> Arc<Galley> {
    ui.fonts_mut(|fonts| fonts.layout_no_wrap(text.to_owned(), font, egui::Color32::PLACEHOLDER))
}

/// The part that a key leads to. The keyboard goes with it.
fn by_key(ui: &Ui, tabs: &[(Tab, Response)]) -> Option<Tab> {
    let at = tabs.iter().position(|(_, response)| response.has_focus())?;
    let (_, focused) = tabs.get(at)?;
    let arrows = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(focused.id, arrows));
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let last = tabs.len().saturating_sub(1);
    let to = match () {
        () if pressed(Key::ArrowRight) => (at + 1) % tabs.len().max(1),
        () if pressed(Key::ArrowLeft) => at.checked_sub(1).unwrap_or(last),
        () if pressed(Key::Home) => 0,
        () if pressed(Key::End) => last,
        () => return None,
    };
    let (tab, response) = tabs.get(to)?;
    response.request_focus();
    Some(*tab)
}
