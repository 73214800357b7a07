//! Triangles with a colour in each corner: rounded edges, lines, shadows and everything slanted.

use egui::Color32;

use super::canvas::{Canvas, Clip, Point, UNITS, first_pixel};
use super::textures::Texture;
use super::{Corner, blend};

/// Paints the part of the triangle that is inside `clip`.
pub(super) fn paint(canvas: &mut Canvas, clip: &Clip, texture: &Texture, corners: [Corner; 3]) {
    let [a, b, c] = corners;
    if [a, b, c].iter().all(|corner| corner.color == Color32::TRANSPARENT) {
        return;
    }
    let twice_area = cross(a.at, b.at, c.at);
    let (b, c) = match twice_area.signum() {
        0 => return,
        1 => (b, c),
        _ => (c, b),
    };
    let edges = [Edge::new(b.at, c.at), Edge::new(c.at, a.at), Edge::new(a.at, b.at)];
    let rows = [a.at.y, b.at.y, c.at.y];
    let columns = [a.at.x, b.at.x, c.at.x];
    let top = first_pixel(least(rows), clip.top, clip.bottom);
    let bottom = first_pixel(greatest(rows), clip.top, clip.bottom);
    let left = first_pixel(least(columns), clip.left, clip.right);
    let right = first_pixel(greatest(columns), clip.left, clip.right);
    let shade = Shade::new(texture, [a, b, c], twice_area.abs());
    for y in top..bottom {
        let (mut from, mut to) = (left, right);
        for edge in &edges {
            edge.narrow(y, &mut from, &mut to);
        }
        if from < to {
            shade.paint(canvas.span(y, from, to), from, y);
        }
    }
}

/// Twice the area of a triangle; positive if it turns clockwise on a screen whose rows count downwards.
fn cross(a: Point, b: Point, c: Point) -> i64 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

fn least([a, b, c]: [i64; 3]) -> i64 {
    a.min(b).min(c)
}

fn greatest([a, b, c]: [i64; 3]) -> i64 {
    a.max(b).max(c)
}

/// One side of a triangle: a place is inside where `x · at.x + y · at.y + from ≥ 0`.
struct Edge {
    x: i64,
    y: i64,
    from: i64,
}

impl Edge {
    fn new(p: Point, q: Point) -> Self {
        let (dx, dy) = (q.x - p.x, q.y - p.y);
        // A pixel centre that lies on an edge belongs to the triangle on its right or below, as in
        // OpenGL: the other triangle is one unit short of it.
        let top_or_left = dy < 0 || (dy == 0 && dx > 0);
        let from = dy * p.x - dx * p.y - i64::from(!top_or_left);
        Self { x: -dy, y: dx, from }
    }

    /// Moves `from..to` together until it is inside in row `y`.
    fn narrow(&self, y: usize, from: &mut usize, to: &mut usize) {
        let row = self.y * centre(y) + self.from;
        match self.x.signum() {
            // Inside from the first x with `x · at ≥ -row`, rounded up.
            1 => *from = first_pixel(-row.div_euclid(self.x), *from, (*to).max(*from)),
            // Inside up to the last x with `-x · at ≤ row`, rounded down; the next unit is outside.
            -1 => *to = first_pixel(row.div_euclid(-self.x) + 1, *from, (*to).max(*from)),
            _ if row < 0 => *to = *from,
            _ => {}
        }
    }
}

fn centre(pixel: usize) -> i64 {
    i64::try_from(pixel).map_or(0, |pixel| pixel * UNITS + UNITS / 2)
}

/// A number that changes evenly over the triangle.
#[derive(Clone, Copy)]
struct Slope {
    origin: f32,
    x: f32,
    y: f32,
}

impl Slope {
    fn at(self, x: f32, y: f32) -> f32 {
        self.origin + self.x * x + self.y * y
    }
}

/// What colour a triangle has where.
struct Shade<'a> {
    texture: &'a Texture,
    /// Where the slopes have their origin: the first corner, so that large coordinates lose nothing.
    start: (f32, f32),
    color: Tint,
    texel: Texel,
}

enum Tint {
    Even(Color32),
    Changing([Slope; 4]),
}

enum Texel {
    Even(Color32),
    Changing { u: Slope, v: Slope },
}

impl<'a> Shade<'a> {
    fn new(texture: &'a Texture, corners: [Corner; 3], twice_area: i64) -> Self {
        let [a, b, c] = corners;
        let unit = UNITS as f32;
        let area = twice_area as f32 / (unit * unit);
        let side = |from: Point, to: Point| ((to.x - from.x) as f32 / unit, (to.y - from.y) as f32 / unit);
        let ((bx, by), (cx, cy)) = (side(a.at, b.at), side(a.at, c.at));
        let slope = |at_a: f32, at_b: f32, at_c: f32| {
            let (db, dc) = (at_b - at_a, at_c - at_a);
            Slope { origin: at_a, x: (db * cy - dc * by) / area, y: (dc * bx - db * cx) / area }
        };
        let color = if a.color == b.color && b.color == c.color {
            Tint::Even(a.color)
        } else {
            let channel = |of: fn(&Color32) -> u8| slope(f32::from(of(&a.color)), f32::from(of(&b.color)), f32::from(of(&c.color)));
            Tint::Changing([channel(Color32::r), channel(Color32::g), channel(Color32::b), channel(Color32::a)])
        };
        #[expect(clippy::float_cmp, reason = "a plain fill has one and the same place in the texture")]
        let plain = a.u == b.u && b.u == c.u && a.v == b.v && b.v == c.v;
        let texel = if plain {
            Texel::Even(texture.sample(a.u, a.v))
        } else {
            Texel::Changing { u: slope(a.u, b.u, c.u), v: slope(a.v, b.v, c.v) }
        };
        Self { texture, start: (a.at.x as f32 / unit, a.at.y as f32 / unit), color, texel }
    }

    /// Paints pixels of row `y`, of which the first is pixel `x`.
    fn paint(&self, pixels: &mut [Color32], x: usize, y: usize) {
        if let (Tint::Even(color), Texel::Even(texel)) = (&self.color, &self.texel) {
            return blend::fill(pixels, blend::tint(*color, *texel));
        }
        let (start_x, start_y) = self.start;
        let y = y as f32 + 0.5 - start_y;
        let mut x = x as f32 + 0.5 - start_x;
        for pixel in pixels {
            let color = match &self.color {
                Tint::Even(color) => *color,
                Tint::Changing(slopes) => {
                    let [red, green, blue, alpha] = slopes.map(|slope| byte(slope.at(x, y)));
                    Color32::from_rgba_premultiplied(red, green, blue, alpha)
                }
            };
            let texel = match &self.texel {
                Texel::Even(texel) => *texel,
                Texel::Changing { u, v } => self.texture.sample(u.at(x, y), v.at(x, y)),
            };
            blend::over(pixel, blend::tint(color, texel));
            x += 1.0;
        }
    }
}

/// The nearest byte.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates, which is what is wanted")]
fn byte(value: f32) -> u8 {
    (value + 0.5) as u8
}
