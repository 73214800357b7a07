//! Every text of a dossier that somebody wrote, with its place: to be looked through before it leaves, and to be changed on the way.

use super::Dossier;

/// What a text belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Of {
    /// The whole, of which no single text is changed in its place: what was searched for, the note, kept searches, own words.
    Cover,
    Entry,
    Action,
    LookBack,
    Goal,
    Review,
    Record,
    Evidence,
    /// The words of a piece of evidence itself.
    Content,
    Need,
    Waymark,
    Walk,
    Impact,
}

impl Of {
    /// Stable name: `entry`.
    pub const fn token(self) -> &'static str {
        match self {
            Self::Cover => "cover",
            Self::Entry => "entry",
            Self::Action => "action",
            Self::LookBack => "look-back",
            Self::Goal => "goal",
            Self::Review => "review",
            Self::Record => "record",
            Self::Evidence => "evidence",
            Self::Content => "evidence-content",
            Self::Need => "need",
            Self::Waymark => "waymark",
            Self::Walk => "walk",
            Self::Impact => "impact",
        }
    }
}

/// Where a text stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    pub of: Of,
    /// Uid of that; empty for the cover.
    pub uid: String,
    /// Which of its texts: `learnt`, `answer gibbs feelings`, `field summary`, `detail partner_name`.
    pub field: String,
}

/// What the field of a detail of somebody else begins with.
const DETAIL: &str = "detail ";

impl Place {
    /// Whether it is a detail of somebody else, which is kept apart: its words are written down nowhere else, for they can be erased.
    pub fn is_apart(&self) -> bool {
        self.of == Of::Record && self.field.starts_with(DETAIL)
    }
}

impl Dossier {
    /// Every text that somebody wrote freely, in order of reading. Each field is named, so that a new one is either here or knowingly not:
    /// ids, words of lists, days, and names of people as such, which leave only when that was decided.
    pub fn texts(&mut self, look: &mut dyn FnMut(Place, &mut String)) {
        let mut at = |of: Of, uid: &str, field: &str, text: &mut String| {
            if !text.trim().is_empty() {
                look(Place { of, uid: uid.to_owned(), field: field.to_owned() }, text);
            }
        };
        let super::Scope { from: _, to: _, goal, query, walk, framework: _, counted_only: _ } = &mut self.scope;
        for (field, text) in [("query", query), ("walk", walk), ("goal", goal)] {
            if let Some(text) = text {
                at(Of::Cover, "", field, text);
            }
        }
        for goal in &mut self.goals {
            let super::Goal {
                uid,
                title,
                why,
                measure,
                how,
                due: _,
                support,
                barriers,
                purpose: _,
                kind: _,
                state: _,
                outcome,
                plan,
                carried_from: _,
                created: _,
                changed_at: _,
                reviews,
            } = goal;
            for (field, text) in [
                ("title", title),
                ("why", why),
                ("measure", measure),
                ("how", how),
                ("support", support),
                ("barriers", barriers),
                ("outcome", outcome),
                ("plan", plan),
            ] {
                at(Of::Goal, uid, field, text);
            }
            for review in reviews {
                let super::Review { uid, date: _, note } = review;
                at(Of::Review, uid, "note", note);
            }
        }
        for entry in &mut self.entries {
            let super::Entry {
                uid,
                title,
                kind: _,
                date: _,
                time: _,
                zone: _,
                minutes: _,
                how,
                platform,
                url,
                handle,
                hashtag,
                community: _,
                goals: _,
                tags,
                people: _,
                standards: _,
                amounts: _,
                used: _,
                role: _,
                reflection,
                learnt,
                changed,
                benefit,
                claim,
                ai_help,
                parked: _,
                state: _,
                submitted_on: _,
                created: _,
                changed_at: _,
                actions,
                look_backs,
                evidence: _,
                items: _,
            } = entry;
            for (field, text) in [
                ("title", title),
                ("how", how),
                ("platform", platform),
                ("url", url),
                ("handle", handle),
                ("hashtag", hashtag),
                ("learnt", learnt),
            ] {
                at(Of::Entry, uid, field, text);
            }
            let super::Reflection { template: _, answers } = reflection;
            for super::Answer { template, prompt, label: _, text, home: _ } in answers {
                at(Of::Entry, uid, &format!("answer {template} {prompt}"), text);
            }
            for (field, text) in [("changed", changed), ("benefit", benefit), ("ai_help", ai_help)] {
                at(Of::Entry, uid, field, text);
            }
            if let Some(claim) = claim {
                let super::Claim { who, evidence, holds, verdict: _ } = claim;
                for (field, text) in [("claim who", who), ("claim evidence", evidence), ("claim holds", holds)] {
                    at(Of::Entry, uid, field, text);
                }
            }
            for tag in tags {
                at(Of::Entry, uid, "tags", tag);
            }
            for action in actions {
                let super::Action { uid, what, shared_with, effect, effect_service, effect_people, due: _, shared_on: _, done: _ } = action;
                for (field, text) in [
                    ("what", what),
                    ("shared_with", shared_with),
                    ("effect", effect),
                    ("effect_service", effect_service),
                    ("effect_people", effect_people),
                ] {
                    at(Of::Action, uid, field, text);
                }
            }
            for look in look_backs {
                let super::LookBack { uid, month: _, date: _, found: _, text, until: _ } = look;
                at(Of::LookBack, uid, "text", text);
            }
        }
        for record in &mut self.records {
            let super::Record { uid, kind: _, date: _, until: _, fields, refers: _, details, created: _, changed_at: _ } = record;
            for (field, text) in fields {
                at(Of::Record, uid, &format!("field {field}"), text);
            }
            for (field, text) in details {
                at(Of::Record, uid, &format!("{DETAIL}{field}"), text);
            }
        }
        for one in &mut self.evidence {
            let super::Evidence {
                uid,
                sha256: _,
                name,
                media_type: _,
                bytes: _,
                caption,
                alt,
                captured: _,
                source_url,
                proves: _,
                file: _,
                content: _,
            } = one;
            for (field, text) in [("name", name), ("caption", caption), ("alt", alt), ("source_url", source_url)] {
                at(Of::Evidence, uid, field, text);
            }
        }
        for need in &mut self.needs {
            let super::Need { uid, kind: _, text, date: _, goal: _, entry: _ } = need;
            at(Of::Need, uid, "text", text);
        }
        for waymark in &mut self.waymarks {
            let super::Waymark { uid, kind: _, title, version, date: _, note } = waymark;
            for (field, text) in [("title", title), ("version", version), ("note", note)] {
                at(Of::Waymark, uid, field, text);
            }
        }
        for walk in &mut self.walks {
            let super::Walk { uid, title, registration: _, from: _, to: _, note, next_plan, begun: _, finished: _, decided: _, fates } =
                walk;
            for (field, text) in [("title", title), ("note", note), ("next_plan", next_plan)] {
                at(Of::Walk, uid, field, text);
            }
            for super::Fate { goal, fate: _, outcome, next_title } in fates {
                at(Of::Walk, uid, &format!("outcome {goal}"), outcome);
                at(Of::Walk, uid, &format!("next_title {goal}"), next_title);
            }
        }
        for impact in &mut self.impacts {
            let super::Impact { uid, title, reader, opening, closing, entries: _, from: _, to: _ } = impact;
            for (field, text) in [("title", title), ("reader", reader), ("opening", opening), ("closing", closing)] {
                at(Of::Impact, uid, field, text);
            }
        }
        for community in &mut self.communities {
            at(Of::Cover, &community.uid, "prepare", &mut community.prepare);
        }
        for super::SavedSearch { uid, name, query } in &mut self.saved_searches {
            at(Of::Cover, uid, "kept search", name);
            at(Of::Cover, uid, "words of a kept search", query);
        }
        for word in &mut self.words {
            at(Of::Cover, "", "own word", word);
        }
    }
}
