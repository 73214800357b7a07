//! The timer's two small dialogs: which part of an entry's time to measure, and how much of what was measured counts. Nothing counts by
//! itself when there was a long time without a sign of somebody.

mod view;

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::minutes::MOST_MINUTES;
use crate::domain::timer::Measured;
use crate::domain::{EntryHeader, EntryId, Minutes, Part, Timer, slot};
use crate::journal::Snapshot;

/// A longer time in one go is asked about, also when somebody was seen all the while.
const PLAUSIBLE: Minutes = Minutes(4 * 60);

/// How long a chat is taken to go on after it has begun.
const CHAT: TimeDelta = TimeDelta::hours(2);

/// The parts, in the order in which they are offered.
const PARTS: [Part; 4] = [Part::Preparing, Part::TakingPart, Part::Reading, Part::Reflecting];

/// A dialog about the timer.
#[derive(Debug)]
pub enum TimerDialog {
    Start(Start),
    Stop(Stop),
}

/// Which part of an entry's time to measure.
#[derive(Debug)]
pub struct Start {
    entry: EntryId,
    part: Part,
}

/// How much counts.
#[derive(Debug)]
pub struct Stop {
    /// What is asked about.
    timer: Timer,
    measured: Measured,
    until: DateTime<Utc>,
    /// The figures stay as they were when the question was asked.
    fixed: bool,
    why: Why,
    choice: Option<Choice>,
    /// A number of one's own, as typed and as understood.
    typed: String,
    own: Minutes,
    focus_field: bool,
}

/// Why it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Somebody wants to stop.
    Asked,
    /// The program was started, and the timer ran.
    Found,
}

/// How much of what was measured counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choice {
    All,
    Seen,
    Own,
    Nothing,
}

/// What somebody decided in a dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decided {
    Start {
        entry: EntryId,
        part: Part,
    },
    Count {
        minutes: Minutes,
        part: Part,
    },
    Drop,
    /// It goes on as it is.
    Nothing,
}

impl TimerDialog {
    /// Asks which part of an entry's time to measure.
    pub fn start(entry: &EntryHeader, now: DateTime<Utc>) -> Self {
        Self::Start(Start { entry: entry.id, part: usual_part(entry, now) })
    }

    /// Asks how much counts; `None` when no timer runs.
    pub fn stop(snapshot: &Snapshot, why: Why) -> Option<Self> {
        let timer = snapshot.timer?;
        let mut stop = Stop {
            timer,
            measured: timer.measured(snapshot.now),
            until: snapshot.now,
            fixed: false,
            why,
            choice: None,
            typed: String::new(),
            own: Minutes::ZERO,
            focus_field: false,
        };
        stop.choice = stop.marked();
        Some(Self::Stop(stop))
    }

    /// The journal is now like this; `false` when there is nothing to ask any more.
    pub fn renewed(&mut self, snapshot: &Snapshot) -> bool {
        match self {
            Self::Start(start) => snapshot.timer.is_none() && snapshot.entries.iter().any(|entry| entry.id == start.entry),
            Self::Stop(stop) => {
                let same = snapshot.timer.filter(|timer| (timer.entry, timer.started) == (stop.timer.entry, stop.timer.started));
                let Some(timer) = same else { return false };
                if !std::mem::replace(&mut stop.fixed, true) {
                    stop.timer = timer;
                    stop.measured = timer.measured(snapshot.now);
                    stop.until = snapshot.now;
                    stop.choice = stop.marked();
                }
                true
            }
        }
    }
}

impl Stop {
    /// What Enter takes when nothing was chosen: everything, where there is no doubt.
    fn marked(&self) -> Option<Choice> {
        let Measured { all, away } = self.measured;
        (away == Minutes::ZERO && all > Minutes::ZERO && all <= PLAUSIBLE).then_some(Choice::All)
    }

    /// What can be chosen. A long time alone is asked about in the same words.
    fn choices(&self) -> Vec<Choice> {
        let mut choices = vec![Choice::All, Choice::Seen, Choice::Own, Choice::Nothing];
        if self.measured.away == Minutes::ZERO {
            choices.retain(|choice| *choice != Choice::Seen);
        }
        choices
    }

    /// What the choice means; `None` while nothing is chosen, or no number is said.
    fn decided(&self) -> Option<Decided> {
        let part = self.timer.part;
        let count =
            |minutes: Minutes| (minutes > Minutes::ZERO).then_some(Decided::Count { minutes: minutes.min(Minutes(MOST_MINUTES)), part });
        match self.choice? {
            Choice::All => count(self.measured.all).or(Some(Decided::Drop)),
            Choice::Seen => count(self.measured.present()).or(Some(Decided::Drop)),
            Choice::Own => count(self.own),
            Choice::Nothing => Some(Decided::Drop),
        }
    }
}

/// The part that is usual for an entry now: before it, preparing; afterwards, what has no time yet.
fn usual_part(entry: &EntryHeader, now: DateTime<Utc>) -> Part {
    let zone = slot::zone(&entry.zone).unwrap_or(slot::USUAL_ZONE);
    let start = entry.time.and_then(|time| slot::instant(entry.date, time, zone)).map(|(_, start)| start);
    let today = now.with_timezone(&zone).date_naive();
    let (before, after) = match start {
        Some(start) => (now < start, now > start + CHAT),
        None => (today < entry.date, today > entry.date),
    };
    if before {
        Part::Preparing
    } else if after && entry.taking_part > Minutes::ZERO {
        Part::Reading
    } else {
        Part::TakingPart
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::EntryState;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect(text)
    }

    fn header(date: &str, time: &str, taking_part: u32) -> EntryHeader {
        EntryHeader {
            id: EntryId::from_row(1),
            uid: crate::domain::Uid::from_text("x"),
            name: "Chat".to_owned(),
            kind: "tweetchat".to_owned(),
            date: date.parse().expect(date),
            time: time.parse().ok(),
            zone: if time.is_empty() { String::new() } else { "Europe/London".to_owned() },
            total: Minutes(taking_part),
            taking_part: Minutes(taking_part),
            interactive: Minutes::ZERO,
            state: EntryState::Draft,
            community: None,
            excerpt: String::new(),
            reflected: false,
            learnt: false,
            goals: Vec::new(),
            tags: Vec::new(),
            evidence: 0,
            rolled_into: None,
            items: 0,
            parked: None,
            platform: String::new(),
            people: Vec::new(),
            standards: Vec::new(),
            used: Vec::new(),
            role: None,
            actions: 0,
            changed: false,
            benefit: false,
            linked: false,
            verdict: None,
        }
    }

    #[test]
    fn the_usual_part_follows_the_clock() {
        for (date, time, taken, now, part) in [
            ("2026-07-06", "20:00:00", 0, "2026-07-06T18:59:00Z", Part::Preparing),
            ("2026-07-06", "20:00:00", 0, "2026-07-06T19:00:00Z", Part::TakingPart),
            ("2026-07-06", "20:00:00", 60, "2026-07-06T20:30:00Z", Part::TakingPart),
            ("2026-07-06", "20:00:00", 60, "2026-07-07T08:00:00Z", Part::Reading),
            ("2026-07-06", "20:00:00", 0, "2026-07-07T08:00:00Z", Part::TakingPart),
            ("2026-07-06", "", 0, "2026-07-06T08:00:00Z", Part::TakingPart),
            ("2026-07-06", "", 0, "2026-07-05T08:00:00Z", Part::Preparing),
            ("2026-07-06", "", 20, "2026-07-07T08:00:00Z", Part::Reading),
        ] {
            assert_eq!(usual_part(&header(date, time, taken), at(now)), part, "{date} {time} {taken} at {now}");
        }
    }

    fn stop(all: u32, away: u32) -> Stop {
        let started = at("2026-07-06T19:01:00Z");
        let timer = Timer { entry: EntryId::from_row(1), part: Part::TakingPart, started, seen: started, away: TimeDelta::zero() };
        let mut stop = Stop {
            timer,
            measured: Measured { all: Minutes(all), away: Minutes(away) },
            until: started,
            fixed: true,
            why: Why::Asked,
            choice: None,
            typed: String::new(),
            own: Minutes::ZERO,
            focus_field: false,
        };
        stop.choice = stop.marked();
        stop
    }

    #[test]
    fn nothing_counts_without_a_choice_when_somebody_was_away() {
        let count = |minutes| Some(Decided::Count { minutes: Minutes(minutes), part: Part::TakingPart });
        assert_eq!(stop(65, 0).decided(), count(65));
        for (all, away) in [(65, 42), (65, 65), (0, 0), (241, 0)] {
            assert_eq!(stop(all, away).decided(), None, "{all} {away}");
        }
        let chosen = |all, away, choice, own| Stop { choice: Some(choice), own: Minutes(own), ..stop(all, away) }.decided();
        assert_eq!(chosen(65, 42, Choice::Seen, 0), count(23));
        assert_eq!(chosen(65, 65, Choice::Seen, 0), Some(Decided::Drop), "nobody was seen: nothing");
        assert_eq!(chosen(65, 42, Choice::All, 0), count(65));
        assert_eq!(chosen(65, 42, Choice::Own, 0), None, "a number is wanted");
        assert_eq!(chosen(65, 42, Choice::Own, 50), count(50));
        assert_eq!(chosen(65, 42, Choice::Nothing, 0), Some(Decided::Drop));
        assert_eq!(chosen(u32::MAX, 0, Choice::All, 0), count(MOST_MINUTES));
    }
}
