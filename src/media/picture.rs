//! Pictures: from the bytes of a file to pixels, upright.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{self, CompressionType, PngEncoder};
use image::imageops::FilterType;
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder as _, ImageError, ImageFormat, ImageReader, Limits, RgbaImage};

use super::guarded;

/// The most pixels that a picture is opened with unless asked otherwise: 100 million, 400 MB in memory. Today's telephones take 12 to 50 million.
pub const MOST_PIXELS: u64 = 100_000_000;

/// What decoders may take per pixel: 8 bytes of a 16-bit PNG with alpha, or a JPEG's coefficients.
const BYTES_PER_PIXEL: u64 = 8;

/// What decoders may take beyond the pixels, in bytes: tables, colour profiles, metadata.
const EXTRA_BYTES: u64 = 64 << 20;

/// Why there is no picture.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    #[error("this is not a PNG, JPEG, GIF or WebP picture")]
    UnknownFormat,
    /// Sizes in pixels.
    #[error("the picture is too large to be opened: it has {width} × {height} pixels, and {} million are the most", .most.div_ceil(1_000_000))]
    TooLarge { width: u32, height: u32, most: u64 },
    #[error("the picture has no pixels")]
    Empty,
    #[error("the picture is damaged or not complete ({0})")]
    Damaged(String),
    #[error("the picture is of a kind that cannot be read here ({0})")]
    Unsupported(String),
    #[error("the picture could not be written ({0})")]
    NotWritten(String),
}

impl PictureError {
    fn from_library(error: &ImageError) -> Self {
        match error {
            ImageError::Unsupported(error) => Self::Unsupported(one_line(&error.to_string())),
            error => Self::Damaged(one_line(&error.to_string())),
        }
    }

    fn panicked() -> Self {
        Self::Damaged("its parts contradict each other".to_owned())
    }
}

/// A library's message as part of a sentence.
fn one_line(message: &str) -> String {
    message.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches('.').to_owned()
}

/// Pixels in rows from the top left: red, green, blue, alpha, one byte each, alpha not multiplied in.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// In pixels, at least 1.
    pub width: u32,
    /// In pixels, at least 1.
    pub height: u32,
    /// `4 × width × height` bytes.
    pub rgba: Vec<u8>,
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture {} × {}", self.width, self.height)
    }
}

/// A decoder for the bytes, which declares no more pixels than allowed.
pub(super) fn decoder(bytes: &[u8], most_pixels: u64) -> Result<Box<dyn ImageDecoder + '_>, PictureError> {
    let known = [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif, ImageFormat::WebP];
    let format = image::guess_format(bytes).ok().filter(|format| known.contains(format)).ok_or(PictureError::UnknownFormat)?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(most_pixels.saturating_mul(BYTES_PER_PIXEL).saturating_add(EXTRA_BYTES));
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let decoder = reader.into_decoder().map_err(|error| PictureError::from_library(&error))?;
    let (width, height) = decoder.dimensions();
    if width == 0 || height == 0 {
        return Err(PictureError::Empty);
    }
    if u64::from(width) * u64::from(height) > most_pixels {
        return Err(PictureError::TooLarge { width, height, most: most_pixels });
    }
    Ok(Box::new(decoder))
}

/// Reads a PNG, JPEG, GIF or WebP. Of moving pictures the first frame. Turned and mirrored as its EXIF orientation asks, that is as people see it.
///
/// # Errors
/// A sentence why the bytes are no picture, or that it declares more than `most_pixels` ([`MOST_PIXELS`] where nothing speaks for another number); then
/// none of its pixels was read.
pub fn decode(bytes: &[u8], most_pixels: u64) -> Result<Picture, PictureError> {
    guarded(|| {
        let mut decoder = decoder(bytes, most_pixels)?;
        // A broken orientation is no reason to show nothing.
        let orientation = decoder.orientation().ok();
        let mut image = DynamicImage::from_decoder(decoder).map_err(|error| PictureError::from_library(&error))?;
        if let Some(orientation) = orientation {
            image.apply_orientation(orientation);
        }
        let image = image.into_rgba8();
        Ok(Picture { width: image.width(), height: image.height(), rgba: image.into_raw() })
    })
    .unwrap_or_else(|| Err(PictureError::panicked()))
}

/// Width and height in pixels as [`decode`] would give them, without decoding.
///
/// # Errors
/// As [`decode`], but only what the beginning of the file tells.
pub fn dimensions(bytes: &[u8]) -> Result<(u32, u32), PictureError> {
    use image::metadata::Orientation;
    guarded(|| {
        let mut decoder = decoder(bytes, u64::MAX)?;
        let (width, height) = decoder.dimensions();
        Ok(match decoder.orientation() {
            Ok(Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH) => {
                (height, width)
            }
            _ => (width, height),
        })
    })
    .unwrap_or_else(|| Err(PictureError::panicked()))
}

/// The picture made smaller, so that neither side is longer than `longest` pixels, in its proportions. A picture that is small enough stays as it is;
/// `longest` 0 counts as 1.
pub fn thumbnail(picture: &Picture, longest: u32) -> Picture {
    let longest = longest.max(1);
    let side = picture.width.max(picture.height);
    if side <= longest {
        return picture.clone();
    }
    let shorter = |length: u32| {
        let exact = (u64::from(length) * u64::from(longest) + u64::from(side) / 2) / u64::from(side);
        u32::try_from(exact).unwrap_or(longest).clamp(1, longest)
    };
    let (width, height) = (shorter(picture.width), shorter(picture.height));
    let made = guarded(|| {
        let mut rgba = picture.rgba.clone();
        let (pixels, _) = rgba.as_chunks_mut::<4>();
        // Mixing colours counts invisible pixels as much as visible ones, unless alpha is multiplied in.
        let opaque = pixels.iter().all(|[.., alpha]| *alpha == 255);
        if !opaque {
            for pixel in pixels.iter_mut() {
                *pixel = multiplied(*pixel);
            }
        }
        let mut image = DynamicImage::ImageRgba8(RgbaImage::from_raw(picture.width, picture.height, rgba)?);
        // Averaging whole blocks first is as good to the eye at this scale, and many times faster than a wide filter over millions of pixels.
        if picture.width / width >= 4 || picture.height / height >= 4 {
            image = image.thumbnail_exact(picture.width.min(2 * width), picture.height.min(2 * height));
        }
        let mut rgba = image.resize_exact(width, height, FilterType::CatmullRom).into_rgba8().into_raw();
        if !opaque {
            let (pixels, _) = rgba.as_chunks_mut::<4>();
            for pixel in pixels.iter_mut() {
                *pixel = divided(*pixel);
            }
        }
        Some(Picture { width, height, rgba })
    });
    // Only a picture that somebody put together wrongly, with too few bytes, comes to this.
    made.flatten().unwrap_or_else(|| Picture { width: 1, height: 1, rgba: vec![0; 4] })
}

fn multiplied([r, g, b, a]: [u8; 4]) -> [u8; 4] {
    let of = |c: u8| u8::try_from((u16::from(c) * u16::from(a) + 127) / 255).unwrap_or(u8::MAX);
    [of(r), of(g), of(b), a]
}

fn divided([r, g, b, a]: [u8; 4]) -> [u8; 4] {
    let of = |c: u8| match a {
        0 => 0,
        a => u8::try_from((u16::from(c) * 255 + u16::from(a) / 2) / u16::from(a)).unwrap_or(u8::MAX),
    };
    [of(r), of(g), of(b), a]
}

/// The picture as a PNG that holds its pixels and nothing else: no text, time, EXIF or colour profile. Without an alpha channel where every pixel is opaque.
///
/// # Errors
/// [`PictureError::Empty`], or [`PictureError::NotWritten`] when the number of bytes is not that of the pixels.
pub fn to_png(picture: &Picture) -> Result<Vec<u8>, PictureError> {
    let Picture { width, height, rgba } = picture;
    if *width == 0 || *height == 0 {
        return Err(PictureError::Empty);
    }
    if u64::from(*width).saturating_mul(u64::from(*height)).saturating_mul(4) != rgba.len() as u64 {
        return Err(PictureError::NotWritten(format!("{} bytes for {width} × {height} pixels", rgba.len())));
    }
    let (pixels, _) = rgba.as_chunks::<4>();
    let opaque = pixels.iter().all(|[.., alpha]| *alpha == 255);
    let mut png = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut png, CompressionType::Default, png::FilterType::Adaptive);
    let written = if opaque {
        let rgb: Vec<u8> = pixels.iter().flat_map(|[r, g, b, _]| [*r, *g, *b]).collect();
        encoder.write_image(&rgb, *width, *height, ExtendedColorType::Rgb8)
    } else {
        encoder.write_image(rgba, *width, *height, ExtendedColorType::Rgba8)
    };
    written.map_err(|error| PictureError::NotWritten(one_line(&error.to_string())))?;
    Ok(png)
}

/// The picture as a JPEG that holds its colours and nothing else, on white where it is transparent. `quality` is 1 to 100; 80 is hard to tell from the
/// original at its size.
///
/// # Errors
/// [`PictureError::Empty`], or [`PictureError::NotWritten`] when the number of bytes is not that of the pixels, or a side is longer than 65,535 pixels.
pub fn to_jpeg(picture: &Picture, quality: u8) -> Result<Vec<u8>, PictureError> {
    let Picture { width, height, rgba } = picture;
    if *width == 0 || *height == 0 {
        return Err(PictureError::Empty);
    }
    if u64::from(*width).saturating_mul(u64::from(*height)).saturating_mul(4) != rgba.len() as u64 {
        return Err(PictureError::NotWritten(format!("{} bytes for {width} × {height} pixels", rgba.len())));
    }
    let (pixels, _) = rgba.as_chunks::<4>();
    let rgb: Vec<u8> = pixels.iter().flat_map(|pixel| on_white(*pixel)).collect();
    let mut jpeg = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut jpeg, quality.clamp(1, 100));
    guarded(|| encoder.write_image(&rgb, *width, *height, ExtendedColorType::Rgb8))
        .ok_or_else(PictureError::panicked)?
        .map_err(|error| PictureError::NotWritten(one_line(&error.to_string())))?;
    Ok(jpeg)
}

/// A colour as it is seen on paper.
fn on_white([r, g, b, a]: [u8; 4]) -> [u8; 3] {
    [r, g, b].map(|c| u8::try_from((u16::from(c) * u16::from(a) + 255 * (255 - u16::from(a)) + 127) / 255).unwrap_or(u8::MAX))
}
