//! The page Portfolio: where one stands with each registration, the records that regulators want beside learning, their forms, a practised
//! audit, and what leaves this computer. Each part has a folder; this file says which one is shown and leads from one to another.

mod confidentiality;
mod drill;
mod export;
mod forms;
mod records;
pub(in crate::ui::screens) mod standing;
mod tabs;

use std::path::PathBuf;

use egui::{Margin, Panel, Ui};

use crate::domain::{RecordDraft, RegistrationId, Uid};
use crate::journal::Chosen;
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::theme::{self, space};
use crate::worker::{Event, Request};

/// A part of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    Standing,
    Records,
    Forms,
    Drill,
    Export,
}

impl Tab {
    /// Every one, in the order shown.
    const ALL: [Self; 5] = [Self::Standing, Self::Records, Self::Forms, Self::Drill, Self::Export];

    /// What a reader sees.
    const fn label(self) -> &'static str {
        match self {
            Self::Standing => "Where I stand",
            Self::Records => "Records",
            Self::Forms => "Forms",
            Self::Drill => "Audit drill",
            Self::Export => "Export",
        }
    }
}

/// With less room the name of the page is not shown above its parts; the side bar says it, too.
const LOW: f32 = 460.0;

/// Where one part leads: to another.
#[derive(Clone, Debug, PartialEq)]
pub enum Go {
    /// To a requirement of a registration, opened.
    Requirement {
        registration: RegistrationId,
        requirement: String,
    },
    /// To the records of a kind.
    Records(String),
    /// To one record, opened.
    Record(Uid),
    /// To a new record, begun like this; it is kept when something is written.
    NewRecord(Box<RecordDraft>),
    Forms(RegistrationId),
    Drill(RegistrationId),
    /// To the export of what was chosen on a walk.
    Export(Box<Chosen>),
    /// To what could tell who somebody is in what would leave.
    Findings,
}

/// What the page remembers.
#[derive(Debug)]
pub struct Portfolio {
    tab: Tab,
    standing: standing::Standing,
    records: records::Records,
    forms: forms::Forms,
    drill: drill::Practice,
    export: export::Export,
}

impl Default for Portfolio {
    fn default() -> Self {
        Self {
            tab: Tab::Standing,
            standing: standing::Standing::default(),
            records: records::Records::default(),
            forms: forms::Forms::default(),
            drill: drill::Practice::default(),
            export: export::Export::default(),
        }
    }
}

impl Portfolio {
    /// Shows the page.
    pub fn show_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        self.tabs_ui(ui);
        let go = match self.tab {
            Tab::Standing => self.standing.show_ui(ui, cx),
            Tab::Records => self.records.show_ui(ui, cx),
            Tab::Forms => self.forms.show_ui(ui, cx),
            Tab::Drill => self.drill.show_ui(ui, cx),
            Tab::Export => {
                self.export.show_ui(ui, cx);
                None
            }
        };
        if let Some(go) = go {
            self.go(go);
            ui.ctx().request_repaint();
        }
    }

    /// Leads to another part.
    pub fn go(&mut self, go: Go) {
        match go {
            Go::Requirement { registration, requirement } => {
                self.standing.open(registration, requirement);
                self.tab = Tab::Standing;
            }
            Go::Records(kind) => {
                self.records.show_kind(kind);
                self.tab = Tab::Records;
            }
            Go::Record(uid) => {
                self.records.open(uid);
                self.tab = Tab::Records;
            }
            Go::NewRecord(draft) => {
                self.records.begin(*draft);
                self.tab = Tab::Records;
            }
            Go::Forms(registration) => {
                self.forms.choose(registration);
                self.tab = Tab::Forms;
            }
            Go::Drill(registration) => {
                self.drill.choose(registration);
                self.tab = Tab::Drill;
            }
            Go::Export(chosen) => {
                self.export.take_chosen(*chosen);
                self.tab = Tab::Export;
            }
            Go::Findings => {
                self.export.show_findings();
                self.tab = Tab::Export;
            }
        }
    }

    /// Shows a part from its beginning.
    pub fn show(&mut self, tab: Tab) {
        self.tab = tab;
    }

    fn tabs_ui(&mut self, ui: &mut Ui) {
        let low = ui.available_height() < LOW;
        let margin = Margin { left: 24, right: 24, top: if low { 4 } else { 16 }, bottom: 0 };
        let frame = theme::screen_frame(ui.ctx()).inner_margin(margin);
        Panel::top("portfolio parts").resizable(false).frame(frame).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            if !low {
                // In line with the words of the tabs.
                ui.horizontal(|ui| {
                    ui.add_space(space::S);
                    ui.heading("Portfolio");
                });
            }
            if let Some(tab) = tabs::tabs_ui(ui, "Parts of the portfolio", self.tab) {
                self.tab = tab;
            }
        });
    }

    /// Whether a part tells itself why this was not kept.
    pub fn awaits(&self, ticket: u64) -> bool {
        match self.tab {
            Tab::Standing => self.standing.awaits(ticket),
            Tab::Export => self.export.awaits(ticket),
            Tab::Records | Tab::Forms | Tab::Drill => false,
        }
    }

    /// The save of a record that is due now.
    pub fn due(&mut self, now: f64, tickets: &mut u64) -> Option<Request> {
        self.records.due(now, tickets)
    }

    /// In how many seconds a save is due.
    pub fn due_in(&self, now: f64) -> Option<f64> {
        self.records.due_in(now)
    }

    /// Saves at once what is written and not on its way.
    pub fn flush(&mut self, tickets: &mut u64) -> Option<Request> {
        self.records.flush(tickets)
    }

    /// The same while the window is hidden.
    pub fn flush_hidden(&mut self, now: f64, tickets: &mut u64) -> Option<Request> {
        self.records.flush_hidden(now, tickets)
    }

    /// Whether something that is written is not on the disk.
    pub fn is_dirty(&self) -> bool {
        self.records.is_dirty()
    }

    /// Whether words of a record wait for the answer under this ticket.
    pub fn awaits_words(&self, ticket: u64) -> bool {
        self.records.awaits(ticket)
    }

    /// Takes in what the worker tells.
    pub fn on_event(&mut self, event: &Event) {
        self.standing.on_event(event);
        self.records.on_event(event);
        self.forms.on_event(event);
        self.export.on_event(event);
    }

    /// The page was gone to: what it shows is asked for again.
    pub fn arrived(&mut self) {
        self.forms.arrived();
        self.export.arrived();
    }

    /// The file dialog named where to write.
    pub fn on_target(&mut self, target: PathBuf) -> Vec<Action> {
        self.export.on_target(target)
    }
}
