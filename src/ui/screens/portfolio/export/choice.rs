//! Everything that is chosen about what leaves, and the selection that it makes.

use super::format::Format;
use super::period::Period;
use crate::domain::portfolio::{Depth, EvidenceAs, Handles, Parts};
use crate::domain::{GoalId, RegistrationId, Standing};
use crate::journal::{Chosen, Selection, Stand, Under};
use crate::ui::context::Ctx;
use crate::ui::widgets::DayField;

/// A document of more entries than this takes more memory than many computers can spare: it is one for each year then.
pub(super) const MANY_ENTRIES: usize = 1_500;

/// For whom it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Whom {
    /// What most people want: the first registration whose cycle is known; nobody when entries were chosen on a walk.
    #[default]
    Usual,
    One(RegistrationId, i32),
    All,
    Nobody,
}

/// What is chosen. Nothing where it is as usual for the format.
#[derive(Debug, Default)]
pub(super) struct Choice {
    pub(super) whom: Whom,
    pub(super) period: Period,
    pub(super) from: DayField,
    pub(super) to: DayField,
    pub(super) goal: Option<GoalId>,
    /// As typed, and as it was when somebody had stopped typing.
    pub(super) query: String,
    pub(super) settled_query: String,
    pub(super) with_drafts: bool,
    /// Only what counts towards the registration that is chosen.
    pub(super) counted_only: bool,
    /// What was chosen on a walk: only that.
    pub(super) chosen: Option<Box<Chosen>>,
    pub(super) depth: Depth,
    pub(super) parts: Parts,
    /// What it adds up to is shown in charts, too.
    pub(super) charts: bool,
    pub(super) people: Option<bool>,
    pub(super) handles: Option<Handles>,
    pub(super) volumes: Option<bool>,
    /// In bytes.
    pub(super) split_at: Option<u64>,
    pub(super) format: Format,
}

impl Choice {
    /// Only what was chosen on a walk leaves, and all of it: nothing else takes from it.
    pub(super) fn take_chosen(&mut self, chosen: Chosen) {
        self.chosen = Some(Box::new(chosen));
        self.whom = Whom::Usual;
        self.period = Period::All;
        self.goal = None;
        self.query.clear();
        self.settled_query.clear();
        self.with_drafts = true;
    }

    /// Whether nobody is typing words that what is shown does not know of.
    pub(super) fn is_settled(&self) -> bool {
        self.chosen.is_some() || self.query.trim() == self.settled_query.trim()
    }

    /// Under which rules.
    pub(super) fn under(&self, cx: &Ctx<'_>) -> Under {
        let is_there = |id: RegistrationId| cx.snapshot.registrations.iter().any(|one| one.id == id);
        match self.whom {
            Whom::One(id, number) if is_there(id) => Under::One(id, number),
            Whom::Nobody => Under::Nobody,
            // A registration can go, by undo for example.
            Whom::Usual | Whom::One(..) if self.chosen.is_none() => {
                let known = cx.snapshot.stands.iter().find(|stand| stand.counted.is_ok());
                known.map_or(Under::All, |stand| Under::One(stand.registration.id, 0))
            }
            Whom::Usual | Whom::One(..) | Whom::All => Under::All,
        }
    }

    /// Whether the people whom one learnt with are named: in a copy for oneself they are, unless somebody says otherwise.
    pub(super) fn names_people(&self) -> bool {
        self.people.unwrap_or_else(|| self.format.is_own_copy())
    }

    /// What becomes of handles: others get letters to tell people apart by, unless somebody says otherwise.
    pub(super) fn handles(&self) -> Handles {
        self.handles.unwrap_or(if self.format.is_own_copy() { Handles::Keep } else { Handles::Pseudonym })
    }

    /// Whether it is one document for each year, when it has so many entries.
    pub(super) fn is_in_volumes(&self, entries: usize) -> bool {
        self.format.has_volumes() && self.volumes.unwrap_or(entries > MANY_ENTRIES)
    }

    /// Whether files that prove something leave as well, not only their names.
    pub(super) fn takes_files(&self) -> bool {
        self.format.takes_files() && self.parts.evidence != EvidenceAs::Index
    }

    /// What is chosen now. `earlier` is where one stood in the cycle before.
    pub(super) fn selection(&mut self, cx: &Ctx<'_>, earlier: Option<&[Stand]>) -> Selection {
        // A goal can go, by undo for example.
        self.goal = self.goal.filter(|id| cx.goal(*id).is_some());
        let (from, to) = self.period.days(cx.today());
        let under = self.under(cx);
        let mut selection = Selection {
            from,
            to,
            goal: self.goal,
            query: Some(self.settled_query.trim().to_owned()).filter(|query| !query.is_empty()),
            chosen: self.chosen.clone(),
            without_drafts: !self.with_drafts,
            people: self.names_people(),
            whole: self.format.is_own_copy(),
            charts: self.charts,
            under,
            cycle: cycle(cx, under, earlier),
            counted_only: self.counted_only && may_weigh_entries(cx, under, earlier),
            counting: None,
            depth: self.depth,
            parts: self.parts,
            handles: Some(self.handles()),
            volumes: false,
            split_at: self.split_at.filter(|_| self.format.has_parts()),
            acknowledged: false,
            seen: std::collections::BTreeMap::new(),
        };
        if selection.counted_only
            && let Some(standing) = standing(cx, under, earlier)
        {
            selection.stand_in(standing);
        }
        if self.format.has_volumes() {
            let entries = cx.snapshot.entries.iter().filter(|entry| selection.takes(entry)).count();
            selection.volumes = self.is_in_volumes(entries);
        }
        selection
    }
}

/// The days of the cycle that it is under, where they are known here.
pub(super) fn cycle(cx: &Ctx<'_>, under: Under, earlier: Option<&[Stand]>) -> Option<(chrono::NaiveDate, chrono::NaiveDate)> {
    let span = standing(cx, under, earlier)?.cycle.span;
    Some((span.start, span.end))
}

/// Where one stands in the cycle that it is under, where that is known here.
fn standing<'a>(cx: &'a Ctx<'_>, under: Under, earlier: Option<&'a [Stand]>) -> Option<&'a Standing> {
    let Under::One(id, number) = under else { return None };
    let stands = if number == 0 { Some(cx.snapshot.stands.as_slice()) } else { earlier };
    let stand = stands?.iter().find(|stand| stand.registration.id == id)?;
    stand.counted.as_deref().ok()
}

/// Whether entries can count towards a requirement of the registration that it is under; they may as long as its rules are not known here.
pub(super) fn may_weigh_entries(cx: &Ctx<'_>, under: Under, earlier: Option<&[Stand]>) -> bool {
    let rules = standing(cx, under, earlier).and_then(|standing| Some((standing, cx.catalogue.framework(&standing.framework)?)));
    matches!(under, Under::One(..)) && rules.is_none_or(|(standing, rules)| standing.weighs_entries(rules))
}
