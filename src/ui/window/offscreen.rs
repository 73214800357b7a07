//! A program driven without any display: for pictures of the program, and wherever nobody looks.
//!
//! Time stands still unless a frame is run, and every frame takes the same time, so that the same events
//! always give the same picture.

use egui::{Context, Event, RawInput, Rect, Theme, Vec2, ViewportCommand, ViewportEvent, ViewportId, ViewportInfo};

use super::Program;
use super::stage::Stage;
use crate::ui::paint::{Canvas, PngError, Raster, encode_png};

/// How long a frame takes, in seconds.
const FRAME: f64 = 1.0 / 60.0;

/// After so many frames in one step a program is taken to move for ever.
const MOST_FRAMES: u32 = 64;

/// A program that is shown to nobody.
pub struct Offscreen {
    stage: Stage,
    raster: Raster,
    primitives: Vec<egui::ClippedPrimitive>,
    size: Vec2,
    pixels_per_point: f32,
    theme: Theme,
    time: f64,
    window_events: Vec<ViewportEvent>,
    copied: Option<String>,
    title: Option<String>,
}

/// How a step ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// No further frame is asked for, or only for later.
    Quiet,
    /// The program still asked for the next frame when the step was cut short.
    Restless,
    /// The program closed its window.
    Closed,
}

impl Offscreen {
    /// Makes a program in a window of `size` points. `theme` is what the system is said to prefer.
    pub fn new(size: Vec2, pixels_per_point: f32, theme: Theme, make: impl FnOnce(&Context) -> Box<dyn Program>) -> Self {
        Self {
            stage: Stage::new(|_| {}, make),
            raster: Raster::default(),
            primitives: Vec::new(),
            size,
            pixels_per_point,
            theme,
            time: 0.0,
            window_events: Vec::new(),
            copied: None,
            title: None,
        }
    }

    /// Hands over events and runs frames until the program asks for no more at once.
    pub fn step(&mut self, events: Vec<Event>) -> Settled {
        let mut events = events;
        for _ in 0..MOST_FRAMES {
            let again = self.frame(std::mem::take(&mut events));
            if self.stage.is_closing() {
                self.stage.exit();
                return Settled::Closed;
            }
            if !again {
                return Settled::Quiet;
            }
        }
        Settled::Restless
    }

    /// Lets time pass, then runs frames as [`Self::step`] does: what waits for a moment of quiet happens.
    pub fn wait(&mut self, seconds: f64) -> Settled {
        self.time += seconds.max(0.0);
        self.step(Vec::new())
    }

    /// Asks the program to close its window, as the button in its frame does.
    pub fn request_close(&mut self) -> Settled {
        self.window_events.push(ViewportEvent::Close);
        self.step(Vec::new())
    }

    /// Changes what the system is said to prefer; seen from the next step on.
    pub fn prefer(&mut self, theme: Theme) {
        self.theme = theme;
    }

    /// Changes the size of the window in points; seen from the next step on.
    pub fn resize(&mut self, size: Vec2) {
        self.size = size;
    }

    /// The context, to look into it.
    pub fn ctx(&self) -> &Context {
        self.stage.ctx()
    }

    /// What the program put on the clipboard last.
    pub fn copied(&self) -> Option<&str> {
        self.copied.as_deref()
    }

    /// The title that the program gave its window last.
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// The last frame as pixels.
    pub fn picture(&self) -> Canvas {
        let scale = self.stage.ctx().pixels_per_point();
        let [width, height] = self.size_in_pixels();
        let ground = self.stage.ctx().global_style().visuals.panel_fill;
        let mut canvas = Canvas::new(width, height, ground);
        self.raster.paint(&mut canvas, &self.primitives, scale);
        canvas
    }

    /// The last frame as a PNG file.
    pub fn png(&self) -> Result<Vec<u8>, PngError> {
        let picture = self.picture();
        let side = |pixels: usize| u32::try_from(pixels).unwrap_or(u32::MAX);
        encode_png(side(picture.width()), side(picture.height()), picture.pixels())
    }

    /// Runs one frame, and says whether the program asks for the next one at once.
    fn frame(&mut self, events: Vec<Event>) -> bool {
        self.time += FRAME;
        let ctx = self.stage.ctx();
        // As on a real screen: zooming in leaves the window as it is, and fewer points fit into it.
        let points = self.size / ctx.zoom_factor();
        let mut info = ViewportInfo {
            native_pixels_per_point: Some(self.pixels_per_point),
            inner_rect: Some(Rect::from_min_size(egui::Pos2::ZERO, points)),
            focused: Some(true),
            events: std::mem::take(&mut self.window_events),
            ..ViewportInfo::default()
        };
        info.monitor_size = Some(points);
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(egui::Pos2::ZERO, points)),
            viewports: std::iter::once((ViewportId::ROOT, info)).collect(),
            time: Some(self.time),
            system_theme: Some(self.theme),
            max_texture_side: Some(8192),
            focused: true,
            events,
            ..RawInput::default()
        };
        let mut output = self.stage.show(input);
        self.raster.apply(&mut output.textures_delta);
        self.primitives = self.stage.ctx().tessellate(std::mem::take(&mut output.shapes), output.pixels_per_point);
        for command in std::mem::take(&mut output.platform_output.commands) {
            if let egui::OutputCommand::CopyText(text) = command {
                self.copied = Some(text);
            }
        }
        let Some(viewport) = output.viewport_output.remove(&ViewportId::ROOT) else { return false };
        for command in viewport.commands {
            match command {
                ViewportCommand::Close => self.window_events.push(ViewportEvent::Close),
                ViewportCommand::Title(title) => self.title = Some(title),
                ViewportCommand::InnerSize(size) => self.size = size * self.stage.ctx().zoom_factor(),
                _ => {}
            }
        }
        viewport.repaint_delay.is_zero() || !self.window_events.is_empty()
    }

    fn size_in_pixels(&self) -> [usize; 2] {
        let size = (self.size * self.pixels_per_point).round();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
        [size.x as usize, size.y as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;
    use std::rc::Rc;

    /// Says what happens to it; keeps its window open until it has been asked twice.
    struct Stubborn {
        log: Rc<RefCell<Vec<&'static str>>>,
        asked: u32,
        text: String,
    }

    impl Program for Stubborn {
        fn logic(&mut self, ctx: &Context) {
            if ctx.input(|i| i.viewport().close_requested()) {
                self.asked += 1;
                if self.asked == 1 {
                    self.log.borrow_mut().push("kept open");
                    ctx.send_viewport_cmd(ViewportCommand::CancelClose);
                }
            }
        }

        fn ui(&mut self, ui: &mut egui::Ui) {
            if ui.button("Leave").clicked() {
                ui.send_viewport_cmd(ViewportCommand::Close);
            }
            let name = ui.label("Text").id;
            let field = ui.text_edit_singleline(&mut self.text).labelled_by(name);
            field.request_focus();
        }

        fn exit(&mut self) {
            self.log.borrow_mut().push("exit");
        }
    }

    fn stubborn() -> (Offscreen, Rc<RefCell<Vec<&'static str>>>) {
        let log = Rc::new(RefCell::new(Vec::new()));
        let program = Stubborn { log: Rc::clone(&log), asked: 0, text: String::new() };
        let offscreen = Offscreen::new(egui::vec2(320.0, 200.0), 1.0, Theme::Light, |ctx| {
            crate::ui::theme::install(ctx);
            Box::new(program)
        });
        (offscreen, log)
    }

    #[test]
    fn a_close_request_can_be_refused_and_exit_comes_once() {
        let (mut offscreen, log) = stubborn();
        assert_eq!(offscreen.step(Vec::new()), Settled::Quiet);
        assert_eq!(offscreen.request_close(), Settled::Quiet);
        assert_eq!(*log.borrow(), ["kept open"]);
        assert_eq!(offscreen.request_close(), Settled::Closed);
        assert_eq!(*log.borrow(), ["kept open", "exit"]);
    }

    #[test]
    fn a_program_can_close_its_own_window() {
        let (mut offscreen, log) = stubborn();
        offscreen.step(Vec::new());
        let at = egui::pos2(20.0, 16.0);
        let button =
            |pressed| Event::PointerButton { pos: at, button: egui::PointerButton::Primary, pressed, modifiers: egui::Modifiers::NONE };
        offscreen.step(vec![Event::PointerMoved(at)]);
        // The first request is the program's own, and it refuses even that.
        offscreen.step(vec![button(true)]);
        assert_eq!(offscreen.step(vec![button(false)]), Settled::Quiet);
        assert_eq!(*log.borrow(), ["kept open"]);
    }

    #[test]
    fn the_same_events_give_the_same_picture() {
        let picture = |scale: f32, theme| {
            let (mut offscreen, _) = stubborn();
            offscreen.pixels_per_point = scale;
            offscreen.prefer(theme);
            offscreen.step(Vec::new());
            offscreen.step(vec![Event::Text("Reflection".to_owned())]);
            offscreen.wait(1.0);
            offscreen.png().unwrap()
        };
        assert_eq!(picture(1.0, Theme::Light), picture(1.0, Theme::Light));
        assert_ne!(picture(1.0, Theme::Light), picture(1.0, Theme::Dark));
        let large = image::load_from_memory(&picture(2.0, Theme::Dark)).unwrap();
        assert_eq!((large.width(), large.height()), (640, 400));
        let ground = large.to_rgb8().get_pixel(639, 399).0;
        let canvas = crate::ui::theme::Palette::DARK.canvas;
        assert_eq!(ground, [canvas.r(), canvas.g(), canvas.b()]);
    }
}
