//! PDFs: read as people read them, drawn, and refused in words.

use std::io::Write as _;
use std::time::Duration;

use cpd_journal::exporters::{self, Replace};
use cpd_journal::media::{Pdf, PdfError, TextLimits, text_of};
use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::{Dice, pixel};
use crate::exporters::reports;

/// A PDF of objects, numbered from 1; the first is the catalogue.
fn pdf(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n", at + 1).bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let start = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    file.extend(places.iter().flat_map(|place| format!("{place:010} 00000 n \n").into_bytes()));
    file.extend(format!("trailer\n<< /Size {} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).bytes());
    file
}

fn stream(entries: &str, content: &[u8]) -> Vec<u8> {
    [format!("<< {entries} /Length {} >>\nstream\n", content.len()).as_bytes(), content, b"\nendstream"].concat()
}

fn packed(content: &[u8]) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(content).expect("packed");
    packer.finish().expect("packed")
}

/// Pages with this content, in Helvetica as every reader has it.
fn pages(contents: &[&str], trailer: &str) -> Vec<u8> {
    let kids = (0..contents.len()).map(|at| format!("{} 0 R", 4 + 2 * at)).collect::<Vec<_>>().join(" ");
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {} /MediaBox [0 0 600 800] >>", contents.len()).into_bytes(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
    ];
    for (at, content) in contents.iter().enumerate() {
        let page = format!("<< /Type /Page /Parent 2 0 R /Contents {} 0 R /Resources << /Font << /F 3 0 R >> >> >>", 5 + 2 * at);
        objects.extend([page.into_bytes(), stream("", content.as_bytes())]);
    }
    pdf(&objects, trailer)
}

fn open(file: &[u8]) -> Pdf {
    Pdf::open(file.to_vec()).unwrap_or_else(|error| panic!("{error}"))
}

fn text(file: &[u8]) -> String {
    let text = open(file).text(&TextLimits::default());
    assert!(text.complete, "{text:?}");
    text.text
}

fn exported(report: &cpd_journal::domain::Report) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("record.pdf");
    let exporter = exporters::find("pdf").expect("a format");
    exporters::run(
        exporter,
        (report, &cpd_journal::dossier::Dossier::default()),
        &mut |digest, to| reports::content(digest, to),
        &path,
        Replace::Refuse,
        &|_| Ok(()),
    )
    .expect("an export");
    std::fs::read(path).expect("the file")
}

#[test]
fn letters_become_words_and_lines() {
    let cases = [
        ("(Hello) Tj 0 -14 Td (World) Tj", "Hello\nWorld"),
        ("(A whole line of words.) Tj", "A whole line of words."),
        ("[(Two) -300 (words)] TJ", "Two words"),
        ("[(k) 30 (er) 20 (ned) -60 (ly)] TJ", "kernedly"),
        ("(one) Tj 40 0 Td (two) Tj 40 0 Td (three) Tj", "one two three"),
        ("(E=mc) Tj 5 Ts (2) Tj 0 Ts ( is known) Tj", "E=mc2 is known"),
        ("(left column) Tj 0 -14 Td (goes on) Tj 250 14 Td (right column) Tj", "left column\ngoes on\nright column"),
        ("0 1 -1 0 300 300 Tm (Turned round) Tj", "Turned round"),
        ("2 Tr (Filled and outlined) Tj", "Filled and outlined"),
        ("3 Tr (Recognised in a scan) Tj", "Recognised in a scan"),
        ("(trailing  ) Tj 0 -14 Td (blanks ) Tj", "trailing\nblanks"),
        ("(co\\255) Tj 0 -14 Td (operate) Tj", "cooperate"),
        (
            "(re-) Tj 0 -14 Td (habilitation) Tj 0 -14 Td (Part-) Tj 0 -14 Td (B, 2-) Tj 0 -14 Td (3 of -) Tj 0 -14 Td (them) Tj",
            "rehabilitation\nPart-\nB, 2-\n3 of -\nthem",
        ),
        ("(na\\357ve caf\\351 \\200 5) Tj", "naïve café € 5"),
        ("/F 4 Tf (small) Tj /F 30 Tf 0 -40 Td (LARGE) Tj", "small\nLARGE"),
        ("50 Tz (narrow type) Tj", "narrow type"),
        ("3 Tc (spread) Tj", "s p r e a d"),
        ("(well\\255known) Tj", "well-known"),
    ];
    for (content, want) in cases {
        let file = pages(&[&format!("BT /F 12 Tf 72 700 Td {content} ET")], "");
        assert_eq!(text(&file), want, "{content}");
    }
    let two = pages(&["BT /F 12 Tf 72 700 Td (First page) Tj ET", "BT /F 12 Tf 72 700 Td (Second page) Tj ET"], "");
    assert_eq!(text(&two), "First page\n\nSecond page");
    assert_eq!(text_of("application/pdf", "x", &two).map(|found| found.text), Some("First page\n\nSecond page".to_owned()));
    assert_eq!(text_of("application/pdf", "scan.pdf", &pages(&["0 0 100 100 re f"], "")), None, "no text in it");
}

#[test]
fn our_own_exports_are_read() {
    let report = reports::believable(9);
    let file = exported(&report);
    let opened = open(&file);
    let text = text(&file);
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let read = flat(&text);
    assert_eq!(report.entries.len(), 9);
    for entry in &report.entries {
        assert!(read.contains(&flat(&entry.title)), "“{}” in\n{text}", entry.title);
    }
    assert!(text.lines().count() > 9 * 4, "{text}");
    let (width, height) = opened.size(1).expect("a page");
    assert!((width - 595.0).abs() < 1.0 && (height - 842.0).abs() < 1.0, "A4: {width} × {height}");
    let page = opened.page(1, 842).expect("drawn");
    assert_eq!((page.width, page.height), (595, 842));
    let dark = page.rgba.chunks(4).filter(|pixel| pixel[0] < 128).count();
    assert!(dark > 300 && dark < 200_000, "{dark} dark pixels");
    assert!(page.rgba.chunks(4).all(|pixel| pixel[3] == 255));
}

#[test]
fn pages_are_drawn_as_large_as_asked() {
    let content = "0 0 1 rg 0 400 300 400 re f BT /F 200 Tf 320 100 Td (H) Tj ET";
    let file = pages(&[content], "");
    let opened = open(&file);
    for (longest, want) in [(80, (60, 80)), (800, (600, 800)), (0, (1, 1)), (60_000, (4500, 6000))] {
        let page = opened.page(1, longest).expect("drawn");
        assert_eq!((page.width, page.height), want, "{longest}");
        assert_eq!(page.rgba.len(), 4 * want.0 as usize * want.1 as usize);
    }
    let page = opened.page(1, 800).expect("drawn");
    assert_eq!(pixel(&page, 100, 100), [0, 0, 255, 255], "above on the left");
    assert_eq!(pixel(&page, 500, 100), [255; 4]);
    let letter = page.rgba.chunks(2400).skip(500).flat_map(|row| row.chunks(4)).filter(|pixel| pixel[2] > 250 && pixel[0] < 5).count();
    assert!(letter > 3_000, "a letter of a font that is not in the file, {letter} pixels");
    assert_eq!(opened.pages(), 1);
    for page in [0, 2, usize::MAX] {
        assert_eq!(opened.page(page, 100), Err(PdfError::NoPage { page, pages: 1 }));
        assert!(opened.size(page).is_err());
    }
    let strip = pdf(
        &[
            b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1 14400] /Rotate 90 >>".to_vec(),
        ],
        "",
    );
    let page = open(&strip).page(1, 500).expect("drawn");
    assert_eq!((page.width, page.height), (500, 1));
}

#[test]
fn what_cannot_be_opened_says_why() {
    let zeros = packed(&vec![0; 300 << 20]);
    let bomb = pdf(
        &[
            b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
            b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>".to_vec(),
            stream("/Filter /FlateDecode", &zeros),
        ],
        "",
    );
    let deep = pages(&["q"], &format!("/Info {}", "[".repeat(200_000)));
    let deep_inside = {
        let content = packed(&[b"q ".as_slice(), &b"<</A ".repeat(50_000)].concat());
        pdf(
            &[
                b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
                b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
                b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>".to_vec(),
                stream("/Filter /FlateDecode", &content),
            ],
            "",
        )
    };
    let key = "00".repeat(32);
    let protected = pages(
        &["BT ET"],
        &format!(
            "/ID [<0123456789ABCDEF> <0123456789ABCDEF>] /Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <{key}> /U <{key}> >>"
        ),
    );
    let strange = pages(&["BT ET"], "/ID [<01> <01>] /Encrypt << /Filter /Strange /V 99 >>");
    let none = pdf(&[b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(), b"<< /Type /Pages /Kids [] /Count 0 >>".to_vec()], "");
    let bearable = pages(&["BT ET"], &format!("/Info {}{}", "[".repeat(350), "]".repeat(350)));
    assert_eq!(open(&bearable).pages(), 1);
    let mut tall = vec![b"<< /Type /Catalog /Pages 2 0 R >>".to_vec()];
    tall.extend((3..3_003).map(|child| format!("<< /Type /Pages /Kids [{child} 0 R] /Count 1 >>").into_bytes()));
    tall.push(b"<< /Type /Page >>".to_vec());
    let cases: [(&str, Vec<u8>, PdfError); 10] = [
        ("nothing", Vec::new(), PdfError::Damaged),
        ("other", b"\x89PNG\r\n\x1A\n not a PDF".to_vec(), PdfError::Damaged),
        ("a beginning", b"%PDF-1.7\n1 0 obj".to_vec(), PdfError::Damaged),
        ("protected", protected, PdfError::Protected),
        ("strange", strange, PdfError::UnknownEncryption),
        ("without pages", none, PdfError::Empty),
        ("bomb", bomb, PdfError::TooMuch),
        ("a tall tree", pdf(&tall, ""), PdfError::TooMuch),
        ("deep", deep, PdfError::Damaged),
        ("deep inside", deep_inside, PdfError::Damaged),
    ];
    for (name, file, want) in cases {
        // Unpacking hundreds of megabytes once is enough.
        if want != PdfError::TooMuch {
            assert_eq!(text_of("application/pdf", "x.pdf", &file), None, "{name}");
        }
        assert_eq!(Pdf::open(file).err(), Some(want), "{name}");
    }
}

#[test]
fn a_picture_too_large_inside_is_not_drawn() {
    let objects = |side: u32| {
        [
            b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 100 100] >>".to_vec(),
            b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> /Font << /F 6 0 R >> >> >>".to_vec(),
            stream("", b"q 100 0 0 100 0 0 cm /I Do Q BT /F 9 Tf 9 9 Td (Caption) Tj ET"),
            stream(
                &format!("/Type /XObject /Subtype /Image /Width {side} /Height {side} /ColorSpace /DeviceGray /BitsPerComponent 8"),
                &[7; 16],
            ),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>".to_vec(),
        ]
    };
    let fine = open(&pdf(&objects(4), "")).page(1, 50).expect("drawn");
    assert!(pixel(&fine, 25, 10)[0] < 20, "{:?}", pixel(&fine, 25, 10));
    let large = open(&pdf(&objects(60_000), ""));
    assert_eq!(large.page(1, 50), Err(PdfError::TooMuch));
    assert_eq!(large.text(&TextLimits::default()).text, "Caption", "its text is no matter of pixels");
}

#[test]
fn reading_stops_where_it_is_told_to() {
    let page = format!("BT /F 12 Tf 72 700 Td {} ET", "(Words of a long page) Tj 0 -14 Td ".repeat(1_000));
    let contents = vec![page.as_str(); 20];
    let opened = open(&pages(&contents, ""));
    let all = opened.text(&TextLimits::default());
    assert!(all.complete);
    assert_eq!(all.text.lines().filter(|line| !line.is_empty()).count(), 20_000);
    let by = |limits: TextLimits| {
        let text = opened.text(&limits);
        assert!(!text.complete && all.text.starts_with(&text.text), "{limits:?}");
        text.text.len()
    };
    let bytes = by(TextLimits { bytes: 777, ..TextLimits::default() });
    assert!(bytes > 700 && bytes <= 777, "{bytes}");
    let one_page = by(TextLimits { pages: 1, ..TextLimits::default() });
    assert!((20_900..21_100).contains(&one_page), "{one_page}");
    assert!(by(TextLimits { time: Duration::ZERO, ..TextLimits::default() }) < 2 * one_page, "no time");
}

#[test]
fn no_damage_makes_a_panic() {
    let by_hand = pages(
        &["BT /F 12 Tf 72 700 Td (First) Tj [(a) -20 (b)] TJ ET 1 0 0 rg 10 10 50 50 re f q 2 0 0 2 0 0 cm Q", "BT /F 9 Tf (Second) Tj ET"],
        "/Info << /Title (Damage) >>",
    );
    let ours = exported(&reports::believable(1));
    let mut dice = Dice(11);
    for (file, rounds) in [(by_hand, 400), (ours, 60)] {
        let mut opened = 0;
        for _ in 0..rounds {
            let damaged = dice.damaged(&file);
            let Ok(pdf) = Pdf::open(damaged) else { continue };
            opened += 1;
            let _ = pdf.text(&TextLimits { time: Duration::from_secs(2), ..TextLimits::default() });
            let _ = pdf.page(1, 60);
        }
        assert!(opened > rounds / 10, "{opened} of {rounds} opened in spite of the damage");
    }
}

/// A page that shows a picture of one colour, whose pixels are the byte of a bracket, and may use that picture otherwise as well.
fn bracketed(first: u8, contents: &str, resources: &str) -> Vec<u8> {
    let mut pixels = vec![b'['; 300 * 300];
    pixels[0] = first;
    pdf(
        &[
            b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 100 100] >>".to_vec(),
            format!("<< /Type /Page /Parent 2 0 R /Contents {contents} /Resources << /XObject << /I 5 0 R >> {resources} >> >>")
                .into_bytes(),
            stream("", b"q 100 0 0 100 0 0 cm /I Do Q"),
            stream(
                "/Type /XObject /Subtype /Image /Width 300 /Height 300 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode",
                &packed(&pixels),
            ),
        ],
        "",
    )
}

#[test]
fn pixels_are_no_lists_but_what_is_read_as_content_is() {
    let fine = open(&bracketed(b'[', "4 0 R", ""));
    let drawn = fine.page(1, 50).expect("drawn");
    assert_eq!(pixel(&drawn, 25, 25)[0], b'[', "its one grey");
    let refused = [
        ("as content", bracketed(b'[', "5 0 R", "")),
        ("in a list of contents", bracketed(b'[', "[4 0 R 5 0 R]", "")),
        ("as a pattern", bracketed(b'[', "4 0 R", "/Pattern << /P 5 0 R >>")),
        ("as a letter", bracketed(b'[', "4 0 R", "/Font << /F << /Subtype /Type3 /CharProcs << /a 5 0 R >> >> >>")),
        ("as a mask", bracketed(b'[', "4 0 R", "/ExtGState << /E << /SMask << /G 5 0 R >> >> >>")),
        ("what may hold objects", bracketed(b'1', "4 0 R", "")),
    ];
    for (name, file) in refused {
        assert_eq!(Pdf::open(file).err(), Some(PdfError::Damaged), "{name}");
    }
    // The word before it is not enough: its own keys say what it is.
    let mut claims = bracketed(b'[', "5 0 R", "");
    let at = claims.windows(15).position(|part| part == b"/Subtype /Image").expect("there");
    claims[at..at + 15].copy_from_slice(b"/Subtyqe /Image");
    assert_eq!(Pdf::open(claims).err(), Some(PdfError::Damaged));
}
