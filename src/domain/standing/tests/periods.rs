//! Stretches of time: their first and last days, what is asked of those who were not there for all of them, and forecasts.

use super::*;
use crate::domain::framework::Effect;
use crate::domain::framework::cycle::Away;

fn yearly(amount: u32) -> Requirement {
    Requirement { period: Period::Year, ..pieces(amount) }
}

fn parts(progress: &Progress) -> Vec<(String, String, bool, bool)> {
    progress.parts.iter().map(|part| (part.label.clone(), part.counted.shown(), part.enough, part.current)).collect()
}

#[test]
fn every_year_of_a_cycle() {
    let mut small = Small::new();
    for date in ["2024-04-01", "2025-03-31", "2026-03-31", "2026-04-01", "2026-06-30"] {
        small.entry(date, (60, 0), &[]);
    }
    let progress = small.progress(vec![yearly(2)]);
    assert_eq!((progress.span, progress.counted, progress.enough), (span("2026-04-01", "2027-03-31"), hours(2), false));
    assert_eq!(
        parts(&progress),
        [
            ("1 Apr 2024 – 31 Mar 2025".to_owned(), "2".to_owned(), true, false),
            ("1 Apr 2025 – 31 Mar 2026".to_owned(), "1".to_owned(), false, false),
            ("1 Apr 2026 – 31 Mar 2027".to_owned(), "2".to_owned(), true, true),
        ]
    );
    assert_eq!(progress.why_not.iter().map(|(_, why)| *why).collect::<Vec<_>>(), [WhyNot::OutsidePeriod; 3]);
    let warnings = small.stand(&ringers(vec![yearly(2)])).warnings;
    let [warning] = warnings.as_slice() else { panic!("{warnings:?}") };
    assert_eq!(warning.id, "past_period");
    assert_eq!(warning.text, "The pieces: not enough in a time that is over (1 Apr 2025 – 31 Mar 2026: 1 of 2 pieces)");
    // The numbers are those of this year; a year that is over had to be enough as well.
    assert_eq!((progress.needed, items(&progress).len(), progress.judged), (Some(hours(2)), 2, Judged::NotMet));
    assert_eq!(progress.would_do, "1 of 2 pieces on record for 1 Apr 2025 – 31 Mar 2026");
    assert_eq!(progress.forecast, Forecast::Never);
    small.draft.joined = Some(day("2026-04-01"));
    assert_eq!(small.progress(vec![yearly(2)]).judged, Judged::Met);
    small.draft.joined = None;
    // Looking back, every year had to be enough.
    small.today = day("2027-04-01");
    let progress = small.progress(vec![yearly(2)]);
    assert_eq!((progress.span.start, progress.enough, progress.would_do.as_str()), (day("2026-04-01"), false, ""));
    assert!(small.stand(&ringers(vec![yearly(2)])).warnings.iter().all(|warning| warning.id != "past_period"));
    assert!(small.progress(vec![yearly(1)]).enough);
}

#[test]
fn nothing_is_asked_of_years_before_joining() {
    let mut small = Small::new();
    small.draft.joined = Some(day("2025-06-01"));
    assert_eq!(small.progress(vec![yearly(1)]).parts.len(), 2);
    let pairs = Requirement { period: Period::Years(2), ..pieces(1) };
    assert_eq!(small.progress(vec![pairs.clone()]).parts.len(), 1);
    small.draft.joined = None;
    assert_eq!(small.progress(vec![pairs]).parts.len(), 3);
}

#[test]
fn a_year_without_anything_is_not_met_by_the_next() {
    let mut small = Small::new();
    small.entry("2024-05-01", (60, 0), &[]);
    small.entry("2026-05-01", (60, 0), &[]);
    let progress = small.progress(vec![yearly(1)]);
    assert_eq!((progress.enough, progress.judged), (false, Judged::NotMet));
    assert_eq!(progress.would_do, "nothing on record for 1 Apr 2025 – 31 Mar 2026");
    // Until this year is enough, that is what can be done.
    assert_eq!(small.progress(vec![yearly(3)]).would_do, "2 more pieces");
    // On the last day of a year there is still time.
    small.today = day("2025-03-31");
    small.entries.remove(0);
    assert!(small.progress(vec![yearly(1)]).would_do.starts_with("1 more"));
    // Joining in the last year: the two years of which it is the second are asked for, none before.
    let pairs = Requirement { period: Period::Years(2), ..pieces(1) };
    (small.today, small.draft.joined) = (day("2026-06-30"), Some(day("2026-04-15")));
    assert_eq!(small.progress(vec![pairs.clone()]).judged, Judged::Met);
    small.draft.joined = None;
    assert_eq!(small.progress(vec![pairs]).judged, Judged::NotMet);
}

#[test]
fn two_years_in_a_row_over_the_cycle() {
    let pairs = Requirement { period: Period::Years(2), ..pieces(2) };
    let mut small = Small::new();
    for date in ["2023-03-31", "2023-04-01", "2024-04-01", "2026-04-01"] {
        small.entry(date, (60, 0), &[]);
    }
    small.today = day("2024-05-01");
    let progress = small.progress(vec![pairs.clone()]);
    assert_eq!((progress.span, progress.counted, progress.enough), (span("2023-04-01", "2025-03-31"), hours(2), true));
    assert_eq!(progress.why_not, [(entry_of(1), WhyNot::Before), (entry_of(4), WhyNot::ToCome)]);
    small.today = day("2026-06-30");
    let progress = small.progress(vec![pairs]);
    assert_eq!((progress.span, progress.counted), (span("2025-04-01", "2027-03-31"), hours(1)));
    assert_eq!(parts(&progress).iter().map(|part| (part.2, part.3)).collect::<Vec<_>>(), [(true, false), (false, false), (false, true)]);
}

#[test]
fn months_that_end_today() {
    let rolling = Requirement { period: Period::Months(36), ..pieces(1) };
    let mut small = Small::new();
    small.entry("2023-06-30", (60, 0), &[]);
    small.entry("2023-07-01", (60, 0), &[]);
    let progress = small.progress(vec![rolling.clone()]);
    assert_eq!((progress.span, progress.counted), (span("2023-07-01", "2026-06-30"), hours(1)));
    // Neither cycle nor part of it: the months.
    assert_eq!(progress.why_not, [(entry_of(1), WhyNot::OutsidePeriod)]);
    let words = WhyNot::OutsidePeriod.in_words(&rolling, &ringers(Vec::new()), &[], |_| None);
    assert_eq!((words.as_str(), WhyNot::OutsidePeriod.token(&rolling)), ("is not in the last 36 months", "outside_period"));
    // A cycle that is over is looked at from its end.
    small.today = day("2030-01-01");
    assert_eq!(small.progress(vec![rolling]).span, span("2024-04-01", "2027-03-31"));
}

#[test]
fn once_is_ever() {
    let once = Requirement { period: Period::Once, ..pieces(1) };
    let mut small = Small::new();
    assert_eq!(small.progress(vec![once.clone()]).span, cycle().span);
    small.entry("1999-01-01", (60, 0), &[]);
    small.entry("2027-04-01", (60, 0), &[]);
    let progress = small.progress(vec![once]);
    assert_eq!((progress.span.start, progress.counted), (day("1999-01-01"), hours(1)));
}

#[test]
fn only_the_last_months_of_a_cycle() {
    let last = Requirement { last_months: Some(12), ..pieces(1) };
    let mut small = Small::new();
    small.entry("2026-03-31", (60, 0), &[]);
    small.entry("2026-04-01", (60, 0), &[]);
    let progress = small.progress(vec![last.clone()]);
    assert_eq!((progress.span, items(&progress)), (span("2026-04-01", "2027-03-31"), vec![entry_of(2)]));
    assert_eq!(progress.why_not, [(entry_of(1), WhyNot::OutsidePeriod)]);
    let words = WhyNot::OutsidePeriod.in_words(&last, &ringers(Vec::new()), &[], |_| None);
    assert_eq!(words, "is not in the last 12 months of the cycle");
}

#[test]
fn time_away_makes_it_less() {
    let mut small = Small::new();
    // 1,095 days, of which a year was away; two records of the same days count once.
    small.cycle.away = [("2024-06-01", "2025-05-31"), ("2024-07-01", "2024-08-01")]
        .map(|(start, end)| Away { kind: "pause".into(), span: span(start, end), effect: Effect::Prorates })
        .to_vec();
    let asked = Requirement { prorated: true, ..total(30) };
    let progress = small.progress(vec![asked.clone()]);
    assert_eq!((progress.needed, small.cycle.span.days()), (Some(hours(20)), 1_095));
    assert_eq!(progress.notes, ["20 hours instead of 30: away for 365 days of 1095"]);
    assert_eq!(small.progress(vec![Requirement { prorated: false, ..asked }]).needed, Some(hours(30)));
    assert_eq!(small.progress(vec![Requirement { prorated: true, ..pieces(4) }]).needed, Some(hours(3)));
    let notes = small.stand(&ringers(Vec::new())).notes;
    assert_eq!(notes.first().map(String::as_str), Some("Kind pause, 1 Jun 2024 – 31 May 2025: what is asked for becomes less"));
}

#[test]
fn joining_in_the_middle() {
    let asked = Requirement { joining: Some((3, hours(5))), period: Period::Year, ..total(20) };
    for (joined, needed) in [
        ("2026-04-01", 20),
        ("2026-04-02", 20),
        ("2026-06-30", 20),
        ("2026-07-01", 15),
        ("2026-12-31", 10),
        ("2027-01-01", 5),
        ("2027-03-31", 5),
        ("2027-04-01", 20),
    ] {
        let mut small = Small::new();
        small.draft.joined = Some(day(joined));
        assert_eq!(small.progress(vec![asked.clone()]).needed, Some(hours(needed)), "{joined}");
    }
}

#[test]
fn forecasts() {
    let mut small = Small::new();
    assert_eq!(small.progress(vec![total(10)]).forecast, Forecast::Never);
    // One hour in the last 183 days, an old one long before.
    small.entry("2025-12-29", (60, 0), &[]);
    small.entry("2025-12-30", (60, 0), &[]);
    let progress = small.progress(vec![total(3)]);
    assert_eq!(progress.forecast, Forecast::On(day("2026-06-30") + chrono::Days::new(183)));
    assert_eq!(small.progress(vec![total(2)]).forecast, Forecast::Enough);
    small.today = day("2027-04-01");
    assert_eq!(small.progress(vec![total(3)]).forecast, Forecast::Never);
    let distinct = requirement("kinds", Rule::Distinct { group: "parts".into() }, hours(2));
    small.today = day("2026-06-30");
    small.entry("2026-01-01", (0, 0), &["rope"]);
    assert_eq!(small.progress(vec![distinct.clone()]).forecast, Forecast::On(day("2026-06-30") + chrono::Days::new(183)));
    small.entry("2024-06-01", (0, 0), &["rope"]);
    assert_eq!(small.progress(vec![distinct]).forecast, Forecast::Never);
}

#[test]
fn a_cycle_that_has_not_begun() {
    let mut small = Small::new();
    small.today = day("2024-01-01");
    small.entry("2024-04-01", (60, 0), &[]);
    for period in [Period::Cycle, Period::Year, Period::Years(2), Period::Months(6), Period::Once] {
        let progress = small.progress(vec![Requirement { period, ..pieces(1) }]);
        assert_eq!((progress.counted, progress.enough), (Amount::ZERO, false), "{period:?}");
    }
}
