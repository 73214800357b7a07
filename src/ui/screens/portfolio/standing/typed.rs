//! What is typed to make an entry count: its time with others, or an amount. What is put away is not lost.

use egui::{Align, Key, Label, Layout, Margin, Rect, Response, RichText, TextEdit, Ui, UiBuilder, pos2, vec2};

use super::card::Scene;
use super::mend::Because;
use super::mending::{Mending, Place, button_ui, send};
use crate::domain::record::hours;
use crate::domain::{EntryId, Minutes};
use crate::journal::EntryMend;
use crate::ui::theme::{self, Icon, buttons, space};
use crate::ui::widgets::{MinutesField, chip_ui, line_ui};

/// What is typed for an entry.
#[derive(Debug)]
pub(super) struct MendForm {
    pub(super) entry: EntryId,
    pub(super) because: Because,
    field: MinutesField,
    minutes: Minutes,
    how: String,
    number: String,
    fresh: bool,
    /// It is shown, not put away.
    open: bool,
}

impl Mending {
    /// The form for an entry, when it is open.
    fn form_of(&mut self, entry: EntryId, because: Because) -> Option<&mut MendForm> {
        self.forms.iter_mut().find(|form| form.open && form.entry == entry && form.because == because)
    }

    /// Opens the form for an entry, as it was put away; only one is open.
    fn begin(&mut self, entry: EntryId, because: Because, minutes: Minutes) {
        self.put_away();
        if let Some(form) = self.forms.iter_mut().find(|form| form.entry == entry && form.because == because) {
            (form.open, form.fresh) = (true, true);
            return;
        }
        let (how, number) = (String::new(), String::new());
        self.forms.push(MendForm { entry, because, field: MinutesField::default(), minutes, how, number, fresh: true, open: true });
    }

    /// Closes all forms; what is typed in them stays for the next time.
    fn put_away(&mut self) {
        for form in &mut self.forms {
            form.open = false;
        }
    }
}

pub(super) fn interactive_ui(ui: &mut Ui, scene: &mut Scene<'_, '_>, place: Place<'_>, entry: EntryId, row: &Response) {
    let Some(header) = scene.index.get(&entry) else { return };
    let (total, now) = (header.total, header.interactive);
    if total == Minutes::ZERO {
        if button_ui(ui, row, Icon::Clock, "Open it and enter its time first") {
            scene.cx.open(entry);
        }
        return;
    }
    let Some(form) = scene.mending.form_of(entry, place.because) else {
        let word = if now > Minutes::ZERO { "Say how you took part…" } else { "Add time with others…" };
        if button_ui(ui, row, Icon::People, word) {
            scene.mending.begin(entry, place.because, now);
        }
        return;
    };
    if std::mem::take(&mut form.fresh) {
        form.field.focus();
    }
    let field = ui
        .vertical(|ui| {
            if let Some(minutes) = form.field.show_ui(ui, "Time with others", form.minutes) {
                form.minutes = minutes;
            }
        })
        .response
        .rect;
    let how = line_ui(ui, "How you took part with others", &mut form.how, "Asked two questions, and talked about the answers");
    all_of_it_ui(ui, form, total, field);
    let enter = how.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let too_long = form.minutes > total;
    if too_long {
        let palette = theme::palette(ui.ctx());
        let text = format!("The whole took {total}: no more of it can have been with others");
        ui.add(Label::new(RichText::new(text).small().color(palette.warn.text)).wrap());
    }
    let ready = !too_long && form.minutes > Minutes::ZERO;
    let (keep, cancel) = keep_ui(ui, ready, enter);
    let mend = EntryMend::Interactive { minutes: form.minutes, how: form.how.clone() };
    if keep {
        send(scene, place, entry, mend);
    } else if cancel {
        scene.mending.put_away();
        row.request_focus();
    }
}

/// The chip beside the field for the minutes. With the keyboard it comes after what is typed.
fn all_of_it_ui(ui: &mut Ui, form: &mut MendForm, total: Minutes, field: Rect) {
    let corner = field.right_top() + vec2(space::S, 0.0);
    let beside = Rect::from_min_max(corner, pos2(ui.max_rect().right().max(corner.x), field.bottom()));
    let mut ui = ui.new_child(UiBuilder::new().id_salt("all of it").max_rect(beside).layout(Layout::top_down(Align::Min)));
    ui.spacing_mut().item_spacing.y = space::XS;
    crate::ui::widgets::caption_ui(&mut ui, "");
    if chip_ui(&mut ui, &format!("All of it, {total}"), form.minutes == total, None).clicked() {
        form.minutes = total;
    }
}

pub(super) fn amount_ui(ui: &mut Ui, scene: &mut Scene<'_, '_>, place: Place<'_>, entry: EntryId, code: &str, row: &Response) {
    let unit = &place.line.requirement.unit;
    let Some(form) = scene.mending.form_of(entry, place.because) else {
        if button_ui(ui, row, Icon::Add, &format!("Add {unit}…")) {
            scene.mending.begin(entry, place.because, Minutes::ZERO);
        }
        return;
    };
    let palette = theme::palette(ui.ctx());
    let name = crate::ui::widgets::sentence(unit);
    let caption = crate::ui::widgets::caption_ui(ui, &name);
    let field = ui.add(TextEdit::singleline(&mut form.number).desired_width(96.0).margin(Margin::symmetric(10, 7))).labelled_by(caption.id);
    if std::mem::take(&mut form.fresh) {
        field.request_focus();
        field.scroll_to_me(None);
    }
    let enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let amount = hours::number(&form.number);
    if amount.is_none() && !form.number.trim().is_empty() {
        ui.label(RichText::new("a number like 2 or 1.5").small().color(palette.warn.text));
    }
    let amount = amount.filter(|amount| amount.parts() > 0);
    let (keep, cancel) = keep_ui(ui, amount.is_some(), enter);
    if let (true, Some(amount)) = (keep, amount) {
        send(scene, place, entry, EntryMend::Amount { code: code.to_owned(), amount });
    } else if cancel {
        scene.mending.put_away();
        row.request_focus();
    }
}

/// Keep it, or not: whether either was wished.
fn keep_ui(ui: &mut Ui, ready: bool, enter: bool) -> (bool, bool) {
    let (mut keep, mut cancel) = (false, false);
    ui.horizontal_wrapped(|ui| {
        keep = ui.add_enabled_ui(ready, |ui| buttons::primary_ui(ui, "Keep it")).inner.clicked();
        cancel = buttons::quiet_ui(ui, "Not now").clicked();
    });
    (ready && (keep || enter), cancel || ui.input(|input| input.key_pressed(Key::Escape)))
}
