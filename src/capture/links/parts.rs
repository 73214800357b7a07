//! Where each platform stands in the data file, found without reading it all. It relies on the file being written as it is: a platform
//! begins at the beginning of a line, its hosts stand in `hosts = […]` and `also = […]`. A test of `platforms` compares both ways of reading.

use std::ops::Range;

/// Where a platform stands in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Part {
    pub bytes: Range<usize>,
    /// On a line of the table of all platforms, without a header of its own.
    pub is_line: bool,
}

/// What stands before the platforms of a file, and each platform's part of it, by id.
pub(super) fn parts(text: &str) -> (&str, Vec<(String, Part)>) {
    let mut head = text;
    let mut found: Vec<(String, Part)> = Vec::new();
    let mut in_table = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let own = line.strip_prefix("[platform.").and_then(|rest| rest.split_once(']')).map(|(id, _)| id);
        let begins = if line.starts_with('[') {
            in_table = own.is_none();
            if found.is_empty() && head.len() == text.len() {
                head = text.get(..start).unwrap_or_default();
            }
            own
        } else if in_table && line.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            line.split_once(" = ").map(|(id, _)| id)
        } else {
            None
        };
        match (begins, found.last_mut()) {
            (Some(id), _) => found.push((id.to_owned(), Part { bytes: start..at, is_line: in_table })),
            (None, Some((_, part))) => part.bytes.end = at,
            (None, None) => {}
        }
    }
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    (head, found)
}

/// The texts of a list in a platform's part of the file.
pub(super) fn listed<'t>(source: &'t str, name: &str) -> impl Iterator<Item = &'t str> {
    let list = source.match_indices(name).find_map(|(at, _)| {
        let alone = source.get(..at).is_some_and(|before| before.is_empty() || before.ends_with([' ', '\n']));
        source.get(at + name.len()..).and_then(|after| after.strip_prefix(" = [")).filter(|_| alone)
    });
    let inside = list.and_then(|list| list.split_once(']')).map(|(inside, _)| inside).unwrap_or_default();
    inside.split('"').skip(1).step_by(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_begin_with_their_line() {
        let text = "format = 1\nstrip = [\n  \"a\",\n]\n\n[platform]\n# b = {\nb = { label = \"B\", hosts = [\n  \"b.example\", \"*.b.example\",\n] }\n\
                    a = { label = \"A\" }\n\n[platform.aa]\nlabel = \"hosts\"\nhosts = [\"aa.example\"]\nalso = [\"aaa.example\"]\npaths = [\n    { path = \"/\" },\n]\n";
        let (head, parts) = parts(text);
        assert_eq!(head, "format = 1\nstrip = [\n  \"a\",\n]\n\n");
        let ids: Vec<_> = parts.iter().map(|(id, part)| (id.as_str(), part.is_line)).collect();
        assert_eq!(ids, [("a", true), ("aa", false), ("b", true)]);
        let hosts = |at: usize, list: &str| listed(&text[parts[at].1.bytes.clone()], list).collect::<Vec<_>>();
        assert_eq!(hosts(2, "hosts"), ["b.example", "*.b.example"]);
        assert_eq!((hosts(1, "hosts"), hosts(1, "also")), (vec!["aa.example"], vec!["aaa.example"]));
        assert!(hosts(0, "hosts").is_empty() && hosts(2, "also").is_empty());
    }
}
