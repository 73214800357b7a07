//! Where all of it stands: choices, what would leave, and what leaves, beside each other as far as there is room; the rest one after the
//! other, behind their names. The button stays in sight.

use egui::{Align2, Button, CentralPanel, Frame, Label, Margin, Panel, Rect, RichText, ScrollArea, Stroke, Ui, UiBuilder};

use super::choice::Whom;
use super::foot::{AGAIN, Room, outdated_ui};
use super::pages::Scene;
use super::{Export, Known, Side, State};
use crate::journal::{Selection, Under};
use crate::ui::action::Action;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::notices::sentence;
use crate::ui::theme::{self, Icon, size, space};
use crate::ui::widgets::{drop_down_ui, empty_ui, follow_keyboard, notice_ui, scroll_by_keys, segments_ui};
use crate::worker::{LeavingRequest, PortfolioRequest, Request};

/// From this width on, choices, document and list stand beside each other.
const THREE: f32 = 960.0;

/// From this width on, the choices stand beside the rest.
const TWO: f32 = 620.0;

/// Below this height, the room around things is smaller.
const LOW: f32 = 420.0;

/// Below this height, there is no room for more than one line of names.
const LOWEST: f32 = 240.0;

/// The room for the choices, also where there is little, and for the list.
const CHOICES: f32 = 316.0;
const LEAST_CHOICES: f32 = 304.0;
const LEAVES: f32 = 272.0;

/// How many columns there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Columns {
    One,
    Two,
    Three,
}

impl Columns {
    pub(super) fn of(wide: f32) -> Self {
        match wide {
            wide if wide >= THREE => Self::Three,
            wide if wide >= TWO => Self::Two,
            _ => Self::One,
        }
    }

    /// What is behind a name, in the order shown.
    fn sides(self) -> &'static [Side] {
        const ALL: &[Side] = &[Side::Choices, Side::Leaves, Side::Pages, Side::Words, Side::Findings];
        let beside = match self {
            Self::One => 0,
            Self::Two => 1,
            Self::Three => 2,
        };
        ALL.get(beside..).unwrap_or_default()
    }

    /// The one that is in sight: what stands beside the rest is always.
    pub(super) fn shown(self, side: Side) -> Side {
        if self.sides().contains(&side) { side } else { self.sides().first().copied().unwrap_or(side) }
    }
}

impl Export {
    /// Shows the page.
    pub fn show_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let nothing = cx.snapshot.entries.is_empty() && cx.snapshot.records.is_empty();
        if nothing && cx.snapshot.complete {
            CentralPanel::default().frame(theme::screen_frame(ui.ctx())).show(ui, |ui| {
                let what_for = "Here your entries become a document for a regulator or an appraiser: all of them, a year, or what belongs to one goal. \
                                You see everything before it leaves.";
                if empty_ui(ui, Icon::Portfolio, "Nothing to export yet", what_for, Some("Log something")) {
                    cx.actions.push(Action::Run(Command::LogSomething));
                }
            });
            return;
        }
        let selection = self.choice.selection(cx, self.earlier.as_deref());
        self.ask(cx, &selection);
        let columns = Columns::of(ui.available_width());
        let (is_low, is_lowest) = (ui.available_height() < LOW, ui.available_height() < LOWEST);
        let all = ui.available_rect_before_wrap();
        // What comes last in order of reading comes last for the keyboard, too: the list and the button are laid out after the rest, in room
        // that was kept for them.
        if columns == Columns::Three {
            let (page, list) = all.split_left_right_at_x(all.right() - LEAVES);
            within_ui(ui, "page", page, Frame::new(), |ui| self.columns_ui(ui, cx, &selection, columns, is_lowest));
            let frame = theme::screen_frame(ui.ctx()).inner_margin(Margin::same(16));
            within_ui(ui, "what leaves", list, frame, |ui| self.beside_ui(ui, cx, &selection));
            return;
        }
        let room = if is_lowest { Room::Low } else { Room::Bar };
        let (high, wide) = (if is_low { 4 } else { 10 }, if is_lowest { 12 } else { 24 });
        let bar = self.foot.max(size::TARGET) + 2.0 * f32::from(high);
        let (page, bar) = all.split_top_bottom_at_y(all.bottom() - bar);
        within_ui(ui, "page", page, Frame::new(), |ui| self.columns_ui(ui, cx, &selection, columns, is_lowest));
        let frame = theme::screen_frame(ui.ctx()).inner_margin(Margin::symmetric(wide, high));
        within_ui(ui, "export", bar, frame, |ui| self.measured_foot_ui(ui, cx, &selection, room));
        ui.painter().hline(bar.x_range(), bar.top(), Stroke::new(size::HAIRLINE, theme::palette(ui.ctx()).line));
    }

    /// The choices beside what they make, or all of it behind names.
    fn columns_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, selection: &Selection, columns: Columns, is_lowest: bool) {
        let palette = theme::palette(ui.ctx());
        let is_low = ui.available_height() < LOW;
        if columns != Columns::One {
            let (wide, left) = if columns == Columns::Two { (LEAST_CHOICES, 20) } else { (CHOICES, 32) };
            let frame = theme::screen_frame(ui.ctx()).inner_margin(Margin { left, right: 16, top: 8, bottom: 0 });
            Panel::left("choices").resizable(false).exact_size(wide).show_separator_line(false).frame(frame).show(ui, |ui| {
                self.choices_area_ui(ui, cx, selection);
            });
        }
        let desk = Frame::new().fill(if columns == Columns::One { palette.canvas } else { palette.sidebar });
        let desk = desk.inner_margin(Margin { left: 20, right: 12, top: if is_low { 4 } else { 12 }, bottom: 0 });
        CentralPanel::default().frame(desk).show(ui, |ui| {
            self.sides_ui(ui, selection, columns, is_lowest);
            self.side_area_ui(ui, cx, selection, columns.shown(self.side));
        });
    }

    fn choices_area_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, selection: &Selection) {
        ScrollArea::vertical().id_salt("choices").auto_shrink(false).show(ui, |ui| {
            // So that round edges are not cut off.
            Frame::new().inner_margin(Margin { left: 2, right: 8, top: 0, bottom: 0 }).show(ui, |ui| {
                self.choose_ui(ui, cx, selection);
                ui.add_space(space::L);
            });
            follow_keyboard(ui);
        });
    }

    /// The choices. From the moment on in which one is changed, what is known is of something else.
    fn choose_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, selection: &Selection) {
        let format = self.choice.format;
        self.choices_ui(ui, cx, selection);
        let changed = self.choice.selection(cx, self.earlier.as_deref()) != *selection;
        // Why something else was not written is of no use any more.
        if (changed || format != self.choice.format) && matches!(self.state, State::Failed { .. } | State::Cancelled | State::Changed) {
            self.state = State::Idle;
            ui.ctx().request_repaint();
        }
        if changed {
            self.current = false;
            self.asked = None;
            ui.ctx().request_repaint();
        }
    }

    /// Names of what can be in sight, and how to turn pages.
    fn sides_ui(&mut self, ui: &mut Ui, selection: &Selection, columns: Columns, is_lowest: bool) {
        let findings = match self.known() {
            Known::Now => match self.confidentiality.open(selection) {
                0 => "Confidentiality".to_owned(),
                open => format!("Confidentiality · {open}"),
            },
            Known::NotYet | Known::Again => "Confidentiality · …".to_owned(),
            Known::Failed => "Confidentiality · ?".to_owned(),
        };
        let shown = columns.shown(self.side);
        let sides = columns.sides();
        let name = |side: &Side| match side {
            Side::Choices => "Choices",
            Side::Leaves => "What leaves",
            Side::Pages if columns == Columns::Three => "Page by page",
            Side::Pages => "Pages",
            Side::Words if columns == Columns::Three => "In words",
            Side::Words => "Words",
            Side::Findings => findings.as_str(),
        };
        let names: Vec<&str> = sides.iter().map(name).collect();
        let chosen = sides.iter().position(|side| *side == shown).unwrap_or(0);
        let pressed = if is_lowest {
            let name = names.get(chosen).copied().unwrap_or_default();
            let names = names.iter().map(|name| (*name, ""));
            let (pressed, response) = drop_down_ui(ui, "what is shown", name, ui.available_width() - space::S, Some(chosen), names);
            response.accessible_name("What is shown of it");
            pressed
        } else {
            segments_ui(ui, "What is shown of it", &names, chosen)
        };
        if let Some(side) = pressed.and_then(|at| sides.get(at)) {
            self.side = *side;
        }
        if shown == Side::Pages && self.unseen.is_none() {
            self.pages.bar_ui(ui);
        }
        ui.add_space(space::XS);
    }

    /// What is in sight, in what scrolls; marked where it may not be true any more.
    fn side_area_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, selection: &Selection, side: Side) {
        let room = ScrollArea::vertical().id_salt(("side", side as u8)).auto_shrink(false).show(ui, |ui| {
            ui.set_max_width(ui.available_width() - space::S);
            self.side_ui(ui, cx, selection, side);
            ui.add_space(space::XL);
            follow_keyboard(ui);
        });
        let outdated = match side {
            Side::Choices => None,
            Side::Pages => self.pages.outdated(&self.scene(selection)),
            Side::Leaves | Side::Words | Side::Findings => (self.known() == Known::Again).then_some(AGAIN),
        };
        if let Some(words) = outdated {
            // On the page itself; elsewhere where nothing has its name.
            let end = if side == Side::Pages { Align2::CENTER_CENTER } else { Align2::CENTER_BOTTOM };
            outdated_ui(ui, room.inner_rect, end, words);
        }
    }

    fn side_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, selection: &Selection, side: Side) {
        self.outcome_ui(ui, cx);
        if side != Side::Choices && self.failed_look_ui(ui) {
            return;
        }
        match side {
            Side::Choices => {
                scroll_by_keys(ui);
                self.choose_ui(ui, cx, selection);
            }
            Side::Leaves => {
                scroll_by_keys(ui);
                self.leaves_ui(ui);
            }
            Side::Pages => {
                let scene = self.scene(selection);
                self.pages.show_ui(ui, cx, &scene);
            }
            Side::Words => {
                scroll_by_keys(ui);
                self.words_ui(ui, cx);
            }
            Side::Findings => {
                let known = self.known();
                self.confidentiality.show_ui(ui, cx, selection, known);
            }
        }
    }

    fn scene<'a>(&self, selection: &'a Selection) -> Scene<'a> {
        let known = self.known();
        let is_now = known == Known::Now;
        let entries = self.looked.as_ref().map_or(0, |looked| looked.summary.entries.len());
        let is_empty = self.looked.as_ref().is_none_or(|looked| looked.summary.is_empty());
        let (is_ready, is_empty) = (is_now && !is_empty, is_now && is_empty);
        Scene { seq: self.seq, selection, is_ready, is_again: known == Known::Again, is_empty, entries, format: self.choice.format }
    }

    /// Says why nothing is known of what would leave, if so, and looks again.
    fn failed_look_ui(&mut self, ui: &mut Ui) -> bool {
        let Some(why) = &self.unseen else { return false };
        let palette = theme::palette(ui.ctx());
        let mut again = false;
        notice_ui(ui, palette.danger, Icon::WarningCircle, &sentence(&why.title), |ui| {
            let more = "So it is not known what would leave, nor whether anything in it could tell who somebody is. Nothing leaves unseen.";
            for line in why.details.iter().chain([&why.hint]).map(String::as_str).filter(|line| !line.is_empty()).chain([more]) {
                ui.add(Label::new(RichText::new(sentence(line)).small().color(palette.text)).wrap());
            }
            again = ui.add(Button::new("Look again")).clicked();
        });
        if again {
            self.look_again();
            ui.ctx().request_repaint();
        }
        true
    }

    /// Asks what would leave, once for each change of the journal or of the choices.
    fn ask(&mut self, cx: &mut Ctx<'_>, selection: &Selection) {
        if matches!(self.choice.whom, Whom::One(_, number) if number != 0) && self.earlier_asked != Some(cx.snapshot.revision) {
            self.earlier_asked = Some(cx.snapshot.revision);
            cx.send(Request::Portfolio(PortfolioRequest::Stands(-1)));
        }
        // The days of a cycle are found by whoever puts it together: that they become known here changes nothing.
        let under_one = matches!(selection.under, Under::One(..));
        let counting = selection.counting.clone().filter(|_| !under_one);
        let asked = Selection { cycle: selection.cycle.filter(|_| !under_one), counting, ..selection.clone() };
        let question = (cx.snapshot.revision, asked);
        if self.asked.as_ref() != Some(&question) {
            self.current = false;
            self.unseen = None;
            self.seq = cx.ticket();
            cx.send(Request::Leaving(LeavingRequest::Look { selection: Box::new(selection.clone()), seq: self.seq }));
            self.asked = Some(question);
        }
    }
}

/// Shows something in a room of its own.
fn within_ui(ui: &mut Ui, name: &str, room: Rect, frame: Frame, content: impl FnOnce(&mut Ui)) {
    ui.scope_builder(UiBuilder::new().id_salt(name).max_rect(room), |ui| {
        ui.shrink_clip_rect(room);
        CentralPanel::default().frame(frame).show(ui, content);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_in_sight_or_behind_a_name() {
        assert_eq!([Columns::of(336.0), Columns::of(700.0), Columns::of(1064.0)], [Columns::One, Columns::Two, Columns::Three]);
        assert_eq!([Columns::One, Columns::Two, Columns::Three].map(|columns| columns.sides().len()), [5, 4, 3]);
        for (columns, side, shown) in [
            (Columns::One, Side::default(), Side::Choices),
            (Columns::Two, Side::default(), Side::Leaves),
            (Columns::Three, Side::default(), Side::Pages),
            (Columns::Three, Side::Leaves, Side::Pages),
            (Columns::One, Side::Findings, Side::Findings),
            (Columns::Three, Side::Findings, Side::Findings),
        ] {
            assert_eq!(columns.shown(side), shown, "{columns:?} {side:?}");
        }
    }
}
