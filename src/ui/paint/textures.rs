//! The textures that meshes refer to: the font atlas, and pictures.

use std::collections::HashMap;

use egui::epaint::{ImageData, ImageDelta};
use egui::{Color32, TextureFilter, TextureId, TextureOptions, TextureWrapMode, TexturesDelta};

/// All textures, by the name that egui gave them.
#[derive(Default)]
pub(super) struct Textures {
    known: HashMap<TextureId, Texture>,
    /// Freed by the last pass, which may still be painted.
    leaving: Vec<TextureId>,
}

impl Textures {
    pub(super) fn apply(&mut self, delta: &mut TexturesDelta) {
        for id in self.leaving.drain(..) {
            self.known.remove(&id);
        }
        #[expect(clippy::iter_over_hash_type, reason = "what is set in one texture does not touch another")]
        for (id, images) in delta.set.drain() {
            for image in &images {
                self.set(id, image);
            }
        }
        self.leaving.extend(delta.free.drain());
    }

    pub(super) fn find(&self, id: TextureId) -> Option<&Texture> {
        self.known.get(&id)
    }

    fn set(&mut self, id: TextureId, delta: &ImageDelta) {
        let ImageData::Color(image) = &delta.image;
        let [width, height] = image.size;
        match delta.pos {
            None => {
                if let Some(texture) = Texture::new(width, height, image.pixels.clone(), delta.options) {
                    self.known.insert(id, texture);
                } else {
                    self.known.remove(&id);
                }
            }
            Some([left, top]) if width > 0 => {
                if let Some(texture) = self.known.get_mut(&id) {
                    texture.patch(left, top, width, &image.pixels);
                }
            }
            Some(_) => {}
        }
    }
}

/// A picture that has at least one texel.
pub(super) struct Texture {
    width: usize,
    height: usize,
    texels: Vec<Color32>,
    options: TextureOptions,
}

impl Texture {
    fn new(width: usize, height: usize, texels: Vec<Color32>, options: TextureOptions) -> Option<Self> {
        let whole = width > 0 && height > 0 && width.checked_mul(height) == Some(texels.len());
        whole.then_some(Self { width, height, texels, options })
    }

    fn patch(&mut self, left: usize, top: usize, width: usize, texels: &[Color32]) {
        let rows = self.texels.chunks_exact_mut(self.width).skip(top);
        for (row, new) in rows.zip(texels.chunks_exact(width)) {
            for (texel, new) in row.iter_mut().skip(left).zip(new) {
                *texel = *new;
            }
        }
    }

    /// The size in texels.
    pub(super) fn size(&self) -> (f32, f32) {
        (self.width as f32, self.height as f32)
    }

    /// `count` texels of row `y` from `left`, if they are all there.
    #[inline]
    pub(super) fn run(&self, y: usize, left: usize, count: usize) -> Option<&[Color32]> {
        let right = left.checked_add(count).filter(|right| *right <= self.width)?;
        let row = y.checked_mul(self.width)?;
        self.texels.get(row + left..row + right)
    }

    /// The colour at a place, where 0 and 1 are the edges of the picture.
    #[inline]
    pub(super) fn sample(&self, u: f32, v: f32) -> Color32 {
        let (x, y) = (self.wrap(u) * self.width as f32, self.wrap(v) * self.height as f32);
        match self.options.magnification {
            TextureFilter::Nearest => self.texel(x.floor(), y.floor()),
            TextureFilter::Linear => self.between(x - 0.5, y - 0.5),
        }
    }

    /// The colour between the four texels around a place given in texels from the first one's centre.
    #[inline]
    fn between(&self, x: f32, y: f32) -> Color32 {
        let (left, top) = (x.floor(), y.floor());
        let (right_share, bottom_share) = (part_of_256(x - left), part_of_256(y - top));
        let top_left = self.texel(left, top);
        if right_share == 0 && bottom_share == 0 {
            return top_left;
        }
        let top_right = self.texel(left + 1.0, top);
        let bottom_left = self.texel(left, top + 1.0);
        let bottom_right = self.texel(left + 1.0, top + 1.0);
        if top_left == top_right && top_left == bottom_left && top_left == bottom_right {
            return top_left;
        }
        let mix = |tl: u8, tr: u8, bl: u8, br: u8| -> u8 {
            let upper = u32::from(tl) * (256 - right_share) + u32::from(tr) * right_share;
            let lower = u32::from(bl) * (256 - right_share) + u32::from(br) * right_share;
            let [_, _, byte, _] = (upper * (256 - bottom_share) + lower * bottom_share + 0x8000).to_le_bytes();
            byte
        };
        let channel = |of: fn(&Color32) -> u8| mix(of(&top_left), of(&top_right), of(&bottom_left), of(&bottom_right));
        let (red, green) = (channel(Color32::r), channel(Color32::g));
        let (blue, alpha) = (channel(Color32::b), channel(Color32::a));
        Color32::from_rgba_premultiplied(red, green, blue, alpha)
    }

    /// The texel at a place, which may lie beyond the edge.
    #[inline]
    fn texel(&self, x: f32, y: f32) -> Color32 {
        let x = index(x, self.width, self.options.wrap_mode);
        let y = index(y, self.height, self.options.wrap_mode);
        self.texels.get(y * self.width + x).copied().unwrap_or_default()
    }

    #[inline]
    fn wrap(&self, at: f32) -> f32 {
        match self.options.wrap_mode {
            TextureWrapMode::ClampToEdge => at,
            TextureWrapMode::Repeat => at.rem_euclid(1.0),
            TextureWrapMode::MirroredRepeat => {
                let turn = at.rem_euclid(2.0);
                if turn > 1.0 { 2.0 - turn } else { turn }
            }
        }
    }
}

/// The index of a texel, where one step beyond the edge is either the edge or the other side.
#[inline]
fn index(at: f32, count: usize, mode: TextureWrapMode) -> usize {
    let last = count.saturating_sub(1);
    if mode == TextureWrapMode::Repeat {
        if at < 0.0 {
            return last;
        }
        if at > last as f32 {
            return 0;
        }
    }
    super::canvas::float_to_index(at).min(last)
}

/// A share from 0 up to 1 as a number of 256ths.
#[inline]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share is from 0 to 1")]
fn part_of_256(share: f32) -> u32 {
    (share * 256.0) as u32
}
