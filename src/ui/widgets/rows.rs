//! A long list inside a page that scrolls as a whole: only the rows in view are laid out.

use std::ops::Range;

use egui::{Align, Key, Modifiers, Rect, Ui, UiBuilder, vec2};

/// Makes room for `count` rows of `height`, and calls `rows` with those in view. A row more is laid out at each end, so that the keyboard
/// finds the next.
pub fn rows_ui(ui: &mut Ui, height: f32, count: usize, rows: impl FnOnce(&mut Ui, Range<usize>)) {
    let room = vec2(ui.available_width(), height * count as f32);
    let (rect, _) = ui.allocate_exact_size(room, egui::Sense::hover());
    if count == 0 {
        return;
    }
    // Where nothing of the list is in view, its nearest row is laid out all the same: Tab goes to it, and it comes into view.
    let view = ui.clip_rect();
    let (top, bottom) = (view.top().clamp(rect.top(), rect.bottom()), view.bottom().clamp(rect.top(), rect.bottom()));
    let at = |y: f32| ((y - rect.top()) / height).floor().max(0.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "not negative, and cut off at the number of rows")]
    let range = {
        let first = (at(top) as usize).saturating_sub(1);
        let last = (at(bottom) as usize).saturating_add(2).min(count);
        first.min(last)..last
    };
    let first = rect.top() + range.start as f32 * height;
    let shown = Rect::from_min_size(egui::pos2(rect.left(), first), vec2(rect.width(), range.len() as f32 * height));
    ui.scope_builder(UiBuilder::new().max_rect(shown), |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        rows(ui, range);
    });
}

/// Lets the keyboard scroll the page that this is called in: pages of text have nothing that Tab could go to.
pub fn scroll_by_keys(ui: &Ui) {
    if ui.text_edit_focused() {
        return;
    }
    let page = (ui.clip_rect().height() - 48.0).max(48.0);
    let far = 1.0e7;
    let free = ui.memory(|memory| memory.focused().is_none());
    let by = ui.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        match () {
            () if pressed(Key::PageDown) => -page,
            () if pressed(Key::PageUp) => page,
            () if pressed(Key::Home) => far,
            () if pressed(Key::End) => -far,
            () if free && pressed(Key::ArrowDown) => -48.0,
            () if free && pressed(Key::ArrowUp) => 48.0,
            () => 0.0,
        }
    });
    if by != 0.0 {
        ui.scroll_with_delta(vec2(0.0, by));
    }
}

/// Scrolls the page to something whole. Where the keyboard goes into it in the same pass, [`follow_keyboard`] leaves it at that.
pub fn bring_into_sight(ui: &Ui, rect: Rect, align: Option<Align>) {
    ui.scroll_to_rect(rect, align);
    let pass = ui.ctx().cumulative_pass_nr();
    ui.data_mut(|data| data.insert_temp(brought(), pass));
}

/// Under which the pass is noted in which something was brought into sight.
fn brought() -> egui::Id {
    egui::Id::unique("brought into sight")
}

/// Brings into sight what has just got the keyboard, where it stands in the page that this is called at the end of, outside of what is seen.
pub fn follow_keyboard(ui: &Ui) {
    let focused = ui.memory(|memory| memory.focused());
    let id = ui.scope_id().with("had the keyboard");
    let before: Option<Option<egui::Id>> = ui.data(|data| data.get_temp(id));
    if before == Some(focused) {
        return;
    }
    ui.data_mut(|data| data.insert_temp(id, focused));
    if ui.data(|data| data.get_temp(brought())) == Some(ui.ctx().cumulative_pass_nr()) {
        return;
    }
    let Some(response) = focused.and_then(|id| ui.ctx().read_response(id)) else { return };
    let (view, rect, seen) = (ui.clip_rect(), response.rect, response.interact_rect);
    // What stands elsewhere may lie where the page would go on.
    let is_here =
        response.layer_id == ui.layer_id() && ui.min_rect().contains(rect.center()) && (!seen.is_positive() || view.contains_rect(seen));
    let is_seen = view.y_range().contains(rect.top()) && view.y_range().contains(rect.bottom());
    if is_here && !is_seen && rect.height() < view.height() {
        ui.scroll_to_rect(rect.expand2(vec2(0.0, 8.0)), None);
    }
}
