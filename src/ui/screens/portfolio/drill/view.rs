//! How a practised audit looks: before it, while the clock runs, and what came of earlier ones.

use chrono::{DateTime, Utc};
use egui::{CentralPanel, Label, Margin, RichText, ScrollArea, Ui};

use super::Practice;
use crate::domain::framework::Audit;
use crate::domain::text::excerpt;
use crate::domain::{Framework, Registration};
use crate::journal::{Drawn, DrillState};
use crate::ui::context::Ctx;
use crate::ui::screens::portfolio::Go;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, space};
use crate::ui::widgets::{Pages, count_text, empty_ui, measure_ui, notice_ui, panel_ui, scroll_by_keys, section_ui, segments_ui, sentence};
use crate::worker::{PortfolioRequest, Request};

/// The page is no wider than this.
const WIDTH: f32 = 760.0;

/// A day as it is told.
const DAY: &str = "%-d %B %Y";

/// Entries drawn that are shown at first, and more at a time.
const PIECE: usize = 60;

/// Earlier drills that are shown.
const EARLIER: usize = 5;

impl Practice {
    pub(super) fn page_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) -> Option<Go> {
        let frame = theme::screen_frame(ui.ctx()).inner_margin(Margin { left: 24, right: 12, top: 0, bottom: 0 });
        let mut go = None;
        CentralPanel::default().frame(frame).show(ui, |ui| {
            let snapshot = cx.snapshot;
            let Some(registration) = self.registration.and_then(|id| snapshot.registrations.iter().find(|one| one.id == id)) else {
                let what_for = "Practise the day on which your regulator asks for proof: what it would draw, how long you would have, and what \
                                is still missing. Say under Where I stand who your regulator is.";
                empty_ui(ui, Icon::Portfolio, "No audit to practise yet", what_for, None);
                return;
            };
            ScrollArea::vertical().id_salt("drill").auto_shrink(false).show(ui, |ui| {
                scroll_by_keys(ui);
                let width = WIDTH.min(ui.available_width() - space::M);
                measure_ui(ui, width, |ui| {
                    ui.add_space(space::L);
                    go = self.content_ui(ui, cx, registration);
                    ui.add_space(space::XXXL);
                });
            });
        });
        go
    }

    fn content_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, registration: &Registration) -> Option<Go> {
        let (snapshot, catalogue) = (cx.snapshot, cx.catalogue);
        let all = &snapshot.registrations;
        if all.len() > 1 {
            let name = |framework: &'_ str| catalogue.framework(framework).map(|framework| framework.name.as_str());
            let names: Vec<&str> = all.iter().map(|one| name(&one.draft.framework).unwrap_or(one.draft.framework.as_str())).collect();
            let at = all.iter().position(|one| one.id == registration.id).unwrap_or(0);
            if let Some(chosen) = segments_ui(ui, "Registration", &names, at).and_then(|at| all.get(at)) {
                self.choose(chosen.id);
            }
            ui.add_space(space::M);
        }
        let running = snapshot.practising.iter().find(|state| state.drill.draft.registration == registration.id);
        // Another edition than the one that is named may be in force.
        let stand = snapshot.stands.iter().find(|stand| stand.registration.id == registration.id);
        let counted = stand.and_then(|stand| stand.counted.as_ref().ok()).map(|standing| standing.framework.as_str());
        let edition = running.map(|state| state.framework.as_str()).or(counted).unwrap_or(&registration.draft.framework);
        let framework = catalogue.framework(edition);
        let Some((framework, audit)) = framework.and_then(|framework| Some((framework, framework.audit.as_ref()?))) else {
            empty_ui(ui, Icon::Portfolio, "Nothing to practise", "No audit of this regulator is known here.", None);
            return None;
        };
        about_ui(ui, audit);
        let go = match running {
            Some(state) => running_ui(ui, cx, &mut self.pages, framework, audit, state),
            None => {
                ui.add_space(space::M);
                let enabled = !cx.read_only() && cx.snapshot.complete;
                let response = ui.add_enabled_ui(enabled, |ui| buttons::primary_ui(ui, "Start the drill")).inner;
                if response.clicked() {
                    self.pages = Pages::default();
                    cx.send(Request::Portfolio(PortfolioRequest::StartDrill(Box::new(registration.clone()))));
                }
                None
            }
        };
        earlier_ui(ui, cx, registration);
        go
    }
}

/// What the regulator does, as far as it is known.
fn about_ui(ui: &mut Ui, audit: &Audit) {
    let palette = theme::palette(ui.ctx());
    ui.label(RichText::new(&audit.label).text_style(theme::section_style()));
    ui.add(Label::new(&audit.text).wrap());
    let mut facts = Vec::new();
    if let Some(days) = audit.days {
        facts.push(format!("You would have {days} days to answer"));
    }
    if let Some(tenths) = audit.tenths_of_percent {
        facts.push(format!("about {}.{} of a hundred registrants are looked at", tenths / 10, tenths % 10));
    }
    facts.push(format!("{} of your entries are drawn here", audit.most()));
    facts.push(format!("{} ({})", audit.confidence.label().to_lowercase(), audit.source));
    let line = sentence(&facts.join("; "));
    ui.add(
        Label::new(
            RichText::new(format!("{line}. A drill is for you alone: nothing leaves this computer.")).small().color(palette.text_muted),
        )
        .wrap(),
    );
}

fn running_ui(ui: &mut Ui, cx: &mut Ctx<'_>, pages: &mut Pages, framework: &Framework, audit: &Audit, state: &DrillState) -> Option<Go> {
    let palette = theme::palette(ui.ctx());
    let mut go = None;
    ui.add_space(space::M);
    let missing = state.missing();
    let began = &state.drill.draft;
    let clock = state.deadline.map_or_else(
        || format!("The clock runs since {}.", began.day.format(DAY)),
        |deadline| {
            let left = (deadline - cx.today()).num_days();
            let left = if left < 0 { format!("{} over", days_text(-left)) } else { format!("{} left", days_text(left)) };
            format!("Asked for on {}; the answer is due by {}: {left}.", began.day.format(DAY), deadline.format(DAY))
        },
    );
    let (tone, icon, sentence) = if missing == 0 {
        (palette.success, Icon::Check, format!("Nothing is missing. {clock}"))
    } else {
        let many = count_text(usize::try_from(missing).unwrap_or(usize::MAX), "thing is", "things are");
        (palette.warn, Icon::Warning, format!("{many} missing, {} at the beginning. {clock}", began.missing))
    };
    notice_ui(ui, tone, icon, &sentence, |ui| {
        ui.horizontal_wrapped(|ui| {
            let word = if missing == 0 { "Finish the drill" } else { "Stop the drill" };
            let look = if missing == 0 { Look::Primary } else { Look::Standard };
            if buttons::marked_ui(ui, look, Icon::Check, word).clicked() {
                cx.send(Request::Portfolio(PortfolioRequest::EndDrill(Box::new(state.drill.clone()))));
            }
        });
    });
    if !state.short.is_empty() {
        section_ui(ui, "What is asked for and not there yet", |_| ());
        for id in &state.short {
            let label = framework.requirement(id).map_or(id.as_str(), |requirement| requirement.label.as_str());
            let response = buttons::marked_ui(ui, Look::Quiet, Icon::Warning, label);
            if response.on_hover_text("See what would be enough").clicked() {
                let requirement = id.clone();
                go = Some(Go::Requirement { registration: state.drill.draft.registration, requirement });
            }
        }
    }
    section_ui(ui, &format!("Drawn: {}", count_text(state.drawn.len(), "entry", "entries")), |_| ());
    if state.drawn.is_empty() {
        ui.label(RichText::new("Nothing counts yet, so nothing could be drawn.").color(palette.text_muted));
    }
    for drawn in state.drawn.iter().take(pages.shown(PIECE)) {
        drawn_ui(ui, cx, framework, drawn);
    }
    pages.more_ui(ui, PIECE, state.drawn.len(), "entries");
    if !audit.forms.is_empty() {
        section_ui(ui, "To hand in", |_| ());
        for form in audit.forms.iter().filter_map(|id| framework.forms.iter().find(|form| form.id == *id)) {
            if buttons::marked_ui(ui, Look::Quiet, Icon::Portfolio, &form.label).clicked() {
                go = Some(Go::Forms(state.drill.draft.registration));
            }
        }
    }
    go
}

/// An entry that was drawn, and what it lacks; it opens.
fn drawn_ui(ui: &mut Ui, cx: &mut Ctx<'_>, framework: &Framework, drawn: &Drawn) {
    let palette = theme::palette(ui.ctx());
    panel_ui(ui, |ui| {
        ui.set_min_width(ui.available_width());
        let icon = if drawn.lacks.is_empty() { Icon::Check } else { Icon::Warning };
        let name = format!("{}, {}", excerpt(&drawn.name, 90), drawn.date.format(DAY));
        if buttons::marked_ui(ui, Look::Quiet, icon, &name).clicked() {
            cx.open(drawn.entry);
        }
        let says = if drawn.lacks.is_empty() {
            "Complete for this audit".to_owned()
        } else {
            let kinds = &cx.catalogue.record_kinds;
            let lacks: Vec<String> = drawn.lacks.iter().map(|condition| condition.missing_words(framework, kinds)).collect();
            sentence(&lacks.join("; "))
        };
        ui.add(Label::new(RichText::new(says).small().color(palette.text_muted)).wrap());
    });
    ui.add_space(space::XS);
}

/// What came of earlier drills, to see that it gets quicker.
fn earlier_ui(ui: &mut Ui, cx: &mut Ctx<'_>, registration: &Registration) {
    let palette = theme::palette(ui.ctx());
    let of_it = |drill: &&crate::domain::drill::Drill| drill.draft.registration == registration.id;
    let done: Vec<_> =
        cx.snapshot.drills.iter().filter(of_it).filter_map(|drill| drill.draft.ended.map(|ended| (drill, ended))).take(EARLIER).collect();
    if done.is_empty() {
        return;
    }
    section_ui(ui, "Earlier drills", |_| ());
    for (drill, ended) in done {
        ui.horizontal_wrapped(|ui| {
            let missing = drill.draft.missing;
            let came = match drill.draft.still {
                Some(0) => format!("{missing} missing at the beginning, done after"),
                Some(still) => format!("stopped with {still} of {missing} still missing, after"),
                None => format!("{missing} missing at the beginning, stopped after"),
            };
            let text = format!("{}: {came} {}", drill.draft.day.format(DAY), took(drill.draft.began, ended));
            ui.add(Label::new(text).wrap());
            if buttons::quiet_ui(ui, RichText::new("Remove").color(palette.text_muted)).clicked() {
                cx.send(Request::Portfolio(PortfolioRequest::RemoveDrill(Box::new(drill.clone()))));
            }
        });
    }
}

fn days_text(days: i64) -> String {
    count_text(usize::try_from(days).unwrap_or(0), "day", "days")
}

/// How long a drill took: minutes, hours or days.
fn took(began: DateTime<Utc>, ended: DateTime<Utc>) -> String {
    let minutes = (ended - began).num_minutes().max(0);
    let count = |number: i64, one, many| count_text(usize::try_from(number).unwrap_or(0), one, many);
    match minutes {
        0..120 => count(minutes, "minute", "minutes"),
        120..2_880 => count(minutes / 60, "hour", "hours"),
        _ => count(minutes / 1_440, "day", "days"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_long_it_took() {
        let began = DateTime::UNIX_EPOCH;
        for (minutes, want) in [
            (0, "0 minutes"),
            (1, "1 minute"),
            (119, "119 minutes"),
            (120, "2 hours"),
            (2_879, "47 hours"),
            (2_880, "2 days"),
            (-5, "0 minutes"),
        ] {
            assert_eq!(took(began, began + chrono::TimeDelta::minutes(minutes)), want);
        }
    }
}
