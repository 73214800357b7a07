//! Entries and goals on the page.

use super::body::{About, Body};
use super::evidence;
use super::table;
use crate::domain::report::{MadeOf, ReportEntry, ReportGoal};
use crate::domain::{ActionDraft, Minutes, Report};
use crate::exporters::words;

/// Writes a goal with what was done for it.
pub(super) fn goal(goal: &ReportGoal, body: &mut Body) {
    body.page.raw("<article>");
    body.part("", &goal.title);
    body.facts("facts", &words::goal_facts(goal));
    body.dated(&words::reviews(goal), 4);
    body.comment(&About { on: "goal", uid: &goal.uid.to_string(), title: &goal.title });
    body.page.raw("</article>\n");
}

/// Writes an entry with all that belongs to it.
pub(super) fn entry(entry: &ReportEntry, report: &Report, body: &mut Body) {
    body.page.raw("<article>");
    body.part(&words::short_day(entry.date), &entry.title);
    body.facts("facts", &words::entry_facts(entry));
    let mut reflecting = false;
    for section in words::sections(entry) {
        let answer = section.key == "answer";
        if answer && !reflecting {
            let template = crate::domain::text::clean_line(&entry.template);
            body.heading(4, &if template.is_empty() { "Reflection".to_owned() } else { format!("Reflection ({template})") });
        }
        reflecting = answer;
        let level = if answer { 5 } else { 4 };
        body.heading(level, section.heading);
        body.markdown(section.text, level + 1);
    }
    if let Some(made) = &entry.made_of {
        items(made, body);
    }
    let claim = words::claim_facts(entry);
    if !claim.is_empty() {
        body.heading(4, "Claim check");
        body.facts("facts", &claim);
    }
    if !entry.actions.is_empty() {
        body.heading(4, "Actions taken back to work");
        actions(&entry.actions, body);
    }
    let later = words::found_later(entry);
    if !later.is_empty() {
        body.heading(4, "Found later");
        body.dated(&later, 5);
    }
    proofs(entry, report, body);
    body.comment(&About { on: "entry", uid: &entry.uid.to_string(), title: &entry.title });
    body.page.raw("</article>\n");
}

/// The items of a claim.
fn items(made: &MadeOf, body: &mut Body) {
    body.heading(4, "Items of this claim");
    body.page.block("p", &[("dir", "auto")], &made.sum);
    if made.items.is_empty() {
        return;
    }
    let lines: Vec<Vec<String>> = made
        .items
        .iter()
        .map(|item| {
            let interactive = if item.interactive == Minutes::ZERO { String::new() } else { item.interactive.to_string() };
            vec![words::short_day(item.date), item.title.clone(), item.minutes.to_string(), interactive]
        })
        .collect();
    let classes = ["left", "left", "right", "right"];
    table::plain("Items of this claim", &["Date", "Item", "Time", "Interactive"], &classes, &lines, &mut body.page);
}

/// The actions as a table. A cell has a line or more.
fn actions(actions: &[ActionDraft], body: &mut Body) {
    let words::Actions { heads, rows } = words::action_table(actions);
    table::open("Actions taken back to work", &heads, &[], &mut body.page);
    for row in rows {
        let mut cells = Body::default();
        table::row(heads.len(), &[], &mut body.page, |at, page| {
            for (nth, (lead, text)) in row.get(at).into_iter().flatten().enumerate() {
                if nth > 0 {
                    page.raw("<br>");
                }
                page.verbatim(lead);
                cells.text(text);
                page.append(&std::mem::take(&mut cells.page));
            }
        });
    }
    table::close(heads.len(), &mut body.page);
}

/// The pieces of evidence of an entry, as links to the index.
fn proofs(entry: &ReportEntry, report: &Report, body: &mut Body) {
    let pieces: Vec<_> = entry.evidence.iter().filter_map(|at| Some((*at, report.evidence.get(*at)?))).collect();
    if pieces.is_empty() {
        return;
    }
    body.heading(4, "Evidence");
    body.page.raw("<ul>\n");
    for (at, piece) in pieces {
        body.page.raw("<li dir=\"auto\">");
        body.page.element("a", &[("href", &format!("#{}", evidence::anchor(at)))], &words::evidence_number(at));
        body.page.raw(" ");
        body.page.line(&evidence::named(piece));
        if !piece.caption.trim().is_empty() {
            body.page.raw(" – ");
            body.page.line(&piece.caption);
        }
        body.page.raw("</li>\n");
    }
    body.page.raw("</ul>\n");
}
