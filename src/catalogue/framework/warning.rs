//! The `[[warnings]]` and the `[audit]` of a framework.

use super::super::fields::Fields;
use super::super::record::{Seen, one_of};
use super::super::schema::{LONGEST_LABEL, line, shown};
use super::super::sheet::{At, Need, Sheet};
use super::condition::{condition, conditions};
use super::names::{Names, confidence};
use crate::domain::framework::requirement::{Condition, Source};
use crate::domain::framework::warning::{Look, WarningRule};
use crate::domain::framework::{Amount, Audit};
use crate::domain::text::excerpt;

/// What a warning may look for.
const LOOKS: [&str; 5] = ["one-category", "one-value", "lacks", "kinds", "size"];

/// What stands for something in the text of a warning.
const PLACES: [&str; 2] = ["{n}", "{what}"];

/// All of them.
pub(super) fn warnings(sheet: &mut Sheet<'_>, fields: &Fields<'_>, names: &Names<'_>) -> Vec<WarningRule> {
    let mut seen = Seen::default();
    fields.tables_if_any(sheet, "warnings", "warning").iter().filter_map(|fields| warning(sheet, fields, names, &mut seen)).collect()
}

fn warning(sheet: &mut Sheet<'_>, fields: &Fields<'_>, names: &Names<'_>, seen: &mut Seen) -> Option<WarningRule> {
    let keys =
        ["id", "look", "group", "record", "field", "condition", "kinds", "unless", "few", "many", "least", "text", "confidence", "source"];
    fields.only(sheet, &keys);
    let id = seen.id(sheet, fields, "id");
    let word = one_of(sheet, fields, "look", Need::Must("look = \"lacks\", or one-category, one-value, kinds, size"), &LOOKS);
    let look = word.as_ref().and_then(|word| look(sheet, fields, names, &word.value));
    if let Some(word) = &word {
        misplaced(sheet, fields, &word.value);
    }
    let least = fields.number(sheet, "least", 1, Need::May).map_or(1, |least| least.value);
    let text = fields.text(sheet, "text", Need::Must("text = \"…\", what is said; {n} is how many, {what} what it is all about"));
    if let Some(text) = &text {
        places(sheet, fields, text);
    }
    let text = shown(sheet, fields, "text", 400, Need::May);
    let confidence = confidence(sheet, fields);
    let source = names.source(sheet, fields);
    Some(WarningRule { id: id?, look: look?, text: text?, least, confidence: confidence?, source: source? })
}

fn look(sheet: &mut Sheet<'_>, fields: &Fields<'_>, names: &Names<'_>, word: &str) -> Option<Look> {
    match word {
        "one-category" => {
            let group = names.group(sheet, fields, Need::Must("group = \"…\", one of the [[groups]]"))?;
            Some(Look::OneCategory { group })
        }
        "one-value" => {
            let record = names.record_named(sheet, fields, "record", Need::Must("record = \"…\", a kind of record"));
            let field = fields.text(sheet, "field", Need::Must("field = \"…\", a field of that kind of record"));
            let (record, field) = (record?, field?);
            if let Some(kind) = names.record(&record) {
                let known: Vec<&str> = kind.fields.iter().map(|field| field.id.as_str()).collect();
                Names::check(sheet, fields, &field, &format!("field of {}", kind.id), &known);
            }
            Some(Look::OneValue { record, field: field.value })
        }
        "lacks" => {
            let record = names.record_named(sheet, fields, "record", Need::May);
            let of = record.clone().map_or(Source::Learning, Source::Record);
            let condition = required(sheet, fields, names, of)?;
            Some(Look::Lacks { record, condition })
        }
        "kinds" => {
            let kinds = names.activities(sheet, fields);
            if kinds.is_empty() {
                let mend = "write kinds = [\"course\"] with kinds of activity";
                fields.wrong(sheet, &fields.place("kinds"), "it names no kinds of activity", mend);
            }
            let condition = required(sheet, fields, names, Source::Learning)?;
            let unless = fields
                .text(sheet, "unless", Need::May)
                .and_then(|text| super::condition::condition(sheet, fields, &text, names, &[Source::Learning]));
            Some(Look::Kinds { kinds, condition, unless })
        }
        _ => {
            let least = fields.number(sheet, "few", 0, Need::Must("few = 5, fewer than which are few"));
            let most = fields.number(sheet, "many", 1, Need::Must("many = 50, more than which are many"));
            let (least, most) = (least?, most?);
            if least.value > most.value {
                fields.wrong(sheet, &least, "few is more than many", format!("write few = {} or less", most.value));
            }
            Some(Look::Size { least: least.value, most: most.value })
        }
    }
}

fn required(sheet: &mut Sheet<'_>, fields: &Fields<'_>, names: &Names<'_>, of: Source) -> Option<Condition> {
    let text = fields.text(sheet, "condition", Need::Must("condition = \"…\", as in condition = \"evidence\""))?;
    condition(sheet, fields, &text, names, &[of])
}

/// Tells what has no effect in a warning that looks for this.
fn misplaced(sheet: &mut Sheet<'_>, fields: &Fields<'_>, look: &str) {
    for (key, looks) in [
        ("group", &["one-category"][..]),
        ("record", &["one-value", "lacks"]),
        ("field", &["one-value"]),
        ("condition", &["lacks", "kinds"]),
        ("kinds", &["kinds"]),
        ("unless", &["kinds"]),
        ("few", &["size"]),
        ("many", &["size"]),
    ] {
        if fields.has(key) && !looks.contains(&look) {
            let what = format!("{key} has no effect where look is {look}");
            fields.doubt(sheet, &fields.place(key), &what, format!("leave it out, or write look = one of: {}", looks.join(", ")));
        }
    }
}

/// Tells what stands in braces and would be shown as it is.
fn places(sheet: &mut Sheet<'_>, fields: &Fields<'_>, text: &At<String>) {
    let mut rest = text.value.as_str();
    while let Some((_, after)) = rest.split_once('{') {
        let (inside, _) = after.split_once('}').unwrap_or((after, ""));
        let place = format!("{{{inside}}}");
        if !PLACES.contains(&place.as_str()) {
            let at = At { value: (), at: sheet.place_of(text, &format!("{{{inside}"), 0) };
            fields.wrong(
                sheet,
                &at,
                &format!("nothing is put in for “{}”", excerpt(&place, 40)),
                "write {n} for how many, {what} for what it is all about",
            );
        }
        rest = after;
    }
}

/// What happens when somebody is looked at closely.
pub(super) fn audit(sheet: &mut Sheet<'_>, fields: &Fields<'_>, names: &Names<'_>) -> Option<Audit> {
    let fields = fields.table(sheet, "audit", "begin it with a line [audit]")?;
    fields.only(sheet, &["label", "text", "days", "percent", "draw", "forms", "wants", "confidence", "source"]);
    let label = shown(sheet, &fields, "label", LONGEST_LABEL, Need::Must("label = \"…\", what the regulator calls it"));
    let text = line(sheet, &fields, "text");
    let days = fields.number(sheet, "days", 1, Need::May).map(|days| days.value);
    let tenths_of_percent = percent(sheet, &fields);
    let draw = fields.number(sheet, "draw", 1, Need::May).map(|draw| draw.value);
    let mut forms = Vec::new();
    let known: Vec<&str> = names.forms.iter().map(String::as_str).collect();
    for form in fields.texts(sheet, "forms") {
        Names::check(sheet, &fields, &form, "form", &known);
        forms.push(form.value);
    }
    let wants = conditions(sheet, &fields, "wants", names, &[Source::Learning]);
    let confidence = confidence(sheet, &fields);
    let source = names.source(sheet, &fields);
    Some(Audit { label: label?, text, days, tenths_of_percent, draw, forms, wants, confidence: confidence?, source: source? })
}

/// How many of a hundred, in tenths.
fn percent(sheet: &mut Sheet<'_>, fields: &Fields<'_>) -> Option<u32> {
    let percent = fields.amount(sheet, "percent", Need::May)?;
    let tenths = percent.value.times(10);
    let whole = Amount::whole(1).parts();
    if percent.value > Amount::whole(100) || !tenths.parts().is_multiple_of(whole) {
        let mend = "write how many of a hundred, with at most one place after the point, as in percent = 2.5";
        fields.wrong(sheet, &percent, &format!("percent cannot be {}", percent.value.shown()), mend);
        return None;
    }
    u32::try_from(tenths.parts() / whole).ok()
}
