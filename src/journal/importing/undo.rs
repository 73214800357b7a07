//! An import taken back, or told why it cannot be.

use crate::domain::leaving::Batch;
use crate::domain::text::excerpt;
use crate::journal::{Journal, JournalError, Outcome, Thing};
use crate::store::{ChangedSince, StoreError, Which};

impl Journal {
    /// Takes back what came in together, whatever was done since with other things. Gives what was taken back, in words.
    ///
    /// # Errors
    /// [`JournalError::ChangedSince`] when something of it was changed since; [`JournalError::TakenBackAlready`]; or it cannot be written.
    /// Nothing is taken back then.
    pub fn undo_import(&mut self, batch: &Batch) -> Result<Outcome<String>, JournalError> {
        let (at, before) = (self.now(), self.orphans()?);
        let (label, touched) = match self.store.undo_batch(batch.uid, at) {
            Ok(Some(done)) => done,
            Ok(None) => return Err(self.not_there(batch)?),
            Err(error @ StoreError::NoUndo { .. }) => return Err(self.why_not(batch, error)?),
            Err(error) => return Err(error.into()),
        };
        // They are in no step, so that redo has them again; only erasing takes them away.
        let left = self.orphans()?.saturating_sub(before);
        let value = match left {
            0 => label,
            1 => format!("{label}. Details of others that came with a record are still kept; they can be erased"),
            _ => format!("{label}. Details of others that came with {left} records are still kept; they can be erased"),
        };
        Ok(Outcome { value, touched })
    }

    fn not_there(&self, batch: &Batch) -> Result<JournalError, JournalError> {
        let name = batch.name.clone();
        Ok(match self.store.read().taken_back_at(batch.uid)? {
            Some(at) => JournalError::TakenBackAlready { name, on: at.with_timezone(&self.here()).date_naive() },
            None => JournalError::NotFound { what: Thing::Batch, name },
        })
    }

    /// What was changed since, by name; the error itself when nothing is found that could be named.
    fn why_not(&self, batch: &Batch, error: StoreError) -> Result<JournalError, JournalError> {
        let read = self.store.read();
        let ChangedSince { entries, goals, records, others } = read.changed_since_import(batch.uid)?;
        let ids: Vec<_> = entries.into_iter().collect();
        let mut things: Vec<String> = read
            .headers(Which::Only(&ids))?
            .into_iter()
            .map(|one| format!("“{}”, {} ({})", excerpt(&one.name, 60), one.date.format("%-d %B %Y"), short(one.uid)))
            .collect();
        let all = read.goals()?;
        let goals = all.iter().filter(|goal| goals.contains(&goal.id));
        things.extend(goals.map(|goal| format!("the goal “{}” ({})", excerpt(&goal.draft.title, 60), short(goal.uid))));
        let all = read.records()?;
        things.extend(all.iter().filter(|record| records.contains(&record.id)).map(|record| {
            let name = record.draft.name(self.catalogue.record_kind(&record.draft.kind));
            format!("“{}”, {} ({})", excerpt(&name, 60), record.draft.date.format("%-d %B %Y"), short(record.uid))
        }));
        things.extend(others.iter().map(|table| in_words(table).to_owned()));
        Ok(if things.is_empty() { error.into() } else { JournalError::ChangedSince { name: batch.name.clone(), things } })
    }
}

/// As much of a uid as lists show.
fn short(uid: crate::domain::Uid) -> String {
    uid.to_string().chars().take(8).collect()
}

/// What a table of the journal holds, of which a thing was changed.
fn in_words(table: &str) -> &'static str {
    match table {
        "profile" => "what is said of you",
        "community" | "chat" => "a community",
        "person" => "somebody whom you know",
        "evidence" => "a piece of evidence",
        "registration" | "drill" => "a registration",
        "walk" | "walk_decision" | "walk_goal" => "an appraisal walk",
        "need" => "a strength or need",
        "waymark" => "guidance that was read",
        "impact" => "an impact story",
        "saved_search" => "a kept search",
        _ => "something beside the entries",
    }
}
