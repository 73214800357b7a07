//! The JSON file: a dossier by itself, with the contents of evidence as Base64 in it.

use std::collections::BTreeMap;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use super::{Content, ImportError, Importer, Taken, Warning};
use crate::domain::Digest;
use crate::dossier::{Dossier, Evidence};

pub static IMPORTER: Json = Json;

/// See the [module](self).
pub struct Json;

impl Importer for Json {
    fn id(&self) -> &'static str {
        "json"
    }

    fn label(&self) -> &'static str {
        "JSON"
    }

    fn is_it(&self, _path: &Path, head: &[u8]) -> bool {
        let head = head.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(head);
        head.trim_ascii_start().first() == Some(&b'{')
    }

    fn read(&self, path: &Path) -> Result<Taken, ImportError> {
        let bytes = super::bytes(path)?;
        let text =
            String::from_utf8(bytes).map_err(|_| ImportError::Damaged { path: path.to_owned(), why: "it is not UTF-8".to_owned() })?;
        let mut dossier = Dossier::from_json(&text).map_err(|source| ImportError::Dossier { path: path.to_owned(), source })?;
        // The files are in it once more now; together they may be most of what there is.
        drop(text);
        let mut taken = Taken::default();
        contents_inside(&mut dossier, &mut taken.contents, &mut taken.warnings);
        taken.dossier = dossier;
        Ok(taken)
    }
}

/// Moves the contents that are inside a dossier out of it. What is not what its digest says is told and left out.
pub(super) fn contents_inside(dossier: &mut Dossier, contents: &mut BTreeMap<String, Content>, warnings: &mut Vec<Warning>) {
    for piece in &mut dossier.evidence {
        let Some(letters) = piece.content.take() else { continue };
        // Line breaks, as some programs put them in, mean nothing.
        let letters = if letters.bytes().any(|b| b.is_ascii_whitespace()) {
            letters.chars().filter(|c| !c.is_ascii_whitespace()).collect()
        } else {
            letters
        };
        match STANDARD.decode(letters) {
            Ok(bytes) => kept(piece, bytes, contents, warnings),
            Err(error) => warnings.push(told(piece, &format!("Its content is no Base64 ({error}), and was left out."))),
        }
    }
}

/// Takes a content in when it is what the dossier says it is.
pub(super) fn kept(piece: &Evidence, bytes: Vec<u8>, contents: &mut BTreeMap<String, Content>, warnings: &mut Vec<Warning>) {
    let digest = Digest(Sha256::digest(&bytes).into());
    if piece.digest().is_ok_and(|said| said == digest) {
        contents.insert(piece.sha256.clone(), Content::Bytes(bytes));
    } else {
        warnings.push(told(piece, "Its content does not match its SHA-256: it is damaged or was changed, and was left out."));
    }
}

/// A warning about a piece of evidence.
pub(super) fn told(piece: &Evidence, what: &str) -> Warning {
    let name = crate::domain::text::clean_line(&piece.name);
    Warning { place: if name.is_empty() { "A file without a name".to_owned() } else { name }, what: what.to_owned() }
}
