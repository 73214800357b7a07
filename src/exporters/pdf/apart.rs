//! What belongs to all volumes and is too much for their overview: long lists of what counted, and the forms of many entries. They get
//! documents of their own.

use crate::domain::portfolio::{ReportForm, ReportRequirement, ReportStanding};
use crate::domain::{Report, Uid};

/// The most lines of what counted, and what did not, that an overview has room for; some seventy are a page.
const MOST_LINES: usize = 3_000;

/// The most forms of an overview, and of a document with nothing else: about three are a page.
const MOST_FORMS: (usize, usize) = (100, 1_000);

/// The most lines of a document with nothing else.
const LINES: usize = 8_000;

/// A document of its own.
pub(super) struct Apart {
    /// `forms-part-1.pdf`.
    pub(super) file: String,
    /// What it has, for the list of documents: “Forms, part 1 of 2”.
    pub(super) title: String,
    pub(super) report: Report,
}

/// Takes out of an overview what is too much for it. `shell` is the report without anything that belongs to all or to some.
pub(super) fn apart(overview: &mut Report, shell: &Report) -> Vec<Apart> {
    let mut all = Vec::new();
    if overview.standings.iter().flat_map(|one| &one.requirements).map(lines).sum::<usize>() > MOST_LINES {
        let parts = parts(&overview.standings, |standing| &standing.requirements, lines, LINES);
        all.extend(documents(overview, shell, ("requirements", "What counted"), parts, |standing, taken| {
            standing.requirements = taken;
        }));
        for requirement in overview.standings.iter_mut().flat_map(|one| &mut one.requirements) {
            if lines(requirement) > 0 {
                requirement.how.push("What counted, and what did not, is listed in a document of its own: “What counted”.".to_owned());
            }
            requirement.items.clear();
            requirement.left_out.clear();
        }
    }
    if overview.standings.iter().map(|one| one.forms.len()).sum::<usize>() > MOST_FORMS.0 {
        let parts = parts(&overview.standings, |standing| &standing.forms, |_: &ReportForm| 1, MOST_FORMS.1);
        all.extend(documents(overview, shell, ("forms", "Forms"), parts, |standing, taken| standing.forms = taken));
        overview.standings.iter_mut().for_each(|one| one.forms.clear());
    }
    all
}

fn lines(requirement: &ReportRequirement) -> usize {
    requirement.items.len() + requirement.left_out.len()
}

/// For each document, the places of standings with what it has of each.
type Parts<T> = Vec<Vec<(usize, Vec<T>)>>;

/// Things of all standings in their order, in parts that weigh about `most`.
fn parts<T: Clone>(
    standings: &[ReportStanding],
    things: impl Fn(&ReportStanding) -> &Vec<T>,
    weight: impl Fn(&T) -> usize,
    most: usize,
) -> Parts<T> {
    let mut parts: Parts<T> = Vec::new();
    let mut weighs = most;
    for (at, standing) in standings.iter().enumerate() {
        for thing in things(standing) {
            if weighs >= most {
                parts.push(Vec::new());
                weighs = 0;
            }
            weighs += weight(thing);
            let Some(part) = parts.last_mut() else { continue };
            match part.last_mut() {
                Some((last, taken)) if *last == at => taken.push(thing.clone()),
                _ => part.push((at, vec![thing.clone()])),
            }
        }
    }
    parts
}

fn documents<T>(
    overview: &Report,
    shell: &Report,
    (file, title): (&str, &str),
    parts: Parts<T>,
    put: impl Fn(&mut ReportStanding, Vec<T>),
) -> Vec<Apart> {
    let count = parts.len();
    let document = |(part, number): (Vec<(usize, Vec<T>)>, usize)| {
        let (file, title) = match count {
            1 => (format!("{file}.pdf"), title.to_owned()),
            _ => (format!("{file}-part-{number}.pdf"), format!("{title}, part {number} of {count}")),
        };
        let mut report = shell.clone();
        report.id = Uid::from_text(&format!("{} {file}", overview.id));
        report.title = format!("{}: {title}", overview.title);
        report.period = overview.period;
        report.standings = part
            .into_iter()
            .filter_map(|(at, taken)| {
                let mut standing = overview.standings.get(at)?.clone();
                standing.requirements.clear();
                standing.forms.clear();
                put(&mut standing, taken);
                Some(standing)
            })
            .collect();
        Apart { file, title, report }
    };
    parts.into_iter().zip(1..).map(document).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_in_one_part_and_in_order() {
        for (sizes, most, want) in [
            (vec![vec![]], 3, vec![]),
            (vec![vec![1, 1, 1], vec![1]], 3, vec![vec![(0, 3)], vec![(1, 1)]]),
            (vec![vec![2, 2], vec![], vec![1, 9, 1]], 4, vec![vec![(0, 2)], vec![(2, 2)], vec![(2, 1)]]),
        ] {
            let day = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day");
            let standing = |sizes: &Vec<usize>| ReportStanding {
                framework: String::new(),
                regulator: String::new(),
                edition: String::new(),
                checked_on: day,
                is_old: false,
                disclaimer: String::new(),
                cycle: (day, day),
                chosen: Vec::new(),
                requirements: Vec::new(),
                notes: Vec::new(),
                sources: Vec::new(),
                forms: sizes
                    .iter()
                    .map(|size| ReportForm { label: size.to_string(), help: String::new(), about: String::new(), fields: Vec::new() })
                    .collect(),
            };
            let standings: Vec<ReportStanding> = sizes.iter().map(standing).collect();
            let parts = parts(&standings, |standing| &standing.forms, |form| form.label.parse().expect("a size"), most);
            let got: Vec<Vec<(usize, usize)>> =
                parts.iter().map(|part| part.iter().map(|(at, taken)| (*at, taken.len())).collect()).collect();
            assert_eq!(got, want, "{sizes:?}");
            let all: Vec<String> = parts.iter().flatten().flat_map(|(_, taken)| taken).map(|form| form.label.clone()).collect();
            assert_eq!(all, sizes.concat().iter().map(usize::to_string).collect::<Vec<_>>());
        }
    }
}
