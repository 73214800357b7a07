//! What a CPD journal is, without a file, a window or a clock.
//!
//! A **registrant** keeps [`Entry`]s about what they learnt, links them to the [`Goal`]s of a personal development
//! plan, takes [`Action`]s back to work, keeps [`Evidence`], belongs to [`Community`]s, and hands a [`Report`] to
//! somebody else. Nothing here may know SQL, egui, files, threads or the time of day: instants are passed in.

pub mod action;
pub mod chart;
pub mod chat;
pub mod claim_check;
pub mod community;
pub mod counting;
pub mod drill;
pub mod entry;
pub mod evidence;
pub mod framework;
pub mod gaps;
pub mod goal;
pub mod history;
pub mod ids;
pub mod impact;
pub mod kind;
pub mod leaving;
pub mod look_back;
pub mod merge;
pub mod minutes;
pub mod names;
pub mod need;
pub mod overlap;
pub mod path;
pub mod person;
pub mod portfolio;
pub mod profile;
pub mod record;
pub mod reflection;
pub mod registration;
pub mod report;
mod report_texts;
pub mod saved_search;
pub mod sheet;
pub mod slot;
pub mod standing;
pub mod story;
pub mod tag;
pub mod text;
pub mod texts;
mod time_of_day;
pub mod timer;
pub mod walk;
pub mod waymark;
pub mod when;

pub use action::{Action, ActionDraft, Effect};
pub use chart::Chart;
pub use chat::{Chat, ChatDraft};
pub use claim_check::{ClaimCheck, Verdict};
pub use community::{Community, CommunityDraft, Rhythm};
pub use entry::{Entry, EntryDraft, EntryHeader, EntryState, Role, Verb};
pub use evidence::{Digest, Evidence};
pub use framework::Framework;
pub use gaps::Gap;
pub use goal::{Goal, GoalDraft, GoalKind, GoalState, Purpose, Review, ReviewDraft};
pub use history::{Moment, Step, StepKind, Subject};
pub use ids::{
    ActionId, ChatId, CommunityId, DrillId, EntryId, EvidenceId, GoalId, ImpactId, LookBackId, NeedId, PersonId, RecordId, RegistrationId,
    ReviewId, SavedSearchId, StepId, Uid, WalkId, WaymarkId,
};
pub use impact::{Impact, ImpactDraft};
pub use kind::Kind;
pub use look_back::{Found, LookBack, LookBackDraft};
pub use minutes::Minutes;
pub use need::{Need, NeedDraft, NeedKind};
pub use overlap::Overlap;
pub use person::{Person, PersonDraft};
pub use profile::Profile;
pub use record::{Record, RecordDraft, RecordKind};
pub use reflection::{About, Answer, Length, Prompt, Reflection, Stage, Suits, Template, Unit};
pub use registration::{Registration, RegistrationDraft};
pub use report::Report;
pub use saved_search::{SavedSearch, SavedSearchDraft};
pub use sheet::Sheet;
pub use slot::{Occurrence, Slot};
pub use standing::Standing;
pub use story::Story;
pub use texts::TextThen;
pub use timer::{Part, Timer};
pub use walk::{Walk, WalkDraft};
pub use waymark::{Waymark, WaymarkDraft, WaymarkKind};
