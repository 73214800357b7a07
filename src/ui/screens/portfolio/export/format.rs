//! In which format it leaves: those for somebody else, and those for oneself.

use std::path::{Path, PathBuf};

use egui::Ui;

use super::choice::{Choice, MANY_ENTRIES};
use super::group::{caption_ui, indented_ui, name_ui, named_ui};
use crate::exporters::{self, Exporter, Form, Replace};
use crate::journal::Selection;
use crate::ui::widgets::segments_ui;

/// A mail of this size is taken by nearly every server, in bytes.
const MAIL: u64 = 10_000_000;

/// Sizes of the parts of a pack, in bytes.
const SIZES: [(Option<u64>, &str); 3] = [(None, "One file"), (Some(MAIL), "Below 10 MB"), (Some(2 * MAIL + MAIL / 2), "Below 25 MB")];

/// An exporter, and what it is to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Format {
    pub(super) id: &'static str,
    pub(super) form: Form,
}

impl Default for Format {
    fn default() -> Self {
        Self { id: exporters::ALL.first().map_or("", |exporter| exporter.id()), form: Form::File }
    }
}

impl Format {
    pub(super) fn exporter(self) -> Option<&'static dyn Exporter> {
        exporters::find(self.id)
    }

    pub(super) fn label(self) -> &'static str {
        self.exporter().map_or("", |exporter| exporter.label())
    }

    pub(super) fn is_own_copy(self) -> bool {
        self.exporter().is_some_and(|exporter| exporter.is_own_copy())
    }

    pub(super) fn has_volumes(self) -> bool {
        self.exporter().is_some_and(|exporter| exporter.has_volumes())
    }

    pub(super) fn has_parts(self) -> bool {
        self.exporter().is_some_and(|exporter| exporter.has_parts())
    }

    pub(super) fn has_record(self) -> bool {
        self.exporter().is_some_and(|exporter| exporter.has_record())
    }

    pub(super) fn takes_files(self) -> bool {
        self.exporter().is_some_and(|exporter| exporter.takes_files(self.form))
    }

    /// As part of a sentence: “PDF”, “a folder of Markdown”.
    pub(super) fn name(self) -> String {
        match self.form {
            Form::File => self.label().to_owned(),
            Form::Folder => format!("a folder of {}", self.label()),
        }
    }

    /// The same for a selection: volumes and parts are a folder.
    pub(super) fn of(self, selection: &Selection) -> Self {
        let is_folder = selection.volumes && self.has_volumes() || selection.split_at.is_some() && self.has_parts();
        if is_folder { Self { form: Form::Folder, ..self } } else { self }
    }
}

/// Whether an exporter can make a folder of many files as well as one file.
fn has_folder(exporter: &dyn Exporter) -> bool {
    exporter.form(Path::new("cpd")) == Form::Folder
}

/// Where to write, from what the dialog gave. It has asked about a file that is there already, but only about the very name that it gave:
/// a name that is completed here, or made in a folder, must not replace anything unasked.
pub(super) fn landing(format: Format, name: &str, chosen: PathBuf) -> (PathBuf, Replace) {
    if format.form == Form::Folder {
        return (chosen.join(name), Replace::Refuse);
    }
    let wanted = format.exporter().map_or("", |exporter| exporter.extension());
    if chosen.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(wanted)) {
        return (chosen, Replace::Allow);
    }
    let mut name = chosen.into_os_string();
    name.push(".");
    name.push(wanted);
    (PathBuf::from(name), Replace::Refuse)
}

/// A name for the file or folder: `cpd-bronwen-hartley-2026-11-22`, with the ending that a file needs.
pub(super) fn suggested(registrant: &str, today: chrono::NaiveDate, format: Format) -> String {
    let mut name = "cpd".to_owned();
    for word in registrant.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').filter(|word| !word.is_empty()).take(4) {
        name.push('-');
        name.extend(word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(24));
    }
    name.push_str(&format!("-{today}"));
    if let (Form::File, Some(exporter)) = (format.form, format.exporter()) {
        name.push('.');
        name.push_str(exporter.extension());
    }
    name
}

impl Choice {
    pub(super) fn format_ui(&mut self, ui: &mut Ui, entries: usize) {
        for (whose, own) in [("For somebody else", false), ("For yourself", true)] {
            name_ui(ui, whose);
            for exporter in exporters::ALL.iter().filter(|exporter| exporter.is_own_copy() == own) {
                named_ui(ui, exporter.id(), |ui| {
                    let on = self.format.id == exporter.id();
                    if ui.radio(on, exporter.label()).on_hover_text(exporter.purpose()).clicked() {
                        self.format = Format { id: exporter.id(), form: Form::File };
                    }
                    if on {
                        indented_ui(ui, |ui| {
                            caption_ui(ui, exporter.purpose());
                            self.form_ui(ui, *exporter, entries);
                        });
                    }
                });
            }
        }
    }

    /// What is chosen about the one that is on.
    fn form_ui(&mut self, ui: &mut Ui, exporter: &dyn Exporter, entries: usize) {
        if has_folder(exporter) {
            let forms = [Form::File, Form::Folder];
            let chosen = forms.iter().position(|form| *form == self.format.form).unwrap_or(0);
            let pressed = segments_ui(ui, "One file or a folder", &["One file", "A folder"], chosen);
            if let Some(form) = pressed.and_then(|at| forms.get(at)) {
                self.format.form = *form;
            }
        }
        if exporter.has_volumes() {
            let mut on = self.is_in_volumes(entries);
            if ui.checkbox(&mut on, "One for each year, in a folder").changed() {
                self.volumes = Some(on);
            }
            if entries > MANY_ENTRIES {
                caption_ui(
                    ui,
                    if on { "So many entries make better documents by year" } else { "One of so many entries takes much time and memory" },
                );
            }
        }
        if exporter.has_parts() {
            let chosen = SIZES.iter().position(|(size, _)| *size == self.split_at).unwrap_or(0);
            let labels = SIZES.map(|(_, label)| label);
            if let Some((size, _)) = segments_ui(ui, "Size of its parts", &labels, chosen).and_then(|at| SIZES.get(at)) {
                self.split_at = *size;
            }
            if self.split_at.is_some() {
                caption_ui(ui, "Parts that a mail can take, in a folder");
            }
        }
        if self.format.is_own_copy() {
            caption_ui(ui, "Names and handles are in it, unless you say otherwise under “Names of others”");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PDF: Format = Format { id: "pdf", form: Form::File };
    const FOLDER: Format = Format { id: "markdown", form: Form::Folder };

    fn day() -> chrono::NaiveDate {
        chrono::NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day")
    }

    #[test]
    fn names_that_say_whose_and_when() {
        for (registrant, format, want) in [
            ("Bronwen Hartley", PDF, "cpd-bronwen-hartley-2026-11-22.pdf"),
            ("Siân O’Neill / ../etc", PDF, "cpd-siân-oneill-etc-2026-11-22.pdf"),
            ("", FOLDER, "cpd-2026-11-22"),
            ("Łukasz Żak", Format { id: "markdown", form: Form::File }, "cpd-łukasz-żak-2026-11-22.md"),
        ] {
            assert_eq!(suggested(registrant, day(), format), want);
        }
    }

    #[test]
    fn nothing_is_replaced_that_nobody_was_asked_about() {
        for (format, chosen, want, replace) in [
            (PDF, "/tmp/a.PDF", "/tmp/a.PDF", Replace::Allow),
            (PDF, "/tmp/a", "/tmp/a.pdf", Replace::Refuse),
            (PDF, "/tmp/a.v2", "/tmp/a.v2.pdf", Replace::Refuse),
            (FOLDER, "/tmp", "/tmp/cpd-bronwen-hartley-2026-11-22", Replace::Refuse),
        ] {
            let name = suggested("Bronwen Hartley", day(), format);
            assert_eq!(landing(format, &name, PathBuf::from(chosen)), (PathBuf::from(want), replace));
        }
    }

    #[test]
    fn volumes_are_a_folder() {
        let by_year = Selection { volumes: true, ..Selection::default() };
        assert_eq!(PDF.of(&by_year).form, Form::Folder);
        assert_eq!(PDF.of(&Selection::default()).form, Form::File);
        let markdown = Format { id: "markdown", form: Form::File };
        assert_eq!(markdown.of(&by_year).form, Form::File, "it has none");
    }

    #[test]
    fn a_copy_for_oneself_has_the_names() {
        use crate::domain::portfolio::Handles;
        let mut choice = Choice::default();
        assert!(!choice.names_people() && choice.handles() == Handles::Pseudonym, "for somebody else");
        choice.format.id = "markdown";
        assert!(choice.names_people() && choice.handles() == Handles::Keep, "for oneself");
        choice.people = Some(false);
        assert!(!choice.names_people(), "as was said");
        assert!(!choice.is_in_volumes(9_000));
        choice.format.id = "pdf";
        assert!(choice.is_in_volumes(MANY_ENTRIES + 1) && !choice.is_in_volumes(MANY_ENTRIES));
        choice.volumes = Some(false);
        assert!(!choice.is_in_volumes(9_000));
    }
}
