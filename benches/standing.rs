//! How fast 10,000 entries are counted for every framework that comes with the program, beside the raw limit of the same run: adding up the
//! minutes of the same entries once for each requirement.
#![expect(clippy::expect_used, reason = "a measurement that cannot go on has failed")]

use std::hint::black_box;

use chrono::NaiveDate;
use cpd_journal::catalogue::Catalogue;
use cpd_journal::domain::framework::{Amount, Chosen};
use cpd_journal::domain::standing::{Facts, Held, Timeline, away};
use cpd_journal::domain::{EntryHeader, Framework, RegistrationDraft};
use cpd_journal::journal::{Clock, Journal};
use criterion::{Criterion, criterion_group, criterion_main};

/// Everything that must be chosen, chosen.
fn draft(framework: &Framework) -> RegistrationDraft {
    let chosen: Chosen =
        framework.choices.iter().filter_map(|choice| Some((choice.id.clone(), choice.values.first()?.id.clone()))).collect();
    RegistrationDraft { framework: framework.id.clone(), cycle_start: NaiveDate::from_ymd_opt(2025, 1, 1), chosen, joined: None }
}

fn counting(criterion: &mut Criterion) {
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
    let mut journal = Journal::in_memory(Clock::Fixed(today)).expect("a journal");
    journal.fill_with_sample(10_000, 1, "physiotherapist").expect("a sample");
    let catalogue = Catalogue::bundled();
    let mut headers: Vec<EntryHeader> = journal.headers(None).expect("headers");
    // All within the years that are looked at, so that all is counted.
    for (at, header) in headers.iter_mut().enumerate() {
        header.date = NaiveDate::from_ymd_opt(2025, 1, 1).expect("a day") + chrono::Days::new(at as u64 % 690);
    }
    let codes: Vec<String> = catalogue
        .frameworks
        .iter()
        .flat_map(|framework| framework.groups.iter().flat_map(|group| &group.categories).map(|category| framework.code_of(category)))
        .collect();
    let facts: Vec<Facts> = (0..headers.len())
        .map(|at| Facts {
            standards: (0..at % 5).filter_map(|n| codes.get((at * 7 + n * 31) % codes.len())).cloned().collect(),
            amounts: codes.get(at % codes.len()).map(|code| (code.clone(), Amount::whole(1))).into_iter().collect(),
            learnt: at % 3 > 0,
            changed: at % 4 > 0,
            benefit: at % 5 > 0,
            how: at % 2 > 0,
            ..Facts::default()
        })
        .collect();
    let learning: Vec<(&EntryHeader, &Facts)> = headers.iter().zip(&facts).collect();
    let held = Held { learning: &learning, records: &[], kinds: &catalogue.record_kinds, goals: &[], today, zone: chrono_tz::UTC };
    let requirements: usize = catalogue.frameworks.iter().map(|framework| framework.requirements.len()).sum();
    let name = format!("10,000 entries, {} frameworks, {requirements} requirements", catalogue.frameworks.len());
    let mut group = criterion.benchmark_group(name);
    group.sample_size(20);
    group.bench_function("counted", |bench| {
        bench.iter(|| {
            let timeline = Timeline::of(&held);
            for framework in &catalogue.frameworks {
                let draft = draft(framework);
                let Some(first_day) = framework.first_day(draft.cycle_start, &draft.chosen) else { continue };
                let away = away(framework, held.kinds, held.records);
                let Some(cycle) = framework.cycle(first_day, &away, today, 0) else { continue };
                black_box(timeline.standing(framework, &catalogue.editions(&framework.scheme), &draft, cycle));
            }
        });
    });
    group.bench_function("bare: minutes added up once for each requirement", |bench| {
        bench.iter(|| {
            for _ in 0..requirements {
                black_box(headers.iter().filter(|header| header.date <= today).map(|header| u64::from(header.total.0)).sum::<u64>());
            }
        });
    });
    group.finish();
    let mut group = criterion.benchmark_group("data");
    group.sample_size(20);
    group.bench_function("everything that comes with the program read", |bench| {
        bench.iter(|| black_box(Catalogue::bundled().frameworks.len()));
    });
    group.finish();
}

criterion_group!(benches, counting);
criterion_main!(benches);
