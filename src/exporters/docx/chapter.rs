//! Chapters that every format sets alike: requirements, forms, records, authorship.

use super::body::{Body, Style};
use super::inline::{Inline, Look};
use super::markdown::{self, Place};
use super::pieces;
use crate::domain::text::clean_line;
use crate::exporters::words::{Block, Chapter, Listed};

pub(super) fn chapter(body: &mut Body, chapter: &Chapter<'_>) {
    body.heading(1, &chapter.title, true);
    let mut last = chapter.title.to_string();
    for block in &chapter.blocks {
        match block {
            Block::Heading { level, text, listed } => {
                body.heading(*level, text, *listed == Listed::Contents);
                last = text.to_string();
            }
            Block::Words(text) => body.words(Style::Normal, text),
            Block::Note(text) => body.words(Style::Note, text),
            Block::Markdown { text, below } => markdown::add(body, text, Place::below(*below)),
            Block::Facts(facts) => pieces::facts(body, facts),
            Block::Points(points) => {
                let list = body.list(None);
                for point in points {
                    let style = body.point(list, 0);
                    body.words(style, point);
                }
            }
            Block::Links(links) => {
                let list = body.list(None);
                for (title, address) in links {
                    let mut inline = Inline::of(&clean_line(title), Look::PLAIN);
                    if inline.has_words() && !address.trim().is_empty() {
                        inline.text(": ", Look::PLAIN);
                    }
                    pieces::address(body, address, &mut inline);
                    let style = body.point(list, 0);
                    body.paragraph(style, &inline);
                }
            }
            Block::Table(one) => pieces::table(body, one, &last),
            Block::ByHand(label) => by_hand(body, label),
            Block::NewPage => body.new_page(),
        }
    }
}

/// A line for a pen, with what it is for.
fn by_hand(body: &mut Body, label: &str) {
    let mut inline = Inline::of(&Block::by_hand(label), Look::PLAIN);
    inline.text(" ", Look::PLAIN);
    inline.tab();
    body.put(Style::ByHand, &inline);
}
