//! What every format says about an entry or a goal, in which order and in which words; how it looks is up to each format.

use std::borrow::Cow;

use chrono::{Datelike as _, NaiveDate};

use crate::domain::counting::twice_in_words;
use crate::domain::entry::TimeSpent;
use crate::domain::report::{FoundLater, ReportEntry, ReportEvidence, ReportGoal, ReportItem, ReportReview};
use crate::domain::text::clean_line;
use crate::domain::{ActionDraft, ClaimCheck, EntryState, Minutes, Report, Verdict};

/// A text of the report and how it is to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Text<'a> {
    /// One line, literally.
    Plain(Cow<'a, str>),
    /// A web address.
    Address(&'a str),
    /// Markdown as the user typed it.
    Markdown(&'a str),
}

/// A row of a table of facts: a label, and one line or more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fact<'a> {
    pub(super) label: &'static str,
    pub(super) lines: Vec<Text<'a>>,
}

/// A long text of an entry, under a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Section<'a> {
    /// Stable: `learnt`, `changed`, `benefit` or `answer`.
    pub(super) key: &'static str,
    /// Id of the prompt, of answers.
    pub(super) prompt: &'a str,
    pub(super) heading: &'a str,
    pub(super) text: &'a str,
}

/// Something that was written on a day of its own, under a heading that tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dated<'a> {
    pub(super) day: NaiveDate,
    pub(super) heading: String,
    /// What was said without words of one's own; may be empty.
    pub(super) said: &'static str,
    /// Markdown; may be empty.
    pub(super) text: &'a str,
}

/// Collects facts, leaving out those that say nothing.
#[derive(Default)]
struct Facts<'a>(Vec<Fact<'a>>);

impl<'a> Facts<'a> {
    fn plain(&mut self, label: &'static str, text: impl Into<Cow<'a, str>>) {
        self.lines(label, vec![text.into()]);
    }

    fn lines(&mut self, label: &'static str, lines: Vec<Cow<'a, str>>) {
        let lines: Vec<_> = lines.into_iter().filter(|line| !clean_line(line).is_empty()).map(Text::Plain).collect();
        if !lines.is_empty() {
            self.0.push(Fact { label, lines });
        }
    }

    fn markdown(&mut self, label: &'static str, text: &'a str) {
        if !text.trim().is_empty() {
            self.0.push(Fact { label, lines: vec![Text::Markdown(text)] });
        }
    }

    /// Under the same label as the last fact, if that has it.
    fn address(&mut self, label: &'static str, text: &'a str) {
        let text = Text::Address(text.trim());
        match self.0.last_mut() {
            _ if text == Text::Address("") => {}
            Some(last) if last.label == label => last.lines.push(text),
            _ => self.0.push(Fact { label, lines: vec![text] }),
        }
    }
}

/// What is known of an entry besides its texts.
pub(super) fn entry_facts(entry: &ReportEntry) -> Vec<Fact<'_>> {
    let mut facts = Facts::default();
    facts.plain("When", when(entry));
    let part = entry.role.map(|role| role.label().to_lowercase());
    let used = entry.used.iter().map(|verb| verb.label().to_lowercase());
    let part = part.into_iter().chain(used).collect::<Vec<_>>().join(", ");
    facts.plain("Activity", joined([&entry.kind, &part]));
    facts.plain("Time", time(entry.minutes));
    if entry.minutes.interactive > Minutes::ZERO {
        let how = clean_line(&entry.how);
        let minutes = entry.minutes.interactive;
        facts.plain("Interactive", if how.is_empty() { minutes.to_string() } else { format!("{minutes} – {how}") });
    } else {
        facts.plain("With others", &entry.how);
    }
    if let Some(claim) = &entry.item_of {
        let title = clean_line(&claim.title);
        let rest = if claim.counted_there { String::new() } else { format!(" of {}, which is not in this record", day(claim.date)) };
        facts.plain("Counted in", format!("“{title}”{rest}"));
    }
    facts.plain("Where", joined([&entry.community, &entry.platform, &entry.hashtag, &entry.handle]));
    facts.address("Where", &entry.url);
    let goal = |goal: &crate::domain::report::LinkedGoal| {
        Cow::Owned(format!("{}{}", clean_line(&goal.title), if goal.planned { " (planned before the activity)" } else { "" }))
    };
    facts.lines(if entry.goals.len() == 1 { "Goal" } else { "Goals" }, entry.goals.iter().map(goal).collect());
    facts.plain("Standards", entry.standards.join(", "));
    let amounts: Vec<String> = entry.amounts.iter().map(|(code, amount)| format!("{code} {}", amount.shown())).collect();
    facts.plain("Points and certified hours", amounts.join(", "));
    facts.plain("People", entry.people.join(", "));
    facts.plain("Learnt with", entry.learnt_with.join(", "));
    facts.plain("Tags", entry.tags.join(", "));
    match entry.state {
        EntryState::Ready => {}
        EntryState::Submitted { on } => facts.plain("State", format!("Submitted on {}", day(on))),
        state @ (EntryState::Draft | EntryState::Binned { .. }) => facts.plain("State", state.label()),
    }
    facts.lines("AI help", lines(&entry.ai_help));
    facts.plain("Written", written(entry));
    facts.0
}

/// How a claim was looked at before it was taken on; nothing when it was not.
pub(super) fn claim_facts(entry: &ReportEntry) -> Vec<Fact<'_>> {
    let mut facts = Facts::default();
    let ClaimCheck { who, evidence, holds, verdict } = &entry.claim;
    facts.lines("Who says it", lines(who));
    facts.lines("Evidence", lines(evidence));
    facts.lines("Holds for those I care for", lines(holds));
    facts.plain("Verdict", verdict.map_or("", Verdict::label));
    facts.0
}

/// A text of several lines, a line each.
fn lines(text: &str) -> Vec<Cow<'static, str>> {
    text.lines().map(|line| Cow::Owned(clean_line(line))).collect()
}

/// What is known of a goal.
pub(super) fn goal_facts(goal: &ReportGoal) -> Vec<Fact<'_>> {
    let mut facts = Facts::default();
    facts.plain("State", goal.state.label());
    if let Some(due) = goal.due {
        facts.plain("Due", day(due));
    }
    facts.plain("Plan", &goal.plan);
    facts.plain("For", format!("{} – {}", goal.purpose.label(), goal.kind.label()));
    if let Some(title) = &goal.carried_from {
        facts.plain("Carried over from", title);
    }
    facts.markdown("Why", &goal.why);
    facts.markdown("Measure of success", &goal.measure);
    facts.markdown("How", &goal.how);
    facts.markdown("Support", &goal.support);
    facts.markdown("Barriers", &goal.barriers);
    facts.markdown("Outcome", &goal.outcome);
    facts.plain(
        "In this record",
        match goal.entries {
            0 => "No entries".to_owned(),
            entries => format!("{}, {}", counted(entries, "entry", "entries"), goal.minutes),
        },
    );
    facts.0
}

/// Whose record it is and what it covers.
pub(super) fn cover_facts(report: &Report) -> Vec<Fact<'_>> {
    let mut facts = Facts::default();
    facts.plain("Name", &report.registrant.name);
    facts.plain("Profession", &report.registrant.profession);
    facts.lines("Registration", lines(&report.registrant.registrations));
    facts.plain("Employer", &report.registrant.employer);
    facts.plain("Period", period(report));
    if let Some(goal) = &report.only_goal {
        facts.plain("Only entries for", goal.as_str());
    }
    if let Some(query) = &report.only_query {
        facts.plain("Only entries with", format!("“{query}”"));
    }
    if let Some(walk) = &report.only_walk {
        facts.plain("Chosen for", walk.as_str());
    }
    facts.plain("Prepared on", day(report.made_on));
    // Whoever walked to an appraisal writes to the appraiser.
    facts.markdown(if report.only_walk.is_some() { "For the appraiser" } else { "To the reader" }, &report.note);
    facts.0
}

/// What the document is, in whole sentences.
pub(super) fn about(report: &Report) -> Vec<String> {
    let who = clean_line(&report.registrant.name);
    let mut about = vec![format!(
        "This is a record of continuing professional development kept by {}. The entries and reflections are the registrant’s own words, \
         and times are as the registrant recorded them. Interactive time is time spent learning with other people.",
        if who.is_empty() { "the registrant".to_owned() } else { who }
    )];
    if !report.entries.iter().all(ReportEntry::counts) {
        about.push("The time of small items that were rolled up into a claim counts once: in the claim, on its day.".to_owned());
    }
    about.extend(twice_in_words(report.twice).map(|words| format!("{words}.")));
    if report.entries.is_empty() {
        about.push("It has no entries: nothing was recorded for the period and selection named above.".to_owned());
    }
    about
}

/// The long texts of an entry, those that have any words.
pub(super) fn sections(entry: &ReportEntry) -> Vec<Section<'_>> {
    let fixed = |key, heading, text| Section { key, prompt: "", heading, text };
    std::iter::once(fixed("learnt", "What I learnt", entry.learnt.as_str()))
        .chain(entry.answers.iter().map(|answer| Section {
            key: "answer",
            prompt: &answer.prompt_id,
            heading: if answer.label.trim().is_empty() { "Reflection" } else { &answer.label },
            text: &answer.text,
        }))
        .chain([fixed("changed", "What I changed", entry.changed.as_str()), fixed("benefit", "Who benefited", entry.benefit.as_str())])
        .filter(|section| !section.text.trim().is_empty())
        .collect()
}

/// What was found when the registrant came back to an entry.
pub(super) fn found_later(entry: &ReportEntry) -> Vec<Dated<'_>> {
    entry
        .found_later
        .iter()
        .map(|FoundLater { date, month, found, text }| Dated {
            day: *date,
            heading: match month {
                0 => day(*date),
                1 => format!("{}, after 1 month", day(*date)),
                months => format!("{}, after {months} months", day(*date)),
            },
            said: found.label(),
            text,
        })
        .collect()
}

/// Looks at a goal.
pub(super) fn reviews(goal: &ReportGoal) -> Vec<Dated<'_>> {
    goal.reviews
        .iter()
        .map(|ReportReview { date, note }| Dated { day: *date, heading: format!("Review of {}", day(*date)), said: "", text: note })
        .collect()
}

/// With whom an action was shared, and when: “the team, 4 May 2026”.
pub(super) fn shared(action: &ActionDraft) -> String {
    let with = clean_line(&action.shared_with);
    match action.shared_on {
        Some(on) if with.is_empty() => day(on),
        Some(on) => format!("{with}, {}", day(on)),
        None => with,
    }
}

/// What an action changed, and for whom: a label and the words of each that was said. What it changed in one's own work needs no label
/// when nothing else is said.
pub(super) fn effects(action: &ActionDraft) -> Vec<(&'static str, &str)> {
    let own = if action.effect_service.trim().is_empty() && action.effect_people.trim().is_empty() { "" } else { "on my work" };
    [(own, &action.effect), ("on the service", &action.effect_service), ("on people who use it", &action.effect_people)]
        .into_iter()
        .filter(|(_, text)| !text.trim().is_empty())
        .map(|(whom, text)| (whom, text.as_str()))
        .collect()
}

/// What is known of a file besides its name, on one line.
pub(super) fn evidence_details(piece: &ReportEvidence) -> String {
    let captured = format!("kept on {}", day(piece.captured.date_naive()));
    joined([&clean_line(&piece.media_type), &size(piece.bytes), &captured])
}

/// How entries refer to a piece of evidence: `E3`.
pub(super) fn evidence_number(place: usize) -> String {
    format!("E{}", place + 1)
}

/// Entries by calendar year, oldest first as the report has them.
pub(super) fn years(entries: &[ReportEntry]) -> Vec<(i32, &[ReportEntry])> {
    entries.chunk_by(|a, b| a.date.year() == b.date.year()).filter_map(|entries| Some((entries.first()?.date.year(), entries))).collect()
}

/// “Tuesday 3 March 2026, 20:00 (Europe/London)”.
fn when(entry: &ReportEntry) -> String {
    let mut text = entry.date.format("%A %-d %B %Y").to_string();
    if let Some(time) = entry.time {
        text.push_str(&time.format(", %H:%M").to_string());
        let zone = clean_line(&entry.zone);
        if !zone.is_empty() {
            text = format!("{text} ({zone})");
        }
    }
    text
}

/// “1 h 30 min: preparing 10 min, taking part 1 h, reflecting 20 min”.
fn time(spent: TimeSpent) -> String {
    let parts: Vec<String> = [
        ("preparing", spent.preparing),
        ("taking part", spent.taking_part),
        ("reading afterwards", spent.reading),
        ("reflecting", spent.reflecting),
    ]
    .into_iter()
    .filter(|(_, minutes)| *minutes > Minutes::ZERO)
    .map(|(part, minutes)| format!("{part} {minutes}"))
    .collect();
    match parts.len() {
        0 => "Not recorded".to_owned(),
        1 => format!("{} ({})", spent.total(), parts.concat().split(char::is_numeric).next().unwrap_or_default().trim()),
        _ => format!("{}: {}", spent.total(), parts.join(", ")),
    }
}

/// “4 March 2026, last changed on 9 March 2026”.
fn written(entry: &ReportEntry) -> String {
    let (first, last) = (entry.created.date_naive(), entry.changed_at.date_naive());
    if last > first { format!("{}, last changed on {}", day(first), day(last)) } else { day(first) }
}

/// “1 April 2025 to 31 March 2026”.
pub(super) fn period(report: &Report) -> String {
    match report.days() {
        Some((from, to)) if from == to => day(from),
        Some((from, to)) => format!("{} to {}", day(from), day(to)),
        None => "No dates".to_owned(),
    }
}

/// “3 March 2026”.
pub(super) fn day(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// “3 Mar 2026”, where there is little room.
pub(super) fn short_day(day: NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
}

/// “1 entry”, “2 entries”, “1,200 entries”.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(count), if count == 1 { one } else { many })
}

/// A number with commas between thousands.
pub(super) fn number(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// “34 kB”.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// “12 min, 5 min of it interactive”.
pub(super) fn item_time(item: &ReportItem) -> String {
    let interactive = match item.interactive {
        Minutes::ZERO => String::new(),
        minutes => format!(", {minutes} of it interactive"),
    };
    format!("{}{interactive}", item.minutes)
}

/// Those that say something, with ` · ` between.
fn joined<S: AsRef<str>>(parts: impl IntoIterator<Item = S>) -> String {
    let parts: Vec<String> = parts.into_iter().map(|part| clean_line(part.as_ref())).filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// Counts for the cover: a number, and what it counts.
pub(super) fn counts(report: &Report) -> Vec<(String, &'static str)> {
    let mut counts = vec![
        (number(report.entries.len()), if report.entries.len() == 1 { "entry" } else { "entries" }),
        (report.total().to_string(), "total time"),
        (report.interactive().to_string(), "interactive time"),
    ];
    if !report.goals.is_empty() {
        counts.push((number(report.goals.len()), if report.goals.len() == 1 { "goal" } else { "goals" }));
    }
    if !report.evidence.is_empty() {
        counts.push((number(report.evidence.len()), if report.evidence.len() == 1 { "evidence file" } else { "evidence files" }));
    }
    counts
}

/// What the entries add up to by kind of activity: label, entries, time, interactive. Most time first.
pub(super) fn by_kind(entries: &[ReportEntry]) -> Vec<(&str, usize, Minutes, Minutes)> {
    let mut rows: Vec<(&str, usize, Minutes, Minutes)> = Vec::new();
    for entry in entries {
        let (total, interactive) = (entry.counting().total(), entry.counting().interactive);
        match rows.iter_mut().find(|row| row.0 == entry.kind) {
            Some(row) => *row = (row.0, row.1 + 1, row.2.plus(total), row.3.plus(interactive)),
            None => rows.push((&entry.kind, 1, total, interactive)),
        }
    }
    rows.sort_by(|a, b| b.2.cmp(&a.2).then(a.0.cmp(b.0)));
    rows
}

/// All time spent on some entries.
pub(super) fn total(entries: &[ReportEntry]) -> Minutes {
    entries.iter().fold(Minutes::ZERO, |sum, entry| sum.plus(entry.counting().total()))
}

/// Of it, learning with others.
pub(super) fn interactive(entries: &[ReportEntry]) -> Minutes {
    entries.iter().fold(Minutes::ZERO, |sum, entry| sum.plus(entry.counting().interactive))
}
