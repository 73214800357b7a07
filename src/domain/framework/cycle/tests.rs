use proptest::prelude::*;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect(text)
}

fn span(start: &str, end: &str) -> Span {
    Span { start: day(start), end: day(end) }
}

fn ringers(months: u32, sub_months: Option<u32>, anchor: Anchor) -> Framework {
    let rule = CycleRule {
        months,
        sub_months,
        sub_label: String::new(),
        anchor,
        opens_months: Some(2),
        usual: Vec::new(),
        effects: Vec::new(),
        note: String::new(),
    };
    Framework {
        id: "bells".into(),
        scheme: "bells".into(),
        name: "Register of Bell Ringers".into(),
        regulator: String::new(),
        also: Vec::new(),
        country: String::new(),
        professions: Vec::new(),
        summary: String::new(),
        edition: String::new(),
        effective_from: day("2020-01-01"),
        effective_to: None,
        supersedes: None,
        checked_on: day("2026-01-01"),
        review_by: day("2027-01-01"),
        sources: Vec::new(),
        disclaimer: String::new(),
        advice: Vec::new(),
        expected: Vec::new(),
        hidden: false,
        cycle: rule,
        choices: Vec::new(),
        requirements: Vec::new(),
        groups: Vec::new(),
        forms: Vec::new(),
        warnings: Vec::new(),
        audit: None,
        records: Vec::new(),
        keep_months: None,
    }
}

fn away(start: &str, end: &str, effect: Effect) -> Away {
    Away { kind: "pause".into(), span: span(start, end), effect }
}

#[test]
fn cycles_of_everybody_and_of_oneself() {
    for (first, months, today, number, start, end) in [
        ("2024-04-01", 36, "2026-06-30", 0, "2024-04-01", "2027-03-31"),
        ("2024-04-01", 36, "2027-03-31", 0, "2024-04-01", "2027-03-31"),
        ("2024-04-01", 36, "2027-04-01", 0, "2027-04-01", "2030-03-31"),
        ("2024-04-01", 36, "2024-03-31", 0, "2021-04-01", "2024-03-31"),
        ("2024-04-01", 36, "2026-06-30", -1, "2021-04-01", "2024-03-31"),
        ("2024-04-01", 36, "2026-06-30", -2, "2018-04-01", "2021-03-31"),
        ("2024-04-01", 36, "2026-06-30", 1, "2027-04-01", "2030-03-31"),
        ("2024-02-29", 12, "2025-02-27", 0, "2024-02-29", "2025-02-27"),
        ("2024-02-29", 12, "2025-02-28", 0, "2025-02-28", "2026-02-27"),
        ("2024-02-29", 12, "2028-02-29", 0, "2028-02-29", "2029-02-27"),
        ("2024-08-31", 6, "2025-02-28", 0, "2025-02-28", "2025-08-30"),
        ("2024-12-01", 12, "2026-11-30", 0, "2025-12-01", "2026-11-30"),
        ("2030-05-01", 24, "2026-11-22", 0, "2026-05-01", "2028-04-30"),
        ("1000-05-01", 12, "2026-11-22", 0, "2026-05-01", "2027-04-30"),
    ] {
        for anchor in [Anchor::Personal, Anchor::Known(Vec::new())] {
            let cycle = ringers(months, None, anchor).cycle(day(first), &[], day(today), number).expect("a cycle");
            assert_eq!((cycle.number, cycle.span), (number, span(start, end)), "{first} {months} {today} {number}");
            assert_eq!(cycle.unmoved_end, cycle.span.end);
        }
    }
    let framework = ringers(36, Some(12), Anchor::Personal);
    let cycle = framework.cycle(day("2024-04-01"), &[], day("2026-06-30"), 0).expect("a cycle");
    assert_eq!(cycle.opens(&framework.cycle), Some(day("2027-02-01")));
}

#[test]
fn cycles_that_moved() {
    let of = |anchor: Anchor, away: &[Away], number: i32| {
        let cycle = ringers(12, None, anchor).cycle(day("2024-04-01"), away, day("2024-06-01"), number).expect("a cycle");
        (cycle.span, cycle.away.len())
    };
    let known = || Anchor::Known(Vec::new());
    let extended = [away("2024-05-01", "2024-07-31", Effect::Extends)];
    assert_eq!(of(Anchor::Personal, &extended, 0), (span("2024-04-01", "2025-07-01"), 1));
    assert_eq!(of(Anchor::Personal, &extended, 1), (span("2025-07-02", "2026-07-01"), 0));
    assert_eq!(of(Anchor::Personal, &extended, -1), (span("2023-04-01", "2024-03-31"), 0));
    assert_eq!(of(known(), &extended, 1), (span("2025-07-02", "2026-03-31"), 0));
    let agreed = [away("2024-05-01", "2025-09-30", Effect::AgreedEnd)];
    assert_eq!(of(Anchor::Personal, &agreed, 0), (span("2024-04-01", "2025-09-30"), 1));
    assert_eq!(of(Anchor::Personal, &agreed, 1), (span("2025-10-01", "2026-09-30"), 0));
    // An end before the one that it would have had anyway moves nothing.
    let early = [away("2024-06-15", "2024-12-31", Effect::AgreedEnd)];
    for anchor in [Anchor::Personal, known()] {
        assert_eq!(of(anchor.clone(), &early, 0), (span("2024-04-01", "2025-03-31"), 1));
        assert_eq!(of(anchor, &early, 1), (span("2025-04-01", "2026-03-31"), 0));
    }
    // Beyond the whole of the next one, which nobody has then.
    let long = [away("2024-06-15", "2026-06-30", Effect::AgreedEnd)];
    assert_eq!(of(known(), &long, 1), (span("2026-07-01", "2027-03-31"), 0));
    // Two at the same time extend it once; one in the days that were added extends it too.
    let both = [away("2024-05-01", "2024-05-31", Effect::Extends), away("2024-05-11", "2024-06-09", Effect::Extends)];
    assert_eq!(of(Anchor::Personal, &both, 0).0.end, day("2025-05-10"));
    let later = [away("2024-05-01", "2024-05-31", Effect::Extends), away("2025-04-10", "2025-04-19", Effect::Extends)];
    assert_eq!(of(Anchor::Personal, &later, 0).0.end, day("2025-05-11"));
    let noted = [away("2024-05-01", "2024-07-31", Effect::Noted), away("2024-05-01", "2024-07-31", Effect::Prorates)];
    assert_eq!(of(Anchor::Personal, &noted, 0), (span("2024-04-01", "2025-03-31"), 2));
    // What was before the first day that the registrant gave does not move it.
    let old = [away("2023-05-01", "2023-07-31", Effect::Extends)];
    assert_eq!(of(Anchor::Personal, &old, 0).0, span("2024-04-01", "2025-03-31"));
    assert_eq!(of(Anchor::Personal, &old, -1), (span("2023-04-01", "2024-03-31"), 1));
    assert_eq!(of(known(), &old, 0).0, span("2023-04-01", "2024-07-01"));
}

#[test]
fn days_away_are_counted_once() {
    let cycle = Cycle {
        number: 0,
        span: span("2024-04-01", "2025-03-31"),
        unmoved_end: day("2025-03-31"),
        away: vec![
            away("2024-03-01", "2024-04-10", Effect::Prorates),
            away("2024-04-05", "2024-04-12", Effect::Prorates),
            away("2024-04-06", "2024-04-07", Effect::Prorates),
            away("2024-05-01", "2024-05-31", Effect::Noted),
            away("2025-03-31", "2025-12-31", Effect::Prorates),
        ],
    };
    assert_eq!(cycle.days_away(cycle.span), 13);
    assert_eq!(cycle.days_away(span("2024-04-12", "2024-12-31")), 1);
}

fn anchors() -> impl Strategy<Value = Anchor> {
    prop_oneof![Just(Anchor::Personal), Just(Anchor::Known(Vec::new()))]
}

fn aways() -> impl Strategy<Value = Vec<Away>> {
    let one = (0u64..5_000, 0u64..500, 0usize..4).prop_map(|(ahead, days, effect)| {
        let start = day("2018-01-01") + Days::new(ahead);
        let effect = *Effect::ALL.get(effect).expect("four");
        Away { kind: "pause".into(), span: Span { start, end: start + Days::new(days) }, effect }
    });
    proptest::collection::vec(one, 0..6)
}

proptest! {
    #[test]
    fn every_day_is_in_exactly_one_cycle(
        anchor in anchors(),
        away in aways(),
        first in 0u64..5_000,
        today in 0u64..5_000,
        months in prop_oneof![Just(6u32), Just(12), Just(24), Just(36), 1u32..70],
    ) {
        let framework = ringers(months, None, anchor);
        let (first, today) = (day("2018-01-01") + Days::new(first), day("2018-01-01") + Days::new(today));
        let cycles: Vec<Cycle> = (-4..5).filter_map(|number| framework.cycle(first, &away, today, number)).collect();
        prop_assert_eq!(cycles.len(), 9);
        prop_assert!(cycles.get(4).is_some_and(|cycle| cycle.span.has(today)));
        for pair in cycles.windows(2) {
            let [one, next] = pair else { continue };
            prop_assert!(one.span.start <= one.span.end);
            prop_assert_eq!(one.span.end.succ_opt(), Some(next.span.start), "{:?}", cycles);
        }
        // Whatever day it is asked on, the cycles are the same.
        for cycle in &cycles {
            for today in [cycle.span.start, cycle.span.end] {
                let again = framework.cycle(first, &away, today, 0).map(|cycle| (cycle.span, cycle.unmoved_end));
                prop_assert_eq!(again, Some((cycle.span, cycle.unmoved_end)));
            }
        }
    }

    #[test]
    fn years_make_up_the_cycle(
        anchor in anchors(), away in aways(), first in 0u64..5_000, months in 1u32..70, sub in 1u32..30, earlier in 0u32..4,
    ) {
        let framework = ringers(months, Some(sub), anchor);
        let first = day("2018-01-01") + Days::new(first);
        for number in -1..3 {
            let cycle = framework.cycle(first, &away, day("2024-02-29"), number).expect("a cycle");
            let years = cycle.years(&framework.cycle, earlier);
            prop_assert_eq!(years.get(earlier as usize).map(|year| year.start), Some(cycle.span.start));
            prop_assert_eq!(years.last().map(|year| year.end), Some(cycle.span.end));
            for pair in years.windows(2) {
                let [one, next] = pair else { continue };
                prop_assert!(one.start <= one.end);
                prop_assert_eq!(one.end.succ_opt(), Some(next.start));
            }
        }
    }
}
