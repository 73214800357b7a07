//! What hours of a record come to, told in a sentence while they are typed.

use super::kinds::Asking;
use crate::domain::framework::{Amount, Span};
use crate::domain::record::{FieldKind, RecordDraft, hours};
use crate::domain::{RecordKind, text};

/// From here on hours are whole.
const MANY: Amount = Amount::whole(20);

/// “22.5 hours a week less 6 weeks away makes 1,035 hours; 702 of them in this cycle”. Empty while nothing can be reckoned.
pub(super) fn told(kind: &RecordKind, draft: &RecordDraft, asking: &[&Asking]) -> String {
    let said = |kind_of: FieldKind| {
        let fields = kind.fields.iter().filter(|field| field.kind == kind_of);
        fields.map(|field| draft.field(&field.id).trim()).find(|text| !text.is_empty())
    };
    let Some(all) = kind.hours(draft) else { return String::new() };
    let mut sentence = match (said(FieldKind::Hours), said(FieldKind::WeeklyHours).and_then(hours::hours_of)) {
        (Some(_), Some(_)) => format!("{}, as given in all: the standard week is not used", of_hours(all)),
        (Some(_), None) => of_hours(all),
        (None, Some(weekly)) => {
            let weeks = match said(FieldKind::WeeksAway).and_then(hours::number).filter(|away| *away > Amount::ZERO) {
                Some(away) => format!(" less {} away", counted(away, "week", "weeks")),
                None => String::new(),
            };
            format!("{} a week{weeks} makes {}", counted(weekly, "hour", "hours"), of_hours(all))
        }
        (None, None) => return String::new(),
    };
    let cycles: Vec<(&Asking, Span)> = asking.iter().filter_map(|one| Some((*one, one.cycle?))).collect();
    let parts: Vec<String> = cycles
        .iter()
        .filter_map(|(one, cycle)| {
            let within = kind.hours_within(draft, *cycle)?;
            let share = if within == all {
                "all".to_owned()
            } else if within == Amount::ZERO {
                "none".to_owned()
            } else {
                shown(in_all(within))
            };
            let which = if cycles.len() == 1 { "this cycle".to_owned() } else { format!("the cycle of {}", one.name) };
            Some(format!("{share} of them in {which}"))
        })
        .collect();
    if all > Amount::ZERO && !parts.is_empty() {
        sentence.push_str("; ");
        sentence.push_str(&parts.join(", "));
    }
    if kind.lasts && draft.until.is_none() && said(FieldKind::Hours).is_none() {
        sentence.push_str(". It is reckoned for one day: give the last day, too");
    }
    sentence
}

/// “1,035 hours”.
pub(super) fn of_hours(amount: Amount) -> String {
    counted(in_all(amount), "hour", "hours")
}

/// Of many hours nobody asks for the minutes; rounded down, so that less is never shown as enough.
fn in_all(amount: Amount) -> Amount {
    if amount < MANY { amount } else { Amount::whole(amount.hundredths() / 100) }
}

fn counted(amount: Amount, one: &str, many: &str) -> String {
    format!("{} {}", shown(amount), if amount == Amount::whole(1) { one } else { many })
}

/// A number as people read it, with its thousands apart.
fn shown(amount: Amount) -> String {
    let plain = amount.shown();
    let (whole, part) = plain.split_once('.').unwrap_or((plain.as_str(), ""));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), text::number);
    if part.is_empty() { whole } else { format!("{whole}.{part}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;

    fn check(until: Option<&str>, fields: &[(&str, &str)], cycle: Option<(&str, &str)>, want: &str) {
        let catalogue = Catalogue::bundled();
        let kind = catalogue.record_kind("practice-hours").expect("kind");
        let day = |text: &str| text.parse().expect(text);
        let draft = RecordDraft {
            until: until.map(day),
            fields: fields.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned())).collect(),
            ..RecordDraft::on("practice-hours", day("2025-01-01"))
        };
        let asking: Vec<Asking> = cycle.map(|(start, end)| Asking::within(Span { start: day(start), end: day(end) })).into_iter().collect();
        assert_eq!(told(kind, &draft, &asking.iter().collect::<Vec<_>>()), want);
    }

    #[test]
    fn a_week_less_leave_and_its_share_of_the_cycle() {
        let year = Some("2025-12-30");
        let week = [("hours_per_week", "22.5"), ("weeks_away", "6")];
        let cycle = Some(("2025-07-02", "2028-07-01"));
        check(year, &week, None, "22.5 hours a week less 6 weeks away makes 1,035 hours");
        check(year, &week, cycle, "22.5 hours a week less 6 weeks away makes 1,035 hours; 517 of them in this cycle");
        check(
            year,
            &week,
            Some(("2020-01-01", "2026-01-01")),
            "22.5 hours a week less 6 weeks away makes 1,035 hours; all of them in this cycle",
        );
        check(
            year,
            &week,
            Some(("2026-01-01", "2029-01-01")),
            "22.5 hours a week less 6 weeks away makes 1,035 hours; none of them in this cycle",
        );
        check(year, &[("hours_per_week", "1"), ("weeks_away", "0")], None, "1 hour a week makes 52 hours");
        check(year, &[("hours", "450")], None, "450 hours");
        check(year, &[("hours", "450"), ("hours_per_week", "3")], None, "450 hours, as given in all: the standard week is not used");
        check(year, &[("hours", "many")], None, "");
        check(year, &[], None, "");
        check(None, &[("hours_per_week", "7")], None, "7 hours a week makes 1 hour. It is reckoned for one day: give the last day, too");
    }
}
