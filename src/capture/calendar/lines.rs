//! The lines of a calendar file: unfolded, taken apart, and put into the components that they belong to.

use super::Note;

/// A property: `DTSTART;TZID=Europe/London:20260113T200000`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Property {
    /// In capitals.
    pub name: String,
    /// Names in capitals, values without their quotation marks.
    pub params: Vec<(String, String)>,
    pub value: String,
    pub line: usize,
}

impl Property {
    pub fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The value as text: `\n`, `\,`, `\;` and `\\` undone (RFC 5545, 3.3.11).
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(self.value.len());
        let mut chars = self.value.chars();
        while let Some(c) = chars.next() {
            match c {
                '\\' => match chars.next() {
                    Some('n' | 'N') => text.push('\n'),
                    Some(c @ (',' | ';' | '\\' | ':' | '"')) => text.push(c),
                    Some(other) => text.extend(['\\', other]),
                    None => text.push('\\'),
                },
                c => text.push(c),
            }
        }
        text
    }
}

/// A component and its properties; of the components inside it, only those of a time zone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Component {
    /// `VEVENT`
    pub name: String,
    pub properties: Vec<Property>,
    pub parts: Vec<Component>,
    pub line: usize,
}

impl Component {
    pub fn property(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|property| property.name == name)
    }

    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Property> {
        self.properties.iter().filter(move |property| property.name == name)
    }

    /// The text of a property, empty when there is none.
    pub fn text(&self, name: &str) -> String {
        self.property(name).map(Property::text).unwrap_or_default()
    }
}

/// The calendars of a file: what stands outside one, as in a file that lost its first line, is in a calendar of its own. With whether a line
/// begins one.
pub(super) fn calendars(text: &str, notes: &mut Vec<Note>) -> (Vec<Component>, bool) {
    let mut reader = Reader { done: Vec::new(), open: Vec::new(), notes };
    let (mut whole, mut last) = (false, 1);
    for (line, text) in unfolded(text) {
        if text.trim().is_empty() {
            continue;
        }
        last = line;
        match property(&text, line) {
            Some(Property { name, value, .. }) if name == "BEGIN" => {
                whole |= value.trim().eq_ignore_ascii_case("VCALENDAR");
                reader.begin(value.trim().to_ascii_uppercase(), line);
            }
            Some(Property { name, value, .. }) if name == "END" => reader.end(&value.trim().to_ascii_uppercase(), line),
            Some(property) => reader.property(property),
            None => reader.stray(&text, line),
        }
    }
    while let Some(open) = reader.open.last() {
        let what = format!("the file ends inside what begins in line {} ({}): what stands there is taken", open.line, open.name);
        reader.notes.push(Note { line: last, what });
        reader.close();
    }
    (reader.done, whole)
}

struct Reader<'a> {
    done: Vec<Component>,
    open: Vec<Component>,
    notes: &'a mut Vec<Note>,
}

/// Components that stand in none but a calendar.
const OUTER: [&str; 5] = ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"];

/// Nothing real is deeper.
const DEEPEST: usize = 8;

impl Reader<'_> {
    fn begin(&mut self, name: String, line: usize) {
        let keep = match name.as_str() {
            "VCALENDAR" => 0,
            name if OUTER.contains(&name) => 1,
            _ => DEEPEST,
        };
        while self.open.len() > keep {
            self.unclosed(line);
        }
        if self.open.is_empty() && name != "VCALENDAR" {
            self.open.push(Component { name: "VCALENDAR".to_owned(), line, ..Component::default() });
        }
        self.open.push(Component { name, line, ..Component::default() });
    }

    fn end(&mut self, name: &str, line: usize) {
        if !self.open.iter().any(|open| open.name == name) {
            self.notes.push(Note { line, what: format!("END:{name} ends nothing that began") });
            return;
        }
        while self.open.last().is_some_and(|open| open.name != name) {
            self.unclosed(line);
        }
        self.close();
    }

    /// Closes the innermost, which has no END.
    fn unclosed(&mut self, line: usize) {
        if let Some(open) = self.open.last() {
            self.notes.push(Note { line, what: format!("the {} of line {} has no END", open.name, open.line) });
        }
        self.close();
    }

    fn close(&mut self) {
        let Some(closed) = self.open.pop() else { return };
        match self.open.last_mut() {
            None => self.done.push(closed),
            Some(outer) if matches!(outer.name.as_str(), "VCALENDAR" | "VTIMEZONE") => outer.parts.push(closed),
            // an alarm has a description of its own, which is not the event's
            Some(_) => {}
        }
    }

    fn property(&mut self, property: Property) {
        if let Some(open) = self.open.last_mut() {
            open.properties.push(property);
        }
    }

    /// A line that is no property: the rest of a text that was not folded.
    fn stray(&mut self, text: &str, line: usize) {
        match self.open.last_mut().and_then(|open| open.properties.last_mut()) {
            Some(last) if matches!(last.name.as_str(), "DESCRIPTION" | "SUMMARY" | "LOCATION") => {
                last.value.push_str("\\n");
                last.value.push_str(text);
                self.notes.push(Note { line, what: format!("is taken as the rest of {}", last.name) });
            }
            _ => self.notes.push(Note { line, what: "is no line of a calendar, and is left out".to_owned() }),
        }
    }
}

/// The lines with the number of each, those that were folded put together again. Any line ends: CRLF, LF, CR.
fn unfolded(text: &str) -> Vec<(usize, String)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines: Vec<(usize, String)> = Vec::new();
    let mut number = 0;
    for with_lf in text.split('\n') {
        let without = with_lf.strip_suffix('\r').unwrap_or(with_lf);
        for line in without.split('\r') {
            number += 1;
            match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
                (Some(rest), Some((_, last))) => last.push_str(rest),
                _ => lines.push((number, line.to_owned())),
            }
        }
    }
    lines
}

/// Takes a line apart; `None` when it is no property.
fn property(text: &str, line: usize) -> Option<Property> {
    let name_end = text.find([';', ':'])?;
    let (name, rest) = text.split_at_checked(name_end)?;
    let name = name.trim().to_ascii_uppercase();
    if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')) {
        return None;
    }
    let dated = matches!(name.as_str(), "DTSTART" | "DTEND" | "EXDATE" | "RDATE" | "RECURRENCE-ID");
    // Exchange writes names of zones that hold a colon without quotation marks.
    let before_date = || rest.match_indices(':').map(|(at, _)| at).find(|at| rest.get(at + 1..).is_some_and(is_date));
    let colon = if dated { before_date() } else { None }.or_else(|| outside_quotes(rest, ':'));
    // A quotation mark that is never closed must not swallow the value.
    let (params, value) = rest.split_at_checked(colon.or_else(|| rest.find(':'))?)?;
    let mut read = Vec::new();
    let mut params = params.strip_prefix(';').unwrap_or_default();
    while !params.is_empty() {
        let end = outside_quotes(params, ';').unwrap_or(params.len());
        let (param, after) = params.split_at_checked(end)?;
        if let Some((key, value)) = param.split_once('=') {
            read.push((key.trim().to_ascii_uppercase(), value.trim().trim_matches('"').to_owned()));
        }
        params = after.strip_prefix(';').unwrap_or_default();
    }
    // names in a group, as vCard has them: `item1.URL`
    let name = name.rsplit('.').next().unwrap_or_default().to_owned();
    Some(Property { name, params: read, value: value.strip_prefix(':').unwrap_or_default().to_owned(), line })
}

/// Whether a value may be a date and time, or some.
fn is_date(value: &str) -> bool {
    value.get(..4).is_some_and(|year| year.bytes().all(|c| c.is_ascii_digit()))
        && value.trim().chars().all(|c| c.is_ascii_digit() || matches!(c, 'T' | 't' | 'Z' | 'z' | '-' | '+' | ':' | ',' | '.'))
}

/// Where a character first stands outside quotation marks.
fn outside_quotes(text: &str, wanted: char) -> Option<usize> {
    let mut quoted = false;
    text.char_indices().find_map(|(at, c)| {
        quoted ^= c == '"';
        (c == wanted && !quoted).then_some(at)
    })
}
