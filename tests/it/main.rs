//! All tests from outside in one binary, so that the window's crates are linked once.
#![expect(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test that cannot go on has failed")]

mod architecture;
mod cli;
mod crash;
mod data;
mod exporters;
mod ledger;
mod links;
mod search;
mod store;
mod support;
mod transcript;
mod ui;
