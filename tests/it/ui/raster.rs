//! Pictures of tests, painted on the processor by the program's own rasteriser.

use cpd_journal::ui::paint::{Canvas, Raster};
use egui::{Color32, Context, FullOutput, TexturesDelta};
use egui_kittest::TestRenderer;
use image::RgbaImage;

/// For `Harness::builder().renderer(Cpu::default())`.
#[derive(Default)]
pub(crate) struct Cpu(Raster);

impl TestRenderer for Cpu {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        self.0.apply(delta);
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the size of a window")]
    fn render(&mut self, ctx: &Context, output: &FullOutput) -> Result<RgbaImage, String> {
        let scale = ctx.pixels_per_point();
        let size = (ctx.content_rect().size() * scale).round();
        let mut canvas = Canvas::new(size.x as usize, size.y as usize, Color32::TRANSPARENT);
        self.0.paint(&mut canvas, &ctx.tessellate(output.shapes.clone(), scale), scale);
        let bytes = canvas.pixels().iter().flat_map(Color32::to_srgba_unmultiplied).collect();
        RgbaImage::from_raw(size.x as u32, size.y as u32, bytes).ok_or_else(|| "more pixels than memory".to_owned())
    }
}
