//! Writing at length: spelling by keyboard and mouse, lists, looks of words, finding and replacing; each taken back with one Ctrl+Z.

use cpd_journal::ui::action::{Action, Route};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::support::Window;

const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::SHIFT;
const NONE: Modifiers = Modifiers::NONE;
/// As the window sends Ctrl+Shift on Linux and Windows.
const WORD_BACK: Modifiers = Modifiers { ctrl: true, shift: true, command: true, ..Modifiers::NONE };

/// A field of the entry, as its name is read out.
const LEARNT: &str = "What I learnt";

/// A new entry with this text, and the keyboard behind it.
fn writing(text: &str) -> Window {
    let mut window = Window::empty();
    window.press(CTRL, Key::N).type_text("On writing").press(NONE, Key::Enter).run().run();
    if !text.is_empty() {
        window.type_text(text);
    }
    window.wait(2.5);
    assert_eq!(window.value(LEARNT), text);
    window
}

/// What is selected, or the caret as an empty selection, in characters.
fn selected(window: &Window) -> String {
    let node = window.harness.get_by_role_and_label(egui::Role::MultilineTextInput, LEARNT);
    node.accesskit_node().text_selection().map(|range| range.text()).unwrap_or_default()
}

#[test]
fn a_misspelt_word_is_mended_by_keyboard() {
    let mut window = writing("We recieve feedback, and teh plan changes.");
    window.press(CTRL, Key::Home).press(NONE, Key::F7).run();
    assert!(window.shows("receive") && window.shows("Add to my words"));
    assert_eq!(window.value(LEARNT), "We recieve feedback, and teh plan changes.", "nothing is changed unasked");
    window.press(NONE, Key::Enter).run();
    assert_eq!(window.value(LEARNT), "We receive feedback, and teh plan changes.");
    assert!(!window.shows("Add to my words"), "the menu is gone");
    // The next one, and the second suggestion.
    window.press(NONE, Key::F7).run();
    assert_eq!(window.value(LEARNT), "We receive feedback, and teh plan changes.");
    window.press(NONE, Key::Enter).run().type_text("!");
    assert_eq!(window.value(LEARNT), "We receive feedback, and the! plan changes.", "the caret stands behind the word");
    window.wait(2.5);
    window.press(CTRL, Key::Z).press(CTRL, Key::Z);
    assert_eq!(window.value(LEARNT), "We receive feedback, and teh plan changes.");
    window.press(CTRL, Key::Z);
    assert_eq!(window.value(LEARNT), "We recieve feedback, and teh plan changes.", "each word is one step");
}

#[test]
fn escape_leaves_the_word_and_gives_the_keyboard_back() {
    let mut window = writing("We recieve feedback");
    window.press(NONE, Key::F7).run().press(NONE, Key::Escape).run();
    assert_eq!(window.value(LEARNT), "We recieve feedback");
    assert_eq!(selected(&window), "recieve", "the word stays selected");
    window.type_text("get");
    assert_eq!(window.value(LEARNT), "We get feedback");
}

#[test]
fn arrows_choose_another_suggestion() {
    let mut window = writing("We recieve feedback");
    window.press(NONE, Key::F7).run().press(NONE, Key::ArrowDown).run().press(NONE, Key::Enter).run();
    let text = window.value(LEARNT);
    assert!(
        text.starts_with("We ") && text.ends_with(" feedback") && text != "We recieve feedback" && text != "We receive feedback",
        "{text}"
    );
}

#[test]
fn a_word_of_ones_own_is_right_everywhere() {
    let mut window = writing("The frobulate test. Another frobulate test.");
    window.press(NONE, Key::F7).run().click("Add to my words").run();
    assert_eq!(window.journal().words().expect("words"), ["frobulate"]);
    window.press(NONE, Key::F7).run();
    assert!(window.shows("No misspelling in this text"));
    // In another entry, too.
    window.press(CTRL, Key::N).type_text("Another").press(NONE, Key::Enter).run().run();
    window.type_text("To frobulate is fine.").press(NONE, Key::F7).run();
    assert!(!window.shows("Add to my words"));
}

#[test]
fn a_word_is_ignored_in_one_text_only() {
    let mut window = writing("The frobulate test.");
    window.press(NONE, Key::F7).run().click("Ignore here").run();
    window.press(NONE, Key::F7).run();
    assert!(window.shows("No misspelling in this text"));
    assert!(window.journal().words().expect("words").is_empty());
    window.harness.get_by_label("What I changed").focus();
    window.run().type_text("I frobulate now.").press(NONE, Key::F7).run();
    assert!(window.shows("Ignore here"), "elsewhere it is still asked about");
}

#[test]
fn lists_go_on_and_end() {
    let mut window = writing("");
    window.type_text("- rest").press(NONE, Key::Enter).type_text("pace");
    assert_eq!(window.value(LEARNT), "- rest\n- pace");
    window.press(NONE, Key::Enter).press(NONE, Key::Tab).type_text("slowly");
    assert_eq!(window.value(LEARNT), "- rest\n- pace\n  - slowly");
    window.press(SHIFT, Key::Tab);
    assert_eq!(window.value(LEARNT), "- rest\n- pace\n- slowly");
    window.press(NONE, Key::Enter).press(NONE, Key::Enter).type_text("After");
    assert!(
        window.value(LEARNT).ends_with("- slowly\nAfter") || window.value(LEARNT).ends_with("- slowly\n\nAfter"),
        "{:?}",
        window.value(LEARNT)
    );
}

#[test]
fn keys_that_come_together_are_done_one_after_the_other() {
    let mut window = writing("- one");
    let enter = egui::Event::Key { key: Key::Enter, physical_key: None, pressed: true, repeat: false, modifiers: NONE };
    window.harness.event(egui::Event::Text(" more".to_owned()));
    window.harness.event(enter);
    window.harness.event(egui::Event::Text("two".to_owned()));
    window.run();
    assert_eq!(window.value(LEARNT), "- one more\n- two");
}

#[test]
fn tab_leaves_a_text_outside_lists() {
    let mut window = writing("No list");
    window.press(NONE, Key::Tab).type_text("x");
    assert_eq!(window.value(LEARNT), "No list");
}

#[test]
fn words_are_made_bold_by_key_and_by_button() {
    let mut window = writing("one two");
    window.press(WORD_BACK, Key::ArrowLeft).press(CTRL, Key::B);
    assert_eq!(window.value(LEARNT), "one **two**");
    window.press(CTRL, Key::B);
    assert_eq!(window.value(LEARNT), "one two", "the same key takes it off");
    window.click("Italic");
    assert_eq!(window.value(LEARNT), "one *two*");
    window.click("Italic").type_text("three");
    assert_eq!(window.value(LEARNT), "one three", "what was selected is selected, and the text has the keyboard");
    window.wait(2.5).press(CTRL | SHIFT, Key::Num8);
    assert_eq!(window.value(LEARNT), "- one three");
    window.press(CTRL, Key::Z);
    assert_eq!(window.value(LEARNT), "one three");
}

#[test]
fn a_link_is_put_on_words() {
    let mut window = writing("see NICE");
    window.press(WORD_BACK, Key::ArrowLeft).press(CTRL | SHIFT, Key::K).run();
    assert!(window.shows("Address of the link"));
    window.type_text("https://nice.org.uk").press(NONE, Key::Enter).run();
    assert_eq!(window.value(LEARNT), "see [NICE](https://nice.org.uk)");
    window.press(CTRL, Key::Z);
    assert_eq!(window.value(LEARNT), "see NICE");
}

#[test]
fn words_are_found_and_replaced_in_all_texts_of_the_entry() {
    let mut window = writing("Pain and pain again.");
    window.harness.get_by_label("What I changed").focus();
    window.run().type_text("Less pain.").wait(2.5);
    window.harness.get_by_label(LEARNT).focus();
    window.run().press(CTRL, Key::Home).press(CTRL, Key::F).run().type_text("pain").run();
    assert!(window.shows("1 of 3"), "over all texts");
    window.press(NONE, Key::Enter).run();
    assert!(window.shows("2 of 3"));
    window.press(NONE, Key::Enter).run().press(NONE, Key::Enter).run();
    assert!(window.shows("1 of 3"), "and round again");
    window.press(SHIFT, Key::Enter).run();
    assert!(window.shows("3 of 3"));
    window.click("Match case").run();
    assert!(window.shows(" of 2"));
    window.click("Match case").run();
    window.click("Replace…").run();
    window.harness.get_by_label("Replace with").focus();
    window.run().type_text("ache").click("Replace all").run();
    window.wait(1.5);
    let entry = window.entry("On writing");
    assert_eq!((entry.draft.learnt.as_str(), entry.draft.changed.as_str()), ("ache and ache again.", "Less ache."));
    assert!(window.shows("Replaced 3 places"));
    window.press(NONE, Key::Escape).run().press(CTRL, Key::Z).wait(1.5);
    let entry = window.entry("On writing");
    assert_eq!((entry.draft.learnt.as_str(), entry.draft.changed.as_str()), ("Pain and pain again.", "Less pain."), "in one step");
}

#[test]
fn the_search_begins_with_what_is_selected_and_ends_in_the_text() {
    let mut window = writing("rest is not rest");
    window.press(WORD_BACK, Key::ArrowLeft).press(CTRL, Key::F).run().run();
    assert_eq!(window.value("Find in this text"), "rest");
    assert!(window.shows(" of 2"));
    window.press(NONE, Key::Escape).run();
    assert_eq!(selected(&window), "rest");
    window.type_text("sleep");
    assert!(window.value(LEARNT).contains("sleep"));
    // Outside of texts the same key looks through the journal.
    window.press(CTRL | SHIFT, Key::F).run().type_text("zzz").run();
    assert!(window.shows("Nothing found"));
}

#[test]
fn one_place_is_replaced_at_a_time() {
    let mut window = writing("aa bb aa bb aa");
    window.press(CTRL, Key::Home).press(CTRL, Key::H).run().type_text("aa").run();
    window.harness.get_by_label("Replace with").focus();
    window.run().type_text("aaa").press(NONE, Key::Enter).run();
    assert_eq!(window.value(LEARNT), "aaa bb aa bb aa");
    window.press(NONE, Key::Enter).run();
    assert_eq!(window.value(LEARNT), "aaa bb aaa bb aa", "never the same place twice");
}

#[test]
fn words_are_counted_while_one_writes() {
    let mut window = writing("one two three");
    assert!(window.shows("3 words"));
    window.type_text(" four").run();
    assert!(window.shows("4 words"));
    window.harness.get_by_label("Title").focus();
    window.run();
    assert!(!window.shows("4 words"), "quiet while one is elsewhere");
}

#[test]
fn the_menu_opens_by_key_and_by_mouse() {
    let mut window = writing("We recieve feedback");
    window.press(SHIFT, Key::F10).run();
    for item in ["Cut", "Copy", "Paste", "Paste as plain text", "Select all", "Bold", "Look up in journal"] {
        assert!(window.harness.query_by_role_and_label(egui::Role::MenuItem, item).is_some(), "{item}");
    }
    window.press(NONE, Key::Escape).run();
    // On the misspelt word, at its left end.
    let field = window.harness.get_by_role_and_label(egui::Role::MultilineTextInput, LEARNT).rect();
    let at = field.left_top() + egui::vec2(12.0 + 50.0, 22.0);
    let button = |pressed| egui::Event::PointerButton { pos: at, button: egui::PointerButton::Secondary, pressed, modifiers: NONE };
    window.harness.event(egui::Event::PointerMoved(at));
    window.harness.event(button(true));
    window.harness.event(button(false));
    window.run().run();
    assert!(window.shows("receive"), "suggestions for the word under the pointer");
    window.harness.get_by_role_and_label(egui::Role::MenuItem, "receive").click();
    window.run();
    assert_eq!(window.value(LEARNT), "We receive feedback");
}

#[test]
fn a_word_is_looked_up_in_the_journal() {
    let mut window = Window::sample();
    window.press(CTRL, Key::N).type_text("Look up").press(NONE, Key::Enter).run().run();
    window.type_text("zzzqx").press(SHIFT, Key::F10).run();
    window.harness.get_by_role_and_label(egui::Role::MenuItem, "Look up in journal").click();
    window.run().run();
    assert!(window.shows(" found") || window.shows("1 of"), "the search of the journal");
}

/// A mail as it was wrapped, with blanks at line ends and blank lines on purpose.
const WRAPPED: &str = "This line of a mail was wrapped by its program at about seventy\ncharacters, and the next one goes on until it, too, is quite full,\nand then it ends.  \n\n\n\u{a0}– once\n";

#[test]
fn what_was_cut_here_is_pasted_as_it_was() {
    for html in [None, Some("<p>something <b>else</b></p>".to_owned())] {
        let mut window = Window::new(super::support::Begin {
            html,
            ..super::support::Begin::over(cpd_journal::journal::Journal::in_memory(super::support::CLOCK).expect("journal"))
        });
        window.press(CTRL, Key::N).type_text("On writing").press(NONE, Key::Enter).run().run();
        window.type_text(WRAPPED).press(CTRL, Key::A);
        window.harness.event(egui::Event::Cut);
        window.run();
        assert_eq!(window.value(LEARNT), "");
        // As the system gives it back on Windows.
        window.harness.event(egui::Event::Paste(WRAPPED.replace('\n', "\r\n")));
        window.run();
        assert_eq!(window.value(LEARNT), WRAPPED);
        // By the menu, too: a line end alone.
        window.press(CTRL, Key::A).type_text("one").press(NONE, Key::Enter).press(SHIFT, Key::ArrowLeft).press(SHIFT, Key::F10).run();
        window.harness.get_by_role_and_label(egui::Role::MenuItem, "Copy").click();
        window.run().run().press(NONE, Key::ArrowRight);
        window.harness.event(egui::Event::Paste("\n".to_owned()));
        window.run();
        assert_eq!(window.value(LEARNT), "one\n\n");
    }
}

#[test]
fn what_comes_from_elsewhere_is_tidied_also_by_the_middle_button() {
    let mut window = writing("");
    let field = window.harness.get_by_role_and_label(egui::Role::MultilineTextInput, LEARNT).rect();
    let pos = field.left_top() + egui::vec2(20.0, 20.0);
    let wrapped = WRAPPED.trim_end();
    let tidy = cpd_journal::writing::paste::tidy_plain(wrapped);
    assert_ne!(wrapped, tidy);
    window.harness.event(egui::Event::Paste(wrapped.to_owned()));
    window.run();
    assert_eq!(window.value(LEARNT), tidy);
    window.press(CTRL, Key::A).press(NONE, Key::Delete);
    window.harness.event(egui::Event::PointerMoved(pos));
    window.run();
    window.harness.event(egui::Event::MiddleClickPaste { pos, text: wrapped.to_owned() });
    window.run();
    assert_eq!(window.value(LEARNT), tidy);
    window.harness.event(egui::Event::MiddleClickPaste { pos, text: "\n".to_owned() });
    window.run();
    assert_eq!(window.value(LEARNT).len(), tidy.len() + 1, "a line end is one");
}

#[test]
fn an_entry_in_the_bin_is_searched_and_not_changed() {
    let mut window = writing("pain and pain");
    let id = window.entry("On writing").id;
    // The search stays open from text to text.
    window.press(CTRL, Key::F).run().type_text("pain").run();
    assert!(window.shows("2 of 2") || window.shows("1 of 2"));
    window.press(CTRL | SHIFT, Key::Delete).run().run();
    window.app().wish(Action::OpenEntry(id));
    window.run().run();
    assert!(window.entry("On writing").state.is_binned());
    assert!(window.shows(" of 2") || window.shows("2 places"), "the places are found still");
    window.harness.get_by_label("Find in this text").focus();
    window.run().press(CTRL, Key::H).run();
    assert!(!window.shows("Replace all") && !window.shows("Replace…"));
    window.press(NONE, Key::Enter).run();
    let first = window.shows("1 of 2");
    window.press(NONE, Key::Enter).run();
    assert!(window.shows(if first { "2 of 2" } else { "1 of 2" }), "from place to place");
    window.press(NONE, Key::Escape).run();
    assert_eq!(window.entry("On writing").draft.learnt, "pain and pain");
}

#[test]
fn what_is_wished_of_a_text_goes_with_it() {
    let mut window = writing("some words");
    window.press(CTRL, Key::A);
    // The entry is left in the same frame as the key is pressed.
    window.app().wish(Action::Go(Route::Today));
    window.press(CTRL, Key::B).run();
    window.go(Route::Journal).run();
    window.wait(1.5);
    let learnt = window.entry("On writing").draft.learnt;
    assert!(learnt == "some words" || learnt == "**some words**", "{learnt}");
    assert_eq!(window.value(LEARNT), learnt);
    // A menu that was open does not open again.
    window.harness.get_by_label(LEARNT).focus();
    window.run().press(SHIFT, Key::F10).run();
    assert!(window.shows("Look up in journal"));
    window.go(Route::Today).go(Route::Journal).run();
    assert!(!window.shows("Look up in journal"));
}

#[test]
fn a_word_written_twice_is_found_and_one_is_removed() {
    let mut window = writing("We saw the the patient and and went.");
    window.press(CTRL, Key::Home).press(NONE, Key::F7).run();
    assert!(window.shows("Remove the second “the”") && !window.shows("Add to my words"));
    window.press(NONE, Key::Enter).run();
    assert_eq!(window.value(LEARNT), "We saw the patient and and went.");
    window.press(NONE, Key::F7).run().click("Ignore here").run();
    window.press(NONE, Key::F7).run();
    assert!(window.shows("No misspelling in this text"));
    assert_eq!(window.value(LEARNT), "We saw the patient and and went.");
    window.wait(2.5).press(CTRL, Key::Z);
    assert_eq!(window.value(LEARNT), "We saw the the patient and and went.");
}

#[test]
fn the_keyboards_own_key_opens_the_menu() {
    let mut window = writing("words");
    window.press(NONE, Key::Menu).run();
    assert!(window.shows("Look up in journal"));
}

#[test]
fn bold_is_switched_on_and_off_while_one_writes() {
    for (key, want) in [(Key::B, "**bold words** more"), (Key::I, "*bold words* more")] {
        let mut window = writing("");
        window.press(CTRL, key).type_text("bold words").press(CTRL, key).type_text(" more");
        assert_eq!(window.value(LEARNT), want);
        // With the blank typed first, too.
        window.press(CTRL, Key::A).press(NONE, Key::Delete);
        window.press(CTRL, key).type_text("bold words ").press(CTRL, key).type_text("more");
        assert_eq!(window.value(LEARNT), want);
        // Nothing was written between.
        window.type_text(" ").press(CTRL, key).press(CTRL, key).type_text("x");
        assert_eq!(window.value(LEARNT), format!("{want} x"));
    }
    let mut window = writing("");
    window.press(CTRL, Key::B).type_text("a ").press(CTRL, Key::I).type_text("b").press(CTRL, Key::I).press(CTRL, Key::B).type_text(" c");
    assert_eq!(window.value(LEARNT), "**a *b*** c");
}

#[test]
fn escape_closes_the_search_from_a_text_and_leaves_the_caret() {
    let mut window = writing("pain is not pain");
    window.press(CTRL, Key::Home).press(CTRL, Key::F).run().type_text("pain").run();
    assert!(window.shows("1 of 2"));
    window.harness.get_by_label(LEARNT).focus();
    window.run().press(CTRL, Key::End).type_text("!").run();
    // A menu over the text is closed first.
    window.press(SHIFT, Key::F10).run().press(NONE, Key::Escape).run();
    assert!(window.shows(" places") || window.shows(" of 2"), "the search is still there");
    window.press(NONE, Key::Escape).run().run();
    assert!(!window.shows("Match case"));
    window.type_text("?");
    assert_eq!(window.value(LEARNT), "pain is not pain!?");
}

#[test]
fn escape_closes_the_search_before_it_leaves_focus() {
    let mut window = writing("pain is not pain");
    window.press(NONE, Key::F9).run();
    window.run().run();
    let is_focused = |window: &Window| window.harness.query_by_label("Journal").is_none();
    window.harness.get_by_label(LEARNT).focus();
    window.run().press(CTRL, Key::F).run().type_text("pain").run();
    let focused = is_focused(&window);
    window.harness.get_by_label(LEARNT).focus();
    window.run().press(NONE, Key::Escape).run().run();
    assert!(!window.shows("Match case"));
    assert!(focused && is_focused(&window), "focus stays");
    window.press(NONE, Key::Escape).run().run();
    assert!(!is_focused(&window));
}

#[test]
fn the_search_begins_at_the_caret_and_at_what_is_selected() {
    let text = "pain pain pain pain pain";
    let mut window = writing(text);
    window.press(CTRL, Key::Home).press(CTRL, Key::F).run().type_text("pain").run().run();
    assert!(window.shows("1 of 5"));
    window.press(NONE, Key::Escape).run();
    // As a double click selects a word: with the caret behind it.
    window.press(CTRL, Key::Home);
    for _ in 0..4 {
        window.press(SHIFT, Key::ArrowRight);
    }
    assert_eq!(selected(&window), "pain");
    window.press(CTRL, Key::F).run().run();
    assert!(window.shows("1 of 5"), "what is selected is the first");
    window.press(NONE, Key::Escape).run().press(NONE, Key::F3).run();
    assert_eq!(window.value("Find in this text"), "");
}

#[test]
fn the_search_stays_with_its_page() {
    let mut window = writing("pain is not pain");
    let id = window.entry("On writing").id;
    window.press(CTRL, Key::N).type_text("Another").press(NONE, Key::Enter).run().run();
    window.type_text("pain here").wait(2.5);
    window.press(CTRL, Key::F).run().type_text("pain").run();
    assert!(window.shows("Match case"));
    window.app().wish(Action::OpenEntry(id));
    window.run().run();
    assert_eq!(window.value(LEARNT), "pain is not pain");
    assert!(!window.shows("Match case"), "not in another entry");
    window.harness.get_by_label(LEARNT).focus();
    window.run().press(CTRL, Key::F).run().run();
    assert!(window.shows("Match case"));
    window.go(Route::Today).go(Route::Journal).run();
    assert!(!window.shows("Match case"), "not on another page");
}

#[test]
fn the_settings_say_which_spellings_are_known() {
    let mut window = Window::empty();
    window.go(Route::Settings).run();
    assert!(window.shows("Both “organise” and “organize” are right here; other American spellings, such as “color”, are marked."));
    let speller = cpd_journal::writing::spelling::Speller::british(None).expect("the dictionary of the program");
    assert!(speller.knows("organise") && speller.knows("organize") && speller.knows("colour") && !speller.knows("color"));
}
