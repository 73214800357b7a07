//! Markdown that goes out and comes back: the same dossier, whatever is in it; and what somebody made of the files in the meantime.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use cpd_journal::domain::report::{FoundLater, ReportAnswer, ReportEntry, ReportEvidence, ReportGoal, ReportReview};
use cpd_journal::domain::{Digest, Found, Minutes, Report, Uid};
use cpd_journal::dossier::{
    self, Action, Answer, Claim, Community, Decided, Dossier, Entry, Evidence, Fate, Goal, GoalLink, Impact, LookBack, Need, Person,
    Record, Refers, Reflection, Registrant, Registration, Review, SavedSearch, Scope, Spent, Walk, Waymark,
};
use cpd_journal::exporters::{self, Replace};
use cpd_journal::importers::{self, Content, ImportError, Taken};
use proptest::prelude::*;
use sha2::{Digest as _, Sha256};

use crate::exporters::reports;

/// Texts that mean something to YAML, Markdown, HTML, typesetters, and to this format itself.
const HOSTILE: &[&str] = &[
    "---",
    "---\ntitle: x\n---\n",
    "...",
    "# What I learnt\n\n## What I learnt\n\nx\n\n## What I changed\n\n## Who benefited",
    "## Evidence\n\n- **E1** x",
    "```\nopen",
    "~~~~\n```\nopen",
    "<!-- open",
    "<pre>\n<script>alert(1)</script>",
    "no",
    "yes",
    "null",
    "~",
    "12:30:45",
    "2024-01-02",
    "1_000",
    "0755",
    "1e3",
    "<<",
    "=",
    "&a *a !!binary x",
    "{a: [b, c]}",
    "key: value # comment",
    "- [ ] task\n- [x] done",
    "a\u{202E}b\u{2066}c ⟨U+202E⟩ \u{200F}",
    "שלום!\u{200F}\n1\u{200F}-2",
    "nul\0bell\u{7}esc\u{1b}next\u{85}",
    "\u{FEFF}mark\u{FEFF}",
    "one\r\ntwo\rthree",
    "a\u{2028}b\u{2029}c",
    "👩🏽‍⚕️ 🇬🇧 e\u{301}\u{302}",
    "  leading and trailing  ",
    "\n\nlines around\n\n\n",
    "tab\tand  blanks   ",
    "> quote\n> more\n\n1. one\n   - two\n\n| a | b |\n|---|---|\n",
    "#panic(\"x\") $x^2$ \\input{/etc/passwd} @ref <label>",
    "'\" “” \\n \\u0041 %%c%% [[wiki]] ==m== [^1]\n\n[^1]: x",
    "",
    " ",
    "\n",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(HOSTILE).prop_map(str::to_owned),
        2 => "[a-zA-Zŵé ,.]{0,60}",
        2 => "([ -~\n]|```|---|# |\r\n|\u{202E}|\u{2028}|é|👩🏽‍⚕️|\\PC){0,60}",
        1 => any::<String>(),
        1 => (prop::sample::select(HOSTILE), prop::sample::select(HOSTILE)).prop_map(|(a, b)| format!("{a}\n{b}")),
    ]
}

fn line() -> impl Strategy<Value = String> {
    text().prop_map(|text| text.chars().take(200).collect())
}

fn day() -> impl Strategy<Value = String> {
    (0..20_000_u64).prop_map(|days| (NaiveDate::from_ymd_opt(1990, 1, 1).expect("a day") + chrono::Days::new(days)).to_string())
}

fn instant() -> impl Strategy<Value = String> {
    (day(), 0..86_400_u32, 0..1_000_000_000_u32)
        .prop_map(|(day, second, nano)| format!("{day}T{:02}:{:02}:{:02}.{nano:09}Z", second / 3600, second / 60 % 60, second % 60))
}

fn uid() -> impl Strategy<Value = String> {
    any::<u64>().prop_map(|seed| Uid::from_text(&seed.to_string()).to_string())
}

fn some<T: std::fmt::Debug + Clone>(of: impl Strategy<Value = T>) -> impl Strategy<Value = Option<T>> {
    prop::option::of(of)
}

fn few<T: std::fmt::Debug + Clone>(of: impl Strategy<Value = T>) -> impl Strategy<Value = Vec<T>> {
    prop::collection::vec(of, 0..3)
}

fn entry() -> impl Strategy<Value = Entry> {
    let reflection = (line(), few((line(), line(), line(), text(), some((line(), line())))));
    let action = (uid(), line(), some(day()), line(), some(day()), text()).prop_map(|(uid, what, due, shared_with, done, effect)| Action {
        uid,
        what,
        due,
        shared_with,
        done,
        effect_people: effect.clone(),
        effect,
        ..Action::default()
    });
    let look = (uid(), 0..13_u32, day(), prop::sample::select(vec!["nothing", "benefit"]), text(), some(day()))
        .prop_map(|(uid, month, date, found, text, until)| LookBack { uid, month, date, found: found.to_owned(), text, until });
    let about = (line(), line(), some(Just("20:00".to_owned())), prop::array::uniform5(0..9_000_u32), few(line()), few(line()));
    let more = (some(uid()), few((uid(), instant())), prop::collection::btree_map("[a-z.]{1,12}", 0..100_000_u32, 0..3), some(day()));
    let texts = (text(), text(), text(), text(), some((text(), text(), line(), some(Just("adapt".to_owned())))));
    let parts = (few(action), few(look), few(uid()), few(line()), line());
    ((uid(), day(), instant(), instant()), about, more, texts, (reflection, parts)).prop_map(
        |(ids, about, more, texts, (reflection, parts))| {
            let (uid, date, created, changed_at) = ids;
            let (title, how, time, minutes, tags, people) = about;
            let (community, goals, amounts, parked) = more;
            let (learnt, changed, benefit, ai_help, claim) = texts;
            let (actions, look_backs, items, standards, url) = parts;
            Entry {
                uid,
                title,
                kind: "podcast".to_owned(),
                date,
                zone: time.as_ref().map(|_| "Europe/London".to_owned()).unwrap_or_default(),
                time,
                minutes: Spent {
                    preparing: minutes[0],
                    taking_part: minutes[1],
                    reading: minutes[2],
                    reflecting: minutes[3],
                    interactive: minutes[4],
                },
                platform: how.clone(),
                how,
                url: url.clone(),
                handle: url.clone(),
                hashtag: url,
                community,
                goals: goals.into_iter().map(|(uid, linked_at)| GoalLink { uid, linked_at }).collect(),
                tags,
                people,
                used: standards.iter().map(|_| "asked".to_owned()).collect(),
                standards,
                amounts: amounts.into_iter().map(|(code, amount)| (code, f64::from(amount) / 100.0)).collect(),
                role: parked.as_ref().map(|_| "host".to_owned()),
                reflection: Reflection {
                    template: reflection.0,
                    answers: reflection
                        .1
                        .into_iter()
                        .map(|(template, prompt, label, text, home)| Answer { template, prompt, label, text, home })
                        .collect(),
                },
                learnt,
                changed,
                benefit,
                claim: claim.map(|(who, evidence, holds, verdict)| Claim { who, evidence, holds, verdict }),
                ai_help,
                state: if parked.is_some() { "submitted" } else { "ready" }.to_owned(),
                submitted_on: parked.clone(),
                parked,
                created,
                changed_at,
                actions,
                look_backs,
                evidence: Vec::new(),
                items,
            }
        },
    )
}

fn goal() -> impl Strategy<Value = Goal> {
    let review = (uid(), day(), text()).prop_map(|(uid, date, note)| Review { uid, date, note });
    ((uid(), line(), text(), text(), text()), (text(), text(), text(), line()), (some(day()), some(uid()), instant(), few(review)))
        .prop_map(|((uid, title, why, measure, how), (support, barriers, outcome, plan), (due, carried_from, created, reviews))| Goal {
            uid,
            title,
            why,
            measure,
            how,
            due,
            support,
            barriers,
            purpose: "pdp".to_owned(),
            kind: "cpd".to_owned(),
            state: "open".to_owned(),
            outcome,
            plan,
            carried_from,
            changed_at: created.clone(),
            created,
            reviews,
        })
}

fn fields() -> impl Strategy<Value = BTreeMap<String, String>> {
    prop::collection::btree_map("[a-z-]{1,12}", text(), 0..3)
}

/// Everything but entries and goals.
fn around() -> impl Strategy<Value = Dossier> {
    let record = (uid(), day(), some(day()), fields(), fields(), few((any::<bool>(), uid())), instant()).prop_map(
        |(uid, date, until, fields, details, refers, created)| Record {
            uid,
            kind: "practice-hours".to_owned(),
            date,
            until,
            fields,
            refers: refers.into_iter().map(|(entry, uid)| if entry { Refers::Entry(uid) } else { Refers::Record(uid) }).collect(),
            details,
            changed_at: created.clone(),
            created,
        },
    );
    let community = (uid(), line(), some(0..7_u8), some(0..600_u32), text()).prop_map(|(uid, name, day, length, prepare)| Community {
        uid,
        name: name.clone(),
        platform: name,
        day,
        length,
        prepare,
        rhythm: "weekly".to_owned(),
        listed: length.is_some(),
        ..Community::default()
    });
    let person = (uid(), line(), line()).prop_map(|(uid, name, place)| Person { uid, name, place, ..Person::default() });
    let walk = (uid(), line(), day(), text(), some(instant()), few((uid(), instant(), text()))).prop_map(
        |(uid, title, from, note, finished, some)| Walk {
            uid: uid.clone(),
            title,
            registration: Some(uid),
            to: from.clone(),
            from,
            note,
            begun: String::new(),
            finished,
            decided: some
                .iter()
                .map(|(entry, at, _)| Decided { entry: entry.clone(), decision: "in".to_owned(), at: at.clone() })
                .collect(),
            fates: some
                .into_iter()
                .map(|(goal, _, outcome)| Fate { goal, fate: "carry".to_owned(), next_title: outcome.clone(), outcome })
                .collect(),
            ..Walk::default()
        },
    );
    let small = (uid(), day(), text(), line());
    let evidence = (uid(), line(), line(), instant(), some(Just("attendance".to_owned())));
    (
        (line(), uid(), day(), few(line()), (text(), line()), some(line())),
        (few(record), few(community), few(person), few(walk)),
        (few(small), few(evidence), fields()),
    )
        .prop_map(|(head, lists, (small, evidence, options))| {
            let (title, id, made_on, words, (handles, name), query) = head;
            let (records, communities, people, walks) = lists;
            let mut dossier = Dossier {
                format: dossier::FORMAT.to_owned(),
                version: dossier::VERSION,
                id,
                title,
                made_on: made_on.clone(),
                scope: Scope { from: Some(made_on.clone()), query, ..Scope::default() },
                left_out: words.clone(),
                registrant: Registrant { name, handles, ..Registrant::default() },
                words,
                records,
                communities,
                people,
                walks,
                ..Dossier::default()
            };
            for (uid, date, text, line) in &small {
                let (uid, date, text, line) = (uid.clone(), date.clone(), text.clone(), line.clone());
                let joined = Some(date.clone());
                dossier.registrations.push(Registration {
                    uid: uid.clone(),
                    framework: "bells".to_owned(),
                    cycle_start: None,
                    joined,
                    options: options.clone(),
                });
                dossier.needs.push(Need {
                    uid: uid.clone(),
                    kind: "need".to_owned(),
                    text: text.clone(),
                    date: date.clone(),
                    goal: Some(uid.clone()),
                    entry: None,
                });
                dossier.waymarks.push(Waymark {
                    uid: uid.clone(),
                    kind: "read".to_owned(),
                    title: line.clone(),
                    version: String::new(),
                    date: date.clone(),
                    note: text.clone(),
                });
                dossier.impacts.push(Impact {
                    uid: uid.clone(),
                    title: line.clone(),
                    reader: line.clone(),
                    opening: text.clone(),
                    closing: text,
                    entries: vec![uid.clone()],
                    from: Some(date),
                    to: None,
                });
                dossier.saved_searches.push(SavedSearch { uid, name: line.clone(), query: line });
            }
            dossier.evidence = evidence
                .into_iter()
                .map(|(uid, name, caption, captured, proves)| Evidence {
                    sha256: Digest(Sha256::digest(&uid).into()).to_string(),
                    bytes: uid.len() as u64,
                    uid,
                    source_url: name.clone(),
                    alt: caption.clone(),
                    name,
                    media_type: "text/plain".to_owned(),
                    caption,
                    captured,
                    proves,
                    file: None,
                    content: None,
                })
                .collect();
            dossier
        })
}

fn dossiers() -> impl Strategy<Value = Dossier> {
    (around(), prop::collection::vec(entry(), 0..4), few(goal())).prop_map(|(mut dossier, entries, goals)| {
        dossier.goals = goals;
        dossier.entries = entries;
        let pieces: Vec<String> = dossier.evidence.iter().map(|piece| piece.uid.clone()).collect();
        dossier.entries.iter_mut().for_each(|entry| entry.evidence.clone_from(&pieces));
        dossier
    })
}

/// A report that says the same.
fn report(dossier: &Dossier) -> Report {
    let base = reports::believable(1);
    let parsed = |uid: &str| uid.parse::<Uid>().expect("a uid");
    let date = |text: &str| text.parse::<NaiveDate>().expect("a day");
    let entries = dossier.entries.iter().map(|entry| {
        let answers = entry.reflection.answers.iter().map(|answer| ReportAnswer {
            prompt_id: answer.prompt.clone(),
            label: answer.label.clone(),
            text: answer.text.clone(),
        });
        ReportEntry {
            uid: parsed(&entry.uid),
            title: entry.title.clone(),
            date: date(&entry.date),
            how: entry.how.clone(),
            tags: entry.tags.clone(),
            learnt: entry.learnt.clone(),
            changed: entry.changed.clone(),
            benefit: entry.benefit.clone(),
            answers: answers.collect(),
            goals: Vec::new(),
            made_of: None,
            item_of: None,
            found_later: entry
                .look_backs
                .iter()
                .map(|look| FoundLater { date: date(&look.date), month: look.month, found: Found::Benefit, text: look.text.clone() })
                .collect(),
            evidence: (0..dossier.evidence.len()).collect(),
            ..base.entries[0].clone()
        }
    });
    let mut entries: Vec<ReportEntry> = entries.collect();
    entries.sort_by_key(|entry| entry.date);
    let goals = dossier.goals.iter().map(|goal| ReportGoal {
        uid: parsed(&goal.uid),
        title: goal.title.clone(),
        why: goal.why.clone(),
        measure: goal.measure.clone(),
        how: goal.how.clone(),
        support: goal.support.clone(),
        barriers: goal.barriers.clone(),
        outcome: goal.outcome.clone(),
        reviews: goal.reviews.iter().map(|review| ReportReview { date: date(&review.date), note: review.note.clone() }).collect(),
        minutes: Minutes(0),
        ..base.goals[0].clone()
    });
    let evidence = dossier.evidence.iter().map(|piece| ReportEvidence {
        uid: parsed(&piece.uid),
        digest: piece.sha256.parse().expect("a digest"),
        name: piece.name.clone(),
        caption: piece.caption.clone(),
        ..base.evidence[0].clone()
    });
    Report { goals: goals.collect(), evidence: evidence.collect(), entries, ..reports::empty() }
}

fn write(report: &Report, dossier: &Dossier, target: &Path) {
    let exporter = exporters::find("markdown").expect("Markdown");
    let contents: BTreeMap<String, &String> = dossier.evidence.iter().map(|piece| (piece.sha256.clone(), &piece.uid)).collect();
    let mut content = |digest: &Digest, to: &mut dyn std::io::Write| match contents.get(&digest.to_string()) {
        Some(text) => to.write_all(text.as_bytes()),
        None => reports::content(digest, to),
    };
    exporters::run(exporter, (report, dossier), &mut content, target, Replace::Refuse, &|_| Ok(())).expect("an export");
}

fn read(path: &Path) -> Taken {
    let importer = importers::detect(path).expect("something known");
    assert_eq!(importer.id(), "markdown");
    importer.read(path).expect("a dossier")
}

/// Order of entries and where files lay are not part of what comes back.
fn normal(mut dossier: Dossier) -> Dossier {
    dossier.entries.sort_by(|a, b| a.uid.cmp(&b.uid));
    dossier.evidence.iter_mut().for_each(|piece| piece.file = None);
    dossier
}

/// Files of a folder by path.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for item in fs::read_dir(next).expect("a folder") {
            let path = item.expect("an item").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("inside").to_string_lossy().replace('\\', "/");
                files.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    files
}

/// Two dossiers are one; the first lines that are not alike are told.
fn same(one: Dossier, other: Dossier, what: &str) {
    let (one, other) = (normal(one), normal(other));
    if one != other {
        let (left, right) = (one.to_json(), other.to_json());
        let unlike: Vec<String> = left
            .lines()
            .zip(right.lines())
            .enumerate()
            .filter(|(_, (a, b))| a != b)
            .take(3)
            .map(|(at, (a, b))| format!("{at}: {a:.300}\n  not {b:.300}"))
            .collect();
        panic!("{what}:\n{}", unlike.join("\n"));
    }
}

/// Goes out and comes back in both forms, with and without a report of the same.
fn check(dossier: &Dossier) {
    let folder = tempfile::tempdir().expect("a folder");
    let full = report(dossier);
    for (name, report) in [("full", &full), ("bare", &reports::empty())] {
        let target = folder.path().join(name);
        write(report, dossier, &target);
        let taken = read(&target);
        same(taken.dossier.clone(), dossier.clone(), &format!("folder, {name}"));
        assert_eq!(taken.warnings, [], "folder, {name}");
        if name == "full" {
            assert_eq!(
                taken.contents.len(),
                dossier.evidence.iter().map(|piece| &piece.sha256).collect::<std::collections::BTreeSet<_>>().len()
            );
            // And out again, byte for byte.
            let again = folder.path().join("again");
            write(&self::report(&taken.dossier), &taken.dossier, &again);
            assert_eq!(tree(&target).keys().collect::<Vec<_>>(), tree(&again).keys().collect::<Vec<_>>());
            for (path, bytes) in tree(&target) {
                if path != "SHA256SUMS" {
                    let now = fs::read(again.join(&path)).expect("a file");
                    assert!(now == bytes, "{path}:\n{}\n=====\n{}", String::from_utf8_lossy(&bytes), String::from_utf8_lossy(&now));
                }
            }
        }
        let target = folder.path().join(format!("{name}.md"));
        write(report, dossier, &target);
        let taken = read(&target);
        same(taken.dossier, dossier.clone(), &format!("one file, {name}"));
        assert_eq!(taken.warnings, [], "one file, {name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_dossier_comes_back(dossier in dossiers()) {
        check(&dossier);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), yaml in "([ -~\n]|- |: |\\[|\\{|&a|\\*a|---\n){0,200}") {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, content) in [
            ("a.md", bytes.clone()),
            ("b.md", format!("---\n{yaml}\n---\n{yaml}").into_bytes()),
            ("c.md", [b"---\ncpd_journal: 1\nid: ".to_vec(), bytes.clone()].concat()),
            ("d.md", format!("---\ncpd_journal: 1\nkind: x\nid: {}\ntexts:\n- {yaml}\n---\n", Uid::from_text("x")).into_bytes()),
        ] {
            let path = folder.path().join(name);
            fs::write(&path, content).expect("written");
            let _ = importers::find("markdown").expect("Markdown").read(&path);
        }
        let _ = importers::find("markdown").expect("Markdown").read(folder.path());
    }
}

#[test]
fn each_hostile_text_comes_back_from_everywhere() {
    for text in HOSTILE.iter().map(|text| (*text).to_owned()).chain(["w".repeat(100_000), "[".repeat(5_000)]) {
        let mut dossier = one(&text);
        dossier.goals[0].reviews[0].note.clone_from(&text);
        check(&dossier);
    }
}

/// `tests/validators/markdown_front.py` looks at these, in `target/tmp/markdown/`.
#[test]
fn front_matter_for_other_readers() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("markdown");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    for (at, text) in HOSTILE.iter().enumerate() {
        let dossier = one(text);
        write(&report(&dossier), &dossier, &folder.join(format!("hostile-{at}")));
        write(&report(&dossier), &dossier, &folder.join(format!("hostile-{at}.md")));
    }
    let dossier = believable();
    write(&report(&dossier), &dossier, &folder.join("believable"));
    let page = tree(&folder.join("believable")).into_iter().find(|(name, _)| name.starts_with("2026/")).expect("an entry").1;
    let page = String::from_utf8(page).expect("UTF-8");
    for line in [
        "\ndate: 2026-03-04\n",
        "\ntags:\n- fatigue\n- long-covid\n",
        "\n## What I learnt\n\nRest alone does *little*.\n\n- ask about sleep\n\n",
    ] {
        assert!(page.contains(line), "{line}\n{page}");
    }
    assert!(page.starts_with("---\ncpd_journal: 1\ntitle: Pacing after long COVID\n"), "{page}");
}

/// A dossier of one entry with one text in many places.
fn one(text: &str) -> Dossier {
    let typed = || text.to_owned();
    let uid = |what: &str| Uid::from_text(what).to_string();
    let at = "2026-03-04T05:06:07.123456789Z".to_owned();
    Dossier {
        format: dossier::FORMAT.to_owned(),
        version: dossier::VERSION,
        id: uid("whole"),
        title: typed(),
        made_on: "2026-04-02".to_owned(),
        registrant: Registrant { name: typed(), handles: typed(), ..Registrant::default() },
        words: vec![typed()],
        goals: vec![Goal {
            uid: uid("goal"),
            title: typed(),
            why: typed(),
            measure: typed(),
            created: at.clone(),
            reviews: vec![Review { uid: uid("review"), date: "2026-01-01".to_owned(), note: typed() }],
            ..Goal::default()
        }],
        entries: vec![Entry {
            uid: uid("entry"),
            title: typed(),
            kind: "podcast".to_owned(),
            date: "2026-03-04".to_owned(),
            tags: vec![typed(), "long covid".to_owned()],
            learnt: typed(),
            changed: typed(),
            benefit: typed(),
            reflection: Reflection {
                template: "driscoll".to_owned(),
                answers: vec![
                    Answer { template: "driscoll".to_owned(), prompt: "what".to_owned(), label: typed(), text: typed(), home: None },
                    Answer {
                        template: "gibbs".to_owned(),
                        prompt: "what".to_owned(),
                        label: "What?".to_owned(),
                        text: typed(),
                        home: None,
                    },
                ],
            },
            state: "ready".to_owned(),
            created: at.clone(),
            changed_at: at,
            look_backs: vec![LookBack {
                uid: uid("look"),
                month: 3,
                date: "2026-06-04".to_owned(),
                found: "benefit".to_owned(),
                text: typed(),
                until: None,
            }],
            evidence: vec![uid("evidence")],
            ..Entry::default()
        }],
        evidence: vec![Evidence {
            sha256: Digest(Sha256::digest(uid("evidence")).into()).to_string(),
            bytes: uid("evidence").len() as u64,
            uid: uid("evidence"),
            name: typed(),
            caption: typed(),
            ..Evidence::default()
        }],
        ..Dossier::default()
    }
}

/// A believable dossier of one entry with four texts.
fn believable() -> Dossier {
    let mut dossier = one("x");
    "CPD record".clone_into(&mut dossier.title);
    let entry = &mut dossier.entries[0];
    "Pacing after long COVID".clone_into(&mut entry.title);
    "Rest alone does *little*.\n\n- ask about sleep".clone_into(&mut entry.learnt);
    "I ask about sleep first.".clone_into(&mut entry.changed);
    "The Tuesday group.".clone_into(&mut entry.benefit);
    "What?".clone_into(&mut entry.reflection.answers[0].label);
    "A chat of an hour.".clone_into(&mut entry.reflection.answers[0].text);
    entry.reflection.answers.truncate(1);
    "Four people sleep through.".clone_into(&mut entry.look_backs[0].text);
    entry.tags = vec!["fatigue".to_owned(), "long covid".to_owned()];
    "Half of my referrals.".clone_into(&mut dossier.goals[0].why);
    "certificate.txt".clone_into(&mut dossier.evidence[0].name);
    dossier
}

/// Writes a folder, changes the text of the entry's file, and reads it back.
fn edited(edit: impl Fn(String) -> String) -> Taken {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("out");
    let dossier = believable();
    write(&report(&dossier), &dossier, &root);
    let page = tree(&root).keys().find(|name| name.starts_with("2026/")).expect("an entry").clone();
    let text = fs::read_to_string(root.join(&page)).expect("a file");
    fs::write(root.join(&page), edit(text)).expect("written");
    let mut taken = read(&root);
    taken.contents.clear();
    taken
}

#[test]
fn what_somebody_wrote_in_an_editor_is_honoured() {
    type Edit = (&'static str, fn(String) -> String, fn(&mut Entry), usize);
    let edits: &[Edit] = &[
        ("nothing", |text| text, |_| {}, 0),
        ("CRLF and a mark", |text| format!("\u{FEFF}{}", text.replace('\n', "\r\n")), |_| {}, 0),
        ("a blank line more at the top", |text| text.replacen("\n---\n\n", "\n---\n\n\n\n", 1), |_| {}, 0),
        ("no blank line at the top", |text| text.replacen("\n---\n\n", "\n---\n", 1), |_| {}, 0),
        (
            "a text edited",
            |text| text.replace("I ask about sleep first.", "I ask about sleep.\n\n## And more\n\nAlso at night."),
            |entry| entry.changed = "I ask about sleep.\n\n## And more\n\nAlso at night.".to_owned(),
            0,
        ),
        (
            "two texts edited",
            |text| text.replace("A chat of an hour.", "A long chat.\n\nOf an hour.").replace("The Tuesday group.", "Everybody."),
            |entry| {
                entry.reflection.answers[0].text = "A long chat.\n\nOf an hour.".to_owned();
                entry.benefit = "Everybody.".to_owned();
            },
            0,
        ),
        (
            "a text at the end edited",
            |text| text.replace("Four people sleep", "Five sleep"),
            |entry| entry.look_backs[0].text = "Five sleep through.".to_owned(),
            0,
        ),
        (
            "a title changed in the front matter",
            |text| text.replacen("title: Pacing after long COVID", "title: Pacing", 1),
            |entry| entry.title = "Pacing".to_owned(),
            0,
        ),
        (
            "a title changed in the body",
            |text| text.replacen("\n# Pacing after long COVID", "\n# Pacing \\#1", 1),
            |entry| entry.title = "Pacing #1".to_owned(),
            1,
        ),
        ("a tag more", |text| text.replacen("- long-covid", "- long-covid\n- sleep", 1), |entry| entry.tags.push("sleep".to_owned()), 0),
        (
            "tags on a line",
            |text| text.replacen("tags:\n- fatigue\n- long-covid", "tags: [fatigue, rest]", 1),
            |entry| entry.tags = vec!["fatigue".to_owned(), "rest".to_owned()],
            0,
        ),
        (
            "keys in another order",
            |text| {
                let (front, body) = text.strip_prefix("---\n").expect("a front").split_once("\n---\n").expect("an end").to_owned();
                let mut groups: Vec<String> = Vec::new();
                for line in front.lines() {
                    match groups.last_mut() {
                        Some(last) if line.starts_with([' ', '-']) => last.push_str(&format!("\n{line}")),
                        _ => groups.push(line.to_owned()),
                    }
                }
                groups.reverse();
                format!("---\n{}\n---\n{body}", groups.join("\n"))
            },
            |_| {},
            0,
        ),
        ("a key that nobody knows", |text| text.replacen("---\n", "---\ncssclasses: [wide]\n", 1), |_| {}, 1),
        (
            "words at the end",
            |text| format!("{text}\nAsk *Siân*.\n\nAnd Tom.\n"),
            |entry| entry.learnt.push_str("\n\nAsk *Siân*.\n\nAnd Tom."),
            1,
        ),
        (
            "words before the first text",
            |text| text.replacen("\n## What I learnt", "\nMind the gap.\n\n## What I learnt", 1),
            |entry| entry.learnt.push_str("\n\nMind the gap."),
            1,
        ),
        (
            "a heading renamed",
            |text| text.replacen("\n## Who benefited", "\n## For whom", 1),
            |entry| entry.learnt.push_str("\n\n## For whom"),
            1,
        ),
        (
            "a heading renamed, and the text edited",
            |text| text.replacen("\n## Who benefited", "\n## For whom", 1).replace("The Tuesday group.", "Everybody."),
            |entry| {
                entry.benefit = String::new();
                entry.learnt.push_str("\n\n## For whom\n\nEverybody.");
            },
            2,
        ),
        ("a text taken out", |text| text.replacen("The Tuesday group.\n", "", 1), |entry| entry.benefit = String::new(), 1),
        ("minutes changed", |text| text.replacen("taking_part: 0", "taking_part: 45", 1), |entry| entry.minutes.taking_part = 45, 1),
        (
            "a date changed",
            |text| text.replacen("date: 2026-03-04\n---", "date: 2026-03-05\n---", 1),
            |entry| entry.date = "2026-03-05".to_owned(),
            0,
        ),
    ];
    for (what, edit, want, warnings) in edits {
        let taken = edited(edit);
        let mut wanted = believable();
        want(&mut wanted.entries[0]);
        same(taken.dossier, wanted, &format!("{what}: {:?}", taken.warnings));
        assert_eq!(taken.warnings.len(), *warnings, "{what}: {:?}", taken.warnings);
    }
}

#[test]
fn one_file_is_edited_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("all.md");
    let mut dossier = believable();
    let mut second = dossier.entries[0].clone();
    second.uid = Uid::from_text("second").to_string();
    second.learnt = "Something else.".to_owned();
    dossier.entries.push(second);
    write(&report(&dossier), &dossier, &path);
    let text = fs::read_to_string(&path).expect("a file");
    let text = text.replace("Something else.", "Something\n\nelse again.").replace("Half of my referrals.", "Most.\n\n- of them");
    fs::write(&path, format!("{text}\n\nA last word.\n").replace('\n', "\r\n")).expect("written");
    let taken = read(&path);
    "Something\n\nelse again.".clone_into(&mut dossier.entries[1].learnt);
    "Most.\n\n- of them".clone_into(&mut dossier.goals[0].why);
    let (ours, added): (Vec<Entry>, Vec<Entry>) = taken.dossier.entries.iter().cloned().partition(|entry| entry.kind != "other");
    same(Dossier { entries: ours, ..taken.dossier.clone() }, dossier, &format!("{:?}", taken.warnings));
    assert_eq!(added.iter().map(|entry| entry.learnt.as_str()).collect::<Vec<_>>(), ["A last word."]);
    assert_eq!(taken.warnings.len(), 1, "{:?}", taken.warnings);
}

#[test]
fn files_that_were_moved_added_copied_or_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("out");
    let dossier = believable();
    write(&report(&dossier), &dossier, &root);
    let name = |start: &str| tree(&root).keys().find(|name| name.starts_with(start)).expect("a file").clone();
    let (page, proof) = (name("2026/"), name("evidence/"));
    fs::create_dir(root.join("Archive")).expect("a folder");
    fs::rename(root.join(&page), root.join("Archive/Renamed note.md")).expect("moved");
    fs::rename(root.join(&proof), root.join("Archive/proof.txt")).expect("moved");
    fs::copy(root.join("Archive/Renamed note.md"), root.join("Archive/Renamed note copy.md")).expect("copied");
    fs::write(root.join("2026-05-06 Ward round.md"), "# Ward round\r\n\r\nWe *met*.\r\n").expect("written");
    fs::write(root.join("plain.md"), "---\ntitle: 12\ntags: a, b\ndate: 2026-01-02\nurl: https://example.org\n---\nwords")
        .expect("written");
    fs::write(root.join("broken.md"), "---\ntitle: [\n---\nwords stay").expect("written");
    fs::create_dir(root.join(".obsidian")).expect("a folder");
    fs::write(root.join(".obsidian/x.md"), "not looked at").expect("written");
    let taken = read(&root);
    let again = read(&root);
    assert_eq!(taken, again);
    let by_title: BTreeMap<&str, &Entry> = taken.dossier.entries.iter().map(|entry| (entry.title.as_str(), entry)).collect();
    assert_eq!(by_title.keys().copied().collect::<Vec<_>>(), ["12", "Pacing after long COVID", "Ward round", "broken"]);
    assert_eq!(*by_title["Pacing after long COVID"], dossier.entries[0]);
    let ward = by_title["Ward round"];
    assert_eq!((ward.kind.as_str(), ward.date.as_str(), ward.learnt.as_str()), ("other", "2026-05-06", "We *met*."));
    let plain = by_title["12"];
    assert_eq!((plain.date.as_str(), plain.learnt.as_str(), plain.url.as_str()), ("2026-01-02", "words", "https://example.org"));
    assert_eq!(plain.tags, ["a", "b"]);
    assert!(by_title["broken"].learnt.contains("words stay") && by_title["broken"].date == "2026-04-02");
    assert!(taken.dossier.entries.iter().all(|entry| entry.to_draft().is_ok() && entry.uid.parse::<Uid>().is_ok()));
    assert_eq!(taken.contents.values().collect::<Vec<_>>(), [&Content::File(root.join("Archive/proof.txt"))]);
    // The copy, three notes, and of the broken one that it is broken and has no date.
    assert_eq!(taken.warnings.len(), 6, "{:?}", taken.warnings);
    fs::write(root.join("Archive/proof.txt"), "changed").expect("written");
    let taken = read(&root);
    assert!(
        taken.contents.is_empty() && taken.warnings.iter().any(|warning| warning.what.contains("is not there")),
        "{:?}",
        taken.warnings
    );
    fs::write(root.join(&proof), "changed, too").expect("written");
    let taken = read(&root);
    assert!(
        taken.contents.is_empty() && taken.warnings.iter().any(|warning| warning.what.contains("not what it was")),
        "{:?}",
        taken.warnings
    );
    assert_eq!(taken.dossier.evidence.len(), 1);
}

#[test]
fn what_leads_out_or_would_never_end_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("out");
    let dossier = believable();
    write(&report(&dossier), &dossier, &root);
    let proof = tree(&root).keys().find(|name| name.starts_with("evidence/")).expect("a file").clone();
    let outside = folder.path().join("secret.txt");
    fs::copy(root.join(&proof), &outside).expect("copied");
    fs::remove_file(root.join(&proof)).expect("removed");
    let index = fs::read_to_string(root.join("index.md")).expect("a file");
    let secret = outside.to_string_lossy().into_owned();
    for name in ["../secret.txt", "evidence/../../secret.txt", &secret, "..\\secret.txt", "C:\\secret.txt", "", "evidence//x", "a\\0b"] {
        let json = serde_json::to_string(name).expect("JSON");
        fs::write(root.join("index.md"), index.replace(&format!("file: {proof}"), &format!("file: {json}"))).expect("written");
        let taken = read(&root);
        assert!(taken.contents.is_empty() && taken.warnings.len() == 1, "{name}: {:?}", taken.warnings);
    }
    fs::write(root.join("index.md"), &index).expect("written");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&outside, root.join(&proof)).expect("a link");
        std::os::unix::fs::symlink("/etc", root.join("etc")).expect("a link");
        std::os::unix::fs::symlink(".", root.join("round")).expect("a link");
        let taken = read(&root);
        assert!(taken.contents.is_empty(), "{:?}", taken.contents);
        assert_eq!(taken.warnings.iter().filter(|warning| warning.what.contains("leads out")).count(), 2, "{:?}", taken.warnings);
        fs::remove_file(root.join("etc")).and_then(|()| fs::remove_file(root.join("round"))).expect("removed");
    }
    let importer = importers::find("markdown").expect("Markdown");
    let mut bomb = String::from("---\ncpd_journal: 1\na: &a [x, x, x, x, x, x, x, x, x, x]\n");
    for (last, next) in "abcdefgh".chars().zip("bcdefghi".chars()) {
        bomb.push_str(&format!("{next}: &{next} [{}]\n", vec![format!("*{last}"); 10].join(", ")));
    }
    let nested = format!("---\ncpd_journal: 1\nx: {}\n---\n", "[".repeat(100_000));
    let deep = (0..100_000).fold("---\ncpd_journal: 1\nx:".to_owned(), |text, _| text + " -") + " y\n---\n";
    for text in [bomb + "---\nwords", nested, deep] {
        fs::write(root.join("index.md"), &text).expect("written");
        let error = importer.read(&root).expect_err("no index");
        assert!(matches!(error, ImportError::Damaged { .. }), "{error}");
        assert!(error.to_string().len() < 400, "{error}");
    }
    for version in ["cpd_journal: 2", "cpd_journal: 1\ndossier: {version: 2}"] {
        fs::write(root.join("index.md"), format!("---\n{version}\n---\n")).expect("written");
        assert!(matches!(importer.read(&root), Err(ImportError::Dossier { .. })), "{version}");
    }
    fs::write(root.join("index.md"), &index).expect("written");
    let large = root.join("large.md");
    fs::File::create(&large).and_then(|file| file.set_len(300 << 20)).expect("a large file");
    let taken = read(&root);
    assert!(taken.warnings.iter().any(|warning| warning.place == "large.md" && warning.what.contains("too large")), "{:?}", taken.warnings);
    assert!(matches!(importer.read(&large), Err(ImportError::TooLarge(_))));
    fs::write(&large, b"\xFF\xFE#\0 \0x\0").expect("written");
    assert!(read(&root).warnings.iter().any(|warning| warning.place == "large.md" && warning.what.contains("UTF-8")));
    assert!(importers::detect(&folder.path().join("nothing.md")).is_err());
}

#[test]
fn exports_of_earlier_versions_are_read_as_far_as_they_go() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("out");
    let report = reports::believable(3);
    // Without a dossier there are the keys of earlier versions.
    write(&report, &Dossier::default(), &root);
    let mut lines = 0;
    for (name, bytes) in tree(&root).iter().filter(|(name, _)| Path::new(name).extension().is_some_and(|end| end == "md")) {
        let text = String::from_utf8(bytes.clone()).expect("UTF-8");
        let is_new = |line: &str| ["  sum:", "  under:", "  before:", "  closed:"].iter().any(|key| line.starts_with(key));
        let mut in_ours = false;
        let mut early: Vec<&str> = Vec::new();
        for line in text.split('\n') {
            in_ours = line.starts_with("ours:") || in_ours && line.starts_with("  ");
            if !in_ours && !is_new(line) {
                early.push(line);
            }
        }
        lines += text.split('\n').count() - early.len();
        fs::write(root.join(name), early.join("\n")).expect("written");
    }
    assert!(lines > 10);
    let taken = read(&root);
    assert_eq!(taken.dossier.entries.len(), 3, "{:?}", taken.warnings);
    assert_eq!((taken.dossier.format.as_str(), taken.dossier.title.as_str()), (dossier::FORMAT, report.title.as_str()));
    assert!(taken.dossier.to_json().contains("Bronwen Hartley") && taken.dossier.made_on == "2026-04-02");
    for (entry, told) in taken.dossier.entries.iter().zip(&report.entries) {
        assert_eq!((&entry.uid, &entry.title, &entry.learnt), (&told.uid.to_string(), &told.title, &told.learnt));
        assert_eq!((&entry.changed, &entry.benefit, &entry.tags), (&told.changed, &told.benefit, &told.tags));
        let answers: Vec<(&str, &str)> = entry.reflection.answers.iter().map(|one| (one.prompt.as_str(), one.text.as_str())).collect();
        let wanted: Vec<(&str, &str)> = told.answers.iter().map(|one| (one.prompt_id.as_str(), one.text.as_str())).collect();
        assert_eq!((answers, entry.reflection.template.as_str()), (wanted, "driscoll"));
        assert_eq!(entry.actions.len(), told.actions.len());
        assert_eq!(
            entry.look_backs.iter().map(|look| &look.text).collect::<Vec<_>>(),
            told.found_later.iter().map(|look| &look.text).collect::<Vec<_>>()
        );
        assert_eq!(entry.evidence.len(), told.evidence.len());
        entry.to_draft().expect("an entry");
    }
    assert_eq!(taken.contents.len(), report.evidence.len());
    let one = folder.path().join("one.md");
    write(&report, &Dossier::default(), &one);
    let taken = read(&one);
    assert_eq!(taken.dossier.entries.len(), 3, "{:?}", taken.warnings);
    for (entry, told) in taken.dossier.entries.iter().zip(&report.entries) {
        assert_eq!((entry.date.clone(), &entry.title), (told.date.to_string(), &told.title));
        assert!(entry.learnt.contains(&told.learnt) && entry.learnt.contains(&told.benefit));
    }
    // The file of one entry by itself.
    let page = tree(&root).keys().find(|name| name.starts_with("20")).expect("an entry").clone();
    assert_eq!(read(&root.join(page)).dossier.entries.len(), 1);
}

#[test]
fn places_that_never_fit_cost_little() {
    let body: Vec<String> = (0..20_000).map(|number| format!("# L\nline {number}\n")).collect();
    let place = |line: i32| format!("- {{text: learnt, label: L, line: {line}, lines: 30000, sum: ffff}}\n");
    let places: Vec<String> = (1..=4_000).map(place).collect();
    let (body, places) = (body.concat(), places.concat());
    let front = "kind: reading\nid: 11111111-2222-4333-8444-555555555555\ntitle: T\ndate: 2025-01-02\n";
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("one.md");
    fs::write(&path, format!("---\n{front}ours: abc\ntexts:\n{places}---\n{body}")).expect("written");
    let begun = std::time::Instant::now();
    let taken = read(&path);
    assert!(begun.elapsed() < std::time::Duration::from_secs(20), "{:?}", begun.elapsed());
    let words = format!("{:?}", taken.dossier.entries);
    assert!(words.contains("line 0\\n") && words.contains("line 19999"), "nothing is lost");
}
