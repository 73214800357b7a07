//! What the window can ask for about chats, people, the timer and small items, and how it is done.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;

use super::Event;
use super::incoming::{self, Inside};
use crate::domain::{Chat, ChatDraft, ChatId, CommunityId, EntryDraft, EntryId, EntryState, Minutes, Part, Person, PersonDraft, PersonId};
use crate::journal::{By, CalendarItem, DayOf, Journal, JournalError, NewFile, Outcome, Together, Touched};
use crate::media::Picture;

/// A new entry with what comes with it.
#[derive(Clone, Debug)]
pub struct ToLog {
    /// Comes back with the answer.
    pub ticket: u64,
    pub draft: EntryDraft,
    pub state: EntryState,
    /// A community by its whole name or hashtag; a new name makes a new one.
    pub community: Option<String>,
    pub files: Vec<NewFile>,
    pub day: DayOf,
    /// Files of the disk, to be read and kept with it.
    pub paths: Vec<PathBuf>,
    /// Pictures from the clipboard, which become PNG files.
    pub pictures: Vec<Arc<Picture>>,
}

impl ToLog {
    /// A draft as it is, to be kept in the inbox.
    pub fn draft(ticket: u64, draft: EntryDraft) -> Self {
        let (paths, pictures) = (Vec::new(), Vec::new());
        Self { ticket, draft, state: EntryState::Draft, community: None, files: Vec::new(), day: DayOf::Said, paths, pictures }
    }
}

/// A wish about capture.
#[derive(Clone, Debug)]
pub enum CaptureRequest {
    /// Keeps a new entry.
    Log(Box<ToLog>),
    /// The chat that has just been, like last time.
    Again {
        ticket: u64,
        community: Option<CommunityId>,
    },
    /// Reads a pasted chat. `day` is its day, where it is known.
    ReadTranscript {
        ticket: u64,
        text: Arc<str>,
        day: Option<NaiveDate>,
    },
    /// Looks whether files are only links, or texts. [`Event::LookedInto`] tells.
    LookInto {
        ticket: u64,
        paths: Vec<PathBuf>,
    },
    /// Puts a pasted chat to an entry that is there.
    ApplyTranscript {
        entry: EntryId,
        text: Arc<str>,
    },
    StartTimer {
        entry: EntryId,
        part: Part,
    },
    /// Somebody is there.
    TimerSign,
    StopTimer {
        count: Minutes,
    },
    /// Stops it; nothing is counted.
    DropTimer,
    AddPerson(Box<PersonDraft>),
    SavePerson {
        id: PersonId,
        draft: Box<PersonDraft>,
    },
    RemovePerson(Box<Person>),
    AddChat(Box<ChatDraft>),
    SaveChat {
        id: ChatId,
        draft: Box<ChatDraft>,
    },
    RemoveChat(Box<Chat>),
    /// What a calendar file would bring.
    ReadCalendar {
        ticket: u64,
        path: PathBuf,
    },
    TakeCalendar(Vec<CalendarItem>),
    /// Writes the slots and chats as a calendar file.
    SaveCalendar {
        target: PathBuf,
    },
    /// Gives each of some entries that have no time yet so much of it.
    GiveMinutes {
        entries: Vec<EntryId>,
        minutes: Minutes,
    },
    RollUp {
        ticket: u64,
        items: Vec<EntryId>,
        title: String,
    },
    UndoRollUp(EntryId),
}

/// Does it.
pub(super) fn handle(journal: &mut Journal, request: CaptureRequest, tell: &mut dyn FnMut(Event)) -> Result<Touched, JournalError> {
    match request {
        CaptureRequest::Log(new) => {
            let ToLog { ticket, draft, state, community, mut files, day, paths, pictures } = *new;
            files.extend(incoming::files(journal, &paths, &pictures)?);
            let together = Together { community: community.as_deref(), files, day, ..Together::default() };
            let Outcome { value, touched } = journal.log(draft, state, &together)?;
            let name = journal.entry(value.id)?.draft.name();
            tell(Event::Logged { ticket, id: value.id, uid: value.uid, name });
            Ok(touched)
        }
        CaptureRequest::Again { ticket, community } => {
            let Outcome { value, touched } = journal.again(community)?;
            tell(Event::Again { ticket, id: value.logged.id, name: value.name, existed: value.existed });
            Ok(touched)
        }
        CaptureRequest::ReadTranscript { ticket, text, day } => {
            let transcript = Arc::new(journal.transcript(&text, day)?);
            let blank = EntryDraft::on(day.unwrap_or_else(|| journal.today()));
            let unsaid = if day.is_some() { DayOf::Said } else { DayOf::Unsaid };
            let proposed = Box::new(journal.filled_from_transcript(blank, &transcript, unsaid)?);
            tell(Event::TranscriptRead { ticket, transcript, proposed });
            Ok(Touched::default())
        }
        CaptureRequest::LookInto { ticket, paths } => {
            let found: Vec<(PathBuf, Inside)> = incoming::look_into(paths);
            tell(Event::LookedInto { ticket, found });
            Ok(Touched::default())
        }
        CaptureRequest::ApplyTranscript { entry, text } => {
            let Outcome { value, touched } = journal.apply_transcript(entry, &text)?;
            let posts = value.transcript.posts.len();
            let kept = match posts {
                0 => "Kept the text as evidence".to_owned(),
                1 => "Kept the chat as evidence: 1 post".to_owned(),
                posts => format!("Kept the chat as evidence: {posts} posts"),
            };
            let filled = if value.filled.is_empty() { String::new() } else { format!("; filled in {}", value.filled.join(", ")) };
            tell(Event::Done(kept + &filled));
            Ok(touched)
        }
        CaptureRequest::StartTimer { entry, part } => Ok(journal.start_timer(entry, part)?.touched),
        CaptureRequest::TimerSign => Ok(journal.timer_sign()?.touched),
        CaptureRequest::StopTimer { count } => Ok(journal.stop_timer(count)?.touched),
        CaptureRequest::DropTimer => Ok(journal.drop_timer()?.touched),
        CaptureRequest::AddPerson(draft) => Ok(journal.add_person(*draft)?.touched),
        CaptureRequest::SavePerson { id, draft } => Ok(journal.save_person(id, *draft, By::Autosave)?.touched),
        CaptureRequest::RemovePerson(person) => Ok(journal.remove_person(&person)?.touched),
        CaptureRequest::AddChat(draft) => Ok(journal.add_chat(*draft)?.touched),
        CaptureRequest::SaveChat { id, draft } => Ok(journal.save_chat(id, *draft)?.touched),
        CaptureRequest::RemoveChat(chat) => Ok(journal.remove_chat(&chat)?.touched),
        CaptureRequest::ReadCalendar { ticket, path } => {
            let plan = journal.read_calendar_file(&path)?;
            tell(Event::Calendar { ticket, plan: Box::new(plan) });
            Ok(Touched::default())
        }
        CaptureRequest::TakeCalendar(items) => {
            let Outcome { value, touched } = journal.take_calendar(&items)?;
            tell(Event::Done(format!("{value} taken from the calendar")));
            Ok(touched)
        }
        CaptureRequest::SaveCalendar { target } => {
            journal.save_calendar(&target, crate::exporters::Replace::Allow)?;
            tell(Event::Done(format!("Saved {}", target.display())));
            Ok(Touched::default())
        }
        CaptureRequest::GiveMinutes { entries, minutes } => Ok(journal.give_minutes(&entries, minutes)?.touched),
        CaptureRequest::RollUp { ticket, items, title } => {
            let Outcome { value, touched } = journal.roll_up(&items, &title)?;
            tell(Event::RolledUp { ticket, id: value.id });
            Ok(touched)
        }
        CaptureRequest::UndoRollUp(claim) => {
            let Outcome { value, touched } = journal.undo_roll_up(claim)?;
            let count = if value == 1 { "1 item counts for itself".to_owned() } else { format!("{value} items count for themselves") };
            tell(Event::Done(format!("{count} again. The claim is in the bin with its words; Undo brings it back")));
            Ok(touched)
        }
    }
}
