//! A window that is killed while somebody types: what it had said to be saved is there.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use egui::{Key, Modifiers};

use super::support::{Begin, Window};

/// Set in the process that is to be killed: where its journal lies.
const JOURNAL: &str = "CPD_JOURNAL_TYPING_TEST";

/// How many times it is killed.
const KILLS: u32 = 30;

/// Types for ever when it runs in the process that is to be killed; says each text that the window showed as saved.
#[test]
fn types_until_it_is_killed() {
    let Some(path) = std::env::var_os(JOURNAL).map(PathBuf::from) else { return };
    let mut window = Window::new(Begin::file(&path));
    window.press(Modifiers::COMMAND, Key::N).type_text("Typing").press(Modifiers::NONE, Key::Enter).run().run();
    let mut out = std::io::stdout().lock();
    for n in 0.. {
        window.type_text(&format!("{n} ")).wait(1.25);
        if window.shows("Saved") {
            let text = window.value("What I learnt");
            writeln!(out, "\nSAVED {text}").and_then(|()| out.flush()).expect("told");
        }
    }
}

#[test]
fn nothing_said_to_be_saved_is_lost() {
    let folder = tempfile::tempdir().expect("folder");
    let mut acknowledged = 0;
    for n in 0..KILLS {
        let path = folder.path().join(format!("{n}.cpd"));
        let mut child = Command::new(std::env::current_exe().expect("this program"))
            .args(["--exact", "ui::typing_crash::types_until_it_is_killed", "--nocapture", "--test-threads=1"])
            .env(JOURNAL, &path)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("child");
        let mut lines = BufReader::new(child.stdout.take().expect("output")).lines();
        let mut last = String::new();
        // Another moment each time: after the first save, the second, …, and then some milliseconds.
        for line in lines.by_ref().map_while(Result::ok) {
            if let Some(text) = line.strip_prefix("SAVED ") {
                text.clone_into(&mut last);
                acknowledged += 1;
                if last.split_whitespace().count() > usize::try_from(n % 5).expect("small") {
                    break;
                }
            }
        }
        std::thread::sleep(Duration::from_millis(u64::from(n) * 3));
        child.kill().expect("killed");
        child.wait().expect("gone");
        for line in lines.map_while(Result::ok) {
            if let Some(text) = line.strip_prefix("SAVED ") {
                text.clone_into(&mut last);
            }
        }
        let window = Window::new(Begin::file(&path));
        let kept = window.entry("Typing").draft.learnt;
        assert!(kept.starts_with(last.trim_end()), "“{last}” was said to be saved, “{kept}” is there");
        assert!(window.journal().verify().expect("looked at").is_empty());
    }
    assert!(acknowledged >= KILLS, "{acknowledged}");
}
