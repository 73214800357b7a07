//! What is taken back to work.

use chrono::NaiveDate;

use super::{ActionId, EntryId, Uid};

/// One thing to do at work because of what was learnt.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActionDraft {
    pub what: String,
    pub due: Option<NaiveDate>,
    /// With whom it is or was shared: “band 5s at the team meeting”.
    pub shared_with: String,
    pub shared_on: Option<NaiveDate>,
    pub done: Option<NaiveDate>,
    /// What it changed in my own work.
    pub effect: String,
    /// What it changed in the service.
    pub effect_service: String,
    /// What it changed for the people who use the service.
    pub effect_people: String,
}

/// An action of this journal; it grew out of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    pub id: ActionId,
    pub uid: Uid,
    pub entry: EntryId,
    pub draft: ActionDraft,
}

/// What an action adds to its entry: proposed once it is done, taken only when its writer wants it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// For *What I changed*.
    pub changed: String,
    /// For *Who benefited*.
    pub benefit: String,
}

impl Effect {
    /// Whether there is nothing to take.
    pub fn is_empty(&self) -> bool {
        self.changed.trim().is_empty() && self.benefit.trim().is_empty()
    }

    /// What of it the two texts do not say already, paragraph by paragraph and however they were wrapped and spaced since. Only whole
    /// sentences say it: “I ask” is not told by “I ask about sleep”.
    #[must_use]
    pub fn new_beside(&self, changed: &str, benefit: &str) -> Self {
        // What is set in belongs to the point of a list above it.
        fn trimmed(part: &str) -> &str {
            part.trim_start_matches('\n').trim_end()
        }
        let new = |text: &str, there: &str| {
            let there = sentences(there);
            let told = |part: &str| {
                let part = sentences(part);
                there.windows(part.len().max(1)).any(|there| *there == *part)
            };
            let parts: Vec<&str> = text.split("\n\n").map(trimmed).filter(|part| !part.is_empty() && !told(part)).collect();
            parts.join("\n\n")
        };
        Self { changed: new(&self.changed, changed), benefit: new(&self.benefit, benefit) }
    }

    /// Adds it to the two texts, each as a paragraph of its own.
    pub fn add_to(&self, changed: &mut String, benefit: &mut String) {
        for (text, new) in [(changed, &self.changed), (benefit, &self.benefit)] {
            if !new.trim().is_empty() {
                let parts = [text.trim_end(), new.trim()].into_iter().filter(|part| !part.is_empty());
                *text = parts.collect::<Vec<_>>().join("\n\n");
            }
        }
    }
}

impl ActionDraft {
    /// What a done action would add to its entry, as far as that does not say it already: own work and the service to what was changed, the
    /// people who use the service to who benefited.
    pub fn effect_for(&self, changed: &str, benefit: &str) -> Effect {
        if self.done.is_none() {
            return Effect::default();
        }
        let whole = Effect { changed: [self.effect.trim(), self.effect_service.trim()].join("\n\n"), benefit: self.effect_people.clone() };
        whole.new_beside(changed, benefit)
    }
}

/// The sentences and points of lists of a text, without line breaks, spacing, marks of lists and the stop at the end.
fn sentences(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut now: Vec<&str> = Vec::new();
    let mut end = |now: &mut Vec<&str>| {
        let sentence = now.join(" ");
        let sentence = sentence.trim_end_matches(['.', '!', '?', '…']);
        if !sentence.is_empty() {
            all.push(sentence.to_owned());
        }
        now.clear();
    };
    for line in text.lines() {
        let point = ["- ", "* ", "+ "].into_iter().find_map(|mark| line.trim_start().strip_prefix(mark));
        if point.is_some() || line.trim().is_empty() {
            end(&mut now);
        }
        for word in point.unwrap_or(line).split_whitespace() {
            now.push(word);
            if word.trim_end_matches(['"', '”', '’', '\'', ')']).ends_with(['.', '!', '?', '…']) {
                end(&mut now);
            }
        }
    }
    end(&mut now);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn done() -> ActionDraft {
        ActionDraft {
            what: "Try it".to_owned(),
            done: NaiveDate::from_ymd_opt(2026, 3, 2),
            effect: "I ask about goals first.\n".to_owned(),
            effect_service: "A line in the template.".to_owned(),
            effect_people: "People say what they want.".to_owned(),
            ..ActionDraft::default()
        }
    }

    #[test]
    fn what_an_action_adds_to_its_entry() {
        let effect = done().effect_for("", "Nobody yet.");
        assert_eq!(effect.changed, "I ask about goals first.\n\nA line in the template.");
        assert_eq!(effect.benefit, "People say what they want.");
        let (mut changed, mut benefit) = (String::new(), "Nobody yet.\n\n".to_owned());
        effect.add_to(&mut changed, &mut benefit);
        assert_eq!((changed.as_str(), benefit.as_str()), (effect.changed.as_str(), "Nobody yet.\n\nPeople say what they want."));
        assert!(done().effect_for(&changed, &benefit).is_empty(), "what stands there is not proposed again");
        assert!(effect.new_beside(&changed, &benefit).is_empty(), "nor taken again");
        let list = ActionDraft { effect: "Two things:\n\n- ask\n\n  gently\n\n- wait".to_owned(), ..done() };
        assert_eq!(list.effect_for("", "").changed, "Two things:\n\n- ask\n\n  gently\n\n- wait\n\nA line in the template.");
        assert_eq!(list.effect_for("Two\nthings:\n- ask", "").changed, "  gently\n\n- wait\n\nA line in the template.");
        for (changed, left) in [
            ("Since March it is so. I ask\nabout  goals first!", "A line in the template."),
            ("* I ask about goals first", "A line in the template."),
            ("A line in the template (“I ask about goals first.”)", "I ask about goals first.\n\nA line in the template."),
            ("When I ask about goals first. A line in the template.", "I ask about goals first."),
            ("I ask about goals first. A line in the template. More", ""),
        ] {
            assert_eq!(done().effect_for(changed, &benefit).changed, left, "{changed}");
        }
        assert!(ActionDraft { done: None, ..done() }.effect_for("", "").is_empty(), "not before it is done");
        assert!(
            ActionDraft { effect: " \n".to_owned(), effect_service: String::new(), effect_people: String::new(), ..done() }
                .effect_for("", "")
                .is_empty()
        );
    }
}
