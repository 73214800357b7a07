//! Forms, filled in: in the regulator's order and labels, and never taken for the official ones.

use std::borrow::Cow;

use super::blocks::{Fields, is_short};
use super::{Block, Chapter, Listed, Text};
use crate::domain::Report;
use crate::domain::portfolio::{ReportField, ReportForm, ReportStanding};
use crate::domain::text::clean_line;

/// A chapter for the forms of each regulator that has any.
pub(in crate::exporters) fn forms(report: &Report) -> Vec<Chapter<'_>> {
    report.standings.iter().filter(|standing| !standing.forms.is_empty()).map(chapter).collect()
}

fn chapter(standing: &ReportStanding) -> Chapter<'_> {
    let framework = clean_line(&standing.framework);
    let title = if framework.is_empty() { "Content for forms".to_owned() } else { format!("Content for forms: {framework}") };
    let mut blocks = Vec::new();
    for (at, form) in standing.forms.iter().enumerate() {
        if at > 0 {
            blocks.push(Block::NewPage);
        }
        // The same form for several things: a number tells them apart in the contents.
        let same = |other: &&ReportForm| other.label == form.label;
        let (nth, all) = (standing.forms.iter().take(at).filter(same).count() + 1, standing.forms.iter().filter(same).count());
        let label = clean_line(&form.label);
        let heading = if all > 1 { format!("{label} ({nth} of {all})") } else { label.clone() };
        blocks.push(Block::heading(2, heading, Listed::Contents));
        blocks.push(Block::Note(laid_out(&label, &clean_line(&standing.regulator)).into()));
        blocks.extend(self::form(form));
    }
    Chapter { key: "forms", title: title.into(), blocks }
}

/// “Content laid out for the form “…” of the Register of Bell Ringers. This is not an official form.”
fn laid_out(label: &str, regulator: &str) -> String {
    let of = if regulator.is_empty() { String::new() } else { format!(" ({regulator})") };
    format!("Content laid out for the form “{label}”{of}. This is not an official form.")
}

fn form(form: &ReportForm) -> Vec<Block<'_>> {
    let mut fields = Fields::default();
    for text in [&form.help, &form.about] {
        let text = clean_line(text);
        if !text.is_empty() {
            let is_help = fields.blocks.is_empty() && !clean_line(&form.help).is_empty();
            fields.block(if is_help { Block::Note(text.into()) } else { Block::Words(text.into()) });
        }
    }
    for field in &form.fields {
        self::field(field, &mut fields);
    }
    fields.done()
}

fn field<'a>(field: &'a ReportField, fields: &mut Fields<'a>) {
    let ReportField { label, text, by_hand, kept_apart, too_long } = field;
    let is_empty = text.trim().is_empty();
    let mut said: Vec<Cow<'_, str>> = Vec::new();
    if *kept_apart {
        said.push("There are details of somebody else for this. They are kept apart and stay out of this document.".into());
    } else if is_empty && !by_hand {
        said.push("Not filled in".into());
    }
    let too_long = clean_line(too_long);
    if !too_long.is_empty() {
        said.push(format!("Length: {too_long}").into());
    }
    if *by_hand && is_empty {
        fields.block(Block::ByHand(clean_line(label).into()));
        for said in said {
            fields.block(Block::Note(said));
        }
    } else if is_short(text) {
        let text = (!is_empty).then_some(Text::Markdown(text)).into_iter();
        fields.short(label.as_str(), text.chain(said.into_iter().map(Text::Plain)).collect());
    } else {
        fields.long(3, label, text);
        for said in said {
            fields.block(Block::Note(said));
        }
    }
    if *by_hand && !is_empty {
        fields.block(Block::ByHand(clean_line(label).into()));
    }
}

/// What a line for a pen is called: a screen reader says that nothing is missing there.
impl Block<'_> {
    pub(in crate::exporters) fn by_hand(label: &str) -> String {
        format!("{} (by hand)", clean_line(label))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(label: &str, text: &str, by_hand: bool, kept_apart: bool, too_long: &str) -> Vec<String> {
        let one = ReportField { label: label.to_owned(), text: text.to_owned(), by_hand, kept_apart, too_long: too_long.to_owned() };
        let form = ReportForm { label: "Log".to_owned(), help: String::new(), about: String::new(), fields: vec![one] };
        self::form(&form).iter().map(|block| format!("{block:?}")).collect()
    }

    #[test]
    fn every_kind_of_field_says_what_it_is() {
        let long = "I rang. ".repeat(40);
        for (field, want) in [
            (told("Tower", "St Anne", false, false, ""), vec!["Markdown(\"St Anne\")"]),
            (told("Tower", " ", false, false, ""), vec!["Not filled in"]),
            (told("Partner", "", false, true, ""), vec!["kept apart and stay out"]),
            (told("Account", &long, false, false, "90 words; at most 80"), vec!["level: 3", "I rang.", "Length: 90 words; at most 80"]),
            (told("Signature", "", true, false, ""), vec!["ByHand(\"Signature\")"]),
            (told("Confirmed", "Yes", true, false, ""), vec!["Yes", "ByHand(\"Confirmed\")"]),
        ] {
            assert_eq!(field.len(), want.len(), "{field:?}");
            assert!(field.iter().zip(want).all(|(field, want)| field.contains(want)), "{field:?}");
        }
    }
}
