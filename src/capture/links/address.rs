//! An address in its parts, as the patterns want them. It knows no platform.

use url::{Url, form_urlencoded};

use super::find::LONGEST_HOST;

/// A web address, taken apart once.
#[derive(Clone, Debug)]
pub(super) struct Address {
    pub url: Url,
    /// The host in small letters and ASCII, without the dot that may end it.
    pub host: String,
    /// What stood before an `@`, or a port that is not the scheme's own: such an address is not what it seems.
    pub odd: Option<Odd>,
    /// Parts of the path with their percent signs resolved, without those that are empty.
    segments: Vec<String>,
    pub parameters: Vec<Parameter>,
}

/// What makes an address suspicious.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Odd {
    UserInfo,
    Port,
}

/// A parameter: its name and value, and how both are written.
#[derive(Clone, Debug)]
pub(super) struct Parameter {
    pub name: String,
    pub value: String,
    pub written: String,
}

impl Address {
    /// Takes a web address apart; `None` for everything but `http` and `https`, and for what is no address.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = unescaped(text);
        let (_, after) = text.split_once(':')?;
        let authority = after.trim_start_matches(['/', '\\']).split(['/', '\\', '?', '#']).next().unwrap_or_default();
        if authority.len() > LONGEST_HOST {
            return None;
        }
        let mut url = Url::parse(&text).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
        let mut odd = url.port().map(|_| Odd::Port);
        if !url.username().is_empty() || url.password().is_some() {
            odd = Some(Odd::UserInfo);
            // What signs someone in is not kept.
            url.set_username("").ok()?;
            url.set_password(None).ok()?;
        }
        let host = url.host_str()?.trim_end_matches('.').to_owned();
        // A letter beyond ASCII becomes several, and the host then longer than any is (RFC 1035, 2.3.4).
        if host.len() > 253 {
            return None;
        }
        if !host.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '[')
            || !host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '[' | ']'))
        {
            return None;
        }
        let segments = url.path_segments()?.filter(|part| !part.is_empty()).map(decoded).collect();
        let parameters = url.query().map(parameters).unwrap_or_default();
        Some(Self { url, host, odd, segments, parameters })
    }

    /// The parts of the path.
    pub(super) fn segments(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.segments.iter().map(String::as_str)
    }

    /// The value of the first parameter with this name.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|parameter| parameter.name == name).map(|parameter| parameter.value.as_str())
    }

    /// The address that is written into this one after so many parts of its path: `…/web/2024/https://example.org/a?b=c`.
    pub(super) fn inner_from(&self, parts: usize) -> Option<String> {
        let path = self.url.path();
        let mut at = 0;
        for _ in 0..=parts {
            at += path.get(at..)?.find('/')? + 1;
        }
        let mut inner = path.get(at..)?.to_owned();
        if let Some(query) = self.url.query() {
            inner = format!("{inner}?{query}");
        }
        (!inner.is_empty()).then_some(inner)
    }
}

/// The parameters of a query.
fn parameters(query: &str) -> Vec<Parameter> {
    query
        .split('&')
        // Left over from text that was written for a web page.
        .map(|piece| piece.trim_start_matches("amp;"))
        .filter(|piece| !piece.is_empty())
        .map(|piece| {
            let (name, value) = form_urlencoded::parse(piece.as_bytes()).next().unwrap_or_default();
            Parameter { name: name.into_owned(), value: value.into_owned(), written: piece.to_owned() }
        })
        .collect()
}

/// Text of a web page as people copy it, with `&amp;` for `&`, even twice over.
fn unescaped(text: &str) -> String {
    let mut found = String::with_capacity(text.len());
    let mut parts = text.split('&');
    found.push_str(parts.next().unwrap_or_default());
    for part in parts {
        found.push('&');
        found.push_str(part.trim_start_matches("amp;"));
    }
    found
}

/// A text with `%41` read as `A`; what is not UTF-8 then becomes `\u{FFFD}`.
pub(super) fn decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut left = text.as_bytes();
    while let Some((first, rest)) = left.split_first() {
        let pair = if *first == b'%' { rest.split_at_checked(2) } else { None };
        let value = pair.and_then(|(pair, _)| std::str::from_utf8(pair).ok()).and_then(|pair| {
            let hex = pair.bytes().all(|byte| byte.is_ascii_hexdigit());
            hex.then(|| u8::from_str_radix(pair, 16).ok()).flatten()
        });
        match (value, pair) {
            (Some(value), Some((_, after))) => {
                bytes.push(value);
                left = after;
            }
            _ => {
                bytes.push(*first);
                left = rest;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A piece of a path as it may stand between two slashes; slashes are kept.
pub(super) fn encoded(text: &str) -> String {
    let mut found = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~@:/!$'()*+,;=".contains(&byte) {
            found.push(char::from(byte));
        } else {
            found.push_str(&format!("%{byte:02X}"));
        }
    }
    found
}
