//! The values of a data file, one by one: each is read, or it is told where it stands, what it is and what it should be.

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::sheet::{At, Need, Sheet, instead};
use crate::domain::framework::Amount;
use crate::domain::record::hours::number;

/// A table of a file.
#[derive(Clone)]
pub(super) struct Fields<'a> {
    table: DeTable<'a>,
    /// Where it begins.
    at: usize,
    /// What it is, before what is said of it: “the second prompt: ”.
    of: String,
}

impl<'a> Fields<'a> {
    /// The table of a whole file.
    pub(super) const fn whole(table: DeTable<'a>) -> Self {
        Self { table, at: 0, of: String::new() }
    }

    /// Where it begins.
    pub(super) const fn at(&self) -> usize {
        self.at
    }

    /// Tells names that are none of these.
    pub(super) fn only(&self, sheet: &mut Sheet<'_>, known: &[&str]) {
        for key in self.table.keys() {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                sheet.wrong(key.span().start, format!("{}there is no “{name}”", self.of), instead(name, known));
            }
        }
    }

    fn value(&self, sheet: &mut Sheet<'_>, key: &str, need: Need) -> Option<&Spanned<DeValue<'a>>> {
        let value = self.table.get(key);
        if let (None, Need::Must(line)) = (value, need) {
            sheet.wrong(self.at, format!("{}{key} is missing", self.of), format!("add a line {line}"));
        }
        value
    }

    fn other(&self, sheet: &mut Sheet<'_>, key: &str, value: &Spanned<DeValue<'_>>, wanted: &str, mend: &str) {
        let what = format!("{}{key} is {}, not {wanted}", self.of, kind_of(value.get_ref()));
        sheet.wrong(value.span().start, what, mend);
    }

    /// A text.
    pub(super) fn text(&self, sheet: &mut Sheet<'_>, key: &str, need: Need) -> Option<At<String>> {
        let value = self.value(sheet, key, need)?;
        match value.get_ref().as_str() {
            Some(text) => Some(At { value: text.to_owned(), at: value.span().start }),
            None => {
                self.other(sheet, key, value, "a text", &format!("put it in quotation marks, as in {key} = \"…\""));
                None
            }
        }
    }

    /// A whole number from `least` on.
    pub(super) fn number(&self, sheet: &mut Sheet<'_>, key: &str, least: u32, need: Need) -> Option<At<u32>> {
        let value = self.value(sheet, key, need)?;
        let mend = match need {
            Need::Must(line) => format!("write it as {line}, without quotation marks"),
            Need::May => format!("write a whole number from {least} on, as in {key} = {}", least.max(50)),
        };
        let Some(number) = value.get_ref().as_integer() else {
            self.other(sheet, key, value, "a whole number", &mend);
            return None;
        };
        let number = i128::from_str_radix(number.as_str(), number.radix()).ok().and_then(|number| u32::try_from(number).ok());
        match number.filter(|number| *number >= least) {
            Some(number) => Some(At { value: number, at: value.span().start }),
            None => {
                let written = value.get_ref().as_integer().map(|number| number.as_str().to_owned()).unwrap_or_default();
                sheet.wrong(value.span().start, format!("{}{key} cannot be {written}", self.of), mend);
                None
            }
        }
    }

    /// Yes or no; no when it is not there.
    pub(super) fn flag(&self, sheet: &mut Sheet<'_>, key: &str) -> bool {
        let Some(value) = self.table.get(key) else { return false };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.other(sheet, key, value, "true or false", &format!("write {key} = true, without quotation marks, or leave it out"));
            false
        })
    }

    /// A list of texts; empty when it is not there.
    pub(super) fn texts(&self, sheet: &mut Sheet<'_>, key: &str) -> Vec<At<String>> {
        let Some(value) = self.table.get(key) else { return Vec::new() };
        let mend = format!("write {key} = [\"…\", \"…\"]");
        let Some(list) = value.get_ref().as_array() else {
            self.other(sheet, key, value, "a list of texts", &mend);
            return Vec::new();
        };
        let mut texts = Vec::with_capacity(list.len());
        for item in list {
            match item.get_ref().as_str() {
                Some(text) => texts.push(At { value: text.to_owned(), at: item.span().start }),
                None => {
                    let what = format!("{}in {key} is {}, not a text", self.of, kind_of(item.get_ref()));
                    sheet.wrong(item.span().start, what, &*mend);
                }
            }
        }
        texts
    }

    /// A table in it.
    pub(super) fn table(&self, sheet: &mut Sheet<'_>, key: &str, mend: &str) -> Option<Fields<'a>> {
        let value = self.table.get(key)?;
        match value.get_ref() {
            DeValue::Table(table) => Some(Fields { table: table.clone(), at: value.span().start, of: format!("{}{key}: ", self.of) }),
            _ => {
                self.other(sheet, key, value, "a table", mend);
                None
            }
        }
    }

    /// A list of tables that must be there, each under a `[[key]]`; `one` is what such a table is called.
    pub(super) fn tables(&self, sheet: &mut Sheet<'_>, key: &str, one: &str) -> Vec<Fields<'a>> {
        if !self.has(key) {
            sheet.wrong(self.at, format!("{}it has no {key}", self.of), format!("begin each {one} with a line [[{key}]]"));
        }
        self.tables_if_any(sheet, key, one)
    }

    /// The same for a list that may be left out.
    pub(super) fn tables_if_any(&self, sheet: &mut Sheet<'_>, key: &str, one: &str) -> Vec<Fields<'a>> {
        let mend = format!("begin each {one} with a line [[{key}]]");
        let Some(value) = self.table.get(key) else { return Vec::new() };
        let Some(list) = value.get_ref().as_array() else {
            self.other(sheet, key, value, "a list", &mend);
            return Vec::new();
        };
        if list.is_empty() {
            sheet.wrong(value.span().start, format!("{}it has no {key}", self.of), &*mend);
        }
        let mut tables = Vec::with_capacity(list.len());
        for (at, item) in list.iter().enumerate() {
            match item.get_ref() {
                DeValue::Table(table) => {
                    tables.push(Fields { table: table.clone(), at: item.span().start, of: format!("{}{one} {}: ", self.of, at + 1) });
                }
                _ => {
                    let what = format!("{}{one} {} is {}, not a table", self.of, at + 1, kind_of(item.get_ref()));
                    sheet.wrong(item.span().start, what, &*mend);
                }
            }
        }
        tables
    }

    /// A problem of a value in it.
    pub(super) fn wrong<T>(&self, sheet: &mut Sheet<'_>, of: &At<T>, what: &str, mend: impl Into<String>) {
        sheet.wrong(of.at, format!("{}{what}", self.of), mend);
    }

    /// A doubt about a value in it.
    pub(super) fn doubt<T>(&self, sheet: &mut Sheet<'_>, of: &At<T>, what: &str, mend: impl Into<String>) {
        sheet.doubt(of.at, format!("{}{what}", self.of), mend);
    }

    /// Whether something is written under this name.
    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// What is there under this name, as a place only: where its value begins; else where the table does.
    pub(super) fn place(&self, key: &str) -> At<()> {
        At { value: (), at: self.table.get(key).map_or(self.at, |value| value.span().start) }
    }

    /// Its names, each with its place, in the order of the alphabet.
    pub(super) fn keys(&self) -> Vec<At<String>> {
        self.table.keys().map(|key| At { value: key.get_ref().to_string(), at: key.span().start }).collect()
    }

    /// A text as far as there is one; nothing is told.
    pub(super) fn peek(&self, key: &str) -> Option<&str> {
        self.table.get(key)?.get_ref().as_str()
    }

    /// The tables of a list as far as there are any; nothing is told.
    pub(super) fn peek_tables(&self, key: &str) -> Vec<Fields<'a>> {
        let list = self.table.get(key).and_then(|value| value.get_ref().as_array());
        let tables = list.into_iter().flatten().filter_map(|item| match item.get_ref() {
            DeValue::Table(table) => Some(Fields { table: table.clone(), at: item.span().start, of: String::new() }),
            _ => None,
        });
        tables.collect()
    }

    /// A number, whole or with a point, not below nothing.
    pub(super) fn amount(&self, sheet: &mut Sheet<'_>, key: &str, need: Need) -> Option<At<Amount>> {
        let value = self.value(sheet, key, need)?;
        let mend = format!("write it as {key} = 12 or {key} = 2.5, without quotation marks, with at most two places after the point");
        let read = match value.get_ref() {
            DeValue::Integer(written) => {
                i128::from_str_radix(written.as_str(), written.radix()).ok().and_then(|whole| number(&whole.to_string()))
            }
            DeValue::Float(written) => number(written.as_str()),
            _ => {
                self.other(sheet, key, value, "a number", &mend);
                return None;
            }
        };
        if read.is_none() {
            let written = match value.get_ref() {
                DeValue::Integer(written) => written.as_str(),
                DeValue::Float(written) => written.as_str(),
                _ => "this",
            };
            sheet.wrong(value.span().start, format!("{}{key} cannot be {written}", self.of), mend);
        }
        Some(At { value: read?, at: value.span().start })
    }

    /// A day, as TOML writes it or in quotation marks.
    pub(super) fn day(&self, sheet: &mut Sheet<'_>, key: &str, need: Need) -> Option<At<NaiveDate>> {
        let value = self.value(sheet, key, need)?;
        let mend = format!("write year, month and day, as in {key} = 2026-04-30");
        let (read, written) = match value.get_ref() {
            DeValue::Datetime(written) => {
                let date = written.date.filter(|_| written.time.is_none() && written.offset.is_none());
                let day = date.and_then(|date| NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into()));
                (day, written.to_string())
            }
            DeValue::String(written) => (written.trim().parse().ok(), written.to_string()),
            _ => {
                self.other(sheet, key, value, "a day", &mend);
                return None;
            }
        };
        if read.is_none() {
            let written = crate::domain::text::excerpt(&written, 40);
            sheet.wrong(value.span().start, format!("{}{key}: “{written}” is no day", self.of), mend);
        }
        Some(At { value: read?, at: value.span().start })
    }

    /// A text, or a list of texts.
    pub(super) fn text_or_texts(&self, sheet: &mut Sheet<'_>, key: &str) -> Vec<At<String>> {
        let single = self.table.get(key).and_then(|value| Some(At { value: value.get_ref().as_str()?.to_owned(), at: value.span().start }));
        single.map_or_else(|| self.texts(sheet, key), |text| vec![text])
    }
}

const fn kind_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with a point",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or a time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
