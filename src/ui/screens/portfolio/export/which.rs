//! For whom, and which entries.

use egui::{ComboBox, Label, RichText, Ui};

use super::choice::{Choice, Whom, cycle, may_weigh_entries};
use super::group::{caption_ui, indented_ui, name_ui, named_ui};
use super::period::Period;
use crate::domain::when::{self, Sense};
use crate::journal::{Selection, SelectionCount, Stand, Under};
use crate::ui::context::Ctx;
use crate::ui::theme::{self, buttons, space};
use crate::ui::widgets::{chip_ui, count_text, line_ui, segments_ui};

/// Nobody types on after so long, in seconds.
const TYPED: f64 = 0.5;

impl Choice {
    /// In a line: “Everything”, “Last 12 months · Goal: …”.
    pub(super) fn which_words(&self, cx: &Ctx<'_>, selection: &Selection) -> String {
        let mut words = Vec::new();
        if let Some(chosen) = &self.chosen {
            words.push(format!("“{}”", chosen.walk));
        } else if self.period == Period::All {
            words.push(if matches!(self.under(cx), Under::One(..)) { "All of the cycle".to_owned() } else { "Everything".to_owned() });
        } else {
            let label = Period::CHOICES.iter().find(|(choice, _)| self.period.is(*choice)).map_or("", |(_, label)| label);
            words.push(if matches!(self.period, Period::Between { .. }) { self.period.words(cx.today()) } else { label.to_owned() });
        }
        words.extend(self.goal.and_then(|id| cx.goal(id)).map(|goal| format!("Goal: {}", goal.draft.title)));
        if !self.settled_query.trim().is_empty() {
            words.push(format!("“{}”", self.settled_query.trim()));
        }
        if selection.counted_only {
            words.push("only what counts".to_owned());
        }
        words.push(if self.with_drafts { "with drafts".to_owned() } else { "without drafts".to_owned() });
        words.retain(|word| !word.is_empty());
        words.join(" · ")
    }

    /// In a line: the name of the registration.
    pub(super) fn whom_words(&self, cx: &Ctx<'_>) -> String {
        match self.under(cx) {
            Under::One(id, number) => {
                let name = registration_name(cx, id);
                if number == 0 { name } else { format!("{name}, the cycle before") }
            }
            Under::All if cx.snapshot.registrations.is_empty() || self.chosen.is_some() => "Nobody in particular".to_owned(),
            Under::All => "All registrations".to_owned(),
            Under::Nobody => "Nobody in particular".to_owned(),
        }
    }

    pub(super) fn whom_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, earlier: Option<&[Stand]>) {
        let under = self.under(cx);
        let several = cx.snapshot.registrations.len() > 1;
        for registration in cx.snapshot.registrations.iter() {
            named_ui(ui, &format!("{:?}", registration.id), |ui| {
                let on = matches!(under, Under::One(id, _) if id == registration.id);
                let name = registration_name(cx, registration.id);
                if ui.radio(on, name).clicked() && !on {
                    self.whom = Whom::One(registration.id, 0);
                }
                if let Under::One(id, number) = under
                    && on
                {
                    indented_ui(ui, |ui| {
                        let pressed = segments_ui(ui, "Which cycle", &["This cycle", "The one before"], usize::from(number != 0));
                        if let Some(at) = pressed {
                            self.whom = Whom::One(id, if at == 0 { 0 } else { -1 });
                        }
                        match cycle(cx, under, earlier) {
                            Some((first, last)) => caption_ui(ui, &format!("{} – {}", when::shown(first), when::shown(last))),
                            None if number == 0 => caption_ui(ui, "Its days are not known: say under “Where I stand” when it began"),
                            None => {}
                        }
                    });
                }
            });
        }
        let all = under == Under::All && several && self.chosen.is_none();
        if several && named_ui(ui, "all", |ui| ui.radio(all, "All registrations")).clicked() {
            self.whom = Whom::All;
        }
        let nobody = under == Under::Nobody || under == Under::All && !all;
        if named_ui(ui, "nobody", |ui| ui.radio(nobody, "Nobody in particular")).clicked() && !nobody {
            self.whom = Whom::Nobody;
        }
        if nobody {
            indented_ui(ui, |ui| caption_ui(ui, "Your entries, without the requirements and forms of a regulator"));
        }
    }

    pub(super) fn which_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, earlier: Option<&[Stand]>, count: SelectionCount) {
        self.chosen_ui(ui);
        // The days and the goals of a walk were chosen on the walk.
        if self.chosen.is_none() {
            named_ui(ui, "period", |ui| self.period_ui(ui, cx));
            named_ui(ui, "goal", |ui| self.goal_ui(ui, cx));
            named_ui(ui, "query", |ui| self.query_ui(ui, cx));
        }
        if may_weigh_entries(cx, self.under(cx), earlier) {
            named_ui(ui, "counting", |ui| {
                name_ui(ui, "Counting");
                ui.checkbox(&mut self.counted_only, "Only what counts towards it");
                let means = "Entries that count towards a requirement in this cycle. The others stay here; records and goals leave as ever";
                indented_ui(ui, |ui| caption_ui(ui, means));
            });
        }
        named_ui(ui, "drafts", |ui| self.drafts_ui(ui, count));
    }

    /// What was chosen on a walk, until somebody wants all entries again.
    fn chosen_ui(&mut self, ui: &mut Ui) {
        let Some(chosen) = &self.chosen else { return };
        name_ui(ui, "Chosen on the walk");
        let words = format!("“{}”: {}", chosen.walk, count_text(chosen.entries.len(), "entry", "entries"));
        ui.add(Label::new(words).wrap());
        caption_ui(ui, &format!("{} – {}", when::shown(chosen.from), when::shown(chosen.until)));
        if !chosen.note.trim().is_empty() {
            caption_ui(ui, "With the note for the appraiser");
        }
        if buttons::link_ui(ui, "Choose from all entries instead").clicked() {
            self.chosen = None;
        }
    }

    fn period_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        name_ui(ui, "Period");
        let in_cycle = matches!(self.under(cx), Under::One(..));
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(space::XS, space::XS);
            for (period, label) in Period::CHOICES {
                let on = self.period.is(period);
                let label = if in_cycle && period == Period::All { "All of the cycle" } else { label };
                if chip_ui(ui, label, on, None).clicked() && !on {
                    // Whoever chooses days begins with those of the choice before.
                    let (from, to) = self.period.days(cx.today());
                    self.period = if matches!(period, Period::Between { .. }) { Period::Between { from, to } } else { period };
                }
            }
        });
        if let Period::Between { from, to } = &mut self.period {
            ui.add_space(space::XS);
            if let Some(day) = self.from.show_ui(ui, "First day", *from, cx.today(), Sense::Past) {
                *from = day;
            }
            if let Some(day) = self.to.show_ui(ui, "Last day", *to, cx.today(), Sense::Past) {
                *to = day;
            }
            if self.period.is_upside_down() {
                let palette = theme::palette(ui.ctx());
                ui.label(RichText::new("The first day is after the last").small().color(palette.warn.text));
            } else if matches!(self.period, Period::Between { from: None, .. } | Period::Between { to: None, .. }) {
                caption_ui(ui, "An empty day leaves that end open");
            }
        } else {
            let words = self.period.words(cx.today());
            if !words.is_empty() {
                caption_ui(ui, &words);
            }
        }
    }

    fn goal_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        if cx.snapshot.goals.is_empty() {
            return;
        }
        name_ui(ui, "Goal");
        let shown = self.goal.and_then(|id| cx.goal(id)).map_or("All entries", |goal| goal.draft.title.as_str());
        let combo = ComboBox::from_id_salt("goal").selected_text(shown).width(ui.available_width() - space::S).truncate();
        let combo = combo.show_ui(ui, |ui| {
            let mut chosen = ui.selectable_value(&mut self.goal, None, "All entries").clicked();
            for goal in cx.snapshot.goals.iter() {
                chosen |= ui.selectable_value(&mut self.goal, Some(goal.id), &goal.draft.title).clicked();
            }
            if chosen {
                // By Enter, too, which is no press beside it.
                ui.close();
            }
        });
        combo.response.accessible_name("Goal");
    }

    /// The words are asked about when somebody has stopped typing.
    fn query_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        ui.add_space(space::S);
        let field = line_ui(ui, "Only what these words find", &mut self.query, "tag:pain with:others");
        let id = field.id.with("typed at");
        if field.changed() {
            ui.data_mut(|data| data.insert_temp(id, cx.now));
        }
        if self.query != self.settled_query {
            let typed: f64 = ui.data(|data| data.get_temp(id)).unwrap_or(f64::NEG_INFINITY);
            let rest = typed + TYPED - cx.now;
            if rest <= 0.0 || field.lost_focus() {
                self.settled_query.clone_from(&self.query);
                ui.ctx().request_repaint();
            } else {
                ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(rest));
            }
        }
    }

    fn drafts_ui(&mut self, ui: &mut Ui, count: SelectionCount) {
        name_ui(ui, "Drafts");
        let mut out = !self.with_drafts;
        if ui.checkbox(&mut out, "Leave drafts out").changed() {
            self.with_drafts = !out;
        }
        let words = match (count.drafts, out) {
            (0, _) => "There are none among these entries".to_owned(),
            (n, true) => format!("{} stay{} here", count_text(n, "draft", "drafts"), if n == 1 { "s" } else { "" }),
            (n, false) => format!("{} would leave, too", count_text(n, "draft", "drafts")),
        };
        indented_ui(ui, |ui| caption_ui(ui, &words));
    }
}

/// What the rules of a registration are called.
fn registration_name(cx: &Ctx<'_>, id: crate::domain::RegistrationId) -> String {
    let registration = cx.snapshot.registrations.iter().find(|one| one.id == id);
    let Some(registration) = registration else { return String::new() };
    let framework = cx.catalogue.framework(&registration.draft.framework);
    match framework {
        Some(framework) if framework.regulator.is_empty() => framework.name.clone(),
        Some(framework) => format!("{}, {}", framework.name, framework.regulator),
        None => registration.draft.framework.clone(),
    }
}
