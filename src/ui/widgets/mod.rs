//! Controls that several screens share. They know the theme and the domain, no screen and no journal.

mod chip;
mod empty;
mod field;
mod markdown;
mod parsed;
mod section;

pub use chip::{chip_ui, tag_ui};
pub use empty::empty_ui;
pub use field::{caption_ui, line_ui, writing_ui};
pub use markdown::Markdown;
pub use parsed::{DayField, MinutesField, TimeField};
pub use section::{measure_ui, page_ui, section_ui};
