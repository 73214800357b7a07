//! Redaction: a copy of a picture in which names, faces and handles are gone, not merely hidden.

use super::picture::{MOST_PIXELS, PictureError, decode, to_png};

/// A box to cover, in pixels of the picture as [`decode`] shows it, from its top left. What lies outside of the picture counts for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Cover {
    pub x: u32,
    pub y: u32,
    pub width: u32,
    pub height: u32,
}

impl Cover {
    /// The box between two opposite corners in pixels, in any order: every pixel that it touches, were it only by a fraction. What is not a number is
    /// taken from the other corner.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast from a float keeps to what the integer can be")]
    pub fn between((ax, ay): (f32, f32), (bx, by): (f32, f32)) -> Self {
        let side = |a: f32, b: f32| {
            let (from, to) = (a.min(b).floor() as u32, a.max(b).ceil() as u32);
            (from, to - from)
        };
        let ((x, width), (y, height)) = (side(ax, bx), side(ay, by));
        Self { x, y, width, height }
    }

    /// The part of it that lies within a picture of this size in pixels; `None` when it covers nothing of it.
    pub fn within(self, width: u32, height: u32) -> Option<Self> {
        let side = |from: u32, length: u32, end: u32| end.checked_sub(from).map(|room| length.min(room)).filter(|left| *left > 0);
        Some(Self { width: side(self.x, self.width, width)?, height: side(self.y, self.height, height)?, ..self })
    }
}

/// A redacted copy.
#[derive(Clone, PartialEq, Eq)]
pub struct Redacted {
    /// The file: a PNG without any metadata.
    pub png: Vec<u8>,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

impl std::fmt::Debug for Redacted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Redacted {} × {}, {} bytes", self.width, self.height, self.png.len())
    }
}

/// A copy of the picture with black boxes in place of the covered pixels, and without metadata: no EXIF (and so no place where it was taken, and no
/// small preview of the original), no comments, no times, no further frames. Without covers it is the metadata that goes. Colours under wholly transparent pixels go,
/// too, since no one sees them. All other pixels are as [`decode`] gives them.
///
/// # Errors
/// Those of [`decode`] with [`MOST_PIXELS`].
pub fn redact(bytes: &[u8], covers: &[Cover]) -> Result<Redacted, PictureError> {
    let mut picture = decode(bytes, MOST_PIXELS)?;
    let (pixels, _) = picture.rgba.as_chunks_mut::<4>();
    for pixel in pixels.iter_mut().filter(|[.., alpha]| *alpha == 0) {
        *pixel = [0; 4];
    }
    // Sizes in memory fit: the pixels are there.
    let columns = usize::try_from(picture.width).unwrap_or(usize::MAX).max(1);
    for cover in covers {
        let Some(cover) = cover.within(picture.width, picture.height) else { continue };
        let sides = [cover.x, cover.y, cover.x + cover.width, cover.y + cover.height];
        let [left, top, right, bottom] = sides.map(|at| usize::try_from(at).unwrap_or(usize::MAX));
        for row in pixels.chunks_exact_mut(columns).take(bottom).skip(top) {
            for pixel in row.iter_mut().take(right).skip(left) {
                *pixel = [0, 0, 0, 255];
            }
        }
    }
    Ok(Redacted { png: to_png(&picture)?, width: picture.width, height: picture.height })
}
