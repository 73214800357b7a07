//! All tags with how often they are used: renamed, made one of several, taken away. Each is a step that can be undone.

use std::collections::BTreeSet;

use egui::{Align, Button, Key, Layout, RichText, ScrollArea, TextEdit, Ui, WidgetInfo};

use super::asking::tags_of;
use crate::domain::tag;
use crate::domain::text::folded;
use crate::ui::context::Ctx;
use crate::ui::theme::{self, Icon, buttons, size, space};
use crate::ui::widgets::{Leave, count_text, dialog_ui, line_ui};
use crate::worker::{FindingRequest, Request};

/// Tags with how many entries have them.
type Counted = std::sync::Arc<Vec<(String, usize)>>;

/// So many rows are shown; the rest is found by its letters.
const MOST: usize = 200;

/// So much of the window's height, in points, is not the list's: what is around the dialog, its head and its foot.
const AROUND: f32 = 360.0;

/// The list is never lower, in points.
const LOWEST: f32 = 96.0;

/// The dialog while it is open.
#[derive(Default)]
pub(super) struct Tags {
    /// Letters that are looked for.
    wanted: String,
    /// Those that are to become one.
    chosen: BTreeSet<String>,
    into: String,
    /// The one that is renamed, with what is typed.
    renaming: Option<(String, String)>,
    /// The one that is about to be taken away.
    removing: Option<String>,
    /// The tags of a revision.
    of: Option<(u64, Counted)>,
    /// The keyboard was put into the field.
    begun: bool,
    focus: bool,
}

impl Tags {
    /// Shows it; `None` when it is left.
    pub(super) fn show_ui(mut self, ui: &Ui, cx: &mut Ctx<'_>) -> Option<Self> {
        if self.of.as_ref().is_none_or(|(revision, _)| *revision != cx.snapshot.revision) {
            let live = cx.snapshot.entries.iter().map(|entry| &**entry).filter(|entry| !entry.state.is_binned());
            let tags = tags_of(live);
            self.chosen.retain(|one| tags.iter().any(|(tag, _)| tag == one));
            self.of = Some((cx.snapshot.revision, std::sync::Arc::new(tags)));
        }
        let mut wish = None;
        let leave = dialog_ui(ui.ctx(), "Tags", size::MEASURE, |ui| {
            wish = self.content_ui(ui);
            ui.add_space(space::S);
            if ui.button("Close").clicked() {
                ui.close();
            }
        });
        if let Some(wish) = wish {
            self.renaming = None;
            self.removing = None;
            if matches!(&wish, FindingRequest::MergeTags { old, .. } if old.len() > 1) {
                self.chosen.clear();
                self.into.clear();
            }
            cx.send(Request::Finding(wish));
        }
        (leave == Leave::No).then_some(self)
    }

    fn content_ui(&mut self, ui: &mut Ui) -> Option<FindingRequest> {
        let tags = self.of.as_ref().map(|(_, tags)| std::sync::Arc::clone(tags)).unwrap_or_default();
        if tags.is_empty() {
            ui.label("No entry has a tag.");
            return None;
        }
        // What is above and below the list stays in sight, and nothing moves when one is ticked.
        let mut wish = self.merge_ui(ui, &tags);
        let field = line_ui(ui, "Look for a tag", &mut self.wanted, "");
        if !std::mem::replace(&mut self.begun, true) {
            field.request_focus();
        }
        ui.add_space(space::S);
        let wanted = folded(self.wanted.trim());
        let found: Vec<&(String, usize)> = tags.iter().filter(|(tag, _)| folded(tag).contains(&wanted)).collect();
        let high = (ui.ctx().content_rect().height() - AROUND).max(LOWEST);
        ScrollArea::vertical().id_salt("tags").max_height(high).min_scrolled_height(high).auto_shrink(false).show(ui, |ui| {
            for (tag, count) in found.iter().take(MOST) {
                wish = self.tag_ui(ui, tag, *count).or(wish.take());
            }
            if found.len() > MOST {
                let said = format!("And {}: type a few letters.", count_text(found.len() - MOST, "more", "more"));
                ui.label(RichText::new(said).small());
            }
            if found.is_empty() {
                ui.label("No tag has these letters.");
            }
        });
        wish
    }

    /// What is to become of those that are chosen; dimmed until there are two.
    fn merge_ui(&mut self, ui: &mut Ui, tags: &[(String, usize)]) -> Option<FindingRequest> {
        // The most used one is likely to be the one that is meant.
        let likely = tags.iter().map(|(tag, _)| tag).find(|tag| self.chosen.contains(*tag));
        if self.into.is_empty()
            && let Some(likely) = likely
        {
            self.into.clone_from(likely);
        }
        let several = self.chosen.len() > 1;
        let said = "Tick two or more to make one of them. Every change can be undone.";
        ui.label(RichText::new(said).small().color(theme::palette(ui.ctx()).text_muted));
        let mut wish = None;
        ui.horizontal_wrapped(|ui| {
            let said = if several { format!("Make these {} one, called", self.chosen.len()) } else { "Make them one, called".to_owned() };
            let said = ui.label(said);
            ui.add_enabled_ui(several, |ui| {
                let field = ui.add(TextEdit::singleline(&mut self.into).desired_width(160.0)).labelled_by(said.id);
                let enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
                ui.add_enabled_ui(tag::tidy(&self.into).is_some(), |ui| {
                    if buttons::primary_ui(ui, "Merge").clicked() || (enter && several) {
                        wish = Some(FindingRequest::MergeTags { old: self.chosen.iter().cloned().collect(), into: self.into.clone() });
                    }
                });
            });
        });
        ui.add_space(space::S);
        wish
    }

    fn tag_ui(&mut self, ui: &mut Ui, name: &str, count: usize) -> Option<FindingRequest> {
        let palette = theme::palette(ui.ctx());
        let mut wish = None;
        if let Some((of, typed)) = self.renaming.as_mut().filter(|(of, _)| of == name) {
            let mut left = false;
            ui.horizontal_wrapped(|ui| {
                let field = ui.add(TextEdit::singleline(typed).desired_width(200.0)).accessible_name(format!("New name of {name}"));
                if std::mem::take(&mut self.focus) {
                    field.request_focus();
                }
                let enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
                if (ui.button("Rename").clicked() || enter) && tag::tidy(typed).is_some() {
                    wish = Some(FindingRequest::MergeTags { old: vec![of.clone()], into: typed.clone() });
                }
                left = buttons::quiet_ui(ui, "Leave it").clicked();
            });
            if left {
                self.renaming = None;
            }
            return wish;
        }
        ui.horizontal(|ui| {
            let mut on = self.chosen.contains(name);
            let box_ = ui.checkbox(&mut on, name);
            if box_.clicked() {
                if on {
                    self.chosen.insert(name.to_owned());
                } else {
                    self.chosen.remove(name);
                }
                self.into.clear();
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let entries = count_text(count, "entry", "entries");
                if self.removing.as_deref() == Some(name) {
                    if buttons::quiet_ui(ui, "Leave it").clicked() {
                        self.removing = None;
                    }
                    let button = ui.add(Button::new(RichText::new(format!("Take it from {entries}")).small()));
                    button.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("Take the tag {name} away now")));
                    if button.clicked() {
                        wish = Some(FindingRequest::RemoveTag(name.to_owned()));
                    }
                    return;
                }
                if buttons::icon_ui(ui, Icon::Bin, &format!("Take the tag {name} away")).clicked() {
                    self.removing = Some(name.to_owned());
                }
                if buttons::icon_ui(ui, Icon::Edit, &format!("Rename the tag {name}")).clicked() {
                    self.renaming = Some((name.to_owned(), name.to_owned()));
                    self.focus = true;
                }
                ui.label(RichText::new(entries).small().color(palette.text_muted));
            });
        });
        wish
    }
}
