//! Names that stay out of what leaves, and where names leave all the same.

use crate::capture::transcript::{Hints, read};
use crate::domain::names::{NamedIn, Names, NamesLeft};
use crate::domain::report::{ReportEntry, ReportGoal};
use crate::domain::{Person, Report};
use crate::media::text_of;

use super::{Journal, JournalError};

/// The largest text that is looked through for names, in bytes: the largest chats have a tenth of it.
const LARGEST: u64 = 5_000_000;

impl Journal {
    /// Takes names and handles out of a report where it tells of people, unless `with_names`, and notes where some are left: in the
    /// registrant's own words, and in files, which leave as they are.
    pub(super) fn withhold(&self, report: &mut Report, people: &[Person], with_names: bool) -> Result<(), JournalError> {
        let own: Vec<String> = report.registrant.handles.lines().chain([report.registrant.name.as_str()]).map(str::to_owned).collect();
        let named = self.store.read().names_in_entries()?;
        let names = Names::new(people, named.iter().map(String::as_str), &own);
        let mut left = NamesLeft::default();
        if !with_names {
            replace(report, &names);
            left.entries = report.entries.iter().filter(|entry| own_words(entry).any(|text| names.are_in(text))).count();
            left.goals = report.goals.iter().filter(|goal| goal_words(goal).iter().any(|text| names.are_in(text))).count();
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
        [&mut one.caption, &mut one.alt, &mut one.name].into_iter().for_each(without);
    }
    report.only_query.iter_mut().for_each(without);
}

/// What the registrant wrote of an entry; it leaves as it was written.
fn own_words(entry: &ReportEntry) -> impl Iterator<Item = &str> {
    let ReportEntry { title, how, learnt, changed, benefit, ai_help, claim, .. } = entry;
    let texts = [title, how, learnt, changed, benefit, ai_help, &claim.evidence, &claim.holds];
    let actions = entry.actions.iter().flat_map(|action| [&action.what, &action.effect]);
    let answers = entry.answers.iter().map(|answer| &answer.text);
    let items = entry.made_of.iter().flat_map(|made| &made.items).map(|item| &item.title);
    let claims = entry.item_of.iter().map(|claim| &claim.title);
    texts.into_iter().chain(answers).chain(actions).chain(&entry.tags).chain(items).chain(claims).map(String::as_str)
}

fn goal_words(goal: &ReportGoal) -> [&str; 6] {
    [&goal.title, &goal.why, &goal.measure, &goal.support, &goal.barriers, &goal.outcome].map(String::as_str)
}
