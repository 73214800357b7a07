//! Hours, coverage by kinds, and two stretches of time side by side. What is summed here is summed by hand, or the long way round.

use std::collections::BTreeMap;

use super::*;
use crate::domain::chart::Chart;
use crate::domain::counting::{Counting, counts};
use crate::domain::overlap;
use crate::review::compare::{self, Comparison};
use crate::review::coverage::Coverage;
use crate::review::hours::Hours;

/// The numbers of a chart by its labels.
fn numbers(chart: &Chart) -> Vec<(&str, Vec<Option<u32>>)> {
    chart.rows.iter().map(|row| (row.label.as_str(), row.values.clone())).collect()
}

fn sum(chart: &Chart) -> u32 {
    chart.rows.iter().flat_map(|row| &row.values).flatten().sum()
}

/// Three plain entries and a claim of two items.
fn a_few() -> Held {
    let with = |minutes, mut entry: EntryHeader| {
        entry.interactive = Minutes(minutes);
        entry
    };
    let tower = |id: i64, entry: EntryHeader| EntryHeader { community: Some(CommunityId::from_row(id)), ..entry };
    let goals = |list: &[i64], entry: EntryHeader| EntryHeader { goals: list.iter().copied().map(GoalId::from_row).collect(), ..entry };
    let mut held = vec![
        goals(&[1, 2], tower(1, with(60, entry(1, day("2026-01-10"), 90)))),
        goals(&[1], with(0, EntryHeader { kind: "touch".to_owned(), ..entry(2, day("2026-01-31"), 30) })),
        tower(2, with(10, entry(3, day("2026-04-01"), 40))),
    ];
    held[0].used = vec![Verb::Discussing, Verb::Sharing];
    held[1].used = vec![Verb::Sharing];
    held[0].platform = "X".to_owned();
    held[2].platform = "x".to_owned();
    held[2].taking_part = Minutes(25);
    held[0].evidence = 2;
    held[1].reflected = true;
    let claim = EntryId::from_row(6);
    held.push(goals(&[2], EntryHeader { rolled_into: Some(claim), ..tower(1, entry(4, day("2026-02-01"), 20)) }));
    held.push(EntryHeader { rolled_into: Some(claim), kind: "lost".to_owned(), reflected: true, ..entry(5, day("2026-03-01"), 10) });
    held.push(goals(&[2], EntryHeader { items: 2, ..entry(6, day("2026-03-01"), 30) }));
    Held::of(held)
}

#[test]
fn hours_by_hand() {
    let held = a_few();
    let hours = Hours::of(&held.material(), Days::default());
    let both = |alone: u32, with: u32| vec![Some(alone), Some(with)];
    assert_eq!(
        numbers(&hours.by_month),
        [("Jan 2026", both(60, 60)), ("Feb 2026", both(0, 0)), ("Mar 2026", both(30, 0)), ("Apr 2026", both(30, 10))]
    );
    assert_eq!(
        numbers(&hours.interactive),
        [("Jan 2026", vec![Some(50)]), ("Feb 2026", vec![None]), ("Mar 2026", vec![Some(0)]), ("Apr 2026", vec![Some(25)])]
    );
    assert_eq!(numbers(&hours.by_kind), [("A peal", both(80, 70)), ("A touch", both(30, 0)), ("lost", both(10, 0))]);
    assert_eq!(numbers(&hours.by_community), [("Tower 1", both(50, 60)), ("Tower 2", both(30, 10)), ("No community", both(40, 0))]);
    assert_eq!(
        numbers(&hours.by_use).into_iter().filter(|(_, values)| values != &both(0, 0)).collect::<Vec<_>>(),
        [("Sharing", both(60, 60)), ("Discussing", both(30, 60)), ("Not said", both(60, 10))]
    );
    assert_eq!(numbers(&hours.by_platform), [("x", both(60, 70)), ("Not said", both(60, 0))]);
    assert_eq!(numbers(&hours.by_goal), [("Goal 1", both(60, 60)), ("Goal 2", both(50, 60)), ("No goal", both(40, 10))]);
    assert_eq!(numbers(&hours.by_part), [("Taking part", vec![Some(175)]), ("Preparing, reading, reflecting", vec![Some(15)])]);
    assert_eq!(hours.by_month.says, "3 h 10 min in all, 1 h 10 min of it with others. Most in Jan 2026: 2 h. One month has nothing.");
    assert!(hours.by_use.says.ends_with("An entry with several ways counts in each of them."), "{}", hours.by_use.says);
    // Months of the days looked at are told although they are empty; those to come are not.
    let year = Hours::of(&held.material(), days("2025-11-01", "2026-12-31"));
    let labels: Vec<&str> = year.by_month.rows.iter().map(|row| row.label.as_str()).collect();
    assert_eq!((labels.len(), labels[0], labels[12]), (13, "Nov 2025", "Nov 2026"));
    let nothing = Hours::of(&Held::of(Vec::new()).material(), Days::default());
    assert!(nothing.charts().iter().all(|chart| chart.is_empty() && !chart.says.is_empty()));
}

#[test]
fn coverage_by_kinds() {
    let held = a_few();
    let coverage = Coverage::of(&held.material(), Days::default(), None);
    let matrix = &coverage.matrices[0];
    assert_eq!(matrix.columns.iter().map(|column| column.label.as_str()).collect::<Vec<_>>(), ["A peal", "A touch", "lost"]);
    let number = |values: [u32; 3]| values.map(Some).to_vec();
    assert_eq!(
        numbers(&matrix.chart),
        [("Goal 1", number([1, 1, 0])), ("Goal 2", number([2, 0, 0])), ("Goal 3", number([0, 0, 0])), ("No goal", number([1, 0, 1]))]
    );
    assert_eq!(matrix.cell(1, 0), [EntryId::from_row(4), EntryId::from_row(1)], "the latest first, items and not their claim");
    assert_eq!((matrix.cell(9, 0), matrix.cell(0, 9)), (&[][..], &[][..]));
    assert_eq!(coverage.empty_goals, [GoalId::from_row(3)]);
    assert_eq!((matrix.empty_cells, matrix.all_cells), (6, 9));
    assert!(matrix.is_open(2, 0) && !matrix.is_open(0, 0) && !matrix.is_open(3, 1), "what has no goal is no gap");
    assert_eq!(coverage.without_goal, [EntryId::from_row(3), EntryId::from_row(5)]);
    assert_eq!(coverage.says, "4 entries, 3 h 10 min. Nothing for “Goal 3”. 2 entries have no goal.");
    // A goal that only the claim says is served, in the kinds of its items.
    let mut entries = a_few().entries.iter().map(|entry| (**entry).clone()).collect::<Vec<_>>();
    if let Some(claim) = entries.iter_mut().find(|entry| entry.items > 0) {
        claim.goals.push(GoalId::from_row(3));
    }
    let told = Held::of(entries);
    let coverage = Coverage::of(&told.material(), Days::default(), None);
    assert_eq!(numbers(&coverage.matrices[0].chart)[2], ("Goal 3", number([1, 0, 1])));
    assert!(coverage.empty_goals.is_empty());
    // A closed goal is missed by nobody; one that is open is.
    let mut held = held;
    held.goals[2].draft.state = crate::domain::GoalState::Achieved;
    held.goals[0].draft.state = crate::domain::GoalState::Achieved;
    let coverage = Coverage::of(&held.material(), days("2026-01-01", "2026-01-31"), None);
    assert_eq!(coverage.matrices[0].goals, [Some(GoalId::from_row(1)), Some(GoalId::from_row(2)), None]);
    assert!(coverage.empty_goals.is_empty());
}

#[test]
fn the_time_before() {
    for (from, to, want) in [
        ("2026-04-01", Some("2027-03-31"), Some(("2025-04-01", "2026-03-31"))),
        ("2026-03-01", Some("2026-03-31"), Some(("2026-02-01", "2026-02-28"))),
        ("2026-01-01", Some("2026-06-30"), Some(("2025-07-01", "2025-12-31"))),
        ("2024-03-01", Some("2025-02-28"), Some(("2023-03-01", "2024-02-29"))),
        ("2026-03-02", Some("2026-03-08"), Some(("2026-02-23", "2026-03-01"))),
        ("2026-11-20", None, Some(("2026-11-17", "2026-11-19"))),
        ("2026-03-02", Some("2026-03-02"), Some(("2026-03-01", "2026-03-01"))),
    ] {
        let asked = Days { from: Some(day(from)), to: to.map(day) };
        assert_eq!(compare::before(asked, day("2026-11-22")), want.map(|(from, to)| days(from, to)), "{from}");
    }
    assert_eq!(compare::before(Days { from: None, to: Some(day("2026-01-01")) }, day("2026-11-22")), None);
    assert_eq!(compare::before(Days { from: Some(NaiveDate::MIN), to: Some(NaiveDate::MAX) }, day("2026-11-22")), None);
}

#[test]
fn two_stretches_of_time() {
    let held = a_few();
    let compared = Comparison::of(&held.material(), days("2026-01-01", "2026-01-31"), days("2026-03-01", "2026-04-30"));
    let lines: Vec<[&str; 4]> = compared.lines.iter().map(|line| [line.label.as_str(), &line.earlier, &line.later, &line.change]).collect();
    assert_eq!(
        lines,
        [
            ["Entries", "2", "2", "the same"],
            ["Time", "2 h", "1 h 10 min", "50 min less"],
            ["Time with others", "1 h", "10 min", "50 min less"],
            ["Share of time with others", "50 %", "14 %", "36 points less"],
            ["Kinds of activity", "2", "2", "the same"],
            ["Communities", "1", "2", "1 more"],
            ["Goals served", "2", "1", "1 less"],
            ["Entries with evidence", "50 %", "0 %", "50 points less"],
            ["Entries with a reflection", "50 %", "33 %", "17 points less"],
        ]
    );
    assert_eq!(
        numbers(&compared.by_kind),
        [("A peal", vec![Some(90), Some(60)]), ("lost", vec![Some(0), Some(10)]), ("A touch", vec![Some(30), Some(0)])]
    );
    assert_eq!(compared.earlier.label, "January 2026");
    assert_eq!(
        compared.says,
        "January 2026: 2 entries, 2 h. 1 Mar 2026 to 30 Apr 2026: 2 entries, 1 h 10 min. That is as many entries and 50 min less."
    );
    let empty = Comparison::of(&Held::of(Vec::new()).material(), Days::default(), Days::default());
    assert_eq!((empty.says.as_str(), empty.lines[3].change.as_str()), ("Nothing in either.", "cannot be compared"));
}

proptest! {
    #[test]
    fn sums_over_months_and_groups_are_the_whole(entries in some_entries(), from in 0_u64..1_000, long in 0_u64..1_000) {
        let held = Held::of(entries);
        let material = held.material();
        let start = day("2024-03-01") + chrono::Days::new(from);
        for days in [Days::default(), Days { from: Some(start), to: Some(start + chrono::Days::new(long)) }] {
            let hours = Hours::of(&material, days);
            let counted: Vec<&EntryHeader> = held.entries.iter().map(|one| &**one).filter(|one| counts(one) && days.has(one.date)).collect();
            let all: u32 = counted.iter().map(|one| one.total.0).sum();
            prop_assert_eq!(hours.total.total, Minutes(all));
            prop_assert_eq!(sum(&hours.by_month), all);
            prop_assert_eq!(sum(&hours.by_part), all);
            let with: u32 = hours.by_month.rows.iter().filter_map(|row| row.values[1]).sum();
            prop_assert_eq!(with, counted.iter().map(|one| one.interactive.0).sum::<u32>());
            // Months follow each other, each once.
            let labels: Vec<&String> = hours.by_month.rows.iter().map(|row| &row.label).collect();
            let mut once = labels.clone();
            once.dedup();
            prop_assert_eq!(labels, once);
            // What each has one of: the claims by the items of each, what they have in common once.
            let mut kinds: BTreeMap<(EntryId, &str), Vec<&EntryHeader>> = BTreeMap::new();
            for one in &counted {
                let items: Vec<&EntryHeader> = held.entries.iter().map(|item| &**item).filter(|item| item.rolled_into == Some(one.id) && !item.state.is_binned()).collect();
                for item in if one.items > 0 { items } else { vec![*one] } {
                    kinds.entry((one.id, &item.kind)).or_default().push(item);
                }
            }
            let mut want: BTreeMap<&str, u32> = BTreeMap::new();
            for ((_, kind), list) in &kinds {
                *want.entry(kind).or_default() += overlap::sum(list.iter().copied()).total.0;
            }
            let is: BTreeMap<&str, u32> = hours.by_kind.rows.iter().map(|row| {
                let id = if row.label == "A peal" { "peal" } else { row.label.as_str() };
                (id, row.values.iter().flatten().sum())
            }).collect();
            prop_assert_eq!(is, want);
            for chart in hours.charts() {
                prop_assert!(chart.rows.iter().all(|row| row.values.len() == chart.series.len()), "{}", chart.title);
                prop_assert_eq!(chart.lines().len(), chart.rows.len());
            }
            // The same again from the same: nothing hangs on the order of a hash.
            prop_assert_eq!(Hours::of(&material, days), hours);
        }
    }

    #[test]
    fn cells_cover_all_entries(entries in some_entries(), from in 0_u64..1_000, long in 0_u64..1_000) {
        let held = Held::of(entries);
        let material = held.material();
        let start = day("2024-03-01") + chrono::Days::new(from);
        for days in [Days::default(), Days { from: Some(start), to: Some(start + chrono::Days::new(long)) }] {
            let coverage = Coverage::of(&material, days, None);
            let counting = Counting::of(held.entries.iter().map(|one| &**one));
            let mut want: Vec<EntryId> = Vec::new();
            for one in held.entries.iter().filter(|one| counts(one) && days.has(one.date)) {
                let items = counting.items_of(one);
                want.extend(if one.items == 0 { vec![one.id] } else { items.iter().map(|item| item.id).collect() });
            }
            let matrix = &coverage.matrices[0];
            let mut is: Vec<EntryId> = Vec::new();
            for row in 0..matrix.goals.len() {
                for column in 0..matrix.columns.len() {
                    prop_assert_eq!(matrix.chart.rows[row].values[column], Some(u32::try_from(matrix.cell(row, column).len()).expect("few")));
                    is.extend(matrix.cell(row, column));
                }
            }
            is.sort_unstable();
            is.dedup();
            want.sort_unstable();
            prop_assert_eq!(is, want);
            for goal in &coverage.empty_goals {
                let row = matrix.goals.iter().position(|one| one == &Some(*goal)).expect("a row");
                prop_assert!((0..matrix.columns.len()).all(|column| matrix.cell(row, column).is_empty()));
            }
            let compared = Comparison::of(&material, days, days);
            prop_assert!(compared.lines.iter().all(|line| line.change == "the same" || line.change == "cannot be compared"));
        }
    }
}
