//! Redaction: the covered pixels are gone from the bytes, and so is everything about the picture that is not the picture.

use cpd_journal::media::{Cover, MOST_PIXELS, Picture, decode, redact};
use proptest::prelude::*;

use super::{PLACE, chunks, exif, gif, holds, jpeg, picture, pixel, png, webp, with_chunks, with_exif};

const BLACK: [u8; 4] = [0, 0, 0, 255];

fn byte(number: u32) -> u8 {
    u8::try_from(number).expect("small")
}

fn is_covered(covers: &[Cover], x: u32, y: u32) -> bool {
    let within = |at: u32, from: u32, length: u32| at >= from && u64::from(at) < u64::from(from) + u64::from(length);
    covers.iter().any(|cover| within(x, cover.x, cover.width) && within(y, cover.y, cover.height))
}

/// Redacts, and checks all that is promised against what the source shows.
fn check(source: &[u8], covers: &[Cover]) -> Picture {
    let shown = decode(source, MOST_PIXELS).expect("a picture");
    let redacted = redact(source, covers).expect("redacted");
    let left = decode(&redacted.png, MOST_PIXELS).expect("a picture");
    assert_eq!((redacted.width, redacted.height), (shown.width, shown.height));
    assert_eq!((left.width, left.height), (shown.width, shown.height));
    for y in 0..shown.height {
        for x in 0..shown.width {
            let want = match pixel(&shown, x, y) {
                _ if is_covered(covers, x, y) => BLACK,
                [.., 0] => [0; 4],
                unchanged => unchanged,
            };
            assert_eq!(pixel(&left, x, y), want, "at {x}, {y} with {covers:?}");
        }
    }
    let chunks = chunks(&redacted.png);
    assert!(
        chunks.iter().all(|(name, _)| ["IHDR", "IDAT", "IEND"].contains(&name.as_str())),
        "{:?}",
        chunks.iter().map(|chunk| &chunk.0).collect::<Vec<_>>()
    );
    assert!(!holds(&redacted.png, PLACE));
    left
}

fn any_picture() -> impl Strategy<Value = Picture> {
    (1_u32..40, 1_u32..40).prop_flat_map(|(width, height)| {
        let bytes = 4 * (width * height) as usize;
        prop_oneof![
            proptest::collection::vec(any::<u8>(), bytes),
            proptest::collection::vec(prop_oneof![Just(0_u8), Just(255)], bytes),
            Just(vec![255; bytes]),
        ]
        .prop_map(move |rgba| Picture { width, height, rgba })
    })
}

fn any_covers() -> impl Strategy<Value = Vec<Cover>> {
    let at = || prop_oneof![8 => 0_u32..50, 1 => Just(u32::MAX)];
    proptest::collection::vec((at(), at(), at(), at()).prop_map(|(x, y, width, height)| Cover { x, y, width, height }), 0..5)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_covered_is_gone_and_the_rest_is_there(shown in any_picture(), covers in any_covers()) {
        let source = with_chunks(&png(&shown), &[(b"tEXt", b"Author\0Anna Example"), (b"eXIf", &exif(1))]);
        let left = check(&source, &covers);
        check(&webp(&shown), &covers);
        if left != shown {
            let output = redact(&source, &covers).expect("redacted").png;
            for (name, stream) in chunks(&source).iter().filter(|(name, _)| name == "IDAT") {
                prop_assert!(!holds(&output, stream), "the original {name} is still there");
            }
        }
    }
}

#[test]
fn photographs_lose_their_covered_parts_and_their_notes() {
    // A secret pattern within a plain picture: its place as shown is where the camera's orientation puts it.
    let shown = picture(48, 32, |x, y| {
        if (8..24).contains(&x) && (8..16).contains(&y) { [250, 9 * byte(x), 11 * byte(y), 255] } else { [120, 120, 120, 255] }
    });
    for orientation in [1, 3, 6, 8] {
        let source = with_exif(&jpeg(&shown), orientation);
        assert!(holds(&source, PLACE), "the place is in the source");
        check(&source, &[]);
        // All the sides of the pattern by some pixels more, where it is after turning.
        let (x, y, width, height) = match orientation {
            3 => (48 - 26, 32 - 18, 20, 12),
            6 => (32 - 18, 6, 12, 20),
            8 => (6, 48 - 26, 12, 20),
            _ => (6, 6, 20, 12),
        };
        let left = check(&source, &[Cover { x, y, width, height }]);
        assert!(
            left.rgba.chunks(4).all(|pixel| pixel == BLACK || pixel[0].abs_diff(pixel[1]) < 40),
            "orientation {orientation}: nothing red is left"
        );
    }
}

#[test]
fn nothing_but_pixels_is_left() {
    let shown = picture(20, 10, |x, _| [byte(x), 9, 9, 255]);
    let stamped = with_chunks(
        &png(&shown),
        &[
            (b"tEXt", b"Comment\0seen by Anna Example"),
            (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta>Anna Example</x:xmpmeta>"),
            (b"tIME", &[7, 233, 3, 14, 20, 0, 0]),
            (b"eXIf", &exif(1)),
            (b"prVt", b"Anna Example"),
        ],
    );
    // Screenshots that were cropped in place have kept what was cropped behind their end.
    let trailing = [stamped.as_slice(), b"Anna Example", PLACE].concat();
    let moving = gif(&[shown.clone(), picture(20, 10, |_, _| [200, 0, 0, 255])]);
    for source in [stamped, trailing, moving] {
        for covers in [vec![], vec![Cover { x: 2, y: 2, width: 3, height: 3 }]] {
            check(&source, &covers);
            assert!(!holds(&redact(&source, &covers).expect("redacted").png, b"Anna"));
        }
    }
    let hidden = picture(6, 6, |x, _| if x < 3 { [200, 100, 50, 0] } else { [1, 2, 3, 255] });
    let left = check(&png(&hidden), &[]);
    assert_eq!(pixel(&left, 0, 0), [0; 4], "what transparency hid is gone");
}

#[test]
fn a_box_covers_every_pixel_that_it_touches() {
    let cover = |x, y, width, height| Cover { x, y, width, height };
    let cases = [
        ((1.0, 2.0), (4.0, 6.0), cover(1, 2, 3, 4)),
        ((4.0, 6.0), (1.0, 2.0), cover(1, 2, 3, 4)),
        ((4.0, 2.0), (1.0, 6.0), cover(1, 2, 3, 4)),
        ((1.2, 2.9), (3.1, 3.0), cover(1, 2, 3, 1)),
        ((-5.0, -0.5), (2.5, 1.0), cover(0, 0, 3, 1)),
        ((3.0, 3.0), (3.0, 9.0), cover(3, 3, 0, 6)),
        ((f32::NAN, f32::NEG_INFINITY), (2.0, f32::INFINITY), cover(2, 0, 0, u32::MAX)),
    ];
    for (a, b, want) in cases {
        assert_eq!(Cover::between(a, b), want, "{a:?} {b:?}");
    }
}

#[test]
fn what_is_no_picture_is_not_redacted() {
    for bytes in [&b"%PDF-1.7"[..], b"", b"\x89PNG\r\n\x1A\n"] {
        assert!(redact(bytes, &[]).is_err());
    }
}
