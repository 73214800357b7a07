//! Models of reflection: what they ask, whom they suit, and which to offer first.

use std::cmp::Reverse;

use crate::domain::GoalKind;
use crate::domain::text::folded;

/// Where a prompt stands on the way from what happened to what changes; answers move between models by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    What,
    Feelings,
    SoWhat,
    NowWhat,
}

impl Stage {
    /// Every one, on the way from what happened to what changes.
    pub const ALL: [Self; 4] = [Self::What, Self::Feelings, Self::SoWhat, Self::NowWhat];

    /// The stable word, as data files have it.
    pub const fn token(self) -> &'static str {
        match self {
            Self::What => "what",
            Self::Feelings => "feelings",
            Self::SoWhat => "so_what",
            Self::NowWhat => "now_what",
        }
    }

    /// The one with this token.
    pub fn from_token(token: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.token() == token)
    }
}

/// What the length of a text is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    Words,
    Characters,
}

impl Unit {
    /// Every one, in the order shown.
    pub const ALL: [Self; 2] = [Self::Words, Self::Characters];

    /// The word for it, in data files and for readers.
    pub const fn token(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Characters => "characters",
        }
    }
}

/// How long an answer may well be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    pub unit: Unit,
    /// At least 1.
    pub most: u32,
    /// Whether it is a limit that the regulator sets, and not only advice. Neither stops anybody from writing.
    pub limit: bool,
}

/// One question of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    /// Stable within its template: `so-what`.
    pub id: String,
    pub label: String,
    /// One line that helps to begin.
    pub help: String,
    /// A sentence to start from, offered as a hint and never stored by itself.
    pub starter: String,
    pub stage: Stage,
    pub length: Option<Length>,
    /// Whether only this form asks it (which standard, which peer): nothing moves here from another model, and nothing from here.
    pub apart: bool,
}

/// When a template is a good one to begin with. Whatever is empty says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suits {
    /// Ids of kinds of activity.
    pub kinds: Vec<String>,
    pub goals: Vec<GoalKind>,
    /// Names of registers as people write them beside their number; the form is for those registered there only.
    pub regulators: Vec<String>,
}

/// A model of reflection as a form (`assets/templates/*.toml`, and the user's own).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Stable: `driscoll`.
    pub id: String,
    pub label: String,
    pub help: String,
    /// Who described the model, and where.
    pub source: String,
    pub order: u32,
    pub suits: Suits,
    pub prompts: Vec<Prompt>,
}

impl Template {
    /// The prompt with this id.
    pub fn prompt(&self, id: &str) -> Option<&Prompt> {
        self.prompts.iter().find(|prompt| prompt.id == id)
    }

    /// How well it suits: the kind of activity weighs more than the goal, and that more than the regulator.
    fn weight(&self, about: &About<'_>, registers: &[String]) -> u8 {
        let Suits { kinds, goals, regulators } = &self.suits;
        let registered = regulators.iter().any(|name| names(registers, name));
        if !regulators.is_empty() && !registered {
            return 0;
        }
        let kind = kinds.iter().any(|kind| kind == about.kind);
        let goal = goals.iter().any(|goal| about.goals.contains(goal));
        4 * u8::from(kind) + 2 * u8::from(goal) + u8::from(registered)
    }
}

/// What an entry is about, as far as it tells which model to offer.
#[derive(Clone, Copy, Debug, Default)]
pub struct About<'a> {
    /// Id of the kind of activity.
    pub kind: &'a str,
    /// What its goals are for.
    pub goals: &'a [GoalKind],
    /// The profile's registrations as written: “Register of Bell Ringers 000000”, one a line.
    pub registrations: &'a str,
    /// Id of the model that was chosen last for this kind.
    pub last: Option<&'a str>,
}

/// All templates, the best to begin with first: the last choice, then those that suit, then the others in their own order.
pub fn offered<'a>(templates: &'a [Template], about: &About<'_>) -> Vec<&'a Template> {
    let registers = words(about.registrations);
    let mut list: Vec<&Template> = templates.iter().collect();
    list.sort_by_cached_key(|template| {
        let last = about.last == Some(template.id.as_str());
        (!last, Reverse(template.weight(about, &registers)), template.order, template.id.clone())
    });
    list
}

/// Whether the words have this name in them, whole.
fn names(words_of_text: &[String], name: &str) -> bool {
    let name = words(name);
    !name.is_empty() && words_of_text.windows(name.len()).any(|part| part == name)
}

/// The words of a text, small and without accents.
fn words(text: &str) -> Vec<String> {
    folded(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(id: &str, order: u32, kinds: &[&str], goals: &[GoalKind], regulators: &[&str]) -> Template {
        let all = |list: &[&str]| list.iter().map(|&one| one.to_owned()).collect();
        Template {
            id: id.to_owned(),
            label: id.to_owned(),
            help: String::new(),
            source: String::new(),
            order,
            suits: Suits { kinds: all(kinds), goals: goals.to_vec(), regulators: all(regulators) },
            prompts: Vec::new(),
        }
    }

    fn check(about: &About<'_>, want: &str) {
        let templates = [
            template("plain", 1, &[], &[], &[]),
            template("chat", 2, &["tweetchat"], &[], &[]),
            template("better", 3, &[], &[GoalKind::ServiceImprovement], &[]),
            template("form", 4, &[], &[], &["ABC"]),
            template("peer", 5, &["discussion", "tweetchat"], &[], &["Board of Care", "BoC"]),
        ];
        let got: Vec<&str> = offered(&templates, about).into_iter().map(|template| template.id.as_str()).collect();
        assert_eq!(got.join(" "), want, "{about:?}");
        let mut turned = templates.clone();
        turned.reverse();
        let again: Vec<&str> = offered(&turned, about).into_iter().map(|template| template.id.as_str()).collect();
        assert_eq!(got, again, "whatever order they come in");
    }

    #[test]
    fn what_suits_comes_first() {
        let none = About::default();
        check(&none, "plain chat better form peer");
        check(&About { kind: "tweetchat", ..none }, "chat plain better form peer");
        check(&About { goals: &[GoalKind::ServiceImprovement], ..none }, "better plain chat form peer");
        check(&About { registrations: "abc 12A3456E", ..none }, "form plain chat better peer");
        check(&About { registrations: "ABCD 1\nxABC", ..none }, "plain chat better form peer");
        check(&About { registrations: "Member, board of care no. 7", ..none }, "peer plain chat better form");
        check(&About { registrations: "Board\nof", ..none }, "plain chat better form peer");
        check(&About { kind: "tweetchat", registrations: "BoC 7", ..none }, "peer chat plain better form");
        check(&About { kind: "tweetchat", goals: &[GoalKind::Cpd, GoalKind::ServiceImprovement], ..none }, "chat better plain form peer");
        check(&About { kind: "tweetchat", last: Some("form"), ..none }, "form chat plain better peer");
        check(&About { last: Some("gone"), ..none }, "plain chat better form peer");
    }

    #[test]
    fn stages_have_words() {
        assert_eq!(Stage::ALL.map(|stage| Stage::from_token(stage.token())), Stage::ALL.map(Some));
        assert_eq!(Stage::from_token("so what"), None);
    }
}
