//! Copies of evidence for the system's own viewers: in a private folder that is gone when the program is.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{Event, Failure};
use crate::domain::{Digest, Evidence};
use crate::error::{Error, Explanation, YourText};
use crate::journal::{Journal, JournalError, PrivateFolder};

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
    folder: Option<PrivateFolder>,
    viewer: Viewer,
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

    /// Deletes the copies of a content that is no longer in the journal. A viewer that shows one may go on showing it.
    pub(super) fn forget(&mut self, digest: &Digest) {
        if let Some(base) = &self.folder {
            let _ = fs::remove_dir_all(folder_of(base.path(), digest));
        }
    }

    fn copy(&mut self, journal: &Journal, one: &Evidence) -> Result<PathBuf, JournalError> {
        let base = match &self.folder {
            Some(folder) => folder.path(),
            None => {
                let made =
                    PrivateFolder::make().map_err(|error| JournalError::File { path: std::env::temp_dir(), reason: error.to_string() })?;
                self.folder.insert(made).path()
            }
        };
        // Each content in a folder of its own: two files may have one name.
        let folder = folder_of(base, &one.digest);
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

/// Where the copies of one content lie.
fn folder_of(base: &Path, digest: &Digest) -> PathBuf {
    let digest = digest.to_string();
    base.join(digest.get(..16).unwrap_or(&digest))
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

#[cfg(test)]
mod tests {
    use std::fs::File;

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
            assert!(path.starts_with(copies.folder.as_ref().expect("a folder").path()), "{}", path.display());
        }
        let folder = copies.folder.as_ref().expect("a folder").path().to_owned();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(fs::metadata(&folder).expect("a folder").permissions().mode() & 0o777, 0o700);
        }
        assert_eq!(fs::read_dir(&folder).expect("a folder").count(), 3, "two copies and the lock");
        let [first, second] = &journal.evidence().expect("evidence")[..] else { panic!("two files") };
        let [gone, kept] = [first, second].map(|one| copies.copy(&journal, one).expect("a copy"));
        copies.forget(&first.digest);
        assert_eq!([gone.exists(), kept.exists()], [false, true], "what is taken out of the journal is not left here");
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
