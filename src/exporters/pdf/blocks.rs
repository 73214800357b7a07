//! The parts of a chapter as data for the page template.

use serde_json::{Value, json};

use super::data::{LOW, fact, height, titled};
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
    let of_boxes = |one: &Block<'_>, next: &Block<'_>| {
        let in_box = |block: &Block<'_>| matches!(block, Block::Facts(_) | Block::ByHand(_));
        in_box(one) && in_box(next)
    };
    let mut blocks: Vec<Value> = chapter.blocks.chunk_by(of_boxes).flat_map(parts).collect();
    lead(&mut blocks);
    json!({"key": chapter.key, "title": titled(&chapter.title), "blocks": blocks})
}

/// Marks what stays on the page of what follows it: what is said of a table, and what stands between a heading and what it heads.
fn lead(blocks: &mut [Value]) {
    let is = |value: &Value, what: &str| value.get("t").and_then(Value::as_str) == Some(what);
    let level = |value: &Value| value.get("level").and_then(Value::as_u64).filter(|_| is(value, "h"));
    // The level of the heading that nothing but notes has come after.
    let mut under = None;
    for at in 1..blocks.len() {
        let Some([lead, next]) = blocks.get_mut(at - 1..=at) else { continue };
        let is_said = is(lead, "note") || is(lead, "words");
        if !is_said {
            under = level(lead);
        }
        let heads_next = under.is_some_and(|under| !is(next, "page") && level(next).is_none_or(|next| next > under));
        if is_said
            && (is(next, "table") || heads_next)
            && let Some(fields) = lead.as_object_mut()
        {
            fields.insert("leads".to_owned(), json!(true));
        }
    }
}

/// Parts of a chapter that follow each other: lines for a pen among facts are rows of the same box.
fn parts(run: &[Block<'_>]) -> Vec<Value> {
    if !run.iter().any(|one| matches!(one, Block::Facts(_))) {
        return run.iter().flat_map(block).collect();
    }
    let (mut rows, mut lines, mut longest, mut is_low) = (Vec::new(), 0, 0, true);
    for one in run {
        match one {
            Block::Facts(facts) => {
                lines += height(facts);
                longest = facts.iter().map(|fact| fact.label.chars().count()).max().unwrap_or_default().max(longest);
                is_low &= facts.iter().all(|fact| fact.label.len() < 200);
                rows.extend(facts.iter().map(fact));
            }
            Block::ByHand(label) => {
                let label = Block::by_hand(label);
                // As high as two lines and what is between rows.
                lines += 3;
                longest = label.chars().count().max(longest);
                is_low &= label.len() < 200;
                rows.push(json!([printable::line(&label, Room::Cell), null]));
            }
            _ => {}
        }
    }
    let label = if longest <= NARROW.0 { NARROW.1 } else { WIDE };
    vec![json!({"t": "facts", "facts": rows, "together": is_low && lines <= LOW, "label": label})]
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
        Block::Facts(_) => parts(std::slice::from_ref(block)),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exporters::words::Fact;

    fn set(blocks: Vec<Block<'_>>) -> Vec<Value> {
        let set = chapter(&Chapter { key: "forms", title: "Forms".into(), blocks });
        set["blocks"].as_array().cloned().unwrap_or_default()
    }

    #[test]
    fn what_leads_stays_with_what_follows() {
        let heading = |level| Block::Heading { level, text: "A heading".into(), listed: Listed::Nowhere };
        let note = || Block::Note("A note.".into());
        let words = || Block::Words("A word.".into());
        let text = || Block::Markdown { text: "A text.", below: 4 };
        let row = || vec![Text::Plain("a".into()), Text::Plain("b".into())];
        let table = || Block::Table(Table { heads: vec!["A".into(), "B".into()], rows: vec![row()] });
        for (blocks, leading) in [
            (vec![heading(2), note(), note(), heading(3), text()], vec![1, 2]),
            (vec![heading(2), words(), text()], vec![1]),
            // All that there is under a heading is no reason to take the next one along.
            (vec![heading(2), note(), heading(2), note()], vec![]),
            (vec![heading(3), note(), heading(2), text()], vec![]),
            (vec![heading(2), note(), Block::NewPage, heading(3)], vec![]),
            (vec![heading(2), text(), note(), text()], vec![]),
            (vec![heading(2), text(), note(), table()], vec![2]),
            (vec![note(), text()], vec![]),
        ] {
            let set = set(blocks.clone());
            let found: Vec<usize> = set.iter().enumerate().filter(|(_, one)| one.get("leads").is_some()).map(|(at, _)| at).collect();
            assert_eq!(found, leading, "{blocks:?}");
        }
    }

    #[test]
    fn a_line_for_a_pen_is_a_row_of_its_box() {
        let facts = |label: &'static str| Block::Facts(vec![Fact { label: label.into(), lines: vec![Text::Plain("said".into())] }]);
        let by_hand = || Block::ByHand("Signature".into());
        let boxes = set(vec![facts("a"), by_hand(), facts("b"), by_hand()]);
        assert_eq!(boxes.len(), 1, "{boxes:?}");
        assert_eq!(boxes[0]["t"], "facts");
        assert_eq!(boxes[0]["facts"], json!([["a", "said"], ["Signature (by hand)", null], ["b", "said"], ["Signature (by hand)", null]]));
        assert_eq!(boxes[0]["together"], true);
        let many: Vec<Block<'_>> = (0..20).flat_map(|_| [facts("a"), by_hand()]).collect();
        assert_eq!(set(many)[0]["together"], false);
        let kinds: Vec<Value> = set(vec![by_hand(), by_hand()]).iter().map(|one| one["t"].clone()).collect();
        assert_eq!(kinds, ["hand", "hand"]);
    }

    #[test]
    fn a_box_is_whole_only_where_it_is_surely_lower_than_a_page() {
        let deep = "> ".repeat(40) + "deep";
        let fact = |label: &'static str, text: &'static str| Fact { label: label.into(), lines: vec![Text::Markdown(text)] };
        let deep: &'static str = deep.leak();
        let long: &'static str = "label ".repeat(30).leak();
        for (facts, whole) in [
            ((0..20).map(|_| fact("Tower", "St Anne")).collect(), true),
            ((0..20).map(|_| fact("Tower", "St Anne\nSt Bride")).collect(), false),
            ((0..31).map(|_| fact("Tower", "St Anne")).collect(), false),
            // A label has little room.
            ((0..6).map(|_| fact(long, "St Anne")).collect(), false),
            // Quotes in each other are frames in each other.
            (vec![fact("Tower", deep)], false),
        ] {
            let facts: Vec<Fact<'_>> = facts;
            assert_eq!(set(vec![Block::Facts(facts.clone())])[0]["together"], whole, "{facts:?}");
        }
    }
}
