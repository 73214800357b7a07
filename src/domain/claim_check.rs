//! A short look at what somebody claimed before it is taken on: who says it, on what evidence, does it hold here.

use super::goal::tokens;

tokens! {
    /// What comes of a claim.
    Verdict {
        Adopt = "adopt", "Adopt";
        Adapt = "adapt", "Adapt";
        Ignore = "ignore", "Ignore";
        FindOutMore = "find_out_more", "Find out more";
    }
}

/// The check of one claim. Everything may be empty: it is optional.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimCheck {
    /// What is claimed, and who says it.
    pub who: String,
    /// On what evidence.
    pub evidence: String,
    /// Whether it holds for the people whom I care for.
    pub holds: String,
    pub verdict: Option<Verdict>,
}

impl ClaimCheck {
    /// Whether nothing was checked.
    pub fn is_blank(&self) -> bool {
        self.verdict.is_none() && [&self.who, &self.evidence, &self.holds].into_iter().all(|text| text.trim().is_empty())
    }
}
