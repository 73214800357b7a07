//! Hours of practice: in all, or by a standard week with weeks of leave, and how many of them fall into a stretch of time.

use super::{FieldKind, RecordDraft, RecordKind};
use crate::domain::Minutes;
use crate::domain::framework::{Amount, Span};

/// Days of a week.
const WEEK: u64 = 7;

impl RecordKind {
    /// The filled field of this sort.
    fn said<'d>(&self, draft: &'d RecordDraft, kind: FieldKind) -> Option<&'d str> {
        self.fields.iter().filter(|field| field.kind == kind).map(|field| draft.field(&field.id)).find(|text| !text.is_empty())
    }

    /// The days of a record: one day where it does not last.
    pub fn span(&self, draft: &RecordDraft) -> Span {
        Span { start: draft.date, end: draft.until.filter(|until| self.lasts && *until >= draft.date).unwrap_or(draft.date) }
    }

    /// All hours of a record: what was said in all, else the standard week times the weeks less those of leave. `None` when it says neither,
    /// or something that is no length of time.
    pub fn hours(&self, draft: &RecordDraft) -> Option<Amount> {
        if let Some(all) = self.said(draft, FieldKind::Hours) {
            return hours_of(all);
        }
        let weekly = hours_of(self.said(draft, FieldKind::WeeklyHours)?)?;
        let days = self.span(draft).days();
        let away = self.said(draft, FieldKind::WeeksAway).map_or(Some(Amount::ZERO), number)?;
        // Weeks of leave in days: a whole week is seven.
        let there = Amount::whole(u32::try_from(days).unwrap_or(u32::MAX)).less(away.times(7));
        Some(weekly.scaled(there.parts(), Amount::whole(1).parts() * WEEK))
    }

    /// The hours of a record that fall into a stretch of time: by days, when only some of its days are in it.
    pub fn hours_within(&self, draft: &RecordDraft, within: Span) -> Option<Amount> {
        let (all, span) = (self.hours(draft)?, self.span(draft));
        Some(span.common(within).map_or(Amount::ZERO, |common| all.scaled(common.days(), span.days())))
    }
}

/// Hours as people write them: a bare number is hours here, unlike minutes of an entry.
pub fn hours_of(text: &str) -> Option<Amount> {
    // A number that does not fit must not become minutes.
    let is_bare = text.trim().bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
    if is_bare { number(text) } else { text.parse::<Minutes>().ok().map(Amount::of_minutes) }
}

/// What is not refused of a record and still deserves a word: hours that hardly can be, and the same days once more. `others` are those of
/// its kind that count beside it.
pub fn doubts<'d>(kind: &RecordKind, draft: &RecordDraft, others: impl IntoIterator<Item = &'d RecordDraft>) -> Vec<String> {
    let mut doubts = Vec::new();
    let days = kind.span(draft).days();
    let all = kind.hours(draft);
    if let Some(all) = all {
        let most = Amount::whole(u32::try_from(days).unwrap_or(u32::MAX)).times(24);
        if all > most {
            let (all, days) = (all.shown(), if days == 1 { "a day".to_owned() } else { format!("{days} days") });
            doubts.push(format!("{all} hours in {days} are more than 24 a day"));
        }
    }
    if let Some(away) = kind.said(draft, FieldKind::WeeksAway).and_then(number)
        && away.times(7) > Amount::whole(u32::try_from(days).unwrap_or(u32::MAX))
    {
        doubts.push(format!("{} weeks away are longer than the {days} days of it", away.shown()));
    }
    let is_again = |other: &RecordDraft| other.kind == draft.kind && (other.date, other.until) == (draft.date, draft.until);
    if all.is_some() && others.into_iter().any(is_again) {
        doubts.push("there is another one of the same days: the hours of both count".to_owned());
    }
    doubts
}

/// A number from 0 to a hundred thousand with at most two places: `12`, `1.5`, `1,5`.
pub fn number(text: &str) -> Option<Amount> {
    let (whole, part) = text.trim().split_once(['.', ',']).unwrap_or((text.trim(), ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() && part.is_empty() || !digits(whole) || !digits(part) || whole.len() > 5 || part.len() > 2 {
        return None;
    }
    let whole: u32 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let part: u32 = format!("{part:0<2}").parse().ok()?;
    Some(Amount::of_hundredths(whole.checked_mul(100)?.checked_add(part)?))
}

#[cfg(test)]
mod tests {
    use super::super::{FieldSpec, RecordDraft};
    use super::*;
    use chrono::NaiveDate;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect(text)
    }

    fn kind() -> RecordKind {
        let field = |id: &str, kind| FieldSpec {
            id: id.to_owned(),
            label: id.to_owned(),
            help: String::new(),
            kind,
            required: false,
            apart: false,
            own: false,
            values: Vec::new(),
            most_words: None,
        };
        RecordKind {
            id: "practice".to_owned(),
            label: "Practice".to_owned(),
            one: "period".to_owned(),
            help: String::new(),
            order: 1,
            lasts: true,
            refers_to_entries: false,
            refers_to_records: Vec::new(),
            fields: vec![field("hours", FieldKind::Hours), field("weekly", FieldKind::WeeklyHours), field("leave", FieldKind::WeeksAway)],
        }
    }

    fn record(from: &str, until: Option<&str>, fields: &[(&str, &str)]) -> RecordDraft {
        RecordDraft {
            until: until.map(day),
            fields: fields.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect(),
            ..RecordDraft::on("practice", day(from))
        }
    }

    #[test]
    fn numbers_as_people_write_them() {
        for (text, want) in [
            ("12", Some(1200)),
            ("1.5", Some(150)),
            ("1,25", Some(125)),
            (".5", Some(50)),
            ("12.", Some(1200)),
            ("", None),
            (".", None),
            ("-1", None),
            ("1.234", None),
            ("123456", None),
            ("1e3", None),
            ("٣", None),
        ] {
            assert_eq!(number(text), want.map(Amount::of_hundredths), "{text}");
        }
        for (text, want) in [
            ("37h 30", Some(3750)),
            ("1000", Some(100_000)),
            ("1,5", Some(150)),
            ("1,000", None),
            ("1.000", None),
            ("1,000 h", None),
            ("060000", None),
            ("", None),
        ] {
            assert_eq!(hours_of(text), want.map(Amount::of_hundredths), "{text}");
        }
    }

    #[test]
    fn hours_that_hardly_can_be() {
        let (kind, week) = (kind(), Some("2025-04-07"));
        let usual = record("2025-04-01", week, &[("hours", "37.5")]);
        for (draft, others, want) in [
            (usual.clone(), vec![], ""),
            (usual.clone(), vec![usual.clone()], "same days"),
            (usual.clone(), vec![record("2025-04-01", None, &[])], ""),
            (record("2025-04-01", week, &[("hours", "168")]), vec![], ""),
            (record("2025-04-01", week, &[("hours", "168.01")]), vec![], "168.01 hours in 7 days are more than 24 a day"),
            (record("2025-04-01", None, &[("hours", "25")]), vec![], "in a day"),
            (record("2025-04-01", week, &[("weekly", "37.5"), ("leave", "1")]), vec![], ""),
            (record("2025-04-01", week, &[("weekly", "37.5"), ("leave", "1.5")]), vec![], "1.5 weeks away are longer than the 7 days"),
            (record("2025-04-01", week, &[]), vec![record("2025-04-01", week, &[])], ""),
        ] {
            let told = doubts(&kind, &draft, &others).join("; ");
            assert!(told.contains(want) && told.is_empty() == want.is_empty(), "{draft:?}: {told}");
        }
    }

    #[test]
    fn a_standard_week_less_leave() {
        let (year, kind) = (Some("2025-12-30"), kind());
        // 2025-01-01 to 2025-12-30 is exactly 52 weeks.
        assert_eq!(kind.hours(&record("2025-01-01", year, &[("weekly", "37.5")])), Some(Amount::of_hundredths(195_000)));
        assert_eq!(kind.hours(&record("2025-01-01", year, &[("weekly", "37.5"), ("leave", "6")])), Some(Amount::of_hundredths(172_500)));
        assert_eq!(kind.hours(&record("2025-01-01", year, &[("weekly", "10"), ("leave", "60")])), Some(Amount::ZERO));
        assert_eq!(kind.hours(&record("2025-01-01", year, &[("hours", "450"), ("weekly", "1")])), Some(Amount::whole(450)));
        assert_eq!(kind.hours(&record("2025-01-01", year, &[])), None);
        assert_eq!(kind.hours(&record("2025-01-01", year, &[("weekly", "many")])), None);
    }

    #[test]
    fn only_the_days_of_the_cycle_count() {
        let (kind, draft) = (kind(), record("2025-12-29", Some("2026-01-11"), &[("hours", "70")]));
        let within = |start: &str, end: &str| kind.hours_within(&draft, Span { start: day(start), end: day(end) });
        assert_eq!(within("2025-01-01", "2025-12-31"), Some(Amount::whole(15)));
        assert_eq!(within("2026-01-01", "2026-12-31"), Some(Amount::whole(55)));
        assert_eq!(within("2027-01-01", "2027-12-31"), Some(Amount::ZERO));
    }
}
