//! How a PDF uses its pictures. Pixels are no lists, however many brackets are among them, unless a file that only claims that something is a picture has it
//! read as content: then the reader's stack is at stake (see `pdf_guard`).

use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, Stream};

use super::pdf::PdfError;
use super::pdf_guard::Shape;

/// The most parts within parts of one object that are looked at.
const DEEPEST: usize = 64;

/// Makes sure that only pictures are passed over: whatever says that it is none is looked at as the reader unpacks it, and nothing that says so is content.
///
/// # Errors
/// [`PdfError::Damaged`].
pub(super) fn check(pdf: &Pdf) -> Result<(), PdfError> {
    // What cannot be read is looked for anew by the reader, and its list of objects is another one afterwards.
    for _ in 0..2 {
        for object in pdf.objects() {
            if let Object::Stream(stream) = &object
                && !is_picture(stream)
            {
                content(stream)?;
            }
            uses(&object, 0)?;
        }
    }
    Ok(())
}

fn is_picture(stream: &Stream<'_>) -> bool {
    stream.dict().get::<Name<'_>>("Subtype").is_some_and(|kind| kind.as_str() == "Image")
}

/// What may be read as content.
fn content(stream: &Stream<'_>) -> Result<(), PdfError> {
    // Packed once at most: how far that unpacks is known.
    if stream.filters().len() > 1 {
        return Err(PdfError::Damaged);
    }
    // What cannot be unpacked is not read either.
    stream.decoded().map_or(Ok(()), |bytes| Shape::default().feed(&bytes))
}

/// Looks at the places whose streams are read as content or as tables of letters, in an object and in what it holds itself.
fn uses(object: &Object<'_>, depth: usize) -> Result<(), PdfError> {
    if depth > DEEPEST {
        return Err(PdfError::Damaged);
    }
    let dict = match object {
        Object::Dict(dict) => dict,
        Object::Stream(stream) => stream.dict(),
        Object::Array(list) => {
            return list.raw_iter().try_for_each(|one| if let MaybeRef::NotRef(one) = one { uses(&one, depth + 1) } else { Ok(()) });
        }
        _ => return Ok(()),
    };
    let one = |dict: &Dict<'_>, key: &str| dict.get::<Stream<'_>>(key).is_some_and(|stream| is_picture(&stream));
    let all = |key: &str| dict.get::<Dict<'_>>(key).is_some_and(|inner| inner.keys().any(|name| one(&inner, name.as_str())));
    let is_read = ["Contents", "G", "ToUnicode", "Encoding", "UseCMap"].iter().any(|key| one(dict, key))
        || dict.get::<Array<'_>>("Contents").is_some_and(|list| list.iter::<Stream<'_>>().any(|stream| is_picture(&stream)))
        || ["CharProcs", "Pattern", "AP"].iter().any(|key| all(key));
    if is_read {
        return Err(PdfError::Damaged);
    }
    dict.entries().try_for_each(|(_, inner)| if let MaybeRef::NotRef(inner) = inner { uses(&inner, depth + 1) } else { Ok(()) })
}
