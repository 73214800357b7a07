//! What was not to be taken in goes again: from the report and from the dossier alike, so that neither tells what the other keeps back.

use crate::domain::portfolio::{Depth, EvidenceAs, Parts};
use crate::domain::{ClaimCheck, Report};
use crate::dossier::{self, Dossier};

/// Kinds of records that are practice hours, and feedback. Their ids are the same in every framework.
pub(super) const HOURS: &str = "practice-hours";
pub(super) const FEEDBACK: &str = "feedback";

/// Whether records of a kind are feedback: from colleagues, from patients, compliments and complaints.
pub(super) fn is_feedback(kind: &str) -> bool {
    kind.ends_with(FEEDBACK) || kind == "compliment-complaint"
}

/// Whether records of a kind are taken in.
pub(super) fn takes_kind(parts: Parts, kind: &str) -> bool {
    match kind {
        HOURS => parts.hours,
        _ if is_feedback(kind) => parts.feedback,
        _ => parts.records,
    }
}

/// Takes out of a report what its parts and its depth do not have.
pub(super) fn leave_out(report: &mut Report) {
    let (parts, depth) = (report.parts, report.depth);
    let (reflections, learning, actions) = kept(parts, depth);
    for entry in &mut report.entries {
        if !reflections {
            entry.answers.clear();
            entry.template.clear();
            entry.template_id.clear();
        }
        if !learning {
            for text in [&mut entry.learnt, &mut entry.changed, &mut entry.benefit] {
                text.clear();
            }
            entry.found_later.clear();
            entry.claim = ClaimCheck::default();
        }
        if !actions {
            entry.actions.clear();
        }
    }
    if !parts.goals {
        report.goals.clear();
        report.entries.iter_mut().for_each(|entry| entry.goals.clear());
    }
    report.records.retain(|records| takes_kind(parts, &records.kind));
    for standing in &mut report.standings {
        if !parts.requirements {
            standing.requirements.clear();
        }
        if !parts.forms {
            standing.forms.clear();
        }
    }
    if !parts.requirements && !parts.forms {
        report.standings.clear();
    }
}

/// The same of a dossier. Says in it what was taken out.
pub(super) fn leave_out_of_dossier(dossier: &mut Dossier, parts: Parts, depth: Depth) {
    let (reflections, learning, actions) = kept(parts, depth);
    for entry in &mut dossier.entries {
        if !reflections {
            entry.reflection = dossier::Reflection::default();
        }
        if !learning {
            for text in [&mut entry.learnt, &mut entry.changed, &mut entry.benefit] {
                text.clear();
            }
            entry.look_backs.clear();
            entry.claim = None;
        }
        if !actions {
            entry.actions.clear();
        }
        if !parts.goals {
            entry.goals.clear();
        }
    }
    if !parts.goals {
        dossier.goals.clear();
        dossier.needs.iter_mut().for_each(|need| need.goal = None);
        dossier.walks.iter_mut().for_each(|walk| walk.fates.clear());
    }
    dossier.records.retain(|record| takes_kind(parts, &record.kind));
    for (kept, what) in [
        (reflections, "reflections"),
        (learning, "learning"),
        (actions, "actions"),
        (parts.goals, "goals"),
        (parts.hours, "hours"),
        (parts.feedback, "feedback"),
        (parts.records, "records"),
        (parts.evidence != EvidenceAs::Index, "evidence contents"),
        (parts.details_of_others, "details of others"),
    ] {
        if !kept {
            dossier.left_out.push(what.to_owned());
        }
    }
}

/// Whether reflections, learning and actions are there.
pub(super) fn kept(parts: Parts, depth: Depth) -> (bool, bool, bool) {
    let full = depth == Depth::Full;
    (full && parts.reflections, full && parts.learning, full && parts.actions)
}
