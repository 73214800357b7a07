//! What a pack says about itself: a page for browsers, a text for everybody, and lists of its parts.

use std::fmt::Write as _;

use super::parts::{PARTS, file_name};
use super::{DOCUMENT, INDEX, Member, RECORD, VOLUMES};
use crate::domain::Report;
use crate::domain::text::clean_line;
use crate::exporters::{direction, sums, target, words};

/// How every page looks; no other page, no script and no picture is needed.
const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#16211f;background:#fff}\
    table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:bold;padding:.5rem 0}\
    th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #c5d3d1}a{color:#0b5c5c}\
    code{font-size:.8em;overflow-wrap:anywhere}dt{font-weight:bold}dd{margin:0 0 .5rem}\
    @media(prefers-color-scheme:dark){body{color:#e7eeec;background:#121a19}a{color:#7fd1cf}th,td{border-color:#3d4c4a}}";

/// The page that leads to everything in a pack: `documents` and `files` by their paths, `files` in the order of the evidence.
pub(super) fn index(report: &Report, documents: &[&str], files: &[String]) -> String {
    let title = title(report);
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <h1>{}</h1>\n<p>{}. Prepared on {}.</p>\n<h2>What is here</h2>\n<dl>\n",
        escaped(&report.language),
        escaped(&title),
        escaped(&title),
        escaped(&words::period(report)),
        words::day(report.made_on)
    );
    for path in documents {
        let what = if *path == DOCUMENT { "The document, to be read and printed" } else { "A volume of the document" };
        let _ = writeln!(page, "<dt><a href=\"{}\">{}</a></dt><dd>{what}.</dd>", address(path), escaped(path));
    }
    let _ =
        writeln!(page, "<dt><a href=\"{RECORD}\">{RECORD}</a></dt><dd>The same as data, from which a journal can take it in again.</dd>");
    let _ = writeln!(page, "<dt>{}</dt><dd>The digests of all files: <code>sha256sum -c {0}</code> verifies them.</dd>\n</dl>", sums::LIST);
    if !report.evidence.is_empty() {
        page.push_str(
            "<table>\n<caption>Evidence</caption>\n<thead><tr><th scope=\"col\">Number</th><th scope=\"col\">File</th>\
             <th scope=\"col\">Details</th><th scope=\"col\">SHA-256</th></tr></thead>\n<tbody>\n",
        );
        for (at, piece) in report.evidence.iter().enumerate() {
            let name = clean_line(&piece.name);
            let name = if name.is_empty() { "(no name)".to_owned() } else { name };
            let linked = match files.get(at) {
                Some(path) => format!("<a href=\"{}\">{}</a>", address(path), escaped(&name)),
                None => escaped(&name),
            };
            let caption = clean_line(&piece.caption);
            let caption = if caption.is_empty() { String::new() } else { format!("{}<br>", escaped(&caption)) };
            let _ = writeln!(
                page,
                "<tr><th scope=\"row\">{}</th><td>{linked}</td><td>{caption}{}</td><td><code>{}</code></td></tr>",
                words::evidence_number(at),
                escaped(&words::evidence_details(piece)),
                piece.digest
            );
        }
        page.push_str("</tbody>\n</table>\n");
        if files.is_empty() {
            page.push_str("<p>The files themselves are not part of this pack.</p>\n");
        }
    }
    page + "</main>\n</body>\n</html>\n"
}

/// What somebody reads who unpacks it.
pub(super) fn readme(report: &Report, documents: &[&str], has_files: bool, in_parts: bool) -> String {
    let title = title(report);
    let mut text = format!("{title}\n{}\n\n", "=".repeat(title.chars().count().min(72)));
    let _ = writeln!(text, "{}. Prepared on {}.\n", words::period(report), words::day(report.made_on));
    let _ = writeln!(text, "{INDEX}\n    leads to everything; it opens in any browser, without a network.");
    match documents {
        [_] => {
            let _ = writeln!(text, "{DOCUMENT}\n    is the document, to be read and printed.");
        }
        _ => {
            let _ = writeln!(text, "{VOLUMES}/\n    is the document in volumes, to be read and printed.");
        }
    }
    let _ = writeln!(text, "{RECORD}\n    is the same as data, from which a journal can take it in again.");
    if has_files {
        let _ = writeln!(text, "evidence/\n    has the files that support it, under their names.");
    }
    let _ = writeln!(text, "{}\n    has the SHA-256 of every file. To verify that none was changed:\n    sha256sum -c {0}", sums::LIST);
    if in_parts {
        let _ = writeln!(
            text,
            "\nIt comes in parts: {PARTS} in each of them tells what is where. Unpack all parts into the same folder; each part has a\n\
             {} of its own, which verifies the files of that part.",
            sums::LIST
        );
    }
    text
}

/// What every part tells about all of them; `nth` counts from 0.
pub(super) fn parts(report: &Report, sets: &[Vec<&Member>], nth: usize) -> String {
    let total = sets.len();
    let mut text = format!("Pack: {}\nPart: {} of {total}\n\nUnpack all parts into the same folder.\n", report.id, nth + 1);
    for (at, set) in sets.iter().enumerate() {
        let _ = writeln!(text, "\n{}", file_name(at + 1));
        for member in set {
            let _ = writeln!(text, "    {}", member.path);
        }
    }
    text
}

/// The page of the folder that the parts are in, by which it is known to be ours.
pub(super) fn folder(total: usize) -> String {
    let mut text = format!("---\n{}\n---\n\n# A pack in parts\n\nUnpack all of them into the same folder.\n\n", target::MARK);
    for part in 1..=total {
        let _ = writeln!(text, "- [{0}]({0})", file_name(part));
    }
    text
}

fn title(report: &Report) -> String {
    let title = direction::visible(&clean_line(&report.title)).into_owned();
    if title.is_empty() { "CPD record".to_owned() } else { title }
}

/// A text that is nothing but text in a page.
fn escaped(text: &str) -> String {
    let text = direction::visible(text);
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() && c != '\n' => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

/// A path of the pack as an address: only letters of ASCII, digits and what a path is made of stay.
fn address(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
