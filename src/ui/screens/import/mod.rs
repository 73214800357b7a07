//! The page Import: what can be brought in, and how.

mod view;

use std::path::Path;

use crate::worker::Event;

/// What the page remembers.
#[derive(Debug, Default)]
pub struct Import {}

impl Import {
    /// Takes in what the worker tells.
    #[expect(clippy::unused_self, reason = "pages are told alike")]
    pub fn on_event(&mut self, _event: &Event) {}
}

/// An entry as the command line reads it; a test of the page keeps it true.
const EXAMPLE: &str = r##"[
  {
    "title": "#physiotalk on pacing",
    "date": "2026-03-14",
    "kind": "tweetchat",
    "minutes": { "taking_part": 60, "interactive": 40 },
    "learnt": "Pacing is planned, rest is not."
  }
]"##;

/// The command that reads a file of them into this journal.
fn command(journal: Option<&Path>) -> String {
    let place = journal.map(|path| format!(" --journal \"{}\"", path.display())).unwrap_or_default();
    format!("cpd-journal log --from-json entries.json{place}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_is_json() {
        let read: serde_json::Value = serde_json::from_str(EXAMPLE).expect("JSON");
        assert_eq!(read[0]["minutes"]["interactive"], 40);
    }
}
