//! Portfolio: what is chosen is what is written, to the file that the dialog named.

use cpd_journal::ui::action::Route;
use egui_kittest::kittest::Queryable as _;

use super::support::{Begin, Window, sample};

/// Goes to the part of the page that exports.
fn to_export(window: &mut Window) {
    window.go(Route::Portfolio).run();
    window.harness.get_by_role_and_label(egui::Role::Tab, "Export").click();
    window.run().run();
}

#[test]
fn writes_where_the_dialog_said() {
    let folder = tempfile::tempdir().expect("folder");
    let target = folder.path().join("evidence.pdf");
    let mut window = Window::new(Begin { answers: vec![vec![target.clone()]], ..Begin::over(sample()) });
    to_export(&mut window);
    window.harness.get_by_role_and_label(egui::Role::Button, "Export…").click();
    window.run().run().run();
    let bytes = std::fs::read(&target).expect("written");
    assert!(bytes.starts_with(b"%PDF-"), "{:?}", bytes.get(..8));
    assert!(window.shows("evidence.pdf"));
}

#[test]
fn a_closed_dialog_writes_nothing() {
    let folder = tempfile::tempdir().expect("folder");
    let mut window = Window::new(Begin { answers: vec![Vec::new()], ..Begin::over(sample()) });
    to_export(&mut window);
    window.harness.get_by_role_and_label(egui::Role::Button, "Export…").click();
    window.run().run();
    assert_eq!(std::fs::read_dir(folder.path()).expect("folder").count(), 0);
}

#[test]
fn charts_leave_only_when_they_are_asked_for() {
    let mut window = Window::new(Begin { size: [1280.0, 2000.0], ..Begin::over(sample()) });
    to_export(&mut window);
    assert!(!window.shows("Time by month"), "none unasked");
    window.click("In words").run();
    assert!(!window.shows("Time by month"), "none unasked");
    window.harness.get_by(|node| node.label().is_some_and(|label| label.starts_with("What of them: "))).click();
    window.run().run();
    window.click("Charts, each with its table").run().run();
    assert!(window.shows("Time by month"), "what leaves is listed");
}
