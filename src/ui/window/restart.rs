//! Starting the program again with another renderer.
//!
//! A process can have one event loop only, and a driver that has failed may have left it in any state:
//! a new process is the clean way.

use std::ffi::OsString;
use std::process::Command;

use super::{Renderer, WindowError};

/// Starts this program again, with the same words and the given renderer. On Unix it takes this
/// process's place and the call returns only if that fails.
pub(super) fn with(renderer: Renderer) -> Result<(), WindowError> {
    let program = std::env::current_exe().map_err(WindowError::Restart)?;
    let mut command = Command::new(program);
    command.args(arguments(std::env::args_os().skip(1), renderer));
    start(&mut command)
}

#[cfg(unix)]
fn start(command: &mut Command) -> Result<(), WindowError> {
    use std::os::unix::process::CommandExt as _;
    Err(WindowError::Restart(command.exec()))
}

#[cfg(not(unix))]
fn start(command: &mut Command) -> Result<(), WindowError> {
    let status = command.status().map_err(WindowError::Restart)?;
    if status.success() { Ok(()) } else { Err(WindowError::NoWindow(status.to_string())) }
}

/// The words of the command line with `--renderer` replaced; it comes first, where it belongs to the
/// program and not to one of its commands.
fn arguments(words: impl Iterator<Item = OsString>, renderer: Renderer) -> Vec<OsString> {
    let mut arguments = vec![OsString::from(format!("--renderer={renderer}"))];
    let mut words = words;
    while let Some(word) = words.next() {
        if word == "--" {
            arguments.push(word);
            break;
        }
        if word == "--renderer" {
            // Its value is the next word.
            words.next();
        } else if !word.to_string_lossy().starts_with("--renderer=") {
            arguments.push(word);
        }
    }
    arguments.extend(words);
    arguments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_words_are_kept() {
        let check = |words: &str, expected: &str| {
            let found = arguments(words.split_whitespace().map(OsString::from), Renderer::Software);
            let expected: Vec<OsString> = expected.split_whitespace().map(OsString::from).collect();
            assert_eq!(found, expected, "{words}");
        };
        check("", "--renderer=software");
        check("--journal my.cpd", "--renderer=software --journal my.cpd");
        check("--renderer=auto open --x", "--renderer=software open --x");
        check("open --renderer auto x", "--renderer=software open x");
        check("a -- --renderer=auto", "--renderer=software a -- --renderer=auto");
        check("--renderer", "--renderer=software");
    }
}
