//! Under whose rules: all that the program knows, those for one's own profession first, found by any of their words.

use egui::{Key, Margin, RichText, TextEdit, Ui};

use super::{muted_ui, small_ui};
use crate::catalogue::Catalogue;
use crate::domain::Framework;
use crate::domain::text::folded;
use crate::ui::context::Ctx;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, size, space, type_size};
use crate::ui::widgets::{card_ui, count_text};

/// What is looked for.
#[derive(Debug)]
pub(super) struct Chooser {
    words: String,
    /// Those that are not offered first are shown, too.
    all: bool,
    /// There is no registration yet: nothing to go back to.
    first: bool,
    focused: bool,
}

/// What was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Chosen {
    /// Id of a framework.
    Framework(String),
    Back,
}

/// What is offered: for one's own profession, for others, and what is not offered first.
#[derive(Debug, Default)]
struct Offered<'c> {
    own: Vec<&'c Framework>,
    others: Vec<&'c Framework>,
    hidden: usize,
}

impl Chooser {
    pub(super) const fn new(first: bool) -> Self {
        Self { words: String::new(), all: false, first, focused: false }
    }

    pub(super) const fn is_first(&self) -> bool {
        self.first
    }

    pub(super) fn show_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) -> Option<Chosen> {
        let mut chosen = None;
        if !self.first && buttons::marked_ui(ui, Look::Quiet, Icon::ArrowLeft, "Back to where I stand").clicked() {
            chosen = Some(Chosen::Back);
        }
        ui.horizontal(|ui| {
            if self.first {
                ui.label(Icon::Standard.text(size::ICON_LARGE).color(theme::palette(ui.ctx()).accent_text));
            }
            ui.add(egui::Label::new(RichText::new("Whose rules do you keep to?").text_style(theme::section_style())).wrap());
        });
        muted_ui(
            ui,
            "Choose your regulator, and this page counts your journal against its rules: what is there, what is missing, and why something \
             did not count. An entry counts for every registration at once.",
        );
        ui.add_space(space::S);
        let palette = theme::palette(ui.ctx());
        let hint = RichText::new("Regulator, profession or country").color(palette.text_faint);
        let wide = 420.0_f32.min(ui.available_width());
        let field = TextEdit::singleline(&mut self.words).hint_text(hint).desired_width(wide).margin(Margin::symmetric(12, 8));
        let field = ui.add(field).accessible_name("Find a regulator or profession");
        // Who has just undone or removed something presses the key for undo next: it is not for the field.
        if !std::mem::replace(&mut self.focused, true) && !self.first {
            field.request_focus();
        }
        let enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let offered = self.offered(cx);
        ui.add_space(space::S);
        let profession = cx.snapshot.profile.profession.trim();
        if !offered.own.is_empty() {
            title_ui(ui, &format!("For your profession: {}", crate::domain::text::excerpt(profession, 60)));
        }
        for framework in &offered.own {
            if framework_ui(ui, cx, framework) {
                chosen = Some(Chosen::Framework(framework.id.clone()));
            }
        }
        if !offered.own.is_empty() && !offered.others.is_empty() {
            title_ui(ui, "Others");
        }
        for framework in &offered.others {
            if framework_ui(ui, cx, framework) {
                chosen = Some(Chosen::Framework(framework.id.clone()));
            }
        }
        let found = offered.own.len() + offered.others.len();
        if found == 0 {
            muted_ui(ui, "None is known by these words. Your own rules can be a file in the data folder; the help page says how.");
        } else if enter && found == 1 {
            let only = offered.own.first().or(offered.others.first());
            chosen = only.map(|framework| Chosen::Framework(framework.id.clone()));
        }
        if offered.hidden > 0 || self.all {
            let word =
                if self.all { "Hide pilots".to_owned() } else { format!("Show pilots ({})", count_text(offered.hidden, "more", "more")) };
            let icon = if self.all { Icon::EyeSlash } else { Icon::Eye };
            let help = "Rules that are tried out, or not in force";
            if buttons::marked_ui(ui, Look::Quiet, icon, &word).on_hover_text(help).clicked() {
                self.all = !self.all;
            }
        }
        chosen
    }

    fn offered<'c>(&self, cx: &Ctx<'c>) -> Offered<'c> {
        let words = folded(&self.words);
        let words: Vec<&str> = words.split_whitespace().collect();
        let profession = folded(&cx.snapshot.profile.profession);
        let mut offered = Offered::default();
        for framework in newest(cx.catalogue, cx.today()).filter(|framework| is_found(framework, &words)) {
            if framework.hidden && !self.all {
                offered.hidden += 1;
            } else if fits(framework, &profession) {
                offered.own.push(framework);
            } else {
                offered.others.push(framework);
            }
        }
        // What is for everybody comes last.
        offered.others.sort_by_key(|framework| (framework.professions.is_empty(), framework.hidden));
        offered
    }
}

/// Of each scheme the edition that is in force; the others stand in by themselves for cycles of their time.
fn newest(catalogue: &Catalogue, today: chrono::NaiveDate) -> impl Iterator<Item = &Framework> {
    catalogue.frameworks.iter().filter(move |framework| {
        let in_force = catalogue.in_force(&framework.scheme, today).map(|edition| &edition.id);
        in_force.is_none_or(|id| *id == framework.id)
    })
}

fn is_found(framework: &Framework, words: &[&str]) -> bool {
    let Framework { name, regulator, country, summary, scheme, .. } = framework;
    let all = folded(&format!(
        "{name} {regulator} {country} {summary} {scheme} {} {}",
        framework.professions.join(" "),
        framework.also.join(" ")
    ));
    words.iter().all(|word| all.contains(word))
}

/// Whether it is for a profession; `profession` is folded.
fn fits(framework: &Framework, profession: &str) -> bool {
    let profession = profession.trim();
    !profession.is_empty()
        && framework.professions.iter().map(|one| folded(one)).any(|one| profession.contains(&one) || one.contains(profession))
}

fn title_ui(ui: &mut Ui, title: &str) {
    ui.add_space(space::S);
    ui.label(RichText::new(title).font(theme::bold(type_size::BODY)));
}

/// Whether it was pressed.
fn framework_ui(ui: &mut Ui, cx: &Ctx<'_>, framework: &Framework) -> bool {
    let palette = theme::palette(ui.ctx());
    let whose =
        [framework.regulator.as_str(), &framework.country].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let here = cx.snapshot.registrations.iter().any(|one| one.draft.framework == framework.id);
    let mut name = format!("{}, {whose}", framework.name);
    if here {
        name.push_str(", registered already");
    }
    let pressed = card_ui(ui, &name, |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(&framework.name).text_style(theme::section_style()));
            if here {
                Icon::CheckCircle.mark_ui(ui, size::ICON, palette.success.text);
                ui.label(RichText::new("registered already").small().color(palette.text_muted));
            }
            if framework.hidden {
                ui.label(RichText::new("pilot, or not in force").small().color(palette.warn.text));
            }
        });
        if !whose.is_empty() {
            ui.add(egui::Label::new(RichText::new(&whose).color(palette.accent_text)).wrap());
        }
        ui.add(egui::Label::new(&framework.summary).wrap());
        if !framework.professions.is_empty() {
            small_ui(ui, &framework.professions.join(", "));
        }
    });
    ui.add_space(space::XS);
    pressed.clicked()
}
