//! Pictures: read as people see them, made small, and refused in words.

use cpd_journal::media::{MOST_PIXELS, Picture, PictureError, decode, dimensions, thumbnail, to_png};

use super::{Dice, chunk, chunks, exif, gif, jpeg, picture, pixel, png, webp, with_chunks, with_exif};

const RED: [u8; 4] = [255, 0, 0, 255];
const GREEN: [u8; 4] = [0, 255, 0, 255];
const BLUE: [u8; 4] = [0, 0, 255, 255];
const WHITE: [u8; 4] = [255; 4];

/// A quarter of each colour: red and green above, blue and white below.
fn quarters(width: u32, height: u32) -> Picture {
    picture(width, height, |x, y| match (x < width / 2, y < height / 2) {
        (true, true) => RED,
        (false, true) => GREEN,
        (true, false) => BLUE,
        (false, false) => WHITE,
    })
}

fn near(a: [u8; 4], b: [u8; 4]) -> bool {
    a.iter().zip(b).all(|(a, b)| a.abs_diff(b) < 12)
}

/// The colours in the corners, from the top left as one reads.
fn corners(picture: &Picture) -> [[u8; 4]; 4] {
    let (right, bottom) = (picture.width - 1, picture.height - 1);
    [(0, 0), (right, 0), (0, bottom), (right, bottom)].map(|(x, y)| pixel(picture, x, y))
}

#[test]
fn each_format_gives_its_pixels() {
    let see_through = picture(13, 7, |x, y| {
        [u8::try_from(x * 19).expect("small"), u8::try_from(y * 36).expect("small"), 200, if x < 5 { 90 } else { 255 }]
    });
    for (name, file) in [("png", png(&see_through)), ("webp", webp(&see_through))] {
        assert_eq!(decode(&file, 1_000).as_ref(), Ok(&see_through), "{name}");
        assert_eq!(dimensions(&file), Ok((13, 7)), "{name}");
    }
    let quarters = quarters(32, 16);
    let moving = gif(&[quarters.clone(), picture(32, 16, |_, _| BLUE)]);
    assert_eq!(decode(&moving, 1_000), Ok(quarters.clone()), "the first frame");
    assert_eq!(dimensions(&moving), Ok((32, 16)));
    let photo = decode(&jpeg(&quarters), 1_000).expect("a picture");
    assert!(corners(&photo).into_iter().zip([RED, GREEN, BLUE, WHITE]).all(|(found, want)| near(found, want)), "{:?}", corners(&photo));
    let deep = image::ImageBuffer::<image::Luma<u16>, _>::from_fn(3, 2, |x, _| image::Luma([if x == 0 { 0 } else { 65_535 }]));
    let mut file = std::io::Cursor::new(Vec::new());
    deep.write_to(&mut file, image::ImageFormat::Png).expect("written");
    assert_eq!(
        corners(&decode(&file.into_inner(), 6).expect("a picture")),
        [[0, 0, 0, 255], WHITE, [0, 0, 0, 255], WHITE],
        "16 bits of grey"
    );
}

#[test]
fn cameras_held_upside_down_give_upright_pictures() {
    let (r, g, b, w) = (RED, GREEN, BLUE, WHITE);
    let cases = [
        (0, [r, g, b, w]),
        (1, [r, g, b, w]),
        (2, [g, r, w, b]),
        (3, [w, b, g, r]),
        (4, [b, w, r, g]),
        (5, [r, b, g, w]),
        (6, [b, r, w, g]),
        (7, [w, g, b, r]),
        (8, [g, w, r, b]),
        (9, [r, g, b, w]),
    ];
    let quarters = quarters(32, 16);
    for (orientation, want) in cases {
        let photo = with_exif(&jpeg(&quarters), orientation);
        let drawing = with_chunks(&png(&quarters), &[(b"eXIf", &exif(orientation))]);
        let size = if (5..=8).contains(&orientation) { (16, 32) } else { (32, 16) };
        for (format, file) in [("jpeg", photo), ("png", drawing)] {
            let shown = decode(&file, 1_000).expect("a picture");
            assert_eq!((shown.width, shown.height), size, "{format}, orientation {orientation}");
            assert_eq!(dimensions(&file), Ok(size), "{format}, orientation {orientation}");
            let found = corners(&shown);
            assert!(found.iter().zip(want).all(|(found, want)| near(*found, want)), "{format}, orientation {orientation}: {found:?}");
        }
    }
}

#[test]
fn what_is_no_picture_is_refused_in_words() {
    let bomb = [
        &b"\x89PNG\r\n\x1A\n"[..],
        &chunk(*b"IHDR", &[0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60, 8, 6, 0, 0, 0]),
        &chunk(*b"IDAT", b"x\x9C\x03\0\0\0\0\x01"),
    ]
    .concat();
    let nothing_wide =
        [&b"\x89PNG\r\n\x1A\n"[..], &chunk(*b"IHDR", &[0, 0, 0, 0, 0, 0, 0, 9, 8, 6, 0, 0, 0]), &chunk(*b"IEND", b"")].concat();
    let mut nothing_at_all = gif(&[quarters(8, 8)]);
    nothing_at_all[6..10].fill(0);
    let mut wide_jpeg = jpeg(&quarters(8, 8));
    let frame = wide_jpeg.windows(2).position(|pair| pair == [0xFF, 0xC0]).expect("a frame");
    wide_jpeg[frame + 5..frame + 9].copy_from_slice(&[0xFF, 0xFF, 0xFF, 0xFF]);
    let whole = png(&quarters(64, 64));
    let cases: [(&[u8], &str); 9] = [
        (b"", "this is not a PNG"),
        (b"%PDF-1.7", "this is not a PNG"),
        (b"BM\x3A\0\0\0\0\0\0\0\x36\0\0\0", "this is not a PNG"),
        (&bomb, "the picture is too large to be opened: it has 60000 × 60000 pixels, and 100 million are the most"),
        (&wide_jpeg, "the picture is too large to be opened: it has 65535 × 65535"),
        (&nothing_wide, "the picture is damaged"),
        (&nothing_at_all, "the picture has no pixels"),
        (&whole[..whole.len() / 2], "the picture is damaged or not complete ("),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "the picture is damaged or not complete ("),
    ];
    for (bytes, want) in cases {
        let error = decode(bytes, MOST_PIXELS).expect_err(want).to_string();
        assert!(error.starts_with(want), "{error}");
        assert!(!error.contains('\n') && !error.ends_with('.'), "{error}");
    }
    let exact = png(&quarters(10, 10));
    assert!(decode(&exact, 100).is_ok());
    assert_eq!(decode(&exact, 99), Err(PictureError::TooLarge { width: 10, height: 10, most: 99 }));
}

#[test]
fn no_damage_makes_a_panic() {
    let shown = quarters(24, 18);
    let files = [
        png(&shown),
        with_chunks(&png(&shown), &[(b"eXIf", &exif(6)), (b"tEXt", b"Comment\0hello")]),
        with_exif(&jpeg(&shown), 6),
        gif(&[shown.clone(), shown.clone()]),
        webp(&shown),
    ];
    let mut dice = Dice(3);
    for file in &files {
        let mut opened = 0;
        for _ in 0..250 {
            let damaged = dice.damaged(file);
            let _ = dimensions(&damaged);
            if let Ok(picture) = decode(&damaged, 1_000_000) {
                assert_eq!(picture.rgba.len() as u64, 4 * u64::from(picture.width) * u64::from(picture.height));
                opened += 1;
            }
        }
        assert!(opened < 250, "some damage is seen");
    }
    for file in &files {
        for end in (0..file.len()).step_by(7) {
            let _ = decode(&file[..end], 1_000_000);
        }
    }
}

#[test]
fn small_pictures_keep_their_proportions() {
    let cases = [
        ((4000, 3000), 200, (200, 150)),
        ((3000, 4000), 200, (150, 200)),
        ((100, 80), 200, (100, 80)),
        ((201, 200), 200, (200, 199)),
        ((5000, 1), 100, (100, 1)),
        ((3, 3000), 256, (1, 256)),
        ((7, 5), 0, (1, 1)),
    ];
    for ((width, height), longest, want) in cases {
        let large = picture(width, height, |_, _| [40, 80, 120, 255]);
        let small = thumbnail(&large, longest);
        assert_eq!((small.width, small.height), want, "{width} × {height}");
        assert!(small.rgba.chunks(4).all(|pixel| pixel == [40, 80, 120, 255]), "{width} × {height}: one colour stays one colour");
    }
    let halves = picture(400, 400, |x, _| if x < 200 { RED } else { [0; 4] });
    let small = thumbnail(&halves, 37);
    assert!(small.rgba.chunks(4).all(|pixel| pixel[3] < 8 || (pixel[0] > 247 && pixel[1] == 0)), "what is invisible colours nothing");
    let broken = Picture { width: 900, height: 900, rgba: vec![0; 5] };
    assert_eq!(thumbnail(&broken, 10).width, 1);
}

#[test]
fn a_written_png_is_read_back() {
    for shown in [quarters(5, 9), picture(3, 3, |x, _| [1, 2, 3, if x == 0 { 0 } else { 77 }])] {
        let file = to_png(&shown).expect("written");
        assert_eq!(decode(&file, 100), Ok(shown));
        assert_eq!(chunks(&file).iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["IHDR", "IDAT", "IEND"]);
    }
    assert_eq!(to_png(&Picture { width: 0, height: 4, rgba: Vec::new() }), Err(PictureError::Empty));
    let error = to_png(&Picture { width: 2, height: 2, rgba: vec![0; 15] }).expect_err("too few");
    assert_eq!(error.to_string(), "the picture could not be written (15 bytes for 2 × 2 pixels)");
}
