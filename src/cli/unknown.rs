//! Why nothing can be counted for a registration, and the files in which that may be mended.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use super::data::{problem_json, problem_text};
use crate::catalogue::{Catalogue, Part, Problem, Weight};
use crate::journal::Unknown;

/// Why, for a person.
pub(super) fn words(catalogue: &Catalogue, framework: &str, why: Unknown) -> String {
    let mut words = match why {
        Unknown::NotInstalled => "its framework is not installed, so nothing can be counted; the registration is kept".to_owned(),
        Unknown::NoCycle => "its cycle cannot be reckoned: look at its first day and its options with `registration list`".to_owned(),
    };
    for problem in files(catalogue, framework, why) {
        let _ = write!(words, "\n{}", problem_text(problem));
    }
    words
}

/// Why, for scripts: `problem` and `problem_details`.
pub(super) fn json(catalogue: &Catalogue, framework: &str, why: Unknown) -> (Value, Value) {
    let code = match why {
        Unknown::NotInstalled => "not_installed",
        Unknown::NoCycle => "no_cycle",
    };
    (json!(code), json!(files(catalogue, framework, why).into_iter().map(problem_json).collect::<Vec<_>>()))
}

/// Files of frameworks that were left out: those that are called like the one that is missing, or else all, because nobody can know what is
/// in them.
fn files<'c>(catalogue: &'c Catalogue, framework: &str, why: Unknown) -> Vec<&'c Problem> {
    if why != Unknown::NotInstalled {
        return Vec::new();
    }
    let folder = |file: &str| Path::new(file).parent().and_then(Path::file_name).is_some_and(|name| name == Part::Frameworks.folder());
    let all: Vec<&Problem> =
        catalogue.problems.iter().filter(|problem| problem.weight == Weight::LeftOut && folder(&problem.file)).collect();
    let stem = |file: &str| Path::new(file).file_stem().map(|stem| stem.to_string_lossy().to_lowercase()).unwrap_or_default();
    let called: Vec<&Problem> = all.iter().copied().filter(|problem| framework.starts_with(&stem(&problem.file))).collect();
    if called.is_empty() { all } else { called }
}
