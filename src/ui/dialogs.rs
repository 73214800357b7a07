//! The system's own file dialogs, and a scripted stand-in for tests.

use std::path::PathBuf;

use crate::domain::{ActionId, EntryId, Evidence, Sheet};
use crate::worker::Dialogue;

/// What a dialog is opened for.
#[derive(Clone, Debug)]
pub enum Ask {
    /// Which journal to open.
    OpenJournal,
    /// Where to make a new journal.
    NewJournal,
    /// Which files to keep as evidence of an entry.
    Attach(EntryId),
    /// Which file to put in the place of a piece of evidence.
    Replace {
        entry: EntryId,
        evidence: Box<Evidence>,
    },
    /// Which files to keep with what is being logged.
    AttachToNew,
    /// Which calendar to read.
    OpenCalendar,
    /// What to take in: a file, or a folder of files.
    ImportFile,
    ImportFolder,
    /// Which dictionary to check spelling with besides the British one.
    SecondLanguage,
    /// Where to write the calendar of chats.
    SaveCalendar,
    /// Where to write a calendar of these actions; of all that are open and have a day where there are none.
    SaveActions(Vec<ActionId>),
    /// Where to save a copy of a piece of evidence.
    SaveEvidence(Box<Evidence>),
    /// Where to write an export to: a suggested file name, and what it is.
    SaveExport {
        name: String,
        label: &'static str,
        extension: &'static str,
    },
    /// Where to write a sheet: a suggested file name that ends in `pdf` or `md`.
    SaveSheet {
        name: String,
        sheet: Box<Sheet>,
    },
    /// In which folder to make a folder of files.
    ExportFolder,
}

/// Whether a file name asks for Markdown.
pub(super) fn is_markdown(name: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|ending| ending == "md")
}

/// Opens dialogs. Native in the window, scripted in tests.
pub trait Dialogs {
    /// Begins to ask; the answer comes as [`crate::worker::Event::Picked`] with the same ticket.
    fn open(&mut self, ticket: u64, ask: &Ask) -> Dialogue;

    /// An answer without a path that comes sooner than this, in seconds, was no person's: the system has no dialog to show. None where answers
    /// are scripted.
    fn soonest(&self) -> Option<f64> {
        None
    }
}

/// What is told then.
pub(super) fn no_dialog() -> crate::error::Explanation {
    crate::error::Explanation {
        title: "no file dialog could be opened".to_owned(),
        details: Vec::new(),
        hint: "the system's file portal is missing: install xdg-desktop-portal with the part for your desktop, or zenity, and try again; files can \
               also be dropped on the window, and every export can be written with the command cpd-journal"
            .to_owned(),
        your_text: crate::error::YourText::Safe,
        exit: 1,
        code: "no-dialog",
    }
}

/// The system's dialogs.
#[derive(Debug, Default)]
pub struct Native;

/// Nobody closes a dialog sooner after it was asked for, in seconds.
const SOONEST: f64 = 0.25;

/// The ending of journal files.
const JOURNAL: &str = "cpd";

impl Dialogs for Native {
    fn soonest(&self) -> Option<f64> {
        Some(SOONEST)
    }

    fn open(&mut self, ticket: u64, ask: &Ask) -> Dialogue {
        let dialog = rfd::AsyncFileDialog::new();
        let one = |file: Option<rfd::FileHandle>| file.map(|file| file.path().to_owned()).into_iter().collect::<Vec<PathBuf>>();
        match ask {
            Ask::OpenJournal => {
                let answer = dialog.set_title("Open a journal").add_filter("CPD journal", &[JOURNAL]).pick_file();
                Dialogue::new(ticket, async move { one(answer.await) })
            }
            Ask::NewJournal => {
                let answer =
                    dialog.set_title("Make a journal").add_filter("CPD journal", &[JOURNAL]).set_file_name("journal.cpd").save_file();
                Dialogue::new(ticket, async move { one(answer.await) })
            }
            Ask::Replace { .. } => {
                let answer = dialog.set_title("Choose the file to put in its place").pick_file();
                Dialogue::new(ticket, async move { one(answer.await) })
            }
            Ask::OpenCalendar => {
                let answer = dialog.set_title("Read a calendar").add_filter("Calendar", &["ics"]).pick_file();
                Dialogue::new(ticket, async move { one(answer.await) })
            }
            Ask::ImportFile => {
                let answer = dialog.set_title("Import").pick_files();
                Dialogue::new(
                    ticket,
                    async move { answer.await.unwrap_or_default().into_iter().map(|file| file.path().to_owned()).collect() },
                )
            }
            Ask::ImportFolder => {
                let answer = dialog.set_title("Choose a folder to import").pick_folder();
                Dialogue::new(ticket, async move { one(answer.await) })
            }
            Ask::SecondLanguage => {
                let answer = dialog.set_title("Choose a dictionary").add_filter("Hunspell dictionary", &["aff", "dic"]).pick_file();
                Dialogue::new(ticket, async move { one(answer.await) })
            }
            Ask::SaveCalendar => {
                let answer =
                    dialog.set_title("Save the calendar").add_filter("Calendar", &["ics"]).set_file_name("cpd-chats.ics").save_file();
                Dialogue::new(ticket, async move { one(answer.await) })
            }
            Ask::SaveActions(_) => {
                let answer =
                    dialog.set_title("Save for my calendar").add_filter("Calendar", &["ics"]).set_file_name("cpd-actions.ics").save_file();
                Dialogue::new(ticket, async move { one(answer.await) })
            }
            Ask::Attach(_) | Ask::AttachToNew => {
                let answer = dialog.set_title("Attach evidence").pick_files();
                Dialogue::new(
                    ticket,
                    async move { answer.await.unwrap_or_default().into_iter().map(|file| file.path().to_owned()).collect() },
                )
            }
            Ask::SaveEvidence(evidence) => {
                let answer = dialog.set_title("Save a copy").set_file_name(&evidence.name).save_file();
                Dialogue::new(ticket, async move { one(answer.await) })
            }
            Ask::SaveExport { name, label, extension } => {
                let answer = dialog.set_title("Export").add_filter(*label, &[*extension]).set_file_name(name).save_file();
                Dialogue::new(ticket, async move { one(answer.await) })
            }
            Ask::SaveSheet { name, .. } => {
                let (label, extension) = if is_markdown(name) { ("Markdown", "md") } else { ("PDF", "pdf") };
                let answer = dialog.set_title("Save").add_filter(label, &[extension]).set_file_name(name).save_file();
                Dialogue::new(ticket, async move { one(answer.await) })
            }
            Ask::ExportFolder => {
                let answer = dialog.set_title("Choose a folder for the export").pick_folder();
                Dialogue::new(ticket, async move { one(answer.await) })
            }
        }
    }
}

/// Answers from a list, for tests and pictures.
#[derive(Debug, Default)]
pub struct Scripted(pub std::collections::VecDeque<Vec<PathBuf>>);

/// A system without file dialogs, for tests.
#[derive(Debug, Default)]
pub struct Missing;

impl Dialogs for Missing {
    fn open(&mut self, ticket: u64, _ask: &Ask) -> Dialogue {
        Dialogue::new(ticket, std::future::ready(Vec::new()))
    }

    fn soonest(&self) -> Option<f64> {
        // A frame of a test takes longer than a real one.
        Some(1.0)
    }
}

impl Dialogs for Scripted {
    fn open(&mut self, ticket: u64, _ask: &Ask) -> Dialogue {
        let answer = self.0.pop_front().unwrap_or_default();
        Dialogue::new(ticket, std::future::ready(answer))
    }
}
