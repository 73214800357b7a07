//! What is said about a requirement: a sign and a word, the amount, the forecast, and how it was counted. Never by colour alone, and never that
//! anything is approved.

use chrono::NaiveDate;

use crate::domain::framework::requirement::RequirementKind;
use crate::domain::framework::{Amount, Enforce, Framework, Requirement, Span};
use crate::domain::standing::{Forecast, Judged, Progress};
use crate::journal::Unknown;
use crate::ui::theme::{Icon, Palette, Tone};
use crate::ui::widgets::{amount_text, number_text, rest_text, would_do_text};

/// What is said where nothing may be judged.
pub(in crate::ui::screens) const CHECK: &str = "Check with your regulator";

/// How a requirement stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ui::screens) struct Sign {
    pub(in crate::ui::screens) icon: Icon,
    pub(in crate::ui::screens) word: String,
    pub(in crate::ui::screens) meaning: Meaning,
}

/// What the sign of a requirement means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui::screens) enum Meaning {
    Met,
    NotMet,
    /// It is told, and nothing is said about it.
    Told,
}

impl Meaning {
    pub(in crate::ui::screens) const fn tone(self, palette: &Palette) -> Tone {
        match self {
            Self::Met => palette.success,
            Self::NotMet => palette.warn,
            Self::Told => palette.info,
        }
    }
}

/// The sign of a requirement, and its word.
pub(in crate::ui::screens) fn sign(requirement: &Requirement, progress: &Progress) -> Sign {
    let of = |icon, word: &str, meaning| Sign { icon, word: word.to_owned(), meaning };
    match (progress.judged, requirement.enforce) {
        (Judged::Met, _) => match progress.items.iter().filter(|counted| counted.lacks != 0).count() {
            0 => of(Icon::CheckCircle, "met", Meaning::Met),
            lacking => of(Icon::CheckCircle, &format!("met · {lacking} with something missing"), Meaning::Met),
        },
        (Judged::NotMet, _) => Sign { icon: Icon::CircleHalf, word: to_go(requirement, progress), meaning: Meaning::NotMet },
        (Judged::Advice, Enforce::Info) => of(Icon::Info, "for information", Meaning::Told),
        (Judged::Advice, Enforce::Advise) => of(Icon::Idea, "advice", Meaning::Told),
        (Judged::Advice, Enforce::Hard) => of(Icon::Question, "not judged", Meaning::Told),
    }
}

/// “5 h 30 min to go”.
fn to_go(requirement: &Requirement, progress: &Progress) -> String {
    use RequirementKind::{Count, Declaration, Distinct, Gap, Hours, Narrative, Points};
    match (progress.kind, progress.needed) {
        (Hours | Points | Count | Distinct, Some(needed)) if needed > progress.counted => {
            format!("{} to go", rest_text(requirement, needed.less(progress.counted)))
        }
        (Hours | Points | Count, Some(_)) => "more than is allowed".to_owned(),
        (Gap, _) => "a gap to explain".to_owned(),
        (Declaration, _) => "not declared yet".to_owned(),
        (Narrative, _) => "nothing yet".to_owned(),
        _ => "not met yet".to_owned(),
    }
}

/// “29 h 30 min of 35 h”, or what there is where no number is asked for.
pub(in crate::ui::screens) fn amount(framework: &Framework, requirement: &Requirement, progress: &Progress) -> String {
    let (counted, shown) = (progress.counted, progress.counted.shown());
    match (progress.kind, progress.needed) {
        (RequirementKind::Narrative, _) if requirement.unit.is_empty() => requirement.found_in_words(progress),
        (RequirementKind::Declaration, _) if counted == Amount::ZERO => "not declared yet".to_owned(),
        (RequirementKind::Declaration, _) => "declared".to_owned(),
        (RequirementKind::Gap, Some(_)) if counted == Amount::ZERO && progress.items.is_empty() => "nothing recorded yet".to_owned(),
        (RequirementKind::Gap, Some(needed)) => {
            let less = requirement.in_words(needed);
            let longest = if counted == Amount::ZERO { "no gap of a month".to_owned() } else { format!("longest gap {}", months(counted)) };
            format!("{longest}; less than {less} wanted")
        }
        (RequirementKind::Share, Some(needed)) => format!("{shown} % of at least {}", requirement.counted_in_words(framework, needed)),
        (RequirementKind::Hours, Some(needed)) => {
            format!("{} of {}", number_text(requirement, counted), amount_text(requirement, needed))
        }
        (RequirementKind::Hours, None) => amount_text(requirement, counted),
        (_, Some(needed)) => format!("{shown} of {}", requirement.counted_in_words(framework, needed)),
        (_, None) => requirement.counted_in_words(framework, counted),
    }
}

fn months(amount: Amount) -> String {
    if amount == Amount::whole(1) { "1 month".to_owned() } else { format!("{} months", amount.shown()) }
}

/// How full its bar is; `None` for what has no amount.
pub(super) fn share(progress: &Progress) -> Option<f32> {
    use RequirementKind::{Count, Distinct, Each, Hours, Points, Share};
    let needed = progress.needed.filter(|needed| *needed > Amount::ZERO)?;
    let has_bar = matches!(progress.kind, Hours | Points | Count | Distinct | Each | Share);
    #[expect(clippy::cast_possible_truncation, reason = "a share for a bar of some hundred pixels")]
    has_bar.then(|| (progress.counted.number() / needed.number()).clamp(0.0, 1.0) as f32)
}

/// “at this pace in March 2027”; empty where nothing is to be said.
pub(super) fn forecast(progress: &Progress, end: NaiveDate, today: NaiveDate) -> String {
    if today > end {
        return String::new();
    }
    match progress.forecast {
        Forecast::Enough | Forecast::NotCounted => String::new(),
        Forecast::On(day) if day <= end => format!("At this pace in {}", day.format("%B %Y")),
        Forecast::Never if progress.counted == Amount::ZERO => String::new(),
        Forecast::On(_) | Forecast::Never => "Not before the end at this pace".to_owned(),
    }
}

/// What would be enough now, without what its sign says already.
pub(super) fn would_do(requirement: &Requirement, progress: &Progress) -> String {
    let sign = sign(requirement, progress);
    let said = sign.word.strip_suffix(" to go").unwrap_or_default();
    let all = would_do_text(requirement, progress);
    // “5 h 30 min more”, or “2 more points”.
    let plain = all.replacen(" more ", " ", 1);
    let plain = all.strip_prefix(&format!("{said} more")).map_or(plain, |rest| format!("{said}{rest}"));
    let rest = match plain.strip_prefix(said).filter(|_| !said.is_empty()) {
        Some(rest) => rest.trim_start_matches([';', ',', ':', ' ']).to_owned(),
        None if progress.kind == RequirementKind::Declaration => String::new(),
        None => all.clone(),
    };
    let begun = rest == all;
    match (rest.is_empty(), begun) {
        (true, _) => String::new(),
        (false, true) => format!("Would do now: {rest}"),
        (false, false) => crate::ui::widgets::sentence(&rest),
    }
}

/// From one day to another, as in “1 May 2026 – 30 Apr 2028”.
pub(super) fn days(span: Span) -> String {
    format!("{} – {}", day(span.start), day(span.end))
}

/// “1 May 2026”.
pub(super) fn day(day: NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
}

/// Where in a cycle a day is: “day 206 of 730”.
pub(super) fn place(span: Span, today: NaiveDate) -> String {
    if today < span.start {
        return format!("begins in {}", number((span.start - today).num_days(), "day", "days"));
    }
    if today > span.end {
        return format!("{} long, over", number(i64::try_from(span.days()).unwrap_or(i64::MAX), "day", "days"));
    }
    format!("day {} of {}", (today - span.start).num_days() + 1, span.days())
}

/// “524 days left”, “the last day is today”; empty once it is over.
pub(super) fn left(span: Span, today: NaiveDate) -> String {
    match (span.end - today).num_days() {
        ..0 => String::new(),
        0 => "the last day is today".to_owned(),
        days => format!("{} left", number(days, "day", "days")),
    }
}

fn number(count: i64, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{} {many}", crate::domain::text::number(usize::try_from(count).unwrap_or(0))) }
}

/// The label of a requirement by its id.
pub(super) fn requirement_label<'a>(framework: &'a Framework, id: &'a str) -> &'a str {
    framework.requirement(id).map_or(id, |requirement| &requirement.label)
}

/// “a, b and c”.
pub(super) fn list(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Why nothing can be counted, and what to do about it.
pub(super) const fn unknown(why: Unknown) -> &'static str {
    match why {
        Unknown::NotInstalled => {
            "The rules of this registration are not installed on this computer. It is kept; put their file into the data folder, and it is counted again."
        }
        Unknown::NoCycle => "The first day of a cycle, or a choice, is missing. Edit the registration to add it.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::framework::{Confidence, Measure, Period, Rule, Source};

    fn day_of(text: &str) -> NaiveDate {
        text.parse().expect(text)
    }

    fn requirement(rule: Rule, unit: &str, one: &str) -> Requirement {
        Requirement {
            id: "peal".to_owned(),
            label: "Peals".to_owned(),
            help: String::new(),
            rule,
            unit: unit.to_owned(),
            unit_one: one.to_owned(),
            from: vec![Source::Learning],
            amount: Amount::whole(35),
            cases: Vec::new(),
            period: Period::Cycle,
            when: Vec::new(),
            needs: Vec::new(),
            wants: Vec::new(),
            subset_of: None,
            last_months: None,
            prorated: false,
            joining: None,
            enforce: Enforce::Hard,
            confidence: Confidence::A,
            cross_checked: false,
            source: "R1".to_owned(),
        }
    }

    fn progress(requirement: &Requirement, counted: Amount, needed: Option<Amount>) -> Progress {
        let enough = needed.is_none_or(|needed| counted >= needed);
        Progress {
            requirement: requirement.id.clone(),
            kind: requirement.kind(),
            enforce: requirement.enforce,
            span: Span { start: day_of("2026-05-01"), end: day_of("2028-04-30") },
            needed,
            counted,
            enough,
            judged: match (requirement.may_judge(), enough) {
                (false, _) => Judged::Advice,
                (true, true) => Judged::Met,
                (true, false) => Judged::NotMet,
            },
            items: Vec::new(),
            why_not: Vec::new(),
            parts: Vec::new(),
            forecast: Forecast::NotCounted,
            would_do: String::new(),
            notes: Vec::new(),
        }
    }

    /// Rules of anybody's: only names of groups are asked of them.
    fn rules() -> Framework {
        crate::catalogue::Catalogue::bundled().frameworks.into_iter().next().expect("rules")
    }

    const HOURS: Rule = Rule::Sum { measure: Measure::Minutes, most: None };

    #[test]
    fn amounts_and_what_is_missing() {
        let hours = || requirement(HOURS, "hours", "hour");
        let pieces = || requirement(Rule::Sum { measure: Measure::One, most: None }, "pieces of feedback", "piece of feedback");
        let types = || requirement(Rule::Distinct { group: "g".to_owned() }, "types of activity", "type of activity");
        let each = || requirement(Rule::Each { group: "g".to_owned(), measure: Measure::One }, "points", "point");
        let share = || requirement(Rule::Share { of: "x".to_owned(), measure: Measure::Minutes }, "%", "%");
        let gap = || requirement(Rule::Gap { explained_by: None }, "months", "month");
        let cases: [(Requirement, Amount, Option<u32>, &str, &str); 12] = [
            (hours(), Amount::of_hundredths(2950), Some(35), "5 h 30 min to go", "29 h 30 min of 35 h"),
            (hours(), Amount::whole(34), Some(35), "1 h to go", "34 h of 35 h"),
            (hours(), Amount::of_minutes(crate::domain::Minutes(1_970)), Some(35), "2 h 10 min to go", "32 h 50 min of 35 h"),
            (hours(), Amount::whole(35), Some(35), "met", "35 h of 35 h"),
            (hours(), Amount::whole(3), None, "met", "3 h"),
            (pieces(), Amount::whole(4), Some(5), "1 piece of feedback to go", "4 of 5 pieces of feedback"),
            (types(), Amount::whole(1), Some(2), "1 type of activity to go", "1 of 2 types of activity"),
            (each(), Amount::whole(2), Some(4), "not met yet", "2 of 4 points"),
            (share(), Amount::whole(30), Some(50), "not met yet", "30 % of at least 50 %"),
            (gap(), Amount::whole(1), Some(3), "a gap to explain", "nothing recorded yet"),
            (requirement(Rule::Declaration, "", ""), Amount::ZERO, Some(1), "not declared yet", "not declared yet"),
            (requirement(Rule::Declaration, "", ""), Amount::whole(1), Some(1), "met", "declared"),
        ];
        for (requirement, counted, needed, word, said) in cases {
            let mut progress = progress(&requirement, counted, needed.map(Amount::whole));
            if requirement.kind() == RequirementKind::Gap {
                progress.counted = Amount::ZERO;
            }
            assert_eq!(sign(&requirement, &progress).word, word);
            assert_eq!(amount(&rules(), &requirement, &progress), said);
        }
    }

    #[test]
    fn what_is_not_sure_is_not_judged() {
        for (enforce, confidence, checked, word, met) in [
            (Enforce::Hard, Confidence::A, false, "met", true),
            (Enforce::Hard, Confidence::B, true, "met", true),
            (Enforce::Hard, Confidence::B, false, "not judged", false),
            (Enforce::Hard, Confidence::K, false, "not judged", false),
            (Enforce::Advise, Confidence::A, false, "advice", false),
            (Enforce::Info, Confidence::A, false, "for information", false),
        ] {
            let requirement = Requirement { enforce, confidence, cross_checked: checked, ..requirement(HOURS, "hours", "hour") };
            let progress = progress(&requirement, Amount::whole(40), Some(Amount::whole(35)));
            assert_eq!(sign(&requirement, &progress).word, word);
            assert_eq!(super::super::how::confidence(&requirement).contains(CHECK), !met, "{word}");
        }
    }

    #[test]
    fn bars_only_where_there_is_an_amount() {
        let of = |rule, needed: Option<u32>| {
            let requirement = requirement(rule, "hours", "hour");
            share(&progress(&requirement, Amount::whole(7), needed.map(Amount::whole)))
        };
        assert_eq!(of(HOURS, Some(14)), Some(0.5));
        assert_eq!(of(HOURS, Some(5)), Some(1.0));
        assert_eq!(of(HOURS, None), None);
        assert_eq!(of(Rule::Declaration, Some(1)), None);
        assert_eq!(of(Rule::Gap { explained_by: None }, Some(3)), None);
        assert_eq!(of(Rule::Narrative, None), None);
    }

    #[test]
    fn days_of_a_cycle() {
        let span = Span { start: day_of("2026-05-01"), end: day_of("2028-04-30") };
        for (today, want, rest) in [
            ("2026-11-22", "day 206 of 731", "525 days left"),
            ("2026-05-01", "day 1 of 731", "730 days left"),
            ("2028-04-30", "day 731 of 731", "the last day is today"),
            ("2028-05-01", "731 days long, over", ""),
            ("2026-04-30", "begins in 1 day", "731 days left"),
        ] {
            assert_eq!((place(span, day_of(today)).as_str(), left(span, day_of(today)).as_str()), (want, rest), "{today}");
        }
        assert_eq!(days(span), "1 May 2026 – 30 Apr 2028");
    }

    #[test]
    fn what_would_do_is_not_said_twice() {
        let requirement = requirement(HOURS, "hours", "hour");
        for (would_do, want) in [
            ("5.5 more hours", ""),
            (
                "5.5 more hours; minutes with others in what is already here may be part of it",
                "Minutes with others in what is already here may be part of it",
            ),
            ("no more than 20 hours: 2 fewer", "Would do now: no more than 20 hours: 2 fewer"),
            ("", ""),
        ] {
            let counted = Amount::of_hundredths(2950);
            let progress = Progress { would_do: would_do.to_owned(), ..progress(&requirement, counted, Some(Amount::whole(35))) };
            assert_eq!(super::would_do(&requirement, &progress), want);
        }
    }

    #[test]
    fn forecasts() {
        let requirement = requirement(HOURS, "hours", "hour");
        let (end, today) = (day_of("2028-04-30"), day_of("2026-11-22"));
        for (forecast, want) in [
            (Forecast::On(day_of("2027-03-09")), "At this pace in March 2027"),
            (Forecast::On(day_of("2028-05-01")), "Not before the end at this pace"),
            (Forecast::Never, ""),
            (Forecast::Enough, ""),
            (Forecast::NotCounted, ""),
        ] {
            let progress = Progress { forecast, ..progress(&requirement, Amount::ZERO, None) };
            assert_eq!(super::forecast(&progress, end, today), want);
            assert_eq!(super::forecast(&progress, end, day_of("2028-05-01")), "");
        }
    }
}
