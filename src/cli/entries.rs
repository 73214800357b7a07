//! `bin`, `unbin`, `show`, `list`, `search`.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

use serde_json::json;

use super::args::{ListArgs, SearchArgs, ShowArgs};
use super::json as shapes;
use super::log::shown;
use super::output::{Said, visible};
use super::saved;
use super::story::counted;
use crate::domain::{Entry, EntryHeader, EntryId, EntryState};
use crate::error::Error;
use crate::journal::{Journal, MARKS};
use crate::search::{Found, HitWhat, Known, Place, Problem, Query, complete};

pub(super) fn bin(journal: &mut Journal, uid: &str) -> Result<Said, Error> {
    let id = journal.find_entry(uid)?;
    let entry = journal.entry(id)?;
    journal.bin(id)?;
    Ok(Said { text: format!("In the bin: {}", visible(&entry.draft.name())), json: json!({ "uid": entry.uid.to_string() }) })
}

pub(super) fn unbin(journal: &mut Journal, uid: &str) -> Result<Said, Error> {
    let id = journal.find_entry(uid)?;
    let entry = journal.entry(id)?;
    journal.unbin(id)?;
    Ok(Said { text: format!("Out of the bin: {}", visible(&entry.draft.name())), json: json!({ "uid": entry.uid.to_string() }) })
}

pub(super) fn show(journal: &Journal, args: &ShowArgs) -> Result<Said, Error> {
    let entry = journal.entry(journal.find_entry(&args.uid)?)?;
    let json = super::json::entry(journal, &entry, args.private)?;
    Ok(Said { text: page(journal, &entry, args.private)?, json })
}

/// An entry for a person to read.
fn page(journal: &Journal, entry: &Entry, private: bool) -> Result<String, Error> {
    let draft = &entry.draft;
    let mut page = format!("{}\n", visible(&draft.name()));
    let mut line = |name: &str, text: &str| {
        if !text.trim().is_empty() {
            let _ = writeln!(page, "  {name:<13}{}", visible(text).replace('\n', "\n               "));
        }
    };
    line("Id", &entry.uid.to_string());
    line("Kind", journal.catalogue().kind_label(&draft.kind));
    line("Day", &crate::domain::when::shown(draft.date));
    if let Some(time) = draft.time {
        line("Time", &format!("{} {}", time.format("%H:%M"), draft.zone));
    }
    let spent = draft.minutes;
    if spent.total().0 > 0 {
        line("Time spent", &format!("{} ({} interactive)", spent.total(), spent.interactive));
    }
    for (name, text) in
        [("How", &draft.how), ("Platform", &draft.platform), ("Host", &draft.handle), ("Hashtag", &draft.hashtag), ("Link", &draft.url)]
    {
        line(name, text);
    }
    if let Some(community) = journal.communities()?.into_iter().find(|one| Some(one.id) == draft.community) {
        line("Community", &community.draft.name);
    }
    let goals = journal.goals()?;
    for goal in goals.iter().filter(|goal| draft.goals.contains(&goal.id)) {
        line("Goal", &goal.draft.title);
    }
    line("Tags", &draft.tags.join(", "));
    line("People", &draft.people.join(", "));
    line("Standards", &draft.standards.join(", "));
    line("Amounts", &draft.amounts.iter().map(|(code, amount)| format!("{code} {}", amount.shown())).collect::<Vec<_>>().join(", "));
    line("State", entry.state.label());
    line("Set aside", &draft.parked.map(|until| format!("until {}", crate::domain::when::shown(until))).unwrap_or_default());
    let mut text = |name: &str, text: &str| {
        if !text.trim().is_empty() {
            let _ = write!(page, "\n{name}\n{}\n", visible(text.trim_end()));
        }
    };
    text("What I learnt", &draft.learnt);
    for answer in &draft.reflection.answers {
        let elsewhere = answer.template != draft.reflection.template;
        let from = journal.catalogue().template(&answer.template).map_or(answer.template.as_str(), |template| &template.label);
        text(&if elsewhere { format!("from {from}: {}", answer.label) } else { answer.label.clone() }, &answer.text);
    }
    text("What I changed", &draft.changed);
    text("Who benefited", &draft.benefit);
    let claim = &draft.claim;
    if !claim.is_blank() {
        let verdict = claim.verdict.map(|verdict| format!("Verdict: {}", verdict.label())).unwrap_or_default();
        let parts = [("Who says it", &claim.who), ("On what evidence", &claim.evidence), ("Does it hold here", &claim.holds)];
        let mut lines: Vec<String> =
            parts.into_iter().filter(|(_, said)| !said.trim().is_empty()).map(|(label, said)| format!("{label}: {said}")).collect();
        lines.extend(Some(verdict).filter(|line| !line.is_empty()));
        text("Claim check", &lines.join("\n"));
    }
    text("Help by artificial intelligence", &draft.ai_help);
    let named = |id: EntryId| -> Result<String, Error> {
        let item = journal.entry(id)?;
        Ok(format!("{}  {} ({})", item.uid, item.draft.name(), item.draft.minutes.total()))
    };
    let items: Vec<String> = journal.items_of(entry.id)?.into_iter().map(named).collect::<Result<_, _>>()?;
    text("Made of", &items.join("\n"));
    if let Some(claim) = rolled_into(journal, entry.id)? {
        text("Counted in", &named(claim)?);
    }
    if private {
        text("Private note", &draft.private_note);
    }
    for action in journal.actions_of(entry.id)? {
        let what = &action.draft;
        let lines: Vec<String> =
            std::iter::once(format!("{}{}", what.what, super::actions::when(what))).chain(super::actions::effects(what)).collect();
        text("Action", &lines.join("\n"));
    }
    for look in journal.look_backs_of(entry.id)? {
        let look = &look.draft;
        let until = look.until.map(|until| format!(" until {until}")).unwrap_or_default();
        text(&format!("{}: {}{until}", look.day, look.found.label()), if look.text.trim().is_empty() { "–" } else { &look.text });
    }
    for one in journal.evidence()?.iter().filter(|one| one.entries.contains(&entry.id)) {
        text("Evidence", &format!("{} ({}, {} bytes)\n{}", one.name, one.media_type, one.bytes, one.caption));
    }
    let gaps = journal.gaps_of(entry)?;
    if !gaps.is_empty() && !draft.is_parked(journal.today()) {
        let gaps: Vec<String> = gaps.iter().map(|gap| gap.label().to_lowercase()).collect();
        text("Still wanted", &gaps.join("; "));
    }
    Ok(page)
}

/// The claim in which an entry is counted.
fn rolled_into(journal: &Journal, entry: EntryId) -> Result<Option<EntryId>, Error> {
    Ok(journal.headers(Some(&[entry]))?.first().and_then(|header| header.rolled_into))
}

fn problems_json(problems: &[Problem]) -> Vec<serde_json::Value> {
    problems.iter().map(|problem| json!({ "what": problem.what, "mend": problem.mend, "instead": problem.instead })).collect()
}

fn problems_text(problems: &[Problem]) -> String {
    problems.iter().fold(String::new(), |mut text, problem| {
        let _ = write!(text, "\nnote: {}: {}", visible(&problem.what), visible(&problem.mend));
        if let Some(instead) = &problem.instead {
            let _ = write!(text, "\n      instead: {}", visible(instead));
        }
        text
    })
}

/// So many files are read for their words before a search, at most.
const READ_FIRST: usize = 20;

/// For so long files are read for their words before a search; one that has begun is finished.
const READ_FOR: Duration = Duration::from_secs(3);

/// Puts the words of files into the search that are not in it yet, as in a journal of an older version that no window has opened since. Some
/// at a time, so that nobody waits long; tells when some are left. One that cannot be read or kept now waits for another time.
///
/// # Errors
/// It cannot be known which are not read.
pub(super) fn read_waiting(journal: &mut Journal) -> Result<Option<Problem>, Error> {
    let begun = Instant::now();
    let waiting = journal.unread(usize::MAX)?;
    let mut done = 0;
    for one in &waiting {
        if done == READ_FIRST || begun.elapsed() >= READ_FOR {
            break;
        }
        let kept = journal.words_of(one).and_then(|words| journal.keep_words(&one.digest, &words));
        done += usize::from(kept.is_ok());
    }
    let left = waiting.len() - done;
    Ok((left > 0).then(|| {
        let files = if left == 1 { "file" } else { "files" };
        Problem::new(format!("the words of {left} {files} are not in the search yet"), "each search reads some of them, and the window all")
    }))
}

pub(super) fn list(journal: &mut Journal, args: &ListArgs) -> Result<Said, Error> {
    let (headers, bin, problems) = match saved::query_of(journal, args.query.as_deref(), args.saved.as_deref())? {
        Some(text) if !text.trim().is_empty() => {
            let (query, mut problems) = Query::parse(&text, false);
            problems.extend(read_waiting(journal)?);
            let found = journal.matches(&query)?;
            problems.extend(found.problems);
            (journal.headers(Some(&found.entries))?, found.bin, problems)
        }
        _ => (journal.headers(None)?, false, Vec::new()),
    };
    let wanted: Vec<&EntryHeader> = headers
        .iter()
        .filter(|header| (bin || header.state.is_binned() == args.binned) && (header.goals.is_empty() || !args.without_goal))
        .collect();
    let (limit, today) = (args.limit.unwrap_or(usize::MAX), journal.today());
    if args.full {
        return whole(journal, &wanted, limit, &problems);
    }
    let mut text = wanted.iter().take(limit).fold(String::new(), |mut text, header| {
        let mark = if header.state == EntryState::Draft { "  (draft)" } else { "" };
        let aside = header.parked.filter(|_| header.is_parked(today)).map(|until| format!("  (set aside until {until})"));
        let _ = writeln!(text, "{}{mark}{}", shown(header), aside.unwrap_or_default());
        text
    });
    if wanted.is_empty() {
        text.push_str("No entries");
    }
    text.push_str(&problems_text(&problems));
    let goals = journal.goals()?;
    let entries: Vec<_> = wanted.iter().take(limit).map(|header| shapes::header(header, &goals)).collect();
    Ok(Said { text, json: json!({ "total": wanted.len(), "entries": entries, "problems": problems_json(&problems) }) })
}

/// Entries one after the other, each as `show` tells it.
fn whole(journal: &Journal, wanted: &[&EntryHeader], limit: usize, problems: &[Problem]) -> Result<Said, Error> {
    let (mut text, mut entries) = (String::new(), Vec::new());
    for header in wanted.iter().take(limit) {
        let entry = journal.entry(header.id)?;
        let _ = writeln!(text, "{}", page(journal, &entry, false)?);
        entries.push(shapes::entry(journal, &entry, false)?);
    }
    if wanted.is_empty() {
        text.push_str("No entries");
    }
    text.push_str(&problems_text(problems));
    Ok(Said { text, json: json!({ "total": wanted.len(), "entries": entries, "problems": problems_json(problems) }) })
}

pub(super) fn search(journal: &mut Journal, args: &SearchArgs) -> Result<Said, Error> {
    if let Some(typed) = &args.complete {
        return Ok(completed(typed, &journal.known()?));
    }
    let text = saved::query_of(journal, args.query.as_deref(), args.saved.as_deref())?.unwrap_or_default();
    let (mut query, mut problems) = Query::parse(&text, false);
    query.private = args.private;
    problems.extend(read_waiting(journal)?);
    let mut found = journal.find(&query, args.limit)?;
    problems.append(&mut found.problems);
    let listed = found.entry_hits().count();
    let Found { hits, total, others, .. } = found;
    let ids: Vec<EntryId> = hits.iter().filter_map(|hit| hit.entry).collect();
    let headers: HashMap<EntryId, EntryHeader> = journal.headers(Some(&ids))?.into_iter().map(|header| (header.id, header)).collect();
    let mut text = String::new();
    let mut found = Vec::with_capacity(hits.len());
    for hit in &hits {
        let header = hit.entry.and_then(|id| headers.get(&id));
        let plain = hit.snippet.replace(MARKS, "").split_whitespace().collect::<Vec<_>>().join(" ");
        let line = match (hit.what, header) {
            (HitWhat::Entry(_), Some(header)) => shown(header),
            (what, _) => format!("{}  {}: {}", hit.uid, what.token(), visible(&hit.title)),
        };
        let _ = writeln!(text, "{line}");
        if !plain.is_empty() {
            let place = hit.place.map(Place::label).filter(|label| !label.is_empty());
            let _ = writeln!(text, "    {}{}", visible(&plain), place.map(|label| format!("  ({label})")).unwrap_or_default());
        }
        found.push(json!({
            "what": hit.what.token(),
            "uid": hit.uid.to_string(),
            "title": hit.title,
            "date": hit.date.map(|date| date.to_string()),
            "snippet": plain,
            "where": hit.place.map(Place::token),
            "entry": header.map(|header| header.uid.to_string()),
        }));
    }
    if hits.is_empty() {
        text.push_str("Nothing found");
    } else {
        let (more, beside) = (total.saturating_sub(listed), others.saturating_sub(hits.len() - listed));
        let more = (more > 0).then(|| counted(more, "more entry", "more entries"));
        let beside = (beside > 0).then(|| counted(beside, "more thing beside entries", "more things beside entries"));
        let parts: Vec<String> = more.into_iter().chain(beside).collect();
        if !parts.is_empty() {
            let _ = write!(text, "… and {}", parts.join(" and "));
        }
    }
    text.push_str(&problems_text(&problems));
    Ok(Said { text, json: json!({ "total": total, "others": others, "hits": found, "problems": problems_json(&problems) }) })
}

/// What may come next: the whole query with each completion put in.
fn completed(typed: &str, known: &Known) -> Said {
    let completions = complete(typed, typed.len(), known);
    let mut text = String::new();
    let mut list = Vec::with_capacity(completions.list.len());
    for one in &completions.list {
        let (query, _) = completions.applied(typed, one);
        let about = if one.about.is_empty() { String::new() } else { format!("  ({})", visible(&one.about)) };
        let _ = writeln!(text, "{}{about}", visible(&query));
        list.push(json!({ "text": one.text, "label": one.label, "about": one.about, "query": query }));
    }
    if list.is_empty() {
        text.push_str("Nothing is known to come next");
    }
    Said { text, json: json!({ "from": completions.from, "to": completions.to, "completions": list }) }
}
