//! `tour`: the pictures that the window's room drew, and the exports of the same journal, written into a folder.

use std::fs;
use std::path::Path;

use serde_json::json;

use super::output::Said;
use super::{Cli, clock};
use crate::error::Error;
use crate::exporters::Replace;
use crate::journal::{Journal, Selection};

pub(super) fn write(cli: &Cli, folder: &Path, pictures: Vec<(String, Vec<u8>)>) -> Result<Said, Error> {
    let failed = |path: &Path, error: &std::io::Error| Error::Output { path: path.to_owned(), reason: error.to_string() };
    fs::create_dir_all(folder).map_err(|error| failed(folder, &error))?;
    let mut files = Vec::new();
    for (name, picture) in pictures {
        let path = folder.join(name);
        fs::write(&path, picture).map_err(|error| failed(&path, &error))?;
        files.push(path);
    }
    let mut journal = Journal::in_memory(clock(cli))?;
    journal.fill_with_sample(crate::sample::DEFAULT_ENTRIES, 1, crate::sample::DEFAULT_PROFESSION)?;
    for (format, name) in [("pdf", "evidence.pdf"), ("markdown", "evidence.md")] {
        let path = folder.join(name);
        journal.export(&Selection::default(), format, &path, Replace::Allow, &|_| Ok(()))?;
        files.push(path);
    }
    let shown: Vec<String> = files.iter().map(|path| path.display().to_string()).collect();
    Ok(Said { text: shown.join("\n"), json: json!({ "files": shown }) })
}
