//! Where things lie on each system.

use std::path::PathBuf;

use directories::ProjectDirs;

fn project() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", "cpd-journal")
}

/// The journal that is opened when nobody names one: `journal.cpd` in the user's data folder.
pub fn default_journal() -> PathBuf {
    data_folder().join("journal.cpd")
}

/// The user's data folder of this program: the journal, and own kinds and templates.
pub fn data_folder() -> PathBuf {
    project().map_or_else(|| PathBuf::from("."), |dirs| dirs.data_dir().to_owned())
}

/// Settings of this device (never any content).
pub fn prefs_file() -> Option<PathBuf> {
    project().map(|dirs| dirs.config_dir().join("settings.toml"))
}
