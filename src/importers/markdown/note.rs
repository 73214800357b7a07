//! Notes that somebody put into a folder, words that have no place any more, and one file of an earlier version.

use super::Reading;
use super::front::{self, Front, Keys};
use super::typed::literal;
use super::{entry, folder};
use crate::domain::Uid;
use crate::domain::text::{clean, clean_line, excerpt};
use crate::dossier::Entry;

/// The uid of an entry that had none: the same for the same words in the same file.
pub(super) fn uid(name: &str, text: &str) -> String {
    Uid::from_text(&format!("markdown {name}\n{text}")).to_string()
}

/// Puts words at the end of a text.
pub(super) fn append(text: &mut String, words: &str) {
    if !text.trim().is_empty() {
        text.push_str("\n\n");
    }
    text.push_str(words);
}

/// An entry that consists of words.
pub(super) fn entry(name: &str, title: &str, words: &str, date: &str) -> Entry {
    Entry {
        uid: uid(name, words),
        title: excerpt(&clean_line(title), 200),
        kind: "other".to_owned(),
        date: date.to_owned(),
        state: "draft".to_owned(),
        learnt: clean(words),
        ..Entry::default()
    }
}

impl Reading {
    /// A file that is none of ours. `changed` is the day it was last changed on.
    pub(super) fn note(&mut self, name: &str, front: Front, body: &str, whole: &str, changed: String) {
        let keys = match front {
            Front::Keys(keys) => keys,
            Front::Without => Keys::new(),
            Front::Broken(why) => {
                self.warn(name, format!("Its front matter cannot be read ({why}); the whole file was taken as a note."));
                Keys::new()
            }
        };
        self.strange(name, &keys, &[entry::KNOWN, &["author", "lang", "draft"]]);
        let mut words = body.trim_matches('\n');
        let stem = name.rsplit('/').next().unwrap_or(name);
        let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
        let mut title = front::text(&keys, "title");
        if let Some((first, rest)) = words.split_once('\n').or(Some((words, ""))).filter(|(first, _)| first.starts_with("# ")) {
            let heading = literal(first.trim_start_matches('#').trim());
            if title.is_empty() || title == heading {
                title = heading;
                words = rest.trim_matches('\n');
            }
        }
        let dated = stem.get(..10).filter(|day| is_day(day));
        if title.trim().is_empty() {
            let rest = dated.and_then(|day| stem.strip_prefix(day)).unwrap_or(stem);
            rest.trim_matches([' ', '-', '_']).clone_into(&mut title);
        }
        if title.trim().is_empty() {
            stem.clone_into(&mut title);
        }
        let said = front::text(&keys, "date");
        let date = said.get(..10).filter(|day| is_day(day)).or(dated).map(ToOwned::to_owned);
        let date = date.unwrap_or_else(|| {
            let made_on = &self.taken.dossier.made_on;
            let (day, what) = if is_day(made_on) { (made_on.clone(), "of the export") } else { (changed, "on which it was last changed") };
            self.warn(name, format!("It has no date; it has the day {what} now."));
            day
        });
        let mut read = entry::entry(&keys);
        let mut entry =
            Entry { uid: uid(name, whole), kind: "other".to_owned(), date, state: "draft".to_owned(), title, ..Entry::default() };
        entry.learnt = clean(words);
        entry.tags = std::mem::take(&mut read.tags);
        entry.minutes = read.minutes;
        for (to, from) in [(&mut entry.how, read.how), (&mut entry.platform, read.platform), (&mut entry.url, read.url)] {
            *to = from;
        }
        for (key, text) in [("learnt", read.learnt), ("changed", read.changed), ("benefit", read.benefit)] {
            match key {
                "learnt" if !text.is_empty() => append(&mut entry.learnt, &text),
                "changed" => entry.changed = text,
                "benefit" => entry.benefit = text,
                _ => {}
            }
        }
        self.warn(name, "It is not from this program; it became a new entry.");
        self.seen.insert(entry.uid.clone(), name.to_owned());
        self.taken.dossier.entries.push(entry);
    }

    /// One entry's file by itself: what it proves with lies elsewhere.
    pub(super) fn without_files(&mut self, name: &str) {
        crate::dossier::FORMAT.clone_into(&mut self.taken.dossier.format);
        self.taken.dossier.version = crate::dossier::VERSION;
        if self.taken.dossier.evidence.iter().any(|piece| piece.file.is_some()) {
            self.warn(name, format!("Its evidence was left out: read the whole folder, with its “{}”, to have it.", folder::INDEX));
        }
        self.taken.dossier.evidence.iter_mut().for_each(|piece| piece.file = None);
    }

    /// One file of an earlier version, which had no data of entries: their texts are taken as they stand.
    pub(super) fn early(&mut self, name: &str, keys: &Keys, body: &str) {
        self.without_whole = true;
        self.whole(name, keys, "");
        let mut years = false;
        let mut parts: Vec<(String, Vec<&str>)> = Vec::new();
        let mut lines = body.split('\n').peekable();
        while let Some(line) = lines.next() {
            // Our own headings are followed by an empty line and, of entries, the day.
            let mut ahead = lines.clone().filter(|line| !line.is_empty());
            if let Some(title) = line.strip_prefix("## ") {
                years = title.starts_with("Entries of ");
            }
            match line.strip_prefix("### ") {
                Some(title) if years && ahead.next().is_some_and(|next| next.starts_with("- **When:** ")) => {
                    parts.push((literal(title), Vec::new()));
                }
                _ if years => parts.iter_mut().last().map(|(_, lines)| lines.push(line)).unwrap_or_default(),
                _ => {}
            }
        }
        for (title, lines) in parts {
            let when = lines.iter().find_map(|line| line.strip_prefix("- **When:** ")).unwrap_or_default();
            let when = when.split([',', '(']).next().unwrap_or_default().trim();
            let day = chrono::NaiveDate::parse_from_str(when, "%A %d %B %Y").map(|day| day.to_string());
            let day = day.unwrap_or_else(|_| self.taken.dossier.made_on.clone());
            let entry = self::entry(name, &title, lines.join("\n").trim_matches('\n'), &day);
            self.seen.insert(entry.uid.clone(), name.to_owned());
            self.taken.dossier.entries.push(entry);
        }
        let count = self.taken.dossier.entries.len();
        let what = "An earlier version wrote it, which put no data into one file";
        self.warn(name, format!("{what}: {count} entries were taken as one text each, and nothing else."));
    }
}

/// Whether a text is a day of the calendar as data says it.
fn is_day(text: &str) -> bool {
    text.len() == 10 && chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok()
}
