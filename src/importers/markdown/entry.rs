//! Keys as an entry.

use serde_json::Value;

use super::Reading;
use super::body::{self, As, Cut};
use super::front::{self, Keys};
use super::note;
use crate::domain::Uid;
use crate::domain::text::{clean_line, note_tag};
use crate::dossier::{Action, Answer, Claim, Community, Entry, Evidence, Goal, GoalLink, LookBack, Reflection, Spent};

/// Keys of an entry that are ours.
pub(super) const KNOWN: &[&str] = &[
    "title",
    "title_exactly",
    "tags",
    "labels",
    "id",
    "state",
    "submitted",
    "parked",
    "kind",
    "kind_label",
    "time",
    "zone",
    "minutes",
    "preparing",
    "taking_part",
    "reading",
    "reflecting",
    "interactive",
    "how",
    "platform",
    "url",
    "handle",
    "hashtag",
    "community",
    "community_id",
    "template",
    "template_label",
    "role",
    "used",
    "people",
    "learnt_with",
    "standards",
    "amounts",
    "claim_check",
    "ai_help",
    "items",
    "item_of",
    "goals",
    "actions",
    "found_later",
    "evidence",
    "answers",
    "learnt",
    "changed",
    "benefit",
    "texts",
    "ours",
    "created",
    "lastmod",
    "date",
    "cpd_journal",
];

/// Whether keys are those of an entry of ours.
pub(super) fn is_one(keys: &Keys) -> bool {
    keys.contains_key("kind") && front::text(keys, "id").parse::<Uid>().is_ok()
}

impl Reading {
    /// Takes an entry's file in.
    pub(super) fn entry(&mut self, name: &str, keys: &Keys, page: &str, whole: &str) {
        self.strange(name, keys, &[KNOWN]);
        let mut entry = entry(keys);
        let places = body::places(keys);
        let cut = body::cut(page, &places, keys.get("ours").and_then(Value::as_str));
        if let Some(title) = cut.title.clone().filter(|title| !title.is_empty()) {
            self.warn(name, "The title above the text was changed; it was taken instead of the one in the front matter.");
            entry.title = title;
        }
        self.put_texts(name, &mut entry, &places, &cut);
        if !cut.beside.is_empty() {
            note::append(&mut entry.learnt, &cut.beside.join("\n\n"));
            let words = crate::domain::text::excerpt(&cut.beside.concat(), 60);
            self.warn(name, format!("What was written beside the texts was put at the end of what was learnt: “{words}”."));
        }
        self.told(name, keys, &entry);
        if let Some(first) = self.seen.get(&entry.uid).cloned() {
            if self.taken.dossier.entries.contains(&entry) {
                self.warn(name, format!("It is the same entry as in “{first}”, and was left out."));
                return;
            }
            self.warn(name, format!("It has the id of the entry in “{first}”, but other words: it was taken as an entry of its own."));
            entry.uid = note::uid(name, whole);
        }
        self.seen.insert(entry.uid.clone(), name.to_owned());
        self.around(name, keys, &mut entry);
        self.taken.dossier.entries.push(entry);
    }

    /// Puts texts that were cut out where they belong.
    pub(super) fn put_texts(&mut self, name: &str, entry: &mut Entry, places: &[body::Place], cut: &Cut) {
        if cut.ticked {
            self.warn(
                name,
                "A box in the list of actions was ticked or cleared; that was not taken: an action needs the day it was done on.",
            );
        }
        let mut put = vec![false; entry.reflection.answers.len()];
        for (place, (text, state)) in places.iter().zip(&cut.texts) {
            let of = match place.text.as_str() {
                "changed" => &mut entry.changed,
                "benefit" => &mut entry.benefit,
                "answer" => {
                    let is_it =
                        |answer: &Answer| answer.prompt == place.prompt && (place.template.is_empty() || answer.template == place.template);
                    let known = entry.reflection.answers.iter().zip(&put).position(|(answer, put)| !put && is_it(answer));
                    let at = known.unwrap_or(entry.reflection.answers.len());
                    if known.is_none() {
                        let template = if place.template.is_empty() { &entry.reflection.template } else { &place.template };
                        let (template, prompt, label) = (template.clone(), place.prompt.clone(), place.label.clone());
                        entry.reflection.answers.push(Answer { template, prompt, label, ..Answer::default() });
                        put.push(false);
                    }
                    put.iter_mut().skip(at).take(1).for_each(|put| *put = true);
                    match entry.reflection.answers.get_mut(at) {
                        Some(answer) => &mut answer.text,
                        None => continue,
                    }
                }
                "found_later" => {
                    let is_it = |look: &&mut LookBack| {
                        if place.id.is_empty() { look.date == place.prompt && look.text.is_empty() } else { look.uid == place.id }
                    };
                    match entry.look_backs.iter_mut().find(is_it) {
                        Some(look) => &mut look.text,
                        None => &mut entry.learnt,
                    }
                }
                // `learnt`, and whatever a later version may have.
                _ => &mut entry.learnt,
            };
            match state {
                // What has its words in the front matter as well has characters that no body can hold.
                As::Was if !of.is_empty() => {}
                As::Was | As::Edited => of.clone_from(text),
                As::Gone if of.is_empty() => {
                    let what = if place.label.is_empty() { &place.text } else { &place.label };
                    let what = format!("Nothing is left of the text “{what}” where it was.");
                    self.warn(name, what);
                }
                As::Gone => {}
            }
        }
    }

    /// What is told of an entry that does not fit together.
    pub(super) fn told(&mut self, name: &str, keys: &Keys, entry: &Entry) {
        let Spent { preparing, taking_part, reading, reflecting, interactive: _ } = entry.minutes;
        let sum: u64 = [preparing, taking_part, reading, reflecting].iter().map(|part| u64::from(*part)).sum();
        if keys.get("minutes").and_then(front::whole_number).is_some_and(|minutes| minutes != sum) {
            self.warn(name, format!("“minutes” is not what its parts add up to; the parts were taken: {sum} min."));
        }
    }

    /// What an entry says of things that are not part of it: taken when nothing else says it.
    pub(super) fn around(&mut self, name: &str, keys: &Keys, entry: &mut Entry) {
        for piece in front::groups(keys, "evidence") {
            self.piece(name, piece);
        }
        if !self.without_whole {
            return;
        }
        for goal in front::groups(keys, "goals") {
            let (uid, title) = (front::text(goal, "id"), front::text(goal, "title"));
            if !uid.is_empty() && !self.taken.dossier.goals.iter().any(|known| known.uid == uid) {
                self.taken.dossier.goals.push(Goal { uid, title, ..Goal::default() });
            }
        }
        let community = front::text(keys, "community");
        if community.trim().is_empty() {
            return;
        }
        let known = &mut self.taken.dossier.communities;
        let uid = match (&entry.community, known.iter().find(|one| one.name == community)) {
            (Some(uid), _) => uid.clone(),
            (None, Some(one)) => one.uid.clone(),
            (None, None) => Uid::from_text(&format!("community {community}")).to_string(),
        };
        if !known.iter().any(|one| one.uid == uid) {
            known.push(Community { uid: uid.clone(), name: community, listed: true, ..Community::default() });
        }
        entry.community = Some(uid);
    }

    /// A piece of evidence as an entry tells it.
    fn piece(&mut self, name: &str, keys: &Keys) {
        let uid = front::text(keys, "id");
        let known = self.taken.dossier.evidence.iter().position(|piece| piece.uid == uid);
        let Some(piece) = known.and_then(|at| self.taken.dossier.evidence.get_mut(at)) else {
            if self.without_whole && uid.parse::<Uid>().is_ok() {
                let text = |key| front::text(keys, key);
                self.taken.dossier.evidence.push(Evidence {
                    uid,
                    sha256: text("sha256"),
                    name: text("name"),
                    media_type: text("media_type"),
                    bytes: keys.get("bytes").and_then(front::whole_number).unwrap_or_default(),
                    caption: text("caption"),
                    alt: text("alt"),
                    captured: text("captured"),
                    source_url: text("source_url"),
                    proves: front::some_text(keys, "proves"),
                    file: front::some_text(keys, "file"),
                    content: None,
                });
            }
            return;
        };
        // The index has the same; where an entry says otherwise, somebody wrote it there.
        let mut changed = false;
        for (key, text) in [("name", &mut piece.name), ("caption", &mut piece.caption), ("alt", &mut piece.alt)] {
            if keys.contains_key("sha256") && front::text(keys, key) != *text {
                *text = front::text(keys, key);
                changed = true;
            }
        }
        if changed {
            let what = format!("What it says of the evidence “{}” is not what the index says; it was taken.", piece.name);
            self.warn(name, what);
        }
    }
}

/// An entry but for the texts in its body.
pub(super) fn entry(keys: &Keys) -> Entry {
    let text = |key| front::text(keys, key);
    let some = |key| front::some_text(keys, key);
    let shown = text("title");
    let title = some("title_exactly").filter(|exactly| clean_line(exactly) == shown).unwrap_or(shown);
    let mut minutes = Spent {
        preparing: front::number(keys, "preparing"),
        taking_part: front::number(keys, "taking_part"),
        reading: front::number(keys, "reading"),
        reflecting: front::number(keys, "reflecting"),
        interactive: front::number(keys, "interactive"),
    };
    if ["preparing", "taking_part", "reading", "reflecting"].iter().all(|part| !keys.contains_key(*part)) {
        minutes.taking_part = front::number(keys, "minutes");
    }
    let amounts = keys.get("amounts").and_then(Value::as_object).into_iter().flatten();
    let link = |goal: &Keys| GoalLink { uid: front::text(goal, "id"), linked_at: front::text(goal, "linked_at") };
    let ids = |key| front::groups(keys, key).map(|one| front::text(one, "id")).collect();
    Entry {
        uid: text("id"),
        title,
        kind: text("kind"),
        date: text("date"),
        time: some("time"),
        zone: text("zone"),
        minutes,
        how: text("how"),
        platform: text("platform"),
        url: text("url"),
        handle: text("handle"),
        hashtag: text("hashtag"),
        community: some("community_id"),
        goals: front::groups(keys, "goals").map(link).collect(),
        tags: tags(keys),
        people: front::texts(keys, "people"),
        standards: front::texts(keys, "standards"),
        amounts: amounts.filter_map(|(code, amount)| Some((code.clone(), amount.as_f64()?))).collect(),
        used: front::texts(keys, "used"),
        role: some("role"),
        reflection: Reflection { template: text("template"), answers: front::groups(keys, "answers").map(answer).collect() },
        learnt: text("learnt"),
        changed: text("changed"),
        benefit: text("benefit"),
        claim: keys.get("claim_check").and_then(Value::as_object).map(claim),
        ai_help: text("ai_help"),
        parked: some("parked"),
        state: text("state"),
        submitted_on: some("submitted"),
        created: text("created"),
        changed_at: text("lastmod"),
        actions: front::groups(keys, "actions").zip(0..).map(|(action, at)| self::action(action, &text("id"), at)).collect(),
        look_backs: front::groups(keys, "found_later").zip(0..).map(|(look, at)| look_back(look, &text("id"), at)).collect(),
        evidence: ids("evidence"),
        items: ids("items"),
    }
}

/// Tags as they were typed: in the list beside, when they cannot be written as Obsidian wants them. Changed ones are as they stand now.
fn tags(keys: &Keys) -> Vec<String> {
    let tags: Vec<String> = front::texts(keys, "tags");
    let typed = front::texts(keys, "labels");
    let simple: Vec<Option<String>> = typed.iter().map(|tag| note_tag(tag)).collect();
    let shown = |tag: &str| simple.iter().flatten().any(|simple| simple == tag);
    let is_as_it_was = !typed.is_empty() && simple.iter().flatten().all(|tag| tags.contains(tag)) && tags.iter().all(|tag| shown(tag));
    if is_as_it_was {
        return typed;
    }
    let typed_as = |tag: String| {
        typed.iter().zip(&simple).find(|(_, simple)| simple.as_ref() == Some(&tag)).map_or(tag.clone(), |(typed, _)| typed.clone())
    };
    tags.into_iter().map(typed_as).collect()
}

fn answer(keys: &Keys) -> Answer {
    let home = keys.get("home").and_then(Value::as_array).map(Vec::as_slice);
    let home = match home {
        Some([template, prompt]) => front::text_of(template).zip(front::text_of(prompt)),
        _ => None,
    };
    let text = |key| front::text(keys, key);
    Answer { template: text("template"), prompt: text("prompt"), label: text("label"), text: text("text"), home }
}

fn claim(keys: &Keys) -> Claim {
    let text = |key| front::text(keys, key);
    Claim { who: text("who"), evidence: text("evidence"), holds: text("holds"), verdict: front::some_text(keys, "verdict") }
}

/// The uid of a part of an entry; made up, always alike, where an earlier version told none.
fn part_uid(keys: &Keys, entry: &str, what: &str, at: usize) -> String {
    let uid = front::text(keys, "id");
    if uid.is_empty() { Uid::from_text(&format!("{what} {at} of {entry}")).to_string() } else { uid }
}

fn action(keys: &Keys, entry: &str, at: usize) -> Action {
    let text = |key| front::text(keys, key);
    let some = |key| front::some_text(keys, key);
    Action {
        uid: part_uid(keys, entry, "action", at),
        what: text("what"),
        due: some("due"),
        shared_with: text("shared_with"),
        shared_on: some("shared_on"),
        done: some("done"),
        effect: text("effect"),
        effect_service: text("effect_service"),
        effect_people: text("effect_people"),
    }
}

fn look_back(keys: &Keys, entry: &str, at: usize) -> LookBack {
    LookBack {
        uid: part_uid(keys, entry, "look back", at),
        month: front::number(keys, "after_months"),
        date: front::text(keys, "date"),
        found: front::text(keys, "found"),
        text: front::text(keys, "text"),
        until: front::some_text(keys, "until"),
    }
}
