//! What a requirement counts: of what, in which unit, and how much of it there must be.

use super::super::fields::Fields;
use super::super::schema::{LONGEST_LABEL, shown};
use super::super::sheet::{At, Need, Sheet};
use super::condition::typed;
use super::names::Names;
use crate::domain::framework::requirement::{Measure, RequirementKind, Source};
use crate::domain::framework::{Amount, When};
use crate::domain::record::{FieldKind, RecordKind};
use crate::domain::text::excerpt;

/// Units whose singular is plain.
const UNITS: [(&str, &str); 6] =
    [("hours", "hour"), ("points", "point"), ("credits", "credit"), ("entries", "entry"), ("percent", "percent"), ("months", "month")];

/// What it counts of each; not for what counts nothing.
pub(super) fn measure(
    sheet: &mut Sheet<'_>,
    fields: &Fields<'_>,
    kind: RequirementKind,
    from: &[Source],
    names: &Names<'_>,
) -> Option<Measure> {
    use RequirementKind as K;
    const ALL: &str = "write measure = \"one\", \"minutes\", \"interactive\", \"typed:NAME\", \"certified:NAME\" or, of records, \"hours\"";
    let only_records = !from.is_empty() && from.iter().all(|source| matches!(source, Source::Record(_)));
    let Some(written) = fields.text(sheet, "measure", Need::May) else {
        return match kind {
            K::Hours if only_records => hours(sheet, fields, &fields.place("kind"), names, from),
            K::Hours | K::Points => Some(Measure::Minutes),
            _ => Some(Measure::One),
        };
    };
    let measure = match written.value.as_str() {
        "one" => Measure::One,
        "minutes" => Measure::Minutes,
        "interactive" => Measure::Interactive,
        "hours" => Measure::Hours,
        other => match named(other) {
            Some(Ok(measure)) => measure,
            Some(Err((what, mend))) => {
                fields.wrong(sheet, &written, &what, mend);
                return None;
            }
            None => {
                fields.wrong(sheet, &written, &format!("there is no measure “{}”", excerpt(other, 40)), ALL);
                return None;
            }
        },
    };
    let place = At { value: (), at: written.at };
    let wrong = match (&measure, kind) {
        (Measure::Typed(_), K::Hours | K::Count) => Some(("what is typed is counted as points", "write kind = \"points\", with its unit")),
        (Measure::One, K::Hours | K::Points) => Some(("how many there are is a count", "write kind = \"count\"")),
        (Measure::Minutes | Measure::Interactive | Measure::Certified(_) | Measure::Hours, K::Count) => {
            Some(("a count has no hours", "write kind = \"hours\", or measure = \"one\""))
        }
        (Measure::Minutes | Measure::Interactive | Measure::Certified(_), _) if only_records => {
            Some(("records have no minutes", "write measure = \"hours\""))
        }
        _ => None,
    };
    if let Some((what, mend)) = wrong {
        fields.wrong(sheet, &place, what, mend);
        return None;
    }
    if measure == Measure::Hours { hours(sheet, fields, &place, names, from) } else { Some(measure) }
}

/// A measure with a name: what is typed, or the hours on certificates.
fn named(written: &str) -> Option<Result<Measure, super::condition::Wrong>> {
    let typed_as = |prefix, measure: fn(String) -> Measure| Some(typed(written.strip_prefix(prefix)?).map(measure));
    typed_as("typed:", Measure::Typed).or_else(|| typed_as("certified:", Measure::Certified))
}

/// The hours of records, which must have some.
fn hours(sheet: &mut Sheet<'_>, fields: &Fields<'_>, place: &At<()>, names: &Names<'_>, from: &[Source]) -> Option<Measure> {
    let (mut any, from_nothing) = (false, from.is_empty());
    let records = from.iter().filter_map(|source| if let Source::Record(kind) = source { Some(kind) } else { None });
    for kind in records {
        any = true;
        let has = |kind: &RecordKind| kind.fields.iter().any(|field| matches!(field.kind, FieldKind::Hours | FieldKind::WeeklyHours));
        if names.record(kind).is_some_and(|kind| !has(kind)) {
            let what = format!("records of the kind {} have no hours", excerpt(kind, 40));
            fields.wrong(sheet, place, &what, "count another kind of record, or give that one a field of the kind \"hours\"");
        }
    }
    if !any && !from_nothing {
        fields.wrong(sheet, place, "only records have hours in this sense", "write measure = \"minutes\", or count from a kind of record");
    }
    any.then_some(Measure::Hours)
}

/// Tells what has no effect in a requirement of this sort.
pub(super) fn misplaced(sheet: &mut Sheet<'_>, fields: &Fields<'_>, kind: RequirementKind) {
    use RequirementKind as K;
    for (key, kinds) in [
        ("measure", &[K::Hours, K::Points, K::Count, K::Each, K::Share][..]),
        ("most", &[K::Hours, K::Points, K::Count]),
        ("group", &[K::Distinct, K::Each]),
        ("of", &[K::Share]),
        ("explained_by", &[K::Gap]),
    ] {
        if fields.has(key) && !kinds.contains(&kind) {
            let words: Vec<&str> = kinds.iter().map(|kind| kind.token()).collect();
            let what = format!("{key} has no effect where kind is {}", kind.token());
            fields.doubt(sheet, &fields.place(key), &what, format!("leave it out, or write kind = one of: {}", words.join(", ")));
        }
    }
}

/// What it is counted in, for many and for one.
pub(super) fn unit(
    sheet: &mut Sheet<'_>,
    fields: &Fields<'_>,
    kind: RequirementKind,
    measure: Option<&Measure>,
) -> (Option<String>, Option<String>) {
    use RequirementKind as K;
    let given = |sheet: &mut Sheet<'_>, key, need| shown(sheet, fields, key, LONGEST_LABEL, need);
    if kind == K::Hours
        && let Some(unit) = fields.text(sheet, "unit", Need::May).filter(|unit| unit.value.trim() != "hours")
    {
        let mend = "write unit = \"hours\" or leave it out; with another unit it is kind = \"points\"";
        fields.wrong(sheet, &unit, "hours are counted in hours", mend);
    }
    let of_minutes = matches!(measure, Some(Measure::Minutes | Measure::Interactive | Measure::Certified(_) | Measure::Hours));
    let usual = match kind {
        K::Hours => Some("hours"),
        K::Each if of_minutes => Some("hours"),
        K::Share => Some("percent"),
        K::Gap => Some("months"),
        K::Declaration | K::Narrative => Some(""),
        K::Points | K::Count | K::Distinct | K::Each => None,
    };
    let unit = match usual {
        Some(usual) => given(sheet, "unit", Need::May).or_else(|| Some(usual.to_owned())),
        None => given(sheet, "unit", Need::Must("unit = \"…\", as read after a number: “points”, “pieces of feedback”")),
    };
    let plain = unit.as_ref().and_then(|unit| UNITS.iter().find(|(many, _)| many == unit)).map(|(_, one)| (*one).to_owned());
    let one = match plain {
        Some(one) => given(sheet, "unit_one", Need::May).or(Some(one)),
        None if unit.as_ref().is_none_or(String::is_empty) => given(sheet, "unit_one", Need::May).or_else(|| Some(String::new())),
        None => given(sheet, "unit_one", Need::Must("unit_one = \"…\", as read after 1: “point”, “piece of feedback”")),
    };
    (unit, one)
}

/// How much of it there must be.
pub(super) fn amount(
    sheet: &mut Sheet<'_>,
    fields: &Fields<'_>,
    kind: RequirementKind,
    names: &Names<'_>,
    cases: &[(Vec<When>, Amount)],
) -> Option<Amount> {
    use RequirementKind as K;
    let optional = matches!(kind, K::Declaration | K::Narrative);
    let need = if optional { Need::May } else { Need::Must("amount = 1, how much there must be") };
    let Some(amount) = fields.amount(sheet, "amount", need) else {
        return match kind {
            K::Declaration => Some(Amount::whole(1)),
            K::Narrative => Some(Amount::ZERO),
            _ => None,
        };
    };
    if amount.value == Amount::ZERO && cases.is_empty() {
        fields.doubt(sheet, &amount, "it asks for nothing", "write how much there must be, or leave the requirement out");
    }
    fitting(sheet, fields, kind, &amount);
    if kind == K::Distinct
        && let Some(group) = fields.peek("group")
        && let Some((_, codes)) = names.groups.iter().find(|(id, _)| id == group)
        && amount.value > Amount::whole(u32::try_from(codes.len()).unwrap_or(u32::MAX))
    {
        let what = format!("{} has only {} categories", excerpt(group, 40), codes.len());
        fields.wrong(sheet, &amount, &what, format!("write amount = {} or less", codes.len()));
    }
    Some(amount.value)
}

/// Tells an amount that makes no sense for this sort of requirement.
pub(super) fn fitting(sheet: &mut Sheet<'_>, fields: &Fields<'_>, kind: RequirementKind, amount: &At<Amount>) {
    use RequirementKind as K;
    let whole = amount.value.parts().is_multiple_of(Amount::whole(1).parts());
    match kind {
        K::Share if amount.value > Amount::whole(100) => {
            fields.wrong(sheet, amount, "a share is at most 100 percent", "write how many of a hundred, as in amount = 50");
        }
        K::Gap if amount.value == Amount::ZERO || !whole => {
            fields.wrong(sheet, amount, "a gap is a number of whole months", "write amount = 3");
        }
        K::Count | K::Distinct if !whole => {
            fields.wrong(sheet, amount, "what is counted one by one is whole", "write a whole number, as in amount = 5");
        }
        _ => {}
    }
}
