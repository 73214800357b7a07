//! The part “Forms” of the portfolio: the regulator's forms filled in from the journal, field by field in the regulator's order, each with a
//! button that copies it. Content laid out for the forms, never the forms themselves.

mod view;

use super::Go;
use crate::domain::RegistrationId;
use crate::journal::FilledForm;
use crate::ui::context::Ctx;
use crate::worker::{Event, PortfolioRequest, Request};

/// What it remembers.
#[derive(Debug, Default)]
pub struct Forms {
    /// The registration that is looked at; the first one when none was chosen, or it is gone.
    registration: Option<RegistrationId>,
    /// The cycle: 0 is the current one.
    number: i32,
    /// The details of others are shown: until something else is looked at.
    with_apart: bool,
    /// What was asked for last, and at which revision of the journal.
    asked: Option<(u64, Question)>,
    /// The answer; `None` while nothing has come for what is looked at.
    filled: Option<(Question, Vec<FilledForm>)>,
    /// Id of the form that is open.
    form: Option<String>,
    /// Which filling of it is open, by its place.
    open: Option<usize>,
}

/// Which forms: of a registration, in a cycle, with the details of others or without.
type Question = (RegistrationId, i32, bool);

impl Forms {
    /// Shows the part.
    pub fn show_ui(&mut self, ui: &mut egui::Ui, cx: &mut Ctx<'_>) -> Option<Go> {
        let known = |id: &RegistrationId| cx.snapshot.registrations.iter().any(|one| one.id == *id);
        self.registration = self.registration.filter(known).or_else(|| cx.snapshot.registrations.first().map(|one| one.id));
        self.ask(cx);
        self.page_ui(ui, cx)
    }

    /// Asks for what is looked at, once for each change of the journal.
    fn ask(&mut self, cx: &mut Ctx<'_>) {
        let Some(registration) = self.registration.filter(|_| cx.snapshot.complete) else { return };
        let (number, with_apart) = (self.number, self.with_apart);
        let question = (cx.snapshot.revision, (registration, number, with_apart));
        if self.asked != Some(question) {
            self.asked = Some(question);
            cx.send(Request::Portfolio(PortfolioRequest::Forms { registration, number, with_apart }));
        }
    }

    /// Takes in what the worker tells.
    pub fn on_event(&mut self, event: &Event) {
        if let Event::Forms { registration, number, with_apart, forms } = event {
            let question = (*registration, *number, *with_apart);
            if self.asked.is_some_and(|(_, asked)| asked == question) {
                self.filled = Some((question, forms.clone()));
            }
        }
    }

    /// Looks at the forms of a registration.
    pub fn choose(&mut self, registration: RegistrationId) {
        if self.registration != Some(registration) {
            (self.form, self.open, self.number, self.with_apart) = (None, None, 0, false);
        }
        self.registration = Some(registration);
    }

    /// What is shown is asked for again.
    pub fn arrived(&mut self) {
        (self.asked, self.with_apart) = (None, false);
    }
}
