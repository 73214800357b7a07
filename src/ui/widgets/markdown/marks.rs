//! What stands before the items of a list.

use egui::text::LayoutJob;
use egui::{Align2, Pos2, Rect, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};

use super::inline::{self, Base};
use super::tree::{Look, Marker};
use crate::ui::theme::{Icon, Palette, radius, size, space};

/// From the mark of an item to its words.
const GUTTER: f32 = 24.0;

/// The same where a number stands there.
const NUMBERED: f32 = 32.0;

/// The radius of a bullet.
const BULLET: f32 = 2.5;

/// The side of a task's box.
const BOX: f32 = 15.0;

/// What stands before an item, at a place relative to the text.
#[derive(Debug)]
pub(super) enum Mark {
    Number(Pos2, LayoutJob),
    /// A bullet's middle, and how many lists it is in.
    Bullet(Pos2, usize),
    /// A task's box, and whether it is done.
    Task(Rect, bool),
}

impl Mark {
    /// What stands before an item whose first line begins at `corner`, and how far that moves its words.
    pub(super) fn new(ui: &Ui, marker: Marker, corner: Pos2, palette: &Palette) -> (Self, f32) {
        let base = Base { colour: palette.text_muted, ..Base::writing(ui, palette) };
        let middle = corner.y + base.line() / 2.0;
        match marker {
            Marker::Bullet(depth) => (Self::Bullet(pos2(corner.x + space::M, middle), depth), GUTTER),
            Marker::Task(done) => {
                let corner = pos2(corner.x + 1.0, (middle - BOX / 2.0).round());
                (Self::Task(Rect::from_min_size(corner, Vec2::splat(BOX)), done), GUTTER)
            }
            Marker::Number(number) => {
                let job = inline::plain(format!("{number}."), base, Look::default(), f32::INFINITY, palette);
                let wide = inline::galley(ui, &job).size().x;
                let gutter = NUMBERED.max((wide + space::S).ceil());
                // Numbers end below each other.
                (Self::Number(pos2(corner.x + gutter - space::S - wide, corner.y), job), gutter)
            }
        }
    }

    /// Paints it if it is in view.
    pub(super) fn paint(&self, ui: &Ui, origin: Pos2, palette: &Palette) {
        let offset = origin.to_vec2();
        let bounds = match self {
            Self::Number(pos, _) => Rect::from_min_size(*pos, Vec2::splat(NUMBERED)),
            Self::Bullet(middle, _) => Rect::from_center_size(*middle, Vec2::splat(4.0 * BULLET)),
            Self::Task(rect, _) => *rect,
        };
        if !ui.is_rect_visible(bounds.translate(offset)) {
            return;
        }
        let painter = ui.painter();
        match self {
            Self::Number(pos, job) => painter.galley(*pos + offset, inline::galley(ui, job), palette.text_muted),
            Self::Bullet(middle, depth) => {
                let middle = *middle + offset;
                match depth % 3 {
                    1 => painter.circle_filled(middle, BULLET, palette.text_muted),
                    2 => painter.circle_stroke(middle, BULLET, Stroke::new(size::HAIRLINE, palette.text_muted)),
                    _ => painter.rect_filled(Rect::from_center_size(middle, vec2(4.0, 4.0)), 0, palette.text_muted),
                };
            }
            Self::Task(rect, done) => {
                let rect = rect.translate(offset);
                if *done {
                    painter.rect_filled(rect, radius::SMALL, palette.accent);
                    let font = Icon::Check.font(BOX - 3.0);
                    painter.text(rect.center(), Align2::CENTER_CENTER, Icon::Check.char(), font, palette.on_accent);
                } else {
                    painter.rect_stroke(rect, radius::SMALL, Stroke::new(size::HAIRLINE, palette.outline), StrokeKind::Inside);
                }
            }
        }
    }
}
