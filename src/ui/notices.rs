//! What is said in passing, and what went wrong: a few lines at the bottom, that wait until they are read.

use egui::{Align2, Area, Id, Order, RichText, Ui, vec2};

use super::theme::{self, Icon, buttons, space};
use crate::error::{Explanation, YourText};

/// Seconds that a word in passing stays.
const STAYS: f64 = 6.0;

/// Seconds that it can be taken back by a press what was done with many entries.
const STEP_STAYS: f64 = 12.0;

/// The most that are shown at once.
const MOST: usize = 3;

/// One line.
#[derive(Clone, Debug)]
struct Notice {
    title: String,
    more: Vec<String>,
    kind: Kind,
    /// The step that it is about: as long as undo would take that back, it offers to.
    step: Option<String>,
    /// When it goes by itself; errors stay until they are closed.
    until: Option<f64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Said,
    /// A step was taken back or done again, which is so until the next one.
    Turned,
    Failed,
}

/// The lines that are shown.
#[derive(Debug, Default)]
pub struct Notices(Vec<Notice>);

impl Notices {
    /// Says something that goes away by itself.
    pub fn say(&mut self, text: impl Into<String>, now: f64) {
        self.push(Notice { title: text.into(), more: Vec::new(), kind: Kind::Said, step: None, until: Some(now + STAYS) });
    }

    /// Says what a step did, and offers to take it back. What was not done stays longer: it has to be read.
    pub fn step(&mut self, said: String, more: Vec<String>, step: Option<String>, now: f64) {
        let stays = if more.is_empty() { STEP_STAYS } else { STEP_STAYS * 2.0 };
        // What the one before would have offered is not what undo takes back now.
        self.0.retain(|notice| notice.step.is_none());
        self.push(Notice { title: said, more, kind: Kind::Said, step, until: Some(now + stays) });
    }

    /// Says that a step was taken back or done again; of several, only the latest.
    pub fn turned(&mut self, text: impl Into<String>, now: f64) {
        self.stepped();
        self.push(Notice { title: text.into(), more: Vec::new(), kind: Kind::Turned, step: None, until: Some(now + STAYS) });
    }

    /// A new step is taken: what was said of going back is no longer so.
    pub fn stepped(&mut self) {
        self.0.retain(|notice| notice.kind != Kind::Turned);
    }

    /// A step was taken back: what was said of it is no longer so.
    pub fn undone(&mut self, step: &str) {
        self.0.retain(|notice| notice.step.as_deref() != Some(step));
    }

    /// Tells what went wrong; it stays until it is closed. `unsaved` says whether words on the screen were to be saved by it.
    pub fn fail(&mut self, why: &Explanation, unsaved: Option<bool>) {
        let mut more = why.details.clone();
        if unsaved.unwrap_or(why.your_text == YourText::NotYetSaved) {
            more.push("What you wrote is on the screen, but not saved yet.".to_owned());
        }
        if !why.hint.is_empty() {
            more.push(sentence(&why.hint));
        }
        let title = sentence(&why.title);
        self.0.retain(|notice| notice.title != title);
        self.push(Notice { title, more, kind: Kind::Failed, step: None, until: None });
    }

    fn push(&mut self, notice: Notice) {
        self.0.push(notice);
        if self.0.len() > MOST {
            let at = self.0.iter().position(|notice| notice.kind != Kind::Failed).unwrap_or(0);
            self.0.remove(at);
        }
    }

    /// Shows them, and lets go of what has had its time.
    pub fn show_ui(&mut self, ui: &mut Ui, now: f64) {
        self.show_with_undo_ui(ui, now, None);
    }

    /// The same, where a step can be taken back: `undo` is what that would be. `true` when it is to be.
    pub fn show_with_undo_ui(&mut self, ui: &mut Ui, now: f64, undo: Option<&str>) -> bool {
        self.0.retain(|notice| notice.until.is_none_or(|until| until > now));
        if self.0.is_empty() {
            return false;
        }
        if let Some(next) = self.0.iter().filter_map(|notice| notice.until).reduce(f64::min) {
            ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64((next - now).max(0.05)));
        }
        let (mut closed, mut undone) = (None, false);
        Area::new(Id::unique("notices")).order(Order::Foreground).anchor(Align2::CENTER_BOTTOM, vec2(0.0, -space::XL)).show(
            ui.ctx(),
            |ui| {
                for (at, notice) in self.0.iter().enumerate() {
                    let offers = notice.step.is_some() && notice.step.as_deref() == undo;
                    match notice_ui(ui, notice, offers) {
                        Pressed::Nothing => {}
                        Pressed::Close => closed = Some(at),
                        Pressed::Undo => (closed, undone) = (Some(at), true),
                    }
                    ui.add_space(space::S);
                }
            },
        );
        if let Some(at) = closed {
            self.0.remove(at);
        }
        undone
    }
}

/// What was pressed in a notice.
enum Pressed {
    Nothing,
    Close,
    Undo,
}

fn notice_ui(ui: &mut Ui, notice: &Notice, offers_undo: bool) -> Pressed {
    let palette = theme::palette(ui.ctx());
    let (tone, icon) = match notice.kind {
        Kind::Said | Kind::Turned => (palette.success, Icon::CheckCircle),
        Kind::Failed => (palette.danger, Icon::WarningCircle),
    };
    let mut pressed = Pressed::Nothing;
    theme::dialog_frame(ui.ctx()).inner_margin(egui::Margin::symmetric(14, 10)).show(ui, |ui| {
        ui.set_max_width(520.0);
        ui.horizontal(|ui| {
            ui.label(icon.text(18.0).color(tone.text));
            ui.vertical(|ui| {
                ui.label(RichText::new(&notice.title).color(palette.text));
                for line in &notice.more {
                    ui.label(RichText::new(line).color(palette.text_muted).small());
                }
            });
            if offers_undo && buttons::link_ui(ui, "Undo").clicked() {
                pressed = Pressed::Undo;
            }
            if buttons::icon_ui(ui, Icon::Close, "Close this notice").clicked() {
                pressed = Pressed::Close;
            }
        });
    });
    pressed
}

/// With a capital at the beginning and a full stop at the end.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let mut sentence: String = letters.next().map(|first| first.to_uppercase().collect()).unwrap_or_default();
    sentence.push_str(letters.as_str());
    if !sentence.ends_with(['.', '?', '!', '…']) {
        sentence.push('.');
    }
    sentence
}
