//! Pictures of files on the screen: asked for once, kept as textures, the oldest forgotten.

use egui::{ColorImage, Context, TextureHandle, TextureOptions};

use super::picture_of;
use crate::domain::{Digest, Evidence};
use crate::worker::{Event, Request};

/// So many pictures are kept at most.
const KEPT: usize = 24;

/// A picture of a page.
#[derive(Clone)]
pub(super) struct Look {
    pub(super) texture: TextureHandle,
    /// Of the whole picture, in pixels.
    pub(super) size: (u32, u32),
    pub(super) pages: usize,
}

enum State {
    Asked,
    /// Told, and not on the graphics card yet: that needs a frame.
    Told(std::sync::Arc<crate::worker::Shown>),
    Ready(Look),
    Failed(String),
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Key {
    digest: Digest,
    page: usize,
    longest: u32,
}

/// The pictures that were asked for, the newest last.
#[derive(Default)]
pub(super) struct Pictures(Vec<(Key, State)>);

/// What there is to show.
pub(super) enum Seen {
    Waiting,
    Look(Look),
    /// Why there is no picture, as a sentence.
    Failed(String),
}

impl Pictures {
    pub(super) fn on_event(&mut self, event: &Event) {
        let Event::Picture { digest, page, longest, shown } = event else { return };
        let key = Key { digest: *digest, page: *page, longest: *longest };
        if let Some((_, state)) = self.0.iter_mut().find(|(of, _)| *of == key) {
            *state = match shown {
                Ok(shown) => State::Told(std::sync::Arc::clone(shown)),
                Err(why) => State::Failed(why.clone()),
            };
        }
    }

    /// A page as it looks, at most `longest` pixels long; asks for it when nobody has.
    pub(super) fn see(&mut self, ctx: &Context, one: &Evidence, page: usize, longest: u32, mut ask: impl FnMut(Request)) -> Seen {
        let key = Key { digest: one.digest, page, longest };
        let Some(at) = self.0.iter().position(|(of, _)| *of == key) else {
            ask(picture_of(one, page, longest));
            if self.0.len() >= KEPT {
                self.0.remove(0);
            }
            self.0.push((key, State::Asked));
            return Seen::Waiting;
        };
        let Some((_, state)) = self.0.get_mut(at) else { return Seen::Waiting };
        if let State::Told(shown) = state {
            let size = [shown.picture.width, shown.picture.height].map(|side| usize::try_from(side).unwrap_or(1));
            let image = ColorImage::from_rgba_unmultiplied(size, &shown.picture.rgba);
            let texture = ctx.load_texture(format!("evidence {} {page} {longest}", one.digest), image, TextureOptions::LINEAR);
            *state = State::Ready(Look { texture, size: shown.size, pages: shown.pages });
        }
        match state {
            State::Ready(look) => Seen::Look(look.clone()),
            State::Failed(why) => Seen::Failed(why.clone()),
            State::Asked | State::Told(_) => Seen::Waiting,
        }
    }
}
