//! From whom one learns: what could widen the network, communities, people, a mirror of professions, places and platforms, and how well what
//! was taken on was looked at.

use std::collections::HashMap;

use egui::{Label, RichText, Role, Sense, Ui, UiBuilder, WidgetInfo};

use super::{Network, Part};
use crate::domain::chart::Chart;
use crate::domain::{Occurrence, when};
use crate::journal::{LearntFrom, Look, Seen};
use crate::review::claims::Taken;
use crate::review::mirror::Aspect;
use crate::review::network::{InCommunity, Met};
use crate::review::suggestion::Suggestion;
use crate::ui::action::Action;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::dialogs::Ask;
use crate::ui::period::Period;
use crate::ui::screens::review::finding;
use crate::ui::sight::{Index, Sight, working_ui};
use crate::ui::theme::buttons::{self, Look as Style};
use crate::ui::theme::{self, Icon, radius, size, space, type_size};
use crate::ui::widgets::{ChartState, Pages, ago_text, chart_ui, count_text, empty_ui, entry_row_ui, panel_ui, rows_card_ui, section_ui};
use crate::worker::{Event, Request};

/// Rows that are shown at first.
const COMMUNITIES: usize = 8;
const PEOPLE: usize = 10;
const UNCHECKED: usize = 20;

/// What this part remembers.
#[derive(Debug)]
pub(super) struct Mirror {
    sight: Sight,
    index: Index,
    period: Period,
    /// How each chart is looked at, by its title.
    states: HashMap<String, ChartState>,
    communities: Pages,
    people: Pages,
    unchecked: Pages,
}

impl Default for Mirror {
    fn default() -> Self {
        Self {
            sight: Sight::default(),
            index: Index::default(),
            period: Period::twelve_months(),
            states: HashMap::new(),
            communities: Pages::default(),
            people: Pages::default(),
            unchecked: Pages::default(),
        }
    }
}

impl Mirror {
    /// Takes in what the worker tells.
    pub(super) fn on_event(&mut self, event: &Event) {
        self.sight.on_event(event);
    }

    fn chart_ui(&mut self, ui: &mut Ui, chart: &Chart) -> Option<usize> {
        let state = self.states.entry(chart.title.clone()).or_default();
        panel_ui(ui, |ui| chart_ui(ui, chart, state)).chosen.map(|place| place.row)
    }

    fn communities_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, seen: &LearntFrom, days: &str) {
        let network = &seen.network;
        let chart = network.communities_chart();
        section_ui(ui, "Communities", |_| {});
        if !chart.is_empty() {
            if let Some(row) = self.chart_ui(ui, &chart).and_then(|row| chart.rows.get(row)) {
                cx.actions.push(Action::Find(finding::all(&[finding::filter("community", &row.label), days.to_owned()])));
            }
            ui.add_space(space::S);
        }
        if network.communities.is_empty() {
            let text = "None is in your network yet. Add one, and you see here how often you were there and when it meets next.";
            ui.add(Label::new(RichText::new(text).color(theme::palette(ui.ctx()).text_muted)).wrap());
        }
        let many = network.communities.len();
        if many == 0 {
            return;
        }
        rows_card_ui(ui, |ui| {
            for community in network.communities.iter().take(self.communities.shown(COMMUNITIES)) {
                if row_ui(ui, &community.name, &community_text(cx, community)) {
                    let words = [finding::filter("community", &community.name), days.to_owned()];
                    cx.actions.push(Action::Find(finding::all(&words)));
                }
            }
            self.communities.more_ui(ui, COMMUNITIES, many, "communities");
        });
        if network.in_none.entries > 0 {
            let text = format!("{} in no community, {}", count_text(network.in_none.entries, "entry", "entries"), network.in_none.minutes);
            ui.label(RichText::new(text).small().color(theme::palette(ui.ctx()).text_muted));
        }
    }

    fn people_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, seen: &LearntFrom, days: &str) {
        section_ui(ui, "People", |_| {});
        let network = &seen.network;
        if network.people.is_empty() {
            let text =
                "No entry of this time names anybody. Add a person to an entry, and say under “People and sources” what they do and where.";
            ui.add(Label::new(RichText::new(text).color(theme::palette(ui.ctx()).text_muted)).wrap());
            return;
        }
        rows_card_ui(ui, |ui| {
            for met in network.people.iter().take(self.people.shown(PEOPLE)) {
                if row_ui(ui, &met.name, &met_text(cx, met)) {
                    cx.actions.push(Action::Find(finding::all(&[finding::filter("person", &met.name), days.to_owned()])));
                }
            }
            self.people.more_ui(ui, PEOPLE, network.people.len(), "people");
        });
        if network.professions_unknown > 0 {
            let text = match network.professions_unknown {
                1 => "Of one person the profession is not known".to_owned(),
                many => format!("Of {} people the profession is not known", crate::domain::text::number(many)),
            };
            ui.horizontal_wrapped(|ui| {
                ui.label(RichText::new(text).small().color(theme::palette(ui.ctx()).text_muted));
                if buttons::link_ui(ui, "Say who they are").clicked() {
                    cx.actions.push(Action::OpenNetwork(Part::People));
                }
            });
        }
    }

    /// Professions, places and platforms as they are in what was learnt.
    fn facets_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, seen: &LearntFrom, days: &str) {
        section_ui(ui, "Mirror", |_| {});
        let palette = theme::palette(ui.ctx());
        ui.add(Label::new(RichText::new(&seen.mirror.rests_on).small().color(palette.text_muted)).wrap());
        for facet in &seen.mirror.facets {
            let chart = facet.chart();
            ui.add_space(space::S);
            if chart.is_empty() {
                ui.add(Label::new(RichText::new(format!("{}: {}", facet.aspect.label(), facet.says)).color(palette.text_muted)).wrap());
                continue;
            }
            let pressed = self.chart_ui(ui, &chart);
            let share = pressed.and_then(|row| chart.rows.get(row)).and_then(|row| facet.shares.iter().find(|one| one.name == row.label));
            if let Some(share) = share.filter(|_| facet.aspect == Aspect::Platforms) {
                let words = if share.known { finding::filter("platform", &share.name) } else { "no:platform".to_owned() };
                cx.actions.push(Action::Find(finding::all(&[words, days.to_owned()])));
            }
        }
    }

    /// What was taken on, and whether its claim was looked at.
    fn claims_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, seen: &LearntFrom) {
        section_ui(ui, "How well it was looked at", |_| {});
        let chart = seen.claims.chart();
        let palette = theme::palette(ui.ctx());
        if chart.is_empty() {
            ui.add(Label::new(RichText::new(seen.claims.says()).color(palette.text_muted)).wrap());
            return;
        }
        self.chart_ui(ui, &chart);
        let never: Vec<&Taken> = seen.claims.never().take(self.unchecked.shown(UNCHECKED)).collect();
        if never.is_empty() {
            return;
        }
        let many = seen.claims.never().count();
        ui.add_space(space::S);
        let text = format!(
            "{} taken on and never checked: “Check a claim” in the entry asks what you would want to know before you rely on it",
            count_text(many, "entry", "entries")
        );
        ui.add(Label::new(RichText::new(text).color(palette.text_muted)).wrap());
        let entries = self.index.of(cx.snapshot);
        rows_card_ui(ui, |ui| {
            for entry in never.iter().filter_map(|taken| entries.get(&taken.entry)) {
                if entry_row_ui(ui, cx.catalogue, entry, "", |_| {}).clicked() {
                    cx.open(entry.id);
                }
            }
            self.unchecked.more_ui(ui, UNCHECKED, many, "entries");
        });
    }
}

impl Network {
    /// From whom one learns.
    pub(super) fn mirror_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        if cx.snapshot.entries.is_empty() {
            let text = "In which communities you learn, with whom, and how wide that is: professions, places, platforms. It fills itself from your entries.";
            let first = (!cx.read_only()).then_some("Log something");
            if empty_ui(ui, Icon::People, "Who do you learn from?", text, first) {
                cx.actions.push(Action::Run(Command::LogSomething));
            }
            return;
        }
        let mirror = &mut self.mirror;
        mirror.period.show_ui(ui, cx, |_, _| {});
        let days = mirror.period.days(cx.today());
        let Some(seen) = mirror.sight.see(cx, Look::Network(days)) else {
            working_ui(ui);
            return;
        };
        let Seen::Network(seen) = &*seen else { return };
        let days = finding::days(days, cx.today());
        section_ui(ui, "What could widen it", |_| {});
        for suggestion in &seen.suggestions {
            ui.push_id(suggestion.cue, |ui| suggestion_ui(ui, cx, suggestion));
            ui.add_space(space::XS);
        }
        if seen.suggestions.is_empty() {
            nothing_to_suggest_ui(ui, cx, seen);
        }
        mirror.communities_ui(ui, cx, seen, &days);
        mirror.people_ui(ui, cx, seen, &days);
        mirror.facets_ui(ui, cx, seen, &days);
        mirror.claims_ui(ui, cx, seen);
    }
}

/// Why nothing is suggested: whether too little is known, and the way to say more, or nothing stands out.
fn nothing_to_suggest_ui(ui: &mut Ui, cx: &mut Ctx<'_>, seen: &LearntFrom) {
    let palette = theme::palette(ui.ctx());
    let professions = seen.mirror.facets.iter().find(|facet| facet.aspect == Aspect::Professions);
    let (known, all) = (professions.map_or(0, crate::review::mirror::Facet::known), seen.mirror.entries);
    let is_unsaid = known * 2 < all;
    let text = match (all, is_unsaid) {
        (0, _) => "Nothing is logged in this time that could be looked at.".to_owned(),
        (_, true) => format!(
            "Too little is known for a suggestion: in {} of {} it is known which profession had a part. Say what the people whom you name do, and where.",
            crate::domain::text::number(known),
            count_text(all, "entry", "entries")
        ),
        (_, false) => "Nothing stands out: professions, places and platforms are mixed.".to_owned(),
    };
    ui.horizontal_wrapped(|ui| {
        ui.add(Label::new(RichText::new(text).color(palette.text_muted)).wrap());
        if is_unsaid && all > 0 && buttons::link_ui(ui, "Say who people are").clicked() {
            cx.actions.push(Action::OpenNetwork(Part::People));
        }
    });
}

/// A suggestion with its next step.
fn suggestion_ui(ui: &mut Ui, cx: &mut Ctx<'_>, suggestion: &Suggestion) {
    let palette = theme::palette(ui.ctx());
    panel_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        ui.horizontal_top(|ui| {
            Icon::Idea.mark_ui(ui, size::ICON, palette.accent_text);
            let room = ui.available_width();
            ui.vertical(|ui| {
                ui.set_width(room);
                ui.add(Label::new(RichText::new(&suggestion.title).font(theme::bold(type_size::BODY))).wrap());
                ui.add(Label::new(RichText::new(&suggestion.next).color(palette.text)).wrap());
                ui.add(Label::new(RichText::new(&suggestion.rests_on).small().color(palette.text_muted)).wrap());
                ui.horizontal_wrapped(|ui| step_ui(ui, cx, suggestion));
            });
        });
    });
}

fn step_ui(ui: &mut Ui, cx: &mut Ctx<'_>, suggestion: &Suggestion) {
    let known = suggestion.not_yet.as_ref().and_then(|name| cx.catalogue.communities.iter().find(|known| known.draft.name == *name));
    if let Some(known) = known.filter(|_| !cx.read_only()) {
        let button = buttons::marked_ui(ui, Style::Standard, Icon::Add, &format!("Add “{}” to my communities", known.draft.name));
        if button.on_hover_text("Its next chats then stand on Today, and in the calendar that you can save").clicked() {
            cx.send(Request::AddCommunity(Box::new(known.draft.clone())));
            cx.say(format!("“{}” is in your network", known.draft.name));
        }
    }
    if let Some(name) = suggestion.community.and_then(|id| cx.community(id)).map(|community| community.draft.name.clone()) {
        if suggestion.chat.is_some() {
            let button = buttons::marked_ui(ui, Style::Standard, Icon::Calendar, "Save my chats as a calendar…");
            if button.on_hover_text("All slots and chats, as a file that calendars read").clicked() {
                cx.ask(Ask::SaveCalendar);
            }
        }
        if buttons::link_ui(ui, &format!("Entries in “{name}”")).clicked() {
            cx.actions.push(Action::Find(finding::filter("community", &name)));
        }
    }
}

/// “12 times, 11 h · last 3 weeks ago · next Tue 24 Nov, 20:00”.
fn community_text(cx: &Ctx<'_>, community: &InCommunity) -> String {
    let spent = community.spent;
    let mut parts = vec![match spent.entries {
        0 => "Not in this time".to_owned(),
        times => format!("{}, {}", count_text(times, "time", "times"), spent.minutes),
    }];
    parts.extend(spent.last.map(|last| format!("last {}", ago_text(last, cx.today()))));
    if community.twelve_months > 0 {
        parts.push(format!("{} in three months, {} in twelve", community.three_months, community.twelve_months));
    }
    parts.extend(community.next.map(|next| format!("next {}", next_text(cx, &next))));
    if !community.professions.is_empty() {
        parts.push(format!("for {}", community.professions.join(", ")));
    }
    parts.join(" · ")
}

/// By the reader's clocks.
fn next_text(cx: &Ctx<'_>, next: &Occurrence) -> String {
    let here = next.start.with_timezone(&cx.snapshot.zone).naive_local();
    format!("{}, {}", when::shown(here.date()), here.format("%H:%M"))
}

fn met_text(cx: &Ctx<'_>, met: &Met) -> String {
    let about = [&met.profession, &met.organisation, &met.place];
    let mut parts: Vec<String> = about.into_iter().filter(|text| !text.is_empty()).cloned().collect();
    parts.push(count_text(met.entries, "entry", "entries"));
    parts.push(format!("last {}", ago_text(met.last, cx.today())));
    parts.join(" · ")
}

/// A name and what is known of it, as one large button; whether it was pressed.
fn row_ui(ui: &mut Ui, name: &str, about: &str) -> bool {
    let response = ui
        .scope_builder(UiBuilder::new().id_salt(name).sense(Sense::click()), |ui| {
            let palette = theme::palette(ui.ctx());
            // The ground under the pointer lies under the words, whose height is known only after them.
            let ground = ui.painter().add(egui::Shape::Noop);
            let response = ui.response();
            let inner = egui::Frame::new().inner_margin(egui::Margin::symmetric(10, 6)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.add(Label::new(RichText::new(name).font(theme::bold(type_size::BODY)).color(palette.text)).wrap().selectable(false));
                ui.add(Label::new(RichText::new(about).small().color(palette.text_muted)).wrap().selectable(false));
            });
            if response.hovered() {
                ui.painter().set(ground, egui::Shape::rect_filled(inner.response.rect, radius::CONTROL, palette.hover));
            }
        })
        .response
        .on_hover_cursor(egui::CursorIcon::PointingHand);
    let said = format!("{name}: {about}");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &said));
    buttons::focus_ring(ui, &response);
    response.clicked()
}
