//! Tables: a caption, heads with a scope, and a head for each row.

use super::markup::Markup;

/// More columns than this do not fit on a telephone, and can be moved sideways.
const MANY_COLUMNS: usize = 4;

/// The beginning of a table, up to its first row. `classes` has one for each column.
pub(super) fn open(caption: &str, heads: &[&str], classes: &[&str], page: &mut Markup) {
    if heads.len() > MANY_COLUMNS {
        page.open("div", &[("class", "scroll"), ("role", "group"), ("aria-label", caption), ("tabindex", "0")]);
    }
    page.raw("<table>");
    // The heading above says it to those who see.
    page.element("caption", &[("class", "unseen"), ("dir", "auto")], caption);
    page.raw("<thead><tr>");
    for (at, head) in heads.iter().enumerate() {
        page.element("th", &[("scope", "col"), ("class", class(classes, at))], head);
    }
    page.raw("</tr></thead><tbody>\n");
}

/// The end of a table with so many columns.
pub(super) fn close(columns: usize, page: &mut Markup) {
    page.raw("</tbody></table>");
    page.raw(if columns > MANY_COLUMNS { "</div>\n" } else { "\n" });
}

/// A row: its first cell heads it, each cell is written by whoever knows what is in it.
pub(super) fn row(cells: usize, classes: &[&str], page: &mut Markup, mut write: impl FnMut(usize, &mut Markup)) {
    page.raw("<tr>");
    for at in 0..cells {
        let class = class(classes, at);
        if at == 0 {
            page.open("th", &[("scope", "row"), ("class", class), ("dir", "auto")]);
            write(at, page);
            page.close("th");
        } else {
            page.open("td", &[("class", class), ("dir", "auto")]);
            write(at, page);
            page.close("td");
        }
    }
    page.raw("</tr>\n");
}

/// A table of plain lines.
pub(super) fn plain(caption: &str, heads: &[&str], classes: &[&str], lines: &[Vec<String>], page: &mut Markup) {
    open(caption, heads, classes, page);
    for line in lines {
        row(heads.len(), classes, page, |at, page| page.line(line.get(at).map_or("", String::as_str)));
    }
    close(heads.len(), page);
}

/// The same, with numbers in all columns but the first.
pub(super) fn numbers(caption: &str, heads: &[&str], lines: &[Vec<String>], page: &mut Markup) {
    let classes: Vec<&str> = (0..heads.len()).map(|at| if at == 0 { "left" } else { "right" }).collect();
    plain(caption, heads, &classes, lines, page);
}

fn class<'a>(classes: &[&'a str], at: usize) -> &'a str {
    classes.get(at).copied().unwrap_or("left")
}

/// A line in parts: days as short texts have them, “3 Mar 2026”, and what is between them.
pub(super) fn days(text: &str) -> Vec<(&str, bool)> {
    let mut parts = Vec::new();
    let (mut done, mut at) = (0, 0);
    while let Some(rest) = text.get(at..) {
        let Some(found) = rest.find(|c: char| c.is_ascii_digit()) else { break };
        let start = at + found;
        let after = |from: usize| text.get(from..).unwrap_or_default();
        let digits = after(start).find(|c: char| !c.is_ascii_digit()).unwrap_or(after(start).len());
        match (1..=2).contains(&digits).then(|| month_and_year(after(start + digits))).flatten() {
            Some(length) => {
                let end = start + digits + length;
                parts.extend(text.get(done..start).filter(|between| !between.is_empty()).map(|between| (between, false)));
                parts.extend(text.get(start..end).map(|day| (day, true)));
                (done, at) = (end, end);
            }
            None => at = start + digits,
        }
    }
    parts.extend(text.get(done..).filter(|rest| !rest.is_empty()).map(|rest| (rest, false)));
    parts
}

/// How many bytes “ Mar 2026” at the beginning of a text takes.
fn month_and_year(text: &str) -> Option<usize> {
    let space = |text: &str| text.chars().next().filter(|c| matches!(c, ' ' | '\u{A0}')).map(char::len_utf8);
    let first = space(text)?;
    let month = text.get(first..)?;
    let letters = month.find(|c: char| !c.is_ascii_alphabetic()).filter(|letters| (3..=9).contains(letters))?;
    let year = month.get(letters..)?;
    let second = space(year)?;
    let digits = year.get(second..)?;
    let count = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    (count == 4).then_some(first + letters + second + count)
}

#[cfg(test)]
mod tests {
    use super::days;

    #[test]
    fn days_are_found_in_a_line() {
        for (text, expected) in [
            ("23 Nov 2026", vec!["23 Nov 2026"]),
            ("Taken in on 4\u{A0}Mar\u{A0}2026; 9 March 2026 and 3 more days", vec!["4\u{A0}Mar\u{A0}2026", "9 March 2026"]),
            ("", vec![]),
            ("2 of 3", vec![]),
            ("123 Mar 2026", vec![]),
            ("3 Mar 20267, 1 é 2026, 5 Mar", vec![]),
            ("2026 5 Mär 2026", vec![]),
            ("7 7 May 2026", vec!["7 May 2026"]),
        ] {
            let found = days(text);
            assert_eq!(found.iter().filter(|(_, is_day)| *is_day).map(|(day, _)| *day).collect::<Vec<_>>(), expected, "{text}");
            assert_eq!(found.iter().map(|(part, _)| *part).collect::<String>(), text);
        }
    }
}
