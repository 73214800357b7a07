//! What may go wrong when something leaves, or comes in.

use super::{Explanation, HELD_BACK, plain, with_path};
use crate::dossier::DossierError;
use crate::exporters::ExportError;
use crate::importers::ImportError;
use crate::journal::Found;

/// So many findings are told with the error.
const MOST_FINDINGS: usize = 8;

/// The first of some lines, and how many more there are.
pub(super) fn some_of(mut lines: Vec<String>) -> Vec<String> {
    let more = lines.len().saturating_sub(MOST_FINDINGS);
    lines.truncate(MOST_FINDINGS);
    if more > 0 {
        lines.push(format!("and {} more", crate::domain::text::number(more)));
    }
    lines
}

pub(super) fn unsettled(message: String, found: &[Found]) -> Explanation {
    let line = |one: &Found| {
        let label = crate::privacy::rule(one.finding.rule).map_or(one.finding.rule, |rule| rule.label());
        let (title, words) = (crate::domain::text::excerpt(&one.title, 40), crate::domain::text::excerpt(&one.text, 60));
        format!("{label}: “{words}” in “{title}” ({})", one.place.field)
    };
    let details = some_of(found.iter().map(line).collect());
    Explanation {
        details,
        exit: HELD_BACK,
        ..plain(
            message,
            if found.iter().any(|one| one.place.is_apart()) {
                "`cpd-journal privacy --with-details` shows them all: mend them, say that they are fine, leave --with-details out, or let them leave with --acknowledge-findings; nothing was written"
            } else {
                "`cpd-journal privacy` shows them all: mend them, say that they are fine, choose --handles, or let them leave with --acknowledge-findings; nothing was written"
            },
            HELD_BACK,
            "held_back",
        )
    }
}

pub(super) fn import_hint(error: &ImportError) -> &'static str {
    match error {
        ImportError::Io { .. } => "check the path, and that you may read it; nothing was changed",
        ImportError::TooLarge(_) => "nothing was changed",
        ImportError::Unknown(_) | ImportError::NoRecord { .. } | ImportError::Dossier { source: DossierError::Other(_), .. } => {
            "what this program exported as PDF, Markdown, JSON or pack can be taken in, and the answer to an HTML export; nothing was changed"
        }
        ImportError::Dossier { source: DossierError::Newer(_), .. } => "get the newer version of this program; nothing was changed",
        ImportError::Dossier { source: DossierError::Shape { .. }, .. } => {
            "mend it there, or get the file again from where it came from; nothing was changed"
        }
        ImportError::Dossier { .. } | ImportError::Damaged { .. } => "get the file again from where it came from; nothing was changed",
    }
}

pub(super) fn explain(error: &ExportError) -> Explanation {
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
