//! What the typesetter can see: the page template, one file of data, the fonts and the evidence. No disk, no network, no clock.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicU32, Ordering};

use rayon::{ThreadPool, ThreadPoolBuilder};
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt as _, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::fonts::Faces;
use crate::exporters::{Phase, Progress};

/// A typeset document.
pub(super) struct Typeset {
    pub(super) pdf: Vec<u8>,
    pub(super) pages: usize,
}

/// Why it was not typeset.
pub(super) enum Failure {
    Cancelled,
    /// In the typesetter's words.
    Layout(String),
}

/// What unwinds out of the layout when the user cancels.
struct Stop;

thread_local! {
    /// Keeps the typesetter to the thread that asks. With a thread for each core every one of them would hold memory for itself: the peak would
    /// grow with the machine, and a document of this kind would be done hardly sooner.
    static ALONE: Option<ThreadPool> = ThreadPoolBuilder::new().num_threads(1).use_current_thread().build().ok();
}

/// Sets the pages of a template with its data, as PDF/A-3a and PDF/UA-1 at once.
///
/// `files` are what the template reads, by stable names: each name is kept in a table of the process for good.
/// `ident` makes the names of the document in its metadata: the same for the same document.
pub(super) fn typeset(
    template: &str,
    faces: &Faces,
    files: Vec<(String, Bytes)>,
    ident: &str,
    progress: &Progress<'_>,
) -> Result<Typeset, Failure> {
    ALONE.with(|_| ());
    let result = catch_unwind(AssertUnwindSafe(|| {
        let world = Pages::new(template, faces, files, progress)?;
        compile(&world, ident)
    }));
    // Whatever happened: what the typesetter keeps for next time is more than the document itself.
    typst::comemo::evict(0);
    match result {
        Ok(result) => result,
        Err(payload) if payload.is::<Stop>() => Err(Failure::Cancelled),
        Err(payload) => {
            let what = payload.downcast_ref::<String>().map(String::as_str).or_else(|| payload.downcast_ref::<&str>().copied());
            Err(Failure::Layout(what.unwrap_or("the typesetter gave up").to_owned()))
        }
    }
}

fn compile(world: &Pages<'_>, ident: &str) -> Result<Typeset, Failure> {
    let document = typst::compile::<PagedDocument>(world).output.map_err(|errors| said(&errors))?;
    let standards =
        PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1]).map_err(|error| Failure::Layout(error.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(ident.to_owned()),
        creator: Smart::Custom(Some(concat!("CPD Journal ", env!("CARGO_PKG_VERSION")).to_owned())),
        standards,
        ..PdfOptions::default()
    };
    // What was kept for the layout is not needed for writing, and the two together would be the peak.
    typst::comemo::evict(0);
    (world.progress)(Phase::Writing).map_err(|_| Failure::Cancelled)?;
    let pdf = typst_pdf::pdf(&document, &options).map_err(|errors| said(&errors))?;
    Ok(Typeset { pdf, pages: document.pages().len() })
}

fn said(errors: &[SourceDiagnostic]) -> Failure {
    Failure::Layout(errors.iter().take(3).map(|error| error.message.to_string()).collect::<Vec<_>>().join("; "))
}

struct Pages<'a> {
    library: LazyHash<Library>,
    faces: &'a Faces,
    main: Source,
    files: HashMap<FileId, Bytes>,
    progress: &'a Progress<'a>,
    asked: AtomicU32,
}

impl<'a> Pages<'a> {
    fn new(template: &str, faces: &'a Faces, files: Vec<(String, Bytes)>, progress: &'a Progress<'a>) -> Result<Self, Failure> {
        Ok(Self {
            // Header cells of rows: without them a table of facts is read out as bare cells.
            library: LazyHash::new(Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build()),
            faces,
            main: Source::new(id("/main.typ")?, template.to_owned()),
            files: files.into_iter().map(|(name, content)| Ok((id(&name)?, content))).collect::<Result<_, Failure>>()?,
            progress,
            asked: AtomicU32::new(0),
        })
    }
}

fn id(path: &str) -> Result<FileId, Failure> {
    let path = VirtualPath::new(path).map_err(|_| Failure::Layout(format!("{path} is no path")))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for Pages<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.faces.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(missing(id)) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        // There is no other way out of the layout than to unwind. Asked often enough to be quick, seldom enough to cost nothing.
        if self.asked.fetch_add(1, Ordering::Relaxed).is_multiple_of(256) && (self.progress)(Phase::LayingOut).is_err() {
            resume_unwind(Box::new(Stop));
        }
        self.faces.all.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_with_slash().into())
}
