//! What is read back and is in the journal already, word for word: it is left out, so that reading a file twice does not double it.

use serde_json::Value;

/// Whether all that is said in `read` stands in `here`, too. What a journal writes of its own accord (when something was made, or under which
/// name within it) does not count, nor does what JSON only names.
pub(super) fn is_same(here: &Value, read: &Value) -> bool {
    match (here, read) {
        (Value::Object(here), Value::Object(read)) => {
            read.iter().filter(|(key, _)| !OF_THE_JOURNAL.contains(&key.as_str())).all(|(key, read)| {
                // What was in the bin comes back as a draft.
                let was_binned = key == "state" && read == "binned";
                was_binned || here.get(key).map_or(is_nothing(read), |here| is_same(here, read))
            })
        }
        (Value::Array(here), Value::Array(read)) => {
            here.len() == read.len() && here.iter().zip(read).all(|(here, read)| is_same(here, read))
        }
        (Value::Number(here), Value::Number(read)) => here.as_f64() == read.as_f64(),
        (here, read) => here == read || is_nothing(here) && is_nothing(read),
    }
}

/// Keys of what is no content.
const OF_THE_JOURNAL: [&str; 8] = ["uid", "created", "changed_at", "evidence", "rolled_into", "linked_at", "apart", "label"];

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(object) => object.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_same_and_not_the_same() {
        let here = json!({ "uid": "a", "title": "T", "tags": ["x", "y"], "amounts": { "s.p": 2.0 }, "time": null, "state": "draft",
            "goals": [{ "uid": "g", "title": "G", "linked_at": "then" }], "created": "now" });
        for (read, same) in [
            (here.clone(), true),
            (json!({ "title": "T" }), true),
            (json!({ "title": "T", "created": "before", "time": "", "zone": null }), true),
            (json!({ "amounts": { "s.p": 2 }, "goals": [{ "title": "G", "linked_at": "later" }] }), true),
            (json!({ "title": "T", "state": "binned" }), true),
            (json!({ "title": "U" }), false),
            (json!({ "title": "T", "state": "ready" }), false),
            (json!({ "tags": ["y", "x"] }), false),
            (json!({ "tags": ["x"] }), false),
            (json!({ "tags": [] }), false),
            (json!({ "zone": "Europe/London" }), false),
            (json!({ "amounts": { "s.p": 2.5 } }), false),
            (json!({ "goals": [{ "title": "H" }] }), false),
        ] {
            assert_eq!(is_same(&here, &read), same, "{read}");
        }
    }
}
