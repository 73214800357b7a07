//! CPD Journal: a private journal of continuing professional development.
//!
//! ```text
//! assets/*.toml ──► catalogue capture ┐
//!     sample search exporters media   ├──► domain       pure: no SQL, egui, clock, threads
//!   importers dossier privacy review  │      ▲
//!                    drawing writing  ┘      │
//!                             ▲              │
//!                             │     store ───┤          the only SQL
//!                             └── journal ───┘          the whole program without a window, synchronous
//!                                    ▲     ▲
//!                                worker   cli           the only threads  |  headless commands
//!                                    ▲
//!                                   ui                  the only egui
//! ```
//!
//! Data flows one way: a file through `store` into `domain` types, through [`journal`] into an immutable
//! [`journal::Snapshot`], onto the screen; and back as a request that is one transaction and one named step of the history.

pub mod domain;
mod embedded;

pub mod capture;
pub mod catalogue;
pub mod dossier;
pub mod drawing;
pub mod exporters;
pub mod importers;
pub mod media;
pub mod privacy;
pub mod review;
pub mod sample;
pub mod search;
pub mod writing;

pub mod store;

pub mod journal;

pub mod worker;

pub mod ui;

pub mod cli;
pub mod error;
pub mod paths;
pub mod prefs;
