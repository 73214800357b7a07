//! What a framework's file names, collected before anything of it is read, so that each mention can be looked up where it stands.

use super::super::fields::Fields;
use super::super::sheet::{At, Need, Sheet, among};
use super::Known;
use crate::domain::framework::{Confidence, When};
use crate::domain::record::RecordKind;
use crate::domain::text::excerpt;

/// The names that a file may mention.
pub(super) struct Names<'k> {
    pub(super) known: Known<'k>,
    /// Kinds of records that the file has itself; they stand before those of the catalogue.
    pub(super) own_records: Vec<RecordKind>,
    /// Their names, and those of the ones that cannot be read.
    pub(super) own_record_ids: Vec<String>,
    pub(super) sources: Vec<String>,
    /// Choices with their values.
    pub(super) choices: Vec<(String, Vec<String>)>,
    /// Groups with the codes of their categories.
    pub(super) groups: Vec<(String, Vec<String>)>,
    pub(super) requirements: Vec<String>,
    pub(super) forms: Vec<String>,
}

/// The texts under a key of the tables of a list.
fn peeked(fields: &Fields<'_>, list: &str, key: &str) -> Vec<String> {
    fields.peek_tables(list).iter().filter_map(|table| table.peek(key).map(str::to_owned)).collect()
}

/// The same, with texts of a list in each.
fn nested(fields: &Fields<'_>, list: &str, inner: &str, key: &str) -> Vec<(String, Vec<String>)> {
    let tables = fields.peek_tables(list);
    tables.iter().filter_map(|table| Some((table.peek("id")?.to_owned(), peeked(table, inner, key)))).collect()
}

impl<'k> Names<'k> {
    /// All but the kinds of records that the file has itself.
    pub(super) fn of(fields: &Fields<'_>, known: Known<'k>) -> Self {
        Self {
            known,
            own_records: Vec::new(),
            own_record_ids: peeked(fields, "records", "id"),
            sources: peeked(fields, "sources", "key"),
            choices: nested(fields, "choices", "values", "id"),
            groups: nested(fields, "groups", "categories", "code"),
            requirements: peeked(fields, "requirements", "id"),
            forms: peeked(fields, "forms", "id"),
        }
    }

    /// The names of all kinds of records.
    pub(super) fn record_ids(&self) -> Vec<&str> {
        let known = self.known.records.iter().map(|kind| kind.id.as_str());
        let mut ids: Vec<&str> = self.own_record_ids.iter().map(String::as_str).collect();
        ids.extend(known.filter(|id| !self.own_record_ids.iter().any(|own| own == id)));
        ids
    }

    /// A kind of record; none also when the file has it, but wrongly.
    pub(super) fn record(&self, id: &str) -> Option<&RecordKind> {
        let own = self.own_records.iter().find(|kind| kind.id == id);
        own.or_else(|| self.known.records.iter().find(|kind| kind.id == id).filter(|_| !self.own_record_ids.iter().any(|own| own == id)))
    }

    /// The codes of all categories.
    pub(super) fn codes(&self) -> Vec<&str> {
        self.groups.iter().flat_map(|(_, codes)| codes).map(String::as_str).collect()
    }

    /// The names of all groups.
    pub(super) fn group_ids(&self) -> Vec<&str> {
        self.groups.iter().map(|(id, _)| id.as_str()).collect()
    }

    /// What is wrong with a name that is none of these, and how to mend it.
    pub(super) fn unknown(what: &str, name: &str, known: &[&str]) -> Option<(String, String)> {
        if known.contains(&name) {
            return None;
        }
        let mut once: Vec<&str> = Vec::new();
        for one in known.iter().filter(|one| !one.is_empty()) {
            if !once.contains(one) {
                once.push(one);
            }
        }
        Some((format!("there is no {what} “{}”", excerpt(name, 40)), among(name, &once)))
    }

    /// A name under a key, told when it is none of these.
    pub(super) fn named(sheet: &mut Sheet<'_>, fields: &Fields<'_>, key: &str, need: Need, what: &str, known: &[&str]) -> Option<String> {
        let name = fields.text(sheet, key, need)?;
        Self::check(sheet, fields, &name, what, known);
        Some(name.value)
    }

    /// Tells a name that is none of these.
    pub(super) fn check(sheet: &mut Sheet<'_>, fields: &Fields<'_>, name: &At<String>, what: &str, known: &[&str]) {
        if let Some((what, mend)) = Self::unknown(what, &name.value, known) {
            fields.wrong(sheet, name, &what, mend);
        }
    }

    /// The key of a source.
    pub(super) fn source(&self, sheet: &mut Sheet<'_>, fields: &Fields<'_>) -> Option<String> {
        let keys: Vec<&str> = self.sources.iter().map(String::as_str).collect();
        Self::named(sheet, fields, "source", Need::Must("source = \"…\", the key of one of the [[sources]]"), "source", &keys)
    }

    /// A kind of record under a key.
    pub(super) fn record_named(&self, sheet: &mut Sheet<'_>, fields: &Fields<'_>, key: &str, need: Need) -> Option<String> {
        Self::named(sheet, fields, key, need, "kind of record", &self.record_ids())
    }

    /// A group under a key.
    pub(super) fn group(&self, sheet: &mut Sheet<'_>, fields: &Fields<'_>, need: Need) -> Option<String> {
        Self::named(sheet, fields, "group", need, "group", &self.group_ids())
    }

    /// Kinds of activity. One that is not installed does no harm.
    pub(super) fn activities(&self, sheet: &mut Sheet<'_>, fields: &Fields<'_>) -> Vec<String> {
        let known: Vec<&str> = self.known.kinds.iter().map(|kind| kind.id.as_str()).collect();
        let mut kinds = Vec::new();
        for kind in fields.texts(sheet, "kinds") {
            if let Some((what, mend)) = Self::unknown("kind of activity", &kind.value, &known) {
                fields.doubt(sheet, &kind, &what, mend);
            }
            kinds.push(kind.value);
        }
        kinds
    }

    /// For whom something holds; for all when it is not there.
    pub(super) fn when(&self, sheet: &mut Sheet<'_>, fields: &Fields<'_>) -> Vec<When> {
        let Some(table) = fields.table(sheet, "when", "write when = { choice = [\"value\"] }") else { return Vec::new() };
        let choices: Vec<&str> = self.choices.iter().map(|(id, _)| id.as_str()).collect();
        let keys = table.keys();
        if keys.is_empty() {
            table.wrong(sheet, &fields.place("when"), "it names no choice", "write when = { choice = [\"value\"] }, or leave it out");
        }
        let mut all = Vec::new();
        for key in keys {
            Self::check(sheet, &table, &key, "choice", &choices);
            let known = self.choices.iter().find(|(id, _)| *id == key.value).map(|(_, values)| values);
            let problems = sheet.problem_count();
            let written = table.texts(sheet, &key.value);
            if written.is_empty() && sheet.problem_count() == problems {
                let mend = format!("write {} = [\"…\"] with one of its values, or leave it out", excerpt(&key.value, 40));
                table.wrong(sheet, &key, "it names no value, so that it never holds", mend);
            }
            let mut values = Vec::new();
            for value in written {
                if let Some(known) = known {
                    let known: Vec<&str> = known.iter().map(String::as_str).collect();
                    Self::check(sheet, &table, &value, &format!("value of {}", excerpt(&key.value, 40)), &known);
                }
                values.push(value.value);
            }
            all.push(When { choice: key.value, values });
        }
        all
    }
}

/// How sure something is.
pub(super) fn confidence(sheet: &mut Sheet<'_>, fields: &Fields<'_>) -> Option<Confidence> {
    let words: Vec<&str> = Confidence::ALL.iter().map(|one| one.token()).collect();
    let need = Need::Must("confidence = \"C\"; A is read on the regulator’s own page, B in another source, C inferred, K not verified");
    super::super::record::one_of(sheet, fields, "confidence", need, &words).and_then(|word| Confidence::from_token(&word.value))
}
