//! A table of cells, darker where there is more, with its numbers in them. Where not all columns fit, they go on below.

use super::sketch::Sketch;
use super::{Anchor, Area, Drawing, Ink, LINE_HEIGHT, MOST_HEAT, Part, Pattern, Place, Point, Shape};

/// The height of a cell, in points.
const HIGH: f32 = 30.0;

/// Between cells, in points.
const GAP: f32 = 3.0;

/// The least and the most width of a cell, in points.
const WIDTHS: (f32, f32) = (58.0, 118.0);

/// Names of rows take no more, in points.
const MOST_NAME: f32 = 260.0;

/// Between a name and its cells, in points.
const BESIDE: f32 = 8.0;

/// Between two bands of columns, in points.
const BAND: f32 = 14.0;

/// The name of a column is on no more lines.
const HEAD_LINES: usize = 3;

pub(super) fn draw(mut sketch: Sketch<'_>, part: &Part) -> Drawing {
    let names: Vec<String> = part.rows.clone().map(|row| sketch.row_label(row)).collect();
    let widest = names.iter().map(|name| sketch.wide(name)).fold(0.0, f32::max);
    let left = widest.min(sketch.width * 0.36).min(MOST_NAME).ceil() + BESIDE;
    let plot = sketch.width - left;
    let values = part.rows.clone().flat_map(|row| part.series.clone().map(move |series| Place { row, series }));
    let widest = values.filter_map(|place| sketch.value(place)).map(|value| sketch.wide(&sketch.text_of(value))).fold(0.0, f32::max);
    let least = (widest + 10.0).clamp(WIDTHS.0, WIDTHS.1.max(plot.min(widest + 10.0))).min(plot);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small whole number")]
    let columns = (((plot + GAP) / (least + GAP)).floor().max(1.0) as usize).min(part.series.len());
    // Bands of about the same length look like one table.
    let bands = part.series.len().div_ceil(columns);
    let columns = part.series.len().div_ceil(bands);
    let wide = ((plot + GAP) / columns as f32 - GAP).min(WIDTHS.1.max(least)).min(plot);
    let lines: Vec<Vec<String>> = names.iter().map(|name| sketch.wrapped(name, left - BESIDE, 2)).collect();
    let largest = sketch.chart.largest();
    let all: Vec<usize> = part.series.clone().collect();
    let mut y = 0.0;
    for (band, series) in all.chunks(columns).enumerate() {
        if band > 0 {
            y += BAND;
        }
        let x = |nth: usize| left + (wide + GAP) * nth as f32;
        let heads: Vec<Vec<String>> = series.iter().map(|one| sketch.wrapped(&sketch.series_label(*one), wide, HEAD_LINES)).collect();
        let high = heads.iter().map(Vec::len).max().unwrap_or_default() as f32 * LINE_HEIGHT;
        for (nth, head) in heads.iter().enumerate() {
            // Words stand on their column.
            let middle = y + high - head.len() as f32 * LINE_HEIGHT / 2.0;
            sketch.lines_of_words(Point { x: x(nth) + wide / 2.0, y: middle }, Anchor::Middle, head, Ink::Muted);
        }
        y += high + 4.0;
        for (row, name) in part.rows.clone().zip(&lines) {
            let height = HIGH.max(name.len() as f32 * LINE_HEIGHT);
            sketch.lines_of_words(Point { x: left - BESIDE, y: y + height / 2.0 }, Anchor::End, name, Ink::Text);
            for (nth, one) in series.iter().enumerate() {
                let area = Area { x: x(nth), y, width: wide, height };
                cell(&mut sketch, Place { row, series: *one }, area, largest);
            }
            y += height + GAP;
        }
    }
    sketch.finished(y)
}

fn cell(sketch: &mut Sketch<'_>, place: Place, area: Area, largest: u32) {
    sketch.spot(place, area);
    match sketch.value(place) {
        None => sketch.words(area.middle(), Anchor::Middle, "–", Ink::Muted, Some(place)),
        Some(0) => {
            let inner = Area { x: area.x + 0.5, y: area.y + 0.5, width: area.width - 1.0, height: area.height - 1.0 };
            sketch.add(Shape::Outlined { area: inner, ink: Ink::Empty }, Some(place));
        }
        Some(value) => {
            sketch.filled(area, Ink::Heat(heat(value, largest)), Pattern::Solid, Some(place));
            let text = sketch.fitted(&sketch.text_of(value), area.width - 4.0);
            sketch.words(area.middle(), Anchor::Middle, &text, Ink::Text, Some(place));
        }
    }
}

/// In fifths of the largest, and never none where there is something.
fn heat(value: u32, largest: u32) -> u8 {
    let most = u64::from(MOST_HEAT);
    let level = (u64::from(value) * most).div_ceil(u64::from(largest.max(1))).clamp(1, most);
    u8::try_from(level).unwrap_or(MOST_HEAT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_is_darker() {
        assert_eq!([1, 20, 21, 50, 99, 100].map(|value| heat(value, 100)), [1, 1, 2, 3, 5, 5]);
        assert_eq!(heat(u32::MAX, u32::MAX), MOST_HEAT);
    }
}
