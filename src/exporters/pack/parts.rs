//! A pack in parts, each below a size: mailboxes take ten megabytes, a pack may have a hundred.
//!
//! What was packed once is not packed again: members are moved as they are into the first part that has room for them.

use std::fs::{self, File};
use std::io::{BufWriter, Read, Seek};
use std::path::Path;

use zip::ZipArchive;

use super::super::archive::{Archive, Packing};
use super::super::target;
use super::{Member, list, pages};
use crate::exporters::{ExportError, Job, Phase, sums};

/// What every part tells about all of them. An importer asks for the same name.
pub(super) const PARTS: &str = "PARTS.txt";

/// Least room for members in a part, in bytes: with less there would be more lists than content.
const LEAST: u64 = 16 * 1024;

/// Bytes that the format takes for a member beside its content and twice its name, and for an archive (APPNOTE.TXT 4.3), at most.
const FOR_MEMBER: u64 = 30 + 46 + 2 * 32;
const FOR_ARCHIVE: u64 = 22 + 76 + 2 * FOR_MEMBER;

/// The first members belong into the first part: what it is, the page that leads to all, the data.
const FIRST: usize = 3;

/// A part on paper.
#[derive(Default)]
struct Part {
    members: Vec<usize>,
    bytes: u64,
}

/// Writes the members of a whole pack into parts of at most `most` bytes, as files of the folder `out`.
///
/// # Errors
/// [`ExportError`]: something could not be read or written, or the work was cancelled.
pub(super) fn split<R: Read + Seek>(
    job: &Job<'_>,
    whole: R,
    members: &[Member],
    most: u64,
    out: &Path,
    warnings: &mut Vec<String>,
) -> Result<(), ExportError> {
    let mut whole = ZipArchive::new(whole).map_err(|error| ExportError::io(out, error.into()))?;
    let sizes: Vec<u64> = (0..members.len())
        .map(|at| {
            let name = members.get(at).map_or(0, |member| member.path.len() as u64);
            // A line of the list of digests as well: 64 digits, two blanks, a line end.
            whole.by_index_raw(at).map(|member| member.compressed_size() + FOR_MEMBER + 2 * name + 67 + name)
        })
        .collect::<Result<_, _>>()
        .map_err(|error| ExportError::io(out, error.into()))?;
    // The list of parts is in every one of them; packed it is smaller than this.
    let told: u64 = 600 + 32 * members.len() as u64 + members.iter().map(|member| member.path.len() as u64 + 5).sum::<u64>();
    let reserved = FOR_ARCHIVE + told;
    let room = most.saturating_sub(reserved).max(LEAST);
    if room.saturating_add(reserved) > most {
        warnings.push(format!(
            "Parts of {} are too small for this record; they are up to {}.",
            crate::exporters::words::size(most),
            crate::exporters::words::size(room + reserved)
        ));
    }
    let parts = spread(&sizes, room);
    let total = parts.len();
    let sets: Vec<Vec<&Member>> =
        parts.iter().map(|part| part.members.iter().filter_map(|at| members.get(*at)).collect::<Vec<_>>()).collect();
    for (at, size) in sizes.iter().enumerate().filter(|(_, size)| **size > room) {
        let Some(member) = members.get(at) else { continue };
        let part = parts.iter().position(|part| part.members.contains(&at)).unwrap_or_default() + 1;
        let name = if member.name.trim().is_empty() { &member.path } else { &member.name };
        warnings.push(format!(
            "“{}” takes {} by itself, more than a part may have: {} is larger than was asked for.",
            crate::domain::text::clean_line(name),
            crate::exporters::words::size(*size),
            file_name(part)
        ));
    }
    for (nth, (part, own)) in parts.iter().zip(&sets).enumerate() {
        job.phase(Phase::Writing)?;
        let path = out.join(file_name(nth + 1));
        let file = File::create_new(&path).map_err(|source| ExportError::io(&path, source))?;
        let mut archive = Archive::new(BufWriter::new(file), &path);
        for &at in &part.members {
            archive.take(whole.by_index_raw(at).map_err(|error| ExportError::io(&path, error.into()))?)?;
        }
        let told = pages::parts(job.report, &sets, nth);
        archive.add(PARTS, told.as_bytes(), Packing::Deflated)?;
        let manifest = Member { path: PARTS.to_owned(), digest: digest(told.as_bytes()), name: String::new() };
        archive.add(sums::LIST, list(own.iter().copied().chain([&manifest])).as_bytes(), Packing::Deflated)?;
        archive.finish()?;
    }
    let index = out.join(target::INDEX);
    fs::write(&index, pages::folder(total)).map_err(|source| ExportError::io(&index, source))
}

/// `part-1.zip`.
pub(super) fn file_name(part: usize) -> String {
    format!("part-{part}.zip")
}

fn digest(content: &[u8]) -> crate::domain::Digest {
    use sha2::Digest as _;
    crate::domain::Digest(sha2::Sha256::digest(content).into())
}

/// Which members come into which part: each into the first that has room for it, and what is too large for any into one of its own.
fn spread(sizes: &[u64], room: u64) -> Vec<Part> {
    let mut parts = vec![Part::default()];
    for (at, &size) in sizes.iter().enumerate() {
        let fits = |part: &&mut Part| part.bytes.saturating_add(size) <= room;
        if let Some(first) = parts.first_mut().filter(|_| at < FIRST) {
            first.members.push(at);
            first.bytes = first.bytes.saturating_add(size);
        } else if let Some(part) = parts.iter_mut().find(fits) {
            part.members.push(at);
            part.bytes += size;
        } else {
            parts.push(Part { members: vec![at], bytes: size });
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_member_has_one_place_and_none_is_too_much() {
        for (sizes, room, want) in [
            (vec![], 10, vec![vec![]]),
            (vec![1, 2, 3, 4, 9, 5], 10, vec![vec![0, 1, 2, 3], vec![4], vec![5]]),
            // The first three stay together, whatever they take.
            (vec![8, 8, 8, 1, 20, 2], 10, vec![vec![0, 1, 2], vec![3, 5], vec![4]]),
        ] {
            let parts: Vec<Vec<usize>> = spread(&sizes, room).into_iter().map(|part| part.members).collect();
            assert_eq!(parts, want, "{sizes:?}");
        }
    }
}
