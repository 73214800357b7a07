//! Names and handles of people, found in texts and left out of them.

mod left;
mod words;

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

pub use left::{NamedIn, NamesLeft};
pub use words::handles;

use super::Person;
use words::{bare, begin, is_in_path, is_one_word, stands, words};

/// What stands in a text instead of somebody whose profession is not known.
pub const A_COLLEAGUE: &str = "a colleague";

/// Names are looked for from this many letters on.
const SHORTEST: usize = 2;

/// Somebody may be written without them.
const TITLES: &[&str] = &["dame", "dr", "miss", "mr", "mrs", "ms", "mx", "prof", "professor", "sir", "sister"];

/// Everybody who is known, to be found as whole words, whatever the case and the accents.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Ways to write somebody, the longest first, by their first word.
    ways: HashMap<String, Vec<Way>>,
    /// What stands instead of each person.
    instead: Vec<String>,
    /// Names and handles of the registrant, folded, without `@`.
    own: Vec<String>,
}

/// One way to write somebody.
#[derive(Clone, Debug)]
struct Way {
    words: Vec<String>,
    only: Only,
    person: usize,
}

/// Where a way of writing somebody means somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Only {
    Anywhere,
    /// With an `@` before it.
    WithAt,
    /// With an `@` before it, or as a part of the path of a link: `@NHS` is somebody, the NHS is not.
    AsHandle,
}

/// In the place of a person: somebody who stays as it is written.
const NOBODY: usize = usize::MAX;

impl Names {
    /// Of the people of a journal and of others whom its entries name; `own` are names and handles of the registrant, who is nobody else.
    pub fn new<'n>(people: &[Person], named: impl IntoIterator<Item = &'n str>, own: &[String]) -> Self {
        let own: Vec<String> = own.iter().map(|name| bare(name)).filter(|name| !name.is_empty()).collect();
        let mut names = Self { own, ..Self::default() };
        let others = |draft: &super::PersonDraft| !names.own.iter().any(|own| draft.is_called(own));
        let others: Vec<&Person> = people.iter().filter(|person| others(&person.draft)).collect();
        for person in others {
            let draft = &person.draft;
            names.add(&[&draft.name, &draft.handle], &draft.profession);
        }
        let known = |name: &str| people.iter().any(|person| person.draft.is_called(name));
        let mut named: Vec<&str> = named.into_iter().filter(|name| !known(name)).collect();
        named.sort_unstable();
        named.dedup_by_key(|name| bare(name));
        for name in named {
            if !names.own.contains(&bare(name)) {
                names.add(&[name], "");
            }
        }
        names
    }

    /// Of people by all that each is called, with what stands in the place of each. A handle of one plain word (`@NHS`) is somebody only as a
    /// handle and in links, unless somebody is called so without `@` as well. What `stay` says stays, also where somebody's name is a part
    /// of it: names and handles of the registrant and of communities.
    pub fn instead_of<'n>(people: impl IntoIterator<Item = (Vec<&'n str>, &'n str)>, stay: &[String]) -> Self {
        let own: Vec<String> = stay.iter().map(|name| bare(name)).filter(|name| !name.is_empty()).collect();
        let mut names = Self { own, ..Self::default() };
        // First, so that they are found before others of as many words.
        for name in stay {
            names.way(words(name).into_iter().map(|word| word.folded).collect(), Only::Anywhere, NOBODY);
        }
        for (called, instead) in people {
            let called: Vec<&str> = called.into_iter().filter(|name| !names.own.contains(&bare(name))).collect();
            let is_name = |handle: &str| called.iter().any(|name| !name.trim().starts_with('@') && bare(name) == bare(handle));
            let handles: Vec<&str> =
                called.iter().copied().filter(|name| name.trim().starts_with('@') && is_one_word(name) && !is_name(name)).collect();
            let others: Vec<&str> = called.iter().copied().filter(|name| !handles.contains(name)).collect();
            let person = names.instead.len();
            names.add(&others, instead);
            for handle in handles {
                names.way(vec![bare(handle)], Only::AsHandle, person);
            }
        }
        names
    }

    /// Whom a text names, by their places among those handed in, in order of the text.
    pub fn whom(&self, text: &str) -> Vec<usize> {
        self.found(text).into_iter().map(|(_, person)| person).collect()
    }

    fn add(&mut self, called: &[&str], profession: &str) {
        let person = self.instead.len();
        self.instead.push(if profession.trim().is_empty() { A_COLLEAGUE.to_owned() } else { profession.trim().to_owned() });
        // Where many write (`r/physiotherapy`) is nobody.
        for name in called.iter().filter(|name| !name.contains('/')) {
            let whole = words(name).into_iter().map(|word| word.folded).collect::<Vec<_>>();
            let untitled = whole.iter().skip_while(|word| TITLES.contains(&word.as_str())).cloned().collect::<Vec<_>>();
            if untitled.len() > 1 && untitled.len() < whole.len() {
                self.way(untitled, Only::Anywhere, person);
            }
            self.way(whole, Only::Anywhere, person);
            // `@sian@social.example` is `@sian` to those on the same server.
            if let Some((local, _)) = name.trim().trim_start_matches('@').split_once('@') {
                self.way(words(local).into_iter().map(|word| word.folded).collect(), Only::WithAt, person);
            }
        }
    }

    fn way(&mut self, words: Vec<String>, only: Only, person: usize) {
        if words.iter().map(|word| word.chars().count()).sum::<usize>() >= SHORTEST
            && let Some(first) = words.first()
        {
            let ways = self.ways.entry(first.clone()).or_default();
            let at = ways.partition_point(|way| way.words.len() >= words.len());
            ways.insert(at, Way { words, only, person });
        }
    }

    /// A text in which everybody's profession stands in place of name and handle, or [`A_COLLEAGUE`].
    pub fn replaced<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let found = self.found(text);
        if found.is_empty() {
            return Cow::Borrowed(text);
        }
        let mut without = String::with_capacity(text.len());
        let mut from = 0;
        for (range, person) in found {
            without.push_str(text.get(from..range.start).unwrap_or_default());
            without.push_str(self.instead.get(person).map_or(A_COLLEAGUE, String::as_str));
            from = range.end;
        }
        without.push_str(text.get(from..).unwrap_or_default());
        Cow::Owned(without)
    }

    /// Whether a text names anybody.
    pub fn are_in(&self, text: &str) -> bool {
        !self.found(text).is_empty()
    }

    /// How many people a text names: those who are known, those who `speak` in it, and handles of others.
    pub fn count_in<'s>(&self, text: &str, speak: impl IntoIterator<Item = &'s str>) -> usize {
        let known: BTreeSet<usize> = self.found(text).into_iter().map(|(_, person)| person).collect();
        let speak = speak.into_iter().filter(|name| !self.are_in(name)).map(bare);
        let handles = handles(text).filter(|handle| !self.are_in(&format!("@{handle}"))).map(bare);
        let others: BTreeSet<String> = speak.chain(handles).filter(|name| !name.is_empty() && !self.own.contains(name)).collect();
        known.len() + others.len()
    }

    /// Where whom a text names, in order, without overlaps.
    fn found(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        if self.ways.is_empty() {
            return Vec::new();
        }
        let words = words(text);
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(first) = words.get(at) {
            let begins = begin(text, first);
            let way = self.ways.get(&first.folded).into_iter().flatten().find(|way| {
                let means = match way.only {
                    Only::Anywhere => true,
                    Only::WithAt => begins < first.range.start,
                    Only::AsHandle => begins < first.range.start || is_in_path(text, first.range.start),
                };
                means && words.get(at..).is_some_and(|rest| stands(text, rest, &way.words))
            });
            match way.and_then(|way| Some((way, words.get(at + way.words.len() - 1)?))) {
                Some((way, last)) => {
                    if way.person != NOBODY {
                        found.push((begins..last.range.end, way.person));
                    }
                    at += way.words.len();
                }
                None => at += 1,
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{PersonDraft, PersonId, Uid};
    use super::*;

    fn person(name: &str, handle: &str, profession: &str) -> Person {
        let draft = PersonDraft { name: name.into(), handle: handle.into(), profession: profession.into(), ..PersonDraft::default() };
        Person { id: PersonId::from_row(1), uid: Uid::from_text(name), draft }
    }

    fn names() -> Names {
        let people = [
            person("Siân Rees", "@sianrees", "Physiotherapist"),
            person("Dr Ann O'Brien", "", "GP"),
            person("", "@lena@health.example", ""),
            person("The forum", "r/physio", ""),
            person("Bronwen Hartley", "@bron", "Nurse"),
            person("田中", "", "医師"),
        ];
        let own = ["Bronwen Hartley".to_owned(), "@bron".to_owned()];
        Names::new(&people, ["Bo Lindqvist", "@sianrees", "bronwen hartley", "x", "Ann-Marie"], &own)
    }

    #[test]
    fn names_and_handles_are_replaced() {
        for (text, wanted) in [
            ("Talk by Siân Rees, slide 3", "Talk by Physiotherapist, slide 3"),
            ("SIAN REES’s slide", "Physiotherapist’s slide"),
            ("Sia\u{302}n\u{a0}Rees", "Physiotherapist"),
            ("Sian_Rees-poster.png", "Physiotherapist-poster.png"),
            ("@SianRees and sianrees.", "Physiotherapist and Physiotherapist."),
            ("https://x.com/sianrees/status/1", "https://x.com/Physiotherapist/status/1"),
            ("Ann O’Brien, Dr Ann O'Brien", "GP, GP"),
            ("@lena, @lena@health.example, Lena", "a colleague, a colleague, Lena"),
            ("with bo  lindqvist", "with a colleague"),
            ("Ann Marie", "a colleague"),
            ("会議で田中さん", "会議で医師さん"),
            // Whole words only, and nobody but those who are known.
            ("Siân Reese, Siân, Rees, xsianrees", "Siân Reese, Siân, Rees, xsianrees"),
            ("Siân, Rees", "Siân, Rees"),
            ("write to info@lena.example", "write to info@lena.example"),
            ("r/physio, Bronwen Hartley, @bron, x", "r/physio, Bronwen Hartley, @bron, x"),
            ("the band 5s", "the band 5s"),
            ("", ""),
        ] {
            assert_eq!(names().replaced(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_text_without_names_is_not_copied() {
        assert!(matches!(names().replaced("A team meeting"), Cow::Borrowed(_)));
        assert!(matches!(Names::default().replaced("Siân Rees"), Cow::Borrowed(_)));
    }

    #[test]
    fn people_are_counted_once() {
        for (text, speak, count) in [
            ("Siân Rees: hello @sianrees", vec!["Siân Rees"], 1),
            ("@kofi and @Kofi. @bron: to info@hospital.example", vec![], 1),
            ("one\ntwo", vec!["Dai", "Bronwen Hartley", "DAI", "Mair"], 2),
            ("@a.b, @c- @, @@d", vec![], 3),
            ("", vec![], 0),
        ] {
            assert_eq!(names().count_in(text, speak), count, "{text}");
        }
    }

    proptest! {
        #[test]
        fn nobody_is_left(before in "\\PC{0,12}", after in "\\PC{0,12}") {
            let people = [person("Siân Rees", "@sianrees", "")];
            let names = Names::new(&people, [], &[]);
            let text = format!("{before} Siân Rees @sianrees {after}");
            let without = names.replaced(&text);
            prop_assert!(!names.are_in(&without), "{without}");
        }
    }
}
