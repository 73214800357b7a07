//! Sources, announced changes, choices and groups of a framework.

use super::super::fields::Fields;
use super::super::record::{LONGEST_WORDING, Seen, values};
use super::super::schema::{LONGEST_LABEL, line, shown};
use super::super::sheet::{Need, Sheet, among};
use super::names::Names;
use crate::domain::framework::{Category, Choice, ChoiceValue, Expected, Group, Reference};
use crate::domain::text::{excerpt, folded};

/// Characters of a title, or of a sentence.
const LONGEST_SENTENCE: usize = 1_000;

/// `[[sources]]`
pub(super) fn sources(sheet: &mut Sheet<'_>, fields: &Fields<'_>) -> Vec<Reference> {
    let mut seen = Seen::default();
    let mut all = Vec::new();
    for fields in fields.tables(sheet, "sources", "source") {
        fields.only(sheet, &["key", "title", "url"]);
        let key = fields.text(sheet, "key", Need::Must("key = \"S1\", by which the rest of the file names it"));
        if let Some(key) = key.as_ref().filter(|key| key.value.trim().is_empty()) {
            fields.wrong(sheet, key, "key is empty", "write a short name, as in key = \"S1\"");
        }
        let key = key.map(|key| seen.once(sheet, &fields, "key", key));
        let title = shown(sheet, &fields, "title", LONGEST_SENTENCE, Need::Must("title = \"…\", what it is called and of when"));
        let url = fields.text(sheet, "url", Need::May);
        if let Some(url) = url.as_ref().filter(|url| !url.value.is_empty() && !is_address(&url.value)) {
            let what = format!("“{}” is no web address", excerpt(&url.value, 60));
            fields.wrong(sheet, url, &what, "write it whole, as in url = \"https://example.org/rules\", or leave it out");
        }
        let (Some(key), Some(title)) = (key, title) else { continue };
        all.push(Reference { key, title, url: url.map(|url| url.value).unwrap_or_default() });
    }
    all
}

fn is_address(text: &str) -> bool {
    url::Url::parse(text).is_ok_and(|address| matches!(address.scheme(), "http" | "https") && address.has_host())
}

/// `[[expected]]`
pub(super) fn expected(sheet: &mut Sheet<'_>, fields: &Fields<'_>, names: &Names<'_>) -> Vec<Expected> {
    let mut all = Vec::new();
    for fields in fields.tables_if_any(sheet, "expected", "expected change") {
        fields.only(sheet, &["on", "what", "source"]);
        let on = fields.day(sheet, "on", Need::Must("on = 2027-10-01, about when"));
        let what = shown(sheet, &fields, "what", LONGEST_SENTENCE, Need::Must("what = \"…\", what is expected to change"));
        let source = names.source(sheet, &fields);
        let (Some(on), Some(what), Some(source)) = (on, what, source) else { continue };
        all.push(Expected { on: on.value, what, source });
    }
    all
}

/// `[[choices]]`
pub(super) fn choices(sheet: &mut Sheet<'_>, fields: &Fields<'_>) -> Vec<Choice> {
    let mut seen = Seen::default();
    fields.tables_if_any(sheet, "choices", "choice").iter().filter_map(|fields| choice(sheet, fields, &mut seen)).collect()
}

fn choice(sheet: &mut Sheet<'_>, fields: &Fields<'_>, seen: &mut Seen) -> Option<Choice> {
    fields.only(sheet, &["id", "label", "help", "default", "values"]);
    let id = seen.id(sheet, fields, "id");
    let label = shown(sheet, fields, "label", LONGEST_LABEL, Need::Must("label = \"…\", what a reader sees"));
    let help = line(sheet, fields, "help");
    let values: Vec<ChoiceValue> = values(sheet, fields, true).into_iter().map(|(id, label)| ChoiceValue { id, label }).collect();
    let default = fields.text(sheet, "default", Need::May);
    if let Some(default) = &default
        && !fields.peek_tables("values").iter().any(|value| value.peek("id") == Some(&default.value))
    {
        let known: Vec<&str> = values.iter().map(|value| value.id.as_str()).collect();
        fields.wrong(
            sheet,
            default,
            &format!("the default “{}” is none of its values", excerpt(&default.value, 40)),
            among(&default.value, &known),
        );
    }
    Some(Choice { id: id?, label: label?, help, default: default.map(|default| default.value), values })
}

/// `[[groups]]`
pub(super) fn groups(sheet: &mut Sheet<'_>, fields: &Fields<'_>, names: &Names<'_>) -> Vec<Group> {
    let (mut seen, mut codes) = (Seen::default(), Seen::default());
    let tables = fields.tables_if_any(sheet, "groups", "group");
    tables.iter().filter_map(|fields| group(sheet, fields, names, &mut seen, &mut codes)).collect()
}

fn group(sheet: &mut Sheet<'_>, fields: &Fields<'_>, names: &Names<'_>, seen: &mut Seen, codes: &mut Seen) -> Option<Group> {
    fields.only(sheet, &["id", "label", "one", "help", "single", "categories"]);
    let id = seen.id(sheet, fields, "id");
    let label = shown(sheet, fields, "label", LONGEST_LABEL, Need::Must("label = \"…\", what a reader sees"));
    let one = shown(sheet, fields, "one", LONGEST_LABEL, Need::Must("one = \"…\", one of them within a sentence: “theme”"));
    let help = line(sheet, fields, "help");
    let single = fields.flag(sheet, "single");
    let tables = fields.tables(sheet, "categories", "category");
    let categories: Vec<Category> = tables.iter().filter_map(|fields| category(sheet, fields, names, codes)).collect();
    if single {
        for (at, (table, category)) in tables.iter().zip(&categories).enumerate() {
            let earlier = || categories.iter().take(at);
            if let Some(kind) = category.kinds.iter().find(|kind| earlier().any(|other| other.kinds.contains(kind))) {
                let what = format!("{kind} means an earlier category already, and an entry has only one of them");
                table.doubt(sheet, &table.place("kinds"), &what, "leave it in one of them");
            }
        }
    }
    Some(Group { id: id?, label: label?, one: one?, help, single, categories })
}

fn category(sheet: &mut Sheet<'_>, fields: &Fields<'_>, names: &Names<'_>, codes: &mut Seen) -> Option<Category> {
    fields.only(sheet, &["code", "label", "help", "words", "kinds", "when_planned"]);
    let code = fields.text(sheet, "code", Need::Must("code = \"…\", a short name for the program")).map(|code| {
        if !is_code(&code.value) {
            let what = format!("the code “{}” is not made of letters, digits, hyphens, _ and points", excerpt(&code.value, 40));
            fields.wrong(sheet, &code, &what, "write code = \"safe-practice\" or code = \"1.2\"");
        }
        codes.once(sheet, fields, "code", code)
    });
    let label = shown(sheet, fields, "label", LONGEST_WORDING, Need::Must("label = \"…\", as the regulator words it"));
    let help = line(sheet, fields, "help");
    let mut words = Vec::new();
    for word in fields.texts(sheet, "words") {
        let beginning = folded(word.value.trim());
        if beginning.chars().filter(|c| c.is_alphanumeric()).count() < 2 {
            fields.doubt(
                sheet,
                &word,
                "a beginning of less than two letters fits almost every text",
                "write more of the word, or leave it out",
            );
            continue;
        }
        words.push(beginning);
    }
    let kinds = names.activities(sheet, fields);
    let when_planned = fields.flag(sheet, "when_planned");
    Some(Category { code: code?, label: label?, help, words, kinds, when_planned })
}

/// Whether a code can be stored and typed: `scheme.code`, and several with commas between.
fn is_code(code: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let inside = code.chars().next().is_some_and(|c| c != '.') && !code.ends_with('.');
    inside && code.len() <= 60 && code.chars().all(fits)
}
