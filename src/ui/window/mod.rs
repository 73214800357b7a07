//! How the program gets a window, on a computer with a graphics driver and on one without.
//!
//! OpenGL is tried first. Where it cannot start (a remote desktop, a virtual machine, a broken driver),
//! the program starts itself again and paints on the processor, which looks the same. This room knows
//! [`Program`] and nothing of what the program does.

mod display;
mod offscreen;
mod opengl;
mod restart;
mod software;
mod stage;
mod surface;

use std::fmt;
use std::str::FromStr;

use egui::{Context, IconData, Ui, ViewportBuilder};

pub use offscreen::{Offscreen, Settled};

use super::theme::size;

/// What is shown in a window.
pub trait Program {
    /// Everything that is not painting; also runs while the window is hidden.
    fn logic(&mut self, ctx: &Context);

    /// Shows the program. The `ui` fills the window, without margin and without ground.
    fn ui(&mut self, ui: &mut Ui);

    /// The window is gone. Called once; the last chance to finish what must be finished.
    fn exit(&mut self);
}

/// Who paints the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Renderer {
    /// OpenGL, or the processor where there is no OpenGL.
    #[default]
    Auto,
    /// OpenGL or nothing.
    OpenGl,
    /// The processor.
    Software,
}

impl Renderer {
    /// All of them, as they are offered to people.
    pub const ALL: [Self; 3] = [Self::Auto, Self::OpenGl, Self::Software];

    /// The word that stands for it on the command line and in the preferences.
    pub const fn token(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::OpenGl => "opengl",
            Self::Software => "software",
        }
    }
}

impl fmt::Display for Renderer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.token())
    }
}

/// A word that names no renderer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no renderer; there are auto, opengl and software")]
pub struct UnknownRenderer(String);

impl FromStr for Renderer {
    type Err = UnknownRenderer;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.into_iter().find(|renderer| renderer.token() == word);
        found.ok_or_else(|| UnknownRenderer(word.to_owned()))
    }
}

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum WindowError {
    /// No screen to show it on: no display is named, or the one that is named does not answer.
    #[error("there is no display to open a window on: {0}")]
    NoDisplay(String),
    /// OpenGL was asked for and cannot start.
    #[error("OpenGL cannot start: {0}")]
    NoOpenGl(String),
    /// The display does not give out a window, or took it away.
    #[error("the window cannot be shown: {0}")]
    NoWindow(String),
    /// The program could not start itself again to paint on the processor.
    #[error("the program could not be started again without OpenGL: {0}")]
    Restart(#[source] std::io::Error),
}

/// Opens a window and shows a program in it until it is closed.
///
/// `make` is called at most once, and only when there is a window: what it opens is not opened in vain.
/// It is not called at all in a process that starts itself again. To be called on the main thread, once
/// in a process.
///
/// To keep the window open when somebody closes it, answer `viewport().close_requested()` with
/// [`egui::ViewportCommand::CancelClose`], and send [`egui::ViewportCommand::Close`] when it may go.
pub fn run(title: &str, app_id: &str, choice: Renderer, make: impl FnOnce(&Context) -> Box<dyn Program>) -> Result<(), WindowError> {
    let display = display::find()?;
    let builder = builder(title, app_id);
    match choice {
        Renderer::Software => software::run(builder, display, make),
        Renderer::OpenGl => opengl::run(app_id, builder, display, make),
        Renderer::Auto => match opengl::run(app_id, builder, display, make) {
            Err(WindowError::NoOpenGl(_)) => restart::with(Renderer::Software),
            outcome => outcome,
        },
    }
}

fn builder(title: &str, app_id: &str) -> ViewportBuilder {
    let builder = ViewportBuilder::default()
        .with_title(title)
        .with_app_id(app_id)
        .with_inner_size(size::WINDOW)
        .with_min_inner_size(size::WINDOW_MIN);
    match icon() {
        Some(icon) => builder.with_icon(icon),
        None => builder,
    }
}

/// The picture in the task bar; a window without one is better than none.
fn icon() -> Option<IconData> {
    let file = crate::embedded::read("app-icon.png")?;
    let picture = image::load_from_memory_with_format(&file, image::ImageFormat::Png).ok()?.into_rgba8();
    let (width, height) = picture.dimensions();
    Some(IconData { rgba: picture.into_raw(), width, height })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renderers_are_read_as_they_are_written() {
        for renderer in Renderer::ALL {
            assert_eq!(renderer.to_string().parse(), Ok(renderer));
        }
        assert!("vulkan".parse::<Renderer>().is_err());
    }

    #[test]
    fn the_icon_is_there() {
        let icon = icon().unwrap();
        assert_eq!((icon.width, icon.height), (256, 256));
    }
}
