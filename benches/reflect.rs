//! How fast the craft of writing is, and the story of a goal, each beside the raw limit of the same run: what any program must do at least
//! with the same text, or with the same rows.
#![expect(clippy::expect_used, reason = "a measurement that cannot go on has failed")]

use std::collections::HashSet;
use std::hint::black_box;

use chrono::NaiveDate;
use cpd_journal::domain::{EntryDraft, EntryState, GoalDraft};
use cpd_journal::journal::{Clock, Journal, Together};
use cpd_journal::writing::{compare, count, depth, find, format, paste, spelling::Speller};
use criterion::{Criterion, criterion_group, criterion_main};

/// Sentences as people write them, so many times.
const SENTENCES: [&str; 6] = [
    "I realised that the patient's fear of movement was mine as much as hers.",
    "The haemoglobin was low, and nobody in the #physiotalk chat had asked about iron.",
    "Because we pace by the clock, flare-ups are fewer; see https://example.org/pacing for the leaflet.",
    "Next time I will ask the family first, and write down what they said.",
    "Dyspnoea on the stairs is not laziness, as @otalk put it on Tuesday.",
    "She taught me to recieve feedback without explaining myself.",
];

fn text(words: usize) -> String {
    let mut text = String::new();
    for (at, sentence) in SENTENCES.iter().cycle().enumerate() {
        if text.split_whitespace().count() >= words {
            break;
        }
        // Only now and then looked at: counting is not what is measured here.
        for _ in 0..50 {
            text.push_str(sentence);
            text.push(if at % 5 == 4 { '\n' } else { ' ' });
        }
    }
    text
}

fn writing(criterion: &mut Criterion) {
    let text = text(20_000);
    let known: HashSet<&str> = text.split_whitespace().collect();
    let mut group = criterion.benchmark_group("20,000 words");
    group.sample_size(20);
    group.bench_function("dictionary loaded", |bench| bench.iter(|| black_box(Speller::british(None).expect("a dictionary"))));
    let speller = Speller::british(None).expect("a dictionary");
    group.bench_function("spelling of all", |bench| bench.iter(|| black_box(speller.misspelt(&text, &|_| false).len())));
    group.bench_function("spelling of all, bare: each word in a set", |bench| {
        bench.iter(|| black_box(text.split_whitespace().filter(|word| !known.contains(word)).count()));
    });
    black_box(speller.suggest("haemmorage"));
    group.bench_function("one suggestion", |bench| bench.iter(|| black_box(speller.suggest("diarhoea"))));
    group.bench_function("words counted", |bench| bench.iter(|| black_box(count::words(&text))));
    let needle = find::Needle { words: "pacing".to_owned(), match_case: false, whole_words: false };
    group.bench_function("found", |bench| bench.iter(|| black_box(find::matches(&text, &needle).len())));
    let changed = text.replacen("low, and", "low and, as", 40);
    group.bench_function("two versions compared", |bench| bench.iter(|| black_box(compare::paragraphs(&text, &changed).len())));
    group.bench_function("depth mirror", |bench| bench.iter(|| black_box(depth::mirror(&text).found.len())));
    let lines = vec!["pacing is not rest, said a colleague in the chat, and so it is"; 2_000].join("\n");
    group.bench_function("2,000 lines made bold", |bench| {
        bench.iter(|| black_box(format::toggle(&lines, 0..lines.len(), format::Mark::Bold).text.len()));
    });
    let html =
        text.lines().fold(String::new(), |html, line| html + "<p class=MsoNormal><span style='font-size:11pt'>" + line + "</span></p>");
    group.bench_function("pasted from HTML", |bench| bench.iter(|| black_box(paste::markdown_of_html(&html).len())));
    group.finish();
}

fn story(criterion: &mut Criterion) {
    let clock = Clock::Fixed(NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day"));
    let mut journal = Journal::in_memory(clock).expect("a journal");
    journal.fill_with_sample(10_000, 1, "physiotherapist").expect("a sample");
    let goal = journal.add_goal(GoalDraft { title: "Pacing".to_owned(), ..GoalDraft::default() }).expect("a goal").value.id;
    for n in 0..300_u64 {
        let date = NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day") + chrono::Days::new(n);
        let draft = EntryDraft {
            title: format!("Chat {n}"),
            learnt: SENTENCES[0].repeat(8),
            changed: SENTENCES[2].to_owned(),
            goals: vec![goal],
            ..EntryDraft::on(date)
        };
        journal.log(draft, EntryState::Ready, &Together::default()).expect("an entry");
    }
    let mut group = criterion.benchmark_group("goal of 300 entries among 10,000");
    group.sample_size(20);
    group.bench_function("its story", |bench| bench.iter(|| black_box(journal.story(goal).expect("a story").happened.len())));
    let ids: Vec<_> = journal.story(goal).expect("a story").chapters.iter().map(|chapter| chapter.entry).collect();
    group.bench_function("its story, bare: every entry read once", |bench| {
        bench.iter(|| {
            for id in &ids {
                black_box(journal.entry(*id).expect("an entry"));
            }
        });
    });
    group.bench_function("what is to be asked today", |bench| bench.iter(|| black_box(journal.asked().expect("questions").len())));
    group.finish();
}

criterion_group! { name = benches; config = Criterion::default(); targets = writing, story }
criterion_main!(benches);
