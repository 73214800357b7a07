//! Chapters that every format sets alike: requirements, forms, records, authorship.

use super::body::{About, Body, titled};
use crate::exporters::words::{Block, Chapter, Listed};

/// Writes a chapter as a section. What is a level of headings there is one deeper here: the title of the page has the first.
pub(super) fn write(chapter: &Chapter<'_>, body: &mut Body) {
    body.section(&chapter.title, false);
    // What tables below a heading are called.
    let mut about = chapter.title.to_string();
    // The form that is being written, on which somebody may comment.
    let mut form: Option<String> = None;
    for block in &chapter.blocks {
        match block {
            Block::Heading { level, text, listed } => {
                if *level == 2 {
                    commented(form.take(), body);
                    form = (chapter.key == "forms").then(|| titled(text));
                }
                if *level == 2 && *listed == Listed::Contents {
                    body.part("", text);
                } else {
                    body.heading(level + 1, text);
                }
                about = titled(text);
            }
            Block::Words(text) => body.page.block("p", &[("dir", "auto")], text),
            Block::Note(text) => body.page.block("p", &[("class", "soft"), ("dir", "auto")], text),
            Block::Markdown { text, below } => body.markdown(text, below + 1),
            Block::Facts(facts) => body.facts("facts", facts),
            Block::Points(points) => {
                body.page.raw("<ul>\n");
                for point in points {
                    body.page.block("li", &[("dir", "auto")], point);
                }
                body.page.raw("</ul>\n");
            }
            Block::Links(links) => {
                body.page.raw("<ul>\n");
                for (title, address) in links {
                    body.page.raw("<li dir=\"auto\">");
                    body.page.line(title);
                    body.page.raw(if title.is_empty() || address.is_empty() { "" } else { " – " });
                    body.page.address(address);
                    body.page.raw("</li>\n");
                }
                body.page.raw("</ul>\n");
            }
            Block::Table(table) => {
                let first = table.heads.first().map_or("", |head| &**head);
                body.table(&format!("{about} – {first}"), table);
            }
            Block::ByHand(label) => {
                body.page.raw("<p dir=\"auto\">");
                body.page.line(&Block::by_hand(label));
                body.page.raw("<span class=\"by-hand\"></span></p>\n");
            }
            Block::NewPage => {}
        }
    }
    commented(form, body);
    body.end_of_section();
}

fn commented(form: Option<String>, body: &mut Body) {
    if let Some(title) = form {
        body.comment(&About { on: "form", uid: "", title: &title });
    }
}
