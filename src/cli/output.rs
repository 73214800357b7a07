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
            Err(error) => {
                let hint = "what was asked for is done; only its answer is lost";
                let _ = io::stderr().write_all(format!("error: the output could not be written ({error})\nhint: {hint}\n").as_bytes());
                ExitCode::FAILURE
            }
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
        let mut document = error_json(&explained);
        if let (Error::NotWhole(problems), Some(object)) = (error, document.as_object_mut()) {
            object.insert("ok".to_owned(), json!(false));
            object.insert("problems".to_owned(), json!(problems));
        }
        if let (Error::DataFile(problems), Some(object)) = (error, document.as_object_mut()) {
            object.insert("problems".to_owned(), super::data::check_json(problems));
        }
        print_json(&document);
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

/// An error for scripts.
fn error_json(explained: &Explanation) -> Value {
    json!({ "error": {
        "code": explained.code,
        "title": explained.title,
        "details": explained.details,
        "hint": explained.hint,
    }})
}

fn print_json(document: &Value) {
    let _ = write_line(&mut io::stdout().lock(), &serde_json::to_string_pretty(document).unwrap_or_default());
}

/// Words that are off, told as every other error; `help` is the call that tells which are right.
pub(super) fn fail_words(said: &str, help: &str, as_json: bool) -> ExitCode {
    let mut lines = said.lines().map(|line| visible(line.trim_end())).filter(|line| !line.trim().is_empty());
    let title = lines.next().unwrap_or_default().trim_start_matches("error: ").to_owned();
    let (tips, details): (Vec<String>, Vec<String>) =
        lines.filter(|line| !line.starts_with("For more information")).partition(|line| line.trim_start().starts_with("tip:"));
    // How to hand such a number on helps nobody: there is no place for one.
    let is_negative = title.split_once("argument '-").is_some_and(|(_, rest)| rest.starts_with(|c: char| c.is_ascii_digit()));
    let tips =
        tips.iter().map(|tip| if is_negative { "no number below 0 is taken here" } else { tip.trim_start().trim_start_matches("tip: ") });
    let tips = tips.map(str::to_owned);
    let hint = tips.chain([format!("see `{help} --help`")]).collect::<Vec<_>>().join("; ");
    let details: Vec<String> = details.iter().map(|line| line.trim_start().to_owned()).collect();
    if as_json {
        let explained = Error::Usage { what: title.clone(), hint: hint.clone() }.explain();
        print_json(&error_json(&Explanation { details: details.clone(), ..explained }));
    }
    let details = details.iter().fold(String::new(), |text, line| text + "  " + line + "\n");
    let _ = io::stderr().write_all(format!("error: {title}\n{details}hint: {hint}\n").as_bytes());
    ExitCode::from(2)
}

/// Text as it may be shown on a terminal: control characters, which could be commands to it, are left out.
pub(super) fn visible(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}
