use chrono::NaiveDate;

use super::{BELLS, catalogue, edition, shown};
use crate::catalogue::{Catalogue, Part};
use crate::domain::evidence::Proof;
use crate::domain::framework::requirement::{Condition, Measure, Period, RequirementKind, Rule, Source, TextOf};
use crate::domain::framework::warning::Look;
use crate::domain::framework::{
    Amount, Anchor, Audit, Category, Choice, ChoiceValue, Confidence, CycleRule, Effect, Enforce, Expected, FormField, FormOf, Framework,
    Group, Reference, Value, When, Window,
};
use crate::domain::record::FieldKind;

fn day(text: &str) -> NaiveDate {
    text.parse().expect(text)
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn when(choice: &str, values: &[&str]) -> When {
    When { choice: choice.to_owned(), values: owned(values) }
}

fn loaded() -> Catalogue {
    let mut catalogue = catalogue();
    let problems = catalogue.add(Part::Frameworks, "bells.toml", BELLS, true);
    assert_eq!(shown(&problems), "");
    catalogue.sort();
    catalogue
}

#[test]
fn a_file_that_says_everything() {
    let catalogue = loaded();
    let bells = catalogue.framework("bells-2026").expect("a framework");
    let choice = |id: &str, label: &str, help: &str, default: Option<&str>, values: &[(&str, &str)]| Choice {
        id: id.to_owned(),
        label: label.to_owned(),
        help: help.to_owned(),
        default: default.map(str::to_owned),
        values: values.iter().map(|(id, label)| ChoiceValue { id: (*id).to_owned(), label: (*label).to_owned() }).collect(),
    };
    let category = |code: &str, label: &str, help: &str, words: &[&str], kinds: &[&str], when_planned| Category {
        code: code.to_owned(),
        label: label.to_owned(),
        help: help.to_owned(),
        words: owned(words),
        kinds: owned(kinds),
        when_planned,
    };
    let want = Framework {
        id: "bells-2026".to_owned(),
        scheme: "bells".to_owned(),
        name: "Bell Ringers 2026".to_owned(),
        regulator: "Register of Bell Ringers".to_owned(),
        also: owned(&["ringers", "towers"]),
        country: "Ruritania".to_owned(),
        professions: owned(&["Bell ringer", "Carillonist"]),
        summary: "Thirty hours in three years, half of them with others.".to_owned(),
        edition: "2026, second printing".to_owned(),
        effective_from: day("2026-01-01"),
        effective_to: Some(day("2028-12-31")),
        supersedes: Some("bells-2023".to_owned()),
        checked_on: day("2026-03-01"),
        review_by: day("2027-03-01"),
        sources: vec![
            Reference {
                key: "B1".to_owned(),
                title: "Register of Bell Ringers, Rules of ringing, January 2026".to_owned(),
                url: "https://bells.example/rules".to_owned(),
            },
            Reference { key: "B2".to_owned(), title: "A letter to all towers".to_owned(), url: String::new() },
        ],
        disclaimer: "Invented for tests; it counts towards nothing.".to_owned(),
        advice: owned(&["Ring well.", "Listen first."]),
        expected: vec![Expected { on: day("2029-01-01"), what: "Hours give way to peals.".to_owned(), source: "B2".to_owned() }],
        hidden: true,
        cycle: CycleRule {
            months: 36,
            sub_months: Some(12),
            sub_label: "ringing year".to_owned(),
            anchor: Anchor::Known(vec![
                Window { when: vec![when("tower", &["north"])], starts: day("2026-05-01") },
                Window { when: vec![when("tower", &["south"])], starts: day("2026-09-01") },
            ]),
            opens_months: Some(2),
            usual: vec![(vec![when("tower", &["north"])], (2, 29))],
            effects: vec![("rest".to_owned(), Effect::Prorates)],
            note: "Your tower knows the day.".to_owned(),
        },
        choices: vec![
            choice("tower", "I ring in", "As on your card.", Some("north"), &[("north", "The north tower"), ("south", "The south tower")]),
            choice("rank", "My rank", "", None, &[("learner", "Learner"), ("master", "Master")]),
        ],
        groups: vec![Group {
            id: "skills".to_owned(),
            label: "Skills of the Rule".to_owned(),
            one: "skill of the Rule".to_owned(),
            help: "As the Rule has them.".to_owned(),
            single: true,
            categories: vec![
                category("skills.1", "Striking", "In time.", &["strik", "meme"], &["video"], false),
                category("skills.rope", "Care of ropes", "", &[], &[], true),
            ],
        }],
        audit: Some(Audit {
            label: "Inspection".to_owned(),
            text: "Somebody climbs the tower.".to_owned(),
            days: Some(21),
            tenths_of_percent: Some(25),
            draw: Some(6),
            forms: owned(&["log"]),
            wants: vec![Condition::Evidence],
            confidence: Confidence::A,
            source: "B1".to_owned(),
        }),
        keep_months: Some(24),
        // Looked at one by one below.
        requirements: bells.requirements.clone(),
        forms: bells.forms.clone(),
        warnings: bells.warnings.clone(),
        records: bells.records.clone(),
    };
    assert_eq!(*bells, want);
}

#[test]
fn every_sort_of_requirement() {
    let catalogue = loaded();
    let bells = catalogue.framework("bells-2026").expect("a framework");
    let of = |id: &str| bells.requirement(id).expect(id);
    let total = of("total");
    assert_eq!(total.rule, Rule::Sum { measure: Measure::Minutes, most: Some(Amount::of_hundredths(30_050)) });
    assert_eq!((total.amount, total.period, total.joining), (Amount::whole(30), Period::Cycle, Some((3, Amount::of_hundredths(250)))));
    assert_eq!(total.cases, [(vec![when("rank", &["learner"]), when("tower", &["north", "south"])], Amount::whole(15))]);
    let any = Condition::Any(vec![Condition::Text(TextOf::Learnt), Condition::Text(TextOf::Reflection)]);
    assert_eq!(total.wants, [Condition::Evidence, any]);
    assert_eq!((total.unit.as_str(), total.unit_one.as_str(), total.from.as_slice()), ("hours", "hour", &[Source::Learning][..]));
    assert!(total.prorated && total.may_judge() && !total.cross_checked);

    let others = of("with_others");
    assert_eq!(others.rule, Rule::Sum { measure: Measure::Interactive, most: None });
    assert_eq!((others.amount, others.period), (Amount::of_hundredths(1_525), Period::Years(2)));
    assert_eq!(others.needs, [Condition::Minutes, Condition::Group("skills".to_owned()), Condition::Text(TextOf::How)]);
    assert_eq!(others.subset_of.as_deref(), Some("total"));
    assert!(others.may_judge() && others.cross_checked && others.enforce == Enforce::Hard);

    let peals = of("peals");
    assert_eq!(peals.rule, Rule::Sum { measure: Measure::Typed("peals".to_owned()), most: None });
    assert_eq!((peals.last_months, peals.unit_one.as_str()), (Some(12), "point"));
    assert_eq!(peals.when, [when("rank", &["master"])]);
    let codes = vec![Condition::Code("skills.rope".to_owned()), Condition::NotCode("skills.1".to_owned())];
    assert_eq!(peals.needs, [Condition::Proof(Proof::Certificate), Condition::Typed("peals".to_owned()), Condition::Any(codes)]);

    let visits = of("visits");
    assert_eq!(visits.rule, Rule::Sum { measure: Measure::One, most: None });
    assert_eq!((visits.period, visits.from.as_slice()), (Period::Months(36), &[Source::Record("visit".to_owned())][..]));
    let kind = Condition::Field { name: "kind".to_owned(), values: owned(&["long", "short"]) };
    let elsewhere = Condition::NotField { name: "place".to_owned(), values: owned(&["home", "pub"]) };
    assert_eq!(visits.needs, [kind, Condition::RefersTo(Some("entry".to_owned())), Condition::Words, elsewhere]);

    assert_eq!(of("practice").rule, Rule::Sum { measure: Measure::Hours, most: None });
    assert_eq!((&of("promise").rule, of("promise").amount, of("promise").period), (&Rule::Declaration, Amount::whole(1), Period::Once));
    assert_eq!(of("promise").from, [Source::Record("visit".to_owned()), Source::Goals]);
    assert_eq!((&of("tale").rule, of("tale").amount), (&Rule::Narrative, Amount::ZERO));
    assert_eq!(of("tale").needs, [Condition::ReferredBy("visit".to_owned()), Condition::Goal, Condition::Planned]);
    assert_eq!((&of("breadth").rule, of("breadth").period), (&Rule::Distinct { group: "skills".to_owned() }, Period::Year));
    assert_eq!(of("every_skill").rule, Rule::Each { group: "skills".to_owned(), measure: Measure::Minutes });
    assert_eq!((of("every_skill").unit.as_str(), of("every_skill").unit_one.as_str()), ("hours", "hour"));
    let share = of("share_of_peals");
    assert_eq!(share.rule, Rule::Share { of: "peals".to_owned(), measure: Measure::Typed("peals".to_owned()) });
    assert_eq!((share.unit.as_str(), share.amount), ("percent", Amount::whole(50)));
    assert_eq!((&of("silence").rule, of("silence").unit.as_str()), (&Rule::Gap { explained_by: Some("rest".to_owned()) }, "months"));
    // The sort that a file names is the sort that is told.
    for requirement in &bells.requirements {
        let line = format!("id = \"{}\"\n", requirement.id);
        let written = BELLS.split(&line).nth(1).and_then(|rest| rest.split("kind = \"").nth(1)).and_then(|rest| rest.split('"').next());
        assert_eq!(RequirementKind::from_token(written.expect("a kind")), Some(requirement.kind()), "{}", requirement.id);
    }
}

#[test]
fn forms_warnings_and_kinds_of_records() {
    let catalogue = loaded();
    let bells = catalogue.framework("bells-2026").expect("a framework");
    let field = |label: &str, value, most_words, most_chars| FormField { label: label.to_owned(), value, most_words, most_chars };
    let [log, card, summary, all] = bells.forms.as_slice() else { panic!("{:?}", bells.forms) };
    assert_eq!(
        (log.of.clone(), log.confidence, log.source.as_str()),
        (FormOf::Entries { requirement: Some("total".to_owned()) }, Confidence::C, "B2")
    );
    let several = |values: &[Value]| Value::Several(values.to_vec());
    assert_eq!(
        log.fields,
        [
            field("Day", Value::Date, None, None),
            field("Of what", several(&[Value::Title, Value::Learnt, Value::Changed, Value::Benefit, Value::How]), Some(500), None),
            field("Time", several(&[Value::Hours, Value::InteractiveHours, Value::Typed("peals".to_owned()), Value::Kind]), None, None),
            field("Thoughts", Value::Answer { template: "gibbs".to_owned(), prompt: "feelings".to_owned() }, None, Some(900)),
            field("The rest", several(&[Value::Goals, Value::Group("skills".to_owned()), Value::Evidence]), None, None),
        ]
    );
    assert_eq!(card.of, FormOf::Records { kind: "visit".to_owned() });
    assert_eq!(card.fields, [field("Tower", Value::Field("place".to_owned()), None, None), field("About", Value::Refers, None, None)]);
    assert_eq!(summary.of, FormOf::Cycle);
    let counted = several(&[Value::DatedList, Value::EvidenceIndex, Value::Counted("total".to_owned())]);
    let name = Value::Profile("name".to_owned());
    assert_eq!(
        summary.fields,
        [field("Name", name, None, None), field("All", counted, None, None), field("Signed", Value::ByHand, None, None)]
    );
    assert_eq!((&all.of, all.fields.as_slice()), (&FormOf::Entries { requirement: None }, &[field("Title", Value::Title, None, None)][..]));

    let looks: Vec<&Look> = bells.warnings.iter().map(|warning| &warning.look).collect();
    let place = Condition::Field { name: "place".to_owned(), values: Vec::new() };
    assert_eq!(
        looks,
        [
            &Look::OneCategory { group: "skills".to_owned() },
            &Look::OneValue { record: "visit".to_owned(), field: "place".to_owned() },
            &Look::Lacks { record: None, condition: Condition::Text(TextOf::Benefit) },
            &Look::Lacks { record: Some("visit".to_owned()), condition: place },
            &Look::Kinds { kinds: owned(&["course"]), condition: Condition::Interactive, unless: None },
            &Look::Size { least: 12, most: 50 },
        ]
    );
    let first = &bells.warnings[0];
    assert_eq!((first.text.as_str(), first.least, bells.warnings[1].least), ("All {n} entries are about {what}.", 3, 1));

    let [visit, rest] = bells.records.as_slice() else { panic!("{:?}", bells.records) };
    assert_eq!((visit.label.as_str(), visit.one.as_str(), visit.help.as_str(), visit.order), ("Visit", "visit", "To another tower.", 5));
    assert!(visit.refers_to_entries && !visit.lasts && rest.lasts && !rest.refers_to_entries);
    assert_eq!(visit.refers_to_records, owned(&["visit", "rest"]));
    let kinds: Vec<FieldKind> = visit.fields.iter().map(|field| field.kind).collect();
    assert_eq!(kinds, [FieldKind::Line, FieldKind::Choice, FieldKind::Text, FieldKind::Hours]);
    let place = visit.field("place").expect("a field");
    assert!(place.required && !place.apart && place.values[0].label == "Ely" && place.help == "The tower.");
    let host = visit.field("host").expect("a field");
    assert!(host.apart && !host.required && host.most_words == Some(50));
    assert_eq!(catalogue.record_kind("visit"), Some(visit), "known to all");
}

#[test]
fn the_shortest_file_is_enough() {
    assert_eq!(shown(&Catalogue::bundled().check_beside(Part::Frameworks, "a.toml", &edition("a", "2026-01-01"))), "");
}
