//! `export`

use serde_json::{Value, json};

use super::Cli;
use super::args::{EvidenceArg, ExportArgs, HandlesArg, PartArg};
use super::output::{Said, visible};
use super::privacy::finding_json;
use super::words::{day, usage};
use crate::domain::EntryState;
use crate::domain::portfolio::{Depth, EvidenceAs, Handles, Parts};
use crate::domain::walk::Decision;
use crate::domain::when::Sense;
use crate::error::Error;
use crate::exporters::{self, Exporter, Replace};
use crate::journal::{Chosen, Exporting, Journal, Leaves, Selection, Under, walk_state};

/// Above this many entries a PDF is made in volumes: the pages of one would take more memory than many computers have.
const MANY: usize = 1_500;

pub(super) fn export(_cli: &Cli, journal: &mut Journal, args: &ExportArgs) -> Result<Said, Error> {
    let exporter = format(args)?;
    let (mut selection, off_the_way) = selection(journal, args, exporter)?;
    let mut problems = Vec::new();
    if let Some(text) = &args.query {
        problems.extend(super::entries::read_waiting(journal)?);
        problems.extend(journal.meant(text)?.problems);
    }
    if args.list {
        return list(journal, &selection, exporter);
    }
    if args.volumes && !exporter.has_volumes() {
        return Err(usage(format!("--volumes is for PDF, not for {}", exporter.label()), "leave it out, or use --format pdf"));
    }
    if args.split_at.is_some() && !exporter.has_parts() {
        return Err(usage(format!("--split-at is for a pack, not for {}", exporter.label()), "leave it out, or use --format pack"));
    }
    let Some(out) = &args.out else { return Err(usage("it is not said where to write it", "add --out with the name of a file")) };
    if out.as_os_str() == "-" {
        return Err(usage(
            "an export is written to a file, whole or not at all, and not to standard output",
            "give --out the name of a file; ./- is a file called “-”",
        ));
    }
    let mut notes = Vec::new();
    if exporter.has_volumes() && !selection.volumes {
        let taken = selection.count(&journal.headers(None)?).entries;
        if taken > MANY {
            selection.volumes = true;
            notes.push("so many entries are written as one PDF for each year, in a folder".to_owned());
        }
    }
    let replace = if args.force { Replace::Allow } else { Replace::Refuse };
    let done = journal.export(&selection, exporter.id(), out, replace, &|_| Ok(()))?;
    if journal.read_only().is_none() {
        // It has left, whether that can be noted or not.
        let _ = journal.note_departure(exporter.id(), &done);
    }
    let Exporting { exported, report, acknowledged } = done;
    let drafts = report.entries.iter().filter(|entry| entry.state == EntryState::Draft).count();
    let pages = exported.pages.map_or_else(String::new, |pages| format!(", {pages} pages"));
    let entries = if exported.entries == 1 { "1 entry".to_owned() } else { format!("{} entries", exported.entries) };
    let mut text = format!("Wrote {} ({entries}{pages}, {} bytes)", exported.path.display(), exported.bytes);
    if drafts > 0 {
        notes.push(format!("{drafts} of them drafts; leave them out with --without-drafts"));
    }
    if off_the_way > 0 {
        notes
            .push(format!("{off_the_way} more to be used are not on the way of the walk any more, and left out; `walk status` names them"));
    }
    if !acknowledged.is_empty() {
        notes.push(format!("{} left that could tell who somebody is; that is kept with the export", acknowledged.len()));
    }
    notes.extend(exported.warnings.iter().cloned());
    notes.extend(problems.iter().map(|problem| format!("{}: {}", problem.what, problem.mend)));
    for note in notes {
        text.push_str(&format!("\nnote: {}", visible(&note)));
    }
    let acknowledged_json: Vec<Value> =
        if acknowledged.is_empty() { Vec::new() } else { journal.unsettled(&selection)?.iter().map(finding_json).collect() };
    Ok(Said {
        text,
        json: json!({
            "path": exported.path.display().to_string(),
            "format": exporter.id(),
            "bytes": exported.bytes,
            "sha256": exported.sha256.to_string(),
            "entries": exported.entries,
            "drafts": drafts,
            "pages": exported.pages,
            "volumes": selection.volumes,
            // What could tell who somebody is and left all the same.
            "findings": acknowledged_json,
            "findings_checked": true,
            "warnings": exported.warnings,
        }),
    })
}

/// What would leave, and what could tell who somebody is.
fn list(journal: &Journal, selection: &Selection, exporter: &dyn Exporter) -> Result<Said, Error> {
    let leaving = journal.leaving(selection)?;
    let findings = journal.unsettled(selection)?;
    let leaves: Vec<Leaves> = leaving.leaves().into_iter().filter(|one| exporter.has_record() || !one.as_data).collect();
    let line = |one: &Leaves| format!("{} {}: {}", if one.stays { "–" } else { "→" }, visible(&one.what), visible(&one.how_much));
    let mut text = format!("Would leave this computer (→) and stay (–): {}\n", visible(&leaving.report.title));
    text.push_str(&leaves.iter().map(line).collect::<Vec<_>>().join("\n"));
    if !findings.is_empty() {
        let details = if selection.parts.details_of_others { " --with-details" } else { "" };
        text.push_str(&format!("\n\n{} could tell who somebody is: `cpd-journal privacy{details}` shows what", findings.len()));
    }
    let json = json!({
        "leaves": leaves
            .iter()
            .map(|one| json!({ "what": one.what, "how_much": one.how_much, "names": one.names, "stays": one.stays }))
            .collect::<Vec<_>>(),
        "findings": findings.iter().map(finding_json).collect::<Vec<_>>(),
    });
    Ok(Said { text, json })
}

/// What is asked for; with how many entries are left out because they are not on the way of a walk any more.
fn selection(journal: &Journal, args: &ExportArgs, exporter: &dyn Exporter) -> Result<(Selection, usize), Error> {
    let today = journal.today();
    let mut off_the_way = 0;
    let chosen = match args.walk.as_deref() {
        None => None,
        Some(name) => {
            let walk = journal.find_walk_to_show(Some(name).filter(|name| !name.is_empty()))?;
            let snapshot = journal.snapshot()?;
            let state = walk_state(&walk, &snapshot.walks, &snapshot.entries, &snapshot.goals);
            off_the_way = state.off_the_way.iter().filter(|one| one.decision == Decision::Use).count();
            Some(Box::new(Chosen::on(&walk, &state)))
        }
    };
    let with = |part: PartArg| !args.without.contains(&part);
    let parts = Parts {
        reflections: with(PartArg::Reflections),
        learning: with(PartArg::Learning),
        actions: with(PartArg::Actions),
        goals: with(PartArg::Goals),
        hours: with(PartArg::Hours),
        feedback: with(PartArg::Feedback),
        records: with(PartArg::Records),
        requirements: with(PartArg::Requirements),
        forms: with(PartArg::Forms),
        authorship: with(PartArg::Authorship),
        details_of_others: args.with_details,
        evidence: match args.evidence {
            EvidenceArg::Appendix => EvidenceAs::Appendix,
            EvidenceArg::Attachment => EvidenceAs::Attachment,
            EvidenceArg::Index => EvidenceAs::Index,
        },
    };
    let under = match args.framework.as_deref() {
        None => Under::All,
        Some(word) => Under::One(journal.find_registration(word)?.id, args.cycle),
    };
    let selection = Selection {
        from: args.from.as_deref().map(|text| day(text, today, Sense::Past)).transpose()?,
        to: args.to.as_deref().map(|text| day(text, today, Sense::Past)).transpose()?,
        goal: args.goal.as_deref().map(|name| journal.find_goal(name)).transpose()?.map(|goal| goal.id),
        query: args.query.clone(),
        chosen,
        without_drafts: args.without_drafts,
        people: args.with_people || exporter.is_own_copy() && !args.without_people,
        charts: args.charts,
        under,
        cycle: None,
        counted_only: args.only_counted,
        counting: None,
        depth: if args.summary { Depth::Summary } else { Depth::Full },
        parts,
        handles: args.handles.map(|handles| match handles {
            HandlesArg::Keep => Handles::Keep,
            HandlesArg::Pseudonym => Handles::Pseudonym,
            HandlesArg::Remove => Handles::Remove,
        }),
        whole: exporter.is_own_copy(),
        volumes: args.volumes,
        split_at: args.split_at.as_deref().map(size).transpose()?,
        acknowledged: args.acknowledge_findings,
        seen: std::collections::BTreeMap::new(),
    };
    if let (Some(from), Some(to)) = (selection.from, selection.to)
        && from > to
    {
        return Err(usage(format!("{from} is after {to}"), "--from comes before --to"));
    }
    Ok((journal.within(selection)?, off_the_way))
}

/// A size as people write it: `10MB`, `500 kB`, `2000000`.
fn size(text: &str) -> Result<u64, Error> {
    let wrong = || usage(format!("“{}” is no size", visible(text)), "write it like 10MB or 500kB");
    let text = text.trim();
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at_checked(digits).ok_or_else(wrong)?;
    let number: u64 = number.parse().map_err(|_| wrong())?;
    let factor = match unit.trim().to_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" => 1_000,
        "kib" => 1 << 10,
        "m" | "mb" => 1_000_000,
        "mib" => 1 << 20,
        "g" | "gb" => 1_000_000_000,
        _ => return Err(wrong()),
    };
    number.checked_mul(factor).filter(|size| *size >= 10_000).ok_or_else(|| usage("a part is at least 10 kB", "write it like 10MB"))
}

/// The format that is named, or else the one that the name of the target ends in.
fn format(args: &ExportArgs) -> Result<&'static dyn Exporter, Error> {
    let known = || exporters::ALL.iter().map(|exporter| exporter.id()).collect::<Vec<_>>().join(", ");
    let ending = args.out.as_ref().and_then(|out| out.extension()).map(|ending| ending.to_string_lossy().to_lowercase());
    let by_ending = |ending: &str| match ending {
        "md" | "markdown" => Some("markdown"),
        "htm" => Some("html"),
        "zip" => Some("pack"),
        other => exporters::ALL.iter().map(|exporter| exporter.id()).find(|id| *id == other),
    };
    let wanted = match (&args.format, ending.as_deref().and_then(by_ending)) {
        (Some(format), _) => format.to_lowercase(),
        (None, Some(told)) => told.to_owned(),
        (None, None) if args.out.is_none() => "pdf".to_owned(),
        (None, None) => {
            let out = args.out.as_ref().map(|out| out.display().to_string()).unwrap_or_default();
            return Err(usage(format!("“{out}” does not tell the format"), format!("add --format with one of: {}", known())));
        }
    };
    let wanted = by_ending(&wanted).unwrap_or(&wanted);
    exporters::find(wanted)
        .ok_or_else(|| usage(format!("there is no format “{}”", args.format.as_deref().unwrap_or(wanted)), format!("one of: {}", known())))
}
