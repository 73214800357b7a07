//! What a calendar file would bring, to choose from before anything is written.

use egui::{Label, RichText, ScrollArea, Ui};

use super::{Network, Sending};
use crate::journal::{CalendarBecomes, CalendarItem, CalendarPlan};
use crate::ui::context::Ctx;
use crate::ui::theme::{self, buttons, size, space};
use crate::ui::widgets::{Leave, count_text, dialog_ui};
use crate::worker::{CaptureRequest, Request};

/// Room for what stands above and below the list.
const AROUND: f32 = 320.0;

/// The list is no lower than this, and no higher than the next.
const LEAST: f32 = 120.0;
const MOST_HIGH: f32 = 420.0;

/// The most sentences about what was not understood.
const NOTES: usize = 20;

/// A plan, and what of it is wanted.
#[derive(Debug)]
pub(super) struct CalendarDialog {
    items: Vec<(CalendarItem, bool)>,
    notes: Vec<String>,
    /// It is on its way to the journal.
    pub(super) sending: Sending,
}

impl CalendarDialog {
    /// With everything wanted that is not here yet.
    pub(super) fn new(plan: CalendarPlan) -> Self {
        let items = plan.items.into_iter().map(|item| {
            let wanted = !item.known;
            (item, wanted)
        });
        Self { items: items.collect(), notes: plan.notes, sending: Sending::No }
    }

    fn wanted(&self) -> usize {
        self.items.iter().filter(|(_, wanted)| *wanted).count()
    }

    fn list_ui(&mut self, ui: &mut Ui) {
        let palette = theme::palette(ui.ctx());
        for (item, wanted) in &mut self.items {
            let becomes = match &item.what {
                CalendarBecomes::Slot { community: Some(_), .. } => "the usual slot of a community that is here",
                CalendarBecomes::Slot { community: None, .. } => "a new community with this slot",
                CalendarBecomes::Chat(_) => "a chat of that day",
            };
            let known = if item.known { " · here already" } else { "" };
            ui.add_enabled_ui(!item.known, |ui| {
                ui.checkbox(wanted, RichText::new(&item.title).font(theme::bold(theme::type_size::BODY)));
            });
            ui.indent(("item", &item.title, &item.when), |ui| {
                ui.spacing_mut().item_spacing.y = space::XS;
                let text = format!("{} · {becomes}{known}", item.when);
                ui.add(Label::new(RichText::new(text).small().color(palette.text_muted)).wrap());
            });
        }
        for note in self.notes.iter().take(NOTES) {
            ui.add(Label::new(RichText::new(note).small().color(palette.warn.text)).wrap());
        }
        let more = self.notes.len().saturating_sub(NOTES);
        if more > 0 {
            ui.label(RichText::new(format!("and {more} more like these")).small().color(palette.warn.text));
        }
    }
}

impl Network {
    pub(super) fn calendar_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let Some(dialog) = &mut self.calendar else { return };
        let (mut take, mut cancel) = (false, false);
        let leave = dialog_ui(ui.ctx(), "From the calendar", size::MEASURE, |ui| {
            ui.add_enabled_ui(!dialog.sending.is_sent(), |ui| {
                let palette = theme::palette(ui.ctx());
                let text = if dialog.items.is_empty() {
                    "Nothing in this file can be taken over as a chat.".to_owned()
                } else {
                    format!("{} found. Nothing is written before you choose.", count_text(dialog.items.len(), "event", "events"))
                };
                ui.add(Label::new(RichText::new(text).color(palette.text_muted)).wrap());
                let high = (ui.ctx().content_rect().height() - AROUND).clamp(LEAST, MOST_HIGH);
                ScrollArea::vertical()
                    .id_salt("calendar items")
                    .auto_shrink([false, true])
                    .max_height(high)
                    .show(ui, |ui| dialog.list_ui(ui));
                ui.add_space(space::M);
                ui.horizontal_wrapped(|ui| {
                    let wanted = dialog.wanted();
                    if !dialog.items.is_empty() {
                        take = ui.add_enabled_ui(wanted > 0, |ui| buttons::primary_ui(ui, format!("Take {wanted}"))).inner.clicked();
                    }
                    cancel = buttons::quiet_ui(ui, "Cancel").clicked();
                });
            });
        });
        if take {
            let items = dialog.items.iter().filter(|(_, wanted)| *wanted).map(|(item, _)| item.clone()).collect();
            cx.send(dialog.sending.send(self.ticket, Request::Capture(CaptureRequest::TakeCalendar(items))));
        } else if cancel || leave != Leave::No {
            self.calendar = None;
        }
    }
}
