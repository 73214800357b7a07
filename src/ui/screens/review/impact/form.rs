//! A story while it is written, with its preview.

use egui::{Align, Label, Layout, RichText, ScrollArea, TextWrapMode, Ui, Vec2, vec2};

use super::Open;
use crate::domain::Impact;
use crate::domain::when::Sense;
use crate::journal::{Look as Asked, Seen};
use crate::review::chains::Changed;
use crate::ui::context::Ctx;
use crate::ui::screens::review::taking::taking_ui;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, size, space};
use crate::ui::widgets::{Writing, line_ui, scroll_by_keys, section_ui, sheet_ui};

/// With so much room the preview stands beside what is written.
pub(super) const BESIDE: f32 = 1030.0;

/// How wide what is written is then.
const FORM: f32 = 460.0;

impl Open {
    /// Shows it, the preview `beside` what is written, each scrolling by itself, or below it; whether somebody wants back to the list.
    pub(super) fn show_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, changed: Option<&Changed>, beside: bool) -> bool {
        let palette = theme::palette(ui.ctx());
        let mut leave = false;
        ui.horizontal_wrapped(|ui| {
            leave = buttons::marked_ui(ui, Look::Quiet, Icon::ArrowLeft, "All stories").clicked();
            let state = if self.draft.is_dirty() { "Saving…" } else { "Saved" };
            ui.label(RichText::new(state).small().color(palette.text_muted));
        });
        ui.add_space(space::S);
        let story = Impact { id: self.id, uid: self.uid, draft: self.draft.draft.clone() };
        self.preview.want(cx, Asked::Impact(Box::new(story)));
        if beside {
            let room = ui.available_size();
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                column_ui(ui, "story", vec2(FORM, room.y), |ui| self.form_ui(ui, cx, changed));
                ui.add_space(space::L);
                column_ui(ui, "preview of the story", vec2(room.x - FORM - space::L, room.y), |ui| {
                    scroll_by_keys(ui);
                    self.preview_ui(ui, cx);
                });
            });
        } else {
            self.form_ui(ui, cx, changed);
            ui.add_space(space::XL);
            self.preview_ui(ui, cx);
        }
        leave
    }

    fn form_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, changed: Option<&Changed>) {
        let before = self.draft.draft.clone();
        ui.add_enabled_ui(!cx.read_only(), |ui| {
            let draft = &mut self.draft.draft;
            let title = line_ui(ui, "Title", &mut draft.title, "");
            if title.lost_focus() && draft.title.trim().is_empty() {
                "Impact story".clone_into(&mut draft.title);
            }
            ui.add_space(space::S);
            line_ui(ui, "For whom", &mut draft.reader, "My manager");
            ui.add_space(space::S);
            Writing::new("Opening").hint("Why you tell this, and to whom.").rows(3).show(ui, cx.desk, &mut draft.opening);
            ui.add_space(space::S);
            ui.horizontal_wrapped(|ui| {
                if let Some(day) = self.from.show_ui(ui, "Figures from", draft.from, cx.today(), Sense::Past) {
                    draft.from = day;
                }
                if let Some(day) = self.until.show_ui(ui, "Figures to", draft.until, cx.today(), Sense::Past) {
                    draft.until = day;
                }
            });
            self.chains_ui(ui, cx, changed);
            section_ui(ui, "Closing", |_| {});
            let draft = &mut self.draft.draft;
            Writing::new("Closing").hint("What you ask for, or what comes next.").rows(3).show(ui, cx.desk, &mut draft.closing);
        });
        // A story without a title is not kept: it waits for one.
        if !self.draft.draft.title.trim().is_empty() {
            self.draft.after(&before, cx.now);
        }
    }

    fn preview_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let palette = theme::palette(ui.ctx());
        let seen = self.preview.seen();
        let Some(Seen::Impact(told)) = seen.as_deref() else {
            ui.label(RichText::new("Putting it together…").color(palette.text_muted));
            return;
        };
        taking_ui(ui, cx, &told.sheet, "impact-story");
        if !told.missing.is_empty() {
            ui.add_space(space::S);
            theme::tone_frame(palette.info).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = space::XS;
                ui.label(RichText::new("What it could still tell").font(theme::bold(theme::type_size::BODY)));
                for missing in &told.missing {
                    ui.horizontal_top(|ui| {
                        ui.style_mut().wrap_mode = Some(TextWrapMode::Wrap);
                        Icon::CircleDashed.mark_ui(ui, size::ICON, palette.info.text);
                        match missing.entry {
                            Some(entry) => {
                                if buttons::link_ui(ui, &missing.what).on_hover_text("Opens the entry").clicked() {
                                    cx.open(entry);
                                }
                            }
                            None => {
                                ui.add(Label::new(&missing.what).wrap());
                            }
                        }
                    });
                }
            });
        }
        ui.add_space(space::M);
        if let Some(entry) = sheet_ui(ui, &told.sheet, &mut self.sheet).entry {
            cx.open(entry);
        }
    }
}

/// A column of this size that scrolls by itself.
fn column_ui(ui: &mut Ui, salt: &str, size: Vec2, content: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        ScrollArea::vertical().id_salt(salt).auto_shrink(false).show(ui, |ui| {
            // Beside what the scroll bar covers.
            ui.set_max_width(ui.available_width() - space::M);
            content(ui);
            ui.add_space(space::XXXL);
        });
    });
}
