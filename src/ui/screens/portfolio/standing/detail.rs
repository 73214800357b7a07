//! A requirement that is opened: what it means, its parts, what counted and what did not, and how it was counted.

use egui::{Frame, Label, Margin, RichText, Ui, WidgetInfo};

use super::card::{Card, Line, Scene};
use super::{how, mend, muted_ui, small_ui, wrapped_ui};
use crate::domain::RecordDraft;
use crate::domain::framework::requirement::RequirementKind;
use crate::domain::framework::{Rule, Source};
use crate::domain::standing::{Judged, Part};
use crate::ui::action::{Action, Route};
use crate::ui::command::Command;
use crate::ui::screens::portfolio::Go;
use crate::ui::theme::buttons::Look;
use crate::ui::theme::{self, Icon, space, type_size};
use crate::ui::widgets::{TableRow, article, copyable_ui, number_text, sentence, table_ui};

/// With less room the detail begins at the edge of its row.
const INDENTED: f32 = 520.0;

/// Unexplained gaps that have a button of their own.
const GAPS: usize = 4;

impl Card {
    /// Shows the detail; the requirement that is gone to from it.
    pub(super) fn detail_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_, '_>, line: Line<'_>) -> Option<String> {
        let left = if ui.available_width() < INDENTED { space::S } else { space::XXXL - space::M };
        #[expect(clippy::cast_possible_truncation, reason = "a few points")]
        let margin = Margin { left: left as i8, right: 8, top: 0, bottom: 16 };
        Frame::new()
            .inner_margin(margin)
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                let Line { requirement, progress, .. } = line;
                if !requirement.help.is_empty() {
                    ui.add(Label::new(&requirement.help).wrap());
                }
                for note in &progress.notes {
                    muted_ui(ui, &sentence(note));
                }
                self.add_ui(ui, scene, line);
                parts_ui(ui, scene, line);
                let gone_to = self.lists_ui(ui, scene, line);
                how_ui(ui, scene, line);
                gone_to
            })
            .inner
    }

    /// The first step to more of it.
    fn add_ui(&self, ui: &mut Ui, scene: &mut Scene<'_, '_>, line: Line<'_>) {
        if scene.cx.read_only() || self.number() != 0 {
            return;
        }
        let Line { requirement, .. } = line;
        let today = scene.cx.today();
        ui.add_space(space::XS);
        for source in &requirement.from {
            match source {
                Source::Record(kind) => {
                    let Some(kind) = scene.cx.catalogue.record_kind(kind) else { continue };
                    if wrapped_ui(ui, Look::Standard, Icon::Add, &format!("Add {} {}", article(&kind.one), kind.one)).clicked() {
                        scene.go = Some(Go::NewRecord(Box::new(mend::begun(kind, requirement, today))));
                    }
                }
                Source::Learning => {
                    if wrapped_ui(ui, Look::Standard, Icon::Add, "Log something for it").clicked() {
                        scene.cx.actions.push(Action::Run(Command::LogSomething));
                    }
                }
                Source::Goals => {
                    if wrapped_ui(ui, Look::Standard, Icon::Goals, "Go to your plan").clicked() {
                        scene.cx.go(Route::Goals);
                    }
                }
            }
        }
    }
}

/// A small title within the detail.
pub(super) fn title_ui(ui: &mut Ui, title: &str) {
    ui.add_space(space::S);
    ui.add(Label::new(RichText::new(title).font(theme::bold(type_size::BODY))).wrap());
}

/// Years, categories or gaps, as a table.
fn parts_ui(ui: &mut Ui, scene: &mut Scene<'_, '_>, line: Line<'_>) {
    let Line { requirement, progress, .. } = line;
    if progress.parts.is_empty() {
        return;
    }
    let (title, head) = match &requirement.rule {
        Rule::Gap { .. } => ("Times without anything", ["From and to", "Months", ""]),
        Rule::Each { .. } => ("Each by itself", ["Category", "Counted", ""]),
        _ => ("Year by year", [sub_label(line), "Counted", ""]),
    };
    title_ui(ui, title);
    let gap = progress.kind == RequirementKind::Gap;
    let number = |amount| number_text(requirement, amount);
    let rows: Vec<TableRow> = progress
        .parts
        .iter()
        .map(|part| {
            let needed = part.needed.number();
            let full = if needed > 0.0 { part.counted.number() / needed } else { f64::from(u8::from(part.enough)) };
            let counted =
                if gap || needed <= 0.0 { number(part.counted) } else { format!("{} of {}", number(part.counted), number(part.needed)) };
            #[expect(clippy::cast_possible_truncation, reason = "a share for a bar of some hundred pixels")]
            TableRow { name: part.label.clone(), cells: vec![counted, state(part, gap, line).to_owned()], share: full.min(1.0) as f32 }
        })
        .collect();
    table_ui(ui, &format!("{}: {title}", requirement.label), &head, &rows);
    let Rule::Gap { explained_by: Some(kind) } = &requirement.rule else { return };
    let Some(kind) = scene.cx.catalogue.record_kind(kind).filter(|_| !scene.cx.read_only()) else { return };
    for part in progress.parts.iter().filter(|part| !part.enough).take(GAPS) {
        let name = format!("Explain {}", part.label);
        if wrapped_ui(ui, Look::Standard, Icon::Note, &name).clicked() {
            let draft = RecordDraft { until: kind.lasts.then_some(part.span.end), ..RecordDraft::on(&kind.id, part.span.start) };
            scene.go = Some(Go::NewRecord(Box::new(draft)));
        }
    }
}

/// What a part of time is called.
fn sub_label(line: Line<'_>) -> &str {
    let label = line.sheet.framework.cycle.sub_label.as_str();
    if label.is_empty() { "Part" } else { label }
}

/// Whether a part is enough, in a word; what is not judged is not judged here either.
fn state(part: &Part, gap: bool, line: Line<'_>) -> &'static str {
    match (part.enough, gap) {
        (true, true) => "explained",
        (false, true) => "to explain",
        (true, false) => "enough",
        (false, false) if part.current || line.progress.judged == Judged::Advice => "not yet",
        (false, false) => "not enough",
    }
}

/// How it was counted, and where that is written.
fn how_ui(ui: &mut Ui, scene: &Scene<'_, '_>, line: Line<'_>) {
    let Line { requirement, progress, sheet } = line;
    title_ui(ui, "How this is counted");
    let label = |kind: &str| scene.cx.catalogue.record_kind(kind).map_or_else(|| kind.to_owned(), |kind| kind.label.clone());
    small_ui(ui, &how::counted(sheet.framework, requirement, progress.span, label));
    small_ui(ui, &how::confidence(requirement));
    if let Some(source) = sheet.framework.sources.iter().find(|source| source.key == requirement.source) {
        source_ui(ui, &source.title, &source.url);
    }
}

/// A source: its title, and its address to be copied, since this program opens nothing in the network.
pub(super) fn source_ui(ui: &mut Ui, title: &str, url: &str) {
    let palette = theme::palette(ui.ctx());
    if url.is_empty() {
        small_ui(ui, &format!("Source: {title}"));
        return;
    }
    let id = ui.make_persistent_id(("source", title));
    let open: bool = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let text = RichText::new(title).small().underline().color(palette.accent_text);
    // In line with the words around it.
    let padding = std::mem::replace(&mut ui.spacing_mut().button_padding.x, 0.0);
    let response = ui.add(egui::Button::new(text).frame_when_inactive(false).wrap()).on_hover_text(url);
    ui.spacing_mut().button_padding.x = padding;
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, enabled, format!("Source: {title}")));
    if response.clicked() {
        ui.data_mut(|data| data.insert_temp(id, !open));
    }
    if open {
        copyable_ui(ui, "the address", url);
    }
}
