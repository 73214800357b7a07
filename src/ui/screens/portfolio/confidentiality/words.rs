//! Where something stands, as a reader calls it.

use crate::dossier::Of;
use crate::journal::Found;
use crate::privacy;
use crate::ui::context::Ctx;

/// What a rule is called.
pub(super) fn rule(found: &Found) -> &'static str {
    privacy::rule(found.finding.rule).map_or(found.finding.rule, privacy::Rule::label)
}

/// In which text of a thing: “What I learnt”.
pub(super) fn field(found: &Found, cx: &Ctx<'_>) -> String {
    let field = found.place.field.as_str();
    if let Some((template, prompt)) = field.strip_prefix("answer ").and_then(|rest| rest.split_once(' ')) {
        let template = cx.catalogue.templates.iter().find(|one| one.id == template);
        let label = template.and_then(|one| one.prompts.iter().find(|one| one.id == prompt)).map(|one| one.label.clone());
        return label.unwrap_or_else(|| "Reflection".to_owned());
    }
    if let Some(id) = field.strip_prefix("field ") {
        let record = cx.snapshot.records.iter().find(|record| record.uid.to_string() == found.place.uid);
        let kind = record.and_then(|record| cx.catalogue.record_kind(&record.draft.kind));
        return kind.and_then(|kind| kind.field(id)).map_or_else(|| id.replace('-', " "), |field| field.label.clone());
    }
    let words = match (found.place.of, field) {
        (Of::Cover, "note") => "Note for the reader",
        (Of::Cover, "query") => "What was searched for",
        (Of::Cover, "walk" | "goal") | (_, "title") => "Title",
        (_, "learnt") => "What I learnt",
        (_, "changed") => "What I changed",
        (_, "benefit") => "Who benefited",
        (Of::Goal, "how") => "How",
        (_, "how") => "How it went",
        (_, "url" | "source_url") => "Link",
        (_, "handle") => "Handle",
        (_, "tags") => "Tag",
        (_, "ai_help") => "How AI helped",
        (_, "claim who") => "What is claimed",
        (_, "claim evidence") => "On what evidence",
        (_, "claim holds") => "Does it hold",
        (Of::Action, "what") => "Action",
        (Of::Action, "shared_with") => "Shared with",
        (Of::Action, _) => "Effect of an action",
        (Of::LookBack, _) => "Found later",
        (Of::Review, _) => "Look at the goal",
        (_, "name") => "Name of the file",
        (_, "caption") => "Caption",
        (_, "alt") => "Words for those who cannot see it",
        (Of::Content, "words") => "Words in the file",
        (Of::Content, _) => "The file itself",
        (_, other) => other,
    };
    crate::ui::widgets::sentence(words)
}

/// Words on one line; blanks at the ends stay, so that what comes before and after does not run into them.
pub(super) fn flat(text: &str) -> String {
    let mut flat = String::with_capacity(text.len());
    for letter in text.chars() {
        let letter = if letter.is_whitespace() || letter.is_control() { ' ' } else { letter };
        if letter != ' ' || !flat.ends_with(' ') {
            flat.push(letter);
        }
    }
    flat
}
