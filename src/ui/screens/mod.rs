//! The pages of the program. Each reads the snapshot it is given and pushes actions; none knows another.

pub mod entry;
pub mod goals;
pub mod help;
pub mod import;
pub mod journal;
pub mod network;
pub mod portfolio;
pub mod quick_log;
pub mod review;
pub mod roll_up;
pub mod settings;
pub mod timer;
pub mod today;
pub mod versions;
pub mod welcome;
