//! The window: the only room that knows egui.
//!
//! How a frame goes: `logic` takes in what the worker tells, saves what is due and runs the keyboard's commands; `ui` reads the snapshot,
//! shows it, and pushes [`action::Action`]s; `logic` of the same frame's end applies them. Nothing in `ui` can block, because nothing
//! that blocks can be reached from it.

pub mod action;
pub mod app;
mod autosave;
pub mod clipboard;
pub mod command;
pub mod context;
pub mod dialogs;
mod notices;
pub mod paint;
mod palette;
mod period;
mod screens;
mod sight;
mod start;
pub mod theme;
mod tour;
mod widgets;
pub mod window;

pub use start::run;
pub use tour::pictures;
