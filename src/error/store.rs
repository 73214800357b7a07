//! What may go wrong with the file of the journal.

use super::{DAMAGED, Explanation, IN_USE, YourText, plain, with_path};
use crate::store::StoreError;

pub(super) fn explain(error: &StoreError) -> Explanation {
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
