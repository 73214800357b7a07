//! Links, read without a network: where they stand in a text, and what their address alone tells: platform, kind, who, which post, and
//! when it was posted, where the id carries that. Nothing is asked of the web, nothing is claimed that the address does not hold.
//!
//! ```text
//! text ─ find ─► address ─ platforms, pattern ─► pieces ─ decoders, title ─► Link
//!                             ▲                                               ▲
//!               assets/platforms.toml                                clean: what is stored
//! ```
//!
//! A date is when something was *posted*, never when it was read.

mod address;
mod clean;
mod decoders;
mod find;
mod parts;
mod pattern;
mod platforms;
mod title;

use chrono::{DateTime, NaiveDate, Utc};

use self::address::{Address, Odd};
use self::find::{Form, Found};
use self::pattern::{Name, Taken, taken};
pub use self::platforms::{BadPlatforms, Platforms};
use self::platforms::{Path, Platform};

/// A link of a text, and what it tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it begins in the text, in bytes.
    pub at: usize,
    /// As it stands in the text.
    pub found: String,
    /// What to store: without tracking, on the platform's main host, in the platform's own form. Reading it again gives the same.
    pub url: String,
    /// Of `url`, or of the page that an archive keeps: in small letters and ASCII (`xn--…` for other scripts), without `www.`.
    pub host: String,
    /// Id of the platform in the data file; `None` for a host that is not known.
    pub platform_id: Option<String>,
    /// What to show: the platform's name, else the host.
    pub platform: String,
    /// Id of the kind of activity that it suggests. Never more taking part than the link shows.
    pub kind: Option<String>,
    /// Whose it is, without the leading `@`: `WeNurses`, `zapdos@social.example`, `r/physiotherapy`.
    pub handle: Option<String>,
    /// Id of the post, video, episode, group or paper.
    pub item: Option<String>,
    pub posted: Option<Posted>,
    /// With its `#`.
    pub hashtag: Option<String>,
    /// From the words of the path, or from what Markdown shows for the link.
    pub title: Option<String>,
    /// Why less is claimed than one might expect.
    pub doubts: Vec<Doubt>,
}

/// When what is behind a link was posted, and how that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Posted {
    /// From an id that the platform's own clock made.
    At(DateTime<Utc>),
    /// From an id that a phone's clock made, or the start of an upload: minutes off at times, rarely weeks.
    About(DateTime<Utc>),
    /// The day that stands in the address.
    On(NaiveDate),
}

impl Posted {
    /// The instant, where more than the day is known.
    pub fn instant(self) -> Option<DateTime<Utc>> {
        match self {
            Self::At(instant) | Self::About(instant) => Some(instant),
            Self::On(_) => None,
        }
    }

    /// How it is known, for people.
    pub fn why(self) -> &'static str {
        match self {
            Self::At(_) => "from the id in the link",
            Self::About(_) => "about, from the id in the link",
            Self::On(_) => "from the date in the link",
        }
    }
}

/// What keeps a link from telling more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Its end is missing.
    Cut,
    /// `name@` before the host.
    UserInfo,
    /// A port of its own.
    Port,
    /// A host with letters beyond ASCII.
    International,
    /// A host that begins like a known one.
    LookAlike,
    /// An id out of which no date can be read, though others of the platform have one.
    NoDateInId,
    /// A short link: what is behind it is not known without a network.
    Hidden,
}

impl Doubt {
    /// A sentence for people.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Cut => "The end of this link is missing, so its id and date are not read.",
            Self::UserInfo => "A name stands before the host of this link: it may lead elsewhere than it seems.",
            Self::Port => "This link names a port of its own: it may lead elsewhere than it seems.",
            Self::International => "The host of this link has letters beyond a to z: compare it with the one that you expect.",
            Self::LookAlike => "The host of this link begins like a well-known one, but is another.",
            Self::NoDateInId => "The id in this link holds no date that this platform could have given.",
            Self::Hidden => "This is a short link: where it leads cannot be known offline.",
        }
    }
}

impl Link {
    /// What is the same for two links to the same thing: `x:1359562777325563904`, `doi:10.1136/bmj.n71`; `None` when only the address
    /// tells.
    pub fn key(&self) -> Option<String> {
        let item = self.item.as_deref()?;
        if title::doi([item].into_iter()).is_some() {
            return Some(format!("doi:{}", item.to_lowercase()));
        }
        let id = self.platform_id.as_deref()?;
        let platform = Platforms::bundled().of_id(id)?;
        match platform {
            _ if platform.local_ids => None,
            _ if platform.federated => Some(format!("{id}:{}/{item}", self.host)),
            _ => Some(format!("{id}:{item}")),
        }
    }
}

/// Every link of a text, in its order.
pub fn read(text: &str, now: DateTime<Utc>) -> Vec<Link> {
    Platforms::bundled().read(text, now)
}

/// The link that a field for one holds; also a lone `example.museum/x` that [`read`] would take for words.
pub fn one(text: &str, now: DateTime<Utc>) -> Option<Link> {
    let platforms = Platforms::bundled();
    let first = platforms.read(text, now).into_iter().next();
    first.or_else(|| {
        let word = text.trim();
        let is_host = word.split(['/', '?', '#']).next().is_some_and(|host| {
            let mut labels = host.split('.');
            let is_word = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
            host.contains('.') && host.chars().any(char::is_alphabetic) && labels.all(is_word)
        });
        if !is_host {
            return None;
        }
        let link = platforms.read(&format!("https://{word}"), now).into_iter().next()?;
        let found = link.found.strip_prefix("https://")?.to_owned();
        Some(Link { at: text.find(&found)?, found, ..link })
    })
}

/// An address as it is to be stored: without tracking, as [`Link::url`]. What is no link, more than one, or cut off comes back unchanged.
///
/// ```
/// use cpd_journal::capture::links::clean_address;
/// assert_eq!(clean_address("https://example.org/a?b=1&utm_source=x"), "https://example.org/a?b=1");
/// assert_eq!(clean_address("the usual room"), "the usual room");
/// ```
pub fn clean_address(text: &str) -> String {
    let word = text.trim();
    // The time only tells which dates an id can hold, and none is asked for.
    match Platforms::bundled().read(word, DateTime::UNIX_EPOCH).as_slice() {
        [link] if link.found == word && !link.doubts.contains(&Doubt::Cut) => link.url.clone(),
        _ => text.to_owned(),
    }
}

/// How many wrappers are opened inside each other.
const DEEPEST: usize = 4;

impl Platforms {
    /// Every link of a text, in its order.
    pub fn read(&self, text: &str, now: DateTime<Utc>) -> Vec<Link> {
        let found = find::all(text, |host| self.of_host(host).is_some());
        found.into_iter().filter_map(|found| self.link(text, found, now)).collect()
    }

    fn link(&self, text: &str, found: Found, now: DateTime<Utc>) -> Option<Link> {
        let Found { range, form, cut, label } = found;
        let written = text.get(range.clone())?;
        let address = match form {
            Form::Whole => Address::parse(written),
            Form::Bare => Address::parse(&format!("https://{written}")),
            Form::Doi => Address::parse(&format!("https://doi.org/{written}")),
            Form::At => Address::parse(&find::web_address(written)?),
        }?;
        let mut link = self.describe(&address, now, DEEPEST);
        link.at = range.start;
        written.clone_into(&mut link.found);
        if cut {
            link.doubts = vec![Doubt::Cut];
            (link.handle, link.item, link.posted, link.hashtag, link.title) = (None, None, None, None, None);
        }
        let clear = label.map(|label| label.chars().filter(|c| !c.is_control() && !find::is_invisible(*c)).collect::<String>());
        if let Some(label) = clear.filter(|label| link.title.is_none() || label.trim().contains(' ')) {
            link.title = Some(label);
        }
        Some(link)
    }

    fn describe(&self, address: &Address, now: DateTime<Utc>, deeper: usize) -> Link {
        let hit = if address.odd.is_none() { self.of_host(&address.host) } else { None };
        let (platform, fit) = match hit {
            Some((platform, _)) => (Some(platform), platform.fit(address, true)),
            None if address.odd.is_none() => {
                self.anywhere().find_map(|platform| Some((Some(platform), Some(platform.fit(address, false)?)))).unwrap_or_default()
            }
            None => (None, None),
        };
        let (path, pieces) = fit.unzip();
        let pieces = pieces.unwrap_or_default();
        if address.odd == Some(Odd::UserInfo)
            && let Some(plain) = Address::parse(address.url.as_str())
        {
            // Stored as it will be read again, but nothing of it is claimed.
            let url = self.describe(&plain, now, deeper).url;
            return self.told(address, None, None, &Taken::new(), url, now);
        }
        let clean = self.clean(address, platform, hit.is_some_and(|(_, main)| main), path, &pieces);
        if let (Some(path), Some(inside)) = (path, taken(&pieces, Name::Inside))
            && deeper > 0
            && let Some(inner) = Address::parse(unwrapped(inside))
        {
            let mut link = self.describe(&inner, now, deeper - 1);
            if path.whole {
                link.url = clean;
            }
            return link;
        }
        let other = path.and_then(|path| path.to.as_deref()).filter(|to| to.starts_with("https://") && deeper > 0);
        if let Some(other) = other.and_then(|to| Address::parse(&clean::filled(to, &pieces))) {
            return self.describe(&other, now, deeper - 1);
        }
        self.told(address, platform, path, &pieces, clean, now)
    }

    /// The link that an address and its pieces make.
    fn told(
        &self,
        address: &Address,
        platform: Option<&Platform>,
        path: Option<&Path>,
        pieces: &Taken,
        url: String,
        now: DateTime<Utc>,
    ) -> Link {
        let host = Address::parse(&url).map_or_else(|| address.host.clone(), |stored| stored.host);
        let host = host.strip_prefix("www.").map_or_else(|| host.clone(), str::to_owned);
        let piece = |name: Name| taken(pieces, name).map(str::to_owned);
        let doi = || {
            let parameters = address.parameters.iter().filter(|parameter| matches!(parameter.name.as_str(), "id" | "doi"));
            let mut values = parameters.map(|parameter| title::doi([parameter.value.as_str()].into_iter()));
            title::doi(address.segments()).or_else(|| values.find_map(|doi| doi))
        };
        let item = piece(Name::Id).or_else(doi);
        let mut doubts = doubts(address);
        if platform.is_none() && address.odd.is_none() && self.is_imitated_by(&host) {
            doubts.push(Doubt::LookAlike);
        }
        if platform.is_some_and(|platform| platform.hidden) {
            doubts.push(Doubt::Hidden);
        }
        let mut posted = None;
        if let Some(decoder) = path.and_then(|path| path.date) {
            let instant = taken(pieces, Name::Moment).or(item.as_deref()).and_then(|id| decoder.instant(id, now));
            posted = instant.map(|instant| if decoder.is_rough() { Posted::About(instant) } else { Posted::At(instant) });
            if posted.is_none() {
                doubts.push(Doubt::NoDateInId);
            }
        } else if address.odd.is_none() && piece(Name::Id).is_none() {
            posted = title::day(address.segments(), now).map(Posted::On);
        }
        let hashtag = piece(Name::Tag).or_else(|| taken(pieces, Name::Search).and_then(tag_in)).map(|tag| format!("#{tag}"));
        let title = match path {
            Some(_) => taken(pieces, Name::Title).and_then(title::words),
            None if item.is_some() || platform.is_some_and(|platform| platform.hidden) => None,
            None => title::guess(address.segments()),
        };
        let handle = piece(Name::Handle).map(|handle| {
            let alone = platform.is_some_and(|platform| platform.federated) && !handle.contains('@');
            let start = path.map(|path| path.handle_start.as_str()).unwrap_or_default();
            if alone { format!("{handle}@{host}") } else { format!("{start}{handle}") }
        });
        let handle = handle.or_else(|| platform.filter(|platform| platform.subdomain).and(self.name_before(&host)).map(str::to_owned));
        let kind = path.and_then(|path| path.kind.as_ref()).or_else(|| platform?.kind.as_ref()).filter(|kind| !kind.is_empty());
        Link {
            at: 0,
            found: String::new(),
            url,
            platform_id: platform.map(|platform| platform.id.clone()),
            platform: platform.map_or_else(|| host.clone(), |platform| platform.label.clone()),
            kind: kind.cloned().or_else(|| posted.filter(|_| platform.is_none()).map(|_| "article".to_owned())),
            host,
            handle,
            item,
            posted,
            hashtag,
            title,
            doubts,
        }
    }
}

fn doubts(address: &Address) -> Vec<Doubt> {
    let mut doubts: Vec<Doubt> = address
        .odd
        .map(|odd| match odd {
            Odd::UserInfo => Doubt::UserInfo,
            Odd::Port => Doubt::Port,
        })
        .into_iter()
        .collect();
    if address.host.split('.').any(|label| label.starts_with("xn--")) {
        doubts.push(Doubt::International);
    }
    doubts
}

/// The first hashtag of a search, without its `#`.
fn tag_in(search: &str) -> Option<String> {
    let (_, after) = search.split_once('#')?;
    let tag: String = after.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    (!tag.is_empty()).then_some(tag)
}

/// An address inside another, without the marks that a mail filter puts around it: `__https://example.org__;…`.
fn unwrapped(inside: &str) -> &str {
    match inside.strip_prefix("__") {
        Some(marked) => marked.split_once("__;").map_or(marked, |(address, _)| address),
        None => inside,
    }
}
