//! What stays in the journal: no word of it is in anything that leaves, by whichever exporter.
//!
//! Every text that somebody can write holds a word of its own. The structs are written out whole here, so that a new field stops the
//! compiler until somebody says whether it leaves.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{Days, NaiveTime};
use cpd_journal::domain::{
    ActionDraft, Answer, ChatDraft, ClaimCheck, CommunityDraft, EntryDraft, EntryId, EntryState, Evidence, Found, GoalDraft, GoalKind,
    GoalState, LookBackDraft, Minutes, NeedDraft, NeedKind, PersonDraft, Profile, Purpose, Reflection, ReviewDraft, Rhythm, Role, Verb,
    Verdict, WaymarkDraft, WaymarkKind, entry::TimeSpent,
};
use cpd_journal::exporters::{self, Form, Replace};
use cpd_journal::journal::{Beside, By, DayOf, Journal, NewFile, Selection, Together};
use hayro_syntax::Pdf;
use hayro_syntax::object::Object;

use super::reader;
use crate::support::{in_memory, today};

/// Words that nobody else has, and whether they may be read by others.
#[derive(Default)]
struct Words {
    leave: Vec<(String, &'static str)>,
    stay: Vec<(String, &'static str)>,
}

impl Words {
    /// Letters only and all small, so that no format has a reason to change it.
    fn word(&self) -> String {
        let number = self.leave.len() + self.stay.len();
        let letter = |n: usize| char::from(b'a' + u8::try_from(n % 26).expect("a letter"));
        format!("zq{}{}vx", letter(number / 26), letter(number))
    }

    fn leaves(&mut self, field: &'static str) -> String {
        let word = self.word();
        self.leave.push((word.clone(), field));
        word
    }

    fn stays(&mut self, field: &'static str) -> String {
        let word = self.word();
        self.stay.push((word.clone(), field));
        word
    }
}

/// An entry in which every text says something.
fn entry(words: &mut Words, private: &str) -> EntryDraft {
    EntryDraft {
        title: words.leaves("title"),
        kind: "tweetchat".into(),
        date: today(),
        time: NaiveTime::from_hms_opt(20, 0, 0),
        zone: "Europe/London".into(),
        minutes: TimeSpent {
            preparing: Minutes(1),
            taking_part: Minutes(50),
            reading: Minutes(2),
            reflecting: Minutes(3),
            interactive: Minutes(40),
        },
        how: words.leaves("how"),
        platform: words.leaves("platform"),
        url: format!("https://example.org/{}", words.leaves("url")),
        handle: format!("@{}", words.leaves("handle")),
        hashtag: format!("#{}", words.leaves("hashtag")),
        community: None,
        learnt: words.leaves("learnt"),
        changed: words.leaves("changed"),
        benefit: words.leaves("benefit"),
        reflection: Reflection {
            template: "driscoll".into(),
            answers: vec![
                answer("driscoll", "what", words.leaves("an answer")),
                answer("gibbs", "feelings", words.leaves("an answer from elsewhere")),
            ],
        },
        private_note: private.to_owned(),
        goals: Vec::new(),
        tags: vec![words.leaves("a tag")],
        people: vec![words.stays("the name of a person")],
        standards: vec![words.leaves("a standard")],
        amounts: std::collections::BTreeMap::new(),
        used: vec![Verb::Sharing],
        role: Some(Role::Host),
        claim: ClaimCheck {
            who: words.leaves("who makes a claim"),
            evidence: words.leaves("the evidence of a claim"),
            holds: words.leaves("whether a claim holds"),
            verdict: Some(Verdict::Adapt),
        },
        ai_help: words.leaves("help by AI"),
        parked: today().checked_add_days(Days::new(30)),
    }
}

fn answer(template: &str, prompt: &str, text: String) -> Answer {
    Answer { template: template.into(), prompt: prompt.into(), label: prompt.into(), text, home: None }
}

fn actions(words: &mut Words) -> Vec<ActionDraft> {
    vec![ActionDraft {
        what: words.leaves("an action"),
        due: Some(today()),
        shared_with: words.leaves("with whom an action was shared"),
        shared_on: Some(today()),
        done: Some(today()),
        effect: words.leaves("the effect of an action"),
        effect_service: words.leaves("its effect on the service"),
        effect_people: words.leaves("its effect on people"),
    }]
}

fn look_backs(words: &mut Words) -> Vec<LookBackDraft> {
    let mut looks = Vec::new();
    for found in Found::ALL {
        let text = match found {
            Found::Nothing | Found::Change | Found::Benefit | Found::Feedback => words.leaves("what was found later"),
            Found::Later | Found::Never => words.stays("when to ask again"),
        };
        looks.push(LookBackDraft { month: 1, day: today(), found: *found, text, until: Some(today()) });
    }
    looks
}

fn files(words: &mut Words) -> Vec<NewFile> {
    let content = words.leaves("the content of a file");
    vec![NewFile {
        name: format!("{}.txt", words.leaves("the name of a file")),
        caption: words.leaves("a caption"),
        alt: words.leaves("what a file shows"),
        source_url: format!("https://example.org/{}", words.leaves("where a file is from")),
        ..NewFile::in_memory("a", content.as_bytes())
    }]
}

fn around(journal: &mut Journal, words: &mut Words, noticed: EntryId) {
    let profile = Profile {
        name: words.leaves("own name"),
        profession: words.leaves("own profession"),
        registrations: words.leaves("own registration"),
        employer: words.leaves("own employer"),
        handles: words.stays("own handle"),
    };
    journal.set_profile(&profile, By::Command).expect("kept");
    let person = PersonDraft {
        name: words.stays("name of a known person"),
        handle: words.stays("handle of a known person"),
        profession: words.leaves("profession of a known person"),
        place: words.stays("place of a known person"),
        organisation: words.stays("organisation of a known person"),
    };
    let named = person.name.clone();
    journal.add_person(person).expect("added");
    let community = CommunityDraft {
        name: words.leaves("name of a community"),
        platform: words.stays("platform of a community"),
        hashtag: words.stays("hashtag of a community"),
        address: words.stays("address of a community"),
        day: None,
        time: None,
        zone: String::new(),
        length: None,
        rhythm: Rhythm::Weekly,
        anchor: None,
        kind: String::new(),
        prepare: words.stays("what to prepare"),
        unlisted: false,
    };
    let community = journal.add_community(community).expect("added").value.id;
    let chat = ChatDraft {
        community: None,
        title: words.stays("title of a coming chat"),
        date: today(),
        time: NaiveTime::MIN,
        zone: "Europe/London".into(),
        length: None,
        address: words.stays("address of a coming chat"),
        external: words.stays("id of a coming chat"),
    };
    journal.add_chat(chat).expect("added");
    let goal = goal(words);
    let goal = journal.add_goal(goal).expect("added").value;
    let review = ReviewDraft { day: today(), note: words.leaves("review of a goal") };
    journal.add_review(&goal, review).expect("added");
    let next = self::goal(words);
    let old = goal.id;
    let goal = journal.carry_over(&goal, &words.leaves("outcome of a goal"), next).expect("carried").value;
    for kind in NeedKind::ALL {
        let need =
            NeedDraft { kind: *kind, text: words.stays("strength or need"), day: today(), goal: Some(goal.id), entry: Some(noticed) };
        journal.add_need(need).expect("noted");
    }
    for kind in WaymarkKind::ALL {
        let mark = WaymarkDraft {
            kind: *kind,
            title: words.stays("title of a document"),
            version: words.stays("version of a document"),
            day: today(),
            note: words.stays("note on a document"),
        };
        journal.add_waymark(mark).expect("noted");
    }
    journal.add_word(&words.stays("own word of the spelling")).expect("added");
    let beside = Beside::default();
    journal
        .edit(noticed, &beside, |draft| {
            draft.goals = vec![old, goal.id];
            draft.people.push(named);
            draft.community = Some(community);
        })
        .expect("edited");
}

fn goal(words: &mut Words) -> GoalDraft {
    GoalDraft {
        title: words.leaves("title of a goal"),
        why: words.leaves("why of a goal"),
        measure: words.leaves("measure of a goal"),
        how: words.leaves("how of a goal"),
        due: Some(today()),
        support: words.leaves("support of a goal"),
        barriers: words.leaves("barriers of a goal"),
        purpose: Purpose::Service,
        kind: GoalKind::ServiceImprovement,
        state: GoalState::Open,
        outcome: String::new(),
        plan: words.leaves("plan of a goal"),
    }
}

/// A journal with everything in it, and its words.
fn furnished() -> (Journal, Words) {
    let (mut journal, mut words) = (in_memory(), Words::default());
    let [first, second, third, fourth] = [(); 4].map(|()| words.stays("the private note"));
    let draft = entry(&mut words, &format!("{first} and {second}"));
    let together = Together {
        uid: None,
        community: None,
        goals: Vec::new(),
        files: files(&mut words),
        actions: actions(&mut words),
        look_backs: look_backs(&mut words),
        transcript: None,
        day: DayOf::Said,
        items: Vec::new(),
    };
    let id = journal.log(draft, EntryState::Draft, &together).expect("logged").value.id;
    // Each piece of evidence is told by these texts and no other.
    for Evidence {
        id: _,
        uid: _,
        digest: _,
        name,
        media_type: _,
        bytes: _,
        caption,
        alt,
        captured: _,
        source_url,
        entries: _,
        proves: _,
    } in journal.evidence().expect("evidence")
    {
        let there = |text: &str| words.leave.iter().any(|(word, _)| text.contains(word.as_str()));
        assert!([name, caption, alt, source_url].iter().all(|text| there(text)));
    }
    around(&mut journal, &mut words, id);
    // Edited by hand and by the window, set aside, taken up and counted in a claim.
    journal.edit(id, &Beside::default(), |draft| draft.private_note = format!("{first}, {third}")).expect("edited");
    let seen = journal.entry(id).expect("an entry");
    let draft = EntryDraft { private_note: format!("{third}\n\n{fourth}"), ..seen.draft };
    journal.save(id, draft, &[seen.changed]).expect("saved");
    journal.park(id, None).expect("taken up");
    journal.park(id, today().checked_add_days(Days::new(9))).expect("set aside");
    // One that nothing but its private note tells from others.
    let only = EntryDraft { private_note: words.stays("an only private note"), ..EntryDraft::on(today()) };
    let only = journal.log(only, EntryState::Ready, &Together::default()).expect("logged").value.id;
    let claim = journal.roll_up(&[id, only], &words.leaves("title of a claim")).expect("rolled up").value.id;
    let secret = words.stays("private note of a claim");
    journal.edit(claim, &Beside::default(), |draft| draft.private_note = secret).expect("edited");
    (journal, words)
}

/// Everything that can be read in a file or a folder: names, bytes, and of a PDF also what is packed in it.
fn readable(path: &Path, into: &mut Vec<u8>) {
    into.extend(path.file_name().expect("a name").to_string_lossy().bytes());
    into.push(b'\n');
    if path.is_dir() {
        let mut inner: Vec<PathBuf> = fs::read_dir(path).expect("a folder").map(|item| item.expect("an item").path()).collect();
        inner.sort();
        for path in &inner {
            readable(path, into);
        }
        return;
    }
    let bytes = fs::read(path).expect("a file");
    if bytes.starts_with(b"%PDF") {
        into.extend(reader::text(&bytes).split_whitespace().collect::<Vec<_>>().join(" ").replace('\u{200B}', "").bytes());
        let pdf = Pdf::new(bytes.clone()).expect("a PDF");
        let mut packed = 0;
        for object in pdf.objects() {
            let Object::Stream(stream) = object else { continue };
            packed += 1;
            into.extend(stream.decoded().map(std::borrow::Cow::into_owned).unwrap_or_default());
            into.push(b'\n');
        }
        assert!(packed > 5, "{packed} streams");
    }
    if bytes.starts_with(b"PK") {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes.clone())).expect("an archive");
        for at in 0..archive.len() {
            let mut inner = Vec::new();
            let mut file = archive.by_index(at).expect("a file in it");
            into.extend(file.name().expect("a name").bytes());
            std::io::Read::read_to_end(&mut file, &mut inner).expect("unpacked");
            // The words of Word documents and pages stand between marks.
            let text = String::from_utf8_lossy(&inner);
            let mut bare = String::new();
            let mut within = false;
            for c in text.chars() {
                match c {
                    '<' => within = true,
                    '>' => within = false,
                    c if !within => bare.push(c),
                    _ => {}
                }
            }
            into.extend(bare.bytes());
            into.push(b'\n');
            if inner.starts_with(b"%PDF") {
                into.extend(reader::text(&inner).split_whitespace().collect::<Vec<_>>().join(" ").replace('\u{200B}', "").bytes());
                into.extend(reader::objects(&inner).bytes());
            }
            into.extend(inner);
        }
    }
    into.extend(bytes);
}

/// Bytes as letters, one each, so that they can be looked through.
fn letters(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

/// Whether a word is there, in the ways in which a PDF or a text may write it: a byte or two a letter, or in hexadecimal digits.
fn holds(all: &str, word: &str) -> bool {
    let wide: String = word.chars().flat_map(|c| ['\0', c]).collect();
    let narrow: String = word.chars().flat_map(|c| [c, '\0']).collect();
    let digits = |before: &str| word.bytes().fold(String::new(), |all, byte| format!("{all}{before}{byte:02X}"));
    let (hex, small) = (digits("00"), digits("").to_lowercase());
    [word, &wide, &narrow, &hex, &hex.to_lowercase(), &small, &small.to_uppercase()].iter().any(|way| all.contains(way))
}

#[test]
fn no_word_that_stays_leaves_by_any_exporter() {
    let (journal, words) = furnished();
    let mut all = String::new();
    let mut forms = Vec::new();
    for exporter in exporters::ALL {
        for name in [format!("out.{}", exporter.extension()), "out".to_owned()] {
            let folder = tempfile::tempdir().expect("a folder");
            let target = folder.path().join(&name);
            forms.push(exporter.form(&target));
            journal
                .export(&Selection { acknowledged: true, ..Selection::default() }, exporter.id(), &target, Replace::Refuse, &|_| Ok(()))
                .expect("exported");
            let mut bytes = Vec::new();
            readable(&target, &mut bytes);
            assert!(bytes.len() > 1_000, "{name}: {} bytes", bytes.len());
            let bytes = letters(&bytes);
            for (word, field) in &words.stay {
                assert!(!holds(&bytes, word), "{}: {field} ({word}) leaves in {name}", exporter.id());
            }
            // What a journal takes in again says until when an entry is set aside.
            let has_record = ["pdf", "markdown", "json", "pack"].contains(&exporter.id());
            for word in ["parked", "Set aside", "set aside"].into_iter().filter(|_| !has_record) {
                assert!(!holds(&bytes, word), "{}: {word}", exporter.id());
            }
            let missing: Vec<&str> = words.leave.iter().filter(|(word, _)| !holds(&bytes, word)).map(|(_, field)| *field).collect();
            // What a page does not show, but a folder of files has.
            let few = ["the content of a file"];
            // Data names nobody in the place of a name that stays.
            let few = few.into_iter().chain((exporter.id() == "json").then_some("profession of a known person")).collect::<Vec<_>>();
            // Tables are for reckoning: they hold no reflections.
            let is_table = exporter.id().starts_with("csv");
            assert!(is_table || missing.iter().all(|field| few.contains(field)), "{}: {name} has not {missing:?}", exporter.id());
            all.push_str(&bytes);
        }
    }
    assert!(forms.contains(&Form::File) && forms.contains(&Form::Folder));
    for (word, field) in &words.leave {
        assert!(holds(&all, word), "{field} ({word}) leaves nowhere: the test looks at nothing");
    }
}

#[test]
fn the_search_does_not_show_private_notes_unasked() {
    use cpd_journal::search::Query;
    let (journal, words) = furnished();
    let private: Vec<&String> = words.stay.iter().filter(|(_, field)| field.contains("private note")).map(|(word, _)| word).collect();
    assert_eq!(private.len(), 6);
    for word in &private {
        let found = journal.find(&Query::parse(word, false).0, 10).expect("searched");
        assert_eq!(found.hits, [], "{word}");
    }
    // Words beside it bring the entry, and nothing of the note.
    for (word, field) in &words.leave {
        for hit in journal.find(&Query::parse(word, false).0, 10).expect("searched").hits {
            assert!(private.iter().all(|secret| !hit.snippet.contains(secret.as_str())), "{field}: {}", hit.snippet);
        }
    }
    let snapshot = journal.snapshot().expect("a snapshot");
    let shown = format!("{snapshot:?}");
    assert!(private.iter().all(|word| !shown.contains(word.as_str())), "lists hold no private word");
}
