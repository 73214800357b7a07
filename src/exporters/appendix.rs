//! What evidence looks like on a page: pictures, pages of PDFs as pictures, and text. For formats that show it beside the files themselves.
//!
//! Pictures are decoded, turned upright, made as large as a page needs them and written anew: nothing but their colours leaves, neither the place
//! nor the camera that they came with.

use crate::domain::report::ReportEvidence;
use crate::domain::text::{clean_line, excerpt};
use crate::exporters::words;
use crate::media::{self, Pdf, PdfError, Picture, TextLimits};

/// Pages of a PDF that are shown.
const MOST_PAGES: usize = 20;

/// Characters of a text that are shown.
const MOST_TEXT: usize = 20_000;

/// Characters of a page's text that its picture is described by.
const MOST_DESCRIBED: usize = 300;

/// The longest side of a picture in pixels: a page of A4 less its margins, at 150 dots per inch.
const LONGEST: u32 = 1_400;

/// The most pixels that a picture is opened with: telephones take 12 to 50 million, at 4 bytes each in memory.
const MOST_PIXELS: u64 = 60_000_000;

/// How little a JPEG leaves out, of 100: small print stays sharp.
const QUALITY: u8 = 82;

/// What there is to see of a piece of evidence.
#[derive(Debug, Default)]
pub(super) struct Appended {
    pub(super) shots: Vec<Shot>,
    /// What a text says; plain.
    pub(super) text: String,
    /// What is not shown, and why: whole sentences.
    pub(super) notes: Vec<String>,
}

/// A picture.
#[derive(Debug)]
pub(super) struct Shot {
    /// A JPEG.
    pub(super) bytes: Vec<u8>,
    /// In pixels.
    pub(super) width: u32,
    /// In pixels.
    pub(super) height: u32,
    /// What it shows, for those who cannot see it; never empty.
    pub(super) alt: String,
    /// What stands below it; may be empty.
    pub(super) caption: String,
    /// A page, whose white ends where nobody sees it.
    pub(super) is_page: bool,
}

/// What there is to see of a piece with this content. `go_on` is asked before each page and stops the work with its error.
///
/// # Errors
/// Only those of `go_on`: what cannot be shown is told in [`Appended::notes`].
pub(super) fn appended<E>(piece: &ReportEvidence, content: &[u8], go_on: &mut dyn FnMut() -> Result<(), E>) -> Result<Appended, E> {
    go_on()?;
    let kind = piece.media_type.to_ascii_lowercase();
    if kind == "application/pdf" || content.starts_with(b"%PDF-") {
        return pages(piece, content, go_on);
    }
    let mut appended = Appended::default();
    if kind.starts_with("image/") && kind != "image/svg+xml" {
        match media::decode(content, MOST_PIXELS).and_then(|picture| written(&media::thumbnail(&picture, LONGEST))) {
            Ok((bytes, (width, height))) => {
                let alt = words::picture_alt(piece);
                appended.shots.push(Shot { bytes, width, height, alt, caption: clean_line(&piece.caption), is_page: false });
            }
            Err(error) => appended.notes.push(format!("It cannot be shown here: {error}.")),
        }
    } else if let Some(text) = media::text_of(&piece.media_type, &piece.name, content) {
        let end = text.text.char_indices().nth(MOST_TEXT).map(|(at, _)| at);
        let shown = end.and_then(|end| text.text.get(..end)).unwrap_or(&text.text);
        shown.trim().clone_into(&mut appended.text);
        if end.is_some() || !text.complete {
            appended.notes.push(format!("Only its first {} characters are shown.", words::number(shown.chars().count())));
        }
    } else {
        appended.notes.push("A file of this kind cannot be shown on a page.".to_owned());
    }
    Ok(appended)
}

fn pages<E>(piece: &ReportEvidence, content: &[u8], go_on: &mut dyn FnMut() -> Result<(), E>) -> Result<Appended, E> {
    let mut appended = Appended::default();
    let pdf = match Pdf::open(content.to_vec()) {
        Ok(pdf) => pdf,
        Err(error) => {
            appended.notes.push(format!("It cannot be shown here: {error}."));
            return Ok(appended);
        }
    };
    let count = pdf.pages();
    let shown = count.min(MOST_PAGES);
    go_on()?;
    let text = pdf.text(&TextLimits { pages: shown, ..TextLimits::default() }).text;
    // Pages are parted by empty lines; one without text leaves no trace, and then nobody knows whose text is whose.
    let texts: Vec<&str> = Some(text.split("\n\n").collect::<Vec<_>>()).filter(|texts| texts.len() == shown).unwrap_or_default();
    let what = words::picture_alt(piece);
    for number in 1..=shown {
        go_on()?;
        let drawn: Result<Picture, PdfError> = pdf.page(number, LONGEST);
        let drawn = drawn.map_err(|error| error.to_string()).and_then(|picture| written(&picture).map_err(|error| error.to_string()));
        match drawn {
            Ok((bytes, (width, height))) => {
                let of = format!("page {number} of {count}");
                let said = texts.get(number - 1).map(|text| clean_line(text)).filter(|text| !text.is_empty());
                let said =
                    said.filter(|text| text.chars().nth(MOST_DESCRIBED).is_none()).map(|text| format!(": {text}")).unwrap_or_default();
                let caption = if count > 1 { format!("{}, {of}", excerpt(&piece.name, 100)) } else { clean_line(&piece.caption) };
                let alt = format!("{what}, {of}{said}");
                appended.shots.push(Shot { bytes, width, height, alt, caption, is_page: true });
            }
            Err(error) => appended.notes.push(format!("Page {number} cannot be shown here: {error}.")),
        }
    }
    if count > shown {
        appended.notes.push(format!("Only the first {shown} of its {count} pages are shown."));
    }
    Ok(appended)
}

/// A picture on white as a file. A JPEG goes into a PDF as it is, without being packed once more.
fn written(picture: &Picture) -> Result<(Vec<u8>, (u32, u32)), media::PictureError> {
    Ok((media::to_jpeg(picture, QUALITY)?, (picture.width, picture.height)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Digest, Uid};

    fn piece(name: &str, media_type: &str) -> ReportEvidence {
        ReportEvidence {
            uid: Uid::from_text(name),
            digest: Digest([0; 32]),
            name: name.to_owned(),
            media_type: media_type.to_owned(),
            bytes: 0,
            caption: "Rounds on eight bells".to_owned(),
            alt: String::new(),
            captured: chrono::DateTime::UNIX_EPOCH,
            source_url: String::new(),
            proves: None,
        }
    }

    fn of(name: &str, media_type: &str, content: &[u8]) -> Appended {
        appended(&piece(name, media_type), content, &mut || Ok::<_, ()>(())).unwrap()
    }

    #[test]
    fn pictures_are_written_anew_and_no_larger_than_needed() {
        let noise: Vec<u8> = (0..2_000_u32 * 500).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
        let large = media::to_png(&Picture { width: 2_000, height: 500, rgba: noise }).unwrap();
        let [shot] = of("noise.png", "image/png", &large).shots.try_into().unwrap();
        assert_eq!((shot.width, shot.height), (LONGEST, 350));
        assert_eq!(shot.alt, "Rounds on eight bells");
        let clear = media::to_png(&Picture { width: 2, height: 2, rgba: vec![0; 16] }).unwrap();
        let [shot] = of("clear.png", "image/png", &clear).shots.try_into().unwrap();
        assert_eq!(media::decode(&shot.bytes, 100).unwrap().rgba, [255; 16], "white");
    }

    #[test]
    fn what_cannot_be_shown_says_why() {
        for (name, media_type, content, why) in [
            ("a.png", "image/png", &b"no picture"[..], "not a PNG, JPEG, GIF or WebP"),
            ("a.pdf", "application/pdf", b"%PDF-1.7 nothing", "damaged"),
            ("a.mp3", "audio/mpeg", b"\0\x01", "of this kind"),
        ] {
            let appended = of(name, media_type, content);
            assert!(appended.shots.is_empty() && appended.text.is_empty());
            assert!(appended.notes.iter().any(|note| note.contains(why)), "{:?}", appended.notes);
        }
    }

    #[test]
    fn long_texts_are_cut_and_say_so() {
        let appended = of("a.txt", "text/plain", "ŵ ".repeat(MOST_TEXT).as_bytes());
        assert!(appended.text.chars().count() <= MOST_TEXT && appended.notes.iter().any(|note| note.contains("first 20,000")));
        assert_eq!(of("b.txt", "text/plain", b"Look to!\nTreble's going.").text, "Look to!\nTreble's going.");
        assert!(appended.shots.is_empty());
    }

    #[test]
    fn it_stops_when_told() {
        let mut asked = 0;
        let stopped = appended(&piece("a.txt", "text/plain"), b"x", &mut || {
            asked += 1;
            Err("stop")
        });
        assert_eq!((stopped.err(), asked), (Some("stop"), 1));
    }
}
