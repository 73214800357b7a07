//! The editor's page.

use egui::{CentralPanel, Id, Panel, RichText, ScrollArea, TextEdit, Ui, UiBuilder};

use super::Editor;
use crate::domain::gaps;
use crate::ui::context::Ctx;
use crate::ui::theme::buttons;
use crate::ui::theme::{self, Icon, size, space};
use crate::ui::widgets::{Desk, Writing, measure_ui};

/// Room below the text, so that one does not write at the window's edge.
const TAIL: f32 = 160.0;

/// What stands beside the editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beside {
    /// The list of entries.
    List,
    /// Nothing: there is no room, and a button leads back to the list.
    Nothing,
}

impl Editor {
    /// Shows the editor beside the list.
    pub fn show_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        self.page_ui(ui, cx, Beside::List);
    }

    /// Shows the editor alone; `true` when one wants to go back to the list.
    pub fn show_alone_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) -> bool {
        self.page_ui(ui, cx, Beside::Nothing)
    }

    fn page_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, beside: Beside) -> bool {
        let before = self.draft.clone();
        let edge = if ui.available_width() < size::DIALOG { 12 } else { 24 };
        let bar = theme::screen_frame(ui.ctx()).inner_margin(egui::Margin::symmetric(edge, 8));
        let shown = Panel::top("entry bar").show_separator_line(false).frame(bar).show(ui, |ui| self.bar_ui(ui, cx, beside));
        CentralPanel::default().frame(theme::screen_frame(ui.ctx()).inner_margin(egui::Margin::symmetric(edge, 0))).show(ui, |ui| {
            ScrollArea::vertical().id_salt(("entry", self.id)).auto_shrink(false).show(ui, |ui| {
                measure_ui(ui, theme::writing_measure(ui), |ui| {
                    self.conflict_ui(ui);
                    if self.versions.is_some() {
                        self.versions_ui(ui, cx);
                    } else if self.preview {
                        self.preview_ui(ui, cx);
                    } else {
                        // What is in the bin is read, and taken out before it is written in.
                        let open = !cx.read_only() && !self.state.is_binned();
                        // The same ids with the list and without, so that the text being written keeps the keyboard.
                        ui.scope_builder(UiBuilder::new().scope_id(Id::unique(("texts", self.id))), |ui| {
                            ui.add_enabled_ui(open, |ui| self.write_ui(ui, cx));
                        });
                        self.keep_cursor_in_sight(ui);
                    }
                    ui.add_space(TAIL);
                });
            });
        });
        self.viewer_ui(ui, cx);
        self.chat_ui(ui, cx);
        self.parking_ui(ui, cx);
        if self.draft != before {
            if cx.desk.stepped() {
                // What was done at one blow is taken back at one blow.
                self.undoer.add_undo(&before);
                self.undoer.add_undo(&self.draft);
            }
            self.changed(cx.now);
        }
        self.undoer.feed_state(cx.now, &self.draft);
        shown.inner
    }

    /// Somebody else has changed the entry: which text is to stay.
    fn conflict_ui(&mut self, ui: &mut Ui) {
        let Some(theirs) = self.theirs.take() else { return };
        let palette = theme::palette(ui.ctx());
        let mut decided = false;
        theme::tone_frame(palette.warn).show(ui, |ui| {
            ui.label(RichText::new("This entry was changed in another window or by a command while you wrote.").strong());
            ui.label("Your text is here, theirs is in the journal. Nothing is lost until you choose, and Undo goes back to your text.");
            ui.horizontal_wrapped(|ui| {
                if buttons::primary_ui(ui, "Keep my text").clicked() {
                    self.autosave.changed(ui.input(|input| input.time));
                    decided = true;
                }
                if ui.button("Take theirs").clicked() {
                    self.autosave.settle();
                    self.failed = false;
                    self.undoer.add_undo(&self.draft);
                    self.draft = theirs.draft.clone();
                    decided = true;
                }
            });
        });
        if decided {
            (self.opened, self.base) = (theirs.changed, theirs.draft);
        } else {
            self.theirs = Some(theirs);
        }
        ui.add_space(space::M);
    }

    fn write_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        self.parked_ui(ui, cx);
        let palette = theme::palette(ui.ctx());
        let hint = RichText::new("A few words to recognise it by").color(palette.text_faint);
        // A long title goes on in the next line; Enter goes on to the text.
        let enter = ui.input(|input| input.key_pressed(egui::Key::Enter));
        let title = TextEdit::multiline(&mut self.draft.title)
            .font(theme::title_style())
            .hint_text(hint)
            .frame(egui::Frame::NONE)
            .desired_rows(1)
            .desired_width(f32::INFINITY);
        let title = ui.add(title).accessible_name("Title");
        if self.draft.title.contains('\n') {
            self.draft.title = self.draft.title.replace('\n', if enter { "" } else { " " });
            if enter && title.has_focus() {
                self.write_at_once = true;
            }
        }
        ui.add_space(space::XS);
        self.beside_ui(ui, |editor, ui| {
            editor.details_ui(ui, cx);
            editor.rolled_ui(ui, cx);
        });
        ui.add_space(space::L);
        self.written_in = title.has_focus();
        // Where a model is in use, its first line may say it already.
        let rows = if self.draft.reflection.template.is_empty() { 4 } else { 2 };
        let learnt =
            Writing::new("What I learnt").hint("One thought is enough for tonight").rows(rows).show(ui, cx.desk, &mut self.draft.learnt);
        if std::mem::take(&mut self.write_at_once) {
            learnt.request_focus();
        }
        self.written_in |= learnt.has_focus();
        ui.add_space(space::L);
        self.reflect_ui(ui, cx);
        ui.add_space(space::L);
        let changed = Writing::new("What I changed").hint("What is different at work because of it");
        let changed = changed.show(ui, cx.desk, &mut self.draft.changed);
        ui.add_space(space::M);
        let benefit = Writing::new("Who benefited").hint("Patients, colleagues, the service; and how you know");
        let benefit = benefit.show(ui, cx.desk, &mut self.draft.benefit);
        self.written_in |= changed.has_focus() || benefit.has_focus();
        self.beside_ui(ui, |editor, ui| {
            editor.mirror_ui(ui);
            editor.more_ui(ui, cx.desk);
            editor.links_ui(ui, cx);
            editor.standards_ui(ui, cx);
            editor.follow_up_ui(ui, cx);
            editor.later_ui(ui, cx);
        });
        self.private_ui(ui, cx.desk);
        self.beside_ui(ui, |editor, ui| editor.gaps_ui(ui, cx));
    }

    /// The private note stands apart, so that nobody writes into it by mistake.
    fn private_ui(&mut self, ui: &mut Ui, desk: &Desk) {
        let palette = theme::palette(ui.ctx());
        ui.add_space(space::XL);
        theme::tone_frame(palette.info).show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.label(Icon::Lock.text(size::ICON).color(palette.info.text));
                ui.label(RichText::new("Only for you: in no export").small().color(palette.text_muted));
            });
            let note = Writing::new("Private note").show(ui, desk, &mut self.draft.private_note);
            self.written_in |= note.has_focus();
        });
    }

    fn gaps_ui(&self, ui: &mut Ui, cx: &Ctx<'_>) {
        let palette = theme::palette(ui.ctx());
        let proven = cx.snapshot.evidence.iter().any(|one| one.entries.contains(&self.id));
        let acted = cx.snapshot.actions.iter().any(|action| action.entry == self.id);
        let gaps = gaps::gaps(&self.draft, proven, acted);
        if gaps.is_empty() {
            return;
        }
        ui.add_space(space::L);
        let gaps: Vec<String> = gaps.iter().map(|gap| gap.label().to_lowercase()).collect();
        ui.label(
            RichText::new(format!("Somebody who reads this might still look for: {}", gaps.join("; "))).small().color(palette.text_muted),
        );
    }

    /// The entry as it reads.
    fn preview_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        let palette = theme::palette(ui.ctx());
        ui.label(RichText::new(self.draft.name()).text_style(theme::title_style()));
        let mut about = vec![cx.catalogue.kind_label(&self.draft.kind).to_owned(), crate::domain::when::shown(self.draft.date)];
        if self.draft.minutes.total().0 > 0 {
            about.push(self.draft.minutes.total().to_string());
        }
        about.extend(self.draft.goals.iter().filter_map(|id| cx.goal(*id)).map(|goal| goal.draft.title.clone()));
        ui.label(RichText::new(about.join(" · ")).color(palette.text_muted));
        let mut sections: Vec<(String, String)> = vec![("What I learnt".to_owned(), self.draft.learnt.clone())];
        sections.extend(self.draft.reflection.answers.iter().map(|answer| (answer.label.clone(), answer.text.clone())));
        sections.push(("What I changed".to_owned(), self.draft.changed.clone()));
        sections.push(("Who benefited".to_owned(), self.draft.benefit.clone()));
        let mine = cx.snapshot.look_backs.iter().filter(|look| look.entry == self.id && look.draft.found.is_said());
        sections.extend(mine.map(|look| {
            let title = format!("{}, {}", look.draft.found.label(), crate::domain::when::shown(look.draft.day));
            (title, look.draft.text.clone())
        }));
        for (at, (title, text)) in sections.iter().filter(|(_, text)| !text.trim().is_empty()).enumerate() {
            ui.add_space(space::L);
            ui.label(RichText::new(title).text_style(theme::section_style()));
            ui.push_id(at, |ui| self.markdown.show_ui(ui, text));
        }
        if sections.iter().all(|(_, text)| text.trim().is_empty()) {
            ui.add_space(space::L);
            ui.label(RichText::new("Nothing is written yet").color(palette.text_muted));
        }
    }
}
