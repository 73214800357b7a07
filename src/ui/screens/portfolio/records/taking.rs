//! Words of an entry for a record about it: copied into fields that are empty, never over what is written.

use super::page::RecordPage;
use crate::catalogue::Catalogue;
use crate::domain::framework::Value;
use crate::domain::record::{FieldKind, FieldSpec, RecordKind};
use crate::domain::{Entry, text};
use crate::ui::widgets::sentence;

/// Names of fields that an entry has itself.
const LEARNT: &str = "learnt";
const CHANGED: &str = "changed";

/// Where the regulators' forms put together a field of a record and an answer of a reflection: field, template, prompt.
pub(super) type Together = (String, String, String);

/// Whether an entry may have words for a kind: it is about entries, and has a text that some model of reflection asks for, too, or a form.
pub(super) fn is_offered(kind: &RecordKind, catalogue: &Catalogue, together: &[Together]) -> bool {
    let asked = |id: &str| {
        [LEARNT, CHANGED].contains(&id)
            || together.iter().any(|(field, ..)| field == id)
            || catalogue.templates.iter().any(|template| template.prompt(id).is_some())
    };
    kind.refers_to_entries && texts_of(kind).any(|field| asked(&field.id))
}

fn texts_of(kind: &RecordKind) -> impl Iterator<Item = &FieldSpec> {
    kind.fields.iter().filter(|field| field.kind == FieldKind::Text && !field.apart)
}

/// What forms put together, for all frameworks with these ids.
pub(super) fn together<'a>(catalogue: &Catalogue, frameworks: impl Iterator<Item = &'a str>) -> Vec<Together> {
    let mut found = Vec::new();
    for framework in frameworks.filter_map(|id| catalogue.framework(id)) {
        for value in framework.forms.iter().flat_map(|form| &form.fields).map(|field| &field.value) {
            let (mut fields, mut answers) = (Vec::new(), Vec::new());
            parts(value, &mut fields, &mut answers);
            for field in fields {
                found.extend(answers.iter().map(|(template, prompt)| (field.to_owned(), (*template).to_owned(), (*prompt).to_owned())));
            }
        }
    }
    found
}

fn parts<'v>(value: &'v Value, fields: &mut Vec<&'v str>, answers: &mut Vec<(&'v str, &'v str)>) {
    match value {
        Value::Several(all) => all.iter().for_each(|one| parts(one, fields, answers)),
        Value::Field(field) => fields.push(field),
        Value::Answer { template, prompt } => answers.push((template, prompt)),
        _ => {}
    }
}

/// What an entry says for a field: the answer to the prompt that is called so, that of the model in use first; what a form puts into the
/// same place; else what the entry says itself.
fn words_for(entry: &Entry, field: &str, together: &[Together]) -> Option<String> {
    let reflection = &entry.draft.reflection;
    let in_use = reflection.answer(&reflection.template, field).filter(|answer| !answer.is_blank());
    let anywhere = || reflection.answers.iter().find(|answer| answer.prompt == field && !answer.is_blank());
    let by_form = || {
        let places = together.iter().filter(|(of, ..)| of == field);
        places.filter_map(|(_, template, prompt)| reflection.answer(template, prompt)).find(|answer| !answer.is_blank())
    };
    let own = match field {
        LEARNT => entry.draft.learnt.as_str(),
        CHANGED => entry.draft.changed.as_str(),
        _ => "",
    };
    let answer = in_use.or_else(anywhere).or_else(by_form).map(|answer| answer.text.as_str());
    answer.or(Some(own)).filter(|text| !text.trim().is_empty()).map(str::to_owned)
}

impl RecordPage {
    /// Copies what an entry says into the texts that are empty; what was done, to be told.
    pub(super) fn take_words(&mut self, entry: &Entry, now: f64) -> String {
        let Some(kind) = self.kind.clone() else { return "Nothing could be taken".to_owned() };
        let (mut taken, mut kept) = (Vec::new(), false);
        for field in texts_of(&kind) {
            let Some(words) = words_for(entry, &field.id, &self.together) else { continue };
            let text = self.draft.fields.entry(field.id.clone()).or_default();
            if text.trim().is_empty() {
                *text = words;
                taken.push(format!("“{}”", text::excerpt(&field.label, 60)));
            } else {
                kept = true;
            }
        }
        if !taken.is_empty() {
            self.changed(now);
        }
        match (taken.as_slice(), kept) {
            ([], true) => "Nothing was taken: what is written here stays as it is".to_owned(),
            ([], false) => "This entry has no words for these fields yet".to_owned(),
            (_, true) => format!("{} from the entry; what was written here stays", sentence(&format!("taken: {}", taken.join(", ")))),
            (_, false) => format!("{} from the entry", sentence(&format!("taken: {}", taken.join(", ")))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::reflection::{Answer, Reflection};
    use crate::domain::{EntryDraft, EntryId, EntryState, RecordDraft, Uid};

    fn entry(template: &str, answers: &[(&str, &str, &str)], learnt: &str) -> Entry {
        let day = "2026-03-14".parse().expect("day");
        let answer = |(template, prompt, text): &(&str, &str, &str)| Answer {
            template: (*template).to_owned(),
            prompt: (*prompt).to_owned(),
            label: (*prompt).to_owned(),
            text: (*text).to_owned(),
            home: None,
        };
        let reflection = Reflection { template: template.to_owned(), answers: answers.iter().map(answer).collect() };
        let now = chrono::DateTime::UNIX_EPOCH;
        Entry {
            id: EntryId::from_row(1),
            uid: Uid::new(0, [7; 10]),
            draft: EntryDraft { learnt: learnt.to_owned(), reflection, ..EntryDraft::on(day) },
            state: EntryState::Ready,
            created: now,
            changed: now,
            linked: Vec::new(),
        }
    }

    fn check(entry: &Entry, together: &[(&str, &str, &str)], want: &[(&str, &str)]) {
        let catalogue = Catalogue::bundled();
        let kind = catalogue.record_kind("reflective-account").expect("kind");
        let mut draft = RecordDraft::on(&kind.id, "2026-03-15".parse().expect("day"));
        draft.fields.insert("changed".to_owned(), "My own words".to_owned());
        let mut page = RecordPage::new(1, Some(kind), draft);
        page.together = together.iter().map(|(a, b, c)| ((*a).to_owned(), (*b).to_owned(), (*c).to_owned())).collect();
        let said = page.take_words(entry, 1.0);
        let fields: Vec<(&str, &str)> =
            page.draft.fields.iter().filter(|(_, text)| !text.is_empty()).map(|(id, text)| (id.as_str(), text.as_str())).collect();
        assert_eq!(fields, want, "{said}");
    }

    #[test]
    fn only_empty_fields_take_words() {
        let mine = ("changed", "My own words");
        check(&entry("", &[], ""), &[], &[mine]);
        check(&entry("", &[], "Heat helps"), &[], &[mine, ("learnt", "Heat helps")]);
        // The model in use is first, whatever the entry says itself; nothing is written over.
        let answers =
            [("other", "learnt", "Old"), ("form", "learnt", "New"), ("form", "changed", "Not taken"), ("form", "nature", "A talk")];
        check(&entry("form", &answers, "Heat helps"), &[], &[mine, ("learnt", "New"), ("nature", "A talk")]);
        // A form tells that two belong together.
        check(
            &entry("gibbs", &[("gibbs", "description", "A walk")], ""),
            &[("nature", "gibbs", "description")],
            &[mine, ("nature", "A walk")],
        );
    }
}
