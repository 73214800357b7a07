//! The timer: outside the history while it runs; what it measured becomes a step once somebody says how much of it counts.

use chrono::Timelike as _;
use chrono_tz::Tz;

use super::{Journal, JournalError, Outcome, Thing};
use crate::domain::minutes::MOST_MINUTES;
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
                return Err(runs(read, running, here)?);
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
    /// [`JournalError::NoTimer`] when none runs; [`JournalError::InBin`] when its entry is in the bin; [`JournalError::TooMuchTime`] when the
    /// entry would have more than [`MOST_MINUTES`]; or it cannot be written. Nothing is counted then, and the timer goes on.
    pub fn stop_timer(&mut self, count: Minutes) -> Result<Outcome<Minutes>, JournalError> {
        let here = self.here();
        self.step("Count".to_owned(), |tx| {
            let timer = tx.read().timer()?.ok_or(JournalError::NoTimer)?;
            tx.set_timer(None)?;
            if count == Minutes::ZERO {
                return Ok(count);
            }
            let Entry { mut draft, state, .. } = there(&tx.read(), timer.entry)?;
            if state.is_binned() {
                return Err(JournalError::InBin { name: draft.name() });
            }
            tx.name_step(&format!("Count {count} of “{}”", draft.name()))?;
            let spent = draft.minutes.part_mut(timer.part);
            *spent = spent.plus(count);
            if draft.minutes.total() > Minutes(MOST_MINUTES) {
                return Err(JournalError::TooMuchTime { name: draft.name(), count });
            }
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

/// Refuses to take back the step that made the entry for which the timer runs: the timer would go with it.
pub(super) fn can_undo(read: &Reader<'_>, here: Tz) -> Result<(), JournalError> {
    match read.timer()? {
        Some(timer) if read.undo_takes_timer()? => Err(runs(read, timer, here)?),
        _ => Ok(()),
    }
}

/// That the timer runs, for what, and since when.
fn runs(read: &Reader<'_>, timer: Timer, here: Tz) -> Result<JournalError, JournalError> {
    let started = timer.started.with_timezone(&here);
    let since = format!("{}, {}", when::shown(started.date_naive()), started.format("%H:%M"));
    Ok(JournalError::TimerRuns { name: there(read, timer.entry)?.draft.name(), since })
}

fn there(read: &Reader<'_>, id: EntryId) -> Result<Entry, JournalError> {
    read.entry(id)?.ok_or_else(|| JournalError::NotFound { what: Thing::Entry, name: format!("number {}", id.row()) })
}
