//! Charts, heat-maps and sheets by keyboard, and as assistive technology finds them.

use std::time::Instant;

use chrono::NaiveDate;
use egui::{Key, Role, Ui, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, HarnessBuilder};

use super::sheet::SheetResponse;
use super::{ChartState, HeatDay, HeatMap, SheetState, chart_ui, heat_map_ui, month_grid_ui, sheet_ui};
use crate::domain::chart::{Chart, Form, Measure, Row};
use crate::domain::sheet::Block;
use crate::domain::{EntryId, Sheet, Uid};
use crate::drawing::Place;
use crate::ui::theme;

fn chart(form: Form, rows: usize) -> Chart {
    let row = |n: usize| Row { label: format!("Row {n}"), values: vec![Some(u32::try_from(n).expect("small") * 30), None] };
    Chart {
        title: "Time".to_owned(),
        says: "It grows.".to_owned(),
        form,
        measure: Measure::Minutes,
        row_name: "Row".to_owned(),
        series: vec!["Alone".to_owned(), "With others".to_owned()],
        rows: (0..rows).map(row).collect(),
    }
}

fn shown<'a, S: 'a>(state: S, mut show: impl FnMut(&mut Ui, &mut S) + 'a) -> Harness<'a, S> {
    let mut is_new = true;
    let show = move |ui: &mut Ui, state: &mut S| {
        if std::mem::take(&mut is_new) {
            theme::install(ui.ctx());
        } else {
            show(ui, state);
        }
    };
    let mut harness = HarnessBuilder::default().with_size(vec2(900.0, 700.0)).build_ui_state(show, state);
    harness.run_steps(3);
    harness
}

#[test]
fn arrows_go_over_a_chart_and_enter_chooses() {
    for (form, on, over) in [
        (Form::Bars, Key::ArrowDown, Key::ArrowRight),
        (Form::Columns, Key::ArrowRight, Key::ArrowUp),
        (Form::Lines, Key::ArrowRight, Key::ArrowDown),
        (Form::Matrix, Key::ArrowDown, Key::ArrowRight),
    ] {
        let chart = chart(form, 5);
        let mut harness = shown((ChartState::default(), None), |ui, (state, chosen)| {
            *chosen = chart_ui(ui, &chart, state).chosen.or(*chosen);
        });
        let picture = |harness: &Harness<'_, (ChartState, Option<Place>)>| {
            let node = harness.get_by_role_and_label(Role::Image, "Time. It grows.");
            node.accesskit_node().value()
        };
        harness.get_by_role_and_label(Role::Image, "Time. It grows.").focus();
        harness.run_steps(2);
        for key in [on, on, on, over] {
            harness.key_press(key);
            harness.run_steps(2);
        }
        assert_eq!(picture(&harness).as_deref(), Some("Row 2, With others: nothing to say"), "{form:?}");
        harness.key_press(Key::End);
        harness.key_press(if form == Form::Columns { Key::ArrowDown } else { Key::Home });
        harness.run_steps(3);
        harness.key_press(Key::Enter);
        harness.run_steps(2);
        assert!(harness.state().1.is_some(), "{form:?}");
    }
}

#[test]
fn the_table_of_a_chart_has_cells_and_is_copied() {
    let chart = chart(Form::Bars, 3);
    let mut harness = shown(ChartState::default(), |ui, state| {
        chart_ui(ui, &chart, state);
    });
    harness.get_by_label("Table of Time").click();
    harness.run_steps(3);
    for (role, label) in [(Role::ColumnHeader, "With others"), (Role::RowHeader, "Row 2"), (Role::Cell, "30 min"), (Role::Cell, "1 h")] {
        assert!(harness.query_all_by_role_and_label(role, label).next().is_some(), "{role:?} {label}");
    }
    assert!(harness.query_by_role_and_label(Role::Image, "Time. It grows.").is_none());
    harness.get_by_label("Copy the table of Time").click();
    let is_copy = |command: &egui::OutputCommand| matches!(command, egui::OutputCommand::CopyText(text) if *text == chart.table_text());
    let copied = (0..4).any(|_| {
        harness.step();
        harness.output().platform_output.commands.iter().any(is_copy)
    });
    assert!(copied);
}

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).expect("a day")
}

#[test]
fn days_are_gone_to_and_opened_by_keys() {
    let days = [HeatDay { day: day(3, 3), level: 2, label: "2 entries, 1 h 30 min".to_owned(), has_time: true, title: String::new() }];
    for is_month in [false, true] {
        let map = HeatMap {
            name: "Days of 2026",
            from: day(1, 1),
            to: day(12, 31),
            today: Some(day(3, 2)),
            days: &days,
            levels: &[],
            months: &[],
        };
        let mut harness = shown((None, None), move |ui, (cursor, opened)| {
            let shown = if is_month { month_grid_ui(ui, &map, day(3, 1), cursor) } else { heat_map_ui(ui, &map, cursor) };
            *opened = shown.opened.or(*opened);
        });
        let image = |harness: &Harness<'_, _>| harness.get_by_role_and_label(Role::Image, "Days of 2026").accesskit_node().value();
        harness.get_by_role_and_label(Role::Image, "Days of 2026").focus();
        harness.run_steps(2);
        assert_eq!(image(&harness).as_deref(), Some("Mon 2 Mar 2026, today: nothing"));
        harness.key_press(if is_month { Key::ArrowRight } else { Key::ArrowDown });
        harness.run_steps(2);
        assert_eq!(image(&harness).as_deref(), Some("Tue 3 Mar 2026: 2 entries, 1 h 30 min"));
        harness.key_press(Key::Enter);
        harness.run_steps(2);
        assert_eq!(harness.state().1, Some(day(3, 3)));
        for (key, want) in [
            (if is_month { Key::ArrowDown } else { Key::ArrowRight }, day(3, 10)),
            (Key::PageDown, day(4, 10)),
            (Key::PageUp, day(3, 10)),
            (Key::End, if is_month { day(3, 31) } else { day(12, 31) }),
            (Key::Home, if is_month { day(3, 1) } else { day(1, 1) }),
            (Key::PageUp, if is_month { day(2, 1) } else { day(1, 1) }),
        ] {
            harness.key_press(key);
            harness.run_steps(2);
            assert_eq!(harness.state().0, Some(want), "{key:?}");
        }
    }
}

#[test]
fn a_quote_on_a_sheet_opens_its_entry() {
    let entry = EntryId::from_row(7);
    let sheet = Sheet {
        id: Uid::from_text("sheet"),
        title: "A year".to_owned(),
        subtitle: "2026".to_owned(),
        author: "Bronwen Hartley".to_owned(),
        language: "en-GB".to_owned(),
        made_on: day(4, 2),
        blocks: vec![
            Block::Heading("When".to_owned()),
            Block::Chart(chart(Form::Columns, 4)),
            Block::Quote { words: "Pacing is not resting.".to_owned(), from: "A chat".to_owned(), entry: Some(entry) },
            Block::List(vec!["One point".to_owned()]),
        ],
    };
    let mut harness = shown((SheetState::default(), SheetResponse::default()), |ui, (state, asked)| {
        let now = sheet_ui(ui, &sheet, state);
        asked.entry = now.entry.or(asked.entry);
    });
    for (role, label) in
        [(Role::Heading, "A year"), (Role::Heading, "When"), (Role::Image, "Time. It grows."), (Role::ListItem, "One point")]
    {
        assert!(harness.query_all_by_role_and_label(role, label).next().is_some(), "{role:?} {label}");
    }
    harness.get_by_label("Open A chat").click();
    harness.run_steps(2);
    assert_eq!(harness.state().1.entry, Some(entry));
}

/// A frame has 8 ms; this build is slower than the one that people have.
#[test]
fn a_large_chart_is_laid_out_once() {
    let chart = chart(Form::Columns, 200);
    let mut harness = shown(ChartState::default(), |ui, state| {
        chart_ui(ui, &chart, state);
    });
    let begun = Instant::now();
    harness.run_steps(20);
    let frame = begun.elapsed() / 20;
    assert!(frame.as_millis() < 60, "{frame:?} for each frame");
}
