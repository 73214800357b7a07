//! One requirement: what is counted, of what, in which period, and how much of it there must be.

use super::{Amount, Chosen, Confidence, Enforce, Framework, When};
use crate::domain::evidence::Proof;
use crate::domain::goal::tokens;

/// A requirement of a framework.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// Stable name within its framework: `cpd_total`.
    pub id: String,
    /// Own short wording: “CPD”.
    pub label: String,
    /// What it means, and what does not count, in a sentence or two.
    pub help: String,
    pub rule: Rule,
    /// What it is counted in, as read after a number: “hours”, “points”, “pieces of feedback”.
    pub unit: String,
    /// The same for exactly one: “hour”.
    pub unit_one: String,
    /// Where it is counted from. Never empty.
    pub from: Vec<Source>,
    /// How much; [`Amount::ZERO`] where the rule has no number.
    pub amount: Amount,
    /// Other amounts for certain choices; the first that holds is the one.
    pub cases: Vec<(Vec<When>, Amount)>,
    pub period: Period,
    /// It is asked only of those who chose so.
    pub when: Vec<When>,
    /// What must hold of something so that it counts.
    pub needs: Vec<Condition>,
    /// What should be there beside; without it, it counts all the same, and a warning says so.
    pub wants: Vec<Condition>,
    /// Only what counts for this requirement too.
    pub subset_of: Option<String>,
    /// Only in the last so many months of the cycle.
    pub last_months: Option<u32>,
    /// Whether time away makes it less, where the framework says that time away does.
    pub prorated: bool,
    /// For those who join in the middle of a cycle: so much for each begun so many months.
    pub joining: Option<(u32, Amount)>,
    pub enforce: Enforce,
    pub confidence: Confidence,
    /// Confidence B that was found in several sources that do not depend on each other.
    pub cross_checked: bool,
    /// Key of a [`super::Reference`].
    pub source: String,
}

tokens! {
    /// What sort of requirement it is, as files and the command line name it.
    RequirementKind {
        Hours = "hours", "Hours";
        Points = "points", "Points";
        Count = "count", "Number";
        Declaration = "declaration", "Declaration";
        Narrative = "narrative", "Account in words";
        Distinct = "distinct", "Different categories";
        Each = "each", "Of every category";
        Share = "share", "Share";
        Gap = "gap", "Longest gap";
    }
}

/// How a requirement is counted and judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// At least the amount, and not more than `most`. Hours, points or a number, as the measure says.
    Sum { measure: Measure, most: Option<Amount> },
    /// The amount is how many different categories of a group there must be.
    Distinct { group: String },
    /// The amount is what each category of a group must have.
    Each { group: String, measure: Measure },
    /// The amount is in percent, of what another requirement counts.
    Share { of: String, measure: Measure },
    /// The amount is a number of months, from which on a time without anything must be explained by a record of this kind.
    Gap { explained_by: Option<String> },
    /// It is declared. The amount is 1.
    Declaration,
    /// It is told in words, with no number; met by one.
    Narrative,
}

/// What something counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Measure {
    /// One.
    One,
    /// All minutes of an entry, as hours.
    Minutes,
    /// Its minutes with others, as hours.
    Interactive,
    /// What was typed for this framework by a name: points of an entry (`points`), hours on a certificate.
    Typed(String),
    /// The hours that a certificate says, typed for this framework by a name; where none were, the minutes of taking part, as hours.
    Certified(String),
    /// The hours of a record: see [`crate::domain::record::hours`].
    Hours,
}

/// Where something is counted from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Entries.
    Learning,
    /// Records of a kind.
    Record(String),
    /// Goals of the personal development plan.
    Goals,
}

/// In which stretch of time it is counted. A cycle has sub-periods (years) when its rule says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    Cycle,
    /// Each sub-period of the cycle.
    Year,
    /// Each so many sub-periods one after the other, those before the cycle included.
    Years(u32),
    /// The so many months that end today.
    Months(u32),
    /// Ever.
    Once,
}

tokens! {
    /// A text of an entry.
    TextOf {
        Learnt = "learnt", "what you learnt";
        Changed = "changed", "what you changed";
        Benefit = "benefit", "who benefited";
        How = "how", "how you took part with others";
        Reflection = "reflection", "a reflection";
    }
}

/// What must, or should, hold of something that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// One of several.
    Any(Vec<Condition>),
    /// A category of this group.
    Group(String),
    /// This category, by its code within the scheme.
    Code(String),
    /// Not this category.
    NotCode(String),
    /// Any evidence.
    Evidence,
    /// Evidence of a type.
    Proof(Proof),
    Minutes,
    Interactive,
    /// An amount typed by this name.
    Typed(String),
    Text(TextOf),
    /// A goal.
    Goal,
    /// A goal that was linked before it happened.
    Planned,
    /// A record of this kind refers to it.
    ReferredBy(String),
    /// It refers to something itself, of this kind (`entry`, or a kind of record), or of any.
    RefersTo(Option<String>),
    /// A field of a record is filled, or has one of these values.
    Field {
        name: String,
        values: Vec<String>,
    },
    /// A field of a record has none of these values. An empty one has none.
    NotField {
        name: String,
        values: Vec<String>,
    },
    /// Any field of a record is filled, or it refers to something.
    Words,
}

impl Requirement {
    /// How much is asked of those who chose so, before time away and joining late are looked at.
    pub fn amount_for(&self, framework: &Framework, chosen: &Chosen) -> Amount {
        let case = self.cases.iter().find(|(when, _)| framework.holds(when, chosen));
        case.map_or(self.amount, |(_, amount)| *amount)
    }

    /// Whether it may say met or not met: required, and of a fact that was read on the regulator's own page or cross-checked.
    pub fn may_judge(&self) -> bool {
        let sure = self.confidence == Confidence::A || self.confidence == Confidence::B && self.cross_checked;
        self.enforce == Enforce::Hard && sure
    }

    /// Its sort, as files and the command line name it.
    pub fn kind(&self) -> RequirementKind {
        match &self.rule {
            Rule::Sum { measure: Measure::One, .. } => RequirementKind::Count,
            Rule::Sum { measure: Measure::Typed(_), .. } => RequirementKind::Points,
            Rule::Sum { .. } if self.unit != "hours" => RequirementKind::Points,
            Rule::Sum { .. } => RequirementKind::Hours,
            Rule::Distinct { .. } => RequirementKind::Distinct,
            Rule::Each { .. } => RequirementKind::Each,
            Rule::Share { .. } => RequirementKind::Share,
            Rule::Gap { .. } => RequirementKind::Gap,
            Rule::Declaration => RequirementKind::Declaration,
            Rule::Narrative => RequirementKind::Narrative,
        }
    }

    /// An amount with its unit: “34.5 hours”, “1 point”.
    pub fn in_words(&self, amount: Amount) -> String {
        let unit = if amount == Amount::whole(1) { &self.unit_one } else { &self.unit };
        format!("{} {unit}", amount.shown()).trim_end().to_owned()
    }
}
