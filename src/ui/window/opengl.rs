//! A window painted by the graphics driver, through eframe.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use egui::{Context, Ui, ViewportBuilder, Visuals};
use winit::error::EventLoopError;

use super::display::{self, Display};
use super::{Program, WindowError};

/// Opens the window and shows the program until it is closed.
pub(super) fn run(
    app_id: &str,
    viewport: ViewportBuilder,
    display: Display,
    make: impl FnOnce(&Context) -> Box<dyn Program>,
) -> Result<(), WindowError> {
    let options = eframe::NativeOptions {
        viewport,
        renderer: eframe::Renderer::Glow,
        event_loop_builder: Some(Box::new(move |builder| display.choose(builder))),
        // The bundled fonts are all there is, so that text looks the same everywhere.
        system_font_fallback: false,
        persist_window: false,
        // Both renderers are to show the same pixels.
        dithering: false,
        ..eframe::NativeOptions::default()
    };
    let made = Cell::new(false);
    let creator: eframe::AppCreator<'_> = Box::new(|cc| {
        made.set(true);
        Ok(Box::new(Adapter(make(&cc.egui_ctx))))
    });
    // Some drivers do not fail, they panic. Until the program exists this says nothing but “no OpenGL”;
    // afterwards a panic is the program's own and is not to be hidden.
    match catch_unwind(AssertUnwindSafe(|| eframe::run_native(app_id, options, creator))) {
        Ok(outcome) => outcome.map_err(explained),
        Err(panic) if made.get() => resume_unwind(panic),
        Err(_) => Err(WindowError::NoOpenGl("the driver panicked".to_owned())),
    }
}

fn explained(error: eframe::Error) -> WindowError {
    match error {
        eframe::Error::WinitEventLoop(EventLoopError::ExitFailure(code)) => {
            WindowError::NoWindow(format!("the display ended the connection ({code})"))
        }
        eframe::Error::WinitEventLoop(error) => display::unanswered(&error),
        eframe::Error::Winit(error) => WindowError::NoWindow(error.to_string()),
        // The template of a configuration is a page of numbers, and tells people nothing.
        eframe::Error::NoGlutinConfigs(_, reason) => WindowError::NoOpenGl(reason.to_string()),
        error => WindowError::NoOpenGl(error.to_string()),
    }
}

/// A program as eframe wants it.
struct Adapter(Box<dyn Program>);

impl eframe::App for Adapter {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.0.logic(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.0.ui(ui);
    }

    fn clear_color(&self, visuals: &Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.0.exit();
    }
}
