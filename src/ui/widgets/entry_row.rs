//! An entry in a list: its picture, its name, a line about it, and buttons at its end.

use egui::text::{LayoutJob, TextWrapping};
use egui::{Align, Color32, FontId, Layout, Rect, Response, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::catalogue::Catalogue;
use crate::domain::{EntryHeader, EntryState, Minutes, when};
use crate::ui::theme::{self, Icon, buttons, radius, size, space, type_size};

/// The height of a row, in points: a name, and a line about it.
const ROW: f32 = 54.0;

/// So much a single icon takes, which always has room beside the name.
const ONE_BUTTON: f32 = 48.0;

/// When less is left for the name, the buttons go below it.
const LEAST_NAME: f32 = 240.0;

/// The picture of a kind, by the name that its file gives.
pub fn icon_of_kind(name: &str) -> Icon {
    match name {
        "chat" => Icon::Chat,
        "thread" => Icon::Thread,
        "podcast" => Icon::Podcast,
        "video" => Icon::Video,
        "live" => Icon::WebinarLive,
        "recording" => Icon::WebinarRecorded,
        "article" => Icon::Article,
        "community" => Icon::Community,
        "hashtag" => Icon::Hashtag,
        "poll" => Icon::Poll,
        "book" => Icon::BookClub,
        "course" => Icon::Course,
        "meeting" => Icon::Meeting,
        _ => Icon::Other,
    }
}

/// What an entry lacks, as far as its header tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    Time,
    Words,
    Goal,
}

impl Lack {
    /// In the order in which it is quickest to mend.
    pub const ALL: [Self; 3] = [Self::Time, Self::Words, Self::Goal];

    /// What a reader sees.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Time => "no time",
            Self::Words => "nothing written",
            Self::Goal => "no goal",
        }
    }

    /// Whether the entry lacks it.
    pub fn is_in(self, entry: &EntryHeader) -> bool {
        match self {
            Self::Time => entry.total == Minutes::ZERO,
            Self::Words => entry.excerpt.is_empty() && !entry.reflected,
            Self::Goal => entry.goals.is_empty(),
        }
    }

    /// “no time, no goal”; empty when nothing is lacking.
    pub fn all_in(entry: &EntryHeader) -> String {
        let lacks: Vec<&str> = Self::ALL.into_iter().filter(|lack| lack.is_in(entry)).map(Self::label).collect();
        lacks.join(", ")
    }
}

/// Shows an entry, with `note` after what is known of it, and buttons at the right (the last one first). Pressing it opens it, which
/// is the caller's to do.
pub fn entry_row_ui(ui: &mut Ui, catalogue: &Catalogue, entry: &EntryHeader, note: &str, buttons: impl FnOnce(&mut Ui)) -> Response {
    let palette = theme::palette(ui.ctx());
    let kind = catalogue.kind(&entry.kind);
    let about = about(entry, kind.map_or(entry.kind.as_str(), |kind| &kind.label));
    let width = ui.available_width();
    let top = ui.cursor().min;
    // The row's own press comes first, so that the buttons lie above it.
    let id = ui.make_persistent_id(("entry row", entry.id));
    let known: f32 = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let below = known > ONE_BUTTON && width - known < LEAST_NAME;
    let high = if below { ROW + size::TARGET } else { ROW };
    let rect = Rect::from_min_size(top, vec2(width, high));
    let response = ui.interact(rect, id, Sense::click());
    let enabled = ui.is_enabled();
    let name = if note.is_empty() { format!("{}, {about}", entry.name) } else { format!("{}, {about}, {note}", entry.name) };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, &name));
    if response.hovered() {
        ui.painter().rect_filled(rect, radius::CONTROL, palette.hover);
    }
    let mut inside = rect.shrink2(vec2(space::S, 0.0));
    let line = if below { Rect::from_min_max(pos2(inside.left(), top.y + ROW - space::XS), inside.max) } else { inside };
    let layout = if below { Layout::left_to_right(Align::Center) } else { Layout::right_to_left(Align::Center) };
    let line = if below { line.with_min_x(line.left() + size::ICON) } else { line };
    let mut end = ui.new_child(UiBuilder::new().id_salt(id).max_rect(line).layout(layout));
    end.spacing_mut().item_spacing.x = space::XS;
    buttons(&mut end);
    let used = end.min_rect();
    let taken = if used.width() > 1.0 { used.width() + space::S } else { 0.0 };
    if (taken - known).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(id, taken));
        // How much room the buttons take is known now: the row is laid out once more before anybody sees it.
        ui.ctx().request_discard("the buttons of a row");
    }
    if !below {
        inside.set_right(inside.right() - taken);
    }
    ui.advance_cursor_after_rect(rect);
    if ui.is_rect_visible(rect) {
        let icon = icon_of_kind(kind.map_or("", |kind| &kind.icon));
        let ink = if entry.state == EntryState::Draft { palette.text_faint } else { palette.accent_text };
        let at = pos2(inside.left() + size::ICON / 2.0, top.y + ROW / 2.0);
        ui.painter().text(at, egui::Align2::CENTER_CENTER, icon.char(), icon.font(size::ICON), ink);
        let left = inside.left() + size::ICON + space::M;
        let room = (inside.right() - left).max(0.0);
        let strong = FontId::new(type_size::BODY, egui::FontFamily::Name(theme::BOLD.into()));
        let small = FontId::proportional(type_size::CAPTION);
        let mut second = LayoutJob::simple_singleline(about, small.clone(), palette.text_muted);
        if !note.is_empty() {
            second.append(&format!(" · {note}"), 0.0, egui::TextFormat::simple(small, palette.text_faint));
        }
        text_line(ui, left, top.y + 7.0, room, LayoutJob::simple_singleline(entry.name.clone(), strong, palette.text), palette.text);
        text_line(ui, left, top.y + 29.0, room, second, palette.text_muted);
    }
    buttons::focus_ring(ui, &response);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// “Sat 14 Mar 2026 · Tweetchat · 1 h”
fn about(entry: &EntryHeader, kind: &str) -> String {
    let mut about = format!("{} · {kind}", when::shown(entry.date));
    if entry.total > Minutes::ZERO {
        about.push_str(&format!(" · {}", entry.total));
    }
    if entry.items > 0 {
        about.push_str(&format!(" · {}", items_text(entry.items)));
    }
    if entry.rolled_into.is_some() {
        about.push_str(" · in a claim");
    }
    about
}

/// “5 items”: what a claim is made of.
pub fn items_text(items: u32) -> String {
    if items == 1 { "1 item".to_owned() } else { format!("{items} items") }
}

/// Paints one line, cut off where there is no room.
fn text_line(ui: &Ui, left: f32, y: f32, room: f32, mut job: LayoutJob, ink: Color32) {
    job.wrap = TextWrapping::truncate_at_width(room);
    job.break_on_newline = false;
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    ui.painter().galley(pos2(left, y), galley, ink);
}
