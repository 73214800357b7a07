//! HTML: one file that opens in any browser, now and in twenty years, without a network and without a script: what there is to read is in
//! it, pictures and small files too. The same order and words as the PDF. Somebody who reads it can comment and fill in forms.
//!
//! | file | what |
//! |---|---|
//! | `markup` | elements and escaping: the only place where `<` is written |
//! | `markdown` | the user's Markdown |
//! | `body` `table` | headings, contents, facts, tables, boxes for comments |
//! | `entry` `chapter` `evidence` `picture` | the parts of a page |
//! | `answer` | forms to be sent back |
//!
//! The look is `assets/html/record.css`, the one script `assets/html/answer.js`. A policy inside the page lets a browser load nothing and
//! run nothing but that script, by its digest (Content Security Policy Level 3).

mod answer;
mod body;
mod chapter;
mod entry;
mod evidence;
mod markdown;
mod markup;
mod picture;
mod table;

use std::fs;
use std::path::Path;

use self::body::{Body, titled};
use self::evidence::Shown;
use self::markup::Markup;
use super::words::{self, Fact, Text};
use super::{ExportError, Exporter, Job, Phase, Written};
use crate::domain::portfolio::Depth;
use crate::domain::{Minutes, Report};

pub static EXPORTER: Html = Html;

/// See the [module](self).
pub struct Html;

const STYLE: &str = "html/record.css";
const SCRIPT: &str = "html/answer.js";

/// After so many entries somebody is asked whether to go on.
const OFTEN: usize = 50;

impl Exporter for Html {
    fn id(&self) -> &'static str {
        "html"
    }

    fn label(&self) -> &'static str {
        "HTML"
    }

    fn purpose(&self) -> &'static str {
        "One page for any browser, with boxes in which a partner or confirmer can comment"
    }

    fn extension(&self) -> &'static str {
        "html"
    }

    fn write(&self, job: &mut Job<'_>, out: &Path) -> Result<Written, ExportError> {
        let mut warnings = Vec::new();
        let shown = evidence::read(job, out, &mut warnings)?;
        let page = page(job, &shown)?;
        job.phase(Phase::Writing)?;
        fs::write(out, page).map_err(|source| ExportError::io(out, source))?;
        Ok(Written { pages: None, warnings })
    }
}

fn page(job: &Job<'_>, shown: &[Shown]) -> Result<String, ExportError> {
    let report = job.report;
    let asset = |name: &str| crate::embedded::text(name).ok_or_else(|| ExportError::Layout(format!("{name} is missing")));
    let (style, script) = (asset(STYLE)?, asset(SCRIPT)?);
    let body = body(job, shown)?;
    let title = titled(if report.title.trim().is_empty() { "CPD record" } else { &report.title });
    let mut page = Markup::default();
    page.raw("<!DOCTYPE html>\n");
    page.open("html", &[("lang", language(&report.language))]);
    page.raw("\n<head>\n<meta charset=\"utf-8\">\n");
    let policy = format!(
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        digest(&script)
    );
    page.open("meta", &[("http-equiv", "Content-Security-Policy"), ("content", &policy)]);
    page.raw(
        "\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n",
    );
    page.raw("<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"robots\" content=\"noindex\">\n");
    let described = format!("Record of continuing professional development, {}", words::period(report));
    page.open("meta", &[("name", "description"), ("content", &described)]);
    page.raw("\n");
    page.block("title", &[], &title);
    page.embedded("style", &style);
    page.raw("</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the record</a>\n");
    cover(report, &title, body.comments_on().as_deref(), &mut page);
    page.append(&body.contents());
    let (id, made_on) = (report.id.to_string(), report.made_on.to_string());
    page.open("main", &[("id", "main"), ("data-report", &id), ("data-title", &title), ("data-made-on", &made_on)]);
    page.raw("\n");
    page.append(&body.page);
    page.raw("</main>\n<footer>");
    page.block("p", &[], &format!("Prepared on {}.", words::day(report.made_on)));
    page.raw("</footer>\n");
    page.embedded("script", &script);
    page.raw("</body>\n</html>\n");
    Ok(page.into_string())
}

/// Everything below the contents, in the order of all formats.
fn body(job: &Job<'_>, shown: &[Shown]) -> Result<Body, ExportError> {
    let report = job.report;
    let mut body = Body::default();
    if let Some(chapter) = words::requirements(report) {
        chapter::write(&chapter, &mut body);
    }
    for chapter in words::forms(report) {
        chapter::write(&chapter, &mut body);
    }
    summary(report, &mut body);
    if !report.charts.is_empty() {
        body.section("In pictures", false);
        for chart in &report.charts {
            let id = body.part("", &chart.title);
            picture::write(chart, &id, &mut body.page);
        }
        body.end_of_section();
    }
    if !report.goals.is_empty() {
        body.section("Goals of the development plan", false);
        report.goals.iter().for_each(|goal| entry::goal(goal, &mut body));
        body.end_of_section();
    }
    let (mut done, total) = (0, report.entries.len());
    for (year, entries) in words::years(&report.entries) {
        let title = format!("Entries of {year}");
        body.section(&title, false);
        let sum = format!("{}, {}", words::counted(entries.len(), "entry", "entries"), words::total(entries));
        body.page.block("p", &[("class", "soft")], &sum);
        match report.depth {
            Depth::Summary => body.table(&title, &words::entry_table(entries)),
            Depth::Full => {
                for one in entries {
                    if done % OFTEN == 0 {
                        job.phase(Phase::Entries { done, total })?;
                    }
                    entry::entry(one, report, &mut body);
                    done += 1;
                }
            }
        }
        body.end_of_section();
    }
    if let Some(chapter) = words::records(report) {
        chapter::write(&chapter, &mut body);
    }
    evidence::write(report, shown, &mut body);
    if let Some(chapter) = words::authorship(report) {
        chapter::write(&chapter, &mut body);
    }
    answer::write(report, &mut body);
    Ok(body)
}

/// Whose record it is, what it covers and what it is.
fn cover(report: &Report, title: &str, comments_on: Option<&str>, page: &mut Markup) {
    page.raw("<header>\n<p class=\"kind\">Continuing professional development</p>\n");
    page.block("h1", &[("dir", "auto")], title);
    if !report.asks.is_empty() {
        let asks: Vec<String> = report.asks.iter().map(|ask| titled(&ask.label)).collect();
        page.raw("<p class=\"reader\" dir=\"auto\">If you were asked to comment or to confirm: ");
        page.element("a", &[("href", "#answer")], "what you can fill in");
        page.raw(" ");
        let comments = comments_on.map_or_else(String::new, |on| format!(" You can also comment on {on} where it stands."));
        page.line(&format!("is at the end ({}).{comments}", asks.join(", ")));
        page.raw("</p>\n");
    }
    let written = |fact: &Fact<'_>| matches!(fact.lines.as_slice(), [Text::Markdown(_)]);
    let (notes, facts): (Vec<_>, Vec<_>) = words::cover_facts(report).into_iter().partition(written);
    let mut part = Body::default();
    part.facts("cover", &facts);
    page.append(&part.page);
    page.raw("<ul class=\"counts\">");
    for (number, what) in words::counts(report) {
        page.raw("<li>");
        page.element("strong", &[], &number);
        page.raw(" ");
        page.element("span", &[], what);
        page.raw("</li>");
    }
    page.raw("</ul>\n");
    for note in notes {
        let mut part = Body::default();
        page.raw("<div class=\"reader\">");
        page.block("p", &[("class", "label")], &note.label);
        note.lines.iter().for_each(|line| part.text(line));
        page.append(&part.page);
        page.raw("</div>\n");
    }
    let about = words::about(report);
    let files = (!report.evidence.is_empty()).then_some(
        "The files that support it are listed at the end with their SHA-256 digests. Pictures and small files are inside this page: their \
         names in the list are links.",
    );
    let files = files.filter(|_| report.parts.evidence != crate::domain::portfolio::EvidenceAs::Index);
    for sentence in about.iter().map(String::as_str).chain(files) {
        page.block("p", &[("class", "soft"), ("dir", "auto")], sentence);
    }
    page.raw("</header>\n");
}

/// What the entries add up to, by kind of activity and by year.
fn summary(report: &Report, body: &mut Body) {
    let entries = &report.entries;
    if entries.is_empty() {
        return;
    }
    let row = |label: &str, count: usize, total: Minutes, interactive: Minutes| {
        let label = crate::domain::text::clean_line(label);
        let label = if label.is_empty() { "Not said".to_owned() } else { label };
        vec![label, words::number(count), total.to_string(), interactive.to_string()]
    };
    let all = row("All", entries.len(), words::total(entries), words::interactive(entries));
    body.section("At a glance", true);
    let kinds = words::by_kind(entries).into_iter().map(|(label, count, total, interactive)| row(label, count, total, interactive));
    let kinds: Vec<_> = kinds.chain([all.clone()]).collect();
    table::numbers("By activity", &["Activity", "Entries", "Time", "Interactive"], &kinds, &mut body.page);
    let years = words::years(entries);
    if years.len() > 1 {
        let years = years.iter().map(|(year, some)| row(&year.to_string(), some.len(), words::total(some), words::interactive(some)));
        let years: Vec<_> = years.chain([all]).collect();
        table::numbers("By year", &["Year", "Entries", "Time", "Interactive"], &years, &mut body.page);
    }
    body.end_of_section();
}

/// A language as HTML may say it (BCP 47): letters, digits and hyphens.
fn language(typed: &str) -> &str {
    let is_one = !typed.is_empty() && typed.len() <= 35 && typed.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if is_one { typed } else { "en-GB" }
}

/// The digest of a script as a policy names it.
fn digest(script: &str) -> String {
    use base64::Engine as _;
    use sha2::Digest as _;
    base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(script.as_bytes()))
}
