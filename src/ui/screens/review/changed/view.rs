//! The page of what changed.

use egui::{Label, RichText, Role, Ui, WidgetInfo};

use super::super::view::part_ui;
use super::ChangedPage;
use super::card::chain_card_ui;
use crate::domain::GoalId;
use crate::journal::{Look, Seen};
use crate::review::chains::{Chain, Changed};
use crate::ui::action::Action;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::sight::working_ui;
use crate::ui::theme::buttons;
use crate::ui::theme::{self, Icon, space};
use crate::ui::widgets::{chart_ui, chip_ui, count_text, drop_down_ui, empty_ui, entry_row_ui, panel_ui, rows_card_ui, section_ui};

/// The page is no wider than this.
const WIDTH: f32 = 760.0;

/// Chains and entries that are shown at first.
const CHAINS: usize = 10;
const LEARNT: usize = 10;

impl ChangedPage {
    /// Shows the page.
    pub(in super::super) fn show_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        part_ui(ui, "what changed", WIDTH, |ui| {
            if cx.snapshot.entries.is_empty() {
                let text = "What came of your learning: what you did differently, who benefited, and what they said. It is put together from your entries, your actions, and what you find when you are asked later.";
                let first = (!cx.read_only()).then_some("Log something");
                if empty_ui(ui, Icon::Idea, "Nothing has changed yet", text, first) {
                    cx.actions.push(Action::Run(Command::LogSomething));
                }
                return;
            }
            self.period.show_ui(ui, cx, |_, _| {});
            let Some(seen) = self.sight.see(cx, Look::Changed(self.period.days(cx.today()))) else {
                working_ui(ui);
                return;
            };
            let Seen::Changed(changed) = &*seen else { return };
            ui.add_space(space::S);
            panel_ui(ui, |ui| chart_ui(ui, &changed.chart(), &mut self.chart));
            ui.add_space(space::M);
            self.filter_ui(ui, cx, changed);
            self.chains_ui(ui, cx, changed);
            self.learnt_ui(ui, cx, changed);
        });
    }

    fn filter_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, changed: &Changed) {
        let goals = &cx.snapshot.goals;
        self.goal = self.goal.filter(|goal| goals.iter().any(|one| one.id == *goal));
        ui.horizontal_wrapped(|ui| {
            if !goals.is_empty() {
                let at = self.goal.and_then(|goal| goals.iter().position(|one| one.id == goal)).map_or(0, |at| at + 1);
                let labels = || std::iter::once("All goals").chain(goals.iter().map(|goal| goal.draft.title.as_str()));
                let shown = labels().nth(at).unwrap_or("All goals").to_owned();
                let width = ui.available_width().min(300.0);
                let (chosen, response) = drop_down_ui(ui, "goal", &shown, width, Some(at), labels().map(|label| (label, "")));
                response.widget_info(|| {
                    let mut info = WidgetInfo::labeled(Role::ComboBox, true, "Goal");
                    info.current_text_value = Some(shown.clone());
                    info
                });
                if let Some(chosen) = chosen {
                    self.goal = chosen.checked_sub(1).and_then(|at| goals.get(at)).map(|goal| goal.id);
                }
            }
            let complete = format!("All the way to feedback ({})", changed.complete());
            if (changed.complete() > 0 || self.complete) && chip_ui(ui, &complete, self.complete, None).clicked() {
                self.complete = !self.complete;
            }
        });
    }

    fn chains_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, changed: &Changed) {
        let palette = theme::palette(ui.ctx());
        let (goal, complete) = (self.goal, self.complete);
        let is_shown = |chain: &&Chain| goal.is_none_or(|goal| chain.goals.contains(&goal)) && (!complete || chain.is_complete());
        let many = changed.chains.iter().filter(is_shown).count();
        section_ui(ui, "From activity to benefit", |ui| {
            ui.label(RichText::new(crate::domain::text::number(many)).color(palette.text_muted));
        });
        if many == 0 {
            let text = "Nothing yet. Write in an entry what you changed or who benefited, tick an action off and say what came of it, or answer when Today asks whether something changed.";
            ui.add(Label::new(RichText::new(text).color(palette.text_muted)).wrap());
            return;
        }
        let shown = self.chains.shown(CHAINS);
        for chain in changed.chains.iter().filter(is_shown).take(shown) {
            let pressed = ui.push_id(chain.entry, |ui| chain_card_ui(ui, cx, chain)).inner;
            if pressed {
                cx.open(chain.entry);
            }
            ui.add_space(space::XS);
        }
        self.chains.more_ui(ui, CHAINS, many, "chains");
    }

    /// What was learnt and changed nothing yet: most of it never does, and that is said.
    fn learnt_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, changed: &Changed) {
        let entries = self.index.of(cx.snapshot);
        let goal = self.goal;
        let is_of = |goals: &[GoalId]| goal.is_none_or(|goal| goals.contains(&goal));
        let found: Vec<_> = changed
            .learnt_only
            .iter()
            .filter_map(|id| entries.get(id))
            .filter(|entry| is_of(&entry.goals))
            .take(self.learnt.shown(LEARNT) + 1)
            .collect();
        if found.is_empty() {
            return;
        }
        let many = match goal {
            None => changed.learnt_only.len(),
            Some(_) => changed.learnt_only.iter().filter_map(|id| entries.get(id)).filter(|entry| is_of(&entry.goals)).count(),
        };
        let palette = theme::palette(ui.ctx());
        section_ui(ui, "Learnt, nothing changed yet", |ui| {
            ui.label(RichText::new(count_text(many, "entry", "entries")).color(palette.text_muted));
        });
        let text =
            "Not everything has to change something. Where something did, add it to the entry under “What I changed” and “Who benefited”.";
        ui.add(Label::new(RichText::new(text).small().color(palette.text_muted)).wrap());
        ui.add_space(space::XS);
        let read_only = cx.read_only();
        rows_card_ui(ui, |ui| {
            for entry in found.iter().take(self.learnt.shown(LEARNT)) {
                let mut add = false;
                let row = entry_row_ui(ui, cx.catalogue, entry, "", |ui| {
                    if !read_only {
                        let button = buttons::icon_ui(ui, Icon::Edit, &format!("Add what “{}” changed", entry.name));
                        add = button.clicked();
                    }
                });
                if row.clicked() || add {
                    cx.open(entry.id);
                }
            }
            self.learnt.more_ui(ui, LEARNT, many, "entries");
        });
    }
}
