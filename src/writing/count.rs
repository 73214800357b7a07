//! How long a text is, as it is read: marks of Markdown and targets of links do not count.

use pulldown_cmark::{Event, Options, Parser, TagEnd};
use unicode_segmentation::UnicodeSegmentation as _;

/// The words. A hyphenated word is one, a number is one, a dash between words is none; Chinese and Japanese signs count one each, as they
/// do in word processors.
pub fn words(text: &str) -> usize {
    shown(text)
        .split(|c: char| c.is_whitespace() || matches!(c, '—' | '–' | '\u{200b}'))
        .map(|word| {
            let signs = word.chars().filter(|c| is_sign(*c)).count();
            let rest = word.chars().any(|c| c.is_alphanumeric() && !is_sign(c));
            signs + usize::from(rest)
        })
        .sum()
}

/// The characters, as a reader sees them: an emoji or a letter with its accents is one, a blank is one, the end of a line or a paragraph
/// is none.
pub fn characters(text: &str) -> usize {
    shown(text).lines().map(|line| line.trim().graphemes(true).count()).sum()
}

/// Writing without blanks between words.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// What a reader sees, with a line for each block.
fn shown(text: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS | Options::ENABLE_FOOTNOTES;
    let mut out = String::with_capacity(text.len());
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Text(words) | Event::Code(words) | Event::InlineMath(words) | Event::DisplayMath(words) => out.push_str(&words),
            Event::SoftBreak => out.push(' '),
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
            | Event::Start(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
            Event::End(_) | Event::HardBreak | Event::Rule => out.push('\n'),
        }
    }
    out
}
