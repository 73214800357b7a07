//! The address that is stored: without what only tracks, and in one form for one thing. It claims nothing about the content.

use url::Url;

use super::address::{Address, encoded};
use super::find;
use super::pattern::{Name, Taken, taken};
use super::platforms::{Path, Platform, Platforms};

impl Platforms {
    /// The address to store. `main` says whether the host may be written as the platform's main one.
    pub(super) fn clean(&self, address: &Address, platform: Option<&Platform>, main: bool, path: Option<&Path>, pieces: &Taken) -> String {
        let to = path.and_then(|path| path.to.as_ref()).filter(|to| to.starts_with('/'));
        let own_host = path.is_some_and(|path| path.pattern.host.is_some()) && to.is_some();
        let host = platform.and_then(|platform| platform.host.as_deref()).filter(|_| main || own_host).unwrap_or(&address.host);
        let base = to.and_then(|to| Url::parse(&format!("https://{host}{}", filled(to, pieces))).ok());
        let is_new = base.is_some();
        let mut url = base.unwrap_or_else(|| {
            let mut url = address.url.clone();
            // Failing leaves the address as it was, which is right, too.
            let _ = url.set_host(Some(host));
            if platform.is_some() && address.odd.is_none() {
                let _ = url.set_scheme("https");
            }
            url
        });
        let asked: Vec<&str> = path.map(|path| path.pattern.parameters().collect()).unwrap_or_default();
        let keep = path.and_then(|path| path.keep.as_ref()).or_else(|| platform?.keep.as_ref().filter(|_| !is_new));
        let mut query: Vec<&str> = url.query().filter(|_| is_new).into_iter().collect();
        query.extend(
            address
                .parameters
                .iter()
                .filter(|parameter| {
                    let name = parameter.name.as_str();
                    match keep {
                        _ if is_new && asked.contains(&name) => false,
                        Some(keep) => keep.iter().any(|kept| kept == name) || asked.contains(&name),
                        None if is_new => false,
                        None => asked.contains(&name) || !self.is_tracking(name, platform),
                    }
                })
                .map(|parameter| parameter.written.as_str()),
        );
        let query = query.join("&");
        url.set_query((!query.is_empty()).then_some(query.as_str()));
        if !is_new {
            let fragment = address.url.fragment().and_then(|fragment| self.fragment(fragment, platform));
            url.set_fragment(fragment.as_deref());
        }
        find::tame(url.as_str())
    }

    /// What is kept of the place in a page: not a browser's mark of the words that were searched for, nor tracking.
    fn fragment(&self, fragment: &str, platform: Option<&Platform>) -> Option<String> {
        let place = fragment.split(":~:").next().unwrap_or_default();
        let kept: Vec<&str> = place
            .split('&')
            .filter(|piece| {
                let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
                !piece.is_empty() && (value.is_empty() || !self.is_tracking(name, platform)) && *piece != "_=_"
            })
            .collect();
        (!kept.is_empty()).then(|| kept.join("&"))
    }
}

/// `/watch?v={id}` with the pieces in their places.
pub(super) fn filled(to: &str, pieces: &Taken) -> String {
    let mut found = to.to_owned();
    for (name, written) in [(Name::Id, "{id}"), (Name::Handle, "{handle}"), (Name::Tag, "{tag}"), (Name::Title, "{title}")] {
        if let Some(piece) = taken(pieces, name) {
            found = found.replace(written, &encoded(piece));
        }
    }
    found
}
