//! The line of time of a goal: activity, learning, change, benefit and feedback, each in its lane, on a common axis of days. Every link has
//! a shape and a letter of its own, so that it is told without its colour.

use chrono::{Datelike as _, NaiveDate};
use egui::{
    Align2, Color32, EventFilter, FontId, Key, Modifiers, Painter, Pos2, Rect, Response, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2,
    vec2,
};

use super::days::count_text;
use crate::domain::story::{Happened, Link};
use crate::domain::when;
use crate::ui::theme::{self, Palette, buttons, radius, size, space, type_size};

/// The height of a lane, in points.
const LANE: f32 = 34.0;

/// The height of the axis, in points.
const AXIS: f32 = 26.0;

/// Room for the names of the lanes, in points.
const NAMES: f32 = 90.0;

/// Half of a mark, in points.
const MARK: f32 = 10.0;

/// Marks that are nearer to each other are one, with their number: no shape is wider than this.
const NEAR: f32 = 2.4 * MARK + 4.0;

/// The least room for the name of a month or year, in points.
const TICK: f32 = 64.0;

/// Threads of more links than this would be a tangle.
const THREADS: usize = 120;

/// Links of one lane that stand at the same place: from which to which of the list, by their places in it.
#[derive(Debug)]
struct Mark {
    lane: usize,
    at: Pos2,
    links: Vec<usize>,
}

/// Shows the line of what `happened`, the earliest first, until `end`. `chosen` is the place of the link that is looked at: it is moved by the
/// pointer and by the arrow keys. Returns those that stand at its place.
pub fn chain_ui(ui: &mut Ui, happened: &[Happened], end: NaiveDate, chosen: &mut Option<usize>) -> Vec<usize> {
    let Some(begin) = happened.first().map(|one| one.day) else { return Vec::new() };
    let end = happened.last().map_or(end, |one| one.day.max(end));
    let lanes = Link::ALL.len() as f32;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LANE * lanes + AXIS), Sense::click());
    let plot =
        Rect::from_min_max(pos2(rect.left() + NAMES + MARK, rect.top()), pos2(rect.right() - MARK - space::XS, rect.bottom() - AXIS));
    let axis = Axis { begin, days: ((end - begin).num_days().max(1)) as f32, plot };
    let marks = marks(happened, &axis);
    take_keys(ui, &response, &marks, chosen);
    let under = |pos: Pos2| marks.iter().find(|mark| mark.at.distance(pos) <= MARK + 3.0);
    let hovered = response.hover_pos().and_then(under);
    if response.clicked()
        && let Some(mark) = response.interact_pointer_pos().and_then(under)
    {
        *chosen = mark.links.first().copied();
        response.request_focus();
    }
    let current = chosen.and_then(|chosen| marks.iter().find(|mark| mark.links.contains(&chosen)));
    describe(ui, &response, happened, current);
    if ui.is_rect_visible(rect) {
        let palette = theme::palette(ui.ctx());
        lanes_painted(ui, palette, rect, &axis);
        if happened.len() <= THREADS {
            threads_painted(ui.painter(), palette, happened, &marks);
        }
        for mark in &marks {
            let on = current.is_some_and(|current| std::ptr::eq(current, mark));
            mark_painted(ui, palette, mark, on);
        }
        buttons::focus_ring(ui, &response);
    }
    if let Some(mark) = hovered {
        let text = mark.links.iter().take(3).filter_map(|at| happened.get(*at)).map(in_words).collect::<Vec<_>>().join("\n");
        response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text_at_pointer(text);
    }
    current.map(|mark| mark.links.clone()).unwrap_or_default()
}

/// “Mon 2 Mar 2026, Change: we say it back now”
pub fn in_words(one: &Happened) -> String {
    format!("{}, {}: {}", when::shown(one.day), one.link.label(), one.text)
}

/// Paints the mark of a link as its lane shows it, with its letter: for lists beside the line.
pub fn link_mark_at(ui: &Ui, link: Link, at: Pos2) {
    let palette = theme::palette(ui.ctx());
    let lane = Link::ALL.iter().position(|other| *other == link).unwrap_or_default();
    mark_painted(ui, palette, &Mark { lane, at, links: vec![0] }, false);
}

struct Axis {
    begin: NaiveDate,
    days: f32,
    plot: Rect,
}

impl Axis {
    fn x(&self, day: NaiveDate) -> f32 {
        let share = (day - self.begin).num_days() as f32 / self.days;
        self.plot.left() + self.plot.width() * share.clamp(0.0, 1.0)
    }
}

fn lane_y(plot: Rect, lane: usize) -> f32 {
    plot.top() + LANE * (lane as f32 + 0.5)
}

/// Marks by day, then by lane; those that would cover each other as one.
fn marks(happened: &[Happened], axis: &Axis) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for (at, one) in happened.iter().enumerate() {
        let Some(lane) = Link::ALL.iter().position(|link| *link == one.link) else { continue };
        let place = pos2(axis.x(one.day), lane_y(axis.plot, lane));
        match marks.iter_mut().rev().find(|mark| mark.lane == lane).filter(|mark| place.x - mark.at.x < NEAR) {
            Some(mark) => mark.links.push(at),
            None => marks.push(Mark { lane, at: place, links: vec![at] }),
        }
    }
    marks
}

/// Left and right go along the line while it has the keyboard.
fn take_keys(ui: &Ui, response: &Response, marks: &[Mark], chosen: &mut Option<usize>) {
    if !response.has_focus() {
        return;
    }
    let arrows = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
    let now = chosen.and_then(|chosen| marks.iter().position(|mark| mark.links.contains(&chosen)));
    let last = marks.len().saturating_sub(1);
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let to = if pressed(Key::ArrowRight) {
        now.map_or(0, |at| (at + 1).min(last))
    } else if pressed(Key::ArrowLeft) {
        now.map_or(last, |at| at.saturating_sub(1))
    } else if pressed(Key::Home) {
        0
    } else if pressed(Key::End) {
        last
    } else {
        return;
    };
    *chosen = marks.get(to).and_then(|mark| mark.links.first().copied());
}

/// What is read out: how many there are of each, and the one that is looked at.
fn describe(ui: &Ui, response: &Response, happened: &[Happened], current: Option<&Mark>) {
    let counts: Vec<String> = Link::ALL
        .iter()
        .map(|link| (link, happened.iter().filter(|one| one.link == *link).count()))
        .filter(|(_, count)| *count > 0)
        .map(|(link, count)| count_text(count, &link.label().to_lowercase(), plural(*link)))
        .collect();
    let name = format!("Line of time: {}. The arrow keys go along it; the list below says the same.", counts.join(", "));
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
    if let Some(mark) = current {
        let value = mark.links.iter().filter_map(|at| happened.get(*at)).map(in_words).collect::<Vec<_>>().join("; ");
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_value(value));
    }
}

const fn plural(link: Link) -> &'static str {
    match link {
        Link::Activity => "activities",
        Link::Learning => "learning",
        Link::Change => "changes",
        Link::Benefit => "benefits",
        Link::Feedback => "feedback",
    }
}

fn lanes_painted(ui: &Ui, palette: &Palette, rect: Rect, axis: &Axis) {
    let painter = ui.painter();
    let line = Stroke::new(size::HAIRLINE, palette.line);
    for (lane, link) in Link::ALL.iter().enumerate() {
        let y = lane_y(axis.plot, lane);
        painter.hline(axis.plot.x_range(), y, line);
        let font = FontId::proportional(type_size::CAPTION);
        painter.text(pos2(rect.left() + space::S, y), Align2::LEFT_CENTER, link.label(), font, palette.text_muted);
    }
    for (day, name) in ticks(axis) {
        let x = axis.x(day);
        painter.vline(x, axis.plot.bottom()..=axis.plot.bottom() + 5.0, line);
        if x + TICK - space::S <= rect.right() {
            let font = FontId::proportional(type_size::CAPTION);
            painter.text(pos2(x, axis.plot.bottom() + 6.0), Align2::LEFT_TOP, name, font, palette.text_muted);
        }
    }
}

/// The first days of months or years, with as much room between them as their names need.
fn ticks(axis: &Axis) -> Vec<(NaiveDate, String)> {
    let months = axis.days / 30.4;
    let room = (axis.plot.width() / TICK).max(1.0);
    let step = [1, 2, 3, 6, 12, 24, 60].into_iter().find(|step| months / *step as f32 <= room).unwrap_or(120);
    let mut ticks = Vec::new();
    let month = axis.begin.year() * 12 + axis.begin.month0().cast_signed();
    let mut next = month.div_euclid(step) * step + step;
    while let Some(day) = NaiveDate::from_ymd_opt(next.div_euclid(12), next.rem_euclid(12).unsigned_abs() + 1, 1) {
        if (day - axis.begin).num_days() as f32 > axis.days {
            break;
        }
        ticks.push((day, if step < 12 { day.format("%b %Y").to_string() } else { day.format("%Y").to_string() }));
        next += step;
    }
    if ticks.is_empty() {
        ticks.push((axis.begin, when::shown(axis.begin)));
    }
    ticks
}

/// A thread from link to link of the same entry, as far as something came of it.
fn threads_painted(painter: &Painter, palette: &Palette, happened: &[Happened], marks: &[Mark]) {
    let mut places: Vec<Option<Pos2>> = vec![None; happened.len()];
    for mark in marks {
        for link in &mark.links {
            if let Some(place) = places.get_mut(*link) {
                *place = Some(mark.at);
            }
        }
    }
    let mut latest: std::collections::HashMap<crate::domain::EntryId, Pos2> = std::collections::HashMap::new();
    let fruitful: std::collections::HashSet<_> = happened.iter().filter(|one| one.link.is_fruit()).map(|one| one.entry).collect();
    let stroke = Stroke::new(1.5, palette.outline);
    for (one, place) in happened.iter().zip(places) {
        let Some(place) = place.filter(|_| fruitful.contains(&one.entry)) else { continue };
        if let Some(from) = latest.insert(one.entry, place)
            && from != place
        {
            painter.line_segment([from, place], stroke);
        }
    }
}

/// The shape of a lane, with its letter, or the number of links in it.
fn mark_painted(ui: &Ui, palette: &Palette, mark: &Mark, on: bool) {
    let colour = palette.series.get(mark.lane).copied().unwrap_or(palette.accent);
    let (ground, ink) = if on { (palette.accent_soft, palette.text) } else { (palette.raised, palette.text) };
    let stroke = Stroke::new(if on { 3.0 } else { 2.0 }, colour);
    ui.painter().extend(shape(mark.lane, mark.at, MARK, ground, stroke));
    let letter = match mark.links.len() {
        0 | 1 => Link::ALL.get(mark.lane).and_then(|link| link.label().chars().next()).map(String::from).unwrap_or_default(),
        many @ 2..100 => many.to_string(),
        _ => "99+".to_owned(),
    };
    let small = match letter.len() {
        0 | 1 => 11.0,
        // A triangle is narrow where its number stands.
        2 => 11.0 - if mark.lane == 2 { 2.0 } else { 0.0 },
        _ => 8.0 - if mark.lane == 2 { 1.0 } else { 0.0 },
    };
    // The triangle's weight is below its middle.
    let at = if mark.lane == 2 { mark.at + vec2(0.0, 2.0) } else { mark.at };
    ui.painter().text(at, Align2::CENTER_CENTER, letter, theme::bold(small), ink);
}

/// Circle, square, triangle, diamond, hexagon: in the order of the links.
fn shape(lane: usize, at: Pos2, half: f32, ground: Color32, stroke: Stroke) -> Vec<Shape> {
    let polygon = |points: &[(f32, f32)]| {
        let points = points.iter().map(|(x, y)| at + vec2(*x, *y) * half).collect();
        vec![Shape::convex_polygon(points, ground, stroke)]
    };
    match lane {
        0 => vec![Shape::circle_filled(at, half, ground), Shape::circle_stroke(at, half, stroke)],
        1 => {
            let rect = Rect::from_center_size(at, vec2(1.8, 1.8) * half);
            let round = radius::SMALL.min(2);
            vec![Shape::rect_filled(rect, round, ground), Shape::rect_stroke(rect, round, stroke, egui::StrokeKind::Middle)]
        }
        2 => polygon(&[(0.0, -1.1), (1.2, 0.95), (-1.2, 0.95)]),
        3 => polygon(&[(0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)]),
        _ => polygon(&[(-0.55, -1.0), (0.55, -1.0), (1.15, 0.0), (0.55, 1.0), (-0.55, 1.0), (-1.15, 0.0)]),
    }
}
