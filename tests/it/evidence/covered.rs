//! What becomes of a picture, of what it was made of, and of what is said about it.

use std::fs;
use std::path::{Path, PathBuf};

use cpd_journal::domain::Evidence;
use cpd_journal::error::Error;
use cpd_journal::exporters::Replace;
use cpd_journal::journal::{JournalError, NewFile, Original};
use cpd_journal::media::{Cover, decode, to_png};

use super::{NOISE, bytes_of, grab, log, only, picture, places_of, with_picture};
use crate::support::{Place, in_memory, open};

/// A part of the noise.
const SOME: Cover = Cover { x: 0, y: 0, width: 160, height: 40 };

#[test]
fn originals_that_were_kept_go_with_the_copy_that_was_made_of_them() {
    let place = Place::new();
    let (mut journal, file) = with_picture(&place);
    let first = grab(&journal);
    let kept = journal.redact_evidence(&first, &[SOME], Original::Keep).expect("covered").value;
    assert!(kept.gone.is_empty() && kept.notes().is_empty(), "{kept:?}");
    let once = grab(&journal);
    // Another attempt at the same picture, which was taken back.
    journal.undo().expect("undone");
    let other = Cover { x: 3, ..SOME };
    let attempt = journal.redact_evidence(&grab(&journal), &[other], Original::Keep).expect("covered").value.digest;
    journal.undo().expect("undone");
    journal.redact_evidence(&grab(&journal), &[SOME], Original::Keep).expect("covered");
    assert_eq!(grab(&journal).digest, once.digest);
    let last = journal.redact_evidence(&grab(&journal), &[NOISE], Original::Remove).expect("covered").value;
    let mut gone = last.gone.clone();
    gone.sort_by_key(ToString::to_string);
    let mut want = vec![first.digest, once.digest, attempt];
    want.sort_by_key(ToString::to_string);
    assert_eq!(gone, want);
    assert!(last.notes().concat().contains("is gone from this journal"), "{last:?}");
    for digest in &gone {
        assert!(matches!(journal.evidence_bytes(digest, u64::MAX), Err(JournalError::NoContent { .. })));
    }
    let pixels = decode(&file, u64::MAX).expect("a picture").rgba;
    for what in [&file, &pixels] {
        assert_eq!(places_of(&place, what), [""; 0].map(PathBuf::from), "it is still there");
    }
    assert_eq!(journal.verify().expect("looked at"), []);
}

#[test]
fn an_original_that_proves_something_itself_stays_and_that_is_said() {
    let mut journal = in_memory();
    let file = NewFile::in_memory("Screen grab.png", to_png(&picture(8)).expect("a file"));
    log(&mut journal, "A chat", vec![file.clone()]);
    let first = grab(&journal);
    journal.redact_evidence(&first, &[SOME], Original::Keep).expect("covered");
    let once = grab(&journal);
    log(&mut journal, "On purpose", vec![file]);
    let covered = journal.redact_evidence(&once, &[NOISE], Original::Remove).expect("covered").value;
    assert_eq!((&covered.gone[..], covered.elsewhere), (&[once.digest][..], 1));
    assert!(!covered.notes().concat().contains("The original is gone"), "{covered:?}");
    assert!(journal.evidence_bytes(&first.digest, u64::MAX).is_ok());
    // It is still known to show the same: with nothing more to cover it is only that which goes.
    let there = journal.evidence().expect("evidence");
    let on_purpose = there.iter().find(|one| one.digest == first.digest).expect("there");
    journal.detach(on_purpose.entries[0], on_purpose).expect("removed");
    let again = journal.redact_evidence(&only(&journal), &[], Original::Remove).expect("covered").value;
    assert_eq!((again.digest, again.gone), (covered.digest, vec![first.digest]));
    assert_eq!(journal.verify().expect("looked at"), []);
}

#[test]
fn a_box_outside_of_the_picture_is_refused_and_one_across_its_edge_is_cut_and_told() {
    let mut journal = in_memory();
    log(&mut journal, "A picture", vec![NewFile::in_memory("a.png", to_png(&picture(4)).expect("a file"))]);
    let one = only(&journal);
    let steps = journal.history(None, 100).expect("steps").len();
    for outside in [Cover { x: 160, y: 0, ..NOISE }, Cover { x: 0, y: 120, ..NOISE }, Cover { x: u32::MAX, y: u32::MAX, ..NOISE }] {
        let error = journal.redact_evidence(&one, &[SOME, outside], Original::Remove).expect_err("outside");
        let said = Error::from(error).explain();
        assert_eq!((said.exit, said.code), (2, "cover_outside"), "{said:?}");
        assert!(said.title.contains("160 × 120"), "{said:?}");
    }
    assert_eq!((only(&journal), journal.history(None, 100).expect("steps").len()), (one.clone(), steps));
    let across = Cover { x: 150, y: 110, width: 11, height: 10 };
    let covered = journal.redact_evidence(&one, &[SOME, across], Original::Keep).expect("covered").value;
    assert_eq!(covered.cut, 1);
    assert!(covered.notes().concat().contains("1 box reached beyond the edge"), "{covered:?}");
    let shown = decode(&bytes_of(&journal, &only(&journal)), u64::MAX).expect("a picture");
    assert_eq!(shown.rgba.chunks_exact(4).filter(|pixel| *pixel == [0, 0, 0, 255]).count(), 160 * 40 + 10 * 10);
}

#[test]
fn what_is_said_about_a_file_is_taken_from_the_journal_and_not_from_what_was_shown() {
    let mut journal = in_memory();
    let file = NewFile { caption: "Old".into(), ..NewFile::in_memory("Screen grab.png", to_png(&picture(9)).expect("a file")) };
    let entry = log(&mut journal, "A chat", vec![file.clone()]);
    let shown = only(&journal);
    journal.describe_evidence(&shown, "New", "A post", "https://example.org").expect("described");
    journal.redact_evidence(&shown, &[SOME], Original::Keep).expect("covered");
    let said = |one: &Evidence| [one.caption.clone(), one.alt.clone(), one.source_url.clone()];
    let want = ["New", "A post", "https://example.org"].map(str::to_owned);
    assert_eq!(said(&only(&journal)), want);
    let covered = only(&journal);
    journal.describe_evidence(&covered, "Newer", "A post", "https://example.org").expect("described");
    journal.replace_evidence(entry, &covered, &NewFile::in_memory("b.txt", "b")).expect("replaced");
    assert_eq!(only(&journal).caption, "Newer");
    // What is gone cannot be described any more, and that is told.
    journal.redact_evidence(&shown, &[NOISE], Original::Remove).expect("covered");
    assert!(matches!(journal.describe_evidence(&shown, "Late", "", ""), Err(JournalError::NotFound { .. })));
    // A known file that comes again brings its words.
    let known = |caption: &str| NewFile { caption: caption.into(), ..NewFile::in_memory("b.txt", "b") };
    log(&mut journal, "Again", vec![known("Last")]);
    let b = journal.evidence().expect("evidence").into_iter().find(|one| one.name == "b.txt").expect("there");
    assert_eq!((b.caption.as_str(), b.alt.as_str()), ("Last", "A post"));
}

#[test]
fn no_copy_is_saved_over_the_journal_or_beside_it_as_if_it_belonged_to_it() {
    let place = Place::new();
    let mut journal = open(&place.journal());
    log(&mut journal, "A chat", vec![NewFile::in_memory("notes.txt", "0123456789")]);
    let one = only(&journal);
    let names = place.names();
    for end in ["", "-wal", "-shm", "-journal", ".lock"] {
        let mut path = place.journal().into_os_string();
        path.push(end);
        let twisted = place.path().join("home/..").join(Path::new(&path).file_name().expect("a name"));
        for target in [PathBuf::from(path), twisted] {
            for replace in [Replace::Allow, Replace::Refuse] {
                let error = journal.save_evidence(&one, &target, replace).expect_err("the journal's own");
                assert!(matches!(&error, JournalError::Output { reason, .. } if reason.contains("journal itself")), "{error}");
            }
        }
    }
    assert_eq!(place.names(), names);
    let beside = place.path().join("journal.cpd.txt");
    for _ in 0..2 {
        journal.save_evidence(&one, &beside, Replace::Allow).expect("saved");
    }
    assert_eq!(fs::read(beside).expect("saved"), b"0123456789");
    assert_eq!(journal.verify().expect("looked at"), []);
}
