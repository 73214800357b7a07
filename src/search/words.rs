//! Words that are looked for in texts.

use super::letters::plain;
use super::spelling;

/// Words that stand one after the other: one word, or a phrase.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Words {
    /// As typed, without operators and quotation marks.
    pub text: String,
    /// The last word may go on: `prefix*`, or what is still being typed.
    pub prefix: bool,
    /// Was put between quotation marks, and is meant as it is.
    pub phrase: bool,
}

/// So many ways to write the same words are asked for at most.
const MOST_SPELLINGS: usize = 16;

impl Words {
    /// The words and every other way to write them, the typed one first: British and American, one and many, with and without ligatures.
    /// With `prefix` the last word of each may go on. At most sixteen.
    pub fn spellings(&self) -> Vec<String> {
        let mut all = vec![self.text.clone()];
        let plain = plain(&self.text);
        if plain != crate::domain::text::folded(&self.text) {
            all.push(plain.clone());
        }
        // Each word in turn, put where it stood.
        let mut made = vec![String::new()];
        let mut rest = plain.as_str();
        while !rest.is_empty() {
            let start = rest.find(char::is_alphanumeric).unwrap_or(rest.len());
            let (between, tail) = rest.split_at_checked(start).unwrap_or((rest, ""));
            let end = tail.find(|c: char| !c.is_alphanumeric()).unwrap_or(tail.len());
            let (word, after) = tail.split_at_checked(end).unwrap_or((tail, ""));
            let mut ways = vec![word.to_owned()];
            if !word.is_empty() {
                ways.extend(if self.prefix && after.is_empty() { spelling::of_beginning(word) } else { spelling::of(word) });
            }
            let mut next = Vec::new();
            for way in &ways {
                next.extend(made.iter().map(|before| format!("{before}{between}{way}")));
            }
            next.truncate(MOST_SPELLINGS);
            made = next;
            rest = after;
        }
        for way in made {
            if way != plain && !all.contains(&way) && all.len() < MOST_SPELLINGS {
                all.push(way);
            }
        }
        all
    }

    /// Whether the words may stand for the beginnings of words when nothing has exactly them: one word that was not put between quotation marks.
    pub fn may_begin(&self) -> bool {
        !self.prefix && !self.phrase && !self.text.contains(char::is_whitespace)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_ways_to_write_words() {
        let ways = |text: &str, prefix| Words { text: text.to_owned(), prefix, phrase: false }.spellings();
        for (text, prefix, one) in [
            ("Paediatric", false, "pediatric"),
            ("pediatric", false, "paediatric"),
            ("paediatric anaesthesia", false, "pediatric anesthesia"),
            ("post-partum haemorrhage", false, "post-partum hemorrhage"),
            ("children", false, "child"),
            ("organising", false, "organizing"),
            ("Łukasz", false, "lukasz"),
            ("eﬃcacy", false, "efficacy"),
            ("paediat", true, "pediat"),
            ("fœtus", false, "fetus"),
        ] {
            assert!(ways(text, prefix).contains(&one.to_owned()), "{text}: {:?}", ways(text, prefix));
            assert_eq!(ways(text, prefix)[0], text);
        }
        assert_eq!(ways("pain", false), ["pain"]);
        assert!(ways(&"haemorrhage ".repeat(30), false).len() <= MOST_SPELLINGS);
    }
}
