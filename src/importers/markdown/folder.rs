//! Which files a folder has. Nothing outside of it is looked at, whatever its links and names say.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::front;
use crate::importers::{HEAD, ImportError};

/// The page that every folder of ours begins with.
pub(super) const INDEX: &str = "index.md";

/// The largest file that is read as Markdown, in bytes: 50,000 entries in one file.
const LARGEST: u64 = 256 << 20;

/// How many files, and how many folders within each other, a folder may have.
const MOST_FILES: usize = 200_000;
const DEEPEST: usize = 24;

/// What a folder has.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Markdown, by its path in the folder (`2026/x.md`); the index comes first.
    pub(super) pages: Vec<String>,
    /// All other files, and how large they are.
    pub(super) files: BTreeMap<String, u64>,
    /// What is not looked at, and why: whole sentences.
    pub(super) refused: Vec<(String, String)>,
}

/// Whether a file is Markdown by its name.
pub(super) fn is_page(path: &Path) -> bool {
    path.extension().is_some_and(|end| ["md", "markdown"].iter().any(|one| end.eq_ignore_ascii_case(one)))
}

/// Whether a folder, or one of its files or theirs, looks like ours.
pub(super) fn is_ours(root: &Path) -> bool {
    let begins = |path: &Path| {
        let mut head = Vec::new();
        let file = fs::File::open(path).and_then(|file| file.take(HEAD as u64).read_to_end(&mut head));
        file.is_ok() && front::is_ours(&head)
    };
    if begins(&root.join(INDEX)) {
        return true;
    }
    let mut looked_at = 0;
    let mut open = vec![(root.to_owned(), 0)];
    while let Some((folder, depth)) = open.pop() {
        for item in fs::read_dir(folder).into_iter().flatten().flatten() {
            looked_at += 1;
            let path = item.path();
            match item.file_type() {
                _ if looked_at > 2_000 => return false,
                Ok(kind) if kind.is_dir() && depth < 2 && !is_hidden(&item.file_name().to_string_lossy()) => open.push((path, depth + 1)),
                Ok(kind) if kind.is_file() && is_page(&path) && begins(&path) => return true,
                _ => {}
            }
        }
    }
    false
}

/// Folders in which editors keep what is theirs, and files of systems.
fn is_hidden(name: &str) -> bool {
    name.starts_with('.') || ["SHA256SUMS", "Thumbs.db", "desktop.ini"].contains(&name)
}

/// Looks at everything in a folder.
///
/// # Errors
/// [`ImportError`]: a folder cannot be read, or there are too many files.
pub(super) fn found(root: &Path) -> Result<Found, ImportError> {
    let at = |path: &Path| {
        let path = path.to_owned();
        move |source: io::Error| ImportError::Io { path, source }
    };
    let real = fs::canonicalize(root).map_err(at(root))?;
    let mut found = Found::default();
    let mut open = vec![(root.to_owned(), String::new(), 0)];
    while let Some((folder, start, depth)) = open.pop() {
        for item in fs::read_dir(&folder).map_err(at(&folder))? {
            let item = item.map_err(at(&folder))?;
            let Some(file) = item.file_name().to_str().map(ToOwned::to_owned) else {
                let told = format!("{start}{}", item.file_name().to_string_lossy());
                found.refused.push((told, "Its name is no text, so it was left out.".to_owned()));
                continue;
            };
            let name = format!("{start}{file}");
            let kind = item.file_type().map_err(at(&item.path()))?;
            if is_hidden(&file) {
                continue;
            }
            if kind.is_symlink() {
                // What is in the folder is found there.
                if !fs::canonicalize(item.path()).is_ok_and(|leads| leads.starts_with(&real)) {
                    found.refused.push((name, "It is a link that leads out of the folder, and was not followed.".to_owned()));
                }
            } else if kind.is_dir() {
                if depth >= DEEPEST {
                    found.refused.push((name, "It lies too deep within other folders, and was not looked at.".to_owned()));
                } else {
                    open.push((item.path(), format!("{name}/"), depth + 1));
                }
            } else if !kind.is_file() {
                found.refused.push((name, "It is no file, and was not looked at.".to_owned()));
            } else if is_page(&item.path()) && !name.starts_with("evidence/") {
                found.pages.push(name);
            } else {
                found.files.insert(name, item.metadata().map_err(at(&item.path()))?.len());
            }
            if found.pages.len() + found.files.len() > MOST_FILES {
                return Err(ImportError::TooLarge(root.to_owned()));
            }
        }
    }
    found.pages.sort_by_key(|name| (name != INDEX, name.clone()));
    Ok(found)
}

/// The text of a file, with line ends as they are in texts here and without the mark that some editors put before it.
///
/// # Errors
/// [`ImportError`]: it cannot be read, is too large, or no UTF-8.
pub(super) fn text(path: &Path) -> Result<String, ImportError> {
    let at = |source| ImportError::Io { path: path.to_owned(), source };
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(at)?;
    if !file.metadata().map_err(at)?.is_file() {
        return Err(ImportError::Unknown(path.to_owned()));
    }
    if file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(at)? as u64 > LARGEST {
        return Err(ImportError::TooLarge(path.to_owned()));
    }
    let text = String::from_utf8(bytes).map_err(|_| ImportError::Damaged { path: path.to_owned(), why: "it is not UTF-8".to_owned() })?;
    Ok(front::lines_ended(&text))
}

/// The day on which a file was last changed, as `YYYY-MM-DD`; empty when the system does not say.
pub(super) fn changed_on(path: &Path) -> String {
    let changed = fs::metadata(path).and_then(|there| there.modified()).ok();
    changed.map(|at| chrono::DateTime::<chrono::Utc>::from(at).date_naive().to_string()).unwrap_or_default()
}

/// Where a file of evidence is, from what a front matter says.
pub(super) fn inside(root: &Path, name: &str) -> Option<PathBuf> {
    let is_plain = |part: &str| !part.is_empty() && part != "." && part != ".." && !part.contains([':', '\0', '\\']);
    if !name.split('/').all(is_plain) {
        return None;
    }
    let path = name.split('/').fold(root.to_owned(), |path, part| path.join(part));
    // Each folder on the way, and the file: none may be a link that leads out.
    match (fs::canonicalize(root), fs::canonicalize(&path)) {
        (Ok(root), Ok(real)) => real.starts_with(&root).then_some(path),
        _ => Some(path),
    }
}
