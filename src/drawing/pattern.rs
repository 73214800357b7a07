//! Patterns that tell series apart on grey paper, and for eyes that tell no colours apart.

use super::{Area, Point};

/// How a rectangle of a series is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    Solid,
    /// Lines that rise.
    Rising,
    Dots,
    /// Lying lines.
    Lying,
    /// Lines that fall.
    Falling,
    /// Rising and falling lines.
    Crossed,
}

impl Pattern {
    /// Of the n-th series. When colours begin again, patterns go on by one, so that the two together are new.
    pub const fn of(series: usize) -> Self {
        match (series + series / 6) % 6 {
            0 => Self::Solid,
            1 => Self::Rising,
            2 => Self::Dots,
            3 => Self::Lying,
            4 => Self::Falling,
            _ => Self::Crossed,
        }
    }
}

/// From one line of a pattern to the next, in points.
const APART: f32 = 6.0;

/// A smaller rectangle shows no pattern.
const LEAST: f32 = 4.0;

/// More lines than this in one rectangle are drawn further apart: a bar may be as long as a wall.
const MOST_LINES: f32 = 300.0;

/// The lines of a pattern within a rectangle, each from one point to another; dots are lines of no length. The same for the window and for
/// paper, and always inside: nothing needs to be clipped.
pub fn strokes(area: Area, pattern: Pattern) -> Vec<(Point, Point)> {
    if area.width.min(area.height) < LEAST {
        return Vec::new();
    }
    match pattern {
        Pattern::Solid => Vec::new(),
        Pattern::Rising => slanted(area, true),
        Pattern::Falling => slanted(area, false),
        Pattern::Crossed => slanted(area, true).into_iter().chain(slanted(area, false)).collect(),
        Pattern::Lying => {
            let line = |y| (Point { x: area.x, y }, Point { x: area.right(), y });
            steps(area.y + 2.0, area.bottom() - 1.0, 4.0).map(line).collect()
        }
        Pattern::Dots => {
            let dots = |y: f32| {
                steps(area.x + 2.5, area.right() - 2.0, 5.0).map(move |x| {
                    let at = Point { x, y };
                    (at, at)
                })
            };
            steps(area.y + 2.5, area.bottom() - 2.0, 5.0).flat_map(dots).collect()
        }
    }
}

/// Numbers from one to another in steps of about `apart`.
fn steps(from: f32, to: f32, apart: f32) -> impl Iterator<Item = f32> {
    let apart = apart.max((to - from) / MOST_LINES);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most three hundred")]
    let count = if to >= from { ((to - from) / apart).floor() as u16 + 1 } else { 0 };
    (0..count).map(move |n| from + f32::from(n) * apart)
}

/// Lines at 45 degrees, cut at the edges.
fn slanted(area: Area, rising: bool) -> Vec<(Point, Point)> {
    let (width, height) = (area.width, area.height);
    steps(APART / 2.0, width + height, APART)
        .filter_map(|c| {
            // On a line that falls to the left x + y is c, from the upper left corner.
            let (x0, x1) = ((c - height).max(0.0), c.min(width));
            if x1 - x0 < 1.0 {
                return None;
            }
            let y = |x: f32| if rising { area.y + c - x } else { area.bottom() - (c - x) };
            Some((Point { x: area.x + x0, y: y(x0) }, Point { x: area.x + x1, y: y(x1) }))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_stay_inside() {
        for (width, height) in [(3.0, 40.0), (40.0, 16.0), (8.0, 200.0), (4_000.0, 16.0), (17.3, 9.7)] {
            let area = Area { x: 11.5, y: 7.25, width, height };
            for pattern in [Pattern::Solid, Pattern::Rising, Pattern::Dots, Pattern::Lying, Pattern::Falling, Pattern::Crossed] {
                let strokes = strokes(area, pattern);
                for (a, b) in &strokes {
                    assert!(area.distance(*a) < 0.01 && area.distance(*b) < 0.01, "{pattern:?} {area:?}: {a:?} {b:?}");
                }
                assert_eq!(strokes.is_empty(), pattern == Pattern::Solid || width < LEAST, "{pattern:?} {area:?}");
            }
        }
    }

    #[test]
    fn thirty_six_series_are_told_apart() {
        let all: std::collections::HashSet<_> = (0..36).map(|n| (n % 6, format!("{:?}", Pattern::of(n)))).collect();
        assert_eq!(all.len(), 36);
    }
}
