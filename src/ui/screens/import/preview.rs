//! What a file would bring, to choose from before anything is written.

use egui::{Label, RichText, Role, Ui, UiBuilder};

use super::about::Said;
use super::rows::{ROW, row_ui};
use super::{Import, Preview};
use crate::importers::Warning;
use crate::journal::{Known, Proposal};
use crate::ui::context::Ctx;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, space};
use crate::ui::widgets::{Pages, count_text, fact_ui, notice_ui, panel_ui, rows_ui, segments_ui};

/// So many warnings, and records of an answer, are shown at once.
const WARNINGS: usize = 8;
const RECORDS: usize = 5;

impl Import {
    pub(super) fn preview_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        let Some(preview) = &mut self.preview else { return };
        panel_ui(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            let icon = if preview.about.is_answer { Icon::Feedback } else { Icon::Import };
            super::view::title_ui(ui, icon, &preview.about.title);
            quiet_ui(ui, "Nothing is written before you choose.");
            for (name, value) in &preview.about.facts {
                fact_ui(ui, name, value);
            }
            let profile = preview.about.comes_into_profile(cx.snapshot);
            if !profile.is_empty() {
                fact_ui(ui, "Into your profile", &format!("{}, where nothing stands yet", in_a_row(&profile)));
            }
            if preview.about.is_answer {
                answer_ui(ui, preview, cx);
            }
            warnings_ui(ui, &preview.about.warnings, &mut preview.warnings);
            preview.choose_ui(ui, cx, !profile.is_empty());
            if cx.read_only() {
                notice_ui(ui, theme::palette(ui.ctx()).info, Icon::Lock, "This journal can only be read: nothing can be taken in", |_| {});
            }
        });
    }

    /// The button that takes it in, and the way out; how high they are is remembered, to keep room for them.
    pub(super) fn foot_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let Some(preview) = &self.preview else { return };
        let (mut take, mut leave) = (false, false);
        let shown = ui.horizontal_wrapped(|ui| {
            let word = preview.take_words();
            let ready = !cx.read_only() && word.is_some();
            let why = if word.is_none() { preview.why_not() } else { "" };
            let word = word.unwrap_or_else(|| "Take in".to_owned());
            let button = ui.add_enabled_ui(ready, |ui| buttons::marked_ui(ui, Look::Primary, Icon::Import, &word)).inner;
            if !why.is_empty() {
                ui.ctx().accesskit_node_builder(button.id, |node| node.set_description(why));
            }
            take = button.clicked();
            leave = super::view::link_ui(ui, "Not now").clicked();
            if !why.is_empty() {
                let response = ui.label(RichText::new(why).small().color(theme::palette(ui.ctx()).text_muted));
                ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(egui::accesskit::Live::Polite));
            }
        });
        let high = shown.response.rect.height();
        if (high - self.foot).abs() > 0.5 {
            self.foot = high;
            ui.ctx().request_repaint();
        }
        if take && let Some(request) = self.take_in(cx.tickets) {
            cx.send(request);
        } else if leave {
            self.leave();
            if let Some(request) = self.next(cx.tickets) {
                cx.send(request);
            }
        }
    }
}

impl Preview {
    /// How many are not here yet.
    fn count_new(&self) -> usize {
        self.read.proposals.iter().filter(|one| one.known == Known::New).count()
    }

    /// What the button says; nothing where there is nothing to be taken in.
    fn take_words(&self) -> Option<String> {
        let (new, chosen) = (self.count_new(), self.chosen.len());
        match chosen {
            0 if new == 0 && self.about.has_more => Some("Take in what else is new".to_owned()),
            0 => None,
            _ if chosen == new && self.about.has_more => Some(format!("Take in {}, and all that goes with them", number(chosen))),
            _ => Some(format!("Take in {}", number(chosen))),
        }
    }

    /// Why there is nothing to be taken in.
    fn why_not(&self) -> &'static str {
        match (self.read.proposals.is_empty(), self.count_new()) {
            (true, _) => "Nothing in it can be taken in",
            (false, 0) => "All of it is here already",
            (false, _) => "Choose at least one",
        }
    }

    fn choose_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, fills_profile: bool) {
        let (new, all) = (self.count_new(), self.read.proposals.len());
        if all == 0 {
            quiet_ui(ui, "No entry and no record is in it.");
            return;
        }
        let here = all - new;
        if new == 0 {
            let words = format!("All {} are here already, and stay as they are", number(all));
            notice_ui(ui, theme::palette(ui.ctx()).info, Icon::CheckCircle, &words, |_| {});
        }
        ui.horizontal_wrapped(|ui| {
            if here > 0 && new > 0 {
                let labels = [format!("New · {}", number(new)), format!("Here already · {}", number(here))];
                let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
                if let Some(at) = segments_ui(ui, "Which of them are shown", &labels, usize::from(self.here)) {
                    self.here = at == 1;
                }
            }
            if !self.here && new > 1 {
                if super::view::link_ui(ui, "Choose all").clicked() {
                    self.chosen = self.read.proposals.iter().filter(|one| one.known == Known::New).map(|one| one.n).collect();
                }
                if super::view::link_ui(ui, "Choose none").clicked() {
                    self.chosen.clear();
                }
            }
        });
        let shown: Vec<&Proposal> = self.read.proposals.iter().filter(|one| (one.known == Known::New) != self.here).collect();
        let builder =
            UiBuilder::new().id_salt("proposals").accessibility_role(Role::List).accessibility_label("Entries and records in the file");
        let mut pressed = None;
        ui.scope_builder(builder, |ui| {
            rows_ui(ui, ROW, shown.len(), |ui, range| {
                for one in shown.get(range).unwrap_or_default() {
                    if row_ui(ui, one, self.chosen.contains(&one.n), cx) {
                        pressed = Some(one.n);
                    }
                }
            });
        });
        if let Some(n) = pressed
            && !self.chosen.remove(&n)
        {
            self.chosen.insert(n);
        }
        if self.chosen.len() < new && (self.about.has_more || fills_profile) {
            quiet_ui(ui, "Only what you choose comes in, with what it refers to. Goals, people and the rest come with all of them.");
        }
    }
}

/// What somebody else has filled in: it may bring records, and changes nothing.
fn answer_ui(ui: &mut Ui, preview: &mut Preview, cx: &Ctx<'_>) {
    let words = "Somebody else has filled this in. It can add the records below and nothing else; what is in your journal stays as it is. Whether it \
                 is from whom it says, only you can tell.";
    notice_ui(ui, theme::palette(ui.ctx()).info, Icon::Person, words, |_| {});
    let total = preview.about.records.len();
    for said in preview.about.records.iter().take(preview.records.shown(RECORDS)) {
        said_ui(ui, said, cx);
    }
    preview.records.more_ui(ui, RECORDS, total, "records");
}

fn said_ui(ui: &mut Ui, said: &Said, cx: &Ctx<'_>) {
    let palette = theme::palette(ui.ctx());
    let kind = cx.catalogue.record_kind(&said.kind);
    let label = kind.map_or(said.kind.as_str(), |kind| kind.label.as_str());
    let by = if said.by.is_empty() { String::new() } else { format!(", from {}", said.by) };
    ui.add(Label::new(RichText::new(format!("{label} of {}{by}", said.day)).font(theme::bold(theme::type_size::BODY))).wrap());
    for (id, text) in &said.fields {
        let name = kind.and_then(|kind| kind.field(id)).map_or(id.as_str(), |field| field.label.as_str());
        ui.add(Label::new(RichText::new(format!("{name}: {text}")).small().color(palette.text_muted)).wrap());
    }
}

/// What could not be read, or not as it stands.
pub(super) fn warnings_ui(ui: &mut Ui, warnings: &[Warning], pages: &mut Pages) {
    if warnings.is_empty() {
        return;
    }
    let palette = theme::palette(ui.ctx());
    let words = format!("{} about what could not be read as it stands; the rest was", count_text(warnings.len(), "note", "notes"));
    notice_ui(ui, palette.warn, Icon::Warning, &words, |ui| {
        for Warning { place, what } in warnings.iter().take(pages.shown(WARNINGS)) {
            ui.add(Label::new(RichText::new(format!("{place}: {what}")).small().color(palette.text)).wrap());
        }
        pages.more_ui(ui, WARNINGS, warnings.len(), "notes");
    });
}

pub(super) fn quiet_ui(ui: &mut Ui, text: &str) {
    ui.add(Label::new(RichText::new(text).small().color(theme::palette(ui.ctx()).text_muted)).wrap());
}

/// “a, b and c”.
fn in_a_row(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn number(count: usize) -> String {
    crate::domain::text::number(count)
}
