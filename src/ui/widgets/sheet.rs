//! A sheet on the screen: a page as on paper, whose words can be selected and whose quotes open the entry that they are from.

use egui::{Align, Frame, Label, Layout, Margin, RichText, Role, Stroke, Ui, vec2};

use super::chart::{ChartState, chart_ui};
use super::chart_table::chart_table_ui;
use super::{Markdown, figures_ui, measure_ui};
use crate::domain::sheet::Block;
use crate::domain::{EntryId, Sheet, when};
use crate::drawing::Place;
use crate::ui::theme::{self, buttons, radius, size, space, type_size};

/// The most width of a sheet, in points.
const WIDE: f32 = 860.0;

/// Below this width there is less paper around the words, in points.
const NARROW: f32 = 560.0;

/// What a sheet keeps between frames.
#[derive(Debug, Default)]
pub struct SheetState {
    markdown: Markdown,
    /// By the place of the chart among the blocks.
    charts: Vec<ChartState>,
}

/// What was asked of a sheet in this frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SheetResponse {
    /// The entry of a quote is to be opened.
    pub entry: Option<EntryId>,
    /// A number of a chart was chosen: the place of the chart among the blocks, and the number.
    pub chart: Option<(usize, Place)>,
}

/// Shows a sheet in the middle of the room there is.
pub fn sheet_ui(ui: &mut Ui, sheet: &Sheet, state: &mut SheetState) -> SheetResponse {
    state.charts.resize_with(sheet.blocks.len(), ChartState::default);
    let palette = theme::palette(ui.ctx());
    measure_ui(ui, WIDE, |ui| {
        let margin = if ui.available_width() < NARROW { Margin::same(16) } else { Margin::symmetric(44, 40) };
        let edge = Stroke::new(size::HAIRLINE, palette.line);
        let paper = Frame::new().fill(palette.raised).stroke(edge).corner_radius(radius::SMALL).inner_margin(margin);
        paper.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.push_id(("sheet", sheet.id), |ui| page_ui(ui, sheet, state)).inner
        })
    })
    .inner
}

fn page_ui(ui: &mut Ui, sheet: &Sheet, state: &mut SheetState) -> SheetResponse {
    let palette = theme::palette(ui.ctx());
    let mut asked = SheetResponse::default();
    ui.spacing_mut().item_spacing.y = space::S;
    words_ui(ui, RichText::new(&sheet.title).text_style(theme::title_style()).color(palette.text), Some(1));
    if !sheet.subtitle.is_empty() {
        words_ui(ui, RichText::new(&sheet.subtitle).color(palette.text_muted), None);
    }
    let made = when::shown(sheet.made_on);
    let by = if sheet.author.is_empty() { made } else { format!("{}, {made}", sheet.author) };
    words_ui(ui, RichText::new(by).small().color(palette.text_muted), None);
    for (at, (block, chart)) in sheet.blocks.iter().zip(&mut state.charts).enumerate() {
        ui.push_id(at, |ui| match block {
            Block::Heading(text) => {
                ui.add_space(space::L);
                words_ui(ui, RichText::new(text).text_style(theme::section_style()).color(palette.text), Some(2));
            }
            Block::Text(text) => state.markdown.show_ui(ui, text),
            Block::Figures(figures) => {
                ui.add_space(space::S);
                figures_ui(ui, figures);
            }
            Block::Chart(one) => {
                ui.add_space(space::M);
                asked.chart = chart_ui(ui, one, chart).chosen.map(|place| (at, place)).or(asked.chart);
            }
            Block::Quote { words, from, entry } => {
                if quote_ui(ui, &mut state.markdown, words, from, entry.is_some()) {
                    asked.entry = *entry;
                }
            }
            Block::List(points) => list_ui(ui, points),
            Block::Table { title, heads, lines } => {
                ui.add_space(space::S);
                if !title.is_empty() {
                    words_ui(ui, RichText::new(title).font(theme::bold(type_size::BODY)).color(palette.text), None);
                }
                chart_table_ui(ui, title, heads, lines);
            }
        });
    }
    asked
}

/// Words that can be selected; a heading is read out as one.
fn words_ui(ui: &mut Ui, text: RichText, heading: Option<usize>) {
    let words = text.text().to_owned();
    let response = ui.add(Label::new(text).wrap().selectable(true));
    if let Some(level) = heading {
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_role(Role::Heading);
            node.set_level(level);
            node.set_label(words);
        });
    }
}

/// The registrant's words beside a rule, and where they stand; says whether that is to be opened.
fn quote_ui(ui: &mut Ui, markdown: &mut Markdown, words: &str, from: &str, opens: bool) -> bool {
    let palette = theme::palette(ui.ctx());
    let quote = Frame::new().inner_margin(Margin { left: 16, right: 0, top: 4, bottom: 4 }).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        markdown.show_ui(ui, words);
        if from.is_empty() && !opens {
            return false;
        }
        let from = if from.is_empty() { "Open the entry" } else { from };
        if !opens {
            words_ui(ui, RichText::new(from).small().color(palette.text_muted), None);
            return false;
        }
        let link = |ui: &mut Ui| buttons::quiet_ui(ui, RichText::new(from).small().color(palette.accent_text));
        let response = ui.with_layout(Layout::top_down(Align::Min), link).inner;
        response.widget_info(|| egui::WidgetInfo::labeled(Role::Link, true, format!("Open {from}")));
        response.on_hover_text("Open the entry").clicked()
    });
    let rect = quote.response.rect;
    ui.painter().rect_filled(egui::Rect::from_min_size(rect.min, vec2(3.0, rect.height())), 1, palette.accent);
    quote.inner
}

fn list_ui(ui: &mut Ui, points: &[String]) {
    let palette = theme::palette(ui.ctx());
    let builder = egui::UiBuilder::new().accessibility_role(Role::List);
    ui.scope_builder(builder, |ui| {
        for point in points {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::S;
                ui.add_space(space::S);
                ui.label(RichText::new("•").color(palette.accent_text));
                let response = ui.add(Label::new(RichText::new(point).color(palette.text)).wrap().selectable(true));
                ui.ctx().accesskit_node_builder(response.id, |node| {
                    node.set_role(Role::ListItem);
                    node.set_label(point.as_str());
                });
            });
        }
    });
}
