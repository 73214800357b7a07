//! The shapes of a drawing in the colours of the theme, made once and painted again until something changes.

use std::sync::Arc;

use egui::epaint::Tessellator;
use egui::{Color32, FontId, Mesh, Pos2, Rect, Shape, Stroke, StrokeKind, Theme, Ui, Vec2, pos2, vec2};

use crate::domain::chart::Chart;
use crate::drawing::{self, Area, Drawing, Ink, MOST_HEAT, Pattern, Point};
use crate::ui::theme::{Palette, radius};

/// A chart laid out and painted, with what it was made from.
#[derive(Clone)]
pub(super) struct Painted {
    pub(super) drawing: Arc<Drawing>,
    key: Key,
    /// Everything but the words, with its origin.
    mesh: Arc<Mesh>,
    origin: Pos2,
}

#[derive(Clone, Debug, PartialEq)]
struct Key {
    chart: Chart,
    width: f32,
    theme: Theme,
    pixels_per_point: f32,
}

impl std::fmt::Debug for Painted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Painted").field("of", &self.key.chart.title).field("width", &self.key.width).finish_non_exhaustive()
    }
}

impl Painted {
    /// As it was `before`, if nothing has changed.
    pub(super) fn of(ui: &Ui, chart: &Chart, width: f32, before: Option<Self>) -> Self {
        let (theme, pixels_per_point) = (ui.theme(), ui.pixels_per_point());
        if let Some(before) = before {
            let Key { chart: old, width: wide, theme: look, pixels_per_point: fine } = &before.key;
            if same(*wide, width) && *look == theme && same(*fine, pixels_per_point) && old == chart {
                return before;
            }
        }
        let measure = |text: &str, size: f32| {
            let job = egui::text::LayoutJob::simple_singleline(text.to_owned(), FontId::proportional(size), Color32::PLACEHOLDER);
            ui.fonts_mut(|fonts| fonts.layout_job(job)).size().x
        };
        let drawing = Arc::new(drawing::drawn(chart, width, &measure));
        let mut mesh = Mesh::default();
        let options = ui.tessellation_options(|options| *options);
        // There are neither words nor discs of the font's picture in it, so that it stays right when that picture changes.
        let mut tessellator = Tessellator::new(pixels_per_point, options, [1, 1], Vec::new());
        let palette = Palette::of(theme);
        for mark in &drawing.marks {
            shape(palette, &mark.shape, &mut |shape| tessellator.tessellate_shape(shape, &mut mesh));
        }
        let key = Key { chart: chart.clone(), width, theme, pixels_per_point };
        Self { drawing, key, mesh: Arc::new(mesh), origin: Pos2::ZERO }
    }

    /// Everything but the words, from a corner that is on a pixel.
    pub(super) fn mesh_at(&mut self, origin: Pos2) -> Shape {
        if self.origin != origin {
            let away = origin - self.origin;
            Arc::make_mut(&mut self.mesh).translate(away);
            self.origin = origin;
        }
        Shape::Mesh(Arc::clone(&self.mesh))
    }
}

fn same(a: f32, b: f32) -> bool {
    (a - b).abs() < 1e-3
}

/// The colour of an ink.
pub(super) fn colour(palette: &Palette, ink: Ink) -> Color32 {
    match ink {
        Ink::Series(nth) => palette.series.get(nth % palette.series.len()).copied().unwrap_or(palette.accent),
        Ink::Text => palette.text,
        Ink::Muted => palette.text_muted,
        Ink::Grid => palette.line,
        // Never so dark that the number on it could not be read.
        Ink::Heat(level) => tint(palette, f32::from(level.min(MOST_HEAT)) / f32::from(MOST_HEAT)),
        Ink::Empty => palette.outline,
    }
}

/// A tint of the accent on which text can be read, from 0 to 1.
pub(super) fn tint(palette: &Palette, level: f32) -> Color32 {
    palette.raised.lerp_to_gamma(palette.accent, 0.08 + 0.37 * level)
}

fn shape(palette: &Palette, what: &drawing::Shape, add: &mut dyn FnMut(Shape)) {
    match what {
        drawing::Shape::Filled { area, ink, pattern } => filled(palette, *area, *ink, *pattern, add),
        drawing::Shape::Outlined { area, ink } => {
            let rect = rect(*area);
            let corners = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()];
            Shape::dashed_line(&corners, Stroke::new(1.0, colour(palette, *ink)), 3.0, 3.0).into_iter().for_each(add);
        }
        drawing::Shape::Line { points, ink, wide, dash } => {
            let stroke = Stroke::new(*wide, colour(palette, *ink));
            let points: Vec<Pos2> = points.iter().map(|at| pos(*at)).collect();
            match dash.lengths() {
                None => add(Shape::line(points, stroke)),
                Some((dash, gap)) => Shape::dashed_line(&points, stroke, dash, gap).into_iter().for_each(add),
            }
        }
        drawing::Shape::Marked { at, half, ink, marker } => {
            let ink = colour(palette, *ink);
            let corners = marker.corners(*at, *half);
            // An edge in the colour of the ground keeps markers apart from lines that cross them.
            let edge = Stroke::new(1.5, palette.raised);
            if corners.is_empty() {
                add(Shape::circle_filled(pos(*at), half + 1.0, palette.raised));
                add(Shape::circle_filled(pos(*at), *half, ink));
            } else {
                add(Shape::convex_polygon(corners.into_iter().map(pos).collect(), ink, edge));
            }
        }
        drawing::Shape::Text { .. } => {}
    }
}

fn filled(palette: &Palette, area: Area, ink: Ink, pattern: Pattern, add: &mut dyn FnMut(Shape)) {
    let rect = rect(area);
    let ink_colour = colour(palette, ink);
    let round = if matches!(ink, Ink::Heat(_)) { radius::SMALL } else { 1 };
    let strokes = drawing::strokes(area, pattern);
    if strokes.is_empty() {
        add(Shape::rect_filled(rect, round, ink_colour));
        return;
    }
    add(Shape::rect_filled(rect, round, palette.raised.lerp_to_gamma(ink_colour, 0.28)));
    for (from, to) in strokes {
        if from == to {
            add(Shape::rect_filled(Rect::from_center_size(pos(from), Vec2::splat(2.2)), 1, ink_colour));
        } else {
            add(Shape::line_segment([pos(from), pos(to)], Stroke::new(1.4, ink_colour)));
        }
    }
    add(Shape::rect_stroke(rect, round, Stroke::new(1.2, ink_colour), StrokeKind::Inside));
}

fn pos(at: Point) -> Pos2 {
    pos2(at.x, at.y)
}

fn rect(area: Area) -> Rect {
    Rect::from_min_size(pos2(area.x, area.y), vec2(area.width, area.height))
}
