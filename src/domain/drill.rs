//! Practising an audit: what the regulator would draw, until when it would want it, and what is missing for it.

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::framework::Audit;
use super::{DrillId, RegistrationId, Uid};

/// A practised audit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drill {
    pub id: DrillId,
    pub uid: Uid,
    pub draft: DrillDraft,
}

/// What is noted of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrillDraft {
    pub registration: RegistrationId,
    /// The day on which the regulator would have written.
    pub day: NaiveDate,
    pub began: DateTime<Utc>,
    /// When nothing was missing any more, or somebody stopped.
    pub ended: Option<DateTime<Utc>>,
    /// Uids of the entries that were drawn.
    pub sample: Vec<Uid>,
    /// How much was missing at the beginning.
    pub missing: u32,
    /// How much was still missing when it ended.
    pub still: Option<u32>,
}

/// So many entries are drawn where nobody knows how many the regulator would: about as many as are mended in one sitting, and enough that what
/// is missing everywhere is seen.
const DRAWN: u32 = 12;

impl Audit {
    /// The last day to answer, when the regulator writes on a day.
    pub fn deadline(&self, day: NaiveDate) -> Option<NaiveDate> {
        day.checked_add_days(Days::new(u64::from(self.days?)))
    }

    /// How many entries are drawn at most.
    pub fn most(&self) -> u32 {
        self.draw.unwrap_or(DRAWN)
    }

    /// What is drawn of these: [`Self::most`], or all when there are fewer. The same `chance` draws the same, in the order given;
    /// each is as likely as any other.
    pub fn draw<T: Copy>(&self, of: &[T], chance: Uid) -> Vec<T> {
        let most = usize::try_from(self.most()).unwrap_or(of.len());
        let mut drawn: Vec<(Uid, usize)> = (0..of.len()).map(|at| (Uid::from_text(&format!("{chance} {at}")), at)).collect();
        drawn.sort();
        let mut places: Vec<usize> = drawn.into_iter().take(most).map(|(_, at)| at).collect();
        places.sort_unstable();
        places.into_iter().filter_map(|at| of.get(at).copied()).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::domain::framework::Confidence;

    fn audit(draw: Option<u32>) -> Audit {
        Audit {
            label: "Look".to_owned(),
            text: String::new(),
            days: Some(21),
            tenths_of_percent: None,
            draw,
            forms: Vec::new(),
            wants: Vec::new(),
            confidence: Confidence::A,
            source: "S".to_owned(),
        }
    }

    #[test]
    fn a_draw_is_fair_and_the_same_again() {
        let all: Vec<u32> = (0..40).collect();
        let mut seen = HashSet::new();
        for at in 0..200 {
            let chance = Uid::from_text(&format!("drill {at}"));
            let drawn = audit(Some(6)).draw(&all, chance);
            assert_eq!(drawn, audit(Some(6)).draw(&all, chance));
            assert!(drawn.len() == 6 && drawn.is_sorted(), "{drawn:?}");
            seen.extend(drawn);
        }
        assert_eq!(seen.len(), all.len(), "each can be drawn");
        assert_eq!(audit(None).draw(&all, Uid::from_text("x")).len(), 12, "not all of a long journal");
        assert_eq!(audit(None).draw(&all[..9], Uid::from_text("x")), all[..9]);
        assert_eq!(audit(Some(6)).draw(&[7], Uid::from_text("x")), [7]);
        assert_eq!(audit(Some(6)).draw::<u32>(&[], Uid::from_text("x")), Vec::<u32>::new());
    }

    #[test]
    fn the_clock_of_the_regulator() {
        let day = NaiveDate::from_ymd_opt(2028, 2, 20).expect("a day");
        assert_eq!(audit(None).deadline(day), NaiveDate::from_ymd_opt(2028, 3, 12));
        assert_eq!(Audit { days: None, ..audit(None) }.deadline(day), None);
    }
}
