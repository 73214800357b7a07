//! Every form of every word that a dictionary can make, packed for a search by likeness: what suggestions are taken from. Rules as in
//! hunspell(5), without compounds; who takes a form from here asks the dictionary whether it is a word.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization as _;

/// More forms than English has; a dictionary that can make more keeps its stems.
const MOST: usize = 1_500_000;

/// Forms, shortest first.
pub(super) struct Forms {
    /// The folded forms, one after the other: small letters without accents.
    folded: String,
    /// Where each ends, which letters it has, and which pairs of letters.
    ends: Vec<(u32, u32, u64)>,
    /// How each is written, where that differs from its folded form.
    written: HashMap<u32, Box<str>>,
    /// The first form of each length in bytes.
    starts: Vec<usize>,
}

/// A form and how it is written.
pub(super) struct Form<'a> {
    pub folded: &'a str,
    pub written: &'a str,
}

impl Forms {
    /// What the dictionary's stems and rules make, and further words.
    pub fn of<'a>(aff: &str, dic: &str, more: impl Iterator<Item = &'a str>) -> Self {
        let rules = Rules::read(aff);
        let mut all = Pile::default();
        more.for_each(|word| all.add(["", word, ""]));
        for line in dic.lines().skip(1) {
            let entry = line.split(['\t', ' ']).next().unwrap_or_default();
            let (stem, flags) = entry.split_once('/').unwrap_or((entry, ""));
            let flags = rules.flags(flags);
            if stem.is_empty() || flags.iter().any(|flag| rules.hidden.contains(flag)) {
                continue;
            }
            all.add(["", stem, ""]);
            if all.ends.len() < MOST {
                rules.expand(stem, &flags, &mut all);
            }
        }
        Self::packed(&all)
    }

    fn packed(all: &Pile) -> Self {
        let written: Vec<&str> = all.words().filter(|word| word.len() > 1).collect();
        let plain = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase());
        let odd: Vec<(String, &str)> = written.iter().filter(|word| !plain(word)).map(|word| (folded(word), *word)).collect();
        let mut pairs: Vec<(&str, &str)> = odd.iter().map(|(folded, word)| (folded.as_str(), *word)).collect();
        pairs.extend(written.iter().filter(|word| plain(word)).map(|word| (*word, *word)));
        pairs.sort_unstable_by(|a, b| (a.0.len(), a).cmp(&(b.0.len(), b)));
        pairs.dedup();
        let mut packed = Self { folded: String::new(), ends: Vec::with_capacity(pairs.len()), written: HashMap::new(), starts: Vec::new() };
        for (at, (folded, written)) in pairs.into_iter().enumerate() {
            packed.starts.resize(packed.starts.len().max(folded.len() + 1), at);
            packed.folded.push_str(folded);
            packed.ends.push((u32::try_from(packed.folded.len()).unwrap_or(u32::MAX), letters(folded), letter_pairs(folded)));
            if folded != written {
                packed.written.insert(u32::try_from(at).unwrap_or(u32::MAX), written.into());
            }
        }
        packed.starts.push(packed.ends.len());
        packed.folded.shrink_to_fit();
        packed
    }

    /// The forms that are at most `far` letters longer or shorter than `word` (folded), and that have at most `far` letters that it lacks,
    /// and the other way round.
    pub fn near<'a>(&'a self, word: &str, far: usize) -> impl Iterator<Item = Form<'a>> {
        let (has, has_pairs) = (letters(word), letter_pairs(word));
        let far_letters = u32::try_from(far).unwrap_or(u32::MAX);
        let start = |length: usize| self.starts.get(length).copied().unwrap_or(self.ends.len());
        let (first, last) = (start(word.len().saturating_sub(far)), start(word.len() + far + 1));
        let wanted = self.ends.get(first..last.max(first)).unwrap_or_default();
        wanted.iter().enumerate().filter_map(move |(step, (end, mask, pairs))| {
            if (has & !mask).count_ones() > far_letters || (mask & !has).count_ones() > far_letters {
                return None;
            }
            // No slip of one letter changes more than three pairs.
            if (has_pairs & !pairs).count_ones() > 3 * far_letters {
                return None;
            }
            let at = first + step;
            let begin = at.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |(end, ..)| *end);
            let folded = self.folded.get(begin as usize..*end as usize)?;
            let written = u32::try_from(at).ok().and_then(|at| self.written.get(&at)).map_or(folded, |written| written);
            Some(Form { folded, written })
        })
    }
}

/// Small letters without accents, and straight apostrophes: what likeness is measured on.
pub(super) fn folded(word: &str) -> String {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return word.to_owned();
    }
    word.nfd()
        .filter(|c| !matches!(c, '\u{300}'..='\u{36F}'))
        .flat_map(char::to_lowercase)
        .map(|c| if c == '’' { '\'' } else { c })
        .collect()
}

/// Which letters a word has; a bit for each.
fn letters(folded: &str) -> u32 {
    folded.bytes().fold(0, |mask, byte| mask | 1 << if byte.is_ascii_lowercase() { byte - b'a' } else { 26 + byte % 6 })
}

/// Which pairs of neighbouring letters a word has, in 64 drawers.
fn letter_pairs(folded: &str) -> u64 {
    let bytes = folded.bytes();
    bytes.clone().zip(bytes.skip(1)).fold(0, |mask, (one, next)| mask | 1 << ((u32::from(one) * 31 + u32::from(next)) % 64))
}

/// Words one after the other, some twice.
#[derive(Default)]
struct Pile {
    text: String,
    ends: Vec<u32>,
}

impl Pile {
    /// A word in parts.
    fn add(&mut self, parts: [&str; 3]) {
        self.text.extend(parts);
        self.ends.extend(u32::try_from(self.text.len()));
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        let begins = std::iter::once(0).chain(self.ends.iter().copied());
        begins.zip(&self.ends).filter_map(|(begin, end)| self.text.get(begin as usize..*end as usize))
    }
}

/// A flag of a dictionary as a number: a letter, two, or a number.
type Flag = u64;

/// How flags are written.
#[derive(Clone, Copy)]
enum Flags {
    Single,
    Pairs,
    Numbers,
}

/// One line of a table of prefixes or suffixes.
struct Rule<'a> {
    strip: &'a str,
    add: &'a str,
    /// What the stem must look like at that end: for each place the letters, and whether they are meant or all others.
    condition: Vec<(String, bool)>,
    crosses: bool,
}

struct Rules<'a> {
    kind: Flags,
    aliases: Vec<&'a str>,
    prefixes: HashMap<Flag, Vec<Rule<'a>>>,
    suffixes: HashMap<Flag, Vec<Rule<'a>>>,
    /// Flags of what nobody wants suggested, or what is no word alone.
    hidden: HashSet<Flag>,
}

impl<'a> Rules<'a> {
    fn read(aff: &'a str) -> Self {
        let mut rules =
            Self { kind: Flags::Single, aliases: Vec::new(), prefixes: HashMap::new(), suffixes: HashMap::new(), hidden: HashSet::new() };
        let mut crossing: HashMap<(&str, &str), bool> = HashMap::new();
        for line in aff.lines() {
            let cells: Vec<&str> = line.split_whitespace().take(6).collect();
            match *cells.as_slice() {
                ["FLAG", "long"] => rules.kind = Flags::Pairs,
                ["FLAG", "num"] => rules.kind = Flags::Numbers,
                ["AF", alias, ..] => rules.aliases.push(alias),
                ["NOSUGGEST" | "ONLYINCOMPOUND" | "FORBIDDENWORD" | "NEEDAFFIX" | "WARN", flag, ..] => {
                    rules.hidden.extend(rules.kind.of(flag));
                }
                [table @ ("PFX" | "SFX"), flag, crosses @ ("Y" | "N"), _] => {
                    crossing.insert((table, flag), crosses == "Y");
                }
                [table @ ("PFX" | "SFX"), flag, strip, add, ref rest @ ..] => {
                    let nothing = |cell: &'a str| if cell == "0" { "" } else { cell };
                    let add = nothing(add.split('/').next().unwrap_or_default());
                    let condition = condition(rest.first().copied().unwrap_or("."));
                    let crosses = crossing.get(&(table, flag)).copied().unwrap_or_default();
                    let of = if table == "PFX" { &mut rules.prefixes } else { &mut rules.suffixes };
                    // The possessive goes on the end of a suggestion when the word had one.
                    if !add.starts_with(['\'', '’'])
                        && let [flag] = *rules.kind.of(flag).as_slice()
                    {
                        of.entry(flag).or_default().push(Rule { strip: nothing(strip), add, condition, crosses });
                    }
                }
                _ => {}
            }
        }
        // The first line of the table tells how many follow.
        if !rules.aliases.is_empty() {
            rules.aliases.remove(0);
        }
        rules
    }

    fn flags(&self, cell: &str) -> Vec<Flag> {
        match cell.parse::<usize>() {
            Ok(number) if !self.aliases.is_empty() => {
                number.checked_sub(1).and_then(|at| self.aliases.get(at)).map(|alias| self.kind.of(alias)).unwrap_or_default()
            }
            _ => self.kind.of(cell),
        }
    }

    fn expand(&self, stem: &str, flags: &[Flag], all: &mut Pile) {
        let prefixes: Vec<&Rule> = flags.iter().filter_map(|flag| self.prefixes.get(flag)).flatten().collect();
        for rule in flags.iter().filter_map(|flag| self.suffixes.get(flag)).flatten() {
            let Some(kept) = rule.kept_before(stem) else { continue };
            all.add(["", kept, rule.add]);
            for prefix in prefixes.iter().filter(|prefix| prefix.crosses && rule.crosses) {
                if let Some(kept) = prefix.kept_after(kept) {
                    all.add([prefix.add, kept, rule.add]);
                }
            }
        }
        for prefix in prefixes {
            if let Some(kept) = prefix.kept_after(stem) {
                all.add([prefix.add, kept, ""]);
            }
        }
    }
}

impl Flags {
    fn of(self, cell: &str) -> Vec<Flag> {
        match self {
            Self::Single => cell.chars().map(Flag::from).collect(),
            Self::Pairs => {
                let letters: Vec<char> = cell.chars().collect();
                letters.chunks(2).map(|pair| pair.iter().fold(0, |flag, letter| (flag << 32) | Flag::from(*letter))).collect()
            }
            Self::Numbers => cell.split(',').filter_map(|number| number.parse().ok()).collect(),
        }
    }
}

impl Rule<'_> {
    /// What is left of a stem before this suffix; nothing when it does not go there.
    fn kept_before<'s>(&self, stem: &'s str) -> Option<&'s str> {
        let letters = stem.chars().rev().map(Some).chain(std::iter::repeat(None));
        self.condition.iter().rev().zip(letters).all(|(place, c)| fits(place, c)).then_some(())?;
        stem.strip_suffix(self.strip)
    }

    /// What is left of a stem after this prefix.
    fn kept_after<'s>(&self, stem: &'s str) -> Option<&'s str> {
        let letters = stem.chars().map(Some).chain(std::iter::repeat(None));
        self.condition.iter().zip(letters).all(|(place, c)| fits(place, c)).then_some(())?;
        stem.strip_prefix(self.strip)
    }
}

fn fits((letters, meant): &(String, bool), c: Option<char>) -> bool {
    c.is_some_and(|c| letters.contains(c) == *meant)
}

/// `[^aeiou]y`: a place for each letter or bracket; a dot is any letter.
fn condition(text: &str) -> Vec<(String, bool)> {
    if text == "." {
        return Vec::new();
    }
    let mut places = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        rest = rest.get(first.len_utf8()..).unwrap_or_default();
        match first {
            '[' => {
                let (inside, after) = rest.split_once(']').unwrap_or((rest, ""));
                rest = after;
                places.push(inside.strip_prefix('^').map_or((inside.to_owned(), true), |others| (others.to_owned(), false)));
            }
            '.' => places.push((String::new(), false)),
            letter => places.push((letter.to_string(), true)),
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    const AFF: &str = "SET UTF-8\nNOSUGGEST !\nPFX U Y 1\nPFX U 0 un .\nSFX D Y 3\nSFX D 0 d e\nSFX D y ied [^aeiou]y\nSFX D 0 ed [^ey]\nSFX M Y 1\nSFX M 0 's .\n";

    #[test]
    fn stems_and_rules_make_forms() {
        let forms = Forms::of(AFF, "4\nwash/UDM\ntidy/UD\nfoul/!\nÉclair/M\n", ["PhD"].into_iter());
        let mut all: Vec<&str> = forms.near("xxxxx", 26).map(|form| form.written).collect();
        all.sort_unstable();
        assert_eq!(all, ["PhD", "tidied", "tidy", "untidied", "untidy", "unwash", "unwashed", "wash", "washed", "Éclair"]);
    }

    #[test]
    fn near_is_by_length_and_letters() {
        let forms = Forms::of(AFF, "3\nwash/D\nwish\nmountain\n", std::iter::empty());
        let near: Vec<&str> = forms.near("wesh", 1).map(|form| form.folded).collect();
        assert_eq!(near, ["wash", "wish"]);
    }
}
