//! The rules of a regulator, or of any other scheme, in one edition: data (`assets/frameworks/*.toml` and the user's own), never code.
//!
//! What is written here says what is asked for. How much of it there is, is counted in [`super::standing`].

pub mod amount;
pub mod cycle;
pub mod form;
pub mod requirement;
pub mod suggest;
pub mod warning;

use chrono::NaiveDate;

use super::goal::tokens;
use super::record::RecordKind;
pub use amount::Amount;
pub use cycle::{Anchor, Cycle, CycleRule, Effect, Span, Window};
pub use form::{Form, FormField, FormOf, Value};
pub use requirement::{Condition, Measure, Period, Requirement, Rule, Source, TextOf};
pub use warning::{Warning, WarningRule};

tokens! {
    /// How sure a fact is.
    Confidence {
        /// Read on the regulator's own page.
        A = "A", "Read on the regulator’s own page";
        /// Read in a secondary source, consistent with others.
        B = "B", "Read in a secondary source";
        /// A single weak source, or inferred.
        C = "C", "From a single source, or inferred";
        /// Unverified.
        K = "K", "Not verified";
    }
}

tokens! {
    /// What follows when a requirement is not met.
    Enforce {
        /// Counted and judged: met, or not.
        Hard = "hard", "Required";
        /// Counted, never judged.
        Advise = "advise", "Advice";
        /// Told; for those who want it.
        Info = "info", "For information";
    }
}

/// Where a fact was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// By which requirements name it: `N1`.
    pub key: String,
    pub title: String,
    /// A web address; empty when there is none.
    pub url: String,
}

/// A framework in one edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Framework {
    /// Stable name of this edition, as stored with registrations: `bells-2025-27` for example.
    pub id: String,
    /// What all editions have in common, and what codes of standards begin with: `bells` in `bells.ringing`.
    pub scheme: String,
    /// What a reader sees.
    pub name: String,
    /// Whose rules these are; empty for a framework of nobody's.
    pub regulator: String,
    /// Other words for it when typed.
    pub also: Vec<String>,
    pub country: String,
    pub professions: Vec<String>,
    /// One line on who it is for and what it asks.
    pub summary: String,
    /// “2016, as updated in 2021”.
    pub edition: String,
    pub effective_from: NaiveDate,
    /// The last day on which it is in force, when that is known.
    pub effective_to: Option<NaiveDate>,
    /// Id of the edition before.
    pub supersedes: Option<String>,
    pub checked_on: NaiveDate,
    /// After this day somebody has to look whether it still holds.
    pub review_by: NaiveDate,
    pub sources: Vec<Reference>,
    pub disclaimer: String,
    /// Advice without a target, a paragraph each.
    pub advice: Vec<String>,
    /// What is expected to change, and when.
    pub expected: Vec<Expected>,
    /// Not offered first: a pilot, or not in force.
    pub hidden: bool,
    pub cycle: CycleRule,
    pub choices: Vec<Choice>,
    pub requirements: Vec<Requirement>,
    pub groups: Vec<Group>,
    pub forms: Vec<Form>,
    pub warnings: Vec<WarningRule>,
    /// What happens when one is looked at closely.
    pub audit: Option<Audit>,
    /// Kinds of records that only this framework knows.
    pub records: Vec<RecordKind>,
    /// For so many months after the end of a cycle what belongs to it is to be kept; none when nobody says.
    pub keep_months: Option<u32>,
}

/// A change that has been announced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// From about this day on.
    pub on: NaiveDate,
    pub what: String,
    pub source: String,
}

/// Something that the registrant chooses once: the type of registration, a title, a specialty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// As typed: `registration`.
    pub id: String,
    pub label: String,
    pub help: String,
    /// What holds while nothing is chosen; without it a choice must be made.
    pub default: Option<String>,
    pub values: Vec<ChoiceValue>,
}

/// One of the values of a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChoiceValue {
    pub id: String,
    pub label: String,
}

/// One choice that must have one of these values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    pub choice: String,
    pub values: Vec<String>,
}

/// What is chosen, by the id of the choice.
pub type Chosen = std::collections::BTreeMap<String, String>;

/// A group of categories: themes, standards, outcomes, domains, types of activity. Also what is ticked of an entry, like “planned”.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub id: String,
    /// “Themes of the Code”.
    pub label: String,
    /// One of them, within a sentence: “theme of the Code”.
    pub one: String,
    pub help: String,
    /// An entry has at most one of them.
    pub single: bool,
    pub categories: Vec<Category>,
}

/// A category. Its code in entries is [`Framework::code_of`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// Within the scheme: `ringing`.
    pub code: String,
    /// As the regulator words it.
    pub label: String,
    pub help: String,
    /// Beginnings of words by which it is suggested for an entry, folded.
    pub words: Vec<String>,
    /// Kinds of activity that mean it as long as nothing of its group is chosen.
    pub kinds: Vec<String>,
    /// The learning was linked to a goal before it happened: what it is then as long as nothing of its group is chosen.
    pub when_planned: bool,
}

/// What a regulator does with those whom it looks at closely.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audit {
    /// Its name: “Verification”.
    pub label: String,
    /// What happens, in own words.
    pub text: String,
    /// Days to answer; none when nobody says.
    pub days: Option<u32>,
    /// Of a hundred registrants, how many are looked at, in tenths.
    pub tenths_of_percent: Option<u32>,
    /// How many entries are drawn; none: all that count.
    pub draw: Option<u32>,
    /// Forms that must be there.
    pub forms: Vec<String>,
    /// What every entry drawn must have.
    pub wants: Vec<Condition>,
    pub confidence: Confidence,
    pub source: String,
}

impl Framework {
    /// The code of a category as entries have it: `scheme.code`.
    pub fn code_of(&self, category: &Category) -> String {
        format!("{}.{}", self.scheme, category.code)
    }

    /// The part of an entry's code that is this framework's: `ringing` of `bells.ringing`.
    pub fn own_code<'c>(&self, code: &'c str) -> Option<&'c str> {
        code.split_once('.').filter(|(scheme, _)| *scheme == self.scheme).map(|(_, code)| code)
    }

    /// The group with this id.
    pub fn group(&self, id: &str) -> Option<&Group> {
        self.groups.iter().find(|group| group.id == id)
    }

    /// The requirement with this id.
    pub fn requirement(&self, id: &str) -> Option<&Requirement> {
        self.requirements.iter().find(|requirement| requirement.id == id)
    }

    /// The group and the category of a code of its own.
    pub fn category(&self, code: &str) -> Option<(&Group, &Category)> {
        self.groups.iter().find_map(|group| group.categories.iter().find(|one| one.code == code).map(|one| (group, one)))
    }

    /// The categories of a group that an entry has: those of its codes, else what its kind or having been planned means; then `true`.
    pub fn categories_of<'f>(&self, group: &'f Group, standards: &[String], kind: &str, planned: bool) -> (Vec<&'f Category>, bool) {
        let said = |category: &&Category| standards.iter().any(|code| self.own_code(code) == Some(category.code.as_str()));
        let chosen: Vec<&Category> = group.categories.iter().filter(said).collect();
        if !chosen.is_empty() {
            return (chosen, false);
        }
        let means = |category: &&Category| category.kinds.iter().any(|one| one == kind) || planned && category.when_planned;
        (group.categories.iter().filter(means).collect(), true)
    }

    /// Whether `review_by` has passed.
    pub fn is_due_for_review(&self, today: NaiveDate) -> bool {
        today > self.review_by
    }

    /// Whether it is in force on a day, as far as is known.
    pub fn is_in_force(&self, day: NaiveDate) -> bool {
        self.effective_from <= day && self.effective_to.is_none_or(|last| day <= last)
    }

    /// What is chosen of a choice: its default when nothing is, or nothing that is one of its values.
    pub fn chosen<'f>(&'f self, chosen: &'f Chosen, choice: &'f Choice) -> Option<&'f ChoiceValue> {
        let value = |id: &str| choice.values.iter().find(|value| value.id == id);
        chosen.get(&choice.id).and_then(|id| value(id)).or_else(|| choice.default.as_deref().and_then(value))
    }

    /// Whether all of these hold.
    pub fn holds(&self, when: &[When], chosen: &Chosen) -> bool {
        when.iter().all(|when| {
            let choice = self.choices.iter().find(|choice| choice.id == when.choice);
            let value = choice.and_then(|choice| self.chosen(chosen, choice));
            value.is_some_and(|value| when.values.contains(&value.id))
        })
    }

    /// The choices that must still be made.
    pub fn to_choose<'f>(&'f self, chosen: &'f Chosen) -> impl Iterator<Item = &'f Choice> {
        self.choices.iter().filter(|choice| self.chosen(chosen, choice).is_none())
    }

    /// Whether a typed word names it: id, scheme, name, regulator or one of its other words, ignoring case, accents and signs.
    pub fn is_called(&self, word: &str) -> bool {
        let simplified = |text: &str| super::text::folded(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let word = simplified(word);
        let names = [&self.id, &self.scheme, &self.name, &self.regulator];
        !word.is_empty() && names.into_iter().chain(&self.also).any(|name| simplified(name) == word)
    }
}
