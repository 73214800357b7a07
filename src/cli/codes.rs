//! Codes of standards and of amounts: which mean something to a framework that is known, and what was meant by those that do not.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::words::usage;
use crate::catalogue::Catalogue;
use crate::domain::framework::{Amount, Category, Condition, Measure, Rule};
use crate::domain::record::hours;
use crate::domain::text::{clean_line, folded};
use crate::domain::{EntryDraft, Framework};
use crate::error::Error;
use crate::journal::Journal;

/// So many codes are proposed for a word at most.
const MOST_MEANT: usize = 4;

/// How like each other a word and what it may mean are at least, from 0 to 1.
const LIKE: f64 = 0.7;

/// An amount and its code, as somebody writes them: `scheme.points`, `2.5`. Nothing written is no amount.
pub(super) fn amount(code: &str, number: &str) -> Result<(String, Amount), Error> {
    let code = clean_line(code);
    let whole = code.split_once('.').is_some_and(|(scheme, name)| !scheme.is_empty() && !name.is_empty());
    if !whole || code.contains(char::is_whitespace) {
        let hint = "it is a framework's scheme, a point and a name, like scheme.points; `frameworks show` lists them";
        return Err(usage(format!("“{code}” is no code of an amount"), hint));
    }
    let amount = if number.trim().is_empty() { Some(Amount::ZERO) } else { hours::number(number) };
    let amount = amount.ok_or_else(|| {
        usage(format!("“{}” is no amount", number.trim()), "write a number from 0 to 99999 with at most two decimal places, like 2.5")
    })?;
    Ok((code, amount))
}

/// `CODE=NUMBER` as it is given with a call, once or more.
pub(super) fn said_amounts(texts: &[String]) -> Result<BTreeMap<String, Amount>, Error> {
    let mut said = BTreeMap::new();
    for text in texts {
        let hint = "write it like --amount scheme.points=2.5; --amount scheme.points= takes it away";
        let (code, number) = text.split_once('=').ok_or_else(|| usage(format!("“{text}” is no amount"), hint))?;
        let (code, amount) = amount(code, number)?;
        if said.insert(code.clone(), amount).is_some_and(|before| before != amount) {
            return Err(usage(format!("there are two amounts of {code}"), "say one of them, or their sum"));
        }
    }
    Ok(said)
}

/// What codes mean in a journal.
pub(super) struct Codes {
    catalogue: Arc<Catalogue>,
    /// The schemes under which it is kept.
    registered: BTreeSet<String>,
    today: NaiveDate,
}

impl Codes {
    pub(super) fn of(journal: &Journal) -> Result<Self, Error> {
        let catalogue = Arc::clone(journal.catalogue());
        let scheme = |id: &str| catalogue.framework(id).map(|framework| framework.scheme.clone());
        let registered = journal.registrations()?.iter().filter_map(|one| scheme(&one.draft.framework)).collect();
        Ok(Self { catalogue, registered, today: journal.today() })
    }

    /// The codes that words mean: as a framework writes them, and whole, where that is beyond doubt. All others stay as they are.
    pub(super) fn meant(&self, words: &[String]) -> Vec<String> {
        words.iter().map(|word| self.one(word).unwrap_or_else(|| word.clone())).collect()
    }

    /// The same of a text in a record with one on each line. There a code without its scheme, or a label, counts for every framework.
    pub(super) fn meant_lines(&self, text: &str) -> String {
        let one = |line: &str| Some(line).filter(|line| line.contains('.')).and_then(|line| self.one(line));
        text.lines().map(|line| one(line).unwrap_or_else(|| line.to_owned())).collect::<Vec<_>>().join("\n")
    }

    fn one(&self, word: &str) -> Option<String> {
        let word = word.trim();
        let is_whole = word.contains('.');
        let frameworks = self.catalogue.frameworks.iter().filter(|one| is_whole || self.registered.contains(&one.scheme));
        let codes: BTreeSet<String> =
            frameworks
                .flat_map(standards_of)
                .filter(|code| {
                    if is_whole { same_letters(code, word) } else { code.split_once('.').is_some_and(|(_, own)| same_letters(own, word)) }
                })
                .collect();
        if codes.contains(word) {
            return Some(word.to_owned());
        }
        let mut codes = codes.into_iter();
        codes.next().filter(|_| codes.next().is_none())
    }

    /// # Errors
    /// Two of them are of a group of which an entry has one.
    pub(super) fn fit(&self, codes: &[String]) -> Result<(), Error> {
        let schemes: BTreeSet<&str> = codes.iter().filter_map(|code| Some(code.split_once('.')?.0)).collect();
        for framework in schemes.into_iter().filter_map(|scheme| self.catalogue.in_force(scheme, self.today)) {
            for group in framework.groups.iter().filter(|group| group.single) {
                let has = |category: &&Category| codes.contains(&framework.code_of(category));
                let mut had = group.categories.iter().filter(has);
                if let (Some(one), Some(other)) = (had.next(), had.next()) {
                    let both = format!("it cannot be both “{}” and “{}”", one.label, other.label);
                    let (one, other) = (framework.code_of(one), framework.code_of(other));
                    return Err(usage(both, format!("it has one {}: say {one} or {other}; nothing was changed", group.one)));
                }
            }
        }
        Ok(())
    }
}

fn same_letters(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// What deserves a word about the codes of an entry: those that no framework has.
pub(super) fn notes(catalogue: &Catalogue, draft: &EntryDraft) -> Vec<String> {
    let standards = draft.standards.iter().filter_map(|code| doubt(catalogue, code, "code", standards_of));
    let amounts = draft.amounts.keys().filter_map(|code| doubt(catalogue, code, "amount", amounts_of));
    standards.chain(amounts).collect()
}

/// The same of a text in a record: codes and labels, one a line or several with commas between them.
pub(super) fn notes_on(catalogue: &Catalogue, text: &str) -> Vec<String> {
    let is_known = |text: &str| catalogue.frameworks.iter().any(|framework| is_category(framework, text));
    let unknown = text.lines().map(str::trim).filter(|line| !is_known(line));
    let parts = unknown.flat_map(|line| line.split([',', ';'])).map(str::trim).filter(|part| !part.is_empty() && !is_known(part));
    parts.filter_map(|part| doubt(catalogue, part, "code", standards_of)).collect()
}

/// Whether a text is the code or the label of one of its categories.
fn is_category(framework: &Framework, text: &str) -> bool {
    let own = folded(framework.own_code(text).unwrap_or(text));
    framework.groups.iter().flat_map(|group| &group.categories).any(|one| folded(&one.code) == own || folded(one.label.trim()) == own)
}

fn doubt(catalogue: &Catalogue, code: &str, what: &str, codes_of: fn(&Framework) -> Vec<String>) -> Option<String> {
    let scheme = code.split_once('.').map_or("", |(scheme, _)| scheme);
    let editions: Vec<&Framework> = catalogue.frameworks.iter().filter(|one| one.scheme.eq_ignore_ascii_case(scheme)).collect();
    let Some(first) = editions.first() else {
        let own = |one: &String| one.split_once('.').is_some_and(|(_, own)| same_letters(own, code));
        let all: BTreeSet<String> = catalogue.frameworks.iter().flat_map(codes_of).filter(own).collect();
        let all: Vec<&str> = all.iter().take(MOST_MEANT).map(String::as_str).collect();
        let hint = if all.is_empty() {
            "codes begin with the scheme of their framework, and `cpd-journal frameworks` lists those".to_owned()
        } else {
            format!("did you mean {}?", all.join(" or "))
        };
        return Some(format!(
            "“{code}” counts nowhere, because no framework has such {} {what}: {hint}",
            if what == "amount" { "an" } else { "a" }
        ));
    };
    let name = &first.name;
    let known: BTreeSet<String> = editions.iter().flat_map(|one| codes_of(one)).collect();
    if known.contains(code) {
        return None;
    }
    let likeness = |one: &String| strsim::jaro_winkler(&one.to_lowercase(), &code.to_lowercase());
    // All begin with the scheme: what comes after it has to be alike.
    let rest = |one: &str| one.split_once('.').map_or(String::new(), |(_, rest)| rest.to_lowercase());
    let alike = |one: &&String| strsim::normalized_damerau_levenshtein(&rest(one), &rest(code)) >= LIKE || rest(one) == rest(code);
    let meant = known.iter().filter(alike).max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    let hint = match (meant, known.is_empty()) {
        (Some(meant), _) => format!("did you mean {meant}?"),
        (None, false) => format!("`cpd-journal frameworks show {scheme}` lists them"),
        (None, true) => "it has none".to_owned(),
    };
    Some(format!("“{code}” is no {what} of {name}: {hint}"))
}

/// Codes of all its categories, as entries have them.
fn standards_of(framework: &Framework) -> Vec<String> {
    framework.groups.iter().flat_map(|group| &group.categories).map(|category| framework.code_of(category)).collect()
}

/// Codes of the amounts that it counts, as entries have them.
pub(super) fn amounts_of(framework: &Framework) -> Vec<String> {
    let mut names: Vec<&str> = Vec::new();
    for requirement in &framework.requirements {
        if let Rule::Sum { measure, .. } | Rule::Each { measure, .. } | Rule::Share { measure, .. } = &requirement.rule
            && let Measure::Typed(name) | Measure::Certified(name) = measure
        {
            names.push(name);
        }
        requirement.needs.iter().chain(&requirement.wants).for_each(|condition| typed_in(condition, &mut names));
    }
    if let Some(audit) = &framework.audit {
        audit.wants.iter().for_each(|condition| typed_in(condition, &mut names));
    }
    let distinct: BTreeSet<&str> = names.into_iter().collect();
    distinct.into_iter().map(|name| format!("{}.{name}", framework.scheme)).collect()
}

fn typed_in<'c>(condition: &'c Condition, names: &mut Vec<&'c str>) {
    match condition {
        Condition::Typed(name) => names.push(name),
        Condition::Any(several) => several.iter().for_each(|one| typed_in(one, names)),
        _ => {}
    }
}
