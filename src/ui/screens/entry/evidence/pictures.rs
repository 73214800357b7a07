//! Pictures of files on the screen: asked for once, kept as textures, those not on the screen for the longest forgotten.

use egui::{ColorImage, Context, TextureHandle, TextureOptions};

use super::picture_of;
use crate::domain::{Digest, Evidence};
use crate::worker::{Event, Request};

/// So many small pictures are kept, unless more are on the screen.
const SMALL: usize = 40;

/// The same of large ones, which a viewer shows: each can take 64 MB.
const LARGE: usize = 2;

/// Pictures that are longer than this, in pixels, are large.
const LONGEST_SMALL: u32 = 512;

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

struct Kept {
    key: Key,
    state: State,
    /// The frame in which it was on the screen last.
    seen: u64,
}

/// The pictures that were asked for.
#[derive(Default)]
pub(super) struct Pictures(Vec<Kept>);

/// What there is to show.
pub(super) enum Seen {
    Waiting,
    Look(Look),
    /// Why there is no picture, as a sentence.
    Failed(String),
}

impl Pictures {
    pub(super) fn on_event(&mut self, event: &Event) {
        match event {
            Event::Picture { digest, page, longest, shown } => {
                let key = Key { digest: *digest, page: *page, longest: *longest };
                if let Some(kept) = self.0.iter_mut().find(|kept| kept.key == key) {
                    kept.state = match shown {
                        Ok(shown) => State::Told(std::sync::Arc::clone(shown)),
                        Err(why) => State::Failed(why.clone()),
                    };
                }
            }
            Event::Gone(digests) => self.0.retain(|kept| !digests.contains(&kept.key.digest)),
            _ => {}
        }
    }

    /// Makes room for another: those go that were not on the screen for the longest. What is on the screen in this frame or the last stays,
    /// or it would be asked for again at once; and so does what is being made.
    fn make_room(&mut self, new: Key, frame: u64) {
        let is_large = |key: Key| key.longest > LONGEST_SMALL;
        let most = if is_large(new) { LARGE } else { SMALL };
        while self.0.iter().filter(|kept| is_large(kept.key) == is_large(new)).count() >= most {
            let can_go = |kept: &Kept| {
                is_large(kept.key) == is_large(new) && kept.seen.saturating_add(1) < frame && !matches!(kept.state, State::Asked)
            };
            let Some((at, _)) = self.0.iter().enumerate().filter(|(_, kept)| can_go(kept)).min_by_key(|(_, kept)| kept.seen) else {
                return;
            };
            self.0.remove(at);
        }
    }

    /// A page as it looks, at most `longest` pixels long; asks for it when nobody has. Only for what is on the screen.
    pub(super) fn see(&mut self, ctx: &Context, one: &Evidence, page: usize, longest: u32, mut ask: impl FnMut(Request)) -> Seen {
        let key = Key { digest: one.digest, page, longest };
        let frame = ctx.cumulative_frame_nr();
        let Some(kept) = self.0.iter_mut().find(|kept| kept.key == key) else {
            ask(picture_of(one, page, longest));
            self.make_room(key, frame);
            self.0.push(Kept { key, state: State::Asked, seen: frame });
            return Seen::Waiting;
        };
        kept.seen = frame;
        if let State::Told(shown) = &kept.state {
            let size = [shown.picture.width, shown.picture.height].map(|side| usize::try_from(side).unwrap_or(1));
            let image = ColorImage::from_rgba_unmultiplied(size, &shown.picture.rgba);
            let texture = ctx.load_texture(format!("evidence {} {page} {longest}", one.digest), image, TextureOptions::LINEAR);
            kept.state = State::Ready(Look { texture, size: shown.size, pages: shown.pages });
        }
        match &kept.state {
            State::Ready(look) => Seen::Look(look.clone()),
            State::Failed(why) => Seen::Failed(why.clone()),
            State::Asked | State::Told(_) => Seen::Waiting,
        }
    }
}
