//! Codes of standards in a field of a record, chosen as words from the registrations' frameworks and stored one a line.

use egui::{RichText, Ui, vec2};

use super::fields::{Row, below_ui};
use super::kinds::{Asked, groups_for};
use crate::catalogue::Catalogue;
use crate::domain::framework::Group;
use crate::domain::record::FieldSpec;
use crate::domain::{Framework, text};
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, space};
use crate::ui::widgets::{caption_ui, chip_ui, tag_ui};

/// Characters of a category on a chip; all of it is shown under the pointer.
const SHOWN: usize = 64;

/// A group that can be chosen from.
struct Offered<'c> {
    framework: &'c Framework,
    group: &'c Group,
    /// What the registration asks for where it counts records of this kind.
    first: bool,
}

/// From where standards are chosen.
pub(super) struct Standards<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) asked: &'a Asked,
    /// Id of the kind of record.
    pub(super) kind: &'a str,
    /// Groups that were unfolded.
    pub(super) unfolded: &'a mut Vec<String>,
}

/// Shows the field.
pub(super) fn codes_ui(ui: &mut Ui, standards: Standards<'_>, field: &FieldSpec, text: &mut String, row: &mut Row<'_>) {
    let Standards { catalogue, asked, kind, unfolded } = standards;
    let palette = theme::palette(ui.ctx());
    let offered = offered(catalogue, asked, kind);
    let mut codes: Vec<String> = text.lines().map(str::trim).filter(|code| !code.is_empty()).map(str::to_owned).collect();
    let before = codes.clone();
    caption_ui(ui, &field.label);
    if offered.is_empty() {
        ui.label(RichText::new("The standards of your registration are offered here once you have one").small().color(palette.text_muted));
    }
    for one in &offered {
        let key = format!("{}.{}", one.framework.scheme, one.group.id);
        let has = one.group.categories.iter().any(|category| codes.contains(&one.framework.code_of(category)));
        let title = if offered.iter().any(|other| other.framework.scheme != one.framework.scheme) {
            format!("{} · {}", one.group.label, one.framework.name)
        } else {
            one.group.label.clone()
        };
        if !one.first && !has && !unfolded.contains(&key) {
            if buttons::marked_ui(ui, Look::Quiet, Icon::CaretDown, &title).clicked() {
                unfolded.push(key);
            }
            continue;
        }
        ui.label(RichText::new(&title).small().color(palette.text_faint));
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::XS, space::XS);
            for category in &one.group.categories {
                let code = one.framework.code_of(category);
                let on = codes.contains(&code);
                let chip = chip_ui(ui, &text::excerpt(&category.label, SHOWN), on, None);
                if std::mem::take(row.onward) {
                    chip.request_focus();
                }
                if chip.clicked() {
                    if on { codes.retain(|other| *other != code) } else { codes.push(code) }
                }
                let more = if category.help.is_empty() { category.label.clone() } else { format!("{}\n{}", category.label, category.help) };
                chip.on_hover_text(more);
            }
        });
    }
    let elsewhere: Vec<String> = codes.iter().filter(|code| !offered.iter().any(|one| one.has(code))).cloned().collect();
    if !elsewhere.is_empty() {
        ui.horizontal_wrapped(|ui| {
            for code in elsewhere {
                if tag_ui(ui, &label_of(catalogue, &code), &format!("Take away {code}")) {
                    codes.retain(|other| *other != code);
                }
            }
        });
    }
    if codes != before {
        *text = codes.join("\n");
    }
    below_ui(ui, &field.help, None);
}

impl Offered<'_> {
    fn has(&self, code: &str) -> bool {
        self.group.categories.iter().any(|category| self.framework.code_of(category) == code)
    }
}

/// The groups of all registrations' frameworks, those first that are asked for of such records; without any such those that are no ticks.
fn offered<'c>(catalogue: &'c Catalogue, asked: &Asked, kind: &str) -> Vec<Offered<'c>> {
    let mut all: Vec<Offered<'c>> = Vec::new();
    for framework in asked.by.iter().filter_map(|one| catalogue.framework(&one.framework)) {
        if all.iter().any(|one| one.framework.scheme == framework.scheme) {
            continue;
        }
        let named = groups_for(framework, kind);
        let first = |group: &Group| if named.is_empty() { !group.single } else { named.contains(&group.id.as_str()) };
        all.extend(framework.groups.iter().map(|group| Offered { framework, group, first: first(group) }));
    }
    all.sort_by_key(|one| !one.first);
    all
}

/// What a code means, in any edition that is known.
fn label_of(catalogue: &Catalogue, code: &str) -> String {
    let known = catalogue.frameworks.iter().find_map(|framework| framework.own_code(code).and_then(|own| framework.category(own)));
    known.map_or_else(|| code.to_owned(), |(_, category)| text::excerpt(&category.label, SHOWN))
}
