//! DOCX: the report for those who want a Word document (ECMA-376 part 1, `WordprocessingML`), with real styles, headings, lists, tables with
//! heads, links, bookmarks and running lines, so that a screen reader finds its way.
//!
//! Written by hand: nothing typed is ever markup (`xml`), and the same report gives the same bytes.
//!
//! | file | what |
//! |---|---|
//! | `report` | the report in its order |
//! | `chapter`, `pieces` | its chapters, and the facts and tables in them |
//! | `evidence` | the list of files, and what there is to see of them |
//! | `markdown` | the user's long texts |
//! | `body`, `inline` | paragraphs and what is in them |
//! | `shown` | what there is to see of the evidence |
//! | `parts` | styles, lists, running lines, properties |
//! | `xml` | texts as XML |

mod body;
mod chapter;
mod evidence;
mod inline;
mod markdown;
mod parts;
mod pieces;
mod report;
mod shown;
mod xml;

use std::fmt::Write as _;
use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use self::body::{Body, Entry};
use super::archive::{Archive, Packing};
use super::{ExportError, Exporter, Form, Job, Phase, Written};
use crate::domain::portfolio::EvidenceAs;

pub static EXPORTER: Docx = Docx;

/// See the [module](self).
pub struct Docx;

impl Exporter for Docx {
    fn id(&self) -> &'static str {
        "docx"
    }

    fn label(&self) -> &'static str {
        "Word document"
    }

    fn purpose(&self) -> &'static str {
        "For a regulator or an employer who wants to work with it in Word"
    }

    fn extension(&self) -> &'static str {
        "docx"
    }

    fn form(&self, _target: &Path) -> Form {
        Form::File
    }

    fn write(&self, job: &mut Job<'_>, out: &Path) -> Result<Written, ExportError> {
        let report = job.report;
        let mut warnings = Vec::new();
        let shown = shown::shown(job, out, &mut warnings)?;
        if report.parts.evidence == EvidenceAs::Attachment && !report.evidence.is_empty() {
            warnings.push("A Word document lists the files of evidence but cannot hold them: a PDF or a pack has them inside.".to_owned());
        }
        let total = report.entries.len();
        job.phase(Phase::Entries { done: 0, total })?;
        let mut body = Body::default();
        report::cover(&mut body, report);
        let cover = std::mem::take(&mut body.xml);
        report::rest(&mut body, report, shown, &mut |done| job.phase(Phase::Entries { done, total }))?;
        body.close();
        job.phase(Phase::Writing)?;
        let title = report::title(report);
        let Body { xml, contents, lists, addresses, pictures, .. } = body;
        let document = [&parts::begin_of_document(), &cover, &table_of_contents(&contents), &xml, parts::end_of_document()].concat();
        let foot = parts::foot(report);
        let file = File::create(out).map_err(|source| ExportError::io(out, source))?;
        let mut archive = Archive::new(BufWriter::new(file), out);
        // Programs that look at the beginning of a file want its types first.
        for (name, content) in [
            ("[Content_Types].xml", &parts::types()),
            ("_rels/.rels", &parts::root()),
            ("word/document.xml", &document),
            ("word/_rels/document.xml.rels", &parts::relations(&addresses, &pictures)),
            ("word/styles.xml", &parts::styles(report)),
            ("word/numbering.xml", &parts::numbering(&lists)),
            ("word/settings.xml", &parts::settings(report)),
            ("word/header1.xml", &parts::head(report, &title)),
            ("word/footer1.xml", &foot),
            ("word/footer2.xml", &foot),
            ("docProps/core.xml", &parts::core(report, &title)),
        ] {
            archive.add(name, content.as_bytes(), Packing::Deflated)?;
        }
        for (at, picture) in pictures.iter().enumerate() {
            archive.add(&format!("word/media/{}", parts::picture_name(at, picture)), &picture.content, Packing::Stored)?;
        }
        archive.finish()?;
        Ok(Written { pages: None, warnings })
    }
}

/// The table of contents as a field that is filled in already. It says no page numbers, which only Word knows; brought up to date there,
/// it stays as it is.
fn table_of_contents(contents: &[Entry]) -> String {
    if contents.is_empty() {
        return String::new();
    }
    let mut out = String::from(
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>\
         <w:p><w:pPr><w:pStyle w:val=\"TOCHeading\"/></w:pPr><w:r><w:t>Contents</w:t></w:r></w:p>",
    );
    let last = contents.len() - 1;
    for (at, Entry { level, text, bookmark }) in contents.iter().enumerate() {
        let _ = write!(out, "<w:p><w:pPr><w:pStyle w:val=\"TOC{level}\"/></w:pPr>");
        if at == 0 {
            out.push_str(
                "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"1-2\" \\n \\h \\z \\u </w:instrText></w:r>\
                 <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>",
            );
        }
        let _ = write!(
            out,
            "<w:hyperlink w:anchor=\"{bookmark}\" w:history=\"1\"><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:hyperlink>",
            xml::escaped(text)
        );
        if at == last {
            out.push_str("<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
        }
        out.push_str("</w:p>");
    }
    out + "</w:sdtContent></w:sdt>"
}
