//! Standing columns, a row for each, and the axes that lines share with them.

use super::scale::Scale;
use super::sketch::Sketch;
use super::{Anchor, Area, Drawing, Ink, LINE_HEIGHT, Part, Pattern, Place, Point, legend};

/// Names of rows are no longer when there are many, in points.
const NAME: f32 = 96.0;

/// Between two names, in points.
const APART: f32 = 10.0;

/// No column is wider, in points.
const WIDEST: f32 = 56.0;

/// From one line of the grid to the next, in points: the least in a low picture, and in a high one.
const STEP: (f32, f32) = (20.0, 36.0);

pub(super) fn draw(mut sketch: Sketch<'_>, part: &Part) -> Drawing {
    let top = legend::draw(&mut sketch) + LINE_HEIGHT;
    let (plot, scale) = grid(&mut sketch, top, 0.0);
    let slot = plot.width / part.rows.len() as f32;
    let wide = if slot < 5.0 { slot } else { (slot * 0.72).min(WIDEST) };
    let sums: Vec<String> = part.rows.clone().map(|row| sketch.sum(row).map_or_else(String::new, |sum| sketch.text_of(sum))).collect();
    let named = sums.iter().all(|sum| sketch.wide(sum) <= slot - 6.0);
    for ((nth, row), sum) in part.rows.clone().enumerate().zip(&sums) {
        let middle = plot.x + slot * (nth as f32 + 0.5);
        let mut before: u64 = 0;
        for series in part.series.clone() {
            let place = Place { row, series };
            let value = u64::from(sketch.value(place).unwrap_or_default());
            let y = |value: u64| plot.bottom() - plot.height * scale.share(value);
            let area = Area { x: middle - wide / 2.0, y: y(before + value), width: wide, height: y(before) - y(before + value) };
            if value > 0 {
                let seam = if before > 0 && area.height > 3.0 { 1.0 } else { 0.0 };
                let high = (area.height - seam).max(1.0);
                let seen = Area { y: (area.y).min(plot.bottom() - 1.0), height: high.min(area.bottom() - top).max(1.0), ..area };
                sketch.filled(seen, Ink::Series(series), Pattern::of(series), Some(place));
            }
            sketch.spot(place, Area { x: middle - slot / 2.0, width: slot, ..area });
            before += value;
        }
        if named && before > 0 {
            let y = plot.bottom() - plot.height * scale.share(before) - LINE_HEIGHT / 2.0;
            sketch.words(Point { x: middle, y }, Anchor::Middle, sum, Ink::Text, None);
        }
    }
    let bottom = row_names(&mut sketch, part, plot, slot);
    sketch.finished(bottom)
}

/// The numbers at the left with their lines, below `top`; at the right `right` points stay free.
pub(super) fn grid(sketch: &mut Sketch<'_>, top: f32, right: f32) -> (Area, Scale) {
    let scale = sketch.scale(sketch.high, (sketch.high * 0.19).clamp(STEP.0, STEP.1));
    let label = |tick: u32, sketch: &Sketch<'_>| if tick == 0 { "0".to_owned() } else { sketch.text_of(tick) };
    let most = sketch.width * 0.3;
    let labels: Vec<(u32, String)> = scale.ticks().into_iter().map(|tick| (tick, sketch.fitted(&label(tick, sketch), most))).collect();
    let left = labels.iter().map(|(_, label)| sketch.wide(label)).fold(0.0, f32::max).ceil() + 8.0;
    let plot = Area { x: left, y: top, width: (sketch.width - left - right).max(40.0), height: sketch.high };
    for (tick, label) in &labels {
        let y = plot.bottom() - plot.height * scale.share(u64::from(*tick));
        sketch.thin_line(Point { x: plot.x, y }, Point { x: plot.right(), y });
        sketch.words(Point { x: left - 8.0, y }, Anchor::End, label, Ink::Muted, None);
    }
    (plot, scale)
}

/// The names of the rows below a plot in which each has a slot, as many of them as there is room for. Gives where they end.
pub(super) fn row_names(sketch: &mut Sketch<'_>, part: &Part, plot: Area, slot: f32) -> f32 {
    let names: Vec<String> = part.rows.clone().map(|row| sketch.row_label(row)).collect();
    let widest = names.iter().map(|name| sketch.wide(name)).fold(0.0, f32::max);
    // On two lines if all of them get there whole and on one they would not.
    let room = slot - APART;
    // Then all of them as narrow as that makes them: one name in two lines among others in one would look like a mistake.
    let narrow = names.iter().map(|name| on_two(sketch, name)).fold(0.0, f32::max) + 0.5;
    let two = widest > room && narrow <= room;
    let wide = if two { narrow } else { widest.min(NAME.max(room)) };
    let every = ((wide + APART) / slot).ceil().max(1.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small whole number")]
    let every = every as usize;
    // Below the lowest number of the axis, which stands beside its line.
    let top = plot.bottom() + LINE_HEIGHT / 2.0;
    let mut most = 1;
    let mut taken = f32::MIN;
    for (nth, name) in names.iter().enumerate().step_by(every) {
        let lines = if two { sketch.wrapped(name, narrow, 2) } else { vec![sketch.fitted(name, wide)] };
        let half = lines.iter().map(|line| sketch.wide(line)).fold(0.0, f32::max) / 2.0;
        // Moved inside at the edges, where a long name would stick out.
        let x = (plot.x + slot * (nth as f32 + 0.5)).min(sketch.width - half).max(half);
        if x - half < taken {
            continue;
        }
        taken = x + half + APART / 2.0;
        most = most.max(lines.len());
        for (at, line) in lines.iter().enumerate() {
            sketch.words(Point { x, y: top + LINE_HEIGHT * (at as f32 + 0.5) }, Anchor::Middle, line, Ink::Muted, None);
        }
    }
    top + LINE_HEIGHT * most as f32 + 4.0
}

/// The least width at which a name is whole on two lines.
fn on_two(sketch: &Sketch<'_>, name: &str) -> f32 {
    let halves = name.match_indices(' ').filter_map(|(at, _)| Some((name.get(..at)?, name.get(at + 1..)?)));
    halves.map(|(first, second)| sketch.wide(first).max(sketch.wide(second))).fold(sketch.wide(name), f32::min)
}
