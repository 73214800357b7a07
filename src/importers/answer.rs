//! The answer of somebody who read a record as a page: what they filled in and commented, saved by that page as `cpd-answer.json`.
//!
//! ```json
//! {"format": "cpd-journal answer", "version": 1, "report": "uid", "title": "…", "made_on": "2026-04-02", "filled_in_on": "2026-04-09",
//!  "comments_as": {"kind": "feedback", "field": "content"},
//!  "records": [{"kind": "confirmation", "date": "2026-04-09", "fields": {"id": "text"}, "details": {"id": "text"}}],
//!  "comments": [{"on": "entry", "uid": "uid", "title": "…", "text": "…"}]}
//! ```
//!
//! It comes from somebody else, by mail, and may be made to harm: it can bring records and nothing else, everything in it has a limit, and
//! what does not fit is left out and told. Uids come from its content, so that the same answer twice is a duplicate.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::{NaiveDate, NaiveTime};
use serde_json::{Map, Value};

use super::{ImportError, Importer, Taken, Warning};
use crate::domain::Uid;
use crate::domain::text::{clean, clean_line, excerpt};
use crate::dossier::{self, Dossier, DossierError, Record, Refers};

pub static IMPORTER: Answer = Answer;

/// See the [module](self).
pub struct Answer;

/// What its `format` says.
const FORMAT: &str = "cpd-journal answer";

/// Raised when something in it changes its meaning.
const VERSION: u64 = 1;

/// The largest file, in bytes: what a person types is a hundredth of it.
const LARGEST: u64 = 8 << 20;

const MOST_RECORDS: usize = 100;
const MOST_FIELDS: usize = 200;
const MOST_COMMENTS: usize = 2_000;

/// The most characters of one text.
const LONGEST: usize = 100_000;

/// The most characters of all comments together.
const LONGEST_COMMENTS: usize = 1_000_000;

/// The most letters of a title.
const LONGEST_TITLE: usize = 160;

/// The longest id of a kind or a field.
const LONGEST_ID: usize = 64;

/// The record that comments become when the page does not say: its kind and its field.
pub const COMMENTS: (&str, &str) = ("feedback", "content");

impl Importer for Answer {
    fn id(&self) -> &'static str {
        "answer"
    }

    fn label(&self) -> &'static str {
        "Answer of a partner or confirmer"
    }

    fn is_it(&self, _path: &Path, head: &[u8]) -> bool {
        let head = head.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(head).trim_ascii_start();
        // The page writes it first. Another order is found by whoever asks for this format by name.
        let Some(rest) = head.strip_prefix(b"{").map(<[u8]>::trim_ascii_start) else { return false };
        let Some(rest) = rest.strip_prefix(b"\"format\"").map(<[u8]>::trim_ascii_start) else { return false };
        let Some(rest) = rest.strip_prefix(b":").map(<[u8]>::trim_ascii_start) else { return false };
        rest.strip_prefix(b"\"").and_then(|rest| rest.strip_prefix(FORMAT.as_bytes())).is_some_and(|rest| rest.first() == Some(&b'"'))
    }

    fn read(&self, path: &Path) -> Result<Taken, ImportError> {
        let at = |source| ImportError::Io { path: path.to_owned(), source };
        if std::fs::metadata(path).map_err(at)?.len() > LARGEST {
            return Err(ImportError::TooLarge(path.to_owned()));
        }
        let text = String::from_utf8(super::bytes(path)?).map_err(|_| damaged(path, "it is not UTF-8"))?;
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
        let other = |source| ImportError::Dossier { path: path.to_owned(), source };
        let value: Value = serde_json::from_str(text).map_err(|error| other(DossierError::NotJson(error.to_string())))?;
        let version = dossier::shape::version(&value, FORMAT).map_err(other)?;
        if version > VERSION {
            return Err(other(DossierError::Newer(u32::try_from(version).unwrap_or(u32::MAX))));
        }
        Reading::of(&value).ok_or_else(|| damaged(path, "it does not say to which record it is an answer"))?.taken(path)
    }
}

fn damaged(path: &Path, why: &str) -> ImportError {
    ImportError::Damaged { path: path.to_owned(), why: why.to_owned() }
}

/// An answer that is being read.
struct Reading<'a> {
    value: &'a Value,
    report: Uid,
    /// When it was filled in; the day of what has none of its own.
    day: Option<NaiveDate>,
    records: Vec<Record>,
    warnings: Vec<Warning>,
}

impl<'a> Reading<'a> {
    fn of(value: &'a Value) -> Option<Self> {
        let report = text(value, "report").parse().ok()?;
        let day = day(text(value, "filled_in_on")).or_else(|| day(text(value, "made_on")));
        Some(Self { value, report, day, records: Vec::new(), warnings: Vec::new() })
    }

    fn taken(mut self, path: &Path) -> Result<Taken, ImportError> {
        let records = list(self.value, "records");
        for (at, record) in records.iter().take(MOST_RECORDS).enumerate() {
            let place = format!("Record {}", at + 1);
            match self.record(record, &place) {
                Ok(Some(record)) => self.records.push(record),
                Ok(None) => {}
                Err(why) => self.warn(&place, why),
            }
        }
        if records.len() > MOST_RECORDS {
            self.warn("Records", &format!("Only the first {MOST_RECORDS} were read."));
        }
        self.comments();
        if self.records.is_empty() && self.warnings.is_empty() {
            return Err(ImportError::NoRecord { path: path.to_owned(), why: "nothing is filled in".to_owned() });
        }
        let mut seen = BTreeSet::new();
        self.records.retain(|record| seen.insert(record.uid.clone()));
        let title = excerpt(&clean_line(text(self.value, "title")), LONGEST_TITLE);
        let uids: Vec<&str> = self.records.iter().map(|record| record.uid.as_str()).collect();
        let dossier = Dossier {
            format: dossier::FORMAT.to_owned(),
            version: dossier::VERSION,
            id: Uid::from_text(&format!("answer to {}\n{}", self.report, uids.join("\n"))).to_string(),
            title: if title.is_empty() { "An answer".to_owned() } else { format!("Answer to “{title}”") },
            made_on: self.day.map(|day| day.to_string()).unwrap_or_default(),
            records: self.records,
            ..Dossier::default()
        };
        Ok(Taken { dossier, warnings: self.warnings, ..Taken::default() })
    }

    fn warn(&mut self, place: &str, what: &str) {
        self.warnings.push(Warning { place: place.to_owned(), what: what.to_owned() });
    }

    /// A record; nothing when it is empty.
    fn record(&mut self, value: &Value, place: &str) -> Result<Option<Record>, &'static str> {
        let kind = Some(text(value, "kind")).filter(|kind| is_id(kind)).ok_or("It has no kind, and was left out.")?;
        let date = day(text(value, "date")).or(self.day).ok_or("It has no date, and was left out.")?;
        let fields = self.fields(value.get("fields"), place);
        let details = self.fields(value.get("details"), place);
        let is_empty = fields.is_empty() && details.is_empty();
        Ok((!is_empty).then(|| self.made(kind, date, (fields, details), Vec::new())))
    }

    /// Texts by the ids of fields.
    fn fields(&mut self, value: Option<&Value>, place: &str) -> BTreeMap<String, String> {
        let empty = Map::new();
        let all = value.and_then(Value::as_object).unwrap_or(&empty);
        let mut fields = BTreeMap::new();
        for (id, value) in all {
            let Some(typed) = value.as_str().filter(|_| is_id(id) && fields.len() < MOST_FIELDS) else {
                self.warn(place, &format!("“{}” is no text of a field, and was left out.", excerpt(&clean_line(id), LONGEST_ID)));
                continue;
            };
            let text = self.shortened(typed, LONGEST, place);
            if !text.is_empty() {
                fields.insert(id.clone(), text);
            }
        }
        fields
    }

    /// A text without what no text holds, and no longer than it may be.
    fn shortened(&mut self, typed: &str, most: usize, place: &str) -> String {
        let text = clean(typed).trim().to_owned();
        match text.char_indices().nth(most) {
            None => text,
            Some((end, _)) => {
                self.warn(place, &format!("A text is longer than {most} characters; the rest was left out."));
                text.get(..end).unwrap_or_default().to_owned()
            }
        }
    }

    /// All comments as one record, which refers to the entries that they are on.
    fn comments(&mut self) {
        let comments = list(self.value, "comments");
        if comments.len() > MOST_COMMENTS {
            self.warn("Comments", &format!("Only the first {MOST_COMMENTS} were read."));
        }
        let mut said: Vec<String> = Vec::new();
        let mut refers: Vec<Refers> = Vec::new();
        let mut seen = BTreeSet::new();
        for comment in comments.iter().take(MOST_COMMENTS) {
            let words = clean(text(comment, "text"));
            let words = words.trim();
            if words.is_empty() {
                continue;
            }
            let title = excerpt(&clean_line(text(comment, "title")), LONGEST_TITLE);
            said.push(if title.is_empty() { words.to_owned() } else { format!("On “{title}”: {words}") });
            let entry = Some(text(comment, "uid")).filter(|_| text(comment, "on") == "entry").and_then(|uid| uid.parse::<Uid>().ok());
            refers.extend(entry.filter(|uid| seen.insert(*uid)).map(|uid| Refers::Entry(uid.to_string())));
        }
        if said.is_empty() {
            return;
        }
        let Some(date) = self.day else {
            self.warn("Comments", "They have no date, and were left out.");
            return;
        };
        let content = self.shortened(&said.join("\n\n"), LONGEST_COMMENTS, "Comments");
        let become_of = self.value.get("comments_as").unwrap_or(&Value::Null);
        let id = |key, otherwise| Some(text(become_of, key)).filter(|id| is_id(id)).unwrap_or(otherwise);
        let (kind, field) = (id("kind", COMMENTS.0), id("field", COMMENTS.1));
        let record = self.made(kind, date, (BTreeMap::from([(field.to_owned(), content)]), BTreeMap::new()), refers);
        self.records.push(record);
    }

    /// A record whose name comes from what it says.
    fn made(
        &self,
        kind: &str,
        date: NaiveDate,
        (fields, details): (BTreeMap<String, String>, BTreeMap<String, String>),
        refers: Vec<Refers>,
    ) -> Record {
        // As JSON, in which no text can look like two.
        let content = serde_json::json!([kind, date.to_string(), fields, details]);
        let written = dossier::instant(self.day.unwrap_or(date).and_time(NaiveTime::MIN).and_utc());
        Record {
            uid: Uid::from_text(&format!("answer to {}\n{content}", self.report)).to_string(),
            kind: kind.to_owned(),
            date: date.to_string(),
            until: None,
            fields,
            refers,
            details,
            created: written.clone(),
            changed_at: written,
        }
    }
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// A day of our times, as `2026-04-09`.
fn day(text: &str) -> Option<NaiveDate> {
    use chrono::Datelike as _;
    let day: NaiveDate = text.trim().parse().ok()?;
    (1900..=2200).contains(&day.year()).then_some(day)
}

/// Whether a text is shaped as ids of kinds and fields are.
fn is_id(text: &str) -> bool {
    (1..=LONGEST_ID).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "0190a4e2-7b1c-7000-8000-000000000001";

    fn read(text: &str) -> Result<Taken, ImportError> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("cpd-answer.json");
        std::fs::write(&path, text).expect("written");
        IMPORTER.read(&path)
    }

    fn with(rest: &str) -> Result<Taken, ImportError> {
        read(&format!(
            r#"{{"format":"cpd-journal answer","version":1,"report":"{REPORT}","title":"A record","filled_in_on":"2026-04-09",{rest}}}"#
        ))
    }

    #[test]
    fn it_is_known_by_its_beginning() {
        for (head, want) in [
            (r#"{"format":"cpd-journal answer","version":1"#, true),
            ("\u{FEFF} {\n \"format\" : \"cpd-journal answer\",", true),
            (r#"{"format":"cpd-journal answers""#, false),
            (r#"{"format":"cpd-journal dossier","title":"cpd-journal answer""#, false),
            ("{", false),
            ("", false),
        ] {
            assert_eq!(IMPORTER.is_it(Path::new("x"), head.as_bytes()), want, "{head}");
        }
    }

    #[test]
    fn what_is_no_answer_is_refused() {
        for (text, want) in [
            ("", "not JSON"),
            ("[]", "not a record"),
            (r#"{"format":"cpd-journal dossier"}"#, "not a record"),
            (r#"{"format":"cpd-journal answer","version":2}"#, "newer"),
            (r#"{"format":"cpd-journal answer","version":-1}"#, "a whole number from 1 on"),
            (r#"{"format":"cpd-journal answer","version":1}"#, "to which record"),
            (r#"{"format":"cpd-journal answer","version":1,"report":"../x"}"#, "to which record"),
            (&"[".repeat(100_000), "not JSON"),
        ] {
            let error = read(text).expect_err(text).to_string();
            assert!(error.contains(want), "{error}");
        }
        assert!(matches!(with(r#""records":[],"comments":[{"text":"  "}]"#), Err(ImportError::NoRecord { .. })));
    }

    #[test]
    fn what_does_not_fit_is_left_out_and_told() {
        let long = "x".repeat(LONGEST + 5);
        let cases = [
            (r#""records":[{"fields":{"a":"b"}}]"#.to_owned(), 0, "no kind"),
            (r#""records":[{"kind":"<script>","fields":{"a":"b"}}]"#.to_owned(), 0, "no kind"),
            (r#""records":[{"kind":"a","fields":{"B c":"x","d":5,"e":"kept"}}]"#.to_owned(), 1, "no text of a field"),
            (format!(r#""records":[{{"kind":"a","fields":{{"e":"{long}"}}}}]"#), 1, "longer than"),
            (r#""records":5,"comments":{"a":1},"#.to_owned() + r#""filled_in_on":"9999999-01-01","comments":[{"text":"x"}]"#, 0, "no date"),
        ];
        for (rest, records, why) in cases {
            let taken = with(&rest).expect("read");
            assert_eq!(taken.dossier.records.len(), records, "{rest:.60}");
            assert!(taken.warnings.iter().any(|warning| warning.what.contains(why)), "{why}: {:?}", taken.warnings);
            assert!(taken.dossier.records.iter().all(|record| record.fields.values().all(|text| text.chars().count() <= LONGEST)));
        }
        let many = vec![r#"{"kind":"a","fields":{"e":"x"}}"#; MOST_RECORDS + 3].join(",");
        let taken = with(&format!(r#""records":[{many}]"#)).expect("read");
        assert_eq!((taken.dossier.records.len(), taken.warnings.len()), (1, 1), "the same record is one");
    }

    #[test]
    fn records_and_comments_are_read_and_nothing_else() {
        let entry = "0190a4e2-7b1c-7000-8000-000000000002";
        let text = format!(
            r#""entries":[{{"uid":"x"}}],"registrant":{{"name":"Mallory"}},"comments_as":{{"kind":"feedback","field":"gist"}},
            "records":[{{"uid":"{entry}","kind":"confirmation","date":"2026-04-01","created":"1999-01-01T00:00:00Z",
              "fields":{{"seen":"yes\u0000","empty":" "}},"details":{{"name":"Ann\r\nOwen"}},"refers":[{{"entry":"x"}}]}}],
            "comments":[{{"on":"entry","uid":"{entry}","title":"A \"peal\"","text":"Clear.\n\nAnd short."}},
              {{"on":"entry","uid":"nobody","title":"","text":"Plain"}},{{"on":"goal","uid":"{entry}","title":"G","text":"Yes"}}]"#
        );
        let taken = with(&text).expect("read");
        assert!(taken.warnings.is_empty() && taken.contents.is_empty(), "{:?}", taken.warnings);
        let dossier = &taken.dossier;
        assert!(dossier.entries.is_empty() && dossier.registrant == dossier::Registrant::default());
        let [confirmation, comments] = dossier.records.as_slice() else { panic!("{dossier:?}") };
        assert_eq!((confirmation.date.as_str(), confirmation.refers.len()), ("2026-04-01", 0));
        assert!(confirmation.uid != entry && confirmation.created.starts_with("2026-04-09"));
        assert_eq!(confirmation.fields, BTreeMap::from([("seen".to_owned(), "yes".to_owned())]));
        assert_eq!(confirmation.details["name"], "Ann\nOwen");
        let said = "On “A \"peal\"”: Clear.\n\nAnd short.\n\nPlain\n\nOn “G”: Yes";
        assert_eq!(comments.fields, BTreeMap::from([("gist".to_owned(), said.to_owned())]));
        assert_eq!((comments.kind.as_str(), &comments.refers), ("feedback", &vec![Refers::Entry(entry.to_owned())]));
        assert!(dossier.records.iter().all(|record| record.to_draft().is_ok() && record.referred().is_ok()));
        // The same again is the same; another word is another record; another report, too.
        assert_eq!(with(&text).expect("again").dossier, *dossier);
        let other = with(&text.replace("yes", "no")).expect("read").dossier;
        assert!(other.records[0].uid != confirmation.uid && other.records[1].uid == comments.uid);
    }
}
