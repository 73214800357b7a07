//! How writing looks, focus, and what is pasted into texts.

use cpd_journal::prefs::Writing;
use cpd_journal::ui::action::Route;
use cpd_journal::ui::theme;
use egui::{Event, Id, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::support::{Begin, CLOCK, Window};

const CTRL: Modifiers = Modifiers::COMMAND;
const NONE: Modifiers = Modifiers::NONE;

/// Words as a word processor gives them.
const FROM_WORD: &str = "<html><body><p class=MsoNormal>I learnt <b style='mso-bidi-font-weight:normal'>pacing</b>.</p>\
    <ul><li>ask first</li><li>write it down</li></ul></body></html>";

/// A window with a new entry, the keyboard in *What I learnt*.
fn writing(begin: Begin) -> Window {
    let mut window = Window::new(begin);
    window.press(CTRL, Key::N).type_text("Looks").press(NONE, Key::Enter).run().run();
    window
}

fn empty() -> Begin {
    Begin::over(cpd_journal::journal::Journal::in_memory(CLOCK).expect("journal"))
}

fn look(window: &Window) -> Writing {
    (*theme::writing(&window.harness.ctx)).clone()
}

fn keyboard(window: &Window) -> Option<Id> {
    window.harness.ctx.memory(egui::Memory::focused)
}

/// What is selected in the text that has the keyboard, in characters.
fn selection(window: &Window) -> Option<std::ops::Range<usize>> {
    let state = egui::text_edit::TextEditState::load(&window.harness.ctx, keyboard(window)?)?;
    let [first, last] = state.cursor.char_range()?.sorted_cursors();
    Some(first.index.0..last.index.0)
}

/// The width and height of the field *What I learnt*.
fn field(window: &Window) -> [f32; 2] {
    let rect = window.harness.get_by_role_and_label(egui::Role::MultilineTextInput, "What I learnt").rect();
    [rect.width(), rect.height()]
}

#[test]
fn settings_change_how_writing_looks() {
    let mut window = writing(Begin { size: [1600.0, 2400.0], ..empty() });
    window.type_text("one\ntwo\nthree\nfour\nfive\nsix").run();
    let usual = field(&window);
    let after = |window: &mut Window, label: &str| {
        window.go(Route::Settings).click(label).go(Route::Journal).run();
        field(window)
    };
    let wide = after(&mut window, "Wide");
    assert!(wide[1] > usual[1] + 25.0, "lines further apart: {usual:?}, {wide:?}");
    let single = after(&mut window, "Single");
    assert!(single[1] < usual[1] - 10.0, "lines close together: {usual:?}, {single:?}");
    let _ = after(&mut window, "Comfortable");
    let large = after(&mut window, "Largest");
    assert!(large[1] > usual[1] + 30.0 && large[0] > usual[0] + 100.0, "as many characters of larger letters: {usual:?}, {large:?}");
    let again = after(&mut window, "Usual");
    assert!((again[0] - usual[0]).abs() < 0.5 && (again[1] - usual[1]).abs() < 0.5, "and back: {usual:?}, {again:?}");
    let short = after(&mut window, "Short lines");
    assert!(short[0] < usual[0] - 80.0, "{usual:?}, {short:?}");
    let lexend = after(&mut window, "Lexend");
    assert!(lexend[0] > short[0] + 10.0, "as many characters of a wider font: {short:?}, {lexend:?}");
    let chosen = look(&window);
    assert_eq!((chosen.font, chosen.measure), (cpd_journal::prefs::TextFont::Lexend, cpd_journal::prefs::Measure::Narrow));
}

#[test]
fn spelling_and_mirror_are_switched_by_name() {
    let mut window = Window::new(Begin { answers: vec![vec!["/words/cy_GB.dic".into()]], size: [1280.0, 2400.0], ..empty() });
    assert!(look(&window).check_spelling && !look(&window).depth_mirror);
    window.go(Route::Settings).click("Add a language from a file…").run();
    assert_eq!(look(&window).second_name().as_deref(), Some("cy_GB"));
    window.click("Remove the dictionary cy_GB").run();
    assert_eq!(look(&window).second_language, None);
    window.click("Check spelling while I write").click("Depth mirror").run();
    assert!(!look(&window).check_spelling && look(&window).depth_mirror);
}

#[test]
fn words_of_ones_own_are_listed_and_taken_back() {
    let mut journal = cpd_journal::journal::Journal::in_memory(CLOCK).expect("journal");
    for word in ["physiotalk", "Gofynnais"] {
        journal.add_word(word).expect("kept");
    }
    let mut window = Window::new(Begin { size: [1280.0, 2400.0], ..Begin::over(journal) });
    window.go(Route::Settings);
    assert!(window.shows("Remove Gofynnais from my words"));
    window.click("Remove physiotalk from my words").run();
    assert!(!window.shows("Remove physiotalk from my words") && window.shows("Remove Gofynnais from my words"));
}

#[test]
fn focus_leaves_the_texts_and_nothing_else() {
    for size in [[1280.0, 800.0], [720.0, 480.0], [1280.0, 2400.0]] {
        let mut window = writing(Begin { size, ..empty() });
        window.type_text("alpha beta gamma").press(CTRL | Modifiers::CTRL | Modifiers::SHIFT, Key::ArrowLeft).run();
        let before = (keyboard(&window), Some(11..16));
        assert_eq!(selection(&window), before.1, "{size:?}");
        assert!(window.shows("Places"), "the side bar is there");
        window.press(NONE, Key::F9);
        for gone in ["Places", "Search the journal", "Add a tag", "Go to Today"] {
            assert_eq!(window.harness.query_all_by_label(gone).count(), 0, "{gone} at {size:?}");
        }
        for stays in ["What I learnt", "What I changed", "Who benefited", "Private note", "Model of reflection", "Esc leads back"] {
            assert!(window.shows(stays), "{stays} at {size:?}");
        }
        assert!(window.shows("Saved") || window.shows("Saving"), "{size:?}");
        assert_eq!((keyboard(&window), selection(&window)), before, "{size:?}");
        window.press(NONE, Key::Escape);
        assert!(window.shows("Places"), "Esc leads back at {size:?}");
        assert_eq!((keyboard(&window), selection(&window)), before, "as it was left, {size:?}");
        window.press(NONE, Key::F9).type_text("delta").press(NONE, Key::F9).wait(1.5);
        assert!(window.shows("Places"), "so does the same key, {size:?}");
        assert_eq!(window.entry("Looks").draft.learnt, "alpha beta delta", "what was selected is replaced, {size:?}");
    }
}

#[test]
fn in_focus_everything_else_still_works() {
    let mut window = writing(empty());
    window.press(NONE, Key::F9);
    window.harness.get_by_role_and_label(egui::Role::MultilineTextInput, "What I learnt").focus();
    window.run().type_text("first").wait(2.0).type_text(" second").wait(2.0).press(CTRL, Key::Z).wait(1.5);
    assert_eq!(window.entry("Looks").draft.learnt, "first", "undo and saving");
    // Esc closes what lies over the texts first.
    window.press(CTRL, Key::K).press(NONE, Key::Escape).run();
    assert!(!window.shows("Places"), "still in focus");
    window.click("Show everything").run();
    assert!(window.shows("Places"));
    window.press(NONE, Key::F9).press(CTRL, Key::Num1).run();
    assert!(window.shows("Places"), "another place is shown as ever");
    window.press(NONE, Key::F9).run();
    assert!(window.shows("Places") && window.shows("Open an entry first"), "there is nothing to focus on here");
}

fn paste(window: &mut Window, text: &str) {
    window.harness.event(Event::Paste(text.to_owned()));
    window.run().wait(1.5);
}

#[test]
fn rich_text_arrives_as_markdown_in_long_texts_only() {
    let plain = "I learnt pacing.\nask first\nwrite it down";
    let mut window = writing(Begin { html: Some(FROM_WORD.to_owned()), size: [1280.0, 2400.0], ..empty() });
    paste(&mut window, plain);
    let learnt = window.entry("Looks").draft.learnt;
    assert!(learnt.contains("I learnt **pacing**.") && learnt.contains("- ask first\n- write it down"), "{learnt}");
    window.press(CTRL, Key::Z).wait(1.5);
    assert_eq!(window.entry("Looks").draft.learnt, "", "one step of the history");
    window.press(CTRL | Modifiers::SHIFT, Key::V);
    paste(&mut window, "I learnt\u{7} pacing.\u{b}ask first");
    assert_eq!(window.entry("Looks").draft.learnt, "I learnt pacing.\nask first", "without looks when that is wished for");
    window.press(CTRL, Key::A).press(NONE, Key::Delete);
    paste(&mut window, plain);
    assert!(window.entry("Looks").draft.learnt.contains("**pacing**"), "but only once");
    window.harness.get_by_label("Add a tag").focus();
    window.run();
    window.harness.event(Event::Paste("two\nlines".to_owned()));
    window.run();
    assert_eq!(window.value("Add a tag"), "two lines", "a small field stays one line, and gets no marks");
}

#[test]
fn without_rich_text_the_words_are_pasted() {
    for html in [None, Some(String::new()), Some("<style>p { color: red }</style>".to_owned())] {
        let mut window = writing(Begin { html, size: [1280.0, 2400.0], ..empty() });
        paste(&mut window, "Just words");
        assert_eq!(window.entry("Looks").draft.learnt, "Just words");
    }
}
