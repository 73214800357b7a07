//! `stats`: where the time went, how much there is of what is asked for, and how that compares with the time before.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::args::{DaysArgs, StatsArgs};
use super::output::{Said, visible};
use super::status_text::heading;
use super::words::{day, usage};
use crate::domain::chart::{Chart, Measure};
use crate::domain::counting::Share;
use crate::domain::when::{self, Sense};
use crate::error::Error;
use crate::journal::Journal;
use crate::review::burn_up::BurnUp;
use crate::review::calendar::Calendar;
use crate::review::compare::{self, Comparison};
use crate::review::hours::Hours;
use crate::review::{Days, Material};

/// Labels are cut to so many letters, so that a table stays one.
const WIDEST: usize = 44;

pub(super) fn stats(journal: &Journal, args: &StatsArgs) -> Result<Said, Error> {
    let days = days(journal, &args.days)?;
    let snapshot = journal.snapshot()?;
    let catalogue = journal.catalogue();
    let material = snapshot.material(catalogue);
    let (hours, calendar) = (Hours::of(&material, days), Calendar::of(&material, days));
    let comparison = compare::before(days, material.today).map(|before| Comparison::of(&material, before, days));
    // What is asked for is asked of a cycle, whichever days are looked at.
    let whole = days == Days::default();
    let unders = snapshot.registrations.iter().filter(|_| whole).filter_map(|one| snapshot.under(catalogue, one.id));
    let grown: Vec<(String, String, BurnUp)> =
        unders.map(|under| (under.framework.id.clone(), under.framework.name.clone(), BurnUp::of(&material, under))).collect();
    let mut text = String::new();
    heading(&mut text, &days_in_words(days, &material));
    let _ = writeln!(text, "{}", visible(&calendar.says));
    for chart in hours.charts() {
        chart_text(&mut text, chart);
    }
    for (_, name, grown) in &grown {
        text.push('\n');
        heading(&mut text, name);
        for chart in grown.requirements.iter().map(|one| &one.chart).chain([&grown.hours]) {
            let _ = writeln!(text, "{}: {}", visible(&chart.title), visible(&chart.says));
        }
    }
    if let Some(comparison) = &comparison {
        text.push('\n');
        heading(&mut text, "Compared with the time before");
        let _ = writeln!(text, "{}", visible(&comparison.says));
        let line = |line: &compare::Line| vec![line.label.clone(), line.earlier.clone(), line.later.clone(), line.change.clone()];
        let heads = ["", comparison.earlier.label.as_str(), comparison.later.label.as_str(), "change"].map(str::to_owned);
        table(&mut text, &heads, &comparison.lines.iter().map(line).collect::<Vec<_>>());
    }
    let burn_up = grown.iter().map(|(id, _, grown)| {
        let requirement = |one: &crate::review::burn_up::Growth| {
            json!({
                "requirement": one.requirement,
                "counted": one.counted.number(),
                "needed": one.needed.map(|needed| needed.number()),
                "even_pace": one.even.map(|even| even.number()),
                "chart": chart_json(&one.chart),
            })
        };
        json!({
            "framework": id,
            "requirements": grown.requirements.iter().map(requirement).collect::<Vec<_>>(),
            "hours": chart_json(&grown.hours),
        })
    });
    let json = json!({
        "from": days.from.map(|day| day.to_string()),
        "to": days.to.map(|day| day.to_string()),
        "totals": totals_json(hours.total),
        "overlapping_minutes": hours.twice.0,
        "first": calendar.first.map(|day| day.to_string()),
        "last": calendar.last.map(|day| day.to_string()),
        "days": calendar.days.len(),
        "weeks_in_a_row": { "current": calendar.streaks.current, "longest": calendar.streaks.longest },
        "charts": hours.charts().map(chart_json),
        "burn_up": burn_up.collect::<Vec<_>>(),
        "comparison": comparison.as_ref().map(comparison_json),
    });
    Ok(Said { text, json })
}

fn comparison_json(comparison: &Comparison) -> Value {
    let sums = |sums: &compare::Sums| {
        json!({
            "from": sums.days.from.map(|day| day.to_string()),
            "to": sums.days.to.map(|day| day.to_string()),
            "totals": totals_json(sums.total),
            "interactive_percent": sums.interactive,
            "kinds": sums.kinds,
            "communities": sums.communities,
            "goals": sums.goals,
            "evidence_percent": sums.evidence,
            "reflected_percent": sums.reflected,
        })
    };
    let line = |line: &compare::Line| json!({ "label": line.label, "earlier": line.earlier, "later": line.later, "change": line.change });
    let charts = [&comparison.by_kind, &comparison.by_community].map(chart_json);
    json!({
        "earlier": sums(&comparison.earlier),
        "later": sums(&comparison.later),
        "lines": comparison.lines.iter().map(line).collect::<Vec<_>>(),
        "charts": charts,
    })
}

/// The days that are meant, the first before the last.
pub(super) fn days(journal: &Journal, args: &DaysArgs) -> Result<Days, Error> {
    let read = |text: &Option<String>| text.as_ref().map(|text| day(text, journal.today(), Sense::Past)).transpose();
    let days = Days { from: read(&args.from)?, to: read(&args.to)? };
    match (days.from, days.to) {
        (Some(from), Some(to)) if from > to => Err(usage(format!("{from} is after {to}"), "--from comes before --to")),
        _ => Ok(days),
    }
}

/// “1 Apr 2025 to 31 Mar 2026”.
pub(super) fn days_in_words(days: Days, material: &Material<'_>) -> String {
    match (days.from, days.to) {
        (Some(from), Some(to)) => format!("{} to {}", when::shown(from), when::shown(to)),
        (Some(from), None) => format!("Since {}", when::shown(from)),
        (None, Some(to)) => format!("Up to {}", when::shown(to)),
        (None, None) => format!("All, as of {}", when::shown(material.today)),
    }
}

/// What entries add up to.
pub(super) fn totals_json(share: Share) -> Value {
    json!({ "entries": share.entries, "minutes": share.total.0, "interactive": share.interactive.0 })
}

/// A chart with the numbers behind it: minutes, numbers, hundredths (`amount`), percent; `null` where there is nothing to say.
pub(super) fn chart_json(chart: &Chart) -> Value {
    let measure = match chart.measure {
        Measure::Minutes => "minutes",
        Measure::Count => "count",
        Measure::Amount => "amount",
        Measure::Percent => "percent",
    };
    let rows: Vec<Value> = chart.rows.iter().map(|row| json!({ "label": row.label, "values": row.values })).collect();
    json!({
        "title": chart.title,
        "says": chart.says,
        "measure": measure,
        "row_name": chart.row_name,
        "series": chart.series,
        "rows": rows,
    })
}

/// A chart as its table, below its title and what it says.
fn chart_text(page: &mut String, chart: &Chart) {
    page.push('\n');
    heading(page, &chart.title);
    let _ = writeln!(page, "{}", visible(&chart.says));
    if !chart.is_empty() {
        table(page, &chart.heads(), &chart.lines());
    }
}

/// A table with aligned columns: names on the left, numbers on the right.
pub(super) fn table(page: &mut String, heads: &[String], lines: &[Vec<String>]) {
    let cell = |text: &str| crate::domain::text::excerpt(&visible(text), WIDEST);
    let all: Vec<Vec<String>> =
        std::iter::once(heads).chain(lines.iter().map(Vec::as_slice)).map(|line| line.iter().map(|text| cell(text)).collect()).collect();
    let wide = |at: usize| all.iter().filter_map(|line| line.get(at)).map(|text| text.chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..heads.len()).map(wide).collect();
    for line in &all {
        let mut shown = String::from(" ");
        for (at, (text, width)) in line.iter().zip(&widths).enumerate() {
            let blanks = " ".repeat(width - text.chars().count());
            if at == 0 {
                let _ = write!(shown, " {text}{blanks}");
            } else {
                let _ = write!(shown, "  {blanks}{text}");
            }
        }
        let _ = writeln!(page, "{}", shown.trim_end());
    }
}
