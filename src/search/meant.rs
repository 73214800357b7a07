//! What is told of a name, a word or a day that means nothing, and what probably was meant by it.

use super::Problem;
use super::days;
use super::key::{Key, nearest_of};
use super::known::{Name, name_of};
use super::letters::plain;
use super::problem::nearest;
use super::query::{Value, quoted, with_instead};
use super::resolve::Resolver;

impl Resolver<'_> {
    /// Tells that nothing is called so, and what probably was meant.
    pub(super) fn no_name(&self, key: Key, value: &Value) -> Problem {
        let wanted = name_of(value.text.trim_matches(|c: char| c == '*' || c == '#' || c == '@' || c.is_whitespace()));
        let known = self.known;
        let names: Vec<(&str, &str)> = match key {
            Key::Kind => {
                let kinds = known.kinds.iter();
                kinds
                    .flat_map(|(name, kind)| {
                        std::iter::once(&kind.label)
                            .chain(&kind.also)
                            .map(|also| (also.as_str(), name.text.as_str()))
                            .chain([(name.plain.as_str(), name.text.as_str())])
                    })
                    .collect()
            }
            Key::Goal => known.goals.iter().map(|goal| (goal.name.plain.as_str(), goal.name.text.as_str())).collect(),
            Key::Community => {
                let tags = known.communities.iter().map(|one| (one.also.as_str(), one.tag.as_str()));
                tags.chain(known.communities.iter().map(|one| (one.name.plain.as_str(), one.name.text.as_str()))).collect()
            }
            Key::Person => {
                let people = known
                    .people
                    .iter()
                    .flat_map(|one| [(one.name.plain.as_str(), one.name.text.as_str()), (one.handle.as_str(), one.handle.as_str())]);
                people.chain(pairs(&known.named)).collect()
            }
            Key::Platform => pairs(&known.platforms).collect(),
            Key::Tag => pairs(&known.tags).collect(),
            Key::Standard => pairs(&known.standards).collect(),
            _ => Vec::new(),
        };
        // A word of a name will do, where a part is enough.
        let parts = matches!(key, Key::Goal | Key::Community | Key::Person);
        let words =
            names.iter().filter(|_| parts).flat_map(|(plain, _)| plain.split(|c: char| !c.is_alphanumeric())).filter(|word| word.len() > 2);
        let whole = nearest(&wanted, names.iter().map(|(plain, _)| *plain).filter(|plain| !plain.is_empty()));
        let meant = whole.and_then(|meant| names.iter().find(|(plain, _)| *plain == meant)).map(|(_, text)| (*text).to_owned());
        let meant = meant.or_else(|| nearest(&wanted, words).map(str::to_owned));
        let what = match key {
            Key::Kind => format!("“{}” is no kind of activity", value.text),
            Key::Goal => format!("no goal is called “{}”", value.text),
            Key::Community => format!("no community is called “{}”", value.text),
            Key::Person => format!("nobody is called “{}”", value.text),
            Key::Platform => format!("no platform is called “{}”", value.text),
            Key::Tag => format!("no entry has the tag “{}”", value.text),
            _ => format!("no standard is called “{}”", value.text),
        };
        self.problem(key, value, what, meant, String::new())
    }

    /// Tells that a word is none of those that a key takes.
    pub(super) fn no_word(&self, key: Key, value: &Value, words: impl Iterator<Item = &'static str> + Clone) -> Problem {
        let list = words.clone().collect::<Vec<_>>().join(", ");
        let meant = nearest_of(&value.text, words);
        self.problem(key, value, format!("“{}:{}” is not known", key.token(), value.text), meant, format!("it can be {list}"))
    }

    pub(super) fn no_day(&self, key: Key, value: &Value) -> Problem {
        let meant = days::nearest(&plain(&value.text), self.known.today);
        let how = match key {
            Key::Date => "write 2025, 2025-03, 2025-03-05, 2025-03..2025-06, march or last-month",
            _ => "write 2025, 2025-03, 2025-03-05, march or last-month",
        };
        self.problem(key, value, format!("“{}” is no day, month or year", value.text), meant, how.to_owned())
    }

    fn problem(&self, key: Key, value: &Value, what: String, meant: Option<String>, how: String) -> Problem {
        match meant {
            Some(meant) => Problem {
                what,
                mend: format!("did you mean {}:{}?", key.token(), quoted(&meant)),
                instead: with_instead(&self.query.text, &value.at, &quoted(&meant)),
            },
            None => Problem { what, mend: how, instead: None },
        }
    }
}

fn pairs(names: &[Name]) -> impl Iterator<Item = (&str, &str)> {
    names.iter().map(|name| (name.plain.as_str(), name.text.as_str()))
}
