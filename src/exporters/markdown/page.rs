//! The body of a Markdown file, put together line by line.

use std::borrow::Cow;

use super::literal;
use super::place::{self, Place};
use crate::domain::report::{ReportEntry, ReportEvidence, ReportGoal};
use crate::domain::text::clean;
use crate::domain::{ActionDraft, Report};
use crate::exporters::direction;
use crate::exporters::words::{self, Fact, Text};

/// A body in the making. It always ends with a finished line.
#[derive(Default)]
pub(super) struct Page {
    body: String,
    lines: usize,
    texts: Vec<Place>,
    /// The line of the last heading.
    under: String,
}

impl Page {
    /// The body, and where the user's texts are in it (the empty line after the front matter counts as line 1).
    pub(super) fn finish(mut self) -> (String, Vec<Place>) {
        // The last empty line is always ours; more of them may be the end of a text.
        if self.body.ends_with("\n\n") {
            self.body.pop();
        }
        (self.body, self.texts)
    }

    /// How many texts have been placed so far.
    pub(super) fn texts(&self) -> usize {
        self.texts.len()
    }

    fn line(&mut self, line: &str) {
        self.body.push_str(line);
        self.body.push('\n');
        self.lines += 1;
    }

    /// An empty line, unless there is one already.
    pub(super) fn gap(&mut self) {
        if !self.body.is_empty() && !self.body.ends_with("\n\n") {
            self.line("");
        }
    }

    /// A heading with text that comes out literally.
    pub(super) fn heading(&mut self, level: usize, text: &str) {
        self.gap();
        let line = format!("{} {}", "#".repeat(level.min(6)), literal::line(text));
        if let Some(last) = self.texts.last_mut().filter(|last| last.before.is_empty()) {
            line.trim_end().clone_into(&mut last.before);
        }
        self.line(&line);
        line.trim_end().clone_into(&mut self.under);
        self.gap();
    }

    /// Lines of ours between empty ones; nothing where there are none.
    pub(super) fn paragraph(&mut self, lines: &str) {
        if !lines.is_empty() {
            self.gap();
            lines.split('\n').for_each(|line| self.line(line));
            self.gap();
        }
    }

    /// A text of the user, or one put together in Markdown.
    pub(super) fn text(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.verbatim(text);
        }
    }

    /// A text of the user, byte for byte, but for what would turn the direction of writing.
    fn verbatim(&mut self, typed: &str) -> Place {
        let text = clean(typed);
        let (text, turned) = if direction::is_straight(&text) { (text, Vec::new()) } else { direction::told_apart(&text) };
        self.gap();
        let (first, count) = (self.lines + 2, text.split('\n').count());
        text.split('\n').for_each(|line| self.line(line));
        let closing = literal::closing(&text);
        if !closing.is_empty() {
            self.line(&closing);
            self.lines += closing.matches('\n').count();
        }
        // Not `gap`: an empty line at the end of the text is the user's.
        self.line("");
        let (under, sum) = (self.under.clone(), place::sum(&text));
        Place { line: first, lines: count, turned, under, closed: closing, sum, typed: typed.to_owned(), ..Place::default() }
    }

    /// A text that is read back from here: what it is, and where it stands.
    fn placed(&mut self, text: &str, what: Place) {
        let at = self.verbatim(text);
        let Place { of, id, text, prompt, template, label, .. } = what;
        self.texts.push(Place { of, id, text, prompt, template, label, ..at });
    }

    pub(super) fn facts(&mut self, facts: &[Fact<'_>]) {
        self.gap();
        for Fact { label, lines } in facts {
            match lines.as_slice() {
                [one] => self.line(&format!("- **{label}:** {}", shown(one))),
                many => {
                    self.line(&format!("- **{label}:**"));
                    for one in many {
                        self.line(&format!("  - {}", shown(one)));
                    }
                }
            }
        }
        self.gap();
    }

    /// Whose record it is, what it adds up to, and the goals.
    pub(super) fn overview(&mut self, report: &Report) {
        self.heading(1, &report.title);
        self.long_and_short(2, words::cover_facts(report));
        let counts: Vec<String> = words::counts(report).iter().map(|(number, what)| format!("**{number}** {what}")).collect();
        self.line(&counts.join(" · "));
        for sentence in words::about(report) {
            self.gap();
            self.line(&literal::line(&sentence));
        }
    }

    /// The goals of the plan.
    pub(super) fn goals(&mut self, report: &Report) {
        if !report.goals.is_empty() {
            self.heading(2, "Goals");
            for goal in &report.goals {
                self.heading(3, &goal.title);
                self.goal(goal);
            }
        }
    }

    fn goal(&mut self, goal: &ReportGoal) {
        let fields = [
            ("why", &goal.why),
            ("measure", &goal.measure),
            ("how", &goal.how),
            ("support", &goal.support),
            ("barriers", &goal.barriers),
            ("outcome", &goal.outcome),
        ];
        let (short, long) = parted(words::goal_facts(goal));
        self.facts(&short);
        for (label, text) in long {
            self.heading(4, &label);
            // The same words in two fields are two texts at two addresses.
            let field = fields.iter().find(|(_, field)| std::ptr::eq(field.as_str(), text));
            let field = field.map_or("", |(field, _)| field);
            self.placed(text, Place { of: "goal", id: goal.uid.to_string(), text: field, ..Place::default() });
        }
        for review in words::reviews(goal) {
            self.heading(4, &review.heading);
            let what = Place { of: "review", id: goal.uid.to_string(), text: "note", prompt: review.day.to_string(), ..Place::default() };
            self.placed(review.text, what);
        }
    }

    /// Facts as a list, and those that are Markdown under headings of their own.
    fn long_and_short(&mut self, level: usize, facts: Vec<Fact<'_>>) {
        let (short, long) = parted(facts);
        self.facts(&short);
        for (label, text) in long {
            self.heading(level, &label);
            self.verbatim(text);
        }
    }

    /// An entry, its title at this level. Evidence is linked when its files are there.
    pub(super) fn entry(&mut self, level: usize, entry: &ReportEntry, report: &Report, files: Option<&[String]>) {
        self.heading(level, &entry.title);
        self.facts(&words::entry_facts(entry));
        let mut reflecting = false;
        for section in words::sections(entry) {
            let answer = section.key == "answer";
            if answer && !reflecting && !entry.template.trim().is_empty() {
                self.heading(level + 1, &format!("Reflection ({})", entry.template));
            }
            reflecting = answer;
            self.heading(if answer { level + 2 } else { level + 1 }, section.heading);
            let label = if answer { section.heading.to_owned() } else { String::new() };
            self.placed(section.text, Place { text: section.key, prompt: section.prompt.to_owned(), label, ..Place::default() });
        }
        if let Some(made) = &entry.made_of {
            self.heading(level + 1, "Items of this claim");
            self.line(&literal::line(&made.sum));
            self.gap();
            for item in &made.items {
                self.line(&format!("- {} – {} – {}", item.date, literal::line(&item.title), words::item_time(item)));
            }
        }
        let claim = words::claim_facts(entry);
        if !claim.is_empty() {
            self.heading(level + 1, "Claim check");
            self.facts(&claim);
        }
        if !entry.actions.is_empty() {
            self.heading(level + 1, "Actions");
            entry.actions.iter().for_each(|action| self.line(&action_line(action)));
        }
        let later = words::found_later(entry);
        if !later.is_empty() {
            self.heading(level + 1, "Found later");
        }
        for one in later {
            self.heading(level + 2, &one.heading);
            self.line(&format!("{}.", literal::line(one.said)));
            if !one.text.trim().is_empty() {
                let (prompt, label) = (one.day.to_string(), one.heading);
                self.placed(one.text, Place { text: "found_later", prompt, label, ..Place::default() });
            }
        }
        let pieces: Vec<(usize, &ReportEvidence)> = entry.evidence.iter().filter_map(|&at| Some((at, report.evidence.get(at)?))).collect();
        if !pieces.is_empty() {
            self.heading(level + 1, "Evidence");
            for (at, piece) in pieces {
                let file = files.and_then(|files| files.get(at)).map(|file| format!("../{file}"));
                self.evidence(at, piece, file.as_deref(), false);
            }
        }
        self.gap();
    }

    /// One entry on the index.
    pub(super) fn entry_link(&mut self, entry: &ReportEntry, file: &str) {
        let time = entry.minutes.total();
        let counted = match &entry.item_of {
            Some(claim) if claim.counted_there => format!(", counted in “{}”", literal::line(&claim.title)),
            Some(claim) => format!(", counted in “{}” of {}", literal::line(&claim.title), claim.date),
            None => String::new(),
        };
        self.line(&format!(
            "- {} – [{}]({}) – {}, {time}{counted}",
            entry.date,
            literal::line(&entry.title),
            literal::target(file),
            literal::line(&entry.kind)
        ));
    }

    /// Every file, with its SHA-256.
    pub(super) fn evidence_list(&mut self, report: &Report, files: Option<&[String]>) {
        if report.evidence.is_empty() {
            return;
        }
        self.heading(2, "Evidence");
        for (at, piece) in report.evidence.iter().enumerate() {
            self.evidence(at, piece, files.and_then(|files| files.get(at)).map(String::as_str), true);
        }
    }

    fn evidence(&mut self, at: usize, piece: &ReportEvidence, file: Option<&str>, whole: bool) {
        let name = literal::line(&piece.name);
        let name = if name.is_empty() { "(no name)".to_owned() } else { name };
        let name = file.map_or_else(|| name.clone(), |file| format!("[{name}]({})", literal::target(file)));
        let caption = literal::line(&piece.caption);
        let caption = if caption.is_empty() { caption } else { format!(" – {caption}") };
        self.line(&format!("- **{}** {name}{caption}", words::evidence_number(at)));
        if !whole {
            return;
        }
        self.line(&format!("  - {}", literal::line(&words::evidence_details(piece))));
        if !piece.alt.trim().is_empty() {
            self.line(&format!("  - Shows: {}", literal::line(&piece.alt)));
        }
        if !piece.source_url.trim().is_empty() {
            self.line(&format!("  - From: {}", literal::line(&piece.source_url)));
        }
        self.line(&format!("  - SHA-256: `{}`", piece.digest));
    }
}

/// Facts of a line or some, and those that are Markdown with their labels.
fn parted(facts: Vec<Fact<'_>>) -> (Vec<Fact<'_>>, Vec<(Cow<'_, str>, &str)>) {
    let mut short = Vec::new();
    let mut long = Vec::new();
    for fact in facts {
        match fact.lines.as_slice() {
            [Text::Markdown(text)] => long.push((fact.label.clone(), *text)),
            _ => short.push(fact),
        }
    }
    (short, long)
}

/// One line of a text; an address is a link, if it is one that leads to the web.
pub(super) fn shown(text: &Text<'_>) -> String {
    match text {
        Text::Plain(text) => literal::line(text),
        Text::Markdown(text) => literal::line(text),
        Text::Address(address) => {
            let is_web = ["http://", "https://"].iter().any(|start| address.to_ascii_lowercase().starts_with(start));
            if is_web { format!("[{}]({})", literal::line(address), literal::target(address)) } else { literal::line(address) }
        }
    }
}

/// “- [x] What; by 4 May 2026; shared with …; done 1 May 2026; effect: …”
fn action_line(action: &ActionDraft) -> String {
    let mut parts = vec![literal::line(&action.what)];
    if let Some(due) = action.due {
        parts.push(format!("by {}", words::day(due)));
    }
    let shared = words::shared(action);
    if !shared.is_empty() {
        parts.push(format!("shared {} {}", if action.shared_with.trim().is_empty() { "on" } else { "with" }, literal::line(&shared)));
    }
    if let Some(done) = action.done {
        parts.push(format!("done {}", words::day(done)));
    }
    for (whom, text) in words::effects(action) {
        let whom = if whom.is_empty() { String::new() } else { format!(" {whom}") };
        parts.push(format!("effect{whom}: {}", literal::line(text)));
    }
    format!("- [{}] {}", if action.done.is_some() { 'x' } else { ' ' }, parts.join("; "))
}
