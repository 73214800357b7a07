//! Text to a query. It never fails: what is understood is searched, what is not is told beside it.

use super::Problem;
use super::query::{Node, with_instead};

/// The longest word that joins or excludes, in bytes: `and`, `NOT`.
const LONGEST_OPERATOR: usize = 3;

/// So many words and filters are searched for; who types more has pasted a page.
const MOST: usize = 500;

/// So many bytes of a text are read: several pages.
const LONGEST: usize = 8_000;

/// So many things are told at most; nobody reads more.
const MOST_TOLD: usize = 20;

/// So deep may parentheses stand in one another.
const DEEPEST: u32 = 32;

pub(super) struct Parser<'t> {
    pub(super) text: &'t str,
    pub(super) typing: bool,
    /// Where it is, in bytes.
    pub(super) at: usize,
    found: usize,
    pub(super) problems: Vec<Problem>,
    /// Parentheses that nothing closes, and the place of the problem that tells of them.
    unclosed: usize,
    unclosed_at: usize,
}

impl<'t> Parser<'t> {
    pub(super) fn new(text: &'t str, typing: bool) -> Self {
        Self { text, typing, at: 0, found: 0, problems: Vec::new(), unclosed: 0, unclosed_at: 0 }
    }

    pub(super) fn parsed(mut self) -> (Vec<Node>, Vec<Problem>) {
        let (all, _) = self.side_by_side(0);
        if self.unclosed > 0 && !self.typing {
            let what = if self.unclosed == 1 {
                "a parenthesis is not closed".to_owned()
            } else {
                format!("{} parentheses are not closed", self.unclosed)
            };
            let mend = "taken as closed at the end".to_owned();
            let instead = Some(format!("{}{}", self.text, ")".repeat(self.unclosed))).filter(|_| self.found > 0);
            self.problems.insert(self.unclosed_at, Problem { what, mend, instead });
        }
        self.problems.truncate(MOST_TOLD);
        if self.found > MOST {
            self.problems.push(Problem::new(format!("this is more than {MOST} words"), format!("the first {MOST} are searched")));
        }
        (all, self.problems)
    }

    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip_blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    pub(super) fn take(&mut self, begin: &str) -> bool {
        let does = self.rest().starts_with(begin);
        if does {
            self.at += begin.len();
        }
        does
    }

    /// The run without blanks that comes next, or the bars that do; within parentheses it ends before one that closes what it did not open.
    pub(super) fn run(&self, depth: u32) -> &'t str {
        let bars = self.rest().len() - self.rest().trim_start_matches('|').len();
        if bars > 0 {
            return self.rest().get(..bars).unwrap_or_default();
        }
        run_of(self.rest(), depth)
    }

    /// The same, where it is short enough to be an operator; nothing where it is longer. However much follows without a blank, only its
    /// beginning is looked at.
    fn operator(&self, depth: u32) -> &'t str {
        let begun = self.rest().get(..self.rest().floor_char_boundary(LONGEST_OPERATOR + 1)).unwrap_or_default();
        let bars = begun.len() - begun.trim_start_matches('|').len();
        let run = if bars > 0 { begun.get(..bars).unwrap_or_default() } else { run_of(begun, depth) };
        if run.len() > LONGEST_OPERATOR { "" } else { run }
    }

    /// Whether nothing comes before the end or what closes the parentheses.
    pub(super) fn ends_here(&self, depth: u32) -> bool {
        let rest = self.rest().trim_start();
        rest.is_empty() || (depth > 0 && rest.starts_with(')'))
    }

    /// Up to the end, or to the parenthesis that closes; tells which.
    fn side_by_side(&mut self, depth: u32) -> (Vec<Node>, bool) {
        let mut all = Vec::new();
        let (mut first, mut closed) = (true, false);
        loop {
            self.skip_blanks();
            if self.rest().is_empty() {
                break;
            }
            if self.rest().starts_with(')') && (depth > 0 || self.run(1).is_empty()) {
                self.at += 1;
                if depth > 0 {
                    closed = true;
                    break;
                }
                continue;
            }
            if !first && matches!(self.operator(depth), "and" | "And" | "AND" | "&" | "&&") {
                self.at += self.operator(depth).len();
                continue;
            }
            let before = self.at;
            all.extend(self.chain(depth));
            first = false;
            if self.at == before {
                // Whatever it is, it is passed.
                self.at += self.rest().chars().next().map_or(1, char::len_utf8);
            }
        }
        (all, closed)
    }

    /// Terms joined by `or`; what excludes before the first excludes the whole chain.
    fn chain(&mut self, depth: u32) -> Option<Node> {
        let not = self.excludes(depth);
        if self.ends_here(depth) {
            return None;
        }
        let mut terms: Vec<Node> = Vec::new();
        terms.extend(self.term(depth));
        loop {
            let before = self.at;
            self.skip_blanks();
            let mut joined = false;
            let mut last = self.at..self.at;
            while matches!(self.operator(depth), "or" | "Or" | "OR" | "|" | "||") {
                last = self.at..self.at + self.operator(depth).len();
                joined = true;
                self.at = last.end;
                self.skip_blanks();
            }
            if !joined {
                self.at = before;
                break;
            }
            if self.ends_here(depth) {
                if !self.typing {
                    let word = self.text.get(last.clone()).unwrap_or_default();
                    self.problems.push(Problem {
                        what: format!("nothing comes after “{word}”"),
                        mend: "left out".to_owned(),
                        instead: with_instead(self.text, &last, "").map(|text| text.trim_end().to_owned()),
                    });
                }
                break;
            }
            let not = self.excludes(depth);
            if let Some(term) = self.term(depth) {
                terms.push(if not { Node::Not(Box::new(term)) } else { term });
            }
        }
        let one = if terms.len() > 1 { Node::Any(terms) } else { terms.pop()? };
        Some(if not { Node::Not(Box::new(one)) } else { one })
    }

    /// Passes `-` and `NOT` before a term. Two of them cancel: what `q` finds is what `-q` leaves out, also when `q` begins with a dash.
    fn excludes(&mut self, depth: u32) -> bool {
        let mut not = false;
        loop {
            let rest = self.rest();
            if let Some(after) = rest.strip_prefix(['-', '−']) {
                self.at += rest.len() - after.len();
                // A dash by itself is punctuation.
                let next = after.chars().next();
                if next.is_none_or(char::is_whitespace) {
                    self.skip_blanks();
                    return not && !self.ends_here(depth);
                }
                not = !not;
                // What closes nothing is passed before a term, and so between its dash and it.
                while depth == 0 && self.rest().strip_prefix(')').is_some_and(|after| after.starts_with(|c: char| !c.is_whitespace())) {
                    self.at += 1;
                }
            } else if self.operator(depth) == "NOT" && !self.after(3).is_empty() && !(depth > 0 && self.after(3).starts_with(')')) {
                self.at += 3;
                self.skip_blanks();
                not = !not;
            } else {
                return not;
            }
        }
    }

    /// What comes after so many bytes and blanks.
    fn after(&self, bytes: usize) -> &'t str {
        self.rest().get(bytes..).unwrap_or_default().trim_start()
    }

    pub(super) fn counted(&mut self, node: Node) -> Option<Node> {
        self.found += 1;
        (self.found <= MOST).then_some(node)
    }

    fn term(&mut self, depth: u32) -> Option<Node> {
        self.skip_blanks();
        if depth < DEEPEST && self.take("(") {
            return self.group(depth + 1);
        }
        if self.rest().starts_with(['"', '“', '”', '„']) {
            return self.phrase();
        }
        if let Some((key, bytes)) = self.key() {
            let from = self.at;
            self.at += bytes;
            return self.filter(key, from, depth);
        }
        self.word(depth)
    }

    fn group(&mut self, depth: u32) -> Option<Node> {
        let open = self.problems.len();
        let (all, closed) = self.side_by_side(depth);
        if !closed {
            self.unclosed += 1;
            self.unclosed_at = open;
        }
        if all.is_empty() {
            return Some(Node::Unknown).filter(|_| closed || !self.typing);
        }
        Some(Node::All(all))
    }
}

/// The part of a text that is read.
pub(super) fn shortened(text: &str) -> &str {
    let end = (0..=LONGEST.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text.get(..end).unwrap_or_default()
}

/// What comes before a blank or a bar; within parentheses before one that closes what it did not open.
fn run_of(rest: &str, depth: u32) -> &str {
    let mut open = 0_u32;
    let end = rest.find(|c: char| {
        open += u32::from(c == '(');
        let closes = c == ')' && open == 0 && depth > 0;
        open = open.saturating_sub(u32::from(c == ')'));
        c.is_whitespace() || closes || c == '|'
    });
    rest.get(..end.unwrap_or(rest.len())).unwrap_or_default()
}
