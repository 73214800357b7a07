//! Every error in one place, explained to a person: what happened, whether the text is safe, what to do.

use std::path::PathBuf;

use crate::domain::entry::DraftError;
use crate::exporters::ExportError;
use crate::journal::{JournalError, Thing};
use crate::store::StoreError;

/// Anything that can go wrong, from whichever room.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The words of a call are off: what, and how to mend it.
    #[error("{what}")]
    Usage { what: String, hint: String },
    #[error("there is nothing to {0}")]
    Nothing(&'static str),
    #[error("this data file is not as it should be")]
    DataFile(Vec<crate::catalogue::Problem>),
    #[error("the journal is not whole")]
    NotWhole(Vec<String>),
    #[error("could not write the output ({reason}): {}", path.display())]
    Output { path: PathBuf, reason: String },
    #[error("there is no display to open a window on")]
    NoDisplay,
    #[error("no window could be opened: {0}")]
    Window(String),
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        Self::Journal(error.into())
    }
}

impl From<ExportError> for Error {
    fn from(error: ExportError) -> Self {
        Self::Journal(error.into())
    }
}

/// Whether what somebody wrote is safe, in spite of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YourText {
    /// Nothing was being written, or the old is whole.
    Safe,
    /// It is on the screen only.
    NotYetSaved,
}

/// An error as told to a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What happened. Begins with a small letter, without a full stop.
    pub title: String,
    /// More about it, a line each; paths come last.
    pub details: Vec<String>,
    /// What to do. Empty when there is nothing to add.
    pub hint: String,
    pub your_text: YourText,
    /// Exit code of the command line.
    pub exit: u8,
    /// A stable word for scripts.
    pub code: &'static str,
}

/// Exit code when something that could tell who somebody is holds an export back.
const HELD_BACK: u8 = 6;
/// Exit code when the journal is in use.
const IN_USE: u8 = 3;
/// Exit code when it is damaged.
const DAMAGED: u8 = 5;
/// Exit code when the words of the call are off.
const USAGE: u8 = 2;

impl Error {
    /// What happened, and what to do.
    pub fn explain(&self) -> Explanation {
        match self {
            Self::Journal(error) => explain_journal(error),
            Self::Usage { what, hint } => plain(what.clone(), hint, USAGE, "usage"),
            Self::Nothing(verb) => {
                plain(self.to_string(), &format!("`cpd-journal history` lists what was done; only that can be {verb}ne"), 1, "nothing")
            }
            Self::DataFile(problems) => Explanation {
                details: problems
                    .first()
                    .map(|problem| problem.file.clone())
                    .into_iter()
                    .chain(problems.iter().flat_map(|problem| {
                        [format!("line {}, column {}: {}", problem.line, problem.column, problem.what), format!("hint: {}", problem.mend)]
                    }))
                    .collect(),
                ..plain(self.to_string(), "mend these lines and check again; until then the file is left out", 1, "data_file")
            },
            Self::NotWhole(problems) => Explanation {
                details: problems.clone(),
                ..plain(self.to_string(), "keep this file as it is, and open the latest copy of it that is whole", DAMAGED, "damaged")
            },
            Self::Output { .. } => plain(self.to_string(), "choose another folder", 1, "output"),
            Self::NoDisplay => plain(
                self.to_string(),
                "the command line does the same without one: try `cpd-journal tour pictures` or `cpd-journal --help`",
                1,
                "no_display",
            ),
            Self::Window(_) => plain(
                self.to_string(),
                "try `cpd-journal --renderer=software`; the command line works without a window, see `cpd-journal --help`",
                1,
                "window",
            ),
        }
    }
}

fn plain(title: String, hint: &str, exit: u8, code: &'static str) -> Explanation {
    Explanation { title, details: Vec::new(), hint: hint.to_owned(), your_text: YourText::Safe, exit, code }
}

/// A title with the path on a line of its own, so that it can be cut off when an error is shared.
fn with_path(message: String, hint: &str, exit: u8, code: &'static str) -> Explanation {
    match message.split_once(": ") {
        Some((title, path)) => Explanation { details: vec![path.to_owned()], ..plain(title.to_owned(), hint, exit, code) },
        None => plain(message, hint, exit, code),
    }
}

/// So many findings are told with the error.
const MOST_FINDINGS: usize = 8;

fn unsettled(message: String, found: &[crate::journal::Found]) -> Explanation {
    let line = |one: &crate::journal::Found| {
        let label = crate::privacy::rule(one.finding.rule).map_or(one.finding.rule, |rule| rule.label());
        let (title, words) = (crate::domain::text::excerpt(&one.title, 40), crate::domain::text::excerpt(&one.text, 60));
        format!("{label}: “{words}” in “{title}” ({})", one.place.field)
    };
    let mut details: Vec<String> = found.iter().take(MOST_FINDINGS).map(line).collect();
    let more = found.len().saturating_sub(MOST_FINDINGS);
    if more > 0 {
        details.push(format!("and {} more", crate::domain::text::number(more)));
    }
    Explanation {
        details,
        exit: HELD_BACK,
        ..plain(
            message,
            "`cpd-journal privacy` shows them all: mend them, say that they are fine, choose --handles, or let them leave with --acknowledge-findings; nothing was written",
            HELD_BACK,
            "held_back",
        )
    }
}

fn import_hint(error: &crate::importers::ImportError) -> &'static str {
    use crate::importers::ImportError;
    match error {
        ImportError::Io { .. } => "check the path, and that you may read it; nothing was changed",
        ImportError::TooLarge(_) => "nothing was changed",
        ImportError::Unknown(_) | ImportError::NoRecord { .. } => {
            "what this program exported as PDF, Markdown, JSON or pack can be taken in, and the answer to an HTML export; nothing was changed"
        }
        ImportError::Dossier { source: crate::dossier::DossierError::Newer(_), .. } => {
            "get the newer version of this program; nothing was changed"
        }
        ImportError::Dossier { .. } | ImportError::Damaged { .. } => "get the file again from where it came from; nothing was changed",
    }
}

fn explain_journal(error: &JournalError) -> Explanation {
    let message = error.to_string();
    match error {
        JournalError::Store(error) => explain_store(error),
        JournalError::Draft(DraftError::Nothing) => plain(message, "give it a title", USAGE, "nothing_to_keep"),
        JournalError::Draft(DraftError::TooInteractive { .. }) => {
            plain(message, "interactive minutes are part of the total: lower them, or raise the time spent", USAGE, "too_interactive")
        }
        JournalError::Draft(DraftError::UnknownZone(_)) => {
            plain(message, "use a name like Europe/London or Africa/Lagos", USAGE, "unknown_zone")
        }
        JournalError::Export(error) => explain_export(error),
        JournalError::Sample(_) => plain(message, "leave --profession out to get the physiotherapist’s", USAGE, "sample"),
        JournalError::NotFound { what, .. } => plain(
            message,
            match what {
                Thing::Entry => "`cpd-journal list` shows all entries with their ids",
                Thing::Goal => "`cpd-journal goal list` shows all goals",
                Thing::Action => "`cpd-journal action list` shows all actions",
                Thing::Community => "`cpd-journal community list` shows all communities",
                Thing::Chat => "`cpd-journal chat list` shows all chats that come",
                Thing::KnownCommunity => "`cpd-journal community known` lists those that are known",
                Thing::Person => "`cpd-journal person list` shows everybody who is known",
                Thing::Evidence => "`cpd-journal evidence list` shows all evidence",
                Thing::Kind => "`cpd-journal kind list` shows all kinds",
                Thing::Template | Thing::Prompt => "`cpd-journal templates list` shows all templates and their prompts",
                Thing::Format => "formats are: pdf, markdown, html, docx, csv, csv-semicolon, json, pack",
                Thing::Finding => "`cpd-journal privacy` shows all findings with their ids",
                Thing::Batch => "`cpd-journal import --batches` shows what was taken in",
                Thing::Need => "`cpd-journal need list` shows all strengths and needs",
                Thing::Review => "`cpd-journal goal show GOAL` shows all reviews of a goal",
                Thing::LookBack => "`cpd-journal look-back list` shows all that was found later",
                Thing::Waymark => "`cpd-journal path` shows all marks on the way",
                Thing::Word => "`cpd-journal words list` shows all your words",
                Thing::Framework => "`cpd-journal frameworks` lists those that are known",
                Thing::Registration => "`cpd-journal registration list` shows yours; `cpd-journal registration add FRAMEWORK` adds one",
                Thing::Record => "`cpd-journal record list` shows all records",
                Thing::RecordKind => "`cpd-journal record kinds` lists the kinds of records",
                Thing::Walk => "`cpd-journal walk list` shows all walks; `cpd-journal walk start` begins one",
                Thing::Impact => "`cpd-journal impact list` shows all impact stories",
                Thing::Drill => "`cpd-journal drill FRAMEWORK` begins one",
                Thing::Tag => "`cpd-journal tag list` shows all tags",
                Thing::SavedSearch => "`cpd-journal saved list` shows all that are kept",
            },
            if matches!(what, Thing::Kind | Thing::Template | Thing::Prompt | Thing::Format | Thing::Framework | Thing::RecordKind) {
                USAGE
            } else {
                1
            },
            "not_found",
        ),
        JournalError::Ambiguous { candidates, .. } => {
            Explanation { details: candidates.clone(), ..plain(message, "say more of the title, or use the id", 1, "ambiguous") }
        }
        JournalError::NoSlot => {
            plain(message, "give a community its usual day and time, or log one of its chats by hand first", 1, "no_slot")
        }
        JournalError::TimerRuns { .. } => {
            plain(message, "stop it first, with what counts of it, or drop it: there is one timer", 1, "timer_runs")
        }
        JournalError::ClaimIsTimed(_) => {
            plain(message, "change or time one of its items, or an entry of its own; nothing was changed", 1, "claim_is_timed")
        }
        JournalError::TooMuchTime { .. } => plain(message, "count less of it, or drop the timer, which goes on", 1, "too_much_time"),
        JournalError::NoTimer => plain(
            message,
            "it may have been stopped elsewhere, or its entry is gone; `cpd-journal timer start` starts one, and nothing was counted",
            1,
            "no_timer",
        ),
        JournalError::InBin { .. } => plain(message, "take it out of the bin first", 1, "in_bin"),
        JournalError::GoesOnAlready { next, uid, .. } => Explanation {
            details: vec![format!("{uid}  {next}")],
            ..plain(message, "carry that one over, or edit it; nothing was changed", 1, "goes_on_already")
        },
        JournalError::SameName { .. } => plain(message, "change that one, or use another name; nothing was changed", USAGE, "same_name"),
        JournalError::WalkIsFinished { .. } => {
            plain(message, "`cpd-journal walk reopen` takes it up again; nothing was changed", USAGE, "walk_is_finished")
        }
        JournalError::NotUnderstood { mend, instead, .. } => {
            let write = instead.as_ref().map(|text| format!("write {text}; ")).unwrap_or_default();
            plain(message, &format!("{write}nothing was done, where a search would go on: {mend}"), USAGE, "not_understood")
        }
        JournalError::NothingAsked => {
            plain(message, "give words or filters as for `search`, or leave the query out; nothing was done", USAGE, "nothing_asked")
        }
        JournalError::NotOneTag(_) => plain(message, "a tag is a few words without commas", USAGE, "not_one_tag"),
        JournalError::SamePerson { .. } => plain(message, "change what is known of them, or use another name", 1, "same_person"),
        JournalError::NeedsChoice { id, values, .. } => {
            plain(message, &format!("give it with --option {id}=…, one of: {}", values.join(", ")), USAGE, "needs_choice")
        }
        JournalError::NeedsCycleStart { note, .. } => {
            plain(message, format!("give it with --cycle-start YYYY-MM-DD. {note}").trim(), USAGE, "needs_cycle_start")
        }
        JournalError::NoChoice { known, .. } if known.is_empty() => {
            plain(message, "it has no options: leave --option out", USAGE, "no_option")
        }
        JournalError::NoChoice { known, .. } => plain(message, &format!("its options are: {}", known.join(", ")), USAGE, "no_option"),
        JournalError::NoValue { known, .. } => plain(message, &format!("it is one of: {}", known.join(", ")), USAGE, "no_value"),
        JournalError::RegisteredAlready { uid, .. } => {
            plain(message, &format!("`cpd-journal registration edit {uid}` changes it; nothing was added"), 1, "registered_already")
        }
        JournalError::NoCycle { .. } => plain(message, "0 is the current cycle, -1 the one before", USAGE, "no_cycle"),
        JournalError::NoAudit { .. } => plain(message, "nothing was changed", 1, "no_audit"),
        JournalError::Record { mend, .. } => plain(message, mend, USAGE, "record"),
        JournalError::Unsettled(found) => unsettled(message, found),
        JournalError::ChangedMeanwhile(_) => plain(message, "look at it again; nothing was changed", 1, "changed_meanwhile"),
        JournalError::NotMendable(_) => {
            plain(message, "cover or replace the file in the entry, or change the words where they were written", 1, "not_mendable")
        }
        JournalError::Import(error) => with_path(message, import_hint(error), 1, "import"),
        JournalError::BadDossier { .. } => {
            plain(message, "the file was changed by hand or is damaged; nothing was taken in", 1, "bad_file")
        }
        JournalError::TooFewItems => plain(message, "choose at least two different entries", USAGE, "too_few_items"),
        JournalError::CannotRollUp { .. } => plain(message, "leave it out; nothing was changed", 1, "cannot_roll_up"),
        JournalError::NotAClaim(_) => plain(message, "only what was rolled up can be taken apart; nothing was changed", 1, "not_a_claim"),
        JournalError::NoItemsLeft(_) => plain(message, "roll the items up again to make a new claim of them", 1, "no_items_left"),
        JournalError::Needs { .. } => plain(message, "nothing was changed", USAGE, "needs_more"),
        JournalError::Output { .. } => plain(message, "choose another folder", 1, "output"),
        JournalError::NoContent { .. } => plain(message, "`cpd-journal verify` tells what else is wrong", 1, "no_content"),
        JournalError::TooLarge { .. } => plain(message, "save a copy of it, make that smaller, and attach it", 1, "too_large"),
        JournalError::NotCovered { .. } => {
            plain(message, "pictures in PNG, JPEG, GIF and WebP can be covered; nothing was changed", 1, "not_covered")
        }
        JournalError::CoverOutside { .. } => plain(
            message,
            "boxes count from the left and the top of the picture as it is shown; nothing was changed",
            USAGE,
            "cover_outside",
        ),
        JournalError::File { .. } => with_path(message, "check the path, and that you may read the file", 1, "file"),
    }
}

fn explain_store(error: &StoreError) -> Explanation {
    let message = error.to_string();
    match error {
        StoreError::NotFound(path) => Explanation {
            details: vec![path.display().to_string()],
            ..plain(
                "there is no journal here".to_owned(),
                "make one with `cpd-journal new`, or name yours with --journal FILE",
                1,
                "no_journal",
            )
        },
        StoreError::Exists(path) => Explanation {
            details: vec![path.display().to_string()],
            ..plain(
                "there is a file here already".to_owned(),
                "choose another name with --journal FILE; nothing is overwritten",
                1,
                "exists",
            )
        },
        StoreError::LeftOver(path) => Explanation {
            details: vec![path.display().to_string()],
            ..plain(
                "there is the log of another journal here".to_owned(),
                "it belongs to a journal that was here, and may hold changes to it: move it away, together with that journal if you have it",
                1,
                "exists",
            )
        },
        StoreError::ChangesBeside { file, log } => Explanation {
            details: vec![file.display().to_string(), log.display().to_string()],
            ..plain(
                "changes beside it could not be read".to_owned(),
                "copy both files to a folder that you may write in, and open the copy",
                1,
                "changes_beside",
            )
        },
        StoreError::TooBig => Explanation {
            your_text: YourText::NotYetSaved,
            ..plain(message, "keep the file elsewhere, and attach a smaller copy or note its web address", 1, "too_big")
        },
        StoreError::IsFolder(_) => with_path(message, "name the journal file inside it", 1, "is_folder"),
        StoreError::NoFolder(path) => Explanation {
            details: vec![path.display().to_string()],
            ..plain("there is no such folder".to_owned(), "make the folder first, or choose another", 1, "no_folder")
        },
        StoreError::Empty(_) => {
            with_path(message, "an empty file holds no journal; if it was one, open a copy of it made earlier", 1, "empty_file")
        }
        StoreError::NotAJournal(_) => with_path(message, "it was left as it is; journals end in .cpd", 1, "not_a_journal"),
        StoreError::NoPermission(path) => Explanation {
            details: vec![path.display().to_string()],
            ..plain(
                "there is no permission to use this file".to_owned(),
                "ask for permission to read and write it, or copy it to your own folder",
                1,
                "no_permission",
            )
        },
        StoreError::InUse => {
            plain(message, "another window or command is writing in it: close it, or try again in a moment", IN_USE, "in_use")
        }
        StoreError::Damaged(_) => with_path(
            message,
            "nothing was changed in it: keep it as it is, and open the latest copy of it that is whole",
            DAMAGED,
            "damaged",
        ),
        StoreError::ReadOnly(_) => {
            Explanation { your_text: YourText::NotYetSaved, ..with_path(message, "reading and exporting work", 1, "read_only") }
        }
        StoreError::Gone => plain(message, "undo may bring it back; nothing was changed", 1, "not_found"),
        StoreError::DiskFull => Explanation {
            your_text: YourText::NotYetSaved,
            ..plain(message, "make room on the disk; what was saved before is whole", 1, "disk_full")
        },
        StoreError::Clash(_) => with_path(message, "look at the entry as it is now, and change it again by hand", 1, "clash"),
        StoreError::NoUndo { why, .. } => Explanation {
            details: vec![why.clone()],
            ..plain(
                message,
                "what it wrote is gone for good, or another program changed it; the next undo goes on with the step before it",
                1,
                "clash",
            )
        },
        StoreError::NoRedo { why, .. } => Explanation {
            details: vec![why.clone()],
            ..plain(message, "what it wrote before is gone for good, or another program changed it: do it again by hand", 1, "clash")
        },
        StoreError::Io(_) => {
            Explanation { your_text: YourText::NotYetSaved, ..with_path(message, "check that the disk is there and try again", 1, "io") }
        }
    }
}

fn explain_export(error: &ExportError) -> Explanation {
    let message = error.to_string();
    let hint = match error {
        ExportError::Exists(_) => "choose another name, or add --force to replace it",
        ExportError::NoFolder(_) | ExportError::NotAFolder(_) => "make the folder first, or choose another",
        ExportError::NotOurs(_) | ExportError::Strangers { .. } => "choose another folder; nothing in this one was touched",
        ExportError::IsAFolder(_) | ExportError::Special(_) | ExportError::NoName(_) => "give a file name",
        ExportError::NoPermission(_) => "choose a folder in which you may write",
        ExportError::DiskFull(_) => "make room on the disk, or choose another; what was there before is whole",
        ExportError::Evidence { .. } | ExportError::EvidenceDamaged { .. } => "`cpd-journal verify` tells what else is wrong",
        ExportError::Entry { .. } | ExportError::Layout(_) => "export as Markdown meanwhile; your text is safe",
        ExportError::Cancelled => "",
        ExportError::Io { .. } => "what was there before is whole; try another folder",
    };
    let code = match error {
        ExportError::Exists(_) => "exists",
        ExportError::NoPermission(_) => "no_permission",
        ExportError::DiskFull(_) => "disk_full",
        ExportError::Cancelled => "cancelled",
        _ => "export",
    };
    with_path(message, hint, 1, code)
}
