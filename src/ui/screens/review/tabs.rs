//! The parts of the page as tabs in three groups: gone to by a press, or with the arrow keys, Home and End while one of them has the
//! keyboard. Where there is no room for all of them beside each other they fold into a list that opens.

use std::sync::Arc;

use egui::{EventFilter, FontId, Galley, Key, Modifiers, Rect, Response, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::{Group, Tab};
use crate::ui::theme::{self, buttons, radius, size, space, type_size};
use crate::ui::widgets::drop_down_ui;

/// The name that is read out.
const NAME: &str = "Parts of the review";

/// The line under the part that is shown.
const LINE: f32 = 3.0;

/// How high a tab is, and the name of its group above it.
const HIGH: f32 = size::TARGET + space::XS;

/// Between the word of a tab and its edge.
const BESIDE: f32 = 6.0;

/// Between groups.
const APART: f32 = 6.0;

/// How wide the list that opens is, at most.
const LIST: f32 = 320.0;

/// Shows the tabs; the one that is gone to. In one row, in two where there is room above each other only, or folded.
pub(super) fn tabs_ui(ui: &mut Ui, open: Tab, low: bool) -> Option<Tab> {
    let room = ui.available_width();
    let wide = |groups: &[Group]| {
        let tabs: f32 = Tab::ALL.into_iter().filter(|tab| groups.contains(&tab.group())).map(|tab| wide_of(ui, tab)).sum();
        tabs + (groups.len() as f32 - 1.0) * 2.0 * APART
    };
    let (first, second) = ([Group::See], [Group::Decide, Group::Show]);
    let rows: &[&[Group]] = match () {
        () if wide(&Group::ALL) <= room => &[&Group::ALL],
        () if !low && wide(&first) <= room && wide(&second) <= room => &[&first, &second],
        () => return folded_ui(ui, open),
    };
    let builder = UiBuilder::new().id_salt(NAME).accessibility_role(Role::TabList).accessibility_label(NAME);
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut tabs: Vec<(Tab, Response)> = Vec::new();
        for groups in rows {
            row_ui(ui, groups, open, &mut tabs);
        }
        let pressed = tabs.iter().find(|(_, response)| response.clicked()).map(|(tab, response)| {
            // The keyboard goes on from here, at the top of the page.
            response.request_focus();
            *tab
        });
        pressed.or_else(|| by_key(ui, &tabs)).filter(|tab| *tab != open)
    })
    .inner
}

fn row_ui(ui: &mut Ui, groups: &[Group], open: Tab, tabs: &mut Vec<(Tab, Response)>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        for (at, group) in groups.iter().enumerate() {
            if at > 0 {
                let (rect, _) = ui.allocate_exact_size(vec2(2.0 * APART, HIGH), Sense::hover());
                let palette = theme::palette(ui.ctx());
                ui.painter().vline(rect.center().x, rect.shrink(space::S).y_range(), (size::HAIRLINE, palette.outline));
            }
            for tab in Tab::ALL.into_iter().filter(|tab| tab.group() == *group) {
                let response = tab_ui(ui, tab, tab == open);
                tabs.push((tab, response));
            }
        }
    });
}

/// All parts in a list that opens, each with its group before it.
fn folded_ui(ui: &mut Ui, open: Tab) -> Option<Tab> {
    let named: Vec<String> = Tab::ALL.iter().map(|tab| format!("{}: {}", tab.group().label(), tab.label())).collect();
    let at = Tab::ALL.iter().position(|tab| *tab == open);
    let shown = at.and_then(|at| named.get(at)).map_or("", String::as_str).to_owned();
    let width = ui.available_width().min(LIST);
    let (chosen, response) = drop_down_ui(ui, NAME, &shown, width, at, named.iter().map(|name| (name.as_str(), "")));
    let enabled = ui.is_enabled();
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, enabled, NAME);
        info.current_text_value = Some(shown.clone());
        info
    });
    ui.add_space(space::XS);
    let by_key = || {
        let at = at.filter(|_| response.has_focus())?;
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        match () {
            () if pressed(Key::ArrowRight) => Some((at + 1) % Tab::ALL.len()),
            () if pressed(Key::ArrowLeft) => Some(at.checked_sub(1).unwrap_or(Tab::ALL.len() - 1)),
            () => None,
        }
    };
    chosen.or_else(by_key).and_then(|at| Tab::ALL.get(at).copied()).filter(|tab| *tab != open)
}

/// How wide a tab is: as when it is open, so that the others do not move when one is gone to.
fn wide_of(ui: &Ui, tab: Tab) -> f32 {
    lay(ui, tab.label(), theme::bold(type_size::BODY)).size().x + 2.0 * BESIDE
}

fn tab_ui(ui: &mut Ui, tab: Tab, on: bool) -> Response {
    let palette = theme::palette(ui.ctx());
    let ink = if on { palette.accent_text } else { palette.text_muted };
    let font = if on { theme::bold(type_size::BODY) } else { FontId::proportional(type_size::BODY) };
    let word = lay(ui, tab.label(), font);
    // One stop of the Tab key for all of them: the others are gone to with the arrows.
    let sense = if on { Sense::click() } else { Sense::CLICK };
    let (rect, response) = ui.allocate_exact_size(vec2(wide_of(ui, tab), HIGH), sense);
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(Role::Tab, enabled, on, tab.label()));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(tab.group().label()));
    if ui.is_rect_visible(rect) {
        let ground = rect.with_max_y(rect.bottom() - LINE);
        if response.hovered() {
            ui.painter().rect_filled(ground, radius::CONTROL, palette.hover);
        }
        let at = pos2(ground.left() + BESIDE, ground.center().y - word.size().y / 2.0);
        ui.painter().galley_with_override_text_color(at, word, ink);
        if on {
            let ends = (rect.left() + BESIDE, rect.right() - BESIDE);
            let line = Rect::from_min_max(pos2(ends.0, rect.bottom() - LINE), pos2(ends.1, rect.bottom()));
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
