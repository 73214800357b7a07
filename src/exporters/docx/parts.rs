//! The parts of a Word document besides its text (ECMA-376 part 1): styles, lists, running lines, properties, and how they hang together.

use std::fmt::Write as _;

use chrono::Datelike as _;

use super::body::{List, Picture, WIDTH};
use super::xml::{PROLOGUE, attribute, escaped};
use crate::domain::Report;
use crate::domain::text::clean_line;
use crate::exporters::words;

/// Where the types of relationships are.
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const TYPES: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// What the text begins with; its end is [`end_of_document`].
pub(super) fn begin_of_document() -> String {
    format!(
        "{PROLOGUE}<w:document xmlns:w=\"{WORD}\" xmlns:r=\"{RELATION}\" \
         xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><w:body>"
    )
}

/// The page: A4 with margins of 24 mm, running lines on all pages but the cover, which has only the lower one.
pub(super) const fn end_of_document() -> &'static str {
    "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rIdHead\"/><w:footerReference w:type=\"default\" r:id=\"rIdFoot\"/>\
     <w:footerReference w:type=\"first\" r:id=\"rIdFoot1\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
     <w:pgMar w:top=\"1531\" w:right=\"1361\" w:bottom=\"1417\" w:left=\"1361\" w:header=\"680\" w:footer=\"624\" w:gutter=\"0\"/>\
     <w:titlePg/></w:sectPr></w:body></w:document>"
}

/// A language as documents name it: `en-GB`; British English where it is no tag.
fn language(tag: &str) -> &str {
    let is_tag = (2..=12).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') && !tag.starts_with('-');
    if is_tag { tag } else { "en-GB" }
}

/// A style of paragraphs: id, name, what it is based on, what follows it, its properties of paragraphs and of letters.
fn style((id, name, based, next): (&str, &str, &str, &str), paragraph: &str, letters: &str, out: &mut String) {
    let _ = write!(
        out,
        "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"{based}\"/><w:next w:val=\"{next}\"/>\
         <w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    );
}

/// Every style that the text names.
pub(super) fn styles(report: &Report) -> String {
    let language = language(&report.language);
    let mut out = format!(
        "{PROLOGUE}<w:styles xmlns:w=\"{WORD}\"><w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"Arial\" w:eastAsia=\"Microsoft YaHei\" w:hAnsi=\"Arial\" w:cs=\"Arial\"/><w:color w:val=\"16211F\"/>\
         <w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/><w:lang w:val=\"{language}\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:spacing w:before=\"60\" w:after=\"100\" w:line=\"276\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>\
         <w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/></w:style>\
         <w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/>\
         <w:tblCellMar><w:left w:w=\"108\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>"
    );
    let soft = "<w:color w:val=\"4D5B59\"/>";
    let accent = "<w:color w:val=\"0B6E6E\"/>";
    let sized = |half_points: u32| format!("<w:sz w:val=\"{half_points}\"/><w:szCs w:val=\"{half_points}\"/>");
    style(
        ("Title", "Title", "Normal", "Normal"),
        "<w:spacing w:before=\"120\" w:after=\"360\" w:line=\"240\" w:lineRule=\"auto\"/>",
        &format!("<w:b/><w:bCs/>{}", sized(60)),
        &mut out,
    );
    style(
        ("Subtitle", "Subtitle", "Normal", "Normal"),
        "<w:spacing w:before=\"1800\" w:after=\"60\"/>",
        &format!("<w:b/><w:bCs/>{accent}"),
        &mut out,
    );
    for (level, (size, before)) in [(40, 480), (28, 400), (24, 300), (22, 240), (21, 200), (21, 200)].into_iter().enumerate() {
        style(
            (&format!("Heading{}", level + 1), &format!("heading {}", level + 1), "Normal", "Normal"),
            &format!(
                "<w:keepNext/><w:keepLines/><w:spacing w:before=\"{before}\" w:after=\"100\" w:line=\"252\" w:lineRule=\"auto\"/>\
                 <w:outlineLvl w:val=\"{level}\"/>"
            ),
            &format!("<w:b/><w:bCs/>{}{}", if level == 5 { "<w:i/><w:iCs/>" } else { "" }, sized(size)),
            &mut out,
        );
    }
    style(
        ("Quote", "Quote", "Normal", "Normal"),
        "<w:pBdr><w:left w:val=\"single\" w:sz=\"12\" w:space=\"10\" w:color=\"0B6E6E\"/></w:pBdr><w:ind w:left=\"400\" w:right=\"400\"/>",
        "<w:i/><w:iCs/>",
        &mut out,
    );
    style(
        ("Code", "Code", "Normal", "Normal"),
        "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F1F5F4\"/>",
        &format!("<w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\" w:cs=\"Courier New\"/>{}", sized(19)),
        &mut out,
    );
    style(
        ("Fact", "Fact", "Normal", "Fact"),
        "<w:tabs><w:tab w:val=\"left\" w:pos=\"2500\"/></w:tabs><w:spacing w:before=\"20\" w:after=\"40\"/><w:ind w:left=\"2500\" w:hanging=\"2500\"/>",
        "",
        &mut out,
    );
    style(("Label", "Label", "Normal", "Normal"), "<w:keepNext/><w:spacing w:before=\"80\" w:after=\"20\"/>", "<w:b/><w:bCs/>", &mut out);
    style(("Note", "Note", "Normal", "Normal"), "", &format!("{soft}{}", sized(19)), &mut out);
    style(
        ("Small", "Small", "Normal", "Normal"),
        "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"160\" w:lineRule=\"exact\"/>",
        &sized(12),
        &mut out,
    );
    style(
        ("Caption", "caption", "Normal", "Normal"),
        "<w:keepNext/><w:spacing w:before=\"160\" w:after=\"80\"/>",
        &format!("<w:b/><w:bCs/>{}", sized(20)),
        &mut out,
    );
    // A line for a pen is a tab that is drawn as a line, up to the right margin.
    style(
        ("ByHand", "Signature Line", "Normal", "Normal"),
        &format!(
            "<w:tabs><w:tab w:val=\"right\" w:leader=\"underscore\" w:pos=\"{WIDTH}\"/></w:tabs><w:spacing w:before=\"480\" w:after=\"120\"/>"
        ),
        "",
        &mut out,
    );
    style(("ListParagraph", "List Paragraph", "Normal", "ListParagraph"), "<w:spacing w:before=\"20\" w:after=\"40\"/>", "", &mut out);
    style(
        ("ListContinue", "List Continue", "Normal", "ListContinue"),
        "<w:spacing w:before=\"20\" w:after=\"40\"/><w:ind w:left=\"360\"/>",
        "",
        &mut out,
    );
    for (id, name) in [("ListBullet", "List Bullet"), ("ListNumber", "List Number")] {
        style((id, name, "ListParagraph", id), "", "", &mut out);
    }
    style(
        ("TOCHeading", "TOC Heading", "Normal", "Normal"),
        "<w:keepNext/><w:pageBreakBefore/><w:spacing w:after=\"160\"/>",
        &format!("<w:b/><w:bCs/>{}", sized(40)),
        &mut out,
    );
    let small = sized(18);
    let tight = |before: u32| format!("<w:spacing w:before=\"{before}\" w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>");
    style(("TOC1", "toc 1", "Normal", "Normal"), &tight(80), &format!("<w:b/><w:bCs/>{small}"), &mut out);
    style(("TOC2", "toc 2", "Normal", "Normal"), &format!("{}<w:ind w:left=\"280\"/>", tight(0)), &small, &mut out);
    let tabs = format!("<w:tabs><w:tab w:val=\"right\" w:pos=\"{WIDTH}\"/></w:tabs><w:spacing w:before=\"0\" w:after=\"0\"/>");
    style(("Header", "header", "Normal", "Header"), &tabs, &format!("{soft}{}", sized(16)), &mut out);
    style(("Footer", "footer", "Normal", "Footer"), &tabs, &format!("{soft}{}", sized(16)), &mut out);
    out.push_str(
        "<w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/><w:rPr><w:color w:val=\"0B4F8A\"/><w:u w:val=\"single\"/></w:rPr></w:style>\
         <w:style w:type=\"character\" w:styleId=\"CodeText\"><w:name w:val=\"Code Text\"/><w:rPr>\
         <w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\" w:cs=\"Courier New\"/><w:sz w:val=\"19\"/><w:szCs w:val=\"19\"/></w:rPr></w:style>\
         <w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/><w:basedOn w:val=\"TableNormal\"/>\
         <w:pPr><w:spacing w:before=\"40\" w:after=\"40\" w:line=\"252\" w:lineRule=\"auto\"/></w:pPr><w:rPr><w:sz w:val=\"19\"/><w:szCs w:val=\"19\"/></w:rPr>\
         <w:tblPr><w:tblBorders><w:top w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"0B6E6E\"/>\
         <w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"7C8A88\"/>\
         <w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"C5D3D1\"/></w:tblBorders></w:tblPr>\
         <w:tblStylePr w:type=\"firstRow\"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E8F0EF\"/></w:tcPr></w:tblStylePr>\
         </w:style></w:styles>",
    );
    out
}

/// Lists: two shapes, and each list of the text as one of them, so that every numbered one begins where it was told to.
pub(super) fn numbering(lists: &[List]) -> String {
    let mut out = format!("{PROLOGUE}<w:numbering xmlns:w=\"{WORD}\">");
    for (shape, format) in [(0, "bullet"), (1, "decimal")] {
        let _ = write!(out, "<w:abstractNum w:abstractNumId=\"{shape}\"><w:multiLevelType w:val=\"multilevel\"/>");
        for level in 0..9_usize {
            let mark = match (shape, level % 3) {
                (0, 0) => "•".to_owned(),
                (0, 1) => "–".to_owned(),
                (0, _) => "▪".to_owned(),
                _ => format!("%{}.", level + 1),
            };
            let _ = write!(
                out,
                "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{mark}\"/><w:lvlJc w:val=\"left\"/>\
                 <w:pPr><w:ind w:left=\"{}\" w:hanging=\"360\"/></w:pPr></w:lvl>",
                360 * (level + 1)
            );
        }
        out.push_str("</w:abstractNum>");
    }
    for (at, list) in lists.iter().enumerate() {
        let number = at + 1;
        match list.start {
            None => {
                let _ = write!(out, "<w:num w:numId=\"{number}\"><w:abstractNumId w:val=\"0\"/></w:num>");
            }
            Some(start) => {
                // More than the format counts to is where it ends.
                let start = start.min(32_767);
                let _ = write!(out, "<w:num w:numId=\"{number}\"><w:abstractNumId w:val=\"1\"/>");
                for level in 0..9 {
                    let _ = write!(out, "<w:lvlOverride w:ilvl=\"{level}\"><w:startOverride w:val=\"{start}\"/></w:lvlOverride>");
                }
                out.push_str("</w:num>");
            }
        }
    }
    out + "</w:numbering>"
}

/// The line above every page but the first: what it is, and for which days.
pub(super) fn head(report: &Report, title: &str) -> String {
    format!(
        "{PROLOGUE}<w:hdr xmlns:w=\"{WORD}\"><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>\
         <w:r><w:tab/></w:r><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p></w:hdr>",
        attribute(title, 90),
        escaped(&words::period(report))
    )
}

/// The line below every page: when it was made, and which page it is.
pub(super) fn foot(report: &Report) -> String {
    let run = |content: &str| format!("<w:r>{content}</w:r>");
    let field = |name: &str| {
        [
            run("<w:fldChar w:fldCharType=\"begin\"/>"),
            run(&format!("<w:instrText xml:space=\"preserve\"> {name} </w:instrText>")),
            run("<w:fldChar w:fldCharType=\"separate\"/>"),
            run("<w:t>1</w:t>"),
            run("<w:fldChar w:fldCharType=\"end\"/>"),
        ]
        .concat()
    };
    format!(
        "{PROLOGUE}<w:ftr xmlns:w=\"{WORD}\"><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr><w:r><w:t>Prepared on {}</w:t></w:r><w:r><w:tab/></w:r>\
         <w:r><w:t xml:space=\"preserve\">Page </w:t></w:r>{}<w:r><w:t xml:space=\"preserve\"> of </w:t></w:r>{}</w:p></w:ftr>",
        words::day(report.made_on),
        field("PAGE"),
        field("NUMPAGES")
    )
}

/// How Word treats it: as made by a recent release, and never asking anybody anything.
pub(super) fn settings(report: &Report) -> String {
    format!(
        "{PROLOGUE}<w:settings xmlns:w=\"{WORD}\"><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"720\"/><w:characterSpacingControl w:val=\"doNotCompress\"/>\
         <w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
         <w:themeFontLang w:val=\"{}\"/></w:settings>",
        language(&report.language)
    )
}

/// Title, author and day, as programs and archives read them.
pub(super) fn core(report: &Report, title: &str) -> String {
    let made = report.made_on;
    // The format knows four digits.
    let day = |name: &str| match made.year() {
        1..=9999 => format!("<dcterms:{name} xsi:type=\"dcterms:W3CDTF\">{made}T00:00:00Z</dcterms:{name}>"),
        _ => String::new(),
    };
    format!(
        "{PROLOGUE}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title>\
         <dc:creator>{}</dc:creator><dc:description>{}</dc:description><cp:keywords>continuing professional development, CPD</cp:keywords>\
         <dc:language>{}</dc:language>{}{}</cp:coreProperties>",
        attribute(title, 250),
        attribute(&clean_line(&report.registrant.name), 250),
        attribute(&format!("Record of continuing professional development, {}", words::period(report)), 250),
        language(&report.language),
        day("created"),
        day("modified")
    )
}

/// What a document refers to: its own parts, addresses of the web, pictures.
pub(super) fn relations(addresses: &[String], pictures: &[Picture]) -> String {
    let mut out = format!("{PROLOGUE}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for (id, kind, target) in [
        ("rIdStyles", "styles", "styles.xml"),
        ("rIdNumbering", "numbering", "numbering.xml"),
        ("rIdSettings", "settings", "settings.xml"),
        ("rIdHead", "header", "header1.xml"),
        ("rIdFoot", "footer", "footer1.xml"),
        ("rIdFoot1", "footer", "footer2.xml"),
    ] {
        let _ = write!(out, "<Relationship Id=\"{id}\" Type=\"{RELATION}/{kind}\" Target=\"{target}\"/>");
    }
    for (at, address) in addresses.iter().enumerate() {
        let _ = write!(
            out,
            "<Relationship Id=\"rIdL{}\" Type=\"{RELATION}/hyperlink\" Target=\"{}\" TargetMode=\"External\"/>",
            at + 1,
            escaped(address)
        );
    }
    for (at, picture) in pictures.iter().enumerate() {
        let _ =
            write!(out, "<Relationship Id=\"rIdP{0}\" Type=\"{RELATION}/image\" Target=\"media/{1}\"/>", at + 1, picture_name(at, picture));
    }
    out + "</Relationships>"
}

/// What a picture is called in the file.
pub(super) fn picture_name(at: usize, picture: &Picture) -> String {
    format!("picture{}.{}", at + 1, picture.ending)
}

/// What the parts are.
pub(super) fn types() -> String {
    let mut out = format!(
        "{PROLOGUE}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>\
         <Default Extension=\"jpeg\" ContentType=\"image/jpeg\"/>"
    );
    for (part, kind) in [
        ("document", "document.main"),
        ("styles", "styles"),
        ("numbering", "numbering"),
        ("settings", "settings"),
        ("header1", "header"),
        ("footer1", "footer"),
        ("footer2", "footer"),
    ] {
        let _ = write!(out, "<Override PartName=\"/word/{part}.xml\" ContentType=\"{TYPES}.{kind}+xml\"/>");
    }
    out + "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>"
}

/// Where the file begins.
pub(super) fn root() -> String {
    format!(
        "{PROLOGUE}<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Type=\"{RELATION}/officeDocument\" Target=\"word/document.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{PACKAGE}/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>"
    )
}
