//! Blocks below each other: measured once for a width, then only what is in view is painted.

use egui::{Align, Id, Rect, Role, Sense, Stroke, Ui, UiBuilder, pos2, vec2};

use super::inline::{self, Base};
use super::marks::Mark;
use super::tables;
use super::tree::{Block, Container, Look, Marker, Text};
use super::words::{Place, View, Words};
use crate::ui::theme::{self, Palette, radius, size, space, type_size};

/// Before the words of a quote.
const QUOTE: f32 = 16.0;

/// The bar of a quote.
const BAR: f32 = 3.0;

/// How much of the width may go to what stands before the words.
const MOST_INDENT: f32 = 0.6;

/// A text that has been measured. All places are relative to its corner.
#[derive(Debug, Default)]
pub(super) struct Layout {
    parts: Vec<Part>,
    size: egui::Vec2,
}

/// Something in a text.
#[derive(Debug)]
pub(super) enum Part {
    Words(Words),
    /// What stands before an item; it is read out with the item's words.
    Mark(Mark),
    /// The ground of code.
    Ground(Rect),
    /// The bar of a quote.
    Bar(Rect),
    /// A line across.
    Rule(Rect),
    /// A table: its rows, and the cells of each.
    Table(Rect, Vec<(Rect, Vec<Words>)>),
}

impl Layout {
    /// Measures the blocks of a text.
    pub(super) fn new(ui: &Ui, blocks: &[Block], width: f32) -> Self {
        let palette = theme::palette(ui);
        let mut flow =
            Flow { ui, palette, width, y: 0.0, above: Above::Nothing, tight: false, inside: Vec::new(), before: None, parts: Vec::new() };
        for block in blocks {
            flow.block(block);
        }
        while !flow.inside.is_empty() {
            flow.close();
        }
        Self { size: vec2(width, flow.y), parts: flow.parts }
    }

    /// Shows the text and takes up its room.
    pub(super) fn show_ui(&self, ui: &mut Ui) {
        let (rect, response) = ui.allocate_exact_size(self.size, Sense::hover());
        let told = ui.ctx().has_accesskit_node(ui.unique_id());
        let view = View { origin: rect.min, palette: theme::palette(ui), told };
        for (at, part) in self.parts.iter().enumerate() {
            part.show_ui(ui, &view, response.id.with(at));
        }
    }
}

impl Part {
    fn show_ui(&self, ui: &mut Ui, view: &View, id: Id) {
        let offset = view.origin.to_vec2();
        let visible = |rect: Rect| Some(rect.translate(offset)).filter(|rect| ui.is_rect_visible(*rect));
        match self {
            Self::Words(words) => words.show_ui(ui, view, id),
            Self::Mark(mark) => mark.paint(ui, view.origin, view.palette),
            Self::Ground(rect) => {
                if let Some(rect) = visible(*rect) {
                    ui.painter().rect_filled(rect, radius::CONTROL, view.palette.control);
                }
            }
            Self::Bar(rect) => {
                if let Some(rect) = visible(*rect) {
                    ui.painter().rect_filled(rect, radius::SMALL, view.palette.outline);
                }
            }
            Self::Rule(rect) => {
                if let Some(rect) = visible(*rect) {
                    ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(size::HAIRLINE, view.palette.outline));
                }
            }
            Self::Table(rect, rows) => {
                if visible(*rect).is_none() && !view.told && !rows.iter().flat_map(|(_, cells)| cells).any(|cell| cell.has_links()) {
                    return;
                }
                let table = UiBuilder::new().id_salt(id).max_rect(rect.translate(offset)).accessibility_role(Role::Table);
                ui.scope_builder(table, |ui| {
                    for (at, (rect, cells)) in rows.iter().enumerate() {
                        Self::row_ui(ui, view, id.with(at), (at, *rect), cells);
                    }
                });
            }
        }
    }

    fn row_ui(ui: &mut Ui, view: &View, id: Id, (at, rect): (usize, Rect), cells: &[Words]) {
        let rect = rect.translate(view.origin.to_vec2());
        let visible = ui.is_rect_visible(rect);
        if !visible && !view.told && !cells.iter().any(Words::has_links) {
            return;
        }
        if visible {
            let colour = if at == 0 { view.palette.outline } else { view.palette.line };
            ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(size::HAIRLINE, colour));
        }
        ui.scope_builder(UiBuilder::new().id_salt(id).max_rect(rect).accessibility_role(Role::Row), |ui| {
            for (at, cell) in cells.iter().enumerate() {
                cell.show_ui(ui, view, id.with(at));
            }
        });
    }
}

/// Puts block below block.
pub(super) struct Flow<'a> {
    pub(super) ui: &'a Ui,
    pub(super) palette: &'static Palette,
    width: f32,
    pub(super) y: f32,
    /// What is above in the same container.
    above: Above,
    /// Whether the container is an item of a list that stands close together.
    tight: bool,
    inside: Vec<Inside>,
    /// What is read out before the next words.
    before: Option<String>,
    parts: Vec<Part>,
}

/// What is above in the same container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Above {
    Nothing,
    Heading,
    Item,
    Other,
}

/// A container that is open.
struct Inside {
    container: Container,
    top: f32,
    indent: f32,
    /// Of the container around it.
    tight: bool,
}

impl Flow<'_> {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(text) => {
                self.gap(if self.tight { space::XS } else { space::M });
                let base = Base { colour: self.colour(), ..Base::writing(self.ui, self.palette) };
                self.words(text, base, 0);
            }
            Block::Heading(level, text) => {
                self.gap(if *level < 3 { space::XL } else { space::L });
                self.words(text, heading(self.ui, *level, self.palette), *level);
                self.above = Above::Heading;
            }
            Block::Code(code) => self.code(code),
            Block::Rule => {
                self.gap(space::L);
                let (left, width) = self.room();
                self.push(Part::Rule(Rect::from_min_size(pos2(left, self.y), vec2(width, size::HAIRLINE))));
                self.y += size::HAIRLINE + space::XS;
            }
            Block::Table(table) => {
                self.gap(space::M);
                self.before = None;
                tables::lay_out(self, table);
            }
            Block::Open(container) => self.open(*container),
            Block::Close => self.close(),
        }
    }

    /// Where words begin, and how much room there is for them.
    pub(super) fn room(&self) -> (f32, f32) {
        let left = self.inside.iter().map(|inside| inside.indent).sum::<f32>().min(self.width * MOST_INDENT).floor();
        (left, self.width - left)
    }

    /// Words in a quote step back.
    fn colour(&self) -> egui::Color32 {
        let quoted = self.inside.iter().any(|inside| inside.container == Container::Quote);
        if quoted { self.palette.text_muted } else { self.palette.text }
    }

    /// Keeps a distance, but not from the edge of the container; what follows a heading belongs to it.
    fn gap(&mut self, gap: f32) {
        self.y += match self.above {
            Above::Nothing => 0.0,
            Above::Heading => gap.min(space::S),
            Above::Item | Above::Other => gap,
        };
        self.above = Above::Other;
    }

    pub(super) fn push(&mut self, part: Part) {
        self.parts.push(part);
    }

    /// Adds words over the whole width.
    pub(super) fn words(&mut self, text: &Text, base: Base, level: u8) {
        let (left, width) = self.room();
        let place = Place { left, top: self.y, width, align: Align::Min, base };
        let words = Words::new(self.ui, text, place, self.palette).after(self.before.take().as_deref());
        let words = if level > 0 { words.with_level(level) } else { words };
        self.y = words.rect.bottom();
        self.push(Part::Words(words));
    }

    fn code(&mut self, code: &str) {
        self.gap(space::M);
        let (left, width) = self.room();
        let top = self.y;
        let inner = (width - 2.0 * space::M).max(1.0);
        let job = inline::plain(
            code.to_owned(),
            Base::writing(self.ui, self.palette).sized(type_size::BODY),
            Look { code: true, ..Look::default() },
            inner,
            self.palette,
        );
        let pos = pos2(left + space::M, top + space::S);
        let words = Words::plain(self.ui, job, pos).after(self.before.take().as_deref());
        self.y = words.rect.bottom() + space::S;
        self.push(Part::Ground(Rect::from_min_max(pos2(left, top), pos2(left + width, self.y))));
        self.push(Part::Words(words));
    }

    fn open(&mut self, container: Container) {
        let outer = self.tight;
        let indent = match container {
            Container::Quote => {
                self.gap(space::M);
                self.tight = false;
                QUOTE
            }
            Container::Item { marker, loose } => {
                let close = self.tight || self.above == Above::Item;
                self.gap(match (loose, close) {
                    (false, true) => space::XS,
                    (true, true) => space::S,
                    (_, false) => space::M,
                });
                self.tight = !loose;
                self.marker(marker)
            }
        };
        self.above = Above::Nothing;
        self.inside.push(Inside { container, top: self.y, indent, tight: outer });
    }

    fn close(&mut self) {
        let Some(inside) = self.inside.pop() else { return };
        if inside.container == Container::Quote {
            let left = self.room().0;
            let bar = Rect::from_min_max(pos2(left, inside.top), pos2(left + BAR, self.y));
            self.push(Part::Bar(bar));
        } else {
            // An item without words is as high as its marker.
            self.y = self.y.max(inside.top + Base::writing(self.ui, self.palette).line());
            self.before = None;
        }
        self.tight = inside.tight;
        self.above = if inside.container == Container::Quote { Above::Other } else { Above::Item };
    }

    /// Puts what stands before an item; returns how far that moves its words.
    fn marker(&mut self, marker: Marker) -> f32 {
        let left = self.room().0;
        let (mark, gutter) = Mark::new(self.ui, marker, pos2(left, self.y), self.palette);
        self.push(Part::Mark(mark));
        self.before = Some(match marker {
            Marker::Bullet(_) => "•".to_owned(),
            Marker::Number(number) => format!("{number}."),
            Marker::Task(done) => if done { "Done:" } else { "To do:" }.to_owned(),
        });
        gutter
    }
}

/// How a heading looks. In an entry it stands below the title of a section.
fn heading(ui: &Ui, level: u8, palette: &Palette) -> Base {
    let size = match level {
        1 => type_size::HEADING,
        2 => f32::midpoint(type_size::HEADING, type_size::SECTION),
        3 => type_size::SECTION,
        4 => type_size::WRITING,
        _ => type_size::BODY,
    };
    let colour = if level < 6 { palette.text } else { palette.text_muted };
    Base { bold: true, colour, ..Base::writing(ui, palette).sized(size) }
}
