//! What evidence files hold: pictures and pages to look at, and text to be searched. It works on bytes in memory; it knows no files, no journal and no
//! window, and nothing that it is given makes it panic.
//!
//! | file | question |
//! |---|---|
//! | `picture` | What does the picture look like, upright, at this size? |
//! | `redact` | What is left of it when these parts are covered? |
//! | `pdf` | What does a page of the PDF look like, and what does it say? |
//! | `text` | Which words does a file hold? |

mod html;
mod pdf;
mod pdf_guard;
mod pdf_text;
mod picture;
mod redact;
mod text;

pub use pdf::{Pdf, PdfError, TextLimits};
pub use picture::{MOST_PIXELS, Picture, PictureError, decode, dimensions, thumbnail, to_png};
pub use redact::{Cover, Redacted, redact};
pub use text::{MOST_TEXT, Text, text_of};

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs what other people's libraries do with other people's bytes; nothing when they panic. What `work` borrows must be thrown away or make sense half
/// done.
fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}
