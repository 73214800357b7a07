//! Communities, people, evidence.

use serde::{Deserialize, Serialize};

/// A community with its slot.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Community {
    pub uid: String,
    pub name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub platform: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub hashtag: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// 0 is Monday.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub zone: String,
    /// In minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub length: Option<u32>,
    pub rhythm: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anchor: Option<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub kind: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub prepare: String,
    pub listed: bool,
}

/// Somebody whom one learns with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    pub uid: String,
    pub name: String,
    pub handle: String,
    pub profession: String,
    pub place: String,
    pub organisation: String,
}

/// A file that proves something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Evidence {
    pub uid: String,
    pub sha256: String,
    pub name: String,
    pub media_type: String,
    pub bytes: u64,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub caption: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub alt: String,
    pub captured: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub source_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proves: Option<String>,
    /// Where its content is: a path beside this file, or the name of an attachment of the PDF. Nowhere when it did not leave.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Its content as Base64 (RFC 4648), in a JSON file that stands alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
}
