//! What stands in the tables: a head, and a row for each thing.

use super::cell::Cell;
use crate::domain::entry::TimeSpent;
use crate::domain::portfolio::{Depth, ReportRecord, ReportRecords};
use crate::domain::report::{ReportEntry, ReportEvidence, ReportGoal};
use crate::domain::text::clean_line;
use crate::domain::{ActionDraft, Minutes, Report, Verdict};
use crate::exporters::words;

/// A table. Every row has as many cells as there are heads.
pub(super) struct Table {
    /// The file's name.
    pub(super) name: &'static str,
    pub(super) heads: Vec<Cell>,
    pub(super) rows: Vec<Vec<Cell>>,
}

/// A column: its head, and what stands in it for a thing and what the thing is in.
type Column<T, In> = (&'static str, fn(&T, &In) -> Cell);

fn table<'a, T: 'a, In: 'a>(name: &'static str, columns: &[Column<T, In>], things: impl IntoIterator<Item = (&'a T, &'a In)>) -> Table {
    Table {
        name,
        heads: columns.iter().map(|(head, _)| Cell::word(head)).collect(),
        rows: things.into_iter().map(|(thing, within)| columns.iter().map(|(_, cell)| cell(thing, within)).collect()).collect(),
    }
}

const SUMMARY: &[Column<ReportEntry, Report>] = &[
    ("Date", |entry, _| Cell::day(entry.date)),
    ("Title", |entry, _| Cell::text(&entry.title)),
    ("Activity", |entry, _| Cell::text(&entry.kind)),
    ("Minutes", |entry, _| Cell::minutes(entry.minutes.total())),
    ("Minutes with others", |entry, _| Cell::minutes(entry.minutes.interactive)),
    // What to add up: an item of a claim counts there, and a claim in a report of one goal counts in parts.
    ("Minutes that count", |entry, _| Cell::minutes(entry.counting().total())),
    ("Goals", |entry, _| Cell::lines(entry.goals.iter().map(|goal| clean_line(&goal.title)))),
];

const FULL: &[Column<ReportEntry, Report>] = &[
    ("Time of day", |entry, _| entry.time.map_or_else(Cell::empty, |time| Cell(time.format("%H:%M").to_string()))),
    ("Time zone", |entry, _| Cell::text(&entry.zone)),
    ("Minutes preparing", |entry, _| part(entry.minutes, |spent| spent.preparing)),
    ("Minutes taking part", |entry, _| part(entry.minutes, |spent| spent.taking_part)),
    ("Minutes reading", |entry, _| part(entry.minutes, |spent| spent.reading)),
    ("Minutes reflecting", |entry, _| part(entry.minutes, |spent| spent.reflecting)),
    ("Counted in", |entry, _| entry.item_of.as_ref().map_or_else(Cell::empty, |claim| Cell::text(&claim.title))),
    ("Made of", |entry, _| {
        let items = entry.made_of.iter().flat_map(|made| &made.items);
        Cell::lines(items.map(|item| format!("{} {}: {}", item.date, clean_line(&item.title), words::item_time(item))))
    }),
    ("With others how", |entry, _| Cell::text(&entry.how)),
    ("My part", |entry, _| entry.role.map_or_else(Cell::empty, |role| Cell::text(role.label()))),
    ("Used it to", |entry, _| Cell::lines(entry.used.iter().map(|verb| verb.label()))),
    ("Community", |entry, _| Cell::text(&entry.community)),
    ("Platform", |entry, _| Cell::text(&entry.platform)),
    ("Hashtag", |entry, _| Cell::text(&entry.hashtag)),
    ("Handle", |entry, _| Cell::text(&entry.handle)),
    ("Address", |entry, _| Cell::text(&entry.url)),
    ("Standards", |entry, _| Cell::lines(&entry.standards)),
    ("Points and certified hours", |entry, _| Cell::lines(entry.amounts.iter().map(|(code, amount)| format!("{code} {}", amount.shown())))),
    ("People", |entry, _| Cell::lines(&entry.people)),
    ("Learnt with", |entry, _| Cell::lines(&entry.learnt_with)),
    ("Tags", |entry, _| Cell::lines(&entry.tags)),
    ("What I learnt", |entry, _| Cell::text(&entry.learnt)),
    ("Model of reflection", |entry, _| Cell::text(&entry.template)),
    ("Reflection", |entry, _| {
        let answers = entry.answers.iter().filter(|answer| !answer.text.trim().is_empty());
        Cell::lines(answers.map(|answer| format!("{}: {}", clean_line(&answer.label), answer.text.trim())))
    }),
    ("What I changed", |entry, _| Cell::text(&entry.changed)),
    ("Who benefited", |entry, _| Cell::text(&entry.benefit)),
    ("Found later", |entry, _| {
        Cell::lines(words::found_later(entry).iter().map(|one| format!("{} {}: {}", one.day, one.said, one.text.trim())))
    }),
    ("Claim: who says it", |entry, _| Cell::text(&entry.claim.who)),
    ("Claim: evidence", |entry, _| Cell::text(&entry.claim.evidence)),
    ("Claim: holds for those I care for", |entry, _| Cell::text(&entry.claim.holds)),
    ("Claim: verdict", |entry, _| Cell::text(entry.claim.verdict.map_or("", Verdict::label))),
    ("AI help", |entry, _| Cell::text(&entry.ai_help)),
    ("Evidence", |entry, report| {
        let pieces = entry.evidence.iter().filter_map(|at| Some((at, report.evidence.get(*at)?)));
        Cell::lines(pieces.map(|(at, piece)| format!("{} {}", words::evidence_number(*at), clean_line(&piece.name))))
    }),
    ("State", |entry, _| Cell::word(entry.state.label())),
    ("Written on", |entry, _| Cell::day(entry.created.date_naive())),
    ("Last changed on", |entry, _| Cell::day(entry.changed_at.date_naive())),
];

const UID: Column<ReportEntry, Report> = ("Id", |entry, _| Cell(entry.uid.to_string()));

/// Nothing where nothing was said of a part.
fn part(spent: TimeSpent, part: fn(TimeSpent) -> Minutes) -> Cell {
    let minutes = part(spent);
    if minutes == Minutes::ZERO { Cell::empty() } else { Cell::minutes(minutes) }
}

/// The entries, the first columns of which are a summary.
pub(super) fn entries(report: &Report) -> Table {
    let rest = if report.depth == Depth::Full { FULL } else { &[] };
    let columns: Vec<Column<ReportEntry, Report>> = SUMMARY.iter().chain(rest).chain([&UID]).copied().collect();
    table("entries.csv", &columns, report.entries.iter().map(|entry| (entry, report)))
}

/// All tables of a report. Entries are always there; what was not taken in, or is not there, has no file.
pub(super) fn all(report: &Report) -> Vec<Table> {
    let hours = |kind: &str| kind.contains("hours");
    let feedback = |kind: &str| kind.contains("feedback");
    let mut tables = vec![entries(report)];
    let others = [
        goals(report),
        records("hours.csv", report, &hours),
        records("feedback.csv", report, &feedback),
        actions(report),
        evidence(report),
        records("records.csv", report, &|kind| !hours(kind) && !feedback(kind)),
    ];
    tables.extend(others.into_iter().filter(|table| !table.rows.is_empty()));
    tables
}

fn goals(report: &Report) -> Table {
    const COLUMNS: &[Column<ReportGoal, Report>] = &[
        ("Goal", |goal, _| Cell::text(&goal.title)),
        ("State", |goal, _| Cell::word(goal.state.label())),
        ("Due", |goal, _| Cell::some_day(goal.due)),
        ("Entries", |goal, _| Cell::number(goal.entries as u64)),
        ("Minutes", |goal, _| Cell::minutes(goal.minutes)),
        ("Plan", |goal, _| Cell::text(&goal.plan)),
        ("For", |goal, _| Cell::word(goal.purpose.label())),
        ("Kind", |goal, _| Cell::word(goal.kind.label())),
        ("Carried over from", |goal, _| Cell::text(goal.carried_from.as_deref().unwrap_or_default())),
        ("Why", |goal, _| Cell::text(&goal.why)),
        ("Measure of success", |goal, _| Cell::text(&goal.measure)),
        ("How", |goal, _| Cell::text(&goal.how)),
        ("Support", |goal, _| Cell::text(&goal.support)),
        ("Barriers", |goal, _| Cell::text(&goal.barriers)),
        ("Outcome", |goal, _| Cell::text(&goal.outcome)),
        ("Reviews", |goal, _| Cell::lines(goal.reviews.iter().map(|review| format!("{} {}", review.date, review.note.trim())))),
        ("Id", |goal, _| Cell(goal.uid.to_string())),
    ];
    table("goals.csv", COLUMNS, report.goals.iter().map(|goal| (goal, report)))
}

fn actions(report: &Report) -> Table {
    const COLUMNS: &[Column<ActionDraft, ReportEntry>] = &[
        ("Action", |action, _| Cell::text(&action.what)),
        ("By", |action, _| Cell::some_day(action.due)),
        ("Done", |action, _| Cell::some_day(action.done)),
        ("Shared with", |action, _| Cell::text(&action.shared_with)),
        ("Shared on", |action, _| Cell::some_day(action.shared_on)),
        ("Effect on my work", |action, _| Cell::text(&action.effect)),
        ("Effect on the service", |action, _| Cell::text(&action.effect_service)),
        ("Effect on people who use it", |action, _| Cell::text(&action.effect_people)),
        ("Entry", |_, entry| Cell::text(&entry.title)),
        ("Date of the entry", |_, entry| Cell::day(entry.date)),
        ("Id of the entry", |_, entry| Cell(entry.uid.to_string())),
    ];
    let entries = report.entries.iter();
    table("actions.csv", COLUMNS, entries.flat_map(|entry| entry.actions.iter().map(move |action| (action, entry))))
}

fn evidence(report: &Report) -> Table {
    const HEADS: [&str; 11] = ["No.", "File", "Type", "Bytes", "Caption", "Shows", "Kept on", "Address", "Entries", "SHA-256", "Id"];
    let row = |(at, piece): (usize, &ReportEvidence)| {
        let entries = report.entries.iter().filter(|entry| entry.evidence.contains(&at));
        vec![
            Cell(words::evidence_number(at)),
            Cell::text(&piece.name),
            Cell::text(&piece.media_type),
            Cell::number(piece.bytes),
            Cell::text(&piece.caption),
            Cell::text(&piece.alt),
            Cell::day(piece.captured.date_naive()),
            Cell::text(&piece.source_url),
            Cell::lines(entries.map(|entry| format!("{} {}", entry.date, clean_line(&entry.title)))),
            Cell(piece.digest.to_string()),
            Cell(piece.uid.to_string()),
        ]
    };
    Table { name: "evidence.csv", heads: HEADS.map(Cell::word).into(), rows: report.evidence.iter().enumerate().map(row).collect() }
}

/// Records of some kinds: a row each, and a column for every label that any of them has.
fn records(name: &'static str, report: &Report, wanted: &dyn Fn(&str) -> bool) -> Table {
    type Of<'a> = (&'a ReportRecord, &'a ReportRecords);
    let of: Vec<Of<'_>> = report
        .records
        .iter()
        .filter(|kind| wanted(&kind.kind))
        .flat_map(|kind| kind.records.iter().map(move |record| (record, kind)))
        .collect();
    let mut labels: Vec<&str> = Vec::new();
    for (label, _) in of.iter().flat_map(|(record, _)| &record.fields) {
        if !labels.contains(&label.as_str()) {
            labels.push(label);
        }
    }
    let heads = ["Date", "Until", "Kind", "Title"].map(Cell::word).into_iter();
    let heads = heads.chain(labels.iter().map(|label| Cell::text(&clean_line(label)))).chain(["Refers to", "Id"].map(Cell::word));
    let row = |(record, kind): &Of<'_>| {
        let mut row = vec![Cell::day(record.date), Cell::some_day(record.until), Cell::text(&kind.label), Cell::text(&record.title)];
        for label in &labels {
            // A label twice in a record is two texts in one cell.
            let texts = record.fields.iter().filter(|(name, _)| name == label).map(|(_, text)| text.as_str());
            row.push(Cell::lines(texts));
        }
        row.push(Cell::lines(record.refers.iter().map(|name| clean_line(name))));
        row.push(Cell(record.uid.to_string()));
        row
    };
    Table { name, heads: heads.collect(), rows: of.iter().map(row).collect() }
}
