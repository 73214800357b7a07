//! The small language in which the data file describes addresses: `/{handle}/[status|statuses]/{id:number}/**`.
//!
//! - A pattern is a path, perhaps after a host (`youtu.be/{id}`), perhaps with parameters (`/watch?v={id}`).
//! - Between slashes stand literal text (small and capital letters are alike), choices `[a|b]` and pieces to take `{name}`,
//!   `{name:class}` or `{name:class=11}`, where the number is the length.
//! - A piece called `_` is only there to be passed over. `**` at the end is any rest of the path, or none; a piece of the class `rest`
//!   is the same, taken, and not empty.
//! - Trailing slashes do not count.

use super::address::Address;

/// What a piece of an address is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name {
    Handle,
    Id,
    Title,
    Tag,
    /// Words that were searched for.
    Search,
    /// The address that a wrapper leads to.
    Inside,
    /// Milliseconds since 1970.
    Moment,
    Nothing,
}

/// Which characters a piece is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// Digits.
    Number,
    /// At least seventeen digits.
    Long,
    /// Hexadecimal digits.
    Hex,
    /// Letters, digits and `_`.
    Word,
    /// Letters, digits, `_` and `-`.
    Code,
    /// Letters of any language, digits and `._-~:`.
    Name,
    /// The same without `_`.
    Slug,
    /// The same with `_` and `@`, for `user@host`.
    Account,
    Any,
    Rest,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    /// One of these texts.
    Text(Vec<String>),
    Take {
        name: Name,
        class: Class,
        length: Option<usize>,
    },
}

/// A pattern, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    /// The only host that it is about; otherwise every host of its platform.
    pub host: Option<String>,
    segments: Vec<Vec<Token>>,
    /// What may follow the segments.
    rest: Option<Name>,
    /// Parameters that must be there.
    query: Vec<(String, Vec<Token>)>,
}

/// What was taken out of an address, by name.
pub(super) type Taken = Vec<(Name, String)>;

/// The first piece with this name.
pub(super) fn taken(pieces: &Taken, name: Name) -> Option<&str> {
    pieces.iter().find(|(found, _)| *found == name).map(|(_, text)| text.as_str())
}

/// A segment that is longer holds no id.
const LONGEST_SEGMENT: usize = 1000;

impl Pattern {
    /// Reads a pattern; the error says what is wrong with it.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let (before, query) = text.split_once('?').unwrap_or((text, ""));
        let (host, path) = before.split_once('/').ok_or_else(|| format!("“{text}” has no path"))?;
        let host = (!host.is_empty()).then(|| host.to_owned());
        let mut segments = Vec::new();
        let mut rest = None;
        for part in path.split('/').filter(|part| !part.is_empty()) {
            if rest.is_some() {
                return Err(format!("“{text}” goes on after its rest"));
            }
            if part == "**" {
                rest = Some(Name::Nothing);
                continue;
            }
            match tokens(part)?.as_slice() {
                [Token::Take { name, class: Class::Rest, .. }] => rest = Some(*name),
                tokens => segments.push(tokens.to_vec()),
            }
        }
        let query = query
            .split('&')
            .filter(|pair| !pair.is_empty())
            .map(|pair| {
                let (key, value) = pair.split_once('=').ok_or_else(|| format!("“{pair}” has no value"))?;
                Ok((key.to_owned(), tokens(value)?))
            })
            .collect::<Result<_, String>>()?;
        Ok(Self { host, segments, rest, query })
    }

    /// The names of the parameters that must be there.
    pub(super) fn parameters(&self) -> impl Iterator<Item = &str> {
        self.query.iter().map(|(name, _)| name.as_str())
    }

    /// What the pattern takes out of an address that it fits.
    pub(super) fn fit(&self, address: &Address) -> Option<Taken> {
        let mut taken = Taken::new();
        let mut parts = address.segments();
        for tokens in &self.segments {
            if !fits(tokens, parts.next()?, &mut taken) {
                return None;
            }
        }
        let rest: Vec<&str> = parts.collect();
        match self.rest {
            None if !rest.is_empty() => return None,
            Some(Name::Inside) => taken.push((Name::Inside, address.inner_from(self.segments.len())?)),
            Some(name) if name != Name::Nothing => {
                let text = rest.join("/");
                if text.is_empty() {
                    return None;
                }
                taken.push((name, text));
            }
            _ => {}
        }
        for (key, tokens) in &self.query {
            if !fits(tokens, address.parameter(key)?, &mut taken) {
                return None;
            }
        }
        Some(taken)
    }
}

fn tokens(text: &str) -> Result<Vec<Token>, String> {
    let mut found = Vec::new();
    let mut left = text;
    while let Some(first) = left.chars().next() {
        let wrong = || format!("“{text}” has a bracket that is not closed");
        if first == '{' {
            let (inside, after) = left.strip_prefix('{').and_then(|left| left.split_once('}')).ok_or_else(wrong)?;
            found.push(take(inside)?);
            left = after;
        } else if first == '[' {
            let (inside, after) = left.strip_prefix('[').and_then(|left| left.split_once(']')).ok_or_else(wrong)?;
            found.push(Token::Text(inside.split('|').map(str::to_owned).collect()));
            left = after;
        } else {
            let (literal, after) = left.split_at(left.find(['{', '[']).unwrap_or(left.len()));
            found.push(Token::Text(vec![literal.to_owned()]));
            left = after;
        }
    }
    Ok(found)
}

fn take(text: &str) -> Result<Token, String> {
    let (name, kind) = text.split_once(':').unwrap_or((text, ""));
    let (class, length) = match kind.split_once('=') {
        Some((class, length)) => (class, Some(length.parse().map_err(|_| format!("“{length}” is not a length"))?)),
        None => (kind, None),
    };
    let (name, usual) = match name {
        "handle" => (Name::Handle, Class::Name),
        "id" => (Name::Id, Class::Code),
        "title" => (Name::Title, Class::Any),
        "tag" => (Name::Tag, Class::Name),
        "search" => (Name::Search, Class::Any),
        "inside" => (Name::Inside, Class::Any),
        "moment" => (Name::Moment, Class::Number),
        "_" => (Name::Nothing, Class::Any),
        _ => return Err(format!("“{name}” is not the name of a piece")),
    };
    let class = match class {
        "" => usual,
        "number" => Class::Number,
        "long" => Class::Long,
        "hex" => Class::Hex,
        "word" => Class::Word,
        "code" => Class::Code,
        "name" => Class::Name,
        "slug" => Class::Slug,
        "account" => Class::Account,
        "any" => Class::Any,
        "rest" => Class::Rest,
        _ => return Err(format!("“{class}” is not a class of characters")),
    };
    Ok(Token::Take { name, class, length })
}

impl Class {
    fn holds(self, c: char) -> bool {
        match self {
            Self::Number | Self::Long => c.is_ascii_digit(),
            Self::Hex => c.is_ascii_hexdigit(),
            Self::Word => c.is_ascii_alphanumeric() || c == '_',
            Self::Code => c.is_ascii_alphanumeric() || c == '_' || c == '-',
            Self::Name => c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '~' | ':'),
            Self::Slug => c.is_alphanumeric() || matches!(c, '.' | '-' | '~'),
            Self::Account => c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '@'),
            Self::Any | Self::Rest => true,
        }
    }

    fn least(self) -> usize {
        if self == Self::Long { 17 } else { 1 }
    }
}

/// Whether the tokens are the whole text; a piece takes as much as it can.
fn fits(tokens: &[Token], text: &str, taken: &mut Taken) -> bool {
    if text.len() > LONGEST_SEGMENT && !matches!(tokens, [Token::Take { class: Class::Any, .. }]) {
        return false;
    }
    match tokens.split_first() {
        None => text.is_empty(),
        Some((Token::Text(choices), rest)) => choices.iter().any(|choice| after(text, choice).is_some_and(|left| fits(rest, left, taken))),
        Some((Token::Take { name, class, length }, rest)) => {
            let run = text.find(|c| !class.holds(c)).unwrap_or(text.len());
            let before = taken.len();
            let shortest = if rest.is_empty() { text.len() } else { 1 };
            for end in (shortest..=run).rev() {
                let Some((piece, left)) = text.split_at_checked(end) else { continue };
                if length.is_some_and(|length| length != piece.len()) || piece.len() < class.least() {
                    continue;
                }
                taken.push((*name, piece.to_owned()));
                if fits(rest, left, taken) {
                    return true;
                }
                taken.truncate(before);
            }
            false
        }
    }
}

/// What follows `start`, which may be written in small or capital letters.
fn after<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    let (head, tail) = text.split_at_checked(start.len())?;
    head.eq_ignore_ascii_case(start).then_some(tail)
}
