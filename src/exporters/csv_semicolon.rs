//! The same as [`super::csv`] for spreadsheets of countries in which a comma stands within numbers: they expect `;` between cells.

use super::csv::{Csv, Separator};

pub static EXPORTER: Csv = Csv(Separator::Semicolon);
