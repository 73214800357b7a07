//! JSON that is read back: one document or several, each a thing, a list of things, or what a list command prints.

use std::io::Read as _;
use std::path::Path;

use serde_json::Value;

use super::words::usage;
use crate::error::Error;
use crate::journal::JournalError;

/// What is read, in the words of its errors.
#[derive(Clone, Copy)]
pub(super) struct Things {
    /// One of them: “an entry”.
    pub(super) one: &'static str,
    /// Under which key a list command prints them.
    pub(super) key: &'static str,
    /// What prints it.
    pub(super) printed_by: &'static str,
}

/// What was read.
pub(super) struct Documents {
    pub(super) list: Vec<Value>,
    /// It was one thing, not a list of them.
    pub(super) single: bool,
}

impl Things {
    /// What is read is something else.
    pub(super) fn bad(self, error: impl std::fmt::Display) -> Error {
        usage(format!("this is not {} as JSON: {error}", self.one), self.hint())
    }

    fn hint(self) -> String {
        format!("it is what `cpd-journal {}` prints", self.printed_by)
    }

    /// Reads a file, or standard input for `-`.
    ///
    /// # Errors
    /// It cannot be read, or is no JSON of such things.
    pub(super) fn read(self, source: &Path) -> Result<Documents, Error> {
        let mut text = String::new();
        let read = if source == Path::new("-") {
            std::io::stdin().lock().read_to_string(&mut text).map(|_| ())
        } else {
            std::fs::read_to_string(source).map(|read| text = read)
        };
        read.map_err(|error| JournalError::File { path: source.to_owned(), reason: error.to_string() })?;
        let mut documents = Documents { list: Vec::new(), single: true };
        // One document, or one after the other.
        for value in serde_json::Deserializer::from_str(text.trim_start_matches('\u{feff}')).into_iter::<Value>() {
            match value.map_err(|error| self.bad(error))? {
                Value::Array(several) => {
                    documents.single = false;
                    documents.list.extend(several);
                }
                Value::Object(mut object) => match object.remove(self.key) {
                    Some(Value::Array(several)) => {
                        documents.single = false;
                        documents.list.extend(several);
                    }
                    Some(other) => {
                        object.insert(self.key.to_owned(), other);
                        documents.list.push(Value::Object(object));
                    }
                    None => documents.list.push(Value::Object(object)),
                },
                _ => return Err(usage(format!("this is not {} as JSON", self.one), self.hint())),
            }
        }
        if documents.list.is_empty() && documents.single {
            return Err(usage(format!("there is no {} to read", self.one.split_once(' ').map_or(self.one, |(_, one)| one)), self.hint()));
        }
        Ok(documents)
    }
}
