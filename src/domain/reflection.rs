//! Reflection: the prompts of a model and what was answered to them.

/// Where a prompt stands on the way from what happened to what changes; answers move between models by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    What,
    Feelings,
    SoWhat,
    NowWhat,
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
    pub prompts: Vec<Prompt>,
}

impl Template {
    /// The prompt with this id.
    pub fn prompt(&self, id: &str) -> Option<&Prompt> {
        self.prompts.iter().find(|prompt| prompt.id == id)
    }
}

/// What was written to one prompt of one template. It outlives both: the label is kept with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub template: String,
    pub prompt: String,
    /// The prompt's label when it was answered.
    pub label: String,
    /// Markdown.
    pub text: String,
}

/// The reflection of an entry: the template in use, and every answer ever given that was not emptied, to whichever template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reflection {
    /// Id of the template in use; empty until one is chosen.
    pub template: String,
    pub answers: Vec<Answer>,
}

impl Reflection {
    /// What is answered to a prompt.
    pub fn answer(&self, template: &str, prompt: &str) -> Option<&Answer> {
        self.answers.iter().find(|answer| answer.template == template && answer.prompt == prompt)
    }

    /// The text of an answer to write to, made empty when there is none.
    pub fn answer_mut(&mut self, template: &str, prompt: &Prompt) -> &mut String {
        let at = match self.answers.iter().position(|answer| answer.template == template && answer.prompt == prompt.id) {
            Some(at) => at,
            None => {
                self.answers.push(Answer {
                    template: template.to_owned(),
                    prompt: prompt.id.clone(),
                    label: prompt.label.clone(),
                    text: String::new(),
                });
                self.answers.len() - 1
            }
        };
        #[expect(clippy::indexing_slicing, reason = "the place was found or made two lines above")]
        &mut self.answers[at].text
    }

    /// Answers to other templates than the one in use: shown beside, never lost.
    pub fn from_elsewhere(&self) -> impl Iterator<Item = &Answer> {
        self.answers.iter().filter(|answer| answer.template != self.template && !answer.text.trim().is_empty())
    }

    /// Whether nothing is written.
    pub fn is_blank(&self) -> bool {
        self.answers.iter().all(|answer| answer.text.trim().is_empty())
    }

    /// Answers with text only: what is stored.
    #[must_use]
    pub fn without_blanks(mut self) -> Self {
        self.answers.retain(|answer| !answer.text.trim().is_empty());
        self
    }
}
