//! What all parts of a page share: headings with their places in the contents, facts, texts, and boxes for comments.

use std::collections::BTreeSet;

use super::markdown::{self, Place, name_of};
use super::markup::{Markup, has_words};
use super::table;
use crate::domain::text::{clean_line, excerpt};
use crate::exporters::words::{Dated, Fact, Table, Text};

/// Longer lists of one section are folded away in the contents.
const MANY_LINES: usize = 40;

/// A table with more rows is folded away until somebody wants it; on paper it is open.
const MANY_ROWS: usize = 30;

/// The most letters of a title within a sentence.
const LONGEST_TITLE: usize = 160;

/// A page that is being written, and what its contents will list.
#[derive(Default)]
pub(super) struct Body {
    pub(super) page: Markup,
    listed: Vec<Listed>,
    /// Ids that were given: nothing that somebody typed is part of one.
    ids: usize,
    /// On what there are boxes for comments.
    commented: BTreeSet<&'static str>,
}

/// A line of the contents.
struct Listed {
    id: String,
    title: String,
    below: Vec<(String, String)>,
}

/// What somebody may comment on.
pub(super) struct About<'a> {
    /// `entry`, `goal` or `form`.
    pub(super) on: &'static str,
    /// Empty for what has no name of its own.
    pub(super) uid: &'a str,
    pub(super) title: &'a str,
}

impl Body {
    /// An id that nothing else on the page has.
    pub(super) fn id(&mut self, start: &str) -> String {
        self.ids += 1;
        format!("{start}-{}", self.ids)
    }

    /// Begins a section under a heading of level 2. One that is `near` needs no page of its own.
    pub(super) fn section(&mut self, title: &str, near: bool) {
        let id = self.id("section");
        self.page.open("section", &[("aria-labelledby", &id), ("class", if near { "near" } else { "apart" })]);
        self.page.block("h2", &[("id", &id), ("dir", "auto")], &titled(title));
        self.listed.push(Listed { id, title: titled(title), below: Vec::new() });
    }

    pub(super) fn end_of_section(&mut self) {
        self.page.raw("</section>\n");
    }

    /// A heading of level 3 that the contents list, under a day if there is one.
    pub(super) fn part(&mut self, day: &str, title: &str) -> String {
        let id = self.id("part");
        self.page.open("h3", &[("id", &id), ("dir", "auto")]);
        if !day.is_empty() {
            self.page.element("span", &[("class", "day")], day);
            self.page.raw(" ");
        }
        self.page.line(&titled(title));
        self.page.raw("</h3>\n");
        let line = if day.is_empty() { titled(title) } else { format!("{day} {}", titled(title)) };
        if let Some(section) = self.listed.last_mut() {
            section.below.push((id.clone(), line));
        }
        id
    }

    /// A heading of a level from 3 to 6 that no list has.
    pub(super) fn heading(&mut self, level: usize, title: &str) {
        let name = name_of(level.clamp(3, 6)).unwrap_or("h6");
        self.page.block(name, &[("dir", "auto")], &titled(title));
    }

    /// A text of Markdown whose first heading has this level.
    pub(super) fn markdown(&mut self, text: &str, level: usize) {
        if !has_words(text) {
            return;
        }
        self.page.raw("<div class=\"text\">");
        markdown::write(text, Place::Under(level), &mut self.page);
        self.page.raw("</div>\n");
    }

    /// Labels and what they say.
    pub(super) fn facts(&mut self, class: &'static str, facts: &[Fact<'_>]) {
        if facts.is_empty() {
            return;
        }
        self.page.open("dl", &[("class", class)]);
        for fact in facts {
            self.page.raw("<div>");
            self.page.element("dt", &[], &fact.label);
            self.page.raw("<dd dir=\"auto\">");
            for (at, line) in fact.lines.iter().enumerate() {
                if at > 0 {
                    self.page.raw("<br>");
                }
                self.text(line);
            }
            self.page.raw("</dd></div>\n");
        }
        self.page.raw("</dl>\n");
    }

    /// A text within a line or a cell.
    pub(super) fn text(&mut self, text: &Text<'_>) {
        match text {
            Text::Plain(text) => self.page.line(text),
            Text::Address(text) => self.page.address(text),
            Text::Markdown(text) => markdown::write(text, Place::Inside, &mut self.page),
        }
    }

    /// The same in a cell of a table, where a day is not broken: there is little room.
    fn cell(&mut self, text: &Text<'_>) {
        let Text::Plain(plain) = text else { return self.text(text) };
        for (part, is_day) in table::days(&clean_line(plain)) {
            if is_day {
                self.page.element("span", &[("class", "date")], part);
            } else {
                self.page.verbatim(part);
            }
        }
    }

    /// A table, folded away when it is long.
    pub(super) fn table(&mut self, caption: &str, table: &Table<'_>) {
        let heads: Vec<&str> = table.heads.iter().map(|head| &**head).collect();
        let folded = table.rows.len() > MANY_ROWS;
        if folded {
            self.page.raw("<details>");
            self.page.block("summary", &[], &format!("{}: {} rows", shortened(caption), table.rows.len()));
        }
        table::open(caption, &heads, &[], &mut self.page);
        for row in &table.rows {
            let mut cells = Body::default();
            table::row(heads.len(), &[], &mut self.page, |at, page| {
                if let Some(text) = row.get(at) {
                    cells.cell(text);
                    page.append(&std::mem::take(&mut cells.page));
                }
            });
        }
        table::close(heads.len(), &mut self.page);
        if folded {
            self.page.raw("</details>\n");
        }
    }

    /// What was written on days of its own.
    pub(super) fn dated(&mut self, all: &[Dated<'_>], level: usize) {
        for one in all {
            self.heading(level, &one.heading);
            if !one.said.is_empty() {
                self.page.block("p", &[], &format!("{}.", one.said));
            }
            self.markdown(one.text, level + 1);
        }
    }

    /// A box in which somebody who reads may comment.
    pub(super) fn comment(&mut self, about: &About<'_>) {
        self.commented.insert(about.on);
        let id = self.id("comment");
        let title = shortened(&titled(about.title));
        self.page.raw("<details class=\"comment\">");
        self.page.block("summary", &[], &format!("Comment on this {}", about.on));
        self.page.raw("<div class=\"field\">");
        self.page.element("label", &[("for", &id), ("dir", "auto")], &format!("Your comment on “{title}”"));
        let data = [("data-on", about.on), ("data-uid", about.uid), ("data-title", title.as_str())];
        let data = data.into_iter().filter(|(_, value)| !value.is_empty());
        let attributes: Vec<_> = [("id", id.as_str()), ("rows", "4"), ("dir", "auto")].into_iter().chain(data).collect();
        self.page.element("textarea", &attributes, "");
        self.page.raw("</div></details>\n");
    }

    /// On what somebody who reads may comment: “each entry, goal and form”. `None` where there is no box.
    pub(super) fn comments_on(&self) -> Option<String> {
        let on: Vec<&str> = ["entry", "goal", "form"].into_iter().filter(|on| self.commented.contains(on)).collect();
        let (last, others) = on.split_last()?;
        Some(if others.is_empty() { format!("each {last}") } else { format!("each {} and {last}", others.join(", ")) })
    }

    /// The contents, of all sections so far.
    pub(super) fn contents(&self) -> Markup {
        let mut nav = Markup::default();
        nav.raw("<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">Contents</h2>\n<ol>\n");
        let link = |id: &str, title: &str, nav: &mut Markup| nav.element("a", &[("href", &format!("#{id}")), ("dir", "auto")], title);
        for Listed { id, title, below } in &self.listed {
            nav.raw("<li>");
            link(id, title, &mut nav);
            let folded = below.len() > MANY_LINES;
            if folded {
                nav.raw("<details>");
                nav.block("summary", &[], &format!("{} in {title}", crate::exporters::words::counted(below.len(), "line", "lines")));
            }
            if !below.is_empty() {
                nav.raw("\n<ol>\n");
                for (id, title) in below {
                    nav.raw("<li>");
                    link(id, title, &mut nav);
                    nav.raw("</li>\n");
                }
                nav.raw("</ol>\n");
            }
            if folded {
                nav.raw("</details>");
            }
            nav.raw("</li>\n");
        }
        nav.raw("</ol>\n</nav>\n");
        nav
    }
}

/// A heading's text; an empty one is no heading.
pub(super) fn titled(text: &str) -> String {
    let text = crate::domain::text::clean_line(text);
    if has_words(&text) { text } else { "(no title)".to_owned() }
}

/// A title within a sentence.
pub(super) fn shortened(title: &str) -> String {
    excerpt(title, LONGEST_TITLE)
}
