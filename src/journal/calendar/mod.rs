//! Slots and chats to and from calendar programs.

mod same;

use std::collections::{BTreeSet, HashMap};
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};

use self::same::{Chats, Communities, apart, same_slot, with_slot, without_name};
use super::chats::{Plan, tidied, whole_minutes};
use super::{Journal, JournalError, Outcome, communities};
use crate::capture::calendar::{CalendarEvent, Planned, read, write};
use crate::domain::text::{clean_line, folded};
use crate::domain::{Chat, ChatDraft, Community, CommunityDraft, CommunityId, Rhythm, Slot, Uid, slot, when};
use crate::exporters::{ExportError, Replace};

/// A calendar of somebody's whole working life is smaller, in bytes; a larger file is not read.
const LARGEST: u64 = 20_000_000;

/// What a calendar file would bring.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CalendarPlan {
    pub items: Vec<CalendarItem>,
    /// Sentences about what was not understood, with lines.
    pub notes: Vec<String>,
}

/// One thing of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarItem {
    /// What it would become.
    pub what: CalendarBecomes,
    /// “Mondays 20:00 (Europe/London), 1 h”.
    pub when: String,
    pub title: String,
    /// It is in the journal already.
    pub known: bool,
}

/// What a calendar event becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CalendarBecomes {
    /// The slot of a community that is here, or of a new one.
    Slot {
        community: Option<CommunityId>,
        draft: Box<CommunityDraft>,
    },
    Chat(ChatDraft),
}

impl Journal {
    /// The usual slots that are listed and the chats that come, as a calendar file. Each has the same name there every time, so that a
    /// calendar program that takes it again takes it as the same. Slots whose weeks are not known are left out.
    ///
    /// # Errors
    /// [`JournalError::Store`] when the journal cannot be read.
    pub fn calendar(&self) -> Result<String, JournalError> {
        let (now, here, plan) = (self.now(), self.here(), self.plan()?);
        let listed = plan.communities.iter().filter(|community| !community.draft.unlisted);
        let slots = listed.filter_map(|community| Planned::of_community(community, now));
        let chats = plan.chats.iter().filter(|(_, at)| at.end() > now).filter_map(|(chat, at)| {
            // The hashtag is what the community is known by when the file is read.
            let about = [at.hashtag.as_str(), at.prepare.as_str()].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>();
            let planned = Planned::of_chat(chat, &about.join("\n"), here)?;
            Some(Planned { summary: at.title.clone(), url: at.address.clone(), length: at.length, ..planned })
        });
        Ok(write(&slots.chain(chats).collect::<Vec<_>>(), now))
    }

    /// Writes [`Self::calendar`] into a file, whole or not at all.
    ///
    /// # Errors
    /// [`JournalError::Output`]: there is something already that may not be replaced, no such folder, no permission, or the disk is full.
    pub fn save_calendar(&self, target: &Path, replace: Replace) -> Result<(), JournalError> {
        save_calendar_text(&self.calendar()?, target, replace)
    }

    /// What a calendar file would bring; nothing is written. Events that repeat become the slot of a community, single ones chats; what is
    /// over is left out.
    ///
    /// # Errors
    /// [`JournalError::Store`] when the journal cannot be read.
    pub fn read_calendar(&self, text: &str) -> Result<CalendarPlan, JournalError> {
        let (now, today) = (self.now(), self.today());
        let calendar = read(text, self.here(), today);
        let Plan { communities, chats } = self.plan()?;
        let (communities, chats) = (Communities::new(communities), Chats::new(chats.into_iter().map(|(chat, _)| chat)));
        let mut reading = Reading { communities, chats, now, items: Vec::new(), notes: Vec::new() };
        reading.notes.extend(calendar.notes.into_iter().map(|note| (note.line, note.what)));
        let mut over = 0;
        let mut slots = Vec::new();
        let mut chats = Vec::new();
        for event in calendar.events {
            let line = event.line;
            match event.community() {
                Some(draft) => {
                    if let Some(last) = event.until.filter(|last| *last < today) {
                        let what = format!("“{}” took place for the last time on {}, and is left out", event.summary, when::shown(last));
                        reading.notes.push((line, what));
                        continue;
                    }
                    let gaps = event.except.iter().filter(|day| **day >= today).map(|day| when::shown(*day)).collect::<Vec<_>>();
                    if !gaps.is_empty() {
                        let what = format!("“{}” does not take place as usual on {}: a slot does not tell", event.summary, gaps.join(", "));
                        reading.notes.push((line, what));
                    }
                    slots.push((event, draft));
                }
                None if is_over(&event, now) => over += 1,
                None => chats.push(event),
            }
        }
        reading.slots(slots);
        for event in chats {
            reading.chat(&event);
        }
        let Reading { mut items, mut notes, .. } = reading;
        items.sort_by_key(|(line, _)| *line);
        notes.sort_by_key(|(line, _)| *line);
        let mut notes: Vec<String> = notes.into_iter().map(|(line, what)| format!("line {line}: {what}")).collect();
        match over {
            0 => {}
            1 => notes.push("one event is over, and is left out".to_owned()),
            several => notes.push(format!("{several} events are over, and are left out")),
        }
        Ok(CalendarPlan { items: items.into_iter().map(|(_, item)| item).collect(), notes })
    }

    /// As [`Self::read_calendar`], from a file. One that is not in Unicode is read as Windows-1252, which loses nothing, and a note says so.
    ///
    /// # Errors
    /// [`JournalError::File`] when it cannot be read or is larger than 20 MB.
    pub fn read_calendar_file(&self, path: &Path) -> Result<CalendarPlan, JournalError> {
        let failed = |reason: String| JournalError::File { path: path.to_owned(), reason };
        let about = std::fs::metadata(path).map_err(|error| failed(plain(&error)))?;
        if about.is_dir() {
            return Err(failed("it is a folder".to_owned()));
        }
        if !about.is_file() {
            return Err(failed("it is not an ordinary file".to_owned()));
        }
        let mut bytes = Vec::new();
        // It may have grown since.
        let file = std::fs::File::open(path).map_err(|error| failed(plain(&error)))?;
        file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| failed(plain(&error)))?;
        if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > LARGEST {
            return Err(failed("it is larger than 20 MB".to_owned()));
        }
        let (text, note) = decoded(&bytes);
        if !text.to_ascii_uppercase().contains("BEGIN:VCALENDAR") {
            return Err(failed("it is no calendar file".to_owned()));
        }
        let mut plan = self.read_calendar(&text)?;
        plan.notes.splice(0..0, note);
        Ok(plan)
    }

    /// Takes what was chosen of a calendar, as one step. Returns how many were new: what is in the journal already stays as it is. A chat that
    /// came from the same calendar event is moved to its new time.
    ///
    /// # Errors
    /// As [`Journal::add_chat`]; nothing is written then.
    pub fn take_calendar(&mut self, items: &[CalendarItem]) -> Result<Outcome<usize>, JournalError> {
        let (now, here) = (self.now(), self.here());
        let items: Vec<(Uid, &CalendarItem)> = items.iter().map(|item| (self.new_uid(), item)).collect();
        let step = |tx: &crate::store::Tx<'_>| {
            let mut new: Vec<&str> = Vec::new();
            // Read once: reading all again for each would take minutes for a long calendar.
            let mut communities = tx.read().communities()?;
            let mut names: HashMap<String, usize> = HashMap::new();
            for (at, one) in communities.iter().enumerate() {
                names.entry(folded(&one.draft.name)).or_insert(at);
            }
            // Communities first: a chat may belong to one that comes with it.
            for (uid, item) in &items {
                let CalendarBecomes::Slot { community, draft } = &item.what else { continue };
                let by_id = communities.iter().position(|one| Some(one.id) == *community);
                let there = by_id.or_else(|| names.get(&folded(&draft.name)).copied());
                match there.and_then(|at| communities.get_mut(at)) {
                    Some(there) if same_slot(&there.draft, draft, now) => continue,
                    Some(there) => {
                        there.draft = communities::tidied(with_slot(&there.draft, draft))?;
                        tx.update_community(there.id, &there.draft)?;
                    }
                    None => {
                        let draft = communities::tidied((**draft).clone())?;
                        let id = tx.insert_community(*uid, &draft)?;
                        names.insert(folded(&draft.name), communities.len());
                        communities.push(Community { id, uid: *uid, draft });
                    }
                }
                new.push(&item.title);
            }
            let (communities, mut chats) = (Communities::new(communities), Chats::new(tx.read().chats()?));
            for (uid, item) in &items {
                let CalendarBecomes::Chat(draft) = &item.what else { continue };
                let mut draft = draft.clone();
                draft.community = draft.community.filter(|id| communities.by_id(*id).is_some());
                if draft.community.is_none()
                    && let Some(community) = communities.of_words(&draft.title)
                {
                    draft.title = without_name(&draft.title, community);
                    draft.community = Some(community.id);
                }
                let draft = tidied(draft, here)?;
                if chats.has(&draft) {
                    continue;
                }
                match chats.moved(&draft) {
                    Some(moved) => drop(tx.update_chat(moved, &draft)?),
                    None => {
                        let id = tx.insert_chat(*uid, &draft)?;
                        chats.add(Chat { id, uid: *uid, draft });
                    }
                }
                new.push(&item.title);
            }
            match new.as_slice() {
                [] => {}
                [one] => tx.name_step(&format!("Take “{one}” from a calendar"))?,
                several => tx.name_step(&format!("Take {} from a calendar", several.len()))?,
            }
            Ok(new.len())
        };
        self.step("Take from a calendar".to_owned(), step)
    }
}

/// Writes the text of a calendar into a file, whole or not at all.
pub(super) fn save_calendar_text(text: &str, target: &Path, replace: Replace) -> Result<(), JournalError> {
    let failed = |error: io::Error| JournalError::Output { path: target.to_owned(), reason: plain(&error) };
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.exists() {
        return Err(ExportError::NoFolder(folder.to_owned()).into());
    }
    if replace == Replace::Refuse && target.exists() {
        return Err(ExportError::Exists(target.to_owned()).into());
    }
    let mut builder = tempfile::Builder::new();
    // As any program saves: the user's own umask decides who may read it.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut draft = builder.tempfile_in(folder).map_err(failed)?;
    draft.write_all(text.as_bytes()).map_err(failed)?;
    draft.as_file().sync_all().map_err(failed)?;
    let kept = match replace {
        Replace::Refuse => draft.persist_noclobber(target),
        Replace::Allow => draft.persist(target),
    };
    kept.map_err(|error| failed(error.error))?;
    Ok(())
}

/// A calendar while it is compared with the journal.
struct Reading {
    communities: Communities,
    chats: Chats,
    now: DateTime<Utc>,
    /// With the lines where they begin.
    items: Vec<(usize, CalendarItem)>,
    notes: Vec<(usize, String)>,
}

impl Reading {
    /// Events that repeat. A community has one slot: a second one of the same name becomes a community of its own.
    fn slots(&mut self, events: Vec<(CalendarEvent, CommunityDraft)>) {
        // Names of communities whose slot this calendar tells.
        let mut told: BTreeSet<String> = BTreeSet::new();
        let mut others = Vec::new();
        for (event, draft) in events {
            let Some(draft) = as_community(&event, draft) else {
                self.notes.push((event.line, "an event that repeats has neither title nor hashtag, and is left out".to_owned()));
                continue;
            };
            let candidates = [self.found(&event, &draft.name), self.communities.by_name(&apart(&draft))];
            let known = candidates.into_iter().flatten().find(|community| same_slot(&community.draft, &draft, self.now));
            match known.map(|community| (community.id, community.draft.clone())) {
                Some((id, known)) => {
                    if told.insert(folded(&known.name)) {
                        self.slot(event.line, Some(id), known, true);
                    }
                }
                None => others.push((event, draft)),
            }
        }
        for (event, mut draft) in others {
            let mut found = self.found(&event, &draft.name);
            if told.contains(&folded(found.map_or(&draft.name, |community| &community.draft.name))) {
                draft.name = apart(&draft);
                found = self.communities.by_name(&draft.name);
            }
            if told.contains(&folded(&draft.name)) {
                self.notes.push((event.line, format!("“{}” stands there more than once", draft.name)));
                continue;
            }
            let (id, draft) = match found.map(|community| (community.id, community.draft.clone())) {
                Some((id, old)) => {
                    if old.day.is_some() && old.time.is_some() {
                        let what = format!("“{}” has another slot now, which this one would replace: {}", old.name, old.slot());
                        self.notes.push((event.line, what));
                    }
                    (Some(id), with_slot(&old, &draft))
                }
                None => (None, draft),
            };
            told.insert(folded(&draft.name));
            self.slot(event.line, id, draft, false);
        }
    }

    fn slot(&mut self, line: usize, community: Option<CommunityId>, draft: CommunityDraft, known: bool) {
        let (when, title) = (draft.slot(), draft.name.clone());
        self.items.push((line, CalendarItem { what: CalendarBecomes::Slot { community, draft: Box::new(draft) }, when, title, known }));
    }

    fn chat(&mut self, event: &CalendarEvent) {
        let mut draft = event.chat();
        let community = self.found(event, &draft.title);
        draft.community = community.map(|community| community.id);
        if let Some(community) = community {
            draft.title = without_name(&draft.title, community);
        } else if draft.title.is_empty() {
            draft.title.clone_from(&event.hashtag);
        }
        let draft = match tidied(draft, event.zone) {
            Ok(draft) => draft,
            Err(error) => {
                self.notes.push((event.line, format!("{error}: it is left out")));
                return;
            }
        };
        let held = community.and_then(|community| Slot::of(&community.draft)).is_some_and(|slot| {
            draft.title.is_empty()
                && slot.coming(event.start, event.start + TimeDelta::milliseconds(1)).iter().any(|one| one.start == event.start)
        });
        let known = held || self.chats.has(&draft);
        let mut when = format!("{} {} ({})", when::shown(draft.date), draft.time.format("%H:%M"), draft.zone);
        if let Some(length) = draft.length {
            when.push_str(&format!(", {length}"));
        }
        let title = if event.summary.is_empty() { draft.title.clone() } else { event.summary.clone() };
        self.items.push((event.line, CalendarItem { what: CalendarBecomes::Chat(draft), when, title, known }));
    }

    /// The community that an event is about: the one that this journal wrote there, or that has its hashtag, or its name.
    fn found(&self, event: &CalendarEvent, name: &str) -> Option<&Community> {
        let all = &self.communities;
        let by_hashtag = || if event.hashtag.is_empty() { None } else { all.by_hashtag(&event.hashtag) };
        all.by_uid(&event.uid).or_else(|| all.by_name(name)).or_else(by_hashtag).or_else(|| all.of_words(name))
    }
}

fn is_over(event: &CalendarEvent, now: DateTime<Utc>) -> bool {
    let length = TimeDelta::minutes(i64::from(event.length.unwrap_or(slot::USUAL_LENGTH).0));
    event.start.checked_add_signed(length).is_some_and(|end| end <= now)
}

/// A new community of an event that repeats; `None` when nothing names it.
fn as_community(event: &CalendarEvent, mut draft: CommunityDraft) -> Option<CommunityDraft> {
    draft.name = clean_line(&draft.name);
    if draft.name.is_empty() {
        draft.name.clone_from(&event.hashtag);
    }
    // It is written there so that it is found again, and is not to be prepared.
    let prepare = draft.prepare.trim();
    let prepare = prepare.strip_prefix(&draft.hashtag).filter(|rest| rest.is_empty() || rest.starts_with('\n')).unwrap_or(prepare);
    let prepare = prepare.trim().to_owned();
    draft.prepare = prepare;
    draft.time = draft.time.map(whole_minutes);
    if draft.rhythm == Rhythm::Weekly {
        draft.anchor = None;
    }
    (!draft.name.is_empty()).then_some(draft)
}

/// The text of a file, with a note when it is not in Unicode.
fn decoded(bytes: &[u8]) -> (String, Option<String>) {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        let (text, damaged) = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
        let note = damaged.then(|| format!("what is not {} in it is shown as �", encoding.name()));
        return (text.into_owned(), note);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), None),
        Err(_) => {
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
            (text.into_owned(), Some("the file is not in Unicode: it is read as Windows-1252 (Western European)".to_owned()))
        }
    }
}

fn plain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it is not there".to_owned(),
        io::ErrorKind::AlreadyExists => "there is something already".to_owned(),
        io::ErrorKind::PermissionDenied => "there is no permission".to_owned(),
        _ => error.to_string(),
    }
}
