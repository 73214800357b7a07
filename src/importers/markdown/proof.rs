//! Files of evidence: taken when they are what the front matter says, and only from within the folder.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::{Reading, folder};
use crate::domain::Digest;
use crate::importers::{Content, LARGEST};

impl Reading {
    /// Finds the content of each piece of evidence. `files` are all files of the folder but Markdown, with their sizes.
    pub(super) fn proof(&mut self, root: &Path, files: &BTreeMap<String, u64>) {
        let mut sums: BTreeMap<String, Option<String>> = BTreeMap::new();
        let mut told = Vec::new();
        let mut contents = BTreeMap::new();
        for piece in &mut self.taken.dossier.evidence {
            let Some(name) = piece.file.take() else { continue };
            let wanted = piece.sha256.to_ascii_lowercase();
            let Some(path) = folder::inside(root, &name) else {
                told.push((piece.name.clone(), format!("Its file “{name}” would lie outside of the folder, and was not looked at.")));
                continue;
            };
            if contents.contains_key(&piece.sha256) {
                continue;
            }
            let there = fs::symlink_metadata(&path).is_ok_and(|there| there.is_file());
            if there && sum(&path).ok().as_deref() == Some(wanted.as_str()) {
                contents.insert(piece.sha256.clone(), Content::File(path));
                continue;
            }
            match elsewhere(root, files, &wanted, piece.bytes, &mut sums) {
                Some(path) => drop(contents.insert(piece.sha256.clone(), Content::File(path))),
                None if there => {
                    told.push((piece.name.clone(), format!("Its file “{name}” is not what it was, and was left out.")));
                }
                None => told.push((piece.name.clone(), format!("Its file “{name}” is not there."))),
            }
        }
        self.taken.contents = contents;
        for (place, what) in told {
            self.warn(&place, what);
        }
    }
}

/// A file with this content under another name: somebody moved it.
fn elsewhere(
    root: &Path,
    files: &BTreeMap<String, u64>,
    wanted: &str,
    bytes: u64,
    sums: &mut BTreeMap<String, Option<String>>,
) -> Option<PathBuf> {
    for (name, _) in files.iter().filter(|(_, size)| **size == bytes) {
        let path = root.join(name);
        let known = sums.entry(name.clone()).or_insert_with(|| sum(&path).ok());
        if known.as_deref() == Some(wanted) {
            return Some(path);
        }
    }
    None
}

/// The SHA-256 of a file that is small enough.
fn sum(path: &Path) -> io::Result<String> {
    let mut file = fs::File::open(path)?.take(LARGEST);
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        match file.read(&mut buffer)? {
            0 => break,
            read => hasher.update(buffer.get(..read).unwrap_or_default()),
        }
    }
    Ok(Digest(hasher.finalize().into()).to_string())
}
