//! Coming back to an entry: one question, quietly. Did it change anything?

use chrono::{Days, Months, NaiveDate};
use egui::{Button, Id, Label, Modifiers, Response, RichText, Ui, UiBuilder, WidgetInfo};

use super::Today;
use super::reply::Reply;
use super::said::Said;
use crate::domain::look_back::Asked;
use crate::domain::text::excerpt;
use crate::domain::{EntryId, Found, LookBackDraft, when};
use crate::ui::autosave::Autosave;
use crate::ui::context::Ctx;
use crate::ui::theme::{self, Icon, buttons, size, space, type_size};
use crate::ui::widgets::{Writing, ago_text, count_text, panel_ui, section_ui, sentence};
use crate::worker::{Event, PlanRequest, Request};

/// What is asked.
const QUESTION: &str = "Did it change anything?";

/// Its name for the words that may be added.
const WORDS: &str = "In a few words, if you like";

/// So many other entries are listed; the rest comes when these are answered.
const LISTED: usize = 8;

/// Letters of a long name.
const NAME: usize = 90;

/// What the card remembers.
#[derive(Debug, Default)]
pub(super) struct ComingBack {
    /// The entry that somebody wants to be asked about first.
    first: Option<EntryId>,
    /// The others are listed.
    listed: bool,
    /// What was answered last, to add words to.
    said: Option<Said>,
    /// Answers that were put away before the journal had all their words.
    left: Vec<Said>,
    /// Entries about which it is on its way that nothing is to be asked now; each with its ticket.
    away: Vec<(u64, EntryId)>,
    off: Off,
}

/// Whether it was switched off a moment ago: then the switch is where the card was, and not at the foot of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Off {
    #[default]
    No,
    /// On its way to the journal.
    Sent,
    Here,
}

impl ComingBack {
    /// The answers with words that may not be in the journal yet.
    pub(super) fn answers(&mut self) -> impl Iterator<Item = &mut Said> {
        self.said.iter_mut().chain(&mut self.left)
    }

    /// Whether something of it is not in the journal.
    pub(super) fn is_dirty(&self) -> bool {
        !self.away.is_empty() || self.said.iter().chain(&self.left).any(Said::is_dirty)
    }

    /// In how many seconds something is due to be sent.
    pub(super) fn due_in(&self, now: f64) -> Option<f64> {
        self.said.iter().chain(&self.left).filter_map(|said| said.due_in(now)).reduce(f64::min)
    }

    pub(super) fn on_event(&mut self, event: &Event, now: f64) {
        self.answers().for_each(|said| said.on_event(event, now));
        self.said.take_if(|said| said.is_gone());
        self.left.retain(Said::is_dirty);
        if self.said.is_none()
            && let Some(at) = self.left.iter().position(Said::has_failed)
        {
            // Back where it was written.
            self.said = Some(self.left.remove(at));
        }
        match event {
            Event::Kept { ticket } => self.away.retain(|(sent, _)| sent != ticket),
            Event::Failed(failure) => self.away.retain(|(sent, _)| failure.ticket != Some(*sent)),
            _ => {}
        }
    }

    /// Whether an answer about this entry is on its way, or waits to be.
    fn is_answered(&self, entry: EntryId) -> bool {
        let said = self.said.iter().chain(&self.left).any(|said| said.entry == entry && !said.is_in_journal());
        said || self.away.iter().any(|(_, sent)| *sent == entry)
    }

    /// Closes what was answered last; it stays at hand until the journal has it.
    fn close_said(&mut self, cx: &mut Ctx<'_>) {
        if let Some(mut said) = self.said.take() {
            send(&mut said, cx);
            if said.is_dirty() {
                self.left.push(said);
            }
        }
    }
}

/// Sends at once what is written and not on its way.
fn send(said: &mut Said, cx: &mut Ctx<'_>) {
    if let Some(request) = said.save(Autosave::flush, cx.tickets) {
        cx.send(request);
    }
}

impl Today {
    /// The question, and what was just answered; nothing while nothing is to be asked.
    pub(super) fn coming_back_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let state = &mut self.coming_back;
        state.off = match (state.off, cx.snapshot.asking) {
            (Off::Sent | Off::Here, false) => Off::Here,
            (Off::Here, true) => Off::No,
            (off, _) => off,
        };
        let off = state.off == Off::Here && !cx.read_only();
        let asked: Vec<Asked> = cx.snapshot.asked.iter().filter(|asked| !state.is_answered(asked.entry)).copied().collect();
        let shown = !cx.read_only() && (!asked.is_empty() || state.said.is_some());
        if !shown && !off {
            return;
        }
        section_ui(ui, "Coming back", |_| {});
        if off {
            switch_ui(ui, cx);
        }
        if !shown {
            return;
        }
        let first = state.first.and_then(|first| asked.iter().find(|asked| asked.entry == first)).or(asked.first()).copied();
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
                    state.carry_out(cx, first, reply);
                    // The words that follow are typed at once: their field is there, and has the keyboard, before the next key.
                    ui.ctx().request_discard("an answer opens a field");
                }
            }
        });
    }
}

impl ComingBack {
    fn carry_out(&mut self, cx: &mut Ctx<'_>, asked: Asked, reply: Reply) {
        let today = cx.today();
        let draft = |found, until| LookBackDraft { month: asked.month, day: today, found, text: String::new(), until };
        let later = |days: Option<NaiveDate>| draft(Found::Later, days);
        let (draft, said) = match reply {
            Reply::Said(found) => (draft(found, None), None),
            Reply::InAWeek => (later(today.checked_add_days(Days::new(7))), Some("Asked again in a week")),
            Reply::InAMonth => (later(today.checked_add_months(Months::new(1))), Some("Asked again in a month")),
            Reply::Never => (draft(Found::Never, None), Some("Not asked about again")),
            Reply::Off => {
                cx.send(Request::Plan(PlanRequest::SetAsking(false)));
                self.off = Off::Sent;
                return;
            }
        };
        self.first = None;
        let Some(said) = said else {
            // Words of the answer before go first.
            self.close_said(cx);
            let mut said = Said::new(asked.entry, draft, cx.snapshot, cx.now);
            said.to_words = true;
            send(&mut said, cx);
            self.said = Some(said);
            return;
        };
        cx.say(format!("{said}; Undo takes it back"));
        let ticket = cx.ticket();
        self.away.push((ticket, asked.entry));
        let wish = Request::Plan(PlanRequest::LookBack { entry: asked.entry, draft });
        cx.send(Request::WithAnswer { ticket, wish: Box::new(wish) });
    }
}

/// The answer that was just given, with a place for words.
fn said_ui(ui: &mut Ui, cx: &mut Ctx<'_>, state: &mut ComingBack) {
    let Some(said) = &mut state.said else { return };
    let palette = theme::palette(ui.ctx());
    let name = cx.entry(said.entry).map_or_else(|| "an entry".to_owned(), |entry| excerpt(&entry.name, NAME));
    ui.horizontal_top(|ui| {
        let (icon, ink, word) = if said.has_failed() {
            (Icon::WarningCircle, palette.warn.text, "Not kept yet")
        } else {
            (Icon::CheckCircle, palette.success.text, "Kept")
        };
        icon.mark_ui(ui, size::ICON, ink);
        ui.add(Label::new(RichText::new(format!("{word}: {} · “{name}”", said.found().label())).color(palette.text_muted)).wrap());
    });
    let hint = match said.found() {
        Found::Change => "What do you do differently?",
        Found::Benefit => "Who, and how did you notice? Without names",
        Found::Feedback => "What did they say? Without names",
        Found::Nothing | Found::Later | Found::Never => "What would have to happen?",
    };
    // A field of its own for each entry: what was typed about the one before is not in its history.
    let words = ui.push_id(said.entry, |ui| Writing::new(WORDS).hint(hint).rows(1).show(ui, cx.desk, &mut said.text)).inner;
    if std::mem::take(&mut said.to_words) {
        words.request_focus();
    }
    if words.changed() {
        said.autosave.changed(cx.now);
        ui.ctx().request_repaint();
    }
    if words.lost_focus() {
        send(said, cx);
    }
    if said.has_failed() {
        let mut leave = false;
        ui.horizontal_wrapped(|ui| {
            if ui.button("Try again").clicked() {
                send(said, cx);
            }
            leave = buttons::quiet_ui(ui, "Leave it").clicked();
        });
        if leave {
            state.said = None;
        }
    } else if ui.button("That is all").clicked() {
        state.close_said(cx);
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
    // The next question has the same buttons: after “Ask in a week” the keyboard stays where it is, whatever is above them.
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
        if !cx.snapshot.asking && self.off != Off::Here {
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
