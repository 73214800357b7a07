//! Communities that one learns in.

use super::{By, Journal, JournalError, Outcome, Thing};
use crate::domain::text::clean_line;
use crate::domain::{Community, CommunityDraft, CommunityId};
use crate::store::NewStep;

impl Journal {
    /// All communities, by name.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn communities(&self) -> Result<Vec<Community>, JournalError> {
        Ok(self.store.read().communities()?)
    }

    /// The community with this hashtag, with or without its `#`.
    ///
    /// # Errors
    /// [`JournalError::Store`] when they cannot be read.
    pub fn community_tagged(&self, hashtag: &str) -> Result<Option<CommunityId>, JournalError> {
        let bare = |tag: &str| crate::domain::text::folded(tag.trim().trim_start_matches('#'));
        let wanted = bare(hashtag);
        Ok(self.communities()?.into_iter().find(|one| !wanted.is_empty() && bare(&one.draft.hashtag) == wanted).map(|one| one.id))
    }

    /// Adds a community.
    ///
    /// # Errors
    /// [`JournalError::Needs`] without a name, or it cannot be written.
    pub fn add_community(&mut self, draft: CommunityDraft) -> Result<Outcome<Community>, JournalError> {
        let draft = tidied(draft)?;
        let uid = self.new_uid();
        self.step(format!("Add community “{}”", draft.name), |tx| {
            let id = tx.insert_community(uid, &draft)?;
            Ok(Community { id, uid, draft: draft.clone() })
        })
    }

    /// Saves a community.
    ///
    /// # Errors
    /// As [`Self::add_community`].
    pub fn save_community(&mut self, id: CommunityId, draft: CommunityDraft, by: By) -> Result<Outcome<()>, JournalError> {
        let draft = tidied(draft)?;
        let step =
            NewStep {
                label: format!("Edit community “{}”", draft.name), fold: by.fold(format!("community {}", id.row())), at: self.now()
            };
        let (value, touched) = self.store.transact(&step, |tx| Ok::<_, JournalError>(tx.update_community(id, &draft)?))?;
        Ok(Outcome { value, touched })
    }
}

pub(super) fn tidied(mut draft: CommunityDraft) -> Result<CommunityDraft, JournalError> {
    let zone = clean_line(&draft.zone);
    if !zone.is_empty() && zone.parse::<chrono_tz::Tz>().is_err() {
        return Err(crate::domain::entry::DraftError::UnknownZone(zone).into());
    }
    let hashtag = clean_line(&draft.hashtag);
    let hashtag = if hashtag.is_empty() || hashtag.starts_with('#') { hashtag } else { format!("#{hashtag}") };
    draft.name = clean_line(&draft.name);
    draft.platform = clean_line(&draft.platform);
    draft.address = clean_line(&draft.address);
    draft.hashtag = hashtag;
    draft.zone = zone;
    if draft.name.is_empty() {
        return Err(JournalError::Needs { what: Thing::Community, field: "name" });
    }
    Ok(draft)
}
