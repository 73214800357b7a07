//! What the series are called, where they cannot be named beside what they show.

use super::sketch::Sketch;
use super::{Anchor, Area, Dash, Ink, LINE_HEIGHT, Marker, Pattern, Point, Shape};
use crate::domain::chart::Form;

/// A sample of a series, in points.
const SAMPLE: f32 = 22.0;

const GAP: f32 = 6.0;

/// Between two names, in points.
const APART: f32 = 18.0;

/// From one line of names to the next, in points.
const LINE: f32 = LINE_HEIGHT + 5.0;

/// Names on more lines are left to the table.
const MOST_LINES: usize = 6;

/// Draws the names of all series at the top; gives the height that they take. A single series needs none: the title says what it is.
pub(super) fn draw(sketch: &mut Sketch<'_>) -> f32 {
    let count = sketch.chart.series.len();
    if count < 2 {
        return 0.0;
    }
    let (mut x, mut line) = (0.0, 0_usize);
    for series in 0..count {
        let room = sketch.width - SAMPLE - GAP;
        let name = sketch.fitted(&sketch.series_label(series), room);
        let wide = SAMPLE + GAP + sketch.wide(&name);
        let is_next = x > 0.0 && x + wide > sketch.width;
        if is_next && line + 2 >= MOST_LINES && series + 1 < count {
            line += 1;
            let rest = sketch.fitted(&format!("and {} more, in the table", count - series), sketch.width);
            sketch.words(Point { x: 0.0, y: LINE * (line as f32 + 0.5) }, Anchor::Start, &rest, Ink::Muted, None);
            break;
        }
        if is_next {
            line += 1;
            x = 0.0;
        }
        let middle = LINE * (line as f32 + 0.5);
        sample(sketch, series, Area { x, y: middle - 6.0, width: SAMPLE, height: 12.0 });
        sketch.words(Point { x: x + SAMPLE + GAP, y: middle }, Anchor::Start, &name, Ink::Text, None);
        x += wide + APART;
    }
    LINE * (line as f32 + 1.0) + 6.0
}

fn sample(sketch: &mut Sketch<'_>, series: usize, area: Area) {
    let ink = Ink::Series(series);
    if sketch.chart.form == Form::Lines {
        let middle = area.middle();
        let points = vec![Point { x: area.x, y: middle.y }, Point { x: area.right(), y: middle.y }];
        sketch.add(Shape::Line { points, ink, wide: 2.0, dash: Dash::of(series) }, None);
        sketch.add(Shape::Marked { at: middle, half: 4.0, ink, marker: Marker::of(series) }, None);
    } else {
        sketch.filled(area, ink, Pattern::of(series), None);
    }
}
