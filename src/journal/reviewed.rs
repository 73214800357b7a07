//! What the review pages show, worked out from a snapshot: once for each revision, away from the window.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::chains::known_here;
use super::{Journal, JournalError, Snapshot, WalkEnd};
use crate::catalogue::Catalogue;
use crate::domain::{Impact, RegistrationId, Sheet, Uid, WalkId};
use crate::review::burn_up::BurnUp;
use crate::review::calendar::Calendar;
use crate::review::chains::Changed;
use crate::review::claims::{Claims, claims};
use crate::review::compare::Comparison;
use crate::review::coverage::{Coverage, Under};
use crate::review::hours::Hours;
use crate::review::mirror::{Mirror, mirror};
use crate::review::network::{Network, network};
use crate::review::on_this_day::OnThisDay;
use crate::review::suggestion::{Suggestion, suggestions};
use crate::review::timeline::Timeline;
use crate::review::year::{Calling, YearOf};
use crate::review::{Days, Material, impact};

/// What somebody looks at. A page asks for it again when the journal has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// All days of the journal.
    Calendar,
    /// Where the time of some days went.
    Hours(Days),
    /// Goals by categories: of a registration in its current cycle, or in these days; by kinds without one.
    Coverage { registration: Option<RegistrationId>, days: Option<Days> },
    /// Sessions in order of time, and the times without any.
    Timeline,
    /// What the current cycle of a registration asks for, and how it grew.
    BurnUp(RegistrationId),
    /// The chains from activity to benefit on some days.
    Changed(Days),
    /// The same day in earlier years.
    OnThisDay,
    /// From whom somebody learns on some days, and what could widen that.
    Network(Days),
    /// Two stretches of time side by side.
    Compare { earlier: Days, later: Days },
    /// A year in learning.
    Year { days: Days, calling: Calling },
    /// An impact story as it is written now, whether it is kept already or not.
    Impact(Box<Impact>),
    /// Of which entries something came, to be told in an impact story.
    ToTell,
    /// What an appraisal walk came to.
    WalkEnd(WalkId),
    /// Entries that were made or changed after a day was over.
    Since(NaiveDate),
}

/// What there is to see.
#[derive(Clone, Debug, PartialEq)]
pub enum Seen {
    Calendar(Box<Calendar>),
    Hours(Box<Hours>),
    Coverage(Box<Coverage>),
    Timeline(Box<Timeline>),
    /// None where nothing can be counted.
    BurnUp(Option<Box<BurnUp>>),
    Changed(Box<Changed>),
    OnThisDay(Box<OnThisDay>),
    Network(Box<LearntFrom>),
    Compare(Box<Comparison>),
    Year(Box<Sheet>),
    Impact(Box<impact::Told>),
    ToTell(Box<Changed>),
    WalkEnd(Box<WalkEnd>),
    Since(BTreeSet<Uid>),
}

/// From whom somebody learns.
#[derive(Clone, Debug, PartialEq)]
pub struct LearntFrom {
    pub network: Network,
    pub mirror: Mirror,
    /// What could be tried next; the same whatever the days.
    pub suggestions: Vec<Suggestion>,
    /// How well that rests on evidence which was taken on.
    pub claims: Claims,
}

impl Snapshot {
    /// What the review pages are made from.
    pub fn material<'m>(&'m self, catalogue: &'m Catalogue) -> Material<'m> {
        Material {
            entries: &self.entries,
            facts: &self.facts,
            goals: &self.goals,
            actions: &self.actions,
            communities: &self.communities,
            people: &self.people,
            records: &self.records,
            look_backs: &self.look_backs,
            registrations: &self.registrations,
            profile: &self.profile,
            kinds: &catalogue.kinds,
            today: self.today,
            zone: self.zone,
        }
    }

    /// A registration with its framework and where it stands, as looking back needs it.
    pub fn under<'u>(&'u self, catalogue: &'u Catalogue, registration: RegistrationId) -> Option<Under<'u>> {
        let stand = self.stands.iter().find(|stand| stand.registration.id == registration)?;
        let standing = stand.counted.as_ref().ok()?;
        Some(Under { registration: &stand.registration, framework: catalogue.framework(&standing.framework)?, standing })
    }
}

impl Journal {
    /// What there is to see, in the journal as a snapshot has it.
    ///
    /// # Errors
    /// [`JournalError::Store`] when what is not in the snapshot cannot be read.
    pub fn look(&self, look: &Look, snapshot: &Snapshot) -> Result<Seen, JournalError> {
        let material = snapshot.material(self.catalogue());
        Ok(match look {
            Look::Calendar => Seen::Calendar(Box::new(Calendar::of(&material, Days::default()))),
            Look::Hours(days) => Seen::Hours(Box::new(Hours::of(&material, *days))),
            Look::Coverage { registration, days } => {
                let under = registration.and_then(|id| snapshot.under(self.catalogue(), id));
                let days = days.or_else(|| under.as_ref().map(Under::cycle)).unwrap_or_default();
                Seen::Coverage(Box::new(Coverage::of(&material, days, under)))
            }
            Look::Timeline => Seen::Timeline(Box::new(Timeline::of(&material, Days::default()))),
            Look::BurnUp(registration) => {
                let under = snapshot.under(self.catalogue(), *registration);
                Seen::BurnUp(under.map(|under| Box::new(BurnUp::of(&material, under))))
            }
            Look::Changed(days) => Seen::Changed(Box::new(self.changed_on(&material, *days)?)),
            Look::OnThisDay => Seen::OnThisDay(Box::new(OnThisDay::of(&material))),
            Look::Network(days) => {
                let known = known_here(self.catalogue());
                Seen::Network(Box::new(LearntFrom {
                    network: network(&material, &known, *days, snapshot.now),
                    mirror: mirror(&material, &known, *days),
                    suggestions: suggestions(&material, &known, snapshot.now),
                    claims: claims(&material, *days),
                }))
            }
            Look::Compare { earlier, later } => Seen::Compare(Box::new(Comparison::of(&material, *earlier, *later))),
            Look::Year { days, calling } => Seen::Year(Box::new(self.year(snapshot, YearOf { days: *days, calling: *calling })?)),
            Look::Impact(story) => Seen::Impact(Box::new(self.impact(snapshot, story)?)),
            Look::ToTell => Seen::ToTell(Box::new(self.changed_on(&material, Days::default())?)),
            Look::WalkEnd(walk) => Seen::WalkEnd(Box::new(self.end_of_walk(*walk, snapshot)?)),
            Look::Since(day) => Seen::Since(self.changed_since(*day)?),
        })
    }
}
