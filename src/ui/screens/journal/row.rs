//! One row of the list: its picture, its name, a line about it, and the words that were found.

use std::collections::HashSet;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, FontId, Id, Rect, Response, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::domain::{EntryHeader, EntryState, Minutes, text, when};
use crate::journal::MARKS;
use crate::search::{Hit, HitWhat, Place};
use crate::ui::context::Ctx;
use crate::ui::theme::{self, Icon, Palette, buttons, radius, size, space, type_size};
use crate::ui::widgets::{due_text, icon_of_kind, items_text};

/// The height of a row, in points: a title, a line about it, a line of text.
pub(super) const ROW: f32 = 74.0;

/// So much of a row's width, in points, for every letter before the first word that was found: a third of the line.
const LETTERS_BEFORE: f32 = 20.0;

/// How a row stands in the list.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Stand {
    /// It is open beside the list.
    pub(super) open: bool,
    /// A box to tick, and whether it is.
    pub(super) chosen: Option<bool>,
}

/// What a row says.
struct Says<'a> {
    icon: Icon,
    icon_colour: Color32,
    name: &'a str,
    /// The same with the words that were found marked.
    title: String,
    about: String,
    /// The words that were found, or the beginning of the text.
    words: &'a str,
    /// What stands in their place when they are the title's, which is marked itself.
    rest: &'a str,
    /// Where the words are from.
    place: Option<Place>,
    found: bool,
}

/// What was pressed.
pub(super) struct Pressed {
    pub(super) row: Response,
    /// The box was.
    pub(super) ticked: bool,
}

/// An entry as a row.
pub(super) fn entry_ui(
    ui: &mut Ui,
    cx: &Ctx<'_>,
    id: Id,
    entry: &EntryHeader,
    hit: Option<(&Hit, &HashSet<String>)>,
    stand: Stand,
) -> Pressed {
    let p = theme::palette(ui.ctx());
    let kind = cx.catalogue.kind(&entry.kind);
    let label = kind.map_or(entry.kind.as_str(), |kind| &kind.label);
    let title = hit.map_or_else(|| entry.name.clone(), |(_, words)| with_marks(&entry.name, words));
    let hit = hit.map(|(hit, _)| hit).filter(|hit| !hit.snippet.is_empty());
    let says = Says {
        icon: icon_of_kind(kind.map_or("", |kind| &kind.icon)),
        icon_colour: if entry.state == EntryState::Draft { p.text_faint } else { p.accent_text },
        name: &entry.name,
        title,
        about: about(cx, entry, label),
        words: hit.map_or(entry.excerpt.as_str(), |hit| &hit.snippet),
        rest: &entry.excerpt,
        place: hit.and_then(|hit| hit.place),
        found: hit.is_some(),
    };
    row_ui(ui, id, &says, stand)
}

/// A goal, an action, a record or a piece of evidence as a row.
pub(super) fn other_ui(ui: &mut Ui, cx: &Ctx<'_>, id: Id, hit: &Hit, found_words: &HashSet<String>) -> Pressed {
    let p = theme::palette(ui.ctx());
    let (icon, about) = about_other(cx, hit);
    let (words, found) = (hit.snippet.as_str(), !hit.snippet.is_empty());
    let title = with_marks(&hit.title, found_words);
    let says = Says { icon, icon_colour: p.text_muted, name: &hit.title, title, about, words, rest: "", place: hit.place, found };
    row_ui(ui, id, &says, Stand::default())
}

/// The picture of another thing than an entry, and “Goal · due in 5 weeks”.
fn about_other(cx: &Ctx<'_>, hit: &Hit) -> (Icon, String) {
    let of = hit.entry.and_then(|id| cx.entry(id)).map(|entry| format!("of ‘{}’", text::excerpt(&entry.name, 40)));
    let due = || hit.date.map(|day| due_text(day, cx.today()));
    let (icon, sort, more) = match hit.what {
        HitWhat::Goal(_) => (Icon::Goals, "Goal", [due(), None]),
        HitWhat::Action(_) => (Icon::ListChecks, "Action", [due(), of]),
        HitWhat::Evidence(_) => (Icon::Paperclip, "Evidence", [of, None]),
        HitWhat::Record(id) => {
            let record = cx.snapshot.records.iter().find(|record| record.id == id);
            let kind = record.and_then(|record| cx.catalogue.record_kind(&record.draft.kind));
            (Icon::Feedback, kind.map_or("Record", |kind| kind.label.as_str()), [hit.date.map(when::shown), None])
        }
        HitWhat::Entry(_) => (Icon::Journal, "Entry", [hit.date.map(when::shown), None]),
    };
    (icon, std::iter::once(sort.to_owned()).chain(more.into_iter().flatten()).collect::<Vec<_>>().join(" · "))
}

fn row_ui(ui: &mut Ui, id: Id, says: &Says<'_>, stand: Stand) -> Pressed {
    let p = theme::palette(ui.ctx());
    let (_, rect) = ui.allocate_space(vec2(ui.available_width() - space::S, ROW));
    let response = ui.interact(rect, id, Sense::click());
    let enabled = ui.is_enabled();
    let place = says.place.map(Place::label).filter(|label| !label.is_empty());
    response.widget_info(|| {
        let place = place.map(|place| format!(", {place}")).unwrap_or_default();
        WidgetInfo::selected(egui::Role::ListItem, enabled, stand.open, format!("{}, {}{place}", says.name, says.about))
    });
    let mut inside = rect.shrink2(vec2(space::M, space::S));
    let mut ticked = false;
    if let Some(chosen) = stand.chosen {
        let around = Rect::from_min_max(rect.left_top(), pos2(inside.left() + size::ICON + space::XS, rect.bottom()));
        ticked = box_ui(ui, id.with("box"), around, says.name, chosen);
        inside.set_left(inside.left() + size::ICON + space::S);
    }
    if !ui.is_rect_visible(rect) {
        return Pressed { row: response, ticked };
    }
    let ground = match (stand.open || stand.chosen == Some(true), response.hovered()) {
        (true, _) => p.accent_soft,
        (false, true) => p.hover,
        (false, false) => Color32::TRANSPARENT,
    };
    let under = ui.painter().clone();
    under.rect_filled(rect, radius::CONTROL, ground);
    buttons::focus_ring(ui, &response);
    if let Some(chosen) = stand.chosen {
        let (icon, colour) = if chosen { (Icon::CheckCircle, p.accent_text) } else { (Icon::Circle, p.text_muted) };
        let font = if chosen { icon.filled_font(size::ICON) } else { icon.font(size::ICON) };
        let at = pos2(inside.left() - size::ICON - space::S, inside.top() + 1.0);
        ui.painter().text(at, egui::Align2::LEFT_TOP, icon.char(), font, colour);
    }
    ui.painter().text(inside.left_top() + vec2(0.0, 1.0), egui::Align2::LEFT_TOP, says.icon.char(), says.icon.font(18.0), says.icon_colour);
    let mut left = inside;
    left.set_left(inside.left() + 18.0 + space::S);
    let strong = FontId::new(type_size::BODY, egui::FontFamily::Name(theme::BOLD.into()));
    let small = FontId::proportional(type_size::CAPTION);
    // The title marks its own words, and an address tells nothing: what was learnt stands there instead.
    let in_title = says.found && (says.place == Some(Place::Title) || says.words.replace(MARKS, "").trim() == says.name.trim());
    let in_title = in_title || (says.found && is_address(says.words) && !says.rest.is_empty());
    let words = match (says.found, in_title) {
        (true, false) => snippet_text(says.words, left.width() / LETTERS_BEFORE),
        (true, true) => text::plain(says.rest),
        (false, _) => text::plain(says.words),
    };
    // A title takes the room of words that are not there.
    let lines = if words.is_empty() { 2 } else { 1 };
    let title = marked(&says.title, None, &TextFormat::simple(strong, p.text), p);
    let y = lines_of(ui, left, left.top(), title, lines, p);
    let y = lines_of(ui, left, y, job(&says.about, &small, p.text_muted), 1, p);
    let words = if says.found && !in_title {
        marked(&words, place, &TextFormat::simple(small.clone(), p.text_muted), p)
    } else {
        job(&words, &small, p.text_faint)
    };
    lines_of(ui, left, y, words, 1, p);
    Pressed { row: response, ticked }
}

/// The box of a row, wide enough for a finger; it is painted by the row.
fn box_ui(ui: &Ui, id: Id, around: Rect, name: &str, chosen: bool) -> bool {
    // Space does it in the row: the box itself does not take the keyboard.
    let response = ui.interact(around, id, Sense::CLICK);
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(egui::Role::CheckBox, enabled, chosen, format!("Choose {name}")));
    response.clicked()
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
            Some(claim) => format!("in ‘{}’", text::excerpt(&claim.name, 48)),
            None => "in a claim".to_owned(),
        });
    }
    parts.join(" · ")
}

fn job(text: &str, font: &FontId, colour: Color32) -> LayoutJob {
    LayoutJob::simple_singleline(text.to_owned(), font.clone(), colour)
}

/// A title with the words that were found between marks.
fn with_marks(title: &str, words: &HashSet<String>) -> String {
    let [begin, end] = MARKS;
    if words.is_empty() {
        return title.to_owned();
    }
    let mut marked = String::with_capacity(title.len() + 4);
    let mut rest = title;
    while !rest.is_empty() {
        let start = rest.find(char::is_alphanumeric).unwrap_or(rest.len());
        let (between, tail) = rest.split_at_checked(start).unwrap_or((rest, ""));
        let stop = tail.find(|c: char| !c.is_alphanumeric()).unwrap_or(tail.len());
        let (word, after) = tail.split_at_checked(stop).unwrap_or((tail, ""));
        marked.push_str(between);
        if words.contains(&text::folded(word)) {
            marked.extend([begin]);
            marked.push_str(word);
            marked.extend([end]);
        } else {
            marked.push_str(word);
        }
        rest = after;
    }
    marked
}

/// Whether every word that was found is within an address.
fn is_address(snippet: &str) -> bool {
    let [begin, _] = MARKS;
    let mut marked = snippet.split_whitespace().filter(|word| word.contains(begin)).peekable();
    marked.peek().is_some() && marked.all(|word| word.contains("://") || word.replace(MARKS, "").starts_with("www."))
}

/// A snippet with the words that were found marked, after where it is from.
fn marked(snippet: &str, place: Option<&str>, plain: &TextFormat, p: &Palette) -> LayoutJob {
    let [begin, end] = MARKS;
    let mut job = LayoutJob::default();
    let found = TextFormat { background: p.selection, ..TextFormat::simple(plain.font_id.clone(), p.text) };
    if let Some(place) = place {
        let said = if snippet.is_empty() { place.to_owned() } else { format!("{place}: ") };
        job.append(&said, 0.0, TextFormat { italics: true, ..TextFormat::simple(plain.font_id.clone(), p.text_faint) });
    }
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
    fn titles_are_marked_and_addresses_known() {
        let [begin, end] = MARKS;
        let words = ["tendon".to_owned(), "loading".to_owned()].into();
        assert_eq!(with_marks("Tendon-loading, again", &words), format!("{begin}Tendon{end}-{begin}loading{end}, again"));
        assert_eq!(with_marks("tendons", &words), "tendons");
        for (snippet, want) in [
            (format!("see https://example.org/{begin}tendon{end}-x"), true),
            (format!("www.{begin}tendon{end}.example"), true),
            (format!("{begin}tendon{end} at https://example.org"), false),
            ("nothing".to_owned(), false),
        ] {
            assert_eq!(is_address(&snippet), want, "{snippet}");
        }
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
