//! Charts drawn once: a [`Chart`] laid out as rectangles, lines and words, which the window paints and a document prints alike.
//!
//! Knows the domain only. It has no colours (an [`Ink`] says what something is, whoever paints it says how it looks), no fonts (whoever
//! asks says how wide words are) and no screen. Everything that a colour tells is told by a pattern, a shape or words as well.

mod bars;
mod columns;
mod fit;
mod legend;
mod lines;
mod matrix;
mod pattern;
mod scale;
mod sketch;

use std::ops::Range;

pub use fit::fitted;
pub use pattern::{Pattern, strokes};

use crate::domain::chart::{Chart, Form};
use sketch::Sketch;

/// The size of all words in a drawing, in points.
pub const TEXT_SIZE: f32 = 13.0;

/// From one line of words to the next, in points.
pub const LINE_HEIGHT: f32 = 17.0;

/// No drawing is narrower, in points: below it there is no room for words.
pub const LEAST_WIDTH: f32 = 200.0;

/// How wide a text is in a size, both in points.
pub type MeasureText<'a> = dyn Fn(&str, f32) -> f32 + 'a;

/// A place in a drawing, in points from its upper left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    pub x: f32,
    pub y: f32,
}

/// A rectangle in a drawing, in points.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Area {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

impl Area {
    pub const fn right(&self) -> f32 {
        self.x + self.width
    }

    pub const fn bottom(&self) -> f32 {
        self.y + self.height
    }

    pub const fn middle(&self) -> Point {
        Point { x: self.x + self.width / 2.0, y: self.y + self.height / 2.0 }
    }

    /// How far a point is from it; 0 inside.
    pub fn distance(&self, at: Point) -> f32 {
        let x = (self.x - at.x).max(at.x - self.right()).max(0.0);
        let y = (self.y - at.y).max(at.y - self.bottom()).max(0.0);
        x.hypot(y)
    }
}

/// What something is, for whoever paints it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// The n-th series, from 0; after the last colour they begin again, with other patterns.
    Series(usize),
    /// Words to be read.
    Text,
    /// Words beside them: an axis, an empty cell.
    Muted,
    /// Thin lines behind everything.
    Grid,
    /// The ground of a cell of a matrix: from 1, a little, to [`MOST_HEAT`], most.
    Heat(u8),
    /// The edge of a cell with nothing in it.
    Empty,
}

/// The darkest ground of a cell.
pub const MOST_HEAT: u8 = 5;

/// Where a text stands at its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// How a line of a series is told from the others without its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dash {
    Whole,
    Dashed,
    Dotted,
}

impl Dash {
    /// Of the n-th series.
    pub const fn of(series: usize) -> Self {
        match series % 3 {
            0 => Self::Whole,
            1 => Self::Dashed,
            _ => Self::Dotted,
        }
    }

    /// How long a dash and the gap after it are, in points; none for a whole line.
    pub const fn lengths(self) -> Option<(f32, f32)> {
        match self {
            Self::Whole => None,
            Self::Dashed => Some((7.0, 4.0)),
            Self::Dotted => Some((2.0, 3.5)),
        }
    }
}

/// The shape of the points of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    Circle,
    Square,
    Triangle,
    Diamond,
}

impl Marker {
    /// Of the n-th series.
    pub const fn of(series: usize) -> Self {
        match series % 4 {
            0 => Self::Circle,
            1 => Self::Square,
            2 => Self::Triangle,
            _ => Self::Diamond,
        }
    }

    /// Its corners about `at`, half as wide as `half`; none for a circle.
    pub fn corners(self, at: Point, half: f32) -> Vec<Point> {
        let corners: &[(f32, f32)] = match self {
            Self::Circle => &[],
            Self::Square => &[(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
            Self::Triangle => &[(0.0, -1.2), (1.1, 0.85), (-1.1, 0.85)],
            Self::Diamond => &[(0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0)],
        };
        corners.iter().map(|(x, y)| Point { x: at.x + x * half, y: at.y + y * half }).collect()
    }
}

/// What is painted.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A full rectangle: a bar, a cell.
    Filled { area: Area, ink: Ink, pattern: Pattern },
    /// Only its edge, dashed: an empty cell.
    Outlined { area: Area, ink: Ink },
    /// A line through points, `wide` points wide.
    Line { points: Vec<Point>, ink: Ink, wide: f32, dash: Dash },
    /// A point of a series; `half` is half its width in points.
    Marked { at: Point, half: f32, ink: Ink, marker: Marker },
    /// Words on one line, `at` the middle of its height. They fit: nothing is to be cut or wrapped.
    Text { at: Point, anchor: Anchor, text: String, ink: Ink },
}

/// Something painted, and what of the chart it shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    pub shape: Shape,
    pub place: Option<Place>,
}

/// One number of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    pub row: usize,
    pub series: usize,
}

/// Where one number is seen: under the pointer, under the cursor of the keyboard.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    pub place: Place,
    pub area: Area,
}

/// A chart laid out. Later marks are before earlier ones.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    pub width: f32,
    pub height: f32,
    pub marks: Vec<Mark>,
    /// Of every number of the chart, also of those that are none: by row, then by series.
    pub spots: Vec<Spot>,
}

/// How far a pointer may be from what it means, in points.
const NEAR: f32 = 14.0;

impl Drawing {
    /// The number that a pointer means.
    pub fn at(&self, at: Point) -> Option<Place> {
        let near = self.spots.iter().map(|spot| (spot.area.distance(at), spot)).filter(|(away, _)| *away <= NEAR);
        // Of those that hold the point the smallest: a thin part of a bar beside a long one.
        let nearest = near.min_by(|(a, one), (b, other)| {
            let middle = |spot: &Spot| distance(spot.area.middle(), at);
            a.total_cmp(b).then_with(|| size(one).total_cmp(&size(other))).then_with(|| middle(one).total_cmp(&middle(other)))
        });
        nearest.map(|(_, spot)| spot.place)
    }

    /// Where a number is seen.
    pub fn spot(&self, place: Place) -> Option<&Spot> {
        self.spots.iter().find(|spot| spot.place == place)
    }
}

fn distance(a: Point, b: Point) -> f32 {
    (a.x - b.x).hypot(a.y - b.y)
}

fn size(spot: &Spot) -> f32 {
    spot.area.width.max(1.0) * spot.area.height.max(1.0)
}

/// Which part of a chart is drawn. Its scale is that of the whole, so that parts can be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    rows: Range<usize>,
    /// Only a matrix is drawn in parts of its series.
    series: Range<usize>,
}

/// The height of columns and lines without their words, in points.
const HIGH: f32 = 190.0;

/// Lays out a chart for a width in points. Its height is what it needs; its title and [`Chart::says`] stand elsewhere.
pub fn drawn(chart: &Chart, width: f32, measure: &MeasureText<'_>) -> Drawing {
    drawn_part(chart, &whole(chart), (width, HIGH), measure)
}

/// The same in as many drawings, none higher than `height`, as it needs: for pages. A chart that fits is one drawing.
pub fn drawn_on_pages(chart: &Chart, width: f32, height: f32, measure: &MeasureText<'_>) -> Vec<Drawing> {
    drawn_low_on_pages(chart, width, (height, HIGH), measure)
}

/// The same with columns and lines `plot` points high without their words, where there is little room. A grid needs some 60.
pub fn drawn_low_on_pages(chart: &Chart, width: f32, (height, plot): (f32, f32), measure: &MeasureText<'_>) -> Vec<Drawing> {
    let mut drawings = Vec::new();
    let mut waiting = vec![whole(chart)];
    while let Some(part) = waiting.pop() {
        let drawing = drawn_part(chart, &part, (width, plot), measure);
        let halves = if drawing.height > height { halves(chart.form, &part) } else { None };
        match halves {
            Some((first, second)) => waiting.extend([second, first]),
            None => drawings.push(drawing),
        }
    }
    drawings
}

fn whole(chart: &Chart) -> Part {
    Part { rows: 0..chart.rows.len(), series: 0..chart.series.len() }
}

/// Columns and lines are as high as they are, however many there are.
fn halves(form: Form, part: &Part) -> Option<(Part, Part)> {
    let Part { rows, series } = part;
    match form {
        Form::Bars | Form::Matrix if rows.len() > 1 => {
            let middle = rows.start + rows.len().div_ceil(2);
            Some((Part { rows: rows.start..middle, series: series.clone() }, Part { rows: middle..rows.end, series: series.clone() }))
        }
        Form::Matrix if series.len() > 1 => {
            let middle = series.start + series.len().div_ceil(2);
            Some((Part { rows: rows.clone(), series: series.start..middle }, Part { rows: rows.clone(), series: middle..series.end }))
        }
        Form::Bars | Form::Columns | Form::Lines | Form::Matrix => None,
    }
}

fn drawn_part(chart: &Chart, part: &Part, (width, high): (f32, f32), measure: &MeasureText<'_>) -> Drawing {
    let width = if width.is_finite() { width.max(LEAST_WIDTH) } else { LEAST_WIDTH };
    let mut sketch = Sketch::new(chart, (width, high), measure);
    if part.rows.is_empty() || part.series.is_empty() {
        sketch.words(Point { x: 0.0, y: LINE_HEIGHT }, Anchor::Start, "Nothing to show yet", Ink::Muted, None);
        return sketch.finished(LINE_HEIGHT * 2.0);
    }
    match chart.form {
        Form::Bars => bars::draw(sketch, part),
        Form::Columns => columns::draw(sketch, part),
        Form::Lines => lines::draw(sketch, part),
        Form::Matrix => matrix::draw(sketch, part),
    }
}
