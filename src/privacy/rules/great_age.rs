//! Ages over 89.
//!
//! *What*: “93-year-old”, “aged 91”, “94 yo”, “92F”, “ninety-three years old”, “Mrs …, 92,”, “my patient of 91”, “in her ninety-fourth year”, also
//! [without “old” and “aged”](living): “94 yrs, lives alone”, “ninety-four and still driving”, “he'll be a hundred at Lammas”; and [without a
//! number](unnumbered): “a centenarian”. Ranges, means, lower limits, what is measured, and buildings of a hundred years are none. *Why*: there are so
//! few people of such an age that it tells one apart. *Example*: see [`Rule::example`]. Source: 45 CFR §164.514(b)(2)(i)(C), which puts all ages over 89
//! into one category of 90 or older.

mod living;
#[cfg(test)]
mod tests;
mod unnumbered;
mod words;

use std::ops::Range;

use words::{MANY, NO_ONE, NOBODYS, PEOPLE, THINGS};

use crate::privacy::vocabulary::{is_counted, is_measured};
use crate::privacy::{Hit, Known, Prose, Rule};

pub(super) static RULE: GreatAge = GreatAge;

/// See the [module](self).
pub(super) struct GreatAge;

/// Ages from here on are told as one.
const FROM: u32 = 90;
/// The greatest that anybody has reached is 122.
const TO: u32 = 122;

impl Rule for GreatAge {
    fn id(&self) -> &'static str {
        "great-age"
    }

    fn label(&self) -> &'static str {
        "Age over 89"
    }

    fn why(&self) -> &'static str {
        "Few people are as old, so that the exact age tells one apart; “90 or over” says what matters."
    }

    fn example(&self) -> &'static str {
        "A 93-year-old woman came in after a fall."
    }

    fn in_text(&self, text: &Prose<'_>, _known: &Known) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::new();
        for at in 0..text.words.len() {
            let Some(number) = age(text, at) else { continue };
            let starts = text.words.get(at).map_or(0, |word| word.range.start);
            if let Some(hit) = after_sex(text, at, &number) {
                hits.push(hit);
                continue;
            }
            if hits.last().is_some_and(|last| last.range.end > starts) || is_nobodys(text, at, &number) {
                continue;
            }
            hits.extend(old(text, at, &number).or_else(|| aged(text, at, &number)).or_else(|| living::age(text, at, &number)));
        }
        hits.extend(unnumbered::ages(text));
        hits.sort_by_key(|hit| hit.range.start);
        hits
    }
}

/// A number that may be a great age.
struct Age {
    /// The place of its last word.
    last: usize,
    /// What the last word has after the figures: `yo`, `f`.
    suffix: String,
}

/// The age that begins at a word: `93`, `93yo`, `ninety-three`, `a hundred and two`.
fn age(text: &Prose<'_>, at: usize) -> Option<Age> {
    const TENS: &[&str] = &["ninety"];
    const ONES: &[&str] = &["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let folded = |at: usize| text.words.get(at).map_or("", |word| word.folded.as_str());
    let word = folded(at);
    let figures = word.bytes().take_while(u8::is_ascii_digit).count();
    if figures > 0 {
        let (number, suffix) = word.split_at_checked(figures)?;
        let number: u32 = number.parse().ok().filter(|_| figures <= 3)?;
        return ((FROM..=TO).contains(&number)).then(|| Age { last: at, suffix: suffix.to_owned() });
    }
    let joined = |at: usize| matches!(text.gap(at), " " | "-" | "‑" | "–");
    // “her hundredth birthday”, “in his ninety-first year”, “her hundred and second”
    const ORDINALS: &[&str] = &["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"];
    if matches!(word, "ninetieth" | "hundredth") {
        return Some(Age { last: at, suffix: "th".to_owned() });
    }
    let and = usize::from(word == "hundred" && joined(at) && folded(at + 1) == "and");
    if (word == "ninety" || and == 1) && joined(at + and) && ORDINALS.contains(&folded(at + and + 1)) {
        return Some(Age { last: at + and + 1, suffix: "th".to_owned() });
    }
    if TENS.contains(&word) {
        let last = if joined(at) && ONES.contains(&folded(at + 1)) { at + 1 } else { at };
        return Some(Age { last, suffix: String::new() });
    }
    if word == "hundred" && at.checked_sub(1).is_some_and(|before| matches!(folded(before), "a" | "one")) {
        let and = joined(at) && folded(at + 1) == "and" && ONES.contains(&folded(at + 2));
        return Some(Age { last: if and { at + 2 } else { at }, suffix: String::new() });
    }
    // “Hundred-and-four, and he still …”; not “two hundred and four”.
    if word == "hundred" && joined(at) && folded(at + 1) == "and" && ONES.contains(&folded(at + 2)) {
        let counted = at.checked_sub(1).is_some_and(|before| text.gap(before) == " " && !text.ends_sentence(before));
        return (!counted).then(|| Age { last: at + 2, suffix: String::new() });
    }
    None
}

/// `F/98`, `M/92`.
fn after_sex(text: &Prose<'_>, at: usize, number: &Age) -> Option<Hit> {
    let sex = text.words.get(at.checked_sub(1)?).filter(|_| text.gap(at - 1) == "/" && number.suffix.is_empty())?;
    let instead = match sex.text {
        "F" => "woman aged 90 or over",
        "M" => "man aged 90 or over",
        _ => return None,
    };
    let range = sex.range.start..text.words.get(number.last)?.range.end;
    text.stands_alone(&range).then(|| Hit { instead: Some(text.fitted(range.start, instead)), range })
}

/// Whether what follows ends a part of a sentence.
fn ends_here(after: Option<char>) -> bool {
    matches!(after, None | Some('.' | ',' | ';' | ')' | '!' | '?' | '—' | '…'))
}

/// Whether it is a mean, a limit, a range or a part of a number.
fn is_nobodys(text: &Prose<'_>, at: usize, number: &Age) -> bool {
    let (Some(first), Some(last)) = (text.words.get(at), text.words.get(number.last)) else { return true };
    let parts = |c: Option<char>| c.is_some_and(|c| matches!(c, '/' | '+' | '%' | '£' | '$' | '€' | '±' | '<' | '>' | '=' | '~'));
    if parts(text.char_before(first.range.start)) || parts(text.char_at(last.range.end)) || text.is_in_link(first.range.start) {
        return true;
    }
    // `65–95`, `18-90`
    let dashes = |gap: &str| matches!(gap.trim(), "-" | "–" | "‑" | "—");
    let is_number = |at: usize| text.words.get(at).is_some_and(|word| word.text.starts_with(|c: char| c.is_ascii_digit()));
    let from_range = at.checked_sub(1).is_some_and(|before| dashes(text.gap(before)) && is_number(before));
    let to_range = dashes(text.gap(number.last)) && is_number(number.last + 1);
    let of_age = text.before(first.range.start).take(2).map(|word| word.folded.as_str()).eq(["of", "age"]);
    // “She is nearly 92.” “He lived to 101.”
    let nears = text.before(first.range.start).take(2).map(|word| word.folded.as_str()).collect::<Vec<_>>();
    let is_nearing = matches!(nears.as_slice(), ["nearly", "is" | "was" | "she's" | "he's"] | ["to", "lived" | "lives" | "live"]);
    let limit = !is_nearing
        && text.before(first.range.start).take(4).enumerate().any(|(nth, word)| {
            NOBODYS.contains(&word.folded.as_str())
                && (nth == 0 || of_age || matches!(word.folded.as_str(), "mean" | "median" | "average" | "over" | "above" | "ages"))
        });
    // `aged 90 and over`, `90 or older`, `90 years and above`
    let mut after = text
        .after(last.range.end)
        .take(5)
        .map(|word| word.folded.as_str())
        .skip_while(|word| matches!(*word, "years" | "year" | "old" | "of" | "age"));
    let open = matches!(after.next(), Some("and" | "or" | "plus"))
        && matches!(after.next(), Some("over" | "above" | "older" | "more" | "up" | "beyond" | "upwards" | "under" | "younger"));
    from_range || to_range || limit || open
}

/// `93-year-old …`, `94 yo`, `91 years of age`, `92F`.
fn old(text: &Prose<'_>, at: usize, number: &Age) -> Option<Hit> {
    let folded = |at: usize| text.words.get(at).map_or("", |word| word.folded.as_str());
    let word_end = |at: usize| text.words.get(at).map_or(0, |word| word.range.end);
    let start = text.words.get(at)?.range.start;
    let near = |at: usize| text.gap(at).chars().count() <= 3 && !text.gap(at).contains(['.', ',', ';', ':', '\n']);
    let next = |ahead: usize| if (0..ahead).all(|step| near(number.last + step)) { folded(number.last + ahead) } else { "" };
    let last = number.last;
    let noun_from = match (number.suffix.as_str(), next(1), next(2), next(3)) {
        ("yo" | "yr" | "yrs" | "y" | "y.o", "old", ..) | ("", "yo" | "y.o" | "yro", ..) => last + 1,
        ("yo" | "yro" | "y.o", ..) => last,
        // In small letters “m” is metres.
        ("f", "c" | "w" | "with" | "pc" | "lives" | "admitted" | "fell" | "known", ..)
        | ("m", "c" | "pc" | "lives" | "admitted" | "fell", ..)
            if text.starts_sentence(start) || text.words.get(last).is_some_and(|word| word.text.ends_with(['F', 'M'])) =>
        {
            let instead = if number.suffix == "f" { "woman aged 90 or over" } else { "man aged 90 or over" };
            return Some(with_article(text, at, start..word_end(last), instead));
        }
        ("f" | "m", ..) if text.words.get(last).is_some_and(|word| word.text.ends_with(['F', 'M'])) => {
            let instead = if number.suffix == "f" { "woman aged 90 or over" } else { "man aged 90 or over" };
            return Some(with_article(text, at, start..word_end(last), instead));
        }
        ("", "year" | "years" | "yr" | "yrs" | "y", "old" | "o" | "olds", _) => last + 2,
        ("", "years", "of", "age") => return Some(Hit { range: start..word_end(last + 3), instead: Some("90 or over".to_owned()) }),
        _ => return None,
    };
    // At most three words on is who it is: `93-year-old retired miner`.
    if text.before(start).take(5).any(|word| THINGS.contains(&word.folded.as_str()))
        && !text.before(start).take(5).any(|word| PEOPLE.contains(&word.folded.as_str()))
    {
        return None;
    }
    let mut noun = None;
    for ahead in 1..=3 {
        let word = folded(noun_from + ahead);
        let gap = text.gap(noun_from + ahead - 1);
        if gap.contains(['.', ',', ';', ':', '\n', '(', ')']) || gap.chars().count() > 3 {
            break;
        }
        if THINGS.contains(&word) {
            return None;
        }
        if PEOPLE.contains(&word) {
            noun = Some(noun_from + ahead);
            break;
        }
    }
    let Some(noun) = noun else {
        let range = start..word_end(noun_from);
        // “She is 93 years old”, not “the 93-year-old”.
        let after_is = text.before(start).next().is_some_and(|word| matches!(word.folded.as_str(), "is" | "was" | "now"));
        let as_predicate = after_is || (number.suffix.is_empty() && next(1) == "years");
        return Some(if as_predicate {
            Hit { range, instead: Some("90 or over".to_owned()) }
        } else {
            with_article(text, at, range, "person aged 90 or over")
        });
    };
    let who = text.words.get(noun_from + 1).and_then(|first| text.text.get(first.range.start..word_end(noun)))?;
    Some(with_article(text, at, start..word_end(noun), &format!("{who} aged 90 or over")))
}

/// The finding, with the article before it fitted: “an 93-year-old” is “a person aged 90 or over”, “a 93-year-old aunt” is “an aunt …”.
fn with_article(text: &Prose<'_>, at: usize, range: Range<usize>, instead: &str) -> Hit {
    let article = at
        .checked_sub(1)
        .and_then(|before| text.words.get(before))
        .filter(|word| matches!(word.folded.as_str(), "a" | "an") && at > 0 && text.gap(at - 1) == " ");
    match article {
        // “a hundred-year-old” has its article in the number.
        Some(article) => {
            let fitting =
                if instead.starts_with(['a', 'e', 'i', 'o', 'A', 'E', 'I', 'O']) || instead.starts_with("uncle") { "an" } else { "a" };
            let capital = article.text.starts_with('A');
            let fitting = if capital { fitting.replacen('a', "A", 1) } else { fitting.to_owned() };
            Hit { range: article.range.start..range.end, instead: Some(format!("{fitting} {instead}")) }
        }
        None => Hit { instead: Some(text.fitted(range.start, instead)), range },
    }
}

/// Whether what stands behind a number neither counts nor measures by it.
fn is_no_measure(text: &Prose<'_>, at: usize) -> bool {
    let next = text.words.get(at + 1).map_or("", |word| word.folded.as_str());
    let is_unit = matches!(next, "yrs" | "yr" | "years" | "year" | "y" | "kilograms" | "kilogram" | "kilos" | "kilo" | "stone" | "pounds");
    text.gap(at) == " " && !is_unit && !is_measured(next) && !is_counted(next) && !THINGS.contains(&next)
}

/// `aged 91`, `age: 91`, `turned 91`, `she is 92`, `Mrs …, 92,`, `her 100th birthday`.
fn aged(text: &Prose<'_>, at: usize, number: &Age) -> Option<Hit> {
    let start = text.words.get(at)?.range.start;
    let end = text.words.get(number.last)?.range.end;
    // “a hundred” has its article before it.
    let begins =
        text.before(start).next().filter(|word| number.suffix.is_empty() && word.folded == "a").map_or(start, |word| word.range.start);
    let hundred = text.words.get(at).is_some_and(|word| word.folded == "hundred");
    let mut before = text.before(if hundred { begins } else { start }).map(|word| word.folded.as_str());
    let (one, two, three) = (before.next().unwrap_or_default(), before.next().unwrap_or_default(), before.next().unwrap_or_default());
    let gap_before = at.checked_sub(1).map_or("", |before| text.gap(before));
    let after = text.char_at(end);
    let next = text.words.get(number.last + 1).map_or("", |word| word.folded.as_str());
    if matches!(number.suffix.as_str(), "th" | "st" | "nd" | "rd") {
        // “celebrated her 95th last week”
        let birthday_unsaid = ends_here(after)
            || matches!(
                next,
                "last" | "next" | "this" | "on" | "with" | "yesterday" | "today" | "soon" | "he" | "she" | "they" | "was" | "is" | "and"
            );
        if matches!(one, "her" | "his") && birthday_unsaid && two != "in" {
            return Some(Hit { range: start..end, instead: Some("special birthday".to_owned()) });
        }
        let whose = if matches!(one, "one" | "a") && !two.is_empty() { two } else { one };
        let someones = matches!(whose, "her" | "his" | "their" | "a" | "patient's" | "lady's" | "gentleman's");
        return match next {
            "birthday" if someones || one == "a" => Some(Hit { range: start..end, instead: Some("special".to_owned()) }),
            "year" if someones && whose != "a" => {
                let end = text.words.get(number.last + 1).map_or(end, |word| word.range.end);
                Some(Hit { range: start..end, instead: Some("nineties or beyond".to_owned()) })
            }
            _ => None,
        };
    }
    if !number.suffix.is_empty() {
        return None;
    }
    let or_over = |range: Range<usize>| Some(Hit { range, instead: Some("90 or over".to_owned()) });
    let of_figures = text.words.get(at)?.text.starts_with(|c: char| c.is_ascii_digit());
    // A decimal, or so many of something.
    let measured = matches!(after, Some('.')) && text.char_at(end + 1).is_some_and(|c| c.is_ascii_digit());
    if measured || gap_before.contains('\n') {
        return None;
    }
    let counted = !matches!(one, "two" | "three" | "both") && matches!(two, "two" | "three" | "both" | "2" | "3");
    match one {
        "aged"
            if MANY.contains(&two)
                && !matches!(three, "two" | "three" | "four" | "2" | "3" | "both" | "the" | "our" | "these")
                && !counted =>
        {
            None
        }
        // “aged 90 and 92”
        "aged" if next == "and" && age(text, number.last + 2).is_some() => {
            let second = age(text, number.last + 2).and_then(|second| text.words.get(second.last)).map_or(end, |word| word.range.end);
            or_over(start..second)
        }
        "aged" | "age" if !MANY.contains(&two) || one == "aged" => or_over(start..end),
        // “By the age of 100 most people …”
        "of" if two == "age" && text.after(end).take(3).any(|word| MANY.contains(&word.folded.as_str())) => None,
        // “He will be a hundred next week.”
        "be" if two == "will"
            && matches!(three, "she" | "he" | "who")
            && (ends_here(after) || matches!(next, "next" | "this" | "in" | "on" | "tomorrow" | "soon")) =>
        {
            or_over(if hundred { begins } else { start }..end)
        }
        "of" if two == "age" => or_over(start..end),
        // “a woman of 104”, “my patient of 91 wants”; not “a man of 90 kg”
        "of" if PEOPLE.contains(&two) && (ends_here(after) || is_no_measure(text, number.last)) && !NO_ONE.contains(&three) => {
            or_over(start..end)
        }
        // “At 96 she …”, “At 96, he …”
        "at" if matches!(next, "she" | "he" | "her" | "his") => or_over(start..end),
        "is" | "was" | "she's" | "he's" | "just" if of_figures || one != "just" => {
            let subject = if matches!(one, "she's" | "he's") { one } else { two };
            let is_person = matches!(subject, "she" | "he" | "she's" | "he's" | "who")
                || PEOPLE.contains(&subject)
                || (one == "just" && matches!(three, "she" | "he"));
            let ends = ends_here(after)
                || matches!(next, "and" | "when" | "now" | "but" | "with" | "lives" | "living" | "this" | "last" | "next" | "tomorrow");
            (is_person && ends).then(|| or_over(start..end)).flatten()
        }
        // `Mrs Patel, 92, was`, `a lady (94)`
        _ => {
            let set_off = (gap_before == ", " && matches!(after, Some(',' | ')'))) || (gap_before == " (" && matches!(after, Some(')')));
            let title = matches!(two, "mrs" | "mr" | "ms" | "miss" | "dr") || matches!(three, "mrs" | "mr" | "ms" | "miss");
            (set_off && (title || PEOPLE.contains(&one))).then(|| Hit { range: start..end, instead: Some("aged 90 or over".to_owned()) })
        }
    }
}
