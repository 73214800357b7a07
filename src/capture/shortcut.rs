//! Files that are nothing but a link: shortcuts as browsers and desktops make them, and texts that hold only an address.

/// The address in a shortcut: `.url` (Windows), `.desktop` (Linux), `.webloc` (macOS, as text or binary), or a text file with one address
/// and nothing else. `bytes` is the whole file. Nothing when it holds more, or no address of the web.
pub fn address_in_file(name: &str, bytes: &[u8]) -> Option<String> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{feff}');
    let found = match ending.as_str() {
        "url" => valued(text, "[InternetShortcut]")?,
        "desktop" => valued(text, "[Desktop Entry]")?,
        "webloc" if bytes.starts_with(b"bplist") => {
            let start = bytes.windows(4).position(|window| window == b"http")?;
            let rest = bytes.get(start..)?;
            let end = rest.iter().position(|byte| !byte.is_ascii_graphic()).unwrap_or(rest.len());
            String::from_utf8_lossy(rest.get(..end)?).into_owned()
        }
        "webloc" => {
            let (_, after) = text.split_once("<key>URL</key>")?;
            let (_, after) = after.split_once("<string>")?;
            let (inside, _) = after.split_once("</string>")?;
            inside.trim().replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&")
        }
        "txt" | "text" => text.trim().to_owned(),
        _ => return None,
    };
    let is_web =
        ["https://", "http://"].iter().any(|start| found.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start)));
    (is_web && !found.contains(|c: char| c.is_whitespace() || c.is_control())).then_some(found)
}

/// The value of `URL=` in a section.
fn valued(text: &str, section: &str) -> Option<String> {
    let mut inside = false;
    for line in text.lines().map(str::trim) {
        if line.starts_with('[') {
            inside = line.eq_ignore_ascii_case(section);
        } else if inside
            && let Some((key, value)) = line.split_once('=')
            && key.trim().eq_ignore_ascii_case("url")
        {
            return Some(value.trim().to_owned());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortcuts_of_each_system() {
        let webloc = "<?xml version=\"1.0\"?>\n<plist version=\"1.0\"><dict>\n\t<key>URL</key>\n\t<string>https://example.org/a?b=1&amp;c=2</string>\n</dict></plist>";
        let binary = b"bplist00\xd1\x01\x02SURL_\x10\x15https://example.org/a\x08\x0b\x0f\0\0\0\0\0\0\x01\x01";
        let cases: [(&str, &[u8], Option<&str>); 11] = [
            (
                "Pacing.url",
                b"[{000214A0-0000-0000-C000-000000000046}]\r\nProp3=19,11\r\n[InternetShortcut]\r\nURL=https://example.org/a\r\n",
                Some("https://example.org/a"),
            ),
            ("pacing.URL", b"\xef\xbb\xbf[internetshortcut]\nurl = http://example.org/?a=b\n", Some("http://example.org/?a=b")),
            ("pacing.desktop", b"[Desktop Entry]\nType=Link\nName=Pacing\nURL=https://example.org/b\n", Some("https://example.org/b")),
            ("pacing.webloc", webloc.as_bytes(), Some("https://example.org/a?b=1&c=2")),
            ("binary.webloc", binary, Some("https://example.org/a")),
            ("only.txt", b"  https://example.org/c\n", Some("https://example.org/c")),
            ("more.txt", b"See https://example.org/c\n", None),
            ("two.txt", b"https://example.org/c\nhttps://example.org/d\n", None),
            ("program.desktop", b"[Desktop Entry]\nType=Application\nExec=rm\n", None),
            ("local.url", b"[InternetShortcut]\nURL=file:///etc/passwd\n", None),
            ("picture.png", b"https://example.org/c", None),
        ];
        for (name, bytes, want) in cases {
            assert_eq!(address_in_file(name, bytes).as_deref(), want, "{name}");
        }
        for name in ["a.url", "a.desktop", "a.webloc", "a.txt", "a", ""] {
            for bytes in [&b""[..], b"\xff\xfe\0", b"bplist00http", b"[InternetShortcut]\nURL", "[é".as_bytes(), "ht€ps://".as_bytes()] {
                let _ = address_in_file(name, bytes);
            }
        }
    }
}
