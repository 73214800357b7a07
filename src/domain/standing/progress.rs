//! One requirement, counted and judged.

use super::asked::needed;
use super::count::{Counter, Plan, Reasons, Tally, own};
use super::forecast::Pace;
use super::gaps::{self, Empty};
use super::periods::{self, Ask, Stretches};
use super::timeline::{BINNED, INCOMPLETE, Thing};
use super::{Counted, Forecast, Judged, Part, Progress, would_do};
use crate::domain::framework::{Amount, Period, Rule, Span};

/// What a stretch of time comes to.
#[derive(Clone, Debug)]
pub(super) struct Reckoned {
    pub(super) needed: Option<Amount>,
    pub(super) counted: Amount,
    pub(super) enough: bool,
    /// What one category must have.
    pub(super) each: Option<Amount>,
    /// How much there is of what this is a share of.
    pub(super) whole: Amount,
    notes: Vec<String>,
}

/// A requirement as it is looked at: what counted where, for what is said about it.
pub(super) struct Looked<'a, 'c> {
    pub(super) plan: &'a Plan<'c>,
    pub(super) span: Span,
    pub(super) tally: &'a Tally,
    pub(super) reckoned: &'a Reckoned,
    pub(super) gaps: &'a [Empty],
}

impl<'c> Counter<'c, '_> {
    /// Counts a requirement.
    pub(super) fn progress(&self, plan: &Plan<'c>) -> Progress {
        let requirement = plan.requirement;
        let stretches = self.stretches(plan);
        let span = stretches.span().unwrap_or(self.cycle.span);
        let mut tally = self.tally(plan, span, Reasons::Listed);
        let mut reckoned = self.reckon(plan, &tally, span);
        let over = self.timeline.today > self.cycle.span.end;
        let mut parts = self.parts(plan, &stretches, &reckoned);
        let failed: Vec<Part> = parts.iter().filter(|part| self.has_failed(part)).cloned().collect();
        let enough_now = reckoned.enough;
        // What is over had to be enough as well, and cannot be any more.
        reckoned.enough &= failed.is_empty();
        let gaps = if let Rule::Gap { explained_by } = &requirement.rule {
            let (gaps, note) = self.gaps(&tally, span, explained_by.as_deref());
            reckoned.notes.extend(note);
            let longest = gaps.iter().filter_map(|gap| gap.unexplained).map(|(_, months)| months).max().unwrap_or(0);
            let least = reckoned.needed.unwrap_or_default();
            reckoned.counted = Amount::whole(longest);
            reckoned.enough = !tally.hits.is_empty() && (least == Amount::ZERO || Amount::whole(longest) < least);
            let long = gaps.iter().filter(|gap| Amount::whole(gap.months) >= least);
            parts.extend(long.map(|gap| Part {
                label: periods::days(gap.days),
                span: gap.days,
                needed: least,
                counted: Amount::whole(gap.months),
                enough: gap.unexplained.is_none_or(|(_, months)| Amount::whole(months) < least),
                current: true,
            }));
            gaps
        } else {
            Vec::new()
        };
        if let Rule::Each { group, .. } = &requirement.rule {
            let categories = self.framework.group(group).into_iter().flat_map(|group| &group.categories);
            let open = categories.zip(&tally.of_category).enumerate().filter(|(at, _)| plan.is_open(*at));
            parts.extend(open.map(|(_, (category, amount))| Part {
                label: category.label.clone(),
                span,
                needed: reckoned.each.unwrap_or_default(),
                counted: *amount,
                enough: has_enough(*amount, reckoned.each),
                current: true,
            }));
        }
        let looked = Looked { plan, span, tally: &tally, reckoned: &reckoned, gaps: &gaps };
        let forecast = self.forecast(&looked);
        let would_do = match (over, reckoned.enough, enough_now && !failed.is_empty()) {
            (true, ..) | (_, true, _) => String::new(),
            (.., true) => would_do::of_past(self.framework, requirement, &failed),
            _ => would_do::words(self, &looked),
        };
        let notes = notes(&looked);
        let rows = &self.timeline.rows;
        let mut items = Vec::with_capacity(tally.hits.len());
        for hit in &tally.hits {
            items.extend(rows.get(hit.at).map(|row| Counted { item: row.item, amount: hit.amount, lacks: hit.lacks }));
        }
        Progress {
            requirement: requirement.id.clone(),
            kind: requirement.kind(),
            enforce: requirement.enforce,
            span,
            needed: reckoned.needed,
            counted: reckoned.counted,
            enough: reckoned.enough,
            judged: match (requirement.may_judge() && self.is_in_force(), reckoned.enough) {
                (false, _) => Judged::Advice,
                (true, true) => Judged::Met,
                (true, false) => Judged::NotMet,
            },
            items,
            why_not: std::mem::take(&mut tally.why_not),
            parts,
            forecast,
            would_do,
            notes,
        }
    }

    /// Whether a part is over and was not enough. Nothing is asked of a time before joining.
    fn has_failed(&self, part: &Part) -> bool {
        !part.enough && part.span.end < self.timeline.today && self.draft.joined.is_none_or(|joined| joined <= part.span.end)
    }

    /// Whether these rules are known to be in force on any day of the cycle. Where they are not, nothing can be said to be met by them.
    fn is_in_force(&self) -> bool {
        let (framework, span) = (self.framework, self.cycle.span);
        framework.effective_from <= span.end && framework.effective_to.is_none_or(|last| span.start <= last)
    }

    fn stretches(&self, plan: &Plan<'c>) -> Stretches {
        let scheme = &self.framework.scheme;
        let earliest = || self.timeline.rows.iter().find(|row| plan.takes(row, scheme)).map(|row| row.day);
        let ask = Ask {
            cycle: self.cycle,
            rule: &self.framework.cycle,
            today: self.timeline.today,
            joined: self.draft.joined,
            earliest: if plan.requirement.period == Period::Once { earliest() } else { None },
        };
        Stretches::of(plan.requirement.period, plan.requirement.last_months, ask)
    }

    /// What a stretch comes to.
    fn reckon(&self, plan: &Plan<'c>, tally: &Tally, span: Span) -> Reckoned {
        let requirement = plan.requirement;
        let asked = needed(requirement, self.framework, self.draft, self.cycle, span);
        let some = !tally.hits.is_empty();
        let mut reckoned =
            Reckoned { needed: asked.amount, counted: tally.sum, enough: some, each: None, whole: Amount::ZERO, notes: asked.notes };
        let reaches = |counted: Amount| asked.amount.map_or(some, |needed| counted >= needed);
        match &requirement.rule {
            Rule::Sum { most, .. } => reckoned.enough = reaches(tally.sum) && most.is_none_or(|most| tally.sum <= most),
            Rule::Declaration | Rule::Narrative => reckoned.enough = reaches(tally.sum),
            Rule::Distinct { .. } => {
                reckoned.counted = how_many(tally.of_category.iter().filter(|amount| **amount > Amount::ZERO).count());
                reckoned.enough = !tally.of_category.is_empty() && reaches(reckoned.counted);
            }
            Rule::Each { .. } => {
                reckoned.each = asked.amount;
                reckoned.counted = how_many(tally.of_category.iter().filter(|amount| has_enough(**amount, asked.amount)).count());
                let open = (0..tally.of_category.len()).filter(|at| plan.is_open(*at)).count();
                reckoned.needed = Some(how_many(open));
                reckoned.enough = open > 0 && Some(reckoned.counted) == reckoned.needed;
            }
            Rule::Share { of, .. } => {
                reckoned.whole = self.whole(plan, of, span);
                reckoned.counted = percent(tally.sum, reckoned.whole);
                reckoned.enough = reckoned.whole > Amount::ZERO && reaches(reckoned.counted);
            }
            // What is empty is looked at by itself.
            Rule::Gap { .. } => reckoned.counted = Amount::ZERO,
        }
        reckoned
    }

    /// How much there is of what something is a share of.
    fn whole(&self, plan: &Plan<'c>, of: &str, span: Span) -> Amount {
        let Some(whole) = self.plans.iter().find(|other| other.requirement.id == of) else { return Amount::ZERO };
        let Some(span) = periods::cut(span, whole.requirement.last_months, self.cycle.span) else { return Amount::ZERO };
        let hits = self.tally(whole, span, Reasons::LeftOut).hits;
        hits.iter().filter_map(|hit| Some(self.amount(plan, self.asked(hit.at, self.timeline.rows.get(hit.at)?), span))).sum()
    }

    /// Years, and runs of years: none where the cycle is looked at as a whole.
    fn parts(&self, plan: &Plan<'c>, stretches: &Stretches, now: &Reckoned) -> Vec<Part> {
        if !matches!(plan.requirement.period, Period::Year | Period::Years(_)) || matches!(plan.requirement.rule, Rule::Gap { .. }) {
            return Vec::new();
        }
        let part = |(at, span): (usize, &Span)| {
            let current = at == stretches.current;
            let then;
            let reckoned = if current {
                now
            } else {
                then = self.reckon(plan, &self.tally(plan, *span, Reasons::LeftOut), *span);
                &then
            };
            Part {
                label: periods::days(*span),
                span: *span,
                needed: reckoned.needed.unwrap_or_default(),
                counted: reckoned.counted,
                enough: reckoned.enough,
                current,
            }
        };
        stretches.all.iter().enumerate().map(part).collect()
    }

    /// Times without anything, from joining up to today; and what is to be said about it.
    fn gaps(&self, tally: &Tally, span: Span, explained_by: Option<&str>) -> (Vec<Empty>, Option<String>) {
        let joined = self.draft.joined.filter(|joined| span.start < *joined && *joined <= span.end);
        let within = Span { start: joined.unwrap_or(span.start), end: span.end.min(self.timeline.today) };
        // Today is not over yet.
        let after = if self.timeline.today > span.end { span.end.succ_opt().unwrap_or(span.end) } else { within.end };
        let spans = |at: usize| self.timeline.rows.get(at).map(|row| Span { start: row.day, end: row.until.max(row.day) });
        let there: Vec<Span> = tally.hits.iter().filter_map(|hit| spans(hit.at)).collect();
        let explains = |row: &&super::timeline::Row<'_>| match row.thing {
            Thing::Record(record, _) => !row.is(BINNED) && !row.is(INCOMPLETE) && Some(record.draft.kind.as_str()) == explained_by,
            Thing::Entry(..) | Thing::Goal(_) => false,
        };
        let explained: Vec<Span> =
            self.timeline.rows.iter().filter(explains).map(|row| Span { start: row.day, end: row.until.max(row.day) }).collect();
        let note = joined.map(|joined| format!("looked at from {} on, the day of joining", periods::day(joined)));
        (gaps::empty(within, after, &there, &explained), note)
    }

    /// When it is enough at the pace of the last months.
    fn forecast(&self, looked: &Looked<'_, 'c>) -> Forecast {
        let Looked { plan, span, tally, reckoned, .. } = looked;
        let (today, rows) = (self.timeline.today, &self.timeline.rows);
        let Some(needed) = reckoned.needed else { return Forecast::NotCounted };
        if matches!(plan.requirement.rule, Rule::Declaration | Rule::Narrative | Rule::Share { .. } | Rule::Gap { .. }) {
            return Forecast::NotCounted;
        }
        if reckoned.enough {
            return Forecast::Enough;
        }
        // Too much, or too late: more of it does not help.
        let Some(days) = Pace::days(*span, today).filter(|_| today <= self.cycle.span.end && reckoned.counted < needed) else {
            return Forecast::Never;
        };
        let lately = |at: usize| rows.get(at).is_some_and(|row| row.until >= days.start);
        match &plan.requirement.rule {
            Rule::Distinct { .. } => {
                let (mut seen, mut new) = (vec![false; tally.of_category.len()], 0);
                for hit in &tally.hits {
                    for one in own(plan.group.unwrap_or_default(), self.index.of_row(hit.at)) {
                        let at = (one.category - plan.group.unwrap_or_default().0) as usize;
                        if let Some(seen) = seen.get_mut(at)
                            && !std::mem::replace(seen, true)
                        {
                            new += usize::from(lately(hit.at));
                        }
                    }
                }
                Pace::of(how_many(new), days).reaches(needed.less(reckoned.counted), today)
            }
            Rule::Each { .. } => {
                let least = reckoned.each.unwrap_or(Amount::of_hundredths(1));
                let short = tally.of_category.iter().enumerate().filter(|(at, amount)| **amount < least && plan.is_open(*at));
                let first = plan.group.unwrap_or_default().0 as usize;
                let reached = short.map(|(at, amount)| {
                    let is_it = |hit: &&super::count::Hit| {
                        lately(hit.at) && self.index.of_row(hit.at).iter().any(|one| one.category as usize == first + at)
                    };
                    let lately = tally.hits.iter().filter(is_it).map(|hit| hit.amount).sum();
                    Pace::of(lately, days).reaches(least.less(*amount), today)
                });
                reached.fold(Forecast::Enough, latest)
            }
            _ => {
                let lately: Amount = tally.hits.iter().filter(|hit| lately(hit.at)).map(|hit| self.within(looked, hit, days)).sum();
                let pace = Pace::of(lately, days);
                // In months that move on, what was done first drops out again.
                if matches!(plan.requirement.period, Period::Months(_)) && pace.comes_to(span.days()) < needed {
                    return Forecast::Never;
                }
                pace.reaches(needed.less(reckoned.counted), today)
            }
        }
    }

    /// What of something that lasts falls into certain days.
    fn within(&self, looked: &Looked<'_, 'c>, hit: &super::count::Hit, days: Span) -> Amount {
        match self.timeline.rows.get(hit.at) {
            Some(row) if row.day < days.start => self.amount(looked.plan, self.asked(hit.at, row), days),
            _ => hit.amount,
        }
    }
}

/// How it was reckoned, where that is not plain.
fn notes(looked: &Looked<'_, '_>) -> Vec<String> {
    use super::words::number_of;
    let mut notes = looked.reckoned.notes.clone();
    if looked.tally.partly > 0 {
        let records = number_of(looked.tally.partly as u64, "record", "records");
        notes.push(format!("of {records} only the hours of the days in this time, shared out evenly"));
    }
    if looked.tally.assumed > 0 {
        let all = number_of(looked.tally.assumed as u64, "entry", "entries");
        notes.push(format!("{all}: taken from the kind of activity, or from the goal, as nothing else was chosen"));
    }
    notes
}

/// A number of things.
pub(super) fn how_many(number: usize) -> Amount {
    Amount::whole(u32::try_from(number).unwrap_or(u32::MAX))
}

/// Whether a category has what it must have: anything where no number is set.
pub(super) fn has_enough(amount: Amount, each: Option<Amount>) -> bool {
    each.map_or(amount > Amount::ZERO, |each| amount >= each)
}

/// A part of a whole in percent, rounded down: less than what is asked is never shown as enough.
fn percent(part: Amount, whole: Amount) -> Amount {
    let hundredths = (u128::from(part.parts()) * 10_000).checked_div(u128::from(whole.parts())).unwrap_or(0);
    Amount::of_hundredths(u32::try_from(hundredths).unwrap_or(u32::MAX))
}

/// The later of two forecasts; never is the latest.
fn latest(one: Forecast, other: Forecast) -> Forecast {
    match (one, other) {
        (Forecast::On(one), Forecast::On(other)) => Forecast::On(one.max(other)),
        (Forecast::Never, _) | (_, Forecast::Never) => Forecast::Never,
        (Forecast::On(day), _) | (_, Forecast::On(day)) => Forecast::On(day),
        (one, _) => one,
    }
}
