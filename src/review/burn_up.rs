//! Burn-up: what a registration asks for over time, how much there is month by month, and how much there would be at an even pace. The last
//! number of a line is the one that the standing counts: both are made of the same things.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::coverage::Under;
use super::sums::{Counted, month_name, months, plain_day};
use super::{Material, calendar};
use crate::domain::chart::{Chart, Form, Measure, Row};
use crate::domain::framework::requirement::RequirementKind;
use crate::domain::framework::{Amount, Period, Requirement, Span};
use crate::domain::standing::{Item, Progress};
use crate::domain::{EntryHeader, EntryId, Minutes, Record, RecordId};

/// A requirement as it grew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Growth {
    /// Id of the requirement within its framework.
    pub requirement: String,
    pub label: String,
    /// The stretch of time that is looked at: the cycle, a year of it, the last months.
    pub span: Span,
    /// How much is needed; none where the rule sets no number.
    pub needed: Option<Amount>,
    /// How much is counted: the same as where one stands.
    pub counted: Amount,
    /// How much there would be today at an even pace; none where that says nothing, as of months that move on.
    pub even: Option<Amount>,
    /// Hundredths by month: so far; at an even pace, and needed, where there is such a number.
    pub chart: Chart,
}

/// Every requirement of a registration that grows over time, and the hours of the cycle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BurnUp {
    pub requirements: Vec<Growth>,
    /// All minutes of the cycle as they grew, with others beside, whatever counts towards a requirement.
    pub hours: Chart,
}

impl BurnUp {
    /// Of a registration in the cycle of its standing.
    pub fn of(material: &Material<'_>, under: Under<'_>) -> Self {
        let days = Days::of(material);
        let growth = |progress: &Progress| {
            let requirement = under.framework.requirement(&progress.requirement)?;
            let grows = matches!(progress.kind, RequirementKind::Hours | RequirementKind::Points | RequirementKind::Count);
            grows.then(|| growth(&days, under, requirement, progress, material.today))
        };
        Self { requirements: under.standing.progress.iter().filter_map(growth).collect(), hours: hours(material, under) }
    }
}

/// On which day things are.
struct Days<'m> {
    entries: HashMap<EntryId, &'m EntryHeader>,
    records: HashMap<RecordId, &'m Record>,
    material: &'m Material<'m>,
}

impl<'m> Days<'m> {
    fn of(material: &'m Material<'m>) -> Self {
        Self {
            entries: material.entries.iter().map(|entry| (entry.id, &**entry)).collect(),
            records: material.records.iter().map(|record| (record.id, record)).collect(),
            material,
        }
    }

    /// The day by which something was there: of a record that lasts its last one, of a goal that on which it was made. Never outside of the
    /// stretch of time in which it counts, and never after today.
    fn of_item(&self, item: Item, span: Span) -> NaiveDate {
        let day = match item {
            Item::Entry(id) => self.entries.get(&id).map(|entry| entry.date),
            Item::Record(id) => self.records.get(&id).map(|record| record.draft.until.unwrap_or(record.draft.date).max(record.draft.date)),
            Item::Goal(id) => {
                let goal = self.material.goals.iter().find(|goal| goal.id == id);
                goal.map(|goal| goal.created.with_timezone(&self.material.zone).date_naive())
            }
        };
        day.unwrap_or(span.start).min(span.end).min(self.material.today).max(span.start)
    }
}

/// How much there would be by a day at an even pace.
fn at_even_pace(needed: Amount, span: Span, day: NaiveDate) -> Amount {
    let so_far = Span { end: day.min(span.end), ..span };
    needed.scaled(so_far.days(), span.days())
}

fn growth(days: &Days<'_>, under: Under<'_>, requirement: &Requirement, progress: &Progress, today: NaiveDate) -> Growth {
    let span = progress.span;
    let mut by_day: Vec<(NaiveDate, Amount)> = progress.items.iter().map(|one| (days.of_item(one.item, span), one.amount)).collect();
    by_day.sort_unstable();
    let paced = matches!(requirement.period, Period::Cycle | Period::Year | Period::Years(_));
    // Nothing is asked of a time before joining.
    let joined = under.registration.draft.joined.filter(|joined| span.has(*joined));
    let asked = Span { start: joined.unwrap_or(span.start), ..span };
    let needed = progress.needed.filter(|needed| *needed > Amount::ZERO);
    let pace = |day: NaiveDate| needed.filter(|_| paced).map(|needed| at_even_pace(needed, asked, day));
    let mut series = vec!["So far".to_owned()];
    series.extend(pace(span.end).map(|_| "At an even pace".to_owned()));
    series.extend(needed.map(|_| "Needed".to_owned()));
    let (mut so_far, mut rest) = (Amount::ZERO, by_day.into_iter().peekable());
    let rows = months(span).into_iter().map(|month| {
        let end = calendar::month_span(month).end.min(span.end);
        while let Some((_, amount)) = rest.next_if(|(day, _)| *day <= end) {
            so_far = so_far.plus(amount);
        }
        let mut values = vec![(month <= today).then(|| so_far.hundredths())];
        values.extend(pace(end).map(|amount| Some(amount.hundredths())));
        values.extend(needed.map(|needed| Some(needed.hundredths())));
        Row { label: month_name(month), values }
    });
    let rows = rows.collect();
    let even = pace(today).filter(|_| today >= span.start);
    let chart = Chart {
        title: if requirement.unit.is_empty() {
            requirement.label.clone()
        } else {
            format!("{} ({})", requirement.label, requirement.unit)
        },
        says: in_words(requirement, progress, even, today),
        form: Form::Lines,
        measure: Measure::Amount,
        row_name: "By the end of".to_owned(),
        series,
        rows,
    };
    Growth {
        requirement: requirement.id.clone(),
        label: requirement.label.clone(),
        span,
        needed: progress.needed,
        counted: progress.counted,
        even,
        chart,
    }
}

fn in_words(requirement: &Requirement, progress: &Progress, even: Option<Amount>, today: NaiveDate) -> String {
    let day = plain_day(today.min(progress.span.end));
    let counted = requirement.in_words(progress.counted);
    let Some(needed) = progress.needed.filter(|needed| *needed > Amount::ZERO) else { return format!("{counted} by {day}.") };
    let mut says = format!("{} of {} by {day}.", progress.counted.shown(), requirement.in_words(needed));
    if let Some(even) = even.filter(|_| today <= progress.span.end) {
        let by_now = requirement.in_words(even);
        says.push_str(&match (progress.counted >= needed, progress.counted >= even) {
            (true, _) => " That is all that is asked for.".to_owned(),
            (false, true) => format!(" At an even pace it would be {by_now}: ahead of it."),
            (false, false) => {
                format!(" At an even pace it would be {by_now}: {} behind it.", requirement.in_words(even.less(progress.counted)))
            }
        });
    }
    says
}

/// All minutes of the cycle, up to today.
fn hours(material: &Material<'_>, under: Under<'_>) -> Chart {
    let span = under.standing.cycle.span;
    let cycle = super::Days { from: Some(span.start), to: Some(span.end.min(material.today)) };
    let counted = Counted::of(material, cycle);
    let total = counted.total();
    let (mut all, mut with) = (Minutes::ZERO, Minutes::ZERO);
    let mut rest = counted.entries.iter().peekable();
    let rows = months(span).into_iter().map(|month| {
        let end = calendar::month_span(month).end;
        while let Some(entry) = rest.next_if(|entry| entry.date <= end) {
            all = all.plus(entry.total);
            with = with.plus(entry.interactive.min(entry.total));
        }
        let there = month <= material.today;
        Row { label: month_name(month), values: vec![there.then_some(all.0), there.then_some(with.0)] }
    });
    let rows = rows.collect();
    Chart {
        title: "Time since the cycle began".to_owned(),
        says: format!(
            "{} from {} to {}, {} of it with others.",
            total.total,
            plain_day(span.start),
            plain_day(span.end.min(material.today).max(span.start)),
            total.interactive
        ),
        form: Form::Lines,
        measure: Measure::Minutes,
        row_name: "By the end of".to_owned(),
        series: vec!["All".to_owned(), "With others".to_owned()],
        rows,
    }
}
