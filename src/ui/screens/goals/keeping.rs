//! What is half written when a page, the journal or the window is left: it goes to the journal first, and stays on the screen until it is
//! there. What cannot go yet is told.

use super::Goals;
use crate::domain::GoalState;
use crate::ui::context::Ctx;
use crate::worker::Request;

impl Goals {
    /// Whether the page of a goal can give way to another. A half-written review goes to the journal first, and so long the page stays; how a
    /// goal is to be carried over waits until its page is shown again.
    pub(super) fn may_leave(&mut self, cx: &mut Ctx<'_>) -> bool {
        let Some(page) = &mut self.page else { return true };
        if let Some(request) = page.send_review(cx.ticket()) {
            cx.send(request);
        }
        if page.is_on_its_way() {
            return false;
        }
        if let Some(request) = page.flush() {
            cx.send(request);
        }
        if let Some(closing) = page.closing.take().filter(|closing| closing.is_changed()) {
            self.aside.insert(page.id, closing);
        }
        true
    }

    /// Keeps what is half written, for the window is closing or another journal is opened: what to send, each under a ticket of its own, and
    /// why something cannot be kept, when it lacks what it needs.
    pub fn leave(&mut self, tickets: &mut u64) -> (Vec<Request>, Option<&'static str>) {
        let mut under = || {
            *tickets += 1;
            *tickets
        };
        let mut lacks = None;
        let mut requests: Vec<Request> = self.page.as_mut().and_then(|page| page.send_review(under())).into_iter().collect();
        if let Some(today) = self.today {
            requests.extend(self.starts.leave(today, &mut under));
        }
        let page = self.page.as_ref().filter(|page| page.draft.state == GoalState::Open);
        let closing = page.and_then(|page| page.closing.as_ref()).filter(|closing| closing.sent.is_none());
        if closing.into_iter().chain(self.aside.values()).any(super::Closing::is_changed) {
            lacks = Some("How a goal goes on in the next plan is not kept: carry it over, or press “Not yet”");
        }
        if let Some(form) = self.form.as_mut().filter(|form| form.is_changed() && form.sent.is_none()) {
            match form.send(under()) {
                Some(request) => requests.push(request),
                None => lacks = Some("The goal that you are writing down is not kept: it needs a title"),
            }
        }
        (requests, lacks)
    }

    /// Whether something is written that only its own button keeps.
    pub fn is_half_written(&self) -> bool {
        let page = self.page.as_ref();
        self.form.as_ref().is_some_and(super::Form::is_changed)
            || self.starts.has_words()
            || page.is_some_and(|page| page.reviews.has_words() || page.closing.as_ref().is_some_and(super::Closing::is_changed))
    }

    /// Whether words wait for the answer under this ticket.
    pub fn awaits(&self, ticket: u64) -> bool {
        let sent = Some(ticket);
        self.form.as_ref().is_some_and(|form| form.sent == sent)
            || self.starts.awaits(ticket)
            || self
                .page
                .as_ref()
                .is_some_and(|page| page.reviews.awaits(ticket) || page.closing.as_ref().is_some_and(|closing| closing.sent == sent))
    }

    /// The journal has what was sent under this ticket.
    pub(super) fn kept(&mut self, ticket: u64) {
        self.starts.kept(ticket);
        if let Some(page) = &mut self.page {
            page.reviews.kept(ticket);
        }
    }

    /// The journal did not take what was sent under this ticket: the words are where they were, and so is the page.
    pub(super) fn not_kept(&mut self, ticket: u64) {
        self.starts.not_kept(ticket);
        if let Some(form) = self.form.as_mut().filter(|form| form.sent == Some(ticket)) {
            form.sent = None;
        }
        let Some(page) = &mut self.page else { return };
        let mut stays = page.reviews.not_kept(ticket);
        if page.closing.as_ref().is_some_and(|closing| closing.sent == Some(ticket)) {
            page.not_carried_over(self.now);
            stays = true;
        }
        if stays {
            self.leaving = false;
            self.wanted = None;
        }
    }
}
