//! Amounts in words as people say them: learning in hours and minutes, hours of practice as whole hours.

use crate::domain::framework::{Amount, Measure, Requirement, Rule};
use crate::domain::standing::Progress;
use crate::domain::{Minutes, text};

/// How the hours of a requirement are said.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hours {
    /// “2 h 10 min”.
    Minutes,
    /// “1,035 hours”.
    Whole,
}

fn hours_of(requirement: &Requirement) -> Option<Hours> {
    let (Rule::Sum { measure, .. } | Rule::Each { measure, .. }) = &requirement.rule else { return None };
    match measure {
        _ if requirement.unit != "hours" => None,
        Measure::Minutes | Measure::Interactive => Some(Hours::Minutes),
        Measure::Hours => Some(Hours::Whole),
        Measure::One | Measure::Typed(_) | Measure::Certified(_) => None,
    }
}

/// So much has been counted, rounded down: less is never said to be enough.
pub fn amount_text(requirement: &Requirement, amount: Amount) -> String {
    match hours_of(requirement) {
        Some(Hours::Minutes) => minutes_text(amount.minutes()),
        Some(Hours::Whole) => whole_text(requirement, amount.parts() / Amount::whole(1).parts()),
        None => requirement.in_words(amount),
    }
}

/// So much is still to come, rounded up: what is said is enough.
pub fn rest_text(requirement: &Requirement, amount: Amount) -> String {
    match hours_of(requirement) {
        Some(Hours::Minutes) => {
            let minutes = amount.parts().div_ceil(Amount::of_minutes(Minutes(1)).parts());
            minutes_text(Minutes(u32::try_from(minutes).unwrap_or(u32::MAX)))
        }
        Some(Hours::Whole) => whole_text(requirement, amount.parts().div_ceil(Amount::whole(1).parts())),
        None => requirement.in_words(up(amount)),
    }
}

/// The number alone where the unit is said beside: “37 h 40 min” or “1,035”, or as a decimal number.
pub fn number_text(requirement: &Requirement, amount: Amount) -> String {
    match hours_of(requirement) {
        Some(Hours::Minutes) => minutes_text(amount.minutes()),
        Some(Hours::Whole) => text::number(usize::try_from(amount.parts() / Amount::whole(1).parts()).unwrap_or(usize::MAX)),
        None => amount.shown(),
    }
}

/// What would be enough now, with its hours said like everywhere: “5 h 30 min more”.
pub fn would_do_text(requirement: &Requirement, progress: &Progress) -> String {
    let would_do = &progress.would_do;
    let Some(rest) = progress.needed.filter(|_| hours_of(requirement).is_some()).map(|needed| up(needed.less(progress.counted))) else {
        return would_do.clone();
    };
    // As the count itself says it: “5.5 more hours”.
    let unit = if rest == Amount::whole(1) { &requirement.unit_one } else { &requirement.unit };
    match would_do.strip_prefix(&format!("{} more {unit}", rest.shown())) {
        Some(after) => format!("{} more{after}", rest_text(requirement, progress.needed.unwrap_or_default().less(progress.counted))),
        None => would_do.clone(),
    }
}

/// Rounded up to what can be shown as a decimal number.
fn up(rest: Amount) -> Amount {
    Amount::of_hundredths(u32::try_from(rest.parts().div_ceil(Amount::of_hundredths(1).parts())).unwrap_or(u32::MAX))
}

/// “1,035 h 5 min”; nothing is “0 h”.
fn minutes_text(minutes: Minutes) -> String {
    let (hours, rest) = (minutes.0 / 60, minutes.0 % 60);
    let hours_text = text::number(usize::try_from(hours).unwrap_or(usize::MAX));
    match (hours, rest) {
        (_, 0) => format!("{hours_text} h"),
        (0, rest) => format!("{rest} min"),
        (_, rest) => format!("{hours_text} h {rest} min"),
    }
}

fn whole_text(requirement: &Requirement, hours: u64) -> String {
    let unit = if hours == 1 { &requirement.unit_one } else { &requirement.unit };
    format!("{} {unit}", text::number(usize::try_from(hours).unwrap_or(usize::MAX)))
}
