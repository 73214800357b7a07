//! Coming back to an entry: one question, quietly. Did it change anything?

use chrono::{Days, Months, NaiveDate};
use egui::{Button, Id, Key, Label, Modifiers, Response, RichText, Ui, UiBuilder, WidgetInfo};

use super::Today;
use crate::domain::look_back::Asked;
use crate::domain::text::excerpt;
use crate::domain::{EntryId, Found, LookBackDraft, LookBackId, when};
use crate::journal::Snapshot;
use crate::ui::autosave::Autosave;
use crate::ui::context::Ctx;
use crate::ui::theme::{self, Icon, buttons, size, space, type_size};
use crate::ui::widgets::{Writing, ago_text, count_text, panel_ui, section_ui, sentence};
use crate::worker::{PlanRequest, Request};

/// What is asked.
const QUESTION: &str = "Did it change anything?";

/// Its name for the words that may be added.
const WORDS: &str = "In a few words, if you like";

/// So many other entries are listed; the rest comes when these are answered.
const LISTED: usize = 8;

/// Letters of a long name.
const NAME: usize = 90;

/// What somebody can do with the question, by one press or one key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reply {
    Said(Found),
    InAWeek,
    InAMonth,
    Never,
    Off,
}

impl Reply {
    const ANSWERS: [Self; 4] =
        [Self::Said(Found::Nothing), Self::Said(Found::Change), Self::Said(Found::Benefit), Self::Said(Found::Feedback)];
    const OTHERS: [Self; 4] = [Self::InAWeek, Self::InAMonth, Self::Never, Self::Off];

    const fn label(self) -> &'static str {
        match self {
            Self::Said(found) => found.label(),
            Self::InAWeek => "Ask in a week",
            Self::InAMonth => "Ask in a month",
            Self::Never => "Never ask about this",
            Self::Off => "Stop asking altogether",
        }
    }

    /// The key, while the keyboard is in the card.
    const fn key(self) -> Key {
        match self {
            Self::Said(Found::Change) => Key::Num2,
            Self::Said(Found::Benefit) => Key::Num3,
            Self::Said(Found::Feedback) => Key::Num4,
            Self::Said(_) => Key::Num1,
            Self::InAWeek => Key::W,
            Self::InAMonth => Key::M,
            Self::Never => Key::N,
            Self::Off => Key::O,
        }
    }

    const fn hint(self) -> &'static str {
        match self {
            Self::Said(_) => "Kept with today’s day; words can be added",
            Self::InAWeek | Self::InAMonth => "This question comes again then",
            Self::Never => "This entry is left in peace",
            Self::Off => "No entry is asked about; Today can switch it on again",
        }
    }
}

/// What the card remembers.
#[derive(Debug, Default)]
pub(super) struct ComingBack {
    /// The entry that somebody wants to be asked about first.
    first: Option<EntryId>,
    /// The others are listed.
    listed: bool,
    /// What was answered last, to add words to.
    said: Option<Said>,
    /// It was switched off a moment ago: the switch is where the card was, and not at the foot of the page.
    off: bool,
}

/// An answer that was just given.
#[derive(Debug)]
struct Said {
    entry: EntryId,
    found: Found,
    /// Once the journal has it.
    id: Option<LookBackId>,
    draft: Option<LookBackDraft>,
    text: String,
    autosave: Autosave,
    /// No other question waits: the keyboard goes to the words.
    to_words: bool,
}

impl Said {
    /// Finds the answer in the journal; `false` when it was taken back.
    fn meets(&mut self, snapshot: &Snapshot) -> bool {
        let looks = snapshot.look_backs.iter().rev();
        match self.id {
            Some(id) => looks.into_iter().any(|look| look.id == id),
            None => {
                let is_it = |look: &&crate::domain::LookBack| {
                    look.entry == self.entry && look.draft.found == self.found && look.draft.day == snapshot.today
                };
                if let Some(look) = looks.into_iter().find(is_it) {
                    (self.id, self.draft) = (Some(look.id), Some(look.draft.clone()));
                }
                true
            }
        }
    }

    fn save(&self) -> Option<Request> {
        let draft = LookBackDraft { text: self.text.clone(), ..self.draft.clone()? };
        Some(Request::Plan(PlanRequest::SaveLookBack { id: self.id?, draft }))
    }
}

impl ComingBack {
    /// The words that are not on their way yet.
    pub(super) fn flush(&mut self) -> Option<Request> {
        let said = self.said.as_mut().filter(|said| said.id.is_some())?;
        let seq = said.autosave.flush()?;
        said.autosave.saved(seq);
        said.save()
    }
}

impl Today {
    /// The question, and what was just answered; nothing while nothing is to be asked.
    pub(super) fn coming_back_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let state = &mut self.coming_back;
        state.off &= !cx.snapshot.asking;
        if state.off {
            section_ui(ui, "Coming back", |_| {});
            switch_ui(ui, cx);
        }
        if state.said.as_mut().is_some_and(|said| !said.meets(cx.snapshot)) {
            state.said = None;
        }
        if cx.read_only() || (cx.snapshot.asked.is_empty() && state.said.is_none()) {
            return;
        }
        let asked = std::sync::Arc::clone(&cx.snapshot.asked);
        let first = state.first.and_then(|first| asked.iter().find(|asked| asked.entry == first)).or(asked.first()).copied();
        section_ui(ui, "Coming back", |_| {});
        panel_ui(ui, |ui| {
            ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                node.set_role(egui::Role::Group);
                node.set_label("Coming back");
            });
            said_ui(ui, cx, state);
            if let Some(first) = first {
                if state.said.is_some() {
                    ui.add_space(space::S);
                    ui.separator();
                    ui.add_space(space::S);
                }
                let reply = question_ui(ui, cx, first);
                others_ui(ui, cx, state, &asked, first);
                if let Some(reply) = reply {
                    let last = asked.len() == 1;
                    state.carry_out(cx, first, reply, last);
                }
            }
        });
    }
}

impl ComingBack {
    fn carry_out(&mut self, cx: &mut Ctx<'_>, asked: Asked, reply: Reply, last: bool) {
        let today = cx.today();
        // Words of the answer before.
        if let Some(request) = self.flush() {
            cx.send(request);
        }
        let draft = |found, until| LookBackDraft { month: asked.month, day: today, found, text: String::new(), until };
        let later = |days: Option<NaiveDate>| draft(Found::Later, days);
        let (draft, said) = match reply {
            Reply::Said(found) => (draft(found, None), None),
            Reply::InAWeek => (later(today.checked_add_days(Days::new(7))), Some("Asked again in a week")),
            Reply::InAMonth => (later(today.checked_add_months(Months::new(1))), Some("Asked again in a month")),
            Reply::Never => (draft(Found::Never, None), Some("Not asked about again")),
            Reply::Off => {
                cx.send(Request::Plan(PlanRequest::SetAsking(false)));
                self.off = true;
                return;
            }
        };
        if let Reply::Said(found) = reply {
            let entry = asked.entry;
            let (text, autosave) = (String::new(), Autosave::default());
            self.said = Some(Said { entry, found, id: None, draft: None, text, autosave, to_words: last });
        }
        if let Some(said) = said {
            cx.say(format!("{said}; Undo takes it back"));
        }
        self.first = None;
        cx.send(Request::Plan(PlanRequest::LookBack { entry: asked.entry, draft }));
    }
}

/// The answer that was just given, with a place for words.
fn said_ui(ui: &mut Ui, cx: &mut Ctx<'_>, state: &mut ComingBack) {
    let Some(said) = &mut state.said else { return };
    let palette = theme::palette(ui.ctx());
    let name = cx.entry(said.entry).map_or_else(|| "an entry".to_owned(), |entry| excerpt(&entry.name, NAME));
    ui.horizontal_top(|ui| {
        Icon::CheckCircle.mark_ui(ui, size::ICON, palette.success.text);
        ui.add(Label::new(RichText::new(format!("Kept: {} · “{name}”", said.found.label())).color(palette.text_muted)).wrap());
    });
    let hint = match said.found {
        Found::Change => "What do you do differently?",
        Found::Benefit => "Who, and how did you notice? Without names",
        Found::Feedback => "What did they say? Without names",
        Found::Nothing | Found::Later | Found::Never => "What would have to happen?",
    };
    let words = Writing::new(WORDS).hint(hint).rows(1).show(ui, cx.desk, &mut said.text);
    if std::mem::take(&mut said.to_words) {
        words.request_focus();
    }
    if words.changed() {
        said.autosave.changed(cx.now);
    }
    if words.lost_focus() || said.autosave.due_in(cx.now).is_some_and(|seconds| seconds <= 0.0) {
        if let Some(request) = state.flush() {
            cx.send(request);
        }
    } else if let Some(seconds) = said.autosave.due_in(cx.now) {
        ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(seconds.clamp(0.05, 5.0)));
    }
    if ui.button("That is all").clicked() {
        if let Some(request) = state.flush() {
            cx.send(request);
        }
        state.said = None;
    }
}

/// The question about one entry; what somebody replies to it.
fn question_ui(ui: &mut Ui, cx: &mut Ctx<'_>, asked: Asked) -> Option<Reply> {
    let palette = theme::palette(ui.ctx());
    let entry = cx.entry(asked.entry)?;
    let (name, id) = (entry.name.clone(), entry.id);
    let about = format!("{} · {}", when::shown(entry.date), ago_text(entry.date, cx.today()));
    let learnt = entry.excerpt.clone();
    ui.spacing_mut().item_spacing.y = space::S;
    ui.add(Label::new(RichText::new(QUESTION).text_style(theme::section_style())).wrap());
    let mut focused = false;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        // A button that wraps: the name of an entry may be long.
        ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Wrap);
        ui.spacing_mut().button_padding.x = 0.0;
        let link = RichText::new(excerpt(&name, NAME)).font(theme::bold(type_size::BODY)).color(palette.accent_text);
        let link = ui.add(Button::new(link).frame(false)).on_hover_text("Open the entry");
        link.widget_info(|| WidgetInfo::labeled(egui::Role::Link, true, format!("Open “{name}”")));
        buttons::focus_ring(ui, &link);
        focused |= link.has_focus();
        if link.clicked() {
            cx.open(id);
        }
        ui.label(RichText::new(sentence(&about)).small().color(palette.text_muted));
        // A name that was made of these words says them already.
        if !learnt.is_empty() && !name.starts_with(learnt.trim_end_matches('…')) {
            ui.add(Label::new(RichText::new(&learnt).text_style(theme::writing_style()).color(palette.text)).wrap());
        }
    });
    let mut reply = None;
    // The next question has the same buttons in their place, so that the keyboard stays where it is, whatever is above them.
    ui.scope_builder(UiBuilder::new().scope_id(Id::unique("replies to what comes back")), |ui| {
        for (replies, quiet) in [(Reply::ANSWERS, false), (Reply::OTHERS, true)] {
            ui.horizontal_wrapped(|ui| {
                for one in replies {
                    let button = reply_ui(ui, one, quiet);
                    focused |= button.has_focus();
                    if button.clicked() {
                        reply = Some(one);
                    }
                }
            });
        }
    });
    // Only while the keyboard is in the card, and so never while somebody writes.
    if focused && reply.is_none() {
        let all = Reply::ANSWERS.into_iter().chain(Reply::OTHERS);
        reply = all.into_iter().find(|one| ui.input_mut(|input| input.consume_key(Modifiers::NONE, one.key())));
    }
    reply
}

/// A button with its key. No scope: in one, it would not go to the next row.
fn reply_ui(ui: &mut Ui, reply: Reply, quiet: bool) -> Response {
    let palette = theme::palette(ui.ctx());
    let ink = if quiet { palette.text_muted } else { palette.text };
    let key = RichText::new(reply.key().name()).small().color(palette.text_faint);
    let widgets = ui.visuals().widgets.clone();
    if quiet {
        ui.visuals_mut().widgets.hovered.bg_stroke.color = egui::Color32::TRANSPARENT;
    }
    let response = ui.add(
        Button::new(RichText::new(reply.label()).color(ink))
            .wrap_mode(egui::TextWrapMode::Extend)
            .shortcut_text(key)
            .frame_when_inactive(!quiet),
    );
    ui.visuals_mut().widgets = widgets;
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, enabled, reply.label()));
    buttons::focus_ring(ui, &response);
    response.on_hover_text(format!("{}. Key {}, while the keyboard is in this card", reply.hint(), reply.key().name()))
}

/// “2 more”, and which they are.
fn others_ui(ui: &mut Ui, cx: &Ctx<'_>, state: &mut ComingBack, asked: &[Asked], first: Asked) {
    let others = asked.len().saturating_sub(1);
    if others == 0 {
        state.listed = false;
        return;
    }
    let word = format!("{} more", crate::domain::text::number(others));
    let link = buttons::link_ui(ui, &word).on_hover_text(if state.listed { "Fold them away" } else { "Show which" });
    link.widget_info(|| WidgetInfo::selected(egui::Role::DisclosureTriangle, true, state.listed, &word));
    if link.clicked() {
        state.listed = !state.listed;
    }
    if !state.listed {
        return;
    }
    for other in asked.iter().filter(|other| other.entry != first.entry).take(LISTED) {
        let Some(entry) = cx.entry(other.entry) else { continue };
        let text = format!("{} · {}", excerpt(&entry.name, 60), ago_text(entry.date, cx.today()));
        let button = ui.scope(|ui| {
            ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
            buttons::quiet_ui(ui, RichText::new(text))
        });
        let button = button.inner.on_hover_text("Ask about this one first");
        button.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("Ask about “{}”", entry.name)));
        if button.clicked() {
            state.first = Some(other.entry);
        }
    }
    if others > LISTED {
        let rest = count_text(others - LISTED, "entry", "entries");
        ui.label(RichText::new(format!("and {rest} after these")).small().color(theme::palette(ui.ctx()).text_faint));
    }
}

impl ComingBack {
    /// Where it was switched off it can be switched on again, at the foot of the page.
    pub(super) fn asking_ui(&self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        if !cx.snapshot.asking && !self.off {
            ui.add_space(space::L);
            switch_ui(ui, cx);
        }
    }
}

fn switch_ui(ui: &mut Ui, cx: &mut Ctx<'_>) {
    if cx.read_only() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new("Nothing is asked about earlier entries.").small().color(theme::palette(ui.ctx()).text_muted));
        if buttons::link_ui(ui, "Ask again what they changed").clicked() {
            cx.send(Request::Plan(PlanRequest::SetAsking(true)));
        }
    });
}
