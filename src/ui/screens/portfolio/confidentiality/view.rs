//! How the findings stand on the page: what is to be done, the list with one of them whole, what is settled, and the acknowledgement.

use egui::{EventFilter, Key as Press, Label, Modifiers, Popup, Rect, RichText, Role, Ui, UiBuilder, pos2, vec2};

use super::deeds::{Wish, is_writable};
use super::lines::{Line, lines};
use super::row::{self, ROW};
use super::{Confidentiality, Key, Known, pause, words};
use crate::domain::portfolio::Handles;
use crate::journal::Selection;
use crate::ui::context::Ctx;
use crate::ui::theme::{self, Icon, buttons, space, type_size};
use crate::ui::widgets::{bring_into_sight, count_text, notice_ui, panel_ui, rows_ui, scroll_by_keys};

/// What is said however little was found.
const NO_PROMISE: &str = "That is no promise. Rules know numbers, names and places by how they are written; what only somebody who was there \
                          would recognise, they do not see. Read it once more as a stranger would.";

/// The height of one line of what is said in passing, with what is around it, in points.
const NOTICES: f32 = 64.0;

impl Confidentiality {
    /// Shows the panel.
    pub fn show_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, selection: &Selection, known: Known) {
        ui.spacing_mut().item_spacing.y = space::S;
        if !matches!(known, Known::Now | Known::Again) {
            unknown_ui(ui, known);
            return;
        }
        let now = cx.now;
        self.sent.retain(|_, until| *until > now);
        self.doing.take_if(|doing| doing.until <= now);
        if let Some(next) = self.sent.values().copied().reduce(f64::min) {
            ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64((next - now).max(0.05)));
        }
        let pass = ui.ctx().cumulative_pass_nr();
        // Whoever comes here is to go on by keys at once.
        self.go_to |= pass > self.pass + 1 && !ui.text_edit_focused();
        if pass > self.pass + 1 {
            // What was done before somebody went elsewhere is not news any more.
            self.did = None;
        }
        self.pass = pass;
        let mut open = self.open_now(selection);
        self.settle_on(&open);
        let mut wishes = Vec::new();
        if let Some(wish) = self.pressed(ui, now) {
            let decides = matches!(wish, Wish::Mend(_));
            self.carry_out(wish, selection, cx);
            self.pause = self.pause.map(|pause| if decides { pause.by_key() } else { pause });
        }
        open = self.open_now(selection);
        self.settle_on(&open);
        // What the list does not take is for the page.
        scroll_by_keys(ui);
        let all = self.open(selection);
        let top = ui.cursor().min;
        self.head_ui(ui, selection, &open, known, &mut wishes);
        if !open.is_empty() {
            ui.add_space(space::S);
            let lines = lines(&self.findings, &open);
            self.list_ui(ui, cx, &lines, &open, &mut wishes);
        }
        if all > 0 {
            ui.add_space(space::S);
            self.acknowledge_ui(ui, all, &mut wishes);
        }
        self.rect = Some(Rect::from_min_max(top, pos2(ui.max_rect().right(), ui.cursor().top())));
        ui.add_space(space::M);
        self.passed_ui(ui, cx, selection, &mut wishes);
        for wish in wishes {
            self.carry_out(wish, selection, cx);
            ui.ctx().request_repaint();
        }
    }

    /// Whether keys are for the list: nobody types, nothing lies over the page, and the keyboard is in it. Elsewhere letters could mean
    /// something else.
    pub(super) fn has_keyboard(&self, ui: &Ui) -> bool {
        let over = ui.memory(|memory| !memory.allows_interaction(ui.layer_id())) || Popup::is_any_open(ui.ctx());
        if over || ui.text_edit_focused() {
            return false;
        }
        let focused = ui.memory(|memory| memory.focused());
        let rect = focused.and_then(|id| ui.ctx().read_response(id)).map(|response| response.rect.center());
        self.is_on_row(ui) || rect.zip(self.rect).is_some_and(|(at, rect)| rect.contains(at))
    }

    /// Whether the one that is looked at has the keyboard, or nothing has.
    fn is_on_row(&self, ui: &Ui) -> bool {
        let focused = ui.memory(|memory| memory.focused());
        focused.is_none() || focused == self.current.map(row::id)
    }

    /// The keys of the list.
    fn pressed(&mut self, ui: &Ui, now: f64) -> Option<Wish> {
        if !self.has_keyboard(ui) {
            return None;
        }
        pause::take_repeats(ui);
        self.pause = self.pause.and_then(|pause| pause.swallow(ui, now));
        let (current, on_row) = (self.current, self.is_on_row(ui));
        // While a reason is asked for, letters are its words.
        let asked = self.fine.is_some();
        let wish = |key| match key {
            Press::U if !asked => Some(Wish::TakeBack),
            Press::M if !asked => current.map(Wish::Mend),
            Press::Enter if on_row && !asked => current.map(Wish::Mend),
            Press::F if !asked => current.map(|_| Wish::AskReason),
            Press::E if !asked => current.map(|_| Wish::Write),
            Press::O if !asked => current.map(Wish::Open),
            Press::ArrowDown | Press::ArrowRight if on_row => current.map(|_| Wish::Step(1)),
            Press::ArrowUp | Press::ArrowLeft if on_row => current.map(|_| Wish::Step(-1)),
            Press::Home if on_row => current.map(|_| Wish::Step(isize::MIN)),
            Press::End if on_row => current.map(|_| Wish::Step(isize::MAX)),
            _ => None,
        };
        ui.input_mut(|input| {
            // Of several the one that came first: those after it may be meant for what it opens.
            let (key, wish) = input.events.iter().filter_map(pause::pressed).find_map(|key| Some((key, wish(key)?)))?;
            input.consume_key(Modifiers::NONE, key);
            Some(wish)
        })
    }

    fn head_ui(&self, ui: &mut Ui, selection: &Selection, open: &[usize], known: Known, wishes: &mut Vec<Wish>) {
        let palette = theme::palette(ui.ctx());
        let quiet = |ui: &mut Ui, text: &str| {
            ui.add(Label::new(RichText::new(text).small().color(palette.text_muted)).wrap());
        };
        if open.is_empty() {
            self.did_ui(ui);
            if known != Known::Now || !self.sent.is_empty() {
                unknown_ui(ui, Known::Again);
                return;
            }
            let words = if self.findings.is_empty() {
                "Nothing was found that could tell who somebody is"
            } else {
                "Everything that was found is settled"
            };
            notice_ui(ui, palette.success, Icon::CheckCircle, words, |ui| quiet(ui, NO_PROMISE));
            return;
        }
        let title = format!("{} could tell who somebody is", count_text(open.len(), "place", "places"));
        ui.add(Label::new(RichText::new(title).font(theme::bold(type_size::SECTION))).wrap());
        quiet(ui, "Nothing leaves before each of them is mended, said to be fine, or let go knowingly at the end of this list.");
        quiet(
            ui,
            "Keys: M or Enter mends with what is proposed, E writes something else, F says that it is fine, O opens it, U takes back, arrows go on.",
        );
        quiet(ui, "Mending changes your entry itself, not only what leaves; U takes it back.");
        let is_handle = |at: &usize| self.findings.get(*at).is_some_and(|one| row::is_handle(&one.found));
        let handles = open.iter().filter(|at| is_handle(at)).count();
        if handles > 0 && selection.handles != Some(Handles::Pseudonym) {
            let are = if handles == 1 { "One of them is a handle".to_owned() } else { format!("{handles} of them are handles") };
            let words = format!("{are}: letters instead of handles, chosen under Names, settle them all at once.");
            notice_ui(ui, palette.info, Icon::At, &words, |_| {});
        }
        let can: Vec<Key> = self.keys(open, |one| one.found.can_be_mended());
        let rule = self.current.and_then(|key| self.one(key)).map(|found| (found.finding.rule, words::rule(found)));
        ui.horizontal_wrapped(|ui| {
            if let Some((id, label)) = rule {
                let same = self.keys(open, |one| one.found.finding.rule == id && one.found.can_be_mended());
                let word = format!("Mend these {}: {label}", same.len());
                if same.len() > 1
                    && same.len() < can.len()
                    && ui.button(&word).on_hover_text("All of this rule with what is proposed for each, as one step").clicked()
                {
                    wishes.push(Wish::MendAll(same));
                }
            }
            let word = format!("Mend all {} that have a proposal", can.len());
            if can.len() > 1 && ui.button(&word).on_hover_text("As one step, which Undo takes back").clicked() {
                wishes.push(Wish::MendAll(can));
            }
        });
    }

    /// What was done last, where the eye is.
    fn did_ui(&self, ui: &mut Ui) {
        let Some(did) = &self.did else { return };
        let words = RichText::new(did).small().color(theme::palette(ui.ctx()).success.text);
        let response = ui.add(Label::new(words).wrap());
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(egui::accesskit::Live::Polite));
    }

    fn keys(&self, open: &[usize], wanted: impl Fn(&super::One) -> bool) -> Vec<Key> {
        open.iter().filter_map(|at| self.findings.get(*at)).filter(|one| wanted(one)).map(|one| one.key).collect()
    }

    /// The list: rows of one height, of which only those in view are laid out, and the one that is looked at, whole.
    fn list_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, lines: &[Line], open: &[usize], wishes: &mut Vec<Wish>) {
        let builder =
            UiBuilder::new().id_salt("findings").accessibility_role(Role::List).accessibility_label("What could tell who somebody is");
        ui.scope_builder(builder, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let current = self.current;
            let here = |line: &Line| matches!(line, Line::Finding(at) if self.findings.get(*at).map(|one| one.key) == current);
            let at = lines.iter().position(here).unwrap_or(0);
            let (before, rest) = lines.split_at_checked(at).unwrap_or((lines, &[]));
            // The heading of the one that is looked at stands with it, below what was done.
            let (before, heading) = match before.split_last() {
                Some((heading @ Line::Heading(_), before)) => (before, std::slice::from_ref(heading)),
                _ => (before, [].as_slice()),
            };
            self.rows_ui(ui, cx, before, open, wishes);
            let Some((Line::Finding(at), after)) = rest.split_first() else { return };
            let go_to = std::mem::take(&mut self.go_to);
            let above = ui.cursor().min;
            self.did_ui(ui);
            let top = if self.did.is_some() { above } else { ui.cursor().min };
            if !heading.is_empty() {
                self.rows_ui(ui, cx, heading, open, wishes);
            }
            if let Some(one) = self.findings.get(*at) {
                let said = row::Said::of(one, cx, true, (self.place + 1, open.len()));
                let response = row::row_ui(ui, one.key, &said);
                if go_to {
                    response.request_focus();
                }
                // Arrows lead through the list, and not to what stands beside it.
                let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
                ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
            }
            self.card_ui(ui, cx, *at, open, wishes);
            let seen = Rect::from_min_max(top, pos2(ui.max_rect().right(), ui.cursor().top()));
            if go_to {
                bring_into_sight(ui, above_notices(ui, seen.expand2(vec2(0.0, space::L))), None);
            }
            self.rows_ui(ui, cx, after, open, wishes);
        });
    }

    fn rows_ui(&self, ui: &mut Ui, cx: &Ctx<'_>, lines: &[Line], open: &[usize], wishes: &mut Vec<Wish>) {
        let salt = lines.first().map_or(0, |line| match line {
            Line::Heading(at) | Line::Finding(at) => at + 1,
        });
        ui.push_id(("rows", salt), |ui| {
            rows_ui(ui, ROW, lines.len(), |ui, range| {
                for line in lines.get(range).unwrap_or_default() {
                    match line {
                        Line::Heading(at) => {
                            if let Some(one) = self.findings.get(*at) {
                                row::heading_ui(ui, &one.found);
                            }
                        }
                        Line::Finding(at) => {
                            let Some(one) = self.findings.get(*at) else { continue };
                            let number = open.binary_search(at).map_or(0, |place| place + 1);
                            let said = row::Said::of(one, cx, false, (number, open.len()));
                            let response = row::row_ui(ui, one.key, &said);
                            if response.clicked() {
                                wishes.push(Wish::LookAt(one.key));
                            }
                        }
                    }
                }
            });
        });
    }

    fn acknowledge_ui(&mut self, ui: &mut Ui, all: usize, wishes: &mut Vec<Wish>) {
        let palette = theme::palette(ui.ctx());
        panel_ui(ui, |ui| {
            let mut on = self.acknowledged();
            let these = if all == 1 { "this one and let it".to_owned() } else { format!("these {all} and let them") };
            let words = format!("I have seen {these} leave; that is kept with the export");
            let response = ui.checkbox(&mut on, words);
            if std::mem::take(&mut self.seek) {
                response.request_focus();
                bring_into_sight(ui, above_notices(ui, response.rect), None);
            }
            if response.changed() {
                wishes.push(Wish::Acknowledge(on));
            }
            let why = "What could tell who somebody is leaves then as it stands. Which words these were is kept in this journal, and not in what leaves.";
            ui.add(Label::new(RichText::new(why).small().color(palette.text_muted)).wrap());
        });
    }
}

/// With room below it for what is said in passing at the foot of the window, where there is so much.
pub(super) fn above_notices(ui: &Ui, rect: Rect) -> Rect {
    let with = Rect::from_min_max(rect.min, rect.max + vec2(0.0, NOTICES));
    if with.height() < ui.clip_rect().height() { with } else { rect }
}

/// Says that it is not known whether there is anything to be found, and why. Never as calm as that nothing was found.
fn unknown_ui(ui: &mut Ui, known: Known) {
    let palette = theme::palette(ui.ctx());
    let (tone, icon, words, more) = match known {
        Known::Failed => (
            palette.danger,
            Icon::WarningCircle,
            "Not known: it could not be looked through",
            "Something in it may tell who somebody is. Nothing leaves before it was looked through.",
        ),
        Known::NotYet => (
            palette.info,
            Icon::Hourglass,
            "Looking for what could tell who somebody is…",
            "Nothing is known yet. Nothing leaves before it was looked through.",
        ),
        Known::Again | Known::Now => (
            palette.info,
            Icon::Hourglass,
            "Looking again for what could tell who somebody is…",
            "Something has changed. Nothing leaves before it was looked through.",
        ),
    };
    notice_ui(ui, tone, icon, words, |ui| {
        let response = ui.add(Label::new(RichText::new(more).small().color(palette.text_muted)).wrap());
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(egui::accesskit::Live::Polite));
    });
}

/// A button with the key that does the same; only the word is read out.
pub(super) fn key_ui(ui: &mut Ui, look: buttons::Look, icon: Icon, word: &str, key: &str) -> bool {
    let palette = theme::palette(ui.ctx());
    let muted = if look == buttons::Look::Primary { palette.on_accent } else { palette.text_muted };
    let content = (icon.text(theme::size::ICON), word, RichText::new(key).small().color(muted));
    let response = match look {
        buttons::Look::Primary => buttons::primary_ui(ui, content),
        _ => ui.add(egui::Button::new(content)),
    };
    let enabled = ui.is_enabled();
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Button, enabled, word));
    response.on_hover_text(format!("Key: {key}")).clicked()
}

impl Confidentiality {
    /// Whether the words of the one at this place can be changed from here.
    pub(super) fn can_write(&self, at: usize) -> bool {
        self.findings.get(at).is_some_and(|one| is_writable(&one.found))
    }
}
