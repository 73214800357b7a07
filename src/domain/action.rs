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
        // However it was wrapped and spaced since.
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let new = |text: &str, there: &str| !text.trim().is_empty() && !words(there).contains(&words(text));
        let lines = |texts: &[&String], there: &str| {
            let lines: Vec<&str> = texts.iter().map(|text| text.trim()).filter(|text| new(text, there)).collect();
            lines.join("\n\n")
        };
        Effect { changed: lines(&[&self.effect, &self.effect_service], changed), benefit: lines(&[&self.effect_people], benefit) }
    }
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
        let wrapped = "Since March I ask\nabout  goals first… no: I ask about\ngoals first.";
        assert_eq!(done().effect_for(wrapped, &benefit).changed, "A line in the template.");
        assert!(ActionDraft { done: None, ..done() }.effect_for("", "").is_empty(), "not before it is done");
        assert!(
            ActionDraft { effect: " \n".to_owned(), effect_service: String::new(), effect_people: String::new(), ..done() }
                .effect_for("", "")
                .is_empty()
        );
    }
}
