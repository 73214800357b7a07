//! What is known of a community, written down in a dialog.

use chrono::{Datelike as _, Weekday};
use egui::{ComboBox, Key, RichText, Ui};

use super::{Network, Sending};
use crate::domain::when::Sense;
use crate::domain::{Community, CommunityDraft, CommunityId, Minutes, Rhythm, when};
use crate::ui::context::Ctx;
use crate::ui::theme::{self, buttons, size, space};
use crate::ui::widgets::{DayField, Leave, MinutesField, TimeField, Writing, caption_ui, dialog_ui, line_ui};
use crate::worker::Request;

const WEEK: [Weekday; 7] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// Below this width fields stand below each other.
const NARROW: f32 = 380.0;

/// A community that is being added or changed.
#[derive(Debug, Default)]
pub(super) struct Form {
    /// The one that is changed; none when it is new.
    id: Option<CommunityId>,
    draft: CommunityDraft,
    /// As it was when the form was opened.
    before: CommunityDraft,
    time: TimeField,
    length: MinutesField,
    anchor: DayField,
    pub(super) sending: Sending,
    focused: bool,
}

impl Form {
    /// For a new one, in this computer's zone.
    pub(super) fn new(cx: &Ctx<'_>) -> Self {
        let draft = CommunityDraft { zone: cx.snapshot.zone.name().to_owned(), ..CommunityDraft::default() };
        Self { before: draft.clone(), draft, ..Self::default() }
    }

    /// For one that is there.
    pub(super) fn of(community: &Community) -> Self {
        Self { id: Some(community.id), draft: community.draft.clone(), before: community.draft.clone(), ..Self::default() }
    }

    /// Whether the zone is one that clocks know.
    fn zone_is_known(&self) -> bool {
        let zone = self.draft.zone.trim();
        zone.is_empty() || zone.parse::<chrono_tz::Tz>().is_ok()
    }

    pub(super) fn can_be_kept(&self) -> bool {
        !self.sending.is_sent() && !self.draft.name.trim().is_empty() && self.zone_is_known()
    }

    /// Whether something is written in it that the journal does not have.
    pub(super) fn is_changed(&self) -> bool {
        self.draft != self.before
    }

    /// Sends it under this ticket; nothing when nothing was changed.
    pub(super) fn send(&mut self, ticket: u64) -> Option<Request> {
        let draft = Box::new(self.draft.clone());
        let wish = match self.id {
            Some(_) if !self.is_changed() => return None,
            Some(id) => Request::SaveCommunity { id, draft },
            None => Request::AddCommunity(draft),
        };
        Some(self.sending.send(ticket, wish))
    }
}

impl Network {
    pub(super) fn form_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let Some(form) = &mut self.form else { return };
        let title = if form.id.is_some() { "Change community" } else { "Add a community" };
        let mut keep = false;
        let mut cancel = false;
        let leave = dialog_ui(ui.ctx(), title, size::MEASURE, |ui| {
            ui.add_enabled_ui(!form.sending.is_sent(), |ui| {
                keep = form.fields_ui(ui, cx);
                form.sending.why_ui(ui);
                ui.add_space(space::M);
                ui.horizontal_wrapped(|ui| {
                    keep |= ui.add_enabled_ui(form.can_be_kept(), |ui| buttons::primary_ui(ui, "Keep it")).inner.clicked();
                    cancel = buttons::quiet_ui(ui, "Cancel").clicked();
                });
            });
        });
        // A slip of the pointer does not cost what was typed.
        let close = cancel || leave == Leave::Asked || (leave == Leave::Beside && !form.is_changed());
        if keep && form.can_be_kept() {
            match form.send(self.ticket) {
                Some(request) => cx.send(request),
                None => self.form = None,
            }
        } else if close {
            self.form = None;
        }
    }
}

impl Form {
    /// Whether Enter was pressed in the name.
    fn fields_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) -> bool {
        let name = line_ui(ui, "Name", &mut self.draft.name, "Physiotalk");
        if !std::mem::replace(&mut self.focused, true) {
            name.request_focus();
        }
        let enter = name.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        ui.add_space(space::XS);
        let Self { draft, .. } = self;
        side_by_side_ui(
            ui,
            |ui| {
                line_ui(ui, "Hashtag", &mut draft.hashtag, "#physiotalk");
            },
            |ui| {
                line_ui(ui, "Platform", &mut draft.platform, "X, Mastodon, Facebook");
            },
        );
        line_ui(ui, "Web address", &mut draft.address, "https://…");
        ui.add_space(space::S);
        ui.label(RichText::new("Where it has a usual time").font(theme::bold(theme::type_size::BODY)));
        ui.horizontal_wrapped(|ui| {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = space::XS;
                caption_ui(ui, "Day");
                ui.spacing_mut().combo_width = 120.0;
                let shown = draft.day.map_or("No fixed day", when::weekday_name);
                let combo = ComboBox::from_id_salt("day").selected_text(shown).show_ui(ui, |ui| {
                    ui.selectable_value(&mut draft.day, None, "No fixed day");
                    for day in WEEK {
                        ui.selectable_value(&mut draft.day, Some(day), when::weekday_name(day));
                    }
                });
                combo.response.accessible_name("Day");
            });
            ui.vertical(|ui| {
                if let Some(time) = self.time.show_ui(ui, "Begins at", draft.time) {
                    draft.time = time;
                }
            });
            ui.vertical(|ui| {
                let length = draft.length.unwrap_or(Minutes::ZERO);
                if let Some(length) = self.length.show_ui(ui, "Lasts", length) {
                    draft.length = (length > Minutes::ZERO).then_some(length);
                }
            });
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = space::XS;
                caption_ui(ui, "How often");
                ui.spacing_mut().combo_width = 140.0;
                let combo = ComboBox::from_id_salt("rhythm").selected_text(draft.rhythm.label()).show_ui(ui, |ui| {
                    for rhythm in [Rhythm::Weekly, Rhythm::Fortnightly, Rhythm::Monthly] {
                        ui.selectable_value(&mut draft.rhythm, rhythm, rhythm.label());
                    }
                });
                combo.response.accessible_name("How often");
            });
        });
        if draft.rhythm != Rhythm::Weekly
            && let Some(day) = self.anchor.show_ui(ui, "A day on which one takes place", draft.anchor, cx.today(), Sense::Future)
        {
            draft.anchor = day;
        }
        if let (Some(anchor), Some(day)) = (draft.anchor.filter(|_| draft.rhythm != Rhythm::Weekly), draft.day)
            && anchor.weekday() != day
        {
            let palette = theme::palette(ui.ctx());
            let text = format!("{} is no {}", when::shown(anchor), when::weekday_name(day));
            ui.label(RichText::new(text).small().color(palette.warn.text));
        }
        let known = draft.zone.trim().is_empty() || draft.zone.trim().parse::<chrono_tz::Tz>().is_ok();
        let CommunityDraft { zone, kind, .. } = draft;
        side_by_side_ui(
            ui,
            |ui| {
                line_ui(ui, "Time zone", zone, "Europe/London");
                if !known {
                    let palette = theme::palette(ui.ctx());
                    ui.label(RichText::new("Not a zone that is known: like Europe/London").small().color(palette.warn.text));
                }
            },
            |ui| kind_ui(ui, cx, kind),
        );
        ui.add_space(space::XS);
        let draft = &mut self.draft;
        Writing::new("What to prepare").hint("Read the post before the chat").show(ui, cx.desk, &mut draft.prepare);
        let mut listed = !draft.unlisted;
        if ui.checkbox(&mut listed, "List its chats on Today").changed() {
            draft.unlisted = !listed;
        }
        enter
    }
}

/// Two fields beside each other, where there is room.
fn side_by_side_ui(ui: &mut Ui, left: impl FnOnce(&mut Ui), right: impl FnOnce(&mut Ui)) {
    if ui.available_width() < NARROW {
        left(ui);
        right(ui);
        return;
    }
    ui.columns_const(|[first, second]| {
        left(first);
        right(second);
    });
}

/// The kind of activity that its chats are.
fn kind_ui(ui: &mut Ui, cx: &Ctx<'_>, kind: &mut String) {
    const UNSAID: &str = "Not said";
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        ui.spacing_mut().combo_width = (ui.available_width() - space::L).clamp(80.0, 240.0);
        caption_ui(ui, "Usual kind of activity");
        let shown = if kind.is_empty() { UNSAID } else { cx.catalogue.kind_label(kind) }.to_owned();
        let combo = ComboBox::from_id_salt("kind").selected_text(shown).truncate().height(320.0).show_ui(ui, |ui| {
            ui.selectable_value(kind, String::new(), UNSAID);
            for known in &cx.catalogue.kinds {
                ui.selectable_value(kind, known.id.clone(), &known.label);
            }
        });
        combo.response.accessible_name("Usual kind of activity");
    });
}
