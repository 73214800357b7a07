//! The network as charts.

use super::network::{Group, Network};
use super::occasions::number_of;
use crate::domain::chart::{Chart, Form, Measure, Row};

/// The most rows of a chart of people and what is known of them.
const MOST_ROWS: usize = 15;

impl Network {
    /// Time by community, those without time left out.
    pub fn communities_chart(&self) -> Chart {
        let rows = self.communities.iter().map(|one| (one.name.clone(), one.spent.minutes.0));
        let says = match self.communities.first().filter(|one| one.spent.entries > 0) {
            Some(most) => {
                let in_all = self.communities.iter().filter(|one| one.spent.entries > 0).count();
                format!(
                    "Time in {}; most in {}: {} in {}.",
                    number_of(in_all, "community", "communities"),
                    most.name,
                    most.spent.minutes,
                    number_of(most.spent.entries, "entry", "entries")
                )
            }
            None => "No entry belongs to a community.".to_owned(),
        };
        bars("Time by community", says, Measure::Minutes, "Community", rows)
    }

    /// Time by platform.
    pub fn platforms_chart(&self) -> Chart {
        let rows = self.platforms.iter().map(|one| (one.name.clone(), one.spent.minutes.0));
        let says = match self.platforms.first() {
            Some(most) => format!(
                "Time on {}; most on {}: {}. {} no platform.",
                number_of(self.platforms.len(), "platform", "platforms"),
                most.name,
                most.spent.minutes,
                number_of(self.on_none.entries, "entry names", "entries name")
            ),
            None => "No entry names a platform.".to_owned(),
        };
        bars("Time by platform", says, Measure::Minutes, "Platform", rows)
    }

    /// The people named most often, fifteen at most.
    pub fn people_chart(&self) -> Chart {
        let rows = self.people.iter().take(MOST_ROWS).map(|one| (one.name.clone(), number(one.entries)));
        let says = match self.people.first() {
            Some(most) => {
                let all = number_of(self.people.len(), "person", "people");
                let shown =
                    if self.people.len() > MOST_ROWS { format!("; the {MOST_ROWS} named most often are shown") } else { String::new() };
                format!("{all} named{shown}; most often {}: in {}.", most.name, number_of(most.entries, "entry", "entries"))
            }
            None => "No entry names anybody.".to_owned(),
        };
        bars("People I learn from", says, Measure::Count, "Person", rows)
    }

    /// Entries by the professions of the people whom they name.
    pub fn professions_chart(&self) -> Chart {
        of_groups("Professions I learn from", "Profession", "profession", "professions", &self.professions, self.professions_unknown)
    }

    /// The same by place.
    pub fn places_chart(&self) -> Chart {
        of_groups("Places I learn from", "Place", "place", "places", &self.places, self.places_unknown)
    }

    /// The same by organisation.
    pub fn organisations_chart(&self) -> Chart {
        of_groups(
            "Organisations I learn from",
            "Organisation",
            "organisation",
            "organisations",
            &self.organisations,
            self.organisations_unknown,
        )
    }

    /// All of them, those without a number in them left out.
    pub fn charts(&self) -> Vec<Chart> {
        let all = [
            self.communities_chart(),
            self.platforms_chart(),
            self.people_chart(),
            self.professions_chart(),
            self.places_chart(),
            self.organisations_chart(),
        ];
        all.into_iter().filter(|chart| !chart.is_empty()).collect()
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// A chart of one series, rows without anything left out.
pub(super) fn bars(title: &str, says: String, measure: Measure, row_name: &str, rows: impl Iterator<Item = (String, u32)>) -> Chart {
    Chart {
        title: title.to_owned(),
        says,
        form: Form::Bars,
        measure,
        row_name: row_name.to_owned(),
        series: vec![String::new()],
        rows: rows.filter(|(_, value)| *value > 0).map(|(label, value)| Row { label, values: vec![Some(value)] }).collect(),
    }
}

fn of_groups(title: &str, row_name: &str, one: &str, many: &str, groups: &[Group], unknown: usize) -> Chart {
    let rows = groups.iter().take(MOST_ROWS).map(|group| (group.name.clone(), number(group.entries)));
    let of_unknown = match unknown {
        0 => String::new(),
        1 => format!(" Of 1 person the {one} is not known."),
        n => format!(" Of {} people the {one} is not known.", crate::domain::text::number(n)),
    };
    let says = match groups.first() {
        Some(most) => {
            let shown = if groups.len() > MOST_ROWS { format!(", {MOST_ROWS} of them shown") } else { String::new() };
            let entries = number_of(most.entries, "entry", "entries");
            format!("Entries by {one}: {}{shown}; most with {}, {entries}.{of_unknown}", number_of(groups.len(), one, many), most.name)
        }
        None => format!("No entry names anybody whose {one} is known.{of_unknown}"),
    };
    bars(title, says, Measure::Count, row_name, rows)
}
