//! Links, hashtags and mentions in a text.

use super::shape;

/// What a text names, each once, in its order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Tokens {
    pub hashtags: Vec<String>,
    pub links: Vec<String>,
    pub mentions: Vec<String>,
}

pub(super) fn read(text: &str) -> Tokens {
    let mut found = Tokens::default();
    let mut known = std::collections::HashSet::new();
    let mut before = ' ';
    let mut skip_to = 0;
    for (at, c) in text.char_indices() {
        if at < skip_to {
            before = c;
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        let inside = before.is_alphanumeric() || matches!(before, '_' | '/' | '&' | '@');
        let (list, token) = match c {
            'h' | 'H' | 'w' | 'W' if !inside => (&mut found.links, link(rest)),
            '#' | '＃' if !inside => (&mut found.hashtags, hashtag(rest)),
            '@' if !inside => (&mut found.mentions, mention(rest)),
            _ => (&mut found.links, None),
        };
        if let Some(token) = token {
            skip_to = at + token.len();
            if known.insert(token) {
                list.push(clean(token));
            }
        }
        before = c;
    }
    found
}

fn clean(token: &str) -> String {
    token.chars().filter(|c| !super::lines::is_dropped(*c)).collect()
}

/// An address from its scheme to its last letter, without what ends the sentence around it.
fn link(rest: &str) -> Option<&str> {
    let scheme = ["https://", "http://", "www."]
        .into_iter()
        .find(|scheme| rest.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))?;
    let end =
        rest.find(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '“' | '”' | '`')).unwrap_or(rest.len());
    let mut link = rest.get(..end)?;
    let (mut open, mut shut) = (link.matches('(').count(), link.matches(')').count());
    while let Some(last) = link.chars().next_back() {
        match last {
            ')' if shut <= open => break,
            ')' => shut -= 1,
            '(' => open -= 1,
            '.' | ',' | ';' | ':' | '!' | '?' | '…' | '\'' | '’' | ']' | '*' => {}
            c if super::lines::is_dropped(c) => {}
            _ => break,
        }
        link = link.get(..link.len() - last.len_utf8())?;
    }
    (link.len() > scheme.len()).then_some(link)
}

fn hashtag(rest: &str) -> Option<&str> {
    let after = rest.get(rest.chars().next()?.len_utf8()..)?;
    let length = after.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(after.len());
    let tag = after.get(..length)?;
    if !tag.chars().any(char::is_alphabetic) || super::questions::is_marker(tag) {
        return None;
    }
    rest.get(..rest.len() - after.len() + length)
}

/// `@ann`, `@ann@social.example`, and the names that WhatsApp puts between marks of direction.
fn mention(rest: &str) -> Option<&str> {
    if let Some(inside) = rest.strip_prefix("@\u{2068}") {
        let end = inside.char_indices().take(80).find(|(_, c)| *c == '\u{2069}')?.0;
        return rest.get(.."@\u{2068}".len() + end);
    }
    shape::handle(rest).map(|(handle, _)| handle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn found_in_text() {
        let found = read(
            "Hi @ann_b, see (https://a.example/x_(y)). #WeNurses #q1 #2025 me@mail.example &#39; http://b.example/#part, \
             #wenurses @Ann@social.example! @\u{2068}Ben K\u{2069} www.c.example… #physio's",
        );
        assert_eq!(found.links, ["https://a.example/x_(y)", "http://b.example/#part", "www.c.example"]);
        assert_eq!(found.hashtags, ["#WeNurses", "#wenurses", "#physio"]);
        assert_eq!(found.mentions, ["@ann_b", "@Ann@social.example", "@Ben K"]);
        assert_eq!(read("https:// # @ www. ####"), Tokens::default());
    }
}
