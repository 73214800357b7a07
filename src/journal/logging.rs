//! Logging entries, with what comes with them.

use chrono::{DateTime, Utc};

use super::lookup::CommunityRef;
use super::{Journal, JournalError, NewFile, Outcome};
use crate::domain::gaps::gaps;
use crate::domain::text::folded;
use crate::domain::{ActionDraft, EntryDraft, EntryId, EntryState, Gap, GoalDraft, LookBackDraft, Uid};
use crate::store::{NewEntry, NewEvidence, Tx};

/// An entry that was just logged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logged {
    pub id: EntryId,
    pub uid: Uid,
    /// What somebody who reads it would still want.
    pub gaps: Vec<Gap>,
}

/// What goes into the journal together with a new entry.
#[derive(Clone, Debug, Default)]
pub struct Together<'a> {
    /// The name that it had in another journal; a new one when there is none, or when it is taken.
    pub uid: Option<Uid>,
    /// A community by its whole name or hashtag; new ones are made.
    pub community: Option<&'a str>,
    /// Goals that it belonged to in another journal; those that are not here are made.
    pub goals: Vec<GoalFromElsewhere>,
    pub files: Vec<NewFile>,
    pub actions: Vec<ActionDraft>,
    /// What was found later, in another journal.
    pub look_backs: Vec<LookBackDraft>,
    /// A pasted chat: what it proposes is filled in where nothing was said, and its text is kept unchanged as evidence.
    pub transcript: Option<String>,
    pub day: DayOf,
    /// Of a claim from another journal: what its items were called there. Those that are logged with it or are here already count in it.
    pub items: Vec<Uid>,
}

/// Whether somebody said on which day it was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DayOf {
    #[default]
    Said,
    /// The day of the draft is only today's: what a link or a chat tells is better.
    Unsaid,
}

/// A goal as another journal names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoalFromElsewhere {
    pub uid: Option<Uid>,
    pub title: String,
    /// When it was linked; now, when that is not known.
    pub linked: Option<DateTime<Utc>>,
}

/// An entry that is understood, and what comes with it.
struct Prepared<'a> {
    uid: Uid,
    draft: EntryDraft,
    state: EntryState,
    community: Option<CommunityRef>,
    /// Each with the name that it gets when it has none.
    goals: Vec<(Uid, &'a GoalFromElsewhere)>,
    files: Vec<NewEvidence>,
    actions: Vec<(Uid, ActionDraft)>,
    look_backs: Vec<(Uid, LookBackDraft)>,
}

impl Journal {
    /// Keeps a new entry; what its chat and its link tell is filled in where nothing was said.
    ///
    /// # Errors
    /// [`JournalError::Draft`] when there is nothing to recognise it by or its minutes do not add up; or it cannot be written.
    pub fn log(&mut self, draft: EntryDraft, state: EntryState, together: &Together<'_>) -> Result<Outcome<Logged>, JournalError> {
        let draft = self.filled(draft, together)?;
        let prepared = self.prepared(draft, state, together, &[])?;
        self.step(format!("Log “{}”", prepared.draft.name()), |tx| {
            tx.remember_model(&prepared.draft, "")?;
            write(tx, &prepared)
        })
    }

    /// Keeps several entries from elsewhere as one step: all of them, or none. Which model of reflection they have is no choice made here.
    ///
    /// # Errors
    /// As [`Self::log`], for any of them.
    pub fn log_all(&mut self, entries: &[(EntryDraft, EntryState, Together<'_>)]) -> Result<Outcome<Vec<Logged>>, JournalError> {
        let mut prepared: Vec<Prepared<'_>> = Vec::with_capacity(entries.len());
        for (draft, state, together) in entries {
            let taken: Vec<Uid> = prepared.iter().map(|one| one.uid).collect();
            prepared.push(self.prepared(draft.clone(), *state, together, &taken)?);
        }
        let label = match prepared.as_slice() {
            [one] => format!("Log “{}”", one.draft.name()),
            several => format!("Log {} entries", several.len()),
        };
        self.step(label, |tx| {
            let logged: Vec<Logged> = prepared.iter().map(|one| write(tx, one)).collect::<Result<_, _>>()?;
            let pairs = || logged.iter().zip(entries);
            let here = pairs().filter_map(|(one, (.., together))| Some((together.uid?, one.id))).collect();
            let claims: Vec<(EntryId, &[Uid])> =
                pairs().filter(|(_, (.., with))| !with.items.is_empty()).map(|(one, (.., with))| (one.id, with.items.as_slice())).collect();
            super::rollup::rebuild(tx, &claims, &here)?;
            Ok(logged)
        })
    }

    /// A draft with what its chat tells, which knows when it was better than a link to one of its posts, and then what its link tells.
    fn filled(&self, draft: EntryDraft, together: &Together<'_>) -> Result<EntryDraft, JournalError> {
        let Some(text) = together.transcript.as_deref().filter(|text| !text.trim().is_empty()) else {
            return Ok(self.filled_from_link(draft, together.day));
        };
        let hint = match together.day {
            DayOf::Said => Some(draft.date),
            DayOf::Unsaid => None,
        };
        let transcript = self.transcript(text, hint)?;
        let day = match &transcript.proposal.start {
            Some(crate::capture::transcript::When::At(_) | crate::capture::transcript::When::Day(_)) => DayOf::Said,
            _ => together.day,
        };
        let draft = self.filled_from_transcript(draft, &transcript, together.day)?;
        Ok(self.filled_from_link(draft, day))
    }

    fn prepared<'a>(
        &mut self,
        draft: EntryDraft,
        state: EntryState,
        together: &'a Together<'_>,
        taken: &[Uid],
    ) -> Result<Prepared<'a>, JournalError> {
        let draft = draft.tidied()?;
        let uid = match together.uid {
            Some(uid) if !taken.contains(&uid) && self.store.read().entries_called(&uid.to_string())?.is_empty() => uid,
            _ => self.new_uid(),
        };
        let actions = together.actions.iter().map(|action| Ok((self.new_uid(), super::actions::tidied(action.clone())?)));
        let actions = actions.collect::<Result<_, JournalError>>()?;
        let look_backs = together.look_backs.iter().map(|look| (self.new_uid(), super::look_back::tidied(look.clone()))).collect();
        let community = together.community.map(|name| self.community_or_new(name)).transpose()?;
        let mut files = self.keep_files(&together.files)?;
        if let Some(text) = together.transcript.as_deref().filter(|text| !text.trim().is_empty()) {
            let transcript = self.transcript(text, Some(draft.date))?;
            files.extend(self.keep_files(&[super::transcripts::transcript_file(text, "", &transcript)])?);
        }
        let goals = together.goals.iter().map(|goal| (goal.uid.unwrap_or_else(|| self.new_uid()), goal)).collect();
        Ok(Prepared { uid, draft, state, community, goals, files, actions, look_backs })
    }
}

/// Writes an entry with all that comes with it.
fn write(tx: &Tx<'_>, new: &Prepared<'_>) -> Result<Logged, JournalError> {
    let mut draft = new.draft.clone();
    if let Some(community) = &new.community {
        draft.community = Some(community.id(tx)?);
    }
    let id = tx.insert_entry(&NewEntry { uid: new.uid, draft: &draft, state: new.state, created: tx.at(), changed: tx.at() })?;
    for (uid, wanted) in &new.goals {
        let known = tx.read().goals()?;
        let here = known
            .iter()
            .find(|goal| goal.uid == *uid)
            .or_else(|| known.iter().find(|goal| folded(&goal.draft.title) == folded(&wanted.title)));
        let goal = match here {
            Some(goal) => goal.id,
            None => {
                let title = super::goals::tidied(GoalDraft { title: wanted.title.clone(), ..GoalDraft::default() })?;
                tx.insert_goal(*uid, &title)?
            }
        };
        if !draft.goals.contains(&goal) {
            tx.link_goal(id, goal, wanted.linked.unwrap_or(tx.at()))?;
            draft.goals.push(goal);
        }
    }
    for file in &new.files {
        let evidence = tx.insert_evidence(file)?;
        tx.link_evidence(id, evidence)?;
        tx.complete_evidence(evidence, file)?;
    }
    for (uid, action) in &new.actions {
        tx.insert_action(*uid, id, action)?;
    }
    for (uid, look) in &new.look_backs {
        tx.insert_look_back(*uid, id, look)?;
    }
    Ok(Logged { id, uid: new.uid, gaps: gaps(&draft, !new.files.is_empty(), !new.actions.is_empty()) })
}
