//! Calendar, timeline and what was on this day.

use std::collections::BTreeSet;

use chrono::{Datelike as _, Weekday};

use super::*;
use crate::domain::counting::counts;
use crate::domain::framework::Span;
use crate::review::calendar::{Calendar, DARKEST, month_span, weeks};
use crate::review::on_this_day::OnThisDay;
use crate::review::timeline::{Piece, Session, Timeline};

fn ids(list: &[EntryId]) -> Vec<i64> {
    list.iter().map(|id| id.row()).collect()
}

#[test]
fn grids_begin_on_monday() {
    let all = Calendar::of(&Held::of(vec![entry(1, day("2026-02-01"), 30), entry(2, day("2026-02-28"), 45)]).material(), Days::default());
    let month = all.month(day("2026-02-14"));
    // February 2026 begins on a Sunday and ends on a Saturday.
    assert_eq!((month.first, month.weeks.len(), month.active, month.total.total), (day("2026-02-01"), 5, 2, Minutes(75)));
    assert_eq!((month.weeks[0][0], month.weeks[0][6], month.weeks[4][6]), (day("2026-01-26"), day("2026-02-01"), day("2026-03-01")));
    let year = all.year(2026).expect("a year");
    assert_eq!((year.weeks.len(), year.weeks[0][0], year.months.len()), (53, day("2025-12-29"), 12));
    assert_eq!(year.months[1], (day("2026-02-01"), 4), "the first of February is the Sunday of the fifth week");
    assert_eq!(month_span(day("2024-02-29")), Span { start: day("2024-02-01"), end: day("2024-02-29") });
    assert_eq!(weeks(Span { start: day("2026-03-02"), end: day("2026-03-01") }), Vec::<[NaiveDate; 7]>::new());
    for week in &year.weeks {
        assert!(week[0].weekday() == Weekday::Mon && week.is_sorted(), "{week:?}");
    }
}

#[test]
fn levels_are_quarters_of_the_days_with_time() {
    let held = Held::of(
        (1..=8)
            .map(|at| entry(at, day("2026-05-01") + chrono::Days::new(at.cast_unsigned()), u32::try_from(at).expect("few") * 10))
            .collect(),
    );
    let calendar = Calendar::of(&held.material(), Days::default());
    assert_eq!(calendar.days.iter().map(|day| day.level).collect::<Vec<_>>(), [1, 1, 2, 2, 3, 3, 4, 4]);
    let legend: Vec<String> = calendar.steps.iter().map(|step| format!("{} {}", step.level, step.label())).collect();
    assert_eq!(legend, ["0 nothing", "1 10 min to 20 min", "2 30 min to 40 min", "3 50 min to 1 h", "4 1 h 10 min to 1 h 20 min"]);
    // All alike: the darkest; a day without time is no empty day.
    let alike = Held::of(vec![entry(1, day("2026-05-01"), 60), entry(2, day("2026-05-02"), 60), entry(3, day("2026-05-03"), 0)]);
    let calendar = Calendar::of(&alike.material(), Days::default());
    assert_eq!(calendar.days.iter().map(|day| day.level).collect::<Vec<_>>(), [DARKEST, DARKEST, 1]);
    assert_eq!(calendar.steps[1].label(), "no time said");
}

#[test]
fn weeks_in_a_row() {
    // The weeks of 26 October, 2 and 9 November; today is the Sunday of the one after. Before that four weeks in spring.
    let dates = ["2026-03-02", "2026-03-10", "2026-03-22", "2026-03-23", "2026-11-01", "2026-11-02", "2026-11-15"];
    let held = Held::of(dates.iter().zip(1..).map(|(date, id)| entry(id, day(date), 30)).collect());
    let on_sunday = Calendar::of(&held.material(), Days::default());
    assert_eq!((on_sunday.streaks.current, on_sunday.streaks.longest, on_sunday.streaks.longest_from), (3, 4, Some(day("2026-03-02"))));
    assert!(on_sunday.says.ends_with(" Longest: 4 weeks in a row, from 2 Mar 2026; 3 weeks in a row up to now."), "{}", on_sunday.says);
    // A week that is not over breaks nothing. On Monday it is over.
    let on_monday = Calendar::of(&Held { today: day("2026-11-23"), ..held }.material(), Days::default());
    assert_eq!(on_monday.streaks.current, 0);
}

#[test]
fn a_day_and_its_neighbours() {
    let held = Held::of(vec![
        timed(entry(1, day("2026-05-01"), 30), "20:00"),
        timed(entry(2, day("2026-05-01"), 20), "08:00"),
        entry(3, day("2026-07-01"), 10),
        EntryHeader { rolled_into: Some(EntryId::from_row(3)), ..entry(4, day("2026-06-01"), 10) },
    ]);
    let calendar = Calendar::of(&held.material(), Days::default());
    let first = calendar.day(day("2026-05-01")).expect("a day");
    assert_eq!((ids(&first.entries), first.share.total), (vec![2, 1], Minutes(50)));
    let item = calendar.day(day("2026-06-01")).expect("a day");
    assert_eq!((ids(&item.entries), item.share.total, item.level), (vec![4], Minutes::ZERO, 1), "it is there, and counts with its claim");
    assert_eq!(calendar.day(day("2026-05-02")), None);
    assert_eq!(calendar.next(day("2026-05-01"), true).map(|day| day.date), Some(day("2026-06-01")));
    assert_eq!(calendar.next(day("2026-05-01"), false), None);
    assert_eq!(calendar.next(day("2027-05-01"), false).map(|day| day.date), Some(day("2026-07-01")));
    let chart = calendar.chart(Span { start: day("2026-05-01"), end: day("2026-12-31") });
    assert_eq!((chart.rows.len(), chart.series.len()), (8, 31));
    assert_eq!((chart.rows[0].values[0], chart.rows[0].values[1], chart.rows[1].values[30]), (Some(50), Some(0), None), "no 31 June");
    assert_eq!((chart.rows[6].values[21], chart.rows[6].values[22]), (Some(0), None), "nothing is said of days to come");
}

fn sessions(timeline: &Timeline) -> Vec<&Session> {
    timeline.pieces.iter().filter_map(|piece| if let Piece::Session(session) = piece { Some(session) } else { None }).collect()
}

#[test]
fn what_belongs_together_is_one_session() {
    let tower = Some(CommunityId::from_row(1));
    let of = |id, date: &str, minutes| EntryHeader { community: tower, ..entry(id, day(date), minutes) };
    let claim = EntryId::from_row(9);
    let held = Held::of(vec![
        // Prepared, took part, reflected: in three entries of one chat.
        timed(of(1, "2026-11-17", 20), "18:00"),
        EntryHeader { name: "The chat".to_owned(), interactive: Minutes(50), ..timed(of(2, "2026-11-17", 60), "20:00") },
        of(3, "2026-11-17", 15),
        // Elsewhere at the same time: 30 minutes in common.
        timed(entry(4, day("2026-11-17"), 60), "20:30"),
        // On the same day, neither there nor then.
        timed(entry(5, day("2026-11-17"), 10), "09:00"),
        // The same community a week before.
        timed(of(6, "2026-11-10", 60), "20:00"),
        EntryHeader { rolled_into: Some(claim), ..of(7, "2026-08-01", 10) },
        EntryHeader { rolled_into: Some(claim), ..of(8, "2026-08-20", 10) },
        EntryHeader { items: 2, total: Minutes(20), ..entry(9, day("2026-08-20"), 20) },
    ]);
    let timeline = Timeline::of(&held.material(), Days::default());
    let shown: Vec<(Vec<i64>, u32, u32)> =
        sessions(&timeline).iter().map(|one| (ids(&one.entries), one.minutes.0, one.overlap.0)).collect();
    assert_eq!(shown, [(vec![1, 2, 4, 3], 125, 30), (vec![5], 10, 0), (vec![6], 60, 0), (vec![9, 7, 8], 20, 0)]);
    let chat = sessions(&timeline)[0];
    let clock = |at: chrono::NaiveDateTime| at.format("%H:%M").to_string();
    assert_eq!(chat.times.map(|(start, end)| (clock(start), clock(end))), Some(("18:00".to_owned(), "21:30".to_owned())));
    assert_eq!((chat.name.as_str(), chat.community, chat.interactive), ("The chat", tower, Minutes(50)));
    assert_eq!(chat.in_short(), "4 entries, 2 h 5 min, 50 min of it with others; 30 min at the same time count once");
    assert_eq!(sessions(&timeline)[3].in_short(), "2 items, 20 min");
    let gap = timeline.pieces.iter().find_map(|piece| if let Piece::Gap(gap) = piece { Some(gap) } else { None }).expect("a gap");
    assert_eq!((gap.from, gap.to, gap.says.as_str()), (day("2026-08-21"), day("2026-11-09"), "nothing for 11 weeks"));
    assert_eq!((timeline.sessions, timeline.gaps, timeline.together, timeline.pieces.len()), (4, 1, 2, 5));
    assert_eq!((timeline.at(day("2026-11-12")), timeline.at(day("2026-11-17")), timeline.at(day("2020-01-01"))), (2, 0, 5));
    assert_eq!((timeline.page(3, 10).len(), timeline.page(9, 10).len(), timeline.page(0, 2).len()), (2, 0, 2));
}

#[test]
fn over_midnight_and_over_zones() {
    let mut abroad = timed(entry(2, day("2026-06-02"), 60), "07:30");
    "Asia/Tokyo".clone_into(&mut abroad.zone);
    let held = Held::of(vec![timed(entry(1, day("2026-06-01"), 120), "22:30"), abroad]);
    let timeline = Timeline::of(&held.material(), Days::default());
    let sessions = sessions(&timeline);
    // 07:30 in Tokyo is 23:30 in London on the day before.
    assert_eq!((sessions.len(), sessions[0].day, sessions[0].minutes), (1, day("2026-06-01"), Minutes(120)));
    let (start, end) = sessions[0].times.expect("times");
    assert_eq!((start.to_string(), end.to_string()), ("2026-06-01 22:30:00".to_owned(), "2026-06-02 00:30:00".to_owned()));
}

#[test]
fn long_times_without_anything_are_named() {
    for (last, want) in [
        ("2026-10-26", None),
        ("2026-10-25", None),
        ("2026-10-24", Some("nothing for 4 weeks")),
        ("2026-08-23", Some("nothing for 12 weeks")),
        ("2026-08-16", Some("nothing for 3 months")),
        ("2026-05-01", Some("nothing for 6 months")),
        ("2023-05-01", Some("nothing for 3 years")),
    ] {
        let held = Held::of(vec![entry(1, day(last), 30)]);
        let timeline = Timeline::of(&held.material(), Days::default());
        let said = timeline.pieces.first().and_then(|piece| if let Piece::Gap(gap) = piece { Some(gap.says.as_str()) } else { None });
        assert_eq!(said, want, "{last}");
    }
}

#[test]
fn the_same_day_in_earlier_years() {
    let held = Held {
        today: day("2026-01-01"),
        ..Held::of(vec![
            entry(1, day("2025-01-01"), 10),
            entry(2, day("2024-12-29"), 10),
            entry(3, day("2024-12-28"), 10),
            entry(4, day("2025-01-04"), 10),
            entry(5, day("2023-01-01"), 10),
            entry(6, day("2026-01-01"), 10),
            EntryHeader {
                state: EntryState::Binned { at: DateTime::from_timestamp(0, 0).expect("an instant") },
                ..entry(7, day("2025-01-01"), 1)
            },
        ])
    };
    let found = OnThisDay::of(&held.material());
    let years: Vec<(u32, String, Vec<i64>)> =
        found.years.iter().map(|then| (then.years, then.day.to_string(), ids(&then.entries))).collect();
    assert_eq!(years, [(1, "2025-01-01".to_owned(), vec![1, 2, 4]), (3, "2023-01-01".to_owned(), vec![5])]);
    assert!(found.years[1].says.starts_with("3 years ago, on"), "{}", found.years[1].says);
    assert!(found.says.contains("up to 3 days before and after"), "{}", found.says);
}

#[test]
fn leap_days() {
    let entries = || {
        ["2023-02-25", "2023-02-28", "2023-03-03", "2023-03-04", "2024-02-29"]
            .iter()
            .zip(1..)
            .map(|(date, id)| entry(id, day(date), 10))
            .collect()
    };
    let found = OnThisDay::of(&Held { today: day("2028-02-29"), ..Held::of(entries()) }.material());
    let years: Vec<(String, Vec<i64>)> = found.years.iter().map(|then| (then.day.to_string(), ids(&then.entries))).collect();
    assert_eq!(years, [("2024-02-29".to_owned(), vec![5]), ("2023-02-28".to_owned(), vec![2, 1, 3])]);
    let found = OnThisDay::of(&Held { today: day("2026-02-28"), ..Held::of(entries()) }.material());
    assert_eq!(found.years.iter().map(|then| then.day.to_string()).collect::<Vec<_>>(), ["2024-02-28", "2023-02-28"]);
    assert_eq!(OnThisDay::of(&Held { today: NaiveDate::MIN, ..Held::of(entries()) }.material()).years, []);
}

#[test]
fn the_ends_of_the_calendar_do_not_matter() {
    let held = Held::of(vec![entry(1, NaiveDate::MIN, 10), entry(2, NaiveDate::MAX, 10), timed(entry(3, NaiveDate::MAX, 10), "23:59")]);
    let material = held.material();
    let calendar = Calendar::of(&material, Days::default());
    for at in [NaiveDate::MIN, NaiveDate::MAX] {
        assert!(!calendar.month(at).weeks.is_empty());
        let _ = calendar.year(at.year()).map(|year| year.weeks.len());
    }
    let _ = calendar.chart(Span { start: NaiveDate::MIN, end: NaiveDate::MAX });
    assert_eq!(Timeline::of(&material, Days::default()).sessions, 3);
    assert_eq!(crate::review::hours::Hours::of(&material, Days::default()).by_month.rows.len(), 2);
    for today in [NaiveDate::MIN, NaiveDate::MAX] {
        let held = Held { today, ..Held::of(vec![entry(1, day("2026-01-01"), 10)]) };
        let _ = (
            OnThisDay::of(&held.material()),
            Calendar::of(&held.material(), Days::default()),
            Timeline::of(&held.material(), Days::default()),
        );
    }
}

proptest! {
    #[test]
    fn every_entry_is_on_exactly_one_day_and_in_one_session(entries in some_entries(), from in 0_u64..1_000, long in 0_u64..1_000) {
        let held = Held::of(entries);
        let material = held.material();
        let start = day("2024-03-01") + chrono::Days::new(from);
        let span = Span { start, end: start + chrono::Days::new(long) };
        for days in [Days::default(), Days { from: Some(span.start), to: Some(span.end) }] {
            let calendar = Calendar::of(&material, days);
            let on_days: Vec<EntryId> = calendar.days.iter().flat_map(|day| day.entries.iter().copied()).collect();
            let live: BTreeSet<EntryId> = held.entries.iter().filter(|one| !one.state.is_binned() && days.has(one.date)).map(|one| one.id).collect();
            prop_assert_eq!(on_days.len(), live.len());
            prop_assert_eq!(on_days.into_iter().collect::<BTreeSet<_>>(), live);
            let counted = held.entries.iter().filter(|one| counts(one) && days.has(one.date));
            prop_assert_eq!(calendar.total.total.0, counted.clone().map(|one| one.total.0).sum::<u32>());
            prop_assert_eq!(calendar.total.entries, counted.clone().count());
            prop_assert!(calendar.days.iter().all(|day| (1..=DARKEST).contains(&day.level)));
            for day in &calendar.days {
                let step = calendar.steps.iter().find(|step| step.level == day.level);
                prop_assert!(step.is_some_and(|step| step.least <= day.share.total && day.share.total <= step.most));
            }
            // A darker day never has less time.
            for (one, other) in calendar.days.iter().flat_map(|one| calendar.days.iter().map(move |other| (one, other))) {
                prop_assert!(one.level <= other.level || one.share.total >= other.share.total);
            }
            let timeline = Timeline::of(&material, days);
            let mut of_sessions: Vec<EntryId> = sessions(&timeline).iter().flat_map(|one| one.entries.iter().copied()).collect();
            let many = of_sessions.len();
            of_sessions.sort_unstable();
            of_sessions.dedup();
            prop_assert_eq!(many, of_sessions.len());
            for entry in counted {
                prop_assert!(of_sessions.contains(&entry.id));
            }
            prop_assert!(timeline.pieces.is_sorted_by_key(|piece| std::cmp::Reverse(piece.day())));
            let minutes: u32 = sessions(&timeline).iter().map(|one| one.minutes.0 + one.overlap.0).sum();
            prop_assert_eq!(minutes, calendar.total.total.0);
            prop_assert!(sessions(&timeline).iter().all(|one| one.interactive <= one.minutes));
        }
    }
}
