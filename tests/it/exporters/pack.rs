//! Packs: everything is in them, `sha256sum` would agree, parts keep to their size, and nothing in an archive leads anywhere else.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::path::Path;

use cpd_journal::domain::{Digest, Report};
use cpd_journal::importers::{self, Content, ImportError, Taken};
use sha2::{Digest as _, Sha256};
use zip::write::{SimpleFileOptions, ZipWriter};

use super::docx::{export, members};
use super::json::filled;
use super::reports;

fn read(path: &Path) -> Result<Taken, ImportError> {
    importers::find("pack").expect("an importer").read(path)
}

/// As `sha256sum -c` does it.
fn verified(members: &BTreeMap<String, Vec<u8>>) {
    let list = String::from_utf8(members["SHA256SUMS"].clone()).expect("UTF-8");
    let mut named = BTreeSet::new();
    for line in list.lines() {
        let (digest, path) = line.split_once("  ").expect("a line");
        assert_eq!(digest, Digest(Sha256::digest(&members[path]).into()).to_string(), "{path}");
        named.insert(path.to_owned());
    }
    assert!(members.keys().all(|name| name == "SHA256SUMS" || named.contains(name)));
}

fn all_there(taken: &Taken, report: &Report) {
    assert_eq!(taken.warnings, []);
    assert_eq!(taken.contents.len(), report.evidence.len());
    for piece in &report.evidence {
        let mut want = Vec::new();
        reports::content(&piece.digest, &mut want).expect("its content");
        let found = match &taken.contents[&piece.digest.to_string()] {
            Content::Bytes(bytes) => bytes.clone(),
            Content::File(path) => fs::read(path).expect("a file"),
        };
        assert_eq!(found, want);
    }
}

#[test]
fn a_pack_has_everything_and_comes_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let report = reports::believable(12);
    let dossier = filled(&report, "<b>x</b> \u{202E}");
    let path = folder.path().join("pack.zip");
    let first = export(&report, &dossier, "pack", &path);
    assert_eq!(first.sha256, export(&report, &dossier, "pack", &folder.path().join("again.zip")).sha256);
    assert_eq!(super::names(folder.path()), ["again.zip", "pack.zip"]);
    let members = members(&fs::read(&path).expect("the file"));
    verified(&members);
    for name in ["README.txt", "index.html", "record.json", "portfolio.pdf", "SHA256SUMS"] {
        assert!(members.contains_key(name), "{name}");
    }
    let page = String::from_utf8(members["index.html"].clone()).expect("UTF-8");
    super::turns_nothing(&page, "the page");
    assert!(page.contains("default-src 'none'") && !page.contains("<script") && !page.contains("http://"));
    for name in members.keys().filter(|name| name.starts_with("evidence/")) {
        assert!(page.contains(&format!("href=\"{name}\"")), "{name}");
    }
    assert_eq!(importers::detect(&path).expect("an importer").id(), "pack");
    let taken = read(&path).expect("a pack");
    all_there(&taken, &report);
    let mut same = taken.dossier;
    same.evidence.iter_mut().for_each(|piece| piece.file = None);
    assert_eq!(same, dossier);
    // Unpacked it is read as well.
    let unpacked = folder.path().join("unpacked");
    for (name, content) in &members {
        let path = unpacked.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, content).expect("written");
    }
    assert_eq!(importers::detect(&unpacked).expect("an importer").id(), "pack");
    all_there(&read(&unpacked).expect("a pack"), &report);
    // What was changed is told.
    fs::write(unpacked.join("record.json"), [&members["record.json"][..], b"\n"].concat()).expect("written");
    assert!(read(&unpacked).expect("a pack").warnings[0].what.contains("changed"));
}

#[test]
fn parts_keep_to_their_size_and_any_of_them_stands_for_all() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut report = reports::believable(900);
    report.split_at = Some(48_000);
    let dossier = filled(&report, "x");
    let target = folder.path().join("pack");
    let done = export(&report, &dossier, "pack", &target);
    let parts: Vec<String> = super::names(&target).into_iter().filter(|name| name.starts_with("part-")).collect();
    assert!(parts.len() > 1, "{parts:?}");
    // The document, and the record of so many entries, are larger than a part by themselves.
    let mut over = 0;
    let mut seen = BTreeSet::new();
    for name in &parts {
        let bytes = fs::read(target.join(name)).expect("a part");
        over += usize::from(bytes.len() > 48_000);
        let members = members(&bytes);
        verified(&members);
        let manifest = String::from_utf8(members["PARTS.txt"].clone()).expect("UTF-8");
        assert!(parts.iter().all(|other| manifest.contains(other)), "{manifest}");
        for member in members.keys().filter(|name| !["PARTS.txt", "SHA256SUMS"].contains(&name.as_str())) {
            assert!(seen.insert(member.clone()), "{member} is there twice");
        }
    }
    assert!(over <= done.warnings.len(), "{over} of {parts:?}: {:?}", done.warnings);
    assert!(members(&fs::read(target.join("part-1.zip")).expect("a part")).contains_key("record.json"));
    for place in [target.clone(), target.join("part-2.zip"), target.join("part-1.zip")] {
        assert_eq!(importers::detect(&place).expect("an importer").id(), "pack");
        all_there(&read(&place).expect("a pack"), &report);
    }
    let last = target.join(parts.iter().max_by_key(|name| name.len() * 1_000 + usize::from(**name != "part-1.zip")).expect("a part"));
    fs::remove_file(&last).expect("removed");
    let taken = read(&target).expect("the rest");
    assert!(taken.warnings[0].what.contains("Not all parts"), "{:?}", taken.warnings.first());
    let _ = fs::remove_file(target.join("part-1.zip"));
    assert!(matches!(read(&target), Err(ImportError::NoRecord { .. })));
}

#[test]
fn archives_made_to_harm_are_not_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let report = reports::believable(1);
    let mut dossier = filled(&report, "x");
    dossier.evidence.iter_mut().for_each(|piece| piece.file = Some("evidence/a".to_owned()));
    let path = folder.path().join("x.zip");
    let write = |names: &[(&str, &[u8])], link: Option<&str>| {
        let mut zip = ZipWriter::new(fs::File::create(&path).expect("a file"));
        for (name, content) in names {
            zip.start_file(*name, SimpleFileOptions::default()).expect("begun");
            zip.write_all(content).expect("written");
        }
        if let Some(target) = link {
            zip.add_symlink("evidence/a", target, SimpleFileOptions::default()).expect("a link");
        }
        zip.finish().expect("finished");
    };
    let json = dossier.to_json();
    let record = ("record.json", json.as_bytes());
    for name in ["../evil", "/etc/x", "a\\b", "C:/x", "a/../b"] {
        write(&[record, (name, b"x")], None);
        let error = read(&path).expect_err(name).to_string();
        assert!(error.contains("leads out"), "{name}: {error}");
    }
    write(&[record], Some("/etc/passwd"));
    assert!(read(&path).expect_err("a link").to_string().contains("link"));
    write(&[record, ("A", b"x"), ("a", b"y")], None);
    assert!(read(&path).expect_err("twice").to_string().contains("two of its files"));
    write(&[("other", b"x")], None);
    assert!(matches!(read(&path), Err(ImportError::NoRecord { .. })));
    // Much more in it than the record says: it is not unpacked, and the rest is read.
    write(&[record, ("evidence/a", &vec![0; 50_000_000])], None);
    let taken = read(&path).expect("the rest");
    assert!(taken.contents.is_empty() && taken.warnings[0].what.contains("larger"), "{:?}", taken.warnings);
    write(&[record, ("evidence/a", b"other")], None);
    assert!(read(&path).expect("the rest").warnings[0].what.contains("SHA-256"));
    // The record leads out of the pack.
    for name in ["../../etc/passwd", "/etc/passwd"] {
        let mut dossier = dossier.clone();
        dossier.evidence[0].file = Some(name.to_owned());
        write(&[("record.json", dossier.to_json().as_bytes())], None);
        assert!(read(&path).expect("the rest").warnings[0].what.contains("leads out"));
    }
    // Cut off, and with every byte changed now and then, it is an error or a warning.
    write(&[record, ("evidence/a", b"x")], None);
    let whole = fs::read(&path).expect("the file");
    for at in (0..whole.len()).step_by(whole.len() / 60 + 1) {
        fs::write(&path, &whole[..at]).expect("written");
        assert!(read(&path).is_err());
        let mut changed = whole.clone();
        changed[at] ^= 0x55;
        fs::write(&path, &changed).expect("written");
        let _ = read(&path);
    }
}
