//! Reflection: the prompts of a model and what was answered to them.

mod change;
mod merged;
mod template;

pub use template::{About, Length, Prompt, Stage, Suits, Template, Unit, offered};

/// What was written to one prompt of one template. It outlives both: the label is kept with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Where it stands now.
    pub template: String,
    pub prompt: String,
    /// The prompt's label when it was answered.
    pub label: String,
    /// Markdown.
    pub text: String,
    /// The template and the prompt that it was first written to; `None` while it stands there.
    pub home: Option<(String, String)>,
}

impl Answer {
    /// The template and the prompt that it was first written to.
    pub fn origin(&self) -> (&str, &str) {
        match &self.home {
            Some((template, prompt)) => (template, prompt),
            None => (&self.template, &self.prompt),
        }
    }

    /// The template and the prompt at which it stands.
    pub fn place(&self) -> (&str, &str) {
        (&self.template, &self.prompt)
    }

    /// Whether nothing is written.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// The reflection of an entry: the template in use, and every answer ever given that was not emptied, to whichever template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reflection {
    /// Id of the template in use; empty until one is chosen.
    pub template: String,
    /// No two stand at the same place.
    pub answers: Vec<Answer>,
}

impl Reflection {
    /// What is answered to a prompt.
    pub fn answer(&self, template: &str, prompt: &str) -> Option<&Answer> {
        self.answers.iter().find(|answer| answer.place() == (template, prompt))
    }

    /// The text of an answer to write to, made empty when there is none.
    pub fn answer_mut(&mut self, template: &str, prompt: &Prompt) -> &mut String {
        let at = match self.answers.iter().position(|answer| answer.place() == (template, &prompt.id)) {
            Some(at) => at,
            None => {
                self.answers.push(Answer {
                    template: template.to_owned(),
                    prompt: prompt.id.clone(),
                    label: prompt.label.clone(),
                    text: String::new(),
                    home: None,
                });
                self.answers.len() - 1
            }
        };
        #[expect(clippy::indexing_slicing, reason = "the place was found or made two lines above")]
        &mut self.answers[at].text
    }

    /// Answers to other templates than the one in use: shown beside, never lost.
    pub fn from_elsewhere(&self) -> impl Iterator<Item = &Answer> {
        self.answers.iter().filter(|answer| answer.template != self.template && !answer.is_blank())
    }

    /// Answers that have no prompt in the template in use as it is known: those from elsewhere, and those to prompts that it no longer has.
    /// With `None` (it is not installed) all of them.
    pub fn beside<'a>(&'a self, known: Option<&'a Template>) -> impl Iterator<Item = &'a Answer> {
        let known = known.filter(|template| template.id == self.template);
        self.answers.iter().filter(move |answer| {
            let shown = answer.template == self.template && known.is_some_and(|template| template.prompt(&answer.prompt).is_some());
            !shown && !answer.is_blank()
        })
    }

    /// Whether nothing is written.
    pub fn is_blank(&self) -> bool {
        self.answers.iter().all(Answer::is_blank)
    }

    /// Answers with text only: what is stored.
    #[must_use]
    pub fn without_blanks(mut self) -> Self {
        self.answers.retain(|answer| !answer.is_blank());
        self
    }

    /// One answer at each place: where two stand, as only what came from elsewhere has it, the later becomes a paragraph of the earlier.
    #[must_use]
    pub fn with_places_apart(mut self) -> Self {
        let mut kept: Vec<Answer> = Vec::with_capacity(self.answers.len());
        for answer in self.answers {
            match kept.iter_mut().find(|there| there.place() == answer.place()) {
                Some(there) if there.text.trim() == answer.text.trim() => {}
                Some(there) => there.text = format!("{}\n\n{}", there.text.trim_end(), answer.text.trim_start_matches('\n')),
                None => kept.push(answer),
            }
        }
        self.answers = kept;
        self
    }
}
