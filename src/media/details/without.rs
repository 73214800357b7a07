//! Pictures without what they carry unseen.

use image::codecs::{jpeg::JpegEncoder, png::PngEncoder, webp::WebPEncoder};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageEncoder};

use super::{Kind, kind, parts};
use crate::media::picture::{MOST_PIXELS, decoder};
use crate::media::{decode, guarded};

/// How well a JPEG is packed that must be turned, 1 to 100: no difference is to be seen.
const QUALITY: u8 = 95;

/// Chunks of a PNG that pixels, their colours, their size and their movement need.
const PNG_KEPT: &[&[u8; 4]] = &[
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"bKGD", b"pHYs", b"hIST", b"acTL",
    b"fcTL", b"fdAT",
];

/// The same of a WebP.
const WEBP_KEPT: &[&[u8; 4]] = &[b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ICCP", b"ANIM", b"ANMF"];

/// The picture with the same pixels and colours, but without author, place, comments, small previews, and whatever stands behind its end. JPEG, PNG and WebP
/// are not packed anew, unless they must be turned to stand upright: then that is done, since what says so goes as well (a JPEG loses a little; it stays in the
/// format that it had). `None` when it is no such picture, or a broken one.
pub fn without_details(media_type: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let kind = kind(media_type, bytes)?;
    let made = guarded(|| {
        let moves = kind == Kind::WebP && parts::webp(bytes)?.iter().any(|chunk| &chunk.name == b"ANIM");
        match orientation(bytes) {
            Some(turn) if turn != Orientation::NoTransforms && !moves => turned(kind, bytes, turn),
            _ => match kind {
                Kind::Jpeg => jpeg(bytes),
                Kind::Png => png(bytes),
                Kind::WebP => webp(bytes),
                Kind::OtherPicture | Kind::Pdf | Kind::Office => None,
            },
        }
    })
    .flatten()?;
    // What nobody can open is no copy.
    decode(&made, MOST_PIXELS).is_ok().then_some(made)
}

fn orientation(bytes: &[u8]) -> Option<Orientation> {
    decoder(bytes, MOST_PIXELS).ok()?.orientation().ok()
}

/// Packed anew, upright, with its colour profile where that fits.
fn turned(kind: Kind, bytes: &[u8], turn: Orientation) -> Option<Vec<u8>> {
    let mut decoder = decoder(bytes, MOST_PIXELS).ok()?;
    let profile = decoder.icc_profile().ok().flatten();
    let mut image = DynamicImage::from_decoder(decoder).ok()?;
    image.apply_orientation(turn);
    let grey = matches!(image, DynamicImage::ImageLuma8(_));
    if kind == Kind::Jpeg && !grey {
        image = DynamicImage::ImageRgb8(image.into_rgb8());
    }
    // The space that a profile speaks of: bytes 16 to 20 (ISO 15076-1, 7.2).
    let fits = |profile: &Vec<u8>| profile.get(16..20) == Some(if grey { b"GRAY" } else { b"RGB " });
    let profile = profile.filter(fits);
    let mut made = Vec::new();
    match kind {
        Kind::Jpeg => write(&image, JpegEncoder::new_with_quality(&mut made, QUALITY), profile)?,
        Kind::Png => write(&image, PngEncoder::new(&mut made), profile)?,
        Kind::WebP => {
            let image = if image.color().has_alpha() {
                DynamicImage::ImageRgba8(image.into_rgba8())
            } else {
                DynamicImage::ImageRgb8(image.into_rgb8())
            };
            write(&image, WebPEncoder::new_lossless(&mut made), profile)?;
        }
        Kind::OtherPicture | Kind::Pdf | Kind::Office => return None,
    }
    Some(made)
}

fn write(image: &DynamicImage, mut encoder: impl ImageEncoder, profile: Option<Vec<u8>>) -> Option<()> {
    if let Some(profile) = profile {
        // An encoder that cannot keep it writes the picture without.
        let _ = encoder.set_icc_profile(profile);
    }
    image.write_with_encoder(encoder).ok()
}

fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut made = b"\xFF\xD8".to_vec();
    for segment in parts::jpeg(bytes)? {
        let content = segment.content(bytes)?;
        match segment.marker {
            // JFIF, of which the density matters and a small preview does not.
            0xE0 => {
                if let Some([version_and_density @ .., _, _]) = content.strip_prefix(b"JFIF\0").and_then(|rest| rest.get(..9)) {
                    made.extend_from_slice(b"\xFF\xE0\x00\x10JFIF\0");
                    made.extend_from_slice(version_and_density);
                    made.extend_from_slice(&[0, 0]);
                }
            }
            // How colours are meant: a profile, and Adobe's word on their order.
            0xE2 if content.starts_with(b"ICC_PROFILE\0") => made.extend_from_slice(bytes.get(segment.range)?),
            0xEE if content.starts_with(b"Adobe") => made.extend_from_slice(bytes.get(segment.range)?),
            0xE1..=0xEF | 0xFE => {}
            _ => made.extend_from_slice(bytes.get(segment.range)?),
        }
    }
    made.extend_from_slice(b"\xFF\xD9");
    Some(made)
}

fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut made = parts::PNG.to_vec();
    for chunk in parts::png(bytes)? {
        if PNG_KEPT.contains(&&chunk.name) {
            made.extend_from_slice(bytes.get(chunk.whole)?);
        }
    }
    Some(made)
}

fn webp(bytes: &[u8]) -> Option<Vec<u8>> {
    /// In the first byte of `VP8X`: that there is EXIF, that there is XMP.
    const TOLD: u8 = 0x08 | 0x04;
    let mut made = b"RIFF\0\0\0\0WEBP".to_vec();
    for chunk in parts::webp(bytes)? {
        if !WEBP_KEPT.contains(&&chunk.name) {
            continue;
        }
        let start = made.len();
        made.extend_from_slice(bytes.get(chunk.whole)?);
        if made.len() % 2 == 1 {
            made.push(0);
        }
        if &chunk.name == b"VP8X"
            && let Some(flags) = made.get_mut(start + 8)
        {
            *flags &= !TOLD;
        }
    }
    let size = u32::try_from(made.len() - 8).ok()?.to_le_bytes();
    made.get_mut(4..8)?.copy_from_slice(&size);
    Some(made)
}
