//! The editor's page.

use chrono::NaiveDate;
use egui::{CentralPanel, Panel, Popup, RichText, ScrollArea, TextEdit, TextStyle, Ui};

use super::Editor;
use crate::domain::{EntryState, gaps};
use crate::ui::action::Action;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, size, space};
use crate::ui::widgets::{ends_ui, measure_ui, writing_ui};
use crate::worker::Request;

/// Room below the text, so that one does not write at the window's edge.
const TAIL: f32 = 160.0;

/// Goes from the entry to the list.
const BACK: &str = "All entries";

/// In a bar narrower than this, in points, the way back is an arrow only.
const TIGHT: f32 = 300.0;

/// The width of the menu of what has no room, in points.
const MENU: f32 = 200.0;

/// What stands beside the editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Beside {
    /// The list of entries.
    List,
    /// Nothing: there is no room, and a button leads back to the list.
    Nothing,
}

/// What the bar offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Preview,
    Write,
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
            Self::Ready => Some(Icon::Check),
            Self::Bin => Some(Icon::Bin),
            Self::Unbin => Some(Icon::Restore),
            Self::Drafts | Self::Submitted | Self::NotSubmitted(_) => None,
        }
    }

    fn hover(self, ui: &Ui) -> String {
        match self {
            Self::Preview | Self::Write => Command::Preview.key_text(ui.ctx()),
            Self::Ready => Command::MarkReady.key_text(ui.ctx()),
            Self::Submitted => "It was handed to a regulator or an appraiser".to_owned(),
            Self::NotSubmitted(on) => format!("Marked submitted on {}", crate::domain::when::shown(on)),
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
    /// Shows the editor beside the list.
    pub fn show_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        self.page_ui(ui, cx, Beside::List);
    }

    /// Shows the editor alone; `true` when one wants to go back to the list.
    pub fn show_alone_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) -> bool {
        self.page_ui(ui, cx, Beside::Nothing)
    }

    fn page_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, beside: Beside) -> bool {
        let before = self.draft.clone();
        let edge = if ui.available_width() < size::DIALOG { 12 } else { 24 };
        let bar = theme::screen_frame(ui.ctx()).inner_margin(egui::Margin::symmetric(edge, 8));
        let shown = Panel::top("entry bar").show_separator_line(false).frame(bar).show(ui, |ui| self.bar_ui(ui, cx, beside));
        CentralPanel::default().frame(theme::screen_frame(ui.ctx()).inner_margin(egui::Margin::symmetric(edge, 0))).show(ui, |ui| {
            ScrollArea::vertical().id_salt(("entry", self.id)).auto_shrink(false).show(ui, |ui| {
                measure_ui(ui, size::MEASURE, |ui| {
                    self.conflict_ui(ui);
                    if self.preview {
                        self.preview_ui(ui, cx);
                    } else {
                        // What is in the bin is read, and taken out before it is written in.
                        let open = !cx.read_only() && !self.state.is_binned();
                        ui.add_enabled_ui(open, |ui| self.write_ui(ui, cx));
                    }
                    ui.add_space(TAIL);
                });
            });
        });
        self.viewer_ui(ui, cx);
        self.chat_ui(ui, cx);
        if self.draft != before {
            self.changed(cx.now);
        }
        self.undoer.feed_state(cx.now, &self.draft);
        shown.inner
    }

    /// Where the entry stands at the left, what can be done with it at the right; below each other where there is no room for both.
    fn bar_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, beside: Beside) -> bool {
        let palette = theme::palette(ui.ctx());
        let deeds = self.deeds();
        let state = format!("· {}", self.state.label());
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
        let look = if self.preview { Deed::Write } else { Deed::Preview };
        match self.state {
            EntryState::Draft => vec![Deed::Ready, look, Deed::Bin],
            EntryState::Ready => vec![look, Deed::Submitted, Deed::Drafts, Deed::Bin],
            EntryState::Submitted { on } => vec![look, Deed::NotSubmitted(on), Deed::Bin],
            EntryState::Binned { .. } => vec![Deed::Unbin],
        }
    }

    fn carry_out(&mut self, deed: Deed, cx: &mut Ctx<'_>) {
        let state = match deed {
            Deed::Preview | Deed::Write => {
                self.preview = !self.preview;
                return;
            }
            Deed::Bin => return cx.actions.push(Action::Run(Command::BinEntry)),
            Deed::Unbin => return cx.send(Request::Unbin(self.id)),
            Deed::Ready => return cx.actions.push(Action::Run(Command::MarkReady)),
            Deed::Submitted => EntryState::Submitted { on: cx.today() },
            Deed::NotSubmitted(_) => EntryState::Ready,
            Deed::Drafts => EntryState::Draft,
        };
        cx.send(Request::SetState { id: self.id, state });
    }

    /// Somebody else has changed the entry: which text is to stay.
    fn conflict_ui(&mut self, ui: &mut Ui) {
        let Some(theirs) = self.theirs.take() else { return };
        let palette = theme::palette(ui.ctx());
        let mut decided = false;
        theme::tone_frame(palette.warn).show(ui, |ui| {
            ui.label(RichText::new("This entry was changed in another window or by a command while you wrote.").strong());
            ui.label("Your text is here, theirs is in the journal. Nothing is lost until you choose, and Undo goes back to your text.");
            ui.horizontal_wrapped(|ui| {
                if buttons::primary_ui(ui, "Keep my text").clicked() {
                    self.autosave.changed(ui.input(|input| input.time));
                    decided = true;
                }
                if ui.button("Take theirs").clicked() {
                    self.autosave.settle();
                    self.failed = false;
                    self.undoer.add_undo(&self.draft);
                    self.draft = theirs.draft.clone();
                    decided = true;
                }
            });
        });
        if decided {
            (self.opened, self.base) = (theirs.changed, theirs.draft);
        } else {
            self.theirs = Some(theirs);
        }
        ui.add_space(space::M);
    }

    fn write_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let palette = theme::palette(ui.ctx());
        let hint = RichText::new("A few words to recognise it by").color(palette.text_faint);
        // A long title goes on in the next line; Enter goes on to the text.
        let enter = ui.input(|input| input.key_pressed(egui::Key::Enter));
        let title = TextEdit::multiline(&mut self.draft.title)
            .font(theme::title_style())
            .hint_text(hint)
            .frame(egui::Frame::NONE)
            .desired_rows(1)
            .desired_width(f32::INFINITY);
        let title = ui.add(title).accessible_name("Title");
        if self.draft.title.contains('\n') {
            self.draft.title = self.draft.title.replace('\n', if enter { "" } else { " " });
            if enter && title.has_focus() {
                self.write_at_once = true;
            }
        }
        ui.add_space(space::XS);
        self.details_ui(ui, cx);
        self.rolled_ui(ui, cx);
        ui.add_space(space::L);
        self.written_in = title.has_focus();
        let learnt = writing_ui(ui, "What I learnt", &mut self.draft.learnt, "One thought is enough for tonight", 4);
        if std::mem::take(&mut self.write_at_once) {
            learnt.request_focus();
        }
        self.written_in |= learnt.has_focus();
        ui.add_space(space::L);
        self.reflect_ui(ui, cx);
        ui.add_space(space::L);
        let changed = writing_ui(ui, "What I changed", &mut self.draft.changed, "What is different at work because of it", 2);
        ui.add_space(space::M);
        let benefit = writing_ui(ui, "Who benefited", &mut self.draft.benefit, "Patients, colleagues, the service; and how you know", 2);
        self.written_in |= changed.has_focus() || benefit.has_focus();
        self.more_ui(ui);
        self.links_ui(ui, cx);
        self.follow_up_ui(ui, cx);
        self.private_ui(ui);
        self.gaps_ui(ui, cx);
    }

    /// The private note stands apart, so that nobody writes into it by mistake.
    fn private_ui(&mut self, ui: &mut Ui) {
        let palette = theme::palette(ui.ctx());
        ui.add_space(space::XL);
        theme::tone_frame(palette.info).show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.label(Icon::Lock.text(size::ICON).color(palette.info.text));
                ui.label(RichText::new("Only for you: in no export").small().color(palette.text_muted));
            });
            let note = writing_ui(ui, "Private note", &mut self.draft.private_note, "", 2);
            self.written_in |= note.has_focus();
        });
    }

    fn gaps_ui(&self, ui: &mut Ui, cx: &Ctx<'_>) {
        let palette = theme::palette(ui.ctx());
        let proven = cx.snapshot.evidence.iter().any(|one| one.entries.contains(&self.id));
        let acted = cx.snapshot.actions.iter().any(|action| action.entry == self.id);
        let gaps = gaps::gaps(&self.draft, proven, acted);
        if gaps.is_empty() {
            return;
        }
        ui.add_space(space::L);
        let gaps: Vec<String> = gaps.iter().map(|gap| gap.label().to_lowercase()).collect();
        ui.label(
            RichText::new(format!("Somebody who reads this might still look for: {}", gaps.join("; "))).small().color(palette.text_muted),
        );
    }

    /// The entry as it reads.
    fn preview_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        let palette = theme::palette(ui.ctx());
        ui.label(RichText::new(self.draft.name()).text_style(theme::title_style()));
        let mut about = vec![cx.catalogue.kind_label(&self.draft.kind).to_owned(), crate::domain::when::shown(self.draft.date)];
        if self.draft.minutes.total().0 > 0 {
            about.push(self.draft.minutes.total().to_string());
        }
        about.extend(self.draft.goals.iter().filter_map(|id| cx.goal(*id)).map(|goal| goal.draft.title.clone()));
        ui.label(RichText::new(about.join(" · ")).color(palette.text_muted));
        let mut sections: Vec<(String, String)> = vec![("What I learnt".to_owned(), self.draft.learnt.clone())];
        sections.extend(self.draft.reflection.answers.iter().map(|answer| (answer.label.clone(), answer.text.clone())));
        sections.push(("What I changed".to_owned(), self.draft.changed.clone()));
        sections.push(("Who benefited".to_owned(), self.draft.benefit.clone()));
        for (at, (title, text)) in sections.iter().filter(|(_, text)| !text.trim().is_empty()).enumerate() {
            ui.add_space(space::L);
            ui.label(RichText::new(title).text_style(theme::section_style()));
            ui.push_id(at, |ui| self.markdown.show_ui(ui, text));
        }
        if sections.iter().all(|(_, text)| text.trim().is_empty()) {
            ui.add_space(space::L);
            ui.label(RichText::new("Nothing is written yet").color(palette.text_muted));
        }
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
