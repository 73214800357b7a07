//! The words that a file holds, for the search. No file is too broken for this: what cannot be read has no words.

use encoding_rs::{Encoding, WINDOWS_1252};

use super::html;
use super::pdf::{Pdf, TextLimits};
use crate::domain::text::clean;

/// The most text that is taken from one file, in bytes of UTF-8: some 300,000 words.
pub const MOST_TEXT: usize = 2_000_000;

/// The largest PDF that is read for its text, in bytes: it is held in memory for it.
const LARGEST_PDF: usize = 200_000_000;

/// How much of a file is decoded to find [`MOST_TEXT`], in bytes: pages of HTML are mostly tags.
const MOST_READ: usize = 4 * MOST_TEXT;

/// How far into a page its declaration of an encoding is looked for, in bytes, as browsers do.
const DECLARED_WITHIN: usize = 1024;

/// What a file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    pub text: String,
    /// Whether this is all of it.
    pub complete: bool,
}

/// What kind of text it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    /// With tags.
    Tagged,
    Pdf,
}

/// Endings of names of text files, where the media type does not tell.
const PLAIN_ENDINGS: &[&str] = &[
    "txt", "text", "md", "markdown", "csv", "tsv", "json", "jsonl", "ics", "vcf", "srt", "vtt", "sbv", "log", "eml", "bib", "ris", "tex",
    "rst", "org", "adoc", "yaml", "yml", "toml", "ini",
];
const TAGGED_ENDINGS: &[&str] = &["html", "htm", "xhtml", "xml", "svg", "opml", "rss", "atom", "ttml"];

fn kind(media_type: &str, name: &str) -> Option<Kind> {
    let media_type = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let ending = ending.as_str();
    match media_type.as_str() {
        "application/pdf" => Some(Kind::Pdf),
        // Its words lie among commands.
        "text/rtf" | "application/rtf" => None,
        "text/html" | "text/xml" | "application/xhtml+xml" | "application/xml" | "image/svg+xml" => Some(Kind::Tagged),
        "application/json" | "application/x-ndjson" | "message/rfc822" | "application/x-subrip" => Some(Kind::Plain),
        kind if kind.ends_with("+json") => Some(Kind::Plain),
        kind if kind.ends_with("+xml") => Some(Kind::Tagged),
        "" | "application/octet-stream" | "text/plain" if TAGGED_ENDINGS.contains(&ending) => Some(Kind::Tagged),
        "" | "application/octet-stream" if ending == "pdf" => Some(Kind::Pdf),
        "" | "application/octet-stream" if PLAIN_ENDINGS.contains(&ending) => Some(Kind::Plain),
        kind if kind.starts_with("text/") => (ending != "rtf").then_some(Kind::Plain),
        _ => None,
    }
}

/// The text of a PDF, of anything `text/…`, and of what by its name is text, up to [`MOST_TEXT`]; of HTML and XML without tags. Encodings: UTF-8, UTF-16 with its
/// mark, what a page of HTML declares, and otherwise Windows-1252. Nothing when there is no text to be had: other kinds of files, PDFs that are protected
/// or only scanned, and files that are no text whatever they are called.
pub fn text_of(media_type: &str, name: &str, bytes: &[u8]) -> Option<Text> {
    let kind = kind(media_type, name)?;
    let found = match kind {
        Kind::Pdf if bytes.len() > LARGEST_PDF => None,
        Kind::Pdf => Pdf::open(bytes.to_vec()).ok().map(|pdf| pdf.text(&TextLimits::default())),
        Kind::Plain | Kind::Tagged => {
            let read = bytes.get(..MOST_READ).unwrap_or(bytes);
            let text = decoded(read, kind)?;
            let text = if kind == Kind::Tagged { html::text(&text) } else { text };
            Some(cut(&clean(&text), read.len() == bytes.len()))
        }
    };
    found.filter(|found| !found.text.trim().is_empty())
}

/// At most [`MOST_TEXT`] of it.
fn cut(text: &str, complete: bool) -> Text {
    let end = text.floor_char_boundary(MOST_TEXT);
    Text { text: text.get(..end).unwrap_or_default().to_owned(), complete: complete && end == text.len() }
}

/// The bytes as text; nothing when they are none.
fn decoded(bytes: &[u8], kind: Kind) -> Option<String> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Some(encoding.decode_without_bom_handling(bytes.get(mark..)?).0.into_owned());
    }
    // No text in any of these encodings has a NUL.
    if bytes.contains(&0) {
        return None;
    }
    let utf8 = String::from_utf8_lossy(bytes);
    // A single broken letter, as at the end of what was read, makes no other encoding of it.
    let broken = utf8.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
    if broken <= utf8.chars().filter(|c| !c.is_ascii() && *c != char::REPLACEMENT_CHARACTER).count() {
        return Some(utf8.into_owned());
    }
    let encoding = (kind == Kind::Tagged).then(|| declared(bytes)).flatten().unwrap_or(WINDOWS_1252);
    Some(encoding.decode_without_bom_handling(bytes).0.into_owned())
}

/// The encoding that a page says it has.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..DECLARED_WITHIN).unwrap_or(bytes)).to_ascii_lowercase();
    let (_, after) = head.split_once("charset=").or_else(|| head.split_once("encoding="))?;
    let label: String =
        after.trim_start_matches(['"', '\'', ' ']).chars().take_while(|c| c.is_ascii_alphanumeric() || "-_:".contains(*c)).collect();
    Encoding::for_label(label.as_bytes())
}
