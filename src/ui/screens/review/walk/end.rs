//! The end of a walk, at any time and as far as it is: what is chosen, what is missing, what becomes of the goals, a note, the portfolio.

use std::sync::Arc;

use egui::{CentralPanel, Label, Margin, Panel, RichText, ScrollArea, Ui};

use super::{AppraisalWalk, Side};
use crate::domain::walk::GoalFate;
use crate::domain::{GoalId, Walk, WalkDraft, WalkId, text, when};
use crate::journal::{Chosen, Look as Asked, Seen, WalkEnd};
use crate::ui::action::Action;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::dialogs::Ask;
use crate::ui::screens::portfolio::Go;
use crate::ui::screens::review::keeping::Keeping;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, space};
use crate::ui::widgets::{
    Pages, Writing, caption_ui, count_text, ends_ui, figures_ui, line_ui, measure_ui, notice_ui, scroll_by_keys, section_ui,
};
use crate::worker::{Event, Request, ReviewRequest};

/// The page is no wider than this.
const WIDTH: f32 = 760.0;

/// With less room the buttons above stand below each other.
const BAR: f32 = 620.0;

/// What the page remembers of the end of a walk.
#[derive(Debug)]
pub(super) struct End {
    walk: WalkId,
    pub(super) draft: Keeping<WalkDraft>,
    pub(super) fates: Vec<(GoalId, Keeping<Option<GoalFate>>)>,
    /// Of which revision it was asked what there is to see; `None` when it is here.
    asked: Option<u64>,
    waits: bool,
    pub(super) seen: Option<Arc<Seen>>,
    pub(super) chosen: Pages,
    pub(super) improve: Pages,
    pub(super) parked: Pages,
}

impl End {
    fn new(walk: &Walk) -> Self {
        Self {
            walk: walk.id,
            draft: Keeping::of(&walk.draft),
            fates: Vec::new(),
            asked: None,
            waits: false,
            seen: None,
            chosen: Pages::default(),
            improve: Pages::default(),
            parked: Pages::default(),
        }
    }

    pub(super) fn on_event(&mut self, event: &Event, now: f64) {
        match event {
            Event::Looked { look: Asked::WalkEnd(walk), seen, .. } if *walk == self.walk => {
                self.waits = false;
                self.seen = Some(Arc::clone(seen));
            }
            Event::Kept { ticket } => {
                self.draft.kept(*ticket);
                self.fates.iter_mut().for_each(|(_, fate)| fate.kept(*ticket));
            }
            Event::Failed(failure) => {
                // It is asked again when the journal has changed.
                self.waits = false;
                if let Some(ticket) = failure.ticket
                    && !self.draft.failed(ticket, now)
                {
                    let _ = self.fates.iter_mut().any(|(_, fate)| fate.failed(ticket, now));
                }
            }
            _ => {}
        }
    }

    fn save(walk: WalkId, ticket: u64, draft: WalkDraft) -> Request {
        answered(ticket, ReviewRequest::SaveWalk { id: walk, draft: Box::new(draft) })
    }

    fn set_fate(walk: WalkId, ticket: u64, goal: GoalId, fate: Option<GoalFate>) -> Request {
        answered(ticket, ReviewRequest::SetFate { walk, goal, fate: fate.map(Box::new) })
    }

    pub(super) fn due(&mut self, now: f64, tickets: &mut u64) -> Vec<Request> {
        let walk = self.walk;
        let draft = self.draft.due(now, tickets).map(|(ticket, draft)| Self::save(walk, ticket, draft));
        let fates = self.fates.iter_mut().filter_map(|(goal, fate)| {
            let (ticket, fate) = fate.due(now, tickets)?;
            Some(Self::set_fate(walk, ticket, *goal, fate))
        });
        draft.into_iter().chain(fates).collect()
    }

    pub(super) fn flush(&mut self, tickets: &mut u64) -> Vec<Request> {
        let walk = self.walk;
        let draft = self.draft.flush(tickets).map(|(ticket, draft)| Self::save(walk, ticket, draft));
        let fates = self.fates.iter_mut().filter_map(|(goal, fate)| {
            let (ticket, fate) = fate.flush(tickets)?;
            Some(Self::set_fate(walk, ticket, *goal, fate))
        });
        draft.into_iter().chain(fates).collect()
    }

    pub(super) fn is_dirty(&self) -> bool {
        self.draft.is_dirty() || self.fates.iter().any(|(_, fate)| fate.is_dirty())
    }

    pub(super) fn due_in(&self, now: f64) -> Option<f64> {
        let fates = self.fates.iter().filter_map(|(_, fate)| fate.due_in(now));
        self.draft.due_in(now).into_iter().chain(fates).reduce(f64::min)
    }

    /// What the journal has by now, and what there is to see of it.
    fn renew(&mut self, cx: &mut Ctx<'_>, walk: &Walk) {
        self.draft.take_in(&walk.draft);
        for (goal, fate) in &mut self.fates {
            fate.take_in(&walk.fate(*goal).cloned());
        }
        let revision = cx.snapshot.revision;
        if self.asked != Some(revision) && !self.waits {
            self.asked = Some(revision);
            self.waits = true;
            cx.send(Request::Review(ReviewRequest::Look(Asked::WalkEnd(self.walk))));
        }
    }

    pub(super) fn told(&self) -> Option<&WalkEnd> {
        match self.seen.as_deref() {
            Some(Seen::WalkEnd(end)) => Some(end),
            _ => None,
        }
    }
}

/// A wish that is answered.
fn answered(ticket: u64, wish: ReviewRequest) -> Request {
    Request::WithAnswer { ticket, wish: Box::new(Request::Review(wish)) }
}

impl AppraisalWalk {
    pub(super) fn end_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, walk: &Walk) {
        let mut end = self.end.take().filter(|end| end.walk == walk.id).unwrap_or_else(|| End::new(walk));
        end.renew(cx, walk);
        let seen = end.seen.clone();
        let mut side = Side::End;
        let mut leave = false;
        let bar = theme::screen_frame(ui.ctx()).inner_margin(Margin { left: 24, right: 24, top: 8, bottom: 6 });
        Panel::top("end of the walk").resizable(false).show_separator_line(false).frame(bar).show(ui, |ui| {
            ends_ui(
                ui,
                BAR,
                |ui| {
                    leave = buttons::marked_ui(ui, Look::Quiet, Icon::ArrowLeft, "All walks").clicked();
                    if buttons::marked_ui(ui, Look::Quiet, Icon::Restore, "Back to the entries").clicked() {
                        side = Side::Way;
                    }
                },
                |ui| {
                    let chosen = self.walking.as_mut().map(|walking| Chosen::on(walk, &walking.way(walk, cx.snapshot).state));
                    let ready = chosen.as_ref().is_some_and(|chosen| !chosen.entries.is_empty());
                    let make =
                        ui.add_enabled_ui(ready, |ui| buttons::marked_ui(ui, Look::Primary, Icon::Portfolio, "Make the portfolio")).inner;
                    if make.on_disabled_hover_text("Nothing is chosen yet").clicked()
                        && let Some(chosen) = chosen
                    {
                        let note = end.draft.draft.note.clone();
                        cx.actions.push(Action::OpenPortfolio(Go::Export(Box::new(Chosen { note, ..chosen }))));
                    }
                },
            );
        });
        CentralPanel::default().frame(theme::screen_frame(ui.ctx()).inner_margin(Margin::symmetric(24, 0))).show(ui, |ui| {
            ScrollArea::vertical().id_salt("end of the walk").auto_shrink(false).show(ui, |ui| {
                scroll_by_keys(ui);
                let width = WIDTH.min(ui.available_width() - space::L);
                measure_ui(ui, width, |ui| {
                    let before = end.draft.draft.clone();
                    head_ui(ui, cx, walk, &mut self.walking);
                    let told = seen.as_deref().and_then(|seen| if let Seen::WalkEnd(told) = seen { Some(&**told) } else { None });
                    if let Some(walking) = &mut self.walking {
                        let way = walking.way(walk, cx.snapshot);
                        end.lists_ui(ui, cx, &way.state);
                        End::gaps_ui(ui, cx, walk, &way.state);
                    }
                    if let Some(told) = told {
                        End::names_ui(ui, told);
                    }
                    ui.add_enabled_ui(!cx.read_only(), |ui| {
                        if let Some(told) = told {
                            end.plan_ui(ui, cx, walk, told);
                        }
                        section_ui(ui, "A note for the appraiser", |_| {});
                        let hint =
                            "What the year was about, what you are proud of, what you want to talk about. It goes with the portfolio.";
                        Writing::new("Note for the appraiser").hint(hint).rows(4).show(ui, cx.desk, &mut end.draft.draft.note);
                        caption_ui(ui, if end.is_dirty() { "Saving…" } else { "Saved" });
                        ui.add_space(space::S);
                        line_ui(ui, "Title of the walk", &mut end.draft.draft.title, "");
                    });
                    // An empty title would be refused, and the note with it.
                    if end.draft.draft.title.trim().is_empty() {
                        end.draft.draft.title.clone_from(&walk.draft.title);
                    }
                    end.draft.after(&before, cx.now);
                    end.finish_ui(ui, cx, walk);
                    ui.add_space(space::XXXL);
                });
            });
        });
        self.end = Some(end);
        self.side = side;
        if side == Side::Way
            && let Some(walking) = &mut self.walking
        {
            walking.fresh = true;
        }
        if leave {
            for request in self.flush(cx.tickets) {
                cx.send(request);
            }
            self.walking = None;
        }
    }
}

fn head_ui(ui: &mut Ui, cx: &Ctx<'_>, walk: &Walk, walking: &mut Option<super::Walking>) {
    let palette = theme::palette(ui.ctx());
    ui.add_space(space::S);
    ui.add(Label::new(RichText::new(&walk.draft.title).text_style(theme::title_style())).wrap());
    let days = format!("{} to {}", when::shown(walk.draft.from), when::shown(walk.draft.until));
    ui.add(Label::new(RichText::new(days).color(palette.text_muted)).wrap());
    let Some(walking) = walking else { return };
    let way = walking.way(walk, cx.snapshot);
    let decided = walking.decided(&way);
    ui.add_space(space::M);
    let [used, improve, parked, not] = way.state.counts;
    let mut figures = vec![
        (text::number(used), "to use"),
        (text::number(improve), "to improve"),
        (text::number(parked), "parked"),
        (text::number(not), "not this time"),
    ];
    let left = way.state.entries.saturating_sub(decided);
    if left > 0 {
        figures.push((text::number(left), "not looked at"));
    }
    figures_ui(ui, &figures);
}

impl End {
    fn finish_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, walk: &Walk) {
        let palette = theme::palette(ui.ctx());
        section_ui(ui, if walk.finished.is_some() { "Finished" } else { "Finish" }, |_| {});
        let read_only = cx.read_only();
        if let Some(at) = walk.finished {
            let day = when::shown(at.with_timezone(&cx.snapshot.zone).date_naive());
            notice_ui(ui, palette.success, Icon::CheckCircle, &format!("Finished on {day}. The plan is rolled over."), |ui| {
                if !read_only && buttons::link_ui(ui, "Go on with the walk").clicked() {
                    cx.send(Request::Review(ReviewRequest::ReopenWalk(Box::new(walk.clone()))));
                }
            });
        } else {
            let fates = self.fates.iter().filter(|(_, fate)| fate.draft.is_some()).count();
            let words = match fates {
                0 => "Nothing is said of a goal yet: all stay as they are. The walk can be taken up again at any time.".to_owned(),
                n => format!(
                    "What you said of {} is written to the plan in one step, which {} takes back. The walk can be taken up again at any time.",
                    count_text(n, "goal", "goals"),
                    Command::Undo.key_text(ui.ctx())
                ),
            };
            ui.add(Label::new(RichText::new(words).color(palette.text_muted)).wrap());
            ui.add_space(space::S);
            let finish = ui.add_enabled_ui(!read_only, |ui| buttons::marked_ui(ui, Look::Standard, Icon::Flag, "Finish the walk")).inner;
            if finish.clicked() {
                cx.send(Request::Review(ReviewRequest::FinishWalk(walk.id)));
            }
        }
        ui.add_space(space::M);
        if let Some(sheet) = self.told().map(|told| &told.sheet) {
            ui.horizontal_wrapped(|ui| {
                for (word, ending) in [("Save this page as PDF…", "pdf"), ("Save it as Markdown…", "md")] {
                    if buttons::marked_ui(ui, Look::Quiet, Icon::Download, word).clicked() {
                        let name = format!("cpd-walk-{}.{ending}", walk.draft.until);
                        cx.ask(Ask::SaveSheet { name, sheet: Box::new(sheet.clone()) });
                    }
                }
            });
        }
    }
}
