//! Makes a PDF smaller without changing what it says: the thousands of small objects that its tags are made of are put together and
//! compressed, as PDF allows since version 1.5 (ISO 32000-1, 7.5.7 object streams and 7.5.8 cross-reference streams).
//!
//! It knows only files as the typesetter writes them: one table of objects at the end, nothing encrypted. Streams (pages, fonts,
//! attachments, metadata) and the identifier are copied as they are, so that they stay what the standards ask of them. The same file
//! gives the same bytes.

use std::io::{self, Write};

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// How many objects are put together. A reader has to unpack all of them to see one; more do not become much smaller.
const TOGETHER: usize = 1_000;

/// Bytes of a line of the cross-reference stream: kind, place, and place within the place.
const WIDTHS: [usize; 3] = [1, 4, 2];

/// A PDF taken apart at the seams of its objects.
pub(super) struct Parts<'a> {
    /// What stands before the first object.
    head: &'a [u8],
    /// What was not a stream, with the number of each, in the order of the file.
    small: Vec<(u32, &'a [u8])>,
    /// Streams as they are, from `7 0 obj` to `endobj`.
    large: Vec<(u32, &'a [u8])>,
    /// What the trailer says beside the number of objects, without brackets.
    trailer: &'a [u8],
    /// One more than the largest number in use.
    next: u32,
}

impl<'a> Parts<'a> {
    /// Takes it apart; nothing when it is not as the typesetter writes it, or too large for this.
    pub(super) fn of(pdf: &'a [u8]) -> Option<Self> {
        // Places have four bytes.
        u32::try_from(pdf.len()).ok()?;
        let tail = pdf.get(pdf.len().saturating_sub(64)..)?.trim_ascii_end().strip_suffix(b"%%EOF")?;
        let at = tail.windows(9).rposition(|word| word == b"startxref")?;
        let (place, _) = number(tail.get(at + 9..)?.trim_ascii_start())?;
        let table = place as usize;
        let (size, mut lines) = number(pdf.get(table..)?.strip_prefix(b"xref\n0 ")?)?;
        lines = lines.strip_prefix(b"\n")?;
        let mut places = Vec::new();
        for id in 0..size {
            // A line has 20 bytes, its end among them.
            let (line, after) = lines.split_at_checked(20)?;
            lines = after;
            let (place, rest) = number(line)?;
            match rest.get(..8)? {
                b" 00000 n" => places.push((place as usize, id)),
                rest if rest.ends_with(b" f") => {}
                _ => return None,
            }
        }
        let trailer = lines.strip_prefix(b"trailer\n")?;
        let end = trailer.windows(9).rposition(|word| word == b"startxref")?;
        let trailer = trailer.get(..end)?.trim_ascii().strip_prefix(b"<<")?.strip_suffix(b">>")?.trim_ascii();
        let (said, trailer) = number(trailer.strip_prefix(b"/Size ")?)?;
        if said != size {
            return None;
        }
        places.sort_unstable();
        let ends = places.iter().skip(1).map(|(place, _)| *place).chain([table]);
        let (mut small, mut large) = (Vec::new(), Vec::new());
        for (&(place, id), end) in places.iter().zip(ends) {
            let whole = pdf.get(place..end)?.trim_ascii_end();
            let (said, rest) = number(whole)?;
            let inner = rest.strip_prefix(b" 0 obj")?.strip_suffix(b"endobj")?.trim_ascii();
            if said != id {
                return None;
            }
            if inner.ends_with(b"endstream") {
                large.push((id, whole));
            } else {
                small.push((id, inner));
            }
        }
        let head = pdf.get(..places.first()?.0)?;
        Some(Self { head, small, large, trailer: trailer.trim_ascii(), next: size })
    }

    /// Writes it with the small objects put together.
    pub(super) fn write(&self, to: &mut dyn Write) -> io::Result<()> {
        let groups: Vec<_> = self.small.chunks(TOGETHER).collect();
        let count = |count: usize| u32::try_from(count).map_err(|_| io::Error::other("too many objects"));
        let table = self.next + count(groups.len())?;
        let mut lines = vec![[0_u32; 3]; table as usize + 1];
        let mut set = |id: u32, line| {
            if let Some(place) = lines.get_mut(id as usize) {
                *place = line;
            }
        };
        let mut to = Counting { to, bytes: 0 };
        to.write_all(self.head)?;
        for (id, object) in &self.large {
            set(*id, [1, to.place()?, 0]);
            to.write_all(object)?;
            to.write_all(b"\n\n")?;
        }
        for (group, id) in groups.into_iter().zip(self.next..) {
            for ((inside, _), at) in group.iter().zip(0..) {
                set(*inside, [2, id, at]);
            }
            let (mut index, mut objects) = (Vec::new(), Vec::new());
            for (inside, object) in group {
                write!(index, "{inside} {} ", objects.len())?;
                objects.extend_from_slice(object);
                objects.push(b'\n');
            }
            let first = index.len();
            index.append(&mut objects);
            set(id, [1, to.place()?, 0]);
            stream(&mut to, id, &format!("/Type /ObjStm /N {} /First {first}", group.len()), b"", &index)?;
        }
        let start = to.place()?;
        set(table, [1, start, 0]);
        // The first one is free, and closes the list of those that are.
        set(0, [0, 0, 0xFFFF]);
        let said = format!("/Type /XRef /Size {} /W [{} {} {}] ", lines.len(), WIDTHS[0], WIDTHS[1], WIDTHS[2]);
        let columns: usize = WIDTHS.iter().sum();
        let how = format!("/DecodeParms << /Predictor 12 /Columns {columns} >> ");
        let said = [said.as_bytes(), how.as_bytes(), self.trailer].concat();
        stream(&mut to, table, "", &said, &differences(&lines))?;
        write!(to, "startxref\n{start}\n%%EOF")
    }
}

/// The lines of the table, each as what differs from the one before (PNG's predictor “up”), which takes next to no room when packed.
fn differences(lines: &[[u32; 3]]) -> Vec<u8> {
    let mut all = Vec::new();
    let mut last = [0_u8; 7];
    for [kind, place, within] in lines {
        let [.., kind] = kind.to_be_bytes();
        let [.., high, low] = within.to_be_bytes();
        let [first, second, third, fourth] = place.to_be_bytes();
        let line = [kind, first, second, third, fourth, high, low];
        all.push(2);
        all.extend(line.iter().zip(last).map(|(now, before)| now.wrapping_sub(before)));
        last = line;
    }
    all
}

/// Writes a stream, packed.
fn stream(to: &mut dyn Write, id: u32, said: &str, more: &[u8], content: &[u8]) -> io::Result<()> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::new(9));
    packer.write_all(content)?;
    let packed = packer.finish()?;
    write!(to, "{id} 0 obj\n<< {said}")?;
    to.write_all(more)?;
    write!(to, " /Filter /FlateDecode /Length {} >>\nstream\n", packed.len())?;
    to.write_all(&packed)?;
    to.write_all(b"\nendstream\nendobj\n\n")
}

/// The number at the beginning, and what follows it.
fn number(text: &[u8]) -> Option<(u32, &[u8])> {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, rest) = text.split_at_checked(digits)?;
    Some((std::str::from_utf8(digits).ok()?.parse().ok()?, rest))
}

/// Knows how much was written.
struct Counting<'a> {
    to: &'a mut dyn Write,
    bytes: u64,
}

impl Counting<'_> {
    fn place(&self) -> io::Result<u32> {
        u32::try_from(self.bytes).map_err(|_| io::Error::other("too large a PDF"))
    }
}

impl Write for Counting<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use hayro::hayro_syntax::Pdf;
    use hayro::hayro_syntax::object::{Dict, Object, ObjectIdentifier, Stream};

    use super::*;

    /// A file as the typesetter writes it: two pages, tags, a stream, a number that is not in use, an identifier with a bracket in it.
    fn plain(tags: usize) -> Vec<u8> {
        let content = b"0 0 10 10 re f endobj (7 0 obj)";
        let mut objects = vec![
            (1, b"<< /Type /Catalog /Pages 2 0 R /K 9 0 R >>".to_vec()),
            (2, b"<< /Type /Pages /Count 2 /Kids [3 0 R 4 0 R] >>".to_vec()),
            (3, b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 50] /Contents 5 0 R >>".to_vec()),
            (4, b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 50 99] /Said (endobj \\( endstream) >>".to_vec()),
            (5, [format!("<< /Length {} >>\nstream\n", content.len()).as_bytes(), content, b"\nendstream"].concat()),
            (7, b"[1 2 3]".to_vec()),
        ];
        objects.extend((0..tags).map(|tag| (9 + tag, format!("<< /Type /StructElem /S /P /K {tag} >>").into_bytes())));
        let mut pdf = b"%PDF-1.7\n%\x80\x80\x80\x80\n\n".to_vec();
        let size = 9 + tags;
        let mut places = vec![None; size];
        for (id, object) in objects {
            places[id] = Some(pdf.len());
            pdf.extend(format!("{id} 0 obj\n").bytes());
            pdf.extend(object);
            pdf.extend(b"\nendobj\n\n");
        }
        let start = pdf.len();
        pdf.extend(format!("xref\n0 {size}\n").bytes());
        for place in places {
            pdf.extend(place.map_or_else(|| "0000000000 65535 f\r\n".to_owned(), |place| format!("{place:010} 00000 n\r\n")).bytes());
        }
        pdf.extend(b"trailer\n<<\n  /Size ");
        pdf.extend(format!("{size}\n  /Root 1 0 R\n  /ID [(a>>\\)startxref) (b)]\n>>\nstartxref\n{start}\n%%EOF").bytes());
        pdf
    }

    fn packed(pdf: &[u8]) -> Vec<u8> {
        let mut to = Vec::new();
        Parts::of(pdf).expect("a plain file").write(&mut to).expect("memory");
        to
    }

    #[test]
    fn everything_is_still_there_and_smaller() {
        let before = plain(3_000);
        let after = packed(&before);
        assert!(after.len() * 4 < before.len(), "{} of {}", after.len(), before.len());
        assert_eq!(after, packed(&before));
        let (old, new) = (Pdf::new(before).expect("old"), Pdf::new(after.clone()).expect("new"));
        assert_eq!(new.pages().len(), 2);
        assert_eq!(new.pages()[1].render_dimensions(), old.pages()[1].render_dimensions());
        assert_eq!(new.pages()[0].page_stream(), old.pages()[0].page_stream());
        for tag in 0..3_000 {
            let tag_of = |pdf: &Pdf| pdf.xref().get::<Dict<'_>>(ObjectIdentifier::new(9 + tag, 0)).and_then(|dict| dict.get::<i32>("K"));
            assert_eq!(tag_of(&new), Some(tag), "{tag}");
            assert_eq!(tag_of(&old), Some(tag), "{tag}");
        }
        assert!(new.objects().into_iter().any(|object| matches!(object, Object::Array(_))));
        assert!(new.xref().get::<Stream<'_>>(ObjectIdentifier::new(5, 0)).is_some());
        assert!(after.windows(32).any(|bytes| bytes == b"/Root 1 0 R\n  /ID [(a>>\\)startxref".get(..32).expect("32")));
    }

    #[test]
    fn what_is_not_of_the_typesetter_is_left_alone() {
        assert!(Parts::of(b"").is_none());
        assert!(Parts::of(b"%PDF-1.7\nstartxref\n9\n%%EOF").is_none());
        assert!(Parts::of(&packed(&plain(10))).is_none(), "packed already");
        let whole = plain(10);
        for end in 0..whole.len() {
            assert!(Parts::of(&whole[..end]).is_none(), "cut at {end}");
        }
        for at in 0..whole.len() {
            let mut broken = whole.clone();
            broken[at] ^= 0x15;
            // Whatever comes out, nothing panics.
            if let Some(parts) = Parts::of(&broken) {
                parts.write(&mut Vec::new()).expect("memory");
            }
        }
    }
}
