//! A chart on paper: the drawing that the window shows, as SVG in the colours of the page, and its numbers as a table below.

use std::fmt::Write as _;

use serde_json::{Value, json};
use typst::foundations::Bytes;

use super::fonts::bundled;
use super::printable::{self, Room};
use crate::domain::Chart;
use crate::domain::chart::{Form, Row};
use crate::drawing::{self, Anchor, Area, Drawing, Ink, MOST_HEAT, Pattern, Shape, TEXT_SIZE};

/// How a drawing is printed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Print {
    /// In points of the page.
    pub(super) width: f32,
    /// How much smaller it is than laid out.
    pub(super) smaller: f32,
    /// The height of columns and lines without their words, in points as laid out.
    pub(super) plot: f32,
}

impl Print {
    /// As wide as a line of words; those of a drawing, 13 points, come out at about 9.
    pub(super) const USUAL: Self = Self { width: 459.2, smaller: 0.72, plot: 190.0 };
}

/// The most height of a picture on the page, in points: a page less its margins, the title and what there is to see.
const HIGH: f32 = 570.0;

/// The colours of series on paper, at 3:1 or better on white.
const SERIES: [Rgb; 6] =
    [(0x0B, 0x6E, 0x6E), (0xB5, 0x56, 0x1A), (0x47, 0x59, 0x9C), (0x86, 0x4A, 0x7E), (0x66, 0x6F, 0x22), (0x74, 0x64, 0x4F)];

type Rgb = (u8, u8, u8);

const ACCENT: Rgb = (0x0B, 0x6E, 0x6E);
const TEXT: Rgb = (0x16, 0x21, 0x1F);
const MUTED: Rgb = (0x4D, 0x5B, 0x59);
const GRID: Rgb = (0xC5, 0xD3, 0xD1);
const EDGE: Rgb = (0x7C, 0x8A, 0x88);
const PAPER: Rgb = (0xFF, 0xFF, 0xFF);

/// A longer text stays with its picture only where there is room.
const SHORT: usize = 600;

/// Files that the template reads, by name.
pub(super) type Files = Vec<(String, Bytes)>;

/// A chart as data for the template, under a heading of this level. Its pictures join `files`.
pub(super) fn chart(chart: &Chart, level: usize, files: &mut Files) -> Value {
    let tables = super::tables::tables(&chart.heads(), &chart.lines());
    pictured(chart, level, Print::USUAL, &tables, files)
}

/// The same for a sheet: without a table where the picture has all numbers, with a low one where there are few rows. Where room is
/// `scarce`, what would have a low table has only its picture.
pub(super) fn chart_on_sheet(chart: &Chart, level: usize, (print, scarce): (Print, bool), files: &mut Files) -> Value {
    let is_enough = is_in_picture(chart, print) || (scarce && super::tables::is_low(chart));
    if !is_enough {
        return pictured(chart, level, print, &super::tables::low(chart), files);
    }
    // The words on a picture are not read out: its alternative text has the numbers.
    let named = |(name, value): (&String, &Option<u32>)| match value {
        Some(value) if chart.series.len() > 1 => format!("{name} {}", chart.measure.text(*value)),
        Some(value) => chart.measure.text(*value),
        None => format!("{name} –"),
    };
    let line = |row: &Row| format!("{}: {}", row.label, chart.series.iter().zip(&row.values).map(named).collect::<Vec<_>>().join(", "));
    let numbers = chart.rows.iter().map(line).collect::<Vec<_>>().join("; ");
    let mut shown = pictured(chart, level, print, &[], files);
    for alt in shown.pointer_mut("/pictures").and_then(Value::as_array_mut).into_iter().flatten().filter_map(|one| one.get_mut("alt")) {
        let words = printable::line(&numbers, Room::Line).replace('\u{200B}', "");
        *alt = json!(format!("{} {words}.", alt.as_str().unwrap_or_default()));
    }
    shown
}

/// Whether a picture tells every name and every number of a chart, so that its table would say all of it again.
fn is_in_picture(chart: &Chart, print: Print) -> bool {
    let is_told = match chart.form {
        Form::Bars | Form::Columns => chart.series.len() == 1,
        Form::Lines | Form::Matrix => false,
    };
    if !is_told || chart.rows.is_empty() {
        return false;
    }
    let drawings = drawings(&printed(chart), print);
    let texts: Vec<&str> = drawings
        .iter()
        .flat_map(|drawing| &drawing.marks)
        .filter_map(|mark| if let Shape::Text { text, .. } = &mark.shape { Some(text.as_str()) } else { None })
        .collect();
    // A name may stand on two lines, one after the other.
    let letters = |text: &str| text.split_whitespace().collect::<String>();
    let all = letters(&texts.concat());
    let has_value = |value: u32| texts.contains(&chart.measure.text(value).as_str());
    let mut names = chart.rows.iter().map(|row| &row.label);
    names.all(|name| all.contains(&letters(name)))
        && chart.rows.iter().flat_map(|row| &row.values).flatten().all(|value| *value == 0 || has_value(*value))
}

fn pictured(chart: &Chart, level: usize, print: Print, tables: &[Value], files: &mut Files) -> Value {
    let title = super::data::titled(&chart.title);
    let says = printable::line(&chart.says, Room::Line);
    let drawings = if chart.rows.is_empty() { Vec::new() } else { drawings(&printed(chart), print) };
    let count = drawings.len();
    let pictures: Vec<Value> = drawings
        .iter()
        .enumerate()
        .map(|(nth, drawing)| {
            // Names of our own: the typesetter remembers each for as long as the program runs.
            let file = format!("/pictures/{}.svg", files.len());
            files.push((file.clone(), Bytes::new(svg(drawing).into_bytes())));
            let what = if says.is_empty() { &title } else { &says };
            let alt = if count > 1 { format!("{what} Picture {} of {count}.", nth + 1) } else { what.clone() };
            json!({
                "file": file,
                "alt": alt.replace('\u{200B}', ""),
                "height": drawing.height * print.smaller,
                "size": TEXT_SIZE * print.smaller,
                "texts": texts(drawing, print.smaller),
            })
        })
        .collect();
    json!({
        "t": "chart",
        "level": level,
        "together": title.len() + says.len() < SHORT,
        "title": title,
        "says": says,
        "pictures": pictures,
        "tables": tables,
    })
}

fn drawings(printed: &Chart, Print { width, smaller, plot }: Print) -> Vec<Drawing> {
    let fonts = bundled();
    let measure = |text: &str, size: f32| fonts.width(text) * size * 1.01;
    drawing::drawn_low_on_pages(printed, width / smaller, (HIGH / smaller, plot), &measure)
}

/// The same chart with words that can be printed. Pieces of long words are put together again: a picture breaks words as it needs.
fn printed(chart: &Chart) -> Chart {
    let line = |text: &str| {
        // Nobody reads more of a label in a picture.
        let end = text.char_indices().nth(2_000).map_or(text.len(), |(at, _)| at);
        printable::line(text.get(..end).unwrap_or_default(), Room::Line).replace('\u{200B}', "")
    };
    let row = |row: &Row| Row { label: line(&row.label), values: row.values.clone() };
    Chart {
        series: chart.series.iter().map(|name| line(name)).collect(),
        rows: chart.rows.iter().map(row).collect(),
        title: String::new(),
        says: String::new(),
        row_name: String::new(),
        form: chart.form,
        measure: chart.measure,
    }
}

/// The words of a drawing for the template, which sets them on the picture as it sets all others: place, anchor, words, and whether they
/// are beside the point. The reader of SVG would lose letters that its first font lacks, and stumbles over some scripts.
fn texts(drawing: &Drawing, smaller: f32) -> Vec<Value> {
    let text = |shape: &Shape| {
        let Shape::Text { at, anchor, text, ink } = shape else { return None };
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        Some(json!([at.x * smaller, at.y * smaller, anchor, text, *ink == Ink::Muted]))
    };
    drawing.marks.iter().filter_map(|mark| text(&mark.shape)).collect()
}

/// A drawing without its words as SVG. Only plain colours and paths, so that every archive can show it.
fn svg(drawing: &Drawing) -> String {
    let (width, height) = (number(drawing.width), number(drawing.height.max(1.0)));
    let mut svg = format!(r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">"#);
    for mark in &drawing.marks {
        shape(&mark.shape, &mut svg);
    }
    svg + "</svg>"
}

fn shape(shape: &Shape, svg: &mut String) {
    // Writing to a string cannot fail.
    let _ = match shape {
        Shape::Filled { area, ink, pattern } => {
            filled(*area, *ink, *pattern, svg);
            Ok(())
        }
        Shape::Outlined { area, ink } => {
            write!(
                svg,
                r#"<rect {} fill="none" stroke="{}" stroke-width="0.8" stroke-dasharray="3 3"/>"#,
                corners(*area),
                hex(colour(*ink))
            )
        }
        Shape::Line { points, ink, wide, dash } => {
            let points: Vec<String> = points.iter().map(|at| format!("{},{}", number(at.x), number(at.y))).collect();
            let dash = dash.lengths().map(|(dash, gap)| format!(r#" stroke-dasharray="{dash} {gap}""#)).unwrap_or_default();
            let (points, ink, wide) = (points.join(" "), hex(colour(*ink)), number(*wide));
            write!(svg, r#"<polyline points="{points}" fill="none" stroke="{ink}" stroke-width="{wide}"{dash}/>"#)
        }
        Shape::Marked { at, half, ink, marker } => {
            let ink = hex(colour(*ink));
            let points: Vec<String> = marker.corners(*at, *half).iter().map(|at| format!("{},{}", number(at.x), number(at.y))).collect();
            let edge = r##"stroke="#ffffff" stroke-width="1""##;
            if points.is_empty() {
                write!(svg, r#"<circle cx="{}" cy="{}" r="{}" fill="{ink}" {edge}/>"#, number(at.x), number(at.y), number(*half))
            } else {
                write!(svg, r#"<polygon points="{}" fill="{ink}" {edge}/>"#, points.join(" "))
            }
        }
        Shape::Text { .. } => Ok(()),
    };
}

fn filled(area: Area, ink: Ink, pattern: Pattern, svg: &mut String) {
    let ink = colour(ink);
    let strokes = drawing::strokes(area, pattern);
    if strokes.is_empty() {
        let _ = write!(svg, r#"<rect {} fill="{}"/>"#, corners(area), hex(ink));
        return;
    }
    let (mut lines, mut dots) = (String::new(), String::new());
    for (from, to) in strokes {
        let _ = if from == to {
            write!(dots, "M{} {}h2v2h-2z", number(from.x - 1.0), number(from.y - 1.0))
        } else {
            write!(lines, "M{} {}L{} {}", number(from.x), number(from.y), number(to.x), number(to.y))
        };
    }
    let edge = hex(ink);
    let _ = write!(svg, r#"<rect {} fill="{}"/>"#, corners(area), hex(mixed(PAPER, ink, 0.28)));
    if !lines.is_empty() {
        let _ = write!(svg, r#"<path d="{lines}" fill="none" stroke="{edge}" stroke-width="1.3"/>"#);
    }
    if !dots.is_empty() {
        let _ = write!(svg, r#"<path d="{dots}" fill="{edge}"/>"#);
    }
    let inner = Area { x: area.x + 0.5, y: area.y + 0.5, width: area.width - 1.0, height: area.height - 1.0 };
    let _ = write!(svg, r#"<rect {} fill="none" stroke="{edge}" stroke-width="1"/>"#, corners(inner));
}

fn colour(ink: Ink) -> Rgb {
    match ink {
        Ink::Series(nth) => SERIES.get(nth % SERIES.len()).copied().unwrap_or(TEXT),
        Ink::Text => TEXT,
        Ink::Muted => MUTED,
        Ink::Grid => GRID,
        Ink::Heat(level) => mixed(PAPER, ACCENT, 0.08 + 0.37 * f32::from(level.min(MOST_HEAT)) / f32::from(MOST_HEAT)),
        Ink::Empty => EDGE,
    }
}

fn mixed(a: Rgb, b: Rgb, share: f32) -> Rgb {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between two bytes")]
    let one = |a: u8, b: u8| (f32::from(a) + (f32::from(b) - f32::from(a)) * share).round() as u8;
    (one(a.0, b.0), one(a.1, b.1), one(a.2, b.2))
}

fn hex((r, g, b): Rgb) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

fn corners(area: Area) -> String {
    let (x, y) = (number(area.x), number(area.y));
    format!(r#"x="{x}" y="{y}" width="{}" height="{}""#, number(area.width.max(0.0)), number(area.height.max(0.0)))
}

/// Hundredths of a point are finer than any paper.
fn number(n: f32) -> String {
    let text = format!("{n:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::chart::Measure;

    #[test]
    fn nothing_typed_gets_into_a_picture() {
        let typed = "</svg><script>&\u{0}\u{202E}";
        let chart = Chart {
            title: typed.to_owned(),
            says: typed.to_owned(),
            form: Form::Bars,
            measure: Measure::Count,
            row_name: typed.to_owned(),
            series: vec![typed.to_owned(), "b".to_owned()],
            rows: vec![Row { label: typed.to_owned(), values: vec![Some(1), Some(2)] }],
        };
        let [drawing] = drawings(&printed(&chart), Print::USUAL).try_into().expect("one");
        let svg = svg(&drawing);
        assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>") && svg.matches("svg>").count() == 1, "{svg}");
        assert!(!svg.contains("script"), "{svg}");
        let texts = texts(&drawing, 1.0);
        assert!(texts.iter().any(|text| text[3].as_str().is_some_and(|text| text.contains("⟨U+202E⟩"))), "{texts:?}");
    }

    #[test]
    fn numbers_without_a_table_are_in_the_words_for_the_picture() {
        let chart = Chart {
            title: "Months".to_owned(),
            says: "Most in May.".to_owned(),
            form: Form::Columns,
            measure: Measure::Minutes,
            row_name: "Month".to_owned(),
            series: vec!["Alone".to_owned(), "With others".to_owned()],
            rows: vec![
                Row { label: "Apr 2026".to_owned(), values: vec![Some(61), Some(0)] },
                Row { label: "May 2026".to_owned(), values: vec![Some(130), None] },
            ],
        };
        let scarce = chart_on_sheet(&chart, 2, (Print::USUAL, true), &mut Files::new());
        assert_eq!(scarce["tables"], json!([]));
        let words = "Most in May. Apr 2026: Alone 1 h 1 min, With others 0 min; May 2026: Alone 2 h 10 min, With others –.";
        assert_eq!(scarce["pictures"][0]["alt"], words);
        let roomy = chart_on_sheet(&chart, 2, (Print::USUAL, false), &mut Files::new());
        assert_eq!(roomy["tables"].as_array().map(Vec::len), Some(1));
    }
}
