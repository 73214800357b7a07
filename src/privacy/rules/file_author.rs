//! Who made a file, and with what.
//!
//! *What*: the author, the owner of a camera, its serial number, comments, as files carry them unseen. *Why*: they name a colleague or a person in care, or
//! tell that two pictures are of one telephone. *Example*: a PDF whose properties say “Author: Tomasz Kowalski”.

use crate::privacy::{FileFacts, Rule};

pub(super) static RULE: FileAuthor = FileAuthor;

/// See the [module](self).
pub(super) struct FileAuthor;

impl Rule for FileAuthor {
    fn id(&self) -> &'static str {
        "file-author"
    }

    fn label(&self) -> &'static str {
        "File that says who made it"
    }

    fn why(&self) -> &'static str {
        "Files carry unseen who made them and with what, and whoever gets the file can read it."
    }

    fn example(&self) -> &'static str {
        ""
    }

    fn in_file(&self, file: &FileFacts) -> Vec<String> {
        let name = super::quoted(&file.name);
        let author = file.author.trim();
        let author = (!author.is_empty()).then(|| format!("{name} says who made it: {author}."));
        let others = file
            .others
            .iter()
            .map(|other| other.trim())
            .filter(|other| !other.is_empty())
            .map(|other| format!("{name} says unseen: {other}."));
        author.into_iter().chain(others).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::privacy::{FileFacts, check_file};

    #[test]
    fn what_a_file_says_of_who_made_it() {
        let pdf = |author: &str, others: &[&str]| FileFacts {
            name: "notes.pdf".into(),
            media_type: "application/pdf".into(),
            author: author.into(),
            others: others.iter().map(|other| (*other).to_owned()).collect(),
            ..FileFacts::default()
        };
        for (file, said) in [
            (pdf("Siân Rees", &[]), vec!["“notes.pdf” says who made it: Siân Rees."]),
            (pdf(" ", &[]), vec![]),
            (pdf("", &[]), vec![]),
            (pdf("", &["camera's serial number: 123", " "]), vec!["“notes.pdf” says unseen: camera's serial number: 123."]),
            (
                pdf("A", &["owner: B", "comment: C"]),
                vec!["“notes.pdf” says who made it: A.", "“notes.pdf” says unseen: owner: B.", "“notes.pdf” says unseen: comment: C."],
            ),
        ] {
            let all: Vec<String> = check_file(&file).into_iter().filter(|(rule, _)| *rule == "file-author").map(|(_, said)| said).collect();
            assert_eq!(all, said);
        }
    }
}
