//! How long it takes: printed, not judged, since it depends on the machine. `cargo test --release standing::tests::speed -- --nocapture`.

use super::*;
use crate::domain::framework::Condition;
use crate::domain::record::Refers;

#[test]
fn ten_thousand_entries_by_twenty_frameworks() {
    let mut small = Small::new();
    for at in 0..10_000_u32 {
        let date = day("2018-01-01") + chrono::Days::new(u64::from(at * 7_919 % 3_100));
        let code = ["clapper", "crown", "rope", "tower"][at as usize % 4];
        let (header, facts) = small.entry(&date.to_string(), (20 + at % 60, at % 30), &[code]);
        (header.evidence, facts.learnt) = (at % 2, at % 3 != 0);
        facts.standards.push(format!("gongs.{code}"));
    }
    for at in 0..2_000_u32 {
        let date = day("2018-01-01") + chrono::Days::new(u64::from(at * 7_919 % 3_100));
        let record = small.record("account", &date.to_string(), None, &[("source", "Peers")]);
        record.draft.refers = vec![Refers::Entry(EntryId::from_row(i64::from(at) + 1))];
        if at > 0 && at % 5 == 0 {
            record.draft.refers = vec![Refers::Record(RecordId::from_row(i64::from(at)))];
        }
    }
    let parts = || vec![Condition::Group("parts".into())];
    let part = requirement("with_others", Rule::Sum { measure: Measure::Interactive, most: None }, hours(20));
    let each = Rule::Each { group: "parts".into(), measure: Measure::Minutes };
    let gap = requirement("gap", Rule::Gap { explained_by: Some("pause".into()) }, hours(3));
    let framework = ringers(vec![
        Requirement { needs: parts(), wants: vec![Condition::Evidence], ..total(35) },
        Requirement { subset_of: Some("cpd".into()), ..part },
        Requirement { period: Period::Year, ..pieces(4) },
        requirement("distinct", Rule::Distinct { group: "parts".into() }, hours(3)),
        requirement("each", each, hours(2)),
        gap,
        Requirement { needs: parts(), from: vec![Source::Record("account".into())], ..pieces(5) },
        Requirement { needs: vec![Condition::ReferredBy("account".into())], ..pieces(5) },
    ]);
    let learning: Vec<_> = small.entries.iter().map(|(header, facts)| (header, facts)).collect();
    let held = Held { learning: &learning, records: &small.records, kinds: &small.kinds, goals: &[], today: small.today, zone: small.zone };
    let began = std::time::Instant::now();
    let timeline = Timeline::of(&held);
    let ready = began.elapsed();
    let all: Vec<Standing> = (0..20).map(|_| timeline.standing(&framework, &[&framework], &small.draft, cycle())).collect();
    println!("10,000 entries, 2,000 records: ready in {ready:?}, by 20 frameworks of 8 requirements in {:?}", began.elapsed());
    for standing in &all {
        let told: Vec<usize> = standing.progress.iter().map(|one| one.items.len() + one.why_not.len()).collect();
        assert_eq!(told, [10_000, 10_000, 10_000, 10_000, 10_000, 10_000, 2_000, 10_000]);
    }
}
