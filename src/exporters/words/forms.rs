//! Forms, filled in: in the regulator's order and labels, and never taken for the official ones.

use std::borrow::Cow;

use super::blocks::Fields;
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
    let blocks = in_order(&standing.forms, &clean_line(&standing.regulator));
    Chapter { key: "forms", title: title.into(), blocks }
}

/// Forms one below the other; what somebody signs is a sheet by itself.
fn in_order<'a>(forms: &'a [ReportForm], regulator: &str) -> Vec<Block<'a>> {
    let mut blocks = Vec::new();
    let mut before_is_signed = None;
    for same in forms.chunk_by(|one, next| one.label == next.label) {
        let signed = is_signed(same);
        if before_is_signed.is_some_and(|before| signed || before && !is_slight(same)) {
            blocks.push(Block::NewPage);
        }
        before_is_signed = Some(signed);
        blocks.extend(alike(same, regulator));
    }
    blocks
}

/// Whether it is only the foot of another form: a line or two that nobody signs.
fn is_slight(same: &[ReportForm]) -> bool {
    matches!(same, [one] if one.fields.len() <= 3 && one.fields.iter().all(|field| !field.by_hand && is_beside(&field.text)))
}

/// Whether something is to be written on it with a pen.
fn is_signed(same: &[ReportForm]) -> bool {
    same.iter().flat_map(|form| &form.fields).any(|field| field.by_hand)
}

/// A form, or one that is filled in for several things: these go on one below the other, as the lines of a log do.
fn alike<'a>(same: &'a [ReportForm], regulator: &str) -> Vec<Block<'a>> {
    let Some(first) = same.first() else { return Vec::new() };
    let label = clean_line(&first.label);
    let mut blocks = vec![Block::heading(2, label.clone(), Listed::Contents), Block::Note(laid_out(&label, regulator, same.len()).into())];
    let help = clean_line(&first.help);
    if !help.is_empty() {
        blocks.push(Block::Note(help.into()));
    }
    for (form, nth) in same.iter().zip(1..) {
        let about = clean_line(&form.about);
        let mut below = 3;
        if same.len() > 1 {
            let nth = format!("{nth} of {}", same.len());
            blocks.push(Block::heading(3, if about.is_empty() { nth } else { format!("{nth}: {about}") }, Listed::Bookmarks));
            below = 4;
        } else if !about.is_empty() {
            blocks.push(Block::Words(about.into()));
        }
        let mut fields = Fields::default();
        for one in &form.fields {
            field(one, below, &mut fields);
        }
        blocks.extend(fields.done());
    }
    blocks
}

/// “Content laid out for the form “…” of the Register of Bell Ringers. This is not an official form.”
fn laid_out(label: &str, regulator: &str, times: usize) -> String {
    let of = if regulator.is_empty() { String::new() } else { format!(" ({regulator})") };
    let times = if times > 1 { format!(", filled in {} times", super::number(times)) } else { String::new() };
    format!("Content laid out for the form “{label}”{of}{times}. This is not an official form.")
}

/// The most characters of a text beside its label; what is longer has the width of the page.
const BESIDE: usize = 330;

/// Whether a text stands beside its label.
fn is_beside(text: &str) -> bool {
    text.lines().filter(|line| !line.trim().is_empty()).count() <= 4 && text.trim().chars().nth(BESIDE).is_none()
}

/// A field; a heading of level `below` stands over a long text.
fn field<'a>(field: &'a ReportField, below: usize, fields: &mut Fields<'a>) {
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
    } else if is_beside(text) {
        let text = (!is_empty).then_some(Text::Markdown(text)).into_iter();
        fields.short(label.as_str(), text.chain(said.into_iter().map(Text::Plain)).collect());
    } else {
        fields.long(below, label, text);
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

    fn form(fields: Vec<ReportField>, about: &str) -> ReportForm {
        ReportForm { label: "Log".to_owned(), help: "One for each peal.".to_owned(), about: about.to_owned(), fields }
    }

    fn field(label: &str, text: &str, by_hand: bool, kept_apart: bool, too_long: &str) -> ReportField {
        ReportField { label: label.to_owned(), text: text.to_owned(), by_hand, kept_apart, too_long: too_long.to_owned() }
    }

    fn told(forms: &[ReportForm]) -> Vec<String> {
        alike(forms, "Register of Bell Ringers").iter().map(|block| format!("{block:?}")).collect()
    }

    #[test]
    fn every_kind_of_field_says_what_it_is() {
        let long = "I rang. ".repeat(50);
        for (field, want) in [
            (field("Tower", "St Anne", false, false, ""), vec!["Markdown(\"St Anne\")"]),
            (field("Tower", "St Anne\nSt Giles", false, false, ""), vec!["Facts"]),
            (field("Tower", " ", false, false, ""), vec!["Not filled in"]),
            (field("Partner", "", false, true, ""), vec!["kept apart and stay out"]),
            (field("Account", &long, false, false, "90 words; at most 80"), vec!["level: 3", "I rang.", "Length: 90 words; at most 80"]),
            (field("Signature", "", true, false, ""), vec!["ByHand(\"Signature\")"]),
            (field("Confirmed", "Yes", true, false, ""), vec!["Yes", "ByHand(\"Confirmed\")"]),
        ] {
            let told = told(&[form(vec![field], "")]);
            let [head, official, help, told @ ..] = told.as_slice() else { panic!("{told:?}") };
            assert!(head.contains("level: 2") && official.contains("not an official form") && help.contains("each peal"), "{told:?}");
            assert_eq!(told.len(), want.len(), "{told:?}");
            assert!(told.iter().zip(want).all(|(told, want)| told.contains(want)), "{told:?}");
        }
    }

    #[test]
    fn a_form_for_several_things_is_one_form_with_parts() {
        let one = |about: &str| form(vec![field("Tower", "St Anne", false, false, "")], about);
        let told = told(&[one("Grandsire"), one(" "), one("Plain Bob")]);
        let parts: Vec<&String> = told.iter().filter(|told| told.contains("Heading")).collect();
        assert_eq!(parts.len(), 4, "{told:?}");
        for (part, want) in parts.into_iter().zip(["\"Log\"", "\"1 of 3: Grandsire\"", "\"2 of 3\"", "\"3 of 3: Plain Bob\""]) {
            assert!(part.contains(want), "{part}");
        }
        assert_eq!(told.iter().filter(|told| told.contains("Contents")).count(), 1, "{told:?}");
        assert!(told.iter().any(|told| told.contains("filled in 3 times")), "{told:?}");
        assert!(!told.iter().any(|told| told.contains("NewPage")), "{told:?}");
    }

    #[test]
    fn only_what_is_signed_is_a_sheet_by_itself() {
        let signed = |label: &str| ReportForm { label: label.to_owned(), ..form(vec![field("Signature", "", true, false, "")], "") };
        let plain = |label: &str| ReportForm {
            label: label.to_owned(),
            ..form((0..4).map(|_| field("Tower", "St Anne", false, false, "")).collect(), "")
        };
        for (forms, sheets) in [
            (vec![plain("a"), plain("b"), plain("c")], 0),
            (vec![plain("a"), signed("b")], 1),
            (vec![signed("a"), plain("b")], 1),
            (vec![plain("a"), signed("b"), signed("c"), plain("d")], 3),
        ] {
            let blocks = in_order(&forms, "Register of Bell Ringers");
            assert_eq!(blocks.iter().filter(|block| **block == Block::NewPage).count(), sheets);
        }
    }
}
