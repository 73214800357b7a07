//! `year` and `changed`: the year in learning as a sheet, and the chains from activity to benefit.

use std::fmt::Write as _;

use chrono::Datelike as _;
use serde_json::json;

use super::args::{ChangedArgs, YearArgs};
use super::output::{Said, visible};
use super::sheet::{chain_json, sheet_json, sheet_text, uid_of, written};
use super::stats::{days, days_in_words};
use super::status_text::heading;
use super::words::usage;
use crate::domain::EntryId;
use crate::domain::when::YEARS;
use crate::error::Error;
use crate::journal::Journal;
use crate::review::Days;
use crate::review::year::{Calling, YearOf};

/// Characters that a line shows of a text.
const LINE: usize = 160;

pub(super) fn year(journal: &Journal, args: &YearArgs) -> Result<Said, Error> {
    let calling = if args.with_people { Calling::Names } else { Calling::Professions };
    let days = days(journal, &args.days)?;
    let of = if days == Days::default() {
        let year = args.year.unwrap_or_else(|| journal.today().year());
        let of = YearOf::calendar(year, calling).filter(|_| YEARS.contains(&year));
        of.ok_or_else(|| usage(format!("{year} is not a year that is taken"), format!("years from {} to {}", YEARS.start(), YEARS.end())))?
    } else {
        YearOf { days, calling }
    };
    let snapshot = journal.snapshot()?;
    let sheet = journal.year(&snapshot, of)?;
    Ok(written(&sheet, &args.sheet)?.unwrap_or_else(|| Said { text: sheet_text(&sheet), json: sheet_json(&sheet, &snapshot) }))
}

pub(super) fn changed(journal: &Journal, args: &ChangedArgs) -> Result<Said, Error> {
    let days = days(journal, &args.days)?;
    let snapshot = journal.snapshot()?;
    let material = snapshot.material(journal.catalogue());
    let changed = journal.changed_on(&material, days)?;
    let mut text = String::new();
    heading(&mut text, &days_in_words(days, &material));
    let _ = writeln!(text, "{}", visible(&changed.says()));
    for chain in &changed.chains {
        let _ = writeln!(text, "\n{}  {}\n  {}", chain.uid, visible(&chain.name), chain.stops());
        for link in &chain.links {
            let words = crate::domain::text::excerpt(&visible(&link.text), LINE);
            let _ = writeln!(text, "  {}  {:<9} {words}", link.day, link.link.label());
        }
    }
    let uid = |id: EntryId| uid_of(&snapshot, id);
    let json = json!({
        "from": days.from.map(|day| day.to_string()),
        "to": days.to.map(|day| day.to_string()),
        "says": changed.says(),
        "complete": changed.complete(),
        "chains": changed.chains.iter().map(chain_json).collect::<Vec<_>>(),
        "learnt_only": changed.learnt_only.iter().map(|id| uid(*id)).collect::<Vec<_>>(),
        "unwritten": changed.unwritten,
    });
    Ok(Said { text, json })
}
