//! Another model for what is already written: every word goes along, and back.

use std::collections::HashSet;

use super::{Answer, Prompt, Reflection, Stage, Template};

impl Reflection {
    /// Takes another model into use. Where its prompts and those of the old model stand for the same stage, the answers move; where they do
    /// not, the answers stay where they are and are shown beside ([`Reflection::from_elsewhere`]). Nothing is joined, nothing is left out
    /// but answers without a word.
    ///
    /// What comes of it depends on where each answer was first written and on the new model only, not on the way there: every moved answer
    /// first goes home; then those at home in `to` stay, and each other one, in their order, moves to the first prompt of `to` that is
    /// free and of its stage. So to go there and back changes nothing, and what was rewritten meanwhile comes back rewritten. Answers to a
    /// template that `all` does not have stay where they are, as do those to prompts that only one form asks.
    ///
    /// A home can be taken only if two programs wrote at once, or somebody changed the file by hand. Then the answer that is there keeps the
    /// place, and the other is at home from now on where it stands.
    pub fn change_model(&mut self, to: &Template, all: &[Template]) {
        self.change_model_with(to, all, &[]);
    }

    /// The same with answers to prompts of the new model that are given along: they are written before anything moves there. A word that
    /// stands at home at such a prompt stays, and what is given becomes a new paragraph after it, unless it goes on from that very text;
    /// what would have moved there goes to another free prompt of its stage, or stays where it was first written.
    pub fn change_model_with(&mut self, to: &Template, all: &[Template], given: &[(&Prompt, &str)]) {
        self.answers.retain(|answer| !answer.is_blank());
        self.go_home(to, all);
        to.id.clone_into(&mut self.template);
        for (prompt, text) in given.iter().filter(|(_, text)| !text.trim().is_empty()) {
            let there = self.answer_mut(&to.id, prompt);
            let goes_on =
                text.trim().strip_prefix(there.trim()).is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
            if there.trim().is_empty() || goes_on {
                (*text).clone_into(there);
            } else {
                append(there, text);
            }
        }
        let mut free: Vec<&Prompt> =
            to.prompts.iter().filter(|prompt| !prompt.apart && self.answer(&to.id, &prompt.id).is_none()).collect();
        for answer in self.answers.iter_mut().filter(|answer| answer.template != to.id) {
            let Some(stage) = moving_stage(all, answer) else { continue };
            let Some(at) = free.iter().position(|prompt| prompt.stage == stage) else { continue };
            let prompt = free.remove(at);
            let from = std::mem::replace(&mut answer.template, to.id.clone());
            let of = std::mem::replace(&mut answer.prompt, prompt.id.clone());
            prompt.label.clone_into(&mut answer.label);
            answer.home = Some((from, of));
        }
    }

    /// Puts every moved answer back to where it was first written, unless another one stands there.
    fn go_home(&mut self, to: &Template, all: &[Template]) {
        loop {
            let settled = self.answers.iter().filter(|answer| answer.home.is_none()).map(Answer::place);
            let mut taken: HashSet<(&str, &str)> = settled.collect();
            // Two with the same home: the first goes there.
            let kept_out: Vec<usize> = self
                .answers
                .iter()
                .enumerate()
                .filter(|(_, answer)| answer.home.is_some() && !taken.insert(answer.origin()))
                .map(|(at, _)| at)
                .collect();
            if kept_out.is_empty() {
                break;
            }
            // These now hold their places, to which another might want to go.
            for at in kept_out {
                if let Some(answer) = self.answers.get_mut(at) {
                    answer.home = None;
                }
            }
        }
        for answer in &mut self.answers {
            if let Some((template, prompt)) = answer.home.take() {
                let known = all.iter().chain([to]).find(|known| known.id == template).and_then(|known| known.prompt(&prompt));
                // The label of a model that was taken away since is not known any more; the id says more than the label of where it stood.
                answer.label = known.map_or_else(|| prompt.clone(), |known| known.label.clone());
                (answer.template, answer.prompt) = (template, prompt);
            }
        }
    }

    /// Puts an answer of elsewhere into a prompt, by hand: as a new paragraph after what is there. Its old place is empty then. Tells whether
    /// there was one.
    pub fn put_into(&mut self, from: (&str, &str), to: &Template, to_prompt: &Prompt) -> bool {
        if from == (to.id.as_str(), to_prompt.id.as_str()) {
            return false;
        }
        let Some(at) = self.answers.iter().position(|answer| answer.place() == from && !answer.is_blank()) else { return false };
        let moved = self.answers.remove(at);
        // An emptied answer that had come from another model does not take this one there.
        self.answers.retain(|answer| !answer.is_blank() || answer.place() != (&to.id, &to_prompt.id));
        let text = self.answer_mut(&to.id, to_prompt);
        if text.trim().is_empty() {
            *text = moved.text;
        } else {
            append(text, &moved.text);
        }
        true
    }
}

/// Adds a new paragraph.
fn append(text: &mut String, new: &str) {
    let gap = match (text.ends_with("\n\n"), text.ends_with('\n')) {
        (true, _) => "",
        (false, true) => "\n",
        (false, false) => "\n\n",
    };
    text.push_str(gap);
    text.push_str(new);
}

/// The stage of the prompt that an answer is to, if it may move.
fn moving_stage(all: &[Template], answer: &Answer) -> Option<Stage> {
    let prompt = all.iter().find(|template| template.id == answer.template)?.prompt(&answer.prompt)?;
    (!prompt.apart).then_some(prompt.stage)
}
