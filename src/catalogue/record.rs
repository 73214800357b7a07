//! Kinds of records: `records/*.toml`, and the `[[records]]` of a framework.

use super::Problem;
use super::fields::Fields;
use super::schema::{LAST, LONGEST_LABEL, format, id, line, shown, wrong_name};
use super::sheet::{At, Need, RULES, Sheet, among, instead};
use crate::domain::record::{FieldKind, FieldSpec, FieldValue, RecordKind};
use crate::domain::text::excerpt;

/// The word for entries where something refers to entries or records: no kind of record may have it.
pub(super) const ENTRY: &str = "entry";

/// `records/*.toml`; `known` are the ids of kinds that it may refer to.
pub(super) fn file(file: &str, text: &str, known: &[&str]) -> (Option<RecordKind>, Vec<Problem>) {
    let (mut sheet, fields) = Sheet::read(file, text, RULES);
    let kind = fields.and_then(|fields| {
        format(&mut sheet, &fields);
        kind(&mut sheet, &fields, known, &["format"])
    });
    sheet.made(kind)
}

/// One kind of record; `more` are names that its table may have beside.
pub(super) fn kind(sheet: &mut Sheet<'_>, fields: &Fields<'_>, known: &[&str], more: &[&str]) -> Option<RecordKind> {
    let mut keys = vec!["id", "label", "one", "help", "order", "lasts", "refers_to_entries", "refers_to_records", "fields"];
    keys.extend(more);
    fields.only(sheet, &keys);
    let id = id(sheet, fields, Need::Must("id = \"my-own\", a short name for the program"));
    if let Some(id) = id.as_ref().filter(|id| id.value == ENTRY) {
        fields.wrong(sheet, id, "“entry” means an entry of the journal", "write another id, as in id = \"my-entry\"");
    }
    let label = shown(sheet, fields, "label", LONGEST_LABEL, Need::Must("label = \"…\", what a reader sees"));
    let one = shown(sheet, fields, "one", LONGEST_LABEL, Need::Must("one = \"…\", one of them within a sentence: “piece of feedback”"));
    let help = line(sheet, fields, "help");
    let order = fields.number(sheet, "order", 0, Need::May).map_or(LAST, |order| order.value);
    let lasts = fields.flag(sheet, "lasts");
    let refers_to_entries = fields.flag(sheet, "refers_to_entries");
    let mut refers_to_records = Vec::new();
    for name in fields.texts(sheet, "refers_to_records") {
        let own = id.as_ref().is_some_and(|id| id.value == name.value);
        if !own && !known.contains(&name.value.as_str()) {
            let what = format!("no kind of record is called “{}”", excerpt(&name.value, 40));
            fields.doubt(sheet, &name, &what, instead(&name.value, known));
        }
        refers_to_records.push(name.value);
    }
    let mut seen = Seen::default();
    let mut specs = Vec::new();
    let tables = fields.tables(sheet, "fields", "field");
    for fields in &tables {
        specs.extend(spec(sheet, fields, &mut seen, lasts));
    }
    if specs.len() < tables.len() {
        return None;
    }
    Some(RecordKind { id: id?.value, label: label?, one: one?, help, order, lasts, refers_to_entries, refers_to_records, fields: specs })
}

fn spec(sheet: &mut Sheet<'_>, fields: &Fields<'_>, seen: &mut Seen, lasts: bool) -> Option<FieldSpec> {
    fields.only(sheet, &["id", "label", "help", "kind", "required", "apart", "own", "most_words", "values"]);
    let id = seen.id(sheet, fields, "id");
    let label = shown(sheet, fields, "label", LONGEST_WORDING, Need::Must("label = \"…\", what a reader sees"));
    let help = line(sheet, fields, "help");
    let words: Vec<&str> = FieldKind::ALL.iter().map(|kind| kind.token()).collect();
    let kind = one_of(sheet, fields, "kind", Need::Must("kind = \"text\", or line, choice, day, number and others"), &words);
    let kind = kind.and_then(|kind| FieldKind::from_token(&kind.value));
    let required = fields.flag(sheet, "required");
    let apart = fields.flag(sheet, "apart");
    let own = fields.flag(sheet, "own");
    let most_words = fields.number(sheet, "most_words", 1, Need::May).map(|most| most.value);
    let values: Vec<FieldValue> =
        values(sheet, fields, kind == Some(FieldKind::Choice)).into_iter().map(|(id, label)| FieldValue { id, label }).collect();
    let kind = kind?;
    if !values.is_empty() && !matches!(kind, FieldKind::Choice | FieldKind::Line) {
        fields.doubt(sheet, &fields.place("values"), "only a choice or a line has values", "write kind = \"choice\", or leave values out");
    }
    if most_words.is_some() && !matches!(kind, FieldKind::Text | FieldKind::Line) {
        fields.doubt(
            sheet,
            &fields.place("most_words"),
            "only a text is counted in words",
            "leave most_words out, or write kind = \"text\"",
        );
    }
    if !lasts && matches!(kind, FieldKind::WeeklyHours | FieldKind::WeeksAway) {
        let mend = "add a line lasts = true to the kind of record, above its fields";
        fields.doubt(sheet, &fields.place("kind"), "weeks are counted from the first day to the last, and it has no last day", mend);
    }
    if own && apart {
        let mend = "leave one of the two out: what is kept apart is somebody else’s";
        fields.doubt(sheet, &fields.place("own"), "details of somebody else are nothing that only the registrant can answer", mend);
    }
    Some(FieldSpec { id: id?, label: label?, help, kind, required, apart, own, values, most_words })
}

/// Characters of what a regulator words: longer than what stands on a button.
pub(super) const LONGEST_WORDING: usize = 400;

/// The values of a choice: each an id and a label.
pub(super) fn values(sheet: &mut Sheet<'_>, fields: &Fields<'_>, must: bool) -> Vec<(String, String)> {
    if must && !fields.has("values") {
        let mend = "add a line values = [ { id = \"yes\", label = \"Yes\" }, { id = \"no\", label = \"No\" } ]";
        fields.wrong(sheet, &fields.place("values"), "it has no values to choose from", mend);
    }
    let mut seen = Seen::default();
    let mut values = Vec::new();
    for fields in fields.tables_if_any(sheet, "values", "value") {
        fields.only(sheet, &["id", "label"]);
        let id = seen.id(sheet, &fields, "id");
        let label = shown(sheet, &fields, "label", LONGEST_WORDING, Need::Must("label = \"…\", what a reader sees"));
        values.extend(id.zip(label));
    }
    values
}

/// Names that were there already, to tell those that come twice.
#[derive(Default)]
pub(super) struct Seen(Vec<At<String>>);

impl Seen {
    /// A short name for the program under some key, unlike all before it.
    pub(super) fn id(&mut self, sheet: &mut Sheet<'_>, fields: &Fields<'_>, key: &'static str) -> Option<String> {
        let need = if key == "code" {
            Need::Must("code = \"…\", a short name for the program")
        } else {
            Need::Must("id = \"…\", a short name for the program")
        };
        let id = fields.text(sheet, key, need)?;
        if let Some((what, mend)) = wrong_name(key, &id.value, true) {
            fields.wrong(sheet, &id, &what, mend);
        }
        Some(self.once(sheet, fields, key, id))
    }

    /// The name itself; told when it was there before.
    pub(super) fn once(&mut self, sheet: &mut Sheet<'_>, fields: &Fields<'_>, key: &str, id: At<String>) -> String {
        let name = id.value.clone();
        match self.0.iter().find(|other| other.value.eq_ignore_ascii_case(&name)) {
            Some(first) => {
                let shown = excerpt(&name, 40);
                let mend = format!("line {} has it already: give this one another, as in {key} = \"{shown}-2\"", sheet.line(first.at));
                fields.wrong(sheet, &id, &format!("the {key} “{shown}” is there twice"), mend);
            }
            None => self.0.push(id),
        }
        name
    }
}

/// One of these words.
pub(super) fn one_of(sheet: &mut Sheet<'_>, fields: &Fields<'_>, key: &str, need: Need, words: &[&str]) -> Option<At<String>> {
    let written = fields.text(sheet, key, need)?;
    if words.contains(&written.value.as_str()) {
        return Some(written);
    }
    fields.wrong(sheet, &written, &format!("there is no {key} “{}”", excerpt(&written.value, 40)), among(&written.value, words));
    None
}

#[cfg(test)]
mod tests {
    use super::super::{Catalogue, Part, Weight};

    const WALK: &str = include_str!("../../tests/fixtures/frameworks/steeple-walk.toml");

    fn check(from: &str, to: &str, want: Option<(Weight, usize, usize, &str, &str)>) {
        assert!(WALK.contains(from), "{from}");
        let problems = Catalogue::default().check_beside(Part::Records, "own.toml", &WALK.replacen(from, to, 1));
        let Some((weight, line, column, what, mend)) = want else { return assert_eq!(problems, [], "{to}") };
        let fits = problems.first().is_some_and(|one| {
            (one.weight, one.line, one.column) == (weight, line, column) && one.what.contains(what) && one.mend.contains(mend)
        });
        assert!(fits && problems.len() == 1, "{to}: {problems:#?}");
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        use Weight::{Doubt, LeftOut};
        check("format", "format", None);
        check("order = 7\n", "", None);
        check("lasts = true", "lasts = true\nrefers_to_records = [\"steeple-walk\"]", None);
        check("format = 1\n", "", Some((LeftOut, 1, 1, "format is missing", "format = 1")));
        check("one = \"steeple walk\"\n", "", Some((LeftOut, 1, 1, "one is missing", "one = ")));
        check("\"steeple-walk\"", "\"entry\"", Some((LeftOut, 3, 6, "means an entry of the journal", "my-entry")));
        check("kind = \"number\"", "kind = \"numbr\"", Some((LeftOut, 13, 8, "there is no kind “numbr”", "did you mean number?")));
        check(
            "required = true",
            "required = 1",
            Some((LeftOut, 14, 12, "required is a whole number, not true or false", "required = true")),
        );
        check("required = true", "requires = true", Some((LeftOut, 14, 1, "field 1: there is no “requires”", "did you mean required?")));
        check("\"felt_safe\"", "\"steps\"", Some((LeftOut, 17, 6, "the id “steps” is there twice", "line 11 has it already")));
        check("\"yes-no\"", "\"choice\"", Some((LeftOut, 16, 1, "no values to choose from", "values = [")));
        check("\"yes-no\"", "\"choice\"\nvalues = [ { id = \"a\" } ]", Some((LeftOut, 20, 12, "value 1: label is missing", "label = ")));
        check("\"yes-no\"", "\"yes-no\"\nmost_words = 5", Some((Doubt, 20, 14, "only a text is counted in words", "leave most_words out")));
        check("lasts = true", "refers_to_records = [\"x\"]", Some((Doubt, 8, 22, "no kind of record is called “x”", "leave it out")));
        check("lasts = true", "lasts = \"\"\"\nyes\"\"\"", Some((LeftOut, 8, 9, "lasts is a text", "lasts = true")));
    }

    #[test]
    fn a_file_without_fields_is_told() {
        let text = WALK.split("[[fields]]").next().unwrap_or_default();
        let problems = Catalogue::default().check_beside(Part::Records, "own.toml", text);
        assert!(problems.len() == 1 && problems[0].mend == "begin each field with a line [[fields]]", "{problems:?}");
    }
}
