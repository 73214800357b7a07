//! The walks of the journal, each with how far it is.

use std::sync::Arc;

use egui::{Label, RichText, Ui};

use super::{AppraisalWalk, Side, Start};
use crate::domain::{Walk, WalkId, text, when};
use crate::journal::{Snapshot, walk_state};
use crate::ui::context::Ctx;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, space, type_size};
use crate::ui::widgets::{count_text, empty_ui, ends_ui, page_ui, panel_ui};
use crate::worker::{Request, ReviewRequest};

/// The page is no wider than this.
const WIDTH: f32 = 760.0;

/// With less room the buttons of a walk stand below its words.
const BESIDE: f32 = 560.0;

/// How far each walk is, of one revision.
#[derive(Debug, Default)]
pub(super) struct List {
    far: Option<(u64, Arc<Vec<Far>>)>,
}

#[derive(Debug)]
struct Far {
    walk: WalkId,
    entries: usize,
    decided: usize,
    used: usize,
    improve: usize,
}

impl List {
    fn far(&mut self, snapshot: &Snapshot) -> Arc<Vec<Far>> {
        if let Some((revision, far)) = &self.far
            && *revision == snapshot.revision
        {
            return Arc::clone(far);
        }
        let of = |walk: &Walk| {
            let state = walk_state(walk, &snapshot.walks, &snapshot.entries, &snapshot.goals);
            let [used, improve, _, _] = state.counts;
            Far { walk: walk.id, entries: state.entries, decided: state.decided, used, improve }
        };
        let far = Arc::new(snapshot.walks.iter().map(of).collect::<Vec<_>>());
        self.far = Some((snapshot.revision, Arc::clone(&far)));
        far
    }
}

impl AppraisalWalk {
    pub(super) fn list_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        page_ui(ui, "Appraisal walk", WIDTH, |ui| {
            let palette = theme::palette(ui.ctx());
            if let Some(mut start) = self.start.take() {
                if start.show_ui(ui, cx) {
                    self.start = Some(start);
                }
                return;
            }
            if cx.snapshot.walks.is_empty() {
                let text = "Go through a year entry by entry: one key says whether it is shown, improved first, parked or left out. At the end stand the \
                            portfolio, the gaps, and the next plan. Leave whenever you like; it is kept.";
                let step = (!cx.read_only()).then_some("Begin a walk");
                if empty_ui(ui, Icon::Flag, "No walk yet", text, step) {
                    self.start = Some(Start::new(cx));
                }
                return;
            }
            let text = "Entry by entry through a year: what is shown, what is improved first, and what becomes of the goals.";
            ui.add(Label::new(RichText::new(text).color(palette.text_muted)).wrap());
            ui.add_space(space::M);
            if !cx.read_only() && buttons::marked_ui(ui, Look::Standard, Icon::Add, "Begin another walk").clicked() {
                self.start = Some(Start::new(cx));
            }
            ui.add_space(space::M);
            let far = self.list.far(cx.snapshot);
            let mut chosen = None;
            for walk in cx.snapshot.walks.iter() {
                let Some(far) = far.iter().find(|far| far.walk == walk.id) else { continue };
                ui.push_id(walk.id, |ui| chosen = chosen.take().or(walk_ui(ui, cx, walk, far)));
                ui.add_space(space::M);
            }
            if let Some((walk, side)) = chosen {
                self.begin(walk, side);
            }
        });
    }
}

fn walk_ui<'w>(ui: &mut Ui, cx: &mut Ctx<'_>, walk: &'w Walk, far: &Far) -> Option<(&'w Walk, Side)> {
    let palette = theme::palette(ui.ctx());
    let title = text::excerpt(&walk.draft.title, 90);
    let mut chosen = None;
    let read_only = cx.read_only();
    panel_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        ui.add(Label::new(RichText::new(&title).font(theme::bold(type_size::SECTION))).wrap());
        let days = format!("{} to {}", when::shown(walk.draft.from), when::shown(walk.draft.until));
        ui.add(Label::new(RichText::new(days).small().color(palette.text_muted)).wrap());
        let mut words = match walk.finished {
            Some(at) => format!("Finished on {}", when::shown(at.with_timezone(&cx.snapshot.zone).date_naive())),
            None if far.decided >= far.entries => "All entries are decided".to_owned(),
            None => format!("{} of {} decided", text::number(far.decided), count_text(far.entries, "entry", "entries")),
        };
        words.push_str(&format!(" · {} to use, {} to improve", text::number(far.used), text::number(far.improve)));
        ui.add(Label::new(words).wrap());
        ends_ui(
            ui,
            BESIDE,
            |ui| {
                let done = walk.finished.is_some();
                let word = if done { format!("Look at “{title}” again") } else { format!("Go on with “{title}”") };
                let short = if done { "Look again" } else { "Go on" };
                let look = if done { Look::Standard } else { Look::Primary };
                let icon = if done { Icon::Eye } else { Icon::ArrowRight };
                let go = buttons::marked_ui(ui, look, icon, short);
                go.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &word));
                if go.clicked() {
                    chosen = Some((walk, if done { Side::End } else { Side::Way }));
                }
                if !done {
                    let end = buttons::marked_ui(ui, Look::Quiet, Icon::Flag, "To the end");
                    end.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("To the end of “{title}”")));
                    if end.clicked() {
                        chosen = Some((walk, Side::End));
                    }
                }
            },
            |ui| {
                if !read_only && buttons::icon_ui(ui, Icon::Bin, &format!("Remove the walk “{title}”")).clicked() {
                    cx.send(Request::Review(ReviewRequest::RemoveWalk(Box::new(walk.clone()))));
                    let undo = crate::ui::command::Command::Undo.key_text(ui.ctx());
                    cx.say(format!("Removed the walk “{title}”; {undo} brings it back"));
                }
            },
        );
    });
    chosen
}
