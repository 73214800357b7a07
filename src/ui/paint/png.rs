//! A picture as a PNG file.

use egui::Color32;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder as _};

/// Why a picture could not be written.
#[derive(Debug, thiserror::Error)]
pub enum PngError {
    /// The pixels are more or fewer than the size says.
    #[error("the picture has {found} pixels where {width} × {height} were expected")]
    Size {
        /// How many pixels a row should have.
        width: u32,
        /// How many rows there should be.
        height: u32,
        /// How many pixels there are.
        found: usize,
    },
    /// The encoder refused.
    #[error("the picture could not be written as PNG")]
    Encoding(#[source] image::ImageError),
}

/// The picture as a PNG file; without an alpha channel if every pixel is opaque.
pub fn encode_png(width: u32, height: u32, pixels: &[Color32]) -> Result<Vec<u8>, PngError> {
    let expected = u64::from(width) * u64::from(height);
    if u64::try_from(pixels.len()) != Ok(expected) {
        return Err(PngError::Size { width, height, found: pixels.len() });
    }
    let mut file = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut file, CompressionType::Default, FilterType::Adaptive);
    let written = if pixels.iter().all(|pixel| pixel.a() == 255) {
        let bytes: Vec<u8> = pixels.iter().flat_map(|pixel| [pixel.r(), pixel.g(), pixel.b()]).collect();
        encoder.write_image(&bytes, width, height, ExtendedColorType::Rgb8)
    } else {
        let bytes: Vec<u8> = pixels.iter().flat_map(Color32::to_srgba_unmultiplied).collect();
        encoder.write_image(&bytes, width, height, ExtendedColorType::Rgba8)
    };
    written.map_err(PngError::Encoding)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_can_be_read() {
        let pixels = [Color32::RED, Color32::GREEN, Color32::BLUE, Color32::WHITE, Color32::BLACK, Color32::GRAY];
        let file = encode_png(3, 2, &pixels).unwrap();
        let read = image::load_from_memory(&file).unwrap().to_rgb8();
        assert_eq!((read.width(), read.height()), (3, 2));
        assert_eq!(read.get_pixel(1, 0).0, [0, 255, 0]);
    }

    #[test]
    fn a_wrong_size_is_an_error() {
        assert!(matches!(encode_png(2, 2, &[Color32::RED]), Err(PngError::Size { found: 1, .. })));
        assert!(encode_png(u32::MAX, u32::MAX, &[]).is_err());
    }
}
