//! Putting right what keeps something from counting, right where it is told: one press or one key each. Nothing is set by itself; what the
//! words of an entry speak for is only said.

use std::collections::{HashMap, HashSet};

use egui::{Key, Label, Modifiers, Response, RichText, Ui};

use super::card::{Line, Scene};
use super::mend::{Because, Choosable, Remedy, remedy};
use super::typed::{MendForm, amount_ui, interactive_ui};
use super::{small_ui, wrapped_ui};
use crate::domain::evidence::Proof;
use crate::domain::framework::suggest::Suggestion;
use crate::domain::record::Refers;
use crate::domain::standing::Item;
use crate::domain::{EntryId, RecordDraft, RegistrationId, text};
use crate::journal::{EntryMend, Suggested};
use crate::ui::screens::portfolio::Go;
use crate::ui::theme::buttons::Look;
use crate::ui::theme::{self, Icon, size, space};
use crate::ui::widgets::{article, chip_ui, drop_down_ui};
use crate::worker::{PortfolioRequest, Request};

/// So many categories can be chosen by a number; more are in a list that opens.
const NUMBERS: usize = 9;

/// Characters of a category's name on a button.
const SHOWN: usize = 56;

/// About as wide as a character with its share of a button's edges, in points.
const CHARACTER: f32 = 10.0;

/// With less room what makes something count begins at the edge.
const NARROW: f32 = 420.0;

/// Pieces of evidence that have a button.
const FILES: usize = 4;

/// The key that does what the first button does.
const MEND_KEY: Key = Key::M;

/// What is being put right.
#[derive(Debug, Default)]
pub(super) struct Mending {
    suggested: HashMap<EntryId, Vec<Suggested>>,
    asked: HashSet<EntryId>,
    /// What is typed, also of forms that were put away.
    pub(super) forms: Vec<MendForm>,
    /// Where the keyboard goes when what it was on has left the list.
    next: Option<(String, Item)>,
    /// The requirement whose row gets the keyboard, where nothing is next to what has left.
    row: Option<(RegistrationId, String)>,
}

/// Something in a list of what did not count.
#[derive(Clone, Copy)]
pub(super) struct Place<'f> {
    pub(super) line: Line<'f>,
    pub(super) because: Because,
    pub(super) item: Item,
    /// What is next to it, where the keyboard goes when it has left.
    pub(super) next: Option<Item>,
}

impl Mending {
    /// What the words of an entry speak for.
    pub(super) fn suggested(&mut self, entry: EntryId, suggested: &[Suggested]) {
        self.suggested.insert(entry, suggested.to_vec());
    }

    /// The journal has changed: what its words speak for is asked again.
    pub(super) fn renewed(&mut self) {
        self.asked.clear();
    }

    /// Whether the row of a requirement gets the keyboard; only once.
    pub(super) fn is_row_wanted(&mut self, registration: RegistrationId, requirement: &str) -> bool {
        self.row.take_if(|(of, id)| *of == registration && id == requirement).is_some()
    }

    /// What had the keyboard leaves the list: it goes to what is next, or to the requirement.
    fn leaves(&mut self, place: Place<'_>) {
        let id = place.line.requirement.id.clone();
        match place.next {
            Some(item) => self.next = Some((id, item)),
            None => self.row = Some((place.line.sheet.registration.id, id)),
        }
    }
}

/// Shows what makes something count, below its row.
pub(super) fn strip_ui(ui: &mut Ui, scene: &mut Scene<'_, '_>, place: Place<'_>, row: &Response) {
    let requirement = place.line.requirement;
    if scene.mending.next.take_if(|(of, item)| *of == requirement.id && *item == place.item).is_some() {
        row.request_focus();
    }
    let Some(remedy) = remedy(place.line.sheet.framework, requirement, place.because, place.item) else { return };
    let shown = !scene.cx.read_only() || matches!(remedy, Remedy::Claim(_));
    if !shown {
        return;
    }
    let left = if ui.available_width() < NARROW { space::S } else { size::ICON + space::M + space::S };
    ui.horizontal_top(|ui| {
        ui.add_space(left);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            remedy_ui(ui, scene, place, &remedy, row);
            ui.add_space(space::S);
        });
    });
}

fn remedy_ui(ui: &mut Ui, scene: &mut Scene<'_, '_>, place: Place<'_>, remedy: &Remedy, row: &Response) {
    let Item::Entry(entry) = place.item else { return record_ui(ui, scene, place, remedy, row) };
    match remedy {
        Remedy::Categories(choosable) => categories_ui(ui, scene, place, entry, choosable, row),
        Remedy::NotCategory { code, label } => {
            if button_ui(ui, row, Icon::Minus, &format!("It is not “{}”", text::excerpt(label, SHOWN))) {
                send(scene, place, entry, EntryMend::NotStandard(code.clone()));
            }
        }
        Remedy::Interactive => interactive_ui(ui, scene, place, entry, row),
        Remedy::Amount { code } => amount_ui(ui, scene, place, entry, code, row),
        Remedy::Evidence(proof) => evidence_ui(ui, scene, place, entry, *proof, row),
        Remedy::Open => {
            if button_ui(ui, row, Icon::Edit, "Open it and write it in") {
                scene.cx.open(entry);
            }
        }
        Remedy::Refer(kind) => refer_ui(ui, scene, kind, Refers::Entry(entry), row),
        Remedy::Unbin => {
            if button_ui(ui, row, Icon::Restore, "Take it out of the bin") {
                scene.cx.send(Request::Unbin(entry));
            }
        }
        Remedy::Claim(claim) => {
            if button_ui(ui, row, Icon::ArrowRight, "Open the claim") {
                scene.cx.open(*claim);
            }
        }
        // Told once for all of them.
        Remedy::Whole(_) => {}
    }
}

/// A record, or a goal: it is opened, or taken out of the bin.
fn record_ui(ui: &mut Ui, scene: &mut Scene<'_, '_>, place: Place<'_>, remedy: &Remedy, row: &Response) {
    let Item::Record(id) = place.item else { return };
    let Some(record) = scene.cx.snapshot.records.iter().find(|record| record.id == id) else { return };
    match remedy {
        Remedy::Unbin => {
            if button_ui(ui, row, Icon::Restore, "Take it out of the bin") {
                let record = Box::new(record.clone());
                scene.cx.send(Request::Portfolio(PortfolioRequest::BinRecord { record, binned: false }));
            }
        }
        Remedy::Refer(kind) => refer_ui(ui, scene, kind, Refers::Record(id), row),
        _ => {
            if button_ui(ui, row, Icon::Edit, "Open it and fill it in") {
                scene.go = Some(Go::Record(record.uid));
            }
        }
    }
}

/// A button that is pressed by its key, too, while its row has the keyboard.
pub(super) fn button_ui(ui: &mut Ui, row: &Response, icon: Icon, word: &str) -> bool {
    let pressed = wrapped_ui(ui, Look::Standard, icon, word).clicked();
    let by_key = row.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, MEND_KEY));
    pressed || by_key
}

/// Wishes to put it right, and takes the keyboard to what is next.
pub(super) fn send(scene: &mut Scene<'_, '_>, place: Place<'_>, entry: EntryId, mend: EntryMend) {
    scene.cx.send(Request::Portfolio(PortfolioRequest::Mend { entry, mend: Box::new(mend) }));
    scene.mending.leaves(place);
    scene.mending.forms.retain(|form| form.entry != entry || form.because != place.because);
}

fn categories_ui(ui: &mut Ui, scene: &mut Scene<'_, '_>, place: Place<'_>, entry: EntryId, choosable: &[Choosable], row: &Response) {
    let suggestions = suggestions(scene, place, entry, choosable);
    let mut chosen: Option<&Choosable> = None;
    let mut focused = row.has_focus();
    let few = choosable.len() <= NUMBERS;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few dozen characters")]
    let characters = ((ui.available_width() / CHARACTER) as usize).clamp(12, SHOWN);
    // Few are all there to be pressed; of many, those that the words speak for.
    let offered: Vec<&Choosable> = if few {
        choosable.iter().collect()
    } else {
        suggestions.iter().filter_map(|one| choosable.iter().find(|choosable| choosable.code == one.code)).take(NUMBERS).collect()
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(space::XS, space::XS);
        for (one, key) in offered.iter().zip('1'..='9') {
            let chip = chip_ui(ui, &text::excerpt(&one.label, characters), false, Some(key));
            focused |= chip.has_focus();
            let help = if one.help.is_empty() { one.label.clone() } else { format!("{}\n{}", one.label, one.help) };
            if chip.on_hover_text(help).clicked() {
                chosen = Some(*one);
            }
        }
        if !few {
            let all = choosable.iter().map(|one| (one.label.as_str(), one.help.as_str()));
            let (picked, combo) = drop_down_ui(ui, "all categories", "Choose another…", 180.0, None, all);
            chosen = picked.and_then(|at| choosable.get(at)).or(chosen);
            combo.accessible_name("All to choose from");
        }
    });
    for suggestion in &suggestions {
        because_ui(ui, suggestion);
    }
    if focused && chosen.is_none() {
        const KEYS: [Key; NUMBERS] = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];
        let pressed = |key: &Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, *key));
        let at = KEYS.iter().take(offered.len()).position(pressed);
        chosen = at.and_then(|at| offered.get(at)).copied();
    }
    if let Some(one) = chosen {
        send(scene, place, entry, EntryMend::Standard { code: one.code.clone(), instead: one.instead.clone() });
    }
}

/// What the words of an entry speak for, among what can be chosen; asked for once.
fn suggestions(scene: &mut Scene<'_, '_>, place: Place<'_>, entry: EntryId, choosable: &[Choosable]) -> Vec<Suggestion> {
    if scene.mending.asked.insert(entry) {
        scene.cx.send(Request::Portfolio(PortfolioRequest::Suggest(entry)));
    }
    let framework = place.line.sheet.framework;
    let of_scheme = |one: &&Suggested| {
        one.framework == framework.id || scene.cx.catalogue.framework(&one.framework).is_some_and(|other| other.scheme == framework.scheme)
    };
    let found = scene.mending.suggested.get(&entry).into_iter().flatten().filter(of_scheme).flat_map(|one| &one.suggestions);
    let mut all: Vec<Suggestion> = Vec::new();
    for one in found {
        if choosable.iter().any(|choosable| choosable.code == one.code) && !all.iter().any(|known| known.code == one.code) {
            all.push(one.clone());
        }
    }
    all
}

/// Why a category is proposed: by the very words.
fn because_ui(ui: &mut Ui, suggestion: &Suggestion) {
    let palette = theme::palette(ui.ctx());
    let words: Vec<String> = suggestion.because.iter().map(|word| format!("‘{word}’")).collect();
    let text = format!("Perhaps “{}”, because of {}", text::excerpt(&suggestion.label, SHOWN), super::words::list(&words));
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        Icon::Idea.mark_ui(ui, size::ICON, palette.info.text);
        ui.add(Label::new(RichText::new(text).small().color(palette.text_muted)).wrap());
    });
}

/// A file can be the certificate already, without anybody having said so.
fn evidence_ui(ui: &mut Ui, scene: &mut Scene<'_, '_>, place: Place<'_>, entry: EntryId, proof: Option<Proof>, row: &Response) {
    let evidence = std::sync::Arc::clone(&scene.cx.snapshot.evidence);
    let own: Vec<_> = evidence.iter().filter(|one| one.entries.contains(&entry)).collect();
    if let Some(proof) = proof {
        let word = proof.label().to_lowercase();
        for one in own.iter().take(FILES) {
            let name = format!("“{}” is it: {word}", text::excerpt(&one.name, 40));
            if wrapped_ui(ui, Look::Standard, Icon::Certificate, &name).clicked() {
                let evidence = Box::new((*one).clone());
                scene.cx.send(Request::Portfolio(PortfolioRequest::SetProof { evidence, proves: Some(proof) }));
                scene.mending.leaves(place);
            }
        }
    }
    if button_ui(ui, row, Icon::Paperclip, "Open it and add evidence") {
        scene.cx.open(entry);
    }
}

fn refer_ui(ui: &mut Ui, scene: &mut Scene<'_, '_>, kind: &str, refers: Refers, row: &Response) {
    let Some(kind) = scene.cx.catalogue.record_kind(kind) else {
        small_ui(ui, "The kind of record that would be about it is not installed");
        return;
    };
    if button_ui(ui, row, Icon::Add, &format!("Add {} {} about it", article(&kind.one), kind.one)) {
        let draft = RecordDraft { refers: vec![refers], ..RecordDraft::on(&kind.id, scene.cx.today()) };
        scene.go = Some(Go::NewRecord(Box::new(draft)));
    }
}
