//! A sheet as PDF: the same page as on the screen, on one side of paper where it fits.

use chrono::Datelike as _;
use serde_json::{Value, json};
use typst::foundations::Bytes;

use super::fonts::{Fonts, bundled};
use super::picture::{self, Files};
use super::printable::{self, Room};
use super::tree::{self, Place};
use super::world::{self, Failure, Typeset};
use super::{COMMON, data, tables};
use crate::domain::Sheet;
use crate::domain::chart::Form;
use crate::domain::sheet::Block;
use crate::exporters::{Cancelled, ExportError, Phase, Progress, words};

const TEMPLATE: &str = "typst/sheet.typ";

/// The size of its letters, in points, and smaller ones that are tried where that makes one side of two.
const SIZES: [f64; 3] = [10.0, 9.2, 8.4];

/// A sheet as PDF/A-3a and PDF/UA-1, and how many pages it has. The same sheet gives the same bytes.
///
/// # Errors
/// [`ExportError::Cancelled`], or [`ExportError::Layout`] in the typesetter's words.
pub(in crate::exporters) fn sheet(sheet: &Sheet, progress: &Progress<'_>) -> Result<(Vec<u8>, usize), ExportError> {
    let set = |size: f64| match set(sheet, size, progress) {
        Ok(Typeset { pdf, pages }) => Ok((pdf, pages)),
        Err(Failure::Cancelled) => Err(ExportError::Cancelled),
        Err(Failure::Layout(what)) => Err(ExportError::Layout(what)),
    };
    let [usual, smaller @ ..] = SIZES;
    let (pdf, pages) = set(usual)?;
    if pages == 2 {
        for size in smaller {
            let (dense, one) = set(size)?;
            if one == 1 {
                return Ok((dense, one));
            }
        }
    }
    Ok((pdf, pages))
}

fn set(sheet: &Sheet, size: f64, progress: &Progress<'_>) -> Result<Typeset, Failure> {
    let mut files = Files::new();
    let data = document(sheet, size, &mut files);
    let data = serde_json::to_vec(&data).map_err(|error| Failure::Layout(error.to_string()))?;
    files.push(("/data.json".to_owned(), Bytes::new(data)));
    let template = super::template(&[COMMON, TEMPLATE])?;
    progress(Phase::LayingOut).map_err(|Cancelled| Failure::Cancelled)?;
    world::typeset(&template, files, &sheet.id.to_string(), progress)
}

fn document(sheet: &Sheet, size: f64, files: &mut Files) -> Value {
    let plain = |text: &str| printable::line(text, Room::Line);
    let (language, region) = data::language(&sheet.language);
    let title = plain(&sheet.title);
    let subtitle = plain(&sheet.subtitle);
    let author = plain(&sheet.author);
    let made = words::day(sheet.made_on);
    // The levels of headings leave none out: what stands before the first heading is not below one.
    let mut level = 1;
    let mut blocks: Vec<Value> = Vec::new();
    let mut waiting = sheet.blocks.as_slice();
    while let [first, rest @ ..] = waiting {
        if let ([second, after @ ..], true) = (rest, rest.first().is_some_and(|second| are_halves(first, second))) {
            blocks.extend(halves(first, second, level, files));
            waiting = after;
        } else {
            blocks.extend(block(first, &mut level, files));
            waiting = rest;
        }
    }
    json!({
        "title": if title.is_empty() { "Sheet".to_owned() } else { title },
        "author": author,
        "description": if subtitle.is_empty() { "Continuing professional development".to_owned() } else { subtitle.clone() },
        "keywords": ["continuing professional development", "CPD"],
        // PDF knows four digits.
        "date": if (1..=9999).contains(&sheet.made_on.year()) { json!([sheet.made_on.year(), sheet.made_on.month(), sheet.made_on.day()]) } else { Value::Null },
        "lang": language,
        "region": region,
        "fonts": bundled().families(),
        "mono": Fonts::mono(),
        "size": size,
        "subtitle": subtitle,
        "by": if author.is_empty() { made.clone() } else { format!("{author}, {made}") },
        "prepared": format!("Prepared on {made}"),
        "blocks": blocks,
    })
}

/// The most lines of what stands beside something else.
const BESIDE: usize = 10;

/// Whether a small table and a small chart of bars, one after the other, stand beside each other.
fn are_halves(first: &Block, second: &Block) -> bool {
    match (first, second) {
        (Block::Table { heads, lines, .. }, Block::Chart(chart)) | (Block::Chart(chart), Block::Table { heads, lines, .. }) => {
            let is_low = chart.form == Form::Bars && chart.series.len() == 1 && (1..=BESIDE).contains(&chart.rows.len());
            is_low && (2..=3).contains(&heads.len()) && (1..=BESIDE).contains(&lines.len())
        }
        _ => false,
    }
}

/// How much of the width of a line one of two halves takes.
const HALF: f32 = 0.47;

fn halves(first: &Block, second: &Block, level: usize, files: &mut Files) -> Option<Value> {
    let mut half = |one: &Block| match one {
        Block::Chart(chart) => Some(picture::chart_on_sheet(chart, level, HALF, files)),
        other => block(other, &mut level.clone(), files),
    };
    let (first, second) = (half(first)?, half(second)?);
    Some(json!({"t": "halves", "share": HALF * 100.0, "both": [first, second]}))
}

/// A block as data; nothing for one in which there is nothing.
fn block(block: &Block, level: &mut usize, files: &mut Files) -> Option<Value> {
    let plain = |text: &str| printable::line(text, Room::Line);
    let body = |text: &str, headings| tree::tree(text, Place { headings, room: Room::Line });
    match block {
        Block::Heading(text) => {
            *level = 2;
            Some(json!({"t": "heading", "text": data::titled(text)}))
        }
        Block::Text(text) => {
            let body = body(text, Some(*level));
            (!body.is_empty()).then(|| json!({"t": "text", "body": body}))
        }
        Block::Figures(figures) => {
            // A figure stays in one piece.
            let one = |(figure, what): &(String, String)| json!([plain(figure).replace(' ', "\u{A0}"), plain(what)]);
            (!figures.is_empty()).then(|| json!({"t": "figures", "all": figures.iter().map(one).collect::<Vec<_>>()}))
        }
        Block::Chart(chart) => Some(picture::chart_on_sheet(chart, *level, 1.0, files)),
        Block::Quote { words, from, entry: _ } => {
            // Headings in somebody's words are bold lines here: they head nothing of the sheet.
            let body = body(words, None);
            let from = plain(from);
            (!body.is_empty() || !from.is_empty()).then(|| json!({"t": "quote", "body": body, "from": from}))
        }
        Block::List(points) => {
            let points: Vec<String> = points.iter().map(|point| plain(point)).filter(|point| !point.is_empty()).collect();
            (!points.is_empty()).then(|| json!({"t": "list", "points": points}))
        }
        Block::Table { title, heads, lines } => {
            let tables = tables::tables(heads, lines);
            let title = plain(title);
            (!tables.is_empty()).then(|| json!({"t": "table", "title": title, "tables": tables}))
        }
    }
}
