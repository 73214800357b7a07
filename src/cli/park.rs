//! `park` and `unpark`: an entry about something hard, set aside until there is room for it.

use serde_json::{Value, json};

use super::args::ParkArgs;
use super::output::{Said, visible};
use super::words::day_to_come;
use crate::domain::when::shown;
use crate::error::Error;
use crate::journal::Journal;

pub(super) fn park(journal: &mut Journal, args: &ParkArgs) -> Result<Said, Error> {
    let until = day_to_come(&args.until, journal.today())?;
    let id = journal.find_entry(&args.uid)?;
    let entry = journal.entry(id)?;
    journal.park(id, Some(until))?;
    let name = visible(&entry.draft.name());
    Ok(Said {
        text: format!("Set aside until {}: {name}\nIt is safe here, and nothing about it is unfinished until then.", shown(until)),
        json: json!({ "uid": entry.uid.to_string(), "parked": until.to_string() }),
    })
}

pub(super) fn unpark(journal: &mut Journal, uid: &str) -> Result<Said, Error> {
    let id = journal.find_entry(uid)?;
    let entry = journal.entry(id)?;
    let name = visible(&entry.draft.name());
    let json = json!({ "uid": entry.uid.to_string(), "parked": Value::Null });
    if entry.draft.parked.is_none() {
        return Ok(Said { text: format!("Not set aside: {name}"), json });
    }
    journal.park(id, None)?;
    Ok(Said { text: format!("Taken up again: {name}"), json })
}
