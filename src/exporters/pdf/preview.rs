//! The pages of a report as pictures, before anything leaves.

use std::path::Path;

use super::kept::{self, Finished, Key};
use super::{layout, packed, template, templates, whole};
use crate::domain::{Digest, Report};
use crate::dossier::Dossier;
use crate::exporters::{CopyEvidence, ExportError, Form, Job, Phase, Progress};
use crate::media::{Pdf, PdfError, Picture, TextLimits};

/// A report as it would leave: the very bytes of the PDF, and its pages to look at. An export of the same report writes these bytes, without
/// laying out anything again.
#[derive(Debug)]
pub struct Preview {
    pdf: Pdf,
    /// Whole sentences on what could not be done.
    pub warnings: Vec<String>,
}

impl Preview {
    /// Lays out a report. Needs 8 MiB of stack, as [`crate::exporters::run`] does. Volumes are shown as one document.
    ///
    /// # Errors
    /// [`ExportError`]: the evidence could not be read, the pages could not be laid out, or the user does not want them any more.
    pub fn of(
        (report, dossier): (&Report, &Dossier),
        evidence: &mut CopyEvidence<'_>,
        progress: &Progress<'_>,
    ) -> Result<Self, ExportError> {
        let key = Key::of(report, dossier, &template(&templates()).map_err(layout)?);
        let Finished { pdf, warnings, .. } = match kept::last(key) {
            Some(last) => last,
            None => {
                // The callbacks live shorter than the job would like to believe: wrapped, they live just as long.
                let mut evidence = |digest: &Digest, to: &mut dyn std::io::Write| evidence(digest, to);
                let progress = |phase: Phase| progress(phase);
                let mut job = Job { report, dossier, form: Form::File, evidence: &mut evidence, progress: &progress };
                let (typeset, warnings) = whole(&mut job, Path::new("the preview"))?;
                let finished = Finished { pdf: packed(typeset.pdf), pages: typeset.pages, warnings };
                if finished.pdf.len() <= kept::MOST {
                    kept::keep(key, finished.clone());
                }
                finished
            }
        };
        let pdf = Pdf::open(pdf).map_err(|error| ExportError::Layout(error.to_string()))?;
        Ok(Self { pdf, warnings })
    }

    /// The number of pages, at least 1.
    pub fn page_count(&self) -> usize {
        self.pdf.pages()
    }

    /// What a page says, in order of reading; `page` counts from 1.
    ///
    /// # Errors
    /// [`PdfError`]: there is no such page.
    pub fn text(&self, page: usize) -> Result<String, PdfError> {
        Ok(self.pdf.text_of_page(page, &TextLimits::default())?.text)
    }

    /// A page on white, `width` pixels wide (up to about 4,000); `page` counts from 1. Each is drawn when it is asked for: some 10 ms.
    ///
    /// # Errors
    /// [`PdfError`]: there is no such page.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "far below the limits of a picture")]
    pub fn page(&self, page: usize, width: u32) -> Result<Picture, PdfError> {
        let (across, down) = self.pdf.size(page)?;
        let longest = f64::from(width) * f64::from(across.max(down)) / f64::from(across.max(1.0));
        self.pdf.page(page, longest.round() as u32)
    }
}
