//! What stands in a paragraph: runs of text, links, breaks, pictures.

use std::fmt::Write as _;

use super::xml;
use crate::exporters::direction;

/// How a run looks. Styles decide the rest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each can be with each of the others")]
pub(super) struct Look {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) struck: bool,
    pub(super) code: bool,
    pub(super) link: bool,
}

impl Look {
    pub(super) const PLAIN: Self = Self { bold: false, italic: false, struck: false, code: false, link: false };
    pub(super) const BOLD: Self = Self { bold: true, ..Self::PLAIN };
    pub(super) const LINK: Self = Self { link: true, ..Self::PLAIN };
    pub(super) const CODE: Self = Self { code: true, ..Self::PLAIN };

    fn properties(self, is_rtl: bool, out: &mut String) {
        let Self { bold, italic, struck, code, link } = self;
        if !(bold || italic || struck || code || link || is_rtl) {
            return;
        }
        out.push_str("<w:rPr>");
        // In the order of the schema (ECMA-376, 17.3.2.28). A run has one style: an address in code is code.
        match (code, link) {
            (true, _) => out.push_str("<w:rStyle w:val=\"CodeText\"/>"),
            (false, true) => out.push_str("<w:rStyle w:val=\"Hyperlink\"/>"),
            (false, false) => {}
        }
        for (is_so, mark) in [(bold, "<w:b/><w:bCs/>"), (italic, "<w:i/><w:iCs/>"), (struck, "<w:strike/>"), (is_rtl, "<w:rtl/>")] {
            if is_so {
                out.push_str(mark);
            }
        }
        out.push_str("</w:rPr>");
    }
}

/// The content of a paragraph on its way.
#[derive(Clone, Debug, Default)]
pub(super) struct Inline {
    xml: String,
    /// Whether its first letter with a direction runs from right to left.
    is_rtl: Option<bool>,
    has_words: bool,
    /// Letters in it, for the width of columns.
    letters: usize,
}

impl Inline {
    /// A text by itself.
    pub(super) fn of(text: &str, look: Look) -> Self {
        let mut inline = Self::default();
        inline.text(text, look);
        inline
    }

    /// Adds a text; line ends in it are breaks.
    pub(super) fn text(&mut self, text: &str, look: Look) {
        for (at, line) in text.split(['\n', '\u{2028}', '\u{2029}']).enumerate() {
            if at > 0 {
                self.line_break();
            }
            if !line.is_empty() {
                self.run(line.trim_end_matches('\r'), look);
            }
        }
    }

    fn run(&mut self, text: &str, look: Look) {
        let first = text.chars().find(|c| c.is_alphabetic()).map(direction::is_right_to_left);
        self.is_rtl = self.is_rtl.or(first);
        self.has_words = self.has_words || xml::has_words(text);
        self.letters += text.chars().count();
        self.xml.push_str("<w:r>");
        look.properties(first == Some(true), &mut self.xml);
        self.xml.push_str("<w:t xml:space=\"preserve\">");
        xml::text(text, &mut self.xml);
        self.xml.push_str("</w:t></w:r>");
    }

    pub(super) fn line_break(&mut self) {
        self.xml.push_str("<w:r><w:br/></w:r>");
    }

    pub(super) fn tab(&mut self) {
        self.xml.push_str("<w:r><w:tab/></w:r>");
    }

    /// Begins a link to an address that is a relationship of the document; ends at [`Self::end_link`].
    pub(super) fn begin_link(&mut self, relationship: usize) {
        let _ = write!(self.xml, "<w:hyperlink r:id=\"rIdL{relationship}\" w:history=\"1\">");
    }

    /// Begins a link to a bookmark of the document.
    pub(super) fn begin_jump(&mut self, bookmark: &str) {
        let _ = write!(self.xml, "<w:hyperlink w:anchor=\"{bookmark}\" w:history=\"1\">");
    }

    pub(super) fn end_link(&mut self) {
        self.xml.push_str("</w:hyperlink>");
    }

    /// A place that links lead to.
    pub(super) fn bookmark(&mut self, name: &str, number: usize) {
        let _ = write!(self.xml, "<w:bookmarkStart w:id=\"{number}\" w:name=\"{name}\"/><w:bookmarkEnd w:id=\"{number}\"/>");
    }

    /// Something that is XML of ours.
    pub(super) fn raw(&mut self, xml: &str) {
        self.xml.push_str(xml);
        self.has_words = true;
    }

    /// Adds another.
    pub(super) fn join(&mut self, other: &Self) {
        self.xml.push_str(&other.xml);
        self.is_rtl = self.is_rtl.or(other.is_rtl);
        self.has_words |= other.has_words;
        self.letters += other.letters;
    }

    pub(super) fn has_words(&self) -> bool {
        self.has_words
    }

    pub(super) fn letters(&self) -> usize {
        self.letters
    }

    pub(super) fn is_rtl(&self) -> bool {
        self.is_rtl == Some(true)
    }

    pub(super) fn xml(&self) -> &str {
        &self.xml
    }
}
