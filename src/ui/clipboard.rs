//! Pictures from the clipboard.
//!
//! The window brings them: where the clipboard holds no text, egui-winit reads its picture at Ctrl+V and hands it over as
//! [`egui::Event::PasteImage`], in the window with OpenGL and in the one without (X11, Wayland with the data-control protocol or XWayland,
//! Windows, macOS). So nothing here asks the system, and a test or a script pastes a picture by sending that event. Where a clipboard
//! holds a text as well, the text is pasted.

use std::sync::Arc;

use egui::{ColorImage, Context, Event, Key, Modifiers, ViewportCommand};

use crate::media::{self, Picture};

/// Before a picture is made small carefully, it is thinned to so many times the size that is wanted: nobody sees the difference in a chip.
const THINNED: usize = 4;

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
