//! What cameras and picture desks write into pictures: EXIF (CIPA DC-008) and IPTC (IIM 4.2).

use std::io::Cursor;

use exif::{Context, Exif, In, Reader, Tag, Value};

use super::{FileDetails, Kind, parts};

/// Tags of Windows in UTF-16, which EXIF does not know: title, comment, author, keywords, subject.
const WINDOWS: &[(u16, &str)] = &[(0x9C9B, "title"), (0x9C9C, "comment"), (0x9C9D, ""), (0x9C9E, "keywords"), (0x9C9F, "subject")];

/// The serial number as some cameras write it: a tag of DNG.
const CAMERA_SERIAL_NUMBER: u16 = 0xC62F;

/// The computer or the telephone, often with its owner's name.
const HOST_COMPUTER: u16 = 0x013C;

/// EXIF of any picture.
pub(super) fn exif(kind: Kind, bytes: &[u8], details: &mut FileDetails) {
    if matches!(kind, Kind::Pdf | Kind::Office) {
        return;
    }
    let mut reader = Reader::new();
    let read =
        reader.continue_on_error(true).read_from_container(&mut Cursor::new(bytes)).or_else(|error| error.distill_partial_result(|_| ()));
    let Ok(exif) = read else { return };
    for field in exif.fields() {
        let text = || text(&field.value);
        match field.tag {
            Tag::Artist | Tag::CameraOwnerName => details.made_by(&text()),
            Tag::BodySerialNumber | Tag(Context::Tiff, CAMERA_SERIAL_NUMBER) => details.other("camera's serial number", &text()),
            Tag::LensSerialNumber => details.other("lens's serial number", &text()),
            Tag::Copyright => details.other("copyright", &text()),
            Tag::ImageDescription => details.other("description", &text()),
            Tag::UserComment => details.other("comment", &comment(&field.value, exif.little_endian())),
            Tag(Context::Tiff, HOST_COMPUTER) => details.other("made on", &text()),
            Tag(Context::Tiff, number) => {
                if let Some((_, what)) = WINDOWS.iter().find(|(tag, _)| *tag == number) {
                    let told = utf16(&raw(&field.value), true);
                    if what.is_empty() { details.made_by(&told) } else { details.other(what, &told) }
                }
            }
            _ => {}
        }
    }
    if let (Some(latitude), Some(longitude)) =
        (degrees(&exif, Tag::GPSLatitude, Tag::GPSLatitudeRef), degrees(&exif, Tag::GPSLongitude, Tag::GPSLongitudeRef))
    {
        details.made_at(latitude, longitude);
    }
}

fn raw(value: &Value) -> Vec<u8> {
    match value {
        Value::Byte(bytes) | Value::Undefined(bytes, _) => bytes.clone(),
        Value::Ascii(lines) => lines.join(&b' '),
        _ => Vec::new(),
    }
}

fn text(value: &Value) -> String {
    String::from_utf8_lossy(&raw(value)).into_owned()
}

/// A comment begins with eight bytes that tell its encoding.
fn comment(value: &Value, little_endian: bool) -> String {
    let bytes = raw(value);
    match bytes.split_at_checked(8) {
        Some((b"UNICODE\0", rest)) => utf16(rest, little_endian),
        Some((b"ASCII\0\0\0" | b"\0\0\0\0\0\0\0\0", rest)) => String::from_utf8_lossy(rest).into_owned(),
        _ => String::from_utf8_lossy(&bytes).into_owned(),
    }
}

fn utf16(bytes: &[u8], little_endian: bool) -> String {
    let (pairs, _) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| if little_endian { u16::from_le_bytes(*pair) } else { u16::from_be_bytes(*pair) });
    char::decode_utf16(units).map(|read| read.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// Degrees, minutes and seconds as degrees; south and west are below zero.
fn degrees(exif: &Exif, tag: Tag, side: Tag) -> Option<f64> {
    let Value::Rational(parts) = &exif.get_field(tag, In::PRIMARY)?.value else { return None };
    // Seconds may be left out, or be 0 of 0.
    let mut parts = parts.iter().map(exif::Rational::to_f64).map(|part| if part.is_finite() { part } else { 0.0 });
    let degrees = parts.next()? + parts.next().unwrap_or_default() / 60.0 + parts.next().unwrap_or_default() / 3600.0;
    let other_side =
        exif.get_field(side, In::PRIMARY).is_some_and(|field| matches!(raw(&field.value).first(), Some(b'S' | b's' | b'W' | b'w')));
    Some(if other_side { -degrees } else { degrees })
}

/// IPTC of JPEGs: records of Photoshop in the segment that is meant for them.
pub(super) fn iptc(kind: Kind, bytes: &[u8], details: &mut FileDetails) {
    if kind != Kind::Jpeg {
        return;
    }
    for segment in parts::jpeg(bytes).unwrap_or_default() {
        let records =
            (segment.marker == 0xED).then(|| segment.content(bytes)).flatten().and_then(|content| content.strip_prefix(b"Photoshop 3.0\0"));
        // Whatever is in between: a data set begins with 1C 02, its number, and its length.
        let mut rest = records.unwrap_or_default();
        while let Some(at) = rest.windows(2).position(|two| two == [0x1C, 0x02]) {
            let set = rest.get(at + 2..).unwrap_or_default();
            let [number, high, low, content @ ..] = set else { break };
            let length = usize::from(u16::from_be_bytes([*high, *low]));
            let Some(told) = content.get(..length) else {
                rest = set;
                continue;
            };
            let told = String::from_utf8_lossy(told);
            match number {
                80 => details.made_by(&told),
                122 => details.other("written by", &told),
                105 | 120 => details.other("description", &told),
                92 | 90 => details.place_called(&told),
                116 => details.other("copyright", &told),
                _ => {}
            }
            rest = content.get(length..).unwrap_or_default();
        }
    }
}
