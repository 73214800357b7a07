//! The timeline's page.

use std::collections::HashMap;
use std::sync::Arc;

use egui::{Align, Align2, FontId, Rect, RichText, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::super::view::part_ui;
use super::TimelinePage;
use super::lines::{Line, Lines};
use crate::domain::{EntryHeader, EntryId, Minutes, when};
use crate::journal::{Look, Seen};
use crate::review::timeline::{Gap, Piece, Session, Timeline};
use crate::ui::action::Action;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::sight::working_ui;
use crate::ui::theme::{self, Icon, size, space, type_size};
use crate::ui::widgets::{drop_down_ui, empty_ui, ends_ui, entry_row_ui, rows_ui};

/// The page is no wider than this.
const WIDTH: f32 = 860.0;

/// The height of a row, in points: that of an entry.
const ROW: f32 = 54.0;

/// How far the entries of a session stand to the right of it.
const INDENT: f32 = 28.0;

/// With less room the choice of a year goes below what there is to see.
const HEAD: f32 = 520.0;

impl TimelinePage {
    /// Shows the page.
    pub(in super::super) fn show_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        part_ui(ui, "timeline", WIDTH, |ui| {
            if cx.snapshot.entries.is_empty() {
                let text = "What you log stands here in order of time. A chat that you prepared, took part in and thought about afterwards is one session, however many entries it has.";
                let first = (!cx.read_only()).then_some("Log something");
                if empty_ui(ui, Icon::Clock, "No sessions yet", text, first) {
                    cx.actions.push(Action::Run(Command::LogSomething));
                }
                return;
            }
            let Some(seen) = self.sight.see(cx, Look::Timeline) else {
                working_ui(ui);
                return;
            };
            let Seen::Timeline(timeline) = &*seen else { return };
            let lines = self.lines(&seen, timeline);
            let mut to = head_ui(ui, timeline, &lines);
            if let Some(day) = self.wanted.take() {
                to = Some(lines.at(timeline, day));
            }
            let entries = self.index.of(cx.snapshot);
            let top = ui.cursor().min;
            rows_ui(ui, ROW, lines.all.len(), |ui, rows| {
                for line in rows.filter_map(|at| lines.all.get(at)) {
                    row_ui(ui, cx, timeline, *line, &entries);
                }
            });
            if let Some(at) = to {
                let row = Rect::from_min_size(pos2(top.x, top.y + ROW * at as f32), vec2(1.0, ROW));
                ui.scroll_to_rect(row, Some(Align::TOP));
            }
        });
    }
}

/// What there is to see, and the way to a year: the row that was gone to.
fn head_ui(ui: &mut Ui, timeline: &Timeline, lines: &Lines) -> Option<usize> {
    let palette = theme::palette(ui.ctx());
    let mut to = None;
    ends_ui(
        ui,
        HEAD,
        |ui| {
            let room = if ui.available_width() < HEAD { ui.available_width() } else { ui.available_width() - 150.0 };
            ui.scope(|ui| {
                ui.set_max_width(room);
                ui.add(egui::Label::new(RichText::new(&timeline.says).color(palette.text_muted)).wrap());
            });
        },
        |ui| {
            let years: Vec<String> = lines.years.iter().map(|(year, _)| year.to_string()).collect();
            let (chosen, response) = drop_down_ui(ui, "year", "Go to a year", 130.0, None, years.iter().map(|year| (year.as_str(), "")));
            response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, "Go to a year"));
            to = chosen.and_then(|at| lines.years.get(at)).map(|(_, row)| *row);
        },
    );
    ui.add_space(space::S);
    to
}

fn row_ui(ui: &mut Ui, cx: &mut Ctx<'_>, timeline: &Timeline, line: Line, entries: &HashMap<EntryId, Arc<EntryHeader>>) {
    let piece = |at: usize| timeline.pieces.get(at);
    match line {
        Line::Month(day) => {
            let palette = theme::palette(ui.ctx());
            let name = day.format("%B %Y").to_string();
            let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &name));
            let at = pos2(rect.left(), rect.bottom() - 18.0);
            ui.painter().text(at, Align2::LEFT_CENTER, name, theme::bold(type_size::SECTION), palette.text);
        }
        Line::Gap(at) => {
            if let Some(Piece::Gap(gap)) = piece(at) {
                gap_ui(ui, gap);
            }
        }
        Line::Session(at) => {
            if let Some(Piece::Session(session)) = piece(at) {
                session_ui(ui, cx, session);
            }
        }
        Line::Part(id) => {
            let Some(entry) = entries.get(&id) else {
                ui.add_space(ROW);
                return;
            };
            let palette = theme::palette(ui.ctx());
            let rect = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), ROW));
            let x = rect.left() + size::ICON / 2.0 + space::S;
            ui.painter().vline(x, rect.y_range(), (2.0, palette.line));
            let inner = rect.with_min_x(rect.left() + INDENT);
            let clicked = ui.scope_builder(UiBuilder::new().id_salt(id).max_rect(inner), |ui| {
                entry_row_ui(ui, cx.catalogue, entry, &parts(entry), |_| {}).clicked()
            });
            if clicked.inner {
                cx.open(id);
            }
        }
        Line::One(id) => match entries.get(&id) {
            Some(entry) => {
                if entry_row_ui(ui, cx.catalogue, entry, &parts(entry), |_| {}).clicked() {
                    cx.open(id);
                }
            }
            None => ui.add_space(ROW),
        },
    }
}

/// What a session had of an entry: “took part 1 h, before and after 30 min, reflected”.
fn parts(entry: &EntryHeader) -> String {
    if entry.items > 0 {
        return String::new();
    }
    let mut parts = Vec::new();
    let part = entry.taking_part.min(entry.total);
    let rest = Minutes(entry.total.0.saturating_sub(part.0));
    match (part, rest) {
        (Minutes::ZERO, Minutes::ZERO) => {}
        (Minutes::ZERO, rest) => parts.push(format!("preparing, reading or reflecting {rest}")),
        (part, Minutes::ZERO) => parts.push(format!("took part {part}")),
        (part, rest) => parts.push(format!("took part {part}, before and after {rest}")),
    }
    if entry.reflected {
        parts.push("reflected".to_owned());
    }
    parts.join(", ")
}

fn gap_ui(ui: &mut Ui, gap: &Gap) {
    let palette = theme::palette(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let days = format!("{} to {}", when::shown(gap.from), when::shown(gap.to));
    let name = format!("{}, {days}", crate::ui::widgets::sentence(&gap.says));
    response.widget_info(|| WidgetInfo::labeled(Role::Note, true, &name));
    let mut x = rect.left() + space::S;
    while x < rect.right() - space::S {
        ui.painter().hline(x..=(x + 6.0).min(rect.right()), rect.center().y, (size::HAIRLINE, palette.outline));
        x += 12.0;
    }
    let galley = ui.fonts_mut(|fonts| fonts.layout_no_wrap(name, FontId::proportional(type_size::CAPTION), palette.text_muted));
    let at = rect.center() - galley.size() / 2.0;
    ui.painter().rect_filled(Rect::from_min_size(at, galley.size()).expand2(vec2(space::M, 0.0)), 0, palette.canvas);
    ui.painter().galley(at, galley, palette.text_muted);
}

/// Several entries that were one thing.
fn session_ui(ui: &mut Ui, cx: &Ctx<'_>, session: &Session) {
    let palette = theme::palette(ui.ctx());
    let community = session
        .community
        .and_then(|id| cx.community(id))
        .map(|community| if community.draft.hashtag.is_empty() { community.draft.name.clone() } else { community.draft.hashtag.clone() });
    let times = session.times.map(|(from, to)| {
        let end = if to.date() == from.date() { to.format("%H:%M") } else { to.format("%-d %b %H:%M") };
        format!("{}–{end}", from.format("%H:%M"))
    });
    let about: Vec<String> = [Some(when::shown(session.day)), times, community, Some(session.in_short())].into_iter().flatten().collect();
    let about = about.join(" · ");
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let name = format!("Session: {}, {about}", session.name);
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &name));
    let icon = if session.claim { Icon::Archive } else { Icon::Chat };
    let at = pos2(rect.left() + space::S + size::ICON / 2.0, rect.center().y);
    ui.painter().text(at, Align2::CENTER_CENTER, icon.char(), icon.filled_font(size::ICON), palette.accent_text);
    let left = rect.left() + space::S + size::ICON + space::M;
    let room = rect.right() - left;
    let line = |text: &str, font: FontId, ink, y: f32| {
        let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, ink);
        job.wrap = egui::text::TextWrapping::truncate_at_width(room);
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        ui.painter().galley(pos2(left, rect.top() + y), galley, ink);
    };
    line(&session.name, theme::bold(type_size::BODY), palette.text, 7.0);
    line(&about, FontId::proportional(type_size::CAPTION), palette.text_muted, 29.0);
}
