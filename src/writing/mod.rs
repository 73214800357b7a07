//! The craft of writing, without a window: spelling, light formatting, clean pasting, finding, counting, comparing two versions, and a
//! mirror of how deep a reflection goes. Pure: text in, text and places out. Places are byte ranges on the boundaries of characters.

pub mod compare;
pub mod count;
pub mod depth;
mod edge;
pub mod find;
pub mod format;
mod lines;
pub mod lists;
pub mod paste;
pub mod spelling;

pub use lines::Edit;
