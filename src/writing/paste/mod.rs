//! What other programs put on the clipboard, as clean Markdown: word processors, mails, documents in the browser, tables, chats.
//!
//! ```text
//! html ─► limits ─► html5ever's tree ─► walk (blocks) ─► inline (words and marks) ─► page (Markdown)
//! ```

mod address;
mod inline;
mod limits;
mod look;
mod page;
mod plain;
mod table;
mod walk;
mod word;

use html5ever::tendril::TendrilSink as _;
use markup5ever_rcdom::RcDom;

pub use plain::tidy_plain;

/// More HTML than that (in bytes) is read as plain text: a hundred pages from a word processor are a fifth of it.
const MOST_BYTES: usize = 5_000_000;

/// Clean Markdown of HTML. Scripts, styles, hidden text and pictures do not come along; the words of a picture do. Links come out of the
/// wrappers that mail filters put around them, without asking anybody. Too much or too deeply nested HTML comes as plain text.
pub fn markdown_of_html(html: &str) -> String {
    let html = fragment(html);
    if html.len() > MOST_BYTES || limits::is_too_deep(html) {
        return tidy_plain(&limits::text(html));
    }
    let tree = html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default()).one(html);
    walk::markdown(&tree.document)
}

/// Windows puts a few lines with numbers before the HTML.
fn fragment(html: &str) -> &str {
    if html.starts_with("Version:") && html.get(..200).unwrap_or(html).contains("StartHTML:") {
        return html.find('<').and_then(|at| html.get(at..)).unwrap_or_default();
    }
    html
}
