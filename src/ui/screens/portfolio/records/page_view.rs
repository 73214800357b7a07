//! A record's page: a bar, its days, what it is about, its fields, and the details of others in a box of their own.

use egui::{CentralPanel, Key, Label, Margin, Panel, RichText, ScrollArea, Ui};

use super::codes::{Standards, codes_ui};
use super::fields::{Row, below_ui, field_ui};
use super::kinds::{Asked, Asking};
use super::list::WIDTH;
use super::page::{Details, RecordPage};
use super::refers::Pressed;
use super::{Records, Wanted, hours, taking};
use crate::domain::RecordKind;
use crate::domain::record::FieldKind;
use crate::domain::when::Sense;
use crate::journal::RecordProblem;
use crate::ui::context::Ctx;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, size, space};
use crate::ui::widgets::{Writing, caption_ui, ends_ui, measure_ui, notice_ui};
use crate::worker::{PortfolioRequest, Request};

/// With less room the bar has two lines.
const BAR: f32 = 460.0;

/// With less room the two days stand below each other.
const DAYS: f32 = 440.0;

impl Records {
    pub(super) fn page_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, asked: &Asked) {
        let Some(page) = &mut self.page else { return };
        let before = page.filed();
        let mut wanted = None;
        let mut pressed = Pressed::Nothing;
        let bar = theme::screen_frame(ui.ctx()).inner_margin(Margin::symmetric(24, 8));
        Panel::top("record bar").show_separator_line(false).frame(bar).show(ui, |ui| wanted = page.bar_ui(ui, cx));
        CentralPanel::default().frame(theme::screen_frame(ui.ctx()).inner_margin(Margin { left: 24, right: 12, top: 0, bottom: 0 })).show(
            ui,
            |ui| {
                ScrollArea::vertical().id_salt(("record", page.salt)).auto_shrink(false).show(ui, |ui| {
                    let width = WIDTH.min(ui.available_width() - space::M);
                    measure_ui(ui, width, |ui| {
                        ui.push_id(("record", page.salt), |ui| {
                            pressed = page.content_ui(ui, cx, asked);
                            let done = page.end_ui(ui, cx.now);
                            wanted = wanted.take().or(done);
                            ui.add_space(space::XXXL);
                        });
                    });
                });
            },
        );
        if page.filed() != before {
            page.changed(cx.now);
        }
        if page.hiding && !page.is_dirty() {
            page.hide();
        } else if page.hiding
            && let Some(request) = page.flush(cx.tickets)
        {
            cx.send(request);
        }
        match pressed {
            Pressed::Nothing => {}
            Pressed::Pick(picker) => self.picker = Some(picker),
            Pressed::Turn(turn) => wanted = Some(turn),
        }
        if wanted.is_some() {
            self.wanted = wanted;
        }
    }
}

impl RecordPage {
    /// Where somebody wants to go.
    fn bar_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) -> Option<Wanted> {
        let palette = theme::palette(ui.ctx());
        let state = self.save_state();
        let (mut leave, mut bin) = (false, false);
        let binned = self.kept().is_some_and(|record| record.binned.is_some());
        let in_journal = self.kept().is_some() && !binned && !cx.read_only();
        ends_ui(
            ui,
            BAR,
            |ui| {
                leave = buttons::marked_ui(ui, Look::Quiet, Icon::ArrowLeft, "All records").clicked();
                let (tone, icon) = match state {
                    "Saved" => (palette.text_muted, Icon::CheckCircle),
                    "Not saved yet" => (palette.warn.text, Icon::WarningCircle),
                    _ => (palette.text_muted, Icon::CircleDashed),
                };
                icon.mark_ui(ui, size::ICON, tone);
                ui.label(RichText::new(state).small().color(tone));
            },
            |ui| bin = in_journal && buttons::marked_ui(ui, Look::Quiet, Icon::Bin, "Put in the bin").clicked(),
        );
        if bin && let Some(record) = self.kept().cloned() {
            cx.send(Request::Portfolio(PortfolioRequest::BinRecord { record: Box::new(record), binned: true }));
            cx.say("Put in the bin; Undo takes it out again");
        }
        (leave || bin).then_some(Wanted::List)
    }

    fn content_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, asked: &Asked) -> Pressed {
        let palette = theme::palette(ui.ctx());
        let kind = self.kind.clone();
        let Some(kind) = kind else {
            self.unknown_ui(ui, cx);
            return Pressed::Nothing;
        };
        ui.add_space(space::S);
        ui.add(Label::new(RichText::new(&kind.label).text_style(theme::title_style())).wrap());
        if !kind.help.is_empty() {
            ui.add(Label::new(RichText::new(&kind.help).color(palette.text_muted)).wrap());
        }
        ui.add_space(space::S);
        self.binned_ui(ui, cx);
        let binned = self.kept().is_some_and(|record| record.binned.is_some());
        let problems = self.stored().problems(&kind);
        let mut pressed = Pressed::Nothing;
        ui.add_enabled_ui(!cx.read_only() && !binned, |ui| {
            self.days_ui(ui, cx, &kind, &problems);
            ui.add_space(space::S);
            self.together = taking::together(cx.catalogue, asked.by.iter().map(|one| one.framework.as_str()));
            pressed = self.refers_ui(ui, cx, &kind);
            self.fields_ui(ui, cx, &kind, asked, &problems);
            self.details_ui(ui, cx, &kind, asked, &problems);
        });
        pressed
    }

    /// Says that it is in the bin, with the way out.
    fn binned_ui(&self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let Some(record) = self.kept().filter(|record| record.binned.is_some()) else { return };
        let palette = theme::palette(ui.ctx());
        let mut out = false;
        notice_ui(ui, palette.info, Icon::Bin, "This record is in the bin and does not count", |ui| {
            out = !cx.read_only() && buttons::link_ui(ui, "Take it out").clicked();
        });
        if out {
            cx.send(Request::Portfolio(PortfolioRequest::BinRecord { record: Box::new(record.clone()), binned: false }));
        }
        ui.add_space(space::S);
    }

    fn days_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, kind: &RecordKind, problems: &[RecordProblem]) {
        let before = ui.memory(egui::Memory::focused);
        let name = if kind.lasts { "First day" } else { "Day" };
        let today = cx.today();
        let beside = kind.lasts && ui.available_width() >= DAYS;
        let mut fields = |ui: &mut Ui| {
            ui.vertical(|ui| {
                if let Some(day) = self.first_day.show_ui(ui, name, self.day, today, Sense::Past) {
                    self.day = day;
                    self.draft.date = day.unwrap_or(self.draft.date);
                }
            });
            if kind.lasts || self.draft.until.is_some() {
                ui.vertical(|ui| {
                    if let Some(day) = self.last_day.show_ui(ui, "Last day", self.draft.until, today, Sense::Past) {
                        self.draft.until = day;
                    }
                });
            }
        };
        if beside {
            ui.horizontal_top(|ui| fields(ui));
        } else {
            fields(ui);
        }
        let wrong = problems.iter().find(|problem| problem.field == "until").map(|problem| format!("{}: {}", problem.what, problem.mend));
        if self.day.is_none() {
            below_ui(ui, "", Some("A day is needed; the last one is kept"));
        }
        below_ui(ui, "", wrong.as_deref());
        // Enter leads on from here, too.
        let after = ui.memory(egui::Memory::focused);
        if before.is_some() && after.is_none() && ui.input(|input| input.key_pressed(Key::Enter)) {
            self.onward = true;
        }
    }

    fn fields_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, kind: &RecordKind, asked: &Asked, problems: &[RecordProblem]) {
        let last_of_hours = kind
            .fields
            .iter()
            .rposition(|field| !field.apart && matches!(field.kind, FieldKind::Hours | FieldKind::WeeklyHours | FieldKind::WeeksAway));
        for (at, field) in kind.fields.iter().enumerate().filter(|(_, field)| !field.apart) {
            let mut row = Row { onward: &mut self.onward, days: &mut self.days };
            let text = self.draft.fields.entry(field.id.clone()).or_default();
            let wrong = problems.iter().find(|problem| problem.field == field.id).map(|problem| problem.mend.as_str());
            if field.kind == FieldKind::Codes {
                let standards = Standards { catalogue: cx.catalogue, asked, kind: &kind.id, unfolded: &mut self.unfolded };
                codes_ui(ui, standards, field, text, &mut row);
            } else {
                field_ui(ui, cx, field, text, wrong, &mut row);
            }
            if last_of_hours == Some(at) {
                self.hours_ui(ui, kind, asked);
            }
            ui.add_space(space::S);
        }
    }

    /// What the hours come to.
    fn hours_ui(&self, ui: &mut Ui, kind: &RecordKind, asked: &Asked) {
        let asking: Vec<&Asking> = asked.asking(&kind.id).collect();
        let told = hours::told(kind, &self.draft, &asking);
        if !told.is_empty() {
            let palette = theme::palette(ui.ctx());
            ui.add_space(space::XS);
            notice_ui(ui, palette.info, Icon::Clock, &told, |_| {});
        }
    }

    /// A record of a kind that is not known here: what it says can be read and written all the same.
    fn unknown_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let palette = theme::palette(ui.ctx());
        ui.add_space(space::S);
        ui.add(Label::new(RichText::new(&self.draft.kind).text_style(theme::title_style())).wrap());
        let text = "This kind of record is not known here: its file may be on another computer. What it says is kept as it is";
        notice_ui(ui, palette.info, Icon::Info, text, |_| {});
        ui.add_space(space::S);
        self.binned_ui(ui, cx);
        ui.add_enabled_ui(!cx.read_only(), |ui| {
            for (id, text) in &mut self.draft.fields {
                Writing::new(id).show(ui, cx.desk, text);
                ui.add_space(space::S);
            }
        });
    }

    /// What is still empty, and the way back.
    fn end_ui(&mut self, ui: &mut Ui, now: f64) -> Option<Wanted> {
        ui.add_space(space::L);
        let missing = self.missing();
        if !missing.is_empty() {
            caption_ui(ui, &format!("Still empty: {}", missing.join(", ")));
        }
        let keeps = self.is_untouched() && self.is_begun_with_words();
        let done = buttons::primary_ui(ui, if keeps { "Keep it" } else { "Done" });
        if std::mem::take(&mut self.onward) {
            done.request_focus();
        }
        if !done.clicked() {
            return None;
        }
        if keeps {
            self.keep(now);
        }
        if matches!(self.details, Details::Asked) {
            self.hide();
        }
        Some(Wanted::List)
    }
}
