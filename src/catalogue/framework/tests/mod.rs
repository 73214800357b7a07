//! Files of an invented register: a whole one that says everything, and the same with every kind of mistake.

mod mistakes;
mod mutated;
mod others;
mod whole;
mod wrong;

use crate::catalogue::{Catalogue, Part, Problem};

/// Uses everything that a file can say.
const BELLS: &str = include_str!("../../../../tests/fixtures/frameworks/bells.toml");

/// What comes with the program, and the edition before that of [`BELLS`].
fn catalogue() -> Catalogue {
    let mut catalogue = Catalogue::bundled();
    let problems = catalogue.add(Part::Frameworks, "older.toml", &edition("bells-2023", "2023-01-01"), true);
    assert_eq!(problems, []);
    catalogue
}

/// The shortest file that is whole.
fn edition(id: &str, from: &str) -> String {
    format!(
        "format = 1\nid = \"{id}\"\nscheme = \"bells\"\nname = \"Bells\"\nedition = \"{from}\"\neffective_from = {from}\nchecked_on = {from}\n\
        review_by = {from}\ndisclaimer = \"Invented.\"\n[[sources]]\nkey = \"S\"\ntitle = \"Said\"\n[cycle]\nmonths = 12\nanchor = \"personal\"\n"
    )
}

fn shown(problems: &[Problem]) -> String {
    problems.iter().map(|one| format!("{one} [{:?}]\n    mend: {}\n", one.weight, one.mend)).collect::<Vec<_>>().concat()
}
