//! What comes from outside with a new entry: pictures from the clipboard, which become files here, and files that are more than a file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::capture::shortcut::address_in_file;
use crate::domain::slot;
use crate::journal::{Clock, Journal, JournalError, NewFile};
use crate::media::{MOST_TEXT, Picture, text_of, to_png};

/// A shortcut is no larger, in bytes.
const LARGEST_SHORTCUT: u64 = 64 << 10;

/// What is in a file besides being one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inside {
    /// It only leads to a page.
    Link(String),
    /// Text, which may be a chat.
    Text(Arc<str>),
}

/// Looks into files; those that are only files are left out, as are those that cannot be read: keeping them says why.
pub(super) fn look_into(paths: Vec<PathBuf>) -> Vec<(PathBuf, Inside)> {
    paths.into_iter().filter_map(|path| inside(&path).map(|inside| (path, inside))).collect()
}

fn inside(path: &Path) -> Option<Inside> {
    let name = path.file_name()?.to_string_lossy().into_owned();
    let ending = path.extension()?.to_string_lossy().to_ascii_lowercase();
    let is_text = matches!(ending.as_str(), "txt" | "text");
    if !is_text && !matches!(ending.as_str(), "url" | "webloc" | "desktop") {
        return None;
    }
    let about = std::fs::metadata(path).ok().filter(|about| about.is_file())?;
    let largest = if is_text { MOST_TEXT as u64 } else { LARGEST_SHORTCUT };
    if about.len() > largest {
        return None;
    }
    let bytes = std::fs::read(path).ok()?;
    if let Some(address) = address_in_file(&name, &bytes) {
        return Some(Inside::Link(address));
    }
    let text = if is_text { text_of("text/plain", &name, &bytes)? } else { return None };
    Some(Inside::Text(text.text.into()))
}

/// The files of a new entry: those of the disk, then the pictures.
pub(super) fn files(journal: &Journal, paths: &[PathBuf], pictures: &[Arc<Picture>]) -> Result<Vec<NewFile>, JournalError> {
    let from_disk = paths.iter().map(|path| NewFile::read(path));
    let several = pictures.len() > 1;
    let pasted = pictures.iter().zip(1..).map(|(picture, n)| screenshot(journal, picture, if several { Some(n) } else { None }));
    from_disk.chain(pasted).collect()
}

/// A picture from the clipboard as a file, called after the time: `Screenshot 2026-03-02 20.14.png`.
pub(super) fn screenshot(journal: &Journal, picture: &Picture, number: Option<u32>) -> Result<NewFile, JournalError> {
    let zone = slot::zone(&Clock::zone()).unwrap_or(chrono_tz::Tz::UTC);
    let taken = journal.now().with_timezone(&zone).format("%Y-%m-%d %H.%M");
    let name = match number {
        Some(number) => format!("Screenshot {taken} ({number}).png"),
        None => format!("Screenshot {taken}.png"),
    };
    let content = to_png(picture).map_err(|error| JournalError::File { path: PathBuf::from(&name), reason: error.to_string() })?;
    Ok(NewFile::in_memory(name, content))
}
