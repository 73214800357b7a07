//! What holds of every journal.

use proptest::prelude::*;

use super::*;

/// An entry by few numbers: days after the beginning of 2024, minutes, those with others, and which parts of the bell.
type Line = (u64, u32, u32, u8);

fn line() -> impl Strategy<Value = Line> {
    (0u64..1_400, 0u32..300, 0u32..300, 0u8..16)
}

fn journal(lines: &[Line]) -> Small {
    let mut small = Small::new();
    for (ahead, minutes, interactive, parts) in lines {
        let date = (day("2024-01-01") + chrono::Days::new(*ahead)).to_string();
        let codes: Vec<&str> = ["clapper", "crown", "rope", "tower"]
            .into_iter()
            .enumerate()
            .filter(|(at, _)| parts & (1 << at) != 0)
            .map(|(_, code)| code)
            .collect();
        let (_, facts) = small.entry(&date, (*minutes, *interactive), &codes);
        facts.learnt = minutes % 2 == 0;
        facts.amounts = vec![("bells.points".into(), Amount::of_hundredths(*interactive))];
    }
    small
}

fn asked() -> Framework {
    let part = Requirement {
        subset_of: Some("cpd".into()),
        ..requirement("with_others", Rule::Sum { measure: Measure::Interactive, most: None }, hours(5))
    };
    let each = Rule::Each { group: "parts".into(), measure: Measure::Typed("points".into()) };
    let needs = vec![crate::domain::framework::Condition::Group("parts".into())];
    ringers(vec![
        Requirement { needs, ..total(10) },
        part,
        Requirement { period: Period::Year, ..pieces(3) },
        Requirement { id: "pairs".into(), period: Period::Years(2), ..pieces(3) },
        Requirement { id: "rolling".into(), period: Period::Months(7), ..pieces(3) },
        requirement("distinct", Rule::Distinct { group: "parts".into() }, hours(3)),
        requirement("each", each, hours(2)),
    ])
}

proptest! {
    #[test]
    fn an_entry_more_never_lowers_a_count(lines in proptest::collection::vec(line(), 0..25), more in line()) {
        let framework = asked();
        let before = journal(&lines).stand(&framework);
        let mut with = lines.clone();
        with.push(more);
        let after = journal(&with).stand(&framework);
        for (before, after) in before.progress.iter().zip(&after.progress) {
            prop_assert!(after.counted >= before.counted, "{}", before.requirement);
            prop_assert!(after.enough >= before.enough, "{}", before.requirement);
            prop_assert_eq!(after.items.len() + after.why_not.len(), with.len());
            for (before, after) in before.parts.iter().zip(&after.parts) {
                prop_assert!(after.counted >= before.counted);
            }
        }
    }

    #[test]
    fn the_order_does_not_matter(lines in proptest::collection::vec(line(), 0..25).prop_shuffle(), seed in 0usize..100) {
        let framework = asked();
        let mut small = journal(&lines);
        let before = small.stand(&framework);
        if !small.entries.is_empty() {
            let by = seed % small.entries.len();
            small.entries.rotate_left(by);
            small.entries.swap(0, by);
        }
        prop_assert_eq!(small.stand(&framework), before);
    }

    #[test]
    fn something_in_a_category_that_is_named_counts(
        lines in proptest::collection::vec(line(), 0..6), left_out in 0usize..5, number in 1u32..4, each in proptest::bool::ANY,
    ) {
        const CODES: [&str; 4] = ["clapper", "crown", "rope", "tower"];
        let needs = CODES.get(left_out).map(|code| crate::domain::framework::Condition::NotCode((*code).to_owned()));
        let group = "parts".to_owned();
        let rule = if each { Rule::Each { group, measure: Measure::One } } else { Rule::Distinct { group } };
        let amount = if each { 1 } else { number };
        let asked = Requirement { needs: needs.into_iter().collect(), ..requirement("kinds", rule, hours(amount)) };
        let small = journal(&lines);
        let before = small.progress(vec![asked.clone()]);
        for code in CODES.into_iter().filter(|code| before.would_do.contains(&format!("The {code}"))) {
            let mut more = journal(&lines);
            more.entry("2026-06-30", (60, 0), &[code]);
            let after = more.progress(vec![asked.clone()]);
            prop_assert!(after.counted > before.counted, "{code}: {}", before.would_do);
        }
    }

    #[test]
    fn what_would_do_is_enough(lines in proptest::collection::vec(line(), 0..25), amount in 1u32..60) {
        let progress = journal(&lines).progress(vec![total(amount)]);
        let rest = Amount::whole(amount).less(progress.counted);
        let said = progress.would_do.split(' ').next().and_then(crate::domain::record::hours::number).unwrap_or_default();
        prop_assert!(said >= rest && said.less(rest) < Amount::of_hundredths(1), "{} {rest:?}", progress.would_do);
    }
}
