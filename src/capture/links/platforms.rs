//! The data file: which hosts belong to which platform, what their paths mean, which parameters only track. It knows no text and no time.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use serde::Deserialize;

use super::address::Address;
use super::decoders::Decoder;
use super::pattern::{Pattern, Taken};
use crate::embedded;

/// The path of the data file under `assets/`.
const FILE: &str = "platforms.toml";

/// What comes with the program; without any platform when its file is broken, which a test forbids.
static BUNDLED: LazyLock<Platforms> =
    LazyLock::new(|| embedded::text(FILE).and_then(|text| Platforms::parse(&text).ok()).unwrap_or_default());

/// Every platform that links are recognised by.
#[derive(Clone, Debug, Default)]
pub struct Platforms {
    all: Vec<Platform>,
    /// Host → place in `all`, and whether it may be written as the platform's main host.
    hosts: HashMap<String, (usize, bool)>,
    /// `example.org` of `*.example.org` → place in `all`.
    families: HashMap<String, usize>,
    tracking: Vec<String>,
}

/// What is wrong with the data file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("platforms.toml: {0}")]
pub struct BadPlatforms(String);

/// One platform.
#[derive(Clone, Debug)]
pub(super) struct Platform {
    pub id: String,
    pub label: String,
    /// The host that its other hosts are written as.
    pub host: Option<String>,
    pub kind: Option<String>,
    /// The only parameters that stay; `None` keeps all that do not track.
    pub keep: Option<Vec<String>>,
    pub strip: Vec<String>,
    pub paths: Vec<Path>,
    /// On hosts that no platform claims.
    pub anywhere: bool,
    /// Handles and ids mean something only together with the host.
    pub federated: bool,
    /// What is behind its links cannot be known without a network.
    pub hidden: bool,
    /// Whose it is stands before the host.
    pub subdomain: bool,
    /// An id is only one of its group or channel.
    pub local_ids: bool,
}

/// What one shape of path means.
#[derive(Clone, Debug)]
pub(super) struct Path {
    pub pattern: Pattern,
    pub kind: Option<String>,
    pub date: Option<Decoder>,
    /// The path that is stored instead; or the address that is read instead.
    pub to: Option<String>,
    pub keep: Option<Vec<String>>,
    /// Whether a wrapper's own address is stored, not the one inside.
    pub whole: bool,
    /// Not on hosts that nobody claims.
    pub own: bool,
    /// What belongs before the handle.
    pub handle_start: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileShape {
    format: u32,
    strip: Vec<String>,
    platform: BTreeMap<String, PlatformShape>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlatformShape {
    label: String,
    host: Option<String>,
    #[serde(default)]
    hosts: Vec<String>,
    #[serde(default)]
    also: Vec<String>,
    kind: Option<String>,
    keep: Option<Vec<String>>,
    #[serde(default)]
    strip: Vec<String>,
    #[serde(default)]
    paths: Vec<PathShape>,
    #[serde(default)]
    anywhere: bool,
    #[serde(default)]
    federated: bool,
    #[serde(default)]
    hidden: bool,
    #[serde(default)]
    subdomain: bool,
    #[serde(default)]
    local_ids: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PathShape {
    path: String,
    kind: Option<String>,
    date: Option<String>,
    to: Option<String>,
    keep: Option<Vec<String>>,
    #[serde(default)]
    whole: bool,
    #[serde(default)]
    own: bool,
    #[serde(default)]
    handle_start: String,
}

/// Beginnings of hosts under which a site shows the same pages.
const SAME_SITE: &[&str] = &["www.", "m.", "mobile.", "amp.", "old.", "new."];

impl Platforms {
    /// What comes with the program.
    pub fn bundled() -> &'static Self {
        &BUNDLED
    }

    /// Reads a file of the shape of `assets/platforms.toml`.
    ///
    /// # Errors
    /// It is not of that shape; two platforms have a host in common; a path or a formula is not known.
    pub fn parse(text: &str) -> Result<Self, BadPlatforms> {
        let FileShape { format, strip, platform } = toml::from_str(text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            BadPlatforms(format!("line {}: {}", before.matches('\n').count() + 1, error.message()))
        })?;
        if format != 1 {
            return Err(BadPlatforms("is of a format that this version does not read".to_owned()));
        }
        let mut platforms = Self { tracking: strip, ..Self::default() };
        for (id, shape) in platform {
            let problem = |what: String| BadPlatforms(format!("platform {id}: {what}"));
            for (host, main) in shape.hosts.iter().map(|host| (host, true)).chain(shape.also.iter().map(|host| (host, false))) {
                let at = platforms.all.len();
                let before = match host.strip_prefix("*.") {
                    Some(family) => platforms.families.insert(family.to_owned(), at).is_some(),
                    None => platforms.hosts.insert(host.clone(), (at, main)).is_some(),
                };
                if before {
                    return Err(problem(format!("{host} is listed twice")));
                }
            }
            platforms.all.push(Platform::from_shape(id.clone(), shape).map_err(problem)?);
        }
        Ok(platforms)
    }

    /// The ids of the kinds that the platforms name, for a check that they exist.
    pub fn kinds(&self) -> impl Iterator<Item = &str> {
        self.all
            .iter()
            .flat_map(|platform| platform.kind.iter().chain(platform.paths.iter().filter_map(|path| path.kind.as_ref())))
            .map(String::as_str)
            .filter(|kind| !kind.is_empty())
    }

    /// Who stands before a host of which whole families are one platform: `jane` of `jane.substack.com`.
    pub(super) fn name_before<'a>(&self, host: &'a str) -> Option<&'a str> {
        let (name, family) = host.split_once('.')?;
        (self.families.contains_key(family) && !matches!(name, "www" | "open" | "m")).then_some(name)
    }

    /// The platform of a host, and whether the host may be written as its main one.
    pub(super) fn of_host(&self, host: &str) -> Option<(&Platform, bool)> {
        let exact = |host: &str| self.hosts.get(host).and_then(|(at, main)| Some((self.all.get(*at)?, *main)));
        exact(host)
            .or_else(|| SAME_SITE.iter().find_map(|start| exact(host.strip_prefix(start)?)))
            .or_else(|| parents(host).find_map(|parent| Some((self.all.get(*self.families.get(parent)?)?, false))))
    }

    /// The platform with this id.
    pub(super) fn of_id(&self, id: &str) -> Option<&Platform> {
        self.all.iter().find(|platform| platform.id == id)
    }

    /// Platforms that are told by their paths alone.
    pub(super) fn anywhere(&self) -> impl Iterator<Item = &Platform> {
        self.all.iter().filter(|platform| platform.anywhere)
    }

    /// Whether a host begins like one that is known and then goes on: `x.com.example`.
    pub(super) fn is_imitated_by(&self, host: &str) -> bool {
        host.match_indices('.').filter_map(|(at, _)| host.get(..at)).any(|start| self.of_host(start).is_some())
    }

    /// Whether a parameter with this name only tracks.
    pub(super) fn is_tracking(&self, name: &str, platform: Option<&Platform>) -> bool {
        let own = platform.map(|platform| platform.strip.as_slice()).unwrap_or_default();
        let name = name.to_ascii_lowercase();
        self.tracking.iter().chain(own).any(|known| match known.strip_suffix('*') {
            Some(start) => name.starts_with(start),
            None => name == *known,
        })
    }
}

impl Platform {
    fn from_shape(id: String, shape: PlatformShape) -> Result<Self, String> {
        let PlatformShape { label, host, hosts: _, also: _, kind, keep, strip, paths, anywhere, federated, hidden, subdomain, local_ids } =
            shape;
        let paths = paths
            .into_iter()
            .map(|PathShape { path, kind, date, to, keep, whole, own, handle_start }| {
                let date = match date {
                    Some(name) => Some(Decoder::called(&name).ok_or_else(|| format!("{name} is not a formula"))?),
                    None => None,
                };
                Ok(Path { pattern: Pattern::parse(&path)?, kind, date, to, keep, whole, own, handle_start })
            })
            .collect::<Result<_, String>>()?;
        Ok(Self { id, label, host, kind, keep, strip, paths, anywhere, federated, hidden, subdomain, local_ids })
    }

    /// The first path that an address fits, with what it takes. `own` says whether its host is one of the platform's.
    pub(super) fn fit(&self, address: &Address, own: bool) -> Option<(&Path, Taken)> {
        self.paths.iter().filter(|path| own || !path.own).find_map(|path| {
            let right_host = path.pattern.host.as_ref().is_none_or(|host| is_host(&address.host, host));
            if right_host { Some((path, path.pattern.fit(address)?)) } else { None }
        })
    }
}

fn is_host(host: &str, wanted: &str) -> bool {
    host == wanted || SAME_SITE.iter().any(|start| host.strip_prefix(start) == Some(wanted))
}

/// `c.example.org` → `example.org`, `org`.
fn parents(host: &str) -> impl Iterator<Item = &str> {
    host.match_indices('.').filter_map(|(at, _)| host.get(at + 1..))
}
