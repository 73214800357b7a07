//! The shape of the data files, and its way into the domain.

use super::fields::Fields;
use super::sheet::{At, Need, PLAIN, Sheet, column_at, instead, line_at, meant};
use super::{Problem, Weight};
use crate::domain::text::{clean_line, excerpt};
use crate::domain::{GoalKind, Kind, Length, Prompt, Stage, Suits, Template, Unit};

/// The format that this program reads.
const FORMAT: u32 = 1;

/// An id is a short name.
const LONGEST_ID: usize = 60;

/// Characters of a label: it stands on buttons.
pub(super) const LONGEST_LABEL: usize = 120;

/// The place of a file that names none: after all that come with the program.
pub(super) const LAST: u32 = 1_000;

/// A file read into a type, for those that are read as a whole.
pub(super) fn parsed<T: serde::de::DeserializeOwned>(file: &str, text: &str) -> Result<T, Problem> {
    let (sheet, fields) = Sheet::read(file, text, PLAIN);
    if fields.is_none()
        && let Some(first) = sheet.made(None::<()>).1.into_iter().next()
    {
        return Err(first);
    }
    toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        let said = error.message();
        let name = |part: &str| part.trim().trim_matches('`').to_owned();
        let mend = if let Some((_, field)) = said.split_once("missing field ") {
            format!("add a line that begins with {} =", name(field))
        } else if let Some((unknown, known)) = said.strip_prefix("unknown field ").and_then(|said| said.split_once(", expected one of ")) {
            let known: Vec<String> = known.split(',').map(name).collect();
            instead(&name(unknown), &known.iter().map(String::as_str).collect::<Vec<_>>())
        } else {
            match said.rsplit_once("expected ").map(|(_, wanted)| wanted) {
                Some("a string") => "write a text, in quotation marks".to_owned(),
                Some("a sequence") => "write a list, as in [\"…\", \"…\"]".to_owned(),
                Some("u32") => "write a whole number from 0 on, without quotation marks".to_owned(),
                _ => "a text is in quotation marks, a number is not, a list is in [ ]".to_owned(),
            }
        };
        let (line, column) = (line_at(text, at), column_at(text, at));
        Problem { file: file.to_owned(), line, column, what: said.to_owned(), mend, weight: Weight::LeftOut }
    })
}

/// What every data file has.
pub(super) fn checked(file: &str, format: u32, id: &str, label: &str) -> Result<(), Problem> {
    let problem = |(what, mend)| Problem { file: file.to_owned(), line: 1, column: 1, what, mend, weight: Weight::LeftOut };
    [wrong_format(format), wrong_id(id), label.trim().is_empty().then(|| empty("name"))]
        .into_iter()
        .flatten()
        .next()
        .map(problem)
        .map_or(Ok(()), Err)
}

fn wrong_format(format: u32) -> Option<(String, String)> {
    (format != FORMAT).then(|| (format!("format {format} is not one that this version reads"), format!("write format = {FORMAT}")))
}

fn wrong_id(id: &str) -> Option<(String, String)> {
    wrong_name("id", id, false)
}

/// What is wrong with a short name for the program, under some key.
pub(super) fn wrong_name(key: &str, id: &str, underscores: bool) -> Option<(String, String)> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || underscores && c == '_';
    if id.len() > LONGEST_ID {
        let what = format!("the {key} “{}” is longer than {LONGEST_ID} characters", excerpt(id, 30));
        return Some((what, format!("give it a short name, as in {key} = \"my-own\"")));
    }
    if !id.is_empty() && id.chars().all(fits) {
        return None;
    }
    let words: String = id.chars().take(LONGEST_ID).map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { ' ' }).collect();
    let better = words.split_whitespace().collect::<Vec<_>>().join("-");
    let better = if better.is_empty() { "my-own" } else { &better };
    let made = if underscores { "small letters, digits, hyphens and _" } else { "small letters, digits and hyphens" };
    Some((format!("the {key} “{}” is not made of {made}", excerpt(id, LONGEST_ID)), format!("write {key} = \"{better}\"")))
}

fn empty(key: &str) -> (String, String) {
    (format!("{key} is empty"), format!("write what a reader sees, as in {key} = \"What happened\""))
}

/// What both kinds and templates begin with.
struct Head {
    id: String,
    label: String,
    order: u32,
}

fn head(sheet: &mut Sheet<'_>, fields: &Fields<'_>) -> Option<Head> {
    format(sheet, fields);
    let id = id(sheet, fields, Need::Must("id = \"my-own\", a short name for the program"));
    let label = label(sheet, fields, Need::Must("label = \"…\", what a reader sees"));
    let order = fields.number(sheet, "order", 0, Need::May).map_or(LAST, |order| order.value);
    Some(Head { id: id?.value, label: label?, order })
}

/// The first line of a file.
pub(super) fn format(sheet: &mut Sheet<'_>, fields: &Fields<'_>) {
    if let Some(format) = fields.number(sheet, "format", 0, Need::Must("format = 1"))
        && let Some((what, mend)) = wrong_format(format.value)
    {
        fields.wrong(sheet, &format, &what, mend);
    }
}

pub(super) fn id(sheet: &mut Sheet<'_>, fields: &Fields<'_>, need: Need) -> Option<At<String>> {
    let id = fields.text(sheet, "id", need)?;
    if let Some((what, mend)) = wrong_id(&id.value) {
        fields.wrong(sheet, &id, &what, mend);
    }
    Some(id)
}

fn label(sheet: &mut Sheet<'_>, fields: &Fields<'_>, need: Need) -> Option<String> {
    shown(sheet, fields, "label", LONGEST_LABEL, need)
}

/// What a reader sees under a name: never empty, on one line, no longer than `most` characters.
pub(super) fn shown(sheet: &mut Sheet<'_>, fields: &Fields<'_>, key: &str, most: usize, need: Need) -> Option<String> {
    let label = fields.text(sheet, key, need)?;
    let line = clean_line(&label.value);
    if line.is_empty() {
        let (what, mend) = empty(key);
        fields.wrong(sheet, &label, &what, mend);
    } else if line.chars().count() > most && most == LONGEST_LABEL {
        let mend = format!("keep to {LONGEST_LABEL} characters; help = \"…\" has room for more");
        fields.wrong(sheet, &label, &format!("{key} is too long for a button"), mend);
    } else if line.chars().count() > most {
        fields.wrong(sheet, &label, &format!("{key} is too long"), format!("keep to {most} characters"));
    } else if line != label.value.trim() || line.chars().any(turns) {
        fields.wrong(
            sheet,
            &label,
            &format!("{key} has characters that cannot be seen, or more than one line"),
            "write it on one line, in letters",
        );
    }
    Some(line)
}

/// Whether a character turns the direction of what follows.
fn turns(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// One line for readers; empty when it is not there.
pub(super) fn line(sheet: &mut Sheet<'_>, fields: &Fields<'_>, key: &str) -> String {
    fields.text(sheet, key, Need::May).map(|text| clean_line(&text.value)).unwrap_or_default()
}

/// `kinds/*.toml`
pub(super) fn kind(file: &str, text: &str) -> (Option<Kind>, Vec<Problem>) {
    let (mut sheet, fields) = Sheet::read(file, text, PLAIN);
    let kind = fields.and_then(|fields| {
        fields.only(&mut sheet, &["format", "id", "label", "help", "icon", "order", "key", "with_others", "also"]);
        let head = head(&mut sheet, &fields);
        let help = line(&mut sheet, &fields, "help");
        let icon = line(&mut sheet, &fields, "icon");
        let key = fields.text(&mut sheet, "key", Need::May).and_then(|key| {
            let mut letters = key.value.chars();
            let one = letters.next().filter(|_| letters.next().is_none());
            if one.is_none() {
                fields.wrong(&mut sheet, &key, "key is not one letter", "write one letter, as in key = \"w\", or leave it out");
            }
            one
        });
        let with_others = fields.flag(&mut sheet, "with_others");
        let also = fields.texts(&mut sheet, "also").into_iter().map(|word| word.value).collect();
        let Head { id, label, order } = head?;
        Some(Kind { id, label, help, icon, order, key, with_others, also })
    });
    sheet.made(kind)
}

/// `templates/*.toml`; `kinds` are those that it may suit.
pub(super) fn template(file: &str, text: &str, kinds: &[Kind]) -> (Option<Template>, Vec<Problem>) {
    let (mut sheet, fields) = Sheet::read(file, text, PLAIN);
    let template = fields.and_then(|fields| {
        fields.only(&mut sheet, &["format", "id", "label", "help", "source", "order", "suits", "prompts"]);
        let head = head(&mut sheet, &fields);
        let help = line(&mut sheet, &fields, "help");
        let source = line(&mut sheet, &fields, "source");
        let suits = suits(&mut sheet, &fields, kinds);
        let mut seen: Vec<At<String>> = Vec::new();
        let mut prompts = Vec::new();
        for fields in fields.tables(&mut sheet, "prompts", "prompt") {
            let Some(prompt) = prompt(&mut sheet, &fields, &mut seen) else { continue };
            if prompts.iter().any(|other: &Prompt| other.label == prompt.label) {
                let what = format!("two prompts are called “{}”", excerpt(&prompt.label, 40));
                sheet.doubt(fields.at(), what, "give one of them another label, so that a reader can tell them apart");
            }
            prompts.push(prompt);
        }
        let Head { id, label, order } = head?;
        Some(Template { id, label, help, source, order, suits, prompts })
    });
    sheet.made(template)
}

fn prompt(sheet: &mut Sheet<'_>, fields: &Fields<'_>, seen: &mut Vec<At<String>>) -> Option<Prompt> {
    fields.only(sheet, &["id", "label", "help", "starter", "stage", "length", "apart"]);
    let id = id(sheet, fields, Need::Must("id = \"…\", a short name for the program"));
    let label = label(sheet, fields, Need::Must("label = \"…\", the question as a reader sees it"));
    let help = line(sheet, fields, "help");
    let starter = line(sheet, fields, "starter");
    let stage = stage(sheet, fields);
    let length = length(sheet, fields);
    let apart = fields.flag(sheet, "apart");
    let id = id?;
    let value = id.value.clone();
    match seen.iter().find(|other| other.value == value) {
        Some(first) => {
            let mend = format!("line {} has it already: give this one another, as in id = \"{value}-2\"", sheet.line(first.at));
            fields.wrong(sheet, &id, &format!("the id “{value}” is there twice"), mend);
        }
        None => seen.push(id),
    }
    Some(Prompt { id: value, label: label?, help, starter, stage: stage?, length, apart })
}

fn stage(sheet: &mut Sheet<'_>, fields: &Fields<'_>) -> Option<Stage> {
    let words = Stage::ALL.map(Stage::token);
    let need = Need::Must("stage = \"what\"; a stage is one of what, feelings, so_what, now_what");
    let written = fields.text(sheet, "stage", need)?;
    let stage = Stage::from_token(&written.value);
    if stage.is_none() {
        let all = format!("a stage is one of: {}", words.join(", "));
        let mend = match meant(&written.value, &words) {
            Some(meant) => format!("did you mean {meant}? {all}"),
            None => all,
        };
        fields.wrong(sheet, &written, &format!("there is no stage “{}”", clean_line(&written.value)), mend);
    }
    stage
}

fn length(sheet: &mut Sheet<'_>, fields: &Fields<'_>) -> Option<Length> {
    const MEND: &str = "write length = { words = 150 } or length = { characters = 900 }";
    let fields = fields.table(sheet, "length", MEND)?;
    let problems = sheet.problem_count();
    fields.only(sheet, &["words", "characters", "limit"]);
    let found = Unit::ALL.map(|unit| fields.number(sheet, unit.token(), 1, Need::May).map(|most| (unit, most.value)));
    let limit = fields.flag(sheet, "limit");
    match found {
        [Some(_), Some(_)] => sheet.wrong(fields.at(), "length is in words and in characters", "keep one of the two"),
        [None, None] if sheet.problem_count() == problems => sheet.wrong(fields.at(), "length has no figure", MEND),
        _ => {}
    }
    found.into_iter().flatten().next().map(|(unit, most)| Length { unit, most, limit })
}

fn suits(sheet: &mut Sheet<'_>, fields: &Fields<'_>, known: &[Kind]) -> Suits {
    let mend = "write suits = { kinds = [\"tweetchat\"] }, or leave it out";
    let Some(fields) = fields.table(sheet, "suits", mend) else { return Suits::default() };
    fields.only(sheet, &["kinds", "goals", "regulators"]);
    let known: Vec<&str> = known.iter().map(|kind| kind.id.as_str()).collect();
    let mut kinds = Vec::new();
    for kind in fields.texts(sheet, "kinds") {
        if !known.contains(&kind.value.as_str()) {
            sheet.doubt(
                kind.at,
                format!("suits: no kind of activity is called “{}”", clean_line(&kind.value)),
                instead(&kind.value, &known),
            );
        }
        kinds.push(kind.value);
    }
    let words: Vec<&str> = GoalKind::ALL.iter().map(|goal| goal.token()).collect();
    let mut goals = Vec::new();
    for goal in fields.texts(sheet, "goals") {
        match GoalKind::from_token(&goal.value) {
            Some(goal) => goals.push(goal),
            None => {
                sheet.doubt(goal.at, format!("suits: no goal is of a kind “{}”", clean_line(&goal.value)), instead(&goal.value, &words));
            }
        }
    }
    let mut regulators = Vec::new();
    for name in fields.texts(sheet, "regulators") {
        if name.value.chars().any(char::is_alphanumeric) {
            regulators.push(clean_line(&name.value));
        } else {
            sheet.doubt(name.at, "suits: a regulator has no name", "write it as beside the registration number, or leave it out");
        }
    }
    Suits { kinds, goals, regulators }
}
