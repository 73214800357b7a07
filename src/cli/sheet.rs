//! Sheets as the command line gives them: on the terminal, for scripts, in a file; and the chains that they are made of.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::args::SheetArgs;
use super::output::{Said, visible};
use super::stats::{chart_json, table};
use super::status_text::heading;
use super::words::usage;
use crate::domain::sheet::Block;
use crate::domain::{EntryId, Sheet};
use crate::error::Error;
use crate::exporters::{Replace, SheetFormat, run_sheet};
use crate::journal::{JournalError, Snapshot};
use crate::review::chains::{Chain, Whom};

/// The id of an entry as scripts know it.
pub(super) fn uid_of(snapshot: &Snapshot, id: EntryId) -> Option<String> {
    snapshot.entries.iter().find(|entry| entry.id == id).map(|entry| entry.uid.to_string())
}

pub(super) fn chain_json(chain: &Chain) -> Value {
    let links = chain.links.iter().map(|one| {
        json!({
            "date": one.day.to_string(),
            "link": one.link.token(),
            "whom": one.whom.map(Whom::token),
            "text": one.text,
        })
    });
    json!({
        "uid": chain.uid.to_string(),
        "title": chain.name,
        "date": chain.date.to_string(),
        "minutes": chain.minutes.0,
        "links": links.collect::<Vec<_>>(),
        "complete": chain.is_complete(),
        "stops": chain.stops(),
    })
}

/// Writes a sheet to a file, where one is named.
pub(super) fn written(sheet: &Sheet, args: &SheetArgs) -> Result<Option<Said>, Error> {
    let Some(target) = &args.out else { return Ok(None) };
    let ending = target.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let format = match ending.as_str() {
        "pdf" => SheetFormat::Pdf,
        "md" | "markdown" => SheetFormat::Markdown,
        _ => return Err(usage(format!("“{}” does not tell the format", target.display()), "end the name in .pdf or .md")),
    };
    let replace = if args.force { Replace::Allow } else { Replace::Refuse };
    let exported = run_sheet(sheet, format, target, replace, &|_| Ok(())).map_err(JournalError::from)?;
    let pages = exported.pages.map_or_else(String::new, |pages| format!("{pages} {}, ", if pages == 1 { "page" } else { "pages" }));
    let mut text = format!("Wrote {} ({pages}{} bytes)", exported.path.display(), exported.bytes);
    for note in &exported.warnings {
        let _ = write!(text, "\nnote: {note}");
    }
    let json = json!({
        "path": exported.path.display().to_string(),
        "bytes": exported.bytes,
        "sha256": exported.sha256.to_string(),
        "pages": exported.pages,
        "warnings": exported.warnings,
    });
    Ok(Some(Said { text, json }))
}

/// A sheet as it is read on a terminal.
pub(super) fn sheet_text(sheet: &Sheet) -> String {
    let mut page = String::new();
    heading(&mut page, &sheet.title);
    let under =
        [sheet.subtitle.as_str(), sheet.author.as_str()].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
    if !under.is_empty() {
        let _ = writeln!(page, "{}", visible(&under));
    }
    for block in &sheet.blocks {
        page.push('\n');
        match block {
            Block::Heading(text) => heading(&mut page, text),
            Block::Text(text) => {
                let _ = writeln!(page, "{}", visible(&text.replace("**", "")));
            }
            Block::Figures(figures) => {
                for (number, what) in figures {
                    let _ = writeln!(page, "  {} {}", visible(number), visible(what));
                }
            }
            Block::Chart(chart) => {
                let _ = writeln!(page, "{}: {}", visible(&chart.title), visible(&chart.says));
                if !chart.is_empty() {
                    table(&mut page, &chart.heads(), &chart.lines());
                }
            }
            Block::Quote { words, from, .. } => {
                let _ = writeln!(page, "  “{}”\n    {}", visible(words).replace('\n', "\n   "), visible(from));
            }
            Block::List(points) => {
                for point in points {
                    let _ = writeln!(page, "  - {}", visible(point));
                }
            }
            Block::Table { title, heads, lines } => {
                let _ = writeln!(page, "{}", visible(title));
                table(&mut page, heads, lines);
            }
        }
    }
    page
}

/// A sheet for scripts: its blocks from top to bottom, each with its `type`.
pub(super) fn sheet_json(sheet: &Sheet, snapshot: &Snapshot) -> Value {
    let block = |block: &Block| match block {
        Block::Heading(text) => json!({ "type": "heading", "text": text }),
        Block::Text(text) => json!({ "type": "text", "text": text }),
        Block::Figures(figures) => {
            let figures: Vec<Value> = figures.iter().map(|(number, what)| json!({ "number": number, "what": what })).collect();
            json!({ "type": "figures", "figures": figures })
        }
        Block::Chart(chart) => json!({ "type": "chart", "chart": chart_json(chart) }),
        Block::Quote { words, from, entry } => {
            json!({ "type": "quote", "words": words, "from": from, "entry": entry.and_then(|id| uid_of(snapshot, id)) })
        }
        Block::List(points) => json!({ "type": "list", "points": points }),
        Block::Table { title, heads, lines } => json!({ "type": "table", "title": title, "heads": heads, "lines": lines }),
    };
    json!({
        "id": sheet.id.to_string(),
        "title": sheet.title,
        "subtitle": sheet.subtitle,
        "author": sheet.author,
        "language": sheet.language,
        "made_on": sheet.made_on.to_string(),
        "blocks": sheet.blocks.iter().map(block).collect::<Vec<_>>(),
    })
}
