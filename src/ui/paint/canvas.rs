//! The picture that is painted on, and places in it.

use egui::Color32;

/// A picture: rows of premultiplied colours, from the top.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<Color32>,
}

impl Canvas {
    /// A picture of one colour.
    pub fn new(width: usize, height: usize, ground: Color32) -> Self {
        let mut canvas = Self::default();
        canvas.reset(width, height, ground);
        canvas
    }

    /// Gives the picture a size and one colour, and keeps its memory.
    pub fn reset(&mut self, width: usize, height: usize, ground: Color32) {
        (self.width, self.height) = (width, height);
        self.pixels.clear();
        self.pixels.resize(width.saturating_mul(height), ground);
    }

    /// How many pixels a row has.
    pub fn width(&self) -> usize {
        self.width
    }

    /// How many rows there are.
    pub fn height(&self) -> usize {
        self.height
    }

    /// The pixels, row by row.
    pub fn pixels(&self) -> &[Color32] {
        &self.pixels
    }

    /// The pixels from `left` up to `right` in row `y`; none if they are not all there.
    #[inline]
    pub(super) fn span(&mut self, y: usize, left: usize, right: usize) -> &mut [Color32] {
        let row = y * self.width;
        self.pixels.get_mut(row + left..row + right).unwrap_or_default()
    }
}

/// Whole pixels that may be painted: `left..right` in rows `top..bottom`, none of them empty.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clip {
    pub(super) left: usize,
    pub(super) top: usize,
    pub(super) right: usize,
    pub(super) bottom: usize,
}

/// A place in units of 1/256 pixel. Whole numbers make it certain on which side of an edge a pixel lies,
/// so that neighbouring triangles neither overlap nor leave a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) x: i64,
    pub(super) y: i64,
}

/// Units of a [`Point`] in a pixel.
pub(super) const UNITS: i64 = 256;

/// Far outside every screen, and still small enough that a product of two places fits an `i64`.
const FARTHEST_PIXEL: f32 = 1_048_576.0;

impl Point {
    /// The nearest place, or none for what is no number.
    pub(super) fn snapped(x: f32, y: f32) -> Option<Self> {
        #[expect(clippy::cast_possible_truncation, reason = "clamped to a million pixels")]
        let unit = |pixels: f32| (pixels.clamp(-FARTHEST_PIXEL, FARTHEST_PIXEL) * 256.0).round() as i64;
        (!x.is_nan() && !y.is_nan()).then(|| Self { x: unit(x), y: unit(y) })
    }
}

/// The first pixel at or after `from` whose centre is at or right of (below) `unit`, at most `to`.
pub(super) fn first_pixel(unit: i64, from: usize, to: usize) -> usize {
    // A centre lies half a pixel in; rounding up is adding a whole pixel less one.
    let pixel = (unit - UNITS / 2 + UNITS - 1).div_euclid(UNITS);
    usize::try_from(pixel).unwrap_or(0).clamp(from, to)
}

/// A number that is no index as 0, one too large as the largest.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates, which is what is wanted")]
pub(super) fn float_to_index(value: f32) -> usize {
    value as usize
}
