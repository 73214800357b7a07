//! The craft of writing: every function by cases of text, and by properties for any text.

use std::fs;
use std::ops::Range;
use std::path::Path;

use cpd_journal::writing::compare::{self, Kind};
use cpd_journal::writing::depth::{self, Depth};
use cpd_journal::writing::find::{self, Needle};
use cpd_journal::writing::format::{self, Line, Mark};
use cpd_journal::writing::paste::{markdown_of_html, tidy_plain};
use cpd_journal::writing::{Edit, count, lists};
use proptest::prelude::*;
use pulldown_cmark::{Event, Parser};

/// A text with its selection between `‹` and `›`, or its caret at `¦`.
fn marked(text: &str) -> (String, Range<usize>) {
    if let Some(caret) = text.find('¦') {
        return (text.replace('¦', ""), caret..caret);
    }
    let start = text.find('‹').expect("a selection");
    let end = text.find('›').expect("its end") - '‹'.len_utf8();
    (text.replace(['‹', '›'], ""), start..end)
}

fn shown(edit: &Edit) -> String {
    let (start, end) = (edit.selection.start, edit.selection.end);
    let [a, b, c] = [&edit.text[..start], &edit.text[start..end], &edit.text[end..]];
    if start == end { format!("{a}¦{c}") } else { format!("{a}‹{b}›{c}") }
}

#[test]
fn marks_go_on_and_off() {
    let cases = [
        (Mark::Bold, "a ‹word› here", "a **‹word›** here"),
        (Mark::Bold, "a **‹word›** here", "a ‹word› here"),
        (Mark::Bold, "a ‹**word**› here", "a ‹word› here"),
        (Mark::Bold, "a ‹ word › here", "a  **‹word›**  here"),
        (Mark::Bold, "a wo¦rd here", "a **wo¦rd** here"),
        (Mark::Bold, "a **wo¦rd** here", "a wo¦rd here"),
        (Mark::Bold, "¦word", "**¦word**"),
        (Mark::Bold, "word¦", "**word¦**"),
        (Mark::Bold, "a ¦ b", "a **¦** b"),
        (Mark::Bold, "a **¦** b", "a ¦ b"),
        (Mark::Italic, "***‹x›***", "**‹x›**"),
        (Mark::Bold, "***‹x›***", "*‹x›*"),
        (Mark::Italic, "**‹x›**", "***‹x›***"),
        (Mark::Italic, "_‹x y›_", "‹x y›"),
        (Mark::Bold, "__‹x›__", "‹x›"),
        (Mark::Bold, "x ‹y **z**› w", "x **‹y z›** w"),
        (Mark::Bold, "- ‹one\n- two›", "- **‹one**\n- **two›**"),
        (Mark::Bold, "‹- one\n\n- two›", "- **‹one**\n\n- **two›**"),
        (Mark::Bold, "- ‹**one**\n- **two**›", "- ‹one\n- two›"),
        (Mark::Italic, "‹un\r\ndau›\r\ntri", "*‹un*\r\n*dau›*\r\ntri"),
        (Mark::Bold, "y ‹tŷ mawr› 👩🏽‍⚕️", "y **‹tŷ mawr›** 👩🏽‍⚕️"),
        (Mark::Bold, "cafe\u{301}¦", "**cafe\u{301}¦**"),
        (Mark::Bold, "a‹(b)›c", "a**‹(b)›**c"),
        (Mark::Bold, "a**‹(b)›**c", "a‹(b)›c"),
        (Mark::Bold, "‹👩🏽‍⚕️›", "**‹👩🏽‍⚕️›**"),
        // Out of the end of marked words, and in again; inside them it comes off.
        (Mark::Bold, "**bold words¦**", "**bold words**¦"),
        (Mark::Bold, "**bold words**¦", "**bold words¦**"),
        (Mark::Bold, "**bold wor¦ds**", "bold wor¦ds"),
        (Mark::Italic, "- *tŷ mawr¦* b", "- *tŷ mawr*¦ b"),
        (Mark::Italic, "_so¦_", "_so_¦"),
        (Mark::Bold, "__so¦__", "__so__¦"),
        (Mark::Bold, "**bold ¦**", "**bold** ¦"),
        (Mark::Bold, "**bold ¦** then", "**bold** ¦ then"),
        (Mark::Bold, "**bold** ¦", "**bold** **¦**"),
        (Mark::Bold, "**bold**¦er", "**bold****¦er**"),
        (Mark::Italic, "**bold¦**", "***bold¦***"),
        (Mark::Italic, "***both¦***", "***both*¦**"),
        (Mark::Bold, "***both¦***", "***both**¦*"),
        (Mark::Bold, "***both*¦**", "***both***¦"),
        (Mark::Italic, "***both**¦*", "***both***¦"),
        (Mark::Italic, "***both ¦***", "***both* ¦**"),
        (Mark::Italic, "**bold *both¦***", "**bold *both*¦**"),
        (Mark::Bold, "**bold *both*¦**", "**bold *both***¦"),
        (Mark::Bold, "**bold *both¦***", "**bold *both***¦"),
        (Mark::Italic, "*¦*", "¦"),
        (Mark::Bold, "a ***¦*** b", "a *¦* b"),
        (Mark::Bold, "\\**no¦\\**", "\\****no¦**\\**"),
    ];
    for (mark, before, after) in cases {
        let (text, selection) = marked(before);
        assert_eq!(shown(&format::toggle(&text, selection, mark)), after, "{mark:?} in {before}");
    }
}

#[test]
fn the_bar_knows_what_is_on() {
    for (mark, text, is_on) in [
        (Mark::Bold, "a **wo¦rd** b", true),
        (Mark::Bold, "a ‹**word**› b", true),
        (Mark::Bold, "‹a **word›** b", false),
        (Mark::Italic, "a **wo¦rd** b", false),
        (Mark::Italic, "a *wo¦rd* b", true),
        (Mark::Bold, "¦", false),
        (Mark::Bold, "**¦**", true),
        (Mark::Bold, "**word¦**", true),
        (Mark::Bold, "**word ¦**", true),
        (Mark::Bold, "**word**¦", false),
        (Mark::Italic, "***word*¦**", false),
        (Mark::Bold, "***word*¦**", true),
    ] {
        let (text, selection) = marked(text);
        assert_eq!(format::is_on(&text, selection, mark), is_on, "{mark:?} in {text}");
    }
    for (line, text, is) in [
        (Line::Bullet, "- a¦", true),
        (Line::Numbered, "- a¦", false),
        (Line::Numbered, "‹1. a\n\n2. b›", true),
        (Line::Quote, "> a¦", true),
        (Line::Heading, "## a¦", true),
        (Line::Heading, "#a¦", false),
        (Line::Bullet, "¦---", false),
        (Line::Bullet, "¦", false),
    ] {
        let (text, selection) = marked(text);
        assert_eq!(format::line_is(&text, selection, line), is, "{line:?} in {text}");
    }
}

#[test]
fn lines_become_something_and_plain_again() {
    let cases = [
        (Line::Bullet, "a¦b", "- a¦b"),
        (Line::Bullet, "- a¦b", "a¦b"),
        (Line::Bullet, "¦", "- ¦"),
        (Line::Bullet, "x\n¦", "x\n- ¦"),
        (Line::Bullet, "‹a\n\nb›", "‹- a\n\n- b›"),
        (Line::Numbered, "‹a\nb\nc›", "‹1. a\n2. b\n3. c›"),
        (Line::Numbered, "1. a\n¦b", "1. a\n2. ¦b"),
        (Line::Numbered, "‹- a\n  - b\n- c›", "‹1. a\n  1. b\n2. c›"),
        (Line::Bullet, "‹1. a\n2. b›", "‹- a\n- b›"),
        (Line::Quote, "‹a\nb›\nc", "‹> a\n> b›\nc"),
        (Line::Quote, "‹> a\n> b›", "‹a\nb›"),
        (Line::Heading, "tŷ¦", "## tŷ¦"),
        (Line::Heading, "### tŷ¦", "tŷ¦"),
        (Line::Heading, "- a¦", "## a¦"),
        (Line::Quote, "> - a\n¦b", "> - a\n> ¦b"),
        (Line::Bullet, "> a¦", "> - a¦"),
        (Line::Numbered, "‹a\r\nb›", "‹1. a\r\n2. b›"),
    ];
    for (line, before, after) in cases {
        let (text, selection) = marked(before);
        assert_eq!(shown(&format::toggle_line(&text, selection, line)), after, "{line:?} in {before:?}");
    }
}

#[test]
fn links_are_put_changed_and_taken_off() {
    let cases = [
        ("see ‹the page› now", "https://a.org", "see [‹the page›](https://a.org) now"),
        ("see pa¦ge", "https://a.org", "see [‹page›](https://a.org)"),
        ("see ¦", "https://a.org", "see [‹https://a.org›](https://a.org)"),
        ("see [the p¦age](https://a.org)", "https://b.org/x", "see [‹the page›](https://b.org/x)"),
        ("see ‹[the page](https://a.org)›", "", "see ‹the page›"),
        ("see ‹x›", "", "see ‹x›"),
        ("‹x›", "https://a.org/(b) c", "[‹x›](<https://a.org/(b) c>)"),
        ("‹a]b›", "https://a.org", "[‹a\\]b›](https://a.org)"),
    ];
    for (before, address, after) in cases {
        let (text, selection) = marked(before);
        assert_eq!(shown(&format::link(&text, selection, address)), after, "{before}");
    }
}

#[test]
fn return_goes_on_with_a_list() {
    let cases = [
        ("- one¦", Some("- one\n- ¦")),
        ("- on¦e", Some("- on\n- ¦e")),
        ("* one¦", Some("* one\n* ¦")),
        ("1. one¦\n2. two", Some("1. one\n2. ¦\n3. two")),
        ("9) nine¦\n10) ten", Some("9) nine\n10) ¦\n11) ten")),
        ("1. a¦\n   - x\n2. b\n\ntext\n\n1. c", Some("1. a\n2. ¦\n   - x\n3. b\n\ntext\n\n1. c")),
        ("- [x] done¦", Some("- [x] done\n- [ ] ¦")),
        ("> said¦", Some("> said\n> ¦")),
        ("> - said¦", Some("> - said\n> - ¦")),
        ("> ¦", Some("¦")),
        ("> > a\n> > ¦", Some("> > a\n> ¦")),
        ("- one\n- ¦", Some("- one\n¦")),
        ("- one\n  - ¦", Some("- one\n- ¦")),
        ("1. a\n2. ¦\n3. c", Some("1. a\n¦\n3. c")),
        ("1. a\n    1. b\n    2. ¦\n2. c", Some("1. a\n    1. b\n2. ¦\n3. c")),
        ("- one¦\r\n- two", Some("- one\r\n- ¦\r\n- two")),
        ("- a‹bc›d", Some("- a\n- ¦d")),
        ("- tŷ 👩🏽‍⚕️¦", Some("- tŷ 👩🏽‍⚕️\n- ¦")),
        ("plain¦", None),
        ("¦- one", None),
        ("---¦", None),
        ("```\n- a¦\n```", None),
        ("-one¦", None),
    ];
    for (before, after) in cases {
        let (text, selection) = marked(before);
        assert_eq!(lists::enter(&text, selection).as_ref().map(shown).as_deref(), after, "{before:?}");
    }
}

#[test]
fn tab_moves_items() {
    let cases = [
        (true, "- a\n- b¦", Some("- a\n  - b¦")),
        (true, "- a¦", Some("- a¦")),
        (true, "1. a\n2. b¦\n3. c", Some("1. a\n    1. b¦\n2. c")),
        (true, "- a\n- b¦\n  - c\n- d", Some("- a\n  - b¦\n    - c\n- d")),
        (true, "- a\n‹- b\n- c›", Some("- a\n  ‹- b\n  - c›")),
        (true, "plain¦", None),
        (false, "- a\n  - b¦", Some("- a\n- b¦")),
        (false, "- a¦", None),
        (false, "1. a\n    1. b¦\n    2. c\n2. d", Some("1. a\n2. b¦\n    2. c\n3. d")),
        (false, "> - a\n>   - b¦", Some("> - a\n> - b¦")),
        (true, "- a\r\n- b¦", Some("- a\r\n  - b¦")),
    ];
    for (is_in, before, after) in cases {
        let (text, selection) = marked(before);
        let edit = if is_in { lists::indent(&text, selection) } else { lists::outdent(&text, selection) };
        assert_eq!(edit.as_ref().map(shown).as_deref(), after, "{is_in} {before:?}");
    }
}

#[test]
fn words_are_found_as_people_mean_them() {
    let cases = [
        ("sian", false, false, "Siân, siân a Si\u{302}an", vec!["Siân", "siân", "Si\u{302}an"]),
        ("siân", true, false, "Siân siân sia\u{302}n", vec!["siân", "sia\u{302}n"]),
        ("don't", false, false, "Don’t, don't", vec!["Don’t", "don't"]),
        ("art", false, true, "art heart art-work party", vec!["art", "art"]),
        ("art", false, false, "heart", vec!["art"]),
        ("tŷ", false, true, "Tŷ tyn ty", vec!["Tŷ", "ty"]),
        ("e", true, false, "cafe\u{301} e", vec!["e"]),
        ("👩", false, false, "👩🏽‍⚕️ 👩", vec!["👩"]),
        ("a\nb", false, false, "a\r\nb", vec!["a\r\nb"]),
        ("aa", false, false, "aaaa", vec!["aa", "aa"]),
        ("", false, false, "abc", vec![]),
        ("fi", false, false, "ﬁnd", vec!["ﬁ"]),
        ("f", false, false, "ﬁ f", vec!["f"]),
        ("İ", false, false, "istanbul", vec!["i"]),
    ];
    for (words, match_case, whole_words, text, expected) in cases {
        let needle = Needle { words: words.to_owned(), match_case, whole_words };
        let found: Vec<&str> = find::matches(text, &needle).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expected, "{words} in {text}");
    }
    let needle = Needle { words: "ward".to_owned(), match_case: false, whole_words: true };
    assert_eq!(find::replace_all("Ward, ward, wards", &needle, "unit"), ("unit, unit, wards".to_owned(), 2));
    assert_eq!(shown(&find::replace("a ward", 2..6, "tŷ")), "a ‹tŷ›");
}

#[test]
fn words_and_characters_are_counted_as_read() {
    for (text, words, characters) in [
        ("", 0, 0),
        ("one two", 2, 7),
        ("**one** *two*", 2, 7),
        ("well-being is don't", 3, 19),
        ("[the page](https://a.org/long/path)", 2, 8),
        ("# Title\n\n- one\n- two 3.5", 4, 15),
        ("> said\n> so", 2, 7),
        ("a – b", 2, 5),
        ("word—word", 2, 9),
        ("tŷ 👩🏽‍⚕️ cafe\u{301}", 2, 9),
        ("12 mg, 50%", 3, 10),
        ("| a | b |\n| - | - |\n| c d | e |", 5, 6),
        ("```\nlet x\n```", 2, 5),
        ("反思日记", 4, 4),
        ("- [ ] ask Nia", 2, 7),
        ("one  \ntwo", 2, 6),
    ] {
        assert_eq!((count::words(text), count::characters(text)), (words, characters), "{text:?}");
    }
}

fn pieces(old: &str, new: &str) -> String {
    let piece = |piece: &compare::Piece| match piece.kind {
        Kind::Same | Kind::Changed => piece.text.clone(),
        Kind::Gone => format!("[-{}-]", piece.text),
        Kind::New => format!("[+{}+]", piece.text),
    };
    compare::words(old, new).iter().map(piece).collect()
}

#[test]
fn words_are_compared_readably() {
    for (old, new, expected) in [
        ("I asked the nurse.", "I asked the nurse.", "I asked the nurse."),
        ("I asked the nurse.", "I asked the doctor.", "I asked the [-nurse-][+doctor+]."),
        ("", "new", "[+new+]"),
        ("old", "", "[-old-]"),
        ("a b", "a very b", "a [+very +]b"),
        (
            "The patient was seen in the clinic today.",
            "We met at her home on Monday evening.",
            "[-The patient was seen in the clinic today-][+We met at her home on Monday evening+].",
        ),
        ("y tŷ mawr", "y tŷ bach", "y tŷ [-mawr-][+bach+]"),
        ("don’t", "do", "[-don’t-][+do+]"),
    ] {
        assert_eq!(pieces(old, new), expected, "{old} / {new}");
    }
}

#[test]
fn paragraphs_are_aligned_and_brought_back() {
    let old = "First one.\n\nThe second paragraph says something about falls.\n\nThird.\n\nLast.";
    let new = "First one.\n\nThe second paragraph says much about falls.\n\nBrand new words here.\n\nLast.";
    let kinds: Vec<_> = compare::paragraphs(old, new).into_iter().map(|part| (part.kind, part.old_place)).collect();
    assert_eq!(kinds, [(Kind::Same, Some(0)), (Kind::Changed, Some(1)), (Kind::Gone, Some(2)), (Kind::New, None), (Kind::Same, Some(3))]);
    for (current, paragraph, expected) in [
        ("A\n\nC", 1, "A\n\nB here\n\nC"),
        ("C", 1, "B here\n\nC"),
        ("", 1, "B here"),
        ("A\r\n\r\nC", 1, "A\r\n\r\nB here\r\n\r\nC"),
        ("A\n\nB here\n\nC", 1, "A\n\nB here\n\nC"),
        ("Other\n\nA\n\nMore\n\nC", 1, "Other\n\nA\n\nB here\n\nMore\n\nC"),
        ("A", 9, "A"),
        ("X\n\nY\n", 0, "A\n\nX\n\nY\n"),
    ] {
        assert_eq!(compare::bring_back(current, "A\n\nB here\n\nC", paragraph), expected, "{current:?} {paragraph}");
    }
    // A changed form of it is replaced.
    let changed = compare::bring_back(new, old, 1);
    assert_eq!(changed, "First one.\n\nThe second paragraph says something about falls.\n\nBrand new words here.\n\nLast.");
}

fn fixtures() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

#[test]
fn what_other_programs_copy_becomes_clean() {
    let mut seen = 0;
    for item in fs::read_dir(fixtures().join("paste")).expect("a folder") {
        let path = item.expect("an item").path();
        if path.extension().is_some_and(|end| end == "html") {
            let html = fs::read_to_string(&path).expect("a text");
            let expected = fs::read_to_string(path.with_extension("md")).expect("what it should be");
            assert_eq!(markdown_of_html(&html), expected.trim_end(), "{}", path.display());
            assert_eq!(markdown_of_html(&html.replace('\n', "\r\n")), expected.trim_end(), "{} with CRLF", path.display());
            seen += 1;
        }
    }
    assert_eq!(seen, 8);
}

#[test]
fn small_pieces_of_html_become_clean() {
    for (html, expected) in [
        ("", ""),
        ("plain words", "plain words"),
        ("<b>a</b><b>b</b> c", "**ab** c"),
        ("<b>a </b>b", "**a** b"),
        ("<b>Note:</b>text", "**Note**:text"),
        ("<b> </b>", ""),
        ("a<br><br>b<br>c", "a\n\nb  \nc"),
        ("<a href='data:text/html,x'>x</a><a href='vbscript:x'>y</a><a href='file:///c:/x'>z</a>", "xyz"),
        ("<a href='tel:+4429'>call</a>", "[call](tel:+4429)"),
        ("<a href=' JaVaScRiPt:alert(1)'>x</a>", "x"),
        ("<a href='https://urldefense.com/v3/__https://a.org/x__;!!abc'>x</a>", "[x](https://a.org/x)"),
        ("<a href='https://evil.example/?url=https://a.org'>x</a>", "[x](https://evil.example/?url=https://a.org)"),
        ("<script>alert(1)</script>ok<scr<script>ipt>", "okipt>"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;", "\\<script>alert(1)\\</script>"),
        ("<p>a\u{202e}b\u{ad}c\u{feff}</p>", "abc"),
        ("<ul><li>a<li>b</ul>", "- a\n- b"),
        ("<li>alone", "- alone"),
        ("<ol><li></li><li>b</li></ol>", "2. b"),
        ("<table><tr><td>only one</td></tr></table>", "only one"),
        ("<table role=presentation><tr><td>a</td><td>b</td></tr></table>", "a\n\nb"),
        ("<table><tr><th rowspan=2>a</th><th>b</th></tr><tr><td>c</td></tr></table>", "| a | b |\n| --- | --- |\n|  | c |"),
        ("<p>10<sup>2</sup> and 1<sup>st</sup></p>", "10² and 1st"),
        ("<p>x <s>y</s></p>", "x ~~y~~"),
        ("<p>[x](y) ![z](w) &amp;amp; \\*</p>", "[x\\](y) \\![z\\](w) \\&amp; \\\\\\*"),
        ("<p class=MsoListParagraph style='text-indent:-18pt'>·\u{a0}\u{a0}\u{a0} item</p>", "- item"),
        ("<div style='font-size:0'>preheader</div>shown", "shown"),
    ] {
        assert_eq!(markdown_of_html(html), expected, "{html}");
    }
}

#[test]
fn too_much_and_too_deep_come_as_words() {
    let deep = format!("{}deep words{}", "<div>".repeat(200_000), "</div>".repeat(200_000));
    assert_eq!(markdown_of_html(&deep), "deep words");
    let odd = format!("{}odd words", "<b><p><font color=1><ul><li>".repeat(50_000));
    assert!(markdown_of_html(&odd).contains("odd words"));
    let long = format!("<p>{}</p><script>no()</script>", "<i>word</i> ".repeat(500_000));
    let text = markdown_of_html(&long);
    assert!(text.starts_with("word word") && !text.contains("no()"));
}

#[test]
fn plain_text_is_tidied() {
    let wrapped = "This line of a mail was wrapped by the program at about seventy\ncharacters, and the next one goes on until it, too, is quite full,\nand then it ends.";
    let joined = wrapped.replace('\n', " ");
    for (text, expected) in [
        ("", ""),
        ("•\tone\r\n•\ttwo\r\no\tthree", "- one\n- two\n  - three"),
        ("· a\n· b", "- a\n- b"),
        ("– a\n– b", "- a\n- b"),
        ("– a dash once", "– a dash once"),
        ("o'clock", "o'clock"),
        ("▪ x", "- x"),
        ("1.\tone\n2.\ttwo", "1. one\n2. two"),
        ("a\u{a0}b\u{200b}c\u{ad}d\u{feff}", "a bcd"),
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("“curly” ’tis", "“curly” ’tis"),
        ("👩🏽‍⚕️ 👨‍👩‍👧 ❤️", "👩🏽‍⚕️ 👨‍👩‍👧 ❤️"),
        ("a\u{202e}b\u{2066}c\u{7}d", "abcd"),
        ("short\nlines\nstay", "short\nlines\nstay"),
        (wrapped, &joined),
        ("Dysgais fod\ngwrando", "Dysgais fod\ngwrando"),
        ("code:\n\tindented", "code:\n\tindented"),
        ("\n", "\n"),
        ("\r\n\r\n", "\n\n"),
        ("\u{a0} ", "  "),
        ("col·legi 3·5", "col·legi 3·5"),
    ] {
        assert_eq!(tidy_plain(text), expected, "{text:?}");
    }
}

#[test]
fn many_lines_are_marked_at_once() {
    let line = "pacing is not rest, said a colleague in the chat, and so it is";
    let text = vec![line; 2_000].join("\n");
    let since = std::time::Instant::now();
    let bold = format::toggle(&text, 0..text.len(), Mark::Bold);
    assert_eq!(bold.text, vec![format!("**{line}**"); 2_000].join("\n"));
    assert!(format::is_on(&bold.text, bold.selection.clone(), Mark::Bold));
    assert_eq!(format::toggle(&bold.text, bold.selection, Mark::Bold).text, text);
    // Line by line and not every line for every line; without optimisation, too.
    assert!(since.elapsed().as_secs_f64() < 3.0, "{:?}", since.elapsed());
}

fn depths(text: &str) -> String {
    let mut kinds: Vec<char> = depth::mirror(text)
        .found
        .iter()
        .map(|found| match found.what {
            Depth::Description => 'D',
            Depth::Analysis => 'A',
            Depth::Change if found.ahead => 'a',
            Depth::Change => 'C',
            Depth::Benefit => 'B',
        })
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds.into_iter().collect()
}

#[test]
fn the_mirror_sees_what_clinicians_write() {
    let table = fs::read_to_string(fixtures().join("depth/sentences.tsv")).expect("sentences");
    let (mut all, mut wrong) = (0, Vec::new());
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let (expected, sentence) = line.split_once('\t').expect("two columns");
        let mut kinds: Vec<char> = expected.chars().filter(|c| *c != '-').collect();
        kinds.sort_unstable();
        all += 1;
        if depths(sentence) != kinds.into_iter().collect::<String>() {
            wrong.push(sentence.to_owned());
        }
    }
    assert!(all >= 60 && wrong.len() * 10 <= all, "{} of {all}: {wrong:#?}", wrong.len());
}

#[test]
fn the_mirror_asks_kindly() {
    assert_eq!(depth::mirror("").says, Vec::<String>::new());
    assert_eq!(depth::mirror("A talk.").says, Vec::<String>::new());
    for (text, start) in [
        ("I attended a webinar about wound care with twelve other nurses.", "You describe what happened."),
        ("I will speak to the team about the audit next week.", "You tell what you do."),
        ("I realised that my letters are far too long for anybody.", "You say what it means"),
        ("We introduced a huddle because handover was slow, and patients now wait less.", "What happened"),
    ] {
        let says = depth::mirror(text).says;
        assert!(says.len() <= 3 && says[0].starts_with(start), "{text}: {says:?}");
    }
    let (found, says) = depth::mirrors(&["I attended a talk on sepsis.", "It matters because minutes count on our ward."]);
    assert_eq!((found.len(), found[0][0].what, found[1][0].what), (2, Depth::Description, Depth::Analysis));
    assert!(says[0].starts_with("You say what it means"));
    // Never a mark, a score or a percentage.
    let data = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/depth/en.toml")).expect("the data");
    for line in data.lines().filter(|line| line.starts_with("because") || line.contains(" = \"You") || line.contains("? ")) {
        assert!(!line.contains('%') && !line.contains("score") && !line.contains("should"), "{line}");
    }
}

/// Any text that tempts: marks, lists, quotes, line ends, accents, emoji.
fn text() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "a",
        "word",
        " ",
        "  ",
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        "- ",
        "* ",
        "1. ",
        "9) ",
        "> ",
        "## ",
        "**",
        "*",
        "_",
        "`",
        "```",
        "[",
        "](",
        ")",
        "tŷ",
        "e\u{301}",
        "👩🏽‍⚕️",
        "\t",
        "- [ ] ",
        ".",
        "’",
        "ﬁ",
        "\u{301}",
        "\u{200d}",
        "don't",
        "|",
    ]);
    prop::collection::vec(part, 0..24).prop_map(|parts| parts.concat())
}

fn any_range(text: &str, a: usize, b: usize) -> Range<usize> {
    // Also backwards, inside characters and behind the end.
    let most = text.len() + 2;
    a % most..b % most
}

fn valid(edit: &Edit) {
    assert!(edit.text.get(edit.selection.clone()).is_some(), "{edit:?}");
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric() && !c.is_ascii_digit()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_place_in_any_text_is_safe(text in text(), a in 0_usize..200, b in 0_usize..200) {
        let range = any_range(&text, a, b);
        for mark in [Mark::Bold, Mark::Italic] {
            let edit = format::toggle(&text, range.clone(), mark);
            valid(&edit);
            prop_assert_eq!(squeezed(&edit.text), squeezed(&text));
            format::is_on(&text, range.clone(), mark);
        }
        for line in [Line::Bullet, Line::Numbered, Line::Quote, Line::Heading] {
            let edit = format::toggle_line(&text, range.clone(), line);
            valid(&edit);
            prop_assert_eq!(squeezed(&edit.text).replace('x', ""), squeezed(&text).replace('x', ""));
            format::line_is(&text, range.clone(), line);
        }
        valid(&format::link(&text, range.clone(), "https://a.org"));
        valid(&format::link(&text, range.clone(), ""));
        for edit in [lists::indent(&text, range.clone()), lists::outdent(&text, range.clone())].into_iter().flatten() {
            valid(&edit);
            prop_assert_eq!(squeezed(&edit.text), squeezed(&text));
        }
        if let Some(edit) = lists::enter(&text, a.min(text.len())..a.min(text.len())) {
            valid(&edit);
            prop_assert_eq!(squeezed(&edit.text), squeezed(&text));
        }
        valid(&find::replace(&text, range, "x"));
        count::words(&text);
        count::characters(&text);
        for found in depth::mirror(&text).found {
            prop_assert!(text.get(found.range).is_some());
        }
    }

    #[test]
    fn a_mark_put_on_and_taken_off_leaves_the_text(words in "[a-zŷé(]{1,3}( [a-z.👍]{1,4}){0,3}", before in "(- |> |## |1\\. )?([a-z(]{0,4} ?)", after in "[ a-z).]{0,5}") {
        let text = format!("{before}{words}{after}");
        let selection = before.len()..before.len() + words.len();
        for mark in [Mark::Bold, Mark::Italic] {
            let on = format::toggle(&text, selection.clone(), mark);
            prop_assert!(format::is_on(&on.text, on.selection.clone(), mark), "{:?}", on);
            let off = format::toggle(&on.text, on.selection.clone(), mark);
            prop_assert_eq!(&off.text, &text, "{:?} {:?}", mark, on);
            prop_assert_eq!(off.selection, selection.clone());
        }
    }

    #[test]
    fn at_the_end_of_marked_words_the_key_leads_out_and_in(words in "[a-zŷé]{1,3}( [a-z.👍]{1,4}){0,3}", before in "(- |> |## |1\\. )?([a-z]{1,4} )?", after in "( [a-z.]{1,5})?") {
        for (mark, sign) in [(Mark::Bold, "**"), (Mark::Italic, "*")] {
            let text = format!("{before}{sign}{words}{sign}{after}");
            let caret = before.len() + sign.len() + words.len();
            let out = format::toggle(&text, caret..caret, mark);
            prop_assert_eq!((&out.text, &out.selection), (&text, &(caret + sign.len()..caret + sign.len())));
            prop_assert!(!format::is_on(&text, out.selection.clone(), mark));
            let back = format::toggle(&text, out.selection, mark);
            prop_assert_eq!((&back.text, &back.selection), (&text, &(caret..caret)));
            prop_assert!(format::is_on(&text, back.selection, mark));
        }
    }

    #[test]
    fn matches_are_what_was_looked_for(text in text(), words in text(), match_case: bool, whole_words: bool) {
        let needle = Needle { words, match_case, whole_words };
        let mut at = 0;
        for found in find::matches(&text, &needle) {
            prop_assert!(found.start >= at && found.start < found.end && text.get(found.clone()).is_some());
            at = found.end;
        }
        let own = Needle { words: text.clone(), match_case: false, whole_words: false };
        let visible = text.chars().any(char::is_alphanumeric);
        prop_assert!(!visible || find::matches(&text, &own).len() == 1);
    }

    #[test]
    fn pieces_put_together_are_both_texts(old in text(), new in text()) {
        let pieces = compare::words(&old, &new);
        let join = |not: Kind| pieces.iter().filter(|piece| piece.kind != not).map(|piece| piece.text.as_str()).collect::<String>();
        prop_assert_eq!(join(Kind::New), old);
        prop_assert_eq!(join(Kind::Gone), new);
    }

    #[test]
    fn bringing_back_loses_nothing_else(old in prop::collection::vec("[abc] [def]( [ghi])?", 0..6), current in prop::collection::vec("[abc] [def]( [ghi])?", 0..6), n in 0_usize..6) {
        let (old_text, text) = (old.join("\n\n"), current.join("\n\n"));
        let aligned = compare::paragraphs(&old_text, &text);
        let result = compare::bring_back(&text, &old_text, n);
        let paragraphs: Vec<&str> = result.split("\n\n").collect();
        let replaced = aligned.iter().find(|part| part.old_place == Some(n) && part.kind == Kind::Changed).map(|part| part.new.clone());
        if let Some(words) = old.get(n) {
            prop_assert!(paragraphs.contains(&words.as_str()));
        }
        let mut left: Vec<&str> = paragraphs;
        let mut kept = current.clone();
        if let Some(replaced) = replaced {
            let at = kept.iter().position(|part| *part == replaced).expect("it was there");
            kept.remove(at);
        }
        for part in &kept {
            let at = left.iter().position(|there| there == part);
            prop_assert!(at.is_some(), "{} is gone from {:?}", part, result);
            left.remove(at.expect("a place"));
        }
    }

    #[test]
    fn no_html_is_too_odd(parts in prop::collection::vec(prop::sample::select(vec![
        "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<i>", "</i>", "<a href='https://a.org'>", "<a href='javascript:x'>", "</a>", "<ul>", "</ul>", "<ol start=7>", "</ol>", "<li>", "</li>",
        "<table>", "<tr>", "<td>", "<td colspan=9999999 rowspan=99999>", "</td>", "</table>", "<blockquote>", "</blockquote>", "<pre>", "</pre>", "<code>", "</code>", "<script>", "</script>",
        "<scr", "ipt>", "<!--", "-->", "<![if !supportLists]>", "<![endif]>", "<p class=MsoListParagraph style='mso-list:l0 level3 lfo1'>", "<span style='mso-list:Ignore'>", "</span>", "<br>",
        "<h2>", "</h2>", "<hr>", "<img alt='x' src=y>", "<svg><title>", "<math><mtext>", "<template>", "<select><option>", "&lt;script", "&nbsp;", "&#0;", "&#x202e;", "word", " ", "tŷ", "👩🏽‍⚕️", "*", "_", "`", "[", "](", "<o:p>", "\u{0}",
        "<?xml version='1'?>", "<frameset>", "<plaintext>", "<textarea>", "</", "<", "\"",
    ]), 0..40)) {
        let text = markdown_of_html(&parts.concat());
        // What looks like markup is words or code.
        let html = |event: &Event<'_>| matches!(event, Event::Html(_) | Event::InlineHtml(_));
        prop_assert!(!Parser::new(&text).any(|event| html(&event)), "{}", text);
        prop_assert!(!text.contains("](javascript:") && !text.contains("](<javascript:"));
        let odd = ['\u{202e}', '\u{0}'];
        prop_assert!(!text.contains(odd));
    }

    #[test]
    fn no_string_is_too_odd(text in "\\PC{0,60}", bytes in prop::collection::vec(any::<char>(), 0..60)) {
        markdown_of_html(&text);
        let any: String = bytes.into_iter().collect();
        markdown_of_html(&any);
        let tidy = tidy_plain(&any);
        prop_assert_eq!(tidy_plain(&tidy), tidy);
    }

    #[test]
    fn words_of_a_page_come_through_as_words(words in "[a-z*_#>`~\\[\\]()!&;. 1-]{1,40}") {
        let html = format!("<p>{}</p>", words.replace('&', "&amp;").replace('<', "&lt;"));
        let markdown = markdown_of_html(&html);
        let read: String = Parser::new(&markdown).filter_map(|event| match event { Event::Text(text) => Some(text.to_string()), Event::SoftBreak => Some(" ".to_owned()), _ => None }).collect();
        let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert_eq!(folded(&read), folded(&words), "{}", markdown);
    }
}
