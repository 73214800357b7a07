//! A finding mended where it stands: other words in the place of those that were found, as one step that can be taken back.

use std::collections::HashSet;

use super::fitting::{Fitted, fitted};
use super::{Found, Sighting};
use crate::domain::text::excerpt;
use crate::domain::{EntryDraft, Uid};
use crate::dossier::Of;
use crate::journal::{Journal, JournalError, Outcome, Thing, Touched, rollup};
use crate::store::{NewStep, Tx};

/// Puts other words in the place of those that were found: where they were found if they are still there, else where they stand first.
fn put(text: &mut String, found: &Found, instead: &str) -> Result<(), JournalError> {
    let range = found.finding.range.clone();
    let start = match text.get(range.clone()) {
        Some(there) if there == found.text => Some(range.start),
        _ => text.find(&found.text),
    };
    let changed = || JournalError::ChangedMeanwhile(excerpt(&found.text, 40));
    let start = start.filter(|_| !found.text.is_empty()).ok_or_else(changed)?;
    // Words that somebody chose stand as they are.
    let Fitted { back, words } = if found.finding.instead.as_deref() == Some(instead) {
        fitted(text.get(..start).unwrap_or_default(), instead)
    } else {
        Fitted { back: 0, words: instead.to_owned() }
    };
    text.replace_range(start - back..start + found.text.len(), &words);
    Ok(())
}

/// The text of an entry in a field of a dossier.
fn of_entry<'d>(draft: &'d mut EntryDraft, field: &str, words: &str) -> Option<&'d mut String> {
    Some(match field {
        "title" => &mut draft.title,
        "how" => &mut draft.how,
        "url" => &mut draft.url,
        "platform" => &mut draft.platform,
        "hashtag" => &mut draft.hashtag,
        "handle" => &mut draft.handle,
        "learnt" => &mut draft.learnt,
        "changed" => &mut draft.changed,
        "benefit" => &mut draft.benefit,
        "ai_help" => &mut draft.ai_help,
        "claim who" => &mut draft.claim.who,
        "claim evidence" => &mut draft.claim.evidence,
        "claim holds" => &mut draft.claim.holds,
        "tags" => draft.tags.iter_mut().find(|tag| tag.contains(words))?,
        answer => {
            let (template, prompt) = answer.strip_prefix("answer ")?.split_once(' ')?;
            let found = draft.reflection.answers.iter_mut().find(|one| one.place() == (template, prompt));
            &mut found?.text
        }
    })
}

impl Journal {
    /// Mends findings: the words that are handed in with each stand in its place then. One step for all of them; none is changed when one of
    /// them cannot be.
    ///
    /// # Errors
    /// [`JournalError::ChangedMeanwhile`] when the words are not there any more, [`JournalError::NotMendable`] when they stand in a file or
    /// belong to no text, [`JournalError::NotFound`], or it cannot be written.
    pub fn mend_findings(&mut self, mends: &[(Found, String)]) -> Result<Outcome<()>, JournalError> {
        self.step(label(mends), |tx| mend_all(tx, mends))
    }

    /// Puts what is proposed in the place of everything that can be mended, and of what comes to light by that, until there is nothing more.
    /// One step for all of it. `look` finds what there is.
    ///
    /// # Errors
    /// As [`Self::mend_findings`], and of `look`.
    pub fn mend_everything(
        &mut self,
        look: &dyn Fn(&Self) -> Result<Vec<Found>, JournalError>,
    ) -> Result<Outcome<Vec<(Found, String)>>, JournalError> {
        let (mut done, mut seen) = (Vec::new(), HashSet::<Sighting>::new());
        let mut all = Touched::default();
        let fold = format!("mend {}", self.new_uid());
        for _ in 0..MOST_ROUNDS {
            // What was mended and is found again is what was put there.
            let found: Vec<Found> = look(self)?.into_iter().filter(|one| one.can_be_mended() && !seen.contains(&one.seen())).collect();
            let mends: Vec<(Found, String)> = found.into_iter().filter_map(|one| Some((one.clone(), one.finding.instead?))).collect();
            if mends.is_empty() {
                break;
            }
            seen.extend(mends.iter().map(|(one, _)| one.seen()));
            let before = done.len();
            done.extend(mends);
            let step = NewStep { label: label(&done), fold: Some(fold.clone()), at: self.now() };
            let written = self.store.transact(&step, |tx| {
                mend_all(tx, done.get(before..).unwrap_or_default())?;
                rollup::settle(tx)
            });
            match written {
                Ok(((), touched)) => {
                    all.areas.extend(touched.areas);
                    all.entries.extend(touched.entries);
                }
                Err(error) if before == 0 => return Err(error),
                // What was mended before is done; this is found again by whoever looks.
                Err(_) => {
                    done.truncate(before);
                    break;
                }
            }
        }
        Ok(Outcome { value: done, touched: all })
    }
}

/// So often what was mended is looked at again.
const MOST_ROUNDS: usize = 8;

fn label(mends: &[(Found, String)]) -> String {
    match mends {
        [(one, _)] => format!("Generalise “{}”", excerpt(&one.text, 40)),
        several => format!("Generalise {} findings", several.len()),
    }
}

fn mend_all(tx: &Tx<'_>, mends: &[(Found, String)]) -> Result<(), JournalError> {
    // From the end of a text to its beginning, so that places before a mend stay where they are.
    let mut order: Vec<&(Found, String)> = mends.iter().collect();
    order.sort_by_key(|(one, _)| std::cmp::Reverse(one.finding.range.start));
    order.into_iter().try_for_each(|(found, instead)| mend(tx, found, instead))
}

fn mend(tx: &Tx<'_>, found: &Found, instead: &str) -> Result<(), JournalError> {
    let (uid, field) = (found.place.uid.as_str(), found.place.field.as_str());
    let read = tx.read();
    let gone = |what: Thing| JournalError::NotFound { what, name: found.title.clone() };
    let is = |other: Uid| other.to_string() == uid;
    let cannot = || JournalError::NotMendable(found.title.clone());
    match found.place.of {
        Of::Cover | Of::Content => Err(cannot()),
        Of::Entry => {
            let (id, _) = read.entries_called(uid)?.into_iter().find(|(_, other)| is(*other)).ok_or_else(|| gone(Thing::Entry))?;
            let mut entry = read.entry(id)?.ok_or_else(|| gone(Thing::Entry))?;
            put(of_entry(&mut entry.draft, field, &found.text).ok_or_else(cannot)?, found, instead)?;
            Ok(tx.update_entry(id, &entry.draft.tidied()?)?)
        }
        Of::Action => {
            let mut action = read.actions()?.into_iter().find(|one| is(one.uid)).ok_or_else(|| gone(Thing::Action))?;
            let draft = &mut action.draft;
            let text = match field {
                "what" => &mut draft.what,
                "shared_with" => &mut draft.shared_with,
                "effect" => &mut draft.effect,
                "effect_service" => &mut draft.effect_service,
                "effect_people" => &mut draft.effect_people,
                _ => return Err(cannot()),
            };
            put(text, found, instead)?;
            Ok(tx.update_action(action.id, &action.draft)?)
        }
        Of::LookBack => {
            let mut look = read.look_backs()?.into_iter().find(|one| is(one.uid)).ok_or_else(|| gone(Thing::LookBack))?;
            put(&mut look.draft.text, found, instead)?;
            Ok(tx.update_look_back(look.id, &look.draft)?)
        }
        Of::Goal => {
            let mut goal = read.goals()?.into_iter().find(|one| is(one.uid)).ok_or_else(|| gone(Thing::Goal))?;
            let draft = &mut goal.draft;
            let text = match field {
                "title" => &mut draft.title,
                "why" => &mut draft.why,
                "measure" => &mut draft.measure,
                "how" => &mut draft.how,
                "support" => &mut draft.support,
                "barriers" => &mut draft.barriers,
                "outcome" => &mut draft.outcome,
                "plan" => &mut draft.plan,
                _ => return Err(cannot()),
            };
            put(text, found, instead)?;
            Ok(tx.update_goal(goal.id, &goal.draft)?)
        }
        Of::Review => {
            let mut review = read.reviews()?.into_iter().find(|one| is(one.uid)).ok_or_else(|| gone(Thing::Review))?;
            put(&mut review.draft.note, found, instead)?;
            Ok(tx.update_review(review.id, &review.draft)?)
        }
        Of::Record => {
            let mut record = read.records()?.into_iter().find(|one| is(one.uid)).ok_or_else(|| gone(Thing::Record))?;
            let text = field.strip_prefix("field ").and_then(|field| record.draft.fields.get_mut(field)).ok_or_else(cannot)?;
            put(text, found, instead)?;
            Ok(tx.update_record(record.id, &record.draft)?)
        }
        Of::Evidence => {
            let mut one = read.evidence()?.into_iter().find(|one| is(one.uid)).ok_or_else(|| gone(Thing::Evidence))?;
            let text = match field {
                "name" => &mut one.name,
                "caption" => &mut one.caption,
                "alt" => &mut one.alt,
                "source_url" => &mut one.source_url,
                _ => return Err(cannot()),
            };
            put(text, found, instead)?;
            tx.rename_evidence(one.id, &one.name)?;
            Ok(tx.describe_evidence(one.id, &one.caption, &one.alt, &one.source_url)?)
        }
        Of::Need => {
            let mut need = read.needs()?.into_iter().find(|one| is(one.uid)).ok_or_else(|| gone(Thing::Need))?;
            put(&mut need.draft.text, found, instead)?;
            Ok(tx.update_need(need.id, &need.draft)?)
        }
        Of::Waymark => {
            let mut waymark = read.waymarks()?.into_iter().find(|one| is(one.uid)).ok_or_else(|| gone(Thing::Waymark))?;
            let draft = &mut waymark.draft;
            let text = match field {
                "note" => &mut draft.note,
                "version" => &mut draft.version,
                _ => &mut draft.title,
            };
            put(text, found, instead)?;
            Ok(tx.update_waymark(waymark.id, &waymark.draft)?)
        }
        Of::Walk => {
            let mut walk = read.walks()?.into_iter().find(|one| is(one.uid)).ok_or_else(|| gone(Thing::Walk))?;
            let draft = &mut walk.draft;
            let text = match field {
                "title" => &mut draft.title,
                "note" => &mut draft.note,
                "next_plan" => &mut draft.next_plan,
                _ => return Err(cannot()),
            };
            put(text, found, instead)?;
            Ok(tx.update_walk(walk.id, &walk.draft)?)
        }
        Of::Impact => {
            let mut impact = read.impacts()?.into_iter().find(|one| is(one.uid)).ok_or_else(|| gone(Thing::Impact))?;
            let draft = &mut impact.draft;
            let text = match field {
                "title" => &mut draft.title,
                "reader" => &mut draft.reader,
                "opening" => &mut draft.opening,
                "closing" => &mut draft.closing,
                _ => return Err(cannot()),
            };
            put(text, found, instead)?;
            Ok(tx.update_impact(impact.id, &impact.draft)?)
        }
    }
}
