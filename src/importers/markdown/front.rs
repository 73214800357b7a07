//! A file as front matter and body, and values of front matter whatever an editor made of their types.

use serde_json::{Map, Value};

use crate::domain::text::excerpt;

/// Keys and values.
pub(super) type Keys = Map<String, Value>;

/// A file in two parts.
pub(super) struct Parted {
    pub(super) front: Front,
    /// Everything after the line that ends the front matter.
    pub(super) body: String,
}

/// The front matter of a file.
pub(super) enum Front {
    /// There is none.
    Without,
    Keys(Keys),
    /// It cannot be read, and why. The body is the whole file, then.
    Broken(String),
}

/// Whether the beginning of a file is front matter of ours.
pub(super) fn is_ours(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    // An index of ours may have long lists before this key.
    let keys: [&[u8]; 3] = [b"\ncpd_journal:", b"\ndossier:", b"\nregistrant:"];
    head.starts_with(b"---") && keys.iter().any(|key| head.windows(key.len()).any(|part| part == *key))
}

/// Line ends as texts have them here, and no mark of the order of bytes at the beginning.
pub(super) fn lines_ended(text: &str) -> String {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}

/// Takes a file apart.
pub(super) fn parted(text: &str) -> Parted {
    let without = || Parted { front: Front::Without, body: text.to_owned() };
    let Some((first, rest)) = text.split_once('\n').filter(|(first, _)| first.trim_end() == "---") else { return without() };
    let mut at = first.len() + 1;
    let mut end = None;
    for line in rest.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") && !line.starts_with([' ', '\t']) {
            end = Some((at, at + line.len()));
            break;
        }
        at += line.len();
    }
    let Some((end, body)) = end else { return without() };
    match read(text.get(first.len() + 1..end).unwrap_or_default()) {
        Ok(keys) => Parted { front: Front::Keys(keys), body: text.get(body..).unwrap_or_default().to_owned() },
        Err(why) => Parted { front: Front::Broken(why), body: text.to_owned() },
    }
}

/// YAML as keys and values. Nothing in it is worth more work than its length: names for parts (`&a`), which make bombs of a few lines,
/// are hardly needed between friends.
fn read(yaml: &str) -> Result<Keys, String> {
    let most = yaml.len() + 1_000;
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_events: most,
            max_nodes: most,
            max_total_scalar_bytes: 2 * most,
            max_aliases: 100,
            max_anchors: 100,
            max_recorded_anchor_events: 10_000,
            max_recorded_anchor_bytes: 1 << 20,
            max_documents: 1,
            max_depth: 32,
            flow_nesting_limit: 32,
        },
        alias_limits: serde_saphyr::alias_limits! { max_total_replayed_events: 10_000, max_replay_stack_depth: 4 },
        merge_keys: serde_saphyr::MergeKeyPolicy::AsOrdinary,
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
    };
    if yaml.trim().is_empty() {
        return Ok(Keys::new());
    }
    match serde_saphyr::from_str_with_options::<Value>(yaml, options) {
        Ok(Value::Object(keys)) => Ok(keys),
        Ok(Value::Null) => Ok(Keys::new()),
        Ok(_) => Err("it has no keys".to_owned()),
        Err(error) => Err(excerpt(&error.to_string(), 160)),
    }
}

/// A value as text; numbers and the like as they are written.
pub(super) fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(yes) => Some(yes.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// The text under a key; empty when there is none.
pub(super) fn text(keys: &Keys, key: &str) -> String {
    keys.get(key).and_then(text_of).unwrap_or_default()
}

/// The text under a key, if it says anything.
pub(super) fn some_text(keys: &Keys, key: &str) -> Option<String> {
    keys.get(key).and_then(text_of)
}

/// Several texts; a single one, or several with commas between, as some editors write tags.
pub(super) fn texts(keys: &Keys, key: &str) -> Vec<String> {
    match keys.get(key) {
        Some(Value::Array(list)) => list.iter().filter_map(text_of).collect(),
        Some(Value::String(text)) => text.split(',').map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect(),
        Some(other) => text_of(other).into_iter().collect(),
        None => Vec::new(),
    }
}

/// Several groups of keys.
pub(super) fn groups<'a>(keys: &'a Keys, key: &str) -> impl Iterator<Item = &'a Keys> {
    keys.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object)
}

/// A whole number, also one that an editor made a text.
pub(super) fn whole_number(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str().and_then(|text| text.trim().parse().ok()))
}

/// The number under a key; 0 when there is none.
pub(super) fn number(keys: &Keys, key: &str) -> u32 {
    keys.get(key).and_then(whole_number).and_then(|number| u32::try_from(number).ok()).unwrap_or_default()
}
