//! Handles that say themselves whose they are: an organisation's, a profession's, a chat's.

use crate::privacy::Prose;
use crate::privacy::vocabulary::{bare, is_first_name, is_kin, is_of_a_public_account, is_source_word, is_workmate};

/// Whether a handle at a place (with or without its `@`) is that of an organisation or a chat, as far as can be told: `@RCNLibrary`, `@nhs_england`, and
/// `@stomachat` near “#stomachat”. With a first name or a role in it, it is somebody's.
pub(super) fn is_public(text: &Prose<'_>, at: usize, handle: &str) -> bool {
    let name = handle.trim_start_matches('@').trim_start_matches("u/").split('@').next().unwrap_or_default();
    let parts = parts(name);
    let whole = bare(name.trim_end_matches(|c: char| c.is_ascii_digit()));
    let ends = parts.first().into_iter().chain(parts.last()).chain(std::iter::once(&whole));
    let of_one = |part: &String| is_one(part) && !is_of_a_public_account(part);
    let says_so = ends.into_iter().any(|part| is_of_a_public_account(part)) && !parts.iter().any(of_one);
    says_so || has_hashtag(text, at, name)
}

/// Whether a part of a handle is somebody's name, or who somebody is at home or at work: `@nhs_sian`, `@chat_host`, `@nhs_nurse`.
fn is_one(part: &str) -> bool {
    is_first_name(part) || is_workmate(part) || is_kin(part) || is_source_word(part)
}

/// How many words to either side are looked at for a hashtag.
const NEAR: usize = 60;

/// Whether the same is near as a hashtag.
fn has_hashtag(text: &Prose<'_>, at: usize, name: &str) -> bool {
    let mut near = text.before(at).take(NEAR).chain(text.after(at).take(NEAR));
    near.any(|word| word.text.eq_ignore_ascii_case(name) && text.char_before(word.range.start) == Some('#'))
}

/// The words of a handle: `We`, `AHPs`; `nhs`, `england`; `RCN`, `Library`.
fn parts(name: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut letters = name.chars().take(60).peekable();
    let mut before: Option<char> = None;
    while let Some(c) = letters.next() {
        let next_is_small = letters.peek().is_some_and(|next| next.is_lowercase());
        let plural = letters.peek() == Some(&'s');
        // `WeAHPs`: a small letter before a capital, or capitals before a word; the s of “AHPs” begins none.
        let begins =
            c.is_uppercase() && before.is_some_and(|before| before.is_lowercase() || (before.is_uppercase() && next_is_small && !plural));
        if !c.is_alphabetic() || begins {
            found.extend((!word.is_empty()).then(|| bare(&word)));
            word.clear();
        }
        if c.is_alphabetic() {
            word.push(c);
        }
        before = Some(c);
    }
    found.extend((!word.is_empty()).then(|| bare(&word)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whose_a_handle_is() {
        for (handle, public) in [
            ("@RCNLibrary", true),
            ("@nhs_lothian_official", true),
            ("@WeMidwives", true),
            ("@stoma_chat", true),
            ("@nhs_sian", false),
            ("@chat_host", false),
            ("@nhs_nurse_99", false),
            ("@hospital_pharmacist", false),
            ("@gwen_talks_back", false),
            ("@mair", false),
        ] {
            assert_eq!(is_public(&Prose::of("a tweet"), 0, handle), public, "{handle}");
        }
        assert!(is_public(&Prose::of("Q1 of #ReNal, run from @renal"), 23, "@renal"));
    }

    #[test]
    fn the_words_of_handles() {
        for (name, wanted) in [
            ("WeAHPs", vec!["we", "ahps"]),
            ("RCNLibrary", vec!["rcn", "library"]),
            ("nhs_england", vec!["nhs", "england"]),
            ("mair.gwynedd99", vec!["mair", "gwynedd"]),
            ("NHSwhispers", vec!["nh", "swhispers"]),
            ("", vec![]),
            ("Łukasz", vec!["lukasz"]),
        ] {
            assert_eq!(parts(name), wanted, "{name}");
        }
    }
}
