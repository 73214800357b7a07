//! `privacy`: what could tell who somebody is.

use serde_json::{Value, json};

use super::args::PrivacyArgs;
use super::output::{Said, visible};
use super::words::usage;
use crate::domain::Uid;
use crate::domain::portfolio::Parts;
use crate::error::Error;
use crate::journal::{Found, Journal, Selection};
use crate::privacy;

/// A short name for a finding: the same as long as the same words stand in the same place.
fn id(found: &Found) -> String {
    let place = &found.place;
    let text =
        format!("{} {} {} {} {} {}", place.of.token(), place.uid, place.field, found.finding.rule, found.finding.range.start, found.text);
    Uid::from_text(&text).to_string().chars().take(8).collect()
}

pub(super) fn finding_json(found: &Found) -> Value {
    let rule = privacy::rule(found.finding.rule);
    json!({
        "id": id(found),
        "uid": found.place.uid,
        "of": found.place.of.token(),
        "entry": found.entry.map(|uid| uid.to_string()),
        "title": found.title,
        "field": found.place.field,
        // In characters.
        "start": found.chars.start,
        "end": found.chars.end,
        "rule": found.finding.rule,
        "label": rule.map(privacy::Rule::label),
        "why": rule.map(privacy::Rule::why),
        "text": found.text,
        "hint": found.finding.instead,
        "fine": found.settled,
    })
}

/// What is looked at: all that could leave.
fn selection(args: &PrivacyArgs) -> Selection {
    let parts = Parts { details_of_others: args.with_details, ..Parts::default() };
    Selection { parts, ..Selection::default() }
}

pub(super) fn run(journal: &mut Journal, args: &PrivacyArgs) -> Result<Said, Error> {
    if args.rules {
        return Ok(rules());
    }
    if args.left {
        return left(journal);
    }
    let selection = selection(args);
    let leaving = journal.leaving(&selection)?;
    let mut all = journal.findings_in(&leaving)?;
    if let Some(uid) = &args.uid {
        let wanted = uid.trim().to_lowercase();
        let is = |one: &Found| is_of(one, &wanted);
        if wanted.len() < 4 {
            return Err(usage("an id is at least four characters long", "`cpd-journal list` shows ids"));
        }
        if !all.iter().any(is) {
            journal.find_entry(uid)?;
        }
        all.retain(is);
    }
    let open = all.iter().filter(|one| one.settled.is_none()).count();
    if !args.mend.is_empty() {
        return if args.with.is_none() && args.mend.iter().any(|word| word == "all") {
            mend_everything(journal, args)
        } else {
            mend(journal, args, &all)
        };
    }
    if !args.fine.is_empty() {
        let found = chosen(&all, &args.fine, |one| one.settled.is_none())?;
        journal.settle(&found, args.because.as_deref().unwrap_or_default())?;
        let json = json!({ "fine": found.iter().map(id).collect::<Vec<_>>(), "open": open - found.len() });
        return Ok(Said { text: format!("{} will not be asked again", found.len()), json });
    }
    if !args.ask_again.is_empty() {
        let found = chosen(&all, &args.ask_again, |one| one.settled.is_some())?;
        journal.unsettle(&found)?;
        let json = json!({ "ask_again": found.iter().map(id).collect::<Vec<_>>(), "open": open + found.len() });
        return Ok(Said { text: format!("{} will be asked again", found.len()), json });
    }
    let shown: Vec<&Found> = all.iter().filter(|one| args.all || one.settled.is_none()).collect();
    let mut text = match open {
        0 => "Nothing found that could tell who somebody is. That is no promise: read it once more.".to_owned(),
        1 => "1 could tell who somebody is".to_owned(),
        several => format!("{several} could tell who somebody is"),
    };
    for one in &shown {
        text.push_str("\n\n");
        text.push_str(&page(one));
    }
    if open > 0 {
        text.push_str("\n\n`--mend ID` puts in what is proposed, `--fine ID --because REASON` says that it is fine");
    }
    Ok(Said { text, json: json!({ "findings": shown.iter().map(|one| finding_json(one)).collect::<Vec<_>>(), "open": open }) })
}

/// A finding for a person to read.
fn page(found: &Found) -> String {
    let rule = privacy::rule(found.finding.rule);
    let label = rule.map_or(found.finding.rule, privacy::Rule::label);
    let (before, after) = &found.around;
    let flat = |text: &str| visible(&text.replace('\n', " "));
    let mut page = format!("{}  {label}: {} ({})", id(found), visible(&found.title), visible(&found.place.field));
    page.push_str(&format!("\n          …{}【{}】{}…", flat(before), flat(&found.text), flat(after)));
    if let Some(instead) = &found.finding.instead {
        page.push_str(&format!("\n          instead: {}", flat(instead)));
    }
    if let Some(reason) = &found.settled {
        page.push_str(&format!("\n          fine: {}", flat(reason)));
    } else if let Some(rule) = rule {
        page.push_str(&format!("\n          {}", rule.why()));
    }
    page
}

/// Findings by the beginnings of their ids, or all that can be meant.
fn chosen(all: &[Found], ids: &[String], can: impl Fn(&Found) -> bool) -> Result<Vec<Found>, Error> {
    if let [word] = ids
        && word == "all"
    {
        return Ok(all.iter().filter(|one| can(one)).cloned().collect());
    }
    let mut found = Vec::new();
    for wanted in ids {
        let wanted = wanted.trim().to_lowercase();
        let mut meant = all.iter().filter(|one| wanted.len() >= 3 && id(one).starts_with(&wanted) && can(one));
        match (meant.next(), meant.next()) {
            (Some(one), None) => found.push(one.clone()),
            (Some(_), Some(_)) => return Err(usage(format!("“{}” is more than one finding", visible(&wanted)), "give more of its id")),
            (None, _) => {
                return Err(usage(
                    format!("there is no such finding: “{}”", visible(&wanted)),
                    "`cpd-journal privacy` shows them with their ids",
                ));
            }
        }
    }
    Ok(found)
}

fn mend(journal: &mut Journal, args: &PrivacyArgs, all: &[Found]) -> Result<Said, Error> {
    let can = |one: &Found| one.settled.is_none() && (args.with.is_some() || one.can_be_mended());
    let found = chosen(all, &args.mend, can)?;
    if args.with.is_some() && found.len() != 1 {
        return Err(usage("--with says the words for one finding", "name one finding"));
    }
    let mends: Vec<(Found, String)> =
        found.into_iter().filter_map(|one| Some((one.clone(), args.with.clone().or(one.finding.instead)?))).collect();
    if mends.is_empty() {
        return Err(nothing_to_mend());
    }
    journal.mend_findings(&mends)?;
    Ok(mended(&mends))
}

/// Mends all that can be mended, and what comes to light by that.
fn mend_everything(journal: &mut Journal, args: &PrivacyArgs) -> Result<Said, Error> {
    let wanted = args.uid.as_ref().map(|uid| uid.trim().to_lowercase());
    let look = |journal: &Journal| {
        let mut found = journal.findings_in(&journal.leaving(&selection(args))?)?;
        found.retain(|one| one.settled.is_none() && wanted.as_ref().is_none_or(|wanted| is_of(one, wanted)));
        Ok(found)
    };
    let mends = journal.mend_everything(&look)?.value;
    if mends.is_empty() { Err(nothing_to_mend()) } else { Ok(mended(&mends)) }
}

fn nothing_to_mend() -> Error {
    usage("there is nothing that can be mended by itself", "change the words where they stand, or say that they are fine")
}

fn mended(mends: &[(Found, String)]) -> Said {
    let lines: Vec<String> = mends.iter().map(|(one, instead)| format!("“{}” is “{}” now", visible(&one.text), visible(instead))).collect();
    Said { text: lines.join("\n"), json: json!({ "mended": mends.iter().map(|(one, _)| id(one)).collect::<Vec<_>>() }) }
}

/// Whether a finding is in a thing with this beginning of its uid, or in what belongs to that entry.
fn is_of(one: &Found, wanted: &str) -> bool {
    one.place.uid.starts_with(wanted) || one.entry.is_some_and(|entry| entry.to_string().starts_with(wanted))
}

fn rules() -> Said {
    let line = |rule: &&dyn privacy::Rule| {
        let example = if rule.example().is_empty() { String::new() } else { format!("\n    for example: {}", rule.example()) };
        format!("{}  {}\n    {}{example}", rule.id(), rule.label(), rule.why())
    };
    let json = |rule: &&dyn privacy::Rule| json!({ "id": rule.id(), "label": rule.label(), "why": rule.why(), "example": rule.example() });
    Said {
        text: privacy::ALL.iter().map(line).collect::<Vec<_>>().join("\n"),
        json: json!({ "rules": privacy::ALL.iter().map(json).collect::<Vec<_>>() }),
    }
}

fn left(journal: &Journal) -> Result<Said, Error> {
    let all = journal.departures()?;
    let line = |one: &crate::domain::leaving::Departure| {
        let acknowledged = match one.acknowledged.len() {
            0 => String::new(),
            some => format!(", {some} findings acknowledged"),
        };
        let (day, entries) = (one.at.format("%Y-%m-%d %H:%M"), one.entries);
        format!("{day}  {}  {} ({entries} entries{acknowledged})", one.format, visible(&one.name))
    };
    let json = |one: &crate::domain::leaving::Departure| {
        json!({
            "uid": one.uid.to_string(), "at": super::json::instant(one.at), "format": one.format, "name": one.name, "title": one.title,
            "entries": one.entries, "bytes": one.bytes, "sha256": one.sha256.to_string(), "acknowledged": one.acknowledged,
        })
    };
    let text = if all.is_empty() { "Nothing has left yet".to_owned() } else { all.iter().map(line).collect::<Vec<_>>().join("\n") };
    Ok(Said { text, json: json!({ "left": all.iter().map(json).collect::<Vec<_>>() }) })
}
