//! Arithmetic of premultiplied colours, as the OpenGL painter does it.

use egui::Color32;

/// `a · b / 255`, rounded.
#[inline]
fn times(a: u8, b: u8) -> u8 {
    let t = u32::from(a) * u32::from(b) + 128;
    let [low, ..] = ((t + (t >> 8)) >> 8).to_le_bytes();
    low
}

/// A texture's colour tinted by a vertex's.
#[inline]
pub(super) fn tint(color: Color32, texel: Color32) -> Color32 {
    if color == Color32::WHITE {
        return texel;
    }
    if texel == Color32::WHITE {
        return color;
    }
    let ([r, g, b, a], [tr, tg, tb, ta]) = (color.to_array(), texel.to_array());
    Color32::from_rgba_premultiplied(times(r, tr), times(g, tg), times(b, tb), times(a, ta))
}

/// Puts `source` over what is there.
#[inline]
pub(super) fn over(below: &mut Color32, source: Color32) {
    let [r, g, b, a] = source.to_array();
    match a {
        255 => *below = source,
        0 if source == Color32::TRANSPARENT => {}
        _ => {
            let shown = 255 - a;
            let [br, bg, bb, ba] = below.to_array();
            *below = Color32::from_rgba_premultiplied(
                r.saturating_add(times(br, shown)),
                g.saturating_add(times(bg, shown)),
                b.saturating_add(times(bb, shown)),
                a.saturating_add(times(ba, shown)),
            );
        }
    }
}

/// Puts one colour over a run of pixels.
#[inline]
pub(super) fn fill(pixels: &mut [Color32], color: Color32) {
    if color.a() == 255 {
        pixels.fill(color);
    } else {
        for pixel in pixels {
            over(pixel, color);
        }
    }
}
