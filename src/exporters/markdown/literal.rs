//! What must come out as it was typed: single lines are escaped, long texts are closed where they were left open.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::domain::text::{clean, clean_line};
use crate::exporters::direction;

/// A single line so that every reader of Markdown shows it literally: CommonMark, GitHub, Obsidian, pandoc.
pub(super) fn line(text: &str) -> String {
    let text = clean_line(text);
    let text = direction::visible(&text);
    let mut out = String::with_capacity(text.len() + 8);
    let first_word = text.split_whitespace().next().unwrap_or_default();
    let list_number =
        first_word.strip_suffix(['.', ')']).is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()));
    let mut before = None;
    let mut chars = text.chars().peekable();
    let mut at = 0;
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let escaped = match c {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '$' | '^' => true,
            // A reference (`&amp;`), and nothing when something else follows.
            '&' => next.is_some_and(|next| next.is_ascii_alphabetic() || next == '#'),
            // Citations of pandoc; an address of mail is none.
            '@' => !before.is_some_and(char::is_alphanumeric),
            // `==marked==` and `%%comment%%` of Obsidian.
            '=' | '%' => next == Some(c) || before == Some(c),
            // Lists, rules, underlined headings and definitions at the beginning of a line.
            '+' | '-' | ':' => at == 0,
            '.' | ')' => list_number && at + 1 == first_word.len(),
            _ => false,
        };
        if escaped {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
        at += c.len_utf8();
    }
    out
}

/// A link target; nothing in it can end the link.
pub(super) fn target(address: &str) -> String {
    let mut out = String::from("<");
    for c in clean_line(address).chars() {
        match c {
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("\\\\"),
            '&' => out.push_str("\\&"),
            _ if direction::is_straight(c.encode_utf8(&mut [0; 4])) => out.push(c),
            // As browsers write it into an address.
            _ => c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| out.push_str(&format!("%{byte:02X}"))),
        }
    }
    out + ">"
}

/// A text of several lines as a quote. It ends with the quote, whatever is left open in it; closed here for what follows within it.
pub(super) fn quoted(text: &str) -> String {
    let text = clean(text);
    let text = direction::visible(&text);
    let closing = closing(&text);
    let closing = if closing.is_empty() { Vec::new() } else { closing.lines().collect() };
    text.trim_end().lines().chain(closing).map(|line| format!("> {line}").trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// What must follow a text so that our next heading is a heading again: a text may end in an open code block or comment.
pub(super) fn closing(text: &str) -> String {
    let fence = text.split(|c| c != '`' && c != '~').map(str::len).max().unwrap_or(0).max(3);
    let candidates = [
        String::new(),
        "`".repeat(fence),
        "~".repeat(fence),
        "-->".to_owned(),
        "?>".to_owned(),
        "]]>".to_owned(),
        "</script></style></pre></textarea>".to_owned(),
        "-->\n-->".to_owned(),
    ];
    candidates.into_iter().find(|closing| is_closed(text, closing)).unwrap_or_default()
}

/// Whether a heading after a text and its closing would be one.
fn is_closed(text: &str, closing: &str) -> bool {
    const PROBE: &str = "cpd-journal-probe";
    let whole = format!("{text}\n{closing}\n\n# {PROBE}\n");
    let mut depth = 0_u32;
    let mut heading = false;
    let mut found = false;
    for event in Parser::new_ext(&whole, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Heading { .. }) => {
                heading = depth == 0;
                depth += 1;
            }
            Event::Start(_) => depth += 1,
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                if matches!(end, TagEnd::Heading(_)) {
                    heading = false;
                }
            }
            Event::Text(text) if heading && &*text == PROBE => found = true,
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a reader of Markdown shows of one paragraph.
    fn shown(markdown: &str) -> String {
        let all = Options::all() - Options::ENABLE_YAML_STYLE_METADATA_BLOCKS - Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
        Parser::new_ext(markdown, all - Options::ENABLE_SMART_PUNCTUATION)
            .map(|event| match event {
                Event::Text(text) => text.into_string(),
                Event::Start(Tag::Paragraph | Tag::Item | Tag::List(None))
                | Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::List(_)) => String::new(),
                other => format!("⟪{other:?}⟫"),
            })
            .collect()
    }

    #[test]
    fn single_lines_come_out_literally() {
        for text in [
            "# no heading #",
            "*b* _e_ **c**",
            "1. no list",
            "12) no list",
            "- no list",
            "+ no list",
            "> no quote",
            "[x](https://example.org)",
            "![x](y)",
            "<script>alert(1)</script>",
            "<!-- x -->",
            "&amp; &#35; R&D & more",
            "`code` ``",
            "a | b",
            "~~gone~~ ~x~",
            "$x^2$",
            "@someone a@b.org",
            "back\\slash \\* \\",
            "---",
            "***",
            "===",
            "==marked== 100 %%hidden%%",
            "[^1] [[wiki]] {.class}",
            ": definition",
            "#physiotalk",
            "- [ ] task",
            "a_b_c *",
            "https://example.org/a_b",
        ] {
            assert_eq!(shown(&line(text)), text, "{}", line(text));
            assert_eq!(shown(&format!("- {}", line(text))), text, "{}", line(text));
        }
        assert_eq!(line("one\r\ntwo\0"), "one two");
        assert_eq!(shown(&line("a\u{202E}b*c*\u{2069}")), "a⟨U+202E⟩b*c*⟨U+2069⟩");
        assert_eq!(target("https://a.example/\u{202E}fdp"), "<https://a.example/%E2%80%AEfdp>");
    }

    #[test]
    fn open_ends_are_closed() {
        for (text, want) in [
            ("plain", ""),
            ("```\ncode\n```", ""),
            ("```\ncode", "```"),
            ("`````\nx\n```", "`````"),
            ("~~~ x\ncode", "~~~"),
            ("<!-- open", "-->"),
            ("<script>\nx", "</script></style></pre></textarea>"),
            ("> ```\n> x", ""),
            ("- ```\n  x", ""),
        ] {
            assert_eq!(closing(text), want, "{text:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_line_comes_out_literally(text in "[ -~ŵé–“]{0,40}") {
            let text = clean_line(&text);
            // Runs of blanks are one to every reader of Markdown, and the end of a paragraph has none.
            let want = format!("x {text}");
            proptest::prop_assert_eq!(shown(&format!("x {}", line(&text))), want.trim_end());
        }

        #[test]
        fn any_text_can_be_closed(text in "([ -~\\n]|```|~~~|<!--|<pre>|> |- ){0,30}") {
            proptest::prop_assert!(is_closed(&text, &closing(&text)), "{:?}", text);
        }
    }
}
