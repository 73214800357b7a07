//! Boxes over a picture, drawn with the mouse or placed with the keyboard. They are burned in by the journal; here they are only drawn.

use egui::{Key, Modifiers, Pos2, Rect, Response, RichText, Stroke, StrokeKind, Ui, pos2, vec2};

use super::viewer::Done;
use crate::media::Cover;
use crate::ui::theme::{self, buttons, size};

/// A new box has this part of the picture's width and height.
const NEW: (f32, f32) = (0.25, 0.06);

/// One press of an arrow moves a box by this part of the picture; with Shift by a pixel.
const STEP: f32 = 0.01;

/// A box is at least so wide and high, in pixels of the picture.
const LEAST: f32 = 4.0;

/// The corner by which a box is made larger, in points on the screen.
const CORNER: f32 = 14.0;

/// What is being covered.
#[derive(Default)]
pub(super) struct Covering {
    /// In pixels of the picture.
    boxes: Vec<Rect>,
    chosen: Option<usize>,
    pull: Option<Pull>,
    /// Of the picture, once it is known.
    size: (f32, f32),
    pub(super) keep_original: bool,
}

/// What the mouse does while it is pressed.
#[derive(Clone, Copy)]
enum Pull {
    /// Draws a new box from here.
    Draw(Pos2),
    /// Moves a box, which was held here.
    Move(usize, egui::Vec2),
    /// Makes a box larger or smaller by its lower right corner.
    Stretch(usize),
}

impl Covering {
    /// The boxes as the journal takes them: whole pixels, nothing at an edge left out.
    pub(super) fn covers(&self) -> Vec<Cover> {
        self.boxes.iter().map(|one| Cover::between((one.min.x, one.min.y), (one.max.x, one.max.y))).collect()
    }

    /// What to do, and how to end.
    pub(super) fn bar_ui(&mut self, ui: &mut Ui) -> Option<Done> {
        let palette = theme::palette(ui.ctx());
        let mut done = None;
        theme::tone_frame(palette.info).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let hint = "Draw over what nobody should see. By keyboard: Insert adds a box, arrows move it, Ctrl+arrows change its size, Shift \
                        makes smaller steps, N goes to the next, Delete takes it away.";
            ui.label(RichText::new(hint).small().color(palette.text));
            ui.horizontal_wrapped(|ui| {
                if ui.button("Add a box").clicked() {
                    self.add();
                }
                let chosen = self.chosen.is_some();
                if ui.add_enabled(chosen, egui::Button::new("Take the box away")).clicked() {
                    self.take_away();
                }
                let word = match self.boxes.len() {
                    0 => "Keep it without what the camera wrote into it".to_owned(),
                    1 => "Burn 1 box in".to_owned(),
                    n => format!("Burn {n} boxes in"),
                };
                let burn = if self.boxes.is_empty() { ui.button(word) } else { buttons::primary_ui(ui, word) };
                if burn.clicked() {
                    done = Some(Done::Cover);
                }
                if ui.button("Leave it as it is").clicked() {
                    done = Some(Done::Leave);
                }
                ui.checkbox(&mut self.keep_original, "Keep the original, too");
            });
            if !self.keep_original {
                let text = "The picture as it is now will be taken out of the journal for good: Undo will not bring it back.";
                ui.label(RichText::new(text).small().color(palette.warn.text));
            }
        });
        done
    }

    fn add(&mut self) {
        let (width, height) = self.size;
        if width <= 0.0 {
            return;
        }
        // Each a little lower than the one before, so that none hides another.
        let down = height * (0.1 + 0.08 * (self.boxes.len() % 10) as f32);
        let middle = pos2(width / 2.0, down);
        self.boxes.push(self.inside(Rect::from_center_size(middle, vec2(width * NEW.0, (height * NEW.1).max(LEAST)))));
        self.chosen = self.boxes.len().checked_sub(1);
    }

    fn take_away(&mut self) {
        if let Some(at) = self.chosen.take().filter(|at| *at < self.boxes.len()) {
            self.boxes.remove(at);
            self.chosen = self.boxes.len().checked_sub(1);
        }
    }

    /// A box within the picture, not too small to be seen.
    fn inside(&self, one: Rect) -> Rect {
        let (width, height) = self.size;
        let size = vec2(one.width().clamp(LEAST.min(width), width), one.height().clamp(LEAST.min(height), height));
        let min = pos2(one.min.x.clamp(0.0, width - size.x), one.min.y.clamp(0.0, height - size.y));
        Rect::from_min_size(min, size)
    }

    /// The boxes on the picture, which is shown in `place` and has `pixels`.
    pub(super) fn picture_ui(&mut self, ui: &Ui, response: &Response, place: Rect, pixels: (u32, u32)) {
        self.size = (pixels.0 as f32, pixels.1 as f32);
        let scale = place.width() / self.size.0.max(1.0);
        let to_picture = |at: Pos2| ((at - place.min) / scale).to_pos2();
        let to_screen = |one: Rect| Rect::from_min_max(place.min + one.min.to_vec2() * scale, place.min + one.max.to_vec2() * scale);
        self.pull_ui(response, &to_picture, &to_screen);
        self.keys(ui);
        let palette = theme::palette(ui.ctx());
        for (at, one) in self.boxes.iter().enumerate() {
            let rect = to_screen(*one);
            ui.painter().rect_filled(rect, 0.0, egui::Color32::BLACK);
            let chosen = self.chosen == Some(at);
            let stroke = if chosen { Stroke::new(size::FOCUS_RING, palette.focus) } else { Stroke::new(size::HAIRLINE, palette.outline) };
            ui.painter().rect_stroke(rect, 0.0, stroke, StrokeKind::Outside);
            if chosen {
                let corner = Rect::from_center_size(rect.max, vec2(CORNER / 2.0, CORNER / 2.0));
                ui.painter().rect_filled(corner, 2.0, palette.focus);
            }
        }
    }

    fn pull_ui(&mut self, response: &Response, to_picture: &dyn Fn(Pos2) -> Pos2, to_screen: &dyn Fn(Rect) -> Rect) {
        let Some(pointer) = response.interact_pointer_pos() else {
            self.pull = None;
            return;
        };
        let at = to_picture(pointer);
        if response.drag_started() || (self.pull.is_none() && response.is_pointer_button_down_on()) {
            let start = response.ctx.input(|input| input.pointer.press_origin()).unwrap_or(pointer);
            self.pull = Some(self.held(start, to_picture, to_screen));
            if let Some(Pull::Move(one, _) | Pull::Stretch(one)) = self.pull {
                self.chosen = Some(one);
            }
        }
        match self.pull {
            Some(Pull::Draw(from)) => {
                let drawn = Rect::from_two_pos(from, at);
                if response.drag_stopped() {
                    if drawn.width() >= LEAST && drawn.height() >= LEAST {
                        let kept = Rect::from_min_max(self.clamped(drawn.min), self.clamped(drawn.max));
                        self.boxes.push(self.inside(kept));
                        self.chosen = self.boxes.len().checked_sub(1);
                    }
                } else {
                    let palette = theme::palette(&response.ctx);
                    let painter = response.ctx.layer_painter(response.layer_id);
                    painter.rect_stroke(to_screen(drawn), 0.0, Stroke::new(size::FOCUS_RING, palette.focus), StrokeKind::Inside);
                }
            }
            Some(Pull::Move(one, hold)) => {
                if let Some(old) = self.boxes.get(one).copied() {
                    let moved = self.inside(Rect::from_min_size(at - hold, old.size()));
                    self.set(one, moved);
                }
            }
            Some(Pull::Stretch(one)) => {
                if let Some(old) = self.boxes.get(one).copied() {
                    let corner = self.clamped(at).max(old.min + vec2(LEAST, LEAST));
                    self.set(one, Rect::from_min_max(old.min, corner));
                }
            }
            None => {}
        }
        if response.drag_stopped() {
            self.pull = None;
        }
    }

    /// What the mouse has hold of where it was pressed: the corner of the chosen box, a box, or nothing yet.
    fn held(&self, start: Pos2, to_picture: &dyn Fn(Pos2) -> Pos2, to_screen: &dyn Fn(Rect) -> Rect) -> Pull {
        let corner = |one: &Rect| Rect::from_center_size(to_screen(*one).max, vec2(CORNER, CORNER)).contains(start);
        if let Some(at) = self.chosen.filter(|at| self.boxes.get(*at).is_some_and(corner)) {
            return Pull::Stretch(at);
        }
        let from = to_picture(start);
        match self.boxes.iter().rposition(|one| one.contains(from)) {
            Some(at) => Pull::Move(at, self.boxes.get(at).map_or(egui::Vec2::ZERO, |one| from - one.min)),
            None => Pull::Draw(from),
        }
    }

    fn clamped(&self, at: Pos2) -> Pos2 {
        pos2(at.x.clamp(0.0, self.size.0), at.y.clamp(0.0, self.size.1))
    }

    fn set(&mut self, at: usize, to: Rect) {
        if let Some(one) = self.boxes.get_mut(at) {
            *one = to;
        }
    }

    /// The keyboard's part.
    fn keys(&mut self, ui: &Ui) {
        let (add, next, away) = ui.input_mut(|input| {
            (
                input.consume_key(Modifiers::NONE, Key::Insert),
                input.consume_key(Modifiers::NONE, Key::N),
                input.consume_key(Modifiers::NONE, Key::Delete) || input.consume_key(Modifiers::NONE, Key::Backspace),
            )
        });
        if add {
            self.add();
        }
        if next && !self.boxes.is_empty() {
            self.chosen = Some(self.chosen.map_or(0, |at| (at + 1) % self.boxes.len()));
        }
        if away {
            self.take_away();
        }
        let Some((at, old)) = self.chosen.and_then(|at| self.boxes.get(at).map(|one| (at, *one))) else { return };
        let (width, height) = self.size;
        let ways = [(Key::ArrowLeft, -1.0, 0.0), (Key::ArrowRight, 1.0, 0.0), (Key::ArrowUp, 0.0, -1.0), (Key::ArrowDown, 0.0, 1.0)];
        for (key, x, y) in ways {
            for (modifiers, stretch, small) in [
                (Modifiers::COMMAND | Modifiers::SHIFT, true, true),
                (Modifiers::COMMAND, true, false),
                (Modifiers::SHIFT, false, true),
                (Modifiers::NONE, false, false),
            ] {
                let times = ui.input_mut(|input| input.count_and_consume_key(modifiers, key));
                if times == 0 {
                    continue;
                }
                let step = if small { vec2(1.0, 1.0) } else { vec2((width * STEP).max(1.0), (height * STEP).max(1.0)) };
                let by = vec2(x * step.x, y * step.y) * times as f32;
                let new = if stretch { Rect::from_min_size(old.min, old.size() + by) } else { old.translate(by) };
                let new = self.inside(new);
                self.set(at, new);
            }
        }
    }
}
