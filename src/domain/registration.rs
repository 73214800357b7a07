//! A registration: under whose rules somebody keeps the journal, and since when.

use chrono::NaiveDate;

use super::framework::Chosen;
use super::{RegistrationId, Uid};

/// What is said of a registration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegistrationDraft {
    /// Id of a [`super::Framework`]; kept even when that framework is not installed. Other editions of its scheme stand in for it.
    pub framework: String,
    /// The first day of the current cycle, or of any; none where the framework knows it.
    pub cycle_start: Option<NaiveDate>,
    pub chosen: Chosen,
    /// The day of joining, when that was in the middle of a cycle.
    pub joined: Option<NaiveDate>,
}

/// A registration of this journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    pub id: RegistrationId,
    pub uid: Uid,
    pub draft: RegistrationDraft,
}
