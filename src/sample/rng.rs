//! Chance that falls the same way on every machine. Knows nothing of journals.

/// A splitmix64 generator: small, fast, and the same numbers for the same seed for ever.
#[derive(Clone, Debug)]
pub(super) struct Rng(u64);

impl Rng {
    /// The numbers of one stream of a seed; streams of one seed are independent of each other.
    pub(super) fn new(seed: u64, stream: u64) -> Self {
        let mut mixed = Self(seed ^ stream.wrapping_mul(0xD1B5_4A32_D192_ED03));
        Self(mixed.next())
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 up to but without `limit`; 0 when there is none.
    pub(super) fn below(&mut self, limit: u32) -> u32 {
        let high = (self.next() >> 32).wrapping_mul(u64::from(limit)) >> 32;
        u32::try_from(high).unwrap_or(0)
    }

    /// A number from `least` to `most`, both included.
    pub(super) fn between(&mut self, least: u32, most: u32) -> u32 {
        least + self.below(most.saturating_sub(least).saturating_add(1))
    }

    /// True in so many cases out of a hundred.
    pub(super) fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of them; `None` when there is none.
    pub(super) fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.place(from.len()))
    }

    /// One text of them, empty when there is none.
    pub(super) fn say<'a>(&mut self, from: &'a [String]) -> &'a str {
        self.pick(from).map_or("", String::as_str)
    }

    /// All of them in a new order.
    pub(super) fn shuffled<'a>(&mut self, from: &'a [String]) -> Vec<&'a str> {
        let mut left: Vec<&str> = from.iter().map(String::as_str).collect();
        let mut dealt = Vec::with_capacity(left.len());
        while !left.is_empty() {
            let place = self.place(left.len());
            dealt.push(left.swap_remove(place));
        }
        dealt
    }

    /// A place in a list of that length; 0 when it is empty.
    pub(super) fn place(&mut self, length: usize) -> usize {
        self.below(u32::try_from(length).unwrap_or(u32::MAX)) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_for_ever() {
        let mut rng = Rng::new(1, 2);
        let first: Vec<u32> = (0..5).map(|_| rng.below(1000)).collect();
        let mut again = Rng::new(1, 2);
        assert_eq!(first, (0..5).map(|_| again.below(1000)).collect::<Vec<_>>());
        let mut other = Rng::new(1, 3);
        assert_ne!(first, (0..5).map(|_| other.below(1000)).collect::<Vec<_>>());
    }

    #[test]
    fn stays_inside() {
        let mut rng = Rng::new(0, 0);
        assert!((0..10_000).all(|_| rng.below(7) < 7 && (3..=9).contains(&rng.between(3, 9))));
        assert_eq!((rng.below(0), rng.pick::<u8>(&[]), rng.say(&[])), (0, None, ""));
        let mut seen: Vec<u32> = (0..200).map(|_| rng.below(7)).collect();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen, [0, 1, 2, 3, 4, 5, 6]);
    }
}
