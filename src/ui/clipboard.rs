//! What comes from the clipboard: pictures, and text that is made clean before a field sees it.
//!
//! The window brings pictures: where the clipboard holds no text, egui-winit reads its picture at Ctrl+V and hands it over as
//! [`egui::Event::PasteImage`], in the window with OpenGL and in the one without (X11, Wayland with the data-control protocol or XWayland,
//! Windows, macOS). So a test or a script pastes a picture by sending that event. Where a clipboard holds a text as well, the text is pasted.
//!
//! Text comes as [`Event::Paste`]. Only when the keyboard is in a long text somebody is asked for the same as HTML ([`Rich`]), from which
//! Markdown is made; the event's text is replaced before the field gets it, so that one paste is one change. What this program itself gave
//! to the clipboard comes back as it was, character by character.
//!
//! The middle button pastes what is selected somewhere (X11, Wayland): [`Event::MiddleClickPaste`], for the field under the pointer. It is
//! treated in the same way, as plain text: a selection has no HTML that could be asked for.

use std::sync::Arc;

use egui::plugin::Plugin;
use egui::{ColorImage, Context, Event, FullOutput, Id, Key, Modifiers, OutputCommand, Rect, Response, ViewportCommand};

use crate::media::{self, Picture};
use crate::worker::RichClipboard;
use crate::writing::paste::{markdown_of_html, tidy_plain};

/// Before a picture is made small carefully, it is thinned to so many times the size that is wanted: nobody sees the difference in a chip.
const THINNED: usize = 4;

/// After the wish to paste plain text, the text comes within so many passes, or not at all.
const SOON: u64 = 6;

/// Where the HTML of what is pasted comes from: the system's clipboard, or a test.
pub trait Rich {
    /// The HTML on the clipboard, if it has any. Must not make the window wait.
    fn html(&mut self) -> Option<String>;
}

impl Rich for RichClipboard {
    fn html(&mut self) -> Option<String> {
        Self::html(self)
    }
}

/// HTML that is always the same, or none; for tests and pictures.
#[derive(Clone, Debug, Default)]
pub struct Scripted(pub Option<String>);

impl Rich for Scripted {
    fn html(&mut self) -> Option<String> {
        self.0.clone()
    }
}

/// Tells that this field holds a text of many lines, in Markdown: what is pasted while it has the keyboard is made so. To be told in every
/// frame.
pub fn takes_long_texts(field: &Response) {
    if field.has_focus() {
        field.ctx.data_mut(|data| data.insert_temp(long_text(), field.id));
    }
    if field.contains_pointer() {
        field.ctx.data_mut(|data| data.insert_temp(under_pointer(), field.interact_rect));
    }
}

/// What this program gave to the clipboard last, and what was selected in it last; with the usual line ends.
#[derive(Default)]
struct Given {
    copied: String,
    selected: String,
}

impl Plugin for Given {
    fn debug_name(&self) -> &'static str {
        "what was copied here"
    }

    fn output_hook(&mut self, _: &Context, output: &mut FullOutput) {
        for command in &output.platform_output.commands {
            match command {
                OutputCommand::CopyText(text) => self.copied = usual_ends(text),
                OutputCommand::TextSelectionSettled(text) => self.selected = usual_ends(text),
                OutputCommand::CopyImage(_) | OutputCommand::OpenUrl(_) => {}
            }
        }
    }
}

/// On Windows line ends are others on the clipboard.
fn usual_ends(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// Pastes into whatever has the keyboard, as from a menu.
pub fn paste(ctx: &Context) {
    ctx.send_viewport_cmd(ViewportCommand::RequestPaste);
}

/// The same, without anything but the words: as Ctrl+Shift+V does.
pub fn paste_plain(ctx: &Context) {
    let until = ctx.cumulative_pass_nr().saturating_add(SOON);
    ctx.data_mut(|data| data.insert_temp(plain_until(), until));
    paste(ctx);
}

/// Makes clean what is pasted into a long text in this frame: Markdown from the clipboard's HTML, or tidy plain text. To be called once a
/// frame, before anything is shown.
pub fn clean_pastes(ctx: &Context, rich: &mut dyn Rich) {
    if ctx.input_mut(|input| input.consume_key(Modifiers::COMMAND | Modifiers::SHIFT, Key::V)) {
        paste_plain(ctx);
    }
    let given = ctx.plugin_or_default::<Given>();
    clean_middle_clicks(ctx, &given.lock().selected);
    if !ctx.input(|input| input.events.iter().any(|event| matches!(event, Event::Paste(_)))) {
        return;
    }
    let (long, plain) = ctx.data_mut(|data| (data.get_temp::<Id>(long_text()), data.remove_temp::<u64>(plain_until())));
    if long.is_none() || ctx.memory(egui::Memory::focused) != long {
        return;
    }
    let plain = plain.is_some_and(|until| ctx.cumulative_pass_nr() <= until);
    let own = given.lock().copied.clone();
    let is_own = |text: &str| !own.is_empty() && usual_ends(text) == own;
    let all_own = ctx.input(|input| input.events.iter().all(|event| !matches!(event, Event::Paste(text) if !is_own(text))));
    // Asked outside of the input, which is locked meanwhile.
    let html = if plain || all_own { None } else { rich.html() };
    ctx.input_mut(|input| {
        for event in &mut input.events {
            if let Event::Paste(text) = event {
                *text = if is_own(text) {
                    own.clone()
                } else if plain {
                    without_control(text)
                } else {
                    cleaned(text, html.as_deref())
                };
            }
        }
    });
}

/// The same for the middle button, where it is pressed over a long text. `own` is what was selected in this program.
fn clean_middle_clicks(ctx: &Context, own: &str) {
    let Some(field) = ctx.data(|data| data.get_temp::<Rect>(under_pointer())) else { return };
    ctx.input_mut(|input| {
        for event in &mut input.events {
            if let Event::MiddleClickPaste { pos, text } = event
                && field.contains(*pos)
            {
                *text = if !own.is_empty() && usual_ends(text) == own { own.to_owned() } else { tidy_plain(text) };
            }
        }
    });
    // Told anew in every frame.
    ctx.data_mut(|data| data.remove::<Rect>(under_pointer()));
}

/// What is pasted, as Markdown.
fn cleaned(text: &str, html: Option<&str>) -> String {
    let rich = html.map(markdown_of_html).filter(|markdown| !markdown.trim().is_empty());
    rich.unwrap_or_else(|| tidy_plain(text))
}

/// The words as they are, without what nobody sees: control characters other than tabs. Every kind of line end becomes the usual one, also
/// the vertical tab that Word ends lines with.
fn without_control(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{B}', '\u{2028}', '\u{2029}'], "\n");
    text.chars().filter(|c| matches!(c, '\n' | '\t') || !c.is_control()).collect()
}

fn long_text() -> Id {
    Id::unique("the long text with the keyboard")
}

fn under_pointer() -> Id {
    Id::unique("the long text under the pointer")
}

fn plain_until() -> Id {
    Id::unique("paste without looks")
}

/// The pictures that were pasted in this frame, taken out of the input.
pub fn pasted_pictures(ctx: &Context) -> Vec<Arc<ColorImage>> {
    ctx.input_mut(|input| {
        let mut pictures = Vec::new();
        input.events.retain(|event| match event {
            Event::PasteImage(picture) => {
                pictures.push(Arc::clone(picture));
                false
            }
            _ => true,
        });
        pictures
    })
}

/// Shift+Insert pastes everywhere, as Ctrl+V does. On Windows the window knows that by itself.
pub fn paste_at_shift_insert(ctx: &Context) {
    if !cfg!(target_os = "windows") && ctx.input_mut(|input| input.consume_key(Modifiers::SHIFT, Key::Insert)) {
        ctx.send_viewport_cmd(ViewportCommand::RequestPaste);
    }
}

/// The picture as the journal keeps it: alpha not multiplied in.
pub fn picture(image: &ColorImage) -> Picture {
    let [width, height] = image.size.map(|side| u32::try_from(side).unwrap_or(u32::MAX));
    // With every pixel opaque, as in a screenshot, the bytes are the same, and copying them is many times faster.
    let rgba = if image.pixels.iter().all(|pixel| pixel.is_opaque()) {
        image.as_raw().to_vec()
    } else {
        image.pixels.iter().flat_map(|pixel| pixel.to_srgba_unmultiplied()).collect()
    };
    Picture { width, height, rgba }
}

/// The picture small, its longer side at most `longest` pixels.
pub fn thumbnail(image: &ColorImage, longest: usize) -> ColorImage {
    let [width, height] = image.size;
    let step = (width.max(height) / (longest.max(1) * THINNED)).max(1);
    let (wide, high) = (width.div_ceil(step), height.div_ceil(step));
    let rows = image.pixels.chunks(width.max(1)).step_by(step);
    let pixels = rows.flat_map(|row| row.iter().step_by(step).copied()).collect();
    let small = media::thumbnail(&picture(&ColorImage::new([wide, high], pixels)), u32::try_from(longest).unwrap_or(u32::MAX));
    let size = [small.width, small.height].map(|side| usize::try_from(side).unwrap_or(1));
    ColorImage::from_rgba_unmultiplied(size, &small.rgba)
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::Color32;

    fn image(width: usize, height: usize, colour: Color32) -> ColorImage {
        ColorImage::new([width, height], vec![colour; width * height])
    }

    #[test]
    fn colours_stay_what_they_are() {
        let see_through = Color32::from_rgba_unmultiplied(200, 100, 0, 128);
        for colour in [Color32::RED, Color32::TRANSPARENT, see_through] {
            let kept = picture(&image(2, 3, colour));
            assert_eq!((kept.width, kept.height, kept.rgba.len()), (2, 3, 24));
            let again = Color32::from_rgba_unmultiplied(kept.rgba[0], kept.rgba[1], kept.rgba[2], kept.rgba[3]);
            assert_eq!(again, colour);
        }
    }

    #[test]
    fn small_pictures_keep_their_proportions() {
        for (width, height, want) in [(1920, 1080, [96, 54]), (10, 10, [10, 10]), (1, 5000, [1, 96]), (3001, 2999, [96, 96])] {
            let small = thumbnail(&image(width, height, Color32::BLUE), 96);
            assert_eq!(small.size, want, "{width} x {height}");
            assert!(small.pixels.iter().all(|pixel| *pixel == Color32::BLUE));
        }
    }
}
