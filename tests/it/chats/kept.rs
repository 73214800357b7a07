//! Chats of certain days: kept, found, taken away.

use super::*;

#[test]
fn added_saved_and_taken_away() {
    let mut journal = journal("2026-03-02T12:00:00Z");
    let otalk = add(&mut journal, "OTalk, #OTalk, Tue 20:00 Europe/London, 60");
    let untidy = ChatDraft {
        title: " Sleep\n and\u{0} occupation ".into(),
        time: NaiveTime::from_hms_opt(20, 0, 59).expect("a time"),
        zone: String::new(),
        length: Some(Minutes::ZERO),
        address: " https://otalk.example/\t".into(),
        ..chat(Some(otalk), "", "2026-03-03", "20:00")
    };
    let Chat { id, draft, .. } = journal.add_chat(untidy).expect("added").value;
    let want = ChatDraft { address: "https://otalk.example/".into(), ..chat(Some(otalk), "Sleep  and occupation", "2026-03-03", "20:00") };
    assert_eq!(draft, want);
    assert_eq!(journal.chats().expect("read"), [Chat { id, draft: want.clone(), uid: journal.chats().expect("read")[0].uid }]);
    for (wrong, part) in [
        (chat(None, " \n", "2026-03-03", "20:00"), "a chat needs a title or a community"),
        (ChatDraft { zone: "Europe/Londinium".into(), ..want.clone() }, "“Europe/Londinium” is not a time zone"),
    ] {
        assert_eq!(journal.add_chat(wrong.clone()).map(|_| ()).expect_err("refused").to_string(), part);
        assert_eq!(journal.save_chat(id, wrong).map(|_| ()).expect_err("refused").to_string(), part);
    }
    assert_eq!(journal.chats().expect("read")[0].draft, want);
    let moved = ChatDraft { date: day("2026-03-04"), zone: "america/new_york".into(), ..want.clone() };
    journal.save_chat(id, moved).expect("saved");
    let saved = journal.chats().expect("read").remove(0);
    assert_eq!((saved.draft.date, saved.draft.zone.as_str()), (day("2026-03-04"), "America/New_York"));
    journal.remove_chat(&saved).expect("taken away");
    assert_eq!(journal.chats().expect("read"), []);
    assert!(matches!(journal.save_chat(id, want), Err(JournalError::NotFound { .. })));
    let labels: Vec<String> = journal.history(None, 3).expect("steps").into_iter().map(|step| step.label).collect();
    let name = "OTalk: Sleep  and occupation";
    assert_eq!(labels, [format!("Remove chat “{name}”"), format!("Edit chat “{name}”"), format!("Add chat “{name}”")]);
    journal.undo().expect("undone");
    assert_eq!(journal.chats().expect("read"), [saved]);
}

#[test]
fn found_by_what_they_are_called() {
    let mut journal = journal("2026-03-02T12:00:00Z");
    let otalk = add(&mut journal, "OTalk, #OTalk, Tue 20:00 Europe/London, 60");
    let sleep = journal.add_chat(chat(Some(otalk), "Sleep", "2026-03-03", "20:00")).expect("added").value;
    let pain = journal.add_chat(chat(None, "Pain and sleep", "2026-03-05", "20:00")).expect("added").value;
    assert_eq!(journal.find_chat("otalk").expect("found"), sleep);
    assert_eq!(journal.find_chat("#OTalk").expect("found"), sleep);
    assert_eq!(journal.find_chat("pain").expect("found"), pain);
    assert_eq!(journal.find_chat(&pain.uid.to_string()).expect("found"), pain);
    assert_eq!(journal.find_chat("sleep").expect("the whole title"), sleep);
    match journal.find_chat("slee") {
        Err(JournalError::Ambiguous { candidates, .. }) => assert!(candidates[0].ends_with("Tue 3 Mar 2026"), "{candidates:?}"),
        other => panic!("{other:?}"),
    }
    assert_eq!(journal.find_chat("sleep, Thu 5 Mar").expect("found"), pain);
    assert!(matches!(journal.find_chat("posture"), Err(JournalError::NotFound { .. })));
}
