//! The review's page: a period, its sums, tables, and what is missing.

use egui::{RichText, Ui};

use super::super::view::part_ui;
use super::Overview;
use super::sums::Sums;
use crate::domain::Minutes;
use crate::domain::counting::{Share as Sum, twice_in_words};
use crate::ui::action::Action;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::period::Period;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, space};
use crate::ui::widgets::{
    Lack, TableRow, chip_ui, count_text, empty_ui, entry_row_ui, figures_ui, rows_card_ui, section_ui, sentence, table_ui,
};

/// The page is no wider than this.
const WIDTH: f32 = 760.0;

/// Months that are shown at first.
const MONTHS: usize = 12;

/// Entries that lack something and are shown at first.
const LACKING: usize = 10;

impl Overview {
    /// Shows the page.
    pub(in super::super) fn show_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, period: &mut Period) {
        part_ui(ui, "overview", WIDTH, |ui| {
            if cx.snapshot.entries.is_empty() {
                let text = "When you have logged a few things, this page adds them up and shows what an appraiser would still ask for.";
                empty_ui(ui, Icon::Review, "Nothing to look back on yet", text, None);
                return;
            }
            period.show_ui(ui, cx, |ui, cx| {
                if buttons::marked_ui(ui, Look::Primary, Icon::Portfolio, "Make the portfolio").clicked() {
                    cx.actions.push(Action::Run(Command::Export));
                }
            });
            let sums = self.sums(cx.snapshot, period.days(cx.today()));
            if sums.all.entries == 0 {
                ui.add_space(space::XL);
                ui.label(RichText::new("Nothing was logged in this time").color(theme::palette(ui.ctx()).text_muted));
                return;
            }
            totals_ui(ui, &sums, cx.snapshot.complete);
            self.lacking_ui(ui, cx, &sums);
            self.tables_ui(ui, cx, &sums);
        });
    }

    /// What somebody else would still look for.
    fn lacking_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, sums: &Sums) {
        section_ui(ui, "Still missing something", |_| {});
        let palette = theme::palette(ui.ctx());
        if sums.lacking.is_empty() {
            ui.label(RichText::new("Every entry has its time, something written and a goal").color(palette.text_muted));
            return;
        }
        if self.lack.is_some_and(|lack| Lack::ALL.into_iter().zip(sums.lacks).any(|(one, count)| one == lack && count == 0)) {
            self.lack = None;
        }
        ui.horizontal_wrapped(|ui| {
            if chip_ui(ui, &format!("All {}", sums.lacking.len()), self.lack.is_none(), None).clicked() {
                self.lack = None;
            }
            for (lack, count) in Lack::ALL.into_iter().zip(sums.lacks).filter(|(_, count)| *count > 0) {
                let on = self.lack == Some(lack);
                if chip_ui(ui, &format!("{} ({count})", sentence(lack.label())), on, None).clicked() {
                    self.lack = if on { None } else { Some(lack) };
                }
            }
        });
        let lack = self.lack;
        let count =
            Lack::ALL.into_iter().zip(sums.lacks).find(|(one, _)| lack == Some(*one)).map_or(sums.lacking.len(), |(_, count)| count);
        ui.add_space(space::XS);
        rows_card_ui(ui, |ui| {
            let these = sums.lacking.iter().filter(|entry| lack.is_none_or(|lack| lack.is_in(entry)));
            for entry in these.take(self.lacking.shown(LACKING)) {
                if entry_row_ui(ui, cx.catalogue, entry, &Lack::all_in(entry), |_| {}).clicked() {
                    cx.actions.push(Action::OpenEntry(entry.id));
                }
            }
            self.lacking.more_ui(ui, LACKING, count, "entries");
        });
    }

    fn tables_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, sums: &Sums) {
        let kinds: Vec<(String, Sum)> = sums.kinds.iter().map(|(kind, sum)| (cx.catalogue.kind_label(kind).to_owned(), *sum)).collect();
        section_ui(ui, "By kind", |_| {});
        sums_ui(ui, "Learning by kind", "Kind", &kinds, kinds.len());
        section_ui(ui, "By month", |_| {});
        let months: Vec<(String, Sum)> = sums.months.iter().map(|(month, sum)| (month.format("%B %Y").to_string(), *sum)).collect();
        sums_ui(ui, "Learning by month", "Month", &months, self.months.shown(MONTHS));
        self.months.more_ui(ui, MONTHS, months.len(), "months");
        section_ui(ui, "By goal", |_| {});
        let title = |id| cx.goal(id).map_or_else(String::new, |goal| goal.draft.title.clone());
        let goals: Vec<(String, Sum)> = sums.goals.iter().map(|(id, sum)| (id.map_or_else(|| "No goal".to_owned(), title), *sum)).collect();
        sums_ui(ui, "Learning by goal", "Goal", &goals, goals.len());
        let palette = theme::palette(ui.ctx());
        ui.label(
            RichText::new("An entry that belongs to two goals counts for both; the items of a claim count for their own goals and kinds")
                .small()
                .color(palette.text_muted),
        );
    }
}

fn totals_ui(ui: &mut Ui, sums: &Sums, complete: bool) {
    ui.add_space(space::M);
    theme::card_frame(ui.ctx()).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let Sum { entries, total, interactive } = sums.all;
        let entries_word = if entries == 1 { "entry" } else { "entries" };
        figures_ui(
            ui,
            &[
                (entries.to_string(), entries_word),
                (total.to_string(), "of learning"),
                (interactive.to_string(), "of it with others"),
                (count_text(sums.months.len(), "month", "months"), "with something learnt"),
            ],
        );
        if let Some(words) = twice_in_words(sums.twice) {
            ui.label(RichText::new(words).small().color(theme::palette(ui.ctx()).text_muted));
        }
        if !complete {
            ui.label(RichText::new("The rest of the journal is being read…").small().color(theme::palette(ui.ctx()).text_muted));
        }
    });
}

fn sums_ui(ui: &mut Ui, name: &str, first: &str, sums: &[(String, Sum)], shown: usize) {
    let most = sums.iter().map(|(_, sum)| sum.total).max().unwrap_or(Minutes::ZERO).0.max(1) as f32;
    let rows: Vec<TableRow> = sums
        .iter()
        .take(shown)
        .map(|(name, sum)| TableRow {
            name: name.clone(),
            cells: vec![sum.entries.to_string(), sum.total.to_string(), sum.interactive.to_string()],
            share: sum.total.0 as f32 / most,
        })
        .collect();
    theme::card_frame(ui.ctx()).show(ui, |ui| {
        ui.set_width(ui.available_width());
        table_ui(ui, name, &[first, "Entries", "Time", "With others"], &rows);
    });
}
