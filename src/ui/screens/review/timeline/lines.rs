//! The rows of the timeline, all of one height, so that only those in view have to be laid out.

use chrono::{Datelike as _, NaiveDate};

use crate::domain::EntryId;
use crate::review::timeline::{Piece, Timeline};

/// One row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// A month begins, by one of its days.
    Month(NaiveDate),
    /// A long time without anything: the place of the piece.
    Gap(usize),
    /// What several entries are together: the place of the piece.
    Session(usize),
    /// One of them.
    Part(EntryId),
    /// An entry by itself.
    One(EntryId),
}

/// All rows, the latest first.
#[derive(Debug)]
pub(super) struct Lines {
    pub(super) all: Vec<Line>,
    /// Where each year begins, the latest first.
    pub(super) years: Vec<(i32, usize)>,
    /// Where each piece begins.
    pieces: Vec<usize>,
}

impl Lines {
    pub(super) fn of(timeline: &Timeline) -> Self {
        let (mut all, mut years, mut pieces) = (Vec::new(), Vec::new(), Vec::with_capacity(timeline.pieces.len()));
        let mut month: Option<(i32, u32)> = None;
        for (at, piece) in timeline.pieces.iter().enumerate() {
            let day = piece.day();
            if let Piece::Session(_) = piece
                && month != Some((day.year(), day.month()))
            {
                if month.is_none_or(|(year, _)| year != day.year()) {
                    years.push((day.year(), all.len()));
                }
                month = Some((day.year(), day.month()));
                all.push(Line::Month(day));
            }
            pieces.push(all.len());
            match piece {
                Piece::Gap(_) => all.push(Line::Gap(at)),
                Piece::Session(session) if session.entries.len() > 1 => {
                    all.push(Line::Session(at));
                    all.extend(session.entries.iter().map(|id| Line::Part(*id)));
                }
                Piece::Session(session) => all.extend(session.entries.iter().map(|id| Line::One(*id))),
            }
        }
        Self { all, years, pieces }
    }

    /// The row at which a day begins, or else what was before it.
    pub(super) fn at(&self, timeline: &Timeline, day: NaiveDate) -> usize {
        self.pieces.get(timeline.at(day)).copied().unwrap_or_else(|| self.all.len().saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{EntryDraft, EntryState, Minutes};
    use crate::journal::{Clock, Journal, Look, Seen, Together};

    #[test]
    fn rows_by_month_with_parts_and_gaps() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let mut journal = Journal::in_memory(Clock::Fixed(day("2026-11-22"))).expect("journal");
        for (date, start) in [("2025-12-01", ""), ("2026-11-02", "20:00"), ("2026-11-02", "20:10"), ("2026-11-20", "")] {
            let mut draft = EntryDraft { title: format!("{date} {start}"), ..EntryDraft::on(day(date)) };
            draft.time = chrono::NaiveTime::parse_from_str(start, "%H:%M").ok();
            if draft.time.is_some() {
                "Europe/London".clone_into(&mut draft.zone);
            }
            draft.minutes.taking_part = Minutes(30);
            journal.log(draft, EntryState::Ready, &Together::default()).expect("kept");
        }
        let snapshot = journal.snapshot().expect("snapshot");
        let Seen::Timeline(timeline) = journal.look(&Look::Timeline, &snapshot).expect("seen") else { panic!("a timeline") };
        let lines = Lines::of(&timeline);
        let told: Vec<&str> = lines
            .all
            .iter()
            .map(|line| match line {
                Line::Month(_) => "month",
                Line::Gap(_) => "gap",
                Line::Session(_) => "session",
                Line::Part(_) => "part",
                Line::One(_) => "one",
            })
            .collect();
        assert_eq!(told, ["month", "one", "session", "part", "part", "gap", "month", "one"]);
        assert_eq!(lines.years, [(2026, 0), (2025, 6)]);
        assert_eq!(lines.at(&timeline, day("2026-11-10")), 2);
        assert_eq!(lines.at(&timeline, day("2020-01-01")), 7, "before everything: the last row");
    }
}
