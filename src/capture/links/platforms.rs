//! The data file: which hosts belong to which platform, what their paths mean, which parameters only track. It knows no text and no time.

use std::collections::{BTreeMap, HashMap};
use std::sync::{LazyLock, OnceLock};

use serde::Deserialize;

use super::address::Address;
use super::decoders::Decoder;
use super::parts::{Part, listed, parts};
use super::pattern::{Pattern, Taken};
use crate::embedded;

/// The path of the data file under `assets/`.
const FILE: &str = "platforms.toml";

/// What comes with the program; without any platform when its file is broken, which a test forbids.
static BUNDLED: LazyLock<Platforms> = LazyLock::new(|| embedded::text(FILE).and_then(Platforms::skimmed).unwrap_or_default());

/// Every platform that links are recognised by.
#[derive(Clone, Debug, Default)]
pub struct Platforms {
    /// The file, as long as some of its platforms have not been read.
    text: String,
    /// By id.
    all: Vec<Entry>,
    /// Host → place in `all`, and whether it may be written as the platform's main host.
    hosts: HashMap<String, (usize, bool)>,
    /// `example.org` of `*.example.org` → place in `all`.
    families: HashMap<String, usize>,
    tracking: Vec<String>,
}

/// A platform of the file, which may not have been read yet.
#[derive(Clone, Debug)]
struct Entry {
    id: String,
    /// On hosts that no platform claims.
    anywhere: bool,
    part: Part,
    platform: OnceLock<Option<Platform>>,
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

/// What stands before the platforms.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HeadShape {
    format: u32,
    strip: Vec<String>,
}

/// One platform by itself.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PartShape {
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
            let anywhere = shape.anywhere;
            let platform = OnceLock::from(Some(Platform::from_shape(id.clone(), shape).map_err(problem)?));
            platforms.all.push(Entry { id, anywhere, part: Part::default(), platform });
        }
        Ok(platforms)
    }

    /// Reads a file that is known to be sound as far as needed to tell the platform of a host; each platform is read when it is first asked
    /// for. All of it at once would be half of what the first link of a process takes. It relies on the bundled file being written as it
    /// is: a platform begins at the beginning of a line, hosts stand in `hosts = […]` and `also = […]`; a test compares the two ways.
    fn skimmed(text: String) -> Option<Self> {
        let (head, parts) = parts(&text);
        let HeadShape { format: 1, strip } = toml::from_str(head).ok()? else { return None };
        let mut platforms = Self { tracking: strip, hosts: HashMap::with_capacity(1_000), ..Self::default() };
        for (at, (id, part)) in parts.into_iter().enumerate() {
            let source = text.get(part.bytes.clone())?;
            for (host, main) in listed(source, "hosts").map(|host| (host, true)).chain(listed(source, "also").map(|host| (host, false))) {
                match host.strip_prefix("*.") {
                    Some(family) => drop(platforms.families.insert(family.to_owned(), at)),
                    None => drop(platforms.hosts.insert(host.to_owned(), (at, main))),
                }
            }
            platforms.all.push(Entry { id, anywhere: source.contains("anywhere = true"), part, platform: OnceLock::new() });
        }
        platforms.text = text;
        Some(platforms)
    }

    /// A platform by its place.
    fn platform(&self, at: usize) -> Option<&Platform> {
        let Entry { part, platform, .. } = self.all.get(at)?;
        platform.get_or_init(|| Platform::read(part, &self.text)).as_ref()
    }

    /// The ids of the kinds that the platforms name, for a check that they exist.
    pub fn kinds(&self) -> impl Iterator<Item = &str> {
        (0..self.all.len())
            .filter_map(|at| self.platform(at))
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
        let exact = |host: &str| self.hosts.get(host).and_then(|(at, main)| Some((self.platform(*at)?, *main)));
        exact(host)
            .or_else(|| SAME_SITE.iter().find_map(|start| exact(host.strip_prefix(start)?)))
            .or_else(|| parents(host).find_map(|parent| Some((self.platform(*self.families.get(parent)?)?, false))))
    }

    /// The platform with this id.
    pub(super) fn of_id(&self, id: &str) -> Option<&Platform> {
        self.platform(self.all.iter().position(|entry| entry.id == id)?)
    }

    /// Platforms that are told by their paths alone.
    pub(super) fn anywhere(&self) -> impl Iterator<Item = &Platform> {
        self.all.iter().enumerate().filter(|(_, entry)| entry.anywhere).filter_map(|(at, _)| self.platform(at))
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
    /// The platform of a part of the file.
    fn read(part: &Part, text: &str) -> Option<Self> {
        let source = text.get(part.bytes.clone())?;
        let parsed = if part.is_line { toml::from_str(&format!("[platform]\n{source}")) } else { toml::from_str(source) };
        let PartShape { platform } = parsed.ok()?;
        let (id, shape) = platform.into_iter().next()?;
        Self::from_shape(id, shape).ok()
    }

    fn from_shape(id: String, shape: PlatformShape) -> Result<Self, String> {
        let PlatformShape {
            label,
            host,
            hosts: _,
            also: _,
            kind,
            keep,
            strip,
            paths,
            anywhere: _,
            federated,
            hidden,
            subdomain,
            local_ids,
        } = shape;
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
        Ok(Self { id, label, host, kind, keep, strip, paths, federated, hidden, subdomain, local_ids })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn skimming_the_bundled_file_finds_what_reading_it_finds() {
        let text = embedded::text(FILE).unwrap();
        let read = Platforms::parse(&text).unwrap();
        let skimmed = Platforms::skimmed(text).unwrap();
        let sorted = |platforms: &Platforms| {
            let hosts: BTreeMap<_, _> = platforms.hosts.clone().into_iter().collect();
            let families: BTreeMap<_, _> = platforms.families.clone().into_iter().collect();
            let anywhere: Vec<_> = platforms.all.iter().map(|entry| (entry.id.clone(), entry.anywhere)).collect();
            (hosts, families, anywhere, platforms.tracking.clone())
        };
        assert_eq!(sorted(&read), sorted(&skimmed));
        assert!(read.all.len() > 100 && read.hosts.len() > 300);
        for at in 0..read.all.len() {
            assert_eq!(format!("{:?}", read.platform(at)), format!("{:?}", skimmed.platform(at)));
            assert!(skimmed.platform(at).is_some());
        }
    }

    #[test]
    fn a_file_that_cannot_be_skimmed_is_none() {
        for bad in ["", "format = 2\nstrip = []\n[platform]\n", "format = 1\n[platform]\n", "x"] {
            assert!(Platforms::skimmed(bad.to_owned()).is_none(), "{bad}");
        }
        let one = "format = 1\nstrip = []\n[platform]\na = { label = 3, hosts = [\"a.example\"] }\n";
        assert!(Platforms::skimmed(one.to_owned()).is_some_and(|platforms| platforms.of_host("a.example").is_none()));
    }
}
