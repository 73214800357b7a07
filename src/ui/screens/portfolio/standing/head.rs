//! The head of a registration's card: its name, what was chosen, and where in the cycle it is.

use egui::{Frame, Label, Margin, Popup, Rect, RichText, Role, Sense, Ui, WidgetInfo, vec2};

use super::card::{Card, Deed, Scene};
use super::{small_ui, words};
use crate::domain::framework::{Amount, Cycle, Enforce};
use crate::domain::standing::Judged;
use crate::domain::{Framework, Registration, Standing};
use crate::ui::theme::{self, Icon, buttons, radius, space, type_size};
use crate::ui::widgets::{count_text, ends_ui};

/// With less room the cycle and its steps stand below each other.
const BESIDE: f32 = 520.0;

/// Earlier cycles than this nobody looks at.
const EARLIEST: i32 = -30;

/// The cycle after the current one can be looked at, to see when it begins.
const LATEST: i32 = 1;

/// The name, its menu, and what was chosen.
pub(super) fn title_ui(ui: &mut Ui, scene: &Scene<'_, '_>, registration: &Registration, framework: Option<&Framework>) -> Option<Deed> {
    let palette = theme::palette(ui.ctx());
    let name = framework.map_or(registration.draft.framework.as_str(), |framework| &framework.name);
    let mut deed = None;
    let read_only = scene.cx.read_only();
    ui.horizontal_top(|ui| {
        let button = theme::size::TARGET + space::S;
        let room = ui.available_width() - if read_only { 0.0 } else { button };
        ui.vertical(|ui| {
            ui.set_width(room);
            ui.spacing_mut().item_spacing.y = space::XS;
            ui.add(Label::new(RichText::new(name).text_style(theme::section_style()).color(palette.text)).wrap());
            if let Some(framework) = framework {
                let whose = if framework.regulator.is_empty() {
                    framework.edition.clone()
                } else {
                    format!("{} · {}", framework.regulator, framework.edition)
                };
                small_ui(ui, &whose);
                chosen_ui(ui, framework, registration);
            }
        });
        if !read_only {
            let dots = buttons::icon_ui(ui, Icon::Dots, &format!("More to do with {name}"));
            Popup::menu(&dots).show(|ui| {
                if ui.button(Icon::Edit.with("Edit registration…")).clicked() {
                    deed = Some(Deed::Edit(registration.clone()));
                }
                if ui.button(Icon::Bin.with("Remove registration")).clicked() {
                    deed = Some(Deed::Remove(registration.clone()));
                }
            });
        }
    });
    deed
}

impl Card {
    /// The cycle with its days, and steps to the one before and after.
    pub(super) fn cycle_ui(&mut self, ui: &mut Ui, scene: &Scene<'_, '_>, counted: Option<(&Framework, &Standing)>) {
        let palette = theme::palette(ui.ctx());
        let today = scene.cx.today();
        let (mut earlier, mut later) = (false, false);
        let number = self.number();
        let wide = ui.available_width() >= BESIDE;
        let steps = |ui: &mut Ui, earlier: &mut bool, later: &mut bool| {
            let before = |ui: &mut Ui, earlier: &mut bool| {
                let on = number > EARLIEST;
                *earlier = ui.add_enabled_ui(on, |ui| buttons::icon_ui(ui, Icon::CaretLeft, "Earlier cycle")).inner.clicked();
            };
            let after = |ui: &mut Ui, later: &mut bool| {
                let on = number < LATEST;
                *later = ui.add_enabled_ui(on, |ui| buttons::icon_ui(ui, Icon::CaretRight, "Later cycle")).inner.clicked();
            };
            let word = RichText::new(which(number)).small().color(palette.text_muted);
            // At the right end of a line what comes first stands last.
            if wide {
                after(ui, later);
                ui.label(word);
                before(ui, earlier);
            } else {
                before(ui, earlier);
                ui.label(word);
                after(ui, later);
            }
        };
        let days = counted.map(|(_, standing)| words::days(standing.cycle.span)).unwrap_or_default();
        ends_ui(
            ui,
            BESIDE,
            |ui| {
                ui.label(RichText::new(&days).font(theme::bold(type_size::BODY)));
            },
            |ui| steps(ui, &mut earlier, &mut later),
        );
        if let Some((framework, standing)) = counted {
            time_ui(ui, &standing.cycle, today);
            let mut parts = vec![words::place(standing.cycle.span, today), words::left(standing.cycle.span, today)];
            if let Some(opens) = standing.cycle.opens(&framework.cycle).filter(|_| today <= standing.cycle.span.end) {
                let word = if opens > today { "renewal opens" } else { "renewal has been open since" };
                parts.push(format!("{word} {}", words::day(opens)));
            }
            parts.retain(|part| !part.is_empty());
            small_ui(ui, &crate::ui::widgets::sentence(&parts.join(" · ")));
            ui.add(Label::new(RichText::new(sum(standing)).color(palette.text)).wrap());
        }
        let by = i32::from(later) - i32::from(earlier);
        if by != 0 {
            self.step(by);
        }
    }
}

/// What was chosen, as small words.
fn chosen_ui(ui: &mut Ui, framework: &Framework, registration: &Registration) {
    let draft = &registration.draft;
    let mut chosen: Vec<String> = framework
        .choices
        .iter()
        .filter_map(|choice| framework.chosen(&draft.chosen, choice).map(|value| format!("{}: {}", choice.label, value.label)))
        .collect();
    chosen.extend(draft.joined.map(|day| format!("Joined {}", words::day(day))));
    if chosen.is_empty() {
        return;
    }
    let palette = theme::palette(ui.ctx());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::XS, space::XS);
        for word in &chosen {
            Frame::new().fill(palette.control).corner_radius(radius::PILL).inner_margin(Margin::symmetric(10, 3)).show(ui, |ui| {
                ui.add(Label::new(RichText::new(word).small().color(palette.text)).wrap());
            });
        }
    });
}

/// Which cycle it is, counted from the current one.
pub(super) fn which(number: i32) -> String {
    match number {
        0 => "current cycle".to_owned(),
        -1 => "the cycle before".to_owned(),
        1 => "the next cycle".to_owned(),
        ..0 => format!("{} cycles ago", -number),
        _ => format!("in {number} cycles"),
    }
}

/// A slim bar: how much of the cycle is over.
fn time_ui(ui: &mut Ui, cycle: &Cycle, today: chrono::NaiveDate) {
    let palette = theme::palette(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 8.0), Sense::hover());
    let name = format!("Time of the cycle: {}", words::place(cycle.span, today));
    response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, &name));
    let response = response.on_hover_text(name);
    if !ui.is_rect_visible(response.rect) {
        return;
    }
    let days = u32::try_from(cycle.span.days()).unwrap_or(u32::MAX).max(1);
    let over = u32::try_from((today - cycle.span.start).num_days().max(0)).unwrap_or(0).min(days);
    let line = Rect::from_center_size(rect.center(), vec2(rect.width(), 4.0));
    ui.painter().rect_filled(line, 2, palette.pressed);
    let elapsed = Amount::whole(over).number() / Amount::whole(days).number();
    #[expect(clippy::cast_possible_truncation, reason = "a share for a bar of some hundred pixels")]
    let full = Rect::from_min_size(line.min, vec2(line.width() * elapsed as f32, line.height()));
    ui.painter().rect_filled(full, 2, palette.text_muted);
    if cycle.span.has(today) {
        ui.painter().circle_filled(egui::pos2(full.right().max(line.left() + 4.0), line.center().y), 4.0, palette.text_muted);
    }
}

/// “4 of 7 met; 2 more are advice”. It is about what may be judged: the rest is told apart.
fn sum(standing: &Standing) -> String {
    let judged = standing.progress.iter().filter(|one| one.judged != Judged::Advice).count();
    let met = standing.progress.iter().filter(|one| one.judged == Judged::Met).count();
    let told = standing.progress.len() - judged;
    let unsure = standing.progress.iter().any(|one| one.judged == Judged::Advice && one.enforce == Enforce::Hard);
    let told_text = match (told, unsure) {
        (1, false) => "1 more is advice".to_owned(),
        (_, false) => format!("{told} more are advice"),
        (1, true) => "1 more is counted and not judged".to_owned(),
        (_, true) => format!("{told} more are counted and not judged"),
    };
    match (judged, told) {
        (0, 0) => "Nothing is asked for here".to_owned(),
        (0, _) => format!(
            "{}, none of it judged: check with your regulator",
            count_text(told, "thing is asked for or advised", "things are asked for or advised")
        ),
        (_, 0) => format!("{met} of {} met", count_text(judged, "requirement", "requirements")),
        _ => format!("{met} of {} met; {told_text}", count_text(judged, "requirement", "requirements")),
    }
}
