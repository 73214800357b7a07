//! The stretches of time that a requirement is looked at in.

use chrono::NaiveDate;

use crate::domain::framework::cycle::months_from;
use crate::domain::framework::{Cycle, CycleRule, Period, Span};

/// So many sub-periods at most go into a run, or before a cycle.
const MOST_TOGETHER: u32 = 120;

/// The stretches of a requirement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretches {
    /// The earliest first; never empty.
    pub(super) all: Vec<Span>,
    /// Which of them the numbers are of.
    pub(super) current: usize,
}

/// What decides which stretches there are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ask<'a> {
    pub(super) cycle: &'a Cycle,
    pub(super) rule: &'a CycleRule,
    pub(super) today: NaiveDate,
    pub(super) joined: Option<NaiveDate>,
    /// The earliest day of anything.
    pub(super) earliest: Option<NaiveDate>,
}

impl Stretches {
    /// Of a period; only in the last so many months of the cycle where that is asked.
    pub(super) fn of(period: Period, last_months: Option<u32>, ask: Ask<'_>) -> Self {
        let cycle = ask.cycle.span;
        let all = match period {
            Period::Cycle => vec![cycle],
            Period::Year => ask.cycle.years(ask.rule, 0),
            Period::Years(many) => runs(many.clamp(1, MOST_TOGETHER), ask),
            Period::Months(many) => vec![rolling(many, cycle.end.min(ask.today))],
            Period::Once => vec![Span { start: ask.earliest.map_or(cycle.start, |day| day.min(cycle.start)), end: cycle.end }],
        };
        let asked = matches!(period, Period::Year | Period::Years(_));
        let mut all: Vec<Span> = all.into_iter().filter_map(|span| cut(span, last_months, cycle)).collect();
        // Nothing is asked of a time before joining.
        if asked && let Some(joined) = ask.joined.filter(|joined| all.last().is_some_and(|last| *joined <= last.end)) {
            let first_year = ask.cycle.years(ask.rule, MOST_TOGETHER).into_iter().find(|year| year.has(joined));
            let from = first_year.map_or(joined, |year| year.start);
            let later: Vec<Span> = all.iter().copied().filter(|span| span.start >= from).collect();
            if !later.is_empty() {
                all = later;
            }
        }
        if all.is_empty() {
            all.push(cycle);
        }
        let day = ask.today.min(cycle.end);
        // Of stretches that share days the one that begins earlier ends first: it is the one that has to be enough now.
        let ends = |span: &Span| span.has(day) && last_year(ask, *span).is_none_or(|year| year.has(day));
        let current = all.iter().position(ends).unwrap_or(if day < cycle.start { 0 } else { all.len() - 1 });
        Self { all, current }
    }

    /// The one that the numbers are of.
    pub(super) fn span(&self) -> Option<Span> {
        self.all.get(self.current).copied()
    }
}

/// The sub-period that ends with a stretch.
fn last_year(ask: Ask<'_>, span: Span) -> Option<Span> {
    ask.cycle.years(ask.rule, 0).into_iter().find(|year| year.end == span.end)
}

/// Runs of so many sub-periods one after the other, each ending in the cycle.
fn runs(many: u32, ask: Ask<'_>) -> Vec<Span> {
    let years = ask.cycle.years(ask.rule, many - 1);
    let run = |run: &[Span]| Some(Span { start: run.first()?.start, end: run.last()?.end });
    let runs: Vec<Span> = years.windows(many as usize).filter_map(run).collect();
    if runs.is_empty() { vec![ask.cycle.span] } else { runs }
}

/// The months that end on a day, that day included.
fn rolling(months: u32, end: NaiveDate) -> Span {
    let next = end.succ_opt().unwrap_or(end);
    Span { start: months_from(next, -i64::from(months.max(1))), end }
}

/// What of a stretch is in the last months of a cycle.
pub(super) fn cut(span: Span, last_months: Option<u32>, cycle: Span) -> Option<Span> {
    let Some(months) = last_months else { return Some(span) };
    span.common(Span { start: rolling(months, cycle.end).start.max(cycle.start), end: cycle.end })
}

/// “1 Apr 2025”.
pub(super) fn day(day: NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
}

/// “1 Apr 2025 – 31 Mar 2026”.
pub(super) fn days(span: Span) -> String {
    if span.start == span.end { day(span.start) } else { format!("{} – {}", day(span.start), day(span.end)) }
}
