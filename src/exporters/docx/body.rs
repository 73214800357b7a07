//! The body of a document on its way: paragraphs, headings, tables and pictures, and what they need elsewhere in the file.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::inline::{Inline, Look};
use super::xml;

/// The width of a line, in twentieths of a point: A4 less its margins of 24 mm.
pub(super) const WIDTH: usize = 9_184;

/// What a paragraph is: a style by its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Normal,
    Title,
    Kind,
    Note,
    Quote,
    Code,
    Caption,
    /// A label, a tab, and a text beside it.
    Fact,
    /// A label above a text.
    Label,
    /// A line for a pen.
    ByHand,
    Small,
    /// 1 to 6.
    Heading(usize),
    /// A point of a list: the number of the list, how deep it lies, from 0, and whether it is numbered.
    Item(usize, usize, bool),
    /// What goes on in a point, at its depth.
    Continued(usize),
}

impl Style {
    /// The properties of a paragraph, in the order of the schema (ECMA-376, 17.3.1.26).
    fn properties(self, is_rtl: bool, breaks: bool, out: &mut String) {
        let id = match self {
            Self::Normal => "",
            Self::Title => "Title",
            Self::Kind => "Subtitle",
            Self::Note => "Note",
            Self::Quote => "Quote",
            Self::Code => "Code",
            Self::Caption => "Caption",
            Self::Fact => "Fact",
            Self::Label => "Label",
            Self::ByHand => "ByHand",
            Self::Small => "Small",
            Self::Heading(level) => ["Heading1", "Heading2", "Heading3", "Heading4", "Heading5", "Heading6"]
                .get(level.saturating_sub(1))
                .copied()
                .unwrap_or("Heading6"),
            Self::Item(_, _, false) => "ListBullet",
            Self::Item(_, _, true) => "ListNumber",
            Self::Continued(_) => "ListContinue",
        };
        if id.is_empty() && !is_rtl && !breaks {
            return;
        }
        out.push_str("<w:pPr>");
        if !id.is_empty() {
            let _ = write!(out, "<w:pStyle w:val=\"{id}\"/>");
        }
        if breaks {
            out.push_str("<w:pageBreakBefore/>");
        }
        if let Self::Item(list, depth, _) = self {
            let _ = write!(out, "<w:numPr><w:ilvl w:val=\"{}\"/><w:numId w:val=\"{list}\"/></w:numPr>", depth.min(8));
        }
        if is_rtl {
            out.push_str("<w:bidi/>");
        }
        if let Self::Continued(depth) = self {
            let _ = write!(out, "<w:ind w:left=\"{}\"/>", 360 * (depth.min(8) + 1));
        }
        out.push_str("</w:pPr>");
    }
}

/// A cell: paragraphs as XML, and how many letters are in the longest of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    pub(super) xml: String,
    pub(super) letters: usize,
}

/// A list that was begun: ordered ones count from a number.
#[derive(Clone, Copy, Debug)]
pub(super) struct List {
    pub(super) start: Option<u64>,
}

/// A picture of the document.
#[derive(Clone, Debug)]
pub(super) struct Picture {
    pub(super) content: Vec<u8>,
    /// `png`, `jpeg`.
    pub(super) ending: &'static str,
    pub(super) width: u32,
    pub(super) height: u32,
}

/// A heading of the table of contents.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) level: usize,
    pub(super) text: String,
    pub(super) bookmark: String,
}

/// See the [module](self).
#[derive(Default)]
pub(super) struct Body {
    pub(super) xml: String,
    pub(super) contents: Vec<Entry>,
    pub(super) lists: Vec<List>,
    /// Addresses of the web, each once, in order of first use.
    pub(super) addresses: Vec<String>,
    known: HashMap<String, usize>,
    pub(super) pictures: Vec<Picture>,
    marks: usize,
    /// Two tables in a row would be one.
    after_table: bool,
    /// The next paragraph begins a page.
    breaks: bool,
}

impl Body {
    /// A paragraph; nothing without words.
    pub(super) fn paragraph(&mut self, style: Style, inline: &Inline) {
        if inline.has_words() {
            self.put(style, inline);
        }
    }

    /// The same, even when it is empty.
    pub(super) fn put(&mut self, style: Style, inline: &Inline) {
        self.after_table = false;
        self.xml.push_str("<w:p>");
        style.properties(inline.is_rtl(), std::mem::take(&mut self.breaks), &mut self.xml);
        self.xml.push_str(inline.xml());
        self.xml.push_str("</w:p>");
    }

    /// A plain text as a paragraph.
    pub(super) fn words(&mut self, style: Style, text: &str) {
        self.paragraph(style, &Inline::of(&crate::domain::text::clean_line(text), Look::PLAIN));
    }

    /// A heading; one without words says so. Listed, it is in the table of contents.
    pub(super) fn heading(&mut self, level: usize, text: &str, is_listed: bool) {
        let line = crate::domain::text::clean_line(text);
        let line = if xml::has_words(&line) { line } else { "(no title)".to_owned() };
        let mut inline = Inline::default();
        if is_listed {
            let bookmark = format!("_Toc{:08}", self.contents.len() + 1);
            let number = self.mark();
            inline.bookmark(&bookmark, number);
            self.contents.push(Entry { level, text: line.clone(), bookmark });
        }
        inline.text(&line, Look::PLAIN);
        self.put(Style::Heading(level), &inline);
    }

    /// A number for a bookmark.
    pub(super) fn mark(&mut self) -> usize {
        self.marks += 1;
        self.marks
    }

    /// What follows begins a page.
    pub(super) fn new_page(&mut self) {
        self.breaks = true;
    }

    /// Begins a list. Gives the number that its points name.
    pub(super) fn list(&mut self, start: Option<u64>) -> usize {
        self.lists.push(List { start });
        self.lists.len()
    }

    /// How a point of a list is set, at its depth.
    pub(super) fn point(&self, list: usize, depth: usize) -> Style {
        let is_numbered = list.checked_sub(1).and_then(|at| self.lists.get(at)).is_some_and(|list| list.start.is_some());
        Style::Item(list, depth, is_numbered)
    }

    /// The number of the relationship to an address.
    pub(super) fn address(&mut self, address: &str) -> usize {
        if let Some(known) = self.known.get(address) {
            return *known;
        }
        self.addresses.push(address.to_owned());
        self.known.insert(address.to_owned(), self.addresses.len());
        self.addresses.len()
    }

    /// A table: heads above columns, and rows of as many cells. `says` is what somebody hears of it who does not see it.
    pub(super) fn table(&mut self, heads: &[Cell], rows: &[Vec<Cell>], says: &str) {
        if heads.is_empty() {
            return;
        }
        if self.after_table || self.breaks {
            self.put(Style::Small, &Inline::default());
        }
        let widths = widths(heads, rows);
        self.xml.push_str("<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/>");
        let _ = write!(self.xml, "<w:tblW w:w=\"{WIDTH}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>");
        self.xml.push_str("<w:tblLook w:val=\"0420\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"0\" w:noVBand=\"1\"/>");
        let says = xml::attribute(says, 250);
        if !says.is_empty() {
            let _ = write!(self.xml, "<w:tblCaption w:val=\"{says}\"/>");
        }
        self.xml.push_str("</w:tblPr><w:tblGrid>");
        for width in &widths {
            let _ = write!(self.xml, "<w:gridCol w:w=\"{width}\"/>");
        }
        self.xml.push_str("</w:tblGrid>");
        self.row(heads, &widths, "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for row in rows {
            // A row stays on one page, unless it might be longer than that.
            let is_short = row.iter().map(|cell| cell.letters).sum::<usize>() < 600;
            self.row(row, &widths, if is_short { "<w:trPr><w:cantSplit/></w:trPr>" } else { "" });
        }
        self.xml.push_str("</w:tbl>");
        self.after_table = true;
    }

    fn row(&mut self, cells: &[Cell], widths: &[usize], properties: &str) {
        self.xml.push_str("<w:tr>");
        self.xml.push_str(properties);
        for (at, width) in widths.iter().enumerate() {
            let _ = write!(self.xml, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>");
            // A cell without a paragraph is no cell.
            match cells.get(at).filter(|cell| !cell.xml.is_empty()) {
                Some(cell) => self.xml.push_str(&cell.xml),
                None => self.xml.push_str("<w:p/>"),
            }
            self.xml.push_str("</w:tc>");
        }
        self.xml.push_str("</w:tr>");
    }

    /// Ends what must not be the last thing of a document.
    pub(super) fn close(&mut self) {
        if self.after_table {
            self.put(Style::Small, &Inline::default());
        }
    }

    /// What is put into the body by `fill`, taken out of it again: the content of a cell.
    pub(super) fn apart(&mut self, fill: impl FnOnce(&mut Self)) -> String {
        let before = std::mem::take(&mut self.xml);
        let (was_after, breaks) = (std::mem::take(&mut self.after_table), std::mem::take(&mut self.breaks));
        fill(self);
        self.close();
        self.after_table = was_after;
        self.breaks = breaks;
        std::mem::replace(&mut self.xml, before)
    }

    /// A picture as wide and high as there is room for, with words for those who do not see it.
    pub(super) fn picture(&mut self, picture: Picture, says: &str) {
        // English Metric Units: 914,400 to the inch. Pictures are 96 dots to the inch unless the page is too small.
        const DOT: u64 = 9_525;
        const WIDE: u64 = WIDTH as u64 * 635;
        const HIGH: u64 = 8_000_000;
        let (width, height) = (u64::from(picture.width.max(1)) * DOT, u64::from(picture.height.max(1)) * DOT);
        let (mut shown_width, mut shown_height) = (width, height);
        if shown_width > WIDE {
            (shown_width, shown_height) = (WIDE, height * WIDE / width);
        }
        if shown_height > HIGH {
            (shown_width, shown_height) = (shown_width * HIGH / shown_height.max(1), HIGH);
        }
        let (shown_width, shown_height) = (shown_width.max(1), shown_height.max(1));
        self.pictures.push(picture);
        let number = self.pictures.len();
        let says = xml::attribute(says, 2_000);
        let mut inline = Inline::default();
        inline.raw(&format!(
            "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{shown_width}\" cy=\"{shown_height}\"/>\
             <wp:docPr id=\"{number}\" name=\"Picture {number}\" descr=\"{says}\"/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/>\
             </wp:cNvGraphicFramePr><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr>\
             <pic:cNvPr id=\"{number}\" name=\"Picture {number}\" descr=\"{says}\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>\
             <a:blip r:embed=\"rIdP{number}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/>\
             <a:ext cx=\"{shown_width}\" cy=\"{shown_height}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>\
             </a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        ));
        self.put(Style::Normal, &inline);
    }
}

/// The widths of columns by what stands in them: the longest text decides, within bounds.
fn widths(heads: &[Cell], rows: &[Vec<Cell>]) -> Vec<usize> {
    const FEW: usize = 12;
    const MANY: usize = 44;
    let longest = |at: usize, head: &Cell| rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.letters).chain([head.letters]).max();
    let weights: Vec<usize> = heads.iter().enumerate().map(|(at, head)| longest(at, head).unwrap_or_default().clamp(FEW, MANY)).collect();
    let all: usize = weights.iter().sum::<usize>().max(1);
    let mut widths: Vec<usize> = weights.iter().map(|weight| WIDTH * weight / all).collect();
    let rest = WIDTH.saturating_sub(widths.iter().sum());
    if let Some(last) = widths.last_mut() {
        *last += rest;
    }
    widths
}
