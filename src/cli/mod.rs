//! The command line: the same jobs as the window, headless, on the same file, through the same [`Journal`].
//!
//! Each command is one function that returns what it has to say, in words and as JSON; this file prints it and turns errors into exit codes.

mod actions;
mod already;
mod answers;
mod args;
mod as_of;
mod bulk;
mod capture;
mod chat_read;
mod chats;
mod codes;
mod community;
mod coverage;
mod data;
mod depth;
mod documents;
mod drill;
mod entries;
mod evidence;
mod export;
mod forms;
mod frameworks;
mod frameworks_json;
mod goals;
mod history;
mod impact;
mod import;
mod json;
mod json_in;
mod log;
mod log_json;
mod look_backs;
mod needs;
mod network;
mod output;
mod own_words;
mod park;
mod path;
mod people;
mod privacy;
mod record;
mod record_in;
mod record_json;
mod registration;
mod saved;
mod sheet;
mod start;
mod stats;
mod status;
mod status_json;
mod status_text;
mod story;
mod tags;
mod texts;
mod tour;
mod unknown;
mod walk;
mod words;
mod year;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory as _, Parser as _};

pub use args::{Cli, Colour, Command, Renderer};
pub use output::fail;

use crate::catalogue::Catalogue;
use crate::error::Error;
use crate::journal::{Alone, Clock, Journal};
use output::{Output, Said};

/// Reads the words of the call. Help and version are printed here; words that are off end in exit code 2.
///
/// # Errors
/// The exit code, when there is nothing more to do.
pub fn read<I, T>(words: I) -> Result<Cli, ExitCode>
where
    I: IntoIterator<Item = T>,
    T: Into<OsString> + Clone,
{
    let words: Vec<OsString> = words.into_iter().map(Into::into).collect();
    let parsed = Cli::try_parse_from(&words).or_else(|error| only_a_file(&words, &error).ok_or(error)).and_then(with_command_then);
    let cli = parsed.map_err(|error| {
        if !error.use_stderr() {
            // A closed pipe is no reason to complain.
            let _ = error.print();
            return ExitCode::SUCCESS;
        }
        let help = command_words(&words);
        let said = match error.kind() {
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => format!("`{help}` needs to be told what to do"),
            _ => error.render().to_string(),
        };
        output::fail_words(&said, &help, words.iter().any(|word| word == "--json"))
    })?;
    // A variable that is set to nothing names nothing.
    let named = || std::env::var_os("CPD_JOURNAL").filter(|path| !path.is_empty()).map(PathBuf::from);
    Ok(Cli { journal: cli.journal.or_else(named), ..cli })
}

/// A call whose only word beside options is a file that is there, as by a double click on it: that is the journal to open in the window.
fn only_a_file(words: &[OsString], error: &clap::Error) -> Option<Cli> {
    let Some(ContextValue::String(stranger)) = error.get(ContextKind::InvalidSubcommand) else { return None };
    let at = words.iter().skip(1).position(|word| word.to_string_lossy() == *stranger)? + 1;
    let file = words.get(at).filter(|word| Path::new(word).is_file())?;
    let mut meant = words.to_vec();
    meant.splice(at..=at, [OsString::from("--journal"), file.clone()]);
    Cli::try_parse_from(meant).ok().filter(|cli| cli.command.is_none())
}

/// Reads what is asked of the journal as it stood: a call within the call.
fn with_command_then(cli: Cli) -> Result<Cli, clap::Error> {
    let Cli { command: Some(Command::AsOf(mut args)), .. } = cli else { return Ok(cli) };
    let words = std::iter::once(OsString::from(Cli::command().get_name())).chain(args.words.iter().cloned());
    let inner = Cli::try_parse_from(words)?;
    args.command = inner.command.map(Box::new);
    Ok(Cli {
        json: cli.json || inner.json,
        quiet: cli.quiet || inner.quiet,
        today: inner.today.or(cli.today),
        journal: inner.journal.or(cli.journal),
        command: Some(Command::AsOf(args)),
        ..cli
    })
}

/// The words of a call that name commands: `cpd-journal goal add`.
fn command_words(words: &[OsString]) -> String {
    let mut known = Cli::command();
    let mut named = vec![known.get_name().to_owned()];
    for word in words.iter().skip(1) {
        let Some(next) = word.to_str().and_then(|word| known.find_subcommand(word)).cloned() else { continue };
        named.push(next.get_name().to_owned());
        known = next;
    }
    named.join(" ")
}

/// Does what a command says. `cli.command` must be one that needs no window.
pub fn run(cli: &Cli, command: &Command) -> ExitCode {
    let out = Output::new(cli);
    match said(cli, command) {
        Ok(said) => out.print(said),
        Err(error) => fail(cli, &error),
    }
}

/// The journal that the call is about.
pub fn journal_path(cli: &Cli) -> PathBuf {
    cli.journal.clone().unwrap_or_else(crate::paths::default_journal)
}

/// Where the time comes from.
pub fn clock(cli: &Cli) -> Clock {
    cli.today.map_or(Clock::System, Clock::Fixed)
}

fn open(cli: &Cli) -> Result<Journal, Error> {
    let catalogue = Arc::new(Catalogue::with_own(&crate::paths::data_folder()));
    Ok(Journal::open(&journal_path(cli), Alone::No, catalogue, clock(cli))?)
}

fn said(cli: &Cli, command: &Command) -> Result<Said, Error> {
    match command {
        Command::New => start::new(cli),
        Command::Sample(args) => start::sample(cli, args),
        Command::Log(args) => log::log(&mut open(cli)?, args),
        Command::Again(args) => capture::again(&mut open(cli)?, args),
        Command::Rollup(args) => capture::rollup(&mut open(cli)?, args),
        Command::Timer(command) => capture::timer(&mut open(cli)?, command),
        Command::Chat(command) => chats::chat(&mut open(cli)?, command),
        Command::Calendar(command) => chats::calendar(&mut open(cli)?, command),
        Command::Person(command) => people::run(&mut open(cli)?, command),
        Command::Edit(args) => log::edit(&mut open(cli)?, args),
        Command::Bin(args) => entries::bin(&mut open(cli)?, &args.uid),
        Command::Unbin(args) => entries::unbin(&mut open(cli)?, &args.uid),
        Command::Park(args) => park::park(&mut open(cli)?, args),
        Command::Unpark(args) => park::unpark(&mut open(cli)?, &args.uid),
        Command::AsOf(args) => as_of::as_of(cli, args),
        Command::Walk(command) => walk::run(&mut open(cli)?, command),
        Command::Depth(args) => depth::depth(&open(cli)?, args),
        Command::LookBack(command) => look_backs::run(&mut open(cli)?, command),
        Command::Need(command) => needs::run(&mut open(cli)?, command),
        Command::Path(args) => path::run(&mut open(cli)?, args),
        Command::Words(command) => own_words::run(&mut open(cli)?, command),
        Command::Show(_)
        | Command::List(_)
        | Command::Search(_)
        | Command::Status(_)
        | Command::Coverage(_)
        | Command::Stats(_)
        | Command::Network(_)
        | Command::Changed(_)
        | Command::Year(_) => asked(&mut open(cli)?, command),
        Command::Goal(command) => goals::run(&mut open(cli)?, command),
        Command::Action(command) => {
            actions::fits(command, cli.json)?;
            actions::run(&mut open(cli)?, command)
        }
        Command::Community(command) => community::run(&mut open(cli)?, command),
        Command::Profile(command) => data::profile(&mut open(cli)?, command),
        Command::Kind(command) => data::kind(&catalogue(), command),
        Command::Templates(command) => data::templates(&catalogue(), command),
        Command::Evidence(command) => evidence::run(&mut open(cli)?, command),
        Command::Registration(command) => registration::run(&mut open(cli)?, command),
        Command::Frameworks(args) => frameworks::run(&catalogue(), args.command.as_ref()),
        Command::Record(command) => record::run(&mut open(cli)?, command),
        Command::Drill(args) => drill::drill(&mut open(cli)?, args),
        Command::Suggest(args) => forms::suggest(&open(cli)?, args),
        Command::Forms(args) => forms::forms(&open(cli)?, args),
        Command::Export(args) => export::export(cli, &mut open(cli)?, args),
        Command::Privacy(args) => privacy::run(&mut open(cli)?, args),
        Command::Import(args) => import::run(&mut open(cli)?, args),
        Command::Impact(command) => impact::run(&mut open(cli)?, command),
        Command::Bulk(args) => bulk::bulk(&mut open(cli)?, args),
        Command::Tag(command) => tags::run(&mut open(cli)?, command),
        Command::Saved(command) => saved::run(&mut open(cli)?, command),
        Command::Verify => history::verify(&open(cli)?),
        Command::Undo => history::undo(&mut open(cli)?),
        Command::Redo => history::redo(&mut open(cli)?),
        Command::History(args) => history::history(&mut open(cli)?, args),
        Command::Tour(_) => Err(Error::NoDisplay),
    }
}

/// Whether a command only asks a journal, of today or as it stood.
const fn is_asked(command: &Command) -> bool {
    matches!(
        command,
        Command::Show(_)
            | Command::List(_)
            | Command::Search(_)
            | Command::Status(_)
            | Command::Coverage(_)
            | Command::Stats(_)
            | Command::Network(_)
            | Command::Changed(_)
            | Command::Year(_)
    )
}

/// Asks a journal, of today or as it stood.
fn asked(journal: &mut Journal, command: &Command) -> Result<Said, Error> {
    match command {
        Command::Show(args) => entries::show(journal, args),
        Command::List(args) => entries::list(journal, args),
        Command::Search(args) => entries::search(journal, args),
        Command::Status(args) => status::status(journal, args),
        Command::Coverage(args) => coverage::coverage(journal, args),
        Command::Stats(args) => stats::stats(journal, args),
        Command::Network(args) => network::run(journal, args),
        Command::Changed(args) => year::changed(journal, args),
        Command::Year(args) => year::year(journal, args),
        Command::Tag(command) => tags::run(journal, command),
        Command::Goal(command) => goals::run(journal, command),
        Command::Action(command) => actions::run(journal, command),
        Command::Evidence(command) => evidence::run(journal, command),
        Command::Record(command) => record::run(journal, command),
        Command::Registration(command) => registration::run(journal, command),
        _ => Err(words::usage("this cannot be asked of a journal", "`cpd-journal --help` lists what can be")),
    }
}

fn catalogue() -> Catalogue {
    Catalogue::with_own(&crate::paths::data_folder())
}

/// Writes the pictures of every page, and the exports of the same journal. Files of the same names are replaced.
pub fn tour(cli: &Cli, folder: &Path, pictures: Vec<(String, Vec<u8>)>) -> ExitCode {
    match tour::write(cli, folder, pictures) {
        Ok(said) => Output::new(cli).print(said),
        Err(error) => fail(cli, &error),
    }
}
