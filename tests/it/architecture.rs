//! The layers, held: which room may name which other, and which crates. The table is the picture in `src/lib.rs` as data.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A room, the rooms that it may name, and the watched crates and modules that it may use. A file with a row of its own keeps to that
/// instead of its room's.
const ALLOWED: &[(&str, &[&str], &[&str])] = &[
    ("domain", &[], &[]),
    ("embedded", &[], &[]),
    ("paths", &[], &[]),
    ("catalogue", &["domain", "embedded"], &["std::fs"]),
    ("capture", &["domain", "embedded"], &[]),
    ("sample", &["domain", "embedded", "catalogue"], &[]),
    ("search", &["domain", "embedded"], &[]),
    ("review", &["domain"], &[]),
    ("drawing", &["domain"], &[]),
    ("privacy", &["domain", "embedded"], &[]),
    ("dossier", &["domain"], &[]),
    ("importers", &["domain", "dossier", "embedded", "media"], &["std::fs"]),
    ("exporters", &["domain", "dossier", "drawing", "embedded", "media"], &["std::fs", "typst", "typst_layout", "typst_pdf"]),
    ("media", &["domain"], &[]),
    ("writing", &["domain", "embedded"], &["std::fs"]),
    ("store", &["domain", "search"], &["rusqlite", "std::fs"]),
    (
        "journal",
        &[
            "domain",
            "capture",
            "catalogue",
            "dossier",
            "exporters",
            "importers",
            "media",
            "privacy",
            "review",
            "sample",
            "search",
            "store",
            "writing",
        ],
        &["std::fs", "Utc::now", "Local::now"],
    ),
    ("error", &["domain", "catalogue", "dossier", "exporters", "importers", "journal", "privacy", "store"], &[]),
    ("prefs", &["paths"], &["std::fs"]),
    (
        "cli",
        &[
            "domain",
            "capture",
            "catalogue",
            "dossier",
            "exporters",
            "importers",
            "media",
            "privacy",
            "review",
            "sample",
            "search",
            "writing",
            "journal",
            "error",
            "paths",
        ],
        &["std::fs"],
    ),
    (
        "worker",
        &[
            "domain",
            "capture",
            "catalogue",
            "exporters",
            "importers",
            "media",
            "privacy",
            "review",
            "sample",
            "search",
            "writing",
            "journal",
            "error",
            "paths",
            "prefs",
        ],
        &["std::thread", "std::fs"],
    ),
    (
        "ui",
        &[
            "domain",
            "capture",
            "catalogue",
            "dossier",
            "exporters",
            "drawing",
            "importers",
            "media",
            "privacy",
            "review",
            "sample",
            "search",
            "writing",
            "journal",
            "worker",
            "error",
            "paths",
            "prefs",
            "embedded",
        ],
        &["egui", "eframe", "egui_winit", "ecolor", "winit", "softbuffer"],
    ),
    ("lib", &[], &[]),
    ("main", &["cli", "ui", "error"], &[]),
];

/// What only some rooms may use.
const WATCHED: &[&str] = &[
    "rusqlite",
    "egui",
    "eframe",
    "egui_winit",
    "ecolor",
    "winit",
    "softbuffer",
    "typst",
    "typst_layout",
    "typst_pdf",
    "std::fs",
    "std::thread",
    "Utc::now",
    "Local::now",
    "SystemTime::now",
];

/// What ends a program where it should go on.
const ENDS: &[&str] = &[".unwrap()", ".expect(", "panic!", "todo!", "unimplemented!", "unreachable!", "dbg!"];

/// A file that is longer holds more than one thing.
const LONGEST: usize = 700;

struct Source {
    path: PathBuf,
    room: String,
    /// How many modules it lies deep: `src/store/mod.rs` 1, `src/store/open.rs` 2.
    depth: usize,
    text: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for item in fs::read_dir(folder).expect("a folder") {
            let path = item.expect("an item").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            if path.extension().is_none_or(|end| end != "rs") {
                continue;
            }
            let inner = path.strip_prefix(&root).expect("a file of src");
            // Tests of a room that are too many for the end of a file.
            if inner.iter().any(|part| part == "tests" || part == "tests.rs") {
                continue;
            }
            let parts: Vec<String> = inner.iter().map(|part| part.to_string_lossy().into_owned()).collect();
            let is_mod = parts.last().is_some_and(|name| name == "mod.rs");
            found.push(Source {
                room: parts[0].trim_end_matches(".rs").to_owned(),
                depth: parts.len() - usize::from(is_mod),
                text: fs::read_to_string(&path).expect("a text"),
                path: inner.to_owned(),
            });
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// The code with its line numbers: without comments, and without modules that only tests have.
fn code(text: &str) -> Vec<(usize, &str)> {
    let mut lines = Vec::new();
    let mut all = text.lines().enumerate().peekable();
    while let Some((at, line)) = all.next() {
        if line.trim() == "#[cfg(test)]" && all.peek().is_some_and(|(_, next)| next.starts_with("mod ") && next.ends_with('{')) {
            for (_, inside) in all.by_ref() {
                if inside == "}" {
                    break;
                }
            }
            continue;
        }
        let trimmed = line.trim_start();
        if !trimmed.starts_with("//") {
            lines.push((at + 1, trimmed.split(" // ").next().unwrap_or_default()));
        }
    }
    lines
}

/// Whether `name` stands in the line as a whole word.
fn names(line: &str, name: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(name).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + name.len()..].chars().next();
        !before.is_some_and(|c| part(c) || c == '.') && !after.is_some_and(part)
    })
}

/// Whether a line uses a watched thing; `use std::{fs, io}` is `std::fs`, too.
fn uses(line: &str, thing: &str) -> bool {
    let grouped = thing.strip_prefix("std::").is_some_and(|name| line.starts_with("use std::{") && names(line, name));
    grouped || names(line, thing)
}

/// The rooms that code names: `crate::room`, `crate::{room, …}`, `cpd_journal::room`, and `super::…` as far as the top.
fn rooms(code: &str, depth: usize) -> Vec<String> {
    let mut found = Vec::new();
    let starts = ["crate::".to_owned(), "cpd_journal::".to_owned(), "super::".repeat(depth)];
    for start in starts {
        for (at, _) in code.match_indices(&start) {
            if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':') {
                continue;
            }
            let rest = &code[at + start.len()..];
            let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
            if let Some(list) = rest.strip_prefix('{') {
                let mut deep = 0_usize;
                let mut item = String::new();
                for c in list.chars() {
                    match c {
                        '{' => deep += 1,
                        '}' if deep == 0 => break,
                        '}' => deep -= 1,
                        ',' if deep == 0 => found.push(word(std::mem::take(&mut item).trim())),
                        _ => {}
                    }
                    if deep == 0 && c != ',' {
                        item.push(c);
                    }
                }
                found.push(word(item.trim()));
            } else {
                found.push(word(rest));
            }
        }
    }
    found.retain(|name| !name.is_empty() && name != "super" && name != "self");
    found
}

/// What is wrong with a file.
fn problems(source: &Source) -> Vec<String> {
    let Source { path, room, depth, text } = source;
    let path = path.display();
    let mut wrong = Vec::new();
    if text.lines().count() > LONGEST {
        wrong.push(format!("src/{path}: {} lines; split it by what it is about", text.lines().count()));
    }
    let own = source.path.to_string_lossy().replace('\\', "/");
    let row = ALLOWED.iter().find(|(name, ..)| *name == own).or_else(|| ALLOWED.iter().find(|(name, ..)| name == room));
    let Some((_, may_name, may_use)) = row else {
        wrong.push(format!("src/{path}: the room {room} has no row in ALLOWED"));
        return wrong;
    };
    let lines = code(text);
    for (line, text) in &lines {
        for thing in WATCHED.iter().filter(|thing| uses(text, thing) && !may_use.contains(thing)) {
            wrong.push(format!("src/{path}:{line}: {room} may not use {thing}"));
        }
        for end in ENDS.iter().filter(|end| text.contains(**end)) {
            wrong.push(format!("src/{path}:{line}: {end} outside tests"));
        }
    }
    let joined = lines.iter().map(|(_, line)| *line).collect::<Vec<_>>().join("\n");
    let known: BTreeSet<&str> = ALLOWED.iter().map(|(name, ..)| *name).collect();
    for name in rooms(&joined, *depth) {
        if known.contains(name.as_str()) && name != *room && !may_name.contains(&name.as_str()) {
            wrong.push(format!("src/{path}: {room} may not name {name}"));
        }
    }
    wrong
}

#[test]
fn every_room_keeps_to_its_layer() {
    let sources = sources();
    assert!(sources.len() > 60, "{} files", sources.len());
    let wrong: Vec<String> = sources.iter().flat_map(problems).collect();
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn every_row_is_about_rooms_and_crates_that_are_watched() {
    let known: BTreeSet<&str> = ALLOWED.iter().map(|(name, ..)| *name).collect();
    for (room, may_name, may_use) in ALLOWED {
        assert!(may_name.iter().all(|name| known.contains(name) && name != room), "{room}: {may_name:?}");
        assert!(may_use.iter().all(|thing| WATCHED.contains(thing)), "{room}: {may_use:?}");
    }
}

#[test]
fn the_watch_is_awake() {
    let check = |room: &str, depth: usize, text: &str, want: &[&str]| {
        let source = Source { path: PathBuf::from("x.rs"), room: room.to_owned(), depth, text: text.to_owned() };
        let found = problems(&source);
        assert_eq!(found.len(), want.len(), "{text}: {found:?}");
        for (found, want) in found.iter().zip(want) {
            assert!(found.contains(want), "{text}: {found}");
        }
    };
    check("ui", 1, "use rusqlite::Connection;", &["may not use rusqlite"]);
    check("ui", 1, "fn a() { std::fs::read(\"x\"); }", &["may not use std::fs"]);
    check("ui", 1, "use std::{fs, io};\nuse crate::store::Store;", &["may not use std::fs", "may not name store"]);
    check("domain", 2, "use super::super::journal::Journal;", &["may not name journal"]);
    check("domain", 2, "use super::journal::Journal;", &[]);
    check("domain", 1, "use crate::{search::{Query, Term}, store::Store};", &["may not name search", "may not name store"]);
    check("cellar", 1, "", &["no row"]);
    check("domain", 1, "let x = y.unwrap();\nlet z = w.expect(\"x\");\npanic!(\"no\");", &[".unwrap()", ".expect(", "panic!"]);
    check("domain", 1, "#[cfg(test)]\nmod tests {\n    fn a() { b.unwrap(); }\n}\n", &[]);
    check("domain", 1, "#[cfg(test)]\nmod tests {\n}\nfn a() { b.unwrap(); }", &[".unwrap()"]);
    check("domain", 1, "// panic! in words, std::fs too\n#[expect(dead_code, reason = \"x\")]", &[]);
    check("domain", 1, &"\n".repeat(701), &["701 lines"]);
}
