//! The pages of the document that would leave: asked for when nobody has changed anything for a moment, kept as textures.

use std::time::Duration;

use egui::{ColorImage, Context, TextureHandle, TextureOptions, Ui};

use super::format::Format;
use crate::journal::Selection;
use crate::ui::context::Ctx;
use crate::worker::{Event, LaidOut, PagePicture, PagesEvent, PagesRequest, Request};

/// A document of more entries is laid out only when somebody wants that.
const UNASKED: usize = 500;

/// For so long nothing must have changed before the pages are laid out, in seconds.
const QUIET: f64 = 0.35;

/// So many pages are kept as they look; each can take 20 MB.
const KEPT: usize = 6;

/// Pages are drawn for widths in these steps, so that not every change of the window is another picture; in pixels.
const STEP: f32 = 64.0;
const LEAST: f32 = 256.0;
const MOST: f32 = 2_560.0;

/// What is to be shown.
pub(super) struct Scene<'a> {
    /// The number of what was looked at.
    pub(super) seq: u64,
    pub(super) selection: &'a Selection,
    /// It is known what would leave, and there is something.
    pub(super) is_ready: bool,
    /// What was known of it is not true any more, and is being looked at again.
    pub(super) is_again: bool,
    pub(super) is_empty: bool,
    pub(super) entries: usize,
    pub(super) format: Format,
}

/// A document that is laid out.
#[derive(Debug)]
pub(super) struct Document {
    seq: u64,
    pub(super) laid: LaidOut,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Key {
    seq: u64,
    page: usize,
    width: u32,
}

enum Drawn {
    Asked,
    /// Told, and not on the graphics card yet: that needs a frame.
    Told(std::sync::Arc<PagePicture>),
    Ready(Sheet),
    Failed(String),
}

/// A page as it looks.
#[derive(Clone)]
pub(super) struct Sheet {
    pub(super) page: usize,
    pub(super) texture: TextureHandle,
    /// What it says.
    pub(super) text: std::sync::Arc<PagePicture>,
}

/// What there is to show of a page.
pub(super) enum Seen {
    Waiting,
    Sheet(Sheet),
    Failed(String),
}

/// What is known of pages.
pub(super) struct Pages {
    /// The number under which pages were asked for last.
    asked: Option<u64>,
    /// Since when what is to be laid out has not changed.
    quiet: Option<(u64, f64)>,
    /// Somebody wants the many pages of what has this number.
    wanted: Option<u64>,
    pub(super) document: Option<Document>,
    pub(super) failed: Option<String>,
    /// Counts from 1.
    pub(super) page: usize,
    /// 1 is as wide as there is room.
    pub(super) zoom: f32,
    /// The page was turned: the next one is shown from its top.
    pub(super) turned: bool,
    drawn: Vec<(Key, Drawn)>,
    /// What was shown last.
    pub(super) last: Option<Sheet>,
}

impl Default for Pages {
    fn default() -> Self {
        Self {
            asked: None,
            quiet: None,
            wanted: None,
            document: None,
            failed: None,
            page: 1,
            zoom: 1.0,
            turned: false,
            drawn: Vec::new(),
            last: None,
        }
    }
}

impl Pages {
    pub(super) fn on_event(&mut self, event: &Event) {
        let Event::Pages(event) = event else { return };
        match event {
            PagesEvent::LaidOut { seq, done } if self.asked == Some(*seq) => match done {
                Ok(laid) => {
                    self.page = self.page.clamp(1, laid.pages);
                    self.document = Some(Document { seq: *seq, laid: laid.clone() });
                    self.failed = None;
                    self.drawn.retain(|(key, _)| key.seq == *seq);
                }
                Err(why) => self.failed = Some(why.clone()),
            },
            PagesEvent::Page { seq, page, width, shown } => {
                let key = Key { seq: *seq, page: *page, width: *width };
                if let Some((_, drawn)) = self.drawn.iter_mut().find(|(of, _)| *of == key) {
                    *drawn = match shown {
                        Ok(shown) => Drawn::Told(std::sync::Arc::clone(shown)),
                        Err(why) => Drawn::Failed(why.clone()),
                    };
                }
            }
            PagesEvent::LaidOut { .. } => {}
        }
    }

    /// How many pages there are; 0 while that is not known.
    pub(super) fn count(&self) -> usize {
        self.document.as_ref().map_or(0, |document| document.laid.pages)
    }

    /// Whether what is shown is what would leave now.
    pub(super) fn is_of(&self, scene: &Scene<'_>) -> bool {
        self.document.as_ref().is_some_and(|document| document.seq == scene.seq)
    }

    /// Whether somebody has to say that so many entries are to be laid out.
    pub(super) fn is_unasked(&self, scene: &Scene<'_>) -> bool {
        scene.entries > UNASKED && self.wanted != Some(scene.seq) && self.asked != Some(scene.seq)
    }

    /// Somebody says so.
    pub(super) fn want(&mut self, scene: &Scene<'_>) {
        self.wanted = Some(scene.seq);
    }

    /// Asks for the pages of what would leave, when nothing has changed for a moment.
    pub(super) fn ask(&mut self, ui: &Ui, cx: &mut Ctx<'_>, scene: &Scene<'_>) {
        if !scene.is_ready || self.asked == Some(scene.seq) || self.is_unasked(scene) {
            return;
        }
        let since = match self.quiet {
            Some((seq, since)) if seq == scene.seq => since,
            _ => {
                self.quiet = Some((scene.seq, cx.now));
                cx.now
            }
        };
        let rest = since + QUIET - cx.now;
        if rest > 0.0 && self.wanted != Some(scene.seq) {
            ui.ctx().request_repaint_after(Duration::from_secs_f64(rest));
            return;
        }
        self.asked = Some(scene.seq);
        self.failed = None;
        let selection = Box::new(scene.selection.clone());
        cx.send(Request::Pages(PagesRequest::LayOut { selection, seq: scene.seq }));
    }

    /// The page that is turned to, for so many points; the one that was shown last while it is made.
    pub(super) fn see(&mut self, ctx: &Context, cx: &mut Ctx<'_>, points: f32) -> Seen {
        let Some(document) = &self.document else { return Seen::Waiting };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between two small numbers")]
        let width = ((points * ctx.pixels_per_point() / STEP).ceil() * STEP).clamp(LEAST, MOST) as u32;
        let key = Key { seq: document.seq, page: self.page, width };
        // Another document is being laid out: of this one nothing can be drawn any more.
        let can_ask = self.asked == Some(document.seq);
        if !self.drawn.iter().any(|(of, _)| *of == key) && can_ask {
            cx.send(Request::Pages(PagesRequest::Page { seq: key.seq, page: key.page, width }));
            if self.drawn.len() >= KEPT {
                self.drawn.remove(0);
            }
            self.drawn.push((key, Drawn::Asked));
        }
        for (of, drawn) in &mut self.drawn {
            if let Drawn::Told(told) = drawn {
                let size = [told.picture.width, told.picture.height].map(|side| usize::try_from(side).unwrap_or(1));
                let image = ColorImage::from_rgba_unmultiplied(size, &told.picture.rgba);
                let texture = ctx.load_texture(format!("page {} {} {}", of.seq, of.page, of.width), image, TextureOptions::LINEAR);
                *drawn = Drawn::Ready(Sheet { page: of.page, texture, text: std::sync::Arc::clone(told) });
            }
        }
        // Sharp, or as sharp as it is there.
        let of_page = self.drawn.iter().filter(|(of, _)| of.seq == key.seq && of.page == key.page);
        let mut seen = Seen::Waiting;
        for (of, drawn) in of_page {
            match drawn {
                Drawn::Ready(sheet) if *of == key || matches!(seen, Seen::Waiting) => seen = Seen::Sheet(sheet.clone()),
                Drawn::Failed(why) if *of == key => seen = Seen::Failed(why.clone()),
                _ => {}
            }
        }
        if let Seen::Sheet(sheet) = &seen {
            self.last = Some(sheet.clone());
        }
        seen
    }

    /// Turns to a page; pages that there are not are let be.
    pub(super) fn turn(&mut self, page: usize) {
        let page = page.clamp(1, self.count().max(1));
        if page != self.page {
            self.page = page;
            self.turned = true;
        }
    }
}
