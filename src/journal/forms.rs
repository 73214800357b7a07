//! Forms filled in from the journal, and standards proposed by the words of an entry.

mod values;

use std::collections::{HashMap, HashSet};

pub(in crate::journal) use self::values::standards_called;
use self::values::{LINE, described, joined};
use super::export::Taken;
use super::{Journal, JournalError, Thing};
use crate::catalogue::Catalogue;
use crate::domain::framework::suggest::{Suggestion, suggestions, texts_of};
use crate::domain::framework::{Amount, FormField, FormOf, Value};
use crate::domain::record::{Apart, FieldKind, Refers};
use crate::domain::standing::Item;
use crate::domain::text::folded;
use crate::domain::{Entry, EntryHeader, EntryId, Evidence, Framework, GoalId, Profile, Record, RecordId, RegistrationId, Standing, Uid};
use crate::store::Which;

/// A form filled in once: for an entry, a record, or a cycle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilledForm {
    /// Id of the form.
    pub form: String,
    pub label: String,
    pub help: String,
    /// What it is filled in for: the name of an entry or a record; empty for a cycle.
    pub about: String,
    /// Uid of that entry or record.
    pub uid: Option<Uid>,
    pub fields: Vec<FilledField>,
}

/// A field of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilledField {
    pub label: String,
    /// Plain text for a web form; empty when there is nothing yet.
    pub text: String,
    /// There is more to it that is kept apart, as details of others are, and was not asked for.
    pub kept_apart: bool,
    /// To be written on the form itself.
    pub by_hand: bool,
    /// Words and characters of the text.
    pub words: usize,
    pub chars: usize,
    pub most_words: Option<u32>,
    pub most_chars: Option<u32>,
}

impl FilledField {
    /// Whether the text is longer than the field takes.
    pub fn is_too_long(&self) -> bool {
        let beyond = |count: usize, most: Option<u32>| most.and_then(|most| usize::try_from(most).ok()).is_some_and(|most| count > most);
        beyond(self.words, self.most_words) || beyond(self.chars, self.most_chars)
    }
}

/// What the words of an entry speak for in one framework.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggested {
    /// Id of the edition.
    pub framework: String,
    pub suggestions: Vec<Suggestion>,
}

/// A day as forms want it.
const DAY: &str = "%-d %B %Y";

impl Journal {
    /// Standards that an entry may be about, for each registration.
    ///
    /// # Errors
    /// [`JournalError::NotFound`] when the entry is gone, or it cannot be read.
    pub fn suggested(&self, id: EntryId) -> Result<Vec<Suggested>, JournalError> {
        let entry = self.store.read().entry(id)?;
        let entry = entry.ok_or_else(|| JournalError::NotFound { what: Thing::Entry, name: String::new() })?;
        let draft = &entry.draft;
        let texts = texts_of(draft);
        let mut all: Vec<Suggested> = Vec::new();
        for registration in self.registrations()? {
            let Some(framework) = self.edition_of(&registration, 0)? else { continue };
            if all.iter().any(|one| one.framework == framework.id) {
                continue;
            }
            let found = suggestions(framework, &texts, &draft.standards);
            all.push(Suggested { framework: framework.id.clone(), suggestions: found });
        }
        Ok(all)
    }

    /// The forms of a registration, filled in from a cycle up to today, in the order of the framework; of one form the earliest first. Items of
    /// a claim are in it. Details of others that are kept apart are in them only `with_apart`, where the form asks for them.
    ///
    /// # Errors
    /// [`JournalError::NotFound`] when the registration or its framework is gone, [`JournalError::NoCycle`], or it cannot be read.
    pub fn forms(&self, registration: RegistrationId, number: i32, with_apart: bool) -> Result<Vec<FilledForm>, JournalError> {
        self.forms_of(registration, number, with_apart, None)
    }

    /// The same; with `only`, filled in from that alone.
    pub(super) fn forms_of(
        &self,
        registration: RegistrationId,
        number: i32,
        with_apart: bool,
        only: Option<&Taken>,
    ) -> Result<Vec<FilledForm>, JournalError> {
        let stand = self.stands(number)?.into_iter().find(|stand| stand.registration.id == registration);
        let stand = stand.ok_or_else(|| JournalError::NotFound { what: Thing::Registration, name: String::new() })?;
        let named = stand.registration.draft.framework.clone();
        let standing = stand.counted.map_err(|_| JournalError::NoCycle { framework: named.clone(), number })?;
        let framework = self.catalogue.framework(&standing.framework);
        let framework = framework.ok_or(JournalError::NotFound { what: Thing::Framework, name: named })?;
        let read = self.store.read();
        let mut all = read.headers(Which::All)?;
        all.retain(|entry| !entry.state.is_binned() && only.is_none_or(|only| only.entries.contains_key(&entry.id)));
        for entry in &mut all {
            if let Some(name) = only.and_then(|only| only.called.get(&entry.id)) {
                entry.name.clone_from(name);
            }
        }
        all.sort_by_key(|entry| (entry.date, entry.id));
        let today = self.today();
        let headers: Vec<&EntryHeader> =
            all.iter().filter(|entry| entry.rolled_into.is_none() && entry.date <= today && standing.cycle.span.has(entry.date)).collect();
        let mut records = read.records()?;
        records.retain(|record| record.binned.is_none() && only.is_none_or(|only| only.records.contains_key(&record.id)));
        records.sort_by_key(|record| (record.draft.date, record.id));
        let mut goals = read.goals()?;
        goals.retain(|goal| only.is_none_or(|only| only.goals.contains_key(&goal.id)));
        let mut facts = read.facts(Which::All, self.here())?;
        facts.retain(|id, _| only.is_none_or(|only| only.entries.contains_key(id)));
        let evidence = read.evidence()?;
        let filler = Filler {
            catalogue: &self.catalogue,
            framework,
            standing: &standing,
            headers: &headers,
            entries: all.iter().map(|entry| (entry.id, entry)).collect(),
            records: records.iter().map(|record| (record.id, record)).collect(),
            goals: goals.iter().map(|goal| (goal.id, goal.draft.title.as_str())).collect(),
            evidence: evidence_of(&evidence, &all),
            profile: &read.profile()?,
            facts: &facts,
            with_apart,
            only,
        };
        let mut forms = Vec::new();
        for form in &framework.forms {
            let mut fill = |about: String, uid: Option<Uid>, of: Of<'_>| {
                let fields = form.fields.iter().map(|field| filler.field(field, of)).collect();
                let (label, help) = (form.label.clone(), form.help.clone());
                forms.push(FilledForm { form: form.id.clone(), label, help, about, uid, fields });
            };
            match &form.of {
                FormOf::Cycle => fill(String::new(), None, Of::Cycle),
                FormOf::Entries { requirement } => {
                    let counted = requirement.as_deref().map(|requirement| filler.counted(requirement));
                    for header in headers.iter().filter(|header| counted.as_ref().is_none_or(|counted| counted.contains(&header.id))) {
                        if let Some(entry) = read.entry(header.id)? {
                            fill(header.name.clone(), Some(header.uid), Of::Entry(&entry));
                        }
                    }
                }
                FormOf::Records { kind } => {
                    let of_kind = self.catalogue.record_kind(kind);
                    let inside = |record: &&Record| {
                        let span = of_kind.map(|of_kind| of_kind.span(&record.draft));
                        record.draft.kind == *kind && span.is_some_and(|span| span.common(standing.cycle.span).is_some())
                    };
                    for record in records.iter().filter(inside) {
                        let apart = if record.has_apart { read.apart(record.uid)? } else { Apart::new() };
                        let name = record.draft.name(of_kind);
                        let name = only.map_or_else(|| name.clone(), |only| only.without_names(name.clone()));
                        fill(name, Some(record.uid), Of::Record(record, &apart));
                    }
                }
            }
        }
        Ok(forms)
    }
}

/// What a form is being filled in for.
#[derive(Clone, Copy)]
enum Of<'f> {
    Entry(&'f Entry),
    Record(&'f Record, &'f Apart),
    Cycle,
}

/// What forms are filled in from.
struct Filler<'f> {
    catalogue: &'f Catalogue,
    framework: &'f Framework,
    standing: &'f Standing,
    /// Those of the cycle, the earliest first.
    headers: &'f [&'f EntryHeader],
    /// Those of all times, with items of claims.
    entries: HashMap<EntryId, &'f EntryHeader>,
    records: HashMap<RecordId, &'f Record>,
    /// Titles.
    goals: HashMap<GoalId, &'f str>,
    /// That of the items of a claim is the claim's.
    evidence: HashMap<EntryId, Vec<&'f Evidence>>,
    profile: &'f Profile,
    facts: &'f HashMap<EntryId, crate::domain::standing::Facts>,
    /// Details of others are shown.
    with_apart: bool,
    /// Only this may be told.
    only: Option<&'f Taken>,
}

impl Filler<'_> {
    /// The entries that count for a requirement.
    fn counted(&self, requirement: &str) -> HashSet<EntryId> {
        let progress = self.standing.progress.iter().find(|progress| progress.requirement == requirement);
        let items = progress.into_iter().flat_map(|progress| &progress.items);
        items.filter_map(|counted| if let Item::Entry(entry) = counted.item { Some(entry) } else { None }).collect()
    }

    fn field(&self, field: &FormField, of: Of<'_>) -> FilledField {
        let whole = self.value(&field.value, of);
        let text = match of {
            Of::Record(record, apart) if !self.with_apart && !apart.is_empty() => {
                self.value(&field.value, Of::Record(record, &Apart::new()))
            }
            _ => whole.clone(),
        };
        let kept_apart = text != whole;
        // Details that were asked for name somebody, and what the profile says is the registrant's.
        let is_said =
            matches!(of, Of::Record(_, apart) if self.with_apart && !apart.is_empty()) || matches!(field.value, Value::Profile(_));
        let text = match self.only.filter(|_| !is_said) {
            Some(only) => only.without_names(text),
            None => text,
        };
        FilledField {
            label: field.label.clone(),
            by_hand: field.value == Value::ByHand,
            words: text.split_whitespace().count(),
            chars: text.chars().count(),
            kept_apart,
            text,
            most_words: field.most_words,
            most_chars: field.most_chars,
        }
    }

    fn value(&self, value: &Value, of: Of<'_>) -> String {
        match (value, of) {
            (Value::Several(values), _) => joined(values.iter().map(|one| (self.is_label(one, of), self.value(one, of)))),
            (value, _) if self.only.is_some_and(|only| !only.tells(value)) => String::new(),
            (Value::ByHand, _) => String::new(),
            (Value::Profile(field), _) => self.profile.field(field).unwrap_or_default().to_owned(),
            (Value::DatedList, _) => {
                let line = |header: &EntryHeader| {
                    format!("{}  {}  {}", header.date.format(DAY), header.name, self.catalogue.kind_label(&header.kind))
                };
                self.headers.iter().copied().map(line).collect::<Vec<_>>().join(LINE)
            }
            (Value::EvidenceIndex, _) => self.evidence_index(),
            (Value::Counted(id), _) => {
                let requirement = self.framework.requirement(id);
                let progress = self.standing.progress.iter().find(|progress| progress.requirement == *id);
                requirement.zip(progress).map(|(requirement, progress)| requirement.in_words(progress.counted)).unwrap_or_default()
            }
            (_, Of::Entry(entry)) => self.of_entry(value, entry),
            (_, Of::Record(record, apart)) => self.of_record(value, record, apart),
            (_, Of::Cycle) => String::new(),
        }
    }

    fn of_entry(&self, value: &Value, entry: &Entry) -> String {
        let draft = &entry.draft;
        match value {
            Value::Date => draft.date.format(DAY).to_string(),
            Value::Title => self.only.and_then(|only| only.called.get(&entry.id)).cloned().unwrap_or_else(|| draft.name()),
            Value::Kind => self.catalogue.kind_label(&draft.kind).to_owned(),
            Value::Hours => Amount::of_minutes(draft.minutes.total()).shown(),
            Value::InteractiveHours => Amount::of_minutes(draft.minutes.interactive).shown(),
            Value::Typed(name) => {
                let code = format!("{}.{name}", self.framework.scheme);
                draft.amounts.get(&code).map(|amount| amount.shown()).unwrap_or_default()
            }
            Value::How => draft.how.clone(),
            Value::Learnt => draft.learnt.clone(),
            Value::Changed => draft.changed.clone(),
            Value::Benefit => draft.benefit.clone(),
            Value::Answer { template, prompt } => {
                let answer = draft.reflection.answers.iter().find(|answer| answer.template == *template && answer.prompt == *prompt);
                answer.map(|answer| answer.text.clone()).unwrap_or_default()
            }
            Value::Goals => draft.goals.iter().filter_map(|goal| self.goals.get(goal).copied()).collect::<Vec<_>>().join(LINE),
            Value::Group(id) => {
                let planned = self.facts.get(&entry.id).is_some_and(|facts| facts.planned);
                let of = |group| self.framework.categories_of(group, &draft.standards, &draft.kind, planned).0;
                let labels = self.framework.group(id).into_iter().flat_map(of).map(|category| category.label.as_str());
                labels.collect::<Vec<_>>().join("; ")
            }
            Value::Evidence => self.evidence.get(&entry.id).into_iter().flatten().map(|one| described(one)).collect::<Vec<_>>().join(LINE),
            _ => String::new(),
        }
    }

    fn of_record(&self, value: &Value, record: &Record, apart: &Apart) -> String {
        let draft = &record.draft;
        let kind = self.catalogue.record_kind(&draft.kind);
        match value {
            Value::Date => match draft.until.filter(|until| *until > draft.date) {
                Some(until) => format!("{} to {}", draft.date.format(DAY), until.format(DAY)),
                None => draft.date.format(DAY).to_string(),
            },
            Value::Title => draft.name(kind),
            Value::Kind => kind.map_or_else(String::new, |kind| kind.label.clone()),
            Value::Hours => kind.and_then(|kind| kind.hours(draft)).map(Amount::shown).unwrap_or_default(),
            Value::Field(id) => {
                let said = apart.get(id).map_or_else(|| draft.field(id), String::as_str);
                let field = kind.and_then(|kind| kind.field(id));
                if field.is_some_and(|field| field.kind == FieldKind::Codes) {
                    return standards_called(self.catalogue, said);
                }
                let chosen = field.into_iter().flat_map(|field| &field.values).find(|value| value.id == said);
                chosen.map_or_else(|| said.to_owned(), |value| value.label.clone())
            }
            Value::Refers => {
                draft.refers.iter().map(|to| self.referred(*to)).filter(|name| !name.is_empty()).collect::<Vec<_>>().join(LINE)
            }
            Value::Group(id) => {
                // What the record says itself, as codes or labels; else what the entries that it refers to say.
                let said: Vec<String> =
                    draft.fields.values().flat_map(|text| text.split(['\n', ','])).map(|one| folded(one.trim())).collect();
                let of_entries: Vec<&String> = draft
                    .refers
                    .iter()
                    .filter_map(|to| if let Refers::Entry(entry) = to { self.facts.get(entry) } else { None })
                    .flat_map(|facts| &facts.standards)
                    .collect();
                let categories: Vec<_> = self.framework.group(id).into_iter().flat_map(|group| &group.categories).collect();
                let is_said = |names: &[String]| -> bool { said.iter().any(|said| names.contains(said)) };
                let names = |code: &str, label: &str| [folded(code), folded(&format!("{}.{code}", self.framework.scheme)), folded(label)];
                let own: Vec<&str> =
                    categories.iter().filter(|one| is_said(&names(&one.code, &one.label))).map(|one| one.label.as_str()).collect();
                let labels = if own.is_empty() {
                    let is = |code: &str| of_entries.iter().any(|other| self.framework.own_code(other) == Some(code));
                    categories.iter().filter(|one| is(&one.code)).map(|one| one.label.as_str()).collect()
                } else {
                    own
                };
                labels.join("; ")
            }
            _ => String::new(),
        }
    }

    /// What a record refers to, by date and name.
    fn referred(&self, to: Refers) -> String {
        match to {
            Refers::Entry(id) => {
                let header = self.entries.get(&id);
                header.map(|header| format!("{}  {}", header.date.format(DAY), header.name)).unwrap_or_default()
            }
            Refers::Record(id) => self.record_name(id),
        }
    }

    fn record_name(&self, id: RecordId) -> String {
        let record = self.records.get(&id);
        let name = |record: &Record| record.draft.name(self.catalogue.record_kind(&record.draft.kind));
        record.map(|record| format!("{}  {}", record.draft.date.format(DAY), name(record))).unwrap_or_default()
    }

    fn evidence_index(&self) -> String {
        let mut lines = Vec::new();
        for header in self.headers {
            for one in self.evidence.get(&header.id).into_iter().flatten() {
                lines.push(format!("{}. {}  ({}, {})", lines.len() + 1, described(one), header.date.format(DAY), header.name));
            }
        }
        lines.join("\n")
    }
}

/// Evidence by what counts: that of an item of a claim is the claim's, each piece once.
fn evidence_of<'e>(evidence: &'e [Evidence], entries: &[EntryHeader]) -> HashMap<EntryId, Vec<&'e Evidence>> {
    let claims: HashMap<EntryId, EntryId> = entries.iter().filter_map(|entry| Some((entry.id, entry.rolled_into?))).collect();
    let mut all: HashMap<EntryId, Vec<&Evidence>> = HashMap::new();
    for one in evidence {
        for entry in &one.entries {
            let of_it = all.entry(claims.get(entry).copied().unwrap_or(*entry)).or_default();
            if of_it.last().is_none_or(|last| last.id != one.id) {
                of_it.push(one);
            }
        }
    }
    all
}
