//! E-mail addresses.
//!
//! *What*: a mailbox, also written as “name [at] example.org”, “name @ example.org” or “j dot name at example dot org”, and “j.name at gmail.com”. *Why*: it names a person or a practice, and anybody can write to it. *Example*: see
//! [`Rule::example`].

use std::ops::Range;

use crate::privacy::{Hit, Known, Prose, Rule};

pub(super) static RULE: Email = Email;

/// See the [module](self).
pub(super) struct Email;

/// What stands between mailbox and host.
const AT: &[&str] = &["@", " [at] ", "[at]", " (at) ", "(at)", " {at} ", "{at}", "<at>", " <at> ", "[@]", "(@)", "(a)"];

/// The same with what stands between words of prose, too: only between a mailbox that is no word and a host.
const AT_IN_PROSE: &[&str] = &[" @ ", " AT ", " at "];

/// Where people have mailboxes, without its country.
const MAIL_HOSTS: &[&str] = &[
    "gmail",
    "googlemail",
    "hotmail",
    "outlook",
    "yahoo",
    "icloud",
    "aol",
    "live",
    "msn",
    "btinternet",
    "sky",
    "virginmedia",
    "talktalk",
    "protonmail",
    "proton",
    "eircom",
    "mail",
    "me",
    "ntlworld",
    "gmx",
];

impl Rule for Email {
    fn id(&self) -> &'static str {
        "email"
    }

    fn label(&self) -> &'static str {
        "E-mail address"
    }

    fn why(&self) -> &'static str {
        "An e-mail address names somebody or a place of work, and anybody can write to it."
    }

    fn example(&self) -> &'static str {
        "Her daughter wrote from m.okafor@example.org afterwards."
    }

    fn in_text(&self, text: &Prose<'_>, known: &Known) -> Vec<Hit> {
        let mut hits = Vec::new();
        for sign in AT {
            for (at, _) in text.text.match_indices(sign) {
                if let Some(range) = around(text.text, at, sign)
                    && text.text.get(range.clone()).is_some_and(|address| !known.is_own(address) && !known.is_community(address))
                {
                    hits.push(Hit { range, instead: Some("[e-mail address]".to_owned()) });
                }
            }
        }
        for sign in AT_IN_PROSE {
            let mails = text.text.match_indices(sign).filter_map(|(at, _)| around(text.text, at, sign));
            let mails =
                mails.filter(|range| text.text.get(range.clone()).is_some_and(|address| is_mail(address, sign) && !known.is_own(address)));
            hits.extend(mails.map(|range| Hit { range, instead: Some("[e-mail address]".to_owned()) }));
        }
        hits.extend(in_words(text));
        hits
    }
}

/// Whether what stands around a blank sign is an address: `j.rees at gmail.com`; not “slides at example.org” and not “talk @ example.org”.
fn is_mail(address: &str, sign: &str) -> bool {
    let Some((mailbox, host)) = address.split_once(sign) else { return false };
    let provider = host.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let joined = mailbox.contains(['.', '_']) && mailbox.split(['.', '_']).filter(|part| part.contains(char::is_alphabetic)).count() > 1;
    // “rhys74”, but not the “NG59” of a guideline.
    let numbered = mailbox.chars().filter(|c| c.is_lowercase()).count() >= 3 && mailbox.ends_with(|c: char| c.is_ascii_digit());
    (joined || numbered) && (sign != " at " || MAIL_HOSTS.contains(&provider.as_str()) || host.eq_ignore_ascii_case("nhs.net"))
}

/// `sian99 at example dot org`, `sian dot rees at example dot org`.
fn in_words(text: &Prose<'_>) -> Vec<Hit> {
    let folded = |at: usize| text.words.get(at).map_or("", |word| word.folded.as_str());
    let mut hits = Vec::new();
    for at in 1..text.words.len() {
        if folded(at) != "at" || folded(at + 2) != "dot" || folded(at + 3).chars().count() > 4 {
            continue;
        }
        let mut last = at + 3;
        while folded(last + 1) == "dot" && folded(last + 2).chars().count() <= 3 {
            last += 2;
        }
        // “sian dot rees”, “ann underscore lee”
        let mut first = at - 1;
        while first >= 2 && at - first < 7 && matches!(folded(first - 1), "dot" | "underscore" | "dash" | "hyphen") {
            first -= 2;
        }
        if let (Some(first), Some(last)) = (text.words.get(first), text.words.get(last)) {
            hits.push(Hit { range: first.range.start..last.range.end, instead: Some("[e-mail address]".to_owned()) });
        }
    }
    hits
}

/// The mailbox and the host around a sign.
fn around(text: &str, at: usize, sign: &str) -> Option<Range<usize>> {
    let is_part = |c: char| c.is_alphanumeric() || "!#$%&'*+-=?^_`{|}~.".contains(c);
    let is_host = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
    let (before, after) = (text.get(..at)?, text.get(at + sign.len()..)?);
    let local: usize = before.chars().rev().take_while(|c| is_part(*c)).map(char::len_utf8).sum();
    let mailbox = before.get(before.len() - local..)?.trim_start_matches(|c: char| !c.is_alphanumeric());
    // `@sian@social.example` is a name on a social network.
    let before = before.get(..before.len() - mailbox.len())?;
    if mailbox.is_empty() || before.ends_with('@') {
        return None;
    }
    let host: usize = after.chars().take_while(|c| is_host(*c)).map(char::len_utf8).sum();
    let host = after.get(..host)?.trim_end_matches(['.', '-']);
    let (name, end) = host.rsplit_once('.')?;
    let is_complete = !name.is_empty() && end.chars().count() >= 2 && end.chars().all(char::is_alphabetic);
    is_complete.then(|| before.len()..at + sign.len() + host.len())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check_finds, check_leaves, check_with};
    use crate::privacy::Known;

    #[test]
    fn found() {
        check_finds(
            "email",
            &[
                ("write to m.okafor@example.org.", "m.okafor@example.org"),
                ("(sian.rees@nhs.example)", "sian.rees@nhs.example"),
                ("<A.B-C+d@mail.example.co.uk>", "A.B-C+d@mail.example.co.uk"),
                ("mailto:tomasz_k@example.org", "tomasz_k@example.org"),
                ("o'brien@example.org", "o'brien@example.org"),
                ("'ann@example.org'", "ann@example.org"),
                ("siân@example.cymru", "siân@example.cymru"),
                ("ward7b@example.org, please", "ward7b@example.org"),
                ("a1@b2.example", "a1@b2.example"),
                ("gurpreet [at] example.org", "gurpreet [at] example.org"),
                ("gurpreet(at)example.org", "gurpreet(at)example.org"),
                ("j.rees71 @ example.org, if you can", "j.rees71 @ example.org"),
                ("ann_lee at gmail.com", "ann_lee at gmail.com"),
                ("mair{at}example.org", "mair{at}example.org"),
                ("mair dot rees at example dot org", "mair dot rees at example dot org"),
                ("tomasz_k AT example.org", "tomasz_k AT example.org"),
                ("from:mair@example.org;", "mair@example.org"),
                ("…ola@example.org…", "ola@example.org"),
            ],
        );
    }

    #[test]
    fn left() {
        check_leaves(
            "email",
            &[
                "Thanks to @sian for the summary.",
                "@sian@social.example",
                "Hospital@Home reduced stays.",
                "2 tablets @ 10 pm",
                "meet @ 5.30",
                "a@b",
                "@",
                "@@@@",
                "x@.org",
                "x@example.",
                "x@10.5",
                "Look at example.org for more.",
                "https://social.example/@sian",
                "(at) work",
                "Talk @ example.org at noon",
                "slides at example.org and at gmail.com",
                "version 2.0 at example.org",
                "LOOK AT EXAMPLE.ORG, NG59 AT example.org",
                "NG59 at nhs.net and v2.0 at sky.com",
                "dot plots at the clinic dot the page",
            ],
        );
    }

    #[test]
    fn ones_own_and_those_of_communities_are_left() {
        let known = Known { own: vec!["Bronwen@Example.org".into()], communities: vec!["hello@chat.example".into()], ..Known::default() };
        let text = "bronwen@example.org, hello@chat.example, ann@example.org";
        assert_eq!(check_with("email", text, &known), ["ann@example.org"]);
    }
}
