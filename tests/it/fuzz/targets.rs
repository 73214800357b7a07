//! What is read, and what must hold for every text.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate};
use cpd_journal::capture::calendar::{self, Calendar, CalendarEvent, Planned};
use cpd_journal::capture::links;
use cpd_journal::capture::transcript::{Hints, Transcript, Why, lines_of, read};
use cpd_journal::domain::minutes::{MOST_MINUTES, Minutes};
use cpd_journal::domain::text::{clean, clean_line, excerpt, folded, words};
use cpd_journal::domain::when::{self, Sense};
use cpd_journal::journal::Journal;
use cpd_journal::search::Query;

use super::run::{Outcome, kind, shape};
use crate::exporters::{self, reader, reports};
use crate::links::{check, now};
use crate::support::today;
use crate::transcript::{hints, is_invisible, split};

fn holds(is_true: bool, what: impl FnOnce() -> String) -> Result<(), String> {
    if is_true { Ok(()) } else { Err(what()) }
}

/// Every link is a part of the text and reads the same when it is read again.
pub(super) fn links(text: &str) -> Outcome {
    check(text).map_err(|problem| problem.to_string())?;
    let one = links::one(text, now());
    if let Some(one) = &one {
        holds(text.get(one.at..).is_some_and(|rest| rest.starts_with(&one.found)), || format!("{one:?} is not in the text"))?;
    }
    let all = links::read(text, now());
    holds(all.is_empty() || one.as_ref() == all.first(), || format!("{one:?} is not the first of {all:?}"))?;
    let told = |link: &links::Link| {
        let doubts: Vec<&str> = link.doubts.iter().map(|doubt| doubt.sentence()).collect();
        (link.platform_id.clone(), link.kind.clone(), doubts, link.handle.is_some(), link.item.is_some(), link.posted.is_some())
    };
    let all: BTreeSet<_> = all.iter().take(3).map(told).collect();
    Ok(kind((all, one.is_some())))
}

/// Every line is in one post or one leftover, nothing that was said is missing, and what is proposed can be.
pub(super) fn transcript(text: &str) -> Outcome {
    let early = Hints { own: vec!["@".to_owned(), "A".to_owned()], zone: None, day: Some(NaiveDate::MIN), today: NaiveDate::MIN };
    let found = read(text, &early);
    every_line(text, &found)?;
    let found = read(text, &hints());
    every_line(text, &found)?;
    proposal(&found)?;
    let whys: BTreeSet<&str> = found.leftover.iter().map(|left| left.why.sentence()).collect();
    let layout = found.layout.map(|layout| (layout.id, layout.confidence as u8));
    let size = |n: usize| usize::BITS - n.leading_zeros();
    let proposal = &found.proposal;
    Ok(kind((
        layout,
        whys,
        size(found.posts.len()),
        size(found.people.len()),
        size(found.questions.len()),
        (proposal.start.is_some(), proposal.minutes.is_some(), size(proposal.sittings.len()), size(proposal.own_posts)),
        (found.links.is_empty(), found.hashtags.is_empty(), found.notes),
    )))
}

fn every_line(text: &str, found: &Transcript) -> Result<(), String> {
    let lines = split(text);
    holds(lines.len() == found.line_count, || format!("{} lines are counted as {}", lines.len(), found.line_count))?;
    let mut next = 0;
    let pieces = found.pieces();
    for piece in &pieces {
        holds(piece.start == next && piece.end > piece.start, || format!("{piece:?} after line {next}"))?;
        next = piece.end;
    }
    holds(next == lines.len(), || format!("the pieces end at {next} of {} lines", lines.len()))?;
    // Each is looked up from the beginning of the text.
    if pieces.len() * text.len() < 5_000_000 {
        let joined: String = pieces.iter().map(|piece| lines_of(text, piece)).collect();
        holds(joined == text, || "the pieces together are not the text".to_owned())?;
    }
    for left in &found.leftover {
        let kept = lines[left.lines.clone()].join("\n");
        holds(left.text == kept, || format!("{left:?} does not hold its lines"))?;
        holds(left.why != Why::Blank || is_invisible(&left.text), || format!("{left:?} is not blank"))?;
    }
    for post in &found.posts {
        holds(!(post.speaker.name.is_empty() && post.speaker.handle.is_empty()), || format!("nobody says {post:?}"))?;
        holds(post.trimmings.is_sorted() && post.trimmings.iter().all(|at| post.lines.contains(at)), || format!("{:?}", post.trimmings))?;
        // In their order, so that no line stands for two.
        let mut rest = post.text.as_str();
        for (at, line) in lines.iter().enumerate().take(post.lines.end).skip(post.lines.start) {
            let said = line.trim();
            if post.trimmings.binary_search(&at).is_ok() || is_invisible(said) {
                continue;
            }
            let place = rest.find(said).ok_or_else(|| format!("line {at}, {said:?}, is not in {post:?}"))?;
            rest = &rest[place + said.len()..];
        }
    }
    Ok(())
}

fn proposal(found: &Transcript) -> Result<(), String> {
    let Transcript { posts, people, questions, proposal, .. } = found;
    holds(proposal.people == people.len(), || format!("{} people, {} are listed", proposal.people, people.len()))?;
    holds(proposal.own_posts == posts.iter().filter(|post| post.own).count(), || format!("{} own posts", proposal.own_posts))?;
    holds(proposal.minutes.is_none() || proposal.interactive <= proposal.minutes, || format!("{proposal:?}"))?;
    holds(!proposal.minutes_how.is_empty() && !proposal.interactive_how.is_empty(), || format!("{proposal:?} says not how"))?;
    holds(people.iter().map(|person| person.posts).sum::<usize>() <= posts.len(), || format!("more than all posts: {people:?}"))?;
    holds(people.iter().all(|person| person.first_post < posts.len()), || format!("{people:?}"))?;
    holds(questions.is_sorted_by(|a, b| a.number < b.number), || format!("{questions:?}"))?;
    let is_place = |at: &usize| *at < posts.len();
    holds(questions.iter().all(|q| q.number > 0 && q.post.iter().all(is_place) && q.answers.iter().all(is_place)), || {
        format!("{questions:?}")
    })
}

pub(super) const DAYS_AND_TIMES: &[&str] = &[
    "14/3/25",
    "14.03.2025",
    "14-3-25",
    "2025-03-14",
    "14 March",
    "14 Mar 2025",
    "March 14",
    "1st sept '25",
    "Sat 14 Mar 2026",
    "29 Feb",
    "today",
    "yesterday",
    "tomorrow",
    "last night",
    "Monday",
    "last Monday 8pm",
    "next sunday",
    "on friday",
    "this tues",
    "3 days ago",
    "two weeks ago",
    "in 2 weeks",
    "last week",
    "next month",
    "yesterday 20:00",
    "20:00",
    "8pm",
    "8.30 pm",
    "12am",
    "2000",
    "9h15",
    "20h",
    "noon",
    "midnight",
    "07:05:00",
    "half past eight",
    "8 o'clock",
    "14/3/25 at 7.30pm",
    "Tuesday 14th at noon",
    "'99",
    "0:00",
    "24:00",
];

/// A day that is understood reads the same as it is shown, and white space and capitals make no difference.
pub(super) fn when(text: &str) -> Outcome {
    let mut told = Vec::new();
    for today in [today(), NaiveDate::MIN, NaiveDate::MAX, NaiveDate::from_ymd_opt(2024, 2, 29).expect("a day")] {
        for sense in [Sense::Past, Sense::Future] {
            let day = when::day(text, today, sense).ok();
            holds(when::day(&format!(" {text}\t"), today, sense).ok() == day, || "blanks around it make a difference".to_owned())?;
            if text.is_ascii() {
                holds(when::day(&text.to_uppercase(), today, sense).ok() == day, || "capitals make a difference".to_owned())?;
            }
            if let Some(day) = day.filter(|day| (1900..=2200).contains(&day.year())) {
                let shown = when::shown(day);
                holds(when::day(&shown, today, sense) == Ok(day), || format!("{shown} is not {day}"))?;
            }
            told.push(day.is_some_and(|day| day == today));
            told.push(day.is_some());
        }
    }
    let time = when::time(text).ok();
    if let Some(time) = time {
        holds(when::time(&time.format("%H:%M").to_string()) == Ok(time), || format!("{time} is not read as it is shown"))?;
    }
    Ok(kind((&told, time.is_some(), if told.contains(&true) || time.is_some() { shape(text) } else { String::new() })))
}

pub(super) const LENGTHS: &[&str] = &[
    "90",
    "0",
    "90 min",
    "90mins.",
    "1h30",
    "1h 30m",
    "1 hr 5",
    "1:30",
    "12:00",
    "1:30 h",
    "1.5h",
    "1,5 h",
    ".5h",
    "1½ hours",
    "½h",
    "an hour",
    "an hour and a half",
    "half an hour",
    "a quarter of an hour",
    "three quarters of an hour",
    "two and a half hours",
    "two hours and ten minutes",
    "15 hours",
    "about 20 minutes",
    "1h + 20m",
    "45 munud",
    "90s",
    "1:02:00",
    "one hour twenty minutes",
    "1 awr",
];

/// A length that is understood is none that cannot be claimed, and reads the same as it is shown.
pub(super) fn minutes(text: &str) -> Outcome {
    let minutes = text.parse::<Minutes>();
    holds(text.len() > 70 || format!("  {text}\n").parse::<Minutes>().ok() == minutes.as_ref().ok().copied(), || {
        "blanks make a difference".to_owned()
    })?;
    let Ok(minutes) = minutes else { return Ok(0) };
    holds(minutes.0 <= MOST_MINUTES, || format!("{minutes} is too long"))?;
    holds(minutes.to_string().parse() == Ok(minutes), || format!("{minutes} is not read as it is shown"))?;
    Ok(kind(shape(text)))
}

pub(super) const SEARCHES: &[&str] = &[
    "pacing pain",
    "\"back pain\" -surgery",
    "physio*",
    "“fear avoidance” cafe",
    "\"open phrase",
    "- * \" \"",
    "-only",
    "#physiotalk @a_b c:d (e) AND NOT",
    "e-mail",
    "pain NEAR(pacing, 3)",
    "{title} : x",
    "title:pain",
    "^pain",
    "pain + pacing",
    "\"a\"\"b\"*",
    "5mg/kg",
    "Siân’s",
    "疼痛",
    "a OR b",
    "* *",
    "\"pain\" * \"pac",
    "people work -people",
    "long covid* fatigue",
];

/// Every search has an answer, the same in every way to ask, and what it finds its opposite never finds.
pub(super) fn search(journal: &Journal, text: &str) -> Outcome {
    let (query, problems) = Query::parse(text, false);
    for problem in &problems {
        holds(!problem.what.is_empty() && !problem.mend.is_empty(), || format!("{problem:?} tells nothing"))?;
    }
    let found = journal.find(&query, 5).map_err(|error| format!("{error}: {query:?}"))?;
    let beside = found.hits.len() - found.entry_hits().count();
    holds(found.entry_hits().count() == found.total.min(5), || format!("{} of {} are listed", found.hits.len(), found.total))?;
    holds(found.entries.len() == found.total, || format!("{} of {} are known", found.entries.len(), found.total))?;
    holds(beside <= found.others && (beside > 0) == (found.others > 0), || format!("{beside} of {} others are listed", found.others))?;
    let listed = |query: &Query| journal.matches(query).map(|found| found.entries).map_err(|error| format!("{error}: {query:?}"));
    let entries = listed(&query)?;
    holds(query.is_empty() || entries.len() == found.total, || format!("{} are listed of {}", entries.len(), found.total))?;
    if text.starts_with(char::is_alphanumeric) && !text.starts_with("NOT") {
        let opposite = listed(&Query::parse(&format!("-{text}"), false).0)?;
        holds(!entries.iter().any(|entry| opposite.contains(entry)), || format!("“-{text}” finds what “{text}” finds"))?;
    }
    let (typing, _) = Query::parse(text, true);
    journal.find(&typing, 5).map_err(|error| format!("{error}: {typing:?}"))?;
    let known = journal.known().map_err(|error| error.to_string())?;
    let (resolved, more) = query.resolved(&known);
    let words: Vec<_> = resolved.words().iter().take(3).map(|words| (words.prefix, words.phrase, shape(&words.text))).collect();
    Ok(kind((words, problems.len(), more.len(), resolved.has_filters(), found.total > 0)))
}

/// Cleaning twice is cleaning once, no line breaks in a line, and an excerpt is as short as it should be.
pub(super) fn text(text: &str) -> Outcome {
    let cleaned = clean(text);
    holds(clean(&cleaned) == cleaned, || format!("{cleaned:?} is not clean"))?;
    holds(!cleaned.contains(|c: char| c.is_control() && c != '\n' && c != '\t'), || format!("{cleaned:?} has controls"))?;
    let line = clean_line(text);
    holds(clean_line(&line) == line && !line.contains(['\n', '\t', '\r']), || format!("{line:?} is not a line"))?;
    let short = excerpt(text, 20);
    holds(short.chars().filter(|c| c.is_alphanumeric()).count() <= text.chars().filter(|c| c.is_alphanumeric()).count(), || short.clone())?;
    holds(!short.contains('\n'), || format!("{short:?}"))?;
    let folded_once = folded(text);
    Ok(kind((
        words(text).min(9),
        line.is_empty(),
        short.ends_with('…'),
        folded_once.len().cmp(&text.len()),
        cleaned.len().cmp(&text.len()),
    )))
}

/// What is exported as Markdown can be read back, and nothing in it turns the direction of writing.
pub(super) fn markdown(text: &str) -> Outcome {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let report = reports::hostile(text);
    let target = folder.path().join("x");
    exporters::export(&report, "markdown", &target);
    exporters::given_back(&report, &target, text);
    Ok(kind(shape(text)))
}

/// Everything can be printed, and nothing in it turns the direction of writing.
pub(super) fn pdf(text: &str) -> Outcome {
    let read = reader::text(&exporters::pdf(&reports::hostile(text)));
    holds(!read.contains(reader::UNKNOWN), || "a glyph without a meaning".to_owned())?;
    exporters::turns_nothing(&read, "PDF");
    Ok(kind(shape(text)))
}

/// What is taken out of a calendar can be written and taken again, and what is noted is on a line of the file.
pub(super) fn calendar(text: &str) -> Outcome {
    let found = calendar::read(text, chrono_tz::Europe::London, today());
    let lines = split(text).len();
    holds(found.notes.iter().all(|note| (1..=lines.max(1)).contains(&note.line) && !note.what.is_empty()), || {
        format!("{:?}", found.notes)
    })?;
    let mut planned = Vec::new();
    for (at, event) in found.events.iter().enumerate() {
        holds((1..=lines).contains(&event.line), || format!("{event:?} of {lines} lines"))?;
        holds(event.length.is_none_or(|length| length.0 <= MOST_MINUTES), || format!("{event:?} is too long"))?;
        holds(event.community().is_some() == event.rhythm.is_some(), || format!("{event:?}"))?;
        let CalendarEvent { summary, description, url, date, time, zone, length, .. } = event.clone();
        planned.push(Planned { uid: at.to_string(), summary, description, url, date, time, zone, length, rhythm: None, until: None });
    }
    let written = calendar::write(&planned, now());
    holds(written.lines().all(|line| line.len() <= 75), || format!("a long line in {written}"))?;
    let again = calendar::read(&written, chrono_tz::Europe::London, today());
    let what = |calendar: &Calendar| {
        let mut all: Vec<_> = calendar.events.iter().map(|event| (event.start, event.length, event.summary.clone())).collect();
        all.sort();
        all
    };
    holds(what(&again) == what(&found), || format!("{again:?}\nis read from\n{written}\ninstead of {found:?}"))?;
    let notes: BTreeSet<String> =
        found.notes.iter().map(|note| note.what.chars().filter(|c| !c.is_ascii_digit()).take(12).collect()).collect();
    let rhythms: BTreeSet<String> = found.events.iter().map(|event| format!("{:?}", event.rhythm)).take(3).collect();
    Ok(kind((notes, rhythms, found.events.len().min(4))))
}
