//! The journal of a day as it is read: figures, where one stood, what has happened since, the entries with their texts of then.

use std::sync::Arc;

use egui::{Label, RichText, Ui};

use super::diff::Since;
use super::{AsItStood, Then};
use crate::domain::standing::Judged;
use crate::domain::text::{folded, number};
use crate::domain::{Entry, EntryHeader, GoalState, Minutes, Uid, counting, when};
use crate::journal::Snapshot;
use crate::ui::context::Ctx;
use crate::ui::screens::portfolio::standing::words::{self, CHECK};
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, size, space, type_size};
use crate::ui::widgets::{
    Markdown, Pages, count_text, ends_ui, entry_row_ui, figures_ui, line_ui, notice_ui, panel_ui, rows_card_ui, section_ui, sentence,
};
use crate::worker::{Request, ReviewRequest};

/// Entries that are listed at first, and with each press more.
const PIECE: usize = 12;

/// With less room the way back stands below the day.
const BESIDE: f32 = 520.0;

impl AsItStood {
    /// Shows it; whether somebody wants back to today.
    pub(super) fn then_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, then: &mut Then) -> bool {
        let palette = theme::palette(ui.ctx());
        let mut back = false;
        let day = when::shown(then.day);
        theme::tone_frame(palette.info).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ends_ui(
                ui,
                BESIDE,
                |ui| {
                    Icon::History.mark_ui(ui, size::ICON, palette.info.text);
                    ui.add(Label::new(format!("As it stood on {day}, for reading only")).wrap());
                },
                |ui| back = buttons::marked_ui(ui, Look::Primary, Icon::Today, "Back to today").clicked(),
            );
        });
        ui.add_space(space::M);
        if let Some(entry) = then.entry.take() {
            if !entry_ui(ui, cx, &entry, &then.snapshot, &mut self.markdown) {
                then.entry = Some(entry);
            }
            return back;
        }
        figures(ui, &then.snapshot);
        stood_ui(ui, cx, &then.snapshot);
        let mut wanted = None;
        if let Some(since) = self.since(cx, then) {
            since_ui(ui, cx, &since, &mut then.lists, &mut wanted);
        }
        entries_ui(ui, cx, then, &mut wanted);
        if let Some(uid) = wanted {
            cx.send(Request::Review(ReviewRequest::EntryThen(uid)));
        }
        back
    }
}

fn figures(ui: &mut Ui, then: &Snapshot) {
    let counted = || then.entries.iter().filter(|entry| counting::counts(entry));
    let total = counted().fold(Minutes::ZERO, |sum, entry| sum.plus(entry.total));
    let with = counted().fold(Minutes::ZERO, |sum, entry| sum.plus(entry.interactive));
    let open = then.goals.iter().filter(|goal| goal.draft.state == GoalState::Open).count();
    figures_ui(
        ui,
        &[
            (number(counted().count()), "entries"),
            (total.to_string(), "of learning"),
            (with.to_string(), "of it with others"),
            (number(open), "open goals"),
        ],
    );
}

/// Where one stood with each registration on that day.
fn stood_ui(ui: &mut Ui, cx: &Ctx<'_>, then: &Snapshot) {
    let palette = theme::palette(ui.ctx());
    for stand in then.stands.iter() {
        let Ok(standing) = &stand.counted else { continue };
        let Some(framework) = cx.catalogue.framework(&standing.framework) else { continue };
        section_ui(ui, &format!("Where I stood: {}", framework.name), |_| {});
        panel_ui(ui, |ui| {
            for progress in &standing.progress {
                let Some(asked) = framework.requirement(&progress.requirement) else { continue };
                // As Portfolio says it.
                let sign = words::sign(asked, progress);
                let mut said = vec![words::amount(framework, asked, progress)];
                said.extend(Some(sign.word).filter(|word| *word != said.concat()));
                said.extend((progress.judged == Judged::Advice).then(|| CHECK.to_owned()));
                ui.horizontal_top(|ui| {
                    sign.icon.mark_ui(ui, size::ICON, sign.meaning.tone(palette).text);
                    ui.add(Label::new(format!("{}: {}", sentence(&asked.label), said.join(" · "))).wrap());
                });
            }
        });
    }
}

fn since_ui(ui: &mut Ui, cx: &mut Ctx<'_>, since: &Since, pages: &mut [Pages; 3], wanted: &mut Option<Uid>) {
    let palette = theme::palette(ui.ctx());
    section_ui(ui, "Since then", |_| {});
    let all = [
        ("added", &since.added, "Added since: as they are now"),
        ("changed", &since.changed, "Changed since: as they were then"),
        ("removed", &since.removed, "Put in the bin since: as they were then"),
    ];
    let counts: Vec<String> = all.iter().map(|(word, list, _)| format!("{} {word}", number(list.len()))).collect();
    ui.add(Label::new(RichText::new(counts.join(" · ")).color(palette.text)).wrap());
    for ((word, list, title), pages) in all.into_iter().zip(pages) {
        if list.is_empty() {
            continue;
        }
        ui.add_space(space::S);
        egui::CollapsingHeader::new(title).id_salt(word).show(ui, |ui| {
            for entry in list.iter().take(pages.shown(PIECE)) {
                if row_ui(ui, cx, entry) {
                    // What was added is read where it is; the others as they were.
                    if word == "added" {
                        cx.open(entry.id);
                    } else {
                        *wanted = Some(entry.uid);
                    }
                }
            }
            pages.more_ui(ui, PIECE, list.len(), "entries");
        });
    }
}

fn row_ui(ui: &mut Ui, cx: &Ctx<'_>, entry: &Arc<EntryHeader>) -> bool {
    ui.push_id(entry.uid, |ui| entry_row_ui(ui, cx.catalogue, entry, "", |_| {}).clicked()).inner
}

fn entries_ui(ui: &mut Ui, cx: &Ctx<'_>, then: &mut Then, wanted: &mut Option<Uid>) {
    section_ui(ui, "Entries of then", |_| {});
    line_ui(ui, "Find by title", &mut then.find, "");
    ui.add_space(space::S);
    let words: Vec<String> = folded(&then.find).split_whitespace().map(str::to_owned).collect();
    let has = |entry: &&Arc<EntryHeader>| {
        let name = folded(&entry.name);
        !entry.state.is_binned() && words.iter().all(|word| name.contains(word.as_str()))
    };
    let shown = then.found.shown(PIECE);
    let mut count = 0;
    rows_card_ui(ui, |ui| {
        for entry in then.snapshot.entries.iter().filter(has) {
            count += 1;
            if count <= shown && row_ui(ui, cx, entry) {
                *wanted = Some(entry.uid);
            }
        }
        if count == 0 {
            let text = if words.is_empty() { "No entry yet on that day" } else { "No entry of that day has these words in its title" };
            ui.label(RichText::new(text).color(theme::palette(ui.ctx()).text_muted));
        }
        then.found.more_ui(ui, PIECE, count, "entries");
    });
}

/// An entry as it was; whether somebody wants back to the list.
fn entry_ui(ui: &mut Ui, cx: &mut Ctx<'_>, entry: &Entry, then: &Snapshot, markdown: &mut Markdown) -> bool {
    let palette = theme::palette(ui.ctx());
    let mut back = false;
    let now = cx.snapshot.entries.iter().find(|one| one.uid == entry.uid).map(|one| (one.id, one.state.is_binned()));
    ui.horizontal_wrapped(|ui| {
        back = buttons::marked_ui(ui, Look::Quiet, Icon::ArrowLeft, "All entries of that day").clicked();
        if let Some((id, false)) = now
            && buttons::marked_ui(ui, Look::Quiet, Icon::Journal, "As it is now").clicked()
        {
            cx.open(id);
        }
    });
    if now.is_none_or(|(_, binned)| binned) {
        notice_ui(ui, palette.warn, Icon::Bin, "It is not in the journal any more", |_| {});
    }
    let draft = &entry.draft;
    ui.add(Label::new(RichText::new(draft.name()).text_style(theme::title_style())).wrap().selectable(true));
    let mut about = vec![when::shown(draft.date), cx.catalogue.kind_label(&draft.kind).to_owned(), draft.minutes.total().to_string()];
    about.push(entry.state.label().to_owned());
    let goals = draft.goals.iter().filter_map(|id| then.goals.iter().find(|goal| goal.id == *id));
    about.extend(goals.map(|goal| goal.draft.title.clone()));
    let evidence = then.evidence.iter().filter(|one| one.entries.contains(&entry.id)).count();
    if evidence > 0 {
        about.push(count_text(evidence, "piece of evidence", "pieces of evidence"));
    }
    ui.add(Label::new(RichText::new(about.join(" · ")).color(palette.text_muted)).wrap());
    let mut sections: Vec<(&str, &str)> = vec![("What I learnt", draft.learnt.as_str())];
    sections.extend(draft.reflection.answers.iter().map(|answer| (answer.label.as_str(), answer.text.as_str())));
    sections.extend([
        ("What I changed", draft.changed.as_str()),
        ("Who benefited", draft.benefit.as_str()),
        ("Private note", draft.private_note.as_str()),
    ]);
    for (at, (title, text)) in sections.iter().filter(|(_, text)| !text.trim().is_empty()).enumerate() {
        ui.add_space(space::L);
        ui.label(RichText::new(*title).font(theme::bold(type_size::SECTION)));
        ui.push_id(at, |ui| markdown.show_ui(ui, text));
    }
    back
}
