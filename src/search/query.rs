//! Text to [`Query`]. It never fails: what is understood is searched, what is not is told beside it.

/// What to look for. All terms must be there, none of the excluded ones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Query {
    pub terms: Vec<Term>,
    /// Whether private notes are searched, too.
    pub private: bool,
}

/// One thing that must be in an entry, or must not.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Term {
    /// The words, in order, without operators.
    pub words: String,
    /// The last word may go on: `prefix*`, or what is still being typed.
    pub prefix: bool,
    /// Must not be there: `-not`.
    pub not: bool,
}

/// Something in the query that was not understood, and what was done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub what: String,
    pub mend: String,
}

impl Query {
    /// Understands words, `"phrases"`, `prefix*` and `-not`. With `typing`, the last word may still go on.
    pub fn parse(text: &str, typing: bool) -> (Self, Vec<Problem>) {
        let mut query = Self::default();
        let mut problems = Vec::new();
        let mut rest = text;
        while let Some(start) = rest.find(|c: char| !c.is_whitespace()) {
            rest = rest.get(start..).unwrap_or_default();
            let not = rest.starts_with('-') && rest.get(1..).is_some_and(|next| next.starts_with(|c: char| !c.is_whitespace()));
            if not {
                rest = rest.get(1..).unwrap_or_default();
            }
            let (words, prefix, after) = if let Some(quoted) = rest.strip_prefix(['"', '“', '”']) {
                match quoted.find(['"', '“', '”']) {
                    Some(end) => {
                        let close = quoted.get(end..).and_then(|tail| tail.chars().next()).map_or(1, char::len_utf8);
                        (quoted.get(..end).unwrap_or_default(), false, quoted.get(end + close..).unwrap_or_default())
                    }
                    None => {
                        if !typing {
                            problems.push(Problem {
                                what: format!("“{quoted} has no closing quotation mark"),
                                mend: "searched as a phrase up to the end".to_owned(),
                            });
                        }
                        (quoted, typing, "")
                    }
                }
            } else {
                let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                let word = rest.get(..end).unwrap_or_default();
                let after = rest.get(end..).unwrap_or_default();
                let starred = word.ends_with('*');
                (word.trim_end_matches('*'), starred || (typing && after.is_empty()), after)
            };
            rest = after;
            if words.chars().any(char::is_alphanumeric) {
                query.terms.push(Term { words: words.trim().to_owned(), prefix, not });
            } else if !words.is_empty() && !typing {
                problems.push(Problem { what: format!("“{words}” holds nothing to look for"), mend: "left out".to_owned() });
            }
        }
        if !query.terms.is_empty() && query.terms.iter().all(|term| term.not) {
            problems.push(Problem {
                what: "there is only what must not be there".to_owned(),
                mend: "add a word that must be there".to_owned(),
            });
        }
        (query, problems)
    }

    /// The same with every plain word as the beginning of one; `None` when that is no other query. Phrases stay as they are.
    pub fn with_beginnings(&self) -> Option<Self> {
        let mut wider = self.clone();
        for term in wider.terms.iter_mut().filter(|term| !term.not && !term.words.contains(char::is_whitespace)) {
            term.prefix = true;
        }
        (wider != *self).then_some(wider)
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.terms.iter().all(|term| term.not)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, typing: bool) -> String {
        let (query, problems) = Query::parse(text, typing);
        let terms: Vec<String> = query
            .terms
            .iter()
            .map(|term| format!("{}[{}]{}", if term.not { "-" } else { "" }, term.words, if term.prefix { "*" } else { "" }))
            .collect();
        format!("{} !{}", terms.join(" "), problems.len())
    }

    #[test]
    fn what_is_typed_is_understood() {
        for (text, want) in [
            ("pacing pain", "[pacing] [pain] !0"),
            ("  \"back pain\" -surgery ", "[back pain] -[surgery] !0"),
            ("physio*", "[physio]* !0"),
            ("“fear avoidance” cafe", "[fear avoidance] [cafe] !0"),
            ("\"open phrase", "[open phrase] !1"),
            ("", " !0"),
            ("- * \" \"", " !2"),
            ("-only", "-[only] !1"),
            ("#physiotalk @a_b c:d (e) AND NOT", "[#physiotalk] [@a_b] [c:d] [(e)] [AND] [NOT] !0"),
            ("e-mail", "[e-mail] !0"),
        ] {
            assert_eq!(shown(text, false), want, "{text}");
        }
        assert_eq!(shown("back pai", true), "[back] [pai]* !0");
        assert_eq!(shown("back pai ", true), "[back] [pai] !0");
        assert_eq!(shown("\"back pai", true), "[back pai]* !0");
    }

    #[test]
    fn plain_words_may_go_on() {
        let (query, _) = Query::parse("physio \"back pain\" -sur pac*", false);
        let wider = query.with_beginnings().expect("another query");
        assert_eq!(wider.terms.iter().map(|term| term.prefix).collect::<Vec<_>>(), [true, false, false, true]);
        assert_eq!(wider.with_beginnings(), None);
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,40}|[\"“”* -]{0,12}") {
            let _ = Query::parse(&text, false);
            let _ = Query::parse(&text, true);
        }
    }
}
