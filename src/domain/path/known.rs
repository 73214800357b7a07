//! What a journal knows of somebody's way into social media at work.

use std::borrow::Borrow;
use std::collections::HashSet;

use chrono::NaiveDate;

use super::{Because, Standing, Step};
use crate::domain::text::folded;
use crate::domain::{Action, EntryHeader, Goal, GoalState, Minutes, Person, Waymark, WaymarkKind};

/// What is known of somebody's way, from their journal.
#[derive(Debug)]
pub struct Known<'k, E> {
    /// Those in the bin included; they tick nothing.
    pub entries: &'k [E],
    pub goals: &'k [Goal],
    pub actions: &'k [Action],
    pub marks: &'k [Waymark],
    pub people: &'k [Person],
    /// Names that entries have for people.
    pub named: &'k [(String, u32)],
    /// The registrant's own profession; may be empty.
    pub profession: &'k str,
    pub today: NaiveDate,
}

impl<E: Borrow<EntryHeader>> Known<'_, E> {
    /// Where a step stands.
    pub(super) fn standing(&self, step: Step) -> Standing {
        let because = match step {
            Step::Employer | Step::Regulator | Step::Body => return self.read(step),
            Step::RoleGoal | Step::ServiceGoal | Step::PlanGoal => self.goal(step),
            Step::Conversation => self.first(|entry| entry.interactive > Minutes::ZERO),
            Step::Professions => {
                let own = self.profession;
                self.somebody(|person| &person.draft.profession, own)
            }
            Step::Places => self.somebody(|person| &person.draft.place, ""),
            Step::Reflection => self.first(|entry| entry.reflected),
            Step::TakenBack => self.action(|_| true),
            Step::Shared => self.action(Self::is_shared),
            // To colleagues, about those who use the service.
            Step::Told => {
                let told = self.action(|action| Self::is_shared(action) && !action.draft.effect_people.trim().is_empty());
                self.marked(WaymarkKind::Told).map(|mark| Because::Mark(mark.id)).or(told)
            }
            Step::Policy => self.marked(WaymarkKind::Policy).map(|mark| Because::Mark(mark.id)),
        };
        because.map_or(Standing::Open, Standing::Done)
    }

    /// The latest mark of a kind.
    fn marked(&self, kind: WaymarkKind) -> Option<&Waymark> {
        self.marks.iter().filter(|mark| mark.draft.kind == kind && mark.draft.day <= self.today).max_by_key(|mark| mark.draft.day)
    }

    fn read(&self, step: Step) -> Standing {
        let Some(kind) = step.mark() else { return Standing::Open };
        match self.marked(kind) {
            None => Standing::Open,
            Some(mark) => {
                let (read, because) = (mark.draft.day, Because::Mark(mark.id));
                let again = mark.draft.read_again().is_some_and(|again| again <= self.today);
                if again { Standing::ReadAgain { read, because } } else { Standing::Done(because) }
            }
        }
    }

    fn goal(&self, step: Step) -> Option<Because> {
        let purpose = step.purpose()?;
        let counts = |goal: &&Goal| goal.draft.purpose == purpose && goal.draft.state != GoalState::Dropped;
        self.goals.iter().find(counts).map(|goal| Because::Goal(goal.id))
    }

    fn live(&self) -> impl Iterator<Item = &EntryHeader> {
        self.entries.iter().map(Borrow::borrow).filter(|entry: &&EntryHeader| !entry.state.is_binned())
    }

    /// The earliest entry for which this holds; what is only prepared is no first time.
    fn first(&self, holds: impl Fn(&EntryHeader) -> bool) -> Option<Because> {
        let that = self.live().filter(|entry| entry.date <= self.today && holds(entry));
        that.min_by_key(|entry| (entry.date, entry.id)).map(|entry| Because::Entry(entry.id))
    }

    fn action(&self, holds: impl Fn(&Action) -> bool) -> Option<Because> {
        let done = self.actions.iter().filter(|action| action.draft.done.is_some() && holds(action));
        done.min_by_key(|action| (action.draft.done, action.id)).map(|action| Because::Action(action.id))
    }

    fn is_shared(action: &Action) -> bool {
        action.draft.shared_on.is_some() || !action.draft.shared_with.trim().is_empty()
    }

    /// Somebody whom an entry names and of whom something else is known than of oneself; where that is not known, than of the first one.
    fn somebody(&self, what: impl Fn(&Person) -> &String, own: &str) -> Option<Because> {
        let bare = |name: &str| folded(name.trim().trim_start_matches('@'));
        let named: HashSet<String> = self.named.iter().map(|(name, _)| bare(name)).collect();
        let met = |person: &&Person| {
            let names = [&person.draft.name, &person.draft.handle].map(|name| bare(name));
            names.iter().any(|name| !name.is_empty() && named.contains(name))
        };
        let mut first = folded(own.trim());
        for person in self.people.iter().filter(met) {
            let theirs = folded(what(person).trim());
            if theirs.is_empty() {
                continue;
            }
            if first.is_empty() {
                first = theirs;
            } else if theirs != first {
                return Some(Because::Person(person.id));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use chrono::Months;

    use super::*;
    use crate::domain::path::{Path, Stage};
    use crate::domain::{
        ActionDraft, ActionId, EntryId, EntryState, GoalDraft, GoalId, PersonDraft, PersonId, Purpose, Uid, WaymarkDraft, WaymarkId,
    };

    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");

    /// What a journal holds, to be changed by a case.
    #[derive(Default)]
    struct World {
        entries: Vec<Arc<EntryHeader>>,
        goals: Vec<Goal>,
        actions: Vec<Action>,
        marks: Vec<Waymark>,
        people: Vec<Person>,
        named: Vec<(String, u32)>,
        profession: String,
    }

    impl World {
        fn standing(&self, step: Step) -> Standing {
            let Self { entries, goals, actions, marks, people, named, profession } = self;
            let path = Path::of(&Known { entries, goals, actions, marks, people, named, profession, today: TODAY });
            path.steps.iter().find(|(one, _)| *one == step).expect("every step").1
        }

        fn is_done(&self, step: Step) -> bool {
            self.standing(step).is_done()
        }

        fn entry(mut self, title: &str, date: NaiveDate, change: impl FnOnce(&mut EntryHeader)) -> Self {
            let mut header = EntryHeader {
                id: EntryId::from_row(0),
                uid: Uid::from_text(title),
                name: title.to_owned(),
                kind: "tweetchat".to_owned(),
                date,
                time: None,
                zone: String::new(),
                total: Minutes(60),
                taking_part: Minutes(60),
                interactive: Minutes::ZERO,
                state: EntryState::Ready,
                community: None,
                excerpt: String::new(),
                reflected: false,
                learnt: false,
                goals: Vec::new(),
                tags: Vec::new(),
                evidence: 0,
                rolled_into: None,
                items: 0,
                parked: None,
                platform: String::new(),
                people: Vec::new(),
                standards: Vec::new(),
                used: Vec::new(),
                role: None,
                actions: 0,
                changed: false,
                benefit: false,
                linked: false,
                verdict: None,
            };
            header.id = EntryId::from_row(i64::try_from(self.entries.len()).expect("few") + 1);
            change(&mut header);
            self.entries.push(Arc::new(header));
            self
        }

        fn mark(mut self, kind: WaymarkKind, day: NaiveDate) -> Self {
            let draft = WaymarkDraft { kind, title: "It".to_owned(), version: String::new(), day, note: String::new() };
            self.marks.push(Waymark {
                id: WaymarkId::from_row(i64::try_from(self.marks.len()).expect("few") + 1),
                uid: Uid::from_text("m"),
                draft,
            });
            self
        }

        fn goal(mut self, purpose: Purpose, state: GoalState) -> Self {
            let draft = GoalDraft { purpose, state, ..GoalDraft::default() };
            let at = chrono::DateTime::UNIX_EPOCH;
            self.goals.push(Goal {
                id: GoalId::from_row(1),
                uid: Uid::from_text("g"),
                draft,
                carried_from: None,
                created: at,
                changed: at,
            });
            self
        }

        fn action(mut self, draft: ActionDraft) -> Self {
            self.actions.push(Action { id: ActionId::from_row(1), uid: Uid::from_text("a"), entry: EntryId::from_row(1), draft });
            self
        }

        fn person(mut self, name: &str, profession: &str, place: &str) -> Self {
            let [name, profession, place] = [name, profession, place].map(str::to_owned);
            let draft =
                PersonDraft { name, profession, place, handle: "@h".to_owned() + &self.people.len().to_string(), ..PersonDraft::default() };
            self.people.push(Person {
                id: PersonId::from_row(i64::try_from(self.people.len()).expect("few") + 1),
                uid: Uid::from_text("p"),
                draft,
            });
            self
        }

        fn names(mut self, names: &[&str]) -> Self {
            self.named.extend(names.iter().map(|name| ((*name).to_owned(), 1)));
            self
        }
    }

    #[test]
    fn an_empty_journal_has_the_whole_way_ahead() {
        let world = World::default();
        assert!(Step::ALL.iter().all(|step| world.standing(*step) == Standing::Open));
        let path = Path::of(&Known::<Arc<EntryHeader>> {
            entries: &[],
            goals: &[],
            actions: &[],
            marks: &[],
            people: &[],
            named: &[],
            profession: "",
            today: TODAY,
        });
        assert_eq!((path.count(None), path.count(Some(Stage::Go)), path.is_whole()), ((0, 14), (0, 6), false));
        assert_eq!(path.next(), Some((Step::Employer, Standing::Open)));
        assert!(Stage::ALL.windows(2).all(|two| two[0] < two[1]) && Step::ALL.windows(2).all(|two| two[0].stage() <= two[1].stage()));
    }

    #[test]
    fn what_was_read_is_read_again_after_a_year() {
        let ago = |months| TODAY.checked_sub_months(Months::new(months)).expect("a day");
        let because = Because::Mark(WaymarkId::from_row(1));
        for (step, kind) in
            [(Step::Employer, WaymarkKind::Employer), (Step::Regulator, WaymarkKind::Regulator), (Step::Body, WaymarkKind::Body)]
        {
            let on = |day| World::default().mark(kind, day);
            assert_eq!(on(TODAY).standing(step), Standing::Done(because));
            assert_eq!(on(ago(12).succ_opt().expect("a day")).standing(step), Standing::Done(because));
            assert_eq!(on(ago(12)).standing(step), Standing::ReadAgain { read: ago(12), because });
            assert_eq!(on(TODAY.succ_opt().expect("a day")).standing(step), Standing::Open, "still to come");
            // The latest counts, in whatever order they were written down.
            assert!(on(ago(2)).mark(kind, ago(30)).is_done(step) && on(ago(30)).mark(kind, ago(2)).is_done(step));
            let others = Step::ALL.iter().filter(|other| **other != step);
            assert!(others.into_iter().all(|other| !on(TODAY).is_done(*other)));
        }
        for kind in [WaymarkKind::Told, WaymarkKind::Policy] {
            assert!(World::default().mark(kind, ago(60)).is_done(if kind == WaymarkKind::Told { Step::Told } else { Step::Policy }));
        }
    }

    #[test]
    fn what_an_entry_is_called_ticks_nothing() {
        for title in ["Read my employer’s social-media policy", "No policy on social prescribing"] {
            let world = World::default().entry(title, TODAY, |_| {});
            assert!(Step::ALL.iter().all(|step| world.standing(*step) == Standing::Open), "{title}");
        }
    }

    #[test]
    fn goals_count_by_their_purpose() {
        for (step, purpose) in [(Step::RoleGoal, Purpose::Role), (Step::ServiceGoal, Purpose::Service), (Step::PlanGoal, Purpose::Plan)] {
            for (state, counts) in
                [(GoalState::Open, true), (GoalState::Achieved, true), (GoalState::CarriedOver, true), (GoalState::Dropped, false)]
            {
                let world = World::default().goal(purpose, state);
                assert_eq!(world.is_done(step), counts, "{purpose:?} {state:?}");
                assert_eq!(Step::ALL.iter().filter(|step| world.is_done(**step)).count(), usize::from(counts));
            }
        }
    }

    #[test]
    fn the_first_entry_is_named_and_the_bin_does_not_count() {
        let chat = |header: &mut EntryHeader| (header.interactive, header.reflected) = (Minutes(5), true);
        let earlier = TODAY.pred_opt().expect("a day");
        let world = World::default().entry("Later", TODAY, chat).entry("Earlier", earlier, chat);
        for step in [Step::Conversation, Step::Reflection] {
            assert_eq!(world.standing(step), Standing::Done(Because::Entry(EntryId::from_row(2))));
        }
        let binned = World::default().entry("Binned", TODAY, |header| {
            chat(header);
            header.state = EntryState::Binned { at: chrono::DateTime::UNIX_EPOCH };
        });
        let prepared = World::default().entry("To come", TODAY.succ_opt().expect("a day"), chat);
        let listened = World::default().entry("A podcast", TODAY, |_| {});
        for world in [binned, prepared, listened] {
            assert!(!world.is_done(Step::Conversation) && !world.is_done(Step::Reflection));
        }
    }

    #[test]
    fn what_was_done_and_shared() {
        let plain = ActionDraft { what: "Tell".to_owned(), ..ActionDraft::default() };
        let done = ActionDraft { done: Some(TODAY), ..plain.clone() };
        let shared = ActionDraft { shared_with: "The team".to_owned(), ..done.clone() };
        let told = ActionDraft { effect_people: "Fewer falls".to_owned(), ..shared.clone() };
        for (what, draft, ticks) in [
            ("open", ActionDraft { shared_with: "The team".to_owned(), ..plain }, vec![]),
            ("done", done.clone(), vec![Step::TakenBack]),
            ("shared", shared, vec![Step::TakenBack, Step::Shared]),
            ("on a day", ActionDraft { shared_on: Some(TODAY), ..done.clone() }, vec![Step::TakenBack, Step::Shared]),
            ("with nobody", ActionDraft { effect_people: "Fewer falls".to_owned(), ..done }, vec![Step::TakenBack]),
            ("told", told, vec![Step::TakenBack, Step::Shared, Step::Told]),
        ] {
            let world = World::default().action(draft);
            let ticked: Vec<Step> = Step::ALL.iter().copied().filter(|step| world.is_done(*step)).collect();
            assert_eq!(ticked, ticks, "{what}");
        }
    }

    #[test]
    fn others_are_others() {
        let met = |world: World| world.names(&["Ann", "@H1"]);
        let own = |profession: &str, world: World| World { profession: profession.to_owned(), ..world };
        let two = || World::default().person("Ann", "Physiotherapist", "Wales").person("Ben", "Dietitian", "Wales");
        for (what, world, profession, place) in [
            ("nobody named", own("Physiotherapist", two()), false, false),
            ("one other", own(" physiotherapist", met(two())), true, false),
            ("both like one another", own("", met(World::default().person("Ann", "Nurse", "").person("Ben", "nurse ", ""))), false, false),
            ("own profession not known", met(two()), true, false),
            ("one, own not known", World::default().person("Ann", "Nurse", "Wales").names(&["Ann"]), false, false),
            ("one, own known", own("Doctor", World::default().person("Ann", "Nurse", "").names(&["ann"])), true, false),
            ("two places", met(World::default().person("Ann", "", "Wales").person("Ben", "", "Scotland")), false, true),
            ("nothing known", own("Doctor", met(World::default().person("Ann", " ", "").person("Ben", "", ""))), false, false),
        ] {
            assert_eq!((world.is_done(Step::Professions), world.is_done(Step::Places)), (profession, place), "{what}");
        }
    }
}
