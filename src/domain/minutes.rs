//! Time spent, in whole minutes, as people write it.

use std::fmt;
use std::str::FromStr;

/// A length of time in whole minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Minutes(pub u32);

/// The longest time one entry may claim: a thousand hours, more than any regulator's cycle asks for.
pub const MOST_MINUTES: u32 = 60_000;

/// Why a text was not understood as a length of time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MinutesError {
    #[error("“{0}” is not a length of time")]
    NotUnderstood(String),
    #[error("“{0}” is longer than 1,000 hours")]
    TooLong(String),
    /// A fraction without a unit: people mean hours by it, though a bare number is minutes.
    #[error("“{said}” of what? Write {said}h or {minutes}")]
    BareFraction { said: String, minutes: u32 },
    #[error("“{0}” has one digit for its minutes: write two, like 1:05 or 1:50")]
    OneDigit(String),
    #[error("“{0}” is in seconds: time is kept in whole minutes")]
    OnlySeconds(String),
    /// Three digits after a sign: a thousand to some, one and no thousandths to others.
    #[error("“{0}” may be thousands, or a fraction: write it without the sign, or with at most two decimal places")]
    Thousands(String),
}

impl Minutes {
    pub const ZERO: Self = Self(0);

    /// The sum, never beyond the largest number.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// Hours as a decimal number, for forms that ask for hours.
    pub fn hours(self) -> f64 {
        f64::from(self.0) / 60.0
    }
}

impl fmt::Display for Minutes {
    /// `45 min`, `1 h`, `1 h 30 min`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0 / 60, self.0 % 60) {
            (0, min) => write!(f, "{min} min"),
            (hours, 0) => write!(f, "{hours} h"),
            (hours, min) => write!(f, "{hours} h {min} min"),
        }
    }
}

impl FromStr for Minutes {
    type Err = MinutesError;

    /// Understands `90`, `90 min`, `1h30`, `1h 30m`, `1:30`, `1.5h`, `1,5 h`, `1½ hours`, `half an hour`,
    /// `an hour and a half`, `two hours`, `three quarters of an hour`. A bare whole number is minutes; `1.5`, `1:5` and `90s` are refused
    /// with what to write instead.
    fn from_str(text: &str) -> Result<Self, MinutesError> {
        let not_understood = || MinutesError::NotUnderstood(text.trim().to_owned());
        if has_thousands(text) {
            return Err(MinutesError::Thousands(text.trim().to_owned()));
        }
        let tokens = tokens(text).ok_or_else(not_understood)?;
        ambiguous(&tokens, text.trim())?;
        let minutes = clock(&tokens).or_else(|| sum(&tokens)).ok_or_else(not_understood)?;
        if !minutes.is_finite() || minutes < 0.0 {
            return Err(not_understood());
        }
        let rounded = minutes.round();
        if rounded > f64::from(MOST_MINUTES) {
            return Err(MinutesError::TooLong(text.trim().to_owned()));
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 60,000")]
        Ok(Self(rounded as u32))
    }
}

/// Says no to what is understood in more than one way.
fn ambiguous(tokens: &[Token], said: &str) -> Result<(), MinutesError> {
    let said = || said.to_owned();
    match *tokens {
        [Token::Number(n)] if !whole(n) && n <= f64::from(MOST_MINUTES) / 60.0 => {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 60,000")]
            let minutes = (n * 60.0).round() as u32;
            Err(MinutesError::BareFraction { said: said(), minutes })
        }
        [Token::Number(_) | Token::Article, Token::Seconds] => Err(MinutesError::OnlySeconds(said())),
        [Token::Number(_), Token::Colon, Token::Number(n), ..] if n < 10.0 && !has_two_digits(&said()) => {
            Err(MinutesError::OneDigit(said()))
        }
        _ => Ok(()),
    }
}

/// Whether a number in it has digits in a group of three after `.` or `,`: `1,000`, `12.500`, `1,000,000`. What begins with 0 is a fraction.
fn has_thousands(text: &str) -> bool {
    let numbers = text.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','));
    numbers.map(|number| number.trim_end_matches(['.', ','])).any(|number| {
        let mut groups = number.split(['.', ',']);
        let first = groups.next().unwrap_or_default();
        let mut others = groups.peekable();
        (1..=3).contains(&first.len()) && !first.starts_with('0') && others.peek().is_some() && others.all(|group| group.len() == 3)
    })
}

/// Whether two digits and no more follow the first colon.
fn has_two_digits(text: &str) -> bool {
    let after = text.split_once(':').map(|(_, after)| after.trim_start()).unwrap_or_default();
    after.bytes().take_while(u8::is_ascii_digit).count() == 2
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Number(f64),
    Hours,
    Mins,
    Seconds,
    Colon,
    And,
    /// `half` or `quarter`, standing for a share of the hour that follows or went before.
    Share(f64),
    /// `a`, `an`: one, when a unit follows.
    Article,
    Of,
}

/// Splits into numbers, units and small words; `None` at the first thing that is none of them.
fn tokens(text: &str) -> Option<Vec<Token>> {
    let text = text.trim().to_lowercase();
    if text.len() > 80 {
        return None;
    }
    let mut found = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(&c) = chars.peek() {
        if c.is_whitespace() || c == '-' && !found.is_empty() || c == '~' {
            chars.next();
        } else if c == ':' {
            chars.next();
            found.push(Token::Colon);
        } else if c == '+' || c == '&' {
            chars.next();
            found.push(Token::And);
        } else if let Some(share) = vulgar(c) {
            chars.next();
            match found.last_mut() {
                Some(Token::Number(n)) if n.fract() == 0.0 => *n += share,
                _ => found.push(Token::Number(share)),
            }
        } else if c.is_ascii_digit() || c == '.' || c == ',' {
            let mut number = String::new();
            while let Some(&d) = chars.peek() {
                if !(d.is_ascii_digit() || d == '.' || d == ',') {
                    break;
                }
                number.push(if d == ',' { '.' } else { d });
                chars.next();
            }
            found.push(Token::Number(number.parse().ok()?));
        } else if c.is_alphabetic() {
            let mut word = String::new();
            while let Some(&d) = chars.peek() {
                if !(d.is_alphabetic() || d == '\'' || d == '’') {
                    break;
                }
                word.push(d);
                chars.next();
            }
            if chars.peek() == Some(&'.') {
                chars.next(); // "hrs.", "min."
            }
            if let Some(token) = word_token(&word)? {
                found.push(token);
            }
        } else {
            return None;
        }
    }
    (!found.is_empty()).then_some(found)
}

fn vulgar(c: char) -> Option<f64> {
    Some(match c {
        '½' => 0.5,
        '¼' => 0.25,
        '¾' => 0.75,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        _ => return None,
    })
}

/// `Some(None)` is a word without meaning here ("about"); `None` a word that is not understood.
#[expect(clippy::option_option, reason = "three answers: not a word of ours, a word to skip, a token")]
fn word_token(word: &str) -> Option<Option<Token>> {
    let number = |n: u8| Some(Some(Token::Number(f64::from(n))));
    match word {
        "h" | "hr" | "hrs" | "hour" | "hours" | "awr" => Some(Some(Token::Hours)),
        "m" | "min" | "mins" | "minute" | "minutes" | "munud" => Some(Some(Token::Mins)),
        "s" | "sec" | "secs" | "second" | "seconds" => Some(Some(Token::Seconds)),
        "and" => Some(Some(Token::And)),
        "a" | "an" => Some(Some(Token::Article)),
        "of" => Some(Some(Token::Of)),
        "half" => Some(Some(Token::Share(0.5))),
        "quarter" | "quarters" => Some(Some(Token::Share(0.25))),
        "about" | "approx" | "approximately" | "roughly" | "circa" | "ca" => Some(None),
        "one" => number(1),
        "two" => number(2),
        "three" => number(3),
        "four" => number(4),
        "five" => number(5),
        "six" => number(6),
        "seven" => number(7),
        "eight" => number(8),
        "nine" => number(9),
        "ten" => number(10),
        "fifteen" => number(15),
        "twenty" => number(20),
        "thirty" => number(30),
        "forty" => number(40),
        "fifty" => number(50),
        "sixty" => number(60),
        "ninety" => number(90),
        _ => None,
    }
}

/// `1:30` (hours and minutes) or `1:30:00`.
fn clock(tokens: &[Token]) -> Option<f64> {
    match *tokens {
        [Token::Number(h), Token::Colon, Token::Number(m)] | [Token::Number(h), Token::Colon, Token::Number(m), Token::Hours]
            if m < 60.0 && whole(h) && whole(m) =>
        {
            Some(h * 60.0 + m)
        }
        [Token::Number(h), Token::Colon, Token::Number(m), Token::Colon, Token::Number(s)]
            if m < 60.0 && s < 60.0 && whole(h) && whole(m) && whole(s) =>
        {
            Some(h * 60.0 + m + s / 60.0)
        }
        _ => None,
    }
}

fn whole(n: f64) -> bool {
    n.fract() == 0.0
}

/// A sum of parts: `1 h 30`, `an hour and a half`, `two hours and ten minutes`.
fn sum(tokens: &[Token]) -> Option<f64> {
    let mut total = 0.0;
    let mut rest = tokens;
    let mut last_was_hours = false;
    let mut seen = false;
    while !rest.is_empty() {
        let (minutes, used, hours) = match *rest {
            // "1h30": minutes without a unit only directly after hours
            [Token::Number(n), Token::Hours, ..] => (n * 60.0, 2, true),
            [Token::Number(n), Token::Mins, ..] => (n, 2, false),
            [Token::Number(n), Token::Seconds, ..] => (n / 60.0, 2, false),
            // "half an hour", "three quarters of an hour", "a quarter of an hour"
            [Token::Share(s), Token::Article, Token::Hours, ..] => (s * 60.0, 3, false),
            [Token::Share(s), Token::Hours, ..] if !seen => (s * 60.0, 2, false),
            [Token::Share(s), Token::Of, Token::Article, Token::Hours, ..] => (s * 60.0, 4, false),
            [Token::Article, Token::Share(s), Token::Of, Token::Article, Token::Hours, ..] => (s * 60.0, 5, false),
            [Token::Number(n), Token::Share(s), Token::Of, Token::Article, Token::Hours, ..] => (n * s * 60.0, 5, false),
            // "one and a half hours", "two and a half hours"
            [Token::Number(n), Token::And, Token::Article, Token::Share(s), Token::Hours, ..] => ((n + s) * 60.0, 5, true),
            [Token::Article, Token::Hours, ..] => (60.0, 2, true),
            [Token::Article, Token::Mins, ..] => (1.0, 2, false),
            // "… and a half" after hours
            [Token::And, Token::Article, Token::Share(s), ..] if last_was_hours => (s * 60.0, 3, false),
            [Token::And, ..] if seen && rest.len() > 1 => (0.0, 1, last_was_hours),
            [Token::Number(n)] if last_was_hours && n < 60.0 => (n, 1, false),
            [Token::Number(n)] if !seen => (n, 1, false),
            _ => return None,
        };
        total += minutes;
        last_was_hours = hours;
        seen = true;
        rest = rest.get(used..)?;
    }
    Some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn understands_what_people_write() {
        for (text, minutes) in [
            ("90", 90),
            ("0", 0),
            ("90 min", 90),
            ("90mins.", 90),
            ("1h", 60),
            ("1h30", 90),
            ("1h 30m", 90),
            ("1 h 30 min", 90),
            ("1 hr 5", 65),
            ("1:30", 90),
            ("0:05", 5),
            ("12:00", 720),
            ("1:30 h", 90),
            ("1.5h", 90),
            ("1,5 h", 90),
            (".5h", 30),
            ("1½ hours", 90),
            ("½ hour", 30),
            ("½h", 30),
            ("an hour", 60),
            ("an hour and a half", 90),
            ("Half an hour", 30),
            ("half hour", 30),
            ("a quarter of an hour", 15),
            ("three quarters of an hour", 45),
            ("two hours", 120),
            ("two and a half hours", 150),
            ("two hours and ten minutes", 130),
            ("1 hour and 15 minutes", 75),
            ("15 hours", 900),
            ("about 20 minutes", 20),
            ("1h + 20m", 80),
            ("45 munud", 45),
            ("1h 90s", 62),
            ("  60 ", 60),
            ("1:02:00", 62),
            ("a minute", 1),
            ("one hour twenty minutes", 80),
        ] {
            assert_eq!(text.parse::<Minutes>(), Ok(Minutes(minutes)), "{text}");
        }
    }

    #[test]
    fn says_no_to_the_rest() {
        for text in [
            "",
            " ",
            "soon",
            "-5",
            "1:75",
            "1.2.3h",
            "h",
            "an",
            "10 10",
            "1h 90",
            "five bananas",
            "1e9",
            "∞",
            "NaN",
            "1:",
            ":30",
            "half",
            "and",
            "1 and",
            "60001",
            "9999999999999999999999h",
            "🦴",
        ] {
            assert!(text.parse::<Minutes>().is_err(), "{text} gave {:?}", text.parse::<Minutes>());
        }
    }

    #[test]
    fn says_what_to_write_instead_of_what_could_be_meant_otherwise() {
        for (text, part) in [
            ("1.5", "Write 1.5h or 90"),
            (" 1,25 ", "Write 1,25h or 75"),
            ("½", "Write ½h or 30"),
            ("1:5", "1:05 or 1:50"),
            ("1:5 h", "1:05 or 1:50"),
            ("1:005", "two"),
            ("90s", "seconds"),
            ("30 seconds", "seconds"),
            ("1,000", "without the sign"),
            ("1.000", "without the sign"),
            (" 12,500 min", "without the sign"),
            ("1,000,000", "without the sign"),
            ("1.250 h.", "at most two decimal places"),
        ] {
            let error = text.parse::<Minutes>().map_err(|error| error.to_string());
            assert!(error.as_ref().is_err_and(|error| error.contains(part)), "{text}: {error:?}");
        }
        // What it advises is understood.
        for (text, minutes) in [
            ("1.5h", 90),
            ("1,25h", 75),
            ("½h", 30),
            ("1:05", 65),
            ("1:50", 110),
            ("2.0", 2),
            ("1000", 1_000),
            ("1.25 h.", 75),
            ("0.125h", 8),
        ] {
            assert_eq!(text.parse::<Minutes>(), Ok(Minutes(minutes)), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_shown_is_understood(n in 0u32..=MOST_MINUTES) {
            proptest::prop_assert_eq!(Minutes(n).to_string().parse::<Minutes>(), Ok(Minutes(n)));
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,40}|[0-9hm:., ]{0,12}|(an? |and |half |hour ?|[0-9]{1,12} ?){0,8}") {
            let _ = text.parse::<Minutes>();
        }
    }
}
