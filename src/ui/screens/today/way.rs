//! The way into using social media at work, as a card: it ticks itself, shows the next step, and can be folded away.

use egui::{Label, Response, RichText, Ui, WidgetInfo};

use super::Today;
use super::derived::Derived;
use super::mark::MarkForm;
use super::view::end_link_ui;
use crate::domain::path::{Because, Path, Stage, Standing, Step};
use crate::domain::text::excerpt;
use crate::domain::{EntryState, when};
use crate::ui::action::{Action, Route};
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::screens::network::Part;
use crate::ui::theme::{self, Icon, buttons, size, space, type_size};
use crate::ui::widgets::{panel_ui, section_ui};

/// The name of the card.
const TITLE: &str = "Ready, steady, go";

/// Letters of what ticked a step.
const REASON: usize = 60;

/// What the card remembers.
#[derive(Debug, Default)]
pub(super) struct Way {
    /// Whether it is open, once somebody has said so.
    open: Option<bool>,
    /// Every step is shown.
    whole: bool,
    /// It was just opened: it is to be seen.
    to_view: bool,
}

impl Today {
    /// The card; nothing once every step is ticked, and while the journal is empty.
    pub(super) fn way_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, derived: &Derived) {
        let Some(path) = derived.path.as_ref().filter(|path| !path.is_whole()) else { return };
        // While the first steps are shown, they are the next ones.
        let open = self.way.open.unwrap_or(derived.beginning && derived.steps.is_none());
        let (done, all) = path.count(None);
        if !open {
            ui.add_space(space::L);
            if folded_ui(ui, done, all).clicked() {
                self.way.open = Some(true);
                self.way.to_view = true;
            }
            return;
        }
        let whole = self.way.whole;
        // What the first steps ask for is not asked for twice.
        let above = derived.steps.filter(|steps| !steps.policy).map(|_| Step::Employer);
        let top = ui.cursor().min;
        let (mut fold, mut switch) = (false, false);
        section_ui(ui, TITLE, |ui| {
            fold = end_link_ui(ui, "Put it away");
            switch = end_link_ui(ui, if whole { "Only the next step" } else { "All steps" });
        });
        let mut wish = None;
        panel_ui(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            stages_ui(ui, path);
            if whole {
                for stage in Stage::ALL {
                    ui.add_space(space::S);
                    ui.label(RichText::new(stage.label()).font(theme::bold(type_size::BODY)));
                    for (step, standing) in path.steps.iter().filter(|(step, _)| step.stage() == *stage) {
                        wish = wish.or(step_ui(ui, cx, *step, *standing, above == Some(*step)));
                    }
                }
            } else if let Some((step, standing)) = path.steps.iter().copied().find(|(step, at)| !at.is_done() && above != Some(*step)) {
                wish = next_ui(ui, cx, step, standing);
            }
        });
        if std::mem::take(&mut self.way.to_view) {
            let rect = egui::Rect::from_min_max(top, ui.min_rect().max);
            // What is higher than the page is shown from its beginning.
            ui.scroll_to_rect(rect, (rect.height() > ui.clip_rect().height()).then_some(egui::Align::Min));
        }
        if fold {
            self.way.open = Some(false);
        }
        if switch {
            self.way.whole = !whole;
        }
        if let Some(wish) = wish {
            self.follow(cx, wish);
        }
    }

    /// Opens what a step needs, or what ticked it.
    fn follow(&mut self, cx: &mut Ctx<'_>, wish: Wish) {
        let because = match wish {
            Wish::Begin(step) => return self.begin(cx, step),
            Wish::Show(because) => because,
        };
        match because {
            Because::Mark(id) => self.mark = MarkForm::of(id, cx),
            Because::Goal(id) => cx.actions.push(Action::OpenGoal(id)),
            Because::Entry(id) => cx.open(id),
            Because::Person(_) => cx.actions.push(Action::OpenNetwork(Part::People)),
            Because::Action(id) => {
                let entry = cx.snapshot.actions.iter().find(|action| action.id == id).map(|action| action.entry);
                if let Some(entry) = entry {
                    cx.open(entry);
                }
            }
        }
    }

    fn begin(&mut self, cx: &mut Ctx<'_>, step: Step) {
        if let Some(kind) = step.mark() {
            self.mark = Some(MarkForm::new(kind, cx));
            return;
        }
        let today = cx.today();
        let latest = || {
            let open = |entry: &&std::sync::Arc<crate::domain::EntryHeader>| {
                matches!(entry.state, EntryState::Draft | EntryState::Ready) && entry.date <= today && !entry.is_parked(today)
            };
            cx.snapshot.entries.iter().find(open).map(|entry| entry.id)
        };
        match step {
            Step::RoleGoal | Step::ServiceGoal | Step::PlanGoal => cx.go(Route::Goals),
            Step::Professions | Step::Places => cx.actions.push(Action::OpenNetwork(Part::People)),
            Step::Reflection | Step::TakenBack | Step::Shared => match latest() {
                Some(id) => cx.open(id),
                None => cx.actions.push(Action::Run(Command::LogSomething)),
            },
            _ => cx.actions.push(Action::Run(Command::LogSomething)),
        }
    }
}

/// What was pressed.
#[derive(Clone, Copy, Debug)]
enum Wish {
    Begin(Step),
    Show(Because),
}

/// What a step is for.
const fn help(step: Step) -> &'static str {
    match step {
        Step::Employer => "What it allows, what it asks of you, and whom you can ask. Then you take part with an easy mind.",
        Step::Regulator => "What your register expects of you where everybody can read along.",
        Step::Body => "Your professional body knows where others went wrong, and what worked.",
        Step::RoleGoal => "What do you want to get better at? Any goal counts whose purpose is your role.",
        Step::ServiceGoal => "What should work better where you work? Any goal counts whose purpose is your service.",
        Step::PlanGoal => "Any goal counts whose purpose is the personal development plan.",
        Step::Conversation => "Log a chat or a thread that you took part in, with its minutes with others.",
        Step::Professions => "Say in Network who has which profession. Entries that name people of two professions tick this.",
        Step::Places => "Say in Network who is from where. Entries that name people of two places tick this.",
        Step::Reflection => "Write in an entry why it matters. A few lines are a reflection.",
        Step::TakenBack => "In an entry, under Back to work: one thing to do because of it. Done, it ticks this.",
        Step::Shared => "Say with whom you shared something that you had taken back to work and done.",
        Step::Told => "Who was better off because of it? Tell a colleague, and note it here or with an action.",
        Step::Policy => "Your example can change the rules for those who come after you. It is the core of an impact story.",
    }
}

/// The word on the button of a step.
const fn button(step: Step, standing: Standing) -> &'static str {
    match (step, standing) {
        (_, Standing::ReadAgain { .. }) => "I have looked again…",
        (Step::Employer | Step::Regulator | Step::Body, _) => "I have read it…",
        (Step::RoleGoal | Step::ServiceGoal | Step::PlanGoal, _) => "Set a goal…",
        (Step::Professions | Step::Places, _) => "Say who they are…",
        (Step::Conversation, _) => "Log it…",
        (Step::Reflection, _) => "Write one…",
        (Step::TakenBack | Step::Shared, _) => "Open the latest entry",
        (Step::Told | Step::Policy, _) => "Note it…",
    }
}

fn folded_ui(ui: &mut Ui, done: usize, all: usize) -> Response {
    let palette = theme::palette(ui.ctx());
    let text = format!("{TITLE}: {done} of {all} steps");
    let content = (Icon::CaretRight.text(size::ICON).color(palette.text_faint), RichText::new(&text).color(palette.text_muted));
    let link = buttons::quiet_ui(ui, content).on_hover_text("The way into using social media at work");
    link.widget_info(|| WidgetInfo::selected(egui::Role::DisclosureTriangle, true, false, &text));
    link
}

/// The four parts of the way, and how far each is.
fn stages_ui(ui: &mut Ui, path: &Path) {
    let palette = theme::palette(ui.ctx());
    ui.horizontal_wrapped(|ui| {
        for stage in Stage::ALL {
            let (done, all) = path.count(Some(*stage));
            let (icon, ink) = match done {
                0 => (Icon::CircleDashed, palette.text_faint),
                done if done == all => (Icon::CheckCircle, palette.success.text),
                _ => (Icon::CircleHalf, palette.accent_text),
            };
            let text = format!("{} {done}/{all}", stage.label());
            // Picture and word stay together where the line ends.
            let label = ui.label({
                let mut job = egui::text::LayoutJob::default();
                let picture = egui::TextFormat { valign: egui::Align::Center, ..egui::TextFormat::simple(icon.font(size::ICON), ink) };
                job.append(&icon.char().to_string(), 0.0, picture);
                let words = egui::TextFormat::simple(egui::TextStyle::Small.resolve(ui.style()), palette.text_muted);
                job.append(&text.replace(' ', "\u{a0}"), space::XS, egui::TextFormat { valign: egui::Align::Center, ..words });
                job.wrap.max_rows = 1;
                job
            });
            let name = format!("{}: {done} of {all} steps", stage.label());
            label.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &name));
            ui.add_space(space::S);
        }
    });
}

/// The next step, with room to say what it is for.
fn next_ui(ui: &mut Ui, cx: &Ctx<'_>, step: Step, standing: Standing) -> Option<Wish> {
    let palette = theme::palette(ui.ctx());
    ui.add(Label::new(RichText::new(step.label()).font(theme::bold(type_size::BODY))).wrap());
    ui.add(Label::new(RichText::new(help(step)).color(palette.text_muted)).wrap());
    let mut wish = again_ui(ui, standing);
    if !cx.read_only() && ui.button(button(step, standing)).clicked() {
        wish = Some(Wish::Begin(step));
    }
    wish
}

/// “Read on Mon 2 Mar 2026: look again”.
fn again_ui(ui: &mut Ui, standing: Standing) -> Option<Wish> {
    let Standing::ReadAgain { read, because } = standing else { return None };
    let text = format!("Read on {}: look again", when::shown(read));
    let link = buttons::link_ui(ui, &text).on_hover_text("Rules change; what you noted then");
    link.clicked().then_some(Wish::Show(because))
}

/// One step of the whole list; only its name where it is `asked` for elsewhere on the page.
fn step_ui(ui: &mut Ui, cx: &Ctx<'_>, step: Step, standing: Standing, asked: bool) -> Option<Wish> {
    let palette = theme::palette(ui.ctx());
    let mut wish = None;
    let state = match standing {
        Standing::Open => "to do",
        Standing::Done(_) => "done",
        Standing::ReadAgain { .. } => "look again",
    };
    ui.push_id(step.token(), |ui| {
        ui.horizontal_top(|ui| {
            let (icon, ink) = match standing {
                Standing::Done(_) => (Icon::CheckCircle, palette.success.text),
                Standing::ReadAgain { .. } => (Icon::CircleHalf, palette.warn.text),
                Standing::Open => (Icon::Circle, palette.text_faint),
            };
            icon.mark_ui(ui, size::ICON, ink);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = space::XS;
                let ink = if standing.is_done() { palette.text_muted } else { palette.text };
                let label = ui.add(Label::new(RichText::new(step.label()).color(ink)).wrap());
                label.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, format!("{}: {state}", step.label())));
                match standing {
                    Standing::Done(because) => {
                        if let Some(reason) = reason(cx, because) {
                            let small = RichText::new(excerpt(&reason, REASON)).small().color(palette.accent_text);
                            ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
                            let link = ui.add(egui::Button::new(small).frame(false));
                            link.widget_info(|| WidgetInfo::labeled(egui::Role::Link, true, format!("{}: {reason}", step.label())));
                            buttons::focus_ring(ui, &link);
                            if link.on_hover_text("What ticks it").clicked() {
                                wish = Some(Wish::Show(because));
                            }
                        }
                    }
                    Standing::Open | Standing::ReadAgain { .. } if asked => {}
                    Standing::Open | Standing::ReadAgain { .. } => {
                        ui.add(Label::new(RichText::new(help(step)).small().color(palette.text_muted)).wrap());
                        wish = again_ui(ui, standing);
                        if !cx.read_only() {
                            let word = button(step, standing);
                            let response = ui.button(word);
                            response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("{}: {word}", step.label())));
                            if response.clicked() {
                                wish = Some(Wish::Begin(step));
                            }
                        }
                    }
                }
            });
        });
    });
    wish
}

/// What ticked a step, in its own words.
fn reason(cx: &Ctx<'_>, because: Because) -> Option<String> {
    Some(match because {
        Because::Mark(id) => {
            let draft = &cx.snapshot.waymarks.iter().find(|mark| mark.id == id)?.draft;
            let day = when::shown(draft.day);
            let parts = [draft.title.as_str(), draft.version.as_str(), day.as_str()];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
        }
        Because::Goal(id) => cx.goal(id)?.draft.title.clone(),
        Because::Entry(id) => cx.entry(id)?.name.clone(),
        Because::Person(id) => {
            let draft = &cx.snapshot.people.iter().find(|person| person.id == id)?.draft;
            let parts = [draft.shown(), draft.profession.as_str(), draft.place.as_str()];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
        }
        Because::Action(id) => cx.snapshot.actions.iter().find(|action| action.id == id)?.draft.what.clone(),
    })
}
