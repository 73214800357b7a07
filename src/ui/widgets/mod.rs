//! Controls that several screens share. They know the theme and the domain, no screen and no journal.

mod card;
mod chip;
mod choice;
mod copy;
mod days;
mod dialog;
mod empty;
mod entry_row;
mod facts;
mod field;
mod figures;
mod markdown;
mod pages;
mod parsed;
mod rows;
mod section;
mod segments;
mod table;

pub use card::{card_ui, rows_card_ui};
pub use chip::{chip_ui, tag_ui};
pub use choice::{Choice, choices_ui};
pub use copy::{copy_ui, copyable_ui};
pub use days::{ago_text, count_text, due_text, sentence};
pub use dialog::{Leave, dialog_ui};
pub use empty::empty_ui;
pub use entry_row::{Lack, entry_row_ui};
pub use facts::{fact_ui, figures_ui, notice_ui};
pub use field::{caption_ui, line_ui, writing_ui};
pub use figures::{figures_ui, strip_ui};
pub use markdown::Markdown;
pub use pages::Pages;
pub use parsed::{DayField, MinutesField, TimeField};
pub use rows::{rows_ui, scroll_by_keys};
pub use section::{measure_ui, page_ui, section_ui};
pub use segments::segments_ui;
pub use table::{TableRow, table_ui};
