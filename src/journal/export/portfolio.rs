//! What a report has for a regulator: requirements as they were counted, forms filled in, records by kind.

use std::collections::{BTreeMap, BTreeSet};

use super::parts::takes_kind;
use super::{Selection, Taken, Under};
use crate::domain::framework::requirement::RequirementKind;
use crate::domain::framework::{Amount, FormOf, Requirement, Span};
use crate::domain::portfolio::{ReportAsk, ReportField, ReportForm, ReportRecord, ReportRecords, ReportRequirement, ReportStanding};
use crate::domain::record::{FieldKind, FieldSpec, Refers};
use crate::domain::standing::{Item, Progress};
use crate::domain::text::number;
use crate::domain::{EntryId, Framework, Record, RecordKind, Standing};
use crate::journal::forms::standards_called;
use crate::journal::{FilledForm, Journal, JournalError, Stand};
use crate::store::Which;

impl Journal {
    /// Under which rules a selection stands. What leaves is named, all else only counted; forms are filled in from what leaves.
    pub(super) fn report_standings(&self, selection: &Selection, taken: &Taken) -> Result<Vec<ReportStanding>, JournalError> {
        let (number, only) = match selection.under {
            Under::Nobody => return Ok(Vec::new()),
            Under::All if selection.is_of_some() => return Ok(Vec::new()),
            Under::All => (0, None),
            Under::One(registration, number) => (number, Some(registration)),
        };
        let mut stands = self.stands(number)?;
        stands.retain(|stand| only.is_none_or(|only| stand.registration.id == only));
        let mut standings = Vec::new();
        for stand in &stands {
            let Ok(standing) = &stand.counted else { continue };
            let Some(framework) = self.catalogue.framework(&standing.framework) else { continue };
            let forms = if selection.parts.forms {
                self.forms_of(stand.registration.id, number, selection.parts.details_of_others, Some(taken))?
            } else {
                Vec::new()
            };
            standings.push(self.report_standing(stand, standing, framework, forms, taken));
        }
        Ok(standings)
    }

    fn report_standing(
        &self,
        stand: &Stand,
        standing: &Standing,
        framework: &Framework,
        forms: Vec<FilledForm>,
        taken: &Taken,
    ) -> ReportStanding {
        let draft = &stand.registration.draft;
        let chosen = framework.choices.iter().filter_map(|choice| {
            let value = framework.chosen(&draft.chosen, choice)?;
            Some((choice.label.clone(), value.label.clone()))
        });
        let requirement = |progress: &Progress| {
            let asked = framework.requirement(&progress.requirement)?;
            Some(requirement(framework, &self.catalogue.record_kinds, asked, progress, taken))
        };
        let mut notes = standing.notes.clone();
        notes.extend(standing.warnings.iter().filter(|one| !one.id.starts_with("wants.")).map(|one| one.text.clone()));
        let used: BTreeSet<&str> =
            standing.progress.iter().filter_map(|one| Some(framework.requirement(&one.requirement)?.source.as_str())).collect();
        ReportStanding {
            framework: framework.name.clone(),
            regulator: framework.regulator.clone(),
            edition: framework.edition.clone(),
            checked_on: framework.checked_on,
            is_old: framework.is_due_for_review(self.today()),
            disclaimer: framework.disclaimer.clone(),
            cycle: (standing.cycle.span.start, standing.cycle.span.end),
            chosen: chosen.collect(),
            requirements: standing.progress.iter().filter_map(requirement).collect(),
            notes,
            sources: framework
                .sources
                .iter()
                .filter(|source| used.contains(source.key.as_str()))
                .map(|source| (source.title.clone(), source.url.clone()))
                .collect(),
            forms: forms.into_iter().map(form).collect(),
        }
    }

    /// Records of a selection, by kind. All of them, unless only some entries are chosen; then those that refer to one of these.
    pub(super) fn report_records(&self, selection: &Selection, records: &[Record], taken: &Taken) -> Vec<ReportRecords> {
        let mut groups: Vec<(Option<&RecordKind>, Option<Amount>, ReportRecords)> = Vec::new();
        let within = selection.cycle.map(|(start, end)| Span { start, end });
        for record in records {
            let kind = self.catalogue.record_kind(&record.draft.kind);
            let hours =
                kind.and_then(|kind| within.map_or_else(|| kind.hours(&record.draft), |span| kind.hours_within(&record.draft, span)));
            let one = self.report_record(record, kind, taken);
            match groups.iter_mut().find(|(.., group)| group.kind == record.draft.kind) {
                Some((_, sum, group)) => {
                    *sum = sum.map_or(hours, |sum| Some(sum.plus(hours.unwrap_or_default())));
                    group.records.push(one);
                }
                None => {
                    let label = kind.map_or(record.draft.kind.as_str(), |kind| kind.label.as_str()).to_owned();
                    let group = ReportRecords { kind: record.draft.kind.clone(), label, sum: String::new(), records: vec![one] };
                    groups.push((kind, hours, group));
                }
            }
        }
        groups.sort_by_key(|(kind, _, group)| (kind.map_or(u32::MAX, |kind| kind.order), group.kind.clone()));
        let summed = groups
            .into_iter()
            .map(|(_, sum, group)| ReportRecords { sum: sum.map(|hours| format!("{} hours", hours.shown())).unwrap_or_default(), ..group });
        summed.collect()
    }

    /// The records that leave with a selection, the earliest first.
    pub(super) fn records_leaving(&self, selection: &Selection) -> Result<Vec<Record>, JournalError> {
        let read = self.store.read();
        let mut records = read.records()?;
        records.retain(|record| record.binned.is_none() && takes_kind(selection.parts, &record.draft.kind));
        if let Some((start, end)) = selection.cycle {
            let cycle = Span { start, end };
            records.retain(|record| {
                let kind = self.catalogue.record_kind(&record.draft.kind);
                kind.map_or(cycle.has(record.draft.date), |kind| kind.span(&record.draft).common(cycle).is_some())
            });
        }
        if selection.is_of_some() {
            let found = selection.query.as_deref().filter(|text| !text.trim().is_empty()).map(|text| self.meant(text)).transpose()?;
            let headers = read.headers(Which::All)?;
            let taken: BTreeSet<EntryId> = headers
                .iter()
                .filter(|header| selection.takes(header) && found.as_ref().is_none_or(|found| found.entries.contains(&header.id)))
                .map(|header| header.id)
                .collect();
            let refers = |record: &Record| record.draft.refers.iter().any(|to| matches!(to, Refers::Entry(id) if taken.contains(id)));
            records.retain(refers);
        }
        records.sort_by_key(|record| (record.draft.date, record.id));
        Ok(records)
    }

    /// What a reader can fill in: records that a form is filled from and that somebody else has a part in.
    pub(super) fn report_asks(&self, standings: &[ReportStanding]) -> Result<Vec<ReportAsk>, JournalError> {
        let mut kinds: Vec<String> = Vec::new();
        for registration in self.registrations()? {
            let Some(framework) = self.edition_of(&registration, 0)? else { continue };
            if !standings.iter().any(|standing| standing.framework == framework.name) {
                continue;
            }
            for form in &framework.forms {
                if let FormOf::Records { kind } = &form.of
                    && !kinds.contains(kind)
                {
                    kinds.push(kind.clone());
                }
            }
        }
        let has_others = |kind: &&RecordKind| kind.id == super::parts::FEEDBACK || kind.fields.iter().any(|field| field.apart);
        if !kinds.iter().any(|kind| kind == super::parts::FEEDBACK) {
            kinds.push(super::parts::FEEDBACK.to_owned());
        }
        let asked = kinds.iter().filter_map(|kind| self.catalogue.record_kind(kind)).filter(has_others);
        let asks = asked.map(|kind| ReportAsk {
            kind: kind.id.clone(),
            label: kind.label.clone(),
            help: kind.help.clone(),
            fields: kind.fields.iter().filter(|field| !field.own).cloned().collect(),
        });
        Ok(asks.filter(|ask| !ask.fields.is_empty()).collect())
    }

    /// A record without details of others.
    fn report_record(&self, record: &Record, kind: Option<&RecordKind>, taken: &Taken) -> ReportRecord {
        let draft = &record.draft;
        let shown = |field: &FieldSpec| {
            let said = draft.field(&field.id);
            let value = field.values.iter().find(|value| value.id == said).map_or(said, |value| value.label.as_str());
            let value = match field.kind {
                FieldKind::YesNo => yes_no(value).to_owned(),
                FieldKind::Codes => standards_called(&self.catalogue, value),
                _ => value.to_owned(),
            };
            (!value.trim().is_empty() && !field.apart).then(|| (field.label.clone(), taken.without_names(value)))
        };
        let mut fields: Vec<(String, String)> = kind.into_iter().flat_map(|kind| &kind.fields).filter_map(shown).collect();
        // What a kind that is not installed, or an older one, had is not lost.
        let known = |id: &String| kind.is_some_and(|kind| kind.field(id).is_some());
        fields.extend(
            draft
                .fields
                .iter()
                .filter(|(id, text)| !known(id) && !text.trim().is_empty())
                .map(|(id, text)| (id.clone(), taken.without_names(text.clone()))),
        );
        let item = |to: &Refers| match to {
            Refers::Entry(id) => taken.name(Item::Entry(*id)),
            Refers::Record(id) => taken.name(Item::Record(*id)),
        };
        ReportRecord {
            uid: record.uid,
            title: taken.without_names(draft.name(kind)),
            date: draft.date,
            until: draft.until,
            fields,
            refers: draft.refers.iter().filter_map(item).map(str::to_owned).collect(),
        }
    }
}

/// What is said of what is not in the document: by name with what leaves, the rest without names.
fn apart(all: impl Iterator<Item = (Item, String)>, taken: &Taken) -> (Vec<(String, String)>, Vec<String>) {
    let (mut named, mut others) = (Vec::new(), Vec::new());
    for (item, said) in all {
        match taken.name(item) {
            Some(name) => named.push((name.to_owned(), said)),
            None => others.push(said),
        }
    }
    (named, others)
}

fn not_here(count: usize) -> String {
    format!("{} more that {} not in this document", number(count), if count == 1 { "is" } else { "are" })
}

/// How many did not count for one reason: by name where they are few. One without a name is not in the document.
fn how_many(left: &[Option<&str>]) -> String {
    let count = number(left.len());
    let mut told: Vec<String> = if left.len() <= FEW { left.iter().flatten().map(|name| (*name).to_owned()).collect() } else { Vec::new() };
    let others = left.iter().filter(|name| name.is_none()).count();
    if others == left.len() {
        return format!("{count}, not in this document");
    }
    if others > 0 {
        told.push(format!("{} not in this document", number(others)));
    }
    if told.is_empty() { count } else { format!("{count}: {}", told.join("; ")) }
}

fn requirement(framework: &Framework, kinds: &[RecordKind], asked: &Requirement, progress: &Progress, taken: &Taken) -> ReportRequirement {
    use RequirementKind::{Declaration, Gap, Narrative};
    let (needed, counted) = match (progress.kind, progress.needed) {
        (Declaration | Narrative, _) => (String::new(), asked.found_in_words(progress)),
        (Gap, Some(needed)) => {
            (format!("no gap of {} or more", asked.in_words(needed)), format!("longest gap {}", asked.in_words(progress.counted)))
        }
        (_, Some(needed)) => (asked.counted_in_words(framework, needed), asked.counted_in_words(framework, progress.counted)),
        (_, None) => (String::new(), asked.counted_in_words(framework, progress.counted)),
    };
    let mut how = progress.notes.clone();
    for (at, condition) in asked.wants.iter().enumerate() {
        let has = |bits: u8| u32::try_from(at).is_ok_and(|at| u32::from(bits).checked_shr(at).is_some_and(|rest| rest & 1 == 1));
        let lacking = progress.items.iter().filter(|one| has(one.lacks)).count();
        if lacking > 0 {
            how.push(format!("{lacking} of what was counted had {}.", condition.missing_words(framework, kinds)));
        }
    }
    let counts = progress.items.iter().map(|one| (one.item, exactly(asked, one.amount)));
    let (mut items, others) = apart(counts, taken);
    if !others.is_empty() {
        items.push((not_here(others.len()), NOT_ITEMISED.to_owned()));
    }
    let mut by_reason: BTreeMap<String, Vec<Option<&str>>> = BTreeMap::new();
    for (item, why) in &progress.why_not {
        let why = why.in_words(asked, framework, kinds, |item| taken.name(item).map(str::to_owned));
        by_reason.entry(why).or_default().push(taken.name(*item));
    }
    let mut by_reason: Vec<(String, Vec<Option<&str>>)> = by_reason.into_iter().collect();
    by_reason.sort_by_key(|(_, left)| std::cmp::Reverse(left.len()));
    let left_out = by_reason.into_iter().map(|(why, left)| (why, how_many(&left))).collect();
    let part = |part: &crate::domain::standing::Part| {
        let needed = if part.needed.parts() == 0 { String::new() } else { asked.in_words(part.needed) };
        (part.label.clone(), asked.in_words(part.counted), needed, part.enough)
    };
    ReportRequirement {
        label: asked.label.clone(),
        needed,
        counted,
        met: progress.judged.met(),
        how,
        items,
        left_out,
        parts: progress.parts.iter().map(part).collect(),
    }
}

/// How much one thing counts: hours with their minutes, as a decimal number would cut them off and a column of such numbers not add up.
fn exactly(asked: &Requirement, amount: Amount) -> String {
    let minutes = amount.minutes();
    if asked.unit == HOURS && Amount::of_minutes(minutes) == amount { minutes.to_string() } else { asked.in_words(amount) }
}

/// What requirements call hours that are made of minutes.
const HOURS: &str = "hours";

fn form(filled: FilledForm) -> ReportForm {
    let FilledForm { form: _, label, help, about, uid: _, fields } = filled;
    let fields = fields.into_iter().map(|field| ReportField {
        too_long: too_long(&field),
        label: field.label,
        text: field.text,
        by_hand: field.by_hand,
        kept_apart: field.kept_apart,
    });
    ReportForm { label, help, about, fields: fields.collect() }
}

fn too_long(field: &crate::journal::FilledField) -> String {
    if !field.is_too_long() {
        return String::new();
    }
    match (field.most_words, field.most_chars) {
        (Some(most), _) if usize::try_from(most).is_ok_and(|most| field.words > most) => format!("{} words; at most {most}", field.words),
        (_, Some(most)) => format!("{} characters; at most {most}", field.chars),
        _ => String::new(),
    }
}

/// So many things that did not count for one reason are named; of more than that only the number is told.
const FEW: usize = 3;

/// How much that was is not said: amounts of what is not there add up to nothing that somebody could look at.
const NOT_ITEMISED: &str = "counted as well";

fn yes_no(value: &str) -> &str {
    match value {
        "yes" | "true" => "Yes",
        "no" | "false" => "No",
        other => other,
    }
}
