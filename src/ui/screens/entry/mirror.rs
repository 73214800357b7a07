//! The depth mirror: what the words of a reflection do, shown back when somebody asks for it. It marks nothing, counts nothing and ranks nothing.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::time::Duration;

use egui::{RichText, Ui};

use super::Editor;
use crate::ui::theme::buttons::{self};
use crate::ui::theme::{self, Icon, size, space};
use crate::writing::depth::{self, Depth};

/// So many finds of one sort are shown; more would be a list to be worked through.
const SHOWN: usize = 6;

/// It looks again when nothing was written for so long, in seconds.
const PAUSE: f64 = 0.5;

/// What was seen in the texts as they were.
#[derive(Default)]
pub(super) struct Mirror {
    /// Held up for this entry.
    on: bool,
    /// The texts that were looked at.
    texts: Vec<String>,
    /// The texts that are there now, when they are others, and since when.
    newer: Option<(u64, f64)>,
    found: Vec<Seen>,
    says: Vec<String>,
}

struct Seen {
    what: Depth,
    ahead: bool,
    words: String,
    because: String,
}

impl Mirror {
    /// Looks again when something was written and the writer pauses; gives the seconds until then. `now` is egui's time, in seconds.
    fn look(&mut self, all: &[&str], now: f64) -> Option<f64> {
        if self.texts == all {
            self.newer = None;
            return None;
        }
        if !self.texts.is_empty() {
            let mut hasher = DefaultHasher::new();
            all.hash(&mut hasher);
            let newest = hasher.finish();
            let since = self.newer.filter(|(of, _)| *of == newest).map_or(now, |(_, since)| since);
            self.newer = Some((newest, since));
            let left = since + PAUSE - now;
            if left > 0.0 {
                return Some(left);
            }
        }
        let (found, says) = depth::mirrors(all);
        self.found = all
            .iter()
            .zip(found)
            .flat_map(|(text, found)| {
                found.into_iter().map(|one| Seen {
                    what: one.what,
                    ahead: one.ahead,
                    words: text.get(one.range).unwrap_or_default().to_owned(),
                    because: one.because,
                })
            })
            .collect();
        self.says = says;
        self.texts = all.iter().map(|text| (*text).to_owned()).collect();
        self.newer = None;
        None
    }
}

impl Editor {
    /// The mirror, or the way to it.
    pub(super) fn mirror_ui(&mut self, ui: &mut Ui) {
        // Somebody's wish for every entry, or for this one.
        let always = theme::writing(ui.ctx()).depth_mirror;
        let draft = &self.draft;
        if draft.learnt.trim().is_empty() && draft.reflection.is_blank() {
            return;
        }
        ui.add_space(space::S);
        if !always && !self.mirror.on {
            let link = buttons::link_ui(ui, "Hold up a mirror to it");
            if link
                .on_hover_text("Shows which of your words describe, ask why, tell of change and of benefit. No marks, nothing leaves.")
                .clicked()
            {
                self.mirror.on = true;
            }
            return;
        }
        let answers = draft.reflection.answers.iter().map(|answer| &answer.text);
        let texts = answers.chain([&draft.learnt, &draft.changed, &draft.benefit]);
        let texts: Vec<&str> = texts.map(String::as_str).filter(|text| !text.trim().is_empty()).collect();
        if let Some(seconds) = self.mirror.look(&texts, ui.input(|input| input.time)) {
            ui.ctx().request_repaint_after(Duration::from_secs_f64(seconds));
        }
        let palette = theme::palette(ui.ctx());
        theme::card_frame(ui.ctx()).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_wrapped(|ui| {
                Icon::Eye.mark_ui(ui, size::ICON, palette.text_muted);
                ui.label(RichText::new("A mirror, not a mark").strong());
                if !always && buttons::link_ui(ui, "Put it away").clicked() {
                    self.mirror.on = false;
                }
            });
            let sorts = [
                (Depth::Description, false, "What happened"),
                (Depth::Analysis, false, "Why, and what it means"),
                (Depth::Change, false, "What is different now"),
                (Depth::Change, true, "What is meant to be different"),
                (Depth::Benefit, false, "Who gains"),
            ];
            for (what, ahead, name) in sorts {
                let mut seen: Vec<&Seen> = Vec::new();
                for one in self.mirror.found.iter().filter(|one| one.what == what && one.ahead == ahead) {
                    if seen.iter().all(|other| !other.words.eq_ignore_ascii_case(&one.words)) {
                        seen.push(one);
                    }
                }
                if seen.is_empty() {
                    continue;
                }
                ui.horizontal_wrapped(|ui| {
                    ui.label(RichText::new(name).small().color(palette.text_muted));
                    for one in seen.iter().take(SHOWN) {
                        ui.label(RichText::new(format!("“{}”", one.words))).on_hover_text(&one.because);
                    }
                });
            }
            for question in &self.mirror.says {
                ui.label(question);
            }
            if self.mirror.found.is_empty() && self.mirror.says.is_empty() {
                ui.label(RichText::new("There is little to see yet. Write on.").color(palette.text_muted));
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_looks_again_when_the_writer_pauses() {
        let mut mirror = Mirror::default();
        let words = |mirror: &Mirror| mirror.found.iter().map(|seen| seen.words.clone()).collect::<Vec<_>>();
        let (first, second) = ("I asked because it hurt.", "I asked because it hurt. Now I have changed how I ask.");
        assert_eq!(mirror.look(&[first], 10.0), None, "at once when it is held up");
        let seen = words(&mirror);
        assert!(!seen.is_empty());
        let half = first.get(..9).expect("words");
        assert_eq!(mirror.look(&[half], 20.0), Some(PAUSE));
        assert_eq!(mirror.look(&[second], 20.4), Some(PAUSE), "every key begins the pause anew");
        assert!(mirror.look(&[second], 20.6).is_some_and(|left| left > 0.0));
        assert_eq!(words(&mirror), seen);
        assert_eq!(mirror.look(&[second], 21.0), None);
        assert!(words(&mirror).len() > seen.len());
        assert_eq!((mirror.look(&[second], 21.1), mirror.newer), (None, None));
    }
}
