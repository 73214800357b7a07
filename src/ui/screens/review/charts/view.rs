//! The page of charts.

use egui::{Label, RichText, Role, Ui, WidgetInfo};

use super::super::view::part_ui;
use super::ChartsPage;
use super::query;
use crate::domain::RegistrationId;
use crate::domain::chart::Chart;
use crate::domain::counting::twice_in_words;
use crate::journal::{Look, Seen};
use crate::review::burn_up::BurnUp;
use crate::review::hours::Hours;
use crate::ui::action::{Action, Route};
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::period::Period;
use crate::ui::screens::portfolio::Go;
use crate::ui::screens::review::finding;
use crate::ui::sight::working_ui;
use crate::ui::theme::buttons;
use crate::ui::theme::{self, Icon, space};
use crate::ui::widgets::{chart_ui, drop_down_ui, empty_ui, figures_ui, panel_ui, section_ui};

/// The page is no wider than this.
const WIDTH: f32 = 900.0;

impl ChartsPage {
    /// Shows the page.
    pub(in super::super) fn show_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, period: &mut Period) {
        part_ui(ui, "charts", WIDTH, |ui| {
            if cx.snapshot.entries.is_empty() {
                let text = "Where your time goes, month by month: kinds, communities, ways of using social media, goals, and how it grows against what your regulator asks for.";
                let first = (!cx.read_only()).then_some("Log something");
                if empty_ui(ui, Icon::Poll, "Nothing to draw yet", text, first) {
                    cx.actions.push(Action::Run(Command::LogSomething));
                }
                return;
            }
            period.show_ui(ui, cx, |_, _| {});
            let days = period.days(cx.today());
            let Some(seen) = self.hours.see(cx, Look::Hours(days)) else {
                working_ui(ui);
                return;
            };
            let Seen::Hours(hours) = &*seen else { return };
            if hours.total.entries == 0 {
                ui.add_space(space::XL);
                ui.label(RichText::new("Nothing was logged in this time").color(theme::palette(ui.ctx()).text_muted));
            } else {
                self.hours_ui(ui, cx, hours, &finding::days(days, cx.today()));
            }
            self.growth_ui(ui, cx);
        });
    }

    fn hours_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, hours: &Hours, days: &str) {
        let palette = theme::palette(ui.ctx());
        let total = hours.total;
        ui.add_space(space::M);
        let entries = if total.entries == 1 { "entry" } else { "entries" };
        figures_ui(
            ui,
            &[
                (crate::domain::text::number(total.entries), entries),
                (total.total.to_string(), "of learning"),
                (total.interactive.to_string(), "of it with others"),
            ],
        );
        if let Some(words) = twice_in_words(hours.twice) {
            ui.label(RichText::new(words).small().color(palette.text_muted));
        }
        let help = "Press a bar, or go to it with the arrow keys and press Enter, to see the entries behind it";
        ui.add(Label::new(RichText::new(help).small().color(palette.text_muted)).wrap());
        for (chart, by) in hours.charts().into_iter().zip(query::ALL) {
            if chart.is_empty() {
                continue;
            }
            ui.add_space(space::M);
            let chosen = self.chart_ui(ui, chart);
            let words = chosen.and_then(|(row, series)| query::of_row(cx, by, chart, row, series, days));
            if let Some(words) = words {
                cx.actions.push(Action::Find(words));
            }
        }
    }

    /// How the time and each requirement grew in the current cycle.
    fn growth_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        section_ui(ui, "Against what is asked for", |_| {});
        let palette = theme::palette(ui.ctx());
        let Some(registration) = self.registration_ui(ui, cx) else {
            let text = "Say in Portfolio who your regulator is, and your time is drawn against what it asks for in a cycle";
            ui.add(Label::new(RichText::new(text).color(palette.text_muted)).wrap());
            if buttons::link_ui(ui, "Go to Portfolio").clicked() {
                cx.go(Route::Portfolio);
            }
            return;
        };
        let Some(seen) = self.growth.see(cx, Look::BurnUp(registration)) else {
            working_ui(ui);
            return;
        };
        let Seen::BurnUp(Some(growth)) = &*seen else {
            let text = "Nothing can be counted for it: the first day of the cycle is missing, or its rules are not installed";
            ui.add(Label::new(RichText::new(text).color(palette.text_muted)).wrap());
            return;
        };
        self.requirements_ui(ui, cx, registration, growth);
    }

    fn requirements_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, registration: RegistrationId, growth: &BurnUp) {
        let mut month = None;
        if let Some((row, _)) = self.chart_ui(ui, &growth.hours) {
            month = growth.hours.rows.get(row).and_then(|row| finding::month(&row.label));
        }
        for one in &growth.requirements {
            ui.add_space(space::M);
            ui.push_id(&one.requirement, |ui| {
                if let Some((row, _)) = self.chart_ui(ui, &one.chart) {
                    month = one.chart.rows.get(row).and_then(|row| finding::month(&row.label));
                }
                let link = buttons::link_ui(ui, "What counts towards it");
                link.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("What counts towards “{}”", one.label)));
                if link.clicked() {
                    cx.actions.push(Action::OpenPortfolio(Go::Requirement { registration, requirement: one.requirement.clone() }));
                }
            });
        }
        if let Some(month) = month {
            cx.actions.push(Action::Find(finding::in_month(month)));
        }
    }

    /// The registration that is looked at, chosen from several; none where there is none that can be counted.
    fn registration_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) -> Option<RegistrationId> {
        let named: Vec<(RegistrationId, &str)> = cx
            .snapshot
            .stands
            .iter()
            .map(|stand| {
                let framework = cx.catalogue.framework(&stand.registration.draft.framework);
                (stand.registration.id, framework.map_or(stand.registration.draft.framework.as_str(), |one| one.name.as_str()))
            })
            .collect();
        let at = self.registration.and_then(|id| named.iter().position(|(other, _)| *other == id)).unwrap_or_default();
        let (id, shown) = *named.get(at)?;
        if named.len() > 1 {
            let width = ui.available_width().min(360.0);
            let (chosen, response) = drop_down_ui(ui, "growth of", shown, width, Some(at), named.iter().map(|(_, name)| (*name, "")));
            response.widget_info(|| {
                let mut info = WidgetInfo::labeled(Role::ComboBox, true, "Registration");
                info.current_text_value = Some(shown.to_owned());
                info
            });
            self.registration = chosen.and_then(|at| named.get(at)).map(|(id, _)| *id).or(self.registration);
            ui.add_space(space::S);
        } else {
            ui.label(RichText::new(shown).color(theme::palette(ui.ctx()).text_muted));
            ui.add_space(space::XS);
        }
        Some(id)
    }

    /// A chart on a card; the row and the series that was chosen.
    fn chart_ui(&mut self, ui: &mut Ui, chart: &Chart) -> Option<(usize, usize)> {
        let state = self.states.entry(chart.title.clone()).or_default();
        panel_ui(ui, |ui| chart_ui(ui, chart, state)).chosen.map(|place| (place.row, place.series))
    }
}
