//! What an entry still lacks before somebody else can rely on it: advice, never a gate.
//!
//! These are what the bodies agree on for any learning (an activity with its day and time spent, what was learnt, what it changed, who
//! benefited, a link to a goal, something that proves it). Requirements of one regulator are data of that regulator.

use super::EntryDraft;
use super::goal::tokens;

tokens! {
    /// One thing that is missing.
    Gap {
        Title = "title", "A title";
        Kind = "kind", "The kind of activity";
        Minutes = "minutes", "How long it took";
        Learnt = "learnt", "What you learnt, or a reflection";
        Changed = "changed", "What you changed, or will";
        Benefit = "benefit", "Who benefited";
        Goal = "goal", "A goal it belongs to";
        How = "how", "How you took part with others";
        Evidence = "evidence", "Something that proves it";
    }
}

/// What a regulator or an appraiser would still want of this entry, in the order in which it is quickest to mend.
pub fn gaps(draft: &EntryDraft, has_evidence: bool, has_action: bool) -> Vec<Gap> {
    let blank = |text: &str| text.trim().is_empty();
    let missing = |gap| match gap {
        Gap::Title => blank(&draft.title),
        Gap::Kind => draft.kind == super::entry::KIND_UNSAID,
        Gap::Minutes => draft.minutes.total() == super::Minutes::ZERO,
        Gap::Learnt => blank(&draft.learnt) && draft.reflection.is_blank(),
        Gap::Changed => blank(&draft.changed) && !has_action,
        Gap::Benefit => blank(&draft.benefit),
        Gap::Goal => draft.goals.is_empty(),
        Gap::How => draft.minutes.interactive > super::Minutes::ZERO && blank(&draft.how),
        Gap::Evidence => !has_evidence,
    };
    Gap::ALL.iter().copied().filter(|gap| missing(*gap)).collect()
}
