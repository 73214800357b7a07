//! What of the entries is taken in, and what becomes of the names of others.

use egui::Ui;

use super::choice::Choice;
use super::group::{caption_ui, indented_ui, name_ui, named_ui};
use crate::domain::portfolio::{Depth, EvidenceAs, Handles};
use crate::journal::Under;
use crate::ui::widgets::{count_text, segments_ui};

/// What becomes of evidence, in the order shown, each with what it means.
const EVIDENCE: [(EvidenceAs, &str, &str); 3] = [
    (EvidenceAs::Appendix, "Shown at the end", "Pictures and pages are in the document, and the files go with it"),
    (EvidenceAs::Attachment, "With it, as files", "The files go with the document"),
    (EvidenceAs::Index, "Only listed", "Only names and SHA-256; the files themselves stay here"),
];

/// What becomes of handles, in the order shown, each with what it means.
const HANDLES: [(Handles, &str, &str); 3] = [
    (
        Handles::Pseudonym,
        "Letters",
        "“participant A”: the same person is the same letter everywhere, also in transcripts and lists of evidence",
    ),
    (Handles::Remove, "Left out", "“a participant”: nobody can be told from another"),
    (Handles::Keep, "Kept", "As they stand. Chats are public, but a handle tells who somebody is"),
];

impl Choice {
    /// In a line: “All of each entry · without forms”.
    pub(super) fn parts_words(&self) -> String {
        let depth = match self.depth {
            Depth::Full => "All of each entry",
            Depth::Summary => "A line for each entry",
        };
        let parts = &self.parts;
        let all = [
            parts.reflections,
            parts.learning,
            parts.actions,
            parts.goals,
            parts.hours,
            parts.feedback,
            parts.records,
            parts.requirements,
            parts.forms,
            parts.authorship,
        ];
        let out = all.iter().filter(|on| !**on).count();
        let mut words = vec![depth.to_owned()];
        if out > 0 {
            words.push(format!("without {}", count_text(out, "part", "parts")));
        }
        if self.charts {
            words.push("with charts".to_owned());
        }
        let evidence = EVIDENCE.iter().find(|(one, ..)| *one == parts.evidence).map_or("", |(_, label, _)| label);
        words.push(format!("evidence {}", evidence.to_lowercase()));
        words.join(" · ")
    }

    /// In a line: “Professions, no names · Handles: letters”.
    pub(super) fn names_words(&self) -> String {
        let people = if self.names_people() { "Names of people" } else { "Professions, no names" };
        let handles = HANDLES.iter().find(|(one, ..)| *one == self.handles()).map_or("", |(_, label, _)| label);
        let details = if self.parts.details_of_others { " · details of others in forms" } else { "" };
        format!("{people} · handles: {}{details}", handles.to_lowercase())
    }

    pub(super) fn parts_ui(&mut self, ui: &mut Ui, under: Under) {
        name_ui(ui, "How much of each entry");
        let chosen = usize::from(self.depth == Depth::Summary);
        if let Some(at) = segments_ui(ui, "How much of each entry", &["All of it", "A line each"], chosen) {
            self.depth = if at == 0 { Depth::Full } else { Depth::Summary };
        }
        let parts = &mut self.parts;
        if self.depth == Depth::Full {
            name_ui(ui, "Of each entry");
            ui.checkbox(&mut parts.reflections, "Reflections");
            ui.checkbox(&mut parts.learning, "What I learnt, and what came of it");
            ui.checkbox(&mut parts.actions, "Actions taken back to work");
        }
        name_ui(ui, "Beside the entries");
        if under != Under::Nobody {
            ui.checkbox(&mut parts.requirements, "Requirements, and how they were counted");
            ui.checkbox(&mut parts.forms, "Forms, filled in");
        }
        ui.checkbox(&mut parts.goals, "Goals");
        ui.checkbox(&mut parts.hours, "Practice hours");
        ui.checkbox(&mut parts.feedback, "Feedback");
        ui.checkbox(&mut parts.records, "Other records");
        ui.checkbox(&mut self.charts, "Charts, each with its table");
        ui.checkbox(&mut parts.authorship, "A statement of who wrote it when");
        name_ui(ui, "Evidence");
        for (evidence, label, means) in EVIDENCE {
            named_ui(ui, label, |ui| {
                let on = parts.evidence == evidence;
                if ui.radio(on, label).on_hover_text(means).clicked() {
                    parts.evidence = evidence;
                }
                if on {
                    indented_ui(ui, |ui| caption_ui(ui, means));
                }
            });
        }
    }

    /// Colleagues have not agreed to be in somebody's record: their names stay out unless they are asked for.
    pub(super) fn names_ui(&mut self, ui: &mut Ui, under: Under) {
        name_ui(ui, "People I learnt with");
        let named = self.names_people();
        if let Some(at) = segments_ui(ui, "People I learnt with", &["Professions", "Names"], usize::from(named)) {
            self.people = Some(at == 1);
        }
        caption_ui(
            ui,
            if named {
                "Their names are in it"
            } else {
                "Their professions instead, where known. Your own words and files leave as they are"
            },
        );
        name_ui(ui, "Handles of others");
        let labels = HANDLES.map(|(_, label, _)| label);
        let chosen = HANDLES.iter().position(|(one, ..)| *one == self.handles()).unwrap_or(0);
        if let Some((handles, ..)) = segments_ui(ui, "Handles of others", &labels, chosen).and_then(|at| HANDLES.get(at)) {
            self.handles = Some(*handles);
        }
        caption_ui(ui, HANDLES.get(chosen).map_or("", |(.., means)| means));
        if under != Under::Nobody && self.parts.forms {
            name_ui(ui, "Details of others in forms");
            ui.checkbox(&mut self.parts.details_of_others, "With details that are kept apart");
            indented_ui(ui, |ui| caption_ui(ui, "Names and numbers of a partner or confirmer, only in the forms that ask for them"));
        }
    }
}
