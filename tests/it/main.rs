//! All tests from outside in one binary, so that the window's crates are linked once.
#![expect(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test that cannot go on has failed")]

mod architecture;
mod calendar;
mod capture;
mod chats;
mod cli;
mod cli_capture;
mod cli_reflect;
mod cli_regulators;
mod coming_back;
mod crash;
mod data;
mod evidence;
mod exporters;
mod fuzz;
mod ledger;
mod links;
mod media;
mod plan;
mod reflect;
mod regulators;
mod samples;
mod search;
mod spelling;
mod standings;
mod store;
mod support;
mod transcript;
mod ui;
mod writing;
