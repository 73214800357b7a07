//! The PDF as a backup: what goes in comes out again, whole and from volumes; the same report is the same bytes; nothing that a stranger
//! made of a PDF gets further than an error.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use cpd_journal::domain::Report;
use cpd_journal::domain::portfolio::EvidenceAs;
use cpd_journal::dossier::{self, Dossier};
use cpd_journal::exporters::{self, Cancelled, ExportError, Exported, Phase, Replace};
use cpd_journal::importers::{self, Content, ImportError};
use sha2::{Digest as _, Sha256};

use super::reports;

/// The record of a report, as far as it matters here.
fn record(report: &Report) -> Dossier {
    let uid_of = |at: &usize| report.evidence[*at].uid.to_string();
    let entry = |entry: &cpd_journal::domain::report::ReportEntry| dossier::Entry {
        uid: entry.uid.to_string(),
        title: entry.title.clone(),
        kind: entry.kind_id.clone(),
        date: entry.date.to_string(),
        learnt: entry.learnt.clone(),
        evidence: entry.evidence.iter().map(uid_of).collect(),
        ..dossier::Entry::default()
    };
    let piece = |piece: &cpd_journal::domain::report::ReportEvidence| dossier::Evidence {
        uid: piece.uid.to_string(),
        sha256: piece.digest.to_string(),
        name: piece.name.clone(),
        media_type: piece.media_type.clone(),
        bytes: piece.bytes,
        ..dossier::Evidence::default()
    };
    Dossier {
        format: dossier::FORMAT.to_owned(),
        version: dossier::VERSION,
        id: report.id.to_string(),
        title: report.title.clone(),
        entries: report.entries.iter().map(entry).collect(),
        evidence: report.evidence.iter().map(piece).collect(),
        ..Dossier::default()
    }
}

fn export(report: &Report, to: &Path) -> Exported {
    let exporter = exporters::find("pdf").expect("PDF");
    exporters::run(exporter, (report, &record(report)), &mut reports::content, to, Replace::Allow, &|_| Ok(())).expect("a PDF")
}

/// What comes out, without the places of files, and the digests of the contents that came with it.
fn read(path: &Path) -> (Dossier, BTreeSet<String>, Vec<importers::Warning>) {
    let mut taken = importers::detect(path).expect("a known format").read(path).expect("a record");
    for (sha256, content) in &taken.contents {
        let Content::Bytes(bytes) = content else { panic!("a file beside a PDF") };
        let digest = cpd_journal::domain::Digest(Sha256::digest(bytes).into()).to_string();
        assert_eq!(digest, *sha256);
    }
    taken.dossier.evidence.iter_mut().for_each(|piece| piece.file = None);
    (taken.dossier, taken.contents.into_keys().collect(), taken.warnings)
}

fn digests(report: &Report) -> BTreeSet<String> {
    report.evidence.iter().map(|piece| piece.digest.to_string()).collect()
}

#[test]
fn a_pdf_is_read_back_without_loss() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("record.pdf");
    let mut report = reports::believable(12);
    for (evidence, expected) in [(EvidenceAs::Attachment, digests(&report)), (EvidenceAs::Index, BTreeSet::new())] {
        report.parts.evidence = evidence;
        export(&report, &path);
        let (dossier, contents, warnings) = read(&path);
        assert_eq!(dossier, record(&report), "{evidence:?}");
        assert_eq!(contents, expected, "{evidence:?}");
        assert_eq!(warnings, [], "{evidence:?}");
    }
}

#[test]
fn volumes_are_read_back_without_loss() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("volumes");
    let mut report = reports::believable(24);
    report.volumes = true;
    report.parts.evidence = EvidenceAs::Attachment;
    let years: BTreeSet<String> = report.entries.iter().map(|entry| entry.date.to_string()[..4].to_owned()).collect();
    let phases = std::sync::Mutex::new(Vec::new());
    let said = |phase: Phase| {
        phases.lock().expect("phases").push(phase.said());
        Ok(())
    };
    let exporter = exporters::find("pdf").expect("PDF");
    exporters::run(exporter, (&report, &record(&report)), &mut reports::content, &path, Replace::Refuse, &said).expect("volumes");
    let phases = phases.into_inner().expect("phases");
    for number in 1..=years.len() + 1 {
        let phase = format!("Laying out pages: volume {number} of {}", years.len() + 1);
        assert!(phases.contains(&phase), "{phase} in {phases:?}");
    }
    let (dossier, contents, warnings) = read(&path);
    assert_eq!((dossier, contents), (record(&report), digests(&report)));
    assert_eq!(warnings, []);
    // The overview by itself leads to the volumes beside it; each volume has what is its own.
    assert_eq!(read(&path.join("overview.pdf")).1, digests(&report));
    let mut entries = 0;
    for year in &years {
        let (dossier, contents, warnings) = read(&path.join(format!("{year}.pdf")));
        assert!(dossier.entries.iter().all(|entry| entry.date.starts_with(year.as_str())), "{year}");
        assert_eq!(contents.len(), dossier.evidence.len(), "{year}");
        assert_eq!(warnings, [], "{year}");
        entries += dossier.entries.len();
    }
    assert_eq!(entries, report.entries.len());
    // A volume that is gone is told; the rest is there. Written again, the folder is whole.
    let gone = years.first().expect("a year");
    fs::remove_file(path.join(format!("{gone}.pdf"))).expect("removed");
    let (dossier, contents, warnings) = read(&path);
    assert_eq!(dossier, record(&report));
    assert!(contents.len() < report.evidence.len());
    assert!(warnings.iter().any(|warning| warning.place == format!("{gone}.pdf")), "{warnings:?}");
    export(&report, &path);
    assert_eq!(read(&path).1, digests(&report));
}

#[test]
fn the_same_report_is_the_same_bytes_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let [first, again, other] = ["first.pdf", "again.pdf", "other.pdf"].map(|name| folder.path().join(name));
    let mut report = reports::believable(9);
    report.title = "Kept for the next time".to_owned();
    let exported = export(&report, &first);
    // Other exports of this process may have come between: then it is laid out again, to the same bytes.
    let began = Instant::now();
    assert_eq!(export(&report, &again).sha256, exported.sha256);
    assert!(began.elapsed() < Duration::from_mins(1));
    assert_eq!(fs::read(&first).expect("first"), fs::read(&again).expect("again"));
    report.entries[0].title.push('!');
    assert_ne!(export(&report, &other).sha256, exported.sha256);
}

#[test]
fn volumes_are_cancelled_in_every_phase() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut report = reports::believable(6);
    report.volumes = true;
    let exporter = exporters::find("pdf").expect("PDF");
    for stop in ["Reading evidence", "Preparing entries", "volume 1", "volume 2", "Writing"] {
        let path = folder.path().join("stopped");
        let asked = std::sync::Mutex::new(None);
        let progress = |phase: Phase| {
            if phase.said().contains(stop) {
                asked.lock().expect("asked").get_or_insert_with(Instant::now);
                return Err(Cancelled);
            }
            Ok(())
        };
        let result = exporters::run(exporter, (&report, &record(&report)), &mut reports::content, &path, Replace::Refuse, &progress);
        let asked = asked.into_inner().expect("asked");
        match asked {
            Some(asked) => {
                assert!(matches!(result, Err(ExportError::Cancelled)), "{stop}: {result:?}");
                // A second of a fast build; tests run slow ones beside each other.
                assert!(asked.elapsed() < Duration::from_secs(20), "{stop}: {:?}", asked.elapsed());
                assert!(!path.exists(), "{stop}");
            }
            None => assert_eq!(stop, "Preparing entries", "never told"),
        }
        let _ = fs::remove_dir_all(&path);
    }
    assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 0, "nothing half-written is left");
}

#[test]
fn strangers_and_damaged_files_are_errors() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.pdf");
    export(&reports::believable(1), &path);
    let whole = fs::read(&path).expect("a PDF");
    let importer = importers::find("pdf").expect("PDF");
    fs::write(
        &path,
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj \
        3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj trailer<</Root 1 0 R/Size 4>>\n%%EOF",
    )
    .expect("written");
    let stranger = importer.read(&path);
    assert!(matches!(stranger, Err(ImportError::NoRecord { .. })), "{stranger:?}");
    fs::write(&path, b"%PDF-1.7\nnothing").expect("written");
    assert!(importer.read(&path).is_err());
    // Bytes changed, left out and put in at random, the same every time. What is read nevertheless is read whole or told.
    let mut dice = 88_172_645_463_325_252_u64;
    let mut roll = |sides: usize| {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        usize::try_from(dice % sides as u64).expect("small")
    };
    let (mut read, mut refused) = (0, 0);
    for _ in 0..120 {
        let mut broken = whole.clone();
        for _ in 0..=roll(30) {
            let at = roll(broken.len());
            match roll(3) {
                0 => broken[at] = u8::try_from(roll(256)).expect("a byte"),
                1 => broken.truncate(at.max(64)),
                _ => {
                    let from = roll(whole.len());
                    let piece = &whole[from..(from + roll(200)).min(whole.len())];
                    broken.splice(at..at, piece.iter().copied());
                }
            }
        }
        fs::write(&path, &broken).expect("written");
        match importer.read(&path) {
            Ok(taken) => {
                let missing = taken.dossier.evidence.iter().filter(|piece| !taken.contents.contains_key(&piece.sha256)).count();
                assert!(missing == 0 || !taken.warnings.is_empty());
                read += 1;
            }
            Err(_) => refused += 1,
        }
    }
    assert!(refused > 0, "{read} were read");
}

/// Not a test by itself: what another process of the next one runs.
#[test]
#[ignore = "run by the test below, in a process of its own"]
fn one_export_for_another_process() {
    let path = std::env::var_os("CPD_TEST_PDF").expect("where to");
    export(&reports::believable(7), Path::new(&path));
}

#[test]
fn other_processes_make_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut made = BTreeSet::new();
    for (threads, zone, place) in [("1", "Pacific/Auckland", "/"), ("3", "America/Caracas", ".")] {
        let path = folder.path().join(format!("{threads}.pdf"));
        let child = std::process::Command::new(std::env::current_exe().expect("this test"))
            .args([
                "--ignored",
                "--exact",
                &format!("{}::one_export_for_another_process", module_path!().split_once("::").expect("a module").1),
            ])
            .env("CPD_TEST_PDF", &path)
            .env("RAYON_NUM_THREADS", threads)
            .env("TZ", zone)
            .env("LC_ALL", if threads == "1" { "C" } else { "tr_TR.UTF-8" })
            .current_dir(place)
            .output()
            .expect("a process");
        assert!(child.status.success(), "{}", String::from_utf8_lossy(&child.stdout));
        made.insert(Sha256::digest(fs::read(&path).expect("a PDF")).to_vec());
    }
    let path = folder.path().join("here.pdf");
    export(&reports::believable(7), &path);
    made.insert(Sha256::digest(fs::read(&path).expect("a PDF")).to_vec());
    assert_eq!(made.len(), 1);
}

#[test]
fn a_preview_shows_the_pages_that_leave() {
    let folder = tempfile::tempdir().expect("a folder");
    let report = reports::believable(2);
    let record = record(&report);
    let preview = exporters::pdf::Preview::of((&report, &record), &mut reports::content, &|_| Ok(())).expect("a preview");
    let exported = export(&report, &folder.path().join("x.pdf"));
    assert_eq!(Some(preview.page_count()), exported.pages);
    for page in 1..=preview.page_count() {
        let picture = preview.page(page, 300).expect("a page");
        assert_eq!((picture.width, picture.height), (300, 424), "A4");
        assert!(picture.rgba.chunks_exact(4).any(|pixel| pixel != [255; 4]), "page {page} is blank");
    }
    assert!(preview.page(preview.page_count() + 1, 300).is_err());
    let cancelled = exporters::pdf::Preview::of((&reports::believable(3), &record), &mut reports::content, &|_| Err(Cancelled));
    assert!(matches!(cancelled, Err(ExportError::Cancelled)));
}
