//! The rows of choices, and the keys that choose in them.

use chrono::{Datelike as _, Days};
use egui::{Event, Key, Modifiers, Ui};

use super::pasted::{Use, moment};
use super::said::{Belongs, Day, Span};
use super::{Doubted, QuickLog};
use crate::domain::{CommunityId, Goal, GoalState, Minutes, when};
use crate::ui::context::Ctx;
use crate::ui::dialogs::Ask;

/// Lengths of time with their keys.
pub(super) const MINUTES: [(char, u32); 7] = [('1', 10), ('2', 15), ('3', 20), ('4', 30), ('5', 45), ('6', 60), ('7', 90)];

/// Days back that have a key; 0 is today.
pub(super) const DAYS: u64 = 7;

/// Goals and communities that have a key.
pub(super) const NUMBERED: usize = 9;

/// Where the keyboard is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Row {
    #[default]
    Title,
    Pasted,
    Kind,
    Day,
    Minutes,
    Community,
    Goal,
    Files,
}

impl Row {
    /// What the row is about.
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Title => "Title",
            Self::Pasted => "Pasted text",
            Self::Kind => "Kind",
            Self::Day => "Day",
            Self::Minutes => "Time spent",
            Self::Community => "Community",
            Self::Goal => "Goal",
            Self::Files => "Evidence",
        }
    }
}

/// The communities that have a key: those that most entries are about come first.
#[derive(Debug, Default)]
pub(super) struct Used {
    /// The snapshot that they were counted in.
    of: Option<u64>,
    pub(super) communities: Vec<CommunityId>,
}

impl Used {
    pub(super) fn refresh(&mut self, cx: &Ctx<'_>) {
        if self.of.replace(cx.snapshot.revision) == Some(cx.snapshot.revision) {
            return;
        }
        let mut counted: Vec<(CommunityId, usize)> = cx.snapshot.communities.iter().map(|one| (one.id, 0)).collect();
        for id in cx.snapshot.entries.iter().filter_map(|entry| entry.community) {
            if let Some((_, count)) = counted.iter_mut().find(|(known, _)| *known == id) {
                *count += 1;
            }
        }
        // Stable: of equals, the first in the journal's own order.
        counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        self.communities = counted.into_iter().take(NUMBERED).map(|(id, _)| id).collect();
    }
}

/// The goals that can be chosen.
pub(super) fn goals<'c>(cx: &'c Ctx<'_>) -> impl Iterator<Item = &'c Goal> {
    cx.snapshot.goals.iter().filter(|goal| goal.draft.state == GoalState::Open).take(NUMBERED)
}

/// The key of the first, second … of a row.
pub(super) fn number(at: usize) -> Option<char> {
    u32::try_from(at + 1).ok().and_then(|n| char::from_digit(n, 10))
}

impl QuickLog {
    /// The rows that there are now.
    pub(super) fn rows(&self, cx: &Ctx<'_>) -> Vec<Row> {
        let mut rows = vec![Row::Title];
        rows.extend(self.pasted.as_ref().map(|_| Row::Pasted));
        rows.extend([Row::Kind, Row::Day, Row::Minutes]);
        rows.extend((!self.used.communities.is_empty()).then_some(Row::Community));
        rows.extend(goals(cx).next().map(|_| Row::Goal));
        rows.push(Row::Files);
        rows
    }

    /// Goes up or down; not beyond the ends.
    pub(super) fn move_row(&mut self, by: isize, cx: &Ctx<'_>) {
        let rows = self.rows(cx);
        let at = rows.iter().position(|row| *row == self.row).unwrap_or(0);
        let to = at.saturating_add_signed(by).min(rows.len() - 1);
        self.row = rows.get(to).copied().unwrap_or_default();
        self.focused = false;
        self.doubted = None;
    }

    /// “As posted: Mon 2 Mar 2026 20:14”, “Today”, …, each with its key.
    pub(super) fn day_choices(&self) -> Vec<(Day, String, Option<char>)> {
        let mut choices = Vec::new();
        if let Some(chat) = self.chat()
            && chat.date.is_some()
            && let Some(when) = chat.when()
        {
            choices.push((Day::Chat, format!("As in the chat: {when}"), Some('c')));
        }
        if let Some(posted) = self.line.posted(self.zone) {
            let when = posted.time.map_or_else(|| when::shown(posted.date), |time| moment(posted.date.and_time(time)));
            choices.push((Day::Posted, format!("As posted: {when}"), Some('p')));
        }
        choices.extend((0..DAYS).map(|ago| {
            let (label, key) = match ago {
                0 => ("Today".to_owned(), Some('t')),
                1 => ("Yesterday".to_owned(), Some('y')),
                _ => {
                    let day = self.today.checked_sub_days(Days::new(ago)).unwrap_or(self.today);
                    let key = u32::try_from(ago).ok().and_then(|n| char::from_digit(n, 10));
                    (when::weekday_name(day.weekday()).to_owned(), key)
                }
            };
            (Day::Ago(ago), label, key)
        }));
        if let Day::Ago(ago) = self.day()
            && ago >= DAYS
        {
            let day = self.today.checked_sub_days(Days::new(ago)).unwrap_or(self.today);
            choices.push((Day::Ago(ago), when::shown(day), None));
        }
        choices
    }

    /// The chat's own length first, where it has one.
    pub(super) fn span_choices(&self) -> Vec<(Span, String, char)> {
        let from_chat = self.chat().and_then(|chat| chat.minutes);
        let from_chat = from_chat.map(|minutes| (Span::Chat, format!("{minutes}, as in the chat"), 'c'));
        let lengths = MINUTES.into_iter().map(|(key, minutes)| (Span::Of(Minutes(minutes)), Minutes(minutes).to_string(), key));
        from_chat.into_iter().chain(lengths).collect()
    }

    /// Chooses a community; what is on is switched off.
    pub(super) fn switch_community(&mut self, id: CommunityId) {
        let on = self.community() == Some(id);
        self.community = if on { Belongs::Nowhere } else { Belongs::To(id) };
    }

    pub(super) fn switch_goal(&mut self, id: crate::domain::GoalId) {
        if self.goals.contains(&id) {
            self.goals.retain(|goal| *goal != id);
        } else {
            self.goals.push(id);
        }
    }

    /// Whether the chat says when it was.
    pub(super) fn switch_chat_time(&mut self) {
        let day = self.day();
        let without = self.day_without_chat();
        let dated = self.chat().is_some_and(|chat| chat.date.is_some());
        if dated {
            self.day = Some(if day == Day::Chat { without } else { Day::Chat });
        } else if let Some(pasted) = &mut self.pasted {
            pasted.with_time = !pasted.with_time;
        }
    }

    pub(super) fn switch_chat_minutes(&mut self) {
        self.minutes = Some(if self.span() == Span::Chat { Span::Open } else { Span::Chat });
    }

    pub(super) fn switch_chat_interactive(&mut self) {
        if let Some(pasted) = &mut self.pasted {
            pasted.with_others = !pasted.with_others;
        }
    }

    pub(super) fn keep_pasted_as(&mut self, kept: Use) {
        if let Some(pasted) = &mut self.pasted
            && pasted.can_be_learnt()
        {
            pasted.chosen = Some(kept);
        }
    }

    /// Throws a text away, at the second wish: there is no way back.
    pub(super) fn throw_away(&mut self, text: Doubted) {
        if self.doubted.replace(text) != Some(text) {
            return;
        }
        self.doubted = None;
        match text {
            Doubted::Pasted => self.drop_pasted(),
            Doubted::Earlier(at) if at < self.earlier.len() => {
                self.earlier.remove(at);
            }
            Doubted::Earlier(_) => {}
        }
    }

    /// Takes the pasted text away; one that came before it speaks again.
    fn drop_pasted(&mut self) {
        self.pasted = self.earlier.pop();
        if self.pasted.is_none() && self.row == Row::Pasted {
            self.row = Row::Title;
            self.focused = false;
        }
    }

    /// Single keys choose in the row that has the keyboard, and go on to the next.
    pub(super) fn keys(&mut self, ui: &Ui, cx: &mut Ctx<'_>) {
        if self.row == Row::Title {
            return;
        }
        let (typed, delete) = ui.input_mut(|input| {
            let typed: Vec<char> = input
                .events
                .iter()
                .filter_map(|event| if let Event::Text(text) = event { text.chars().next() } else { None })
                .flat_map(char::to_lowercase)
                .collect();
            let delete = input.consume_key(Modifiers::NONE, Key::Delete) || input.consume_key(Modifiers::NONE, Key::Backspace);
            (typed, delete)
        });
        match self.row {
            Row::Pasted if delete => self.throw_away(Doubted::Pasted),
            Row::Files if delete && !self.files.remove_last() => {
                if let Some(last) = self.earlier.len().checked_sub(1) {
                    self.throw_away(Doubted::Earlier(last));
                }
            }
            _ if !typed.is_empty() => self.doubted = None,
            _ => {}
        }
        for key in typed {
            if self.key(key, cx) {
                self.move_row(1, cx);
                ui.ctx().request_repaint();
            }
        }
    }

    /// Whether the key chose one thing of a row that has only one.
    fn key(&mut self, key: char, cx: &mut Ctx<'_>) -> bool {
        let at = key.to_digit(10).and_then(|n| usize::try_from(n).ok()).and_then(|n| n.checked_sub(1));
        match self.row {
            Row::Title => false,
            Row::Pasted => {
                match key {
                    'd' => self.switch_chat_time(),
                    'm' => self.switch_chat_minutes(),
                    'i' => self.switch_chat_interactive(),
                    'l' => self.keep_pasted_as(Use::Learnt),
                    'e' => self.keep_pasted_as(Use::Evidence),
                    _ => {}
                }
                false
            }
            Row::Kind => {
                let found = cx.catalogue.kinds.iter().find(|kind| kind.key == Some(key)).map(|kind| kind.id.clone());
                let any = found.is_some();
                self.kind = found.or(self.kind.take());
                any
            }
            Row::Day => {
                let found = self.day_choices().into_iter().find(|(.., own)| *own == Some(key)).map(|(day, ..)| day);
                self.day = found.or(self.day);
                found.is_some()
            }
            Row::Minutes => {
                let found = self.span_choices().into_iter().find(|(.., own)| *own == key).map(|(span, ..)| span);
                self.minutes = found.or(self.minutes);
                found.is_some()
            }
            Row::Community => {
                let found = at.and_then(|at| self.used.communities.get(at)).copied();
                if let Some(id) = found {
                    self.switch_community(id);
                }
                found.is_some()
            }
            Row::Goal => {
                let found = at.and_then(|at| goals(cx).nth(at)).map(|goal| goal.id);
                if let Some(id) = found {
                    self.switch_goal(id);
                }
                false
            }
            Row::Files => {
                if key == 'a' {
                    cx.ask(Ask::AttachToNew);
                }
                false
            }
        }
    }
}
