//! `export`

use serde_json::json;

use super::Cli;
use super::args::ExportArgs;
use super::log::{day, usage};
use super::output::Said;
use crate::domain::when::Sense;
use crate::error::Error;
use crate::exporters::{self, Replace};
use crate::journal::{Journal, Selection};
use crate::search::Query;

pub(super) fn export(_cli: &Cli, journal: &Journal, args: &ExportArgs) -> Result<Said, Error> {
    if exporters::find(&args.format).is_none() {
        let known: Vec<&str> = exporters::ALL.iter().map(|exporter| exporter.id()).collect();
        return Err(usage(format!("there is no format “{}”", args.format), format!("one of: {}", known.join(", "))));
    }
    let today = journal.today();
    let selection = Selection {
        from: args.from.as_deref().map(|text| day(text, today, Sense::Past)).transpose()?,
        to: args.to.as_deref().map(|text| day(text, today, Sense::Past)).transpose()?,
        goal: args.goal.as_deref().map(|name| journal.find_goal(name)).transpose()?.map(|goal| goal.id),
        query: args.query.clone(),
        without_drafts: args.without_drafts,
    };
    if let (Some(from), Some(to)) = (selection.from, selection.to)
        && from > to
    {
        return Err(usage(format!("{from} is after {to}"), "--from comes before --to"));
    }
    let problems = args.query.as_deref().map(|text| Query::parse(text, false).1).unwrap_or_default();
    let replace = if args.force { Replace::Allow } else { Replace::Refuse };
    let (exported, _) = journal.export(&selection, &args.format, &args.out, replace, &|_| Ok(()))?;
    let pages = exported.pages.map_or_else(String::new, |pages| format!(", {pages} pages"));
    let mut text = format!("Wrote {} ({} entries{pages}, {} bytes)", exported.path.display(), exported.entries, exported.bytes);
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
            "pages": exported.pages,
            // Nothing looks for identifiers in this version: an empty list is no all-clear.
            "findings": [],
            "findings_checked": false,
            "warnings": exported.warnings,
        }),
    })
}
