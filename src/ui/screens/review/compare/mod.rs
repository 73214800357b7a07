//! Two stretches of time side by side: as words, as a table, as charts.

use chrono::{Datelike as _, Months, NaiveDate};
use egui::{Label, RichText, Ui};

use super::asking::Asking;
use super::view::part_ui;
use crate::domain::when::{self, Sense};
use crate::journal::{Look, Seen};
use crate::review::Days;
use crate::review::compare::{Comparison, before};
use crate::ui::context::Ctx;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{ChartState, DayField, caption_ui, chart_table_ui, chart_ui, panel_ui, segments_ui};
use crate::worker::Event;

/// The page is no wider than this.
const WIDTH: f32 = 860.0;

/// What is compared with what was before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Period {
    #[default]
    TwelveMonths,
    Year,
    AppraisalYear,
    Any,
}

impl Period {
    const ALL: [Self; 4] = [Self::TwelveMonths, Self::Year, Self::AppraisalYear, Self::Any];

    const fn label(self) -> &'static str {
        match self {
            Self::TwelveMonths => "Last 12 months",
            Self::Year => "This year",
            Self::AppraisalYear => "This appraisal year",
            Self::Any => "Any two",
        }
    }

    fn days(self, today: NaiveDate) -> Days {
        let from = match self {
            Self::TwelveMonths | Self::Any => today.checked_sub_months(Months::new(12)).and_then(|day| day.succ_opt()),
            Self::Year => NaiveDate::from_ymd_opt(today.year(), 1, 1),
            // See [`crate::domain::goal::plan_of`].
            Self::AppraisalYear => NaiveDate::from_ymd_opt(if today.month() < 4 { today.year() - 1 } else { today.year() }, 4, 1),
        };
        Days { from: from.or(Some(today)), to: Some(today) }
    }
}

/// What the page remembers.
#[derive(Debug, Default)]
pub struct Comparing {
    period: Period,
    earlier: Days,
    later: Days,
    fields: [DayField; 4],
    asking: Asking,
    by_kind: ChartState,
    by_community: ChartState,
}

impl Comparing {
    /// Shows the page.
    pub fn show_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        part_ui(ui, "compare", WIDTH, |ui| {
            let at = Period::ALL.iter().position(|period| *period == self.period).unwrap_or_default();
            if let Some(period) = segments_ui(ui, "What to compare", &Period::ALL.map(Period::label), at).and_then(|at| Period::ALL.get(at))
            {
                if *period == Period::Any {
                    // Where one was is where one begins.
                    (self.earlier, self.later) = self.pair(cx.today());
                }
                self.period = *period;
            }
            ui.add_space(space::S);
            if self.period == Period::Any {
                self.fields_ui(ui, cx);
            }
            let (earlier, later) = self.pair(cx.today());
            self.asking.want(cx, Look::Compare { earlier, later });
            let seen = self.asking.seen();
            let Some(Seen::Compare(comparison)) = seen.as_deref() else {
                ui.label(RichText::new("Putting it together…").color(theme::palette(ui.ctx()).text_muted));
                return;
            };
            self.comparison_ui(ui, comparison);
        });
    }

    /// The two stretches of time.
    fn pair(&self, today: NaiveDate) -> (Days, Days) {
        if self.period == Period::Any && self.later != Days::default() {
            return (self.earlier, self.later);
        }
        let later = self.period.days(today);
        (before(later, today).unwrap_or(later), later)
    }

    fn fields_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        let [first, second, third, fourth] = &mut self.fields;
        let row = |ui: &mut Ui, name: &str, days: &mut Days, from: &mut DayField, to: &mut DayField| {
            ui.label(RichText::new(name).font(theme::bold(theme::type_size::BODY)));
            ui.horizontal_wrapped(|ui| {
                if let Some(day) = from.show_ui(ui, &format!("{name}, first day"), days.from, cx.today(), Sense::Past) {
                    days.from = day;
                }
                if let Some(day) = to.show_ui(ui, &format!("{name}, last day"), days.to, cx.today(), Sense::Past) {
                    days.to = day;
                }
            });
            ui.add_space(space::S);
        };
        row(ui, "Earlier", &mut self.earlier, first, second);
        row(ui, "Later", &mut self.later, third, fourth);
        caption_ui(ui, "An empty day leaves that end open");
    }

    fn comparison_ui(&mut self, ui: &mut Ui, comparison: &Comparison) {
        let palette = theme::palette(ui.ctx());
        let spell = |days: Days| match (days.from, days.to) {
            (Some(from), Some(to)) => format!("{} to {}", when::shown(from), when::shown(to)),
            (Some(from), None) => format!("since {}", when::shown(from)),
            (None, Some(to)) => format!("up to {}", when::shown(to)),
            (None, None) => "all days".to_owned(),
        };
        let days = format!("{} beside {}", spell(comparison.earlier.days), spell(comparison.later.days));
        ui.add(Label::new(RichText::new(days).small().color(palette.text_muted)).wrap());
        ui.add_space(space::S);
        ui.add(Label::new(&comparison.says).wrap().selectable(true));
        ui.add_space(space::L);
        panel_ui(ui, |ui| {
            let heads = [String::new(), comparison.earlier.label.clone(), comparison.later.label.clone(), "Change".to_owned()];
            let lines: Vec<Vec<String>> = comparison
                .lines
                .iter()
                .map(|line| vec![line.label.clone(), line.earlier.clone(), line.later.clone(), line.change.clone()])
                .collect();
            chart_table_ui(ui, "Both in figures", &heads, &lines);
        });
        for (chart, state) in [(&comparison.by_kind, &mut self.by_kind), (&comparison.by_community, &mut self.by_community)] {
            if chart.rows.is_empty() {
                continue;
            }
            ui.add_space(space::L);
            panel_ui(ui, |ui| chart_ui(ui, chart, state));
        }
    }

    /// Takes in what the worker tells.
    pub fn on_event(&mut self, event: &Event) {
        if matches!(event, Event::Opened { .. }) {
            *self = Self::default();
        }
        self.asking.on_event(event);
    }
}
