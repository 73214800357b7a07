//! PDFs: their pages as pictures, and their text.

use std::cell::OnceCell;
use std::time::Duration;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::object::{Dict, Name, Object};
use hayro::hayro_syntax::{self, DecryptionError, LoadPdfError, page::Page};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings};

use super::picture::Picture;
use super::text::{MOST_TEXT, Text};
use super::{guarded, pdf_guard, pdf_text, pdf_use};

/// The longest side of a page's picture in pixels; A4 with 490 dots per inch.
const LONGEST_SIDE: u32 = 6_000;

/// The most pixels that a picture within a PDF may declare before its page is drawn.
const MOST_PIXELS_INSIDE: u64 = 200_000_000;

/// Why there is no page and no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PdfError {
    #[error("the PDF is protected with a password; save a copy without one, and attach that")]
    Protected,
    #[error("the PDF is encrypted in a way that cannot be read here")]
    UnknownEncryption,
    #[error("this is not a PDF, or it is damaged")]
    Damaged,
    #[error("the PDF would take too much memory to be opened")]
    TooMuch,
    #[error("the PDF has no pages")]
    Empty,
    /// Counted as people do, from 1.
    #[error("the PDF has no page {page}; its last is {pages}")]
    NoPage { page: usize, pages: usize },
    #[error("the page cannot be drawn: it is damaged")]
    PageDamaged,
}

impl From<LoadPdfError> for PdfError {
    fn from(error: LoadPdfError) -> Self {
        match error {
            LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Self::Protected,
            LoadPdfError::Decryption(_) => Self::UnknownEncryption,
            LoadPdfError::Invalid => Self::Damaged,
        }
    }
}

/// Where reading of text stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextLimits {
    /// In bytes of UTF-8.
    pub bytes: usize,
    pub pages: usize,
    /// By the steady clock of the system.
    pub time: Duration,
}

impl Default for TextLimits {
    /// [`MOST_TEXT`] from 2,000 pages in 20 seconds.
    fn default() -> Self {
        Self { bytes: MOST_TEXT, pages: 2_000, time: Duration::from_secs(20) }
    }
}

/// An open PDF. It holds the bytes of the file.
pub struct Pdf {
    inner: hayro_syntax::Pdf,
    /// Whether no picture inside is too large to be drawn; found out when first asked.
    drawable: OnceCell<bool>,
}

impl std::fmt::Debug for Pdf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pdf of {} pages", self.pages())
    }
}

impl Pdf {
    /// Opens a PDF. One that is encrypted with an empty password, so that everyone can read it, opens as well.
    ///
    /// # Errors
    /// A sentence why it cannot be opened: protected, damaged, too large when unpacked, without pages.
    pub fn open(bytes: Vec<u8>) -> Result<Self, PdfError> {
        let passed_over = pdf_guard::check(&bytes)?;
        let inner = guarded(|| hayro_syntax::Pdf::new(bytes)).ok_or(PdfError::Damaged)??;
        if inner.pages().is_empty() {
            return Err(PdfError::Empty);
        }
        if passed_over {
            guarded(|| pdf_use::check(&inner)).ok_or(PdfError::Damaged)??;
        }
        Ok(Self { inner, drawable: OnceCell::new() })
    }

    /// The number of pages, at least 1.
    pub fn pages(&self) -> usize {
        self.inner.pages().len()
    }

    /// Width and height of a page as it is shown, in points of 1/72 inch; `page` counts from 1.
    ///
    /// # Errors
    /// [`PdfError::NoPage`].
    pub fn size(&self, page: usize) -> Result<(f32, f32), PdfError> {
        Ok(self.at(page)?.render_dimensions())
    }

    fn at(&self, page: usize) -> Result<&Page<'_>, PdfError> {
        let none = PdfError::NoPage { page, pages: self.pages() };
        page.checked_sub(1).and_then(|at| self.inner.pages().get(at)).ok_or(none)
    }

    /// A page on white, so that its longer side has `longest` pixels (1 to 6,000; other numbers count as the nearest of these); `page` counts from 1.
    ///
    /// # Errors
    /// [`PdfError::NoPage`], [`PdfError::PageDamaged`], or [`PdfError::TooMuch`] when a picture inside is too large.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and the longest side")]
    pub fn page(&self, page: usize, longest: u32) -> Result<Picture, PdfError> {
        let page = self.at(page)?;
        if !self.drawable.get_or_init(|| guarded(|| self.is_drawable()).unwrap_or(false)) {
            return Err(PdfError::TooMuch);
        }
        let longest = longest.clamp(1, LONGEST_SIDE) as f32;
        let (width, height) = page.render_dimensions();
        let scale = longest / width.max(height);
        if !scale.is_normal() {
            return Err(PdfError::PageDamaged);
        }
        let [width, height] = [width, height].map(|side| (side * scale).round().clamp(1.0, longest) as u16);
        let how = RenderSettings { x_scale: scale, y_scale: scale, width: Some(width), height: Some(height), bg_color: WHITE };
        guarded(|| {
            let drawn = hayro::render(page, &RenderCache::new(), &InterpreterSettings::default(), &how);
            // All is opaque on white, so that it makes no difference whether alpha is multiplied in.
            Picture { width: u32::from(width), height: u32::from(height), rgba: drawn.data_as_u8_slice().to_vec() }
        })
        .ok_or(PdfError::PageDamaged)
    }

    fn is_drawable(&self) -> bool {
        let fits = |dict: &Dict<'_>| {
            let side = |name: &str| dict.get::<u32>(name).map_or(0, u64::from);
            dict.get::<Name<'_>>("Subtype").is_none_or(|kind| kind.as_str() != "Image")
                || side("Width").saturating_mul(side("Height")) <= MOST_PIXELS_INSIDE
        };
        self.inner.objects().into_iter().all(|object| match object {
            Object::Stream(stream) => fits(stream.dict()),
            _ => true,
        })
    }

    /// The text of one page, as [`Self::text`] has that of all; `page` counts from 1.
    ///
    /// # Errors
    /// [`PdfError::NoPage`].
    pub fn text_of_page(&self, page: usize, limits: &TextLimits) -> Result<Text, PdfError> {
        Ok(pdf_text::read_page(&self.inner, self.at(page)?, limits))
    }

    /// The text of all pages in the order of the file, which is the order of reading in nearly all of them: words apart, lines kept, an empty line between
    /// pages. Pages that cannot be read are left out, and [`Text::complete`] says so.
    pub fn text(&self, limits: &TextLimits) -> Text {
        pdf_text::read(&self.inner, limits)
    }
}
