//! Coverage: which goals were served in which categories of a registration's framework, and where there is nothing.
//!
//! Items of a claim stand for themselves, each with its own goals and categories, on the day of the claim, as everywhere. The claim itself
//! stands beside them only where it says a goal or a category that none of its items says.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};

use super::hours::kind_label;
use super::sums::{Counted, entries as entries_in_words, goals_of, how_many, value};
use super::{Days, Material};
use crate::domain::chart::{Chart, Form, Measure, Row};
use crate::domain::counting::Share;
use crate::domain::framework::{Framework, Group};
use crate::domain::standing::{Facts, InCategory, categories};
use crate::domain::text::number;
use crate::domain::{EntryHeader, EntryId, Goal, GoalId, GoalState, Registration, Standing};

/// A registration, as far as looking back needs to know it.
#[derive(Clone, Copy, Debug)]
pub struct Under<'u> {
    pub registration: &'u Registration,
    /// The edition that is counted by.
    pub framework: &'u Framework,
    /// Where one stands in the cycle that is looked at.
    pub standing: &'u Standing,
}

impl Under<'_> {
    /// The days of its cycle.
    pub fn cycle(&self) -> Days {
        let span = self.standing.cycle.span;
        Days { from: Some(span.start), to: Some(span.end) }
    }
}

/// A column of a matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The code of a category as entries have it (`scheme.code`), or the id of a kind of activity; none for entries without a category.
    pub code: Option<String>,
    pub label: String,
}

/// Goals by the categories of one group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// Id of the group; empty where the columns are kinds of activity.
    pub group: String,
    /// How many entries each cell has: its rows are [`Self::goals`], its series [`Self::columns`].
    pub chart: Chart,
    /// An open goal each, or one for which there is something; none, in the last row, for entries without a goal.
    pub goals: Vec<Option<GoalId>>,
    pub columns: Vec<Column>,
    /// The categories that have nothing at all.
    pub empty: Vec<Column>,
    /// How many cells of goals and categories have nothing, and how many there are; entries without a goal or a category have no part in it.
    pub empty_cells: usize,
    pub all_cells: usize,
    /// Of how many entries a category was taken from the kind of activity or the goal, as nothing else was chosen.
    pub assumed: usize,
    /// Entries of all cells, row by row, the latest first.
    cells: Vec<Vec<EntryId>>,
}

impl Matrix {
    /// The entries of a cell, the latest first; none where there is no such cell.
    pub fn cell(&self, row: usize, column: usize) -> &[EntryId] {
        let at = row.checked_mul(self.columns.len()).and_then(|first| first.checked_add(column)).filter(|_| column < self.columns.len());
        at.and_then(|at| self.cells.get(at)).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether a cell is a goal in a category, with nothing in it: something to do, not only something that was not said.
    pub fn is_open(&self, row: usize, column: usize) -> bool {
        let named =
            self.goals.get(row).is_some_and(Option::is_some) && self.columns.get(column).is_some_and(|column| column.code.is_some());
        named && self.cell(row, column).is_empty()
    }
}

/// Which goals were served in which categories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The name of the framework; empty without a registration.
    pub framework: String,
    /// The days that were looked at.
    pub days: Days,
    /// One for each group of categories; without a registration, or where its framework has none, one by kinds of activity.
    pub matrices: Vec<Matrix>,
    /// Open goals with nothing at all, in the order of the plan.
    pub empty_goals: Vec<GoalId>,
    pub total: Share,
    /// Entries without a goal, the latest first.
    pub without_goal: Vec<EntryId>,
    /// In a few sentences.
    pub says: String,
}

/// An entry, or an item of a claim, with what it stands for.
struct Unit<'m> {
    entry: &'m EntryHeader,
    /// The items that it is the claim of; it then stands only for what none of them says.
    items: Vec<&'m EntryHeader>,
}

impl Coverage {
    /// Of the days looked at; where they have neither beginning nor end, of the cycle of the registration. Without a registration goals are
    /// told by kinds of activity.
    pub fn of(material: &Material<'_>, days: Days, under: Option<Under<'_>>) -> Self {
        let days = match under {
            Some(under) if days == Days::default() => under.cycle(),
            _ => days,
        };
        let counted = Counted::of(material, days);
        let units = units(&counted);
        let served: HashSet<Option<GoalId>> = units.iter().flat_map(|unit| goals_of(unit.entry)).collect();
        // In the order of the plan. Nobody misses anything for a goal that is closed; what was done for it was done.
        let shown = |goal: &&Goal| goal.draft.state == GoalState::Open || served.contains(&Some(goal.id));
        let goals: Vec<Option<GoalId>> = material.goals.iter().filter(shown).map(|goal| Some(goal.id)).chain([None]).collect();
        let matrices = match under {
            Some(Under { framework, .. }) if !framework.groups.is_empty() => by_framework(material, &units, framework, &goals),
            _ => vec![by_kind(material, &units, &goals)],
        };
        let without_goal =
            units.iter().filter(|unit| unit.items.is_empty() && unit.entry.goals.is_empty()).map(|unit| unit.entry.id).collect();
        let mut coverage = Self {
            framework: under.map(|under| under.framework.name.clone()).unwrap_or_default(),
            days,
            matrices,
            empty_goals: goals.iter().filter(|goal| !served.contains(*goal)).filter_map(|goal| *goal).collect(),
            total: counted.total(),
            without_goal,
            says: String::new(),
        };
        coverage.says = coverage.in_words(material);
        coverage
    }

    fn in_words(&self, material: &Material<'_>) -> String {
        let mut says = format!("{}, {}.", entries_in_words(self.total.entries), self.total.total);
        let title = |id: &GoalId| material.goals.iter().find(|goal| goal.id == *id).map(|goal| format!("“{}”", goal.draft.title));
        let titles: Vec<String> = self.empty_goals.iter().filter_map(title).collect();
        if !titles.is_empty() {
            says.push_str(&format!(" Nothing for {}.", listed(&titles)));
        }
        for matrix in self.matrices.iter().filter(|matrix| !matrix.empty.is_empty()) {
            let labels: Vec<String> = matrix.empty.iter().map(|column| format!("“{}”", column.label)).collect();
            says.push_str(&format!(" Nothing in {}.", listed(&labels)));
        }
        if !self.without_goal.is_empty() {
            let has = if self.without_goal.len() == 1 { "has" } else { "have" };
            says.push_str(&format!(" {} {has} no goal.", entries_in_words(self.without_goal.len())));
        }
        says
    }
}

/// “a, b and 3 more”.
fn listed(names: &[String]) -> String {
    const MOST: usize = 4;
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] if names.len() <= MOST => format!("{} and {last}", first.join(", ")),
        _ => format!("{} and {} more", names.iter().take(MOST - 1).cloned().collect::<Vec<_>>().join(", "), names.len() + 1 - MOST),
    }
}

/// Everything that stands for something, the latest first.
fn units<'m>(counted: &Counted<'m>) -> Vec<Unit<'m>> {
    let mut units = Vec::with_capacity(counted.entries.len());
    for entry in counted.entries.iter().rev() {
        let mut items = counted.counting.items_of(entry).to_vec();
        items.sort_by_key(|item| std::cmp::Reverse((item.date, item.time, item.id)));
        units.extend(items.iter().map(|item| Unit { entry: item, items: Vec::new() }));
        // A claim that was handed in stays, though its items may be in the bin.
        units.push(Unit { entry, items });
    }
    units
}

/// Counts entries into cells.
struct Cells {
    columns: usize,
    rows: HashMap<Option<GoalId>, usize>,
    cells: Vec<Vec<EntryId>>,
}

impl Cells {
    fn of(goals: &[Option<GoalId>], columns: usize) -> Self {
        let rows = goals.iter().enumerate().map(|(row, goal)| (*goal, row)).collect();
        Self { columns, rows, cells: vec![Vec::new(); goals.len() * columns] }
    }

    /// `own` are the columns of an entry, the last column where it has none; `theirs` are those that the items of a claim have.
    fn add(&mut self, unit: &Unit<'_>, own: &[usize], theirs: &[usize]) {
        let without = self.columns.saturating_sub(1);
        let own = if own.is_empty() { &[without][..] } else { own };
        let said = |goal: &Option<GoalId>| unit.items.iter().any(|item| goals_of(item).contains(goal));
        for goal in goals_of(unit.entry) {
            // A goal that is gone is none.
            let Some(row) = self.rows.get(&goal).or_else(|| self.rows.get(&None)).copied() else { continue };
            let goal_said = goal.is_none() || said(&goal);
            for column in own {
                let column_said = *column == without || theirs.contains(column);
                if !unit.items.is_empty() && goal_said && column_said {
                    continue;
                }
                if let Some(cell) = self.cells.get_mut(row * self.columns + column)
                    && cell.last() != Some(&unit.entry.id)
                {
                    cell.push(unit.entry.id);
                }
            }
        }
    }

    fn matrix(self, material: &Material<'_>, goals: &[Option<GoalId>], columns: Vec<Column>, group: &str, title: String) -> Matrix {
        let title_of = |id: &GoalId| material.goals.iter().find(|goal| goal.id == *id).map(|goal| goal.draft.title.clone());
        let row = |(goal, cells): (&Option<GoalId>, &[Vec<EntryId>])| Row {
            label: goal.as_ref().and_then(title_of).unwrap_or_else(|| "No goal".to_owned()),
            values: cells.iter().map(|cell| Some(value(cell.len()))).collect(),
        };
        let rows: Vec<Row> = goals.iter().zip(self.cells.chunks(self.columns.max(1))).map(row).collect();
        let has = |column: usize| self.cells.iter().skip(column).step_by(self.columns.max(1)).any(|cell| !cell.is_empty());
        let empty = columns.iter().enumerate().filter(|(at, column)| column.code.is_some() && !has(*at)).map(|(_, column)| column.clone());
        let empty: Vec<Column> = empty.collect();
        let named = columns.iter().filter(|column| column.code.is_some()).count();
        let chart = Chart {
            title,
            says: String::new(),
            form: Form::Matrix,
            measure: Measure::Count,
            row_name: "Goal".to_owned(),
            series: columns.iter().map(|column| column.label.clone()).collect(),
            rows,
        };
        let mut matrix = Matrix {
            group: group.to_owned(),
            chart,
            goals: goals.to_vec(),
            empty,
            empty_cells: 0,
            all_cells: named * goals.iter().flatten().count(),
            columns,
            assumed: 0,
            cells: self.cells,
        };
        let cells = (0..matrix.goals.len()).flat_map(|row| (0..matrix.columns.len()).map(move |column| (row, column)));
        matrix.empty_cells = cells.filter(|(row, column)| matrix.is_open(*row, *column)).count();
        matrix.chart.says = matrix.in_words(named);
        matrix
    }
}

impl Matrix {
    fn in_words(&self, named: usize) -> String {
        let mut says = match (self.all_cells, self.empty_cells) {
            (0, _) => "There are no goals to compare with.".to_owned(),
            (all, 0) => format!("All {all} cells have something."),
            (all, empty) => format!("{} of {} without anything.", number(empty), how_many(all, "cell", "cells")),
        };
        if !self.empty.is_empty() {
            let labels: Vec<String> = self.empty.iter().map(|column| format!("“{}”", column.label)).collect();
            says.push_str(&format!(" {} of {named} columns without anything at all: {}.", labels.len(), listed(&labels)));
        }
        says
    }
}

fn by_kind(material: &Material<'_>, units: &[Unit<'_>], goals: &[Option<GoalId>]) -> Matrix {
    // Kinds that were used, in their own order; no kind would be missed only because it exists.
    let used: HashSet<&str> = units.iter().filter(|unit| unit.items.is_empty()).map(|unit| unit.entry.kind.as_str()).collect();
    let mut kinds: Vec<&str> = material.kinds.iter().map(|kind| kind.id.as_str()).filter(|kind| used.contains(kind)).collect();
    let mut others: Vec<&str> = used.iter().copied().filter(|kind| !kinds.contains(kind)).collect();
    others.sort_unstable();
    kinds.extend(others);
    let places: HashMap<&str, usize> = kinds.iter().enumerate().map(|(at, kind)| (*kind, at)).collect();
    let mut cells = Cells::of(goals, kinds.len());
    let place = |entry: &EntryHeader| places.get(entry.kind.as_str()).copied();
    for unit in units {
        // A claim has no kind beside those of its items; a goal that only the claim says is served in these.
        let own: BTreeSet<usize> = if unit.items.is_empty() {
            place(unit.entry).into_iter().collect()
        } else {
            unit.items.iter().filter_map(|item| place(item)).collect()
        };
        let own: Vec<usize> = own.into_iter().collect();
        if !own.is_empty() {
            cells.add(unit, &own, if unit.items.is_empty() { &[] } else { &own });
        }
    }
    let columns = kinds.iter().map(|kind| Column { code: Some((*kind).to_owned()), label: kind_label(material, kind) }).collect();
    cells.matrix(material, goals, columns, "", "Goals by kind of activity".to_owned())
}

fn by_framework(material: &Material<'_>, units: &[Unit<'_>], framework: &Framework, goals: &[Option<GoalId>]) -> Vec<Matrix> {
    let facts: Vec<(&EntryHeader, Cow<'_, Facts>)> = units
        .iter()
        .map(|unit| {
            let known = material.facts.get(&unit.entry.id).map(|facts| Cow::Borrowed(&**facts));
            let said = || Cow::Owned(Facts { standards: unit.entry.standards.clone(), ..Facts::default() });
            (unit.entry, known.unwrap_or_else(said))
        })
        .collect();
    let learning: Vec<(&EntryHeader, &Facts)> = facts.iter().map(|(entry, facts)| (*entry, &**facts)).collect();
    let found = categories(framework, &learning);
    framework.groups.iter().enumerate().map(|(at, group)| by_group(material, units, framework, (at, group), &found, goals)).collect()
}

fn by_group(
    material: &Material<'_>,
    units: &[Unit<'_>],
    framework: &Framework,
    (at, group): (usize, &Group),
    found: &HashMap<EntryId, Vec<InCategory>>,
    goals: &[Option<GoalId>],
) -> Matrix {
    let mut columns: Vec<Column> =
        group.categories.iter().map(|category| Column { code: Some(framework.code_of(category)), label: category.label.clone() }).collect();
    columns.push(Column { code: None, label: format!("No {}", group.one) });
    let mut cells = Cells::of(goals, columns.len());
    let of = |id: EntryId| found.get(&id).map(Vec::as_slice).unwrap_or_default().iter().filter(move |one| one.group == at);
    let mut assumed = 0;
    for unit in units {
        if unit.items.is_empty() {
            let own: Vec<usize> = of(unit.entry.id).map(|one| one.category).collect();
            assumed += usize::from(!own.is_empty() && of(unit.entry.id).all(|one| one.assumed));
            cells.add(unit, &own, &[]);
        } else {
            // What follows from the kind of a claim is no more than what its items are.
            let own: Vec<usize> = of(unit.entry.id).filter(|one| !one.assumed).map(|one| one.category).collect();
            let theirs: Vec<usize> = unit.items.iter().flat_map(|item| of(item.id)).map(|one| one.category).collect();
            cells.add(unit, &own, &theirs);
        }
    }
    let mut matrix = cells.matrix(material, goals, columns, &group.id, group.label.clone());
    matrix.assumed = assumed;
    if assumed > 0 {
        let taken =
            format!(" {}: taken from the kind of activity, or from the goal, as nothing else was chosen.", entries_in_words(assumed));
        matrix.chart.says.push_str(&taken);
    }
    matrix
}
