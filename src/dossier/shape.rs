//! What is wrong with a JSON file that is not as it should be, told to a person: where it stands, what stands there, and what was expected.

use serde_json::Value;

use super::DossierError;
use crate::domain::text::excerpt;

/// The most letters of a file that are told.
const MOST: usize = 40;

/// The version that a file of a format says it is of.
///
/// # Errors
/// [`DossierError::Other`] when it is of another format, [`DossierError::Shape`] when it does not say of which version it is.
pub fn version(value: &Value, format: &str) -> Result<u64, DossierError> {
    let other = |why: String| Err(DossierError::Other(why));
    let Value::Object(fields) = value else {
        return other(format!("it is {}, expected an object with “format”: “{format}”", kind(value)));
    };
    match fields.get("format") {
        Some(Value::String(said)) if said == format => {}
        Some(said) => return other(format!("its “format” is {}, expected “{format}”", kind(said))),
        None => return other(format!("it has no “format”, expected “format”: “{format}”")),
    }
    let wrong = |what: &str| DossierError::Shape { place: "version".to_owned(), why: format!("{what}, expected a whole number from 1 on") };
    match fields.get("version") {
        Some(said) => said.as_u64().filter(|version| *version > 0).ok_or_else(|| wrong(&format!("it is {}", kind(said)))),
        None => Err(wrong("there is none")),
    }
}

/// What stands somewhere: “the text “x””, “the number 5”.
pub fn kind(value: &Value) -> String {
    match value {
        Value::Null => "empty (null)".to_owned(),
        Value::Bool(said) => format!("{said}"),
        Value::Number(number) => format!("the number {number}"),
        Value::String(text) => format!("the text “{}”", excerpt(text, MOST)),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

/// An error of reading, with its place.
pub(super) fn wrong(error: &serde_path_to_error::Error<serde_json::Error>) -> DossierError {
    let place = error.path().to_string();
    let place = if place == "." { "the beginning".to_owned() } else { place };
    DossierError::Shape { place, why: in_words(&error.inner().to_string()) }
}

/// What is said of a value that is not what was expected, without the words of programmers.
fn in_words(said: &str) -> String {
    let parts = said.strip_prefix("invalid type: ").or_else(|| said.strip_prefix("invalid value: "));
    // What was found may hold the words between.
    let Some((found, expected)) = parts.and_then(|parts| parts.rsplit_once(", expected ")) else { return said.to_owned() };
    format!("it is {}, expected {}", found_in_words(found), expected_in_words(expected))
}

fn found_in_words(found: &str) -> String {
    let (word, rest) = found.split_once(' ').unwrap_or((found, ""));
    let bare = rest.trim_matches('`');
    match word {
        "string" => {
            let text: String = serde_json::from_str(rest).unwrap_or_else(|_| bare.trim_matches('"').to_owned());
            format!("the text “{}”", excerpt(&text, MOST))
        }
        "integer" => format!("the number {bare}"),
        "floating" => format!("the number {}", bare.trim_start_matches("point `")),
        "boolean" => bare.to_owned(),
        "sequence" => "a list".to_owned(),
        "map" => "an object".to_owned(),
        "null" | "Option" | "unit" => "empty (null)".to_owned(),
        _ => excerpt(found, MOST),
    }
}

fn expected_in_words(expected: &str) -> &str {
    match expected {
        "a string" | "a borrowed string" => "a text",
        "a boolean" => "true or false",
        "a sequence" => "a list",
        "a map" => "an object",
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number, not below 0",
        "i32" | "i64" => "a whole number",
        "f32" | "f64" => "a number",
        _ if expected.starts_with("struct ") => "an object",
        _ if expected.starts_with("a tuple of size 2") => "a list of two texts",
        _ => expected,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Dossier;

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        let ours = |rest: &str| format!(r#"{{"format": "cpd-journal dossier", "version": 1{rest}}}"#);
        for (json, wanted) in [
            (ours(r#", "entries": [{"title": 5}]"#), "entries[0].title: it is the number 5, expected a text"),
            (
                ours(r#", "entries": [{}, {"minutes": {"reading": "an hour, expected more"}}]"#),
                "entries[1].minutes.reading: it is the text “an hour, expected more”, expected a whole number, not below 0",
            ),
            (
                ours(r#", "entries": [{"minutes": {"reading": -5}}]"#),
                "entries[0].minutes.reading: it is the number -5, expected a whole number, not below 0",
            ),
            (ours(r#", "entries": {"title": "x"}"#), "entries: it is an object, expected a list"),
            (ours(r#", "records": [{"fields": ["x"]}]"#), "records[0].fields: it is a list, expected an object"),
            (ours(r#", "title": null"#), "title: it is empty (null), expected a text"),
            (
                ours(r#", "entries": [{"amounts": {"bells.points": true}}]"#),
                "entries[0].amounts.bells.points: it is true, expected a number",
            ),
            (r#"{"format": "cpd-journal dossier"}"#.to_owned(), "version: there is none, expected a whole number from 1 on"),
            (
                r#"{"format": "cpd-journal dossier", "version": "two"}"#.to_owned(),
                "version: it is the text “two”, expected a whole number from 1 on",
            ),
            (r#"{"format": 3}"#.to_owned(), "its “format” is the number 3, expected “cpd-journal dossier”"),
            (r#"{"a": 1}"#.to_owned(), "it has no “format”, expected “format”: “cpd-journal dossier”"),
            ("[1]".to_owned(), "it is a list, expected an object with “format”: “cpd-journal dossier”"),
        ] {
            let said = Dossier::from_json(&json).expect_err(&json).to_string();
            assert!(said.ends_with(wanted), "{said}\n{wanted}");
            assert!(!said.contains("not JSON"), "{said}");
        }
        assert!(Dossier::from_json("{").expect_err("cut").to_string().contains("not JSON"));
    }
}
