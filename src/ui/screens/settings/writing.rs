//! The section *Writing*: how texts look that are written and read at length, and what helps while one writes.

use egui::text::LayoutJob;
use egui::{Label, RichText, Ui};

use super::Settings;
use crate::prefs::{LineSpacing, Measure, TextFont, TextSize, Writing};
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::dialogs::Ask;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Emphasis, Icon, space};
use crate::ui::widgets::{caption_ui, panel_ui, section_ui, segments_ui, tag_ui};
use crate::worker::{PlanRequest, Request};

/// The fonts: what they are called, and for whom they are.
const FONTS: [(TextFont, &str, &str); 4] = [
    (TextFont::Hyperlegible, "Hyperlegible", "Atkinson Hyperlegible Next: no letter can be taken for another, also by who sees little."),
    (TextFont::Lexend, "Lexend", "Wide and evenly spaced: many who read with dyslexia find it easier."),
    (TextFont::Lora, "Lora", "A calm serif, as in a book."),
    (TextFont::NotoSans, "Noto Sans", "Plain, and the same in many scripts."),
];

const SIZES: [(TextSize, &str); 4] =
    [(TextSize::Small, "Small"), (TextSize::Usual, "Usual"), (TextSize::Large, "Large"), (TextSize::Largest, "Largest")];

const SPACINGS: [(LineSpacing, &str); 3] =
    [(LineSpacing::Single, "Single"), (LineSpacing::Comfortable, "Comfortable"), (LineSpacing::Wide, "Wide")];

const MEASURES: [(Measure, &str); 3] =
    [(Measure::Narrow, "Short lines"), (Measure::Usual, "About 70 characters"), (Measure::Wide, "Long lines")];

/// Shows the choice: letters that are easily mixed up, a figure, words of more than one language, and what stands out.
const SAMPLE: [(&str, Emphasis); 5] = [
    ("I asked what matters to her, and listened. ", Emphasis::Plain),
    ("Next time", Emphasis::Bold),
    (" I will ask first, not last: of 10 people with persistent pain, 4 had ", Emphasis::Plain),
    ("never", Emphasis::Italic),
    (" been asked. Gofynnais iddi yn Gymraeg hefyd; dŵr, tŷ, Illinois, rn and m.", Emphasis::Plain),
];

impl Settings {
    pub(super) fn writing_ui(ui: &mut Ui, cx: &mut Ctx<'_>) {
        let before = theme::writing(ui);
        let mut chosen = (*before).clone();
        section_ui(ui, "Writing", |_| {});
        panel_ui(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            look_ui(ui, &mut chosen);
            spelling_ui(ui, cx, &mut chosen);
            words_ui(ui, cx);
            mirror_ui(ui, &mut chosen);
            asking_ui(ui, cx);
        });
        if chosen != *before {
            cx.actions.push(Action::SetWriting(Box::new(chosen)));
        }
    }
}

fn look_ui(ui: &mut Ui, chosen: &mut Writing) {
    let names = FONTS.map(|(font, name, _)| (font, name));
    choice_ui(ui, "Font of texts", &names, &mut chosen.font);
    if let Some((_, _, what_for)) = FONTS.iter().find(|(font, _, _)| *font == chosen.font) {
        muted_ui(ui, what_for);
    }
    choice_ui(ui, "Size of texts", &SIZES, &mut chosen.size);
    choice_ui(ui, "Line spacing", &SPACINGS, &mut chosen.spacing);
    choice_ui(ui, "Length of lines", &MEASURES, &mut chosen.measure);
    ui.add_space(space::S);
    sample_ui(ui);
}

/// A few words as they will look, in a column as wide as it will be, or as there is room.
fn sample_ui(ui: &mut Ui) {
    let palette = theme::palette(ui);
    caption_ui(ui, "So it looks");
    egui::Frame::new().fill(palette.canvas).corner_radius(theme::radius::CONTROL).inner_margin(egui::Margin::symmetric(12, 10)).show(
        ui,
        |ui| {
            let room = ui.available_width();
            let mut job = LayoutJob::default();
            for (words, emphasis) in SAMPLE {
                job.append(words, 0.0, theme::writing_format(ui, emphasis, palette.text));
            }
            ui.set_width(room);
            ui.set_max_width(theme::writing_measure(ui).min(room));
            ui.add(Label::new(job).wrap());
        },
    );
}

fn spelling_ui(ui: &mut Ui, cx: &mut Ctx<'_>, chosen: &mut Writing) {
    let palette = theme::palette(ui);
    ui.add_space(space::L);
    ui.checkbox(&mut chosen.check_spelling, "Check spelling while I write");
    muted_ui(
        ui,
        "British English with the words of health care. The dictionary is in the program: nothing that you write is sent anywhere.",
    );
    muted_ui(ui, "Both “organise” and “organize” are right here; other American spellings, such as “color”, are marked.");
    ui.add_enabled_ui(chosen.check_spelling, |ui| {
        ui.add_space(space::S);
        caption_ui(ui, "Second language");
        match chosen.second_name() {
            Some(name) => {
                let said = ui.horizontal_wrapped(|ui| tag_ui(ui, &name, &format!("Remove the dictionary {name}"))).inner;
                if said {
                    chosen.second_language = None;
                }
                if let Some(path) = &chosen.second_language {
                    ui.add(Label::new(RichText::new(path.display().to_string()).small().color(palette.text_muted)).wrap());
                }
            }
            None => {
                muted_ui(
                    ui,
                    "A Hunspell dictionary (.aff and .dic side by side), as LibreOffice and Firefox use them: Welsh, Irish, Polish.",
                );
                if buttons::marked_ui(ui, Look::Standard, Icon::FolderOpen, "Add a language from a file…").clicked() {
                    cx.ask(Ask::SecondLanguage);
                }
            }
        }
    });
}

/// The writer's own words, each with a way to take it back.
fn words_ui(ui: &mut Ui, cx: &mut Ctx<'_>) {
    let words = std::sync::Arc::clone(&cx.snapshot.words);
    ui.add_space(space::S);
    caption_ui(ui, "My words");
    if words.is_empty() {
        muted_ui(ui, "Words that you add while you write are listed here. They belong to this journal.");
        return;
    }
    ui.add_enabled_ui(!cx.read_only(), |ui| {
        ui.horizontal_wrapped(|ui| {
            for word in words.iter() {
                if tag_ui(ui, word, &format!("Remove {word} from my words")) {
                    cx.send(Request::RemoveWord(word.clone()));
                }
            }
        });
    });
}

fn mirror_ui(ui: &mut Ui, chosen: &mut Writing) {
    ui.add_space(space::L);
    ui.checkbox(&mut chosen.depth_mirror, "Depth mirror");
    muted_ui(
        ui,
        "Beside a reflection, shows which of its words tell what happened, which ask why, and which speak of change and benefit. It marks \
         nothing right or wrong, counts no score, and nobody else sees it.",
    );
}

/// Whether Today asks what entries changed. It belongs to the journal: the command line asks, too.
fn asking_ui(ui: &mut Ui, cx: &mut Ctx<'_>) {
    ui.add_space(space::L);
    let mut asking = cx.snapshot.asking;
    if ui.add_enabled(!cx.read_only(), egui::Checkbox::new(&mut asking, "Coming back")).changed() {
        cx.send(Request::Plan(PlanRequest::SetAsking(asking)));
    }
    muted_ui(ui, "One, three and six months after an entry, Today asks once whether it changed anything.");
}

/// A name and what can be chosen under it.
fn choice_ui<T: Copy + PartialEq>(ui: &mut Ui, name: &str, choices: &[(T, &str)], chosen: &mut T) {
    ui.add_space(space::S);
    caption_ui(ui, name);
    let labels: Vec<&str> = choices.iter().map(|(_, label)| *label).collect();
    let at = choices.iter().position(|(choice, _)| choice == chosen).unwrap_or(0);
    if let Some((choice, _)) = segments_ui(ui, name, &labels, at).and_then(|at| choices.get(at)) {
        *chosen = *choice;
    }
}

fn muted_ui(ui: &mut Ui, text: &str) {
    ui.add(Label::new(RichText::new(text).small().color(theme::palette(ui).text_muted)).wrap());
}
