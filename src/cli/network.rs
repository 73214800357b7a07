//! `network`: communities, platforms and people one learns with, a mirror of diversity, what could be tried, and how claims were looked at.

use std::fmt::Write as _;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::args::NetworkArgs;
use super::output::{Said, visible};
use super::stats::{days, days_in_words, table};
use super::status_text::heading;
use crate::domain::Occurrence;
use crate::domain::when::weekday_name;
use crate::error::Error;
use crate::journal::{Journal, known_here};
use crate::review::Days;
use crate::review::claims::{Claims, Looked, claims};
use crate::review::mirror::{Mirror, last_year, mirror};
use crate::review::network::{Group, InCommunity, Met, Network, Spent, network};
use crate::review::suggestion::{Suggestion, suggestions};

/// The most people and unchecked entries that are printed in words; JSON has all.
const MOST: usize = 20;

pub(super) fn run(journal: &Journal, args: &NetworkArgs) -> Result<Said, Error> {
    let days = days(journal, &args.days)?;
    let snapshot = journal.snapshot()?;
    let material = snapshot.material(journal.catalogue());
    let known = known_here(journal.catalogue());
    let network = network(&material, &known, days, snapshot.now);
    // A mirror of ten years shows nothing of today.
    let mirrored = if days == Days::default() { last_year(&material) } else { days };
    let mirror = mirror(&material, &known, mirrored);
    let suggestions = suggestions(&material, &known, snapshot.now);
    let claims = claims(&material, days);
    let mut text = String::new();
    heading(&mut text, &days_in_words(days, &material));
    lists(&mut text, &network);
    let _ = writeln!(text);
    heading(&mut text, &format!("Mirror: {}", days_in_words(mirrored, &material)));
    for facet in &mirror.facets {
        let _ = writeln!(text, "{}", visible(&facet.says));
        let lines: Vec<Vec<String>> = facet
            .shares
            .iter()
            .take(MOST)
            .map(|share| vec![share.name.clone(), share.entries.to_string(), format!("{} %", share.percent)])
            .collect();
        table(&mut text, &[facet.aspect.label().to_owned(), "entries".to_owned(), "share".to_owned()], &lines);
    }
    let _ = writeln!(text, "{}", visible(&mirror.rests_on));
    if !suggestions.is_empty() {
        let _ = writeln!(text);
        heading(&mut text, "You could try");
        for one in &suggestions {
            let _ = writeln!(text, "{}\n  {}\n  {}", visible(&one.title), visible(&one.rests_on), visible(&one.next));
        }
    }
    let _ = writeln!(text);
    heading(&mut text, "What I took on");
    let _ = writeln!(text, "{}", visible(&claims.says()));
    let chart = claims.chart();
    if !chart.is_empty() {
        table(&mut text, &chart.heads(), &chart.lines());
    }
    let never: Vec<Vec<String>> = claims.never().take(MOST).map(|taken| vec![taken.name.clone(), taken.date.to_string()]).collect();
    if !never.is_empty() {
        table(&mut text, &["Never checked".to_owned(), "day".to_owned()], &never);
    }
    let uid = |id| snapshot.entries.iter().find(|entry| entry.id == id).map(|entry| entry.uid.to_string());
    let json = json!({
        "from": days.from.map(|day| day.to_string()),
        "to": days.to.map(|day| day.to_string()),
        "communities": network.communities.iter().map(|one| community_json(one, &snapshot)).collect::<Vec<_>>(),
        "in_no_community": spent_json(network.in_none),
        "platforms": network.platforms.iter().map(|one| json!({ "name": one.name, "spent": spent_json(one.spent) })).collect::<Vec<_>>(),
        "on_no_platform": spent_json(network.on_none),
        "people": network.people.iter().map(|met| person_json(met, &snapshot)).collect::<Vec<_>>(),
        "professions": groups_json(&network.professions, network.professions_unknown),
        "places": groups_json(&network.places, network.places_unknown),
        "organisations": groups_json(&network.organisations, network.organisations_unknown),
        "mirror": mirror_json(&mirror),
        "suggestions": suggestions.iter().map(|one| suggestion_json(one, &snapshot)).collect::<Vec<_>>(),
        "claims": claims_json(&claims, uid),
    });
    Ok(Said { text, json })
}

fn lists(page: &mut String, network: &Network) {
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let communities: Vec<Vec<String>> = network
        .communities
        .iter()
        .map(|one| {
            let next = one
                .next
                .map(|next| format!("{} {} {}", weekday_name(chrono::Datelike::weekday(&next.date)), next.date, next.time.format("%H:%M")));
            vec![
                one.name.clone(),
                one.spent.entries.to_string(),
                one.spent.minutes.to_string(),
                day(one.spent.first),
                day(one.spent.last),
                one.three_months.to_string(),
                one.twelve_months.to_string(),
                next.unwrap_or_default(),
            ]
        })
        .collect();
    let heads = ["Community", "entries", "time", "first", "last", "3 months", "12 months", "next by its slot"].map(str::to_owned);
    section(page, &heads, &communities);
    let platforms: Vec<Vec<String>> = network
        .platforms
        .iter()
        .map(|one| vec![one.name.clone(), one.spent.entries.to_string(), one.spent.minutes.to_string(), day(one.spent.last)])
        .collect();
    section(page, &["Platform", "entries", "time", "last"].map(str::to_owned), &platforms);
    let people: Vec<Vec<String>> = network
        .people
        .iter()
        .take(MOST)
        .map(|met| vec![met.name.clone(), met.entries.to_string(), met.last.to_string(), met.profession.clone(), met.place.clone()])
        .collect();
    section(page, &["Person", "entries", "last", "profession", "place"].map(str::to_owned), &people);
    for (name, groups) in [("Profession", &network.professions), ("Place", &network.places), ("Organisation", &network.organisations)] {
        let lines: Vec<Vec<String>> = groups
            .iter()
            .take(MOST)
            .map(|one| vec![one.name.clone(), one.entries.to_string(), one.people.to_string(), one.last.to_string()])
            .collect();
        section(page, &[name, "entries", "people", "last"].map(str::to_owned), &lines);
    }
    for chart in network.charts() {
        let _ = writeln!(page, "{}", visible(&chart.says));
    }
}

fn section(page: &mut String, heads: &[String], lines: &[Vec<String>]) {
    if !lines.is_empty() {
        table(page, heads, lines);
        page.push('\n');
    }
}

fn spent_json(spent: Spent) -> Value {
    json!({
        "entries": spent.entries,
        "minutes": spent.minutes.0,
        "first": spent.first.map(|day| day.to_string()),
        "last": spent.last.map(|day| day.to_string()),
    })
}

fn chat_json(chat: Occurrence) -> Value {
    json!({
        "date": chat.date.to_string(),
        "time": chat.time.format("%H:%M").to_string(),
        "zone": chat.zone.name(),
        "start": super::json::instant(chat.start),
    })
}

fn community_json(one: &InCommunity, snapshot: &crate::journal::Snapshot) -> Value {
    json!({
        "uid": snapshot.communities.iter().find(|community| community.id == one.id).map(|community| community.uid.to_string()),
        "name": one.name,
        "hashtag": one.hashtag,
        "professions": one.professions,
        "spent": spent_json(one.spent),
        "last_3_months": one.three_months,
        "last_12_months": one.twelve_months,
        "next": one.next.map(chat_json),
    })
}

fn person_json(met: &Met, snapshot: &crate::journal::Snapshot) -> Value {
    json!({
        "uid": met.person.and_then(|id| snapshot.people.iter().find(|person| person.id == id)).map(|person| person.uid.to_string()),
        "name": met.name,
        "profession": met.profession,
        "place": met.place,
        "organisation": met.organisation,
        "entries": met.entries,
        "first": met.first.to_string(),
        "last": met.last.to_string(),
    })
}

fn groups_json(groups: &[Group], people_unknown: usize) -> Value {
    let group = |one: &Group| {
        json!({
            "name": one.name,
            "entries": one.entries,
            "people": one.people,
            "first": one.first.to_string(),
            "last": one.last.to_string(),
        })
    };
    json!({ "known": groups.iter().map(group).collect::<Vec<_>>(), "people_unknown": people_unknown })
}

fn mirror_json(mirror: &Mirror) -> Value {
    let facets = mirror.facets.iter().map(|facet| {
        let shares = facet
            .shares
            .iter()
            .map(|share| json!({ "name": share.name, "known": share.known, "entries": share.entries, "percent": share.percent }));
        json!({ "aspect": facet.aspect.token(), "says": facet.says, "shares": shares.collect::<Vec<_>>() })
    });
    json!({
        "from": mirror.days.from.map(|day| day.to_string()),
        "to": mirror.days.to.map(|day| day.to_string()),
        "entries": mirror.entries,
        "facets": facets.collect::<Vec<_>>(),
        "rests_on": mirror.rests_on,
    })
}

fn suggestion_json(one: &Suggestion, snapshot: &crate::journal::Snapshot) -> Value {
    let community = one.community.and_then(|id| snapshot.communities.iter().find(|community| community.id == id));
    json!({
        "cue": one.cue.token(),
        "title": one.title,
        "rests_on": one.rests_on,
        "next": one.next,
        "community": community.map(|community| community.uid.to_string()),
        "not_yet": one.not_yet,
        "chat": one.chat.map(chat_json),
    })
}

fn claims_json(claims: &Claims, uid: impl Fn(crate::domain::EntryId) -> Option<String>) -> Value {
    let taken = claims.taken.iter().map(
        |taken| json!({ "uid": uid(taken.entry), "title": taken.name, "date": taken.date.to_string(), "looked": taken.looked.token() }),
    );
    let counts: serde_json::Map<String, Value> =
        Looked::ALL.iter().map(|looked| (looked.token().to_owned(), json!(claims.count(*looked)))).collect();
    json!({ "says": claims.says(), "counts": counts, "taken": taken.collect::<Vec<_>>() })
}
