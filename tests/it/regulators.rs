//! What is said of regulators is data: none is named in the code, and every file of ours is whole.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use cpd_journal::catalogue::Catalogue;

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for item in fs::read_dir(folder).expect("a folder") {
        let path = item.expect("an item").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs" || end == "sql") {
            found.push(path);
        }
    }
}

/// The first letters of the words that begin with a capital.
fn initials(name: &str) -> String {
    name.split_whitespace().filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect::<String>().to_lowercase()
}

/// All names of regulators and of their schemes that cannot mean anything else.
fn names() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for framework in Catalogue::bundled().frameworks.iter().filter(|framework| !framework.regulator.is_empty()) {
        names.insert(framework.regulator.to_lowercase());
        names.insert(initials(&framework.regulator));
        names.extend(framework.scheme.split('-').map(str::to_owned));
        names.insert(framework.id.clone());
    }
    // Words of the language, and of the field.
    for word in ["cpd", "physio", "nz", "pilot", "nurses", "generic", ""] {
        names.remove(word);
    }
    names.retain(|name| name.len() > 2);
    names
}

#[test]
fn no_regulator_is_named_in_the_code() {
    let names = names();
    for known in ["nmc", "hcpc", "gphc", "gmc", "nursing and midwifery council"] {
        assert!(names.contains(known), "{known} is not among {names:?}");
    }
    let mut sources = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut sources);
    assert!(sources.len() > 100);
    let mut found = Vec::new();
    for path in sources {
        let text = fs::read_to_string(&path).expect("a source").to_lowercase();
        for (number, line) in text.lines().enumerate() {
            let spoken = format!(" {} ", line.split(|c: char| !c.is_alphanumeric()).collect::<Vec<_>>().join(" "));
            for name in &names {
                let words = name.split(|c: char| !c.is_alphanumeric()).collect::<Vec<_>>().join(" ");
                if spoken.contains(&format!(" {words} ")) {
                    found.push(format!("{}:{}: {name}", path.display(), number + 1));
                }
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}
