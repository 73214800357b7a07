//! What the program brings with it: data files, fonts, page templates. Compiled in; read from disk in debug builds, so that
//! a data file can be edited live.

use std::borrow::Cow;

use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "assets/"]
#[exclude = "README.md"]
struct Assets;

/// The content of a file under `assets/`: `kinds/tweetchat.toml`.
pub(crate) fn read(path: &str) -> Option<Cow<'static, [u8]>> {
    Assets::get(path).map(|file| file.data)
}

/// The same as text; `None` also when it is not UTF-8.
pub(crate) fn text(path: &str) -> Option<String> {
    String::from_utf8(read(path)?.into_owned()).ok()
}

/// The paths of all files under a folder of `assets/`, sorted.
pub(crate) fn list(folder: &str) -> Vec<String> {
    let start = format!("{}/", folder.trim_end_matches('/'));
    let mut paths: Vec<String> = Assets::iter().filter(|path| path.starts_with(&start)).map(Cow::into_owned).collect();
    paths.sort();
    paths
}
