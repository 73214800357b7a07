//! Where goals come from: strengths, weaknesses, opportunities and threats, and needs noticed at work. A line is enough, and any of them can
//! grow into a goal.

use std::collections::HashMap;

use chrono::NaiveDate;
use egui::{Key, Label, RichText, TextEdit, Ui};

use super::Goals;
use super::form::Form;
use super::picker::{Pick, Picker};
use crate::domain::{Need, NeedDraft, NeedKind, text, when};
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::theme::{self, Icon, buttons, space};
use crate::ui::widgets::{panel_ui, section_ui};
use crate::worker::{PlanRequest, Request};

/// With less room the cards stand below each other.
const BESIDE: f32 = 560.0;

/// Characters of a note in the name of a button.
const NAMED: usize = 48;

/// What is typed.
#[derive(Default)]
pub(super) struct Starts {
    adding: HashMap<NeedKind, String>,
    editing: Option<Editing>,
    /// Lines on their way to the journal.
    sent: Vec<Sent>,
}

/// A line on its way to the journal, until that has it.
struct Sent {
    ticket: u64,
    kind: NeedKind,
    text: String,
    /// The note that is changed; none for a new one.
    of: Option<Need>,
}

/// A note that is being changed.
struct Editing {
    need: Need,
    text: String,
    focused: bool,
}

/// What was pressed at a note.
enum Pressed {
    Edit,
    Remove,
    MakeGoal,
    Noticed,
}

/// A card's heading, what belongs on it in one sentence, and the name of its field.
const fn words(kind: NeedKind) -> (&'static str, &'static str, &'static str) {
    match kind {
        NeedKind::Strength => ("Strengths", "What you do well, and others notice.", "Add a strength"),
        NeedKind::Weakness => ("Weaknesses", "What you put off, or would rather not be asked.", "Add a weakness"),
        NeedKind::Opportunity => ("Opportunities", "What opens up around you.", "Add an opportunity"),
        NeedKind::Threat => ("Threats", "What could get in the way.", "Add a threat"),
        NeedKind::Unmet => ("Needs I could not meet", "What somebody you cared for needed, and you could not give.", "Add an unmet need"),
        NeedKind::Learning => ("What I need to learn", "What you did not know, or could not do.", "Add a learning need"),
    }
}

impl Editing {
    /// Whether it says something that the journal does not have.
    fn has_words(&self) -> bool {
        !self.text.trim().is_empty() && self.text != self.need.draft.text
    }
}

impl Starts {
    pub(super) fn is_sent(&self) -> bool {
        !self.sent.is_empty()
    }

    /// Sends a new line; it is remembered until the journal has it.
    fn add(&mut self, kind: NeedKind, text: String, day: NaiveDate, ticket: u64) -> Request {
        let draft = NeedDraft { kind, text: text.clone(), day, goal: None, entry: None };
        self.sent.push(Sent { ticket, kind, text, of: None });
        Request::WithAnswer { ticket, wish: Box::new(Request::Plan(PlanRequest::AddNeed(draft))) }
    }

    /// Sends the note that is being changed, when it says something new.
    fn save(&mut self, ticket: u64) -> Option<Request> {
        let Editing { need, text, .. } = self.editing.take().filter(Editing::has_words)?;
        let draft = NeedDraft { text: text.clone(), ..need.draft.clone() };
        let wish = PlanRequest::SaveNeed { id: need.id, draft };
        self.sent.push(Sent { ticket, kind: need.draft.kind, text, of: Some(need) });
        Some(Request::WithAnswer { ticket, wish: Box::new(Request::Plan(wish)) })
    }

    /// Everything that is typed, each under a ticket of its own.
    pub(super) fn leave(&mut self, day: NaiveDate, mut ticket: impl FnMut() -> u64) -> Vec<Request> {
        let mut requests: Vec<Request> = self.save(ticket()).into_iter().collect();
        for kind in NeedKind::ALL {
            let text = self.adding.remove(kind).unwrap_or_default();
            if !text.trim().is_empty() {
                requests.push(self.add(*kind, text, day, ticket()));
            }
        }
        requests
    }

    pub(super) fn has_words(&self) -> bool {
        self.editing.as_ref().is_some_and(Editing::has_words) || self.adding.values().any(|line| !line.trim().is_empty())
    }

    pub(super) fn awaits(&self, ticket: u64) -> bool {
        self.sent.iter().any(|sent| sent.ticket == ticket)
    }

    /// The journal has what was sent under this ticket.
    pub(super) fn kept(&mut self, ticket: u64) {
        self.sent.retain(|sent| sent.ticket != ticket);
    }

    /// The journal did not take it: the words come back to where they were typed.
    pub(super) fn not_kept(&mut self, ticket: u64) {
        let Some(place) = self.sent.iter().position(|sent| sent.ticket == ticket) else { return };
        let Sent { kind, text, of, .. } = self.sent.swap_remove(place);
        match of {
            Some(need) if self.editing.is_none() => self.editing = Some(Editing { need, text, focused: false }),
            _ => self.put_back(kind, &text),
        }
    }

    /// Puts words before what stands in the field for new lines.
    fn put_back(&mut self, kind: NeedKind, text: &str) {
        let line = self.adding.entry(kind).or_default();
        *line = if line.trim().is_empty() { text.to_owned() } else { format!("{text} {line}") };
    }

    /// What was changed in a note that is no longer there can be added as a new one.
    fn save_orphan(&mut self, needs: &[Need]) {
        let orphan = self.editing.take_if(|editing| needs.iter().all(|need| need.id != editing.need.id));
        if let Some(editing) = orphan.filter(Editing::has_words) {
            self.put_back(editing.need.draft.kind, &editing.text);
        }
    }
}

impl Goals {
    pub(super) fn starts_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        self.starts.save_orphan(&cx.snapshot.needs);
        let muted = theme::palette(ui.ctx()).text_muted;
        let text = |text: &str| Label::new(RichText::new(text).color(muted)).wrap();
        section_ui(ui, "Where I stand", |_| {});
        ui.add(text("A plan is easier to begin from where you are. A line each is enough, and no report tells of it."));
        ui.add_space(space::S);
        self.pair_ui(ui, cx, [NeedKind::Strength, NeedKind::Weakness]);
        self.pair_ui(ui, cx, [NeedKind::Opportunity, NeedKind::Threat]);
        section_ui(ui, "Needs noticed at work", |_| {});
        ui.add(text(
            "An idea from general practice that serves every profession (PUNs and DENs): note what somebody needed and did not get, and what you would have to learn to give it.",
        ));
        ui.add_space(space::S);
        self.pair_ui(ui, cx, [NeedKind::Unmet, NeedKind::Learning]);
    }

    fn pair_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, kinds: [NeedKind; 2]) {
        if ui.available_width() < BESIDE {
            for kind in kinds {
                self.card_ui(ui, cx, kind, 0.0);
                ui.add_space(space::XS);
            }
            return;
        }
        // Cards beside each other are equally high: as high as the higher one was.
        let id = ui.scope_id().with(("pair", kinds.map(NeedKind::token)));
        let known: f32 = ui.data(|data| data.get_temp(id)).unwrap_or_default();
        let mut tallest: f32 = 0.0;
        ui.columns_const(|columns: &mut [Ui; 2]| {
            for (column, kind) in columns.iter_mut().zip(kinds) {
                // Columns would set their text justified.
                let high = column.vertical(|ui| self.card_ui(ui, cx, kind, known)).inner;
                tallest = tallest.max(high);
            }
        });
        if (tallest - known).abs() > 0.5 {
            ui.data_mut(|data| data.insert_temp(id, tallest));
            ui.ctx().request_discard("the height of cards beside each other");
        }
        ui.add_space(space::XS);
    }

    /// The height of what is on the card.
    fn card_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, kind: NeedKind, least: f32) -> f32 {
        let (title, help, add) = words(kind);
        panel_ui(ui, |ui| {
            let palette = theme::palette(ui.ctx());
            let top = ui.cursor().top();
            ui.label(RichText::new(title).font(theme::bold(theme::type_size::BODY)));
            ui.add(Label::new(RichText::new(help).small().color(palette.text_muted)).wrap());
            ui.add_space(space::XS);
            for need in cx.snapshot.needs.iter().filter(|need| need.draft.kind == kind) {
                self.need_ui(ui, cx, need);
                ui.add_space(space::XS);
            }
            if !cx.read_only() {
                self.add_ui(ui, cx, kind, add);
            }
            let high = ui.min_rect().bottom() - top;
            ui.add_space((least - high).max(0.0));
            high
        })
    }

    fn add_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, kind: NeedKind, name: &str) {
        let palette = theme::palette(ui.ctx());
        let line = self.starts.adding.entry(kind).or_default();
        let field = TextEdit::singleline(line)
            .hint_text(RichText::new(name).color(palette.text_faint))
            .desired_width(f32::INFINITY)
            .margin(egui::Margin::symmetric(10, 7));
        let field = ui.add(field).accessible_name(name);
        if field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) && !line.trim().is_empty() {
            let text = std::mem::take(line);
            let request = self.starts.add(kind, text, cx.today(), cx.ticket());
            cx.send(request);
            // The next one can follow at once.
            field.request_focus();
        }
    }

    fn need_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, need: &Need) {
        if self.starts.editing.as_ref().is_some_and(|editing| editing.need.id == need.id) {
            self.edit_ui(ui, cx);
            return;
        }
        let pressed = need_row_ui(ui, cx, need);
        match pressed {
            Some(Pressed::Edit) => {
                self.starts.editing = Some(Editing { need: need.clone(), text: need.draft.text.clone(), focused: false });
            }
            Some(Pressed::Remove) => {
                cx.send(Request::Plan(PlanRequest::RemoveNeed(Box::new(need.clone()))));
                cx.say("Removed the note; Undo brings it back");
            }
            Some(Pressed::MakeGoal) => self.form = Some(Form::of_need(need)),
            Some(Pressed::Noticed) => self.picker = Some(Picker::new(Pick::Need(Box::new(need.clone())))),
            None => {}
        }
    }

    /// Enter and leaving the field keep what is written, Esc does not.
    fn edit_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let Some(editing) = &mut self.starts.editing else { return };
        let field = TextEdit::multiline(&mut editing.text)
            .desired_rows(1)
            .desired_width(f32::INFINITY)
            .return_key(None)
            .margin(egui::Margin::symmetric(10, 7));
        let field = ui.add(field).accessible_name("Change the note");
        if !std::mem::replace(&mut editing.focused, true) {
            // One that has come back, because the journal did not take it, takes the keyboard from nobody.
            if !ui.ctx().text_edit_focused() {
                field.request_focus();
            }
            return;
        }
        let (enter, escape) = ui.input(|input| (input.key_pressed(Key::Enter), input.key_pressed(Key::Escape)));
        let done = field.lost_focus() || (field.has_focus() && (enter || escape));
        if !done {
            return;
        }
        if escape {
            self.starts.editing = None;
        } else if let Some(request) = self.starts.save(cx.ticket()) {
            cx.send(request);
        }
    }
}

fn need_row_ui(ui: &mut Ui, cx: &mut Ctx<'_>, need: &Need) -> Option<Pressed> {
    let palette = theme::palette(ui.ctx());
    let named = text::excerpt(&need.draft.text, NAMED);
    let mut pressed = None;
    ui.add(Label::new(RichText::new(&need.draft.text).color(palette.text)).wrap());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        ui.label(RichText::new(when::shown(need.draft.day)).small().color(palette.text_muted));
        if !cx.read_only() {
            let mut icon = |icon: Icon, word: &str, what: Pressed| {
                if buttons::icon_ui(ui, icon, &format!("{word} “{named}”")).clicked() {
                    pressed = Some(what);
                }
            };
            if need.draft.goal.is_none() {
                icon(Icon::Goals, "Make a goal of", Pressed::MakeGoal);
            }
            icon(Icon::Link, "Say where you noticed", Pressed::Noticed);
            icon(Icon::Edit, "Change", Pressed::Edit);
            icon(Icon::Close, "Remove", Pressed::Remove);
        }
    });
    if let Some(goal) = need.draft.goal.and_then(|id| cx.goal(id)) {
        let (id, name) = (goal.id, format!("Goal: {}", text::excerpt(&goal.draft.title, NAMED)));
        if buttons::link_ui(ui, &name).clicked() {
            cx.actions.push(Action::OpenGoal(id));
        }
    }
    if let Some(entry) = need.draft.entry.and_then(|id| cx.entry(id)) {
        let (id, name) = (entry.id, format!("Noticed in: {}", text::excerpt(&entry.name, NAMED)));
        if buttons::link_ui(ui, &name).clicked() {
            cx.open(id);
        }
    }
    pressed
}
