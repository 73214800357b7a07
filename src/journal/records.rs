//! Records that regulators want beside learning.

use super::{By, Journal, JournalError, Outcome, Thing, error::kept};
use crate::domain::record::hours::{hours_of, number};
use crate::domain::record::{Apart, FieldKind, FieldSpec};
use crate::domain::text::{clean, clean_line, folded};
use crate::domain::{Record, RecordDraft, RecordId, RecordKind, Uid};
use crate::store::{NewStep, Touched, Tx};

/// A record as somebody fills it in: the details of others beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    pub draft: RecordDraft,
    pub apart: Apart,
}

/// What is not right with a field of a record. It is kept all the same by the window; the command line refuses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordProblem {
    /// Id of the field; `until` for the last day.
    pub field: String,
    pub what: String,
    pub mend: String,
}

impl Filed {
    /// What is not right with it; a required field that is empty is no such thing.
    pub fn problems(&self, kind: &RecordKind) -> Vec<RecordProblem> {
        let mut problems: Vec<RecordProblem> = Vec::new();
        for (id, text) in self.draft.fields.iter().chain(&self.apart) {
            let problem = match kind.field(id) {
                None => {
                    let known: Vec<&str> = kind.fields.iter().map(|field| field.id.as_str()).collect();
                    Some((format!("there is no field “{id}”"), format!("the fields are {}", known.join(", "))))
                }
                Some(field) => wrong(field, text).map(|mend| (format!("“{text}” does not fit into {id}"), mend)),
            };
            problems.extend(problem.map(|(what, mend)| RecordProblem { field: id.clone(), what, mend }));
        }
        if self.draft.until.is_some_and(|until| until < self.draft.date) {
            let what = "it ends before it begins".to_owned();
            problems.push(RecordProblem {
                field: "until".to_owned(),
                what,
                mend: "give a last day that is not before the first".to_owned(),
            });
        }
        if self.draft.until.is_some() && !kind.lasts {
            let what = format!("a {} has one day", kind.one);
            problems.push(RecordProblem { field: "until".to_owned(), what, mend: "leave the last day out".to_owned() });
        }
        problems
    }

    /// Labels of required fields that are empty.
    pub fn missing<'k>(&self, kind: &'k RecordKind) -> Vec<&'k str> {
        let said = |field: &FieldSpec| if field.apart { self.apart.get(&field.id) } else { self.draft.fields.get(&field.id) };
        kind.fields.iter().filter(|field| field.required && said(field).is_none()).map(|field| field.label.as_str()).collect()
    }

    /// As it is stored: texts cleaned, labels of choices as their ids, what belongs to others apart, empty fields left out. What came in apart
    /// stays apart, unless the kind is known and says that it is not.
    #[must_use]
    pub fn tidied(self, kind: Option<&RecordKind>) -> Self {
        let Self { mut draft, apart } = self;
        let said = std::mem::take(&mut draft.fields).into_iter().map(|(id, text)| (id, text, false));
        let all = said.chain(apart.into_iter().map(|(id, text)| (id, text, true)));
        let mut tidied = Self { draft, apart: Apart::new() };
        for (id, text, was_apart) in all {
            let field = kind.and_then(|kind| kind.field(&id));
            let text = match field.map(|field| field.kind) {
                Some(FieldKind::Text | FieldKind::Codes) | None => clean(&text),
                Some(FieldKind::YesNo) => yes_or_no(&text).unwrap_or(text.trim()).to_owned(),
                Some(FieldKind::Choice) => field.and_then(|field| value_of(field, &text)).unwrap_or_else(|| clean_line(&text)),
                Some(_) => clean_line(&text),
            };
            if !text.trim().is_empty() {
                let is_apart = field.map_or(was_apart, |field| field.apart);
                let place = if is_apart { &mut tidied.apart } else { &mut tidied.draft.fields };
                place.insert(id, text);
            }
        }
        let mut seen = Vec::new();
        tidied.draft.refers.retain(|to| {
            !seen.contains(to) && {
                seen.push(*to);
                true
            }
        });
        tidied
    }
}

/// What becomes of the details of others when a record is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Others {
    Replaced,
    Left,
}

/// How to mend a text that does not fit into a field; `None` when it does.
fn wrong(field: &FieldSpec, text: &str) -> Option<String> {
    let fits = match field.kind {
        FieldKind::Line | FieldKind::Text | FieldKind::Codes => true,
        FieldKind::Choice => field.values.is_empty() || value_of(field, text).is_some(),
        FieldKind::Day => text.trim().parse::<chrono::NaiveDate>().is_ok(),
        FieldKind::Number | FieldKind::WeeksAway => number(text).is_some(),
        FieldKind::Hours | FieldKind::WeeklyHours => hours_of(text).is_some(),
        FieldKind::YesNo => yes_or_no(text).is_some(),
    };
    let mend = || match field.kind {
        FieldKind::Choice => {
            let values: Vec<&str> = field.values.iter().map(|value| value.id.as_str()).collect();
            format!("it is one of: {}", values.join(", "))
        }
        FieldKind::Day => "write the day as 2026-03-01".to_owned(),
        FieldKind::Hours | FieldKind::WeeklyHours => "write hours without a sign for thousands, as 1000, 37.5 or 37h 30".to_owned(),
        FieldKind::YesNo => "write yes or no".to_owned(),
        _ => "write a number, as 6 or 6.5".to_owned(),
    };
    (!fits).then(mend)
}

fn yes_or_no(text: &str) -> Option<&'static str> {
    match folded(text.trim()).as_str() {
        "yes" | "y" | "true" | "1" => Some("yes"),
        "no" | "n" | "false" | "0" => Some("no"),
        _ => None,
    }
}

/// The value of a choice that a text means: its id, or its label.
fn value_of(field: &FieldSpec, text: &str) -> Option<String> {
    let simplified = |text: &str| folded(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let wanted = simplified(text);
    let is = |name: &str| !wanted.is_empty() && simplified(name) == wanted;
    field.values.iter().find(|value| is(&value.id) || is(&value.label)).map(|value| value.id.clone())
}

impl Journal {
    /// All records, the latest day first, those in the bin included.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn records(&self) -> Result<Vec<Record>, JournalError> {
        Ok(self.store.read().records()?)
    }

    /// Somebody else's details that are kept apart for a record.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn apart(&self, record: Uid) -> Result<Apart, JournalError> {
        Ok(self.store.read().apart(record)?)
    }

    /// The kind of record that a typed word means.
    ///
    /// # Errors
    /// [`JournalError::NotFound`].
    pub fn find_record_kind(&self, word: &str) -> Result<&RecordKind, JournalError> {
        let simplified = |text: &str| folded(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let wanted = simplified(word);
        let kinds = &self.catalogue.record_kinds;
        let found = kinds.iter().find(|kind| [&kind.id, &kind.label, &kind.one].into_iter().any(|name| simplified(name) == wanted));
        found.ok_or_else(|| JournalError::NotFound { what: Thing::RecordKind, name: word.to_owned() })
    }

    /// The record with this uid, or whose uid begins so, or else with this in its name.
    ///
    /// # Errors
    /// [`JournalError::NotFound`], [`JournalError::Ambiguous`], or the journal cannot be read.
    pub fn find_record(&self, name: &str) -> Result<Record, JournalError> {
        let records = self.records()?;
        let named: Vec<(Uid, String, usize)> = records
            .iter()
            .enumerate()
            .map(|(at, record)| (record.uid, record.draft.name(self.catalogue.record_kind(&record.draft.kind)), at))
            .collect();
        let (.., at) = super::lookup::one(Thing::Record, name, &named, |one| one.0, |one| &one.1)?;
        records.get(*at).cloned().ok_or_else(|| JournalError::NotFound { what: Thing::Record, name: name.to_owned() })
    }

    /// Adds a record.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be written.
    pub fn add_record(&mut self, filed: Filed) -> Result<Outcome<Record>, JournalError> {
        let kind = self.catalogue.record_kind(&filed.draft.kind);
        let label = format!("Add {}", kind.map_or(filed.draft.kind.as_str(), |kind| kind.one.as_str()));
        let Filed { draft, apart } = filed.tidied(kind);
        let (uid, at) = (self.new_uid(), self.now());
        self.step(label, |tx| {
            let id = tx.insert_record(uid, &draft, at)?;
            if !apart.is_empty() {
                tx.set_apart(uid, &apart)?;
            }
            Ok(Record { id, uid, has_apart: !apart.is_empty(), draft, binned: None, created: at, changed: at })
        })
    }

    /// Writes a record, and the details of others that are kept apart for it: those in a step of their own, which cannot be taken back.
    ///
    /// # Errors
    /// [`JournalError::NotFound`] when it is gone, or it cannot be written.
    pub fn save_record(&mut self, id: RecordId, filed: Filed, by: By) -> Result<Outcome<()>, JournalError> {
        self.write_record(id, filed, by, Others::Replaced)
    }

    /// Writes a record; the details of others that are kept apart for it stay as they are.
    ///
    /// # Errors
    /// As [`Self::save_record`].
    pub fn save_record_only(&mut self, id: RecordId, draft: RecordDraft, by: By) -> Result<Outcome<()>, JournalError> {
        self.write_record(id, Filed { draft, apart: Apart::new() }, by, Others::Left)
    }

    fn write_record(&mut self, id: RecordId, filed: Filed, by: By, others: Others) -> Result<Outcome<()>, JournalError> {
        let kind = self.catalogue.record_kind(&filed.draft.kind);
        let name = kind.map_or(filed.draft.kind.as_str(), |kind| kind.one.as_str()).to_owned();
        let Filed { draft, apart } = filed.tidied(kind);
        let read = self.store.read();
        let old = read.record(id)?.ok_or_else(|| JournalError::NotFound { what: Thing::Record, name: name.clone() })?;
        let kept_apart = read.apart(old.uid)?;
        let apart = match others {
            Others::Replaced => apart,
            // What was written down among the rest while nobody knew better goes to them now.
            Others::Left => kept_apart.clone().into_iter().chain(apart).collect(),
        };
        let mut all = Touched::default();
        let mut step = |label: String, fold: String, change: &dyn Fn(&Tx<'_>) -> Result<(), JournalError>| {
            let step = NewStep { label, fold: by.fold(fold), at: self.clock.now() };
            let ((), Touched { areas, entries }) = self.store.transact(&step, change)?;
            all.areas.extend(areas);
            all.entries.extend(entries);
            Ok::<_, JournalError>(())
        };
        if apart != kept_apart {
            let label = format!("Change the details of others in a {name}");
            step(label, format!("record {} apart", id.row()), &|tx| Ok(tx.change_apart(old.uid, &apart)?))?;
        }
        if draft != old.draft {
            step(format!("Edit {name}"), format!("record {}", id.row()), &|tx| kept(tx.update_record(id, &draft), Thing::Record, &name))?;
        }
        Ok(Outcome { value: (), touched: all })
    }

    /// Puts a record into the bin, or takes it out.
    ///
    /// # Errors
    /// [`JournalError::NotFound`] when it is gone, or it cannot be written.
    pub fn bin_record(&mut self, record: &Record, binned: bool) -> Result<Outcome<()>, JournalError> {
        let kind = self.catalogue.record_kind(&record.draft.kind);
        let name = kind.map_or(record.draft.kind.as_str(), |kind| kind.one.as_str()).to_owned();
        let (id, at) = (record.id, binned.then(|| self.now()));
        let label = if binned { format!("Bin {name}") } else { format!("Take {name} out of the bin") };
        self.step(label, |tx| kept(tx.set_record_binned(id, at), Thing::Record, &name))
    }

    /// Erases somebody else's details of a record for good: they are gone from the file, and with them those that belong to no record. Copies
    /// of the journal that were made before still hold them.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be written.
    pub fn erase_apart(&mut self, record: &Record) -> Result<Outcome<()>, JournalError> {
        let kind = self.catalogue.record_kind(&record.draft.kind);
        let name = kind.map_or(record.draft.kind.as_str(), |kind| kind.one.as_str());
        let step = NewStep { label: format!("Erase the details of others in a {name}"), fold: None, at: self.now() };
        let uid = record.uid;
        let (value, touched) = self.store.transact_for_good(&step, |tx| {
            tx.erase_orphans()?;
            Ok::<_, JournalError>(tx.erase_apart(uid)?)
        })?;
        Ok(Outcome { value, touched })
    }

    /// For how many records details of others are kept that are not in the journal: the adding of theirs was taken back.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn orphans(&self) -> Result<usize, JournalError> {
        Ok(self.store.read().orphans()?)
    }

    /// Erases details of others that belong to no record for good, and tells of how many there were. Redo of such a record does not bring them
    /// back.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be written.
    pub fn erase_orphans(&mut self) -> Result<Outcome<usize>, JournalError> {
        if self.orphans()? == 0 {
            return Ok(Outcome { value: 0, touched: Touched::default() });
        }
        let step = NewStep { label: "Erase details of others that belong to no record".to_owned(), fold: None, at: self.now() };
        let (value, touched) = self.store.transact_for_good(&step, |tx| Ok::<_, JournalError>(tx.erase_orphans()?))?;
        Ok(Outcome { value, touched })
    }
}
