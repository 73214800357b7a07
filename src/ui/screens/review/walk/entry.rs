//! An entry as somebody else would read it: its title, when and how long, its texts, its goals, evidence and actions.

use egui::{EventFilter, FontSelection, Label, Rect, RichText, Sense, TextWrapMode, Ui, WidgetInfo, WidgetText};

use super::way::Place;
use crate::domain::{GoalId, Minutes, Walk, text, when};
use crate::journal::Walked;
use crate::ui::context::Ctx;
use crate::ui::theme::{self, Icon, buttons, size, space};
use crate::ui::widgets::{Markdown, count_text};

/// What is seen of a place.
pub(super) struct Seen<'s> {
    pub(super) walk: &'s Walk,
    /// The entry, when it was read.
    pub(super) read: Option<&'s Walked>,
    pub(super) place: Place,
    /// It has just been come to.
    pub(super) fresh: bool,
}

impl Seen<'_> {
    /// Whether its heading has the keyboard.
    pub(super) fn show_ui(&self, ui: &mut Ui, cx: &Ctx<'_>, markdown: &mut Markdown) -> bool {
        match (self.place, self.read) {
            (Place::Bare(goal), _) => self.bare_ui(ui, cx, goal, markdown),
            (Place::Entry(_), Some(walked)) => self.entry_ui(ui, cx, walked, markdown),
            // What lists know of it, until the rest is here.
            (Place::Entry(id), None) => {
                let name = cx.entry(id).map_or("", |entry| entry.name.as_str());
                self.heading_ui(ui, name)
            }
        }
    }

    /// The title. It has the keyboard while no control wants it, so that it is read out when it is come to.
    fn heading_ui(&self, ui: &mut Ui, title: &str) -> bool {
        let ink = theme::palette(ui.ctx()).text;
        let words = WidgetText::from(RichText::new(title).text_style(theme::title_style()).color(ink));
        let galley = words.into_galley(ui, Some(TextWrapMode::Wrap), ui.available_width(), FontSelection::Default);
        // A label that has the keyboard would be underlined like a link.
        let response = ui
            .push_id(("heading of the walk", self.place), |ui| ui.allocate_exact_size(galley.size(), Sense::focusable_noninteractive()).1)
            .inner;
        ui.painter().galley(response.rect.min, galley, ink);
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Heading, true, title));
        if response.has_focus() {
            let at = response.rect.left() - space::S;
            let mark = Rect::from_x_y_ranges(at - 3.0..=at, response.rect.y_range());
            ui.painter().rect_filled(mark, 1.0, theme::palette(ui.ctx()).focus);
        }
        if self.fresh {
            response.request_focus();
        }
        // Read out when it changes, wherever the keyboard is.
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(egui::accesskit::Live::Polite));
        if response.has_focus() {
            let keys = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, keys));
        }
        response.has_focus()
    }

    fn entry_ui(&self, ui: &mut Ui, cx: &Ctx<'_>, walked: &Walked, markdown: &mut Markdown) -> bool {
        let palette = theme::palette(ui.ctx());
        let draft = &walked.entry.draft;
        let has_keyboard = self.heading_ui(ui, &draft.name());
        let mut about = vec![when::shown(draft.date), cx.catalogue.kind_label(&draft.kind).to_owned()];
        let total = draft.minutes.total();
        about.push(if total > Minutes::ZERO { total.to_string() } else { "no time noted".to_owned() });
        if draft.minutes.interactive > Minutes::ZERO {
            about.push(format!("{} of it with others", draft.minutes.interactive));
        }
        about.extend(draft.community.and_then(|id| cx.community(id)).map(|community| community.draft.name.clone()));
        about.push(walked.entry.state.label().to_owned());
        if !(self.walk.draft.from..=self.walk.draft.until).contains(&draft.date) {
            about.push("put off on an earlier walk".to_owned());
        }
        ui.add(Label::new(RichText::new(about.join(" · ")).color(palette.text_muted)).wrap());
        let goals: Vec<&str> = draft.goals.iter().filter_map(|id| cx.goal(*id)).map(|goal| goal.draft.title.as_str()).collect();
        if !goals.is_empty() {
            mark_ui(ui, Icon::Goals, &goals.join("; "));
        }
        let evidence: Vec<&str> = cx
            .snapshot
            .evidence
            .iter()
            .filter(|one| one.entries.contains(&walked.entry.id))
            .map(|one| if one.caption.trim().is_empty() { one.name.as_str() } else { one.caption.as_str() })
            .collect();
        if !evidence.is_empty() {
            mark_ui(ui, Icon::Paperclip, &evidence.join("; "));
        }
        let mut sections: Vec<(String, &str)> = vec![("What I learnt".to_owned(), draft.learnt.as_str())];
        sections.extend(draft.reflection.answers.iter().map(|answer| (answer.label.clone(), answer.text.as_str())));
        sections.push(("What I changed".to_owned(), draft.changed.as_str()));
        sections.push(("Who benefited".to_owned(), draft.benefit.as_str()));
        sections.push(("How I took part with others".to_owned(), draft.how.as_str()));
        let looks = cx.snapshot.look_backs.iter().filter(|look| look.entry == walked.entry.id && look.draft.found.is_said());
        sections
            .extend(looks.map(|look| (format!("{}, {}", look.draft.found.label(), when::shown(look.draft.day)), look.draft.text.as_str())));
        sections.retain(|(_, text)| !text.trim().is_empty());
        for (at, (title, text)) in sections.iter().enumerate() {
            ui.add_space(space::L);
            ui.label(RichText::new(title).text_style(theme::section_style()));
            ui.push_id(at, |ui| markdown.show_ui(ui, text));
        }
        if sections.is_empty() {
            ui.add_space(space::L);
            ui.label(RichText::new("Nothing is written yet").color(palette.text_muted));
        }
        let actions: Vec<_> = cx.snapshot.actions.iter().filter(|action| action.entry == walked.entry.id).collect();
        if !actions.is_empty() {
            ui.add_space(space::L);
            ui.label(RichText::new("Actions").text_style(theme::section_style()));
            for action in actions {
                let (icon, done) = match action.draft.done {
                    Some(day) => (Icon::CheckCircle, format!(", done {}", when::shown(day))),
                    None => (Icon::Circle, String::new()),
                };
                mark_ui(ui, icon, &format!("{}{done}", text::plain(&action.draft.what)));
            }
        }
        has_keyboard
    }

    /// A goal that nothing belongs to: there is something to see in that.
    fn bare_ui(&self, ui: &mut Ui, cx: &Ctx<'_>, goal: GoalId, markdown: &mut Markdown) -> bool {
        let palette = theme::palette(ui.ctx());
        let Some(goal) = cx.goal(goal) else { return false };
        let has_keyboard = self.heading_ui(ui, &goal.draft.title);
        ui.add_space(space::S);
        let total = cx.snapshot.totals.get(&goal.id).copied().unwrap_or_default();
        let before = if total.entries > 0 {
            format!(" On other days {} to it.", count_text(total.entries, "entry belongs", "entries belong"))
        } else {
            String::new()
        };
        let text = format!(
            "No entry of these days has this goal first.{before} Is it still what you want? At the end you say what becomes of it."
        );
        ui.add(Label::new(RichText::new(text).color(palette.text)).wrap());
        for (at, (title, words)) in [("Why it matters", &goal.draft.why), ("How I will know", &goal.draft.measure)].into_iter().enumerate()
        {
            if !words.trim().is_empty() {
                ui.add_space(space::L);
                ui.label(RichText::new(title).text_style(theme::section_style()));
                ui.push_id(at, |ui| markdown.show_ui(ui, words));
            }
        }
        has_keyboard
    }
}

/// A line with an icon before it.
pub(super) fn mark_ui(ui: &mut Ui, icon: Icon, words: &str) {
    let palette = theme::palette(ui.ctx());
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        icon.mark_ui(ui, size::ICON, palette.accent_text);
        ui.add(Label::new(RichText::new(words).color(palette.text)).wrap());
    });
}

/// The same as something that can be pressed, in as many lines as it needs.
pub(super) fn link_row_ui(ui: &mut Ui, icon: Icon, words: &str) -> bool {
    let palette = theme::palette(ui.ctx());
    ui.horizontal_top(|ui| {
        // A button in a row would be as wide as its words.
        ui.style_mut().wrap_mode = Some(TextWrapMode::Wrap);
        ui.spacing_mut().button_padding.x = 0.0;
        icon.mark_ui(ui, size::ICON, palette.accent_text);
        buttons::link_ui(ui, words).clicked()
    })
    .inner
}
