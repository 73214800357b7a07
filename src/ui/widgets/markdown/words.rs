//! Words that have been measured: shown, marked, copied and read out.

use egui::text::LayoutJob;
use egui::text_selection::LabelSelectionState;
use egui::{Align, Id, Pos2, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2};

use super::inline::{self, Base, Spot};
use super::tree::Text;
use crate::ui::theme::Palette;

/// Words that have been measured.
#[derive(Debug)]
pub(super) struct Words {
    /// Where the text stands; at its right end if it runs from there.
    pos: Pos2,
    pub(super) rect: Rect,
    job: LayoutJob,
    /// What is read out, where it is not just the words.
    spoken: Option<String>,
    role: Role,
    /// The level of a heading.
    level: u8,
    links: Vec<Spot>,
}

/// Where and how words are to stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) width: f32,
    pub(super) align: Align,
    pub(super) base: Base,
}

impl Words {
    /// Measures a text.
    pub(super) fn new(ui: &Ui, text: &Text, place: Place, palette: &Palette) -> Self {
        let mut job = inline::job(text, place.base, place.width, palette);
        if place.align != Align::Min {
            job.halign = place.align;
        }
        let galley = inline::galley(ui, &job);
        let x = match job.halign {
            Align::Min => place.left,
            Align::Center => place.left + place.width / 2.0,
            Align::Max => place.left + place.width,
        };
        let pos = pos2(x, place.top);
        let links = inline::spots(text, &galley, pos);
        Self { pos, rect: galley.rect.translate(pos.to_vec2()), job, spoken: None, role: Role::Label, level: 0, links }
    }

    /// Words without links that are laid out already.
    pub(super) fn plain(ui: &Ui, job: LayoutJob, pos: Pos2) -> Self {
        let rect = inline::galley(ui, &job).rect.translate(pos.to_vec2());
        Self { pos, rect, job, spoken: None, role: Role::Label, level: 0, links: Vec::new() }
    }

    /// The same words, as a part of a table.
    pub(super) fn with_role(self, role: Role) -> Self {
        Self { role, ..self }
    }

    /// The same words, as a heading.
    pub(super) fn with_level(self, level: u8) -> Self {
        Self { role: Role::Heading, level, ..self }
    }

    /// The same words, with something that is read out before them.
    pub(super) fn after(self, before: Option<&str>) -> Self {
        let spoken = before.map(|before| format!("{before} {}", self.job.text));
        Self { spoken, ..self }
    }

    /// Whether Tab goes to something in them.
    pub(super) fn has_links(&self) -> bool {
        !self.links.is_empty()
    }

    fn spoken(&self) -> &str {
        self.spoken.as_deref().unwrap_or(&self.job.text)
    }

    /// Shows the words if they are in view; tells assistive technology of them in any case.
    pub(super) fn show_ui(&self, ui: &Ui, view: &View, id: Id) {
        let rect = self.rect.translate(view.origin.to_vec2());
        let visible = ui.is_rect_visible(rect);
        if visible || view.told {
            // Words can be marked and copied; Tab goes on to the links in them.
            let marked = if ui.input(|input| input.has_touch_screen()) { Sense::click() } else { Sense::click_and_drag() };
            let response = ui.interact(rect, id, marked - Sense::FOCUSABLE);
            let enabled = ui.is_enabled();
            response.widget_info(|| WidgetInfo::labeled(self.role, enabled, self.spoken()));
            if self.role == Role::Heading {
                ui.ctx().accesskit_node_builder(id, |node| node.set_level(usize::from(self.level.saturating_sub(1))));
            }
            if visible {
                let pos = self.pos + view.origin.to_vec2();
                LabelSelectionState::label_text_selection(
                    ui,
                    &response,
                    pos,
                    inline::galley(ui, &self.job),
                    view.palette.text,
                    Stroke::NONE,
                );
            }
        }
        for (at, link) in self.links.iter().enumerate() {
            link.show_ui(ui, view, id.with(("link", at)));
        }
    }
}

/// What holds for a whole text while it is shown.
pub(super) struct View {
    pub(super) origin: Pos2,
    pub(super) palette: &'static Palette,
    /// Whether assistive technology wants to know of everything.
    pub(super) told: bool,
}
