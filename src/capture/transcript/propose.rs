//! What could go into an entry: start, end, minutes and the interactive part, each with how it was worked out. Nothing is invented: where
//! the text says no times, no length is proposed; where the person wrote nothing, no interactive minutes are.

use std::fmt::Write as _;

use chrono::{NaiveDateTime, NaiveTime, TimeDelta, Timelike as _};

use crate::domain::Minutes;

use super::model::{Hints, Person, Post, Proposal, Sitting, When};

/// A break that is longer ends a sitting, in seconds.
const BREAK: i64 = 45 * 60;
/// Own posts that are no further apart were one exchange, in seconds.
const EXCHANGE: i64 = 10 * 60;
/// For reading what one answers and writing the first post of an exchange, in seconds.
const WRITING: i64 = 2 * 60;

/// A post on one scale of seconds.
#[derive(Clone, Copy)]
struct Point {
    second: i64,
    own: bool,
}

/// What the seconds count from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scale {
    Calendar,
    TimeOfDay,
    Meeting,
}

pub(super) fn propose(posts: &[Post], people: &[Person], heading: Option<When>, hints: &Hints) -> Proposal {
    let own_posts = posts.iter().filter(|post| post.own).count();
    let base = Proposal { people: people.len(), own_posts, ..Proposal::default() };
    let Some((scale, mut points)) = points(posts) else { return without_times(posts, heading, base) };
    points.sort_by_key(|point| point.second);
    let runs = runs(&points);
    let sittings: Vec<Sitting> = runs.iter().map(|run| sitting(run, scale)).collect();
    let on_day = |sitting: &Sitting| match (&sitting.start, hints.day) {
        (When::At(start), Some(day)) => start.date() == day,
        _ => false,
    };
    let any_on_day = sittings.iter().any(on_day);
    // The longest sitting in posts; of equals the first.
    let best = sittings
        .iter()
        .zip(&runs)
        .filter(|(sitting, _)| !any_on_day || on_day(sitting))
        .reduce(|best, next| if next.0.posts > best.0.posts { next } else { best });
    let Some((sitting, run)) = best else { return without_times(posts, heading, base) };
    let (minutes, minutes_how) = length(sitting, run, sittings.len(), points.len(), posts.len());
    let (interactive, interactive_how) = interactive(run, minutes, own_posts);
    Proposal {
        start: Some(sitting.start.clone()),
        end: Some(sitting.end.clone()),
        minutes,
        minutes_how,
        interactive,
        interactive_how,
        sittings,
        ..base
    }
}

/// No post says a time of day: at most its day is known, or what a heading says.
fn without_times(posts: &[Post], heading: Option<When>, base: Proposal) -> Proposal {
    let days = || posts.iter().filter_map(|post| if let Some(When::Day(day)) = post.when { Some(day) } else { None });
    let minutes_how = if posts.is_empty() {
        "No posts were recognised, so no length is proposed."
    } else {
        "No post says a time of day, so no length is proposed."
    };
    let own = base.own_posts;
    let (interactive, interactive_how) = if own == 0 {
        (None, no_own())
    } else {
        let minutes = minutes(i64::try_from(own).unwrap_or(i64::MAX).saturating_mul(WRITING));
        (Some(minutes), format!("{}, 2 minutes each, as their times are not known: {minutes}.", of_own(own)))
    };
    Proposal {
        start: days().min().map(When::Day).or(heading),
        end: days().max().map(When::Day),
        minutes_how: minutes_how.to_owned(),
        interactive,
        interactive_how,
        ..base
    }
}

fn no_own() -> String {
    "None of the posts is known to be yours, so no interactive part is proposed.".to_owned()
}

fn of_own(posts: usize) -> String {
    if posts == 1 { "1 post of yours".to_owned() } else { format!("{posts} posts of yours") }
}

/// Posts with a time on one scale: dates where there are any, else times of day, else time into the meeting.
fn points(posts: &[Post]) -> Option<(Scale, Vec<Point>)> {
    let on = |scale: Scale| {
        let mut day = 0;
        let mut last = 0;
        let mut points = Vec::new();
        for post in posts {
            let second = match (scale, &post.when) {
                (Scale::Calendar, Some(When::At(at))) => at.and_utc().timestamp(),
                (Scale::TimeOfDay, Some(When::Time(time))) => {
                    let second = i64::from(time.num_seconds_from_midnight());
                    // Past midnight.
                    if last - second > 12 * 3600 {
                        day += 24 * 3600;
                    }
                    last = second;
                    day + second
                }
                (Scale::Meeting, Some(When::Into(seconds))) => i64::from(*seconds),
                _ => continue,
            };
            points.push(Point { second, own: post.own });
        }
        (scale, points)
    };
    [Scale::Calendar, Scale::TimeOfDay, Scale::Meeting].into_iter().map(on).find(|(_, points)| !points.is_empty())
}

/// Cuts sorted points at long breaks.
fn runs(points: &[Point]) -> Vec<&[Point]> {
    points.chunk_by(|a, b| b.second - a.second <= BREAK).collect()
}

fn sitting(run: &[Point], scale: Scale) -> Sitting {
    let first = run.first().map_or(0, |point| point.second);
    let last = run.last().map_or(0, |point| point.second);
    Sitting {
        start: when(first, scale),
        end: when(last, scale),
        minutes: minutes(last - first),
        posts: run.len(),
        own_posts: run.iter().filter(|point| point.own).count(),
    }
}

fn when(second: i64, scale: Scale) -> When {
    match scale {
        Scale::Calendar => When::At(chrono::DateTime::from_timestamp(second, 0).map(|at| at.naive_utc()).unwrap_or_default()),
        Scale::TimeOfDay => When::Time(NaiveTime::MIN.overflowing_add_signed(TimeDelta::seconds(second)).0),
        Scale::Meeting => When::Into(u32::try_from(second).unwrap_or_default()),
    }
}

/// Whole minutes, a part counted as one.
fn minutes(seconds: i64) -> Minutes {
    Minutes(u32::try_from(seconds.max(0).saturating_add(59) / 60).unwrap_or(u32::MAX))
}

fn shown(when: &When) -> String {
    match when {
        When::At(at) => shown_at(*at),
        When::Time(time) => time.format("%H:%M").to_string(),
        When::Into(seconds) => format!("{} min into the meeting", seconds / 60),
        When::Day(day) => day.to_string(),
        When::Said(text) => text.clone(),
    }
}

fn shown_at(at: NaiveDateTime) -> String {
    at.format("%-d %b %Y %H:%M").to_string()
}

fn length(sitting: &Sitting, run: &[Point], sittings: usize, dated: usize, posts: usize) -> (Option<Minutes>, String) {
    let others = sittings - 1;
    if run.len() < 2 || sitting.minutes == Minutes::ZERO {
        let what = if run.len() < 2 { "one post" } else { "one minute" };
        let rest = if others > 0 { " without a break of 45 minutes around it" } else { "" };
        return (None, format!("There is only {what}{rest} ({}), so no length is proposed.", shown(&sitting.start)));
    }
    let mut how = format!("From the first post ({}) to the last ({}): {}.", shown(&sitting.start), shown(&sitting.end), sitting.minutes);
    if others > 0 {
        let _ = write!(
            how,
            " After a break of more than 45 minutes a new sitting begins; this is the fullest of {sittings}, the others are not counted."
        );
    }
    if dated < posts {
        let _ = write!(how, " {} of {posts} posts say no time.", posts - dated);
    }
    (Some(sitting.minutes), how)
}

/// Time between own posts that follow each other closely, and a little for the first of each exchange; never more than the whole.
fn interactive(run: &[Point], whole: Option<Minutes>, own_posts: usize) -> (Option<Minutes>, String) {
    if own_posts == 0 {
        return (None, no_own());
    }
    let own: Vec<i64> = run.iter().filter(|point| point.own).map(|point| point.second).collect();
    if own.is_empty() {
        return (None, format!("{}, but none in the sitting proposed, so no interactive part is.", of_own(own_posts)));
    }
    let exchanges: Vec<&[i64]> = own.chunk_by(|a, b| b - a <= EXCHANGE).collect();
    let seconds: i64 = exchanges.iter().map(|part| WRITING + part.last().unwrap_or(&0) - part.first().unwrap_or(&0)).sum();
    let sum = minutes(seconds);
    let capped = whole.map_or(sum, |whole| sum.min(whole));
    let all = of_own(own.len());
    let how = if own.len() == 1 {
        format!("{all}: 2 minutes for reading what it answers and writing it.")
    } else if exchanges.len() == own.len() {
        format!("{all}, more than 10 minutes apart, 2 minutes for each: {capped}.")
    } else {
        format!("{all}: the time between those at most 10 minutes apart, and 2 minutes for the first of each exchange: {capped}.")
    };
    let how = if capped < sum { format!("{how} No more than the whole is proposed.") } else { how };
    (Some(capped), how)
}
