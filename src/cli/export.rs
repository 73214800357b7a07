//! `export`

use serde_json::json;

use super::Cli;
use super::args::ExportArgs;
use super::output::Said;
use super::words::{day, usage};
use crate::domain::EntryState;
use crate::domain::walk::Decision;
use crate::domain::when::Sense;
use crate::error::Error;
use crate::exporters::{self, Replace};
use crate::journal::{Chosen, Journal, Selection, walk_state};

pub(super) fn export(_cli: &Cli, journal: &mut Journal, args: &ExportArgs) -> Result<Said, Error> {
    let format = format(args)?;
    let today = journal.today();
    let mut off_the_way = 0;
    let selection = Selection {
        from: args.from.as_deref().map(|text| day(text, today, Sense::Past)).transpose()?,
        to: args.to.as_deref().map(|text| day(text, today, Sense::Past)).transpose()?,
        goal: args.goal.as_deref().map(|name| journal.find_goal(name)).transpose()?.map(|goal| goal.id),
        query: args.query.clone(),
        chosen: match args.walk.as_deref() {
            None => None,
            Some(name) => {
                let walk = journal.find_walk_to_show(Some(name).filter(|name| !name.is_empty()))?;
                let snapshot = journal.snapshot()?;
                let state = walk_state(&walk, &snapshot.walks, &snapshot.entries, &snapshot.goals);
                off_the_way = state.off_the_way.iter().filter(|one| one.decision == Decision::Use).count();
                Some(Box::new(Chosen::on(&walk, &state)))
            }
        },
        without_drafts: args.without_drafts,
        people: args.with_people,
        charts: args.charts,
    };
    if let (Some(from), Some(to)) = (selection.from, selection.to)
        && from > to
    {
        return Err(usage(format!("{from} is after {to}"), "--from comes before --to"));
    }
    let mut problems = Vec::new();
    if let Some(text) = &args.query {
        problems.extend(super::entries::read_waiting(journal)?);
        problems.extend(journal.meant(text)?.problems);
    }
    let replace = if args.force { Replace::Allow } else { Replace::Refuse };
    let (exported, report) = journal.export(&selection, format, &args.out, replace, &|_| Ok(()))?;
    let drafts = report.entries.iter().filter(|entry| entry.state == EntryState::Draft).count();
    let pages = exported.pages.map_or_else(String::new, |pages| format!(", {pages} pages"));
    let mut text = format!("Wrote {} ({} entries{pages}, {} bytes)", exported.path.display(), exported.entries, exported.bytes);
    if drafts > 0 {
        text.push_str(&format!("\nnote: {drafts} of them drafts; leave them out with --without-drafts"));
    }
    if off_the_way > 0 {
        text.push_str(&format!(
            "\nnote: {off_the_way} more to be used are not on the way of the walk any more, and left out; `walk status` names them"
        ));
    }
    for note in exported.warnings.iter().cloned().chain(problems.iter().map(|problem| format!("{}: {}", problem.what, problem.mend))) {
        text.push_str(&format!("\nnote: {note}"));
    }
    Ok(Said {
        text,
        json: json!({
            "path": exported.path.display().to_string(),
            "bytes": exported.bytes,
            "sha256": exported.sha256.to_string(),
            "entries": exported.entries,
            "drafts": drafts,
            "pages": exported.pages,
            // Nothing looks for identifiers in this version: an empty list is no all-clear.
            "findings": [],
            "findings_checked": false,
            "warnings": exported.warnings,
        }),
    })
}

/// The format that is named, or else the one that the name of the target ends in.
fn format(args: &ExportArgs) -> Result<&'static str, Error> {
    let known = || exporters::ALL.iter().map(|exporter| exporter.id()).collect::<Vec<_>>().join(", ");
    let ending = args.out.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let wanted = match (&args.format, &ending) {
        (Some(format), _) => format.to_lowercase(),
        (None, Some(ending)) if matches!(ending.as_str(), "pdf" | "md" | "markdown") => ending.clone(),
        (None, _) => {
            let hint = format!("add --format with one of: {}; or end the name in .pdf or .md", known());
            return Err(usage(format!("“{}” does not tell the format", args.out.display()), hint));
        }
    };
    let wanted = if wanted == "md" { "markdown" } else { &wanted };
    exporters::find(wanted)
        .map(|exporter| exporter.id())
        .ok_or_else(|| usage(format!("there is no format “{}”", args.format.as_deref().unwrap_or(wanted)), format!("one of: {}", known())))
}
