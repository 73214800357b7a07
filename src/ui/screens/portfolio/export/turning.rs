//! The pages to look at: turned by buttons and keys, as wide as there is room or larger.

use egui::{
    Align2, Color32, CornerRadius, Id, Key, Label, Modifiers, Rect, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    pos2, vec2,
};

use super::foot::{AGAIN, FIRST};
use super::group::caption_ui;
use super::pages::{Pages, Scene, Seen, Sheet};
use crate::ui::context::Ctx;
use crate::ui::theme::{self, Icon, buttons, size, space};
use crate::ui::widgets::{count_text, notice_ui};

/// One press on the glass.
const ZOOM_STEP: f32 = 1.25;
const LEAST_ZOOM: f32 = 0.5;
const MOST_ZOOM: f32 = 3.0;

/// Width and height of a sheet that is not there yet: A4.
const SHEET: (f32, f32) = (210.0, 297.0);

/// The arrow keys move a page by so much, in points.
const LINE: f32 = 48.0;

impl Pages {
    /// Which page it is, and buttons to turn it.
    pub(super) fn bar_ui(&mut self, ui: &mut Ui) {
        let count = self.count();
        if count == 0 {
            return;
        }
        let page = self.page;
        ui.horizontal_wrapped(|ui| {
            let (first, last) = (page <= 1, page >= count);
            if ui.add_enabled_ui(!first, |ui| buttons::icon_ui(ui, Icon::CaretLeft, "Page before")).inner.clicked() {
                self.turn(page - 1);
            }
            let label = ui.label(format!("Page {page} of {count}"));
            ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
            if ui.add_enabled_ui(!last, |ui| buttons::icon_ui(ui, Icon::CaretRight, "Next page")).inner.clicked() {
                self.turn(page + 1);
            }
            if buttons::icon_ui(ui, Icon::Minus, "Show it smaller").clicked() {
                self.zoom = (self.zoom / ZOOM_STEP).max(LEAST_ZOOM);
            }
            if buttons::icon_ui(ui, Icon::Add, "Show it larger").clicked() {
                self.zoom = (self.zoom * ZOOM_STEP).min(MOST_ZOOM);
            }
            if (self.zoom - 1.0).abs() > 0.01 && buttons::link_ui(ui, "To width").clicked() {
                self.zoom = 1.0;
            }
        });
    }

    /// The page that is turned to.
    pub(super) fn show_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, scene: &Scene<'_>) {
        if scene.is_empty {
            caption_ui(ui, "There are no pages: nothing is in this choice. Choose a longer period, another cycle, or let drafts leave.");
            return;
        }
        if scene.is_ready && self.is_unasked(scene) {
            let words = format!("{} make many pages: it takes a while to lay them out.", count_text(scene.entries, "entry", "entries"));
            caption_ui(ui, &words);
            if ui.button("Show the pages").clicked() {
                self.want(scene);
            }
        }
        self.ask(ui, cx, scene);
        self.keys(ui);
        let room = ui.available_width();
        let seen = self.see(&ui.ctx().clone(), cx, room * self.zoom);
        self.said_ui(ui, scene, &seen);
        let is_old = !self.is_of(scene);
        match (seen, &self.last) {
            (Seen::Sheet(sheet), _) if is_old => {
                let name = format!("Page {} of {}, as it was before", sheet.page, self.count());
                self.sheet_ui(ui, &sheet, &name, false);
            }
            (Seen::Sheet(sheet), _) => {
                let name = format!("Page {} of {}", sheet.page, self.count());
                self.sheet_ui(ui, &sheet, &name, true);
            }
            (Seen::Waiting, Some(sheet)) => {
                let name = format!("Page {}, as it was before", sheet.page);
                let sheet = sheet.clone();
                self.sheet_ui(ui, &sheet, &name, false);
            }
            (Seen::Waiting, None) if self.failed.is_none() && !self.is_unasked(scene) => {
                blank_ui(ui, if scene.is_ready { "Laying out the pages…" } else { FIRST });
            }
            (Seen::Waiting | Seen::Failed(_), _) => {}
        }
    }

    /// What must be known of what is shown.
    fn said_ui(&self, ui: &mut Ui, scene: &Scene<'_>, seen: &Seen) {
        let palette = theme::palette(ui.ctx());
        let why = match seen {
            Seen::Failed(why) => Some(why),
            _ => self.failed.as_ref(),
        };
        if let Some(why) = why {
            notice_ui(ui, palette.warn, Icon::Warning, &format!("The pages cannot be shown: {}.", why.trim_end_matches('.')), |_| {});
            ui.add_space(space::S);
        } else if !scene.is_again && !self.is_of(scene) && self.document.is_some() && self.is_unasked(scene) {
            caption_ui(ui, "These pages are of what was chosen before.");
        }
        if !scene.format.has_volumes() {
            let words = format!("These are the pages of the PDF. As {} the same words leave, and look different.", scene.format.name());
            caption_ui(ui, &words);
            ui.add_space(space::XS);
        } else if scene.selection.volumes {
            caption_ui(ui, "Here all of it is one document. It leaves as one for each year, with the same words.");
        }
        if let Some(document) = self.document.as_ref().filter(|_| self.is_of(scene)) {
            for warning in &document.laid.warnings {
                ui.add(Label::new(RichText::new(warning).small().color(palette.text)).wrap());
            }
        }
    }

    /// What is said of pages that are not those of what would leave now, while new ones are made.
    pub(super) fn outdated(&self, scene: &Scene<'_>) -> Option<&'static str> {
        if self.document.is_none() || self.is_of(scene) || self.failed.is_some() {
            return None;
        }
        if scene.is_again {
            return Some(AGAIN);
        }
        (scene.is_ready && !self.is_unasked(scene)).then_some("Being made again…")
    }

    /// Keys turn pages wherever nobody writes; arrows only on the page itself.
    fn keys(&mut self, ui: &Ui) {
        if ui.text_edit_focused() || self.count() == 0 {
            return;
        }
        let on_page = ui.memory(|memory| memory.has_focus(page_id()));
        let (page, last) = (self.page, self.count());
        let turned = ui.input_mut(|input| {
            let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
            match () {
                () if pressed(Key::PageDown) => Some(page.saturating_add(1)),
                () if pressed(Key::PageUp) => Some(page.saturating_sub(1)),
                () if pressed(Key::Home) => Some(1),
                () if pressed(Key::End) => Some(last),
                () if on_page && pressed(Key::ArrowRight) => Some(page.saturating_add(1)),
                () if on_page && pressed(Key::ArrowLeft) => Some(page.saturating_sub(1)),
                () => None,
            }
        });
        if let Some(to) = turned {
            self.turn(to);
            ui.ctx().request_repaint();
        }
        let by = ui.input_mut(|input| {
            let mut pressed = |key| on_page && input.consume_key(Modifiers::NONE, key);
            match () {
                () if pressed(Key::ArrowDown) => -LINE,
                () if pressed(Key::ArrowUp) => LINE,
                () => 0.0,
            }
        });
        if by != 0.0 {
            ui.scroll_with_delta(vec2(0.0, by));
        }
    }

    fn sheet_ui(&mut self, ui: &mut Ui, sheet: &Sheet, name: &str, is_new: bool) {
        let palette = theme::palette(ui.ctx());
        let texture = sheet.texture.size_vec2();
        let room = ui.available_width();
        let width = room * self.zoom;
        let size = vec2(width, width * texture.y / texture.x.max(1.0));
        let mut show = |ui: &mut Ui| {
            let wide = vec2(size.x.max(ui.available_width()), size.y);
            let (area, _) = ui.allocate_exact_size(wide, Sense::hover());
            let place = Rect::from_center_size(area.center(), size);
            let response = ui.interact(place, page_id(), Sense::click());
            ui.memory_mut(|memory| {
                memory.set_focus_lock_filter(
                    page_id(),
                    egui::EventFilter { horizontal_arrows: true, vertical_arrows: true, ..egui::EventFilter::default() },
                );
            });
            if response.clicked() {
                response.request_focus();
            }
            let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            let tint = if is_new { Color32::WHITE } else { Color32::WHITE.gamma_multiply(STALE) };
            ui.painter().image(sheet.texture.id(), place, whole, tint);
            let edge = Stroke::new(size::HAIRLINE, palette.line);
            ui.painter().rect_stroke(place, CornerRadius::ZERO, edge, StrokeKind::Outside);
            response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(sheet.text.text.as_str()));
            if response.has_focus() {
                let ring = Stroke::new(size::FOCUS_RING, palette.focus);
                ui.painter().rect_stroke(place, CornerRadius::ZERO, ring, StrokeKind::Inside);
            }
            if std::mem::take(&mut self.turned) {
                ui.scroll_to_rect(Rect::from_min_size(place.min, vec2(1.0, 1.0)), Some(egui::Align::TOP));
            }
        };
        if self.zoom > 1.0 {
            ScrollArea::horizontal().id_salt("page").auto_shrink([false, true]).show(ui, show);
        } else {
            show(ui);
        }
    }
}

/// How much of a page is seen that is being made again.
const STALE: f32 = 0.45;

/// The page, for the keyboard.
fn page_id() -> Id {
    Id::unique("page of what would leave")
}

/// A sheet that is not there yet.
fn blank_ui(ui: &mut Ui, words: &str) {
    let palette = theme::palette(ui.ctx());
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, width * SHEET.1 / SHEET.0), Sense::hover());
    ui.painter().rect(rect, CornerRadius::ZERO, palette.raised, Stroke::new(size::HAIRLINE, palette.line), StrokeKind::Inside);
    let font = egui::TextStyle::Body.resolve(ui.style());
    ui.painter().text(rect.center_top() + vec2(0.0, space::XXXL), Align2::CENTER_CENTER, words, font, palette.text_muted);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, words));
}
