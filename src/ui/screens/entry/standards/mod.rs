//! What an entry counts for: categories of the frameworks that are registered, what its words speak for, and amounts that are typed. It knows
//! no regulator; labels and words come from the frameworks' data.

mod chip;
mod counts;

use std::collections::{BTreeMap, BTreeSet};

use egui::{AtomExt as _, Label, RichText, Ui};

use super::Editor;
use crate::catalogue::Catalogue;
use crate::domain::Framework;
use crate::domain::framework::suggest::{Suggestion, suggestions, texts_of};
use crate::domain::framework::{Amount, Category, Group, Measure, Rule};
use crate::journal::{Snapshot, Stand};
use crate::ui::action::Route;
use crate::ui::context::Ctx;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, space, type_size};
use crate::ui::widgets::{AmountField, caption_ui, section_ui, sentence, tag_ui};

use chip::{Chip, category_ui};

const TITLE: &str = "What it counts for";

/// Of a group with more categories than this, some are behind a button.
const MANY: usize = 9;

/// So many of them are in front of it.
const FEW: usize = 6;

/// What the section remembers.
#[derive(Default)]
pub(super) struct Standards {
    /// What the words spoke for when that was asked, by the id of the framework.
    suggested: Option<Vec<(String, Vec<Suggestion>)>>,
    /// What is typed, by code.
    amounts: BTreeMap<String, AmountField>,
    /// Large groups of which all is shown, by the ids of framework and group.
    whole: BTreeSet<(String, String)>,
    counts: counts::Counts,
}

/// A framework with the registrations that are counted by it.
struct Rules<'s> {
    framework: &'s Framework,
    stands: Vec<&'s Stand>,
}

/// The frameworks of all registrations, each once, in the editions that are counted by.
fn rules_of<'s>(snapshot: &'s Snapshot, catalogue: &'s Catalogue) -> Vec<Rules<'s>> {
    let mut all: Vec<Rules<'s>> = Vec::new();
    for registration in snapshot.registrations.iter() {
        let stand = snapshot.stands.iter().find(|stand| stand.registration.id == registration.id);
        let counted = stand.and_then(|stand| stand.counted.as_ref().ok()).map(|standing| standing.framework.as_str());
        let by = counted.and_then(|id| catalogue.framework(id)).or_else(|| catalogue.framework(&registration.draft.framework));
        let Some(framework) = by else { continue };
        match all.iter_mut().find(|rules| rules.framework.id == framework.id) {
            Some(rules) => rules.stands.extend(stand),
            None => all.push(Rules { framework, stands: stand.into_iter().collect() }),
        }
    }
    all
}

impl Editor {
    pub(super) fn standards_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let snapshot = cx.snapshot;
        let rules = rules_of(snapshot, cx.catalogue);
        let others = self.others(&rules, cx.catalogue);
        if rules.is_empty() {
            self.without_rules_ui(ui, cx, &others);
            return;
        }
        let has_words =
            |rules: &Rules<'_>| rules.framework.groups.iter().flat_map(|group| &group.categories).any(|one| !one.words.is_empty());
        let mut suggest = false;
        section_ui(ui, TITLE, |ui| {
            if rules.iter().any(has_words) {
                let button = buttons::marked_ui(ui, Look::Quiet, Icon::Idea, "Suggest");
                suggest = button.on_hover_text("By the words of this entry, on this computer. Nothing is set by itself").clicked();
            }
        });
        if suggest {
            let texts = texts_of(&self.draft);
            let of = |rules: &Rules<'_>| {
                let framework = rules.framework;
                (framework.id.clone(), suggestions(framework, &texts, &self.draft.standards))
            };
            self.fields.standards.suggested = Some(rules.iter().map(of).collect());
        }
        for (at, rules) in rules.iter().enumerate() {
            if at > 0 {
                ui.add_space(space::M);
            }
            ui.push_id(("rules", &rules.framework.id), |ui| self.rules_ui(ui, cx, rules));
        }
        if self.fields.standards.suggested.is_some() && buttons::quiet_ui(ui, "Put the suggestions away").clicked() {
            self.fields.standards.suggested = None;
        }
        if !others.is_empty() {
            ui.add_space(space::S);
            caption_ui(ui, "Of rules that are not registered here");
            self.others_ui(ui, &others);
        }
    }

    /// Nobody said under whose rules the journal is kept.
    fn without_rules_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, others: &[Other]) {
        if !others.is_empty() {
            section_ui(ui, TITLE, |_| {});
            self.others_ui(ui, others);
        }
        if !cx.snapshot.registrations.is_empty() || cx.read_only() {
            return;
        }
        ui.add_space(space::M);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let palette = theme::palette(ui.ctx());
            ui.label(RichText::new("To see what this counts for:").small().color(palette.text_muted));
            let word = RichText::new("Say in Portfolio who your regulator is").small().color(palette.accent_text);
            // Not a button of its own scope, which would not go to the next row.
            if ui.add(egui::Button::new(word).frame_when_inactive(false)).clicked() {
                cx.go(Route::Portfolio);
            }
        });
    }

    fn rules_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, rules: &Rules<'_>) {
        let framework = rules.framework;
        ui.add(Label::new(RichText::new(&framework.name).font(theme::bold(type_size::BODY))).wrap());
        // Planned as far as the journal knows: a goal that is linked now was not linked before.
        let planned = !self.draft.goals.is_empty() && cx.snapshot.facts.get(&self.id).is_some_and(|facts| facts.planned);
        for group in &framework.groups {
            self.group_ui(ui, cx, framework, group, planned);
        }
        self.suggested_ui(ui, cx, framework);
        self.amounts_ui(ui, framework);
        for stand in &rules.stands {
            counts::counts_ui(ui, cx, &mut self.fields.standards.counts, self.id, framework, stand, rules.stands.len() > 1);
        }
    }

    /// The categories of a group as chips, with what follows from the kind of activity until one is chosen.
    fn group_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, framework: &Framework, group: &Group, planned: bool) {
        let (held, meant) = framework.categories_of(group, &self.draft.standards, &self.draft.kind, planned);
        let is_held = |category: &Category| held.iter().any(|one| one.code == category.code);
        let title = if group.single { format!("{} · one of them", group.label) } else { group.label.clone() };
        let caption = ui.add(Label::new(RichText::new(title).small().color(theme::palette(ui.ctx()).text_muted)).wrap());
        if !group.help.is_empty() {
            caption.on_hover_text(&group.help);
        }
        let key = (framework.id.clone(), group.id.clone());
        let all = group.categories.len();
        let whole = all <= MANY || self.fields.standards.whole.contains(&key);
        let in_sight = |(at, category): &(usize, &Category)| whole || *at < FEW || is_held(category);
        let shown: Vec<&Category> = group.categories.iter().enumerate().filter(in_sight).map(|(_, category)| category).collect();
        let mut pressed = None;
        ui.horizontal_wrapped(|ui| {
            for category in &shown {
                let chip = match (is_held(category), meant) {
                    (true, false) => Chip::Chosen,
                    (true, true) => Chip::Meant,
                    (false, _) => Chip::Off,
                };
                let response = category_ui(ui, &category.label, chip, group.single);
                let response = if category.help.is_empty() { response } else { response.on_hover_text(&category.help) };
                if response.clicked() {
                    pressed = Some(*category);
                }
            }
            if shown.len() < all {
                let word = format!("Show all {all}");
                if ui.add(egui::Button::new(word).frame_when_inactive(false)).clicked() {
                    self.fields.standards.whole.insert(key);
                }
            }
        });
        if meant && let Some(first) = held.first() {
            let by_kind = first.kinds.contains(&self.draft.kind);
            let from = if by_kind {
                format!("Taken from the kind “{}” until you choose", cx.catalogue.kind_label(&self.draft.kind))
            } else {
                "Taken from its goal, which was linked before it happened, until you choose".to_owned()
            };
            ui.add(Label::new(RichText::new(from).small().color(theme::palette(ui.ctx()).text_muted)).wrap());
        }
        ui.add_space(space::XS);
        if let Some(category) = pressed {
            self.choose(framework, group, &framework.code_of(category));
            cx.desk.step();
        }
    }

    /// Takes a category on, or off when it is chosen; in a single group it takes the place of the others.
    fn choose(&mut self, framework: &Framework, group: &Group, code: &str) {
        let standards = &mut self.draft.standards;
        if standards.iter().any(|one| one == code) {
            standards.retain(|one| one != code);
            return;
        }
        if group.single {
            standards.retain(|one| !group.categories.iter().any(|category| framework.code_of(category) == *one));
        }
        standards.push(code.to_owned());
    }

    /// What the words spoke for, each with the words; one press adds it.
    fn suggested_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, framework: &Framework) {
        let asked = self.fields.standards.suggested.as_ref();
        let Some((_, found)) = asked.and_then(|all| all.iter().find(|(id, _)| *id == framework.id)) else { return };
        let open: Vec<Suggestion> = found.iter().filter(|one| !self.draft.standards.contains(&one.code)).cloned().collect();
        let palette = theme::palette(ui.ctx());
        let mut pressed = None;
        theme::tone_frame(palette.info).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let says = match (open.is_empty(), found.is_empty()) {
                (false, _) => "Its words speak for these. Add what is true:",
                (true, true) => "None of its words speaks for anything that is not chosen. You can choose all the same.",
                (true, false) => "All that its words speak for is chosen.",
            };
            ui.add(Label::new(RichText::new(says).small().color(palette.text)).wrap());
            for one in &open {
                let name = format!("Add “{}”", one.label);
                // The words go on below, not the icon.
                let content = (Icon::Add.text(theme::size::ICON).color(palette.accent_text), one.label.as_str().atom_shrink(true));
                let button = ui.add(egui::Button::new(content).wrap());
                let enabled = ui.is_enabled();
                button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, enabled, &name));
                if button.clicked() {
                    pressed = Some(one);
                }
                let words: Vec<String> = one.because.iter().map(|word| format!("‘{word}’")).collect();
                let because = format!("because of {}", words.join(", "));
                ui.add(Label::new(RichText::new(because).small().color(palette.text_muted)).wrap());
            }
        });
        if let Some(one) = pressed
            && let Some(group) = framework.group(&one.group)
        {
            self.choose(framework, group, &one.code);
            cx.desk.step();
        }
    }

    /// Points, and other amounts that are typed.
    fn amounts_ui(&mut self, ui: &mut Ui, framework: &Framework) {
        let typed = typed_of(framework);
        if typed.is_empty() {
            return;
        }
        let layout = egui::Layout::left_to_right(egui::Align::Min).with_main_wrap(true);
        ui.with_layout(layout, |ui| {
            for (code, label) in typed {
                let now = self.draft.amounts.get(&code).copied().unwrap_or_default();
                let field = self.fields.standards.amounts.entry(code.clone()).or_default();
                match field.show_ui(ui, &label, now) {
                    None => {}
                    Some(Amount::ZERO) => drop(self.draft.amounts.remove(&code)),
                    Some(amount) => drop(self.draft.amounts.insert(code, amount)),
                }
            }
        });
        ui.add_space(space::XS);
    }

    /// What the entry has of frameworks, or of editions, that are not shown.
    fn others(&self, rules: &[Rules<'_>], catalogue: &Catalogue) -> Vec<Other> {
        let is_shown = |code: &String| {
            let is_in = |framework: &Framework| framework.own_code(code).is_some_and(|own| framework.category(own).is_some());
            rules.iter().any(|rules| is_in(rules.framework))
        };
        let codes = self.draft.standards.iter().filter(|code| !is_shown(code));
        let mut all: Vec<Other> = codes.map(|code| Other { code: code.clone(), label: label_of(catalogue, code), amount: None }).collect();
        let typed: Vec<String> = rules.iter().flat_map(|rules| typed_of(rules.framework)).map(|(code, _)| code).collect();
        let amounts = self.draft.amounts.iter().filter(|(code, _)| !typed.contains(code));
        all.extend(amounts.map(|(code, amount)| Other { code: code.clone(), label: code.clone(), amount: Some(*amount) }));
        all
    }

    /// Kept as they are; each can be taken away.
    fn others_ui(&mut self, ui: &mut Ui, others: &[Other]) {
        let mut gone = None;
        ui.horizontal_wrapped(|ui| {
            for other in others {
                let word = other.amount.map_or_else(|| other.label.clone(), |amount| format!("{} {}", other.label, amount.shown()));
                if tag_ui(ui, &word, &format!("Remove {word}")) {
                    gone = Some(other);
                }
            }
        });
        match gone {
            Some(Other { code, amount: Some(_), .. }) => drop(self.draft.amounts.remove(code)),
            Some(Other { code, .. }) => self.draft.standards.retain(|one| one != code),
            None => {}
        }
    }
}

/// A code of a framework that is not shown.
struct Other {
    code: String,
    label: String,
    amount: Option<Amount>,
}

/// “Ring in tune · Register of Bell Ringers” where that is known, else the code itself.
fn label_of(catalogue: &Catalogue, code: &str) -> String {
    let Some((scheme, own)) = code.split_once('.') else { return code.to_owned() };
    let mut editions = catalogue.editions(scheme);
    editions.reverse();
    let known = editions.into_iter().find_map(|framework| framework.category(own).map(|(_, category)| (category, framework)));
    known.map_or_else(|| code.to_owned(), |(category, framework)| format!("{} · {}", category.label, framework.name))
}

/// What can be typed for a framework: the code, and what it is called.
fn typed_of(framework: &Framework) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for requirement in &framework.requirements {
        let (Rule::Sum { measure, .. } | Rule::Each { measure, .. } | Rule::Share { measure, .. }) = &requirement.rule else { continue };
        let (Measure::Typed(name) | Measure::Certified(name)) = measure else { continue };
        let code = format!("{}.{name}", framework.scheme);
        if all.iter().any(|(known, _)| *known == code) {
            continue;
        }
        let unit = sentence(&requirement.unit);
        // “Hours” would be taken for the time that it took.
        let plain = !unit.is_empty() && requirement.unit != "hours" && !all.iter().any(|(_, known)| *known == unit);
        let label = match measure {
            Measure::Certified(_) => "Hours on the certificate".to_owned(),
            _ if plain => unit,
            _ => requirement.label.clone(),
        };
        all.push((code, label));
    }
    all
}
