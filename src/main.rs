//! The words of the call: no command opens the window, `tour` draws it, everything else is a command without one.

use std::process::ExitCode;

use cpd_journal::cli::{self, Command};
use cpd_journal::ui::{self, window};

fn main() -> ExitCode {
    let cli = match cli::read(std::env::args_os()) {
        Ok(cli) => cli,
        Err(code) => return code,
    };
    let done = match &cli.command {
        Some(Command::Tour(args)) => ui::pictures(cli.today).map(|pictures| cli::tour(&cli, &args.folder, pictures)),
        Some(command) => return cli::run(&cli, command),
        None => {
            let renderer = match cli.renderer {
                cli::Renderer::Auto => window::Renderer::Auto,
                cli::Renderer::Opengl => window::Renderer::OpenGl,
                cli::Renderer::Software => window::Renderer::Software,
            };
            ui::run(cli.journal.clone(), renderer, cli::clock(&cli)).map(|()| ExitCode::SUCCESS)
        }
    };
    done.unwrap_or_else(|error| cli::fail(&cli, &error))
}
