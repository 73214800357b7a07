//! What the program knows as data: kinds of activity, models of reflection and communities. Bundled under `assets/`; the user's own files
//! of the same shape, in the data folder, win by id. A file that cannot be read is told and left out; it never stops the program.

mod community;
mod schema;
mod sheet;

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

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
    /// Files that could not be read.
    pub problems: Vec<Problem>,
}

/// What is wrong with a data file, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {what}")]
pub struct Problem {
    pub file: String,
    /// 1 is the first.
    pub line: usize,
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
}

impl Part {
    /// Kinds first: communities name them.
    const ALL: [Self; 3] = [Self::Kinds, Self::Templates, Self::Communities];

    /// The folder of such files, under `assets/` and in the user's data folder.
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Kinds => "kinds",
            Self::Templates => "templates",
            Self::Communities => "communities",
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
        Self { kinds: self.kinds.clone(), ..Self::default() }.add(part, file, text)
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

    /// What comes with the program.
    pub fn bundled() -> Self {
        let mut catalogue = Self::default();
        for part in Part::ALL {
            for path in embedded::list(part.folder()) {
                match embedded::text(&path) {
                    Some(text) => catalogue.take(part, &path, &text),
                    None => catalogue.problems.push(whole(&path, "is not UTF-8", "save it as UTF-8")),
                }
            }
        }
        catalogue.sort();
        catalogue
    }

    /// The bundled data and the user's own, from the folders `kinds`, `templates` and `communities` in `folder`.
    pub fn with_own(folder: &Path) -> Self {
        let mut catalogue = Self::bundled();
        for part in Part::ALL {
            let Ok(files) = std::fs::read_dir(folder.join(part.folder())) else { continue };
            let mut paths: Vec<_> = files.filter_map(|file| file.ok().map(|file| file.path())).collect();
            paths.sort();
            for path in paths.into_iter().filter(|path| path.extension().is_some_and(|end| end.eq_ignore_ascii_case("toml"))) {
                let name = path.display().to_string();
                match read(&path) {
                    Ok(Ok(text)) => catalogue.take(part, &name, &text),
                    Ok(Err(problem)) => catalogue.problems.push(problem),
                    Err(error) => catalogue.problems.push(whole(&name, &error.to_string(), "look whether you may read it")),
                }
            }
        }
        catalogue.sort();
        catalogue
    }

    /// Reads one file; of what is wrong, the first is kept.
    fn take(&mut self, part: Part, file: &str, text: &str) {
        let mut problems = self.add(part, file, text);
        problems.retain(|problem| problem.weight == Weight::LeftOut);
        let more = problems.len().saturating_sub(1);
        if let Some(mut first) = problems.into_iter().next() {
            if more > 0 {
                first.what.push_str(&format!(" (and {more} more)"));
            }
            self.problems.push(first);
        }
    }

    /// Reads one file, and says everything that is wrong.
    fn add(&mut self, part: Part, file: &str, text: &str) -> Vec<Problem> {
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
        }
    }

    fn sort(&mut self) {
        self.kinds.sort_by(|a, b| (a.order, &a.id).cmp(&(b.order, &b.id)));
        self.templates.sort_by(|a, b| (a.order, &a.id).cmp(&(b.order, &b.id)));
        self.communities.sort_by_cached_key(|community| (folded(&community.draft.name), community.id.clone()));
    }

    /// The kind with this id.
    pub fn kind(&self, id: &str) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.id == id)
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
        let line = bytes.iter().take(at).filter(|byte| **byte == b'\n').count() + 1;
        Problem {
            line,
            ..whole(&name, "is not UTF-8", "save it again as UTF-8 in your editor: a letter on this line is in another encoding")
        }
    }))
}

/// A problem of a whole file.
fn whole(file: &str, what: &str, mend: &str) -> Problem {
    Problem { file: file.to_owned(), line: 1, what: what.to_owned(), mend: mend.to_owned(), weight: Weight::LeftOut }
}

fn replace<T>(list: &mut Vec<T>, new: Option<T>, id: impl Fn(&T) -> &String) {
    let Some(new) = new else { return };
    match list.iter_mut().find(|old| id(old) == id(&new)) {
        Some(old) => *old = new,
        None => list.push(new),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_bundled_files_are_read() {
        let catalogue = Catalogue::bundled();
        assert_eq!(catalogue.problems, []);
        assert_eq!(catalogue.kinds.len(), 14);
        assert!(catalogue.templates.len() >= 5);
        let mut keys: Vec<char> = catalogue.kinds.iter().filter_map(|kind| kind.key).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), catalogue.kinds.len(), "every kind has a key of its own");
        for (word, id) in [
            ("Tweetchat", "tweetchat"),
            ("journal club", "book-club"),
            ("live_webinar", "live-webinar"),
            ("BLOG", "article"),
            ("Facebook group", "online-community"),
        ] {
            assert_eq!(catalogue.kind_called(word).map(|kind| kind.id.as_str()), Some(id), "{word}");
        }
    }

    #[test]
    fn own_files_win_and_bad_ones_are_told() {
        let folder = tempfile::tempdir().expect("folder");
        std::fs::create_dir(folder.path().join("kinds")).expect("folder");
        let kind = |id: &str, label: &str| format!("format = 1\nid = \"{id}\"\nlabel = \"{label}\"\norder = 5\n");
        std::fs::write(folder.path().join("kinds/a.toml"), kind("ward-round", "Ward round")).expect("file");
        std::fs::write(folder.path().join("kinds/b.toml"), kind("poll", "My poll")).expect("file");
        std::fs::write(folder.path().join("kinds/c.toml"), "format = 1\nid = \"x\"\nlabel = 7\n").expect("file");
        let catalogue = Catalogue::with_own(folder.path());
        assert_eq!(catalogue.kind_label("ward-round"), "Ward round");
        assert_eq!(catalogue.kind_label("poll"), "My poll");
        assert_eq!(catalogue.kinds.len(), 15);
        let [problem] = catalogue.problems.as_slice() else { panic!("{:?}", catalogue.problems) };
        assert_eq!(problem.line, 3, "{problem}");
    }

    #[test]
    fn own_communities_win_and_may_name_own_kinds() {
        let folder = tempfile::tempdir().expect("folder");
        for (part, file, text) in [
            ("kinds", "a.toml", "format = 1\nid = \"huddle\"\nlabel = \"Huddle\"\norder = 5\n"),
            ("communities", "a.toml", "format = 1\nid = \"otalk\"\nname = \"My OTalk\"\nplatforms = []\nkind = \"huddle\"\n"),
            ("communities", "b.toml", "format = 1\nid = \"ours\"\nname = \"Åre chat\"\nplatforms = [\"Teams\"]\n"),
            ("communities", "c.toml", "format = 1\nid = \"bad\"\nname = \"Bad\"\nplatforms = []\nday = \"Moonday\"\n"),
        ] {
            std::fs::create_dir_all(folder.path().join(part)).expect("folder");
            std::fs::write(folder.path().join(part).join(file), text).expect("file");
        }
        let (bundled, catalogue) = (Catalogue::bundled(), Catalogue::with_own(folder.path()));
        assert_eq!(catalogue.communities.len(), bundled.communities.len() + 1);
        assert_eq!(catalogue.community("otalk").map(|one| one.draft.name.as_str()), Some("My OTalk"));
        assert!(bundled.community("otalk").is_some_and(|one| one.is_for("Lead occupational therapist") && !one.is_for("dentist")));
        let [problem] = catalogue.problems.as_slice() else { panic!("{:?}", catalogue.problems) };
        assert_eq!(problem.line, 5, "{problem}");
        let huddle = "format = 1\nid = \"x\"\nname = \"X\"\nplatforms = []\nkind = \"huddle\"\n";
        assert_ne!(Catalogue::check(Part::Communities, "x.toml", huddle), []);
        assert_eq!(catalogue.check_beside(Part::Communities, "x.toml", huddle), []);
    }
}
