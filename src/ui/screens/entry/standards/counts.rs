//! What an entry counts for as it is in the journal, requirement by requirement, and why it does not count for the others.

use egui::{AtomExt as _, Button, Label, RichText, Role, Ui, WidgetInfo};

use crate::domain::framework::requirement::RequirementKind;
use crate::domain::framework::{Framework, Requirement};
use crate::domain::standing::{Counted, Item, Progress, WhyNot};
use crate::domain::{EntryId, RegistrationId};
use crate::journal::{Snapshot, Stand};
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::screens::portfolio::Go;
use crate::ui::theme::{self, Icon, buttons, size, space};

/// What is told, worked out once for each revision of the journal.
#[derive(Default)]
pub(super) struct Counts {
    of: Vec<(RegistrationId, u64, Told)>,
    open: Vec<RegistrationId>,
}

/// What is told for a registration.
#[derive(Clone, Debug, Default)]
struct Told {
    lines: Vec<Line>,
}

/// One requirement.
#[derive(Clone, Debug)]
struct Line {
    requirement: String,
    label: String,
    counts: bool,
    /// It would count if it counted for another requirement, whose line says why.
    follows: bool,
    /// How much, and what it lacks; or why it does not count.
    says: String,
}

/// One line, and on demand one for each requirement. `several` when others have the same framework.
pub(super) fn counts_ui(
    ui: &mut Ui,
    cx: &mut Ctx<'_>,
    counts: &mut Counts,
    entry: EntryId,
    framework: &Framework,
    stand: &Stand,
    several: bool,
) {
    let id = stand.registration.id;
    let revision = cx.snapshot.revision;
    if !counts.of.iter().any(|(of, then, _)| *of == id && *then == revision) {
        counts.of.retain(|(of, ..)| *of != id);
        counts.of.push((id, revision, Told::of(cx.catalogue, cx.snapshot, entry, framework, stand)));
    }
    let Some((_, _, told)) = counts.of.iter().find(|(of, ..)| *of == id) else { return };
    if told.lines.is_empty() {
        return;
    }
    let mut word = told.sum();
    if several {
        let chosen: Vec<&str> = framework
            .choices
            .iter()
            .filter_map(|choice| framework.chosen(&stand.registration.draft.chosen, choice).map(|value| value.label.as_str()))
            .collect();
        word = format!("{word} ({})", chosen.join(", "));
    }
    let open = counts.open.contains(&id);
    let icon = if open { Icon::CaretUp } else { Icon::CaretDown };
    let palette = theme::palette(ui.ctx());
    let content = (icon.text(size::ICON), RichText::new(&word).color(palette.text_muted).atom_shrink(true));
    let button = ui.add(Button::new(content).frame_when_inactive(false).wrap());
    let enabled = ui.is_enabled();
    let name = format!("{word}, {}", framework.name);
    button.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, &name));
    ui.ctx().accesskit_node_builder(button.id, |node| node.set_expanded(open));
    if button.clicked() {
        if open {
            counts.open.retain(|one| *one != id);
        } else {
            counts.open.push(id);
        }
    }
    if !open {
        return;
    }
    for line in &told.lines {
        line_ui(ui, line);
    }
    // Where something is to be done about it.
    let first = told.lines.iter().find(|line| !line.counts).or(told.lines.first());
    if let Some(line) = first
        && buttons::link_ui(ui, "Look at it in Portfolio").clicked()
    {
        cx.actions.push(Action::OpenPortfolio(Go::Requirement { registration: id, requirement: line.requirement.clone() }));
    }
}

fn line_ui(ui: &mut Ui, line: &Line) {
    let palette = theme::palette(ui.ctx());
    ui.horizontal_top(|ui| {
        ui.add_space(space::S);
        let (icon, ink) = if line.counts { (Icon::Check, palette.success.text) } else { (Icon::Minus, palette.text_muted) };
        icon.mark_ui(ui, size::ICON, ink);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add(Label::new(RichText::new(&line.label).color(palette.text)).wrap());
            ui.add(Label::new(RichText::new(&line.says).small().color(palette.text_muted)).wrap());
        });
    });
}

impl Told {
    fn of(catalogue: &crate::catalogue::Catalogue, snapshot: &Snapshot, entry: EntryId, framework: &Framework, stand: &Stand) -> Self {
        let Ok(standing) = &stand.counted else { return Self::default() };
        let item = Item::Entry(entry);
        let name = |item: Item| match item {
            Item::Entry(id) => snapshot.entries.iter().find(|entry| entry.id == id).map(|entry| entry.name.clone()),
            Item::Record(_) | Item::Goal(_) => None,
        };
        let line = |progress: &Progress| {
            let requirement = framework.requirement(&progress.requirement)?;
            let counted = progress.items.iter().find(|counted| counted.item == item);
            let why = progress.why_not.iter().find(|(of, _)| *of == item).map(|(_, why)| *why);
            let says = match (counted, why) {
                (Some(counted), _) => counted_words(framework, requirement, catalogue, counted),
                (None, Some(why)) => {
                    format!("Does not count: it {}", why.in_words(requirement, framework, &catalogue.record_kinds, name))
                }
                (None, None) => return None,
            };
            Some(Line {
                requirement: requirement.id.clone(),
                label: requirement.label.clone(),
                counts: counted.is_some(),
                follows: why == Some(WhyNot::NotOfWhole),
                says,
            })
        };
        Self { lines: standing.progress.iter().filter_map(line).collect() }
    }

    /// “Counts towards 2 of 3”; where nothing counts for one and the same reason, that.
    fn sum(&self) -> String {
        let counting = self.lines.iter().filter(|line| line.counts).count();
        let all = self.lines.len();
        let mut reasons = self.lines.iter().filter(|line| !line.follows).map(|line| &line.says);
        match reasons.next() {
            Some(first) if counting == 0 && reasons.all(|other| other == first) => first.clone(),
            _ => format!("Counts towards {counting} of {all}"),
        }
    }
}

/// “Counts, 1.5 hours. It has no evidence, which should be there”.
fn counted_words(framework: &Framework, requirement: &Requirement, catalogue: &crate::catalogue::Catalogue, counted: &Counted) -> String {
    let mut words = match requirement.kind() {
        RequirementKind::Hours | RequirementKind::Points => format!("Counts: {}", requirement.in_words(counted.amount)),
        _ => "Counts".to_owned(),
    };
    let lacks = requirement.wants.iter().enumerate().take(8).filter(|(at, _)| counted.lacks & (1 << at) != 0);
    let missing: Vec<String> = lacks.map(|(_, condition)| condition.missing_words(framework, &catalogue.record_kinds)).collect();
    if !missing.is_empty() {
        words.push_str(&format!(". It still has {}, which a reader would look for", missing.join(", and ")));
    }
    words
}
