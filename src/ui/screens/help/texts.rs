//! What the help page says, apart from the keys.

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

/// From a first line to finished evidence, in four steps.
pub(super) const STEPS: [(&str, &str); 4] = [
    ("Ready", "Know your employer’s policy and your regulator’s guidance on social media. Log that you have read them."),
    ("Steady", "Set goals for what you want from it, tied to your role, your service and your development plan."),
    ("Go", "Take part and listen, across professions. Log it while it is fresh, reflect the next day, take one thing back to work."),
    ("Gear up", "Show what it changed, to colleagues and to your appraiser, and help to shape the policy."),
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
