//! Markdown in the preview of an entry: how it looks, where its links lead, and that no text can break it.

use cpd_journal::domain::{EntryDraft, EntryState};
use cpd_journal::journal::{Journal, Together};
use cpd_journal::ui::action::Route;
use cpd_journal::ui::theme::{BOLD, BOLD_ITALIC, ITALIC, Palette};
use egui::epaint::{ClippedShape, Shape};
use egui::text::TextFormat;
use egui::{FontFamily, Key, Modifiers, OutputCommand, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::support::{Begin, CLOCK, TODAY, Window};

/// The preview of an entry with this text.
fn preview(text: &str) -> Window {
    sized(text, [1280.0, 2000.0])
}

fn sized(text: &str, size: [f32; 2]) -> Window {
    let mut journal = Journal::in_memory(CLOCK).expect("journal");
    let draft = EntryDraft { title: "Pacing".to_owned(), learnt: text.to_owned(), ..EntryDraft::on(TODAY) };
    journal.log(draft, EntryState::Draft, &Together::default()).expect("entry");
    let mut window = Window::new(Begin { size, ..Begin::over(journal) });
    window.go(Route::Journal).press(Modifiers::ALT, Key::ArrowDown).run();
    window.click("Preview").run();
    window
}

/// The texts on the page with how they look, section by section.
fn sections(window: &Window) -> Vec<(String, TextFormat)> {
    fn collect(shape: &Shape, found: &mut Vec<(String, TextFormat)>) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect(shape, found)),
            Shape::Text(text) => {
                for section in &text.galley.job.sections {
                    let words = &text.galley.job.text[section.byte_range.start.0..section.byte_range.end.0];
                    found.push((words.to_owned(), section.format.clone()));
                }
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    for ClippedShape { shape, .. } in &window.harness.output().shapes {
        collect(shape, &mut found);
    }
    found
}

fn format(window: &Window, words: &str) -> TextFormat {
    let all = sections(window);
    let found = all.iter().find(|(text, _)| text.trim() == words).map(|(_, format)| format.clone());
    found.unwrap_or_else(|| panic!("no “{words}” in {:?}", all.iter().map(|(text, _)| text).collect::<Vec<_>>()))
}

/// What is read out on the page: labels, headings and links.
fn spoken(window: &Window) -> Vec<String> {
    window
        .harness
        .root()
        .children_recursive()
        .filter_map(|node| node.accesskit_node().value().or_else(|| node.accesskit_node().label()))
        .collect()
}

fn says(window: &Window, words: &str) -> bool {
    spoken(window).iter().any(|text| text == words)
}

/// What the program asks of the system while it takes in what was pressed.
fn commands(window: &mut Window) -> Vec<OutputCommand> {
    let mut commands = Vec::new();
    for _ in 0..3 {
        window.harness.step();
        commands.extend(window.harness.output().platform_output.commands.iter().cloned());
    }
    commands
}

/// The addresses that are opened by what was pressed.
fn opened(window: &mut Window) -> Vec<String> {
    let commands = commands(window).into_iter();
    commands.filter_map(|command| if let OutputCommand::OpenUrl(open) = command { Some(open.url) } else { None }).collect()
}

#[test]
fn words_look_as_they_are_marked() {
    let named = |name: &str| FontFamily::Name(name.into());
    let text = "# Top\n\nplain **bold** *italic* ***both*** `code` ~~gone~~ [link](https://example.org)\n\n\
        | head | other |\n|---|---|\n| cell | **loud** |\n\n```\nlet x = 1;\n```\n";
    let window = preview(text);
    let palette = &Palette::LIGHT;
    for (words, family) in [
        ("Top", named(BOLD)),
        ("plain", FontFamily::Proportional),
        ("bold", named(BOLD)),
        ("italic", named(ITALIC)),
        ("both", named(BOLD_ITALIC)),
        ("code", FontFamily::Monospace),
        ("head", named(BOLD)),
        ("cell", FontFamily::Proportional),
        ("loud", named(BOLD)),
        ("let x = 1;", FontFamily::Monospace),
    ] {
        assert_eq!(format(&window, words).font_id.family, family, "{words}");
    }
    assert_eq!(format(&window, "code").background, palette.control);
    assert!(format(&window, "gone").strikethrough.width > 0.0);
    let link = format(&window, "link");
    assert_eq!(link.color, palette.accent_text);
    assert!(link.underline.width > 0.0);
}

#[test]
fn headings_have_levels_and_sizes() {
    let window = preview("# One\n\n## Two\n\n### Three\n\n#### Four\n\n##### Five\n\n###### Six");
    let mut last = f32::INFINITY;
    for (level, name) in ["One", "Two", "Three", "Four", "Five", "Six"].into_iter().enumerate() {
        let node = window.harness.get_by_role_and_label(Role::Heading, name);
        assert_eq!(node.accesskit_node().data().level(), Some(level), "{name}");
        let size = format(&window, name).font_id.size;
        assert!(size <= last, "{name}: {size}");
        last = size;
    }
}

#[test]
fn everything_is_read_out() {
    let window = preview(
        "- ask\n  - deeper\n- [ ] call\n- [x] write\n\n7. seven\n8. eight\n\n> wise\n\n![a chart](https://example.org/c.png) ![](x.png)\n\n\
         <script>alert(1)</script>\n\na <b>tag</b>\n\none\\\ntwo\n\nsaid[^n]\n\n[^n]: by whom\n\n---\n\n| A | B |\n|---|--:|\n| 1 | 2 |",
    );
    for words in [
        "• ask",
        "• deeper",
        "To do: call",
        "Done: write",
        "7. seven",
        "8. eight",
        "wise",
        "[picture: a chart] [picture]",
        "<script>alert(1)</script>",
        "a <b>tag</b>",
        "one\ntwo",
        "said[n]",
        "[n] by whom",
    ] {
        assert!(says(&window, words), "“{words}” is not in {:?}", spoken(&window));
    }
    assert_eq!(window.harness.query_all_by_role(Role::Table).count(), 1);
    for (role, name) in [(Role::ColumnHeader, "A"), (Role::ColumnHeader, "B"), (Role::Cell, "1"), (Role::Cell, "2")] {
        window.harness.get_by_role_and_label(role, name);
    }
}

#[test]
fn only_web_and_mail_can_be_opened() {
    for (typed, name, address) in [
        ("[The thread](https://example.org/t)", "The thread", Some("https://example.org/t")),
        ("[plain](HTTP://example.org)", "plain", Some("HTTP://example.org")),
        ("[mail](mailto:a@example.org)", "mail", Some("mailto:a@example.org")),
        ("<a@example.org>", "a@example.org", Some("mailto:a@example.org")),
        ("<https://example.org>", "https://example.org", Some("https://example.org")),
        ("[**bold** words](https://example.org)", "bold words", Some("https://example.org")),
        ("[](https://example.org)", "https://example.org", Some("https://example.org")),
        ("[![alt](p.png)](https://example.org)", "[picture: alt]", Some("https://example.org")),
        ("[run](javascript:alert(1))", "run", None),
        ("[run](JaVaScRiPt:alert(1))", "run", None),
        ("[run](&#106;avascript:alert(1))", "run", None),
        ("[file](file:///etc/passwd)", "file", None),
        ("[data](data:text/html,x)", "data", None),
        ("[path](notes.md)", "path", None),
        ("[turned](https://example.org/\u{202E}gpj.exe)", "turned", None),
        ("[nothing](https://)", "nothing", None),
        ("[broken](<https://example.org/a b>)", "broken", None),
    ] {
        let mut window = preview(typed);
        let links: Vec<String> = window.harness.query_all_by_role(Role::Link).filter_map(|node| node.accesskit_node().label()).collect();
        let Some(address) = address else {
            assert!(links.is_empty(), "{typed}: {links:?}");
            assert!(says(&window, name), "{typed}: {:?}", spoken(&window));
            continue;
        };
        assert_eq!(links, [name], "{typed}");
        assert_eq!(window.harness.get_by_role(Role::Link).accesskit_node().data().url(), Some(address));
        window.harness.get_by_role(Role::Link).click();
        assert_eq!(opened(&mut window), [address], "{typed}");
    }
}

#[test]
fn links_are_reached_and_opened_by_keyboard() {
    let many = "Pacing is not rest. ".repeat(1500);
    let mut window = sized(&format!("[first](https://example.org/1) {many}\n\n[last](https://example.org/2)"), [1000.0, 700.0]);
    window.harness.get_by_role_and_label(Role::Link, "first").focus();
    window.run();
    window.press(Modifiers::NONE, Key::Tab).run();
    let last = window.harness.get_by_role_and_label(Role::Link, "last");
    assert!(last.is_focused());
    assert!(last.rect().bottom() < 700.0, "it comes into view: {:?}", last.rect());
    window.harness.key_down(Key::Enter);
    assert_eq!(opened(&mut window), ["https://example.org/2"]);
    window.harness.get_by_role_and_label(Role::Link, "last").hover();
    window.wait(1.0);
    assert!(says(&window, "https://example.org/2"), "{:?}", spoken(&window));
}

#[test]
fn words_can_be_marked_and_copied() {
    let mut window = preview("Start **where** the patient is.");
    let words = |node: &egui_kittest::Node<'_>| node.accesskit_node().role() == Role::Label;
    let rect = window.harness.query_all_by_value("Start where the patient is.").find(words).expect("words").rect();
    window.harness.drag_at(rect.left_center() + egui::vec2(1.0, 0.0));
    window.harness.step();
    window.harness.hover_at(rect.right_center() - egui::vec2(1.0, 0.0));
    window.harness.step();
    window.harness.drop_at(rect.right_center() - egui::vec2(1.0, 0.0));
    window.harness.step();
    window.harness.event(egui::Event::Copy);
    let commands = commands(&mut window).into_iter();
    let copied: Vec<String> =
        commands.filter_map(|command| if let OutputCommand::CopyText(text) = command { Some(text) } else { None }).collect();
    assert_eq!(copied, ["Start where the patient is."]);
}

#[test]
fn no_text_breaks_it() {
    let texts = [
        format!("{} deep", ">".repeat(20_000)),
        format!("{}x", "- ".repeat(5_000)),
        format!("{}x", "1. > ".repeat(2_000)),
        "a".repeat(100_000),
        format!("`{}`", "语".repeat(30_000)),
        format!("{}x{}", "*".repeat(5_000), "*".repeat(5_000)),
        "[".repeat(20_000),
        format!("{}x{}", "![".repeat(2_000), "](y)".repeat(2_000)),
        format!("|{}\n|{}\n|{}", "a|".repeat(200), "-|".repeat(200), "b|".repeat(200)),
        format!("| a | b |\n|---|---|\n| {} | {} |", "x".repeat(20_000), "y ".repeat(5_000)),
        "مرحبا **بالعالم** [رابط](https://example.org)\n\nשלום *עולם*\n\n中文**学习**反思 👩‍⚕️🇬🇧 हिन्दी".to_owned(),
        "\u{0}\u{7}\r\r\n\t\u{FEFF}\u{202E}e\u{301}\u{301}\u{200D}".to_owned(),
        "- [ ] \n- [x]\n1.\n>\n\n***\n#\n```\n```\n| |\n|-|\n".to_owned(),
        "[^1]: https://example.org\n\nsee[^1] [^2]".to_owned(),
        "&#0; &lt;b&gt; \\*no\\* <br/> <!-- c -->\n\n<div\n".to_owned(),
        "999999999. x\n1000000000. y".to_owned(),
    ];
    for text in texts {
        let mut window = sized(&text, [760.0, 600.0]);
        window.harness.set_size(egui::vec2(720.0, 480.0));
        window.run();
        assert!(!sections(&window).is_empty());
    }
}
