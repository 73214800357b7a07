//! What the program looks like: fonts, type, colours and the shape of every standard control.
//!
//! Controls recede, the text in the centre does not. Nothing moves by itself. It must not know any
//! screen; screens take their colours and sizes from here and nowhere else.

pub mod buttons;
pub mod fonts;
pub mod icons;
pub mod tokens;
mod writing;

use std::collections::BTreeMap;

use egui::style::{
    HandleShape, NumericColorSpace, ScrollAnimation, ScrollStyle, Selection, Spacing, TextCursorStyle, WidgetVisuals, Widgets,
};
use egui::{
    Context, CornerRadius, FontFamily, FontId, Frame, Margin, Shadow, Stroke, Style, TextStyle, Theme, ThemePreference, Visuals, vec2,
};

pub use fonts::{BOLD, BOLD_ITALIC, ITALIC};
pub use icons::Icon;
pub use tokens::{Palette, Tone, radius, size, space, type_size};
pub use writing::{
    Emphasis, family, line_height, set_writing, writing, writing_extra_spacing, writing_family, writing_font, writing_format,
    writing_line_height, writing_measure, writing_size,
};

/// Installs fonts, text styles, colours and spacing for both themes, and follows the system's theme.
pub fn install(ctx: &Context) {
    fonts::install(ctx);
    ctx.options_mut(|options| {
        options.theme_preference = ThemePreference::System;
        // Where the system does not say, paper.
        options.fallback_theme = Theme::Light;
    });
    for theme in [Theme::Light, Theme::Dark] {
        ctx.set_style_of(theme, style(theme));
    }
}

/// The colours of the theme that is shown now. A `&Ui` will do for the context.
pub fn palette(ctx: &Context) -> &'static Palette {
    Palette::of(ctx.theme())
}

/// The title of an entry.
pub fn title_style() -> TextStyle {
    TextStyle::Name("title".into())
}

/// The title of a card or a section.
pub fn section_style() -> TextStyle {
    TextStyle::Name("section".into())
}

/// Where people write and read at length. Its font and size are the writer's choice; the height of its lines is
/// [`writing_line_height`], which a field or a label has to ask for itself.
pub fn writing_style() -> TextStyle {
    TextStyle::Name("writing".into())
}

/// The font of bold text.
pub fn bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(BOLD.into()))
}

/// The font of italic text.
pub fn italic(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(ITALIC.into()))
}

/// The frame of a screen: the writing ground and generous room around it.
pub fn screen_frame(ctx: &Context) -> Frame {
    Frame::new().fill(palette(ctx).canvas).inner_margin(Margin::symmetric(32, 24))
}

/// The frame of a sidebar or a bar.
pub fn sidebar_frame(ctx: &Context) -> Frame {
    Frame::new().fill(palette(ctx).sidebar).inner_margin(Margin::symmetric(12, 16))
}

/// The frame of a card.
pub fn card_frame(ctx: &Context) -> Frame {
    let p = palette(ctx);
    let edge = Stroke::new(size::HAIRLINE, p.line);
    Frame::new().fill(p.raised).stroke(edge).corner_radius(radius::CARD).inner_margin(Margin::same(16))
}

/// The frame of a dialog, for [`egui::Modal::frame`].
pub fn dialog_frame(ctx: &Context) -> Frame {
    let style = ctx.global_style();
    Frame::window(&style).inner_margin(Margin::same(24))
}

/// The frame of a notice with a meaning.
pub fn tone_frame(tone: Tone) -> Frame {
    Frame::new().fill(tone.soft).corner_radius(radius::CONTROL).inner_margin(Margin::symmetric(12, 8))
}

fn style(theme: Theme) -> Style {
    let mut style = Style {
        text_styles: text_styles(),
        spacing: spacing(),
        visuals: visuals(theme),
        // Motion off: a journal is a quiet place, and some people are made ill by movement.
        animation_time: 0.0,
        scroll_animation: ScrollAnimation::none(),
        url_in_tooltip: true,
        compact_menu_style: false,
        ..theme.default_style()
    };
    style.interaction.tooltip_delay = 0.4;
    style.interaction.selectable_labels = false;
    style
}

fn text_styles() -> BTreeMap<TextStyle, FontId> {
    let plain = |size| FontId::new(size, FontFamily::Proportional);
    BTreeMap::from([
        (TextStyle::Small, plain(type_size::CAPTION)),
        (TextStyle::Body, plain(type_size::BODY)),
        (TextStyle::Button, plain(type_size::BODY)),
        (TextStyle::Monospace, FontId::new(type_size::BODY, FontFamily::Monospace)),
        (TextStyle::Heading, bold(type_size::HEADING)),
        (title_style(), bold(type_size::TITLE)),
        (section_style(), bold(type_size::SECTION)),
        (writing_style(), plain(type_size::WRITING)),
    ])
}

fn spacing() -> Spacing {
    Spacing {
        item_spacing: vec2(space::S, space::S),
        button_padding: vec2(space::M, 6.0),
        interact_size: vec2(size::TARGET, size::TARGET),
        window_margin: Margin::same(20),
        menu_margin: Margin::same(6),
        indent: space::L,
        icon_width: 18.0,
        icon_width_inner: 10.0,
        icon_spacing: space::S,
        slider_width: 200.0,
        slider_rail_height: 4.0,
        combo_width: 160.0,
        combo_height: 320.0,
        text_edit_width: 320.0,
        tooltip_width: 340.0,
        menu_width: 280.0,
        scroll: ScrollStyle { bar_width: 10.0, handle_min_length: 32.0, ..ScrollStyle::floating() },
        ..Spacing::default()
    }
}

fn visuals(theme: Theme) -> Visuals {
    let p = Palette::of(theme);
    let card = CornerRadius::same(radius::CARD);
    let edge = Stroke::new(size::HAIRLINE, p.line);
    let shadow = Shadow { offset: [0, 6], blur: 24, spread: 0, color: p.shadow };
    let mut visuals = theme.default_visuals();
    visuals.weak_text_color = Some(p.text_muted);
    visuals.widgets = widgets(p);
    visuals.selection = Selection { bg_fill: p.selection, stroke: Stroke::new(size::FOCUS_RING, p.accent_text) };
    visuals.hyperlink_color = p.accent_text;
    visuals.faint_bg_color = p.sidebar;
    // The ground of scroll bars and progress bars.
    visuals.extreme_bg_color = p.pressed;
    visuals.text_edit_bg_color = Some(p.raised);
    visuals.code_bg_color = p.control;
    visuals.warn_fg_color = p.warn.text;
    visuals.error_fg_color = p.danger.text;
    visuals.window_corner_radius = card;
    visuals.window_shadow = shadow;
    visuals.window_fill = p.raised;
    visuals.window_stroke = edge;
    visuals.window_highlight_topmost = false;
    visuals.menu_corner_radius = CornerRadius::same(radius::CONTROL);
    visuals.panel_fill = p.canvas;
    visuals.popup_shadow = shadow;
    visuals.text_cursor = TextCursorStyle {
        stroke: Stroke::new(size::FOCUS_RING, p.accent_text),
        // A blinking cursor moves, and wakes the program twice a second.
        blink: false,
        ..TextCursorStyle::default()
    };
    visuals.indent_has_left_vline = false;
    visuals.slider_trailing_fill = true;
    visuals.handle_shape = HandleShape::Circle;
    visuals.numeric_color_space = NumericColorSpace::GammaByte;
    visuals
}

/// The five states of a control. egui shows what has the keyboard in the same state as what is pressed,
/// so the ring that keyboard users need is the edge of that state.
fn widgets(p: &Palette) -> Widgets {
    let state = |ground, weak_ground, edge: Stroke, text| WidgetVisuals {
        bg_fill: ground,
        weak_bg_fill: weak_ground,
        bg_stroke: edge,
        corner_radius: CornerRadius::same(radius::CONTROL),
        fg_stroke: Stroke::new(1.5, text),
        expansion: 0.0,
    };
    let thin = |colour| Stroke::new(size::HAIRLINE, colour);
    Widgets {
        noninteractive: state(p.canvas, p.canvas, thin(p.line), p.text),
        inactive: state(p.raised, p.control, thin(p.outline), p.text),
        hovered: state(p.hover, p.hover, thin(p.text_muted), p.text),
        active: state(p.pressed, p.pressed, Stroke::new(size::FOCUS_RING, p.focus), p.text),
        open: state(p.raised, p.hover, thin(p.outline), p.text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_palette_follows_the_theme() {
        let ctx = Context::default();
        install(&ctx);
        for (preference, expected) in [(ThemePreference::Light, &Palette::LIGHT), (ThemePreference::Dark, &Palette::DARK)] {
            ctx.set_theme(preference);
            assert_eq!(palette(&ctx), expected);
            assert_eq!(ctx.global_style().visuals.panel_fill, expected.canvas);
        }
    }

    #[test]
    fn without_a_word_from_the_system_it_is_light() {
        let ctx = Context::default();
        install(&ctx);
        assert_eq!(palette(&ctx), &Palette::LIGHT);
    }
}
