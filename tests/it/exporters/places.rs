//! Where exports go: what was there stays whole, and nothing half-written is left behind.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use cpd_journal::domain::Digest;
use cpd_journal::dossier::Dossier;
use cpd_journal::exporters::{self, Cancelled, ExportError, Exporter, Job, Phase, Replace, Written};

use super::{export, names, reports, tree, try_export};

#[test]
fn what_is_there_is_not_replaced_unasked() {
    let folder = tempfile::tempdir().expect("a folder");
    let report = reports::believable(1);
    let old = b"the old file";
    for (format, name) in [("pdf", "record.pdf"), ("markdown", "record.md"), ("markdown", "folder")] {
        let target = folder.path().join(name);
        fs::write(&target, old).expect("written");
        assert!(matches!(try_export(&report, format, &target, Replace::Refuse), Err(ExportError::Exists(path)) if path == target));
        assert_eq!(fs::read(&target).expect("still there"), old);
    }
    let target = folder.path().join("folder");
    assert!(matches!(try_export(&report, "markdown", &target, Replace::Allow), Err(ExportError::NotAFolder(_))));
    for name in ["record.pdf", "record.md"] {
        let format = if name == "record.pdf" { "pdf" } else { "markdown" };
        try_export(&report, format, &folder.path().join(name), Replace::Allow).expect("replaced");
        assert_ne!(fs::read(folder.path().join(name)).expect("there"), old);
    }
    assert_eq!(names(folder.path()), ["folder", "record.md", "record.pdf"]);
}

#[test]
fn a_folder_is_replaced_only_when_it_is_ours() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("Notes");
    let report = reports::believable(2);
    fs::create_dir(&target).expect("an empty folder is no obstacle");
    export(&report, "markdown", &target);
    assert!(matches!(try_export(&report, "markdown", &target, Replace::Refuse), Err(ExportError::Exists(_))));
    let smaller = reports::believable(1);
    try_export(&smaller, "markdown", &target, Replace::Allow).expect("ours");
    let ours = tree(&target);
    assert_eq!(ours.keys().filter(|path| path.starts_with("20")).count(), 1);
    fs::write(target.join("2024").join("my own.md"), "mine").expect("written");
    let refused = try_export(&report, "markdown", &target, Replace::Allow);
    assert!(matches!(&refused, Err(ExportError::Strangers { stranger, .. }) if stranger == "2024/my own.md"), "{refused:?}");
    let theirs = folder.path().join("Photos");
    fs::create_dir(&theirs).and_then(|()| fs::write(theirs.join("index.md"), "# mine")).expect("written");
    assert!(matches!(try_export(&report, "markdown", &theirs, Replace::Allow), Err(ExportError::NotOurs(_))));
    assert!(matches!(try_export(&report, "pdf", &theirs, Replace::Allow), Err(ExportError::IsAFolder(_))));
    assert_eq!(names(folder.path()), ["Notes", "Photos"]);
    assert_eq!(tree(&target).len(), ours.len() + 1);
}

#[test]
fn places_that_cannot_be_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let report = reports::empty();
    for format in ["pdf", "markdown"] {
        let missing = folder.path().join("missing").join("x");
        assert!(
            matches!(try_export(&report, format, &missing, Replace::Allow), Err(ExportError::NoFolder(path)) if path.ends_with("missing"))
        );
        fs::write(folder.path().join("file"), "").expect("written");
        assert!(matches!(
            try_export(&report, format, &folder.path().join("file").join("x"), Replace::Allow),
            Err(ExportError::NotAFolder(_))
        ));
        assert!(matches!(
            try_export(&report, format, Path::new("/"), Replace::Allow),
            Err(ExportError::NoName(_) | ExportError::IsAFolder(_))
        ));
        assert!(!folder.path().join("missing").exists());
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert!(matches!(try_export(&report, "pdf", Path::new("/dev/null"), Replace::Allow), Err(ExportError::Special(_))));
        let locked = folder.path().join("locked");
        fs::create_dir(&locked).expect("made");
        fs::write(locked.join("record.pdf"), "old").expect("written");
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o555)).expect("locked");
        // Nothing is locked to the superuser, who then simply gets the file.
        match try_export(&report, "pdf", &locked.join("record.pdf"), Replace::Allow) {
            Ok(_) => assert_ne!(fs::read(locked.join("record.pdf")).expect("there"), b"old"),
            Err(error) => {
                assert!(matches!(error, ExportError::NoPermission(_)), "{error:?}");
                assert_eq!(fs::read(locked.join("record.pdf")).expect("there"), b"old");
            }
        }
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o755)).expect("unlocked");
        assert_eq!(names(&locked), ["record.pdf"]);
    }
}

#[test]
fn a_failure_half_way_leaves_everything_as_it_was() {
    type Answer = fn(&Digest, &mut dyn Write) -> io::Result<()>;
    let folder = tempfile::tempdir().expect("a folder");
    let report = reports::believable(4);
    let targets: Vec<(&str, PathBuf)> =
        [("pdf", "record.pdf"), ("markdown", "Notes")].map(|(format, name)| (format, folder.path().join(name))).to_vec();
    for (format, target) in &targets {
        export(&reports::believable(1), format, target);
    }
    let before = tree(folder.path());
    let answers: [(&str, Answer); 3] = [
        ("could not be read", |_, to| {
            to.write_all(b"half of it")?;
            Err(io::ErrorKind::UnexpectedEof.into())
        }),
        ("damaged", |_, to| to.write_all(b"something else")),
        ("could not be read", |_, _| Err(io::Error::from(io::ErrorKind::NotFound))),
    ];
    for (format, target) in &targets {
        let exporter = exporters::find(format).expect("a format");
        for (words, answer) in answers {
            let error = exporters::run(exporter, (&report, &Dossier::default()), &mut { answer }, target, Replace::Allow, &|_| Ok(()))
                .expect_err("no evidence");
            assert!(error.to_string().contains(words) && error.to_string().contains("Certificate of attendance.pdf"), "{error}");
        }
        for last in 0..3 {
            let asked = AtomicUsize::new(0);
            let progress = |_: Phase| if asked.fetch_add(1, Ordering::Relaxed) >= last { Err(Cancelled) } else { Ok(()) };
            let stopped = exporters::run(
                exporter,
                (&report, &Dossier::default()),
                &mut |digest, to| reports::content(digest, to),
                target,
                Replace::Allow,
                &progress,
            );
            assert!(matches!(stopped, Err(ExportError::Cancelled)), "{stopped:?}");
        }
        let layout = |phase: Phase| if matches!(phase, Phase::LayingOut | Phase::Writing) { Err(Cancelled) } else { Ok(()) };
        let stopped = exporters::run(
            exporter,
            (&report, &Dossier::default()),
            &mut |digest, to| reports::content(digest, to),
            target,
            Replace::Allow,
            &layout,
        );
        assert!(matches!(stopped, Err(ExportError::Cancelled)), "{stopped:?}");
    }
    assert!(tree(folder.path()) == before, "{:?}", tree(folder.path()).keys());
    assert_eq!(names(folder.path()), ["Notes", "record.pdf"]);
}

/// A disk with room for so many bytes.
struct Disk(usize);

impl Write for Disk {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let fits = buffer.len().min(self.0);
        self.0 -= fits;
        if fits == 0 { Err(io::ErrorKind::StorageFull.into()) } else { Ok(fits) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A format that fills the disk half way through its first piece of evidence.
struct Endless;

impl Exporter for Endless {
    fn id(&self) -> &'static str {
        "endless"
    }

    fn label(&self) -> &'static str {
        "Endless"
    }

    fn purpose(&self) -> &'static str {
        "A disk that is full"
    }

    fn extension(&self) -> &'static str {
        "pdf"
    }

    fn write(&self, job: &mut Job<'_>, out: &Path) -> Result<Written, ExportError> {
        fs::write(out, "half of it").expect("written");
        let piece = job.report.evidence.first().cloned().expect("evidence");
        job.copy_evidence(&piece, &mut Disk(8), out)?;
        Ok(Written::default())
    }
}

#[test]
fn a_full_disk_is_called_one_and_costs_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("record.pdf");
    fs::write(&target, "old").expect("written");
    let report = reports::believable(1);
    let error = exporters::run(
        &Endless,
        (&report, &Dossier::default()),
        &mut |digest, to| reports::content(digest, to),
        &target,
        Replace::Allow,
        &|_| Ok(()),
    )
    .expect_err("full");
    assert_eq!(error.to_string(), format!("the disk is full; nothing was exported: {}", target.display()));
    assert_eq!((fs::read_to_string(&target).expect("there"), names(folder.path()).len()), ("old".to_owned(), 1));
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_not_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let (real, link) = (folder.path().join("real.md"), folder.path().join("link.md"));
    fs::write(&real, "old").expect("written");
    std::os::unix::fs::symlink(&real, &link).expect("linked");
    assert!(matches!(try_export(&reports::empty(), "markdown", &link, Replace::Refuse), Err(ExportError::Exists(_))));
    try_export(&reports::empty(), "markdown", &link, Replace::Allow).expect("replaced");
    assert!(link.is_symlink() && fs::read_to_string(&real).expect("there").starts_with("---\n"));
}

#[test]
fn a_folder_of_tables_is_replaced_by_the_next_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("Tables");
    export(&reports::believable(2), "csv", &target);
    try_export(&reports::believable(1), "csv", &target, Replace::Allow).expect("ours");
    fs::write(target.join("mine.csv"), "mine").expect("written");
    let refused = try_export(&reports::believable(1), "csv", &target, Replace::Allow);
    assert!(matches!(&refused, Err(ExportError::Strangers { stranger, .. }) if stranger == "mine.csv"), "{refused:?}");
}

#[test]
fn files_that_are_only_listed_do_not_leave() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("Notes");
    let mut report = reports::believable(3);
    assert!(!report.evidence.is_empty());
    report.parts.evidence = cpd_journal::domain::portfolio::EvidenceAs::Index;
    export(&report, "markdown", &target);
    let files = tree(&target);
    assert!(files.keys().all(|path| !path.starts_with("evidence")), "{:?}", files.keys());
    for (path, bytes) in &files {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("evidence/"), "{path}");
    }
    let digest = report.evidence[0].digest.to_string();
    assert!(String::from_utf8_lossy(&files["index.md"]).contains(&digest));
}
