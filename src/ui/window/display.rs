//! Whether there is a display at all, asked before anything is opened.
//!
//! On Linux a desktop announces itself in the environment. winit takes the first display that is named,
//! and gives up if it does not answer; a stale Wayland name must not keep the program from an X11
//! display that works, so it is asked here.

use super::WindowError;

/// What winit says about a display that does not answer, without the place in winit's own source.
pub(super) fn unanswered(error: &winit::error::EventLoopError) -> WindowError {
    let text = error.to_string();
    let reason = text.strip_prefix("os error at ").and_then(|text| text.split_once(".rs:")?.1.split_once(": "));
    WindowError::NoDisplay(reason.map_or(text.as_str(), |(_, reason)| reason).to_owned())
}

/// Which kind of display to open the window on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Display {
    /// The one that winit finds first.
    Any,
    /// X11, although a Wayland display is named.
    #[cfg_attr(not(all(unix, not(target_os = "macos"))), expect(dead_code, reason = "only Linux and its kin have two"))]
    X11,
}

impl Display {
    /// Tells the event loop.
    pub(super) fn choose<T: 'static>(self, builder: &mut winit::event_loop::EventLoopBuilder<T>) {
        #[cfg(all(unix, not(target_os = "macos")))]
        if self == Self::X11 {
            use winit::platform::x11::EventLoopBuilderExtX11 as _;
            builder.with_x11();
        }
        #[cfg(not(all(unix, not(target_os = "macos"))))]
        let _ = builder;
    }
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
pub(super) fn find() -> Result<Display, WindowError> {
    Ok(Display::Any)
}

#[cfg(all(unix, not(target_os = "macos")))]
pub(super) fn find() -> Result<Display, WindowError> {
    let named = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let x11 = named("DISPLAY").is_some();
    match named("WAYLAND_DISPLAY") {
        // A parent that hands over a connection knows what it does.
        _ if named("WAYLAND_SOCKET").is_some() => Ok(Display::Any),
        Some(name) if answers(&name, named("XDG_RUNTIME_DIR")) => Ok(Display::Any),
        Some(_) if x11 => Ok(Display::X11),
        Some(name) => {
            let name = name.to_string_lossy();
            Err(WindowError::NoDisplay(format!("the Wayland display “{name}” does not answer and DISPLAY is not set")))
        }
        None if x11 => Ok(Display::Any),
        None => Err(WindowError::NoDisplay("neither WAYLAND_DISPLAY nor DISPLAY is set".to_owned())),
    }
}

/// Whether somebody listens at a Wayland display's socket.
#[cfg(all(unix, not(target_os = "macos")))]
fn answers(name: &std::ffi::OsStr, runtime: Option<std::ffi::OsString>) -> bool {
    let path = match runtime {
        Some(runtime) => std::path::PathBuf::from(runtime).join(name),
        None => std::path::PathBuf::from(name),
    };
    path.is_absolute() && std::os::unix::net::UnixStream::connect(path).is_ok()
}
