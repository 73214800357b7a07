//! The fonts that the program brings along, and which of them is asked first.
//!
//! No font of the system is used: the same text looks the same everywhere, also on a computer that has
//! no fonts at all. The order of the fallback matters: a text font may have a few symbols of its own, so
//! letters are asked before symbols, and symbols before the large tables of other scripts.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use egui::{Context, FontData, FontDefinitions, FontFamily, FontTweak};

use super::icons::{ICONS, ICONS_FILLED};
use crate::embedded;

/// The family of bold text.
pub const BOLD: &str = "bold";
/// The family of italic text.
pub const ITALIC: &str = "italic";
/// The family of bold italic text.
pub const BOLD_ITALIC: &str = "bold-italic";

/// The faces of writing besides those of everything else; each is a family of its own, so that a choice can be shown beside the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Face {
    Lexend,
    LexendBold,
    Lora,
    LoraItalic,
    LoraBold,
    Noto,
}

impl Face {
    /// The name of its family.
    pub(super) const fn family(self) -> &'static str {
        match self {
            Self::Lexend => "lexend",
            Self::LexendBold => "lexend-bold",
            Self::Lora => "lora",
            Self::LoraItalic => "lora-italic",
            Self::LoraBold => "lora-bold",
            Self::Noto => "noto-sans",
        }
    }
}

/// The family of what is first asked, and the face that is.
const FAMILIES: [(Family, &str); 13] = [
    (Family::Proportional, "AtkinsonHyperlegibleNext-Regular"),
    // Codes and numbers are set apart by their ground; Atkinson keeps 0 and O, 1 and l apart by itself.
    (Family::Monospace, "AtkinsonHyperlegibleNext-Regular"),
    (Family::Name(BOLD), "AtkinsonHyperlegibleNext-Bold"),
    (Family::Name(ITALIC), "AtkinsonHyperlegibleNext-Italic"),
    (Family::Name(BOLD_ITALIC), "AtkinsonHyperlegibleNext-BoldItalic"),
    (Family::Name(Face::Lexend.family()), "Lexend-Regular"),
    (Family::Name(Face::LexendBold.family()), "Lexend-Bold"),
    (Family::Name(Face::Lora.family()), "Lora-Regular"),
    (Family::Name(Face::LoraItalic.family()), "Lora-Italic"),
    (Family::Name(Face::LoraBold.family()), "Lora-Bold"),
    (Family::Name(Face::Noto.family()), "NotoSans-Regular"),
    (Family::Name(ICONS), "Phosphor"),
    (Family::Name(ICONS_FILLED), "Phosphor-Fill"),
];

/// egui's families, in a form that can stand in a constant.
#[derive(Clone, Copy)]
enum Family {
    Proportional,
    Monospace,
    Name(&'static str),
}

/// What is asked after the face of a family, in this order.
const FALLBACK: [&str; 10] = [
    "NotoSans-Regular",
    "NotoEmoji-Regular",
    "NotoSansSymbols-Regular",
    "NotoSansSymbols2-Regular",
    "NotoSansMath-Regular",
    "NotoSansArabic-Regular",
    "NotoSansHebrew-Regular",
    "NotoSansDevanagari-Regular",
    "NotoSansSC-Regular",
    // So that an icon can stand in the same text as a word.
    "Phosphor",
];

/// Tells egui about the bundled fonts; they are ready in the next pass.
pub fn install(ctx: &Context) {
    ctx.set_fonts(DEFINITIONS.clone());
}

/// The bundled fonts and their families. Made once: a test that drives many windows, or a window that is
/// opened again, shares the bytes.
static DEFINITIONS: LazyLock<FontDefinitions> = LazyLock::new(|| {
    let mut fonts = FontDefinitions::empty();
    for (family, first) in FAMILIES {
        let mut faces = Vec::new();
        for face in std::iter::once(first).chain(FALLBACK) {
            // egui does not forgive a family that names a face which is not there.
            if !faces.iter().any(|known| known == face) && (fonts.font_data.contains_key(face) || load(&mut fonts, face)) {
                faces.push(face.to_owned());
            }
        }
        let family = match family {
            Family::Proportional => FontFamily::Proportional,
            Family::Monospace => FontFamily::Monospace,
            Family::Name(name) => FontFamily::Name(name.into()),
        };
        fonts.families.insert(family, faces);
    }
    fonts
});

fn load(fonts: &mut FontDefinitions, face: &str) -> bool {
    let data = match embedded::read(&format!("fonts/{face}.ttf")) {
        Some(Cow::Borrowed(bytes)) => FontData::from_static(bytes),
        Some(Cow::Owned(bytes)) => FontData::from_owned(bytes),
        None => return false,
    };
    fonts.font_data.insert(face.to_owned(), Arc::new(data.tweak(tweak(face))));
    true
}

fn tweak(name: &str) -> FontTweak {
    match name {
        // An icon fills its whole square, which stands on the baseline; a little lower it is level with
        // the capitals beside it.
        "Phosphor" | "Phosphor-Fill" => FontTweak { y_offset_factor: 0.04, ..FontTweak::default() },
        _ => FontTweak::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::icons::Icon;
    use super::*;
    use egui::FontId;

    /// The text of `sample` that the family has no glyph for.
    fn missing(family: FontFamily, sample: &str) -> String {
        let ctx = Context::default();
        install(&ctx);
        ctx.begin_pass(egui::RawInput::default());
        let id = FontId::new(15.0, family);
        let missing = ctx.fonts_mut(|fonts| sample.chars().filter(|c| !fonts.has_glyph(&id, *c)).collect());
        ctx.end_pass().drop_without_applying_deltas();
        missing
    }

    #[test]
    fn text_that_people_write_has_glyphs() {
        let sample = "Naïve café, “quotes” – dashes — ellipsis… £€ ½ × ÷ ≠ ≤ ≥ ≈ ∑ √ ∞ µ α β γ Ω Ж щ Ł ż Ń \
            ẫ ợ ị Ŵ ŵ Ŷ ŷ ← ↑ → ↓ ✓ ✗ ★ ☐ ☑ • ‣ ◦ ▪ ▶ 😀 👩 ⚕ 🇬 🇧 ✅ ❤ ⚠ 👍 🏳 🌈 🩺 💉 🧠 \
            العربية עברית हिन्दी 中文学习反思 かな カナ 𝗯𝗼𝗹𝗱 𝘪𝘵𝘢𝘭𝘪𝘤";
        for family in [FontFamily::Proportional, FontFamily::Monospace, FontFamily::Name(BOLD.into())] {
            assert_eq!(missing(family, sample), "");
        }
    }

    #[test]
    fn every_icon_is_in_both_icon_fonts_and_in_text() {
        let icons: String = Icon::ALL.iter().map(|icon| icon.char()).collect();
        for name in [ICONS, ICONS_FILLED] {
            assert_eq!(missing(FontFamily::Name(name.into()), &icons), "");
        }
        assert_eq!(missing(FontFamily::Proportional, &icons), "");
    }
}
