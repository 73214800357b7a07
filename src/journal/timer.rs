//! The timer: outside the history while it runs; what it measured becomes a step once somebody says how much of it counts.

use chrono::Timelike as _;

use super::{Journal, JournalError, Outcome, Thing};
use crate::domain::timer::Measured;
use crate::domain::{Entry, EntryId, Minutes, Part, Timer, when};
use crate::store::Reader;

impl Journal {
    /// The timer that runs; also one that was started before the program was closed, or by another program.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn timer(&self) -> Result<Option<Timer>, JournalError> {
        Ok(self.store.read().timer()?)
    }

    /// What it says now. Nothing of it counts until [`Self::stop_timer`] says so.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn measured(&self) -> Result<Option<Measured>, JournalError> {
        Ok(self.timer()?.map(|timer| timer.measured(self.now())))
    }

    /// Starts the timer for a part of an entry's time.
    ///
    /// # Errors
    /// [`JournalError::TimerRuns`] when one runs already, [`JournalError::NotFound`], [`JournalError::InBin`], or it cannot be written.
    pub fn start_timer(&mut self, entry: EntryId, part: Part) -> Result<Outcome<Timer>, JournalError> {
        let (now, here) = (self.now(), self.here());
        let timer = Timer::start(entry, part, now);
        let (_, touched) = self.store.change_timer(now, |running, read| {
            if let Some(running) = running {
                let started = running.started.with_timezone(&here);
                return Err(JournalError::TimerRuns {
                    name: there(read, running.entry)?.draft.name(),
                    since: format!("{}, {}", when::shown(started.date_naive()), started.format("%H:%M")),
                });
            }
            let wanted = there(read, entry)?;
            if wanted.state.is_binned() {
                return Err(JournalError::InBin { name: wanted.draft.name() });
            }
            if !read.items_of(entry)?.is_empty() {
                return Err(JournalError::ClaimIsTimed(wanted.draft.name()));
            }
            Ok(Some(timer))
        })?;
        Ok(Outcome { value: timer, touched })
    }

    /// Notes a sign of somebody, so that the time until now is not asked about; nothing when no timer runs.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be written.
    pub fn timer_sign(&mut self) -> Result<Outcome<()>, JournalError> {
        let now = self.now();
        let (_, touched) = self.store.change_timer(now, |running, _| Ok::<_, JournalError>(running.map(|timer| timer.with_sign(now))))?;
        Ok(Outcome { value: (), touched })
    }

    /// Stops the timer and adds `count` minutes, as many as somebody says, to the part of the entry that it was for. Taking part without a
    /// time also gets the time of the start, when that was on the entry’s day. Undo takes both back, but does not start the timer again.
    /// With a count of nothing the entry stays as it is.
    ///
    /// # Errors
    /// [`JournalError::NoTimer`] when none runs: nothing is counted then. Or it cannot be written.
    pub fn stop_timer(&mut self, count: Minutes) -> Result<Outcome<Minutes>, JournalError> {
        let here = self.here();
        self.step("Count".to_owned(), |tx| {
            let timer = tx.read().timer()?.ok_or(JournalError::NoTimer)?;
            tx.set_timer(None)?;
            if count == Minutes::ZERO {
                return Ok(count);
            }
            let mut draft = there(&tx.read(), timer.entry)?.draft;
            tx.name_step(&format!("Count {count} of “{}”", draft.name()))?;
            let spent = draft.minutes.part_mut(timer.part);
            *spent = spent.plus(count);
            let started = timer.started.with_timezone(&here);
            if timer.part == Part::TakingPart && draft.time.is_none() && draft.date == started.date_naive() {
                // Times are kept in minutes.
                draft.time = started.time().with_second(0).and_then(|time| time.with_nanosecond(0));
                here.name().clone_into(&mut draft.zone);
            }
            tx.update_entry(timer.entry, &draft)?;
            Ok(count)
        })
    }

    /// Stops the timer; nothing is counted. Nothing happens when none runs.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be written.
    pub fn drop_timer(&mut self) -> Result<Outcome<()>, JournalError> {
        let now = self.now();
        let (_, touched) = self.store.change_timer(now, |_, _| Ok::<_, JournalError>(None))?;
        Ok(Outcome { value: (), touched })
    }
}

fn there(read: &Reader<'_>, id: EntryId) -> Result<Entry, JournalError> {
    read.entry(id)?.ok_or_else(|| JournalError::NotFound { what: Thing::Entry, name: format!("number {}", id.row()) })
}
