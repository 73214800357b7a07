//! The texts of an entry or a goal, by names that do not change: what the history compares, and what a paragraph is brought back into.

use std::sync::Arc;

use super::{Answer, EntryDraft, GoalDraft};

/// The one text that nobody sees who did not ask for it.
pub const PRIVATE: &str = "private_note";

/// The texts of an entry beside its answers, in the order shown, with what they are called. The names are those of the journal's columns.
pub const OF_ENTRY: [(&str, &str); 10] = [
    ("title", "Title"),
    ("learnt", "What I learnt"),
    ("changed", "What I changed"),
    ("benefit", "Who benefited"),
    ("how", "How I took part"),
    ("claim_who", "What is claimed, and who says it"),
    ("claim_evidence", "On what evidence"),
    ("claim_holds", "Does it hold for those I care for"),
    ("ai_help", "How AI helped"),
    (PRIVATE, "Private note"),
];

/// The texts of a goal.
pub const OF_GOAL: [(&str, &str); 8] = [
    ("title", "Title"),
    ("why", "Why it matters"),
    ("measure", "How I will know"),
    ("how", "How I will go about it"),
    ("support", "What will help"),
    ("barriers", "What may be in the way"),
    ("plan", "Name of the plan"),
    ("outcome", "Outcome"),
];

/// Whether a text of an entry has no paragraphs: it is one line, which is brought back as a whole.
pub fn is_line_of_entry(field: &str) -> bool {
    matches!(field, "title" | "how")
}

/// The same for a text of a goal.
pub fn is_line_of_goal(field: &str) -> bool {
    matches!(field, "title" | "plan")
}

/// A text as it stands, or stood at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextThen {
    /// Which text, in a way that does not change: `learnt`, or `driscoll.so-what` for an answer, by the place where it was first written.
    pub field: String,
    /// What it is, or was, called.
    pub label: String,
    /// Shared by the moments between which it stayed the same.
    pub text: Arc<str>,
}

impl TextThen {
    fn new(field: &str, label: &str, text: &str) -> Self {
        Self { field: field.to_owned(), label: label.to_owned(), text: text.into() }
    }
}

impl EntryDraft {
    /// Every text that is not empty: its own, then the answers.
    pub fn texts(&self) -> Vec<TextThen> {
        let claim = &self.claim;
        let own = [
            &self.title,
            &self.learnt,
            &self.changed,
            &self.benefit,
            &self.how,
            &claim.who,
            &claim.evidence,
            &claim.holds,
            &self.ai_help,
            &self.private_note,
        ];
        let own = OF_ENTRY.iter().zip(own).map(|((field, label), text)| TextThen::new(field, label, text));
        let answers = self.reflection.answers.iter().map(|answer| {
            let (template, prompt) = answer.origin();
            TextThen::new(&format!("{template}.{prompt}"), &answer.label, &answer.text)
        });
        own.chain(answers).filter(|then| !then.text.trim().is_empty()).collect()
    }

    /// A text to write to by its name; `label` is what an answer was called. An answer that is no longer there is made again where it was
    /// first written; one that moved to another model since is written to where it stands.
    pub fn text_mut(&mut self, field: &str, label: &str) -> &mut String {
        match field {
            "title" => &mut self.title,
            "learnt" => &mut self.learnt,
            "changed" => &mut self.changed,
            "benefit" => &mut self.benefit,
            "how" => &mut self.how,
            "claim_who" => &mut self.claim.who,
            "claim_evidence" => &mut self.claim.evidence,
            "claim_holds" => &mut self.claim.holds,
            "ai_help" => &mut self.ai_help,
            PRIVATE => &mut self.private_note,
            answer => {
                let wanted = answer.split_once('.').unwrap_or((answer, ""));
                let answers = &mut self.reflection.answers;
                let place = |found: fn(&Answer) -> (&str, &str), answers: &[Answer]| answers.iter().position(|one| found(one) == wanted);
                let at = place(Answer::origin, answers).or_else(|| place(Answer::place, answers)).unwrap_or_else(|| {
                    let (template, prompt, label) = (wanted.0.to_owned(), wanted.1.to_owned(), label.to_owned());
                    answers.push(Answer { template, prompt, label, text: String::new(), home: None });
                    answers.len() - 1
                });
                #[expect(clippy::indexing_slicing, reason = "the place was found or made a few lines above")]
                &mut answers[at].text
            }
        }
    }
}

impl GoalDraft {
    /// Every text that is not empty.
    pub fn texts(&self) -> Vec<TextThen> {
        let own = [&self.title, &self.why, &self.measure, &self.how, &self.support, &self.barriers, &self.plan, &self.outcome];
        let own = OF_GOAL.iter().zip(own).map(|((field, label), text)| TextThen::new(field, label, text));
        own.filter(|then| !then.text.trim().is_empty()).collect()
    }

    /// A text to write to by its name.
    pub fn text_mut(&mut self, field: &str) -> Option<&mut String> {
        Some(match field {
            "title" => &mut self.title,
            "why" => &mut self.why,
            "measure" => &mut self.measure,
            "how" => &mut self.how,
            "support" => &mut self.support,
            "barriers" => &mut self.barriers,
            "plan" => &mut self.plan,
            "outcome" => &mut self.outcome,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Reflection;

    #[test]
    fn every_text_is_found_by_its_name() {
        let mut draft = EntryDraft::on(chrono::NaiveDate::default());
        for (field, label) in OF_ENTRY {
            field.clone_into(draft.text_mut(field, label));
        }
        assert_eq!(draft.texts().len(), OF_ENTRY.len());
        for then in draft.texts() {
            assert_eq!(then.field, *then.text, "each is its own");
        }
        let mut goal = GoalDraft::default();
        for (field, _) in OF_GOAL {
            field.clone_into(goal.text_mut(field).expect("a text"));
        }
        assert!(goal.texts().iter().all(|then| then.field == *then.text) && goal.texts().len() == OF_GOAL.len());
        assert_eq!(goal.text_mut("nothing"), None);
    }

    #[test]
    fn what_is_kept_as_one_line_is_one() {
        let text = "One\n\nTwo";
        let mut draft = EntryDraft::on(chrono::NaiveDate::default());
        for (field, label) in OF_ENTRY {
            text.clone_into(draft.text_mut(field, label));
        }
        for then in draft.tidied().expect("a draft").texts() {
            assert_eq!(!then.text.contains('\n'), is_line_of_entry(&then.field), "{}", then.field);
        }
    }

    #[test]
    fn an_answer_is_known_by_where_it_was_first_written() {
        let home = Some(("gibbs".to_owned(), "feelings".to_owned()));
        let moved = Answer { template: "rolfe".into(), prompt: "what".into(), label: "What?".into(), text: "Torn".into(), home };
        let reflection = Reflection { template: "rolfe".into(), answers: vec![moved] };
        let mut draft = EntryDraft { reflection, ..EntryDraft::on(chrono::NaiveDate::default()) };
        assert_eq!(draft.texts()[0].field, "gibbs.feelings");
        draft.text_mut("gibbs.feelings", "Feelings").push('!');
        draft.text_mut("rolfe.what", "What?").push('?');
        draft.text_mut("kolb.gone", "Gone").push_str("back");
        let texts: Vec<String> = draft.reflection.answers.iter().map(|answer| answer.text.clone()).collect();
        assert_eq!(texts, ["Torn!?", "back"]);
    }
}
