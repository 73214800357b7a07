//! What a PDF would do to the reader of its structure that no `catch_unwind` holds up: fill the memory, or the stack. Looked for in the bytes before that
//! reader sees them.

use std::io::Read as _;

use flate2::read::ZlibDecoder;

use super::pdf::PdfError;

/// The most bytes that one stream may unpack to: the pixels of a page of A4, scanned in colour with 600 dots per inch, twice over.
const MOST_UNPACKED: usize = 256 << 20;

/// The most bytes that all streams together may unpack to: about two seconds' work.
const MOST_UNPACKED_ALTOGETHER: usize = 2 << 30;

/// The most lists within lists. Real files stay below 20; the reader takes some 500 bytes of stack for each.
const DEEPEST: u64 = 400;

/// What a branch of the tree of pages begins its children with.
const BRANCH: &[u8] = b"/Kids";

/// The most branches, since they may all lie on one line, and the reader takes some 1,000 bytes of stack for each. A book of 1,000 pages has 200.
const MOST_BRANCHES: usize = 1_000;

/// How far before its bytes a picture says that it is one.
const HEAD: usize = 4 << 10;

/// Whether pixels of pictures were passed over that would be too much as anything else: `pdf_use` must have a look before anything is drawn or read. The
/// reader's own structure is no matter of that: what it unpacks for objects begins with a number, and what does so is never passed over.
///
/// # Errors
/// [`PdfError::TooMuch`] or [`PdfError::Damaged`].
pub(super) fn check(bytes: &[u8]) -> Result<bool, PdfError> {
    look(bytes, |stream| is_picture(bytes, stream))
}

/// The same where nothing is drawn or read, only the structure: what stands in any other stream is never parsed, such as the files that are
/// attached.
///
/// # Errors
/// As [`check`].
pub(super) fn check_structure(bytes: &[u8]) -> Result<(), PdfError> {
    look(bytes, |_| true).map(|_| ())
}

/// `passes` says of which streams, beside those that may be structure, lists within lists do no harm.
fn look(bytes: &[u8], passes: impl Fn(&[u8]) -> bool) -> Result<bool, PdfError> {
    Shape::default().feed(bytes)?;
    let mut altogether = 0_usize;
    let mut scratch = vec![0; 64 << 10];
    let mut passed_over = false;
    for stream in streams(bytes) {
        let mut unpacker = ZlibDecoder::new(stream);
        let mut unpacked = 0_usize;
        let mut shape = Shape::default();
        let mut first = None;
        let mut passed = false;
        // A stream that is not packed like this, or broken, ends here, too.
        while let Ok(count @ 1..) = unpacker.read(&mut scratch) {
            unpacked += count;
            altogether += count;
            if unpacked > MOST_UNPACKED || altogether > MOST_UNPACKED_ALTOGETHER {
                return Err(PdfError::TooMuch);
            }
            if passed {
                continue;
            }
            let chunk = scratch.get(..count).unwrap_or_default();
            first = first.or_else(|| chunk.iter().copied().find(|byte| !b"\0\t\n\x0C\r ".contains(byte)));
            if let Err(error) = shape.feed(chunk) {
                let is_number = first.is_none_or(|byte| byte.is_ascii_digit() || b"+-.%".contains(&byte));
                if is_number || !passes(stream) {
                    return Err(error);
                }
                passed = true;
            }
        }
        passed_over |= passed;
    }
    Ok(passed_over)
}

/// Whether a stream within a file says that it is a picture.
fn is_picture(bytes: &[u8], stream: &[u8]) -> bool {
    // A stream here reaches to the end of the file.
    let before = bytes.get(..bytes.len() - stream.len()).unwrap_or_default();
    let head = before.get(before.len().saturating_sub(HEAD)..).unwrap_or_default();
    let object = head.windows(4).rposition(|part| part == b" obj").map_or(head, |at| head.get(at..).unwrap_or_default());
    object.windows(6).any(|part| part == b"/Image")
}

/// What follows each `stream` keyword.
fn streams(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    const KEYWORD: &[u8] = b"stream";
    let mut rest = bytes;
    std::iter::from_fn(move || {
        loop {
            let at = rest.iter().position(|byte| *byte == b's')?;
            rest = rest.get(at..)?;
            let Some(after) = rest.strip_prefix(KEYWORD) else {
                rest = rest.get(1..)?;
                continue;
            };
            rest = after;
            let data = after.strip_prefix(b"\r\n").or_else(|| after.strip_prefix(b"\n")).or_else(|| after.strip_prefix(b"\r"));
            // Zlib's header: method 8, and a multiple of 31.
            if let Some(data) = data
                && let [method, flags, ..] = data
                && method & 0x0F == 8
                && (u16::from(*method) << 8 | u16::from(*flags)).is_multiple_of(31)
            {
                return Some(data);
            }
        }
    })
}

/// How deep lists and trees may go, without parsing.
///
/// In packed bytes, brackets come by chance: among `n` of them the count wanders some `√n` away from nothing. Only a count that is many times as far is
/// meant.
#[derive(Default)]
pub(super) struct Shape {
    open: u64,
    brackets: u64,
    branches: usize,
    /// How many bytes of [`BRANCH`] were the last ones.
    matched: usize,
    last: u8,
}

impl Shape {
    pub(super) fn feed(&mut self, bytes: &[u8]) -> Result<(), PdfError> {
        for byte in bytes {
            let opens = *byte == b'[' || (*byte == b'<' && self.last == b'<');
            let closes = *byte == b']' || (*byte == b'>' && self.last == b'>');
            self.last = if opens || closes { 0 } else { *byte };
            if opens {
                self.open += 1;
                self.brackets += 1;
                if self.open > DEEPEST && self.open * self.open > 36 * self.brackets {
                    return Err(PdfError::Damaged);
                }
            } else if closes {
                self.open = self.open.saturating_sub(1);
                self.brackets += 1;
            }
            self.matched = match BRANCH.get(self.matched) {
                Some(next) if next == byte => self.matched + 1,
                _ => usize::from(*byte == b'/'),
            };
            if self.matched == BRANCH.len() {
                self.branches += 1;
                if self.branches > MOST_BRANCHES {
                    return Err(PdfError::TooMuch);
                }
            }
        }
        Ok(())
    }
}
