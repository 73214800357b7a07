//! `coverage`: which goals were served in which categories of a framework, and where there is nothing.

use std::collections::HashMap;
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::args::CoverageArgs;
use super::output::{Said, visible};
use super::stats::{chart_json, days, days_in_words, table, totals_json};
use super::status_text::heading;
use super::unknown;
use super::words::usage;
use crate::domain::{EntryId, GoalId, RegistrationDraft, Uid};
use crate::error::Error;
use crate::journal::{Journal, JournalError, Snapshot, Stand, Thing};
use crate::review::coverage::{Coverage, Matrix, Under};

pub(super) fn coverage(journal: &Journal, args: &CoverageArgs) -> Result<Said, Error> {
    let days = days(journal, &args.days)?;
    let snapshot = journal.snapshot()?;
    let catalogue = journal.catalogue();
    let material = snapshot.material(catalogue);
    let stand = stand(journal, &snapshot, args.framework.as_deref())?;
    let under = stand.as_ref().map(|stand| under(journal, stand)).transpose()?;
    let coverage = Coverage::of(&material, days, under);
    let mut text = String::new();
    let name = if coverage.framework.is_empty() { "Goals by kind of activity" } else { &coverage.framework };
    heading(&mut text, &format!("{name}: {}", days_in_words(coverage.days, &material)));
    let _ = writeln!(text, "{}", visible(&coverage.says));
    if let (Some(stand), None) = (&stand, &args.framework) {
        let others: Vec<&str> = snapshot.registrations.iter().map(|one| one.draft.framework.as_str()).collect();
        let others: Vec<&str> = others.into_iter().filter(|id| *id != stand.registration.draft.framework).collect();
        if !others.is_empty() {
            let _ = writeln!(text, "Other registrations: {} (--framework)", visible(&others.join(", ")));
        }
    }
    for matrix in &coverage.matrices {
        matrix_text(&mut text, matrix);
    }
    let uids: HashMap<EntryId, Uid> = snapshot.entries.iter().map(|entry| (entry.id, entry.uid)).collect();
    Ok(Said { text, json: document(&snapshot, &coverage, stand.as_ref(), &uids) })
}

/// The registration that is meant, counted; another framework as if somebody were registered; none when there is no registration.
fn stand(journal: &Journal, snapshot: &Snapshot, word: Option<&str>) -> Result<Option<Stand>, Error> {
    let Some(word) = word else { return Ok(snapshot.stands.first().cloned()) };
    match journal.find_registration(word) {
        Ok(registration) => Ok(snapshot.stands.iter().find(|stand| stand.registration.id == registration.id).cloned()),
        Err(JournalError::NotFound { what: Thing::Registration | Thing::Framework, .. }) => {
            let draft = RegistrationDraft { framework: journal.find_framework(word)?.id.clone(), ..RegistrationDraft::default() };
            journal.check_registration(&draft)?;
            Ok(Some(journal.stand_as_if(&draft, 0)?))
        }
        Err(error) => Err(error.into()),
    }
}

fn under<'u>(journal: &'u Journal, stand: &'u Stand) -> Result<Under<'u>, Error> {
    let id = &stand.registration.draft.framework;
    let standing = stand.counted.as_ref().map_err(|why| {
        usage(format!("{id}: {}", unknown::words(journal.catalogue(), id, *why)), "`registration edit` gives its first day and its options")
    })?;
    let framework = journal.catalogue().framework(&standing.framework);
    let framework = framework.ok_or_else(|| JournalError::NotFound { what: Thing::Framework, name: id.clone() })?;
    Ok(Under { registration: &stand.registration, framework, standing })
}

/// A matrix with short heads, and what they are below it.
fn matrix_text(page: &mut String, matrix: &Matrix) {
    page.push('\n');
    heading(page, &matrix.chart.title);
    let _ = writeln!(page, "{}", visible(&matrix.chart.says));
    let heads: Vec<String> =
        std::iter::once(matrix.chart.row_name.clone()).chain((1..=matrix.columns.len()).map(|at| at.to_string())).collect();
    let cell = |value: &Option<u32>| match value {
        None | Some(0) => "·".to_owned(),
        Some(value) => value.to_string(),
    };
    let lines: Vec<Vec<String>> =
        matrix.chart.rows.iter().map(|row| std::iter::once(row.label.clone()).chain(row.values.iter().map(cell)).collect()).collect();
    table(page, &heads, &lines);
    for (at, column) in matrix.columns.iter().enumerate() {
        let nothing = if matrix.empty.contains(column) { " (nothing)" } else { "" };
        let code = column.code.as_ref().map(|code| format!("  {code}")).unwrap_or_default();
        let _ = writeln!(page, "  {:>3}  {}{}{nothing}", at + 1, visible(&column.label), visible(&code));
    }
}

fn document(snapshot: &Snapshot, coverage: &Coverage, stand: Option<&Stand>, uids: &HashMap<EntryId, Uid>) -> Value {
    let goal = |id: GoalId| snapshot.goals.iter().find(|goal| goal.id == id);
    let uid = |id: &EntryId| uids.get(id).map(|uid| uid.to_string());
    let cells = coverage.matrices.iter().flat_map(|matrix| {
        matrix.goals.iter().enumerate().flat_map(move |(row, goal_id)| {
            matrix.columns.iter().enumerate().map(move |(column, of)| {
                json!({
                    "group": matrix.group,
                    "goal": goal_id.and_then(goal).map(|goal| goal.uid.to_string()),
                    "category": of.code,
                    "entries": matrix.cell(row, column).iter().filter_map(uid).collect::<Vec<_>>(),
                })
            })
        })
    });
    let empty_goals = coverage.empty_goals.iter().filter_map(|id| goal(*id));
    let empty_categories = coverage.matrices.iter().flat_map(|matrix| matrix.empty.iter().map(|column| (matrix.group.as_str(), column)));
    json!({
        "framework": stand.and_then(|stand| stand.counted.as_ref().ok()).map(|standing| standing.framework.clone()),
        "from": coverage.days.from.map(|day| day.to_string()),
        "to": coverage.days.to.map(|day| day.to_string()),
        "totals": totals_json(coverage.total),
        "charts": coverage.matrices.iter().map(|matrix| chart_json(&matrix.chart)).collect::<Vec<_>>(),
        "cells": cells.collect::<Vec<_>>(),
        "empty_goals": empty_goals.map(|goal| json!({ "uid": goal.uid.to_string(), "title": goal.draft.title })).collect::<Vec<_>>(),
        "empty_categories": empty_categories
            .map(|(group, column)| json!({ "group": group, "code": column.code, "label": column.label }))
            .collect::<Vec<_>>(),
    })
}
