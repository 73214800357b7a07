//! Frameworks and kinds of records of the catalogue: which wins, and which is meant.

use chrono::NaiveDate;

use super::Catalogue;
use crate::domain::framework::Framework;
use crate::domain::record::RecordKind;
use crate::domain::text::folded;

/// From where a kind of record is known: of two with one id, the higher one holds. The user's own wins over what comes with the program,
/// a file of its own over what is inside a framework, and a later edition over an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Standing {
    own: bool,
    /// The first day on which the framework holds that it is inside of; none, which is higher, for a file of its own.
    inside: Inside,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Inside {
    Framework(NaiveDate),
    Alone,
}

impl Catalogue {
    /// Takes over a kind of record from a file of its own; `own` is the user's.
    pub(super) fn take_record(&mut self, kind: RecordKind, own: bool) {
        self.offer(kind, Standing { own, inside: Inside::Alone });
    }

    /// Takes over a framework, with the kinds of records inside it.
    pub(super) fn take_framework(&mut self, framework: Framework, own: bool) {
        for kind in &framework.records {
            self.offer(kind.clone(), Standing { own, inside: Inside::Framework(framework.effective_from) });
        }
        super::replace(&mut self.frameworks, Some(framework), |framework| &framework.id);
    }

    fn offer(&mut self, kind: RecordKind, standing: Standing) {
        let before = self.standings.get(&kind.id);
        if before.is_none_or(|before| *before <= standing) {
            self.standings.insert(kind.id.clone(), standing);
            super::replace(&mut self.record_kinds, Some(kind), |kind| &kind.id);
        }
    }

    pub(super) fn sort_rules(&mut self) {
        self.record_kinds.sort_by(|a, b| (a.order, &a.id).cmp(&(b.order, &b.id)));
        self.frameworks.sort_by_cached_key(|one| (one.hidden, folded(&one.name), std::cmp::Reverse(one.effective_from), one.id.clone()));
    }

    /// The framework with this id: one edition.
    pub fn framework(&self, id: &str) -> Option<&Framework> {
        self.frameworks.iter().find(|framework| framework.id == id)
    }

    /// The frameworks that a typed word names: the one with this id; else those that are called so, the newest edition of each scheme before
    /// all others; else those whose id, scheme or name begins so, when all of them are of one scheme. Empty when it names none.
    ///
    /// More than one scheme may be called the same: by the name of a regulator with several.
    pub fn frameworks_called(&self, word: &str) -> Vec<&Framework> {
        let word = word.trim();
        if let Some(framework) = self.framework(word) {
            return vec![framework];
        }
        let called: Vec<&Framework> = self.frameworks.iter().filter(|framework| framework.is_called(word)).collect();
        if !called.is_empty() {
            return newest_first(&called);
        }
        let beginning = simplified(word);
        if beginning.is_empty() {
            return Vec::new();
        }
        let begins = |framework: &&Framework| {
            [&framework.id, &framework.scheme, &framework.name].into_iter().any(|name| simplified(name).starts_with(&beginning))
        };
        let found: Vec<&Framework> = self.frameworks.iter().filter(begins).collect();
        let of_one = found.first().is_some_and(|first| found.iter().all(|other| other.scheme == first.scheme));
        if of_one { newest_first(&found) } else { Vec::new() }
    }

    /// The kind of record with this id.
    pub fn record_kind(&self, id: &str) -> Option<&RecordKind> {
        self.record_kinds.iter().find(|kind| kind.id == id)
    }

    /// The editions of a scheme, the earliest first.
    pub fn editions(&self, scheme: &str) -> Vec<&Framework> {
        let mut editions: Vec<&Framework> = self.frameworks.iter().filter(|framework| framework.scheme == scheme).collect();
        editions.sort_by_key(|framework| (framework.effective_from, &framework.id));
        editions
    }

    /// The edition of a scheme in force on a day: the latest whose days have it; else the latest that began before it; else the earliest.
    /// One that is hidden, like a pilot, stands in only where no other would. `None` when there is no such scheme.
    pub fn in_force(&self, scheme: &str, day: NaiveDate) -> Option<&Framework> {
        let editions = self.editions(scheme);
        let latest = |fits: &dyn Fn(&Framework) -> bool| {
            editions
                .iter()
                .copied()
                .filter(|framework| fits(framework))
                .max_by_key(|framework| (!framework.hidden, framework.effective_from))
        };
        latest(&|framework| framework.is_in_force(day))
            .or_else(|| latest(&|framework| framework.effective_from <= day))
            .or_else(|| editions.first().copied())
    }
}

/// The newest edition of each scheme that is not hidden, then all others, the newest first.
fn newest_first<'f>(found: &[&'f Framework]) -> Vec<&'f Framework> {
    let is_newest = |framework: &Framework| {
        let newest = found
            .iter()
            .filter(|other| other.scheme == framework.scheme)
            .max_by_key(|other| (!other.hidden, other.effective_from, &other.id));
        newest.is_some_and(|newest| newest.id == framework.id)
    };
    let (newest, mut older): (Vec<&Framework>, Vec<&Framework>) = found.iter().copied().partition(|framework| is_newest(framework));
    older.sort_by_key(|framework| (framework.hidden, std::cmp::Reverse(framework.effective_from)));
    newest.into_iter().chain(older).collect()
}

/// Letters and digits alone, folded.
fn simplified(text: &str) -> String {
    folded(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Part;
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect(text)
    }

    fn edition(id: &str, scheme: &str, name: &str, from: &str, more: &str) -> String {
        format!(
            "format = 1\nid = \"{id}\"\nscheme = \"{scheme}\"\nname = \"{name}\"\nregulator = \"Tower Council\"\nedition = \"{from}\"\n\
            effective_from = {from}\nchecked_on = {from}\nreview_by = {from}\ndisclaimer = \"Invented.\"\n{more}\n\
            sources = [ {{ key = \"S\", title = \"Said\" }} ]\ncycle = {{ months = 12, anchor = \"personal\" }}\n"
        )
    }

    /// Three editions of one scheme with a gap before the last, one of another scheme, and a pilot.
    fn towers() -> Catalogue {
        let mut catalogue = Catalogue::default();
        for text in [
            edition("bells-2020", "bells", "Bells", "2020-01-01", "effective_to = 2022-12-31"),
            edition("bells-2023", "bells", "Bells", "2023-01-01", "effective_to = 2024-12-31"),
            edition("bells-2026", "bells", "Bells", "2026-01-01", ""),
            edition("bells-pilot", "bells", "Bells of tomorrow", "2026-06-01", "hidden = true"),
            edition("organ", "organ", "Órgan", "2021-01-01", "also = [\"pipes\"]"),
        ] {
            assert_eq!(catalogue.add(Part::Frameworks, "x.toml", &text, false), []);
        }
        catalogue.sort();
        catalogue
    }

    fn ids(frameworks: &[&Framework]) -> String {
        frameworks.iter().map(|framework| framework.id.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_typed_word_names_frameworks() {
        let catalogue = towers();
        assert_eq!(ids(&catalogue.frameworks.iter().collect::<Vec<_>>()), "bells-2026 bells-2023 bells-2020 organ bells-pilot");
        for (word, want) in [
            ("bells-2023", "bells-2023"),
            (" bells-2023 ", "bells-2023"),
            ("Bells", "bells-2026 bells-2023 bells-2020 bells-pilot"),
            ("bells 2020", "bells-2020"),
            ("tower council", "bells-2026 organ bells-2023 bells-2020 bells-pilot"),
            ("PIPES", "organ"),
            ("organ", "organ"),
            ("org", "organ"),
            ("bell", "bells-2026 bells-2023 bells-2020 bells-pilot"),
            ("bells-202", "bells-2026 bells-2023 bells-2020"),
            ("", ""),
            ("-", ""),
            ("drums", ""),
        ] {
            assert_eq!(ids(&catalogue.frameworks_called(word)), want, "“{word}”");
        }
        let mut both = towers();
        assert_eq!(both.add(Part::Frameworks, "x.toml", &edition("orbit", "orbit", "Orbit", "2021-01-01", ""), false), []);
        assert_eq!(ids(&both.frameworks_called("or")), "", "it may mean two");
    }

    #[test]
    fn the_edition_in_force_on_a_day() {
        let catalogue = towers();
        assert_eq!(ids(&catalogue.editions("bells")), "bells-2020 bells-2023 bells-2026 bells-pilot");
        for (on, want) in [
            ("1999-01-01", "bells-2020"),
            ("2020-01-01", "bells-2020"),
            ("2022-12-31", "bells-2020"),
            ("2023-01-01", "bells-2023"),
            ("2025-07-01", "bells-2023"),
            ("2026-01-01", "bells-2026"),
            ("2026-07-01", "bells-2026"),
        ] {
            assert_eq!(catalogue.in_force("bells", day(on)).map(|one| one.id.as_str()), Some(want), "{on}");
        }
        assert_eq!(catalogue.in_force("drums", day("2026-01-01")), None);
    }

    #[test]
    fn the_own_kind_of_record_wins() {
        let kind = |label: &str| {
            format!("id = \"walk\"\nlabel = \"{label}\"\none = \"walk\"\nfields = [ {{ id = \"a\", label = \"A\", kind = \"line\" }} ]\n")
        };
        let inside = |from: &str, label: &str| edition(&format!("e{from}"), "e", "E", from, "") + "[[records]]\n" + &kind(label);
        let alone = |label: &str| format!("format = 1\n{}", kind(label));
        let mut catalogue = Catalogue::default();
        for (part, text, own, want) in [
            (Part::Frameworks, inside("2024-01-01", "inside"), false, "inside"),
            (Part::Frameworks, inside("2020-01-01", "inside an older one"), false, "inside"),
            (Part::Frameworks, inside("2026-01-01", "inside a newer one"), false, "inside a newer one"),
            (Part::Records, alone("alone"), false, "alone"),
            (Part::Frameworks, inside("2027-01-01", "inside the newest"), false, "alone"),
            (Part::Frameworks, inside("2021-01-01", "inside my own"), true, "inside my own"),
            (Part::Records, alone("my own"), true, "my own"),
            (Part::Frameworks, inside("2029-01-01", "inside my own later"), true, "my own"),
        ] {
            assert_eq!(catalogue.add(part, "x.toml", &text, own), []);
            assert_eq!(catalogue.record_kind("walk").map(|kind| kind.label.as_str()), Some(want));
        }
        assert_eq!(catalogue.record_kinds.len(), 1);
    }
}
