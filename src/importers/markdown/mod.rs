//! Markdown as this program writes it: a folder with a file per entry, or one file; and what somebody made of it since in an editor of
//! their own. Reads what `exporters::markdown` writes: keys and their meaning are told there.
//!
//! What cannot be placed any more is kept: words that stand beside the texts of an entry go to the end of what was learnt, a note that
//! somebody put into the folder becomes an entry of its own. Whatever was not taken as it stands is told.
//!
//! | file | what |
//! |---|---|
//! | `folder` | which files there are, and which of them are refused |
//! | `front` | front matter and body of a file, whoever wrote it |
//! | `body` | texts cut out of a body, and what else somebody wrote there |
//! | `entry` `whole` | keys as an entry, as everything else |
//! | `note` | notes without our keys, words without a place, and one file of an earlier version |
//! | `typed` | text as it was typed |
//! | `proof` | files of evidence |

mod body;
mod entry;
mod folder;
mod front;
mod note;
mod proof;
mod typed;
mod whole;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use self::folder::Found;
use self::front::{Front, Keys, Parted};
use super::{ImportError, Importer, Taken, Warning};
use crate::dossier::{DossierError, Entry};

pub static IMPORTER: Markdown = Markdown;

/// See the [module](self).
pub struct Markdown;

/// Meanings of keys up to this one are known.
const FORMAT: u64 = 1;

impl Importer for Markdown {
    fn id(&self) -> &'static str {
        "markdown"
    }

    fn label(&self) -> &'static str {
        "Markdown"
    }

    fn is_it(&self, path: &Path, head: &[u8]) -> bool {
        if path.is_dir() {
            return folder::is_ours(path);
        }
        folder::is_page(path) || front::is_ours(head)
    }

    fn read(&self, path: &Path) -> Result<Taken, ImportError> {
        let mut reading = Reading::default();
        if path.is_dir() {
            reading.folder(path)?;
        } else {
            reading.one_file(path)?;
        }
        Ok(reading.done())
    }
}

/// What has been read so far.
#[derive(Default)]
struct Reading {
    taken: Taken,
    /// Keys that are not ours, and the first file that has one.
    strange: BTreeSet<String>,
    strange_in: String,
    /// Uids of entries, and the files that they came from.
    seen: BTreeMap<String, String>,
    /// There is no data of the whole: the export is of an earlier version, or its index is gone.
    without_whole: bool,
}

impl Reading {
    fn warn(&mut self, place: &str, what: impl Into<String>) {
        self.taken.warnings.push(Warning { place: place.to_owned(), what: what.into() });
    }

    /// Remembers keys that nobody knows.
    fn strange(&mut self, place: &str, keys: &Keys, known: &[&[&str]]) {
        for key in keys.keys().filter(|key| !known.iter().any(|known| known.contains(&key.as_str()))) {
            if self.strange.is_empty() {
                place.clone_into(&mut self.strange_in);
            }
            self.strange.insert(crate::domain::text::excerpt(key, 40));
        }
    }

    fn done(mut self) -> Taken {
        if !self.strange.is_empty() {
            let some: Vec<&str> = self.strange.iter().take(12).map(String::as_str).collect();
            let more = if self.strange.len() > some.len() { " and others" } else { "" };
            let what = format!("Keys that this program does not know were left out: {}{more}.", some.join(", "));
            let place = self.strange_in.clone();
            self.warn(&place, what);
        }
        self.taken
    }

    /// Everything in one file.
    fn one_file(&mut self, path: &Path) -> Result<(), ImportError> {
        let text = folder::text(path)?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let Parted { front, body } = front::parted(&text);
        match front {
            Front::Keys(keys) if keys.contains_key("dossier") => {
                newer(path, &keys)?;
                self.whole(&name, &keys, &body);
                self.entries_within(&name, &keys, &body);
            }
            Front::Keys(keys) if entry::is_one(&keys) => {
                newer(path, &keys)?;
                self.without_whole = true;
                self.entry(&name, &keys, &body, &text);
                self.without_files(&name);
            }
            Front::Keys(keys) if keys.contains_key("cpd_journal") => {
                newer(path, &keys)?;
                self.early(&name, &keys, &body);
            }
            Front::Broken(why) if text.contains("\ncpd_journal:") => {
                return Err(ImportError::Damaged { path: path.to_owned(), why: format!("its front matter cannot be read: {why}") });
            }
            front => self.note(&name, front, &body, &text, folder::changed_on(path)),
        }
        Ok(())
    }

    /// A folder with its files.
    fn folder(&mut self, root: &Path) -> Result<(), ImportError> {
        let Found { pages, files, refused } = folder::found(root)?;
        for (place, what) in refused {
            self.warn(&place, what);
        }
        let mut notes = Vec::new();
        let mut entries = Vec::new();
        let mut index: Option<(String, Keys, String)> = None;
        for name in pages {
            let path = root.join(&name);
            let text = match folder::text(&path) {
                Ok(text) => text,
                Err(error) => {
                    self.warn(&name, format!("It was left out: {error}."));
                    continue;
                }
            };
            let Parted { front, body } = front::parted(&text);
            match front {
                Front::Keys(keys) if entry::is_one(&keys) => {
                    newer(&path, &keys)?;
                    entries.push((name, keys, body, text));
                }
                Front::Keys(keys) if keys.contains_key("cpd_journal") => {
                    newer(&path, &keys)?;
                    match &index {
                        None => index = Some((name, keys, body)),
                        Some((first, ..)) => {
                            let what = format!("It is a second index, beside “{first}”, and was left out.");
                            self.warn(&name, what);
                        }
                    }
                }
                Front::Broken(why) if name == folder::INDEX => {
                    return Err(ImportError::Damaged { path, why: format!("its front matter cannot be read: {why}") });
                }
                front => notes.push((name, front, body, text, folder::changed_on(&path))),
            }
        }
        self.without_whole = !index.as_ref().is_some_and(|(_, keys, _)| keys.contains_key("dossier"));
        if let Some((name, keys, body)) = &index {
            self.whole(name, keys, body);
            self.entries_within(name, keys, body);
        } else {
            self.warn(folder::INDEX, "There is no index: goals, records and whatever belongs to no single entry are not here.");
        }
        for (name, keys, body, text) in &entries {
            self.entry(name, keys, body, text);
        }
        for (name, front, body, text, changed) in notes {
            self.note(&name, front, &body, &text, changed);
        }
        self.proof(root, &files);
        let stands = index.as_ref().and_then(|(_, keys, _)| keys.get("dossier")?.as_object());
        let places: BTreeMap<String, usize> =
            stands.into_iter().flat_map(|stands| front::texts(stands, "order")).enumerate().map(|(at, uid)| (uid, at)).collect();
        let order = |entry: &Entry| {
            let place = places.get(&entry.uid).copied().unwrap_or(usize::MAX);
            (place, entry.date.clone(), entry.time.clone(), entry.created.clone(), entry.uid.clone())
        };
        self.taken.dossier.entries.sort_by_cached_key(order);
        Ok(())
    }
}

/// Whether a file was written by a version of which nobody here can know.
fn newer(path: &Path, keys: &Keys) -> Result<(), ImportError> {
    let format = keys.get("cpd_journal").and_then(front::whole_number).unwrap_or(FORMAT);
    let stands = keys.get("dossier").and_then(|stands| stands.get("version")).and_then(front::whole_number);
    let version = stands.unwrap_or_default();
    let newest = u64::from(crate::dossier::VERSION);
    if format > FORMAT || version > newest {
        let told = u32::try_from(if version > newest { version } else { format }).unwrap_or(u32::MAX);
        return Err(ImportError::Dossier { path: path.to_owned(), source: DossierError::Newer(told) });
    }
    Ok(())
}
