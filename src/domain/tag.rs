//! Tags: a user's own words to find things by. Case is kept as typed; two tags are one when they fold alike.

/// Trims, drops a leading `#`, joins inner white space; `None` when nothing is left.
pub fn tidy(tag: &str) -> Option<String> {
    let tag = tag.trim().trim_start_matches('#');
    let tag = tag.split_whitespace().collect::<Vec<_>>().join(" ");
    (!tag.is_empty()).then_some(tag)
}

/// Splits what was typed into a tag field (by commas, semicolons or lines) and drops doubles.
pub fn split(text: &str) -> Vec<String> {
    distinct([text])
}

/// Tidy tags in the order given, each once. What has a comma, a semicolon or a line end in it is several.
pub fn distinct<'a>(tags: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for tag in tags.into_iter().flat_map(|tags| tags.split([',', ';', '\n'])).filter_map(tidy) {
        if !kept.iter().any(|k| super::text::folded(k) == super::text::folded(&tag)) {
            kept.push(tag);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubles_fold_into_one() {
        assert_eq!(distinct(["a,b", "b; c"]), ["a", "b", "c"]);
        assert_eq!(split("#Pain, pain;  low   back \n ,,Café,cafe"), ["Pain", "low back", "Café"]);
    }
}
