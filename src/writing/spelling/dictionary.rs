//! A dictionary in Hunspell's format: a pair of files, `.aff` with the rules and `.dic` with the words, the bundled one or the user's.
//! Format: the manual page hunspell(5). It knows nothing of text, health or suggestions.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use encoding_rs::Encoding;

/// Why there is no dictionary, and what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum SpellingError {
    #[error("a dictionary is two files of one name, ending in .aff and .dic: choose one of them; this is neither: {}", .0.display())]
    NotADictionaryFile(PathBuf),
    #[error("a dictionary is two files of one name, ending in .aff and .dic, in one folder: put the missing one beside the other: {}", .0.display())]
    Missing(PathBuf),
    #[error("the dictionary cannot be read ({why}): {}", .path.display())]
    Unreadable { path: PathBuf, why: io::Error },
    #[error("no dictionary is as large as this file (the most is {most_mib} MiB): choose another: {}", .path.display())]
    TooLarge { path: PathBuf, most_mib: u64 },
    #[error("the dictionary is written in {name}, which this program cannot read: save both files as UTF-8, with the line SET UTF-8: {}", .path.display())]
    Encoding { path: PathBuf, name: String },
    #[error("this is no Hunspell dictionary, or a damaged one ({why}): fetch it again from where it came: {}", .path.display())]
    Damaged { path: PathBuf, why: String },
}

/// The most that the two files may hold, in MiB; the largest that are in use (Hungarian rules, Korean words) hold a third.
const MOST_AFF_MIB: u64 = 8;
const MOST_DIC_MIB: u64 = 48;
/// Longer than any line of a dictionary; in bytes.
const LONGEST_LINE: usize = 16 * 1024;

/// Both files as text, as they were read.
pub(super) struct Source {
    pub aff: Cow<'static, str>,
    pub dic: Cow<'static, str>,
    /// What to name in an error.
    path: PathBuf,
}

impl Source {
    /// Files that came with the program.
    pub fn bundled(aff: Cow<'static, [u8]>, dic: Cow<'static, [u8]>, path: PathBuf) -> Result<Self, SpellingError> {
        let text = |bytes: Cow<'static, [u8]>| match bytes {
            Cow::Borrowed(bytes) => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
            Cow::Owned(bytes) => String::from_utf8(bytes).ok().map(Cow::Owned),
        };
        match (text(aff), text(dic)) {
            (Some(aff), Some(dic)) => Ok(Self { aff, dic, path }),
            _ => Err(SpellingError::Damaged { path, why: "it is not UTF-8".to_owned() }),
        }
    }

    /// A pair of files, by the name of either.
    pub fn of_files(either: &Path) -> Result<Self, SpellingError> {
        let ending = either.extension().map(|end| end.to_ascii_lowercase());
        if !ending.is_some_and(|end| end == "aff" || end == "dic") {
            return Err(SpellingError::NotADictionaryFile(either.to_owned()));
        }
        let capitals = either.extension().is_some_and(|end| end == "AFF" || end == "DIC");
        let (aff, dic) = if capitals { ("AFF", "DIC") } else { ("aff", "dic") };
        let (aff_path, dic_path) = (either.with_extension(aff), either.with_extension(dic));
        let aff = bytes(&aff_path, MOST_AFF_MIB)?;
        let dic = bytes(&dic_path, MOST_DIC_MIB)?;
        let encoding = encoding(&aff, &aff_path)?;
        let mut aff = decoded(&aff, encoding, &aff_path)?;
        let dic = decoded(&dic, encoding, &dic_path)?;
        // A flag is a byte where nothing else is said; once the file is UTF-8, it is a character.
        if encoding != encoding_rs::UTF_8 && !aff.lines().any(|line| line.starts_with("FLAG")) {
            aff.insert_str(0, "FLAG UTF-8\n");
        }
        Ok(Self { aff: Cow::Owned(aff), dic: Cow::Owned(dic), path: dic_path })
    }

    /// Takes the files apart.
    pub fn dictionary(&self) -> Result<Dictionary, SpellingError> {
        let damaged = |why: String| SpellingError::Damaged { path: self.path.clone(), why };
        if self.aff.lines().chain(self.dic.lines()).any(|line| line.len() > LONGEST_LINE) {
            return Err(damaged("a line is too long".to_owned()));
        }
        if !self.dic.lines().skip(1).any(|line| line.chars().any(char::is_alphabetic)) {
            return Err(damaged("it holds no words".to_owned()));
        }
        let read =
            guarded(|| spellbook::Dictionary::new(&self.aff, &self.dic)).ok_or_else(|| damaged("its rules make no sense".to_owned()))?;
        let words = read.map_err(|error| damaged(error.to_string()))?;
        Ok(Dictionary { words, broken: AtomicBool::new(false), silent: AtomicBool::new(false), path: self.path.clone() })
    }
}

/// A dictionary that was read. Rules that the reader stumbles over once are not tried again.
pub(super) struct Dictionary {
    words: spellbook::Dictionary,
    /// It cannot say whether a word is right.
    broken: AtomicBool,
    /// It cannot say what to write instead.
    silent: AtomicBool,
    path: PathBuf,
}

impl Dictionary {
    /// Whether the word is in it, as written; a capital at the start and ALL CAPITALS are seen through. `None` when it cannot be used.
    pub fn has(&self, word: &str) -> Option<bool> {
        once(&self.broken, || self.words.check(word))
    }

    /// What it would write instead, best first. Takes up to half a second.
    pub fn instead(&self, word: &str) -> Vec<String> {
        let suggest = || {
            let mut found = Vec::new();
            self.words.suggest(word, &mut found);
            found
        };
        once(&self.silent, suggest).unwrap_or_default()
    }

    /// Why it is not used any more.
    pub fn problem(&self) -> Option<SpellingError> {
        let broken = self.broken.load(Ordering::Relaxed);
        broken.then(|| SpellingError::Damaged { path: self.path.clone(), why: "its rules make no sense".to_owned() })
    }
}

/// Runs what may stumble, unless it did so before.
fn once<T>(stumbled: &AtomicBool, work: impl FnOnce() -> T) -> Option<T> {
    if stumbled.load(Ordering::Relaxed) {
        return None;
    }
    let done = guarded(work);
    if done.is_none() {
        stumbled.store(true, Ordering::Relaxed);
    }
    done
}

/// Runs the reader of other people's files; nothing when it panics. What it borrows is only read.
fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

fn bytes(path: &Path, most_mib: u64) -> Result<Vec<u8>, SpellingError> {
    let unreadable = |why: io::Error| match why.kind() {
        io::ErrorKind::NotFound => SpellingError::Missing(path.to_owned()),
        _ => SpellingError::Unreadable { path: path.to_owned(), why },
    };
    let most = most_mib * 1024 * 1024;
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(most + 1).read_to_end(&mut bytes)).map_err(unreadable)?;
    if bytes.len() as u64 > most {
        return Err(SpellingError::TooLarge { path: path.to_owned(), most_mib });
    }
    Ok(bytes)
}

/// What the `SET` line names; Hunspell takes ISO 8859-1 where there is none.
fn encoding(aff: &[u8], path: &Path) -> Result<&'static Encoding, SpellingError> {
    let aff = aff.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(aff);
    let named = aff.split(|byte| *byte == b'\n').find_map(|line| line.strip_prefix(b"SET ".as_slice()));
    let Some(named) = named else { return Ok(encoding_rs::WINDOWS_1252) };
    let name = String::from_utf8_lossy(named).split_whitespace().next().unwrap_or_default().to_owned();
    let label = match name.to_ascii_lowercase() {
        label if label.starts_with("microsoft-cp") => label.replace("microsoft-cp", "windows-"),
        label if label.starts_with("tis620") => "tis-620".to_owned(),
        label => label,
    };
    Encoding::for_label(label.as_bytes()).ok_or_else(|| SpellingError::Encoding { path: path.to_owned(), name })
}

fn decoded(bytes: &[u8], encoding: &'static Encoding, path: &Path) -> Result<String, SpellingError> {
    let (text, wrong) = encoding.decode_with_bom_removal(bytes);
    if wrong {
        return Err(SpellingError::Damaged { path: path.to_owned(), why: format!("it is not {}, as its SET line says", encoding.name()) });
    }
    Ok(text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stumbled_is_not_tried_again() {
        let source = Source { aff: Cow::Borrowed("SET UTF-8\n"), dic: Cow::Borrowed("1\nhello\n"), path: PathBuf::from("x.dic") };
        let dictionary = source.dictionary().expect("a dictionary");
        assert_eq!((dictionary.has("hello"), dictionary.has("helo")), (Some(true), Some(false)));
        assert!(dictionary.problem().is_none());
        assert_eq!(once(&dictionary.broken, || -> u8 { panic!("rules that make no sense") }), None);
        assert_eq!(dictionary.has("hello"), None, "it is not asked any more");
        assert!(dictionary.problem().is_some_and(|problem| problem.to_string().contains("x.dic")));
        assert_eq!(dictionary.instead("helo"), ["hello"], "what works goes on");
    }
}
