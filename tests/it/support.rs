//! A place of its own for each test: a folder, a journal in it, and the program run there as somebody at home would run it.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;
use cpd_journal::catalogue::Catalogue;
use cpd_journal::journal::{Alone, Clock, Journal};
use serde_json::Value;
use tempfile::TempDir;

/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_cpd-journal");

/// The day that it is in tests.
pub const TODAY: &str = "2026-03-02";

pub fn today() -> NaiveDate {
    TODAY.parse().expect("a day")
}

/// A journal in memory, on that day.
pub fn in_memory() -> Journal {
    Journal::in_memory(Clock::Fixed(today())).expect("a journal in memory")
}

/// The journal in a file, on that day.
pub fn open(path: &Path) -> Journal {
    Journal::open(path, Alone::No, Arc::new(Catalogue::bundled()), Clock::Fixed(today())).expect("a journal")
}

/// A folder that is gone after the test.
pub struct Place {
    folder: TempDir,
}

impl Place {
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("home")).expect("a folder");
        Self { folder }
    }

    /// With an empty journal in it.
    pub fn new() -> Self {
        let place = Self::empty();
        Journal::create(&place.journal()).expect("an empty journal");
        place
    }

    /// With the fictional journal of sixty entries in it.
    pub fn with_sample() -> Self {
        static SAMPLE: OnceLock<Vec<u8>> = OnceLock::new();
        let bytes = SAMPLE.get_or_init(|| {
            let place = Self::new();
            let mut journal = open(&place.journal());
            journal.fill_with_sample(60, 1, "physiotherapist").expect("a sample");
            drop(journal);
            fs::read(place.journal()).expect("the file")
        });
        let place = Self::empty();
        fs::write(place.journal(), bytes).expect("a copy");
        place
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn journal(&self) -> PathBuf {
        self.folder.path().join("journal.cpd")
    }

    /// A file in the folder.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, content).expect("a file");
        path
    }

    /// The names of all files in the folder, sorted.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.path())
            .expect("the folder")
            .map(|item| item.expect("an item").file_name().to_string_lossy().into())
            .collect();
        names.sort();
        names
    }

    /// The program, in the folder, with nobody's settings and no journal named.
    pub fn program(&self) -> assert_cmd::Command {
        let mut program = assert_cmd::Command::new(PROGRAM);
        let home = self.path().join("home");
        program.current_dir(self.path()).env_clear().env("HOME", &home).env("USERPROFILE", &home);
        program.env("XDG_DATA_HOME", home.join("data")).env("XDG_CONFIG_HOME", home.join("config"));
        program.env("LC_ALL", "C.UTF-8").timeout(std::time::Duration::from_mins(2));
        program
    }

    /// Runs a command on the journal.
    pub fn run<S: AsRef<OsStr>>(&self, words: &[S]) -> Ran {
        self.run_with(words, "")
    }

    /// Runs a command on the journal, with something on its standard input.
    pub fn run_with<S: AsRef<OsStr>>(&self, words: &[S], input: impl Into<Vec<u8>>) -> Ran {
        let mut program = self.program();
        program.arg("--journal").arg(self.journal()).args(["--today", TODAY]).args(words).write_stdin(input);
        let shown: Vec<String> = words.iter().map(|word| word.as_ref().to_string_lossy().into()).collect();
        Ran::of(&shown.join(" "), &program.output().expect("the program runs"))
    }

    /// Runs a command that must end well.
    pub fn done<S: AsRef<OsStr>>(&self, words: &[S]) -> Ran {
        let ran = self.run(words);
        assert_eq!(ran.code, 0, "{ran:?}");
        ran
    }

    /// What a command prints as JSON, when it ends well.
    pub fn json<S: AsRef<OsStr>>(&self, words: &[S]) -> Value {
        let mut words: Vec<&OsStr> = words.iter().map(AsRef::as_ref).collect();
        words.push(OsStr::new("--json"));
        self.done(&words).json()
    }
}

/// What came of running the program.
#[derive(Debug)]
pub struct Ran {
    pub words: String,
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// Whatever the words were: it ended by itself, without a panic, with an exit code of the contract.
    pub fn of(words: &str, output: &std::process::Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap_or_else(|error| panic!("{words}: {error}"));
        let (out, err) = (text(&output.stdout), text(&output.stderr));
        let code = output.status.code().unwrap_or_else(|| panic!("{words}: killed\n{err}"));
        assert!((0..=6).contains(&code), "{words}: exit code {code}\n{err}");
        for sign in ["panicked at", "RUST_BACKTRACE", "stack backtrace"] {
            assert!(!err.contains(sign), "{words}: {err}");
        }
        Self { words: words.to_owned(), code, out, err }
    }

    /// The one JSON document on standard output.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{}: not one JSON document ({error}):\n{}", self.words, self.out))
    }

    /// Fails unless the error is told as the contract says: `error:` first, `hint:` last, with this code for scripts.
    pub fn failed(&self, code: i32, word: &str) {
        assert_eq!(self.code, code, "{self:?}");
        assert!(self.err.starts_with("error: "), "{self:?}");
        assert!(self.err.lines().last().is_some_and(|line| line.starts_with("hint: ")), "{self:?}");
        if self.words.contains("--json") {
            let json = self.json();
            let error = &json["error"];
            assert_eq!(error["code"], word, "{self:?}");
            assert!(error["title"].as_str().is_some_and(|title| !title.is_empty()), "{self:?}");
            assert!(error["details"].is_array() && error["hint"].is_string(), "{self:?}");
        } else {
            assert_eq!(self.out, "", "{self:?}");
        }
    }
}
