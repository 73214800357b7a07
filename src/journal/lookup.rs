//! Finding things by what people call them: an id or its beginning, or a part of a title.

use std::fmt;

use super::{Journal, JournalError};
use crate::domain::text::folded;
use crate::domain::{Action, Community, CommunityDraft, CommunityId, EntryId, Goal, LookBack, Need, Person, Uid, Waymark};
use crate::store::{Tx, Which};

/// A sort of thing that is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    Entry,
    Goal,
    Action,
    Community,
    KnownCommunity,
    Chat,
    Person,
    Evidence,
    Kind,
    Template,
    Prompt,
    Format,
    /// Where a goal may come from.
    Need,
    /// A look at a goal.
    Review,
    /// What an entry changed, as found later.
    LookBack,
    /// A mark on the way into social media at work.
    Waymark,
    Word,
    Framework,
    Registration,
    /// What a regulator wants beside learning.
    Record,
    RecordKind,
    /// A practised audit.
    Drill,
    Tag,
    SavedSearch,
    /// An appraisal walk.
    Walk,
    /// An impact story.
    Impact,
    /// Something that could tell who somebody is.
    Finding,
    /// What was taken in together.
    Batch,
}

impl fmt::Display for Thing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Entry => "entry",
            Self::Goal => "goal",
            Self::Action => "action",
            Self::Community => "community",
            Self::KnownCommunity => "known community",
            Self::Chat => "chat",
            Self::Person => "person",
            Self::Evidence => "evidence",
            Self::Kind => "kind",
            Self::Template => "template",
            Self::Prompt => "prompt",
            Self::Format => "format",
            Self::Need => "strength or need",
            Self::Review => "review of a goal",
            Self::LookBack => "look back",
            Self::Waymark => "mark on the way",
            Self::Word => "word",
            Self::Framework => "framework",
            Self::Registration => "registration",
            Self::Record => "record",
            Self::RecordKind => "kind of record",
            Self::Drill => "audit drill",
            Self::Tag => "tag",
            Self::SavedSearch => "saved search",
            Self::Walk => "appraisal walk",
            Self::Impact => "impact story",
            Self::Finding => "finding",
            Self::Batch => "import",
        })
    }
}

impl Thing {
    /// “a” or “an”, as its name begins.
    pub(super) fn article(self) -> &'static str {
        if self.to_string().starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
    }
}

/// The fewest letters that an id may be shortened to.
const SHORTEST: usize = 4;

/// The one of several things that a name means: its id or the beginning of it, its whole title, or an unambiguous part of it.
pub(super) fn one<'a, T>(
    what: Thing,
    name: &str,
    things: &'a [T],
    uid: impl Fn(&T) -> Uid,
    title: impl Fn(&T) -> &str,
) -> Result<&'a T, JournalError> {
    let wanted = folded(name.trim());
    let not_found = || JournalError::NotFound { what, name: name.to_owned() };
    if wanted.is_empty() {
        return Err(not_found());
    }
    let by_id = |thing: &&T| wanted.len() >= SHORTEST && uid(thing).to_string().starts_with(&wanted);
    let whole = |thing: &&T| folded(title(thing)) == wanted;
    let part = |thing: &&T| folded(title(thing)).contains(&wanted);
    let tests: [&dyn Fn(&&T) -> bool; 3] = [&whole, &by_id, &part];
    for test in tests {
        let found: Vec<&T> = things.iter().filter(|thing| test(thing)).collect();
        match found.as_slice() {
            [] => {}
            [thing] => return Ok(thing),
            several => {
                let candidates = several.iter().take(6).map(|thing| format!("{}  {}", uid(thing), title(thing))).collect();
                return Err(JournalError::Ambiguous { what, name: name.to_owned(), candidates });
            }
        }
    }
    Err(not_found())
}

impl Journal {
    /// The entry with this id, or whose id begins so, or else with this in its title.
    ///
    /// # Errors
    /// [`JournalError::NotFound`], [`JournalError::Ambiguous`], or the journal cannot be read.
    pub fn find_entry(&self, name: &str) -> Result<EntryId, JournalError> {
        let name = name.trim();
        let read = self.store.read();
        if name.len() >= SHORTEST && name.chars().all(|c| c.is_ascii_hexdigit() || c == '-') {
            match read.entries_called(name)?.as_slice() {
                [] => {}
                [(id, _)] => return Ok(*id),
                several => {
                    let ids: Vec<EntryId> = several.iter().map(|(id, _)| *id).collect();
                    let headers = read.headers(Which::Only(&ids))?;
                    let candidates = headers.iter().map(|header| format!("{}  {}", header.uid, header.name)).collect();
                    return Err(JournalError::Ambiguous { what: Thing::Entry, name: name.to_owned(), candidates });
                }
            }
        }
        one(Thing::Entry, name, &read.headers(Which::All)?, |header| header.uid, |header| &header.name).map(|header| header.id)
    }

    /// The goal with this id, or with this in its title.
    ///
    /// # Errors
    /// As [`Self::find_entry`].
    pub fn find_goal(&self, name: &str) -> Result<Goal, JournalError> {
        one(Thing::Goal, name, &self.store.read().goals()?, |goal| goal.uid, |goal| &goal.draft.title).cloned()
    }

    /// The action with this id, or with this in what is to be done.
    ///
    /// # Errors
    /// As [`Self::find_entry`].
    pub fn find_action(&self, name: &str) -> Result<Action, JournalError> {
        one(Thing::Action, name, &self.store.read().actions()?, |action| action.uid, |action| &action.draft.what).cloned()
    }

    /// Where a goal may come from, with this id, or with this in its text.
    ///
    /// # Errors
    /// As [`Self::find_entry`].
    pub fn find_need(&self, name: &str) -> Result<Need, JournalError> {
        one(Thing::Need, name, &self.store.read().needs()?, |need| need.uid, |need| &need.draft.text).cloned()
    }

    /// What was found later, with this id, or with this in its text.
    ///
    /// # Errors
    /// As [`Self::find_entry`].
    pub fn find_look_back(&self, name: &str) -> Result<LookBack, JournalError> {
        one(Thing::LookBack, name, &self.store.read().look_backs()?, |look| look.uid, |look| &look.draft.text).cloned()
    }

    /// The mark on the way with this id, or with this in its title.
    ///
    /// # Errors
    /// As [`Self::find_entry`].
    pub fn find_waymark(&self, name: &str) -> Result<Waymark, JournalError> {
        one(Thing::Waymark, name, &self.store.read().waymarks()?, |mark| mark.uid, |mark| &mark.draft.title).cloned()
    }

    /// The community with this id, hashtag or name.
    ///
    /// # Errors
    /// As [`Self::find_entry`].
    pub fn find_community(&self, name: &str) -> Result<Community, JournalError> {
        let communities = self.store.read().communities()?;
        let bare = |text: &str| folded(text.trim().trim_start_matches('#'));
        let by_hashtag: Vec<&Community> =
            communities.iter().filter(|one| !one.draft.hashtag.is_empty() && bare(&one.draft.hashtag) == bare(name)).collect();
        if let [community] = by_hashtag.as_slice() {
            return Ok((*community).clone());
        }
        one(Thing::Community, name, &communities, |community| community.uid, |community| &community.draft.name).cloned()
    }

    /// Somebody by id, name or handle, or by an unambiguous part of the name or handle.
    ///
    /// # Errors
    /// As [`Self::find_entry`].
    pub fn find_person(&self, name: &str) -> Result<Person, JournalError> {
        let people = self.store.read().people()?;
        let called: Vec<&Person> = people.iter().filter(|person| person.draft.is_called(name)).collect();
        if let [person] = called.as_slice() {
            return Ok((*person).clone());
        }
        let by_name = one(Thing::Person, name, &people, |person| person.uid, |person| person.draft.shown());
        match by_name {
            Err(JournalError::NotFound { .. }) => {
                one(Thing::Person, name, &people, |person| person.uid, |person| &person.draft.handle).cloned()
            }
            found => found.cloned(),
        }
    }

    /// The community that somebody names while logging, by its whole name or hashtag; a name that is new becomes a community in the
    /// same step. Part of a name is not enough: “Physio” is not “#physiotalk”.
    pub(super) fn community_or_new(&self, name: &str) -> Result<CommunityRef, JournalError> {
        let draft = CommunityDraft { name: crate::domain::text::clean_line(name), ..CommunityDraft::default() };
        let hashtag = if draft.name.starts_with('#') { draft.name.clone() } else { String::new() };
        if draft.name.is_empty() {
            return Err(JournalError::Needs { what: Thing::Community, field: "name" });
        }
        let known = self.store.read().communities()?;
        Ok(match named(&known, &draft.name) {
            Some(id) => CommunityRef::Known(id),
            None => CommunityRef::New(self.new_uid(), Box::new(CommunityDraft { hashtag, ..draft })),
        })
    }
}

/// The community whose whole name this is, or else whose hashtag.
fn named(communities: &[Community], name: &str) -> Option<CommunityId> {
    let bare = |text: &str| folded(text.trim().trim_start_matches('#'));
    let by_name = communities.iter().find(|one| folded(&one.draft.name) == folded(name));
    let by_hashtag = || communities.iter().find(|one| !one.draft.hashtag.is_empty() && bare(&one.draft.hashtag) == bare(name));
    by_name.or_else(by_hashtag).map(|community| community.id)
}

/// A community that is there, or is about to be.
#[derive(Clone, Debug)]
pub(super) enum CommunityRef {
    Known(CommunityId),
    New(Uid, Box<CommunityDraft>),
}

impl CommunityRef {
    pub(super) fn id(&self, tx: &Tx<'_>) -> Result<CommunityId, JournalError> {
        match self {
            Self::Known(id) => Ok(*id),
            // Another entry of the same step may have brought it.
            Self::New(uid, draft) => match named(&tx.read().communities()?, &draft.name) {
                Some(id) => Ok(id),
                None => Ok(tx.insert_community(*uid, draft)?),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_or_told_apart() {
        let things =
            [(Uid::from_text("a"), "Persistent pain"), (Uid::from_text("b"), "Pain in children"), (Uid::from_text("c"), "Supervisión")];
        let find = |name: &str| one(Thing::Goal, name, &things, |t| t.0, |t| t.1).map(|t| t.1);
        assert_eq!(find("persistent").ok(), Some("Persistent pain"));
        assert_eq!(find("supervision").ok(), Some("Supervisión"));
        assert_eq!(find(&Uid::from_text("b").to_string()).ok(), Some("Pain in children"));
        assert!(matches!(find("pain"), Err(JournalError::Ambiguous { candidates, .. }) if candidates.len() == 2));
        assert!(matches!(find("sleep"), Err(JournalError::NotFound { .. })));
        assert!(matches!(find(" "), Err(JournalError::NotFound { .. })));
    }
}
