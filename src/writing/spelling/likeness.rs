//! How far what was typed lies from a word, in slips of a hand or an ear. Pure arithmetic on folded words (small letters without accents).

/// What people write for what is meant, and how small a slip each is. The English of it: Greek `ph`, `rh`, `th`, `ae`, `oe`; `ie` and `ei`;
/// endings that sound alike; American endings.
const SLIPS: &[(&str, &str, f32)] = &[
    ("a", "ea", 0.6),
    ("able", "ible", 0.3),
    ("ae", "ea", 0.35),
    ("ae", "oe", 0.35),
    ("aly", "ally", 0.3),
    ("ance", "ence", 0.3),
    ("ant", "ent", 0.3),
    ("ary", "ery", 0.3),
    ("c", "sc", 0.5),
    ("ch", "tch", 0.4),
    ("ck", "cc", 0.6),
    ("ck", "k", 0.5),
    ("cs", "x", 0.6),
    ("cks", "x", 0.7),
    ("e", "ae", 0.25),
    ("e", "oe", 0.25),
    ("ea", "ae", 0.3),
    ("ee", "ie", 0.5),
    ("ei", "ie", 0.3),
    ("ence", "ance", 0.3),
    ("ense", "ence", 0.2),
    ("ent", "ant", 0.3),
    ("eo", "oe", 0.35),
    ("er", "re", 0.35),
    ("er", "our", 0.5),
    ("ery", "ary", 0.3),
    ("eu", "oe", 0.5),
    ("f", "gh", 0.8),
    ("f", "ph", 0.4),
    ("g", "dg", 0.5),
    ("g", "gh", 0.5),
    ("g", "gu", 0.5),
    ("g", "gue", 0.5),
    ("gh", "g", 0.6),
    ("he", "hae", 0.2),
    ("i", "y", 0.35),
    ("ible", "able", 0.3),
    ("ie", "ei", 0.3),
    ("ily", "ally", 0.6),
    ("ion", "ian", 0.4),
    ("j", "dg", 0.6),
    ("k", "c", 0.5),
    ("k", "ch", 0.5),
    ("k", "ck", 0.5),
    ("k", "q", 0.7),
    ("kn", "n", 0.6),
    ("ks", "x", 0.5),
    ("kw", "qu", 0.5),
    ("l", "ll", 0.35),
    ("ll", "l", 0.35),
    ("ly", "ally", 0.5),
    ("n", "gn", 0.7),
    ("n", "kn", 0.6),
    ("n", "pn", 0.5),
    ("oe", "ae", 0.4),
    ("oi", "io", 0.5),
    ("or", "our", 0.2),
    ("ou", "oe", 0.6),
    ("ow", "ough", 0.7),
    ("ow", "ou", 0.5),
    ("oul", "ol", 0.4),
    ("ol", "oul", 0.5),
    ("ph", "f", 0.5),
    ("q", "k", 0.7),
    ("r", "rh", 0.35),
    ("r", "rrh", 0.45),
    ("r", "wr", 0.6),
    ("rr", "rrh", 0.25),
    ("rh", "rrh", 0.3),
    ("rea", "rrhoea", 0.5),
    ("rrea", "rrhoea", 0.2),
    ("reah", "rrhoea", 0.4),
    ("reah", "rhoea", 0.4),
    ("horrea", "rrhoea", 0.5),
    ("horea", "rrhoea", 0.6),
    ("hoea", "rhoea", 0.4),
    ("hoea", "rrhoea", 0.4),
    ("s", "c", 0.5),
    ("s", "ps", 0.5),
    ("s", "sc", 0.5),
    ("s", "ss", 0.4),
    ("ss", "s", 0.4),
    ("ss", "se", 0.4),
    ("sch", "sc", 0.5),
    ("sh", "ch", 0.7),
    ("sh", "ci", 0.7),
    ("sh", "sch", 0.6),
    ("sh", "ti", 0.7),
    ("sion", "tion", 0.3),
    ("shun", "tion", 0.5),
    ("sk", "sch", 0.6),
    ("t", "th", 0.5),
    ("t", "pt", 0.7),
    ("th", "t", 0.6),
    ("tion", "sion", 0.3),
    ("u", "eu", 0.5),
    ("u", "ou", 0.6),
    ("ue", "eu", 0.3),
    ("un", "neu", 0.6),
    ("ur", "our", 0.5),
    ("us", "is", 0.35),
    ("us", "ous", 0.4),
    ("w", "wh", 0.5),
    ("wh", "w", 0.5),
    ("x", "cc", 0.6),
    ("x", "xc", 0.4),
    ("xs", "x", 0.4),
    ("exs", "exc", 0.4),
    ("exc", "ex", 0.4),
    ("exs", "ex", 0.4),
    ("y", "i", 0.35),
    ("yz", "ys", 0.15),
    ("iz", "is", 0.3),
    ("z", "s", 0.3),
    ("um", "ium", 0.4),
    ("og", "ogue", 0.3),
    ("per", "pre", 0.35),
    ("pre", "per", 0.35),
    ("pro", "pre", 0.5),
    ("anti", "ante", 0.3),
    ("ante", "anti", 0.3),
    ("dis", "dys", 0.25),
    ("hyper", "hypo", 0.9),
    ("hypo", "hyper", 0.9),
    ("inter", "intra", 0.8),
];

/// Neighbours on a British keyboard, row by row.
const ROWS: [&[u8]; 3] = [b"qwertyuiop", b"asdfghjkl", b"zxcvbnm"];

/// What was typed, made ready to be compared with many words.
pub(super) struct Typed {
    text: String,
    /// For each place the slips whose wrong part ends before it: its length, the right part, the cost.
    slips: Vec<Vec<(usize, &'static [u8], f32)>>,
}

impl Typed {
    /// Takes a folded word.
    pub fn new(folded: &str) -> Self {
        let bytes = folded.as_bytes();
        let ending = |place: usize| {
            let here = bytes.get(..place).unwrap_or_default();
            let fits = SLIPS.iter().filter(|(wrong, _, _)| here.ends_with(wrong.as_bytes()));
            fits.map(|(wrong, right, cost)| (wrong.len(), right.as_bytes(), *cost)).collect()
        };
        Self { slips: (0..=bytes.len()).map(ending).collect(), text: folded.to_owned() }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it costs to have meant `meant` (folded) and typed this; 0 for the same, about 1 for a letter too many. Nothing when it is
    /// `most` or more.
    pub fn cost(&self, meant: &str, most: f32) -> Option<f32> {
        let (a, b) = (self.text.as_bytes(), meant.as_bytes());
        let width = b.len() + 1;
        let mut table = vec![f32::INFINITY; (a.len() + 1) * width];
        let at = |table: &[f32], i: usize, j: usize| table.get(i * width + j).copied().unwrap_or(f32::INFINITY);
        for (i, slips) in self.slips.iter().enumerate() {
            let mut least = f32::INFINITY;
            for j in 0..=b.len() {
                let mut best = if i == 0 && j == 0 { 0.0 } else { f32::INFINITY };
                let (x, y) = (before(a, i), before(b, j));
                if let (Some(x), Some(y)) = (x, y) {
                    best = best.min(at(&table, i - 1, j - 1) + if x == y { 0.0 } else { swap(x, y, i) });
                    if x != y && i > 1 && j > 1 && Some(x) == before(b, j - 1) && Some(y) == before(a, i - 1) {
                        best = best.min(at(&table, i - 2, j - 2) + 0.55);
                    }
                }
                if let Some(x) = x {
                    best = best.min(at(&table, i - 1, j) + extra(a, i, x));
                }
                if let Some(y) = y {
                    best = best.min(at(&table, i, j - 1) + missing(b, j, y));
                }
                let meant = b.get(..j).unwrap_or_default();
                for (wrong, right, slip) in slips {
                    if meant.ends_with(right) {
                        best = best.min(at(&table, i - wrong, j - right.len()) + slip);
                    }
                }
                if let Some(cell) = table.get_mut(i * width + j) {
                    *cell = best;
                }
                least = least.min(best);
            }
            // A slip of several letters may jump over a bad row, so there is some way back.
            if least > most + 1.5 {
                return None;
            }
        }
        let exchanged = !a.is_empty() && a.first() == b.get(1) && a.get(1) == b.first();
        let first = if a.first() == b.first() || exchanged { 0.0 } else { 0.3 };
        Some(at(&table, a.len(), b.len()) + first).filter(|all| *all < most)
    }
}

/// Letters that must be changed, added, taken away or exchanged with their neighbours; whether these are no more than
/// `most`. Fast: for leaving out what need not be weighed.
pub(super) fn is_within(a: &str, b: &str, most: usize) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len().abs_diff(b.len()) > most {
        return false;
    }
    let mut earlier: [u8; 80] = [0; 80];
    let mut above: [u8; 80] = [0; 80];
    if b.len() >= above.len() {
        return false;
    }
    for (j, cell) in (0_u8..).zip(above.iter_mut()) {
        *cell = j;
    }
    let most = u8::try_from(most).unwrap_or(u8::MAX);
    for (i, x) in a.iter().enumerate() {
        let mut row: [u8; 80] = [0; 80];
        let mut left = u8::try_from(i + 1).unwrap_or(u8::MAX);
        row[0] = left;
        let mut least = left;
        let mut last_y = 0_u8;
        let last_x = i.checked_sub(1).and_then(|before| a.get(before)).copied();
        let mut corner = above[0];
        for ((j, y), (cell, up)) in b.iter().enumerate().zip(row.iter_mut().skip(1).zip(above.iter().skip(1))) {
            let mut best = (corner + u8::from(x != y)).min(left.saturating_add(1)).min(up.saturating_add(1));
            if j > 0 && last_x == Some(*y) && last_y == *x {
                best = best.min(earlier.get(j - 1).copied().unwrap_or(u8::MAX).saturating_add(1));
            }
            *cell = best;
            least = least.min(best);
            (left, corner, last_y) = (best, *up, *y);
        }
        if least > most {
            return false;
        }
        (earlier, above) = (above, row);
    }
    above.get(b.len()).is_some_and(|all| *all <= most)
}

fn before(word: &[u8], at: usize) -> Option<u8> {
    at.checked_sub(1).and_then(|at| word.get(at)).copied()
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// A letter for another.
fn swap(typed: u8, meant: u8, place: usize) -> f32 {
    let pair = |one: u8, other: u8| (typed, meant) == (one, other) || (typed, meant) == (other, one);
    if is_vowel(typed) && is_vowel(meant) {
        return if pair(b'e', b'a') || pair(b'e', b'i') || pair(b'a', b'o') || pair(b'i', b'y') { 0.5 } else { 0.6 };
    }
    let sounds_alike =
        [(b's', b'c'), (b's', b'z'), (b'c', b'k'), (b'g', b'j'), (b'f', b'v'), (b's', b't'), (b'm', b'n'), (b'd', b't'), (b'b', b'p')];
    if sounds_alike.iter().any(|(one, other)| pair(*one, *other)) {
        return 0.75;
    }
    let neighbours = ROWS.iter().any(|row| row.windows(2).any(|keys| matches!(*keys, [one, other] if pair(one, other))));
    if neighbours { 0.9 } else { 1.1 + if place == 1 { 0.2 } else { 0.0 } }
}

/// A letter that should not be there.
fn extra(typed: &[u8], place: usize, letter: u8) -> f32 {
    if before(typed, place - 1) == Some(letter) {
        return 0.4;
    }
    match letter {
        b'\'' | b'-' => 0.4,
        b'e' if place == typed.len() => 0.5,
        b'h' => 0.75,
        letter if is_vowel(letter) => 0.75,
        _ => 1.0,
    }
}

/// A letter that is not there.
fn missing(meant: &[u8], place: usize, letter: u8) -> f32 {
    if before(meant, place - 1) == Some(letter) {
        return 0.35;
    }
    match letter {
        b'\'' | b'-' => 0.25,
        b'h' => 0.6,
        letter if is_vowel(letter) => 0.65,
        // A letter at the end makes another word more often than a letter in the midst.
        _ if place == meant.len() => 0.9,
        _ => 0.75,
    }
}
