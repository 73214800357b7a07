//! Names that leave with a report although nobody asked for them.

use crate::domain::Report;

/// Where names leave with a report although nobody asked for them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamesLeft {
    /// How many entries name somebody in the registrant's own words.
    pub entries: usize,
    /// The same of goals.
    pub goals: usize,
    /// Whether the note at the beginning does.
    pub note: bool,
    /// Texts among the evidence that name people.
    pub files: Vec<NamedIn>,
    /// Places in [`Report::evidence`] of texts that nobody looked through: they are too large.
    pub unread: Vec<usize>,
}

/// How many people a file names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedIn {
    /// Place in [`Report::evidence`].
    pub evidence: usize,
    pub people: usize,
}

impl Report {
    /// Sentences about names that leave although nobody asked for them; those in files only where files leave, too.
    pub fn names_told(&self, with_files: bool) -> Vec<String> {
        let left = &self.names_left;
        let mut told = Vec::new();
        let note = left.note.then(|| "Your note".to_owned());
        let parts = [note, counted(left.entries, "entry", "entries"), counted(left.goals, "goal", "goals")];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if !parts.is_empty() {
            let (name, read) = if left.entries + left.goals + usize::from(left.note) == 1 { ("names", "it") } else { ("name", "them") };
            let which = parts.join(" and ");
            told.push(format!(
                "{which} {name} somebody you know, in your own words, which leave as you wrote them: read {read} once more."
            ));
        }
        if with_files {
            let name = |at: usize| self.evidence.get(at).map_or("a file", |one| one.name.as_str());
            let files = left.files.iter().map(|file| {
                let people = counted(file.people, "person", "people").unwrap_or_default();
                format!("{} names {people}", name(file.evidence))
            });
            let unread = left.unread.iter().map(|at| format!("{} is too large to be looked through", name(*at)));
            let all: Vec<String> = files.chain(unread).collect();
            if !all.is_empty() {
                told.push(format!("Files leave as they are: {}.", all.join("; ")));
            }
        }
        told
    }
}

/// “3 entries”; nothing for none.
fn counted(count: usize, one: &str, many: &str) -> Option<String> {
    (count > 0).then(|| format!("{} {}", crate::domain::text::number(count), if count == 1 { one } else { many }))
}
