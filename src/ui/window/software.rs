//! A window painted on the processor: winit's events, egui's frames, our pixels.
//!
//! It behaves as eframe does: the same close requests, the same logic while hidden, and no frame unless
//! somebody asked for one.

use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Context, FullOutput, LogicOutput, RawInput, ViewportBuilder, ViewportCommand, ViewportEvent, ViewportId, ViewportInfo};
use egui_winit::{ActionRequested, accesskit_winit};
use winit::application::ApplicationHandler;
use winit::error::EventLoopError;
use winit::event::WindowEvent;
use winit::event_loop::{ActiveEventLoop, ControlFlow, EventLoop, EventLoopProxy};
use winit::window::{Window, WindowId};

use super::display::{self, Display};
use super::stage::Stage;
use super::surface::Surface;
use super::{Program, WindowError};

/// How long to wait for the display to let us paint before only the logic runs: a Wayland compositor may
/// hold frames back from a window that is covered.
const PATIENCE: Duration = Duration::from_millis(250);

/// No picture in the font atlas or elsewhere is larger than this.
const TEXTURE_SIDE: usize = 8192;

/// Opens the window and shows the program until it is closed.
pub(super) fn run(builder: ViewportBuilder, display: Display, make: impl FnOnce(&Context) -> Box<dyn Program>) -> Result<(), WindowError> {
    let mut events = EventLoop::<Wake>::with_user_event();
    display.choose(&mut events);
    let events = events.build().map_err(|error| display::unanswered(&error))?;
    let mut runner =
        Runner { builder, make: Some(make), proxy: events.create_proxy(), open: None, next_frame: None, overdue: None, failure: None };
    let outcome = events.run_app(&mut runner);
    match (runner.failure, outcome) {
        (Some(failure), _) => Err(failure),
        (None, Ok(())) => Ok(()),
        (None, Err(EventLoopError::ExitFailure(code))) => Err(WindowError::NoWindow(format!("the display ended the connection ({code})"))),
        (None, Err(error)) => Err(display::unanswered(&error)),
    }
}

/// What wakes the event loop besides the display.
enum Wake {
    /// Assistive technology.
    AccessKit(accesskit_winit::Event),
    /// egui, from any thread.
    Repaint { when: Instant, pass: u64 },
}

impl From<accesskit_winit::Event> for Wake {
    fn from(event: accesskit_winit::Event) -> Self {
        Self::AccessKit(event)
    }
}

struct Runner<M> {
    builder: ViewportBuilder,
    make: Option<M>,
    proxy: EventLoopProxy<Wake>,
    open: Option<Open>,
    /// When egui wants the next frame, if it wants one.
    next_frame: Option<Instant>,
    /// When to stop waiting for the display to let us paint.
    overdue: Option<Instant>,
    failure: Option<WindowError>,
}

/// The window and what belongs to it.
struct Open {
    window: Rc<Window>,
    stage: Stage,
    input: egui_winit::State,
    surface: Surface,
    info: ViewportInfo,
    requests: Vec<ActionRequested>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Full,
    LogicOnly,
}

impl<M: FnOnce(&Context) -> Box<dyn Program>> ApplicationHandler<Wake> for Runner<M> {
    fn resumed(&mut self, events: &ActiveEventLoop) {
        if self.open.is_some() {
            return;
        }
        let Some(make) = self.make.take() else { return };
        match Open::new(&self.builder, events, &self.proxy, make) {
            Ok(open) => {
                let window = Rc::clone(&open.window);
                self.open = Some(open);
                // Painted before it is seen, so that no white rectangle flashes up.
                self.frame(events, Mode::Full);
                window.set_visible(true);
                self.redraw();
            }
            Err(failure) => self.fail(events, failure),
        }
    }

    fn window_event(&mut self, events: &ActiveEventLoop, _id: WindowId, event: WindowEvent) {
        let Some(open) = &mut self.open else { return };
        match &event {
            WindowEvent::RedrawRequested => {
                self.overdue = None;
                return self.frame(events, Mode::Full);
            }
            WindowEvent::CloseRequested => {
                open.info.events.push(ViewportEvent::Close);
                self.redraw();
            }
            WindowEvent::Occluded(occluded) => open.info.occluded = Some(*occluded),
            WindowEvent::Destroyed => return events.exit(),
            _ => {}
        }
        if let Some(open) = &mut self.open
            && open.input.on_window_event(&open.window, &event).repaint
        {
            self.redraw();
        }
    }

    fn user_event(&mut self, _events: &ActiveEventLoop, wake: Wake) {
        let Some(open) = &mut self.open else { return };
        match wake {
            Wake::AccessKit(event) => match event.window_event {
                accesskit_winit::WindowEvent::InitialTreeRequested => {
                    open.stage.ctx().enable_accesskit();
                    self.redraw();
                }
                accesskit_winit::WindowEvent::ActionRequested(request) => {
                    open.input.on_accesskit_action_request(request);
                    self.redraw();
                }
                accesskit_winit::WindowEvent::AccessibilityDeactivated => open.stage.ctx().disable_accesskit(),
            },
            Wake::Repaint { when, pass } => {
                let now = open.stage.ctx().cumulative_pass_nr_for(ViewportId::ROOT);
                // A request from an earlier pass has been met by the frames since.
                if now == pass || now == pass + 1 {
                    self.next_frame = Some(self.next_frame.map_or(when, |next| next.min(when)));
                }
            }
        }
    }

    fn about_to_wait(&mut self, events: &ActiveEventLoop) {
        let now = Instant::now();
        if self.next_frame.is_some_and(|when| when <= now) {
            self.next_frame = None;
            self.redraw();
        }
        if self.overdue.is_some_and(|when| when <= now) {
            self.overdue = None;
            self.frame(events, Mode::LogicOnly);
        }
        let next = [self.next_frame, self.overdue].into_iter().flatten().min();
        events.set_control_flow(next.map_or(ControlFlow::Wait, ControlFlow::WaitUntil));
    }

    fn exiting(&mut self, _events: &ActiveEventLoop) {
        // The window has to go while the event loop is still there.
        if let Some(mut open) = self.open.take() {
            open.stage.exit();
        }
    }
}

impl<M> Runner<M> {
    /// Asks the display to let us paint.
    fn redraw(&mut self) {
        if let Some(open) = &self.open {
            open.window.request_redraw();
            self.overdue.get_or_insert_with(|| Instant::now() + PATIENCE);
        }
    }

    fn frame(&mut self, events: &ActiveEventLoop, mode: Mode) {
        let Some(open) = &mut self.open else { return };
        if let Err(failure) = open.frame(events, mode) {
            return self.fail(events, failure);
        }
        if open.stage.is_closing() {
            open.stage.exit();
            events.exit();
        }
    }

    fn fail(&mut self, events: &ActiveEventLoop, failure: WindowError) {
        self.failure.get_or_insert(failure);
        events.exit();
    }
}

impl Open {
    fn new(
        builder: &ViewportBuilder,
        events: &ActiveEventLoop,
        proxy: &EventLoopProxy<Wake>,
        make: impl FnOnce(&Context) -> Box<dyn Program>,
    ) -> Result<Self, WindowError> {
        let builder = fitting(builder.clone(), events).with_visible(false);
        let no_window = |error: &dyn std::fmt::Display| WindowError::NoWindow(error.to_string());
        let window = egui_winit::create_window(&Context::default(), events, &builder).map_err(|e| no_window(&e))?;
        let window = Rc::new(window);
        let surface = Surface::new(&window).map_err(|e| no_window(&e))?;
        let waker = proxy.clone();
        let wake = move |request: egui::RequestRepaintInfo| {
            let when = Instant::now() + request.delay;
            // Fails only when the event loop has ended, and then nobody waits for a frame.
            let _ = waker.send_event(Wake::Repaint { when, pass: request.current_cumulative_pass_nr });
        };
        let stage = Stage::new(|ctx| ctx.set_request_repaint_callback(wake), make);
        #[expect(clippy::cast_possible_truncation, reason = "scale factors are small")]
        let scale = window.scale_factor() as f32;
        let ctx = stage.ctx().clone();
        let theme = window.theme();
        let mut input = egui_winit::State::new(ctx, ViewportId::ROOT, &window, Some(scale), theme, Some(TEXTURE_SIDE));
        input.init_accesskit(events, &window, proxy.clone());
        let mut info = ViewportInfo::default();
        egui_winit::update_viewport_info(&mut info, stage.ctx(), &window, true);
        Ok(Self { window, stage, input, surface, info, requests: Vec::new() })
    }

    fn frame(&mut self, events: &ActiveEventLoop, mode: Mode) -> Result<(), WindowError> {
        egui_winit::update_viewport_info(&mut self.info, self.stage.ctx(), &self.window, false);
        let input = RawInput {
            viewports: std::iter::once((ViewportId::ROOT, self.info.clone())).collect(),
            ..self.input.take_egui_input(&self.window)
        };
        let visible = self.info.visible().unwrap_or(true) || self.requests.iter().any(ActionRequested::wants_paint);
        if mode == Mode::LogicOnly || !visible {
            self.hidden_frame(input, events);
            return Ok(());
        }
        let mut frame = self.stage.show(input);
        self.info.events.clear();
        let shown = self.surface.show(self.stage.ctx(), &mut frame, &self.window);
        let FullOutput { platform_output, mut viewport_output, .. } = frame;
        self.input.handle_platform_output_with_event_loop(&self.window, events, platform_output);
        self.answer_requests();
        if let Some(viewport) = viewport_output.remove(&ViewportId::ROOT) {
            self.obey(viewport.commands);
        }
        shown.map_err(|error| WindowError::NoWindow(error.to_string()))
    }

    fn hidden_frame(&mut self, input: RawInput, events: &ActiveEventLoop) {
        let LogicOutput { platform_output, mut viewport_commands } = self.stage.tick(input);
        self.info.events.clear();
        self.input.handle_platform_output_with_event_loop(&self.window, events, platform_output);
        if let Some(commands) = viewport_commands.remove(&ViewportId::ROOT) {
            self.obey(commands);
        }
    }

    fn obey(&mut self, commands: Vec<ViewportCommand>) {
        let ctx = self.stage.ctx();
        egui_winit::process_viewport_commands(ctx, &mut self.info, commands, &self.window, &mut self.requests);
    }

    /// What an earlier frame asked of the window and this one can give.
    fn answer_requests(&mut self) {
        let mut picture = None;
        for request in std::mem::take(&mut self.requests) {
            match request {
                ActionRequested::Screenshot(callback) => {
                    let picture = picture.get_or_insert_with(|| Arc::new(self.surface.picture()));
                    callback.complete(Arc::clone(picture));
                }
                // Painting this frame is all it asked for.
                ActionRequested::PaintWhileHidden => {}
                ActionRequested::Cut => self.press(egui::Event::Cut),
                ActionRequested::Copy => self.press(egui::Event::Copy),
                ActionRequested::Paste => {
                    if let Some(text) = self.input.clipboard_text().filter(|text| !text.is_empty()) {
                        self.press(egui::Event::Paste(text.replace("\r\n", "\n")));
                    } else if let Some(image) = self.input.clipboard_image() {
                        self.press(egui::Event::PasteImage(Arc::new(image)));
                    }
                }
            }
        }
    }

    fn press(&mut self, event: egui::Event) {
        self.input.egui_input_mut().events.push(event);
        self.stage.ctx().request_repaint();
    }
}

/// The window no larger than the largest screen: some systems do not show it otherwise.
fn fitting(builder: ViewportBuilder, events: &ActiveEventLoop) -> ViewportBuilder {
    let Some(wanted) = builder.inner_size else { return builder };
    let mut largest = egui::Vec2::ZERO;
    for monitor in events.available_monitors() {
        let size = monitor.size().to_logical::<f32>(monitor.scale_factor());
        largest = largest.max(egui::vec2(size.width, size.height));
    }
    if largest == egui::Vec2::ZERO { builder } else { builder.with_inner_size(wanted.min(largest)) }
}
