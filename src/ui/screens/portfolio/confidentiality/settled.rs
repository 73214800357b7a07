//! What is not asked any more: said to be fine, with the reason, and decided by what is chosen for the document.

use egui::{Label, RichText, Ui};

use super::deeds::Wish;
use super::{Confidentiality, One, words};
use crate::domain::text::excerpt;
use crate::journal::Selection;
use crate::ui::context::Ctx;
use crate::ui::theme::{self, Icon, buttons, size, space};
use crate::ui::widgets::Pages;

/// So many are shown at once.
const PIECE: usize = 20;

/// So many letters of what was found are shown.
const LONGEST: usize = 80;

impl Confidentiality {
    pub(super) fn passed_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, selection: &Selection, wishes: &mut Vec<Wish>) {
        let settled: Vec<&One> = self.findings.iter().filter(|one| one.found.settled.is_some()).collect();
        let decided: Vec<&One> =
            self.findings.iter().filter(|one| one.found.settled.is_none() && one.found.is_decided(selection)).collect();
        let mut shown = self.show_settled;
        if section_ui(ui, Icon::CheckCircle, "Said to be fine", settled.len(), &mut shown) {
            for (number, one) in settled.iter().take(self.more_settled.shown(PIECE)).enumerate() {
                ui.push_id(("settled", number), |ui| {
                    let why = format!("Fine: {}", one.found.settled.as_deref().unwrap_or_default());
                    line_ui(ui, cx, one, &why);
                    let word = format!("Ask again about “{}”", excerpt(&words::flat(&one.found.text), LONGEST));
                    let response = ui.add_enabled_ui(!cx.read_only(), |ui| buttons::link_ui(ui, "Ask again")).inner;
                    let enabled = ui.is_enabled();
                    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, enabled, &word));
                    if response.clicked() {
                        wishes.push(Wish::Unsettle(vec![one.key]));
                    }
                });
            }
            more_ui(ui, &mut self.more_settled, settled.len());
        }
        let settled_shown = shown;
        shown = self.show_decided;
        if section_ui(ui, Icon::Settings, "Decided by what is chosen under Names", decided.len(), &mut shown) {
            for one in decided.iter().take(self.more_decided.shown(PIECE)) {
                line_ui(ui, cx, one, "");
            }
            more_ui(ui, &mut self.more_decided, decided.len());
        }
        (self.show_settled, self.show_decided) = (settled_shown, shown);
    }
}

fn more_ui(ui: &mut Ui, pages: &mut Pages, total: usize) {
    pages.more_ui(ui, PIECE, total, "places");
}

/// The name of a section that opens; whether it is open. Nothing where nothing is in it.
fn section_ui(ui: &mut Ui, icon: Icon, name: &str, count: usize, open: &mut bool) -> bool {
    if count == 0 {
        return false;
    }
    let palette = theme::palette(ui.ctx());
    let words = format!("{name} · {}", crate::domain::text::number(count));
    let caret = if *open { Icon::CaretDown } else { Icon::CaretRight };
    let content =
        (caret.text(size::ICON).color(palette.text_muted), icon.text(size::ICON).color(palette.text_muted), RichText::new(&words));
    let response = buttons::quiet_ui(ui, content);
    let enabled = ui.is_enabled();
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, enabled, &words));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(*open));
    if response.clicked() {
        *open = !*open;
    }
    *open
}

fn line_ui(ui: &mut Ui, cx: &Ctx<'_>, one: &One, why: &str) {
    let palette = theme::palette(ui.ctx());
    let found = &one.found;
    ui.add_space(space::XS);
    ui.add(Label::new(excerpt(&words::flat(&found.text), LONGEST)).wrap());
    let title = if found.title.is_empty() { String::new() } else { format!(" · {}", excerpt(&found.title, LONGEST)) };
    let place = format!("{}{title} · {}", words::rule(found), words::field(found, cx));
    for text in [place.as_str(), why].into_iter().filter(|text| !text.is_empty()) {
        ui.add(Label::new(RichText::new(text).small().color(palette.text_muted)).wrap());
    }
}
