//! A registration as it is written down: what must be chosen, and since when the cycle runs. Which cycle that gives is shown at once.

use chrono::NaiveDate;
use egui::{Label, RichText, Ui};

use super::{muted_ui, small_ui, words};
use crate::domain::framework::{Anchor, Choice, ChoiceValue};
use crate::domain::standing::away;
use crate::domain::when::Sense;
use crate::domain::{Framework, Registration, RegistrationDraft, RegistrationId};
use crate::error::Explanation;
use crate::ui::context::Ctx;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, space, type_size};
use crate::ui::widgets::{DayField, drop_down_ui, notice_ui, panel_ui, sentence};
use crate::worker::{PortfolioRequest, Request};

/// More values than this are in a list that opens.
const BESIDE: usize = 6;

/// A registration that is being added or changed.
#[derive(Debug)]
pub(super) struct Form {
    /// The one that is changed; none when it is new.
    id: Option<RegistrationId>,
    draft: RegistrationDraft,
    start: DayField,
    joined: DayField,
    joined_shown: bool,
    /// It has just been come to: its first field gets the keyboard.
    fresh: bool,
    sent: Option<u64>,
    why: Option<Explanation>,
    done: bool,
}

/// Whether the form is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leave {
    No,
    Back,
}

impl Form {
    /// For a new one under a framework.
    pub(super) fn new(framework: String) -> Self {
        Self::with(None, RegistrationDraft { framework, ..RegistrationDraft::default() })
    }

    /// For one that is there.
    pub(super) fn of(registration: &Registration) -> Self {
        Self::with(Some(registration.id), registration.draft.clone())
    }

    fn with(id: Option<RegistrationId>, draft: RegistrationDraft) -> Self {
        let joined_shown = draft.joined.is_some();
        Self {
            id,
            draft,
            start: DayField::default(),
            joined: DayField::default(),
            joined_shown,
            fresh: true,
            sent: None,
            why: None,
            done: false,
        }
    }

    pub(super) const fn is_new(&self) -> bool {
        self.id.is_none()
    }

    pub(super) const fn is_done(&self) -> bool {
        self.done
    }

    pub(super) fn awaits(&self, ticket: u64) -> bool {
        self.sent == Some(ticket)
    }

    /// Whether this was what it waited for: it is kept.
    pub(super) fn answered(&mut self, ticket: u64) -> bool {
        self.done |= self.awaits(ticket);
        self.done
    }

    pub(super) fn failed(&mut self, ticket: u64, why: &Explanation) {
        if self.awaits(ticket) {
            self.sent = None;
            self.why = Some(why.clone());
        }
    }

    pub(super) fn show_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) -> Leave {
        let mut leave = Leave::No;
        let word = if self.is_new() { "Choose another regulator" } else { "Back to where I stand" };
        if buttons::marked_ui(ui, Look::Quiet, Icon::ArrowLeft, word).clicked() {
            leave = Leave::Back;
        }
        let catalogue = cx.catalogue;
        let Some(framework) = catalogue.framework(&self.draft.framework) else {
            muted_ui(ui, words::unknown(crate::journal::Unknown::NotInstalled));
            return leave;
        };
        ui.add(Label::new(RichText::new(&framework.name).text_style(theme::section_style())).wrap());
        muted_ui(ui, &framework.summary);
        ui.add_space(space::S);
        panel_ui(ui, |ui| {
            ui.add_enabled_ui(self.sent.is_none(), |ui| {
                for choice in &framework.choices {
                    self.choice_ui(ui, framework, choice);
                    ui.add_space(space::M);
                }
                self.cycle_ui(ui, cx, framework);
                self.why_ui(ui);
                ui.add_space(space::M);
                ui.horizontal_wrapped(|ui| {
                    let word = if self.is_new() { "Register" } else { "Keep the changes" };
                    let ready = ui.add_enabled_ui(self.is_ready(framework), |ui| buttons::primary_ui(ui, word)).inner;
                    if std::mem::take(&mut self.fresh) {
                        ready.request_focus();
                    }
                    if ready.clicked() {
                        self.send(cx);
                    }
                    if buttons::quiet_ui(ui, "Cancel").clicked() {
                        leave = Leave::Back;
                    }
                    if !self.is_ready(framework) {
                        small_ui(ui, &self.lacking(framework));
                    }
                });
            });
        });
        ui.add_space(space::S);
        small_ui(ui, &framework.disclaimer);
        leave
    }

    /// Whether everything is there that must be.
    fn is_ready(&self, framework: &Framework) -> bool {
        self.lacking(framework).is_empty()
    }

    fn lacking(&self, framework: &Framework) -> String {
        let mut lacking: Vec<String> = framework.to_choose(&self.draft.chosen).map(|choice| format!("“{}”", choice.label)).collect();
        if framework.cycle.anchor == Anchor::Personal && self.draft.cycle_start.is_none() {
            lacking.push("the first day of your cycle".to_owned());
        }
        if lacking.is_empty() { String::new() } else { format!("Still to say: {}", words::list(&lacking)) }
    }

    fn send(&mut self, cx: &mut Ctx<'_>) {
        let ticket = cx.ticket();
        self.sent = Some(ticket);
        self.why = None;
        let draft = Box::new(self.draft.clone());
        cx.send(Request::Portfolio(match self.id {
            Some(id) => PortfolioRequest::SaveRegistration { ticket, id, draft },
            None => PortfolioRequest::Register { ticket, draft },
        }));
    }

    fn choice_ui(&mut self, ui: &mut Ui, framework: &Framework, choice: &Choice) {
        ui.label(RichText::new(&choice.label).font(theme::bold(type_size::BODY)));
        if !choice.help.is_empty() {
            small_ui(ui, &choice.help);
        }
        let chosen = framework.chosen(&self.draft.chosen, choice);
        let mut pressed: Option<&ChoiceValue> = None;
        if choice.values.len() > BESIDE {
            let shown = chosen.map_or("Choose…", |value| &value.label);
            let wide = 360.0_f32.min(ui.available_width());
            let values = choice.values.iter().map(|value| (value.label.as_str(), ""));
            let at = choice.values.iter().position(|value| chosen == Some(value));
            let (picked, combo) = drop_down_ui(ui, &choice.id, shown, wide, at, values);
            pressed = picked.and_then(|at| choice.values.get(at));
            let combo = combo.accessible_name(&choice.label);
            if std::mem::take(&mut self.fresh) {
                combo.request_focus();
            }
        } else {
            ui.spacing_mut().item_spacing.y = space::XS;
            for value in &choice.values {
                let radio = ui.radio(chosen == Some(value), &value.label);
                if std::mem::take(&mut self.fresh) {
                    radio.request_focus();
                }
                if radio.clicked() {
                    pressed = Some(value);
                }
            }
        }
        if let Some(value) = pressed {
            self.draft.chosen.insert(choice.id.clone(), value.id.clone());
            self.why = None;
        }
    }

    fn cycle_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, framework: &Framework) {
        let personal = framework.cycle.anchor == Anchor::Personal;
        if personal {
            if std::mem::take(&mut self.fresh) {
                self.start.focus();
            }
            if let Some(day) = self.start.show_ui(ui, "First day of your cycle", self.draft.cycle_start, cx.today(), Sense::Past) {
                self.draft.cycle_start = day;
                self.why = None;
            }
        } else {
            ui.label(RichText::new("Your cycle").font(theme::bold(type_size::BODY)));
        }
        if !framework.cycle.note.is_empty() {
            small_ui(ui, &framework.cycle.note);
        }
        if let Some(text) = self.preview(cx, framework) {
            let palette = theme::palette(ui.ctx());
            ui.add_space(space::XS);
            notice_ui(ui, palette.info, Icon::Calendar, &text, |_| {});
        }
        ui.add_space(space::S);
        if self.joined_shown {
            if let Some(day) = self.joined.show_ui(ui, "Day on which you joined", self.draft.joined, cx.today(), Sense::Past) {
                self.draft.joined = day;
            }
            small_ui(
                ui,
                "Leave it empty when you were there from the first day. Where the rules ask less of those who join late, that is counted.",
            );
        } else if buttons::marked_ui(ui, Look::Quiet, Icon::CaretDown, "I joined in the middle of the cycle").clicked() {
            self.joined_shown = true;
        }
    }

    /// “1 May 2026 – 30 Apr 2028, day 206 of 731”.
    fn preview(&self, cx: &Ctx<'_>, framework: &Framework) -> Option<String> {
        let today: NaiveDate = cx.today();
        let first = framework.first_day(self.draft.cycle_start, &self.draft.chosen)?;
        let away = away(framework, &cx.catalogue.record_kinds, &cx.snapshot.records);
        let cycle = framework.cycle(first, &away, today, 0)?;
        let mut text = format!("{}, {}", words::days(cycle.span), words::place(cycle.span, today));
        if let Some(opens) = cycle.opens(&framework.cycle) {
            let word = if opens > today { "opens" } else { "has been open since" };
            text.push_str(&format!("; renewal {word} {}", words::day(opens)));
        }
        Some(text)
    }

    fn why_ui(&self, ui: &mut Ui) {
        let Some(why) = &self.why else { return };
        let palette = theme::palette(ui.ctx());
        ui.add_space(space::S);
        notice_ui(ui, palette.danger, Icon::WarningCircle, &sentence(&why.title), |ui| {
            for line in why.details.iter().chain(std::iter::once(&why.hint)).filter(|line| !line.is_empty()) {
                small_ui(ui, line);
            }
        });
    }
}
