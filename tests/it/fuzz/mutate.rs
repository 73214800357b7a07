//! Texts changed by chance: cut, repeated, put together from two, with what parsers trip over put in.

use std::ops::Range;

use proptest::prelude::Rng as _;
use proptest::test_runner::{RngAlgorithm, TestRng};

/// Chance, and the texts that come of it. The same seed gives the same texts.
pub(super) struct Mutator {
    chance: TestRng,
    /// Most bytes of a text, but for a few that are much longer.
    longest: usize,
}

/// A text pasted whole may be as long as this.
const PASTE: usize = 100_000;

/// What parsers trip over: controls, characters without width, those that turn the direction, letters that change their length with
/// their case, halves of what UTF-16 writes in two, brackets and quotes of every format that is read or written here.
const HOSTILE: &[&str] = &[
    "\0",
    "\u{1}",
    "\u{8}",
    "\u{b}",
    "\u{c}",
    "\u{1b}[31m",
    "\u{7f}",
    "\u{85}",
    "\u{9b}",
    "\u{a0}",
    "\u{ad}",
    "\u{34f}",
    "\u{61c}",
    "\u{180e}",
    "\u{200b}",
    "\u{200c}",
    "\u{200d}",
    "\u{200e}",
    "\u{200f}",
    "\u{2028}",
    "\u{2029}",
    "\u{202a}",
    "\u{202b}",
    "\u{202c}",
    "\u{202d}",
    "\u{202e}",
    "\u{202f}",
    "\u{2060}",
    "\u{2066}",
    "\u{2067}",
    "\u{2068}",
    "\u{2069}",
    "\u{3000}",
    "\u{d7ff}",
    "\u{e000}",
    "\u{feff}",
    "\u{fffd}",
    "\u{fffe}",
    "\u{ffff}",
    "\u{10ffff}",
    "\\ud83d",
    "%ED%A0%80",
    "&#xD83D;",
    "\u{301}",
    "\u{20e3}",
    "\u{fe0f}",
    "\u{1f3fd}",
    "\u{e0067}",
    "👩🏽‍⚕️",
    "🇬🇧",
    "🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "𝕳",
    "𐍈",
    "𞤀𞤣",
    "שלום",
    "مرحبا",
    "ﷺ",
    "İ",
    "ı",
    "ß",
    "ﬁ",
    "ǆ",
    "\u{212a}",
    "ŉ",
    "ΐ",
    "Ⅷ",
    "é",
    "e\u{301}",
    "ไ\u{e48}",
    "हिन्दी",
    "中文",
    "한",
    "\n",
    "\r",
    "\r\n",
    "\n\n",
    "\t",
    " ",
    "  ",
    "“",
    "”",
    "‘",
    "’",
    "«",
    "…",
    "...",
    "`",
    "```",
    "~~~",
    "<",
    ">",
    "<!--",
    "-->",
    "</",
    "](",
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    "|",
    "$",
    "#",
    "##",
    "@",
    "://",
    "https://",
    "%",
    "%00",
    "%2F",
    "%C3%28",
    "&",
    "&amp;",
    ".",
    "..",
    ":",
    ": ",
    ";",
    ",",
    "=",
    "\"",
    "\"\"",
    "'",
    "\\",
    "/",
    "//",
    "*",
    "**",
    "-",
    " - ",
    "--",
    "—",
    "–",
    "·",
    "•",
    "^",
    "~",
    "+",
    "?",
    "!",
    "_",
    "½",
    "AND",
    "OR",
    "NOT",
    "NEAR(",
    "pm",
    "a.m.",
    "ago",
    "h",
];

/// Numbers at the limits of what counts, days and hours can be, and what is nearly a number.
const NUMBERS: &[&str] = &[
    "0",
    "-1",
    "00",
    "1",
    "12",
    "13",
    "24",
    "25",
    "29",
    "30",
    "31",
    "32",
    "59",
    "60",
    "61",
    "99",
    "100",
    "127",
    "128",
    "255",
    "256",
    "365",
    "366",
    "1582",
    "1899",
    "1900",
    "1970",
    "1999",
    "2000",
    "2038",
    "2100",
    "9999",
    "10000",
    "32768",
    "60000",
    "60001",
    "65536",
    "262143",
    "2147483647",
    "2147483648",
    "4294967295",
    "4294967296",
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551615",
    "18446744073709551616",
    "340282366920938463463374607431768211456",
    "0.0000000001",
    "1e308",
    "1e999",
    "0x7f",
    "NaN",
    "-0",
    "٣",
    "１２",
    "²",
];

impl Mutator {
    pub(super) fn new(seed: u64, name: &str, longest: usize) -> Self {
        let mut bytes = [0; 32];
        bytes.iter_mut().zip(seed.to_le_bytes().into_iter().chain(name.bytes())).for_each(|(to, from)| *to = from);
        Self { chance: TestRng::from_seed(RngAlgorithm::ChaCha, &bytes), longest }
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.chance.next_u64() % u64::try_from(most.max(1)).expect("a number")).expect("a smaller number")
    }

    fn one_of<'t, T: ?Sized>(&mut self, all: &[&'t T]) -> &'t T {
        all[self.below(all.len())]
    }

    /// A text of the pool, changed once or a few times.
    pub(super) fn text(&mut self, pool: &[String]) -> String {
        let mut text = pool[self.below(pool.len())].clone();
        // A small text shows more in the same time.
        if text.len() > 400 && self.below(2) == 0 {
            let part = self.part(&text, 400);
            text = text[part].to_owned();
        }
        for _ in 0..=self.below(3) * self.below(4) {
            self.change(&mut text, pool);
        }
        let longest = if self.below(200) == 0 { PASTE } else { self.longest };
        if longest == PASTE && self.longest >= 10_000 && !text.is_empty() {
            text = text.repeat(PASTE / text.len());
        }
        text.truncate(text.floor_char_boundary(longest));
        text
    }

    /// A part of a text, on whole characters, most of them short.
    fn part(&mut self, text: &str, longest: usize) -> Range<usize> {
        let from = text.floor_char_boundary(self.below(text.len() + 1));
        let length = self.below(longest.min(text.len()) + 1);
        let length = if self.below(3) == 0 { length } else { length.min(12) };
        from..text.ceil_char_boundary((from + length).min(text.len()))
    }

    fn place(&mut self, text: &str) -> usize {
        text.floor_char_boundary(self.below(text.len() + 1))
    }

    fn change(&mut self, text: &mut String, pool: &[String]) {
        let longest = self.longest;
        match self.below(14) {
            0 => {
                let part = self.part(text, longest);
                text.replace_range(part, "");
            }
            1 => {
                let part = self.part(text, longest);
                let again = text[part.clone()].repeat(1 + self.below(4));
                text.insert_str(part.end, &again);
            }
            // A very long run of the same.
            2 if self.below(4) == 0 => {
                let run = if self.below(2) == 0 { self.one_of(HOSTILE).to_owned() } else { text[self.part(text, 8)].to_owned() };
                let times = self.below(longest / run.len().max(1)) + 1;
                text.insert_str(self.place(text), &run.repeat(times));
            }
            2 | 3 => {
                let other = &pool[self.below(pool.len())];
                let part = self.part(other, longest);
                let place = self.part(text, 40);
                text.replace_range(place, &other[part]);
            }
            4 | 5 => {
                let put = self.one_of(HOSTILE);
                text.insert_str(self.place(text), put);
            }
            6 => {
                let part = self.part(text, 4);
                let put = self.one_of(HOSTILE);
                text.replace_range(part, put);
            }
            7 | 8 => {
                // A number becomes another.
                let from = self.place(text);
                let start = text[from..].find(|c: char| c.is_ascii_digit()).map_or(from, |at| from + at);
                let length = text[start..].find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len() - start);
                let put = self.one_of(NUMBERS);
                text.replace_range(start..start + length, put);
            }
            9 => {
                let part = self.part(text, 40);
                let put = if self.below(2) == 0 { text[part.clone()].to_uppercase() } else { text[part.clone()].to_lowercase() };
                text.replace_range(part, &put);
            }
            10 => *text = text.replace('\n', self.one_of(&["\r\n", "\r", "\n\n", " ", ""])),
            11 | 12 => {
                let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
                let (one, two) = (self.below(lines.len()), self.below(lines.len()));
                if lines.is_empty() {
                    return;
                }
                match self.below(3) {
                    0 => lines.swap(one, two),
                    1 => drop(lines.remove(one)),
                    _ => lines.insert(two, lines[one]),
                }
                *text = lines.concat();
            }
            _ => {
                let c = char::from_u32(u32::try_from(self.below(0x11_0000)).expect("a number")).unwrap_or('\u{fffd}');
                text.insert(self.place(text), c);
            }
        }
    }
}
