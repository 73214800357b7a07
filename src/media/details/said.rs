//! What files say of themselves in words: comments in pictures, properties of PDFs and of office documents.

use std::io::{Cursor, Read as _};

use encoding_rs::WINDOWS_1252;
use flate2::read::ZlibDecoder;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::{Dict, Stream};

use super::{FileDetails, Kind, MOST_READ, parts, xml};
use crate::media::pdf_guard;

/// What XMP begins with in a JPEG.
const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";

/// Where office documents keep their properties.
const PROPERTIES: &[&str] = &["docProps/core.xml", "docProps/app.xml", "meta.xml"];

/// What programs write into comments of their own accord.
const PROGRAMS: &[&str] = &["CREATOR: gd-jpeg", "Lavc", "File written by Adobe", "LEAD Technologies", "Created with", "Compressed by"];

pub(super) fn read(kind: Kind, bytes: &[u8], details: &mut FileDetails) {
    match kind {
        Kind::Jpeg => jpeg(bytes, details),
        Kind::Png => png(bytes, details),
        Kind::WebP => {
            for chunk in parts::webp(bytes).unwrap_or_default() {
                if let (b"XMP ", Some(content)) = (&chunk.name, bytes.get(chunk.content)) {
                    xml::read(content, details);
                }
            }
        }
        Kind::Pdf => pdf(bytes, details),
        Kind::Office => office(bytes, details),
        Kind::OtherPicture => {}
    }
}

fn jpeg(bytes: &[u8], details: &mut FileDetails) {
    for segment in parts::jpeg(bytes).unwrap_or_default() {
        let Some(content) = segment.content(bytes) else { continue };
        match segment.marker {
            0xE1 => {
                if let Some(packet) = content.strip_prefix(XMP) {
                    xml::read(packet, details);
                }
            }
            0xFE => {
                let comment = in_either(content);
                if !PROGRAMS.iter().any(|program| comment.starts_with(program)) {
                    details.other("comment", &comment);
                }
            }
            _ => {}
        }
    }
}

/// UTF-8, or what was usual before.
fn in_either(bytes: &[u8]) -> String {
    let bytes = bytes.get(..MOST_READ).unwrap_or(bytes);
    std::str::from_utf8(bytes).map_or_else(|_| WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(), str::to_owned)
}

fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let mut unpacked = Vec::new();
    // A broken end leaves its beginning.
    let _ = ZlibDecoder::new(bytes).take(MOST_READ as u64).read_to_end(&mut unpacked);
    unpacked
}

/// `tEXt`, `zTXt` and `iTXt`: a keyword, and what it says.
fn png(bytes: &[u8], details: &mut FileDetails) {
    for chunk in parts::png(bytes).unwrap_or_default() {
        let Some(content) = bytes.get(chunk.content) else { continue };
        let mut fields = content.splitn(2, |byte| *byte == 0);
        let (Some(keyword), Some(rest)) = (fields.next(), fields.next()) else { continue };
        let told = match &chunk.name {
            b"tEXt" => rest.to_vec(),
            b"zTXt" => unpacked(rest.get(1..).unwrap_or_default()),
            b"iTXt" => {
                // Packed or not, the method, a language, and the keyword in it.
                let [packed, _, rest @ ..] = rest else { continue };
                let Some(text) = rest.splitn(3, |byte| *byte == 0).nth(2) else { continue };
                if *packed == 1 { unpacked(text) } else { text.to_vec() }
            }
            _ => continue,
        };
        match keyword {
            b"XML:com.adobe.xmp" => xml::read(&told, details),
            b"Author" | b"Artist" | b"Creator" => details.made_by(&in_either(&told)),
            // The program, the time, and profiles in figures.
            b"Software" | b"Creation Time" | b"date:create" | b"date:modify" | b"date:timestamp" => {}
            keyword if keyword.starts_with(b"Raw profile") => {}
            keyword => details.other(&in_either(keyword).to_lowercase(), &in_either(&told)),
        }
    }
}

fn pdf(bytes: &[u8], details: &mut FileDetails) {
    if pdf_guard::check(bytes).is_err() {
        return;
    }
    let Ok(pdf) = Pdf::new(bytes.to_vec()) else { return };
    let metadata = pdf.metadata();
    details.made_by(&pdf_text(metadata.author.as_deref().unwrap_or_default()));
    // `Creator` is the program that the document was written with, unless somebody took it at its word.
    for (what, told) in [("keywords", &metadata.keywords), ("subject", &metadata.subject)] {
        details.other(what, &pdf_text(told.as_deref().unwrap_or_default()));
    }
    let root: Option<Dict<'_>> = pdf.xref().get(pdf.xref().root_id());
    let packet = root.and_then(|root| root.get::<Stream<'_>>("Metadata")?.decoded().ok().map(|packet| packet.into_owned()));
    xml::read(&packet.unwrap_or_default(), details);
}

/// UTF-16 or UTF-8 with their marks; otherwise what is nearly Windows-1252 (ISO 32000-1, 7.9.2.2).
fn pdf_text(bytes: &[u8]) -> String {
    match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, mark)) => encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0.into_owned(),
        None => in_either(bytes),
    }
}

fn office(bytes: &[u8], details: &mut FileDetails) {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return };
    for name in PROPERTIES {
        let mut content = Vec::new();
        if let Ok(file) = archive.by_name(name)
            && file.take(MOST_READ as u64).read_to_end(&mut content).is_ok()
        {
            xml::read(&content, details);
        }
    }
}
