//! What is written about a goal, field by field: each is one line until it is wanted.

use egui::{Response, RichText, Ui};

use crate::domain::when::Sense;
use crate::domain::{Goal, GoalDraft, GoalKind, Purpose, goal, text};
use crate::ui::context::Ctx;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, space};
use crate::ui::widgets::{DayField, Writing, caption_ui, chip_ui, line_ui, sentence};

/// With less room the help of a closed field is shown under the pointer only.
const HELP_BESIDE: f32 = 520.0;

/// Names of plans that are offered.
const PLANS: usize = 4;

/// Characters of such a name.
const SHOWN: usize = 40;

/// A text about a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Why,
    Measure,
    How,
    Support,
    Barriers,
    Plan,
}

impl Field {
    const FIRST: [Self; 3] = [Self::Why, Self::Measure, Self::How];
    const SECOND: [Self; 3] = [Self::Support, Self::Barriers, Self::Plan];

    const fn label(self) -> &'static str {
        match self {
            Self::Why => "Why it matters",
            Self::Measure => "How I will know",
            Self::How => "How I will go about it",
            Self::Support => "What will help",
            Self::Barriers => "What may be in the way",
            Self::Plan => "Name of the plan",
        }
    }

    const fn help(self) -> &'static str {
        match self {
            Self::Why => "To you, to the people you care for, to the service.",
            Self::Measure => "What will be different, and how you can tell.",
            Self::How => "The first steps are enough.",
            Self::Support => "People, time, money, courses.",
            Self::Barriers => "And what you could do about it.",
            Self::Plan => "Goals of the same plan carry the same name.",
        }
    }

    fn of(self, draft: &mut GoalDraft) -> &mut String {
        match self {
            Self::Why => &mut draft.why,
            Self::Measure => &mut draft.measure,
            Self::How => &mut draft.how,
            Self::Support => &mut draft.support,
            Self::Barriers => &mut draft.barriers,
            Self::Plan => &mut draft.plan,
        }
    }
}

/// Which fields are open, and what is typed as a day.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    /// The field that has just been opened gets the keyboard.
    fresh: Option<Field>,
    due: DayField,
}

impl Fields {
    /// Shows all but the title. Whether somebody is writing in one of the texts.
    pub(super) fn show_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, draft: &mut GoalDraft) -> bool {
        let mut written_in = false;
        for field in Field::FIRST {
            written_in |= self.field_ui(ui, cx, field, draft);
        }
        if let Some(day) = self.due.show_ui(ui, "By when", draft.due, cx.today(), Sense::Future) {
            draft.due = day;
        }
        ui.add_space(space::XS);
        for field in Field::SECOND {
            written_in |= self.field_ui(ui, cx, field, draft);
        }
        serves_ui(ui, draft);
        written_in
    }

    fn field_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, field: Field, draft: &mut GoalDraft) -> bool {
        let text = field.of(draft);
        if text.is_empty() && !self.open.contains(&field) {
            if closed_ui(ui, field).clicked() {
                self.open.push(field);
                self.fresh = Some(field);
            }
            return false;
        }
        // What is emptied stays open while somebody is there.
        if !self.open.contains(&field) {
            self.open.push(field);
        }
        let response = if field == Field::Plan {
            let response = line_ui(ui, field.label(), text, "");
            plans_ui(ui, cx, text);
            response
        } else {
            long_ui(ui, cx, field.label(), text, field.help(), 1)
        };
        if self.fresh.take_if(|fresh| *fresh == field).is_some() {
            response.request_focus();
        }
        ui.add_space(space::S);
        response.has_focus()
    }
}

/// A field that nothing is written in: a line that opens it.
fn closed_ui(ui: &mut Ui, field: Field) -> Response {
    let palette = theme::palette(ui.ctx());
    if ui.available_width() < HELP_BESIDE {
        return buttons::marked_ui(ui, Look::Quiet, Icon::Add, field.label()).on_hover_text(field.help());
    }
    ui.horizontal(|ui| {
        let button = buttons::marked_ui(ui, Look::Quiet, Icon::Add, field.label());
        ui.label(RichText::new(field.help()).small().color(palette.text_faint));
        button
    })
    .inner
}

/// A long text with its name above and its help below.
pub(super) fn long_ui(ui: &mut Ui, cx: &Ctx<'_>, name: &str, text: &mut String, help: &str, rows: usize) -> Response {
    let response = Writing::new(name).rows(rows).show(ui, cx.desk, text);
    if !help.is_empty() {
        ui.label(RichText::new(help).small().color(theme::palette(ui.ctx()).text_faint));
    }
    response
}

/// Names of plans to choose from: that of today, and those used before.
pub(super) fn plans_ui(ui: &mut Ui, cx: &Ctx<'_>, plan: &mut String) {
    let offered = plans(&cx.snapshot.goals, &goal::plan_of(cx.today()));
    ui.horizontal_wrapped(|ui| {
        for name in offered.iter().take(PLANS) {
            if chip_ui(ui, &text::excerpt(name, SHOWN), plan == name, None).clicked() {
                plan.clone_from(name);
            }
        }
    });
}

fn plans(goals: &[Goal], usual: &str) -> Vec<String> {
    let mut newest: Vec<&Goal> = goals.iter().filter(|goal| !goal.draft.plan.is_empty()).collect();
    newest.sort_by_key(|goal| std::cmp::Reverse(goal.created));
    let mut names = vec![usual.to_owned()];
    for goal in newest {
        if !names.contains(&goal.draft.plan) {
            names.push(goal.draft.plan.clone());
        }
    }
    names
}

/// What a goal serves, and of which kind it is.
fn serves_ui(ui: &mut Ui, draft: &mut GoalDraft) {
    ui.horizontal_wrapped(|ui| {
        caption_ui(ui, "It serves");
        for purpose in Purpose::ALL {
            if chip_ui(ui, &sentence(purpose.label()), draft.purpose == *purpose, None).clicked() {
                draft.purpose = *purpose;
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        caption_ui(ui, "It is");
        for kind in GoalKind::ALL {
            if chip_ui(ui, kind.label(), draft.kind == *kind, None).clicked() {
                draft.kind = *kind;
            }
        }
    });
}
