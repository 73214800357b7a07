//! The data files that the program brings: each is read, whole and fit to be shown.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Datelike as _, Utc};
use cpd_journal::catalogue::{Catalogue, KnownCommunity, Part};
use cpd_journal::domain::{Slot, Stage, Template, Unit};
use cpd_journal::journal::{Clock, Journal};

use crate::support::today;

/// The files of a folder under `assets/`, sorted.
fn assets(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets").join(folder);
    let mut files: Vec<PathBuf> = fs::read_dir(folder).expect("a folder").map(|item| item.expect("an item").path()).collect();
    files.retain(|path| path.is_file());
    files.sort();
    files
}

fn stem(path: &Path) -> String {
    path.file_stem().expect("a name").to_string_lossy().into_owned()
}

/// A line for people: a sentence of its own, without blanks at its ends.
fn check_text(of: &str, text: &str) {
    assert!(!text.is_empty() && text.trim() == text && !text.contains('\n'), "{of}: “{text}”");
    assert!(text.chars().next().is_some_and(|c| !c.is_lowercase()), "{of}: “{text}” begins with a small letter");
}

#[test]
fn kinds() {
    let catalogue = Catalogue::bundled();
    assert_eq!(catalogue.problems, []);
    let ids: BTreeSet<String> = catalogue.kinds.iter().map(|kind| kind.id.clone()).collect();
    assert_eq!(ids, assets("kinds").iter().map(|path| stem(path)).collect(), "each file has the name of its id");
    let required = "article book-club conference-hashtag course discussion live-webinar meeting online-community other podcast poll
        recorded-webinar tweetchat video";
    assert_eq!(ids, required.split_whitespace().map(str::to_owned).collect(), "no more and no fewer than the plan has");
    let mut called = HashSet::new();
    for kind in &catalogue.kinds {
        check_text(&kind.id, &kind.label);
        check_text(&kind.id, &kind.help);
        assert!(!kind.icon.is_empty(), "{}", kind.id);
        assert!(kind.key.is_some_and(|key| key.is_ascii_lowercase()), "{}: a key of its own", kind.id);
        let own: BTreeSet<String> = [&kind.id, &kind.label].into_iter().chain(&kind.also).map(|name| name.to_lowercase()).collect();
        for name in own {
            let found = catalogue.kind_called(&name).map(|kind| kind.id.as_str());
            assert_eq!(found, Some(kind.id.as_str()), "“{name}” means one kind");
            called.insert(name);
        }
    }
    assert!(called.len() > 30, "{} words in all", called.len());
    for (what, of) in [
        ("keys", catalogue.kinds.iter().map(|kind| kind.key.unwrap_or_default().to_string()).collect::<HashSet<_>>()),
        ("places", catalogue.kinds.iter().map(|kind| kind.order.to_string()).collect()),
        ("labels", catalogue.kinds.iter().map(|kind| kind.label.to_lowercase()).collect()),
    ] {
        assert_eq!(of.len(), catalogue.kinds.len(), "two kinds share one of their {what}");
    }
}

/// Models that do not go all the way from *what* to *now what*, and why.
const SHORT_OF_STAGES: [(&str, &[Stage], &str); 4] = [
    ("schon", &[Stage::NowWhat], "reflection for action was added by later authors"),
    ("gphc-planned", &[Stage::SoWhat], "the record asks for what, how and benefit"),
    ("gphc-unplanned", &[Stage::SoWhat], "the record asks for the event and its benefit"),
    ("free", &[Stage::SoWhat, Stage::NowWhat], "one page"),
];

/// Forms that begin with what only they ask, where what happened has no place.
const WITHOUT_WHAT: [&str; 2] = ["gphc-account", "gphc-peer"];

/// Models that begin with what made one stop, or come back to feelings.
const WINDING: [&str; 2] = ["atkins-murphy", "johns"];

#[test]
fn templates() {
    let catalogue = Catalogue::bundled();
    assert_eq!(catalogue.problems, []);
    let ids: BTreeSet<String> = catalogue.templates.iter().map(|template| template.id.clone()).collect();
    assert_eq!(ids, assets("templates").iter().map(|path| stem(path)).collect(), "each file has the name of its id");
    let required =
        "atkins-murphy chat claim-check driscoll era free gibbs gphc-account gphc-peer gphc-planned gphc-unplanned hcpc johns kolb
        nmc rolfe schon swe three-lines";
    assert_eq!(ids, required.split_whitespace().map(str::to_owned).collect(), "no more and no fewer than the plan has");
    for path in assets("templates") {
        let text = fs::read_to_string(&path).expect("a file");
        assert_eq!(Catalogue::check(Part::Templates, &stem(&path), &text), [], "nothing in it is in doubt either");
    }
    for (what, of) in [
        ("places", catalogue.templates.iter().map(|template| template.order.to_string()).collect::<HashSet<_>>()),
        ("labels", catalogue.templates.iter().map(|template| template.label.to_lowercase()).collect()),
    ] {
        assert_eq!(of.len(), catalogue.templates.len(), "two models share one of their {what}");
    }
    for template in &catalogue.templates {
        check_text(&template.id, &template.label);
        check_help(&template.id, &template.help);
        check_source(template);
        let own = |stage: Stage| template.prompts.iter().any(|prompt| prompt.stage == stage && !prompt.apart);
        let short = SHORT_OF_STAGES.iter().find(|(id, ..)| *id == template.id).map_or(&[][..], |(_, stages, _)| stages);
        for stage in [Stage::What, Stage::SoWhat, Stage::NowWhat] {
            let missing = short.contains(&stage) || stage == Stage::What && WITHOUT_WHAT.contains(&template.id.as_str());
            assert_eq!(own(stage), !missing, "{}: {}", template.id, stage.token());
        }
        for prompt in &template.prompts {
            let of = format!("{} {}", template.id, prompt.id);
            check_text(&of, &prompt.label);
            check_help(&of, &prompt.help);
            assert!(prompt.starter.chars().count() <= 60 && prompt.starter.trim() == prompt.starter, "{of}: “{}”", prompt.starter);
            assert!(prompt.id.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{of}: an id that can be typed");
            // No regulator of ours states a limit for one of these.
            assert!(
                prompt.length.is_none_or(|length| !length.limit && length.unit == Unit::Words && (50..=300).contains(&length.most)),
                "{of}"
            );
        }
        let stages = template.prompts.iter().filter(|prompt| !prompt.apart).map(|prompt| prompt.stage);
        let winding = WINDING.contains(&template.id.as_str());
        assert_eq!(stages.is_sorted(), !winding, "{}: from what happened to what changes", template.id);
    }
    // Journals have answers to these.
    for (id, prompts) in [
        ("three-lines", "learnt matters will"),
        ("driscoll", "what so-what now-what"),
        ("gibbs", "description feelings evaluation analysis conclusion action"),
        ("hcpc", "what learnt quality benefit"),
        ("chat", "read want during think take"),
        ("free", "text"),
    ] {
        let template = catalogue.template(id).expect("a model");
        let own: Vec<&str> = template.prompts.iter().map(|prompt| prompt.id.as_str()).collect();
        assert_eq!(own.join(" "), prompts, "{id}");
    }
    let nmc = catalogue.template("nmc").expect("a model");
    let labels: Vec<&str> = nmc.prompts.iter().map(|prompt| prompt.label.as_str()).collect();
    assert_eq!(labels.last(), Some(&"How is this relevant to the Code?"));
    assert!(labels.len() == 4 && labels.iter().all(|label| label.ends_with('?')), "{labels:?}");
}

/// Help is one short sentence: it stands in a list.
fn check_help(of: &str, help: &str) {
    check_text(of, help);
    assert!(help.chars().count() <= 120 && help.ends_with(['.', '?']), "{of}: “{help}”");
}

/// Who described a model, and when; or which regulator asks for it, and where.
fn check_source(template: &Template) {
    let source = &template.source;
    check_text(&template.id, source);
    if template.suits.regulators.is_empty() {
        let year =
            source.split(|c: char| !c.is_ascii_digit()).any(|part| part.len() == 4 && (part.starts_with("19") || part.starts_with("20")));
        assert!(source == "Our own." || year && source.contains(". "), "{}: “{source}”", template.id);
    } else {
        let named = template.suits.regulators.iter().any(|name| source.starts_with(name.as_str()));
        let honest = source.contains("own words") || source.contains("not seen");
        assert!(named && honest && source.len() > 60, "{}: “{source}”", template.id);
    }
}

#[test]
fn communities() {
    let catalogue = Catalogue::bundled();
    let ids: BTreeSet<String> = catalogue.communities.iter().map(|community| community.id.clone()).collect();
    assert_eq!(ids, assets("communities").iter().map(|path| stem(path)).collect(), "each file has the name of its id");
    assert!(ids.len() >= 30, "{} communities", ids.len());
    let (mut names, mut hashtags, mut slots) = (HashSet::new(), HashSet::new(), 0);
    for known in &catalogue.communities {
        let draft = &known.draft;
        for text in [&draft.name, &known.about, &draft.prepare, &known.stated] {
            check_text(&known.id, text);
        }
        for text in [&known.about, &draft.prepare, &known.stated] {
            assert!(text.ends_with('.'), "{}: “{text}” is a sentence", known.id);
        }
        assert!(!known.source.is_empty(), "{}: where what is said of it was stated", known.id);
        assert!(!known.platforms.is_empty() && catalogue.kind(&draft.kind).is_some(), "{}", known.id);
        assert!(names.insert(draft.name.to_lowercase()), "two are called {}", draft.name);
        assert!(draft.hashtag.is_empty() || hashtags.insert(draft.hashtag.to_lowercase()), "two use {}", draft.hashtag);
        // No slot is half said, and none without telling as of when it was stated.
        assert!(draft.time.is_none() || draft.day.is_some() && !draft.zone.is_empty(), "{}: a time needs its day and zone", known.id);
        if let Some(slot) = Slot::of(draft) {
            slots += 1;
            assert!(known.stated.contains("stated") || known.stated.contains("announced"), "{}: as of when?", known.id);
            let latest = slot.latest(today_at_noon()).expect("a latest one");
            assert_eq!((latest.date.weekday(), Some(latest.time)), (slot.day, draft.time), "{}", known.id);
        }
    }
    assert!(slots >= 10, "{slots} slots");
    for id in
        ["wenurses", "wemidwives", "weahps", "wepharmacists", "wedocs", "weparamedics", "weschoolnurses", "physiotalk", "otalk", "lthechat"]
    {
        assert!(catalogue.community(id).is_some_and(|known| known.draft.hashtag.starts_with('#')), "{id}");
    }
    let professions = [
        "Nurse",
        "Midwife",
        "Doctor",
        "Pharmacist",
        "Physiotherapist",
        "Occupational therapist",
        "Speech and language therapist",
        "Dietitian",
        "Podiatrist",
        "Radiographer",
        "Paramedic",
        "Social worker",
    ];
    for profession in professions {
        let own = |known: &&KnownCommunity| !known.professions.is_empty() && known.is_for(profession);
        assert!(catalogue.communities.iter().any(|known| own(&known)), "none for {profession}");
    }
    // the one whose fortnights are counted: 22 August and 31 October 2016 were both chats
    let physiotalk = catalogue.community("physiotalk").and_then(|known| Slot::of(&known.draft)).expect("a slot");
    let chats: Vec<String> = physiotalk
        .coming("2016-08-22T00:00:00Z".parse().expect("an instant"), "2016-11-01T00:00:00Z".parse().expect("an instant"))
        .iter()
        .map(|one| one.start.format("%d/%m %H:%M").to_string())
        .collect();
    assert_eq!(chats, ["22/08 19:00", "05/09 19:00", "19/09 19:00", "03/10 19:00", "17/10 19:00", "31/10 20:00"]);
}

fn today_at_noon() -> DateTime<Utc> {
    today().and_hms_opt(12, 0, 0).expect("noon").and_utc()
}

#[test]
fn the_sample_is_a_journal_that_is_whole() {
    for (n, goals) in [(0, 5), (60, 5), (200, 5)] {
        let mut journal = Journal::in_memory(Clock::Fixed(today())).expect("a journal");
        assert_eq!(journal.fill_with_sample(n, 7, "physiotherapist").expect("a sample"), (n, goals));
        assert_eq!(journal.verify().expect("a look"), [], "{n} entries");
        let catalogue = journal.catalogue().clone();
        for header in journal.headers(None).expect("headers") {
            assert!(catalogue.kind(&header.kind).is_some(), "{}: {}", header.name, header.kind);
            let entry = journal.entry(header.id).expect("an entry");
            for answer in &entry.draft.reflection.answers {
                let prompt = catalogue.template(&answer.template).and_then(|template| template.prompt(&answer.prompt));
                assert_eq!(prompt.map(|prompt| &prompt.label), Some(&answer.label), "{}", header.name);
            }
        }
    }
}

#[test]
fn texts_are_plain_and_fonts_have_their_licence_beside() {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("assets")];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for item in fs::read_dir(folder).expect("a folder") {
            let path = item.expect("an item").path();
            let shown = path.display();
            match path.extension().and_then(|end| end.to_str()) {
                None => folders.push(path),
                Some("toml" | "typ" | "txt" | "svg") => {
                    let bytes = fs::read(&path).expect("a file");
                    assert!(std::str::from_utf8(&bytes).is_ok(), "{shown} is not UTF-8");
                    assert!(!bytes.contains(&b'\r') && !bytes.starts_with(b"\xEF\xBB\xBF"), "{shown} has foreign line ends or a mark");
                    seen += 1;
                }
                Some("ttf" | "otf") => {
                    let family = stem(&path);
                    let family = family.split('-').next().unwrap_or_default();
                    let licensed = |ends: &str| path.with_file_name(format!("{family}-{ends}.txt")).is_file();
                    assert!(["OFL", "MIT"].into_iter().any(licensed), "{shown} has no licence");
                    seen += 1;
                }
                Some(_) => {}
            }
        }
    }
    assert!(seen > 40, "{seen} files");
}
