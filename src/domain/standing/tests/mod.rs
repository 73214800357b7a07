//! Counting, by the invented Register of Bell Ringers and journals of a few lines.

mod periods;
mod properties;
mod reasons;
mod rules;
mod said;
mod speed;

use chrono::{DateTime, NaiveDate, Utc};

use super::*;
use crate::domain::framework::cycle::{Anchor, CycleRule};
use crate::domain::framework::{Category, Choice, ChoiceValue, Confidence, Group, Measure, Period, Requirement, Rule, Source};
use crate::domain::record::{FieldKind, FieldSpec, RecordDraft};
use crate::domain::{EntryState, GoalDraft, Minutes, Uid};

fn day(text: &str) -> NaiveDate {
    text.parse().expect(text)
}

fn span(start: &str, end: &str) -> Span {
    Span { start: day(start), end: day(end) }
}

fn at(text: &str) -> DateTime<Utc> {
    day(text).and_hms_opt(12, 0, 0).expect("noon").and_utc()
}

fn hours(number: u32) -> Amount {
    Amount::whole(number)
}

/// From 1 April 2024 to 31 March 2027.
fn cycle() -> Cycle {
    let span = span("2024-04-01", "2027-03-31");
    Cycle { number: 0, span, unmoved_end: span.end, away: Vec::new() }
}

fn category(code: &str) -> Category {
    let label = format!("The {code}");
    Category {
        code: code.to_owned(),
        label,
        help: String::new(),
        words: Vec::new(),
        kinds: if code == "tower" { vec!["podcast".to_owned()] } else { Vec::new() },
        when_planned: code == "planned",
    }
}

fn group(id: &str, codes: &[&str]) -> Group {
    Group {
        id: id.to_owned(),
        label: "Parts of the bell".to_owned(),
        one: "part of the bell".to_owned(),
        help: String::new(),
        single: false,
        categories: codes.iter().map(|code| category(code)).collect(),
    }
}

/// The Register of Bell Ringers: three years, of which each has requirements of its own.
fn ringers(requirements: Vec<Requirement>) -> Framework {
    let choice = Choice {
        id: "bells".to_owned(),
        label: "I ring".to_owned(),
        help: String::new(),
        default: Some("one".to_owned()),
        values: ["one", "two"].map(|id| ChoiceValue { id: id.to_owned(), label: id.to_owned() }).to_vec(),
    };
    Framework {
        id: "bells-2024".to_owned(),
        scheme: "bells".to_owned(),
        name: "Bell ringing".to_owned(),
        regulator: "Register of Bell Ringers".to_owned(),
        also: Vec::new(),
        country: "UK".to_owned(),
        professions: Vec::new(),
        summary: String::new(),
        edition: "2024".to_owned(),
        effective_from: day("2020-01-01"),
        effective_to: None,
        supersedes: None,
        checked_on: day("2026-01-01"),
        review_by: day("2028-01-01"),
        sources: Vec::new(),
        disclaimer: String::new(),
        advice: Vec::new(),
        expected: Vec::new(),
        hidden: false,
        cycle: CycleRule {
            months: 36,
            sub_months: Some(12),
            sub_label: "year".to_owned(),
            anchor: Anchor::Personal,
            opens_months: Some(2),
            usual: Vec::new(),
            effects: Vec::new(),
            note: String::new(),
        },
        choices: vec![choice],
        requirements,
        groups: vec![group("parts", &["clapper", "crown", "rope", "tower"]), group("plans", &["planned", "unplanned"])],
        forms: Vec::new(),
        warnings: Vec::new(),
        audit: None,
        records: Vec::new(),
        keep_months: None,
    }
}

fn requirement(id: &str, rule: Rule, amount: Amount) -> Requirement {
    Requirement {
        id: id.to_owned(),
        label: format!("The {id}"),
        help: String::new(),
        rule,
        unit: "hours".to_owned(),
        unit_one: "hour".to_owned(),
        from: vec![Source::Learning],
        amount,
        cases: Vec::new(),
        period: Period::Cycle,
        when: Vec::new(),
        needs: Vec::new(),
        wants: Vec::new(),
        subset_of: None,
        last_months: None,
        prorated: false,
        joining: None,
        enforce: Enforce::Hard,
        confidence: Confidence::A,
        cross_checked: false,
        source: "R".to_owned(),
    }
}

/// So many hours of learning.
fn total(amount: u32) -> Requirement {
    requirement("cpd", Rule::Sum { measure: Measure::Minutes, most: None }, hours(amount))
}

/// So many pieces.
fn pieces(amount: u32) -> Requirement {
    let unit = ("pieces".to_owned(), "piece".to_owned());
    let rule = Rule::Sum { measure: Measure::One, most: None };
    Requirement { unit: unit.0, unit_one: unit.1, ..requirement("pieces", rule, hours(amount)) }
}

fn kind(id: &str, lasts: bool, fields: &[(&str, FieldKind)]) -> RecordKind {
    let field = |(id, kind): &(&str, FieldKind)| FieldSpec {
        id: (*id).to_owned(),
        label: (*id).to_owned(),
        help: String::new(),
        kind: *kind,
        required: false,
        apart: *id == "partner",
        own: false,
        values: Vec::new(),
        most_words: None,
    };
    RecordKind {
        id: id.to_owned(),
        label: format!("Kind {id}"),
        one: format!("piece of {id}"),
        help: String::new(),
        order: 1,
        lasts,
        refers_to_entries: true,
        refers_to_records: Vec::new(),
        fields: fields.iter().map(field).collect(),
    }
}

/// A journal of a few lines.
struct Small {
    entries: Vec<(EntryHeader, Facts)>,
    records: Vec<Record>,
    kinds: Vec<RecordKind>,
    goals: Vec<Goal>,
    today: NaiveDate,
    zone: chrono_tz::Tz,
    draft: RegistrationDraft,
    cycle: Cycle,
}

impl Small {
    fn new() -> Self {
        Self {
            entries: Vec::new(),
            records: Vec::new(),
            kinds: vec![
                kind("practice", true, &[("hours", FieldKind::Hours)]),
                kind("account", false, &[("about", FieldKind::Codes), ("source", FieldKind::Line), ("partner", FieldKind::Line)]),
                kind("declaration", false, &[("requirement", FieldKind::Line)]),
                kind("pause", true, &[("reason", FieldKind::Text)]),
            ],
            goals: Vec::new(),
            today: day("2026-06-30"),
            zone: chrono_tz::UTC,
            draft: RegistrationDraft { framework: "bells-2024".to_owned(), ..RegistrationDraft::default() },
            cycle: cycle(),
        }
    }

    /// An entry: of a day, minutes in all and with others, and standards by their codes.
    fn entry(&mut self, date: &str, minutes: (u32, u32), codes: &[&str]) -> &mut (EntryHeader, Facts) {
        let number = i64::try_from(self.entries.len()).expect("few") + 1;
        let header = EntryHeader {
            id: EntryId::from_row(number),
            uid: Uid::from_text(&format!("entry {number}")),
            name: format!("Entry {number}"),
            kind: "course".to_owned(),
            date: day(date),
            time: None,
            zone: String::new(),
            total: Minutes(minutes.0),
            taking_part: Minutes(minutes.0),
            interactive: Minutes(minutes.1),
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
        };
        let standards = codes.iter().map(|code| format!("bells.{code}")).collect();
        self.entries.push((header, Facts { standards, ..Facts::default() }));
        self.entries.last_mut().expect("one")
    }

    fn record(&mut self, kind: &str, date: &str, until: Option<&str>, fields: &[(&str, &str)]) -> &mut Record {
        let number = i64::try_from(self.records.len()).expect("few") + 1;
        let fields = fields.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        self.records.push(Record {
            id: RecordId::from_row(number),
            uid: Uid::from_text(&format!("record {number}")),
            draft: RecordDraft { until: until.map(day), fields, ..RecordDraft::on(kind, day(date)) },
            has_apart: false,
            binned: None,
            created: at(date),
            changed: at(date),
        });
        self.records.last_mut().expect("one")
    }

    fn goal(&mut self, created: &str, due: Option<&str>) -> &mut Goal {
        let number = i64::try_from(self.goals.len()).expect("few") + 1;
        self.goals.push(Goal {
            id: GoalId::from_row(number),
            uid: Uid::from_text(&format!("goal {number}")),
            draft: GoalDraft { due: due.map(day), ..GoalDraft::default() },
            carried_from: None,
            created: at(created),
            changed: at(created),
        });
        self.goals.last_mut().expect("one")
    }

    fn stand(&self, framework: &Framework) -> Standing {
        let learning: Vec<_> = self.entries.iter().map(|(header, facts)| (header, facts)).collect();
        let held = Held {
            learning: &learning,
            records: &self.records,
            kinds: &self.kinds,
            goals: &self.goals,
            today: self.today,
            zone: self.zone,
        };
        standing(framework, &[framework], &self.draft, self.cycle.clone(), &held)
    }

    /// The only requirement, or the last.
    fn progress(&self, requirements: Vec<Requirement>) -> Progress {
        self.stand(&ringers(requirements)).progress.pop().expect("a requirement")
    }
}

fn entry_of(number: i64) -> Item {
    Item::Entry(EntryId::from_row(number))
}

fn record_of(number: i64) -> Item {
    Item::Record(RecordId::from_row(number))
}

fn items(progress: &Progress) -> Vec<Item> {
    progress.items.iter().map(|counted| counted.item).collect()
}
