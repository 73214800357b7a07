//! The *See* pages: every picture beside sums that are made here, in SQL of this file's own, on the sample journals and on small ones; and the
//! command line that prints them.
#![expect(clippy::disallowed_types, reason = "the sums are made past the program, in its file")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use chrono::{NaiveDate, NaiveTime};
use cpd_journal::catalogue::Catalogue;
use cpd_journal::domain::chart::Chart;
use cpd_journal::domain::entry::Verb;
use cpd_journal::domain::framework::Chosen;
use cpd_journal::domain::{EntryDraft, EntryId, EntryState, Framework, GoalDraft, Minutes, RegistrationDraft};
use cpd_journal::journal::{Alone, Beside, Clock, Journal, Linked, Snapshot, Together};
use cpd_journal::review::Days;
use cpd_journal::review::burn_up::BurnUp;
use cpd_journal::review::calendar::Calendar;
use cpd_journal::review::compare::Comparison;
use cpd_journal::review::coverage::{Coverage, Matrix};
use cpd_journal::review::hours::Hours;
use cpd_journal::review::on_this_day::OnThisDay;
use cpd_journal::review::timeline::Timeline;
use cpd_journal::sample::professions;
use rusqlite::{Connection, OpenFlags};

use crate::support::Place;

fn day(text: &str) -> NaiveDate {
    text.parse().expect(text)
}

const TODAY: &str = "2026-11-22";

/// A journal in a file, and the file as another program reads it.
struct Kept {
    journal: Journal,
    db: Connection,
    _place: Place,
}

impl Kept {
    fn new(fill: impl FnOnce(&mut Journal)) -> Self {
        let place = Place::new();
        let path = place.journal();
        let mut journal = Journal::open(&path, Alone::No, Arc::new(Catalogue::bundled()), Clock::Fixed(day(TODAY))).expect("opened");
        fill(&mut journal);
        Self { journal, db: read_only(&path), _place: place }
    }

    fn sample(profession: &str, entries: usize) -> Self {
        Self::new(|journal| {
            journal.fill_with_sample(entries, 1, profession).expect("a sample");
        })
    }

    fn snapshot(&self) -> Snapshot {
        self.journal.snapshot().expect("a snapshot")
    }
}

fn read_only(path: &Path) -> Connection {
    Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("the file")
}

/// Days as SQL compares them: open ends are the ends of all days.
fn bounds(days: Days) -> (String, String) {
    let text = |day: Option<NaiveDate>, open: &str| day.map_or_else(|| open.to_owned(), |day| day.to_string());
    (text(days.from, "0000-00-00"), text(days.to, "9999-99-99"))
}

/// What counts by itself: not in the bin, and no item of a claim that is not.
const COUNTED: &str = "SELECT *, preparing + taking_part + reading + reflecting AS total FROM entry
    WHERE binned_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM rolled JOIN entry claim ON claim.id = rolled.claim WHERE rolled.item = entry.id AND claim.binned_at IS NULL)";

/// Label, entries, minutes and minutes with others, by what an SQL expression says of each entry that counts.
fn whole(db: &Connection, label: &str, days: Days) -> BTreeMap<String, (i64, u32, u32)> {
    let sql = format!("SELECT {label}, count(*), sum(total), sum(interactive) FROM ({COUNTED}) WHERE date BETWEEN ?1 AND ?2 GROUP BY 1");
    let mut statement = db.prepare(&sql).expect("a query");
    let rows = statement.query_map(bounds(days), |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?, row.get(3)?)))).expect("rows");
    rows.map(|row| row.expect("a row")).collect()
}

/// Entries and items of claims, each with the day on which it counts, and where in time it was if it is an item.
const PARTS: &str = "SELECT entry.id, entry.kind, entry.date AS own, preparing + taking_part + reading + reflecting AS total, interactive,
        taking_part, coalesce(claim.id, -entry.id) AS whole, coalesce(claim.date, entry.date) AS day,
        CASE WHEN claim.id IS NOT NULL AND entry.time IS NOT NULL AND entry.taking_part > 0
             THEN cast(round(julianday(entry.date || ' ' || entry.time) * 1440) AS INTEGER) END AS start
    FROM entry LEFT JOIN (SELECT rolled.item, claim.id, claim.date FROM rolled JOIN entry claim ON claim.id = rolled.claim
                          WHERE claim.binned_at IS NULL) claim ON claim.item = entry.id
    WHERE entry.binned_at IS NULL AND entry.id NOT IN (SELECT claim FROM rolled)";

/// Minutes and minutes with others by group; `groups` is a query that gives `entry` and `label`. Of items of one claim that are in the same
/// group, minutes in common count once: the length of all of them together, where each begins at its start or where those before it end.
fn grouped(db: &Connection, groups: &str, days: Days) -> BTreeMap<String, (u32, u32)> {
    let sql = format!(
        "WITH part AS ({PARTS}),
              of AS (SELECT part.*, it.label FROM part JOIN ({groups}) it ON it.entry = part.id WHERE day BETWEEN ?1 AND ?2),
              timed AS (SELECT label, start, start + taking_part AS stop, taking_part,
                               max(start + taking_part) OVER (PARTITION BY whole, label ORDER BY start, taking_part
                                                              ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
                        FROM of WHERE start IS NOT NULL),
              twice AS (SELECT label, sum(taking_part - max(0, stop - max(start, coalesce(before, start)))) AS minutes FROM timed GROUP BY label)
         SELECT of.label, sum(total) - coalesce((SELECT minutes FROM twice WHERE twice.label = of.label), 0), sum(interactive)
         FROM of GROUP BY of.label"
    );
    let mut statement = db.prepare(&sql).expect("a query");
    let rows = statement.query_map(bounds(days), |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?)))).expect("rows");
    rows.map(|row| row.expect("a row")).collect()
}

const KINDS: &str = "SELECT id AS entry, kind AS label FROM entry";
const COMMUNITIES: &str = "SELECT entry.id AS entry, coalesce(community.name, 'No community') AS label
    FROM entry LEFT JOIN community ON community.id = entry.community";
const GOALS: &str = "SELECT entry, goal.title AS label FROM entry_goal JOIN goal ON goal.id = entry_goal.goal
    UNION ALL SELECT id, 'No goal' FROM entry WHERE id NOT IN (SELECT entry FROM entry_goal)";
const PLATFORMS: &str = "SELECT id AS entry, CASE platform WHEN '' THEN 'not said' ELSE lower(platform) END AS label FROM entry";

/// The ways of use, whose words stand in one column with blanks between.
fn ways() -> String {
    let all: Vec<String> = Verb::ALL
        .iter()
        .map(|verb| {
            format!("SELECT id AS entry, '{}' AS label FROM entry WHERE ' ' || used || ' ' LIKE '% {} %'", verb.label(), verb.token())
        })
        .collect();
    format!("{} UNION ALL SELECT id, 'Not said' FROM entry WHERE trim(used) = ''", all.join(" UNION ALL "))
}

/// A chart of time alone and with others, by its labels; rows without time are left out.
fn of_chart(chart: &Chart, label: impl Fn(&str) -> String) -> BTreeMap<String, (u32, u32)> {
    assert_eq!(chart.series, ["Alone", "With others"]);
    let mut found: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    for row in &chart.rows {
        let (alone, with) = (row.values[0].expect("alone"), row.values[1].expect("with others"));
        let sum = found.entry(label(&row.label)).or_default();
        *sum = (sum.0 + alone + with, sum.1 + with);
    }
    found.retain(|_, sum| sum.0 > 0);
    found
}

/// The same map without what has no time.
fn with_time(mut sums: BTreeMap<String, (u32, u32)>) -> BTreeMap<String, (u32, u32)> {
    sums.retain(|_, sum| sum.0 > 0);
    sums
}

/// All sums of a journal beside those of SQL.
fn check_sums(kept: &Kept, days: Days, name: &str) {
    let snapshot = kept.snapshot();
    let catalogue = kept.journal.catalogue();
    let material = snapshot.material(catalogue);
    let hours = Hours::of(&material, days);
    let db = &kept.db;
    let all = whole(db, "'all'", days).remove("all").unwrap_or_default();
    let total = hours.total;
    assert_eq!((i64::try_from(total.entries).expect("few"), total.total.0, total.interactive.0), all, "{name}");
    let months = whole(db, "substr(date, 1, 7)", days);
    let name_of = |month: &str| day(&format!("{month}-01")).format("%b %Y").to_string();
    let want: BTreeMap<String, (u32, u32)> = months.iter().map(|(month, (_, all, with))| (name_of(month), (*all, *with))).collect();
    assert_eq!(of_chart(&hours.by_month, str::to_owned), with_time(want), "{name}: by month");
    for row in &hours.interactive.rows {
        let want = months.iter().find(|(month, _)| name_of(month) == row.label).filter(|(_, (_, all, _))| *all > 0);
        let percent = want.map(|(_, (_, all, with))| (f64::from(*with) * 100.0 / f64::from(*all)).round());
        assert_eq!(row.values[0].map(f64::from), percent, "{name}: {}", row.label);
    }
    let kinds: BTreeMap<String, (u32, u32)> =
        grouped(db, KINDS, days).into_iter().map(|(id, sums)| (catalogue.kind_label(&id).to_owned(), sums)).collect();
    assert_eq!(of_chart(&hours.by_kind, str::to_owned), with_time(kinds), "{name}: by kind");
    assert_eq!(of_chart(&hours.by_community, str::to_owned), with_time(grouped(db, COMMUNITIES, days)), "{name}: by community");
    assert_eq!(of_chart(&hours.by_goal, str::to_owned), with_time(grouped(db, GOALS, days)), "{name}: by goal");
    assert_eq!(of_chart(&hours.by_use, str::to_owned), with_time(grouped(db, &ways(), days)), "{name}: by way of use");
    assert_eq!(of_chart(&hours.by_platform, str::to_lowercase), with_time(grouped(db, PLATFORMS, days)), "{name}: by platform");
    let taking_part: u32 = db
        .query_row(&format!("SELECT coalesce(sum(taking_part), 0) FROM ({COUNTED}) WHERE date BETWEEN ?1 AND ?2"), bounds(days), |row| {
            row.get(0)
        })
        .expect("a sum");
    assert_eq!(hours.by_part.rows[0].values, [Some(taking_part)], "{name}: by part");
    check_days(kept, days, name);
}

/// The calendar, and the timeline, by days.
fn check_days(kept: &Kept, days: Days, name: &str) {
    let snapshot = kept.snapshot();
    let material = snapshot.material(kept.journal.catalogue());
    let calendar = Calendar::of(&material, days);
    let want = whole(&kept.db, "date", days);
    let is: BTreeMap<String, (i64, u32, u32)> = calendar
        .days
        .iter()
        .filter(|day| day.share.entries > 0)
        .map(|day| (day.date.to_string(), (i64::try_from(day.share.entries).expect("few"), day.share.total.0, day.share.interactive.0)))
        .collect();
    assert_eq!(is, want, "{name}: by day");
    let (from, to) = bounds(days);
    let mut statement = kept.db.prepare("SELECT date, id FROM entry WHERE binned_at IS NULL AND date BETWEEN ?1 AND ?2").expect("a query");
    let rows = statement.query_map((&from, &to), |row| Ok((row.get::<_, String>(0)?, EntryId::from_row(row.get(1)?)))).expect("rows");
    let want: BTreeSet<(String, EntryId)> = rows.map(|row| row.expect("a row")).collect();
    let is = calendar.days.iter().flat_map(|day| day.entries.iter().map(|id| (day.date.to_string(), *id))).collect::<BTreeSet<_>>();
    assert_eq!(is, want, "{name}: entries of days");
    let weeks: u32 = kept
        .db
        .query_row(
            "SELECT count(DISTINCT cast((julianday(date) - julianday('1999-12-27')) / 7 AS INTEGER)) FROM entry
             WHERE binned_at IS NULL AND date BETWEEN ?1 AND ?2 AND date <= ?3",
            (&from, &to, TODAY),
            |row| row.get(0),
        )
        .expect("weeks");
    assert_eq!(calendar.streaks.weeks, weeks, "{name}: weeks from Monday on");
}

/// Cells of a matrix as they must be, made from rows of the file: codes that were chosen, or else what the kind means or having been planned.
fn check_coverage(kept: &Kept, framework: &Framework, coverage: &Coverage, name: &str) -> usize {
    let sql = format!(
        "SELECT id, kind, (SELECT group_concat(code, ' ') FROM entry_standard WHERE entry = part.id),
                (SELECT group_concat(goal, ' ') FROM entry_goal WHERE entry = part.id),
                EXISTS (SELECT 1 FROM entry_goal WHERE entry = part.id AND substr(linked_at, 1, 10) < own)
         FROM ({PARTS}) part WHERE day BETWEEN ?1 AND ?2"
    );
    let mut statement = kept.db.prepare(&sql).expect("a query");
    type Part = (i64, String, Option<String>, Option<String>, bool);
    let rows = statement.query_map(bounds(coverage.days), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)));
    let parts: Vec<Part> = rows.expect("rows").map(|row| row.expect("a row")).collect();
    assert_eq!(coverage.matrices.len(), framework.groups.len().max(1), "{name}");
    let mut filled = 0;
    for (group, matrix) in framework.groups.iter().zip(&coverage.matrices) {
        assert_eq!(group.id, matrix.group);
        let mut want: BTreeMap<(Option<i64>, Option<String>), BTreeSet<i64>> = BTreeMap::new();
        for (id, kind, codes, goals, planned) in &parts {
            let codes: Vec<&str> = codes.iter().flat_map(|codes| codes.split(' ')).collect();
            let of = |holds: &dyn Fn(&cpd_journal::domain::framework::Category) -> bool| -> Vec<String> {
                group.categories.iter().filter(|one| holds(one)).map(|one| format!("{}.{}", framework.scheme, one.code)).collect()
            };
            let said = of(&|one| codes.contains(&format!("{}.{}", framework.scheme, one.code).as_str()));
            let by_plan = of(&|one| *planned && one.when_planned);
            let by_kind = of(&|one| one.kinds.contains(kind));
            let first = [said, by_plan, by_kind].into_iter().find(|list| !list.is_empty()).unwrap_or_default();
            let columns: Vec<Option<String>> = if first.is_empty() { vec![None] } else { first.into_iter().map(Some).collect() };
            let goals: Vec<Option<i64>> = match goals {
                Some(goals) => goals.split(' ').map(|goal| goal.parse().ok()).collect(),
                None => vec![None],
            };
            for goal in goals {
                for column in &columns {
                    want.entry((goal, column.clone())).or_default().insert(*id);
                }
            }
        }
        filled += want.len();
        let claims: BTreeSet<i64> = claims(&kept.db);
        let is: BTreeMap<(Option<i64>, Option<String>), BTreeSet<i64>> = cells(matrix)
            .into_iter()
            .map(|(cell, ids)| (cell, ids.into_iter().filter(|id| !claims.contains(id)).collect::<BTreeSet<i64>>()))
            .filter(|(_, ids)| !ids.is_empty())
            .collect();
        assert_eq!(is, want, "{name}: {}", group.id);
        let empty: BTreeSet<&Option<String>> = matrix.empty.iter().map(|column| &column.code).collect();
        for column in matrix.columns.iter().filter(|column| column.code.is_some()) {
            assert_eq!(empty.contains(&column.code), !want.keys().any(|(_, code)| *code == column.code), "{name}: {}", column.label);
        }
    }
    filled
}

fn claims(db: &Connection) -> BTreeSet<i64> {
    let mut statement = db.prepare("SELECT DISTINCT claim FROM rolled").expect("a query");
    let rows = statement.query_map([], |row| row.get(0)).expect("rows");
    rows.map(|row| row.expect("a row")).collect()
}

fn cells(matrix: &Matrix) -> BTreeMap<(Option<i64>, Option<String>), Vec<i64>> {
    let mut cells = BTreeMap::new();
    for (row, goal) in matrix.goals.iter().enumerate() {
        for (column, of) in matrix.columns.iter().enumerate() {
            let ids: Vec<i64> = matrix.cell(row, column).iter().map(|id| id.row()).collect();
            assert_eq!(matrix.chart.rows[row].values[column].map(|many| many as usize), Some(ids.len()));
            cells.insert((goal.map(|goal| goal.row()), of.code.clone()), ids);
        }
    }
    cells
}

fn spans() -> [Days; 4] {
    let of = |from: Option<&str>, to: Option<&str>| Days { from: from.map(day), to: to.map(day) };
    [Days::default(), of(Some("2025-11-23"), Some(TODAY)), of(Some("2026-03-02"), None), of(None, Some("2026-06-30"))]
}

#[test]
fn the_sample_journals_beside_sql() {
    for profession in professions() {
        let kept = Kept::sample(&profession, 120);
        for days in spans() {
            check_sums(&kept, days, &format!("{profession}, {days:?}"));
        }
        let snapshot = kept.snapshot();
        let catalogue = kept.journal.catalogue();
        let material = snapshot.material(catalogue);
        let under = snapshot.under(catalogue, snapshot.registrations[0].id).expect("a registration");
        let mut filled = 0;
        for days in spans() {
            let coverage = Coverage::of(&material, days, Some(under));
            if days == Days::default() {
                assert_eq!(coverage.days, under.cycle(), "the cycle where nothing else is said");
            }
            filled += check_coverage(&kept, under.framework, &coverage, &format!("{profession}, {days:?}"));
        }
        assert!(filled > 20, "{profession}: {filled} cells have something");
        let (one, other) = (spans()[1], spans()[3]);
        let compared = Comparison::of(&material, one, other);
        for (sums, days) in [(&compared.earlier, one), (&compared.later, other)] {
            let all = whole(&kept.db, "'all'", days).remove("all").unwrap_or_default();
            assert_eq!(
                (i64::try_from(sums.total.entries).expect("few"), sums.total.total.0, sums.total.interactive.0),
                all,
                "{profession}"
            );
            let (from, to) = bounds(days);
            let shares: (f64, f64) = kept
                .db
                .query_row(
                    &format!(
                        "SELECT avg(EXISTS (SELECT 1 FROM entry_evidence WHERE entry = part.id)) * 100.0,
                                avg(EXISTS (SELECT 1 FROM answer WHERE entry = part.id AND trim(text) <> '')) * 100.0
                         FROM ({PARTS}) part WHERE day BETWEEN ?1 AND ?2"
                    ),
                    (&from, &to),
                    |row| Ok((row.get(0)?, row.get(1)?)),
                )
                .expect("shares");
            assert_eq!(sums.evidence.map(f64::from), Some(shares.0.round()), "{profession}: evidence");
            assert_eq!(sums.reflected.map(f64::from), Some(shares.1.round()), "{profession}: reflected");
            let goals: u32 = kept
                .db
                .query_row(
                    &format!(
                        "SELECT count(DISTINCT goal) FROM entry_goal JOIN ({PARTS}) part ON part.id = entry WHERE day BETWEEN ?1 AND ?2"
                    ),
                    (&from, &to),
                    |row| row.get(0),
                )
                .expect("goals");
            assert_eq!(sums.goals, goals as usize, "{profession}: goals");
        }
    }
}

/// An entry with a title; the rest is said by the test.
fn log(journal: &mut Journal, date: &str, minutes: u32, more: impl FnOnce(&mut EntryDraft)) -> EntryId {
    let mut draft = EntryDraft { title: format!("On {date}, {minutes}"), ..EntryDraft::on(day(date)) };
    draft.minutes.taking_part = Minutes(minutes);
    more(&mut draft);
    journal.log(draft, EntryState::Ready, &Together::default()).expect("logged").value.id
}

fn at(draft: &mut EntryDraft, time: &str) {
    draft.time = NaiveTime::parse_from_str(time, "%H:%M").ok();
    "Europe/London".clone_into(&mut draft.zone);
}

#[test]
fn claims_overlaps_and_the_bin_beside_sql() {
    let kept = Kept::new(|journal| {
        let goal = |title: &str| GoalDraft { title: title.to_owned(), ..GoalDraft::default() };
        let pain = journal.add_goal(goal("Pain")).expect("a goal").value.id;
        let sleep = journal.add_goal(goal("Sleep")).expect("a goal").value.id;
        journal.add_goal(goal("Nothing yet")).expect("a goal");
        let mut items = Vec::new();
        // Items at the same time, over midnight, of the same and of different kinds and goals, on the days of three months.
        for (date, time, minutes, kind, goals) in [
            ("2026-01-30", "20:00", 60, "tweetchat", vec![pain]),
            ("2026-01-30", "20:30", 60, "tweetchat", vec![pain, sleep]),
            ("2026-01-30", "20:45", 10, "podcast", vec![sleep]),
            ("2026-02-10", "23:30", 60, "podcast", vec![]),
            ("2026-02-11", "00:15", 45, "podcast", vec![pain]),
            ("2026-02-11", "", 15, "podcast", vec![]),
            ("2026-03-05", "09:00", 30, "tweetchat", vec![sleep]),
        ] {
            items.push(log(journal, date, minutes, |draft| {
                kind.clone_into(&mut draft.kind);
                draft.goals = goals;
                draft.used = vec![Verb::Discussing];
                draft.minutes.reflecting = Minutes(5);
                if minutes >= 30 {
                    draft.minutes.interactive = Minutes(minutes / 3);
                }
                if !time.is_empty() {
                    at(draft, time);
                }
            }));
        }
        let claim = journal.roll_up(&items, "A month of it").expect("a claim").value.id;
        // One item is in the bin: the claim is of the others.
        journal.bin(items[6]).expect("binned");
        journal.edit(claim, &Beside::default(), |draft| draft.standards = vec!["generic.other".to_owned()]).expect("edited");
        // A claim in the bin: its items count for themselves.
        let others: Vec<EntryId> =
            (1..=3).map(|nth| log(journal, &format!("2026-05-0{nth}"), 20, |draft| draft.goals = vec![pain])).collect();
        let gone = journal.roll_up(&others, "Given up").expect("a claim").value.id;
        journal.bin(gone).expect("binned");
        // Plain ones, at the same time: both count, as everywhere.
        log(journal, "2026-05-20", 60, |draft| at(draft, "20:00"));
        log(journal, "2026-05-20", 60, |draft| at(draft, "20:20"));
        let binned = log(journal, "2026-05-21", 500, |_| ());
        journal.bin(binned).expect("binned");
        log(journal, "2026-06-01", 0, |draft| draft.platform = "X".to_owned());
        log(journal, "2026-06-02", 10, |draft| draft.platform = "x".to_owned());
    });
    for days in spans() {
        check_sums(&kept, days, &format!("{days:?}"));
    }
    // The sum is one that a hand can check: the claim of 60 + 60 + 10 + 60 + 45 + 15 and six times 5, of which 30, 10 and 15 are in common.
    let snapshot = kept.snapshot();
    let material = snapshot.material(kept.journal.catalogue());
    let hours = Hours::of(&material, Days { from: Some(day("2026-03-01")), to: Some(day("2026-03-31")) });
    assert_eq!(hours.total.total, Minutes(225));
    let coverage = Coverage::of(&material, Days::default(), None);
    let title = |id| snapshot.goals.iter().find(|goal| goal.id == id).map(|goal| goal.draft.title.as_str());
    assert_eq!(coverage.empty_goals.iter().map(|id| title(*id)).collect::<Vec<_>>(), [Some("Nothing yet")]);
    let timeline = Timeline::of(&material, Days::default());
    assert_eq!((timeline.sessions, timeline.together), (7, 2), "the claim, the two at the same time, three days, two days");
}

#[test]
fn a_claim_fills_the_cells_that_only_it_says() {
    let kept = Kept::new(|journal| {
        let catalogue = Catalogue::bundled();
        // One whose first group has categories that nothing means by itself.
        let plain = |framework: &&Framework| {
            let group = framework.groups.first();
            group.is_some_and(|group| {
                group.categories.len() > 1 && group.categories.iter().all(|one| one.kinds.is_empty() && !one.when_planned)
            })
        };
        let framework = catalogue.frameworks.iter().find(plain).expect("a framework");
        journal.add_registration(registered(framework, "2026-01-01")).expect("registered");
        let goal = journal.add_goal(GoalDraft { title: "Pain".to_owned(), ..GoalDraft::default() }).expect("a goal").value.id;
        let codes: Vec<String> = framework.groups[0].categories.iter().map(|one| framework.code_of(one)).collect();
        let one = log(journal, "2026-02-01", 10, |draft| draft.standards = vec![codes[0].clone()]);
        let other = log(journal, "2026-02-02", 10, |draft| draft.goals = vec![goal]);
        let claim = journal.roll_up(&[one, other], "Two").expect("a claim").value.id;
        let both = vec![codes[0].clone(), codes[1].clone()];
        journal.edit(claim, &Beside::default(), |draft| draft.standards = both).expect("edited");
    });
    let snapshot = kept.snapshot();
    let catalogue = kept.journal.catalogue();
    let under = snapshot.under(catalogue, snapshot.registrations[0].id).expect("a registration");
    let days = Days { from: Some(day("2026-01-01")), to: None };
    let coverage = Coverage::of(&snapshot.material(catalogue), days, Some(under));
    let filled: Vec<(usize, usize, usize)> = (0..2)
        .flat_map(|row| (0..coverage.matrices[0].columns.len()).map(move |column| (row, column)))
        .map(|(row, column)| (row, column, coverage.matrices[0].cell(row, column).len()))
        .filter(|(_, _, many)| *many > 0)
        .collect();
    let last = coverage.matrices[0].columns.len() - 1;
    // The goal with the second category, which only the claim says; the second item without a category; the first without a goal.
    assert_eq!(filled, [(0, 1, 1), (0, last, 1), (1, 0, 1)]);
}

/// Everything that must be chosen, chosen.
fn registered(framework: &Framework, cycle_start: &str) -> RegistrationDraft {
    let chosen: Chosen =
        framework.choices.iter().filter_map(|choice| Some((choice.id.clone(), choice.values.first()?.id.clone()))).collect();
    let personal = framework.cycle.anchor == cpd_journal::domain::framework::Anchor::Personal;
    RegistrationDraft { framework: framework.id.clone(), cycle_start: personal.then(|| day(cycle_start)), chosen, joined: None }
}

#[test]
fn what_grows_ends_where_one_stands() {
    let mut seen = 0;
    let kept = Kept::new(|journal| {
        journal.fill_with_sample(200, 1, "nurse-midwife").expect("a sample");
        let catalogue = Catalogue::bundled();
        for framework in catalogue.frameworks.iter().filter(|framework| !framework.hidden) {
            // One registration of a scheme is there already; another edition of it is the same.
            let _ = journal.add_registration(registered(framework, "2025-05-15"));
        }
    });
    let snapshot = kept.snapshot();
    let catalogue = kept.journal.catalogue();
    let material = snapshot.material(catalogue);
    assert!(snapshot.registrations.len() > 10);
    for registration in snapshot.registrations.iter() {
        let Some(under) = snapshot.under(catalogue, registration.id) else { continue };
        let grown = BurnUp::of(&material, under);
        for growth in &grown.requirements {
            seen += 1;
            let progress = under.standing.progress.iter().find(|one| one.requirement == growth.requirement).expect("counted");
            let so_far: Vec<u32> = growth.chart.rows.iter().filter_map(|row| row.values[0]).collect();
            let name = format!("{} {}", under.framework.id, growth.requirement);
            assert!(so_far.is_sorted(), "{name}: {so_far:?}");
            let items: u64 = progress.items.iter().map(|one| one.amount.parts()).sum();
            assert_eq!(progress.counted.parts(), items, "{name}");
            if progress.span.start <= day(TODAY) {
                assert_eq!(so_far.last().copied(), Some(progress.counted.hundredths()), "{name}");
            }
            let this_month = day(TODAY).format("%b %Y").to_string();
            let after = growth.chart.rows.iter().skip_while(|row| row.label != this_month).skip(1);
            assert!(after.clone().all(|row| row.values[0].is_none()), "{name}: nothing after today");
            if let Some(needed) = progress.needed.filter(|needed| needed.parts() > 0) {
                let last = growth.chart.rows.last().expect("a row");
                assert_eq!(last.values.last(), Some(&Some(needed.hundredths())), "{name}");
                if growth.even.is_some() {
                    assert_eq!(last.values[1], Some(needed.hundredths()), "{name}: at the end all of it");
                }
            }
        }
        // All minutes, by SQL.
        let span = under.standing.cycle.span;
        for row in grown.hours.rows.iter().filter(|row| row.values[0].is_some()) {
            let month = NaiveDate::parse_from_str(&format!("1 {}", row.label), "%d %b %Y").expect("a month");
            let end = (month + chrono::Months::new(1)).pred_opt().expect("a day").min(day(TODAY)).min(span.end);
            let all = whole(&kept.db, "'all'", Days { from: Some(span.start), to: Some(end) }).remove("all").unwrap_or_default();
            assert_eq!(row.values, [Some(all.1), Some(all.2)], "{} {}", under.framework.id, row.label);
        }
    }
    assert!(seen > 15, "{seen} requirements");
}

#[test]
fn coverage_of_every_framework_beside_sql() {
    let kept = Kept::new(|journal| {
        journal.fill_with_sample(150, 3, "pharmacist").expect("a sample");
        let catalogue = Catalogue::bundled();
        for framework in &catalogue.frameworks {
            let _ = journal.add_registration(registered(framework, "2025-05-15"));
        }
        // Codes of all, now and then.
        let codes: Vec<String> = catalogue
            .frameworks
            .iter()
            .flat_map(|one| one.groups.iter().flat_map(|group| &group.categories).map(|category| one.code_of(category)))
            .collect();
        let ids: Vec<EntryId> = journal.headers(None).expect("headers").iter().map(|header| header.id).collect();
        for (nth, id) in ids.iter().enumerate().filter(|(nth, _)| nth % 2 == 0) {
            let some: Vec<String> = (0..nth % 5).map(|more| codes[(nth * 7 + more * 13) % codes.len()].clone()).collect();
            let _ = journal.edit(*id, &Beside::default(), |draft| draft.standards.extend(some));
        }
        let some: Vec<EntryId> = journal
            .headers(None)
            .expect("headers")
            .iter()
            .filter(|one| one.state == EntryState::Ready && one.items == 0 && one.rolled_into.is_none() && one.date >= day("2026-05-15"))
            .map(|one| one.id)
            .take(4)
            .collect();
        if journal.roll_up(&some, "Some of them").is_ok() {
            let goal = journal.goals().expect("goals")[0].id;
            let _ = journal.link(some[0], goal, Linked::Yes);
        }
    });
    let snapshot = kept.snapshot();
    let catalogue = kept.journal.catalogue();
    let material = snapshot.material(catalogue);
    let mut filled = 0;
    for registration in snapshot.registrations.iter() {
        let Some(under) = snapshot.under(catalogue, registration.id) else { continue };
        for days in spans() {
            let coverage = Coverage::of(&material, days, Some(under));
            filled += check_coverage(&kept, under.framework, &coverage, &under.framework.id);
        }
    }
    assert!(filled > 200, "{filled}");
}

#[test]
fn the_command_line_says_the_same() {
    let place = Place::with_sample();
    let db = read_only(&place.journal());
    let asked = Days { from: Some(day("2025-09-01")), to: Some(day("2026-02-28")) };
    let all = whole(&db, "'all'", asked).remove("all").expect("some");
    let stats = place.json(&["stats", "--from", "2025-09-01", "--to", "28/2/2026"]);
    assert_eq!(stats["totals"], serde_json::json!({ "entries": all.0, "minutes": all.1, "interactive": all.2 }));
    let chart = |title: &str| {
        let charts = stats["charts"].as_array().expect("charts");
        charts.iter().find(|chart| chart["title"] == title).cloned().unwrap_or_else(|| panic!("no chart {title}"))
    };
    let months = chart("Time by month");
    assert_eq!((months["measure"].as_str(), months["series"].as_array().map(Vec::len)), (Some("minutes"), Some(2)));
    let sum: u64 = months["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .flat_map(|row| row["values"].as_array().expect("values"))
        .filter_map(|one| one.as_u64())
        .sum();
    assert_eq!(sum, u64::from(all.1));
    assert_eq!(months["rows"].as_array().map(Vec::len), Some(6), "every month of the days, the empty ones too");
    let earlier = &stats["comparison"]["earlier"];
    assert_eq!((earlier["from"].as_str(), earlier["to"].as_str()), (Some("2025-03-01"), Some("2025-08-31")));
    // Without days: what is asked for in the cycle.
    let stats = place.json(&["stats"]);
    assert_eq!(stats["burn_up"].as_array().map(Vec::len), Some(1));
    assert_eq!(stats["comparison"], serde_json::Value::Null);

    let coverage = place.json(&["coverage"]);
    let framework = Catalogue::bundled();
    let framework = framework.framework(coverage["framework"].as_str().expect("a framework")).expect("installed").clone();
    assert_eq!(coverage["charts"].as_array().map(Vec::len), Some(framework.groups.len().max(1)));
    let uids: BTreeSet<String> = coverage["cells"]
        .as_array()
        .expect("cells")
        .iter()
        .flat_map(|cell| cell["entries"].as_array().expect("entries"))
        .map(|uid| uid.as_str().expect("a uid").to_owned())
        .collect();
    let (from, to) = (coverage["from"].as_str().expect("a day"), coverage["to"].as_str().expect("a day"));
    let mut statement = db
        .prepare(&format!("SELECT uid FROM entry JOIN ({PARTS}) part ON part.id = entry.id WHERE day BETWEEN ?1 AND ?2"))
        .expect("a query");
    let rows = statement.query_map((from, to), |row| row.get(0)).expect("rows");
    let want: BTreeSet<String> = rows.map(|row| row.expect("a row")).collect();
    assert_eq!(uids, want, "cells cover all that counts in the cycle");
    assert!(coverage["empty_goals"].is_array() && coverage["empty_categories"].is_array());
    for (words, said) in [
        (&["coverage"][..], "No goal"),
        (&["coverage", "--framework", "generic", "--from", "2025-01-01"], "Goal"),
        (&["stats"], "Time by way of using social media"),
        (&["stats", "--from", "2026-01-01"], "Compared with the time before"),
    ] {
        let ran = place.run(words);
        if words.contains(&"generic") && ran.code != 0 {
            assert!(!ran.err.is_empty(), "{ran:?}");
            continue;
        }
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(ran.out.contains(said), "{words:?}: {}", ran.out);
    }
    place.run(&["coverage", "--framework", "nobody-knows"]).failed(2, "nobody-knows");
    place.run(&["stats", "--from", "2026-03-01", "--to", "2026-02-01"]).failed(2, "after");
    let empty = Place::new();
    let coverage = empty.json(&["coverage"]);
    assert_eq!((coverage["framework"].as_str(), coverage["totals"]["entries"].as_u64()), (None, Some(0)));
    empty.done(&["stats"]);
}

#[test]
fn thirty_thousand_entries_are_looked_at_once() {
    let mut journal = Journal::in_memory(Clock::Fixed(day(TODAY))).expect("a journal");
    journal.fill_with_sample(if cfg!(debug_assertions) { 3_000 } else { 30_000 }, 1, "physiotherapist").expect("a sample");
    let snapshot = journal.snapshot().expect("a snapshot");
    let catalogue = journal.catalogue();
    let material = snapshot.material(catalogue);
    let under = snapshot.under(catalogue, snapshot.registrations[0].id).expect("a registration");
    let all = Days { from: Some(day("1900-01-01")), to: None };
    let timed = |name: &str, work: &dyn Fn() -> usize| {
        let start = Instant::now();
        let many = work();
        let took = start.elapsed();
        println!("{name:<12} of {:>6} entries: {took:>8.1?} ({many})", material.entries.len());
        assert!(cfg!(debug_assertions) || took.as_millis() < 100, "{name} took {took:?}");
    };
    timed("calendar", &|| Calendar::of(&material, Days::default()).days.len());
    timed("timeline", &|| Timeline::of(&material, Days::default()).pieces.len());
    timed("hours", &|| Hours::of(&material, Days::default()).charts().len());
    timed("coverage", &|| Coverage::of(&material, all, Some(under)).matrices.len());
    timed("burn-up", &|| BurnUp::of(&material, under).requirements.len());
    timed("compare", &|| Comparison::of(&material, Days::default(), all).lines.len());
    timed("on this day", &|| OnThisDay::of(&material).years.len());
}
