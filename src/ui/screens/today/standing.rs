//! Where one stands with each registration, at a glance: how long there is, and the two things that want doing most.

use chrono::NaiveDate;
use egui::{CursorIcon, Label, Rect, RichText, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2};

use super::view::end_link_ui;
use crate::domain::framework::Framework;
use crate::domain::framework::requirement::RequirementKind;
use crate::domain::standing::{Forecast, Judged, Progress};
use crate::domain::{RegistrationId, Standing};
use crate::journal::{Stand, Unknown};
use crate::ui::action::{Action, Route};
use crate::ui::context::Ctx;
use crate::ui::screens::portfolio::Go;
use crate::ui::theme::{self, Icon, buttons, radius, size, space, type_size};
use crate::ui::widgets::{count_text, panel_ui, section_ui, sentence, would_do_text};

/// So many things that are missing are told; the others are in Portfolio.
const TOLD: usize = 2;

/// A card for each registration; nothing where there is none.
pub(super) fn standing_ui(ui: &mut Ui, cx: &mut Ctx<'_>) {
    let (snapshot, catalogue) = (cx.snapshot, cx.catalogue);
    if snapshot.stands.is_empty() {
        return;
    }
    section_ui(ui, "Where I stand", |ui| {
        if end_link_ui(ui, "Portfolio") {
            cx.actions.push(Action::Go(Route::Portfolio));
        }
    });
    for stand in snapshot.stands.iter() {
        let named = stand.registration.draft.framework.as_str();
        let counted = stand.counted.as_ref().ok();
        let framework = counted.and_then(|standing| catalogue.framework(&standing.framework)).or_else(|| catalogue.framework(named));
        ui.push_id(("stand", stand.registration.id), |ui| match (counted, framework) {
            (Some(standing), Some(framework)) => stand_ui(ui, cx, stand.registration.id, framework, standing),
            _ => unknown_ui(ui, cx, stand, framework.map_or(named, |framework| &framework.name)),
        });
    }
}

fn stand_ui(ui: &mut Ui, cx: &mut Ctx<'_>, registration: RegistrationId, framework: &Framework, standing: &Standing) {
    let palette = theme::palette(ui.ctx());
    let today = cx.today();
    let missing = missing(standing);
    let warnings = warnings(framework, standing, today);
    let time = time(framework, standing, today);
    if missing.is_empty() && warnings.is_empty() {
        let judged = standing.progress.iter().any(|progress| progress.judged != Judged::Advice);
        let says = if judged { "nothing that is judged is missing" } else { "nothing here is judged; check with your regulator" };
        mark_ui(ui, Icon::CheckCircle, palette.success.text, &format!("{}: {says}. {time}", framework.name));
        return;
    }
    panel_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        ui.add(Label::new(RichText::new(&framework.name).font(theme::bold(type_size::BODY))).wrap());
        ui.add(Label::new(RichText::new(&time).small().color(palette.text_muted)).wrap());
        for warning in &warnings {
            mark_ui(ui, Icon::WarningCircle, palette.warn.text, warning);
        }
        let more = missing.len().saturating_sub(TOLD);
        for progress in missing.iter().take(TOLD) {
            let requirement = framework.requirement(&progress.requirement);
            let label = sentence(requirement.map_or(progress.requirement.as_str(), |one| &one.label));
            let would_do = requirement.map_or_else(|| progress.would_do.clone(), |one| would_do_text(one, progress));
            let words = if would_do.is_empty() { "not met yet" } else { &would_do };
            if row_ui(ui, &label, words) {
                let to = Go::Requirement { registration, requirement: progress.requirement.clone() };
                cx.actions.push(Action::OpenPortfolio(to));
            }
        }
        if missing.is_empty() {
            ui.add(Label::new(RichText::new("Nothing that is judged is missing").small().color(palette.text_muted)).wrap());
        } else if more > 0 {
            let text = format!("{} not met yet", count_text(more, "other requirement is", "other requirements are"));
            ui.add(Label::new(RichText::new(text).small().color(palette.text_muted)).wrap());
        }
    });
}

/// Nothing can be counted, and what would change that.
fn unknown_ui(ui: &mut Ui, cx: &mut Ctx<'_>, stand: &Stand, name: &str) {
    let text = match stand.counted {
        Err(Unknown::NotInstalled) => "its rules are not installed on this computer",
        Ok(_) | Err(Unknown::NoCycle) => "the first day of a cycle, or a choice, is missing",
    };
    panel_ui(ui, |ui| {
        if row_ui(ui, name, text) {
            cx.go(Route::Portfolio);
        }
    });
}

/// What is required, may be judged, and is not met: first what ends first, then what comes too late at this pace, then what is furthest off;
/// what is declared comes last, for it is done in a minute at the end.
fn missing(standing: &Standing) -> Vec<&Progress> {
    let mut missing: Vec<&Progress> = standing.progress.iter().filter(|progress| progress.judged == Judged::NotMet).collect();
    let late = |progress: &Progress| match progress.forecast {
        Forecast::Never => true,
        Forecast::On(day) => day > progress.span.end,
        Forecast::Enough | Forecast::NotCounted => false,
    };
    let share = |progress: &Progress| {
        let (counted, needed) = (progress.counted.parts(), progress.needed.map_or(0, |needed| needed.parts()));
        // In hundredths; without a number nothing is there yet.
        counted.saturating_mul(100).checked_div(needed).unwrap_or(0)
    };
    missing.sort_by_key(|progress| (progress.span.end, progress.kind == RequirementKind::Declaration, !late(progress), share(progress)));
    missing
}

/// What has to be known now: the rules are old, or the time to renew has come.
fn warnings(framework: &Framework, standing: &Standing, today: NaiveDate) -> Vec<String> {
    let mut warnings = Vec::new();
    if let Some(opens) = standing.cycle.opens(&framework.cycle).filter(|opens| *opens <= today && today <= standing.cycle.span.end) {
        warnings.push(format!("The time to renew or to submit has been open since {}", day(opens)));
    }
    if framework.is_due_for_review(today) {
        warnings.push(format!(
            "Its rules were to be looked at again by {}: check with your regulator whether they still hold",
            day(framework.review_by)
        ));
    }
    warnings
}

/// “525 days left · renewal opens 1 Feb 2028”.
fn time(framework: &Framework, standing: &Standing, today: NaiveDate) -> String {
    let end = standing.cycle.span.end;
    let mut parts = vec![match (end - today).num_days() {
        ..0 => format!("ended on {}", day(end)),
        0 => "the last day is today".to_owned(),
        days => format!("{} left", count_text(usize::try_from(days).unwrap_or(0), "day", "days")),
    }];
    let opens = standing.cycle.opens(&framework.cycle).filter(|opens| *opens > today);
    parts.extend(opens.map(|opens| format!("renewal opens {}", day(opens))));
    sentence(&parts.join(" · "))
}

fn day(day: NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
}

/// A sign, and words that go on below where there is no room.
fn mark_ui(ui: &mut Ui, icon: Icon, ink: egui::Color32, text: &str) {
    let palette = theme::palette(ui.ctx());
    ui.horizontal_top(|ui| {
        icon.mark_ui(ui, size::ICON, ink);
        ui.add(Label::new(RichText::new(text).small().color(palette.text)).wrap());
    });
}

/// A requirement and what would do now, as one large button; `true` when it was pressed.
fn row_ui(ui: &mut Ui, label: &str, words: &str) -> bool {
    let response = ui
        .scope_builder(UiBuilder::new().id_salt(label).sense(Sense::click()), |ui| {
            let palette = theme::palette(ui.ctx());
            let (response, top) = (ui.response(), ui.cursor().min);
            // The ground under the pointer lies under the words, whose height is known only after them.
            let ground = ui.painter().add(egui::Shape::Noop);
            ui.add_space(space::XS);
            ui.horizontal_top(|ui| {
                Icon::CircleHalf.mark_ui(ui, size::ICON, palette.warn.text);
                let room = ui.available_width() - size::ICON - space::S;
                ui.vertical(|ui| {
                    ui.set_width(room);
                    ui.spacing_mut().item_spacing.y = 0.0;
                    ui.add(Label::new(RichText::new(label).color(palette.text)).wrap());
                    ui.add(Label::new(RichText::new(sentence(words)).small().color(palette.text_muted)).wrap());
                });
                Icon::CaretRight.mark_ui(ui, size::ICON, palette.text_muted);
            });
            ui.add_space(space::XS);
            if response.hovered() {
                let rect = Rect::from_min_max(top, pos2(ui.max_rect().right(), ui.min_rect().bottom()));
                ui.painter().set(ground, egui::Shape::rect_filled(rect, radius::CONTROL, palette.hover));
            }
        })
        .response
        .on_hover_cursor(CursorIcon::PointingHand);
    let (enabled, name) = (ui.is_enabled(), format!("{label}: {words}"));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, &name));
    buttons::focus_ring(ui, &response);
    response.clicked()
}
