//! What stands in a field of a form that is filled from several values, and evidence in words.

use super::{Filler, Of};
use crate::catalogue::Catalogue;
use crate::domain::Evidence;
use crate::domain::entry::KIND_UNSAID;
use crate::domain::framework::Value;
use crate::domain::record::FieldKind;

/// Up to so many characters a text is short enough for a label behind it, in brackets.
const SHORT: usize = 110;

/// Between things of a list, a line each: a document that reads the field as Markdown would run them together at a plain end of line.
pub(super) const LINE: &str = "  \n";

impl Filler<'_> {
    /// Whether a value is only a word or two about what stands beside it: a day, a kind, something that was chosen.
    pub(super) fn is_label(&self, value: &Value, of: Of<'_>) -> Label {
        match (value, of) {
            (Value::Kind, Of::Entry(entry)) if entry.draft.kind == KIND_UNSAID => Label::Unsaid,
            (Value::Kind | Value::Date, _) => Label::Short,
            (Value::Field(id), Of::Record(record, _)) => {
                let field = self.catalogue.record_kind(&record.draft.kind).and_then(|kind| kind.field(id));
                if field.is_some_and(|field| field.kind == FieldKind::Choice) { Label::Short } else { Label::None }
            }
            _ => Label::None,
        }
    }
}

/// What a value is beside others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// It stands by itself.
    None,
    /// A word or two, which would be lost in a paragraph of their own.
    Short,
    /// The same, and it says nothing: left out where there is anything else.
    Unsaid,
}

/// Several values as one text, those that are empty left out; a short one leads to what follows it: “Tweetchat: what was learnt”.
pub(super) fn joined(values: impl Iterator<Item = (Label, String)>) -> String {
    let mut values: Vec<(Label, String)> = values.filter(|(_, text)| !text.is_empty()).collect();
    if values.iter().any(|(label, _)| *label != Label::Unsaid) {
        values.retain(|(label, _)| *label != Label::Unsaid);
    }
    let mut texts: Vec<String> = Vec::new();
    let mut labels: Vec<String> = Vec::new();
    for (label, text) in values {
        if label == Label::None {
            texts.push(led(&labels, text));
            labels.clear();
        } else {
            labels.push(text);
        }
    }
    match texts.pop() {
        None => return labels.join(", "),
        Some(last) if labels.is_empty() => texts.push(last),
        Some(last) if !last.contains('\n') && last.chars().nth(SHORT).is_none() => texts.push(format!("{last} ({})", labels.join(", "))),
        Some(last) => texts.push(led(&labels, last)),
    }
    texts.join("\n\n")
}

/// A text behind the labels that lead to it. What Markdown reads by how its line begins, as a list, stays at the beginning of one.
fn led(labels: &[String], text: String) -> String {
    if labels.is_empty() {
        return text;
    }
    let begins = |c: char| matches!(c, '-' | '*' | '+' | '#' | '>' | '|' | '`' | '~') || c.is_ascii_digit() || c.is_whitespace();
    let apart = if text.contains('\n') && text.starts_with(begins) { "\n\n" } else { " " };
    format!("{}:{apart}{text}", labels.join(", "))
}

/// Standards that were given by their codes, one a line or with commas between, in the words of their regulators.
pub(in crate::journal) fn standards_called(catalogue: &Catalogue, codes: &str) -> String {
    let codes = codes.split(['\n', ',']).map(str::trim).filter(|code| !code.is_empty());
    codes.map(|code| catalogue.standard_label(code)).collect::<Vec<_>>().join("; ")
}

/// A piece of evidence in words: its caption, or else its name.
pub(super) fn described(one: &Evidence) -> String {
    if one.caption.trim().is_empty() { one.name.clone() } else { format!("{} ({})", one.caption.trim(), one.name) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_kind_stands_alone() {
        use Label::{None, Short, Unsaid};
        let long = "word ".repeat(30).trim_end().to_owned();
        for (values, expected) in [
            (vec![(Short, "Tolling"), (None, "Six bells.")], "Tolling: Six bells.".to_owned()),
            (vec![(None, "An evening"), (Short, "Tolling"), (None, "Six bells.")], "An evening\n\nTolling: Six bells.".to_owned()),
            (vec![(None, "A quarter peal"), (Short, "Tolling")], "A quarter peal (Tolling)".to_owned()),
            (vec![(None, &long), (Short, "Tolling")], format!("Tolling: {long}")),
            (vec![(Short, "2 March 2026"), (Short, "Tolling"), (None, "Plain hunt")], "2 March 2026, Tolling: Plain hunt".to_owned()),
            (vec![(Short, "Tolling"), (None, "")], "Tolling".to_owned()),
            (vec![(Unsaid, "Other"), (None, "Six bells.")], "Six bells.".to_owned()),
            (vec![(None, "Six bells."), (Unsaid, "Other")], "Six bells.".to_owned()),
            (vec![(Unsaid, "Other"), (None, "")], "Other".to_owned()),
            (vec![(Short, "Tolling"), (None, "- one\n- two")], "Tolling:\n\n- one\n- two".to_owned()),
            (vec![(None, ""), (None, "")], String::new()),
        ] {
            assert_eq!(joined(values.iter().map(|(label, text)| (*label, (*text).to_owned()))), expected, "{values:?}");
        }
    }
}
