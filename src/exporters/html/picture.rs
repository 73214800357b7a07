//! A chart on the page: the drawing that the window shows as SVG, in colours of the style sheet so that a dark page has light ones, and
//! its numbers as a table below.

use std::fmt::Write as _;

use super::markup::Markup;
use super::table;
use crate::domain::Chart;
use crate::drawing::{self, Anchor, Area, Drawing, Ink, MOST_HEAT, Pattern, Shape, TEXT_SIZE};

/// As laid out, in CSS pixels: as wide as a line of words.
const WIDE: f32 = 680.0;

/// The highest picture.
const HIGH: f32 = 900.0;

/// A label of which nobody reads more in a picture.
const LONGEST: usize = 300;

/// A table with more rows is folded away until somebody wants it.
pub(super) const MANY_ROWS: usize = 30;

/// Writes a chart whose heading stands above. `id` is the beginning of ids that nothing else on the page has.
pub(super) fn write(chart: &Chart, id: &str, page: &mut Markup) {
    page.open("figure", &[]);
    if !chart.says.trim().is_empty() {
        page.block("figcaption", &[("dir", "auto")], &chart.says);
    }
    let drawings = if chart.rows.is_empty() { Vec::new() } else { drawings(chart) };
    let count = drawings.len();
    for (nth, drawing) in drawings.iter().enumerate() {
        let title = if count > 1 { format!("{}, picture {} of {count}", chart.title, nth + 1) } else { chart.title.clone() };
        svg(drawing, &title, &format!("{id}-{nth}"), page);
    }
    page.close("figure");
    let (heads, lines) = chart.table();
    let folded = lines.len() > MANY_ROWS;
    if folded {
        page.open("details", &[]);
        page.block("summary", &[], &format!("The same as a table of {} rows", lines.len()));
    }
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    table::numbers(&chart.title, &heads, &lines, page);
    if folded {
        page.close("details");
    }
}

fn drawings(chart: &Chart) -> Vec<Drawing> {
    let line = |text: &str| crate::domain::text::excerpt(&crate::exporters::direction::visible(text), LONGEST);
    let mut shown = chart.clone();
    shown.series.iter_mut().for_each(|name| *name = line(name));
    shown.rows.iter_mut().for_each(|row| row.label = line(&row.label));
    drawing::drawn_on_pages(&shown, WIDE, HIGH, &|text, size| width(text) * size)
}

/// How wide words are at most in the letters of any system, in their size: nobody knows which letters a browser will have.
fn width(text: &str) -> f32 {
    text.chars()
        .map(|c| match c {
            'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 0.31,
            ' ' | 'f' | 't' | 'r' | '(' | ')' | '-' => 0.4,
            'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.95,
            'A'..='Z' => 0.74,
            c if c.is_ascii() => 0.6,
            c if u32::from(c) < 0x1100 => 0.68,
            _ => 1.05,
        })
        .sum()
}

fn svg(drawing: &Drawing, title: &str, id: &str, page: &mut Markup) {
    let (wide, high) = (number(drawing.width), number(drawing.height.max(1.0)));
    page.raw("<div class=\"scroll\" role=\"group\" aria-label=\"Picture\" tabindex=\"0\">");
    let around = format!("0 0 {wide} {high}");
    page.open(
        "svg",
        &[("class", "chart"), ("role", "img"), ("aria-labelledby", id), ("viewBox", &around), ("width", &wide), ("height", &high)],
    );
    page.element("title", &[("id", id)], title);
    for mark in &drawing.marks {
        shape(&mark.shape, page);
    }
    page.close("svg");
    page.raw("</div>\n");
}

fn shape(shape: &Shape, page: &mut Markup) {
    match shape {
        Shape::Filled { area, ink, pattern } => filled(*area, *ink, *pattern, page),
        Shape::Outlined { area, ink } => rectangle(*area, &format!("{} edge dashed", class(*ink)), page),
        Shape::Line { points, ink, wide, dash } => {
            let points = corners(points.iter().copied());
            let (class, wide) = (format!("{} line", class(*ink)), number(*wide));
            let dash = dash.lengths().map(|(dash, gap)| format!("{dash} {gap}")).unwrap_or_default();
            let mut attributes = vec![("class", class.as_str()), ("points", points.as_str()), ("stroke-width", wide.as_str())];
            if !dash.is_empty() {
                attributes.push(("stroke-dasharray", dash.as_str()));
            }
            page.element("polyline", &attributes, "");
        }
        Shape::Marked { at, half, ink, marker } => {
            let class = format!("{} point", class(*ink));
            let points = marker.corners(*at, *half);
            if points.is_empty() {
                let (x, y, r) = (number(at.x), number(at.y), number(*half));
                page.element("circle", &[("class", &class), ("cx", &x), ("cy", &y), ("r", &r)], "");
            } else {
                page.element("polygon", &[("class", &class), ("points", &corners(points.into_iter()))], "");
            }
        }
        Shape::Text { at, anchor, text, ink } => {
            let anchor = match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            };
            // A third of the letters' size below the middle is where letters stand; not every program knows how to centre.
            let (x, y, size) = (number(at.x), number(at.y + TEXT_SIZE * 0.34), number(TEXT_SIZE));
            page.element("text", &[("class", class(*ink)), ("x", &x), ("y", &y), ("font-size", &size), ("text-anchor", anchor)], text);
        }
    }
}

fn filled(area: Area, ink: Ink, pattern: Pattern, page: &mut Markup) {
    let strokes = drawing::strokes(area, pattern);
    let class = class(ink);
    if strokes.is_empty() {
        rectangle(area, class, page);
        return;
    }
    let (mut lines, mut dots) = (String::new(), String::new());
    for (from, to) in strokes {
        // Writing to a string cannot fail.
        let _ = if from == to {
            write!(dots, "M{} {}h2v2h-2z", number(from.x - 1.0), number(from.y - 1.0))
        } else {
            write!(lines, "M{} {}L{} {}", number(from.x), number(from.y), number(to.x), number(to.y))
        };
    }
    rectangle(area, &format!("{class} ground"), page);
    if !lines.is_empty() {
        page.element("path", &[("class", &format!("{class} stroke")), ("d", &lines)], "");
    }
    if !dots.is_empty() {
        page.element("path", &[("class", class), ("d", &dots)], "");
    }
    let inner = Area { x: area.x + 0.5, y: area.y + 0.5, width: area.width - 1.0, height: area.height - 1.0 };
    rectangle(inner, &format!("{class} edge"), page);
}

fn rectangle(area: Area, class: &str, page: &mut Markup) {
    let (x, y, wide, high) = (number(area.x), number(area.y), number(area.width.max(0.0)), number(area.height.max(0.0)));
    page.element("rect", &[("class", class), ("x", &x), ("y", &y), ("width", &wide), ("height", &high)], "");
}

/// What the style sheet colours it by.
const fn class(ink: Ink) -> &'static str {
    match ink {
        Ink::Series(nth) => match nth % 6 {
            0 => "s0",
            1 => "s1",
            2 => "s2",
            3 => "s3",
            4 => "s4",
            _ => "s5",
        },
        Ink::Text => "word",
        Ink::Muted => "muted",
        Ink::Grid => "grid",
        Ink::Empty => "empty",
        Ink::Heat(level) => match if level > MOST_HEAT { MOST_HEAT } else { level } {
            0 | 1 => "h1",
            2 => "h2",
            3 => "h3",
            4 => "h4",
            _ => "h5",
        },
    }
}

fn corners(points: impl Iterator<Item = drawing::Point>) -> String {
    points.map(|at| format!("{},{}", number(at.x), number(at.y))).collect::<Vec<_>>().join(" ")
}

/// Hundredths of a pixel are finer than any screen.
fn number(n: f32) -> String {
    let text = format!("{n:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
