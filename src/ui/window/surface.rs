//! The pixels of a window that has no graphics driver: egui's output is painted on a canvas, and the
//! canvas is handed to the display.

use std::num::NonZeroU32;
use std::rc::Rc;

use egui::ColorImage;
use winit::window::Window;

use crate::ui::paint::{Canvas, Raster};

/// A window's picture.
pub(super) struct Surface {
    raster: Raster,
    canvas: Canvas,
    target: softbuffer::Surface<Rc<Window>, Rc<Window>>,
}

impl Surface {
    pub(super) fn new(window: &Rc<Window>) -> Result<Self, softbuffer::SoftBufferError> {
        let connection = softbuffer::Context::new(Rc::clone(window))?;
        let target = softbuffer::Surface::new(&connection, Rc::clone(window))?;
        Ok(Self { raster: Raster::default(), canvas: Canvas::default(), target })
    }

    /// Paints a frame and shows it.
    pub(super) fn show(
        &mut self,
        ctx: &egui::Context,
        frame: &mut egui::FullOutput,
        window: &Window,
    ) -> Result<(), softbuffer::SoftBufferError> {
        self.raster.apply(&mut frame.textures_delta);
        let size = window.inner_size();
        let (Some(width), Some(height)) = (NonZeroU32::new(size.width), NonZeroU32::new(size.height)) else {
            // Minimised on some systems: there is nothing to show.
            return Ok(());
        };
        let primitives = ctx.tessellate(std::mem::take(&mut frame.shapes), frame.pixels_per_point);
        let ground = ctx.global_style().visuals.panel_fill;
        self.canvas.reset(pixels(size.width), pixels(size.height), ground);
        self.raster.paint(&mut self.canvas, &primitives, frame.pixels_per_point);

        self.target.resize(width, height)?;
        let mut buffer = self.target.buffer_mut()?;
        for (shown, painted) in buffer.iter_mut().zip(self.canvas.pixels()) {
            *shown = u32::from_be_bytes([0, painted.r(), painted.g(), painted.b()]);
        }
        window.pre_present_notify();
        buffer.present()
    }

    /// The frame that is shown, for a screenshot.
    pub(super) fn picture(&self) -> ColorImage {
        // The ground is opaque, and so is all that is painted on it.
        ColorImage::new([self.canvas.width(), self.canvas.height()], self.canvas.pixels().to_vec())
    }
}

fn pixels(count: u32) -> usize {
    usize::try_from(count).unwrap_or(0)
}
