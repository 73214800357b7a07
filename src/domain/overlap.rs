//! Time that entries have in common, which nobody may count twice. Pure: everything is told by headers.
//!
//! An entry takes place from its time of day, by the clocks of its own zone, for as long as taking part lasted; preparing, reading and
//! reflecting have no place on the clock. One without a time of day overlaps nothing. A claim made of small items has no place of its
//! own either: its items have.

use chrono_tz::Tz;

use super::slot;
use super::{EntryHeader, EntryId, Minutes};

/// The most overlaps in one list: a journal has more only when something went wrong while it was filled.
const MOST: usize = 20_000;

/// Two entries at the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overlap {
    pub a: EntryId,
    pub b: EntryId,
    /// How much of taking part they have in common; never nothing.
    pub minutes: Minutes,
}

/// What entries add up to when time that they have in common counts once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    pub total: Minutes,
    /// Of entries at the same time, never more than they are long together.
    pub interactive: Minutes,
    /// What was taken off, because it is in more than one.
    pub overlap: Minutes,
}

/// From when to when, in seconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Span {
    start: i64,
    end: i64,
}

impl Span {
    /// Whole minutes that it has in common with another.
    fn shared(self, other: Self) -> Minutes {
        whole_minutes(self.end.min(other.end).saturating_sub(self.start.max(other.start)))
    }
}

/// Whole minutes of some seconds.
fn whole_minutes(seconds: i64) -> Minutes {
    Minutes(u32::try_from(seconds.max(0) / 60).unwrap_or(u32::MAX))
}

/// Finds zones by name; entries that follow each other mostly have the same.
#[derive(Default)]
struct Zones<'h>(Option<(&'h str, Option<Tz>)>);

impl<'h> Zones<'h> {
    fn find(&mut self, name: &'h str) -> Option<Tz> {
        match self.0 {
            Some((last, zone)) if last == name => zone,
            _ => {
                let zone = slot::zone(name);
                self.0 = Some((name, zone));
                zone
            }
        }
    }

    /// When an entry took place, where that is known.
    fn span(&mut self, header: &'h EntryHeader) -> Option<Span> {
        let time = header.time?;
        if header.taking_part == Minutes::ZERO {
            return None;
        }
        let (_, start) = slot::instant(header.date, time, self.find(&header.zone)?)?;
        let start = start.timestamp();
        Some(Span { start, end: start + i64::from(header.taking_part.0) * 60 })
    }
}

/// Whether an entry stands for time of its own: not in the bin, and not made of other entries.
fn takes_place(header: &EntryHeader) -> bool {
    !header.state.is_binned() && header.items == 0
}

/// Every two entries that overlap, by when the second begins; 20,000 at most. Takes `n log n` time for `n` entries, and as much as there
/// are overlaps.
pub fn overlapping<'h>(headers: impl IntoIterator<Item = &'h EntryHeader>) -> Vec<Overlap> {
    let mut zones = Zones::default();
    let headers = headers.into_iter().filter(|header| takes_place(header));
    let mut spans: Vec<(Span, EntryId)> = headers.filter_map(|header| Some((zones.span(header)?, header.id))).collect();
    spans.sort_unstable();
    let mut found = Vec::new();
    let mut running: Vec<(Span, EntryId)> = Vec::new();
    for (span, b) in spans {
        running.retain(|(earlier, _)| earlier.end > span.start);
        for (earlier, a) in &running {
            let minutes = earlier.shared(span);
            if minutes > Minutes::ZERO {
                found.push(Overlap { a: *a, b, minutes });
            }
            if found.len() >= MOST {
                return found;
            }
        }
        running.push((span, b));
    }
    found
}

/// What overlaps one entry; it is `a` of each. Looks at every entry once.
pub fn overlaps_of<'h>(headers: impl IntoIterator<Item = &'h EntryHeader, IntoIter: Clone>, id: EntryId) -> Vec<Overlap> {
    let headers = headers.into_iter();
    let mut zones = Zones::default();
    let Some(own) = headers.clone().find(|header| header.id == id && takes_place(header)).and_then(|header| zones.span(header)) else {
        return Vec::new();
    };
    // Clocks are at most 26 hours apart: most entries are left out by their day.
    let near = |header: &&EntryHeader| {
        let day = header.date.and_hms_opt(0, 0, 0).map_or(0, |at| at.and_utc().timestamp());
        day - 26 * 3600 < own.end && day + 50 * 3600 + i64::from(header.taking_part.0) * 60 > own.start
    };
    headers
        .filter(|header| header.id != id && takes_place(header))
        .filter(near)
        .filter_map(|header| Some(Overlap { a: id, b: header.id, minutes: own.shared(zones.span(header)?) }))
        .filter(|overlap| overlap.minutes > Minutes::ZERO)
        .take(MOST)
        .collect()
}

/// Entries that are connected in time, as they add up.
#[derive(Clone, Copy, Default)]
struct Run {
    end: i64,
    /// Minutes of all parts, of learning with others, and seconds of taking part; one by one.
    total: u64,
    interactive: u64,
    seconds: i64,
    start: i64,
}

impl Run {
    /// Its total, interactive part and overlap in minutes.
    fn sum(self) -> (u64, u64, u64) {
        let overlap = u64::from(whole_minutes(self.seconds - (self.end - self.start)).0);
        let total = self.total.saturating_sub(overlap);
        (total, self.interactive.min(total), overlap)
    }
}

/// What some entries add up to, whatever their states.
pub fn sum<'h>(headers: impl IntoIterator<Item = &'h EntryHeader>) -> Sum {
    let mut zones = Zones::default();
    let mut runs = Vec::new();
    let mut timed = Vec::new();
    for header in headers {
        let alone = Run { total: header.total.0.into(), interactive: header.interactive.0.into(), ..Run::default() };
        match zones.span(header) {
            Some(span) => timed.push((span, Run { start: span.start, end: span.end, seconds: span.end - span.start, ..alone })),
            None => runs.push(alone),
        }
    }
    timed.sort_unstable_by_key(|(span, _)| *span);
    let mut open: Option<Run> = None;
    for (_, next) in timed {
        open = Some(match open {
            Some(run) if next.start < run.end => Run {
                start: run.start,
                end: run.end.max(next.end),
                total: run.total + next.total,
                interactive: run.interactive + next.interactive,
                seconds: run.seconds + next.seconds,
            },
            closed => {
                runs.extend(closed);
                next
            }
        });
    }
    runs.extend(open);
    let sums = runs.into_iter().map(Run::sum).fold((0, 0, 0), |a, b| (a.0 + b.0, a.1 + b.1, a.2 + b.2));
    let minutes = |sum: u64| Minutes(u32::try_from(sum).unwrap_or(u32::MAX));
    Sum { total: minutes(sums.0), interactive: minutes(sums.1), overlap: minutes(sums.2) }
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, NaiveTime};
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{EntryState, Uid};

    fn header(id: i64, day: &str, time: &str, zone: &str, minutes: u32, interactive: u32) -> EntryHeader {
        EntryHeader {
            id: EntryId::from_row(id),
            uid: Uid::from_text(&id.to_string()),
            name: id.to_string(),
            kind: "poll".to_owned(),
            date: day.parse().expect("a day"),
            time: (!time.is_empty()).then(|| NaiveTime::parse_from_str(time, "%H:%M").expect("a time")),
            zone: zone.to_owned(),
            total: Minutes(minutes),
            taking_part: Minutes(minutes),
            interactive: Minutes(interactive),
            state: EntryState::Ready,
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

    const LONDON: &str = "Europe/London";

    fn pairs(headers: &[EntryHeader]) -> Vec<(i64, i64, u32)> {
        overlapping(headers).into_iter().map(|one| (one.a.row(), one.b.row(), one.minutes.0)).collect()
    }

    #[test]
    fn what_overlaps() {
        let on = |id, time, minutes| header(id, "2026-03-02", time, LONDON, minutes, 0);
        let binned = EntryHeader { state: EntryState::Binned { at: chrono::DateTime::UNIX_EPOCH }, ..on(8, "20:00", 60) };
        let claim = EntryHeader { items: 2, ..on(9, "20:00", 60) };
        for (headers, wanted) in [
            (vec![on(1, "20:00", 60), on(2, "20:40", 60)], vec![(1, 2, 20)]),
            // One after the other.
            (vec![on(1, "20:00", 60), on(2, "21:00", 60)], vec![]),
            // One inside the other, and both around a third.
            (vec![on(1, "20:00", 120), on(2, "20:30", 30), on(3, "20:50", 60)], vec![(1, 2, 30), (1, 3, 60), (2, 3, 10)]),
            // No time of day, or no minutes of taking part.
            (vec![on(1, "", 60), on(2, "20:00", 60), on(3, "20:00", 0)], vec![]),
            (vec![on(1, "20:00", 60), binned, claim], vec![]),
            // Over midnight.
            (vec![on(1, "23:30", 60), header(2, "2026-03-03", "00:10", LONDON, 30, 0)], vec![(1, 2, 20)]),
            // The same instant by two clocks.
            (vec![on(1, "20:00", 60), header(2, "2026-03-02", "15:30", "America/New_York", 60, 0)], vec![(1, 2, 30)]),
            // The clocks go forward at 01:00: two hours from 00:30 end at 03:30.
            (vec![header(1, "2026-03-29", "00:30", LONDON, 120, 0), header(2, "2026-03-29", "03:10", LONDON, 60, 0)], vec![(1, 2, 20)]),
            // They go back at 02:00: 01:30 comes twice, and 02:10 is an hour and forty minutes after the first of them.
            (vec![header(1, "2026-10-25", "01:30", LONDON, 60, 0), header(2, "2026-10-25", "02:10", LONDON, 60, 0)], vec![]),
            (vec![header(1, "2026-10-25", "01:30", LONDON, 120, 0), header(2, "2026-10-25", "02:10", LONDON, 60, 0)], vec![(1, 2, 20)]),
        ] {
            assert_eq!(pairs(&headers), wanted);
            for header in &headers {
                let mut own: Vec<_> = overlaps_of(&headers, header.id).into_iter().map(|one| (one.b.row(), one.minutes.0)).collect();
                own.sort_unstable();
                let other = |(a, b, minutes): &(i64, i64, u32)| match header.id.row() {
                    id if id == *a => Some((*b, *minutes)),
                    id if id == *b => Some((*a, *minutes)),
                    _ => None,
                };
                assert_eq!(own, wanted.iter().filter_map(other).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn what_is_shared_counts_once() {
        let on = |id, time, minutes, interactive| header(id, "2026-03-02", time, LONDON, minutes, interactive);
        for (headers, (total, interactive, overlap)) in [
            (vec![], (0, 0, 0)),
            (vec![on(1, "20:00", 60, 10), on(2, "20:40", 60, 20)], (100, 30, 20)),
            // Fully the same time: no more with others than there was time.
            (vec![on(1, "20:00", 60, 60), on(2, "20:00", 60, 60), on(3, "", 60, 0)], (120, 60, 60)),
            (vec![on(1, "20:00", 60, 60), on(2, "20:00", 60, 60), on(3, "20:30", 10, 10)], (60, 60, 70)),
            (vec![on(1, "09:00", 5, 5), on(2, "09:05", 5, 5), on(3, "", 7, 0)], (17, 10, 0)),
        ] {
            let wanted = Sum { total: Minutes(total), interactive: Minutes(interactive), overlap: Minutes(overlap) };
            assert_eq!(sum(&headers), wanted);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Against a ruler of minutes, for entries of one day.
        #[test]
        fn sums_are_as_counted_minute_by_minute(entries in proptest::collection::vec((0_u32..1_200, 0_u32..200, 0_u32..200), 0..12)) {
            let headers: Vec<EntryHeader> = entries
                .iter()
                .enumerate()
                .map(|(id, (start, minutes, interactive))| {
                    let id = i64::try_from(id).expect("a small number");
                    header(id, "2026-06-01", &format!("{:02}:{:02}", start / 60, start % 60), LONDON, *minutes, *interactive.min(minutes))
                })
                .collect();
            let mut ruler = vec![false; 2_000];
            for (start, minutes, _) in &entries {
                (*start..start + minutes).for_each(|at| ruler[at as usize] = true);
            }
            let sum = sum(&headers);
            prop_assert_eq!(sum.total.0 as usize, ruler.iter().filter(|minute| **minute).count());
            prop_assert!(sum.interactive <= sum.total);
            prop_assert_eq!(sum.overlap.0 + sum.total.0, entries.iter().map(|(_, minutes, _)| minutes).sum::<u32>());
            let mut by_pairs = 0;
            for (at, (start, minutes, _)) in entries.iter().enumerate() {
                for (other, length, _) in entries.iter().skip(at + 1) {
                    by_pairs += (start + minutes).min(other + length).saturating_sub(*start.max(other));
                }
            }
            prop_assert_eq!(overlapping(&headers).iter().map(|one| one.minutes.0).sum::<u32>(), by_pairs);
        }
    }

    #[test]
    fn too_many_end() {
        let headers: Vec<EntryHeader> = (0..10_000).map(|id| header(id, "2026-03-02", "20:00", LONDON, 60, 0)).collect();
        assert_eq!(overlapping(&headers).len(), MOST);
        let spread: Vec<EntryHeader> = (0..10_000_i64)
            .map(|id| EntryHeader {
                date: NaiveDate::from_num_days_from_ce_opt(735_000 + i32::try_from(id).unwrap_or(0) / 3).expect("a day"),
                ..header(id, "2026-03-02", "20:00", LONDON, 45, 0)
            })
            .collect();
        assert_eq!(overlapping(&spread).len(), 3_333 * 3);
    }
}
