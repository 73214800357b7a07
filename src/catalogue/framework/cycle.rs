//! The `[cycle]` of a framework.

use chrono::{Datelike as _, NaiveDate};

use super::super::fields::Fields;
use super::super::record::one_of;
use super::super::schema::line;
use super::super::sheet::{At, Need, Sheet};
use super::names::Names;
use crate::domain::framework::{Anchor, CycleRule, Effect, When, Window};
use crate::domain::text::excerpt;

/// A leap year: every day of a year is in it.
const LEAP: i32 = 2024;

/// More combinations of choices than this are not looked through.
const MOST_COMBINATIONS: usize = 10_000;

/// A century.
const MOST_MONTHS: u32 = 1_200;

/// What it says; `None` also when a part of it is missing.
pub(super) fn cycle(sheet: &mut Sheet<'_>, fields: &Fields<'_>, names: &Names<'_>) -> Option<CycleRule> {
    const MEND: &str = "begin it with a line [cycle], and months = 12 and anchor = \"personal\" under it";
    let Some(fields) = fields.table(sheet, "cycle", MEND) else {
        if !fields.has("cycle") {
            fields.wrong(sheet, &fields.place("cycle"), "it has no cycle", MEND);
        }
        return None;
    };
    fields.only(sheet, &["months", "sub_months", "sub_label", "anchor", "opens_months", "note", "windows", "usual", "effects"]);
    let months = fields.number(sheet, "months", 1, Need::Must("months = 12"));
    if let Some(months) = months.as_ref().filter(|months| months.value > MOST_MONTHS) {
        fields.wrong(sheet, months, "a cycle of more than a hundred years", "write its length in months, as in months = 36");
    }
    let sub_months = fields.number(sheet, "sub_months", 1, Need::May);
    if let (Some(sub), Some(months)) = (&sub_months, &months)
        && sub.value > months.value
    {
        fields.wrong(sheet, sub, "a part of the cycle is longer than the cycle", format!("write sub_months = {} or less", months.value));
    }
    let sub_label = line(sheet, &fields, "sub_label");
    let opens_months = fields.number(sheet, "opens_months", 1, Need::May);
    if let (Some(opens), Some(months)) = (&opens_months, &months)
        && opens.value > months.value
    {
        fields.doubt(sheet, opens, "it opens before the cycle begins", format!("write opens_months = {} or less", months.value));
    }
    let note = line(sheet, &fields, "note");
    let problems = sheet.problem_count();
    let windows = windows(sheet, &fields, names);
    let readable = sheet.problem_count() == problems;
    let anchor =
        one_of(sheet, &fields, "anchor", Need::Must("anchor = \"personal\", or \"known\" with [[cycle.windows]]"), &["personal", "known"]);
    let known = anchor.as_ref().is_some_and(|anchor| anchor.value == "known");
    match &anchor {
        Some(anchor) if known && !fields.has("windows") => {
            let mend = "add [[cycle.windows]] with starts = 2026-04-01, or write anchor = \"personal\"";
            fields.wrong(sheet, anchor, "the first day of no cycle is known", mend);
        }
        Some(anchor) if known && readable => covered(sheet, &fields, anchor, &windows, names),
        Some(_) if !known && fields.has("windows") => {
            let mend = "write anchor = \"known\", or leave the windows out";
            fields.doubt(sheet, &fields.place("windows"), "windows have no effect where each knows their own dates", mend);
        }
        _ => {}
    }
    let usual = usual(sheet, &fields, names);
    let effects = effects(sheet, &fields, names);
    Some(CycleRule {
        months: months?.value,
        sub_months: sub_months.map(|sub| sub.value),
        sub_label,
        anchor: anchor.map(|_| if known { Anchor::Known(windows) } else { Anchor::Personal })?,
        opens_months: opens_months.map(|opens| opens.value),
        usual,
        effects,
        note,
    })
}

fn windows(sheet: &mut Sheet<'_>, fields: &Fields<'_>, names: &Names<'_>) -> Vec<Window> {
    let mut windows = Vec::new();
    for fields in fields.tables_if_any(sheet, "windows", "window") {
        fields.only(sheet, &["when", "starts"]);
        let when = names.when(sheet, &fields);
        let starts = fields.day(sheet, "starts", Need::Must("starts = 2026-04-01, the first day of some cycle"));
        windows.extend(starts.map(|starts| Window { when, starts: starts.value }));
    }
    windows
}

/// Tells a combination of choices for which no window holds.
fn covered(sheet: &mut Sheet<'_>, fields: &Fields<'_>, anchor: &At<String>, windows: &[Window], names: &Names<'_>) {
    if windows.is_empty() || windows.iter().any(|window| window.when.is_empty()) {
        return;
    }
    let named = |id: &str| windows.iter().flat_map(|window| &window.when).any(|when| when.choice == id);
    let choices: Vec<_> = names.choices.iter().filter(|(id, values)| named(id) && !values.is_empty()).collect();
    let mut all = choices.iter().try_fold(1_usize, |all, (_, values)| all.checked_mul(values.len())).unwrap_or(usize::MAX);
    if all > MOST_COMBINATIONS {
        let mend = "add one [[cycle.windows]] without when, for everybody else";
        fields.wrong(sheet, anchor, "there are too many combinations of choices to look whether each has a window", mend);
        return;
    }
    while all > 0 {
        all -= 1;
        let mut rest = all;
        let mut chosen: Vec<(&str, &str)> = Vec::new();
        for (id, values) in &choices {
            chosen.extend(values.get(rest % values.len()).map(|value| (id.as_str(), value.as_str())));
            rest /= values.len();
        }
        let holds = |when: &When| chosen.iter().any(|(id, value)| *id == when.choice && when.values.iter().any(|one| one == value));
        if !windows.iter().any(|window| window.when.iter().all(holds)) {
            let shown: Vec<String> = chosen.iter().map(|(id, value)| format!("{id} = [\"{value}\"]")).collect();
            let shown = excerpt(&shown.join(", "), 120);
            let mend = format!("add [[cycle.windows]] with when = {{ {shown} }}, or one without when, for everybody else");
            fields.wrong(sheet, anchor, &format!("no window holds for {shown}"), mend);
            return;
        }
    }
}

fn usual(sheet: &mut Sheet<'_>, fields: &Fields<'_>, names: &Names<'_>) -> Vec<(Vec<When>, (u32, u32))> {
    let mut usual = Vec::new();
    for fields in fields.tables_if_any(sheet, "usual", "usual day") {
        fields.only(sheet, &["when", "day"]);
        let when = names.when(sheet, &fields);
        let Some(day) = fields.text(sheet, "day", Need::Must("day = \"01-01\", month and day")) else { continue };
        let date = NaiveDate::parse_from_str(&format!("{LEAP}-{}", day.value), "%Y-%m-%d").ok().filter(|_| day.value.len() == 5);
        match date {
            Some(date) => usual.push((when, (date.month(), date.day()))),
            None => {
                let what = format!("“{}” is no day of the year", excerpt(&day.value, 40));
                fields.wrong(sheet, &day, &what, "write month and day with two figures each, as in day = \"04-01\"");
            }
        }
    }
    usual
}

fn effects(sheet: &mut Sheet<'_>, fields: &Fields<'_>, names: &Names<'_>) -> Vec<(String, Effect)> {
    let words: Vec<&str> = Effect::ALL.iter().map(|one| one.token()).collect();
    let mut effects = Vec::new();
    for fields in fields.tables_if_any(sheet, "effects", "effect") {
        fields.only(sheet, &["record", "effect"]);
        let record = names.record_named(sheet, &fields, "record", Need::Must("record = \"…\", a kind of record"));
        let effect = one_of(sheet, &fields, "effect", Need::Must("effect = \"noted\", or agreed-end, extends, prorates"), &words);
        let effect = effect.and_then(|word| Effect::from_token(&word.value));
        if let Some(kind) = record.as_deref().and_then(|id| names.record(id))
            && !kind.lasts
            && effect.is_some_and(|effect| effect != Effect::Noted)
        {
            let what = format!("records of the kind {} last for one day", kind.id);
            fields.doubt(sheet, &fields.place("record"), &what, "name a kind of record that lasts from one day to another");
        }
        effects.extend(record.zip(effect));
    }
    effects
}
