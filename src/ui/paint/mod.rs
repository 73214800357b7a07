//! Painting without a graphics driver: egui's triangles into a picture in memory.
//!
//! The result is what the OpenGL painter draws, to within a step or two of rounding: colours are
//! multiplied and blended in gamma space with premultiplied alpha, a pixel belongs to a triangle when
//! its centre does. It must not know any window; the window without a driver, the pictures of the
//! program and the tests all paint through here. Whatever it is fed, it does not panic: a broken mesh is
//! left out.

mod blend;
mod canvas;
mod png;
mod quads;
mod textures;
mod triangles;

pub use canvas::Canvas;
pub use png::{PngError, encode_png};

use egui::epaint::{ClippedPrimitive, Primitive, Vertex};
use egui::{Mesh, Rect, TexturesDelta};

use canvas::{Clip, Point};
use textures::{Texture, Textures};

/// Turns egui's output into pixels, and keeps the textures that the output refers to.
#[derive(Default)]
pub struct Raster {
    textures: Textures,
}

impl Raster {
    /// Takes over what has changed in the textures, and leaves `delta` empty.
    ///
    /// To be called once for every pass, in order, before that pass is painted. A texture that the pass
    /// frees can still be painted until the next call.
    pub fn apply(&mut self, delta: &mut TexturesDelta) {
        self.textures.apply(delta);
    }

    /// Paints over what is on the canvas.
    pub fn paint(&self, canvas: &mut Canvas, primitives: &[ClippedPrimitive], pixels_per_point: f32) {
        for ClippedPrimitive { clip_rect, primitive } in primitives {
            // Callbacks are OpenGL code of the caller's own; the program has none.
            let Primitive::Mesh(mesh) = primitive else { continue };
            let Some(texture) = self.textures.find(mesh.texture_id) else { continue };
            let Some(clip) = clip(*clip_rect, pixels_per_point, canvas) else { continue };
            paint_mesh(canvas, &clip, texture, mesh, pixels_per_point);
        }
    }
}

/// The clip rectangle in whole pixels, or nothing if no pixel is inside it.
fn clip(rect: Rect, pixels_per_point: f32, canvas: &Canvas) -> Option<Clip> {
    let edge = |points: f32, last: usize| -> usize {
        let pixels = (points * pixels_per_point).round();
        if pixels.is_nan() { 0 } else { canvas::float_to_index(pixels).min(last) }
    };
    let clip = Clip {
        left: edge(rect.min.x, canvas.width()),
        top: edge(rect.min.y, canvas.height()),
        right: edge(rect.max.x, canvas.width()),
        bottom: edge(rect.max.y, canvas.height()),
    };
    (clip.left < clip.right && clip.top < clip.bottom).then_some(clip)
}

fn paint_mesh(canvas: &mut Canvas, clip: &Clip, texture: &Texture, mesh: &Mesh, pixels_per_point: f32) {
    let corner = |index: &u32| -> Option<Corner> {
        let vertex = mesh.vertices.get(usize::try_from(*index).ok()?)?;
        Corner::new(vertex, pixels_per_point)
    };
    let mut rest = mesh.indices.as_slice();
    while let [a, b, c, after @ ..] = rest {
        let first = [corner(a), corner(b), corner(c)];
        // Letters, pictures and plain fills come as two triangles that make an upright rectangle.
        if let ([Some(a), Some(b), Some(c)], [d, e, f, beyond @ ..]) = (first, after)
            && let (Some(d), Some(e), Some(f)) = (corner(d), corner(e), corner(f))
            && let Some(quad) = quads::Quad::find(&[a, b, c, d, e, f])
        {
            quads::paint(canvas, clip, texture, &quad);
            rest = beyond;
            continue;
        }
        if let [Some(a), Some(b), Some(c)] = first {
            triangles::paint(canvas, clip, texture, [a, b, c]);
        }
        rest = after;
    }
}

/// A vertex in pixels, known to be finite.
#[derive(Debug, Clone, Copy)]
struct Corner {
    at: Point,
    u: f32,
    v: f32,
    color: egui::Color32,
}

impl Corner {
    fn new(vertex: &Vertex, pixels_per_point: f32) -> Option<Self> {
        let at = Point::snapped(vertex.pos.x * pixels_per_point, vertex.pos.y * pixels_per_point)?;
        let (u, v) = (vertex.uv.x, vertex.uv.y);
        (u.is_finite() && v.is_finite()).then_some(Self { at, u, v, color: vertex.color })
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test of blending wants any colours, not the program's")]
mod tests {
    use super::*;
    use egui::epaint::{ImageDelta, WHITE_UV};
    use egui::{Color32, ColorImage, TextureId, TextureOptions, pos2, vec2};

    const BACK: Color32 = Color32::from_rgb(10, 20, 30);

    fn raster(image: ColorImage, options: TextureOptions) -> Raster {
        let mut delta = TexturesDelta::default();
        delta.push(TextureId::default(), ImageDelta::full(image, options));
        let mut raster = Raster::default();
        raster.apply(&mut delta);
        raster
    }

    fn white() -> Raster {
        raster(ColorImage::filled([1, 1], Color32::WHITE), TextureOptions::LINEAR)
    }

    fn painted(raster: &Raster, mesh: Mesh, clip_rect: Rect) -> Canvas {
        let mut canvas = Canvas::new(8, 8, BACK);
        raster.paint(&mut canvas, &[ClippedPrimitive { clip_rect, primitive: Primitive::Mesh(mesh) }], 1.0);
        canvas
    }

    fn all() -> Rect {
        Rect::from_min_size(pos2(0.0, 0.0), vec2(8.0, 8.0))
    }

    fn vertex(x: f32, y: f32, color: Color32) -> Vertex {
        Vertex { pos: pos2(x, y), uv: WHITE_UV, color }
    }

    /// Eight rows of `.` for the background and `#` for anything else.
    fn shape(canvas: &Canvas) -> String {
        let rows = canvas.pixels().chunks(canvas.width());
        rows.map(|row| row.iter().map(|p| if *p == BACK { '.' } else { '#' }).collect::<String>()).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_filled_rectangle_covers_the_pixels_whose_centres_it_has() {
        let mut mesh = Mesh::default();
        mesh.add_colored_rect(Rect::from_min_max(pos2(1.4, 2.0), pos2(4.6, 4.5)), Color32::RED);
        let canvas = painted(&white(), mesh, all());
        let expected = "........\n........\n.####...\n.####...\n........\n........\n........\n........";
        assert_eq!(shape(&canvas), expected);
        assert_eq!(canvas.pixels()[2 * 8 + 1], Color32::RED);
    }

    #[test]
    fn the_clip_rectangle_is_kept() {
        let mut mesh = Mesh::default();
        mesh.add_colored_rect(all(), Color32::RED);
        let canvas = painted(&white(), mesh, Rect::from_min_max(pos2(2.0, 3.0), pos2(5.0, 4.0)));
        assert_eq!(shape(&canvas).matches('#').count(), 3);
    }

    #[test]
    fn blending_is_premultiplied() {
        let mut mesh = Mesh::default();
        mesh.add_colored_rect(all(), Color32::from_rgba_premultiplied(100, 50, 0, 128));
        let canvas = painted(&white(), mesh, all());
        // 10 · 127/255 + 100, and so on; the ground stays opaque.
        assert_eq!(canvas.pixels()[0], Color32::from_rgba_premultiplied(105, 60, 15, 255));
    }

    #[test]
    fn two_triangles_that_share_an_edge_meet_without_gap_or_overlap() {
        let half = Color32::from_rgba_premultiplied(100, 0, 0, 100);
        let mut mesh = Mesh::default();
        // A kite, so that nothing is taken for a rectangle.
        for (x, y) in [(0.3, 3.7), (4.1, 0.2), (7.8, 4.4), (3.9, 7.9)] {
            mesh.vertices.push(vertex(x, y, half));
        }
        mesh.indices = vec![0, 1, 2, 0, 2, 3];
        let canvas = painted(&white(), mesh, all());
        let mut seen: Vec<Color32> = canvas.pixels().to_vec();
        seen.sort_unstable_by_key(Color32::to_array);
        seen.dedup();
        assert_eq!(seen.len(), 2, "once blended or not at all: {seen:?}");
    }

    #[test]
    fn colours_run_from_corner_to_corner() {
        let mut mesh = Mesh::default();
        for (x, y, c) in [(0.0, 0.0, 0), (8.0, 0.0, 255), (8.0, 8.0, 255), (0.0, 8.0, 0)] {
            mesh.vertices.push(vertex(x, y, Color32::from_rgb(c, c, c)));
        }
        mesh.indices = vec![0, 1, 2, 0, 2, 3];
        let canvas = painted(&white(), mesh, all());
        let row: Vec<u8> = canvas.pixels()[..8].iter().map(Color32::r).collect();
        assert_eq!(row, [16, 48, 80, 112, 143, 175, 207, 239]);
    }

    #[test]
    fn pictures_are_sampled_as_they_ask() {
        let image = ColorImage::new([2, 1], vec![Color32::BLACK, Color32::WHITE]);
        let sample = |options| {
            let mut mesh = Mesh::default();
            mesh.add_rect_with_uv(all(), Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0)), Color32::WHITE);
            let canvas = painted(&raster(image.clone(), options), mesh, all());
            canvas.pixels()[..8].iter().map(Color32::r).collect::<Vec<_>>()
        };
        assert_eq!(sample(TextureOptions::NEAREST), [0, 0, 0, 0, 255, 255, 255, 255]);
        assert_eq!(sample(TextureOptions::LINEAR), [0, 0, 32, 96, 159, 223, 255, 255]);
    }

    #[test]
    fn letters_that_fall_on_pixels_are_copied() {
        let texels: Vec<Color32> = (0_u8..16).map(|i| Color32::from_gray(i * 16)).collect();
        let raster = raster(ColorImage::new([4, 4], texels), TextureOptions::LINEAR);
        let mut mesh = Mesh::default();
        mesh.add_rect_with_uv(
            Rect::from_min_max(pos2(3.0, 5.0), pos2(5.0, 7.0)),
            Rect::from_min_max(pos2(0.25, 0.5), pos2(0.75, 1.0)),
            Color32::WHITE,
        );
        let canvas = painted(&raster, mesh, all());
        assert_eq!(canvas.pixels()[5 * 8 + 3], Color32::from_gray(9 * 16));
        assert_eq!(canvas.pixels()[6 * 8 + 4], Color32::from_gray(14 * 16));
    }

    #[test]
    fn odd_meshes_are_left_out() {
        let far = 3.0e30;
        let values = [f32::NAN, f32::INFINITY, -f32::INFINITY, far, -far, 0.0, 4.0, 1.0e-30];
        for x in values {
            for y in values {
                let mut mesh = Mesh::default();
                for (x, y) in [(0.0, y), (x, 1.0), (x, y), (y, x), (1.0, x)] {
                    let uv = pos2(x, y);
                    mesh.vertices.push(Vertex { pos: pos2(x, y), uv, color: Color32::RED });
                }
                mesh.indices = vec![0, 1, 2, 2, 1, 3, 0, 3, 4, 99, 1, 2, 0, u32::MAX, 3, 1];
                painted(&white(), mesh.clone(), all());
                painted(&white(), mesh.clone(), Rect::from_min_max(pos2(x, y), pos2(y, x)));
                painted(&raster(ColorImage::filled([0, 0], Color32::RED), TextureOptions::LINEAR), mesh, all());
            }
        }
        let mut mesh = Mesh::default();
        mesh.add_colored_rect(all(), Color32::RED);
        let mut nothing = Canvas::new(0, 0, BACK);
        white().paint(&mut nothing, &[ClippedPrimitive { clip_rect: all(), primitive: Primitive::Mesh(mesh) }], 1.0);
        assert!(nothing.pixels().is_empty());
    }

    #[test]
    fn a_shape_larger_than_any_screen_still_covers_it() {
        let mut mesh = Mesh::default();
        mesh.add_colored_rect(Rect::from_min_max(pos2(-1.0e12, -1.0e12), pos2(1.0e12, 1.0e12)), Color32::RED);
        assert!(painted(&white(), mesh, all()).pixels().iter().all(|p| *p == Color32::RED));
    }

    #[test]
    fn a_freed_texture_is_there_for_the_pass_that_frees_it() {
        let mut raster = white();
        let mut delta = TexturesDelta::default();
        delta.free(TextureId::default());
        raster.apply(&mut delta);
        let mut mesh = Mesh::default();
        mesh.add_colored_rect(all(), Color32::RED);
        assert!(shape(&painted(&raster, mesh.clone(), all())).contains('#'));
        raster.apply(&mut TexturesDelta::default());
        assert!(!shape(&painted(&raster, mesh, all())).contains('#'));
    }

    #[test]
    fn a_patch_that_does_not_fit_is_cut() {
        let mut raster = raster(ColorImage::filled([2, 2], Color32::WHITE), TextureOptions::NEAREST);
        let mut delta = TexturesDelta::default();
        for pos in [[1, 1], [5, 5], [0, usize::MAX]] {
            let patch = ColorImage::filled([2, 2], Color32::BLUE);
            delta.push(TextureId::default(), ImageDelta::partial(pos, patch, TextureOptions::NEAREST));
        }
        raster.apply(&mut delta);
        let mut mesh = Mesh::default();
        mesh.add_rect_with_uv(all(), Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0)), Color32::WHITE);
        let canvas = painted(&raster, mesh, all());
        assert_eq!((canvas.pixels()[0], canvas.pixels()[63]), (Color32::WHITE, Color32::BLUE));
    }
}
