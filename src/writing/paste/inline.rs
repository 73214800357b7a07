//! Words with their looks, written as Markdown.

use std::rc::Rc;

use super::super::format::{label, target};

/// How words look.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub link: Option<Rc<str>>,
    pub bold: bool,
    pub italic: bool,
    pub struck: bool,
    pub code: bool,
}

/// Words of one look. A line break of the page is [`BREAK`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub text: String,
    pub look: Look,
}

/// Stands for `<br>`; blanks of the source are folded before.
pub(super) const BREAK: char = '\n';

/// The paragraphs of runs: two breaks end one. Each is a text with hard line breaks.
pub(super) fn paragraphs(runs: Vec<Run>) -> Vec<String> {
    let mut all: Vec<Vec<Run>> = vec![Vec::new()];
    for run in folded(runs) {
        let mut parts = run.text.split("\n\n").peekable();
        while let Some(part) = parts.next() {
            if let Some(last) = all.last_mut() {
                last.push(Run { text: part.to_owned(), look: run.look.clone() });
            }
            if parts.peek().is_some() {
                all.push(Vec::new());
            }
        }
    }
    all.into_iter().map(paragraph).filter(|text| !text.is_empty()).collect()
}

/// All in one line: for headings and cells.
pub(super) fn line(runs: Vec<Run>, is_bold: bool) -> String {
    let plain = runs.into_iter().map(|mut run| {
        run.text = run.text.replace(BREAK, " ");
        run.look.bold &= is_bold;
        run
    });
    written(&joined(folded(plain.collect())))
}

fn paragraph(runs: Vec<Run>) -> String {
    let text = written(&joined(folded(runs)));
    let lines: Vec<String> = text.lines().map(|line| literal_start(line.trim())).filter(|line| !line.is_empty()).collect();
    let mut out = String::new();
    for (at, line) in lines.iter().enumerate() {
        out.push_str(line);
        if let Some(next) = lines.get(at + 1) {
            out.push_str(if next.starts_with("- ") || line.starts_with("- ") { "\n" } else { "  \n" });
        }
    }
    out
}

/// Blanks folded as a browser folds them, over the borders of runs; breaks keep none beside them.
fn folded(runs: Vec<Run>) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    let mut blank = true;
    for run in runs {
        let mut text = String::with_capacity(run.text.len());
        for c in run.text.chars() {
            if c == BREAK {
                trim_end(&mut text, &mut out);
                // Breaks stay together, whatever the looks of the words around.
                match out.last_mut().filter(|_| text.is_empty()) {
                    Some(last) => last.text.push(c),
                    None => text.push(c),
                }
                blank = true;
            } else if c.is_whitespace() {
                if !blank {
                    text.push(' ');
                }
                blank = true;
            } else if !super::plain::is_dropped(c) {
                text.push(c);
                blank = false;
            }
        }
        if !text.is_empty() {
            out.push(Run { text, look: run.look });
        }
    }
    trim_end(&mut String::new(), &mut out);
    out
}

fn trim_end(text: &mut String, before: &mut Vec<Run>) {
    text.truncate(text.trim_end_matches(' ').len());
    while text.is_empty()
        && let Some(last) = before.last_mut()
    {
        last.text.truncate(last.text.trim_end_matches(' ').len());
        if !last.text.is_empty() {
            break;
        }
        before.pop();
    }
}

/// Neighbours of one look joined; a blank between two looks has only what both have.
fn joined(runs: Vec<Run>) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    let looks: Vec<Look> = runs.iter().map(|run| run.look.clone()).collect();
    for (at, mut run) in runs.into_iter().enumerate() {
        if run.text.trim().is_empty() {
            let before = out.last().map(|run| run.look.clone()).unwrap_or_default();
            let after = looks.get(at + 1).cloned().unwrap_or_default();
            run.look = Look {
                link: before.link.filter(|link| after.link.as_ref() == Some(link)),
                bold: before.bold && after.bold,
                italic: before.italic && after.italic,
                struck: before.struck && after.struck,
                code: before.code && after.code,
            };
        }
        match out.last_mut() {
            Some(last) if last.look == run.look => last.text.push_str(&run.text),
            _ => out.push(run),
        }
    }
    out
}

/// The looks, from the outermost mark inwards.
#[derive(Clone, Copy)]
enum Level {
    Link,
    Bold,
    Italic,
    Struck,
    Code,
}

const LEVELS: &[Level] = &[Level::Link, Level::Bold, Level::Italic, Level::Struck, Level::Code];

fn written(runs: &[Run]) -> String {
    let mut out = String::new();
    write(runs, LEVELS, &mut out, None);
    out
}

fn key(look: &Look, level: Level) -> Option<Rc<str>> {
    let on = match level {
        Level::Link => return look.link.clone(),
        Level::Bold => look.bold,
        Level::Italic => look.italic,
        Level::Struck => look.struck,
        Level::Code => look.code,
    };
    on.then(|| Rc::from(""))
}

fn write(runs: &[Run], levels: &[Level], out: &mut String, after: Option<char>) {
    let Some((level, inner)) = levels.split_first() else {
        for run in runs {
            escape(&run.text, out);
        }
        return;
    };
    let mut rest = runs;
    while let Some(first) = rest.first() {
        let own = key(&first.look, *level);
        let count = rest.iter().take_while(|run| key(&run.look, *level) == own).count();
        let (group, tail) = rest.split_at(count);
        let next = tail.first().and_then(|run| run.text.chars().next()).or(after);
        match own {
            None => write(group, inner, out, next),
            Some(value) => mark(group, *level, inner, &value, out, next),
        }
        rest = tail;
    }
}

/// A group between the marks of a level. Blanks stay outside; so do signs at an edge where a letter follows, because Markdown would not take
/// the mark for one there.
fn mark(group: &[Run], level: Level, inner: &[Level], value: &str, out: &mut String, after: Option<char>) {
    let plain: String = group.iter().map(|run| run.text.as_str()).collect();
    let mut text = String::new();
    match level {
        Level::Code => text.push_str(&plain),
        _ => write(group, inner, &mut text, None),
    }
    let words = text.trim();
    let start = text.len() - text.trim_start().len();
    let (before, behind) = (text.get(..start).unwrap_or_default(), text.get(start + words.len()..).unwrap_or_default());
    out.push_str(before);
    if words.is_empty() {
        // Nothing but blanks.
    } else if let Level::Link = level {
        link(plain.trim(), words, value, out);
    } else if let Level::Code = level {
        code(words, out);
    } else {
        let sign = match level {
            Level::Bold => "**",
            Level::Italic => "*",
            _ => "~~",
        };
        let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric());
        let follows = behind.is_empty() && is_word(after);
        let leads = before.is_empty() && is_word(out.chars().next_back());
        let edge = |c: char| !c.is_alphanumeric() && c != '*' && c != '~' && c != '`';
        let kept = if follows { words.trim_end_matches(edge) } else { words };
        let tail = words.get(kept.len()..).unwrap_or_default();
        let core = if leads { kept.trim_start_matches(edge) } else { kept };
        let lead = kept.get(..kept.len() - core.len()).unwrap_or_default();
        out.push_str(lead);
        if core.is_empty() {
            out.push_str(core);
        } else {
            // A mark does not reach over a line break.
            let lines: Vec<String> =
                core.split(BREAK).map(|line| if line.is_empty() { String::new() } else { format!("{sign}{line}{sign}") }).collect();
            out.push_str(&lines.join("\n"));
        }
        out.push_str(tail);
    }
    out.push_str(behind);
}

fn link(plain: &str, words: &str, address: &str, out: &mut String) {
    let bare = |text: &str| text.trim_start_matches("mailto:").trim_end_matches('/').to_owned();
    let is_address = super::address::kept(plain).is_some_and(|kept| bare(&kept) == bare(address)) || bare(plain) == bare(address);
    if is_address && !address.contains([' ', '<', '>']) && (address.starts_with("http") || plain.contains('@')) {
        out.push_str(&format!("<{}>", address.trim_start_matches("mailto:")));
        return;
    }
    out.push_str(&format!("[{}]({})", label(&words.replace(BREAK, " ")), target(address)));
}

fn code(words: &str, out: &mut String) {
    let longest = words.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let pad = if words.starts_with('`') || words.ends_with('`') { " " } else { "" };
    out.push_str(&format!("{fence}{pad}{}{pad}{fence}", words.replace(BREAK, " ")));
}

/// Words as words: what Markdown would take for a mark gets a backslash, and nothing else does, so that handles and addresses stay whole.
pub(super) fn escape(text: &str, out: &mut String) {
    let mut chars = text.char_indices().peekable();
    let mut before: Option<char> = out.chars().next_back();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map(|(_, c)| *c);
        let rest = text.get(at..).unwrap_or_default();
        let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        let is_mark = match c {
            '\\' => after.is_none_or(|c| c.is_ascii_punctuation() || c == BREAK),
            '`' => true,
            '*' => !(blank(before) && blank(after)),
            '_' => !(word(before) && word(after)),
            '~' => after == Some('~') || before == Some('~'),
            '[' => after == Some('^') || rest.starts_with("[ ] ") || rest.starts_with("[x] "),
            ']' => matches!(after, Some('(' | '[' | ':')),
            '!' => after == Some('['),
            '<' => after.is_none_or(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
            '&' => rest.get(1..).and_then(|rest| rest.split_once(';')).is_some_and(|(name, _)| {
                !name.is_empty() && name.len() < 33 && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
            }),
            _ => false,
        };
        if is_mark {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
}

/// The beginning of a line as words, not as a heading, a list or a rule; a typed bullet becomes one.
fn literal_start(line: &str) -> String {
    if let Some(rest) = super::plain::after_bullet(line) {
        return format!("- {rest}");
    }
    let hashes = line.trim_start_matches('#');
    let count = line.len() - hashes.len();
    let is_heading = (1..=6).contains(&count) && (hashes.is_empty() || hashes.starts_with(' '));
    let is_item = ["-", "+", "*"].iter().any(|sign| line == *sign || line.strip_prefix(sign).is_some_and(|rest| rest.starts_with(' ')));
    let is_rule = ["-", "=", "~"].iter().any(|sign| line.starts_with(sign) && line.chars().all(|c| sign.contains(c) || c == ' '));
    if is_heading || is_item || is_rule || line.starts_with('>') {
        return format!("\\{line}");
    }
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if let (1..=9, Some((number, rest))) = (digits, line.split_at_checked(digits))
        && rest.starts_with(['.', ')'])
        && rest.get(1..).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    {
        return format!("{number}\\{rest}");
    }
    line.to_owned()
}
