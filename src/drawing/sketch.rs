//! A drawing while it is made.

use super::{Anchor, Area, Dash, Drawing, Ink, LINE_HEIGHT, Mark, MeasureText, Pattern, Place, Point, Shape, Spot, TEXT_SIZE};
use super::{fit, scale::Scale};
use crate::domain::chart::Chart;

pub(super) struct Sketch<'a> {
    pub(super) chart: &'a Chart,
    pub(super) width: f32,
    /// The height of columns and lines without their words, in points.
    pub(super) high: f32,
    measure: &'a MeasureText<'a>,
    marks: Vec<Mark>,
    spots: Vec<Spot>,
}

impl<'a> Sketch<'a> {
    pub(super) fn new(chart: &'a Chart, (width, high): (f32, f32), measure: &'a MeasureText<'a>) -> Self {
        Self { chart, width, high, measure, marks: Vec::new(), spots: Vec::new() }
    }

    /// How wide a text is, in points.
    pub(super) fn wide(&self, text: &str) -> f32 {
        (self.measure)(text, TEXT_SIZE)
    }

    /// A text made to fit on one line of a width.
    pub(super) fn fitted(&self, text: &str, width: f32) -> String {
        fit::fitted(text, width, &|text| self.wide(text))
    }

    /// The same on a few lines.
    pub(super) fn wrapped(&self, text: &str, width: f32, lines: usize) -> Vec<String> {
        fit::wrapped(text, width, lines, &|text| self.wide(text))
    }

    /// The number of a row and series, if there is one.
    pub(super) fn value(&self, place: Place) -> Option<u32> {
        self.chart.rows.get(place.row)?.values.get(place.series).copied().flatten()
    }

    /// What a row is called, made fit to be shown.
    pub(super) fn row_label(&self, row: usize) -> String {
        fit::clean(self.chart.rows.get(row).map_or("", |row| row.label.as_str()))
    }

    /// What a series is called, made fit to be shown.
    pub(super) fn series_label(&self, series: usize) -> String {
        fit::clean(self.chart.series.get(series).map_or("", String::as_str))
    }

    /// The sum of a row; none when there is nothing to say in any series.
    pub(super) fn sum(&self, row: usize) -> Option<u32> {
        let values = &self.chart.rows.get(row)?.values;
        values.iter().flatten().copied().fold(None, |sum: Option<u32>, value| Some(sum.unwrap_or_default().saturating_add(value)))
    }

    pub(super) fn text_of(&self, value: u32) -> String {
        self.chart.measure.text(value)
    }

    pub(super) fn scale(&self, room: f32, apart: f32) -> Scale {
        Scale::of(self.chart.measure, self.chart.largest(), room, apart)
    }

    pub(super) fn add(&mut self, shape: Shape, place: Option<Place>) {
        self.marks.push(Mark { shape, place });
    }

    pub(super) fn words(&mut self, at: Point, anchor: Anchor, text: &str, ink: Ink, place: Option<Place>) {
        if !text.is_empty() {
            self.add(Shape::Text { at, anchor, text: text.to_owned(), ink }, place);
        }
    }

    /// Lines of words, the middle of them all at the point.
    pub(super) fn lines_of_words(&mut self, at: Point, anchor: Anchor, lines: &[String], ink: Ink) {
        let top = at.y - LINE_HEIGHT * (lines.len() as f32 - 1.0) / 2.0;
        for (nth, line) in lines.iter().enumerate() {
            self.words(Point { x: at.x, y: top + LINE_HEIGHT * nth as f32 }, anchor, line, ink, None);
        }
    }

    pub(super) fn filled(&mut self, area: Area, ink: Ink, pattern: Pattern, place: Option<Place>) {
        self.add(Shape::Filled { area, ink, pattern }, place);
    }

    pub(super) fn thin_line(&mut self, from: Point, to: Point) {
        self.add(Shape::Line { points: vec![from, to], ink: Ink::Grid, wide: 1.0, dash: Dash::Whole }, None);
    }

    pub(super) fn spot(&mut self, place: Place, area: Area) {
        self.spots.push(Spot { place, area });
    }

    pub(super) fn finished(mut self, height: f32) -> Drawing {
        self.spots.sort_by_key(|spot| spot.place);
        Drawing { width: self.width, height: height.ceil(), marks: self.marks, spots: self.spots }
    }
}
