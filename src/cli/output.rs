//! What is printed, and how errors look. The only place that writes to the terminal.

use std::io::{self, IsTerminal as _, Write as _};
use std::process::ExitCode;

use serde_json::{Value, json};

use super::{Cli, Colour};
use crate::error::{Error, Explanation};

/// What a command has to say: to a person, and to a script.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) text: String,
    pub(super) json: Value,
}

/// How to say it.
pub(super) struct Output {
    as_json: bool,
    quiet: bool,
}

impl Output {
    pub(super) fn new(cli: &Cli) -> Self {
        Self { as_json: cli.json, quiet: cli.quiet }
    }

    /// Prints to standard output; a reader who has left is no error.
    pub(super) fn print(&self, said: Said) -> ExitCode {
        let text = if self.as_json {
            serde_json::to_string_pretty(&said.json).unwrap_or_default()
        } else if self.quiet {
            return ExitCode::SUCCESS;
        } else {
            said.text
        };
        if text.is_empty() {
            return ExitCode::SUCCESS;
        }
        match write_line(&mut io::stdout().lock(), &text) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        }
    }
}

fn write_line(to: &mut dyn io::Write, text: &str) -> io::Result<()> {
    to.write_all(text.as_bytes())?;
    if !text.ends_with('\n') {
        to.write_all(b"\n")?;
    }
    to.flush()
}

/// Tells an error on standard error, with `--json` also on standard output. Returns its exit code.
pub fn fail(cli: &Cli, error: &Error) -> ExitCode {
    let explained = error.explain();
    if cli.json {
        json_error(&explained);
    }
    let colour = match cli.color {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|set| set.is_empty()),
    };
    let (red, green, plain) = if colour { ("\u{1b}[1;31m", "\u{1b}[1;32m", "\u{1b}[0m") } else { ("", "", "") };
    let mut text = format!("{red}error:{plain} {}\n", visible(&explained.title));
    for line in &explained.details {
        text.push_str(&format!("  {}\n", visible(line)));
    }
    if !explained.hint.is_empty() {
        text.push_str(&format!("{green}hint:{plain} {}\n", visible(&explained.hint)));
    }
    let _ = io::stderr().write_all(text.as_bytes());
    ExitCode::from(explained.exit)
}

/// The same on standard output, for scripts.
pub(super) fn json_error(explained: &Explanation) {
    let value = json!({ "error": {
        "code": explained.code,
        "title": explained.title,
        "details": explained.details,
        "hint": explained.hint,
    }});
    let _ = write_line(&mut io::stdout().lock(), &serde_json::to_string_pretty(&value).unwrap_or_default());
}

/// Text as it may be shown on a terminal: control characters, which could be commands to it, are left out.
pub(super) fn visible(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}
