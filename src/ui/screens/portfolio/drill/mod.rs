//! The part “Audit drill” of the portfolio: practising what the regulator would do. It draws what would be drawn, starts the clock that would run,
//! lists what is missing with a way to mend each, and measures how long it took.

mod view;

use super::Go;
use crate::domain::RegistrationId;
use crate::ui::context::Ctx;
use crate::ui::widgets::Pages;

/// What it remembers. The drills themselves are in the journal.
#[derive(Debug, Default)]
pub struct Practice {
    /// The registration that is looked at; the first one when none was chosen, or it is gone.
    registration: Option<RegistrationId>,
    /// How many of the entries drawn are shown.
    pages: Pages,
}

impl Practice {
    /// Shows the part.
    pub fn show_ui(&mut self, ui: &mut egui::Ui, cx: &mut Ctx<'_>) -> Option<Go> {
        let known = |id: &RegistrationId| cx.snapshot.registrations.iter().any(|one| one.id == *id);
        self.registration = self.registration.filter(known).or_else(|| cx.snapshot.registrations.first().map(|one| one.id));
        self.page_ui(ui, cx)
    }

    /// Looks at the drills of a registration.
    pub fn choose(&mut self, registration: RegistrationId) {
        if self.registration != Some(registration) {
            self.pages = Pages::default();
        }
        self.registration = Some(registration);
    }
}
