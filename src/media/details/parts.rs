//! The parts of JPEG (ITU-T T.81, annex B), PNG (W3C, third edition) and WebP (RFC 9649) files, without looking into what they hold.

use std::ops::Range;

/// What each PNG begins with.
pub(super) const PNG: &[u8] = b"\x89PNG\r\n\x1A\n";

/// A segment of a JPEG.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Segment {
    /// The byte after `FF`.
    pub marker: u8,
    /// With its marker and, of a scan, the packed pixels behind it.
    pub range: Range<usize>,
}

impl Segment {
    /// What it holds, without marker and length.
    pub(super) fn content<'b>(&self, bytes: &'b [u8]) -> Option<&'b [u8]> {
        bytes.get(self.range.start + 4..self.range.end)
    }
}

/// Start of scan.
pub(super) const SCAN: u8 = 0xDA;

/// The segments up to the end of the picture, without its beginning and end. Nothing when there is no order in them, or no pixels.
pub(super) fn jpeg(bytes: &[u8]) -> Option<Vec<Segment>> {
    let mut found = Vec::new();
    let mut at = 2;
    if !bytes.starts_with(b"\xFF\xD8") {
        return None;
    }
    // A file may end without the mark of the end.
    while let (Some(first), Some(marker)) = (bytes.get(at), bytes.get(at + 1)) {
        match (first, marker) {
            (0xFF, 0xFF) => at += 1,
            (0xFF, 0xD9) => break,
            (0xFF, 0x01 | 0xD0..=0xD7) => at += 2,
            (0xFF, 0xC0..) => {
                let length = usize::from(u16::from_be_bytes([*bytes.get(at + 2)?, *bytes.get(at + 3)?]));
                let mut end = at + 2 + length;
                if length < 2 || end > bytes.len() {
                    return None;
                }
                if *marker == SCAN {
                    end += scanned(bytes.get(end..)?);
                }
                found.push(Segment { marker: *marker, range: at..end });
                at = end;
            }
            _ => return None,
        }
    }
    found.iter().any(|segment| segment.marker == SCAN).then_some(found)
}

/// How many bytes of packed pixels follow.
fn scanned(bytes: &[u8]) -> usize {
    let marks = |two: &[u8]| matches!(two, [0xFF, next] if !matches!(next, 0x00 | 0xD0..=0xD7 | 0xFF));
    bytes.windows(2).position(marks).unwrap_or(bytes.len())
}

/// A chunk of a PNG or a WebP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chunk {
    pub name: [u8; 4],
    /// What it holds.
    pub content: Range<usize>,
    /// With its head, and with what follows: checksum or padding.
    pub whole: Range<usize>,
}

/// The chunks of a PNG up to its end.
pub(super) fn png(bytes: &[u8]) -> Option<Vec<Chunk>> {
    let mut found = Vec::new();
    let mut at = PNG.len();
    if !bytes.starts_with(PNG) {
        return None;
    }
    while let Some(head) = bytes.get(at..at + 8) {
        let (length, name) = head.split_first_chunk::<4>()?;
        let name = *name.first_chunk::<4>()?;
        let content = at + 8..(at + 8).checked_add(usize::try_from(u32::from_be_bytes(*length)).ok()?)?;
        let whole = at..content.end.checked_add(4)?;
        if whole.end > bytes.len() {
            break;
        }
        at = whole.end;
        found.push(Chunk { name, content, whole });
        if &name == b"IEND" {
            break;
        }
    }
    found.iter().any(|chunk| &chunk.name == b"IDAT").then_some(found)
}

/// The chunks of a WebP.
pub(super) fn webp(bytes: &[u8]) -> Option<Vec<Chunk>> {
    let mut found = Vec::new();
    let size = usize::try_from(u32::from_le_bytes(*bytes.get(4..8)?.first_chunk::<4>()?)).ok()?;
    let file = bytes.get(..size.checked_add(8)?).unwrap_or(bytes);
    let mut at = 12;
    if !file.starts_with(b"RIFF") || file.get(8..12) != Some(b"WEBP") {
        return None;
    }
    while let Some(head) = file.get(at..at + 8) {
        let (name, length) = head.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_le_bytes(*length.first_chunk::<4>()?)).ok()?;
        let content = at + 8..(at + 8).checked_add(length)?;
        if content.end > file.len() {
            break;
        }
        // Padded to an even length.
        let whole = at..(content.end + length % 2).min(file.len());
        at = whole.end;
        found.push(Chunk { name: *name, content, whole });
    }
    found.iter().any(|chunk| matches!(&chunk.name, b"VP8 " | b"VP8L" | b"ANMF")).then_some(found)
}
