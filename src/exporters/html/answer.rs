//! What somebody who reads the page can fill in and send back: fields of records, and a button that puts them and all comments into a file.
//!
//! The file is read by `importers::answer`. Nothing is kept in the browser, and nothing is sent anywhere.

use super::body::{Body, titled};
use crate::domain::Report;
use crate::domain::portfolio::ReportAsk;
use crate::domain::record::{FieldKind, FieldSpec};
use crate::domain::text::clean_line;

/// The kind of record and the field that comments go to where no form says another.
const COMMENTS: (&str, &str) = ("feedback", "content");

/// Writes the last section of the page.
pub(super) fn write(report: &Report, body: &mut Body) {
    let who = clean_line(&report.registrant.name);
    let who = if who.is_empty() { "the registrant" } else { &who };
    let comment = body.comments_on().map(|on| format!("comment on {on} where it stands"));
    let fill_in = (!report.asks.is_empty()).then(|| "fill in what follows".to_owned());
    let can: Vec<String> = comment.into_iter().chain(fill_in).collect();
    if can.is_empty() {
        return;
    }
    let can = can.join(", and ");
    let title = if report.asks.is_empty() { "Comments" } else { "Comments and statements" };
    body.section(title, false);
    body.page.block(
        "p",
        &[("dir", "auto")],
        &format!(
            "For whoever reads this record for {who}: you can {can}. \
             This is not an official form. What you write stays on this page until you save it yourself; nothing is sent or kept anywhere.",
        ),
    );
    let (kind, field) = comments_as(&report.asks);
    body.page.open("form", &[("id", "answer"), ("autocomplete", "off"), ("data-comments-kind", kind), ("data-comments-field", field)]);
    for ask in &report.asks {
        self::ask(ask, body);
    }
    body.page.raw("<div class=\"with-script\" hidden>\n");
    body.page.block(
        "p",
        &[("dir", "auto")],
        &format!("The button makes a small file, cpd-answer.json, in your downloads. Send it to {who}, who takes it into the journal."),
    );
    body.page.raw(
        "<p><button type=\"button\" id=\"answer-save\">Save my answer as a file</button>\
         <button type=\"button\" class=\"quiet\" id=\"answer-print\">Print this page</button></p>\n\
         </div>\n<p id=\"answer-said\" role=\"status\" class=\"note\"></p>\n",
    );
    body.page.raw(
        "<p class=\"soft screen\">Without the buttons: print this page when you have filled it in, with your browser’s own command, or copy \
         what you wrote into a letter or a message.</p>\n</form>\n",
    );
    body.end_of_section();
}

/// Which record comments become: feedback, in its first needed text.
fn comments_as(asks: &[ReportAsk]) -> (&str, &str) {
    let Some(ask) = asks.iter().find(|ask| ask.kind == COMMENTS.0) else { return COMMENTS };
    let texts = || ask.fields.iter().filter(|field| field.kind == FieldKind::Text && !field.apart);
    let field = texts().find(|field| field.required).or_else(|| texts().next());
    (&ask.kind, field.map_or(COMMENTS.1, |field| &field.id))
}

/// The fields of a record; those about whoever fills it in are by themselves.
fn ask(ask: &ReportAsk, body: &mut Body) {
    body.page.open("fieldset", &[("class", "ask"), ("data-kind", &ask.kind)]);
    body.page.block("legend", &[("dir", "auto")], &titled(&ask.label));
    if !ask.help.trim().is_empty() {
        body.page.block("p", &[("class", "help"), ("dir", "auto")], &ask.help);
    }
    let id = body.id("field");
    body.page.raw("<div class=\"field\">");
    body.page.element("label", &[("for", &id)], "Date");
    let help = format!("{id}-help");
    body.page.element(
        "p",
        &[("class", "help"), ("id", &help)],
        "The day of which this tells; if you leave it empty, the day on which you save.",
    );
    body.page.open("input", &[("type", "date"), ("id", &id), ("data-date", ""), ("aria-describedby", &help)]);
    body.page.raw("</div>\n");
    let (own, about): (Vec<_>, Vec<_>) = ask.fields.iter().partition(|field| !field.apart);
    for field in own {
        self::field(field, body);
    }
    if !about.is_empty() {
        body.page.raw("<fieldset>\n<legend>About you</legend>\n");
        body.page.raw("<p class=\"help\">These details are kept apart from the rest, and can be erased for good.</p>\n");
        for field in about {
            self::field(field, body);
        }
        body.page.raw("</fieldset>\n");
    }
    body.page.raw("</fieldset>\n");
}

fn field(spec: &FieldSpec, body: &mut Body) {
    let id = body.id("field");
    let label = titled(&spec.label);
    body.page.raw("<div class=\"field\">");
    body.page.element("label", &[("for", &id), ("dir", "auto")], &if spec.required { format!("{label} (needed)") } else { label.clone() });
    let help = help(spec);
    let help_id = format!("{id}-help");
    if !help.is_empty() {
        body.page.element("p", &[("class", "help"), ("id", &help_id), ("dir", "auto")], &help);
    }
    let mut attributes = vec![("id", id.as_str()), ("data-field", spec.id.as_str()), ("data-label", label.as_str())];
    attributes.extend(spec.apart.then_some(("data-apart", "")));
    attributes.extend(spec.required.then_some(("data-needed", "")));
    attributes.extend((!help.is_empty()).then_some(("aria-describedby", help_id.as_str())));
    let list = format!("{id}-list");
    match spec.kind {
        FieldKind::Text | FieldKind::Codes => {
            attributes.extend([("rows", "5"), ("dir", "auto")]);
            body.page.element("textarea", &attributes, "");
        }
        FieldKind::YesNo => select(&attributes, [("yes", "Yes"), ("no", "No")].into_iter(), body),
        FieldKind::Choice if !spec.values.is_empty() => {
            select(&attributes, spec.values.iter().map(|value| (value.id.as_str(), value.label.as_str())), body);
        }
        FieldKind::Day => {
            attributes.push(("type", "date"));
            body.page.open("input", &attributes);
        }
        FieldKind::Number | FieldKind::Hours | FieldKind::WeeklyHours | FieldKind::WeeksAway => {
            attributes.extend([("type", "text"), ("class", "short")]);
            body.page.open("input", &attributes);
        }
        FieldKind::Line | FieldKind::Choice => {
            attributes.extend([("type", "text"), ("dir", "auto")]);
            if spec.values.is_empty() {
                body.page.open("input", &attributes);
            } else {
                attributes.push(("list", list.as_str()));
                body.page.open("input", &attributes);
                body.page.open("datalist", &[("id", &list)]);
                for value in &spec.values {
                    body.page.open("option", &[("value", &clean_line(&value.label)), ("data-id", &value.id)]);
                    body.page.close("option");
                }
                body.page.close("datalist");
            }
        }
    }
    body.page.raw("</div>\n");
}

fn select<'a>(attributes: &[(&'static str, &str)], values: impl Iterator<Item = (&'a str, &'a str)>, body: &mut Body) {
    body.page.open("select", attributes);
    body.page.raw("<option value=\"\">Not said</option>");
    for (id, label) in values {
        body.page.element("option", &[("value", id)], label);
    }
    body.page.close("select");
}

/// The help of a field, with what its kind asks for.
fn help(spec: &FieldSpec) -> String {
    let kind = match spec.kind {
        FieldKind::Hours | FieldKind::WeeklyHours => "Hours, as 37.5 or 37h 30.",
        FieldKind::Number | FieldKind::WeeksAway => "A number, as 6 or 6.5.",
        FieldKind::Codes => "One a line.",
        FieldKind::Line | FieldKind::Text | FieldKind::Choice | FieldKind::Day | FieldKind::YesNo => "",
    };
    let most = spec.most_words.map(|most| format!("At most {most} words.")).unwrap_or_default();
    let parts = [clean_line(&spec.help), kind.to_owned(), most];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
