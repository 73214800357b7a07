//! The page of coverage.

use egui::{Label, RichText, Role, Ui, WidgetInfo};

use super::super::view::part_ui;
use super::{Against, Cell, CoveragePage};
use crate::domain::RegistrationId;
use crate::journal::{Look, Seen};
use crate::review::coverage::Coverage;
use crate::ui::action::{Action, Route};
use crate::ui::context::Ctx;
use crate::ui::sight::working_ui;
use crate::ui::theme::buttons;
use crate::ui::theme::{self, Icon, size, space};
use crate::ui::widgets::{chart_ui, chip_ui, drop_down_ui, empty_ui, panel_ui};

/// The page is no wider than this.
const WIDTH: f32 = 1120.0;

/// Goals with nothing that are told one by one.
const TOLD: usize = 5;

/// What goals are held against where that is no registration.
const KINDS: &str = "Kinds of activity";

impl CoveragePage {
    /// Shows the page.
    pub(in super::super) fn show_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        part_ui(ui, "coverage", WIDTH, |ui| {
            if cx.snapshot.goals.is_empty() {
                let text = "Your goals against the categories of your regulator, or against kinds of activity: you see which goal has nothing yet, and which category. Write down a goal first.";
                if empty_ui(ui, Icon::Table, "No goals to hold against anything", text, Some("Go to Goals")) {
                    cx.go(Route::Goals);
                }
                return;
            }
            let registration = self.choice_ui(ui, cx);
            let days = (registration.is_none() || self.other_days).then(|| self.period.days(cx.today()));
            ui.add_space(space::S);
            let Some(seen) = self.sight.see(cx, Look::Coverage { registration, days }) else {
                working_ui(ui);
                return;
            };
            let Seen::Coverage(coverage) = &*seen else { return };
            empty_goals_ui(ui, cx, coverage);
            let entries = self.index.of(cx.snapshot);
            for matrix in &coverage.matrices {
                ui.add_space(space::L);
                panel_ui(ui, |ui| {
                    let state = self.states.entry(matrix.group.clone()).or_default();
                    if let Some(place) = chart_ui(ui, &matrix.chart, state).chosen {
                        let cell = matrix.goals.get(place.row).zip(matrix.columns.get(place.series));
                        self.cell = cell.map(|(goal, column)| Cell { group: matrix.group.clone(), goal: *goal, code: column.code.clone() });
                        self.in_cell = crate::ui::widgets::Pages::default();
                    }
                });
                if let Some(cell) = self.cell.clone().filter(|cell| cell.group == matrix.group) {
                    ui.push_id(&matrix.group, |ui| self.cell_ui(ui, cx, matrix, &cell, &entries));
                }
            }
        });
    }

    /// What goals are held against, and on which days; the registration.
    fn choice_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) -> Option<RegistrationId> {
        let named: Vec<(RegistrationId, String)> = cx
            .snapshot
            .stands
            .iter()
            .filter_map(|stand| {
                let framework = cx.catalogue.framework(&stand.counted.as_ref().ok()?.framework)?;
                Some((stand.registration.id, framework.name.clone()))
            })
            .collect();
        let registration = match self.against {
            Against::Kinds => None,
            Against::Registration(id) => named.iter().find(|(other, _)| *other == id).map(|(id, _)| *id),
            Against::Unsaid => named.first().map(|(id, _)| *id),
        };
        if !named.is_empty() {
            let at = registration.and_then(|id| named.iter().position(|(other, _)| *other == id)).unwrap_or(named.len());
            let labels = || named.iter().map(|(_, name)| name.as_str()).chain([KINDS]);
            let shown = labels().nth(at).unwrap_or(KINDS).to_owned();
            let width = ui.available_width().min(360.0);
            ui.horizontal_wrapped(|ui| {
                let (chosen, response) = drop_down_ui(ui, "against", &shown, width, Some(at), labels().map(|label| (label, "")));
                response.widget_info(|| {
                    let mut info = WidgetInfo::labeled(Role::ComboBox, true, "Goals against");
                    info.current_text_value = Some(shown.clone());
                    info
                });
                if let Some(chosen) = chosen {
                    self.against = named.get(chosen).map_or(Against::Kinds, |(id, _)| Against::Registration(*id));
                    self.cell = None;
                }
                if registration.is_some() {
                    if chip_ui(ui, "Current cycle", !self.other_days, None).clicked() {
                        self.other_days = false;
                    }
                    if chip_ui(ui, "Other days", self.other_days, None).clicked() {
                        self.other_days = true;
                    }
                }
            });
        }
        if registration.is_none() || self.other_days {
            ui.add_space(space::XS);
            self.period.show_ui(ui, cx, |_, _| {});
        }
        registration
    }
}

/// What there is to see, in words, and each goal with nothing with the way to begin.
fn empty_goals_ui(ui: &mut Ui, cx: &mut Ctx<'_>, coverage: &Coverage) {
    let palette = theme::palette(ui.ctx());
    ui.add(Label::new(RichText::new(&coverage.says).color(palette.text)).wrap());
    if coverage.empty_goals.is_empty() {
        return;
    }
    ui.add_space(space::XS);
    for id in coverage.empty_goals.iter().take(TOLD) {
        let Some(goal) = cx.goal(*id) else { continue };
        let title = crate::domain::text::excerpt(&goal.draft.title, 90);
        ui.push_id(id, |ui| {
            ui.horizontal_wrapped(|ui| {
                Icon::CircleDashed.mark_ui(ui, size::ICON, palette.warn.text);
                ui.add(Label::new(format!("“{title}” has nothing yet")).wrap());
                if !cx.read_only() {
                    let link = buttons::link_ui(ui, "Log something for it");
                    link.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Log something for “{title}”")));
                    if link.clicked() {
                        cx.actions.push(Action::LogFor(*id));
                    }
                }
                let open = buttons::link_ui(ui, "Open");
                open.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Open the goal “{title}”")));
                if open.clicked() {
                    cx.actions.push(Action::OpenGoal(*id));
                }
            });
        });
    }
}
