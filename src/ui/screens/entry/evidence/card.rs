//! One file: how it looks, what is said about it, and what can be done with it.

use egui::{RichText, Sense, Ui, WidgetInfo, vec2};

use super::pictures::Seen;
use super::proof::proof_ui;
use super::words::Words;
use super::{Shelf, is_picture, is_shown};
use crate::domain::{EntryId, Evidence};
use crate::ui::context::Ctx;
use crate::ui::dialogs::Ask;
use crate::ui::theme::{self, Icon, buttons, radius, size, space};
use crate::ui::widgets::line_ui;
use crate::worker::{EvidenceRequest, Request};

/// The side of the square that a picture is shown in, in points.
const THUMBNAIL: f32 = 96.0;

/// How long its picture is, in pixels: sharp at 200 %.
const THUMBNAIL_PIXELS: u32 = 256;

/// In less room than this, in points, the words stand below the picture.
const STACKED: f32 = 380.0;

/// With this much room, in points, caption and source stand beside each other.
const BESIDE: f32 = 420.0;

/// What somebody wants of a card.
pub(super) enum Wish {
    Show(Evidence),
    Send(Request),
    Ask(Ask),
}

pub(super) fn card_ui(ui: &mut Ui, shelf: &mut Shelf, one: &Evidence, entry: EntryId, wishes: &mut Vec<Wish>, cx: &mut Ctx<'_>) {
    let id = ui.make_persistent_id(("evidence", one.id));
    ui.push_id(id, |ui| {
        theme::card_frame(ui.ctx()).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let room = ui.available_width();
            let head = |ui: &mut Ui, shelf: &mut Shelf, wishes: &mut Vec<Wish>, cx: &mut Ctx<'_>| {
                if is_shown(one) && thumbnail_ui(ui, shelf, one, cx) {
                    wishes.push(Wish::Show(one.clone()));
                }
            };
            if room < STACKED {
                head(ui, shelf, wishes, cx);
                body_ui(ui, shelf, one, entry, wishes);
            } else {
                ui.horizontal_top(|ui| {
                    head(ui, shelf, wishes, cx);
                    ui.vertical(|ui| body_ui(ui, shelf, one, entry, wishes));
                });
            }
        });
    });
    ui.add_space(space::S);
}

/// The picture of a file as a button; `true` when it was pressed.
fn thumbnail_ui(ui: &mut Ui, shelf: &mut Shelf, one: &Evidence, cx: &mut Ctx<'_>) -> bool {
    let palette = theme::palette(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(vec2(THUMBNAIL, THUMBNAIL), Sense::click());
    let name = format!("Look at {}", one.name);
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, enabled, &name));
    // Only what is on the screen is asked for, and what may come onto it next.
    let near = vec2(0.0, ui.ctx().content_rect().height());
    if !ui.is_rect_visible(rect.expand2(near)) {
        return response.clicked();
    }
    ui.painter().rect_filled(rect, radius::CONTROL, palette.control);
    match shelf.pictures.see(ui.ctx(), one, 0, THUMBNAIL_PIXELS, |request| cx.send(request)) {
        Seen::Look(look) => {
            let size = look.texture.size_vec2();
            let scale = (THUMBNAIL / size.x).min(THUMBNAIL / size.y);
            let place = egui::Rect::from_center_size(rect.center(), size * scale);
            let whole = egui::Rect::from_min_max(egui::pos2(0.0, 0.0), egui::pos2(1.0, 1.0));
            ui.painter().image(look.texture.id(), place, whole, egui::Color32::WHITE);
        }
        Seen::Waiting => icon_ui(ui, rect, Icon::FileImage),
        Seen::Failed(_) => icon_ui(ui, rect, icon_of(one)),
    }
    buttons::focus_ring(ui, &response);
    response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(name).clicked()
}

fn icon_ui(ui: &Ui, rect: egui::Rect, icon: Icon) {
    let palette = theme::palette(ui.ctx());
    ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, icon.char(), icon.font(32.0), palette.text_muted);
}

fn body_ui(ui: &mut Ui, shelf: &mut Shelf, one: &Evidence, entry: EntryId, wishes: &mut Vec<Wish>) {
    let palette = theme::palette(ui.ctx());
    ui.horizontal_wrapped(|ui| {
        if !is_shown(one) {
            ui.label(icon_of(one).text(size::ICON).color(palette.accent_text));
        }
        ui.label(RichText::new(&one.name).strong());
        ui.label(RichText::new(bytes_text(one.bytes)).small().color(palette.text_muted));
        if one.entries.len() > 1 {
            ui.label(RichText::new(format!("proves {} entries", one.entries.len())).small().color(palette.text_muted));
        }
    });
    wishes.extend(proof_ui(ui, one).map(Wish::Send));
    words_ui(ui, shelf, one, wishes);
    ui.horizontal_wrapped(|ui| {
        if is_shown(one) {
            let word = if is_picture(one) { "Look at it, cover places" } else { "Look at it" };
            if buttons::marked_ui(ui, buttons::Look::Quiet, Icon::Eye, word).clicked() {
                wishes.push(Wish::Show(one.clone()));
            }
        }
        let mut button = |ui: &mut Ui, icon: Icon, name: &str, wish: Wish| {
            if buttons::icon_ui(ui, icon, &format!("{name} {}", one.name)).clicked() {
                wishes.push(wish);
            }
        };
        let boxed = || Box::new(one.clone());
        button(ui, Icon::FolderOpen, "Open in its own program:", Wish::Send(Request::Evidence(EvidenceRequest::Open(boxed()))));
        button(ui, Icon::Download, "Save a copy of", Wish::Ask(Ask::SaveEvidence(boxed())));
        button(ui, Icon::Refresh, "Put another file in the place of", Wish::Ask(Ask::Replace { entry, evidence: boxed() }));
        let detach = EvidenceRequest::Detach { entry, evidence: boxed() };
        button(ui, Icon::Close, "Remove", Wish::Send(Request::Evidence(detach)));
    });
}

/// Caption and source; for a picture the words for those who cannot see it, asked for while they are missing.
fn words_ui(ui: &mut Ui, shelf: &mut Shelf, one: &Evidence, wishes: &mut Vec<Wish>) {
    let palette = theme::palette(ui.ctx());
    if !shelf.words.iter().any(|words| words.id() == one.id) {
        shelf.words.push(Words::of(one));
    }
    let Some(words) = shelf.words.iter_mut().find(|words| words.id() == one.id) else { return };
    words.renew(one);
    let mut left = false;
    let mut in_one = false;
    let mut field = |ui: &mut Ui, name: &str, text: &mut String, hint: &str| {
        let response = line_ui(ui, name, text, hint);
        left |= response.lost_focus();
        in_one |= response.has_focus();
    };
    if ui.available_width() < BESIDE {
        field(ui, "Caption", &mut words.caption, "What this is");
        field(ui, "Where it came from", &mut words.source, "https://…");
    } else {
        ui.columns(2, |columns| {
            if let [left, right] = columns {
                field(left, "Caption", &mut words.caption, "What this is");
                field(right, "Where it came from", &mut words.source, "https://…");
            }
        });
    }
    if is_picture(one) {
        field(ui, "In words, for those who cannot see it", &mut words.alt, "What the picture shows");
        if words.alt.trim().is_empty() {
            ui.label(RichText::new("A reader who cannot see the picture needs these words.").small().color(palette.warn.text));
        }
    }
    if left {
        wishes.extend(words.taken_to_send().map(Wish::Send));
    }
    if !in_one && !left {
        words.show_what_is_there();
    }
}

pub(super) fn icon_of(one: &Evidence) -> Icon {
    match one.media_type.as_str() {
        "application/pdf" => Icon::FilePdf,
        media if media.starts_with("image/") => Icon::FileImage,
        media if media.starts_with("text/") => Icon::FileText,
        _ => Icon::File,
    }
}

/// A size as people read it.
pub(super) fn bytes_text(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{:.1} MB", bytes as f64 / 1_000_000.0),
    }
}
