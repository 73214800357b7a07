//! What taking part has brought, told from chosen entries to somebody who doubts it.

mod chains;
mod form;

use std::sync::Arc;

use chrono::Months;
use egui::{CentralPanel, Label, Margin, RichText, Ui};

use super::asking::Asking;
use super::keeping::Keeping;
use super::view::part_ui;
use crate::domain::{Impact, ImpactDraft, ImpactId, Uid, text};
use crate::journal::{Look as Asked, Seen};
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, space, type_size};
use crate::ui::widgets::{DayField, Pages, SheetState, count_text, empty_ui, ends_ui, line_ui, measure_ui, panel_ui};
use crate::worker::{Event, Request, ReviewRequest};

/// The list is no wider than this, in points; a story with its preview is wider.
const WIDTH: f32 = 760.0;
const WIDE: f32 = 1240.0;

/// With less room the buttons of a story stand below its title.
const BESIDE: f32 = 520.0;

/// A story that is written.
#[derive(Debug)]
struct Open {
    id: ImpactId,
    uid: Uid,
    draft: Keeping<ImpactDraft>,
    find: String,
    found: Pages,
    from: DayField,
    until: DayField,
    preview: Asking,
    sheet: SheetState,
}

impl Open {
    fn of(impact: &Impact) -> Self {
        Self {
            id: impact.id,
            uid: impact.uid,
            draft: Keeping::of(&impact.draft),
            find: String::new(),
            found: Pages::default(),
            from: DayField::default(),
            until: DayField::default(),
            preview: Asking::default(),
            sheet: SheetState::default(),
        }
    }

    fn save(&self, ticket: u64, draft: ImpactDraft) -> Request {
        let wish = ReviewRequest::SaveImpact { id: self.id, draft: Box::new(draft) };
        Request::WithAnswer { ticket, wish: Box::new(Request::Review(wish)) }
    }
}

/// What the page remembers.
#[derive(Debug, Default)]
pub struct ImpactStory {
    open: Option<Open>,
    /// A story that was just begun is opened as soon as a snapshot has it.
    wanted: Option<ImpactId>,
    /// The title of a new one, while it is asked for, and under which ticket it was sent.
    fresh: Option<(String, Option<u64>)>,
    chains: Asking,
    /// The time of the last frame, for what comes in between.
    now: f64,
}

impl ImpactStory {
    /// Shows the page.
    pub fn show_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        self.now = cx.now;
        if let Some(impact) = self.wanted.and_then(|id| cx.snapshot.impacts.iter().find(|impact| impact.id == id)) {
            self.wanted = None;
            self.open = Some(Open::of(impact));
        }
        if let Some(open) = &mut self.open {
            match cx.snapshot.impacts.iter().find(|impact| impact.id == open.id) {
                Some(impact) => open.draft.take_in(&impact.draft),
                // It was removed, or adding it was undone.
                None => self.open = None,
            }
        }
        let width = if self.open.is_some() { WIDE } else { WIDTH };
        let beside = self.open.is_some() && ui.available_width() >= form::BESIDE;
        let mut content = |ui: &mut Ui| match self.open.take() {
            Some(mut open) => {
                self.chains.want(cx, Asked::ToTell);
                let told = self.chains.seen();
                let changed = told.as_deref().and_then(|seen| if let Seen::ToTell(changed) = seen { Some(&**changed) } else { None });
                let leave = open.show_ui(ui, cx, changed, beside);
                if let Some((ticket, draft)) = if leave { open.draft.flush(cx.tickets) } else { open.draft.due(cx.now, cx.tickets) } {
                    cx.send(open.save(ticket, draft));
                }
                if let Some(seconds) = open.draft.due_in(cx.now) {
                    ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(seconds.max(0.0) + 0.01));
                }
                if !leave {
                    self.open = Some(open);
                }
            }
            None => self.list_ui(ui, cx),
        };
        if beside {
            let margin = Margin { left: 32, right: 20, top: 0, bottom: 0 };
            CentralPanel::default().frame(theme::screen_frame(ui.ctx()).inner_margin(margin)).show(ui, |ui| {
                measure_ui(ui, width, |ui| {
                    ui.add_space(space::L);
                    content(ui);
                });
            });
        } else {
            part_ui(ui, "impact story", width, content);
        }
    }

    fn list_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let palette = theme::palette(ui.ctx());
        if self.fresh.is_some() {
            self.fresh_ui(ui, cx);
            return;
        }
        if cx.snapshot.impacts.is_empty() {
            let text = "Tell somebody who doubts it what taking part brought: to you, to your service, and to the people who use it. From entries that \
                        you choose, in your own words, with the figures of this journal.";
            let step = (!cx.read_only()).then_some("Begin a story");
            if empty_ui(ui, Icon::Feedback, "No impact story yet", text, step) {
                self.fresh = Some((String::new(), None));
            }
            return;
        }
        if !cx.read_only() && buttons::marked_ui(ui, Look::Standard, Icon::Add, "Begin another story").clicked() {
            self.fresh = Some((String::new(), None));
        }
        ui.add_space(space::M);
        let impacts = Arc::clone(&cx.snapshot.impacts);
        for impact in impacts.iter() {
            ui.push_id(impact.id, |ui| self.row_ui(ui, cx, impact));
            ui.add_space(space::S);
        }
        ui.label(RichText::new("A story is made anew from the journal whenever you open it").small().color(palette.text_muted));
    }

    fn row_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, impact: &Impact) {
        let palette = theme::palette(ui.ctx());
        let title = text::excerpt(&impact.draft.title, 90);
        panel_ui(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            ui.add(Label::new(RichText::new(&title).font(theme::bold(type_size::BODY))).wrap());
            let mut about = vec![count_text(impact.draft.chosen.len(), "entry told", "entries told")];
            if !impact.draft.reader.is_empty() {
                about.insert(0, format!("for {}", text::excerpt(&impact.draft.reader, 60)));
            }
            ui.add(Label::new(RichText::new(about.join(" · ")).small().color(palette.text_muted)).wrap());
            ends_ui(
                ui,
                BESIDE,
                |ui| {
                    let open = buttons::marked_ui(ui, Look::Standard, Icon::ArrowRight, "Open");
                    open.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Open the story “{title}”")));
                    if open.clicked() {
                        self.open = Some(Open::of(impact));
                    }
                },
                |ui| {
                    if !cx.read_only() && buttons::icon_ui(ui, Icon::Bin, &format!("Remove the story “{title}”")).clicked() {
                        cx.send(Request::Review(ReviewRequest::RemoveImpact(Box::new(impact.clone()))));
                        let undo = Command::Undo.key_text(ui.ctx());
                        cx.say(format!("Removed “{title}”; {undo} brings it back"));
                    }
                },
            );
        });
    }

    fn fresh_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let Some((title, sent)) = &mut self.fresh else { return };
        let field = line_ui(ui, "What is the story called?", title, "What tweetchats did for our back class");
        let enter = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        if ui.memory(|memory| memory.focused().is_none()) && title.is_empty() {
            field.request_focus();
        }
        ui.add_space(space::M);
        let mut leave = false;
        ui.horizontal_wrapped(|ui| {
            let ready = !title.trim().is_empty() && sent.is_none();
            let pressed = ui.add_enabled_ui(ready, |ui| buttons::primary_ui(ui, "Begin the story")).inner.clicked();
            if ready && (pressed || enter) {
                let ticket = cx.ticket();
                *sent = Some(ticket);
                // Figures of all the time say little; other days can be chosen.
                let today = cx.today();
                let from = today.checked_sub_months(Months::new(12)).and_then(|day| day.succ_opt());
                let draft = ImpactDraft { title: title.clone(), from, until: Some(today), ..ImpactDraft::default() };
                cx.send(Request::Review(ReviewRequest::AddImpact { ticket, draft: Box::new(draft) }));
            }
            leave = buttons::quiet_ui(ui, "Not now").clicked();
        });
        if leave {
            self.fresh = None;
        }
    }

    /// Takes in what the worker tells.
    pub fn on_event(&mut self, event: &Event) {
        match event {
            Event::Opened { .. } => {
                *self = Self::default();
                return;
            }
            Event::ImpactAdded { ticket, impact } if self.fresh.as_ref().is_some_and(|(_, sent)| *sent == Some(*ticket)) => {
                self.fresh = None;
                self.wanted = Some(impact.id);
            }
            Event::Kept { ticket } => {
                if let Some(open) = &mut self.open {
                    open.draft.kept(*ticket);
                }
            }
            Event::Failed(failure) => {
                if let (Some(ticket), Some(open)) = (failure.ticket, &mut self.open) {
                    open.draft.failed(ticket, self.now);
                }
                if let Some((_, sent)) = &mut self.fresh
                    && sent.is_some()
                    && *sent == failure.ticket
                {
                    *sent = None;
                }
            }
            _ => {}
        }
        self.chains.on_event(event);
        if let Some(open) = &mut self.open {
            open.preview.on_event(event);
        }
    }

    /// Saves at once what is written and not on its way.
    pub fn flush(&mut self, tickets: &mut u64) -> Option<Request> {
        let open = self.open.as_mut()?;
        let (ticket, draft) = open.draft.flush(tickets)?;
        Some(open.save(ticket, draft))
    }

    /// Whether something that is written is not on the disk.
    pub fn is_dirty(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.draft.is_dirty()) || self.fresh.as_ref().is_some_and(|(_, sent)| sent.is_some())
    }
}
