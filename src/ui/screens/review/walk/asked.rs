//! What is asked for, at the end of a walk: what the chosen entries do for each requirement, and behind it how the whole journal stands.

use egui::{Label, RichText, Ui};

use super::end::End;
use crate::domain::framework::requirement::RequirementKind;
use crate::domain::framework::{Amount, Framework, Requirement, Source};
use crate::domain::standing::{Item, Judged, Progress, Standing};
use crate::domain::{RegistrationId, Walk, text};
use crate::journal::WalkState;
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::screens::portfolio::Go;
use crate::ui::screens::portfolio::standing::words::{self, CHECK};
use crate::ui::theme::{self, Icon, Tone, buttons};
use crate::ui::widgets::{amount_text, number_text, panel_ui, section_ui, sentence};

impl End {
    pub(super) fn gaps_ui(ui: &mut Ui, cx: &mut Ctx<'_>, walk: &Walk, state: &WalkState) {
        let palette = theme::palette(ui.ctx());
        let Some(registration) = walk.draft.registration else { return };
        section_ui(ui, "What is asked for", |_| {});
        let Some((standing, framework)) = standing(cx, registration) else {
            ui.add(Label::new(RichText::new("What is asked for is not known; check with your regulator").color(palette.text_muted)).wrap());
            return;
        };
        let mut wanted = None;
        panel_ui(ui, |ui| {
            for progress in &standing.progress {
                let Some(requirement) = framework.requirement(&progress.requirement) else { continue };
                let set = Set::of(requirement, progress, state);
                let sign = words::sign(requirement, progress);
                let (icon, tone): (Icon, Tone) = match set.enough {
                    Some(true) => (Icon::CheckCircle, palette.success),
                    // The journal has enough, what is shown of it has not.
                    Some(false) if progress.judged == Judged::Met => (Icon::WarningCircle, palette.warn),
                    _ => (sign.icon, sign.meaning.tone(palette)),
                };
                ui.horizontal_top(|ui| {
                    icon.mark_ui(ui, theme::size::ICON, tone.text);
                    ui.vertical(|ui| {
                        ui.spacing_mut().item_spacing.y = 2.0;
                        // In line with the words below it.
                        ui.spacing_mut().button_padding.x = 0.0;
                        let label = sentence(&requirement.label);
                        if buttons::link_ui(ui, &label).on_hover_text("In Portfolio, with what counts and why").clicked() {
                            wanted = Some(requirement.id.clone());
                        }
                        if let Some(verdict) = set.in_words(framework, requirement, progress) {
                            ui.add(Label::new(RichText::new(verdict).color(palette.text)).wrap());
                        }
                        let mut whole = vec![sign.word.clone()];
                        let amount = words::amount(framework, requirement, progress);
                        whole.extend(Some(amount).filter(|amount| *amount != sign.word));
                        whole.extend((progress.judged == Judged::Advice).then(|| CHECK.to_owned()));
                        let whole = format!("In the whole journal: {}", whole.join(" · "));
                        ui.add(Label::new(RichText::new(whole).small().color(palette.text_muted)).wrap());
                    });
                });
            }
        });
        if let Some(requirement) = wanted {
            cx.actions.push(Action::OpenPortfolio(Go::Requirement { registration, requirement }));
        }
    }
}

fn standing<'c>(cx: &Ctx<'c>, registration: RegistrationId) -> Option<(&'c Standing, &'c Framework)> {
    let stand = cx.snapshot.stands.iter().find(|stand| stand.registration.id == registration)?;
    let standing = stand.counted.as_ref().ok()?;
    Some((standing, cx.catalogue.framework(&standing.framework)?))
}

/// What the chosen entries do for a requirement.
#[derive(Debug, PartialEq, Eq)]
struct Set {
    chosen: usize,
    counting: usize,
    sum: Amount,
    /// Whether they are enough alone, where that can be said and judged.
    enough: Option<bool>,
    /// Entries can count towards it at all.
    takes_entries: bool,
}

impl Set {
    fn of(requirement: &Requirement, progress: &Progress, state: &WalkState) -> Self {
        let chosen = state.chosen();
        let of_chosen = || progress.items.iter().filter(|one| matches!(one.item, Item::Entry(id) if chosen.contains(&id)));
        let sum = of_chosen().fold(Amount::ZERO, |sum, one| sum.plus(one.amount));
        let takes_entries = requirement.from.contains(&Source::Learning);
        let adds_up = takes_entries && adds_up(progress.kind) && progress.judged != Judged::Advice;
        let enough = progress.needed.filter(|needed| adds_up && *needed > Amount::ZERO).map(|needed| sum >= needed);
        Self { chosen: chosen.len(), counting: of_chosen().count(), sum, enough, takes_entries }
    }

    /// “5 of the 12 chosen count; with them 18 h of 35 h”; nothing where no entry can count.
    fn in_words(&self, framework: &Framework, requirement: &Requirement, progress: &Progress) -> Option<String> {
        if !self.takes_entries {
            return None;
        }
        let many = match (self.chosen, self.counting) {
            (0, _) => return Some("Nothing is chosen yet".to_owned()),
            (1, 0) => "The one chosen does not count".to_owned(),
            (1, _) => "The one chosen counts".to_owned(),
            (all, 0) => format!("None of the {} chosen counts", text::number(all)),
            (all, 1) => format!("1 of the {} chosen counts", text::number(all)),
            (all, some) => format!("{} of the {} chosen count", text::number(some), text::number(all)),
        };
        let with = if self.counting == 1 { "it" } else { "them" };
        let needed = progress.needed.filter(|_| self.counting > 0 && adds_up(progress.kind));
        Some(match needed {
            Some(needed) if progress.kind == RequirementKind::Hours => {
                format!("{many}; with {with} {} of {}", number_text(requirement, self.sum), amount_text(requirement, needed))
            }
            Some(needed) => format!("{many}; with {with} {} of {}", self.sum.shown(), requirement.counted_in_words(framework, needed)),
            None => many,
        })
    }
}

/// Whether what counts is added up.
const fn adds_up(kind: RequirementKind) -> bool {
    matches!(kind, RequirementKind::Hours | RequirementKind::Points | RequirementKind::Count)
}
