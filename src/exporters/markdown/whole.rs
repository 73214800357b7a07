//! The front matter of an index, or of everything in one file: what belongs to no single entry, from the dossier.

use serde_json::Value;

use super::exact::{Around, Keys, keys};
use super::place::Place;
use crate::domain::text::clean_line;
use crate::dossier::{Dossier, Goal};

/// Adds the dossier to what the report says, but for the entries, which have front matter of their own or come as `entries`. `places` are
/// where texts of goals are in the body: those that do not hold one are dropped.
pub(super) fn whole(front: &mut Keys, dossier: &Dossier, around: &Around<'_>, entries: Vec<Keys>, places: &mut Vec<Place>) {
    let Dossier {
        format,
        version,
        id,
        title,
        made_on,
        scope,
        left_out,
        registrant,
        registrations,
        communities,
        people,
        goals,
        entries: _,
        records,
        evidence,
        needs,
        waymarks,
        walks,
        impacts,
        saved_searches,
        words,
    } = dossier;
    let mut goals = goals.clone();
    places.retain_mut(|place| of_goal(&mut goals, place));
    if *dossier == Dossier::default() {
        return;
    }
    if !clean_line(title).is_empty() {
        front.insert("title".to_owned(), Value::String(clean_line(title)));
    }
    // Files have no order of their own, and entries of one day do.
    let order: Vec<&str> = dossier.entries.iter().map(|entry| entry.uid.as_str()).collect();
    let stands = serde_json::json!({ "format": format, "version": version, "id": id, "title": title, "made_on": made_on, "order": order });
    front.insert("dossier".to_owned(), stands);
    let mut add = |key: &str, value: Result<Value, serde_json::Error>| {
        let value = value.unwrap_or_default();
        let is_empty = value.as_array().is_some_and(Vec::is_empty) || value.as_object().is_some_and(serde_json::Map::is_empty);
        if !is_empty {
            front.insert(key.to_owned(), value);
        }
    };
    let evidence: Vec<Keys> = evidence
        .iter()
        .map(|piece| {
            let mut one = keys(piece);
            one.shift_remove("content");
            one.shift_remove("file");
            if let Some(file) = around.files.get(&piece.uid) {
                one.insert("file".to_owned(), Value::String(file.clone()));
            }
            one
        })
        .collect();
    add("scope", serde_json::to_value(scope));
    add("left_out", serde_json::to_value(left_out));
    add("registrant", serde_json::to_value(registrant));
    add("registrations", serde_json::to_value(registrations));
    add("communities", serde_json::to_value(communities));
    add("people", serde_json::to_value(people));
    add("goals", serde_json::to_value(&goals));
    add("entry_data", serde_json::to_value(entries));
    add("records", serde_json::to_value(records));
    add("evidence", serde_json::to_value(evidence));
    add("needs", serde_json::to_value(needs));
    add("waymarks", serde_json::to_value(waymarks));
    add("walks", serde_json::to_value(walks));
    add("impacts", serde_json::to_value(impacts));
    add("saved_searches", serde_json::to_value(saved_searches));
    add("words", serde_json::to_value(words));
}

/// Whether a place holds a text of one of the goals. That is not said twice, then.
fn of_goal(goals: &mut [Goal], place: &mut Place) -> bool {
    let Some(goal) = goals.iter_mut().find(|goal| !place.of.is_empty() && goal.uid == place.id) else { return false };
    let text = match (place.of, place.text) {
        ("review", _) => {
            let review = goal.reviews.iter_mut().find(|review| review.date == place.prompt && review.note == place.typed);
            review.map(|review| {
                place.id.clone_from(&review.uid);
                &mut review.note
            })
        }
        (_, "why") => Some(&mut goal.why),
        (_, "measure") => Some(&mut goal.measure),
        (_, "how") => Some(&mut goal.how),
        (_, "support") => Some(&mut goal.support),
        (_, "barriers") => Some(&mut goal.barriers),
        (_, "outcome") => Some(&mut goal.outcome),
        _ => None,
    };
    let Some(text) = text.filter(|text| **text == place.typed) else { return false };
    if place.is_whole() {
        text.clear();
    }
    true
}
