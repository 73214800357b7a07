//! The words of the call: no command opens the window, `tour` draws it, everything else is a command without one.

use std::process::ExitCode;

use cpd_journal::cli;

fn main() -> ExitCode {
    let cli = match cli::read(std::env::args_os()) {
        Ok(cli) => cli,
        Err(code) => return code,
    };
    match &cli.command {
        Some(command) => cli::run(&cli, command),
        None => ExitCode::SUCCESS,
    }
}
