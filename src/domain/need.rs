//! Where goals come from: a look at oneself, and what is noticed at work.
//!
//! Strengths, weaknesses, opportunities and threats (SWOT) are the usual starting point of a personal development plan. Needs noticed at
//! work come from general practice: patients' unmet needs and doctor's educational needs (Eve, 2003, *PUNs and DENs: discovering learning
//! needs in general practice*); here they serve every profession.

use chrono::NaiveDate;

use super::goal::tokens;
use super::{EntryId, GoalId, NeedId, Uid};

tokens! {
    /// What kind of starting point it is.
    NeedKind {
        Strength = "strength", "Strength";
        Weakness = "weakness", "Weakness";
        Opportunity = "opportunity", "Opportunity";
        Threat = "threat", "Threat";
        /// Somebody who uses the service needed what the registrant could not give.
        Unmet = "unmet", "Unmet need of somebody I cared for";
        /// What the registrant did not know or could not do.
        Learning = "learning", "Learning need";
    }
}

/// What is written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedDraft {
    pub kind: NeedKind,
    pub text: String,
    pub day: NaiveDate,
    /// The goal that it grew into.
    pub goal: Option<GoalId>,
    /// The entry that it was noticed in.
    pub entry: Option<EntryId>,
}

/// One of this journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    pub id: NeedId,
    pub uid: Uid,
    pub draft: NeedDraft,
}
