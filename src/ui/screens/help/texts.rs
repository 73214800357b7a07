//! What the help page says, apart from the keys.

use crate::ui::action::Route;
use crate::ui::command::Command;

/// Questions with their answers.
pub(super) const ANSWERS: [(&str, &str); 3] = [
    (
        "Where are my words kept?",
        "In one file on this computer. Settings shows where it lies. It is an ordinary SQLite database: other programs can read it, and a copy of it \
         is a whole copy of your journal, evidence included.",
    ),
    (
        "Who can read them?",
        "Whoever can open that file. Nothing is ever sent: there is no account, no server, and nothing that counts what you do. Private notes are kept \
         apart and are part of no export.",
    ),
    (
        "What if I make a mistake?",
        "Every change is a step that can be taken back, today or next month: Undo takes back the latest, and Settings lists the rest. While you \
         write, Undo first goes back over your own words. What goes to the bin can be taken out again.",
    ),
];

/// What keys do inside lists and quotes of a text.
pub(super) const IN_LISTS: [(&str, &str); 3] = [
    ("Enter", "In a list or a quote, begins the next item; in an empty one, ends it"),
    ("Tab", "In a list, moves the item under the one before"),
    ("Shift+Tab", "In a list, moves the item out again"),
];

/// From a first line to finished evidence, in four steps.
pub(super) const STEPS: [(&str, &str); 4] = [
    ("Ready", "Know your employer’s policy and your regulator’s guidance on social media. Log that you have read them."),
    ("Steady", "Set goals for what you want from it, tied to your role, your service and your development plan."),
    ("Go", "Take part and listen, across professions. Log it while it is fresh, reflect the next day, take one thing back to work."),
    ("Gear up", "Show what it changed, to colleagues and to your appraiser, and help to shape the policy."),
];

/// What chats, the timer and small items are for, each with the command that its key belongs to.
pub(super) const CHATS: [(Option<Command>, &str, &str); 6] = [
    (
        Some(Command::SameAsLastTime),
        "Same as last time",
        "After a chat, one press makes its entry: the community, the kind, and the day, time and length of the slot that has just been. What you \
         thought of it stays yours to write, and so does who was host.",
    ),
    (
        Some(Command::Timer),
        "The timer",
        "Open an entry and start it: for preparing, for taking part, for what you read and think afterwards. It goes on when the program is closed. \
         When you stop it you say how much counts. Time in which nobody was seen in this window is named, and never counted without your word.",
    ),
    (
        Some(Command::RollUp),
        "Small items",
        "A poll, a thread, a short video: a few minutes each. Choose some and they become one claim, with every item, the days and the sum. Each \
         counts once, also where two were at the same time. Taking the claim apart gives the items back.",
    ),
    (
        Some(Command::Go(Route::Today)),
        "Chats that come",
        "Today lists the chats of the next three weeks, by your own clock. Press one to see what to prepare, and make its draft before it begins.",
    ),
    (
        Some(Command::Go(Route::Network)),
        "Communities",
        "Network has a catalogue of communities with the times that they once stated; nothing here knows whether they still meet. Add your own, and \
         read or save a calendar: slots and chats go in and out as an ordinary calendar file.",
    ),
    (
        None,
        "People and sources",
        "Write down once who somebody is. Wherever you name them they are offered, and Network leads to all that you learnt from them. Unless \
         you ask for names, what you hand on leaves them out of lists of people, of captions and of file names. Your own words, the host’s \
         handle and what stands in files leave as they are: Portfolio says where people are named.",
    ),
];

/// Keys in the question that stops the timer.
pub(super) const STOPPING: [(&str, &str); 3] = [
    ("1 2 3 4", "choose: all, only what was seen, a number of your own, nothing"),
    ("Enter", "stops the timer and counts what is chosen"),
    ("Esc", "lets it run on"),
];

/// Keys in *Roll up small items*.
pub(super) const ROLLING: [(&str, &str); 3] = [
    ("↑ ↓", "go through the items, also from the field above them"),
    ("Space", "chooses one, or lets it go"),
    ("Enter", "in the title: makes the claim"),
];

/// Keys inside *Log something*.
pub(super) const LOGGING: [(&str, &str); 5] = [
    ("Enter", "saves, and goes on to writing what you learnt"),
    ("Esc", "keeps it in the inbox; an empty line just closes"),
    ("Tab", "goes to kind, day, time spent and goal"),
    ("Shift+Tab", "goes back"),
    ("T, P, 1 …", "a single key chooses in that row, and goes on to the next"),
];

/// Markdown as it is typed, with a name for it.
pub(super) const MARKDOWN: [(&str, &str); 5] = [
    ("Bold and italic", "Pacing is **not** rest; it is *planned*."),
    ("Lists", "- ask about sleep\n- agree a baseline\n\n1. Read it\n2. Try it"),
    ("Links", "[The thread](https://example.org/thread)"),
    ("Quotes", "> Start where the patient is."),
    ("Tables", "| Before | After |\n|---|---|\n| advice | a plan |"),
];
