//! Registrations and the records beside learning, with dates counted from today and every name checked. Knows no framework: what a record of
//! a kind must hold is said by data that is read elsewhere.

use chrono::NaiveDate;

use super::days;
use super::schema::{PersonRecord, PersonRegistration};
use super::{SampleError, SampleRecord};
use crate::domain::{RecordDraft, RegistrationDraft};

/// The registration, its cycle counted back from today.
pub(super) fn registration(from: &PersonRegistration, today: NaiveDate) -> RegistrationDraft {
    RegistrationDraft {
        framework: from.framework.clone(),
        cycle_start: from.began.map(|ago| days::before(today, ago)),
        chosen: from.chosen.clone(),
        joined: None,
    }
}

/// The records in the order of the file. Titles of entries must be among `titles`, records be referred to after they were written.
pub(super) fn records(from: &[PersonRecord], titles: &[&str], today: NaiveDate, file: &str) -> Result<Vec<SampleRecord>, SampleError> {
    let mut records = Vec::with_capacity(from.len());
    for (at, given) in from.iter().enumerate() {
        let wrong = |what: &str| SampleError::data(file, format!("{what} of the record of {} days ago, {}", given.ago, given.kind));
        if let Some(title) = given.refers.iter().find(|title| !titles.contains(&title.as_str())) {
            return Err(wrong(&format!("an unknown entry “{title}”")));
        }
        let earlier = |key: &String| from.iter().take(at).position(|other| other.key.as_ref() == Some(key));
        let date = days::before(today, given.ago);
        let until = given.until_ago.map(|ago| days::before(today, ago));
        if until.is_some_and(|until| until < date) {
            return Err(wrong("an end before the beginning"));
        }
        let mut fields =
            given.fields.iter().map(|(id, text)| (id.clone(), text.trim().to_owned())).collect::<std::collections::BTreeMap<_, _>>();
        for (id, ago) in &given.days {
            fields.insert(id.clone(), days::before(today, *ago).to_string());
        }
        let written = days::instant(until.unwrap_or(date), days::clock(20, 15));
        records.push(SampleRecord {
            draft: RecordDraft { until, fields, ..RecordDraft::on(&given.kind, date) },
            entries: given.refers.clone(),
            records: given.refers_to.iter().map(earlier).collect::<Option<_>>().ok_or_else(|| wrong("an unknown earlier record"))?,
            apart: given.apart.clone(),
            created: written.min(days::last_minute(today)),
        });
    }
    Ok(records)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use crate::domain::record::FieldKind;
    use crate::sample::{journal, professions};

    fn today() -> NaiveDate {
        "2026-11-22".parse().expect("a day")
    }

    /// A code of a framework that comes with the program.
    fn is_a_code(catalogue: &Catalogue, code: &str) -> bool {
        catalogue.frameworks.iter().any(|framework| framework.own_code(code).is_some_and(|own| framework.category(own).is_some()))
    }

    #[test]
    fn everyone_is_registered_by_rules_that_are_known() {
        let catalogue = Catalogue::bundled();
        for profession in professions() {
            let sample = journal(30, 1, &profession, today()).expect(&profession);
            assert!(!sample.registrations.is_empty(), "{profession}");
            for registration in &sample.registrations {
                let framework =
                    catalogue.frameworks.iter().find(|known| known.id == registration.framework).expect(&registration.framework);
                assert!(framework.is_in_force(today()), "{}", framework.id);
                for (choice, value) in &registration.chosen {
                    let choice = framework.choices.iter().find(|known| known.id == *choice).expect(choice);
                    assert!(choice.values.iter().any(|known| known.id == *value), "{profession}: {value}");
                }
                assert_eq!(framework.to_choose(&registration.chosen).count(), 0, "{profession}");
                let first = framework.first_day(registration.cycle_start, &registration.chosen).expect("a first day");
                let cycle = framework.cycle(first, &[], today(), 0).expect("a cycle");
                assert!(cycle.span.has(today()), "{profession}: {cycle:?}");
            }
            for entry in &sample.entries {
                for code in &entry.draft.standards {
                    assert!(is_a_code(&catalogue, code), "{profession}: {code} of {}", entry.draft.title);
                }
            }
        }
    }

    #[test]
    fn records_are_of_known_kinds_and_complete() {
        let catalogue = Catalogue::bundled();
        for profession in professions() {
            let sample = journal(200, 1, &profession, today()).expect(&profession);
            assert!(!sample.records.is_empty(), "{profession}");
            for (at, record) in sample.records.iter().enumerate() {
                let SampleRecord { draft, entries, records, apart, created } = record;
                let what = format!("{profession}: {} of {}", draft.kind, draft.date);
                let kind = catalogue.record_kinds.iter().find(|kind| kind.id == draft.kind).expect(&what);
                assert!(kind.lasts || draft.until.is_none(), "{what}");
                assert!(draft.date < today() && created.date_naive() < today(), "{what}");
                for (id, text) in &draft.fields {
                    let field = kind.field(id).expect(&what);
                    assert!(!field.apart && !text.is_empty(), "{what}: {id}");
                    let known = field.values.iter().any(|value| value.id == *text);
                    match field.kind {
                        FieldKind::Choice => assert!(known, "{what}: {text}"),
                        FieldKind::YesNo => assert!(["yes", "no"].contains(&text.as_str()), "{what}: {text}"),
                        FieldKind::Day => assert!(text.parse::<NaiveDate>().is_ok(), "{what}: {text}"),
                        FieldKind::Codes => assert!(text.lines().all(|code| is_a_code(&catalogue, code)), "{what}: {text}"),
                        FieldKind::Hours | FieldKind::WeeklyHours | FieldKind::WeeksAway => {
                            assert!(crate::domain::record::hours::number(text).is_some(), "{what}: {text}");
                        }
                        FieldKind::Line | FieldKind::Text | FieldKind::Number => {}
                    }
                    let words = text.split_whitespace().count();
                    assert!(field.most_words.is_none_or(|most| words <= most as usize), "{what}: {words} words");
                }
                for field in &kind.fields {
                    assert!(!field.required || draft.fields.contains_key(&field.id), "{what}: {}", field.id);
                    assert!(field.apart || !apart.contains_key(&field.id), "{what}: {}", field.id);
                }
                assert!(apart.keys().all(|id| kind.field(id).is_some()), "{what}");
                assert!(entries.is_empty() || kind.refers_to_entries, "{what}");
                assert!(records.iter().all(|other| *other < at), "{what}");
                let kinds = records.iter().map(|other| &sample.records[*other].draft.kind);
                assert!(kinds.into_iter().all(|other| kind.refers_to_records.contains(other)), "{what}");
            }
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        let record = |text: &str| toml::from_str::<PersonRecord>(text).expect("a record");
        let event = record("kind = \"event\"\nkey = \"bell\"\nago = 9\nrefers = [\"Rounds\"]");
        let cases = [
            (vec![record("kind = \"event\"\nago = 9\nrefers = [\"Plain hunt\"]")], "unknown entry “Plain hunt”"),
            (vec![record("kind = \"event\"\nago = 9\nrefers_to = [\"bell\"]"), event], "unknown earlier record"),
            (vec![record("kind = \"hours\"\nago = 9\nuntil_ago = 10")], "end before the beginning"),
        ];
        for (given, says) in cases {
            let error = records(&given, &["Rounds"], today(), "ringer.toml").expect_err(says).to_string();
            assert!(error.contains(says) && error.ends_with("in ringer.toml"), "{error}");
        }
        let day = records(&[record("kind = \"plan\"\nago = 9\ndays = { by = -1 }")], &[], today(), "ringer.toml").expect("a record");
        assert_eq!(day.first().expect("one").draft.field("by"), "2026-11-23");
    }
}
