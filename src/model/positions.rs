//! Sets of documents, by their positions in an archive.

use std::fmt;
use std::ops::Range;

use roaring::MultiOps;
use roaring::RoaringBitmap;

/// A set of positions in an archive, compressed: a million of them take what a few pages of text do.
#[derive(Clone, PartialEq, Default)]
pub struct Positions(RoaringBitmap);

/// An archive holds at most `u32::MAX` documents; what lies beyond is in no set.
fn key(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

fn place(key: u32) -> usize {
    usize::try_from(key).unwrap_or(usize::MAX)
}

fn count(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

impl Eq for Positions {}

impl Positions {
    /// The first `count` positions.
    #[must_use]
    pub fn first(count: usize) -> Self {
        Self::range(0..count)
    }

    /// All positions of a range.
    #[must_use]
    pub fn range(range: Range<usize>) -> Self {
        let mut set = RoaringBitmap::new();
        set.insert_range(key(range.start)..key(range.end));
        Self(set)
    }

    /// What is in any of several sets; of many it is made sooner than by joining one after the other.
    #[must_use]
    pub fn any_of<'a>(sets: impl IntoIterator<Item = &'a Self>) -> Self {
        Self(sets.into_iter().map(|set| &set.0).union())
    }

    /// Adds a position.
    pub fn insert(&mut self, position: usize) {
        self.0.insert(key(position));
    }

    /// Whether a position is one of them.
    #[must_use]
    pub fn contains(&self, position: usize) -> bool {
        self.0.contains(key(position))
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        count(self.0.len())
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many of them lie in a range.
    #[must_use]
    pub fn count_in(&self, range: Range<usize>) -> usize {
        count(self.0.range_cardinality(key(range.start)..key(range.end)))
    }

    /// How many of them come before a position.
    #[must_use]
    pub fn before(&self, position: usize) -> usize {
        self.count_in(0..position)
    }

    /// The one that `before` others come before.
    #[must_use]
    pub fn nth(&self, before: usize) -> Option<usize> {
        self.0.select(key(before)).map(place)
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().map(place)
    }

    /// What is in both sets.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        Self(&self.0 & &other.0)
    }

    /// Keeps what is in the other set too.
    pub fn keep(&mut self, other: &Self) {
        self.0 &= &other.0;
    }

    /// Takes in what is in the other set.
    pub fn join(&mut self, other: &Self) {
        self.0 |= &other.0;
    }

    /// Takes out what is in the other set.
    pub fn drop_all(&mut self, other: &Self) {
        self.0 -= &other.0;
    }

    /// The positions whose bits are set: those of the first byte are 0 to 7, the lowest bit first.
    #[must_use]
    pub fn of_bits(bits: &[u8]) -> Self {
        Self(RoaringBitmap::from_lsb0_bytes(0, bits))
    }

    /// The set in the portable format of Roaring bitmaps.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.0.serialized_size());
        // Nothing goes wrong where bytes are added to a vector.
        self.0.serialize_into(&mut bytes).ok();
        bytes
    }

    /// The set that [`Positions::to_bytes`] wrote; nothing for other bytes.
    #[must_use]
    pub fn of_bytes(bytes: &[u8]) -> Option<Self> {
        RoaringBitmap::deserialize_from(bytes).ok().map(Self)
    }
}

impl FromIterator<usize> for Positions {
    fn from_iter<I: IntoIterator<Item = usize>>(positions: I) -> Self {
        Self(positions.into_iter().map(key).collect())
    }
}

impl fmt::Debug for Positions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_counts_and_finds_its_members() {
        let set: Positions = [2, 5, 70_000].into_iter().collect();
        assert_eq!(
            (set.len(), set.before(5), set.before(6), set.count_in(3..80_000)),
            (3, 1, 2, 2)
        );
        assert_eq!(
            (0..4).map(|n| set.nth(n)).collect::<Vec<_>>(),
            [Some(2), Some(5), Some(70_000), None]
        );
        assert!(set.contains(5) && !set.contains(4));
    }

    #[test]
    fn sets_are_joined_kept_and_dropped() {
        let even: Positions = [0, 2, 4].into_iter().collect();
        let mut set = Positions::first(3);
        assert_eq!(set.and(&even).iter().collect::<Vec<_>>(), [0, 2]);
        set.join(&even);
        assert_eq!(set.iter().collect::<Vec<_>>(), [0, 1, 2, 4]);
        assert_eq!(Positions::any_of([&even, &Positions::first(3)]), set);
        assert!(Positions::any_of([]).is_empty());
        set.drop_all(&Positions::range(1..3));
        set.keep(&even);
        assert_eq!(set.iter().collect::<Vec<_>>(), [0, 4]);
    }

    #[test]
    fn a_set_is_read_as_it_was_written_and_rubbish_is_none() {
        let set: Positions = (0..9000).filter(|n| n % 3 == 0).collect();
        let bytes = set.to_bytes();
        assert_eq!(Positions::of_bytes(&bytes), Some(set));
        assert_eq!(Positions::of_bytes(&bytes[..9]), None);
    }
}
