//! Earlier imports, each of which can be taken back as a whole, and what has left this computer.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use egui::{Label, RichText, Ui};

use super::Import;
use super::preview::quiet_ui;
use crate::domain::Uid;
use crate::domain::leaving::{Batch, Departure};
use crate::domain::when;
use crate::ui::context::Ctx;
use crate::ui::theme::{self, Icon, buttons, space};
use crate::ui::widgets::{Pages, count_text, notice_ui, panel_ui, section_ui};
use crate::worker::{LeavingRequest, Request};

/// So many are shown at once.
const PIECE: usize = 10;

/// What came in and what has left, as of a revision of the journal.
#[derive(Debug, Default)]
pub(super) struct Passed {
    lists: Option<(Vec<Batch>, Vec<Departure>)>,
    asked: Option<u64>,
    /// Whether this one is to be taken back is being asked.
    sure: Option<Uid>,
    more_in: Pages,
    more_out: Pages,
    /// What left knowingly is shown of this one.
    unfolded: Option<Uid>,
}

impl Passed {
    pub(super) fn take(&mut self, batches: &[Batch], departures: &[Departure]) {
        self.lists = Some((batches.to_vec(), departures.to_vec()));
    }

    /// Whether something came in and was not taken back, as far as that is known.
    pub(super) fn holds(&self, batch: Uid) -> bool {
        self.lists.as_ref().is_none_or(|(batches, _)| batches.iter().any(|one| one.uid == batch && !one.taken_back))
    }
}

impl Import {
    /// Asks once for each change of the journal.
    pub(super) fn ask_passed(&mut self, cx: &mut Ctx<'_>) {
        if self.passed.asked != Some(cx.snapshot.revision) {
            self.passed.asked = Some(cx.snapshot.revision);
            cx.send(Request::Leaving(LeavingRequest::Passed));
        }
    }

    pub(super) fn passed_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let Passed { lists, sure, more_in, more_out, unfolded, .. } = &mut self.passed;
        let Some((batches, departures)) = lists else { return };
        section_ui(ui, "Taken in before", |_| {});
        if batches.is_empty() {
            quiet_ui(ui, "Nothing yet. Whatever is taken in stands here, and can be taken back as a whole, also next year.");
        }
        let mut back = None;
        for batch in batches.iter().take(more_in.shown(PIECE)) {
            ui.push_id(batch.uid, |ui| panel_ui(ui, |ui| batch_ui(ui, batch, sure, cx)).then(|| back = Some(batch.clone())));
        }
        more_in.more_ui(ui, PIECE, batches.len(), "imports");
        if let Some(batch) = back {
            *sure = None;
            cx.send(Request::Leaving(LeavingRequest::UndoImport(Box::new(batch))));
        }
        section_ui(ui, "What has left", |_| {});
        let lead = if departures.is_empty() {
            "Nothing yet. Every export is noted here: what it was, when, and what left although it could tell who somebody is."
        } else {
            "Every export, as it was noted when it was written. What was made of the files since, nobody can tell here."
        };
        quiet_ui(ui, lead);
        for one in departures.iter().take(more_out.shown(PIECE)) {
            ui.push_id(one.uid, |ui| panel_ui(ui, |ui| departure_ui(ui, one, unfolded, cx.snapshot.zone)));
        }
        more_out.more_ui(ui, PIECE, departures.len(), "exports");
    }
}

/// Shows an import; `true` when it is to be taken back.
fn batch_ui(ui: &mut Ui, batch: &Batch, sure: &mut Option<Uid>, cx: &Ctx<'_>) -> bool {
    let palette = theme::palette(ui.ctx());
    ui.spacing_mut().item_spacing.y = space::XS;
    ui.add(Label::new(RichText::new(&batch.name).font(theme::bold(theme::type_size::BODY))).wrap());
    let label = crate::importers::find(&batch.format).map_or(batch.format.as_str(), |one| one.label());
    let things = count_text(batch.added, "thing", "things");
    let state = if batch.taken_back { " · taken back" } else { "" };
    quiet_ui(ui, &format!("{} · {label} · {things}{state}", moment(batch.at, cx.snapshot.zone)));
    if batch.taken_back || cx.read_only() {
        return false;
    }
    if *sure != Some(batch.uid) {
        let response = buttons::link_ui(ui, "Take back");
        let enabled = ui.is_enabled();
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, enabled, format!("Take back {}", batch.name)));
        if response.clicked() {
            *sure = Some(batch.uid);
        }
        return false;
    }
    let words = format!("Take {things} out of the journal again?");
    let mut back = false;
    notice_ui(ui, palette.warn, Icon::Warning, &words, |ui| {
        quiet_ui(ui, "Where something of it was changed since, all of it stays, and you are told. Undo brings it back.");
        ui.horizontal_wrapped(|ui| {
            back = ui.button("Take it back").clicked();
            if super::view::link_ui(ui, "Keep it").clicked() {
                *sure = None;
            }
        });
    });
    back
}

fn departure_ui(ui: &mut Ui, one: &Departure, unfolded: &mut Option<Uid>, zone: Tz) {
    ui.spacing_mut().item_spacing.y = space::XS;
    ui.add(Label::new(RichText::new(&one.name).font(theme::bold(theme::type_size::BODY))).wrap());
    let label = crate::exporters::find(&one.format).map_or(one.format.as_str(), |exporter| exporter.label());
    let entries = count_text(one.entries, "entry", "entries");
    quiet_ui(ui, &format!("{} · {label} · {entries} · {}", moment(one.at, zone), bytes_text(one.bytes)));
    if !one.title.trim().is_empty() && one.title != one.name {
        quiet_ui(ui, &one.title);
    }
    let digest: String = one.sha256.to_string();
    ui.add(
        Label::new(RichText::new(format!("SHA-256 {digest}")).small().monospace().color(theme::palette(ui.ctx()).text_muted))
            .wrap()
            .selectable(true),
    );
    let knowingly = one.acknowledged.len();
    if knowingly > 0 {
        let open = *unfolded == Some(one.uid);
        let word = format!(
            "{} left knowingly",
            count_text(knowingly, "place that could tell who somebody is", "places that could tell who somebody is")
        );
        let response = buttons::link_ui(ui, &word);
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(open));
        if response.clicked() {
            *unfolded = (!open).then_some(one.uid);
        }
        if open {
            for line in &one.acknowledged {
                quiet_ui(ui, line);
            }
        }
    }
}

fn moment(at: DateTime<Utc>, zone: Tz) -> String {
    let at = at.with_timezone(&zone);
    format!("{}, {}", when::shown(at.date_naive()), at.format("%H:%M"))
}

/// A size as people read it.
fn bytes_text(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{:.1} MB", bytes as f64 / 1_000_000.0),
    }
}
