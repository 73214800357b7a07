//! What was read from a link or a pasted text, shown below the line.

use egui::{Image, Label, Response, RichText, Ui, load::SizedTexture};

use super::files::File;
use super::pasted::{Chat, Use};
use super::read::handle;
use super::rows::Row;
use super::said::{Day, Span};
use super::{Doubted, QuickLog};
use crate::ui::context::Ctx;
use crate::ui::dialogs::Ask;
use crate::ui::theme::{self, Icon, buttons, radius, size, space};
use crate::ui::widgets::{caption_ui, chip_ui, icon_of_kind, tag_ui};

/// The height of a picture in its chip, in points.
const THUMB: f32 = 28.0;

/// A text is thrown away at the second press only.
const AGAIN: &str = "Press again to throw it away";

impl QuickLog {
    /// What the link tells.
    pub(super) fn link_ui(&self, ui: &mut Ui, cx: &Ctx<'_>) {
        let Some(link) = self.link() else { return };
        let palette = theme::palette(ui.ctx());
        card_ui(ui, |ui| {
            let kind = self.proposed.link_kind.as_ref().and_then(|(id, _)| cx.catalogue.kind(id));
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = space::S;
                let icon = kind.map_or(Icon::Link, |kind| icon_of_kind(&kind.icon));
                icon.mark_ui(ui, size::ICON, palette.accent_text);
                ui.label(RichText::new(&link.platform).strong());
                let facts = [handle(link), link.hashtag.clone(), kind.map(|kind| format!("{}, from the link", kind.label))];
                for fact in facts.into_iter().flatten() {
                    ui.label(RichText::new(format!("· {fact}")).color(palette.text_muted));
                }
            });
            if let Some(posted) = self.line.posted(self.zone) {
                let time = posted.about.map(|time| time.format(" %H:%M").to_string()).unwrap_or_default();
                small_ui(ui, &format!("Posted {}{time}: {}", crate::domain::when::shown(posted.date), posted.why));
            }
            for doubt in &link.doubts {
                ui.horizontal_top(|ui| {
                    Icon::Warning.mark_ui(ui, 14.0, palette.warn.text);
                    small_ui(ui, doubt.sentence());
                });
            }
        });
    }

    /// What the entry will be called, where nobody typed it like that.
    pub(super) fn called_ui(&self, ui: &mut Ui) {
        let called = self.called();
        if !called.is_empty() && called != self.line.text.trim() {
            small_ui(ui, &format!("It will be called “{}”", super::pasted::shown(&called)));
        }
    }

    /// What comes with it, in a line: the row of the evidence may be out of sight.
    pub(super) fn with_it_ui(&self, ui: &mut Ui) {
        let names: Vec<&str> = self.files.list().iter().map(|file| file.name.as_str()).collect();
        if !names.is_empty() {
            ui.horizontal_top(|ui| {
                Icon::Paperclip.mark_ui(ui, 14.0, theme::palette(ui.ctx()).text_muted);
                small_ui(ui, &crate::domain::text::excerpt(&names.join(", "), 120));
            });
        }
    }

    /// What the pasted text is, and what it fills in.
    pub(super) fn pasted_ui(&mut self, ui: &mut Ui) {
        let Some(pasted) = &self.pasted else { return };
        let palette = theme::palette(ui.ctx());
        let here = self.row == Row::Pasted;
        let (day, span, (_, kept)) = (self.day(), self.span(), self.date_and_time());
        let mut pressed = None;
        let doubted = self.doubted == Some(Doubted::Pasted);
        let frame = card_ui(ui, |ui| {
            ui.horizontal_top(|ui| {
                let icon = if pasted.chat.is_some() { Icon::Chat } else { Icon::FileText };
                icon.mark_ui(ui, size::ICON, palette.accent_text);
                ui.vertical(|ui| {
                    let room = (ui.available_width() - size::TARGET).max(80.0);
                    ui.horizontal_top(|ui| {
                        ui.vertical(|ui| {
                            ui.set_width(room);
                            ui.add(Label::new(RichText::new(pasted.head()).strong()).wrap());
                        });
                        if buttons::icon_ui(ui, Icon::Close, "Remove the pasted text").clicked() {
                            pressed = Some('x');
                        }
                    });
                    match &pasted.chat {
                        Some(chat) => {
                            small_ui(ui, &format!("Read as: {}{}", chat.layout, if chat.guess { ", which is a guess" } else { "" }))
                        }
                        None => small_ui(ui, &format!("“{}”", pasted.first)),
                    };
                    if doubted {
                        let again = RichText::new(AGAIN).small().color(palette.danger.text);
                        ui.add(Label::new(again).wrap());
                    }
                    if pasted.kept_as() == Use::Evidence {
                        small_ui(ui, "The whole text is kept as evidence, unchanged.");
                    }
                });
            });
            ui.horizontal_wrapped(|ui| {
                super::view::chip_spacing(ui);
                if let Some(chat) = pasted.proposes() {
                    let on = if chat.date.is_some() { day == Day::Chat } else { chat.time.is_some() && kept == chat.time };
                    if let Some(when) = chat.when()
                        && chip_ui(ui, &when, on, Some('d')).clicked()
                    {
                        pressed = Some('d');
                    }
                    if let Some(minutes) = chat.minutes
                        && chip_ui(ui, &minutes.to_string(), span == Span::Chat, Some('m')).clicked()
                    {
                        pressed = Some('m');
                    }
                    if let Some(interactive) = chat.interactive
                        && chip_ui(ui, &format!("{interactive} with others"), pasted.with_others && span != Span::Open, Some('i')).clicked()
                    {
                        pressed = Some('i');
                    }
                }
                if pasted.can_be_learnt() {
                    for (key, kept, label) in [('l', Use::Learnt, "As what I learnt"), ('e', Use::Evidence, "As evidence")] {
                        if chip_ui(ui, label, pasted.kept_as() == kept, Some(key)).clicked() {
                            pressed = Some(key);
                        }
                    }
                }
            });
            if let Some(chat) = pasted.proposes() {
                chat_ui(ui, chat);
            }
        });
        if here {
            let ring = (size::FOCUS_RING, palette.focus);
            ui.painter().rect_stroke(frame.rect, radius::CONTROL, ring, egui::StrokeKind::Inside);
            // The card that the keyboard has come to is in sight.
            if !std::mem::replace(&mut self.card_in_sight, true) {
                frame.scroll_to_me(None);
            }
        } else {
            self.card_in_sight = false;
        }
        match pressed {
            Some('d') => self.switch_chat_time(),
            Some('m') => self.switch_chat_minutes(),
            Some('i') => self.switch_chat_interactive(),
            Some('l') => self.keep_pasted_as(Use::Learnt),
            Some('e') => self.keep_pasted_as(Use::Evidence),
            Some(_) => self.throw_away(Doubted::Pasted),
            None => {}
        }
    }

    /// What comes with it, and how more does.
    pub(super) fn files_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let mut gone = None;
        for (at, file) in self.files.list().iter().enumerate() {
            if file_ui(ui, file) {
                gone = Some(at);
            }
        }
        if let Some(at) = gone {
            self.files.remove(at);
        }
        let mut gone = None;
        for (at, text) in self.earlier.iter().enumerate() {
            let name = super::pasted::shown(&format!("Text: {}", text.first));
            let doubted = self.doubted == Some(Doubted::Earlier(at));
            let name = if doubted { AGAIN.to_owned() } else { crate::domain::text::excerpt(&name, 40) };
            if tag_ui(ui, &name, "Remove this text") {
                gone = Some(at);
            }
        }
        if let Some(at) = gone {
            self.throw_away(Doubted::Earlier(at));
        }
        let dropping = ui.input(|input| !input.raw.hovered_files.is_empty());
        let word = if dropping { "Drop it here" } else { "Attach a file" };
        if chip_ui(ui, word, dropping, Some('a')).on_hover_text("Ctrl+V pastes a screenshot; files can be dropped").clicked() {
            cx.ask(Ask::AttachToNew);
        }
        if self.files.is_empty() {
            caption_ui(ui, "or Ctrl+V a screenshot");
        }
    }
}

fn chat_ui(ui: &mut Ui, chat: &Chat) {
    for question in &chat.questions {
        small_ui(ui, question);
    }
    let how: Vec<&str> = chat.how.iter().map(String::as_str).filter(|how| !how.is_empty()).collect();
    small_ui(ui, &how.join(" "));
    if !chat.proposed.how.is_empty() {
        small_ui(ui, &format!("With others: {}.", chat.proposed.how));
    }
    let palette = theme::palette(ui.ctx());
    for note in &chat.notes {
        ui.horizontal_top(|ui| {
            Icon::Info.mark_ui(ui, 14.0, palette.info.text);
            small_ui(ui, note);
        });
    }
}

/// A file with a cross; `true` when it was pressed.
fn file_ui(ui: &mut Ui, file: &File) -> bool {
    let remove = format!("Remove {}", file.name);
    let short = crate::domain::text::excerpt(&file.name, 40);
    let Some(thumb) = file.thumb() else { return tag_ui(ui, &short, &remove) };
    let palette = theme::palette(ui.ctx());
    let [width, height] = thumb.size();
    let wide = THUMB * width as f32 / (height.max(1)) as f32;
    let picture = Image::from_texture(SizedTexture::new(thumb.id(), egui::vec2(wide.clamp(8.0, 2.0 * THUMB), THUMB)));
    let cross = RichText::new(Icon::Close.char()).font(Icon::Close.font(12.0)).color(palette.text_muted);
    let content = (picture, RichText::new(short).color(palette.text), cross);
    let response = ui.add(egui::Button::new(content).fill(palette.control).corner_radius(radius::CONTROL)).on_hover_text(&remove);
    let enabled = ui.is_enabled();
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, enabled, &remove));
    response.clicked()
}

fn small_ui(ui: &mut Ui, text: &str) -> Response {
    let palette = theme::palette(ui.ctx());
    ui.add(Label::new(RichText::new(text).small().color(palette.text_muted)).wrap())
}

fn card_ui(ui: &mut Ui, content: impl FnOnce(&mut Ui)) -> Response {
    let palette = theme::palette(ui.ctx());
    ui.add_space(space::XS);
    let frame = egui::Frame::new().fill(palette.canvas).stroke((size::HAIRLINE, palette.line)).corner_radius(radius::CONTROL);
    frame
        .inner_margin(egui::Margin::symmetric(10, 8))
        .show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = space::XS;
            content(ui);
        })
        .response
}
