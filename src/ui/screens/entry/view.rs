//! The editor's page.

use egui::{CentralPanel, Panel, RichText, ScrollArea, TextEdit, Ui};

use super::Editor;
use crate::domain::{EntryState, gaps};
use crate::ui::action::Action;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, size, space};
use crate::ui::widgets::{measure_ui, writing_ui};
use crate::worker::Request;

/// Room below the text, so that one does not write at the window's edge.
const TAIL: f32 = 160.0;

impl Editor {
    /// Shows the editor.
    pub fn show_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let before = self.draft.clone();
        let bar = theme::screen_frame(ui.ctx()).inner_margin(egui::Margin::symmetric(24, 8));
        Panel::top("entry bar").show_separator_line(false).frame(bar).show(ui, |ui| self.bar_ui(ui, cx));
        CentralPanel::default().frame(theme::screen_frame(ui.ctx()).inner_margin(egui::Margin::symmetric(24, 0))).show(ui, |ui| {
            ScrollArea::vertical().id_salt(("entry", self.id)).auto_shrink(false).show(ui, |ui| {
                measure_ui(ui, size::MEASURE, |ui| {
                    ui.add_enabled_ui(!cx.read_only(), |ui| {
                        self.conflict_ui(ui);
                        if self.preview {
                            self.preview_ui(ui, cx);
                        } else {
                            self.write_ui(ui, cx);
                        }
                    });
                    ui.add_space(TAIL);
                });
            });
        });
        if self.draft != before {
            self.changed(cx.now);
        }
        self.undoer.feed_state(cx.now, &self.draft);
    }

    fn bar_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let palette = theme::palette(ui.ctx());
        ui.horizontal(|ui| {
            let (tone, icon) = match self.save_state() {
                "Saved" => (palette.text_muted, Icon::CheckCircle),
                "Saving…" => (palette.text_muted, Icon::CircleDashed),
                _ => (palette.danger.text, Icon::WarningCircle),
            };
            ui.label(icon.text(size::ICON).color(tone));
            ui.label(RichText::new(self.save_state()).small().color(tone));
            ui.label(RichText::new(format!("· {}", self.state.label())).small().color(palette.text_muted));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| self.buttons_ui(ui, cx));
        });
    }

    fn buttons_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        if self.state.is_binned() {
            if buttons::marked_ui(ui, Look::Quiet, Icon::Restore, "Take out of the bin").clicked() {
                cx.send(Request::Unbin(self.id));
            }
            return;
        }
        if buttons::icon_ui(ui, Icon::Bin, Command::BinEntry.label()).clicked() {
            cx.actions.push(Action::Run(Command::BinEntry));
        }
        let (icon, word) = if self.preview { (Icon::Edit, "Write") } else { (Icon::Eye, "Preview") };
        if buttons::marked_ui(ui, Look::Quiet, icon, word).on_hover_text(Command::Preview.key_text(ui.ctx())).clicked() {
            self.preview = !self.preview;
        }
        match self.state {
            EntryState::Draft => {
                if buttons::marked_ui(ui, Look::Quiet, Icon::Check, "Mark ready")
                    .on_hover_text(Command::MarkReady.key_text(ui.ctx()))
                    .clicked()
                {
                    cx.actions.push(Action::Run(Command::MarkReady));
                }
            }
            EntryState::Ready => {
                if buttons::quiet_ui(ui, "Back to drafts").clicked() {
                    cx.send(Request::SetState { id: self.id, state: EntryState::Draft });
                }
                let submitted = EntryState::Submitted { on: cx.today() };
                if buttons::quiet_ui(ui, "Mark submitted").on_hover_text("It was handed to a regulator or an appraiser").clicked() {
                    cx.send(Request::SetState { id: self.id, state: submitted });
                }
            }
            EntryState::Submitted { on } => {
                let on = crate::domain::when::shown(on);
                if buttons::quiet_ui(ui, "Not submitted").on_hover_text(format!("Marked submitted on {on}")).clicked() {
                    cx.send(Request::SetState { id: self.id, state: EntryState::Ready });
                }
            }
            EntryState::Binned { .. } => {}
        }
    }

    /// Somebody else has changed the entry: which text is to stay.
    fn conflict_ui(&mut self, ui: &mut Ui) {
        let Some(theirs) = self.theirs.take() else { return };
        let palette = theme::palette(ui.ctx());
        let mut decided = false;
        theme::tone_frame(palette.warn).show(ui, |ui| {
            ui.label(RichText::new("This entry was changed in another window or by a command while you wrote.").strong());
            ui.label("Your text is here, theirs is in the journal. Nothing is lost until you choose, and the history keeps both.");
            ui.horizontal(|ui| {
                if buttons::primary_ui(ui, "Keep my text").clicked() {
                    self.opened = theirs.changed;
                    self.autosave.changed(ui.input(|input| input.time));
                    decided = true;
                }
                if ui.button("Take theirs").clicked() {
                    let seq = self.autosave.flush().unwrap_or(u64::MAX);
                    self.autosave.saved(seq);
                    self.undoer.add_undo(&self.draft);
                    self.draft = theirs.draft.clone();
                    self.opened = theirs.changed;
                    decided = true;
                }
            });
        });
        if !decided {
            self.theirs = Some(theirs);
        }
        ui.add_space(space::M);
    }

    fn write_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
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
        self.details_ui(ui, cx);
        ui.add_space(space::L);
        let learnt = writing_ui(ui, "What I learnt", &mut self.draft.learnt, "One thought is enough for tonight", 4);
        if std::mem::take(&mut self.write_at_once) {
            learnt.request_focus();
        }
        ui.add_space(space::L);
        self.reflect_ui(ui, cx);
        ui.add_space(space::L);
        writing_ui(ui, "What I changed", &mut self.draft.changed, "What is different at work because of it", 2);
        ui.add_space(space::M);
        writing_ui(ui, "Who benefited", &mut self.draft.benefit, "Patients, colleagues, the service; and how you know", 2);
        self.links_ui(ui, cx);
        self.follow_up_ui(ui, cx);
        self.private_ui(ui);
        self.gaps_ui(ui, cx);
    }

    /// The private note stands apart, so that nobody writes into it by mistake.
    fn private_ui(&mut self, ui: &mut Ui) {
        let palette = theme::palette(ui.ctx());
        ui.add_space(space::XL);
        theme::tone_frame(palette.info).show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.label(Icon::Lock.text(size::ICON).color(palette.info.text));
                ui.label(RichText::new("Only for you: in no export").small().color(palette.text_muted));
            });
            writing_ui(ui, "Private note", &mut self.draft.private_note, "", 2);
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
