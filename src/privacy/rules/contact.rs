//! People whom the registrant keeps as contacts.
//!
//! *What*: the name or handle of a contact as whole words, with or without its accents; also the first name alone. *Why*: who is not named
//! in the text by role may still be told by name, and a contact did not agree to be in a portfolio. *Example*: see [`Rule::example`]; the
//! contact there is “Bronwen Ashdown”.

use std::collections::{HashMap, HashSet};

use crate::privacy::reading::Reading;
use crate::privacy::vocabulary::is_only_first_name;
use crate::privacy::{Hit, Known, Prose, Rule};

use super::person_name::placed;

pub(super) static RULE: Contact = Contact;

/// See the [module](self).
pub(super) struct Contact;

impl Rule for Contact {
    fn id(&self) -> &'static str {
        "contact"
    }

    fn label(&self) -> &'static str {
        "One of your contacts"
    }

    fn why(&self) -> &'static str {
        "This is somebody you know. Colleagues should not be told by name in evidence unless they agreed."
    }

    fn example(&self) -> &'static str {
        "Bronwen Ashdown and I compared notes afterwards."
    }

    fn in_text(&self, text: &Prose<'_>, known: &Known) -> Vec<Hit> {
        if known.contacts.is_empty() {
            return Vec::new();
        }
        let reading = Reading::once(text);
        let names = known.names.get_or_init(|| names(known));
        let mut hits = Vec::new();
        for (at, token) in reading.tokens.iter().enumerate() {
            for Name { parts, is_handle } in names.get(&token.bare).into_iter().flatten() {
                hits.extend(whole(reading, at, parts, *is_handle).or_else(|| first_name(reading, at, parts, *is_handle)));
            }
        }
        hits
    }
}

/// Contacts as they are looked for, by their first words.
pub(in crate::privacy) type Names = HashMap<String, Vec<Name>>;

/// A contact as it is looked for.
#[derive(Clone, Debug)]
pub(in crate::privacy) struct Name {
    /// One word or more.
    parts: Vec<String>,
    is_handle: bool,
}

/// The contacts that are not public.
fn names(known: &Known) -> Names {
    let public: HashSet<Vec<String>> = known.own.iter().chain(&known.communities).map(|name| parts(name)).collect();
    let mut names = Names::new();
    for contact in &known.contacts {
        let parts = parts(contact);
        if let Some(first) = parts.first().filter(|_| !public.contains(&parts)).cloned() {
            names.entry(first).or_default().push(Name { parts, is_handle: contact.starts_with('@') });
        }
    }
    names
}

/// The words of a name as texts are looked at.
fn parts(name: &str) -> Vec<String> {
    let prose = Prose::of(name);
    Reading::of(&prose).tokens.into_iter().map(|token| token.bare).collect()
}

fn whole(reading: &Reading<'_>, at: usize, parts: &[String], handle: bool) -> Option<Hit> {
    let tokens = reading.tokens.get(at..at + parts.len())?;
    let same = tokens.iter().zip(parts).all(|(token, part)| token.bare == *part);
    // “Grace” is somebody, “grace” is not.
    let plain = handle || parts.len() > 1 || tokens.first().is_some_and(|token| token.is_capitalised());
    if !same || !plain {
        return None;
    }
    let last = at + parts.len() - 1;
    let mut range = reading.span(at, last);
    if reading.text.get(..range.start).is_some_and(|before| before.ends_with('@')) {
        range.start -= 1;
    }
    Some(Hit { range, instead: Some(placed(reading, at, last, "a colleague")) })
}

/// The first name of a contact, when no other surname follows.
fn first_name(reading: &Reading<'_>, at: usize, parts: &[String], handle: bool) -> Option<Hit> {
    let token = reading.get(at).filter(|token| token.is_capitalised() && !token.tagged)?;
    let first = parts.first().filter(|first| parts.len() > 1 && !handle && token.bare == **first)?;
    let other = reading.after(at, 1).is_some_and(|next| next.is_capitalised() && token.join == crate::privacy::reading::Join::Blank);
    let named = reading.before(at, 1).is_some_and(|before| before.is_capitalised() && is_only_first_name(&before.bare));
    (is_only_first_name(first) && !other && !named)
        .then(|| Hit { range: token.range.clone(), instead: Some(placed(reading, at, at, "a colleague")) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contacts_are_found_as_whole_words() {
        let known = Known {
            contacts: ["Siân Ashdown", "@bell_ringer", "Grace", "Łukasz Wren"].map(str::to_owned).to_vec(),
            communities: vec!["Grace Notes".to_owned()],
            ..Known::default()
        };
        for (text, want) in [
            ("Sian Ashdown and I spoke.", vec![("Sian Ashdown", "A colleague")]),
            ("I asked SIÂN ASHDOWN’s view.", vec![("SIÂN ASHDOWN’s", "a colleague’s")]),
            ("I asked Siân; she agreed.", vec![("Siân", "a colleague")]),
            ("Thanks to @bell_ringer for it.", vec![("@bell_ringer", "a colleague")]),
            ("Later Lukasz Wren wrote.", vec![("Lukasz Wren", "a colleague")]),
            ("Grace wrote with grace.", vec![("Grace", "A colleague")]),
            ("Siân Lloyd spoke of Ashdown Forest and of graceful prose.", vec![]),
        ] {
            let hits = RULE.in_text(&Prose::of(text), &known);
            let got: Vec<_> = hits.iter().map(|hit| (&text[hit.range.clone()], hit.instead.as_deref().unwrap_or_default())).collect();
            assert_eq!(got, want, "{text}");
        }
    }
}
