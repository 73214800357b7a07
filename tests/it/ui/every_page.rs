//! Every page, in both themes, small and large, full and empty: shown without a panic, a missing glyph or a field without a name, which
//! the harness checks in every frame.

use cpd_journal::journal::Journal;
use cpd_journal::ui::action::{Action, NetworkPart, ReviewGo, ReviewTab, Route};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::support::{Begin, CLOCK, Window, sample};

#[test]
fn shows_in_every_way() {
    for (dark, zoom, size) in
        [(false, 1.0, [1280.0, 800.0]), (true, 1.0, [720.0, 480.0]), (false, 2.0, [1280.0, 800.0]), (true, 2.0, [1440.0, 960.0])]
    {
        for full in [true, false] {
            let journal = if full { sample() } else { Journal::in_memory(CLOCK).expect("journal") };
            let mut window = Window::new(Begin { size, dark, zoom, ..Begin::over(journal) });
            for route in Route::ALL {
                window.go(route).run();
                let places = window.harness.query_all_by_label(route.label()).count();
                assert!(places >= 1, "{route:?} is not named, dark {dark}, zoom {zoom}");
            }
            for tab in ReviewTab::ALL {
                window.app().wish(Action::OpenReview(ReviewGo::To(tab)));
                window.run().run();
                let named = window.harness.query_all_by_label_contains("").filter_map(|node| {
                    let about = node.accesskit_node();
                    about.value().or(about.label()).filter(|text| text.contains(tab.label()))
                });
                assert!(named.count() >= 1, "{tab:?} is not named, dark {dark}, zoom {zoom}");
            }
            for part in [NetworkPart::Chats, NetworkPart::People, NetworkPart::LearnFrom] {
                window.app().wish(Action::OpenNetwork(part));
                window.run().run();
            }
            window.press(Modifiers::COMMAND, Key::N).press(Modifiers::NONE, Key::Escape);
            window.press(Modifiers::COMMAND, Key::K).press(Modifiers::NONE, Key::Escape);
        }
    }
}

#[test]
fn hostile_texts_are_shown() {
    let mut journal = Journal::in_memory(CLOCK).expect("journal");
    let texts = [
        "a".repeat(20_000),
        "word ".repeat(5_000),
        "\u{202e}backwards\u{202c} \u{200f}שלום مرحبا 你好 👩🏽‍⚕️ ŵŷ".to_owned(),
        "# *not* [a](b) <script>alert(1)</script> `x` $y$ \\".to_owned(),
        "\n\n\n".to_owned() + &"> ".repeat(300) + "deep",
    ];
    for (at, text) in texts.iter().enumerate() {
        let mut draft = cpd_journal::domain::EntryDraft::on(super::support::TODAY);
        draft.title = format!("{at} {text}");
        draft.learnt.clone_from(text);
        draft.tags = vec![text.chars().take(200).collect()];
        journal.log(draft, cpd_journal::domain::EntryState::Draft, &cpd_journal::journal::Together::default()).expect("kept");
    }
    let mut window = Window::new(Begin::over(journal));
    window.go(Route::Journal);
    for _ in 0..texts.len() {
        window.press(Modifiers::ALT, Key::ArrowDown).run();
        assert!(!window.value("Title").is_empty());
        window.press(Modifiers::COMMAND, Key::P).run();
        window.press(Modifiers::COMMAND, Key::P).run();
    }
}
