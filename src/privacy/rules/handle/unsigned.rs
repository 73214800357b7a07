//! Handles without their `@`: `u/name` on Reddit, and names with underscores, full stops or figures in a sentence about accounts, as in “DM from
//! gary_repairs89”, “tagged cerys.runs.again”, and behind “posting as” and “her page”. Files, pages and abbreviations look alike and are none.

use std::ops::Range;

use crate::privacy::vocabulary::{is_account_word, is_own_page, is_posing};
use crate::privacy::{Prose, Word};

/// What ends pages and files.
const ENDS: &[&str] = &[
    "com", "org", "net", "uk", "ie", "eu", "gov", "nhs", "edu", "info", "example", "app", "io", "tv", "co", "wales", "scot", "pdf", "doc",
    "docx", "xlsx", "csv", "jpg", "jpeg", "png", "mp", "mov", "pptx", "ppt", "txt", "html", "zip", "gif", "cpd",
];

/// What stands before the name of an account.
const INTRODUCES: &[&str] = &["as", "called", "by", "user", "username", "handle"];

/// Parts of names that files have.
const OF_FILES: &[&str] = &["final", "draft", "copy", "version", "log", "notes", "essay", "template", "backup", "slides"];

/// The longest name that a network allows.
const LONGEST: usize = 60;

/// How many words before a name may say whose it is.
const OF_ONE: usize = 6;

/// How many words there may be between a word for an account and a name with a single full stop.
const BESIDE: usize = 2;

/// Every one of them in a text.
pub(super) fn handles<'p>(text: &'p Prose<'_>) -> impl Iterator<Item = Range<usize>> + 'p {
    let any = |at, word| on_reddit(text, at, word).or_else(|| beside_account(text, at, word)).or_else(|| of_one(text, at, word));
    text.words.iter().enumerate().filter_map(move |(at, word)| any(at, word))
}

/// `u/stoma_dad`: not `u/s` of an examination.
fn on_reddit(text: &Prose<'_>, at: usize, word: &Word<'_>) -> Option<Range<usize>> {
    let letter = at.checked_sub(1).and_then(|at| text.words.get(at)).filter(|letter| letter.folded == "u" && text.gap(at - 1) == "/")?;
    let alone = !text.char_before(letter.range.start).is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-'));
    let telling = word.text.contains(['_', '-'])
        || word.text.contains(|c: char| c.is_ascii_digit())
        || text.sentence(word.range.start).iter().any(|word| word.folded.starts_with("reddit"));
    (alone && telling && word.text.chars().count() >= 4).then_some(letter.range.start..word.range.end)
}

/// `gary_repairs89` in a sentence with “Insta”, `cerys.runs` right after it.
fn beside_account(text: &Prose<'_>, at: usize, word: &Word<'_>) -> Option<Range<usize>> {
    let range = whole(text, word)?;
    let name = text.text.get(range.clone()).filter(|name| is_made_up(name) || is_name(name))?;
    let touches = |c: char| matches!(c, '/' | '@' | '#' | '.' | '=' | '\\' | ':');
    let ends = text.char_at(range.end).is_some_and(|c| matches!(c, '/' | '@' | '\\' | '('));
    if text.char_before(word.range.start).is_some_and(touches) || ends {
        return None;
    }
    let introduced = text.before(word.range.start).next().is_some_and(|word| INTRODUCES.contains(&word.folded.as_str()));
    let mut beside = (1..=BESIDE).filter_map(|back| at.checked_sub(back)).filter_map(|at| text.words.get(at));
    let is_about_accounts = if is_unmistakable(name) || introduced {
        // “The field next_of_kin and a profile tab”: these words are of forms, too, and count only right before.
        let weak = |word: &str| matches!(word, "profile" | "handle" | "username" | "tags");
        let far = text.sentence(word.range.start).iter().any(|word| is_account_word(&word.folded) && !weak(&word.folded));
        far || text.before(word.range.start).take(BESIDE + 1).any(|word| is_account_word(&word.folded))
    } else {
        beside.any(|word| is_account_word(&word.folded))
    };
    is_about_accounts.then_some(range)
}

/// “somebody signing as tiredmam77”, “her knitting page, nuala_knits”: behind what one does under another name, or what somebody has online.
fn of_one(text: &Prose<'_>, at: usize, word: &Word<'_>) -> Option<Range<usize>> {
    let range = whole(text, word).or_else(|| is_numbered(word.text).then(|| word.range.clone()))?;
    let name = text.text.get(range.clone())?;
    let joined = |c: char| matches!(c, '/' | '@' | '#' | '.' | '=' | '\\' | '-');
    let touches =
        text.char_before(range.start).is_some_and(joined) || text.char_at(range.end).is_some_and(|c| matches!(c, '/' | '@' | '(' | '-'));
    if touches || !(is_name(name) || is_made_up(name)) || !(is_unmistakable(name) || is_made_up(name)) {
        return None;
    }
    let folded = |back: usize| at.checked_sub(back).and_then(|at| text.words.get(at)).map_or("", |word| word.folded.as_str());
    let near = (1..=OF_ONE).take_while(|back| at.checked_sub(*back).is_some_and(|before| !text.ends_sentence(before)));
    // “posting as …”, “goes by …”, “known online as …”
    let poses = matches!(folded(1), "as" | "by") && (is_posing(folded(2)) || is_posing(folded(3)));
    // “her knitting page, …”, “his mum’s channel (…)”; not “the page next_of_kin”.
    let page = is_own_page(folded(1)) || (matches!(folded(1), "is" | "called" | "was") && is_own_page(folded(2)));
    let owned = page
        && near.map(folded).any(|word| matches!(word, "her" | "his" | "their" | "whose") || word.ends_with("'s") || word.ends_with("’s"));
    (poses || owned).then_some(range)
}

/// `tiredmam77`: small letters and then a few figures; `covid19` is too short, and `version2` one of several.
fn is_numbered(word: &str) -> bool {
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
    const STEPS: &[&str] = &[
        "version",
        "chapter",
        "session",
        "question",
        "option",
        "module",
        "article",
        "section",
        "episode",
        "edition",
        "appendix",
        "criterion",
    ];
    let is_step = STEPS.iter().any(|step| letters.starts_with(step)) || OF_FILES.contains(&letters);
    !is_step && (1..=4).contains(&(word.len() - letters.len())) && letters.chars().count() >= 6 && letters.chars().all(char::is_lowercase)
}

/// The whole of what a word begins, when underscores or full stops hold it together: `angry.son.74` is two words for a reader.
fn whole(text: &Prose<'_>, word: &Word<'_>) -> Option<Range<usize>> {
    let rest = text.text.get(word.range.start..)?;
    let length: usize = rest.chars().take(LONGEST).take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '.')).map(char::len_utf8).sum();
    let name = rest.get(..length)?.trim_end_matches(['.', '_']);
    (name.contains(['_', '.']) || is_made_up(name)).then(|| word.range.start..word.range.start + name.len())
}

/// `TubeFedTom22`: words in one, each with its capital, and figures at the end.
fn is_made_up(name: &str) -> bool {
    let plain = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let humps = plain.chars().zip(plain.chars().skip(1)).filter(|(one, next)| one.is_lowercase() && next.is_uppercase()).count();
    name.len() - plain.len() >= 2 && humps >= 1 && plain.chars().count() >= 8 && plain.chars().all(char::is_alphabetic)
}

/// Whether it can be the name of an account: letters first, and neither a page nor a file.
fn is_name(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let end = word.rsplit(['.']).next().unwrap_or_default().trim_end_matches(|c: char| c.is_ascii_digit()).to_ascii_lowercase();
    let of_file = |part: &str| {
        OF_FILES.contains(&part)
            || part.strip_prefix('v').is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let is_file = (word.contains('.') && ENDS.contains(&end.as_str())) || word.to_ascii_lowercase().split(['_', '.']).any(of_file);
    // “e.g”, “a.m”, “Ph.D”: no part of an abbreviation is long.
    let long = word.split(['.', '_']).any(|part| part.chars().filter(|c| c.is_alphabetic()).count() >= 3);
    letters >= 4
        && long
        && !is_file
        && !word.starts_with(|c: char| c.is_ascii_digit())
        && !word.chars().all(|c| c.is_uppercase() || !c.is_alphabetic())
}

/// Whether no sentence without a blank behind its full stop looks like it (“on insta.then”): an underscore, a figure, or two full stops.
fn is_unmistakable(word: &str) -> bool {
    word.contains('_') || word.contains(|c: char| c.is_ascii_digit()) || word.matches('.').count() >= 2
}
