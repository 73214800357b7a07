//! The dialogs of the timer as they look.

use chrono::{DateTime, Utc};
use egui::{Key, Label, Modifiers, RadioButton, RichText, Ui};

use super::{Choice, Decided, PARTS, Start, Stop, TimerDialog, Why};
use crate::domain::{Minutes, when};
use crate::ui::context::Ctx;
use crate::ui::theme::{self, buttons, size, space};
use crate::ui::widgets::{Leave, dialog_ui, line_ui, segments_ui};

/// Digits that choose, in the order of what they choose.
const DIGITS: [Key; 4] = [Key::Num1, Key::Num2, Key::Num3, Key::Num4];

impl TimerDialog {
    /// Shows the dialog; what was decided, once it is.
    pub fn show_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) -> Option<Decided> {
        match self {
            Self::Start(start) => start.show_ui(ui, cx),
            Self::Stop(stop) => stop.show_ui(ui, cx),
        }
    }
}

/// What an entry is called in a sentence.
fn called(cx: &Ctx<'_>, id: crate::domain::EntryId) -> String {
    cx.entry(id).map_or_else(|| "an entry".to_owned(), |entry| format!("“{}”", crate::domain::text::excerpt(&entry.name, 80)))
}

impl Start {
    fn show_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) -> Option<Decided> {
        let mut decided = None;
        let leave = dialog_ui(ui.ctx(), "Start the timer", size::DIALOG, |ui| {
            let palette = theme::palette(ui.ctx());
            let place = PARTS.iter().position(|part| *part == self.part).unwrap_or(1);
            let pressed = ui.input_mut(|input| {
                let digit = DIGITS.iter().position(|key| input.consume_key(Modifiers::NONE, *key));
                let right = input.consume_key(Modifiers::NONE, Key::ArrowRight).then(|| (place + 1).min(PARTS.len() - 1));
                let left = input.consume_key(Modifiers::NONE, Key::ArrowLeft).then(|| place.saturating_sub(1));
                digit.or(right).or(left)
            });
            ui.add(Label::new(format!("It measures your time for {}.", called(cx, self.entry))).wrap());
            ui.add_space(space::S);
            let labels = PARTS.map(crate::domain::Part::label);
            let chosen = segments_ui(ui, "What you are doing", &labels, place).or(pressed);
            if let Some(part) = chosen.and_then(|at| PARTS.get(at)) {
                self.part = *part;
            }
            ui.add_space(space::XS);
            let text = "It goes on when this window is closed. When you stop it, you say how much counts.";
            ui.add(Label::new(RichText::new(text).small().color(palette.text_muted)).wrap());
            ui.add_space(space::M);
            ui.horizontal_wrapped(|ui| {
                let start = buttons::primary_ui(ui, "Start");
                let cancel = buttons::quiet_ui(ui, "Cancel");
                let enter = ui.input(|input| input.key_pressed(Key::Enter)) && !cancel.has_focus();
                if start.clicked() || enter {
                    decided = Some(Decided::Start { entry: self.entry, part: self.part });
                } else if cancel.clicked() {
                    decided = Some(Decided::Nothing);
                }
            });
        });
        decided.or((leave != Leave::No).then_some(Decided::Nothing))
    }
}

impl Stop {
    fn show_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) -> Option<Decided> {
        let mut decided = None;
        let title = match self.why {
            Why::Asked => "Stop the timer",
            Why::Found => "The timer is still running",
        };
        let leave = dialog_ui(ui.ctx(), title, size::DIALOG, |ui| {
            self.said_ui(ui, cx);
            ui.add_space(space::S);
            let typing = ui.text_edit_focused();
            let choices = self.choices();
            if !typing {
                self.take_keys(ui, &choices);
            }
            for choice in choices {
                self.choice_ui(ui, choice);
            }
            ui.add_space(space::M);
            ui.horizontal_wrapped(|ui| {
                let ready = self.decided();
                let word = match ready {
                    Some(Decided::Count { minutes, .. }) => format!("Stop and count {minutes}"),
                    _ => "Stop".to_owned(),
                };
                let stop = ui.add_enabled_ui(ready.is_some(), |ui| buttons::primary_ui(ui, word)).inner;
                let keep = buttons::quiet_ui(ui, "Keep it running");
                let enter = ui.input(|input| input.key_pressed(Key::Enter)) && !keep.has_focus();
                if stop.clicked() || enter {
                    decided = ready;
                } else if keep.clicked() {
                    decided = Some(Decided::Nothing);
                }
            });
        });
        decided.or((leave != Leave::No).then_some(Decided::Nothing))
    }

    /// What it says, and what is not known.
    fn said_ui(&self, ui: &mut Ui, cx: &Ctx<'_>) {
        let palette = theme::palette(ui.ctx());
        let measured = self.measured;
        let zone = cx.snapshot.zone;
        let moment = |at: DateTime<Utc>| {
            let local = at.with_timezone(&zone).naive_local();
            if local.date() == cx.today() {
                local.format("%H:%M").to_string()
            } else {
                format!("{} {}", when::shown(local.date()), local.format("%H:%M"))
            }
        };
        let (since, until, name) = (moment(self.timer.started), moment(self.until), called(cx, self.timer.entry));
        let lead = match self.why {
            Why::Asked => format!("The timer ran {} ({since}–{until}).", measured.all),
            Why::Found => format!("The timer for {name} runs since {since}: {} until now.", measured.all),
        };
        ui.add(Label::new(lead).wrap());
        let part = self.timer.part.label().to_lowercase();
        let counts = match self.why {
            Why::Asked => format!("What you count is added to {name}, as {part}."),
            Why::Found => format!("What you count is added to it, as {part}."),
        };
        ui.add(Label::new(RichText::new(counts).color(palette.text_muted)).wrap());
        if measured.away > Minutes::ZERO {
            let text = format!(
                "For {} nobody was seen in this window, which is normal when you were in your browser. Nothing counts until you choose.",
                measured.away
            );
            ui.add_space(space::XS);
            theme::tone_frame(palette.warn).show(ui, |ui| {
                ui.add(Label::new(RichText::new(text).color(palette.text)).wrap());
            });
        } else if self.marked().is_none() && measured.all > Minutes::ZERO {
            let text = "That is a long time in one go: choose how much of it was learning.";
            ui.add(Label::new(RichText::new(text).color(palette.warn.text)).wrap());
        }
    }

    /// Digits and arrows choose while nobody types a number.
    fn take_keys(&mut self, ui: &mut Ui, choices: &[Choice]) {
        let place = self.choice.and_then(|choice| choices.iter().position(|other| *other == choice));
        let chosen = ui.input_mut(|input| {
            let digit = DIGITS.iter().zip(ALL).find(|(key, _)| input.consume_key(Modifiers::NONE, **key)).map(|(_, choice)| choice);
            let digit = digit.filter(|choice| choices.contains(choice));
            let down = input.consume_key(Modifiers::NONE, Key::ArrowDown).then(|| place.map_or(0, |at| (at + 1).min(choices.len() - 1)));
            let up = input.consume_key(Modifiers::NONE, Key::ArrowUp).then(|| place.map_or(0, |at| at.saturating_sub(1)));
            digit.or_else(|| down.or(up).and_then(|at| choices.get(at).copied()))
        });
        if let Some(choice) = chosen {
            self.choice = Some(choice);
            self.focus_field = choice == Choice::Own;
        }
    }

    fn choice_ui(&mut self, ui: &mut Ui, choice: Choice) {
        let digit = ALL.iter().position(|other| *other == choice).map_or(0, |at| at + 1);
        let on = self.choice == Some(choice);
        let text = match choice {
            Choice::All => format!("Count all: {}", self.measured.all),
            Choice::Seen => format!("Only what was seen: {}", self.measured.present()),
            Choice::Own => "My own number".to_owned(),
            Choice::Nothing => "Count nothing".to_owned(),
        };
        ui.horizontal(|ui| {
            let palette = theme::palette(ui.ctx());
            let response = ui.add(RadioButton::new(on, &text));
            ui.label(RichText::new(digit.to_string()).small().color(palette.text_faint));
            if response.clicked() {
                self.choice = Some(choice);
                self.focus_field = choice == Choice::Own;
            }
        });
        if choice == Choice::Own && on {
            ui.indent("own", |ui| self.own_ui(ui));
        }
    }

    /// A number of one's own, as people write it.
    fn own_ui(&mut self, ui: &mut Ui) {
        let palette = theme::palette(ui.ctx());
        let field = line_ui(ui, "Time to count", &mut self.typed, "45 or 1h 30");
        if std::mem::take(&mut self.focus_field) {
            field.request_focus();
        }
        let understood = self.typed.parse::<Minutes>();
        self.own = understood.clone().unwrap_or_default();
        let (note, colour) = match understood {
            Ok(minutes) => (minutes.to_string(), palette.text_faint),
            Err(_) if self.typed.trim().is_empty() => return,
            Err(error) => (format!("{error}: like 45 or 1h 30"), palette.warn.text),
        };
        ui.label(RichText::new(note).small().color(colour));
    }
}

/// Every choice, each with its digit.
const ALL: [Choice; 4] = [Choice::All, Choice::Seen, Choice::Own, Choice::Nothing];
