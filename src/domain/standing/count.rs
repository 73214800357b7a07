//! Looks at everything for one requirement: what counts, how much, and why something does not.

use super::conditions::{Asked, Test, certified, typed};
use super::index::{In, Index};
use super::timeline::{BINNED, INCOMPLETE, ROLLED, Row, Thing, Timeline, missing_field, number};
use super::{Item, WhyNot, periods};
use crate::domain::framework::cycle::months_from;
use crate::domain::framework::{Amount, Condition, Cycle, Framework, Measure, Period, Requirement, Rule, Source, Span};
use crate::domain::{Record, RegistrationDraft};

/// A part of a part of a part is looked into no deeper.
const DEPTH: usize = 6;
/// The kind of record by which something is declared, and its field that says what.
const DECLARATION: &str = "declaration";
const DECLARED: &str = "requirement";
/// A goal that is due later than so many months after a stretch of time says nothing about it.
const AHEAD: i64 = 12;
/// At most so many conditions of `wants` are told apart.
const MOST_WANTS: usize = 8;

/// A requirement, ready to be counted.
#[derive(Debug)]
pub(super) struct Plan<'f> {
    pub(super) requirement: &'f Requirement,
    pub(super) learning: bool,
    pub(super) goals: bool,
    pub(super) records: Vec<&'f str>,
    needs: Vec<Test<'f>>,
    pub(super) wants: Vec<Test<'f>>,
    pub(super) measure: &'f Measure,
    /// The numbers of its categories.
    pub(super) group: Option<(u32, u32)>,
    /// Those of its categories, counted from the first, in which nothing can count.
    shut: Vec<usize>,
    /// Of which requirement it is a part.
    whole: Whole,
    /// A declaration that does not say what is declared can only be this one.
    alone: bool,
}

/// Of which requirement something is a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whole {
    Itself,
    PartOf(usize),
    /// Of one that is not there: nothing counts.
    Unknown,
}

/// Whether reasons are wanted as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reasons {
    Listed,
    LeftOut,
}

/// Something that counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    pub(super) at: usize,
    pub(super) amount: Amount,
    pub(super) lacks: u8,
}

/// What counts in a stretch of time.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) hits: Vec<Hit>,
    pub(super) why_not: Vec<(Item, WhyNot)>,
    pub(super) sum: Amount,
    /// How much of each category of its group.
    pub(super) of_category: Vec<Amount>,
    /// How many had their categories from their kind or goal.
    pub(super) assumed: usize,
    /// Of how many records only some days were taken.
    pub(super) partly: usize,
}

/// Counts for one framework and one cycle.
#[derive(Debug)]
pub(super) struct Counter<'c, 'h> {
    pub(super) timeline: &'c Timeline<'h>,
    pub(super) framework: &'c Framework,
    pub(super) draft: &'c RegistrationDraft,
    pub(super) cycle: &'c Cycle,
    pub(super) index: Index<'c>,
    pub(super) plans: Vec<Plan<'c>>,
}

impl<'f> Plan<'f> {
    fn of(requirement: &'f Requirement, framework: &'f Framework, index: &Index<'_>) -> Self {
        let (measure, group) = match &requirement.rule {
            Rule::Sum { measure, .. } | Rule::Share { measure, .. } => (measure, None),
            Rule::Each { group, measure } => (measure, Some(group)),
            Rule::Distinct { group } => (&Measure::One, Some(group)),
            Rule::Gap { .. } | Rule::Declaration | Rule::Narrative => (&Measure::One, None),
        };
        let whole = match &requirement.rule {
            Rule::Share { of, .. } => Some(of),
            _ => requirement.subset_of.as_ref(),
        };
        let tests = |conditions: &'f [_]| conditions.iter().map(|one| Test::of(one, index)).collect::<Vec<_>>();
        let records = requirement.from.iter().filter_map(|source| match source {
            Source::Record(kind) => Some(kind.as_str()),
            Source::Learning | Source::Goals => None,
        });
        let declarations = framework.requirements.iter().filter(|other| other.rule == Rule::Declaration).count();
        Self {
            requirement,
            learning: requirement.from.contains(&Source::Learning),
            goals: requirement.from.contains(&Source::Goals),
            records: records.collect(),
            needs: tests(&requirement.needs),
            wants: tests(requirement.wants.get(..MOST_WANTS).unwrap_or(&requirement.wants)),
            measure,
            group: group.map(|group| index.group(group)),
            shut: group.map_or_else(Vec::new, |group| shut(requirement, framework, group)),
            whole: whole.map_or(Whole::Itself, |id| {
                framework.requirements.iter().position(|other| other.id == *id).map_or(Whole::Unknown, Whole::PartOf)
            }),
            alone: requirement.rule != Rule::Declaration || declarations == 1,
        }
    }

    /// Whether something can count in a category of its group, counted from the first.
    pub(super) fn is_open(&self, category: usize) -> bool {
        !self.shut.contains(&category)
    }

    /// Whether something is of a kind that is counted here.
    #[inline]
    pub(super) fn takes(&self, row: &Row<'_>, scheme: &str) -> bool {
        match row.thing {
            Thing::Entry(..) => self.learning,
            Thing::Goal(_) => self.goals,
            Thing::Record(record, _) => self.records.contains(&record.draft.kind.as_str()) && self.declares(record, scheme),
        }
    }

    /// A declaration declares one requirement.
    fn declares(&self, record: &Record, scheme: &str) -> bool {
        if record.draft.kind != DECLARATION {
            return true;
        }
        let said = record.draft.field(DECLARED).trim();
        let said = said.split_once('.').filter(|(of, _)| *of == scheme).map_or(said, |(_, id)| id);
        if said.is_empty() { self.alone } else { said == self.requirement.id }
    }

    /// Whether it is counted by time, and something that lasts counts with those of its days that are looked at.
    const fn by_time(&self) -> bool {
        matches!(self.measure, Measure::Minutes | Measure::Hours)
    }
}

impl<'c, 'h> Counter<'c, 'h> {
    pub(super) fn of(timeline: &'c Timeline<'h>, framework: &'c Framework, draft: &'c RegistrationDraft, cycle: &'c Cycle) -> Self {
        let index = Index::of(framework, timeline);
        let plans = framework.requirements.iter().map(|requirement| Plan::of(requirement, framework, &index)).collect();
        Self { timeline, framework, draft, cycle, index, plans }
    }

    /// Something, ready to be asked about.
    pub(super) fn asked<'a>(&'a self, at: usize, row: &'a Row<'h>) -> Asked<'a, 'h> {
        Asked { row, categories: self.index.of_row(at), timeline: self.timeline, scheme: &self.framework.scheme }
    }

    /// Counts for a requirement in a stretch of time.
    pub(super) fn tally(&self, plan: &Plan<'c>, span: Span, reasons: Reasons) -> Tally {
        let mut tally = Tally::default();
        if let Some((start, end)) = plan.group {
            tally.of_category.resize(end.saturating_sub(start) as usize, Amount::ZERO);
        }
        if reasons == Reasons::Listed && plan.learning {
            let inside = self.rows_of(plan, span).len();
            tally.hits.reserve(inside);
            tally.why_not.reserve(self.timeline.rows.len().saturating_sub(inside));
        }
        let looked_at = match reasons {
            Reasons::Listed => 0..self.timeline.rows.len(),
            Reasons::LeftOut => self.rows_of(plan, span),
        };
        for (at, row) in self.timeline.rows.iter().enumerate().take(looked_at.end).skip(looked_at.start) {
            if !plan.takes(row, &self.framework.scheme) {
                continue;
            }
            match self.weigh(plan, at, row, span) {
                Ok(amount) => self.add(plan, at, row, span, amount, &mut tally),
                Err(reason) if reasons == Reasons::Listed => tally.why_not.push((row.item, reason)),
                Err(_) => {}
            }
        }
        tally
    }

    /// Where everything is that can be in a stretch of time: what lasts may have begun long before.
    fn rows_of(&self, plan: &Plan<'c>, span: Span) -> std::ops::Range<usize> {
        let lasts = plan.goals || !plan.records.is_empty();
        let rows = &self.timeline.rows;
        let start = if lasts { 0 } else { rows.partition_point(|row| row.day < span.start) };
        start..rows.partition_point(|row| row.day <= span.end)
    }

    /// How much something counts, or why it does not: the first reason, those that nobody can mend before those that somebody can.
    fn weigh(&self, plan: &Plan<'c>, at: usize, row: &Row<'h>, span: Span) -> Result<Amount, WhyNot> {
        let cycle = self.cycle.span;
        let inside = is_within(plan, row, span);
        if !inside && !is_within(plan, row, cycle) {
            let rolling = matches!(plan.requirement.period, Period::Months(_));
            return Err(match (row.day > cycle.end, rolling) {
                (true, _) => WhyNot::After,
                (false, true) => WhyNot::OutsidePeriod,
                (false, false) => WhyNot::Before,
            });
        }
        if row.is(BINNED) {
            return Err(WhyNot::Binned);
        }
        // What asks for days or kinds and adds nothing up asks the items themselves: a claim has but one of each.
        if row.is(ROLLED)
            && !matches!(plan.requirement.rule, Rule::Gap { .. } | Rule::Distinct { .. })
            && let Thing::Entry(entry, _) = row.thing
            && let Some(claim) = entry.rolled_into
        {
            return Err(WhyNot::RolledUp(claim));
        }
        if row.day > self.timeline.today {
            return Err(WhyNot::ToCome);
        }
        if !inside {
            return Err(WhyNot::OutsidePeriod);
        }
        let asked = self.asked(at, row);
        if let Some(lacks) = plan.needs.iter().position(|need| !need.holds(asked)) {
            return Err(WhyNot::Lacks(lacks));
        }
        if !self.is_in_whole(plan, at, row, span, DEPTH) {
            return Err(WhyNot::NotOfWhole);
        }
        if plan.group.is_some_and(|group| own(group, asked.categories).next().is_none()) {
            return Err(WhyNot::NoCategory);
        }
        if let Some(incomplete) = incomplete(plan, row) {
            return Err(incomplete);
        }
        let amount = self.amount(plan, asked, span);
        if amount == Amount::ZERO { Err(WhyNot::Nothing) } else { Ok(amount) }
    }

    /// Whether something counts for the requirement of which this is a part, where it is one.
    fn is_in_whole(&self, plan: &Plan<'c>, at: usize, row: &Row<'h>, span: Span, depth: usize) -> bool {
        match plan.whole {
            Whole::Itself => true,
            Whole::PartOf(whole) => self.plans.get(whole).is_some_and(|whole| self.is_in(whole, at, row, span, depth)),
            Whole::Unknown => false,
        }
    }

    /// Whether something that is in a stretch of time counts for a requirement of which another is a part.
    fn is_in(&self, plan: &Plan<'c>, at: usize, row: &Row<'h>, span: Span, depth: usize) -> bool {
        let Some(span) = periods::cut(span, plan.requirement.last_months, self.cycle.span) else { return false };
        let asked = self.asked(at, row);
        depth > 0
            && plan.takes(row, &self.framework.scheme)
            && is_within(plan, row, span)
            && !row.is(INCOMPLETE)
            && plan.needs.iter().all(|need| need.holds(asked))
            && self.is_in_whole(plan, at, row, span, depth - 1)
            && plan.group.is_none_or(|group| own(group, asked.categories).next().is_some())
            && self.amount(plan, asked, span) > Amount::ZERO
    }

    /// How much something has of what is counted.
    pub(super) fn amount(&self, plan: &Plan<'c>, asked: Asked<'_, 'h>, span: Span) -> Amount {
        match (plan.measure, asked.row.thing) {
            (Measure::One, _) => Amount::whole(1),
            (Measure::Typed(name), _) => typed(asked, name),
            (Measure::Certified(name), _) => certified(asked, name),
            (Measure::Minutes | Measure::Hours, Thing::Entry(..)) => Amount::of_minutes(asked.row.total),
            (Measure::Interactive, Thing::Entry(..)) => Amount::of_minutes(asked.row.interactive),
            (Measure::Minutes | Measure::Hours, Thing::Record(record, Some(kind))) => {
                let so_far = Span { end: span.end.min(self.timeline.today), ..span };
                kind.hours_within(&record.draft, so_far).unwrap_or_default()
            }
            (Measure::Minutes | Measure::Hours | Measure::Interactive, _) => Amount::ZERO,
        }
    }

    fn add(&self, plan: &Plan<'c>, at: usize, row: &Row<'h>, span: Span, amount: Amount, tally: &mut Tally) {
        let asked = self.asked(at, row);
        tally.sum = tally.sum.plus(amount);
        if let Some(group) = plan.group {
            let mut assumed = true;
            for one in own(group, asked.categories) {
                assumed &= one.assumed;
                if let Some(of) = tally.of_category.get_mut((one.category - group.0) as usize) {
                    *of = of.plus(amount);
                }
            }
            tally.assumed += usize::from(assumed);
        }
        let lasts = matches!(row.thing, Thing::Record(..)) && plan.by_time();
        tally.partly += usize::from(lasts && (row.day < span.start || row.until > span.end.min(self.timeline.today)));
        let lacks = plan.wants.iter().enumerate().filter(|(_, want)| !want.holds(asked)).fold(0, |lacks, (at, _)| lacks | 1 << number(at));
        tally.hits.push(Hit { at, amount, lacks });
    }
}

/// The last day on which something is there to be counted: a record that lasts counts by its first day, but for its hours.
fn last(plan: &Plan<'_>, row: &Row<'_>) -> chrono::NaiveDate {
    match row.thing {
        Thing::Record(..) if !plan.by_time() => row.day,
        _ => row.until,
    }
}

/// Whether something is in a stretch of time. A goal is in that in which it was made, and in those that it was made for: where it was due in
/// them, or soon after.
fn is_within(plan: &Plan<'_>, row: &Row<'_>, span: Span) -> bool {
    match row.thing {
        Thing::Goal(goal) if row.day < span.start => {
            row.until >= span.start && goal.draft.due.is_some_and(|due| due <= months_from(span.end, AHEAD))
        }
        Thing::Goal(_) => row.day <= span.end,
        Thing::Entry(..) | Thing::Record(..) => row.day <= span.end && last(plan, row) >= span.start,
    }
}

/// Which field a record must have and does not.
fn incomplete(plan: &Plan<'_>, row: &Row<'_>) -> Option<WhyNot> {
    let Thing::Record(record, Some(kind)) = row.thing else { return None };
    let field = if row.is(INCOMPLETE) { missing_field(record, kind)? } else { return None };
    let from = plan.requirement.from.iter().position(|source| matches!(source, Source::Record(id) if *id == kind.id))?;
    Some(WhyNot::Incomplete(from, field))
}

/// The categories of a group that what is asked of a requirement, or of those of which it is a part, leaves out.
fn shut(requirement: &Requirement, framework: &Framework, group: &str) -> Vec<usize> {
    let part_of = |one: &&Requirement| framework.requirement(one.subset_of.as_ref()?);
    let chain = std::iter::successors(Some(requirement), part_of).take(DEPTH);
    let left_out: Vec<&str> = chain
        .flat_map(|one| &one.needs)
        .filter_map(|need| if let Condition::NotCode(code) = need { Some(code.as_str()) } else { None })
        .collect();
    let categories = framework.group(group).into_iter().flat_map(|group| &group.categories).enumerate();
    categories.filter(|(_, category)| left_out.contains(&category.code.as_str())).map(|(at, _)| at).collect()
}

/// Those categories that are of a group.
pub(super) fn own(group: (u32, u32), categories: &[In]) -> impl Iterator<Item = &In> {
    categories.iter().filter(move |one| (group.0..group.1).contains(&one.category))
}
