//! Runs a target on one text after another, and makes the text of a failure small.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::env;
use std::fs;
use std::hash::{BuildHasher as _, DefaultHasher, Hash, Hasher as _, RandomState};
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::sync::{Mutex, Once, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use super::mutate::Mutator;

/// What a target does with a text: what kind of thing it did, or what is wrong with it.
pub(super) type Outcome = Result<u64, String>;

/// Something that reads texts.
pub(super) struct Target<'a> {
    pub name: &'static str,
    pub seeds: Vec<String>,
    /// Most bytes of a text, but for a few that are much longer.
    pub longest: usize,
    /// In a plain `cargo test`.
    pub rounds: usize,
    pub read: &'a dyn Fn(&str) -> Outcome,
}

/// A number for what a target did, to know what is new.
pub(super) fn kind(of: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

/// The shape of a text's beginning: `Last Monday 8pm` and `next Friday 10am` have one.
pub(super) fn shape(text: &str) -> String {
    let mut shape = String::new();
    for c in text.chars().take(60) {
        let class = match c {
            _ if c.is_ascii_digit() => '0',
            _ if c.is_ascii_alphabetic() => 'a',
            _ if c.is_alphanumeric() => 'é',
            _ if c.is_ascii() && !c.is_control() => c,
            _ => '\u{fffd}',
        };
        if !shape.ends_with(class) {
            shape.push(class);
        }
    }
    shape.chars().take(5).collect()
}

/// Texts that are kept because they did something new.
const MOST_KEPT: usize = 4_000;

/// After this, a text is taken to be read for ever.
const FOR_EVER: Duration = Duration::from_mins(2);

/// How long a text may take on a busy machine without optimisation. What is read in linear time needs a tenth of it, what is not and is
/// long a hundredfold.
fn allowed(text: &str) -> Duration {
    Duration::from_secs(4) + Duration::from_micros(100) * u32::try_from(text.len()).expect("not that long")
}

thread_local! {
    /// Whether a panic on this thread is expected and only to be noted.
    static QUIET: Cell<bool> = const { Cell::new(false) };
    static NOTED: RefCell<String> = const { RefCell::new(String::new()) };
}

fn note_panics() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if QUIET.get() {
                NOTED.with_borrow_mut(|noted| *noted = info.to_string());
            } else {
                usual(info);
            }
        }));
    });
}

impl Target<'_> {
    pub(super) fn run(&self) {
        if let Some(path) = env::var_os("CPD_JOURNAL_FUZZ_INPUT") {
            let text = fs::read_to_string(&path).expect("the input");
            (self.read)(&text).unwrap_or_else(|problem| panic!("{}: {problem}", self.name));
            return;
        }
        let number = |name: &str| env::var(name).ok().map(|value| value.parse::<u64>().unwrap_or_else(|_| panic!("{name}={value}")));
        let seconds = number("CPD_JOURNAL_FUZZ_SECONDS");
        // Always the same in a plain test; otherwise new ones each time.
        let seed = number("CPD_JOURNAL_FUZZ_SEED").unwrap_or_else(|| seconds.map_or(1, |_| RandomState::new().hash_one(0) >> 32));
        self.run_with(seed, seconds.map(|seconds| Instant::now() + Duration::from_secs(seconds)));
    }

    fn run_with(&self, seed: u64, until: Option<Instant>) {
        note_panics();
        let now = Mutex::new((Instant::now(), String::new()));
        let (done, is_done) = mpsc::channel::<()>();
        thread::scope(|scope| {
            let (name, now) = (self.name, &now);
            scope.spawn(move || watch(name, now, &is_done, seed));
            let _done = done;
            self.rounds(seed, until, now);
        });
    }

    fn rounds(&self, seed: u64, until: Option<Instant>, now: &Mutex<(Instant, String)>) {
        let begun = Instant::now();
        let mut mutator = Mutator::new(seed, self.name, self.longest);
        let mut pool = self.seeds.clone();
        let mut known = HashSet::new();
        let (mut round, mut slowest) = (0, Duration::ZERO);
        loop {
            let is_over = until.map_or(round >= self.rounds, |until| Instant::now() >= until);
            if is_over {
                break;
            }
            // Without a change first, as far as time is given for it.
            let text = if until.is_some() { self.seeds.get(round).cloned() } else { None }.unwrap_or_else(|| mutator.text(&pool));
            *now.lock().expect("no panic in between") = (Instant::now(), text.clone());
            let start = Instant::now();
            let outcome = self.outcome(&text, allowed(&text));
            slowest = slowest.max(start.elapsed());
            round += 1;
            match outcome {
                Ok(kind) => {
                    if known.insert(kind) {
                        if pool.len() >= MOST_KEPT {
                            pool.swap_remove(self.seeds.len() + round % (pool.len() - self.seeds.len()));
                        }
                        pool.push(text);
                    }
                }
                Err(problem) => {
                    let (text, problem) = self.smaller(text, problem, now);
                    self.fail(&text, &problem, seed, round);
                }
            }
        }
        let took = begun.elapsed();
        println!(
            "fuzz {}: {round} texts in {took:.1?} ({:.0} per second), the slowest {slowest:.1?}, {} kinds; seed {seed}",
            self.name,
            round as f64 / took.as_secs_f64(),
            known.len()
        );
    }

    /// What the target does, with panics and slowness as what is wrong.
    fn outcome(&self, text: &str, most: Duration) -> Outcome {
        let mut fastest = Duration::MAX;
        // A machine may be busy once, not three times.
        for _ in 0..3 {
            let start = Instant::now();
            QUIET.set(true);
            let outcome = panic::catch_unwind(AssertUnwindSafe(|| (self.read)(text)));
            QUIET.set(false);
            let kind = outcome.unwrap_or_else(|_| Err(NOTED.take()))?;
            fastest = fastest.min(start.elapsed());
            if fastest <= most {
                return Ok(kind);
            }
        }
        Err(format!("takes {fastest:?} for {} bytes", text.len()))
    }

    /// The smallest text that still fails, as far as it can be found by leaving out lines and characters.
    fn smaller(&self, mut text: String, mut problem: String, now: &Mutex<(Instant, String)>) -> (String, String) {
        let begun = Instant::now();
        for by_line in [true, false] {
            let mut pieces: Vec<String> =
                if by_line { text.split_inclusive('\n').map(str::to_owned).collect() } else { text.chars().map(String::from).collect() };
            let mut step = pieces.len().div_ceil(2);
            while step > 0 {
                let mut at = 0;
                while at < pieces.len() && begun.elapsed() < Duration::from_secs(20) {
                    let mut fewer = pieces.clone();
                    fewer.drain(at..(at + step).min(fewer.len()));
                    let shorter = fewer.concat();
                    *now.lock().expect("no panic in between") = (Instant::now(), shorter.clone());
                    match self.outcome(&shorter, allowed(&shorter)) {
                        Err(again) => (pieces, text, problem) = (fewer, shorter, again),
                        Ok(_) => at += step,
                    }
                }
                step /= 2;
            }
        }
        (text, problem)
    }

    fn fail(&self, text: &str, problem: &str, seed: u64, round: usize) -> ! {
        let start = &text[..text.floor_char_boundary(2_000)];
        let path = save(self.name, text).display().to_string();
        panic!(
            "fuzz {}: {problem}\ninput, made small ({} bytes): {start:?}\nsaved as {path}; again: CPD_JOURNAL_FUZZ_INPUT={path}\n\
             found in round {round} with CPD_JOURNAL_FUZZ_SEED={seed}",
            self.name,
            text.len()
        );
    }
}

fn save(name: &str, text: &str) -> PathBuf {
    let path = env::temp_dir().join(format!("cpd-journal-fuzz-{name}-{:08x}.txt", kind(text) >> 32));
    fs::write(&path, text).expect("a place for the input");
    path
}

/// Ends the whole run when a text is read for ever: no test can end itself then.
fn watch(name: &str, now: &Mutex<(Instant, String)>, is_done: &mpsc::Receiver<()>, seed: u64) {
    while is_done.recv_timeout(Duration::from_millis(500)) == Err(mpsc::RecvTimeoutError::Timeout) {
        let (since, text) = &*now.lock().expect("no panic in between");
        if since.elapsed() > FOR_EVER {
            println!("fuzz {name}: {} is read for ever; seed {seed}", save(name, text).display());
            std::process::abort();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A reader with a fault, which only a number of three digits after an accent shows.
    #[expect(clippy::unnecessary_wraps, reason = "as targets are")]
    fn faulty(text: &str) -> Outcome {
        let at = text.find("é").and_then(|at| text[at..].find(|c: char| c.is_ascii_digit()).map(|digit| at + digit));
        let digits = at.map_or(0, |at| text[at..].bytes().take_while(u8::is_ascii_digit).count());
        assert!(digits < 3, "three digits");
        Ok(kind(digits))
    }

    #[test]
    fn a_fault_is_found_and_its_text_made_small() {
        let target =
            Target { name: "faulty", seeds: vec!["room 12, café, floor 7".to_owned()], longest: 500, rounds: 20_000, read: &faulty };
        let found = panic::catch_unwind(AssertUnwindSafe(|| target.run_with(1, None)));
        let told = *found.expect_err("a failure").downcast::<String>().expect("words");
        assert!(told.contains("three digits") && told.contains("made small (5 bytes)"), "{told}");
        let path = told.split("saved as ").nth(1).and_then(|rest| rest.split(';').next()).expect("a path");
        let text = fs::read_to_string(path).expect("the input");
        assert!(target.outcome(&text, FOR_EVER).is_err_and(|problem| problem.contains("three digits")), "{text:?}");
        fs::remove_file(path).expect("removed");
    }

    #[test]
    fn slow_reading_is_a_fault() {
        let slow = |_: &str| {
            thread::sleep(Duration::from_millis(20));
            Ok(0)
        };
        let target = Target { name: "slow", seeds: Vec::new(), longest: 10, rounds: 1, read: &slow };
        assert_eq!(target.outcome("", FOR_EVER), Ok(0));
        assert!(target.outcome("", Duration::from_millis(10)).is_err_and(|problem| problem.starts_with("takes ")));
        assert!(allowed(&"a".repeat(100_000)) < Duration::from_secs(20) && allowed("") > Duration::from_secs(1));
    }
}
