//! Why something could not be read.

use std::path::PathBuf;

use crate::dossier::DossierError;

/// Nothing was taken in.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("{} could not be read: {source}", path.display())]
    Io { path: PathBuf, source: std::io::Error },
    #[error("{} is too large to be read", .0.display())]
    TooLarge(PathBuf),
    #[error("{} is nothing that this program wrote, as far as it can tell", .0.display())]
    Unknown(PathBuf),
    /// It is of the right format, but holds no record of ours.
    #[error("{} has no record of this program in it: {why}", path.display())]
    NoRecord { path: PathBuf, why: String },
    #[error("{} cannot be read: {source}", path.display())]
    Dossier { path: PathBuf, source: DossierError },
    /// It is damaged, or made to harm.
    #[error("{} is damaged: {why}", path.display())]
    Damaged { path: PathBuf, why: String },
}
