//! All records, or those of one kind: the latest first, and the bin behind a fold.

use std::collections::HashMap;
use std::sync::Arc;

use egui::{CentralPanel, Label, Margin, Popup, RichText, ScrollArea, Ui};

use super::hours::of_hours;
use super::kinds::Asked;
use super::page::missing;
use super::row::{Said, row_ui};
use super::{Records, Wanted};
use crate::domain::record::{Apart, FieldKind, Refers};
use crate::domain::{EntryId, Record, RecordDraft, RecordId, RecordKind, text, when};
use crate::journal::Filed;
use crate::ui::context::Ctx;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, space};
use crate::ui::widgets::{
    Pages, article, chip_ui, count_text, empty_ui, ends_ui, measure_ui, notice_ui, rows_card_ui, scroll_by_keys, section_ui, sentence,
};
use crate::worker::{PortfolioRequest, Request};

/// The page is no wider than this.
pub(super) const WIDTH: f32 = 760.0;

/// So many rows are shown at first.
const PIECE: usize = 60;

/// While nobody asks for anything, so many kinds are offered first.
const FIRST: usize = 5;

/// With less room the button stands below the name of the kind.
const HEAD: f32 = 460.0;

/// Characters of a name in a notice or on a chip.
pub(super) const SHOWN: usize = 60;

/// The rows of what is listed, put together again only when the journal has changed.
#[derive(Debug)]
pub(super) struct Lines {
    revision: u64,
    kind: Option<String>,
    live: Arc<Vec<Line>>,
    binned: Arc<Vec<Line>>,
}

#[derive(Debug)]
struct Line {
    record: Record,
    name: String,
    about: String,
    missing: String,
    /// Details of others in it have served their purpose.
    past: bool,
}

impl Records {
    pub(super) fn list_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, asked: &Asked) {
        let frame = theme::screen_frame(ui.ctx()).inner_margin(Margin { left: 24, right: 12, top: 0, bottom: 0 });
        CentralPanel::default().frame(frame).show(ui, |ui| {
            ScrollArea::vertical().id_salt("records").auto_shrink(false).show(ui, |ui| {
                scroll_by_keys(ui);
                let width = WIDTH.min(ui.available_width() - space::M);
                measure_ui(ui, width, |ui| {
                    ui.add_space(space::L);
                    self.kinds_ui(ui, cx, asked);
                    ui.add_space(space::L);
                    self.head_ui(ui, cx, asked);
                    self.rows_ui(ui, cx, asked);
                    ui.add_space(space::XXXL);
                });
            });
        });
    }

    /// What is asked for first, then the rest.
    fn kinds_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, asked: &Asked) {
        let palette = theme::palette(ui.ctx());
        let kinds = &cx.catalogue.record_kinds;
        let asked_for = kinds.iter().any(|kind| asked.is_asked(&kind.id));
        let (first, rest): (Vec<(usize, &RecordKind)>, Vec<_>) =
            kinds.iter().enumerate().partition(|(at, kind)| if asked_for { asked.is_asked(&kind.id) } else { *at < FIRST });
        let help = if asked_for {
            "Asked for by your registration; the number is what the current cycle has so far"
        } else {
            "What regulators ask for beside learning. Say under “Where I stand” who yours is, and what they ask for comes first"
        };
        ui.add(Label::new(RichText::new(help).small().color(palette.text_muted)).wrap());
        let mut chosen = None;
        ui.horizontal_wrapped(|ui| {
            let all = cx.snapshot.records.iter().filter(|record| record.binned.is_none()).count();
            if chip_ui(ui, &format!("All · {}", text::number(all)), self.kind.is_none(), None).clicked() {
                chosen = Some(None);
            }
            // What is listed is not hidden.
            let shown = |kind: &RecordKind| self.more || self.kind.as_ref() == Some(&kind.id);
            for (_, kind) in first.iter().copied().chain(rest.iter().copied().filter(|(_, kind)| shown(kind))) {
                let label = match asked.count(&kind.id) {
                    0 if !asked.is_asked(&kind.id) => kind.label.clone(),
                    count => format!("{} · {}", kind.label, text::number(count)),
                };
                let chip = chip_ui(ui, &label, self.kind.as_ref() == Some(&kind.id), None);
                if chip.clicked() {
                    chosen = Some(Some(kind.id.clone()));
                }
                if !kind.help.is_empty() {
                    chip.on_hover_text(&kind.help);
                }
            }
        });
        if !rest.is_empty() {
            let (icon, word) = if self.more { (Icon::CaretUp, "Fewer kinds") } else { (Icon::CaretDown, "More kinds") };
            if buttons::marked_ui(ui, Look::Quiet, icon, word).clicked() {
                self.more = !self.more;
            }
        }
        if let Some(kind) = chosen {
            self.kind = kind;
            self.pages = Pages::default();
        }
    }

    /// What is listed, and the way to add to it.
    fn head_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, asked: &Asked) {
        let palette = theme::palette(ui.ctx());
        let kind = self.kind.as_deref().and_then(|id| cx.catalogue.record_kind(id));
        let title = match (kind, &self.kind) {
            (Some(kind), _) => kind.label.as_str(),
            (None, Some(id)) => id.as_str(),
            (None, None) => "All records",
        };
        let mut begun: Option<String> = None;
        ends_ui(
            ui,
            HEAD,
            |ui| {
                ui.label(RichText::new(title).text_style(theme::section_style()));
            },
            |ui| {
                if cx.read_only() || kind.is_none() && self.kind.is_some() {
                    return;
                }
                if let Some(kind) = kind {
                    if buttons::marked_ui(ui, Look::Primary, Icon::Add, &format!("Add {} {}", article(&kind.one), kind.one)).clicked() {
                        begun = Some(kind.id.clone());
                    }
                    return;
                }
                let add = buttons::marked_ui(ui, Look::Primary, Icon::Add, "Add a record…");
                Popup::menu(&add).show(|ui| {
                    ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
                        let kinds = &cx.catalogue.record_kinds;
                        let (first, rest): (Vec<&RecordKind>, Vec<&RecordKind>) = kinds.iter().partition(|kind| asked.is_asked(&kind.id));
                        let between = !first.is_empty() && !rest.is_empty();
                        for kind in first {
                            if ui.button(&kind.label).clicked() {
                                begun = Some(kind.id.clone());
                            }
                        }
                        if between {
                            ui.separator();
                        }
                        for kind in rest {
                            if ui.button(&kind.label).clicked() {
                                begun = Some(kind.id.clone());
                            }
                        }
                    });
                });
            },
        );
        if let Some(kind) = kind.filter(|kind| !kind.help.is_empty()) {
            ui.add(Label::new(RichText::new(&kind.help).color(palette.text_muted)).wrap());
        }
        ui.add_space(space::S);
        if let Some(kind) = begun {
            self.wanted = Some(Wanted::New(Box::new(RecordDraft::on(&kind, cx.today()))));
        }
    }

    fn rows_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, asked: &Asked) {
        let (live, binned) = self.lines(cx, asked);
        self.past_ui(ui, &live);
        if live.is_empty() {
            let what_for = if self.kind.is_some() { "Nothing of this kind is recorded yet" } else { "Nothing is recorded yet" };
            if self.kind.is_none() && binned.is_empty() {
                let text = "Feedback, hours of practice, reflective accounts, discussions: what is asked for beside learning stands here, and counts \
                            towards what your regulator wants.";
                empty_ui(ui, Icon::Archive, "No records yet", text, None);
            } else {
                ui.label(RichText::new(what_for).color(theme::palette(ui.ctx()).text_muted));
            }
        } else {
            let shown = self.pages.shown(PIECE);
            rows_card_ui(ui, |ui| {
                for line in live.iter().take(shown) {
                    let said = Said { icon: Icon::FileText, name: &line.name, about: &line.about, missing: &line.missing, mark: None };
                    if row_ui(ui, line.record.id, said, None).0.clicked() {
                        self.wanted = Some(Wanted::Record(line.record.uid));
                    }
                }
            });
            self.pages.more_ui(ui, PIECE, live.len(), "records");
        }
        self.bin_ui(ui, cx, &binned);
    }

    /// Proposes to erase what has served its purpose.
    fn past_ui(&mut self, ui: &mut Ui, live: &[Line]) {
        let past: Vec<&Line> = live.iter().filter(|line| line.past).collect();
        if past.is_empty() {
            return;
        }
        let palette = theme::palette(ui.ctx());
        let sentence = format!(
            "{} from before the current cycle still {} details of others. When nobody will ask for them any more, erase them",
            sentence(&count_text(past.len(), "record", "records")),
            if past.len() == 1 { "holds" } else { "hold" }
        );
        notice_ui(ui, palette.info, Icon::Shield, &sentence, |ui| {
            ui.horizontal_wrapped(|ui| {
                for line in past.iter().take(4) {
                    if buttons::link_ui(ui, &text::excerpt(&line.name, SHOWN)).clicked() {
                        self.wanted = Some(Wanted::Record(line.record.uid));
                    }
                }
            });
        });
        ui.add_space(space::S);
    }

    fn bin_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, binned: &[Line]) {
        if binned.is_empty() {
            return;
        }
        section_ui(ui, "In the bin", |ui| {
            let (icon, word) = if self.bin_shown { (Icon::CaretUp, "Hide") } else { (Icon::CaretDown, "Show") };
            let name = format!("{word} {}", count_text(binned.len(), "record in the bin", "records in the bin"));
            if buttons::marked_ui(ui, Look::Quiet, icon, &name).clicked() {
                self.bin_shown = !self.bin_shown;
            }
        });
        if !self.bin_shown {
            return;
        }
        let button = (!cx.read_only()).then_some((Icon::Restore, "Take out"));
        rows_card_ui(ui, |ui| {
            for line in binned.iter().take(PIECE) {
                let said = Said { icon: Icon::Bin, name: &line.name, about: &line.about, missing: "", mark: None };
                let (row, out) = row_ui(ui, line.record.id, said, button);
                if out {
                    let record = Box::new(line.record.clone());
                    cx.send(Request::Portfolio(PortfolioRequest::BinRecord { record, binned: false }));
                } else if row.clicked() {
                    self.wanted = Some(Wanted::Record(line.record.uid));
                }
            }
        });
    }

    fn lines(&mut self, cx: &Ctx<'_>, asked: &Asked) -> (Arc<Vec<Line>>, Arc<Vec<Line>>) {
        if let Some(lines) = &self.lines
            && lines.revision == cx.snapshot.revision
            && lines.kind == self.kind
        {
            return (Arc::clone(&lines.live), Arc::clone(&lines.binned));
        }
        let names = Names::of(cx);
        let wanted = |record: &&Record| self.kind.as_ref().is_none_or(|kind| *kind == record.draft.kind);
        let (mut live, mut binned) = (Vec::new(), Vec::new());
        for record in cx.snapshot.records.iter().filter(wanted) {
            let line = line_of(cx, record, &names, asked, self.kind.is_some());
            if record.binned.is_some() { binned.push(line) } else { live.push(line) }
        }
        // What is most lately binned is looked for.
        binned.sort_by_key(|line| std::cmp::Reverse(line.record.binned));
        let lines = Lines { revision: cx.snapshot.revision, kind: self.kind.clone(), live: Arc::new(live), binned: Arc::new(binned) };
        let both = (Arc::clone(&lines.live), Arc::clone(&lines.binned));
        self.lines = Some(lines);
        both
    }
}

/// Names of what records refer to.
struct Names<'s> {
    entries: HashMap<EntryId, &'s str>,
    records: HashMap<RecordId, &'s Record>,
}

impl<'s> Names<'s> {
    fn of(cx: &Ctx<'s>) -> Self {
        Self {
            entries: cx.snapshot.entries.iter().map(|entry| (entry.id, entry.name.as_str())).collect(),
            records: cx.snapshot.records.iter().map(|record| (record.id, record)).collect(),
        }
    }
}

fn line_of(cx: &Ctx<'_>, record: &Record, names: &Names<'_>, asked: &Asked, alone: bool) -> Line {
    let kind = cx.catalogue.record_kind(&record.draft.kind);
    let draft = &record.draft;
    let mut parts = vec![days_of(draft, kind)];
    let mut name = draft.name(kind);
    if let Some(kind) = kind {
        // Among its own kind the name of the kind says nothing.
        match name.strip_prefix(&format!("{}: ", kind.label)).map(str::to_owned) {
            Some(words) => {
                name = words;
                if !alone {
                    parts.push(kind.label.clone());
                }
            }
            None if alone => name = sentence(&kind.one),
            None => {}
        }
        // A word from a list tells little: what was written in full goes with it.
        let texts = kind.fields.iter().filter(|field| field.kind == FieldKind::Text && !field.apart);
        let first = texts.map(|field| draft.field(&field.id)).find(|text| !text.trim().is_empty());
        if let Some(text) =
            first.map(|words| text::excerpt(&text::plain(words), SHOWN)).filter(|text| !name.starts_with(text.trim_end_matches('…')))
        {
            name = format!("{name} · {text}");
        }
        parts.extend(kind.hours(draft).map(of_hours));
    }
    match draft.refers.as_slice() {
        [] => {}
        [one] => {
            let about = match one {
                Refers::Entry(id) => names.entries.get(id).map(|name| text::excerpt(name, SHOWN)),
                Refers::Record(id) => {
                    names.records.get(id).map(|other| text::excerpt(&other.draft.name(cx.catalogue.record_kind(&other.draft.kind)), SHOWN))
                }
            };
            parts.extend(about.map(|name| format!("about “{name}”")));
        }
        several => parts.push(format!("refers to {}", text::number(several.len()))),
    }
    if record.binned.is_none() && asked.is_before(record, kind) {
        parts.push("before this cycle".to_owned());
    }
    let filed = Filed { draft: draft.clone(), apart: Apart::new() };
    let lacking = kind.map(|kind| missing(kind, &filed, record.has_apart)).unwrap_or_default();
    let missing = match lacking.as_slice() {
        [] => String::new(),
        [one] => format!("still empty: {}", text::excerpt(one, SHOWN)),
        several => format!("{} fields still empty", several.len()),
    };
    let past = record.has_apart && record.binned.is_none() && asked.is_past(record, kind);
    Line { record: record.clone(), name, about: parts.join(" · "), missing, past }
}

/// “Sat 14 Mar 2026”, or from when to when.
pub(super) fn days_of(draft: &RecordDraft, kind: Option<&RecordKind>) -> String {
    match draft.until.filter(|until| *until > draft.date && kind.is_none_or(|kind| kind.lasts)) {
        Some(until) => format!("{} – {}", when::shown(draft.date), when::shown(until)),
        None => when::shown(draft.date),
    }
}
