//! `new` and `sample`: a journal where there is none.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use serde_json::json;

use super::args::SampleArgs;
use super::output::Said;
use super::{Cli, clock, journal_path};
use crate::catalogue::Catalogue;
use crate::error::Error;
use crate::journal::{Alone, Journal};

pub(super) fn new(cli: &Cli) -> Result<Said, Error> {
    let path = journal_path(cli);
    make_own_folder(cli, &path);
    Journal::create(&path)?;
    Ok(Said {
        text: format!("Made an empty journal: {}", path.display()),
        json: json!({ "path": path.display().to_string(), "encrypted": false }),
    })
}

/// The default place is ours to make; a folder that somebody named is theirs.
fn make_own_folder(cli: &Cli, path: &Path) {
    if let (None, Some(folder)) = (&cli.journal, path.parent()) {
        // What goes wrong here is told by the making of the journal.
        let _ = fs::create_dir_all(folder);
    }
}

pub(super) fn sample(cli: &Cli, args: &SampleArgs) -> Result<Said, Error> {
    let path = journal_path(cli);
    make_own_folder(cli, &path);
    let known = crate::sample::professions();
    if !known.contains(&args.profession) {
        return Err(super::words::usage(
            format!("there is no sample journal of a “{}”", args.profession),
            format!("one of: {}", known.join(", ")),
        ));
    }
    Journal::create(&path)?;
    let filled = Journal::open(&path, Alone::No, Arc::new(Catalogue::bundled()), clock(cli))
        .and_then(|mut journal| journal.fill_with_sample(args.entries, args.seed, &args.profession));
    let (entries, goals) = match filled {
        Ok(counts) => counts,
        Err(error) => {
            // It was made a moment ago and holds nothing.
            let _ = fs::remove_file(&path);
            return Err(error.into());
        }
    };
    Ok(Said {
        text: format!("Made a fictional journal of {entries} entries and {goals} goals: {}", path.display()),
        json: json!({ "path": path.display().to_string(), "entries": entries, "goals": goals }),
    })
}
