//! Names that stay out of what leaves, and where names leave all the same.

use crate::capture::transcript::{Hints, read};
use crate::domain::names::{NamedIn, Names, NamesLeft};
use crate::domain::report::{FoundLater, ItemOf, MadeOf, ReportAnswer, ReportEntry, ReportEvidence, ReportGoal, ReportItem, ReportReview};
use crate::domain::{ActionDraft, ClaimCheck, Person, Report};
use crate::media::text_of;

use crate::journal::{Journal, JournalError};

/// The largest text that is looked through for names, in bytes: the largest chats have a tenth of it.
const LARGEST: u64 = 5_000_000;

impl Journal {
    /// Everybody whose name may have to stay out: those who are known and those whom entries name, but not the registrant.
    pub(super) fn names_to_withhold(&self, people: &[Person], handles: &str, name: &str) -> Result<Names, JournalError> {
        let own: Vec<String> = handles.lines().chain([name]).map(str::to_owned).collect();
        let named = self.store.read().names_in_entries()?;
        Ok(Names::new(people, named.iter().map(String::as_str), &own))
    }

    /// Takes names and handles out of a report where it tells of people, unless `with_names`, and notes where some are left: in the
    /// registrant's own words, and in files, which leave as they are.
    pub(super) fn withhold(&self, report: &mut Report, people: &[Person], with_names: bool) -> Result<(), JournalError> {
        let own: Vec<String> = report.registrant.handles.lines().chain([report.registrant.name.as_str()]).map(str::to_owned).collect();
        let names = self.names_to_withhold(people, &report.registrant.handles, &report.registrant.name)?;
        let mut left = NamesLeft::default();
        if !with_names {
            replace(report, &names);
            left.entries = report.entries.iter().filter(|entry| own_words(entry).any(|text| names.are_in(text))).count();
            left.note = names.are_in(&report.note);
            left.goals = report.goals.iter().filter(|goal| goal_words(goal).any(|text| names.are_in(text))).count();
        }
        let hints = Hints { own, zone: Some(self.here()), day: None, today: self.today() };
        for (at, one) in report.evidence.iter().enumerate().filter(|(_, one)| one.media_type.starts_with("text/")) {
            if one.bytes > LARGEST {
                left.unread.push(at);
                continue;
            }
            // The export itself tells of what cannot be read.
            let bytes = self.evidence_bytes(&one.digest, LARGEST).ok();
            let Some(text) = bytes.and_then(|bytes| text_of(&one.media_type, &one.name, &bytes)) else { continue };
            let chat = read(&text.text, &hints);
            let speakers = chat.people.iter().filter(|one| !one.own).map(|one| &one.speaker);
            let speakers = speakers.map(|one| if one.handle.is_empty() { one.name.as_str() } else { one.handle.as_str() });
            let people = names.count_in(&text.text, speakers);
            if people > 0 {
                left.files.push(NamedIn { evidence: at, people });
            }
        }
        report.names_left = left;
        Ok(())
    }
}

fn replace(report: &mut Report, names: &Names) {
    let without = |text: &mut String| {
        if let std::borrow::Cow::Owned(other) = names.replaced(text) {
            *text = other;
        }
    };
    for entry in &mut report.entries {
        entry.actions.iter_mut().for_each(|action| without(&mut action.shared_with));
        without(&mut entry.claim.who);
    }
    for one in &mut report.evidence {
        let ReportEvidence { uid: _, digest: _, name, media_type: _, bytes: _, caption, alt, captured: _, source_url: _, proves: _ } = one;
        [caption, alt, name].into_iter().for_each(without);
    }
    report.only_query.iter_mut().chain(&mut report.only_walk).for_each(without);
}

/// What the registrant wrote of an entry; it leaves as it was written.
///
/// Each field is named, so that a new one is either among these texts or knowingly not: ids, words of lists, what was published under a
/// public handle, and what [`replace`] has seen to.
fn own_words(entry: &ReportEntry) -> impl Iterator<Item = &str> {
    let ReportEntry {
        uid: _,
        title,
        kind_id: _,
        kind: _,
        date: _,
        time: _,
        zone: _,
        minutes: _,
        how,
        platform: _,
        url: _,
        handle: _,
        hashtag: _,
        community: _,
        learnt,
        changed,
        benefit,
        template: _,
        template_id: _,
        answers,
        goals: _,
        actions,
        tags,
        people: _,
        learnt_with: _,
        standards: _,
        amounts: _,
        used: _,
        role: _,
        found_later,
        claim: ClaimCheck { who: _, evidence, holds, verdict: _ },
        ai_help,
        made_of,
        item_of,
        share: _,
        evidence: _,
        state: _,
        created: _,
        changed_at: _,
    } = entry;
    let texts = [title, how, learnt, changed, benefit, ai_help, evidence, holds];
    let actions = actions.iter().flat_map(|action| {
        let ActionDraft { what, due: _, shared_with: _, shared_on: _, done: _, effect, effect_service, effect_people } = action;
        [what, effect, effect_service, effect_people]
    });
    let answers = answers.iter().map(|ReportAnswer { prompt_id: _, label: _, text }| text);
    let later = found_later.iter().map(|FoundLater { date: _, month: _, found: _, text }| text);
    let items = made_of.iter().flat_map(|MadeOf { items, sum: _ }| items);
    let items = items.map(|ReportItem { uid: _, date: _, title, minutes: _, interactive: _ }| title);
    let claims = item_of.iter().map(|ItemOf { uid: _, title, date: _, counted_there: _ }| title);
    texts.into_iter().chain(answers).chain(actions).chain(later).chain(tags).chain(items).chain(claims).map(String::as_str)
}

/// The same of a goal.
fn goal_words(goal: &ReportGoal) -> impl Iterator<Item = &str> {
    let ReportGoal {
        uid: _,
        title,
        why,
        measure,
        how,
        due: _,
        support,
        barriers,
        purpose: _,
        kind: _,
        state: _,
        outcome,
        plan,
        carried_from,
        reviews,
        entries: _,
        minutes: _,
    } = goal;
    let reviews = reviews.iter().map(|ReportReview { date: _, note }| note);
    [title, why, measure, how, support, barriers, outcome, plan].into_iter().chain(carried_from).chain(reviews).map(String::as_str)
}
