//! A finding as one row, and the heading above those of one thing.

use egui::text::{LayoutJob, TextWrapping};
use egui::{FontId, Id, Label, Rect, Response, RichText, Role, Sense, Stroke, TextFormat, Ui, WidgetInfo, pos2, vec2};

use super::{Key, One, lines, words};
use crate::domain::portfolio::Handles;
use crate::dossier::Of;
use crate::journal::{Found, Selection};
use crate::ui::context::Ctx;
use crate::ui::theme::{self, Icon, Palette, buttons, radius, size, space, type_size};

/// The height of a row and of a heading, in points.
pub(super) const ROW: f32 = 54.0;

/// So many letters before the words are shown in a row: with more, the words themselves would be out of sight where there is little room.
const BEFORE: usize = 28;

/// What a row says.
pub(super) struct Said {
    rule: &'static str,
    icon: Icon,
    field: String,
    title: String,
    before: String,
    text: String,
    after: String,
    instead: String,
    current: bool,
    /// Its number, and of how many.
    number: (usize, usize),
}

impl Said {
    pub(super) fn of(one: &One, cx: &Ctx<'_>, current: bool, number: (usize, usize)) -> Self {
        let found = &one.found;
        Self {
            rule: words::rule(found),
            icon: icon(found),
            field: words::field(found, cx),
            title: found.title.clone(),
            before: last(&words::flat(&found.around.0), BEFORE),
            text: words::flat(&found.text),
            after: words::flat(&found.around.1),
            instead: found.finding.instead.as_deref().map(words::flat).unwrap_or_default(),
            current,
            number,
        }
    }

    /// All of it, for those who do not see it.
    fn spoken(&self) -> String {
        let Self { rule, field, title, text, instead, number: (number, of), .. } = self;
        let instead = if instead.is_empty() { String::new() } else { format!(", instead: {instead}") };
        format!("{rule}: “{text}”, in “{title}”, {field}{instead}, {number} of {of}")
    }
}

/// By which a row has the keyboard.
pub(super) fn id(key: Key) -> Id {
    Id::unique(("finding", key))
}

/// Shows a row; the one that is looked at stands out.
pub(super) fn row_ui(ui: &mut Ui, key: Key, said: &Said) -> Response {
    let palette = theme::palette(ui.ctx());
    let rect = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), ROW));
    let response = ui.interact(rect, id(key), Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, enabled, said.current, said.spoken()));
    ui.advance_cursor_after_rect(rect);
    if ui.is_rect_visible(rect) {
        let ground = if said.current { Some(palette.accent_soft) } else { response.hovered().then_some(palette.hover) };
        if let Some(ground) = ground {
            ui.painter().rect_filled(rect, radius::CONTROL, ground);
        }
        if said.current {
            // Not by its colour alone.
            let edge = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
            ui.painter().rect_filled(edge, radius::SMALL, palette.accent);
        }
        paint(ui, palette, rect, said);
    }
    buttons::focus_ring(ui, &response);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

fn paint(ui: &Ui, palette: &Palette, rect: Rect, said: &Said) {
    let at = pos2(rect.left() + space::S + size::ICON / 2.0, rect.center().y);
    ui.painter().text(at, egui::Align2::CENTER_CENTER, said.icon.char(), said.icon.font(size::ICON), palette.warn.text);
    let left = rect.left() + space::S + size::ICON + space::M;
    let room = (rect.right() - space::S - left).max(0.0);
    let small = FontId::proportional(type_size::CAPTION);
    let (mut first, mut second) = (LayoutJob::default(), LayoutJob::default());
    if said.current {
        first.append(said.rule, 0.0, TextFormat::simple(theme::bold(type_size::BODY), palette.text));
        second.append(&said.field, 0.0, TextFormat::simple(small, palette.text_muted));
    } else {
        append_marked(&mut first, palette, (&said.before, &said.text, &said.after));
        let more = if said.instead.is_empty() { String::new() } else { format!(" · instead: {}", said.instead) };
        let about = format!("{} · {}{more}", said.rule, said.field);
        second.append(&about, 0.0, TextFormat::simple(small, palette.text_muted));
    }
    for (mut job, y) in [(first, 7.0), (second, 30.0)] {
        job.wrap = TextWrapping::truncate_at_width(room);
        job.break_on_newline = false;
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        ui.painter().galley(pos2(left, rect.top() + y), galley, palette.text);
    }
}

/// Words with those that were found marked: bold, underlined, on a ground of their own.
pub(super) fn append_marked(job: &mut LayoutJob, palette: &Palette, (before, text, after): (&str, &str, &str)) {
    let plain = TextFormat::simple(FontId::proportional(type_size::BODY), palette.text);
    let marked = TextFormat {
        background: palette.warn.soft,
        underline: Stroke::new(1.5, palette.warn.text),
        ..TextFormat::simple(theme::bold(type_size::BODY), palette.text)
    };
    if !before.is_empty() {
        job.append(before, 0.0, plain.clone());
    }
    job.append(text, 0.0, marked);
    if !after.is_empty() {
        job.append(after, 0.0, plain);
    }
}

/// What the findings of one thing stand in.
pub(super) fn heading_ui(ui: &mut Ui, found: &Found) {
    let palette = theme::palette(ui.ctx());
    let rect = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), ROW));
    ui.advance_cursor_after_rect(rect);
    let of = lines::of(found.place.of);
    let inside = Rect::from_min_max(pos2(rect.left(), rect.top() + space::L), rect.right_bottom());
    let mut line = ui.new_child(
        egui::UiBuilder::new().id_salt(("heading", rect.top().to_bits())).max_rect(inside).layout(egui::Layout::top_down(egui::Align::Min)),
    );
    line.spacing_mut().item_spacing.y = 0.0;
    let title = words::flat(&found.title);
    let (above, below) = if title.is_empty() { (String::new(), of.to_owned()) } else { (of.to_owned(), title) };
    if !above.is_empty() {
        line.add(Label::new(RichText::new(above).small().color(palette.text_muted)).truncate());
    }
    let response = line.add(Label::new(RichText::new(&below).font(theme::bold(type_size::BODY)).color(palette.text)).truncate());
    line.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Heading);
        node.set_label(format!("{of}: {below}"));
    });
}

/// Whether what becomes of handles decides about it.
pub(super) fn is_handle(found: &Found) -> bool {
    found.is_decided(&Selection { handles: Some(Handles::Keep), ..Selection::default() })
}

fn icon(found: &Found) -> Icon {
    match found.place.of {
        Of::Content => Icon::File,
        _ if is_handle(found) => Icon::At,
        _ => Icon::Eye,
    }
}

/// The last letters of a text, from the beginning of a word where one begins.
fn last(text: &str, most: usize) -> String {
    let count = text.chars().count();
    if count <= most {
        return text.to_owned();
    }
    let end: String = text.chars().skip(count - most).collect();
    let words = end.split_once(' ').map_or(end.as_str(), |(_, words)| words);
    format!("… {words}")
}
