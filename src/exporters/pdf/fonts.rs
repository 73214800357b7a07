//! The bundled fonts: read once, and asked which of them can show what.

use std::borrow::Cow;
use std::collections::BTreeSet;
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
const LAST: char = '\u{2FFFF}';
const LETTERS: usize = LAST as usize + 1;

/// The fonts of this process.
pub(super) struct Fonts {
    /// [`FAMILIES`], in order.
    families: Vec<Family>,
    mono: Family,
}

struct Family {
    name: &'static str,
    files: &'static [&'static str],
    /// Read when it is first asked: most documents need two of them.
    read: OnceLock<Read>,
}

struct Read {
    fonts: Vec<Font>,
    /// Its first file, for measuring.
    upright: Option<FontInstance>,
    /// One bit per letter: asking typst's own table takes a walk through it.
    has: Vec<u64>,
}

/// The fonts of one document: no others are read, asked, or held in memory.
pub(super) struct Faces {
    pub(super) book: LazyHash<FontBook>,
    pub(super) all: Vec<Font>,
    /// Families in order, each with a regular expression of the letters that it is asked for.
    pub(super) families: Vec<(&'static str, String)>,
}

/// How many families at the beginning every document has: what the typesetter adds by itself (quotes, hyphens, numbers) is in them.
const ALWAYS: usize = 2;

/// Read when first needed, kept for the next document.
pub(super) fn bundled() -> &'static Fonts {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    FONTS.get_or_init(|| {
        let family = |(name, files): &(&'static str, &'static [&'static str])| Family { name, files, read: OnceLock::new() };
        Fonts { families: FAMILIES.iter().map(family).collect(), mono: family(&MONO) }
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
    fn read(&self) -> &Read {
        self.read.get_or_init(|| {
            let fonts: Vec<Font> = self.files.iter().filter_map(|file| read(file)).flat_map(Font::iter).collect();
            let upright =
                fonts.first().map(|font| font.clone().instantiate(FontVariant::default(), Abs::pt(10.0), &FontVariations::default()));
            let has = fonts.first().map(letters).unwrap_or_default();
            Read { fonts, upright, has }
        })
    }

    fn has(&self, letter: char) -> bool {
        let letter = letter as usize;
        self.read().has.get(letter / 64).is_some_and(|word| word >> (letter % 64) & 1 == 1)
    }

    fn has_all(&self, letters: &[char]) -> bool {
        letters.iter().all(|letter| self.has(*letter))
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
        self.families.iter().any(|family| family.has_all(letters))
    }

    /// The fonts that texts need, with the same outcome as if all were asked: beside those that every document has, each that has a
    /// letter of the texts which those lack, or a base together with its marks.
    ///
    /// A family is asked only for what it has, without marks: were it asked for a letter that it lacks while it has the mark on it, the
    /// letter would be lost.
    pub(super) fn faces(&self, texts: &[&str]) -> Faces {
        let mut used = BTreeSet::new();
        let mut marked = BTreeSet::new();
        let mut cluster: Vec<char> = Vec::new();
        // A line end between two texts, so that no mark belongs to a letter of another.
        for c in texts.iter().flat_map(|text| text.chars().chain(['\n'])) {
            if is_combining_mark(c) || JOINING.contains(&c) || TONES.contains(&c) {
                used.insert(c);
                // More marks than this on one letter are told as what they are; see `printable`.
                if !cluster.is_empty() && cluster.len() < 32 {
                    cluster.push(c);
                }
            } else {
                if cluster.len() > 1 {
                    marked.insert(std::mem::take(&mut cluster));
                }
                cluster.clear();
                cluster.push(c);
                if !c.is_ascii() {
                    used.insert(c);
                }
            }
        }
        marked.extend(Some(cluster).filter(|cluster| cluster.len() > 1));
        let (always, others) = self.families.split_at(ALWAYS.min(self.families.len()));
        let strange: Vec<char> = used.iter().copied().filter(|c| !always.iter().any(|family| family.has(*c))).collect();
        marked.retain(|cluster| !always.iter().any(|family| family.has_all(cluster)));
        let mut families: Vec<(&'static str, String)> = Vec::new();
        let mut all: Vec<Font> = Vec::new();
        for family in always {
            families.push((family.name, pattern(('\0'..=LAST).filter(|c| family.has(*c)))));
            all.extend(family.read().fonts.iter().cloned());
        }
        if !strange.is_empty() || !marked.is_empty() {
            for family in others {
                if strange.iter().any(|c| family.has(*c)) || marked.iter().any(|cluster| family.has_all(cluster)) {
                    let asked = used.iter().copied().chain((' '..='~').filter(|c| !used.contains(c))).filter(|c| family.has(*c));
                    let asked: BTreeSet<char> = asked.collect();
                    families.push((family.name, pattern(asked.into_iter())));
                    all.extend(family.read().fonts.iter().cloned());
                }
            }
        }
        all.extend(self.mono.read().fonts.iter().cloned());
        Faces { book: LazyHash::new(FontBook::from_fonts(&all)), all, families }
    }

    /// How wide a text is at a size of 1, about: letters side by side in the first family that has each, without what neighbours change.
    pub(super) fn width(&self, text: &str) -> f32 {
        text.chars().filter(|c| !is_combining_mark(*c)).map(|c| self.advance(c)).sum()
    }

    fn advance(&self, letter: char) -> f32 {
        let family = self.families.iter().find(|family| family.has(letter));
        let width = family.and_then(|family| {
            let face = family.read().upright.as_ref()?;
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

/// What holds a cluster together without being a mark: the zero-width joiner, and what chooses between looks.
const JOINING: [char; 3] = ['\u{200D}', '\u{FE0E}', '\u{FE0F}'];

/// The tones of skin.
const TONES: std::ops::RangeInclusive<char> = '\u{1F3FB}'..='\u{1F3FF}';

/// A regular expression of letters in order, without marks.
fn pattern(letters: impl Iterator<Item = char>) -> String {
    let mut pattern = String::from("[");
    let mut letters = letters.filter(|c| !is_combining_mark(*c)).map(u32::from).peekable();
    while let Some(first) = letters.next() {
        let mut last = first;
        while let Some(next) = letters.next_if_eq(&(last + 1)) {
            last = next;
        }
        let _ = write!(pattern, "\\x{{{first:X}}}-\\x{{{last:X}}}");
    }
    // A class of nothing would be an error.
    if pattern.len() == 1 { String::from("[^\\x{0}-\\x{10FFFF}]") } else { pattern + "]" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_family_is_there_under_its_name() {
        let fonts = bundled();
        for family in fonts.families.iter().chain([&fonts.mono]) {
            assert_eq!(family.read().fonts.len(), family.files.len(), "{}", family.name);
            assert!(family.read().fonts.iter().all(|font| font.info().family == family.name), "{}", family.name);
        }
    }

    #[test]
    fn a_document_has_the_fonts_that_its_letters_need() {
        let names = |text: &str| bundled().faces(&[text]).families.into_iter().skip(ALWAYS).map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(names("Siân said “£5 – no…”; e\u{301}, ŵ, Łódź, Привет"), Vec::<&str>::new());
        assert!(names("中文").contains(&"Noto Sans SC"));
        assert!(!names("中文").contains(&"Noto Sans Thai"));
        assert_eq!(names("ไทย"), ["Noto Sans Thai"]);
        assert!(names("🤷‍♀️").contains(&"Noto Emoji"));
        assert!(names("1\u{FE0F}\u{20E3}").contains(&"Noto Emoji"), "a keycap is a digit with marks");
        // Every cluster that some font has is had by one of those chosen.
        for cluster in ["f\u{20E3}", "п\u{301}", "ẹ\u{301}", "1\u{20E3}", "हि", "שׁ", "لّ", "a\u{300}\u{328}"] {
            let letters: Vec<char> = cluster.chars().collect();
            let chosen = bundled().faces(&[cluster]);
            let has = |family: &&Family| family.has_all(&letters);
            let first = bundled().families.iter().find(has).map(|family| family.name);
            assert!(first.is_none_or(|first| chosen.families.iter().any(|(name, _)| *name == first)), "{cluster} needs {first:?}");
        }
    }
}
