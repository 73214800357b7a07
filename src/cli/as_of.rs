//! `as-of`: another command, asked of the journal as it stood.

use super::args::{ActionCommand, AsOfArgs, Command, EvidenceCommand, GoalCommand, RecordCommand, RegistrationCommand, TagCommand};
use super::output::Said;
use super::words::{day_gone, usage};
use super::{Cli, open};
use crate::domain::when;
use crate::error::Error;

pub(super) fn as_of(cli: &Cli, args: &AsOfArgs) -> Result<Said, Error> {
    let Some(command) = args.command.as_deref().filter(|command| only_shows(command)) else {
        let hint =
            "list, search, show, status, coverage, stats, network, year, changed, and the lists of goals, actions, records and evidence";
        return Err(usage("the journal as it stood can only be looked at", format!("what can be asked of it: {hint}")));
    };
    let journal = open(cli)?;
    let day = day_gone(&args.day, journal.today())?;
    let mut then = journal.as_of(day)?;
    drop(journal);
    let mut said = super::asked(&mut then, command)?;
    said.text = format!("As it stood on {}\n{}", when::shown(day), said.text);
    if let Some(object) = said.json.as_object_mut() {
        object.insert("as_of".to_owned(), serde_json::json!(day.to_string()));
    }
    Ok(said)
}

/// Whether a command only looks.
fn only_shows(command: &Command) -> bool {
    match command {
        Command::Goal(command) => matches!(command, GoalCommand::List { .. } | GoalCommand::Show { .. }),
        Command::Action(command) => matches!(command, ActionCommand::List { .. }),
        Command::Evidence(command) => matches!(command, EvidenceCommand::List { .. }),
        Command::Record(command) => matches!(command, RecordCommand::List { .. } | RecordCommand::Show { .. }),
        Command::Registration(command) => matches!(command, RegistrationCommand::List),
        Command::Tag(command) => matches!(command, TagCommand::List),
        command => super::is_asked(command),
    }
}
