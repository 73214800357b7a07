//! Every text of a report, to be changed on the way: names that become letters.

use super::portfolio::{ReportForm, ReportRecord, ReportRequirement, ReportStanding, Written};
use super::report::{FoundLater, ItemOf, MadeOf, ReportEntry, ReportEvidence, ReportGoal, ReportItem, ReportReview};
use super::{ActionDraft, ClaimCheck, Report};

impl Report {
    /// Hands out every text that somebody wrote or that was made of such a text. Each field is named in what is taken apart here, so that a
    /// new one is either handed out or knowingly not: ids, words of lists, numbers, and what the program says by itself.
    pub fn each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
        self.only_goal.iter_mut().chain(&mut self.only_query).chain(&mut self.only_walk).for_each(&mut *change);
        change(&mut self.note);
        self.entries.iter_mut().for_each(|entry| of_entry(entry, change));
        self.goals.iter_mut().for_each(|goal| of_goal(goal, change));
        for one in &mut self.evidence {
            let ReportEvidence { name, caption, alt, source_url, .. } = one;
            [name, caption, alt, source_url].into_iter().for_each(&mut *change);
        }
        self.standings.iter_mut().for_each(|standing| of_standing(standing, change));
        for ReportRecord { title, fields, refers, .. } in self.records.iter_mut().flat_map(|group| &mut group.records) {
            change(title);
            fields.iter_mut().map(|(_, text)| text).chain(refers).for_each(&mut *change);
        }
        for Written { title, ai_help, .. } in self.authorship.iter_mut().flat_map(|authorship| &mut authorship.entries) {
            change(title);
            change(ai_help);
        }
        for chart in &mut self.charts {
            chart.each_name(change);
        }
    }
}

fn of_entry(entry: &mut ReportEntry, change: &mut dyn FnMut(&mut String)) {
    let ReportEntry {
        title,
        how,
        url,
        handle,
        learnt,
        changed,
        benefit,
        answers,
        actions,
        tags,
        people,
        found_later,
        claim,
        ai_help,
        made_of,
        item_of,
        goals,
        ..
    } = entry;
    [title, how, url, handle, learnt, changed, benefit, ai_help].into_iter().for_each(&mut *change);
    answers.iter_mut().map(|answer| &mut answer.text).for_each(&mut *change);
    goals.iter_mut().map(|goal| &mut goal.title).for_each(&mut *change);
    tags.iter_mut().chain(people).for_each(&mut *change);
    for ActionDraft { what, due: _, shared_with, shared_on: _, done: _, effect, effect_service, effect_people } in actions {
        [what, shared_with, effect, effect_service, effect_people].into_iter().for_each(&mut *change);
    }
    for FoundLater { date: _, month: _, found: _, text } in found_later {
        change(text);
    }
    let ClaimCheck { who, evidence, holds, verdict: _ } = claim;
    [who, evidence, holds].into_iter().for_each(&mut *change);
    for ReportItem { uid: _, date: _, title, minutes: _, interactive: _ } in made_of.iter_mut().flat_map(|MadeOf { items, sum: _ }| items) {
        change(title);
    }
    if let Some(ItemOf { uid: _, title, date: _, counted_there: _ }) = item_of {
        change(title);
    }
}

fn of_goal(goal: &mut ReportGoal, change: &mut dyn FnMut(&mut String)) {
    let ReportGoal { title, why, measure, how, support, barriers, outcome, plan, carried_from, reviews, .. } = goal;
    [title, why, measure, how, support, barriers, outcome, plan].into_iter().chain(carried_from).for_each(&mut *change);
    for ReportReview { date: _, note } in reviews {
        change(note);
    }
}

fn of_standing(standing: &mut ReportStanding, change: &mut dyn FnMut(&mut String)) {
    for ReportRequirement { items, left_out, .. } in &mut standing.requirements {
        // The reason may name the claim in which something counts.
        items.iter_mut().chain(left_out).flat_map(|(name, said)| [name, said]).for_each(&mut *change);
    }
    for ReportForm { about, fields, .. } in &mut standing.forms {
        change(about);
        fields.iter_mut().map(|field| &mut field.text).for_each(&mut *change);
    }
}
