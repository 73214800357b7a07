//! Why something does not count, each reason with its words and its mend.

use super::*;
use crate::domain::framework::{Condition, TextOf};
use crate::domain::record::Refers;

fn words(progress: &Progress, requirement: &Requirement, framework: &Framework) -> Vec<(Item, &'static str, String)> {
    let told = |why: &WhyNot| why.in_words(requirement, framework, &Small::new().kinds, |_| Some("Claim".to_owned()));
    progress.why_not.iter().map(|(item, why)| (*item, why.token(requirement), told(why))).collect()
}

#[test]
fn each_reason_and_its_words() {
    let mut small = Small::new();
    small.entry("2024-03-31", (60, 0), &[]);
    small.entry("2024-04-01", (60, 0), &[]);
    small.entry("2025-01-01", (60, 0), &[]).0.state = EntryState::Binned { at: at("2025-01-02") };
    small.entry("2025-01-02", (60, 0), &[]).0.rolled_into = Some(EntryId::from_row(2));
    small.entry("2026-06-30", (60, 0), &[]);
    small.entry("2026-07-01", (60, 0), &[]);
    small.entry("2027-03-31", (60, 0), &[]);
    small.entry("2027-04-01", (60, 0), &[]);
    small.entry("2025-02-02", (0, 0), &[]);
    small.entry("2024-02-02", (0, 0), &[]).0.state = EntryState::Binned { at: at("2025-01-02") };
    let progress = small.progress(vec![total(2)]);
    assert_eq!(items(&progress), [entry_of(2), entry_of(5)]);
    assert_eq!((progress.counted, progress.enough, progress.judged), (hours(2), true, Judged::Met));
    let told = words(&progress, &total(2), &ringers(vec![total(2)]));
    let told: Vec<(Item, &str, &str)> = told.iter().map(|(item, token, words)| (*item, *token, words.as_str())).collect();
    assert_eq!(
        told,
        [
            (entry_of(10), "outside_cycle", "is before the cycle"),
            (entry_of(1), "outside_cycle", "is before the cycle"),
            (entry_of(3), "binned", "is in the bin"),
            (entry_of(4), "rolled_up", "counts in the claim “Claim”"),
            (entry_of(9), "no_minutes", "has no minutes"),
            (entry_of(6), "to_come", "is still to come"),
            (entry_of(7), "to_come", "is still to come"),
            (entry_of(8), "outside_cycle", "is after the cycle"),
        ]
    );
}

#[test]
fn the_first_condition_that_does_not_hold_is_named() {
    let cases: &[(Condition, &str, &str, Mend)] = &[
        (Condition::Group("parts".into()), "no_category", "has no part of the bell", Mend::Standards("parts".into())),
        (Condition::Code("rope".into()), "no_category", "has no part of the bell “The rope”", Mend::Standards("parts".into())),
        (Condition::Code("unknown".into()), "no_category", "has no “unknown”", Mend::None),
        (Condition::Evidence, "no_evidence", "has no evidence", Mend::Evidence(None)),
        (Condition::Proof(Proof::Certificate), "no_certificate", "has no certificate", Mend::Evidence(Some(Proof::Certificate))),
        (Condition::Interactive, "no_interactive_minutes", "has no minutes with others", Mend::Interactive),
        (Condition::Typed("points".into()), "no_amount", "has no points", Mend::Typed("points".into())),
        (Condition::Text(TextOf::Changed), "no_changed", "has nothing on what you changed", Mend::Text(TextOf::Changed)),
        (Condition::Text(TextOf::Reflection), "no_reflection", "has no reflection", Mend::Text(TextOf::Reflection)),
        (Condition::Goal, "no_goal", "has no goal", Mend::Goal),
        (Condition::Planned, "not_planned", "has no goal that it was linked to before it happened", Mend::None),
        (
            Condition::ReferredBy("account".into()),
            "not_referred_to",
            "has no piece of account that refers to it",
            Mend::Record("account".into()),
        ),
        (Condition::RefersTo(None), "refers_to_nothing", "has nothing that it refers to", Mend::Refers),
        (
            Condition::Any(vec![Condition::Proof(Proof::Certificate), Condition::Evidence]),
            "no_certificate",
            "has no certificate and no evidence",
            Mend::Evidence(Some(Proof::Certificate)),
        ),
        (Condition::Any(Vec::new()), "nothing_to_count", "has ", Mend::None),
    ];
    let mut small = Small::new();
    small.entry("2025-01-01", (60, 0), &[]);
    for (condition, token, says, mend) in cases {
        let asked = Requirement { needs: vec![Condition::Minutes, condition.clone()], ..total(1) };
        let framework = ringers(vec![asked.clone()]);
        let progress = small.progress(vec![asked.clone()]);
        assert_eq!(progress.why_not, [(entry_of(1), WhyNot::Lacks(1))], "{condition:?}");
        assert_eq!(words(&progress, &asked, &framework), [(entry_of(1), *token, (*says).to_owned())], "{condition:?}");
        assert_eq!(WhyNot::Lacks(1).mend(&asked, &framework, &small.kinds), *mend, "{condition:?}");
    }
}

#[test]
fn conditions_hold() {
    let mut small = Small::new();
    let (header, facts) = small.entry("2025-01-01", (60, 20), &["rope"]);
    (header.evidence, header.reflected, header.goals) = (1, true, vec![GoalId::from_row(1)]);
    *facts = Facts {
        amounts: vec![("other.points".into(), hours(1)), ("bells.points".into(), Amount::of_hundredths(25))],
        proofs: vec![Proof::Certificate],
        changed: true,
        planned: true,
        ..facts.clone()
    };
    small.record("account", "2025-01-02", None, &[]).draft.refers = vec![Refers::Entry(EntryId::from_row(1))];
    let framework = ringers(Vec::new());
    let learning: Vec<_> = small.entries.iter().map(|(header, facts)| (header, facts)).collect();
    let (kinds, goals, today, zone) = (&small.kinds, &small.goals, small.today, small.zone);
    let timeline = Timeline::of(&Held { learning: &learning, records: &small.records, kinds, goals, today, zone });
    let first = EntryId::from_row(1);
    let holds = |condition: &Condition| {
        let lacks = lacking(&framework, std::slice::from_ref(condition), &timeline, &[first, EntryId::from_row(9)]);
        assert_eq!(lacks.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [first], "only what is held");
        lacks.iter().all(|(_, lacks)| lacks.is_empty())
    };
    let held = [
        Condition::Group("parts".into()),
        Condition::Code("rope".into()),
        Condition::NotCode("crown".into()),
        Condition::NotCode("unknown".into()),
        Condition::Evidence,
        Condition::Proof(Proof::Certificate),
        Condition::Minutes,
        Condition::Interactive,
        Condition::Typed("points".into()),
        Condition::Text(TextOf::Changed),
        Condition::Text(TextOf::Reflection),
        Condition::Goal,
        Condition::Planned,
        Condition::ReferredBy("account".into()),
        Condition::Words,
        Condition::Any(vec![Condition::Text(TextOf::How), Condition::Goal]),
    ];
    for condition in &held {
        assert!(holds(condition), "{condition:?}");
    }
    let not = [
        Condition::Group("unknown".into()),
        Condition::Code("crown".into()),
        Condition::NotCode("rope".into()),
        Condition::Proof(Proof::Notes),
        Condition::Typed("hours".into()),
        Condition::Text(TextOf::Learnt),
        Condition::ReferredBy("practice".into()),
        Condition::RefersTo(Some("entry".into())),
        Condition::Field { name: "source".into(), values: Vec::new() },
        Condition::Any(Vec::new()),
    ];
    for condition in &not {
        assert!(!holds(condition), "{condition:?}");
    }
}

#[test]
fn conditions_of_records() {
    let mut small = Small::new();
    small.entry("2025-01-01", (60, 0), &["crown"]).0.evidence = 1;
    let about_entry = vec![Refers::Entry(EntryId::from_row(1))];
    small.record("account", "2025-02-01", None, &[("about", "bells.rope, clapper"), ("source", "Peers")]);
    small.record("account", "2025-02-02", None, &[("about", "the ROPE\nother.crown")]);
    small.record("account", "2025-02-03", None, &[]).draft.refers = about_entry;
    small.record("account", "2025-02-04", None, &[]).has_apart = true;
    small.record("account", "2025-02-05", None, &[]).draft.refers = vec![Refers::Record(RecordId::from_row(1))];
    let from = vec![Source::Record("account".into())];
    let counted = |needs: Condition| {
        let asked = Requirement { needs: vec![needs], from: from.clone(), ..pieces(1) };
        let items = items(&small.progress(vec![asked])).into_iter();
        items.map(|item| if let Item::Record(id) = item { id.row() } else { 0 }).collect::<Vec<_>>()
    };
    assert_eq!(counted(Condition::Group("parts".into())), [1, 2, 3, 5]);
    assert_eq!(counted(Condition::Code("rope".into())), [1, 2, 5]);
    assert_eq!(counted(Condition::Code("crown".into())), [3]);
    assert_eq!(counted(Condition::Evidence), [3]);
    assert_eq!(counted(Condition::Field { name: "source".into(), values: vec!["peers".into(), "x".into()] }), [1]);
    assert_eq!(counted(Condition::Field { name: "source".into(), values: vec!["x".into()] }), [] as [i64; 0]);
    assert_eq!(counted(Condition::Field { name: "partner".into(), values: Vec::new() }), [4]);
    assert_eq!(counted(Condition::RefersTo(None)), [3, 5]);
    assert_eq!(counted(Condition::RefersTo(Some("entry".into()))), [3]);
    assert_eq!(counted(Condition::RefersTo(Some("account".into()))), [5]);
    assert_eq!(counted(Condition::ReferredBy("account".into())), [1]);
    assert_eq!(counted(Condition::Words), [1, 2, 3, 4, 5]);
}

#[test]
fn a_record_that_is_not_complete_does_not_count() {
    let asked = Requirement { from: vec![Source::Goals, Source::Record("account".into())], ..pieces(1) };
    let mut small = Small::new();
    for kind in small.kinds.iter_mut().filter(|kind| kind.id == "account") {
        kind.fields.iter_mut().filter(|field| field.id != "about").for_each(|field| field.required = true);
    }
    small.record("account", "2025-01-01", None, &[("about", "rope")]);
    small.record("account", "2025-01-02", None, &[("source", "Peers")]);
    small.record("account", "2025-01-03", None, &[("source", "Peers")]).has_apart = true;
    small.record("account", "2025-01-04", None, &[("source", " ")]).has_apart = true;
    let progress = small.progress(vec![asked.clone()]);
    assert_eq!(items(&progress), [record_of(3)]);
    let framework = ringers(vec![asked.clone()]);
    let told = |why: &WhyNot| (why.token(&asked), why.in_words(&asked, &framework, &small.kinds, |_| None));
    let told: Vec<_> = progress.why_not.iter().map(|(_, why)| told(why)).collect();
    let says = |field: &str| ("incomplete", format!("is not complete: “{field}” is missing"));
    assert_eq!(told, [says("source"), says("partner"), says("source")]);
    assert_eq!(WhyNot::Incomplete(1, 1).mend(&asked, &framework, &small.kinds), Mend::Field("source".into()));
    assert_eq!(WhyNot::Incomplete(0, 9).in_words(&asked, &framework, &small.kinds, |_| None), "is not complete");
    // Neither is it part of something.
    let part = Requirement { subset_of: Some("pieces".into()), ..Requirement { id: "part".into(), ..asked.clone() } };
    assert_eq!(items(&small.progress(vec![asked, part])), [record_of(3)]);
}

#[test]
fn a_part_needs_its_whole() {
    let mut small = Small::new();
    small.entry("2025-01-01", (60, 30), &["rope"]);
    small.entry("2025-01-02", (60, 60), &[]);
    let whole = Requirement { needs: vec![Condition::Group("parts".into())], ..total(1) };
    let part = Requirement {
        subset_of: Some("cpd".into()),
        ..requirement("with_others", Rule::Sum { measure: Measure::Interactive, most: None }, hours(2))
    };
    let progress = small.progress(vec![whole.clone(), part.clone()]);
    assert_eq!((progress.counted, items(&progress)), (Amount::of_minutes(Minutes(30)), vec![entry_of(1)]));
    let framework = ringers(vec![whole, part.clone()]);
    assert_eq!(words(&progress, &part, &framework), [(entry_of(2), "not_of_whole", "does not count for “The cpd”".to_owned())]);
    assert!(progress.would_do.starts_with("1.5 more hours; minutes with others"), "{}", progress.would_do);
    // A whole that is not known, and parts of each other, count nothing and end.
    let lost = Requirement { subset_of: Some("nothing".into()), ..part.clone() };
    assert_eq!(small.progress(vec![lost]).counted, Amount::ZERO);
    let round = Requirement { subset_of: Some("with_others".into()), ..part };
    assert_eq!(small.progress(vec![round]).counted, Amount::ZERO);
}
