//! Lines over the rows: what grew, and what is asked for. Each ends with its name.

use super::sketch::Sketch;
use super::{Anchor, Area, Dash, Drawing, Ink, LINE_HEIGHT, Marker, Part, Place, Point, Shape, columns, legend};

/// Below this width there is no room for names at the ends of lines.
const NARROW: f32 = 460.0;

/// Names at the ends take no more, in points.
const MOST_NAME: f32 = 190.0;

/// Half a point of a line, in points.
const HALF: f32 = 4.0;

/// Points that are nearer to each other are not marked one by one.
const LEAST_APART: f32 = 14.0;

pub(super) fn draw(mut sketch: Sketch<'_>, part: &Part) -> Drawing {
    let names: Vec<String> = part.series.clone().map(|series| sketch.series_label(series)).collect();
    let few = names.len() as f32 * LINE_HEIGHT <= sketch.high;
    let beside = sketch.width >= NARROW && few && names.len() > 1;
    let room = if beside {
        let widest = names.iter().map(|name| sketch.wide(name)).fold(0.0, f32::max);
        widest.min(MOST_NAME).min(sketch.width * 0.28).ceil()
    } else {
        0.0
    };
    let top = if beside { 0.0 } else { legend::draw(&mut sketch) } + LINE_HEIGHT / 2.0 + 2.0;
    let (plot, scale) = columns::grid(&mut sketch, top, if beside { room + 14.0 } else { HALF + 2.0 });
    let slot = plot.width / part.rows.len() as f32;
    let x = |nth: usize| plot.x + slot * (nth as f32 + 0.5);
    let y = |value: u32| plot.bottom() - plot.height * scale.share(u64::from(value));
    // As many points are marked as can be told apart.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small whole number")]
    let every = (LEAST_APART / slot).ceil().max(1.0) as usize;
    let mut ends: Vec<(usize, f32)> = Vec::new();
    for series in part.series.clone() {
        let ink = Ink::Series(series);
        let mut run: Vec<Point> = Vec::new();
        let mut last = None;
        for (nth, row) in part.rows.clone().enumerate() {
            let place = Place { row, series };
            match sketch.value(place) {
                Some(value) => {
                    let at = Point { x: x(nth), y: y(value) };
                    run.push(at);
                    last = Some(at);
                    sketch.spot(place, Area { x: at.x - HALF, y: at.y - HALF, width: 2.0 * HALF, height: 2.0 * HALF });
                }
                None => {
                    line(&mut sketch, std::mem::take(&mut run), series);
                    sketch.spot(place, Area { x: x(nth), y: plot.bottom(), width: 0.0, height: 0.0 });
                }
            }
        }
        line(&mut sketch, run, series);
        for (nth, row) in part.rows.clone().enumerate() {
            let place = Place { row, series };
            let Some(value) = sketch.value(place) else { continue };
            let at = Point { x: x(nth), y: y(value) };
            if nth % every == 0 || last == Some(at) {
                sketch.add(Shape::Marked { at, half: HALF, ink, marker: Marker::of(series) }, Some(place));
            }
        }
        if let Some(last) = last {
            ends.push((series, last.y));
        }
    }
    if beside {
        end_names(&mut sketch, ends, plot, room);
    }
    let bottom = columns::row_names(&mut sketch, part, plot, slot);
    sketch.finished(bottom)
}

fn line(sketch: &mut Sketch<'_>, points: Vec<Point>, series: usize) {
    if points.len() > 1 {
        sketch.add(Shape::Line { points, ink: Ink::Series(series), wide: 2.0, dash: Dash::of(series) }, None);
    }
}

/// The names at the height where their lines end, moved apart where they would be one on the other.
fn end_names(sketch: &mut Sketch<'_>, mut ends: Vec<(usize, f32)>, plot: Area, room: f32) {
    ends.sort_by(|(_, a), (_, b)| a.total_cmp(b));
    let mut free = plot.y;
    for (_, y) in &mut ends {
        *y = y.max(free);
        free = *y + LINE_HEIGHT;
    }
    let mut free = plot.bottom();
    for (_, y) in ends.iter_mut().rev() {
        *y = y.min(free);
        free = *y - LINE_HEIGHT;
    }
    let x = plot.right() + 4.0;
    for (series, y) in ends {
        let name = sketch.fitted(&sketch.series_label(series), room);
        sketch.add(Shape::Marked { at: Point { x, y }, half: HALF, ink: Ink::Series(series), marker: Marker::of(series) }, None);
        sketch.words(Point { x: x + 10.0, y }, Anchor::Start, &name, Ink::Text, None);
    }
}
