//! How texts look that are written and read at length: the writer's choice of font, size, line spacing and measure.
//!
//! The choice is kept with egui's context, so that a widget needs nothing but its `Ui` to follow it.

use std::sync::Arc;

use egui::{Color32, Context, FontFamily, FontId, Id, TextFormat, Theme};

use super::fonts::{BOLD, Face};
use super::type_size;
use crate::prefs::{LineSpacing, Measure, TextFont, TextSize, Writing};

/// Words whose letters come about as often as in English prose: their width tells how wide seventy characters are.
const PROSE: &str = "What the patients told us that evening has changed how I plan my clinics.";

/// Inside a field, left of its words and right of them, in points.
const MARGIN: f32 = 12.0;

/// How words stand out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Emphasis {
    #[default]
    Plain,
    Bold,
    Italic,
    BoldItalic,
}

/// Sets how writing looks from now on, in both themes.
pub fn set_writing(ctx: &Context, writing: &Writing) {
    ctx.data_mut(|data| data.insert_temp(key(), Arc::new(writing.clone())));
    let font = writing_font(ctx, Emphasis::Plain);
    for theme in [Theme::Light, Theme::Dark] {
        ctx.style_mut_of(theme, |style| {
            style.text_styles.insert(super::writing_style(), font.clone());
        });
    }
}

/// How writing looks, and what helps while one writes. A `&Ui` will do for the context.
pub fn writing(ctx: &Context) -> Arc<Writing> {
    ctx.data(|data| data.get_temp(key())).unwrap_or_default()
}

/// The size of writing, in points.
pub fn writing_size(ctx: &Context) -> f32 {
    match writing(ctx).size {
        TextSize::Small => 15.0,
        TextSize::Usual => type_size::WRITING,
        TextSize::Large => 20.0,
        TextSize::Largest => 24.0,
    }
}

/// From one line of writing to the next, in points: for [`TextFormat::line_height`].
pub fn writing_line_height(ctx: &Context) -> f32 {
    line_height(ctx, writing_size(ctx))
}

/// The same for letters of another size in the same text, as in a heading.
pub fn line_height(ctx: &Context, size: f32) -> f32 {
    let factor = match writing(ctx).spacing {
        LineSpacing::Single => 1.2,
        LineSpacing::Comfortable => 1.4,
        LineSpacing::Wide => 1.75,
    };
    (size * factor).round()
}

/// What a field adds to the height of its font's row, for [`egui::style::Spacing::extra_text_line_spacing`]; the same lines come out as
/// with [`writing_line_height`].
pub fn writing_extra_spacing(ctx: &Context) -> f32 {
    let font = writing_font(ctx, Emphasis::Plain);
    writing_line_height(ctx) - ctx.fonts_mut(|fonts| fonts.row_height(&font))
}

/// The font of writing.
pub fn writing_font(ctx: &Context, emphasis: Emphasis) -> FontId {
    FontId::new(writing_size(ctx), writing_family(ctx, emphasis).0)
}

/// The family of writing, and whether its letters have to be slanted because it has no italics of its own.
pub fn writing_family(ctx: &Context, emphasis: Emphasis) -> (FontFamily, bool) {
    family(writing(ctx).font, emphasis)
}

/// The same for any font: for showing what can be chosen.
pub fn family(font: TextFont, emphasis: Emphasis) -> (FontFamily, bool) {
    let named = |name: &str| FontFamily::Name(name.into());
    let (face, slanted) = match (font, emphasis) {
        (TextFont::Hyperlegible, Emphasis::Plain) => return (FontFamily::Proportional, false),
        // A second face of Noto Sans would be as large as the first; the bold letters of the other sans serif stand out as well.
        (TextFont::Hyperlegible | TextFont::NotoSans, Emphasis::Bold) => return (named(BOLD), false),
        (TextFont::Hyperlegible, Emphasis::Italic) => return (named(super::ITALIC), false),
        (TextFont::Hyperlegible | TextFont::NotoSans, Emphasis::BoldItalic) => return (named(super::BOLD_ITALIC), false),
        (TextFont::Lexend, Emphasis::Plain) => (Face::Lexend, false),
        (TextFont::Lexend, Emphasis::Italic) => (Face::Lexend, true),
        (TextFont::Lexend, Emphasis::Bold) => (Face::LexendBold, false),
        (TextFont::Lexend, Emphasis::BoldItalic) => (Face::LexendBold, true),
        (TextFont::Lora, Emphasis::Plain) => (Face::Lora, false),
        (TextFont::Lora, Emphasis::Italic) => (Face::LoraItalic, false),
        (TextFont::Lora, Emphasis::Bold) => (Face::LoraBold, false),
        (TextFont::Lora, Emphasis::BoldItalic) => (Face::LoraBold, true),
        (TextFont::NotoSans, Emphasis::Plain) => (Face::Noto, false),
        (TextFont::NotoSans, Emphasis::Italic) => (Face::Noto, true),
    };
    (named(face.family()), slanted)
}

/// Words of a text, ready for a [`egui::text::LayoutJob`]: font, slant and line height.
pub fn writing_format(ctx: &Context, emphasis: Emphasis, colour: Color32) -> TextFormat {
    let (family, italics) = writing_family(ctx, emphasis);
    TextFormat {
        font_id: FontId::new(writing_size(ctx), family),
        line_height: Some(writing_line_height(ctx)),
        color: colour,
        italics,
        ..TextFormat::default()
    }
}

/// The width of the column in which one writes and reads, in points: about 70 characters in the chosen font, 55 or 90 for who wants that,
/// and the inside of a field at either side.
pub fn writing_measure(ctx: &Context) -> f32 {
    let characters = match writing(ctx).measure {
        Measure::Narrow => 55.0,
        Measure::Usual => 70.0,
        Measure::Wide => 90.0,
    };
    let font = writing_font(ctx, Emphasis::Plain);
    let prose = ctx.fonts_mut(|fonts| fonts.layout_no_wrap(PROSE.to_owned(), font, Color32::PLACEHOLDER).size().x);
    (characters * prose / PROSE.len() as f32).ceil() + 2.0 * MARGIN
}

fn key() -> Id {
    Id::unique("how writing looks")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with<R>(writing: &Writing, look: impl FnOnce(&Context) -> R) -> R {
        let ctx = Context::default();
        super::super::install(&ctx);
        set_writing(&ctx, writing);
        ctx.begin_pass(egui::RawInput::default());
        let found = look(&ctx);
        ctx.end_pass().drop_without_applying_deltas();
        found
    }

    const FONTS: [TextFont; 4] = [TextFont::Hyperlegible, TextFont::Lexend, TextFont::Lora, TextFont::NotoSans];

    #[test]
    fn a_line_has_about_as_many_characters_as_it_says() {
        // Prose that is not the one it is measured by.
        let text = "Colleagues from three trusts compared how they hand over at weekends, and one of them has since sent us the checklist.";
        for font in FONTS {
            for size in [TextSize::Small, TextSize::Largest] {
                for (measure, want) in [(Measure::Narrow, 55.0), (Measure::Usual, 70.0), (Measure::Wide, 90.0)] {
                    let writing = Writing { font, size, measure, ..Writing::default() };
                    let fit = with(&writing, |ctx| {
                        let font = writing_font(ctx, Emphasis::Plain);
                        let wide = ctx.fonts_mut(|fonts| fonts.layout_no_wrap(text.to_owned(), font, Color32::PLACEHOLDER).size().x);
                        (writing_measure(ctx) - 2.0 * MARGIN) * text.len() as f32 / wide
                    });
                    assert!((fit - want).abs() < 4.0, "{font:?} {size:?} {measure:?}: {fit}");
                }
            }
        }
    }

    #[test]
    fn every_font_writes_the_languages_of_these_islands() {
        let text = "Ŵ ŵ Ŷ ŷ ẁ ẃ ẅ ỳ â ê î ô û ï á é í ó ú Á É ą ć ę ł ń ó ś ź ż Ł “ ” ‘ ’ – — … £ € ½ × • →";
        for font in FONTS {
            for emphasis in [Emphasis::Plain, Emphasis::Bold, Emphasis::Italic, Emphasis::BoldItalic] {
                let id = FontId::new(17.0, family(font, emphasis).0);
                assert!(with(&Writing::default(), |ctx| ctx.fonts_mut(|fonts| fonts.has_glyphs(&id, text))), "{font:?} {emphasis:?}");
            }
        }
    }

    #[test]
    fn lines_get_wider_apart() {
        for font in FONTS {
            let heights = [LineSpacing::Single, LineSpacing::Comfortable, LineSpacing::Wide].map(|spacing| {
                let writing = Writing { font, spacing, ..Writing::default() };
                with(&writing, |ctx| {
                    let font = writing_font(ctx, Emphasis::Plain);
                    let row = ctx.fonts_mut(|fonts| fonts.row_height(&font));
                    assert!((row + writing_extra_spacing(ctx) - writing_line_height(ctx)).abs() < 0.01);
                    writing_line_height(ctx)
                })
            });
            assert!(heights.is_sorted_by(|a, b| a + 2.0 < *b), "{font:?}: {heights:?}");
        }
    }

    #[test]
    fn the_text_style_follows_in_both_themes() {
        let writing = Writing { font: TextFont::Lora, size: TextSize::Large, ..Writing::default() };
        with(&writing, |ctx| {
            for theme in [Theme::Light, Theme::Dark] {
                let style = ctx.style_of(theme);
                assert_eq!(style.text_styles.get(&super::super::writing_style()), Some(&writing_font(ctx, Emphasis::Plain)));
            }
        });
    }
}
