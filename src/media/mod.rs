//! What evidence files hold: pictures and pages to look at, and text to be searched. It works on bytes in memory; it knows no files, no journal and no
//! window, and nothing that it is given makes it panic.
//!
//! | file | question |
//! |---|---|
//! | `picture` | What does the picture look like, upright, at this size? |
//! | `redact` | What is left of it when these parts are covered? |
//! | `pdf` | What does a page of the PDF look like, and what does it say? |
//! | `pdf_files` | Which files are attached inside a PDF? |
//! | `pdf_guard` `pdf_use` | Would the PDF fill the memory or the stack of its reader? |
//! | `details` | Who made a file, where, with what; and a picture without all of that. |
//! | `text` | Which words does a file hold? |

mod details;
mod html;
mod pdf;
mod pdf_files;
mod pdf_guard;
mod pdf_text;
mod pdf_use;
mod picture;
mod redact;
mod text;

pub use details::{FileDetails, details_of, without_details};
pub use pdf::{Pdf, PdfError, TextLimits};
pub use pdf_files::attachments;
pub use picture::{MOST_PIXELS, Picture, PictureError, decode, dimensions, thumbnail, to_jpeg, to_png};
pub use redact::{Cover, Redacted, redact};
pub use text::{MOST_TEXT, Text, text_of};

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs what other people's libraries do with other people's bytes; nothing when they panic. What `work` borrows must be thrown away or make sense half
/// done.
fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}
