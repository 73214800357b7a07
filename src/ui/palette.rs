//! The command palette: type a few letters, press Enter. Entries and goals are found in it, too.

use egui::{Key, Modal, RichText, ScrollArea, TextEdit, Ui};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::action::Action;
use super::command::Command;
use super::context::Ctx;
use super::theme::{self, space};
use crate::domain::text::folded;
use crate::domain::{EntryId, GoalId};

/// The most lines shown.
const MOST: usize = 40;

/// How many of the newest entries are looked through.
const ENTRIES: usize = 5_000;

/// The palette, while it is open.
#[derive(Debug, Default)]
pub struct Palette {
    text: String,
    chosen: usize,
    focused: bool,
    /// What is found for a text, and for which state of the journal.
    found: Option<((String, u64), Vec<Line>)>,
}

#[derive(Clone, Debug)]
struct Line {
    text: String,
    key: String,
    what: What,
}

#[derive(Clone, Copy, Debug)]
enum What {
    Run(Command),
    Entry(EntryId),
    Goal(GoalId),
}

impl Palette {
    /// Shows it over everything; `false` when it is to close.
    pub fn show_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) -> bool {
        let mut open = true;
        let response = Modal::new(egui::Id::unique("palette")).frame(theme::dialog_frame(ui.ctx())).show(ui.ctx(), |ui| {
            ui.set_width(theme::size::DIALOG + 80.0);
            let (down, up, enter) = ui.input_mut(|input| {
                let none = egui::Modifiers::NONE;
                (input.consume_key(none, Key::ArrowDown), input.consume_key(none, Key::ArrowUp), input.consume_key(none, Key::Enter))
            });
            let name = ui.label(RichText::new("Command, entry or goal").small());
            let field = ui.add(TextEdit::singleline(&mut self.text).desired_width(f32::INFINITY)).labelled_by(name.id);
            if !std::mem::replace(&mut self.focused, true) {
                field.request_focus();
            }
            if field.changed() {
                self.chosen = 0;
            }
            let key = (self.text.clone(), cx.snapshot.revision);
            if self.found.as_ref().is_none_or(|(of, _)| *of != key) {
                let found = find(ui, &self.text, cx);
                self.found = Some((key, found));
            }
            let lines = self.found.as_ref().map(|(_, lines)| lines.clone()).unwrap_or_default();
            if down {
                self.chosen = (self.chosen + 1).min(lines.len().saturating_sub(1));
            }
            if up {
                self.chosen = self.chosen.saturating_sub(1);
            }
            ui.add_space(space::S);
            let mut run = enter.then(|| lines.get(self.chosen)).flatten().map(|line| line.what);
            ScrollArea::vertical().max_height(360.0).auto_shrink([false, true]).show(ui, |ui| {
                for (at, line) in lines.iter().enumerate() {
                    let on = at == self.chosen;
                    let mut button = egui::Button::selectable(on, &line.text).min_size(egui::vec2(ui.available_width(), 0.0));
                    if !line.key.is_empty() {
                        button = button.shortcut_text(&line.key);
                    }
                    let response = ui.add(button);
                    if on && (up || down) {
                        response.scroll_to_me(None);
                    }
                    if response.clicked() {
                        run = Some(line.what);
                    }
                }
                if lines.is_empty() {
                    ui.label("Nothing is called that");
                }
            });
            run
        });
        if let Some(what) = response.inner {
            cx.actions.push(match what {
                What::Run(command) => Action::Run(command),
                What::Entry(id) => Action::OpenEntry(id),
                What::Goal(id) => Action::OpenGoal(id),
            });
            open = false;
        }
        open && !response.should_close()
    }
}

fn find(ui: &Ui, text: &str, cx: &Ctx<'_>) -> Vec<Line> {
    let line = |command: &Command| Line { text: command.label().to_owned(), key: command.key_text(ui.ctx()), what: What::Run(*command) };
    let commands: Vec<Line> = Command::ALL.iter().filter(|command| **command != Command::Palette).map(line).collect();
    let parts = Command::PARTS.iter().map(line);
    let wanted = folded(text);
    let wanted: Vec<&str> = words(&wanted).collect();
    if wanted.is_empty() {
        return commands.into_iter().chain(parts).collect();
    }
    let commands: Vec<Line> = commands.into_iter().chain(parts).collect();
    let (mut lines, others): (Vec<Line>, Vec<Line>) = commands.into_iter().partition(|line| begins(&wanted, &line.text));
    // Those that somebody may call by other words come after those that are called that.
    let is_meant =
        |line: &Line| matches!(line.what, What::Run(command) if begins(&wanted, &format!("{} {}", line.text, command.other_words())));
    let (by_others, others): (Vec<Line>, Vec<Line>) = others.into_iter().partition(is_meant);
    lines.extend(by_others);
    let goals = cx.snapshot.goals.iter().filter(|goal| begins(&wanted, &goal.draft.title));
    lines.extend(goals.map(|goal| Line { text: goal.draft.title.clone(), key: "Goal".to_owned(), what: What::Goal(goal.id) }));
    let entries = cx.snapshot.entries.iter().filter(|entry| !entry.state.is_binned()).take(ENTRIES);
    let entries = entries.filter(|entry| begins(&wanted, &entry.name)).take(MOST.saturating_sub(lines.len()));
    lines.extend(entries.map(|entry| Line {
        text: entry.name.clone(),
        key: crate::domain::when::shown(entry.date),
        what: What::Entry(entry.id),
    }));
    // Letters here and there only find commands, of which there are few: in the titles of entries they would find anything.
    let mut matcher = Matcher::new(Config::DEFAULT);
    let pattern = Pattern::parse(text, CaseMatching::Ignore, Normalization::Smart);
    let mut letters = Vec::new();
    let mut scored: Vec<(u32, Line)> = others
        .into_iter()
        .filter_map(|line| pattern.score(Utf32Str::new(&line.text, &mut letters), &mut matcher).map(|score| (score, line)))
        .collect();
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    lines.extend(scored.into_iter().map(|(_, line)| line));
    lines.truncate(MOST);
    lines
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether each of the words wanted is the beginning of a word of a text.
fn begins(wanted: &[&str], text: &str) -> bool {
    let text = folded(text);
    wanted.iter().all(|wanted| words(&text).any(|word| word.starts_with(wanted)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_found_by_the_beginnings_of_their_words() {
        for (wanted, text, found) in [
            ("cal", "Review: Calendar", true),
            ("rev cal", "Review: Calendar", true),
            ("calendar", "Critical appraisal and learning: end of the road", false),
            ("learn", "Network: Who I learn from", true),
            ("evie", "Review: Charts", false),
            ("etud", "Étude", true),
        ] {
            let wanted: Vec<&str> = words(wanted).collect();
            assert_eq!(begins(&wanted, text), found, "{wanted:?} in {text}");
        }
    }
}
