//! What came of an export.

use std::path::Path;

use egui::{Label, OpenUrl, RichText, Ui};

use super::group::caption_ui;
use super::summary::bytes_text;
use super::{Export, Sent, Side, State};
use crate::error::Explanation;
use crate::exporters::{Exported, Form, Replace};
use crate::ui::context::Ctx;
use crate::ui::notices::sentence;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, space};
use crate::ui::widgets::{copyable_ui, count_text, notice_ui};

/// So many of what left knowingly are named.
const MOST_TOLD: usize = 20;

/// What somebody wants after an export.
enum Wish {
    Close,
    /// Again, in place of what lies there.
    Replace,
    /// To what could tell who somebody is.
    Findings,
}

impl Export {
    pub(super) fn outcome_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        if matches!(self.state, State::Idle | State::Running { .. }) {
            return;
        }
        // Whoever pressed the button by keys finds the keyboard here.
        let fresh = std::mem::take(&mut self.fresh);
        let wants = fresh && self.by_keys;
        let shown = ui.scope(|ui| match &self.state {
            // How far it is stands beside the button.
            State::Idle | State::Running { .. } => None,
            State::Done { exported, form, knowingly } => Some(done_ui(ui, exported, *form, knowingly, wants)),
            State::Failed { why, request } => Some(failed_ui(ui, why, request, wants)),
            State::Cancelled => Some(told_ui(ui, "Cancelled. Nothing was written.", wants)),
            State::Changed => {
                let words = "What would leave has changed since you pressed Export, so nothing was written. Look it through, then export.";
                Some(told_ui(ui, words, wants))
            }
        });
        let Some(wish) = shown.inner else { return };
        if fresh {
            shown.response.scroll_to_me(Some(egui::Align::TOP));
        }
        ui.add_space(space::L);
        match wish {
            Some(Wish::Close) => {
                self.state = State::Idle;
                self.back = self.by_keys;
            }
            Some(Wish::Replace) => {
                if let State::Failed { request, .. } = std::mem::take(&mut self.state) {
                    cx.actions.extend(self.send(request, Replace::Allow));
                }
            }
            Some(Wish::Findings) => {
                self.state = State::Idle;
                self.side = Side::Findings;
            }
            None => {}
        }
    }
}

fn done_ui(ui: &mut Ui, exported: &Exported, form: Form, knowingly: &[(String, String)], wants: bool) -> Option<Wish> {
    let palette = theme::palette(ui.ctx());
    let name = exported.path.file_name().map_or_else(|| exported.path.display().to_string(), |name| name.to_string_lossy().into_owned());
    notice_ui(ui, palette.success, Icon::CheckCircle, &format!("Wrote {name}"), |ui| {
        let mut about = vec![count_text(exported.entries, "entry", "entries")];
        about.extend(exported.pages.map(|pages| count_text(pages, "page", "pages")));
        about.push(bytes_text(exported.bytes));
        caption_ui(ui, &about.join(" · "));
        for warning in &exported.warnings {
            ui.add(Label::new(RichText::new(warning).small().color(palette.text)).wrap());
        }
        knowingly_ui(ui, knowingly);
        ui.add_space(space::XS);
        caption_ui(ui, "Where it is");
        copyable_ui(ui, "the path", &exported.path.display().to_string());
        caption_ui(
            ui,
            match form {
                Form::File => "SHA-256, which shows later whether anything was changed",
                Form::Folder => "SHA-256 of the file SHA256SUMS in it, which in turn has that of every other file",
            },
        );
        copyable_ui(ui, "the SHA-256", &exported.sha256.to_string());
        ui.add_space(space::XS);
        ui.horizontal_wrapped(|ui| {
            let first = buttons::marked_ui(ui, Look::Standard, Icon::OpenOutside, "Open");
            if wants {
                first.request_focus();
            }
            if first.clicked() {
                open(ui, &exported.path);
            }
            if let Some(folder) = exported.path.parent()
                && buttons::marked_ui(ui, Look::Quiet, Icon::FolderOpen, "Show in folder").clicked()
            {
                open(ui, folder);
            }
            ui.add(egui::Button::new("Close").frame_when_inactive(false)).clicked().then_some(Wish::Close)
        })
        .inner
    })
}

/// What has left although it could tell who somebody is.
fn knowingly_ui(ui: &mut Ui, knowingly: &[(String, String)]) {
    if knowingly.is_empty() {
        return;
    }
    let title = format!("Left knowingly: {}", count_text(knowingly.len(), "place", "places"));
    egui::CollapsingHeader::new(title).id_salt("left knowingly").show(ui, |ui| {
        for (text, stands_in) in knowingly.iter().take(MOST_TOLD) {
            caption_ui(ui, &if stands_in.is_empty() { format!("“{text}”") } else { format!("“{text}” in {stands_in}") });
        }
        if knowingly.len() > MOST_TOLD {
            caption_ui(ui, "and more: all of them are kept with what has left");
        }
    });
}

fn failed_ui(ui: &mut Ui, why: &Explanation, sent: &Sent, wants: bool) -> Option<Wish> {
    let palette = theme::palette(ui.ctx());
    let there = why.code == "exists";
    let held = why.code == "held_back";
    let title = if there { "There is something of that name already.".to_owned() } else { sentence(&why.title) };
    notice_ui(ui, palette.danger, Icon::WarningCircle, &title, |ui| {
        let target = sent.target.display().to_string();
        for line in why.details.iter().filter(|line| **line != target).chain(std::iter::once(&target)) {
            ui.add(Label::new(RichText::new(line).small().color(palette.text)).wrap().selectable(true));
        }
        let hint =
            if there { "Nothing was written. Choose another folder, or put the new export in its place." } else { why.hint.as_str() };
        if !hint.is_empty() {
            caption_ui(ui, &sentence(hint));
        }
        ui.horizontal(|ui| {
            let replace = there && ui.button("Put the new one in its place").clicked();
            let findings = held && ui.button("Look at them").clicked();
            let close = close_ui(ui, wants);
            match (replace, findings, close) {
                (true, ..) => Some(Wish::Replace),
                (_, true, _) => Some(Wish::Findings),
                (_, _, true) => Some(Wish::Close),
                _ => None,
            }
        })
        .inner
    })
}

fn told_ui(ui: &mut Ui, words: &str, wants: bool) -> Option<Wish> {
    let palette = theme::palette(ui.ctx());
    notice_ui(ui, palette.info, Icon::Info, words, |ui| close_ui(ui, wants).then_some(Wish::Close))
}

fn close_ui(ui: &mut Ui, wants: bool) -> bool {
    let response = buttons::quiet_ui(ui, "Close");
    if wants {
        response.request_focus();
    }
    response.clicked()
}

/// Hands a file or folder to the system, which knows the program for it.
fn open(ui: &Ui, path: &Path) {
    ui.ctx().open_url(OpenUrl::new_tab(file_url(path)));
}

/// The address of a path: everything that is not plain is written as its bytes.
fn file_url(path: &Path) -> String {
    let mut url = "file://".to_owned();
    let text = path.to_string_lossy();
    // On Windows paths begin with a drive: `file:///C:/…`.
    if !text.starts_with('/') {
        url.push('/');
    }
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' | b':' => url.push(char::from(byte)),
            b'\\' if cfg!(windows) => url.push('/'),
            _ => url.push_str(&format!("%{byte:02X}")),
        }
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_paths() {
        assert_eq!(file_url(Path::new("/home/a b/siân.pdf")), "file:///home/a%20b/si%C3%A2n.pdf");
        assert_eq!(file_url(Path::new("C:/cpd.pdf")), "file:///C:/cpd.pdf");
    }
}
