//! Settings of this device: which journal was open, light or dark, how large. Never any content.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

/// What is remembered on this device.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Prefs {
    /// The journal that was open last.
    pub journal: Option<PathBuf>,
    pub theme: Theme,
    /// 1.0 is as the system has it.
    pub zoom: Option<f32>,
}

impl Prefs {
    /// What was remembered; the defaults when there is nothing, or nothing that can be read.
    pub fn load() -> Self {
        crate::paths::prefs_file()
            .and_then(|path| std::fs::read_to_string(path).ok())
            .and_then(|text| toml::from_str(&text).ok())
            .unwrap_or_default()
    }

    /// Remembers. Settings that cannot be written are no reason to bother anybody.
    pub fn save(&self) {
        let Some(path) = crate::paths::prefs_file() else { return };
        let Ok(text) = toml::to_string(self) else { return };
        let Some(folder) = path.parent() else { return };
        let written = std::fs::create_dir_all(folder).and_then(|()| {
            let draft = tempfile::NamedTempFile::new_in(folder)?;
            std::fs::write(draft.path(), text)?;
            draft.persist(&path).map_err(|error| error.error)
        });
        drop(written);
    }
}
