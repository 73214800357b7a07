//! Ages without “old” and “aged”, told by what is said of whose they are: “94 yrs, lives alone”, “Turns 91 in May”, “ninety-four and still driving”,
//! “a statin at a hundred and two?”. What is measured has such numbers, too (“sats at 94”); so figures need more around them than words do.

use super::{Age, PEOPLE, THINGS, ends_here};
use crate::privacy::dates::month;
use crate::privacy::reading::Reading;
use crate::privacy::vocabulary::{is_measured, is_only_first_name, is_said_of_the_old};
use crate::privacy::{Hit, Prose};

/// How many words before a number say that it is measured.
const MEASURED_WITHIN: usize = 6;

/// The age that a number is, though no word calls it one.
pub(super) fn age(text: &Prose<'_>, at: usize, number: &Age) -> Option<Hit> {
    let place = Place::of(text, at, number)?;
    if place.is_decimal() {
        return None;
    }
    place
        .reached()
        .or_else(|| place.come_to())
        .or_else(|| place.with_unit())
        .or_else(|| place.said_of_the_old())
        .or_else(|| place.at_an_age())
        .or_else(|| place.told())
        .or_else(|| place.of_somebody())
}

/// Days that ages are reached by beside birthdays.
fn is_feast(word: &str) -> bool {
    matches!(
        word,
        "christmas" | "easter" | "whitsun" | "lammas" | "michaelmas" | "candlemas" | "hogmanay" | "halloween" | "midsummer" | "harvest"
    )
}

/// A number with what stands around it.
struct Place<'p, 't> {
    text: &'p Prose<'t>,
    /// Its first byte, with the article of “a hundred”, and the byte after it.
    start: usize,
    end: usize,
    /// The place of its last word.
    last: usize,
    /// `yrs` of `91yrs`.
    suffix: &'p str,
    in_words: bool,
    /// “ninety-four”, “a hundred and two”: not a round number.
    is_compound: bool,
    before: Vec<&'p str>,
}

impl<'p, 't> Place<'p, 't> {
    fn of(text: &'p Prose<'t>, at: usize, number: &'p Age) -> Option<Self> {
        let word = text.words.get(at)?;
        let article = (word.folded == "hundred")
            .then(|| text.before(word.range.start).next())
            .flatten()
            .filter(|word| matches!(word.folded.as_str(), "a" | "one"));
        let start = article.map_or(word.range.start, |word| word.range.start);
        let in_words = !word.text.starts_with(|c: char| c.is_ascii_digit());
        Some(Self {
            text,
            start,
            end: text.words.get(number.last)?.range.end,
            last: number.last,
            suffix: &number.suffix,
            in_words,
            is_compound: in_words && number.last > at,
            before: text.before(start).take(MEASURED_WITHIN).map(|word| word.folded.as_str()).collect(),
        })
    }

    /// “90.4”
    fn is_decimal(&self) -> bool {
        self.text.char_at(self.end) == Some('.') && self.text.char_at(self.end + 1).is_some_and(|c| c.is_ascii_digit())
    }

    /// The word so many places before, in small letters.
    fn prior(&self, back: usize) -> &'p str {
        back.checked_sub(1).and_then(|at| self.before.get(at)).copied().unwrap_or_default()
    }

    fn next(&self, ahead: usize) -> &'p str {
        self.text.words.get(self.last + ahead).map_or("", |word| word.folded.as_str())
    }

    /// What stands before it, as far as the word before.
    fn gap_before(&self) -> &'t str {
        let from = self.text.before(self.start).next().map_or(0, |word| word.range.end);
        self.text.text.get(from..self.start).unwrap_or_default()
    }

    fn gap_after(&self) -> &'t str {
        self.text.gap(self.last)
    }

    fn ends(&self) -> bool {
        ends_here(self.text.char_at(self.end))
    }

    /// Whether a part of a sentence begins with it: also behind a colon, a dash, a comma, a quotation mark.
    fn begins(&self) -> bool {
        let gap = self.gap_before();
        self.text.starts_sentence(self.start) || [":", "–", "—", "“", "\"", "(", ",", ";"].iter().any(|mark| gap.trim_end().ends_with(mark))
    }

    /// Whether a word before it, or the one after it, says that it is measured or counted.
    fn is_measured(&self) -> bool {
        self.before.iter().any(|word| is_measured(word)) || is_measured(self.next(1)) || self.gap_after().contains(['%', '°', '/'])
    }

    fn or_over(&self, from: usize, end: usize, instead: &str) -> Hit {
        Hit { range: from..end, instead: Some(self.text.fitted(from, instead)) }
    }

    /// The byte after the word that is so many on.
    fn end_of(&self, ahead: usize) -> Option<usize> {
        self.text.words.get(self.last + ahead).map(|word| word.range.end)
    }

    /// “turned 91”, “Turns 91 in May”, “about to turn 90”; not “turned 90 degrees”, nor “the college turned 100”.
    fn reached(&self) -> Option<Hit> {
        let said = match self.prior(1) {
            "turned" => "reached a great age",
            "turning" => "reaching a great age",
            "turns" => "reaches a great age",
            "turn" => "reach a great age",
            "rising" | "pushing" | "nearing" | "approaching" if Reading::once(self.text).tells_of_one(self.start) => "nearing a great age",
            _ => return None,
        };
        let subject = self.text.before(self.start).nth(1);
        let is_thing = (1..5).any(|back| THINGS.contains(&self.prior(back)) || self.prior(back) == "it")
            || subject.is_some_and(|word| word.text.len() > 1 && word.text.chars().all(char::is_uppercase));
        let from = self.text.before(self.start).next()?.range.start;
        // “Turning 100” is the title of a book.
        let quoted = self.text.char_before(from).is_some_and(|c| matches!(c, '"' | '“' | '‘' | '\''));
        let is_title = quoted && !Reading::once(self.text).tells_of_one(self.start);
        let free = self.suffix.is_empty() && !is_thing && !is_title && !is_measured(self.next(1)) && !self.gap_after().contains('°');
        free.then(|| self.or_over(from, self.end, said))
    }

    /// “She reaches 100 in May”, “he hits 95 next week”, “makes a hundred on Friday”: with when. Not “reached 95 on the scale”.
    fn come_to(&self) -> Option<Hit> {
        let said = match self.prior(1) {
            "reach" | "hit" | "make" | "see" => "reach a great age",
            "reaches" | "hits" | "makes" => "reaches a great age",
            "reached" => "reached a great age",
            _ => return None,
        };
        let second = self.next(2);
        let when = match self.next(1) {
            "in" | "at" | "come" => month(second).is_some() || is_feast(second),
            "on" => second.ends_with("day") || month(self.next(3)).is_some(),
            "next" | "this" | "last" => {
                matches!(second, "week" | "month" | "year" | "spring" | "summer" | "autumn" | "winter" | "birthday")
            }
            "tomorrow" => true,
            _ => false,
        };
        let by_one = (2..=3).any(|back| matches!(self.prior(back), "she" | "he" | "who" | "she'll" | "he'll" | "she’ll" | "he’ll"));
        let from = self.text.before(self.start).next()?.range.start;
        let free = self.suffix.is_empty() && self.gap_after() == " " && when && by_one;
        free.then(|| self.or_over(from, self.end, said))
    }

    /// “94 years young”, “a lady of 91 yrs”, “92 yrs female”, “94 yrs, lives alone”; not “95 years of experience”.
    fn with_unit(&self) -> Option<Hit> {
        let is_unit = |word: &str| matches!(word, "yrs" | "yr" | "years" | "y");
        let ahead = usize::from(self.suffix.is_empty() && is_unit(self.next(1)));
        if !(ahead == 1 && self.gap_after().trim().is_empty() || is_unit(self.suffix)) {
            return None;
        }
        let end = self.end_of(ahead)?;
        let (next, gap) = (self.next(ahead + 1), self.text.gap(self.last + ahead));
        if next == "young" {
            return Some(self.or_over(self.start, self.end_of(ahead + 1)?, "90 or over"));
        }
        // “the nurse of 100 years ago”
        if self.prior(1) == "of" && PEOPLE.contains(&self.prior(2)) && next != "ago" {
            return Some(self.or_over(self.start, end, "90 or over"));
        }
        if PEOPLE.contains(&next) && gap == " " {
            return Some(self.or_over(self.start, self.end_of(ahead + 1)?, &format!("{next} aged 90 or over")));
        }
        let parted = matches!(gap.chars().next(), None | Some(',' | ')' | '.' | ';')) && next != "ago";
        let by_person = PEOPLE.contains(&self.prior(1)) && matches!(self.gap_before(), " " | ", " | " (");
        let lives = (1..5).any(|on| is_said_of_the_old(self.next(ahead + on)));
        let alone = self.begins() && (lives || Reading::once(self.text).tells_of_one(self.start));
        (parted && !self.is_measured() && (by_person || alone)).then(|| self.or_over(self.start, end, "aged 90 or over"))
    }

    /// “Ninety-four and still driving”, “93, lives alone”, “a hundred and one, never been in hospital”.
    fn said_of_the_old(&self) -> Option<Hit> {
        let and = usize::from(self.next(1) == "and");
        // “…, and he still”
        let and = and + usize::from(and == 1 && matches!(self.next(2), "he" | "she"));
        let (said, after) = (self.next(and + 1), self.next(and + 2));
        let joined =
            if and > 0 { matches!(self.gap_after(), " " | ", ") } else { matches!(self.gap_after(), ", " | " – " | " - " | ": ") };
        // “90 and still counting”, “97, still the best episode”
        let goes_on = matches!(
            after,
            "counting"
                | "rising"
                | "climbing"
                | "growing"
                | "going"
                | "the"
                | "a"
                | "an"
                | "my"
                | "our"
                | "no"
                | "not"
                | "in"
                | "with"
                | "mind"
        );
        let reading = Reading::once(self.text);
        let goes_on = goes_on || (!self.in_words && reading.has_source_beside(reading.at_byte(self.start)));
        let free = self.suffix.is_empty() && joined && is_said_of_the_old(said) && !goes_on && !self.is_measured();
        let opens = self.begins() || matches!(self.prior(1), "at" | "be" | "being");
        (free && opens).then(|| self.or_over(self.start, self.end, "90 or over"))
    }

    /// “At a hundred and two you may …”, “a statin at ninety-eight?”, “nice to be ninety-eight”, “She still swims at 96.”
    fn at_an_age(&self) -> Option<Hit> {
        if !(self.suffix.is_empty() && matches!(self.prior(1), "at" | "be" | "being")) || self.is_measured() {
            return None;
        }
        // “an axis that begins at ninety. I looked”
        let somebody = matches!(self.gap_after(), " " | ", ")
            && matches!(self.next(1), "you" | "one" | "they" | "she" | "he" | "her" | "his" | "i" | "my" | "your");
        let ends = self.ends() || self.next(1) == "and";
        let in_words = self.in_words && (somebody || (self.is_compound && ends));
        let still = || self.before.iter().any(|word| matches!(*word, "still" | "even" | "alone" | "died" | "lives" | "living"));
        let in_figures =
            !self.in_words && self.prior(1) == "at" && self.ends() && still() && Reading::once(self.text).tells_of_one(self.start);
        (in_words || in_figures).then(|| self.or_over(self.start, self.end, "90 or over"))
    }

    /// “I’m 94, dear”, “Mum’s ninety-one now”, “she’s now 97”, “he'll be 96 in May”.
    fn told(&self) -> Option<Hit> {
        const ADVERBS: &[&str] = &["now", "nearly", "almost", "already", "only", "well"];
        let unit = usize::from(matches!(self.next(1), "years" | "yrs"));
        let skipped = usize::from(ADVERBS.contains(&self.prior(1)));
        let verb = self.prior(1 + skipped).replace('’', "'");
        let subject = self.prior(2 + skipped).replace('’', "'");
        let whose = verb.strip_suffix("'s").filter(|who| PEOPLE.contains(who) || matches!(*who, "she" | "he" | "who"));
        let is_one = |who: &str| matches!(who, "she" | "he" | "who") || PEOPLE.contains(&who);
        let told = whose.is_some()
            || verb == "i'm"
            || (verb == "am" && subject == "i")
            || (matches!(verb.as_str(), "is" | "was")
                && (((skipped == 1 || unit == 1 || self.in_words) && is_one(&subject)) || self.is_named(2 + skipped)))
            || (verb == "be" && matches!(subject.as_str(), "she'll" | "he'll" | "i'll"));
        let ends = self.ends()
            || matches!(
                self.next(1),
                "and"
                    | "now"
                    | "but"
                    | "with"
                    | "in"
                    | "next"
                    | "this"
                    | "on"
                    | "dear"
                    | "love"
                    | "years"
                    | "yrs"
                    | "if"
                    | "so"
                    | "or"
                    | "though"
                    | "yet"
                    | "today"
                    | "at"
                    | "come"
                    | "before"
                    | "after"
                    | "by"
                    | "when"
                    | "tomorrow"
                    | "soon"
                    | "again"
            );
        let free = self.suffix.is_empty() && told && ends && !self.is_measured();
        let end = self.end_of(unit)?;
        // “95 years of practice”
        let of = unit == 1 && matches!(self.next(2), "of" | "ago" | "in" | "on" | "since" | "later");
        (free && !of).then(|| self.or_over(self.start, end, "90 or over"))
    }

    /// Whether the word so many places before is the first name of somebody of whom is told: “Olwen is 97”, “Gwilym, 93, …”; not the author of a paper.
    fn is_named(&self, back: usize) -> bool {
        let reading = Reading::once(self.text);
        let name = back.checked_sub(1).and_then(|nth| self.text.before(self.start).nth(nth));
        name.is_some_and(|word| word.text.starts_with(char::is_uppercase) && is_only_first_name(&word.folded))
            && !reading.has_source_beside(reading.at_byte(self.start))
    }

    /// “pt 95, comfortable”, “my oldest patient, 103, asked”, “a man of ninety-three he …”, “102 next birthday”, “will be 100 on Friday”, “lived to 101”.
    fn of_somebody(&self) -> Option<Hit> {
        // “patient 95” is one of a trial.
        const NOTED: &[&str] =
            &["pt", "lady", "gent", "gentleman", "woman", "man", "female", "male", "nan", "mum", "dad", "gran", "grandad", "chap"];
        if !self.suffix.is_empty() || self.is_measured() {
            return None;
        }
        let (one, two) = (self.prior(1), self.prior(2));
        let parted = matches!(self.text.char_at(self.end), None | Some(',' | ')' | ';'));
        let noted = NOTED.contains(&one) && self.gap_before() == " " && parted;
        let apart = matches!(self.gap_before(), ", " | " (") && parted;
        let set_off = apart && ((1..=3).any(|back| PEOPLE.contains(&self.prior(back))) || self.is_named(1));
        let of_one = one == "of" && PEOPLE.contains(&two) && self.in_words;
        let birthday = matches!(self.next(1), "next" | "last") && self.next(2) == "birthday";
        let he = matches!(one, "he" | "she") && self.gap_before() == " (" && parted;
        let today =
            self.next(1) == "today" && self.text.starts_sentence(self.start) && self.text.gap(self.last + 1).starts_with(['!', ',']);
        let by_person = self.before.iter().any(|word| PEOPLE.contains(word) || matches!(*word, "she" | "he"));
        let will_be = one == "be"
            && two == "will"
            && by_person
            && (self.ends() || matches!(self.next(1), "on" | "next" | "this" | "in" | "tomorrow"));
        let lived_to = one == "to" && matches!(two, "lived" | "lives" | "live") && Reading::once(self.text).tells_of_one(self.start);
        if birthday {
            return Some(self.or_over(self.start, self.end_of(2)?, "90 or over"));
        }
        let instead = if noted || set_off || he || today { "aged 90 or over" } else { "90 or over" };
        (noted || set_off || he || today || of_one || will_be || lived_to).then(|| self.or_over(self.start, self.end, instead))
    }
}
