//! Keys of an index, or of everything in one file, as what belongs to no single entry; and the entries of one file.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::body::{self, As};
use super::entry;
use super::front::{self, Keys};
use super::{Reading, note};
use crate::domain::text::{clean_line, excerpt};
use crate::dossier::Dossier;

/// Keys of an index that are ours.
const KNOWN: &[&str] = &[
    "title",
    "author",
    "id",
    "lang",
    "from",
    "to",
    "entries",
    "minutes",
    "interactive",
    "cpd_journal",
    "date",
    "dossier",
    "scope",
    "left_out",
    "registrant",
    "registrations",
    "communities",
    "people",
    "goals",
    "entry_data",
    "records",
    "evidence",
    "needs",
    "waymarks",
    "walks",
    "impacts",
    "saved_searches",
    "words",
    "texts",
    "ours",
];

impl Reading {
    /// What belongs to no single entry.
    pub(super) fn whole(&mut self, name: &str, keys: &Keys, page: &str) {
        self.strange(name, keys, &[KNOWN]);
        let stands = keys.get("dossier").and_then(Value::as_object).cloned().unwrap_or_default();
        let exactly = front::text(&stands, "title");
        let shown = front::text(keys, "title");
        let is_changed = !stands.is_empty() && shown != clean_line(&exactly) && !shown.is_empty() && !clean_line(&exactly).is_empty();
        let is_early = stands.is_empty();
        self.taken.dossier = Dossier {
            format: if is_early { crate::dossier::FORMAT.to_owned() } else { front::text(&stands, "format") },
            version: if is_early { crate::dossier::VERSION } else { front::number(&stands, "version") },
            id: if is_early { front::text(keys, "id") } else { front::text(&stands, "id") },
            title: if is_changed || is_early { shown } else { exactly },
            made_on: if is_early { front::text(keys, "date") } else { front::text(&stands, "made_on") },
            scope: self.one(name, keys, "scope"),
            left_out: front::texts(keys, "left_out"),
            registrant: self.one(name, keys, "registrant"),
            registrations: self.list(name, keys, "registrations"),
            communities: self.list(name, keys, "communities"),
            people: self.list(name, keys, "people"),
            goals: self.list(name, keys, "goals"),
            entries: Vec::new(),
            records: self.list(name, keys, "records"),
            evidence: self.list(name, keys, "evidence"),
            needs: self.list(name, keys, "needs"),
            waymarks: self.list(name, keys, "waymarks"),
            walks: self.list(name, keys, "walks"),
            impacts: self.list(name, keys, "impacts"),
            saved_searches: self.list(name, keys, "saved_searches"),
            words: front::texts(keys, "words"),
        };
        if is_early {
            self.taken.dossier.registrant.name = front::text(keys, "author");
        }
        // In one file the texts of entries are in the same body.
        if !keys.contains_key("entry_data") {
            let places = body::places(keys);
            let cut = body::cut(page, &places, keys.get("ours").and_then(Value::as_str));
            self.goals(name, &places, &cut.texts);
            self.beside(name, &cut);
        }
    }

    /// Entries that an index has in its own front matter: all of them in one file.
    pub(super) fn entries_within(&mut self, name: &str, keys: &Keys, page: &str) {
        if !keys.contains_key("entry_data") {
            return;
        }
        let mut places = body::places(keys);
        let of_goals = places.len();
        let within: Vec<(&Keys, usize)> = front::groups(keys, "entry_data")
            .map(|one| {
                let mut theirs = body::places(one);
                let count = theirs.len();
                places.append(&mut theirs);
                (one, count)
            })
            .collect();
        let mut cut = body::cut(page, &places, keys.get("ours").and_then(Value::as_str));
        let mut texts = std::mem::take(&mut cut.texts).into_iter();
        let mut places = places.into_iter();
        let goals: Vec<_> = texts.by_ref().take(of_goals).collect();
        self.goals(name, &places.by_ref().take(of_goals).collect::<Vec<_>>(), &goals);
        for (one, count) in within {
            self.strange(name, one, &[entry::KNOWN]);
            let mut entry = entry::entry(one);
            let place = format!("{name}: {}", excerpt(&entry.title, 60));
            let theirs = body::Cut { texts: texts.by_ref().take(count).collect(), ..body::Cut::default() };
            self.put_texts(&place, &mut entry, &places.by_ref().take(count).collect::<Vec<_>>(), &theirs);
            self.told(&place, one, &entry);
            self.around(&place, one, &mut entry);
            self.seen.insert(entry.uid.clone(), name.to_owned());
            self.taken.dossier.entries.push(entry);
        }
        self.beside(name, &cut);
    }

    /// Texts of goals.
    fn goals(&mut self, name: &str, places: &[body::Place], texts: &[(String, As)]) {
        for (place, (text, state)) in places.iter().zip(texts) {
            let goals = &mut self.taken.dossier.goals;
            let of = match place.of.as_str() {
                "review" => {
                    let reviews = goals.iter_mut().flat_map(|goal| &mut goal.reviews);
                    reviews.into_iter().find(|review| review.uid == place.id).map(|review| &mut review.note)
                }
                _ => goals.iter_mut().find(|goal| goal.uid == place.id).and_then(|goal| {
                    Some(match place.text.as_str() {
                        "why" => &mut goal.why,
                        "measure" => &mut goal.measure,
                        "how" => &mut goal.how,
                        "support" => &mut goal.support,
                        "barriers" => &mut goal.barriers,
                        "outcome" => &mut goal.outcome,
                        _ => return None,
                    })
                }),
            };
            match (of, state) {
                (Some(of), As::Was) if !of.is_empty() => {}
                (Some(of), As::Was | As::Edited) => of.clone_from(text),
                (Some(of), As::Gone) if of.is_empty() => {
                    self.warn(name, format!("Nothing is left of the text “{}” of a goal where it was.", place.text));
                }
                (Some(_), As::Gone) => {}
                (None, _) if text.trim().is_empty() => {}
                (None, _) => self.kept(name, text),
            }
        }
    }

    /// Words on an index that are neither ours nor those of a goal.
    fn beside(&mut self, name: &str, cut: &body::Cut) {
        let title = cut.title.as_ref().map(|title| format!("# {title}"));
        let words: Vec<&str> = title.iter().map(String::as_str).chain(cut.beside.iter().map(String::as_str)).collect();
        if !words.is_empty() {
            self.kept(name, &words.join("\n\n"));
        }
    }

    /// Words without a place: an entry of their own.
    fn kept(&mut self, name: &str, words: &str) {
        let told = excerpt(words, 60);
        let entry = note::entry(name, &format!("Written in {name}"), words, &self.taken.dossier.made_on);
        if self.seen.insert(entry.uid.clone(), name.to_owned()).is_none() {
            self.taken.dossier.entries.push(entry);
            self.warn(name, format!("What was written beside the texts became an entry of its own: “{told}”."));
        }
    }

    /// A thing under a key; the empty one where it cannot be read.
    fn one<T: DeserializeOwned + Default>(&mut self, name: &str, keys: &Keys, key: &str) -> T {
        let Some(value) = keys.get(key) else { return T::default() };
        read(value).unwrap_or_else(|why| {
            self.warn(name, format!("What stands under “{key}” cannot be read: {why}."));
            T::default()
        })
    }

    /// The things under a key, without those that cannot be read.
    fn list<T: DeserializeOwned>(&mut self, name: &str, keys: &Keys, key: &str) -> Vec<T> {
        // Goals of an earlier version, where there are any, are told with the entries.
        let mut list = Vec::new();
        for (value, number) in keys.get(key).and_then(Value::as_array).into_iter().flatten().zip(1..) {
            match read(value) {
                Ok(one) => list.push(one),
                Err(why) => self.warn(name, format!("Number {number} under “{key}” cannot be read: {why}.")),
            }
        }
        list
    }
}

/// A value as a thing; with numbers and the like as texts, when an editor took off the quotation marks.
fn read<T: DeserializeOwned>(value: &Value) -> Result<T, String> {
    serde_json::from_value(value.clone()).or_else(|error| {
        let mut value = value.clone();
        if let Some(keys) = value.as_object_mut() {
            for (_, one) in keys.iter_mut().filter(|(key, _)| !["length", "day", "bytes", "listed"].contains(&key.as_str())) {
                if let Some(text) = front::text_of(one) {
                    *one = Value::String(text);
                }
            }
        }
        serde_json::from_value(value).map_err(|_| excerpt(&error.to_string(), 120))
    })
}
