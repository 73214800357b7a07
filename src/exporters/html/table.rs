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
