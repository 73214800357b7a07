//! The list of entries: only the rows in view are laid out, however many there are.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, FontId, Key, Modifiers, Rect, Response, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::Journal;
use crate::domain::{EntryHeader, EntryState, Minutes, text, when};
use crate::journal::MARKS;
use crate::ui::context::Ctx;
use crate::ui::theme::{self, Icon, Palette, buttons, radius, space, type_size};
use crate::ui::widgets::{empty_ui, icon_of_kind, items_text};

/// The height of a row, in points: a title, a line about it, a line of text.
const ROW: f32 = 74.0;

/// So much of a row's width, in points, for every letter before the first word that was found: a third of the line.
const LETTERS_BEFORE: f32 = 20.0;

impl Journal {
    pub(super) fn list_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let shown = self.shown(cx.snapshot);
        if shown.is_empty() {
            if self.found.is_some() {
                empty_ui(ui, Icon::Search, "Nothing found", "Try fewer letters, or another word. Accents and endings do not matter.", None);
            } else if !cx.snapshot.entries.is_empty() {
                empty_ui(ui, Icon::Filter, "Nothing here", "No entry is of this kind, state and goal.", None);
            }
            return;
        }
        let open = self.awaited.or(self.open_entry());
        let mut area = ScrollArea::vertical().id_salt("entry list").auto_shrink(false);
        if let Some(at) = self.scroll_to.take().and_then(|id| shown.iter().position(|entry| entry.id == id)) {
            let row = ROW + ui.spacing().item_spacing.y;
            let top = at as f32 * row;
            let state = egui::scroll_area::State::load(ui.ctx(), ui.make_persistent_id("entry list")).unwrap_or_default();
            let height = ui.available_height();
            if top < state.unclamped_offset().y || top + row > state.unclamped_offset().y + height {
                area = area.vertical_scroll_offset((top - height / 3.0).max(0.0));
            }
        }
        area.show_rows(ui, ROW, shown.len(), |ui, rows| {
            for entry in rows.filter_map(|at| shown.get(at)) {
                let snippet = self.found.as_ref().and_then(|found| found.snippets.get(&entry.id));
                let response = row_ui(ui, cx, entry, open == Some(entry.id), snippet.map(String::as_str));
                let enter = response.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
                if response.clicked() || enter {
                    cx.open(entry.id);
                }
            }
        });
    }
}

/// One entry of the list.
fn row_ui(ui: &mut Ui, cx: &Ctx<'_>, entry: &EntryHeader, open: bool, snippet: Option<&str>) -> Response {
    let p = theme::palette(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width() - space::S, ROW), Sense::click());
    let kind = cx.catalogue.kind(&entry.kind);
    let label = kind.map_or(entry.kind.as_str(), |kind| &kind.label);
    let about = about(cx, entry, label);
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(egui::Role::ListItem, enabled, open, format!("{}, {about}", entry.name)));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let ground = if open {
        p.accent_soft
    } else if response.hovered() {
        p.hover
    } else {
        Color32::TRANSPARENT
    };
    ui.painter().rect_filled(rect, radius::CONTROL, ground);
    buttons::focus_ring(ui, &response);
    let inside = rect.shrink2(vec2(space::M, space::S));
    let icon = icon_of_kind(kind.map_or("", |kind| &kind.icon));
    let icon_colour = if entry.state == EntryState::Draft { p.text_faint } else { p.accent_text };
    ui.painter().text(inside.left_top() + vec2(0.0, 1.0), egui::Align2::LEFT_TOP, icon.char(), icon.font(18.0), icon_colour);
    let mut left = inside;
    left.set_left(inside.left() + 18.0 + space::S);
    let strong = FontId::new(type_size::BODY, egui::FontFamily::Name(theme::BOLD.into()));
    let small = FontId::proportional(type_size::CAPTION);
    let words = match snippet {
        Some(snippet) => snippet_text(snippet, left.width() / LETTERS_BEFORE),
        None => text::plain(&entry.excerpt),
    };
    // A title takes the room of words that are not there.
    let lines = if words.is_empty() { 2 } else { 1 };
    let y = lines_of(ui, left, left.top(), job(&entry.name, &strong, p.text), lines, p);
    let y = lines_of(ui, left, y, job(&about, &small, p.text_muted), 1, p);
    let words = if snippet.is_some() { marked(&words, &small, p) } else { job(&words, &small, p.text_faint) };
    lines_of(ui, left, y, words, 1, p);
    response
}

/// “Sat 14 Mar 2026 · Tweetchat · 1 h · draft”; for an item “… · in ‘Small items’”.
fn about(cx: &Ctx<'_>, entry: &EntryHeader, kind: &str) -> String {
    let mut parts = vec![when::shown(entry.date)];
    // An item's picture says of which kind it is; the room is for its claim.
    if entry.rolled_into.is_none() {
        parts.push(kind.to_owned());
    }
    if entry.total > Minutes::ZERO {
        parts.push(entry.total.to_string());
    }
    match entry.parked.filter(|_| entry.is_parked(cx.today()) && !entry.state.is_binned()) {
        Some(until) => parts.push(format!("set aside until {}", when::shown(until))),
        None if entry.state == EntryState::Ready => {}
        None => parts.push(entry.state.label().to_lowercase()),
    }
    if entry.items > 0 {
        parts.push(items_text(entry.items));
    }
    if let Some(claim) = entry.rolled_into {
        parts.push(match cx.entry(claim) {
            Some(claim) => format!("in ‘{}’", crate::domain::text::excerpt(&claim.name, 48)),
            None => "in a claim".to_owned(),
        });
    }
    parts.join(" · ")
}

fn job(text: &str, font: &FontId, colour: Color32) -> LayoutJob {
    LayoutJob::simple_singleline(text.to_owned(), font.clone(), colour)
}

/// A snippet with the words that were found in the accent's colour.
fn marked(snippet: &str, font: &FontId, p: &Palette) -> LayoutJob {
    let [begin, end] = MARKS;
    let mut job = LayoutJob::default();
    let plain = TextFormat::simple(font.clone(), p.text_muted);
    let found = TextFormat { background: p.selection, ..TextFormat::simple(font.clone(), p.text) };
    let mut inside = false;
    for piece in snippet.split_inclusive([begin, end]) {
        let text: String = piece.trim_end_matches([begin, end]).replace('\n', " ");
        job.append(&text, 0.0, if inside { found.clone() } else { plain.clone() });
        inside = piece.ends_with(begin);
    }
    job
}

/// A snippet as a line that shows the first word that was found, with about `before` letters at most before it.
fn snippet_text(snippet: &str, before: f32) -> String {
    let [begin, end] = MARKS;
    let text = text::plain(snippet);
    let Some((lead, found)) = text.split_once(begin) else { return text.replace(end, "") };
    let long = |text: &str| text.chars().count() as f32;
    if long(lead) <= before {
        return text;
    }
    let mut kept = String::new();
    for word in lead.split_inclusive(' ').rev() {
        if long(&kept) + long(word) > before {
            break;
        }
        kept.insert_str(0, word);
    }
    format!("…{kept}{begin}{found}")
}

/// Paints at most so many lines, cut off where there is no room; returns where the next begins.
fn lines_of(ui: &Ui, room: Rect, y: f32, mut job: LayoutJob, most: usize, p: &Palette) -> f32 {
    job.wrap = TextWrapping { max_rows: most, ..TextWrapping::truncate_at_width(room.width()) };
    job.wrap.break_anywhere = most == 1;
    job.break_on_newline = false;
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let below = y + galley.size().y.max(type_size::CAPTION) + 2.0;
    ui.painter().galley(pos2(room.left(), y), galley, p.text);
    below
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_is_skimmed() {
        assert_eq!(text::plain("| Day | **Pain** |\n|---|:--|\n# Head\n- one `two`"), "Day Pain Head one two");
        assert_eq!(text::plain("#physiotalk on pacing"), "#physiotalk on pacing");
        assert_eq!(text::plain("-- ** |"), "");
    }

    #[test]
    fn the_first_word_found_is_in_sight() {
        let [begin, end] = MARKS;
        let snippet = format!("a long way before the word {begin}pacing{end} and {begin}more{end}");
        assert_eq!(snippet_text(&snippet, 100.0), snippet);
        assert_eq!(snippet_text(&snippet, 12.0), format!("…the word {begin}pacing{end} and {begin}more{end}"));
        assert_eq!(snippet_text(&snippet, 0.0), format!("…{begin}pacing{end} and {begin}more{end}"));
        assert_eq!(snippet_text("nothing marked", 3.0), "nothing marked");
    }
}
