//! The parts of a chapter as data for the page template.

use serde_json::{Value, json};

use super::data::{fact, is_short, titled};
use super::links;
use super::printable::{self, Room};
use super::tables::{self, Cell};
use super::tree::{self, Place};
use crate::exporters::words::{Block, Chapter, Listed, Table, Text};

/// How wide the labels of a table of facts are, in millimetres, where labels are as long as regulators make them.
const WIDE: f32 = 52.0;

/// Labels up to this many letters do with less.
const NARROW: (usize, f32) = (20, 37.0);

/// A chapter. `files` are for its pictures.
pub(super) fn chapter(chapter: &Chapter<'_>) -> Value {
    let mut blocks: Vec<Value> = chapter.blocks.iter().flat_map(block).collect();
    let is = |value: &Value, what: &str| value.get("t").and_then(Value::as_str) == Some(what);
    for at in 1..blocks.len() {
        // What is said of a table stays with it.
        if let Some([lead, table]) = blocks.get_mut(at - 1..=at)
            && is(table, "table")
            && (is(lead, "note") || is(lead, "words"))
            && let Some(fields) = lead.as_object_mut()
        {
            fields.insert("leads".to_owned(), json!(true));
        }
    }
    json!({"key": chapter.key, "title": titled(&chapter.title), "blocks": blocks})
}

/// The lines of a chapter on the table of contents, as levels and titles.
pub(super) fn contents(chapter: &Value) -> Vec<Value> {
    let title = |node: &Value, key: &str| node.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let blocks = chapter.get("blocks").and_then(Value::as_array).into_iter().flatten();
    let listed = blocks.filter(|block| block.get("listed").and_then(Value::as_bool) == Some(true));
    std::iter::once(json!([1, title(chapter, "title")])).chain(listed.map(|block| json!([2, title(block, "text")]))).collect()
}

fn block(block: &Block<'_>) -> Vec<Value> {
    let line = |text: &str| printable::line(text, Room::Line);
    match block {
        Block::Heading { level, text, listed } => vec![heading(*level, text, *listed)],
        Block::Words(text) => vec![json!({"t": "words", "text": line(text)})],
        Block::Note(text) => vec![json!({"t": "note", "text": line(text)})],
        Block::Markdown { text, below } => vec![json!({
            "t": "flow",
            "body": tree::tree(text, Place { headings: Some(*below), room: Room::Line }),
        })],
        Block::Facts(facts) => {
            let longest = facts.iter().map(|fact| fact.label.chars().count()).max().unwrap_or_default();
            let label = if longest <= NARROW.0 { NARROW.1 } else { WIDE };
            let short = is_short(facts) && facts.iter().all(|fact| fact.label.len() < 200);
            vec![json!({"t": "facts", "facts": facts.iter().map(fact).collect::<Vec<_>>(), "together": short, "label": label})]
        }
        Block::Points(points) => vec![json!({"t": "points", "points": points.iter().map(|point| line(point)).collect::<Vec<_>>()})],
        Block::Links(all) => {
            vec![json!({"t": "links", "links": all.iter().map(|(title, address)| link(title, address)).collect::<Vec<_>>()})]
        }
        Block::Table(table) => self::table(table),
        Block::ByHand(label) => vec![json!({"t": "hand", "text": line(&Block::by_hand(label))})],
        Block::NewPage => vec![json!({"t": "page"})],
    }
}

/// A heading of a chapter.
pub(super) fn heading(level: usize, text: &str, listed: Listed) -> Value {
    json!({
        "t": "h",
        "level": level,
        "text": titled(text),
        "listed": listed == Listed::Contents,
        "marked": listed != Listed::Nowhere,
    })
}

/// “Title – https://…”, clickable when it leads to the web.
fn link(title: &str, address: &str) -> Vec<Value> {
    let title = printable::line(title, Room::Line);
    let mut nodes = Vec::new();
    if !title.is_empty() {
        nodes.push(Value::String(if address.is_empty() { title } else { format!("{title} – ") }));
    }
    if !address.is_empty() {
        nodes.push(match links::safe(address) {
            Some(href) => links::link(address, &href, Room::Line),
            None => Value::String(printable::line(address, Room::Line)),
        });
    }
    nodes
}

/// A table as one or more that fit the page.
pub(super) fn table(table: &Table<'_>) -> Vec<Value> {
    let cell = |text: &Text<'_>| match text {
        Text::Plain(text) => Cell::plain(text),
        Text::Address(text) => Cell { length: text.chars().count(), shown: Value::Array(link("", text)) },
        Text::Markdown(text) => {
            let nodes = tree::tree(text, Place { headings: None, room: Room::Cell });
            let length = text.chars().count();
            match <[Value; 1]>::try_from(nodes) {
                Ok([only @ Value::String(_)]) => Cell { length, shown: only },
                Ok(one) => Cell { length, shown: json!(one) },
                Err(nodes) => Cell { length, shown: json!(nodes) },
            }
        }
    };
    let rows: Vec<Vec<Cell>> = table.rows.iter().map(|row| row.iter().map(cell).collect()).collect();
    let heads: Vec<String> = table.heads.iter().map(ToString::to_string).collect();
    let tables = tables::tables_of(&heads, rows);
    tables
        .into_iter()
        .map(|mut table| {
            if let Some(fields) = table.as_object_mut() {
                fields.insert("t".to_owned(), json!("table"));
            }
            table
        })
        .collect()
}
