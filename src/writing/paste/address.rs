//! Addresses of pasted links: only those that lead somewhere, and without the wrappers of mail filters and search engines.

use url::Url;

/// A wrapper: the end of its host, the beginning of its path, and the field that holds the address.
const WRAPPERS: &[(&str, &str, &str)] = &[
    ("safelinks.protection.outlook.com", "/", "url"),
    ("statics.teams.cdn.office.net", "/evergreen-assets/safelinks", "url"),
    ("teams.cdn.office.net", "/evergreen-assets/safelinks", "url"),
    ("l.facebook.com", "/l.php", "u"),
    ("lm.facebook.com", "/l.php", "u"),
    ("l.instagram.com", "/", "u"),
    ("linkedin.com", "/redir/redirect", "url"),
    ("linkedin.com", "/safety/go", "url"),
    ("youtube.com", "/redirect", "q"),
    ("slack-redir.net", "/link", "url"),
    ("out.reddit.com", "/", "url"),
    ("duckduckgo.com", "/l/", "uddg"),
    ("protect2.fireeye.com", "/", "u"),
];

/// An address that can be kept; nothing for scripts, data, files and places inside the page.
pub(super) fn kept(address: &str) -> Option<String> {
    let mut url = Url::parse(address.trim()).ok()?;
    // A wrapper in a wrapper, as forwarded mails have them.
    for _ in 0..4 {
        let Some(inner) = unwrapped(&url) else { break };
        url = inner;
    }
    matches!(url.scheme(), "http" | "https" | "mailto" | "tel").then(|| shown(&url, address.trim()))
}

/// As it was written, where nothing was unwrapped: the parser would add a slash.
fn shown(url: &Url, address: &str) -> String {
    let parsed = url.as_str();
    if Url::parse(address).is_ok_and(|same| same.as_str() == parsed) && address.is_ascii() && !address.contains(char::is_whitespace) {
        return address.to_owned();
    }
    parsed.to_owned()
}

fn unwrapped(url: &Url) -> Option<Url> {
    let host = url.host_str()?;
    let is_host = |end: &str| host.strip_suffix(end).is_some_and(|before| before.is_empty() || before.ends_with('.'));
    let field = |name: &str| url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
    let inner = WRAPPERS
        .iter()
        .find(|(end, path, _)| is_host(end) && url.path().starts_with(path))
        .and_then(|(_, _, name)| field(name))
        .or_else(|| google(host, url).and_then(|()| field("q").or_else(|| field("url"))))
        .or_else(|| proofpoint(host, url))?;
    Url::parse(&inner).ok().filter(|inner| matches!(inner.scheme(), "http" | "https"))
}

/// `www.google.com/url`, in all countries.
fn google(host: &str, url: &Url) -> Option<()> {
    let name = host.strip_prefix("www.").unwrap_or(host);
    (name.starts_with("google.") && name.split('.').count() <= 3 && url.path() == "/url").then_some(())
}

/// `urldefense.com/v3/__https://example.org/page__;…`.
fn proofpoint(host: &str, url: &Url) -> Option<String> {
    if !matches!(host, "urldefense.com" | "urldefense.us") {
        return None;
    }
    let inner = url.as_str().split_once("/v3/__")?.1.split("__;").next()?;
    // A `*` stands for a character that is kept elsewhere, in a code: such an address stays wrapped.
    (!inner.contains('*')).then(|| inner.to_owned())
}
