//! Heights of pieces that stand below each other: which one a row is in, and where each begins.

/// Heights, with their sums (a Fenwick tree): to look one up or to change one takes as many steps as the
/// number of pieces has binary digits.
#[derive(Debug, Clone, Default)]
pub struct Heights {
    own: Vec<u32>,
    /// At each position, from 1: the sum of as many heights up to it as its lowest bit says.
    tree: Vec<usize>,
}

fn lowest_bit(position: usize) -> usize {
    position & position.wrapping_neg()
}

impl Heights {
    /// The heights, from the top down.
    #[must_use]
    pub fn of(own: Vec<u32>) -> Self {
        let mut tree = vec![0; own.len() + 1];
        for (position, height) in (1..).zip(&own) {
            let sum = tree.get(position).copied().unwrap_or(0) + large(*height);
            for (at, more) in [(position, large(*height)), (position + lowest_bit(position), sum)] {
                if let Some(cell) = tree.get_mut(at) {
                    *cell += more;
                }
            }
        }
        Self { own, tree }
    }

    /// The sum of all.
    #[must_use]
    pub fn total(&self) -> usize {
        self.start(self.own.len())
    }

    /// The sum of those before a position.
    #[must_use]
    pub fn start(&self, position: usize) -> usize {
        let mut at = position.min(self.own.len());
        let mut sum = 0;
        while at > 0 {
            sum += self.tree.get(at).copied().unwrap_or(0);
            at -= lowest_bit(at);
        }
        sum
    }

    /// The height at a position.
    #[must_use]
    pub fn at(&self, position: usize) -> usize {
        self.own.get(position).copied().map_or(0, large)
    }

    /// Gives a position another height.
    pub fn set(&mut self, position: usize, height: usize) {
        let Some(own) = self.own.get_mut(position) else { return };
        let before = large(*own);
        *own = u32::try_from(height).unwrap_or(u32::MAX);
        let after = large(*own);
        let mut at = position + 1;
        while let Some(cell) = self.tree.get_mut(at) {
            *cell = (*cell + after).saturating_sub(before);
            at += lowest_bit(at);
        }
    }

    /// The position whose piece has a row, and which of its rows that is.
    #[must_use]
    pub fn find(&self, row: usize) -> Option<(usize, usize)> {
        if row >= self.total() {
            return None;
        }
        let mut step = self.tree.len().checked_ilog2().map_or(0, |digits| 1 << digits);
        let (mut at, mut rest) = (0, row);
        while step > 0 {
            if let Some(sum) = self.tree.get(at + step).filter(|sum| **sum <= rest) {
                at += step;
                rest -= sum;
            }
            step /= 2;
        }
        Some((at, rest))
    }
}

/// Wider, on any machine that has a terminal.
fn large(height: u32) -> usize {
    usize::try_from(height).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn sums_are_those_of_the_heights(
            mut own in prop::collection::vec(0_u32..5, 0..70),
            changes in prop::collection::vec((0_usize..70, 0_u32..9), 0..20),
        ) {
            let mut heights = Heights::of(own.clone());
            for (position, height) in changes {
                heights.set(position, large(height));
                if let Some(own) = own.get_mut(position) {
                    *own = height;
                }
            }
            let rows: Vec<(usize, usize)> = own
                .iter()
                .enumerate()
                .flat_map(|(position, height)| (0..large(*height)).map(move |row| (position, row)))
                .collect();
            prop_assert_eq!(heights.total(), rows.len());
            for (row, place) in rows.iter().enumerate() {
                prop_assert_eq!(heights.find(row), Some(*place));
                prop_assert_eq!(heights.start(place.0) + place.1, row);
            }
            prop_assert_eq!(heights.find(rows.len()), None);
        }
    }
}
