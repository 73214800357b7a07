//! The bundled fonts: read once, and asked which of them can show what.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::sync::OnceLock;

use typst::foundations::Bytes;
use typst::layout::Abs;
use typst::text::{Font, FontBook, FontInstance, FontVariant, FontVariations};
use typst::utils::LazyHash;
use unicode_normalization::char::is_combining_mark;

/// Families in the order in which the pages ask them, each with its files. The Noto fonts for one script have Latin letters too,
/// so they come after those meant for Latin; Math has Arabic letters and comes after Arabic; Emoji comes before the symbols,
/// or sequences of emoji would fall apart.
const FAMILIES: &[(&str, &[&str])] = &[
    (
        "Atkinson Hyperlegible Next",
        &[
            "AtkinsonHyperlegibleNext-Regular.ttf",
            "AtkinsonHyperlegibleNext-Bold.ttf",
            "AtkinsonHyperlegibleNext-Italic.ttf",
            "AtkinsonHyperlegibleNext-BoldItalic.ttf",
        ],
    ),
    ("Noto Sans", &["NotoSans-Regular.ttf"]),
    ("Noto Sans Arabic", &["NotoSansArabic-Regular.ttf"]),
    ("Noto Sans Hebrew", &["NotoSansHebrew-Regular.ttf"]),
    ("Noto Sans Devanagari", &["NotoSansDevanagari-Regular.ttf"]),
    ("Noto Sans Bengali", &["NotoSansBengali-Regular.ttf"]),
    ("Noto Sans Gurmukhi", &["NotoSansGurmukhi-Regular.ttf"]),
    ("Noto Sans Gujarati", &["NotoSansGujarati-Regular.ttf"]),
    ("Noto Sans Tamil", &["NotoSansTamil-Regular.ttf"]),
    ("Noto Sans Thai", &["NotoSansThai-Regular.ttf"]),
    ("Noto Sans Math", &["NotoSansMath-Regular.ttf"]),
    ("Noto Emoji", &["NotoEmoji-Regular.ttf"]),
    ("Noto Sans Symbols", &["NotoSansSymbols-Regular.ttf"]),
    ("Noto Sans Symbols 2", &["NotoSansSymbols2-Regular.ttf"]),
    ("Noto Sans SC", &["NotoSansSC-Regular.ttf"]),
];

/// For code and digests; asked first there, then all the others.
const MONO: (&str, &[&str]) = ("Atkinson Hyperlegible Mono", &["AtkinsonHyperlegibleMono-Regular.ttf"]);

/// Planes 0 to 2; no font here has letters beyond.
const LETTERS: usize = 0x3_0000;

/// The fonts of this process.
pub(super) struct Fonts {
    pub(super) book: LazyHash<FontBook>,
    pub(super) all: Vec<Font>,
    /// What each of [`FAMILIES`] has, in order.
    families: Vec<Family>,
}

struct Family {
    name: &'static str,
    /// Its first file, for measuring.
    upright: Option<FontInstance>,
    /// One bit per letter: asking typst's own table takes a walk through it.
    has: Vec<u64>,
}

/// Parsed at the first PDF, kept for the next.
pub(super) fn bundled() -> &'static Fonts {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    FONTS.get_or_init(|| {
        let mut all = Vec::new();
        let mut families = Vec::new();
        for (name, files) in FAMILIES.iter().chain([&MONO]) {
            let fonts: Vec<Font> = files.iter().filter_map(|file| read(file)).flat_map(Font::iter).collect();
            if *name != MONO.0 {
                let upright = fonts.first().map(|font| font.clone().instantiate(FontVariant::default(), Abs::pt(10.0), &FontVariations::default()));
                families.push(Family { name, upright, has: fonts.first().map(letters).unwrap_or_default() });
            }
            all.extend(fonts);
        }
        Fonts { book: LazyHash::new(FontBook::from_fonts(&all)), all, families }
    })
}

fn read(file: &str) -> Option<Bytes> {
    Some(match crate::embedded::read(&format!("fonts/{file}"))? {
        Cow::Borrowed(bytes) => Bytes::new(bytes),
        Cow::Owned(bytes) => Bytes::new(bytes),
    })
}

fn letters(font: &Font) -> Vec<u64> {
    let mut has = vec![0; LETTERS / 64];
    for letter in font.info().coverage.iter() {
        if let Some(word) = has.get_mut(letter as usize / 64) {
            *word |= 1 << (letter % 64);
        }
    }
    has
}

impl Family {
    fn has(&self, letter: char) -> bool {
        let letter = letter as usize;
        self.has.get(letter / 64).is_some_and(|word| word >> (letter % 64) & 1 == 1)
    }
}

impl Fonts {
    /// Whether the text face itself has a letter.
    pub(super) fn text_face_has(&self, letter: char) -> bool {
        self.families.first().is_some_and(|family| family.has(letter))
    }

    /// Whether any font has a letter.
    pub(super) fn any_has(&self, letter: char) -> bool {
        self.families.iter().any(|family| family.has(letter))
    }

    /// Whether one font has all these letters, so that a base and its marks do not come from two.
    pub(super) fn one_has(&self, letters: &[char]) -> bool {
        self.families.iter().any(|family| letters.iter().all(|letter| family.has(*letter)))
    }

    /// The families in order, each with a regular expression of the letters that it is asked for: what it has, without marks.
    /// Were a font asked for a letter that it lacks while it has the mark on it, the letter would be lost.
    pub(super) fn families(&self) -> Vec<(&'static str, String)> {
        self.families.iter().map(|family| (family.name, family.pattern())).collect()
    }

    /// How wide a text is at a size of 1, about: letters side by side in the first family that has each, without what neighbours change.
    pub(super) fn width(&self, text: &str) -> f32 {
        text.chars().filter(|c| !is_combining_mark(*c)).map(|c| self.advance(c)).sum()
    }

    fn advance(&self, letter: char) -> f32 {
        let family = self.families.iter().find(|family| family.has(letter));
        let width = family.and_then(|family| {
            let face = family.upright.as_ref()?;
            face.x_advance(face.ttf().glyph_index(letter)?.0)
        });
        #[expect(clippy::cast_possible_truncation, reason = "a letter is about one wide")]
        width.map_or(0.6, |width| width.get() as f32)
    }

    /// The family for code.
    pub(super) const fn mono() -> &'static str {
        MONO.0
    }
}

impl Family {
    fn pattern(&self) -> String {
        let is_base = |letter: &u32| char::from_u32(*letter).is_some_and(|c| self.has(c) && !is_combining_mark(c));
        let mut pattern = String::from("[");
        #[expect(clippy::cast_possible_truncation, reason = "0x30000 is far below the largest u32")]
        let mut letters = (0..LETTERS as u32).filter(is_base).peekable();
        while let Some(first) = letters.next() {
            let mut last = first;
            while let Some(next) = letters.next_if_eq(&(last + 1)) {
                last = next;
            }
            let _ = write!(pattern, "\\x{{{first:X}}}-\\x{{{last:X}}}");
        }
        pattern + "]"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_family_is_there_under_its_name() {
        let fonts = bundled();
        for family in FAMILIES.iter().chain([&MONO]).map(|(name, _)| name) {
            assert!(fonts.all.iter().any(|font| font.info().family == *family), "{family}");
        }
        assert_eq!(fonts.all.len(), FAMILIES.iter().map(|(_, files)| files.len()).sum::<usize>() + 1);
    }
}
