//! Somebody said in general words: “a woman in her seventies”.

use super::reading::{Join, Reading};

/// What is known of somebody's sex from a title or a word of kin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sex {
    Woman,
    Man,
    Unknown,
}

impl Sex {
    /// What a word says: a title, a word of kin, a pronoun.
    pub(super) fn of(bare: &str) -> Self {
        match bare {
            "pani" | "mme" | "madame" | "senora" | "frau" | "mrs" | "ms" | "miss" | "missus" | "madam" | "mrss" | "msr" | "mrd"
            | "mres" | "mis" | "misss" | "lady" | "woman" | "girl" | "lass" | "daughter" | "wife" | "mother" | "mum" | "mam" | "mom"
            | "mummy" | "sister" | "aunt" | "auntie" | "aunty" | "nan" | "nain" | "mamgu" | "gran" | "granny" | "grandma"
            | "grandmother" | "granddaughter" | "niece" | "she" | "her" | "girlfriend" | "babcia" | "stepdaughter" | "stepmother"
            | "fiancee" | "widow" | "nani" | "dadi" => Self::Woman,
            "fr" | "herr" | "mr" | "mister" | "gentleman" | "man" | "boy" | "lad" | "son" | "husband" | "dad" | "daddy" | "father"
            | "brother" | "uncle" | "taid" | "tadcu" | "grandad" | "granda" | "grandfather" | "grandson" | "nephew" | "he" | "his"
            | "him" | "boyfriend" | "stepson" | "stepfather" | "widower" => Self::Man,
            _ => Self::Unknown,
        }
    }

    /// What the first pronoun after a word says, in its sentence.
    pub(super) fn from_pronouns(reading: &Reading<'_>, at: usize) -> Self {
        let sexes = (1..=12).map(|on| Self::of(reading.bare_after(at, on)));
        sexes.into_iter().find(|sex| *sex != Self::Unknown).unwrap_or(Self::Unknown)
    }
}

/// Years of age, and where the words that say so begin or end, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Age {
    pub years: u32,
    pub border: usize,
}

/// The age that follows a name: “, 74”, “ (74)”, “, aged 74”, “, a 74-year-old”, “74 yrs”.
pub(super) fn age_after(reading: &Reading<'_>, name: usize) -> Option<Age> {
    let join = reading.get(name)?.join;
    if !matches!(join, Join::Comma | Join::Open | Join::Blank | Join::Other) {
        return None;
    }
    let mut at = name + 1;
    let said = matches!(reading.bare_after(name, 1), "aged" | "age");
    if said {
        at += 1;
    } else if reading.bare_after(name, 1) == "who" && matches!(reading.bare_after(name, 2), "is" | "was") {
        at += 2;
    }
    let token = reading.get(at).filter(|token| reading.get(name).is_some_and(|name| name.sentence == token.sentence))?;
    let years = years(&token.bare)?;
    let unit = token.bare.chars().any(char::is_alphabetic) || matches!(reading.bare_after(at, 1), "years" | "year" | "yrs" | "yr" | "y");
    let closed = join == Join::Open || token.join == Join::Comma || token.join == Join::End;
    if !(said || unit || (closed && join != Join::Blank)) {
        return None;
    }
    let mut last = at;
    while matches!(reading.bare_after(last, 1), "years" | "year" | "yrs" | "yr" | "y" | "old" | "o" | "age" | "of") {
        last += 1;
    }
    let mut border = reading.get(last)?.range.end;
    if join == Join::Open && reading.text.get(border..).is_some_and(|rest| rest.starts_with([')', ']'])) {
        border += 1;
    }
    Some(Age { years, border })
}

/// The age that stands before a name: “74-year-old Mrs Bell”, “a 74 yo lady”.
pub(super) fn age_before(reading: &Reading<'_>, name: usize) -> Option<Age> {
    (1..=4).find_map(|back| {
        let token = reading.before(name, back)?;
        let years = years(&token.bare)?;
        let between = (1..back).all(|near| matches!(reading.bare_before(name, near), "year" | "years" | "yr" | "yrs" | "old" | "y" | "o"));
        let unit = back > 1 || token.bare.chars().any(char::is_alphabetic);
        (between && unit).then_some(Age { years, border: token.range.start })
    })
}

/// The years of “74”, “74yo”, “74yr”.
fn years(bare: &str) -> Option<u32> {
    let digits: String = bare.chars().take_while(char::is_ascii_digit).collect();
    let rest = bare.strip_prefix(digits.as_str())?;
    let fits = matches!(rest, "" | "yo" | "yr" | "yrs" | "y" | "y.o" | "f" | "m");
    digits.parse().ok().filter(|years| fits && (1..120).contains(years))
}

/// Somebody of that sex and age, without an article when `bare_noun` stands for the person: “a woman in her seventies”.
pub(super) fn described(sex: Sex, age: Option<u32>, otherwise: &str) -> String {
    let Some(age) = age else { return otherwise.to_owned() };
    let (child, adult, whose) = match sex {
        Sex::Woman => ("a girl", "a woman", "her"),
        Sex::Man => ("a boy", "a man", "his"),
        Sex::Unknown => ("a child", "a person", "their"),
    };
    match age {
        0..13 => child.to_owned(),
        13..20 if sex == Sex::Unknown => "a teenager".to_owned(),
        18..20 => adult.replacen("a ", "a young ", 1),
        13..18 => format!("{child} in {whose} teens"),
        90.. => format!("{adult} aged 90 or over"),
        _ => format!("{adult} in {whose} {}", decade(age)),
    }
}

/// “in her seventies”, after a noun that stays: “her son in his twenties”.
pub(super) fn of_age(sex: Sex, age: u32) -> String {
    let whose = match sex {
        Sex::Woman => "her",
        Sex::Man => "his",
        Sex::Unknown => "their",
    };
    match age {
        0..13 => "of school age or below".to_owned(),
        13..20 => format!("in {whose} teens"),
        90.. => "aged 90 or over".to_owned(),
        _ => format!("in {whose} {}", decade(age)),
    }
}

fn decade(age: u32) -> &'static str {
    match age / 10 {
        2 => "twenties",
        3 => "thirties",
        4 => "forties",
        5 => "fifties",
        6 => "sixties",
        7 => "seventies",
        _ => "eighties",
    }
}
