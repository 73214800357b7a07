//! What files carry unseen: who made them, where, and with what; and pictures without it. No file is too broken for this: what cannot be read tells
//! nothing.
//!
//! | file | where it looks |
//! |---|---|
//! | `camera` | EXIF and IPTC of pictures |
//! | `parts` | the segments and chunks that JPEG, PNG and WebP are made of |
//! | `said` | comments and XMP in these parts, properties of PDFs and of Word, Excel, PowerPoint and OpenDocument files |
//! | `xml` | XMP and such properties |
//! | `without` | the picture without all of it |

mod camera;
mod parts;
mod said;
mod without;
mod xml;

#[cfg(test)]
mod tests;

pub use without::without_details;

use super::guarded;
use crate::domain::text::{clean_line, excerpt};

/// The most letters that one detail is told with.
const LONGEST: usize = 200;

/// The most details of one file beside author and place.
const MOST: usize = 20;

/// The largest part of a file that is read as text or unpacked for it, in bytes.
const MOST_READ: usize = 1 << 20;

/// What a file says of its making. Whatever it does not tell is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileDetails {
    /// Who made it; several with commas between.
    pub author: String,
    /// Latitude and longitude in degrees, two places: “51.50, −0.12”; or the name of a place.
    pub place: String,
    /// What else it tells, with what that is: “camera's serial number: 123”. Each once.
    pub others: Vec<String>,
}

impl FileDetails {
    /// One more name, unless it is among them.
    fn made_by(&mut self, name: &str) {
        let name = line(name);
        if name.is_empty()
            || self.author.split(", ").any(|known| known.eq_ignore_ascii_case(&name))
            || self.author.chars().count() > LONGEST
        {
            return;
        }
        if !self.author.is_empty() {
            self.author.push_str(", ");
        }
        self.author.push_str(&name);
    }

    /// One more detail, unless it is among them.
    fn other(&mut self, what: &str, told: &str) {
        let told = line(told);
        let other = format!("{what}: {told}");
        if !told.is_empty() && self.others.len() < MOST && !self.others.contains(&other) {
            self.others.push(other);
        }
    }

    /// Where it was made, in degrees north and east; nothing that is not on the globe. Zero and zero is what cameras write that do not know.
    fn made_at(&mut self, latitude: f64, longitude: f64) {
        let on_globe = latitude.abs() <= 90.0 && longitude.abs() <= 180.0;
        if self.place.is_empty() && on_globe && (latitude, longitude) != (0.0, 0.0) {
            self.place = format!("{latitude:.2}, {longitude:.2}").replace('-', "−");
        }
    }

    fn place_called(&mut self, name: &str) {
        if self.place.is_empty() {
            self.place = line(name);
        }
    }
}

/// A detail as one line of a sensible length, without what padding leaves.
fn line(text: &str) -> String {
    excerpt(&clean_line(text), LONGEST)
}

/// What kind of file it is, by how it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Jpeg,
    Png,
    WebP,
    /// TIFF and HEIC: only what cameras write is read.
    OtherPicture,
    Pdf,
    /// Word, Excel, PowerPoint, OpenDocument.
    Office,
}

fn kind(media_type: &str, bytes: &[u8]) -> Option<Kind> {
    let media_type = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if bytes.starts_with(b"\xFF\xD8\xFF") {
        Some(Kind::Jpeg)
    } else if bytes.starts_with(parts::PNG) {
        Some(Kind::Png)
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Some(Kind::WebP)
    } else if bytes.starts_with(b"PK\x03\x04") {
        Some(Kind::Office)
    } else if bytes.get(..1024).unwrap_or(bytes).windows(5).any(|five| five == b"%PDF-") || media_type == "application/pdf" {
        Some(Kind::Pdf)
    } else if media_type.starts_with("image/") {
        Some(Kind::OtherPicture)
    } else {
        None
    }
}

/// What a file tells beside what it shows. Its kind is told by its bytes; the media type helps where these do not tell. Read are JPEG, PNG, WebP, TIFF and
/// HEIC pictures, PDFs, and documents of Word, Excel, PowerPoint and OpenDocument.
pub fn details_of(media_type: &str, bytes: &[u8]) -> FileDetails {
    let mut details = FileDetails::default();
    let Some(kind) = kind(media_type, bytes) else { return details };
    // Each by itself: what one cannot read another may.
    let mut read = |part: fn(Kind, &[u8], &mut FileDetails)| {
        let mut found = details.clone();
        if guarded(|| part(kind, bytes, &mut found)).is_some() {
            details = found;
        }
    };
    read(camera::exif);
    read(camera::iptc);
    read(said::read);
    details
}
