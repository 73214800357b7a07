//! The plan rolled over: each goal with its figures, what becomes of it, what came of it in words of one's own, and the next plan's name.

use egui::{Label, RichText, Ui};

use super::end::End;
use super::entry::{link_row_ui, mark_ui};
use crate::domain::walk::{Fate, GoalFate};
use crate::domain::{Goal, GoalId, GoalState, Walk, text, when};
use crate::journal::{EndOfGoal, WalkEnd};
use crate::ui::context::Ctx;
use crate::ui::screens::review::keeping::Keeping;
use crate::ui::theme::{self, Icon, space, type_size};
use crate::ui::widgets::{Writing, chip_ui, count_text, line_ui, panel_ui, section_ui};

/// Characters of a goal's title in the name of a field.
const SHOWN: usize = 60;

/// Characters of a quote that is offered.
const QUOTE: usize = 160;

impl End {
    pub(super) fn plan_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, walk: &Walk, told: &WalkEnd) {
        section_ui(ui, "What becomes of the goals", |_| {});
        if told.goals.is_empty() {
            ui.label(RichText::new("No goal is open").color(theme::palette(ui.ctx()).text_muted));
            return;
        }
        let mut carried = false;
        for of in &told.goals {
            let Some(goal) = cx.goal(of.goal).cloned() else { continue };
            // What goes on from a goal of this walk is told with that goal.
            if walk.finished.is_some() && goal.carried_from.is_some_and(|from| is_carried(walk, from)) {
                continue;
            }
            ui.push_id(goal.id, |ui| {
                if walk.finished.is_some() || goal.draft.state != GoalState::Open {
                    closed_ui(ui, cx, walk, &goal);
                } else {
                    let mut fate = self.take(walk, &goal);
                    let before = fate.draft.clone();
                    goal_ui(ui, cx, &goal, of, &mut fate.draft);
                    fate.after(&before, cx.now);
                    carried |= fate.draft.as_ref().is_some_and(|fate| fate.fate == Fate::CarryOver);
                    self.fates.push((goal.id, fate));
                }
            });
            ui.add_space(space::S);
        }
        if carried {
            line_ui(ui, "Name of the next plan", &mut self.draft.draft.next_plan, "");
        }
    }

    fn take(&mut self, walk: &Walk, goal: &Goal) -> Keeping<Option<GoalFate>> {
        let at = self.fates.iter().position(|(id, _)| *id == goal.id);
        at.map_or_else(|| Keeping::of(&walk.fate(goal.id).cloned()), |at| self.fates.remove(at).1)
    }
}

/// Whether this walk carries a goal over.
fn is_carried(walk: &Walk, goal: GoalId) -> bool {
    walk.fate(goal).is_some_and(|fate| fate.fate == Fate::CarryOver)
}

/// What was decided of a goal that is closed by now.
fn closed_ui(ui: &mut Ui, cx: &Ctx<'_>, walk: &Walk, goal: &Goal) {
    let title = text::excerpt(&goal.draft.title, 110);
    let next = cx.snapshot.goals.iter().find(|next| next.carried_from == Some(goal.id));
    if goal.draft.state == GoalState::CarriedOver
        && let Some(next) = next.filter(|_| is_carried(walk, goal.id))
    {
        let plan = if next.draft.plan.is_empty() { "the next plan".to_owned() } else { text::excerpt(&next.draft.plan, SHOWN) };
        let other = next.draft.title != goal.draft.title;
        let name = if other { format!(", as “{}”", text::excerpt(&next.draft.title, 110)) } else { String::new() };
        mark_ui(ui, Icon::Goals, &format!("{title}: carried over into {plan}{name}"));
        return;
    }
    let said = walk.fate(goal.id).map_or("as it was", |fate| fate.fate.label());
    mark_ui(ui, Icon::Goals, &format!("{title}: {said}. Now: {}", goal.draft.state.label().to_lowercase()));
}

fn goal_ui(ui: &mut Ui, cx: &Ctx<'_>, goal: &Goal, of: &EndOfGoal, fate: &mut Option<GoalFate>) {
    let palette = theme::palette(ui.ctx());
    let short = text::excerpt(&goal.draft.title, SHOWN);
    panel_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        ui.add(Label::new(RichText::new(&goal.draft.title).font(theme::bold(type_size::BODY))).wrap());
        let mut figures = vec![count_text(of.sums.all.entries, "entry", "entries"), of.sums.all.minutes.to_string()];
        figures.push(format!("{} done, {} open", count_text(of.sums.actions_done, "action", "actions"), of.sums.actions_open));
        figures.extend(goal.draft.due.map(|due| format!("by {}", when::shown(due))));
        ui.add(Label::new(RichText::new(figures.join(" · ")).small().color(palette.text_muted)).wrap());
        ui.horizontal_wrapped(|ui| {
            for one in Fate::ALL {
                let on = fate.as_ref().is_some_and(|fate| fate.fate == *one);
                let chip = chip_ui(ui, one.label(), on, None);
                let enabled = ui.is_enabled();
                // There is one of each for every goal.
                chip.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, enabled, on, format!("{}: “{short}”", one.label())));
                if chip.clicked() {
                    let said = fate.take();
                    *fate = match said {
                        Some(said) if on && said.outcome.trim().is_empty() => None,
                        Some(said) => Some(GoalFate { fate: *one, ..said }),
                        None => Some(GoalFate { goal: goal.id, fate: *one, outcome: String::new(), next_title: String::new() }),
                    };
                }
            }
        });
        let Some(fate) = fate else { return };
        ui.add_space(space::XS);
        if fate.fate == Fate::CarryOver {
            line_ui(ui, &format!("“{short}” in the next plan"), &mut fate.next_title, &goal.draft.title);
        }
        let hint = "What is different now, for you and for others.";
        Writing::new(&format!("What came of “{short}”")).hint(hint).rows(2).show(ui, cx.desk, &mut fate.outcome);
        let fresh: Vec<_> = of.quotes.iter().filter(|quote| !fate.outcome.contains(text::plain(&quote.text).trim())).collect();
        if !fresh.is_empty() {
            ui.label(RichText::new("From your entries; press one to add it").small().color(palette.text_muted));
            for quote in fresh {
                let plain = text::plain(&quote.text);
                let words = format!("“{}” ({})", text::excerpt(&plain, QUOTE), when::shown(quote.day));
                if link_row_ui(ui, Icon::Quote, &words) {
                    let parts: Vec<&str> = [fate.outcome.trim_end(), plain.trim()].into_iter().filter(|part| !part.is_empty()).collect();
                    fate.outcome = parts.join("\n\n");
                    cx.desk.step();
                }
            }
        }
    });
}
