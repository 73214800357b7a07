//! The only place for colours and sizes: a palette for light and for dark, and the scales of type, space
//! and shape.
//!
//! It must not know what is painted with them. Every pair of text and ground that the program uses is
//! checked against WCAG 2.2 by the test at the bottom; a new pair belongs into its list.

use egui::Color32;

/// The colours of one theme.
///
/// Surfaces are warm and nearly neutral, so that the one accent and the meaning of the four semantic
/// colours are never in competition with decoration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Palette {
    /// The writing centre and the ground of most screens.
    pub canvas: Color32,
    /// Sidebars and bars: a step behind the canvas.
    pub sidebar: Color32,
    /// Cards, fields, menus and dialogs: a step before the canvas.
    pub raised: Color32,
    /// The ground of a quiet button, a chip or a code span.
    pub control: Color32,
    /// The ground of a control under the pointer.
    pub hover: Color32,
    /// The ground of a control that is held down.
    pub pressed: Color32,
    /// Separators and the edges of cards; decoration only.
    pub line: Color32,
    /// The edge of a control, at 3:1 or better, so that a field can be found without its label.
    pub outline: Color32,

    /// Text that is read.
    pub text: Color32,
    /// Text beside it: labels, days, counts.
    pub text_muted: Color32,
    /// Hints and placeholders; still readable.
    pub text_faint: Color32,

    /// The accent as a ground: the one primary button, the selected day, a full bar.
    pub accent: Color32,
    /// The same under the pointer.
    pub accent_hover: Color32,
    /// Text and icons on `accent`.
    pub on_accent: Color32,
    /// The accent as text: links, the selected place in the sidebar.
    pub accent_text: Color32,
    /// A tint of the accent: the selected row.
    pub accent_soft: Color32,

    /// Behind selected text.
    pub selection: Color32,
    /// The ring around what has the keyboard, at 3:1 or better on every surface.
    pub focus: Color32,

    /// Met, saved, done.
    pub success: Tone,
    /// Wants attention, nothing is lost.
    pub warn: Tone,
    /// Cannot be undone, or has failed.
    pub danger: Tone,
    /// Worth knowing.
    pub info: Tone,

    /// Bars and lines of charts, in the order in which they are used; each at 3:1 on canvas and card.
    pub series: [Color32; 6],
    /// The soft shadow under menus and dialogs.
    pub shadow: Color32,
    /// Over the program while a dialog waits for an answer.
    pub scrim: Color32,
}

/// A colour with a meaning: as text or icon, and as the ground of a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tone {
    /// Text and icons, on every surface and on `soft`.
    pub text: Color32,
    /// The ground of a notice; ordinary text is readable on it too.
    pub soft: Color32,
}

impl Palette {
    /// By day: paper.
    pub const LIGHT: Self = Self {
        canvas: rgb(0xFC_FA_F6),
        sidebar: rgb(0xF4_F1_EA),
        raised: rgb(0xFF_FF_FF),
        control: rgb(0xF0_EC_E4),
        hover: rgb(0xE9_E4_DA),
        pressed: rgb(0xDF_D9_CD),
        line: rgb(0xE4_DF_D4),
        outline: rgb(0x8C_86_7A),
        text: rgb(0x24_22_1E),
        text_muted: rgb(0x55_50_47),
        text_faint: rgb(0x69_64_5A),
        accent: rgb(0x0E_66_61),
        accent_hover: rgb(0x0A_53_4F),
        on_accent: rgb(0xFF_FF_FF),
        accent_text: rgb(0x0B_5D_58),
        accent_soft: rgb(0xDC_EE_EA),
        selection: rgb(0xBF_E2_DC),
        focus: rgb(0x0B_7A_73),
        success: Tone { text: rgb(0x25_60_2E), soft: rgb(0xE2_F1_E1) },
        warn: Tone { text: rgb(0x7C_49_00), soft: rgb(0xFB_EE_D5) },
        danger: Tone { text: rgb(0x9F_2B_24), soft: rgb(0xFB_E8_E5) },
        info: Tone { text: rgb(0x1D_56_85), soft: rgb(0xE3_EE_F8) },
        series: [rgb(0x0E_66_61), rgb(0xB5_5A_1C), rgb(0x4A_5F_A8), rgb(0x8A_4B_82), rgb(0x6B_74_25), rgb(0x7A_6A_58)],
        shadow: rgba(0x2A_22_14, 0x2A),
        scrim: rgba(0x2A_24_1A, 0x66),
    };

    /// By night: warm dark, never black on white inverted.
    pub const DARK: Self = Self {
        canvas: rgb(0x1D_1C_1A),
        sidebar: rgb(0x16_15_13),
        raised: rgb(0x27_25_22),
        control: rgb(0x2C_2A_26),
        hover: rgb(0x35_32_2D),
        pressed: rgb(0x40_3C_36),
        line: rgb(0x36_33_2E),
        outline: rgb(0x86_80_74),
        text: rgb(0xEC_E8_E0),
        text_muted: rgb(0xBF_B9_AE),
        text_faint: rgb(0xA5_9F_93),
        accent: rgb(0x5B_C2_B7),
        accent_hover: rgb(0x7A_D3_C9),
        on_accent: rgb(0x06_22_1F),
        accent_text: rgb(0x74_CF_C5),
        accent_soft: rgb(0x1E_3C_39),
        selection: rgb(0x22_54_4F),
        focus: rgb(0x5B_C2_B7),
        success: Tone { text: rgb(0x91_CE_93), soft: rgb(0x20_34_22) },
        warn: Tone { text: rgb(0xE9_BD_72), soft: rgb(0x3B_2F_18) },
        danger: Tone { text: rgb(0xF3_9F_96), soft: rgb(0x43_25_22) },
        info: Tone { text: rgb(0x97_C6_EE), soft: rgb(0x1F_32_45) },
        series: [rgb(0x5B_C2_B7), rgb(0xE3_9A_5F), rgb(0x97_A9_EA), rgb(0xD1_97_C9), rgb(0xB9_C2_66), rgb(0xBF_AD_98)],
        shadow: rgba(0x00_00_00, 0x70),
        scrim: rgba(0x00_00_00, 0x99),
    };

    /// The palette of a theme.
    pub const fn of(theme: egui::Theme) -> &'static Self {
        match theme {
            egui::Theme::Light => &Self::LIGHT,
            egui::Theme::Dark => &Self::DARK,
        }
    }
}

/// The scale of type, in points.
pub mod type_size {
    /// Captions, counts, days in lists.
    pub const CAPTION: f32 = 13.0;
    /// Buttons, labels, lists.
    pub const BODY: f32 = 15.0;
    /// Where people write and read at length, unless they want it otherwise.
    pub const WRITING: f32 = 17.0;
    /// The title of a card or a section.
    pub const SECTION: f32 = 18.0;
    /// The title of a screen.
    pub const HEADING: f32 = 24.0;
    /// The title of an entry, the name on the welcome page.
    pub const TITLE: f32 = 30.0;
}

/// The scale of space, in points.
pub mod space {
    /// Between an icon and its word.
    pub const XS: f32 = 4.0;
    /// Between things that belong together.
    pub const S: f32 = 8.0;
    /// Inside cards and between fields.
    pub const M: f32 = 12.0;
    /// Between groups.
    pub const L: f32 = 16.0;
    /// Between sections, and around a screen.
    pub const XL: f32 = 24.0;
    /// Above a title.
    pub const XXL: f32 = 32.0;
    /// Around the writing centre of a wide window.
    pub const XXXL: f32 = 48.0;
}

/// How round corners are, in points.
pub mod radius {
    /// Chips, check boxes, marks in text.
    pub const SMALL: u8 = 4;
    /// Buttons and fields.
    pub const CONTROL: u8 = 8;
    /// Cards, menus and dialogs.
    pub const CARD: u8 = 12;
    /// As round as it gets.
    pub const PILL: u8 = 255;
}

/// How large things are, in points.
pub mod size {
    /// The window when it is first opened.
    pub const WINDOW: [f32; 2] = [1280.0, 800.0];
    /// The window can be made no smaller.
    pub const WINDOW_MIN: [f32; 2] = [720.0, 480.0];
    /// The sidebar with the places of the program.
    pub const SIDEBAR: f32 = 216.0;
    /// The sidebar when only its icons fit.
    pub const SIDEBAR_NARROW: f32 = 56.0;
    /// Below this width of the window the sidebar shows its icons only.
    pub const NARROW_BELOW: f32 = 900.0;
    /// A list beside what is open in it.
    pub const LIST: f32 = 340.0;
    /// A dialog with lists in it, and the words that welcome. The column of writing is `theme::writing_measure`.
    pub const MEASURE: f32 = 620.0;
    /// A dialog.
    pub const DIALOG: f32 = 460.0;
    /// Anything that can be pressed is at least this high.
    pub const TARGET: f32 = 32.0;
    /// An icon beside a word.
    pub const ICON: f32 = 18.0;
    /// An icon that stands alone in an empty screen.
    pub const ICON_LARGE: f32 = 40.0;
    /// A thin edge.
    pub const HAIRLINE: f32 = 1.0;
    /// The ring around what has the keyboard.
    pub const FOCUS_RING: f32 = 2.0;
}

#[expect(clippy::disallowed_methods, reason = "this is the place where colours live")]
const fn rgb(hex: u32) -> Color32 {
    let [_, r, g, b] = hex.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

const fn rgba(hex: u32, alpha: u8) -> Color32 {
    let [_, r, g, b] = hex.to_be_bytes();
    // Premultiplied by hand, because the constructor that does it is no `const fn`.
    Color32::from_rgba_premultiplied(scaled(r, alpha), scaled(g, alpha), scaled(b, alpha), alpha)
}

#[expect(clippy::cast_possible_truncation, reason = "the product of two bytes over 255 is a byte")]
const fn scaled(channel: u8, alpha: u8) -> u8 {
    ((channel as u16 * alpha as u16 + 127) / 255) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance and contrast as WCAG 2.2 defines them.
    fn contrast(a: Color32, b: Color32) -> f64 {
        let luminance = |c: Color32| {
            let [r, g, b] = [c.r(), c.g(), c.b()].map(|v| {
                let v = f64::from(v) / 255.0;
                if v <= 0.040_45 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
            });
            0.2126 * r + 0.7152 * g + 0.0722 * b
        };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn black_on_white_is_twenty_one_to_one() {
        assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 1e-9);
    }

    #[test]
    fn text_is_readable_and_edges_can_be_seen() {
        let mut poor = Vec::new();
        for (theme, p) in [("light", &Palette::LIGHT), ("dark", &Palette::DARK)] {
            let surfaces = [("canvas", p.canvas), ("sidebar", p.sidebar), ("raised", p.raised)];
            let controls = [("control", p.control), ("hover", p.hover), ("pressed", p.pressed)];
            let tones = [("success", p.success), ("warn", p.warn), ("danger", p.danger), ("info", p.info)];
            let mut check = |what: String, a: Color32, b: Color32, least: f64| {
                let found = contrast(a, b);
                if found < least {
                    poor.push(format!("{theme}: {what} is {found:.2}, wants {least}"));
                }
            };
            for (name, ground) in surfaces.into_iter().chain(controls) {
                check(format!("text on {name}"), p.text, ground, 7.0);
                check(format!("muted text on {name}"), p.text_muted, ground, 4.5);
                check(format!("accent text on {name}"), p.accent_text, ground, 4.5);
            }
            for (name, ground) in surfaces {
                check(format!("faint text on {name}"), p.text_faint, ground, 4.5);
                check(format!("outline on {name}"), p.outline, ground, 3.0);
                check(format!("focus ring on {name}"), p.focus, ground, 3.0);
                for (tone, t) in tones {
                    check(format!("{tone} on {name}"), t.text, ground, 4.5);
                }
                for (i, s) in p.series.into_iter().enumerate() {
                    check(format!("series {i} on {name}"), s, ground, 3.0);
                }
            }
            for (tone, t) in tones {
                check(format!("{tone} on its soft ground"), t.text, t.soft, 4.5);
                check(format!("text on soft {tone}"), p.text, t.soft, 7.0);
            }
            check("text on accent".to_owned(), p.on_accent, p.accent, 4.5);
            check("text on accent under the pointer".to_owned(), p.on_accent, p.accent_hover, 4.5);
            check("text on soft accent".to_owned(), p.text, p.accent_soft, 7.0);
            check("muted text on soft accent".to_owned(), p.text_muted, p.accent_soft, 4.5);
            check("accent text on soft accent".to_owned(), p.accent_text, p.accent_soft, 4.5);
            check("selected text".to_owned(), p.text, p.selection, 4.5);
            check("accent text when selected".to_owned(), p.accent_text, p.selection, 4.5);
        }
        assert!(poor.is_empty(), "{}", poor.join("\n"));
    }
}
