//! Copies of evidence for the system's own viewers: in a private folder that is gone when the program is.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::TempDir;

use super::{Event, Failure};
use crate::domain::Evidence;
use crate::error::{Error, Explanation, YourText};
use crate::journal::{Journal, JournalError};

/// What the names of the folders begin with.
const PREFIX: &str = "cpd-journal-shown-";

/// Held by the program that uses a folder: one that nobody holds was left behind by a crash.
const LOCK: &str = ".lock";

/// How long a viewer has to say that it cannot start.
const START: Duration = Duration::from_secs(2);

/// The longest name of a copy in bytes, without its ending.
const LONGEST_STEM: usize = 100;

/// Endings of files that systems run instead of showing them.
const PROGRAMS: &[&str] = &[
    "apk",
    "app",
    "appimage",
    "application",
    "bat",
    "cmd",
    "com",
    "command",
    "cpl",
    "desktop",
    "exe",
    "gadget",
    "hta",
    "inf",
    "jar",
    "js",
    "jse",
    "lnk",
    "msc",
    "msi",
    "msp",
    "pif",
    "ps1",
    "py",
    "reg",
    "scr",
    "sh",
    "terminal",
    "url",
    "vb",
    "vbe",
    "vbs",
    "webloc",
    "workflow",
    "ws",
    "wsf",
    "wsh",
];

/// Shows a file to the person in front of the screen.
type Viewer = fn(&Path) -> io::Result<()>;

fn system_viewer(path: &Path) -> io::Result<()> {
    open::that_detached_with_timeout(path, START)
}

/// The copies of this run of the program.
pub(super) struct Copies {
    folder: Option<Folder>,
    viewer: Viewer,
}

struct Folder {
    /// Let go of before the folder goes.
    _lock: File,
    folder: TempDir,
}

impl Copies {
    pub(super) fn new() -> Self {
        Self { folder: None, viewer: system_viewer }
    }

    /// Writes a copy and shows it.
    pub(super) fn show(&mut self, journal: &Journal, one: &Evidence) -> Event {
        if is_program(one) {
            return failed(
                format!("“{}” is a program, or could be run as one", one.name),
                Vec::new(),
                "save a copy, and open that if you trust it",
            );
        }
        let path = match self.copy(journal, one) {
            Ok(path) => path,
            Err(error) => return Event::Failed(Failure::new(Error::from(error).explain())),
        };
        match (self.viewer)(&path) {
            Ok(()) => Event::Done(format!("Opened {}", one.name)),
            Err(error) => failed(
                format!("no program on this computer would show “{}”", one.name),
                vec![error.to_string()],
                "save a copy, and open that by hand",
            ),
        }
    }

    fn copy(&mut self, journal: &Journal, one: &Evidence) -> Result<PathBuf, JournalError> {
        let base = match &self.folder {
            Some(folder) => folder.folder.path(),
            None => {
                let made = Folder::make().map_err(|error| JournalError::File { path: std::env::temp_dir(), reason: error.to_string() })?;
                self.folder.insert(made).folder.path()
            }
        };
        // Each content in a folder of its own: two files may have one name.
        let digest = one.digest.to_string();
        let folder = base.join(digest.get(..16).unwrap_or(&digest));
        let path = folder.join(safe_name(&one.name));
        let failed = |error: io::Error| JournalError::File { path: path.clone(), reason: error.to_string() };
        if path.exists() {
            return Ok(path);
        }
        fs::create_dir_all(&folder).map_err(failed)?;
        // What is only half a copy has another name.
        let mut draft = tempfile::NamedTempFile::new_in(&folder).map_err(failed)?;
        journal.copy_evidence(&one.digest, &mut draft).map_err(failed)?;
        let mut mode = draft.as_file().metadata().map_err(failed)?.permissions();
        mode.set_readonly(true);
        draft.as_file().set_permissions(mode).map_err(failed)?;
        draft.persist(&path).map_err(|error| failed(error.error))?;
        Ok(path)
    }
}

fn failed(title: String, details: Vec<String>, hint: &str) -> Event {
    Event::Failed(Failure::new(Explanation { title, details, hint: hint.to_owned(), your_text: YourText::Safe, exit: 1, code: "viewer" }))
}

fn is_program(one: &Evidence) -> bool {
    let ending = one.name.rsplit_once('.').map(|(_, ending)| ending.trim_end_matches(['.', ' ']).to_ascii_lowercase()).unwrap_or_default();
    let by_content = ["executable", "x-msdownload", "x-mach-binary", "x-shellscript", "x-elf", "android.package"];
    PROGRAMS.contains(&ending.as_str()) || by_content.iter().any(|kind| one.media_type.contains(kind))
}

/// A name that every system can hold, with the same ending.
fn safe_name(name: &str) -> String {
    let kept: String = name.chars().map(|c| if c.is_control() || "/\\:*?\"<>|".contains(c) { '-' } else { c }).collect();
    let kept = kept.trim_matches(['.', ' ', '-']);
    let (stem, ending) = match kept.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && ending.len() <= 10 => (stem, format!(".{ending}")),
        _ => (kept, String::new()),
    };
    let stem = stem.get(..stem.floor_char_boundary(LONGEST_STEM)).unwrap_or_default();
    if stem.is_empty() { format!("file{ending}") } else { format!("{stem}{ending}") }
}

impl Folder {
    fn make() -> io::Result<Self> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX);
        #[cfg(unix)]
        builder.permissions(<fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o700));
        let folder = builder.tempdir()?;
        let lock = File::create_new(folder.path().join(LOCK))?;
        lock.try_lock()?;
        Ok(Self { _lock: lock, folder })
    }
}

/// Takes away what an earlier run left behind when it was killed.
pub(super) fn clear_left_behind() {
    clear_in(&std::env::temp_dir());
}

fn clear_in(temporary: &Path) {
    let Ok(items) = fs::read_dir(temporary) else { return };
    for item in items.flatten().filter(|item| item.file_name().to_string_lossy().starts_with(PREFIX)) {
        let (folder, lock) = (item.path(), item.path().join(LOCK));
        let is_ours = fs::symlink_metadata(&folder).is_ok_and(|about| about.is_dir() && is_mine(&about))
            && fs::symlink_metadata(&lock).is_ok_and(|about| about.is_file());
        if is_ours && File::open(&lock).is_ok_and(|lock| lock.try_lock().is_ok()) {
            let _ = fs::remove_dir_all(&folder);
        }
    }
}

/// Whether a folder belongs to whoever runs this: others may put anything into the temporary folder.
#[cfg(unix)]
fn is_mine(about: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    tempfile::tempfile().and_then(|own| own.metadata()).is_ok_and(|own| own.uid() == about.uid())
}

/// Each person has a temporary folder of their own.
#[cfg(not(unix))]
fn is_mine(_about: &fs::Metadata) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{EntryDraft, EntryState};
    use crate::journal::{Clock, NewFile, Together};

    fn shows(path: &Path) -> io::Result<()> {
        File::open(path).map(|_| ())
    }

    fn nobody_shows(_: &Path) -> io::Result<()> {
        Err(io::Error::new(io::ErrorKind::NotFound, "xdg-open: not found"))
    }

    fn journal(files: &[(&str, &[u8])]) -> Journal {
        let day = "2026-03-02".parse().expect("a day");
        let mut journal = Journal::in_memory(Clock::Fixed(day)).expect("a journal");
        let files = files.iter().map(|(name, bytes)| NewFile::in_memory(*name, *bytes)).collect();
        let draft = EntryDraft { title: "A chat".to_owned(), ..EntryDraft::on(day) };
        journal.log(draft, EntryState::Draft, &Together { files, ..Together::default() }).expect("an entry");
        journal
    }

    #[test]
    fn a_copy_is_private_and_gone_afterwards() {
        let journal = journal(&[("../notes: draft?.txt", b"What I heard"), ("notes.txt", b"Else")]);
        let mut copies = Copies { viewer: shows, ..Copies::new() };
        for one in journal.evidence().expect("evidence") {
            for _ in 0..2 {
                let event = copies.show(&journal, &one);
                assert!(matches!(&event, Event::Done(said) if *said == format!("Opened {}", one.name)), "{event:?}");
            }
            let path = copies.copy(&journal, &one).expect("a copy");
            let mut content = Vec::new();
            journal.copy_evidence(&one.digest, &mut content).expect("the content");
            assert_eq!(fs::read(&path).expect("a copy"), content);
            assert!(fs::metadata(&path).expect("a copy").permissions().readonly());
            assert!(path.starts_with(copies.folder.as_ref().expect("a folder").folder.path()), "{}", path.display());
        }
        let folder = copies.folder.as_ref().expect("a folder").folder.path().to_owned();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(fs::metadata(&folder).expect("a folder").permissions().mode() & 0o777, 0o700);
        }
        assert_eq!(fs::read_dir(&folder).expect("a folder").count(), 3, "two copies and the lock");
        drop(copies);
        assert!(!folder.exists());
    }

    #[test]
    fn where_nothing_shows_it_a_sentence_says_so() {
        let journal =
            journal(&[("a.pdf", b"%PDF-1.4"), ("run.SH", b"echo hello"), ("x.pdf", &[&b"\x7fELF\x02\x01\x01"[..], &[0; 80]].concat())]);
        let mut copies = Copies { viewer: nobody_shows, ..Copies::new() };
        for (one, word) in journal.evidence().expect("evidence").iter().zip(["no program", "is a program", "is a program"]) {
            let Event::Failed(failure) = copies.show(&journal, one) else { panic!("{} was shown", one.name) };
            assert!(failure.why.title.contains(word) && !failure.why.hint.is_empty(), "{failure:?}");
        }
    }

    #[test]
    fn only_what_nobody_uses_is_cleared() {
        let temporary = tempfile::tempdir().expect("a folder");
        let make = |name: &str| {
            let folder = temporary.path().join(format!("{PREFIX}{name}"));
            fs::create_dir_all(folder.join("a")).expect("a folder");
            fs::write(folder.join("a/copy.txt"), "Secret").expect("a copy");
            folder
        };
        let (left, used, strange) = (make("left"), make("used"), make("strange"));
        File::create(left.join(LOCK)).expect("a lock");
        let lock = File::create(used.join(LOCK)).expect("a lock");
        lock.try_lock().expect("locked");
        clear_in(temporary.path());
        assert_eq!([left.exists(), used.exists(), strange.exists()], [false, true, true]);
    }

    #[test]
    fn names_that_every_system_can_hold() {
        for (name, want) in [
            ("Certificate (1).PDF", "Certificate (1).PDF"),
            ("../../etc/passwd", "etc-passwd"),
            ("a:b|c?.png", "a-b-c-.png"),
            (".hidden", "hidden"),
            ("...", "file"),
            ("", "file"),
        ] {
            assert_eq!(safe_name(name), want, "{name:?}");
        }
        let long = safe_name(&format!("{}.jpeg", "ß".repeat(400)));
        assert!(long.len() <= LONGEST_STEM + 5 && long.ends_with("ß.jpeg"), "{long}");
    }
}
