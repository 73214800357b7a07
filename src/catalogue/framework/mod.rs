//! Frameworks: `frameworks/*.toml`, read into the rules of the domain. What a file names must be there, in it or in the catalogue.

mod condition;
mod counting;
mod cycle;
mod form;
mod names;
mod parts;
mod requirement;
mod warning;

use chrono::NaiveDate;

use super::Problem;
use super::fields::Fields;
use super::record;
use super::schema::{LONGEST_LABEL, format, id, line, shown, wrong_name};
use super::sheet::{At, Need, RULES, Sheet, instead};
use crate::domain::framework::Framework;
use crate::domain::record::RecordKind;
use crate::domain::text::{clean_line, excerpt};
use crate::domain::{Kind, Template};
use names::Names;

/// What is known beside a file, for it to name.
#[derive(Clone, Copy)]
pub(super) struct Known<'k> {
    pub(super) kinds: &'k [Kind],
    pub(super) templates: &'k [Template],
    pub(super) records: &'k [RecordKind],
    pub(super) frameworks: &'k [Framework],
}

/// What a file may have at its top.
const KEYS: &[&str] = &[
    "format",
    "id",
    "scheme",
    "name",
    "regulator",
    "also",
    "country",
    "professions",
    "summary",
    "edition",
    "effective_from",
    "effective_to",
    "supersedes",
    "checked_on",
    "review_by",
    "disclaimer",
    "advice",
    "hidden",
    "keep_months",
    "sources",
    "expected",
    "cycle",
    "choices",
    "requirements",
    "groups",
    "forms",
    "warnings",
    "audit",
    "records",
];

/// Characters of a paragraph.
const LONGEST_PARAGRAPH: usize = 4_000;

/// `frameworks/*.toml`
pub(super) fn framework(file: &str, text: &str, known: Known<'_>) -> (Option<Framework>, Vec<Problem>) {
    let (mut sheet, fields) = Sheet::read(file, text, RULES);
    let framework = fields.and_then(|fields| read(&mut sheet, &fields, known));
    sheet.made(framework)
}

/// The days that a file states of itself.
struct Dates {
    effective_from: Option<NaiveDate>,
    effective_to: Option<NaiveDate>,
    checked_on: Option<NaiveDate>,
    review_by: Option<NaiveDate>,
}

fn read(sheet: &mut Sheet<'_>, fields: &Fields<'_>, known: Known<'_>) -> Option<Framework> {
    fields.only(sheet, KEYS);
    format(sheet, fields);
    let mut names = Names::of(fields, known);
    let id = id(sheet, fields, Need::Must("id = \"my-own\", a short name of this edition"));
    let scheme = fields.text(sheet, "scheme", Need::Must("scheme = \"my-own\", the same for all editions"));
    if let Some(scheme) = &scheme
        && let Some((what, mend)) = wrong_name("scheme", &scheme.value, false)
    {
        fields.wrong(sheet, scheme, &what, mend);
    }
    let name = shown(sheet, fields, "name", LONGEST_LABEL, Need::Must("name = \"…\", what a reader sees"));
    let regulator = line(sheet, fields, "regulator");
    let also = lines(sheet, fields, "also");
    let country = line(sheet, fields, "country");
    let professions = lines(sheet, fields, "professions");
    let summary = line(sheet, fields, "summary");
    let edition = shown(sheet, fields, "edition", LONGEST_LABEL, Need::Must("edition = \"…\", as in edition = \"2026\""));
    let dates = dates(sheet, fields);
    let supersedes = supersedes(sheet, fields, id.as_ref(), known.frameworks);
    let disclaimer = shown(sheet, fields, "disclaimer", LONGEST_PARAGRAPH, Need::Must("disclaimer = \"…\", what this is not"));
    let advice = lines(sheet, fields, "advice");
    let hidden = fields.flag(sheet, "hidden");
    let keep_months = fields.number(sheet, "keep_months", 1, Need::May).map(|keep| keep.value);
    let records = records(sheet, fields, &names);
    names.own_records.clone_from(&records);
    let sources = parts::sources(sheet, fields);
    let expected = parts::expected(sheet, fields, &names);
    let choices = parts::choices(sheet, fields);
    let groups = parts::groups(sheet, fields, &names);
    let cycle = cycle::cycle(sheet, fields, &names);
    let requirements = requirement::requirements(sheet, fields, &names, cycle.as_ref());
    let forms = form::forms(sheet, fields, &names);
    let warnings = warning::warnings(sheet, fields, &names);
    let audit = warning::audit(sheet, fields, &names);
    Some(Framework {
        id: id?.value,
        scheme: scheme?.value,
        name: name?,
        regulator,
        also,
        country,
        professions,
        summary,
        edition: edition?,
        effective_from: dates.effective_from?,
        effective_to: dates.effective_to,
        supersedes,
        checked_on: dates.checked_on?,
        review_by: dates.review_by?,
        sources,
        disclaimer: disclaimer?,
        advice,
        expected,
        hidden,
        cycle: cycle?,
        choices,
        requirements,
        groups,
        forms,
        warnings,
        audit,
        records,
        keep_months,
    })
}

/// A list of texts, each on one line; empty ones are left out.
fn lines(sheet: &mut Sheet<'_>, fields: &Fields<'_>, key: &str) -> Vec<String> {
    fields.texts(sheet, key).iter().map(|text| clean_line(&text.value)).filter(|text| !text.is_empty()).collect()
}

fn dates(sheet: &mut Sheet<'_>, fields: &Fields<'_>) -> Dates {
    let effective_from = fields.day(sheet, "effective_from", Need::Must("effective_from = 2026-04-01, the first day on which it holds"));
    let effective_to = fields.day(sheet, "effective_to", Need::May);
    let checked_on = fields.day(sheet, "checked_on", Need::Must("checked_on = 2026-11-22, when somebody looked whether it still holds"));
    let review_by = fields.day(sheet, "review_by", Need::Must("review_by = 2027-11-22, when somebody has to look again"));
    for (first, last, key, of) in [
        (&effective_from, &effective_to, "effective_to", "it would end before it begins"),
        (&checked_on, &review_by, "review_by", "it would have to be looked at again before it was"),
    ] {
        if let (Some(first), Some(last)) = (first, last)
            && last.value < first.value
        {
            fields.wrong(
                sheet,
                last,
                &format!("{key} is before {}: {of}", first.value),
                format!("write {key} = {} or a later day", first.value),
            );
        }
    }
    let value = |day: Option<At<NaiveDate>>| day.map(|day| day.value);
    Dates {
        effective_from: value(effective_from),
        effective_to: value(effective_to),
        checked_on: value(checked_on),
        review_by: value(review_by),
    }
}

/// The edition before.
fn supersedes(sheet: &mut Sheet<'_>, fields: &Fields<'_>, id: Option<&At<String>>, known: &[Framework]) -> Option<String> {
    let older = fields.text(sheet, "supersedes", Need::May)?;
    let ids: Vec<&str> = known.iter().map(|framework| framework.id.as_str()).collect();
    if id.is_some_and(|id| id.value == older.value) {
        fields.wrong(sheet, &older, "it cannot supersede itself", "name the edition before, or leave it out");
    } else if !ids.contains(&older.value.as_str()) {
        let what = format!("there is no framework “{}”", excerpt(&older.value, 40));
        fields.doubt(sheet, &older, &what, instead(&older.value, &ids));
    }
    Some(older.value)
}

/// Kinds of records that only this framework knows.
fn records(sheet: &mut Sheet<'_>, fields: &Fields<'_>, names: &Names<'_>) -> Vec<RecordKind> {
    let known = names.record_ids();
    let mut seen = record::Seen::default();
    let mut all = Vec::new();
    for fields in fields.tables_if_any(sheet, "records", "record") {
        if fields.peek("id").is_some()
            && let Some(id) = fields.text(sheet, "id", Need::May)
        {
            seen.once(sheet, &fields, "id", id);
        }
        all.extend(record::kind(sheet, &fields, &known, &[]));
    }
    all
}

#[cfg(test)]
mod tests;
