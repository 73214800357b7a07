use std::io::{Cursor, Write as _};

use exif::experimental::Writer;
use exif::{Field, In, Rational, Tag, Value};
use image::codecs::{jpeg::JpegEncoder, png::PngEncoder, webp::WebPEncoder};
use image::{ImageEncoder, Rgb, RgbImage};
use proptest::prelude::*;
use zip::write::SimpleFileOptions;

use super::parts;
use super::{FileDetails, details_of, without_details};
use crate::media::decode;

/// A picture whose corners differ, so that turning shows.
fn pixels() -> RgbImage {
    RgbImage::from_fn(16, 8, |x, y| if x < 8 && y < 4 { Rgb([250, 10, 10]) } else { Rgb([10, 10, 250]) })
}

/// EXIF as a camera writes it.
fn camera(orientation: u16) -> Vec<u8> {
    let ascii = |text: &str| Value::Ascii(vec![text.as_bytes().to_vec()]);
    let degrees =
        |d, m, s| Value::Rational(vec![Rational { num: d, denom: 1 }, Rational { num: m, denom: 1 }, Rational { num: s, denom: 100 }]);
    let fields = [
        (Tag::Artist, ascii("Siân Rees")),
        (Tag::CameraOwnerName, ascii("Tomasz Kowalski")),
        (Tag::BodySerialNumber, ascii("SN-0042")),
        (Tag::Orientation, Value::Short(vec![orientation])),
        (Tag::UserComment, Value::Undefined(b"ASCII\0\0\0bed 4".to_vec(), 0)),
        (Tag::GPSLatitude, degrees(51, 30, 1200)),
        (Tag::GPSLatitudeRef, ascii("N")),
        (Tag::GPSLongitude, degrees(0, 7, 1200)),
        (Tag::GPSLongitudeRef, ascii("W")),
    ];
    let fields: Vec<Field> = fields.into_iter().map(|(tag, value)| Field { tag, ifd_num: In::PRIMARY, value }).collect();
    let mut writer = Writer::new();
    for field in &fields {
        writer.push_field(field);
    }
    let mut made = Cursor::new(Vec::new());
    writer.write(&mut made, true).unwrap();
    made.into_inner()
}

fn encoded(mut encoder: impl ImageEncoder, exif: Option<Vec<u8>>) {
    if let Some(exif) = exif {
        encoder.set_exif_metadata(exif).unwrap();
    }
    let image = pixels();
    encoder.write_image(image.as_raw(), 16, 8, image::ExtendedColorType::Rgb8).unwrap();
}

fn jpeg(exif: Option<Vec<u8>>) -> Vec<u8> {
    let mut made = Vec::new();
    encoded(JpegEncoder::new_with_quality(&mut made, 90), exif);
    made
}

fn png(exif: Option<Vec<u8>>) -> Vec<u8> {
    let mut made = Vec::new();
    encoded(PngEncoder::new(&mut made), exif);
    made
}

fn webp(exif: Option<Vec<u8>>) -> Vec<u8> {
    let mut made = Vec::new();
    encoded(WebPEncoder::new_lossless(&mut made), exif);
    made
}

/// With a further segment at its beginning, and something behind its end.
fn with_segment(jpeg: &[u8], marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xFF, marker], &length, content, &jpeg[2..], b"behind the end: Aoife"].concat()
}

/// With a further chunk after its head.
fn with_chunk(png: &[u8], name: [u8; 4], content: &[u8]) -> Vec<u8> {
    let mut sum = flate2::Crc::new();
    sum.update(&name);
    sum.update(content);
    let length = u32::try_from(content.len()).unwrap().to_be_bytes();
    let head = parts::png(png).unwrap()[0].whole.end;
    [&png[..head], &length, &name, content, &sum.sum().to_be_bytes(), &png[head..]].concat()
}

fn packed(text: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(text).unwrap();
    packer.finish().unwrap()
}

const XMP: &str = r#"<?xpacket?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description aux:SerialNumber="77&amp;8" exif:GPSLatitude="53,24.0N"
    exif:GPSLongitude="2,30.0W"><dc:creator><rdf:Seq><rdf:li>Gurpreet &#75;aur</rdf:li><rdf:li>Mair &amp; Dai</rdf:li></rdf:Seq></dc:creator>
    <xmp:CreatorTool>A program</xmp:CreatorTool><Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Oluwaseun</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage>
    </rdf:Description></rdf:RDF></x:xmpmeta>"#;

fn pdf(info: &str, xmp: &str) -> Vec<u8> {
    let objects = [
        "<</Type/Catalog/Pages 2 0 R/Metadata 5 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>".to_owned(),
        info.to_owned(),
        format!("<</Type/Metadata/Subtype/XML/Length {}>>stream\n{xmp}\nendstream", xmp.len()),
    ];
    let mut made = "%PDF-1.7\n".to_owned();
    let mut at = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        at.push(made.len());
        made.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let table = made.len();
    made.push_str("xref\n0 6\n0000000000 65535 f \n");
    for one in at {
        made.push_str(&format!("{one:010} 00000 n \n"));
    }
    made.push_str(&format!("trailer<</Size 6/Root 1 0 R/Info 4 0 R>>\nstartxref\n{table}\n%%EOF\n"));
    made.into_bytes()
}

fn office(files: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn told(author: &str, place: &str, others: &[&str]) -> FileDetails {
    FileDetails { author: author.into(), place: place.into(), others: others.iter().map(|other| (*other).to_owned()).collect() }
}

#[test]
fn what_cameras_write_is_told() {
    for (media_type, bytes) in
        [("image/jpeg", jpeg(Some(camera(1)))), ("image/png", png(Some(camera(1)))), ("image/webp", webp(Some(camera(1))))]
    {
        let mut found = details_of(media_type, &bytes);
        found.others.sort();
        let mut author: Vec<&str> = found.author.split(", ").collect();
        author.sort_unstable();
        assert_eq!(author, ["Siân Rees", "Tomasz Kowalski"], "{media_type}");
        assert_eq!(
            (found.place.as_str(), found.others),
            ("51.50, −0.12", vec!["camera's serial number: SN-0042".to_owned(), "comment: bed 4".to_owned()])
        );
    }
}

#[test]
fn what_is_written_beside_pixels_is_told() {
    let xmp_segment = [b"http://ns.adobe.com/xap/1.0/\0", XMP.as_bytes()].concat();
    let iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x20\x1C\x02\x50\x00\x05Aoife\x1C\x02\x5A\x00\x04Hull\x1C\x02\x7A\xFF\xFFxx";
    let from_xmp = told("Gurpreet Kaur, Mair & Dai", "53.40, −2.50", &["camera's serial number: 77&8", "in the picture: Oluwaseun"]);
    for (what, bytes, wanted) in [
        ("nothing", jpeg(None), FileDetails::default()),
        ("nothing", png(None), FileDetails::default()),
        ("nothing", webp(None), FileDetails::default()),
        ("a comment", with_segment(&jpeg(None), 0xFE, b"room 12"), told("", "", &["comment: room 12"])),
        ("a program's comment", with_segment(&jpeg(None), 0xFE, b"CREATOR: gd-jpeg v1.0"), FileDetails::default()),
        ("XMP in JPEG", with_segment(&jpeg(None), 0xE1, &xmp_segment), from_xmp.clone()),
        ("IPTC", with_segment(&jpeg(None), 0xED, iptc), told("Aoife", "Hull", &[])),
        ("tEXt", with_chunk(&png(None), *b"tEXt", b"Author\0Si\xE2n"), told("Siân", "", &[])),
        (
            "zTXt",
            with_chunk(&png(None), *b"zTXt", &[b"Comment\0\0", packed(b"bed 4").as_slice()].concat()),
            told("", "", &["comment: bed 4"]),
        ),
        ("iTXt", with_chunk(&png(None), *b"iTXt", "Author\0\0\0cy\0Awdur\0Siân".as_bytes()), told("Siân", "", &[])),
        (
            "packed iTXt",
            with_chunk(&png(None), *b"iTXt", &[b"Author\0\x01\0\0\0", packed("Łucja".as_bytes()).as_slice()].concat()),
            told("Łucja", "", &[]),
        ),
        ("a program", with_chunk(&png(None), *b"tEXt", b"Software\0A program"), FileDetails::default()),
        ("XMP in PNG", with_chunk(&png(None), *b"iTXt", &[b"XML:com.adobe.xmp\0\0\0\0\0", XMP.as_bytes()].concat()), from_xmp),
    ] {
        assert_eq!(details_of("image/x", &bytes), wanted, "{what}");
        let without = without_details("", &bytes).unwrap_or_else(|| panic!("{what}"));
        assert_eq!(details_of("", &without), FileDetails::default(), "{what}");
        assert_eq!(decode(&without, 1000).unwrap().rgba, decode(&bytes, 1000).unwrap().rgba, "{what}");
        for secret in ["Aoife", "Author", "bed 4", "room 12", "Gurpreet"] {
            assert!(!without.windows(secret.len()).any(|bytes| bytes == secret.as_bytes()), "{what}: {secret}");
        }
    }
}

#[test]
fn documents_say_who_made_them() {
    let core = "<cp:coreProperties><dc:creator>Siân Rees</dc:creator><cp:lastModifiedBy>Tomasz K</cp:lastModifiedBy></cp:coreProperties>";
    let app = "<Properties><Company>Oak Lodge</Company><Application>Word</Application></Properties>";
    let meta = "<office:meta><meta:initial-creator>Mair</meta:initial-creator><dc:creator>Dai</dc:creator></office:meta>";
    for (bytes, wanted) in [
        (pdf("<</Author(Si\\342n Rees)/Creator(A program)>>", ""), told("Siân Rees", "", &[])),
        (pdf("<</Author<FEFF0141>>>", ""), told("Ł", "", &[])),
        (pdf("<</Producer(A program)>>", "<a><dc:creator><rdf:Seq><rdf:li>Ola</rdf:li></rdf:Seq></dc:creator></a>"), told("Ola", "", &[])),
        (pdf("<</Author(Ola)>>", "<a><dc:creator>Ola</dc:creator><dc:creator>Bo"), told("Ola", "", &[])),
        (pdf("<<>>", ""), FileDetails::default()),
        (office(&[("docProps/core.xml", core), ("docProps/app.xml", app)]), told("Siân Rees, Tomasz K", "", &["organisation: Oak Lodge"])),
        (office(&[("meta.xml", meta)]), told("Mair, Dai", "", &[])),
        (office(&[("other.txt", "Aoife")]), FileDetails::default()),
    ] {
        assert_eq!(details_of("", &bytes), wanted);
        assert_eq!(without_details("", &bytes), None);
    }
}

#[test]
fn a_picture_that_must_be_turned_is_turned_and_keeps_its_format() {
    for (media_type, bytes) in
        [("image/jpeg", jpeg(Some(camera(6)))), ("image/png", png(Some(camera(6)))), ("image/webp", webp(Some(camera(6))))]
    {
        let without = without_details(media_type, &bytes).unwrap();
        assert_eq!(without[..4], bytes[..4], "{media_type}");
        assert_eq!(details_of(media_type, &without), FileDetails::default(), "{media_type}");
        let (before, after) = (decode(&bytes, 1000).unwrap(), decode(&without, 1000).unwrap());
        assert_eq!((after.width, after.height), (8, 16), "{media_type}");
        let farthest = before.rgba.iter().zip(&after.rgba).map(|(one, other)| one.abs_diff(*other)).max().unwrap();
        assert!(farthest <= if media_type == "image/jpeg" { 24 } else { 0 }, "{media_type}: {farthest}");
    }
}

#[test]
fn an_upright_picture_is_not_packed_anew() {
    let bytes = jpeg(Some(camera(1)));
    let without = without_details("image/jpeg", &bytes).unwrap();
    let packed = |bytes: &[u8]| parts::jpeg(bytes).unwrap().last().unwrap().content(bytes).unwrap().to_vec();
    assert_eq!(packed(&without), packed(&bytes));
    let png = png(Some(camera(1)));
    let idat = |bytes: &[u8]| {
        parts::png(bytes).unwrap().iter().find(|chunk| &chunk.name == b"IDAT").map(|chunk| bytes[chunk.content.clone()].to_vec())
    };
    assert_eq!(idat(&without_details("image/png", &png).unwrap()), idat(&png));
}

#[test]
fn a_colour_profile_stays() {
    let mut profile = vec![0_u8; 128];
    profile[16..20].copy_from_slice(b"RGB ");
    for orientation in [1, 6] {
        let mut bytes = Vec::new();
        let mut encoder = JpegEncoder::new(&mut bytes);
        encoder.set_icc_profile(profile.clone()).unwrap();
        encoded(encoder, Some(camera(orientation)));
        let without = without_details("", &bytes).unwrap();
        let kept = parts::jpeg(&without)
            .unwrap()
            .iter()
            .any(|segment| segment.marker == 0xE2 && segment.content(&without).unwrap().ends_with(&profile));
        assert!(kept, "{orientation}");
    }
}

#[test]
fn what_is_no_picture_has_no_copy_and_tells_nothing() {
    let deep = format!("{}{}", "<a>".repeat(200_000), "x");
    let texts: [&[u8]; 8] =
        [b"", b"\xFF\xD8\xFF", b"%PDF-", b"PK\x03\x04", b"RIFF\xFF\xFF\xFF\xFFWEBP", parts::PNG, b"hello", b"II*\0\xFF\xFF\xFF\xFF"];
    for bytes in texts {
        for media_type in ["", "image/jpeg", "application/pdf", "image/tiff", "text/plain"] {
            assert_eq!(details_of(media_type, bytes), FileDetails::default());
            assert_eq!(without_details(media_type, bytes), None);
        }
    }
    assert_eq!(details_of("", &pdf("<<>>", &deep)), FileDetails::default());
    assert_eq!(details_of("", &office(&[("docProps/core.xml", &deep)])), FileDetails::default());
    // A megabyte that unpacks from little, and a name without end.
    let bomb = [b"Author\0\0".as_slice(), &packed(&vec![b'a'; 8 << 20])].concat();
    assert!(details_of("", &with_chunk(&png(None), *b"zTXt", &bomb)).author.chars().count() <= 201);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn broken_files_end_nothing(which in 0_usize..6, cut in 0.0_f64..1.0, flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6)) {
        let xmp = [b"http://ns.adobe.com/xap/1.0/\0", XMP.as_bytes()].concat();
        let mut bytes = match which {
            0 => jpeg(Some(camera(6))),
            1 => with_segment(&jpeg(None), 0xE1, &xmp),
            2 => with_chunk(&png(Some(camera(3))), *b"zTXt", &[b"Comment\0\0", packed(b"x").as_slice()].concat()),
            3 => webp(Some(camera(8))),
            4 => pdf("<</Author(A)>>", XMP),
            _ => office(&[("docProps/core.xml", XMP)]),
        };
        for (at, byte) in &flips {
            let at = at.index(bytes.len());
            bytes[at] = *byte;
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a part of the length")]
        bytes.truncate((bytes.len() as f64 * (1.0 - cut * cut * cut)) as usize);
        let _ = details_of("image/jpeg", &bytes);
        if let Some(without) = without_details("image/jpeg", &bytes) {
            prop_assert!(decode(&without, crate::media::MOST_PIXELS).is_ok());
        }
    }
}
