//! How much is asked for in a stretch of time: less of those who were away, or joined in the middle of it.

use super::periods;
use crate::domain::RegistrationDraft;
use crate::domain::framework::cycle::months_from;
use crate::domain::framework::{Amount, Cycle, Framework, Measure, Requirement, Rule, Span};

/// How much, and how that came about where it is not plain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Needed {
    /// None where the rule sets no number.
    pub(super) amount: Option<Amount>,
    pub(super) notes: Vec<String>,
}

/// What is asked of somebody in a stretch of time. Of a rule about categories it is what one of them must have.
pub(super) fn needed(requirement: &Requirement, framework: &Framework, draft: &RegistrationDraft, cycle: &Cycle, span: Span) -> Needed {
    let full = requirement.amount_for(framework, &draft.chosen);
    let full = match requirement.rule {
        Rule::Narrative => Amount::ZERO,
        Rule::Declaration => full.max(Amount::whole(1)),
        _ => full,
    };
    if full == Amount::ZERO {
        return Needed { amount: None, notes: Vec::new() };
    }
    let (mut amount, mut notes) = (full, Vec::new());
    if let Some((months, step)) = requirement.joining
        && let Some(joined) = draft.joined.filter(|joined| span.start < *joined && *joined <= span.end)
    {
        let months = i64::from(months.max(1));
        let begun = (0..u32::from(u16::MAX)).take_while(|block| months_from(joined, i64::from(*block) * months) <= span.end).count();
        amount = step.times(u32::try_from(begun).unwrap_or(u32::MAX)).min(full);
        if amount < full {
            let (asked, each) = (requirement.in_words(amount), requirement.in_words(step));
            notes.push(format!(
                "{asked} instead of {}: {each} for each begun {} since {}",
                full.shown(),
                block(months),
                periods::day(joined)
            ));
        }
    }
    let away = if requirement.prorated { cycle.days_away(span) } else { 0 };
    if away > 0 {
        let before = amount;
        amount = amount.scaled(span.days().saturating_sub(away), span.days());
        if is_a_number(requirement) {
            amount = rounded_up(amount);
        }
        let days = super::words::number_of(away, "day", "days");
        notes.push(format!("{} instead of {}: away for {days} of {}", requirement.in_words(amount), before.shown(), span.days()));
    }
    Needed { amount: Some(amount), notes }
}

/// Half a piece cannot be done.
fn is_a_number(requirement: &Requirement) -> bool {
    match &requirement.rule {
        Rule::Sum { measure, .. } | Rule::Each { measure, .. } => *measure == Measure::One,
        Rule::Distinct { .. } | Rule::Declaration => true,
        Rule::Share { .. } | Rule::Gap { .. } | Rule::Narrative => false,
    }
}

fn rounded_up(amount: Amount) -> Amount {
    Amount::whole(u32::try_from(amount.parts().div_ceil(Amount::whole(1).parts())).unwrap_or(u32::MAX))
}

fn block(months: i64) -> String {
    if months == 1 { "month".to_owned() } else { format!("{months} months") }
}
