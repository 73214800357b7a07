//! A place of the walk, over the whole page: how far it is, what is seen, and what can be done with it.

use egui::{
    Align, Button, CentralPanel, Key, Label, Layout, Margin, Modifiers, Panel, ProgressBar, RichText, ScrollArea, Ui, WidgetInfo, vec2,
};

use super::walking::{Wish, pressed};
use super::way::{Place, Way};
use super::{AppraisalWalk, Side};
use crate::domain::walk::Decision;
use crate::domain::{Walk, text};
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, size, space};
use crate::ui::widgets::{count_text, empty_ui, measure_ui};

/// With so much room, what an entry would support stands beside it.
const BESIDE: f32 = 860.0;

/// How wide that is.
const ASIDE: f32 = 320.0;

/// Texts are no wider than this.
const WIDTH: f32 = 760.0;

/// With less height, the large buttons are lower.
const LOW: f32 = 460.0;

/// With less room, the large buttons stand in two rows.
const NARROW: f32 = 560.0;

/// Characters of a title or an aim above.
const SHOWN: usize = 110;

impl AppraisalWalk {
    pub(super) fn way_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, walk: &Walk) {
        let Some(mut walking) = self.walking.take() else { return };
        let way = walking.way(walk, cx.snapshot);
        let place = walking.stand(&way);
        let mut wish = None;
        let bar = theme::screen_frame(ui.ctx()).inner_margin(Margin { left: 24, right: 24, top: 8, bottom: 6 });
        Panel::top("walk bar").resizable(false).show_separator_line(false).frame(bar).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            wish = bar_ui(ui, cx, walk, &walking, &way, place);
        });
        let Some(place) = place else {
            CentralPanel::default().frame(theme::screen_frame(ui.ctx())).show(ui, |ui| {
                let text = "No entry is on these days, and no goal is open. Choose other days at the end of the walk.";
                if empty_ui(ui, Icon::Review, "Nothing to walk through", text, Some("To the end of the walk")) {
                    wish = Some(Wish::End);
                }
            });
            self.walking = Some(walking);
            self.carry_out(ui, cx, &way, wish);
            return;
        };
        let decided = if let Place::Entry(id) = place { walking.decision(&way, id) } else { None };
        let low = ui.available_height() < LOW;
        let foot = theme::screen_frame(ui.ctx()).inner_margin(Margin { left: 24, right: 24, top: 8, bottom: 12 });
        let bare = matches!(place, Place::Bare(_));
        let read_only = cx.read_only();
        Panel::bottom("walk decisions").resizable(false).frame(foot).show(ui, |ui| {
            let width = column_of(ui.available_width(), bare);
            measure_ui(ui, width, |ui| wish = wish.or(foot_ui(ui, decided, bare, read_only, low)));
        });
        let read = walking.read(cx, &way, place);
        let fresh = std::mem::take(&mut walking.fresh);
        let mut has_keyboard = false;
        CentralPanel::default().frame(theme::screen_frame(ui.ctx()).inner_margin(Margin::symmetric(24, 0))).show(ui, |ui| {
            let mut area = ScrollArea::vertical().id_salt("place of the walk").auto_shrink(false);
            if fresh {
                area = area.vertical_scroll_offset(0.0);
            }
            area.show(ui, |ui| {
                scroll_ui(ui);
                let beside = ui.available_width() >= BESIDE && !bare;
                let width = column_of(ui.available_width(), bare);
                measure_ui(ui, width, |ui| {
                    ui.add_space(space::S);
                    let seen = super::entry::Seen { walk, read: read.as_deref(), place, fresh };
                    if beside {
                        let room = ui.available_width();
                        ui.horizontal_top(|ui| {
                            ui.spacing_mut().item_spacing.x = 0.0;
                            column_ui(ui, room - ASIDE - space::XXL, |ui| has_keyboard = seen.show_ui(ui, cx, &mut walking.markdown));
                            ui.add_space(space::XXL);
                            column_ui(ui, ASIDE, |ui| seen.beside_ui(ui, cx));
                        });
                    } else {
                        has_keyboard = seen.show_ui(ui, cx, &mut walking.markdown);
                        if !bare {
                            ui.add_space(space::XL);
                            seen.beside_ui(ui, cx);
                        }
                    }
                    ui.add_space(space::XXL);
                });
            });
        });
        let key = pressed(ui, has_keyboard, bare).filter(|key| !read_only || !matches!(key, Wish::Decide(_) | Wish::TakeBack));
        self.walking = Some(walking);
        self.carry_out(ui, cx, &way, wish.or(key));
    }

    fn carry_out(&mut self, ui: &Ui, cx: &mut Ctx<'_>, way: &Way, wish: Option<Wish>) {
        let (Some(wish), Some(walking)) = (wish, &mut self.walking) else { return };
        match wish {
            Wish::Decide(decision) => {
                if !walking.decide(cx, way, decision) {
                    self.side = Side::End;
                }
            }
            Wish::TakeBack => walking.take_back(cx, way),
            Wish::Back | Wish::On => {
                if !walking.step(way, wish == Wish::On) {
                    self.side = Side::End;
                }
            }
            Wish::Open => {
                if let Some(Place::Entry(id)) = walking.at {
                    // Coming back finds it as it was changed there.
                    self.away = true;
                    cx.actions.push(Action::OpenEntry(id));
                }
            }
            Wish::Leave => self.walking = None,
            Wish::End => self.side = Side::End,
        }
        ui.ctx().request_repaint();
    }
}

/// How wide the column is in which an entry stands, and its buttons below it.
fn column_of(room: f32, bare: bool) -> f32 {
    let most = if room >= BESIDE && !bare { WIDTH + ASIDE + space::XXL } else { WIDTH };
    most.min(room - space::L)
}

/// What comes of a decision.
const fn meaning(decision: Decision) -> &'static str {
    match decision {
        Decision::Use => "It goes into the portfolio",
        Decision::Improve => "Worth showing, once it is written up",
        Decision::Park => "It comes again on the next walk",
        Decision::Not => "It stays in the journal, and is not shown",
    }
}

/// A column of this width.
fn column_ui(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.x = space::S;
        content(ui);
    });
}

/// Up and down scroll: left and right lead to other places.
fn scroll_ui(ui: &Ui) {
    let by = ui.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        match () {
            () if pressed(Key::ArrowDown) => -64.0,
            () if pressed(Key::ArrowUp) => 64.0,
            () if pressed(Key::Home) => 1.0e7,
            () if pressed(Key::End) => -1.0e7,
            () => 0.0,
        }
    });
    if by != 0.0 {
        ui.scroll_with_delta(vec2(0.0, by));
    }
}

fn bar_ui(ui: &mut Ui, cx: &Ctx<'_>, walk: &Walk, walking: &super::Walking, way: &Way, place: Option<Place>) -> Option<Wish> {
    let palette = theme::palette(ui.ctx());
    let (mut leave, mut end) = (false, false);
    let decided = walking.decided(way);
    let all = way.state.entries;
    let left = all.saturating_sub(decided);
    let mut words = format!("{} of {} · {} left", text::number(decided), text::number(all), text::number(left));
    if let Some(minutes) = walking.minutes_left(left) {
        words
            .push_str(&format!(", about {} at your pace", count_text(usize::try_from(minutes).unwrap_or(usize::MAX), "minute", "minutes")));
    }
    let [used, improve] = walking.tally(way);
    let tally = format!("{} used · {} improve", text::number(used), text::number(improve));
    crate::ui::widgets::ends_ui(
        ui,
        620.0,
        |ui| {
            leave =
                buttons::marked_ui(ui, Look::Quiet, Icon::ArrowLeft, "Leave the walk").on_hover_text("Esc; it is kept as it is").clicked();
            let title = RichText::new(text::excerpt(&walk.draft.title, 60)).font(theme::bold(theme::type_size::BODY));
            ui.add(Label::new(title).truncate());
        },
        |ui| {
            end = buttons::marked_ui(ui, Look::Quiet, Icon::Flag, "To the end").on_hover_text("What it has come to so far").clicked();
            ui.add(Label::new(RichText::new(&tally).color(palette.text)).truncate());
            ui.add(Label::new(RichText::new(&words).color(palette.text_muted)).truncate());
        },
    );
    let share = decided as f32 / all.max(1) as f32;
    let progress = ui.add(ProgressBar::new(share).desired_height(6.0).fill(palette.accent));
    progress.widget_info(|| {
        let mut info = WidgetInfo::labeled(egui::Role::ProgressIndicator, true, "Decided");
        info.value = Some(f64::from(share));
        info.current_text_value = Some(format!("{words}; {tally}"));
        info
    });
    if let Some((place, stop)) = place.and_then(|place| Some((place, way.stop_of(place)?))) {
        let goal = stop.goal.and_then(|id| cx.goal(id));
        let title = match goal {
            Some(goal) => format!("Goal: {}", text::excerpt(&goal.draft.title, SHOWN)),
            None => "What belongs to no goal".to_owned(),
        };
        let left = walking.left_here(way, place);
        let many = if left == 0 { "nothing left here".to_owned() } else { format!("{} left here", text::number(left)) };
        ui.horizontal_wrapped(|ui| {
            Icon::Goals.mark_ui(ui, size::ICON, palette.accent_text);
            ui.add(Label::new(RichText::new(format!("{title} · {many}")).color(palette.text)).wrap());
        });
        let aim = goal.map(|goal| text::plain(&goal.draft.measure)).filter(|aim| !aim.trim().is_empty());
        if let Some(aim) = aim {
            let aim = format!("Aim: {}", text::excerpt(&aim, SHOWN));
            ui.add(Label::new(RichText::new(aim).small().color(palette.text_muted)).truncate());
        }
    }
    match (leave, end) {
        (true, _) => Some(Wish::Leave),
        (_, true) => Some(Wish::End),
        _ => None,
    }
}

/// The large buttons and the small ones below them.
fn foot_ui(ui: &mut Ui, decided: Option<Decision>, bare: bool, read_only: bool, low: bool) -> Option<Wish> {
    let mut wish = None;
    ui.spacing_mut().item_spacing.y = space::S;
    if bare {
        if buttons::primary_ui(ui, "Go on").clicked() {
            wish = Some(Wish::On);
        }
    } else {
        ui.add_enabled_ui(!read_only, |ui| wish = large_ui(ui, decided, low));
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        let mut quiet = |ui: &mut Ui, icon, word, key: &str, what| {
            if buttons::marked_ui(ui, Look::Quiet, icon, word).on_hover_text(key).clicked() {
                wish = Some(what);
            }
        };
        quiet(ui, Icon::ArrowLeft, "Back", "Left, or Page Up", Wish::Back);
        quiet(ui, Icon::ArrowRight, "On", "Right, or Page Down", Wish::On);
        if !read_only {
            quiet(ui, Icon::Undo, "Take it back", "U", Wish::TakeBack);
        }
        if !bare {
            quiet(ui, Icon::Edit, "Open it in the Journal", "E", Wish::Open);
        }
    });
    wish
}

fn large_ui(ui: &mut Ui, decided: Option<Decision>, low: bool) -> Option<Wish> {
    let palette = theme::palette(ui.ctx());
    let mut wish = None;
    let gap = space::S;
    let room = ui.available_width();
    let columns: usize = if room < NARROW { 2 } else { 4 };
    let wide = ((room - gap * (columns as f32 - 1.0)) / columns as f32).floor();
    let high = if low || columns == 2 { 36.0 } else { 44.0 };
    let numbered: Vec<(usize, Decision)> = Decision::ALL.iter().copied().enumerate().collect();
    for row in numbered.chunks(columns) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for (at, decision) in row {
                ui.vertical(|ui| {
                    ui.set_width(wide);
                    ui.spacing_mut().item_spacing.y = 2.0;
                    let on = decided == Some(*decision);
                    let number = (at + 1).to_string();
                    let (ground, ink) = if on { (palette.accent, palette.on_accent) } else { (palette.control, palette.text) };
                    let words = (
                        RichText::new(&number).font(theme::bold(theme::type_size::BODY)).color(ink),
                        RichText::new(decision.label()).color(ink),
                    );
                    let button = Button::new(words).fill(ground).min_size(vec2(wide, high));
                    let response = ui.add(button).on_hover_text(format!("Key {number}"));
                    let enabled = ui.is_enabled();
                    response.widget_info(|| WidgetInfo::selected(egui::Role::Button, enabled, on, decision.label()));
                    ui.ctx().accesskit_node_builder(response.id, |node| {
                        node.set_keyboard_shortcut(number.clone());
                        node.set_description(meaning(*decision));
                    });
                    buttons::focus_ring(ui, &response);
                    if response.clicked() {
                        wish = Some(Wish::Decide(*decision));
                    }
                    if !low {
                        ui.add(Label::new(RichText::new(meaning(*decision)).small().color(palette.text_muted)).wrap());
                    }
                });
            }
        });
    }
    wish
}
