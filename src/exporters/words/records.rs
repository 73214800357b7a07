//! Records by kind.

use std::borrow::Cow;

use super::blocks::{Fields, is_short};
use super::{Block, Chapter, Listed, Table, Text, counted, day, short_day};
use crate::domain::Report;
use crate::domain::portfolio::{ReportRecord, ReportRecords};
use crate::domain::text::clean_line;

/// From this many short records of a kind on, a table tells more than their pages.
const MANY: usize = 3;

/// Columns for fields beside the day and the title of a record.
const MOST_FIELDS: usize = 4;

/// The chapter of records; nothing when there are none.
pub(in crate::exporters) fn records(report: &Report) -> Option<Chapter<'_>> {
    let blocks: Vec<Block<'_>> = report.records.iter().filter(|kind| !kind.records.is_empty()).flat_map(kind).collect();
    (!blocks.is_empty()).then_some(Chapter { key: "records", title: "Records".into(), blocks })
}

fn kind(kind: &ReportRecords) -> Vec<Block<'_>> {
    let count = counted(kind.records.len(), "record", "records");
    let sum = clean_line(&kind.sum);
    let mut blocks = vec![
        Block::heading(2, kind.label.as_str(), Listed::Contents),
        Block::Note(if sum.is_empty() { count.into() } else { format!("{count}: {sum}").into() }),
    ];
    match labels(&kind.records) {
        Some(labels) => blocks.push(table(&kind.records, &labels)),
        None => blocks.extend(kind.records.iter().flat_map(record)),
    }
    blocks
}

/// The labels that head a table of these records; nothing where they are few, or too long for lines.
fn labels(records: &[ReportRecord]) -> Option<Vec<&str>> {
    let is_low = |record: &ReportRecord| record.fields.iter().all(|(_, text)| is_short(text)) && record.refers.len() <= 3;
    if records.len() < MANY || !records.iter().all(is_low) {
        return None;
    }
    let mut labels: Vec<&str> = Vec::new();
    for (label, _) in records.iter().flat_map(|record| &record.fields) {
        if !labels.contains(&label.as_str()) {
            labels.push(label);
        }
    }
    (labels.len() <= MOST_FIELDS).then_some(labels)
}

fn table<'a>(records: &'a [ReportRecord], labels: &[&'a str]) -> Block<'a> {
    let has_refers = records.iter().any(|record| !record.refers.is_empty());
    let row = |record: &'a ReportRecord| {
        let until = record.until.filter(|until| *until != record.date).map(|until| format!(" to {}", short_day(until)));
        let when = format!("{}{}", short_day(record.date), until.unwrap_or_default());
        let mut row = vec![Text::Plain(when.into()), Text::Plain(record.title.as_str().into())];
        for label in labels {
            let mut texts = record.fields.iter().filter(|(name, _)| name == label);
            row.push(texts.next().map_or(Text::Plain("".into()), |(_, text)| Text::Markdown(text)));
        }
        if has_refers {
            row.push(Text::Plain(record.refers.iter().map(|name| clean_line(name)).collect::<Vec<_>>().join("; ").into()));
        }
        row
    };
    let rows = records.iter().map(row).collect();
    let heads = ["When", "Record"].into_iter().chain(labels.iter().copied()).chain(has_refers.then_some("Refers to"));
    Block::Table(Table { heads: heads.map(Cow::Borrowed).collect(), rows })
}

fn record(record: &ReportRecord) -> Vec<Block<'_>> {
    let mut fields = Fields::default();
    fields.block(Block::heading(3, record.title.as_str(), Listed::Bookmarks));
    let when = match record.until.filter(|until| *until != record.date) {
        Some(until) => format!("{} to {}", day(record.date), day(until)),
        None => day(record.date),
    };
    fields.short("When", vec![Text::Plain(when.into())]);
    for (label, text) in record.fields.iter().filter(|(_, text)| !text.trim().is_empty()) {
        if is_short(text) {
            fields.short(label.as_str(), vec![Text::Markdown(text)]);
        } else {
            fields.long(4, label, text);
        }
    }
    let refers = record.refers.iter().filter(|name| !clean_line(name).is_empty());
    fields.short("Refers to", refers.map(|name| Text::Plain(name.into())).collect());
    fields.done()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Uid;

    fn of(number: u32, fields: &[(&str, &str)]) -> ReportRecord {
        ReportRecord {
            uid: Uid::from_text(&number.to_string()),
            title: format!("Sunday {number}"),
            date: chrono::NaiveDate::from_ymd_opt(2026, 3, number).unwrap_or_default(),
            until: None,
            fields: fields.iter().map(|(label, text)| ((*label).to_owned(), (*text).to_owned())).collect(),
            refers: Vec::new(),
        }
    }

    #[test]
    fn many_short_records_are_a_table_with_every_field() {
        let records = vec![of(1, &[("Tower", "St Anne")]), of(2, &[("Hours", "2")]), of(3, &[("Hours", "3"), ("Tower", "St Bride")])];
        assert_eq!(labels(&records), Some(vec!["Tower", "Hours"]));
        let Block::Table(Table { heads, rows }) = table(&records, &["Tower", "Hours"]) else { panic!("a table") };
        assert_eq!(heads, ["When", "Record", "Tower", "Hours"]);
        assert_eq!(
            rows[1],
            ["2 Mar 2026", "Sunday 2", ""]
                .map(|text| Text::Plain(text.into()))
                .into_iter()
                .chain([Text::Markdown("2")])
                .collect::<Vec<_>>()
        );
        assert!(rows.iter().all(|row| row.len() == heads.len()));
        let long = "one\ntwo";
        assert_eq!(labels(&[of(1, &[("a", long)]), of(2, &[]), of(3, &[])]), None);
        assert_eq!(labels(&records[..2]), None);
    }
}
