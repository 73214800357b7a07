//! How far a form has come on its way to the journal.

use egui::{Label, RichText, Ui};

use crate::ui::notices::sentence;
use crate::ui::theme;
use crate::worker::{Failure, Request};

/// Of one form.
#[derive(Debug, Default)]
pub(super) enum Sending {
    #[default]
    No,
    /// On its way, under this ticket.
    Under(u64),
    /// The journal did not take it, for this reason: the words stay.
    Failed(String),
}

impl Sending {
    pub(super) fn is_sent(&self) -> bool {
        matches!(self, Self::Under(_))
    }

    pub(super) fn is_under(&self, ticket: u64) -> bool {
        matches!(self, Self::Under(sent) if *sent == ticket)
    }

    /// Sends a wish under this ticket.
    pub(super) fn send(&mut self, ticket: u64, wish: Request) -> Request {
        *self = Self::Under(ticket);
        Request::WithAnswer { ticket, wish: Box::new(wish) }
    }

    /// Something could not be done; it may be this.
    pub(super) fn failed(&mut self, failure: &Failure) {
        if failure.ticket.is_some_and(|ticket| self.is_under(ticket)) {
            let why = &failure.why;
            let parts = std::iter::once(&why.title).chain(&why.details).chain(Some(&why.hint)).filter(|part| !part.is_empty());
            *self = Self::Failed(parts.map(|part| sentence(part)).collect::<Vec<_>>().join(" "));
        }
    }

    /// Why the journal did not take it.
    pub(super) fn why_ui(&self, ui: &mut Ui) {
        if let Self::Failed(why) = self {
            let palette = theme::palette(ui.ctx());
            theme::tone_frame(palette.danger).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.add(Label::new(RichText::new(why).color(palette.text)).wrap());
            });
        }
    }
}
