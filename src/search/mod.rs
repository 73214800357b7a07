//! What somebody types into the search box, understood. Pure: knows neither SQL nor the window.

mod query;

pub use query::{Problem, Query, Term};
