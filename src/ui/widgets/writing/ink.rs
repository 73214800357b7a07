//! How a text looks while it is written: bold words strong, headings bold, the signs of Markdown a little fainter. Every character stays
//! where it was typed.
//!
//! One pass over the text, and only when it has changed; egui keeps the layout of paragraphs that stayed.

use std::ops::Range;

use egui::text::{LayoutJob, LayoutSection, TextFormat, TextWrapping};
use egui::{Context, Ui};

use super::sheet::Look;
use crate::ui::theme::{self, Emphasis};

/// How a part of a line looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ink {
    Plain,
    Bold,
    Italic,
    BoldItalic,
    /// A sign that makes the words around it look so.
    Sign,
}

/// What the layout depends on now.
pub(super) fn look(ui: &Ui) -> Look {
    Look {
        writing: theme::writing(ui.ctx()),
        theme: ui.ctx().theme(),
        pixels_per_point: ui.ctx().pixels_per_point(),
        enabled: ui.is_enabled(),
    }
}

/// The text laid out, to be wrapped at `width`.
pub(super) fn job(ctx: &Context, text: &str, width: f32) -> LayoutJob {
    let palette = theme::palette(ctx);
    let formats: [(Ink, TextFormat); 5] = [
        (Ink::Plain, theme::writing_format(ctx, Emphasis::Plain, palette.text)),
        (Ink::Bold, theme::writing_format(ctx, Emphasis::Bold, palette.text)),
        (Ink::Italic, theme::writing_format(ctx, Emphasis::Italic, palette.text)),
        (Ink::BoldItalic, theme::writing_format(ctx, Emphasis::BoldItalic, palette.text)),
        (Ink::Sign, theme::writing_format(ctx, Emphasis::Plain, palette.text_faint)),
    ];
    let format = |ink: Ink| formats.iter().find(|(of, _)| *of == ink).map(|(_, format)| format.clone()).unwrap_or_default();
    let sections = inks(text)
        .into_iter()
        .map(|(range, ink)| LayoutSection { leading_space: 0.0, byte_range: range.start.into()..range.end.into(), format: format(ink) })
        .collect();
    LayoutJob {
        text: text.to_owned(),
        sections,
        wrap: TextWrapping { max_width: width, ..TextWrapping::default() },
        break_on_newline: true,
        keep_trailing_whitespace: true,
        ..LayoutJob::default()
    }
}

/// The parts of a text, without gaps; neighbours look different.
fn inks(text: &str) -> Vec<(Range<usize>, Ink)> {
    let mut parts = Parts::default();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end_matches('\n');
        if words.bytes().any(|byte| matches!(byte, b'*' | b'_' | b'#' | b'>' | b'-' | b'+' | b'.' | b')')) {
            line_inks(words, start, &mut parts);
        }
        start += line.len();
    }
    parts.end(text.len());
    parts.0
}

#[derive(Default)]
struct Parts(Vec<(Range<usize>, Ink)>);

impl Parts {
    fn end(&mut self, at: usize) {
        let from = self.0.last().map_or(0, |(range, _)| range.end);
        if from < at {
            self.add(from..at, Ink::Plain);
        }
    }

    fn add(&mut self, range: Range<usize>, ink: Ink) {
        if range.is_empty() {
            return;
        }
        match self.0.last_mut() {
            Some((last, same)) if *same == ink && last.end == range.start => last.end = range.end,
            _ => self.0.push((range, ink)),
        }
    }

    /// Adds a part, and what stands before it as plain words.
    fn put(&mut self, range: Range<usize>, ink: Ink) {
        self.end(range.start);
        self.add(range, ink);
    }
}

/// The signs at the beginning of a line, and the marked words in it.
fn line_inks(line: &str, start: usize, parts: &mut Parts) {
    let indent = line.len() - line.trim_start_matches([' ', '\t', '>']).len();
    let rest = line.get(indent..).unwrap_or_default();
    let hashes = rest.bytes().take_while(|byte| *byte == b'#').count();
    if (1..=6).contains(&hashes) && rest.get(hashes..).is_some_and(|after| after.starts_with(' ')) {
        parts.put(start..start + indent + hashes, Ink::Sign);
        parts.put(start + indent + hashes..start + line.len(), Ink::Bold);
        return;
    }
    let sign = indent + marker(rest);
    if line.get(..sign).is_some_and(|head| !head.trim().is_empty()) {
        parts.put(start..start + sign, Ink::Sign);
    }
    marked(line.get(sign..).unwrap_or_default(), start + sign, parts);
}

/// The length of the marker of an item.
fn marker(line: &str) -> usize {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line.get(digits..).unwrap_or_default();
    let is_item = if digits > 0 { digits < 10 && rest.starts_with(['.', ')']) } else { rest.starts_with(['-', '*', '+']) };
    if is_item && rest.get(1..).is_some_and(|after| after.starts_with(' ')) { digits + 1 } else { 0 }
}

/// The longest run of signs that marks words.
const LONGEST_RUN: usize = 3;

/// Words between stars or underscores.
fn marked(words: &str, start: usize, parts: &mut Parts) {
    let mut at = 0;
    // The signs that nothing closes from here on: looked for once, however often they stand in the line.
    let mut alone: Vec<(char, usize)> = Vec::new();
    while let Some(open) = words.get(at..).and_then(|rest| rest.find(['*', '_'])).map(|found| at + found) {
        let rest = words.get(open..).unwrap_or_default();
        let sign = rest.chars().next().unwrap_or('*');
        let run = rest.bytes().take_while(|byte| char::from(*byte) == sign).count();
        at = open + run;
        let opens = rest.get(run..).is_some_and(|after| after.chars().next().is_some_and(|c| !c.is_whitespace()));
        let in_word = sign == '_' && words.get(..open).and_then(|before| before.chars().next_back()).is_some_and(char::is_alphanumeric);
        if !opens || in_word || run > LONGEST_RUN || alone.contains(&(sign, run)) {
            continue;
        }
        let Some(close) = closing(words.get(at..).unwrap_or_default(), sign, run).map(|found| at + found) else {
            alone.push((sign, run));
            continue;
        };
        let ink = match run {
            1 => Ink::Italic,
            2 => Ink::Bold,
            _ => Ink::BoldItalic,
        };
        parts.put(start + open..start + at, Ink::Sign);
        parts.put(start + at..start + close, ink);
        parts.put(start + close..start + close + run, Ink::Sign);
        at = close + run;
    }
}

/// Where a run of the same signs ends words.
fn closing(words: &str, sign: char, run: usize) -> Option<usize> {
    let mut at = 0;
    loop {
        let found = at + words.get(at..)?.find(sign)?;
        let length = words.get(found..)?.bytes().take_while(|byte| char::from(*byte) == sign).count();
        let ends = words.get(..found)?.chars().next_back().is_some_and(|c| !c.is_whitespace());
        let goes_on = sign == '_' && words.get(found + length..)?.chars().next().is_some_and(char::is_alphanumeric);
        if length == run && ends && !goes_on {
            return Some(found);
        }
        at = found + length;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marked_words_are_seen_and_nothing_is_lost() {
        use Ink::{Bold, BoldItalic, Italic, Plain, Sign};
        let cases: &[(&str, &[(&str, Ink)])] = &[
            ("", &[]),
            ("plain - words. Here", &[("plain - words. Here", Plain)]),
            ("a **b c** d", &[("a ", Plain), ("**", Sign), ("b c", Bold), ("**", Sign), (" d", Plain)]),
            ("*a* b", &[("*", Sign), ("a", Italic), ("*", Sign), (" b", Plain)]),
            ("***a***", &[("***", Sign), ("a", BoldItalic), ("***", Sign)]),
            ("2 * 3 * 4", &[("2 * 3 * 4", Plain)]),
            ("snake_case_name", &[("snake_case_name", Plain)]),
            ("_so_ it", &[("_", Sign), ("so", Italic), ("_", Sign), (" it", Plain)]),
            ("## Title\nwords", &[("##", Sign), (" Title", Bold), ("\nwords", Plain)]),
            ("#hashtag", &[("#hashtag", Plain)]),
            ("- one\n- **two**", &[("-", Sign), (" one\n", Plain), ("-", Sign), (" ", Plain), ("**", Sign), ("two", Bold), ("**", Sign)]),
            ("12. one", &[("12.", Sign), (" one", Plain)]),
            ("> said", &[("> ", Sign), ("said", Plain)]),
            ("**open\nand** not", &[("**open\nand** not", Plain)]),
            ("*a b **c** *d", &[("*a b ", Plain), ("**", Sign), ("c", Bold), ("**", Sign), (" *d", Plain)]),
            ("_a *b* _c_", &[("_", Sign), ("a *b* _c", Italic), ("_", Sign)]),
            ("naïve *é* 👩‍⚕️", &[("naïve ", Plain), ("*", Sign), ("é", Italic), ("*", Sign), (" 👩‍⚕️", Plain)]),
        ];
        for (text, want) in cases {
            let found: Vec<(&str, Ink)> = inks(text).into_iter().map(|(range, ink)| (text.get(range).unwrap(), ink)).collect();
            assert_eq!(found, *want, "{text}");
        }
    }

    #[test]
    fn signs_that_nothing_closes_cost_little() {
        let since = std::time::Instant::now();
        for line in ["*1 *2 ", "_a **b ***c ", "*_", "_a*b "] {
            let line = line.repeat(60_000 / line.len());
            assert_eq!(inks(&line).last().map(|(range, _)| range.end), Some(line.len()));
        }
        assert!(since.elapsed().as_secs_f64() < 2.0, "{:?}", since.elapsed());
    }

    proptest::proptest! {
        #[test]
        fn every_text_is_covered_without_gaps(text in "([a-zé👩 *_#>.\n-]|\\*\\*|## |1\\. ){0,60}") {
            let mut at = 0;
            for (range, _) in inks(&text) {
                proptest::prop_assert_eq!(range.start, at);
                proptest::prop_assert!(text.get(range.clone()).is_some());
                at = range.end;
            }
            proptest::prop_assert_eq!(at, text.len());
        }
    }
}
