//! The pack: an archive with the record as data and the files that prove something, or all parts of one that was split; also unpacked, as a
//! folder.
//!
//! Nothing is unpacked onto a disk. Whatever an archive claims, no more is read of a file than the record says that it has, and an archive
//! whose names lead anywhere else, or mean two things, is not read at all.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{BufReader, Read as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};
use zip::{CompressionMethod, ZipArchive};

use super::json::{contents_inside, kept, told};
use super::{Content, ImportError, Importer, LARGEST, Taken, Warning};
use crate::domain::Digest;
use crate::dossier::{Dossier, Evidence};

pub static IMPORTER: Pack = Pack;

/// See the [module](self).
pub struct Pack;

/// What the exporter calls them.
const RECORD: &str = "record.json";
const PARTS: &str = "PARTS.txt";
const SUMS: &str = "SHA256SUMS";

/// The largest record, and the largest of the other texts, in bytes.
const LARGEST_RECORD: u64 = 256 << 20;
const LARGEST_TEXT: u64 = 16 << 20;

/// Members of an archive, and parts of a pack.
const MOST_MEMBERS: usize = 100_000;
const MOST_PARTS: usize = 1_000;

impl Importer for Pack {
    fn id(&self) -> &'static str {
        "pack"
    }

    fn label(&self) -> &'static str {
        "Pack"
    }

    fn is_it(&self, path: &Path, head: &[u8]) -> bool {
        if head.is_empty() {
            return path.is_dir() && (path.join(RECORD).is_file() || path.join(part_name(1)).is_file());
        }
        // A Word document or an e-book is an archive as well.
        let is_other = [&b"[Content_Types].xml"[..], b"mimetype"].iter().any(|name| head.get(30..30 + name.len()) == Some(*name));
        head.starts_with(b"PK\x03\x04") && !is_other
    }

    fn read(&self, path: &Path) -> Result<Taken, ImportError> {
        if path.is_dir() {
            return if path.join(part_name(1)).is_file() || !path.join(RECORD).is_file() { parts(path) } else { unpacked(path) };
        }
        let mut archive = Archive::open(path)?;
        if archive.members.contains_key(PARTS) {
            // Any part stands for all that lie beside it.
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let is_named = path.file_name().is_some_and(|name| name.to_string_lossy().to_ascii_lowercase().starts_with("part-"));
            if is_named {
                return parts(folder);
            }
            let (_, nth, total) = archive.part()?;
            let mut taken = taken(&mut [archive], path)?;
            taken.warnings.push(Warning {
                place: path.display().to_string(),
                what: format!("This is part {nth} of {total}; the others were not looked for, because it is not called part-{nth}.zip."),
            });
            return Ok(taken);
        }
        taken(&mut [archive], path)
    }
}

/// `part-1.zip`.
fn part_name(part: usize) -> String {
    format!("part-{part}.zip")
}

fn damaged(path: &Path, why: impl Into<String>) -> ImportError {
    ImportError::Damaged { path: path.to_owned(), why: why.into() }
}

/// An open archive whose names are known to be harmless.
struct Archive {
    path: PathBuf,
    zip: ZipArchive<BufReader<File>>,
    /// Places of the files in it, by name.
    members: BTreeMap<String, usize>,
}

impl Archive {
    /// Opens an archive and looks at all its names before anything is read.
    fn open(path: &Path) -> Result<Self, ImportError> {
        let io = |source| ImportError::Io { path: path.to_owned(), source };
        let file = File::open(path).map_err(io)?;
        let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|error| damaged(path, format!("it is no ZIP archive ({error})")))?;
        if zip.len() > MOST_MEMBERS {
            return Err(ImportError::TooLarge(path.to_owned()));
        }
        if zip.has_duplicate_names() {
            return Err(damaged(path, "two of its files have the same name"));
        }
        if zip.has_overlapping_files().unwrap_or(true) {
            return Err(damaged(path, "its files lie in each other, as in archives that are made to fill disks"));
        }
        let (mut members, mut folded) = (BTreeMap::new(), BTreeSet::new());
        for at in 0..zip.len() {
            let member = zip.by_index_raw(at).map_err(|error| damaged(path, error.to_string()))?;
            let entry = member.entry();
            let name = entry.name().map_err(|error| damaged(path, error.to_string()))?.into_owned();
            if entry.is_dir() {
                continue;
            }
            let shown = crate::domain::text::excerpt(&crate::domain::text::clean_line(&name), 80);
            if !is_safe(&name) {
                return Err(damaged(path, format!("the name “{shown}” leads out of it")));
            }
            if entry.is_symlink() {
                return Err(damaged(path, format!("“{shown}” is a link, not a file")));
            }
            if entry.encrypted() {
                return Err(damaged(path, format!("“{shown}” is locked with a password")));
            }
            if !matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
                return Err(damaged(path, format!("“{shown}” is packed in a way that cannot be read here")));
            }
            // What differs only in case is one file on many systems.
            if !folded.insert(name.to_lowercase()) {
                return Err(damaged(path, format!("two of its files are called “{shown}”")));
            }
            members.insert(name, at);
        }
        Ok(Self { path: path.to_owned(), zip, members })
    }

    /// The content of a member that is no longer than that; nothing when there is none of this name.
    fn member(&mut self, name: &str, most: u64) -> Result<Option<Vec<u8>>, ImportError> {
        let Some(&at) = self.members.get(name) else { return Ok(None) };
        let member = self.zip.by_index(at).map_err(|error| damaged(&self.path, error.to_string()))?;
        let mut content = Vec::new();
        // What it says of its own size may be a lie.
        member
            .take(most + 1)
            .read_to_end(&mut content)
            .map_err(|error| damaged(&self.path, format!("“{name}” cannot be unpacked ({error})")))?;
        if content.len() as u64 > most {
            return Err(damaged(&self.path, format!("“{name}” is larger than it may be")));
        }
        Ok(Some(content))
    }

    /// Which pack it is a part of, which part, and of how many.
    fn part(&mut self) -> Result<(String, usize, usize), ImportError> {
        let text = self.member(PARTS, LARGEST_TEXT)?.unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        let mut lines = text.lines();
        let pack = lines.next().and_then(|line| line.strip_prefix("Pack: "));
        let part = lines.next().and_then(|line| line.strip_prefix("Part: ")).and_then(|part| part.split_once(" of "));
        let numbers = part.and_then(|(nth, total)| Some((nth.parse::<usize>().ok()?, total.parse::<usize>().ok()?)));
        match (pack, numbers) {
            (Some(pack), Some((nth, total))) if (1..=total).contains(&nth) && total <= MOST_PARTS => Ok((pack.to_owned(), nth, total)),
            _ => Err(damaged(&self.path, format!("its {PARTS} does not say which part it is"))),
        }
    }
}

/// Whether a name stays in the folder that it is put into, on every system.
fn is_safe(name: &str) -> bool {
    !name.is_empty()
        && name.len() < 1_000
        && !name.contains(['\\', ':'])
        && !name.chars().any(char::is_control)
        && name.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
}

/// All parts in a folder.
fn parts(folder: &Path) -> Result<Taken, ImportError> {
    let io = |source| ImportError::Io { path: folder.to_owned(), source };
    // By its own name and not by number: one may be missing.
    let mut found: Vec<PathBuf> = Vec::new();
    for item in fs::read_dir(folder).map_err(io)? {
        let path = item.map_err(io)?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
        let number = name.strip_prefix("part-").and_then(|rest| rest.strip_suffix(".zip")).and_then(|number| number.parse::<usize>().ok());
        let is_file = fs::symlink_metadata(&path).is_ok_and(|there| there.is_file());
        if is_file && number.is_some_and(|number| (1..=MOST_PARTS).contains(&number)) {
            found.push(path);
        }
    }
    found.sort();
    let mut archives: BTreeMap<usize, Archive> = BTreeMap::new();
    let (mut pack, mut all) = (None, 0);
    for path in found {
        let mut archive = Archive::open(&path)?;
        let (own, nth, total) = archive.part()?;
        if pack.get_or_insert_with(|| own.clone()) != &own {
            return Err(damaged(&path, "it is a part of another pack than those beside it"));
        }
        all = all.max(total);
        if archives.insert(nth, archive).is_some() {
            return Err(damaged(&path, format!("there is another part {nth} beside it")));
        }
    }
    let missing: Vec<String> = (1..=all).filter(|nth| !archives.contains_key(nth)).map(part_name).collect();
    if archives.is_empty() || archives.values().all(|archive| !archive.members.contains_key(RECORD)) {
        let why = if archives.is_empty() { "no part is there".to_owned() } else { format!("{} is missing", part_name(1)) };
        return Err(ImportError::NoRecord { path: folder.to_owned(), why });
    }
    let mut archives: Vec<Archive> = archives.into_values().collect();
    let mut taken = taken(&mut archives, folder)?;
    if !missing.is_empty() {
        let what = format!("Not all parts are there: files that are in {} could not be taken in.", missing.join(", "));
        taken.warnings.insert(0, Warning { place: folder.display().to_string(), what });
    }
    Ok(taken)
}

/// The record, as text, into what is taken in.
fn record(content: Vec<u8>, sums: Option<Vec<u8>>, path: &Path, taken: &mut Taken) -> Result<(), ImportError> {
    let said = sums.and_then(|sums| {
        let sums = String::from_utf8_lossy(&sums).into_owned();
        sums.lines().find_map(|line| line.strip_suffix(RECORD)?.trim().parse::<Digest>().ok())
    });
    if said.is_some_and(|said| said != Digest(Sha256::digest(&content).into())) {
        let what = format!("It is not what {SUMS} says: somebody or something changed it after it was exported.");
        taken.warnings.push(Warning { place: RECORD.to_owned(), what });
    }
    let text = String::from_utf8(content).map_err(|_| damaged(path, format!("{RECORD} is not UTF-8")))?;
    taken.dossier = Dossier::from_json(&text).map_err(|source| ImportError::Dossier { path: path.to_owned(), source })?;
    contents_inside(&mut taken.dossier, &mut taken.contents, &mut taken.warnings);
    Ok(())
}

/// What the archives of a pack hold.
fn taken(archives: &mut [Archive], path: &Path) -> Result<Taken, ImportError> {
    let mut taken = Taken::default();
    let Some(first) = archives.iter_mut().find(|archive| archive.members.contains_key(RECORD)) else {
        return Err(ImportError::NoRecord { path: path.to_owned(), why: format!("there is no {RECORD} in it") });
    };
    let sums = first.member(SUMS, LARGEST_TEXT)?;
    let content = first.member(RECORD, LARGEST_RECORD)?.unwrap_or_default();
    record(content, sums, path, &mut taken)?;
    let mut sum = 0_u64;
    let Taken { dossier, contents, warnings } = &mut taken;
    for piece in &dossier.evidence {
        let Some(name) = wanted(piece, contents, warnings) else { continue };
        sum = sum.saturating_add(piece.bytes);
        if sum > LARGEST {
            return Err(ImportError::TooLarge(path.to_owned()));
        }
        let Some(archive) = archives.iter_mut().find(|archive| archive.members.contains_key(name)) else {
            warnings.push(told(piece, &format!("Its file {name} is not there, and was left out.")));
            continue;
        };
        match archive.member(name, piece.bytes) {
            Ok(content) => kept(piece, content.unwrap_or_default(), contents, warnings),
            Err(ImportError::Damaged { why, .. }) => warnings.push(told(piece, &format!("It was left out: {why}."))),
            Err(error) => return Err(error),
        }
    }
    Ok(taken)
}

/// The file of a piece that is still to be read.
fn wanted<'e>(piece: &'e Evidence, contents: &BTreeMap<String, Content>, warnings: &mut Vec<Warning>) -> Option<&'e str> {
    let name = piece.file.as_deref().filter(|name| !name.is_empty() && !contents.contains_key(&piece.sha256))?;
    if !is_safe(name) {
        let shown = crate::domain::text::excerpt(&crate::domain::text::clean_line(name), 80);
        warnings.push(told(piece, &format!("Its file “{shown}” leads out of the pack, and was left out.")));
        return None;
    }
    Some(name)
}

/// A pack that somebody unpacked. Files stay where they are until they are taken in.
fn unpacked(folder: &Path) -> Result<Taken, ImportError> {
    let io = |path: &Path| {
        let path = path.to_owned();
        move |source| ImportError::Io { path, source }
    };
    let place = folder.join(RECORD);
    let read = |path: &Path, most: u64| {
        let file = File::open(path).map_err(io(path))?;
        let mut content = Vec::new();
        file.take(most + 1).read_to_end(&mut content).map_err(io(path))?;
        if content.len() as u64 > most { Err(ImportError::TooLarge(path.to_owned())) } else { Ok(content) }
    };
    let sums = folder.join(SUMS);
    // Parts that were unpacked over each other leave the list of the last of them.
    let sums = if sums.is_file() && !folder.join(PARTS).is_file() { Some(read(&sums, LARGEST_TEXT)?) } else { None };
    let mut taken = Taken::default();
    record(read(&place, LARGEST_RECORD)?, sums, &place, &mut taken)?;
    let inside = fs::canonicalize(folder).map_err(io(folder))?;
    let Taken { dossier, contents, warnings } = &mut taken;
    for piece in &dossier.evidence {
        let Some(name) = wanted(piece, contents, warnings) else { continue };
        let path = folder.join(name);
        let is_file = fs::symlink_metadata(&path).is_ok_and(|there| there.is_file());
        // A folder on the way may be a link as well.
        let is_inside = is_file && fs::canonicalize(&path).is_ok_and(|path| path.starts_with(&inside));
        if !is_inside {
            warnings.push(told(piece, &format!("Its file {name} is not there, and was left out.")));
        } else if piece.digest().is_err() {
            warnings.push(told(piece, "The record has no SHA-256 of it: it was left out."));
        } else {
            contents.insert(piece.sha256.clone(), Content::File(path));
        }
    }
    Ok(taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_lead_elsewhere_are_none() {
        for (name, want) in [
            ("evidence/a--1.pdf", true),
            ("record.json", true),
            ("ŵyn/漢字.png", true),
            ("", false),
            ("/etc/passwd", false),
            ("../x", false),
            ("a/../b", false),
            ("a/./b", false),
            ("a//b", false),
            ("a/", false),
            ("C:/x", false),
            ("a\\b", false),
            ("\\\\server\\x", false),
            ("a\0b", false),
            ("a:b", false),
        ] {
            assert_eq!(is_safe(name), want, "{name:?}");
        }
    }
}
