//! Settings of this device: which journal was open, light or dark, how large, how writing looks. Never any content.
//!
//! What cannot be read in the file (a value of a later version, a slip of the hand) is as if it were not said; the rest still holds.

use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};

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
    #[serde(deserialize_with = "as_far_as_known")]
    pub journal: Option<PathBuf>,
    #[serde(deserialize_with = "as_far_as_known")]
    pub theme: Theme,
    /// 1.0 is as the system has it.
    #[serde(deserialize_with = "as_far_as_known")]
    pub zoom: Option<f32>,
    /// A table, so it stands last in the file.
    #[serde(deserialize_with = "as_far_as_known")]
    pub writing: Writing,
}

/// The font of texts that are written and read at length.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextFont {
    /// Atkinson Hyperlegible Next: letters that are told apart by people who see little.
    #[default]
    Hyperlegible,
    /// Lexend: wide and evenly spaced, which many readers with dyslexia like.
    Lexend,
    /// Lora: a calm serif, as in a book.
    Lora,
    /// Noto Sans: plain, and the same in many scripts.
    NotoSans,
}

/// How large those texts are beside everything else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextSize {
    Small,
    #[default]
    Usual,
    Large,
    Largest,
}

/// How much room a line has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LineSpacing {
    Single,
    #[default]
    Comfortable,
    Wide,
}

/// How long a line may get.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// About 55 characters.
    Narrow,
    /// About 70 characters.
    #[default]
    Usual,
    /// About 90 characters.
    Wide,
}

/// How writing looks, and what helps while one writes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Writing {
    #[serde(deserialize_with = "as_far_as_known")]
    pub font: TextFont,
    #[serde(deserialize_with = "as_far_as_known")]
    pub size: TextSize,
    #[serde(deserialize_with = "as_far_as_known")]
    pub spacing: LineSpacing,
    #[serde(deserialize_with = "as_far_as_known")]
    pub measure: Measure,
    /// Words that are not in a dictionary are underlined.
    #[serde(deserialize_with = "on_unless_said")]
    pub check_spelling: bool,
    /// One file of a second Hunspell dictionary, the `.aff` or the `.dic`; the other lies beside it.
    #[serde(deserialize_with = "as_far_as_known", skip_serializing_if = "Option::is_none")]
    pub second_language: Option<PathBuf>,
    /// The mirror of what a reflection does (tells, asks why, changes, helps), which nobody gets unasked.
    #[serde(deserialize_with = "as_far_as_known")]
    pub depth_mirror: bool,
}

impl Default for Writing {
    fn default() -> Self {
        Self {
            font: TextFont::default(),
            size: TextSize::default(),
            spacing: LineSpacing::default(),
            measure: Measure::default(),
            check_spelling: true,
            second_language: None,
            depth_mirror: false,
        }
    }
}

impl Writing {
    /// The two files of the second dictionary: rules (`.aff`) and words (`.dic`). Nobody has looked whether they are there.
    pub fn second_files(&self) -> Option<(PathBuf, PathBuf)> {
        let file = self.second_language.as_deref()?;
        Some((file.with_extension("aff"), file.with_extension("dic")))
    }

    /// What the second dictionary is called: the name of its file, as in `cy_GB`.
    pub fn second_name(&self) -> Option<String> {
        self.second_language.as_deref().and_then(Path::file_stem).map(|stem| stem.to_string_lossy().into_owned())
    }
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

/// The value, or the default where this version knows no such value.
fn as_far_as_known<'de, D: Deserializer<'de>, T: DeserializeOwned + Default>(from: D) -> Result<T, D::Error> {
    Ok(toml::Value::deserialize(from)?.try_into().unwrap_or_default())
}

/// The same for what is on where nothing else is said.
fn on_unless_said<'de, D: Deserializer<'de>>(from: D) -> Result<bool, D::Error> {
    Ok(toml::Value::deserialize(from)?.as_bool().unwrap_or(true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_come_back_as_they_were() {
        let writing = Writing {
            font: TextFont::Lora,
            size: TextSize::Largest,
            spacing: LineSpacing::Wide,
            measure: Measure::Narrow,
            check_spelling: false,
            second_language: Some(PathBuf::from("/words/cy_GB.dic")),
            depth_mirror: true,
        };
        let prefs = Prefs { journal: Some(PathBuf::from("/my/journal.cpd")), theme: Theme::Dark, zoom: Some(1.25), writing };
        let text = toml::to_string(&prefs).unwrap();
        assert_eq!(toml::from_str::<Prefs>(&text).unwrap(), prefs);
        assert_eq!(toml::from_str::<Prefs>(&toml::to_string(&Prefs::default()).unwrap()).unwrap(), Prefs::default());
    }

    #[test]
    fn old_and_strange_files_are_read_as_far_as_they_are_known() {
        let dark = Prefs { theme: Theme::Dark, zoom: Some(1.5), ..Prefs::default() };
        let lexend = Prefs { writing: Writing { font: TextFont::Lexend, ..Writing::default() }, ..Prefs::default() };
        for (text, want) in [
            ("", Prefs::default()),
            ("theme = \"dark\"\nzoom = 1.5\n", dark.clone()),
            ("theme = \"dark\"\nzoom = 1.5\nwriting = \"large\"", dark.clone()),
            ("theme = \"dark\"\nzoom = 1.5\n[writing]\nfont = \"comic\"\nsize = 12\ncheck_spelling = \"yes\"\nnew = [1]", dark),
            ("theme = \"sepia\"\nzoom = \"much\"\njournal = 3\n[writing]\nfont = \"lexend\"\ndepth_mirror = 1", lexend),
        ] {
            assert_eq!(toml::from_str::<Prefs>(text).unwrap(), want, "{text}");
        }
    }

    #[test]
    fn either_file_of_a_dictionary_names_both() {
        for file in ["/words/cy_GB.aff", "/words/cy_GB.dic", "/words/cy_GB"] {
            let writing = Writing { second_language: Some(PathBuf::from(file)), ..Writing::default() };
            assert_eq!(writing.second_files(), Some((PathBuf::from("/words/cy_GB.aff"), PathBuf::from("/words/cy_GB.dic"))));
            assert_eq!(writing.second_name().as_deref(), Some("cy_GB"));
        }
        assert_eq!(Writing::default().second_files(), None);
    }
}
