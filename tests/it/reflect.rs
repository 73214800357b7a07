//! Models of reflection: changing them keeps every word, and those of somebody's own are checked.

use std::collections::BTreeSet;
use std::fs;
use std::sync::LazyLock;

use cpd_journal::catalogue::{Catalogue, Part, Problem};
use cpd_journal::domain::reflection::offered;
use cpd_journal::domain::{About, Answer, GoalKind, Reflection, Template};
use proptest::prelude::*;
use serde_json::Value;

use crate::support::Place;

/// What comes with the program, read once.
fn bundled() -> &'static Catalogue {
    static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::bundled);
    &CATALOGUE
}

/// The texts with a word in them, in any order: none may be lost.
fn texts(of: &Reflection) -> Vec<String> {
    let mut texts: Vec<String> = of.answers.iter().filter(|answer| !answer.is_blank()).map(|answer| answer.text.clone()).collect();
    texts.sort();
    texts
}

/// What a reader sees: which text stands where, under which label.
fn seen(of: &Reflection) -> BTreeSet<(String, String, String, String)> {
    let written = of.answers.iter().filter(|answer| !answer.is_blank());
    written.map(|a| (a.template.clone(), a.prompt.clone(), a.label.clone(), a.text.clone())).collect()
}

fn check_sound(of: &Reflection, at: &str) {
    let places: BTreeSet<_> = of.answers.iter().map(Answer::place).collect();
    assert_eq!(places.len(), of.answers.len(), "{at}: two at one place: {of:?}");
    for answer in &of.answers {
        assert!(answer.home.as_ref().is_none_or(|(home, _)| *home != answer.template), "{at}: {answer:?}");
        assert!(answer.home.is_none() || answer.template == of.template, "{at}: moved to where it is not shown: {answer:?}");
    }
}

/// One answer to each prompt that the mask has.
fn answered(template: &Template, mask: u32) -> Reflection {
    let mut one = Reflection { template: template.id.clone(), answers: Vec::new() };
    for (at, prompt) in template.prompts.iter().enumerate().filter(|(at, _)| mask >> at & 1 == 1) {
        *one.answer_mut(&template.id, prompt) = format!("{} {at}: “words” — né\n\n- and a list\n", template.id);
    }
    one
}

fn changed(of: &Reflection, to: &Template, all: &[Template]) -> Reflection {
    let mut one = of.clone();
    one.change_model(to, all);
    assert_eq!(texts(of), texts(&one), "to {}", to.id);
    assert_eq!(one.template, to.id);
    check_sound(&one, &to.id);
    one
}

#[test]
fn there_and_back_between_any_two_models_changes_nothing() {
    let all = &bundled().templates;
    let (mut pairs, mut moves) = (0, 0);
    for a in all {
        for b in all {
            for mask in 0..1 << a.prompts.len() {
                let before = answered(a, mask);
                let there = changed(&before, b, all);
                let back = changed(&there, a, all);
                assert_eq!(back, before, "{} {} {mask:b}", a.id, b.id);
                assert_eq!(changed(&there, b, all), there, "the same again");
                moves += there.answers.iter().filter(|answer| answer.home.is_some()).count();
            }
            pairs += 1;
        }
    }
    assert!(pairs >= 19 * 19 && moves > 1_000, "{pairs} pairs, {moves} moves");
}

#[test]
fn over_a_third_model_it_is_the_same() {
    let all = &bundled().templates;
    for a in all {
        for mask in [u32::MAX, 0b1, 0b10, 0b101] {
            let before = answered(a, mask & ((1 << a.prompts.len()) - 1));
            for b in all {
                let there = changed(&before, b, all);
                for c in all {
                    let over = changed(&there, c, all);
                    assert_eq!(over, changed(&before, c, all), "{} {} {}", a.id, b.id, c.id);
                    assert_eq!(changed(&over, b, all), there, "{} {} {}", a.id, b.id, c.id);
                }
            }
        }
    }
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), Just(" \n".to_owned()), "[a-zé ]{1,12}(\n\n[a-z]{1,5}\n?)?"]
}

/// A way through models: to which one, then writing to prompts of it (or emptying them).
fn way() -> impl Strategy<Value = Vec<(prop::sample::Index, Vec<(prop::sample::Index, String)>)>> {
    prop::collection::vec((any::<prop::sample::Index>(), prop::collection::vec((any::<prop::sample::Index>(), words()), 0..4)), 1..7)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn no_way_through_the_models_loses_a_word(way in way(), strange in words()) {
        let all = &bundled().templates;
        let mut one = Reflection::default();
        let gone = |prompt: &str| Answer {
            template: "ward".into(), prompt: prompt.into(), label: "Ours".into(), text: strange.clone(), home: None,
        };
        one.answers.push(gone("ours"));
        for (to, writing) in way {
            let to = to.get(all);
            one = changed(&one, to, all);
            for (prompt, text) in writing {
                let prompt = prompt.get(&to.prompts);
                let home = one.answer(&to.id, &prompt.id).map(|answer| answer.home.clone());
                text.clone_into(one.answer_mut(&to.id, prompt));
                let now = one.answer(&to.id, &prompt.id).expect("what was written");
                prop_assert_eq!(home.unwrap_or_default(), now.home.clone());
            }
            for other in all {
                let there = changed(&one, other, all);
                let back = changed(&there, to, all);
                prop_assert_eq!(seen(&back), seen(&changed(&one, to, all)), "{} and back to {}", &other.id, &to.id);
                // What is rewritten there is rewritten here.
                let mut rewritten = there.clone();
                rewritten.answers.iter_mut().for_each(|answer| answer.text.push_str(" MORE"));
                let back = changed(&rewritten, to, all);
                let expected: BTreeSet<_> = seen(&changed(&one, to, all)).into_iter().map(|(a, b, c, text)| (a, b, c, text + " MORE")).collect();
                prop_assert_eq!(seen(&back), expected);
            }
        }
        let kept = one.answers.iter().find(|answer| answer.template == "ward");
        prop_assert_eq!(kept.map(|answer| answer.text.clone()), Some(strange.clone()).filter(|text| !text.trim().is_empty()));
    }

    /// Answers as no use of the program leaves them: moved to where their home is taken, two with one home, homes that nobody knows.
    #[test]
    fn odd_data_lose_nothing(
        answers in prop::collection::btree_map((0_usize..5, 0_usize..6), (words(), prop::option::of((0_usize..5, 0_usize..6))), 0..9),
        steps in prop::collection::vec(0_usize..3, 1..5),
    ) {
        let catalogue = bundled();
        let all = &catalogue.templates;
        let models = ["driscoll", "gibbs", "nmc", "ward", ""];
        let name = |(model, prompt): (usize, usize)| {
            let prompt = catalogue.template(models[model]).and_then(|known| known.prompts.get(prompt)).map_or("x", |prompt| &prompt.id);
            (models[model].to_owned(), prompt.to_owned())
        };
        let mut one = Reflection { template: "gibbs".into(), answers: Vec::new() };
        for (place, (text, home)) in answers {
            let (template, prompt) = name(place);
            if one.answer(&template, &prompt).is_none() {
                let label = catalogue.template(&template).and_then(|known| known.prompt(&prompt)).map_or("L", |prompt| &prompt.label).to_owned();
                one.answers.push(Answer { template, prompt, label, text, home: home.map(name) });
            }
        }
        for step in steps {
            let to = catalogue.template(models[step]).expect("a model");
            let mut next = one.clone();
            next.change_model(to, all);
            prop_assert_eq!(texts(&one), texts(&next));
            let places: BTreeSet<_> = next.answers.iter().map(Answer::place).collect();
            prop_assert_eq!(places.len(), next.answers.len());
            // From now on all is in order.
            let mut over = next.clone();
            for other in all {
                over = changed(&over, other, all);
            }
            prop_assert_eq!(&changed(&over, to, all), &next);
            one = next;
        }
    }

    #[test]
    fn by_hand_an_answer_becomes_a_paragraph(have in words(), from in words(), moved in any::<bool>()) {
        let catalogue = bundled();
        let (gibbs, driscoll) = (catalogue.template("gibbs").expect("a model"), catalogue.template("driscoll").expect("a model"));
        let so_what = driscoll.prompt("so-what").expect("a prompt");
        let mut one = Reflection { template: "gibbs".into(), answers: Vec::new() };
        from.clone_into(one.answer_mut("gibbs", gibbs.prompt("feelings").expect("a prompt")));
        if moved {
            have.clone_into(one.answer_mut("gibbs", gibbs.prompt("analysis").expect("a prompt")));
        }
        one.change_model(driscoll, &catalogue.templates);
        if !moved {
            have.clone_into(one.answer_mut("driscoll", so_what));
        }
        let was_there = !from.trim().is_empty();
        prop_assert_eq!(one.put_into(("gibbs", "feelings"), driscoll, so_what), was_there);
        prop_assert!(!one.put_into(("gibbs", "feelings"), driscoll, so_what), "it is there no more");
        prop_assert!(!one.put_into(("driscoll", "so-what"), driscoll, so_what), "not into itself");
        let text = one.answer("driscoll", "so-what").map(|answer| answer.text.clone()).unwrap_or_default();
        let joined = match (have.trim().is_empty(), was_there) {
            (_, false) => text.clone(),
            (true, true) => from.clone(),
            (false, true) => format!("{have}{}{from}", if have.ends_with('\n') { "\n" } else { "\n\n" }),
        };
        prop_assert_eq!(&text, &joined);
        prop_assert!(one.from_elsewhere().next().is_none());
        // What was joined goes home as one, if it came from elsewhere.
        one.change_model(gibbs, &catalogue.templates);
        let at_home = one.answer("gibbs", "analysis").map(|answer| answer.text.clone());
        if moved && !have.trim().is_empty() {
            prop_assert_eq!(at_home, Some(joined));
        }
    }
}

#[test]
fn answers_move_by_what_they_mean() {
    let catalogue = bundled();
    let model = |id: &str| catalogue.template(id).expect("a model");
    let to = |of: &Reflection, id: &str| changed(of, model(id), &catalogue.templates);
    let show = |of: &Reflection| {
        let line = |answer: &Answer| format!("{}.{}={}", answer.template, answer.prompt, answer.text);
        of.answers.iter().map(line).collect::<Vec<_>>().join(" ")
    };
    let mut gibbs = Reflection { template: "gibbs".into(), answers: Vec::new() };
    for (prompt, text) in [("action", "F"), ("description", "A"), ("feelings", "B"), ("evaluation", "C"), ("analysis", "D")] {
        text.clone_into(gibbs.answer_mut("gibbs", model("gibbs").prompt(prompt).expect("a prompt")));
    }
    for (id, want) in [
        ("driscoll", "driscoll.now-what=F driscoll.what=A gibbs.feelings=B driscoll.so-what=C gibbs.analysis=D"),
        ("three-lines", "three-lines.will=F three-lines.learnt=A gibbs.feelings=B three-lines.matters=C gibbs.analysis=D"),
        // Which part of a code it touches is asked by that form only.
        ("nmc", "nmc.changed=F nmc.nature=A gibbs.feelings=B nmc.learnt=C gibbs.analysis=D"),
        ("johns", "johns.reflexivity=F johns.looking-out=A johns.looking-in=B johns.aesthetics=C johns.ethics=D"),
        ("free", "gibbs.action=F free.text=A gibbs.feelings=B gibbs.evaluation=C gibbs.analysis=D"),
        ("gphc-peer", "gphc-peer.changed=F gibbs.description=A gibbs.feelings=B gphc-peer.helped=C gibbs.analysis=D"),
    ] {
        assert_eq!(show(&to(&gibbs, id)), want, "{id}");
    }
    let mut driscoll = to(&gibbs, "driscoll");
    let shown: Vec<_> = driscoll.from_elsewhere().map(|answer| answer.label.as_str()).collect();
    assert_eq!(shown, ["Feelings", "Analysis"]);
    assert_eq!(driscoll.answer("driscoll", "what").map(|answer| answer.label.as_str()), Some("What?"));
    assert_eq!(driscoll.beside(Some(model("driscoll"))).count(), 2);
    assert_eq!(driscoll.beside(None).count(), 5, "nothing is out of sight when the model is not installed");
    // Emptied there, so gone here; the next of its stage does not take a place that was left at home.
    driscoll.answer_mut("driscoll", model("driscoll").prompt("so-what").expect("a prompt")).clear();
    assert_eq!(show(&to(&driscoll, "gibbs")), "gibbs.action=F gibbs.description=A gibbs.feelings=B gibbs.analysis=D");
    // Both wrote while the model was being changed: both are kept.
    let mut both = to(&gibbs, "driscoll");
    both.answers.push(Answer {
        template: "gibbs".into(),
        prompt: "description".into(),
        label: "Description".into(),
        text: "A2".into(),
        home: None,
    });
    let both = to(&both, "gibbs");
    assert_eq!(show(&both), "gibbs.action=F driscoll.what=A gibbs.feelings=B gibbs.evaluation=C gibbs.analysis=D gibbs.description=A2");
    assert_eq!(both.from_elsewhere().map(|answer| answer.text.as_str()).collect::<Vec<_>>(), ["A"]);
}

#[test]
fn the_best_model_to_begin_with() {
    let catalogue = bundled();
    let first = |about: &About<'_>| {
        let ids: Vec<&str> = offered(&catalogue.templates, about).into_iter().map(|template| template.id.as_str()).collect();
        assert_eq!(ids.len(), catalogue.templates.len());
        ids.into_iter().take(3).collect::<Vec<_>>().join(" ")
    };
    let none = About::default();
    for (about, want) in [
        (none, "three-lines driscoll gibbs"),
        (About { kind: "tweetchat", ..none }, "three-lines chat driscoll"),
        (About { kind: "article", ..none }, "three-lines claim-check driscoll"),
        (About { kind: "course", registrations: "NMC 12A3456E\nHCPC PH000000", ..none }, "nmc hcpc three-lines"),
        (About { kind: "tweetchat", registrations: "nmc: 12A3456E", ..none }, "three-lines chat nmc"),
        (About { kind: "meeting", registrations: "GPhC 2000000", ..none }, "gphc-peer gphc-planned gphc-unplanned"),
        (
            About { kind: "meeting", goals: &[GoalKind::Cpd], registrations: "GPhC 2000000", ..none },
            "gphc-peer gphc-planned gphc-unplanned",
        ),
        (About { goals: &[GoalKind::Cpd], registrations: "GPhC 2000000", ..none }, "gphc-planned gphc-unplanned gphc-peer"),
        (About { goals: &[GoalKind::ServiceImprovement], ..none }, "rolfe kolb three-lines"),
        (About { registrations: "Social Work England SW123456", ..none }, "swe three-lines driscoll"),
        (About { kind: "tweetchat", registrations: "NMC 1", last: Some("gibbs"), ..none }, "gibbs three-lines chat"),
    ] {
        assert_eq!(first(&about), want, "{about:?}");
    }
}

const SOUND: &str = r#"
format = 1
id = "ward"
label = "Ward round"
suits = { kinds = ["meeting"], goals = ["cpd"], regulators = ["NMC"] }

[[prompts]]
id = "seen"
label = "What I saw"
stage = "what"
length = { words = 150 }

[[prompts]]
id = "next"
label = "What next"
starter = "I will"
stage = "now_what"
length = { characters = 3000, limit = true }
apart = true
"#;

/// Checks the sound file with one text in it replaced: a line of `want` is `line what | mend`, parts of them.
fn check(from: &str, to: &str, want: &[(usize, &str, &str)]) {
    let text = SOUND.trim_start().replacen(from, to, 1);
    assert!(from == to || text != SOUND.trim_start(), "“{from}” is in it");
    check_text(&text, want);
}

fn check_text(text: &str, want: &[(usize, &str, &str)]) {
    let problems = bundled().check_beside(Part::Templates, "own.toml", text);
    let said = |one: &Problem| format!("column {}: {}", one.column, one.what);
    let shown: Vec<String> = problems.iter().map(|one| format!("{} {} | {}", one.line, said(one), one.mend)).collect();
    assert_eq!(problems.len(), want.len(), "{text}\n{shown:#?}");
    for (problem, (line, what, mend)) in problems.iter().zip(want) {
        let fits = problem.line == *line && said(problem).contains(what) && problem.mend.contains(mend);
        assert!(fits && !problem.mend.is_empty(), "{text}\nwanted {line} {what} | {mend}\n{shown:#?}");
    }
}

#[test]
fn every_problem_of_a_file_is_told_with_line_and_mend() {
    check("", "", &[]);
    // As an editor on Windows leaves it.
    check_text(&format!("\u{feff}{}", SOUND.trim_start().replace('\n', "\r\n")), &[]);
    check("format = 1", "format = 2", &[(1, "format 2 is not one", "write format = 1")]);
    check("format = 1\n", "", &[(1, "format is missing", "format = 1")]);
    check("format = 1", "format = \"1\"", &[(1, "format is a text, not a whole number", "format = ")]);
    check("id = \"ward\"\n", "", &[(1, "id is missing", "id = \"my-own\"")]);
    check("id = \"ward\"", "id = \"Ward Round!\"", &[(2, "the id “Ward Round!”", "id = \"ward-round\"")]);
    check("id = \"ward\"", "id = \"\"", &[(2, "the id “”", "id = \"my-own\"")]);
    check("id = \"seen\"", "id = \"Gesehen_Ö\"", &[(7, "prompt 1: the id “Gesehen_Ö”", "id = \"gesehen\"")]);
    check("label = \"Ward round\"", "label = \" \"", &[(3, "label is empty", "label = ")]);
    check("label = \"Ward round\"", "label = 7", &[(3, "label is a whole number, not a text", "quotation marks")]);
    check(
        "label = \"Ward round\"",
        "lable = \"Ward round\"",
        &[(1, "label is missing", "label ="), (3, "there is no “lable”", "did you mean label?")],
    );
    check("label = \"What next\"\n", "", &[(12, "prompt 2: label is missing", "label =")]);
    check("label = \"What next\"", "label = \"\\n\"", &[(14, "prompt 2: label is empty", "label =")]);
    check("starter =", "sterter =", &[(15, "prompt 2: there is no “sterter”", "did you mean starter?")]);
    check("starter =", "colour =", &[(15, "there is no “colour”", "one of: id, label")]);
    check("stage = \"what\"\n", "", &[(6, "prompt 1: stage is missing", "what, feelings, so_what, now_what")]);
    check(
        "stage = \"now_what\"",
        "stage = \"now what\"",
        &[(16, "there is no stage “now what”", "did you mean now_what? a stage is one of: what, feelings")],
    );
    check(
        "stage = \"now_what\"",
        "stage = \"later\"",
        &[(16, "there is no stage “later”", "a stage is one of: what, feelings, so_what, now_what")],
    );
    check("stage = \"now_what\"", "stage = true", &[(16, "stage is true or false, not a text", "stage = ")]);
    check(
        "id = \"next\"",
        "id = \"seen\"",
        &[(13, "the id “seen” is there twice", "line 7 has it already: give this one another, as in id = \"seen-2\"")],
    );
    check("words = 150", "words = 0", &[(10, "words cannot be 0", "from 1 on")]);
    check("words = 150", "words = -5", &[(10, "words cannot be -5", "from 1 on")]);
    check("words = 150", "words = 1.5", &[(10, "a number with a point", "whole number")]);
    check("words = 150", "words = 99_999_999_999", &[(10, "cannot be 99", "whole number")]);
    check("words = 150", "limit = true", &[(10, "length has no figure", "{ words = 150 }")]);
    check("words = 150", "words = 1, characters = 2", &[(10, "in words and in characters", "one of the two")]);
    check("words = 150", "word = 150", &[(10, "there is no “word”", "did you mean words?")]);
    check("{ words = 150 }", "150", &[(10, "length is a whole number, not a table", "{ words = 150 }")]);
    check("limit = true", "limit = \"yes\"", &[(17, "limit is a text, not true or false", "limit = true")]);
    check("apart = true", "apart = 1", &[(18, "apart is a whole number", "apart = true")]);
    check("\"meeting\"", "\"meting\"", &[(4, "no kind of activity is called “meting”", "did you mean meeting?")]);
    check("\"cpd\"", "\"learning\"", &[(4, "no goal is of a kind “learning”", "cpd, service_improvement")]);
    check("\"NMC\"", "\" \"", &[(4, "a regulator has no name", "leave it out")]);
    check("[\"meeting\"]", "\"meeting\"", &[(4, "suits: kinds is a text, not a list", "kinds = [")]);
    check("[\"meeting\"]", "[\"meeting\", 7]", &[(4, "in kinds is a whole number", "kinds = [")]);
    check("regulators =", "regulator =", &[(4, "suits: there is no “regulator”", "did you mean regulators?")]);
    check("[[prompts]]\nid = \"seen\"", "[prompts]\nid = \"seen\"", &[(12, "column 3", "")]);
    check_text("format = 1\nid = \"x\"\nlabel = \"X\"\n", &[(1, "it has no prompts", "[[prompts]]")]);
    check_text("format = 1\nid = \"x\"\nlabel = \"X\"\nprompts = []\n", &[(4, "it has no prompts", "[[prompts]]")]);
    check_text("format = 1\nid = \"x\"\nlabel = \"X\"\nprompts = [\"What?\"]\n", &[(4, "prompt 1 is a text, not a table", "[[prompts]]")]);
    check_text("format = 1\nid = \"x\"\nlabel = \"X\"\n\n[prompts]\nid = \"a\"\n", &[(5, "prompts is a table, not a list", "[[prompts]]")]);
    check_text("", &[(1, "format is missing", ""), (1, "id is missing", ""), (1, "label is missing", ""), (1, "no prompts", "")]);
}

#[test]
fn all_of_them_at_once_from_top_to_bottom() {
    let text = "format = 1\nid = \"Ward\"\nlabel = \"\"\norder = -1\n\n[[prompts]]\nid = \"a\"\nlabel = \"A\"\nstage = \"waht\"\n\n[[prompts]]\nid = \"a\"\nstage = \"what\"\nhlep = \"?\"\n";
    check_text(
        text,
        &[
            (2, "the id “Ward”", ""),
            (3, "label is empty", ""),
            (4, "order cannot be -1", ""),
            (9, "no stage “waht”", "did you mean what?"),
            (11, "label is missing", ""),
            (12, "there twice", "line 7"),
            (14, "no “hlep”", "did you mean help?"),
        ],
    );
    // Syntax: a text without its marks, a name twice, a table that does not end.
    check_text("format = 1\nlabel = Ward round\n", &[(2, "column 9", "write it as label = ")]);
    check_text("format = 1\nlabel = \"a\"\nlabel = \"b\"\n", &[(3, "column 1: duplicate key", "leave one of the two out")]);
    check_text("format = 1\n\n[[prompts\nid = \"a\"\n", &[(3, "column 10", "[[prompts]]")]);
}

#[test]
fn the_command_line_tells_them() {
    let place = Place::new();
    let sound = SOUND.trim_start();
    place.file("sound.toml", sound);
    place.file("doubt.toml", sound.replace("meeting", "meting"));
    place.file("bad.toml", sound.replace("stage = \"what\"", "stage = \"wat\"").replace("starter", "sterter"));
    place.file("latin.toml", [sound.as_bytes(), b"\n# caf\xE9\n"].concat());
    place.file("long.toml", format!("{sound}{}", "# padding\n".repeat(40_000)));
    place.file("nul.toml", [0_u8; 64]);
    fs::create_dir(place.path().join("folder.toml")).expect("a folder");
    for (file, code, line, part) in [
        ("sound.toml", 0, 0, ""),
        ("doubt.toml", 0, 4, "did you mean meeting?"),
        ("bad.toml", 1, 9, "a stage is one of: what, feelings"),
        ("latin.toml", 1, 20, "UTF-8"),
        ("long.toml", 1, 1, "right one"),
        ("nul.toml", 1, 1, ""),
        ("folder.toml", 1, 1, "name the file in it"),
    ] {
        let (got, out, _) = run(&place, &["templates", "check", file, "--json"]);
        assert_eq!(got, code, "{file}: {out}");
        let json: Value = serde_json::from_str(&out).expect("JSON");
        let problems = json["problems"].as_array().expect("a list");
        assert_eq!(problems.is_empty(), line == 0, "{file}: {out}");
        if line > 0 {
            assert_eq!(problems[0]["line"], line, "{file}: {out}");
            assert!(problems.iter().all(|one| one["what"].is_string() && one["hint"].is_string()), "{file}: {out}");
            assert!(problems[0]["hint"].as_str().is_some_and(|hint| hint.contains(part)), "{file}: {out}");
        }
        let (_, said, told) = run(&place, &["templates", "check", file]);
        assert!(line == 0 || format!("{said}{told}").contains(&format!("line {line}, column ")), "{file}: {said}{told}");
        assert!(line == 0 || format!("{said}{told}").contains("hint: "), "{file}: {said}{told}");
    }
    let (code, out, _) = run(&place, &["templates", "check", "bad.toml", "--json"]);
    assert_eq!((code, serde_json::from_str::<Value>(&out).expect("JSON")["problems"].as_array().map(Vec::len)), (1, Some(2)));
    assert_eq!(run(&place, &["templates", "check", "none.toml"]).0, 1);
    assert_eq!(run(&place, &["kind", "check", "sound.toml"]).0, 1, "a template is no kind");
    assert_eq!(run(&place, &["community", "check", "sound.toml"]).0, 1, "nor a community");
}

#[test]
fn a_list_of_models_for_scripts() {
    let (_, out, _) = run(&Place::new(), &["templates", "list", "--json"]);
    let json: Value = serde_json::from_str(&out).expect("JSON");
    let all = json["templates"].as_array().expect("a list");
    assert_eq!(all.len(), 19);
    let one = |id: &str| all.iter().find(|one| one["id"] == id).expect("a model");
    assert_eq!(one("gphc-peer")["suits"]["kinds"][0], "discussion");
    assert_eq!(one("rolfe")["suits"]["goals"][0], "service_improvement");
    let prompt = &one("nmc")["prompts"][3];
    assert_eq!((&prompt["stage"], &prompt["apart"], &prompt["length"]["unit"]), (&"so_what".into(), &true.into(), &"words".into()));
    assert_eq!(one("free")["prompts"][0]["length"], Value::Null);
    assert!(one("gibbs")["source"].as_str().is_some_and(|source| source.contains("1988")));
}

#[test]
fn a_broken_file_of_ones_own_never_stops_the_program() {
    let folder = tempfile::tempdir().expect("a folder");
    let own = folder.path().join("templates");
    fs::create_dir(&own).expect("a folder");
    fs::create_dir(own.join("folder.toml")).expect("a folder");
    let sound = SOUND.trim_start();
    for (name, content) in [
        ("a-good.toml", sound.as_bytes().to_vec()),
        ("b-bad.toml", sound.replace("stage", "stag").into_bytes()),
        ("c-binary.toml", vec![0xFF, 0xFE, 0, 1]),
        ("d-long.toml", vec![b'#'; 300 * 1024]),
        ("e-deep.toml", format!("a = {}", "[".repeat(100_000)).into_bytes()),
        ("f-doubt.toml", sound.replace("\"ward\"", "\"ward-2\"").replace("meeting", "meting").into_bytes()),
        ("g-empty.toml", Vec::new()),
        ("h-ours.toml", sound.replace("\"ward\"", "\"gibbs\"").into_bytes()),
    ] {
        fs::write(own.join(name), content).expect("a file");
    }
    let catalogue = Catalogue::with_own(folder.path());
    assert_eq!(catalogue.templates.len(), bundled().templates.len() + 2);
    assert_eq!(catalogue.template("gibbs").map(|template| template.prompts.len()), Some(2), "one’s own takes the place of ours");
    let told: Vec<&str> = catalogue.problems.iter().filter_map(|one| one.file.rsplit(['/', '\\']).next()).collect();
    assert_eq!(told, ["b-bad.toml", "c-binary.toml", "d-long.toml", "e-deep.toml", "folder.toml", "g-empty.toml"]);
    assert!(catalogue.problems.iter().all(|one| !one.mend.is_empty() && one.line >= 1), "{:#?}", catalogue.problems);
}

/// Exit code, standard output and standard error.
fn run(place: &Place, words: &[&str]) -> (i32, String, String) {
    let ran = place.run(words);
    (ran.code, ran.out, ran.err)
}
