//! The letters of a page of a PDF with their places, as the page's own program draws them.

use hayro_cmap::BfString;
use hayro_interpret::BlendMode;
use hayro_interpret::ClipPath;
use hayro_interpret::Context;
use hayro_interpret::Device;
use hayro_interpret::DrawMode;
use hayro_interpret::DrawProps;
use hayro_interpret::Image;
use hayro_interpret::ImageDrawProps;
use hayro_interpret::InterpreterCache;
use hayro_interpret::InterpreterSettings;
use hayro_interpret::SoftMask;
use hayro_interpret::font::Glyph;
use hayro_interpret::font::GlyphRun;
use hayro_interpret::interpret_page;
use hayro_syntax::DecryptionError;
use hayro_syntax::LoadPdfError;
use hayro_syntax::Pdf;
use kurbo::Affine;
use kurbo::BezPath;
use kurbo::Rect;

use super::layout::Letter;
use super::layout::page_text;

/// So many letters of a page are taken.
const MOST_LETTERS: usize = 200_000;

/// Glyphs are drawn in so many units to their size.
const UNITS: f64 = 1000.0;

/// What a page draws, of which only the letters are kept.
#[derive(Default)]
struct Pen {
    letters: Vec<Letter>,
    /// Letters of which the file does not say what they are.
    unknown: usize,
}

impl Device<'_> for Pen {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        for glyph in run.glyphs().iter().take(MOST_LETTERS.saturating_sub(self.letters.len())) {
            let text = match glyph.as_unicode() {
                Some(BfString::Char(letter)) => letter.to_string(),
                Some(BfString::String(letters)) => letters,
                None => {
                    self.unknown += 1;
                    '\u{FFFD}'.to_string()
                }
            };
            let wide = match &**glyph {
                Glyph::Outline(glyph) => glyph.advance_width(),
                Glyph::Type3(glyph) => glyph.advance_width(),
            };
            let [across, _, c, d, x, y] = (props.transform * glyph.transform()).as_coeffs();
            let size = c.hypot(d) * UNITS;
            if !(x.is_finite() && y.is_finite() && size.is_finite()) {
                continue;
            }
            let width = wide.map_or(size / 2.0, |wide| f64::from(wide) * across);
            self.letters.push(Letter { text, x, y, width, size });
        }
    }

    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {}

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}

/// Reads the pages of a PDF without any other program; `page` gets the text of each, and how many there
/// are. What it returns ends the reading where it is false.
pub fn read_pages(
    bytes: Vec<u8>,
    mut page: impl FnMut(String, usize) -> bool,
) -> Result<(), String> {
    let pdf = Pdf::new(bytes).map_err(|error| told(error).to_owned())?;
    let pages = pdf.pages();
    let cache = InterpreterCache::new();
    let mut letters = 0;
    let mut unknown = 0;
    for one in pages.iter() {
        let mut context = Context::new(
            Affine::IDENTITY,
            Rect::new(0.0, 0.0, 1.0, 1.0),
            &cache,
            pdf.xref(),
            InterpreterSettings::default(),
        );
        let mut pen = Pen::default();
        interpret_page(one, &mut context, &mut pen);
        letters += pen.letters.len();
        unknown += pen.unknown;
        if !page(page_text(pen.letters), pages.len()) {
            break;
        }
    }
    if unknown * 2 > letters {
        return Err("its fonts do not say which letters they draw: have the text read from the \
                    pages first (ocrmypdf --force-ocr can), or find an edition in text"
            .to_owned());
    }
    Ok(())
}

fn told(error: LoadPdfError) -> &'static str {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            "it is locked by a password: save it without one in a viewer of PDFs"
        }
        LoadPdfError::Decryption(_) => {
            "it is locked in a way that is not known here: save it without a lock in a viewer of PDFs"
        }
        LoadPdfError::Invalid => "it is a PDF that is damaged: no pages are found in it",
    }
}
