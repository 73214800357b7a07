//! The words of a call: evidence.

use std::path::PathBuf;

use clap::Subcommand;

/// `evidence …`
#[derive(Debug, Subcommand)]
pub enum EvidenceCommand {
    /// Keep files as evidence of an entry
    #[command(after_help = "Example:\n  cpd-journal evidence add 0198c7 certificate.pdf --caption \"Certificate of attendance\"")]
    Add {
        /// The entry's id, or an unambiguous part of its title
        uid: String,
        /// The files
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// What it is, in a few words
        #[arg(long, value_name = "T")]
        caption: Option<String>,
        /// What a picture shows, for those who cannot see it
        #[arg(long, value_name = "T")]
        alt: Option<String>,
        /// The web address that it is from
        #[arg(long, value_name = "U")]
        source_url: Option<String>,
        /// What it proves: certificate, attendance, notes, transcript, feedback, outcome, other
        #[arg(long, value_name = "WHAT")]
        proves: Option<String>,
    },
    /// List evidence, of one entry or all
    #[command(after_help = "Example:\n  cpd-journal evidence list 0198c7")]
    List {
        /// The entry's id, or an unambiguous part of its title
        uid: Option<String>,
    },
    /// Save a copy outside the journal
    #[command(after_help = "Example:\n  cpd-journal evidence save 3f2a9c certificate.pdf")]
    Save {
        /// Its hash as `evidence list` shows it, or the beginning of that
        hash: String,
        /// The file to write
        out: PathBuf,
    },
    /// Say what a piece of evidence shows
    #[command(after_help = "Example:\n  cpd-journal evidence describe 3f2a9c --alt \"A table of the five answers to Q2\"")]
    Describe {
        /// Its hash as `evidence list` shows it, or the beginning of that
        hash: String,
        /// What it is, in a few words
        #[arg(long, value_name = "T")]
        caption: Option<String>,
        /// What a picture shows, for those who cannot see it
        #[arg(long, value_name = "T")]
        alt: Option<String>,
        /// The web address that it is from
        #[arg(long, value_name = "U")]
        source_url: Option<String>,
        /// What it proves: certificate, attendance, notes, transcript, feedback, outcome, other; empty takes it away
        #[arg(long, value_name = "WHAT")]
        proves: Option<String>,
    },
    /// Put another file in the place of one; undo brings the old one back
    #[command(after_help = "Example:\n  cpd-journal evidence replace 0198c7 3f2a9c certificate-2.pdf")]
    Replace {
        /// The entry's id, or an unambiguous part of its title
        uid: String,
        /// Its hash as `evidence list` shows it, or the beginning of that
        hash: String,
        /// What to put there
        file: PathBuf,
    },
    /// Cover names, faces and handles of a picture, and take out what a camera or phone wrote into it
    #[command(
        after_help = "Example:\n  cpd-journal evidence redact 3f2a9c --cover 40,120,300,24 --cover 40,410,260,24\n\nThe picture without covers is taken out of the journal for good, unless --keep-original is given."
    )]
    Redact {
        /// Its hash as `evidence list` shows it, or the beginning of that
        hash: String,
        /// A box in pixels from the top left; may be given several times
        #[arg(long = "cover", value_name = "X,Y,WIDTH,HEIGHT")]
        covers: Vec<String>,
        /// Keep the picture without covers, too
        #[arg(long)]
        keep_original: bool,
    },
    /// Take a piece of evidence from an entry; undo brings it back
    #[command(after_help = "Example:\n  cpd-journal evidence remove 0198c7 3f2a9c")]
    Remove {
        /// The entry's id, or an unambiguous part of its title
        uid: String,
        /// Its hash as `evidence list` shows it, or the beginning of that
        hash: String,
    },
}
