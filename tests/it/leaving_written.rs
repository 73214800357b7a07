//! The statement of authorship tells when something was written, edited and taken in, and nothing else.

use std::sync::Arc;

use chrono::NaiveDate;
use cpd_journal::catalogue::Catalogue;
use cpd_journal::domain::entry::TimeSpent;
use cpd_journal::domain::portfolio::Written;
use cpd_journal::domain::{EntryDraft, EntryId, EntryState, Minutes};
use cpd_journal::journal::{Alone, Clock, Journal, Selection, Together};

use crate::support::{Place, today};

fn day(text: &str) -> NaiveDate {
    text.parse().expect(text)
}

fn on(place: &Place, text: &str) -> Journal {
    Journal::open(&place.journal(), Alone::No, Arc::new(Catalogue::bundled()), Clock::Fixed(day(text))).expect("a journal")
}

fn changed(journal: &mut Journal, id: EntryId, change: impl FnOnce(&mut EntryDraft)) {
    let entry = journal.entry(id).expect("the entry");
    let mut draft = entry.draft;
    change(&mut draft);
    journal.save(id, draft, &[entry.changed]).expect("saved");
}

fn written(journal: &Journal) -> Written {
    let authorship = journal.report(&Selection::default()).expect("a report").authorship.expect("told");
    authorship.entries.into_iter().next().expect("an entry")
}

fn logged(journal: &mut Journal) -> EntryId {
    let minutes = TimeSpent { taking_part: Minutes(100), ..TimeSpent::default() };
    let draft = EntryDraft { title: "A chat".into(), minutes, learnt: "Pacing.".into(), ..EntryDraft::on(day("2025-03-01")) };
    journal.log(draft, EntryState::Draft, &Together::default()).expect("kept").value.id
}

#[test]
fn days_of_every_change_that_matters_are_told() {
    let place = Place::new();
    let id = logged(&mut on(&place, "2025-03-01"));
    changed(&mut on(&place, "2025-05-01"), id, |draft| draft.minutes.taking_part = Minutes(110));
    changed(&mut on(&place, "2025-05-03"), id, |draft| draft.date = day("2025-02-28"));
    changed(&mut on(&place, "2025-05-05"), id, |draft| draft.learnt.push_str(" And rest."));
    changed(&mut on(&place, "2025-05-07"), id, |draft| draft.private_note = "Nobody's business".into());
    let journal = on(&place, "2025-06-01");
    let told = written(&journal);
    assert_eq!((told.first, told.taken_in), (day("2025-03-01"), None));
    assert_eq!(told.edited, ["2025-05-01", "2025-05-03", "2025-05-05"].map(day));
}

#[test]
fn what_was_taken_in_was_written_before_and_not_edited() {
    let (from, to) = (Place::new(), Place::new());
    let id = logged(&mut on(&from, "2025-03-01"));
    changed(&mut on(&from, "2025-03-09"), id, |draft| draft.learnt.push_str(" And rest."));
    let file = to.path().join("came.json");
    from.done(&["export", "--format", "json", "--out", file.to_str().expect("a path")]);
    to.done(&["import", "came.json"]);
    let told = written(&on(&to, "2026-12-01"));
    assert_eq!((told.first, told.taken_in), (day("2025-03-01"), Some(today())));
    assert_eq!(told.edited, [], "taking in is no editing");
    let authorship = on(&to, "2026-12-01").report(&Selection::default()).expect("a report").authorship.expect("told");
    assert_eq!((authorship.days, authorship.on_days), (None, 0), "the history here knows of no day of writing");
    let mut journal = on(&to, "2026-12-03");
    let id = journal.headers(None).expect("headers")[0].id;
    changed(&mut journal, id, |draft| draft.minutes.taking_part = Minutes(90));
    assert_eq!(written(&journal).edited, [day("2026-12-03")]);
}
