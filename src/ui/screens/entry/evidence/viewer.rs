//! A picture or a PDF over the whole window, to look at and to cover places of.

use egui::{Context, Key, Modal, Modifiers, Rect, RichText, Role, ScrollArea, Sense, Ui, vec2};

use super::cover::Covering;
use super::is_picture;
use super::pictures::{Look, Pictures, Seen};
use super::proof::proof_ui;
use crate::domain::{EntryId, Evidence};
use crate::journal::Original;
use crate::ui::context::Ctx;
use crate::ui::dialogs::Ask;
use crate::ui::theme::buttons::{self, Look as ButtonLook};
use crate::ui::theme::{self, Icon, space};
use crate::worker::{EvidenceRequest, Request};

/// How long a picture is shown at most, in pixels: small print of a screenshot can be read.
const PIXELS: u32 = 4096;

/// The same of a page of a PDF.
const PAGE_PIXELS: u32 = 2200;

/// One press on the glass.
const ZOOM_STEP: f32 = 1.25;

/// How much larger than it fits a picture can be shown.
const MOST_ZOOM: f32 = 8.0;

/// What is looked at.
pub(super) struct Viewer {
    one: Evidence,
    page: usize,
    /// 1 is as large as it fits.
    zoom: f32,
    covering: Option<Covering>,
}

impl Viewer {
    pub(super) fn new(one: Evidence) -> Self {
        Self { one, page: 0, zoom: 1.0, covering: None }
    }

    /// Shows it; `false` when it is to close.
    pub(super) fn show_ui(&mut self, ctx: &Context, pictures: &mut Pictures, cx: &mut Ctx<'_>, entry: EntryId) -> bool {
        // What is said about it may have changed since it was opened.
        match cx.snapshot.evidence.iter().find(|one| one.id == self.one.id && one.entries.contains(&entry)) {
            Some(one) if self.one != *one => self.one.clone_from(one),
            Some(_) => {}
            None => return false,
        }
        let longest = if is_picture(&self.one) { PIXELS } else { PAGE_PIXELS };
        let seen = pictures.see(ctx, &self.one, self.page, longest, |request| cx.send(request));
        let mut open = true;
        let frame = theme::dialog_frame(ctx).inner_margin(egui::Margin::same(12));
        let modal = Modal::new(egui::Id::unique("evidence viewer")).frame(frame).show(ctx, |ui| {
            ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                node.set_role(Role::Dialog);
                node.set_label(format!("Evidence: {}", self.one.name));
            });
            let room = ui.ctx().content_rect().size() - vec2(56.0, 56.0);
            ui.set_width(room.x.max(200.0));
            ui.set_min_height(room.y.max(160.0));
            let pages = if let Seen::Look(look) = &seen { look.pages } else { 1 };
            open = self.bar_ui(ui, cx, pages);
            ui.add_space(space::S);
            if let Some(covering) = &mut self.covering {
                match covering.bar_ui(ui) {
                    Some(Done::Cover) => {
                        let original = if covering.keep_original { Original::Keep } else { Original::Remove };
                        let covers = covering.covers();
                        let evidence = Box::new(self.one.clone());
                        cx.send(Request::Evidence(EvidenceRequest::Redact { evidence, covers, original }));
                        open = false;
                    }
                    Some(Done::Leave) => self.covering = None,
                    None => {}
                }
                ui.add_space(space::S);
            }
            self.picture_ui(ui, &seen);
        });
        if modal.should_close() && self.covering.take().is_none() {
            open = false;
        }
        open
    }

    fn bar_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, pages: usize) -> bool {
        let mut open = true;
        let one = self.one.clone();
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(&one.name).text_style(theme::section_style()));
            if pages > 1 {
                let last = pages - 1;
                let (back, on) = ui.input_mut(|input| {
                    (input.consume_key(Modifiers::NONE, Key::PageUp), input.consume_key(Modifiers::NONE, Key::PageDown))
                });
                if (buttons::icon_ui(ui, Icon::ArrowLeft, "Page before").clicked() || back) && self.page > 0 {
                    self.page -= 1;
                }
                ui.label(format!("Page {} of {pages}", self.page + 1));
                if (buttons::icon_ui(ui, Icon::ArrowRight, "Next page").clicked() || on) && self.page < last {
                    self.page += 1;
                }
            }
            let keys = ui.input_mut(|input| {
                let plus = input.consume_key(Modifiers::NONE, Key::Plus) || input.consume_key(Modifiers::NONE, Key::Equals);
                (plus, input.consume_key(Modifiers::NONE, Key::Minus))
            });
            if buttons::icon_ui(ui, Icon::Minus, "Show it smaller").clicked() || keys.1 {
                self.zoom = (self.zoom / ZOOM_STEP).max(1.0);
            }
            if buttons::icon_ui(ui, Icon::Add, "Show it larger").clicked() || keys.0 {
                self.zoom = (self.zoom * ZOOM_STEP).min(MOST_ZOOM);
            }
            if self.covering.is_none() && is_picture(&one) && !cx.read_only() {
                let cover = buttons::marked_ui(ui, ButtonLook::Quiet, Icon::Lock, "Cover places…");
                if cover.on_hover_text("Names, faces, handles: black boxes on a copy").clicked() {
                    self.covering = Some(Covering::default());
                }
            }
            if buttons::marked_ui(ui, ButtonLook::Quiet, Icon::FolderOpen, "Open in its own program").clicked() {
                cx.send(Request::Evidence(EvidenceRequest::Open(Box::new(one.clone()))));
            }
            if buttons::marked_ui(ui, ButtonLook::Quiet, Icon::Download, "Save a copy…").clicked() {
                cx.ask(Ask::SaveEvidence(Box::new(one.clone())));
            }
            if buttons::marked_ui(ui, ButtonLook::Quiet, Icon::Close, "Close").clicked() {
                open = false;
            }
        });
        if self.covering.is_none() && !cx.read_only() {
            ui.push_id("viewer", |ui| proof_ui(ui, &one)).inner.into_iter().for_each(|request| cx.send(request));
        }
        open
    }

    fn picture_ui(&mut self, ui: &mut Ui, seen: &Seen) {
        let palette = theme::palette(ui.ctx());
        match seen {
            Seen::Waiting => {
                ui.label(RichText::new("Reading it…").color(palette.text_muted));
            }
            Seen::Failed(why) => {
                ui.label(format!("It cannot be shown here: {why}."));
                ui.label(RichText::new("The file is kept as it is; open it in its own program, or save a copy.").color(palette.text_muted));
            }
            Seen::Look(look) => self.look_ui(ui, look),
        }
    }

    fn look_ui(&mut self, ui: &mut Ui, look: &Look) {
        let room = ui.ctx().content_rect().size() - vec2(56.0, 56.0);
        let top = ui.cursor().top() - ui.min_rect().top();
        let space = vec2(ui.available_width(), (room.y - top).max(80.0));
        let texture = look.texture.size_vec2();
        let fit = (space.x / texture.x).min(space.y / texture.y);
        let size = texture * fit * self.zoom;
        let (name, alt) = (self.one.name.clone(), self.one.alt.clone());
        ScrollArea::both().id_salt("picture").max_height(space.y).auto_shrink(false).show(ui, |ui| {
            let inner = vec2(size.x.max(space.x), size.y.max(space.y));
            let (area, response) = ui.allocate_exact_size(inner, Sense::click_and_drag());
            let place = Rect::from_center_size(area.center(), size);
            let whole = Rect::from_min_max(egui::pos2(0.0, 0.0), egui::pos2(1.0, 1.0));
            ui.painter().image(look.texture.id(), place, whole, egui::Color32::WHITE);
            let said = if alt.trim().is_empty() { name } else { alt };
            response.widget_info(|| egui::WidgetInfo::labeled(Role::Image, true, &said));
            if let Some(covering) = &mut self.covering {
                covering.picture_ui(ui, &response, place, look.size);
            }
        });
    }
}

/// How covering ends.
pub(super) enum Done {
    Cover,
    Leave,
}
