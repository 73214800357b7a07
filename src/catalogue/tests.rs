use super::*;
use crate::domain::framework::{Requirement, Rule, Source};
use crate::domain::record::FieldKind;

#[test]
fn all_bundled_files_are_read() {
    let catalogue = Catalogue::bundled();
    assert_eq!(catalogue.problems, []);
    assert_eq!(catalogue.kinds.len(), 14);
    assert!(catalogue.templates.len() >= 5);
    let mut keys: Vec<char> = catalogue.kinds.iter().filter_map(|kind| kind.key).collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), catalogue.kinds.len(), "every kind has a key of its own");
    for (word, id) in [
        ("Tweetchat", "tweetchat"),
        ("journal club", "book-club"),
        ("live_webinar", "live-webinar"),
        ("BLOG", "article"),
        ("Facebook group", "online-community"),
    ] {
        assert_eq!(catalogue.kind_called(word).map(|kind| kind.id.as_str()), Some(id), "{word}");
    }
}

#[test]
fn bundled_data_is_whole() {
    let catalogue = Catalogue::bundled();
    let mut problems = Vec::new();
    for part in [Part::Kinds, Part::Templates, Part::Communities, Part::Records, Part::Frameworks] {
        for path in embedded::list(part.folder()) {
            let text = embedded::text(&path).expect(&path);
            problems.extend(catalogue.check_beside(part, &path, &text));
        }
    }
    let shown: Vec<String> = problems.iter().map(|one| format!("{one}\n    mend: {}\n", one.mend)).collect();
    assert!(problems.is_empty() && catalogue.problems.is_empty(), "\n{}{:#?}", shown.concat(), catalogue.problems);
    assert_eq!(catalogue.frameworks.len(), embedded::list("frameworks").len(), "two have one id");
    for framework in &catalogue.frameworks {
        assert!(!framework.summary.is_empty() && !framework.disclaimer.is_empty(), "{}", framework.id);
        assert!(framework.sources.iter().all(|source| !source.title.is_empty()), "{}", framework.id);
        let earliest = catalogue.editions(&framework.scheme).first().map(|one| one.effective_from);
        assert!(earliest.is_some_and(|day| day <= framework.effective_from), "{}", framework.id);
    }
    let alone = embedded::list("records").len();
    let inside: usize = catalogue.frameworks.iter().map(|framework| framework.records.len()).sum();
    assert!(catalogue.record_kinds.len() >= alone && catalogue.record_kinds.len() <= alone + inside);
}

#[test]
fn own_rules_win_and_bad_ones_are_told() {
    let folder = tempfile::tempdir().expect("folder");
    let bells = include_str!("../../tests/fixtures/frameworks/bells.toml");
    let walk = include_str!("../../tests/fixtures/frameworks/steeple-walk.toml");
    let named =
        bells.replacen("id = \"bells-2026\"", "id = \"bells-2029\"", 1).replacen("record = \"rest\"", "record = \"steeple-walk\"", 1);
    for (part, file, text) in [
        ("records", "walk.toml", walk.to_owned()),
        ("records", "bad.toml", walk.replacen("yes-no", "maybe", 1)),
        ("frameworks", "bells.toml", bells.to_owned()),
        ("frameworks", "later.toml", named.clone()),
        ("frameworks", "bad.toml", bells.replacen("bells-2026", "bells-2030", 1).replacen("sub_label", "sub_labl", 1)),
    ] {
        std::fs::create_dir_all(folder.path().join(part)).expect("folder");
        std::fs::write(folder.path().join(part).join(file), text).expect("file");
    }
    let (bundled, catalogue) = (Catalogue::bundled(), Catalogue::with_own(folder.path()));
    assert_eq!(catalogue.frameworks.len(), bundled.frameworks.len() + 2);
    assert_eq!(catalogue.framework("bells-2029").map(|one| one.cycle.effects.len()), Some(1), "names a kind of record of one's own");
    assert!(catalogue.framework("bells-2030").is_none() && bundled.framework("bells-2026").is_none());
    let kinds = ["visit", "rest", "steeple-walk"];
    assert!(kinds.iter().all(|kind| catalogue.record_kind(kind).is_some() && bundled.record_kind(kind).is_none()));
    let [record, framework] = catalogue.problems.as_slice() else { panic!("{:?}", catalogue.problems) };
    assert_eq!((record.line, record.column), (19, 8), "{record}");
    assert!(framework.line > record.line && framework.mend.contains("did you mean sub_label?"), "{framework}");
    // A file anywhere, beside the bundled data and beside one's own.
    let outside = folder.path().join("elsewhere.toml");
    std::fs::write(&outside, named).expect("file");
    let problems = bundled.check_file(Part::Frameworks, &outside).expect("a file that is there");
    let [doubt, wrong] = problems.as_slice() else { panic!("{problems:?}") };
    assert_eq!((doubt.weight, wrong.weight), (Weight::Doubt, Weight::LeftOut));
    assert_eq!((wrong.line, wrong.column), (57, 10), "{wrong}");
    let problems = catalogue.check_file(Part::Frameworks, &outside).expect("a file that is there");
    assert!(problems.iter().all(|problem| problem.weight == Weight::Doubt), "{problems:?}");
    assert!(bundled.check_file(Part::Frameworks, &folder.path().join("none.toml")).is_err());
}

#[test]
fn own_files_win_and_bad_ones_are_told() {
    let folder = tempfile::tempdir().expect("folder");
    std::fs::create_dir(folder.path().join("kinds")).expect("folder");
    let kind = |id: &str, label: &str| format!("format = 1\nid = \"{id}\"\nlabel = \"{label}\"\norder = 5\n");
    std::fs::write(folder.path().join("kinds/a.toml"), kind("ward-round", "Ward round")).expect("file");
    std::fs::write(folder.path().join("kinds/b.toml"), kind("poll", "My poll")).expect("file");
    std::fs::write(folder.path().join("kinds/c.toml"), "format = 1\nid = \"x\"\nlabel = 7\n").expect("file");
    let catalogue = Catalogue::with_own(folder.path());
    assert_eq!(catalogue.kind_label("ward-round"), "Ward round");
    assert_eq!(catalogue.kind_label("poll"), "My poll");
    assert_eq!(catalogue.kinds.len(), 15);
    let [problem] = catalogue.problems.as_slice() else { panic!("{:?}", catalogue.problems) };
    assert_eq!(problem.line, 3, "{problem}");
}

#[test]
fn own_communities_win_and_may_name_own_kinds() {
    let folder = tempfile::tempdir().expect("folder");
    for (part, file, text) in [
        ("kinds", "a.toml", "format = 1\nid = \"huddle\"\nlabel = \"Huddle\"\norder = 5\n"),
        ("communities", "a.toml", "format = 1\nid = \"otalk\"\nname = \"My OTalk\"\nplatforms = []\nkind = \"huddle\"\n"),
        ("communities", "b.toml", "format = 1\nid = \"ours\"\nname = \"Åre chat\"\nplatforms = [\"Teams\"]\n"),
        ("communities", "c.toml", "format = 1\nid = \"bad\"\nname = \"Bad\"\nplatforms = []\nday = \"Moonday\"\n"),
    ] {
        std::fs::create_dir_all(folder.path().join(part)).expect("folder");
        std::fs::write(folder.path().join(part).join(file), text).expect("file");
    }
    let (bundled, catalogue) = (Catalogue::bundled(), Catalogue::with_own(folder.path()));
    assert_eq!(catalogue.communities.len(), bundled.communities.len() + 1);
    assert_eq!(catalogue.community("otalk").map(|one| one.draft.name.as_str()), Some("My OTalk"));
    assert!(bundled.community("otalk").is_some_and(|one| one.is_for("Lead occupational therapist") && !one.is_for("dentist")));
    let [problem] = catalogue.problems.as_slice() else { panic!("{:?}", catalogue.problems) };
    assert_eq!(problem.line, 5, "{problem}");
    let huddle = "format = 1\nid = \"x\"\nname = \"X\"\nplatforms = []\nkind = \"huddle\"\n";
    assert_ne!(Catalogue::check(Part::Communities, "x.toml", huddle), []);
    assert_eq!(catalogue.check_beside(Part::Communities, "x.toml", huddle), []);
}

#[test]
fn times_away_propose_registrations_that_are_known() {
    let catalogue = Catalogue::bundled();
    for kind in ["time-away", "deferral"] {
        let field = catalogue.record_kind(kind).and_then(|kind| kind.field("framework")).expect(kind);
        assert!(!field.required && !field.values.is_empty(), "{kind}");
        for value in &field.values {
            for said in [&value.id, &value.label] {
                assert!(catalogue.frameworks.iter().any(|framework| framework.is_called(said)), "{kind}: {said}");
            }
        }
    }
}

#[test]
fn declarations_say_of_which_day_they_speak() {
    let catalogue = Catalogue::bundled();
    let kind = catalogue.record_kind("declaration").expect("declarations");
    assert_eq!(kind.field("about").map(|field| field.kind), Some(FieldKind::Day));
    assert!(kind.fields.iter().all(|field| !field.required), "what is not said is told, and counts where it can only be one");
    // Each declaration that the rules ask for can be found among the examples.
    let help = &kind.field("requirement").expect("what is declared").help;
    for framework in catalogue.frameworks.iter().filter(|framework| framework.regulator.as_str() != "") {
        let declared = |one: &&Requirement| one.rule == Rule::Declaration && one.from == [Source::Record(kind.id.clone())];
        let ids: Vec<&str> = framework.requirements.iter().filter(declared).map(|one| one.id.as_str()).collect();
        assert!(ids.len() < 2 || ids.iter().all(|id| help.contains(id)), "{}: {ids:?}", framework.id);
    }
}
