//! Upright rectangles of one tint: letters, pictures and plain fills, which are most of a screen.

use egui::Color32;

use super::canvas::{Canvas, Clip, Point, UNITS, first_pixel, float_to_index};
use super::textures::Texture;
use super::{Corner, blend};

/// A rectangle by two of its corners.
pub(super) struct Quad {
    min: Corner,
    max: Corner,
}

impl Quad {
    /// The rectangle that two triangles make, if they make one.
    pub(super) fn find(corners: &[Corner; 6]) -> Option<Self> {
        let [first, ..] = corners;
        let (mut min, mut max) = (*first, *first);
        for corner in corners {
            if corner.color != first.color {
                return None;
            }
            if corner.at.x <= min.at.x && corner.at.y <= min.at.y {
                min = *corner;
            }
            if corner.at.x >= max.at.x && corner.at.y >= max.at.y {
                max = *corner;
            }
        }
        let mut seen = [0_u8; 4];
        for corner in corners {
            let right = side(corner.at.x, min.at.x, max.at.x)?;
            let bottom = side(corner.at.y, min.at.y, max.at.y)?;
            let (u, v) = (if right { max.u } else { min.u }, if bottom { max.v } else { min.v });
            // Exactly equal, because egui makes the four corners from the same two numbers.
            #[expect(clippy::float_cmp, reason = "the same number, not a computed one")]
            if corner.u != u || corner.v != v {
                return None;
            }
            let [tl, tr, bl, br] = &mut seen;
            *match (right, bottom) {
                (false, false) => tl,
                (true, false) => tr,
                (false, true) => bl,
                (true, true) => br,
            } += 1;
        }
        // Two opposite corners twice, the others once: the triangles share the diagonal.
        matches!(seen, [2, 1, 1, 2] | [1, 2, 2, 1]).then_some(Self { min, max })
    }
}

/// Whether a coordinate is the larger one, or none if it is neither.
fn side(at: i64, min: i64, max: i64) -> Option<bool> {
    if at == min { Some(false) } else { (at == max).then_some(true) }
}

/// Paints the part of the rectangle that is inside `clip`.
pub(super) fn paint(canvas: &mut Canvas, clip: &Clip, texture: &Texture, quad: &Quad) {
    let Quad { min, max } = quad;
    let left = first_pixel(min.at.x, clip.left, clip.right);
    let right = first_pixel(max.at.x, clip.left, clip.right);
    let top = first_pixel(min.at.y, clip.top, clip.bottom);
    let bottom = first_pixel(max.at.y, clip.top, clip.bottom);
    if left >= right || top >= bottom || min.color == Color32::TRANSPARENT {
        return;
    }
    #[expect(clippy::float_cmp, reason = "a plain fill has one and the same place in the texture")]
    let plain = min.u == max.u && min.v == max.v;
    if plain {
        let color = blend::tint(min.color, texture.sample(min.u, min.v));
        for y in top..bottom {
            blend::fill(canvas.span(y, left, right), color);
        }
    } else if let Some((texel_x, texel_y)) = aligned(texture, min, max) {
        for y in top..bottom {
            let (Some(from), Some(row)) = (offset(texel_x, left), offset(texel_y, y)) else { continue };
            let Some(texels) = texture.run(row, from, right - left) else { continue };
            for (pixel, texel) in canvas.span(y, left, right).iter_mut().zip(texels) {
                if *texel != Color32::TRANSPARENT {
                    blend::over(pixel, blend::tint(min.color, *texel));
                }
            }
        }
    } else {
        sampled(canvas, texture, quad, (left..right, top..bottom));
    }
}

fn sampled(
    canvas: &mut Canvas,
    texture: &Texture,
    Quad { min, max }: &Quad,
    (columns, rows): (std::ops::Range<usize>, std::ops::Range<usize>),
) {
    let (x0, y0) = pixels(min.at);
    let (x1, y1) = pixels(max.at);
    let (du, dv) = ((max.u - min.u) / (x1 - x0), (max.v - min.v) / (y1 - y0));
    for y in rows {
        let v = min.v + (y as f32 + 0.5 - y0) * dv;
        for (pixel, x) in canvas.span(y, columns.start, columns.end).iter_mut().zip(columns.clone()) {
            let u = min.u + (x as f32 + 0.5 - x0) * du;
            blend::over(pixel, blend::tint(min.color, texture.sample(u, v)));
        }
    }
}

/// For a rectangle that shows texels one to one on whole pixels: what to add to a pixel's place to get
/// its texel's. Then nothing needs to be sampled, which makes text cheap.
fn aligned(texture: &Texture, min: &Corner, max: &Corner) -> Option<(i64, i64)> {
    let (width, height) = texture.size();
    Some((shift(min.at.x, max.at.x, min.u * width, max.u * width)?, shift(min.at.y, max.at.y, min.v * height, max.v * height)?))
}

fn shift(min: i64, max: i64, texel_min: f32, texel_max: f32) -> Option<i64> {
    let pixel = nearest_pixel(min)?;
    let pixels = nearest_pixel(max)? - pixel;
    let (first, last) = (texel_min.round(), texel_max.round());
    let whole = (texel_min - first).abs() < 0.01 && (texel_max - last).abs() < 0.01;
    let (first, last) = (i64::try_from(float_to_index(first)).ok()?, i64::try_from(float_to_index(last)).ok()?);
    (whole && last.checked_sub(first)? == pixels).then_some(first - pixel)
}

/// The pixel edge that a place falls on, if it falls on one.
fn nearest_pixel(unit: i64) -> Option<i64> {
    let pixel = (unit + UNITS / 2).div_euclid(UNITS);
    ((unit - pixel * UNITS).abs() <= 2).then_some(pixel)
}

fn offset(shift: i64, pixel: usize) -> Option<usize> {
    usize::try_from(i64::try_from(pixel).ok()?.checked_add(shift)?).ok()
}

fn pixels(at: Point) -> (f32, f32) {
    (at.x as f32 / UNITS as f32, at.y as f32 / UNITS as f32)
}
