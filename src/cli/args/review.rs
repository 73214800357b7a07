//! The words of a call: looking back.

use clap::Args;

/// `coverage`
#[derive(Debug, Args)]
pub struct CoverageArgs {
    /// By the categories of this framework: a registration, or another that is named; without it your first registration
    #[arg(long, value_name = "ID")]
    pub framework: Option<String>,
    #[command(flatten)]
    pub days: DaysArgs,
}

/// `stats`
#[derive(Debug, Args)]
pub struct StatsArgs {
    #[command(flatten)]
    pub days: DaysArgs,
}

/// Days that are looked at.
#[derive(Debug, Default, Args)]
pub struct DaysArgs {
    /// From this day on
    #[arg(long, value_name = "D")]
    pub from: Option<String>,
    /// Up to this day
    #[arg(long, value_name = "D")]
    pub to: Option<String>,
}
