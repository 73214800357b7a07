use super::others::{DOUBTFUL, IN_TWO_PLACES, WITH_OTHERS};
use super::wrong::WRONG;
use super::{BELLS, catalogue, shown};
use crate::catalogue::{Catalogue, Part, Weight};

/// Where something is wrong; taken out before the file is read.
const HERE: char = '§';

/// Replaces the first of each of these by what is beside it, in which [`HERE`] marks the place, and looks for the problem there. `alone` says
/// that it is the only one.
fn check(catalogue: &Catalogue, weight: Weight, changes: &[(&str, &str)], (what, mend): (&str, &str), alone: bool) -> Option<String> {
    let mut marked = BELLS.to_owned();
    for (from, to) in changes {
        assert!(marked.contains(from), "“{from}” is in the file");
        marked = marked.replacen(from, to, 1);
    }
    let before = marked.split(HERE).next().expect("a place");
    assert_ne!(before, marked, "{changes:?} mark a place");
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().expect("a line").chars().count() + 1;
    let problems = catalogue.check_beside(Part::Frameworks, "bells.toml", &marked.replace(HERE, ""));
    let fits = problems
        .iter()
        .any(|one| (one.line, one.column, one.weight) == (line, column, weight) && one.what.contains(what) && one.mend.contains(mend));
    let well = problems.iter().all(|one| !one.mend.is_empty() && !one.what.ends_with('.'));
    let as_wanted = fits && well && (!alone || problems.len() == 1);
    (!as_wanted).then(|| format!("{changes:?}\nwanted {line}:{column}: {what}\n    mend: {mend}\ntold\n{}", shown(&problems)))
}

#[test]
fn every_mistake_is_told_with_its_place_and_mend() {
    let catalogue = catalogue();
    assert_eq!(shown(&catalogue.check_beside(Part::Frameworks, "bells.toml", BELLS)), "");
    let mut missed = Vec::new();
    for (cases, weight, alone) in [(WRONG, Weight::LeftOut, true), (WITH_OTHERS, Weight::LeftOut, false), (DOUBTFUL, Weight::Doubt, true)] {
        for (from, to, what, mend) in cases {
            missed.extend(check(&catalogue, weight, &[(from, to)], (what, mend), alone));
        }
    }
    for (weight, changes, what, mend) in IN_TWO_PLACES {
        missed.extend(check(&catalogue, *weight, changes, (what, mend), false));
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
    let all = WRONG.len() + WITH_OTHERS.len() + DOUBTFUL.len() + IN_TWO_PLACES.len();
    assert!(all > 110, "{all} mistakes");
}
