//! What comes with it: pictures from the clipboard and files.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{ColorImage, Context, TextureHandle, TextureOptions};

use crate::media::Picture;
use crate::ui::clipboard;

/// The longer side of a picture in its chip, in pixels.
const THUMB: usize = 96;

/// Pictures and files, in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Files {
    list: Vec<File>,
    /// Pictures that came so far, those that were taken away included: each keeps its name.
    pictures: usize,
}

pub(super) struct File {
    /// What a reader sees.
    pub(super) name: String,
    content: Content,
}

enum Content {
    Path(PathBuf),
    Picture { picture: Arc<Picture>, thumb: TextureHandle },
}

impl std::fmt::Debug for File {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.name)
    }
}

impl File {
    /// The picture for its chip.
    pub(super) fn thumb(&self) -> Option<&TextureHandle> {
        match &self.content {
            Content::Path(_) => None,
            Content::Picture { thumb, .. } => Some(thumb),
        }
    }
}

impl Files {
    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub(super) fn list(&self) -> &[File] {
        &self.list
    }

    /// Adds files; one that is there already stays once.
    pub(super) fn add(&mut self, paths: &[PathBuf]) {
        for path in paths {
            if !self.paths().any(|known| known == path) {
                let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
                self.list.push(File { name, content: Content::Path(path.clone()) });
            }
        }
    }

    pub(super) fn add_picture(&mut self, ctx: &Context, image: &ColorImage) {
        self.pictures += 1;
        let name = if self.pictures == 1 { "Screenshot".to_owned() } else { format!("Screenshot {}", self.pictures) };
        let thumb = ctx.load_texture(&name, clipboard::thumbnail(image, THUMB), TextureOptions::LINEAR);
        let picture = Arc::new(clipboard::picture(image));
        self.list.push(File { name, content: Content::Picture { picture, thumb } });
    }

    pub(super) fn remove(&mut self, at: usize) {
        if at < self.list.len() {
            self.list.remove(at);
        }
    }

    pub(super) fn remove_last(&mut self) -> bool {
        self.list.pop().is_some()
    }

    /// Takes a file out; `false` when somebody has done so before.
    pub(super) fn remove_path(&mut self, path: &Path) -> bool {
        let before = self.list.len();
        self.list.retain(|file| !matches!(&file.content, Content::Path(known) if known == path));
        self.list.len() < before
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &PathBuf> {
        self.list.iter().filter_map(|file| if let Content::Path(path) = &file.content { Some(path) } else { None })
    }

    pub(super) fn pictures(&self) -> impl Iterator<Item = &Arc<Picture>> {
        self.list.iter().filter_map(|file| if let Content::Picture { picture, .. } = &file.content { Some(picture) } else { None })
    }
}
