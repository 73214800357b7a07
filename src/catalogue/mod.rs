//! What the program knows as data: kinds of activity, models of reflection, communities, kinds of records and the rules of regulators. Bundled under `assets/`; the user's own files
//! of the same shape, in the data folder, win by id. A file that cannot be read is told and left out; it never stops the program.

mod community;
mod fields;
mod framework;
mod record;
mod rules;
mod schema;
mod sheet;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;
use std::sync::{Arc, LazyLock};

use crate::domain::framework::Framework;
use crate::domain::record::RecordKind;
use crate::domain::text::folded;
use crate::domain::{Kind, Template};
use crate::embedded;
pub use community::KnownCommunity;

/// Everything that is data, loaded once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalogue {
    /// In the order shown.
    pub kinds: Vec<Kind>,
    /// In the order shown.
    pub templates: Vec<Template>,
    /// By name.
    pub communities: Vec<KnownCommunity>,
    /// By name, the newest edition first; hidden ones last.
    pub frameworks: Vec<Framework>,
    /// In the order shown: those of their own files, and those inside frameworks.
    pub record_kinds: Vec<RecordKind>,
    /// Files that could not be read.
    pub problems: Vec<Problem>,
    /// From where each kind of record is known, by its id.
    standings: BTreeMap<String, rules::Standing>,
}

/// What is wrong with a data file, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {what}")]
pub struct Problem {
    pub file: String,
    /// 1 is the first.
    pub line: usize,
    /// In characters; 1 is the first.
    pub column: usize,
    /// Begins with a small letter, without a full stop.
    pub what: String,
    /// What to write instead.
    pub mend: String,
    pub weight: Weight,
}

/// What follows from a problem in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// The file is left out until it is mended.
    LeftOut,
    /// The file is used; this in it has no effect.
    Doubt,
}

/// The longest data file that is read, in bytes: a hundred times the longest of ours.
const MOST_BYTES: u64 = 256 * 1024;

/// What a data file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Kinds,
    Templates,
    Communities,
    Records,
    Frameworks,
}

impl Part {
    /// What others name comes before them: kinds before communities, records before frameworks.
    const ALL: [Self; 5] = [Self::Kinds, Self::Templates, Self::Communities, Self::Records, Self::Frameworks];

    /// The folder of such files, under `assets/` and in the user's data folder.
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Kinds => "kinds",
            Self::Templates => "templates",
            Self::Communities => "communities",
            Self::Records => "records",
            Self::Frameworks => "frameworks",
        }
    }
}

impl Catalogue {
    /// Says what is wrong with a file of the user's own, beside what comes with the program: from top to bottom, empty when all is well.
    pub fn check(part: Part, file: &str, text: &str) -> Vec<Problem> {
        Self::bundled().check_beside(part, file, text)
    }

    /// Says what is wrong with a file beside all that is known here: a community may name a kind of the user's own.
    pub fn check_beside(&self, part: Part, file: &str, text: &str) -> Vec<Problem> {
        self.clone().add(part, file, text, true)
    }

    /// Reads a file and says what is wrong with it, beside all that is known here.
    ///
    /// # Errors
    /// It is not there, or may not be read.
    pub fn check_file(&self, part: Part, path: &Path) -> io::Result<Vec<Problem>> {
        Ok(match read(path)? {
            Ok(text) => self.check_beside(part, &path.display().to_string(), &text),
            Err(problem) => vec![problem],
        })
    }

    /// [`Self::bundled`], read once.
    pub fn shared() -> Arc<Self> {
        static SHARED: LazyLock<Arc<Catalogue>> = LazyLock::new(|| Arc::new(Catalogue::bundled()));
        Arc::clone(&SHARED)
    }

    /// What comes with the program.
    pub fn bundled() -> Self {
        let mut catalogue = Self::default();
        for part in Part::ALL {
            for path in embedded::list(part.folder()) {
                match embedded::text(&path) {
                    Some(text) => catalogue.take(part, &path, &text, false),
                    None => catalogue.problems.push(whole(&path, "is not UTF-8", "save it as UTF-8")),
                }
            }
        }
        catalogue.sort();
        catalogue
    }

    /// The bundled data and the user's own, from the folders in `folder` that are called as those under `assets/`: `kinds`, `frameworks` and
    /// others.
    pub fn with_own(folder: &Path) -> Self {
        let mut catalogue = Self::bundled();
        for part in Part::ALL {
            let Ok(files) = std::fs::read_dir(folder.join(part.folder())) else { continue };
            let mut paths: Vec<_> = files.filter_map(|file| file.ok().map(|file| file.path())).collect();
            paths.sort();
            for path in paths.into_iter().filter(|path| path.extension().is_some_and(|end| end.eq_ignore_ascii_case("toml"))) {
                let name = path.display().to_string();
                match read(&path) {
                    Ok(Ok(text)) => catalogue.take(part, &name, &text, true),
                    Ok(Err(problem)) => catalogue.problems.push(problem),
                    Err(error) => catalogue.problems.push(whole(&name, &error.to_string(), "look whether you may read it")),
                }
            }
        }
        catalogue.sort();
        catalogue
    }

    /// Reads one file; of what is wrong, the first is kept.
    fn take(&mut self, part: Part, file: &str, text: &str, own: bool) {
        let mut problems = self.add(part, file, text, own);
        problems.retain(|problem| problem.weight == Weight::LeftOut);
        let more = problems.len().saturating_sub(1);
        if let Some(mut first) = problems.into_iter().next() {
            if more > 0 {
                first.what.push_str(&format!(" (and {more} more)"));
            }
            self.problems.push(first);
        }
    }

    /// Reads one file, the user's own or not, and says everything that is wrong.
    fn add(&mut self, part: Part, file: &str, text: &str, own: bool) -> Vec<Problem> {
        match part {
            Part::Kinds => {
                let (kind, problems) = schema::kind(file, text);
                replace(&mut self.kinds, kind, |kind| &kind.id);
                problems
            }
            Part::Templates => {
                let (template, problems) = schema::template(file, text, &self.kinds);
                replace(&mut self.templates, template, |template| &template.id);
                problems
            }
            Part::Communities => {
                let (community, problem) = match community::community(file, text, &self.kinds) {
                    Ok(community) => (Some(community), None),
                    Err(problem) => (None, Some(problem)),
                };
                replace(&mut self.communities, community, |community| &community.id);
                problem.into_iter().collect()
            }
            Part::Records => {
                let known: Vec<&str> = self.record_kinds.iter().map(|kind| kind.id.as_str()).collect();
                let (kind, problems) = record::file(file, text, &known);
                if let Some(kind) = kind {
                    self.take_record(kind, own);
                }
                problems
            }
            Part::Frameworks => {
                let Self { kinds, templates, record_kinds: records, frameworks, .. } = &*self;
                let (framework, problems) = framework::framework(file, text, framework::Known { kinds, templates, records, frameworks });
                if let Some(framework) = framework {
                    self.take_framework(framework, own);
                }
                problems
            }
        }
    }

    fn sort(&mut self) {
        self.kinds.sort_by(|a, b| (a.order, &a.id).cmp(&(b.order, &b.id)));
        self.templates.sort_by(|a, b| (a.order, &a.id).cmp(&(b.order, &b.id)));
        self.sort_rules();
        self.communities.sort_by_cached_key(|community| (folded(&community.draft.name), community.id.clone()));
    }

    /// The kind with this id.
    pub fn kind(&self, id: &str) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.id == id)
    }

    /// What a standard is called in the words of its regulator; its code when no framework here knows it.
    pub fn standard_label<'a>(&'a self, code: &'a str) -> &'a str {
        let known = |framework: &'a Framework| framework.category(framework.own_code(code)?);
        self.frameworks.iter().find_map(known).map_or(code, |(_, category)| category.label.as_str())
    }

    /// What to show for a kind; its id when it is not installed.
    pub fn kind_label<'a>(&'a self, id: &'a str) -> &'a str {
        self.kind(id).map_or(id, |kind| &kind.label)
    }

    /// The kind that a typed word names.
    pub fn kind_called(&self, word: &str) -> Option<&Kind> {
        self.kind(word).or_else(|| self.kinds.iter().find(|kind| kind.is_called(word)))
    }

    /// The template with this id.
    pub fn template(&self, id: &str) -> Option<&Template> {
        self.templates.iter().find(|template| template.id == id)
    }

    /// The community with this id.
    pub fn community(&self, id: &str) -> Option<&KnownCommunity> {
        self.communities.iter().find(|community| community.id == id)
    }
}

/// The text of a file, or what is wrong with the file as a whole.
fn read(path: &Path) -> io::Result<Result<String, Problem>> {
    let name = path.display().to_string();
    let about = std::fs::metadata(path)?;
    if about.is_dir() {
        return Ok(Err(whole(&name, "is a folder", "name the file in it")));
    }
    // A pipe would never end.
    if !about.is_file() {
        return Ok(Err(whole(&name, "is no ordinary file", "name a file that a text editor opens")));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST_BYTES {
        let what = format!("is longer than {} KiB", MOST_BYTES / 1024);
        return Ok(Err(whole(&name, &what, "a data file is a page of text: look whether it is the right one")));
    }
    Ok(String::from_utf8(bytes).map_err(|error| {
        let (at, bytes) = (error.utf8_error().valid_up_to(), error.as_bytes());
        let before = bytes.get(..at).and_then(|before| std::str::from_utf8(before).ok()).unwrap_or_default();
        let (line, column) = (sheet::line_at(before, at), sheet::column_at(before, at));
        Problem {
            line,
            column,
            ..whole(&name, "is not UTF-8", "save it again as UTF-8 in your editor: a letter on this line is in another encoding")
        }
    }))
}

/// A problem of a whole file.
fn whole(file: &str, what: &str, mend: &str) -> Problem {
    Problem { file: file.to_owned(), line: 1, column: 1, what: what.to_owned(), mend: mend.to_owned(), weight: Weight::LeftOut }
}

fn replace<T>(list: &mut Vec<T>, new: Option<T>, id: impl Fn(&T) -> &String) {
    let Some(new) = new else { return };
    match list.iter_mut().find(|old| id(old) == id(&new)) {
        Some(old) => *old = new,
        None => list.push(new),
    }
}

#[cfg(test)]
mod tests;
