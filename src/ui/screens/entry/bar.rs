//! The bar over the editor: where the entry stands, and what can be done with it.

use chrono::NaiveDate;
use egui::{Popup, RichText, TextStyle, Ui};

use super::Editor;
use super::view::Beside;
use crate::domain::EntryState;
use crate::ui::action::Action;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, size};
use crate::ui::widgets::ends_ui;
use crate::worker::Request;

/// Goes from the entry to the list.
const BACK: &str = "All entries";

/// In a bar narrower than this, in points, the way back is an arrow only.
const TIGHT: f32 = 300.0;

/// The width of the menu of what has no room, in points.
const MENU: f32 = 200.0;

/// What the bar offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Preview,
    Write,
    Focus,
    EndFocus,
    /// Earlier versions of its texts.
    Versions,
    /// Set aside until a day.
    Park,
    Ready,
    Drafts,
    Submitted,
    /// With the day that it is marked with.
    NotSubmitted(NaiveDate),
    Bin,
    Unbin,
}

impl Deed {
    const fn word(self) -> &'static str {
        match self {
            Self::Preview => "Preview",
            Self::Write => "Write",
            Self::Focus => "Focus",
            Self::EndFocus => "Show everything",
            Self::Versions => "Earlier versions",
            Self::Park => "Park this",
            Self::Ready => "Mark ready",
            Self::Drafts => "Back to drafts",
            Self::Submitted => "Mark submitted",
            Self::NotSubmitted(_) => "Not submitted",
            Self::Bin => Command::BinEntry.label(),
            Self::Unbin => "Take out of the bin",
        }
    }

    const fn icon(self) -> Option<Icon> {
        match self {
            Self::Preview => Some(Icon::Eye),
            Self::Write => Some(Icon::Edit),
            Self::Focus => Some(Icon::Target),
            Self::Versions => Some(Icon::Clock),
            Self::Park => Some(Icon::Bookmark),
            Self::Ready => Some(Icon::Check),
            Self::Bin => Some(Icon::Bin),
            Self::Unbin => Some(Icon::Restore),
            Self::EndFocus | Self::Drafts | Self::Submitted | Self::NotSubmitted(_) => None,
        }
    }

    fn hover(self, ui: &Ui) -> String {
        match self {
            Self::Preview | Self::Write => Command::Preview.key_text(ui.ctx()),
            Self::Focus => format!("Only the texts of this entry. {}", Command::Focus.key_text(ui.ctx())),
            Self::EndFocus => format!("Esc or {}", Command::Focus.key_text(ui.ctx())),
            Self::Ready => Command::MarkReady.key_text(ui.ctx()),
            Self::Submitted => "It was handed to a regulator or an appraiser".to_owned(),
            Self::NotSubmitted(on) => format!("Marked submitted on {}", crate::domain::when::shown(on)),
            Self::Versions => "What was written before, word by word".to_owned(),
            Self::Park => "Set it aside until there is room for it".to_owned(),
            Self::Drafts | Self::Bin | Self::Unbin => String::new(),
        }
    }

    /// The width of its button, in points.
    fn width(self, ui: &Ui) -> f32 {
        if self == Self::Bin {
            return size::TARGET;
        }
        let icon = if self.icon().is_some() { size::ICON + ui.spacing().icon_spacing } else { 0.0 };
        word_width(ui, self.word(), &TextStyle::Button) + icon + 2.0 * ui.spacing().button_padding.x
    }

    fn button_ui(self, ui: &mut Ui) -> bool {
        let response = match self.icon() {
            Some(icon) => buttons::marked_ui(ui, Look::Quiet, icon, self.word()),
            None => buttons::quiet_ui(ui, self.word()),
        };
        let hover = self.hover(ui);
        let response = if hover.is_empty() { response } else { response.on_hover_text(hover) };
        response.clicked()
    }
}

impl Editor {
    /// Where the entry stands at the left, what can be done with it at the right; below each other where there is no room for both.
    pub(super) fn bar_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, beside: Beside) -> bool {
        let palette = theme::palette(ui.ctx());
        let deeds = self.deeds();
        let mut state = format!("· {}", self.state.label());
        if self.focus {
            state.push_str(" · Esc leads back");
        }
        let gap = ui.spacing().item_spacing.x;
        let mut words = vec![(self.save_state(), TextStyle::Small), (&state, TextStyle::Small)];
        let alone = beside == Beside::Nothing;
        let tight = ui.available_width() < TIGHT;
        if alone && !tight {
            words.push((BACK, TextStyle::Button));
        }
        let mut left: f32 = words.into_iter().map(|(word, style)| word_width(ui, word, &style) + gap).sum();
        left += size::ICON + gap + if alone { size::TARGET + 2.0 * gap } else { 0.0 };
        let least = left + deeds.first().map_or(0.0, |deed| deed.width(ui) + gap) + size::TARGET + gap;
        let (mut back, mut chosen) = (false, None);
        ends_ui(
            ui,
            least,
            |ui| {
                if alone {
                    let button = if tight {
                        buttons::icon_ui(ui, Icon::ArrowLeft, BACK)
                    } else {
                        buttons::marked_ui(ui, Look::Quiet, Icon::ArrowLeft, BACK)
                    };
                    back = button.clicked();
                }
                let (tone, icon) = match self.save_state() {
                    "Saved" => (palette.text_muted, Icon::CheckCircle),
                    "Saving…" => (palette.text_muted, Icon::CircleDashed),
                    _ => (palette.danger.text, Icon::WarningCircle),
                };
                ui.label(icon.text(size::ICON).color(tone));
                ui.label(RichText::new(self.save_state()).small().color(tone));
                ui.label(RichText::new(&state).small().color(palette.text_muted));
            },
            |ui| chosen = deeds_ui(ui, &deeds),
        );
        if let Some(deed) = chosen {
            self.carry_out(deed, cx);
        }
        back
    }

    /// What can be done with the entry, the most wanted first.
    fn deeds(&self) -> Vec<Deed> {
        if self.focus {
            return vec![Deed::EndFocus];
        }
        let look = if self.preview { Deed::Write } else { Deed::Preview };
        match self.state {
            EntryState::Draft => vec![Deed::Ready, look, Deed::Focus, Deed::Bin, Deed::Park, Deed::Versions],
            EntryState::Ready => vec![look, Deed::Focus, Deed::Bin, Deed::Submitted, Deed::Drafts, Deed::Versions],
            EntryState::Submitted { on } => vec![look, Deed::NotSubmitted(on), Deed::Bin, Deed::Versions],
            EntryState::Binned { .. } => vec![Deed::Unbin, Deed::Versions],
        }
    }

    fn carry_out(&mut self, deed: Deed, cx: &mut Ctx<'_>) {
        let state = match deed {
            Deed::Preview | Deed::Write => {
                self.preview = !self.preview;
                return;
            }
            Deed::Focus | Deed::EndFocus => return cx.actions.push(Action::Run(Command::Focus)),
            Deed::Versions => return self.show_versions(cx),
            Deed::Park => return self.ask_until_when(cx),
            Deed::Bin => return cx.actions.push(Action::Run(Command::BinEntry)),
            Deed::Unbin => return cx.send(Request::Unbin(self.id)),
            Deed::Ready => return cx.actions.push(Action::Run(Command::MarkReady)),
            Deed::Submitted => EntryState::Submitted { on: cx.today() },
            Deed::NotSubmitted(_) => EntryState::Ready,
            Deed::Drafts => EntryState::Draft,
        };
        cx.send(Request::SetState { id: self.id, state });
    }
}

/// How wide a word is in one line, in points.
fn word_width(ui: &Ui, word: &str, style: &TextStyle) -> f32 {
    let font = style.resolve(ui.style());
    ui.fonts_mut(|fonts| fonts.layout_no_wrap(word.to_owned(), font, egui::Color32::PLACEHOLDER).size().x)
}

/// The buttons that have room, in a row from either end; the others in a menu.
fn deeds_ui(ui: &mut Ui, deeds: &[Deed]) -> Option<Deed> {
    let gap = ui.spacing().item_spacing.x;
    let room = ui.available_width();
    let all: f32 = deeds.iter().map(|deed| deed.width(ui) + gap).sum();
    let mut fit = deeds.len();
    if all - gap > room {
        let mut used = size::TARGET;
        fit = deeds
            .iter()
            .take_while(|deed| {
                used += deed.width(ui) + gap;
                used <= room
            })
            .count();
    }
    let (inline, more) = deeds.split_at_checked(fit).unwrap_or((deeds, &[]));
    let mut chosen = None;
    let mut show = |ui: &mut Ui, deed: Deed| {
        let pressed = if deed == Deed::Bin { buttons::icon_ui(ui, Icon::Bin, deed.word()).clicked() } else { deed.button_ui(ui) };
        if pressed {
            chosen = Some(deed);
        }
    };
    let from_the_right = ui.layout().prefer_right_to_left();
    if !from_the_right {
        for deed in inline {
            show(ui, *deed);
        }
    }
    let mut picked = None;
    if !more.is_empty() {
        let dots = buttons::icon_ui(ui, Icon::Dots, "More to do with this entry");
        Popup::menu(&dots).width(MENU).show(|ui| {
            for deed in more {
                if deed.button_ui(ui) {
                    picked = Some(*deed);
                }
            }
        });
    }
    if from_the_right {
        for deed in inline.iter().rev() {
            show(ui, *deed);
        }
    }
    chosen.or(picked)
}
