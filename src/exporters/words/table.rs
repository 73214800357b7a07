//! Entries as lines of a table, where a report is a summary.

use super::{Table, Text, evidence_number, short_day};
use crate::domain::report::ReportEntry;
use crate::domain::text::clean_line;

/// A line for each entry: day, title, activity, time, goals. Columns that nothing stands in are left out.
pub(in crate::exporters) fn entry_table<'a>(entries: &'a [ReportEntry]) -> Table<'a> {
    let has_goals = entries.iter().any(|entry| !entry.goals.is_empty());
    let row = |entry: &'a ReportEntry| {
        let numbers: Vec<String> = entry.evidence.iter().map(|at| evidence_number(*at)).collect();
        let title = clean_line(&entry.title);
        let title = if numbers.is_empty() { title } else { format!("{title} ({})", numbers.join(", ")) };
        let time = entry.minutes.total().to_string();
        // The same minutes would be read twice.
        let time = if entry.counts() { time } else { format!("{time}, counted in a claim") };
        let mut row = vec![
            Text::Plain(short_day(entry.date).into()),
            Text::Plain(title.into()),
            Text::Plain(entry.kind.as_str().into()),
            Text::Plain(time.into()),
        ];
        if has_goals {
            row.push(Text::Plain(entry.goals.iter().map(|goal| clean_line(&goal.title)).collect::<Vec<_>>().join("; ").into()));
        }
        row
    };
    let heads = ["Date", "Entry", "Activity", "Time"].into_iter().chain(has_goals.then_some("Goals"));
    Table { heads: heads.map(Into::into).collect(), rows: entries.iter().map(row).collect() }
}
