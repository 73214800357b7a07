//! A sheet as PDF: the same page as on the screen, on one side of paper where it fits.

use chrono::Datelike as _;
use serde_json::{Value, json};

use super::picture::{self, Files, Print};
use super::printable::{self, Room};
use super::tree::{self, Place};
use super::world::{Failure, Typeset};
use super::{COMMON, data, tables};
use crate::domain::Sheet;
use crate::domain::chart::Form;
use crate::domain::sheet::Block;
use crate::exporters::{ExportError, Progress, words};

const TEMPLATE: &str = "typst/sheet.typ";

/// Where a sheet takes more pages than this, none of the fits makes it one: they are not tried.
const MOST: usize = 4;

/// How closely a sheet is set.
#[derive(Clone, Copy, Debug)]
struct Fit {
    /// The size of its letters, in points.
    size: f64,
    /// The margins at the sides, in millimetres.
    side: f32,
    print: Print,
    /// What is narrow stands beside each other, and small charts have no table.
    scarce: bool,
}

impl Fit {
    const fn of(size: f64, side: f32, smaller: f32, plot: f32) -> Self {
        // A4 is 210 mm wide; a point is 1/72 of 25.4 mm.
        Self { size, side, print: Print { width: (210.0 - 2.0 * side) * 72.0 / 25.4, smaller, plot }, scarce: true }
    }

    /// A half of the width of a line.
    fn half(self) -> Print {
        Print { width: self.print.width * HALF, ..self.print }
    }
}

const USUAL: Fit = Fit { size: 10.0, side: 24.0, print: Print::USUAL, scarce: false };

/// From the roomiest to the closest. In half of their width names still stand beside the bars of a chart.
const CLOSER: [Fit; 3] = [Fit::of(9.2, 18.0, 0.56, 130.0), Fit::of(8.4, 17.0, 0.54, 100.0), Fit::of(7.8, 15.0, 0.52, 80.0)];

/// A sheet as PDF/A-3a and PDF/UA-1, and how many pages it has. The same sheet gives the same bytes.
///
/// # Errors
/// [`ExportError::Cancelled`], or [`ExportError::Layout`] in the typesetter's words.
pub(in crate::exporters) fn sheet(sheet: &Sheet, progress: &Progress<'_>) -> Result<(Vec<u8>, usize), ExportError> {
    let set = |fit: Fit| match set(sheet, fit, progress) {
        Ok(Typeset { pdf, pages }) => Ok((pdf, pages)),
        Err(Failure::Cancelled) => Err(ExportError::Cancelled),
        Err(Failure::Layout(what)) => Err(ExportError::Layout(what)),
    };
    let usual = set(USUAL)?;
    if (2..=MOST).contains(&usual.1) {
        for fit in CLOSER {
            let closer = set(fit)?;
            if closer.1 == 1 {
                return Ok(closer);
            }
        }
    }
    // What takes more pages anyhow is set with all the room that makes it easy to read.
    Ok(usual)
}

fn set(sheet: &Sheet, fit: Fit, progress: &Progress<'_>) -> Result<Typeset, Failure> {
    let mut files = Files::new();
    let data = document(sheet, fit, &mut files);
    super::laid(data, files, &[COMMON, TEMPLATE], &sheet.id.to_string(), progress)
}

fn document(sheet: &Sheet, fit: Fit, files: &mut Files) -> Value {
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
        let many = beside(waiting, fit.scarce);
        if let Some(((left, right), after)) =
            many.and_then(|(left, both)| Some((waiting.get(..both)?.split_at(left), waiting.get(both..)?)))
        {
            let mut half = |some: &[Block]| {
                let shown = some.iter().filter_map(|one| block(one, &mut level, (fit.half(), fit.scarce), files));
                shown.collect::<Vec<_>>()
            };
            let both = [half(left), half(right)];
            blocks.push(json!({"t": "halves", "share": HALF * 100.0, "both": both}));
            waiting = after;
        } else {
            blocks.extend(block(first, &mut level, (fit.print, fit.scarce), files));
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
        "size": fit.size,
        "side": fit.side,
        "subtitle": subtitle,
        "by": if author.is_empty() { made.clone() } else { format!("{author}, {made}") },
        "prepared": format!("Prepared on {made}"),
        "blocks": blocks,
    })
}

/// The most lines of what stands beside something else.
const BESIDE: usize = 10;

/// How many blocks at the beginning of these stand in the left half, and how many there are in both: a small table and a small chart of
/// bars; where room is scarce two quotes, too, and two lists, each with its heading.
fn beside(blocks: &[Block], scarce: bool) -> Option<(usize, usize)> {
    match blocks {
        [Block::Table { heads, lines, .. }, Block::Chart(chart), ..] | [Block::Chart(chart), Block::Table { heads, lines, .. }, ..] => {
            let is_low = chart.form == Form::Bars && chart.series.len() == 1 && (1..=BESIDE).contains(&chart.rows.len());
            (is_low && (2..=3).contains(&heads.len()) && (1..=BESIDE).contains(&lines.len())).then_some((1, 2))
        }
        [Block::Quote { .. }, Block::Quote { .. }, ..] if scarce => Some((1, 2)),
        [Block::Heading(_), Block::List(left), Block::Heading(_), Block::List(right), ..] if scarce => {
            let is_short = |points: &[String]| (1..=BESIDE).contains(&points.len());
            (is_short(left) && is_short(right)).then_some((2, 4))
        }
        _ => None,
    }
}

/// How much of the width of a line one of two halves takes.
const HALF: f32 = 0.48;

/// A block as data; nothing for one in which there is nothing.
fn block(block: &Block, level: &mut usize, print: (Print, bool), files: &mut Files) -> Option<Value> {
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
        Block::Chart(chart) => Some(picture::chart_on_sheet(chart, *level, print, files)),
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
