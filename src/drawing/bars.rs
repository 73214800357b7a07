//! Lying bars, a row for each, their sums written at their ends.

use super::sketch::Sketch;
use super::{Anchor, Area, Drawing, Ink, LINE_HEIGHT, Part, Pattern, Place, Point, legend};

/// The thickness of a bar, in points.
const THICK: f32 = 16.0;

/// Between rows, in points.
const GAP: f32 = 10.0;

/// Between a bar and words, in points.
const BESIDE: f32 = 8.0;

/// Below this width names stand above their bars.
const NARROW: f32 = 420.0;

/// Names of rows take no more, in points.
const MOST_NAME: f32 = 280.0;

pub(super) fn draw(mut sketch: Sketch<'_>, part: &Part) -> Drawing {
    let above = sketch.width < NARROW;
    let top = legend::draw(&mut sketch);
    let names: Vec<String> = part.rows.clone().map(|row| sketch.row_label(row)).collect();
    let widest = names.iter().map(|name| sketch.wide(name)).fold(0.0, f32::max);
    let left = if above { 0.0 } else { widest.min(sketch.width * 0.38).min(MOST_NAME).ceil() + BESIDE };
    let sums: Vec<String> = part.rows.clone().map(|row| sketch.sum(row).map_or_else(String::new, |sum| sketch.text_of(sum))).collect();
    let room = (sketch.width - left) / 2.0;
    let sums: Vec<String> = sums.iter().map(|sum| sketch.fitted(sum, room)).collect();
    let ends = sums.iter().map(|sum| sketch.wide(sum)).fold(0.0, f32::max).ceil() + BESIDE;
    let plot = (sketch.width - left - ends).max(20.0);
    let largest = sketch.text_of(sketch.chart.largest());
    let scale = sketch.scale(plot, (sketch.wide(&largest) + 16.0).max(60.0));

    // The grid is behind the bars, so its height must be known before they are drawn.
    let lines: Vec<Vec<String>> = names
        .iter()
        .map(|name| if above { vec![sketch.fitted(name, sketch.width)] } else { sketch.wrapped(name, left - BESIDE, 2) })
        .collect();
    let heights: Vec<f32> = lines
        .iter()
        .map(|lines| if above { LINE_HEIGHT + 3.0 + THICK + GAP } else { (lines.len() as f32 * LINE_HEIGHT).max(THICK) + GAP })
        .collect();
    let bottom = top + heights.iter().sum::<f32>();
    for tick in scale.ticks() {
        let x = left + plot * scale.share(u64::from(tick));
        if x > left {
            sketch.thin_line(Point { x, y: top }, Point { x, y: bottom });
        }
        axis_label(&mut sketch, tick, x, bottom + LINE_HEIGHT / 2.0 + 2.0, left);
    }
    let mut y = top;
    for (((row, lines), height), sum) in part.rows.clone().zip(&lines).zip(&heights).zip(&sums) {
        let bar = if above { y + LINE_HEIGHT + 3.0 } else { y + (height - THICK) / 2.0 };
        if above {
            sketch.lines_of_words(Point { x: 0.0, y: y + LINE_HEIGHT / 2.0 }, Anchor::Start, lines, Ink::Text);
        } else {
            sketch.lines_of_words(Point { x: left - BESIDE, y: y + height / 2.0 }, Anchor::End, lines, Ink::Text);
        }
        let mut before: u64 = 0;
        for series in part.series.clone() {
            let place = Place { row, series };
            let value = u64::from(sketch.value(place).unwrap_or_default());
            let (from, to) = (left + plot * scale.share(before), left + plot * scale.share(before + value));
            let area = Area { x: from, y: bar, width: to - from, height: THICK };
            if value > 0 {
                // However little it is, it is seen; a seam tells it from its neighbour.
                let seam = if before > 0 && area.width > 3.0 { 1.0 } else { 0.0 };
                let seen = Area { x: area.x + seam, width: (area.width - seam).max(1.0).min(left + plot - area.x), ..area };
                sketch.filled(seen, Ink::Series(series), Pattern::of(series), Some(place));
            }
            sketch.spot(place, Area { y, height: *height, ..area });
            before += value;
        }
        let end = left + plot * scale.share(before);
        sketch.words(Point { x: end + BESIDE - 2.0, y: bar + THICK / 2.0 }, Anchor::Start, sum, Ink::Text, None);
        y += height;
    }
    sketch.thin_line(Point { x: left, y: top }, Point { x: left, y: bottom });
    sketch.finished(bottom + LINE_HEIGHT + 4.0)
}

/// Under its line where there is room, moved inside at the edges.
fn axis_label(sketch: &mut Sketch<'_>, tick: u32, x: f32, y: f32, left: f32) {
    let text = if tick == 0 { "0".to_owned() } else { sketch.text_of(tick) };
    let half = sketch.wide(&text) / 2.0;
    let x = if tick == 0 { left + half } else { x.min(sketch.width - half) };
    sketch.words(Point { x, y }, Anchor::Middle, &text, Ink::Muted, None);
}
