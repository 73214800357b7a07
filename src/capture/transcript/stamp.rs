//! Times as chat programs print them: `14/03/2025, 20:03`, `8:03 PM · Mar 14, 2025`, `Yesterday at 20:03`, `2h`. A text is a stamp only
//! when all of it is understood, so that sentences never are. Which day `3/4/25` is, is decided later, in `clock`.

use chrono::{NaiveDate, NaiveTime, Weekday};

/// A time as printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp<'p> {
    pub said: &'p str,
    pub day: Day,
    pub time: Option<NaiveTime>,
    /// Seconds east of Greenwich, when the stamp says so itself.
    pub offset: Option<i32>,
}

/// The day of a stamp, before it is known which one is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Day {
    Unsaid,
    Exact(NaiveDate),
    /// Day and month in the order of the country.
    Numbers {
        first: u32,
        second: u32,
        year: Option<i32>,
    },
    /// Without a year.
    Named {
        day: u32,
        month: u32,
    },
    Weekday(Weekday),
    /// Days before today.
    Back(u64),
    /// `2h`: too vague.
    Ago,
    /// The time is one since the beginning of the meeting.
    Into,
}

impl<'p> Stamp<'p> {
    /// Reads a text that is a stamp and nothing else.
    pub(super) fn parse(text: &'p str) -> Option<Self> {
        let said = text.trim();
        if said.is_empty() || said.len() > 64 {
            return None;
        }
        let tokens = tokens(said)?;
        let mut stamp = Stamp { said, day: Day::Unsaid, time: None, offset: None };
        let mut rest = tokens.as_slice();
        while !rest.is_empty() {
            rest = stamp.step(rest)?;
        }
        (stamp.day != Day::Unsaid || stamp.time.is_some()).then_some(stamp)
    }

    /// Says a time of day, alone or with a day.
    pub(super) fn is_clock(&self) -> bool {
        self.time.is_some()
    }

    /// Says a day and no time of day.
    pub(super) fn is_day(&self) -> bool {
        self.time.is_none() && !matches!(self.day, Day::Unsaid | Day::Ago)
    }

    pub(super) fn has_date(&self) -> bool {
        matches!(self.day, Day::Exact(_) | Day::Numbers { .. } | Day::Named { .. })
    }

    pub(super) fn says_year(&self) -> bool {
        matches!(self.day, Day::Exact(_) | Day::Numbers { year: Some(_), .. })
    }

    /// Takes the next part; the rest of the tokens, or `None` when it is not understood.
    fn step<'t>(&mut self, rest: &'t [Token]) -> Option<&'t [Token]> {
        use Token::{Ago, Am, Filler, Mark, Month, Now, Number, Ordinal, Pm, Relative, Unit, Utc};
        let dayless = matches!(self.day, Day::Unsaid | Day::Weekday(_));
        match rest {
            [Number(full, 4), Mark(a @ ('-' | '/' | '.')), Number(month, 1 | 2), Mark(b), Number(day, 1 | 2), tail @ ..]
                if dayless && a == b =>
            {
                self.day = Day::Exact(NaiveDate::from_ymd_opt(year(*full, 4)?, *month, *day)?);
                Some(tail)
            }
            [Number(first, 1 | 2), Mark(a @ ('-' | '/' | '.')), Number(second, 1 | 2), Mark(b), Number(y, n @ (2 | 4)), tail @ ..]
                if dayless && a == b =>
            {
                let in_month = |n: u32| (1..=31).contains(&n);
                if !in_month(*first) || !in_month(*second) || (*first > 12 && *second > 12) {
                    return None;
                }
                self.day = Day::Numbers { first: *first, second: *second, year: Some(year(*y, *n)?) };
                Some(tail)
            }
            [Number(h, 1 | 2), Mark(':'), Number(m, 2), tail @ ..] if self.time.is_none() => self.clock(*h, *m, tail),
            [Number(h, 1 | 2), Mark('.'), Number(m, 2), tail @ ..]
                if self.time.is_none() && (!dayless || matches!(tail, [Am | Pm, ..])) =>
            {
                self.clock(*h, *m, tail)
            }
            [Number(h, 1 | 2), Am | Pm, ..] if self.time.is_none() => self.clock(*h, 0, rest.get(1..)?),
            [Number(first, 1 | 2), Mark('/'), Number(second, 1 | 2), tail @ ..] if dayless => {
                self.day = Day::Numbers { first: *first, second: *second, year: None };
                Some(tail)
            }
            [Number(d, 1 | 2), Ordinal, Month(m), tail @ ..] | [Number(d, 1 | 2), Month(m), tail @ ..] if dayless => {
                self.named(*d, *m, tail, true)
            }
            [Month(m), Number(d, 1 | 2), Ordinal, tail @ ..] | [Month(m), Number(d, 1 | 2), tail @ ..] if dayless => {
                self.named(*d, *m, tail, false)
            }
            [Number(..) | Token::Article, Unit, Ago, tail @ ..] | [Number(..), Unit, tail @ ..] | [Now, tail @ ..]
                if self.day == Day::Unsaid && self.time.is_none() =>
            {
                self.day = Day::Ago;
                Some(tail)
            }
            [Relative(days), tail @ ..] if dayless => {
                self.day = Day::Back(*days);
                Some(tail)
            }
            [Token::Weekday(day), tail @ ..] => {
                if self.day == Day::Unsaid {
                    self.day = Day::Weekday(*day);
                }
                Some(tail)
            }
            [Mark('+' | '-'), Number(h, 2), Mark(':'), Number(m, 2), tail @ ..] if self.time.is_some() => self.shift(rest, *h, *m, tail),
            [Mark('+' | '-'), Number(hm, 4), tail @ ..] if self.time.is_some() && *hm < 1500 => self.shift(rest, hm / 100, hm % 100, tail),
            [Utc, tail @ ..] if self.time.is_some() => {
                self.offset = Some(0);
                Some(tail)
            }
            [Filler | Token::Article | Mark(_), tail @ ..] => Some(tail),
            _ => None,
        }
    }

    fn shift<'t>(&mut self, rest: &[Token], hours: u32, minutes: u32, tail: &'t [Token]) -> Option<&'t [Token]> {
        let seconds = i32::try_from(hours * 3600 + minutes * 60).ok().filter(|seconds| *seconds <= 15 * 3600)?;
        self.offset = Some(if matches!(rest, [Token::Mark('-'), ..]) { -seconds } else { seconds });
        Some(tail)
    }

    /// Seconds, parts of them and halves of the day behind hours and minutes.
    fn clock<'t>(&mut self, hour: u32, minute: u32, tail: &'t [Token]) -> Option<&'t [Token]> {
        use Token::{Am, Mark, Number, Pm};
        let (second, tail) = match tail {
            [Mark(':' | '.'), Number(s, 2), Mark('.'), Number(..), tail @ ..] | [Mark(':' | '.'), Number(s, 2), tail @ ..] => (*s, tail),
            _ => (0, tail),
        };
        let (hour, tail) = match tail {
            [Am, tail @ ..] if (1..=12).contains(&hour) => (hour % 12, tail),
            [Pm, tail @ ..] if (1..=12).contains(&hour) => (hour % 12 + 12, tail),
            [Am | Pm, tail @ ..] if (13..24).contains(&hour) => (hour, tail),
            [Am | Pm, ..] => return None,
            _ => (hour, tail),
        };
        self.time = Some(NaiveTime::from_hms_opt(hour, minute, second)?);
        Some(tail)
    }

    /// The year behind a day and a month by name, if there is one.
    fn named<'t>(&mut self, day: u32, month: u32, tail: &'t [Token], short_year: bool) -> Option<&'t [Token]> {
        use Token::{Am, Mark, Number, Pm};
        if !(1..=31).contains(&day) {
            return None;
        }
        let (said, tail) = match tail {
            [Mark(','), Number(y, 4), tail @ ..] | [Number(y, 4), tail @ ..] => (Some(year(*y, 4)?), tail),
            [Mark('\'' | '’'), Number(y, 2), tail @ ..] => (Some(year(*y, 2)?), tail),
            [Number(_, 2), Mark(':' | '.') | Am | Pm, ..] => (None, tail),
            [Number(y, 2), tail @ ..] if short_year => (Some(year(*y, 2)?), tail),
            _ => (None, tail),
        };
        self.day = match said {
            Some(year) => Day::Exact(NaiveDate::from_ymd_opt(year, month, day)?),
            None => Day::Named { day, month },
        };
        Some(tail)
    }
}

/// Years that a chat can be of.
fn year(n: u32, digits: u8) -> Option<i32> {
    let n = i32::try_from(n).ok()?;
    let full = if digits == 2 { 2000 + n } else { n };
    (1990..=2100).contains(&full).then_some(full)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    /// Its value and how many digits it has.
    Number(u32, u8),
    Mark(char),
    Month(u32),
    Weekday(Weekday),
    Am,
    Pm,
    /// `st` in `1st`
    Ordinal,
    /// `h`, `minutes`
    Unit,
    Ago,
    /// today, yesterday
    Relative(u64),
    Now,
    Utc,
    Article,
    /// `at`, and names of zones that are the reader's own
    Filler,
}

fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut found = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let mut end = start + c.len_utf8();
        let mut take = |wanted: fn(char) -> bool| {
            while let Some((_, next)) = chars.next_if(|(_, next)| wanted(*next)) {
                end += next.len_utf8();
            }
            text.get(start..end).unwrap_or_default()
        };
        let token = match c {
            '0'..='9' => {
                let digits = take(|c| c.is_ascii_digit());
                Token::Number(digits.parse().ok()?, u8::try_from(digits.len()).ok()?)
            }
            c if c.is_alphabetic() => match take(char::is_alphabetic) {
                // “26th of May”
                "of" | "Of" => continue,
                read => word(read)?,
            },
            c if c.is_whitespace() => continue,
            ',' | '.' | ':' | '/' | '-' | '–' | '—' | '·' | '•' | '|' | '\'' | '’' | '+' | '(' | ')' => Token::Mark(c),
            _ => return None,
        };
        found.push(token);
    }
    Some(found)
}

fn word(word: &str) -> Option<Token> {
    if word.len() > 12 {
        return None;
    }
    let word = word.to_ascii_lowercase();
    Some(match word.as_str() {
        "am" => Token::Am,
        "pm" => Token::Pm,
        "st" | "nd" | "rd" | "th" => Token::Ordinal,
        "s" | "sec" | "secs" | "second" | "seconds" | "m" | "min" | "mins" | "minute" | "minutes" | "h" | "hr" | "hrs" | "hour"
        | "hours" | "d" | "day" | "days" | "w" | "wk" | "wks" | "week" | "weeks" | "mo" | "mos" | "mth" | "month" | "months" | "y"
        | "yr" | "yrs" | "year" | "years" => Token::Unit,
        "ago" => Token::Ago,
        "today" => Token::Relative(0),
        "yesterday" => Token::Relative(1),
        "now" => Token::Now,
        "utc" | "z" => Token::Utc,
        "a" | "an" => Token::Article,
        // A page of the UK says “(Greenwich Standard Time)” in May, too: its own clocks are meant.
        "at" | "on" | "the" | "t" | "gmt" | "bst" | "klo" | "just" | "about" | "uk" | "time" | "greenwich" | "british" | "london"
        | "standard" | "summer" => Token::Filler,
        _ => return month(&word).map(Token::Month).or_else(|| weekday(&word).map(Token::Weekday)),
    })
}

fn month(word: &str) -> Option<u32> {
    const NAMES: [&str; 12] =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
    let at = NAMES
        .iter()
        .position(|name| *name == word || (word.len() == 3 && name.starts_with(word)) || (*name == "september" && word == "sept"))?;
    u32::try_from(at + 1).ok()
}

fn weekday(word: &str) -> Option<Weekday> {
    const NAMES: [(&str, Weekday); 7] = [
        ("monday", Weekday::Mon),
        ("tuesday", Weekday::Tue),
        ("wednesday", Weekday::Wed),
        ("thursday", Weekday::Thu),
        ("friday", Weekday::Fri),
        ("saturday", Weekday::Sat),
        ("sunday", Weekday::Sun),
    ];
    NAMES.iter().find(|(name, _)| *name == word || ((3..=5).contains(&word.len()) && name.starts_with(word))).map(|(_, day)| *day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let Some(stamp) = Stamp::parse(text) else { return "-".to_owned() };
        let day = match stamp.day {
            Day::Unsaid => String::new(),
            Day::Exact(day) => day.to_string(),
            Day::Numbers { first, second, year } => format!("{first}/{second}/{}", year.map(|y| y.to_string()).unwrap_or_default()),
            Day::Named { day, month } => format!("{day}.{month}."),
            other => format!("{other:?}"),
        };
        let offset = stamp.offset.map(|seconds| format!("{seconds:+}")).unwrap_or_default();
        format!("{day} {}{offset}", stamp.time.map(|time| time.to_string()).unwrap_or_default()).trim().to_owned()
    }

    #[test]
    fn stamps() {
        for (text, want) in [
            ("14/03/2025, 20:03", "14/3/2025 20:03:00"),
            ("3/14/25, 8:03 PM", "3/14/2025 20:03:00"),
            ("20:03, 14/03/2025", "14/3/2025 20:03:00"),
            ("2025-03-14T20:03:11Z", "2025-03-14 20:03:11+0"),
            ("2025-03-14 20:03:11.250 +01:00", "2025-03-14 20:03:11+3600"),
            ("14.03.25, 20:03:11", "14/3/2025 20:03:11"),
            ("12.3.2022 klo 14.08.18", "12/3/2022 14:08:18"),
            ("8:03 PM · Mar 14, 2025", "2025-03-14 20:03:00"),
            ("22:09 - 20 Nov 2019", "2019-11-20 22:09:00"),
            ("Mar 14, 2025, 20:03", "2025-03-14 20:03:00"),
            ("14 March at 20:03", "14.3. 20:03:00"),
            ("26 May 2022", "2022-05-26"),
            ("Thursday 26th May 2022 8:30pm", "2022-05-26 20:30:00"),
            ("Thursday, March 14th", "14.3."),
            ("1 Sept '25", "2025-09-01"),
            ("Thursday 26th of May 2022 at 8.30pm (Greenwich Standard Time)", "2022-05-26 20:30:00"),
            ("of", "-"),
            ("London", "-"),
            ("summer time", "-"),
            ("Yesterday at 20:03", "Back(1) 20:03:00"),
            ("Monday 20:03", "Weekday(Mon) 20:03:00"),
            ("14/03 20:03", "14/3/ 20:03:00"),
            ("8.30pm", "20:30:00"),
            ("8pm", "20:00:00"),
            ("12:03 am", "00:03:00"),
            ("2h", "Ago"),
            ("3 days ago", "Ago"),
            ("about an hour ago", "Ago"),
            ("just now", "Ago"),
            ("Today", "Back(0)"),
            ("", "-"),
            ("12", "-"),
            ("2025", "-"),
            ("May", "-"),
            ("20.03", "-"),
            ("on the", "-"),
            ("32/13/2025", "-"),
            ("14/03/3609", "-"),
            ("25:10", "-"),
            ("See you at 20:03", "-"),
            ("2025-02-30", "-"),
            ("99999999999h", "-"),
        ] {
            assert_eq!(shown(text), want, "{text}");
        }
    }
}
