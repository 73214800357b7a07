//! What evidence files hold: nothing that they are made of does harm, and what is covered is gone.

mod pdfs;
mod pictures;
mod redaction;
mod texts;

use std::io::Cursor;

use cpd_journal::media::Picture;
use image::codecs::gif::GifEncoder;
use image::codecs::jpeg::JpegEncoder;
use image::{Delay, ExtendedColorType, Frame, ImageEncoder as _, ImageFormat, RgbaImage};

/// What a camera notes besides the picture: the place as it would stand in GPS data.
const PLACE: &[u8] = b"51.5007N 0.1246W";

/// A picture whose pixels are told by their places.
fn picture(width: u32, height: u32, colour: impl Fn(u32, u32) -> [u8; 4]) -> Picture {
    let rgba = (0..height).flat_map(|y| (0..width).map(move |x| (x, y))).flat_map(|(x, y)| colour(x, y)).collect();
    Picture { width, height, rgba }
}

fn pixel(picture: &Picture, x: u32, y: u32) -> [u8; 4] {
    let at = 4 * (y as usize * picture.width as usize + x as usize);
    picture.rgba[at..at + 4].try_into().expect("four bytes")
}

fn image(picture: &Picture) -> RgbaImage {
    RgbaImage::from_raw(picture.width, picture.height, picture.rgba.clone()).expect("all pixels")
}

fn png(picture: &Picture) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    image(picture).write_to(&mut file, ImageFormat::Png).expect("written");
    file.into_inner()
}

/// Without loss.
fn webp(picture: &Picture) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    image(picture).write_to(&mut file, ImageFormat::WebP).expect("written");
    file.into_inner()
}

fn jpeg(picture: &Picture) -> Vec<u8> {
    let rgb: Vec<u8> = picture.rgba.chunks(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, 95)
        .write_image(&rgb, picture.width, picture.height, ExtendedColorType::Rgb8)
        .expect("written");
    file
}

fn gif(frames: &[Picture]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = GifEncoder::new(&mut file);
    for frame in frames {
        encoder.encode_frame(Frame::from_parts(image(frame), 0, 0, Delay::from_numer_denom_ms(100, 1))).expect("written");
    }
    drop(encoder);
    file
}

/// EXIF: the orientation, and a note of the place.
fn exif(orientation: u16) -> Vec<u8> {
    let mut tiff = b"II\x2A\0\x08\0\0\0".to_vec();
    tiff.extend(2_u16.to_le_bytes());
    let place = u32::try_from(PLACE.len() + 1).expect("short");
    for (tag, kind, count, value) in [(0x0112_u16, 3_u16, 1_u32, u32::from(orientation)), (0x010E, 2, place, 38)] {
        tiff.extend(tag.to_le_bytes().into_iter().chain(kind.to_le_bytes()).chain(count.to_le_bytes()).chain(value.to_le_bytes()));
    }
    tiff.extend([0; 4]);
    tiff.extend(PLACE);
    tiff.push(0);
    tiff
}

/// A JPEG with EXIF in front, as cameras write it.
fn with_exif(jpeg: &[u8], orientation: u16) -> Vec<u8> {
    let body = [b"Exif\0\0", exif(orientation).as_slice()].concat();
    let length = u16::try_from(body.len() + 2).expect("short").to_be_bytes();
    [&jpeg[..2], &[0xFF, 0xE1], &length, &body, &jpeg[2..]].concat()
}

fn chunk(name: [u8; 4], content: &[u8]) -> Vec<u8> {
    let mut sum = flate2::Crc::new();
    sum.update(&name);
    sum.update(content);
    let length = u32::try_from(content.len()).expect("short").to_be_bytes();
    [&length, name.as_slice(), content, &sum.sum().to_be_bytes()].concat()
}

/// A PNG with further chunks after its header.
fn with_chunks(png: &[u8], chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    const HEADER: usize = 8 + 25;
    let more: Vec<u8> = chunks.iter().flat_map(|(name, content)| chunk(**name, content)).collect();
    [&png[..HEADER], &more, &png[HEADER..]].concat()
}

/// The chunks of a PNG.
fn chunks(png: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut rest = png.strip_prefix(b"\x89PNG\r\n\x1A\n").expect("a PNG");
    let mut found = Vec::new();
    while !rest.is_empty() {
        let length = u32::from_be_bytes(rest[..4].try_into().expect("four bytes")) as usize;
        found.push((String::from_utf8_lossy(&rest[4..8]).into_owned(), rest[8..8 + length].to_vec()));
        rest = &rest[12 + length..];
    }
    found
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// Bytes that change, the same in each run: where, and to what.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides.max(1)
    }

    /// The bytes with a few of them changed, taken out, doubled, or the end cut off.
    fn damaged(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        for _ in 0..=self.roll(6) {
            let at = self.roll(bytes.len());
            match self.roll(8) {
                0 => bytes.truncate(at),
                1 => drop(bytes.drain(at..(at + self.roll(20)).min(bytes.len()))),
                2 => {
                    let part = bytes[at..(at + self.roll(40)).min(bytes.len())].to_vec();
                    bytes.splice(at..at, part);
                }
                3 if at < bytes.len() => bytes[at] = [0, 0xFF, 0x7F, 0x80, b'0', b'9'][self.roll(6)],
                _ if at < bytes.len() => bytes[at] = u8::try_from(self.roll(256)).expect("a byte"),
                _ => {}
            }
        }
        bytes
    }
}
